//! Measuring over whatever tool is in the hand: a path is sketched, or the place of rings is
//! pointed at, and the sketch of the tool stays as it is.

use geo_types::Coord;

use super::chain::{Chain, typed_side};
use super::{Context, CursorShape, Gesture, Hint, Sketch};

/// What the hand does before the tool gets a gesture.
#[derive(Clone, Debug, PartialEq)]
pub struct Measuring {
    wanted: Wanted,
    chain: Chain,
}

/// What is to come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Path,
    Place,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// A path of two corners at least.
    Path(Vec<Coord<f64>>),
    /// A place, and what it was snapped to.
    Place(Coord<f64>, Option<String>),
}

/// What comes of a gesture.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The next state; none when measuring has ended.
    pub next: Option<Measuring>,
    /// What was measured, where it ended well.
    pub measured: Option<Measured>,
    /// Whether there was a use for the gesture; otherwise it is the tool's.
    pub handled: bool,
}

impl Outcome {
    const fn to(next: Measuring) -> Self {
        Self { next: Some(next), measured: None, handled: true }
    }

    const fn end(measured: Option<Measured>) -> Self {
        Self { next: None, measured, handled: true }
    }
}

impl Measuring {
    /// A path with no corner yet.
    pub fn path() -> Self {
        Self { wanted: Wanted::Path, chain: Chain::default() }
    }

    /// A place that is yet to be pointed at.
    pub fn place() -> Self {
        Self { wanted: Wanted::Place, chain: Chain::default() }
    }

    /// Whether a path is drawn; otherwise a place is pointed at.
    pub fn is_path(&self) -> bool {
        self.wanted == Wanted::Path
    }

    /// The next state, and what came of the gesture. Presses are never claimed, so a drag
    /// pulls the map and only clicks arrive.
    #[must_use]
    pub fn on(mut self, gesture: Gesture, context: &Context) -> Outcome {
        match gesture {
            Gesture::Move(cursor) => {
                self.chain.point(&cursor, context);
                Outcome::to(self)
            }
            Gesture::Press(cursor) | Gesture::Release(cursor) | Gesture::Click(cursor) => {
                self.chain.point(&cursor, context);
                self.put(context)
            }
            Gesture::Leave => {
                self.chain.leave();
                Outcome::to(self)
            }
            Gesture::Type(typed) if self.chain.push(typed) => Outcome::to(self),
            Gesture::Backspace if self.chain.pop() => Outcome::to(self),
            Gesture::Escape if self.chain.clear_typed() => Outcome::to(self),
            Gesture::Enter if self.chain.typed().is_some() => self.put(context),
            Gesture::Enter | Gesture::DoubleClick(_) => self.finished(),
            Gesture::Backspace | Gesture::UndoCorner if self.chain.drop_last() => Outcome::to(self),
            Gesture::Escape => Outcome::end(None),
            _ => Outcome { next: Some(self), measured: None, handled: false },
        }
    }

    fn put(mut self, context: &Context) -> Outcome {
        if self.is_path() {
            self.chain.put(context);
            return Outcome::to(self);
        }
        let snapped = self.chain_sketch().plate.and_then(|plate| plate.snapped);
        match self.chain.pointer.as_ref().map(|pointer| pointer.at) {
            Some(at) => Outcome::end(Some(Measured::Place(at, snapped))),
            None => Outcome::to(self),
        }
    }

    /// Ends a path where it has two corners; the pointer is not one of them. With fewer,
    /// nothing has been measured and it goes on.
    #[must_use]
    pub fn finished(self) -> Outcome {
        if self.is_path() && self.chain.corners.len() > 1 {
            Outcome::end(Some(Measured::Path(self.chain.corners)))
        } else {
            Outcome::to(self)
        }
    }

    /// The corners put down, and the pointer as the next.
    pub fn course(&self, context: &Context) -> Vec<Coord<f64>> {
        if self.is_path() { self.chain.with_pointer(context) } else { Vec::new() }
    }

    /// The corners put down.
    pub fn corners(&self) -> &[Coord<f64>] {
        &self.chain.corners
    }

    /// Whether typed characters are wanted: the length and the bearing of the next leg.
    pub fn wants_text(&self) -> bool {
        self.is_path() && !self.chain.corners.is_empty()
    }

    fn chain_sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        self.chain.show(if self.is_path() { "Measure" } else { "Rings" }, &mut sketch);
        sketch
    }

    /// The place snapped to and the plate beside the pointer; the path itself is drawn
    /// with its measures.
    pub fn sketch(&self) -> Sketch {
        let Sketch { snapped, plate, .. } = self.chain_sketch();
        Sketch { snapped, plate: plate.filter(|plate| plate.snapped.is_some()), ..Sketch::default() }
    }

    /// What to do next.
    pub fn hint(&self) -> Hint {
        let hint = match (self.wanted, self.chain.corners.len()) {
            (Wanted::Place, _) => Hint::new("Click the place that the rings go round"),
            _ if self.chain.typed().is_some() => typed_side(&self.chain),
            (_, 0) => Hint::new("Measure: click the first point"),
            (_, 1) => Hint::new("Measure: click the next point").key("Ctrl+Z", "last point"),
            _ => Hint::new("Measure: double-click ends").key("Enter", "end").key("Ctrl+Z", "last point"),
        };
        hint.key("Alt", "snap the other way").key("Esc", "back to the tool")
    }

    /// What the pointer looks like.
    pub const fn cursor() -> CursorShape {
        CursorShape::Cross
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{Route, ground_distance};
    use crate::plan::Plan;
    use crate::tools::context::bare;
    use crate::tools::{Cursor, Selection, Tool, ToolKind};
    use crate::units::Km;

    fn run(gestures: &[Gesture]) -> Outcome {
        after(Measuring::path(), gestures)
    }

    fn after(start: Measuring, gestures: &[Gesture]) -> Outcome {
        let (plan, selection) = (Plan::empty(), Selection::default());
        let context = Context { snap: true, pick: Km(1.0), ..bare(&plan, &selection) };
        gestures.iter().fold(Outcome::to(start), |outcome, gesture| {
            outcome.next.expect("measuring goes on").on(*gesture, &context)
        })
    }

    fn click(x: f64, y: f64) -> Gesture {
        Gesture::Click(Cursor::at(Coord { x, y }))
    }

    #[test]
    fn clicks_are_corners_and_enter_ends() {
        let outcome = run(&[click(30.0, 49.0), click(31.0, 49.0), click(31.0, 50.0), Gesture::Enter]);
        let Some(Measured::Path(path)) = outcome.measured else { panic!("{outcome:?}") };
        assert_eq!((path.len(), outcome.next), (3, None));
        assert!(Route::of(&path).unwrap().enclosed.unwrap().is_ok());
    }

    #[test]
    fn a_double_click_ends_without_a_corner_more() {
        let there = Cursor::at(Coord { x: 31.0, y: 49.0 });
        let outcome =
            run(&[click(30.0, 49.0), click(31.0, 49.0), Gesture::Click(there), Gesture::DoubleClick(there)]);
        assert!(matches!(outcome.measured, Some(Measured::Path(path)) if path.len() == 2));
    }

    #[test]
    fn one_corner_measures_nothing_and_escape_gives_the_hand_back() {
        assert!(run(&[click(30.0, 49.0), Gesture::Enter]).next.is_some());
        let outcome = run(&[click(30.0, 49.0), click(31.0, 49.0), Gesture::Escape]);
        assert_eq!((outcome.next, outcome.measured, outcome.handled), (None, None, true));
    }

    #[test]
    fn a_leg_is_typed() {
        let mut gestures = vec![click(30.0, 49.0)];
        gestures.extend("20<90".chars().map(Gesture::Type));
        gestures.extend([Gesture::Enter, Gesture::Enter]);
        let Some(Measured::Path(path)) = run(&gestures).measured else { panic!("no path") };
        assert!((ground_distance(path[0], path[1]).0 - 20.0).abs() < 1e-9);
        assert!((Route::of(&path).unwrap().legs[0].bearing - 90.0).abs() < 1e-6);
    }

    #[test]
    fn the_last_corner_can_be_taken_back_and_then_undo_is_the_plan_s() {
        let taken = run(&[click(30.0, 49.0), Gesture::UndoCorner]);
        assert!(taken.handled && taken.next.as_ref().is_some_and(|next| next.corners().is_empty()));
        assert!(!run(&[click(30.0, 49.0), Gesture::UndoCorner, Gesture::UndoCorner]).handled);
    }

    #[test]
    fn a_place_is_one_click() {
        let outcome = after(Measuring::place(), &[click(30.0, 49.0)]);
        assert_eq!(outcome.measured, Some(Measured::Place(Coord { x: 30.0, y: 49.0 }, None)));
        assert_eq!(outcome.next, None);
    }

    #[test]
    fn keys_of_the_plan_are_left_to_the_tool() {
        assert!(!run(&[Gesture::Delete]).handled);
        assert!(!Tool::new(ToolKind::Select).is_busy());
    }
}
