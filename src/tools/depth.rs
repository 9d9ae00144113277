//! The depth of a belt whose axis is drawn: by the pointer, on its side, or typed.

use geo_types::{Coord, LineString};

use super::draft::{self, Draft};
use super::typed::Typed;
use super::{
    Context, Cursor, CursorShape, Gesture, Guide, Hint, Plate, Sketch, Step, StrokeKind, ground, hint,
};
use crate::geodesy;
use crate::plan::{Corridor, Edit, Form, Tie};
use crate::problem::Refusal;
use crate::units::Km;

/// An axis that is being given its depth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Depth {
    axis: LineString<f64>,
    /// The line it was cut from.
    follows: Option<Guide>,
    /// The stretch of the line of contact that it is to stay tied to.
    tied: Option<Tie>,
    pointer: Option<Coord<f64>>,
    /// The pointer is to the left of the axis.
    left: bool,
    /// Shift: as deep on the other side.
    both: bool,
    /// The depth by the pointer, once it has left the axis.
    drawn: Option<Km>,
    typed: Typed,
    draft: Option<Draft>,
}

/// What became of a depth.
pub(super) enum Outcome {
    /// Goes on.
    On(Depth),
    /// One level back, to the axis.
    Back,
    /// Settled or refused.
    Done(Box<Step>),
    /// Refused: goes on, with the reason.
    Refused(Depth, Refusal),
    /// No use for the gesture.
    Unused(Depth),
}

impl Depth {
    /// The depth is still to come: the pointer is on the axis.
    pub(super) const fn new(axis: LineString<f64>, follows: Option<Guide>) -> Self {
        Self {
            axis,
            pointer: None,
            // Lines run with Ukraine on their right: there a typed depth goes
            // until the pointer says otherwise.
            left: follows.is_none(),
            follows,
            tied: None,
            both: false,
            drawn: None,
            typed: Typed::new(),
            draft: None,
        }
    }

    /// The same, and the belt will be tied to the stretch that it was cut from.
    pub(super) fn tied(self, tied: Option<Tie>) -> Self {
        Self { tied, ..self }
    }

    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Outcome {
        match gesture {
            Gesture::Move(cursor) | Gesture::Press(cursor) => {
                self.point(&cursor, context);
                Outcome::On(self)
            }
            Gesture::Release(cursor) | Gesture::Click(cursor) => {
                self.point(&cursor, context);
                self.settle(Some(cursor.at), context)
            }
            Gesture::Enter => self.settle(None, context),
            Gesture::Type(typed) if self.typed.push(typed) => {
                self.reshape(context);
                Outcome::On(self)
            }
            Gesture::Backspace if self.typed.pop() => {
                self.reshape(context);
                Outcome::On(self)
            }
            Gesture::Escape if self.typed.clear() => {
                self.reshape(context);
                Outcome::On(self)
            }
            Gesture::Backspace | Gesture::UndoCorner | Gesture::Escape => Outcome::Back,
            // The second click of a double click that finished the axis: the
            // pointer is still on it, and no depth is meant.
            Gesture::DoubleClick(_) | Gesture::Leave => Outcome::On(self),
            _ => Outcome::Unused(self),
        }
    }

    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        let follows = self.follows.as_ref().map(|guide| guide.id.clone());
        let mut edit = draft::add(self.draft.as_ref()?.shape()?, follows, context);
        if let Edit::AddZone(zone) = &mut edit {
            zone.tied = self.tied;
        }
        Some(edit)
    }

    fn settle(self, clicked: Option<Coord<f64>>, context: &Context) -> Outcome {
        if let Some(edit) = self.pending(context) {
            return Outcome::Done(Box::new(draft::settled(edit, clicked)));
        }
        let refusal = match self.draft.as_ref().and_then(Draft::refusal) {
            Some(refusal) => refusal.clone(),
            None => Refusal::new("A belt needs a depth", "Move the pointer to one side, or type kilometres."),
        };
        Outcome::Refused(self, refusal)
    }

    fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.pointer = Some(cursor.at);
        self.both = cursor.shift;
        if let Some((depth, left)) = aside(&self.axis, cursor.at) {
            // On the axis itself there is no side and no depth.
            if depth.0 > context.pick.0 * 0.5 {
                self.left = left;
                self.drawn = Some(if cursor.alt { depth } else { ground::rounded(depth, context.pick) });
            } else {
                self.drawn = None;
            }
        }
        self.reshape(context);
    }

    fn km(&self) -> Option<Km> {
        self.typed.km().or(self.drawn)
    }

    fn reshape(&mut self, context: &Context) {
        let Some(depth) = self.km() else {
            self.draft = None;
            return;
        };
        let on = |side: bool| if self.both || side { depth } else { Km(0.0) };
        let (left, right) = (on(self.left), on(!self.left));
        let corridor = Corridor { axis: self.axis.clone(), left, right };
        let form = Form::Corridor(corridor);
        if self.draft.as_ref().is_none_or(|draft| *draft.form() != form) {
            self.draft = Some(Draft::placed(form, context));
        }
    }

    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        if let Some(draft) = &self.draft {
            draft.show_refused(&mut sketch);
        }
        sketch.stroke(StrokeKind::Axis, self.axis.clone());
        let Some(pointer) = self.pointer else { return sketch };
        if let Some((foot, _)) = ground::nearest(&self.axis, pointer)
            && self.typed.text().is_none()
        {
            sketch.stroke(StrokeKind::Ruler, vec![foot, pointer]);
        }
        sketch.plate = Some(Plate {
            at: pointer,
            title: if self.both { "Depth on both sides".to_owned() } else { "Depth".to_owned() },
            measure: self.km().map(hint::length),
            snapped: self.follows.as_ref().map(|guide| format!("along {}", guide.name)),
        });
        sketch
    }

    pub(super) fn hint(&self) -> Hint {
        if let Some(refusal) = self.draft.as_ref().and_then(Draft::refusal) {
            return Hint::warning(refusal.to_string()).key("Esc", "back to the line");
        }
        let hint = match (self.typed.text(), self.drawn) {
            (Some(typed), _) => Hint::new(format!("Depth {typed} km")).key("Enter", "settle"),
            (None, Some(depth)) => {
                let depth = hint::length(depth);
                match self.draft.as_ref().and_then(Draft::fitted) {
                    Some(fitted) => Hint::new(format!("Depth {depth}, {fitted} – click, or type it in km")),
                    None => Hint::new(format!("Depth {depth} – click, or type it in km")),
                }
            }
            (None, None) => {
                Hint::new("Move the pointer to the side the belt lies on, or type its depth in km")
            }
        };
        hint.key("Shift", "both sides").key("Alt", "exact").key("Esc", "back to the line")
    }

    pub(super) fn cursor(&self) -> CursorShape {
        match &self.draft {
            Some(draft) if draft.refusal().is_some() => CursorShape::Refused,
            Some(_) => CursorShape::Point,
            None => CursorShape::Cross,
        }
    }
}

/// How far a place is from a line, and whether it is to the left of it, seen
/// in its direction.
pub(super) fn aside(axis: &LineString<f64>, at: Coord<f64>) -> Option<(Km, bool)> {
    let foot = geodesy::nearest_on(axis, at)?;
    // At a bend both sides have a say: one alone is wrong about half of the
    // places in the outer angle of a sharp bend.
    let mut sides = vec![foot.segment];
    if foot.fraction <= 0.0 && foot.segment > 0 {
        sides.push(foot.segment - 1);
    }
    if foot.fraction >= 1.0 {
        sides.push(foot.segment + 1);
    }
    let (mut east, mut north) = (0.0, 0.0);
    for side in sides {
        if let (Some(from), Some(to)) = (axis.0.get(side), axis.0.get(side + 1)) {
            let run = ground::offset(*from, *to);
            let long = run.0.hypot(run.1);
            if long > 0.0 {
                east += run.0 / long;
                north += run.1 / long;
            }
        }
    }
    let away = ground::offset(foot.at, at);
    Some((foot.distance, east * away.1 - north * away.0 >= 0.0))
}
