//! From a layer to what is drawn of it over the map: its geometries prepared for every zoom, and
//! what could be written beside its features.

use std::sync::Arc;

use geo_types::{Coord, Geometry, MultiPolygon};
use serde_json::{Map, Value};

use super::{Feature, Layer, Progress};
use crate::geodesy;
use crate::scene::FeatureName;
use crate::scene::pyramid::{Bounds, Place};
use crate::scene::reference::Prepared;
use crate::scene::view::mercator;

/// The most features whose attributes are kept for labels: the map has room for some hundred
/// names, and attributes of more would hold the memory of the file twice.
const NAMED: usize = 20_000;

/// The most fields that are offered for labels.
const FIELDS: usize = 60;

/// The longest label.
const LETTERS: usize = 48;

/// What could be written beside the features of a layer.
#[derive(Debug, Default)]
pub struct Labels {
    /// The fields that say something.
    pub fields: Vec<String>,
    spots: Vec<Spot>,
}

/// Where a feature would be named, and by what.
#[derive(Debug)]
struct Spot {
    place: Place,
    reach: f64,
    area: bool,
    properties: Map<String, Value>,
}

/// Prepares a layer for drawing, and takes geometries and attributes out of it: long work, for a
/// worker. `None` when cancelled.
pub fn prepared(layer: &mut Layer, progress: &Progress) -> Option<(Arc<Prepared>, Labels)> {
    let spots = spots(&mut layer.features);
    // The geometries are not needed again: what is drawn is a pyramid made of them.
    let geometries: Vec<_> =
        layer.features.iter_mut().filter_map(|feature| feature.geometry.take()).collect();
    let prepared = Prepared::new(&geometries, &progress.cancelled, &|_| {})?;
    Some((Arc::new(prepared), Labels { fields: fields(&spots), spots }))
}

impl Labels {
    /// The names of the features by a field; none by a field that there is not.
    pub fn by(&self, field: Option<&str>) -> Arc<[FeatureName]> {
        let field = field.filter(|field| self.fields.iter().any(|it| it == field));
        let name = |spot: &Spot| {
            let text = written(spot.properties.get(field?)?)?;
            Some(FeatureName { place: spot.place, reach: spot.reach, area: spot.area, text })
        };
        self.spots.iter().filter_map(name).collect()
    }
}

/// Where the features would be named, the larger before the smaller.
fn spots(features: &mut [Feature]) -> Vec<Spot> {
    let spot = |feature: &mut Feature| {
        if feature.properties.is_empty() {
            return None;
        }
        let (place, reach, area) = middle(feature.geometry.as_ref()?)?;
        Some(Spot { place, reach, area, properties: std::mem::take(&mut feature.properties) })
    };
    let spots = features.iter_mut().take(NAMED).filter_map(spot);
    // Points in an order that jumps about the map: where not all can be tried, those that are
    // come from everywhere, and are the same after every move.
    let mut order: Vec<(u32, Spot)> =
        spots.zip(0_u32..).map(|(spot, at)| (at.wrapping_mul(0x9E37_79B1), spot)).collect();
    order.sort_by(|(a, one), (b, other)| other.reach.total_cmp(&one.reach).then(a.cmp(b)));
    order.into_iter().map(|(_, spot)| spot).collect()
}

/// Where a geometry would be named, the larger side of its box, and whether it is an area.
fn middle(geometry: &Geometry<f64>) -> Option<(Place, f64, bool)> {
    match geometry {
        Geometry::Point(point) => Some((mercator(point.0), 0.0, false)),
        Geometry::MultiPoint(points) => Some((mercator(points.0.first()?.0), 0.0, false)),
        Geometry::LineString(line) => along(&line.0),
        Geometry::MultiLineString(lines) => along(&lines.0.iter().max_by_key(|line| line.0.len())?.0),
        Geometry::Polygon(area) => inside(&MultiPolygon(vec![area.clone()])),
        Geometry::MultiPolygon(area) => inside(area),
        Geometry::GeometryCollection(parts) => parts.0.iter().find_map(middle),
        Geometry::Line(line) => along(&[line.start, line.end]),
        Geometry::Rect(_) | Geometry::Triangle(_) => None, // no format has either
    }
}

fn along(line: &[Coord<f64>]) -> Option<(Place, f64, bool)> {
    let places: Vec<Place> = line.iter().map(|at| mercator(*at)).collect();
    let middle = *places.get(places.len() / 2)?;
    Some((middle, side(&places), false))
}

/// An area of so many corners is named in the middle of its box: the deepest place inside
/// would take longer than the name is worth.
const CORNERS: usize = 2_000;

fn inside(area: &MultiPolygon<f64>) -> Option<(Place, f64, bool)> {
    let largest = area.0.iter().max_by_key(|part| part.exterior().0.len())?;
    let places: Vec<Place> = largest.exterior().0.iter().map(|at| mercator(*at)).collect();
    let bounds = Bounds::of(&places);
    let deepest = || geodesy::centre_inside(area).map(mercator);
    let place = if places.len() <= CORNERS { deepest() } else { None };
    let centre = [0, 1].map(|axis: usize| f64::midpoint(bounds.min[axis], bounds.max[axis]));
    Some((place.unwrap_or(centre), bounds.max[0] - bounds.min[0], true))
}

fn side(places: &[Place]) -> f64 {
    Bounds::of(places).reach()
}

/// The fields that say something, in the order in which they are met.
fn fields(spots: &[Spot]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for (key, value) in spots.iter().take(500).flat_map(|spot| &spot.properties) {
        if fields.len() < FIELDS && written(value).is_some() && !fields.contains(key) {
            fields.push(key.clone());
        }
    }
    fields
}

/// An attribute as it is written on the map.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    let short = || text.chars().take(LETTERS - 1).chain(['…']).collect();
    let text = if text.chars().count() > LETTERS { short() } else { text };
    (!text.is_empty()).then_some(text)
}
