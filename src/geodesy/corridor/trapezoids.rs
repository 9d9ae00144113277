//! An outline taken apart into trapezoids with upright sides.
//!
//! Cutting ears is quicker, but loses ground where rings touch themselves, and
//! those of swept areas do. Upright seams stay shut on the grid of the cutting.

use std::collections::BTreeMap;

use geo_types::{Coord, MultiPolygon};

/// An edge from west to east.
#[derive(Clone, Copy)]
struct Edge {
    from: Coord<f64>,
    to: Coord<f64>,
}

impl Edge {
    fn y(&self, x: f64) -> f64 {
        if x <= self.from.x {
            self.from.y
        } else if x >= self.to.x {
            self.to.y
        } else {
            self.from.y + (self.to.y - self.from.y) * ((x - self.from.x) / (self.to.x - self.from.x))
        }
    }
}

/// Convex cells that make up an outline, counter-clockwise.
pub(super) fn trapezoids(outline: &MultiPolygon<f64>) -> Vec<Vec<Coord<f64>>> {
    let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let mut edges: Vec<Edge> = rings
        .flat_map(|ring| ring.0.windows(2))
        .filter(|ends| ends[0].x != ends[1].x)
        .map(|ends| {
            if ends[0].x < ends[1].x {
                Edge { from: ends[0], to: ends[1] }
            } else {
                Edge { from: ends[1], to: ends[0] }
            }
        })
        .collect();
    edges.sort_unstable_by(|a, b| a.from.x.total_cmp(&b.from.x));
    let mut stops: Vec<f64> = edges.iter().flat_map(|edge| [edge.from.x, edge.to.x]).collect();
    stops.sort_unstable_by(f64::total_cmp);
    stops.dedup();
    let mut cells = Vec::new();
    // Where the cell between two edges has begun.
    let mut open: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut standing, mut next): (Vec<usize>, usize) = (Vec::new(), 0);
    for pair in stops.windows(2) {
        let (west, east) = (pair[0], pair[1]);
        while edges.get(next).is_some_and(|edge| edge.from.x <= west) {
            standing.push(next);
            next += 1;
        }
        standing.retain(|&edge| edges[edge].to.x > west);
        let middle = west + (east - west) * 0.5;
        standing.sort_by(|&a, &b| edges[a].y(middle).total_cmp(&edges[b].y(middle)));
        let mut now = BTreeMap::new();
        for between in standing.chunks_exact(2) {
            let key = (between[0], between[1]);
            now.insert(key, open.remove(&key).unwrap_or(west));
        }
        cells.extend(
            open.iter().filter_map(|(&(low, high), &from)| cell(edges[low], edges[high], from, west)),
        );
        open = now;
    }
    let end = stops.last().copied().unwrap_or_default();
    cells.extend(open.iter().filter_map(|(&(low, high), &from)| cell(edges[low], edges[high], from, end)));
    cells
}

fn cell(low: Edge, high: Edge, west: f64, east: f64) -> Option<Vec<Coord<f64>>> {
    let at = |edge: Edge, x: f64| Coord { x, y: edge.y(x) };
    let mut cell = vec![at(low, west), at(low, east), at(high, east), at(high, west)];
    cell.dedup();
    if cell.len() > 1 && cell.first() == cell.last() {
        cell.pop();
    }
    (cell.len() > 2).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{area, difference, disc};
    use crate::units::Km;
    use geo_types::{LineString, Point, Polygon};

    #[test]
    fn trapezoids_make_up_an_outline_with_its_hole() {
        let whole = disc(Point::new(35.0, 48.0), Km(80.0)).unwrap();
        let ring = difference(&whole, &disc(Point::new(35.2, 48.0), Km(30.0)).unwrap());
        let cells = trapezoids(&ring);
        let sum: f64 = cells
            .into_iter()
            .map(|cell| area(&MultiPolygon(vec![Polygon::new(LineString(cell), vec![])])).0)
            .sum();
        assert!((sum / area(&ring).0 - 1.0).abs() < 1e-9);
    }
}
