//! One handle of one zone in the hand.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::depth::aside;
use super::draft::Draft;
use super::handle::{guide_of, handles_of};
use super::shared::{Shared, listed};
use super::snap::Pointer;
use super::typed::Typed;
use super::{
    Context, Cursor, Ghost, Guide, Handle, HandleKind, HandleState, Hint, Plate, Sketch, ground, hint,
};
use crate::geodesy;
use crate::plan::{Corridor, Disc, Edit, Form, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::Km;

/// A handle that is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shaping {
    zone: Arc<Zone>,
    handle: HandleKind,
    /// The form the drag began with: the zone's, with the new corner in it
    /// where one was put in.
    start: Form,
    /// Where the handle was, and where the hand took it.
    stood: Coord<f64>,
    taken_at: Coord<f64>,
    inserted: bool,
    guide: Option<Guide>,
    pointer: Pointer,
    typed: Typed,
    /// Shift: the other side as deep; of a shared corner, this zone alone.
    shift: bool,
    draft: Draft,
    /// The zones that share the corner.
    shared: Shared,
    /// The zone's outline, where a corner of it can be moved without a look at all others.
    movable: Option<geodesy::Movable>,
}

impl Shaping {
    /// Takes a handle. A midpoint becomes a corner at once.
    pub(super) fn new(zone: &Arc<Zone>, handle: &Handle, taken_at: Coord<f64>, context: &Context) -> Self {
        let form = zone.shape.form().clone();
        let (start, kind) = match inserted(&form, handle.kind, handle.at) {
            Some((start, kind)) => (start, kind),
            None => (form, handle.kind),
        };
        Self {
            zone: Arc::clone(zone),
            handle: kind,
            stood: handle.at,
            taken_at,
            inserted: handle.kind.inserts(),
            guide: guide_of(zone, context).cloned(),
            pointer: Pointer { at: if kind.is_length() { taken_at } else { handle.at }, snapped: None },
            typed: Typed::new(),
            shift: false,
            draft: Draft::new(start.clone()),
            shared: Shared::new(zone, &start, kind, context),
            movable: movable(zone, handle),
            start,
        }
    }

    /// The hand moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.shift = cursor.shift;
        // The handle keeps its distance to the pointer, so that it does not jump.
        let at = self.stood + (cursor.at - self.taken_at);
        self.pointer = match self.handle {
            kind if kind.is_length() => Pointer { at: cursor.at, snapped: None },
            HandleKind::End { .. } => self.on_guide(at),
            _ => Pointer::but(at, cursor.alt, &self.hand(), context),
        };
        self.reshape(
            context,
            |length| {
                if cursor.alt { length } else { ground::rounded(length, context.pick) }
            },
        );
    }

    /// The zones that move with the hand.
    fn hand(&self) -> Vec<ZoneId> {
        let along = self.shared.zones().filter(|_| !self.shift);
        std::iter::once(&self.zone).chain(along).map(|zone| zone.id.clone()).collect()
    }

    /// A character is typed; says whether there was a use for it.
    pub(super) fn push(&mut self, typed: char, context: &Context) -> bool {
        let used = self.wants_text() && self.typed.push(typed);
        if used {
            self.reshape(context, |length| length);
        }
        used
    }

    /// The last typed character is dropped; says whether there was one.
    pub(super) fn pop(&mut self, context: &Context) -> bool {
        let used = self.typed.pop();
        if used {
            self.reshape(context, |length| length);
        }
        used
    }

    /// Whether it is a length that can be typed.
    pub(super) const fn wants_text(&self) -> bool {
        self.handle.is_length()
    }

    fn on_guide(&self, at: Coord<f64>) -> Pointer {
        let foot = self.guide.as_ref().and_then(|guide| Some((geodesy::nearest_on(&guide.path, at)?, guide)));
        match foot {
            Some((foot, guide)) => Pointer { at: foot.at, snapped: Some(format!("on {}", guide.name)) },
            None => Pointer { at, snapped: None },
        }
    }

    /// The zone with its corner where the pointer is, if that is all that has changed and
    /// nothing is to be refused.
    fn with_corner(&self) -> Option<Draft> {
        let HandleKind::Corner { index, .. } = self.handle else { return None };
        let shape = self.zone.shape.with_corner(self.movable.as_ref()?, index, self.pointer.at)?;
        Some(Draft::known(shape))
    }

    fn reshape(&mut self, context: &Context, rounded: impl Fn(Km) -> Km) {
        let hand = self.hand();
        if let Some(draft) = self.with_corner() {
            self.draft = draft.cut(Some(self.zone.shape.outline()), &hand, context);
            self.shared.point(self.pointer.at, &hand, context);
            return;
        }
        let form = self.form(rounded);
        if *self.draft.form() != form {
            // Belts and circles stay what they are: what cuts them would make areas of them.
            let is_area = matches!(form, Form::Area(_));
            let draft = Draft::new(form);
            let before = self.zone.shape.outline();
            self.draft = if is_area { draft.cut(Some(before), &hand, context) } else { draft };
            self.shared.point(self.pointer.at, &hand, context);
        }
    }

    fn form(&self, rounded: impl Fn(Km) -> Km) -> Form {
        match (&self.start, self.handle) {
            (Form::Corridor(corridor), HandleKind::Depth { left }) => {
                Form::Corridor(self.deepened(corridor, left, rounded))
            }
            (Form::Corridor(corridor), HandleKind::End { first }) => {
                Form::Corridor(self.slid(corridor, first).unwrap_or_else(|| corridor.clone()))
            }
            (Form::Disc(disc), HandleKind::Radius) => {
                let to_hand = |at| geodesy::ground_distance(disc.centre.0, at);
                let drawn = || rounded(disc.radius + to_hand(self.pointer.at) - to_hand(self.taken_at));
                Form::Disc(Disc { radius: self.typed.km().unwrap_or_else(drawn), ..*disc })
            }
            (form, handle) => moved(form, handle, self.pointer.at),
        }
    }

    fn deepened(&self, corridor: &Corridor, left: bool, rounded: impl Fn(Km) -> Km) -> Corridor {
        let to_hand = |at| match aside(&corridor.axis, at) {
            Some((depth, side)) if side == left => depth.0,
            Some((depth, _)) => -depth.0,
            None => 0.0,
        };
        let old = if left { corridor.left } else { corridor.right };
        let drawn = || {
            let depth = old.0 + to_hand(self.pointer.at) - to_hand(self.taken_at);
            // The other side has a handle of its own.
            rounded(Km(depth.max(0.0)))
        };
        // A hand that has not moved changes nothing, whatever the rounding.
        let depth = match self.typed.km() {
            Some(typed) => typed,
            None if self.pointer.at == self.taken_at => old,
            None => drawn(),
        };
        let mut corridor = corridor.clone();
        if left || self.shift {
            corridor.left = depth;
        }
        if !left || self.shift {
            corridor.right = depth;
        }
        corridor
    }

    /// The belt with one end slid along its line.
    fn slid(&self, corridor: &Corridor, first: bool) -> Option<Corridor> {
        let guide = self.guide.as_ref()?;
        let (start, end) = (*corridor.axis.0.first()?, *corridor.axis.0.last()?);
        let other = if first { end } else { start };
        let mut axis = geodesy::stretch(&guide.path, self.pointer.at, other)?;
        // A stretch runs as its line does. Left and right stay where they are
        // if the axis goes on running as it did.
        if against(guide, start, end) {
            axis.0.reverse();
        }
        Some(Corridor { axis, ..corridor.clone() })
    }

    /// The edit as it would be if the hand let go now.
    pub(super) fn pending(&self) -> Option<Edit> {
        let shape = self.draft.shape()?;
        if shape.form() == self.zone.shape.form() {
            return None;
        }
        let reshape = Edit::Reshape { zone: self.zone.id.clone(), shape };
        let along: Vec<&str> = self.shared.zones().map(|zone| zone.name.as_str()).collect();
        let verb = if self.inserted { "Add corner to" } else { "Move corner of" };
        if !along.is_empty() && !self.shift {
            let names: Vec<&str> = std::iter::once(self.zone.name.as_str()).chain(along).collect();
            let edits = std::iter::once(reshape).chain(self.shared.edits()?).collect();
            return Some(Edit::Several { label: format!("{verb} {}", listed(&names)), edits });
        }
        // What others took of it has corners of its own, which nobody put there.
        if self.draft.fitted().is_some() {
            let label = format!("{verb} {}", self.zone.name);
            return Some(Edit::Several { label, edits: vec![reshape] });
        }
        Some(match self.handle {
            HandleKind::End { first } => {
                Edit::Several { label: format!("Move {}", self.end_name(first)), edits: vec![reshape] }
            }
            _ => reshape,
        })
    }

    /// Why the shape cannot stay.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let along = || self.shared.refusal().filter(|_| !self.shift);
        self.draft.refusal().cloned().or_else(along)
    }

    /// "north end of Line belt".
    fn end_name(&self, first: bool) -> String {
        match &self.start {
            Form::Corridor(corridor) => end_name(&self.zone.name, &corridor.axis, first),
            _ => self.zone.name.clone(),
        }
    }

    fn title(&self) -> String {
        let name = &self.zone.name;
        match self.handle {
            HandleKind::Corner { .. } | HandleKind::Midpoint { .. } if self.inserted => {
                format!("New corner of {name}")
            }
            HandleKind::Corner { .. } | HandleKind::Midpoint { .. } => format!("Corner of {name}"),
            HandleKind::AxisPoint(_) | HandleKind::AxisMidpoint(_) => format!("Point of {name}"),
            HandleKind::End { first } => capitalised(&self.end_name(first)),
            HandleKind::Depth { .. } => format!("Depth of {name}"),
            HandleKind::Centre => format!("Centre of {name}"),
            HandleKind::Radius => format!("Radius of {name}"),
        }
    }

    fn measure(&self) -> Option<String> {
        match (self.draft.form(), self.handle) {
            (Form::Corridor(corridor), HandleKind::Depth { left }) => {
                Some(hint::length(if left { corridor.left } else { corridor.right }))
            }
            (Form::Corridor(corridor), HandleKind::End { .. }) => {
                Some(hint::length(geodesy::length(&corridor.axis)))
            }
            (Form::Disc(disc), HandleKind::Radius) => Some(hint::length(disc.radius)),
            _ => None,
        }
    }

    /// The handles of the new form, the old outline, the plate.
    pub(super) fn sketch(&self, context: &Context) -> Sketch {
        let mut sketch = Sketch::default();
        self.draft.show_refused(&mut sketch);
        let mut handles = handles_of(self.draft.form(), self.guide.is_some(), context.pick);
        let dragged = self.handle_now(&handles);
        handles.retain(|handle| Some(handle.kind) != dragged.map(|handle| handle.kind));
        let at = dragged.map_or(self.pointer.at, |handle| handle.at);
        let kind = dragged.map_or(self.handle, |handle| handle.kind);
        handles.push(Handle { kind, at, state: HandleState::Dragged, room: Km(f64::INFINITY) });
        sketch.handles = handles;
        sketch.ghosts.push(Ghost {
            zone: self.zone.id.clone(),
            outline: self.zone.shape.outline().clone(),
            corner: Some(self.stood),
        });
        // The outlines of the others, as they were; only one of them says what it was.
        let along = self.shared.zones().filter(|_| !self.shift);
        sketch.ghosts.extend(along.map(|zone| Ghost {
            zone: zone.id.clone(),
            outline: zone.shape.outline().clone(),
            corner: None,
        }));
        if sketch.bad.is_none() {
            sketch.bad = self.refusal();
        }
        sketch.snapped = self.pointer.snapped.as_ref().map(|_| self.pointer.at);
        sketch.plate = Some(Plate {
            at,
            title: self.title(),
            measure: self.measure(),
            snapped: self.pointer.snapped.clone(),
        });
        sketch
    }

    /// The handle in the hand, in the new form. An end that was dragged past
    /// the other end has become the other one.
    fn handle_now(&self, handles: &[Handle]) -> Option<Handle> {
        let ends = handles.iter().filter(|handle| matches!(handle.kind, HandleKind::End { .. }));
        let far = |handle: &&Handle| ground::apart(handle.at, self.pointer.at).0;
        match self.handle {
            HandleKind::End { .. } => ends.min_by(|a, b| far(a).total_cmp(&far(b))).copied(),
            kind => handles.iter().find(|handle| handle.kind == kind).copied(),
        }
    }

    fn hint_of_corner(&self) -> Hint {
        let shared = self.shared.in_words();
        let alone = self.shift && !shared.is_empty();
        let with = if alone { format!(" of {} alone", self.zone.name) } else { shared.clone() };
        let fitted = self.draft.fitted().map_or_else(String::new, |fitted| format!("; {fitted}"));
        let hint = Hint::new(format!("Dragging a corner{with}{fitted}"));
        if shared.is_empty() || self.shared.zones().next().is_none() {
            return hint;
        }
        hint.key("Shift", "this zone only")
    }

    /// What is being dragged, or why it cannot stay.
    pub(super) fn hint(&self) -> Hint {
        if let Some(refusal) = self.refusal() {
            return Hint::warning(refusal.to_string()).key("Esc", "put back");
        }
        let hint = match (self.handle, self.typed.text()) {
            (HandleKind::Depth { .. }, Some(typed)) => {
                Hint::new(format!("Depth {typed} km")).key("Enter", "settle")
            }
            (HandleKind::Radius, Some(typed)) => {
                Hint::new(format!("Radius {typed} km")).key("Enter", "settle")
            }
            (HandleKind::Depth { .. }, None) => Hint::new("Dragging the depth – or type it in km")
                .key("Shift", "both sides")
                .key("Alt", "exact"),
            (HandleKind::Radius, None) => {
                Hint::new("Dragging the radius – or type it in km").key("Alt", "exact")
            }
            (HandleKind::End { first }, _) => Hint::new(format!("Dragging the {}", self.end_name(first))),
            (HandleKind::Centre, _) => Hint::new("Dragging the centre").key("Alt", "snap the other way"),
            _ => self.hint_of_corner().key("Alt", "snap the other way"),
        };
        hint.key("Esc", "put back")
    }
}

/// "north end of Line belt".
pub(super) fn end_name(name: &str, axis: &LineString<f64>, first: bool) -> String {
    let (Some(start), Some(end)) = (axis.0.first(), axis.0.last()) else { return name.to_owned() };
    let (this, other) = if first { (*start, *end) } else { (*end, *start) };
    let (east, north) = ground::offset(other, this);
    let way = match (east.abs() > north.abs(), east > 0.0, north > 0.0) {
        (true, true, _) => "east",
        (true, false, _) => "west",
        (false, _, true) => "north",
        (false, _, false) => "south",
    };
    format!("{way} end of {name}")
}

/// What it takes to move a corner of a large zone; a midpoint first becomes a corner.
fn movable(zone: &Zone, handle: &Handle) -> Option<geodesy::Movable> {
    let corner = matches!(handle.kind, HandleKind::Corner { part: 0, ring: 0, .. });
    let area = matches!(zone.shape.form(), Form::Area(_));
    (corner && area).then(|| geodesy::Movable::of(zone.shape.outline())).flatten()
}

/// Whether an axis runs against the line it was cut from.
fn against(guide: &Guide, start: Coord<f64>, end: Coord<f64>) -> bool {
    let along = |at| geodesy::nearest_on(&guide.path, at).map(|foot| (foot.segment, foot.fraction));
    along(start) > along(end)
}

/// The form with one of its points elsewhere.
pub(super) fn moved(form: &Form, handle: HandleKind, to: Coord<f64>) -> Form {
    match (form, handle) {
        (Form::Area(area), HandleKind::Corner { part, ring, index }) => {
            Form::Area(with_ring(area, part, ring, |corners| {
                let last = corners.len().saturating_sub(1);
                if let Some(corner) = corners.get_mut(index) {
                    *corner = to;
                }
                // The first corner stands a second time at the end.
                if index == 0
                    && let Some(corner) = corners.get_mut(last)
                {
                    *corner = to;
                }
            }))
        }
        (Form::Corridor(corridor), HandleKind::AxisPoint(index)) => {
            let mut corridor = corridor.clone();
            if let Some(point) = corridor.axis.0.get_mut(index) {
                *point = to;
            }
            Form::Corridor(corridor)
        }
        (Form::Disc(disc), HandleKind::Centre) => Form::Disc(Disc { centre: to.into(), ..*disc }),
        _ => form.clone(),
    }
}

/// The form with a corner put in at a midpoint, and the handle of that corner.
fn inserted(form: &Form, handle: HandleKind, at: Coord<f64>) -> Option<(Form, HandleKind)> {
    match (form, handle) {
        (Form::Area(area), HandleKind::Midpoint { part, ring, index }) => {
            let index = index + 1;
            let area = with_ring(area, part, ring, |corners| corners.insert(index.min(corners.len()), at));
            Some((Form::Area(area), HandleKind::Corner { part, ring, index }))
        }
        (Form::Corridor(corridor), HandleKind::AxisMidpoint(index)) => {
            let mut corridor = corridor.clone();
            let index = (index + 1).min(corridor.axis.0.len());
            corridor.axis.0.insert(index, at);
            Some((Form::Corridor(corridor), HandleKind::AxisPoint(index)))
        }
        _ => None,
    }
}

/// The form without one of its corners.
///
/// # Errors
/// Refuses to leave fewer than three corners of an area or two points of a line.
pub(super) fn without(form: &Form, handle: HandleKind) -> Result<Form, Refusal> {
    match (form, handle) {
        (Form::Area(area), HandleKind::Corner { part, ring, index }) => {
            let Some(rings) = area.0.get(part) else { return Ok(form.clone()) };
            let corners = if ring == 0 { Some(rings.exterior()) } else { rings.interiors().get(ring - 1) };
            // Four places are three corners, the first of them twice.
            match (corners.map_or(0, |ring| ring.0.len()), ring) {
                (0..=4, 0) => Err(Refusal::new(
                    "A zone needs at least three corners",
                    "Add a corner first, or delete the zone.",
                )),
                (0..=4, hole) => Ok(Form::Area(without_hole(area, part, hole))),
                _ => Ok(Form::Area(with_ring(area, part, ring, |corners| {
                    corners.pop();
                    corners.remove(index.min(corners.len().saturating_sub(1)));
                    let first = corners.first().copied();
                    corners.extend(first);
                }))),
            }
        }
        (Form::Corridor(corridor), HandleKind::AxisPoint(index)) => {
            if corridor.axis.0.len() <= 2 {
                return Err(Refusal::new(
                    "A line needs at least two points",
                    "Add a point first, or delete the zone.",
                ));
            }
            let mut corridor = corridor.clone();
            corridor.axis.0.remove(index.min(corridor.axis.0.len() - 1));
            Ok(Form::Corridor(corridor))
        }
        _ => Err(Refusal::new("Only a corner can be deleted", "Point at a corner of the selected zone.")),
    }
}

/// The area with one ring changed. The ring is closed before and after.
pub(super) fn with_ring(
    area: &MultiPolygon<f64>,
    part: usize,
    ring: usize,
    change: impl FnOnce(&mut Vec<Coord<f64>>),
) -> MultiPolygon<f64> {
    let mut area = area.clone();
    if let Some(rings) = area.0.get_mut(part) {
        if ring == 0 {
            rings.exterior_mut(|exterior| change(&mut exterior.0));
        } else {
            rings.interiors_mut(|holes| {
                if let Some(hole) = holes.get_mut(ring - 1) {
                    change(&mut hole.0);
                }
            });
        }
    }
    area
}

fn without_hole(area: &MultiPolygon<f64>, part: usize, hole: usize) -> MultiPolygon<f64> {
    let mut area = area.clone();
    if let Some(rings) = area.0.get_mut(part) {
        let keep = |(place, ring): (usize, &LineString<f64>)| (place + 1 != hole).then(|| ring.clone());
        let holes = rings.interiors().iter().enumerate().filter_map(keep).collect();
        *rings = Polygon::new(rings.exterior().clone(), holes);
    }
    area
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
