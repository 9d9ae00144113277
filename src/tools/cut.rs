//! A line drawn through zones, along which they are cut.

use geo_types::LineString;

use super::chain::{Chain, Heard, typed_side};
use super::hand::Hand;
use super::{Context, CursorShape, Gesture, Hint, Sketch, Step};
use crate::geodesy;
use crate::plan::{Edit, Operation, ZoneId};
use crate::problem::Refusal;

/// The states of cutting: the corners of the line so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    chain: Chain,
}

impl Cut {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match self.chain.on(gesture, context) {
            Heard::Changed => Step::to(self),
            Heard::Put => {
                self.chain.put(context);
                Step::to(self)
            }
            Heard::Finish => self.finish(context),
            Heard::Out => Step::to(Hand::default()),
            Heard::Unused => Step::unused(self),
        }
    }

    /// Whether there is a corner.
    pub(super) fn begun(&self) -> bool {
        self.chain.begun()
    }

    /// Whether a length can be typed.
    pub(super) fn wants_text(&self) -> bool {
        self.begun()
    }

    /// The cut as it would be if the pointer were its last corner.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        let corners = self.chain.with_pointer(context);
        (self.begun() && corners.len() > 1).then(|| cut(corners, context).ok()).flatten()
    }

    fn finish(self, context: &Context) -> Step {
        if self.chain.corners.len() < 2 {
            let refusal =
                Refusal::new("A cut needs two points at least", "Click beyond the far edge of the zone.");
            return Step::to(self).refuse(refusal);
        }
        match cut(self.chain.corners.clone(), context) {
            Ok(edit) => Step::to(Hand::default()).edit(edit),
            Err(refusal) => Step::to(self).refuse(refusal),
        }
    }

    /// The line so far.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        self.chain.show("Cut", &mut sketch);
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        if self.chain.typed().is_some() {
            return typed_side(&self.chain);
        }
        let hint = match (self.chain.corners.len(), self.pending(context)) {
            (1.., _) if let Some(following) = self.chain.following() => {
                Hint::new(format!("Click on, {following}"))
            }
            (0, _) if context.selection.zones.is_empty() => {
                Hint::new("Click outside a zone, then beyond its far edge: every zone crossed is cut")
            }
            (0, _) => Hint::new("Click outside the selected zone, then beyond its far edge"),
            (_, None) => Hint::new("Click on across the zone: the line must cross it from edge to edge"),
            (_, Some(_)) => Hint::new("Click beyond the far edge").key("Enter", "cut"),
        };
        self.chain.keys(hint.key("Ctrl+Z", "last corner"), context).key("Esc", "drop it")
    }

    /// What the pointer looks like.
    #[allow(clippy::unused_self, reason = "as the other tools")]
    pub(super) const fn cursor(&self) -> CursorShape {
        CursorShape::Cross
    }
}

/// Cuts what is selected, or else every zone that is not locked and that the line crosses.
fn cut(corners: Vec<geo_types::Coord<f64>>, context: &Context) -> Result<Edit, Refusal> {
    let knife = LineString(corners);
    let chosen: Vec<ZoneId> = if context.selection.zones.is_empty() {
        let crossed = |zone: &&std::sync::Arc<crate::plan::Zone>| {
            !zone.locked && !geodesy::line_inside(&knife, zone.shape.outline()).0.is_empty()
        };
        context.plan.zones.iter().filter(crossed).map(|zone| zone.id.clone()).collect()
    } else {
        context.selection.zones.clone()
    };
    if chosen.is_empty() {
        return Err(Refusal::new("The line crosses no zone", "Draw it through a zone from edge to edge."));
    }
    Operation::Split(knife).edit(context.plan, &chosen)
}
