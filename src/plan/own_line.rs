//! A line of contact of the user's own, instead of the embedded one.

use geo_types::LineString;

use crate::units::Span;

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
