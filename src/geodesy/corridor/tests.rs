use super::*;
use crate::geodesy::{area, distance};
use geo_types::Point;
use proptest::prelude::*;

fn line(places: &[(f64, f64)]) -> LineString<f64> {
    LineString(places.iter().map(|&at| at.into()).collect())
}

/// The sketched line of contact of 1 December 2024, Kupiansk to the Kinburn spit.
fn contact() -> LineString<f64> {
    line(&[
        (37.95, 50.00),
        (37.80, 49.90),
        (37.70, 49.85),
        (37.68, 49.72),
        (37.80, 49.60),
        (37.85, 49.50),
        (37.85, 49.40),
        (37.95, 49.25),
        (38.00, 49.10),
        (38.00, 49.00),
        (38.20, 48.95),
        (38.25, 48.88),
        (38.20, 48.80),
        (38.00, 48.70),
        (37.90, 48.60),
        (37.90, 48.50),
        (37.88, 48.40),
        (37.75, 48.35),
        (37.50, 48.25),
        (37.35, 48.20),
        (37.20, 48.20),
        (37.20, 48.10),
        (37.30, 48.02),
        (37.25, 47.95),
        (37.10, 47.85),
        (36.95, 47.80),
        (36.85, 47.80),
        (36.60, 47.75),
        (36.30, 47.63),
        (36.00, 47.55),
        (35.80, 47.45),
        (35.60, 47.48),
        (35.35, 47.50),
        (35.20, 47.50),
        (34.90, 47.50),
        (34.60, 47.53),
        (34.30, 47.53),
        (34.10, 47.40),
        (33.95, 47.20),
        (33.75, 47.00),
        (33.40, 46.80),
        (33.20, 46.75),
        (32.90, 46.68),
        (32.65, 46.58),
        (32.40, 46.53),
        (32.25, 46.50),
    ])
}

fn hairpin() -> LineString<f64> {
    line(&[(37.0, 48.0), (37.5, 48.02), (37.3, 48.1), (38.0, 48.05), (37.8, 47.97), (38.4, 48.0)])
}

/// Ten thousand corners along a wave.
fn dense_wave() -> LineString<f64> {
    LineString(
        (0..=10_000)
            .map(|i| Coord { x: 36.0 + f64::from(i) * 2e-4, y: 48.0 + 0.1 * (f64::from(i) / 400.0).sin() })
            .collect(),
    )
}

/// Within a thousandth of what GEOS 3.13 finds (buffer with flat ends or of a
/// single side, 64 corners a quarter, ellipsoidal equal-area projection around
/// the line), in one part without a hole.
fn check(axis: &LineString<f64>, left: f64, right: f64, wanted: f64) {
    let belt = corridor(axis, Km(left), Km(right)).unwrap();
    let got = area(&belt).0;
    assert!((got / wanted - 1.0).abs() < 1e-3, "{left} and {right} km: {got} km² instead of {wanted}");
    assert_eq!(belt.0.len(), 1);
    assert!(belt.0[0].interiors().is_empty());
}

#[test]
fn belts_along_the_line_of_contact_have_the_area_geos_finds() {
    for (depth, both, left, right) in [
        (1.0, 1_479.891, 740.150, 739.741),
        (5.0, 7_387.538, 3_698.881, 3_688.657),
        (20.0, 29_265.902, 14_719.935, 14_545.967),
    ] {
        check(&contact(), depth, depth, both);
        check(&contact(), depth, 0.0, left);
        check(&contact(), 0.0, depth, right);
    }
    let around_bakhmut = LineString(contact().0[10..18].to_vec());
    check(&around_bakhmut, 1.0, 1.0, 166.852);
    check(&around_bakhmut, 0.0, 5.0, 396.982);
}

#[test]
fn dense_lines_leave_no_holes() {
    check(&dense_wave(), 1.0, 1.0, 478.957);
    check(&dense_wave(), 5.0, 5.0, 2_393.090);
    check(&dense_wave(), 0.0, 5.0, 1_196.803);
}

#[test]
fn hairpins_do_not_leak() {
    check(&hairpin(), 1.0, 1.0, 329.115);
    check(&hairpin(), 1.0, 0.0, 164.576);
}

#[test]
fn unequal_depths_are_the_sum_of_the_sides() {
    // Where the line is gentle, one side does not see the other.
    let gentle = line(&[(34.0, 47.5), (35.0, 47.5), (36.0, 47.6)]);
    let side = |left, right| area(&corridor(&gentle, Km(left), Km(right)).unwrap()).0;
    let sum = side(30.0, 0.0) + side(0.0, 5.0);
    // The square ends bend by a few metres between their corners.
    assert!((side(30.0, 5.0) / sum - 1.0).abs() < 1e-4);
}

#[test]
fn a_metre_along_eight_hundred_kilometres() {
    let border = line(&[(25.0, 51.6), (36.6, 51.6)]);
    let belt = corridor(&border, Km(0.001), Km(0.001)).unwrap();
    let wanted = crate::geodesy::length(&border).0 * 0.002;
    assert!((area(&belt).0 / wanted - 1.0).abs() < 1e-3);
    assert_eq!((belt.0.len(), belt.0[0].interiors().len()), (1, 0));
}

#[test]
fn five_hundred_kilometres_on_either_side() {
    // A strip square to a parallel: sampled on a fine grid, 696 310 km².
    let belt = corridor(&line(&[(22.0, 48.0), (40.0, 49.5)]), Km(0.0), Km(500.0)).unwrap();
    assert!((area(&belt).0 / 696_310.0 - 1.0).abs() < 1e-3);
}

#[test]
fn the_rim_is_as_far_away_as_the_belt_is_deep() {
    let axis = contact();
    let belt = corridor(&axis, Km(15.0), Km(15.0)).unwrap();
    let ends = [axis.0[0], axis.0[axis.0.len() - 1]];
    for &corner in &belt.0[0].exterior().0 {
        let away = distance(Point(corner), &axis).0;
        let at_an_end = ends.iter().any(|&end| crate::geodesy::ground_distance(corner, end).0 < 15.1);
        assert!(away < 15.015 && (away > 14.95 || at_an_end), "{corner:?} is {away} km away");
    }
}

#[test]
fn adjoining_stretches_adjoin() {
    let axis = contact();
    let (north, south) = (LineString(axis.0[..20].to_vec()), LineString(axis.0[19..].to_vec()));
    let belt = |line: &LineString<f64>| corridor(line, Km(0.0), Km(8.0)).unwrap();
    let (north, south) = (belt(&north), belt(&south));
    let shared = area(&crate::geodesy::intersection(&north, &south)).0;
    assert!(shared < 0.02 * area(&north).0, "{shared} km² lie in both");
}

#[test]
fn what_cannot_be_a_belt_is_refused() {
    let fine = hairpin();
    let refused = |line: &LineString<f64>, left, right, what: &str| {
        let refusal = corridor(line, Km(left), Km(right)).unwrap_err();
        assert!(refusal.what.contains(what), "{refusal}");
    };
    refused(&fine, 0.0, 0.0, "depth on one side");
    for depth in [-1.0, 0.000_1, 501.0, f64::NAN, f64::INFINITY] {
        refused(&fine, depth, 5.0, "km deep");
    }
    refused(&line(&[]), 5.0, 5.0, "two different places");
    refused(&line(&[(31.0, 50.0), (31.0, 50.0)]), 5.0, 5.0, "two different places");
    refused(&line(&[(31.0, 50.0), (31.0, f64::NAN)]), 5.0, 5.0, "no belt can be drawn");
    refused(&line(&[(31.0, 84.0), (31.0, 86.0)]), 5.0, 5.0, "no belt can be drawn");
    refused(&line(&[(179.9, 50.0), (180.0, 50.5)]), 50.0, 50.0, "antimeridian");
}

#[test]
fn jitter_neither_hangs_nor_shatters_a_belt() {
    // A fixed pseudo-random walk around the line, half a kilometre to and fro.
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as f64 / f64::from(1_u32 << 31) - 0.5
    };
    let jittered = LineString(
        dense_wave()
            .0
            .iter()
            .map(|at| Coord { x: at.x + 0.01 * random(), y: at.y + 0.01 * random() })
            .collect(),
    );
    let belt = corridor(&jittered, Km(20.0), Km(0.0)).unwrap();
    assert_eq!(belt.0.len(), 1);
    assert!((3_500.0..5_000.0).contains(&area(&belt).0));
    let refusal = corridor(&jittered, Km(0.001), Km(0.001)).unwrap_err();
    assert!(refusal.what.contains("too many for so narrow a belt"), "{refusal}");
}

/// Counted on a tilted lattice of some 2,500 × 2,500 places, each
/// with the shortest of its square ways to every edge and bend, through space: a
/// program of its own that knows no outline. Right to about 0.05 %.
#[test]
fn belts_hold_what_counting_place_by_place_finds() {
    let u_turn = line(&[(36.0, 48.0), (37.0, 48.0), (37.05, 48.1), (37.0, 48.2), (36.3, 48.2)]);
    let eight = line(&[
        (35.0, 48.0),
        (35.5, 48.4),
        (36.0, 48.0),
        (36.5, 48.3),
        (36.5, 47.7),
        (36.0, 47.95),
        (35.5, 47.6),
        (34.8, 48.1),
    ]);
    let spike = line(&[(35.0, 48.0), (36.0, 48.02), (36.01, 48.3), (36.02, 48.02), (37.0, 48.0)]);
    let hook = line(&[(35.0, 48.0), (36.0, 48.0), (36.05, 48.05), (35.95, 48.08)]);
    let spiral = line(&[
        (35.0, 48.0),
        (36.0, 48.0),
        (36.0, 48.6),
        (35.2, 48.6),
        (35.2, 48.2),
        (35.75, 48.2),
        (35.75, 48.4),
    ]);
    for (what, axis, depth, left, right) in [
        ("contact", contact(), 20.0, 14_720.26, 14_546.88),
        ("contact", contact(), 50.0, 36_986.55, 35_149.80),
        ("contact", contact(), 100.0, 77_609.63, 67_496.55),
        ("U-turn", u_turn.clone(), 5.0, 706.16, 789.89),
        ("U-turn", u_turn, 20.0, 1_647.90, 3_631.37),
        ("hairpin", hairpin(), 5.0, 725.98, 726.31),
        ("hairpin", hairpin(), 20.0, 2_424.74, 2_417.93),
        ("eight", eight.clone(), 5.0, 2_096.52, 1_883.14),
        ("eight", eight, 20.0, 8_884.13, 4_656.39),
        ("spike", spike, 5.0, 1_041.39, 769.16),
        ("hook", hook, 5.0, 401.24, 481.59),
        ("spiral", spiral, 5.0, 1_414.63, 1_638.05),
    ] {
        let got = |left, right| area(&corridor(&axis, Km(left), Km(right)).unwrap()).0;
        let near = |side: &str, got: f64, wanted: f64| {
            let off = got / wanted - 1.0;
            assert!(off.abs() < 1e-3, "{what}, {depth} km {side}: {got} km² instead of {wanted}: {off}");
        };
        near("left", got(depth, 0.0), left);
        near("right", got(0.0, depth), right);
        near("both", got(depth, depth), left + right);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn both_sides_are_the_left_and_the_right(
        places in prop::collection::vec((34.0..36.0, 47.0..48.5), 2..9), depth in 1.0_f64..40.0,
    ) {
        let axis = line(&places);
        let got = |left, right| corridor(&axis, Km(left), Km(right)).unwrap();
        let (left, right, both) = (got(depth, 0.0), got(0.0, depth), got(depth, depth));
        let whole = area(&both).0;
        // Along a line that runs back over itself both sides have the same ground.
        let twice = area(&crate::geodesy::intersection(&left, &right)).0;
        let sum = (area(&left).0 + area(&right).0 - twice) / whole - 1.0;
        prop_assert!(sum.abs() < 1e-3, "{}", sum);
        let back = places.windows(3).any(|three| three[0] == three[2]);
        prop_assert!(back || twice < 2e-3 * whole, "{} of {}", twice, whole);
        let union = area(&crate::geodesy::union(&[&left, &right])).0 / whole - 1.0;
        prop_assert!(union.abs() < 1e-3, "{}", union);
        prop_assert!(area(&got(depth * 1.1, 0.0)).0 > area(&left).0 * (1.0 - 1e-3));
        for outline in [&left, &right, &both] {
            let least = depth * depth * 1e-3;
            for part in outline {
                prop_assert!(part.interiors().iter().all(|hole| signed_ring(&hole.0).abs() >= least * 1e6));
            }
            let valid = crate::geodesy::valid_area(outline);
            prop_assert!(valid.is_ok(), "{:?}", valid);
        }
    }

    #[test]
    fn a_line_that_runs_back_along_itself_makes_a_belt(
        places in prop::collection::vec((0_i32..5, 0_i32..4), 2..9), depth in 1.0_f64..30.0,
    ) {
        let places: Vec<(f64, f64)> =
            places.iter().map(|(x, y)| (34.0 + f64::from(*x) * 0.25, 47.0 + f64::from(*y) * 0.25)).collect();
        let Ok(both) = corridor(&line(&places), Km(depth), Km(depth)) else { return Ok(()) };
        let got = |left, right| corridor(&line(&places), Km(left), Km(right)).unwrap();
        let sides = crate::geodesy::union(&[&got(depth, 0.0), &got(0.0, depth)]);
        prop_assert!((area(&sides).0 / area(&both).0 - 1.0).abs() <= 1e-3);
    }

    #[test]
    fn a_belt_is_the_same_a_degree_farther_east(
        places in prop::collection::vec((34.0..36.0, 47.0..48.5), 2..6), depth in 1.0_f64..40.0,
    ) {
        let moved: Vec<(f64, f64)> = places.iter().map(|(x, y)| (x + 1.0, *y)).collect();
        let got = |places: &[(f64, f64)]| area(&corridor(&line(places), Km(depth), Km(0.0)).unwrap()).0;
        prop_assert!((got(&moved) / got(&places) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn any_line_makes_a_belt_or_a_refusal(
        places in prop::collection::vec((22.0..40.0, 44.0..52.5), 0..12),
        left in 0.0..80.0, right in 0.0..80.0,
    ) {
        if let Ok(belt) = corridor(&line(&places), Km(left), Km(right)) {
            prop_assert!(area(&belt).0 > 0.0);
        }
    }

    #[test]
    fn an_open_bow_has_no_hole(
        turns in prop::collection::vec(-0.5_f64..0.5, 1..20), depth in 1.0_f64..30.0, step in 0.05_f64..0.3,
    ) {
        // Turns that never add up to a U.
        let mut heading: f64 = 0.0;
        let mut at = Coord { x: 30.0, y: 48.0 };
        let mut places = vec![at];
        for turn in turns {
            heading = (heading + turn).clamp(-1.0, 1.0);
            at = Coord { x: at.x + step * heading.cos(), y: at.y + step * heading.sin() };
            places.push(at);
        }
        for (left, right) in [(depth, depth), (depth, 0.0), (0.0, depth), (depth, depth * 0.5)] {
            let belt = corridor(&LineString(places.clone()), Km(left), Km(right)).unwrap();
            prop_assert_eq!((belt.0.len(), belt.0[0].interiors().len()), (1, 0));
        }
    }
}
