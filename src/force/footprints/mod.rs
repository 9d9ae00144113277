//! Where each contingent would stand: every zone divided among those that fill it.
//!
//! A picture of the plan, not an order of battle. Each contingent holds ground
//! in proportion to the troops it brings, or to the weight the user gave its
//! ground by moving a boundary. What is missing to the central need holds ground
//! like a contingent, after all others: that part stays empty.

mod camps;
mod shares;
mod unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon};

use super::figures::{Figures, ZoneFigures};
use super::measured::Axis;
use crate::atlas::Atlas;
use crate::atlas::population::{Counting, Presence};
use crate::geodesy::{self, Divider, Division, Note};
use crate::plan::{Displacement, LineName, NationCode, OwnLine, Plan, Role, Shape, Zone, ZoneId};
use crate::units::{Deployed, Span};

pub use camps::{Camp, Camps, Country, MOST_DRAWN, camps};
pub use shares::{Contingent, Land, by_camps, divided, moved};
pub use unit::{Echelon, Unit, unit_of};

/// What the ground of a zone is shared out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// Square kilometres.
    Area,
    /// Residents.
    People,
    /// Kilometres of the line.
    Line,
    /// Nobody: each contingent has its camps on the whole of it.
    Camps,
}

impl By {
    /// What the role of a zone calls for: kilometres where it has a line, residents where they
    /// are to be protected, camps where people are based, square kilometres elsewhere.
    pub const fn of(role: Role, axis: Axis) -> Self {
        match (role, axis) {
            (Role::Hub | Role::Site, _) => Self::Camps,
            (Role::Population, _) => Self::People,
            (
                Role::MonitoredLine | Role::DeterrentSector | Role::BorderReassurance,
                Axis::Drawn | Axis::LineInside,
            ) => Self::Line,
            _ => Self::Area,
        }
    }

    /// In words, after "shared out by".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::People => "people",
            Self::Line => "kilometres of line",
            Self::Camps => "camps",
        }
    }
}

/// The ground of one contingent in one zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    /// Whose.
    pub nation: NationCode,
    /// The ground; nothing for a contingent without troops or weight, or in a zone that is
    /// held by camps.
    pub area: Arc<MultiPolygon<f64>>,
    /// Where its label stands.
    pub anchor: Coord<f64>,
    /// What it brings.
    pub troops: Deployed,
    /// The same in units.
    pub unit: Unit,
    /// Its camps.
    pub camps: Camps,
    /// The share of the zone it was to hold, 0..=1.
    pub wanted: f64,
    /// The share it holds.
    pub got: f64,
}

/// Ground for which troops are missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfilled {
    /// The ground.
    pub area: Arc<MultiPolygon<f64>>,
    /// How many are missing.
    pub missing: Deployed,
    /// The share of the zone that it was to be, 0..=1.
    pub wanted: f64,
    /// The share that it is.
    pub got: f64,
}

impl ZoneFootprints {
    /// Whether a border can be moved by hand: one between two contingents. That with the
    /// unfilled ground follows from the numbers.
    pub const fn is_movable(&self, between: (usize, usize)) -> bool {
        between.0 < self.footprints.len() && between.1 < self.footprints.len()
    }

    /// The contingent on whose ground a place lies, by its place in `footprints`.
    pub fn at(&self, at: Coord<f64>) -> Option<usize> {
        self.footprints.iter().position(|footprint| geodesy::contains(&footprint.area, at))
    }
}

/// A zone divided among its contingents.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneFootprints {
    /// Which zone.
    pub zone: ZoneId,
    /// What it is shared out by.
    pub by: By,
    /// One for each assignment, in its order.
    pub footprints: Vec<Footprint>,
    /// The ground that nobody holds: for what is missing to the central need.
    pub unfilled: Option<Unfilled>,
    /// The borders between them, by their places in `footprints`; the place after the last
    /// is the unfilled ground.
    pub dividers: Vec<Divider>,
    /// What could not be kept.
    pub notes: Vec<Note>,
}

/// Remembers what was divided: a zone that has not changed costs nothing.
#[derive(Debug, Default)]
pub struct Footprints {
    own_line: Option<Arc<OwnLine>>,
    displacement: Displacement,
    presence: Option<Presence>,
    known: BTreeMap<ZoneId, Known>,
}

/// A zone as it was divided, with all that went into it.
#[derive(Debug)]
struct Known {
    given: Given,
    made: Arc<ZoneFootprints>,
}

#[derive(Debug)]
struct Given {
    /// Held, so that no other shape can take its address.
    shape: Arc<Shape>,
    by: By,
    follows: Option<LineName>,
    contingents: Vec<Contingent>,
    /// Troops that are missing to the central need.
    missing: f64,
    overrides: BTreeMap<String, Span<f64>>,
}

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shape, &other.shape)
            && self.by == other.by
            && self.follows == other.follows
            && self.contingents == other.contingents
            && self.missing == other.missing
            && self.overrides == other.overrides
    }
}

impl Footprints {
    /// Nothing divided yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The footprints of the zones to which somebody is assigned, in the order of the plan;
    /// all others cost nothing. `figures` are those of the plan.
    pub fn of(&mut self, plan: &Plan, figures: &Figures, atlas: &Atlas) -> Vec<Arc<ZoneFootprints>> {
        self.prepare(plan, atlas);
        let mut known = std::mem::take(&mut self.known);
        let mut made = Vec::new();
        for (zone, figures) in plan.zones.iter().zip(&figures.zones) {
            if zone.assigned.is_empty() {
                continue;
            }
            let given = given(zone, figures);
            let entry = match known.remove(&zone.id) {
                Some(entry) if entry.given == given => entry,
                _ => {
                    let made = Arc::new(self.divided(zone, &given, plan, atlas));
                    Known { given, made }
                }
            };
            made.push(Arc::clone(&entry.made));
            self.known.insert(zone.id.clone(), entry);
        }
        made
    }

    /// The weights of the ground of each contingent of a zone, once the divider between two of
    /// them passes through a place; for [`Assignment::ground`](crate::plan::Assignment).
    /// Only those two change. None for a zone that the plan does not have, or for a divider
    /// that is not between two contingents. Depends on the plan and the place alone.
    pub fn moved_boundary(
        &self,
        plan: &Plan,
        figures: &Figures,
        atlas: &Atlas,
        zone: &ZoneId,
        between: (usize, usize),
        toward: Coord<f64>,
    ) -> Option<Vec<f64>> {
        let given = given(plan.zone(zone)?, figures.zone(zone)?);
        let count = given.contingents.len();
        if between.0 >= count || between.1 >= count || given.by == By::Camps {
            return None;
        }
        let lines = lines(given.follows.as_ref(), plan, atlas);
        let land = self.land(&given, &lines, atlas);
        Some(moved(&land, &given.contingents, given.missing, between, toward))
    }

    fn prepare(&mut self, plan: &Plan, atlas: &Atlas) {
        let same_line = match (&self.own_line, &plan.line) {
            (None, None) => true,
            (Some(known), Some(line)) => Arc::ptr_eq(known, line),
            _ => false,
        };
        let displacement = &plan.assumptions.displacement;
        if same_line && self.displacement == *displacement {
            return;
        }
        self.known.clear();
        self.own_line.clone_from(&plan.line);
        let as_counted = displacement.country == 1.0 && displacement.by_oblast.is_empty();
        self.presence =
            (!as_counted).then(|| atlas.population.presence(displacement.country, &displacement.by_oblast));
        self.displacement.clone_from(displacement);
    }

    fn divided(&self, zone: &Zone, given: &Given, plan: &Plan, atlas: &Atlas) -> ZoneFootprints {
        let lines = lines(given.follows.as_ref(), plan, atlas);
        let country = Country {
            settlements: &atlas.map.settlements,
            line: contact(plan, atlas),
            doctrine: &atlas.doctrine,
        };
        let land = self.land(given, &lines, atlas);
        let Given { contingents, overrides, .. } = given;
        let (division, footprints) = match given.by {
            By::Camps => {
                (Division::default(), by_camps(&land, contingents, given.missing, &country, overrides))
            }
            _ => divided(&land, contingents, given.missing, &country, overrides),
        };
        ZoneFootprints {
            zone: zone.id.clone(),
            by: given.by,
            unfilled: unfilled(&division, &footprints, given),
            footprints,
            dividers: division.dividers,
            notes: division.notes,
        }
    }

    fn land<'a>(&'a self, given: &'a Given, lines: &'a [LineString<f64>], atlas: &'a Atlas) -> Land<'a> {
        let surface = Counting::of(&atlas.population, self.presence.as_ref());
        Land { shape: &given.shape, by: given.by, lines, surface }
    }
}

/// The line whose kilometres are shared out where the zone is no belt.
fn lines(follows: Option<&LineName>, plan: &Plan, atlas: &Atlas) -> [LineString<f64>; 1] {
    let own = follows.filter(|name| name.0 != crate::atlas::CONTACT).and_then(|name| atlas.line(&name.0));
    [own.map_or_else(|| contact(plan, atlas).clone(), |line| line.path.clone())]
}

/// The line of contact of a plan.
fn contact<'a>(plan: &'a Plan, atlas: &'a Atlas) -> &'a LineString<f64> {
    plan.line.as_ref().map_or(&atlas.contact().path, |own| &own.path)
}

/// Less missing than this is rounding: half a soldier.
const A_SOLDIER: f64 = 0.5;

fn given(zone: &Zone, figures: &ZoneFigures) -> Given {
    let need = figures.need.central.0;
    let there: f64 = zone.assigned.iter().map(|assignment| assignment.troops.troops(need)).sum();
    let missing = need - there;
    let contingents = zone.assigned.iter().map(|assignment| Contingent {
        nation: assignment.nation.clone(),
        troops: Deployed(assignment.troops.troops(need)),
        ground: assignment.ground,
    });
    let m8 = |id: &&String| id.starts_with("m8.");
    let overrides = zone.overrides.iter().filter(|(id, _)| m8(id));
    Given {
        shape: Arc::clone(&zone.shape),
        by: By::of(zone.role, figures.measured.axis_is),
        follows: zone.follows.clone(),
        contingents: contingents.collect(),
        missing: if missing >= A_SOLDIER { missing } else { 0.0 },
        overrides: overrides.map(|(id, span)| (id.clone(), *span)).collect(),
    }
}

/// The part of a division that stands for those who are missing.
fn unfilled(division: &Division, footprints: &[Footprint], given: &Given) -> Option<Unfilled> {
    let part = division.parts.get(footprints.len()).filter(|part| !part.0.is_empty())?;
    let held: f64 = footprints.iter().map(|footprint| footprint.wanted).sum();
    Some(Unfilled {
        area: Arc::new(part.clone()),
        missing: Deployed(given.missing),
        wanted: (1.0 - held).max(0.0),
        got: division.shares.get(footprints.len()).copied().unwrap_or(0.0),
    })
}

/// A place inside for a label; the middle of the zone where a part has no ground.
fn anchor(part: &MultiPolygon<f64>, otherwise: Coord<f64>) -> Coord<f64> {
    geodesy::centre_inside(part).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests;
