//! How the benches time: the smallest and the middle time of many runs.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Runs a function until it has had half a second or 2,000 turns, and prints the times;
/// returns the middle one.
pub fn time<T>(what: &str, mut function: impl FnMut() -> T) -> Duration {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 2_000 && (times.len() < 5 || began.elapsed() < Duration::from_millis(500)) {
        let start = Instant::now();
        black_box(function());
        times.push(start.elapsed());
    }
    printed(what, times)
}

/// Prints the smallest and the middle of some times; returns the middle one.
pub fn printed(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!("{what:<64} {:>12} {:>12}", in_words(times[0]), in_words(median));
    median
}

fn in_words(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}
