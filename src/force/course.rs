//! The line that kilometres are measured along, cut by outlines.

use geo_types::{Coord, LineString, MultiPolygon, Point, Rect};

use crate::geodesy;
use crate::units::Km;

/// A line with its length. Lines are long and zones are
/// small, so only the edges near an outline are handed on to be cut.
#[derive(Clone, Debug)]
pub(super) struct Course {
    path: LineString<f64>,
    /// Its whole length as drawn.
    pub length: Km,
}

impl Default for Course {
    /// No line.
    fn default() -> Self {
        Self { path: LineString(Vec::new()), length: Km(0.0) }
    }
}

impl Course {
    /// A line, measured once.
    pub fn new(path: LineString<f64>) -> Self {
        let length = geodesy::length(&path);
        Self { path, length }
    }

    /// What of the line lies inside an outline.
    pub fn inside(&self, outline: &MultiPolygon<f64>, bounds: &Rect<f64>) -> Vec<LineString<f64>> {
        geodesy::lines_inside(&runs_near(&self.path, bounds), outline)
    }

    /// How far a place is from the line; none where there is no line.
    pub fn distance(&self, from: Coord<f64>) -> Option<Km> {
        Some(geodesy::distance(Point(from), &self.path)).filter(|distance| distance.0.is_finite())
    }
}

/// What of these pieces lies inside an outline.
pub(super) fn pieces_inside(pieces: &[LineString<f64>], outline: &MultiPolygon<f64>) -> Vec<LineString<f64>> {
    geodesy::lines_inside(pieces, outline)
}

/// What of these pieces lies outside an outline.
pub(super) fn pieces_outside(
    pieces: &[LineString<f64>],
    outline: &MultiPolygon<f64>,
) -> Vec<LineString<f64>> {
    pieces.iter().flat_map(|piece| geodesy::line_outside(piece, outline).0).collect()
}

/// The length of pieces of a line. No piece is 0 km long; an empty sum would be −0.
pub(super) fn length(pieces: &[LineString<f64>]) -> Km {
    pieces.iter().map(geodesy::length).fold(Km(0.0), |sum, piece| sum + piece)
}

/// The stretches of a line whose edges come near a rectangle. No two share an edge.
fn runs_near(line: &LineString<f64>, near: &Rect<f64>) -> Vec<LineString<f64>> {
    let (low, high) = (near.min(), near.max());
    let misses = |a: Coord<f64>, b: Coord<f64>| {
        a.x.max(b.x) < low.x || a.x.min(b.x) > high.x || a.y.max(b.y) < low.y || a.y.min(b.y) > high.y
    };
    let mut runs: Vec<LineString<f64>> = Vec::new();
    let mut open = false;
    for edge in line.lines() {
        let near = !misses(edge.start, edge.end);
        match (near, open, runs.last_mut()) {
            (true, true, Some(run)) => run.0.push(edge.end),
            (true, _, _) => runs.push(LineString(vec![edge.start, edge.end])),
            (false, _, _) => {}
        }
        open = near;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::coord;

    #[test]
    fn no_line_has_no_sign() {
        assert!(length(&[]).0.is_sign_positive());
    }

    #[test]
    fn only_the_edges_near_a_zone_are_cut() {
        let line = LineString((0..10).map(|x| coord! { x: f64::from(x), y: 0.0 }).collect());
        let near = Rect::new(coord! { x: 2.5, y: -1.0 }, coord! { x: 4.5, y: 1.0 });
        let runs = runs_near(&line, &near);
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].0.first().map(|c| c.x), Some(2.0));
        assert_eq!(runs[0].0.last().map(|c| c.x), Some(5.0));
        assert!(
            runs_near(&line, &Rect::new(coord! { x: 0.0, y: 1.0 }, coord! { x: 9.0, y: 2.0 })).is_empty()
        );
    }
}
