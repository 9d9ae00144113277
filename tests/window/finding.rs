//! Finding a place, and typing the next corner.

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::{Plan, file};
use cordon::tools::ToolKind;
use egui::{Key, vec2};
use geo_types::Coord;

use crate::harness::{CTRL, Window};

const KHARKIV: Coord<f64> = Coord { x: 36.2527, y: 49.9808 };

/// Lets a flight end.
fn land(window: &mut Window) {
    window.harness.run_steps(40);
}

#[test]
fn a_name_is_found_and_flown_to() {
    let mut window = Window::on(file::example());
    let before = window.spot(KHARKIV.x, KHARKIV.y);
    window.chord(CTRL, Key::F);
    assert!(window.says("A name in Ukrainian or Latin letters"));
    window.types("Харків");
    assert!(window.says("Kharkiv, Харків, oblast seat · Kharkiv oblast"));
    assert!(window.says("Kharkiv oblast, Харківська область, oblast"));
    window.picture("finding-names");
    window.key(Key::Enter);
    land(&mut window);
    assert!(window.says("Found: Kharkiv"));
    assert!(!window.says("Close the find field"));
    let there = window.spot(KHARKIV.x, KHARKIV.y);
    assert!(there.distance(before) > 50.0);
    window.picture("finding-there");
    window.key(Key::Escape);
    assert!(!window.says("Found: Kharkiv"));
}

#[test]
fn arrows_choose_and_an_oblast_is_shown_whole() {
    let mut window = Window::themed(file::example(), vec2(1280.0, 800.0), Theme::Dark);
    window.types("/");
    window.types("kharkov");
    window.types(" ");
    window.key(Key::Backspace);
    window.key(Key::Escape);
    assert!(!window.says("Close the find field"));
    window.types("/");
    window.types("Kharkiv");
    window.key(Key::ArrowDown);
    window.picture("finding-dark");
    window.key(Key::Enter);
    land(&mut window);
    assert!(window.says("Found: Kharkiv oblast"), "the second line is the oblast");
    let wide = window.spot(38.05, 49.5).x - window.spot(34.8, 49.5).x;
    assert!(wide > 300.0 && wide < 900.0, "{wide}");
}

#[test]
fn a_grid_reference_is_a_place() {
    let mut window = Window::on(file::example());
    window.run(Command::Find);
    window.types("37T CP 57860 01376");
    assert!(window.says("47.85000, 37.10000"));
    assert!(window.says("Donetsk oblast"));
    window.key(Key::Enter);
    land(&mut window);
    let at = window.spot(37.10, 47.85);
    assert!(window.app().desk.refusal.is_none() && at.x > 200.0 && at.x < 1_000.0, "{at:?}");
    assert!(window.says("Found: 47.85000, 37.10000"));
}

#[test]
fn what_is_not_there_is_said() {
    let mut window = Window::themed(file::example(), vec2(1280.0, 800.0), Theme::Light);
    window.run(Command::Find);
    window.types("Atlantis");
    assert!(window.says("No place is known as “Atlantis”"));
    window.picture("finding-none");
    window.key(Key::Enter);
    assert!(!window.says("Found:"));
    window.chord(CTRL, Key::A);
    window.types("49°75′ N 36° E");
    assert!(window.says("Minutes and seconds end at 60"));
    window.picture("finding-refused");
}

#[test]
fn corners_are_typed() {
    let mut window = Window::on(Plan::default());
    window.app_mut().desk.pick(ToolKind::Polygon);
    window.run(Command::Find);
    for corner in ["49.5 36.2", "49.5 37.2"] {
        window.types(corner);
        window.key(Key::Enter);
    }
    window.types("45 km 180°");
    assert!(window.says("45 km at 180° from the last corner"));
    window.picture("finding-corner");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.key(Key::Enter);
    let plan = window.plan();
    assert_eq!(plan.zones.len(), 1, "three corners make an area");
    let area = cordon::geodesy::area(plan.zones[0].shape.outline()).0;
    // 72.4 km by 45 km, halved.
    assert!((area - 72.4 * 45.0 / 2.0).abs() < 15.0, "{area}");
}

#[test]
fn the_corners_of_a_cut_and_of_a_line_are_typed() {
    for (tool, place) in [(Key::Num7, "Cut"), (Key::W, "Point of the line of contact")] {
        let mut window = Window::on(file::example());
        window.key(tool);
        window.chord(CTRL, Key::F);
        assert!(window.says("The first corner by coordinates or grid reference"), "{place}");
        for corner in ["48.2 35.1", "49.5 36.2"] {
            window.types(corner);
            window.key(Key::Enter);
            window.harness.run_steps(40);
        }
        let corners = window.app().desk.corners(cordon::units::Km(1.0));
        assert_eq!(corners.len(), 2, "{place}");
        assert!((corners[1].x - 36.2).abs() < 1e-9 && (corners[1].y - 49.5).abs() < 1e-9);
        assert!(window.says("such as 45 km 120°"), "{place}");
    }
}
