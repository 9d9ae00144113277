//! Zones taken from the map: oblasts by a click, grid cells and settlements with a brush.
//! What is painted is a definition, not an outline: a click on the same takes it out again.

mod palette;

use std::sync::Arc;

use geo_types::Coord;

use self::palette::Touched;
use super::draft;
use super::hand::Hand;
use super::{Context, Cursor, CursorShape, Gesture, Hint, Plate, Selection, Sketch, Step, StrokeKind, hint};
use crate::geodesy;
use crate::plan::{Definition, Edit, Zone};
use crate::problem::Refusal;
use crate::units::Km;

pub use palette::Palette;

/// The widest brush.
pub const WIDEST: Km = Km(100.0);

/// How far an arrow key makes the brush wider, and how far with Alt.
const WIDER: [Km; 2] = [Km(5.0), Km(1.0)];

/// The states of painting.
#[derive(Clone, Debug, PartialEq)]
pub struct Paint {
    /// What is painted.
    pub palette: Palette,
    /// How far round the pointer the brush reaches; oblasts are clicked.
    pub brush: Km,
    /// What is under the brush.
    over: Option<Over>,
    /// The button is down.
    stroke: Option<Stroke>,
}

/// What is under the brush.
#[derive(Clone, Debug, PartialEq)]
struct Over {
    at: Coord<f64>,
    touched: Touched,
    /// Whether a click would take it out.
    is_in: bool,
}

/// One stroke of the brush.
#[derive(Clone, Debug, PartialEq)]
struct Stroke {
    /// Whether it takes in what it goes over, or takes it out.
    adds: bool,
    last: Coord<f64>,
    /// What the zone is made of after it; nothing when everything is taken out.
    now: Option<Arc<Definition>>,
}

impl Default for Paint {
    fn default() -> Self {
        Self::of(Palette::Oblasts)
    }
}

impl Paint {
    /// A brush of usual width.
    pub const fn of(palette: Palette) -> Self {
        Self { palette, brush: Km(10.0), over: None, stroke: None }
    }

    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Press(cursor) => {
                self.begin(&cursor, context);
                Step::to(self)
            }
            Gesture::Move(cursor) => {
                self.go(&cursor, context);
                Step::to(self)
            }
            Gesture::Release(cursor) => {
                self.go(&cursor, context);
                self.end(context)
            }
            Gesture::Click(cursor) => {
                self.begin(&cursor, context);
                self.end(context)
            }
            // The second click of two was a click of its own already.
            Gesture::DoubleClick(_) => Step::to(self),
            Gesture::Enter if self.stroke.is_some() => self.end(context),
            Gesture::Escape | Gesture::UndoCorner if self.stroke.take().is_some() => Step::to(self),
            Gesture::Escape if edited(self.palette, context).is_some() => {
                Step::to(Self { over: None, ..self }).select(Selection::default())
            }
            Gesture::Escape => Step::to(Hand::default()),
            Gesture::Nudge { north, .. } if self.palette.has_brush() && north.0 != 0.0 => {
                let step = WIDER[usize::from(north.0.abs() < 0.5)];
                self.brush = Km((self.brush.0 + step.0 * north.0.signum()).clamp(0.0, WIDEST.0));
                Step::to(self)
            }
            Gesture::Leave => {
                if self.stroke.is_none() {
                    self.over = None;
                }
                Step::to(self)
            }
            _ => Step::unused(self),
        }
    }

    fn begin(&mut self, cursor: &Cursor, context: &Context) {
        self.look(cursor.at, context);
        let was = edited(self.palette, context).and_then(|zone| zone.definition.clone());
        let Some(over) = &self.over else { return };
        let adds = !cursor.alt && !over.is_in;
        let now = match &was {
            Some(was) => over.touched.put(was, adds).map(Arc::new),
            None if adds => over.touched.begin().map(Arc::new),
            None => None,
        };
        if was.is_some() || now.is_some() {
            self.stroke = Some(Stroke { adds, last: cursor.at, now });
        }
    }

    fn go(&mut self, cursor: &Cursor, context: &Context) {
        let from = self.stroke.as_ref().map(|stroke| stroke.last);
        if let (Some(from), true) = (from, self.palette.has_brush()) {
            for at in between(from, cursor.at, self.brush) {
                self.look(at, context);
                self.lay_on();
            }
        }
        self.look(cursor.at, context);
        self.lay_on();
        if let Some(stroke) = &mut self.stroke {
            stroke.last = cursor.at;
        }
    }

    /// Looks at what is under the brush.
    fn look(&mut self, at: Coord<f64>, context: &Context) {
        let touched = self.palette.at(at, self.brush);
        let was = edited(self.palette, context).and_then(|zone| zone.definition.as_deref());
        self.over = touched.map(|touched| {
            let is_in = was.is_some_and(|definition| touched.is_in(definition, at));
            Over { at, touched, is_in }
        });
    }

    fn lay_on(&mut self) {
        let (Some(stroke), Some(over)) = (&mut self.stroke, &self.over) else { return };
        let next = match &stroke.now {
            Some(now) => match over.touched.put(now, stroke.adds) {
                // What is there already makes no new outline.
                Some(next) if next == **now => return,
                next => next,
            },
            None if stroke.adds => over.touched.begin(),
            None => None,
        };
        stroke.now = next.map(Arc::new);
    }

    fn end(mut self, context: &Context) -> Step {
        let Some(stroke) = self.stroke.take() else {
            // A stroke that was dropped, or one that was to take out of nothing.
            if self.over.is_some() {
                return Step::to(self);
            }
            let refusal = Refusal::new("Nothing to take in here", self.palette.way_out());
            return Step::to(self).refuse(refusal);
        };
        match edit(self.palette, &stroke, context) {
            Ok(edit) => {
                let selects = match &edit {
                    Edit::AddZone(zone) => Some(Selection::only(zone.id.clone())),
                    _ => None,
                };
                let over = self.over.take();
                let step =
                    Step::to(Self { over: over.map(|over| Over { is_in: stroke.adds, ..over }), ..self });
                let step = step.edit(edit);
                match selects {
                    Some(selection) => step.select(selection),
                    None => step,
                }
            }
            Err(refusal) => Step::to(self).refuse(refusal),
        }
    }

    /// Whether a stroke is under way.
    pub(super) const fn begun(&self) -> bool {
        self.stroke.is_some()
    }

    /// The plan as the stroke would leave it.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        edit(self.palette, self.stroke.as_ref()?, context).ok()
    }

    /// The brush and what is under it.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        let Some(over) = &self.over else { return sketch };
        if self.palette.has_brush()
            && self.brush.0 > 0.0
            && let Ok(round) = geodesy::disc(over.at.into(), self.brush)
        {
            for part in round {
                sketch.stroke(StrokeKind::Ruler, part.exterior().clone());
            }
        }
        sketch.draft = over.touched.outline();
        sketch.corners = over.touched.corners();
        let does = match (&self.stroke, over.is_in) {
            (Some(stroke), _) if stroke.adds => "taken in",
            (Some(_), _) => "taken out",
            (None, true) => "click to take it out",
            (None, false) => "click to take it in",
        };
        sketch.plate = Some(Plate {
            at: over.at,
            title: over.touched.title(),
            measure: None,
            snapped: Some(does.to_owned()),
        });
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        let zone = edited(self.palette, context).map(|zone| zone.name.clone());
        let hint = match (self.palette, &zone) {
            (Palette::Oblasts, None) => Hint::new("Click an oblast to make a zone of it"),
            (Palette::Oblasts, Some(zone)) => {
                Hint::new(format!("Click an oblast to take it into {zone}, once more to take it out"))
            }
            (palette, zone) => {
                let into = zone.as_ref().map_or("a new zone".to_owned(), Clone::clone);
                let round = hint::length(self.brush);
                let what = if palette == Palette::Cells { "cells" } else { "settlements" };
                let brush = if self.brush.0 > 0.0 { format!(", brush {round}") } else { String::new() };
                Hint::new(format!("Paint {what} into {into}{brush}")).key("↑ ↓", "brush")
            }
        };
        let hint = hint.key("Alt", "take out");
        if zone.is_some() { hint.key("Esc", "another zone") } else { hint.key("Esc", "select") }
    }

    /// What the pointer looks like.
    pub(super) const fn cursor(&self) -> CursorShape {
        match (&self.over, self.palette) {
            (None, _) => CursorShape::Arrow,
            (Some(_), Palette::Oblasts) => CursorShape::Point,
            (Some(_), _) => CursorShape::Cross,
        }
    }
}

/// The zone that is painted on: the selected one, where it is made of the same.
fn edited<'a>(palette: Palette, context: &Context<'a>) -> Option<&'a Arc<Zone>> {
    let zone = context.selected_zone().filter(|zone| !zone.locked)?;
    zone.definition.as_ref().is_some_and(|definition| palette.paints(&definition.what)).then_some(zone)
}

/// The edit that a stroke makes.
fn edit(palette: Palette, stroke: &Stroke, context: &Context) -> Result<Edit, Refusal> {
    let zone = edited(palette, context);
    let Some(definition) = &stroke.now else {
        let name = zone.map_or("The zone", |zone| zone.name.as_str());
        return Err(Refusal::new(
            format!("Nothing of {name} would be left"),
            "Take something else in first, or delete the zone.",
        ));
    };
    if let Some(zone) = zone {
        return Ok(Edit::Define { zone: zone.id.clone(), definition: Some(Arc::clone(definition)) });
    }
    match draft::add(definition.shape(context.plan)?, None, context) {
        Edit::AddZone(zone) => {
            Ok(Edit::AddZone(Zone { definition: Some(Arc::clone(definition)), sites: 0, ..zone }))
        }
        other => Ok(other),
    }
}

/// Places on the way of a brush, near enough that it leaves nothing out.
fn between(from: Coord<f64>, to: Coord<f64>, brush: Km) -> impl Iterator<Item = Coord<f64>> {
    let step = brush.0.max(2.0);
    let far = geodesy::ground_distance(from, to).0;
    // A pointer that jumps across the country paints no line of a thousand steps.
    let steps = ((far / step).ceil() as u32).clamp(1, 200);
    (1..steps).map(move |place| from + (to - from) * (f64::from(place) / f64::from(steps)))
}
