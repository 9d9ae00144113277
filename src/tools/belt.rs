//! A belt along a drawn line: the line by clicks, then its depth.

use geo_types::LineString;

use super::chain::{Chain, Heard, typed_side};
use super::depth::{Depth, Outcome};
use super::hand::Hand;
use super::{Context, CursorShape, Gesture, Hint, Sketch, Step};
use crate::plan::Edit;
use crate::problem::Refusal;

/// The states of drawing a belt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Belt {
    chain: Chain,
    /// The line is finished; its depth is being given.
    depth: Option<Depth>,
}

impl Belt {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match self.depth.take() {
            Some(depth) => self.on_depth(depth, gesture, context),
            None => self.on_line(gesture, context),
        }
    }

    fn on_depth(mut self, depth: Depth, gesture: Gesture, context: &Context) -> Step {
        match depth.on(gesture, context) {
            Outcome::On(depth) => Step::to(Self { depth: Some(depth), ..self }),
            Outcome::Back => {
                self.depth = None;
                Step::to(self)
            }
            Outcome::Done(step) => *step,
            Outcome::Refused(depth, refusal) => Step::to(Self { depth: Some(depth), ..self }).refuse(refusal),
            Outcome::Unused(depth) => Step::unused(Self { depth: Some(depth), ..self }),
        }
    }

    fn on_line(mut self, gesture: Gesture, context: &Context) -> Step {
        match self.chain.on(gesture, context) {
            Heard::Changed => Step::to(self),
            Heard::Put => {
                self.chain.put(context);
                Step::to(self)
            }
            Heard::Finish => self.finish(),
            Heard::Out => Step::to(Hand::default()),
            Heard::Unused => Step::unused(self),
        }
    }

    fn finish(mut self) -> Step {
        if self.chain.corners.len() < 2 {
            return Step::to(self)
                .refuse(Refusal::new("A line needs at least two points", "Click once more."));
        }
        self.depth = Some(Depth::new(LineString(self.chain.corners.clone()), None));
        Step::to(self)
    }

    /// Whether there is a point.
    pub(super) fn begun(&self) -> bool {
        self.chain.begun()
    }

    /// Whether a side or the depth can be typed.
    pub(super) fn wants_text(&self) -> bool {
        self.begun()
    }

    /// The belt, once it has a depth.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        self.depth.as_ref()?.pending(context)
    }

    /// The line so far, or the axis with its depth.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        match &self.depth {
            Some(depth) => return depth.sketch(),
            None => self.chain.show("Point of the line", &mut sketch),
        }
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        let hint = match (&self.depth, self.chain.corners.len()) {
            (Some(depth), _) => return depth.hint(),
            (None, 0) => {
                let hint = Hint::new("Click the first point of the line");
                return self.chain.keys(hint, context).key("Esc", "select");
            }
            _ if self.chain.typed().is_some() => typed_side(&self.chain),
            (None, count) => match (self.chain.following(), count) {
                (Some(following), _) => Hint::new(format!("Click the next point, {following}")),
                (None, 1) => Hint::new("Click the next point"),
                (None, _) => Hint::new("Click the next point; double-click to finish the line")
                    .key("Enter", "finish the line"),
            },
        };
        self.chain.keys(hint.key("Ctrl+Z", "last point"), context).key("Esc", "drop it")
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self) -> CursorShape {
        self.depth.as_ref().map_or(CursorShape::Cross, Depth::cursor)
    }
}
