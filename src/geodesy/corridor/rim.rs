//! What a line sweeps on one side: a strip beside each edge, a fan at each bend.

use std::f64::consts::PI;

use geo_types::{Coord, LineString, MultiPolygon};

use super::super::ellipsoid::{Frame, Place};
use super::super::measure::edge_length;
use super::super::overlay::{Path, joined};

/// Edges filled at a time, at least and at most. Where a belt is deep they all
/// overlap each other, and the crossings of a step grow with their square.
const EDGES_A_PIECE: (usize, usize) = (8, 48);
/// Metres between places where the rim is laid off along a straight edge: in
/// space, the edge bulges by 20 cm from the chord between them.
const STEP_M: f64 = 10_000.0;
/// Metres between corners of a square end, which bends on the map.
const END_STEP_M: f64 = 50_000.0;
/// Angle between corners of a fan. Its area is exact at any angle; at 4° its
/// rim is true to 0.08 % of the depth.
const ARC: f64 = 4.0 * PI / 180.0;
/// Corners of all fans together; a line with sharper bends has coarser fans.
const MOST_CORNERS: f64 = 60_000.0;
/// The coarsest angle between corners of a fan, true to 1.2 % of the depth.
const COARSEST_ARC: f64 = 15.0 * PI / 180.0;
/// A bend below this needs no corner of its own: 5e-5 of its fan.
const SLIGHT: f64 = PI / 180.0;

/// A direction on the ground: east and north parts of a unit vector.
type Direction = (f64, f64);

/// A place of the line, with the direction of the line there.
pub(super) struct Station {
    frame: Frame,
    pub(super) at: Coord<f64>,
    ahead: Direction,
}

impl Station {
    /// The place so many metres to the side, positive to the left.
    fn beside(&self, metres: f64) -> [f64; 2] {
        pair(self.frame.step((-self.ahead.1, self.ahead.0), metres))
    }

    /// From here square out to a depth, so that a far end stays straight on the ground.
    fn square_out(&self, metres: f64) -> Vec<[f64; 2]> {
        let pieces = (metres.abs() / END_STEP_M).ceil() as usize;
        (0..pieces).map(|piece| self.beside(metres * piece as f64 / pieces as f64)).collect()
    }

    /// The direction of the line in space.
    pub(super) fn ahead(&self) -> Place {
        self.frame.ahead(self.ahead)
    }

    /// The angle by which the line turns here, positive to the left.
    pub(super) fn turn(&self, next: &Self) -> f64 {
        let (before, after) = (self.ahead, next.ahead);
        let cross = before.0 * after.1 - before.1 * after.0;
        cross.atan2(before.0 * after.0 + before.1 * after.1)
    }
}

/// An edge: the stations along it, its two ends among them.
pub(super) type Stretch = Vec<Station>;

/// The edges of a line with their stations.
pub(super) fn stretches(axis: &LineString<f64>) -> Vec<Stretch> {
    let stretch = |ends: &[Coord<f64>]| {
        let step = ends[1] - ends[0];
        let pieces = (edge_length(ends[0], ends[1]) / STEP_M).ceil().clamp(1.0, 1_000.0) as usize;
        (0..=pieces)
            .map(|piece| {
                let share = piece as f64 / pieces as f64;
                let at = if piece == pieces { ends[1] } else { ends[0] + step * share };
                let frame = Frame::at(at);
                frame.direction(step).map(|ahead| Station { frame, at, ahead })
            })
            .collect()
    };
    axis.0.windows(2).filter_map(stretch).collect()
}

/// Everything that strips and fans so many metres deep cover, positive to the left.
pub(super) fn swept(stretches: &[Stretch], metres: f64) -> MultiPolygon<f64> {
    joined(pieces(stretches, &[metres], 0.0))
}

/// As [`swept`], and a hair over the line: what is swept from the other side
/// meets it in an area and not along a common border, on which the cutting fails.
pub(super) fn swept_over(stretches: &[Stretch], metres: f64) -> MultiPolygon<f64> {
    joined(pieces(stretches, &[metres], metres * -1e-4))
}

/// Everything swept on both sides of a line.
pub(super) fn swept_on_both_sides(stretches: &[Stretch], metres: f64) -> MultiPolygon<f64> {
    joined(pieces(stretches, &[metres, -metres], 0.0))
}

fn pieces(stretches: &[Stretch], sides: &[f64], base: f64) -> Vec<Vec<Path>> {
    let arc = arc(stretches);
    let edges = edges_a_piece(stretches, sides);
    // Each piece takes in the first edge of the next: seams side by side might gape
    // by what the cutting rounds.
    let piece = |from: usize| {
        let to = (from + edges + 1).min(stretches.len());
        let (run, next) = (&stretches[from..to], stretches.get(to));
        sides.iter().filter_map(|side| path(run, next, *side, base, arc)).collect()
    };
    (0..stretches.len()).step_by(edges).map(piece).collect()
}

/// Few where many edges go into eight depths.
fn edges_a_piece(stretches: &[Stretch], sides: &[f64]) -> usize {
    let ends =
        |stretch: &Stretch| stretch.first().zip(stretch.last()).map(|(from, to)| edge_length(from.at, to.at));
    let metres: f64 = stretches.iter().filter_map(ends).sum();
    let depth = sides.iter().fold(0.0, |deepest: f64, side| deepest.max(side.abs()));
    let edges = 8.0 * depth * stretches.len() as f64 / metres;
    let (least, most) = EDGES_A_PIECE;
    if edges > 64.0 { least } else { most }
}

/// The angle between corners that a line's fans can afford.
fn arc(stretches: &[Stretch]) -> f64 {
    let turns: f64 = bends(stretches).map(|(before, after)| before.turn(after).abs()).sum();
    ARC.max(turns / MOST_CORNERS).min(COARSEST_ARC)
}

/// The last station before each bend and the first after it.
fn bends(stretches: &[Stretch]) -> impl Iterator<Item = (&Station, &Station)> {
    stretches.windows(2).filter_map(|pair| pair[0].last().zip(pair[1].first()))
}

/// The closed path around some edges' strips and fans. Where strips overlap it
/// runs around them twice, always the same way round.
fn path(run: &[Stretch], next: Option<&Stretch>, metres: f64, base: f64, arc: f64) -> Option<Path> {
    let (start, end) = run.first()?.first().zip(run.last()?.last())?;
    let mut path = start.square_out(metres);
    for (place, stretch) in run.iter().enumerate() {
        path.extend(stretch.iter().map(|station| station.beside(metres)));
        let after = run.get(place + 1).or(next).and_then(|stretch| stretch.first());
        if let Some((corner, after)) = stretch.last().zip(after) {
            bend(corner, after, metres, arc, &mut path);
        }
    }
    let onwards = next.and_then(|stretch| stretch.first()).unwrap_or(end);
    // A fan ends square to the edge after it.
    path.extend(onwards.square_out(metres).into_iter().rev());
    path.extend(
        run.iter().rev().flat_map(|stretch| stretch.iter().rev().map(|station| station.beside(base))),
    );
    if metres < 0.0 {
        path.reverse();
    }
    Some(path)
}

/// The rim round one corner: on the outer side a fan, on the inner through the corner.
fn bend(corner: &Station, after: &Station, metres: f64, arc: f64, path: &mut Path) {
    let turn = corner.turn(after);
    if turn == 0.0 {
        return;
    }
    if (turn > 0.0) == (metres > 0.0) {
        path.push(pair(corner.at));
        path.push(after.beside(metres));
        return;
    }
    let steps = if turn.abs() < SLIGHT { 1 } else { ((turn.abs() / arc).ceil() as usize).max(2) };
    let reach = metres * reach(turn.abs() / steps as f64, steps);
    for step in 1..=steps {
        let metres = if step == steps { metres } else { reach };
        let (sine, cosine) = (turn * step as f64 / steps as f64).sin_cos();
        let (east, north) = corner.ahead;
        let (east, north) = (east * cosine - north * sine, east * sine + north * cosine);
        path.push(pair(corner.frame.step((-north, east), metres)));
    }
}

/// How far out the corners within a fan lie, so that the polygon through them
/// has the area of the circle's sector: `(n − 2)·k² + 2·k = n·δ / sin δ`.
fn reach(angle: f64, steps: usize) -> f64 {
    let (n, goal) = (steps as f64, steps as f64 * angle / angle.sin());
    if steps < 3 { goal * 0.5 } else { ((1.0 + (n - 2.0) * goal).sqrt() - 1.0) / (n - 2.0) }
}

pub(super) const fn pair(at: Coord<f64>) -> [f64; 2] {
    [at.x, at.y]
}
