//! The edges of an outline by place, so that a line meets only those near it.

use geo_types::{Coord, MultiPolygon};

use super::bounds::Bounds;
use super::finite;

/// A grid of cells over an outline, each with the edges that pass through it.
///
/// Columns and rows are as many as leave each edge some four cells on average,
/// so that the grid never outgrows its edges, however long they are.
pub(super) struct EdgeGrid {
    edges: Vec<(Coord<f64>, Coord<f64>)>,
    bounds: Bounds,
    columns: usize,
    rows: usize,
    /// Where each cell's edges start in `items`.
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl EdgeGrid {
    pub(super) fn of(outline: &MultiPolygon<f64>) -> Self {
        let mut edges = Vec::new();
        for ring in outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors())) {
            let closing = ring.0.last().copied().zip(ring.0.first().copied());
            let sides = ring.0.windows(2).map(|pair| (pair[0], pair[1])).chain(closing);
            edges.extend(sides.filter(|(from, to)| from != to && finite(*from) && finite(*to)));
        }
        let zero = Coord { x: 0.0, y: 0.0 };
        let bounds = Bounds::of(edges.iter().flat_map(|edge| [edge.0, edge.1]))
            .unwrap_or(Bounds { min: zero, max: zero });
        let (columns, rows) = size(&edges, bounds);
        let mut grid = Self { edges, bounds, columns, rows, starts: Vec::new(), items: Vec::new() };
        grid.fill();
        grid
    }

    fn fill(&mut self) {
        let mut entries: Vec<(usize, u32)> = Vec::with_capacity(self.edges.len() * 4);
        for (index, &(from, to)) in self.edges.iter().enumerate() {
            self.cells(from, to, |cell| entries.push((cell, index as u32)));
        }
        entries.sort_unstable();
        self.starts = vec![0; self.columns * self.rows + 1];
        for (cell, _) in &entries {
            self.starts[cell + 1] += 1;
        }
        for cell in 1..self.starts.len() {
            self.starts[cell] += self.starts[cell - 1];
        }
        self.items = entries.into_iter().map(|(_, index)| index).collect();
    }

    /// The edges that share a cell with a given one, each once; empty where its
    /// box and the outline's do not meet.
    pub(super) fn along(&self, from: Coord<f64>, to: Coord<f64>) -> Vec<(Coord<f64>, Coord<f64>)> {
        let meets = Bounds::of([from, to]).is_some_and(|own| own.meets(self.bounds));
        if self.edges.is_empty() || !meets {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.cells(from, to, |cell| {
            found.extend_from_slice(&self.items[self.starts[cell]..self.starts[cell + 1]]);
        });
        found.sort_unstable();
        found.dedup();
        let (low, high) = (from.y.min(to.y), from.y.max(to.y));
        let (west, east) = (from.x.min(to.x), from.x.max(to.x));
        let edge = |index: u32| self.edges[index as usize];
        let near = |(a, b): &(Coord<f64>, Coord<f64>)| {
            a.y.min(b.y) <= high && a.y.max(b.y) >= low && a.x.min(b.x) <= east && a.x.max(b.x) >= west
        };
        found.into_iter().map(edge).filter(near).collect()
    }

    /// The cells an edge passes through, column by column, with a little room.
    fn cells(&self, from: Coord<f64>, to: Coord<f64>, mut visit: impl FnMut(usize)) {
        let Bounds { min, max } = self.bounds;
        let (west, east) = if from.x <= to.x { (from, to) } else { (to, from) };
        let wide = (max.x - min.x) / self.columns as f64;
        let room = (max.x - min.x + max.y - min.y) * 1e-9;
        let column = |x: f64| place(x - min.x, wide, self.columns);
        let high = (max.y - min.y) / self.rows as f64;
        let row = |y: f64| place(y - min.y, high, self.rows);
        let slope = (east.y - west.y) / (east.x - west.x);
        let at = |x: f64| {
            if x <= west.x || !slope.is_finite() {
                west.y
            } else if x >= east.x {
                east.y
            } else {
                west.y + slope * (x - west.x)
            }
        };
        for column in column(west.x - room)..=column(east.x + room) {
            let left = min.x + wide * column as f64 - room;
            let (a, b) =
                if slope.is_finite() { (at(left), at(left + wide + 2.0 * room)) } else { (west.y, east.y) };
            for row in row(a.min(b) - room)..=row(a.max(b) + room) {
                visit(row * self.columns + column);
            }
        }
    }
}

/// The cell of an offset, within the grid.
fn place(offset: f64, size: f64, count: usize) -> usize {
    if size > 0.0 { ((offset / size).max(0.0) as usize).min(count - 1) } else { 0 }
}

/// How many columns and rows keep the grid in proportion to its edges.
fn size(edges: &[(Coord<f64>, Coord<f64>)], bounds: Bounds) -> (usize, usize) {
    let count = edges.len().max(1) as f64;
    let spans = edges.iter().fold((0.0, 0.0), |sum: (f64, f64), (from, to)| {
        (sum.0 + (to.x - from.x).abs(), sum.1 + (to.y - from.y).abs())
    });
    let fair = |sum: f64, whole: f64| {
        if sum > 0.0 && whole > 0.0 { (2.0 * count * whole / sum).max(1.0) } else { 1.0 }
    };
    let (columns, rows) = (fair(spans.0, bounds.width()), fair(spans.1, bounds.height()));
    let shrink = (columns * rows / (2.0 * count)).sqrt().max(1.0);
    let fit = |wanted: f64| (wanted / shrink).clamp(1.0, 4_096.0) as usize;
    (fit(columns), fit(rows))
}
