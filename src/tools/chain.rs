//! Corners put down one by one, and the pointer that would put the next.

use geo_types::Coord;

use super::snap::Pointer;
use super::{Context, Cursor, Plate, Sketch, StrokeKind, ground};

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
    pub(super) pointer: Option<Pointer>,
}

impl Chain {
    /// The pointer moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.pointer = Some(Pointer::new(cursor.at, cursor.alt, None, context));
    }

    /// Puts a corner at the pointer; a second click on the spot puts none.
    pub(super) fn put(&mut self, context: &Context) {
        let Some(pointer) = &self.pointer else { return };
        if self.corners.last().is_none_or(|last| !same_spot(*last, pointer.at, context)) {
            self.corners.push(pointer.at);
        }
    }

    /// Takes the last corner back; says whether there was one.
    pub(super) fn drop_last(&mut self) -> bool {
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
            measure: self
                .corners
                .last()
                .map(|last| super::hint::length(crate::geodesy::ground_distance(*last, pointer.at))),
            snapped: pointer.snapped.clone(),
        });
    }
}
