//! A plan as a workbook, as tables or for a GIS.

use super::super::annex::AnnexFigures;
use super::super::plan_figures::PlanFigures;
use super::super::{Format, Leaves, geopackage, kml, markdown, workbook, zones_geojson};
use crate::atlas::Atlas;
use crate::force::Figures;
use crate::plan::Plan;
use crate::problem::{Problem, Refusal};

/// The bytes of a plan by the ending of a file's name; none where that is not known. The
/// problems are those of the plan's file: CSV lists them.
///
/// # Errors
/// Where the format cannot hold the plan.
pub fn written(
    ending: &str,
    plan: &Plan,
    figures: &Figures,
    atlas: &Atlas,
    problems: &[Problem],
) -> Result<Option<Vec<u8>>, Refusal> {
    Ok(Some(match ending {
        "xlsx" => workbook::workbook(plan, figures, atlas)?,
        "gpkg" => geopackage::geopackage(plan, figures, atlas)?,
        "md" => markdown::markdown(plan, figures, atlas).into_bytes(),
        "kml" => kml::kml(plan, figures, atlas).into_bytes(),
        "geojson" => zones_geojson::geojson(plan, figures, atlas).into_bytes(),
        "json" => AnnexFigures::of(plan, figures, atlas).written(Format::Json).into_bytes(),
        "csv" => {
            let mut out = PlanFigures::of(plan, figures, &atlas.doctrine);
            out.problems = problems.to_vec();
            out.written(Format::Csv).into_bytes()
        }
        _ => return Ok(None),
    }))
}
