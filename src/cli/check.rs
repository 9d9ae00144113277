//! `cordon check`: what is wrong in a file, and where.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::Ending;
use super::{Form, Report, doubts, input};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::problems::{Checked, CheckedFile, kind_name};
use crate::force::figures::Figures;
use crate::force::measures::Measures;
use crate::import::{Kind, Progress, Read, Tested, decode, geojson, kind_of};
use crate::plan::{Plan, file};
use crate::problem::{Problem, Severity};

/// Say what is wrong in a plan or a layer.
#[derive(Debug, Args)]
pub struct Check {
    /// Plans and GeoJSON layers, or - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    form: Form,
}

impl Check {
    /// Checks the files. Problems are the result here, so they stand on
    /// standard output.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return Report::default().with(&[problem]),
        };
        let files: Vec<CheckedFile> = self.files.iter().map(|path| checked(path, &atlas)).collect();
        let worst = files.iter().flat_map(|file| &file.problems).map(|problem| problem.severity).max();
        let faulty = worst.is_some_and(|worst| self.strict || worst == Severity::Error);
        let checked = Checked { format: "cordon-check/1", files };
        let ending = if faulty { Ending::Faulty } else { Ending::Well };
        Report { ending, ..Report::of(checked.written(self.form.format.into())) }
    }
}

fn checked(path: &Path, atlas: &Atlas) -> CheckedFile {
    let (file, bytes) = input::bytes(path);
    let failed = |kind, problems: Vec<Problem>| CheckedFile {
        file: file.clone(),
        kind: kind_name(kind),
        read: None,
        left_out: None,
        problems,
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => return failed(Kind::Unknown, vec![problem]),
    };
    let text = match decode(&bytes, &file) {
        Ok(text) => text,
        Err(problem) => return failed(Kind::Unknown, vec![problem]),
    };
    let kind = kind_of(&text);
    let (read, left_out, problems) = match kind {
        Kind::Plan => match file::from_geojson(&text, &file) {
            Ok((plan, problems)) => (plan.zones.len(), None, with_doubts(problems, &plan, atlas, &file)),
            Err(problems) => return failed(kind, problems),
        },
        Kind::Layer | Kind::Unknown => match layer(&text, &file) {
            Ok((layer, problems)) => (layer.features.len(), Some(layer.left_out), problems),
            Err(problems) => return failed(kind, problems),
        },
    };
    CheckedFile { read: Some(read), left_out, ..failed(kind, problems) }
}

/// The problems of a plan's file, and after them what its figures say against it.
fn with_doubts(mut problems: Vec<Problem>, plan: &Plan, atlas: &Atlas, file: &str) -> Vec<Problem> {
    let figures = Figures::of(plan, atlas, &mut Measures::new());
    problems.extend(doubts::all(plan, &figures, atlas, file));
    problems
}

fn layer(text: &str, file: &str) -> Read {
    geojson::read_testing(text, file, Tested::All, &Progress::default())
}
