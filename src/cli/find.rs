//! `cordon find`: a place by its name or by coordinates.

use clap::Args;

use super::output::Ending;
use super::{Form, Report};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::places::Places;
use crate::geodesy::coordinates;
use crate::problem::Refusal;

/// Find a place by its name or by coordinates.
#[derive(Debug, Args)]
pub struct Find {
    /// A name in Ukrainian, English or Latin letters; degrees, MGRS, UTM or a map link
    #[arg(required = true, allow_negative_numbers = true)]
    text: Vec<String>,
    /// The most places to name
    #[arg(long, default_value_t = 10)]
    most: usize,
    #[command(flatten)]
    form: Form,
}

impl Find {
    /// Finds it.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return Report::default().with(&[problem]),
        };
        let text = self.text.join(" ");
        let places = if coordinates::is_meant(&text) {
            match coordinates::read(&text) {
                Ok(read) => Places::at(&text, &read, &atlas),
                Err(refusal) => return Report::misused(&refusal),
            }
        } else {
            Places::of(&text, &atlas.gazetteer().find(&text, self.most))
        };
        if places.places.is_empty() {
            let refusal = Refusal::new(
                format!("No place is found for {text}"),
                "Settlements, raions, oblasts, waters, airports, ports and nuclear plants are known by name; the smallest villages are not.",
            );
            let json = matches!(self.form.format, super::FormatName::Json);
            return Report {
                result: if json { places.written(self.form.format.into()) } else { String::new() },
                remarks: vec![format!("error: {refusal}")],
                ending: Ending::Faulty,
            };
        }
        Report::of(places.written(self.form.format.into()))
    }
}
