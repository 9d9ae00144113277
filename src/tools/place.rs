//! A hub or a site: a centre, then a radius – dragged, pointed at or typed.

use geo_types::{Coord, Point};

use super::draft::{self, Draft};
use super::hand::Hand;
use super::snap::Pointer;
use super::typed::Typed;
use super::{Context, Cursor, CursorShape, Gesture, Hint, Plate, Sketch, Step, StrokeKind, ground, hint};
use crate::geodesy;
use crate::plan::{Disc, Edit, Form, Role};
use crate::problem::Refusal;
use crate::units::Km;

/// The states of placing a disc.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pointer: Option<Pointer>,
    /// The centre is put down; the radius is being given.
    round: Option<Round>,
}

/// A centre that is being given its radius.
#[derive(Clone, Debug, PartialEq)]
struct Round {
    centre: Pointer,
    pointer: Coord<f64>,
    /// The button is down. `again`: for the second time.
    pressed: bool,
    again: bool,
    /// The pointer has left the centre, and gives the radius.
    drawn: Option<Km>,
    typed: Typed,
    usual: Km,
    draft: Draft,
}

impl Place {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match self.round.take() {
            Some(round) => self.on_round(round, gesture, context),
            None => self.on_centre(gesture, context),
        }
    }

    fn on_centre(mut self, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) | Gesture::Release(cursor) => {
                self.pointer = Some(Pointer::new(cursor.at, cursor.alt, None, context));
                Step::to(self)
            }
            Gesture::Press(cursor) | Gesture::Click(cursor) => {
                let pressed = matches!(gesture, Gesture::Press(_));
                self.round = Some(Round::new(&cursor, pressed, context));
                Step::to(self)
            }
            Gesture::Leave => Step::to(Self::default()),
            Gesture::Escape => Step::to(Hand::default()),
            _ => Step::unused(self),
        }
    }

    fn on_round(self, mut round: Round, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => round.point(&cursor, context),
            Gesture::Press(cursor) => {
                round.point(&cursor, context);
                (round.pressed, round.again) = (true, true);
            }
            Gesture::Release(cursor) => {
                round.point(&cursor, context);
                // A press that did not move is the first click of two.
                if round.again || round.drawn.is_some() || round.typed.text().is_some() {
                    let clicked = round.again.then_some(cursor.at);
                    return self.settle(round, clicked, context);
                }
                round.pressed = false;
            }
            Gesture::Click(cursor) => {
                round.point(&cursor, context);
                return self.settle(round, Some(cursor.at), context);
            }
            Gesture::DoubleClick(_) | Gesture::Enter => return self.settle(round, None, context),
            Gesture::Type(typed) if round.typed.push(typed) => round.reshape(context),
            Gesture::Backspace if round.typed.pop() => round.reshape(context),
            Gesture::Escape if round.typed.clear() => round.reshape(context),
            Gesture::Escape | Gesture::Backspace | Gesture::UndoCorner => {
                return Step::to(Self {
                    pointer: Some(Pointer { at: round.pointer, snapped: None }),
                    round: None,
                });
            }
            Gesture::Leave => {}
            _ => return Step::unused(Self { round: Some(round), ..self }),
        }
        Step::to(Self { round: Some(round), ..self })
    }

    fn settle(self, mut round: Round, clicked: Option<Coord<f64>>, context: &Context) -> Step {
        match round.draft.made() {
            Ok(shape) => draft::settled(draft::add(shape.clone(), None, context), clicked),
            Err(refusal) => {
                let refusal: Refusal = refusal.clone();
                round.pressed = false;
                Step::to(Self { round: Some(round), ..self }).refuse(refusal)
            }
        }
    }

    /// Whether the centre is put down.
    pub(super) const fn begun(&self) -> bool {
        self.round.is_some()
    }

    /// The disc with the radius it has now.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        Some(draft::add(self.round.as_ref()?.draft.shape()?, None, context))
    }

    /// The centre and the radius.
    pub(super) fn sketch(&self, context: &Context) -> Sketch {
        let mut sketch = Sketch::default();
        let noun = context.next_role.noun().to_lowercase();
        match (&self.round, &self.pointer) {
            (Some(round), _) => {
                round.draft.show_refused(&mut sketch);
                sketch.corners.push(round.centre.at);
                if round.drawn.is_some() && round.typed.text().is_none() {
                    sketch.stroke(StrokeKind::Ruler, vec![round.centre.at, round.pointer]);
                }
                sketch.plate = Some(Plate {
                    at: round.pointer,
                    title: format!("Radius of the {noun}"),
                    measure: Some(hint::length(round.radius())),
                    snapped: round.centre.snapped.clone(),
                });
            }
            (None, Some(pointer)) => {
                sketch.snapped = pointer.snapped.as_ref().map(|_| pointer.at);
                sketch.plate = Some(Plate {
                    at: pointer.at,
                    title: format!("Centre of the {noun}"),
                    measure: None,
                    snapped: pointer.snapped.clone(),
                });
            }
            (None, None) => {}
        }
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        let Some(round) = &self.round else {
            return Hint::new("Press at the centre and drag the radius, or click")
                .key("Alt", "snap the other way")
                .key("Esc", "select");
        };
        if let Some(refusal) = round.draft.refusal() {
            return Hint::warning(refusal.to_string()).key("Esc", "drop it");
        }
        let radius = match round.draft.fitted() {
            Some(fitted) => format!("{}, {fitted}", hint::length(round.radius())),
            None => hint::length(round.radius()),
        };
        let hint = match (round.typed.text(), round.drawn) {
            (Some(typed), _) => Hint::new(format!("Radius {typed} km")),
            (None, Some(_)) if round.pressed => {
                Hint::new(format!("Radius {radius} – let go, or type it in km"))
            }
            (None, Some(_)) => Hint::new(format!("Radius {radius} – click, or type it in km")),
            (None, None) => Hint::new(format!(
                "Radius {radius}, the usual one for a {} – click again, move the pointer, or type it in km",
                context.next_role.noun().to_lowercase()
            )),
        };
        hint.key("Enter", "settle").key("Alt", "exact").key("Esc", "drop it")
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self) -> CursorShape {
        match &self.round {
            Some(round) if round.draft.refusal().is_some() => CursorShape::Refused,
            _ => CursorShape::Cross,
        }
    }
}

impl Round {
    fn new(cursor: &Cursor, pressed: bool, context: &Context) -> Self {
        let centre = Pointer::new(cursor.at, cursor.alt, None, context);
        let usual = usual_radius(context.next_role);
        let draft = Draft::placed(disc(centre.at, usual), context);
        let (again, drawn, typed) = (false, None, Typed::new());
        Self { pointer: cursor.at, centre, pressed, again, drawn, typed, usual, draft }
    }

    fn radius(&self) -> Km {
        self.typed.km().or(self.drawn).unwrap_or(self.usual)
    }

    fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.pointer = cursor.at;
        let radius = geodesy::ground_distance(self.centre.at, cursor.at);
        if radius.0 > context.pick.0 * 0.5 {
            self.drawn = Some(if cursor.alt { radius } else { ground::rounded(radius, context.pick) });
        } else {
            self.drawn = None;
        }
        self.reshape(context);
    }

    fn reshape(&mut self, context: &Context) {
        let form = disc(self.centre.at, self.radius());
        if *self.draft.form() != form {
            self.draft = Draft::placed(form, context);
        }
    }
}

/// The radius of a click. A hub takes in a city and the camps around it; a
/// site is a plant or a port with its fence.
const fn usual_radius(role: Role) -> Km {
    match role {
        Role::Site => Km(5.0),
        _ => Km(30.0),
    }
}

fn disc(centre: Coord<f64>, radius: Km) -> Form {
    Form::Disc(Disc { centre: Point(centre), radius })
}
