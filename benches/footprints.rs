//! How long it takes to divide a zone among its contingents: `cargo bench --bench footprints`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

#[path = "support/clock.rs"]
mod clock;

use clock::time;
use cordon::atlas::Atlas;
use cordon::force::footprints::{By, Contingent, Country, Land, divided};
use cordon::geodesy::{self, Ground, Measure};
use cordon::plan::{Corridor, Form, NationCode, Shape};
use cordon::units::{Deployed, Km};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

const WEIGHTS: [f64; 6] = [4_200.0, 3_000.0, 2_400.0, 1_800.0, 1_200.0, 900.0];

fn main() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    let sector = sector();
    let area = Ground::Area { outline: &sector };
    let ours = time("an area of 200 corners among six, by area", || area.divided(&WEIGHTS, Measure::Area));
    let people = |part: &MultiPolygon<f64>| atlas.population.people(part).0;
    time("  by people", || area.divided(&WEIGHTS, Measure::Sum(&people)));
    let lines = [atlas.contact().path.clone()];
    time("  by kilometres of the line of contact", || area.divided(&WEIGHTS, Measure::Line(&lines)));
    let rival = time("  rival: 512 × 512 cells, each given to a site twenty times", || raster(&sector));
    println!("  {:.0} times as long", rival.as_secs_f64() / ours.as_secs_f64());
    let axis = atlas.contact().path.clone();
    let shape = Shape::new(Form::Corridor(Corridor { axis: axis.clone(), left: Km(10.0), right: Km(10.0) }))
        .expect("a belt");
    let corners: usize = shape.outline().iter().map(|part| part.exterior().0.len()).sum();
    let belt = Ground::Belt { axis: &axis, depth: Km(10.0), outline: shape.outline() };
    println!("the belt along the line of contact has {corners} corners");
    time("that belt among six, by kilometres", || belt.divided(&WEIGHTS, Measure::Line(&[])));
    time("  by area", || belt.divided(&WEIGHTS, Measure::Area));
    time("  by people", || belt.divided(&WEIGHTS, Measure::Sum(&people)));
    let contingents: Vec<Contingent> = WEIGHTS
        .iter()
        .enumerate()
        .map(|(place, &troops)| Contingent {
            nation: NationCode::new(&format!("X{place}")),
            troops: Deployed(troops),
            ground: None,
        })
        .collect();
    let country = Country { settlements: &atlas.map.settlements, line: &axis, doctrine: &atlas.doctrine };
    let land = Land { shape: &shape, by: By::Line, lines: &[], surface: (&atlas.population).into() };
    let none = std::collections::BTreeMap::new();
    time("  with labels, units and camps", || divided(&land, &contingents, 0.0, &country, &none));
}

/// A sector west of Donetsk, 150 by 60 km, with bays.
fn sector() -> MultiPolygon<f64> {
    let corner = |step: usize| {
        let turn = step as f64 / 200.0 * std::f64::consts::TAU;
        let out = 1.0 + 0.15 * (turn * 7.0).sin();
        Coord { x: 36.8 + out * turn.cos(), y: 48.2 + 0.27 * out * turn.sin() }
    };
    let mut ring: Vec<Coord<f64>> = (0..200).map(corner).collect();
    ring.push(ring[0]);
    MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
}

/// The naive way: cells on a grid, sites in a row, weights moved towards their shares.
fn raster(zone: &MultiPolygon<f64>) -> Vec<f64> {
    let bounds = geodesy::bounds(zone).expect("a zone has bounds");
    let (min, size) = (bounds.min(), bounds.max() - bounds.min());
    let at = |place: usize| Coord {
        x: min.x + size.x * ((place % 512) as f64 + 0.5) / 512.0,
        y: min.y + size.y * ((place / 512) as f64 + 0.5) / 512.0,
    };
    let cells: Vec<Coord<f64>> = (0..512 * 512).map(at).filter(|&at| geodesy::contains(zone, at)).collect();
    let sum: f64 = WEIGHTS.iter().sum();
    let site =
        |place: usize| Coord { x: min.x + size.x * (place as f64 + 0.5) / 6.0, y: min.y + size.y / 2.0 };
    let mut weights = vec![0.0; 6];
    for _ in 0..20 {
        let mut counts = [0.0; 6];
        for cell in &cells {
            let power = |place: usize| {
                let off = *cell - site(place);
                off.x * off.x + off.y * off.y - weights[place]
            };
            let nearest = (0..6).min_by(|&a, &b| power(a).total_cmp(&power(b))).unwrap_or(0);
            counts[nearest] += 1.0;
        }
        for (place, weight) in weights.iter_mut().enumerate() {
            *weight += 0.2 * (WEIGHTS[place] / sum - counts[place] / cells.len() as f64);
        }
    }
    weights
}
