//! An area by its corners.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon};

use super::chain::{Chain, Heard, typed_side};
use super::draft::{self, Draft};
use super::freehand::Freehand;
use super::hand::Hand;
use super::{Context, Cursor, CursorShape, Gesture, Hint, Plate, Sketch, Step, StrokeKind, ground};
use crate::plan::{Edit, Form, Shape, Zone, fitting};
use crate::problem::Refusal;

/// The states of drawing an area: the corners so far, and the shape they and
/// the pointer make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    chain: Chain,
    /// The button is down, before there is a corner: the outline is drawn by hand.
    freehand: Option<Freehand>,
    /// The pointer is on the first corner: a click closes the area.
    closing: bool,
    /// The area as it would be; from three corners on, the pointer included.
    draft: Option<Draft>,
}

impl Polygon {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        if let Some(freehand) = self.freehand.take() {
            return self.on_freehand(freehand, gesture, context);
        }
        if let Some(filling) = self.filling(gesture, context) {
            return filling;
        }
        if let Gesture::Press(cursor) = gesture
            && self.claims()
        {
            self.chain.point(&cursor, context);
            let at = self.chain.pointer.as_ref().map_or(cursor.at, |pointer| pointer.at);
            self.freehand = Some(Freehand::at(at));
            return Step::to(self);
        }
        match self.chain.on(gesture, context) {
            Heard::Changed => {
                self.reshape(context);
                Step::to(self)
            }
            Heard::Put => {
                self.reshape(context);
                self.click(context)
            }
            Heard::Finish => self.finish(None, context),
            Heard::Out => Step::to(Hand::default()),
            Heard::Unused => Step::unused(self),
        }
    }

    /// Whether a press begins an outline. Once there is a corner, a drag pulls the map.
    pub(super) fn claims(&self) -> bool {
        !self.begun()
    }

    fn on_freehand(mut self, mut freehand: Freehand, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => {
                freehand.point(cursor.at, context);
                let corners = freehand.corners();
                self.draft = (corners.len() > 2).then(|| Draft::new(area(corners.to_vec())));
                self.freehand = Some(freehand);
                Step::to(self)
            }
            Gesture::Release(cursor) if !freehand.is_drawn() => {
                self.chain.point(&cursor, context);
                self.click(context)
            }
            Gesture::Release(_) | Gesture::Enter => self.finish_freehand(&freehand, context),
            Gesture::Escape | Gesture::UndoCorner => {
                self.draft = None;
                Step::to(self)
            }
            _ => {
                self.freehand = Some(freehand);
                Step::unused(self)
            }
        }
    }

    /// The outline becomes a zone; one that is refused stays, corner by corner, to be mended.
    fn finish_freehand(mut self, freehand: &Freehand, context: &Context) -> Step {
        self.draft = None;
        let corners = freehand.corners().to_vec();
        if corners.len() < 3 {
            let refusal = Refusal::new(
                "A zone needs at least three corners",
                "Draw a larger outline, or come nearer first.",
            );
            return Step::to(self).refuse(refusal);
        }
        let draft = Draft::new(area(corners.clone()));
        match draft.made() {
            Ok(shape) => draft::settled(draft::add(shape.clone(), None, context), freehand.end()),
            Err(refusal) => {
                let refusal = refusal.clone();
                self.chain.take(corners);
                self.reshape(context);
                Step::to(self).refuse(refusal)
            }
        }
    }

    /// A double click into a gap that zones enclose makes the zone that fills it, if gaps
    /// are to be filled. The pointer itself is in the gap, whatever it has snapped to.
    fn filling(&self, gesture: Gesture, context: &Context) -> Option<Step> {
        let Gesture::DoubleClick(Cursor { at, .. }) = gesture else { return None };
        if !context.switches.fill || self.chain.corners.len() > 1 {
            return None;
        }
        let zones: Vec<&Zone> = context.plan.zones.iter().map(|zone| &**zone).collect();
        let gap = fitting::enclosed(&zones, at)?;
        let shape = Arc::new(Shape::new(Form::Area(gap)).ok()?);
        Some(draft::settled(draft::add(shape, None, context), Some(at)))
    }

    /// The area with the pointer as its next corner, or closed at the first.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        Some(draft::add(self.draft.as_ref()?.shape()?, None, context))
    }

    /// Whether there is a corner.
    pub(super) fn begun(&self) -> bool {
        self.chain.begun()
    }

    /// Whether anything is drawn.
    pub(super) fn is_busy(&self) -> bool {
        self.begun() || self.freehand.as_ref().is_some_and(Freehand::is_drawn)
    }

    fn click(mut self, context: &Context) -> Step {
        if self.closing {
            let at = self.chain.pointer.as_ref().map(|pointer| pointer.at);
            self.chain.close();
            return self.finish(at, context);
        }
        self.chain.put(context);
        self.reshape(context);
        Step::to(self)
    }

    /// Makes the zone of the corners put down. The pointer is not one of them:
    /// on Enter it may be anywhere. `clicked` is where a click finished it.
    fn finish(mut self, clicked: Option<Coord<f64>>, context: &Context) -> Step {
        if self.chain.corners.len() < 3 {
            let refusal = Refusal::new("A zone needs at least three corners", "Click once more.");
            return Step::to(self).refuse(refusal);
        }
        let draft = Draft::placed(area(self.chain.corners.clone()), context);
        match draft.made() {
            Ok(shape) => draft::settled(draft::add(shape.clone(), None, context), clicked),
            Err(refusal) => {
                let refusal = refusal.clone();
                self.draft = Some(draft);
                Step::to(self).refuse(refusal)
            }
        }
    }

    fn reshape(&mut self, context: &Context) {
        let first = self.chain.corners.first().copied().filter(|_| self.chain.corners.len() > 2);
        let pointer = self.chain.pointer.as_ref().map(|pointer| pointer.at);
        self.closing =
            first.zip(pointer).is_some_and(|(first, pointer)| ground::apart(first, pointer) <= context.pick);
        let corners = match first {
            Some(first) if self.closing => self.chain.closed(first, context),
            _ => self.chain.with_pointer(context),
        };
        self.draft = (corners.len() > 2).then(|| Draft::placed(area(corners), context));
    }

    /// The sides so far and the two the pointer makes.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        if let Some(draft) = self.draft.as_ref().filter(|_| !self.is_under_way()) {
            draft.show_refused(&mut sketch);
        }
        if let Some(freehand) = self.freehand.as_ref().filter(|freehand| freehand.is_drawn()) {
            sketch.stroke(StrokeKind::Drawn, freehand.course().to_vec());
            sketch.corners = freehand.corners().to_vec();
            sketch.plate = freehand.end().map(|at| Plate {
                at,
                title: "Outline".to_owned(),
                measure: None,
                snapped: Some(corners_in_words(freehand)),
            });
            return sketch;
        }
        self.chain.show("Corner", &mut sketch);
        if let (Some(first), Some(pointer), true) =
            (self.chain.corners.first(), &self.chain.pointer, self.chain.corners.len() > 1)
        {
            sketch.stroke(StrokeKind::Closing, vec![pointer.at, *first]);
        }
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        let drawn = self.freehand.as_ref().filter(|freehand| freehand.is_drawn());
        if let (Some(freehand), None) = (drawn, self.draft.as_ref().and_then(Draft::refusal)) {
            let corners = corners_in_words(freehand);
            return Hint::new(format!("Drawing an outline of {corners}: let go to close it"))
                .key("Esc", "drop it");
        }
        let hint = match (&self.draft, self.chain.corners.len()) {
            (Some(draft), _) if draft.refusal().is_some() && !self.is_under_way() => {
                Hint::warning(draft.refusal().map(ToString::to_string).unwrap_or_default())
            }
            _ if self.chain.typed().is_some() => typed_side(&self.chain),
            (_, 0) => {
                let first = if context.switches.fill {
                    "Click the first corner; double-click in a gap between zones to fill it"
                } else {
                    "Click the first corner"
                };
                let hint = Hint::new(first).key("drag", "draw the outline by hand");
                return self.chain.keys(hint, context).key("Esc", "select");
            }
            (_, count) => {
                let hint = Hint::new(self.next(count));
                if count > 2 && !self.closing { hint.key("Enter", "finish") } else { hint }
            }
        };
        self.chain.keys(hint.key("Ctrl+Z", "last corner"), context).key("Esc", "drop it")
    }

    /// A line is being followed. Closed straight across from its end, the area may well cross
    /// it: that is no fault yet.
    fn is_under_way(&self) -> bool {
        !self.closing && self.chain.following().is_some()
    }

    /// What comes next, with what is followed and what other zones have to do with it.
    fn next(&self, count: usize) -> String {
        let next = match (self.closing, count) {
            (true, _) => "Click to close the area",
            (_, 1 | 2) => "Click the next corner",
            _ => "Click the next corner; double-click or click the first to finish",
        };
        let fitted = self.draft.as_ref().and_then(Draft::fitted).map(ToOwned::to_owned);
        match (self.chain.following(), fitted) {
            (Some(following), Some(fitted)) => format!("{fitted}; {following}"),
            (Some(following), None) if self.closing => format!("Click to close the area, {following}"),
            (Some(following), None) => format!("Click the next corner, {following}"),
            // First what is new: the room for a hint is short.
            (None, Some(fitted)) => format!("{fitted}. {next}"),
            (None, None) => next.to_owned(),
        }
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self) -> CursorShape {
        match &self.draft {
            Some(draft) if draft.refusal().is_some() && !self.is_under_way() => CursorShape::Refused,
            _ if self.closing => CursorShape::Point,
            _ => CursorShape::Cross,
        }
    }
}

/// "38 corners".
fn corners_in_words(freehand: &Freehand) -> String {
    match freehand.corners().len() {
        1 => "1 corner".to_owned(),
        count => format!("{count} corners"),
    }
}

/// One part without holes.
fn area(corners: Vec<Coord<f64>>) -> Form {
    // Closing is left to the type: a `Polygon` repeats its first corner.
    Form::Area(MultiPolygon(vec![geo_types::Polygon::new(LineString(corners), Vec::new())]))
}
