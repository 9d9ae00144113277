//! Reads a table of the doctrine strictly: a bad row is a [`Problem`] that
//! names file, row and column.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
use crate::source::Basis;
use crate::units::Span;

/// One row with its place, so that what is wrong with it can be named.
pub(super) struct Row<'a, T> {
    file: &'a str,
    /// Counted from 1, the heading not included.
    number: usize,
    /// What stands in it.
    pub fields: T,
}

impl<T> Row<'_, T> {
    /// What is wrong in one column of this row.
    pub fn problem(&self, column: &str, what: impl Into<String>) -> Problem {
        let hint = format!("Mend column “{column}” in row {} of {}.", self.number, self.file);
        Problem::error(self.file, what, hint).at_feature(self.number - 1).at_member(column)
    }

    /// Refuses a name that an earlier row has.
    pub fn unique(&self, column: &str, name: &str, taken: bool) -> Result<(), Problem> {
        if taken {
            return Err(self.problem(column, format!("“{name}” stands there twice")));
        }
        Ok(())
    }

    /// The letter of a basis.
    pub fn basis(&self, column: &str, letter: &str) -> Result<Basis, Problem> {
        match letter {
            "F" => Ok(Basis::F),
            "C" => Ok(Basis::C),
            "R" => Ok(Basis::R),
            "J" => Ok(Basis::J),
            _ => Err(self.problem(column, format!("“{letter}” is no basis: F, C, R or J"))),
        }
    }

    /// The basis of each case.
    pub fn bases(&self, low: &str, central: &str, high: &str) -> Result<Span<Basis>, Problem> {
        Ok(Span::new(
            self.basis("basis_low", low)?,
            self.basis("basis_central", central)?,
            self.basis("basis_high", high)?,
        ))
    }

    /// A number that can be reckoned with: finite and not below zero.
    pub fn number(&self, column: &str, value: f64) -> Result<f64, Problem> {
        if value.is_finite() && value >= 0.0 {
            Ok(value)
        } else {
            Err(self.problem(column, format!("{value} is not a figure of zero or more")))
        }
    }

    /// Three such numbers.
    pub fn span(&self, low: f64, central: f64, high: f64) -> Result<Span<f64>, Problem> {
        Ok(Span::new(self.number("low", low)?, self.number("central", central)?, self.number("high", high)?))
    }
}

/// Reads every row of a table. Unknown, missing and surplus columns are refused.
pub(super) fn rows<'a, T: DeserializeOwned>(file: &'a str, text: &str) -> Result<Vec<Row<'a, T>>, Problem> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| unreadable(file, 0, &error, None))?.clone();
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let number = place + 1;
        let record = record.map_err(|error| unreadable(file, number, &error, Some(&headings)))?;
        let fields = record.deserialize(Some(&headings)).map_err(|error| {
            let problem = unreadable(file, number, &error, Some(&headings));
            match refused_choice(&problem, &record, &headings) {
                Some(column) => problem.at_member(column),
                None => problem,
            }
        })?;
        rows.push(Row { file, number, fields });
    }
    Ok(rows)
}

/// Reads every row of a table, row by row.
pub(super) fn each<L: DeserializeOwned, T>(
    (file, text): (&str, &str),
    read: fn(Row<'_, L>) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    rows::<L>(file, text)?.into_iter().map(read).collect()
}

fn unreadable(
    file: &str,
    number: usize,
    error: &csv::Error,
    headings: Option<&csv::StringRecord>,
) -> Problem {
    let (column, what) = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|field| headings?.get(field as usize));
            (column, err.kind().to_string())
        }
        _ => (None, error.to_string()),
    };
    let problem = Problem::error(file, what, format!("Mend row {number} of {file}."));
    match (number.checked_sub(1), column) {
        (Some(feature), Some(column)) => problem.at_feature(feature).at_member(column),
        (Some(feature), None) => problem.at_feature(feature),
        (None, _) => problem,
    }
}

/// The column whose cell is none of the choices it has.
///
/// The reader of a row names the cell of a wrong choice (unknown variant
/// `maybe`), not its column.
fn refused_choice<'a>(
    problem: &Problem,
    record: &csv::StringRecord,
    headings: &'a csv::StringRecord,
) -> Option<&'a str> {
    if problem.member.is_some() {
        return None;
    }
    let (_, rest) = problem.what.split_once("unknown variant `")?;
    let (cell, _) = rest.split_once('`')?;
    headings.get(record.iter().position(|other| other == cell)?)
}

/// The words of a cell that holds a list: `S50 S54`.
pub(super) fn words(cell: &str) -> Vec<String> {
    cell.split_whitespace().map(str::to_owned).collect()
}

/// A cell that may be empty.
pub(super) fn filled(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// `yes` or `no`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum YesNo {
    Yes,
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Post {
        name: String,
        km: f64,
    }

    fn refused(text: &str) -> Problem {
        match rows::<Post>("posts.csv", text) {
            Ok(_) => panic!("read: {text}"),
            Err(problem) => problem,
        }
    }

    #[test]
    fn a_bad_row_is_named_with_its_column() {
        let problem = refused("name,km\nIzium,3.5\nLyman,far\n");
        assert_eq!(
            (problem.file.as_str(), problem.feature, problem.member.as_deref()),
            ("posts.csv", Some(1), Some("km"))
        );
        assert!(problem.hint.contains("row 2"), "{problem}");
    }

    #[test]
    fn a_choice_that_is_none_is_named_with_its_column() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Manned {
            #[serde(rename = "name")]
            _name: String,
            #[serde(rename = "manned")]
            _manned: YesNo,
        }
        let refused = rows::<Manned>("posts.csv", "name,manned\nIzium,yes\nLyman,maybe\n").err();
        let place = refused.map(|problem| (problem.feature, problem.member));
        assert_eq!(place, Some((Some(1), Some("manned".to_owned()))));
    }

    #[test]
    fn a_row_with_a_cell_too_many_is_named() {
        assert_eq!(refused("name,km\nIzium,3.5,4\n").feature, Some(0));
    }

    #[test]
    fn an_unknown_or_missing_column_is_refused() {
        assert!(refused("name,miles\nIzium,3.5\n").what.contains("miles"));
        assert!(refused("name\nIzium\n").what.contains("km"));
    }

    #[test]
    fn a_good_row_is_read() {
        let read = rows::<Post>("posts.csv", "name,km\nIzium,3.5\n").unwrap_or_default();
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].fields.name.as_str(), read[0].fields.km), ("Izium", 3.5));
    }
}
