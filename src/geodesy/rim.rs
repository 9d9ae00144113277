//! Outlines with a rim more or a rim less, and without hairlines.
//!
//! The rim is the belt along every ring, made by the machinery of [`corridor`]:
//! laid off on the ground, without the spurious holes of a buffer.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::corridor::corridor;
use super::measure::{area, perimeter};
use super::overlay::{difference, union};
use crate::problem::Refusal;
use crate::units::Km;

/// Everything within a distance of an outline: the outline with a rim more.
///
/// # Errors
/// As [`corridor`] along each ring.
pub fn grown(outline: &MultiPolygon<f64>, by: Km) -> Result<MultiPolygon<f64>, Refusal> {
    let rims = rims(outline, by)?;
    let parts: Vec<&MultiPolygon<f64>> = std::iter::once(outline).chain(&rims).collect();
    Ok(union(&parts))
}

/// What of an outline is farther than a distance from its border: a rim less. May be nothing.
///
/// # Errors
/// As [`corridor`] along each ring.
pub fn shrunk(outline: &MultiPolygon<f64>, by: Km) -> Result<MultiPolygon<f64>, Refusal> {
    let rims = rims(outline, by)?;
    let parts: Vec<&MultiPolygon<f64>> = rims.iter().collect();
    Ok(difference(outline, &union(&parts)))
}

/// The belt on both sides of every ring.
fn rims(outline: &MultiPolygon<f64>, by: Km) -> Result<Vec<MultiPolygon<f64>>, Refusal> {
    let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.map(|ring| corridor(&once_round_and_on(ring), by, by)).collect()
}

/// A ring as a line that runs its first edge twice: so there is no end, which would
/// be square, at the corner where it begins.
fn once_round_and_on(ring: &LineString<f64>) -> LineString<f64> {
    let mut line: Vec<Coord<f64>> = ring.0.clone();
    line.extend(ring.0.get(1).copied());
    LineString(line)
}

/// Narrower than this on average, a part or a hole is a hairline left by cutting.
const HAIRLINE: Km = Km(0.001);

/// Twice the area over the perimeter: what a long strip is wide.
pub fn mean_width(outline: &MultiPolygon<f64>) -> Km {
    let round = perimeter(outline).0;
    Km(if round > 0.0 { 2.0 * area(outline).0 / round } else { 0.0 })
}

/// An outline without the hairlines that cutting leaves where borders all but coincide:
/// no part and no hole is narrower than a metre on average.
pub fn without_hairlines(outline: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let wide = |ring: &LineString<f64>| {
        mean_width(&MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())])) >= HAIRLINE
    };
    let part = |part: &Polygon<f64>| {
        let holes = part.interiors().iter().filter(|hole| wide(hole)).cloned().collect();
        let part = Polygon::new(part.exterior().clone(), holes);
        (mean_width(&MultiPolygon(vec![part.clone()])) >= HAIRLINE).then_some(part)
    };
    MultiPolygon(outline.iter().filter_map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::disc;
    use geo_types::Point;

    #[test]
    fn a_circle_grows_to_the_greater_circle() {
        let (small, large) = (disc(Point::new(35.0, 48.0), Km(20.0)), disc(Point::new(35.0, 48.0), Km(25.0)));
        let (small, large) = (small.unwrap(), large.unwrap());
        let more = area(&grown(&small, Km(5.0)).unwrap()).0;
        assert!((more / area(&large).0 - 1.0).abs() < 2e-3, "{more}");
        let less = area(&shrunk(&large, Km(5.0)).unwrap()).0;
        assert!((less / area(&small).0 - 1.0).abs() < 2e-3, "{less}");
        assert!(shrunk(&small, Km(21.0)).unwrap().0.is_empty(), "nothing is that far from the border");
    }

    #[test]
    fn a_square_grows_round_every_corner_alike() {
        let corners = [(30.0, 48.0), (31.0, 48.0), (31.0, 48.7), (30.0, 48.7), (30.0, 48.0)];
        let square = |turn: usize| {
            let ring = (0..=4).map(|place| Coord::from(corners[(place + turn) % 4])).collect();
            MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
        };
        let areas: Vec<f64> = (0..4).map(|turn| area(&grown(&square(turn), Km(5.0)).unwrap()).0).collect();
        // Sides and four quarter circles.
        let wanted = area(&square(0)).0 + perimeter(&square(0)).0 * 5.0 + std::f64::consts::PI * 25.0;
        for grown in areas {
            assert!((grown / wanted - 1.0).abs() < 1e-3, "{grown} for {wanted}");
        }
    }
}
