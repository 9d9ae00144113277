//! `cordon supply`: what the nations can send, beside what the zones need.

use std::path::PathBuf;

use clap::Args;

use super::open::Opened;
use super::tried::Switches;
use super::{Form, Report};
use crate::export::Leaves;
use crate::export::supply::SupplyFigures;

/// Say what each nation can send, and how the zones of a plan are filled.
///
/// Examples:
///   cordon supply force.plan.geojson
///   cordon supply force.plan.geojson --scale-back kfor=50%,althea=100%
///   cordon supply force.plan.geojson --mandate un-council --mission monitor
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Supply {
    /// The plan, or - for standard input
    plan: PathBuf,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    switches: Switches,
}

impl Supply {
    /// Reckons supply beside need.
    pub fn run(&self) -> Report {
        let mut opened = match Opened::of(&self.plan, &self.switches) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        let mut out = SupplyFigures::of(&opened.plan, &opened.figures, &opened.atlas, &mut opened.measures);
        out.tried.clone_from(&opened.tried);
        out.problems.clone_from(&opened.problems);
        opened.report(out.written(self.form.format.into()))
    }
}
