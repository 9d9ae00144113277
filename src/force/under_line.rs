//! What a plan asks for under its line of contact, in a few numbers to be held against
//! those under another line.

use std::sync::Arc;

use super::{Figures, Measures};
use crate::atlas::Atlas;
use crate::geodesy;
use crate::plan::{Edit, OwnLine, Plan, TieState};
use crate::units::{Deployed, Km, Km2, Span};

/// The figures that a change of the line changes.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderLine {
    /// The whole line of contact on the ground.
    pub line: Km,
    /// How many belts are tied to it.
    pub belts: usize,
    /// The ground of these belts.
    pub area: Km2,
    /// Troops in Ukraine on a given day, of the whole plan.
    pub need: Span<Deployed>,
    /// The names of tied belts that could not be cut from this line and stayed as they were.
    pub behind: Vec<String>,
}

impl UnderLine {
    /// Taken from the figures of a plan; nothing is reckoned here but sums.
    pub fn of(plan: &Plan, figures: &Figures) -> Self {
        let tied = || plan.zones.iter().enumerate().filter(|(_, zone)| zone.tied.is_some());
        let area = |place: usize| figures.zones.get(place).map_or(0.0, |zone| zone.measured.area.0);
        let is_behind = |state: Option<TieState>| matches!(state, Some(TieState::Behind(_)));
        Self {
            line: figures.line.total_km,
            belts: tied().count(),
            area: Km2(tied().fold(0.0, |sum, (place, _)| sum + area(place))),
            need: figures.deployed,
            behind: tied()
                .filter(|(_, zone)| is_behind(plan.tie_of(zone)))
                .map(|(_, zone)| zone.name.clone())
                .collect(),
        }
    }
}

/// One line of contact of a plan, and what the plan would ask for if it were in force.
#[derive(Clone, Debug)]
pub struct Hypothesis {
    /// The line.
    pub line: Arc<OwnLine>,
    /// Whether it is the embedded one.
    pub embedded: bool,
    /// Whether it is in force.
    pub in_force: bool,
    /// Its length as drawn.
    pub drawn: Km,
    /// The figures under it.
    pub under: UnderLine,
}

/// Every line of a plan, the embedded one first, with the figures that the plan would have
/// under it: tied belts are cut from it, all else stays.
pub fn under_each(plan: &Plan, atlas: &Atlas) -> Vec<Hypothesis> {
    let own = plan.own_lines().into_iter().map(|line| Some(line.name.clone()));
    let names = std::iter::once(None).chain(own);
    let in_force = plan.line.as_ref().map(|line| line.name.clone());
    let hypothesis = |name: Option<String>| {
        let tried = plan.with(&Edit::ChooseLine(name.clone())).ok()?;
        let figures = Figures::of(&tried, atlas, &mut Measures::new());
        let line = OwnLine::in_force(&tried, atlas);
        Some(Hypothesis {
            embedded: name.is_none(),
            in_force: name == in_force,
            drawn: geodesy::length(&line.path),
            under: UnderLine::of(&tried, &figures),
            line,
        })
    };
    names.filter_map(hypothesis).collect()
}
