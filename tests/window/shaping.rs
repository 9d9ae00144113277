//! Zones merged, cut, grown, moved, locked, copied and pasted; and the history to jump in.

use std::sync::Arc;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::geodesy;
use cordon::plan::{Disc, Edit, Form, Plan, Role, Shape, Zone, ZoneId, file};
use cordon::units::Km;
use egui::{Event, Key, vec2};
use egui_kittest::kittest::Queryable;
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};

use crate::harness::{CTRL, Window, emptied};

fn square(name: &str, west: f64, south: f64, role: Role) -> Edit {
    let corner = |x: f64, y: f64| Coord { x: west + x, y: south + y };
    let ring = LineString(vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 0.7), corner(0.0, 0.7)]);
    let area = MultiPolygon(vec![Polygon::new(ring, vec![])]);
    let shape = Arc::new(Shape::new(Form::Area(area)).unwrap());
    let id = ZoneId(name.to_lowercase());
    Edit::AddZone(Zone { id, name: name.to_owned(), ..Zone::new(role, shape) })
}

fn two_squares() -> Plan {
    let edits =
        [square("West", 30.0, 48.5, Role::DeterrentSector), square("East", 30.6, 48.7, Role::BufferArea)];
    edits.iter().fold(Plan::empty(), |plan, edit| plan.with(edit).unwrap())
}

fn select(window: &mut Window, names: &[&str]) {
    let ids = names.iter().map(|name| window.zone(name).id.clone()).collect();
    window.app_mut().desk.selection.zones = ids;
    window.harness.run_steps(3);
}

fn names(window: &Window) -> Vec<String> {
    window.plan().zones.iter().map(|zone| zone.name.clone()).collect()
}

fn area(window: &Window, name: &str) -> f64 {
    geodesy::area(window.zone(name).shape.outline()).0
}

#[test]
fn two_zones_are_merged_and_taken_apart_by_undo() {
    let mut window = Window::on(two_squares());
    let before = window.plan().clone();
    select(&mut window, &["West"]);
    window.chord(CTRL, Key::M);
    assert_eq!(names(&window), ["West", "East"], "one zone cannot be merged");
    assert!(window.app().desk.refusal.as_ref().unwrap().hint.contains("Shift"));
    select(&mut window, &["East", "West"]);
    window.chord(CTRL, Key::M);
    assert_eq!(names(&window), ["East"], "the first selected stays");
    assert_eq!(window.app().desk.history.undo_label(), Some("Merge 2 zones into East"));
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(*window.plan() == before);
}

#[test]
fn a_zone_grows_while_the_kilometres_are_typed() {
    let mut window = Window::on(two_squares());
    select(&mut window, &["West"]);
    let before = (area(&window, "West"), window.plan().clone());
    window.key(Key::G);
    assert!(window.app().dialog_open());
    window.set("Grow by", "12,0 km");
    let id = window.zone("West").id.clone();
    let shown = window.figures().zone(&id).unwrap().measured.area.0;
    assert!(shown > before.0 + 1_000.0, "the figures follow before anything is settled: {shown}");
    assert!(*window.plan() == before.1, "nothing is settled yet");
    assert!(window.says("km²") && window.says("troops"));
    window.picture("shaping-grow");
    window.press("Grow");
    assert!(!window.app().dialog_open());
    assert!((area(&window, "West") - shown).abs() < 1e-6);
    assert_eq!(window.app().desk.history.undo_label(), Some("Grow West"));
    window.key(Key::G);
    window.set("Grow by", "-90 km");
    assert!(window.says("Nothing of West would be left"), "it says why");
    window.press("Cancel");
    assert!((area(&window, "West") - shown).abs() < 1e-6, "Cancel leaves it");
    assert!(window.app().desk.trial.is_none());
    window.agrees_with_the_file();
}

#[test]
fn a_zone_is_moved_by_a_distance_and_a_bearing() {
    let mut window = Window::themed(emptied(), vec2(1280.0, 800.0), Theme::Dark);
    let disc = Form::Disc(Disc { centre: Point::new(31.0, 49.0), radius: Km(15.0) });
    let shape = Arc::new(Shape::new(disc).unwrap());
    let name = "Hub of the test".to_owned();
    window.apply(&Edit::AddZone(Zone { name, ..Zone::new(Role::Hub, shape) }));
    select(&mut window, &["Hub of the test"]);
    window.key(Key::V);
    window.set("Distance", "12");
    window.set("Bearing", "45");
    window.picture("shaping-move-dark");
    window.press("Move");
    let Form::Disc(disc) = window.zone("Hub of the test").shape.form() else { panic!("a circle") };
    let from = Coord { x: 31.0, y: 49.0 };
    assert!((geodesy::ground_distance(from, disc.centre.0).0 - 12.0).abs() < 0.01);
    assert!((geodesy::bearing(from, disc.centre.0) - 45.0).abs() < 0.1);
}

#[test]
fn what_simplifying_costs_is_said_first() {
    let mut window = Window::on(two_squares());
    let disc = geodesy::disc(Point::new(33.0, 48.5), Km(40.0)).unwrap();
    let shape = Arc::new(Shape::new(Form::Area(disc)).unwrap());
    window.apply(&Edit::AddZone(Zone { name: "Round".to_owned(), ..Zone::new(Role::Population, shape) }));
    select(&mut window, &["Round"]);
    window.run(Command::Simplify);
    window.set("Tolerance", "5");
    assert!(window.says("km² lost"));
    window.picture("shaping-simplify");
    window.key(Key::Enter);
    assert!(window.zone("Round").shape.outline().0[0].exterior().0.len() < 20);
    assert_eq!(window.app().desk.history.undo_label(), Some("Simplify Round"));
}

#[test]
fn a_line_drawn_across_a_zone_cuts_it() {
    let mut window = Window::on(two_squares());
    let whole = area(&window, "West");
    select(&mut window, &["West"]);
    window.key(Key::Num7);
    window.click(29.7, 48.8);
    window.click(30.3, 48.9);
    let at = window.spot(31.4, 48.75);
    window.move_to(at);
    assert_eq!(window.app().desk.shown().zones.len(), 3, "the pieces are seen before the cut");
    window.picture("shaping-split");
    window.click(31.4, 48.75);
    window.key(Key::Enter);
    assert_eq!(names(&window), ["West", "West 2", "East"]);
    assert!(((area(&window, "West") + area(&window, "West 2")) / whole - 1.0).abs() < 1e-9);
    assert_eq!(window.app().desk.history.undo_label(), Some("Split West"));
    window.agrees_with_the_file();
}

#[test]
fn a_locked_zone_does_not_follow_the_hand() {
    let mut window = Window::on(two_squares());
    select(&mut window, &["West"]);
    window.key(Key::K);
    assert!(window.zone("West").locked);
    assert_eq!(window.app().desk.history.undo_label(), Some("Lock West"));
    let before = window.zone("West").shape.clone();
    let at = window.spot(30.2, 48.6);
    window.move_to(at);
    window.button(at, true);
    window.move_to(at + vec2(30.0, 10.0));
    window.move_to(at + vec2(60.0, 10.0));
    window.button(at + vec2(60.0, 10.0), false);
    assert!(Arc::ptr_eq(&before, &window.zone("West").shape));
    window.key(Key::Delete);
    assert_eq!(names(&window), ["West", "East"], "and is not deleted");
    assert!(window.app().desk.refusal.as_ref().unwrap().what.contains("locked"));
    window.picture("shaping-locked");
    window.press("Unlock West");
    assert!(!window.zone("West").locked, "the padlock in the row lets go");
}

#[test]
fn several_zones_get_a_role_in_one_step() {
    let mut window = Window::on(two_squares());
    window.chord(CTRL, Key::A);
    assert!(window.says("2 zones selected"));
    window.picture("shaping-common");
    window.press("Role of all");
    window.click_on("H  Rear hub");
    assert!(window.plan().zones.iter().all(|zone| zone.role == Role::Hub));
    assert_eq!(window.app().desk.history.undo_label(), Some("Set role: 2 zones"));
    window.chord(CTRL, Key::ArrowDown);
    assert_eq!(names(&window), ["West", "East"], "all of them have no room to move");
    select(&mut window, &["West"]);
    window.chord(CTRL, Key::ArrowDown);
    assert_eq!(names(&window), ["East", "West"]);
    window.chord(CTRL, Key::D);
    assert_eq!(names(&window), ["East", "West", "West (copy)"]);
}

#[test]
fn zones_go_through_the_clipboard() {
    let mut window = Window::on(two_squares());
    select(&mut window, &["West"]);
    let zone = window.zone("West").clone();
    let text = file::to_geojson(&Plan { zones: vec![Arc::new(zone)], ..Plan::empty() });
    window.harness.event(Event::Copy);
    window.harness.run_steps(3);
    window.harness.event(Event::Paste(text));
    window.harness.run_steps(4);
    assert_eq!(names(&window), ["West", "East", "West (copy)"]);
    assert_eq!(area(&window, "West (copy)"), area(&window, "West"));
    assert_eq!(window.zone("West (copy)").role, Role::DeterrentSector);
    let foreign = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"From a GIS"},"geometry":{"type":"Polygon",
         "coordinates":[[[33,48],[34,48],[34,49],[33,49],[33,48]]]}}]}"#;
    window.harness.event(Event::Paste(foreign.to_owned()));
    window.harness.run_steps(4);
    assert_eq!(names(&window).last().map(String::as_str), Some("From a GIS"));
    assert_eq!(window.app().desk.selection.zones, [window.zone("From a GIS").id.clone()]);
    assert_eq!(window.app().desk.history.undo_label(), Some("Paste From a GIS"));
    window.harness.event(Event::Cut);
    window.harness.run_steps(3);
    assert!(!names(&window).contains(&"From a GIS".to_owned()));
    let count = window.plan().zones.len();
    window.harness.event(Event::Paste("hello".to_owned()));
    window.harness.run_steps(4);
    assert_eq!(window.plan().zones.len(), count);
    assert!(window.says("The clipboard holds no GeoJSON"), "what is wrong is said");
    window.picture("shaping-paste");
}

#[test]
fn the_history_is_jumped_in() {
    let mut window = Window::on(two_squares());
    let before = window.plan().clone();
    select(&mut window, &["East", "West"]);
    window.chord(CTRL, Key::M);
    window.key(Key::K);
    let after = window.plan().clone();
    window.chord(CTRL | egui::Modifiers::SHIFT, Key::H);
    assert!(window.says("Merge 2 zones into East"));
    window.picture("shaping-history");
    window.press("Step 0: The plan as it was opened");
    assert!(*window.plan() == before);
    window.press("Step 2: Lock East");
    assert!(*window.plan() == after);
    window.harness.get_by_label("Close").click();
    window.harness.run_steps(4);
    assert!(!window.app().dialog_open());
}

#[test]
fn a_gap_is_found_and_closed_from_the_sheet() {
    let west = square("West", 30.0, 48.5, Role::DeterrentSector);
    let east = square("East", 31.005, 48.5, Role::DeterrentSector);
    let plan = Plan::empty().with(&west).unwrap().with(&east).unwrap();
    let mut window = Window::on(plan);
    window.run(Command::Borders);
    window.wait_for("Gap between West and East");
    window.picture("shaping-borders");
    window.press("Close the gap");
    assert_eq!(window.app().desk.history.undo_label(), Some("Close the gap between West and East"));
    window.wait_for("All borders meet.");
}
