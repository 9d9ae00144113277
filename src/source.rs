//! Where a figure comes from: its basis, its sources and how sure they make it.

use serde::{Deserialize, Serialize};

use crate::units::Span;

/// What a value rests on. An `R` or `J` figure is never shown as if it were sourced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Basis {
    /// Found in the cited public document.
    F,
    /// Computed from other figures.
    C,
    /// Recalled, not yet checked against a document.
    R,
    /// Judgement: a planning assumption without a document.
    J,
    /// Typed by the user of this plan.
    User,
}

impl Basis {
    /// The letter on the chip.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::C => "C",
            Self::R => "R",
            Self::J => "J",
            Self::User => "U",
        }
    }

    /// The meaning in words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::F => "found in the cited public document",
            Self::C => "computed from other figures",
            Self::R => "recalled, not yet checked against a document",
            Self::J => "judgement: a planning assumption without a document",
            Self::User => "typed by the user of this plan",
        }
    }
}

/// A figure about the world: low / central / high, each with its basis, and
/// where it was read. Tooltips, exports and footnotes come from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The name in files and on the command line, e.g. `m3a.spacing`.
    pub id: String,
    /// A short name for people, e.g. "post spacing".
    pub name: String,
    /// The unit, e.g. `km` or `persons/km`.
    pub unit: String,
    /// The three cases; "low" is the case with fewer troops.
    pub value: Span<f64>,
    /// The basis of each case.
    pub basis: Span<Basis>,
    /// Source ids, as in `data/doctrine/sources.csv`; empty for judgement.
    pub sources: Vec<String>,
    /// high, medium or low, as the collector of the figures put it.
    pub confidence: String,
    /// What a reader must know to use it.
    pub note: String,
}
