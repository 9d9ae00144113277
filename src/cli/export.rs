//! `cordon export`: a plan as a workbook, as tables or for a GIS.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Report;
use super::open::Opened;
use super::tried::Switches;
use crate::export::annex::AnnexFigures;
use crate::export::plan_figures::PlanFigures;
use crate::export::{Format, Leaves, geopackage, kml, markdown, workbook, zones_geojson};
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
        let bytes = match written(&opened, &self.output) {
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

/// The bytes of an export by the ending of its name; none where that is not known.
fn written(opened: &Opened, output: &Path) -> Result<Option<Vec<u8>>, Refusal> {
    let Opened { plan, figures, atlas, problems, .. } = opened;
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(Some(match ending.as_deref() {
        Some("xlsx") => workbook::workbook(plan, figures, atlas)?,
        Some("gpkg") => geopackage::geopackage(plan, figures, atlas)?,
        Some("md") => markdown::markdown(plan, figures, atlas).into_bytes(),
        Some("kml") => kml::kml(plan, figures, atlas).into_bytes(),
        Some("geojson") => zones_geojson::geojson(plan, figures, atlas).into_bytes(),
        Some("json") => AnnexFigures::of(plan, figures, atlas).written(Format::Json).into_bytes(),
        Some("csv") => {
            let mut out = PlanFigures::of(plan, figures, &atlas.doctrine);
            out.problems.clone_from(problems);
            out.written(Format::Csv).into_bytes()
        }
        _ => return Ok(None),
    }))
}
