use super::*;
use crate::geodesy::{area, corridor, disc, length, perimeter};
use geo_types::Point;
use proptest::prelude::*;

fn line(places: &[(f64, f64)]) -> LineString<f64> {
    LineString(places.iter().map(|&at| at.into()).collect())
}

fn outline(parts: &[&[(f64, f64)]]) -> MultiPolygon<f64> {
    crate::geodesy::valid_area(&MultiPolygon(
        parts.iter().map(|part| Polygon::new(line(part), Vec::new())).collect(),
    ))
    .unwrap()
}

/// What every division keeps: parts sum to the zone, lie edge to edge, and hold their shares.
fn check(zone: &MultiPolygon<f64>, weights: &[f64], division: &Division) {
    assert_eq!(division.notes, vec![], "{:?}", division.shares);
    whole(zone, division);
    let sum: f64 = weights.iter().sum();
    for ((weight, share), part) in weights.iter().zip(&division.shares).zip(&division.parts) {
        assert!((share / (weight / sum) - 1.0).abs() < 0.01, "{share} instead of {}", weight / sum);
        assert!(!part.0.is_empty());
    }
}

fn whole(zone: &MultiPolygon<f64>, division: &Division) {
    let sum: f64 = division.parts.iter().map(|part| area(part).0).sum();
    let wanted = area(zone).0;
    assert!((sum / wanted - 1.0).abs() < 1e-9, "{sum} km² of {wanted}, {:e}", sum / wanted - 1.0);
    // What is no border of the zone is a divider, on both sides: nothing overlaps, no gap is left.
    let around: f64 = division.parts.iter().map(|part| perimeter(part).0).sum();
    let dividers: f64 = division.dividers.iter().map(|divider| length(&divider.path).0).sum();
    let wanted = perimeter(zone).0 + 2.0 * dividers;
    assert!((around / wanted - 1.0).abs() < 1e-9, "{around} km around, not {wanted}");
}

/// The sketched line of contact, Kupiansk to the Kinburn spit.
fn contact() -> LineString<f64> {
    let text = include_str!("../../../data/map/line-of-contact-2024-12-01.geojson");
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let places = file["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    LineString(
        places.iter().map(|at| Coord { x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() }).collect(),
    )
}

fn u_shape() -> MultiPolygon<f64> {
    outline(&[&[
        (35.0, 48.0),
        (36.5, 48.0),
        (36.5, 49.2),
        (36.1, 49.2),
        (36.1, 48.3),
        (35.4, 48.3),
        (35.4, 49.2),
        (35.0, 49.2),
        (35.0, 48.0),
    ]])
}

#[test]
fn a_belt_is_cut_across_its_axis() {
    let axis = contact();
    for (left, right) in [(10.0, 10.0), (20.0, 0.0), (0.0, 15.0), (30.0, 5.0)] {
        let zone = corridor(&axis, Km(left), Km(right)).unwrap();
        let depth = Km(left.max(right));
        for weights in [vec![1.0, 1.0], vec![4_200.0, 3_000.0, 1_800.0, 900.0], vec![1.0; 9]] {
            for measure in [Measure::Area, Measure::Line(&[])] {
                let division = divide_corridor(&axis, depth, &zone, &weights, measure);
                check(&zone, &weights, &division);
                assert_eq!(division.dividers.len(), weights.len() - 1);
                if left == right && matches!(measure, Measure::Line(_)) {
                    // Counted again on the map: the kilometres of the axis inside each part.
                    for (part, share) in division.parts.iter().zip(&division.shares) {
                        let inside = crate::geodesy::line_inside(&axis, part).0;
                        let got = inside.iter().map(|line| length(line).0).sum::<f64>() / length(&axis).0;
                        assert!((got / share - 1.0).abs() < 0.01, "{got} instead of {share}");
                    }
                }
                for (place, divider) in division.dividers.iter().enumerate() {
                    assert_eq!(divider.between, (place, place + 1));
                }
            }
        }
    }
}

#[test]
fn an_area_is_divided_by_its_area_or_by_what_lies_in_it() {
    let sector =
        outline(&[&[(36.2, 48.3), (37.5, 48.6), (37.9, 49.4), (36.6, 49.5), (35.9, 48.9), (36.2, 48.3)]]);
    for weights in [vec![1.0, 1.0], vec![5.0, 3.0, 2.0], vec![1.0; 6], vec![9.0, 1.0, 1.0, 4.0]] {
        check(&sector, &weights, &divide_area(&sector, &weights, Measure::Area, None));
        let lines = [contact(), line(&[(35.0, 48.9), (39.0, 49.0)])];
        check(&sector, &weights, &divide_area(&sector, &weights, Measure::Line(&lines), None));
        // Denser to the west, and nobody in the south.
        let people = |part: &MultiPolygon<f64>| {
            let north = outline(&[&[(35.0, 48.7), (36.7, 48.7), (36.7, 50.0), (35.0, 50.0), (35.0, 48.7)]]);
            area(&crate::geodesy::intersection(part, &north)).0 * 40.0
        };
        check(&sector, &weights, &divide_area(&sector, &weights, Measure::Sum(&people), None));
    }
}

#[test]
fn a_disc_a_hole_and_several_parts_are_divided() {
    let kyiv = disc(Point::new(30.52, 50.45), Km(30.0)).unwrap();
    check(&kyiv, &[2.0, 1.0], &divide_area(&kyiv, &[2.0, 1.0], Measure::Area, None));
    let ring = crate::geodesy::difference(&kyiv, &disc(Point::new(30.52, 50.45), Km(10.0)).unwrap());
    for weights in [vec![1.0, 1.0], vec![2.0, 1.0, 1.0]] {
        let division = divide_area(&ring, &weights, Measure::Area, None);
        whole(&ring, &division);
    }
    let islands = outline(&[
        &[(30.0, 46.0), (31.0, 46.0), (31.0, 46.5), (30.0, 46.5), (30.0, 46.0)],
        &[(31.5, 46.2), (32.5, 46.0), (32.5, 46.9), (31.5, 46.7), (31.5, 46.2)],
    ]);
    for weights in [vec![1.0, 1.0], vec![3.0, 1.0, 2.0], vec![1.0; 5]] {
        check(&islands, &weights, &divide_area(&islands, &weights, Measure::Area, None));
    }
}

#[test]
fn the_legs_of_a_u_are_not_torn_apart() {
    let zone = u_shape();
    for weights in [vec![1.0, 1.0], vec![1.0, 1.0, 1.0], vec![3.0, 2.0, 2.0, 1.0], vec![1.0; 6]] {
        let division = divide_area(&zone, &weights, Measure::Area, None);
        whole(&zone, &division);
        assert!(division.parts.iter().all(|part| part.0.len() == 1), "{weights:?}");
        // Said where a part of a leg cannot be both connected and just as large.
        let off = division
            .shares
            .iter()
            .zip(&weights)
            .any(|(share, weight)| (share / (weight / weights.iter().sum::<f64>()) - 1.0).abs() > 0.01);
        let said = division.notes.iter().any(|note| matches!(note, Note::OffItsShare(..)));
        assert_eq!(off, said, "{weights:?} {:?}", division.shares);
    }
}

#[test]
fn a_boundary_follows_the_hand() {
    let axis = contact();
    let zone = corridor(&axis, Km(15.0), Km(15.0)).unwrap();
    let ground = Ground::Belt { axis: &axis, depth: Km(15.0), outline: &zone };
    let weights = [4_200.0, 3_000.0, 1_800.0];
    for measure in [Measure::Area, Measure::Line(&[])] {
        let division = ground.divided(&weights, measure);
        let middle = division.dividers[0].path.0[1];
        let toward = Coord { x: middle.x - 0.2, y: middle.y - 0.15 };
        let moved = move_boundary(&ground, &division, &weights, measure, (0, 1), toward);
        assert!((moved[0] + moved[1] - 7_200.0).abs() < 1e-6 && moved[2] == 1_800.0);
        let after = ground.divided(&moved, measure);
        let off = crate::geodesy::distance(Point(toward), &after.dividers[0].path).0;
        assert!(off < 0.05, "{off} km");
    }
    let sector =
        outline(&[&[(36.2, 48.3), (37.5, 48.6), (37.9, 49.4), (36.6, 49.5), (35.9, 48.9), (36.2, 48.3)]]);
    let ground = Ground::Area { outline: &sector };
    let division = ground.divided(&weights, Measure::Area);
    let toward = Coord { x: 36.9, y: 48.9 };
    let moved = move_boundary(&ground, &division, &weights, Measure::Area, (0, 1), toward);
    let after = ground.divided(&moved, Measure::Area);
    let off = crate::geodesy::distance(Point(toward), &after.dividers[0].path).0;
    assert!(off < 3.0, "{off} km");
}

#[test]
fn two_cuts_in_one_bend_leave_no_hairline_between_them() {
    // On the inner side of a bend both run along the line that halves it.
    let axis = line(&[
        (33.0, 48.0),
        (33.164_126_104_729_775, 48.085_718_870_339_356),
        (33.279_061_473_733_05, 48.208_475_934_435_67),
        (33.204_314_384_152, 48.347_606_236_084_985),
    ]);
    let zone = corridor(&axis, Km(11.237_881_897_743_378), Km(28.094_704_744_358_44)).unwrap();
    let weights = [2.373, 1.440, 0.437, 0.378, 1.951];
    whole(&zone, &divide_corridor(&axis, Km(28.094_704_744_358_44), &zone, &weights, Measure::Area));
}

#[test]
fn nothing_comes_of_nothing() {
    let zone = u_shape();
    let none = divide_area(&zone, &[], Measure::Area, None);
    assert!(none.parts.is_empty());
    let one = divide_area(&zone, &[0.0, 7.0, f64::NAN], Measure::Area, None);
    assert_eq!((one.parts[1].clone(), one.shares), (zone.clone(), vec![0.0, 1.0, 0.0]));
    let nobody = divide_area(&zone, &[1.0, 1.0], Measure::Sum(&|_| 0.0), None);
    assert_eq!(nobody.notes, vec![Note::ByArea]);
    whole(&zone, &nobody);
    assert_eq!(divide_area(&MultiPolygon(vec![]), &[1.0, 1.0], Measure::Area, None).dividers, vec![]);
}

/// A star of corners around a place: what a hand draws.
fn star(wide: std::ops::Range<f64>) -> impl Strategy<Value = Vec<(f64, f64)>> {
    (prop::collection::vec(0.5_f64..1.0, 5..24), wide).prop_map(|(radii, wide)| {
        let count = radii.len() as f64;
        radii
            .iter()
            .enumerate()
            .map(|(place, radius)| {
                let (sine, cosine) = (place as f64 / count * std::f64::consts::TAU).sin_cos();
                (35.0 + radius * wide * cosine, 48.5 + radius * 0.7 * sine)
            })
            .collect()
    })
}

fn closed(mut corners: Vec<(f64, f64)>) -> MultiPolygon<f64> {
    corners.push(corners[0]);
    outline(&[&corners])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_area_is_the_sum_of_its_parts(corners in star(0.4..2.5), weights in prop::collection::vec(0.1_f64..3.0, 2..8)) {
        let zone = closed(corners);
        let division = divide_area(&zone, &weights, Measure::Area, None);
        check(&zone, &weights, &division);
        prop_assert_eq!(&division, &divide_area(&zone, &weights, Measure::Area, None));
        for part in &division.parts {
            prop_assert_eq!(part.0.len(), 1);
        }
    }

    #[test]
    fn any_belt_is_the_sum_of_its_parts(
        turns in prop::collection::vec(-1.0_f64..1.0, 2..14), depth in 2.0_f64..30.0,
        weights in prop::collection::vec(0.2_f64..3.0, 2..8),
    ) {
        let (mut heading, mut at) = (0.0_f64, Coord { x: 33.0, y: 48.0 });
        let mut places = vec![at];
        for turn in turns {
            heading += turn;
            at = Coord { x: at.x + 0.2 * heading.cos(), y: at.y + 0.15 * heading.sin() };
            places.push(at);
        }
        let axis = LineString(places);
        for (left, right) in [(depth, depth), (depth, 0.0), (0.4 * depth, depth)] {
            let zone = corridor(&axis, Km(left), Km(right)).unwrap();
            let division = divide_corridor(&axis, Km(left.max(right)), &zone, &weights, Measure::Area);
            whole(&zone, &division);
        }
    }

    #[test]
    fn a_corner_dragged_a_little_moves_the_parts_a_little(
        corners in star(1.5..2.5), stretch in 1.0_f64..3.0,
        corner in 0_usize..24, way in 0.0_f64..std::f64::consts::TAU, count in 2_usize..7,
    ) {
        // Longer than wide, so that it has an axis, as sectors have.
        let corners: Vec<(f64, f64)> = corners.into_iter().map(|(x, y)| (x, 48.5 + (y - 48.5) / stretch)).collect();
        let weights: Vec<f64> = (0..count).map(|part| 1.0 + 0.3 * part as f64).collect();
        let mut dragged = corners.clone();
        let corner = corner % corners.len();
        let zone = closed(corners);
        let bounds = crate::geodesy::bounds(&zone).unwrap();
        let size = bounds.width().hypot(bounds.height());
        dragged[corner].0 += 0.01 * size * way.cos();
        dragged[corner].1 += 0.01 * size * way.sin();
        let centres = |zone: &MultiPolygon<f64>| -> Vec<Coord<f64>> {
            let division = divide_area(zone, &weights, Measure::Area, None);
            division.parts.iter().map(|part| even::centre(&faces(part)[0])).collect()
        };
        for (before, after) in centres(&zone).into_iter().zip(centres(&closed(dragged))) {
            let moved = (after - before).x.hypot((after - before).y);
            prop_assert!(moved < 0.05 * size, "{} of {}", moved, size);
        }
    }
}
