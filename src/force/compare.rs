//! A total of the plan beside what others have published: the same kind of
//! number only.

use crate::atlas::doctrine::{Counted, Doctrine, Estimate};
use crate::units::{Cumulative, Deployed, Pool, Span, two_figures};

/// A total of the plan with its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Total {
    /// People in Ukraine on a given day.
    Deployed(Span<Deployed>),
    /// Deployed, preparing and recovering.
    Pool(Span<Pool>),
    /// Everyone who serves over a horizon.
    Cumulative {
        /// How many.
        people: Span<Cumulative>,
        /// Over how many months.
        horizon_months: u32,
    },
}

impl Total {
    /// The kind of number it is.
    pub const fn counted(&self) -> Counted {
        match self {
            Self::Deployed(_) => Counted::Deployed,
            Self::Pool(_) => Counted::Pool,
            Self::Cumulative { .. } => Counted::Cumulative,
        }
    }

    /// How many, without the kind.
    pub(super) fn people(&self) -> Span<f64> {
        match self {
            Self::Deployed(people) => people.map(|people| people.0),
            Self::Pool(people) => people.map(|people| people.0),
            Self::Cumulative { people, .. } => people.map(|people| people.0),
        }
    }
}

/// Where the central case of the plan lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Below the lower number.
    Below,
    /// Between the two numbers, both included.
    Within,
    /// Above the upper number.
    Above,
}

/// What may be said of the plan beside one estimate.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both are of the same kind.
    Comparable {
        /// Where the central case lies.
        standing: Standing,
        /// Whether low to high of the plan meets low to high of the estimate.
        ranges_meet: bool,
    },
    /// They cannot stand beside each other; the reason as a sentence.
    NotComparable(String),
}

/// One estimate beside a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// What was published.
    pub estimate: &'a Estimate,
    /// What may be said.
    pub verdict: Verdict,
}

/// A total beside every published estimate, in the order of the table.
pub fn beside_all<'a>(total: &Total, doctrine: &'a Doctrine) -> Vec<Comparison<'a>> {
    doctrine
        .estimates
        .iter()
        .map(|estimate| Comparison { estimate, verdict: beside(total, estimate) })
        .collect()
}

/// A total beside one estimate: deployed beside deployed, pool beside pool,
/// cumulative beside cumulative of the same months.
///
/// All numbers are taken to two figures first, as they are published. An
/// estimate without an upper number is a minimum and has nothing above it.
///
/// Worked example: 12,517 deployed lie above the 6,000 of a UN monitoring force
/// and below the 15,000 of another; 256,000 cumulative cannot be compared.
pub fn beside(total: &Total, estimate: &Estimate) -> Verdict {
    let low = match comparable_low(total, estimate) {
        Ok(low) => two_figures(low),
        Err(reason) => return Verdict::NotComparable(reason),
    };
    let high = estimate.high.map_or(f64::INFINITY, two_figures);
    let people = total.people().map(two_figures);
    let standing = if people.central < low {
        Standing::Below
    } else if people.central > high {
        Standing::Above
    } else {
        Standing::Within
    };
    Verdict::Comparable { standing, ranges_meet: people.low <= high && people.high >= low }
}

fn comparable_low(total: &Total, estimate: &Estimate) -> Result<f64, String> {
    let reason = match estimate.counted {
        Counted::Capability => Some("It counts what Europe would need as a whole, not a force for Ukraine."),
        Counted::Aircraft => Some("It counts aircraft, not people."),
        Counted::Unclear => Some("It does not say whether it counts people deployed or a pool."),
        Counted::None => Some("It gives no number."),
        Counted::Deployed | Counted::Pool | Counted::Cumulative => None,
    };
    if let Some(reason) = reason {
        return Err(reason.to_owned());
    }
    if !estimate.comparable {
        return Err(format!("It counts another thing: {}.", estimate.counting_note));
    }
    if estimate.counted != total.counted() {
        return Err(format!(
            "It is a number of people {}, this one {}.",
            of_kind(estimate.counted),
            of_kind(total.counted())
        ));
    }
    if let (Total::Cumulative { horizon_months, .. }, Some(months)) = (total, estimate.horizon_months)
        && *horizon_months != months
    {
        return Err(format!("It covers {months} months, this one {horizon_months}."));
    }
    estimate.low.ok_or_else(|| "It gives no number.".to_owned())
}

const fn of_kind(counted: Counted) -> &'static str {
    match counted {
        Counted::Deployed => "deployed on a given day",
        Counted::Pool => "in a pool",
        Counted::Cumulative => "who serve over time",
        _ => "of another kind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(total: Total, id: &str) -> Verdict {
        let doctrine = Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"));
        beside(&total, doctrine.estimate(id).unwrap_or_else(|| panic!("{id}")))
    }

    fn deployed(low: f64, central: f64, high: f64) -> Total {
        Total::Deployed(Span::new(Deployed(low), Deployed(central), Deployed(high)))
    }

    fn check(total: Total, id: &str, standing: Standing, ranges_meet: bool) {
        assert_eq!(verdict(total, id), Verdict::Comparable { standing, ranges_meet }, "{id}");
    }

    fn check_refused(total: Total, id: &str, reason: &str) {
        match verdict(total, id) {
            Verdict::NotComparable(why) => assert!(why.contains(reason), "{id}: {why}"),
            Verdict::Comparable { .. } => panic!("{id} was compared"),
        }
    }

    #[test]
    fn a_line_force_beside_others() {
        let line = deployed(5_295.0, 12_517.4, 33_595.8);
        check(line, "E16", Standing::Above, true);
        check(line, "E15", Standing::Below, true);
        check(line, "E17", Standing::Within, true);
        check(line, "E05", Standing::Below, false);
        check(line, "E26", Standing::Within, true);
    }

    #[test]
    fn a_round_number_is_met_to_two_figures() {
        check(deployed(39_000.0, 39_700.0, 41_000.0), "E01", Standing::Within, true);
    }

    #[test]
    fn a_minimum_has_nothing_above_it() {
        check(deployed(300_000.0, 400_000.0, 500_000.0), "E05", Standing::Within, true);
    }

    #[test]
    fn kinds_never_mix() {
        let line = deployed(5_295.0, 12_517.4, 33_595.8);
        check_refused(line, "E03", "in a pool");
        check_refused(line, "E23", "over time");
        check_refused(line, "E28", "Europe");
        check_refused(line, "E29", "aircraft");
        check_refused(line, "E04", "does not say");
        check_refused(line, "E30", "no number");
        check_refused(Total::Pool(Span::flat(Pool(40_000.0))), "E07", "British");
        check(Total::Pool(Span::flat(Pool(100_000.0))), "E03", Standing::Within, true);
        let years =
            |horizon_months| Total::Cumulative { people: Span::flat(Cumulative(256_000.0)), horizon_months };
        check(years(24), "E23", Standing::Within, true);
        check_refused(years(36), "E23", "24 months");
    }
}
