//! Any line of a file can become the line of contact.

use geo_types::{Geometry, LineString};

use super::layer::{Feature, Layer};
use crate::geodesy;

/// A line that a plan could be measured along.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place of its feature in the file, counted from 0.
    pub feature: usize,
    /// The feature's name.
    pub name: String,
    /// The feature's `date` property, or the file's.
    pub date: Option<String>,
    /// The feature's `source` property, or the file's.
    pub source: Option<String>,
    /// The line in longitude and latitude.
    pub path: LineString<f64>,
    /// Parts of the feature that are not in it: only the longest part is taken.
    pub parts_left_out: usize,
}

/// The lines of a layer, in the order of the file. A feature of several lines
/// gives the one that is longest on the ground.
pub fn lines_in(layer: &Layer) -> Vec<Line> {
    layer.features.iter().filter_map(|feature| line_of(feature, layer)).collect()
}

fn line_of(feature: &Feature, layer: &Layer) -> Option<Line> {
    let mut parts = Vec::new();
    collect(feature.geometry.as_ref()?, &mut parts);
    let longest = longest(&parts)?;
    Some(Line {
        feature: feature.place,
        name: feature.name(),
        date: feature.text("date").or_else(|| layer.date.clone()),
        source: feature.text("source").or_else(|| layer.source.clone()),
        path: longest.clone(),
        parts_left_out: parts.len() - 1,
    })
}

fn collect<'a>(geometry: &'a Geometry<f64>, parts: &mut Vec<&'a LineString<f64>>) {
    match geometry {
        Geometry::LineString(line) => parts.push(line),
        Geometry::MultiLineString(lines) => parts.extend(&lines.0),
        Geometry::GeometryCollection(members) => {
            members.iter().for_each(|member| collect(member, parts));
        }
        _ => {}
    }
}

/// The first of the longest lines; geodesic length decides, not the number of points.
fn longest<'a>(parts: &[&'a LineString<f64>]) -> Option<&'a LineString<f64>> {
    if let [only] = parts {
        return Some(only);
    }
    let mut best: Option<(f64, &LineString<f64>)> = None;
    for part in parts {
        let length = geodesy::length(part).0;
        if best.is_none_or(|(longest, _)| length > longest) {
            best = Some((length, part));
        }
    }
    best.map(|(_, part)| part)
}
