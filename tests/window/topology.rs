//! Borders kept together by keys and by the mouse: shared corners nudged and taken out, a gap
//! closed to its ends, a belt that stops at its neighbour.

use std::sync::Arc;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::geodesy;
use cordon::plan::{Corridor, Edit, Form, Plan, Role, Shape, Zone, ZoneId};
use cordon::tools::{HandleKind, Tool};
use cordon::units::Km;
use egui::{Key, Modifiers, Pos2, vec2};
use geo_types::{LineString, MultiPolygon, Rect, coord};

use crate::harness::{CTRL, Window};

fn rectangle([west, south, east, north]: [f64; 4]) -> Form {
    let square = Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north });
    Form::Area(MultiPolygon(vec![square.to_polygon()]))
}

fn with(plan: &Plan, name: &str, form: Form) -> Plan {
    let shape = Arc::new(Shape::new(form).unwrap());
    let id = ZoneId(name.to_lowercase());
    let zone = Zone { id, name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) };
    plan.with(&Edit::AddZone(zone)).unwrap()
}

/// Two sectors under a third, with a gap between them as wide as is asked.
fn three(gap: f64) -> Plan {
    let plan = with(&Plan::empty(), "West", rectangle([31.0, 48.0, 33.0, 49.5]));
    let plan = with(&plan, "East", rectangle([33.0 + gap, 48.0, 35.0, 49.5]));
    with(&plan, "North", rectangle([31.0, 49.5, 35.0, 50.4]))
}

fn select(window: &mut Window, name: &str) {
    window.app_mut().desk.selection.zones = vec![ZoneId(name.to_lowercase())];
    window.harness.run_steps(3);
}

fn hint(window: &Window) -> String {
    window.app().desk.tool.hint(&window.app().desk.context(Km(1.0))).text
}

fn last_step(window: &Window) -> &str {
    window.app().desk.history.undo_label().unwrap_or_default()
}

/// The ground of all zones together, and the sum of each.
fn ground(plan: &Plan) -> [f64; 2] {
    let outlines: Vec<_> = plan.zones.iter().map(|zone| zone.shape.outline()).collect();
    let sum = outlines.iter().map(|outline| geodesy::area(outline).0).sum();
    [geodesy::area(&geodesy::union(&outlines)).0, sum]
}

fn is_tight(window: &Window, whole: f64) {
    let [union, sum] = ground(window.plan());
    assert!((union - sum).abs() < 1e-3 && (union - whole).abs() < 1e-3, "{sum} on {union} of {whole}");
}

#[test]
fn shared_corners_go_together_by_keys() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::themed(three(0.0), vec2(1280.0, 800.0), theme);
        let [whole, _] = ground(window.plan());
        select(&mut window, "West");
        window.key(Key::Num6);
        let corner = window.spot(33.0, 49.5);
        window.click_at(corner);
        assert_eq!(hint(&window), "Drag the corner, shared with East and North");
        window.move_to(corner + vec2(60.0, 60.0));
        assert_eq!(hint(&window), "A corner is chosen, shared with East and North");
        window.picture(&format!("topology-chosen-{name}"));
        for _ in 0..3 {
            window.chord(Modifiers::SHIFT, Key::ArrowRight);
        }
        window.key(Key::ArrowDown);
        assert_eq!(last_step(&window), "Move corner of West, East and 1 more");
        is_tight(&window, whole);
        window.picture(&format!("topology-nudged-{name}"));
        // Three borders meet here: the corner stays.
        window.key(Key::Delete);
        assert!(window.says("The border of West and East would come apart"));
        window.picture(&format!("topology-refused-{name}"));
        assert_eq!(last_step(&window), "Move corner of West, East and 1 more");
        for _ in 0..4 {
            window.chord(CTRL, Key::Z);
        }
        assert!(*window.plan() == three(0.0), "one step for each press");
    }
}

#[test]
fn the_cursor_of_the_keyboard_takes_a_shared_corner_along() {
    let mut window = Window::themed(three(0.0), vec2(1280.0, 800.0), Theme::Light);
    let [whole, _] = ground(window.plan());
    select(&mut window, "West");
    window.key(Key::Num6);
    window.key(Key::X);
    for _ in 0..40 {
        if window.app().desk.tool.hint(&window.app().desk.context(Km(1.0))).text.contains("East and North") {
            break;
        }
        window.key(Key::Tab);
    }
    window.key(Key::Enter);
    for _ in 0..4 {
        window.chord(Modifiers::SHIFT, Key::ArrowLeft);
    }
    window.picture("topology-cursor");
    window.key(Key::Enter);
    assert_eq!(last_step(&window), "Move corner of West, East and 1 more");
    is_tight(&window, whole);
}

#[test]
fn a_corner_of_a_common_border_is_taken_out_of_both_or_of_one() {
    let mut window = Window::themed(three(0.0), vec2(1280.0, 800.0), Theme::Light);
    let [whole, _] = ground(window.plan());
    select(&mut window, "West");
    window.key(Key::Num6);
    drag(&mut window, (33.0, 48.75), (33.4, 48.6));
    assert_eq!(last_step(&window), "Add corner to West and East");
    let bent = window.spot(33.4, 48.6);
    window.click_at(bent);
    window.key(Key::Delete);
    assert_eq!(last_step(&window), "Remove corner of West and East");
    is_tight(&window, whole);
    window.chord(CTRL, Key::Z);
    window.click_at(bent);
    window.chord(Modifiers::SHIFT, Key::Delete);
    assert_eq!(last_step(&window), "Remove corner of West");
    assert_eq!(window.zone("East").shape.outline().0[0].exterior().0.len(), 6, "East keeps it");
    window.wait_for("Gap between West and East");
}

fn drag(window: &mut Window, from: (f64, f64), to: (f64, f64)) {
    let (from, to) = (window.spot(from.0, from.1), window.spot(to.0, to.1));
    pull(window, from, to);
    window.button(to, false);
}

fn pull(window: &mut Window, from: Pos2, to: Pos2) {
    window.move_to(from);
    window.button(from, true);
    window.move_to(from + (to - from) * 0.5);
    window.move_to(to);
}

#[test]
fn a_gap_that_ends_under_a_third_zone_is_closed_by_one_click() {
    let mut window = Window::themed(three(0.012), vec2(1280.0, 800.0), Theme::Light);
    window.wait_for("1 gap or overlap between zones");
    select(&mut window, "West");
    window.press("Zoom to Gap between West and East");
    window.harness.run_steps(40);
    window.press("Close the gap");
    assert_eq!(last_step(&window), "Close the gap between West and East");
    let [whole, _] = ground(&three(0.0));
    is_tight(&window, whole);
    // What is left would be seen at the very end, under North.
    window.chord(CTRL, Key::F);
    window.types("49.5, 33.006");
    window.key(Key::Enter);
    window.harness.run_steps(40);
    window.picture("topology-mended");
    window.run(Command::Borders);
    window.wait_for("All borders meet.");
}

#[test]
fn the_depth_of_a_belt_stops_at_its_neighbour() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let axis = LineString(vec![coord! { x: 31.0, y: 48.6 }, coord! { x: 34.0, y: 48.4 }]);
        let belt = Form::Corridor(Corridor { axis, left: Km(12.0), right: Km(0.0) });
        let plan = with(&Plan::empty(), "North", rectangle([30.5, 49.1, 34.5, 49.8]));
        let mut window = Window::themed(with(&plan, "Belt", belt), vec2(1280.0, 800.0), theme);
        select(&mut window, "Belt");
        window.run(Command::ToggleNoOverlap);
        let sketch = |window: &Window| {
            let context = window.app().desk.context(Km(1.0));
            Tool::sketch(&window.app().desk.tool, &context)
        };
        let depth = |handle: &cordon::tools::Handle| handle.kind == HandleKind::Depth { left: true };
        let grip = sketch(&window).handles.into_iter().find(depth).unwrap().at;
        let (from, to) = (window.spot(grip.x, grip.y), window.spot(grip.x, 49.5));
        pull(&mut window, from, to);
        let said = hint(&window);
        assert!(said.contains("North is in the way (No overlap is on)"), "{said}");
        window.picture(&format!("topology-stopped-{name}"));
        window.button(to, false);
        assert_eq!(last_step(&window), "Set depth of Belt");
        assert!(matches!(window.zone("Belt").shape.form(), Form::Corridor(belt) if belt.left > Km(40.0)));
        let [union, sum] = ground(window.plan());
        assert!((union - sum).abs() < 0.01);
    }
}
