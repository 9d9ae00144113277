//! What the status line and the pointer say about the tool's state.

use crate::units::{Km, brief, grouped};

/// One line for the status bar and the keys that do something now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What to do next, or why the shape cannot stay.
    pub text: String,
    /// Keys and what they do: `("Alt", "no snap")`.
    pub keys: Vec<(&'static str, &'static str)>,
    /// Whether `text` says that something is wrong.
    pub warning: bool,
}

impl Hint {
    /// A line of plain words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), keys: Vec::new(), warning: false }
    }

    pub(super) fn warning(text: impl Into<String>) -> Self {
        Self { warning: true, ..Self::new(text) }
    }

    /// With a key and what it does.
    #[must_use]
    pub fn key(mut self, key: &'static str, does: &'static str) -> Self {
        self.keys.push((key, does));
        self
    }
}

/// What the pointer looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CursorShape {
    /// The plain arrow.
    #[default]
    Arrow,
    /// A pointing hand: a click selects or finishes.
    Point,
    /// A cross-hair: a click puts a corner.
    Cross,
    /// An open hand: a drag takes this along.
    Grab,
    /// A closed hand: it is being dragged.
    Grabbing,
    /// Four arrows: the whole zone is being moved.
    Move,
    /// A cross-hair with a plus: a corner would be put in here.
    Insert,
    /// Two arrows to the sides: a boundary that runs up is moved.
    ResizeLevel,
    /// Two arrows up and down: a boundary that runs level is moved.
    ResizeUpright,
    /// Not here: the shape would be refused.
    Refused,
}

/// A length in words: "20 km", "350 m".
pub(super) fn length(length: Km) -> String {
    if length.0 < 1.0 {
        return format!("{} m", grouped(length.0 * 1_000.0, 0));
    }
    format!("{} km", brief(length.0))
}
