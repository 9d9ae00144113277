//! Who is in Ukraine month by month: cohorts that arrive, serve, recover and prepare.
//!
//! A rotation in figures ([`super::rotation`]) says what a level costs once it
//! runs. This says when it runs and how long: a nation that sends all it has at
//! once has nobody left for the third tour.
//!
//! Conventions. Month 1 begins when the first people arrive, month 0 is its eve.
//! A cohort arrives at the beginning of a month or when another goes home, serves
//! its tour, and can come again when its interval is over. Of the interval the first
//! half is recovery and the second preparation; those who have not served before
//! prepare just as long. The halves are judgement (J): armies divide it otherwise,
//! and the sum does not depend on it. Who waits beyond the interval is at home and
//! in no column.
//!
//! Of each month its weakest moment is shown, so that a gap between two tours of
//! four and a half months does not fall between two columns.

mod cohorts;

mod moment;

mod said;

mod of_plan;

use crate::problem::Refusal;
use crate::units::{Cumulative, Deployed, Pool, Span};

use super::derivation::Case;
pub use of_plan::{present, sendings};

use cohorts::Cohorts;
use moment::{Moment, from_thousandths, thousandths};

/// The most months that are looked ahead: five years, as far as a plan may reach.
pub const LONGEST_HORIZON: u32 = 60;

/// The most months of the eve that are kept: preparation before the first arrival.
const LONGEST_EVE: u32 = 24;

/// Half a person: less is rounding and no shortfall.
const NOBODY: i64 = 500;

/// What one nation means to keep deployed, and out of how many.
#[derive(Clone, Debug, PartialEq)]
pub struct Sending {
    /// Its code: "FR".
    pub nation: String,
    /// The level that is asked of it, once ramped up.
    pub wanted: Deployed,
    /// The people it can draw on, those deployed included; without a limit where none is known.
    pub pool: Option<Pool>,
    /// Months after the first arrival of the coalition: 0 comes in month 1.
    pub start_month: u32,
    /// Months over which the level is built up in equal steps, one at the beginning of
    /// each month; less than two months is at once.
    pub ramp_up_months: f64,
    /// Months in the country, to a thousandth of a month.
    pub tour_months: f64,
    /// Months between two tours of the same people, to a thousandth of a month.
    pub interval_months: f64,
}

/// One month of a nation or of the coalition.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Month {
    /// Its number: 1 is the month of the first arrival, 0 and below the eve.
    pub number: i32,
    /// The level that is asked for, as far as it is ramped up.
    pub wanted: Deployed,
    /// In Ukraine, at the weakest moment of the month.
    pub deployed: Deployed,
    /// Of the pool, those who go within half an interval.
    pub preparing: Pool,
    /// Of the pool, those who came back within half an interval.
    pub recovering: Pool,
    /// Asked for and not there.
    pub short: Deployed,
    /// Everyone who has arrived by the end of the month.
    pub served: Cumulative,
}

impl Month {
    /// Everyone whom the mission keeps busy: deployed, preparing and recovering.
    pub fn tied_up(&self) -> Pool {
        Pool(self.deployed.0) + self.preparing + self.recovering
    }

    /// What is missing against a need that is not ramped up.
    pub fn below(&self, need: Deployed) -> Deployed {
        Deployed((need.0 - self.deployed.0).max(0.0))
    }

    fn of(number: i32, moment: Moment) -> Self {
        Self {
            number,
            wanted: Deployed(from_thousandths(moment.wanted)),
            deployed: Deployed(from_thousandths(moment.deployed)),
            preparing: Pool(from_thousandths(moment.preparing)),
            recovering: Pool(from_thousandths(moment.recovering)),
            short: Deployed(from_thousandths(moment.short())),
            served: Cumulative(from_thousandths(moment.served)),
        }
    }
}

/// When a level can no longer be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shortfall {
    /// The first month in which somebody is missing.
    pub from: Option<u32>,
    /// The first month in which nobody of those asked for is there.
    pub nobody_in: Option<u32>,
}

/// The months of one nation.
#[derive(Clone, Debug, PartialEq)]
pub struct NationCourse {
    /// What it sends.
    pub sending: Sending,
    /// The months before month 0 in which somebody prepares, the earliest first.
    pub eve: Vec<Month>,
    /// Months 0 to the horizon: the place is the number.
    pub months: Vec<Month>,
    /// When it falls short.
    pub shortfall: Shortfall,
}

impl NationCourse {
    /// The share of its troops that is there in a month, 0 to 1: it holds for all its
    /// zones alike. Months beyond the horizon are as the last.
    pub fn presence(&self, month: u32) -> f64 {
        let there = self.months.get(month as usize).or(self.months.last());
        let wanted = self.sending.wanted.0;
        match there {
            Some(there) if wanted > 0.0 => (there.deployed.0 / wanted).clamp(0.0, 1.0),
            _ => 0.0,
        }
    }

    /// Everyone who arrives within the horizon.
    pub fn cumulative(&self) -> Cumulative {
        self.months.last().map_or(Cumulative(0.0), |last| last.served)
    }
}

/// The months of a coalition.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// How many months it covers.
    pub horizon_months: u32,
    /// What the plan needs, from the first month on.
    pub need: Span<Deployed>,
    /// Nation by nation, in the order in which they were given.
    pub nations: Vec<NationCourse>,
    /// The months before month 0 in which somebody prepares, the earliest first.
    pub eve: Vec<Month>,
    /// Months 0 to the horizon, summed over the nations: the place is the number.
    pub months: Vec<Month>,
    /// When the coalition falls short of what was asked of it.
    pub shortfall: Shortfall,
    /// The first month in which those deployed reach the need, in each case.
    pub covers: Span<Option<u32>>,
}

impl Timeline {
    /// The months of a coalition.
    ///
    /// Units: people and months. Arithmetic in whole thousandths of a person and of a
    /// month, so that sums are exact and the same everywhere; a shortfall is half a
    /// person or more.
    ///
    /// In the steady state deployed, preparing and recovering make up `deployed × k`, to
    /// the person and in every month, if and only if the tour divides the interval or
    /// the ramp-up (whole months). Otherwise arrivals come in waves that the interval cuts, and
    /// the sum swings about `deployed × k`, which is its mean. A pool of `deployed × k`
    /// is so enough under the same condition; without it a nation may be short for a part of each round.
    ///
    /// Worked example: France sends 5,000 at once in tours of 6 months every 18, out of
    /// 3 × 2,230 people. The second tour finds 1,690, the third nobody.
    /// ```
    /// use cordon::force::timeline::{Sending, Timeline};
    /// use cordon::units::{Deployed, Pool, Span};
    /// # fn main() -> Result<(), cordon::problem::Refusal> {
    /// let france = Sending {
    ///     nation: "FR".to_owned(),
    ///     wanted: Deployed(5_000.0),
    ///     pool: Some(Pool(3.0 * 2_230.0)),
    ///     start_month: 0,
    ///     ramp_up_months: 0.0,
    ///     tour_months: 6.0,
    ///     interval_months: 12.0,
    /// };
    /// let timeline = Timeline::of(&[france], Span::default(), 24)?;
    /// assert_eq!(timeline.shortfall.from, Some(7));
    /// assert_eq!(timeline.months[7].deployed, Deployed(1_690.0));
    /// assert_eq!(timeline.shortfall.nobody_in, Some(13));
    /// assert_eq!(timeline.months[19].deployed, Deployed(5_000.0));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Refuses a tour, an interval, a ramp-up, a number of people or a horizon that
    /// cannot be reckoned with, with the nation named.
    pub fn of(sendings: &[Sending], need: Span<Deployed>, horizon_months: u32) -> Result<Self, Refusal> {
        if !(1..=LONGEST_HORIZON).contains(&horizon_months) {
            return Err(Refusal::new(
                format!("A horizon of {horizon_months} months cannot be drawn"),
                format!("It must lie between 1 and {LONGEST_HORIZON} months."),
            ));
        }
        let cohorts: Vec<Cohorts> =
            sendings.iter().map(|sending| Cohorts::of(sending, horizon_months)).collect::<Result<_, _>>()?;
        let eve = cohorts.iter().map(Cohorts::eve_months).max().unwrap_or(0).min(LONGEST_EVE) as i32;
        let numbers = -eve..=horizon_months as i32;
        let mut sums = vec![Moment::default(); numbers.clone().count()];
        let mut nations = Vec::with_capacity(sendings.len());
        for (sending, cohorts) in std::iter::zip(sendings, &cohorts) {
            let moments: Vec<Moment> = numbers.clone().map(|number| cohorts.month(number)).collect();
            for (sum, moment) in std::iter::zip(&mut sums, &moments) {
                *sum = sum.and(moment);
            }
            let (eve, months, shortfall) = told(&moments, eve);
            nations.push(NationCourse { sending: sending.clone(), eve, months, shortfall });
        }
        let (eve, months, shortfall) = told(&sums, eve);
        let covers = need.map(|need| first_to_reach(&months, need));
        Ok(Self { horizon_months, need, nations, eve, months, shortfall, covers })
    }

    /// The months of a nation.
    pub fn nation(&self, code: &str) -> Option<&NationCourse> {
        self.nations.iter().find(|course| course.sending.nation == code)
    }

    /// Who of those assigned to a zone is there in a month, nation by nation: "FR", 4,200.
    pub fn fill(&self, month: u32, assigned: &[(&str, Deployed)]) -> Deployed {
        let there = |&(code, troops): &(&str, Deployed)| {
            troops * self.nation(code).map_or(0.0, |course| course.presence(month))
        };
        assigned.iter().map(there).fold(Deployed(0.0), |sum, troops| sum + troops)
    }

    /// What is missing against the need of the plan, month by month from month 1.
    pub fn below_need(&self, case: Case) -> impl Iterator<Item = (u32, Deployed)> {
        let need = case.of(self.need);
        self.months.iter().zip(0..).skip(1).map(move |(month, number)| (number, month.below(need)))
    }

    /// Everyone who arrives within the horizon.
    pub fn cumulative(&self) -> Cumulative {
        self.months.last().map_or(Cumulative(0.0), |last| last.served)
    }
}

/// Moments as months, those of the eve apart, with the months that fall short.
fn told(moments: &[Moment], eve: i32) -> (Vec<Month>, Vec<Month>, Shortfall) {
    let mut months: Vec<Month> =
        (-eve..).zip(moments).map(|(number, &moment)| Month::of(number, moment)).collect();
    let from_zero = months.split_off(eve as usize);
    let first = |found: fn(&Moment) -> bool| {
        (0..).zip(&moments[eve as usize..]).find(|(_, moment)| found(moment)).map(|(number, _)| number)
    };
    let shortfall = Shortfall {
        from: first(|moment| moment.short() >= NOBODY),
        nobody_in: first(|moment| moment.wanted >= NOBODY && moment.deployed < NOBODY),
    };
    (months, from_zero, shortfall)
}

/// The first month in which this many are deployed.
fn first_to_reach(months: &[Month], need: Deployed) -> Option<u32> {
    let there = |month: &Month| thousandths(month.deployed.0) + NOBODY > thousandths(need.0);
    (0..).zip(months).skip(1).find(|(_, month)| there(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests;
