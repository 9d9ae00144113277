//! How long the figures take: `cargo bench --bench figures`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.
//! The smallest says what the work costs, the middle what a user sees.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

#[path = "support/clock.rs"]
mod clock;

use std::hint::black_box;
use std::time::{Duration, Instant};

use std::sync::Arc;

use clock::time;
use cordon::atlas::{Atlas, Gazetteer, Surface};
use cordon::force::{Figures, Measures};
use cordon::geodesy;
use cordon::plan::{Corridor, Disc, Form, LineName, Plan, Role, Shape, Zone, ZoneId};
use cordon::units::Km;
use geo::{Contains, Polygon};
use geo_types::{Coord, LineString, MultiPolygon, Point, coord};

fn main() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    population(&atlas);
    finding(&atlas);
    for count in [10, 100, 1_000] {
        drags(&atlas, count);
    }
}

/// What a keystroke in the find field costs: literal, near, and where nothing answers.
fn finding(atlas: &Atlas) {
    time("find: fold every name of the map, once", || Gazetteer::of(&atlas.map));
    let all = atlas.gazetteer();
    for text in ["k", "Kharkiv", "Крамтарськ", "Sieverodontesk", "qqqqqqqqqqqq"] {
        time(&format!("find: a keystroke, {text}"), || all.find(text, 8).len());
    }
    time("find: coordinates", || geodesy::coordinates::read("49°58′51″ N 36°15′10″ E").is_ok());
}

fn population(atlas: &Atlas) {
    let (oblasts, settlements) = (&atlas.map.oblasts, &atlas.map.settlements);
    time("population: build the surface of Ukraine", || Surface::new(oblasts, settlements));
    let surface = &atlas.population;
    // 40 km about a point west of Donetsk, and a shape of 200 km by 40 km.
    let small = outline(coord! { x: 37.2, y: 48.2 }, 0.27, 0.18, 1_000);
    let large = outline(coord! { x: 36.5, y: 48.0 }, 1.35, 0.18, 1_000);
    time("people in an outline of 1,000 corners, 40 km across", || surface.people(&small));
    let ours = time("people in an outline of 1,000 corners, 200 by 40 km", || surface.people(&large));
    time("  the same, by oblast", || surface.residents(&large));
    let ring = Polygon::new(large.0[0].exterior().clone(), Vec::new());
    let rival = time("  rival: each settlement through geo's Contains", || {
        settlements
            .iter()
            .filter(|town| ring.contains(&town.at))
            .map(|town| u64::from(town.population))
            .sum::<u64>()
    });
    println!("  ours takes {:.3} of the rival's time", ours.as_secs_f64() / rival.as_secs_f64());
    let whole = &oblasts.iter().find(|oblast| oblast.iso == "UA-51").expect("Odesa").outline;
    time("people in Odesa oblast", || surface.people(whole));
}

/// A plan of so many zones, with one corner of one of them dragged.
fn drags(atlas: &Atlas, count: usize) {
    let plan = many_zones(atlas, count);
    time(&format!("{count} zones: figures of a plan just opened"), || {
        Figures::of(&plan, atlas, &mut Measures::new())
    });
    let mut measures = Measures::new();
    Figures::of(&plan, atlas, &mut measures);
    time(&format!("{count} zones: nothing has moved"), || Figures::of(&plan, atlas, &mut measures));
    let mut share = 1.0;
    time(&format!("{count} zones: other shares of their people are there"), || {
        share -= 1e-6;
        let mut other = plan.clone();
        let displacement = &mut other.assumptions.displacement;
        displacement.by_oblast = [("UA-63".to_owned(), share)].into();
        Figures::of(&other, atlas, &mut measures)
    });
    let place =
        plan.zones.iter().position(|zone| matches!(zone.shape.form(), Form::Area(_))).expect("an area");
    let mut frames = (0..4_000).map(|frame| frame_of(&plan, place, f64::from(frame) * 1e-5));
    let mut frame = || frames.next().expect("enough frames");
    time_each(&format!("{count} zones: a corner of one is dragged"), &mut frame, |plan| {
        Figures::of(plan, atlas, &mut measures)
    });
}

/// As [`time`], with something made before each turn that is not timed.
fn time_each<A, T>(what: &str, make: &mut impl FnMut() -> A, mut function: impl FnMut(&A) -> T) {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 2_000 && (times.len() < 5 || began.elapsed() < Duration::from_secs(2)) {
        let input = make();
        let start = Instant::now();
        black_box(function(&input));
        times.push(start.elapsed());
    }
    clock::printed(what, times);
}

/// The plan with one corner of one zone moved by so many degrees.
fn frame_of(plan: &Plan, place: usize, degrees: f64) -> Plan {
    let mut plan = plan.clone();
    let zone = &plan.zones[place];
    let Form::Area(area) = zone.shape.form() else { unreachable!("an area was chosen") };
    let mut corners = area.0[0].exterior().0.clone();
    corners[3].x += degrees;
    let form = Form::Area(MultiPolygon(vec![Polygon::new(LineString(corners), Vec::new())]));
    plan.zones[place] = Arc::new(Zone { shape: shape(form), ..Zone::clone(zone) });
    plan
}

/// Belts along the line of contact, and rows of areas and discs over the country, each
/// overlapping its neighbours a little.
fn many_zones(atlas: &Atlas, count: usize) -> Plan {
    let columns = (count as f64).sqrt().ceil() as usize;
    let (width, height) = (17.0 / columns as f64, 7.0 / columns as f64);
    let path = &atlas.contact().path;
    let zones = (0..count).map(|place| {
        let (column, row) = (place % columns, place / columns);
        let centre =
            coord! { x: 22.5 + width * (column as f64 + 0.5), y: 45.0 + height * (row as f64 + 0.5) };
        let (role, form) = match place % 10 {
            0 => {
                let at = |share: f64| path.0[((path.0.len() - 1) as f64 * share) as usize];
                let share = place as f64 / count as f64;
                let axis = geodesy::stretch(path, at(share), at((share + 0.1).min(1.0))).expect("a stretch");
                (Role::MonitoredLine, Form::Corridor(Corridor { axis, left: Km(8.0), right: Km(8.0) }))
            }
            1 | 2 => {
                let disc = Disc { centre: Point(centre), radius: Km(35.0 * height) };
                (if place % 10 == 1 { Role::Hub } else { Role::Population }, Form::Disc(disc))
            }
            kind => {
                let role = [Role::BufferArea, Role::Population, Role::DeterrentSector, Role::Site][kind % 4];
                (role, Form::Area(outline(centre, 0.55 * width, 0.55 * height, 24)))
            }
        };
        Arc::new(zone(place, role, form))
    });
    Plan { zones: zones.collect(), ..Plan::empty() }
}

fn zone(place: usize, role: Role, form: Form) -> Zone {
    let follows = matches!(form, Form::Corridor(_)).then(|| LineName("contact".to_owned()));
    Zone {
        id: ZoneId(format!("zone-{place}")),
        name: format!("Zone {place}"),
        follows,
        consent: true,
        sites: 1,
        ..Zone::new(role, shape(form))
    }
}

fn shape(form: Form) -> Arc<Shape> {
    Arc::new(Shape::new(form).expect("a shape"))
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
