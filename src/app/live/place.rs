//! A place that is typed, by its name or by coordinates.

use crate::app::Cordon;
use crate::geodesy::coordinates;
use crate::plan::Spot;
use crate::problem::Refusal;

/// A text and the place it names.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What is typed.
    pub text: String,
    /// The text that was answered, and what it named.
    answered: Option<(String, Result<Spot, Refusal>)>,
}

impl Typed {
    /// A place that is known.
    pub fn of(spot: &Spot) -> Self {
        Self { text: spot.name.clone(), answered: Some((spot.name.clone(), Ok(spot.clone()))) }
    }

    /// The place that the text names; looked for where it has changed.
    ///
    /// # Errors
    /// Says that nothing is called so, or what is wrong with the coordinates.
    pub fn spot(&mut self, app: &Cordon) -> Result<Spot, Refusal> {
        let text = self.text.trim();
        match &self.answered {
            Some((of, spot)) if of == text => spot.clone(),
            _ => {
                let spot = find(text, app);
                self.answered = Some((text.to_owned(), spot.clone()));
                spot
            }
        }
    }
}

fn find(text: &str, app: &Cordon) -> Result<Spot, Refusal> {
    if text.is_empty() {
        return Err(Refusal::new("No place is typed", "Type a name, such as Kharkiv, or coordinates."));
    }
    if coordinates::is_meant(text) {
        let at = coordinates::read(text)?.at;
        return Ok(Spot::new(coordinates::decimal(at), at));
    }
    let found = app.desk.atlas.gazetteer().find(text, 1);
    found.first().map(|found| Spot::new(found.place.name.clone(), found.place.at)).ok_or_else(|| {
        Refusal::new(format!("No place is called “{text}”"), "Type another name, or coordinates.")
    })
}
