//! How long the months take: `cargo bench --bench timeline`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cordon::force::timeline::{Sending, Timeline};
use cordon::units::{Deployed, Pool, Span};

fn main() {
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    months();
}

/// Runs a function until it has had half a second or 2,000 turns, and prints the times.
fn time<T>(what: &str, mut function: impl FnMut() -> T) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 2_000 && (times.len() < 5 || began.elapsed() < Duration::from_millis(500)) {
        let start = Instant::now();
        black_box(function());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!("{what:<64} {:>12} {:>12}", microseconds(times[0]), microseconds(median));
}

fn microseconds(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}

fn months() {
    let need = Span::new(Deployed(20_000.0), Deployed(37_000.0), Deployed(80_000.0));
    for (what, tour, ramp) in [("tours of 6 months", 6.0, 6.0), ("tours of 4.5 months", 4.5, 7.0)] {
        let sendings = nations(tour, ramp);
        time(&format!("25 nations over 60 months, {what}"), || Timeline::of(&sendings, need, 60));
    }
}

/// Twenty-five nations, one in three of them with too small a pool.
fn nations(tour: f64, ramp: f64) -> Vec<Sending> {
    (0..25_u32)
        .map(|place| {
            let wanted = 400.0 + 150.0 * f64::from(place);
            let behind = if place % 3 == 0 { 2.0 } else { 3.0 };
            Sending {
                nation: format!("X{place}"),
                wanted: Deployed(wanted),
                pool: Some(Pool(wanted * behind)),
                start_month: place % 9,
                ramp_up_months: ramp,
                tour_months: tour,
                interval_months: 12.0,
            }
        })
        .collect()
}
