//! What a frame takes, part by part: for the bench, which prints it.

use std::time::{Duration, Instant};

/// The parts of the last frame. What is left of it is egui's own work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Files, the pointer, the keys and the tool in the hand.
    pub hand: Duration,
    /// The plan with the edit under way, and its figures.
    pub figures: Duration,
    /// Bars, rows and inspector.
    pub panels: Duration,
    /// The sheet as a drawing.
    pub sheet: Duration,
    /// The drawing as shapes for egui.
    pub paint: Duration,
}

/// A stopwatch that gives the time since it was last asked.
pub(super) struct Watch(Instant);

impl Watch {
    /// Starts it.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time of this lap; the next begins.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.0, now)
    }
}
