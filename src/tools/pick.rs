//! Which zone is under the hand.

use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::Context;
use super::ground::{self, Bounds};
use crate::geodesy;
use crate::plan::Zone;

/// The zone under the hand: of those the place lies in, the smallest, so that
/// a site inside a belt can be had; of equals the one drawn last. A zone that
/// is smaller than the hand is had from beside it, and where there is none,
/// one whose edge is near.
pub fn zone_at<'a>(at: Coord<f64>, context: &Context<'a>) -> Option<&'a Arc<Zone>> {
    let mut best: Option<(Rank, &Arc<Zone>)> = None;
    for zone in &context.plan.zones {
        if let Some(rank) = rank(zone, at, context)
            && best.is_none_or(|(least, _)| rank.no_worse_than(least))
        {
            best = Some((rank, zone));
        }
    }
    best.map(|(_, zone)| zone)
}

/// How well a zone answers to a place; less is better.
#[derive(Clone, Copy)]
struct Rank {
    only_near: bool,
    size: f64,
}

impl Rank {
    fn no_worse_than(self, other: Self) -> bool {
        (self.only_near, self.size) <= (other.only_near, other.size)
    }
}

fn rank(zone: &Zone, at: Coord<f64>, context: &Context) -> Option<Rank> {
    let outline = zone.shape.outline();
    let bounds = Bounds::of(outline.iter().flat_map(geo_types::Polygon::exterior))?;
    if !bounds.near(at, context.pick) {
        return None;
    }
    let small = bounds.longest() < context.pick && ground::apart(bounds.middle(), at) <= context.pick;
    if small || geodesy::contains(outline, at) {
        return Some(Rank { only_near: false, size: size(outline) });
    }
    let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let near = rings.filter_map(|ring| ground::nearest(ring, at)).any(|(_, km)| km <= context.pick * 0.5);
    near.then(|| Rank { only_near: true, size: size(outline) })
}

/// What a zone is ordered by: twice its area in degrees. An order, not a
/// measure – all candidates lie under one pointer, where degrees are alike.
fn size(outline: &MultiPolygon<f64>) -> f64 {
    let ring = |ring: &geo_types::LineString<f64>| -> f64 {
        let origin = ring.0.first().copied().unwrap_or_default();
        let cross = |edge: &[Coord<f64>]| {
            let (a, b) = (edge[0] - origin, edge[1] - origin);
            a.x * b.y - a.y * b.x
        };
        ring.0.windows(2).map(cross).sum::<f64>().abs()
    };
    outline.iter().map(|part| ring(part.exterior()) - part.interiors().iter().map(ring).sum::<f64>()).sum()
}
