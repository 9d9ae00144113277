//! A zone as a GeoJSON feature.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Point};
use serde_json::{Map, Value};

use super::coalition::{self, choice};
use super::definition;
use super::geometry::{
    read_area, read_line, read_position, read_span, write_area, write_line, write_position, write_span,
};
use super::members::{Members, Place, add_missing, object};
use crate::atlas::doctrine::Method;
use crate::geodesy;
use crate::plan::kept::KeptFeature;
use crate::plan::{
    Corridor, Disc, Form, GROUND_FACTOR, LineName, Mission, NationCode, Roe, Role, Shape, Tie, TieEnd, Zone,
    ZoneColour, ZoneId, change, check_ground_factor,
};
use crate::problem::Problem;
use crate::units::{Km, Span};

type Overrides = BTreeMap<String, Span<f64>>;

/// Cordon's own properties of a zone.
const PROPERTIES: [&str; 25] = [
    "name",
    "role",
    "colour",
    "consent",
    "host_forces",
    "sites",
    "method",
    "profile",
    "held_km",
    "follows",
    "tied",
    "overrides",
    "mission",
    "roe",
    "roe_factor",
    "lead",
    "assigned",
    "note",
    "locked",
    "axis",
    "depth_left_km",
    "depth_right_km",
    "centre",
    "radius_km",
    definition::MEMBER,
];

/// Steps a degree in stored outlines: seven decimals are about one centimetre.
const STORED_PER_DEG: f64 = 1e7;

/// How far, in degrees, a corner may stand from where Cordon puts it and still
/// be the same: about one metre, which lets a tool round to five decimals.
const SAME_CORNER_DEG: f64 = 1e-5;

/// The share of a zone's area by which a stored outline may differ from the one
/// made of axis and depth. A ring that begins at another corner differs by
/// nothing, a corner dragged by a few hundred metres by more than this.
pub(super) const SAME_AREA: f64 = 1e-4;

/// The same for files older than version 3, whose belts were laid off less exactly:
/// a long one differs by some hundred-thousandths, round a U-turn by up to half a per cent.
pub(super) const SAME_AREA_ONCE: f64 = 5e-3;

/// Writes a zone with what stood beside it.
pub(super) fn write(zone: &Zone, beside: Option<&KeptFeature>) -> Value {
    let mut feature = Map::new();
    feature.insert("type".into(), "Feature".into());
    feature.insert("id".into(), zone.id.0.as_str().into());
    let mut properties = own_properties(zone);
    if let Some(kept) = beside {
        add_missing(&mut properties, &kept.properties);
        add_missing(&mut feature, &kept.members);
    }
    feature.insert("properties".into(), properties.into());
    // The coordinates stand last: whoever reads the line sees the name first.
    feature.insert("geometry".into(), write_area(&stored_outline(zone)));
    feature.into()
}

/// A drawn area to the last digit. The outline of a corridor, a disc or a live zone is made
/// again on opening, so it is stored to a centimetre: a machine whose sine
/// differs in the last digit writes the same bytes, and the file is half as long.
fn stored_outline(zone: &Zone) -> MultiPolygon<f64> {
    let mut outline = zone.shape.outline().clone();
    if zone.is_live() || !matches!(zone.shape.form(), Form::Area(_)) {
        let round = |degrees: f64| (degrees * STORED_PER_DEG).round() / STORED_PER_DEG;
        let round_ring = |ring: &mut LineString<f64>| {
            ring.0.iter_mut().for_each(|at| *at = Coord { x: round(at.x), y: round(at.y) });
        };
        for part in &mut outline.0 {
            part.exterior_mut(round_ring);
            part.interiors_mut(|rings| rings.iter_mut().for_each(round_ring));
        }
    }
    outline
}

fn own_properties(zone: &Zone) -> Map<String, Value> {
    let mut own = Map::new();
    let mut set = |name: &str, value: Value| drop(own.insert(name.into(), value));
    set("name", zone.name.as_str().into());
    set("role", zone.role.name().into());
    if let Some(colour) = zone.colour {
        set("colour", colour.name().into());
    }
    set("consent", zone.consent.into());
    set("host_forces", zone.host_forces.into());
    set("sites", zone.sites.into());
    if let Some(method) = zone.method {
        set("method", serde_json::to_value(method).unwrap_or_default());
    }
    if let Some(profile) = &zone.profile {
        set("profile", profile.as_str().into());
    }
    if let Some(km) = zone.held_km {
        set("held_km", km.0.into());
    }
    if let Some(line) = &zone.follows {
        set("follows", line.0.as_str().into());
    }
    if let Some(tie) = zone.tied {
        set("tied", write_tie(tie));
    }
    set("overrides", zone.overrides.iter().map(|(id, span)| (id.clone(), write_span(*span))).collect());
    if let Some(mission) = zone.mission {
        set("mission", mission.name().into());
    }
    if let Some(roe) = zone.roe {
        set("roe", roe.name().into());
    }
    if zone.roe_factor != 1.0 {
        set("roe_factor", zone.roe_factor.into());
    }
    if let Some(nation) = &zone.lead {
        set("lead", nation.0.as_str().into());
    }
    if !zone.assigned.is_empty() {
        set("assigned", coalition::write_assigned(&zone.assigned));
    }
    if !zone.note.is_empty() {
        set("note", zone.note.as_str().into());
    }
    if zone.locked {
        set("locked", true.into());
    }
    if let Some(made_of) = &zone.definition {
        set(definition::MEMBER, definition::write(made_of));
    }
    match zone.shape.form() {
        Form::Area(_) => {}
        Form::Corridor(Corridor { axis, left, right }) => {
            set("depth_left_km", left.0.into());
            set("depth_right_km", right.0.into());
            set("axis", write_line(axis));
        }
        Form::Disc(Disc { centre, radius }) => {
            set("radius_km", radius.0.into());
            set("centre", write_position(centre.0));
        }
    }
    own
}

/// A zone as it was read; id and name may still be empty.
pub(super) struct Read {
    pub(super) zone: Zone,
    pub(super) beside: KeptFeature,
    pub(super) place: usize,
}

/// Reads a feature as a zone; `same` is how far its outline may stray, see [`SAME_AREA`].
///
/// # Errors
/// The first thing that keeps it from being one.
pub(super) fn read(
    feature: &Value,
    place: &Place,
    same: f64,
    problems: &mut Vec<Problem>,
) -> Result<Read, Problem> {
    let members = object(feature, place)?;
    if members.text("type")? != Some("Feature") {
        return Err(place
            .inside("type")
            .error("This is not a feature", "Remove it, or give it the type Feature."));
    }
    let Some(properties) = members.object("properties")? else {
        return Err(place
            .inside("properties")
            .error("The feature has no properties", "Give it a role, such as hub."));
    };
    let role = read_role(&properties)?;
    let mut mended = Vec::new();
    let definition = definition::read(&properties, &mut mended);
    let shape = match &definition {
        // Made when all zones are known.
        Some(_) if members.get("geometry").is_none() => Shape::unmade(),
        _ => read_shape(&members, &properties, same, &mut mended)?,
    };
    let overrides = read_overrides(&properties, &mut mended)?;
    let colour = read_colour(&properties, &mut mended)?;
    let zone = Zone { colour, definition, ..read_zone(&members, &properties, role, shape, overrides)? };
    problems.append(&mut mended);
    let beside = KeptFeature {
        members: members.others(&["type", "id", "bbox", "geometry", "properties"]),
        properties: properties.others(&PROPERTIES),
    };
    Ok(Read { zone, beside, place: place.index().unwrap_or_default() })
}

fn read_role(properties: &Members) -> Result<Role, Problem> {
    let place = properties.place().inside("role");
    let known = || Role::ALL.map(Role::name).join(", ");
    let Some(name) = properties.text("role")? else {
        return Err(
            place.error("The feature has no role, so it is no zone", format!("Roles are {}.", known()))
        );
    };
    Role::named(name)
        .ok_or_else(|| place.error(format!("There is no role “{name}”"), format!("Roles are {}.", known())))
}

/// A colour that is not in the palette is left out: the zone has that of its role.
fn read_colour(properties: &Members, problems: &mut Vec<Problem>) -> Result<Option<ZoneColour>, Problem> {
    let Some(name) = properties.text("colour")? else { return Ok(None) };
    let colour = ZoneColour::named(name);
    if colour.is_none() {
        let known = ZoneColour::ALL.map(ZoneColour::name).join(", ");
        let place = properties.place().inside("colour");
        let hint = format!("The zone has the colour of its role. Colours are {known}.");
        problems.push(place.warning(format!("There is no colour “{name}”"), hint));
    }
    Ok(colour)
}

/// A ground factor that cannot be is left out: the zone stays, with its line's.
fn read_overrides(properties: &Members, problems: &mut Vec<Problem>) -> Result<Overrides, Problem> {
    let Some(all) = properties.object("overrides")? else { return Ok(Overrides::new()) };
    let mut overrides = Overrides::new();
    for (id, span, at) in all.each() {
        let span = read_span(span, &at)?;
        match check_ground_factor(span) {
            Err(refusal) if id.trim() == GROUND_FACTOR => {
                problems.push(at.warning(refusal.what, refusal.hint));
            }
            _ => drop(overrides.insert(id.to_owned(), span)),
        }
    }
    Ok(overrides)
}

fn read_zone(
    members: &Members,
    properties: &Members,
    role: Role,
    shape: Shape,
    overrides: Overrides,
) -> Result<Zone, Problem> {
    let text = |name| Ok(properties.text(name)?.map(str::to_owned));
    // An outline that another tool changed is cut from no line any more.
    let tied = read_tie(properties)?.filter(|_| matches!(shape.form(), Form::Corridor(_)));
    let zone = Zone {
        id: read_id(members)?,
        name: text("name")?.unwrap_or_default(),
        role,
        colour: None,
        shape: Arc::new(shape),
        definition: None,
        follows: text("follows")?.map(LineName),
        tied,
        consent: properties.flag("consent")?.unwrap_or_default(),
        host_forces: properties.number("host_forces")?.unwrap_or_default(),
        method: read_method(properties)?,
        profile: text("profile")?,
        held_km: properties.number("held_km")?.map(Km),
        sites: properties.whole("sites")?.unwrap_or_default(),
        overrides,
        mission: choice(properties, "mission", Mission::ALL, Mission::name)?,
        roe: choice(properties, "roe", Roe::ALL, Roe::name)?,
        roe_factor: properties.number("roe_factor")?.unwrap_or(1.0),
        assigned: match properties.list("assigned")? {
            Some(list) => coalition::read_assigned(list, &properties.place().inside("assigned"))?,
            None => Vec::new(),
        },
        lead: properties.text("lead")?.map(NationCode::new),
        note: text("note")?.unwrap_or_default(),
        locked: properties.flag("locked")?.unwrap_or_default(),
    };
    let refused = |refusal: crate::problem::Refusal| properties.place().error(refusal.what, refusal.hint);
    // A zone without a name gets one when all names are known.
    if zone.name.trim().is_empty() {
        let named = change::checked(Zone { name: role.noun().to_owned(), ..zone }).map_err(refused)?;
        return Ok(Zone { name: String::new(), ..named });
    }
    change::checked(zone).map_err(refused)
}

/// The two places between which a belt was cut, and which of them are ends of the line.
fn write_tie(tie: Tie) -> Value {
    let mut members = Map::new();
    members.insert("from".into(), write_position(tie.from.at));
    members.insert("to".into(), write_position(tie.to.at));
    for (name, end) in [("from_line_end", tie.from), ("to_line_end", tie.to)] {
        if end.open {
            members.insert(name.into(), true.into());
        }
    }
    members.into()
}

fn read_tie(properties: &Members) -> Result<Option<Tie>, Problem> {
    let Some(members) = properties.object("tied")? else { return Ok(None) };
    let end = |name: &str, open: &str| {
        let place = members.place().inside(name);
        let missing = || place.error("An end of the stretch is missing", "Give longitude and latitude.");
        let at = read_position(members.get(name).ok_or_else(missing)?, &place)?;
        Ok(TieEnd { at, open: members.flag(open)?.unwrap_or_default() })
    };
    Ok(Some(Tie { from: end("from", "from_line_end")?, to: end("to", "to_line_end")? }))
}

/// GeoJSON allows text and numbers.
fn read_id(members: &Members) -> Result<ZoneId, Problem> {
    match members.get("id") {
        Some(Value::Number(number)) => Ok(ZoneId(number.to_string())),
        _ => Ok(ZoneId(members.text("id")?.unwrap_or_default().trim().to_owned())),
    }
}

fn read_method(properties: &Members) -> Result<Option<Method>, Problem> {
    let Some(name) = properties.text("method")? else {
        return Ok(None);
    };
    serde_json::from_value(name.into()).map(Some).map_err(|_| {
        let what = format!("There is no method “{name}”");
        properties
            .place()
            .inside("method")
            .error(what, "Methods are M1, M2, M3a, M3b, M4, M4t, M5, M7, M8 and site.")
    })
}

/// A corridor is made again of its axis, a disc of its centre, unless another
/// tool has changed the outline: then what was drawn there stays, as an area.
fn read_shape(
    members: &Members,
    properties: &Members,
    same: f64,
    problems: &mut Vec<Problem>,
) -> Result<Shape, Problem> {
    let place = members.place().inside("geometry");
    let stored = match members.object("geometry")? {
        Some(geometry) => Some(read_area(&geometry, problems)?),
        None => None,
    };
    let made = read_form(properties)?.map(Shape::new);
    match (stored, made) {
        (None, None) => {
            Err(place.error("The feature has no geometry", "Draw the zone again, or remove the feature."))
        }
        (None, Some(made)) => {
            problems.push(
                place.warning(
                    "The feature has no geometry",
                    "The outline was made of the zone's own measures.",
                ),
            );
            made.map_err(|refusal| properties.place().error(refusal.what, refusal.hint))
        }
        (Some(stored), None) => drawn(stored, &place),
        (Some(stored), Some(Ok(made))) if is_same(&stored, made.outline(), same) => Ok(made),
        (Some(stored), Some(_)) => {
            let what = "The outline is not the one of the zone's own measures: another tool changed it";
            problems.push(place.warning(
                what,
                "It is kept as a drawn area; draw a corridor or disc again to have its depth or radius back.",
            ));
            drawn(stored, &place)
        }
    }
}

fn drawn(area: MultiPolygon<f64>, place: &Place) -> Result<Shape, Problem> {
    Shape::new(Form::Area(area))
        .map_err(|refusal| place.inside("coordinates").error(refusal.what, refusal.hint))
}

fn read_form(properties: &Members) -> Result<Option<Form>, Problem> {
    let needed = |name: &str| {
        let missing =
            || properties.place().inside(name).error("The measure of the zone is missing", "Give it in km.");
        properties.number(name)?.map(Km).ok_or_else(missing)
    };
    if let Some(axis) = properties.list("axis")? {
        let axis = read_line(axis, &properties.place().inside("axis"))?;
        let (left, right) = (needed("depth_left_km")?, needed("depth_right_km")?);
        return Ok(Some(Form::Corridor(Corridor { axis, left, right })));
    }
    if let Some(centre) = properties.get("centre") {
        let centre = Point(read_position(centre, &properties.place().inside("centre"))?);
        return Ok(Some(Form::Disc(Disc { centre, radius: needed("radius_km")? })));
    }
    Ok(None)
}

pub(super) fn is_same(stored: &MultiPolygon<f64>, made: &MultiPolygon<f64>, same: f64) -> bool {
    corners_are_same(stored, made) || {
        let differs = geodesy::area(&geodesy::difference(stored, made))
            + geodesy::area(&geodesy::difference(made, stored));
        differs.0 <= geodesy::area(made).0 * same
    }
}

fn corners_are_same(stored: &MultiPolygon<f64>, made: &MultiPolygon<f64>) -> bool {
    let rings = |area: &MultiPolygon<f64>| {
        let rings = area.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        rings.map(|ring| ring.0.clone()).collect::<Vec<_>>()
    };
    let (stored, made) = (rings(stored), rings(made));
    stored.len() == made.len()
        && stored.iter().zip(&made).all(|(a, b)| {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| {
                    (a.x - b.x).abs() <= SAME_CORNER_DEG && (a.y - b.y).abs() <= SAME_CORNER_DEG
                })
        })
}
