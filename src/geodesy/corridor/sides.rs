//! Which side of a line a place belongs to, and a swept area cut accordingly.
//!
//! A place may lie in strips of both sides: beyond a salient, round an end,
//! beside a crossing. The shortest square way decides. The ground that both
//! sides sweep is taken apart into trapezoids, and those along the line. Most of
//! the cells belong to one side as a whole; the others, round ends and crossings,
//! are cut where the two ways are equally long, in slices narrow against the
//! depth and straight between them.

use std::cell::Cell;
use std::cmp::Ordering;

use geo_types::{Coord, LineString, MultiPolygon};

use super::super::bounds::Bounds;
use super::super::ellipsoid::Place;
use super::super::overlay::{Path, intersection, without};
use super::rim::{Station, Stretch, pair, stretches, swept, swept_over};
use super::slices::Sliced;
use super::trapezoids::trapezoids;
use crate::problem::Refusal;

/// Edges with one sphere around them.
const EDGES_A_GROUP: usize = 16;
/// Places this near each other, as a share of the depth, are asked in every cell.
const COARSE: f64 = 1.0 / 8.0;
/// And where they disagree, places this near. Cut straight between those, a part
/// is off the true boundary, a parabola at most, by a ten-thousandth of the depth.
const FINE: f64 = 1.0 / 32.0;
/// Ways that are tried, at most: some tenths of a second.
const MOST_WAYS: usize = 40_000_000;
/// Trials of an edge of the line on a cell, at most: some tenths of a second.
const MOST_CUTS: usize = 3_000_000;
/// A cell thinner than this share of the depth goes by its middle.
const THIN: f64 = 2e-4;
/// How far places are drawn into their triangle before they are asked, as a
/// share of the depth: off the line, where both sides are equally near.
const DRAWN_IN: f64 = 1e-4;
/// Ways that differ by less than this share of the depth are equally long.
const TIE: f64 = 1e-6;
/// Metres in a degree of latitude, near enough to compare sizes.
const METRES_A_DEGREE: f64 = 111_200.0;

/// One side of a line alone: what is swept there, without the places to which
/// a square way from the other side is shorter.
pub(super) fn one_side(
    axis: &LineString<f64>,
    metres: f64,
    to_left: bool,
) -> Result<MultiPolygon<f64>, Refusal> {
    let stretches = stretches(axis);
    let depth = if to_left { metres } else { -metres };
    let own = swept(&stretches, depth);
    let other = swept_over(&stretches, -depth);
    let line: Path = axis.0.iter().map(|&at| pair(at)).collect();
    let mut cut = Cut {
        ways: Ways::of(&stretches),
        edges: edges_once(axis),
        metres,
        to_left,
        cuts: 0,
        taken: Vec::new(),
    };
    for cell in trapezoids(&intersection(&own, &other)) {
        cut.piece(cell)?;
    }
    Ok(if cut.taken.is_empty() { own } else { without(&own, &cut.taken, &line) })
}

/// Each edge of a line once, however often it runs to and fro there.
fn edges_once(axis: &LineString<f64>) -> Vec<(Coord<f64>, Coord<f64>)> {
    let edge = |ends: &[Coord<f64>]| {
        let (a, b) = (pair(ends[0]), pair(ends[1]));
        if a <= b { (a, b) } else { (b, a) }
    };
    let mut edges: Vec<([f64; 2], [f64; 2])> = axis.0.windows(2).map(edge).collect();
    edges.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    edges.dedup();
    edges.into_iter().map(|(a, b)| (a.into(), b.into())).collect()
}

/// What the other side takes of the ground that both sweep, as it comes.
struct Cut {
    ways: Ways,
    edges: Vec<(Coord<f64>, Coord<f64>)>,
    metres: f64,
    to_left: bool,
    cuts: usize,
    taken: Vec<Path>,
}

impl Cut {
    /// Cuts a trapezoid along the line and looks at each of the convex cells.
    fn piece(&mut self, trapezoid: Vec<Coord<f64>>) -> Result<(), Refusal> {
        let Some(bounds) = Bounds::of(trapezoid.iter().copied()) else { return Ok(()) };
        let near =
            |(a, b): &&(Coord<f64>, Coord<f64>)| Bounds::of([*a, *b]).is_some_and(|own| own.meets(bounds));
        let mut cells = vec![trapezoid];
        for &(a, b) in self.edges.iter().filter(near) {
            self.cuts += cells.len();
            if self.cuts > MOST_CUTS {
                break;
            }
            cells = cells.into_iter().flat_map(|cell| halves(cell, a, b)).collect();
        }
        for cell in cells {
            if self.cuts > MOST_CUTS || self.ways.tried.get() > MOST_WAYS {
                return Err(Refusal::new(
                    "The line runs beside itself or crosses itself too often to be widened on one side",
                    "Simplify the line, take a shorter stretch of it, or give both sides the same depth.",
                ));
            }
            self.cell(&cell);
        }
        Ok(())
    }

    fn cell(&mut self, cell: &[Coord<f64>]) {
        let (ways, to_left, tie) = (&self.ways, self.to_left, self.metres * TIE);
        let goes = |at: Coord<f64>| !ways.belongs(at, to_left, tie);
        let degrees = self.metres / METRES_A_DEGREE;
        let sliced = |share: f64| Sliced::new(cell, degrees * share, degrees * DRAWN_IN, &goes);
        let rings = if is_thin(cell, degrees * THIN) {
            let middle = cell.iter().fold(Coord { x: 0.0, y: 0.0 }, |sum, at| sum + *at) / cell.len() as f64;
            if goes(middle) { vec![cell.to_vec()] } else { Vec::new() }
        } else {
            match sliced(COARSE).everywhere() {
                Some(true) => vec![cell.to_vec()],
                Some(false) => Vec::new(),
                None => sliced(FINE).part(),
            }
        };
        self.taken.extend(rings.into_iter().map(|ring| turned(ring).into_iter().map(pair).collect::<Path>()));
    }
}

/// Whether a convex cell is thinner than so many degrees on average.
fn is_thin(cell: &[Coord<f64>], degrees: f64) -> bool {
    let twice: f64 = (2..cell.len()).map(|corner| turn(cell[0], cell[corner - 1], cell[corner]).abs()).sum();
    let around: f64 = (0..cell.len())
        .map(|corner| {
            let step = cell[(corner + 1) % cell.len()] - cell[corner];
            step.x.hypot(step.y)
        })
        .sum();
    twice < around * degrees
}

/// A convex cell on either side of an edge that runs through it; whole where it does not.
fn halves(cell: Vec<Coord<f64>>, a: Coord<f64>, b: Coord<f64>) -> Vec<Vec<Coord<f64>>> {
    if !runs_through(&cell, a, b) {
        return vec![cell];
    }
    let off: Vec<f64> = cell.iter().map(|at| turn(a, b, *at)).collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (place, &at) in cell.iter().enumerate() {
        let next = (place + 1) % cell.len();
        if off[place] >= 0.0 {
            left.push(at);
        }
        if off[place] <= 0.0 {
            right.push(at);
        }
        if off[place] * off[next] < 0.0 {
            let cut = at + (cell[next] - at) * (off[place] / (off[place] - off[next]));
            left.push(cut);
            right.push(cut);
        }
    }
    [left, right].into_iter().filter(|half| half.len() > 2).collect()
}

/// Whether part of an edge lies inside a convex cell (Cyrus and Beck 1978).
fn runs_through(cell: &[Coord<f64>], a: Coord<f64>, b: Coord<f64>) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let ahead = if turn(cell[0], cell[1], cell[2]) < 0.0 { -1.0 } else { 1.0 };
    for (place, &corner) in cell.iter().enumerate() {
        let next = cell[(place + 1) % cell.len()];
        let (start, end) = (turn(corner, next, a) * ahead, turn(corner, next, b) * ahead);
        if start <= 0.0 && end <= 0.0 {
            return false;
        }
        let share = start / (start - end);
        if start < 0.0 {
            from = from.max(share);
        } else if end < 0.0 {
            to = to.min(share);
        }
    }
    to - from > 1e-9
}

/// Corners counter-clockwise.
fn turned(mut corners: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    let twice: f64 =
        (2..corners.len()).map(|corner| turn(corners[0], corners[corner - 1], corners[corner])).sum();
    if twice < 0.0 {
        corners.reverse();
    }
    corners
}

/// Twice the area of a triangle in square degrees, positive counter-clockwise.
fn turn(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// An edge in space, seen from a place.
struct Edge {
    start: Place,
    end: Place,
    /// Along the chord; the strip beside the edge is square to the edge at its ends.
    ahead: Place,
    ahead_at: [Place; 2],
    ends: [Coord<f64>; 2],
    /// How the line turns at its end: positive to the left, none at the end of the line.
    turn: Option<f64>,
}

/// The square ways from a line to places beside it.
struct Ways {
    edges: Vec<Edge>,
    /// A sphere around each group of edges.
    groups: Vec<(Place, f64)>,
    /// Ways and spheres looked at so far.
    tried: Cell<usize>,
}

impl Ways {
    fn of(stretches: &[Stretch]) -> Self {
        let mut edges: Vec<Edge> = Vec::new();
        for (place, stretch) in stretches.iter().enumerate() {
            let next = stretches.get(place + 1).and_then(|stretch| stretch.first());
            let last = stretch.len() - 2;
            for (piece, ends) in stretch.windows(2).enumerate() {
                let turn = if piece < last {
                    // Along a stretch the line turns by nothing on the map.
                    Some(0.0)
                } else {
                    stretch.last().zip(next).map(|(corner, after)| corner.turn(after))
                };
                edges.push(Edge::of(&ends[0], &ends[1], turn));
            }
        }
        let groups = edges.chunks(EDGES_A_GROUP).map(sphere).collect();
        Self { edges, groups, tried: Cell::new(0) }
    }

    /// Whether a place belongs to the left, or to the right: no square way from the
    /// other side is shorter. Along a line that runs back over itself
    /// a place belongs to both.
    fn belongs(&self, at: Coord<f64>, to_left: bool, tie: f64) -> bool {
        let goal = Place::of(at);
        // The nearest group first: after it most of the others are too far away.
        let away: Vec<f64> =
            self.groups.iter().map(|(centre, radius)| centre.square_to(goal).sqrt() - radius).collect();
        let nearest = (0..away.len()).min_by(|&a, &b| away[a].total_cmp(&away[b]));
        let (mut own, mut other) = (f64::INFINITY, f64::INFINITY);
        let mut tried = self.groups.len();
        for group in nearest.into_iter().chain((0..away.len()).filter(|group| Some(*group) != nearest)) {
            if away[group] > own.min(other) + tie {
                continue;
            }
            tried += EDGES_A_GROUP;
            for (square, left) in self.ways_of(group, at, goal) {
                let best = if left == to_left { &mut own } else { &mut other };
                *best = best.min(square.sqrt());
            }
        }
        self.tried.set(self.tried.get() + tried);
        own <= other + tie
    }

    fn ways_of(&self, group: usize, at: Coord<f64>, goal: Place) -> impl Iterator<Item = (f64, bool)> {
        let from = group * EDGES_A_GROUP;
        let to = (from + EDGES_A_GROUP).min(self.edges.len());
        (from..to).filter_map(move |place| self.way(place, at, goal))
    }

    /// The square way from an edge, or from the bend at its end: the square of
    /// its length, and whether it comes from the left.
    fn way(&self, place: usize, at: Coord<f64>, goal: Place) -> Option<(f64, bool)> {
        let edge = &self.edges[place];
        let (off, beyond) = (goal.from(edge.start), goal.from(edge.end));
        if off.dot(edge.ahead_at[0]) < 0.0 {
            return None;
        }
        if beyond.dot(edge.ahead_at[1]) <= 0.0 {
            let away = off.from(edge.ahead.times(off.dot(edge.ahead)));
            // The chord passes the edge by centimetres; the edge itself says the side.
            return Some((away.dot(away), turn(edge.ends[0], edge.ends[1], at) > 0.0));
        }
        let next = self.edges.get(place + 1)?;
        let angle = edge.turn?;
        (beyond.dot(next.ahead_at[0]) < 0.0).then(|| {
            let left = if angle == 0.0 { turn(edge.ends[0], edge.ends[1], at) > 0.0 } else { angle < 0.0 };
            (beyond.dot(beyond), left)
        })
    }
}

impl Edge {
    fn of(from: &Station, to: &Station, turn: Option<f64>) -> Self {
        let (start, end) = (Place::of(from.at), Place::of(to.at));
        let step = end.from(start);
        let ahead = step.times(1.0 / step.dot(step).sqrt());
        Self { start, end, ahead, ahead_at: [from.ahead(), to.ahead()], ends: [from.at, to.at], turn }
    }
}

fn sphere(edges: &[Edge]) -> (Place, f64) {
    let ends = || edges.iter().flat_map(|edge| [edge.start, edge.end]);
    let sum = ends().fold(Place { x: 0.0, y: 0.0, z: 0.0 }, Place::plus);
    let centre = sum.times(1.0 / (2 * edges.len().max(1)) as f64);
    (centre, ends().map(|at| centre.square_to(at)).fold(0.0, f64::max).sqrt())
}
