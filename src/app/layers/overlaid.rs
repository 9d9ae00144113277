//! A layer over the map: what is drawn of a file, and how.

use std::path::PathBuf;
use std::sync::Arc;

use geo_types::{Geometry, Rect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::geodesy;
use crate::import::{Feature, Layer, Line, Progress, lines_in};
use crate::scene::look::Look;
use crate::scene::pyramid::{Bounds, Place};
use crate::scene::reference::Prepared;
use crate::scene::view::mercator;
use crate::scene::{FeatureName, LayerMark};

/// The most features whose attributes are kept for labels: the map has room for some hundred
/// names, and attributes of more would hold the memory of the file twice.
const NAMED: usize = 20_000;

/// The most fields that are offered for labels.
const FIELDS: usize = 60;

/// The longest label.
const LETTERS: usize = 48;

/// The colours that a layer can have.
pub const TINTS: usize = 6;

/// What the user has chosen for a layer, as the settings keep it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// Whether it is drawn.
    pub shown: bool,
    /// How strongly, 0 to 1.
    pub opacity: f32,
    /// Its colour, by number; the next free one where none is chosen.
    pub tint: Option<usize>,
    /// The field whose text stands beside each feature.
    pub label: Option<String>,
    /// Where it is from, where the file does not say.
    pub source: String,
    /// Its date, where the file does not say.
    pub date: String,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            shown: true,
            opacity: 1.0,
            tint: None,
            label: None,
            source: String::new(),
            date: String::new(),
        }
    }
}

/// A layer over the map.
pub struct Overlaid {
    /// Its file, once it was opened.
    pub path: Option<PathBuf>,
    /// Which of the layers of its file it is, where there are more.
    pub part: Option<String>,
    /// Its name, from the file.
    pub name: String,
    /// Where the file says it is from.
    pub source: Option<String>,
    /// The date the file says it has.
    pub date: Option<String>,
    /// What is drawn.
    pub prepared: Prepared,
    /// How it is drawn.
    pub style: Style,
    /// The fields that can be written beside its features.
    pub fields: Vec<String>,
    /// Lines that the plan could be measured along.
    pub lines: Vec<Line>,
    /// Whether its details are open in the list.
    pub open: bool,
    pub features: usize,
    pub vertices: usize,
    pub bounds: Option<Rect<f64>>,
    spots: Vec<Spot>,
    names: Arc<[FeatureName]>,
}

/// Where a feature would be named, and by what.
struct Spot {
    place: Place,
    reach: f64,
    area: bool,
    properties: Map<String, Value>,
}

impl Overlaid {
    /// Prepares a layer for drawing: long work, for a worker. `None` when cancelled.
    pub fn prepare(mut layer: Layer, progress: &Progress) -> Option<Self> {
        let lines = lines_in(&layer);
        let features = layer.features.len();
        let spots = spots(&mut layer.features);
        // The geometries are not needed again: what is drawn is a pyramid made of them.
        let geometries: Vec<_> =
            layer.features.iter_mut().filter_map(|feature| feature.geometry.take()).collect();
        let prepared = Prepared::new(&geometries, &progress.cancelled, &|_| {})?;
        Some(Self {
            path: None,
            part: layer.offered.iter().find(|offered| offered.read).map(|offered| offered.name.clone()),
            name: layer.name,
            source: layer.source,
            date: layer.date,
            prepared,
            style: Style::default(),
            fields: fields(&spots),
            lines,
            open: false,
            features,
            vertices: layer.vertices,
            bounds: layer.bounds,
            spots,
            names: Arc::default(),
        })
    }

    /// Dresses it as was chosen before.
    pub fn dress(&mut self, style: Style) {
        self.style = style;
        self.write_names();
    }

    /// Writes a field beside each feature, or nothing.
    pub fn label_by(&mut self, field: Option<String>) {
        self.style.label = field;
        self.write_names();
    }

    fn write_names(&mut self) {
        let field = self.style.label.as_deref().filter(|field| self.fields.iter().any(|it| it == field));
        let name = |spot: &Spot| {
            let text = written(spot.properties.get(field?)?)?;
            Some(FeatureName { place: spot.place, reach: spot.reach, area: spot.area, text })
        };
        self.names = self.spots.iter().filter_map(name).collect();
    }

    /// The layer as the scene draws it; `place` chooses its colour where none was chosen.
    pub fn mark(&self, place: usize, look: &Look) -> LayerMark<'_> {
        let colour = look.layer(self.style.tint.unwrap_or(place)).alpha(self.style.opacity);
        LayerMark { prepared: &self.prepared, colour, names: &self.names }
    }

    /// Where it is from: what the file says, or what was typed.
    pub fn said_source(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.style.source)
    }

    /// Its date: what the file says, or what was typed.
    pub fn said_date(&self) -> &str {
        self.date.as_deref().unwrap_or(&self.style.date)
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
    let side = |line: &geo_types::LineString<f64>| {
        let span = |of: fn(&geo_types::Coord<f64>) -> f64| {
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
        Geometry::Polygon(area) => inside(&geo_types::MultiPolygon(vec![area.clone()])),
        Geometry::MultiPolygon(area) => inside(area),
        Geometry::GeometryCollection(parts) => parts.0.iter().find_map(middle),
        Geometry::Line(line) => along(&[line.start, line.end]),
        Geometry::Rect(_) | Geometry::Triangle(_) => None, // no format has either
    }
}

fn along(line: &[geo_types::Coord<f64>]) -> Option<(Place, f64, bool)> {
    let places: Vec<Place> = line.iter().map(|at| mercator(*at)).collect();
    let middle = *places.get(places.len() / 2)?;
    Some((middle, side(&places), false))
}

/// An area of so many corners is named in the middle of its box: the deepest place inside
/// would take longer than the name is worth.
const CORNERS: usize = 2_000;

fn inside(area: &geo_types::MultiPolygon<f64>) -> Option<(Place, f64, bool)> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    fn overlaid(text: &str) -> Overlaid {
        let (layer, problems) =
            import::read(text.as_bytes(), "layer.geojson", &Progress::default()).expect("a layer");
        assert!(problems.is_empty(), "{problems:?}");
        Overlaid::prepare(layer, &Progress::default()).expect("not cancelled")
    }

    #[test]
    fn a_field_is_written_beside_features_the_larger_first() {
        let mut layer = overlaid(
            r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"назва":"Склад","рік":2021},"geometry":{"type":"Point","coordinates":[30,50]}},
            {"type":"Feature","properties":{"назва":"  Сектор  А ","box":{"x":1}},"geometry":{"type":"Polygon","coordinates":[[[30,48],[32,48],[32,49],[30,49],[30,48]]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[31,50]}}]}"#,
        );
        assert_eq!(layer.fields, ["назва", "рік"]);
        assert!(layer.mark(0, &Look::light()).names.is_empty(), "no labels until they are asked for");
        layer.label_by(Some("назва".into()));
        let names: Vec<(&str, bool)> =
            layer.names.iter().map(|name| (name.text.as_str(), name.area)).collect();
        assert_eq!(names, [("Сектор А", true), ("Склад", false)]);
        layer.label_by(Some("рік".into()));
        assert_eq!(layer.names.len(), 1);
        layer.label_by(Some("nonsense".into()));
        assert!(layer.names.is_empty());
    }

    #[test]
    fn of_too_many_the_largest_are_named_wherever_they_stand_in_the_file() {
        let point = |at: usize| {
            let (x, y) = (24.0 + (at % 200) as f64 * 0.05, 46.0 + (at / 200) as f64 * 0.03);
            format!(
                r#"{{"type":"Feature","properties":{{"n":{at}}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
            )
        };
        let mut features: Vec<String> = (0..NAMED + 500).map(point).collect();
        features.push(
            r#"{"type":"Feature","properties":{"n":"last"},"geometry":{"type":"LineString","coordinates":[[30,48],[33,49]]}}"#
                .to_owned(),
        );
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let mut layer = overlaid(&text);
        layer.label_by(Some("n".into()));
        assert_eq!(layer.names.len(), NAMED);
        assert_eq!(layer.names[0].text, "last", "a line before all points");
        let late = layer.names.iter().filter_map(|name| name.text.parse::<usize>().ok());
        assert!(late.filter(|number| *number >= NAMED).count() > 100, "points from everywhere");
    }

    #[test]
    fn what_was_typed_steps_back_behind_what_the_file_says() {
        let mut layer = overlaid(
            r#"{"type":"FeatureCollection","date":"2025-06-01","features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[30,50]}}]}"#,
        );
        let typed = Style { source: "Штаб".into(), date: "1999".into(), ..Style::default() };
        layer.dress(typed);
        assert_eq!((layer.said_source(), layer.said_date()), ("Штаб", "2025-06-01"));
    }
}
