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
use crate::import::{Kind, Opening, Progress, Tested, Wanted, decode, kind_of, opening, opening_of, read_as};
use crate::plan::{Plan, file};
use crate::problem::{Problem, Severity};

/// Say what is wrong in a plan or a layer.
#[derive(Debug, Args)]
pub struct Check {
    /// Plans and map files of any format, or - for standard input
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
    let file = input::name(path);
    let failed = |kind, problems: Vec<Problem>| CheckedFile {
        file: file.clone(),
        kind: kind_name(kind),
        read: None,
        left_out: None,
        problems,
    };
    // Only JSON can be a plan; another file may have parts beside it, or be a database.
    let piped = path == Path::new("-");
    let json = opening_of(path, &file).is_ok_and(|opening| opening == Opening::Json);
    let wanted = Wanted { layer: None, tested: Tested::All };
    let (kind, read) = if piped || json {
        let bytes = match input::bytes(path).1 {
            Ok(bytes) => bytes,
            Err(problem) => return failed(Kind::Unknown, vec![problem]),
        };
        let text = (opening(&bytes) == Opening::Json).then(|| decode(&bytes, &file));
        let text = match text.transpose() {
            Ok(text) => text,
            Err(problem) => return failed(Kind::Unknown, vec![problem]),
        };
        let kind = text.as_deref().map(kind_of);
        if let (Some(Kind::Plan), Some(text)) = (kind, &text) {
            return match file::from_geojson(text, &file) {
                Ok((plan, problems)) => {
                    let problems = with_doubts(problems, &plan, atlas, &file);
                    CheckedFile { read: Some(plan.zones.len()), ..failed(Kind::Plan, problems) }
                }
                Err(problems) => failed(Kind::Plan, problems),
            };
        }
        (kind, read_as(&bytes, &file, &wanted, &Progress::default()))
    } else {
        (None, input::layer(path, &wanted))
    };
    match read {
        Ok((layer, problems)) => CheckedFile {
            read: Some(layer.features.len()),
            left_out: Some(layer.left_out),
            ..failed(kind.unwrap_or(Kind::Layer), problems)
        },
        Err(problems) => failed(kind.unwrap_or(Kind::Unknown), problems),
    }
}

/// The problems of a plan's file, and after them what its figures say against it.
fn with_doubts(mut problems: Vec<Problem>, plan: &Plan, atlas: &Atlas, file: &str) -> Vec<Problem> {
    let figures = Figures::of(plan, atlas, &mut Measures::new());
    problems.extend(doubts::all(plan, &figures, atlas, file));
    problems
}
