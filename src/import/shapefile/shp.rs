//! The geometries of a shapefile, record by record (ESRI white paper of July 1998).

use geo_types::Coord;

use super::rings;
use crate::import::raw::Raw;
use crate::problem::Problem;

/// Where the records begin.
const HEADER: usize = 100;

/// One geometry.
pub struct Shape {
    /// Its geometry; none for a null shape.
    pub geometry: Option<Raw>,
    /// Positions with a height or a measure.
    pub heights: usize,
}

/// The records of a `.shp` part, one after the other.
pub struct Shapes<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// A file that ends inside a record.
pub struct CutShort;

impl<'b> Shapes<'b> {
    /// Looks at the header.
    pub fn open(bytes: &'b [u8], file: &str) -> Result<Self, Problem> {
        let fault = |what: &str| Problem::error(file, what, "Fetch or export the file again.");
        if bytes.len() < HEADER {
            return Err(fault("The part .shp is cut short: it ends in its header"));
        }
        if big(bytes, 0) != Some(9994) || little(bytes, 28) != Some(1000) {
            return Err(fault("The part .shp is no shapefile of version 1000"));
        }
        // The length in the header is in words of two bytes; some programs write 0.
        let announced = big(bytes, 24).map_or(0, |words| words as usize * 2);
        if announced > bytes.len() {
            let what = format!(
                "The part .shp is cut short: {announced} bytes are announced, {} are there",
                bytes.len()
            );
            return Err(fault(&what));
        }
        Ok(Self { bytes, at: HEADER })
    }
}

impl Iterator for Shapes<'_> {
    type Item = Result<(Result<Shape, String>, usize), CutShort>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..)?;
        // Some programs fill the end with zeros.
        if rest.iter().take(8).all(|byte| *byte == 0) {
            return None;
        }
        let length = match big(rest, 4) {
            Some(words) => words as usize * 2,
            None => return Some(Err(CutShort)),
        };
        let Some(content) = rest.get(8..8 + length) else { return Some(Err(CutShort)) };
        self.at += 8 + length;
        Some(Ok((shape(content), self.at)))
    }
}

/// The content of a record.
fn shape(content: &[u8]) -> Result<Shape, String> {
    let kind = little(content, 0).ok_or("The record ends too early")?;
    let flat = |geometry| Ok(Shape { geometry, heights: 0 });
    match kind {
        0 => flat(None),
        1 | 11 | 21 => {
            let at = position(content, 4).ok_or("The point ends too early")?;
            Ok(Shape { geometry: Some(Raw::Point(at)), heights: usize::from(kind > 1) })
        }
        8 | 18 | 28 => {
            let points = run(content, 40, count(content, 36, 16)?).ok_or("The points end too early")?;
            let heights = if kind > 8 { points.len() } else { 0 };
            Ok(Shape { geometry: Some(Raw::MultiPoint(points)), heights })
        }
        3 | 13 | 23 | 5 | 15 | 25 => {
            let runs = runs(content)?;
            let heights = if kind > 5 { runs.iter().map(Vec::len).sum() } else { 0 };
            let geometry = if kind % 10 == 3 { lines(runs) } else { rings::polygons(runs)? };
            Ok(Shape { geometry: Some(geometry), heights })
        }
        31 => Err("Surfaces of patches (multipatch) are not read".to_owned()),
        other => Err(format!("Type {other} is no type of shape")),
    }
}

fn lines(mut runs: Vec<Vec<Coord<f64>>>) -> Raw {
    match runs.len() {
        0 => Raw::Empty,
        1 => Raw::Line(runs.remove(0)),
        _ => Raw::Lines(runs),
    }
}

/// The parts of a line or polygon.
fn runs(content: &[u8]) -> Result<Vec<Vec<Coord<f64>>>, String> {
    let parts = count(content, 36, 4)?;
    let points = count(content, 40, 16)?;
    let first = 44 + parts * 4;
    let starts: Option<Vec<usize>> =
        (0..parts).map(|part| little(content, 44 + part * 4).map(|start| start as usize)).collect();
    let mut starts = starts.ok_or("The list of its parts ends too early")?;
    starts.push(points);
    starts
        .windows(2)
        .map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            if from > to || to > points {
                return Err(format!("A part goes from position {from} to {to} of {points}"));
            }
            run(content, first + from * 16, to - from).ok_or_else(|| "Its positions end too early".to_owned())
        })
        .collect()
}

/// A number of things that take so many bytes each.
fn count(content: &[u8], at: usize, each: usize) -> Result<usize, String> {
    let count = little(content, at).ok_or("The record ends too early")? as usize;
    if count > content.len() / each {
        return Err(format!("{count} parts or positions are announced in {} bytes", content.len()));
    }
    Ok(count)
}

fn run(content: &[u8], at: usize, count: usize) -> Option<Vec<Coord<f64>>> {
    let bytes = content.get(at..at.checked_add(count.checked_mul(16)?)?)?;
    bytes.chunks_exact(16).map(|bytes| position(bytes, 0)).collect()
}

fn position(bytes: &[u8], at: usize) -> Option<Coord<f64>> {
    let double = |at: usize| bytes.get(at..)?.first_chunk().map(|chunk| f64::from_le_bytes(*chunk));
    Some(Coord { x: double(at)?, y: double(at + 8)? })
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_be_bytes(*chunk))
}
