//! The annex on its way out: every figure with its formula, inputs, sources and basis.

use serde::Serialize;
use serde_json::Value;

use super::Leaves;
use super::sheet::{Cell, Sheet};
use super::terms::{SourceOut, sources_named};
use crate::atlas::Atlas;
use crate::brief::record::{KEYWORD, record};
use crate::brief::{Annex, Entry};
use crate::force::Figures;
use crate::plan::Plan;
use crate::units::grouped;

/// The annex of a plan, as `cordon export … -o annex.json` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnnexFigures {
    /// What this document is: `cordon-annex/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// Every figure, in the order in which one follows from another.
    pub entries: Vec<Entry>,
    /// What the figures were read from.
    pub sources: Vec<SourceOut>,
    /// The record of the plan, for an audit.
    #[serde(rename = "cordon-record")]
    pub record: Value,
}

impl AnnexFigures {
    /// The annex of a plan, ready to leave.
    pub fn of(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Self {
        debug_assert_eq!(KEYWORD, "cordon-record");
        let annex = Annex::of(plan, figures, atlas);
        let ids: Vec<String> = annex.source_ids().into_iter().map(str::to_owned).collect();
        Self {
            format: "cordon-annex/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            sources: sources_named(&ids, &atlas.doctrine),
            record: serde_json::from_str(&record(plan, figures, &annex)).unwrap_or_default(),
            entries: annex.entries().to_vec(),
        }
    }
}

impl Leaves for AnnexFigures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("id", "id"),
            ("label", "figure"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("unit", "unit"),
            ("kind", "kind"),
            ("formula", "formula"),
            ("inputs", ""),
            ("sources", "sources"),
        ]);
        for entry in &self.entries {
            let [low, central, high] = Cell::span(entry.value);
            let inputs: Vec<&str> = entry.inputs.iter().map(|input| input.id.as_str()).collect();
            sheet.row([
                Cell::text(entry.id.as_str()),
                Cell::name(entry.label.as_str()),
                low,
                central,
                high,
                Cell::text(entry.unit.as_str()),
                Cell::text(entry.kind.name()),
                Cell::text(entry.formula.as_str()),
                Cell::text(inputs.join(" ")),
                Cell::text(entry.sources.join(" ")),
            ]);
        }
        sheet.below = vec![String::new(), format!("{} figures.", grouped(self.entries.len() as f64, 0))];
        sheet
    }
}
