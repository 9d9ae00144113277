//! `cordon size`: the figures of a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Form, Report, doubts, input};
use crate::atlas::Atlas;
use crate::export::plan_figures::PlanFigures;
use crate::export::{Format, Leaves};
use crate::force::figures::Figures;
use crate::force::measures::Measures;
use crate::plan::{Edit, Plan};
use crate::problem::{Problem, Refusal};

/// Size the zones of a plan.
#[derive(Debug, Args)]
pub struct Size {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// Under another line of contact of the plan, by its name, or embedded
    #[arg(long, value_name = "NAME")]
    line: Option<String>,
    #[command(flatten)]
    form: Form,
}

impl Size {
    /// Sizes the plan.
    pub fn run(&self) -> Report {
        let Some(line) = &self.line else { return of_file(&self.plan, self.form.format.into()) };
        let (plan, problems) = match input::plan(&self.plan) {
            Ok(read) => read,
            Err(problems) => return Report::default().with(&problems),
        };
        match under(&plan, line) {
            Ok(plan) => of_plan(&plan, &input::name(&self.plan), problems, self.form.format.into()),
            Err(refusal) => Report::misused(&refusal),
        }
    }
}

/// What the embedded line is called, unless a line of the plan has that name.
const EMBEDDED: &str = "embedded";

/// The plan under another of its lines of contact; belts that are tied to the line are cut
/// from it.
///
/// # Errors
/// Names the lines there are, where it is none of them.
fn under(plan: &Plan, name: &str) -> Result<Plan, Refusal> {
    let own = plan.own_line(name).map(|line| line.name.clone());
    if own.is_none() && name != EMBEDDED {
        let lines: Vec<_> = plan.own_lines().iter().map(|line| format!("“{}”", line.name)).collect();
        let known = std::iter::once(EMBEDDED.to_owned()).chain(lines).collect::<Vec<_>>().join(", ");
        return Err(Refusal::new(
            format!("There is no line of contact “{name}” in this plan"),
            format!("There are {known}."),
        ));
    }
    plan.with(&Edit::ChooseLine(own))
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
