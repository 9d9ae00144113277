//! Snapping: to the corners and edges of other zones, the line of contact and
//! the borders.

use geo_types::Coord;

use super::Context;
use super::ground::{self, Bounds};
use crate::plan::{Form, Zone, ZoneId};
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
        let snap = if context.snap == alt { None } else { find(at, except, context) };
        match snap {
            Some(Snap { at, to }) => Self { at, snapped: Some(to) },
            None => Self { at, snapped: None },
        }
    }
}

/// The nearest thing within the pick radius. Corners come before edges: who
/// is near a corner is near its edges too, and means the corner.
fn find(at: Coord<f64>, except: Option<&ZoneId>, context: &Context) -> Option<Snap> {
    let mut corners = Nearest::within(context.pick);
    let mut edges = Nearest::within(context.pick);
    for guide in context.lines {
        let ends = guide.path.0.first().into_iter().chain(guide.path.0.last());
        for end in ends {
            corners.offer(*end, ground::apart(at, *end), || format!("end of {}", guide.name));
        }
        if let Some((foot, km)) = ground::nearest(&guide.path, at) {
            edges.offer(foot, km, || format!("on {}", guide.name));
        }
    }
    for zone in &context.plan.zones {
        let outline = zone.shape.outline();
        let bounds = Bounds::of(outline.iter().flat_map(geo_types::Polygon::exterior));
        if except == Some(&zone.id) || !bounds.is_some_and(|bounds| bounds.near(at, context.pick)) {
            continue;
        }
        offer_corners(zone, at, &mut corners);
        for ring in outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors())) {
            if let Some((foot, km)) = ground::nearest(ring, at) {
                edges.offer(foot, km, || format!("edge of {}", zone.name));
            }
        }
    }
    corners.best.or(edges.best).map(|(_, snap)| snap)
}

/// The points of a zone that someone put there: the outline of a disc or of a
/// belt has corners that nobody drew.
fn offer_corners(zone: &Zone, at: Coord<f64>, corners: &mut Nearest) {
    match zone.shape.form() {
        Form::Area(area) => {
            let rings = area.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
            for corner in rings.flat_map(|ring| &ring.0) {
                corners.offer(*corner, ground::apart(at, *corner), || format!("corner of {}", zone.name));
            }
        }
        Form::Corridor(corridor) => {
            for end in corridor.axis.0.first().into_iter().chain(corridor.axis.0.last()) {
                corners.offer(*end, ground::apart(at, *end), || format!("end of {}", zone.name));
            }
        }
        Form::Disc(disc) => {
            let centre = disc.centre.0;
            corners.offer(centre, ground::apart(at, centre), || format!("centre of {}", zone.name));
        }
    }
}

/// The nearest of what is offered, none farther than the pick radius.
struct Nearest {
    least: Km,
    best: Option<(Km, Snap)>,
}

impl Nearest {
    const fn within(pick: Km) -> Self {
        Self { least: pick, best: None }
    }

    fn offer(&mut self, at: Coord<f64>, km: Km, name: impl FnOnce() -> String) {
        // The first of two equally near: the line of contact before a zone cut from it.
        if km < self.least || (km == self.least && self.best.is_none()) {
            self.least = km;
            self.best = Some((km, Snap { at, to: name() }));
        }
    }
}
