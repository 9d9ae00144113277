//! A line of any length that the hand finds its place on at once.
//!
//! Boxes around runs of its edges say where to look: of a ring of 100 000 corners some
//! three thousand boxes and one or two runs are looked at.

use geo_types::{Coord, LineString};

use super::ground::{self, Bounds};
use crate::units::Km;

/// Edges in one box. With 8, half of the time goes into boxes; with 128, into edges far off.
const RUN: usize = 32;

/// A line, or a ring that repeats its first corner.
#[derive(Clone, Debug)]
pub(super) struct Course {
    path: LineString<f64>,
    bounds: Option<Bounds>,
    runs: Vec<Bounds>,
    /// Kilometres from the first corner to each.
    along: Vec<f64>,
}

/// A place on a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Foot {
    /// Where it is.
    pub(super) at: Coord<f64>,
    /// How far from the place it was looked for from.
    pub(super) away: Km,
    /// The edge, counted from 0, and how far along it from 0 to 1.
    edge: usize,
    fraction: f64,
}

/// The part of a course between two places on it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// The corners between the two places, in order, without these.
    pub(super) corners: Vec<Coord<f64>>,
    /// How long it is.
    pub(super) long: Km,
}

impl Course {
    pub(super) fn new(path: LineString<f64>) -> Self {
        let runs = path.0.chunks(RUN).enumerate().filter_map(|(run, _)| {
            let end = (run * RUN + RUN + 1).min(path.0.len());
            Bounds::of(path.0.get(run * RUN..end)?)
        });
        let mut along = vec![0.0];
        let mut so_far = 0.0;
        for ends in path.0.windows(2) {
            so_far += ground::apart(ends[0], ends[1]).0;
            along.push(so_far);
        }
        Self { bounds: Bounds::of(&path.0), runs: runs.collect(), along, path }
    }

    /// Whether it may be nearer to a place than a margin.
    pub(super) fn near(&self, at: Coord<f64>, margin: Km) -> bool {
        self.bounds.is_some_and(|bounds| bounds.near(at, margin))
    }

    /// The edges of the runs that may be nearer to a place than a margin.
    fn edges_near(&self, at: Coord<f64>, margin: Km) -> impl Iterator<Item = (usize, &[Coord<f64>])> {
        let near = move |(_, bounds): &(usize, &Bounds)| bounds.near(at, margin);
        let runs = self.runs.iter().enumerate().filter(move |run| self.near(at, margin) && near(run));
        runs.flat_map(|(run, _)| {
            let end = (run * RUN + RUN + 1).min(self.path.0.len());
            let corners = self.path.0.get(run * RUN..end).unwrap_or_default();
            corners.windows(2).enumerate().map(move |(place, ends)| (run * RUN + place, ends))
        })
    }

    /// The corners nearer to a place than a margin, with their distance.
    pub(super) fn corners_near(&self, at: Coord<f64>, margin: Km) -> impl Iterator<Item = (Coord<f64>, Km)> {
        let corners = self.edges_near(at, margin).flat_map(|(_, ends)| [ends[0], ends[1]]);
        corners.map(move |corner| (corner, ground::apart(at, corner))).filter(move |(_, km)| *km <= margin)
    }

    /// The nearest place, if it is no farther than a margin.
    pub(super) fn nearest(&self, at: Coord<f64>, margin: Km) -> Option<Foot> {
        let mut best: Option<Foot> = None;
        for (edge, ends) in self.edges_near(at, margin) {
            let foot = foot(at, edge, ends);
            if foot.away <= margin && best.is_none_or(|best| foot.away < best.away) {
                best = Some(foot);
            }
        }
        best
    }

    fn is_ring(&self) -> bool {
        self.path.0.len() > 3 && self.path.0.first() == self.path.0.last()
    }

    /// Kilometres from the first corner.
    fn kilometre(&self, foot: &Foot) -> f64 {
        let at = |place: usize| self.along.get(place).copied().unwrap_or_default();
        at(foot.edge) + (at(foot.edge + 1) - at(foot.edge)) * foot.fraction
    }

    /// The part between two places; of a ring the shorter one.
    pub(super) fn between(&self, from: &Foot, to: &Foot) -> Way {
        let whole = self.along.last().copied().unwrap_or_default();
        let ahead = self.kilometre(to) - self.kilometre(from);
        let round = whole - ahead.abs();
        let direct = !self.is_ring() || ahead.abs() <= round;
        let (first, second) = if (ahead >= 0.0) == direct { (from, to) } else { (to, from) };
        let mut corners = self.onward(first, second);
        // The ends of the way are corners already.
        corners.retain(|at| ![from, to].iter().any(|end| ground::apart(*at, end.at).0 < ONE_PLACE.0));
        if first != from {
            corners.reverse();
        }
        Way { corners, long: Km(if direct { ahead.abs() } else { round }) }
    }

    /// The corners from one place on to another, in the direction of the course.
    fn onward(&self, from: &Foot, to: &Foot) -> Vec<Coord<f64>> {
        let (start, end) = (from.edge + 1, to.edge + usize::from(to.fraction >= 1.0));
        let part = |from: usize, to: usize| self.path.0.get(from..=to).unwrap_or_default().to_vec();
        if self.kilometre(from) <= self.kilometre(to) {
            return part(start, end);
        }
        // Over the place where the ring begins: its first corner stands there twice.
        let mut corners = part(start, self.path.0.len().saturating_sub(2));
        corners.extend(part(0, end));
        corners
    }
}

/// Two places nearer than this are one: the grid of the cutting is finer, a hand is not.
pub(super) const ONE_PLACE: Km = Km(1e-5);

/// The place nearest to another on one edge.
fn foot(at: Coord<f64>, edge: usize, ends: &[Coord<f64>]) -> Foot {
    let (a, b) = (ground::offset(at, ends[0]), ground::offset(at, ends[1]));
    let (east, north) = (b.0 - a.0, b.1 - a.1);
    let long = east * east + north * north;
    let along = if long > 0.0 { -(a.0 * east + a.1 * north) / long } else { 0.0 };
    let fraction = along.clamp(0.0, 1.0);
    let away = Km((a.0 + fraction * east).hypot(a.1 + fraction * north));
    // A corner is taken as it is, to the last digit: zones that meet in it share it.
    let place = match fraction {
        0.0 => ends[0],
        1.0 => ends[1],
        _ => ground::between(ends[0], ends[1], fraction),
    };
    Foot { at: place, away, edge, fraction }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;
    use proptest::prelude::*;

    fn at(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    /// A ring of a hundred corners round Poltava, half a degree wide.
    fn ring() -> Course {
        let mut corners: Vec<Coord<f64>> = (0..100)
            .map(|corner| {
                let turn = f64::from(corner) * std::f64::consts::TAU / 100.0;
                at(34.55 + 0.5 * turn.cos(), 49.59 + 0.3 * turn.sin())
            })
            .collect();
        corners.push(corners[0]);
        Course::new(LineString(corners))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn boxes_find_what_looking_at_every_edge_finds(x in 33.9..35.2_f64, y in 49.2..50.0_f64) {
            let course = ring();
            let found = course.nearest(at(x, y), Km(500.0)).unwrap();
            let (slow, km) = ground::nearest(&course.path, at(x, y)).unwrap();
            prop_assert!((found.away.0 - km.0).abs() < 1e-9);
            prop_assert!(ground::apart(found.at, slow).0 < 1e-6);
            prop_assert!(course.nearest(at(x, y), Km(km.0 * 0.99)).is_none());
        }

        #[test]
        fn the_two_ways_round_a_ring_make_the_whole(a in 0.0..TAU, b in 0.0..TAU) {
            let course = ring();
            let place = |turn: f64| at(34.55 + 0.5 * turn.cos(), 49.59 + 0.3 * turn.sin());
            let (from, to) = (
                course.nearest(place(a), Km(5.0)).unwrap(),
                course.nearest(place(b), Km(5.0)).unwrap(),
            );
            let (there, back) = (course.between(&from, &to), course.between(&to, &from));
            prop_assert_eq!(there.long, back.long);
            prop_assert!(there.long.0 <= course.along.last().unwrap() / 2.0 + 1e-9, "the shorter way");
            let mut reversed = back.corners;
            reversed.reverse();
            prop_assert_eq!(&there.corners, &reversed);
            let walked: Vec<_> = std::iter::once(from.at).chain(there.corners).chain([to.at]).collect();
            let long: f64 = walked.windows(2).map(|ends| ground::apart(ends[0], ends[1]).0).sum();
            // Between two feet the cosine of the latitude is another one.
            prop_assert!((long - there.long.0).abs() < 0.01, "{} and {}", long, there.long.0);
        }
    }

    #[test]
    fn an_open_line_has_one_way() {
        let course =
            Course::new(LineString((0..80).map(|step| at(30.0 + f64::from(step) * 0.1, 48.0)).collect()));
        let from = course.nearest(at(37.02, 48.001), Km(1.0)).unwrap();
        let to = course.nearest(at(30.3, 48.0), Km(1.0)).unwrap();
        let way = course.between(&from, &to);
        assert_eq!(way.corners.len(), 67, "from the one at 37.0 down to the one at 30.4");
        assert!(way.corners[0].x > way.corners[66].x, "in the order of the hand");
        assert!(course.between(&to, &to).corners.is_empty());
    }
}
