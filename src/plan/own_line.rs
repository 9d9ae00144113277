//! A line of contact of the user's own, instead of the embedded one.

use std::sync::Arc;

use geo_types::LineString;

use super::Plan;
use crate::atlas::Atlas;
use crate::problem::Refusal;
use crate::units::Span;

/// The figure id under which a user sets the ground factor of a zone.
pub const GROUND_FACTOR: &str = "ground.factor";

/// The largest ground factor: a line ten times as long on the ground is a mistake.
const LARGEST_GROUND_FACTOR: f64 = 10.0;

/// A ground factor that can be reckoned with, of a line or of a zone: more than 0 and up
/// to 10 in each case, low ≤ central ≤ high, since a longer line takes more troops.
///
/// # Errors
/// Refuses every other.
pub fn check_ground_factor(factor: Span<f64>) -> Result<Span<f64>, Refusal> {
    let Span { low, central, high } = factor;
    for case in [low, central, high] {
        if !(case > 0.0 && case <= LARGEST_GROUND_FACTOR) {
            return Err(Refusal::new(
                format!("A ground factor cannot be {case}"),
                "Type more than 0 and up to 10; 1 takes the line as drawn.",
            ));
        }
    }
    if low > central || central > high {
        return Err(Refusal::new(
            format!("A ground factor cannot fall from low over central to high: {low}/{central}/{high}"),
            "Type the smallest first: the longer the line on the ground, the more troops it takes.",
        ));
    }
    Ok(factor)
}

/// A line of contact that the user brought: from a file or by hand.
#[derive(Clone, Debug)]
pub struct OwnLine {
    /// Its name for people.
    pub name: String,
    /// The day it shows, YYYY-MM-DD; empty if not known.
    pub date: String,
    /// Where it comes from; shown in every export.
    pub source: String,
    /// Its course in longitude and latitude.
    pub path: LineString<f64>,
    /// Kilometres on the ground for each kilometre on this line: a smooth line
    /// is shorter than the trace that posts and patrols must follow.
    pub ground_factor: Span<f64>,
}

impl OwnLine {
    /// The line of contact in force; the embedded one as if it were the user's own, with its
    /// ground factor and under its own name.
    pub fn in_force(plan: &Plan, atlas: &Atlas) -> Arc<Self> {
        if let Some(own) = &plan.line {
            return Arc::clone(own);
        }
        let line = atlas.contact();
        Arc::new(Self {
            name: line.name.clone(),
            date: line.date.clone().unwrap_or_default(),
            source: if line.schematic { "embedded, schematic" } else { "embedded" }.to_owned(),
            path: line.path.clone(),
            ground_factor: line.ground_factor.value,
        })
    }
}

impl PartialEq for OwnLine {
    /// A shared line is not looked through: a line from a survey has a million points.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.name == other.name
                && self.date == other.date
                && self.source == other.source
                && self.ground_factor == other.ground_factor
                && self.path == other.path)
    }
}
