//! The points by which the shape of a zone is taken.

use geo_types::{Coord, LineString};

use super::{Context, Guide, ground};
use crate::geodesy;
use crate::plan::{Corridor, Form, Zone};
use crate::units::Km;

/// Which point of a zone a handle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandleKind {
    /// A corner of an area: part, ring (0 is the outer one), corner.
    Corner {
        /// Which part of the area.
        part: usize,
        /// Which ring of the part; 0 is the outer one.
        ring: usize,
        /// Which corner of the ring.
        index: usize,
    },
    /// Between corner `index` and the next; a press puts a corner in.
    Midpoint {
        /// Which part of the area.
        part: usize,
        /// Which ring of the part; 0 is the outer one.
        ring: usize,
        /// The corner before it.
        index: usize,
    },
    /// A point of the axis of a belt, or of the line of contact.
    AxisPoint(usize),
    /// Between axis point `n` and the next; a press puts a point in.
    AxisMidpoint(usize),
    /// An end of a belt that follows a line; slides along the line.
    End {
        /// Whether it is the end the axis begins at.
        first: bool,
    },
    /// The depth of a belt, on one side.
    Depth {
        /// Whether it is the side to the left of the axis.
        left: bool,
    },
    /// The centre of a disc.
    Centre,
    /// The radius of a disc.
    Radius,
}

impl HandleKind {
    /// Whether a press puts a new corner in: drawn as a ring, not as a square.
    pub const fn inserts(self) -> bool {
        matches!(self, Self::Midpoint { .. } | Self::AxisMidpoint(_))
    }

    /// Whether it is a length, which can be typed as well.
    pub const fn is_length(self) -> bool {
        matches!(self, Self::Depth { .. } | Self::Radius)
    }

    /// Whether Delete takes it out.
    pub const fn deletes(self) -> bool {
        matches!(self, Self::Corner { .. } | Self::AxisPoint(_))
    }
}

/// How a handle looks now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HandleState {
    /// Neither.
    #[default]
    Resting,
    /// The pointer is over it, or the keys act on it.
    Hovered,
    /// It is in the hand.
    Dragged,
}

/// One handle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Which point of the zone it is.
    pub kind: HandleKind,
    /// Where it is drawn and taken.
    pub at: Coord<f64>,
    /// How it looks now.
    pub state: HandleState,
    /// The length of the edge it stands on: a midpoint on a short edge is
    /// neither drawn nor taken. Infinite for all others.
    pub room: Km,
}

/// A midpoint is drawn and taken where its edge is at least this many pick
/// radii long, 26 px: two corners and a ring between them need that much.
const ROOM: f64 = 2.6;

/// The handles of a zone, as far as the scale of the map has room for them:
/// midpoints first, then corners, so that a corner lies on top.
/// A locked zone has none.
pub fn handles(zone: &Zone, context: &Context) -> Vec<Handle> {
    if zone.locked {
        return Vec::new();
    }
    handles_of(zone.shape.form(), guide_of(zone, context).is_some(), context.pick)
}

/// The line that a zone was cut from, where it is still there.
pub(super) fn guide_of<'a>(zone: &Zone, context: &Context<'a>) -> Option<&'a Guide> {
    let Form::Corridor(corridor) = zone.shape.form() else { return None };
    let follows = zone.follows.as_ref()?;
    // A line may have several courses: the one that the axis lies on.
    let start = *corridor.axis.0.first()?;
    let courses = context.lines.iter().filter(|guide| guide.id == *follows);
    let far = |guide: &Guide| ground::nearest(&guide.path, start).map_or(f64::INFINITY, |(_, km)| km.0);
    courses.min_by(|a, b| far(a).total_cmp(&far(b)))
}

pub(super) fn handles_of(form: &Form, follows: bool, pick: Km) -> Vec<Handle> {
    let mut handles = Vec::new();
    match form {
        Form::Area(area) => {
            for (part, rings) in area.iter().enumerate() {
                let rings = std::iter::once(rings.exterior()).chain(rings.interiors());
                for (ring, corners) in rings.enumerate() {
                    let corner = |index| HandleKind::Corner { part, ring, index };
                    let middle = |index| HandleKind::Midpoint { part, ring, index };
                    along(&corners.0, true, pick, corner, middle, &mut handles);
                }
            }
        }
        Form::Corridor(corridor) => {
            if let (true, [first, .., last]) = (follows, corridor.axis.0.as_slice()) {
                handles.push(Handle::new(HandleKind::End { first: true }, *first));
                handles.push(Handle::new(HandleKind::End { first: false }, *last));
            } else {
                along(
                    &corridor.axis.0,
                    false,
                    pick,
                    HandleKind::AxisPoint,
                    HandleKind::AxisMidpoint,
                    &mut handles,
                );
            }
            for left in [true, false] {
                if let Some(at) = depth_handle(corridor, left, pick) {
                    handles.push(Handle::new(HandleKind::Depth { left }, at));
                }
            }
        }
        Form::Disc(disc) => {
            handles.push(Handle::new(HandleKind::Centre, disc.centre.0));
            let east = geodesy::destination(disc.centre.0, 90.0, disc.radius);
            handles.push(Handle::new(HandleKind::Radius, east));
        }
    }
    handles.sort_by_key(|handle| !handle.kind.inserts());
    handles
}

/// The handles of a line that is reshaped, in the same order.
pub(super) fn handles_along(line: &LineString<f64>, pick: Km) -> Vec<Handle> {
    let mut handles = Vec::new();
    along(&line.0, false, pick, HandleKind::AxisPoint, HandleKind::AxisMidpoint, &mut handles);
    handles.sort_by_key(|handle| !handle.kind.inserts());
    handles
}

impl Handle {
    const fn new(kind: HandleKind, at: Coord<f64>) -> Self {
        Self { kind, at, state: HandleState::Resting, room: Km(f64::INFINITY) }
    }
}

/// The corners of a line or a ring, and the midpoints between them. Corners
/// that would lie on one another at this scale are passed over, so that a
/// border of a thousand points stays readable and quick; nearer by they appear.
fn along(
    places: &[Coord<f64>],
    closed: bool,
    pick: Km,
    corner: impl Fn(usize) -> HandleKind,
    middle: impl Fn(usize) -> HandleKind,
    handles: &mut Vec<Handle>,
) {
    // A closed ring repeats its first corner.
    let count = if closed { places.len().saturating_sub(1) } else { places.len() };
    let mut kept: Option<Coord<f64>> = None;
    for (index, at) in places.iter().take(count).enumerate() {
        let is_end = !closed && (index == 0 || index + 1 == count);
        let far =
            |kept: Coord<f64>| ground::may_be_apart(kept, *at, pick) && ground::apart(kept, *at) >= pick;
        if is_end || kept.is_none_or(far) {
            handles.push(Handle::new(corner(index), *at));
            kept = Some(*at);
        }
        let next = places.get(index + 1).filter(|next| ground::may_be_apart(*at, **next, pick * ROOM));
        if let Some(next) = next {
            let room = ground::apart(*at, *next);
            if room >= pick * ROOM {
                let at = geodesy::midpoint(*at, *next);
                handles.push(Handle { room, ..Handle::new(middle(index), at) });
            }
        }
    }
}

/// Where the depth of one side is taken: beside the axis, two fifths along it,
/// where no midpoint of an axis of one or two edges lies. A side without depth
/// has its handle a little off the axis, so that the hand finds it.
fn depth_handle(corridor: &Corridor, left: bool, pick: Km) -> Option<Coord<f64>> {
    let axis = &corridor.axis.0;
    let whole: f64 = axis.windows(2).map(|edge| ground::apart(edge[0], edge[1]).0).sum();
    let mut rest = whole * 0.4;
    for edge in axis.windows(2) {
        let long = ground::apart(edge[0], edge[1]).0;
        if rest > long || long == 0.0 {
            rest -= long;
            continue;
        }
        let at = ground::between(edge[0], edge[1], rest / long);
        let depth = if left { corridor.left } else { corridor.right };
        let away = depth.0.max(pick.0 * 1.2);
        let quarter = if left { -90.0 } else { 90.0 };
        return Some(geodesy::destination(at, geodesy::bearing(at, edge[1]) + quarter, Km(away)));
    }
    None
}

/// The handle under the hand: the nearest within the pick radius, a corner
/// before the midpoint beside it.
pub(super) fn handle_at(handles: &[Handle], at: Coord<f64>, pick: Km) -> Option<&Handle> {
    let near = handles.iter().filter_map(|handle| {
        let km = ground::apart(at, handle.at);
        let penalty = if handle.kind.inserts() { 2.0 } else { 1.0 };
        (km <= pick).then_some((handle, km.0 * penalty))
    });
    near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(handle, _)| handle)
}
