//! A plan under each of its lines of contact, on its way out.

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet, grouped};
use super::supply::head;
use crate::force::under_line::{Hypothesis, UnderLine};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::units::{Deployed, Span};

/// The lines of a plan side by side, as `cordon lines` writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineFigures {
    /// What this document is: `cordon-lines/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// The embedded line first, then those of the plan by date and name.
    pub lines: Vec<LineOut>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
}

/// One line, and the plan under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineOut {
    /// Its name.
    pub name: String,
    /// The day it shows; empty where none is known.
    pub date: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it is the embedded one.
    pub embedded: bool,
    /// Whether the plan stands on it.
    pub in_force: bool,
    /// Its length as drawn.
    pub drawn_km: f64,
    /// Kilometres on the ground for one drawn.
    pub ground_factor: Span<f64>,
    /// Its length on the ground.
    pub line_km: f64,
    /// How many belts are tied to it.
    pub belts: usize,
    /// Their ground.
    pub belts_km2: f64,
    /// Troops in Ukraine on a given day.
    pub need: Span<Deployed>,
    /// Against the line in force.
    pub change: ChangeOut,
    /// Tied belts that could not be cut from it and stayed as they were.
    pub behind: Vec<String>,
}

/// What another line changes against the one in force, central case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeOut {
    /// Of the line on the ground.
    pub line_km: f64,
    /// Of the tied belts.
    pub belts_km2: f64,
    /// Of the troops.
    pub need: f64,
}

impl LineFigures {
    /// The lines of a plan, ready to leave.
    pub fn of(plan: &Plan, lines: &[Hypothesis]) -> Self {
        let now = lines.iter().find(|line| line.in_force).map(|line| &line.under);
        Self {
            format: "cordon-lines/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            lines: lines.iter().map(|line| line_out(line, now.unwrap_or(&line.under))).collect(),
            problems: Vec::new(),
        }
    }
}

fn line_out(hypothesis: &Hypothesis, now: &UnderLine) -> LineOut {
    let Hypothesis { line, under, .. } = hypothesis;
    LineOut {
        name: line.name.clone(),
        date: line.date.clone(),
        source: line.source.clone(),
        embedded: hypothesis.embedded,
        in_force: hypothesis.in_force,
        drawn_km: hypothesis.drawn.0,
        ground_factor: line.ground_factor,
        line_km: under.line.0,
        belts: under.belts,
        belts_km2: under.area.0,
        need: under.need,
        change: ChangeOut {
            line_km: under.line.0 - now.line.0,
            belts_km2: under.area.0 - now.area.0,
            need: under.need.central.0 - now.need.central.0,
        },
        behind: under.behind.clone(),
    }
}

impl Leaves for LineFigures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("in_force", ""),
            ("line", "line"),
            ("date", "date"),
            ("drawn_km", "drawn, km"),
            ("ground_factor", "× ground"),
            ("line_km", "line, km"),
            ("belts", "tied belts"),
            ("belts_km2", "area, km²"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("change", "change"),
            ("source", ""),
        ]);
        for line in &self.lines {
            sheet.row([
                Cell::text(if line.in_force { "yes" } else { "no" }),
                Cell::name(&line.name),
                Cell::text(&line.date),
                Cell::Number(line.drawn_km, 0),
                Cell::Number(line.ground_factor.central, 3),
                Cell::Number(line.line_km, 0),
                Cell::Number(line.belts as f64, 0),
                Cell::Number(line.belts_km2, 0),
                Cell::Number(line.need.low.0, 0),
                Cell::Number(line.need.central.0, 0),
                Cell::Number(line.need.high.0, 0),
                Cell::Number(line.change.need, 0),
                Cell::text(&line.source),
            ]);
        }
        sheet.above = head(&self.title, &self.date, &self.banner, &[]);
        sheet.below = self.remarks();
        sheet
    }
}

impl LineFigures {
    /// What must be known to read the table.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![String::new()];
        if let Some(now) = self.lines.iter().find(|line| line.in_force) {
            remarks
                .push(format!("In force: {}. The change is that of the central case against it.", now.name));
        }
        remarks.push(
            "Deployed troops of the whole plan. Tied belts are cut from each line, all else stays where it is."
                .to_owned(),
        );
        for line in self.lines.iter().filter(|line| !line.behind.is_empty()) {
            let names = line.behind.join(", ");
            let many = line.behind.len();
            let verb =
                if many == 1 { "cannot be cut from it and stays" } else { "cannot be cut from it and stay" };
            remarks.push(format!(
                "{}: {names} {verb} as drawn ({} tied).",
                line.name,
                grouped(line.belts as f64, 0)
            ));
        }
        if self.lines.iter().all(|line| line.belts == 0) {
            remarks.push("No belt is tied to the line of contact: only its length changes.".to_owned());
        }
        remarks
    }
}
