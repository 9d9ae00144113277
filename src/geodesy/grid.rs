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
