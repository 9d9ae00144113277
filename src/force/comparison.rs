//! The plan's total beside a published estimate, only where both count the same thing.

use crate::atlas::doctrine::{Counted, Doctrine};
use crate::plan::Rotation;
use crate::units::{Deployed, Span};

use super::compare::{self, Total, Verdict};
use super::rotation;

/// A published estimate with the plan's number of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The estimate's id in the doctrine.
    pub id: String,
    /// Who said it, and when.
    pub author: String,
    /// The day, month or year.
    pub date: String,
    /// What it counts.
    pub counted: Counted,
    /// The lower number published.
    pub low: Option<f64>,
    /// The upper number published.
    pub high: Option<f64>,
    /// The plan's total of that kind; none where the estimate counts something else,
    /// because different kinds are never set side by side (trap 5).
    pub ours: Option<Span<f64>>,
    /// What must be known about the counting.
    pub note: String,
    /// Where the plan stands to it, or why it cannot stand beside it.
    pub verdict: Verdict,
}

/// The estimate of an id beside what is deployed.
pub(super) fn comparison(
    id: &str,
    doctrine: &Doctrine,
    deployed: Span<Deployed>,
    rotation: &Rotation,
) -> Option<Comparison> {
    let estimate = doctrine.estimate(id)?;
    let (k, tour) = (rotation::k(rotation.tour_months, rotation.interval_months).ok(), rotation.tour_months);
    let horizon_months = estimate.horizon_months.unwrap_or(rotation.horizon_months);
    let total = match (estimate.counted, k) {
        (Counted::Pool, Some(k)) => Total::Pool(deployed.map(|people| rotation::pool(people, k))),
        (Counted::Cumulative, Some(_)) => {
            let served = |people| rotation::cumulative(people, f64::from(horizon_months), tour);
            Total::Cumulative { people: deployed.map(served), horizon_months }
        }
        _ => Total::Deployed(deployed),
    };
    let verdict = compare::beside(&total, estimate);
    let ours = matches!(verdict, Verdict::Comparable { .. }).then(|| total.people());
    Some(Comparison {
        id: estimate.id.clone(),
        author: estimate.author.clone(),
        date: estimate.date.clone(),
        counted: estimate.counted,
        low: estimate.low,
        high: estimate.high,
        ours,
        note: estimate.counting_note.clone(),
        verdict,
    })
}
