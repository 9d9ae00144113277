//! `cordon measure`: what any map file measures, and what a typed path does.

use std::path::PathBuf;

use clap::Args;

use super::{Form, Report, input};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::measures::FileMeasures;
use crate::export::path::PathMeasures;
use crate::geodesy::{Route, coordinates};
use crate::import::{Tested, Wanted};
use crate::problem::Refusal;

/// Measure a map file or a path on the ellipsoid: GeoJSON and its sequences, KML and KMZ,
/// shapefile, GeoPackage, FlatGeobuf, GPX, CSV with coordinates.
#[derive(Debug, Args)]
pub struct Measure {
    /// Map files, or - for standard input
    #[arg(required_unless_present = "path")]
    files: Vec<PathBuf>,
    /// Places of a path, latitude first: 49,36 49.5,37; other ways of writing with semicolons between
    #[arg(long, value_name = "PLACE", num_args = 1.., conflicts_with_all = ["files", "layer"])]
    path: Vec<String>,
    /// Which layer, where a file has several
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    #[command(flatten)]
    form: Form,
}

impl Measure {
    /// Measures the files, or the path.
    pub fn run(&self) -> Report {
        if !self.path.is_empty() {
            return match read(&self.path.join(" ")) {
                Ok((route, notes)) => {
                    Report::of(PathMeasures::of(&route, notes).written(self.form.format.into()))
                }
                Err(refusal) => Report::misused(&refusal),
            };
        }
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

/// The path of a typed text, and what had to be taken for granted.
fn read(text: &str) -> Result<(Route, Vec<String>), Refusal> {
    let places: Vec<&str> = if text.contains(';') {
        text.split(';').map(str::trim).filter(|place| !place.is_empty()).collect()
    } else {
        text.split_whitespace().collect()
    };
    let (mut corners, mut notes) = (Vec::new(), Vec::new());
    for place in places {
        let read = coordinates::read(place)
            .map_err(|refusal| Refusal::new(format!("{place}: {}", refusal.what), refusal.hint))?;
        corners.push(read.at);
        notes.extend(read.note.map(|note| format!("{place}: {note}.")));
    }
    let route = Route::of(&corners).ok_or_else(|| {
        Refusal::new(
            "A path needs at least two places",
            "Write them as in --path 49,36 49.5,37, latitude first, or with semicolons between them.",
        )
    })?;
    Ok((route, notes))
}
