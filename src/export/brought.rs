//! What a file holds and what was taken in of it, as `cordon import` says it; and a
//! layer as plain GeoJSON.

use std::fmt::Write;

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet, grouped};
use crate::import::zones::{By, Mapping};
use crate::import::{Layer, Preview};
use crate::problem::Problem;

/// The outcome of an import.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brought {
    /// What this document is: `cordon-import/1`.
    pub format: &'static str,
    /// What the file holds.
    pub preview: Preview,
    /// How it was taken in; none where it was only looked at.
    pub taken: Option<Taken>,
    /// What could not be taken in.
    pub problems: Vec<Problem>,
}

/// How a file was taken in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// `zones`, `line` or `layer`.
    pub kind: &'static str,
    /// How many zones, lines or features.
    pub count: usize,
    /// The fields that name and role were taken from, for zones.
    pub mapping: Option<Mapping>,
    /// The plan it was taken into; none is a new one.
    pub into: Option<String>,
    /// The file that was written.
    pub written: Option<String>,
}

impl Taken {
    fn sentence(&self) -> String {
        let kind = match (self.kind, self.count) {
            ("zones", 1) => "zone",
            ("zones", _) => "zones",
            ("line", _) => "line of contact",
            (_, 1) => "feature",
            _ => "features",
        };
        let mut text = format!("Taken in: {} {kind}", grouped(self.count as f64, 0));
        if let Some(mapping) = &self.mapping {
            let role = match &mapping.role {
                By::Field(field) => format!("role from “{field}”"),
                By::All => format!("role {}", mapping.fixed.name()),
            };
            let name =
                mapping.name.as_ref().map_or("numbered".to_owned(), |field| format!("named from “{field}”"));
            let _ = write!(text, ", {name}, {role}");
        }
        if let Some(into) = &self.into {
            let _ = write!(text, ", into {into}");
        }
        if let Some(written) = &self.written {
            let _ = write!(text, ", written to {written}");
        }
        text + "."
    }
}

impl Leaves for Brought {
    fn sheet(&self) -> Sheet {
        let preview = &self.preview;
        let mut sheet = Sheet::new(&[
            ("field", "field"),
            ("filled", "filled"),
            ("roles", "roles"),
            ("samples", "samples"),
        ]);
        for field in &preview.fields {
            sheet.row([
                Cell::name(&field.name),
                Cell::Number(field.filled as f64, 0),
                Cell::number((field.roles > 0).then_some(field.roles as f64), 0),
                Cell::name(field.samples.join(" · ")),
            ]);
        }
        sheet.above = facts(preview);
        sheet.above.push(String::new());
        if preview.fields.is_empty() {
            sheet.above.push("The features have no fields.".to_owned());
        }
        if let Some(taken) = &self.taken {
            sheet.below = vec![String::new(), taken.sentence()];
        }
        sheet
    }
}

/// What a file is, line by line.
pub fn facts(preview: &Preview) -> Vec<String> {
    let mut facts = vec![
        format!("{} · {} · {}", preview.file, preview.format.title(), preview.name),
        format!("Features: {}, {} positions", preview.counted(), grouped(preview.vertices as f64, 0)),
    ];
    facts.extend(preview.extent.map(|extent| format!("Extent: {}", extent_in_words(extent))));
    facts.push(format!("Coordinates: {}", preview.crs.sentence()));
    let said = [("Date", &preview.date), ("Source", &preview.source)];
    facts.extend(said.into_iter().filter_map(|(name, text)| Some(format!("{name}: {}", text.as_ref()?))));
    if !preview.offered.is_empty() {
        let layers = preview.offered.iter().map(|layer| {
            let count =
                layer.features.map(|count| format!(" ({})", grouped(count as f64, 0))).unwrap_or_default();
            format!("{}{count}{}", layer.name, if layer.read { ", read" } else { "" })
        });
        facts.push(format!("Layers: {}", layers.collect::<Vec<_>>().join("; ")));
    }
    facts
}

/// "22.14° – 40.23° E, 44.39° – 52.38° N".
pub fn extent_in_words([west, south, east, north]: [f64; 4]) -> String {
    let side = |value: f64, plus: &str, minus: &str| {
        format!("{:.2}° {}", value.abs(), if value < 0.0 { minus } else { plus })
    };
    let range = |from: f64, to: f64, plus: &str, minus: &str| {
        if (from < 0.0) == (to < 0.0) && from >= 0.0 {
            format!("{from:.2}° – {}", side(to, plus, minus))
        } else {
            format!("{} – {}", side(from, plus, minus), side(to, plus, minus))
        }
    };
    format!("{}, {}", range(west, east, "E", "W"), range(south, north, "N", "S"))
}

/// A layer as GeoJSON (RFC 7946) on WGS 84, a feature a line.
pub fn geojson(layer: &Layer) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\"");
    let said =
        [("name", Some(&layer.name)), ("date", layer.date.as_ref()), ("source", layer.source.as_ref())];
    for (member, value) in said {
        if let Some(value) = value {
            let _ = write!(text, ",\"{member}\":{}", serde_json::Value::from(value.as_str()));
        }
    }
    text.push_str(",\"features\":[");
    for (place, feature) in layer.features.iter().enumerate() {
        text.push_str(if place > 0 { ",\n" } else { "\n" });
        text.push_str("{\"type\":\"Feature\"");
        if let Some(id) = &feature.id {
            let _ = write!(text, ",\"id\":{}", serde_json::Value::from(id.as_str()));
        }
        // Neither can fail: both are values of JSON already, with finite numbers.
        let properties = serde_json::to_string(&feature.properties).unwrap_or_else(|_| "{}".to_owned());
        let geometry = feature.geometry.as_ref().map(::geojson::Geometry::from);
        let geometry = serde_json::to_string(&geometry).unwrap_or_else(|_| "null".to_owned());
        let _ = write!(text, ",\"properties\":{properties},\"geometry\":{geometry}}}");
    }
    text.push_str("\n]}\n");
    text
}
