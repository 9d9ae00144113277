//! The saved form of a plan: GeoJSON (RFC 7946) with one foreign member,
//! `cordon`, so that any GIS opens it. `docs/plan-file.md` has every member.
//!
//! What is saved and opened again is the same plan, to the last digit; the
//! same plan is the same bytes on every machine. What other tools wrote into
//! the file is carried along ([`Kept`]). Only a bounding box is
//! dropped: it would be wrong after the first edit.

mod members;

mod geometry;

mod coalition;

mod slides;

mod head;

mod zone_feature;

mod line_feature;

mod definition;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::kept::Unread;
use super::{Kept, OwnLine, Plan, Zone, ZoneId, lines};
use crate::problem::{Problem, Severity};
use members::{Members, Place};
use zone_feature::Read;

/// The version of the saved form that this program writes. It reads the older ones:
/// version 1 had no contingents, mandate or rules of engagement, version 2 had belts
/// that were laid off less exactly, version 3 no zones that follow a definition.
pub const VERSION: u64 = 4;

/// The first version whose belts were laid off as they are now.
const EXACT_BELTS: u64 = 3;

/// The ending of a plan's file name.
pub const EXTENSION: &str = "plan.geojson";

/// The plan that a new window shows; it holds the values where a file has none.
const EMPTY: &str = include_str!("../../data/plan/empty.plan.geojson");

/// The plan of the embedded file; a test holds that it can be read.
pub(super) fn empty() -> Plan {
    let collection: Value = serde_json::from_str(EMPTY).unwrap_or_default();
    let head = collection.get("cordon").and_then(Value::as_object);
    head.map_or_else(Plan::default, |head| {
        let place = Place::of_file("empty.plan.geojson").inside("cordon");
        head::read(&Members::new(head, place), Plan::default(), &mut Vec::new())
    })
}

/// Writes a plan: one zone a line, members in a fixed order, a newline at the end.
pub fn to_geojson(plan: &Plan) -> String {
    let mut text = String::from("{\n\"type\": \"FeatureCollection\",\n\"cordon\": {");
    write_lines(&mut text, &head::write(plan), "  ");
    text.push_str("},\n");
    for (name, value) in &plan.kept.members {
        let _ = writeln!(text, "{}: {value},", Value::from(name.as_str()));
    }
    text.push_str("\"features\": [");
    for (place, feature) in features(plan).iter().enumerate() {
        let _ = write!(text, "{}\n{feature}", if place == 0 { "" } else { "," });
    }
    text.push_str("\n]\n}\n");
    text
}

fn write_lines(text: &mut String, members: &Map<String, Value>, indent: &str) {
    for (place, (name, value)) in members.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\n{indent}{}: {value}", Value::from(name.as_str()));
    }
    text.push('\n');
}

/// Zones in the order of the list, then the lines of contact that are not in force; what
/// was not understood stands where it stood.
fn features(plan: &Plan) -> Vec<Value> {
    let mut features: Vec<Value> =
        plan.zones.iter().map(|zone| zone_feature::write(zone, plan.kept.zones.get(&zone.id))).collect();
    let lines = plan.hypotheses.iter();
    features.extend(lines.map(|line| line_feature::write(line, plan.kept.lines.get(&line.name))));
    for unread in &plan.kept.unread {
        features.insert(unread.place.min(features.len()), unread.feature.clone());
    }
    features
}

/// The example plan: a monitored belt along the whole line, a deterrent sector, rear
/// hubs, sites and a border, with a need in the range of the published estimates.
pub fn example() -> Plan {
    const TEXT: &str = include_str!("../../data/examples/reassurance.plan.geojson");
    // A test holds the file to what its edits make, so it opens; an empty plan would show otherwise.
    from_geojson(TEXT, "reassurance.plan.geojson").map_or_else(|_| empty(), |(plan, _)| plan)
}

/// Reads a plan. With it come the problems of single features and members: a
/// feature that is not a zone is kept as it stood and written back, but it is
/// not counted, so ask before saving over a file with an error.
///
/// # Errors
/// The problems of a file that is no plan at all: cut off, not JSON, GeoJSON
/// without the member `cordon`, or of another version.
pub fn from_geojson(text: &str, file_name: &str) -> Result<(Plan, Vec<Problem>), Vec<Problem>> {
    let file = Place::of_file(file_name);
    let value = parse(text, &file).map_err(|problem| vec![problem])?;
    let (collection, head, features) = parts(&value, &file).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut plan = head::read(&head, Plan::empty(), &mut problems);
    let kept = Arc::make_mut(&mut plan.kept);
    kept.members = collection.others(&["type", "cordon", "features", "bbox"]);
    let exact = head.get("version").and_then(whole).is_some_and(|version| version >= EXACT_BELTS);
    let same = if exact { zone_feature::SAME_AREA } else { zone_feature::SAME_AREA_ONCE };
    let (features, lines): (Vec<_>, Vec<_>) =
        features.iter().enumerate().partition(|(_, feature)| !line_feature::is_line(feature));
    let in_force = plan.line.as_ref().map(|line| line.name.clone());
    plan.hypotheses = read_lines(&lines, in_force.as_deref(), &file, kept, &mut problems);
    let zones = read_features(&features, &file, same, kept, &mut problems);
    kept.unread.sort_by_key(|unread| unread.place);
    let places: Vec<usize> = zones.iter().map(|read| read.place).collect();
    for zone in name_zones(zones, kept, &file, &mut problems) {
        plan.zones.push(Arc::new(zone));
    }
    let unmade = definition::settle(&mut plan, &places, &file, same, &mut problems);
    for zone in unmade.into_iter().rev() {
        let place = places.get(zone).copied().unwrap_or_default();
        let gone = plan.zones.remove(zone);
        plan.let_go_of(&BTreeSet::from([&gone.id]));
        if let Some((_, feature)) = features.iter().find(|(at, _)| *at == place) {
            let unread = Unread { place, feature: Value::clone(feature) };
            Arc::make_mut(&mut plan.kept).unread.push(unread);
        }
    }
    Ok((plan, problems))
}

/// Whether a file with these problems would lose or hide something when it is
/// saved over: ask first.
pub fn ask_before_saving_over(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn parse(text: &str, file: &Place) -> Result<Value, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| {
        if text.trim().is_empty() {
            file.error("The file is empty", "Choose another file, or begin a new plan.")
        } else if error.is_eof() {
            let what = format!("The file ends in the middle, at line {}", error.line());
            file.error(what, "It was cut off on its way: fetch it again, or open a backup copy.")
        } else {
            file.error(
                format!("The file is not JSON: {error}"),
                "Mend that place in a text editor, or open a backup copy.",
            )
        }
    })
}

const AS_LAYER: &str = "Open it as a layer instead: zones can be made from its outlines.";

type Parts<'a> = (Members<'a>, Members<'a>, &'a [Value]);

fn parts<'a>(value: &'a Value, file: &Place<'a>) -> Result<Parts<'a>, Problem> {
    let Some(map) = value.as_object() else {
        return Err(
            file.error("The file holds no GeoJSON", "Choose a plan, a file that ends in .plan.geojson.")
        );
    };
    let collection = Members::new(map, file.clone());
    if map.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        return Err(file
            .inside("type")
            .error("The file is no plan: it is not a FeatureCollection", AS_LAYER));
    }
    let Some(head) = collection.object("cordon")? else {
        return Err(file.inside("cordon").error("The file is no plan: it has no member “cordon”", AS_LAYER));
    };
    version(&head)?;
    coordinate_system(&collection)?;
    let Some(features) = map.get("features").and_then(Value::as_array) else {
        return Err(file
            .inside("features")
            .error("The plan has no list of features", "Mend it in a text editor: \"features\": []."));
    };
    Ok((collection, head, features))
}

fn version(head: &Members) -> Result<(), Problem> {
    let place = head.place().inside("version");
    match head.get("version").map(whole) {
        Some(Some(1..=VERSION)) => Ok(()),
        Some(Some(newer)) if newer > VERSION => Err(place.error(
            format!(
                "The plan was made by a newer Cordon: version {newer} of the file, this one reads {VERSION}"
            ),
            "Update Cordon, or save the plan from the newer one in the older form.",
        )),
        Some(_) => Err(place.error(
            "The plan has a version that no Cordon wrote",
            format!("This Cordon reads version {VERSION}; open a backup copy."),
        )),
        None => Err(place.error(
            "The plan does not say its version",
            format!("Add \"version\": {VERSION} to the member cordon."),
        )),
    }
}

/// A version; other tools may write 1 as 1.0.
fn whole(value: &Value) -> Option<u64> {
    let is_whole = |number: &f64| number.fract() == 0.0 && (0.0..=1e9).contains(number);
    value.as_u64().or_else(|| value.as_f64().filter(is_whole).map(|number| number as u64))
}

/// Older GeoJSON may name another coordinate system; its numbers would then be no degrees.
fn coordinate_system(collection: &Members) -> Result<(), Problem> {
    let Some(system) = collection.get("crs").filter(|value| !value.is_null()) else {
        return Ok(());
    };
    let name = system.pointer("/properties/name").and_then(Value::as_str).unwrap_or_default();
    if ["CRS84", "EPSG::4326", "EPSG:4326"].iter().any(|known| name.ends_with(known)) {
        return Ok(());
    }
    Err(collection.place().inside("crs").error(
        format!("The plan is in another coordinate system: {name}"),
        "Save it from your GIS in WGS 84, longitude and latitude (EPSG:4326).",
    ))
}

fn read_features(
    features: &[(usize, &Value)],
    file: &Place,
    same: f64,
    kept: &mut Kept,
    problems: &mut Vec<Problem>,
) -> Vec<Read> {
    let mut zones = Vec::new();
    for &(place, feature) in features {
        match zone_feature::read(feature, &file.feature(place), same, problems) {
            Ok(read) => zones.push(read),
            Err(problem) => {
                problems.push(problem);
                kept.unread.push(Unread { place, feature: feature.clone() });
            }
        }
    }
    zones
}

/// The lines of contact that are not in force, in their order. Of two with the same name
/// the second gets a number.
fn read_lines(
    features: &[(usize, &Value)],
    in_force: Option<&str>,
    file: &Place,
    kept: &mut Kept,
    problems: &mut Vec<Problem>,
) -> Vec<Arc<OwnLine>> {
    let mut lines: Vec<Arc<OwnLine>> = Vec::new();
    for &(place, feature) in features {
        let at = file.feature(place);
        let (mut line, beside) = match line_feature::read(feature, &at) {
            Ok(read) => read,
            Err(problem) => {
                problems.push(problem);
                kept.unread.push(Unread { place, feature: feature.clone() });
                continue;
            }
        };
        let taken = |name: &str| in_force == Some(name) || lines.iter().any(|line| line.name == name);
        if taken(&line.name) {
            let mut numbers = 2_u64..;
            let name =
                numbers.by_ref().map(|number| format!("{} ({number})", line.name)).find(|name| !taken(name));
            let name = name.unwrap_or_default();
            let what = format!("Two lines of contact are called {}", line.name);
            problems
                .push(at.inside("properties.name").warning(what, format!("The second one is {name} now.")));
            line = Arc::new(OwnLine { name, ..OwnLine::clone(&line) });
        }
        if !beside.is_empty() {
            kept.lines.insert(line.name.clone(), beside);
        }
        lines.push(line);
    }
    lines.sort_by(|a, b| lines::order(a, b));
    lines
}

/// Sees to it that each zone has an id and a name of its own.
fn name_zones(zones: Vec<Read>, kept: &mut Kept, file: &Place, problems: &mut Vec<Problem>) -> Vec<Zone> {
    let mut ids: BTreeSet<ZoneId> = zones.iter().map(|read| read.zone.id.clone()).collect();
    ids.extend(kept.unread_ids());
    let mut names: BTreeSet<String> = zones.iter().map(|read| read.zone.name.clone()).collect();
    let mut given = BTreeSet::new();
    let mut named = Vec::with_capacity(zones.len());
    for Read { mut zone, beside, place } in zones {
        let is_first = given.insert(zone.id.clone());
        if zone.id.0.is_empty() || !is_first {
            let id = super::id_after(ids.iter());
            ids.insert(id.clone());
            let old = std::mem::replace(&mut zone.id, id);
            if !is_first && !old.0.is_empty() {
                let what = format!("Two zones have the id {}", old.0);
                let hint = format!("The second one is {} now.", zone.id.0);
                problems.push(file.feature(place).inside("id").warning(what, hint));
            }
        }
        if zone.name.is_empty() {
            zone.name = super::name_after(zone.role, |name| names.contains(name));
            names.insert(zone.name.clone());
            let hint = format!("It is called {} now.", zone.name);
            problems
                .push(file.feature(place).inside("properties.name").warning("The zone has no name", hint));
        }
        if !beside.is_empty() {
            kept.zones.insert(zone.id.clone(), beside);
        }
        named.push(zone);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_plan_can_be_read_whole() {
        let (plan, problems) = from_geojson(EMPTY, "empty").unwrap();
        assert_eq!(problems, []);
        assert_eq!(plan, Plan::empty());
        assert_eq!(to_geojson(&plan), EMPTY);
        assert_eq!(plan.assumptions.rotation.k(), 3.0);
    }
}
