//! Corners that zones share: nudged, put in and taken out in all of them.

use geo_types::Polygon;

use super::drawing::{add, area_of, at, drag, is_tight, rectangle, three};
use super::*;
use crate::plan::Edit;
use crate::plan::seam::seams;

fn corners(desk: &Desk, id: &ZoneId) -> usize {
    desk.plan.zone(id).unwrap().shape.outline().0[0].exterior().0.len() - 1
}

fn whole(desk: &Desk) -> f64 {
    desk.plan.zones.iter().map(|zone| area_of(desk, &zone.id)).sum()
}

#[test]
fn arrows_nudge_a_shared_corner_in_all_its_zones() {
    let (mut desk, ids) = three();
    let (before, ground) = (desk.plan.clone(), whole(&desk));
    desk.play("tool 6");
    desk.click(Cursor::at(at(34.0, 49.0)));
    assert_eq!(desk.hint(), "Drag the corner, shared with East and North");
    desk.give(Gesture::Leave);
    assert_eq!(desk.hint(), "A corner is chosen, shared with East and North");
    desk.play("nudge 3 -2 | nudge 1 0 | nudge 0 -1");
    assert_eq!(desk.said, ["Move corner of West, East and 1 more"; 3]);
    is_tight(&desk, ground);
    assert!(ids.iter().all(|id| desk.plan.zone(id) != before.zone(id)));
    let (mut alone, ids) = three();
    alone.switches.shared = false;
    alone.play("tool 6");
    alone.click(Cursor::at(at(34.0, 49.0)));
    alone.play("nudge 3 -2");
    assert_eq!(alone.said, ["Move corner of West"], "the switch holds for keys too");
    assert_eq!(alone.plan.zone(&ids[1]), before.zone(&ids[1]));
}

#[test]
fn a_corner_of_a_common_border_is_taken_out_of_both() {
    let (mut desk, ids) = three();
    let (before, ground) = (desk.plan.clone(), whole(&desk));
    drag(&mut desk, at(34.0, 48.5), Cursor::at(at(34.3, 48.4)));
    let bent = desk.plan.clone();
    desk.click(Cursor::at(at(34.3, 48.4)).with_alt());
    assert_eq!(desk.said[1], "Remove corner of West and East");
    is_tight(&desk, ground);
    assert_eq!((corners(&desk, &ids[0]), corners(&desk, &ids[1])), (4, 4));
    assert!(ids.iter().all(|id| {
        let was = geodesy::area(before.zone(id).unwrap().shape.outline()).0;
        (area_of(&desk, id) - was).abs() < 1e-6
    }));
    desk.plan = bent.clone();
    desk.play("tool 6");
    desk.give(Gesture::Move(Cursor::at(at(34.3, 48.4))));
    desk.give(Gesture::DeleteAlone);
    assert_eq!(desk.said[2], "Remove corner of West");
    assert_eq!(desk.plan.zone(&ids[1]), bent.zone(&ids[1]), "with Shift East keeps it");
    desk.plan = bent.with(&Edit::SetLocked { zone: ids[1].clone(), locked: true }).unwrap();
    desk.give(Gesture::Move(Cursor::at(at(34.3, 48.4))));
    assert_eq!(desk.hint(), "Drag the corner; East is locked and stays");
    desk.give(Gesture::Delete);
    assert_eq!(desk.said[3], "Remove corner of West");
    assert_eq!(desk.plan.zone(&ids[1]).unwrap().shape, bent.zone(&ids[1]).unwrap().shape);
}

#[test]
fn where_borders_meet_a_corner_stays() {
    let (mut desk, _) = three();
    let before = desk.plan.clone();
    desk.click(Cursor::at(at(34.0, 49.0)).with_alt());
    assert_eq!(desk.said, ["✗ The border of West and East would come apart"]);
    assert_eq!(desk.plan, before);
    desk.click(Cursor::at(at(34.0, 49.0)).with_alt().with_shift());
    assert_eq!(desk.said[1], "Remove corner of West");
}

#[test]
fn a_corner_that_another_zone_only_runs_through_goes() {
    let (mut desk, ids) = three();
    let ground = whole(&desk);
    // Onto the edge that North runs through, and out again.
    drag(&mut desk, at(33.5, 49.0), Cursor::at(at(33.5, 49.0)));
    assert_eq!(desk.said, ["Add corner to West and North"]);
    let north = three().0.plan.zone(&ids[2]).unwrap().shape.clone();
    desk.plan = desk.plan.with(&Edit::Reshape { zone: ids[2].clone(), shape: north }).unwrap();
    desk.click(Cursor::at(at(33.5, 49.0)).with_alt());
    assert_eq!(desk.said[1], "Remove corner of West");
    is_tight(&desk, ground);
}

#[test]
fn an_edge_that_two_others_meet_at_bends_there() {
    let mut desk = Desk::new();
    let west = add(&mut desk, "West", rectangle(33.0, 48.0, 34.0, 49.0));
    add(&mut desk, "Upper", rectangle(34.0, 48.5, 35.0, 49.0));
    let lower = add(&mut desk, "Lower", rectangle(34.0, 48.0, 35.0, 48.5));
    let before = desk.plan.clone();
    desk.selection = Selection::only(west.clone());
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.2, 49.1)));
    assert_eq!(desk.said, ["Move corner of West and Upper"]);
    assert_eq!(desk.plan.zone(&lower), before.zone(&lower));
    assert_eq!(corners(&desk, &west), 5);
    is_tight(
        &desk,
        geodesy::area(&geodesy::union(
            &desk.plan.zones.iter().map(|zone| zone.shape.outline()).collect::<Vec<_>>(),
        ))
        .0,
    );
    drag(&mut desk, at(34.2, 49.1), Cursor::at(at(34.3, 49.0)).with_shift());
    assert_eq!(desk.said[1], "Move corner of West");
}

/// Columns of zones whose borders meet those of the next column at other places.
fn mesh(rows: &[Vec<f64>]) -> Desk {
    let mut desk = Desk::new();
    desk.pick = Km(1.0);
    for (column, cuts) in rows.iter().enumerate() {
        let (west, east) = (32.0 + column as f64, 33.0 + column as f64);
        let mut heights = vec![47.5];
        heights.extend(cuts.iter().scan(47.5, |at, step| {
            *at += step;
            Some(*at)
        }));
        heights.push(50.0);
        for (row, ends) in heights.windows(2).enumerate() {
            add(&mut desk, &format!("c{column}r{row}"), rectangle(west, ends[0], east, ends[1]));
        }
    }
    desk
}

fn union(desk: &Desk) -> geo_types::MultiPolygon<f64> {
    geodesy::union(&desk.plan.zones.iter().map(|zone| zone.shape.outline()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever keys and clicks do to shared corners: no ground twice, none between.
    #[test]
    fn no_seam_arises_from_what_is_done_to_corners(
        rows in prop::collection::vec(prop::collection::vec(0.3..0.7_f64, 1..4), 3),
        deeds in prop::collection::vec((0..12_usize, 0..16_usize, 0..3_u8, -6.0..6.0_f64, -6.0..6.0_f64), 1..8),
    ) {
        let mut desk = mesh(&rows);
        prop_assert!(seams(&desk.plan).is_empty());
        let before = geodesy::area(&union(&desk)).0;
        for (zone, corner, deed, east, north) in deeds {
            let zone = desk.plan.zones[zone % desk.plan.zones.len()].clone();
            let ring = zone.shape.outline().0[0].exterior().0.clone();
            let corner = corner % (ring.len() - 1);
            desk.selection = Selection::only(zone.id.clone());
            desk.tool = Tool::new(ToolKind::Vertices);
            match deed {
                0 => {
                    desk.click(Cursor::at(ring[corner]));
                    desk.give(Gesture::Nudge { east: Km(east), north: Km(north) });
                }
                1 => {
                    desk.give(Gesture::Move(Cursor::at(ring[corner])));
                    desk.give(Gesture::Delete);
                }
                _ => {
                    let middle = geodesy::midpoint(ring[corner], ring[corner + 1]);
                    drag(&mut desk, middle, Cursor::at(geodesy::beside(middle, Km(east), Km(north))));
                }
            }
            let whole = union(&desk);
            let sum = desk.plan.zones.iter().map(|zone| area_of(&desk, &zone.id)).sum::<f64>();
            prop_assert!((geodesy::area(&whole).0 - sum).abs() < 1e-3, "{:?}", desk.said);
            let holes = whole.iter().map(|part| part.interiors().len()).sum::<usize>();
            prop_assert_eq!((whole.0.len(), holes), (1, 0), "{:?}", desk.said);
        }
        prop_assert!(!desk.said.iter().any(|said| said.starts_with("refused")), "{:?}", desk.said);
        let after = geodesy::area(&union(&desk)).0;
        if (after - before).abs() < 1e-3 {
            prop_assert!(seams(&desk.plan).is_empty(), "{:?}", desk.said);
        }
    }
}

#[test]
fn a_zone_that_fills_a_hole_shares_its_corners() {
    let mut desk = Desk::new();
    let hole = rectangle(33.4, 48.4, 33.6, 48.6);
    let around = rectangle(33.0, 48.0, 34.0, 49.0).0.remove(0);
    let ring = Polygon::new(around.exterior().clone(), vec![hole.0[0].exterior().clone()]);
    add(&mut desk, "Around", geo_types::MultiPolygon(vec![ring]));
    let core = add(&mut desk, "Core", hole);
    desk.selection = Selection::only(core);
    let ground = whole(&desk);
    desk.pick = Km(1.0);
    desk.play("tool 6");
    desk.click(Cursor::at(at(33.4, 48.4)));
    desk.play("nudge -3 2");
    assert_eq!(desk.said, ["Move corner of Core and Around"]);
    is_tight(&desk, ground);
}
