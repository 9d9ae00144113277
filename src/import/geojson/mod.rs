//! GeoJSON of any maker as a reference layer.
//!
//! Two readers stand behind one door. The scanner goes straight from text to
//! coordinates and knows only GeoJSON as it should be. What it does not expect,
//! the careful reader takes over, for that feature or for the whole file; it
//! goes through a tree of JSON values and names each fault with its member.
//! Both hand the same raw geometry to `mend`, so that they differ in nothing
//! but speed; the tests hold them against each other.

mod careful;
mod crs;
mod fault;
mod mend;
mod scan;

use std::sync::atomic::Ordering;

use geo_types::{Coord, Rect};
use serde_json::Value;

use super::findings::{Findings, Tested};
use super::layer::{Feature, Layer, extent};
use super::{Progress, Read};
use crate::problem::Problem;
use crs::Crs;

/// A geometry as the file has it: rings perhaps open, positions unchecked.
#[derive(Debug)]
enum Raw {
    /// An empty `coordinates` array.
    Empty,
    Point(Coord<f64>),
    MultiPoint(Vec<Coord<f64>>),
    Line(Vec<Coord<f64>>),
    Lines(Vec<Vec<Coord<f64>>>),
    Polygon(Vec<Vec<Coord<f64>>>),
    Polygons(Vec<Vec<Vec<Coord<f64>>>>),
    /// Members that could not be read are none, so that the others keep their place.
    Collection(Vec<Option<Raw>>),
}

/// The seven names that the `type` of a geometry can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Point,
    MultiPoint,
    LineString,
    MultiLineString,
    Polygon,
    MultiPolygon,
    GeometryCollection,
}

impl Form {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Point" => Self::Point,
            "MultiPoint" => Self::MultiPoint,
            "LineString" => Self::LineString,
            "MultiLineString" => Self::MultiLineString,
            "Polygon" => Self::Polygon,
            "MultiPolygon" => Self::MultiPolygon,
            "GeometryCollection" => Self::GeometryCollection,
            _ => return None,
        })
    }
}

/// What stands at the top of a file beside its features.
#[derive(Debug, Default)]
struct Head {
    name: Option<String>,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
}

impl Head {
    /// Keeps a member of the file if it is of use; counts it as foreign otherwise.
    fn take(&mut self, key: &str, value: Value, findings: &mut Findings) {
        let place = match key {
            "name" => &mut self.name,
            "title" => &mut self.title,
            "date" => &mut self.date,
            "source" => &mut self.source,
            "crs" => return crs::note(value, findings),
            "bbox" => return,
            _ => {
                findings.left_out.foreign_members += 1;
                return;
            }
        };
        match value {
            Value::String(text) if !text.trim().is_empty() => *place = Some(text),
            Value::Null => {}
            _ => findings.left_out.foreign_members += 1,
        }
    }
}

/// A file's head and features.
struct Document {
    head: Head,
    features: Vec<Feature>,
}

/// Why the scanner gave up.
enum Stop {
    /// Something it does not know, or no JSON: the careful reader's turn.
    Odd,
    /// The user does not want it any more.
    Cancelled,
}

/// Reads GeoJSON text as a reference layer.
///
/// A `FeatureCollection`, a `Feature` or a bare geometry. Positions are
/// longitude and latitude on WGS84. Rings are closed and turned, heights
/// dropped, features that cannot be read left out; the problems say so.
///
/// # Errors
/// Text that is not JSON or not GeoJSON, another coordinate system, or a file
/// of which no feature is left.
pub fn read(text: &str, file: &str, progress: &Progress) -> Read {
    read_testing(text, file, Tested::Light, progress)
}

/// As [`read`], and says which rings are tested for crossings: 100,000 corners
/// take 60 ms.
///
/// # Errors
/// As [`read`].
pub fn read_testing(text: &str, file: &str, tested: Tested, progress: &Progress) -> Read {
    progress.total.store(text.len() as u64, Ordering::Relaxed);
    let mut findings = Findings::new(file, tested);
    match scan::document(text, &mut findings, progress) {
        Ok(document) => finish(document, findings),
        Err(Stop::Odd) => carefully(text, Findings::new(file, tested)),
        Err(Stop::Cancelled) => {
            Err(vec![Problem::error(file, "Reading was stopped", "Open the file again to read it.")])
        }
    }
}

/// As [`read`], by the careful reader alone: slower by an order of magnitude.
/// Public so that tests and timings can hold the two against each other.
///
/// # Errors
/// As [`read`].
pub fn read_carefully(text: &str, file: &str) -> Read {
    carefully(text, Findings::new(file, Tested::Light))
}

fn carefully(text: &str, mut findings: Findings) -> Read {
    let value: Value =
        serde_json::from_str(text).map_err(|error| vec![fault::of(text, &error, findings.file())])?;
    match careful::document(value, &mut findings) {
        Ok(document) => finish(document, findings),
        Err(problem) => Err(vec![*problem]),
    }
}

fn finish(document: Document, mut findings: Findings) -> Read {
    let file = findings.file();
    let Document { head, features } = document;
    let mut of_the_file = Vec::new();
    match crs::judge(findings.crs.take(), file) {
        Crs::Fine => {}
        Crs::Near(warning) => of_the_file.push(warning),
        Crs::Other(error) => return Err(vec![error]),
    }
    let off = findings.off_the_globe;
    let left_out = findings.left_out;
    let mut problems = findings.into_problems();
    if off > 0 && off * 2 >= off + features.len() {
        return Err(vec![projected(file, &problems)]);
    }
    if features.is_empty() && left_out.features > 0 {
        return Err(problems);
    }
    let (bounds, vertices) = extent(&features);
    if features.is_empty() {
        of_the_file.push(Problem::warning(
            file,
            "The file has no features",
            "Nothing is drawn; check the export.",
        ));
    }
    of_the_file.extend(bounds.and_then(|bounds| swapped(bounds, file)));
    problems.splice(0..0, of_the_file);
    let name = head.name.or(head.title).unwrap_or_else(|| stem(file).to_owned());
    let layer = Layer { name, date: head.date, source: head.source, features, bounds, vertices, left_out };
    Ok((layer, problems))
}

/// The problem of a file whose positions are metres, told by the first one.
fn projected(file: &str, problems: &[Problem]) -> Problem {
    let stray = |problem: &&Problem| problem.what.ends_with(mend::NO_PLACE);
    let first = problems.iter().find(stray);
    let what = first.map_or("", |problem| problem.what.as_str());
    let mut problem = Problem::error(
        file,
        format!("The coordinates look projected: {what}"),
        "Export the layer again in WGS 84 (EPSG:4326), longitude before latitude.",
    );
    problem.feature = first.and_then(|problem| problem.feature);
    problem.member = first.and_then(|problem| problem.member.clone());
    problem
}

/// Warns of a file that would lie in Ukraine if its numbers were exchanged.
fn swapped(bounds: Rect<f64>, file: &str) -> Option<Problem> {
    let inside = |x: f64, y: f64| (22.0..=41.0).contains(&x) && (44.0..=53.0).contains(&y);
    let (least, most) = (bounds.min(), bounds.max());
    let exchanged = inside(least.y, least.x) && inside(most.y, most.x);
    exchanged.then(|| {
        Problem::warning(
            file,
            "All of it lies outside Ukraine, and inside with longitude and latitude exchanged",
            "GeoJSON wants longitude first; if the layer appears near the Caspian Sea, exchange them in the export.",
        )
    })
}

fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem.is_empty() { file } else { stem }
}
