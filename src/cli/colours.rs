//! The words for colours and languages that pages and decks take alike.

use clap::ValueEnum;

use crate::scene::{Language, Look, LookName};

/// The colours of a page or a deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Dark on light, as the window
    Light,
    /// Light on dark
    Dark,
    /// Strong contrasts for a projector
    Projector,
    /// White paper
    Print,
    /// Without colour
    Grey,
}

impl Theme {
    /// The colours themselves.
    pub fn look(self) -> Look {
        Look::named(match self {
            Self::Light => LookName::Light,
            Self::Dark => LookName::Dark,
            Self::Projector => LookName::Projector,
            Self::Print => LookName::Print,
            Self::Grey => LookName::Grey,
        })
    }
}

/// The language of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// English
    En,
    /// Ukrainian
    Uk,
}

impl Tongue {
    /// The language itself.
    pub const fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Uk => Language::Ukrainian,
        }
    }
}
