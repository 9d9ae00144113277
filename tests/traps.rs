//! The twenty ways in which such numbers mislead, and how each one that
//! touches the arithmetic is kept out. Two of them are kept out by the
//! compiler: see `cordon::units` (kinds of number) and
//! `cordon::force::method::m7::Apart` (enablers).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use cordon::atlas::doctrine::{Doctrine, Met, Method, Use};
use cordon::force::caution;
use cordon::force::compare::{Total, Verdict, beside};
use cordon::force::method::{m1, m4, m5, size};
use cordon::force::rotation::k;
use cordon::force::{Inputs, Overrides};
use cordon::units::{Deployed, Km, People, Span, two_figures};

fn doctrine() -> Doctrine {
    Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
fn every_trap_says_how_it_is_met() {
    for trap in &doctrine().traps {
        assert!(!trap.title.is_empty() && !trap.text.is_empty() && !trap.how.is_empty(), "{}", trap.number);
    }
}

#[test]
fn trap_2_m1_is_no_default_but_for_people_and_warns_over_a_country() {
    let doctrine = doctrine();
    for role in &doctrine.roles {
        assert!(role.method != Method::M1 || role.role == "population", "{}", role.role);
    }
    assert!(caution::m1_country_warning(People(30e6), People(41.2e6), &doctrine).is_some());
    assert_eq!(m1::from_abroad(m1::all_forces(30e6, 20.0), 800_000.0), 0.0);
}

#[test]
fn trap_3_a_mandate_is_chosen_first_and_its_band_is_narrow() {
    let doctrine = doctrine();
    let inputs = Inputs { line_km: Some(100.0), ..Inputs::default() };
    assert!(size(Method::M3b, None, &inputs, &doctrine, &Overrides::new()).is_err());
    for profile in doctrine.profiles_of(Method::M3b) {
        let band = doctrine.at(profile.parameter).value;
        // All analogues together span a factor of more than two thousand.
        assert!(band.high / band.low < 5.0, "{}", profile.parameter.id());
    }
}

#[test]
fn trap_4_all_denominators_or_none() {
    let doctrine = doctrine();
    let held_by_government = m5::Whole { area_km2: 480_000.0, people: 30e6, line_km: 1_100.0 };
    let table = m5::analogies(held_by_government, 1.0, &doctrine, &Overrides::new());
    let Ok(table) = table else { panic!("{table:?}") };
    let magnitudes: Vec<f64> =
        table.iter().flat_map(|analogy| analogy.by.map(|by| by.magnitude.central.0)).collect();
    assert_eq!(magnitudes.len(), 6);
    let (least, most) =
        (magnitudes.iter().copied().fold(f64::MAX, f64::min), magnitudes.iter().copied().fold(0.0, f64::max));
    assert_eq!((two_figures(least), two_figures(most)), (61_000.0, 2_200_000.0));
    assert_eq!((most / least).round(), 36.0);
    let one_missing = m5::Whole { people: 0.0, ..held_by_government };
    assert!(m5::analogies(one_missing, 1.0, &doctrine, &Overrides::new()).is_err());
    let whole = Inputs { line_km: Some(1_100.0), ..Inputs::default() };
    assert!(size(Method::M5, None, &whole, &doctrine, &Overrides::new()).is_err());
}

#[test]
fn trap_5_kinds_are_never_compared() {
    let doctrine = doctrine();
    let plan = Total::Deployed(Span::flat(Deployed(100_000.0)));
    for estimate in &doctrine.estimates {
        let compared = matches!(beside(&plan, estimate), Verdict::Comparable { .. });
        let deployed = estimate.counted == cordon::atlas::doctrine::Counted::Deployed;
        assert_eq!(compared, deployed && estimate.comparable, "{}", estimate.id);
    }
}

#[test]
fn trap_6_k_is_k() {
    // "3:1": three in all, or three behind each one deployed.
    assert_eq!((k(6.0, 12.0), k(6.0, 18.0)), (Ok(3.0), Ok(4.0)));
}

#[test]
fn trap_8_the_published_band_stands_beside_the_measured_length() {
    let band = caution::published_band("contact", &doctrine());
    assert_eq!(band, Some((Km(1_000.0), Km(2_000.0))));
}

#[test]
fn trap_11_what_a_copy_got_wrong_is_said() {
    let doctrine = doctrine();
    assert!(doctrine.estimate("E06").is_some_and(|estimate| estimate.check.contains("prints 7")));
    assert!(
        doctrine
            .sources()
            .any(|source| { source.limits.as_deref().is_some_and(|limits| limits.contains("secondary")) })
    );
}

#[test]
fn trap_12_no_published_plan_holds_the_line() {
    let held = m4::holdable_km(40_000.0, 25.0, 0.25, 8_000.0);
    assert_eq!(held, 100.0);
    assert!(caution::uncovered_warning(Km(1_100.0), Km(held)).is_some());
}

#[test]
fn trap_16_monitoring_needs_consent() {
    assert!(caution::consent_warning(Method::M3a, false).is_some());
}

#[test]
fn trap_18_nothing_speaks_of_success() {
    // An outcome is a fact about the past; no method takes it.
    let doctrine = doctrine();
    assert!(doctrine.methods.iter().all(|method| !method.formula.contains("success")));
}

#[test]
fn trap_19_cases_that_chose_a_figure_are_no_tests() {
    let doctrine = doctrine();
    let used = |id: &str| doctrine.mission(id).map(|mission| mission.used);
    assert_eq!(used("UNDOF99"), Some(Use::Calibrate));
    assert_ne!(used("UNF90"), Some(Use::Holdout));
    assert!(doctrine.missions.iter().any(|mission| mission.used == Use::Holdout));
}

#[test]
fn trap_20_headlines_have_two_figures() {
    assert_eq!(two_figures(12_517.4), 13_000.0);
}

#[test]
fn some_traps_are_met_by_leaving_the_thing_out() {
    let doctrine = doctrine();
    let absent: Vec<u8> =
        doctrine.traps.iter().filter(|trap| trap.met == Met::Absent).map(|trap| trap.number).collect();
    assert_eq!(absent, [1, 18]);
}
