//! Four made-up districts with crooked borders: one has a city cut out of it, one
//! lies in two parts, and one is about as small as Sevastopol.

use std::collections::BTreeMap;

use geo_types::{Polygon, coord, polygon};
use proptest::prelude::*;

use super::*;

/// A rectangle whose sides are bent, so that no border runs along the grid. Neighbours
/// that share a side share its bends.
fn crooked(west: f64, south: f64, east: f64, north: f64) -> LineString<f64> {
    let bend = |x: f64, y: f64| coord! { x: x + 0.013 * (31.0 * y).sin(), y: y + 0.011 * (29.0 * x).sin() };
    let along = |from: (f64, f64), to: (f64, f64)| {
        // The same places on a side and on a part of it: sixteen a degree.
        let steps = (16.0 * (to.0 - from.0).abs().max((to.1 - from.1).abs())).round() as u32;
        (0..steps).map(move |step| {
            let t = f64::from(step) / f64::from(steps);
            bend(from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1))
        })
    };
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
    let mut ring: Vec<Coord<f64>> = corners.windows(2).flat_map(|pair| along(pair[0], pair[1])).collect();
    ring.push(ring[0]);
    LineString(ring)
}

fn area(ring: LineString<f64>) -> MultiPolygon<f64> {
    MultiPolygon(vec![Polygon::new(ring, Vec::new())])
}

struct Land {
    outlines: Vec<(&'static str, u32, MultiPolygon<f64>)>,
    towns: Vec<(Point<f64>, u32, Option<&'static str>)>,
}

impl Land {
    fn new() -> Self {
        let city = crooked(30.4, 50.3, 30.7, 50.55);
        let around = Polygon::new(crooked(29.5, 49.5, 31.5, 51.0), vec![city.clone()]);
        let parted = MultiPolygon(vec![
            Polygon::new(crooked(31.5, 49.5, 33.0, 51.0), Vec::new()),
            Polygon::new(crooked(33.2, 49.5, 33.4, 49.7), Vec::new()),
        ]);
        Self {
            outlines: vec![
                ("UA-32", 1_795_079, MultiPolygon(vec![around])),
                ("UA-30", 2_952_301, area(city)),
                ("UA-53", 1_352_283, parted),
                ("UA-40", 385_900, area(crooked(33.40, 44.40, 33.75, 44.65))),
            ],
            towns: vec![
                (Point::new(30.52, 50.45), 2_797_553, Some("UA-30")),
                (Point::new(30.11, 49.80), 211_080, Some("UA-32")),
                (Point::new(30.40, 50.45), 40_000, Some("UA-32")),
                (Point::new(31.5, 50.0), 90_000, None),
                (Point::new(33.53, 44.60), 416_263, Some("UA-40")),
                (Point::new(31.0, 49.9), 700, None),
                (Point::new(10.0, 10.0), 50_000, None),
            ],
        }
    }

    fn surface(&self) -> Surface {
        let districts: Vec<District<'_>> = self
            .outlines
            .iter()
            .map(|(code, people, outline)| District { code, people: *people, outline })
            .collect();
        let towns: Vec<Town<'_>> =
            self.towns.iter().map(|&(at, people, district)| Town { at, people, district }).collect();
        Surface::settle(&districts, &towns)
    }
}

#[test]
fn each_district_holds_exactly_its_people() {
    let land = Land::new();
    let surface = land.surface();
    for (code, people, outline) in &land.outlines {
        assert_eq!(surface.people(outline), People(f64::from(*people)), "{code}");
    }
    assert_eq!(surface.total(), People(6_485_563.0));
}

#[test]
fn a_union_of_districts_holds_exactly_their_sum() {
    let land = Land::new();
    let surface = land.surface();
    let filled = area(crooked(29.5, 49.5, 31.5, 51.0));
    assert_eq!(surface.people(&filled), People(1_795_079.0 + 2_952_301.0));
    let both = area(crooked(29.5, 49.5, 33.0, 51.0));
    let island = surface.people(&area(crooked(33.2, 49.5, 33.4, 49.7)));
    assert!(island.0 > 10_000.0);
    assert_eq!(surface.people(&both) + island, People(1_795_079.0 + 2_952_301.0 + 1_352_283.0));
}

#[test]
fn the_way_a_ring_runs_does_not_matter() {
    let land = Land::new();
    let surface = land.surface();
    let mut reversed = land.outlines[0].2.clone();
    reversed.iter_mut().for_each(|part| {
        part.exterior_mut(|ring| ring.0.reverse());
        part.interiors_mut(|rings| rings.iter_mut().for_each(|ring| ring.0.reverse()));
    });
    assert_eq!(surface.people(&reversed), People(1_795_079.0));
}

#[test]
fn strange_outlines_are_counted_without_a_fuss() {
    let surface = Land::new().surface();
    let square = |r: f64| {
        MultiPolygon(vec![
            polygon![(x: -r, y: -r), (x: r, y: -r), (x: r, y: r), (x: -r, y: r), (x: -r, y: -r)],
        ])
    };
    assert_eq!(surface.people(&square(90.0)), surface.total());
    assert_eq!(surface.people(&square(f64::MAX)), surface.total());
    assert_eq!(surface.people(&square(f64::MIN_POSITIVE)), People(0.0));
    assert_eq!(surface.people(&square(f64::NAN)), People(0.0));
    assert_eq!(surface.people(&square(f64::INFINITY)), People(0.0));
    assert_eq!(surface.people(&square(5.0)), People(0.0));
    assert_eq!(surface.people(&MultiPolygon(Vec::new())), People(0.0));
    let spoiled = MultiPolygon(vec![
        polygon![(x: 20., y: 40.), (x: 50., y: 40.), (x: f64::NAN, y: 50.), (x: 50., y: 60.), (x: 20., y: 60.)],
    ]);
    assert_eq!(surface.people(&spoiled), surface.total());
    assert_eq!(Surface::settle(&[], &[]).people(&square(90.0)), People(0.0));
    assert_eq!(Surface::settle(&[], &[]).cell_at(coord! { x: 0.0, y: 0.0 }), None);
}

#[test]
fn a_town_is_as_dense_as_a_town_and_the_country_is_not() {
    let surface = Land::new().surface();
    let density = |x: f64, y: f64| {
        let cell = surface.cell_at(coord! { x: x, y: y }).expect("inside the grid");
        (cell.people.0 / cell.area.0, cell.oblast)
    };
    let (city, oblast) = density(30.52, 50.45);
    // 600 km² are too few for 2.8 million at 4 000.
    assert!((4_000.0..=5_600.0).contains(&city), "{city}");
    assert_eq!(oblast, Some("UA-30"));
    let (town, _) = density(30.11, 49.80);
    assert!((3_000.0..=3_300.0).contains(&town), "{town}");
    let (fields, _) = density(29.8, 50.7);
    assert!((40.0..=90.0).contains(&fields), "{fields}");
    let border =
        coord! { x: 31.5 + 0.013 * (31.0 * 50.0_f64).sin(), y: 50.0 + 0.011 * (29.0 * 31.5_f64).sin() };
    let across = surface.cell_at(border).expect("inside the grid");
    assert_eq!((across.oblast, across.people), (None, People(0.0)));
}

#[test]
fn those_who_left_are_taken_from_their_own_district() {
    let land = Land::new();
    let surface = land.surface();
    let factors = BTreeMap::from([("UA-53".to_owned(), 0.5), ("UA-40".to_owned(), f64::NAN)]);
    let presence = surface.presence(0.8, &factors);
    let people = |place: usize| surface.residents(&land.outlines[place].2).present(&presence);
    assert_eq!(people(0), People(1_436_063.2));
    assert_eq!(people(1), People(2_361_840.8));
    assert_eq!(people(2), People(676_141.5));
    assert_eq!(people(3), People(0.0));
    let both = area(crooked(29.5, 49.5, 31.5, 51.0));
    assert_eq!(surface.residents(&both).present(&presence), People(1_436_063.2 + 2_361_840.8));
    assert_eq!(surface.everyone().present(&presence), People(1_436_063.2 + 2_361_840.8 + 676_141.5));
    let same = surface.presence(1.0, &BTreeMap::new());
    assert_eq!(surface.everyone().present(&same), surface.total());
}

/// The surface with the people of one oblast only.
fn only(surface: &Surface, owner: usize) -> Surface {
    let mut alone = surface.clone();
    for row in 0..surface.grid.rows {
        let (from, mut sum) = (row * (surface.grid.columns + 1), 0.0);
        for (column, there) in surface.owners.row(&surface.grid, row).iter().enumerate() {
            let count = surface.row(row)[column + 1] - surface.row(row)[column];
            sum += if grid::index(*there) == Some(owner) { count } else { 0.0 };
            alone.running[from + column + 1] = sum;
        }
    }
    alone
}

/// One surface for each oblast.
static ALONE: std::sync::LazyLock<Vec<Surface>> =
    std::sync::LazyLock::new(|| (0..SURFACE.codes.len()).map(|owner| only(&SURFACE, owner)).collect());

/// Each oblast's part of an outline, against a surface on which nobody else lives.
fn check_parts(outline: &MultiPolygon<f64>) {
    let residents = SURFACE.residents(outline);
    assert_eq!(residents.registered(), SURFACE.people(outline));
    for (owner, alone) in ALONE.iter().enumerate() {
        let code = SURFACE.codes[owner].clone();
        let presence = SURFACE.presence(0.0, &BTreeMap::from([(code.clone(), 1.0)]));
        let (part, wanted) = (residents.present(&presence).0, alone.people(outline).0);
        assert!((part - wanted).abs() < 0.0015, "{code}: {part} is not {wanted}");
    }
}

#[test]
fn the_parts_of_an_outline_are_those_of_each_oblast() {
    let land = Land::new();
    for (_, _, outline) in &land.outlines {
        check_parts(outline);
    }
    let square = |west: f64, south: f64, east: f64, north: f64| {
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        MultiPolygon(vec![Polygon::new(LineString::from(corners.to_vec()), Vec::new())])
    };
    for outline in [
        square(-90.0, -90.0, 90.0, 90.0),
        square(29.6, 49.6, 90.0, 50.9),
        square(-90.0, 49.9, 31.0, 50.1),
        square(30.3, 50.2, 30.301, 50.201),
        square(31.4, 50.0, 31.6, 50.000_001),
        MultiPolygon(Vec::new()),
    ] {
        check_parts(&outline);
    }
}

#[test]
fn the_same_input_gives_the_same_surface() {
    assert_eq!(Land::new().surface().running, Land::new().surface().running);
}

/// Counts by brute force: each cell by the share of a fine raster inside.
#[test]
fn a_count_agrees_with_a_fine_raster() {
    let surface = Land::new().surface();
    let centre = coord! { x: 30.45, y: 50.35 };
    let corners: Vec<Coord<f64>> = (0..90)
        .map(|step| {
            let turn = f64::from(step) * std::f64::consts::TAU / 90.0;
            coord! { x: centre.x + 0.4 * turn.cos(), y: centre.y + 0.22 * turn.sin() }
        })
        .collect();
    let outline = MultiPolygon(vec![Polygon::new(LineString(corners), Vec::new())]);
    let (mut raster, fine) = (0.0, 40);
    for row in 0..surface.grid.rows * fine {
        for column in 0..surface.grid.columns {
            let y = (row as f64 + 0.5) / fine as f64;
            let (cx, cy) = surface.grid.place(centre);
            // The raster is exact along x: the share of the cell inside the ellipse.
            let dy = (y - cy) / (0.22 * 120.0);
            if dy.abs() >= 1.0 {
                continue;
            }
            let half = (1.0 - dy * dy).sqrt() * 0.4 * 80.0;
            let x = column as f64;
            let inside = ((x + 1.0).min(cx + half) - x.max(cx - half)).clamp(0.0, 1.0);
            let running = surface.row(row / fine);
            raster += inside * (running[column + 1] - running[column]) / fine as f64;
        }
    }
    let counted = surface.people(&outline).0;
    assert!(
        (counted / (raster / UNITS_PER_PERSON) - 1.0).abs() < 0.002,
        "{counted} against {}",
        raster / 1e3
    );
}

proptest! {
    /// Whatever the outline, each oblast's part of it is that oblast's people in it.
    #[test]
    fn the_parts_of_any_outline_are_those_of_each_oblast(
        radii in prop::collection::vec(0.01_f64..3.0, 3..40),
        centre in (29.0_f64..34.0, 44.0_f64..51.0),
    ) {
        let n = radii.len() as f64;
        let corners: Vec<Coord<f64>> = radii.iter().enumerate().map(|(step, r)| {
            let turn = step as f64 * std::f64::consts::TAU / n;
            coord! { x: centre.0 + r * turn.cos(), y: centre.1 + r * turn.sin() }
        }).collect();
        check_parts(&area(LineString(corners)));
    }

    /// A zone cut in two holds the people of its parts, wherever the cut runs.
    #[test]
    fn a_cut_loses_nobody(
        radii in prop::collection::vec(0.05_f64..1.5, 5..40),
        centre in (29.0_f64..34.0, 44.0_f64..51.0),
        cut in (0_usize..40, 2_usize..38),
    ) {
        let surface = std::sync::LazyLock::force(&SURFACE);
        let n = radii.len();
        let corners: Vec<Coord<f64>> = radii.iter().enumerate().map(|(step, r)| {
            let turn = step as f64 * std::f64::consts::TAU / n as f64;
            coord! { x: centre.0 + r * turn.cos(), y: centre.1 + r * turn.sin() }
        }).collect();
        let from = cut.0 % n;
        let to = from + 1 + cut.1 % (n - 2);
        let middle = coord! { x: centre.0, y: centre.1 };
        let side = |from: usize, to: usize| {
            let mut ring: Vec<Coord<f64>> = (from..=to).map(|step| corners[step % n]).collect();
            ring.push(middle);
            area(LineString(ring))
        };
        let whole = surface.people(&area(LineString(corners.clone()))).0;
        let parts = surface.people(&side(from, to)).0 + surface.people(&side(to, from + n)).0;
        prop_assert!((whole - parts).abs() < 0.01, "{whole} is not {parts}");
        prop_assert!(whole >= 0.0 && whole <= surface.total().0);
    }
}

/// A ring of many corners over several districts, parts of it outside the grid.
fn long_ring(corners: usize) -> Vec<Coord<f64>> {
    let corner = |number: usize| {
        let turn = number as f64 / corners as f64 * std::f64::consts::TAU;
        let reach = 1.4 + 0.2 * (turn * 40.0).sin();
        coord! { x: 31.0 + reach * turn.cos(), y: 50.1 + 0.7 * reach * turn.sin() }
    };
    (0..corners).map(corner).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Corners of a long ring moved, put in and taken out one after the other.
    #[test]
    fn what_is_remembered_of_a_ring_counts_the_same_people(
        turns in prop::collection::vec((0u8..5, 0usize..1_500, -3.0..3.0_f64, -2.0..2.0_f64), 1..10),
    ) {
        let surface = std::sync::LazyLock::force(&SURFACE);
        let (mut corners, mut known) = (long_ring(1_400), Tallies::default());
        for (kind, at, x, y) in turns {
            let place = at % corners.len();
            let to = corners[place] + coord! { x: x, y: y };
            match kind {
                0 => corners[place] = to,
                1 => corners[0] = to,
                2 => corners.insert(place, to),
                3 => drop(corners.remove(place)),
                _ => corners.reverse(),
            }
            let hole = LineString(long_ring(1_100).into_iter().map(|at| at * 0.999).collect());
            let outline = MultiPolygon(vec![Polygon::new(LineString(corners.clone()), vec![hole])]);
            prop_assert_eq!(surface.residents_again(&outline, &mut known), surface.residents(&outline));
        }
    }
}

static SURFACE: std::sync::LazyLock<Surface> = std::sync::LazyLock::new(|| Land::new().surface());
