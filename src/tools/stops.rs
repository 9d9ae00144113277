//! Where the cursor of the keyboard jumps to: the handles of the selected zone, its
//! boundaries, the zones, and while something is drawn its corners.

use geo_types::Coord;

use super::handle::handles;
use super::shaping::end_name;
use super::{Boundary, Context, HandleKind, Tool, ToolKind, ground, pick::zone_at, sector};
use crate::geodesy;
use crate::plan::{Form, Zone, ZoneId};

/// What a stop is.
#[derive(Clone, Debug, PartialEq)]
pub enum StopKind {
    /// A handle of a zone.
    Handle(ZoneId, HandleKind),
    /// A boundary between two contingents.
    Boundary(Boundary),
    /// A zone.
    Zone(ZoneId),
    /// A corner of what is being drawn.
    Corner(usize),
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What it is.
    pub what: StopKind,
    /// Where it is.
    pub at: Coord<f64>,
    /// What it is called: "corner 3 of Line belt".
    pub name: String,
}

/// All stops, in their order: along the selected zone first, then zone by zone.
pub fn stops(tool: &Tool, context: &Context) -> Vec<Stop> {
    match tool.kind() {
        ToolKind::Select => {
            let boundaries = context.selection.zones.iter().flat_map(|id| boundaries(id, context));
            points(context).into_iter().chain(boundaries).chain(zones(context)).collect()
        }
        ToolKind::Vertices => points(context).into_iter().chain(zones(context)).collect(),
        ToolKind::Lasso => zones(context),
        _ => {
            let corners = tool.sketch(context).corners.into_iter().enumerate();
            let stop = |(place, at)| Stop {
                what: StopKind::Corner(place),
                at,
                name: format!("corner {} of the sketch", place + 1),
            };
            corners.map(stop).collect()
        }
    }
}

/// The stop after another one, or before it; round at the ends. From a zone that has been
/// selected since, the way leads to its handles.
pub fn next_stop<'s>(stops: &'s [Stop], from: Option<&StopKind>, back: bool) -> Option<&'s Stop> {
    let here = from.and_then(|from| stops.iter().position(|stop| stop.what == *from));
    let count = stops.len();
    let to = match (from, here, back) {
        (Some(StopKind::Zone(id)), _, false)
            if stops
                .first()
                .is_some_and(|first| matches!(&first.what, StopKind::Handle(of, _) if of == id)) =>
        {
            0
        }
        (_, Some(here), false) => (here + 1) % count,
        (_, Some(here), true) => (here + count - 1) % count,
        (_, None, false) => 0,
        (_, None, true) => count.saturating_sub(1),
    };
    stops.get(to)
}

/// The handles of the selected zone, in the order of a walk round it.
fn points(context: &Context) -> Vec<Stop> {
    let Some(zone) = context.selected_zone() else { return Vec::new() };
    let mut handles = handles(zone, context);
    handles.sort_by_key(|handle| order(handle.kind));
    let stop = |handle: super::Handle| Stop {
        what: StopKind::Handle(zone.id.clone(), handle.kind),
        at: handle.at,
        name: name_of(zone, handle.kind),
    };
    handles.into_iter().map(stop).collect()
}

/// The part, the ring, the corner, and whether it is the middle of the side after it.
const fn order(kind: HandleKind) -> (usize, usize, usize, bool) {
    match kind {
        HandleKind::Corner { part, ring, index } => (part, ring, index, false),
        HandleKind::Midpoint { part, ring, index } => (part, ring, index, true),
        HandleKind::AxisPoint(index) => (0, 0, index, false),
        HandleKind::AxisMidpoint(index) => (0, 0, index, true),
        HandleKind::Centre => (0, 0, 0, false),
        HandleKind::End { first } => (0, 0, !first as usize, false),
        HandleKind::Radius => (0, 0, 1, false),
        HandleKind::Depth { left } => (1, !left as usize, 0, false),
    }
}

/// "corner 3 of Line belt".
fn name_of(zone: &Zone, kind: HandleKind) -> String {
    let name = &zone.name;
    let ring = |part: usize, ring: usize| match (part, ring) {
        (0, 0) => String::new(),
        (part, 0) => format!(", part {}", part + 1),
        (_, hole) => format!(", hole {hole}"),
    };
    match kind {
        HandleKind::Corner { part, ring: of, index } => {
            format!("corner {} of {name}{}", index + 1, ring(part, of))
        }
        HandleKind::Midpoint { part, ring: of, index } => {
            format!("new corner after corner {} of {name}{}", index + 1, ring(part, of))
        }
        HandleKind::AxisPoint(index) => format!("point {} of {name}", index + 1),
        HandleKind::AxisMidpoint(index) => format!("new point after point {} of {name}", index + 1),
        HandleKind::End { first } => match zone.shape.form() {
            Form::Corridor(corridor) => end_name(name, &corridor.axis, first),
            _ => format!("end of {name}"),
        },
        HandleKind::Depth { left: true } => format!("depth on the left of {name}"),
        HandleKind::Depth { left: false } => format!("depth on the right of {name}"),
        HandleKind::Centre => format!("centre of {name}"),
        HandleKind::Radius => format!("radius of {name}"),
    }
}

/// The boundaries between the contingents of a zone, each in its middle.
fn boundaries(zone: &ZoneId, context: &Context) -> Vec<Stop> {
    let made = context.sectors.and_then(|sectors| sectors.made.iter().find(|made| made.zone == *zone));
    let (Some(made), Some(zone)) = (made, context.plan.zone(zone)) else { return Vec::new() };
    let movable = made.dividers.iter().filter(|divider| made.is_movable(divider.between));
    let stop = |divider: &geodesy::Divider| {
        let at = *divider.path.0.get(divider.path.0.len() / 2)?;
        let before = *divider.path.0.get((divider.path.0.len() / 2).checked_sub(1)?)?;
        Some(Stop {
            what: StopKind::Boundary(Boundary { zone: zone.id.clone(), between: divider.between }),
            // Where two parts of it meet, a third boundary may end.
            at: ground::between(before, at, 0.5),
            name: sector::said(zone, divider.between),
        })
    };
    movable.filter_map(stop).collect()
}

/// The zones in the order of the list, each at a place where it is the one under the hand.
fn zones(context: &Context) -> Vec<Stop> {
    let stop = |zone: &std::sync::Arc<Zone>| {
        let outline = zone.shape.outline();
        let inside = geodesy::centre_inside(outline);
        let corners = || outline.iter().flat_map(|part| part.exterior().0.iter().copied());
        let seen = |at: &Coord<f64>| zone_at(*at, context).is_some_and(|top| top.id == zone.id);
        let at = inside.into_iter().chain(corners()).find(seen).or(inside)?;
        let name = format!("{}, {}", zone.name, zone.role.title());
        Some(Stop { what: StopKind::Zone(zone.id.clone()), at, name })
    };
    context.plan.zones.iter().filter_map(stop).collect()
}
