//! The numbers of the debate on their way out, worked out again.

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet, brief, grouped};
use super::terms::{SourceOut, TermOut, sources_named};
use crate::atlas::doctrine::Doctrine;
use crate::force::compare::{Standing, Verdict};
use crate::force::presets::{Outcome, Worked};
use crate::source::Basis;
use crate::units::{Deployed, Pool, Span};

/// Every preset, as `cordon presets` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PresetFigures {
    /// What this document is: `cordon-presets/1`.
    pub format: &'static str,
    /// One for each, in the order of the table.
    pub presets: Vec<PresetOut>,
    /// What they rest on.
    pub sources: Vec<SourceOut>,
}

/// One preset.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PresetOut {
    /// Its id.
    pub id: String,
    /// A short name.
    pub title: String,
    /// What it says, as a sentence.
    pub says: String,
    /// What comes out, of its own kind.
    #[serde(flatten)]
    pub outcome: OutcomeOut,
    /// Step by step; empty for magnitudes.
    pub terms: Vec<TermOut>,
    /// The estimate it reproduces, by id.
    pub estimate: Option<String>,
    /// How it stands to that estimate, in words.
    pub verdict: Option<String>,
    /// What its numbers rest on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What a reader must know.
    pub note: String,
}

/// What comes out: one kind or another, never added.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeOut {
    /// Troops in Ukraine on a given day.
    Deployed(Span<Deployed>),
    /// A pool, and what it keeps deployed.
    Pool(PoolKept),
    /// Orders of magnitude, no needs.
    Magnitudes(Magnitudes),
}

/// A pool, and what it keeps deployed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PoolKept {
    /// Everyone.
    pub pool: Pool,
    /// Pool for one deployed.
    pub k: f64,
    /// Months in the country, as an example for this k.
    pub tour_months: f64,
    /// Months between two tours, as an example for this k.
    pub interval_months: f64,
    /// Troops in Ukraine on a given day.
    pub deployed: Deployed,
}

/// A past mission scaled by all three denominators.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Magnitudes {
    /// The mission.
    pub mission: String,
    /// By area, population and line.
    pub by: Vec<MagnitudeOut>,
}

/// One denominator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MagnitudeOut {
    /// by area, by population, by line.
    pub by: &'static str,
    /// The order of magnitude.
    pub magnitude: Span<f64>,
}

impl PresetFigures {
    /// Presets that were worked out, ready to leave.
    pub fn of(worked: &[Worked<'_>], doctrine: &Doctrine) -> Self {
        let presets: Vec<PresetOut> = worked.iter().map(|worked| preset_out(worked, doctrine)).collect();
        let terms = presets.iter().flat_map(|preset| &preset.terms).flat_map(|term| &term.sources);
        let ids = presets.iter().flat_map(|preset| &preset.sources).chain(terms);
        Self { format: "cordon-presets/1", sources: sources_named(ids, doctrine), presets }
    }
}

fn preset_out(worked: &Worked<'_>, doctrine: &Doctrine) -> PresetOut {
    let preset = worked.preset;
    PresetOut {
        id: preset.id.clone(),
        title: preset.title.clone(),
        says: preset.says.clone(),
        outcome: outcome_out(&worked.outcome),
        terms: worked.terms.iter().map(|term| TermOut::of(term, doctrine)).collect(),
        estimate: preset.estimate.clone(),
        verdict: worked.verdict(doctrine).map(verdict_said),
        basis: preset.basis,
        sources: preset.sources.clone(),
        note: preset.note.clone(),
    }
}

fn outcome_out(outcome: &Outcome) -> OutcomeOut {
    match outcome {
        Outcome::Deployed(deployed) => OutcomeOut::Deployed(*deployed),
        Outcome::Pool { pool, tour_months, interval_months, k, deployed } => OutcomeOut::Pool(PoolKept {
            pool: *pool,
            k: *k,
            tour_months: *tour_months,
            interval_months: *interval_months,
            deployed: *deployed,
        }),
        Outcome::Magnitudes(analogy) => OutcomeOut::Magnitudes(Magnitudes {
            mission: analogy.mission.clone(),
            by: analogy
                .by
                .iter()
                .map(|by| MagnitudeOut {
                    by: by.denominator.title(),
                    magnitude: by.magnitude.map(|magnitude| magnitude.0),
                })
                .collect(),
        }),
    }
}

fn verdict_said(verdict: Verdict) -> String {
    match verdict {
        Verdict::Comparable { standing: Standing::Below, .. } => "below the estimate".to_owned(),
        Verdict::Comparable { standing: Standing::Within, .. } => "within the estimate".to_owned(),
        Verdict::Comparable { standing: Standing::Above, .. } => "above the estimate".to_owned(),
        Verdict::NotComparable(why) => why,
    }
}

impl Leaves for PresetFigures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("id", "preset"),
            ("title", "title"),
            ("number", "number"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("how", "how"),
            ("basis", "basis"),
            ("sources", "sources"),
            ("note", ""),
        ]);
        for preset in &self.presets {
            let mut row = |number: &str, span: Span<f64>, how: String| {
                sheet.row([
                    Cell::text(&preset.id),
                    Cell::text(&preset.title),
                    Cell::text(number),
                    Cell::Number(span.low, 0),
                    Cell::Number(span.central, 0),
                    Cell::Number(span.high, 0),
                    Cell::Text(how),
                    Cell::text(preset.basis.letter()),
                    Cell::text(preset.sources.join(" ")),
                    Cell::text(&preset.note),
                ]);
            };
            match &preset.outcome {
                OutcomeOut::Deployed(deployed) => {
                    let how = preset.terms.first().zip(preset.terms.last());
                    let how = how.map_or(String::new(), |(first, total)| {
                        format!("{} {}", brief(first.value.central), total.working.central)
                    });
                    row("deployed", deployed.map(|people| people.0), how);
                }
                OutcomeOut::Pool(kept) => {
                    row("pool", Span::flat(kept.pool.0), String::new());
                    let how = format!("{} ÷ {}", grouped(kept.pool.0, 0), brief(kept.k));
                    row("deployed", Span::flat(kept.deployed.0), how);
                }
                OutcomeOut::Magnitudes(magnitudes) => {
                    for scaled in &magnitudes.by {
                        row("magnitude", scaled.magnitude, format!("{} {}", magnitudes.mission, scaled.by));
                    }
                }
            }
        }
        sheet.below = vec![
            String::new(),
            "Deployed: in Ukraine on a given day. Pool: with those preparing and recovering. A magnitude is no need. Never add the kinds."
                .to_owned(),
        ];
        sheet
    }
}
