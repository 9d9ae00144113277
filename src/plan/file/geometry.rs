//! Coordinates in the file: positions, lines, areas and spans.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::{Value, json};

use super::members::{self, Members, Place};
use crate::problem::Problem;
use crate::units::Span;

/// An area as a geometry: Polygon if it is one piece, `MultiPolygon` otherwise.
pub(super) fn write_area(area: &MultiPolygon<f64>) -> Value {
    match area.0.as_slice() {
        [one] => json!({"type": "Polygon", "coordinates": write_polygon(one)}),
        many => {
            let parts: Vec<Value> = many.iter().map(write_polygon).collect();
            json!({"type": "MultiPolygon", "coordinates": parts})
        }
    }
}

fn write_polygon(polygon: &Polygon<f64>) -> Value {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.map(write_line).collect()
}

/// A line as a list of positions.
pub(super) fn write_line(line: &LineString<f64>) -> Value {
    line.0.iter().map(|at| write_position(*at)).collect()
}

/// A position: longitude, latitude.
pub(super) fn write_position(at: Coord<f64>) -> Value {
    json!([at.x, at.y])
}

/// The three cases of a value.
pub(super) fn write_span(span: Span<f64>) -> Value {
    json!({"low": span.low, "central": span.central, "high": span.high})
}

/// Reads a Polygon or a `MultiPolygon`. Heights are dropped and open rings are
/// closed, each with a warning.
pub(super) fn read_area(
    geometry: &Members,
    problems: &mut Vec<Problem>,
) -> Result<MultiPolygon<f64>, Problem> {
    let kind = geometry.text("type")?.unwrap_or_default();
    let place = geometry.place().inside("coordinates");
    let coordinates = geometry.list("coordinates")?.unwrap_or_default();
    let mut reader = Reader::default();
    let area = match kind {
        "Polygon" => MultiPolygon(vec![reader.polygon(coordinates, &place)?]),
        "MultiPolygon" => {
            let parts = coordinates.iter().enumerate().map(|(index, part)| {
                let place = place.element(index);
                reader.polygon(members::list(part, &place)?, &place)
            });
            MultiPolygon(parts.collect::<Result<_, _>>()?)
        }
        other => {
            let what = format!("A zone is a Polygon or a MultiPolygon, not “{other}”");
            return Err(geometry
                .place()
                .inside("type")
                .error(what, "Draw it as an area, or open the file as a layer."));
        }
    };
    if area.0.is_empty() {
        return Err(place.error("The zone has no corners", "Draw it again, or remove the feature."));
    }
    reader.report(&place, problems);
    Ok(area)
}

/// Reads a line of at least two positions.
pub(super) fn read_line(positions: &[Value], place: &Place) -> Result<LineString<f64>, Problem> {
    let line = Reader::default().line(positions, place)?;
    if line.0.len() < 2 {
        return Err(place.error("A line needs at least two positions", "Add one, or draw the line again."));
    }
    Ok(line)
}

/// Reads one position.
pub(super) fn read_position(value: &Value, place: &Place) -> Result<Coord<f64>, Problem> {
    Reader::default().position(value, place)
}

/// Reads the three cases of a value.
pub(super) fn read_span(value: &Value, place: &Place) -> Result<Span<f64>, Problem> {
    let cases = members::object(value, place)?;
    let case = |name: &str| {
        let missing =
            || place.inside(name).error("One of the three cases is missing", "Give low, central and high.");
        cases.number(name)?.ok_or_else(missing)
    };
    Ok(Span::new(case("low")?, case("central")?, case("high")?))
}

/// Reads coordinates and counts what had to be mended.
#[derive(Default)]
struct Reader {
    heights: usize,
    open_rings: usize,
}

impl Reader {
    fn polygon(&mut self, rings: &[Value], place: &Place) -> Result<Polygon<f64>, Problem> {
        let mut lines = Vec::with_capacity(rings.len());
        for (index, ring) in rings.iter().enumerate() {
            let place = place.element(index);
            let mut line = self.line(members::list(ring, &place)?, &place)?;
            if line.0.len() < 3 {
                return Err(place
                    .error("A ring needs at least three corners", "Draw it again, or remove the feature."));
            }
            if line.0.first() != line.0.last() {
                self.open_rings += 1;
                line.close();
            }
            lines.push(line);
        }
        if lines.is_empty() {
            return Err(place.error("The zone has no corners", "Draw it again, or remove the feature."));
        }
        let exterior = lines.remove(0);
        Ok(Polygon::new(exterior, lines))
    }

    fn line(&mut self, positions: &[Value], place: &Place) -> Result<LineString<f64>, Problem> {
        let positions = positions.iter().enumerate();
        let coords = positions.map(|(index, position)| self.position(position, &place.element(index)));
        Ok(LineString(coords.collect::<Result<_, _>>()?))
    }

    fn position(&mut self, value: &Value, place: &Place) -> Result<Coord<f64>, Problem> {
        let numbers = members::list(value, place)?;
        let [lon, lat, rest @ ..] = numbers else {
            return Err(
                place.error("A position needs longitude and latitude", "Write both, as in [30.52, 50.45].")
            );
        };
        self.heights += usize::from(!rest.is_empty());
        let at = Coord { x: members::number(lon, place)?, y: members::number(lat, place)? };
        if (-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y) {
            return Ok(at);
        }
        let what = format!("The position {}, {} is not on the map", at.x, at.y);
        Err(place.error(what, "Give degrees, longitude first: the file may be in another coordinate system."))
    }

    fn report(&self, place: &Place, problems: &mut Vec<Problem>) {
        if self.heights > 0 {
            let what = format!("{} positions have a height", self.heights);
            problems.push(place.warning(what, "Heights are left out."));
        }
        if self.open_rings > 0 {
            let what = format!("{} rings do not end where they begin", self.open_rings);
            problems.push(place.warning(what, "They were closed."));
        }
    }
}
