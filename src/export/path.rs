//! What a path measures, on its way out: for `cordon measure --path` and for the clipboard.

use serde::Serialize;
use serde_json::{Value, json};

use super::Leaves;
use super::sheet::{Cell, Sheet};
use crate::geodesy::{Flat, Route, coordinates};
use crate::units::grouped;

/// What a path measures, as `cordon measure --path` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathMeasures {
    /// What this document is: `cordon-path/1`.
    pub format: &'static str,
    /// From corner to corner.
    pub legs: Vec<LegOut>,
    /// The sum of the legs on the ellipsoid.
    pub length_km: f64,
    /// From the last corner back to the first; none under three corners, or where they are one.
    pub closing_km: Option<f64>,
    /// The area that the path encloses with its closing leg; none under three corners, and
    /// where it crosses itself.
    pub area_km2: Option<f64>,
    /// Why it encloses no area.
    pub no_area: Option<String>,
    /// What planes would have said.
    pub planar: Vec<PlaneOut>,
    /// Why they are off.
    pub why: String,
    /// What had to be taken for granted of the places, one sentence each.
    pub notes: Vec<String>,
}

/// A leg.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LegOut {
    /// Longitude and latitude of its beginning.
    pub from: [f64; 2],
    /// Longitude and latitude of its end.
    pub to: [f64; 2],
    /// Its length on the ellipsoid.
    pub length_km: f64,
    /// The bearing at its beginning, degrees clockwise from north.
    pub bearing: f64,
}

/// What a plane would have said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaneOut {
    /// "Web Mercator", "UTM 37N".
    pub plane: String,
    /// The length in it.
    pub length_km: Option<f64>,
    /// How much too much that is, as a share.
    pub length_off: Option<f64>,
    /// The area in it.
    pub area_km2: Option<f64>,
    /// How much too much that is, as a share.
    pub area_off: Option<f64>,
    /// The same in words.
    pub words: String,
}

impl PathMeasures {
    /// The measures of a path.
    pub fn of(route: &Route, notes: Vec<String>) -> Self {
        let leg = |leg: &crate::geodesy::Leg| LegOut {
            from: [leg.from.x, leg.from.y],
            to: [leg.to.x, leg.to.y],
            length_km: leg.length.0,
            bearing: leg.bearing,
        };
        let plane = |length: &Flat| {
            let area = route.flat_areas.iter().find(|area| area.plane == length.plane);
            PlaneOut {
                plane: length.plane.to_string(),
                length_km: Some(length.value),
                length_off: Some(length.off),
                area_km2: area.map(|area| area.value),
                area_off: area.map(|area| area.off),
                words: planar_in_words(length, area),
            }
        };
        Self {
            format: "cordon-path/1",
            legs: route.legs.iter().map(leg).collect(),
            length_km: route.length.0,
            closing_km: route.closing.map(|leg| leg.length.0),
            area_km2: route.enclosed.as_ref().and_then(|area| area.as_ref().ok()).map(|area| area.0),
            no_area: route.enclosed.as_ref().and_then(|area| area.as_ref().err()).map(|why| why.what.clone()),
            planar: route.flat_lengths.iter().map(plane).collect(),
            why: route.why.clone(),
            notes,
        }
    }
}

/// "Planar Web Mercator: 848.1 km (+50 %), 20 512 km² (+120 %)".
fn planar_in_words(length: &Flat, area: Option<&Flat>) -> String {
    let area = area.map_or_else(String::new, |area| {
        format!(", {} km² ({})", grouped(area.value, 1), area.off_in_words())
    });
    format!("Planar {}: {} km ({}){area}", length.plane, grouped(length.value, 1), length.off_in_words())
}

/// A path as GeoJSON with its measures beside it, for a GIS.
pub fn geojson(route: &Route) -> Value {
    let corners: Vec<[f64; 2]> = route.path.0.iter().map(|at| [at.x, at.y]).collect();
    let area = route.enclosed.as_ref().and_then(|area| area.as_ref().ok()).map(|area| area.0);
    json!({
        "type": "Feature",
        "properties": {
            "name": format!("Measured path, {} km", grouped(route.length.0, 1)),
            "length_km": route.length.0,
            "area_km2": area,
        },
        "geometry": { "type": "LineString", "coordinates": corners },
    })
}

impl Leaves for PathMeasures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("leg", "leg"),
            ("from_lat", ""),
            ("from_lon", ""),
            ("to_lat", ""),
            ("to_lon", ""),
            ("from", "from"),
            ("to", "to"),
            ("length_km", "length, km"),
            ("bearing", "bearing, °"),
        ]);
        let place = |[x, y]: [f64; 2]| coordinates::decimal(geo_types::Coord { x, y });
        for (number, leg) in self.legs.iter().enumerate() {
            let coordinates = [leg.from[1], leg.from[0], leg.to[1], leg.to[0]];
            let mut row = vec![Cell::Number(number as f64 + 1.0, 0)];
            row.extend(coordinates.map(|side| Cell::Number(side, 5)));
            row.extend([Cell::text(place(leg.from)), Cell::text(place(leg.to))]);
            row.extend([Cell::Number(leg.length_km, 3), Cell::Number(leg.bearing, 1)]);
            sheet.row(row);
        }
        let mut total = vec![Cell::text("all")];
        total.resize(7, Cell::Empty);
        total.push(Cell::Number(self.length_km, 3));
        sheet.total(total);
        sheet.below = self.below();
        sheet
    }
}

impl PathMeasures {
    /// What stands below the legs.
    fn below(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        if let Some(area) = self.area_km2 {
            let closed = self.closing_km.map_or_else(String::new, |km| {
                format!(", closed by {} km back to the first place", grouped(km, 3))
            });
            lines.push(format!("Area enclosed: {} km²{closed}", grouped(area, 3)));
        }
        lines.extend(self.no_area.iter().map(|why| format!("No area: {}.", lower(why))));
        lines.extend(self.planar.iter().map(|plane| plane.words.clone()));
        lines.push(self.why.clone());
        lines.extend(self.notes.iter().cloned());
        lines
    }
}

/// The first letter small: for the middle of a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use geo_types::Coord;

    fn measures(corners: &[(f64, f64)]) -> PathMeasures {
        let corners: Vec<Coord<f64>> = corners.iter().map(|&at| at.into()).collect();
        PathMeasures::of(&Route::of(&corners).unwrap(), Vec::new())
    }

    #[test]
    fn text_and_json_say_the_same() {
        let measures = measures(&[(36.0, 49.0), (37.0, 49.5), (36.5, 48.5)]);
        let text = measures.written(Format::Table);
        let json: Value = serde_json::from_str(&measures.written(Format::Json)).unwrap();
        let area = json["area_km2"].as_f64().unwrap();
        assert!(text.contains(&format!("Area enclosed: {} km²", grouped(area, 3))), "{text}");
        assert_eq!(json["planar"].as_array().unwrap().len(), 2);
        assert!(text.contains(json["planar"][0]["words"].as_str().unwrap()));
    }

    #[test]
    fn a_path_that_crosses_itself_says_so() {
        let text = measures(&[(37.9, 48.5), (38.1, 48.7), (38.1, 48.5), (37.9, 48.7)]).text();
        assert!(text.contains("No area: the outline crosses itself"), "{text}");
    }

    #[test]
    fn geojson_is_a_line_with_its_measures() {
        let route = Route::of(&[(36.0, 49.0), (37.0, 49.5)].map(Coord::from)).unwrap();
        let feature = geojson(&route);
        assert_eq!(feature["geometry"]["type"], "LineString");
        assert_eq!(feature["geometry"]["coordinates"], json!([[36.0, 49.0], [37.0, 49.5]]));
        assert_eq!(feature["properties"]["length_km"], json!(route.length.0));
    }
}
