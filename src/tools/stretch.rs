//! A belt along a stretch of the line of contact or of a border: two clicks on
//! the line, then the depth.

use geo_types::{Coord, LineString};

use super::chain::same_spot;
use super::depth::{Depth, Outcome};
use super::hand::Hand;
use super::{
    Context, Cursor, CursorShape, Gesture, Guide, Hint, Plate, Sketch, Step, StrokeKind, ground, hint,
};
use crate::atlas;
use crate::geodesy;
use crate::plan::{Edit, Tie};
use crate::problem::Refusal;
use crate::units::Km;

/// How far from a line a click still takes it, as a multiple of the pick
/// radius: no other thing competes for the click, so the hand may be generous.
const REACH: f64 = 3.0;

/// The states of taking a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// The line under the pointer, and the place on it.
    over: Option<(Guide, Coord<f64>)>,
    /// The line taken, where the stretch begins, and how it runs from there.
    from: Option<Taken>,
    /// The stretch is taken; its depth is being given.
    depth: Option<Depth>,
}

/// One end of a stretch is put down.
#[derive(Clone, Debug, PartialEq)]
struct Taken {
    guide: Guide,
    start: Coord<f64>,
    end: Coord<f64>,
    cut: Option<(LineString<f64>, Km)>,
}

impl Stretch {
    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match (self.depth.take(), self.from.take()) {
            (Some(depth), from) => {
                self.from = from;
                self.on_depth(depth, gesture, context)
            }
            (None, Some(taken)) => self.on_second(taken, gesture, context),
            (None, None) => self.on_first(gesture, context),
        }
    }

    fn on_first(mut self, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) | Gesture::Press(cursor) => {
                self.over = line_at(&cursor, context);
                Step::to(self)
            }
            Gesture::Release(cursor) | Gesture::Click(cursor) => {
                self.over = line_at(&cursor, context);
                let Some((guide, start)) = self.over.clone() else {
                    let refusal =
                        Refusal::new("There is no line here", "Click on the line of contact or on a border.");
                    return Step::to(self).refuse(refusal);
                };
                self.from = Some(Taken { guide, start, end: start, cut: None });
                Step::to(self)
            }
            Gesture::Leave => Step::to(Self::default()),
            Gesture::Escape => Step::to(Hand::default()),
            _ => Step::unused(self),
        }
    }

    fn on_second(mut self, mut taken: Taken, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) | Gesture::Press(cursor) => taken.point(&cursor),
            Gesture::Release(cursor) | Gesture::Click(cursor) => {
                taken.point(&cursor);
                // The second click of a double click on the first end.
                if !same_spot(taken.start, taken.end, context)
                    && let Some((cut, _)) = &taken.cut
                {
                    let depth = Depth::new(cut.clone(), Some(taken.guide.clone()));
                    self.depth = Some(depth.tied(taken.tie()));
                }
            }
            Gesture::Escape | Gesture::Backspace | Gesture::UndoCorner => return Step::to(self),
            Gesture::Leave | Gesture::DoubleClick(_) => {}
            _ => {
                self.from = Some(taken);
                return Step::unused(self);
            }
        }
        self.from = Some(taken);
        Step::to(self)
    }

    fn on_depth(mut self, depth: Depth, gesture: Gesture, context: &Context) -> Step {
        match depth.on(gesture, context) {
            Outcome::On(depth) => Step::to(Self { depth: Some(depth), ..self }),
            Outcome::Back => {
                self.depth = None;
                Step::to(self)
            }
            Outcome::Done(step) => *step,
            Outcome::Refused(depth, refusal) => Step::to(Self { depth: Some(depth), ..self }).refuse(refusal),
            Outcome::Unused(depth) => Step::unused(Self { depth: Some(depth), ..self }),
        }
    }

    /// Whether the first end is put down.
    pub(super) const fn begun(&self) -> bool {
        self.from.is_some()
    }

    /// Whether the depth can be typed.
    pub(super) const fn wants_text(&self) -> bool {
        self.depth.is_some()
    }

    /// The belt, once it has a depth.
    pub(super) fn pending(&self, context: &Context) -> Option<Edit> {
        self.depth.as_ref()?.pending(context)
    }

    /// The stretch so far, or the axis with its depth.
    pub(super) fn sketch(&self) -> Sketch {
        if let Some(depth) = &self.depth {
            return depth.sketch();
        }
        let mut sketch = Sketch::default();
        let (at, title, guide, measure) = match (&self.from, &self.over) {
            (Some(taken), _) => {
                sketch.corners.push(taken.start);
                if let Some((cut, _)) = &taken.cut {
                    sketch.stroke(StrokeKind::Axis, cut.clone());
                }
                let measure = taken.cut.as_ref().map(|(_, km)| hint::length(*km));
                (taken.end, "End of the stretch", &taken.guide, measure)
            }
            (None, Some((guide, at))) => (*at, "Start of the stretch", guide, None),
            (None, None) => return sketch,
        };
        sketch.snapped = Some(at);
        let snapped = Some(format!("on {}", guide.name));
        sketch.plate = Some(Plate { at, title: title.to_owned(), measure, snapped });
        sketch
    }

    /// What to do next.
    pub(super) fn hint(&self) -> Hint {
        match (&self.depth, &self.from, &self.over) {
            (Some(depth), ..) => depth.hint(),
            (None, Some(taken), _) => {
                Hint::new(format!("Click where the stretch of {} ends", taken.guide.name))
                    .key("Esc", "drop it")
            }
            (None, None, Some((guide, _))) => {
                Hint::new(format!("Click where the stretch of {} begins", guide.name)).key("Esc", "select")
            }
            (None, None, None) => {
                Hint::new("Click on the line of contact or on a border").key("Esc", "select")
            }
        }
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self) -> CursorShape {
        match (&self.depth, &self.from, &self.over) {
            (Some(depth), ..) => depth.cursor(),
            (None, None, None) => CursorShape::Arrow,
            _ => CursorShape::Cross,
        }
    }
}

impl Taken {
    /// The stretch ends at the place on the line that is nearest to the
    /// pointer, however far the pointer is.
    fn point(&mut self, cursor: &Cursor) {
        let Some(foot) = geodesy::nearest_on(&self.guide.path, cursor.at) else { return };
        self.end = foot.at;
        let cut = geodesy::stretch(&self.guide.path, self.start, self.end);
        self.cut = cut.map(|cut| {
            let km = geodesy::length(&cut);
            (cut, km)
        });
    }
}

impl Taken {
    /// A stretch of the line of contact stays tied to it; borders do not move. The stretch
    /// runs as its line does, whichever end was put down first.
    fn tie(&self) -> Option<Tie> {
        if self.guide.id.0 != atlas::CONTACT {
            return None;
        }
        let (cut, _) = self.cut.as_ref()?;
        let first = *cut.0.first()?;
        let turned = ground::apart(first, self.end) < ground::apart(first, self.start);
        let (from, to) = if turned { (self.end, self.start) } else { (self.start, self.end) };
        Some(Tie::between(&self.guide.path, from, to))
    }
}

/// The nearest line within reach, and the place on it.
fn line_at(cursor: &Cursor, context: &Context) -> Option<(Guide, Coord<f64>)> {
    let feet = context.lines.iter().filter_map(|guide| {
        let (foot, km) = ground::nearest(&guide.path, cursor.at)?;
        (km.0 <= context.pick.0 * REACH).then_some((guide, foot, km))
    });
    let (guide, foot, _) = feet.min_by(|a, b| a.2.0.total_cmp(&b.2.0))?;
    Some((guide.clone(), foot))
}
