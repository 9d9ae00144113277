//! How long the figures take: `cargo bench --bench figures`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.
//! The smallest says what the work costs, the middle what a user sees.

use std::hint::black_box;
use std::time::{Duration, Instant};

use cordon::atlas::population::{District, Surface, Town};
use geo::{Contains, Polygon};
use geo_types::{Coord, LineString, MultiPolygon, Point, coord};

fn main() {
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    population();
}

/// Runs a function until it has had half a second or 2,000 turns, and prints the times.
fn time<T>(what: &str, mut function: impl FnMut() -> T) -> Duration {
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
    median
}

fn microseconds(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}

fn population() {
    let oblasts = oblasts();
    let towns = towns();
    let districts: Vec<District<'_>> =
        oblasts.iter().map(|(code, people, outline)| District { code, people: *people, outline }).collect();
    let settled: Vec<Town<'_>> = towns
        .iter()
        .map(|(at, people, code)| Town { at: *at, people: *people, district: Some(code) })
        .collect();
    time("population: build the surface of Ukraine", || Surface::settle(&districts, &settled));
    let surface = Surface::settle(&districts, &settled);
    time("population: displace it", || surface.displaced(0.8, &[("UA-63".to_owned(), 0.5)].into()));
    // 20 km about a point west of Donetsk, and a belt-like shape of 200 km by 40 km.
    let small = outline(coord! { x: 37.2, y: 48.2 }, 0.27, 0.18, 1_000);
    let large = outline(coord! { x: 36.5, y: 48.0 }, 1.35, 0.18, 1_000);
    time("people in an outline of 1,000 corners, 40 km across", || surface.people(&small));
    let ours = time("people in an outline of 1,000 corners, 200 by 40 km", || surface.people(&large));
    let ring = Polygon::new(large.0[0].exterior().clone(), Vec::new());
    let rival = time("  rival: each of 2,841 settlements through geo's Contains", || {
        settled.iter().filter(|town| ring.contains(&town.at)).map(|town| u64::from(town.people)).sum::<u64>()
    });
    println!("  ours takes {:.3} of the rival's time", ours.as_secs_f64() / rival.as_secs_f64());
    let whole = &oblasts.iter().find(|oblast| oblast.0 == "UA-51").expect("Odesa").2;
    time("people in Odesa oblast", || surface.people(whole));
}

/// A wavy ellipse.
fn outline(centre: Coord<f64>, east: f64, north: f64, corners: u32) -> MultiPolygon<f64> {
    let ring = (0..corners).map(|step| {
        let turn = f64::from(step) * std::f64::consts::TAU / f64::from(corners);
        let wave = 1.0 + 0.05 * (9.0 * turn).sin();
        coord! { x: centre.x + east * wave * turn.cos(), y: centre.y + north * wave * turn.sin() }
    });
    MultiPolygon(vec![Polygon::new(ring.collect::<LineString<f64>>(), Vec::new())])
}

fn oblasts() -> Vec<(String, u32, MultiPolygon<f64>)> {
    let collection: geojson::FeatureCollection =
        include_str!("../data/map/oblasts.geojson").parse().expect("GeoJSON");
    let read = collection.into_iter().map(|feature| {
        let code = feature.property("iso").and_then(|iso| iso.as_str()).expect("a code").to_owned();
        let people = feature.property("population").and_then(serde_json::Value::as_u64).expect("people");
        (code, people as u32, feature.geometry.and_then(|area| area.try_into().ok()).expect("an area"))
    });
    read.collect()
}

fn towns() -> Vec<(Point<f64>, u32, String)> {
    let mut reader = csv::Reader::from_reader(include_str!("../data/map/settlements.csv").as_bytes());
    let rows = reader.records().map(|row| row.expect("a row")).filter(|row| &row[6] == "UA");
    rows.map(|row| {
        let number = |place: usize| row[place].parse::<f64>().expect("a number");
        (Point::new(number(2), number(3)), number(4) as u32, row[7].to_owned())
    })
    .collect()
}
