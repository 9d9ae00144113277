//! How long filling the zones takes: `cargo bench --bench allocation`.
//!
//! Own harness: the smallest and the middle time of many runs, with the gap of the
//! answer. The rival, `HiGHS`, is timed on the stored instances by
//! `python3 scripts/prove_allocation.py --time --gap 0.03`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use cordon::force::allocation::{Demand, Grade, Instance, Supplier, allocate, improve};

fn main() {
    println!("{:<44} {:>10} {:>10} {:>8}", "", "least", "median", "gap");
    for name in
        ["example_8x12", "tight_25x30", "even_25x30", "slack_25x30", "small_zones_25x30", "unfit_15x20"]
    {
        time(&format!("live: {name}"), &stored(name));
    }
    for supply in [0.9, 1.1, 2.0] {
        time(&format!("live: 40 × 100, supply {supply} of the need"), &drawn(40, 100, supply));
    }
    for name in ["example_8x12", "tight_25x30", "slack_25x30", "small_zones_25x30"] {
        let instance = stored(name);
        let live = allocate(&instance);
        let began = Instant::now();
        let better = improve(&instance, &live, 4_000, &AtomicBool::new(false), &mut |_| ());
        let took = began.elapsed().as_secs_f64();
        let (before, after) = (100.0 * live.gap(), 100.0 * better.gap());
        println!("improved in 4 000 steps: {name:<20} {took:.2} s, gap {before:.2} → {after:.2} %");
    }
}

/// Runs the live answer until it has had half a second or 2,000 turns.
fn time(what: &str, instance: &Instance) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 2_000 && (times.len() < 5 || began.elapsed() < Duration::from_millis(500)) {
        let start = Instant::now();
        black_box(allocate(instance));
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let gap = 100.0 * allocate(instance).gap();
    println!("{what:<44} {:>10} {:>10} {gap:>6.2} %", ms(times[0]), ms(times[times.len() / 2]));
}

fn stored(name: &str) -> Instance {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/allocation/{name}.json"));
    let text = std::fs::read_to_string(file).expect("a stored instance");
    let stored: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    serde_json::from_value(stored["instance"].clone()).expect("an instance")
}

/// Nations and zones of all sizes, without pattern but always the same.
fn drawn(nations: usize, zones: usize, supply: f64) -> Instance {
    let mut state = 7_u64;
    let mut below = |many: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % many
    };
    let needs: Vec<f64> = (0..zones).map(|_| 400.0 + below(5_600) as f64).collect();
    let armies: Vec<f64> = (0..nations).map(|_| 5_000.0 + below(90_000) as f64).collect();
    let share = supply * needs.iter().sum::<f64>() / armies.iter().sum::<f64>();
    let grades = [Grade::Fit, Grade::Fit, Grade::Fit, Grade::Strained, Grade::Unfit];
    Instance {
        nations: armies
            .iter()
            .enumerate()
            .map(|(place, army)| Supplier {
                name: format!("N{place:03}"),
                troops: army * share,
                army: *army,
                kept: 0.01 * army,
                cap: None,
            })
            .collect(),
        zones: needs
            .iter()
            .enumerate()
            .map(|(place, need)| Demand { name: format!("Zone {place}"), need: *need, priority: 1.0 })
            .collect(),
        fit: (0..nations).map(|_| (0..zones).map(|_| grades[below(5) as usize]).collect()).collect(),
        locked: Vec::new(),
        least: 100.0,
        allow_unfit: false,
    }
}
