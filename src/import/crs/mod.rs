//! Coordinate systems: from whatever a file says to longitude and latitude on WGS 84.

mod datum;
mod known;

use geo_types::Coord;
use proj4rs::Proj;
use proj4rs::errors::Result as Projected;
use proj4rs::transform::{Transform, TransformClosure, transform};

use crate::problem::Problem;

/// Longer definitions are no coordinate system: the longest in use has some 5 KB.
const LONGEST: usize = 64 << 10;
/// Brackets inside brackets; definitions go seven deep.
const DEEPEST: usize = 24;
/// Metres and feet of positions on Earth stay far below; beyond, the series of a projection diverge.
const FARTHEST: f64 = 1e9;

/// The coordinate system of a layer, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Crs {
    /// What the file says; none where it says nothing and the format does not fix it.
    pub named: Option<String>,
    /// Whether positions were transformed into WGS 84.
    pub transformed: bool,
}

impl Crs {
    /// Longitude and latitude on WGS 84, as the format wants it.
    pub fn wgs84() -> Self {
        Self { named: Some("WGS 84".to_owned()), transformed: false }
    }

    /// A sentence: "WGS 84", "WGS 84, transformed from UCS-2000 / Gauss-Kruger zone 6".
    pub fn sentence(&self) -> String {
        match (&self.named, self.transformed) {
            (Some(name), true) => format!("WGS 84, transformed from {name}"),
            (Some(name), false) => name.clone(),
            (None, _) => "not named, taken as WGS 84".to_owned(),
        }
    }
}

/// Turns positions of another coordinate system into longitude and latitude.
#[derive(Debug)]
pub struct Projector {
    name: String,
    steps: Option<(Proj, Proj)>,
}

impl Projector {
    /// The name of the coordinate system.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the layer says of its coordinate system.
    pub fn crs(&self) -> Crs {
        Crs { named: Some(self.name.clone()), transformed: self.steps.is_some() }
    }

    /// Whether positions are longitude and latitude on WGS 84 already.
    pub const fn is_idle(&self) -> bool {
        self.steps.is_none()
    }

    /// Transforms a run; the position that cannot be is given back.
    ///
    /// # Errors
    /// A position that is not in the reach of the projection.
    pub fn run(&self, run: &mut [Coord<f64>]) -> Result<(), Coord<f64>> {
        let Some((from, to)) = &self.steps else { return Ok(()) };
        let degrees = from.is_latlong();
        for at in run {
            let before = *at;
            let near = at.x.abs() < FARTHEST && at.y.abs() < FARTHEST;
            if degrees {
                (at.x, at.y) = (at.x.to_radians(), at.y.to_radians());
            }
            if !near || transform(from, to, &mut One(at)).is_err() {
                return Err(before);
            }
            (at.x, at.y) = (at.x.to_degrees(), at.y.to_degrees());
            if !(at.x.is_finite() && at.y.is_finite()) {
                return Err(before);
            }
        }
        Ok(())
    }
}

struct One<'a>(&'a mut Coord<f64>);

impl Transform for One<'_> {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Projected<()> {
        let (x, y, _) = f(self.0.x, self.0.y, 0.0)?;
        (self.0.x, self.0.y) = (x, y);
        Ok(())
    }
}

/// The projector of a definition in well-known text: a `.prj` file, a GeoPackage, a `FlatGeobuf`.
///
/// # Errors
/// A definition that cannot be read, a projection or a datum that is not known; the problem names it.
pub fn of_wkt(wkt: &str, file: &str) -> Result<Projector, Problem> {
    let wkt = wkt.trim().trim_start_matches('\u{feff}');
    let name = datum::first_quoted(wkt).unwrap_or_else(|| "without a name".to_owned());
    if wkt.len() > LONGEST || deep(wkt) {
        return Err(Problem::error(file, "The coordinate system is no definition that can be read", WAY_OUT));
    }
    if let Some(code) = datum::code(wkt)
        && let Some(definition) = known::definition(code)
    {
        return projector(name, &definition, file);
    }
    let kind = wkt.split(['[', '(']).next().unwrap_or_default().trim().to_uppercase();
    if kind.starts_with("LOCAL") || kind.starts_with("ENG") {
        return Err(unknown(&name, "a local grid, tied to no place on Earth", file));
    }
    // Esri and the Soviet textbooks name it after Gauss and Krüger; it is the same projection.
    let plain = wkt.replace("Gauss_Kruger", "Transverse_Mercator");
    let written = proj4wkt::wkt_to_projstring(&plain)
        .map_err(|_| unknown(&name, "its projection is none that can be transformed", file))?;
    let shift = datum::shift(wkt, &written)
        .ok_or_else(|| unknown(&name, "the shift of its datum to WGS 84 is not known", file))?;
    projector(name, &exact(&format!("{written}{shift}")), file)
}

/// The projector of a code of the EPSG register.
///
/// # Errors
/// A code that is not known here.
pub fn of_epsg(code: u32, name: Option<&str>, file: &str) -> Result<Projector, Problem> {
    let name = name.map_or_else(|| format!("EPSG:{code}"), |name| format!("{name} (EPSG:{code})"));
    match known::definition(code) {
        Some(definition) => projector(name, &definition, file),
        None => Err(unknown(&name, "its code is none that can be transformed", file)),
    }
}

/// The Gauss-Krüger series far from the middle meridian: one zone is often used for all of Ukraine.
fn exact(definition: &str) -> String {
    definition.replace("+proj=tmerc", "+proj=etmerc")
}

fn projector(name: String, definition: &str, file: &str) -> Result<Projector, Problem> {
    if definition == known::WGS84 || is_wgs84(definition) {
        return Ok(Projector { name, steps: None });
    }
    let made =
        Proj::from_proj_string(definition).and_then(|from| Ok((from, Proj::from_proj_string(known::WGS84)?)));
    match made {
        Ok(steps) => Ok(Projector { name, steps: Some(steps) }),
        Err(_) => Err(unknown(&name, "its projection is none that can be transformed", file)),
    }
}

/// Longitude and latitude on an ellipsoid and a datum that are WGS 84 but for millimetres.
fn is_wgs84(definition: &str) -> bool {
    let mut words = definition.split_whitespace();
    words.next() == Some("+proj=longlat")
        && words.all(|word| {
            matches!(word, "+a=6378137" | "+a=6378137.0" | "+towgs84=0,0,0,0,0,0,0")
                || word.starts_with("+rf=298.257")
        })
}

fn unknown(name: &str, why: &str, file: &str) -> Problem {
    Problem::error(file, format!("The coordinate system is {name}: {why}"), WAY_OUT)
}

const WAY_OUT: &str = "In a GIS, export the layer in WGS 84 (EPSG:4326) and open that file.";

/// Whether brackets go deeper than in any definition.
fn deep(wkt: &str) -> bool {
    let mut depth = 0_usize;
    wkt.bytes().any(|byte| {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

#[cfg(test)]
mod tests;
