//! What is wrong in some files, as `cordon check` writes it.

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet};
use crate::import::{Kind, LeftOut};
use crate::problem::{Problem, Severity};

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Checked {
    /// What this document is: `cordon-check/1`.
    pub format: &'static str,
    /// One for each file.
    pub files: Vec<CheckedFile>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckedFile {
    /// Its name.
    pub file: String,
    /// plan, layer or unknown.
    pub kind: &'static str,
    /// Zones of a plan or features of a layer that were read; none if it cannot be opened.
    pub read: Option<usize>,
    /// What of a layer was left out; none for a plan.
    pub left_out: Option<LeftOut>,
    /// Problems, in the order of the file.
    pub problems: Vec<Problem>,
}

impl CheckedFile {
    /// Problems of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// The outcome as a sentence.
    pub fn sentence(&self) -> String {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        let unit = if self.kind == "plan" { "zone" } else { "feature" };
        let read = self.read.map_or("not opened".to_owned(), |read| format!("{} read", counted(read, unit)));
        let problems = match (errors, warnings) {
            (0, 0) => "no problems".to_owned(),
            (0, warnings) => counted(warnings, "warning"),
            (errors, 0) => counted(errors, "error"),
            (errors, warnings) => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
        };
        format!("{}: {}, {read}, {problems}.", self.file, self.kind)
    }
}

fn counted(number: usize, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// The word for a kind of file.
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Plan => "plan",
        Kind::Layer => "layer",
        Kind::Unknown => "unknown",
    }
}

impl Leaves for Checked {
    fn sheet(&self) -> Sheet {
        // In the table each problem is a sentence; the columns are for CSV.
        let mut sheet = Sheet::new(&[
            ("file", ""),
            ("feature", ""),
            ("member", ""),
            ("severity", ""),
            ("what", ""),
            ("hint", ""),
        ]);
        for file in &self.files {
            for problem in &file.problems {
                let severity = match problem.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                };
                sheet.above.push(format!("{severity}: {problem}"));
                sheet.row([
                    Cell::path(&problem.file),
                    Cell::number(problem.feature.map(|feature| feature as f64), 0),
                    problem.member.as_ref().map_or(Cell::Empty, Cell::text),
                    Cell::text(severity),
                    Cell::text(&problem.what),
                    Cell::text(&problem.hint),
                ]);
            }
            sheet.above.push(file.sentence());
        }
        sheet
    }
}
