//! A line of contact that is not in force, as a GeoJSON feature of a role of its own. The
//! one in force stands in the member `cordon`.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::geometry::{read_line, write_line};
use super::head::{line_fields, read_line_fields};
use super::members::{Place, add_missing, object};
use crate::plan::kept::KeptFeature;
use crate::plan::{OwnLine, change};
use crate::problem::Problem;

/// The role of such a feature.
const ROLE: &str = "line-of-contact";

/// Cordon's own properties of a line.
const PROPERTIES: [&str; 5] = ["role", "name", "date", "source", "ground_factor"];

/// Whether a feature says that it is a line of contact.
pub(super) fn is_line(feature: &Value) -> bool {
    feature.pointer("/properties/role").and_then(Value::as_str) == Some(ROLE)
}

/// Writes a line with what stood beside it.
pub(super) fn write(line: &OwnLine, beside: Option<&KeptFeature>) -> Value {
    let mut properties = Map::new();
    properties.insert("role".into(), ROLE.into());
    properties.extend(line_fields(line));
    let mut feature = Map::new();
    feature.insert("type".into(), "Feature".into());
    if let Some(kept) = beside {
        add_missing(&mut properties, &kept.properties);
        add_missing(&mut feature, &kept.members);
    }
    feature.insert("properties".into(), properties.into());
    let mut geometry = Map::new();
    geometry.insert("type".into(), "LineString".into());
    geometry.insert("coordinates".into(), write_line(&line.path));
    feature.insert("geometry".into(), geometry.into());
    feature.into()
}

/// Reads a feature as a line of contact.
///
/// # Errors
/// The first thing that keeps it from being one.
pub(super) fn read(feature: &Value, place: &Place) -> Result<(Arc<OwnLine>, KeptFeature), Problem> {
    let members = object(feature, place)?;
    let properties = members.object("properties")?.ok_or_else(|| {
        place.inside("properties").error("The line has no properties", "Give it a name and a date.")
    })?;
    let at = place.inside("geometry");
    let positions = match members.object("geometry")? {
        Some(geometry) if geometry.text("type")? == Some("LineString") => geometry.list("coordinates")?,
        _ => {
            return Err(
                at.error("A line of contact is a LineString", "Draw it again, or remove the feature.")
            );
        }
    };
    let path = read_line(positions.unwrap_or_default(), &at.inside("coordinates"))?;
    let line = read_line_fields(&properties, path)?;
    let line = change::own_line(&Arc::new(line))
        .map_err(|refusal| properties.place().error(refusal.what, refusal.hint))?;
    let beside = KeptFeature {
        members: members.others(&["type", "bbox", "geometry", "properties"]),
        properties: properties.others(&PROPERTIES),
    };
    Ok((line, beside))
}
