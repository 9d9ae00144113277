//! An area by its corners.

use geo_types::{Coord, LineString, MultiPolygon};

use super::chain::{Chain, typed_side};
use super::draft::{self, Draft};
use super::freehand::Freehand;
use super::hand::Hand;
use super::{Context, CursorShape, Gesture, Hint, Plate, Sketch, Step, StrokeKind, ground};
use crate::plan::{Edit, Form};
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
        match gesture {
            Gesture::Press(cursor) if self.claims() => {
                self.chain.point(&cursor, context);
                let at = self.chain.pointer.as_ref().map_or(cursor.at, |pointer| pointer.at);
                self.freehand = Some(Freehand::at(at));
                Step::to(self)
            }
            Gesture::Move(cursor) | Gesture::Press(cursor) => {
                self.chain.point(&cursor, context);
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Release(cursor) | Gesture::Click(cursor) => {
                self.chain.point(&cursor, context);
                self.reshape(context);
                self.click(context)
            }
            Gesture::Type(typed) if self.chain.push(typed) => {
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Backspace if self.chain.pop() => {
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Escape if self.chain.clear_typed() => {
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Enter if self.chain.typed().is_some() => self.click(context),
            Gesture::DoubleClick(cursor) if self.begun() => {
                self.chain.point(&cursor, context);
                self.finish(None, context)
            }
            Gesture::Enter if self.begun() => self.finish(None, context),
            Gesture::Backspace | Gesture::UndoCorner if self.chain.drop_last() => {
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Escape if self.begun() => {
                self.chain.corners.clear();
                self.reshape(context);
                Step::to(self)
            }
            Gesture::Escape => Step::to(Hand::default()),
            Gesture::Leave => {
                self.chain.leave();
                self.reshape(context);
                Step::to(self)
            }
            _ => Step::unused(self),
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
                self.chain.corners = corners;
                self.chain.leave();
                self.reshape(context);
                Step::to(self).refuse(refusal)
            }
        }
    }

    /// The area with the pointer as its next corner, or closed at the first.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        Some(draft::add(self.draft.as_ref()?.shape()?, None, context))
    }

    /// Whether there is a corner.
    pub(super) fn begun(&self) -> bool {
        !self.chain.corners.is_empty()
    }

    /// Whether anything is drawn.
    pub(super) fn is_busy(&self) -> bool {
        self.begun() || self.freehand.as_ref().is_some_and(Freehand::is_drawn)
    }

    fn click(mut self, context: &Context) -> Step {
        if self.closing {
            let at = self.chain.pointer.as_ref().map(|pointer| pointer.at);
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
        let draft = Draft::new(area(self.chain.corners.clone()));
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
        let corners = &self.chain.corners;
        self.closing = corners.len() > 2
            && self
                .chain
                .pointer
                .as_ref()
                .is_some_and(|pointer| ground::apart(corners[0], pointer.at) <= context.pick);
        let corners = if self.closing { corners.clone() } else { self.chain.with_pointer(context) };
        self.draft = (corners.len() > 2).then(|| Draft::new(area(corners)));
    }

    /// The sides so far and the two the pointer makes.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        if let Some(draft) = &self.draft {
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
    pub(super) fn hint(&self) -> Hint {
        let drawn = self.freehand.as_ref().filter(|freehand| freehand.is_drawn());
        if let (Some(freehand), None) = (drawn, self.draft.as_ref().and_then(Draft::refusal)) {
            let corners = corners_in_words(freehand);
            return Hint::new(format!("Drawing an outline of {corners}: let go to close it"))
                .key("Esc", "drop it");
        }
        let hint = match (&self.draft, self.chain.corners.len()) {
            (Some(draft), _) if draft.refusal().is_some() => {
                Hint::warning(draft.refusal().map(ToString::to_string).unwrap_or_default())
            }
            _ if self.chain.typed().is_some() => typed_side(&self.chain),
            _ if self.closing => Hint::new("Click to close the area"),
            (_, 0) => {
                return Hint::new("Click the first corner")
                    .key("drag", "draw the outline by hand")
                    .key("Alt", "snap the other way")
                    .key("Esc", "select");
            }
            (_, 1 | 2) => Hint::new("Click the next corner"),
            _ => Hint::new("Click the next corner; double-click or click the first to finish")
                .key("Enter", "finish"),
        };
        hint.key("Ctrl+Z", "last corner").key("Alt", "snap the other way").key("Esc", "drop it")
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self) -> CursorShape {
        match &self.draft {
            Some(draft) if draft.refusal().is_some() => CursorShape::Refused,
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
