//! What is measured over the plan: the path, and the rings. No egui here; nothing of it is
//! part of the plan.

use std::sync::Arc;

use geo_types::{Coord, Point};

use crate::geodesy::{self, Route};
use crate::problem::Refusal;
use crate::scene;
use crate::tools::{Context, Measured, Measuring};
use crate::units::{Km, brief};

/// The radii that a first set of rings has.
const USUAL: [Km; 3] = [Km(25.0), Km(50.0), Km(100.0)];

/// More rings round one place are no help to the eye.
const MOST_RINGS: usize = 12;

/// Rings round a place.
#[derive(Clone, Debug)]
pub struct RingSet {
    /// The place.
    pub at: Coord<f64>,
    /// What is there: the name of a zone or of a place, or its coordinates.
    pub name: String,
    /// The radii, rising.
    pub radii: Vec<Km>,
    /// Whether they are drawn.
    pub shown: bool,
    rings: Vec<scene::Ring>,
}

impl RingSet {
    fn of(at: Coord<f64>, name: String, radii: Vec<Km>) -> Result<Self, Refusal> {
        let ring = |radius: &Km| {
            let path = Arc::new(geodesy::ring(Point(at), *radius)?);
            Ok(scene::Ring { path, label: format!("{} km", brief(radius.0)) })
        };
        let rings = radii.iter().map(ring).collect::<Result<_, Refusal>>()?;
        Ok(Self { at, name, radii, shown: true, rings })
    }

    /// The radii as they are typed: "25, 50, 100".
    pub fn typed(&self) -> String {
        typed(&self.radii)
    }
}

/// Radii as they are typed.
pub fn typed(radii: &[Km]) -> String {
    radii.iter().map(|km| format!("{}", (km.0 * 1e3).round() / 1e3)).collect::<Vec<_>>().join(", ")
}

/// Reads radii in kilometres, with commas, semicolons or spaces between them; a point is
/// the decimal mark.
///
/// # Errors
/// A text that has no radius, and one that is no number or no radius.
pub fn radii(text: &str) -> Result<Vec<Km>, Refusal> {
    let hint = "Write kilometres such as 25, 50, 100, each between 0.01 and 500.";
    let mut radii = Vec::new();
    for word in text.split([',', ';', ' ']).filter(|word| !word.is_empty() && *word != "km") {
        match word.trim_end_matches("km").parse::<f64>() {
            Ok(km) if (0.01..=500.0).contains(&km) => radii.push(Km(km)),
            _ => return Err(Refusal::new(format!("{word} is no radius"), hint)),
        }
    }
    radii.sort_by(|a, b| a.0.total_cmp(&b.0));
    radii.dedup();
    if radii.is_empty() {
        return Err(Refusal::new("A ring needs a radius", hint));
    }
    if radii.len() > MOST_RINGS {
        let what = format!("{} rings round one place are too many", radii.len());
        return Err(Refusal::new(what, format!("Write {MOST_RINGS} radii at most.")));
    }
    Ok(radii)
}

/// The corners under the hand, and what they measure from two on.
type Live = (Vec<Coord<f64>>, Option<Arc<Route>>);

/// All of it.
#[derive(Debug)]
pub struct Kept {
    /// What is being measured.
    pub over: Option<Measuring>,
    /// The path that was measured last.
    path: Option<Arc<Route>>,
    /// The path under the hand, and the corners it was measured of.
    live: Option<Live>,
    /// Whether the path is what the hand did last: then it is what Copy means.
    pub fresh: bool,
    /// The rings.
    pub rings: Vec<RingSet>,
    /// The radii of the next rings.
    pub next_radii: Vec<Km>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            over: None,
            path: None,
            live: None,
            fresh: false,
            rings: Vec::new(),
            next_radii: USUAL.to_vec(),
        }
    }
}

impl Kept {
    /// Begins a path; the last one goes.
    pub fn begin_path(&mut self) {
        (self.over, self.path, self.live) = (Some(Measuring::path()), None, None);
    }

    /// Waits for the place of rings.
    pub fn begin_rings(&mut self) {
        self.over = Some(Measuring::place());
    }

    /// Ends a path as Enter does; with fewer than two corners nothing is left.
    pub fn end(&mut self) {
        let outcome = self.over.take().map(Measuring::finished);
        if let Some(measured) = outcome.and_then(|outcome| outcome.measured) {
            self.take(measured);
        }
        self.live = None;
    }

    /// Takes what was measured.
    pub fn take(&mut self, measured: Measured) {
        self.live = None;
        match measured {
            Measured::Path(corners) => {
                self.path = Route::of(&corners).map(Arc::new);
                self.fresh = self.path.is_some();
            }
            Measured::Place(at, name) => {
                let name = name.map(|name| capital(&name)).unwrap_or_default();
                // A place on the map and radii that were read are no reason to refuse.
                drop(self.add_rings(at, name));
            }
        }
    }

    /// Adds rings of the next radii round a place.
    ///
    /// # Errors
    /// Rings that run over a pole or the antimeridian.
    pub fn add_rings(&mut self, at: Coord<f64>, name: String) -> Result<(), Refusal> {
        self.rings.push(RingSet::of(at, name, self.next_radii.clone())?);
        Ok(())
    }

    /// Gives a set other radii, which are those of the next one too.
    ///
    /// # Errors
    /// As [`radii`] and [`Self::add_rings`].
    pub fn set_radii(&mut self, place: usize, text: &str) -> Result<(), Refusal> {
        let radii = radii(text)?;
        if let Some(set) = self.rings.get_mut(place) {
            let RingSet { shown, .. } = *set;
            *set = RingSet { shown, ..RingSet::of(set.at, set.name.clone(), radii.clone())? };
        }
        self.next_radii = radii;
        Ok(())
    }

    /// Takes the measured path off the map; says whether there was one.
    pub fn clear(&mut self) -> bool {
        self.fresh = false;
        self.path.take().is_some()
    }

    /// What the path measures: the one under the hand, or else the last one. Measured anew
    /// only when a corner has moved.
    pub fn refresh(&mut self, corners: Option<Vec<Coord<f64>>>) {
        match corners {
            None => self.live = None,
            Some(corners) if self.live.as_ref().is_some_and(|(of, _)| *of == corners) => {}
            Some(corners) => {
                let route = Route::of(&corners).map(Arc::new);
                self.live = Some((corners, route));
            }
        }
    }

    /// The corners of the path under the hand.
    pub fn course(&self, context: &Context) -> Option<Vec<Coord<f64>>> {
        self.over.as_ref().filter(|over| over.is_path()).map(|over| over.course(context))
    }

    /// Whether a path is being drawn.
    pub fn is_drawing(&self) -> bool {
        self.over.as_ref().is_some_and(Measuring::is_path)
    }

    /// The path on the map, with its measures.
    pub fn route(&self) -> Option<&Arc<Route>> {
        match &self.live {
            Some((_, route)) => route.as_ref(),
            None => self.path.as_ref(),
        }
    }

    /// What of it is drawn.
    pub fn marks(&self) -> scene::Rulers {
        let path = self.route().map(|route| scene::Ruler {
            path: route.path.0.clone(),
            legs: route.legs.iter().map(leg_in_words).collect(),
            total: if route.legs.len() > 1 { format!("{} km", km(route.length)) } else { String::new() },
            closed: route.closing.is_some(),
        });
        // One corner is a path already to the eye.
        let lone = || {
            let (corners, _) = self.live.as_ref()?;
            (!corners.is_empty()).then(|| scene::Ruler { path: corners.clone(), ..scene::Ruler::default() })
        };
        let rings = self.rings.iter().filter(|set| set.shown).map(|set| scene::Rings {
            centre: set.at,
            name: set.name.clone(),
            rings: set.rings.clone(),
        });
        scene::Rulers { path: path.or_else(lone), rings: rings.collect() }
    }
}

/// The first letter large: what was snapped to begins a line of the list.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "120.3 km · 45°".
fn leg_in_words(leg: &geodesy::Leg) -> String {
    format!("{} km · {}", km(leg.length), leg.bearing_in_words())
}

/// A length as the map and the card write it: hundred metres, or ten where it is short.
pub fn km(length: Km) -> String {
    crate::units::grouped(length.0, if length.0 < 10.0 { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radii_are_read_as_they_are_typed() {
        let read = |text: &str| radii(text).map(|radii| typed(&radii));
        for (text, wanted) in
            [("25, 50, 100", "25, 50, 100"), ("100 50;25 km", "25, 50, 100"), ("2.5km, 2.5", "2.5")]
        {
            assert_eq!(read(text).unwrap(), wanted, "{text}");
        }
        for bad in ["", " , ", "ten", "0", "-5", "501", "1 2 3 4 5 6 7 8 9 10 11 12 13"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn other_radii_stay_for_the_next_rings() {
        let mut kept = Kept::default();
        let kyiv = Coord { x: 30.52, y: 50.45 };
        kept.add_rings(kyiv, "Kyiv".into()).unwrap();
        assert_eq!(kept.marks().rings[0].rings.len(), 3);
        kept.set_radii(0, "10, 20").unwrap();
        kept.add_rings(kyiv, String::new()).unwrap();
        assert_eq!(kept.rings[1].typed(), "10, 20");
        assert!(kept.set_radii(0, "x").is_err());
        assert_eq!(kept.rings[0].typed(), "10, 20");
        kept.rings[0].shown = false;
        assert_eq!(kept.marks().rings.len(), 1);
    }

    #[test]
    fn a_measured_path_stays_until_the_next() {
        let mut kept = Kept::default();
        kept.take(Measured::Path([(30.0, 49.0), (31.0, 49.0)].map(Coord::from).to_vec()));
        assert!(kept.route().is_some() && kept.fresh);
        kept.begin_path();
        assert!(kept.route().is_none() && kept.marks().path.is_none());
    }
}
