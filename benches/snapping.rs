//! What a move of the pointer costs while corners are drawn, snapping to zones and to the
//! whole map: `cargo bench --bench snapping`. The rival is the same move with the snap
//! switch off. The aim is less than a millisecond with 1 000 zones on the map.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::app::desk::Desk;
use cordon::atlas::Atlas;
use cordon::plan::{Edit, Form, Plan, Role, Shape, Zone};
use cordon::tools::{Cursor, Gesture, ToolKind};
use cordon::units::Km;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

fn main() {
    let atlas = Arc::new(Atlas::embedded().expect("the embedded data is readable"));
    println!("{:<64} {:>10} {:>10} {:>10}", "a move of the pointer", "least", "median", "worst");
    for (zones, corners) in [(10, 24), (1_000, 24), (1, 100_000)] {
        let plan = plan(zones, corners);
        for (snap, follow) in [(false, false), (true, false), (true, true)] {
            moves(&atlas, &plan, snap, follow);
        }
    }
}

/// Zones in rows over the country.
fn plan(count: usize, corners: usize) -> Plan {
    let columns = (count as f64).sqrt().ceil() as usize;
    let mut plan = Plan::empty();
    let (wide, high) = (5.0 / columns as f64, 1.6 / columns as f64);
    for number in 0..count {
        let x = 24.5 + wide + 14.0 * (number % columns) as f64 / columns as f64;
        let y = 47.2 + high + 4.0 * (number / columns) as f64 / columns as f64;
        let ring: Vec<Coord<f64>> = (0..corners)
            .map(|corner| {
                let turn = corner as f64 * std::f64::consts::TAU / corners as f64;
                Coord { x: x + wide * turn.cos(), y: y + high * turn.sin() }
            })
            .collect();
        let area = MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())]);
        let shape = Arc::new(Shape::new(Form::Area(area)).expect("a sound zone"));
        let role = Role::ALL[number % Role::ALL.len()];
        plan = plan.with(&Edit::AddZone(Zone::new(role, shape))).expect("a new zone");
    }
    plan
}

fn moves(atlas: &Arc<Atlas>, plan: &Plan, snap: bool, follow: bool) {
    let mut desk = Desk::new(Arc::clone(atlas), plan.clone());
    desk.snap = snap;
    desk.switches.follow = follow;
    desk.pick(ToolKind::Corridor);
    // Ten points of a map of all Ukraine on a laptop.
    let pick = Km(12.0);
    let place = |step: usize| {
        let turn = step as f64 * 2.399_963;
        let out = (step as f64 / 2_000.0).sqrt();
        Coord { x: 31.5 + 7.0 * out * turn.cos(), y: 49.0 + 2.5 * out * turn.sin() }
    };
    desk.gesture(Gesture::Click(Cursor::at(place(1_000))), pick, 0.0);
    let mut took: Vec<Duration> = (0..2_000)
        .map(|step| {
            let begun = Instant::now();
            desk.gesture(Gesture::Move(Cursor::at(place(step))), pick, 0.0);
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    let zones = plan.zones.len();
    let corners: usize = plan.zones.iter().map(|zone| zone.shape.outline().0[0].exterior().0.len() - 1).sum();
    let how = match (snap, follow) {
        (false, _) => "without snapping",
        (true, false) => "snapping",
        (true, true) => "snapping and following lines",
    };
    println!(
        "{:<64} {:>10.1?} {:>10.1?} {:>10.1?}",
        format!("{zones} zones, {corners} corners in all, {how}"),
        took[0],
        took[took.len() / 2],
        took[took.len() - 1]
    );
}
