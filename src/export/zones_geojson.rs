//! The zones as plain GeoJSON (RFC 7946), each with its figures as properties: for a GIS,
//! not to be opened again as a plan.

use geo_types::{LineString, MultiPolygon};
use serde_json::{Map, Value, json};

use super::plain::escaped;
use crate::atlas::Atlas;
use crate::brief::annex::of_zone;
use crate::brief::record::{KEYWORD, record};
use crate::brief::{Annex, Entry};
use crate::force::Figures;
use crate::plan::{Plan, Zone};

/// The figures of a zone that go out with its shape: name of the property, figure, and
/// whether it has three cases.
pub const FIGURES: [(&str, &str, bool); 12] = [
    ("need", "need", true),
    ("filled", "filled", false),
    ("short", "short", true),
    ("over", "over", false),
    ("area_km2", "area", false),
    ("perimeter_km", "perimeter", false),
    ("axis_km", "axis", false),
    ("residents", "residents", false),
    ("line_counted_km", "counted/line", false),
    ("area_counted_km2", "counted/area", false),
    ("residents_counted", "counted/residents", false),
    ("sites_counted", "counted/sites", false),
];

/// The figures of a zone by the names of properties and columns: `need_low`, `area_km2`.
pub fn figures_of(zone: &Zone, annex: &Annex) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for (name, figure, spans) in FIGURES {
        let Some(Entry { value, .. }) = annex.get(&of_zone(&zone.id, figure)) else { continue };
        if spans {
            for (case, number) in [("low", value.low), ("central", value.central), ("high", value.high)] {
                found.push((format!("{name}_{case}"), number));
            }
        } else {
            found.push((name.to_owned(), value.central));
        }
    }
    found
}

/// The names of all properties that a figure can have, in their order.
pub fn columns() -> Vec<String> {
    let of = |(name, _, spans): &(&str, &str, bool)| match spans {
        true => ["low", "central", "high"].map(|case| format!("{name}_{case}")).to_vec(),
        false => vec![(*name).to_owned()],
    };
    FIGURES.iter().flat_map(of).collect()
}

/// Writes the zones of a plan.
pub fn geojson(plan: &Plan, figures: &Figures, atlas: &Atlas) -> String {
    let annex = Annex::of(plan, figures, atlas);
    let features: Vec<String> = std::iter::zip(&plan.zones, &figures.zones)
        .map(|(zone, sized)| {
            let mut properties = Map::new();
            let mut set = |name: &str, value: Value| drop(properties.insert(name.to_owned(), value));
            set("name", zone.name.as_str().into());
            set("role", zone.role.name().into());
            set("method", sized.method.id().into());
            set("banner", plan.banner.as_str().into());
            for (name, number) in figures_of(zone, &annex) {
                set(&name, number.into());
            }
            let feature = json!({"type": "Feature", "id": zone.id.0, "properties": properties,
                "geometry": geometry(zone.shape.outline())});
            feature.to_string()
        })
        .collect();
    let head = json!({"title": plan.title, "banner": plan.banner, "date": plan.date});
    let members: String = head
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("{}: {value},\n", Value::from(name.as_str())))
        .collect();
    let record = record(plan, figures, &annex);
    escaped(&format!(
        "{{\n\"type\": \"FeatureCollection\",\n{members}\"features\": [\n{}\n],\n\"{KEYWORD}\": {record}\n}}\n",
        features.join(",\n")
    ))
}

/// An outline: a Polygon if it is one piece, a `MultiPolygon` otherwise.
fn geometry(outline: &MultiPolygon<f64>) -> Value {
    let ring = |ring: &LineString<f64>| ring.0.iter().map(|at| json!([at.x, at.y])).collect::<Value>();
    let polygons: Vec<Value> = outline
        .iter()
        .map(|part| std::iter::once(part.exterior()).chain(part.interiors()).map(ring).collect())
        .collect();
    match <[Value; 1]>::try_from(polygons) {
        Ok([one]) => json!({"type": "Polygon", "coordinates": one}),
        Err(many) => json!({"type": "MultiPolygon", "coordinates": many}),
    }
}
