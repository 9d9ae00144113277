//! `cordon audit`: are the figures of a file what they should be?

use std::path::PathBuf;

use clap::Args;

use super::output::Ending;
use super::{Form, Report, input};
use crate::atlas::Atlas;
use crate::brief::audit;
use crate::export::Leaves;
use crate::export::audit::AuditFigures;
use crate::import::record;
use crate::problem::Problem;

/// Reckon every figure of a file that Cordon made again, and say which differ.
///
/// The file carries its plan. Numbers in cells of a workbook, on slides and in pages are held
/// to the figures too. Exit codes: 0 all are equal, 1 some differ, 2 the file cannot be read.
///
/// Examples:
///   cordon audit force.xlsx
///   cordon audit deck.pptx --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Audit {
    /// A workbook, deck, PDF, picture, page or JSON that Cordon exported; - for standard input
    file: PathBuf,
    #[command(flatten)]
    form: Form,
}

impl Audit {
    /// Audits the file.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return unreadable(&[problem]),
        };
        let (name, bytes) = input::bytes(&self.file);
        let taken = bytes.and_then(|bytes| record::read(&bytes, &name)).map_err(|problem| vec![problem]);
        let audited = taken.and_then(|taken| audit::audit(&taken.record, &taken.visible, &atlas, &name));
        match audited {
            Ok(audit) => {
                let ending = if audit.is_equal() { Ending::Well } else { Ending::Faulty };
                let result = AuditFigures::of(&name, &audit).written(self.form.format.into());
                // What was mended in the plan was mended then too: it is told, and is no difference.
                let told = Report::of(result).with(&audit.problems);
                Report { ending, ..told }
            }
            Err(problems) => unreadable(&problems),
        }
    }
}

/// A file that cannot be audited at all.
fn unreadable(problems: &[Problem]) -> Report {
    Report { ending: Ending::Misused, ..Report::default().with(problems) }
}
