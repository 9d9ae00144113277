//! `cordon exposure`: how much of each zone lies near the line of contact.

use std::path::PathBuf;

use clap::Args;

use super::open::Opened;
use super::tried::Switches;
use super::{Form, Report};
use crate::export::Leaves;
use crate::export::exposure::ExposureFigures;
use crate::force::exposure::Exposures;

/// Say how much of each zone lies near the line of contact.
#[derive(Debug, Args)]
pub struct Exposure {
    /// The plan, or - for standard input
    plan: PathBuf,
    #[command(flatten)]
    form: Form,
}

impl Exposure {
    /// Measures the zones against the bands of the line.
    pub fn run(&self) -> Report {
        let opened = match Opened::of(&self.plan, &Switches::default()) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        let exposed =
            match Exposures::new().of(&opened.plan, &opened.figures, &opened.atlas, &opened.measures) {
                Ok(exposed) => exposed,
                Err(refusal) => return Report::default().with(&[opened.refused(&refusal)]),
            };
        let mut out = ExposureFigures::of(&opened.plan, &exposed, &opened.atlas);
        out.problems.clone_from(&opened.problems);
        // A zone without a number has a place all the same.
        Report::of(out.written(self.form.format.into())).with(&opened.problems)
    }
}
