//! Parts that fit edge to edge, in as few pieces as may be.

use std::collections::BTreeMap;

use geo_types::{Coord, LineString};

use super::Divider;
use super::face::{Face, area, cross, tidy};

/// Two corners nearer than this, in degrees, are one: a micrometre. The places where
/// three cells meet are computed once in each, and differ in their last digits.
const ONE_PLACE: f64 = 1e-11;

/// A coordinate as a key.
type Key = (u64, u64);

fn key(at: Coord<f64>) -> Key {
    // Minus zero is zero.
    ((at.x + 0.0).to_bits(), (at.y + 0.0).to_bits())
}

/// The edges of rings, each from its first corner.
fn edges(ring: &[Coord<f64>]) -> impl Iterator<Item = (Coord<f64>, Coord<f64>)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Gives corners that were computed twice one place, and every edge the corners of
/// the pieces beside it, so that a common border is the same edges on both sides.
pub(super) fn knit(zone: &[Face], cells: &mut [Vec<Face>]) {
    let mut given: Vec<Key> =
        zone.iter().flat_map(|face| face.rings.iter().flatten().map(|&at| key(at))).collect();
    given.sort_unstable();
    let is_given = |at: Coord<f64>| given.binary_search(&key(at)).is_ok();
    let mut made: Vec<Coord<f64>> =
        rings(cells).flat_map(|ring| ring.iter().copied()).filter(|&at| !is_given(at)).collect();
    made.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    made.dedup();
    let mut places: Vec<Coord<f64>> = Vec::with_capacity(made.len());
    let mut moved: BTreeMap<Key, Coord<f64>> = BTreeMap::new();
    for at in made {
        let near = places.iter().rev().take_while(|other| at.x - other.x <= ONE_PLACE);
        match near.copied().find(|other| (at.y - other.y).abs() <= ONE_PLACE) {
            Some(other) => {
                moved.insert(key(at), other);
            }
            None => places.push(at),
        }
    }
    for ring in cells.iter_mut().flatten().flat_map(|face| &mut face.rings) {
        for at in ring.iter_mut() {
            if let Some(&other) = moved.get(&key(*at)) {
                *at = other;
            }
        }
        tidy(ring);
        *ring = with_corners(ring, &places);
        without_ways_back(ring, is_given);
    }
}

/// Takes out ways there and back on the same edge: two cuts along one line leave nothing else
/// between them. One that the zone came with ends in a corner of its own, and stays.
fn without_ways_back(ring: &mut Vec<Coord<f64>>, is_given: impl Fn(Coord<f64>) -> bool) {
    let mut at = 0;
    while ring.len() > 3 && at < ring.len() {
        let count = ring.len();
        let (before, after) = ((at + count - 1) % count, (at + 1) % count);
        if ring[before] == ring[after] && !is_given(ring[at]) {
            // The tip, and the second of the two corners that have become one.
            ring.remove(at.max(after));
            ring.remove(at.min(after));
            at = 0;
        } else {
            at += 1;
        }
    }
}

fn rings(cells: &[Vec<Face>]) -> impl Iterator<Item = &Vec<Coord<f64>>> {
    cells.iter().flatten().flat_map(|face| &face.rings)
}

/// A ring with those places as corners that lie on its edges; they stand in the order of x.
fn with_corners(ring: &[Coord<f64>], places: &[Coord<f64>]) -> Vec<Coord<f64>> {
    let mut full = Vec::with_capacity(ring.len() + 4);
    for (from, to) in edges(ring) {
        full.push(from);
        let (west, east) = (from.x.min(to.x) - ONE_PLACE, from.x.max(to.x) + ONE_PLACE);
        let (south, north) = (from.y.min(to.y) - ONE_PLACE, from.y.max(to.y) + ONE_PLACE);
        let first = places.partition_point(|at| at.x < west);
        let length = (to - from).x.hypot((to - from).y);
        let on = |at: &&Coord<f64>| {
            at.y >= south
                && at.y <= north
                && **at != from
                && **at != to
                && cross(from, to, **at).abs() <= ONE_PLACE * length
        };
        let mut between: Vec<Coord<f64>> =
            places[first..].iter().take_while(|at| at.x <= east).filter(on).copied().collect();
        let along = |at: &Coord<f64>| (to - from).x * (at.x - from.x) + (to - from).y * (at.y - from.y);
        between.sort_by(|a, b| along(a).total_cmp(&along(b)));
        full.extend(between);
    }
    full
}

/// Whether any part is in more pieces than it needs to be.
pub(super) fn in_pieces(cells: &[Vec<Face>]) -> Vec<usize> {
    let broken = |faces: &[Face]| {
        (1..faces.len()).any(|place| faces[..place].iter().any(|other| other.of == faces[place].of))
    };
    (0..cells.len()).filter(|&part| broken(&cells[part])).collect()
}

/// Gives all but the largest piece of each part to the neighbour with the longest common
/// border, the largest first. Says whether any was given.
pub(super) fn connect(cells: &mut [Vec<Face>]) -> bool {
    let mut loose: Vec<(usize, Face)> = Vec::new();
    for (part, faces) in cells.iter_mut().enumerate() {
        faces.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let mut kept: Vec<Face> = Vec::new();
        for face in faces.drain(..) {
            if kept.iter().any(|other| other.of == face.of) {
                loose.push((part, face));
            } else {
                kept.push(face);
            }
        }
        *faces = kept;
    }
    loose.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
    let any = !loose.is_empty();
    while !loose.is_empty() {
        let homes = Homes::of(cells);
        let Some((which, home)) = loose
            .iter()
            .enumerate()
            .find_map(|(which, (_, face))| homes.beside(face).map(|home| (which, home)))
        else {
            break;
        };
        let (_, face) = loose.remove(which);
        let host = &mut cells[home.0];
        let whole = merged(&host[home.1], &face);
        host.splice(home.1..=home.1, whole);
    }
    for (part, face) in loose {
        cells[part].push(face);
    }
    any
}

fn size(face: &Face) -> f64 {
    face.rings.iter().map(|ring| area(ring)).sum()
}

/// Whose edge an edge is.
struct Homes(BTreeMap<(Key, Key), (usize, usize)>);

impl Homes {
    fn of(cells: &[Vec<Face>]) -> Self {
        let mut homes = BTreeMap::new();
        for (part, faces) in cells.iter().enumerate() {
            for (place, face) in faces.iter().enumerate() {
                for (from, to) in face.rings.iter().flat_map(|ring| edges(ring)) {
                    homes.insert((key(from), key(to)), (part, place));
                }
            }
        }
        Self(homes)
    }

    /// The piece with the longest border to a face.
    fn beside(&self, face: &Face) -> Option<(usize, usize)> {
        let mut shared: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (from, to) in face.rings.iter().flat_map(|ring| edges(ring)) {
            if let Some(&home) = self.0.get(&(key(to), key(from))) {
                *shared.entry(home).or_default() += (to - from).x.hypot((to - from).y);
            }
        }
        shared.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(home, _)| home)
    }
}

/// Two faces with a common border as one.
pub(super) fn merged(one: &Face, other: &Face) -> Vec<Face> {
    let mut all: BTreeMap<(Key, Key), (Coord<f64>, Coord<f64>)> = BTreeMap::new();
    for (from, to) in one.rings.iter().chain(&other.rings).flat_map(|ring| edges(ring)) {
        if all.remove(&(key(to), key(from))).is_none() {
            all.insert((key(from), key(to)), (from, to));
        }
    }
    let (mut outer, mut holes): (Vec<Face>, Vec<Vec<Coord<f64>>>) = (Vec::new(), Vec::new());
    while let Some((_, (start, mut at))) = all.pop_first() {
        let mut before = start;
        let mut ring = vec![start];
        while key(at) != key(start) {
            ring.push(at);
            let ahead = all.range((key(at), (0, 0))..=(key(at), (u64::MAX, u64::MAX)));
            // Where rings touch, the way most to the left keeps them apart.
            let next = ahead
                .map(|(name, edge)| (*name, edge.1))
                .max_by(|a, b| turn(before, at, a.1).total_cmp(&turn(before, at, b.1)));
            let Some((name, to)) = next else { break };
            all.remove(&name);
            (before, at) = (at, to);
        }
        tidy(&mut ring);
        if area(&ring) > 0.0 {
            outer.push(Face { rings: vec![ring], of: one.of });
        } else if ring.len() > 2 {
            holes.push(ring);
        }
    }
    // Holes go with the largest exterior; others only touch it at a corner.
    outer.sort_by(|a, b| size(b).total_cmp(&size(a)));
    match outer.first_mut() {
        Some(face) => face.rings.extend(holes),
        None => return vec![one.clone(), other.clone()],
    }
    outer
}

/// The angle by which the way turns to the left, −π..π.
fn turn(before: Coord<f64>, at: Coord<f64>, after: Coord<f64>) -> f64 {
    let (a, b) = (at - before, after - at);
    (a.x * b.y - a.y * b.x).atan2(a.x * b.x + a.y * b.y)
}

/// The borders between parts: the edges that two of them have in common.
pub(super) fn dividers(cells: &[Vec<Face>]) -> Vec<Divider> {
    let homes = Homes::of(cells);
    let mut found: Vec<Divider> = Vec::new();
    for (part, faces) in cells.iter().enumerate() {
        for ring in faces.iter().flat_map(|face| &face.rings) {
            let beside = |(from, to): (Coord<f64>, Coord<f64>)| {
                let (other, _) = *homes.0.get(&(key(to), key(from)))?;
                (other > part).then_some(other)
            };
            let others: Vec<Option<usize>> = edges(ring).map(beside).collect();
            runs(ring, &others, |other, path| {
                found.push(Divider { between: (part, other), path: LineString(path) });
            });
        }
    }
    found.sort_by_key(|divider| divider.between);
    found
}

/// The runs of edges of a ring with the same part beside them.
fn runs(ring: &[Coord<f64>], others: &[Option<usize>], mut take: impl FnMut(usize, Vec<Coord<f64>>)) {
    let count = ring.len();
    let before = |place: usize| others[(place + count - 1) % count];
    let starts: Vec<usize> =
        (0..count).filter(|&place| others[place].is_some() && before(place) != others[place]).collect();
    if starts.is_empty()
        && let Some(Some(other)) = others.first()
    {
        // A part that lies in another like an island.
        take(*other, ring.iter().copied().chain(ring.first().copied()).collect());
    }
    for start in starts {
        let run = (0..count).take_while(|step| others[(start + step) % count] == others[start]).count();
        let path = (0..=run).map(|step| ring[(start + step) % count]).collect();
        if let Some(other) = others[start] {
            take(other, path);
        }
    }
}
