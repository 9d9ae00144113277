//! How long belts and cuts take: `cargo bench --bench geodesy`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cordon::atlas::Atlas;
use cordon::geodesy::{area, corridor};
use cordon::plan::{Anchor, Definition, LineName, Plan, Side, Source};
use cordon::units::Km;
use geo_types::{Coord, LineString};

fn main() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    let contact = &atlas.contact().path;
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    for depth in [1.0, 5.0, 20.0, 50.0, 100.0] {
        belt(&format!("line of contact, {} places", contact.0.len()), contact, 0.0, depth);
        belt("the same, to the left", contact, depth, 0.0);
        belt("the same, both sides", contact, depth, depth);
    }
    let jitter = jittered(10_000, 0.002, 0.002);
    let zigzag = jittered(10_000, 0.000_3, 0.002);
    for depth in [0.001, 0.1, 1.0, 20.0] {
        belt("10,000 places that cross each other", &jitter, 0.0, depth);
        belt("the same, both sides", &jitter, depth, depth);
        belt("10,000 places of a zigzag", &zigzag, 0.0, depth);
        belt("the same, both sides", &zigzag, depth, depth);
    }
    definitions(&atlas);
}

/// Zones that follow a definition: what a frame takes while their distance is dragged.
fn definitions(atlas: &Atlas) {
    let near = |line: &str, side| {
        let of = Anchor::Line { line: LineName(line.to_owned()), side };
        Definition::of(Source::Near { of, km: Km(30.0) })
    };
    let oblasts = |but: usize| {
        Source::Oblasts(atlas.map.oblasts.iter().skip(but).map(|oblast| oblast.iso.clone()).collect())
    };
    let plan = Plan::empty();
    for (what, definition) in [
        ("within 30 km of the line of contact", near("contact", Side::Both)),
        ("the same, on its left", near("contact", Side::Left)),
        ("the same, on its left, in Ukraine", near("contact", Side::Left).inside(Source::Ukraine)),
        (
            "within 30 km of the border with Russia, in 13 oblasts",
            near("border-russia", Side::Both).inside(oblasts(14)),
        ),
        ("26 oblasts", Definition::of(oblasts(1))),
    ] {
        // A clone has no memory of what was made.
        time(what, || definition.clone().shape(&plan));
    }
}

fn belt(what: &str, axis: &LineString<f64>, left: f64, right: f64) {
    let answer = match corridor(axis, Km(left), Km(right)) {
        Ok(belt) => format!("{:.3} km²", area(&belt).0),
        Err(refusal) => refusal.what,
    };
    time(&format!("{what}, {left} and {right} km: {answer}"), || corridor(axis, Km(left), Km(right)));
}

/// A line to the east with places thrown to and fro, the same every time.
fn jittered(count: u32, along: f64, across: f64) -> LineString<f64> {
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as f64 / f64::from(1_u32 << 30) - 1.0
    };
    let place = |i| Coord { x: 30.0 + f64::from(i) * 8e-4 + along * random(), y: 48.0 + across * random() };
    LineString((0..count).map(place).collect())
}

/// Runs a function until it has had half a second or 2,000 turns, and prints the times.
fn time<T>(what: &str, mut function: impl FnMut() -> T) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 2_000 && (times.is_empty() || began.elapsed() < Duration::from_millis(500)) {
        let start = Instant::now();
        black_box(function());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!("{what:<88} {:>12} {:>12}", ms(times[0]), ms(times[times.len() / 2]));
}
