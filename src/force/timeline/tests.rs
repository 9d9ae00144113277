//! The months of the deck, and the laws of the rotation.

use proptest::prelude::*;

use super::*;
use crate::force::rotation;

fn sending(nation: &str, wanted: f64, pool: Option<f64>) -> Sending {
    Sending {
        nation: nation.to_owned(),
        wanted: Deployed(wanted),
        pool: pool.map(Pool),
        start_month: 0,
        ramp_up_months: 0.0,
        tour_months: 6.0,
        interval_months: 12.0,
    }
}

fn rotated(wanted: f64, ramp_up: f64, tour: f64, interval: f64) -> Sending {
    let unlimited = sending("FR", wanted, None);
    Sending { ramp_up_months: ramp_up, tour_months: tour, interval_months: interval, ..unlimited }
}

fn timeline(sendings: &[Sending], horizon: u32) -> Timeline {
    Timeline::of(sendings, Span::default(), horizon).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn deployed(timeline: &Timeline) -> Vec<f64> {
    timeline.months.iter().map(|month| month.deployed.0).collect()
}

/// Whole months in which all tours and intervals have begun.
fn steady(sending: &Sending, timeline: &Timeline) -> Vec<Month> {
    let settled = f64::from(sending.start_month)
        + sending.ramp_up_months
        + sending.tour_months
        + sending.interval_months
        + 1.0;
    timeline.months.iter().copied().filter(|month| f64::from(month.number) > settled).collect()
}

#[test]
fn five_thousand_each_at_once_are_short_from_month_7() {
    let both = [sending("FR", 5_000.0, Some(3.0 * 2_230.0)), sending("GB", 5_000.0, Some(3.0 * 3_110.0))];
    let timeline = timeline(&both, 30);
    assert_eq!(timeline.months[1].deployed, Deployed(10_000.0));
    assert_eq!(timeline.months[6].short, Deployed(0.0));
    assert_eq!(timeline.months[7].deployed, Deployed(1_690.0 + 4_330.0));
    assert_eq!(timeline.months[13].deployed, Deployed(0.0));
    assert_eq!(timeline.months[19].deployed, Deployed(10_000.0));
    assert_eq!(timeline.months[25].deployed, Deployed(6_020.0));
    assert_eq!(timeline.shortfall.said().as_deref(), Some("short from month 7, no one left in month 13"));
    for course in &timeline.nations {
        assert_eq!(course.shortfall, timeline.shortfall, "{}", course.sending.nation);
    }
    assert_eq!(timeline.nation("GB").map(|course| course.presence(7)), Some(0.866));
    assert_eq!(
        timeline.fill(7, &[("FR", Deployed(1_000.0)), ("GB", Deployed(500.0))]),
        Deployed(338.0 + 433.0)
    );
    assert_eq!(timeline.fill(7, &[("IT", Deployed(1_000.0))]), Deployed(0.0));
}

#[test]
fn six_thousand_six_hundred_are_kept_up_by_twenty_thousand() {
    let sending = Sending { ramp_up_months: 6.0, ..sending("FR", 6_600.0, Some(3.0 * 6_600.0)) };
    let timeline = timeline(&[sending], 60);
    assert_eq!(deployed(&timeline)[..9], [0.0, 1.1e3, 2.2e3, 3.3e3, 4.4e3, 5.5e3, 6.6e3, 6.6e3, 6.6e3]);
    assert_eq!(timeline.shortfall, Shortfall::default());
    assert_eq!(timeline.shortfall.said(), None);
    assert_eq!(timeline.months[40].tied_up(), Pool(19_800.0));
    assert_eq!(
        (timeline.months[40].preparing, timeline.months[40].recovering),
        (Pool(6_600.0), Pool(6_600.0))
    );
    // Half an interval before the first arrival the first of them prepare.
    let eve: Vec<(i32, f64)> = timeline.eve.iter().map(|month| (month.number, month.preparing.0)).collect();
    assert_eq!(eve, [(-5, 1_100.0), (-4, 2_200.0), (-3, 3_300.0), (-2, 4_400.0), (-1, 5_500.0)]);
    assert_eq!(timeline.months[0].preparing, Pool(6_600.0));
}

#[test]
fn the_need_is_reached_when_the_ramp_is_over() {
    let sending = Sending { ramp_up_months: 6.0, start_month: 2, ..sending("FR", 6_000.0, None) };
    let need = Span::new(Deployed(3_000.0), Deployed(6_000.0), Deployed(9_000.0));
    let timeline = Timeline::of(&[sending], need, 24).unwrap();
    assert_eq!(timeline.covers, Span::new(Some(5), Some(8), None));
    let below: Vec<f64> = timeline.below_need(Case::Central).map(|(_, missing)| missing.0).collect();
    assert_eq!((below.len(), below[0], below[2], below[7]), (24, 6_000.0, 5_000.0, 0.0));
    assert_eq!(timeline.months[8].below(need.high), Deployed(3_000.0));
}

#[test]
fn a_pool_of_k_is_not_enough_for_waves_that_the_interval_cuts() {
    // k = 2.5: the third tour finds half, since the first are back after 15 months only.
    let waves = Sending { interval_months: 9.0, ..sending("FR", 1_000.0, Some(2_500.0)) };
    let at_once = timeline(std::slice::from_ref(&waves), 60);
    assert_eq!(at_once.shortfall, Shortfall { from: Some(13), nobody_in: None });
    assert_eq!(at_once.months[16].short, Deployed(0.0));
    let ramped = timeline(&[Sending { ramp_up_months: 6.0, ..waves }], 60);
    assert_eq!(ramped.shortfall, Shortfall::default());
}

#[test]
fn tours_of_part_of_a_month_are_followed_to_the_day() {
    let course = timeline(&[rotated(1_000.0, 0.0, 4.5, 9.0)], 36);
    assert_eq!(course.cumulative(), rotation::cumulative(Deployed(1_000.0), 36.0, 4.5));
    assert!(steady(&course.nations[0].sending, &course).iter().all(|month| month.tied_up() == Pool(3_000.0)));
    // All are needed for the first three tours; the fourth begins when the first are ready.
    let poor = timeline(&[Sending { pool: Some(Pool(2_000.0)), ..rotated(1_000.0, 0.0, 4.5, 9.0) }], 36);
    // Month 10 begins with the end of the second tour.
    assert_eq!(poor.shortfall, Shortfall { from: Some(10), nobody_in: Some(10) });
    assert_eq!(poor.shortfall.said().as_deref(), Some("no one there in month 10"));
    // The third tour ends in the middle of a month: its weakest moment shows.
    let third = timeline(&[Sending { pool: Some(Pool(1_000.0)), ..rotated(1_000.0, 0.0, 4.5, 9.0) }], 36);
    assert_eq!((third.months[4].deployed, third.months[5].deployed), (Deployed(1_000.0), Deployed(0.0)));
}

#[test]
fn no_interval_needs_no_more_than_those_deployed() {
    let course = timeline(&[Sending { interval_months: 0.0, ..sending("FR", 800.0, Some(800.0)) }], 60);
    assert!(course.months[1..].iter().all(|month| month.tied_up() == Pool(800.0)));
    assert!(course.eve.is_empty());
}

#[test]
fn who_comes_later_or_not_at_all() {
    let later = Sending { start_month: 12, ..sending("FR", 900.0, None) };
    let none = sending("DE", 0.0, Some(0.0));
    let course = timeline(&[later, none], 24);
    assert_eq!((course.months[12].deployed, course.months[13].deployed), (Deployed(0.0), Deployed(900.0)));
    assert_eq!(course.months[7].preparing, Pool(900.0));
    assert_eq!(
        course.nation("DE").map(|nation| (nation.presence(13), nation.shortfall)),
        Some((0.0, Shortfall::default()))
    );
    assert_eq!(timeline(&[], 60).months.len(), 61);
}

#[test]
fn what_cannot_be_reckoned_with_is_refused_by_name() {
    let refused = |sending: Sending, horizon| {
        Timeline::of(&[sending], Span::default(), horizon)
            .err()
            .map(|refusal| refusal.what)
            .unwrap_or_default()
    };
    let good = || sending("FR", 1_000.0, None);
    assert!(refused(Sending { tour_months: 0.0, ..good() }, 60).starts_with("FR: A tour"));
    assert!(refused(Sending { interval_months: f64::NAN, ..good() }, 60).contains("interval"));
    assert!(refused(Sending { wanted: Deployed(-1.0), ..good() }, 60).contains("level"));
    assert!(refused(Sending { pool: Some(Pool(f64::INFINITY)), ..good() }, 60).contains("pool"));
    assert!(refused(Sending { ramp_up_months: 1e9, ..good() }, 60).contains("ramp-up"));
    assert!(refused(good(), 0).contains("horizon"));
    assert!(refused(good(), 61).contains("horizon"));
}

proptest! {
    /// `deployed + preparing + recovering = deployed × k` in every month of the steady
    /// state if the tour divides the ramp-up or the interval, and only then.
    #[test]
    fn the_pool_is_k_times_those_deployed(
        wanted in 1_u32..40_000, ramp in 1_u32..14, tour in 1_u32..8, interval in 0_u32..20,
    ) {
        let sending = rotated(f64::from(wanted), f64::from(ramp), f64::from(tour), f64::from(interval));
        let timeline = timeline(std::slice::from_ref(&sending), 60);
        let pool = rotation::pool(sending.wanted, rotation::k(sending.tour_months, sending.interval_months).unwrap());
        let months = steady(&sending, &timeline);
        let to_the_person = months.iter().all(|month| (month.tied_up().0 - pool.0).abs() < 0.5);
        let even = ramp % tour == 0 || interval % tour == 0;
        prop_assert!(!even || to_the_person, "{:?}", months.iter().map(|m| m.tied_up().0).collect::<Vec<_>>());
        // A whole round of tours lies in what is left of the horizon.
        if !even && wanted > 1_000 && months.len() >= 2 * tour as usize {
            prop_assert!(!to_the_person);
            let round = &months[..tour as usize];
            let mean = round.iter().map(|month| month.tied_up().0).sum::<f64>() / f64::from(tour);
            prop_assert!((mean - pool.0).abs() < 0.5, "{mean} is not {}", pool.0);
        }
    }

    /// A pool of `deployed × k` keeps the level under the same condition.
    #[test]
    fn a_pool_of_k_keeps_the_level(
        wanted in 1_u32..40_000, rounds in 1_u32..3, tour in 1_u32..8, interval in 0_u32..20,
    ) {
        let unlimited = rotated(f64::from(wanted), f64::from(rounds * tour), f64::from(tour), f64::from(interval));
        let k = rotation::k(unlimited.tour_months, unlimited.interval_months).unwrap();
        let limited = Sending { pool: Some(rotation::pool(unlimited.wanted, k)), ..unlimited };
        prop_assert_eq!(timeline(&[limited], 60).shortfall, Shortfall::default());
    }

    /// Everyone who has served: `deployed × ⌈months / tour⌉` where all come at once, and for
    /// whole tours also where the ramp-up is no longer than one.
    #[test]
    fn those_who_served_are_counted_by_tours(
        wanted in 1_u32..40_000, tour in 1_u32..13, horizon in 1_u32..=60, ramp in 1_u32..13,
    ) {
        let at_once = rotated(f64::from(wanted), 0.0, f64::from(tour), 12.0);
        let served = timeline(std::slice::from_ref(&at_once), horizon).cumulative();
        prop_assert_eq!(served, rotation::cumulative(at_once.wanted, f64::from(horizon), at_once.tour_months));
        let whole = (horizon / tour) * tour;
        if whole > 0 && ramp <= tour {
            let ramped = Sending { ramp_up_months: f64::from(ramp), ..at_once };
            let served = timeline(std::slice::from_ref(&ramped), whole).cumulative();
            prop_assert_eq!(served, rotation::cumulative(ramped.wanted, f64::from(whole), ramped.tour_months));
        }
    }

    /// Nobody is in two places, no pool is overdrawn, nobody is there who was not asked
    /// for, a larger pool never sends fewer in all, and the coalition is the sum of its nations.
    #[test]
    fn nobody_is_counted_twice(
        wanted in prop::collection::vec(0.0_f64..20_000.0, 1..6), pool in 0.0_f64..60_000.0,
        ramp in 0.0_f64..14.0, tour in 0.3_f64..13.0, interval in 0.0_f64..30.0, start in 0_u32..20,
    ) {
        let sendings: Vec<Sending> = wanted.iter().zip(0..).map(|(&wanted, place)| Sending {
            nation: format!("X{place}"), start_month: start * place, pool: Some(Pool(pool)),
            ..rotated(wanted, ramp, tour, interval)
        }).collect();
        let timeline = timeline(&sendings, 60);
        for course in &timeline.nations {
            for month in &course.months {
                prop_assert!(month.tied_up().0 <= pool + 0.01, "{month:?} of {pool}");
                prop_assert!(month.short.0 >= 0.0 && month.deployed.0 >= 0.0);
                prop_assert!((month.wanted.0 - month.deployed.0 - month.short.0).abs() < 1e-6);
                prop_assert!(month.preparing.0 >= 0.0 && month.recovering.0 >= 0.0);
            }
        }
        let richer: Vec<Sending> = sendings.iter().cloned()
            .map(|sending| Sending { pool: Some(Pool(pool + 1_000.0)), ..sending }).collect();
        let richer = self::timeline(&richer, 60);
        for (month, richer) in std::iter::zip(&timeline.months, &richer.months) {
            prop_assert!(month.served.0 <= richer.served.0, "{month:?} {richer:?}");
        }
        for (number, month) in timeline.months.iter().enumerate() {
            let sum: f64 = timeline.nations.iter().map(|course| course.months[number].deployed.0).sum();
            prop_assert!((sum - month.deployed.0).abs() < 1e-6);
        }
        prop_assert!(timeline.shortfall.nobody_in.is_none_or(|nobody| timeline.shortfall.from.is_some_and(|from| from <= nobody)));
        let first = timeline.nations.iter().filter_map(|course| course.shortfall.from).min();
        prop_assert!(first.is_none_or(|first| timeline.shortfall.from.is_some_and(|from| from <= first)));
    }
}
