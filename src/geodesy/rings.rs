//! Remembers of long rings what was worked out for each edge, so that a corner in the hand
//! costs its two edges and a sum.
//!
//! A sum of floating numbers depends on their order. What is remembered is therefore the
//! terms and never a sum: adding a hundred thousand of them in their order takes a tenth of a
//! millisecond, and the figure is to the last bit the one that a first look gives.

use std::ops::Range;

use geo_types::Coord;

/// From so many corners on a ring is worth remembering: going along a shorter one takes less
/// than half a millisecond.
pub const LONG: usize = 1_024;

/// How many rings are remembered: those of a zone in the hand and of a neighbour that shares
/// its corner, as they are and as they were.
const REMEMBERED: usize = 4;

/// What was worked out for each edge of a ring; of any edge some entries, or none. The last
/// edge leads from the last corner to the first.
#[derive(Clone, Debug)]
pub struct Ledger<T> {
    /// Where the entries of each edge end.
    ends: Vec<usize>,
    entries: Vec<T>,
}

impl<T> Default for Ledger<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), entries: Vec::new() }
    }
}

impl<T: Copy> Ledger<T> {
    /// The entries of an edge, in the order in which they were worked out.
    pub fn of(&self, edge: usize) -> &[T] {
        let Some(&end) = self.ends.get(edge) else { return &[] };
        self.entries.get(self.begin(edge)..end).unwrap_or_default()
    }

    /// The entries of all edges.
    pub fn all(&self) -> &[T] {
        &self.entries
    }

    fn begin(&self, edge: usize) -> usize {
        edge.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }

    /// The ledger of another ring, with the entries of the edges that it shares with this one.
    fn followed(
        &self,
        ring: &[Coord<f64>],
        same: &[Same],
        mut work: impl FnMut(Coord<f64>, Coord<f64>, &mut Vec<T>),
    ) -> Self {
        let mut next = Self {
            ends: Vec::with_capacity(ring.len()),
            entries: Vec::with_capacity(self.entries.len().max(ring.len()) + 64),
        };
        let mut reckon = |edges: Range<usize>, next: &mut Self| {
            for edge in edges {
                let to = ring.get(edge + 1).or(ring.first());
                if let (Some(&from), Some(&to)) = (ring.get(edge), to) {
                    work(from, to, &mut next.entries);
                }
                next.ends.push(next.entries.len());
            }
        };
        for run in same {
            reckon(next.ends.len()..run.now, &mut next);
            next.copy(self, run.before..run.before + run.count);
        }
        reckon(next.ends.len()..ring.len(), &mut next);
        next
    }

    /// Adds edges of another ledger.
    fn copy(&mut self, other: &Self, edges: Range<usize>) {
        let (begin, at) = (other.begin(edges.start), self.entries.len());
        let ends = other.ends.get(edges).unwrap_or_default();
        let end = ends.last().copied().unwrap_or(begin);
        self.entries.extend_from_slice(other.entries.get(begin..end).unwrap_or_default());
        self.ends.extend(ends.iter().map(|end| end - begin + at));
    }
}

/// A run of edges that a ring has in common with one seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Same {
    /// Its first edge there.
    before: usize,
    /// Its first edge here.
    now: usize,
    count: usize,
}

/// The rings seen last, each with its ledger.
#[derive(Clone, Debug)]
pub struct Rings<T> {
    /// The one seen last comes last.
    seen: Vec<(Vec<Coord<f64>>, Ledger<T>)>,
}

impl<T> Default for Rings<T> {
    fn default() -> Self {
        Self { seen: Vec::new() }
    }
}

impl<T: Copy> Rings<T> {
    /// The ledger of a ring. Only edges that the rings seen last did not have are worked out:
    /// the work is handed both ends of one, and a list to which it adds what it finds.
    pub fn follow(
        &mut self,
        ring: &[Coord<f64>],
        work: impl FnMut(Coord<f64>, Coord<f64>, &mut Vec<T>),
    ) -> &Ledger<T> {
        let (mut relative, mut known) = (None, Vec::new());
        for (place, (corners, _)) in self.seen.iter().enumerate().rev() {
            let same = same_edges(corners, ring);
            // A corner, or some, were moved: there is no nearer relative to look for.
            if 2 * same.iter().map(|run| run.count).sum::<usize>() > ring.len() {
                (relative, known) = (Some(place), same);
                break;
            }
        }
        let crowded = self.seen.len() >= REMEMBERED;
        let (mut corners, ledger) = match relative.or(crowded.then_some(0)) {
            Some(place) => self.seen.remove(place),
            None => (Vec::new(), Ledger::default()),
        };
        let ledger = ledger.followed(ring, &known, work);
        corners.clear();
        corners.extend_from_slice(ring);
        self.seen.push((corners, ledger));
        let last = self.seen.len() - 1;
        &self.seen[last].1
    }
}

/// The edges that two rings have in common, found by place: where both have as many corners,
/// those that stand where they stood; otherwise as many from both ends as are the same.
fn same_edges(before: &[Coord<f64>], now: &[Coord<f64>]) -> Vec<Same> {
    let alike =
        |(a, b): (&Coord<f64>, &Coord<f64>)| a.x.to_bits() == b.x.to_bits() && a.y.to_bits() == b.y.to_bits();
    if before.len() == now.len() {
        let stays: Vec<bool> = std::iter::zip(before, now).map(alike).collect();
        let follows = stays.iter().skip(1).chain(stays.first());
        let mut runs: Vec<Same> = Vec::new();
        for (edge, (from, to)) in stays.iter().zip(follows).enumerate() {
            match runs.last_mut() {
                _ if !(*from && *to) => {}
                Some(run) if run.now + run.count == edge => run.count += 1,
                _ => runs.push(Same { before: edge, now: edge, count: 1 }),
            }
        }
        return runs;
    }
    let head = std::iter::zip(before, now).take_while(|pair| alike(*pair)).count();
    let rest = before.len().min(now.len()) - head;
    let tail =
        std::iter::zip(before.iter().rev(), now.iter().rev()).take(rest).take_while(|pair| alike(*pair));
    let tail = tail.count();
    // The last edge leads back to the first corner.
    let closing = usize::from(head == 0);
    let runs = [
        Same { before: 0, now: 0, count: head.saturating_sub(1) },
        Same { before: before.len() - tail, now: now.len() - tail, count: tail.saturating_sub(closing) },
    ];
    runs.into_iter().filter(|run| run.count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(xs: &[i32]) -> Vec<Coord<f64>> {
        xs.iter().map(|x| Coord { x: f64::from(*x), y: 0.0 }).collect()
    }

    #[test]
    fn a_corner_that_was_moved_has_two_edges() {
        let before = ring(&[1, 2, 3, 4, 5]);
        let runs = same_edges(&before, &ring(&[1, 2, 9, 4, 5]));
        assert_eq!(
            runs,
            [Same { before: 0, now: 0, count: 1 }, Same { before: 3, now: 3, count: 2 }],
            "the edges into the corner and out of it"
        );
        let runs = same_edges(&before, &ring(&[1, 2, 3, 9, 4, 5]));
        assert_eq!(runs, [Same { before: 0, now: 0, count: 2 }, Same { before: 3, now: 4, count: 2 }]);
        let runs = same_edges(&before, &ring(&[1, 2, 4, 5]));
        assert_eq!(runs, [Same { before: 0, now: 0, count: 1 }, Same { before: 3, now: 2, count: 2 }]);
    }

    #[test]
    fn only_new_edges_are_worked_out() {
        let mut rings = Rings::default();
        let mut worked = 0;
        for corners in [vec![1, 2, 3, 4, 5, 6], vec![1, 2, 9, 4, 5, 6], vec![1, 2, 9, 8, 4, 5, 6]] {
            rings.follow(&ring(&corners), |_, _, entries: &mut Vec<i32>| {
                worked += 1;
                entries.push(0);
            });
        }
        assert_eq!(worked, 6 + 2 + 2);
    }

    /// A ledger says of each edge where it begins and ends, as often as its length says.
    fn entries(from: Coord<f64>, to: Coord<f64>, entries: &mut Vec<(i32, i32)>) {
        for _ in 0..(to.x - from.x).abs() as usize % 4 {
            entries.push((from.x as i32, to.x as i32));
        }
    }

    proptest! {
        /// Corners of a few kinds only, so that rings are often alike where they should not be.
        #[test]
        fn what_is_remembered_is_what_a_first_look_gives(
            turns in prop::collection::vec(
                (0u8..4, 0usize..12, 0i32..5, prop::collection::vec(0i32..5, 0..12)), 1..24),
        ) {
            let mut rings = Rings::default();
            let mut corners = vec![1, 2, 3, 4, 0, 2];
            for (kind, at, to, other) in turns {
                match kind {
                    0 => corners = other,
                    1 if at < corners.len() => corners[at] = to,
                    2 => corners.insert(at.min(corners.len()), to),
                    3 if at < corners.len() => drop(corners.remove(at)),
                    _ => {}
                }
                let ring = ring(&corners);
                let known = rings.follow(&ring, entries).clone();
                let first = Ledger::default().followed(&ring, &[], entries);
                prop_assert_eq!(&known.ends, &first.ends);
                prop_assert_eq!(&known.entries, &first.entries);
                for edge in 0..ring.len() {
                    prop_assert_eq!(known.of(edge), first.of(edge));
                }
            }
        }
    }
}
