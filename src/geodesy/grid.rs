//! Grid references.

use geo_types::Coord;
use geoconvert::LatLon;

/// The place in the Military Grid Reference System, to a metre and with spaces:
/// `37U CR 56502 73061`. Truncated, not rounded, as the system asks: the
/// reference names the square that holds the place. None beyond 80° south and
/// 84° north, where the system changes to polar squares, and for what is not on
/// the globe.
pub fn mgrs(at: Coord<f64>) -> Option<String> {
    if !((-80.0..=84.0).contains(&at.y) && (-180.0..=180.0).contains(&at.x)) {
        return None;
    }
    let text = LatLon::create(at.y, at.x).ok()?.to_mgrs(METRE).to_string();
    let letters = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (zone, rest) = text.split_at_checked(letters + 1)?;
    let (square, digits) = rest.split_at_checked(2)?;
    let (east, north) = digits.split_at_checked(digits.len() / 2)?;
    Some(format!("{zone} {square} {east} {north}"))
}

/// Digits of easting and northing for a square of one metre.
const METRE: i32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(x: f64, y: f64, wanted: &str) {
        assert_eq!(mgrs(Coord { x, y }).as_deref(), Some(wanted));
    }

    #[test]
    fn grid_references_of_towns() {
        // Kyiv, Velyka Novosilka and Westminster, by Krüger's series.
        check(30.5234, 50.4501, "36U UA 24182 91607");
        check(37.10, 47.85, "37T CP 57860 01376");
        check(-0.1246, 51.5007, "30U XC 99567 09427");
    }

    #[test]
    fn beyond_the_grid_there_is_none() {
        for (x, y) in [(30.0, 84.5), (30.0, -80.5), (f64::NAN, 50.0), (200.0, 50.0)] {
            assert_eq!(mgrs(Coord { x, y }), None);
        }
    }
}
