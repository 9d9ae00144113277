//! The population surface on the real oblasts and settlements.

use cordon::atlas::population::{District, Surface, Town};
use cordon::units::People;
use geo_types::{LineString, MultiPolygon, Point, Polygon, coord};

struct Ukraine {
    oblasts: Vec<(String, u32, MultiPolygon<f64>)>,
    towns: Vec<(String, Point<f64>, u32, String)>,
}

impl Ukraine {
    fn read() -> Self {
        let collection: geojson::FeatureCollection =
            include_str!("../data/map/oblasts.geojson").parse().expect("GeoJSON");
        let oblasts = collection
            .into_iter()
            .map(|feature| {
                let code = feature.property("iso").and_then(|iso| iso.as_str()).expect("a code").to_owned();
                let people =
                    feature.property("population").and_then(serde_json::Value::as_u64).expect("people");
                let area = feature.geometry.and_then(|geometry| geometry.try_into().ok()).expect("an area");
                (code, people as u32, area)
            })
            .collect();
        let mut reader = csv::Reader::from_reader(include_str!("../data/map/settlements.csv").as_bytes());
        let towns = reader
            .records()
            .map(|row| row.expect("a row"))
            .filter(|row| &row[6] == "UA")
            .map(|row| {
                let number = |place: usize| row[place].parse::<f64>().expect("a number");
                let at = Point::new(number(2), number(3));
                (row[0].to_owned(), at, number(4) as u32, row[7].to_owned())
            })
            .collect();
        Self { oblasts, towns }
    }

    fn surface(&self) -> Surface {
        let districts: Vec<District<'_>> = self
            .oblasts
            .iter()
            .map(|(code, people, outline)| District { code, people: *people, outline })
            .collect();
        let towns: Vec<Town<'_>> = self
            .towns
            .iter()
            .map(|(_, at, people, code)| Town { at: *at, people: *people, district: Some(code) })
            .collect();
        Surface::settle(&districts, &towns)
    }

    fn town(&self, name: &str) -> Point<f64> {
        self.towns.iter().find(|town| town.0 == name).expect("a town").1
    }
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
    let ukraine = Ukraine::read();
    let surface = ukraine.surface();
    assert_eq!(ukraine.oblasts.len(), 27);
    let mut sum = 0.0;
    for (place, (code, people, outline)) in ukraine.oblasts.iter().enumerate() {
        assert_eq!(surface.people(outline), People(f64::from(*people)), "{code}");
        sum += f64::from(*people);
        let parts: Vec<_> = ukraine.oblasts[..=place].iter().map(|oblast| &oblast.2).collect();
        assert_eq!(surface.people(&cordon::geodesy::union(&parts)), People(sum), "up to {code}");
    }
    assert_eq!(surface.total(), People(sum));
    assert_eq!(sum, 43_520_435.0);
}

#[test]
fn a_neighbourhood_of_oblasts_east_and_west_holds_their_sum() {
    let ukraine = Ukraine::read();
    let surface = ukraine.surface();
    // The land east of the Dnipro bend, and a pair that only meet across the Kyiv reservoir.
    for codes in
        [&["UA-63", "UA-14", "UA-09", "UA-23"][..], &["UA-74", "UA-32", "UA-30"], &["UA-43", "UA-40"]]
    {
        let chosen: Vec<_> =
            ukraine.oblasts.iter().filter(|oblast| codes.contains(&oblast.0.as_str())).collect();
        let union = cordon::geodesy::union(&chosen.iter().map(|oblast| &oblast.2).collect::<Vec<_>>());
        let people: f64 = chosen.iter().map(|oblast| f64::from(oblast.1)).sum();
        assert_eq!(surface.people(&union), People(people), "{codes:?}");
    }
}

#[test]
fn the_people_of_a_city_are_found_around_it() {
    let ukraine = Ukraine::read();
    let surface = ukraine.surface();
    let around = |town: &str, km: f64| surface.people(&circle(ukraine.town(town), km)).0;
    for (town, km, least, most) in [
        ("Kharkiv", 15.0, 1_350_000.0, 1_700_000.0),
        ("Kyiv", 20.0, 2_700_000.0, 3_400_000.0),
        ("Odesa", 15.0, 950_000.0, 1_250_000.0),
        ("Uzhhorod", 10.0, 110_000.0, 190_000.0),
        ("Sevastopol", 30.0, 340_000.0, 480_000.0),
    ] {
        let people = around(town, km);
        assert!((least..=most).contains(&people), "{town}: {people}");
    }
}

#[test]
fn nobody_stands_in_the_sea_or_abroad() {
    let surface = Ukraine::read().surface();
    for (name, at) in [("Black Sea", (31.5, 45.5)), ("Belgorod", (36.6, 50.6)), ("Chisinau", (28.86, 47.01))]
    {
        assert_eq!(surface.people(&circle(at.into(), 15.0)), People(0.0), "{name}");
    }
}
