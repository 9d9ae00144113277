//! What an audit found, on its way out.

use serde::Serialize;

use super::Leaves;
use super::plain::short;
use super::sheet::{Cell, Sheet, grouped};
use crate::brief::audit::{Audit, Difference};
use crate::problem::Problem;
use crate::units::Span;

/// An audit, as `cordon audit` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AuditFigures {
    /// What this document is: `cordon-audit/1`.
    pub format: &'static str,
    /// The file.
    pub file: String,
    /// The title of the plan in it.
    pub title: String,
    /// The version of Cordon that made it.
    pub made_by: String,
    /// The version of this one.
    pub audited_by: &'static str,
    /// Whether both reckon with the same data.
    pub same_data: bool,
    /// Whether every figure is what it was.
    pub equal: bool,
    /// Figures that were reckoned again.
    pub figures: usize,
    /// Figures that this program has besides.
    pub fresh: usize,
    /// Numbers written in the file that were held to them.
    pub seen: usize,
    /// What differs.
    pub differences: Vec<DifferenceOut>,
    /// What was mended or left out when the plan in the file was opened.
    pub problems: Vec<Problem>,
}

/// A figure that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceOut {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Where the other number stands: the record, a cell or a page, with its case.
    pub place: String,
    /// What is written there; null where it is no number.
    pub then: Option<Span<f64>>,
    /// What comes out now; null where it is no figure any more.
    pub now: Option<Span<f64>>,
    /// What is read there, where that is no number.
    pub read: Option<String>,
}

impl From<&Difference> for DifferenceOut {
    fn from(difference: &Difference) -> Self {
        Self {
            id: difference.id.clone(),
            label: difference.label.clone(),
            place: difference.place.words(),
            then: difference.then,
            now: difference.now,
            read: difference.read.clone(),
        }
    }
}

impl AuditFigures {
    /// An audit of a file, ready to leave.
    pub fn of(file: &str, audit: &Audit) -> Self {
        Self {
            format: "cordon-audit/1",
            file: file.to_owned(),
            title: audit.title.clone(),
            made_by: audit.program.clone(),
            audited_by: env!("CARGO_PKG_VERSION"),
            same_data: audit.same_data,
            equal: audit.is_equal(),
            figures: audit.figures,
            fresh: audit.fresh,
            seen: audit.seen,
            differences: audit.differences.iter().map(DifferenceOut::from).collect(),
            problems: audit.problems.clone(),
        }
    }
}

impl Leaves for AuditFigures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("id", "id"),
            ("label", "figure"),
            ("place", "where"),
            ("then", "then"),
            ("now", "now"),
        ]);
        let count = |number: usize| grouped(number as f64, 0);
        sheet.above = vec![
            format!("{}: {}, made by Cordon {}", short(&self.file), short(&self.title), short(&self.made_by)),
            String::new(),
        ];
        for difference in &self.differences {
            let then = difference.read.clone().unwrap_or_else(|| said(difference.then));
            sheet.row([
                Cell::text(difference.id.as_str()),
                Cell::name(difference.label.as_str()),
                Cell::text(difference.place.as_str()),
                Cell::text(then),
                Cell::text(said(difference.now)),
            ]);
        }
        if !self.differences.is_empty() {
            sheet.below.push(String::new());
        }
        let written = match self.seen {
            0 => "The numbers written in this kind of file are not read.".to_owned(),
            seen => format!("{} numbers written in it were held to them.", count(seen)),
        };
        let outcome = match self.differences.len() {
            0 => "All are equal.".to_owned(),
            1 => "1 differs.".to_owned(),
            many => format!("{} differ.", count(many)),
        };
        sheet.below.push(format!("{} figures were reckoned again. {written} {outcome}", count(self.figures)));
        if !self.same_data {
            sheet.below.push("It was made with other data than that of this program.".to_owned());
        }
        if self.fresh > 0 {
            sheet.below.push(format!("{} figures of this program are not in it.", count(self.fresh)));
        }
        sheet
    }
}

/// One number where the cases are alike, three otherwise; a dash where there is none.
fn said(value: Option<Span<f64>>) -> String {
    let number = |value: f64| value.to_string();
    match value {
        None => "–".to_owned(),
        Some(value) if value.low == value.central && value.central == value.high => number(value.central),
        Some(value) => format!("{} – {} – {}", number(value.low), number(value.central), number(value.high)),
    }
}
