//! The population surface on the real oblasts and settlements.

#![allow(clippy::expect_used, reason = "a test stops where its data is missing")]

use std::sync::LazyLock;

use cordon::atlas::{Atlas, Oblast};
use cordon::units::People;
use geo_types::{LineString, MultiPolygon, Point, Polygon, coord};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::embedded().expect("the embedded data is readable"));

fn oblasts() -> &'static [Oblast] {
    &ATLAS.map.oblasts
}

fn town(name: &str) -> Point<f64> {
    ATLAS.map.settlements.iter().find(|town| town.name == name).expect("a town").at
}

/// A circle on the map, drawn flat: good enough for a test of tens of kilometres.
fn circle(centre: Point<f64>, km: f64) -> MultiPolygon<f64> {
    let (height, width) = (km / 111.2, km / (111.3 * centre.y().to_radians().cos()));
    let ring = (0..256).map(|step| {
        let turn = f64::from(step) * std::f64::consts::TAU / 256.0;
        coord! { x: centre.x() + width * turn.cos(), y: centre.y() + height * turn.sin() }
    });
    MultiPolygon(vec![Polygon::new(ring.collect::<LineString<f64>>(), Vec::new())])
}

#[test]
fn every_oblast_and_every_union_of_oblasts_holds_its_official_number() {
    let surface = &ATLAS.population;
    assert_eq!(oblasts().len(), 27);
    let mut sum = 0.0;
    for (place, oblast) in oblasts().iter().enumerate() {
        assert_eq!(surface.people(&oblast.outline), People(f64::from(oblast.population)), "{}", oblast.iso);
        sum += f64::from(oblast.population);
        let parts: Vec<_> = oblasts()[..=place].iter().map(|oblast| &oblast.outline).collect();
        assert_eq!(surface.people(&cordon::geodesy::union(&parts)), People(sum), "up to {}", oblast.iso);
    }
    assert_eq!(surface.total(), People(sum));
    assert_eq!(sum, 43_520_435.0);
}

#[test]
fn a_neighbourhood_of_oblasts_holds_their_sum() {
    // The east, the capital with what surrounds it, and the peninsula.
    for codes in
        [&["UA-63", "UA-14", "UA-09", "UA-23"][..], &["UA-74", "UA-32", "UA-30"], &["UA-43", "UA-40"]]
    {
        let chosen: Vec<_> = oblasts().iter().filter(|oblast| codes.contains(&oblast.iso.as_str())).collect();
        assert_eq!(chosen.len(), codes.len());
        let union = cordon::geodesy::union(&chosen.iter().map(|oblast| &oblast.outline).collect::<Vec<_>>());
        let people: f64 = chosen.iter().map(|oblast| f64::from(oblast.population)).sum();
        assert_eq!(ATLAS.population.people(&union), People(people), "{codes:?}");
    }
}

#[test]
fn the_people_of_a_city_are_found_around_it() {
    for (name, km, least, most) in [
        ("Kharkiv", 15.0, 1_350_000.0, 1_700_000.0),
        ("Kyiv", 20.0, 2_700_000.0, 3_400_000.0),
        ("Odesa", 15.0, 950_000.0, 1_250_000.0),
        ("Uzhhorod", 10.0, 110_000.0, 190_000.0),
        ("Sevastopol", 30.0, 340_000.0, 480_000.0),
    ] {
        let people = ATLAS.population.people(&circle(town(name), km)).0;
        assert!((least..=most).contains(&people), "{name}: {people}");
    }
}

#[test]
fn nobody_stands_in_the_sea_or_abroad() {
    for (name, at) in [("Black Sea", (31.5, 45.5)), ("Belgorod", (36.6, 50.6)), ("Chisinau", (28.86, 47.01))]
    {
        assert_eq!(ATLAS.population.people(&circle(at.into(), 15.0)), People(0.0), "{name}");
    }
}

/// A village without a number once pulled a whole oblast into one cell: every big city must
/// hold its people where it stands.
#[test]
fn every_large_town_stands_where_it_is() {
    for town in ATLAS.map.settlements.iter().filter(|town| town.country == "UA" && town.population > 200_000)
    {
        let counted = ATLAS.population.people(&circle(town.at, 15.0)).0;
        let share = counted / f64::from(town.population);
        // Makiivka has Donetsk beside it: three times its own.
        assert!((0.55..4.0).contains(&share), "{}: {counted} people within 15 km", town.name);
        let cell = ATLAS.population.cell_at(town.at.0).expect("on the grid");
        assert!(cell.people.0 < 8_000.0 * cell.area.0, "{}: {cell:?}", town.name);
    }
}
