//! The cells of the population surface, and which oblast each one lies in.

use geo_types::{Coord, LineString, MultiPolygon};

/// Cells a degree: 1/80° × 1/120° is 0.92 km × 0.93 km at 48.5° N. Twice as fine
/// quadruples the memory (11 MB) and moves the count of a 15 km circle by less
/// than a percent; twice as coarse leaves Sevastopol's coast few whole cells.
const COLUMNS_A_DEGREE: f64 = 80.0;
const ROWS_A_DEGREE: f64 = 120.0;

/// How near a border may pass to a cell that still counts as whole, in cells: about
/// 0.2 m. A border that was rounded to seven decimals, or went through a union,
/// comes back a centimetre beside itself and must still run through empty cells.
const BORDER_MARGIN: f64 = 2e-4;

/// A regular grid in longitude and latitude. Places are in cells from its south-west corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    west: f64,
    south: f64,
    pub columns: usize,
    pub rows: usize,
}

impl Grid {
    /// The grid that holds all outlines, with an empty cell around them.
    pub fn around(outlines: &[&MultiPolygon<f64>]) -> Self {
        let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        for corner in outlines.iter().flat_map(|outline| rings(outline)).flat_map(|ring| &ring.0) {
            low = (low.0.min(corner.x), low.1.min(corner.y));
            high = (high.0.max(corner.x), high.1.max(corner.y));
        }
        if low.0 > high.0 || low.1 > high.1 {
            return Self { west: 0.0, south: 0.0, columns: 0, rows: 0 };
        }
        let west = (low.0 * COLUMNS_A_DEGREE).floor() - 1.0;
        let south = (low.1 * ROWS_A_DEGREE).floor() - 1.0;
        Self {
            west,
            south,
            columns: ((high.0 * COLUMNS_A_DEGREE).ceil() + 1.0 - west) as usize,
            rows: ((high.1 * ROWS_A_DEGREE).ceil() + 1.0 - south) as usize,
        }
    }

    /// A place in cells. Far outside the world it is drawn in, so that no product overflows.
    pub fn place(&self, at: Coord<f64>) -> (f64, f64) {
        let x = at.x.clamp(-1e4, 1e4) * COLUMNS_A_DEGREE - self.west;
        let y = at.y.clamp(-1e4, 1e4) * ROWS_A_DEGREE - self.south;
        (x, y)
    }

    /// The column and row of a point; none outside.
    pub fn cell(&self, at: Coord<f64>) -> Option<(usize, usize)> {
        let (x, y) = self.place(at);
        let inside = x >= 0.0 && y >= 0.0 && x < self.columns as f64 && y < self.rows as f64;
        inside.then_some((x as usize, y as usize))
    }

    /// Degrees of latitude at the middle of a row.
    fn latitude(&self, row: usize) -> f64 {
        (self.south + row as f64 + 0.5) / ROWS_A_DEGREE
    }

    /// The area of a cell of this row on the ellipsoid:
    /// `a²(1−e²)·cos φ / (1 − e² sin² φ)² · Δλ·Δφ`. 0.86 km² at 48.5° N.
    pub fn cell_km2(&self, row: usize) -> f64 {
        const A_KM: f64 = 6_378.137;
        const E2: f64 = 0.006_694_379_990_141_3;
        let cos = cosine(self.latitude(row));
        let narrowing = 1.0 - E2 * (1.0 - cos * cos);
        let step = (1.0_f64 / COLUMNS_A_DEGREE).to_radians() * (1.0_f64 / ROWS_A_DEGREE).to_radians();
        A_KM * A_KM * (1.0 - E2) * cos / (narrowing * narrowing) * step
    }

    /// The width and height of a cell of this row in kilometres.
    pub fn cell_km(&self, row: usize) -> (f64, f64) {
        const HEIGHT_KM: f64 = 111.195 / ROWS_A_DEGREE;
        (self.cell_km2(row) / HEIGHT_KM, HEIGHT_KM)
    }
}

/// The cosine of an angle in degrees by its series, good to 10⁻¹² up to 90°. The
/// machine's own cosine may differ in the last digit from one system to the
/// next, and the same plan gives the same figures everywhere.
fn cosine(degrees: f64) -> f64 {
    let square = degrees.to_radians().powi(2);
    let (mut sum, mut term) = (1.0, 1.0);
    for step in 1..12 {
        let n = f64::from(2 * step);
        term *= -square / (n * (n - 1.0));
        sum += term;
    }
    sum
}

/// Which oblast each cell lies wholly in: its number in the list plus one, or
/// 0 for a cell across a border or outside.
#[derive(Clone, Debug)]
pub(super) struct Ownership {
    pub cells: Vec<u8>,
}

/// The place in the list of oblasts of an owner.
pub(super) fn index(owner: u8) -> Option<usize> {
    usize::from(owner).checked_sub(1)
}

impl Ownership {
    /// Fills each outline and takes out what any border crosses. Where outlines
    /// overlap the later one in the list has the cell; at most 254 are kept.
    pub fn new(grid: &Grid, outlines: &[&MultiPolygon<f64>]) -> Self {
        let mut owners = Self { cells: vec![0; grid.columns * grid.rows] };
        for (owner, outline) in (1..=254_u8).zip(outlines) {
            owners.fill(grid, outline, owner);
        }
        let inside = owners.cells.clone();
        for ring in outlines.iter().flat_map(|outline| rings(outline)) {
            owners.clear_along(grid, ring);
        }
        // An oblast smaller than a cell keeps the cells whose middle it holds, or
        // the one of its first corner: its people must stand somewhere.
        for (owner, outline) in (1..=254_u8).zip(outlines) {
            if !owners.cells.contains(&owner) {
                owners.keep_something(grid, outline, owner, &inside);
            }
        }
        owners
    }

    pub fn row(&self, grid: &Grid, row: usize) -> &[u8] {
        &self.cells[row * grid.columns..(row + 1) * grid.columns]
    }

    /// Gives an owner the cells whose middle lies in its outline, by even and odd crossings.
    fn fill(&mut self, grid: &Grid, outline: &MultiPolygon<f64>, owner: u8) {
        let mut crossings: Vec<(usize, f64)> = Vec::new();
        for (from, to) in
            rings(outline).flat_map(LineString::lines).map(|l| (grid.place(l.start), grid.place(l.end)))
        {
            let (low, high) = if from.1 <= to.1 { (from, to) } else { (to, from) };
            // A row's middle y = row + ½ with low ≤ y < high is crossed once.
            let first = (low.1 - 0.5).ceil().max(0.0);
            let end = (high.1 - 0.5).ceil().clamp(0.0, grid.rows as f64);
            for row in first as usize..end as usize {
                let along = (row as f64 + 0.5 - low.1) / (high.1 - low.1);
                crossings.push((row, low.0 + along * (high.0 - low.0)));
            }
        }
        crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for pair in crossings.chunks_exact(2) {
            let (row, west, east) = (pair[0].0, pair[0].1, pair[1].1);
            let column = |x: f64| (x - 0.5).ceil().clamp(0.0, grid.columns as f64) as usize;
            let (first, end) = (column(west), column(east));
            if first < end {
                self.cells[row * grid.columns + first..row * grid.columns + end].fill(owner);
            }
        }
    }

    /// Takes the cells that a ring passes through, or by within the margin.
    fn clear_along(&mut self, grid: &Grid, ring: &LineString<f64>) {
        for line in ring.lines() {
            let (from, to) = (grid.place(line.start), grid.place(line.end));
            let (low, high) = if from.1 <= to.1 { (from, to) } else { (to, from) };
            let first = (low.1 - BORDER_MARGIN).floor().max(0.0) as usize;
            let last = (high.1 + BORDER_MARGIN).floor().min(grid.rows as f64 - 1.0).max(0.0) as usize;
            let level = high.1 - low.1 <= 2.0 * BORDER_MARGIN;
            for row in first..=last {
                let x_at =
                    |y: f64| low.0 + ((y - low.1) / (high.1 - low.1)).clamp(0.0, 1.0) * (high.0 - low.0);
                let (a, b) = if level {
                    (low.0, high.0)
                } else {
                    (x_at(row as f64 - BORDER_MARGIN), x_at(row as f64 + 1.0 + BORDER_MARGIN))
                };
                let column = |x: f64| x.floor().clamp(0.0, grid.columns as f64 - 1.0) as usize;
                let (west, east) = (column(a.min(b) - BORDER_MARGIN), column(a.max(b) + BORDER_MARGIN));
                self.cells[row * grid.columns + west..=row * grid.columns + east].fill(0);
            }
        }
    }

    fn keep_something(&mut self, grid: &Grid, outline: &MultiPolygon<f64>, owner: u8, inside: &[u8]) {
        let mut kept = false;
        for (cell, was) in self.cells.iter_mut().zip(inside) {
            if *was == owner {
                (*cell, kept) = (owner, true);
            }
        }
        let corner = rings(outline).find_map(|ring| ring.0.first()).and_then(|corner| grid.cell(*corner));
        if let (false, Some((column, row))) = (kept, corner) {
            self.cells[row * grid.columns + column] = owner;
        }
    }
}

fn rings(outline: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}
