//! Area, perimeter and length of what is drawn in longitude and latitude.
//!
//! RFC 7946 edges are straight in longitude and latitude, so latitude is linear
//! in longitude along an edge. That makes Green's theorem exact edge by edge,
//! without adding corners:
//!
//! ```text
//! area   = |∮ Q(φ) dλ|,   Q(φ) = b²/2 · (sin φ/(1 − e² sin² φ) + atanh(e sin φ)/e)
//! length = ∫ √((M dφ)² + (N cos φ dλ)²)
//! ```
//!
//! Both integrals are taken with Gauss–Legendre nodes per edge, long edges in
//! pieces. The result agrees with GeographicLib's polygon of densified edges to
//! better than 1e-6 (the fixture beside the tests), in about 100 ns an edge.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::ellipsoid::{authalic, meridian_radius, normal_radius};
use super::rings::{LONG, Rings};
use crate::units::{Km, Km2};

/// Area of an outline on WGS84, holes taken off, parts added.
///
/// `Σ (|∮ Q dλ| of the exterior − Σ |∮ Q dλ| of its holes)`, whichever way the
/// rings run; an unclosed ring is closed by its own chord. Parts are added as
/// they stand: overlapping parts count twice, which
/// [`valid_area`](super::valid_area) rules out. Within 1e-9 of the exact value
/// for edges up to the size of a country.
///
/// A ring with a coordinate that is not a number, or with latitudes beyond the
/// poles, counts 0: it is refused long before, and a measure must not fail.
/// A zone over the antimeridian must be cut there (RFC 7946, 3.1.9).
///
/// One degree by one around Kherson:
///
/// ```
/// use cordon::geodesy::area;
/// use geo_types::{polygon, MultiPolygon};
/// let degree_cell = polygon![(x: 33.0, y: 46.0), (x: 34.0, y: 46.0), (x: 34.0, y: 47.0), (x: 33.0, y: 47.0)];
/// assert!((area(&MultiPolygon(vec![degree_cell])).0 - 8_532.9).abs() < 1.0);
/// ```
pub fn area(outline: &MultiPolygon<f64>) -> Km2 {
    let part = |part: &Polygon<f64>| {
        part_area(signed_ring(&part.exterior().0), part.interiors().iter().map(|hole| signed_ring(&hole.0)))
    };
    Km2(outline.iter().map(part).sum::<f64>() / 1e6)
}

/// Square metres of a part, of what its rings turn around.
fn part_area(exterior: f64, holes: impl Iterator<Item = f64>) -> f64 {
    let holes: f64 = holes.map(f64::abs).sum();
    (exterior.abs() - holes).max(0.0)
}

/// Length of an outline's rings on WGS84, exteriors and holes together.
///
/// Each ring as [`length`] measures it, an unclosed one with its closing chord.
pub fn perimeter(outline: &MultiPolygon<f64>) -> Km {
    let part = |part: &Polygon<f64>| {
        ring_length(part.exterior()) + part.interiors().iter().map(ring_length).sum::<f64>()
    };
    Km(outline.iter().map(part).sum())
}

/// Kilometres around a ring, with its closing chord.
fn ring_length(ring: &LineString<f64>) -> f64 {
    let closing = match (ring.0.last(), ring.0.first()) {
        (Some(&last), Some(&first)) => edge_length(last, first),
        _ => 0.0,
    };
    length(ring).0 + closing / 1e3
}

/// What is remembered of the edges of long rings: the length of each, then the integrand of
/// its area at each node.
pub type RingTerms = Rings<f64>;

/// Area and perimeter of an outline, to the last bit those of [`area`] and [`perimeter`]. Of a
/// ring that was measured before only the edges that are new are measured.
pub fn area_and_perimeter(outline: &MultiPolygon<f64>, known: &mut RingTerms) -> (Km2, Km) {
    let (mut metres2, mut km) = (Vec::new(), Vec::new());
    for part in outline {
        let exterior = ring_measured(part.exterior(), known);
        let holes: Vec<_> = part.interiors().iter().map(|hole| ring_measured(hole, known)).collect();
        metres2.push(part_area(exterior.0, holes.iter().map(|hole| hole.0)));
        km.push(exterior.1 + holes.iter().map(|hole| hole.1).sum::<f64>());
    }
    (Km2(metres2.iter().sum::<f64>() / 1e6), Km(km.iter().sum()))
}

/// What [`signed_ring`] and [`ring_length`] say of a ring.
fn ring_measured(ring: &LineString<f64>, known: &mut RingTerms) -> (f64, f64) {
    let corners = ring.0.as_slice();
    let (Some(&first), Some(&last)) = (corners.first(), corners.last()) else { return (0.0, 0.0) };
    if corners.len() < LONG {
        return (signed_ring(corners), ring_length(ring));
    }
    let ledger = known.follow(corners, |from, to, terms| {
        terms.push(edge_length(from, to));
        let _area = edge_area(from, to, |latitude| {
            let integrand = authalic(latitude);
            terms.push(integrand);
            integrand
        });
    });
    let base = authalic(first.y.to_radians());
    let term = |edge: usize, from: Coord<f64>, to: Coord<f64>| {
        let mut integrand = ledger.of(edge).iter().skip(1);
        edge_area(from, to, |_| integrand.next().map_or(0.0, |known| known - base))
    };
    let metres = |edge: usize| ledger.of(edge).first().copied().unwrap_or(0.0);
    let closing = corners.len() - 1;
    // In the order of a first look, since a sum depends on it.
    let mut sum = term(closing, last, first);
    for (edge, ends) in corners.windows(2).enumerate() {
        sum += term(edge, ends[0], ends[1]);
    }
    let along: f64 = (0..closing).map(metres).sum();
    (or_nothing(sum), along / 1e3 + metres(closing) / 1e3)
}

/// Length of a line on WGS84 along its edges, straight in longitude and latitude.
///
/// An edge with a coordinate that is not a number counts 0. From Kharkiv to
/// Odesa such a straight edge is 0.05 % longer than the geodesic.
///
/// ```
/// use cordon::geodesy::length;
/// use geo_types::line_string;
/// let kharkiv_to_odesa = line_string![(x: 36.23, y: 49.99), (x: 30.73, y: 46.48)];
/// assert!((length(&kharkiv_to_odesa).0 - 565.4).abs() < 0.5);
/// ```
pub fn length(line: &LineString<f64>) -> Km {
    Km(line.0.windows(2).map(|pair| edge_length(pair[0], pair[1])).sum::<f64>() / 1e3)
}

/// Length of one edge straight in longitude and latitude, metres.
pub(super) fn edge_length(from: Coord<f64>, to: Coord<f64>) -> f64 {
    let east = (to.x - from.x).to_radians();
    let north = (to.y - from.y).to_radians();
    if east == 0.0 && north == 0.0 {
        return 0.0;
    }
    let sum = along(from.y, to.y, east, |latitude| {
        (meridian_radius(latitude) * north).hypot(normal_radius(latitude) * latitude.cos() * east)
    });
    or_nothing(sum)
}

/// `∮ Q dλ` of a ring in square metres, positive where it runs clockwise.
pub(super) fn signed_ring(ring: &[Coord<f64>]) -> f64 {
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { return 0.0 };
    // Latitudes are counted from the first corner's, so that a small zone does
    // not lose its digits in the area between it and the equator.
    let base = authalic(first.y.to_radians());
    let term = |from, to| edge_area(from, to, |latitude| authalic(latitude) - base);
    let mut sum = term(last, first);
    for pair in ring.windows(2) {
        sum += term(pair[0], pair[1]);
    }
    or_nothing(sum)
}

/// `∫ Q dλ` along an edge, of an integrand by latitude.
fn edge_area(from: Coord<f64>, to: Coord<f64>, integrand: impl FnMut(f64) -> f64) -> f64 {
    let east = (to.x - from.x).to_radians();
    if east == 0.0 {
        return 0.0;
    }
    east * along(from.y, to.y, east, integrand)
}

/// Nothing where a sum has run off to infinity.
fn or_nothing(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// Nodes and weights on −1…1 (Abramowitz and Stegun, table 25.4); two nodes are
/// exact to cubics, five to the ninth power.
const TWO: [(f64, f64); 2] = [(-0.577_350_269_189_625_8, 1.0), (0.577_350_269_189_625_8, 1.0)];
const FIVE: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (0.906_179_845_938_664, 0.236_926_885_056_189_08),
];

/// Mean of a function of latitude (radians) between two latitudes (degrees).
///
/// Two nodes leave an error of h⁴/4320: 1e-14 for the tenth of a degree of a
/// drawn edge. Longer ones take five nodes in pieces of at most 5°, so that no
/// edge costs more than 36 pieces.
fn along(from: f64, to: f64, east: f64, mut function: impl FnMut(f64) -> f64) -> f64 {
    if !(from.abs() <= 90.0 && to.abs() <= 90.0 && east.is_finite()) {
        return 0.0;
    }
    let rise = to - from;
    if rise == 0.0 {
        return function(from.to_radians());
    }
    let (nodes, pieces) = if rise.abs() < 0.1 {
        (TWO.as_slice(), 1)
    } else {
        (FIVE.as_slice(), (rise.abs() / 5.0).ceil().max(1.0) as usize)
    };
    let step = rise / pieces as f64;
    let mut sum = 0.0;
    for piece in 0..pieces {
        let middle = from + step * (piece as f64 + 0.5);
        for (node, weight) in nodes {
            sum += weight * function((middle + 0.5 * step * node).to_radians());
        }
    }
    sum / (2.0 * pieces as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{bearing, ground_distance};
    use proptest::prelude::*;
    use serde_json::Value;

    fn fixture() -> Value {
        serde_json::from_str(include_str!("../../tests/fixtures/geodesy/geographiclib.json")).unwrap()
    }

    fn coord(value: &Value) -> Coord<f64> {
        Coord { x: value[0].as_f64().unwrap(), y: value[1].as_f64().unwrap() }
    }

    fn ring(value: &Value) -> LineString<f64> {
        LineString(value.as_array().unwrap().iter().map(coord).collect())
    }

    fn outline(value: &Value) -> MultiPolygon<f64> {
        let part = |part: &Value| {
            let mut rings = part.as_array().unwrap().iter().map(ring);
            Polygon::new(rings.next().unwrap(), rings.collect())
        };
        MultiPolygon(value.as_array().unwrap().iter().map(part).collect())
    }

    fn check(what: &str, got: f64, wanted: &Value) {
        let wanted = wanted.as_f64().unwrap();
        assert!((got / wanted - 1.0).abs() < 1e-6, "{what}: {got} instead of {wanted}");
    }

    #[test]
    fn areas_and_perimeters_are_those_of_geographiclib() {
        for case in fixture()["areas"].as_array().unwrap() {
            let name = case["name"].as_str().unwrap();
            let outline = outline(&case["outline"]);
            check(name, area(&outline).0, &case["area_km2"]);
            check(name, perimeter(&outline).0, &case["perimeter_km"]);
        }
    }

    #[test]
    fn lengths_and_geodesics_are_those_of_geographiclib() {
        for case in fixture()["lines"].as_array().unwrap() {
            check(case["name"].as_str().unwrap(), length(&ring(&case["line"])).0, &case["length_km"]);
        }
        for case in fixture()["geodesics"].as_array().unwrap() {
            let name = case["name"].as_str().unwrap();
            let (from, to) = (coord(&case["from"]), coord(&case["to"]));
            check(name, ground_distance(from, to).0, &case["distance_km"]);
            check(name, bearing(from, to), &case["bearing"]);
        }
    }

    #[test]
    fn winding_and_closing_do_not_matter() {
        let ring = [(36.0, 49.5), (37.0, 49.6), (36.4, 50.2)].map(Coord::from);
        let one =
            |corners: Vec<Coord<f64>>| area(&MultiPolygon(vec![Polygon::new(LineString(corners), vec![])])).0;
        let mut turned = ring.to_vec();
        turned.reverse();
        assert!((one(ring.to_vec()) - one(turned)).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_measures_nothing() {
        for bad in [f64::NAN, f64::INFINITY, 1e308] {
            let line = LineString(vec![
                Coord { x: 31.0, y: 50.0 },
                Coord { x: 31.0, y: bad },
                Coord { x: bad, y: 51.0 },
            ]);
            assert!(length(&line).0.is_finite());
            let outline = MultiPolygon(vec![Polygon::new(line, vec![])]);
            assert!(area(&outline).0.is_finite() && perimeter(&outline).0.is_finite());
        }
        assert_eq!(area(&MultiPolygon(vec![])).0, 0.0);
    }

    /// A ring around Poltava with many corners, some of them on a level with the next.
    fn long_ring(corners: usize) -> Vec<Coord<f64>> {
        let corner = |number: usize| {
            let turn = number as f64 / corners as f64 * std::f64::consts::TAU;
            let reach = 1.0 + 0.05 * (turn * 40.0).sin();
            let y = 49.6 + 0.7 * reach * turn.sin();
            Coord {
                x: 34.5 + reach * turn.cos(),
                y: if number % 9 < 2 { (y * 50.0).round() / 50.0 } else { y },
            }
        };
        (0..corners).map(corner).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Corners moved, put in and taken out one after the other, the first among them.
        #[test]
        fn what_is_remembered_of_a_ring_changes_no_bit(
            turns in prop::collection::vec((0u8..5, 0usize..1_400, -2.0..2.0_f64, -1.0..1.0_f64), 1..12),
            hole in prop::bool::ANY,
        ) {
            let (mut corners, mut known) = (long_ring(1_300), RingTerms::default());
            for (kind, at, x, y) in turns {
                let place = at % corners.len();
                let to = corners[place] + Coord { x, y };
                match kind {
                    0 => corners[place] = to,
                    1 => corners[0] = to,
                    2 => corners.insert(place, to),
                    3 => drop(corners.remove(place)),
                    _ => corners.reverse(),
                }
                let holes = if hole { vec![LineString(long_ring(1_100 + at % 3))] } else { Vec::new() };
                let outline = MultiPolygon(vec![Polygon::new(LineString(corners.clone()), holes)]);
                let (area_known, perimeter_known) = area_and_perimeter(&outline, &mut known);
                prop_assert_eq!(area_known.0.to_bits(), area(&outline).0.to_bits());
                prop_assert_eq!(perimeter_known.0.to_bits(), perimeter(&outline).0.to_bits());
            }
        }
    }
}
