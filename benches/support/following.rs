//! What follows the line of contact while a corner of it is in the hand, and a live zone whose
//! kilometres are dragged: whole frames, and beside them what QGIS does, all of it anew.

use std::sync::Arc;
use std::time::Instant;

use cordon::atlas::{Atlas, CONTACT};
use cordon::force::{Figures, Measures};
use cordon::plan::definition::{Definition, Side, Source};
use cordon::plan::{Anchor, Edit, LineName, OwnLine, Plan, Role, Zone, ZoneId, file};
use cordon::units::Km;
use egui::{Key, Modifiers, vec2};
use geo_types::{Coord, LineString};

use crate::hand::{Frame, Window, print};

/// The embedded line with this many corners between any two of its own, off the straight.
fn finer(line: &LineString<f64>, between: usize) -> LineString<f64> {
    let mut corners = Vec::new();
    for pair in line.0.windows(2) {
        let way = pair[1] - pair[0];
        for step in 0..=between {
            let share = step as f64 / (between + 1) as f64;
            let off = if step % 2 == 0 { 0.0 } else { 0.02 };
            corners.push(pair[0] + way * share + Coord { x: -way.y, y: way.x } * off);
        }
    }
    corners.extend(line.0.last());
    LineString(corners)
}

fn within(line_km: f64) -> Definition {
    let of = Anchor::Line { line: LineName(CONTACT.to_owned()), side: Side::Both };
    Definition::of(Source::Near { of, km: Km(line_km) })
}

/// The example with its belt tied, a zone within 30 km of the line, and a line of its own.
fn plan(atlas: &Atlas, between: usize) -> Plan {
    let mut plan = file::example();
    if between > 0 {
        let own = OwnLine::in_force(&plan, atlas);
        let path = finer(&own.path, between);
        let own = OwnLine { name: "Survey".to_owned(), path, ..OwnLine::clone(&own) };
        plan = plan.with(&Edit::AddLine(Arc::new(own))).expect("a line");
    }
    let belt = plan.zones.iter().find(|zone| zone.name == "Line belt").expect("the example's belt");
    let plan = plan.with(&Edit::SetTied { zone: belt.id.clone(), tied: true }).expect("a belt");
    let definition = within(30.0);
    let shape = definition.shape(&plan).expect("ground");
    let zone = Zone { definition: Some(Arc::new(definition)), ..Zone::new(Role::MonitoredLine, shape) };
    plan.with(&Edit::AddZone(zone)).expect("a live zone")
}

/// All of it anew for one place of the hand: the plan with the edit, its figures.
fn anew(plan: &Plan, atlas: &Atlas, what: &str) {
    let mut measures = Measures::new();
    let before = Figures::of(plan, atlas, &mut measures);
    let own = OwnLine::in_force(plan, atlas);
    let mut least = [f64::INFINITY; 2];
    let mut worst = [0.0_f64; 2];
    for turn in 0..20 {
        let mut path = own.path.clone();
        path.0[40].x -= 0.02 + 0.001 * f64::from(turn);
        let edit =
            Edit::SetLine(Some(Arc::new(OwnLine { path, name: "Bent".to_owned(), ..OwnLine::clone(&own) })));
        let start = Instant::now();
        let made = plan.with(&edit).expect("a line");
        let cut = start.elapsed().as_secs_f64() * 1e3;
        let figures = Figures::of(&made, atlas, &mut measures);
        let both = start.elapsed().as_secs_f64() * 1e3;
        assert!(figures.deployed != before.deployed, "it follows");
        for (place, time) in [cut, both - cut].into_iter().enumerate() {
            least[place] = least[place].min(time);
            worst[place] = worst[place].max(time);
        }
    }
    println!(
        "{what}: anew, at once: cut {:.1} to {:.1} ms, measured {:.1} to {:.1} ms",
        least[0], worst[0], least[1], worst[1]
    );
}

fn dragged(atlas: &Arc<Atlas>, between: usize) {
    let plan = plan(atlas, between);
    let corners = plan.contact_course().0.len();
    let what = format!("a line of {corners}, tied belt, live zone");
    anew(&plan, atlas, &what);
    let live = plan.zones.last().expect("a zone").id.clone();
    let corner = plan.contact_course().0[40 * (between + 1)];
    let mut window = Window::open(atlas, plan);
    window.rest(40);
    window.key(Key::Num8, Modifiers::NONE);
    let at = window.app.spot(corner);
    let hover = window.drawn(60, |turn| at + vec2(turn % 20.0 - 30.0, turn % 7.0));
    print(&format!("{what}: pointer over it"), &hover);
    window.point(at);
    window.press(at, true);
    let began = on_processor();
    let drag = window.drawn(120, |turn| at + vec2(turn % 30.0 * -0.7 - 5.0, turn % 17.0 * 0.5 + 1.0));
    assert!(window.app.desk.before().is_some(), "the corner is in the hand");
    print(&format!("{what}: move a vertex"), &drag);
    busy(began, drag.len());
    let let_go = Instant::now();
    let up = window.press(at + vec2(-12.0, 6.0), false);
    print(&format!("{what}: vertex let go"), &[up]);
    let after = until_whole(&mut window);
    print(&format!("{what}: until all has followed"), &after);
    println!("  whole {:.0} ms after it was let go", let_go.elapsed().as_secs_f64() * 1e3);
    let undo = window.key(Key::Z, Modifiers::COMMAND);
    print(&format!("{what}: undo"), &[undo]);
    window.rest(120);
    widened(&mut window, &live, &what);
}

/// The kilometres of the live zone, as a field of the inspector tries them.
fn widened(window: &mut Window, live: &ZoneId, what: &str) {
    window.key(Key::Num1, Modifiers::NONE);
    window.app.desk.selection.zones = vec![live.clone()];
    window.rest(40);
    let began = on_processor();
    let drag: Vec<_> = (0..120_u8)
        .map(|turn| {
            let definition = Some(Arc::new(within(30.0 + 0.25 * f64::from(turn % 40 + 1))));
            window.app.desk.trial = Some(Edit::Define { zone: live.clone(), definition });
            window.frame(Vec::new())
        })
        .collect();
    print(&format!("{what}: drag its km"), &drag);
    busy(began, drag.len());
    let edit = window.app.desk.trial.take().expect("the last one");
    window.app.desk.hand_over(&edit, 0.0);
    print(&format!("{what}: km let go, until all has followed"), &until_whole(window));
}

/// Frames until nothing is on its way, one at least.
fn until_whole(window: &mut Window) -> Vec<Frame> {
    let mut frames = vec![window.frame(Vec::new())];
    while window.app.desk.is_on_its_way() || window.app.desk.is_behind() {
        frames.push(window.frame(Vec::new()));
    }
    frames
}

/// What this thread has had of the processor, in milliseconds, where the system says so: other
/// work on the machine makes frames longer and does not count here.
fn on_processor() -> Option<f64> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e6)
}

fn busy(began: Option<f64>, frames: usize) {
    if let Some((began, now)) = began.zip(on_processor()) {
        println!("  on the processor: {:.1} ms a frame", (now - began) / frames as f64);
    }
}

/// Every line of this part.
pub fn all(atlas: &Arc<Atlas>) {
    for between in [0, 4, 19] {
        dragged(atlas, between);
    }
}
