//! What any GeoJSON measures on the ellipsoid, feature by feature.

use geo_types::{Geometry, LineString, MultiPolygon};
use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet};
use crate::atlas::population::Surface;
use crate::geodesy;
use crate::import::{Feature, Layer};
use crate::problem::Problem;

/// The measures of some files, as `cordon measure` writes them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FileMeasures {
    /// What this document is: `cordon-measures/1`.
    pub format: &'static str,
    /// One for each feature that was read, in the order of the files.
    pub features: Vec<FeatureMeasures>,
    /// What was mended or left out.
    pub problems: Vec<Problem>,
}

/// The measures of one feature. What its geometry does not have is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeatureMeasures {
    /// The file.
    pub file: String,
    /// Its place in the file, counted from 0.
    pub feature: usize,
    /// Its name or id.
    pub name: String,
    /// The GeoJSON type of its geometry.
    pub geometry: Option<&'static str>,
    /// Area of its polygons on the ellipsoid; none where they are no valid area.
    pub area_km2: Option<f64>,
    /// Length of all rings.
    pub perimeter_km: Option<f64>,
    /// Length of its lines.
    pub length_km: Option<f64>,
    /// Residents inside its polygons, before the war.
    pub people: Option<f64>,
}

impl FileMeasures {
    /// Nothing measured yet.
    pub fn new() -> Self {
        Self { format: "cordon-measures/1", ..Self::default() }
    }

    /// Adds the features of a file. An outline that crosses itself, a hole that
    /// is not inside and the like are problems, and have no area and no people.
    pub fn add(&mut self, file: &str, layer: &Layer, surface: &Surface) {
        for feature in &layer.features {
            let (measures, problem) = measured(file, feature, surface);
            self.features.push(measures);
            self.problems.extend(problem);
        }
    }
}

/// The measures of a feature. Parts that overlap are joined, so that what lies
/// in two of them counts once; a sum over rings that cross would be signed, and
/// no area of anything.
fn measured(file: &str, feature: &Feature, surface: &Surface) -> (FeatureMeasures, Option<Problem>) {
    let mut parts = Parts::default();
    if let Some(geometry) = &feature.geometry {
        parts.add(geometry);
    }
    let outline = (!parts.polygons.0.is_empty()).then_some(&parts.polygons);
    let (area, problem) = match outline.map(geodesy::valid_area) {
        None => (None, None),
        Some(Ok(area)) => (Some(area), None),
        Some(Err(refusal)) => {
            let hint = "It has no area and no people here; mend the outline in a GIS.";
            let problem = Problem::warning(file, refusal.what, hint).at_feature(feature.place);
            (None, Some(problem.at_member("geometry")))
        }
    };
    let length = || parts.lines.iter().map(|line| geodesy::length(line).0).sum();
    let measures = FeatureMeasures {
        file: file.to_owned(),
        feature: feature.place,
        name: feature.name(),
        geometry: feature.geometry.as_ref().map(type_of),
        area_km2: area.as_ref().map(|area| geodesy::area(area).0),
        perimeter_km: outline.map(|outline| geodesy::perimeter(outline).0),
        length_km: (!parts.lines.is_empty()).then(length),
        people: area.as_ref().map(|area| surface.people(area).0),
    };
    (measures, problem)
}

/// The polygons and the lines of a geometry.
struct Parts<'a> {
    polygons: MultiPolygon<f64>,
    lines: Vec<&'a LineString<f64>>,
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Self { polygons: MultiPolygon(Vec::new()), lines: Vec::new() }
    }
}

impl<'a> Parts<'a> {
    fn add(&mut self, geometry: &'a Geometry<f64>) {
        match geometry {
            Geometry::Polygon(polygon) => self.polygons.0.push(polygon.clone()),
            Geometry::MultiPolygon(polygons) => self.polygons.0.extend(polygons.0.iter().cloned()),
            Geometry::LineString(line) => self.lines.push(line),
            Geometry::MultiLineString(lines) => self.lines.extend(&lines.0),
            Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| self.add(part)),
            _ => {}
        }
    }
}

const fn type_of(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) => "Point",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => "Polygon",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}

impl Leaves for FileMeasures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("file", "file"),
            ("feature", "feature"),
            ("name", "name"),
            ("geometry", "geometry"),
            ("area_km2", "area, km²"),
            ("perimeter_km", "perimeter, km"),
            ("length_km", "length, km"),
            ("people", "people"),
        ]);
        for feature in &self.features {
            sheet.row([
                Cell::path(&feature.file),
                Cell::Number(feature.feature as f64, 0),
                Cell::name(&feature.name),
                Cell::text(feature.geometry.unwrap_or("none")),
                Cell::number(feature.area_km2, 3),
                Cell::number(feature.perimeter_km, 3),
                Cell::number(feature.length_km, 3),
                Cell::number(feature.people, 0),
            ]);
        }
        if self.features.iter().any(|feature| feature.people.is_some()) {
            sheet.below = vec![String::new(), "People: residents before the war, inside Ukraine.".to_owned()];
        }
        sheet
    }
}
