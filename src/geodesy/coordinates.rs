//! A place as people write it: degrees in any dress, MGRS, UTM, the text of a map link.
//!
//! Reading forgives what cannot be mistaken (signs, spaces, commas, scripts) and
//! says what it took for granted: two bare numbers are latitude and longitude
//! unless only the other order lies in Ukraine. Nothing is fetched: of a link,
//! only the text is read.

mod angles;

mod grids;

mod link;

mod side;

#[cfg(test)]
mod tests;

use std::fmt;

use geo_types::Coord;

pub use grids::utm;
pub use side::side;

use super::in_world;
use crate::problem::Refusal;

/// How a place was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    /// "49.98080, 36.25270".
    Decimal,
    /// Degrees with minutes, or with minutes and seconds.
    Sexagesimal,
    /// "37U CR 56502 73061".
    Mgrs,
    /// "37U 412345 5432100".
    Utm,
    /// A `geo:` URI or the address of a map.
    Link,
}

impl fmt::Display for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Decimal => "Decimal degrees",
            Self::Sexagesimal => "Degrees and minutes",
            Self::Mgrs => "MGRS",
            Self::Utm => "UTM",
            Self::Link => "Map link",
        })
    }
}

/// A place that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Longitude and latitude.
    pub at: Coord<f64>,
    /// How it was written.
    pub notation: Notation,
    /// What had to be taken for granted, a sentence without its full stop.
    pub note: Option<String>,
}

/// Reads a place.
///
/// # Errors
/// Says what is wrong with the numbers, or that there are none, and shows a way of writing that is read.
pub fn read(text: &str) -> Result<Read, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new("No place is written here", EXAMPLES));
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::new("This is too long for one place", EXAMPLES));
    }
    let read = match link::numbers(text) {
        Some(numbers) => Read { notation: Notation::Link, ..angles::read(&numbers).ok_or_else(unread)?? },
        None => match grids::read(text) {
            Some(read) => read?,
            None => angles::read(text).ok_or_else(unread)??,
        },
    };
    if !in_world(read.at) {
        return Err(Refusal::new(
            "This is not on the globe",
            "Latitude ends at 90 degrees, longitude at 180.",
        ));
    }
    Ok(read)
}

/// Whether a text is meant as coordinates rather than as a name: what [`read`] refuses
/// of such a text is worth telling.
pub fn is_meant(text: &str) -> bool {
    let text = text.trim();
    read(text).is_ok()
        || link::is_link(text)
        || grids::is_grid(text)
        // Words are names; letters of the compass and signs of degrees are not words.
        || (text.chars().any(|c| c.is_ascii_digit())
            && !text.split(|c: char| !c.is_alphabetic()).any(angles::is_word))
}

/// "49.98080, 36.25270": latitude and longitude to a metre.
pub fn decimal(at: Coord<f64>) -> String {
    format!("{:.5}, {:.5}", at.y, at.x)
}

/// "49°58′50.9″ N 36°15′09.7″ E": to three metres.
pub fn sexagesimal(at: Coord<f64>) -> String {
    format!("{} {}", angles::written(at.y, ['N', 'S']), angles::written(at.x, ['E', 'W']))
}

/// A longer text is a page and not a place.
const LONGEST: usize = 2_000;

/// Ways of writing, for hints.
const EXAMPLES: &str = "Write 49.98, 36.25 or 49°58′51″ N 36°15′10″ E, a grid reference such as 37U CR 56502 73061, or paste a map link.";

fn unread() -> Refusal {
    Refusal::new("No coordinates can be read here", EXAMPLES)
}
