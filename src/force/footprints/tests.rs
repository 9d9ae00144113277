use super::*;
use crate::force::Measures;
use crate::plan::file::from_geojson;
use crate::plan::{Assignment, Disc, Edit, Form};
use crate::units::Km;
use geo_types::Point;

fn atlas() -> &'static Atlas {
    static ATLAS: std::sync::LazyLock<Atlas> = std::sync::LazyLock::new(|| Atlas::embedded().unwrap());
    &ATLAS
}

/// The example plan with contingents in one zone.
fn example(zone: usize, troops: &[(&str, f64)]) -> Plan {
    let text = include_str!("../../../data/examples/reassurance.plan.geojson");
    let (mut plan, _) = from_geojson(text, "reassurance.plan.geojson").unwrap();
    let mut filled = Zone::clone(&plan.zones[zone]);
    filled.assigned =
        troops.iter().map(|&(nation, troops)| Assignment::of(NationCode::new(nation), troops)).collect();
    plan.zones[zone] = Arc::new(filled);
    plan
}

fn of_role(role: Role) -> usize {
    example(0, &[]).zones.iter().position(|zone| zone.role == role).unwrap()
}

fn drawn(plan: &Plan, footprints: &mut Footprints) -> Vec<Arc<ZoneFootprints>> {
    footprints.of(plan, &figures(plan), atlas())
}

fn figures(plan: &Plan) -> Figures {
    Figures::of(plan, atlas(), &mut Measures::new())
}

/// The footprints of one zone.
fn of_zone(plan: &Plan, zone: usize, footprints: &mut Footprints) -> Arc<ZoneFootprints> {
    let id = &plan.zones[zone].id;
    drawn(plan, footprints).into_iter().find(|made| made.zone == *id).unwrap()
}

/// Parts sum to the zone, hold their shares, and have their camps and label inside.
fn check(role: Role, by: By, troops: &[(&str, f64)]) -> Arc<ZoneFootprints> {
    let zone = of_role(role);
    let plan = example(zone, troops);
    let made = of_zone(&plan, zone, &mut Footprints::new());
    assert_eq!((made.by, &made.notes), (by, &vec![]), "{role:?}");
    let whole = geodesy::area(plan.zones[zone].shape.outline()).0;
    let held: f64 = made.footprints.iter().map(|footprint| geodesy::area(&footprint.area).0).sum();
    let empty = made.unfilled.as_ref().map_or(0.0, |unfilled| geodesy::area(&unfilled.area).0);
    let sum = held + empty;
    let there: f64 = troops.iter().map(|(_, troops)| troops).sum();
    let need = figures(&plan).zones[zone].need.central.0;
    assert_eq!(made.unfilled.is_some(), there + 0.5 <= need, "{role:?}: {there} of {need}");
    if let Some(unfilled) = &made.unfilled {
        assert!((unfilled.wanted * need / unfilled.missing.0 - 1.0).abs() < 1e-9);
        assert!((unfilled.got / unfilled.wanted - 1.0).abs() < 0.01, "{role:?}");
    }
    assert!((sum / whole - 1.0).abs() < 1e-9, "{role:?}: {sum} of {whole} km²");
    for footprint in &made.footprints {
        assert!((footprint.got / footprint.wanted - 1.0).abs() < 0.01, "{footprint:?}");
        assert!(geodesy::contains(&footprint.area, footprint.anchor));
        assert_eq!(footprint.camps.drawn.len(), (footprint.camps.count.central as usize).min(MOST_DRAWN));
        for camp in &footprint.camps.drawn {
            assert!(geodesy::contains(&footprint.area, camp.at), "{camp:?}");
        }
        let people: f64 = footprint.camps.drawn.iter().map(|camp| camp.people).sum();
        assert!((people - footprint.troops.0).abs() < 1e-6);
    }
    made
}

#[test]
fn the_belt_of_the_example_is_divided_among_four() {
    let made = check(
        Role::MonitoredLine,
        By::Line,
        &[("GB", 3_000.0), ("FR", 4_200.0), ("IT", 1_800.0), ("TR", 3_500.0)],
    );
    let said: Vec<String> = made.footprints.iter().map(|footprint| footprint.unit.to_string()).collect();
    assert_eq!(said, ["1 bde", "1 bde", "3 bn", "1 bde"]);
    let between: Vec<(usize, usize)> = made.dividers.iter().map(|divider| divider.between).collect();
    assert_eq!(between[..3], [(0, 1), (1, 2), (2, 3)]);
    assert!(made.is_movable((2, 3)) && !made.is_movable((3, 4)));
    // 4,200 in camps of 850 on 250 m² each.
    assert_eq!(made.footprints[1].camps.count.central, 5.0);
    assert_eq!(made.footprints[1].camps.hectares.central, 105.0);
    let camps: Vec<Coord<f64>> =
        made.footprints.iter().flat_map(|part| part.camps.drawn.iter().map(|camp| camp.at)).collect();
    for (place, &camp) in camps.iter().enumerate() {
        assert!(camps[..place].iter().all(|&other| geodesy::ground_distance(camp, other).0 > 2.0));
    }
}

#[test]
fn a_sector_is_divided() {
    // The sector lies beside the line of contact, not across it.
    check(Role::DeterrentSector, By::Area, &[("FR", 5_000.0), ("GB", 3_500.0), ("CA", 2_000.0)]);
}

#[test]
fn who_is_missing_holds_the_last_stretch() {
    let zone = of_role(Role::MonitoredLine);
    let need = figures(&example(zone, &[])).zones[zone].need.central.0;
    let made = check(Role::MonitoredLine, By::Line, &[("GB", need * 0.5), ("FR", need * 0.3)]);
    assert!((made.footprints[0].got - 0.5).abs() < 0.005 && (made.footprints[1].got - 0.3).abs() < 0.005);
    let between: Vec<(usize, usize)> = made.dividers.iter().map(|divider| divider.between).collect();
    assert_eq!(between, [(0, 1), (1, 2)], "after the last contingent");
    let full = check(Role::MonitoredLine, By::Line, &[("GB", need * 0.7), ("FR", need * 0.3)]);
    assert!(full.unfilled.is_none() && full.dividers.len() == 1);
}

#[test]
fn a_hub_is_held_by_camps() {
    let zone = of_role(Role::Hub);
    let plan = example(zone, &[("GB", 900.0), ("DK", 300.0)]);
    let made = of_zone(&plan, zone, &mut Footprints::new());
    assert_eq!(made.by, By::Camps);
    assert!(made.dividers.is_empty() && made.unfilled.is_none());
    for footprint in &made.footprints {
        assert!(footprint.area.0.is_empty() && !footprint.camps.drawn.is_empty());
    }
    assert!((made.footprints[0].wanted / made.footprints[1].wanted - 3.0).abs() < 1e-9);
}

#[test]
fn what_has_not_changed_is_not_divided_again() {
    let zone = of_role(Role::MonitoredLine);
    let mut plan = example(zone, &[("GB", 3_000.0), ("FR", 4_200.0)]);
    let other = of_role(Role::DeterrentSector);
    let mut both = Zone::clone(&plan.zones[other]);
    both.assigned = vec![Assignment::of(NationCode::new("CA"), 500.0)];
    plan.zones[other] = Arc::new(both);
    let mut footprints = Footprints::new();
    let first = drawn(&plan, &mut footprints);
    plan = plan.with(&Edit::SetTitle("Another name".into())).unwrap();
    let again = drawn(&plan, &mut footprints);
    assert!(first.iter().zip(&again).all(|(a, b)| Arc::ptr_eq(a, b)));
    let mut more = Zone::clone(&plan.zones[zone]);
    more.assigned[0].troops = crate::plan::Share::Troops(3_100.0);
    plan.zones[zone] = Arc::new(more);
    let after = drawn(&plan, &mut footprints);
    let kept: Vec<bool> = first.iter().zip(&after).map(|(a, b)| Arc::ptr_eq(a, b)).collect();
    assert_eq!(kept.iter().filter(|kept| !**kept).count(), 1);
    let changed = first.iter().zip(&kept).find(|(_, kept)| !**kept).unwrap().0;
    assert_eq!(changed.zone, plan.zones[zone].id);
}

#[test]
fn a_divider_that_is_dragged_passes_through_the_hand() {
    let zone = of_role(Role::MonitoredLine);
    let mut plan = example(zone, &[("GB", 3_000.0), ("FR", 4_200.0), ("IT", 1_800.0)]);
    let mut footprints = Footprints::new();
    let before = of_zone(&plan, zone, &mut footprints);
    let toward = before.footprints[1].anchor;
    let id = plan.zones[zone].id.clone();
    let weights = footprints.moved_boundary(&plan, &figures(&plan), atlas(), &id, (0, 1), toward).unwrap();
    assert!((weights[0] + weights[1] - 7_200.0).abs() < 1e-6 && weights[2] == 1_800.0);
    let mut moved = Zone::clone(&plan.zones[zone]);
    for (assignment, weight) in moved.assigned.iter_mut().zip(&weights).take(2) {
        assignment.ground = Some(*weight);
    }
    plan.zones[zone] = Arc::new(moved);
    let after = of_zone(&plan, zone, &mut footprints);
    let off = geodesy::distance(Point(toward), &after.dividers[0].path).0;
    assert!(off < 0.1, "{off} km");
    assert_eq!(after.footprints[0].troops, Deployed(3_000.0), "troops stay");
}

#[test]
fn a_site_can_be_held_by_camps_alone() {
    let disc = Disc { centre: Point::new(30.52, 50.45), radius: Km(30.0) };
    let shape = Shape::new(Form::Disc(disc)).unwrap();
    let land = Land { shape: &shape, by: By::Area, lines: &[], surface: (&atlas().population).into() };
    let country = Country {
        settlements: &atlas().map.settlements,
        line: &atlas().contact().path,
        doctrine: &atlas().doctrine,
    };
    let of = |nation: &str, troops| Contingent {
        nation: NationCode::new(nation),
        troops: Deployed(troops),
        ground: None,
    };
    let made = by_camps(&land, &[of("GB", 2_000.0), of("DK", 0.0)], 0.0, &country, &BTreeMap::new());
    assert_eq!(made[0].camps.drawn.len(), 3);
    assert!(made[0].area.0.is_empty() && made[1].camps.drawn.is_empty());
    assert!(made[0].camps.drawn.iter().all(|camp| geodesy::contains(shape.outline(), camp.at)));
}
