//! Counts people in outlines with long rings, of which a corner is in the hand: what each edge
//! adds is remembered, and only the edges that are new are followed through the cells.

use geo_types::{LineString, MultiPolygon};

use super::residents::{Residents, Tally, Trace};
use super::{Surface, mean_west_of};
use crate::geodesy::{LONG, Rings};

/// What the edges of long rings added when people were counted in them last.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    /// Units west of an edge, row by row.
    units: Rings<f64>,
    /// The same by oblast.
    traces: Rings<Trace>,
}

impl Surface {
    /// The people inside an outline, by oblast; to the last bit what [`Self::residents`] says.
    pub fn residents_again(&self, outline: &MultiPolygon<f64>, known: &mut Tallies) -> Residents {
        let Tallies { units, traces } = known;
        self.residents_by(
            outline,
            |ring| self.ring_again(ring, units),
            |ring, tally| self.trace_again(ring, traces, tally),
        )
    }

    /// The units inside one ring, as [`Self::ring`] counts them.
    fn ring_again(&self, ring: &LineString<f64>, known: &mut Rings<f64>) -> f64 {
        if !lasting(ring) {
            return self.ring(ring);
        }
        let ledger = known.follow(&ring.0, |from, to, terms| {
            self.edge(self.grid.place(from), self.grid.place(to), &mut |row, climb, west, east| {
                terms.push(climb * mean_west_of(self.row(row), west, east));
            });
        });
        // Term by term in their order: a sum depends on it.
        let units = ledger.all().iter().fold(0.0, |sum, term| sum + term);
        if self.turned(ring, |_, _| {}) < 0.0 { -units } else { units }
    }

    /// Takes down the traces of a ring's edges; gives twice its area.
    fn trace_again(&self, ring: &LineString<f64>, known: &mut Rings<Trace>, tally: &mut Tally<'_>) -> f64 {
        if !lasting(ring) {
            return self.along(ring, |row, climb, west, east| {
                self.traces((row, climb, west, east), |trace| tally.take(&trace));
            });
        }
        let ledger = known.follow(&ring.0, |from, to, traces| {
            self.edge(self.grid.place(from), self.grid.place(to), &mut |row, climb, west, east| {
                self.traces((row, climb, west, east), |trace| traces.push(trace));
            });
        });
        ledger.all().iter().for_each(|trace| tally.take(trace));
        self.turned(ring, |_, _| {})
    }
}

/// Whether a ring is worth remembering. Corners that are not numbers are left out in counting,
/// and edges then lead over them.
fn lasting(ring: &LineString<f64>) -> bool {
    ring.0.len() >= LONG && ring.0.iter().all(|at| at.x.is_finite() && at.y.is_finite())
}
