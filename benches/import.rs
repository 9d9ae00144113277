//! How long a large GeoJSON file takes to become a layer, beside what the
//! `geojson` crate takes to become geometries: `cargo bench --bench import`.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::expect_used, reason = "the file is made here and whole")]

#[path = "../tests/support/big_file.rs"]
mod big_file;

use std::time::{Duration, Instant};

use cordon::import::{Progress, geojson::read_carefully, read};

const ROUNDS: usize = 7;

fn main() {
    let text = big_file::big_file();
    println!("{:.1} MB, {} vertices", text.len() as f64 / 1e6, big_file::FEATURES * big_file::POSITIONS);
    let ours = timed("cordon, from bytes to a checked layer", || {
        let (layer, problems) =
            read(text.as_bytes(), "zones.geojson", &Progress::default()).expect("it is whole");
        assert!(problems.is_empty());
        layer.vertices
    });
    timed("cordon, the careful reader alone", || {
        read_carefully(&text, "zones.geojson").expect("it is whole").0.vertices
    });
    let rival = timed("geojson crate, to geo-types", || {
        let file: geojson::GeoJson = text.parse().expect("it is whole");
        let geometries = geo_types::GeometryCollection::<f64>::try_from(&file).expect("it is whole");
        geometries.len()
    });
    println!("geojson crate ÷ cordon = {:.1}", rival.as_secs_f64() / ours.as_secs_f64());
}

/// Runs an action a few times, prints the least and the middle time, gives the middle.
fn timed(name: &str, mut action: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(action());
            start.elapsed()
        })
        .collect();
    times.sort();
    let (least, middle) = (times[0], times[ROUNDS / 2]);
    println!(
        "{name:42} least {:7.1} ms  median {:7.1} ms",
        least.as_secs_f64() * 1e3,
        middle.as_secs_f64() * 1e3
    );
    middle
}
