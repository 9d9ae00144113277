//! `cordon lines`: a plan under each of its lines of contact.

use std::path::PathBuf;

use clap::Args;

use super::{Form, Report, input};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::lines::LineFigures;
use crate::force::under_line::under_each;

/// Size a plan under each of its lines of contact, side by side.
#[derive(Debug, Args)]
pub struct Lines {
    /// The plan, or - for standard input
    plan: PathBuf,
    #[command(flatten)]
    form: Form,
}

impl Lines {
    /// Sizes the plan once for each line.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return Report::default().with(&[problem]),
        };
        let (plan, problems) = match input::plan(&self.plan) {
            Ok(read) => read,
            Err(problems) => return Report::default().with(&problems),
        };
        let mut out = LineFigures::of(&plan, &under_each(&plan, &atlas));
        out.problems = problems;
        Report::of(out.written(self.form.format.into())).with(&out.problems)
    }
}
