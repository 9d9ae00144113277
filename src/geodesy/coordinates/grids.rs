//! Grid references: MGRS and UTM.

use geo_types::Coord;
use geoconvert::{Mgrs, UtmUps};

use super::{Notation, Read};
use crate::geodesy::grid::mgrs;
use crate::problem::Refusal;

/// The place in UTM, to a metre: `37U 356503 5373062`. The letter is the band, as
/// in a grid reference. None where MGRS has none.
pub fn utm(at: Coord<f64>) -> Option<String> {
    let reference = mgrs(at)?;
    let (zone, _) = reference.split_once(' ')?;
    let utm = geoconvert::LatLon::create(at.y, at.x).ok()?.to_utmups();
    Some(format!("{zone} {:06.0} {:07.0}", utm.easting(), utm.northing()))
}

/// Whether a text begins like a grid reference: a zone, its band, and then only
/// letters of a square and digits.
pub(super) fn is_grid(text: &str) -> bool {
    Parts::of(text).is_some_and(|parts| {
        matches!(parts.letters.len(), 1 | 3) && parts.rest.chars().any(|c| c.is_ascii_digit())
    })
}

/// Reads a grid reference. `None` where the text is none at all.
pub(super) fn read(text: &str) -> Option<Result<Read, Refusal>> {
    let parts = Parts::of(text)?;
    match parts.letters.len() {
        3 => Some(in_squares(&parts)),
        1 => in_metres(&parts),
        _ => None,
    }
}

/// A zone, the letters after it, and what follows them.
struct Parts {
    zone: i32,
    letters: String,
    rest: String,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("MGRS").or_else(|| text.strip_prefix("UTM")).unwrap_or(&text);
        let text = text.trim_start_matches([':', ' ']);
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        if !(1..=2).contains(&digits.len()) {
            return None;
        }
        let after = text.get(digits.len()..)?;
        let is_letter = |c: &char| c.is_ascii_alphabetic() || c.is_whitespace();
        let head: String = after.chars().take_while(is_letter).collect();
        let letters: String = head.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = after.get(head.len()..)?.trim().to_owned();
        // A sign of degrees or a point makes it another way of writing.
        let is_rest = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,MEN".contains(c);
        let begins = rest.chars().next().is_none_or(|c| c.is_ascii_digit());
        (begins && rest.chars().all(is_rest)).then_some(())?;
        Some(Self { zone: digits.parse().ok()?, letters, rest })
    }
}

const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";

fn in_zone(parts: &Parts) -> Result<char, Refusal> {
    let band = parts.letters.chars().next().filter(|band| BANDS.contains(*band));
    match band {
        Some(band) if (1..=60).contains(&parts.zone) => Ok(band),
        _ => Err(Refusal::new(
            format!("There is no grid zone {}{}", parts.zone, parts.letters),
            "Zones run from 1 to 60, bands from C to X; Ukraine lies in 34U to 37T.",
        )),
    }
}

/// MGRS. The place is the middle of the square that is named.
fn in_squares(parts: &Parts) -> Result<Read, Refusal> {
    in_zone(parts)?;
    let groups: Vec<&str> = parts.rest.split_whitespace().collect();
    let digits: String = groups.concat();
    let uneven = || {
        Refusal::new(
            "The grid reference has unequal numbers of digits to the east and to the north",
            "Give as many for one as for the other, as in 37U CR 565 730.",
        )
    };
    if let [east, north] = groups.as_slice()
        && east.len() != north.len()
    {
        return Err(uneven());
    }
    if !digits.chars().all(|c| c.is_ascii_digit()) || !digits.len().is_multiple_of(2) || digits.len() > 10 {
        return Err(uneven());
    }
    let unknown = || {
        Refusal::new(
            format!("There is no square {} in zone {}", &parts.letters[1..], parts.zone),
            "Check the letters: I and O are not used, and each zone has its own.",
        )
    };
    if digits.is_empty() {
        return Err(Refusal::new("A square of 100 km is no place", "Add the digits, as in 37U CR 565 730."));
    }
    let reference = format!("{}{}{digits}", parts.zone, parts.letters);
    let place = Mgrs::parse_str(&reference).map_err(|_| unknown())?.to_latlon();
    let at = Coord { x: place.longitude(), y: place.latitude() };
    let side = 10_i32.pow(5 - u32::try_from(digits.len() / 2).unwrap_or(5));
    let note = (side > 1).then(|| match side {
        1_000.. => format!("The middle of a square of {} km", side / 1_000),
        _ => format!("The middle of a square of {side} m"),
    });
    Ok(Read { at, notation: Notation::Mgrs, note })
}

/// UTM: a zone and metres. `None` where no two numbers of metres follow.
fn in_metres(parts: &Parts) -> Option<Result<Read, Refusal>> {
    let numbers: Vec<f64> = parts
        .rest
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|group| group.trim_end_matches(['M', 'E', 'N']))
        .filter(|group| !group.is_empty())
        .map(|group| group.parse().ok())
        .collect::<Option<_>>()?;
    // Degrees of the same look ("37 N 49") are small numbers.
    let [east, north] = numbers.as_slice() else { return None };
    if *east < 1_000.0 || *north < 1_000.0 {
        return None;
    }
    Some(in_zone(parts).and_then(|band| {
        // "S" is a band in the north and, to some, the southern half: metres north
        // between 3.5 and 4.5 million are the band.
        let southern_half = band == 'S' && !(3_500_000.0..4_500_000.0).contains(north);
        let place = UtmUps::create(parts.zone, band >= 'N' && !southern_half, *east, *north)
            .map_err(|_| {
                Refusal::new(
                    "These metres lie outside the zone",
                    "Write zone, metres east, metres north, as in 37U 356503 5373062.",
                )
            })?
            .to_latlon();
        let at = Coord { x: place.longitude(), y: place.latitude() };
        Ok(Read { at, notation: Notation::Utm, note: None })
    }))
}
