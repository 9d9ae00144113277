//! The edges of an outline by place, so that a line meets only those near it.

use std::ops::RangeInclusive;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

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
        Self::of_edges(edges_of(outline).collect())
    }

    /// The grid of the edges of an outline that lines may meet. Of a coast with a hundred
    /// thousand edges they meet some dozens, and the others need not be put in order.
    pub(super) fn near(outline: &MultiPolygon<f64>, lines: &[LineString<f64>]) -> Self {
        let rings = outline.iter().flat_map(rings_of).map(|ring| ring.0.len()).sum::<usize>();
        match Way::of(lines) {
            Some(way) if rings >= MANY => {
                let mut edges = Vec::new();
                for ring in outline.iter().flat_map(rings_of) {
                    let (Some(mut from), Some(first)) = (ring.0.first(), ring.0.first()) else { continue };
                    for to in ring.0.iter().skip(1).chain([first]) {
                        if way.meets(*from, *to) && from != to && finite(*from) && finite(*to) {
                            edges.push((*from, *to));
                        }
                        from = to;
                    }
                }
                Self::of_edges(edges)
            }
            _ => Self::of(outline),
        }
    }

    fn of_edges(edges: Vec<(Coord<f64>, Coord<f64>)>) -> Self {
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

fn rings_of(part: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(part.exterior()).chain(part.interiors())
}

/// The edges of an outline that have a length.
fn edges_of(outline: &MultiPolygon<f64>) -> impl Iterator<Item = (Coord<f64>, Coord<f64>)> {
    let sides = outline.iter().flat_map(rings_of).flat_map(|ring| {
        let closing = ring.0.last().copied().zip(ring.0.first().copied());
        ring.0.windows(2).map(|pair| (pair[0], pair[1])).chain(closing)
    });
    sides.filter(|(from, to)| from != to && finite(*from) && finite(*to))
}

/// From so many edges on it is worth leaving out those that are far from all lines.
const MANY: usize = 8_192;

/// Columns and rows of the cells in which a line is looked for.
const SIDE: usize = 128;

/// The cells of a coarse grid that lines pass, with a cell of room on every side.
struct Way {
    bounds: Bounds,
    passed: Vec<bool>,
}

impl Way {
    fn of(lines: &[LineString<f64>]) -> Option<Self> {
        let bounds = Bounds::of(lines.iter().flat_map(|line| line.0.iter().copied()))?;
        let mut way = Self { bounds, passed: vec![false; SIDE * SIDE] };
        let edges = lines.iter().flat_map(|line| line.0.windows(2));
        for edge in edges.filter(|edge| finite(edge[0]) && finite(edge[1])) {
            let [columns, rows] = way.span(edge[0], edge[1]);
            let columns = columns.start().saturating_sub(1)..=(columns.end() + 1).min(SIDE - 1);
            for row in rows.start().saturating_sub(1)..=(rows.end() + 1).min(SIDE - 1) {
                way.passed[row * SIDE..][columns.clone()].fill(true);
            }
        }
        Some(way)
    }

    /// Whether an edge lies in a cell that a line passes.
    fn meets(&self, from: Coord<f64>, to: Coord<f64>) -> bool {
        let Bounds { min, max } = self.bounds;
        let beside = |a: f64, b: f64, low: f64, high: f64| a.max(b) < low || a.min(b) > high;
        // No line is there; what runs within a hair of one is looked at.
        let (x, y) = (1e-6 + (max.x - min.x) * 1e-6, 1e-6 + (max.y - min.y) * 1e-6);
        if beside(from.x, to.x, min.x - x, max.x + x) || beside(from.y, to.y, min.y - y, max.y + y) {
            return false;
        }
        let [columns, mut rows] = self.span(from, to);
        rows.any(|row| self.passed[row * SIDE..][columns.clone()].contains(&true))
    }

    /// The columns and rows of the box of an edge; beyond the line's, the outermost.
    fn span(&self, from: Coord<f64>, to: Coord<f64>) -> [RangeInclusive<usize>; 2] {
        let Bounds { min, max } = self.bounds;
        let range = |a: f64, b: f64, low: f64, high: f64| {
            let size = (high - low) / SIDE as f64;
            place(a.min(b) - low, size, SIDE)..=place(a.max(b) - low, size, SIDE)
        };
        [range(from.x, to.x, min.x, max.x), range(from.y, to.y, min.y, max.y)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// What a line meets of a long coast is found whether the rest is left out or not.
        #[test]
        fn no_edge_that_a_line_meets_is_left_out(
            line in prop::collection::vec((30.0_f64..36.0, 46.0_f64..51.0), 2..12),
            upright in prop::bool::ANY,
        ) {
            let corner = |number: u32| {
                let turn = f64::from(number) / 9_000.0 * std::f64::consts::TAU;
                let reach = 1.5 + 0.1 * (turn * 90.0).sin();
                Coord { x: 33.0 + reach * turn.cos(), y: 48.5 + reach * turn.sin() }
            };
            let coast = LineString((0..9_000).map(corner).collect());
            let coast = MultiPolygon(vec![Polygon::new(coast, Vec::new())]);
            let x = |x: f64| if upright { 33.0 } else { x };
            let line = LineString(line.into_iter().map(|(east, y)| Coord { x: x(east), y }).collect());
            let (all, near) = (EdgeGrid::of(&coast), EdgeGrid::near(&coast, std::slice::from_ref(&line)));
            for edge in line.0.windows(2) {
                let side = |a: Coord<f64>, b: Coord<f64>, at: Coord<f64>| {
                    (b.x - a.x) * (at.y - a.y) - (at.x - a.x) * (b.y - a.y) > 0.0
                };
                let crosses = |(a, b): &(Coord<f64>, Coord<f64>)| {
                    side(edge[0], edge[1], *a) != side(edge[0], edge[1], *b)
                        && side(*a, *b, edge[0]) != side(*a, *b, edge[1])
                };
                let crossed = |grid: &EdgeGrid| -> Vec<_> {
                    grid.along(edge[0], edge[1]).into_iter().filter(crosses).collect()
                };
                prop_assert_eq!(crossed(&near), crossed(&all));
            }
        }
    }
}
