//! A length in kilometres that is being typed.

use crate::units::Km;

/// The characters so far, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed(String);

/// The most characters of a length: "1234.56".
const MOST: usize = 7;

impl Typed {
    /// Nothing typed.
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    /// Takes a character; says whether it had a use for it. A comma is a point.
    pub(super) fn push(&mut self, typed: char) -> bool {
        let typed = if typed == ',' { '.' } else { typed };
        let fits = typed.is_ascii_digit() || (typed == '.' && !self.0.contains('.'));
        if fits && self.0.len() < MOST {
            self.0.push(typed);
        }
        fits
    }

    /// Drops the last character; says whether there was one.
    pub(super) fn pop(&mut self) -> bool {
        self.0.pop().is_some()
    }

    /// Drops all of it; says whether there was any.
    pub(super) fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.0).is_empty()
    }

    /// The length, once it is a number.
    pub(super) fn km(&self) -> Option<Km> {
        self.0.parse().ok().map(Km)
    }

    /// What has been typed, if anything.
    pub(super) fn text(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}
