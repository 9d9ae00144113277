//! Which sources the figures of a plan rest on, and how much on each basis.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::force::Figures;
use crate::force::derivation::TermKind;
use crate::plan::Plan;
use crate::source::Basis;

/// What was counted of the inputs of a plan.
#[derive(Default)]
pub(in crate::brief) struct Cited {
    /// How often each source is cited.
    pub sources: BTreeMap<String, usize>,
    /// Inputs by what their central case rests on.
    pub bases: BTreeMap<Basis, usize>,
}

impl Cited {
    /// The inputs of the zones.
    pub fn of_zones(figures: &Figures, atlas: &Atlas) -> Self {
        let mut cited = Self::default();
        for zone in &figures.zones {
            for term in &zone.derivation.terms {
                if term.kind == TermKind::Input {
                    let sources = term.sources(&atlas.doctrine);
                    cited.add(sources.into_iter(), term.basis.central);
                }
            }
        }
        cited
    }

    /// The inputs of the supply chains.
    pub fn of_supply(figures: &Figures, atlas: &Atlas) -> Self {
        let mut cited = Self::default();
        for nation in &figures.coalition.nations {
            let code = &nation.nation().0;
            for term in &nation.supply.terms {
                if term.kind == TermKind::Input || term.taken_off() {
                    let sources = term.sources(code, atlas).iter().map(String::as_str);
                    cited.add(sources, term.basis.central);
                }
            }
        }
        cited
    }

    /// Both together, with the estimates that are shown.
    pub fn of_plan(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Self {
        let mut cited = Self::of_zones(figures, atlas);
        let supply = Self::of_supply(figures, atlas);
        for (source, count) in supply.sources {
            *cited.sources.entry(source).or_default() += count;
        }
        for (basis, count) in supply.bases {
            *cited.bases.entry(basis).or_default() += count;
        }
        for estimate in &atlas.doctrine.estimates {
            if estimate.comparable && estimate.low.is_some() {
                cited.add(estimate.sources.iter().map(String::as_str), estimate.basis);
            }
        }
        let line = &atlas.contact().ground_factor;
        if plan.line.is_none() {
            cited.add(line.sources.iter().map(String::as_str), line.basis.central);
        }
        cited
    }

    fn add<'s>(&mut self, sources: impl Iterator<Item = &'s str>, basis: Basis) {
        *self.bases.entry(basis).or_default() += 1;
        // Letters in the place of a source say what a value rests on besides.
        for source in sources.filter(|source| source.len() > 1) {
            *self.sources.entry(source.to_owned()).or_default() += 1;
        }
    }

    /// Inputs that were counted.
    pub fn inputs(&self) -> usize {
        self.bases.values().sum()
    }

    /// The part of the inputs that rests on one of some bases.
    pub fn share(&self, bases: &[Basis]) -> f64 {
        let of: usize = bases.iter().filter_map(|basis| self.bases.get(basis)).sum();
        of as f64 / self.inputs().max(1) as f64
    }

    /// Ids, the most cited first.
    pub fn ranked(&self) -> Vec<&str> {
        let mut ranked: Vec<(&str, usize)> =
            self.sources.iter().map(|(id, count)| (id.as_str(), *count)).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(number(a.0).cmp(&number(b.0))));
        ranked.into_iter().map(|(id, _)| id).collect()
    }

    /// "S50 S54 S56 and nine more": ids for a source line.
    pub fn listed(&self, most: usize) -> String {
        let ranked = self.ranked();
        let named = ranked.iter().take(most).copied().collect::<Vec<_>>().join(" ");
        match ranked.len().saturating_sub(most) {
            0 => named,
            more => format!("{named} and {} more", crate::brief::number::word(more)),
        }
    }

    /// The letters that occur, as "F, R, J".
    pub fn letters(&self) -> String {
        self.bases.keys().map(|basis| basis.letter()).collect::<Vec<_>>().join(", ")
    }
}

/// S9 before S10.
fn number(id: &str) -> (u32, String) {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u32::MAX), id.to_owned())
}
