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
mod scan;

use std::sync::atomic::Ordering;

use geo_types::Rect;
use serde_json::Value;

use super::crs::{self as systems, Crs as Named, Projector};
use super::findings::{Findings, Tested};
use super::format::Format;
use super::layer::{Feature, Layer, extent};
use super::limits;
use super::mend::{self, Mender};
use super::raw::Raw;
use super::{Progress, Read};
use crate::problem::Problem;
use crs::Crs;

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
pub(super) struct Head {
    pub(super) name: Option<String>,
    title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
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
pub(super) struct Document {
    pub(super) head: Head,
    pub(super) features: Vec<Feature>,
}

/// Why the scanner gave up.
enum Stop {
    /// Something it does not know, or no JSON: the careful reader's turn.
    Odd,
    /// The user does not want it any more.
    Cancelled,
    /// There is more of it than is taken in; the findings say of what.
    Beyond,
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
    scanned(text, progress, || Findings::new(file, tested))
}

/// As [`read_testing`], and transforms a file that names another coordinate system,
/// where that is one that is known: beyond RFC 7946, but files of before it do so.
///
/// # Errors
/// As [`read`], but for coordinate systems that are known.
pub fn read_transforming(text: &str, file: &str, tested: Tested, progress: &Progress) -> Read {
    let read = read_testing(text, file, tested, progress);
    let Err(problems) = &read else { return read };
    let [Problem { member: Some(member), what, .. }] = problems.as_slice() else { return read };
    let Some(code) = (member == "crs").then(|| crs::code_in(what)).flatten() else { return read };
    let projector = || systems::of_epsg(code, None, file).ok();
    if projector().is_none_or(|projector| projector.is_idle()) {
        return read;
    }
    scanned(text, progress, || {
        let mut findings = Findings::new(file, tested);
        findings.projector = projector();
        findings
    })
}

fn scanned<'f>(text: &str, progress: &Progress, anew: impl Fn() -> Findings<'f>) -> Read {
    let mut findings = anew();
    let file = findings.file();
    match scan::document(text, &mut findings, progress) {
        Ok(document) => finish(document, findings),
        Err(Stop::Odd) => carefully(text, anew()),
        Err(Stop::Beyond) => Err(findings.beyond.take().into_iter().collect()),
        Err(Stop::Cancelled) => Err(vec![stopped(file)]),
    }
}

pub(super) use scan::first_number;

/// Reads the feature at the beginning of a text, of which something else may follow:
/// it, if it could be used, and where it ends.
pub(super) fn first_feature(
    text: &str,
    place: usize,
    mender: &mut Mender,
    findings: &mut Findings,
) -> Result<(Option<Feature>, usize), serde_json::Error> {
    findings.feature = Some(place);
    if let Some(found) = scan::first(text, place, mender, findings) {
        return Ok(found);
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(value) => Ok((careful::feature(value?, place, mender, findings), values.byte_offset())),
        None => Ok((None, text.len())),
    }
}

/// The problem of a file that the user does not want any more.
pub(super) fn stopped(file: &str) -> Problem {
    Problem::error(file, "Reading was stopped", "Open the file again to read it.")
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
    let faulty = |error: serde_json::Error| vec![fault::of(text, &error, findings.file())];
    if text.len() > limits::TREE {
        // Whether it is JSON at all costs no memory to find out.
        serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(faulty)?;
        let what = format!(
            "The file is not plain GeoJSON, and with {} MB too large to be read as anything else",
            text.len() >> 20
        );
        let hint = "Export the layer as GeoJSON (RFC 7946), with “type” and “features” once at the top.";
        return Err(vec![Problem::error(findings.file(), what, hint)]);
    }
    let value: Value = serde_json::from_str(text).map_err(faulty)?;
    match careful::document(value, &mut findings) {
        Ok(document) => finish(document, findings),
        Err(problem) => Err(vec![*problem]),
    }
}

fn finish(document: Document, mut findings: Findings) -> Read {
    let file = findings.file();
    let mut crs = findings.projector.as_ref().map_or_else(Named::wgs84, Projector::crs);
    let mut of_the_file = Vec::new();
    if findings.projector.is_none() {
        match crs::judge(findings.crs.take(), file) {
            Crs::Fine => {}
            Crs::Near(warning) => {
                crs.named = Some("WGS 84 or near it".to_owned());
                of_the_file.push(warning);
            }
            Crs::Other(error) => return Err(vec![error]),
        }
    }
    conclude(document, of_the_file, findings, Format::GeoJson, crs)
}

/// Makes a layer of what was read, with the problems of the file before those of its features.
pub(super) fn conclude(
    document: Document,
    mut of_the_file: Vec<Problem>,
    mut findings: Findings,
    format: Format,
    crs: Named,
) -> Read {
    let file = findings.file();
    let Document { head, features } = document;
    if let Some(beyond) = findings.beyond.take() {
        return Err(vec![beyond]);
    }
    let off = findings.off_the_globe;
    let left_out = findings.left_out;
    let mut problems = findings.into_problems();
    if off > 0 && off * 2 >= off + features.len() && !crs.transformed {
        return Err(vec![projected(file, &problems)]);
    }
    if features.is_empty() && left_out.features > 0 {
        of_the_file.append(&mut problems);
        return Err(of_the_file);
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
    let layer = Layer {
        name,
        date: head.date,
        source: head.source,
        features,
        bounds,
        vertices,
        left_out,
        format,
        crs,
        offered: Vec::new(),
    };
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
            "Longitude comes first; if the layer appears near the Caspian Sea, exchange them in the export.",
        )
    })
}

fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem.is_empty() { file } else { stem }
}
