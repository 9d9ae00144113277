//! Where the cursor of the keyboard jumps to: the handles of the selected zone, its
//! boundaries, the zones, and while something is drawn its corners.

use geo_types::Coord;

use super::handle::handles;
use super::pick::zone_at;
use super::shaping::end_name;
use super::{Boundary, Context, HandleKind, Tool, ToolKind, ground, sector};
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

/// The stop after another one, or before it; round at the ends. From a zone that has been
/// selected since, the way leads to its handles.
pub fn next_stop(tool: &Tool, from: Option<&StopKind>, back: bool, context: &Context) -> Option<Stop> {
    let all = kinds(tool, context);
    let count = all.len();
    let here = from.and_then(|from| all.iter().position(|what| what == from));
    let enters = match (from, all.first()) {
        (Some(StopKind::Zone(zone)), Some(StopKind::Handle(of, _))) => of == zone,
        _ => false,
    };
    let first = match (here, back) {
        (_, false) if enters => 0,
        (Some(here), false) => here + 1,
        (Some(here), true) => here + count - 1,
        (None, false) => 0,
        (None, true) => count.saturating_sub(1),
    };
    // Where a stop has no place, the one beyond it.
    let way = (0..count).map(|step| if back { first + count - step } else { first + step });
    way.filter_map(|place| all.get(place % count)).find_map(|what| stop(what, tool, context))
}

/// What there is to stop at, in order: along the selected zone, its boundaries, zone by zone.
/// Places come later, for one stop alone: those of a thousand zones take longer than a frame.
fn kinds(tool: &Tool, context: &Context) -> Vec<StopKind> {
    let zone = |zone: &std::sync::Arc<Zone>| StopKind::Zone(zone.id.clone());
    let zones = || context.plan.zones.iter().map(zone);
    // The handles of the selected zone stand for it.
    let handled = || context.selected_zone().filter(|zone| !zone.locked);
    let others = || {
        let zones = context.plan.zones.iter().filter(|zone| handled().is_none_or(|of| of.id != zone.id));
        zones.map(zone)
    };
    match tool.kind() {
        ToolKind::Select => {
            let boundaries = context.selection.zones.iter().flat_map(|id| boundaries(id, context));
            points(context).into_iter().chain(boundaries).chain(others()).collect()
        }
        ToolKind::Vertices => points(context).into_iter().chain(others()).collect(),
        ToolKind::Lasso => zones().collect(),
        _ => (0..tool.sketch(context).corners.len()).map(StopKind::Corner).collect(),
    }
}

/// A stop with its place and its name.
fn stop(what: &StopKind, tool: &Tool, context: &Context) -> Option<Stop> {
    let (at, name) = match what {
        StopKind::Handle(id, kind) => {
            let zone = context.plan.zone(id)?;
            let handle = handles(zone, context).into_iter().find(|handle| handle.kind == *kind)?;
            (handle.at, name_of(zone, *kind))
        }
        StopKind::Boundary(boundary) => (
            middle_of(boundary, context)?,
            sector::said(context.plan.zone(&boundary.zone)?, boundary.between),
        ),
        StopKind::Zone(id) => {
            let zone = context.plan.zone(id)?;
            (inside(zone, context)?, format!("{}, {}", zone.name, zone.role.title()))
        }
        StopKind::Corner(place) => {
            let at = *tool.sketch(context).corners.get(*place)?;
            (at, format!("corner {} of the sketch", place + 1))
        }
    };
    Some(Stop { what: what.clone(), at, name })
}

/// The handles of the selected zone, in the order of a walk round it.
fn points(context: &Context) -> Vec<StopKind> {
    let Some(zone) = context.selected_zone() else { return Vec::new() };
    let mut kinds: Vec<_> = handles(zone, context).into_iter().map(|handle| handle.kind).collect();
    kinds.sort_by_key(|kind| order(*kind));
    kinds.into_iter().map(|kind| StopKind::Handle(zone.id.clone(), kind)).collect()
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

/// The boundaries between the contingents of a zone that can be moved.
fn boundaries(zone: &ZoneId, context: &Context) -> Vec<StopKind> {
    let made = context.sectors.and_then(|sectors| sectors.made.iter().find(|made| made.zone == *zone));
    let movable = made.into_iter().flat_map(|made| {
        made.dividers.iter().map(|divider| divider.between).filter(move |between| made.is_movable(*between))
    });
    movable.map(|between| StopKind::Boundary(Boundary { zone: zone.clone(), between })).collect()
}

/// The middle of a boundary: beside a point of its course, where a third may end.
fn middle_of(boundary: &Boundary, context: &Context) -> Option<Coord<f64>> {
    let made = context.sectors?.made.iter().find(|made| made.zone == boundary.zone)?;
    let divider = made.dividers.iter().find(|divider| divider.between == boundary.between)?;
    let (path, half) = (&divider.path.0, divider.path.0.len() / 2);
    Some(ground::between(*path.get(half.checked_sub(1)?)?, *path.get(half)?, 0.5))
}

/// A place in a zone where it is the one under the hand, if there is one.
fn inside(zone: &Zone, context: &Context) -> Option<Coord<f64>> {
    let outline = zone.shape.outline();
    let centre = geodesy::centre_inside(outline);
    let corners = outline.iter().flat_map(|part| part.exterior().0.iter().copied());
    // A border of a hundred thousand corners is not asked corner by corner.
    let some = centre.into_iter().chain(corners.take(64));
    let seen = |at: &Coord<f64>| zone_at(*at, context).is_some_and(|top| top.id == zone.id);
    some.into_iter().find(seen).or(centre)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::{Disc, Edit, Plan, Role, Shape};
    use crate::tools::Selection;
    use crate::tools::context::bare;
    use crate::units::Km;

    /// A small hub inside a larger one, and one elsewhere.
    fn plan() -> Plan {
        let add = |plan: Plan, (x, y, km): (f64, f64, f64)| {
            let form = Form::Disc(Disc { centre: (x, y).into(), radius: Km(km) });
            let zone = Zone::new(Role::Hub, Arc::new(Shape::new(form).unwrap()));
            plan.with(&Edit::AddZone(zone)).unwrap()
        };
        [(31.0, 49.0, 60.0), (31.0, 49.0, 20.0), (35.0, 48.0, 30.0)].into_iter().fold(Plan::empty(), add)
    }

    fn context<'a>(plan: &'a Plan, selection: &'a Selection) -> Context<'a> {
        Context { pick: Km(2.0), ..bare(plan, selection) }
    }

    fn after(plan: &Plan, selection: &Selection, from: Option<&StopKind>) -> String {
        next_stop(&Tool::default(), from, false, &context(plan, selection)).unwrap().name
    }

    fn walk(plan: &Plan, selection: &Selection, back: bool, steps: usize) -> Vec<Stop> {
        let context = context(plan, selection);
        let mut walked: Vec<Stop> = Vec::new();
        for _ in 0..steps {
            let from = walked.last().map(|stop| &stop.what);
            walked.extend(next_stop(&Tool::default(), from, back, &context));
        }
        walked
    }

    #[test]
    fn a_walk_leads_through_handles_and_zones_and_round() {
        let plan = plan();
        let selection = Selection::only(plan.zones[1].id.clone());
        let names = |stops: Vec<Stop>| stops.into_iter().map(|stop| stop.name).collect::<Vec<_>>();
        let there = names(walk(&plan, &selection, false, 6));
        let round = ["centre of Hub 2", "radius of Hub 2", "Hub 1, Rear hub", "Hub 3, Rear hub"];
        assert_eq!(there, [&round[..], &round[..2]].concat());
        let back = names(walk(&plan, &selection, true, 5));
        assert_eq!(back, [round[3], round[2], round[1], round[0], round[3]]);
        let selected = Some(StopKind::Zone(plan.zones[1].id.clone()));
        assert_eq!(after(&plan, &selection, selected.as_ref()), round[0], "what was selected is entered");
        assert!(walk(&Plan::empty(), &Selection::default(), false, 3).is_empty());
    }

    #[test]
    fn the_place_of_a_zone_is_one_where_it_is_under_the_hand() {
        let (plan, selection) = (plan(), Selection::default());
        let context = context(&plan, &selection);
        for stop in walk(&plan, &selection, false, 3) {
            let under = zone_at(stop.at, &context).map(|zone| zone.id.clone());
            assert_eq!(Some(stop.what), under.map(StopKind::Zone), "{}", stop.name);
        }
    }
}
