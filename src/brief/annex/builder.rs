//! Gathers entries: inputs and sources are looked up, and a formula is kept only
//! where it gives the figure.

use std::collections::BTreeMap;

use super::{Entry, Input, Kind};
use crate::atlas::Atlas;
use crate::brief::number;
use crate::brief::rule::Rule;
use crate::source::Basis;
use crate::units::Span;

/// A figure on its way into the annex.
pub(super) struct Draft {
    id: String,
    place: String,
    name: String,
    formula: String,
    inputs: Vec<String>,
    value: Span<f64>,
    unit: String,
    kind: Kind,
    sources: Vec<String>,
    basis: Span<Basis>,
    rule: Option<Rule>,
}

impl Draft {
    /// A figure: its id, the place it belongs to, its name, value and unit. It is no troop
    /// count and computed unless said otherwise.
    pub fn new(
        id: String,
        place: &str,
        name: impl Into<String>,
        value: Span<f64>,
        unit: impl Into<String>,
    ) -> Self {
        Self {
            id,
            place: place.to_owned(),
            name: name.into(),
            formula: String::new(),
            inputs: Vec::new(),
            value,
            unit: unit.into(),
            kind: Kind::Quantity,
            sources: Vec::new(),
            basis: Span::flat(Basis::C),
            rule: None,
        }
    }

    /// Troops deployed.
    pub fn deployed(self) -> Self {
        self.of_kind(Kind::Deployed)
    }

    /// Of a kind of number.
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Says in words how it came about.
    pub fn said(mut self, formula: impl Into<String>) -> Self {
        self.formula = formula.into();
        self
    }

    /// Names what goes into it beside what its rule names.
    pub fn with(mut self, inputs: impl IntoIterator<Item = String>) -> Self {
        self.inputs.extend(inputs);
        self
    }

    /// Says how it follows.
    pub fn by(mut self, rule: Rule) -> Self {
        self.rule = Some(rule);
        self
    }

    /// Says how it follows, where it does.
    pub fn by_any(mut self, rule: Option<Rule>) -> Self {
        self.rule = rule;
        self
    }

    /// Says where it was read.
    pub fn read_in<'a>(mut self, sources: impl IntoIterator<Item = &'a str>) -> Self {
        self.sources.extend(sources.into_iter().map(str::to_owned));
        self
    }

    /// Says what it rests on.
    pub fn resting_on(mut self, basis: Span<Basis>) -> Self {
        self.basis = basis;
        self
    }
}

/// The entries so far.
pub(super) struct Builder<'a> {
    /// The reference data.
    pub atlas: &'a Atlas,
    entries: Vec<Entry>,
    places: BTreeMap<String, usize>,
}

/// A formula may miss its figure by this part: sums in another order round otherwise.
const SAME: f64 = 1e-9;

impl<'a> Builder<'a> {
    pub fn new(atlas: &'a Atlas) -> Self {
        Self { atlas, entries: Vec::new(), places: BTreeMap::new() }
    }

    /// The figure of an id, as far as it is known already.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(id)?)
    }

    /// Takes a figure in. An id is given once; a number that is none is no figure.
    pub fn add(&mut self, draft: Draft) {
        let Draft { id, place, name, formula, inputs, value, unit, kind, sources, basis, rule } = draft;
        let finite = [value.low, value.central, value.high].into_iter().all(f64::is_finite);
        if !finite || self.places.contains_key(&id) {
            return;
        }
        let rule = rule.filter(|rule| self.gives(rule, value));
        let named = |id: &str| self.get(id).map_or_else(|| id.to_owned(), |entry| name_in(entry, &place));
        let formula = match &rule {
            Some(rule) if formula.is_empty() => rule.words(&named),
            Some(rule) => format!("{}; {formula}", rule.words(&named)),
            None if formula.is_empty() => {
                "an input: its sources and its basis say where it is from".to_owned()
            }
            None => formula,
        };
        let mut ids: Vec<&str> = rule.as_ref().map_or_else(Vec::new, Rule::ids);
        for input in &inputs {
            if !ids.contains(&input.as_str()) {
                ids.push(input);
            }
        }
        let inputs: Vec<Input> = ids.into_iter().filter_map(|id| self.get(id)).map(input).collect();
        let mut all = sources;
        for source in inputs.iter().flat_map(|input| &input.sources) {
            if !all.contains(source) {
                all.push(source.clone());
            }
        }
        let label = if place.is_empty() { number::capital(&name) } else { format!("{place}: {name}") };
        self.places.insert(id.clone(), self.entries.len());
        self.entries.push(Entry {
            id,
            label,
            name,
            formula,
            inputs,
            value,
            unit,
            kind,
            sources: all,
            basis,
            rule,
        });
    }

    fn gives(&self, rule: &Rule, value: Span<f64>) -> bool {
        let known = |id: &str| self.get(id).map(|entry| entry.value);
        rule.value(&known).is_some_and(|found| same(found, value))
    }

    /// The entries with their places.
    pub fn finished(self) -> (Vec<Entry>, BTreeMap<String, usize>) {
        (self.entries, self.places)
    }
}

/// The name of a figure in the formula of another: short within one place.
fn name_in(entry: &Entry, place: &str) -> String {
    let here = entry.label.strip_prefix(place).is_some_and(|rest| rest.starts_with(": "));
    if here { entry.name.clone() } else { entry.label.clone() }
}

fn input(entry: &Entry) -> Input {
    Input {
        id: entry.id.clone(),
        label: entry.label.clone(),
        value: entry.value,
        unit: entry.unit.clone(),
        sources: entry.sources.clone(),
        basis: entry.basis,
    }
}

fn same(one: Span<f64>, other: Span<f64>) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= SAME * a.abs().max(b.abs()).max(1.0);
    near(one.low, other.low) && near(one.central, other.central) && near(one.high, other.high)
}
