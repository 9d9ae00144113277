//! Contingents on the map: their ground, their boundaries by hand, months and bands.

use std::sync::Arc;

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::force::footprints::ZoneFootprints;
use cordon::geodesy;
use cordon::plan::{Assignment, Edit, NationCode, Plan, Share, Zone, file};
use egui::{Pos2, vec2};
use egui_kittest::kittest::Queryable;

use crate::harness::{ATLAS, Window, emptied, id_of};

/// What the belt of the example holds.
impl Window {
    fn belt(&self) -> &Zone {
        self.app().desk.history.now().zones.iter().find(|zone| zone.name == "Line belt").unwrap()
    }

    fn grounds(&self) -> Vec<Option<f64>> {
        self.belt().assigned.iter().map(|assignment| assignment.ground).collect()
    }

    fn made(&self) -> Arc<ZoneFootprints> {
        Arc::clone(self.app().desk.footprints_of(&self.belt().id).expect("the belt is divided"))
    }

    /// The middle of the boundary between two contingents, in the window.
    fn boundary(&self, between: (usize, usize)) -> Pos2 {
        let made = self.made();
        let divider = made.dividers.iter().find(|divider| divider.between == between).unwrap();
        let (first, last) = (divider.path.0[0], *divider.path.0.last().unwrap());
        self.app().spot(first) + (self.app().spot(last) - self.app().spot(first)) / 2.0
    }
}

fn sends(nation: &str, share: f64) -> Assignment {
    Assignment { troops: Share::OfNeed(share), ..Assignment::of(NationCode::new(nation), 0.0) }
}

fn assigned(plan: &Plan, name: &str, shares: &[(&str, f64)]) -> Plan {
    let assigned = shares.iter().map(|(nation, share)| sends(nation, *share)).collect();
    plan.with(&Edit::SetAssigned { zone: id_of(plan, name), assigned }).unwrap()
}

/// The example with two nations in its belt.
fn held_by_two() -> Plan {
    assigned(&emptied(), "Line belt", &[("GB", 0.4), ("FR", 0.4)])
}

#[test]
fn contingents_and_what_is_missing_make_up_the_belt() {
    let window = Window::on(held_by_two());
    let made = window.made();
    let whole = geodesy::area(window.belt().shape.outline()).0;
    let held: f64 = made.footprints.iter().map(|footprint| geodesy::area(&footprint.area).0).sum();
    let empty = geodesy::area(&made.unfilled.as_ref().expect("a fifth is missing").area).0;
    assert!(((held + empty) / whole - 1.0).abs() < 1e-9, "{held} + {empty} of {whole} km²");
    let shares: f64 = made.footprints.iter().map(|footprint| footprint.got).sum();
    assert!((shares - 0.8).abs() < 0.01, "{shares}");
}

#[test]
fn a_boundary_follows_the_mouse_in_one_step_of_undo() {
    let mut window = Window::on(held_by_two());
    let at = window.boundary((0, 1));
    window.move_to(at);
    assert!(window.app().desk.tool.boundary().is_some(), "it is under the pointer");
    let before = window.made();
    window.button(at, true);
    for step in 1..=6 {
        window.move_to(at + vec2(-8.0, 4.0) * step as f32);
    }
    let live = window.made();
    assert!((live.footprints[0].got - before.footprints[0].got).abs() > 0.02, "the ground follows the hand");
    assert_eq!(window.grounds(), [None, None], "nothing is settled while the button is down");
    window.picture("footprints-dragging");
    window.button(at + vec2(-48.0, 24.0), false);
    let grounds: Vec<f64> = window.grounds().into_iter().flatten().collect();
    let troops: f64 = window.made().footprints.iter().map(|footprint| footprint.troops.0).sum();
    assert_eq!(grounds.len(), 2);
    assert!((grounds.iter().sum::<f64>() / troops - 1.0).abs() < 1e-9, "the two share what they had");
    let label = window.app().desk.history.undo_label().unwrap();
    assert_eq!(label, "Move boundary between GB and FR in Line belt");
    let whole = geodesy::area(window.belt().shape.outline()).0;
    let made = window.made();
    let parts = made.footprints.iter().map(|footprint| &footprint.area);
    let sum: f64 =
        parts.chain(made.unfilled.iter().map(|rest| &rest.area)).map(|part| geodesy::area(part).0).sum();
    assert!((sum / whole - 1.0).abs() < 1e-9, "the parts still make up the belt");

    let there = window.boundary((0, 1));
    window.harness.run_steps(40);
    window.move_to(there);
    for _ in 0..2 {
        window.button(there, true);
        window.button(there, false);
    }
    window.harness.run_steps(4);
    assert_eq!(window.grounds(), [None, None], "a double click gives the ground back to the troops");
}

#[test]
fn footprints_are_drawn_and_can_be_taken_off() {
    let mut window = Window::on(held_by_two());
    // A place inside the ground of the first, away from its plate and its code.
    let made = window.made();
    let ring = made.footprints[0].area.0[0].exterior().clone();
    let at = (0..ring.0.len())
        .map(|corner| geodesy::midpoint(ring.0[corner], made.footprints[0].anchor))
        .find(|at| geodesy::contains(&made.footprints[0].area, *at))
        .unwrap();
    let at = window.app().spot(at);
    let with = window.colour(at);
    window.run(Command::ToggleFootprints);
    assert!(window.app().desk.footprints_of(&window.belt().id.clone()).is_none());
    let without = window.colour(at);
    assert_ne!(with, without, "the ground has lost its colour");
    let place = window.app().spot(made.dividers[0].path.0[0]);
    window.move_to(place);
    assert!(window.app().desk.tool.boundary().is_none(), "and its boundaries");
    window.run(Command::ToggleFootprints);
    window.move_to(Pos2::new(120.0, 860.0));
    assert_eq!(window.colour(at), with, "and has it back");
}

#[test]
fn a_zone_without_contingents_has_no_footprints() {
    let mut window = Window::on(held_by_two());
    window.run(Command::EmptyZones);
    let desk = &window.app().desk;
    assert!(desk.history.now().zones.iter().all(|zone| desk.footprints_of(&zone.id).is_none()));
}

#[test]
fn a_contingent_taken_out_leaves_the_ground_at_once() {
    let mut window = Window::on(held_by_two());
    let zone = window.belt().id.clone();
    window.apply(&Edit::Unassign { zone, nation: NationCode::new("GB") });
    let made = window.made();
    assert_eq!(made.footprints.len(), 1);
    assert!((made.unfilled.as_ref().unwrap().got - 0.6).abs() < 0.01);
}

#[test]
fn the_pointer_learns_whose_ground_it_is_over() {
    let mut window = Window::on(held_by_two());
    let made = window.made();
    let at = window.app().spot(made.footprints[1].anchor);
    window.move_to(at);
    // A tooltip waits until the pointer rests.
    window.harness.run_steps(90);
    let name = ATLAS.nations.get("FR").unwrap().name.clone();
    assert!(window.harness.query_by_label_contains(&format!("{name} · ")).is_some(), "nation and troops");
    assert!(window.harness.query_by_label_contains("battalion camps").is_some(), "camps and hectares");
    assert!(window.harness.query_by_label_contains("% wanted").is_some(), "the share got and wanted");
    window.picture("footprints-tooltip");
}

#[test]
fn bands_are_drawn_once_they_are_there() {
    let mut window = Window::on(held_by_two());
    // North of the Sea of Azov, within 100 km of the line and away from every zone. A
    // plate may stand on one of them.
    let places = [(36.6, 46.9), (34.0, 46.5), (35.0, 46.6)].map(|(lon, lat)| window.spot(lon, lat));
    let without = places.map(|at| window.colour(at));
    window.run(Command::ToggleBands);
    window.wait_until(|window| window.app().desk.has_bands());
    window.picture("footprints-bands");
    let tinted = places.iter().zip(without).filter(|(at, bare)| window.colour(**at) != *bare).count();
    assert!(tinted >= 2, "the land is tinted: {tinted} of {} places", places.len());
    window.run(Command::ToggleBands);
    assert_eq!(places.map(|at| window.colour(at)), without, "and bare again");
}

/// Twelve zones held by eight nations, some short.
fn twelve_zones() -> Plan {
    let mut plan = file::example();
    let last = plan.zones.iter().skip(12).map(|zone| zone.id.clone()).collect();
    plan = plan.with(&Edit::RemoveZones(last)).unwrap();
    let nations = ["GB", "FR", "IT", "TR", "CA", "NO", "NL", "EE"];
    let names: Vec<String> = plan.zones.iter().map(|zone| zone.name.clone()).collect();
    for (place, name) in names.iter().enumerate() {
        let of = |turn: usize| nations[(place + turn) % nations.len()];
        let shares: Vec<(&str, f64)> = match name.as_str() {
            "Line belt" => vec![("GB", 0.3), ("FR", 0.3), ("IT", 0.2), ("TR", 0.12)],
            _ if place % 3 == 0 => vec![(of(0), 0.6), (of(1), 0.4)],
            _ if place % 3 == 1 => vec![(of(0), 0.4), (of(1), 0.25), (of(2), 0.15)],
            _ => vec![(of(0), 0.7)],
        };
        plan = assigned(&plan, name, &shares);
    }
    plan
}

#[test]
fn twelve_zones_of_eight_nations_are_readable() {
    for (name, size, theme, scale) in [
        ("twelve-light-1280", vec2(1280.0, 800.0), Theme::Light, 1.0),
        ("twelve-dark-1280", vec2(1280.0, 800.0), Theme::Dark, 1.0),
        ("twelve-light-1600", vec2(1600.0, 1000.0), Theme::Light, 1.0),
        ("twelve-dark-1600", vec2(1600.0, 1000.0), Theme::Dark, 1.0),
        ("twelve-light-3840", vec2(1920.0, 1080.0), Theme::Light, 2.0),
    ] {
        let mut window = Window::scaled(twelve_zones(), size, Options { theme, ..Options::default() }, scale);
        assert_eq!(window.app().desk.history.now().zones.len(), 12);
        window.picture(name);
        let plates = window.app().plates();
        for (place, plate) in plates.iter().enumerate() {
            for other in &plates[..place] {
                assert!(
                    !plate.frame.meets(&other.frame),
                    "{name}: {:?} lies on {:?}",
                    plate.zone,
                    other.zone
                );
            }
        }
        assert!(plates.len() >= 8, "{name}: {} plates", plates.len());
    }
}
