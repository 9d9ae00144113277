//! Reads the members of embedded GeoJSON and CSV files; what is wrong is named
//! with file, feature and member.

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Point, Polygon};
use serde_json::{Map, Value};

use crate::problem::Problem;

const HINT: &str = "The file was changed after it was derived; derive it again with scripts/derive_atlas.py.";

/// One feature of a GeoJSON file.
pub(super) struct Feature {
    file: &'static str,
    index: usize,
    properties: Map<String, Value>,
    kind: String,
    coordinates: Value,
}

/// The features of a GeoJSON file, in order.
pub(super) fn features(file: &'static str, text: &str) -> Result<Vec<Feature>, Problem> {
    let mut collection: Value = serde_json::from_str(text)
        .map_err(|error| Problem::error(file, format!("Not JSON: {error}"), HINT))?;
    let Value::Array(list) = collection["features"].take() else {
        return Err(Problem::error(file, "No list of features", HINT).at_member("features"));
    };
    list.into_iter().enumerate().map(|(index, feature)| Feature::new(file, index, feature)).collect()
}

impl Feature {
    fn new(file: &'static str, index: usize, mut feature: Value) -> Result<Self, Problem> {
        let wrong = |member: &str| {
            Problem::error(file, "Missing or of the wrong kind", HINT).at_feature(index).at_member(member)
        };
        let Some(Value::Object(properties)) = feature.get_mut("properties").map(Value::take) else {
            return Err(wrong("properties"));
        };
        let Some(geometry) = feature.get_mut("geometry") else {
            return Err(wrong("geometry"));
        };
        let Some(kind) = geometry.get("type").and_then(Value::as_str).map(str::to_owned) else {
            return Err(wrong("geometry.type"));
        };
        let coordinates =
            geometry.get_mut("coordinates").map(Value::take).ok_or_else(|| wrong("geometry.coordinates"))?;
        Ok(Self { file, index, properties, kind, coordinates })
    }

    /// A problem at a member of this feature.
    pub(super) fn problem(&self, member: &str, what: impl Into<String>) -> Problem {
        Problem::error(self.file, what, HINT).at_feature(self.index).at_member(member)
    }

    /// A text that must be there.
    pub(super) fn text(&self, member: &str) -> Result<String, Problem> {
        self.text_if_any(member).ok_or_else(|| self.problem(&format!("properties.{member}"), "Not a text"))
    }

    /// A text that may be left out.
    pub(super) fn text_if_any(&self, member: &str) -> Option<String> {
        self.properties.get(member).and_then(Value::as_str).map(str::to_owned)
    }

    /// A number that must be there.
    pub(super) fn number(&self, member: &str) -> Result<f64, Problem> {
        let found = self.properties.get(member).and_then(Value::as_f64);
        found.ok_or_else(|| self.problem(&format!("properties.{member}"), "Not a number"))
    }

    /// A whole number from 0 that must be there.
    pub(super) fn count(&self, member: &str) -> Result<u32, Problem> {
        let found = self.properties.get(member).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        found.ok_or_else(|| self.problem(&format!("properties.{member}"), "Not a whole number"))
    }

    /// A yes or no that must be there.
    pub(super) fn yes(&self, member: &str) -> Result<bool, Problem> {
        let found = self.properties.get(member).and_then(Value::as_bool);
        found.ok_or_else(|| self.problem(&format!("properties.{member}"), "Neither true nor false"))
    }

    /// The geometry as a point.
    pub(super) fn point(&self) -> Result<Point<f64>, Problem> {
        self.expect("Point")?;
        self.position(&self.coordinates, "geometry.coordinates").map(Point)
    }

    /// The geometry as one line of at least two points.
    pub(super) fn line(&self) -> Result<LineString<f64>, Problem> {
        self.expect("LineString")?;
        self.course(&self.coordinates, "geometry.coordinates", 2)
    }

    /// The geometry as lines.
    pub(super) fn lines(&self) -> Result<MultiLineString<f64>, Problem> {
        self.expect("MultiLineString")?;
        let parts = self.parts(&self.coordinates, "geometry.coordinates")?;
        let lines = parts
            .iter()
            .enumerate()
            .map(|(i, part)| self.course(part, &format!("geometry.coordinates[{i}]"), 2));
        lines.collect::<Result<_, _>>().map(MultiLineString)
    }

    /// The geometry as areas, rings closed.
    pub(super) fn area(&self) -> Result<MultiPolygon<f64>, Problem> {
        self.expect("MultiPolygon")?;
        let mut polygons = Vec::new();
        for (i, part) in self.parts(&self.coordinates, "geometry.coordinates")?.iter().enumerate() {
            let place = format!("geometry.coordinates[{i}]");
            let mut rings = Vec::new();
            for (j, ring) in self.parts(part, &place)?.iter().enumerate() {
                rings.push(self.course(ring, &format!("{place}[{j}]"), 4)?);
            }
            if rings.is_empty() {
                return Err(self.problem(&place, "An area without a ring"));
            }
            let exterior = rings.remove(0);
            polygons.push(Polygon::new(exterior, rings));
        }
        Ok(MultiPolygon(polygons))
    }

    fn expect(&self, kind: &str) -> Result<(), Problem> {
        if self.kind == kind {
            return Ok(());
        }
        Err(self.problem("geometry.type", format!("A {} instead of a {kind}", self.kind)))
    }

    fn parts<'a>(&self, value: &'a Value, place: &str) -> Result<&'a [Value], Problem> {
        value.as_array().map(Vec::as_slice).ok_or_else(|| self.problem(place, "Not a list"))
    }

    fn course(&self, value: &Value, place: &str, least: usize) -> Result<LineString<f64>, Problem> {
        let points = self.parts(value, place)?;
        if points.len() < least {
            return Err(
                self.problem(place, format!("{} points where at least {least} are needed", points.len()))
            );
        }
        let position = |(i, point)| match pair(point) {
            Some(at) => Ok(at),
            None => Err(self.problem(&format!("{place}[{i}]"), "Not a longitude and a latitude")),
        };
        points.iter().enumerate().map(position).collect::<Result<Vec<_>, _>>().map(LineString::from)
    }

    fn position(&self, value: &Value, place: &str) -> Result<Coord<f64>, Problem> {
        pair(value).ok_or_else(|| self.problem(place, "Not a longitude and a latitude"))
    }
}

fn pair(value: &Value) -> Option<Coord<f64>> {
    let [x, y] = value.as_array()?.as_slice() else {
        return None;
    };
    on_earth(x.as_f64()?, y.as_f64()?)
}

fn on_earth(x: f64, y: f64) -> Option<Coord<f64>> {
    ((-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y)).then_some(Coord { x, y })
}

/// One row of a CSV file, its cells by column name.
pub(super) struct Row<'a> {
    file: &'static str,
    index: usize,
    header: &'a csv::StringRecord,
    cells: csv::StringRecord,
}

/// Turns each row of a CSV file into a value, in order.
pub(super) fn rows<T>(
    file: &'static str,
    text: &str,
    mut read: impl FnMut(&Row) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    let wrong = |error: csv::Error| Problem::error(file, format!("Not a table: {error}"), HINT);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let header = table.headers().map_err(wrong)?.clone();
    let mut values = Vec::new();
    for (index, cells) in table.into_records().enumerate() {
        values.push(read(&Row { file, index, header: &header, cells: cells.map_err(wrong)? })?);
    }
    Ok(values)
}

impl Row<'_> {
    /// A problem at a cell of this row; the first row under the header is 0.
    pub(super) fn problem(&self, column: &str, what: impl Into<String>) -> Problem {
        Problem::error(self.file, what, HINT).at_feature(self.index).at_member(column)
    }

    /// The text of a cell; the column must be there, the text may be empty.
    pub(super) fn text(&self, column: &str) -> Result<&str, Problem> {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|i| self.cells.get(i)).ok_or_else(|| self.problem(column, "No such column"))
    }

    /// A text, or nothing where the cell is empty.
    pub(super) fn text_if_any(&self, column: &str) -> Result<Option<String>, Problem> {
        Ok(Some(self.text(column)?).filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// A number.
    pub(super) fn number(&self, column: &str) -> Result<f64, Problem> {
        self.text(column)?.parse().map_err(|_| self.problem(column, "Not a number"))
    }
    /// A whole number from 0.
    pub(super) fn count(&self, column: &str) -> Result<u32, Problem> {
        self.text(column)?.parse().map_err(|_| self.problem(column, "Not a whole number"))
    }

    /// The place in the columns `lon` and `lat`.
    pub(super) fn at(&self) -> Result<Point<f64>, Problem> {
        let (lon, lat) = (self.number("lon")?, self.number("lat")?);
        on_earth(lon, lat).map(Point).ok_or_else(|| self.problem("lon", "Not a place on earth"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "towns.geojson";

    fn problem(text: &str) -> String {
        let read = |text| features(FILE, text)?.iter().map(Feature::area).collect::<Result<Vec<_>, _>>();
        read(text).expect_err("must be refused").to_string()
    }

    #[test]
    fn what_is_wrong_is_named_with_file_feature_and_member() {
        assert!(problem("[1, 2").starts_with("towns.geojson: Not JSON"));
        assert!(problem("{}").starts_with("towns.geojson, features: No list of features"));
        let feature =
            |geometry: &str| format!("{{\"features\":[{{\"properties\":{{}},\"geometry\":{geometry}}}]}}");
        let check = |geometry: &str, start: &str| {
            let found = problem(&feature(geometry));
            assert!(found.starts_with(start), "{found}");
        };
        check("null", "towns.geojson, feature 0, geometry.type: Missing");
        check(
            r#"{"type":"Point","coordinates":[1,2]}"#,
            "towns.geojson, feature 0, geometry.type: A Point instead of a MultiPolygon",
        );
        check(
            r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],["x",1],[0,0]]]]}"#,
            "towns.geojson, feature 0, geometry.coordinates[0][0][2]: Not a longitude",
        );
        check(
            r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0]]]]}"#,
            "towns.geojson, feature 0, geometry.coordinates[0][0]: 2 points",
        );
    }

    #[test]
    fn a_cell_that_is_no_number_is_named() {
        let found = rows("a.csv", "name,lon\nKyiv,30\nOdesa,east\n", |row| row.number("lon"));
        assert!(
            found
                .expect_err("east is no number")
                .to_string()
                .starts_with("a.csv, feature 1, lon: Not a number")
        );
        let missing = rows("a.csv", "name\nKyiv\n", |row| row.count("population"));
        assert!(
            missing
                .expect_err("no column")
                .to_string()
                .starts_with("a.csv, feature 0, population: No such column")
        );
    }
}
