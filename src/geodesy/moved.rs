//! One corner of an outline that is in order, moved: what has to be looked at again is not
//! the whole outline but the two edges beside the corner.
//!
//! Putting an outline of 100,000 corners in order takes a tenth of a second, which a frame
//! of a drag does not have; two edges against all others take a millisecond.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString, MultiPolygon};

use super::in_world;
use super::overlay::{MOST_TO_AND_FRO, planar_area, to_and_fro};

/// An outline of one ring in order, whose corners can be moved one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Movable {
    /// Whether two crossings more with any line still let it be cut.
    slack: bool,
}

impl Movable {
    /// Looks at an outline as [`valid_area`](super::valid_area) gives it. None where it has
    /// holes or several parts: these can come to lie in each other without an edge that
    /// meets another.
    pub fn of(outline: &MultiPolygon<f64>) -> Option<Self> {
        let [part] = outline.0.as_slice() else { return None };
        let plain = part.interiors().is_empty() && part.exterior().0.len() > 4;
        plain.then(|| Self { slack: to_and_fro(outline) + 2 <= MOST_TO_AND_FRO })
    }

    /// The same outline with a corner elsewhere: exactly what
    /// [`valid_area`](super::valid_area) and [`cuttable`](super::cuttable) would make of it.
    /// None where a whole look is needed, because something is to be refused or to be put in
    /// order.
    pub fn moved(
        &self,
        outline: &MultiPolygon<f64>,
        corner: usize,
        to: Coord<f64>,
    ) -> Option<MultiPolygon<f64>> {
        let ring = &outline.0.first()?.exterior().0;
        let count = ring.len().checked_sub(1)?;
        if !self.slack || corner >= count || !in_world(to) {
            return None;
        }
        let (before, after) = ((corner + count - 1) % count, corner + 1);
        let (previous, next) = (*ring.get(before)?, *ring.get(after)?);
        let edges = [(previous, to), (to, next)];
        if previous == to || to == next || previous == next || overlap(previous, to, next) {
            return None;
        }
        let met = ring.windows(2).enumerate().any(|(edge, ends)| {
            // The two edges that the corner had are gone.
            edge != before && edge != corner && edges.iter().any(|new| touches(*new, (ends[0], ends[1])))
        });
        if met {
            return None;
        }
        let mut moved = outline.clone();
        moved.0.first_mut()?.exterior_mut(|LineString(ring)| {
            for place in [Some(corner), (corner == 0).then_some(count)].into_iter().flatten() {
                if let Some(at) = ring.get_mut(place) {
                    *at = to;
                }
            }
        });
        // Turned over, or shrunk to next to nothing.
        (planar_area(&moved.0.first()?.exterior().0) > SMALL).then_some(moved)
    }
}

/// Square degrees that are more than the square metre which an outline must have, up to a
/// kilometre from the poles.
const SMALL: f64 = 1e-6;

/// Whether the way from one place over another to a third goes back on itself.
fn overlap(from: Coord<f64>, over: Coord<f64>, to: Coord<f64>) -> bool {
    let (a, b) = (from - over, to - over);
    RobustKernel::orient2d(from, over, to) == Orientation::Collinear && a.x * b.x + a.y * b.y > 0.0
}

/// Whether two edges share a place, other than an end that both have and nothing more.
fn touches((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    let apart = |one: [f64; 2], two: [f64; 2]| {
        one[0].max(one[1]) < two[0].min(two[1]) || two[0].max(two[1]) < one[0].min(one[1])
    };
    if apart([a.x, b.x], [c.x, d.x]) || apart([a.y, b.y], [c.y, d.y]) {
        return false;
    }
    let shared = [(a, b, c, d), (a, b, d, c), (b, a, c, d), (b, a, d, c)];
    if let Some((end, one, _, two)) = shared.into_iter().find(|(end, _, other, _)| end == other) {
        return overlap(one, end, two) || one == two;
    }
    let side = RobustKernel::orient2d;
    let crosses = |p, q, r, s| side(p, q, r) != side(p, q, s) || side(p, q, r) == Orientation::Collinear;
    crosses(a, b, c, d) && crosses(c, d, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{cuttable, valid_area};
    use geo_types::Polygon;
    use proptest::prelude::*;

    fn outline(corners: &[(f64, f64)]) -> MultiPolygon<f64> {
        let ring = LineString(corners.iter().map(|&at| at.into()).collect());
        MultiPolygon(vec![Polygon::new(ring, Vec::new())])
    }

    fn whole(area: &MultiPolygon<f64>, corner: usize, to: Coord<f64>) -> Option<MultiPolygon<f64>> {
        let mut corners = area.0[0].exterior().0.clone();
        let count = corners.len() - 1;
        corners[corner] = to;
        if corner == 0 {
            corners[count] = to;
        }
        let area = valid_area(&MultiPolygon(vec![Polygon::new(LineString(corners), Vec::new())])).ok()?;
        cuttable(&area).ok().map(|()| area)
    }

    #[test]
    fn what_needs_a_whole_look_is_not_answered() {
        let area =
            valid_area(&outline(&[(32., 46.), (34., 46.), (35., 47.), (34., 48.), (32., 48.)])).unwrap();
        let movable = Movable::of(&area).unwrap();
        let moved = |corner: usize, x: f64, y: f64| movable.moved(&area, corner, Coord { x, y });
        assert!(moved(2, 36.0, 47.0).is_some());
        assert!(moved(2, 31.0, 47.0).is_none(), "through the far side");
        assert!(moved(2, 34.0, 46.0).is_none(), "onto a neighbour");
        assert!(moved(2, 32.0, 47.0).is_none(), "onto the far side");
        assert!(moved(2, f64::NAN, 47.0).is_none());
        assert!(moved(9, 36.0, 47.0).is_none());
        let hole = Polygon::new(
            area.0[0].exterior().clone(),
            vec![LineString(vec![(33., 47.).into(), (33.2, 47.).into(), (33.2, 47.2).into()])],
        );
        assert!(Movable::of(&MultiPolygon(vec![hole])).is_none());
    }

    proptest! {
        /// Corners on a grid, so that they touch, fall on one another and line up.
        #[test]
        fn it_is_what_the_whole_look_makes_of_it(
            places in prop::collection::vec((0i32..9, 0i32..9), 4..10),
            corner in 0usize..10,
            to in (0i32..9, 0i32..9),
        ) {
            let place = |(x, y): (i32, i32)| (30.0 + f64::from(x), 45.0 + f64::from(y) * 0.5);
            let corners: Vec<_> = places.into_iter().map(place).collect();
            let Ok(area) = valid_area(&outline(&corners)) else { return Ok(()) };
            let Some(movable) = Movable::of(&area) else { return Ok(()) };
            if let Some(moved) = movable.moved(&area, corner, place(to).into()) {
                prop_assert_eq!(Some(moved), whole(&area, corner, place(to).into()));
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
            let moved = movable.moved(&area, 2, to);
            prop_assert!(moved.is_some());
            prop_assert_eq!(moved, whole(&area, 2, to));
        }
    }
}
