//! Zones follow what they are made of, after every edit of a plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::plan::{Plan, Zone, ZoneId};
use crate::problem::Refusal;

impl Plan {
    /// Makes every live zone anew whose zones or line have changed; those that are made of
    /// others come after them.
    ///
    /// # Errors
    /// Refuses a zone that is made of itself, and a definition that leaves no ground.
    pub(in crate::plan) fn follow(&mut self) -> Result<(), Refusal> {
        for place in self.order().map_err(|round| made_of_itself(&round))? {
            let zone = &self.zones[place];
            let Some(definition) = &zone.definition else { continue };
            let shape = definition.shape(self).map_err(|refusal| {
                let way_out = format!("{} Or freeze {} first.", refusal.hint, zone.name);
                Refusal::new(format!("{}: {}", zone.name, lower(&refusal.what)), way_out)
            })?;
            // The same outline made twice is one: what was measured of it stays known.
            if !Arc::ptr_eq(&shape, &zone.shape) && shape != zone.shape {
                Arc::make_mut(&mut self.zones[place]).shape = shape;
            }
        }
        Ok(())
    }

    /// The places of live zones, each after those it is made of; or the names of zones that
    /// are made of each other, in a round.
    pub(in crate::plan) fn order(&self) -> Result<Vec<usize>, Vec<String>> {
        let live = |place: &usize| self.zones[*place].is_live();
        let mut visit =
            Visit { plan: self, done: vec![false; self.zones.len()], way: Vec::new(), order: Vec::new() };
        for place in (0..self.zones.len()).filter(live) {
            visit.go(place)?;
        }
        Ok(visit.order)
    }

    /// Freezes the zones that are made of zones which go.
    pub(in crate::plan) fn let_go_of(&mut self, gone: &BTreeSet<&ZoneId>) {
        for zone in &mut self.zones {
            let leans = zone
                .definition
                .as_ref()
                .is_some_and(|definition| definition.zones().any(|id| gone.contains(id)));
            if leans {
                Arc::make_mut(zone).definition = None;
            }
        }
    }
}

/// A walk through the zones in which each comes after those it is made of.
struct Visit<'a> {
    plan: &'a Plan,
    done: Vec<bool>,
    /// The zones on the way, each made of the next.
    way: Vec<usize>,
    order: Vec<usize>,
}

impl Visit<'_> {
    fn go(&mut self, place: usize) -> Result<(), Vec<String>> {
        if self.done[place] {
            return Ok(());
        }
        if let Some(start) = self.way.iter().position(|there| *there == place) {
            let round = self.way[start..].iter().chain([&place]);
            return Err(round.map(|place| self.plan.zones[*place].name.clone()).collect());
        }
        let zone = &self.plan.zones[place];
        if let Some(definition) = &zone.definition {
            self.way.push(place);
            for id in definition.zones() {
                if let Some(other) = self.plan.place(id) {
                    self.go(other)?;
                }
            }
            self.way.pop();
            self.order.push(place);
        }
        self.done[place] = true;
        Ok(())
    }
}

/// "A is made of B, and B of A".
pub(in crate::plan) fn made_of_itself(round: &[String]) -> Refusal {
    let what = match round {
        [one, _] => format!("{one} cannot be made of itself"),
        [first, rest @ ..] => format!("{first} cannot be made of {}", rest.join(", which is made of ")),
        [] => "A zone cannot be made of itself".to_owned(),
    };
    Refusal::new(what, "Choose another zone, or freeze one of them first.")
}

/// The zones that followed a definition before an edit and no longer do after it.
pub fn frozen<'a>(before: &'a Plan, after: &Plan) -> Vec<&'a Arc<Zone>> {
    let no_longer =
        |zone: &&Arc<Zone>| zone.is_live() && after.zone(&zone.id).is_some_and(|now| !now.is_live());
    before.zones.iter().filter(no_longer).collect()
}

/// A sentence as it stands after a colon.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
