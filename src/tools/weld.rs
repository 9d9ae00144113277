//! Outlines made to begin and end their edges at the same places, so that they can be moved
//! together and no crack opens between them.

use geo_types::{Coord, LineString, MultiPolygon};

use super::HandleKind;
use super::corners::{around, corners_at, ring_of, rings, same, with_ring, without};
use super::course::ONE_PLACE;
use super::ground::{self, Bounds};
use crate::plan::Form;
use crate::problem::Refusal;

/// An area and its corners at one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weld {
    area: MultiPolygon<f64>,
    at: Coord<f64>,
    corners: Vec<HandleKind>,
}

impl Weld {
    /// An area with one of its corners.
    pub(super) fn of(area: &MultiPolygon<f64>, corner: HandleKind) -> Option<Self> {
        let [_, at, _] = around(area, corner)?;
        Some(Self { area: area.clone(), at, corners: vec![corner] })
    }

    /// An area with a corner at a place where its border runs; `None` if it does not run there.
    pub(super) fn through(area: &MultiPolygon<f64>, at: Coord<f64>) -> Option<Self> {
        let mut area = area.clone();
        for (part, ring) in rings(&area) {
            let Some(corners) = ring_of(&area, part, ring) else { continue };
            if corners.0.iter().any(|corner| same(*corner, at)) {
                continue;
            }
            if let Some(edge) = corners.0.windows(2).position(|ends| is_on([ends[0], ends[1]], at)) {
                area = with_ring(&area, part, ring, |corners| corners.insert(edge + 1, at));
            }
        }
        let corners = corners_at(&area, at);
        (!corners.is_empty()).then_some(Self { area, at, corners })
    }

    /// The place.
    pub(super) const fn at(&self) -> Coord<f64> {
        self.at
    }

    /// The corners at the place.
    pub(super) fn corners(&self) -> &[HandleKind] {
        &self.corners
    }

    /// The area as a form.
    pub(super) fn form(&self) -> Form {
        Form::Area(self.area.clone())
    }

    /// The edges that meet at the place, each from there.
    pub(super) fn edges(&self) -> Vec<[Coord<f64>; 2]> {
        let beside = self.corners.iter().filter_map(|corner| around(&self.area, *corner));
        beside.flat_map(|[before, at, after]| [[at, before], [at, after]]).collect()
    }

    /// The area without its corners at the place.
    ///
    /// # Errors
    /// Refuses where too few would be left.
    pub(super) fn without(&self) -> Result<Form, Refusal> {
        // From the last on, so that those before keep their places.
        self.corners.iter().rev().try_fold(self.form(), |form, corner| without(&form, *corner))
    }

    /// Whether the border with another area would come apart if both lost their corners here:
    /// they share an edge that ends here, and go different ways from there.
    pub(super) fn parts_from(&self, other: &Self) -> bool {
        let ways = |weld: &Self| -> Vec<[Coord<f64>; 2]> {
            let beside = weld.corners.iter().filter_map(|corner| around(&weld.area, *corner));
            beside.map(|[before, _, after]| [before, after]).collect()
        };
        let others = ways(other);
        let common = |one: &[Coord<f64>; 2], two: &[Coord<f64>; 2]| {
            one.iter().filter(|end| two.iter().any(|far| same(**end, *far))).count()
        };
        ways(self).iter().any(|one| others.iter().any(|two| common(one, two) == 1))
    }

    /// Puts corners into the edges that meet at the place, where stops lie on them; says
    /// whether any did.
    pub(super) fn weld(&mut self, stops: &[Coord<f64>]) -> bool {
        let mut welded = false;
        for stop in stops {
            // Each puts in one corner more, and the places of those at the joint may change.
            while let Some((part, ring, edge)) = self.edge_under(*stop) {
                self.area = with_ring(&self.area, part, ring, |corners| corners.insert(edge + 1, *stop));
                self.corners = self.shifted(part, ring, edge);
                welded = true;
            }
        }
        welded
    }

    /// The first edge at the place that a stop lies on, other than at its ends: part, ring and
    /// the corner it begins at.
    fn edge_under(&self, stop: Coord<f64>) -> Option<(usize, usize, usize)> {
        self.corners.iter().find_map(|corner| {
            let HandleKind::Corner { part, ring, index } = *corner else { return None };
            let [before, at, after] = around(&self.area, *corner)?;
            let on = |far: Coord<f64>| !same(stop, at) && !same(stop, far) && is_on([at, far], stop);
            let last = ring_of(&self.area, part, ring)?.0.len().checked_sub(2)?;
            let edge_before = if index == 0 { last } else { index - 1 };
            if on(after) { Some(index) } else { on(before).then_some(edge_before) }
                .map(|edge| (part, ring, edge))
        })
    }

    /// The corners at the place after one was put in behind another.
    fn shifted(&self, part: usize, ring: usize, edge: usize) -> Vec<HandleKind> {
        let shift = |corner: &HandleKind| match *corner {
            HandleKind::Corner { part: p, ring: r, index } if (p, r) == (part, ring) && index > edge => {
                HandleKind::Corner { part, ring, index: index + 1 }
            }
            corner => corner,
        };
        self.corners.iter().map(shift).collect()
    }
}

/// The corners of an area that lie on an edge between its ends.
pub(super) fn corners_on(area: &MultiPolygon<f64>, edge: [Coord<f64>; 2]) -> Vec<Coord<f64>> {
    let Some(bounds) = Bounds::of(&edge) else { return Vec::new() };
    let corners = area.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let corners = corners.flat_map(|ring| ring.0.iter().copied());
    let on = |at: &Coord<f64>| {
        bounds.near(*at, ONE_PLACE) && !same(*at, edge[0]) && !same(*at, edge[1]) && is_on(edge, *at)
    };
    corners.filter(on).collect()
}

/// Whether a place lies on an edge.
fn is_on(edge: [Coord<f64>; 2], at: Coord<f64>) -> bool {
    ground::nearest(&LineString(edge.to_vec()), at).is_some_and(|(_, away)| away <= ONE_PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;
    use proptest::prelude::*;

    fn square() -> MultiPolygon<f64> {
        let corners = [(35.0, 48.0), (36.0, 48.0), (36.0, 49.0), (35.0, 49.0)];
        MultiPolygon(vec![geo_types::Polygon::new(corners.into_iter().collect(), Vec::new())])
    }

    fn at(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    fn count(weld: &Weld) -> usize {
        weld.area.0[0].exterior().0.len()
    }

    #[test]
    fn a_place_on_an_edge_becomes_a_corner_of_it() {
        let mut weld = Weld::through(&square(), at(35.0, 48.5)).unwrap();
        assert_eq!((weld.corners.len(), count(&weld)), (1, 6));
        assert!(weld.weld(&[at(35.0, 48.7), at(35.0, 48.2), at(34.0, 48.5), at(35.0, 48.0), at(35.5, 48.0)]));
        assert_eq!((weld.corners.len(), count(&weld)), (1, 8), "where the edges beside it have stops");
        let [before, there, after] = around(&weld.area, weld.corners[0]).unwrap();
        assert_eq!([before, there, after], [at(35.0, 48.7), at(35.0, 48.5), at(35.0, 48.2)]);
        let weld = Weld::through(&square(), at(35.0, 48.0)).unwrap();
        assert_eq!(weld.corners, [HandleKind::Corner { part: 0, ring: 0, index: 0 }]);
        assert_eq!(weld.area, square());
        assert!(Weld::through(&square(), at(34.9, 48.0)).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn welding_changes_no_ground(
            y in 48.05..48.95_f64,
            stops in prop::collection::vec(48.0..49.0_f64, 0..6),
        ) {
            let mut weld = Weld::through(&square(), at(35.0, y)).unwrap();
            let stops: Vec<_> = stops.into_iter().map(|y| at(35.0, y)).collect();
            weld.weld(&stops);
            prop_assert_eq!(weld.corners.len(), 1);
            prop_assert_eq!(around(&weld.area, weld.corners[0]).map(|[_, there, _]| there), Some(at(35.0, y)));
            prop_assert!((geodesy::area(&weld.area).0 - geodesy::area(&square()).0).abs() < 1e-6);
        }
    }
}
