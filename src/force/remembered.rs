//! The arithmetic of a zone, remembered with what went into it.

use std::sync::Arc;

use super::figures::ZoneFigures;
use super::inputs::Inputs;
use super::measured::Measured;
use super::overlap::Counted;
use crate::plan::{Mission, Zone};

/// Everything that the figures of one zone depend on, besides the doctrine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Given {
    pub measured: Measured,
    pub counted: Counted,
    pub inputs: Inputs,
    /// What the zone is for, where that is said.
    pub mission: Option<Mission>,
}

/// The figures of a zone and what they were made of.
#[derive(Debug)]
pub(super) struct Remembered {
    /// Held, so that no other zone can take its address.
    pub _zone: Arc<Zone>,
    pub given: Given,
    pub figures: Arc<ZoneFigures>,
    /// The generation that last asked for it.
    pub used: u64,
}
