//! `cordon measure`: what any map file measures.

use std::path::PathBuf;

use clap::Args;

use super::{Form, Report, input};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::measures::FileMeasures;
use crate::import::{Tested, Wanted};

/// Measure a map file on the ellipsoid: GeoJSON and its sequences, KML and KMZ, shapefile,
/// GeoPackage, FlatGeobuf, GPX, CSV with coordinates.
#[derive(Debug, Args)]
pub struct Measure {
    /// Map files, or - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which layer, where a file has several
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    #[command(flatten)]
    form: Form,
}

impl Measure {
    /// Measures the files.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return Report::default().with(&[problem]),
        };
        // Measuring tests every outline for crossings itself.
        let wanted = Wanted { layer: self.layer.clone(), tested: Tested::Nothing };
        let mut measures = FileMeasures::new();
        for path in &self.files {
            let name = input::name(path);
            match input::layer(path, &wanted) {
                Ok((layer, problems)) => {
                    measures.problems.extend(problems);
                    measures.add(&name, &layer, &atlas.population);
                }
                Err(problems) => measures.problems.extend(problems),
            }
        }
        Report::of(measures.written(self.form.format.into())).with(&measures.problems)
    }
}
