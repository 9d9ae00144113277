//! A side by its length and direction: "45 km 120°".

use crate::units::Km;

/// Reads a distance and a bearing: "45 km 120°", "800 m 90", "45 км, 120", "45<120". Degrees
/// run clockwise from north. `None` where it is something else: without a unit or a "<"
/// two numbers are a place.
pub fn side(text: &str) -> Option<(Km, f64)> {
    let text = text.trim().to_lowercase().replace(',', ".");
    let at = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (length, rest) = text.split_at_checked(at)?;
    let rest = rest.trim_start();
    let units = [("km", 1.0), ("км", 1.0), ("m", 0.001), ("м", 0.001), ("<", 1.0)];
    let (rest, km) = units.iter().find_map(|(unit, km)| Some((rest.strip_prefix(unit)?, *km)))?;
    let bearing = rest.trim_start_matches(['.', ' ', '<', '@', '/']).trim_end_matches(['°', ' ']);
    let bearing: f64 = bearing.parse().ok()?;
    let length = length.parse::<f64>().ok()? * km;
    let fits = length > 0.0 && length <= MOST && (0.0..=360.0).contains(&bearing);
    fits.then_some((Km(length), bearing))
}

/// A longer side leaves the map.
const MOST: f64 = 5_000.0;
