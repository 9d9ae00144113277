//! A belt along a line: so deep to the left of it, so deep to the right.
//!
//! GEOS-like buffers of the whole line are not used: on dense lines they leave
//! spurious holes, and one-sided they leak round the ends. A belt is the union of
//! simple pieces instead, each laid off on the ground:
//!
//! 1. The line is simplified to a thousandth of the depth, near its ends to a
//!    quarter of that: the rim moves by so much at most.
//! 2. Beside each edge lies a strip with square ends, in the outer angle of each
//!    bend a fan (`rim`). A few edges at a time make one closed path, filled by
//!    non-zero winding, and the paths are joined eight at a time: no step meets
//!    more than some thousand crossings, whatever the line.
//! 3. One side alone is what is swept on that side, less the ground to which a way
//!    from the other side is shorter (`sides`). Only what both sides sweep is
//!    looked at: `trapezoids` cut along the line, and where one of them is shared,
//!    cut in `slices` where the two ways are equally long.

mod rim;
mod sides;
mod slices;
mod trapezoids;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use self::rim::{stretches, swept_on_both_sides};
use self::sides::one_side;
use super::bounds::Bounds;
use super::crossing::Edge;
use super::measure::{edge_length, signed_ring};
use super::simplify::simplified;
use super::{finite, in_world, place_in_words};
use crate::problem::Refusal;
use crate::units::Km;

/// The greatest depth on a side; twice that is wider than Ukraine is high.
const DEEPEST: Km = Km(500.0);
/// The least depth on a side that has any: one metre.
const SHALLOWEST: Km = Km(0.001);
/// How far the line may be simplified, as a share of the depth. Along a line that
/// is jagged all the way the rim is off by so much at most, so that a thousandth
/// keeps the area within 0.1 %; a line with too many corners or crossings for
/// that is simplified by up to an eighth of the depth before it is refused.
const FINEST: f64 = 1e-3;
const COARSEST: f64 = 0.1;
/// Edges after simplification.
const MOST_EDGES: usize = 2_500;
/// Crossings of the line with itself; each makes four corners and may make a hole.
const MOST_CROSSINGS: usize = 500;

/// All places within `left` of a line on its left and `right` on its right,
/// square at the ends.
///
/// A *way* to a place starts square from an edge of the line, or at a bend into
/// its outer angle. The shortest way to a place says on which side it lies; the
/// belt holds the places whose shortest way is no longer than the depth of that
/// side. So both sides together are the left one and the right one, the two share
/// nothing but ground along which the line runs back over itself, and behind an
/// end there is nothing unless another stretch lies beside it. Where depths
/// differ and both are more than nothing, the shallower is laid off on both sides
/// and the deeper added.
///
/// Distances are laid off on the ground (0.01 % of the depth), edges follow
/// longitude and latitude as drawn; the area is within 0.1 % of the true one. Holes
/// and parts smaller than a thousandth of the squared depth are left out.
///
/// Along the line of contact, sketched from Kupiansk south, 20 km on either side
/// are 29 266 km²; `corridor(&line, Km(20.0), Km(0.0))` lies on its eastern and
/// southern side, `corridor(&line, Km(0.0), Km(20.0))` on the other.
///
/// # Errors
/// Refuses a line without two distinct places, with a place that is not finite
/// or lies beyond 85° north or south, a depth below 1 m or beyond 500 km, a line
/// that keeps more than 2,500 corners or crosses itself more than 500 times, and a
/// belt that would reach over the antimeridian.
pub fn corridor(axis: &LineString<f64>, left: Km, right: Km) -> Result<MultiPolygon<f64>, Refusal> {
    let (left, right) = (depth(left)?, depth(right)?);
    let deepest = left.max(right);
    if deepest == 0.0 {
        return Err(Refusal::new(
            "A belt needs a depth on one side at least",
            "Give a depth between 1 m and 500 km to the left, the right or both.",
        ));
    }
    let shallowest = if left.min(right) > 0.0 { left.min(right) } else { deepest };
    let axis = prepared(axis, shallowest)?;
    let belt = if left == right {
        swept_on_both_sides(&stretches(&axis), left)
    } else {
        let (depth, shallow) = (left.max(right), left.min(right));
        let deep_side = one_side(&axis, depth, left > right)?;
        if shallow > 0.0 {
            super::union(&[&deep_side, &swept_on_both_sides(&stretches(&axis), shallow)])
        } else {
            deep_side
        }
    };
    let belt = tidied(belt, deepest * deepest * 1e-3);
    if belt.0.is_empty() {
        return Err(Refusal::new("The belt has no area", "Draw a longer line or give a greater depth."));
    }
    if Bounds::of_outline(&belt)
        .is_none_or(|b| b.min.x < -180.0 || b.max.x > 180.0 || b.min.y < -90.0 || b.max.y > 90.0)
    {
        return Err(Refusal::new(
            "The belt reaches over the antimeridian or a pole",
            "Draw the line farther from it or give a smaller depth.",
        ));
    }
    Ok(belt)
}

/// A depth in metres.
fn depth(depth: Km) -> Result<f64, Refusal> {
    let allowed = depth.0 == 0.0 || (SHALLOWEST.0..=DEEPEST.0).contains(&depth.0);
    if allowed {
        return Ok(depth.0 * 1e3);
    }
    Err(Refusal::new(
        format!("A belt cannot be {} km deep", depth.0),
        "Give a depth between 1 m and 500 km on each side that has one.",
    ))
}

/// The line in as few corners as the depth allows.
fn prepared(axis: &LineString<f64>, depth: f64) -> Result<LineString<f64>, Refusal> {
    if let Some(bad) = axis.0.iter().find(|&&at| !finite(at) || !in_world(at) || at.y.abs() > 85.0) {
        return Err(Refusal::new(
            format!("The line has a place where no belt can be drawn ({}, {})", bad.x, bad.y),
            "Give longitude between −180 and 180 and latitude between −85 and 85.",
        ));
    }
    let mut share = FINEST;
    let mut line = simplified_with_ends(axis, depth, share);
    while share < COARSEST
        && (line.0.len() > MOST_EDGES + 1 || crossing_beyond(&line, MOST_CROSSINGS).is_some())
    {
        share *= 2.0;
        line = simplified(axis, Km(depth * share / 1e3));
    }
    if line.0.len() < 2 {
        return Err(Refusal::new(
            "A belt needs a line with two different places",
            "Click once more, away from the first place.",
        ));
    }
    if line.0.len() > MOST_EDGES + 1 {
        return Err(Refusal::new(
            format!("The line has {} corners, too many for so narrow a belt", line.0.len()),
            "Simplify the line, take a shorter stretch of it, or give a greater depth.",
        ));
    }
    if let Some(at) = crossing_beyond(&line, MOST_CROSSINGS) {
        return Err(Refusal::new(
            format!("The line crosses itself too often to be widened, for one at {}", place_in_words(at)),
            "Simplify the line, or give a greater depth.",
        ));
    }
    Ok(line)
}

/// The line simplified by a share of the depth, and by a quarter of that near its
/// ends, where an edge says how the square end lies.
fn simplified_with_ends(axis: &LineString<f64>, depth: f64, share: f64) -> LineString<f64> {
    let tolerance = Km(depth * share / 1e3);
    let near = |corners: &mut dyn Iterator<Item = &[Coord<f64>]>| {
        let mut metres = 0.0;
        let within = |pair: &&[Coord<f64>]| {
            metres += edge_length(pair[0], pair[1]);
            metres < depth
        };
        corners.take_while(within).count()
    };
    let corners = &axis.0;
    let (start, end) = (near(&mut corners.windows(2)), near(&mut corners.windows(2).rev()));
    if start + end + 2 >= corners.len() {
        return simplified(axis, tolerance * 0.25);
    }
    let last = corners.len() - 1 - end;
    let part = |places: &[Coord<f64>], factor| simplified(&LineString(places.to_vec()), tolerance * factor).0;
    let mut line = part(&corners[..=start], 0.25);
    line.extend(part(&corners[start..=last], 1.0));
    line.extend(part(&corners[last..], 0.25));
    line.dedup();
    LineString(line)
}

/// The place of the first crossing beyond so many, in no particular order.
fn crossing_beyond(line: &LineString<f64>, allowed: usize) -> Option<Coord<f64>> {
    let mut edges: Vec<(f64, f64, Edge)> = line
        .0
        .windows(2)
        .enumerate()
        .map(|(index, pair)| {
            (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x), Edge::new(pair[0], pair[1], index))
        })
        .collect();
    edges.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut count = 0;
    for (place, (_, east, edge)) in edges.iter().enumerate() {
        for (_, _, other) in edges[place + 1..].iter().take_while(|other| other.0 <= *east) {
            if let Some(at) = edge.crossing(*other) {
                count += 1;
                if count > allowed {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// Without holes and parts below an area in square metres; the largest part stays.
fn tidied(mut outline: MultiPolygon<f64>, least: f64) -> MultiPolygon<f64> {
    let size = |ring: &LineString<f64>| signed_ring(&ring.0).abs();
    let largest = outline.iter().map(|part| size(part.exterior())).fold(0.0, f64::max);
    outline.0.retain(|part| size(part.exterior()) >= least.min(largest));
    let without_small_holes = |part: Polygon<f64>| {
        let (exterior, mut holes) = part.into_inner();
        holes.retain(|hole| size(hole) >= least);
        Polygon::new(exterior, holes)
    };
    MultiPolygon(outline.0.into_iter().map(without_small_holes).collect())
}

#[cfg(test)]
mod tests;
