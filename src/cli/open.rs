//! A plan that was opened for a command, with its figures and what was tried.

use std::path::Path;

use super::tried::Switches;
use super::{Report, doubts, input};
use crate::atlas::Atlas;
use crate::export::Tried;
use crate::force::{Figures, Measures};
use crate::plan::Plan;
use crate::problem::{Problem, Refusal};

/// A plan and everything that its figures follow from.
pub struct Opened {
    /// The reference data.
    pub atlas: Atlas,
    /// The plan, with what was tried.
    pub plan: Plan,
    /// What was tried.
    pub tried: Vec<Tried>,
    /// What is measured; of this plan and atlas only.
    pub measures: Measures,
    /// The figures.
    pub figures: Figures,
    /// What was mended or left out when the file was opened.
    pub problems: Vec<Problem>,
    /// The file, as it was typed.
    pub file: String,
}

impl Opened {
    /// Opens a plan and reckons it.
    ///
    /// # Errors
    /// The report that says why it cannot be opened, or what of the switches cannot be.
    pub fn of(path: &Path, switches: &Switches) -> Result<Self, Report> {
        let atlas = Atlas::embedded().map_err(|problem| Report::default().with(&[problem]))?;
        let (plan, problems) = input::plan(path).map_err(|problems| Report::default().with(&problems))?;
        let (plan, tried) = switches.on(&plan, &atlas).map_err(|refusal| Report::misused(&refusal))?;
        let mut measures = Measures::new();
        let figures = Figures::of(&plan, &atlas, &mut measures);
        Ok(Self { atlas, plan, tried, measures, figures, problems, file: input::name(path) })
    }

    /// A refusal as a problem of the file.
    pub fn refused(&self, refusal: &Refusal) -> Problem {
        Problem::error(&self.file, refusal.what.clone(), refusal.hint.clone())
    }

    /// The report of a result: the problems of the file, and zones without a number.
    pub fn report(&self, result: String) -> Report {
        let refusals = doubts::refusals(&self.plan, &self.figures, &self.file);
        Report::of(result).with(&self.problems).with(&refusals)
    }
}
