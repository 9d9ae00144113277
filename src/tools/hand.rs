//! The free hand: selects, moves zones whole, and takes them by their handles.
//! The tools Select and Edit corners are this one; the second leaves zones
//! where they are and gives Delete and the arrow keys to the corners.

use std::sync::Arc;

use geo_types::Coord;

use super::chain::same_spot;
use super::corners::around;
use super::ground::{self, Bounds};
use super::handle::{handle_at, handles};
use super::marquee::{Marquee, Taking};
use super::moving::{Moving, is_movable};
use super::pick::zone_at;
use super::sector::{self, Bordering, boundary_at};
use super::shaping::Shaping;
use super::shared;
use super::{
    Boundary, Context, Cursor, CursorShape, Gesture, Handle, HandleKind, HandleState, Hint, Selection,
    Sketch, Step, Tool,
};
use crate::geodesy;
use crate::plan::{Edit, Form, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::Km;

/// The states of the free hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hand {
    /// The tool is Edit corners.
    pub(super) corners: bool,
    state: State,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    /// Nothing in the hand.
    Free(Free),
    /// The button is down, and has not yet moved: a click or a drag.
    Pressed { at: Coord<f64>, on: Target },
    /// Zones are being moved.
    Moving(Moving),
    /// A handle is being dragged.
    Shaping(Box<Shaping>),
    /// A boundary between two contingents is being dragged.
    Bordering(Bordering),
    /// A box is being drawn that selects what it touches.
    Boxing(Box<Marquee>),
}

/// What a hand with nothing in it remembers.
#[derive(Clone, Debug, Default, PartialEq)]
struct Free {
    /// The handle under the pointer, and its zone.
    hovered: Option<(ZoneId, HandleKind)>,
    /// The boundary between two contingents under the pointer.
    boundary: Option<Boundary>,
    /// The corner that was clicked, for Delete and the arrow keys.
    picked: Option<(ZoneId, HandleKind)>,
    /// Where a drawing has just been settled by a click: a second click on the
    /// spot was meant for it.
    settled: Option<Coord<f64>>,
}

/// What the button went down on.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Handle(Arc<Zone>, Handle),
    Boundary(Boundary),
    Zone(ZoneId),
    Ground,
}

impl Default for State {
    fn default() -> Self {
        Self::Free(Free::default())
    }
}

impl Hand {
    /// The hand of the tool Edit corners.
    pub(super) fn on_corners() -> Self {
        Self { corners: true, ..Self::default() }
    }

    /// The hand after a drawing was settled by a click.
    pub(super) const fn after(settled: Option<Coord<f64>>) -> Self {
        let free = Free { hovered: None, boundary: None, picked: None, settled };
        Self { corners: false, state: State::Free(free) }
    }

    /// The same tool with nothing in the hand.
    fn free(&self) -> Self {
        self.with(State::default())
    }

    fn with(&self, state: State) -> Self {
        Self { corners: self.corners, state }
    }

    /// Whether a press here takes something rather than pans the map.
    pub(super) fn claims(&self, cursor: &Cursor, context: &Context) -> bool {
        match self.target(cursor.at, context) {
            Target::Handle(..) | Target::Boundary(_) => true,
            _ if cursor.shift => !self.corners,
            Target::Zone(id) => !self.corners && context.plan.zone(&id).is_some_and(|zone| is_movable(zone)),
            Target::Ground => false,
        }
    }

    /// Whether something is being dragged.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self.state, State::Moving(_) | State::Shaping(_) | State::Bordering(_) | State::Boxing(_))
    }

    /// Whether a box is being drawn.
    pub(super) const fn is_boxing(&self) -> bool {
        matches!(self.state, State::Boxing(_))
    }

    /// Whether a length can be typed.
    pub(super) fn wants_text(&self) -> bool {
        matches!(&self.state, State::Shaping(shaping) if shaping.wants_text())
    }

    /// The boundary under the pointer or in the hand, and whether it is in the hand.
    pub(super) const fn boundary(&self) -> Option<(&Boundary, bool)> {
        match &self.state {
            State::Bordering(bordering) => Some((&bordering.boundary, true)),
            State::Pressed { on: Target::Boundary(boundary), .. }
            | State::Free(Free { boundary: Some(boundary), .. }) => Some((boundary, false)),
            _ => None,
        }
    }

    /// The drag as it would be if the hand let go now.
    pub(super) fn pending(&self) -> Option<Edit> {
        match &self.state {
            State::Moving(moving) => moving.pending(),
            State::Shaping(shaping) => shaping.pending(),
            State::Bordering(bordering) => bordering.pending(),
            State::Free(_) | State::Pressed { .. } | State::Boxing(_) => None,
        }
    }

    /// The next state, and what came of the gesture.
    pub(super) fn on(mut self, gesture: Gesture, context: &Context) -> Step {
        match std::mem::take(&mut self.state) {
            State::Free(free) => self.on_free(free, gesture, context),
            State::Pressed { at, on } => self.on_pressed(at, on, gesture, context),
            State::Moving(moving) => self.on_moving(moving, gesture),
            State::Shaping(shaping) => self.on_shaping(shaping, gesture, context),
            State::Bordering(bordering) => self.on_bordering(bordering, gesture, context),
            State::Boxing(marquee) => self.on_boxing(marquee, gesture, context),
        }
    }

    fn on_free(self, free: Free, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Press(cursor) | Gesture::Click(cursor)
                if free.settled.is_some_and(|at| same_spot(at, cursor.at, context)) =>
            {
                Step::to(self.with(State::Free(Free { settled: None, ..free })))
            }
            Gesture::Move(cursor) => self.hover(free, cursor.at, context),
            Gesture::Press(cursor) => self.press(cursor, context),
            Gesture::Grab(cursor) => self.grab(free, cursor, context),
            Gesture::Click(cursor) => {
                let on = self.target(cursor.at, context);
                self.click(on, cursor, context)
            }
            Gesture::DoubleClick(cursor) => self.double_click(free, cursor.at, context),
            Gesture::Leave => {
                let step = Step::to(self.with(State::Free(Free { hovered: None, boundary: None, ..free })));
                hovering(step, None, context)
            }
            Gesture::Delete => self.delete(free, false, context),
            Gesture::DeleteAlone => self.delete(free, true, context),
            Gesture::Backspace if self.corners => self.delete(free, false, context),
            Gesture::Backspace => match &free.boundary {
                Some(boundary) => Step::to(self.free()).maybe_edit(sector::reset(boundary, context)),
                None => Step::unused(self.with(State::Free(free))),
            },
            Gesture::Nudge { east, north } => self.nudge(free, east, north, context),
            Gesture::Escape => self.step_out(&free, context),
            _ => Step::unused(self.with(State::Free(free))),
        }
    }

    fn hover(self, free: Free, at: Coord<f64>, context: &Context) -> Step {
        let (hovered, boundary, zone) = match self.target(at, context) {
            Target::Handle(zone, handle) => {
                (Some((zone.id.clone(), handle.kind)), None, Some(zone.id.clone()))
            }
            Target::Boundary(boundary) => (None, Some(boundary.clone()), Some(boundary.zone)),
            Target::Zone(id) => (None, None, Some(id)),
            Target::Ground => (None, None, None),
        };
        let settled = free.settled.filter(|spot| same_spot(*spot, at, context));
        hovering(Step::to(self.with(State::Free(Free { hovered, boundary, settled, ..free }))), zone, context)
    }

    /// A boundary between contingents goes back to where their troops put it.
    fn double_click(self, free: Free, at: Coord<f64>, context: &Context) -> Step {
        match self.target(at, context) {
            Target::Boundary(boundary) => Step::to(self.free()).maybe_edit(sector::reset(&boundary, context)),
            _ => Step::unused(self.with(State::Free(free))),
        }
    }

    fn press(self, cursor: Cursor, context: &Context) -> Step {
        match self.target(cursor.at, context) {
            Target::Handle(zone, handle) if handle.kind.inserts() => {
                let shaping = Shaping::new(&zone, &handle, cursor.at, context);
                Step::to(self.with(State::Shaping(Box::new(shaping))))
            }
            on => Step::to(self.with(State::Pressed { at: cursor.at, on })),
        }
    }

    /// As a press that has become a drag already.
    fn grab(self, free: Free, cursor: Cursor, context: &Context) -> Step {
        match self.target(cursor.at, context) {
            Target::Handle(_, handle) if handle.kind.inserts() => self.press(cursor, context),
            Target::Ground if self.corners || !cursor.shift => Step::unused(self.with(State::Free(free))),
            on => self.drag(cursor.at, on, cursor, context),
        }
    }

    fn on_pressed(self, at: Coord<f64>, on: Target, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) if same_spot(at, cursor.at, context) => {
                Step::to(self.with(State::Pressed { at, on }))
            }
            Gesture::Move(cursor) => self.drag(at, on, cursor, context),
            Gesture::Release(cursor) if same_spot(at, cursor.at, context) => self.click(on, cursor, context),
            Gesture::Release(cursor) => {
                // No move came between: the drag and its end in one.
                let begun = self.drag(at, on, cursor, context);
                let select = begun.select.clone();
                match begun.tool {
                    Tool::Select(hand) | Tool::Vertices(hand) if hand.is_busy() => {
                        let end = hand.on(gesture, context);
                        Step { select: end.select.clone().or(select), ..end }
                    }
                    _ => begun,
                }
            }
            Gesture::Escape | Gesture::UndoCorner => Step::to(self.free()),
            _ => Step::unused(self.with(State::Pressed { at, on })),
        }
    }

    /// The press has become a drag.
    fn drag(self, at: Coord<f64>, on: Target, cursor: Cursor, context: &Context) -> Step {
        match on {
            Target::Handle(zone, handle) => {
                let mut shaping = Shaping::new(&zone, &handle, at, context);
                shaping.point(&cursor, context);
                Step::to(self.with(State::Shaping(Box::new(shaping))))
            }
            _ if cursor.shift && !self.corners => {
                let mut marquee = Marquee::of_box(at, Taking::of(&cursor), context);
                marquee.point(&cursor, context);
                let selection = marquee.selection();
                Step::to(self.with(State::Boxing(Box::new(marquee)))).select(selection)
            }
            Target::Boundary(boundary) => match Bordering::new(boundary, at, context) {
                Some(mut bordering) => {
                    bordering.point(cursor.at, context);
                    Step::to(self.with(State::Bordering(bordering)))
                }
                None => Step::unused(self.free()),
            },
            Target::Zone(id) if !self.corners => {
                let selected = context.selection.has(&id);
                let zones = if selected { context.selection.zones.clone() } else { vec![id.clone()] };
                match Moving::new(&zones, at, context) {
                    Ok(mut moving) => {
                        moving.point(cursor.at);
                        let step = Step::to(self.with(State::Moving(moving)));
                        if selected { step } else { step.select(Selection::only(id)) }
                    }
                    Err(refusal) => Step::to(self.free()).refuse(refusal),
                }
            }
            Target::Zone(_) | Target::Ground => Step::unused(self.free()),
        }
    }

    fn click(self, on: Target, cursor: Cursor, context: &Context) -> Step {
        match on {
            Target::Handle(zone, handle) if cursor.alt && handle.kind.deletes() => {
                self.delete_corner(&zone, handle.kind, cursor.shift, context)
            }
            Target::Handle(zone, handle) if handle.kind.inserts() => {
                let shaping = Shaping::new(&zone, &handle, cursor.at, context);
                self.settle(&shaping)
            }
            Target::Handle(zone, handle) => {
                let picked = handle.kind.deletes().then(|| (zone.id.clone(), handle.kind));
                let hovered = Some((zone.id.clone(), handle.kind));
                let free = Free { hovered, boundary: None, picked, settled: None };
                Step::to(self.with(State::Free(free)))
            }
            Target::Zone(id) | Target::Boundary(Boundary { zone: id, .. }) => {
                let selection =
                    if cursor.shift { context.selection.toggled(&id) } else { Selection::only(id.clone()) };
                Step::to(self.free()).select(selection.hovering(Some(id)))
            }
            Target::Ground if cursor.shift || context.selection.zones.is_empty() => Step::to(self.free()),
            Target::Ground => Step::to(self.free()).select(Selection::default()),
        }
    }

    fn on_moving(self, mut moving: Moving, gesture: Gesture) -> Step {
        match gesture {
            Gesture::Move(cursor) => {
                moving.point(cursor.at);
                Step::to(self.with(State::Moving(moving)))
            }
            Gesture::Release(cursor) => {
                moving.point(cursor.at);
                self.put_down(&moving)
            }
            Gesture::Enter => self.put_down(&moving),
            Gesture::Escape | Gesture::UndoCorner => Step::to(self.free()),
            _ => Step::unused(self.with(State::Moving(moving))),
        }
    }

    fn put_down(self, moving: &Moving) -> Step {
        let step = Step::to(self.free()).maybe_edit(moving.pending());
        match moving.refusal() {
            Some(refusal) => step.refuse(refusal.clone()),
            None => step,
        }
    }

    fn on_shaping(self, mut shaping: Box<Shaping>, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => shaping.point(&cursor, context),
            Gesture::Release(cursor) => {
                shaping.point(&cursor, context);
                return self.settle(&shaping);
            }
            Gesture::Enter => return self.settle(&shaping),
            Gesture::Type(typed) if shaping.push(typed, context) => {}
            Gesture::Backspace if shaping.pop(context) => {}
            Gesture::Escape | Gesture::UndoCorner => return Step::to(self.free()),
            _ => return Step::unused(self.with(State::Shaping(shaping))),
        }
        Step::to(self.with(State::Shaping(shaping)))
    }

    fn on_bordering(self, mut bordering: Bordering, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => {
                bordering.point(cursor.at, context);
                Step::to(self.with(State::Bordering(bordering)))
            }
            Gesture::Release(cursor) => {
                bordering.point(cursor.at, context);
                Step::to(self.free()).maybe_edit(bordering.pending())
            }
            Gesture::Enter => Step::to(self.free()).maybe_edit(bordering.pending()),
            Gesture::Escape | Gesture::UndoCorner => Step::to(self.free()),
            _ => Step::unused(self.with(State::Bordering(bordering))),
        }
    }

    fn on_boxing(self, mut marquee: Box<Marquee>, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => {
                marquee.point(&cursor, context);
                let selection = marquee.selection();
                Step::to(self.with(State::Boxing(marquee))).select(selection)
            }
            Gesture::Release(cursor) => {
                marquee.point(&cursor, context);
                Step::to(self.free()).select(marquee.selection())
            }
            Gesture::Enter => Step::to(self.free()).select(marquee.selection()),
            Gesture::Escape | Gesture::UndoCorner => Step::to(self.free()).select(marquee.before().clone()),
            _ => Step::unused(self.with(State::Boxing(marquee))),
        }
    }

    /// Lets go: the new shape, or the old one and the reason.
    fn settle(self, shaping: &Shaping) -> Step {
        let step = Step::to(self.free()).maybe_edit(shaping.pending());
        match shaping.refusal() {
            Some(refusal) => step.refuse(refusal),
            None => step,
        }
    }

    fn delete(self, free: Free, alone: bool, context: &Context) -> Step {
        if self.corners {
            let corner = [&free.hovered, &free.picked].into_iter().flatten().find(|(_, kind)| kind.deletes());
            return match (corner, context.selected_zone()) {
                (Some((id, kind)), Some(zone)) if *id == zone.id => {
                    self.delete_corner(zone, *kind, alone, context)
                }
                _ => {
                    let refusal =
                        Refusal::new("No corner is chosen", "Point at a corner of the selected zone first.");
                    Step::to(self.with(State::Free(free))).refuse(refusal)
                }
            };
        }
        let zones = context.selection.within(context.plan).zones;
        if zones.is_empty() {
            return Step::unused(self.with(State::Free(free)));
        }
        Step::to(self.free()).edit(Edit::RemoveZones(zones)).select(Selection::default())
    }

    fn delete_corner(self, zone: &Arc<Zone>, kind: HandleKind, alone: bool, context: &Context) -> Step {
        match shared::without_corner(zone, kind, alone, context) {
            Ok(edit) => Step::to(self.free()).edit(edit),
            Err(refusal) => Step::to(self.free()).refuse(refusal),
        }
    }

    /// The chosen corner, by so much; as by a drag, but that nothing is snapped to.
    fn nudge_corner(self, free: Free, beside: impl Fn(Coord<f64>) -> Coord<f64>, context: &Context) -> Step {
        let point = context.selected_zone().zip(free.picked.as_ref()).and_then(|(zone, (id, kind))| {
            let point = handles(zone, context).into_iter().find(|handle| handle.kind == *kind)?;
            (*id == zone.id).then_some((zone, point))
        });
        let Some((zone, point)) = point else { return Step::unused(self.with(State::Free(free))) };
        let mut shaping = Shaping::new(zone, &point, point.at, context);
        let cursor = Cursor { at: beside(point.at), shift: false, alt: context.snap };
        shaping.point(&cursor, context);
        if let Some(refusal) = shaping.refusal() {
            return Step::to(self.with(State::Free(free))).refuse(refusal);
        }
        let picked = Some((zone.id.clone(), shaping.left()));
        Step::to(self.with(State::Free(Free { picked, ..free }))).maybe_edit(shaping.pending())
    }

    fn nudge(self, free: Free, east: Km, north: Km, context: &Context) -> Step {
        let beside = |at: Coord<f64>| geodesy::beside(at, east, north);
        if self.corners {
            return self.nudge_corner(free, beside, context);
        }
        let Some(centre) = centre_of_selection(context) else {
            return Step::unused(self.with(State::Free(free)));
        };
        match Moving::new(&context.selection.zones, centre, context) {
            Ok(mut moving) => {
                moving.point(beside(centre));
                self.put_down(&moving)
            }
            Err(refusal) => Step::to(self.free()).refuse(refusal),
        }
    }

    /// One level back: the corner, the tool, the selection.
    fn step_out(self, free: &Free, context: &Context) -> Step {
        match (&free.picked, self.corners, context.selection.zones.is_empty()) {
            (Some(_), ..) => Step::to(self.free()),
            (None, true, _) => Step::to(Self::default()),
            (None, false, false) => Step::to(self.free()).select(Selection::default()),
            (None, false, true) => Step::unused(self),
        }
    }

    /// What is under the pointer: a handle of the selected zone, a boundary between two
    /// contingents, a zone, or nothing. Of handle and boundary the nearer has it; a boundary
    /// that another zone lies over is left alone.
    fn target(&self, at: Coord<f64>, context: &Context) -> Target {
        let handle = context.selected_zone().filter(|zone| self.has_handles(zone)).and_then(|zone| {
            let handles = handles(zone, context);
            handle_at(&handles, at, context.pick).map(|handle| (Arc::clone(zone), *handle))
        });
        let zone = zone_at(at, context);
        let boundary = if self.corners { None } else { boundary_at(at, context) };
        let boundary = boundary
            .filter(|(boundary, _)| zone.is_none_or(|zone| zone.id == boundary.zone))
            .filter(|(_, km)| handle.as_ref().is_none_or(|(_, handle)| *km < ground::apart(at, handle.at)));
        match (handle, boundary, zone) {
            (_, Some((boundary, _)), _) => Target::Boundary(boundary),
            (Some((zone, handle)), None, _) => Target::Handle(zone, handle),
            (None, None, Some(zone)) => Target::Zone(zone.id.clone()),
            (None, None, None) => Target::Ground,
        }
    }

    /// The handles of the selected zone, or what the drag shows.
    pub(super) fn sketch(&self, context: &Context) -> Sketch {
        let mut sketch = self.sketch_of_state(context);
        if context.selected_zone().is_some_and(|zone| !self.has_handles(zone)) {
            sketch.handles.clear();
        }
        sketch
    }

    /// Whether a zone can be taken by its handles: the corners of one that follows something
    /// are not the hand's, unless the hand has come for corners.
    fn has_handles(&self, zone: &Zone) -> bool {
        self.corners || !zone.is_live()
    }

    fn sketch_of_state(&self, context: &Context) -> Sketch {
        match &self.state {
            State::Moving(moving) => moving.sketch(),
            State::Shaping(shaping) => shaping.sketch(context),
            State::Bordering(bordering) => bordering.sketch(),
            State::Boxing(marquee) => marquee.sketch(),
            State::Free(free) => {
                let lit = [&free.hovered, &free.picked].into_iter().flatten().map(|(id, kind)| (id, *kind));
                resting(&lit.collect::<Vec<_>>(), context)
            }
            State::Pressed { on: Target::Handle(zone, handle), .. } => {
                resting(&[(&zone.id, handle.kind)], context)
            }
            State::Pressed { .. } => resting(&[], context),
        }
    }

    /// What can be done here.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        match &self.state {
            State::Moving(moving) => moving.hint(),
            State::Shaping(shaping) => shaping.hint(),
            State::Bordering(bordering) => bordering.hint(),
            State::Boxing(marquee) => marquee.hint(),
            State::Free(Free { hovered: Some((id, kind)), .. }) => over_handle(id, *kind, context),
            State::Free(Free { boundary: Some(boundary), .. }) => sector::hint_over(boundary, context),
            State::Free(_) | State::Pressed { .. } if self.corners => self.hint_of_corners(context),
            State::Free(_) | State::Pressed { .. } => hint_of_zones(context),
        }
    }

    fn hint_of_corners(&self, context: &Context) -> Hint {
        let picked = match &self.state {
            State::Free(Free { picked: Some((_, kind)), .. }) => Some(*kind),
            _ => None,
        };
        match context.selected_zone() {
            None => Hint::new("Click the zone whose corners to edit").key("Esc", "select"),
            Some(zone) if picked.is_some() => {
                let with = picked.map_or_else(String::new, |kind| sharing(zone, kind, context));
                Hint::new(format!("A corner is chosen{with}"))
                    .key("←↑↓→", "1 km")
                    .key("Alt ←↑↓→", "100 m")
                    .key("Delete", "delete it")
                    .key("Esc", "let go")
            }
            Some(zone) if zone.is_live() => {
                Hint::new(format!("Drag a corner of {}: that freezes it where it is", zone.name))
                    .key("Esc", "select")
            }
            Some(zone) => Hint::new(format!("Drag a corner of {}, or a ring to add one", zone.name))
                .key("Delete", "corner under the pointer")
                .key("Esc", "select"),
        }
    }

    /// What the pointer looks like.
    pub(super) fn cursor(&self, context: &Context) -> CursorShape {
        match &self.state {
            State::Moving(moving) if moving.refusal().is_some() => CursorShape::Refused,
            State::Shaping(shaping) if shaping.refusal().is_some() => CursorShape::Refused,
            State::Moving(_) => CursorShape::Move,
            State::Boxing(_) => CursorShape::Cross,
            State::Shaping(_) | State::Pressed { on: Target::Handle(..), .. } => CursorShape::Grabbing,
            State::Free(Free { hovered: Some((_, kind)), .. }) if kind.inserts() => CursorShape::Insert,
            State::Free(Free { hovered: Some(_), .. }) => CursorShape::Grab,
            State::Free(Free { boundary: Some(boundary), .. })
            | State::Pressed { on: Target::Boundary(boundary), .. }
            | State::Bordering(Bordering { boundary, .. }) => sector::cursor_over(boundary, context),
            State::Free(_) | State::Pressed { .. } if context.selection.hovered.is_some() => {
                CursorShape::Point
            }
            State::Free(_) | State::Pressed { .. } => CursorShape::Arrow,
        }
    }
}

/// The step with another zone under the pointer, where it is another.
pub(super) fn hovering(step: Step, zone: Option<ZoneId>, context: &Context) -> Step {
    if zone == context.selection.hovered { step } else { step.select(context.selection.hovering(zone)) }
}

/// The middle of the selected zones, if there are any.
fn centre_of_selection(context: &Context) -> Option<Coord<f64>> {
    let zones = context.selection.zones.iter().filter_map(|id| context.plan.zone(id));
    let parts = zones.flat_map(|zone| zone.shape.outline().iter());
    Bounds::of(parts.flat_map(|part| &part.exterior().0)).map(|bounds| bounds.middle())
}

/// The handles of the selected zone; those of a kind in `lit` look hovered.
fn resting(lit: &[(&ZoneId, HandleKind)], context: &Context) -> Sketch {
    let Some(zone) = context.selected_zone() else { return Sketch::default() };
    let mut handles = handles(zone, context);
    for handle in &mut handles {
        if lit.contains(&(&zone.id, handle.kind)) {
            handle.state = HandleState::Hovered;
        }
    }
    handles.sort_by_key(|handle| handle.state == HandleState::Hovered);
    Sketch { handles, ..Sketch::default() }
}

/// ", shared with East": who has a corner as well.
fn sharing(zone: &Zone, corner: HandleKind, context: &Context) -> String {
    let Form::Area(area) = zone.shape.form() else { return String::new() };
    around(area, corner).map_or_else(String::new, |[_, at, _]| shared::said(zone, at, context))
}

fn over_handle(zone: &ZoneId, kind: HandleKind, context: &Context) -> Hint {
    match kind {
        HandleKind::Corner { .. } => {
            let with = context.plan.zone(zone).map_or_else(String::new, |zone| sharing(zone, kind, context));
            let hint = Hint::new(format!("Drag the corner{with}")).key("Alt-click", "delete it");
            if with.is_empty() { hint } else { hint.key("Shift", "this zone only") }
        }
        HandleKind::AxisPoint(_) => Hint::new("Drag the corner").key("Alt-click", "delete it"),
        HandleKind::Midpoint { .. } | HandleKind::AxisMidpoint(_) => {
            Hint::new("Press and drag to add a corner here")
        }
        HandleKind::End { .. } => Hint::new("Drag the end along its line"),
        HandleKind::Depth { .. } => Hint::new("Drag the depth of this side"),
        HandleKind::Centre => Hint::new("Drag the centre"),
        HandleKind::Radius => Hint::new("Drag the radius"),
    }
}

fn hint_of_zones(context: &Context) -> Hint {
    let hovered = context.selection.hovered.as_ref().and_then(|id| context.plan.zone(id));
    let elsewhere = hovered.is_some_and(|zone| !context.selection.has(&zone.id));
    if let Some(zone) = context.selected_zone().filter(|zone| zone.locked && !elsewhere) {
        return Hint::new(format!("{} is locked: it stays as it is", zone.name))
            .key("K", "unlock it")
            .key("Esc", "select nothing");
    }
    match (hovered, context.selection.zones.len()) {
        (Some(zone), _) if !context.selection.has(&zone.id) => {
            Hint::new(format!("Click to select {}", zone.name)).key("Shift", "add to the selection")
        }
        (_, 0) if context.plan.zones.is_empty() => {
            Hint::new("Draw a zone: press 2 for an area, 5 for a belt along the line")
        }
        (_, 0) => Hint::new("Click a zone to select it").key("Shift+drag", "a box selects what it touches"),
        (Some(zone), 1) if !is_movable(zone) => Hint::new("Drag the ends along the line, or the depth")
            .key("Delete", "delete it")
            .key("Esc", "select nothing"),
        (Some(zone), 1) if zone.is_live() => {
            Hint::new(format!("{} follows what it is made of: a drag freezes it", zone.name))
                .key("Delete", "delete it")
                .key("Esc", "select nothing")
        }
        (_, 1) => Hint::new("Drag the zone, or one of its handles")
            .key("←↑↓→", "1 km")
            .key("Delete", "delete it")
            .key("Esc", "select nothing"),
        (_, count) => Hint::new(format!("{count} zones are selected: drag one to move them all"))
            .key("Delete", "delete them")
            .key("Esc", "select nothing"),
    }
}
