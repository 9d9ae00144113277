//! Past missions: what they had, where, and whether they may calibrate a
//! figure or only test one.

use serde::{Deserialize, Serialize};

use super::table::{self, Row};
use crate::problem::Problem;
use crate::source::Basis;

/// What a past mission may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// Figures may be fitted to it.
    Calibrate,
    /// Kept back: it only tests.
    Holdout,
    /// Kept back, and it failed.
    HoldoutFailure,
    /// Same place as another row: not independent.
    SameTheatre,
    /// Of another kind, or not sound enough.
    Exclude,
}

/// How a mission ended, as a reader of history would put it. It says nothing
/// about why (trap 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It did what it was sent for.
    Success,
    /// Some of it.
    Mixed,
    /// It did not.
    Failure,
    /// Still there, and quiet.
    Holding,
}

/// A figure of a mission with its basis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The value.
    pub value: f64,
    /// What it rests on.
    pub basis: Basis,
}

/// One mission in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Mission {
    /// `IFOR96` and so on.
    pub id: String,
    /// Its name and place.
    pub name: String,
    /// The year the figures are of.
    pub year: u16,
    /// Soldiers and military observers.
    pub strength: Known,
    /// Area of operations, km².
    pub area_km2: Option<Known>,
    /// People living there.
    pub people: Option<Known>,
    /// The line or boundary it watched, km.
    pub line_km: Option<Known>,
    /// Police, counted apart.
    pub police: f64,
    /// What it was sent for.
    pub mandate: String,
    /// How it ended.
    pub outcome: Outcome,
    /// A word on that.
    pub outcome_note: String,
    /// Where; rows with the same theatre are not independent.
    pub theatre: String,
    /// What it may be used for.
    pub used: Use,
    /// high, medium or low.
    pub confidence: String,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Where documents disagree.
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissionRow {
    id: String,
    #[serde(rename = "mission")]
    name: String,
    year: u16,
    strength: f64,
    basis_strength: String,
    area_km2: Option<f64>,
    basis_area: String,
    population_million: Option<f64>,
    basis_population: String,
    line_km: Option<f64>,
    basis_line: String,
    police: f64,
    mandate: String,
    outcome: Outcome,
    outcome_note: String,
    theatre: String,
    #[serde(rename = "use")]
    used: Use,
    confidence: String,
    sources: String,
    note: String,
}

pub(super) fn read((file, text): (&str, &str)) -> Result<Vec<Mission>, Problem> {
    table::rows(file, text)?.into_iter().map(mission).collect()
}

fn known(
    row: &Row<'_, MissionRow>,
    column: &str,
    value: Option<f64>,
    basis: &str,
) -> Result<Option<Known>, Problem> {
    let Some(value) = value else { return Ok(None) };
    let value = row.number(column, value)?;
    if value == 0.0 {
        return Err(row.problem(column, "A reference of zero cannot be scaled"));
    }
    Ok(Some(Known { value, basis: row.basis(column, basis)? }))
}

fn mission(row: Row<'_, MissionRow>) -> Result<Mission, Problem> {
    let fields = &row.fields;
    let strength = Known {
        value: row.number("strength", fields.strength)?,
        basis: row.basis("basis_strength", &fields.basis_strength)?,
    };
    let area_km2 = known(&row, "area_km2", fields.area_km2, &fields.basis_area)?;
    let people = known(
        &row,
        "population_million",
        fields.population_million.map(|millions| millions * 1e6),
        &fields.basis_population,
    )?;
    let line_km = known(&row, "line_km", fields.line_km, &fields.basis_line)?;
    let police = row.number("police", fields.police)?;
    let MissionRow {
        id,
        name,
        year,
        mandate,
        outcome,
        outcome_note,
        theatre,
        used,
        confidence,
        sources,
        note,
        ..
    } = row.fields;
    Ok(Mission {
        id,
        name,
        year,
        strength,
        area_km2,
        people,
        line_km,
        police,
        mandate,
        outcome,
        outcome_note,
        theatre,
        used,
        confidence,
        sources: table::words(&sources),
        note,
    })
}

/// A stretch of line that somebody watched: how many people, how many posts.
#[derive(Clone, Debug, PartialEq)]
pub struct LineAnalogue {
    /// `unficyp-1992` and so on.
    pub id: String,
    /// The mission and its place.
    pub mission: String,
    /// The year.
    pub year: u16,
    /// km of line.
    pub line_km: f64,
    /// Posts, where they were counted.
    pub posts: Option<f64>,
    /// Strength.
    pub strength: Known,
    /// People per km, as published here (rounded).
    pub per_km: f64,
    /// Where it was read.
    pub sources: Vec<String>,
    /// What must be known.
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnalogueRow {
    id: String,
    mission: String,
    year: u16,
    line_km: f64,
    posts: Option<f64>,
    #[serde(rename = "km_per_post")]
    _km_per_post: Option<f64>,
    strength: f64,
    basis_strength: String,
    per_km: f64,
    sources: String,
    note: String,
}

pub(super) fn read_analogues((file, text): (&str, &str)) -> Result<Vec<LineAnalogue>, Problem> {
    let mut analogues = Vec::new();
    for row in table::rows::<AnalogueRow>(file, text)? {
        let basis = row.basis("basis_strength", &row.fields.basis_strength)?;
        let strength = Known { value: row.number("strength", row.fields.strength)?, basis };
        let line_km = row.number("line_km", row.fields.line_km)?;
        let per_km = row.number("per_km", row.fields.per_km)?;
        let AnalogueRow { id, mission, year, posts, sources, note, .. } = row.fields;
        analogues.push(LineAnalogue {
            id,
            mission,
            year,
            line_km,
            posts,
            strength,
            per_km,
            sources: table::words(&sources),
            note,
        });
    }
    Ok(analogues)
}
