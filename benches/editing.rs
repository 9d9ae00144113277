//! Whether editing stays fluid where there is much: a thousand zones, a reference layer of
//! 2.26 million points, a zone of 100 000 corners. `cargo bench --bench editing`, or one of
//! `-- zones|layer|corners`. Each line names what a planner does by the name it has in QGIS; a
//! frame is all of the program's and egui's work up to the graphics card. A display of 60 Hz
//! has 16.7 ms.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops where its data is missing"
)]

#[path = "support/hand.rs"]
mod hand;

use std::f64::consts::TAU;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::atlas::Atlas;
use cordon::import::{Progress, read};
use cordon::plan::{Edit, Form, Plan, Role, Shape, Zone};
use egui::{Key, Modifiers, Pos2, vec2};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use hand::{Frame, Window, print};

#[path = "../tests/support/big_file.rs"]
mod big_file;

#[path = "support/following.rs"]
mod following;

fn main() {
    let atlas = Arc::new(Atlas::embedded().expect("the embedded data is readable"));
    println!("{:<56} {:>8} {:>8} {:>8} {:>20}", "", "least", "median", "worst", "busy: median, worst");
    let asked: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|one| one == name);
    if wanted("zones") {
        many_zones(&atlas);
    }
    if wanted("layer") {
        large_layer(&atlas);
    }
    for corners in [10_000, 100_000] {
        if wanted("corners") {
            large_zone(&atlas, corners);
        }
    }
    if wanted("line") {
        following::all(&atlas);
    }
}

/// A jagged ring around a place, of a radius in degrees of longitude.
fn ring(x: f64, y: f64, radius: f64, corners: usize) -> Polygon<f64> {
    let corner = |number: usize| {
        let turn = number as f64 / corners as f64 * TAU;
        // Jagged enough to look like a coast, and never so much that it crosses itself.
        let jag = 1.0 + 0.03 * (turn * 60.0).sin() + 0.3 / corners as f64 * (number % 7) as f64;
        Coord { x: x + radius * jag * turn.cos(), y: y + 0.65 * radius * jag * turn.sin() }
    };
    Polygon::new(LineString((0..corners).map(corner).collect()), Vec::new())
}

fn zone(role: Role, area: Polygon<f64>) -> Edit {
    let shape = Shape::new(Form::Area(MultiPolygon(vec![area]))).expect("a sound zone");
    Edit::AddZone(Zone::new(role, Arc::new(shape)))
}

/// Small zones in rows over the country, of 24 corners each.
fn thousand() -> Plan {
    (0..1_000_usize).fold(Plan::empty(), |plan, number| {
        let (column, row) = ((number % 32) as f64, (number / 32) as f64);
        let area = ring(24.5 + column * 0.44, 47.2 + row * 0.125, 0.1, 24);
        plan.with(&zone(Role::ALL[number % Role::ALL.len()], area)).expect("a new zone")
    })
}

/// Pulls the map about, and zooms in and out of it.
fn moved_about(window: &mut Window, what: &str) {
    // Between zones, so that none is taken along.
    let from = Pos2::new(620.0, 960.0);
    window.app.run(cordon::app::command::Command::PolygonTool, &egui::Context::default());
    window.point(from);
    window.press(from, true);
    let pan = window.drawn(120, |turn| from + vec2(turn % 40.0 * 6.0 - 120.0, -(turn % 30.0) * 5.0));
    window.press(from, false);
    print(&format!("{what}: pan"), &pan);
    let zoom: Vec<_> = (0..60_u8)
        .map(|turn| window.wheel(Pos2::new(700.0, 480.0), if turn % 30 < 15 { 40.0 } else { -40.0 }))
        .collect();
    print(&format!("{what}: zoom"), &zoom);
    window.app.run(cordon::app::command::Command::SelectTool, &egui::Context::default());
    window.rest(30);
}

/// Selects a zone by its first corner, and drags that corner.
fn vertex_moved(window: &mut Window, corner: Coord<f64>, what: &str) {
    let at = window.app.spot(corner);
    window.click(at - vec2(4.0, 0.0));
    assert!(!window.app.desk.selection.zones.is_empty(), "a zone is selected");
    let hover = window.drawn(60, |turn| at + vec2(turn % 20.0 - 30.0, turn % 7.0));
    print(&format!("{what}: select feature, pointer over it"), &hover);
    window.point(at);
    window.press(at, true);
    let drag = window.drawn(60, |turn| at + vec2(turn % 30.0 * 0.7 + 4.0, turn % 17.0 * 0.5 + 1.0));
    assert!(window.app.desk.before().is_some(), "the corner is in the hand");
    print(&format!("{what}: move a vertex, all numbers live"), &drag);
    window.press(at + vec2(12.0, 6.0), false);
    window.key(Key::Z, Modifiers::COMMAND);
    let (mut ups, mut undone, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..9_u8 {
        // Long enough for the next press to be no double click.
        window.rest(40);
        window.point(at);
        window.press(at, true);
        window.drawn(4, |step| at + vec2(step + 4.0, f32::from(turn)));
        ups.push(window.press(at + vec2(12.0, f32::from(turn)), false));
        after.extend((0..12).map(|_| window.frame(Vec::new())));
        undone.push(window.key(Key::Z, Modifiers::COMMAND));
        after.extend((0..12).map(|_| window.frame(Vec::new())));
    }
    print(&format!("{what}: vertex let go"), &ups);
    print(&format!("{what}: undo"), &undone);
    print(&format!("{what}: the twelve frames after these"), &after);
}

/// Opens a plan as a planner does, from a file; prints the frames from that on which it is
/// laid on the desk.
fn opened(atlas: &Arc<Atlas>, plan: &Plan, what: &str) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.plan.geojson");
    cordon::plan::save::save(plan, &path).expect("room on the disk");
    let mut window = Window::open_file(atlas, path);
    let begun = Instant::now();
    let mut laid = Frame::default();
    while window.app.desk.shown().zones.is_empty() {
        assert!(begun.elapsed() < Duration::from_mins(2), "the plan is read");
        laid = window.frame(Vec::new());
    }
    print(&format!("{what}: open project, frame 1"), &[laid]);
    let after: Vec<_> = (0..12).map(|_| window.frame(Vec::new())).collect();
    print(&format!("{what}: open project, the twelve after it"), &after);
    window.rest(40);
    window.app.desk.snap = false;
    window
}

/// The first corner of a zone on the desk.
fn corner(window: &Window, place: usize) -> Coord<f64> {
    window.app.desk.shown().zones[place].shape.outline().0[0].exterior().0[0]
}

fn many_zones(atlas: &Arc<Atlas>) {
    let mut window = opened(atlas, &thousand(), "1 000 zones");
    let corner = corner(&window, 500);
    vertex_moved(&mut window, corner, "1 000 zones");
    moved_about(&mut window, "1 000 zones");
}

fn large_layer(atlas: &Arc<Atlas>) {
    let text = big_file::big_file();
    let (layer, _) = read(text.as_bytes(), "zones.geojson", &Progress::default()).expect("it is whole");
    let what = format!("a layer of {:.2} M vertices", layer.vertices as f64 / 1e6);
    let area = ring(33.0, 48.5, 1.2, 24);
    let corner = area.exterior().0[0];
    let plan = Plan::empty().with(&zone(Role::DeterrentSector, area)).expect("a zone");
    let mut window = Window::open(atlas, plan);
    window.app.draw_over(layer);
    window.rest(40);
    vertex_moved(&mut window, corner, &what);
    moved_about(&mut window, &what);
    window.key(Key::D, Modifiers::NONE);
    window.click(Pos2::new(500.0, 400.0));
    window.click(Pos2::new(700.0, 450.0));
    let measure = window.drawn(60, |turn| Pos2::new(600.0 + turn * 3.0, 300.0 + turn * 2.0));
    assert!(window.app.desk.measured.route().is_some(), "a path is measured");
    print(&format!("{what}: measure line"), &measure);
}

fn large_zone(atlas: &Arc<Atlas>, corners: usize) {
    let area = ring(33.0, 48.5, 2.5, corners);
    let plan = Plan::empty().with(&zone(Role::DeterrentSector, area)).expect("a zone");
    let what = format!("a zone of {corners} corners");
    let mut window = opened(atlas, &plan, &what);
    let corner = corner(&window, 0);
    vertex_moved(&mut window, corner, &what);
    moved_about(&mut window, &what);
}
