//! The cohorts of one nation: who arrives when.
//!
//! Tour and interval are the same for all, so those who went first also come home
//! first and are first ready again: one list of arrivals in order of time is enough, and
//! who is where at a moment is a difference of its running sums.

use super::moment::{Moment, thousandths};
use super::{LONGEST_EVE, Sending};
use crate::force::inputs::within;
use crate::force::rotation;
use crate::problem::Refusal;

/// Ticks in a month: tours are kept to a thousandth of one, three quarters of an hour.
const MONTH: i64 = 1_000;

/// More people than any nation has.
const MOST_PEOPLE: f64 = 1e9;

/// People who arrive together.
#[derive(Clone, Copy, Debug)]
struct Cohort {
    /// When, in ticks after the beginning of month 1.
    at: i64,
    /// How many have arrived, these included.
    served: i64,
}

/// Every arrival of one nation within the horizon, and as far beyond it as is prepared for.
#[derive(Debug)]
pub(super) struct Cohorts {
    arrivals: Vec<Cohort>,
    build_up: BuildUp,
    tour: i64,
    /// The first half of the interval.
    recovery: i64,
    /// The second half.
    preparation: i64,
}

impl Cohorts {
    /// Lets the months go by.
    pub fn of(sending: &Sending, horizon_months: u32) -> Result<Self, Refusal> {
        let build_up = checked(sending)
            .map_err(|refusal| Refusal::new(format!("{}: {}", sending.nation, refusal.what), refusal.hint))?;
        let (tour, interval) = (ticks(sending.tour_months), ticks(sending.interval_months));
        let recovery = interval / 2;
        let mut cohorts =
            Self { arrivals: Vec::new(), build_up, tour, recovery, preparation: interval - recovery };
        let pool = sending.pool.map(|pool| thousandths(pool.0));
        cohorts.run(pool, i64::from(horizon_months) * MONTH + cohorts.preparation);
        Ok(cohorts)
    }

    /// Sends whoever is ready to wherever somebody is missing, from moment to moment.
    fn run(&mut self, pool: Option<i64>, end: i64) {
        let cycle = self.tour + self.recovery + self.preparation;
        let (mut home, mut ready) = (0, 0);
        let (mut sent, mut back, mut rested) = (0, 0, 0);
        let mut now = self.build_up.start;
        while now < end {
            while let Some(cohort) = self.arrivals.get(home).filter(|cohort| cohort.at + self.tour <= now) {
                (back, home) = (cohort.served, home + 1);
            }
            while let Some(cohort) = self.arrivals.get(ready).filter(|cohort| cohort.at + cycle <= now) {
                (rested, ready) = (cohort.served, ready + 1);
            }
            let missing = self.build_up.level(now) - (sent - back);
            let free = pool.map_or(missing, |pool| pool - (sent - rested));
            let going = missing.min(free);
            if going > 0 {
                sent += going;
                self.arrivals.push(Cohort { at: now, served: sent });
            }
            let next_home = self.arrivals.get(home).map(|cohort| cohort.at + self.tour);
            let next_ready =
                self.arrivals.get(ready).filter(|_| going < missing).map(|cohort| cohort.at + cycle);
            let next = [self.build_up.next_step(now), next_home, next_ready].into_iter().flatten().min();
            let Some(next) = next else { break };
            now = next;
        }
    }

    /// How many have arrived by a moment, that moment included.
    fn served(&self, by: i64) -> i64 {
        let after = self.arrivals.partition_point(|cohort| cohort.at <= by);
        after.checked_sub(1).and_then(|last| self.arrivals.get(last)).map_or(0, |cohort| cohort.served)
    }

    fn deployed(&self, now: i64) -> i64 {
        self.served(now) - self.served(now - self.tour)
    }

    /// A month at its weakest moment: its beginning, or a later one at which fewer are there.
    pub fn month(&self, number: i32) -> Moment {
        let start = (i64::from(number) - 1) * MONTH;
        let end = start + MONTH;
        let (mut weakest, mut fewest) = (start, self.deployed(start));
        let from = self.arrivals.partition_point(|cohort| cohort.at + self.tour <= start);
        for cohort in self.arrivals[from..].iter().take_while(|cohort| cohort.at + self.tour < end) {
            let there = self.deployed(cohort.at + self.tour);
            if there < fewest {
                (weakest, fewest) = (cohort.at + self.tour, there);
            }
        }
        let back = self.served(weakest - self.tour);
        Moment {
            wanted: self.build_up.level(weakest),
            deployed: fewest,
            preparing: self.served(weakest + self.preparation) - self.served(weakest),
            recovering: back - self.served(weakest - self.tour - self.recovery),
            served: self.served(end - 1),
        }
    }

    /// Months below 0 in which somebody prepares.
    pub fn eve_months(&self) -> u32 {
        let before = self.arrivals.first().map_or(0, |first| self.preparation - first.at - MONTH);
        (before.max(0) / MONTH).min(i64::from(LONGEST_EVE)) as u32
    }
}

/// How the level that is asked for grows.
#[derive(Clone, Copy, Debug)]
struct BuildUp {
    start: i64,
    level: i64,
    /// Ticks until all are there; 0 is at once.
    ramp: i64,
}

impl BuildUp {
    /// What is asked for at a moment: a step at the beginning of each month.
    fn level(&self, now: i64) -> i64 {
        if now < self.start {
            return 0;
        }
        let steps = (now - self.start) / MONTH + 1;
        if steps * MONTH >= self.ramp {
            return self.level;
        }
        // Levels of a thousand million people times ticks leave 64 bits.
        (i128::from(self.level) * i128::from(steps * MONTH) / i128::from(self.ramp)) as i64
    }

    /// When the next step is taken.
    fn next_step(&self, now: i64) -> Option<i64> {
        let steps = (now - self.start) / MONTH + 1;
        (steps * MONTH < self.ramp).then_some(self.start + steps * MONTH)
    }
}

fn checked(sending: &Sending) -> Result<BuildUp, Refusal> {
    rotation::k(sending.tour_months, sending.interval_months)?;
    within("ramp-up", sending.ramp_up_months, 600.0, "months")?;
    within("level", sending.wanted.0, MOST_PEOPLE, "people")?;
    if let Some(pool) = sending.pool {
        within("pool", pool.0, MOST_PEOPLE, "people")?;
    }
    Ok(BuildUp {
        start: i64::from(sending.start_month.min(super::LONGEST_HORIZON)) * MONTH,
        level: thousandths(sending.wanted.0),
        ramp: ticks(sending.ramp_up_months),
    })
}

fn ticks(months: f64) -> i64 {
    (months * MONTH as f64).round() as i64
}
