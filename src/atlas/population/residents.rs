//! The people of an outline oblast by oblast: when another share of them is there, the
//! answer is a product, and nothing is counted again.

use std::collections::BTreeMap;

use geo_types::{LineString, MultiPolygon};

use super::grid::{Grid, Ownership, index};
use super::{Surface, UNITS_PER_PERSON, mean_west_of, sane, summed};
use crate::units::People;

/// The people registered inside an outline, by oblast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Residents {
    /// All of them, in thousandths of a person; a whole number.
    units: f64,
    /// The same by the place of the oblast in the list; only those that have some.
    parts: Vec<(u8, f64)>,
}

/// The share of registered people who are there, by oblast.
#[derive(Clone, Debug, PartialEq)]
pub struct Presence {
    factors: Vec<f64>,
    /// The factor of every oblast, where they have the same.
    everywhere: Option<f64>,
}

impl Residents {
    /// All who are registered.
    pub fn registered(&self) -> People {
        People(self.units / UNITS_PER_PERSON)
    }

    /// Those who are there: `Σ residents of the oblast × its share`, to the thousandth.
    pub fn present(&self, presence: &Presence) -> People {
        let units = presence.everywhere.map_or_else(
            || self.parts.iter().map(|(owner, units)| units * presence.of(*owner)).sum(),
            |factor| self.units * factor,
        );
        People(units.round() / UNITS_PER_PERSON)
    }
}

impl Presence {
    fn of(&self, owner: u8) -> f64 {
        self.factors.get(usize::from(owner)).copied().unwrap_or(1.0)
    }
}

/// The surface as a plan counts it: with the shares of people who are there.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    surface: &'a Surface,
    /// None counts all who are registered.
    presence: Option<&'a Presence>,
}

impl<'a> Counting<'a> {
    /// Those who are there; all who are registered where nothing is said.
    pub const fn of(surface: &'a Surface, presence: Option<&'a Presence>) -> Self {
        Self { surface, presence }
    }

    /// People inside an outline.
    pub fn people(&self, outline: &MultiPolygon<f64>) -> People {
        match self.presence {
            Some(presence) => self.surface.residents(outline).present(presence),
            None => self.surface.people(outline),
        }
    }
}

impl<'a> From<&'a Surface> for Counting<'a> {
    fn from(surface: &'a Surface) -> Self {
        Self::of(surface, None)
    }
}

/// The stretches of one owner in each row, from west to east.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    /// Where the runs of each row begin, and one more.
    begins: Vec<usize>,
    /// The column each run starts at, and its owner as in [`Ownership`].
    runs: Vec<(u32, u8)>,
}

impl Runs {
    /// Finds the runs of a grid.
    pub fn new(grid: &Grid, owners: &Ownership) -> Self {
        let mut runs = Self { begins: vec![0], runs: Vec::new() };
        for row in 0..grid.rows {
            let mut last = None;
            for (column, owner) in owners.row(grid, row).iter().enumerate() {
                if last != Some(*owner) {
                    runs.runs.push((column as u32, *owner));
                    last = Some(*owner);
                }
            }
            runs.begins.push(runs.runs.len());
        }
        runs
    }

    fn row(&self, row: usize) -> &[(u32, u8)] {
        &self.runs[self.begins[row]..self.begins[row + 1]]
    }

    /// The run of a row that a column lies in; the row has one, since they fill it.
    fn at(row: &[(u32, u8)], x: f64) -> usize {
        row.partition_point(|(start, _)| f64::from(*start) <= x).saturating_sub(1)
    }

    /// Where the tallies of a row begin: one for each run, and one for what lies east of all.
    fn slot(&self, row: usize) -> usize {
        self.begins[row] + row
    }
}

/// What the edges of a ring leave in each run they pass through.
pub(super) struct Tally<'a> {
    surface: &'a Surface,
    first: usize,
    /// By run: rows climbed inside it, downwards negative.
    climbed: Vec<f64>,
    /// By oblast: the units between the start of a run and the edge.
    inside: Vec<f64>,
}

/// What an edge leaves in one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Trace {
    /// The run's place among all slots.
    slot: u32,
    /// Its owner as in [`Ownership`].
    owner: u8,
    /// Rows climbed inside it.
    climbed: f64,
    /// The units between its start and the edge.
    inside: f64,
}

impl<'a> Tally<'a> {
    pub fn new(surface: &'a Surface, rows: &std::ops::Range<usize>) -> Self {
        let first = surface.runs.slot(rows.start);
        let slots = surface.runs.slot(rows.end) - first;
        Self { surface, first, climbed: vec![0.0; slots], inside: vec![0.0; surface.codes.len()] }
    }

    /// Takes in what an edge left.
    pub fn take(&mut self, trace: &Trace) {
        self.climbed[trace.slot as usize - self.first] += trace.climbed;
        if let Some(owner) = index(trace.owner) {
            self.inside[owner] += trace.inside;
        }
    }

    /// Adds the ring to the units of each oblast. A run lies whole on the west of every
    /// edge that climbs in a run farther east.
    pub fn finish(self, rows: std::ops::Range<usize>, sign: f64, units: &mut [f64]) {
        for (owner, inside) in self.inside.iter().enumerate() {
            units[owner] += sign * inside;
        }
        for row in rows {
            let (runs, running) = (self.surface.runs.row(row), self.surface.row(row));
            let slot = self.surface.runs.slot(row) - self.first;
            let mut east_of = self.climbed[slot + runs.len()];
            let mut end = self.surface.grid.columns;
            for (run, (start, owner)) in runs.iter().enumerate().rev() {
                let start = *start as usize;
                if let Some(owner) = index(*owner) {
                    units[owner] += sign * east_of * (running[end] - running[start]);
                }
                east_of += self.climbed[slot + run];
                end = start;
            }
        }
    }
}

impl Surface {
    /// What an edge leaves that climbs in a row while it goes from west to east, or the other way.
    pub(super) fn traces(
        &self,
        (row, climb, west, east): (usize, f64, f64, f64),
        mut each: impl FnMut(Trace),
    ) {
        let runs = self.runs.row(row);
        let columns = self.grid.columns as f64;
        let slot = self.runs.slot(row);
        let beyond = |climbed| Trace { slot: (slot + runs.len()) as u32, owner: 0, climbed, inside: 0.0 };
        let wide = east - west;
        if wide < 1e-9 {
            let at = f64::midpoint(west, east);
            if at >= columns {
                each(beyond(climb));
            } else if at >= 0.0 {
                each(self.trace(row, Runs::at(runs, at), climb, (at, at)));
            }
            return;
        }
        if east > columns {
            each(beyond(climb * (east - west.max(columns)) / wide));
        }
        if east <= 0.0 || west >= columns {
            return;
        }
        for run in Runs::at(runs, west.max(0.0))..runs.len() {
            let start = f64::from(runs[run].0);
            let end = runs.get(run + 1).map_or(columns, |(next, _)| f64::from(*next));
            let (from, to) = (west.max(start), east.min(end));
            if start >= east {
                break;
            }
            if to > from {
                each(self.trace(row, run, climb * (to - from) / wide, (from, to)));
            }
        }
    }

    fn trace(&self, row: usize, run: usize, climb: f64, (from, to): (f64, f64)) -> Trace {
        let (start, owner) = self.runs.row(row)[run];
        let inside = index(owner).map_or(0.0, |_| {
            let running = self.row(row);
            climb * (mean_west_of(running, from, to) - running[start as usize])
        });
        Trace { slot: (self.runs.slot(row) + run) as u32, owner, climbed: climb, inside }
    }

    /// The shares of those who are there: of each oblast its own, by code (`UA-63`), or the
    /// country's where it has none. The country's is not applied on top: a share typed for
    /// Kharkiv is Kharkiv's. Below zero, or not a number, counts as 0.
    pub fn presence(&self, country: f64, by_oblast: &BTreeMap<String, f64>) -> Presence {
        let factors: Vec<f64> =
            self.codes.iter().map(|code| sane(by_oblast.get(code).copied().unwrap_or(country))).collect();
        let first = factors.first().copied().unwrap_or(1.0);
        let everywhere = factors.iter().all(|factor| *factor == first).then_some(first);
        Presence { factors, everywhere }
    }

    /// The people inside an outline, by oblast. All of them together are exactly those of
    /// [`Self::people`]; of an oblast that lies inside it is exactly its official number.
    pub fn residents(&self, outline: &MultiPolygon<f64>) -> Residents {
        self.residents_by(
            outline,
            |ring| self.ring(ring),
            |ring, tally| {
                self.along(ring, |row, climb, west, east| {
                    self.traces((row, climb, west, east), |trace| tally.take(&trace));
                })
            },
        )
    }

    /// The people inside an outline, by what counts those in a ring, and what takes down the
    /// traces of its edges and gives twice its area.
    pub(super) fn residents_by(
        &self,
        outline: &MultiPolygon<f64>,
        count: impl FnMut(&LineString<f64>) -> f64,
        mut trace: impl FnMut(&LineString<f64>, &mut Tally<'_>) -> f64,
    ) -> Residents {
        // As many as are said to be there, to the last bit.
        let units = (summed(outline, count) / UNITS_PER_PERSON * UNITS_PER_PERSON).round();
        if units == 0.0 || self.codes.is_empty() {
            return Residents { units, parts: Vec::new() };
        }
        if let Some(owner) = self.only_owner(outline) {
            return Residents { units, parts: vec![(owner, units)] };
        }
        let mut by_owner = vec![0.0; self.codes.len()];
        let mut tally = |ring: &LineString<f64>, sign: f64| {
            let rows = self.rows_of(ring);
            let mut tally = Tally::new(self, &rows);
            let turned = if trace(ring, &mut tally) < 0.0 { -sign } else { sign };
            tally.finish(rows, turned, &mut by_owner);
        };
        for part in outline {
            tally(part.exterior(), 1.0);
            part.interiors().iter().for_each(|hole| tally(hole, -1.0));
        }
        let parts = (0_u8..).zip(by_owner).map(|(owner, units)| (owner, units.round()));
        Residents { units, parts: parts.filter(|(_, units)| *units != 0.0).collect() }
    }

    /// All people of the surface, by oblast.
    pub fn everyone(&self) -> Residents {
        let mut by_owner = vec![0.0; self.codes.len()];
        for row in 0..self.grid.rows {
            let (runs, running) = (self.runs.row(row), self.row(row));
            let mut end = self.grid.columns;
            for (start, owner) in runs.iter().rev() {
                if let Some(owner) = index(*owner) {
                    by_owner[owner] += running[end] - running[*start as usize];
                }
                end = *start as usize;
            }
        }
        Residents { units: by_owner.iter().sum(), parts: (0_u8..).zip(by_owner).collect() }
    }

    /// The rows that places in cells reach.
    fn rows_of(&self, ring: &LineString<f64>) -> std::ops::Range<usize> {
        let rows = self.grid.rows as f64;
        let (mut low, mut high) = (rows, 0.0_f64);
        for (_, y) in self.places(ring) {
            (low, high) = (low.min(y), high.max(y));
        }
        let (low, high) = (low.clamp(0.0, rows) as usize, high.ceil().clamp(0.0, rows) as usize);
        low..high.max(low)
    }

    /// The only oblast under the box of an outline.
    fn only_owner(&self, outline: &MultiPolygon<f64>) -> Option<u8> {
        let columns = self.grid.columns as f64;
        let mut only = None;
        for ring in outline.iter().map(geo_types::Polygon::exterior) {
            let (mut west, mut east) = (columns, 0.0_f64);
            for (x, _) in self.places(ring) {
                (west, east) = (west.min(x), east.max(x));
            }
            for row in self.rows_of(ring) {
                let runs = self.runs.row(row);
                let under = runs.iter().skip(Runs::at(runs, west.max(0.0)));
                for (_, owner) in under.take_while(|(start, _)| f64::from(*start) <= east) {
                    match (index(*owner), only) {
                        (Some(owner), None) => only = Some(owner),
                        (Some(owner), Some(other)) if owner != other => return None,
                        _ => {}
                    }
                }
            }
        }
        only.and_then(|owner| u8::try_from(owner).ok())
    }
}
