//! How near the line of contact is near: the thresholds of the exposure table.

use serde::Deserialize;

use super::doctrine::Doctrine;
use super::table::{rows, words};
use crate::problem::Problem;
use crate::source::Basis;
use crate::units::Km;

const FILE: &str = "exposure.csv";

/// A distance from the line of contact, and why it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// How far.
    pub within: Km,
    /// "within 10 km".
    pub name: String,
    /// What reaches so far, in sentences.
    pub reason: String,
    /// What the threshold rests on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    km: f64,
    name: String,
    reason: String,
    basis: String,
    sources: String,
}

/// Reads the embedded thresholds, the nearest first.
pub(super) fn embedded(doctrine: &Doctrine) -> Result<Vec<Threshold>, Problem> {
    read(include_str!("../../data/supply/exposure.csv"), doctrine)
}

fn read(text: &str, doctrine: &Doctrine) -> Result<Vec<Threshold>, Problem> {
    let mut nearer = 0.0;
    let mut thresholds = Vec::new();
    for row in rows::<Cells>(FILE, text)? {
        let cells = &row.fields;
        // What a belt can be made of.
        if !(cells.km > nearer && cells.km <= 500.0) {
            return Err(row.problem("km", "The thresholds must rise from more than 0 to 500 km at most"));
        }
        nearer = cells.km;
        let sources = words(&cells.sources);
        if let Some(unknown) = sources.iter().find(|id| doctrine.source(id).is_none()) {
            return Err(row.problem("sources", format!("No source has the id {unknown}")));
        }
        thresholds.push(Threshold {
            within: Km(cells.km),
            name: cells.name.clone(),
            reason: cells.reason.clone(),
            basis: row.basis("basis", &cells.basis)?,
            sources,
        });
    }
    Ok(thresholds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doctrine() -> Doctrine {
        Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
    }

    #[test]
    fn the_thresholds_are_those_of_the_table() {
        let thresholds = embedded(&doctrine()).unwrap_or_else(|problem| panic!("{problem}"));
        let km: Vec<f64> = thresholds.iter().map(|threshold| threshold.within.0).collect();
        assert_eq!(km, [10.0, 25.0, 50.0, 100.0]);
        assert!(thresholds.iter().all(|threshold| threshold.basis == Basis::J));
        assert!(thresholds.iter().all(|threshold| threshold.reason.contains("recalled")));
    }

    #[test]
    fn thresholds_that_do_not_rise_are_refused() {
        let head = "km,name,reason,basis,sources\n25,a,b,J,J\n";
        for (row, column) in [("10,a,b,J,J", "km"), ("NaN,a,b,J,J", "km"), ("50,a,b,J,S9999", "sources")] {
            let problem = read(&format!("{head}{row}\n"), &doctrine()).err();
            assert_eq!(problem.and_then(|problem| problem.member).as_deref(), Some(column), "{row}");
        }
    }
}
