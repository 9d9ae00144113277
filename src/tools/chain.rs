//! Corners put down one by one, and the pointer that would put the next.

use geo_types::Coord;

use super::snap::Pointer;
use super::trace::{Trace, trace};
use super::typed::Typed;
use super::{Context, Cursor, Gesture, Hint, Plate, Sketch, StrokeKind, ground, hint};
use crate::geodesy;

/// How far the hand may slip, as a share of the pick radius, before a press is
/// a drag and a second click is another corner: 3 to 4 px.
pub(super) const SLIP: f64 = 0.35;

/// Whether two places are one to the hand.
pub(super) fn same_spot(a: Coord<f64>, b: Coord<f64>, context: &Context) -> bool {
    ground::apart(a, b) <= context.pick * SLIP
}

/// The corners so far and the pointer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chain {
    pub(super) corners: Vec<Coord<f64>>,
    /// Where the next corner would be: under the hand, or as typed.
    pub(super) pointer: Option<Pointer>,
    hand: Option<Pointer>,
    typed: Side,
    /// How many corners each step put down: one, or those of a followed line.
    steps: Vec<usize>,
    /// Lines are followed: by the switch, or the other way with Shift.
    follow: bool,
    /// The line that is followed to the pointer.
    trace: Option<Trace>,
}

/// What a chain makes of a gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The sketch is another one.
    Changed,
    /// A corner is to be put at the pointer.
    Put,
    /// The chain is finished; the pointer is not part of it.
    Finish,
    /// Back to the free hand: nothing was begun.
    Out,
    /// No use for it.
    Unused,
}

/// A side that is being typed: "20" goes towards the pointer, "20<135" to the
/// south-east.
#[derive(Clone, Debug, Default, PartialEq)]
struct Side {
    length: Typed,
    /// Degrees clockwise from north, once a "<" is typed.
    bearing: Option<Typed>,
}

impl Chain {
    /// What every tool that draws a chain does with a gesture alike.
    pub(super) fn on(&mut self, gesture: Gesture, context: &Context) -> Heard {
        match gesture {
            Gesture::Move(cursor) | Gesture::Press(cursor) => self.point(&cursor, context),
            Gesture::Release(cursor) | Gesture::Click(cursor) => {
                self.point(&cursor, context);
                return Heard::Put;
            }
            Gesture::Type(typed) if self.push(typed) => self.retrace(context),
            Gesture::Backspace if self.pop() => self.retrace(context),
            Gesture::Escape if self.clear_typed() => self.retrace(context),
            Gesture::Enter if self.typed().is_some() => return Heard::Put,
            Gesture::DoubleClick(cursor) if self.begun() => {
                self.point(&cursor, context);
                return Heard::Finish;
            }
            Gesture::Enter if self.begun() => return Heard::Finish,
            Gesture::Backspace | Gesture::UndoCorner if self.drop_last() => self.retrace(context),
            Gesture::Escape if self.begun() => self.clear(),
            Gesture::Escape => return Heard::Out,
            Gesture::Leave => self.leave(),
            _ => return Heard::Unused,
        }
        Heard::Changed
    }

    /// Whether there is a corner.
    pub(super) fn begun(&self) -> bool {
        !self.corners.is_empty()
    }

    /// Drops every corner.
    pub(super) fn clear(&mut self) {
        self.corners.clear();
        self.steps.clear();
        self.trace = None;
    }

    /// Takes over corners that were not put down one by one; the pointer is not among them.
    pub(super) fn take(&mut self, corners: Vec<Coord<f64>>) {
        self.steps = vec![1; corners.len()];
        self.corners = corners;
        self.leave();
    }

    /// The pointer moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.hand = Some(Pointer::new(cursor.at, cursor.alt, None, context));
        self.follow = context.switches.follow != cursor.shift;
        self.aim();
        self.retrace(context);
    }

    /// The pointer left the map.
    pub(super) fn leave(&mut self) {
        self.hand = None;
        self.trace = None;
        self.aim();
    }

    /// Finds the line from the last corner to the pointer, where both lie on one.
    fn retrace(&mut self, context: &Context) {
        let ends = self.corners.last().zip(self.pointer.as_ref()).filter(|_| self.follow);
        let ends = ends.filter(|(last, pointer)| !same_spot(**last, pointer.at, context));
        let snapped = ends.filter(|(_, pointer)| pointer.snapped.is_some());
        self.trace = snapped.and_then(|(last, pointer)| trace(*last, pointer.at, context));
    }

    /// Finds the next corner: under the hand, or as far from the last corner
    /// as typed.
    fn aim(&mut self) {
        let typed = self.corners.last().zip(self.typed.length.km()).and_then(|(last, length)| {
            let typed = self.typed.bearing.as_ref().and_then(Typed::km).map(|degrees| degrees.0);
            let bearing = typed.or_else(|| Some(geodesy::bearing(*last, self.hand.as_ref()?.at)))?;
            Some(Pointer { at: geodesy::destination(*last, bearing, length), snapped: None })
        });
        self.pointer = typed.or_else(|| self.hand.clone());
    }

    /// A character is typed; says whether there was a use for it.
    pub(super) fn push(&mut self, typed: char) -> bool {
        let used = match &mut self.typed.bearing {
            _ if self.corners.is_empty() => false,
            Some(bearing) => bearing.push(typed),
            None if typed == '<' && self.typed.length.km().is_some() => {
                self.typed.bearing = Some(Typed::new());
                true
            }
            None => self.typed.length.push(typed),
        };
        self.aim();
        used
    }

    /// The last typed character is dropped; says whether there was one.
    pub(super) fn pop(&mut self) -> bool {
        let used = match &mut self.typed.bearing {
            Some(bearing) => bearing.pop() || self.typed.bearing.take().is_some(),
            None => self.typed.length.pop(),
        };
        self.aim();
        used
    }

    /// What has been typed, with its units.
    pub(super) fn typed(&self) -> Option<String> {
        let length = self.typed.length.text()?;
        Some(match &self.typed.bearing {
            Some(bearing) => format!("{length} km at {}°", bearing.text().unwrap_or_default()),
            None => format!("{length} km towards the pointer"),
        })
    }

    /// Drops all that was typed; says whether there was any.
    pub(super) fn clear_typed(&mut self) -> bool {
        let any = self.typed != Side::default();
        self.typed = Side::default();
        self.aim();
        any
    }

    /// Puts a corner at the pointer, behind those of a followed line; a second click on
    /// the spot puts none.
    pub(super) fn put(&mut self, context: &Context) {
        let Some(pointer) = &self.pointer else { return };
        if self.corners.last().is_none_or(|last| !same_spot(*last, pointer.at, context)) {
            let followed = self.trace.take().map(|trace| trace.corners).unwrap_or_default();
            self.steps.push(followed.len() + 1);
            self.corners.extend(followed);
            self.corners.push(pointer.at);
        }
        self.clear_typed();
        self.trace = None;
    }

    /// Takes the last corner back, with the line that was followed to it; says whether
    /// there was one.
    pub(super) fn drop_last(&mut self) -> bool {
        self.clear_typed();
        let any = self.begun();
        let step = self.steps.pop().unwrap_or(1);
        self.corners.truncate(self.corners.len().saturating_sub(step));
        any
    }

    /// The corners of the ring that a click on the first corner closes, with the line that
    /// is followed there.
    pub(super) fn closed(&mut self, first: Coord<f64>, context: &Context) -> Vec<Coord<f64>> {
        let last = self.corners.last().filter(|_| self.follow);
        self.trace = last.and_then(|last| trace(*last, first, context));
        let followed = self.trace.iter().flat_map(|trace| &trace.corners);
        self.corners.iter().chain(followed).copied().collect()
    }

    /// Takes in the line that is followed to the first corner.
    pub(super) fn close(&mut self) {
        if let Some(trace) = self.trace.take() {
            self.steps.push(trace.corners.len());
            self.corners.extend(trace.corners);
        }
    }

    /// The corners that were clicked or typed, without those of followed lines.
    fn clicked(&self) -> Vec<Coord<f64>> {
        let mut place = 0;
        let last_of = |step: &usize| {
            place += step;
            self.corners.get(place - 1).copied()
        };
        self.steps.iter().filter_map(last_of).collect()
    }

    /// What is followed to the pointer, in words: "following the Dnipro, 84 km, 126 corners".
    pub(super) fn following(&self) -> Option<String> {
        Some(format!("following {}", self.trace.as_ref()?.in_words()))
    }

    /// The keys that help to put a corner.
    pub(super) fn keys(&self, hint: Hint, context: &Context) -> Hint {
        let follow = if context.switches.follow { "go straight" } else { "follow the line" };
        let hint = hint.key("Alt", "snap the other way");
        if self.begun() { hint.key("Shift", follow) } else { hint }
    }

    /// The corners with the pointer as the next one, where it is another place.
    pub(super) fn with_pointer(&self, context: &Context) -> Vec<Coord<f64>> {
        let mut chain = Self::clone(self);
        chain.put(context);
        chain.corners
    }

    /// The sides so far, the one to the pointer, and the plate.
    pub(super) fn show(&self, title: &str, sketch: &mut Sketch) {
        sketch.corners = self.clicked();
        sketch.stroke(StrokeKind::Drawn, self.corners.clone());
        let Some(pointer) = &self.pointer else { return };
        if let Some(last) = self.corners.last() {
            let followed = self.trace.iter().flat_map(|trace| trace.corners.iter().copied());
            let path: Vec<_> = std::iter::once(*last).chain(followed).chain([pointer.at]).collect();
            sketch.stroke(StrokeKind::Rubber, path);
        }
        sketch.snapped = pointer.snapped.as_ref().map(|_| pointer.at);
        sketch.plate = Some(Plate {
            at: pointer.at,
            title: title.to_owned(),
            measure: self.corners.last().map(|last| match &self.trace {
                Some(trace) => hint::length(trace.long()),
                None => side_in_words(*last, pointer.at),
            }),
            snapped: match &self.trace {
                Some(trace) => Some(format!("following {}", trace.name())),
                None => pointer.snapped.clone(),
            },
        });
    }
}

/// "12.4 km · 135°".
fn side_in_words(from: Coord<f64>, to: Coord<f64>) -> String {
    let length = hint::length(geodesy::ground_distance(from, to));
    // Rounded up to 360, north is 0.
    let degrees = geodesy::bearing(from, to).round() % 360.0;
    format!("{length} · {degrees:.0}°")
}

/// The hint while a side is being typed.
pub(super) fn typed_side(chain: &Chain) -> Hint {
    let hint =
        Hint::new(format!("Side of {}", chain.typed().unwrap_or_default())).key("Enter", "put the corner");
    if chain.typed.bearing.is_none() { hint.key("<", "degrees from north") } else { hint }
}
