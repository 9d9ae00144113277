//! What a definition in well-known text says of its datum, and how that lies to WGS 84.

use super::known::{PULKOVO_1942, UCS_2000};

/// Datums by a part of their name in small letters, with the shift to WGS 84:
/// metres and seconds, rotations as position vector. Values of the EPSG register
/// with the best accuracy for Ukraine and its neighbours. The first that fits counts.
const DATUMS: &[(&[&str], &str)] = &[
    (&["wgs_1984", "wgs 1984", "wgs_84", "wgs 84", "wgs84", "world geodetic system 1984"], "0,0,0,0,0,0,0"),
    (&["etrs", "european_terrestrial", "european terrestrial"], "0,0,0,0,0,0,0"),
    (&["ukraine_2000", "ukraine 2000", "ucs-2000", "ucs_2000", "usk2000", "usk-2000"], UCS_2000),
    (
        &["1942(58)", "1942_58", "1942_adj_1958", "1942 adj 1958"],
        "2.329,-147.042,-92.08,-0.309,0.325,0.497,5.69",
    ),
    (&["1942(83)", "1942_83", "1942_adj_1983", "1942 adj 1983"], "28,-121,-77,0,0,0,0"),
    (&["pulkovo_1942", "pulkovo 1942", "s_1942", "s-42", "s42"], PULKOVO_1942),
    (&["pulkovo_1995", "pulkovo 1995"], "24.47,-130.89,-81.56,0,0,0.13,-0.22"),
    (&["gsk-2011", "gsk_2011", "geodezicheskaya sistema koordinat 2011"], "0,0,0,0,0,0,0"),
    (&["european_1950", "european_datum_1950", "european datum 1950"], "-87,-98,-121,0,0,0,0"),
];

/// What must be added to a definition so that it says how its datum lies to WGS 84;
/// none where that is not known.
pub fn shift(wkt: &str, written: &str) -> Option<String> {
    if written.contains("+towgs84=") || written.contains("+nadgrids=") || written.contains("+R=") {
        return Some(String::new());
    }
    let name = named(wkt, "DATUM").or_else(|| named(wkt, "ENSEMBLE"))?.to_lowercase();
    let (_, shift) = DATUMS.iter().find(|(parts, _)| parts.iter().any(|part| name.contains(part)))?;
    Some(format!(" +towgs84={shift}"))
}

/// The name behind a keyword: `DATUM["D_WGS_1984"`.
fn named(wkt: &str, keyword: &str) -> Option<String> {
    let upper = wkt.to_ascii_uppercase();
    let at = upper.find(&format!("{keyword}[")).or_else(|| upper.find(&format!("{keyword}(")))?;
    first_quoted(wkt.get(at..)?)
}

/// The first text in quotation marks.
pub fn first_quoted(wkt: &str) -> Option<String> {
    let (_, rest) = wkt.split_once('"')?;
    let (name, _) = rest.split_once('"')?;
    Some(name.trim().chars().take(120).collect())
}

/// The code of the EPSG register of the whole definition: the last one in it, right before its end.
pub fn code(wkt: &str) -> Option<u32> {
    let upper = wkt.to_ascii_uppercase();
    let at = upper.rfind("\"EPSG\"")?;
    let rest = upper.get(at + 6..)?;
    let digits: String =
        rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let after = rest.get(rest.find(&digits)? + digits.len()..)?;
    // Nothing but the end may follow, or the code is that of a part.
    let closes = after.chars().filter(|c| matches!(c, ']' | ')')).count();
    let nothing = after.chars().all(|c| c.is_whitespace() || matches!(c, ']' | ')' | '"'));
    (nothing && closes == 2).then(|| digits.parse().ok()).flatten()
}
