//! `cordon allocate`: fill the zones of a plan, as the window does.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::open::Opened;
use super::tried::Switches;
use super::{Form, Report};
use crate::export::Leaves;
use crate::export::allocation::{AllocationFigures, Answered};
use crate::force::allocation::{allocate, improve};
use crate::force::{Figures, sharing};
use crate::plan::{Plan, file, save};
use crate::problem::Refusal;

/// Nodes of a search that was not given a number: a few seconds.
const NODES: &str = "5000";

/// Share the nations out among the zones of a plan.
///
/// Contingents that are locked stay; the others are placed anew. Without --write
/// or -o nothing is changed.
///
/// Examples:
///   cordon allocate force.plan.geojson
///   cordon allocate force.plan.geojson --write
///   cordon allocate force.plan.geojson --search -o filled.plan.geojson
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Allocate {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// Save the contingents in the plan
    #[arg(long, conflicts_with = "output")]
    write: bool,
    /// Save the plan with the contingents as another file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Search for a better answer and a narrower bound, with so many nodes at most
    #[arg(long, value_name = "NODES", num_args = 0..=1, require_equals = true,
          default_missing_value = NODES, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    search: Option<u32>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    switches: Switches,
}

impl Allocate {
    /// Fills the zones, by the same functions as the window.
    pub fn run(&self) -> Report {
        if self.write && self.plan == Path::new("-") {
            let refusal = Refusal::new("Standard input cannot be written to", "Name a file with -o.");
            return Report::misused(&refusal);
        }
        let mut opened = match Opened::of(&self.plan, &self.switches) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        if !opened.tried.is_empty() && (self.write || self.output.is_some()) {
            let what = "What is only tried is not saved";
            return Report::misused(&Refusal::new(what, "Leave out --write and -o, or the switches."));
        }
        if self.write && file::ask_before_saving_over(&opened.problems) {
            let what = "The plan was not read whole and would lose something";
            let problem = opened.refused(&Refusal::new(what, "Mend it, or save another file with -o."));
            return Report::default().with(&opened.problems).with(&[problem]);
        }
        let asked = sharing::instance(&opened.plan, &opened.figures, &opened.atlas, &mut opened.measures);
        let mut answer = allocate(&asked);
        let mut looked_at = None;
        if let Some(nodes) = self.search {
            let mut report = |progress: crate::force::allocation::Progress| looked_at = Some(progress.steps);
            answer = improve(&asked, &answer, nodes as usize, &AtomicBool::new(false), &mut report);
        }
        let edit = sharing::carried_out(&opened.plan, &asked, &answer);
        let filled = match opened.plan.with(&edit) {
            Ok(filled) => filled,
            Err(refusal) => return Report::default().with(&[opened.refused(&refusal)]),
        };
        let changed = filled != opened.plan;
        opened.plan = filled;
        opened.figures = Figures::of(&opened.plan, &opened.atlas, &mut opened.measures);
        let answered = Answered { asked: &asked, answer: &answer, searched: looked_at };
        let Opened { plan, figures, atlas, measures, .. } = &mut opened;
        let mut out = AllocationFigures::of(plan, figures, answered, atlas, measures);
        out.changed = changed;
        out.tried.clone_from(&opened.tried);
        out.problems.clone_from(&opened.problems);
        let saved = self.save(&opened.plan, changed);
        if let Ok(written) = &saved {
            out.written = written.as_ref().map(|path| path.to_string_lossy().into_owned());
        }
        let mut report = opened.report(out.written(self.form.format.into()));
        if let Err(error) = saved {
            report.remarks.push(format!("error: {error}"));
            report.ending = report.ending.max(super::output::Ending::Faulty);
        }
        report
    }

    /// Saves where that was asked for. A plan that stays as it is is not written over.
    fn save(&self, plan: &Plan, changed: bool) -> Result<Option<&Path>, save::SaveError> {
        let target = match &self.output {
            Some(file) => Some(file.as_path()),
            None => Some(self.plan.as_path()).filter(|_| self.write && changed),
        };
        target.map_or(Ok(None), |target| save::save(plan, target).map(|()| Some(target)))
    }
}
