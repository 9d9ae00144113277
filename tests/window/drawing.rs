//! Drawing along what is there, by the mouse: snapping to the map, following a border,
//! shared corners, new ground that gives way, and borders that do not meet.

use std::sync::Arc;

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::geodesy;
use cordon::plan::{Edit, Form, Plan, Role, Shape, Zone, ZoneId};
use egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::harness::{ATLAS, CTRL, Window};

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    MultiPolygon(vec![Polygon::new(corners.into_iter().collect(), Vec::new())])
}

fn with(plan: &Plan, name: &str, area: MultiPolygon<f64>) -> Plan {
    let shape = Arc::new(Shape::new(Form::Area(area)).unwrap());
    let id = ZoneId(name.to_lowercase());
    let zone = Zone { id, name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) };
    plan.with(&Edit::AddZone(zone)).unwrap()
}

fn three() -> Plan {
    let plan = with(&Plan::empty(), "West", rectangle(31.0, 48.0, 33.0, 49.5));
    let plan = with(&plan, "East", rectangle(33.0, 48.0, 35.0, 49.5));
    with(&plan, "North", rectangle(31.0, 49.5, 35.0, 50.4))
}

fn area(window: &Window, name: &str) -> f64 {
    geodesy::area(window.zone(name).shape.outline()).0
}

fn select(window: &mut Window, name: &str) {
    window.app_mut().desk.selection.zones = vec![ZoneId(name.to_lowercase())];
    window.harness.run_steps(3);
}

/// The corners of the border between two oblasts, from one end to the other.
fn border(one: &str, other: &str) -> Vec<Coord<f64>> {
    let ring = |name: &str| {
        let oblast = ATLAS.map.oblasts.iter().find(|oblast| oblast.name == name).unwrap();
        oblast.outline.iter().map(Polygon::exterior).max_by_key(|ring| ring.0.len()).unwrap().clone()
    };
    let (one, other): (LineString<f64>, LineString<f64>) = (ring(one), ring(other));
    let shared = |at: &&Coord<f64>| other.0.contains(at);
    let start = one.0.iter().position(|at| !shared(&at)).unwrap();
    one.0[1..].iter().cycle().skip(start).take(one.0.len() - 1).filter(shared).copied().collect()
}

fn hint(window: &Window) -> String {
    let pick = cordon::units::Km(1.0);
    window.app().desk.tool.hint(&window.app().desk.context(pick)).text
}

#[test]
fn a_border_is_followed_between_two_clicks() {
    let mut window = Window::themed(Plan::empty(), vec2(1280.0, 800.0), Theme::Light);
    let course = border("Kharkiv", "Poltava");
    let (from, to) = (course[4], course[course.len() - 5]);
    window.key(Key::Num2);
    window.key(Key::E);
    assert!(window.app().is_on(Command::ToggleFollow));
    let beside = |window: &Window, at: Coord<f64>| window.spot(at.x, at.y) + vec2(3.0, 2.0);
    let spot = beside(&window, from);
    window.click_at(spot);
    let spot = beside(&window, to);
    window.move_to(spot);
    let said = hint(&window);
    assert!(said.contains("following the") && said.contains(" corners"), "{said}");
    window.picture("drawing-follow");
    window.click_at(spot);
    let spot = window.spot(36.9, 49.3);
    window.click_at(spot);
    window.key(Key::Enter);
    let [zone] = window.plan().zones.as_slice() else { panic!("one zone") };
    let corners = zone.shape.outline().0[0].exterior().0.len();
    assert!(corners > 40, "{corners}");
    window.chord(CTRL, Key::Z);
    assert!(window.plan().zones.is_empty(), "one step");
    // The corner taken back takes the border with it.
    window.key(Key::Num2);
    window.run(Command::ToggleNames);
    let (spot, next) = (beside(&window, from), beside(&window, to));
    window.click_at(spot);
    window.click_at(next);
    window.chord(CTRL, Key::Z);
    window.move_to(next);
    assert!(hint(&window).contains("following the Пол") || hint(&window).contains("following the Хар"));
    window.picture("drawing-follow-ukrainian");
}

#[test]
fn a_shared_corner_is_dragged_in_three_zones() {
    let mut window = Window::themed(three(), vec2(1280.0, 800.0), Theme::Light);
    let whole = area(&window, "West") + area(&window, "East") + area(&window, "North");
    select(&mut window, "West");
    window.key(Key::Num6);
    window.picture("drawing-corners");
    let (from, to) = (window.spot(33.0, 49.5), window.spot(33.4, 49.1));
    window.move_to(from);
    window.button(from, true);
    window.move_to(to);
    assert!(hint(&window).contains("with East and North"), "{}", hint(&window));
    let shown = window.figures().zones[1].measured.area.0;
    assert!((shown - area(&window, "East")).abs() > 100.0, "the neighbour's figures follow the hand");
    window.picture("drawing-shared");
    window.button(to, false);
    let now = area(&window, "West") + area(&window, "East") + area(&window, "North");
    assert!((now - whole).abs() < 1e-3);
    assert_eq!(window.app().desk.history.undo_label(), Some("Move corner of West, East and 1 more"));
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(*window.plan() == three());
    window.press("Shared corners");
    let from = window.spot(33.0, 49.5);
    window.move_to(from);
    window.button(from, true);
    window.move_to(to);
    window.button(to, false);
    assert_eq!(window.app().desk.history.undo_label(), Some("Move corner of West"));
}

#[test]
fn switches_are_kept_for_the_next_session() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.json");
    let options = Options { settings: Some(settings), ..Options::default() };
    let mut window = Window::with(three(), vec2(1280.0, 800.0), options.clone());
    window.key(Key::Num2);
    window.press("No overlap");
    window.press("Fill gaps");
    window.set("Widest gap", "3.5");
    window.run(Command::ToggleShared);
    drop(window);
    let window = Window::with(three(), vec2(1280.0, 800.0), options);
    let switches = window.app().desk.switches;
    assert!(switches.no_overlap && switches.fill && !switches.shared && !switches.follow);
    assert!((switches.gap.0 - 3.5).abs() < 1e-9);
}

#[test]
fn new_ground_gives_way_while_it_is_drawn() {
    let mut window = Window::themed(three(), vec2(1280.0, 800.0), Theme::Dark);
    window.key(Key::Num2);
    window.press("No overlap");
    for (lon, lat) in [(34.3, 47.4), (36.5, 47.4), (36.5, 49.9)] {
        window.click(lon, lat);
    }
    let spot = window.spot(34.3, 49.9);
    window.move_to(spot);
    assert!(hint(&window).contains("taken by East"), "{}", hint(&window));
    window.picture("drawing-no-overlap-dark");
    window.click_at(spot);
    window.key(Key::Enter);
    let new = window.plan().zones.last().unwrap().shape.outline().clone();
    for name in ["West", "East", "North"] {
        let shared = geodesy::area(&geodesy::intersection(&new, window.zone(name).shape.outline())).0;
        assert!(shared < 0.01, "{name}: {shared}");
    }
    window.agrees_with_the_file();
}

#[test]
fn a_gap_between_zones_is_filled_by_a_double_click() {
    let plan = with(&Plan::empty(), "South", rectangle(31.0, 48.0, 35.0, 48.5));
    let plan = with(&plan, "North", rectangle(31.0, 49.5, 35.0, 50.0));
    let plan = with(&plan, "West", rectangle(31.0, 48.5, 32.0, 49.5));
    let plan = with(&plan, "East", rectangle(34.0, 48.5, 35.0, 49.5));
    let mut window = Window::themed(plan, vec2(1280.0, 800.0), Theme::Light);
    window.key(Key::Num2);
    window.press("Fill gaps");
    window.picture("drawing-fill-gaps");
    // A click on a switch is no part of a double click on the map.
    window.harness.run_steps(60);
    let spot = window.spot(33.0, 49.0);
    window.click_once_at(spot);
    window.click_once_at(spot);
    window.harness.run_steps(4);
    assert_eq!(window.plan().zones.len(), 5);
    let gap = geodesy::area(&rectangle(32.0, 48.5, 34.0, 49.5)).0;
    assert!((geodesy::area(window.plan().zones[4].shape.outline()).0 - gap).abs() < 0.01);
    window.picture("drawing-filled");
}

#[test]
fn borders_that_do_not_meet_raise_an_alarm_that_mends_them() {
    let plan = with(&three(), "Beside", rectangle(35.008, 48.0, 36.5, 50.4));
    let mut window = Window::themed(plan.clone(), vec2(1280.0, 800.0), Theme::Light);
    window.wait_for("2 gaps and overlaps between zones");
    select(&mut window, "Beside");
    assert!(window.says("Gap between East and Beside") && window.says("Gap between North and Beside"));
    window.picture("drawing-alarm");
    window.reach("Zoom to Gap between East and Beside");
    window.harness.run_steps(40);
    window.picture("drawing-alarm-near");
    window.harness.query_all_by_label("Close the gap").next().unwrap().click();
    window.harness.run_steps(4);
    assert_eq!(window.app().desk.history.undo_label(), Some("Close the gap between East and Beside"));
    assert!(!window.says("Gap between East and Beside"), "gone at once");
    window.wait_for("1 gap or overlap between zones");
    window.chord(CTRL, Key::Z);
    assert!(*window.plan() == plan);
    window.wait_for("2 gaps and overlaps between zones");
    window.press("2 gaps and overlaps between zones");
    assert!(window.app().dialog_open());
    window.picture("drawing-borders");
}

#[test]
fn a_dragged_corner_snaps_to_a_river_and_alt_leaves_it_free() {
    let river = ATLAS.map.rivers.iter().find(|river| river.name == "Dnipro").unwrap();
    let at = river.course.0[0].0[river.course.0[0].0.len() / 2];
    let beside = rectangle(at.x + 0.1, at.y - 0.2, at.x + 0.5, at.y + 0.2);
    let plan = with(&Plan::empty(), "West", beside);
    let mut window = Window::themed(plan, vec2(1280.0, 800.0), Theme::Dark);
    select(&mut window, "West");
    window.run(Command::ZoomToZone);
    window.harness.run_steps(40);
    let (from, to) = (window.spot(at.x + 0.1, at.y - 0.2), window.spot(at.x, at.y) + vec2(3.0, 3.0));
    window.move_to(from);
    window.button(from, true);
    window.move_to(to);
    let pick = cordon::units::Km(1.0);
    let sketch = window.app().desk.tool.sketch(&window.app().desk.context(pick));
    let plate = sketch.plate.unwrap();
    assert_eq!(plate.snapped.as_deref(), Some("on the Dnipro"));
    window.picture("drawing-river-dark");
    let modifiers = Modifiers::ALT;
    window.harness.event(Event::ModifiersChanged(modifiers));
    window.harness.run_steps(2);
    let event = Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers };
    window.harness.event(event);
    window.harness.run_steps(3);
    let shape = &window.zone("West").shape;
    let free = shape.outline().0[0]
        .exterior()
        .0
        .iter()
        .all(|corner| geodesy::distance(geo_types::Point(*corner), &river.course.0[0]).0 > 0.02);
    assert!(free);
}
