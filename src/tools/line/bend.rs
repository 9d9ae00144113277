//! A corner of the line of contact in the hand, alone or with its neighbours.

use geo_types::{Coord, LineString};

use super::super::handle::handles_along;
use super::super::snap::Pointer;
use super::super::{
    Context, Cursor, Handle, HandleKind, HandleState, Hint, Plate, Sketch, Step, StrokeKind, ground, hint,
};
use super::{LineHand, is_on_the_map, reshaped};
use crate::geodesy;
use crate::plan::Edit;
use crate::units::Km;

/// How far along the line a soft drag bends it, as a multiple of the pick radius: 120 px,
/// which is the width of a salient on the sheet, whatever the scale.
const SOFT: f64 = 12.0;

/// A corner of the line in the hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bend {
    /// The line before, with the new corner in it where one was put in.
    start: LineString<f64>,
    index: usize,
    inserted: bool,
    stood: Coord<f64>,
    taken_at: Coord<f64>,
    pointer: Pointer,
    /// How far along the line the drag is felt, where Shift is held.
    soft: Option<Km>,
    /// Made once when the hand moves, then only shared; none while nothing has changed.
    pub(super) edit: Option<Edit>,
    now: LineString<f64>,
}

impl Bend {
    /// Takes a handle. A midpoint becomes a corner at once.
    pub(super) fn new(handle: &Handle, taken_at: Coord<f64>, context: &Context) -> Self {
        let mut start = context.contact.path.clone();
        let (index, inserted) = match handle.kind {
            HandleKind::AxisMidpoint(index) => ((index + 1).min(start.0.len()), true),
            HandleKind::AxisPoint(index) => (index, false),
            _ => (0, false),
        };
        if inserted {
            start.0.insert(index, handle.at);
        }
        let edit = inserted.then(|| reshaped(start.clone(), context));
        let pointer = Pointer { at: handle.at, snapped: None };
        let now = start.clone();
        Self { start, index, inserted, stood: handle.at, taken_at, pointer, soft: None, edit, now }
    }

    /// The hand moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        // The corner keeps its distance to the pointer, so that it does not jump.
        let at = self.stood + (cursor.at - self.taken_at);
        self.pointer = Pointer::off_contact(at, cursor.alt, context);
        self.soft = cursor.shift.then(|| ground::rounded(context.pick * SOFT, context.pick));
        let now = self.bent();
        // Over the edge of the map the line stays where it last was.
        if is_on_the_map(&now) && (now != self.now || self.edit.is_none()) {
            self.edit = (self.inserted || now != self.start).then(|| reshaped(now.clone(), context));
            self.now = now;
        }
    }

    /// The line with the corner where the hand is; softly, its neighbours come along, the
    /// less the farther they are along the line, and none with a jerk at the end.
    fn bent(&self) -> LineString<f64> {
        let mut line = self.start.clone();
        let by = self.pointer.at - self.stood;
        if let Some(soft) = self.soft {
            let (before, after) = self.start.0.split_at(self.index.min(self.start.0.len()));
            let mut pull = |places: &mut dyn Iterator<Item = (usize, Coord<f64>)>| {
                let (mut last, mut km) = (self.stood, 0.0);
                for (place, at) in places {
                    km += ground::apart(last, at).0;
                    last = at;
                    let far = km / soft.0;
                    if far >= 1.0 {
                        break;
                    }
                    if let Some(corner) = line.0.get_mut(place) {
                        *corner = at + by * (1.0 - far * far).powi(2);
                    }
                }
            };
            pull(&mut before.iter().copied().enumerate().rev());
            pull(&mut after.iter().copied().enumerate().skip(1).map(|(place, at)| (place + self.index, at)));
        }
        if let Some(corner) = line.0.get_mut(self.index) {
            *corner = self.pointer.at;
        }
        line
    }

    /// Lets go: one step of undo, where anything has changed.
    pub(super) fn settled(self) -> Step {
        LineHand::free(None).maybe_edit(self.edit)
    }

    pub(super) fn hint(&self) -> Hint {
        let hint = match self.soft {
            Some(km) => {
                Hint::new(format!("Bending the line of contact over {} to each side", hint::length(km)))
            }
            None => Hint::new("Dragging a corner of the line of contact").key("Shift", "bend it softly"),
        };
        hint.key("Alt", "snap the other way").key("Esc", "put back")
    }

    pub(super) fn show(&self, context: &Context, sketch: &mut Sketch) {
        let changed = |place: &usize| self.start.0.get(*place) != self.now.0.get(*place);
        let places: Vec<usize> = (0..self.start.0.len()).filter(changed).collect();
        if let (Some(first), Some(last)) = (places.first(), places.last()) {
            let part = first.saturating_sub(1)..(last + 2).min(self.start.0.len());
            sketch.stroke(StrokeKind::Before, self.start.0.get(part).unwrap_or_default().to_vec());
        }
        sketch.handles = handles_along(&self.now, context.pick);
        let kind = HandleKind::AxisPoint(self.index);
        sketch.handles.retain(|handle| handle.kind != kind);
        let room = Km(f64::INFINITY);
        sketch.handles.push(Handle { kind, at: self.pointer.at, state: HandleState::Dragged, room });
        sketch.snapped = self.pointer.snapped.as_ref().map(|_| self.pointer.at);
        let title = if self.inserted { "New corner of the line" } else { "Corner of the line" };
        sketch.plate = Some(Plate {
            at: self.pointer.at,
            title: title.to_owned(),
            measure: Some(hint::length(geodesy::ground_distance(self.stood, self.pointer.at))),
            snapped: self.pointer.snapped.clone(),
        });
    }
}
