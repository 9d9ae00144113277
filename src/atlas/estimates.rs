//! What others have published about a force for Ukraine, and what each counts.

use serde::{Deserialize, Serialize};

use super::table::{self, Row, YesNo};
use crate::problem::Problem;
use crate::source::Basis;

/// What a published number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// People in Ukraine on a given day.
    Deployed,
    /// Deployed, preparing and recovering.
    Pool,
    /// Everyone who serves over a horizon.
    Cumulative,
    /// Capability of Europe as a whole, not a force for Ukraine.
    Capability,
    /// Aircraft, not people.
    Aircraft,
    /// It does not say.
    Unclear,
    /// No number.
    None,
}

impl Counted {
    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Deployed => "deployed",
            Self::Pool => "pool",
            Self::Cumulative => "cumulative",
            Self::Capability => "capability of Europe",
            Self::Aircraft => "aircraft",
            Self::Unclear => "deployed or pool, unclear",
            Self::None => "no number",
        }
    }
}

/// One published estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// `E01` and so on.
    pub id: String,
    /// Day, month or year.
    pub date: String,
    /// Who said it.
    pub author: String,
    /// The lower number; `None` where there is no number.
    pub low: Option<f64>,
    /// The upper number; `None` where there is no number or no upper end.
    pub high: Option<f64>,
    /// What it counts.
    pub counted: Counted,
    /// What must be known about the counting.
    pub counting_note: String,
    /// Whether a total of the same kind may be set beside it.
    pub comparable: bool,
    /// Months that a cumulative number covers.
    pub horizon_months: Option<u32>,
    /// What the force is to do.
    pub mission: String,
    /// The basis of the number.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
    /// How a formula here comes to the same order.
    pub check: String,
    /// Between what that formula should lie.
    pub check_range: Option<(f64, f64)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    date: String,
    author: String,
    low: Option<f64>,
    high: Option<f64>,
    what_is_counted: Counted,
    counting_note: String,
    comparable: YesNo,
    horizon_months: Option<u32>,
    mission: String,
    basis: String,
    sources: String,
    check: String,
    check_low: Option<f64>,
    check_high: Option<f64>,
}

pub(super) fn read((file, text): (&str, &str)) -> Result<Vec<Estimate>, Problem> {
    table::rows(file, text)?.into_iter().map(estimate).collect()
}

fn estimate(row: Row<'_, Line>) -> Result<Estimate, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    for (column, value) in [("low", row.fields.low), ("high", row.fields.high)] {
        if let Some(value) = value {
            row.number(column, value)?;
        }
    }
    if let (Some(low), Some(high)) = (row.fields.low, row.fields.high)
        && low > high
    {
        return Err(row.problem("high", "The upper number is below the lower"));
    }
    let comparable = row.fields.comparable == YesNo::Yes;
    let kind_compares =
        matches!(row.fields.what_is_counted, Counted::Deployed | Counted::Pool | Counted::Cumulative);
    if comparable && (!kind_compares || row.fields.low.is_none()) {
        return Err(row.problem(
            "comparable",
            "Only a number of people deployed, in a pool or cumulative can be compared",
        ));
    }
    let Line {
        id,
        date,
        author,
        low,
        high,
        what_is_counted,
        counting_note,
        horizon_months,
        mission,
        sources,
        check,
        check_low,
        check_high,
        ..
    } = row.fields;
    Ok(Estimate {
        id,
        date,
        author,
        low,
        high,
        counted: what_is_counted,
        counting_note,
        comparable,
        horizon_months,
        mission,
        basis,
        sources: table::words(&sources),
        check,
        check_range: check_low.zip(check_high),
    })
}
