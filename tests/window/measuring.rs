//! Measuring over whatever tool is in the hand, rings, and distances to the line.

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::geodesy::{Route, ground_distance};
use cordon::plan::{Form, Plan, file};
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable;
use geo_types::Coord;

use crate::harness::{CTRL, Window, id_of};

/// Kharkiv, Poltava, Dnipro.
const TOWNS: [(f64, f64); 3] = [(36.25, 49.98), (34.55, 49.59), (35.04, 48.46)];

fn route(window: &Window) -> Route {
    window.app().desk.measured.route().expect("a path").as_ref().clone()
}

/// The last text that was put on the clipboard, with the frames it takes.
fn copied(window: &mut Window, act: impl Fn(&mut Window)) -> String {
    act(window);
    let commands = &window.harness.output().platform_output.commands;
    let text = commands.iter().rev().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.expect("something was copied")
}

#[test]
fn a_path_is_measured_while_an_area_is_drawn() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num2);
    for (lon, lat) in [(30.0, 49.8), (31.4, 49.9), (31.2, 49.0)] {
        window.click(lon, lat);
    }
    window.key(Key::D);
    for (lon, lat) in TOWNS {
        window.click(lon, lat);
    }
    assert!(window.says("Measure: double-click ends"));
    window.key(Key::Enter);
    let measured = route(&window);
    assert_eq!(measured.legs.len(), 2);
    let [kharkiv, poltava, dnipro] = TOWNS.map(|(x, y)| Coord { x, y });
    let wanted = ground_distance(kharkiv, poltava).0 + ground_distance(poltava, dnipro).0;
    // A point of the screen is some 700 m here.
    assert!((measured.length.0 - wanted).abs() < 4.0, "{} and {wanted}", measured.length.0);
    assert!(window.says("Area enclosed"));
    assert!(window.says("Web Mercator"));
    assert!(window.app().desk.tool.is_busy(), "the sketch stays");
    window.key(Key::Enter);
    assert_eq!(window.plan().zones.len(), 1, "and is finished as if nothing had been");
    assert_eq!(route(&window), measured, "the measure remains");
    window.key(Key::Escape);
    assert!(window.app().desk.measured.route().is_none(), "until Escape");
    assert_eq!(window.plan().zones.len(), 1);
}

#[test]
fn a_double_click_ends_and_the_card_takes_the_measure_away() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::D);
    window.click(30.0, 49.0);
    let at = window.spot(32.0, 49.0);
    window.click_once_at(at);
    window.click_once_at(at);
    assert!(!window.app().desk.measured.is_drawing());
    assert_eq!(route(&window).legs.len(), 1);
    window.press("Take the measure away");
    assert!(window.app().desk.measured.route().is_none());
}

#[test]
fn escape_gives_the_hand_back_and_the_map_is_pulled_meanwhile() {
    let mut window = Window::on(file::example());
    window.key(Key::D);
    let inside = window.spot(34.95, 49.2);
    window.move_to(inside);
    window.button(inside, true);
    window.move_to(inside + vec2(40.0, 30.0));
    window.button(inside + vec2(40.0, 30.0), false);
    assert!(window.app().desk.history.undo_label().is_none(), "no zone was dragged");
    assert!(window.app().desk.measured.is_drawing());
    window.key(Key::Escape);
    assert!(!window.app().desk.measured.is_drawing());
    window.click(34.95, 49.2);
    assert_eq!(window.app().desk.selection.zones.len(), 1, "the tool selects again");
}

#[test]
fn a_leg_is_typed_and_taken_back() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::D);
    window.click(30.0, 49.0);
    window.click(31.0, 49.0);
    window.types("20");
    window.key(Key::Enter);
    window.chord(CTRL, Key::Z);
    window.key(Key::Enter);
    assert_eq!(route(&window).legs.len(), 1, "the typed leg was taken back, the plan was not touched");
}

#[test]
fn what_is_copied_is_words_and_geojson() {
    let mut window = Window::on(file::example());
    window.click(34.95, 49.2);
    window.key(Key::D);
    for (lon, lat) in TOWNS {
        window.click(lon, lat);
    }
    window.key(Key::Enter);
    let text = copied(&mut window, |window| {
        window.harness.event(egui::Event::Copy);
        window.harness.run_steps(1);
    });
    assert!(text.contains("Area enclosed") && text.contains("Planar Web Mercator"), "{text}");
    let json = &text[text.find("\n{").expect("GeoJSON")..];
    let feature: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(feature["geometry"]["coordinates"].as_array().unwrap().len(), 3);
    // Once the hand has been back at the zones, Copy means them.
    window.click(34.95, 49.2);
    let text = copied(&mut window, |window| {
        window.harness.event(egui::Event::Copy);
        window.harness.run_steps(1);
    });
    assert!(text.contains("FeatureCollection"), "{text}");
}

#[test]
fn the_profile_of_a_path_across_the_line_touches_it() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::D);
    window.click(36.0, 48.2);
    window.click(39.0, 48.4);
    window.key(Key::Enter);
    window.wait_for("Distance of the path to the line. Meets the line at km");
    window.picture("measuring-across");
}

#[test]
fn rings_go_round_a_clicked_place_a_found_one_and_a_disc() {
    let mut window = Window::on(file::example());
    window.key(Key::O);
    window.press("Click on the map");
    assert!(window.says("Click the place that the rings go round"));
    window.click(30.52, 50.45);
    let disc = window.plan().zones.iter().find(|zone| matches!(zone.shape.form(), Form::Disc(_))).unwrap();
    let (name, id) = (disc.name.clone(), disc.id.clone());
    window.app_mut().desk.selection.zones = vec![id];
    window.harness.run_steps(3);
    window.press(&format!("Round {name}"));
    assert_eq!(window.app().desk.measured.rings.len(), 2);
    assert_eq!(window.app().desk.measured.rings[1].name, name);
    window.fill(&format!("Radii round {name}"), "10, 200");
    assert_eq!(window.app().desk.measured.rings[1].typed(), "10, 200");
    window.fill(&format!("Radii round {name}"), "ten");
    assert!(window.says("ten is no radius"));
    window.press(&format!("Rings round {name} on the map"));
    assert!(!window.app().desk.measured.rings[1].shown);
    window.press(&format!("Remove the rings round {name}"));
    assert_eq!(window.app().desk.measured.rings.len(), 1);
    assert!(window.app().desk.history.undo_label().is_none(), "none of it is in the plan");
}

#[test]
fn the_radii_of_the_next_rings_are_typed_at_once() {
    let mut window = Window::on(file::example());
    let id = id_of(window.plan(), "Sloboda sector");
    window.app_mut().desk.selection.zones = vec![id];
    window.key(Key::O);
    window.types("40, 80");
    window.key(Key::K);
    assert!(!window.zone("Sloboda sector").locked, "a letter in the field is no command");
    window.key(Key::Enter);
    // What is measured of the zone beside the window is said first.
    window.wait_for("Click the place that the rings go round");
    window.click(30.52, 50.45);
    assert_eq!(window.app().desk.measured.rings[0].typed(), "40, 80");
}

#[test]
fn the_inspector_says_what_a_flat_map_would_have_made_of_a_zone() {
    let mut window = Window::on(file::example());
    let id = id_of(window.plan(), "Sloboda sector");
    window.app_mut().desk.selection.zones = vec![id];
    window.harness.run_steps(3);
    window.harness.get_by_label("ON A FLAT MAP ITS AREA WOULD BE").scroll_to_me();
    window.harness.run_steps(20);
    window.wait_for("Web Mercator: ");
    assert!(window.says("farther than 100 km: "));
    window.picture("measuring-inspector");
}

#[test]
fn pictures_of_measuring() {
    for (name, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
        let options = Options { theme, ..Options::default() };
        let mut window = Window::with(file::example(), vec2(1280.0, 800.0), options);
        window.key(Key::O);
        window.press("Click on the map");
        window.click(30.52, 50.45);
        window.run(Command::Rings);
        window.key(Key::Num2);
        window.click(30.0, 47.6);
        window.click(31.4, 47.2);
        window.key(Key::D);
        for (lon, lat) in [(36.25, 49.98), (34.55, 49.59), (34.1, 49.06), (35.04, 48.46)] {
            window.click(lon, lat);
        }
        let at = window.spot(37.3, 48.75);
        window.move_to(at);
        window.picture(&format!("measuring-{name}"));
        window.key(Key::Enter);
        window.run(Command::Rings);
        window.wait_for("Distance of the path to the line.");
        window.picture(&format!("measuring-done-{name}"));
        assert_eq!(route(&window).legs.len(), 3);
    }
}
