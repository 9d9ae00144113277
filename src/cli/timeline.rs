//! `cordon timeline`: who is there month by month.

use std::path::PathBuf;

use clap::Args;

use super::open::Opened;
use super::tried::Switches;
use super::{Form, Report};
use crate::export::Leaves;
use crate::export::timeline::TimelineFigures;
use crate::force::timeline::{LONGEST_HORIZON, Timeline, sendings};

/// Say month by month who is deployed, preparing, recovering and short.
#[derive(Debug, Args)]
pub struct Months {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// Months to look ahead, 1 to 60
    #[arg(long, value_name = "MONTHS", default_value_t = LONGEST_HORIZON,
          value_parser = clap::value_parser!(u32).range(1..=i64::from(LONGEST_HORIZON)))]
    months: u32,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    switches: Switches,
}

impl Months {
    /// Lets the months go by. Each nation draws on what it can send in the central case.
    pub fn run(&self) -> Report {
        let opened = match Opened::of(&self.plan, &self.switches) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        let figures = &opened.figures;
        let sustained =
            |nation: &_| figures.coalition.nation(nation).map(|nation| nation.supply.troops.central);
        let sendings = sendings(&opened.plan, figures, sustained);
        let timeline = match Timeline::of(&sendings, figures.deployed, self.months) {
            Ok(timeline) => timeline,
            Err(refusal) => return Report::default().with(&[opened.refused(&refusal)]),
        };
        let mut out = TimelineFigures::of(&opened.plan, figures, &timeline);
        out.tried.clone_from(&opened.tried);
        out.problems.clone_from(&opened.problems);
        opened.report(out.written(self.form.format.into()))
    }
}
