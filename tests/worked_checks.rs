//! The results that were worked by hand from the public figures. They hold to
//! the digits given.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use cordon::atlas::doctrine::{Doctrine, Method, Parameter};
use cordon::force::derivation::Key;
use cordon::force::method::{m1, m3b, m4, m4t, m5, m7, size};
use cordon::force::rotation::{cumulative, deployed_from_pool, k, pool};
use cordon::force::{Case, Derivation, Ground, Inputs, Overrides};
use cordon::source::Basis;
use cordon::units::{Deployed, Pool, Span, brief};

fn doctrine() -> Doctrine {
    Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
}

fn sized(method: Method, profile: Option<&str>, inputs: Inputs, overrides: &[(&str, f64)]) -> Derivation {
    let overrides: Overrides =
        overrides.iter().map(|&(id, value)| (id.to_owned(), Span::flat(value))).collect();
    size(method, profile, &inputs, &doctrine(), &overrides).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn line(km: f64) -> Inputs {
    Inputs { line_km: Some(km), ..Inputs::default() }
}

/// To one decimal, as the checks are written.
fn tenths(need: Span<Deployed>) -> (f64, f64, f64) {
    let round = |people: Deployed| (people.0 * 10.0).round() / 10.0;
    (round(need.low), round(need.central), round(need.high))
}

#[test]
fn the_line_of_contact_bottom_up() {
    let derivation = sized(Method::M3a, None, line(1_100.0), &[]);
    let (low, central, high) = tenths(derivation.need);
    assert_eq!((low.round(), central, high), (5_295.0, 12_517.4, 33_595.8));
}

#[test]
fn the_line_of_contact_per_km() {
    let need = sized(Method::M3a, None, line(1_100.0), &[]).need;
    let per_km = need.map(|people| (people.0 / 1_100.0 * 10.0).round() / 10.0);
    // The published result says 11.3 in the centre; 12,517.4 / 1,100 is 11.38.
    assert_eq!((per_km.low, per_km.central, per_km.high), (4.8, 11.4, 30.5));
}

#[test]
fn the_golan_with_its_own_posts() {
    let own = [
        ("m3a.spacing", 80.0 / 55.0),
        ("m3a.post", 8.0),
        ("m3a.patrol", 1.0),
        ("m3a.reserve-sector", 80.0),
        ("m3a.reserve-company", 110.0),
    ];
    let derivation = sized(Method::M3a, None, line(80.0), &own);
    assert_eq!(derivation.term(Key::Posts).map(|posts| posts.value.central), Some(55.0));
    assert_eq!(tenths(derivation.need).1, 1_113.8);
    assert!(derivation.overridden());
}

#[test]
fn the_line_held_by_brigades() {
    let own = [("m4.frontage", 25.0), ("m4.reserve", 1.0 / 3.0), ("m4.slice", 8_000.0)];
    let derivation = sized(Method::M4, None, line(1_100.0), &own);
    let count = |key| derivation.term(key).map(|term| term.value.central);
    assert_eq!((count(Key::ForwardBrigades), count(Key::ReserveBrigades)), (Some(44.0), Some(15.0)));
    assert_eq!(tenths(derivation.need).1, 472_000.0);
    assert_eq!(tenths(sized(Method::M4, None, line(1_100.0), &[]).need).1, 472_000.0);
    assert_eq!(m4::slices(5.0, 8_000.0), 40_000.0);
}

#[test]
fn pools_and_those_deployed_from_them() {
    let rounded = |k| deployed_from_pool(Pool(100_000.0), k).0.round();
    assert_eq!([2.5, 3.0, 4.0, 5.0].map(rounded), [40_000.0, 33_333.0, 25_000.0, 20_000.0]);
    let pools = [12.0, 18.0, 24.0].map(|interval| k(6.0, interval).map(|k| pool(Deployed(10_000.0), k)));
    assert_eq!(pools, [Ok(Pool(30_000.0)), Ok(Pool(40_000.0)), Ok(Pool(50_000.0))]);
    assert_eq!(cumulative(Deployed(64_000.0), 24.0, 6.0).0, 256_000.0);
}

#[test]
fn every_worked_rotation() {
    for row in &doctrine().rotations {
        let multiple = k(row.tour_months, row.interval_months).unwrap_or_default();
        assert_eq!(multiple, row.k);
        assert_eq!(deployed_from_pool(Pool(100_000.0), multiple).0.round(), row.deployed_from_pool_100000);
        assert_eq!(pool(Deployed(40_000.0), multiple).0, row.pool_for_deployed_40000);
    }
}

#[test]
fn ifor_and_kfor_along_the_line() {
    assert_eq!(m5::scaled(60_000.0, 1_100.0, 1_080.0, 1.0).round(), 61_111.0);
    assert_eq!(m5::scaled(50_000.0, 1_100.0, 352.0, 1.0), 156_250.0);
}

#[test]
fn a_country_by_its_population() {
    assert_eq!(m1::all_forces(30e6, 20.0), 600_000.0);
    assert_eq!(m1::from_abroad(600_000.0, 800_000.0), 0.0);
    let inputs = Inputs { people: 30e6, host_forces: 800_000.0, ..Inputs::default() };
    let derivation = sized(Method::M1, Some("m1.contested"), inputs, &[]);
    assert_eq!(derivation.term(Key::AllForces).map(|all| all.value.central), Some(600_000.0));
    assert_eq!(tenths(derivation.need), (0.0, 0.0, 0.0));
}

/// The line belt of the design: 816.9 km drawn, 1,040 km published for 740.3 measured.
#[test]
fn the_line_belt_term_by_term() {
    let ground = Ground {
        factor: Span::flat(1_040.0 / 740.3),
        basis: Span::flat(Basis::C),
        quotient: Some((1_040.0, 740.3)),
    };
    let derivation = sized(Method::M3a, None, Inputs { ground, ..line(816.9) }, &[]);
    let shown: Vec<String> = derivation
        .terms
        .iter()
        .map(|term| {
            format!("{} | {} | {}", term.name(), term.working(Case::Central), brief(term.value.central))
        })
        .collect();
    let expected = [
        "Line drawn | km, measured on the map | 816.9",
        "Ground factor | 1 040 ÷ 740.3 | 1.4",
        "Line on ground | km | 1 147.6",
        "Posts | one per 3.5 km | 328",
        "Shifts | × 10 per post | 3 280",
        "Patrols | × 1.5 per km | 1 721.4",
        "Reserve (QRF) | 20 coy × 120 | 2 400",
        "On the line | persons | 7 401.4",
        "Support | × 0.7 | 5 181",
        "Headquarters | × 0.04 | 503.3",
        "Needed | persons | 13 085.7",
    ];
    let shown: Vec<String> = shown.iter().map(|line| line.replace('\u{2009}', " ")).collect();
    assert_eq!(shown, expected);
    let (low, central, high) = tenths(derivation.need);
    assert_eq!((low.round(), central.round(), high.round()), (5_615.0, 13_086.0, 35_156.0));
    let check = sized(Method::M3b, Some("m3b.light-un"), Inputs { ground, ..line(816.9) }, &[]);
    assert!((check.need.central.0 - 5_508.0).abs() < 1.0, "{:?}", check.need);
}

#[test]
fn the_other_zones_of_the_design() {
    let held = Inputs { held_km: Some(20.0), ..Inputs::default() };
    assert_eq!(tenths(sized(Method::M4, None, held, &[]).need).1, 16_000.0);
    let hub = Inputs { sites: 1.0, ..Inputs::default() };
    assert_eq!(tenths(sized(Method::M4t, None, hub, &[]).need), (640.0, 1_200.0, 1_890.0));
    let plants = Inputs { sites: 3.0, ..Inputs::default() };
    assert_eq!(tenths(sized(Method::Site, None, plants, &[]).need), (900.0, 1_800.0, 3_000.0));
    let border = sized(Method::M3b, Some("m3b.light-un"), line(264.0), &[]);
    assert_eq!(border.need.central.0.round(), 1_267.0);
}

/// Every published estimate that a formula can reproduce lies where it should.
#[test]
fn published_estimates_are_reproduced() {
    let doctrine = doctrine();
    let slice = 8_000.0;
    let slices = |n: f64| m4::slices(n, slice);
    let m3a = |km: f64| sized(Method::M3a, None, line(km), &[]).need;
    let reproduced: &[(&str, f64, f64)] = &[
        ("E01", slices(5.0), slices(5.0)),
        ("E02", slices(5.0), slices(5.0)),
        ("E03", deployed_from_pool(Pool(100_000.0), 5.0).0, deployed_from_pool(Pool(100_000.0), 2.5).0),
        ("E05", slices(25.0), slices(25.0)),
        ("E06", m3b::at_density(3_700.0, 27.0), m3b::at_density(3_700.0, 27.0)),
        ("E07", pool(Deployed(10_000.0), 3.0).0, pool(Deployed(10_000.0), 4.0).0),
        // Published as 6 to 13 slices; six make 48,000, just under the 50,000 named.
        ("E08", slices(7.0), slices(13.0)),
        ("E09", slices(3.0), slices(4.0)),
        ("E10", m4t::packages(20.0, 1_200.0) * 1.2, m4t::packages(20.0, 1_200.0) * 1.2),
        ("E11", slices(19.0), slices(19.0)),
        ("E14", slices(19.0), slices(23.0)),
        ("E15", m3a(1_100.0).central.0, m3b::at_density(1_100.0, 13.6)),
        ("E16", m3b::at_density(1_100.0, 4.2), m3b::at_density(1_200.0, 5.9)),
        ("E16", m3a(1_100.0).low.0, m3a(1_200.0).low.0),
        ("E17", m4::slices(2.0, 5_000.0), m4::slices(5.0, 5_000.0)),
        ("E18", slices(13.0), slices(15.0)),
        ("E19", slices(1.0), m4::slices(1.0, 11_000.0)),
        ("E20", slices(3.0), m4::slices(3.0, 25_000.0 / 3.0)),
        ("E21", slices(8.0), slices(12.0)),
        ("E22", slices(8.0), slices(8.0)),
        ("E23", cumulative(Deployed(64_000.0), 24.0, 6.0).0, pool(Deployed(64_000.0), 4.0).0),
        ("E25", slices(1.0), slices(4.0)),
        ("E28", m4::slices(50.0, 6_000.0), m4::slices(50.0, 6_000.0)),
        ("E29", m7::crews(120.0, 20.0), m7::crews(120.0, 35.0)),
        ("E31", slices(2.0), slices(3.0)),
    ];
    for &(id, low, high) in reproduced {
        let Some((least, most)) = doctrine.estimate(id).and_then(|estimate| estimate.check_range) else {
            panic!("{id} has no check")
        };
        assert!(least <= low && high <= most, "{id}: {low} to {high} is not within {least} to {most}");
    }
}

#[test]
fn feasible_and_unclear_numbers_are_read_both_ways() {
    // E24: 25,000 deployed stand on a pool of 75,000 to 125,000.
    assert_eq!(pool(Deployed(25_000.0), 3.0), Pool(75_000.0));
    assert_eq!(pool(Deployed(25_000.0), 5.0), Pool(125_000.0));
    // E04: 100,000, if they are a pool, are 20,000 deployed at k = 5.
    assert_eq!(deployed_from_pool(Pool(100_000.0), 5.0), Deployed(20_000.0));
    // E12, E13: 46, 91 and 182 per km of 1,100.
    let per_km = [50_000.0, 100_000.0, 200_000.0].map(|people: f64| people / 1_100.0);
    assert_eq!(per_km.map(f64::ceil), [46.0, 91.0, 182.0]);
}

#[test]
fn fifty_nine_km_a_brigade() {
    // E05: 25 slices, three in four forward, on 1,100 km.
    assert_eq!((1_100.0_f64 / (25.0 * 0.75)).round(), 59.0);
    assert_eq!(m4::holdable_km(40_000.0, 25.0, 0.25, 8_000.0), 100.0);
}

/// The bands per km come from these lines, and the ones kept back lie outside:
/// that is reported, not hidden.
#[test]
fn line_analogues_lie_in_the_band_of_their_mandate() {
    let doctrine = doctrine();
    let per_km = |id: &str| {
        doctrine.analogues.iter().find(|line| line.id == id).map(|line| line.strength.value / line.line_km)
    };
    let within = |id: &str, profile: &str| {
        let Some((per_km, band)) = per_km(id).zip(doctrine.figure(profile).map(|figure| figure.value)) else {
            panic!("{id}")
        };
        let tenths = (per_km * 10.0).round() / 10.0;
        (band.low..=band.high).contains(&tenths)
    };
    for id in ["uniimog-1988", "smm-2017"] {
        assert!(within(id, "m3b.observers"), "{id}");
    }
    for id in ["unmee-2001", "unikom-1995", "unficyp-2014"] {
        assert!(within(id, "m3b.light-un"), "{id}");
    }
    for id in ["unficyp-1992", "undof-1999", "undof-2020", "unficyp-1975"] {
        assert!(within(id, "m3b.interposition"), "{id}");
    }
    assert!(within("unifil-2006", "m3b.depth"));
    assert!(!within("mfo-1982", "m3b.light-un"), "the hold-out lies above");
}

#[test]
fn analogues_say_what_their_strength_and_length_make() {
    for line in &doctrine().analogues {
        let per_km = line.strength.value / line.line_km;
        assert!((per_km - line.per_km).abs() <= 0.011 * line.per_km + 0.05, "{}: {per_km}", line.id);
    }
}

/// Lines that did not choose any figure of M3a, at its central case. The errors
/// are what `docs/method.md` reports.
#[test]
fn hold_outs_of_the_line_method() {
    let doctrine = doctrine();
    let error = |id: &str| {
        let Some((strength, km)) =
            doctrine.mission(id).and_then(|m| Some((m.strength.value, m.line_km?.value)))
        else {
            panic!("{id}")
        };
        let need = sized(Method::M3a, None, line(km), &[]).need.central.0;
        ((need / strength - 1.0) * 100.0).round()
    };
    assert_eq!(["MFO82", "UNIKOM95", "UNEF2"].map(error), [13.0, 103.0, -73.0]);
}

/// The size exponent is what the missions give: b = 0.26, R² = 0.26, 35 of them.
#[test]
fn the_size_exponent_comes_from_the_missions() {
    let doctrine = doctrine();
    let points: Vec<(f64, f64)> = doctrine
        .missions
        .iter()
        .filter_map(|m| Some((m.area_km2?.value.ln(), m.strength.value.ln())))
        .collect();
    let count = points.len() as f64;
    let (mean_x, mean_y) =
        (points.iter().map(|p| p.0).sum::<f64>() / count, points.iter().map(|p| p.1).sum::<f64>() / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in &points {
        xx += (x - mean_x).powi(2);
        xy += (x - mean_x) * (y - mean_y);
        yy += (y - mean_y).powi(2);
    }
    let hundredths = |value: f64| (value * 100.0).round() / 100.0;
    assert_eq!((points.len(), hundredths(xy / xx), hundredths(xy * xy / (xx * yy))), (35, 0.26, 0.26));
}

#[test]
fn enablers_that_are_missing_are_a_share_of_the_land_force() {
    let land = Span::flat(Deployed(40_000.0));
    for (missing, expected) in [
        (None, (0.0, 0.0, 0.0)),
        (Some(Parameter::EnablersIntelligence), (3_000.0, 6_000.0, 9_000.0)),
        (Some(Parameter::Enablers), (4_000.0, 8_000.0, 12_000.0)),
    ] {
        let layer = m7::Layer { missing, ..m7::Layer::default() };
        let total = m7::layer(layer, land, &doctrine(), &Overrides::new()).expect("a layer").total;
        assert_eq!((total.low.0, total.central.0, total.high.0), expected, "{missing:?}");
    }
}
