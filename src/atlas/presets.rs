//! The numbers of the debate that one click brings up, each with what it takes.

use serde::Deserialize;

use super::doctrine::{Doctrine, Parameter};
use super::table::{Row, filled, rows, words};
use crate::problem::Problem;
use crate::source::Basis;
use crate::units::Pool;

const FILE: &str = "presets.csv";

/// A published number, with what is needed to work it out again.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// The name in files and on the command line: `five-slices`.
    pub id: String,
    /// A short name.
    pub title: String,
    /// What it says, as a sentence.
    pub says: String,
    /// What it takes.
    pub takes: Takes,
    /// The estimate it reproduces: `E01`.
    pub estimate: Option<String>,
    /// What its numbers rest on; of several the weakest.
    pub basis: Basis,
    /// Where they were read.
    pub sources: Vec<String>,
    /// What a reader must know to use it.
    pub note: String,
}

/// What a preset is worked out of.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// So many brigades of one figure.
    Brigades {
        /// How many.
        count: f64,
        /// People in each: `m4.slice`.
        each: Parameter,
    },
    /// A pool that keeps some of its people deployed.
    Pool {
        /// Everyone.
        pool: Pool,
        /// Months in the country.
        tour_months: f64,
        /// Months between two tours.
        interval_months: f64,
        /// Pool for one deployed; kept itself, since "3 : 1" is read in two ways.
        k: f64,
    },
    /// A past mission, scaled by all three denominators.
    Analogy {
        /// Its id: `IFOR96`.
        mission: String,
        /// km².
        area_km2: f64,
        /// Residents.
        people: f64,
        /// km of line on the ground.
        line_km: f64,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    id: String,
    title: String,
    says: String,
    brigades: Option<f64>,
    per_brigade: String,
    pool: Option<f64>,
    tour_months: Option<f64>,
    interval_months: Option<f64>,
    k: Option<f64>,
    mission: String,
    area_km2: Option<f64>,
    people: Option<f64>,
    line_km: Option<f64>,
    estimate: String,
    basis: String,
    sources: String,
    note: String,
}

/// Reads the embedded presets.
pub(super) fn embedded(doctrine: &Doctrine) -> Result<Vec<Preset>, Problem> {
    read(include_str!("../../data/supply/presets.csv"), doctrine)
}

fn read(text: &str, doctrine: &Doctrine) -> Result<Vec<Preset>, Problem> {
    rows::<Cells>(FILE, text)?.into_iter().map(|row| preset(&row, doctrine)).collect()
}

fn preset(row: &Row<'_, Cells>, doctrine: &Doctrine) -> Result<Preset, Problem> {
    let cells = &row.fields;
    let sources = words(&cells.sources);
    if let Some(unknown) = sources.iter().find(|id| doctrine.source(id).is_none()) {
        return Err(row.problem("sources", format!("No source has the id {unknown}")));
    }
    let estimate = filled(&cells.estimate);
    if let Some(unknown) = estimate.as_deref().filter(|id| doctrine.estimate(id).is_none()) {
        return Err(row.problem("estimate", format!("No estimate has the id {unknown}")));
    }
    Ok(Preset {
        id: cells.id.clone(),
        title: cells.title.clone(),
        says: cells.says.clone(),
        takes: takes(row, doctrine)?,
        estimate,
        basis: row.basis("basis", &cells.basis)?,
        sources,
        note: cells.note.clone(),
    })
}

/// One of the three kinds: which, say the columns that are filled.
fn takes(row: &Row<'_, Cells>, doctrine: &Doctrine) -> Result<Takes, Problem> {
    let cells = &row.fields;
    let given = |column: &str, value: Option<f64>| {
        let value = value.ok_or_else(|| row.problem(column, "This kind of preset needs a number here"))?;
        row.number(column, value)
    };
    match (cells.brigades, cells.pool, filled(&cells.mission)) {
        (Some(count), None, None) => {
            let each = Parameter::named(&cells.per_brigade).ok_or_else(|| {
                row.problem("per_brigade", format!("No figure has the id “{}”", cells.per_brigade))
            })?;
            Ok(Takes::Brigades { count: row.number("brigades", count)?, each })
        }
        (None, Some(pool), None) => {
            let tour_months = given("tour_months", cells.tour_months)?;
            let interval_months = given("interval_months", cells.interval_months)?;
            let k = given("k", cells.k)?;
            if (k - (tour_months + interval_months) / tour_months).abs() > 1e-9 {
                return Err(row.problem("k", "k is (tour + interval) / tour"));
            }
            Ok(Takes::Pool { pool: Pool(row.number("pool", pool)?), tour_months, interval_months, k })
        }
        (None, None, Some(mission)) => {
            if doctrine.mission(&mission).is_none() {
                return Err(row.problem("mission", format!("No mission has the id {mission}")));
            }
            // All three or none (trap 4).
            let area_km2 = given("area_km2", cells.area_km2)?;
            let people = given("people", cells.people)?;
            Ok(Takes::Analogy { mission, area_km2, people, line_km: given("line_km", cells.line_km)? })
        }
        _ => Err(row.problem("id", "A preset takes brigades, a pool or a past mission: one of them")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,title,says,brigades,per_brigade,pool,tour_months,interval_months,k,mission,\
                        area_km2,people,line_km,estimate,basis,sources,note\n";

    fn column(row: &str) -> String {
        let doctrine = Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"));
        let problem = read(&format!("{HEAD}{row}\n"), &doctrine).err();
        problem.and_then(|problem| problem.member).unwrap_or_default()
    }

    #[test]
    fn a_preset_is_of_one_kind_and_complete() {
        assert_eq!(column("a,b,c,5,m4.slice,100000,6,12,3,,,,,,F,J,"), "id");
        assert_eq!(column("a,b,c,,,,,,,,,,,,F,J,"), "id");
        assert_eq!(column("a,b,c,5,m4.slices,,,,,,,,,,F,J,"), "per_brigade");
        assert_eq!(column("a,b,c,,,100000,6,12,4,,,,,,F,J,"), "k");
        assert_eq!(column("a,b,c,,,,,,,IFOR96,480000,,1100,,F,J,"), "people");
        assert_eq!(column("a,b,c,,,,,,,IFOR,480000,3e7,1100,,F,J,"), "mission");
        assert_eq!(column("a,b,c,5,m4.slice,,,,,,,,,E99,F,J,"), "estimate");
        assert_eq!(column("a,b,c,5,m4.slice,,,,,,,,,E01,F,J,"), "");
    }
}
