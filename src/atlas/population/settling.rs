//! Where the people of an oblast are put: its towns first, the others evenly.

use super::grid::{Grid, Ownership, index};
use super::{District, Town};

/// A district's towns hold at most this share of its people; the sources differ
/// in date and in what a town includes, and no district is without country people.
const MOST_IN_TOWNS: f64 = 0.97;

/// People per km² of built-up land, by the size of the settlement; straight
/// between the rows. Kyiv has 3 520 and Kharkiv 4 060 within their limits, Lviv
/// 3 950, but Dnipro 2 430 and Zaporizhzhia 2 600: so 4 000 for a million and 2 500
/// where a town begins. Villages with their gardens are far thinner, and a
/// thousand people at 1 000 per km² fill about one cell.
const BUILT_UP_DENSITY: [(f64, f64); 4] =
    [(1_000.0, 1_000.0), (20_000.0, 2_500.0), (100_000.0, 3_000.0), (1_000_000.0, 4_000.0)];

/// How far from its centre a town may be put. GeoNames and Natural Earth differ by
/// a few kilometres near borders; beyond this the place is wrong, not the border.
const FARTHEST_KM: f64 = 60.0;

/// A town whose district is not named, off any district by more than this, is abroad.
const ABROAD_KM: f64 = 5.0;

/// People by cell, as shares that are close to but not yet whole numbers.
pub(super) fn people_by_cell(
    grid: &Grid,
    owners: &Ownership,
    districts: &[District<'_>],
    towns: &[Town<'_>],
) -> Vec<f64> {
    let mut people = vec![0.0; owners.cells.len()];
    let placed: Vec<(usize, &Town<'_>)> =
        towns.iter().filter_map(|town| Some((district_of(grid, owners, districts, town)?, town))).collect();
    let mut in_towns = vec![0.0; districts.len()];
    for (owner, town) in &placed {
        in_towns[*owner] += f64::from(town.people);
    }
    let scale: Vec<f64> = std::iter::zip(districts, &in_towns)
        .map(|(district, sum)| (f64::from(district.people) * MOST_IN_TOWNS / sum).min(1.0))
        .collect();
    let mut left: Vec<f64> = districts.iter().map(|district| f64::from(district.people)).collect();
    for (owner, town) in placed {
        let size = f64::from(town.people) * scale[owner];
        if settle_town(grid, owners, owner, town, size, &mut people) {
            left[owner] -= size;
        }
    }
    spread_evenly(grid, owners, &left, &mut people);
    people
}

/// The district a town names, or else the one it lies in or next to.
fn district_of(
    grid: &Grid,
    owners: &Ownership,
    districts: &[District<'_>],
    town: &Town<'_>,
) -> Option<usize> {
    if let Some(code) = town.district
        && let Some(found) = districts.iter().position(|district| district.code == code)
    {
        return Some(found);
    }
    let near = cells_near(grid, town, ABROAD_KM);
    near.into_iter().find_map(|(_, cell)| index(owners.cells[cell]))
}

/// Lets a town fill the ground of its district from its centre outwards, at its
/// density. On open ground that is the disc of its area; at the sea or a border
/// the town grows the other way, as towns do, and no one stands in the water.
fn settle_town(
    grid: &Grid,
    owners: &Ownership,
    owner: usize,
    town: &Town<'_>,
    size: f64,
    people: &mut [f64],
) -> bool {
    // The list names villages whose number nobody reported; they settle nobody.
    if size <= 0.0 {
        return false;
    }
    let wanted_km2 = size / density(size);
    let mut reach_km = (wanted_km2 / std::f64::consts::PI).sqrt() + 1.0;
    loop {
        let mut ground = cells_near(grid, town, reach_km);
        ground.retain(|(_, cell)| index(owners.cells[*cell]) == Some(owner));
        let km2 = |cell: usize| grid.cell_km2(cell / grid.columns);
        let available: f64 = ground.iter().map(|(_, cell)| km2(*cell)).sum();
        if available < wanted_km2 && reach_km < FARTHEST_KM {
            reach_km *= 1.4;
            continue;
        }
        if ground.is_empty() {
            return false;
        }
        let filled = available.min(wanted_km2);
        let mut open = filled;
        for (_, cell) in ground {
            let part = open.min(km2(cell));
            people[cell] += size * part / filled;
            open -= part;
            if open <= 0.0 {
                break;
            }
        }
        return true;
    }
}

/// People per km² of a settlement of this size.
fn density(people: f64) -> f64 {
    let [first, .., last] = BUILT_UP_DENSITY;
    if people <= first.0 {
        return first.1;
    }
    for step in BUILT_UP_DENSITY.windows(2) {
        let ((few, thin), (many, dense)) = (step[0], step[1]);
        if people <= many {
            return thin + (dense - thin) * (people - few) / (many - few);
        }
    }
    last.1
}

/// The cells within reach of a town, nearest first; ties by their number, so that the
/// order is the same everywhere.
fn cells_near(grid: &Grid, town: &Town<'_>, reach_km: f64) -> Vec<(f64, usize)> {
    let (x, y) = grid.place(town.at.0);
    if grid.rows == 0 || !x.is_finite() || !y.is_finite() {
        return Vec::new();
    }
    let (width, height) = grid.cell_km(y.clamp(0.0, grid.rows as f64 - 1.0) as usize);
    let range = |centre: f64, reach: f64, count: usize| {
        let first = (centre - reach).floor().clamp(0.0, count as f64) as usize;
        first..(centre + reach).ceil().clamp(0.0, count as f64) as usize
    };
    let mut near = Vec::new();
    for row in range(y, reach_km / height, grid.rows) {
        for column in range(x, reach_km / width, grid.columns) {
            let east = (column as f64 + 0.5 - x) * width;
            let north = (row as f64 + 0.5 - y) * height;
            let square = east * east + north * north;
            if square <= reach_km * reach_km {
                near.push((square, row * grid.columns + column));
            }
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near
}

/// Spreads who is left over the ground of each district, the same number on each km².
///
/// The list of settlements holds four of five people; the fifth lives in villages that
/// it covers unevenly. Weighting the rest by nearness to the listed ones would
/// copy that unevenness, so it is not done.
fn spread_evenly(grid: &Grid, owners: &Ownership, left: &[f64], people: &mut [f64]) {
    let mut km2 = vec![0.0; left.len()];
    let owned = |row: usize| {
        let first = row * grid.columns;
        owners.row(grid, row).iter().enumerate().filter_map(move |(c, o)| Some((first + c, index(*o)?)))
    };
    for row in 0..grid.rows {
        for (_, owner) in owned(row) {
            km2[owner] += grid.cell_km2(row);
        }
    }
    for row in 0..grid.rows {
        let cell_km2 = grid.cell_km2(row);
        for (cell, owner) in owned(row) {
            people[cell] += left[owner] * cell_km2 / km2[owner];
        }
    }
}
