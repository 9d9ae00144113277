//! One corner of an outline that is in order, moved: what has to be looked at again is not
//! the whole outline but the two edges beside the corner, against all others, those of holes
//! too.
//!
//! Putting an outline of 100,000 corners in order takes a tenth of a second, which a frame
//! of a drag does not have; two edges against all others take a millisecond.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::in_world;
use super::overlay::{MOST_TO_AND_FRO, planar_area, to_and_fro};
use super::valid::parts_may_overlap;

/// An outline in order, whose corners can be moved one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Movable {
    /// Whether two crossings more with any line still let it be cut.
    slack: bool,
}

/// A corner of an outline: its part, its ring – 0 is the outer one –, its place in the ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingCorner {
    /// Which part of the outline.
    pub part: usize,
    /// Which ring of the part; 0 is the outer one.
    pub ring: usize,
    /// Which corner of the ring.
    pub index: usize,
}

impl Movable {
    /// Looks at an outline as [`valid_area`](super::valid_area) gives it. None where the boxes
    /// of its parts meet: these can come to lie in each other without an edge that meets
    /// another.
    pub fn of(outline: &MultiPolygon<f64>) -> Option<Self> {
        let apart = outline.0.len() == 1 || !parts_may_overlap(outline);
        apart.then(|| Self { slack: to_and_fro(outline) + 2 <= MOST_TO_AND_FRO })
    }

    /// The same outline with a corner elsewhere: what [`valid_area`](super::valid_area) and
    /// [`cuttable`](super::cuttable) would make of it, but for the order of holes and where
    /// they begin. None where a whole look is needed, because something is to be refused or to
    /// be put in order.
    pub fn moved(
        &self,
        outline: &MultiPolygon<f64>,
        corner: RingCorner,
        to: Coord<f64>,
    ) -> Option<MultiPolygon<f64>> {
        if !self.slack || !in_world(to) {
            return None;
        }
        let part = outline.0.get(corner.part)?;
        let ring = &ring_of(part, corner.ring)?.0;
        let count = ring.len().checked_sub(1).filter(|count| *count > 3 && corner.index < *count)?;
        let (before, after) = ((corner.index + count - 1) % count, corner.index + 1);
        let (previous, at, next) = (*ring.get(before)?, *ring.get(corner.index)?, *ring.get(after)?);
        let edges = [(previous, to), (to, next)];
        if previous == to || to == next || previous == next || overlap(previous, to, next) {
            return None;
        }
        let met = ring.windows(2).enumerate().any(|(edge, ends)| {
            // The two edges that the corner had are gone.
            edge != before
                && edge != corner.index
                && edges.iter().any(|new| touches(*new, (ends[0], ends[1])))
        });
        let swept = [[previous, at, next], [previous, to, next]];
        let others = (0..=part.interiors().len()).filter(|other| *other != corner.ring);
        if met || others.filter_map(|other| ring_of(part, other)).any(|other| is_met(&edges, &swept, other)) {
            return None;
        }
        let mut moved = outline.clone();
        let place = |LineString(ring): &mut LineString<f64>| {
            for index in [Some(corner.index), (corner.index == 0).then_some(count)].into_iter().flatten() {
                if let Some(at) = ring.get_mut(index) {
                    *at = to;
                }
            }
        };
        let part = moved.0.get_mut(corner.part)?;
        match corner.ring.checked_sub(1) {
            None => part.exterior_mut(place),
            Some(hole) => part.interiors_mut(|holes| holes.get_mut(hole).map_or((), place)),
        }
        (has_area(part, corner.ring) && (moved.0.len() == 1 || !parts_may_overlap(&moved))).then_some(moved)
    }
}

fn ring_of(part: &Polygon<f64>, ring: usize) -> Option<&LineString<f64>> {
    ring.checked_sub(1).map_or(Some(part.exterior()), |hole| part.interiors().get(hole))
}

/// Whether new edges meet another ring of the part, or leave it on their other side: a place
/// changes sides that lies in one of two triangles, between the corners beside the moved one
/// and this one as it was and as it is.
fn is_met(edges: &[(Coord<f64>, Coord<f64>)], swept: &[[Coord<f64>; 3]; 2], ring: &LineString<f64>) -> bool {
    let inside = |triangle| ring.0.first().and_then(|at| is_in(triangle, *at));
    let stays = match (inside(&swept[0]), inside(&swept[1])) {
        (Some(before), Some(after)) => before == after,
        _ => false,
    };
    !stays || ring.0.windows(2).any(|ends| edges.iter().any(|new| meets(*new, (ends[0], ends[1]))))
}

/// Whether a place lies in a triangle; none where it is on its border, or in line with it.
fn is_in([a, b, c]: &[Coord<f64>; 3], at: Coord<f64>) -> Option<bool> {
    let sides = [(a, b), (b, c), (c, a)].map(|(from, to)| RobustKernel::orient2d(*from, *to, at));
    let boxed = |of: fn(&Coord<f64>) -> f64, at: f64| {
        let all = [of(a), of(b), of(c)];
        all.iter().any(|one| *one <= at) && all.iter().any(|one| *one >= at)
    };
    if !boxed(|place| place.x, at.x) || !boxed(|place| place.y, at.y) {
        return Some(false);
    }
    if sides.contains(&Orientation::Collinear) {
        return None;
    }
    Some(sides[0] == sides[1] && sides[1] == sides[2])
}

/// Whether a part and a ring of it are neither turned over nor shrunk to next to nothing.
fn has_area(part: &Polygon<f64>, ring: usize) -> bool {
    let outer = planar_area(&part.exterior().0);
    let holes = |ring: &LineString<f64>| planar_area(&ring.0);
    let whole = outer + part.interiors().iter().map(holes).sum::<f64>();
    let hole = ring.checked_sub(1).and_then(|hole| part.interiors().get(hole));
    outer > SMALL && whole > SMALL && hole.is_none_or(|hole| planar_area(&hole.0) < -SMALL)
}

/// Square degrees that are more than the square metre which an outline must have, up to a
/// kilometre from the poles.
const SMALL: f64 = 1e-6;

/// Whether the way from one place over another to a third goes back on itself.
fn overlap(from: Coord<f64>, over: Coord<f64>, to: Coord<f64>) -> bool {
    let (a, b) = (from - over, to - over);
    RobustKernel::orient2d(from, over, to) == Orientation::Collinear && a.x * b.x + a.y * b.y > 0.0
}

/// Whether the boxes of two edges have no place in common.
fn lie_apart((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    let apart = |one: [f64; 2], two: [f64; 2]| {
        one[0].max(one[1]) < two[0].min(two[1]) || two[0].max(two[1]) < one[0].min(one[1])
    };
    apart([a.x, b.x], [c.x, d.x]) || apart([a.y, b.y], [c.y, d.y])
}

/// Whether two edges share a place, other than an end that both have and nothing more.
fn touches((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    if lie_apart((a, b), (c, d)) {
        return false;
    }
    let shared = [(a, b, c, d), (a, b, d, c), (b, a, c, d), (b, a, d, c)];
    if let Some((end, one, _, two)) = shared.into_iter().find(|(end, _, other, _)| end == other) {
        return overlap(one, end, two) || one == two;
    }
    meets((a, b), (c, d))
}

/// Whether two edges share a place.
fn meets((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    if lie_apart((a, b), (c, d)) {
        return false;
    }
    let side = RobustKernel::orient2d;
    let crosses = |p, q, r, s| side(p, q, r) != side(p, q, s) || side(p, q, r) == Orientation::Collinear;
    crosses(a, b, c, d) && crosses(c, d, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{cuttable, valid_area};
    use proptest::prelude::*;

    fn outline(corners: &[(f64, f64)]) -> MultiPolygon<f64> {
        let ring = LineString(corners.iter().map(|&at| at.into()).collect());
        MultiPolygon(vec![Polygon::new(ring, Vec::new())])
    }

    fn corner(index: usize) -> RingCorner {
        RingCorner { part: 0, ring: 0, index }
    }

    /// The outline with a corner elsewhere, looked at as a whole.
    fn whole(area: &MultiPolygon<f64>, corner: RingCorner, to: Coord<f64>) -> Option<MultiPolygon<f64>> {
        let place = |ring: &mut LineString<f64>| {
            let last = ring.0.len() - 1;
            ring.0[corner.index] = to;
            if corner.index == 0 {
                ring.0[last] = to;
            }
        };
        let mut area = area.clone();
        match corner.ring {
            0 => area.0[corner.part].exterior_mut(place),
            hole => area.0[corner.part].interiors_mut(|holes| place(&mut holes[hole - 1])),
        }
        let area = valid_area(&area).ok()?;
        cuttable(&area).ok().map(|()| area)
    }

    /// An outline whose rings begin at their least corner, the holes in the order of these.
    fn in_order(area: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        let key = |at: &Coord<f64>| (at.x.to_bits(), at.y.to_bits());
        let ring = |ring: &LineString<f64>| {
            let mut corners = ring.0[1..].to_vec();
            let least = (0..corners.len()).min_by_key(|place| key(&corners[*place])).unwrap();
            corners.rotate_left(least);
            corners.push(corners[0]);
            LineString(corners)
        };
        let part = |part: &Polygon<f64>| {
            let mut holes: Vec<_> = part.interiors().iter().map(ring).collect();
            holes.sort_by_key(|hole| key(&hole.0[0]));
            Polygon::new(ring(part.exterior()), holes)
        };
        let mut parts: Vec<_> = area.iter().map(part).collect();
        parts.sort_by_key(|part| key(&part.exterior().0[0]));
        MultiPolygon(parts)
    }

    #[test]
    fn what_needs_a_whole_look_is_not_answered() {
        let area =
            valid_area(&outline(&[(32., 46.), (34., 46.), (35., 47.), (34., 48.), (32., 48.)])).unwrap();
        let movable = Movable::of(&area).unwrap();
        let moved = |index: usize, x: f64, y: f64| movable.moved(&area, corner(index), Coord { x, y });
        assert!(moved(2, 36.0, 47.0).is_some());
        assert!(moved(2, 31.0, 47.0).is_none(), "through the far side");
        assert!(moved(2, 34.0, 46.0).is_none(), "onto a neighbour");
        assert!(moved(2, 32.0, 47.0).is_none(), "onto the far side");
        assert!(moved(2, f64::NAN, 47.0).is_none());
        assert!(moved(9, 36.0, 47.0).is_none());
    }

    #[test]
    fn holes_are_not_swept_over() {
        let ring = |corners: &[(f64, f64)]| LineString(corners.iter().map(|&at| at.into()).collect());
        let hole = ring(&[(34.4, 46.9), (34.6, 46.9), (34.6, 47.1), (34.4, 47.1)]);
        let outer = ring(&[(32., 46.), (34., 46.), (35., 47.), (34., 48.), (32., 48.)]);
        let area = valid_area(&MultiPolygon(vec![Polygon::new(outer, vec![hole])])).unwrap();
        let movable = Movable::of(&area).unwrap();
        let moved = |ring: usize, index: usize, x: f64, y: f64| {
            movable.moved(&area, RingCorner { part: 0, ring, index }, Coord { x, y })
        };
        assert!(moved(0, 2, 35.5, 47.0).is_some());
        assert!(moved(0, 2, 34.5, 47.0).is_none(), "into the hole");
        assert!(moved(0, 2, 33.0, 47.0).is_none(), "beyond the hole, whose edges it does not meet");
        let first = area.0[0].interiors()[0].0[0];
        assert!(moved(1, 0, first.x - 0.1, first.y).is_some());
        assert!(moved(1, 0, 36.0, 47.0).is_none(), "out of the outline");
    }

    proptest! {
        /// Corners on a grid, so that they touch, fall on one another and line up.
        #[test]
        fn it_is_what_the_whole_look_makes_of_it(
            places in prop::collection::vec((0i32..9, 0i32..9), 4..10),
            index in 0usize..10,
            to in (0i32..9, 0i32..9),
        ) {
            let place = |(x, y): (i32, i32)| (30.0 + f64::from(x), 45.0 + f64::from(y) * 0.5);
            let corners: Vec<_> = places.into_iter().map(place).collect();
            let Ok(area) = valid_area(&outline(&corners)) else { return Ok(()) };
            let Some(movable) = Movable::of(&area) else { return Ok(()) };
            if let Some(moved) = movable.moved(&area, corner(index), place(to).into()) {
                prop_assert_eq!(Some(moved), whole(&area, corner(index), place(to).into()));
            }
        }

        /// The same with up to three holes on the same grid, of any ring.
        #[test]
        fn with_holes_too(
            places in prop::collection::vec((0i32..9, 0i32..9), 4..8),
            holes in prop::collection::vec(prop::collection::vec((1i32..8, 1i32..8), 3..6), 1..4),
            ring in 0usize..4,
            index in 0usize..8,
            to in (0i32..9, 0i32..9),
            round in any::<bool>(),
        ) {
            let place = |(x, y): (i32, i32)| Coord { x: 30.0 + f64::from(x), y: 45.0 + f64::from(y) * 0.5 };
            let ring_at = |places: &[(i32, i32)]| LineString(places.iter().map(|at| place(*at)).collect());
            // Half of the outlines are the whole grid, in which most holes find room.
            let frame = [(0, 0), (4, 0), (8, 0), (8, 8), (0, 8)];
            let outer = if round { ring_at(&frame) } else { ring_at(&places) };
            let mut area = valid_area(&MultiPolygon(vec![Polygon::new(outer, Vec::new())]));
            for hole in &holes {
                let Ok(known) = &area else { return Ok(()) };
                let Some(part) = known.0.first() else { return Ok(()) };
                let holes = part.interiors().iter().cloned().chain([ring_at(hole)]).collect();
                let more = valid_area(&MultiPolygon(vec![Polygon::new(part.exterior().clone(), holes)]));
                area = more.or(area);
            }
            let Ok(area) = area else { return Ok(()) };
            let Some(movable) = Movable::of(&area) else { return Ok(()) };
            let corner = RingCorner { part: 0, ring: ring % (area.0[0].interiors().len() + 1), index };
            if let Some(moved) = movable.moved(&area, corner, place(to)) {
                let wanted = whole(&area, corner, place(to));
                prop_assert_eq!(Some(in_order(&moved)), wanted.as_ref().map(in_order));
            }
        }

        /// A star: nearly all moves are plain ones, and these are answered.
        #[test]
        fn plain_moves_are_answered(radii in prop::collection::vec(0.5..1.0_f64, 5..40), by in -0.2..0.2_f64) {
            let count = radii.len() as f64;
            let corners: Vec<_> = radii
                .iter()
                .enumerate()
                .map(|(number, radius)| {
                    let turn = number as f64 / count * std::f64::consts::TAU;
                    (33.0 + radius * turn.cos(), 48.0 + radius * turn.sin())
                })
                .collect();
            let area = valid_area(&outline(&corners)).unwrap();
            let movable = Movable::of(&area).unwrap();
            let at = area.0[0].exterior().0[2];
            let to = Coord { x: at.x + (at.x - 33.0) * by, y: at.y + (at.y - 48.0) * by };
            let moved = movable.moved(&area, corner(2), to);
            prop_assert!(moved.is_some());
            prop_assert_eq!(moved, whole(&area, corner(2), to));
        }
    }
}
