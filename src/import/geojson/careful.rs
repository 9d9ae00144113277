//! The careful reader: through a tree of JSON values, with a place and a way
//! out for everything that is not as GeoJSON wants it.

use geo_types::Coord;
use serde_json::{Map, Value};

use super::{Document, Form, Head, Raw, crs};
use crate::import::findings::{Findings, Kind, Place};
use crate::import::layer::Feature;
use crate::import::mend::{Mender, Parts};
use crate::problem::Problem;

/// Reads a whole file.
pub fn document(value: Value, findings: &mut Findings) -> Result<Document, Box<Problem>> {
    let Value::Object(mut members) = value else {
        return Err(Box::new(Problem::error(
            findings.file(),
            format!("The file holds {}, not a GeoJSON object", describe(&value)),
            "Wrap features in {\"type\": \"FeatureCollection\", \"features\": […]}.",
        )));
    };
    let kind = members.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    if kind == "Feature" || Form::named(&kind).is_some() {
        let feature = feature_alone(Value::Object(members), findings);
        return Ok(Document { head: Head::default(), features: feature.into_iter().collect() });
    }
    let features = members.get_mut("features").map(Value::take);
    let Some(Value::Array(features)) = features else {
        return Err(Box::new(no_features(&kind, features.as_ref(), &members, findings.file())));
    };
    if kind != "FeatureCollection" {
        let what = members.get("type").map_or("The file has no type".to_owned(), |found| {
            format!("The type is {}, not \"FeatureCollection\"", describe(found))
        });
        findings.warning(
            Kind::Form,
            &Place::HERE.member("type"),
            what,
            "Read all the same, for its features.",
        );
    }
    let mut head = Head::default();
    for (key, value) in members {
        if key != "type" && key != "features" {
            head.take(&key, value, findings);
        }
    }
    let mut mender = Mender::default();
    let mut read = Vec::with_capacity(features.len());
    for (place, value) in features.into_iter().enumerate() {
        findings.feature = Some(place);
        read.extend(feature(value, place, &mut mender, findings));
        if findings.beyond.is_some() {
            break;
        }
    }
    findings.feature = None;
    Ok(Document { head, features: read })
}

fn feature_alone(value: Value, findings: &mut Findings) -> Option<Feature> {
    findings.feature = Some(0);
    if value.get("type").and_then(Value::as_str) == Some("Feature") {
        return feature(value, 0, &mut Mender::default(), findings);
    }
    bare(value, 0, &mut Mender::default(), findings)
}

/// The problem of an object in which there is nothing to read.
fn no_features(kind: &str, features: Option<&Value>, members: &Map<String, Value>, file: &str) -> Problem {
    const EXPORT: &str = "Export the layer as GeoJSON (RFC 7946).";
    if let Some(found) = features {
        let what = format!("“features” is {}, not an array", describe(found));
        return Problem::error(file, what, EXPORT).at_member("features");
    }
    if kind == "Topology" {
        return Problem::error(file, "This is TopoJSON, not GeoJSON", "Convert it: topo2geo or mapshaper.")
            .at_member("type");
    }
    if kind == "FeatureCollection" {
        return Problem::error(file, "The member “features” is missing", EXPORT).at_member("features");
    }
    let what = match members.get("type") {
        None => "The member “type” is missing: this is JSON, but not GeoJSON".to_owned(),
        Some(found) => format!("{} is no type of GeoJSON", describe(found)),
    };
    Problem::error(file, what, EXPORT).at_member("type")
}

/// Reads one feature; `findings.feature` is its place.
pub fn feature(value: Value, place: usize, mender: &mut Mender, findings: &mut Findings) -> Option<Feature> {
    let Value::Object(mut members) = value else {
        let what = format!("A feature is wanted here, not {}", describe(&value));
        findings.error(Kind::Form, &Place::HERE, what, "Left out.");
        findings.left_out.features += 1;
        return None;
    };
    let kind = members.get("type").and_then(Value::as_str);
    if kind.and_then(Form::named).is_some() {
        findings.warning(
            Kind::Form,
            &Place::HERE.member("type"),
            "A bare geometry stands where a feature should",
            "Read as a feature without properties.",
        );
        return bare(Value::Object(members), place, mender, findings);
    }
    if !typed(&members, findings) {
        return None;
    }
    findings.heights_here = 0;
    let at = Place::HERE.member("geometry");
    let geometry = match members.get_mut("geometry").map(Value::take) {
        None | Some(Value::Null) => None,
        Some(value) => {
            let Some(raw) = geometry(value, &at, findings) else {
                findings.left_out.features += 1;
                return None;
            };
            Some(raw)
        }
    };
    let properties = properties(members.get_mut("properties").map(Value::take), findings);
    let id = id(members.get_mut("id").map(Value::take), findings);
    for (key, value) in members {
        match key.as_str() {
            "type" | "geometry" | "properties" | "id" | "bbox" => {}
            "crs" => crs::note(value, findings),
            _ => findings.left_out.foreign_members += 1,
        }
    }
    mender.feature(Parts { place, at, geometry, properties, id }, findings)
}

/// Whether an object is a feature, or can pass for one.
fn typed(members: &Map<String, Value>, findings: &mut Findings) -> bool {
    let place = Place::HERE.member("type");
    let found = members.get("type");
    if found.and_then(Value::as_str) == Some("Feature") {
        if !members.contains_key("geometry") {
            let what = "The member “geometry” is missing";
            findings.warning(
                Kind::Form,
                &Place::HERE.member("geometry"),
                what,
                "Read as a feature without geometry.",
            );
        }
        return true;
    }
    let what = found.map_or("The member “type” is missing".to_owned(), |found| {
        format!("{} is no feature and no geometry", describe(found))
    });
    let usable = members.contains_key("geometry");
    if usable {
        findings.warning(Kind::Form, &place, what, "Read as a feature all the same.");
    } else {
        findings.error(Kind::Form, &place, what, "Left out; GeoJSON wants \"type\": \"Feature\".");
        findings.left_out.features += 1;
    }
    usable
}

fn bare(value: Value, place: usize, mender: &mut Mender, findings: &mut Findings) -> Option<Feature> {
    findings.heights_here = 0;
    let Some(geometry) = geometry(value, &Place::HERE, findings) else {
        findings.left_out.features += 1;
        return None;
    };
    let parts = Parts { place, at: Place::HERE, geometry: Some(geometry), properties: Map::new(), id: None };
    mender.feature(parts, findings)
}

fn properties(value: Option<Value>, findings: &mut Findings) -> Map<String, Value> {
    match value {
        Some(Value::Object(properties)) => properties,
        None | Some(Value::Null) => Map::new(),
        Some(other) => {
            let what = format!("The properties are {}, not an object", describe(&other));
            findings.warning(
                Kind::Form,
                &Place::HERE.member("properties"),
                what,
                "Left out; the geometry was read.",
            );
            Map::new()
        }
    }
}

fn id(value: Option<Value>, findings: &mut Findings) -> Option<String> {
    match value? {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        Value::Null => None,
        other => {
            let what = format!("The id is {}, not a text or a number", describe(&other));
            findings.warning(Kind::Form, &Place::HERE.member("id"), what, "Left out; the feature was read.");
            None
        }
    }
}

// ---- geometries ----

fn geometry(value: Value, place: &Place, findings: &mut Findings) -> Option<Raw> {
    const HINT: &str =
        "Left out; GeoJSON knows Point, LineString, Polygon, their Multi forms and GeometryCollection.";
    let Value::Object(mut members) = value else {
        let what = format!("A geometry is wanted here, not {}", describe(&value));
        findings.error(Kind::Form, place, what, "Left out.");
        return None;
    };
    let form = match members.get("type") {
        Some(Value::String(name)) => {
            Form::named(name).ok_or_else(|| format!("“{}” is no type of geometry", short(name)))
        }
        Some(other) => Err(format!("The type of the geometry is {}", describe(other))),
        None if members.contains_key("rings") || members.contains_key("paths") => {
            Err("This is Esri JSON, not GeoJSON: the geometry has no type".to_owned())
        }
        None => Err("The geometry has no type".to_owned()),
    };
    let form = form.map_err(|what| findings.error(Kind::Form, &place.member("type"), what, HINT)).ok()?;
    let wanted = if form == Form::GeometryCollection { "geometries" } else { "coordinates" };
    let content = members.get_mut(wanted).map(Value::take);
    for (key, value) in members {
        match key.as_str() {
            "type" | "bbox" => {}
            "crs" => crs::note(value, findings),
            key if key == wanted => {}
            _ => findings.left_out.foreign_members += 1,
        }
    }
    let place = place.member(wanted);
    let Some(content) = content else {
        let what = format!("The member “{wanted}” is missing");
        findings.error(Kind::Form, &place, what, "Left out.");
        return None;
    };
    Coordinates { findings }.geometry(form, content, &place)
}

struct Coordinates<'f, 'n> {
    findings: &'f mut Findings<'n>,
}

impl Coordinates<'_, '_> {
    fn geometry(&mut self, form: Form, content: Value, place: &Place) -> Option<Raw> {
        Some(match form {
            Form::Point if is_empty(&content) => Raw::Empty,
            Form::Point => Raw::Point(self.position(&content, place)?),
            Form::MultiPoint => Raw::MultiPoint(self.run(&content, place)?),
            Form::LineString => Raw::Line(self.run(&content, place)?),
            Form::MultiLineString => Raw::Lines(self.runs(&content, place)?),
            Form::Polygon => Raw::Polygon(self.runs(&content, place)?),
            Form::MultiPolygon => Raw::Polygons(self.list(&content, place, POLYGONS, Self::runs)?),
            Form::GeometryCollection => Raw::Collection(self.members(content, place)?),
        })
    }

    fn members(&mut self, content: Value, place: &Place) -> Option<Vec<Option<Raw>>> {
        let Value::Array(members) = content else {
            return self.not(GEOMETRIES, &content, place);
        };
        let read = |(index, member)| geometry(member, &place.index(index), self.findings);
        Some(members.into_iter().enumerate().map(read).collect())
    }

    fn runs(&mut self, value: &Value, place: &Place) -> Option<Vec<Vec<Coord<f64>>>> {
        self.list(value, place, RUNS, Self::run)
    }

    fn run(&mut self, value: &Value, place: &Place) -> Option<Vec<Coord<f64>>> {
        self.list(value, place, RUN, Self::position)
    }

    fn list<T>(
        &mut self,
        value: &Value,
        place: &Place,
        wanted: &str,
        item: fn(&mut Self, &Value, &Place) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::Array(items) = value else {
            return self.not(wanted, value, place);
        };
        items.iter().enumerate().map(|(index, value)| item(self, value, &place.index(index))).collect()
    }

    fn position(&mut self, value: &Value, place: &Place) -> Option<Coord<f64>> {
        let Value::Array(numbers) = value else {
            return self.not(POSITION, value, place);
        };
        if numbers.len() < 2 && numbers.iter().all(Value::is_number) {
            let what = format!(
                "A position needs a longitude and a latitude; this one has {} of them",
                numbers.len()
            );
            self.findings.error(Kind::Form, place, what, HINT);
            return None;
        }
        let x = self.number(numbers.first()?, &place.index(0))?;
        let y = self.number(numbers.get(1).unwrap_or(&Value::Null), &place.index(1))?;
        self.findings.heights_here += usize::from(numbers.len() > 2);
        Some(Coord { x, y })
    }

    fn number(&mut self, value: &Value, place: &Place) -> Option<f64> {
        if let Some(number) = value.as_f64() {
            return Some(number);
        }
        self.not("a number", value, place)
    }

    fn not<T>(&mut self, wanted: &str, value: &Value, place: &Place) -> Option<T> {
        let what = format!("This should be {wanted}, not {}", describe(value));
        self.findings.error(Kind::Form, place, what, HINT);
        None
    }
}

const HINT: &str = "Left out; see RFC 7946, section 3.1, for how coordinates are nested.";
const POSITION: &str = "a position [longitude, latitude]";
const RUN: &str = "an array of positions";
const RUNS: &str = "an array of lines or rings, each an array of positions";
const POLYGONS: &str = "an array of polygons, each an array of rings";
const GEOMETRIES: &str = "an array of geometries";

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// A value in words, short enough for a sentence.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("{value}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text “{}”", short(text)),
        Value::Array(items) if items.is_empty() => "an empty array".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
