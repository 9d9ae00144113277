//! Snapping: to the corners and edges of zones, the line of contact, borders and rivers.

use geo_types::Coord;

use super::Context;
use super::course::Course;
use super::ground;
use super::net::{self, MapLines, Owner, ZoneLines};
use crate::plan::{Form, LineName, ZoneId};
use crate::units::Km;

/// A place that the pointer has snapped to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Snap {
    /// Where it is.
    pub(super) at: Coord<f64>,
    /// What it is, in words: "corner of Kyiv hub".
    pub(super) to: String,
}

/// The pointer as a tool takes it: snapped, or where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pointer {
    /// The place to take.
    pub(super) at: Coord<f64>,
    /// What it has snapped to, in words.
    pub(super) snapped: Option<String>,
}

impl Pointer {
    /// The place to take for a place under the hand. `alt` turns the snap
    /// switch round; `except` is the zone in the hand.
    pub(super) fn new(at: Coord<f64>, alt: bool, except: Option<&ZoneId>, context: &Context) -> Self {
        Self::but(at, alt, except.map(std::slice::from_ref).unwrap_or_default(), context)
    }

    /// The same for several zones in the hand.
    pub(super) fn but(at: Coord<f64>, alt: bool, except: &[ZoneId], context: &Context) -> Self {
        let snap = if context.snap == alt { None } else { find(at, except, true, context) };
        Self::of(at, snap)
    }

    /// The same for a corner of the line of contact: neither the line itself nor a belt that
    /// was cut from it holds it where it is.
    pub(super) fn off_contact(at: Coord<f64>, alt: bool, context: &Context) -> Self {
        if context.snap == alt {
            return Self { at, snapped: None };
        }
        let along = |line: &LineName| net::is_contact(line);
        let belts = context.plan.zones.iter().filter(|zone| zone.follows.as_ref().is_some_and(along));
        let belts: Vec<ZoneId> = belts.map(|zone| zone.id.clone()).collect();
        Self::of(at, find(at, &belts, false, context))
    }

    fn of(at: Coord<f64>, snap: Option<Snap>) -> Self {
        match snap {
            Some(Snap { at, to }) => Self { at, snapped: Some(to) },
            None => Self { at, snapped: None },
        }
    }
}

/// The nearest thing within the pick radius. Corners come before edges: who
/// is near a corner is near its edges too, and means the corner.
fn find(at: Coord<f64>, except: &[ZoneId], to_contact: bool, context: &Context) -> Option<Snap> {
    let mut corners = Nearest::within(context.pick);
    let mut edges = Nearest::within(context.pick);
    // The line of contact comes first, so that it has what lies on it; the other
    // guides lie on borders of the map, which know more of their names.
    if to_contact {
        guides(at, true, context, &mut corners, &mut edges);
    }
    map_lines(at, context, &mut corners, &mut edges);
    guides(at, false, context, &mut corners, &mut edges);
    for lines in context.net.zones_at(at, context.pick) {
        if !except.contains(&lines.zone.id) {
            zone(lines, at, context, &mut corners, &mut edges);
        }
    }
    corners.best.or(edges.best).map(|(_, snap)| snap)
}

fn guides(at: Coord<f64>, contact: bool, context: &Context, corners: &mut Nearest, edges: &mut Nearest) {
    for (guide, course) in context.net.guides().filter(|(guide, _)| net::is_contact(&guide.id) == contact) {
        for end in guide.path.0.first().into_iter().chain(guide.path.0.last()) {
            corners.offer(*end, ground::apart(at, *end), || format!("end of {}", guide.name));
        }
        edges.offer_course(course, at, context.pick, || format!("on {}", guide.name));
    }
}

fn map_lines(at: Coord<f64>, context: &Context, corners: &mut Nearest, edges: &mut Nearest) {
    let (map, tongue) = (context.net.map(), context.tongue);
    for (place, owners) in &map.meetings {
        // A degree of latitude is at least as far as the pick radius is.
        if (place.y - at.y).abs() * 111.0 <= context.pick.0 {
            corners.offer(*place, ground::apart(at, *place), || map.meeting(owners, tongue));
        }
    }
    if let Some((foot, owners)) = border_at(map, at, context.pick) {
        edges.offer(foot.0, foot.1, || format!("on {}", map.border(&owners, tongue)));
    }
    for (name, course) in &map.rivers {
        edges.offer_course(course, at, context.pick, || format!("on the {}", name.in_tongue(tongue)));
    }
}

/// A shared border is the border of all whose rings run there.
const SAME_BORDER: Km = Km(0.001);

type Border = ((Coord<f64>, Km), Vec<Owner>);

/// The nearest place of a border, and whose border it is.
fn border_at(map: &MapLines, at: Coord<f64>, pick: Km) -> Option<Border> {
    let near = map.borders.iter().filter_map(|(owner, course)| Some((*owner, course.nearest(at, pick)?)));
    let feet: Vec<_> = near.collect();
    let (_, nearest) = feet.iter().min_by(|a, b| a.1.away.0.total_cmp(&b.1.away.0))?;
    let shared = |(_, foot): &&(Owner, _)| same_distance(foot, nearest.away);
    let mut owners: Vec<Owner> = feet.iter().filter(shared).map(|(owner, _)| *owner).collect();
    owners.sort_unstable();
    owners.dedup();
    Some(((nearest.at, nearest.away), owners))
}

fn same_distance(foot: &super::course::Foot, away: Km) -> bool {
    foot.away.0 - away.0 <= SAME_BORDER.0
}

/// The points of a zone that someone put there, and its edges: the outline of a disc or
/// of a belt has corners that nobody drew.
fn zone(lines: &ZoneLines, at: Coord<f64>, context: &Context, corners: &mut Nearest, edges: &mut Nearest) {
    let name = &lines.zone.name;
    match lines.zone.shape.form() {
        Form::Area(_) => {
            for (corner, km) in lines.rings.iter().flat_map(|ring| ring.corners_near(at, context.pick)) {
                corners.offer(corner, km, || format!("corner of {name}"));
            }
        }
        Form::Corridor(corridor) => {
            for end in corridor.axis.0.first().into_iter().chain(corridor.axis.0.last()) {
                corners.offer(*end, ground::apart(at, *end), || format!("end of {name}"));
            }
        }
        Form::Disc(disc) => {
            let centre = disc.centre.0;
            corners.offer(centre, ground::apart(at, centre), || format!("centre of {name}"));
        }
    }
    for ring in &lines.rings {
        edges.offer_course(ring, at, context.pick, || format!("edge of {name}"));
    }
}

/// The nearest of what is offered, none farther than the pick radius.
struct Nearest {
    least: Km,
    best: Option<(Km, Snap)>,
}

/// Nearer by less than this, a later thing does not take the place of an earlier one that
/// lies under it: rounding is no reason to call the line of contact the edge of a zone.
const NEARER: f64 = 1e-6;

impl Nearest {
    const fn within(pick: Km) -> Self {
        Self { least: pick, best: None }
    }

    fn offer(&mut self, at: Coord<f64>, km: Km, name: impl FnOnce() -> String) {
        // The first of two equally near: the line of contact before a zone cut from it.
        if km.0 < self.least.0 - NEARER || (km <= self.least && self.best.is_none()) {
            self.least = km;
            self.best = Some((km, Snap { at, to: name() }));
        }
    }

    fn offer_course(&mut self, course: &Course, at: Coord<f64>, pick: Km, name: impl FnOnce() -> String) {
        if let Some(foot) = course.nearest(at, pick) {
            self.offer(foot.at, foot.away, name);
        }
    }
}
