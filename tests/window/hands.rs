//! Drawing, editing, saving and opening by mouse and keys.

use std::path::Path;
use std::sync::Arc;

use cordon::app::{Options, Theme};
use cordon::plan::{Edit, Form, Plan, Role, file};
use cordon::scene::look::Look;
use egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable;

use crate::harness::{ATLAS, CTRL, Window};

#[test]
fn a_polygon_drawn_by_clicks_is_a_zone_with_a_need() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num2);
    for (lon, lat) in [(34.0, 49.8), (35.4, 49.9), (35.2, 49.0), (34.1, 48.9)] {
        window.click(lon, lat);
    }
    window.key(Key::Enter);
    let plan = window.plan();
    assert_eq!(plan.zones.len(), 1, "one zone");
    let Form::Area(area) = plan.zones[0].shape.form() else { panic!("an area") };
    assert_eq!(area.0[0].exterior().0.len(), 5, "four corners and the first again");
    assert!(deployed(&window) > 0.0);
    window.agrees_with_the_file();
}

#[test]
fn the_figures_follow_a_corner_while_it_is_dragged() {
    let mut window = Window::on(file::example());
    let before = (deployed(&window), window.zone("Sloboda sector").shape.clone());
    let middle = window.zone("Sloboda sector").shape.outline().0[0].exterior().0[0];
    window.click(34.95, 49.2);
    assert_eq!(window.app().desk.selection.zones, [window.zone("Sloboda sector").id.clone()]);
    let at = window.spot(middle.x, middle.y);
    window.move_to(at);
    window.button(at, true);
    for step in 1..=6 {
        window.move_to(at + vec2(-9.0, -5.0) * step as f32);
    }
    let id = window.zone("Sloboda sector").id.clone();
    let desk = &window.app().desk;
    let (now, was) = (desk.figures().zone(&id).unwrap(), desk.before().unwrap().zone(&id).unwrap());
    assert!((now.measured.area.0 - was.measured.area.0).abs() > 100.0, "the area follows the hand");
    assert!(now.measured.people.0 != was.measured.people.0, "and so do the people");
    assert!(
        Arc::ptr_eq(&window.zone("Sloboda sector").shape, &before.1),
        "nothing is settled while the button is down"
    );
    window.button(at + vec2(-54.0, -30.0), false);
    assert!(!Arc::ptr_eq(&window.zone("Sloboda sector").shape, &before.1), "it is when the button comes up");
    assert!(window.app().desk.history.undo_label().unwrap().contains("Sloboda sector"));
    window.chord(CTRL, Key::Z);
    assert!(Arc::ptr_eq(&window.zone("Sloboda sector").shape, &before.1), "undo puts it back");
    assert_eq!(deployed(&window), before.0);
    assert!(!window.app().desk.history.can_undo(), "one gesture was one step");
}

#[test]
fn a_belt_twice_as_deep_is_typed() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num5);
    let line = ATLAS.contact().path.0.clone();
    let (from, to) = (line[line.len() / 5], line[line.len() / 2]);
    window.click(from.x, from.y);
    window.click(to.x, to.y);
    window.types("40");
    window.key(Key::Enter);
    let plan = window.plan();
    assert_eq!(plan.zones.len(), 1);
    let zone = &plan.zones[0];
    let Form::Corridor(corridor) = zone.shape.form() else { panic!("a belt") };
    assert_eq!(
        (corridor.left.0, corridor.right.0),
        (0.0, 40.0),
        "on the Ukrainian side, which is the line's right"
    );
    assert_eq!(zone.follows.as_ref().unwrap().0, "contact", "it follows the line");
    assert_eq!(zone.role, Role::MonitoredLine);
    let name = zone.name.clone();
    assert!(need(&window, &name) > 500.0);
    window.agrees_with_the_file();
}

#[test]
fn the_next_corner_is_typed_as_a_distance_and_a_bearing() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num2);
    window.click(30.0, 49.0);
    window.types("45<120");
    let hint = |window: &Window| window.app().desk.hint(cordon::units::Km(1.0)).text;
    assert!(hint(&window).contains("45 km at 120°"), "{}", hint(&window));
    window.key(Key::Enter);
    window.types("60");
    window.types("<");
    window.types("230");
    window.key(Key::Enter);
    window.key(Key::Enter);
    let zone = &window.plan().zones[0];
    let Form::Area(area) = zone.shape.form() else { panic!("an area") };
    let corners = &area.0[0].exterior().0;
    let side = |a: usize, b: usize| cordon::geodesy::ground_distance(corners[a], corners[b]).0;
    let mut sides = [side(0, 1), side(1, 2), side(2, 3)].map(f64::round);
    sides.sort_by(f64::total_cmp);
    assert!(sides.contains(&45.0) && sides.contains(&60.0), "{sides:?}");
}

#[test]
fn a_hub_is_placed_with_a_typed_radius() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num4);
    window.click(31.3, 49.4);
    window.types("15");
    window.key(Key::Enter);
    let zone = &window.plan().zones[0];
    assert_eq!((zone.role, zone.name.as_str()), (Role::Hub, "Hub 1"));
    let Form::Disc(disc) = zone.shape.form() else { panic!("a disc") };
    assert_eq!(disc.radius.0, 15.0);
    assert_eq!(need(&window, "Hub 1"), 1_200.0, "one battlegroup");
}

#[test]
fn a_corner_too_many_is_taken_back_before_the_plan_is() {
    let mut window = Window::on(file::example());
    let zones = window.plan().zones.len();
    window.key(Key::Num2);
    for (lon, lat) in [(30.0, 48.6), (31.0, 48.6), (31.0, 49.2)] {
        window.click(lon, lat);
    }
    assert!(window.app().desk.tool.is_busy());
    window.chord(CTRL, Key::Z);
    assert!(window.app().desk.tool.is_busy(), "one corner less, the sketch stays");
    window.key(Key::Escape);
    assert_eq!(window.plan().zones.len(), zones, "Escape leaves the plan as it was");
    assert!(!window.app().desk.history.can_undo());
}

#[test]
fn a_sketch_that_crosses_itself_stays_and_says_why() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num2);
    for (lon, lat) in [(30.0, 48.0), (31.5, 49.0), (31.5, 48.0), (30.0, 49.0)] {
        window.click(lon, lat);
    }
    window.key(Key::Enter);
    assert!(window.plan().zones.is_empty(), "a bow tie is no zone");
    assert!(window.app().desk.tool.is_busy(), "but the sketch is still there");
    let desk = &window.app().desk;
    assert!(desk.tool.hint(&desk.context(cordon::units::Km(5.0))).warning || desk.refusal.is_some());
}

#[test]
fn a_plan_is_saved_to_a_typed_path_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.plan.geojson");
    let mut window = Window::on(file::example());
    window.click(30.5238, 50.4547);
    window.key(Key::Delete);
    assert_eq!(window.plan().zones.len(), file::example().zones.len() - 1);
    assert!(!window.app().desk.history.is_saved());
    window.chord(CTRL | Modifiers::SHIFT, Key::S);
    save_as(&mut window, &path);
    window.wait_until(|window| window.app().desk.history.is_saved());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), file::to_geojson(window.plan()));
    let options = Options { file: Some(path), ..Options::default() };
    let mut again = Window::with(Plan::empty(), vec2(1280.0, 800.0), options);
    again.wait_until(|window| !window.plan().zones.is_empty());
    assert_eq!(again.plan(), window.plan());
}

#[test]
fn what_is_edited_while_it_is_being_saved_is_unsaved() {
    let mut window = Window::on(file::example());
    window.click(30.5238, 50.4547);
    window.key(Key::Delete);
    let mut history = window.app().desk.history.clone();
    let sent = history.now().clone();
    history.apply(&Edit::RemoveZones(vec![sent.zones[0].id.clone()])).unwrap();
    history.mark_saved_as(sent);
    assert!(!history.is_saved(), "the file has the plan of before");
    history.undo();
    assert!(history.is_saved(), "and this is it");
}

#[test]
fn the_window_waits_for_the_plan_that_is_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.plan.geojson");
    let mut window = Window::on(file::example());
    window.click(30.5238, 50.4547);
    window.key(Key::Delete);
    let edited = window.plan().clone();
    window.chord(CTRL, Key::N);
    window.press("Save");
    save_as(&mut window, &path);
    window.wait_until(|window| window.plan().zones.is_empty());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), file::to_geojson(&edited));
}

#[test]
fn a_dropped_line_becomes_a_layer_and_the_line_of_contact() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.geojson");
    let line = r#"{"type":"Feature","properties":{"name":"North line"},"geometry":{"type":"LineString","coordinates":[[33,51],[35,50.5],[37,50]]}}"#;
    std::fs::write(&path, line).unwrap();
    let mut window = Window::on(Plan::empty());
    window.drop_file(path);
    window.wait_for("Bring in lines.geojson");
    window.press("Take in");
    window.wait_until(|window| window.harness.query_by_label("Make line of contact").is_some());
    window.press("Make line of contact");
    window.press("North line");
    let own = window.plan().line.clone().expect("a line of its own");
    assert_eq!((own.name.as_str(), own.ground_factor.central), ("North line", 1.0));
    window.chord(CTRL, Key::Z);
    assert!(window.plan().line.is_none(), "and it can be undone");
}

#[test]
fn a_broken_file_is_named_and_the_plan_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.geojson");
    std::fs::write(&path, "{\"type\":\"FeatureCollection\",\"features\":[{").unwrap();
    let mut window = Window::on(file::example());
    window.drop_file(path);
    window.wait_until(|window| window.harness.query_by_label("The file could not be opened").is_some());
    assert!(window.harness.query_by_label_contains("broken.geojson").is_some(), "the file is named");
    assert_eq!(*window.plan(), file::example());
}

fn save_as(window: &mut Window, path: &Path) {
    window.harness.get_by_label("File to save to").focus();
    window.harness.run_steps(2);
    window.chord(CTRL, Key::A);
    window.types(&path.display().to_string());
    window.key(Key::Enter);
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut window = Window::on(file::example());
    window.click(30.5238, 50.4547);
    window.key(Key::Delete);
    window.chord(CTRL, Key::N);
    assert!(window.harness.query_by_label("Save the changes?").is_some());
    window.press("Cancel");
    assert!(!window.plan().zones.is_empty(), "Cancel keeps the plan");
    window.chord(CTRL, Key::N);
    window.press("Don’t save");
    assert!(window.plan().zones.is_empty(), "an empty plan");
}

#[test]
fn a_term_is_changed_and_reset() {
    let mut window = Window::on(file::example());
    let before = need(&window, "Line belt");
    window.harness.get_by_label_contains("Line belt, Monitored line").click();
    window.harness.run_steps(3);
    window.harness.get_by_label_contains("Posts:").click();
    window.harness.run_steps(3);
    window.harness.get_by_label_contains("post spacing, central").click();
    window.harness.run_steps(2);
    window.chord(CTRL, Key::A);
    window.types("2");
    window.key(Key::Enter);
    assert!(need(&window, "Line belt") > before, "closer posts need more people");
    assert_eq!(window.zone("Line belt").overrides["m3a.spacing"].central, 2.0);
    window.press("Back to the doctrine’s value");
    assert_eq!(need(&window, "Line belt"), before);
    assert!(window.zone("Line belt").overrides.is_empty());
    window.key(Key::Escape);
    assert_eq!(
        window.app().desk.selection.zones.len(),
        1,
        "Escape closes the page behind the term and no more"
    );
}

#[test]
fn every_sheet_opens_and_closes() {
    let mut window = Window::on(file::example());
    for (key, heading) in [(Key::F1, "Shortcuts"), (Key::A, "Assumptions of the plan")] {
        window.key(key);
        let shown = |window: &Window| window.harness.query_all_by_label(heading).count();
        assert!(shown(&window) > 0, "{heading}");
        window.key(Key::Escape);
        window.harness.run_steps(4);
        assert_eq!(shown(&window), 0, "{heading} closes");
    }
}

#[test]
fn the_wheel_zooms_under_the_pointer() {
    let mut window = Window::on(file::example());
    let kharkiv = window.spot(36.23, 49.99);
    window.move_to(kharkiv);
    window.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(40);
    let now = window.spot(36.23, 49.99);
    assert!(kharkiv.distance(now) < 1.0, "Kharkiv stays under the pointer, {now:?} for {kharkiv:?}");
    assert!(window.spot(30.52, 50.45).distance(now) > 1.1 * 335.0, "and Kyiv is farther away");
}

/// Two pictures of the window: the sea is sea, the panel is the panel, and text is there.
#[test]
fn the_window_has_the_look_of_its_themes() {
    for (theme, look, name) in [(Theme::Light, Look::light(), "light"), (Theme::Dark, Look::dark(), "dark")] {
        let options = Options { theme, ..Options::default() };
        let mut window = Window::with(file::example(), vec2(1280.0, 800.0), options);
        window.picture(&format!("window-{name}"));
        let picture = window.harness.render().unwrap();
        let ink = |at: Pos2| picture.get_pixel(at.x as u32, at.y as u32).0;
        let sea = window.spot(31.2, 44.6);
        assert_eq!(ink(sea)[..3], [look.map.sea.r, look.map.sea.g, look.map.sea.b], "{name}: the Black Sea");
        let steppe = window.spot(31.6, 48.2);
        assert_eq!(
            ink(steppe)[..3],
            [look.map.ukraine.r, look.map.ukraine.g, look.map.ukraine.b],
            "{name}: land"
        );
        let panel = Pos2::new(1262.0, 224.0);
        assert_eq!(ink(panel)[..3], [look.ui.panel.r, look.ui.panel.g, look.ui.panel.b], "{name}: the panel");
        let headline = (0..160).flat_map(|y| (905..1100).map(move |x| (x, y)));
        let text = headline
            .filter(|(x, y)| picture.get_pixel(*x, *y).0[..3] == [look.ui.tx.r, look.ui.tx.g, look.ui.tx.b]);
        assert!(text.count() > 300, "{name}: the headline is written");
    }
}

fn need(window: &Window, name: &str) -> f64 {
    window.figures().zone(&window.zone(name).id).unwrap().need.central.0
}

fn deployed(window: &Window) -> f64 {
    window.figures().deployed.central.0
}
