//! What a zone is made of, as a member of its properties.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::geometry::{read_position, write_position};
use super::members::{self, Members, Place, object};
use super::zone_feature::is_same;
use crate::geodesy::Cell;
use crate::plan::definition::{check, made_of_itself};
use crate::plan::{Anchor, Definition, LineName, Plan, Side, Source, Spot, ZoneId};
use crate::problem::Problem;
use crate::units::Km;

/// The member of a zone's properties.
pub(super) const MEMBER: &str = "definition";

/// What becomes of a zone whose definition does not hold.
const KEPT: &str = "The zone is kept as a drawn area; define it again to have it follow.";

/// Writes a definition: what is not cut is not written.
pub(super) fn write(definition: &Definition) -> Value {
    let mut own = Map::new();
    own.insert("what".into(), write_source(&definition.what));
    for (name, sources) in [("within", &definition.within), ("without", &definition.without)] {
        if !sources.is_empty() {
            own.insert(name.into(), sources.iter().map(write_source).collect());
        }
    }
    own.into()
}

fn write_source(source: &Source) -> Value {
    match source {
        Source::Ukraine => json!({"kind": "ukraine"}),
        Source::Oblasts(oblasts) => json!({"kind": "oblasts", "oblasts": oblasts}),
        Source::Cells(cells) => {
            let cells: Vec<_> = cells.iter().map(|cell| [cell.east, cell.north]).collect();
            json!({"kind": "cells", "cells": cells})
        }
        Source::Settlements { places, radius } => {
            let places: Vec<Value> = places.iter().map(write_spot).collect();
            json!({"kind": "settlements", "radius_km": radius.0, "settlements": places})
        }
        Source::Near { of: Anchor::Line { line, side: Side::Both }, km } => {
            json!({"kind": "near", "km": km.0, "line": line.0})
        }
        Source::Near { of: Anchor::Line { line, side }, km } => {
            json!({"kind": "near", "km": km.0, "line": line.0, "side": side.name()})
        }
        Source::Near { of: Anchor::Place(spot), km } => {
            json!({"kind": "near", "km": km.0, "place": write_spot(spot)})
        }
        Source::Near { of: Anchor::Zone(id), km } => json!({"kind": "near", "km": km.0, "zone": id.0}),
        Source::Zone(id) => json!({"kind": "zone", "zone": id.0}),
    }
}

fn write_spot(spot: &Spot) -> Value {
    json!({"name": spot.name, "at": write_position(spot.at)})
}

/// Reads the definition of a zone; one that cannot be read is said and left out, so that the
/// zone stays as it is drawn.
pub(super) fn read(properties: &Members, problems: &mut Vec<Problem>) -> Option<Arc<Definition>> {
    let read = properties.object(MEMBER).and_then(|part| {
        let Some(part) = part else { return Ok(None) };
        let definition = read_whole(&part)?;
        let refused = |refusal: crate::problem::Refusal| part.place().error(refusal.what, refusal.hint);
        check(&definition).map_err(refused)?;
        Ok(Some(Arc::new(definition)))
    });
    match read {
        Ok(definition) => definition,
        Err(problem) => {
            let hint = format!("{} {KEPT}", problem.hint);
            problems.push(Problem { hint, severity: crate::problem::Severity::Warning, ..problem });
            None
        }
    }
}

fn read_whole(part: &Members) -> Result<Definition, Problem> {
    let Some(what) = part.object("what")? else {
        return Err(part.place().inside("what").error(
            "The definition does not say what the zone is made of",
            "Write a ground, such as {\"kind\": \"oblasts\", \"oblasts\": [\"UA-63\"]}.",
        ));
    };
    let cuts = |name: &str| -> Result<Vec<Source>, Problem> {
        let place = part.place().inside(name);
        let list = part.list(name)?.unwrap_or_default().iter().enumerate();
        list.map(|(index, value)| read_source(&object(value, &place.element(index))?)).collect()
    };
    Ok(Definition::new(read_source(&what)?, cuts("within")?, cuts("without")?))
}

fn read_source(part: &Members) -> Result<Source, Problem> {
    match part.text("kind")?.unwrap_or_default() {
        "ukraine" => Ok(Source::Ukraine),
        "oblasts" => {
            let place = part.place().inside("oblasts");
            let list = part.list("oblasts")?.unwrap_or_default().iter().enumerate();
            let iso = |(index, value): (usize, &Value)| text(value, &place.element(index));
            Ok(Source::Oblasts(list.map(iso).collect::<Result<BTreeSet<_>, _>>()?))
        }
        "cells" => {
            let place = part.place().inside("cells");
            let list = part.list("cells")?.unwrap_or_default().iter().enumerate();
            let cells = list.map(|(index, value)| read_cell(value, &place.element(index)));
            Ok(Source::Cells(cells.collect::<Result<BTreeSet<_>, _>>()?))
        }
        "settlements" => {
            let place = part.place().inside("settlements");
            let list = part.list("settlements")?.unwrap_or_default().iter().enumerate();
            let places = list.map(|(index, value)| read_spot(&object(value, &place.element(index))?));
            let radius = needed_km(part, "radius_km")?;
            Ok(Source::Settlements { places: places.collect::<Result<_, _>>()?, radius })
        }
        "near" => Ok(Source::Near { of: read_anchor(part)?, km: needed_km(part, "km")? }),
        "zone" => match part.text("zone")? {
            Some(id) => Ok(Source::Zone(ZoneId(id.trim().to_owned()))),
            None => {
                Err(part.place().inside("zone").error("No zone is named", "Write its id, such as zone-2."))
            }
        },
        other => Err(part.place().inside("kind").error(
            format!("There is no ground of the kind “{other}”"),
            "Kinds are ukraine, oblasts, cells, settlements, near, zone.",
        )),
    }
}

fn read_anchor(part: &Members) -> Result<Anchor, Problem> {
    if let Some(line) = part.text("line")? {
        let name = part.text("side")?.unwrap_or(Side::Both.name());
        let Some(side) = Side::ALL.into_iter().find(|side| side.name() == name) else {
            let what = format!("There is no side “{name}”");
            return Err(part.place().inside("side").error(what, "Sides are both, left, right."));
        };
        return Ok(Anchor::Line { line: LineName(line.trim().to_owned()), side });
    }
    if let Some(place) = part.object("place")? {
        return Ok(Anchor::Place(read_spot(&place)?));
    }
    match part.text("zone")? {
        Some(id) => Ok(Anchor::Zone(ZoneId(id.trim().to_owned()))),
        None => Err(part.place().error("The distance is from nothing", "Give a line, a place or a zone.")),
    }
}

fn read_spot(part: &Members) -> Result<Spot, Problem> {
    let place = part.place().inside("at");
    let Some(at) = part.get("at") else {
        return Err(place.error("The place has no position", "Write longitude and latitude: [30.52, 50.45]."));
    };
    Ok(Spot::new(part.text("name")?.unwrap_or_default(), read_position(at, &place)?))
}

fn read_cell(value: &Value, place: &Place) -> Result<Cell, Problem> {
    let whole = |value: &Value| value.as_i64().and_then(|count| i32::try_from(count).ok());
    match members::list(value, place)?.iter().map(whole).collect::<Option<Vec<_>>>().as_deref() {
        Some([east, north]) => Ok(Cell { east: *east, north: *north }),
        _ => Err(place.error(
            "A cell is two whole numbers",
            "Write cells to the east and to the north of 48.5° N 31.5° E: [12, -3].",
        )),
    }
}

fn needed_km(part: &Members, name: &str) -> Result<Km, Problem> {
    let missing = || part.place().inside(name).error("The distance is missing", "Give it in km.");
    part.number(name)?.map(Km).ok_or_else(missing)
}

fn text(value: &Value, place: &Place) -> Result<String, Problem> {
    let missing = || place.error("Text should stand here", "Write an ISO 3166-2 code, such as UA-63.");
    value.as_str().map(|text| text.trim().to_owned()).ok_or_else(missing)
}

/// Makes every live zone of a file anew and holds it against what is stored: where the two
/// differ, another tool has changed the outline or what it is made of, and it is kept as drawn.
/// `places` are the features that the zones stood in. Gives the places of zones that have no
/// outline and of which none can be made.
pub(super) fn settle(
    plan: &mut Plan,
    places: &[usize],
    file: &Place,
    same: f64,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let at = |zone: usize| {
        let feature = places.get(zone).copied().unwrap_or_default();
        file.feature(feature).inside("properties").inside(MEMBER)
    };
    for place in in_order(plan, &at, problems) {
        let zone = Arc::clone(&plan.zones[place]);
        let Some(definition) = &zone.definition else { continue };
        let made = definition.shape(plan);
        let zone = Arc::make_mut(&mut plan.zones[place]);
        let stored = zone.shape.outline();
        match made {
            Ok(made) if stored.0.is_empty() || is_same(stored, made.outline(), same) => zone.shape = made,
            Ok(_) => {
                zone.definition = None;
                let what =
                    "The outline is not the one of its definition: one of the two was changed elsewhere";
                problems.push(at(place).warning(what, format!("What is drawn counts. {KEPT}")));
            }
            Err(refusal) if stored.0.is_empty() => {
                problems.push(at(place).error(refusal.what, refusal.hint));
            }
            Err(refusal) => {
                zone.definition = None;
                problems.push(at(place).warning(refusal.what, format!("{} {KEPT}", refusal.hint)));
            }
        }
    }
    let unmade = |place: &usize| plan.zones[*place].shape.outline().0.is_empty();
    (0..plan.zones.len()).filter(unmade).collect()
}

/// The places of live zones, each after those it is made of. Of a round the first is frozen,
/// so that the others can be made.
fn in_order<'a>(
    plan: &mut Plan,
    at: &impl Fn(usize) -> Place<'a>,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    loop {
        let round = match plan.order() {
            Ok(order) => return order,
            Err(round) => round,
        };
        let first = round
            .first()
            .and_then(|name| plan.zones.iter().position(|zone| zone.is_live() && zone.name == *name));
        let Some(first) = first else { return Vec::new() };
        let refusal = made_of_itself(&round);
        problems.push(at(first).warning(refusal.what, format!("{} {KEPT}", refusal.hint)));
        Arc::make_mut(&mut plan.zones[first]).definition = None;
    }
}
