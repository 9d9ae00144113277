//! A reference layer: what a file brought, to be drawn beside the plan.

use geo_types::{Coord, Geometry, Rect};
use serde::Serialize;
use serde_json::{Map, Value};

use super::crs::Crs;
use super::format::Format;

/// The features of a file, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// The file's `name` member, or the file name without its ending.
    pub name: String,
    /// The file's `date` member, as it stands there.
    pub date: Option<String>,
    /// The file's `source` member, as it stands there.
    pub source: Option<String>,
    /// Features that were read; those without a geometry too.
    pub features: Vec<Feature>,
    /// The least and greatest longitude and latitude; none without geometry.
    pub bounds: Option<Rect<f64>>,
    /// Positions in all geometries, closing ones included.
    pub vertices: usize,
    /// What of the file is not in the layer.
    pub left_out: LeftOut,
    /// The format of the file.
    pub format: Format,
    /// Its coordinate system.
    pub crs: Crs,
    /// The layers that the file offers, where it has more than one.
    pub offered: Vec<Offered>,
}

/// A layer that a file offers among others: a table of a GeoPackage, a file in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The name by which it is asked for.
    pub name: String,
    /// Its features, where the file says how many.
    pub features: Option<u64>,
    /// Whether it is the one that was read.
    pub read: bool,
}

/// Counts of what a file held and the layer does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Features that could not be read; each is a problem.
    pub features: usize,
    /// Parts of a geometry that could not be read; each is a problem.
    pub parts: usize,
    /// Positions whose height or further numbers were dropped.
    pub heights: usize,
    /// Members of the file, its features and geometries that GeoJSON does not
    /// define and Cordon does not use.
    pub foreign_members: usize,
    /// Rings not tested for crossings, being too large or too many.
    pub untested_rings: usize,
}

/// One feature of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its place in the file, counted from 0, as problems name it.
    pub place: usize,
    /// Its geometry in longitude and latitude: rings closed, exteriors
    /// counter-clockwise; none where the file has none.
    pub geometry: Option<Geometry<f64>>,
    /// Its properties, in the order of the file.
    pub properties: Map<String, Value>,
    /// Its `id`, a number written out.
    pub id: Option<String>,
}

impl Feature {
    /// The name for people: a property called name, title or label in any
    /// case, also in Ukrainian, or the id, or "Feature 3".
    pub fn name(&self) -> String {
        ["name", "name_en", "title", "label", "назва", "name_uk", "назва_укр"]
            .into_iter()
            .find_map(|wanted| self.text(wanted))
            .or_else(|| self.id.clone())
            .unwrap_or_else(|| format!("Feature {}", self.place))
    }

    /// A property as text, its name compared without case.
    pub fn text(&self, property: &str) -> Option<String> {
        let (_, value) = self.properties.iter().find(|(key, _)| same(key, property))?;
        match value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// Whether two names of fields are the same but for capitals.
fn same(key: &str, wanted: &str) -> bool {
    key.eq_ignore_ascii_case(wanted) || (!key.is_ascii() && key.to_lowercase() == wanted)
}

/// Calls a function with each run of positions in a geometry.
pub(super) fn each_run(geometry: &Geometry<f64>, run: &mut impl FnMut(&[Coord<f64>])) {
    match geometry {
        Geometry::Point(point) => run(&[point.0]),
        Geometry::MultiPoint(points) => points.iter().for_each(|point| run(&[point.0])),
        Geometry::Line(line) => run(&[line.start, line.end]),
        Geometry::LineString(line) => run(&line.0),
        Geometry::MultiLineString(lines) => lines.iter().for_each(|line| run(&line.0)),
        Geometry::Polygon(polygon) => each_ring(polygon, run),
        Geometry::MultiPolygon(polygons) => polygons.iter().for_each(|polygon| each_ring(polygon, run)),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| each_run(part, run)),
        Geometry::Rect(_) | Geometry::Triangle(_) => {} // GeoJSON has neither
    }
}

fn each_ring(polygon: &geo_types::Polygon<f64>, run: &mut impl FnMut(&[Coord<f64>])) {
    run(&polygon.exterior().0);
    polygon.interiors().iter().for_each(|hole| run(&hole.0));
}

/// The bounds and the number of positions of some features.
pub(super) fn extent(features: &[Feature]) -> (Option<Rect<f64>>, usize) {
    let mut least = Coord { x: f64::INFINITY, y: f64::INFINITY };
    let mut most = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
    let mut vertices = 0;
    for geometry in features.iter().filter_map(|feature| feature.geometry.as_ref()) {
        each_run(geometry, &mut |run| {
            vertices += run.len();
            for at in run {
                least = Coord { x: least.x.min(at.x), y: least.y.min(at.y) };
                most = Coord { x: most.x.max(at.x), y: most.y.max(at.y) };
            }
        });
    }
    ((vertices > 0).then(|| Rect::new(least, most)), vertices)
}
