//! What a file holds, to look at before it is taken in.

use std::collections::BTreeMap;

use geo_types::{Geometry, Rect};
use serde::Serialize;
use serde_json::Value;

use super::crs::Crs;
use super::format::Format;
use super::layer::{Feature, Layer, Offered};
use super::zones::{By, Mapping};
use crate::plan::Role;
use crate::problem::Problem;

/// Rows that a preview shows.
pub const ROWS: usize = 8;
/// Samples of a field.
const SAMPLES: usize = 4;
/// Different values of a field that are looked at to tell roles from other words.
const LOOKED_AT: usize = 2_000;
/// Fields of a preview; a table with more is wider than any window.
const FIELDS: usize = 200;

/// A file before it is taken in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    /// The file, as problems name it.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// The name of the layer.
    pub name: String,
    /// The day it says it has.
    pub date: Option<String>,
    /// Where it says it is from.
    pub source: Option<String>,
    /// Features by the type of their geometry, in a fixed order; `None` has none.
    pub counts: Vec<(Shape, usize)>,
    /// Positions in all.
    pub vertices: usize,
    /// The least longitude and latitude, and the greatest: `[west, south, east, north]`.
    pub extent: Option<[f64; 4]>,
    /// The coordinate system.
    pub crs: Crs,
    /// The fields, in the order in which they first come.
    pub fields: Vec<Field>,
    /// The first features.
    pub rows: Vec<Row>,
    /// The layers that the file offers, where it has more than one.
    pub offered: Vec<Offered>,
    /// What was found wrong.
    pub problems: Vec<Problem>,
}

/// What a feature is on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Polygons.
    Areas,
    /// Lines.
    Lines,
    /// Points.
    Points,
    /// Of several kinds.
    Mixed,
    /// No geometry.
    None,
}

impl Shape {
    /// The kind of a geometry.
    pub fn of(geometry: Option<&Geometry<f64>>) -> Self {
        match geometry {
            None => Self::None,
            Some(
                Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_),
            ) => Self::Areas,
            Some(Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_)) => Self::Lines,
            Some(Geometry::Point(_) | Geometry::MultiPoint(_)) => Self::Points,
            Some(Geometry::GeometryCollection(parts)) => {
                let mut kinds = parts.iter().map(|part| Self::of(Some(part)));
                let first = kinds.next().unwrap_or(Self::None);
                if kinds.all(|kind| kind == first) { first } else { Self::Mixed }
            }
        }
    }

    /// The word for so many of them.
    pub const fn word(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Areas, 1) => "area",
            (Self::Areas, _) => "areas",
            (Self::Lines, 1) => "line",
            (Self::Lines, _) => "lines",
            (Self::Points, 1) => "point",
            (Self::Points, _) => "points",
            (Self::Mixed, _) => "of mixed shape",
            (Self::None, _) => "without geometry",
        }
    }
}

/// A field of the features.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Features that have a value in it.
    pub filled: usize,
    /// Some of its values, each once.
    pub samples: Vec<String>,
    /// The roles that its values stand for, with their number.
    pub roles: usize,
}

/// A feature as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its place in the file.
    pub feature: usize,
    /// What it is.
    pub shape: Shape,
    /// Its values, in the order of the fields; empty where it has none.
    pub values: Vec<String>,
}

/// Looks at a layer that was read, without taking it in.
pub fn preview(file: &str, layer: &Layer, problems: &[Problem]) -> Preview {
    let mut counts: BTreeMap<Shape, usize> = BTreeMap::new();
    for feature in &layer.features {
        *counts.entry(Shape::of(feature.geometry.as_ref())).or_default() += 1;
    }
    let fields = fields(&layer.features);
    let rows = layer.features.iter().take(ROWS).map(|feature| row(feature, &fields)).collect();
    Preview {
        file: file.to_owned(),
        format: layer.format,
        name: layer.name.clone(),
        date: layer.date.clone(),
        source: layer.source.clone(),
        counts: counts.into_iter().collect(),
        vertices: layer.vertices,
        extent: layer.bounds.map(corners),
        crs: layer.crs.clone(),
        fields,
        rows,
        offered: layer.offered.clone(),
        problems: problems.to_vec(),
    }
}

fn corners(bounds: Rect<f64>) -> [f64; 4] {
    [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
}

fn fields(features: &[Feature]) -> Vec<Field> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fields: Vec<Field> = Vec::new();
    for (number, feature) in features.iter().enumerate() {
        for (name, value) in &feature.properties {
            let place = match places.get(name.as_str()) {
                Some(place) => *place,
                None if fields.len() < FIELDS => {
                    places.insert(name, fields.len());
                    fields.push(Field { name: name.clone(), filled: 0, samples: Vec::new(), roles: 0 });
                    fields.len() - 1
                }
                None => continue,
            };
            let Some(field) = fields.get_mut(place) else { continue };
            if value.is_null() {
                continue;
            }
            field.filled += 1;
            if number < LOOKED_AT {
                let text = plain(value);
                field.roles += usize::from(super::zones::role_named(&text).is_some());
                if field.samples.len() < SAMPLES && !text.is_empty() && !field.samples.contains(&text) {
                    field.samples.push(text);
                }
            }
        }
    }
    fields
}

fn row(feature: &Feature, fields: &[Field]) -> Row {
    let value = |field: &Field| feature.properties.get(&field.name).map(plain).unwrap_or_default();
    Row {
        feature: feature.place,
        shape: Shape::of(feature.geometry.as_ref()),
        values: fields.iter().map(value).collect(),
    }
}

/// A value in plain words.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

impl Preview {
    /// "12 areas, 3 lines": what is in it.
    pub fn counted(&self) -> String {
        let each = |(shape, count): &(Shape, usize)| {
            format!("{} {}", crate::units::grouped(*count as f64, 0), shape.word(*count))
        };
        let words: Vec<String> = self.counts.iter().map(each).collect();
        if words.is_empty() { "no features".to_owned() } else { words.join(", ") }
    }

    /// Features of a kind.
    pub fn count(&self, shape: Shape) -> usize {
        self.counts.iter().find(|(kind, _)| *kind == shape).map_or(0, |(_, count)| *count)
    }

    /// The mapping that names and values of the fields suggest.
    pub fn mapping(&self) -> Mapping {
        let role = self
            .fields
            .iter()
            .filter(|field| {
                let looked_at = field.filled.min(LOOKED_AT);
                // A role of most: a misspelt one is a problem, and no reason to pass the field over.
                // Names may begin like a role: “Об’єкт 7” is none.
                let name = rank(&field.name, NAMES) > 0 && rank(&field.name, ROLES) == 0;
                looked_at > 0 && field.roles * 2 > looked_at && !name
            })
            .max_by_key(|field| (rank(&field.name, ROLES), field.roles))
            .map(|field| By::Field(field.name.clone()));
        let named = self
            .fields
            .iter()
            .filter(|field| field.filled > 0 && role.as_ref() != Some(&By::Field(field.name.clone())))
            .max_by_key(|field| rank(&field.name, NAMES))
            .filter(|field| rank(&field.name, NAMES) > 0)
            .map(|field| field.name.clone());
        let mostly =
            self.counts.iter().max_by_key(|(_, count)| *count).map_or(Shape::Areas, |(shape, _)| *shape);
        let fixed = match mostly {
            Shape::Points => Role::Site,
            Shape::Lines => Role::MonitoredLine,
            Shape::Areas | Shape::Mixed | Shape::None => Role::DeterrentSector,
        };
        Mapping { name: named, role: role.unwrap_or(By::All), fixed, ..Mapping::default() }
    }
}

/// Names of fields that hold the name of a zone, the surest first.
const NAMES: &[&str] = &[
    "name",
    "назва",
    "name_uk",
    "name_en",
    "zone",
    "зона",
    "title",
    "label",
    "ім'я",
    "імя",
    "найменування",
    "nazva",
];
/// Names of fields that hold a role.
const ROLES: &[&str] = &["role", "роль", "zone_role", "zone_type", "type", "тип", "kind", "вид", "mission"];

/// How well a field's name fits: the first of the list is best; 0 is not at all.
fn rank(field: &str, wanted: &[&str]) -> usize {
    let field = field.trim().to_lowercase();
    let whole = wanted.iter().position(|name| *name == field).map(|place| 2 * (wanted.len() - place));
    let part = || wanted.iter().position(|name| name.len() > 3 && field.contains(name)).map(|_| 1);
    whole.or_else(part).unwrap_or(0)
}
