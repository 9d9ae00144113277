//! Zones from the map: clicked, painted, defined on a sheet; and an area that is typed.

use std::sync::Arc;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::force::{Figures, Measures};
use cordon::geodesy;
use cordon::plan::{Anchor, Definition, Edit, LineName, Plan, Role, Side, Source, Zone, file};
use cordon::units::Km;
use egui::{Event, Key, vec2};
use egui_kittest::kittest::Queryable;

use crate::harness::{ATLAS, CTRL, Window, id_of};

fn area(window: &Window, place: usize) -> f64 {
    geodesy::area(window.plan().zones[place].shape.outline()).0
}

fn what(window: &Window, place: usize) -> Source {
    window.plan().zones[place].definition.as_ref().unwrap().what.clone()
}

/// Lets frames pass until everything that follows is there.
fn rests(window: &mut Window) {
    window.wait_until(|window| !window.app().desk.is_behind() && !window.app().desk.is_on_its_way());
}

/// An empty plan with a zone within 30 km of a line of contact with 586 corners.
fn beside_a_fine_line() -> Plan {
    let own = cordon::plan::OwnLine::in_force(&Plan::empty(), &ATLAS);
    let mut path = own.path.clone();
    path.0 = own
        .path
        .0
        .windows(2)
        .flat_map(|ends| (0..5).map(|step| ends[0] + (ends[1] - ends[0]) * (f64::from(step) / 5.0)))
        .collect();
    let own = cordon::plan::OwnLine { name: "Survey".to_owned(), path, ..(*own).clone() };
    let plan = Plan::empty().with(&Edit::AddLine(Arc::new(own))).unwrap();
    let of = Anchor::Line { line: LineName("contact".to_owned()), side: Side::Both };
    let near = Definition::of(Source::Near { of, km: Km(30.0) });
    let shape = near.shape(&plan).unwrap();
    let zone = Zone { definition: Some(Arc::new(near)), ..Zone::new(Role::BufferArea, shape) };
    plan.with(&Edit::AddZone(zone)).unwrap()
}

#[test]
fn kilometres_that_are_dragged_are_followed_from_beside_the_window() {
    let mut window = Window::on(beside_a_fine_line());
    let zone = window.plan().zones[0].id.clone();
    window.app_mut().desk.selection.zones = vec![zone.clone()];
    window.harness.run_steps(4);
    let (plan, first) = (window.plan().clone(), area(&window, 0));
    let field = window.harness.get_by_role_and_label(egui::Role::SpinButton, "Within").rect().center();
    window.move_to(field);
    window.button(field, true);
    let mut behind = 0;
    for step in 1..=12_u8 {
        window.harness.event(Event::PointerMoved(field + vec2(4.0 * f32::from(step), 0.0)));
        window.harness.run_steps(1);
        let desk = &window.app().desk;
        behind += u8::from(desk.is_behind());
        assert_eq!(desk.is_behind(), window.says("Deployed being worked out…"), "marked where it is behind");
        assert_eq!(desk.is_behind(), desk.follows(&zone));
        if !desk.is_behind() {
            assert!(*desk.figures() == Figures::of(desk.shown(), &ATLAS, &mut Measures::new()));
        }
        if behind == 3 {
            window.picture("km-following");
        }
    }
    assert!(behind > 0 && *window.plan() == plan, "nothing is settled while the button is down");
    // Let go where nobody has been yet.
    let to = field + vec2(60.0, 0.0);
    window.harness.event(Event::PointerMoved(to));
    window.harness.run_steps(2);
    let wide = window.app().desk.shown().zones[0].definition.as_ref().unwrap().km().unwrap();
    window.button(to, false);
    rests(&mut window);
    assert_eq!(window.plan().zones[0].definition.as_ref().unwrap().km(), Some(wide), "what the hand left");
    assert!(wide > Km(30.0) && area(&window, 0) > first + 1_000.0);
    let at_once = plan.with(&Edit::Define { zone, definition: window.plan().zones[0].definition.clone() });
    assert_eq!(file::to_geojson(window.plan()), file::to_geojson(&at_once.unwrap()), "the same bytes");
    assert!(window.app().desk.history.undo_label().unwrap().starts_with("Set distance of"));
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(*window.plan() == plan, "one step");
    window.agrees_with_the_file();
}

#[test]
fn oblasts_are_clicked_into_a_zone_and_out_again() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num9);
    assert!(window.says("Click an oblast to make a zone of it"));
    window.click(36.5, 49.5);
    assert_eq!(window.plan().zones.len(), 1);
    let one = area(&window, 0);
    assert!(window.says("Kharkiv oblast."), "the inspector says what it is made of");
    window.click(34.5, 49.6);
    assert_eq!(window.plan().zones.len(), 1, "the second is taken into the same zone");
    assert!(area(&window, 0) > one + 20_000.0);
    window.agrees_with_the_file();
    window.picture("oblasts-clicked");
    window.click(34.5, 49.6);
    assert!((area(&window, 0) - one).abs() < 1e-6, "once more takes it out");
    window.chord(CTRL, Key::Z);
    assert!(area(&window, 0) > one + 20_000.0, "each click was a step");
    window.key(Key::Escape);
    window.click(24.0, 49.8);
    assert_eq!(window.plan().zones.len(), 2, "after Esc another zone begins");
}

#[test]
fn cells_and_settlements_are_painted() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num9);
    window.press("Paint: Grid cells");
    let from = window.spot(33.0, 48.9);
    window.move_to(from);
    window.button(from, true);
    for step in 1..=8 {
        window.move_to(from + vec2(12.0, 4.0) * step as f32);
    }
    assert!(window.plan().zones.is_empty(), "nothing is settled while the button is down");
    assert!(window.figures().zones.len() == 1, "but the figures are there");
    window.picture("cells-painting");
    window.button(from + vec2(96.0, 32.0), false);
    let Source::Cells(cells) = what(&window, 0) else { panic!("cells") };
    assert!(cells.len() > 10);
    assert!((area(&window, 0) / (cells.len() as f64 * 100.0) - 1.0).abs() < 2e-4);
    // A stroke that begins on a painted cell takes out.
    window.click(33.0, 48.9);
    let Source::Cells(fewer) = what(&window, 0) else { panic!("cells") };
    assert!(fewer.len() < cells.len());
    window.key(Key::Num9);
    assert!(window.says("Paint settlements into a new zone"), "the same key changes what is painted");
    window.set("Brush", "25");
    window.click(30.5, 50.45);
    assert_eq!(window.plan().zones.len(), 2);
    let Source::Settlements { places, radius } = what(&window, 1) else { panic!("settlements") };
    assert!(places.iter().any(|place| place.name == "Kyiv") && radius.0 == 5.0);
    assert!(window.says("settlements with 5 km round each"));
    window.picture("settlements-painted");
    window.agrees_with_the_file();
}

#[test]
fn a_zone_near_the_line_is_defined_on_a_sheet_and_changed_in_the_inspector() {
    let mut window = Window::on(file::example());
    window.run(Command::FromMap);
    assert!(window.says("Everything within 30 km of the line of contact."));
    window.choose("Side of the line", "Right (north-west)");
    window.set("Within", "35");
    window.choose("What it is cut to", "Oblasts");
    window.reach("Donetsk oblast");
    window.reach("Kharkiv oblast");
    window.choose("What it is without", "Line belt");
    window.picture("sheet-light");
    window.click_on("Zone from the map");
    let before = window.plan().zones.len();
    assert_eq!(window.app().desk.shown().zones.len(), before + 1, "the map shows it before it is added");
    assert!(
        window.says("on its right (north-west), in Donetsk oblast and Kharkiv oblast, without Line belt.")
    );
    window.press("Add zone");
    assert_eq!(window.plan().zones.len(), before + 1);
    assert!(window.plan().zones[before].is_live());
    let first = area(&window, before);
    window.set("Within", "45 km");
    rests(&mut window);
    assert!(area(&window, before) > first + 1_000.0, "the number in the inspector is the zone's");
    let label = window.app().desk.history.undo_label().unwrap().to_owned();
    assert!(label.starts_with("Set distance of"), "{label}");
    window.picture("inspector-light");
    // The belt it is without gets deeper, and it follows.
    let belt = id_of(window.plan(), "Line belt");
    let second = area(&window, before);
    let edit = cordon::plan::Operation::Grow(cordon::units::Km(5.0)).edit(window.plan(), &[belt]).unwrap();
    window.apply(&edit);
    assert!(area(&window, before) < second - 500.0);
    window.agrees_with_the_file();
    let name = window.plan().zones[before].name.clone();
    let outline = window.plan().zones[before].shape.clone();
    window.reach(&format!("Freeze {name}"));
    assert!(!window.plan().zones[before].is_live());
    assert!(std::sync::Arc::ptr_eq(&window.plan().zones[before].shape, &outline));
}

#[test]
fn a_live_zone_that_is_dragged_is_frozen_and_says_so() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num9);
    window.click(36.5, 49.5);
    window.key(Key::Num1);
    let at = window.spot(36.5, 49.5);
    window.move_to(at);
    assert!(window.says("a drag freezes it"), "the hint says so before");
    window.button(at, true);
    for step in 1..=4 {
        window.move_to(at + vec2(10.0, 0.0) * step as f32);
    }
    window.button(at + vec2(40.0, 0.0), false);
    assert!(!window.plan().zones[0].is_live());
    assert!(window.says("is frozen: a drawn area that follows nothing"));
    window.chord(CTRL, Key::Z);
    assert!(window.plan().zones[0].is_live(), "it was one step");
}

#[test]
fn an_area_is_typed_and_met_by_the_depth() {
    let mut window = Window::on(file::example());
    let belt = id_of(window.plan(), "Line belt");
    window.app_mut().desk.selection = cordon::tools::Selection::only(belt.clone());
    window.run(Command::AreaTarget);
    window.set("Area", "25000");
    window.wait_for("makes it 25\u{2009}000");
    assert!(window.says("Depth "), "the depth is shown before it is taken");
    window.picture("target-light");
    window.press("Apply");
    let area = geodesy::area(window.plan().zone(&belt).unwrap().shape.outline()).0;
    assert!((area / 25_000.0 - 1.0).abs() < 1e-4, "{area}");
    assert_eq!(window.app().desk.history.undo_label(), Some("Make Line belt 25\u{2009}000 km²"));
    window.run(Command::AreaTarget);
    window.set("Area", "1900000");
    window.wait_for("No depth makes Line belt");
    window.press("Cancel");
    assert!(window.app().desk.trial.is_none());
}

#[test]
fn the_zone_that_goes_freezes_what_is_made_of_it() {
    let mut window = Window::on(file::example());
    window.run(Command::FromMap);
    window.choose("What it is made of", "All within a distance of a zone");
    assert!(window.says("No zone is chosen"));
    window.choose("Zone to keep near", "Kyiv hub");
    window.press("Add zone");
    let kyiv = id_of(window.plan(), "Kyiv hub");
    window.apply(&Edit::RemoveZones(vec![kyiv]));
    assert!(window.says("is frozen: a drawn area that follows nothing"));
}

#[test]
fn pictures_in_dark_and_small() {
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "small")] {
        let mut window = Window::themed(file::example(), vec2(1280.0, 800.0), theme);
        window.run(Command::FromMap);
        window.choose("What it is made of", "All within a distance of a place");
        window.types("Kharkiv");
        window.set("Within", "60");
        window.choose("What it is cut to", "Ukraine");
        window.picture(&format!("place-{name}"));
        window.press("Add zone");
        window.picture(&format!("place-added-{name}"));
        assert!(window.says("Everything within 60 km of Kharkiv, in Ukraine."));
        window.run(Command::AreaTarget);
        window.set("Area", "5000");
        window.wait_for("makes it 5\u{2009}000");
        window.picture(&format!("target-{name}"));
        window.press("Apply");
        window.key(Key::Escape);
        window.key(Key::Num9);
        window.press("Paint: Grid cells");
        let at = window.spot(33.0, 48.6);
        window.move_to(at);
        window.picture(&format!("brush-{name}"));
        window.press("Paint: Oblasts");
        window.move_to(at);
        window.picture(&format!("oblast-hover-{name}"));
    }
}
