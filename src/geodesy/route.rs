//! A path that is measured: each leg with its length and bearing, the sum, and the area it
//! would enclose.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::planar::middle;
use super::{Flat, area, bearing, flat_areas, flat_lengths, length, valid_area, why_flat_is_off};
use crate::problem::Refusal;
use crate::units::{Km, Km2};

/// From one corner of a path to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Where it begins.
    pub from: Coord<f64>,
    /// Where it ends.
    pub to: Coord<f64>,
    /// Its length on the ellipsoid, along the edge as it is drawn.
    pub length: Km,
    /// The bearing at its beginning, degrees clockwise from north.
    pub bearing: f64,
}

impl Leg {
    fn new(from: Coord<f64>, to: Coord<f64>) -> Self {
        Self { from, to, length: length(&LineString(vec![from, to])), bearing: bearing(from, to) }
    }

    /// The bearing to a degree: "45°". What rounds to 360 is 0.
    pub fn bearing_in_words(&self) -> String {
        format!("{:.0}°", self.bearing.round() % 360.0)
    }
}

/// What a path measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The path, without repeated corners.
    pub path: LineString<f64>,
    /// From corner to corner.
    pub legs: Vec<Leg>,
    /// The sum of the legs.
    pub length: Km,
    /// What closes it: from the last corner back to the first. From three corners on.
    pub closing: Option<Leg>,
    /// The area that the path and its closing leg enclose, from three corners on; or why
    /// they enclose none.
    pub enclosed: Option<Result<Km2, Refusal>>,
    /// What planes would have said of the length.
    pub flat_lengths: Vec<Flat>,
    /// What planes would have said of the area.
    pub flat_areas: Vec<Flat>,
    /// Why they are off.
    pub why: String,
}

impl Route {
    /// Measures a path; none of fewer than two places apart from each other.
    ///
    /// Each leg is measured along the edge that is straight in longitude and latitude, as
    /// it is drawn and as [`length`] measures it; its bearing is that of the shortest way,
    /// which over 100 km differs from the edge's by some tenths of a degree.
    ///
    /// ```
    /// use cordon::geodesy::Route;
    /// let kharkiv_dnipro_odesa = [(36.23, 49.99), (35.04, 48.46), (30.73, 46.48)].map(Into::into);
    /// let route = Route::of(&kharkiv_dnipro_odesa).unwrap();
    /// assert!((route.length.0 - 583.4).abs() < 1.0);
    /// assert_eq!(route.legs[0].bearing_in_words(), "207°");
    /// ```
    pub fn of(corners: &[Coord<f64>]) -> Option<Self> {
        let mut path: Vec<Coord<f64>> = corners.iter().copied().filter(|&at| super::in_world(at)).collect();
        path.dedup();
        let legs: Vec<Leg> = path.windows(2).map(|ends| Leg::new(ends[0], ends[1])).collect();
        let (first, last, at) = (*path.first()?, *path.last()?, middle(path.iter().copied())?);
        if legs.is_empty() {
            return None;
        }
        let open = path.len() > 2 && first != last;
        let path = LineString(path);
        let outline = (path.0.len() > 2).then(|| enclosed(&path));
        let areas = match &outline {
            Some(Ok(outline)) => flat_areas(outline),
            Some(Err(_)) | None => Vec::new(),
        };
        Some(Self {
            length: legs.iter().map(|leg| leg.length).sum(),
            legs,
            closing: open.then(|| Leg::new(last, first)),
            enclosed: outline.map(|outline| outline.map(|outline| area(&outline))),
            flat_lengths: flat_lengths(&path),
            flat_areas: areas,
            why: why_flat_is_off(at),
            path,
        })
    }
}

/// The ground inside a path and the leg that closes it.
fn enclosed(path: &LineString<f64>) -> Result<MultiPolygon<f64>, Refusal> {
    // A polygon closes its ring by itself.
    let outline = MultiPolygon(vec![Polygon::new(path.clone(), Vec::new())]);
    valid_area(&outline)
        .map_err(|refusal| Refusal::new(refusal.what, "A path that crosses itself encloses no area."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Coord<f64>>> {
        prop::collection::vec((22.0..40.0_f64, 44.0..53.0_f64), count)
            .prop_map(|places| places.into_iter().map(Coord::from).collect())
    }

    #[test]
    fn two_places_at_least() {
        let kyiv = Coord { x: 30.52, y: 50.45 };
        assert_eq!(Route::of(&[]), None);
        assert_eq!(Route::of(&[kyiv, kyiv]), None);
        let route = Route::of(&[kyiv, Coord { x: 24.03, y: 49.84 }]).unwrap();
        assert_eq!((route.legs.len(), route.closing, route.enclosed), (1, None, None));
    }

    #[test]
    fn a_path_that_crosses_itself_encloses_nothing() {
        let bow_tie = [(37.9, 48.5), (38.1, 48.7), (38.1, 48.5), (37.9, 48.7)].map(Coord::from);
        let route = Route::of(&bow_tie).unwrap();
        assert!(matches!(&route.enclosed, Some(Err(_))) && route.flat_areas.is_empty());
        assert!(route.length.0 > 0.0);
    }

    #[test]
    fn a_path_that_is_closed_by_hand_has_no_closing_leg() {
        let ring = [(36.0, 49.0), (37.0, 49.0), (36.5, 49.6), (36.0, 49.0)].map(Coord::from);
        let (closed, open) = (Route::of(&ring).unwrap(), Route::of(&ring[..3]).unwrap());
        assert_eq!(closed.closing, None);
        let area = |route: &Route| route.enclosed.clone().unwrap().unwrap().0;
        assert!((area(&closed) - area(&open)).abs() < 1e-9);
        let closing = open.closing.unwrap();
        assert!((closed.length.0 - open.length.0 - closing.length.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn a_path_is_as_long_as_its_legs(corners in places(2..12)) {
            let Some(route) = Route::of(&corners) else { return Ok(()) };
            prop_assert!((route.length.0 - length(&LineString(corners.clone())).0).abs() < 1e-9);
            let legs: f64 = route.legs.iter().map(|leg| leg.length.0).sum();
            prop_assert!((legs - route.length.0).abs() < 1e-9);
            prop_assert!(route.legs.iter().all(|leg| (0.0..360.0).contains(&leg.bearing)));
        }

        #[test]
        fn three_corners_enclose_what_their_outline_measures(corners in places(3..4)) {
            let route = Route::of(&corners).unwrap();
            let outline = MultiPolygon(vec![Polygon::new(LineString(corners), Vec::new())]);
            if let Some(Ok(found)) = route.enclosed {
                prop_assert!((found.0 - area(&outline).0).abs() <= 1e-9 * found.0.max(1.0));
            }
        }
    }
}
