//! How long a frame's drawing takes: `cargo bench --bench scene`.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use cordon::atlas::layers::MapLayers;
use cordon::plan::zone::{Corridor, Disc, Form, Role, Shape, ZoneId};
use cordon::scene::reference::Prepared;
use cordon::scene::{
    Base, Footprints, Furniture, Language, LayerMark, Legend, Look, Overlay, Placement, Scene, View, ZoneMark,
};
use cordon::units::Km;
use geo_types::{Coord, Geometry, LineString, Point};

/// Prints the median and the slowest of some runs.
fn time<T>(what: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut times = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect::<Vec<Duration>>();
    times.sort();
    let [median, slowest] = [times[runs / 2], times[runs - 1]].map(|time| time.as_secs_f64() * 1e3);
    println!("{what:<58} {median:9.3} ms   slowest {slowest:9.3} ms");
}

fn zone(number: usize, role: Role, form: Form) -> Option<ZoneMark> {
    let (id, name) = (ZoneId(format!("z{number}")), format!("Zone {number}"));
    let mark = ZoneMark::new(id, role, name, Arc::new(Shape::new(form).ok()?));
    Some(ZoneMark { need: Some(1200.0 + number as f64), selected: number == 0, ..mark })
}

/// A belt along a line, and eight circles.
fn example() -> Vec<ZoneMark> {
    let axis = (0..47)
        .map(|at| (38.0 - 0.13 * f64::from(at), 50.0 - 0.075 * f64::from(at) + 0.1 * f64::from(at % 3)));
    let belt = Corridor { axis: LineString::from(axis.collect::<Vec<_>>()), left: Km(0.0), right: Km(20.0) };
    let hubs = (1..9).filter_map(|at| {
        let centre = Point::new(24.0 + 1.3 * at as f64, 49.8 - 0.3 * at as f64);
        zone(at, Role::ALL[at % 7], Form::Disc(Disc { centre, radius: Km(30.0) }))
    });
    zone(0, Role::MonitoredLine, Form::Corridor(belt)).into_iter().chain(hubs).collect()
}

fn many(count: usize) -> Vec<ZoneMark> {
    (0..count)
        .filter_map(|at| {
            let centre = Point::new(23.0 + 0.42 * (at % 40) as f64, 45.5 + 0.25 * (at / 40) as f64);
            zone(at, Role::ALL[at % 7], Form::Disc(Disc { centre, radius: Km(9.0) }))
        })
        .collect()
}

fn main() {
    let Ok(map) = MapLayers::embedded() else { return };
    time("base map prepared", 5, || Base::new(&map));
    let base = Base::new(&map);
    let (look, overlay) = (Look::light(), Overlay::default());
    let furniture = Furniture {
        banner: "Hypothetical – planning illustration".to_owned(),
        month: String::new(),
        legend: Legend::Open,
        attribution: "Natural Earth · GeoNames CC BY 4.0".to_owned(),
        ..Furniture::default()
    };
    let plain = Scene {
        base: &base,
        layers: &[],
        zones: &[],
        footprints: Footprints::default(),
        contact: None,
        overlay: &overlay,
        furniture: &furniture,
        look: &look,
        language: Language::English,
        tags: true,
        settled: true,
    };
    let view = |zoom: f64, size| View::new(Coord { x: 31.5, y: 48.6 }, zoom, size);
    let desk = [1168.0, 920.0];
    for (name, zones) in [("example", example()), ("1 000 zones", many(1000))] {
        let scene = Scene { zones: &zones, ..plain };
        for zoom in [5.0, 6.4, 8.0, 10.0, 13.0] {
            let mut placement = Placement::default();
            let view = view(zoom, desk);
            time(&format!("{name}, zoom {zoom}, first frame"), 3, || {
                scene.drawn(&view, &mut Placement::default())
            });
            scene.drawn(&view, &mut placement);
            time(&format!("{name}, zoom {zoom}"), 60, || scene.drawn(&view, &mut placement));
        }
        let mut placement = Placement::default();
        let wide = view(7.4, [3408.0, 2080.0]);
        scene.drawn(&wide, &mut placement);
        time(&format!("{name}, 4K, zoom 7.4"), 60, || scene.drawn(&wide, &mut placement));
        let mut step = 0.0;
        time(&format!("{name}, panning"), 120, || {
            step += 7.0;
            scene.drawn(&view(6.4, desk).panned([step, 0.0]), &mut placement)
        });
    }
    let wave = |points: u32| {
        let at = |number: u32| {
            let share = f64::from(number) / f64::from(points);
            (22.0 + 18.0 * share, 48.5 + 2.0 * (share * 4000.0).sin())
        };
        Geometry::from(LineString::from((0..points).map(at).collect::<Vec<_>>()))
    };
    let lines = [wave(2_260_000)];
    let go = AtomicBool::new(false);
    time("layer of 2 260 000 points in one line, prepared", 3, || Prepared::new(&lines, &go, &|_| {}));
    let parts = (0..10_000_u32)
        .map(|part| {
            let at = |step: u32| {
                let turn = f64::from(step) / 225.0 * std::f64::consts::TAU;
                let (x, y) = (23.0 + 0.17 * f64::from(part % 100), 45.0 + 0.065 * f64::from(part / 100));
                (x + 0.021 * turn.cos(), y + 0.021 * turn.sin())
            };
            let ring = LineString::from((0..=225).map(at).collect::<Vec<_>>());
            Geometry::from(geo_types::Polygon::new(ring, Vec::new()))
        })
        .collect::<Vec<_>>();
    time("layer of 10 000 rings of 226 points, prepared", 3, || Prepared::new(&parts, &go, &|_| {}));
    for (name, geometries) in [("one line", &lines[..]), ("rings", &parts[..])] {
        let Some(prepared) = Prepared::new(geometries, &go, &|_| {}) else { continue };
        let layers = [LayerMark { name: "Layer", prepared: &prepared, colour: look.map.contact, names: &[] }];
        let scene = Scene { layers: &layers, ..plain };
        for zoom in [5.0, 6.4, 9.0, 13.0] {
            let mut placement = Placement::default();
            let view = view(zoom, desk);
            let points = scene.drawn(&view, &mut placement).points();
            time(&format!("{name}, zoom {zoom}, {points} points"), 30, || scene.drawn(&view, &mut placement));
        }
    }
}
