//! A belt cut across its axis.

use geo_types::{Coord, LineString};

use super::connect::{connect, knit};
use super::even::{Scale, Search, centre};
use super::face::{Cut, Face};
use super::{Measure, Note, Parts, counts};
use crate::geodesy::measure::edge_length;
use crate::geodesy::simplify::simplified;
use crate::units::Km;

/// How near a cut comes to its share of the belt.
const EXACT: f64 = 1e-7;
/// Turns of the search for one cut.
const MOST_TURNS: usize = 40;
/// Steps on either side in which a cut is followed where it bends.
const STEPS: usize = 14;
/// A cut reaches this much deeper than the belt, so that it is sure to leave it: the axis may
/// lie a tenth of the depth beside the one that the belt was made of.
const BEYOND: f64 = 1.2;
/// How far from the axis, as a part of the depth, the stretch inside the belt may
/// begin: a shallow side lies beside the axis once its small bends are gone.
const BESIDE: f64 = 0.3;
/// Where else to cut, as parts of the axis, if a cut runs along the border or through a corner.
const NUDGES: [f64; 5] = [0.0, 1e-7, -1e-7, 1e-5, -1e-5];

/// An axis to cut across: its edges and, between them, its bends. A bend counts as long
/// as the belt is round its outer side, so that a cut turns through it steadily.
struct Axis {
    corners: Vec<Coord<f64>>,
    /// Kilometres of the axis as drawn that each edge stands for.
    kilometres: Vec<f64>,
    /// Where each edge starts in the course of the cut.
    starts: Vec<f64>,
    depth: f64,
    whole: f64,
}

/// A place on the axis: an edge and the share along it, or the corner at its end
/// and the share of the bend there.
#[derive(Clone, Copy)]
enum Place {
    Edge(usize, f64),
    Bend(usize, f64),
}

/// Kilometres around a place.
#[derive(Clone, Copy)]
struct Near {
    at: Coord<f64>,
    scale: Coord<f64>,
}

impl Near {
    fn new(at: Coord<f64>) -> Self {
        Self { at, scale: Coord { x: 111.32 * at.y.to_radians().cos().max(0.01), y: 111.2 } }
    }

    fn flat(&self, at: Coord<f64>) -> Coord<f64> {
        Coord { x: (at.x - self.at.x) * self.scale.x, y: (at.y - self.at.y) * self.scale.y }
    }

    fn round(&self, at: Coord<f64>) -> Coord<f64> {
        Coord { x: self.at.x + at.x / self.scale.x, y: self.at.y + at.y / self.scale.y }
    }
}

fn dot(a: Coord<f64>, b: Coord<f64>) -> f64 {
    a.x * b.x + a.y * b.y
}

fn length(a: Coord<f64>) -> f64 {
    a.x.hypot(a.y)
}

/// To the left of a direction.
fn leftward(a: Coord<f64>) -> Coord<f64> {
    Coord { x: -a.y, y: a.x }
}

fn turned(a: Coord<f64>, angle: f64) -> Coord<f64> {
    let (sine, cosine) = angle.sin_cos();
    Coord { x: a.x * cosine - a.y * sine, y: a.x * sine + a.y * cosine }
}

impl Axis {
    fn of(line: &LineString<f64>, depth: f64) -> Option<Self> {
        let corners = simplified(line, Km(depth / 10.0)).0;
        if corners.len() < 2 || !(depth > 0.0 && depth.is_finite()) {
            return None;
        }
        let kilometres = kilometres(line, &corners);
        let mut axis = Self { corners, kilometres, starts: Vec::new(), depth, whole: 0.0 };
        for edge in 0..axis.kilometres.len() {
            axis.starts.push(axis.whole);
            axis.whole += axis.kilometres[edge] + axis.bend(edge);
        }
        (axis.whole > 0.0).then_some(axis)
    }

    /// Which way an edge leads, seen around a place.
    fn ahead(&self, edge: usize, near: Near) -> Coord<f64> {
        let way = near.flat(self.corners[edge + 1]) - near.flat(self.corners[edge]);
        way / length(way).max(1e-12)
    }

    /// By how much the axis turns at the end of an edge, to the left.
    fn turn(&self, edge: usize) -> f64 {
        if edge + 2 >= self.corners.len() {
            return 0.0;
        }
        let near = Near::new(self.corners[edge + 1]);
        let (a, b) = (self.ahead(edge, near), self.ahead(edge + 1, near));
        (a.x * b.y - a.y * b.x).atan2(dot(a, b))
    }

    /// Kilometres that the bend at the end of an edge counts as: as much as covers its outer side.
    fn bend(&self, edge: usize) -> f64 {
        self.turn(edge).abs() * self.depth * 0.5
    }

    fn place(&self, course: f64) -> Place {
        let edge = self.starts.partition_point(|&start| start <= course).saturating_sub(1);
        let along = course - self.starts[edge];
        let kilometres = self.kilometres[edge];
        if along <= kilometres || edge + 2 >= self.corners.len() {
            return Place::Edge(
                edge,
                if kilometres > 0.0 { (along / kilometres).clamp(0.0, 1.0) } else { 0.0 },
            );
        }
        let bend = self.bend(edge);
        Place::Bend(edge, if bend > 0.0 { ((along - kilometres) / bend).clamp(0.0, 1.0) } else { 0.5 })
    }

    fn course(&self, place: Place) -> f64 {
        match place {
            Place::Edge(edge, share) => self.starts[edge] + self.kilometres[edge] * share,
            Place::Bend(edge, share) => self.starts[edge] + self.kilometres[edge] + self.bend(edge) * share,
        }
    }

    /// Kilometres of the axis before a place.
    fn before(&self, place: Place) -> f64 {
        let (edge, share) = match place {
            Place::Edge(edge, share) => (edge, share),
            Place::Bend(edge, _) => (edge, 1.0),
        };
        self.kilometres[..edge].iter().sum::<f64>() + self.kilometres[edge] * share
    }

    /// The share of the kilometres between cuts.
    fn shares(&self, cuts: &[Place]) -> Vec<f64> {
        let whole: f64 = self.kilometres.iter().sum();
        let ends = std::iter::once(0.0).chain(cuts.iter().map(|&cut| self.before(cut))).chain([whole]);
        let ends: Vec<f64> = ends.collect();
        ends.windows(2).map(|pair| (pair[1] - pair[0]) / whole).collect()
    }

    /// The place so many kilometres along.
    fn after(&self, kilometres: f64) -> Place {
        let mut left = kilometres;
        for (edge, &own) in self.kilometres.iter().enumerate() {
            if left <= own || edge + 1 == self.kilometres.len() {
                let share = if own > 0.0 { (left / own).clamp(0.0, 1.0) } else { 0.0 };
                return Place::Edge(edge, share);
            }
            left -= own;
        }
        Place::Edge(0, 0.0)
    }

    fn at(&self, place: Place) -> Coord<f64> {
        match place {
            Place::Edge(edge, share) => {
                self.corners[edge] + (self.corners[edge + 1] - self.corners[edge]) * share
            }
            Place::Bend(edge, _) => self.corners[edge + 1],
        }
    }

    /// The place of the axis that is nearest to one on the map.
    fn nearest(&self, to: Coord<f64>) -> Place {
        let near = Near::new(to);
        let mut best = (f64::INFINITY, Place::Edge(0, 0.0));
        for edge in 0..self.kilometres.len() {
            let (share, off) =
                foot(near.flat(self.corners[edge]), near.flat(self.corners[edge + 1]), Coord::zero());
            if off < best.0 {
                best = (off, Place::Edge(edge, share));
            }
        }
        let Place::Edge(edge, share) = best.1 else { return best.1 };
        let corner = match share {
            1.0 if edge + 1 < self.kilometres.len() => edge,
            0.0 if edge > 0 => edge - 1,
            _ => return best.1,
        };
        // In the outer angle of a bend: by the direction in which it lies.
        let turn = self.turn(corner);
        let out = Coord::zero() - near.flat(self.corners[corner + 1]);
        let square = leftward(self.ahead(corner, near)) * -turn.signum();
        let angle = (square.x * out.y - square.y * out.x).atan2(dot(square, out));
        Place::Bend(corner, if turn == 0.0 { 0.5 } else { (angle / turn).clamp(0.0, 1.0) })
    }

    /// The cut at a place, from the right of the axis to its left, and the number of its corner on the axis.
    fn knife(&self, place: Place) -> (Vec<Coord<f64>>, usize) {
        let near = Near::new(self.at(place));
        let (edge, to_left, to_right) = match place {
            Place::Edge(edge, _) => {
                let left = leftward(self.ahead(edge, near));
                (edge, left, left * -1.0)
            }
            Place::Bend(edge, share) => {
                let turn = self.turn(edge);
                let square = leftward(self.ahead(edge, near));
                let (outer, inner) = (turned(square, turn * share), turned(square, turn * 0.5));
                let left_is_outer = turn < 0.0;
                (
                    edge,
                    if left_is_outer { outer } else { inner },
                    if left_is_outer { inner } else { outer } * -1.0,
                )
            }
        };
        let sides = Sides::of(self, place, edge, near);
        let mut knife: Vec<Coord<f64>> =
            sides.border(to_right, false, self.depth).into_iter().rev().map(|at| near.round(at)).collect();
        let middle = knife.len();
        knife.push(near.at);
        knife.extend(sides.border(to_left, true, self.depth).into_iter().map(|at| near.round(at)));
        (knife, middle)
    }

    /// Cuts faces in what lies before a place and after it; none where the belt closes on itself.
    fn cut(&self, faces: &[Face], place: Place) -> Option<(Vec<Face>, Vec<Face>)> {
        let course = self.course(place);
        NUDGES.iter().find_map(|nudge| match *nudge {
            0.0 => self.cut_at(faces, place, course),
            nudge => {
                let course = (course + nudge * self.whole).clamp(0.0, self.whole);
                self.cut_at(faces, self.place(course), course)
            }
        })
    }

    fn cut_at(&self, faces: &[Face], place: Place, course: f64) -> Option<(Vec<Face>, Vec<Face>)> {
        let (knife, middle) = self.knife(place);
        let beside = BESIDE * self.depth / 111.2;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut parted = false;
        for face in faces {
            match face.cut(&knife, Some((middle, beside))) {
                Cut::Parted(left, right) => {
                    parted = true;
                    before.extend(left);
                    after.extend(right);
                }
                Cut::Missed if self.course(self.nearest(centre(face))) <= course => before.push(face.clone()),
                Cut::Missed => after.push(face.clone()),
                Cut::Tangled => return None,
            }
        }
        parted.then_some((before, after))
    }
}

/// Kilometres of a line between those of its corners that were kept.
fn kilometres(line: &LineString<f64>, kept: &[Coord<f64>]) -> Vec<f64> {
    let mut sums = vec![0.0; kept.len().saturating_sub(1)];
    let mut edge = 0;
    for pair in line.0.windows(2) {
        if let Some(sum) = sums.get_mut(edge) {
            *sum += edge_length(pair[0], pair[1]) / 1e3;
        }
        if kept.get(edge + 1) == Some(&pair[1]) && edge + 2 < kept.len() {
            edge += 1;
        }
    }
    sums
}

/// The share along an edge, and the square of the distance, of its place nearest to another.
fn foot(from: Coord<f64>, to: Coord<f64>, at: Coord<f64>) -> (f64, f64) {
    let way = to - from;
    let square = dot(way, way);
    let share = if square > 0.0 { (dot(at - from, way) / square).clamp(0.0, 1.0) } else { 0.0 };
    let off = at - (from + way * share);
    (share, dot(off, off))
}

/// What of the axis lies near a cut, before it and after it, in kilometres around it.
struct Sides {
    before: Vec<(Coord<f64>, Coord<f64>)>,
    after: Vec<(Coord<f64>, Coord<f64>)>,
}

impl Sides {
    fn of(axis: &Axis, place: Place, edge: usize, near: Near) -> Self {
        let here = Coord::zero();
        let within = |a: Coord<f64>, b: Coord<f64>| foot(a, b, here).1 < (axis.depth * 2.2).powi(2);
        let mut sides = Self { before: Vec::new(), after: Vec::new() };
        let at_bend = matches!(place, Place::Bend(..));
        for number in 0..axis.kilometres.len() {
            let (a, b) = (near.flat(axis.corners[number]), near.flat(axis.corners[number + 1]));
            if !within(a, b) {
                continue;
            }
            if number < edge || (number == edge && at_bend) {
                sides.before.push((a, b));
            } else if number > edge {
                sides.after.push((a, b));
            } else {
                sides.before.push((a, here));
                sides.after.push((here, b));
            }
        }
        sides
    }

    /// The way to the nearest place of some edges, from it.
    fn off(edges: &[(Coord<f64>, Coord<f64>)], at: Coord<f64>) -> (f64, Coord<f64>) {
        let mut best = (f64::INFINITY, Coord::zero());
        for &(from, to) in edges {
            let (share, square) = foot(from, to, at);
            if square < best.0 {
                best = (square, at - (from + (to - from) * share));
            }
        }
        (best.0.sqrt(), best.1)
    }

    /// Where the places nearest to what is before end and those nearest to what is after begin,
    /// from the axis out in a direction: straight while both are as near, then between the two.
    fn border(&self, out: Coord<f64>, to_left: bool, depth: f64) -> Vec<Coord<f64>> {
        let reach = depth * BEYOND;
        let step = reach / STEPS as f64;
        let parts = |at: Coord<f64>| {
            let (before, after) = (Self::off(&self.before, at).0, Self::off(&self.after, at).0);
            (before - after).abs() > depth * 1e-7
        };
        // Inside a bend the way between both edges is longer than the depth.
        let ends =
            |at: Coord<f64>| Self::off(&self.before, at).0.min(Self::off(&self.after, at).0) > reach * 0.999;
        let mut first = 1;
        while !parts(out * (step * first as f64)) {
            if ends(out * (step * first as f64)) || first == 4 * STEPS {
                return vec![out * (step * first as f64)];
            }
            first += 1;
        }
        let (mut low, mut high) = (step * (first - 1) as f64, step * first as f64);
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            *(if parts(out * middle) { &mut high } else { &mut low }) = middle;
        }
        let mut at = out * high;
        let mut path = vec![at];
        let mut heading = out;
        for _ in 0..3 * STEPS {
            let ((before, b), (after, a)) = (Self::off(&self.before, at), Self::off(&self.after, at));
            if before.min(after) > reach {
                break;
            }
            let rise = b / before.max(1e-12) - a / after.max(1e-12);
            let steep = length(rise);
            if steep > 1e-6 {
                let along = leftward(rise / steep);
                heading = if to_left { along } else { along * -1.0 };
            }
            at = at + heading * step;
            // Back onto the border, along the way in which the difference grows.
            for _ in 0..3 {
                let ((before, b), (after, a)) = (Self::off(&self.before, at), Self::off(&self.after, at));
                let rise = b / before.max(1e-12) - a / after.max(1e-12);
                let square = dot(rise, rise);
                if square < 1e-9 {
                    break;
                }
                let back = rise * ((before - after) / square);
                let long = length(back);
                at = at - if long > step { back * (step / long) } else { back };
            }
            path.push(at);
        }
        path
    }
}

/// Divides a belt by cuts across its axis; none where that cannot be done.
pub(super) fn divided(
    zone: &[Face],
    line: &LineString<f64>,
    depth: Km,
    goals: &[f64],
    measure: Measure<'_>,
) -> Option<Parts> {
    let axis = Axis::of(line, depth.0)?;
    // Kilometres of the axis are counted along it; a shallow side leaves it on the border.
    let scale = match measure {
        Measure::Line(_) => None,
        other => Some(Scale::new(zone, other)),
    };
    let places = places(&axis, zone, goals, scale.as_ref())?;
    let mut cells = Vec::new();
    let mut rest = zone.to_vec();
    for &place in &places {
        let (before, after) = axis.cut(&rest, place)?;
        cells.push(before);
        rest = after;
    }
    cells.push(rest);
    knit(zone, &mut cells);
    connect(&mut cells);
    let shares = match &scale {
        Some(scale) => cells.iter().map(|faces| scale.share(faces)).collect(),
        None => axis.shares(&places),
    };
    let ends = std::iter::once(0.0).chain(places.iter().map(|&place| axis.course(place)));
    let ends: Vec<f64> = ends.chain([axis.whole]).collect();
    let seeds = ends.windows(2).map(|pair| axis.at(axis.place(f64::midpoint(pair[0], pair[1])))).collect();
    let notes = if scale.is_some_and(|scale| scale.by_area) { vec![Note::ByArea] } else { Vec::new() };
    Some(Parts { cells, seeds, shares, notes })
}

/// Where to cut.
fn places(axis: &Axis, zone: &[Face], goals: &[f64], scale: Option<&Scale<'_>>) -> Option<Vec<Place>> {
    let cuts = &goals[..goals.len() - 1];
    let Some(scale) = scale else {
        let whole: f64 = axis.kilometres.iter().sum();
        let mut sum = 0.0;
        let places = cuts.iter().map(|goal| {
            sum += goal;
            axis.after(whole * sum)
        });
        return Some(places.collect());
    };
    let mut rest = zone.to_vec();
    let (mut from, mut left) = (0.0, 1.0);
    let mut places = Vec::new();
    for goal in cuts {
        let mut search = Search::between((from, -goal), (axis.whole, (left - goal).max(1e-12)));
        let mut cut = axis.cut(&rest, axis.place(search.at))?;
        for _ in 0..MOST_TURNS {
            let over = scale.share(&cut.0) - goal;
            if over.abs() < EXACT {
                break;
            }
            search.tell(over);
            cut = axis.cut(&rest, axis.place(search.at))?;
        }
        from = search.at;
        left -= goal;
        places.push(axis.place(from));
        rest = cut.1;
    }
    Some(places)
}

/// The share of `a` in what `a` and `b` hold, once the cut between them passes through a place.
pub(super) fn share_before(
    zone: &[Face],
    line: &LineString<f64>,
    depth: Km,
    weights: &[f64],
    measure: Measure<'_>,
    (a, b): (usize, usize),
    toward: Coord<f64>,
) -> Option<f64> {
    let axis = Axis::of(line, depth.0)?;
    let place = axis.nearest(toward);
    let before = match measure {
        Measure::Line(_) => axis.before(place) / axis.kilometres.iter().sum::<f64>(),
        other => Scale::new(zone, other).share(&axis.cut(zone, place)?.0),
    };
    let (lower, upper) = (a.min(b), a.max(b));
    let sum = |weights: &[f64]| weights.iter().filter(|weight| counts(**weight)).sum::<f64>();
    let whole = sum(weights);
    let share = (before - sum(&weights[..lower]) / whole) / ((weights[lower] + weights[upper]) / whole);
    Some(if a < b { share } else { 1.0 - share })
}
