//! From a layer to what is drawn of it over the map: its geometries prepared for every zoom, and
//! what could be written beside its features.

use std::sync::Arc;

use geo_types::{Coord, Geometry, LineString, MultiPolygon};
use serde_json::{Map, Value};

use super::{Feature, Layer, Progress};
use crate::geodesy;
use crate::scene::FeatureName;
use crate::scene::pyramid::{Bounds, Place};
use crate::scene::reference::Prepared;
use crate::scene::view::mercator;

/// The most features whose attributes are kept for labels: the map has room for some hundred
/// names, and attributes of more would hold the memory of the file twice.
pub const NAMED: usize = 20_000;

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

/// The features whose attributes are kept, in the order of the file: of too many the largest,
/// and of points some from everywhere.
fn named(features: &[Feature]) -> Vec<usize> {
    let says = |at: &usize| features.get(*at).is_some_and(|feature| !feature.properties.is_empty());
    let all: Vec<usize> = (0..features.len()).filter(says).collect();
    if all.len() <= NAMED {
        return all;
    }
    let size =
        |at: usize| features.get(at).and_then(|feature| feature.geometry.as_ref()).map_or(-1.0, extent);
    let mut ranked: Vec<(f64, u32, usize)> =
        all.into_iter().map(|at| (size(at), scattered(at as u32), at)).collect();
    ranked.select_nth_unstable_by(NAMED, |(size, turn, _), (other, later, _)| {
        other.total_cmp(size).then(turn.cmp(later))
    });
    let mut named: Vec<usize> = ranked.into_iter().take(NAMED).map(|(_, _, at)| at).collect();
    named.sort_unstable();
    named
}

/// Numbers in an order that jumps about: where not all points can be tried, those that are come
/// from everywhere, and are the same after every move.
const fn scattered(number: u32) -> u32 {
    number.wrapping_mul(0x9E37_79B1)
}

/// The larger side of the box of a geometry in degrees; points have none.
fn extent(geometry: &Geometry<f64>) -> f64 {
    let side = |line: &LineString<f64>| {
        let span = |of: fn(&Coord<f64>) -> f64| {
            let all = line.0.iter().map(of);
            all.clone().fold(f64::NEG_INFINITY, f64::max) - all.fold(f64::INFINITY, f64::min)
        };
        span(|at| at.x).max(span(|at| at.y))
    };
    match geometry {
        Geometry::LineString(line) => side(line),
        Geometry::MultiLineString(lines) => lines.0.iter().map(side).fold(0.0, f64::max),
        Geometry::Polygon(area) => side(area.exterior()),
        Geometry::MultiPolygon(area) => area.0.iter().map(|part| side(part.exterior())).fold(0.0, f64::max),
        Geometry::GeometryCollection(parts) => parts.0.iter().map(extent).fold(0.0, f64::max),
        _ => 0.0,
    }
}

/// Where the features would be named, the larger before the smaller.
fn spots(features: &mut [Feature]) -> Vec<Spot> {
    let named = named(features);
    let spot = |feature: &mut Feature| {
        let (place, reach, area) = middle(feature.geometry.as_ref()?)?;
        Some(Spot { place, reach, area, properties: std::mem::take(&mut feature.properties) })
    };
    let spots = named.into_iter().filter_map(|at| spot(features.get_mut(at)?));
    let mut order: Vec<(u32, Spot)> = spots.zip(0_u32..).map(|(spot, at)| (scattered(at), spot)).collect();
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
