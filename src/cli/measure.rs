//! `cordon measure`: what any GeoJSON measures.

use std::path::PathBuf;

use clap::Args;

use super::{Form, Report, input};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::measures::FileMeasures;
use crate::import::{Progress, Read, Tested, decode, geojson};

/// Measure any GeoJSON on the ellipsoid.
#[derive(Debug, Args)]
pub struct Measure {
    /// GeoJSON files, or - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
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
        let mut measures = FileMeasures::new();
        for path in &self.files {
            let (name, bytes) = input::bytes(path);
            let layer = bytes.map_err(|problem| vec![problem]);
            match layer.and_then(|bytes| read(&bytes, &name)) {
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

/// Reads without a test for crossings: measuring tests every outline itself.
fn read(bytes: &[u8], name: &str) -> Read {
    let text = decode(bytes, name).map_err(|problem| vec![problem])?;
    geojson::read_testing(&text, name, Tested::Nothing, &Progress::default())
}
