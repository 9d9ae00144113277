//! Laws of what is done to whole zones: areas add up, undo is exact, nothing is left thinner
//! than a metre, and what is locked stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use cordon::geodesy;
use cordon::plan::seam::{Fault, seams};
use cordon::plan::{
    Corridor, Disc, Edit, Form, History, LineName, NationCode, Operation, Plan, Role, Shape, Zone, ZoneId,
    file,
};
use cordon::units::Km;
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};
use proptest::prelude::*;

/// A star of corners at these distances (km) around a place.
fn star(centre: (f64, f64), reaches: &[f64]) -> MultiPolygon<f64> {
    let step = 360.0 / reaches.len() as f64;
    let corner = |(place, reach): (usize, &f64)| {
        geodesy::destination(centre.into(), 360.0 - step * place as f64, Km(*reach))
    };
    let ring: Vec<Coord<f64>> = reaches.iter().enumerate().map(corner).collect();
    MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
}

fn zone(name: &str, outline: MultiPolygon<f64>) -> Zone {
    let shape = Arc::new(Shape::new(Form::Area(outline)).unwrap());
    Zone { id: ZoneId(name.to_owned()), name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) }
}

fn plan_of(zones: Vec<Zone>) -> Plan {
    zones.into_iter().fold(Plan::empty(), |plan, zone| plan.with(&Edit::AddZone(zone)).unwrap())
}

fn ids(names: &[&str]) -> Vec<ZoneId> {
    names.iter().map(|name| ZoneId((*name).to_owned())).collect()
}

fn done(plan: &Plan, operation: &Operation, names: &[&str]) -> Result<Plan, cordon::problem::Refusal> {
    plan.with(&operation.edit(plan, &ids(names))?)
}

fn area_of(plan: &Plan, name: &str) -> f64 {
    geodesy::area(plan.zone(&ZoneId(name.to_owned())).unwrap().shape.outline()).0
}

fn whole(plan: &Plan) -> f64 {
    plan.zones.iter().map(|zone| geodesy::area(zone.shape.outline()).0).sum()
}

fn no_slivers(plan: &Plan) -> bool {
    plan.zones.iter().all(|zone| {
        zone.shape.outline().iter().all(|part| {
            let rings = std::iter::once(part.exterior()).chain(part.interiors());
            rings.into_iter().all(|ring| {
                geodesy::mean_width(&MultiPolygon(vec![Polygon::new(ring.clone(), vec![])])) >= Km(0.001)
            })
        })
    })
}

/// Two stars that usually overlap.
fn two() -> impl Strategy<Value = (MultiPolygon<f64>, MultiPolygon<f64>)> {
    let reach = || prop::collection::vec(20.0..60.0, 5..12);
    let near = (34.0..35.0, 48.0..48.6);
    (reach(), reach(), near).prop_map(|(a, b, at)| (star((34.5, 48.3), &a), star(at, &b)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn union_and_intersection_make_the_sum((a, b) in two()) {
        let plan = plan_of(vec![zone("a", a), zone("b", b)]);
        let sum = area_of(&plan, "a") + area_of(&plan, "b");
        let merged = done(&plan, &Operation::Merge, &["a", "b"]).unwrap();
        prop_assert_eq!(merged.zones.len(), 1);
        prop_assert!(no_slivers(&merged));
        let shared = done(&plan, &Operation::Intersect, &["a", "b"]).map_or(0.0, |plan| area_of(&plan, "a"));
        prop_assert!((area_of(&merged, "a") + shared - sum).abs() < sum * 1e-7);
        if let Ok(cut) = done(&plan, &Operation::Subtract, &["a", "b"]) {
            prop_assert!((area_of(&cut, "a") + shared - area_of(&plan, "a")).abs() < sum * 1e-7);
            prop_assert!(no_slivers(&cut));
            prop_assert!(area_of(&cut, "b") == area_of(&plan, "b"), "the others stay");
        }
    }

    #[test]
    fn pieces_make_the_whole(
        (a, _) in two(),
        from in 0.0..360.0_f64,
        bend in (34.3..34.7, 48.2..48.4),
        to in 0.0..360.0_f64,
    ) {
        let plan = plan_of(vec![zone("a", a)]);
        let far = |bearing| geodesy::destination((34.5, 48.3).into(), bearing, Km(90.0));
        let knife = LineString(vec![far(from), bend.into(), far(to)]);
        if let Ok(cut) = done(&plan, &Operation::Split(knife), &["a"]) {
            prop_assert!(cut.zones.len() > 1);
            // New corners stand on the grid of the cutting: a tenth of a millimetre along the border
            // at most, some billionths of the whole.
            let border = geodesy::perimeter(plan.zones[0].shape.outline()).0;
            prop_assert!((whole(&cut) - whole(&plan)).abs() < border * 1e-7);
            prop_assert!(no_slivers(&cut));
            let areas: Vec<f64> = cut.zones.iter().map(|zone| geodesy::area(zone.shape.outline()).0).collect();
            prop_assert!(areas.iter().all(|area| *area <= areas[0]), "the largest stays the zone");
        }
    }

    #[test]
    fn undo_is_exact((a, b) in two(), km in -8.0..8.0_f64, degrees in 1.0..359.0_f64) {
        let plan = plan_of(vec![zone("a", a), zone("b", b)]);
        let operations = [
            Operation::Merge, Operation::Subtract, Operation::Intersect, Operation::Grow(Km(km)),
            Operation::Simplify(Km(3.0)), Operation::Rotate(degrees), Operation::Scale(1.25),
            Operation::Shift { distance: Km(12.0), bearing: degrees }, Operation::Duplicate,
        ];
        for operation in operations {
            let mut history = History::new(plan.clone());
            let Ok(edit) = operation.edit(&plan, &ids(&["a", "b"])) else { continue };
            history.apply(&edit).unwrap();
            let after = history.now().clone();
            // To simplify what has no corner to lose changes nothing, and is no step.
            prop_assert!(history.can_undo() == (after != plan));
            history.undo();
            prop_assert!(!history.can_undo(), "in one step");
            prop_assert!(*history.now() == plan);
            history.redo();
            prop_assert!(*history.now() == after);
            let text = file::to_geojson(&after);
            let (read, problems) = file::from_geojson(&text, "test").unwrap();
            prop_assert!(problems.is_empty() && file::to_geojson(&read) == text, "and it can be saved");
        }
    }

    #[test]
    fn what_grew_and_shrank_holds_what_it_was((a, _) in two(), km in 0.5..10.0_f64) {
        let plan = plan_of(vec![zone("a", a)]);
        let large = done(&plan, &Operation::Grow(Km(km)), &["a"]).unwrap();
        prop_assert!(area_of(&large, "a") > area_of(&plan, "a"));
        let back = done(&large, &Operation::Grow(Km(-km)), &["a"]).unwrap();
        let outline = |plan: &Plan| plan.zones[0].shape.outline().clone();
        let lost = geodesy::area(&geodesy::difference(&outline(&plan), &outline(&back))).0;
        // The rim is true to a thousandth of its depth, there and back.
        let allowed = geodesy::perimeter(&outline(&plan)).0 * km * 4e-3;
        prop_assert!(lost <= allowed, "{} km² lost of {} allowed", lost, allowed);
    }

    #[test]
    fn turning_and_moving_keep_the_area((a, _) in two(), degrees in 0.0..360.0_f64, km in 0.0..150.0_f64) {
        let plan = plan_of(vec![zone("a", a)]);
        let turned = done(&plan, &Operation::Rotate(degrees), &["a"]).unwrap();
        prop_assert!((whole(&turned) / whole(&plan) - 1.0).abs() < 2e-3);
        let shift = Operation::Shift { distance: Km(km), bearing: degrees };
        let moved = done(&plan, &shift, &["a"]).unwrap();
        prop_assert!((whole(&moved) / whole(&plan) - 1.0).abs() < 2e-3);
        let scaled = done(&plan, &Operation::Scale(1.5), &["a"]).unwrap();
        prop_assert!((whole(&scaled) / whole(&plan) / 2.25 - 1.0).abs() < 4e-3);
    }
}

#[test]
fn the_first_keeps_its_name_and_contingents() {
    let squares = [(30.0, "a"), (30.8, "b")];
    let mut plan = plan_of(squares.map(|(lon, name)| zone(name, star((lon, 48.0), &[40.0; 4]))).to_vec());
    let sent = cordon::plan::Assignment::of(NationCode::new("FR"), 500.0);
    plan = plan.with(&Edit::Assign { zone: ZoneId("b".to_owned()), assignment: sent }).unwrap();
    let merged = done(&plan, &Operation::Merge, &["b", "a"]).unwrap();
    assert_eq!(merged.zones.len(), 1);
    assert_eq!((merged.zones[0].name.as_str(), merged.zones[0].assigned.len()), ("b", 1));
}

#[test]
fn zones_apart_merge_into_parts_and_come_apart_again() {
    let plan =
        plan_of(vec![zone("a", star((30.0, 48.0), &[40.0; 8])), zone("b", star((33.0, 48.0), &[20.0; 8]))]);
    let merged = done(&plan, &Operation::Merge, &["b", "a"]).unwrap();
    assert_eq!(merged.zones[0].shape.outline().0.len(), 2);
    let apart = done(&merged, &Operation::Separate, &["b"]).unwrap();
    assert_eq!(apart.zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>(), ["b", "b 2"]);
    assert!((area_of(&apart, "b") - area_of(&plan, "a")).abs() < 1e-6, "the larger part stays the zone");
    let refused = done(&apart, &Operation::Separate, &["b"]).unwrap_err();
    assert_eq!(refused.what, "The zone is in one part already");
}

#[test]
fn a_distance_and_a_bearing_are_those_on_the_ground() {
    let disc = Form::Disc(Disc { centre: Point::new(31.0, 49.0), radius: Km(10.0) });
    let hub = Zone {
        id: ZoneId("hub".to_owned()),
        name: "Hub".to_owned(),
        ..Zone::new(Role::Hub, Arc::new(Shape::new(disc).unwrap()))
    };
    let plan = plan_of(vec![hub]);
    let moved = done(&plan, &Operation::Shift { distance: Km(12.0), bearing: 45.0 }, &["hub"]).unwrap();
    let Form::Disc(disc) = moved.zones[0].shape.form() else { panic!("still a circle") };
    let from = Coord { x: 31.0, y: 49.0 };
    assert!((geodesy::ground_distance(from, disc.centre.0).0 - 12.0).abs() < 0.01);
    assert!((geodesy::bearing(from, disc.centre.0) - 45.0).abs() < 0.1);
    assert_eq!(disc.radius, Km(10.0));
    let wide = done(&plan, &Operation::Grow(Km(5.0)), &["hub"]).unwrap();
    let Form::Disc(disc) = wide.zones[0].shape.form() else { panic!("still a circle") };
    assert_eq!(disc.radius, Km(15.0), "a circle stays one");
    assert_eq!(
        done(&plan, &Operation::Grow(Km(-10.0)), &["hub"]).unwrap_err().what,
        "Nothing of Hub would be left"
    );
    let none = done(&plan, &Operation::Simplify(Km(1.0)), &["hub"]).unwrap_err();
    assert_eq!(none.what, "Hub is a circle and has no corners");
}

#[test]
fn a_belt_stays_on_its_line_and_on_its_side() {
    let axis = LineString(vec![Coord { x: 36.0, y: 48.0 }, Coord { x: 37.5, y: 48.6 }]);
    let form = Form::Corridor(Corridor { axis, left: Km(0.0), right: Km(20.0) });
    let belt = Zone {
        id: ZoneId("belt".to_owned()),
        name: "Belt".to_owned(),
        follows: Some(LineName("contact".to_owned())),
        ..Zone::new(Role::MonitoredLine, Arc::new(Shape::new(form).unwrap()))
    };
    let plan = plan_of(vec![belt]);
    let deep = done(&plan, &Operation::Grow(Km(5.0)), &["belt"]).unwrap();
    let Form::Corridor(corridor) = deep.zones[0].shape.form() else { panic!("still a belt") };
    assert_eq!((corridor.left, corridor.right), (Km(0.0), Km(25.0)), "it does not reach over its line");
    assert_eq!(done(&plan, &Operation::Rotate(10.0), &["belt"]).unwrap_err().what, "Belt stays on its line");
}

#[test]
fn a_locked_zone_is_kept_from_every_tool_and_says_so() {
    let mut plan =
        plan_of(vec![zone("a", star((30.0, 48.0), &[40.0; 8])), zone("b", star((30.4, 48.0), &[40.0; 8]))]);
    plan = plan.with(&Edit::SetLocked { zone: ZoneId("b".to_owned()), locked: true }).unwrap();
    for operation in [
        Operation::Merge,
        Operation::Grow(Km(2.0)),
        Operation::Rotate(5.0),
        Operation::Simplify(Km(20.0)),
        Operation::Scale(1.1),
    ] {
        assert_eq!(done(&plan, &operation, &["a", "b"]).unwrap_err().what, "b is locked", "{operation:?}");
    }
    assert!(plan.with(&Edit::RemoveZones(ids(&["b"]))).unwrap_err().what.contains("locked"));
    assert!(done(&plan, &Operation::Subtract, &["a", "b"]).is_ok(), "but others can be cut by it");
    let (read, problems) = file::from_geojson(&file::to_geojson(&plan), "test").unwrap();
    assert!(problems.is_empty() && read == plan && read.zones[1].locked, "the file remembers");
    assert!(
        !file::to_geojson(&plan).lines().any(|line| line.contains("\"id\":\"a\"") && line.contains("locked"))
    );
    let open = plan.with(&Edit::SetLocked { zone: ZoneId("b".to_owned()), locked: false }).unwrap();
    assert!(done(&open, &Operation::Merge, &["a", "b"]).is_ok());
}

#[test]
fn what_cannot_be_done_says_why_and_what_would_do() {
    let plan =
        plan_of(vec![zone("a", star((30.0, 48.0), &[40.0; 8])), zone("b", star((34.0, 48.0), &[20.0; 8]))]);
    let refused = |operation: Operation, names: &[&str]| {
        let refusal = done(&plan, &operation, names).unwrap_err();
        assert!(!refusal.hint.is_empty());
        refusal.what
    };
    assert_eq!(refused(Operation::Merge, &[]), "Nothing is selected");
    assert_eq!(refused(Operation::Merge, &["a"]), "One zone is not enough for that");
    assert_eq!(refused(Operation::Subtract, &["a", "b"]), "a shares no ground with the other zones");
    assert_eq!(refused(Operation::Intersect, &["a", "b"]), "a shares no ground with the other zones");
    assert_eq!(refused(Operation::Grow(Km(-60.0)), &["a"]), "Nothing of a would be left");
    assert_eq!(refused(Operation::Simplify(Km(50.0)), &["b"]), "b is smaller than the tolerance");
    assert_eq!(refused(Operation::Scale(0.0), &["a"]), "A zone cannot be made 0 times as large");
    let beside = LineString(vec![Coord { x: 20.0, y: 40.0 }, Coord { x: 21.0, y: 40.0 }]);
    assert_eq!(refused(Operation::Split(beside), &["a"]), "The line must cross the zone from edge to edge");
}

#[test]
fn the_history_can_be_jumped_in() {
    let mut history = History::new(plan_of(vec![zone("a", star((30.0, 48.0), &[40.0; 8]))]));
    let mut plans = vec![history.now().clone()];
    for name in ["One", "Two", "Three"] {
        history.apply(&Edit::Rename { zone: ZoneId("a".to_owned()), name: name.to_owned() }).unwrap();
        plans.push(history.now().clone());
    }
    assert_eq!(history.steps(), (vec!["", "Rename a", "Rename One", "Rename Two"], 3));
    for to in [0, 2, 1, 3, 9] {
        history.jump(to);
        assert_eq!((history.now(), history.steps().1), (&plans[to.min(3)], to.min(3)));
    }
}

#[test]
fn a_narrow_gap_is_closed_and_a_narrow_overlap_taken_away() {
    let rectangle = |west: f64, east: f64| {
        let ring = [(west, 48.0), (east, 48.0), (east, 48.6), (west, 48.6)].map(Coord::from).to_vec();
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    };
    // 0.005° are 370 m.
    let plan = plan_of(vec![
        zone("a", rectangle(30.0, 30.5)),
        zone("b", rectangle(30.505, 31.0)),
        zone("c", rectangle(30.995, 31.5)),
        zone("d", rectangle(31.5, 32.0)),
        zone("e", rectangle(32.1, 32.5)),
    ]);
    let found = seams(&plan);
    let said: Vec<_> =
        found.iter().map(|seam| (seam.fault, seam.first.0.as_str(), seam.second.0.as_str())).collect();
    assert_eq!(said, [(Fault::Gap, "a", "b"), (Fault::Overlap, "b", "c")], "borders that meet are no seams");
    let strip = geodesy::area(&rectangle(30.5, 30.505)).0;
    assert!((found[0].area.0 / strip - 1.0).abs() < 0.02, "{} of {strip}", found[0].area.0);
    let mended =
        found.iter().fold(plan.clone(), |plan, seam| plan.with(&seam.mended(&plan).unwrap()).unwrap());
    assert!(seams(&mended).is_empty(), "{:?}", seams(&mended));
    assert!((whole(&mended) - whole(&plan) - found[0].area.0 + found[1].area.0).abs() < 0.02 + 0.004 * 140.0);
    let locked = plan.with(&Edit::SetLocked { zone: ZoneId("a".to_owned()), locked: true }).unwrap();
    assert_eq!(locked.with(&found[0].mended(&locked).unwrap()).unwrap_err().what, "a is locked");
}
