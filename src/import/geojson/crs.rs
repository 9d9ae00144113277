//! The `crs` member of older files: accepted where it means WGS84, else named.

use serde_json::Value;

use crate::import::crs as systems;
use crate::import::findings::Findings;
use crate::problem::Problem;

/// What a coordinate system means for the reading.
pub enum Crs {
    /// WGS84, or nothing said.
    Fine,
    /// So near to WGS84 that it makes no difference at this scale, or unknown.
    Near(Problem),
    /// Another one: the positions would be drawn in the wrong place.
    Other(Problem),
}

/// Remembers the first coordinate system that a file names.
pub fn note(value: Value, findings: &mut Findings) {
    if !value.is_null() && findings.crs.is_none() {
        findings.crs = Some((findings.feature, value));
    }
}

/// Judges the coordinate system that a file names.
///
/// Names are those of the GeoJSON of 2008: OGC URNs (`urn:ogc:def:crs:OGC:1.3:CRS84`,
/// `urn:ogc:def:crs:EPSG::3857`), URLs of the same, and `EPSG:3857`.
pub fn judge(crs: Option<(Option<usize>, Value)>, file: &str) -> Crs {
    let Some((feature, value)) = crs else { return Crs::Fine };
    let place = |mut problem: Problem| {
        problem.feature = feature;
        problem.at_member("crs")
    };
    let Some(name) = name(&value) else {
        return Crs::Near(place(Problem::warning(
            file,
            "The coordinate system is given in a way that cannot be read",
            "The positions were taken as WGS 84 longitude and latitude; check that the layer lies where it should.",
        )));
    };
    let code: String = {
        let last = name.rsplit([':', '/', '#']).next().unwrap_or(&name);
        last.trim().to_uppercase().replace([' ', '_'], "")
    };
    match code.as_str() {
        "CRS84" | "CRS84H" | "4326" | "4979" | "WGS84" => Crs::Fine,
        "4258" | "4937" | "ETRS89" => Crs::Near(place(Problem::warning(
            file,
            format!("The coordinate system is {name} (ETRS89)"),
            "Taken as WGS 84: the two differ by less than a metre.",
        ))),
        _ => Crs::Other(place(Problem::error(
            file,
            format!("The coordinate system is {name}; {}", why(&code, file)),
            "Export the layer again in WGS 84 (EPSG:4326), as RFC 7946 wants it.",
        ))),
    }
}

/// Why a coordinate system is refused: one that is known can be transformed, but not by every reader.
fn why(code: &str, file: &str) -> &'static str {
    match code.parse::<u32>().map(|code| systems::of_epsg(code, None, file)) {
        Ok(Ok(_)) => "only WGS 84 longitude and latitude can be read here",
        _ => "it is not known and cannot be transformed",
    }
}

/// The code of the EPSG register in the problem of another coordinate system.
pub fn code_in(what: &str) -> Option<u32> {
    let name = what.strip_prefix("The coordinate system is ")?.split(';').next()?;
    name.rsplit([':', '/', '#']).next()?.trim().parse().ok()
}

fn name(value: &Value) -> Option<String> {
    let properties = value.get("properties");
    let named = properties.and_then(|properties| properties.get("name")).and_then(Value::as_str);
    if let Some(name) = named.or_else(|| value.as_str()) {
        return Some(name.to_owned());
    }
    let code = properties.and_then(|properties| properties.get("code"))?;
    let code = code.as_u64().map(|code| code.to_string()).or_else(|| code.as_str().map(str::to_owned))?;
    Some(format!("EPSG:{}", code.trim_start_matches("EPSG:")))
}
