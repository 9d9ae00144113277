//! What is handed out, made whole: a deck, a page with the map, tables. The window and the
//! command line both come here, so that the same choices give the same bytes.

pub mod deck;

pub mod page;

pub mod data;

use crate::problem::Problem;

/// A file that was made, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Handout {
    /// The file.
    pub bytes: Vec<u8>,
    /// How large it is: "12 slides", "3840 × 2160 pixels".
    pub size: String,
    /// What cannot be read well, or does not fit.
    pub found: Vec<Problem>,
}

/// The ending of a file's name in small letters; empty where it has none.
pub fn ending(path: &std::path::Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
