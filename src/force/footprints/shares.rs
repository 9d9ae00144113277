//! A zone and those who share it.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon};

use super::camps::{Camps, Country, camps};
use super::unit::unit_of;
use super::{By, Footprint, anchor};
use crate::atlas::population::Counting;
use crate::force::values::Overrides;
use crate::geodesy::{self, Division, Ground, Measure};
use crate::plan::{Form, NationCode, Shape};
use crate::units::Deployed;

/// What a nation brings to a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Contingent {
    /// Which nation.
    pub nation: NationCode,
    /// Its troops.
    pub troops: Deployed,
    /// The weight of its ground, where the user moved a boundary.
    pub ground: Option<f64>,
}

impl Contingent {
    /// The weight of its ground: as set, or its troops.
    pub fn weight(&self) -> f64 {
        self.ground.unwrap_or(self.troops.0)
    }
}

/// The ground that is shared, and by what.
#[derive(Clone, Copy)]
pub struct Land<'a> {
    /// The zone's shape.
    pub shape: &'a Shape,
    /// What it is shared out by.
    pub by: By,
    /// The lines whose kilometres are shared out, where it is no belt.
    pub lines: &'a [LineString<f64>],
    /// Where people live.
    pub surface: Counting<'a>,
}

impl Land<'_> {
    fn ground(&self) -> Ground<'_> {
        let outline = self.shape.outline();
        match self.shape.form() {
            Form::Corridor(belt) => {
                let depth = if belt.left.0 > belt.right.0 { belt.left } else { belt.right };
                Ground::Belt { axis: &belt.axis, depth, outline }
            }
            Form::Area(_) | Form::Disc(_) => Ground::Area { outline },
        }
    }

    /// Calls a function with the ground and its measure.
    fn with<T>(&self, take: impl FnOnce(&Ground<'_>, Measure<'_>) -> T) -> T {
        let people = |part: &MultiPolygon<f64>| self.surface.people(part).0;
        let measure = match self.by {
            By::Area | By::Camps => Measure::Area,
            By::People => Measure::Sum(&people),
            By::Line => Measure::Line(self.lines),
        };
        take(&self.ground(), measure)
    }
}

/// What each part is to hold: the weights of the contingents, and after them, where somebody
/// is missing, the troops that are.
///
/// A contingent whose boundary was moved keeps the weight of its ground, which is in the unit
/// of troops: moving one takes nothing from anyone but the two beside it.
fn weights(contingents: &[Contingent], missing: f64) -> Vec<f64> {
    let missing = (missing > 0.0).then_some(missing);
    contingents.iter().map(Contingent::weight).chain(missing).collect()
}

/// The share of each weight in all of them.
fn share_of(weight: f64, weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
    if sum > 0.0 { weight.max(0.0) / sum } else { 0.0 }
}

/// Divides a zone among contingents, in their order: `share = weight / (Σ weights + missing)`.
/// What is missing has the last part of the division, where anything is.
pub fn divided(
    land: &Land<'_>,
    contingents: &[Contingent],
    missing: f64,
    country: &Country<'_>,
    overrides: &Overrides,
) -> (Division, Vec<Footprint>) {
    let weights = weights(contingents, missing);
    let division = land.with(|ground, measure| ground.divided(&weights, measure));
    let mut taken = Vec::new();
    let footprints = contingents.iter().enumerate().map(|(place, contingent)| {
        let area = &division.parts[place];
        let camps = camps(contingent.troops, area, &taken, country, overrides);
        taken.extend(camps.drawn.iter().map(|camp| camp.at));
        let anchor = anchor(area, division.seeds[place]);
        let mut footprint = footprint(contingent, area.clone(), anchor, camps, country);
        footprint.wanted = share_of(weights[place], &weights);
        footprint.got = division.shares[place];
        footprint
    });
    let footprints = footprints.collect();
    (division, footprints)
}

/// A site or hub whose ground nobody divides: each contingent has its camps on the
/// whole of it, apart from those of the others. Its share is that of its troops.
pub fn by_camps(
    land: &Land<'_>,
    contingents: &[Contingent],
    missing: f64,
    country: &Country<'_>,
    overrides: &Overrides,
) -> Vec<Footprint> {
    let all: Vec<f64> =
        contingents.iter().map(|contingent| contingent.troops.0).chain([missing.max(0.0)]).collect();
    let outline = land.shape.outline();
    let middle = geodesy::centre_inside(outline).unwrap_or(Coord::zero());
    let mut taken = Vec::new();
    let mut footprints = Vec::new();
    for contingent in contingents {
        let camps = camps(contingent.troops, outline, &taken, country, overrides);
        taken.extend(camps.drawn.iter().map(|camp| camp.at));
        let anchor = camps.drawn.first().map_or(middle, |camp| camp.at);
        let mut footprint = footprint(contingent, MultiPolygon(Vec::new()), anchor, camps, country);
        footprint.wanted = share_of(contingent.troops.0, &all);
        footprint.got = footprint.wanted;
        footprints.push(footprint);
    }
    footprints
}

fn footprint(
    contingent: &Contingent,
    area: MultiPolygon<f64>,
    anchor: Coord<f64>,
    camps: Camps,
    country: &Country<'_>,
) -> Footprint {
    Footprint {
        nation: contingent.nation.clone(),
        area: Arc::new(area),
        anchor,
        troops: contingent.troops,
        unit: unit_of(contingent.troops, country.doctrine),
        camps,
        wanted: 0.0,
        got: 0.0,
    }
}

/// The weights of all contingents once the divider between two passes through a place.
pub fn moved(
    land: &Land<'_>,
    contingents: &[Contingent],
    missing: f64,
    between: (usize, usize),
    toward: Coord<f64>,
) -> Vec<f64> {
    let weights = weights(contingents, missing);
    let mut moved = land.with(|ground, measure| {
        let division = ground.divided(&weights, measure);
        geodesy::move_boundary(ground, &division, &weights, measure, between, toward)
    });
    moved.truncate(contingents.len());
    moved
}
