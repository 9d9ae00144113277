//! A second line of contact from its first corner on: drawn by clicks, put in force at once.

use std::sync::Arc;

use geo_types::{Coord, LineString};

use super::chain::{Chain, Heard, typed_side};
use super::hand::Hand;
use super::{Context, Gesture, Hint, Sketch, Step};
use crate::plan::{Edit, OwnLine};
use crate::problem::Refusal;

/// The states of drawing a line of contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawLine {
    chain: Chain,
}

impl DrawLine {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match self.chain.on(gesture, context) {
            Heard::Changed => Step::to(self),
            Heard::Put => {
                self.chain.put(context);
                Step::to(self)
            }
            Heard::Finish => {
                let clicked = match gesture {
                    Gesture::DoubleClick(cursor) => Some(cursor.at),
                    _ => None,
                };
                self.finish(clicked, context)
            }
            Heard::Out => Step::to(Hand::default()),
            Heard::Unused => Step::unused(self),
        }
    }

    /// The line is drawn on the map that shows the one in force, so it is as smooth as that
    /// one: its kilometres take the same factor, until another is typed.
    fn finish(self, clicked: Option<Coord<f64>>, context: &Context) -> Step {
        if self.chain.corners.len() < 2 {
            return Step::to(self)
                .refuse(Refusal::new("A line needs at least two points", "Click once more."));
        }
        let line = OwnLine {
            name: context.plan.next_line_name(),
            date: String::new(),
            source: "drawn by hand".to_owned(),
            path: LineString(self.chain.corners.clone()),
            ground_factor: context.contact.ground_factor,
        };
        let edit = Edit::AddLine(Arc::new(line));
        match context.plan.with(&edit) {
            Ok(_) => Step::to(Hand::after(clicked)).edit(edit),
            Err(refusal) => Step::to(self).refuse(refusal),
        }
    }

    /// Whether there is a point.
    pub(super) fn begun(&self) -> bool {
        self.chain.begun()
    }

    /// The line so far.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        self.chain.show("Point of the line of contact", &mut sketch);
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        let next = |text: &str| match self.chain.following() {
            Some(following) => Hint::new(format!("{text}, {following}")),
            None => Hint::new(text),
        };
        let hint = match self.chain.corners.len() {
            0 => {
                let first =
                    Hint::new("Click the first point of another line of contact, from north to south");
                return self.chain.keys(first, context).key("Esc", "select");
            }
            _ if self.chain.typed().is_some() => typed_side(&self.chain),
            1 => next("Click the next point"),
            _ => next("Click the next point; double-click puts the line in force")
                .key("Enter", "put it in force"),
        };
        self.chain.keys(hint.key("Ctrl+Z", "last point"), context).key("Esc", "drop it")
    }
}
