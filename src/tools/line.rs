//! The line of contact in the hand: its corners are dragged, put in and taken out, and the
//! belts that are tied to it follow.
//!
//! The embedded line stays what it is: reshaping it makes a line of the user's own, a
//! hypothesis, in the same step.

mod bend;

use std::sync::Arc;

use geo_types::{Coord, LineString};

use self::bend::Bend;
use super::chain::same_spot;
use super::hand::Hand;
use super::handle::{handle_at, handles_along};
use super::{Context, Cursor, CursorShape, Gesture, Handle, HandleKind, HandleState, Hint, Sketch, Step};
use crate::geodesy;
use crate::plan::{Edit, OwnLine};
use crate::problem::Refusal;
use crate::units::Km;

/// What is added to the source of a line that a hand has reshaped.
const BY_HAND: &str = "reshaped by hand";

/// The states of reshaping the line of contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineHand {
    state: State,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    /// Nothing in the hand.
    Free {
        /// The handle under the pointer.
        hovered: Option<HandleKind>,
        /// The corner that was clicked, for Delete and the arrow keys.
        picked: Option<usize>,
    },
    /// The button is down on a corner, and has not yet moved.
    Pressed { at: Coord<f64>, on: Handle },
    /// A corner is being dragged.
    Bending(Box<Bend>),
}

impl Default for State {
    fn default() -> Self {
        Self::Free { hovered: None, picked: None }
    }
}

impl LineHand {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match std::mem::take(&mut self.state) {
            State::Free { hovered, picked } => Self::on_free(hovered, picked, gesture, context),
            State::Pressed { at, on } => Self::on_pressed(at, on, gesture, context),
            State::Bending(bend) => Self::on_bending(bend, gesture, context),
        }
    }

    fn to(state: State) -> Step {
        Step::to(Self { state })
    }

    fn free(picked: Option<usize>) -> Step {
        Self::to(State::Free { hovered: None, picked })
    }

    fn on_free(
        hovered: Option<HandleKind>,
        picked: Option<usize>,
        gesture: Gesture,
        context: &Context,
    ) -> Step {
        let here = |at| handle_under(at, context);
        match gesture {
            Gesture::Move(cursor) => {
                Self::to(State::Free { hovered: here(cursor.at).map(|handle| handle.kind), picked })
            }
            Gesture::Press(cursor) => match here(cursor.at) {
                Some(handle) if handle.kind.inserts() => {
                    Self::to(State::Bending(Box::new(Bend::new(&handle, cursor.at, context))))
                }
                Some(on) => Self::to(State::Pressed { at: cursor.at, on }),
                None => Step::unused(Self::default()),
            },
            Gesture::Click(cursor) => Self::click(here(cursor.at), cursor, context),
            Gesture::Leave => Self::to(State::Free { hovered: None, picked }),
            Gesture::Delete | Gesture::Backspace => match hovered.and_then(corner).or(picked) {
                Some(index) => Self::delete(index, context),
                None => Self::free(None)
                    .refuse(Refusal::new("No corner is chosen", "Point at a corner of the line first.")),
            },
            Gesture::Nudge { east, north } => match picked {
                Some(index) => Self::nudge(index, east, north, context),
                None => Step::unused(Self { state: State::Free { hovered, picked } }),
            },
            Gesture::Escape if picked.is_some() => Self::free(None),
            Gesture::Escape => Step::to(Hand::default()),
            _ => Step::unused(Self { state: State::Free { hovered, picked } }),
        }
    }

    fn on_pressed(at: Coord<f64>, on: Handle, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) if same_spot(at, cursor.at, context) => Self::to(State::Pressed { at, on }),
            Gesture::Move(cursor) => {
                let mut bend = Bend::new(&on, at, context);
                bend.point(&cursor, context);
                Self::to(State::Bending(Box::new(bend)))
            }
            Gesture::Release(cursor) if same_spot(at, cursor.at, context) => {
                Self::click(Some(on), cursor, context)
            }
            Gesture::Release(cursor) => {
                let mut bend = Bend::new(&on, at, context);
                bend.point(&cursor, context);
                bend.settled()
            }
            Gesture::Escape | Gesture::UndoCorner => Self::free(None),
            _ => Step::unused(Self { state: State::Pressed { at, on } }),
        }
    }

    fn on_bending(mut bend: Box<Bend>, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => {
                bend.point(&cursor, context);
                Self::to(State::Bending(bend))
            }
            Gesture::Release(cursor) => {
                bend.point(&cursor, context);
                bend.settled()
            }
            Gesture::Enter => bend.settled(),
            Gesture::Escape | Gesture::UndoCorner => Self::free(None),
            _ => Step::unused(Self { state: State::Bending(bend) }),
        }
    }

    fn click(on: Option<Handle>, cursor: Cursor, context: &Context) -> Step {
        match on {
            Some(handle) if handle.kind.inserts() => Bend::new(&handle, cursor.at, context).settled(),
            Some(Handle { kind: HandleKind::AxisPoint(index), .. }) if cursor.alt => {
                Self::delete(index, context)
            }
            Some(Handle { kind, .. }) => Self::to(State::Free { hovered: Some(kind), picked: corner(kind) }),
            None => Self::free(None),
        }
    }

    fn delete(index: usize, context: &Context) -> Step {
        let mut path = context.contact.path.clone();
        if path.0.len() <= 2 {
            return Self::free(None).refuse(Refusal::new(
                "A line of contact needs at least two points",
                "Add a point first, or choose another line.",
            ));
        }
        if index >= path.0.len() {
            return Self::free(None);
        }
        path.0.remove(index);
        Self::free(None).edit(reshaped(path, context))
    }

    fn nudge(index: usize, east: Km, north: Km, context: &Context) -> Step {
        let mut path = context.contact.path.clone();
        let Some(at) = path.0.get_mut(index) else { return Self::free(None) };
        let along = geodesy::destination(*at, 90.0, east);
        *at = geodesy::destination(along, 0.0, north);
        if !is_on_the_map(&path) {
            return Self::free(Some(index));
        }
        Self::free(Some(index)).edit(reshaped(path, context))
    }

    /// Whether a press here takes a corner rather than pans the map.
    pub(super) fn claims(&self, cursor: &Cursor, context: &Context) -> bool {
        self.is_busy() || handle_under(cursor.at, context).is_some()
    }

    /// Whether a corner is being dragged.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self.state, State::Bending(_))
    }

    /// The drag as it would be if the hand let go now.
    pub(super) fn pending(&self) -> Option<Edit> {
        if let State::Bending(bend) = &self.state { bend.edit.clone() } else { None }
    }

    /// The handles of the line, and while it is bent how it ran before.
    pub(super) fn sketch(&self, context: &Context) -> Sketch {
        let mut sketch = Sketch::default();
        match &self.state {
            State::Bending(bend) => bend.show(context, &mut sketch),
            State::Free { hovered, picked } => {
                sketch.handles = handles_along(&context.contact.path, context.pick);
                let picked = picked.map(HandleKind::AxisPoint);
                for handle in &mut sketch.handles {
                    if Some(handle.kind) == *hovered || Some(handle.kind) == picked {
                        handle.state = HandleState::Hovered;
                    }
                }
                sketch.handles.sort_by_key(|handle| handle.state == HandleState::Hovered);
            }
            State::Pressed { on, .. } => {
                sketch.handles = handles_along(&context.contact.path, context.pick);
                sketch.handles.retain(|handle| handle.kind != on.kind);
                sketch.handles.push(Handle { state: HandleState::Dragged, ..*on });
            }
        }
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self) -> Hint {
        match &self.state {
            State::Bending(bend) => bend.hint(),
            State::Free { hovered: Some(kind), .. } if kind.inserts() => {
                Hint::new("Press and drag to add a corner here").key("Shift", "bend it softly")
            }
            State::Free { hovered: Some(_), .. } | State::Pressed { .. } => {
                Hint::new("Drag the corner").key("Shift", "bend it softly").key("Alt-click", "delete it")
            }
            State::Free { picked: Some(_), .. } => Hint::new("A corner of the line is chosen")
                .key("←↑↓→", "1 km")
                .key("Delete", "delete it")
                .key("Esc", "choose none"),
            State::Free { .. } => Hint::new("Drag a corner of the line of contact; belts tied to it follow")
                .key("Esc", "select"),
        }
    }

    /// What the pointer looks like.
    pub(super) const fn cursor(&self) -> CursorShape {
        match &self.state {
            State::Free { hovered: Some(kind), .. } if kind.inserts() => CursorShape::Insert,
            State::Free { hovered: Some(_), .. } => CursorShape::Grab,
            State::Free { hovered: None, .. } => CursorShape::Arrow,
            State::Pressed { .. } | State::Bending(_) => CursorShape::Grabbing,
        }
    }
}

/// Whether every corner is where a belt can be drawn.
fn is_on_the_map(line: &LineString<f64>) -> bool {
    line.0.iter().all(|at| (-180.0..=180.0).contains(&at.x) && (-85.0..=85.0).contains(&at.y))
}

/// The corner of a handle.
const fn corner(kind: HandleKind) -> Option<usize> {
    match kind {
        HandleKind::AxisPoint(index) => Some(index),
        _ => None,
    }
}

fn handle_under(at: Coord<f64>, context: &Context) -> Option<Handle> {
    handle_at(&handles_along(&context.contact.path, context.pick), at, context.pick).copied()
}

/// The edit that gives the line of contact another course: the user's own line is changed,
/// of the embedded one a hypothesis is made.
fn reshaped(path: LineString<f64>, context: &Context) -> Edit {
    let old = context.contact;
    if context.plan.line.is_some() {
        let source = if old.source.contains("by hand") {
            old.source.clone()
        } else {
            format!("{}, {BY_HAND}", old.source).trim_start_matches(", ").to_owned()
        };
        return Edit::SetLine(Some(Arc::new(OwnLine { source, path, ..OwnLine::clone(old) })));
    }
    let of = if old.date.is_empty() { String::new() } else { format!(" of {}", old.date) };
    Edit::AddLine(Arc::new(OwnLine {
        name: context.plan.next_line_name(),
        // No day was like that.
        date: String::new(),
        source: format!("drawn by hand from the embedded line{of}"),
        path,
        ground_factor: old.ground_factor,
    }))
}
