//! A circle on the ground.

use std::f64::consts::PI;

use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};

use super::reach::destination;
use super::{in_world, place_in_words};
use crate::problem::Refusal;
use crate::units::Km;

/// Corners of a disc: 120 look round at any zoom and cost nothing to cut.
const CORNERS: usize = 120;

/// The largest radius; half of Ukraine fits in.
const LARGEST: Km = Km(500.0);

/// The smallest radius, ten metres: less is a pencil dot at any scale.
const SMALLEST: Km = Km(0.01);

/// All places within a radius of a centre, as a polygon of 120 corners.
///
/// The corners lie a quarter of a thousandth beyond the radius, `r·√(δ / sin δ)` with
/// δ = 2π/120, so that the polygon has the circle's area rather than the
/// inscribed one's: within 1e-4 at 100 km around Kharkiv.
///
/// # Errors
/// Refuses a radius below 10 m or above 500 km, and a disc over a pole or the
/// antimeridian.
pub fn disc(centre: Point<f64>, radius: Km) -> Result<MultiPolygon<f64>, Refusal> {
    if !(radius.0 >= SMALLEST.0 && radius.0 <= LARGEST.0) {
        return Err(Refusal::new(
            "A circle needs a radius between 10 m and 500 km",
            "Drag farther from the centre, or type a radius in kilometres.",
        ));
    }
    if !in_world(centre.0) {
        return Err(Refusal::new(
            format!("The centre {} is not on the map", place_in_words(centre.0)),
            "Give longitude between −180 and 180 and latitude between −90 and 90.",
        ));
    }
    let angle = 2.0 * PI / CORNERS as f64;
    let reach = radius * (angle / angle.sin()).sqrt();
    let mut ring: Vec<Coord<f64>> = (0..CORNERS)
        .map(|corner| destination(centre.0, -(corner as f64) * angle.to_degrees(), reach))
        .collect();
    ring.push(ring[0]);
    let torn = ring.iter().any(|at| (at.x - centre.x()).abs() > 90.0);
    if torn || centre.y().abs() + reach.0 / 110.0 > 89.0 {
        return Err(Refusal::new(
            "The circle runs over a pole or the antimeridian",
            "Choose a smaller radius or another centre.",
        ));
    }
    Ok(MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())]))
}

/// Corners of a ring that is drawn and not cut: at 500 km the middle of an edge lies 76 m
/// within the radius, less than a pen is wide.
const FINE: usize = 180;

/// The places at a distance from a centre, closed: every corner lies on the geodesic circle.
///
/// # Errors
/// As [`disc`].
pub fn ring(centre: Point<f64>, radius: Km) -> Result<LineString<f64>, Refusal> {
    // What is no disc is no ring.
    disc(centre, radius)?;
    let turn = 360.0 / FINE as f64;
    let mut ring: Vec<Coord<f64>> =
        (0..FINE).map(|corner| destination(centre.0, corner as f64 * turn, radius)).collect();
    ring.push(ring[0]);
    Ok(LineString(ring))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{area, ground_distance};

    #[test]
    fn a_ring_is_everywhere_as_far_as_it_says() {
        let kyiv = Point::new(30.52, 50.45);
        for radius in [1.0, 25.0, 100.0, 480.0] {
            let ring = ring(kyiv, Km(radius)).unwrap();
            assert_eq!(ring.0.first(), ring.0.last());
            assert!(ring.0.iter().all(|&at| (ground_distance(kyiv.0, at).0 - radius).abs() < 1e-6));
        }
        assert!(ring(kyiv, Km(0.0)).is_err());
    }

    #[test]
    fn a_disc_has_the_area_of_the_circle() {
        for radius in [0.05, 5.0, 100.0] {
            let disc = disc(Point::new(36.23, 49.99), Km(radius)).unwrap();
            assert!((area(&disc).0 / (PI * radius * radius) - 1.0).abs() < 1e-4);
            let rim = ground_distance(Coord { x: 36.23, y: 49.99 }, disc.0[0].exterior().0[17]).0;
            assert!((rim / radius - 1.0).abs() < 3e-4);
            assert!(crate::geodesy::overlay::planar_area(&disc.0[0].exterior().0) > 0.0);
        }
    }

    #[test]
    fn what_is_no_disc_is_refused() {
        for radius in [0.0, -1.0, 0.001, 501.0, f64::NAN] {
            assert!(disc(Point::new(31.0, 50.0), Km(radius)).is_err());
        }
        for (x, y) in [(f64::NAN, 50.0), (181.0, 50.0), (179.9, 50.0), (31.0, 89.5)] {
            assert!(disc(Point::new(x, y), Km(50.0)).is_err());
        }
    }
}
