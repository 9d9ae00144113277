//! The annex: every figure that leaves, with its id, its formula, what went into
//! it, where that was read and what it rests on.
//!
//! An id says where a figure belongs and stays the same while the plan is edited:
//! `plan/deployed`, `zone/zone-3/need`, `zone/zone-3/filled/FR`,
//! `nation/FR/can-send`, `timeline/month-7/deployed`. Figures come from
//! [`Figures`] and its siblings; nothing is reckoned here but to hold each formula
//! against its figure.

mod builder;

mod zones;

mod nations;

pub(in crate::brief) mod months;

pub(in crate::brief) mod whole;

pub(in crate::brief) mod gathered;

pub(in crate::brief) mod slides;

use std::collections::BTreeMap;

use serde::Serialize;

use super::rule::Rule;
use crate::atlas::Atlas;
use crate::force::{Case, Figures};
use crate::plan::Plan;
use crate::source::Basis;
use crate::units::Span;

use builder::Builder;

/// What kind of number it is. Kinds are never added and share no axis and no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Troops in Ukraine on a given day, or a part of them.
    Deployed,
    /// Those deployed, preparing and recovering, or a part of them.
    Pool,
    /// Everyone who has served over a horizon.
    Cumulative,
    /// People of the air, sea and enabling layer, mostly outside Ukraine.
    Apart,
    /// Kilometres, residents, shares, months: no troop count.
    Quantity,
}

impl Kind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deployed => "deployed",
            Self::Pool => "pool",
            Self::Cumulative => "cumulative",
            Self::Apart => "apart",
            Self::Quantity => "quantity",
        }
    }
}

/// A figure that goes into another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Input {
    /// Its id; it has an entry of its own.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Its value.
    #[serde(flatten)]
    pub value: Span<f64>,
    /// Its unit.
    pub unit: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// What it rests on.
    pub basis: Span<Basis>,
}

/// A figure with everything that an auditor asks of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its id: `zone/zone-3/need`.
    pub id: String,
    /// What it is, with its place: "Line belt: need".
    pub label: String,
    /// What it is among its own: "need".
    #[serde(skip)]
    pub name: String,
    /// How it follows, in words and symbols.
    pub formula: String,
    /// What goes into it.
    pub inputs: Vec<Input>,
    /// Its value, with every digit.
    #[serde(flatten)]
    pub value: Span<f64>,
    /// Its unit.
    pub unit: String,
    /// What kind of number it is.
    pub kind: Kind,
    /// Ids of the sources behind it, those of its inputs included.
    pub sources: Vec<String>,
    /// What each case rests on.
    pub basis: Span<Basis>,
    /// The formula as something to reckon with, where it is one: over
    /// [`Entry::inputs`] it gives [`Entry::value`].
    #[serde(skip)]
    pub rule: Option<Rule>,
}

impl Entry {
    /// The value of a case.
    pub fn of(&self, case: Case) -> f64 {
        case.of(self.value)
    }

    /// Whether its three cases are one.
    pub fn is_flat(&self) -> bool {
        self.value.low == self.value.central && self.value.central == self.value.high
    }
}

/// Every figure of a plan, in the order in which one follows from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Annex {
    entries: Vec<Entry>,
    places: BTreeMap<String, usize>,
}

impl Annex {
    /// The annex of a plan with its figures.
    pub fn of(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Self {
        let mut builder = Builder::new(atlas);
        zones::add(&mut builder, plan, figures);
        whole::add(&mut builder, plan, figures);
        nations::add(&mut builder, plan, figures);
        zones::add_fillings(&mut builder, plan, figures);
        gathered::add_roles(&mut builder, plan, figures);
        nations::add_sent(&mut builder, figures);
        gathered::add_nations(&mut builder, plan, figures);
        whole::add_coalition(&mut builder, figures);
        months::add(&mut builder, plan, figures);
        gathered::add_rotation(&mut builder, plan, figures);
        whole::add_estimates(&mut builder, figures);
        gathered::add_pools(&mut builder, plan, figures);
        gathered::add_magnitudes(&mut builder, figures);
        slides::add_counts(&mut builder, plan, figures);
        slides::add_extents(&mut builder, plan, figures);
        slides::add_others(&mut builder, plan, figures);
        slides::add_reserves(&mut builder, plan, figures);
        slides::add_inputs(&mut builder, plan, figures);
        let (entries, places) = builder.finished();
        Self { entries, places }
    }

    /// All entries; what a figure follows from stands before it.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The figure of an id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(id)?)
    }

    /// The ids of sources that stand behind some figure, each once, in the order of use.
    pub fn source_ids(&self) -> Vec<&str> {
        self.ids_behind(|_| true)
    }

    /// The same without those that stand behind past missions and presets alone, behind published
    /// lengths of the line, and behind the counts of slides: what a table of zones and nations
    /// rests on.
    pub fn source_ids_of_plan(&self) -> Vec<&str> {
        const BESIDE: [&str; 4] = ["mission/", "preset/", "inputs/", "line/published"];
        self.ids_behind(|entry| !BESIDE.iter().any(|beside| entry.id.starts_with(beside)))
    }

    fn ids_behind(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for id in self.entries.iter().filter(|entry| wanted(entry)).flat_map(|entry| &entry.sources) {
            if known.insert(id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}

/// One part of an id: what would end it or break a line is written as %2F.
pub fn part(text: &str) -> String {
    use std::fmt::Write as _;
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '/' || letter == '%' || letter.is_whitespace() || letter.is_control() {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(safe, "%{byte:02X}");
            }
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// The id of a figure of a zone: `zone/zone-3/need`.
pub fn of_zone(zone: &crate::plan::ZoneId, figure: &str) -> String {
    format!("zone/{}/{figure}", part(&zone.0))
}

/// The id of a figure of a nation: `nation/FR/can-send`.
pub fn of_nation(nation: &crate::plan::NationCode, figure: &str) -> String {
    format!("nation/{}/{figure}", part(&nation.0))
}

/// The id of a figure of a month, 1 being that of the first arrival:
/// `timeline/month-7/deployed`.
pub fn of_month(month: i32, figure: &str) -> String {
    format!("timeline/month-{month}/{figure}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ZoneId;

    #[test]
    fn an_id_keeps_its_parts_apart() {
        assert_eq!(of_zone(&ZoneId("zone-3".to_owned()), "need"), "zone/zone-3/need");
        assert_eq!(of_zone(&ZoneId("a/b c%".to_owned()), "need"), "zone/a%2Fb%20c%25/need");
        assert_eq!(part("пояс\u{85}"), "пояс%C2%85");
        assert_eq!(of_month(-1, "deployed"), "timeline/month--1/deployed");
    }
}
