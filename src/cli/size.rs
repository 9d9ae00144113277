//! `cordon size`: the figures of a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Form, Report, doubts, input};
use crate::atlas::Atlas;
use crate::export::plan_figures::PlanFigures;
use crate::export::{Format, Leaves};
use crate::force::figures::Figures;
use crate::force::measures::Measures;
use crate::plan::Plan;
use crate::problem::Problem;

/// Size the zones of a plan.
#[derive(Debug, Args)]
pub struct Size {
    /// The plan, or - for standard input
    plan: PathBuf,
    #[command(flatten)]
    form: Form,
}

impl Size {
    /// Sizes the plan.
    pub fn run(&self) -> Report {
        of_file(&self.plan, self.form.format.into())
    }
}

/// The figures of a plan in a file.
pub fn of_file(path: &Path, format: Format) -> Report {
    match input::plan(path) {
        Ok((plan, problems)) => of_plan(&plan, &input::name(path), problems, format),
        Err(problems) => Report::default().with(&problems),
    }
}

/// The figures of a plan that was opened with these problems. Zones that could
/// not be sized are told, since the totals are without them.
pub fn of_plan(plan: &Plan, file: &str, problems: Vec<Problem>, format: Format) -> Report {
    let atlas = match Atlas::embedded() {
        Ok(atlas) => atlas,
        Err(problem) => return Report::default().with(&[problem]),
    };
    let figures = Figures::of(plan, &atlas, &mut Measures::new());
    let mut out = PlanFigures::of(plan, &figures, &atlas.doctrine);
    out.problems = problems;
    Report::of(out.written(format)).with(&out.problems).with(&doubts::refusals(plan, &figures, file))
}
