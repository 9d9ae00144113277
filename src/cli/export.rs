//! `cordon export`: a plan as a workbook, as tables or for a GIS.

use std::path::PathBuf;

use clap::Args;

use super::Report;
use super::open::Opened;
use super::tried::Switches;
use crate::export::handout::{data, ending};
use crate::plan::{file, save};
use crate::problem::{Problem, Refusal};

/// Write a plan as a workbook, as tables or for a GIS.
///
/// The ending of the file says what is written: .xlsx a workbook with formulas, .md tables,
/// .csv the needs, .json every figure with formula and sources, .geojson, .kml and .gpkg
/// the zones with their figures.
///
/// Examples:
///   cordon export force.plan.geojson -o force.xlsx
///   cordon export force.plan.geojson -o force.gpkg
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Export {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// The file to write: .xlsx, .md, .csv, .json, .geojson, .kml or .gpkg
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Export {
    /// Writes the file.
    pub fn run(&self) -> Report {
        let name = self.output.to_string_lossy().to_lowercase();
        if name.ends_with(file::EXTENSION) {
            let what = "An export is no plan";
            return Report::misused(&Refusal::new(what, "Leave out “.plan” in the name of the file."));
        }
        let opened = match Opened::of(&self.plan, &Switches::default()) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        let Opened { plan, figures, atlas, problems, .. } = &opened;
        let bytes = match data::written(&ending(&self.output), plan, figures, atlas, problems) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let what = format!("“{}” has no ending that is known", self.output.display());
                let hint = "Name a file that ends in .xlsx, .md, .csv, .json, .geojson, .kml or .gpkg.";
                return Report::misused(&Refusal::new(what, hint));
            }
            Err(refusal) => return Report::default().with(&[opened.refused(&refusal)]),
        };
        match save::replace(&self.output, &bytes) {
            Ok(()) => opened.report(format!("{} written.\n", self.output.display())),
            Err(error) => {
                let file = self.output.display().to_string();
                let problem = Problem::error(&file, format!("It was not saved: {}", error.what), error.hint);
                Report::default().with(&[problem])
            }
        }
    }
}
