//! What a nation says, for those who show it.

use super::{Said, Voice};
use crate::atlas::{Caveat, Lean, Stance};
use crate::source::Basis;

impl<'a> Voice<'a> {
    /// What it speaks for, and what that rests on; none where nothing is known.
    pub fn lean(&self) -> Option<(Lean, Basis)> {
        self.lean.map(parts)
    }

    /// Whether it asks for a mandate of the United Nations.
    pub const fn needs_un(&self) -> (bool, Basis) {
        (self.needs_un.is, self.needs_un.basis)
    }

    /// How it speaks of soldiers inside Ukraine; none where the user has said what it would
    /// do or offer.
    pub fn stance(&self) -> Option<(Stance, Basis)> {
        self.stance.map(parts)
    }

    /// Its reservations.
    pub fn caveats(&self) -> &[&'a Caveat] {
        &self.caveats
    }
}

fn parts<T>(said: Said<T>) -> (T, Basis) {
    (said.is, said.basis)
}
