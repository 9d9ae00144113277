//! A polygon cut along a line, exactly.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString};

use crate::geodesy::bounds::{Bounds, Side, side_of_ring};

/// One connected piece of a zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Face {
    /// Open rings: first the exterior, counter-clockwise, then the holes, clockwise.
    pub rings: Vec<Vec<Coord<f64>>>,
    /// The part of the zone's outline that it is a piece of.
    pub of: usize,
}

/// What a line does to a face.
pub(super) enum Cut {
    /// It does not cross it.
    Missed,
    /// It parts it: what is to the left of the line, and what is to the right.
    Parted(Vec<Face>, Vec<Face>),
    /// It crosses without parting it, from a hole to the rim, or runs so along
    /// the border that the crossings do not add up.
    Tangled,
}

/// Where an edge of a face and an edge of the line cross.
#[derive(Clone, Copy, Debug)]
struct Crossing {
    ring: usize,
    edge: usize,
    /// Share along the edge of the ring.
    share: f64,
    /// Edge of the line and share along it.
    along: f64,
    at: Coord<f64>,
    /// Whether the line goes into the face here.
    enters: bool,
}

/// A stretch of the line inside the face.
struct Chord {
    from: Crossing,
    to: Crossing,
    /// The line's corners between.
    path: Vec<Coord<f64>>,
}

impl Chord {
    /// How far it begins from a corner of the line, in degrees of latitude; 0 where it runs through it.
    fn off(&self, corner: f64, at: Coord<f64>) -> f64 {
        let nearest = match (self.from.along > corner, self.to.along < corner) {
            (true, _) => self.from.at,
            (_, true) => self.to.at,
            _ => return 0.0,
        };
        let way = nearest - at;
        (way.x * at.y.to_radians().cos()).hypot(way.y)
    }
}

/// Whether a place is to the left of an edge; on it counts as left.
pub(super) fn left(from: Coord<f64>, to: Coord<f64>, at: Coord<f64>) -> bool {
    RobustKernel::orient2d(from, to, at) != Orientation::Clockwise
}

pub(super) fn cross(from: Coord<f64>, to: Coord<f64>, at: Coord<f64>) -> f64 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

impl Face {
    /// Cuts along a line whose ends lie outside; with `only`, along no more than the one
    /// stretch inside that is nearest to this corner of the line, and within so many degrees of it.
    pub fn cut(&self, knife: &[Coord<f64>], only: Option<(usize, f64)>) -> Cut {
        let crossings = self.crossings(knife);
        let Some(mut chords) = chords(crossings, knife) else { return Cut::Tangled };
        if let Some((corner, within)) = only {
            let off = |chord: &Chord| chord.off(corner as f64, knife[corner]);
            chords.retain(|chord| off(chord) <= within);
            chords.sort_by(|a, b| off(a).total_cmp(&off(b)));
            chords.truncate(1);
        }
        if chords.is_empty() {
            return Cut::Missed;
        }
        self.along(&chords).unwrap_or(Cut::Tangled)
    }

    fn crossings(&self, knife: &[Coord<f64>]) -> Vec<Crossing> {
        let mut found = Vec::new();
        for (piece, ends) in knife.windows(2).enumerate() {
            let (from, to) = (ends[0], ends[1]);
            let Some(reach) = Bounds::of([from, to]) else { continue };
            for (number, ring) in self.rings.iter().enumerate() {
                let Some(&last) = ring.last() else { continue };
                let (mut before, mut was_left) = (last, left(from, to, last));
                for (place, &at) in ring.iter().enumerate() {
                    let is_left = left(from, to, at);
                    let (start, started_left) = (before, was_left);
                    (before, was_left) = (at, is_left);
                    if started_left == is_left
                        || !Bounds::of([start, at]).is_some_and(|edge| edge.meets(reach))
                        || left(start, at, from) == left(start, at, to)
                    {
                        continue;
                    }
                    let share = part(cross(from, to, start), cross(from, to, at));
                    let along = piece as f64 + part(cross(start, at, from), cross(start, at, to));
                    let edge = (place + ring.len() - 1) % ring.len();
                    let at = start + (at - start) * share;
                    let at = if share >= 1.0 { before } else { at };
                    found.push(Crossing { ring: number, edge, share, along, at, enters: started_left });
                }
            }
        }
        found.sort_by(|a, b| a.along.total_cmp(&b.along));
        found
    }

    /// Cuts along stretches that lie inside and do not cross.
    fn along(&self, chords: &[Chord]) -> Option<Cut> {
        let net = Net::of(self, chords);
        let (mut outer, mut holes) = (Vec::new(), Vec::new());
        for traced in net.rings(chords)? {
            match area(&traced.ring) {
                area if area > 0.0 => {
                    outer.push((Self { rings: vec![traced.ring], of: self.of }, traced.hand));
                }
                area if area < 0.0 => holes.push(traced),
                _ => {}
            }
        }
        for hole in holes {
            let home = match outer.as_slice() {
                [_] => 0,
                _ => outer.iter().position(|(face, _)| within(&hole.ring, &face.rings[0]))?,
            };
            let (face, hand) = &mut outer[home];
            *hand = (hand.0 || hole.hand.0, hand.1 || hole.hand.1);
            face.rings.push(hole.ring);
        }
        let (mut on_left, mut on_right) = (Vec::new(), Vec::new());
        for (face, hand) in outer {
            match hand {
                (true, false) => on_left.push(face),
                (false, true) => on_right.push(face),
                _ => return None,
            }
        }
        Some(Cut::Parted(on_left, on_right))
    }
}

/// The share of the way from `a` to `b` at which zero lies; they differ in sign.
fn part(a: f64, b: f64) -> f64 {
    let share = a / (a - b);
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 }
}

/// Pairs crossings into stretches inside; none if they do not alternate. An end
/// of the line that lies inside cuts nothing.
fn chords(mut crossings: Vec<Crossing>, knife: &[Coord<f64>]) -> Option<Vec<Chord>> {
    if crossings.first().is_some_and(|first| !first.enters) {
        crossings.remove(0);
    }
    if crossings.last().is_some_and(|last| last.enters) {
        crossings.pop();
    }
    for place in 0..crossings.len().saturating_sub(1) {
        // Two crossings at one place stand in either order.
        let due = place % 2 == 0;
        let ahead = crossings[place + 1];
        if crossings[place].enters != due
            && ahead.enters == due
            && ahead.along - crossings[place].along < 1e-9
        {
            crossings.swap(place, place + 1);
        }
    }
    if crossings.len() % 2 == 1
        || crossings.iter().enumerate().any(|(place, at)| at.enters != (place % 2 == 0))
    {
        return None;
    }
    let chord = |pair: &[Crossing]| {
        let (from, to) = (pair[0], pair[1]);
        let first = from.along.floor() as usize + 1;
        let path = knife
            .iter()
            .copied()
            .enumerate()
            .skip(first)
            .take_while(|(corner, _)| (*corner as f64) < to.along);
        Chord { from, to, path: path.map(|(_, at)| at).collect() }
    };
    Some(crossings.chunks_exact(2).map(chord).collect())
}

/// The rings of a face with the ends of chords as corners.
struct Net {
    at: Vec<Coord<f64>>,
    next: Vec<usize>,
    /// The chord that starts or ends at a corner, and whether it starts.
    chord: Vec<Option<(usize, bool)>>,
    /// The corners at the ends of each chord.
    ends: Vec<(usize, usize)>,
}

struct Traced {
    ring: Vec<Coord<f64>>,
    /// Whether it lies to the left of a chord, and to the right of one.
    hand: (bool, bool),
}

impl Net {
    fn of(face: &Face, chords: &[Chord]) -> Self {
        let mut stops: Vec<(Crossing, usize, bool)> = chords
            .iter()
            .enumerate()
            .flat_map(|(number, chord)| [(chord.from, number, true), (chord.to, number, false)])
            .collect();
        stops.sort_by(|(a, ..), (b, ..)| {
            (a.ring, a.edge).cmp(&(b.ring, b.edge)).then(a.share.total_cmp(&b.share))
        });
        let count = face.rings.iter().map(Vec::len).sum::<usize>() + stops.len();
        let mut net = Self {
            at: Vec::with_capacity(count),
            next: Vec::with_capacity(count),
            chord: vec![None; count],
            ends: vec![(0, 0); chords.len()],
        };
        let mut stops = stops.into_iter().peekable();
        for (number, ring) in face.rings.iter().enumerate() {
            let first = net.at.len();
            for (edge, &corner) in ring.iter().enumerate() {
                net.at.push(corner);
                while let Some((stop, chord, starts)) =
                    stops.next_if(|(s, ..)| (s.ring, s.edge) == (number, edge))
                {
                    let node = net.at.len();
                    net.at.push(stop.at);
                    net.chord[node] = Some((chord, starts));
                    let ends = &mut net.ends[chord];
                    *(if starts { &mut ends.0 } else { &mut ends.1 }) = node;
                }
            }
            let last = net.at.len();
            net.next.extend((first..last).map(|node| if node + 1 == last { first } else { node + 1 }));
        }
        net
    }

    /// Follows the border with the inside on the left, turning into every chord.
    fn rings(&self, chords: &[Chord]) -> Option<Vec<Traced>> {
        let mut seen = vec![false; self.at.len()];
        let mut rings = Vec::new();
        for start in 0..self.at.len() {
            if seen[start] {
                continue;
            }
            let mut traced = Traced { ring: Vec::new(), hand: (false, false) };
            let mut node = start;
            loop {
                if seen[node] {
                    return None;
                }
                seen[node] = true;
                traced.ring.push(self.at[node]);
                let next = self.next[node];
                node = match self.chord[next] {
                    None => next,
                    Some((chord, true)) => {
                        traced.hand.0 = true;
                        traced.ring.push(self.at[next]);
                        traced.ring.extend(&chords[chord].path);
                        self.ends[chord].1
                    }
                    Some((chord, false)) => {
                        traced.hand.1 = true;
                        traced.ring.push(self.at[next]);
                        traced.ring.extend(chords[chord].path.iter().rev());
                        self.ends[chord].0
                    }
                };
                if node == start {
                    break;
                }
            }
            tidy(&mut traced.ring);
            if traced.ring.len() > 2 {
                rings.push(traced);
            }
        }
        Some(rings)
    }
}

/// Takes repeated corners out.
pub(super) fn tidy(ring: &mut Vec<Coord<f64>>) {
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
}

/// Twice the area in square degrees, positive counter-clockwise.
pub(super) fn area(ring: &[Coord<f64>]) -> f64 {
    let Some(&first) = ring.first() else { return 0.0 };
    ring.windows(2).map(|edge| cross(first, edge[0], edge[1])).sum()
}

/// Whether a ring lies in another; corners on its border do not tell.
fn within(ring: &[Coord<f64>], other: &[Coord<f64>]) -> bool {
    let other = LineString(other.to_vec());
    let sides = ring.iter().map(|&at| side_of_ring(&other, at));
    sides.into_iter().find(|side| *side != Side::Border).is_none_or(|side| side == Side::Inside)
}
