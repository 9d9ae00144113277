//! Corners put down one by one, and the pointer that would put the next.

use geo_types::Coord;

use super::snap::Pointer;
use super::typed::Typed;
use super::{Context, Cursor, Hint, Plate, Sketch, StrokeKind, ground, hint};
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
    /// The pointer moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.hand = Some(Pointer::new(cursor.at, cursor.alt, None, context));
        self.aim();
    }

    /// The pointer left the map.
    pub(super) fn leave(&mut self) {
        self.hand = None;
        self.aim();
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

    /// Puts a corner at the pointer; a second click on the spot puts none.
    pub(super) fn put(&mut self, context: &Context) {
        let Some(pointer) = &self.pointer else { return };
        if self.corners.last().is_none_or(|last| !same_spot(*last, pointer.at, context)) {
            self.corners.push(pointer.at);
        }
        self.clear_typed();
    }

    /// Takes the last corner back; says whether there was one.
    pub(super) fn drop_last(&mut self) -> bool {
        self.clear_typed();
        self.corners.pop().is_some()
    }

    /// The corners with the pointer as the next one, where it is another place.
    pub(super) fn with_pointer(&self, context: &Context) -> Vec<Coord<f64>> {
        let mut chain = Self::clone(self);
        chain.put(context);
        chain.corners
    }

    /// The sides so far, the one to the pointer, and the plate.
    pub(super) fn show(&self, title: &str, sketch: &mut Sketch) {
        sketch.corners.clone_from(&self.corners);
        sketch.stroke(StrokeKind::Drawn, self.corners.clone());
        let Some(pointer) = &self.pointer else { return };
        if let Some(last) = self.corners.last() {
            sketch.stroke(StrokeKind::Rubber, vec![*last, pointer.at]);
        }
        sketch.snapped = pointer.snapped.as_ref().map(|_| pointer.at);
        sketch.plate = Some(Plate {
            at: pointer.at,
            title: title.to_owned(),
            measure: self.corners.last().map(|last| side_in_words(*last, pointer.at)),
            snapped: pointer.snapped.clone(),
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
