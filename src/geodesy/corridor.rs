//! A belt along a line: so deep to the left of it, so deep to the right.
//!
//! GEOS-like buffers of the whole line are not used: on dense lines they leave
//! spurious holes, and one-sided they leak round the ends. Instead each place of
//! the belt's rim is laid off on the ground, square to the line, and the planar
//! part is only the union of what lies between the line and that rim:
//!
//! 1. The line is simplified to a four-hundredth of the shallower depth: that
//!    moves the rim by a quarter of a per cent of the depth at most, to and fro, and the
//!    area by far less than 0.1 %.
//! 2. Along each edge the rim is the edge moved sideways; round a bend it is an
//!    arc on the outer side and falls back to the line's corner on the inner.
//!    The ends are square, so that the belts of neighbouring stretches adjoin.
//! 3. Thirty-two edges at a time make one closed path, filled by non-zero
//!    winding, and the pieces are joined pairwise: no step meets more crossings
//!    than a few thousand, whatever the line.
//! 4. Where only one side has depth, what leaks over the line at sharp bends is
//!    cut off along the line and stays only where the nearest place of the line
//!    sees it on that side. A piece seen from both sides, round an end of the
//!    line, is quartered down to a fortieth of the depth.

use std::f64::consts::PI;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::bounds::{Bounds, contains, deepest};
use super::crossing::Edge;
use super::ellipsoid::Frame;
use super::measure::signed_ring;
use super::overlay::{filled, sliced};
use super::reach::{Foot, nearest_on};
use super::simplify::simplified;
use super::{finite, in_world, place_in_words};
use crate::problem::Refusal;
use crate::units::Km;

/// The greatest depth on a side; twice that is wider than Ukraine is high.
const DEEPEST: Km = Km(500.0);
/// The least depth on a side that has any: one metre.
const SHALLOWEST: Km = Km(0.001);
/// Edges after simplification. A longer line is simplified further, to half a
/// kilometre or a quarter of the depth at most.
const MOST_EDGES: usize = 6_000;
/// Crossings of the line with itself; each makes four corners and may make a hole.
const MOST_CROSSINGS: usize = 500;
/// Edges at an end of the line that a place may be behind.
const MOST_EDGES_BEHIND_AN_END: usize = 200;
/// Pieces of one side that are looked into more closely, at most.
const MOST_QUARTERINGS: usize = 200;
/// Edges filled at a time.
const EDGES_A_PIECE: usize = 32;
/// Metres between places where the rim is laid off along a straight edge. The
/// rim bends by less than a ten-thousandth of the depth between them.
const STEP_M: f64 = 50_000.0;
/// Angle between corners on an arc: the chord cuts off 0.03 % of the sector.
const ARC: f64 = 2.5 * PI / 180.0;

/// All places within `left` of a line on its left and `right` on its right,
/// square at the ends.
///
/// A place belongs to the belt if the way to it starts square from an edge of
/// the line, or in the outer angle of a bend, and is no longer than that side's
/// depth. With unequal depths the nearer side of the line decides. Distances are
/// laid off on the ground (0.01 % of the depth), edges follow longitude and
/// latitude as drawn; the area is within 0.1 % of the true one. Holes smaller
/// than a thousandth of the squared depth are filled.
///
/// Along the line of contact, sketched from Kupiansk south, 20 km on either side
/// are 29 266 km²; `corridor(&line, Km(20.0), Km(0.0))` lies on its eastern and
/// southern side, `corridor(&line, Km(0.0), Km(20.0))` on the other.
///
/// # Errors
/// Refuses a line without two distinct places, with a place that is not finite
/// or lies beyond 85° north or south, a depth below 1 m or beyond 500 km, a line
/// that keeps more than 6,000 corners or crosses itself more than 500 times, and a belt that would reach over
/// the antimeridian.
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
    let axis = prepared(axis, shallowest, left != right)?;
    let belt = if left == right {
        both_sides(&axis, left)
    } else {
        let (depth, shallow) = (left.max(right), left.min(right));
        let deep_side = one_side(&axis, depth, left > right);
        if shallow > 0.0 { super::union(&[&deep_side, &both_sides(&axis, shallow)]) } else { deep_side }
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
fn prepared(axis: &LineString<f64>, depth: f64, sides_differ: bool) -> Result<LineString<f64>, Refusal> {
    if let Some(bad) = axis.0.iter().find(|&&at| !finite(at) || !in_world(at) || at.y.abs() > 85.0) {
        return Err(Refusal::new(
            format!("The line has a place where no belt can be drawn ({}, {})", bad.x, bad.y),
            "Give longitude between −180 and 180 and latitude between −85 and 85.",
        ));
    }
    // More than half a kilometre would show.
    let mut tolerance = Km((depth / 400.0).min(500.0) / 1e3);
    let mut line = simplified(axis, tolerance);
    while line.0.len() > MOST_EDGES + 1 {
        tolerance = tolerance * 2.0;
        if tolerance.0 * 1e3 > (depth / 4.0).max(500.0) {
            return Err(Refusal::new(
                "The line has too many corners for so narrow a belt",
                "Simplify the line, take a shorter stretch of it, or give a greater depth.",
            ));
        }
        line = simplified(&line, tolerance);
    }
    if line.0.len() < 2 {
        return Err(Refusal::new(
            "A belt needs a line with two different places",
            "Click once more, away from the first place.",
        ));
    }
    // A line that crosses itself all the time has no sides, and too many corners.
    let sidedness = if sides_differ { 0 } else { MOST_CROSSINGS };
    for (allowed, coarsest) in [(sidedness, depth / 20.0), (MOST_CROSSINGS, depth / 4.0)] {
        while tolerance.0 * 1e3 < coarsest && crossing_beyond(&line, allowed).is_some() {
            tolerance = tolerance * 2.0;
            line = simplified(&line, tolerance);
        }
    }
    if let Some(at) = crossing_beyond(&line, MOST_CROSSINGS) {
        return Err(Refusal::new(
            format!(
                "The line crosses itself more than {MOST_CROSSINGS} times, for one at {}",
                place_in_words(at)
            ),
            "Draw or import a simpler line.",
        ));
    }
    Ok(line)
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

/// A direction on the ground: east and north parts of a unit vector.
type Direction = (f64, f64);

/// A place of the line, with the direction of the line there.
struct Station {
    frame: Frame,
    at: Coord<f64>,
    ahead: Direction,
}

impl Station {
    /// The place so many metres to the side, positive to the left.
    fn beside(&self, metres: f64) -> Coord<f64> {
        self.frame.step((-self.ahead.1, self.ahead.0), metres)
    }
}

/// The stations of each edge, its two ends among them.
fn stations(axis: &LineString<f64>) -> Vec<Vec<Station>> {
    axis.0
        .windows(2)
        .filter_map(|ends| {
            let step = ends[1] - ends[0];
            let metres = super::measure::edge_length(ends[0], ends[1]);
            let pieces = (metres / STEP_M).ceil().clamp(1.0, 1_000.0) as usize;
            (0..=pieces)
                .map(|piece| {
                    let share = piece as f64 / pieces as f64;
                    let at = if piece == pieces { ends[1] } else { ends[0] + step * share };
                    let frame = Frame::at(at);
                    frame.direction(step).map(|ahead| Station { frame, at, ahead })
                })
                .collect()
        })
        .collect()
}

/// The rim on one side along some edges: metres positive to the left. Round
/// the outer side of each bend it runs in an arc, on the inner through the corner.
fn rim(edges: &[Vec<Station>], next: Option<&Vec<Station>>, metres: f64) -> Vec<[f64; 2]> {
    let mut path = Vec::new();
    for (place, edge) in edges.iter().enumerate() {
        path.extend(edge.iter().map(|station| pair(station.beside(metres))));
        let Some(corner) = edge.last() else { continue };
        if let Some(after) = edges.get(place + 1).or(next).and_then(|edge| edge.first()) {
            bend(corner, after.ahead, metres, &mut path);
        }
    }
    path
}

/// The rim round one corner.
fn bend(corner: &Station, ahead: Direction, metres: f64, path: &mut Vec<[f64; 2]>) {
    let (before, after) = (corner.ahead, ahead);
    let cross = before.0 * after.1 - before.1 * after.0;
    let turn = cross.atan2(before.0 * after.0 + before.1 * after.1);
    if turn == 0.0 {
        return;
    }
    if (turn > 0.0) == (metres > 0.0) {
        path.push(pair(corner.at));
        return;
    }
    let steps = (turn.abs() / ARC).ceil() as usize;
    for step in 1..=steps {
        let (sine, cosine) = (turn * step as f64 / steps as f64).sin_cos();
        let (east, north) = (before.0 * cosine - before.1 * sine, before.0 * sine + before.1 * cosine);
        path.push(pair(corner.frame.step((-north, east), metres)));
    }
}

const fn pair(at: Coord<f64>) -> [f64; 2] {
    [at.x, at.y]
}

/// From a station square out to a depth, so that a far end stays straight on the ground.
fn square_end(station: &Station, metres: f64) -> Vec<[f64; 2]> {
    let pieces = (metres.abs() / STEP_M).ceil() as usize;
    (0..pieces).map(|piece| pair(station.beside(metres * piece as f64 / pieces as f64))).collect()
}

fn both_sides(axis: &LineString<f64>, metres: f64) -> MultiPolygon<f64> {
    belt(axis, metres, -metres)
}

/// Everything between two rims, by sides of the line: positive to the left.
fn belt(axis: &LineString<f64>, left: f64, right: f64) -> MultiPolygon<f64> {
    let edges = stations(axis);
    let mut pieces = Vec::new();
    for (piece, run) in edges.chunks(EDGES_A_PIECE).enumerate() {
        let next = edges.get((piece + 1) * EDGES_A_PIECE);
        let Some((start, end)) = run.first().and_then(|e| e.first()).zip(run.last().and_then(|e| e.last()))
        else {
            continue;
        };
        let mut path = square_end(start, left);
        path.extend(side(run, next, left));
        path.extend(square_end(end, left).into_iter().rev());
        path.extend(square_end(end, right));
        path.extend(side(run, next, right).into_iter().rev());
        path.extend(square_end(start, right).into_iter().rev());
        pieces.push(path);
    }
    joined(&pieces)
}

/// The rim, or the line itself where a side has no depth.
fn side(run: &[Vec<Station>], next: Option<&Vec<Station>>, metres: f64) -> Vec<[f64; 2]> {
    if metres == 0.0 {
        run.iter().flatten().map(|station| pair(station.at)).collect()
    } else {
        rim(run, next, metres)
    }
}

/// Fills paths and joins them, neighbours first.
fn joined(pieces: &[Vec<[f64; 2]>]) -> MultiPolygon<f64> {
    let mut outlines: Vec<MultiPolygon<f64>> =
        pieces.iter().map(|path| filled(std::slice::from_ref(path))).collect();
    while outlines.len() > 1 {
        outlines = outlines.chunks(4).map(|few| super::union(&few.iter().collect::<Vec<_>>())).collect();
    }
    outlines.pop().unwrap_or_else(|| MultiPolygon(Vec::new()))
}

/// One side of the line alone, without what leaks over the line at sharp bends
/// and round its ends.
fn one_side(axis: &LineString<f64>, metres: f64, to_left: bool) -> MultiPolygon<f64> {
    let whole = if to_left { belt(axis, metres, 0.0) } else { belt(axis, 0.0, -metres) };
    let line: Vec<[f64; 2]> = axis.0.iter().map(|&at| pair(at)).collect();
    let mut pieces = sliced(&whole, std::slice::from_ref(&line));
    if pieces.len() > 1 {
        let mut knives = end_bars(axis, metres);
        knives.push(line);
        pieces = sliced(&whole, &knives);
    } else if pieces.iter().all(|piece| verdict(axis, piece, to_left) == Verdict::Stays) {
        return whole;
    }
    let finest = metres / 111_200.0 / 40.0;
    let mut kept = Vec::new();
    let mut quarterings = MOST_QUARTERINGS;
    while let Some(piece) = pieces.pop() {
        match verdict(axis, &piece, to_left) {
            Verdict::Stays => kept.push(MultiPolygon(vec![piece])),
            Verdict::Goes => {}
            Verdict::Both => match quarters(&piece, finest).filter(|_| quarterings > 0) {
                Some(quarters) => {
                    quarterings -= 1;
                    pieces.extend(quarters);
                }
                None if deepest(&piece).is_some_and(|at| sees(axis, at, to_left)) => {
                    kept.push(MultiPolygon(vec![piece]));
                }
                None => {}
            },
        }
    }
    super::union(&kept.iter().collect::<Vec<_>>())
}

/// Whether a piece of what may be one side is on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Stays,
    Goes,
    /// Two stretches of the line see it from different sides, round an end.
    Both,
}

/// Looks at the middle of a piece and at what of a lattice of 6 × 6 is in it.
fn verdict(axis: &LineString<f64>, piece: &Polygon<f64>, to_left: bool) -> Verdict {
    let Some(middle) = deepest(piece) else { return Verdict::Goes };
    let stays = sees(axis, middle, to_left);
    let outline = MultiPolygon(vec![piece.clone()]);
    let Some(Bounds { min, max }) = Bounds::of_outline(&outline) else { return Verdict::Goes };
    let lattice = (0..36).map(|place| {
        let (column, row) = (f64::from(place % 6), f64::from(place / 6));
        Coord {
            x: min.x + (max.x - min.x) * (column + 0.5) / 6.0,
            y: min.y + (max.y - min.y) * (row + 0.5) / 6.0,
        }
    });
    let agrees = lattice.filter(|&at| contains(&outline, at)).all(|at| sees(axis, at, to_left) == stays);
    match (agrees, stays) {
        (false, _) => Verdict::Both,
        (true, true) => Verdict::Stays,
        (true, false) => Verdict::Goes,
    }
}

/// A piece cut in four; none once it is as small as need be, in degrees.
fn quarters(piece: &Polygon<f64>, finest: f64) -> Option<Vec<Polygon<f64>>> {
    let Bounds { min, max } = Bounds::of(piece.exterior().0.iter().copied())?;
    if (max.x - min.x).max(max.y - min.y) < finest {
        return None;
    }
    let middle = super::midpoint(min, max);
    let outline = MultiPolygon(vec![piece.clone()]);
    let corners = [min, max, Coord { x: min.x, y: max.y }, Coord { x: max.x, y: min.y }];
    let quarter = |&corner: &Coord<f64>| {
        let rect = MultiPolygon(vec![geo_types::Rect::new(middle, corner).to_polygon()]);
        super::intersection(&outline, &rect).0
    };
    Some(corners.iter().flat_map(quarter).collect())
}

/// A bar square through each end of the line, to both sides and far enough to
/// part what has leaked round the end from either side.
fn end_bars(axis: &LineString<f64>, metres: f64) -> Vec<Vec<[f64; 2]>> {
    let edges = stations(axis);
    let first = edges.first().and_then(|edge| edge.first());
    let last = edges.last().and_then(|edge| edge.last());
    let reach = metres * 3.0;
    let bar = |station: &Station| {
        let mut path: Vec<[f64; 2]> = square_end(station, reach).into_iter().skip(1).rev().collect();
        path.insert(0, pair(station.beside(reach)));
        path.extend(square_end(station, -reach));
        path.push(pair(station.beside(-reach)));
        path
    };
    first.into_iter().chain(last).map(bar).collect()
}

/// Whether the nearest place of the line from which the way is square sees a
/// place on a given side.
fn sees(axis: &LineString<f64>, at: Coord<f64>, to_left: bool) -> bool {
    let Some((foot, first)) = square_foot(axis, at) else { return false };
    let frame = Frame::at(foot.at);
    let Some(out) = frame.direction(at - foot.at) else { return false };
    let ahead =
        |edge: usize| axis.0.get(edge).zip(axis.0.get(edge + 1)).and_then(|(a, b)| frame.direction(*b - *a));
    let cross = |a: Direction, b: Direction| a.0 * b.1 - a.1 * b.0;
    let edge = first + foot.segment;
    let corner = match foot.fraction {
        0.0 => edge.checked_sub(1).map(|before| (before, edge)),
        1.0 => Some((edge, edge + 1)),
        _ => None,
    };
    // At a corner the place is in the outer angle of the bend.
    let left = match corner.and_then(|(before, after)| ahead(before).zip(ahead(after))) {
        Some((before, after)) => cross(before, after) < 0.0,
        None => ahead(edge).is_some_and(|ahead| cross(ahead, out) > 0.0),
    };
    left == to_left
}

/// The nearest foot that is not an end of the line, and the edge its edges are
/// counted from: edges are taken off at the ends until the way is square.
fn square_foot(axis: &LineString<f64>, at: Coord<f64>) -> Option<(Foot, usize)> {
    let (mut first, mut last) = (0, axis.0.len());
    // Ends are short; a place this much hidden behind one is of no account.
    for _ in 0..MOST_EDGES_BEHIND_AN_END {
        let part = LineString(axis.0.get(first..last).filter(|part| part.len() > 1)?.to_vec());
        let foot = nearest_on(&part, at)?;
        if foot.at == part.0[0] {
            first += 1;
        } else if foot.at == part.0[part.0.len() - 1] {
            last -= 1;
        } else {
            return Some((foot, first));
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
