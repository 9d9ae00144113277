//! One handle of one zone in the hand.

use std::sync::Arc;

use geo_types::{Coord, LineString};

use super::corners::{inserted, moved, nearest_corner};
use super::depth::aside;
use super::draft::Draft;
use super::handle::{guide_of, handles_of};
use super::room::{Asker, Room, farthest, long, partway, shortened};
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
    /// With *No overlap*, what room there is for the length in the hand, of a depth on the left
    /// and on the right.
    room: [Room; 2],
    /// Who is in the way of a belt or a circle, in words.
    stopped: Option<String>,
}

impl Shaping {
    /// Takes a handle. A midpoint becomes a corner at once.
    pub(super) fn new(zone: &Arc<Zone>, handle: &Handle, taken_at: Coord<f64>, context: &Context) -> Self {
        let form = zone.shape.form();
        let (start, kind, draft) = match inserted(form, handle.kind, handle.at) {
            Some((start, kind)) => (start.clone(), kind, Draft::new(start)),
            None => (form.clone(), handle.kind, Draft::known(Arc::clone(&zone.shape))),
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
            draft,
            shared: Shared::new(zone, &start, kind, context),
            movable: movable(zone, handle),
            room: rooms(&start, kind),
            stopped: None,
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

    /// The form the drag began with and the handle in it: with the corners that others have
    /// beside it, unless the zone is moved alone.
    fn begun(&self) -> (Form, HandleKind) {
        let own = if self.shift { None } else { self.shared.own() };
        own.unwrap_or_else(|| (self.start.clone(), self.handle))
    }

    /// Which handle of that form is in the hand.
    fn taken(&self) -> HandleKind {
        self.shared.own_corner().filter(|_| !self.shift).unwrap_or(self.handle)
    }

    /// The handle that the hand leaves behind, in the shape that was made.
    pub(super) fn left(&self) -> HandleKind {
        let corner = |area| nearest_corner(area, self.pointer.at);
        match self.draft.made().as_ref().map(|shape| shape.form()) {
            Ok(Form::Area(area)) => corner(area).unwrap_or(self.handle),
            _ => self.handle,
        }
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
        let HandleKind::Corner { part, ring, index } = self.handle else { return None };
        if !self.shift && self.shared.is_welded() {
            return None;
        }
        let place = geodesy::RingCorner { part, ring, index };
        let shape = self.zone.shape.with_corner(self.movable.as_ref()?, place, self.pointer.at)?;
        Some(Draft::known(Arc::new(shape)))
    }

    fn reshape(&mut self, context: &Context, rounded: impl Fn(Km) -> Km) {
        let hand = self.hand();
        if let Some(draft) = self.with_corner() {
            self.draft = draft.cut(Some(self.zone.shape.outline()), &hand, context);
            self.shared.point(self.pointer.at, &hand, context);
            return;
        }
        let wanted = self.form(rounded);
        // Belts and circles stay what they are: what cuts them would make areas of them.
        let is_area = matches!(wanted, Form::Area(_));
        let form = if is_area { wanted } else { self.with_room(wanted, &hand, context) };
        if *self.draft.form() != form {
            let draft = Draft::new(form);
            let before = self.zone.shape.outline();
            self.draft = if is_area { draft.cut(Some(before), &hand, context) } else { draft };
            self.shared.point(self.pointer.at, &hand, context);
        }
    }

    /// A belt or a circle as far as it takes no new ground of others, if they are not to overlap.
    fn with_room(&mut self, wanted: Form, hand: &[ZoneId], context: &Context) -> Form {
        self.stopped = None;
        if !context.switches.no_overlap {
            return wanted;
        }
        let zone = Arc::clone(&self.zone);
        let asker = Asker { zone: &zone, hand, context };
        match (self.handle, &self.start, &wanted) {
            (HandleKind::Depth { .. }, Form::Corridor(start), Form::Corridor(corridor)) => {
                // Each side by itself: a neighbour on the one does not hold the other back.
                let left = |left| Form::Corridor(Corridor { left, ..start.clone() });
                let right = |right| Form::Corridor(Corridor { right, ..start.clone() });
                let most = [
                    self.room[0].most(corridor.left, &asker, left),
                    self.room[1].most(corridor.right, &asker, right),
                ];
                let ways = [self.room[0].in_the_way(corridor.left), self.room[1].in_the_way(corridor.right)];
                self.stopped = ways.into_iter().flatten().next();
                Form::Corridor(Corridor { left: most[0], right: most[1], ..corridor.clone() })
            }
            (HandleKind::Radius, _, Form::Disc(disc)) => {
                let radius =
                    self.room[0].most(disc.radius, &asker, |radius| Form::Disc(Disc { radius, ..*disc }));
                self.stopped = self.room[0].in_the_way(disc.radius);
                Form::Disc(Disc { radius, ..*disc })
            }
            (HandleKind::End { first }, Form::Corridor(start), Form::Corridor(corridor)) => {
                // An end that was dragged past the other one has the room of the other way.
                let kept = if first { start.axis.0.last() } else { start.axis.0.first() };
                let from = |end: Option<&Coord<f64>>| {
                    end.zip(kept).map_or(f64::INFINITY, |(end, kept)| ground::apart(*end, *kept).0)
                };
                let from_start = from(corridor.axis.0.first()) <= from(corridor.axis.0.last());
                let past = from_start == first;
                let room = &mut self.room[usize::from(past)];
                let cut =
                    |km| Corridor { axis: shortened(&corridor.axis, from_start, km), ..corridor.clone() };
                let whole = long(&corridor.axis);
                let most = room.most(whole, &asker, |km| Form::Corridor(cut(km)));
                self.stopped = room.in_the_way(whole);
                if most < whole { Form::Corridor(cut(most)) } else { wanted }
            }
            (_, start, wanted) => {
                let way = ground::apart(self.stood, self.pointer.at);
                let (share, stopped) = farthest(way, &asker, |share| partway(start, wanted, share));
                self.stopped = stopped;
                if share < 1.0 { partway(start, wanted, share) } else { wanted.clone() }
            }
        }
    }

    fn form(&self, rounded: impl Fn(Km) -> Km) -> Form {
        let (start, handle) = self.begun();
        match (&start, handle) {
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
        let rests = self.pointer.at == self.stood && !self.inserted && !self.handle.is_length();
        if rests || shape.form() == self.zone.shape.form() {
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
        // What others took of it, or where they lie beside it, has corners of its own, which
        // nobody put there.
        if self.draft.fitted().is_some() || (self.shared.is_welded() && !self.shift) {
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
        match self.taken() {
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

    /// How far there was room: "Depth of Line belt 12.3 km – East is in the way".
    fn hint_of_stop(&self, stopped: &str) -> Hint {
        let measure = self.measure().map_or_else(String::new, |measure| format!(" {measure}"));
        let hint = Hint::new(format!("{}{measure} – {stopped} (No overlap is on)", self.title()));
        if self.typed.text().is_some() { hint.key("Enter", "settle") } else { hint }
    }

    /// What is being dragged, or why it cannot stay.
    pub(super) fn hint(&self) -> Hint {
        if let Some(refusal) = self.refusal() {
            return Hint::warning(refusal.to_string()).key("Esc", "put back");
        }
        if let Some(stopped) = &self.stopped {
            return self.hint_of_stop(stopped).key("Esc", "put back");
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
    let corner = matches!(handle.kind, HandleKind::Corner { .. });
    let area = matches!(zone.shape.form(), Form::Area(_));
    (corner && area).then(|| geodesy::Movable::of(zone.shape.outline())).flatten()
}

/// The room that there is for what was there before: for a depth on the left and on the right,
/// for a radius, for a belt from the one end on and from the other.
fn rooms(start: &Form, handle: HandleKind) -> [Room; 2] {
    match (start, handle) {
        (Form::Corridor(corridor), HandleKind::End { .. }) => {
            [Room::of(long(&corridor.axis)), Room::default()]
        }
        (Form::Corridor(corridor), _) => [Room::of(corridor.left), Room::of(corridor.right)],
        (Form::Disc(disc), _) => [Room::of(disc.radius), Room::default()],
        (Form::Area(_), _) => <[Room; 2]>::default(),
    }
}

/// Whether an axis runs against the line it was cut from.
fn against(guide: &Guide, start: Coord<f64>, end: Coord<f64>) -> bool {
    let along = |at| geodesy::nearest_on(&guide.path, at).map(|foot| (foot.segment, foot.fraction));
    along(start) > along(end)
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
