//! The committed map data and fonts are the ones their sidecars describe.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

const FOLDERS: [&str; 3] = ["data/map", "data/atlas-figures", "assets/fonts"];
const MEMBERS: [&str; 11] = [
    "file", "source", "version", "path", "producer", "licence", "date", "command", "features", "note",
    "sha256",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn is_sidecar(path: &Path) -> bool {
    name(path).ends_with(".source.json")
}

fn sidecar(path: &Path) -> Value {
    let beside = path.with_file_name(name(path) + ".source.json");
    let text = fs::read_to_string(&beside).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", beside.display()))
}

fn layer(file: &str) -> (Value, Vec<Value>) {
    let path = root().join("data/map").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut layer: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let Value::Array(features) = layer["features"].take() else { panic!("{file} has no features") };
    (sidecar(&path), features)
}

fn table(file: &str) -> (Value, Vec<BTreeMap<String, String>>) {
    let path = root().join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rows =
        reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{file}: {error}"));
    (sidecar(&path), rows)
}

fn shown(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn every_file_has_a_full_sidecar_with_its_checksum() {
    for folder in FOLDERS {
        let (sidecars, data): (Vec<_>, Vec<_>) = files(folder).into_iter().partition(|path| is_sidecar(path));
        assert_eq!(
            sidecars.len(),
            data.len(),
            "{folder}: a file without a sidecar, or a sidecar without a file"
        );
        for path in data {
            let facts = sidecar(&path);
            for member in MEMBERS {
                let filled =
                    facts[member].as_u64().is_some_and(|n| n > 0) || !shown(&facts[member]).trim().is_empty();
                assert!(filled, "{}: {member} is empty", path.display());
            }
            let content = fs::read(&path).expect("a readable file");
            let found =
                Sha256::digest(&content).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            assert_eq!(
                found,
                shown(&facts["sha256"]),
                "{} is not what its sidecar describes",
                path.display()
            );
            assert_eq!(name(&path), shown(&facts["file"]));
        }
    }
}

#[test]
fn ukraine_has_27_regions_and_its_official_population() {
    let (facts, oblasts) = layer("oblasts.geojson");
    let codes: Vec<_> = oblasts.iter().map(|oblast| shown(&oblast["properties"]["iso"])).collect();
    assert_eq!(codes.len(), 27);
    assert!(codes.contains(&"UA-43") && codes.contains(&"UA-40"), "Crimea and Sevastopol are Ukraine");
    let people: u64 = oblasts.iter().filter_map(|oblast| oblast["properties"]["population"].as_u64()).sum();
    assert_eq!(Some(people), facts["population_total"].as_u64());
    assert_eq!(people, 43_520_435);

    let (figures, rows) = table("data/atlas-figures/oblasts.csv");
    assert_eq!(figures["population_total"].as_u64(), Some(people));
    for (oblast, row) in oblasts.iter().zip(&rows) {
        let properties = &oblast["properties"];
        assert_eq!(shown(&properties["iso"]), row["iso"]);
        assert_eq!(shown(&properties["name"]), row["name"]);
        assert_eq!(shown(&properties["name_uk"]), row["name_uk"]);
        assert_eq!(properties["population"].to_string(), row["population"]);
        assert_eq!(properties["area_km2"].to_string(), row["area_km2"]);
    }
}

#[test]
fn a_country_has_one_name_in_ukrainian_letters_wherever_it_stands() {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in ["europe.geojson", "countries.geojson", "labels.geojson"] {
        for feature in layer(file).1 {
            let properties = &feature["properties"];
            let (name, ukrainian) = (shown(&properties["name"]), shown(&properties["name_uk"]));
            let sound = !ukrainian.is_empty()
                && !ukrainian.contains(|c: char| "ыэёъЫЭЁЪ".contains(c) || c.is_ascii_alphabetic());
            assert!(sound, "{file}: {name} is “{ukrainian}”");
            let first = known.entry(name.to_owned()).or_insert_with(|| ukrainian.to_owned());
            assert_eq!(first, ukrainian, "{file}: {name}");
        }
    }
    // Countries with far islands under the same code keep the name of the mainland.
    for (name, ukrainian) in [
        ("France", "Франція"),
        ("United Kingdom", "Велика Британія"),
        ("Netherlands", "Нідерланди"),
        ("Norway", "Норвегія"),
        ("Spain", "Іспанія"),
        ("Portugal", "Португалія"),
        ("Denmark", "Данія"),
    ] {
        assert_eq!(known[name], ukrainian);
    }
}

#[test]
fn ukraine_is_the_union_of_its_oblasts_to_the_last_vertex() {
    let (_, countries) = layer("countries.geojson");
    let (_, oblasts) = layer("oblasts.geojson");
    let ukraine =
        countries.iter().find(|country| shown(&country["properties"]["iso"]) == "UA").expect("Ukraine");
    let mut edges = BTreeMap::new();
    for oblast in &oblasts {
        count_edges(oblast, &mut edges, 1);
    }
    // An edge between two oblasts is met twice, one of the outline once.
    edges.retain(|_, times| *times == 1);
    count_edges(ukraine, &mut edges, -1);
    edges.retain(|_, times| *times != 0);
    assert!(edges.is_empty(), "{} edges differ, such as {:?}", edges.len(), edges.keys().next());

    let (_, borders) = layer("borders.geojson");
    let mut outline = BTreeMap::new();
    count_edges(ukraine, &mut outline, 1);
    for border in &borders {
        let path = border["geometry"]["coordinates"].as_array().expect("a line");
        assert!(path.windows(2).all(|edge| outline.contains_key(&key(edge))), "a border off the outline");
    }
}

/// Counts each edge of a feature's rings without regard to its direction.
fn count_edges(feature: &Value, edges: &mut BTreeMap<String, i32>, step: i32) {
    let polygons = feature["geometry"]["coordinates"].as_array().expect("polygons");
    for ring in polygons.iter().flat_map(|polygon| polygon.as_array().expect("rings")) {
        for edge in ring.as_array().expect("positions").windows(2) {
            *edges.entry(key(edge)).or_default() += step;
        }
    }
}

fn key(edge: &[Value]) -> String {
    let (a, b) = (edge[0].to_string(), edge[1].to_string());
    if a < b { a + &b } else { b + &a }
}

#[test]
fn settlements_are_counted_once_and_lie_in_known_oblasts() {
    let (facts, rows) = table("data/map/settlements.csv");
    let (_, regions) = table("data/atlas-figures/oblasts.csv");
    let home: Vec<_> = rows.iter().filter(|row| row["country"] == "UA").collect();
    assert!((2_800..2_900).contains(&home.len()), "{} settlements", home.len());
    let people: u64 = home.iter().filter_map(|row| row["population"].parse::<u64>().ok()).sum();
    assert_eq!(Some(people), facts["population_total"].as_u64());
    assert!((32_500_000..33_000_000).contains(&people), "{people} people: towns counted twice, or missing");
    for row in &home {
        assert!(
            regions.iter().any(|region| region["iso"] == row["oblast"]),
            "{} in {}",
            row["name"],
            row["oblast"]
        );
        let large = row["population"].parse::<u32>().is_ok_and(|people| people > 5_000);
        assert!(!large || !row["name_uk"].is_empty(), "{} has no Ukrainian name", row["name"]);
    }
    for wrong in ["Kiev", "Odessa", "Kharkov", "Lvov", "Dnepr", "Nikolaev", "Kurakhovo"] {
        assert!(rows.iter().all(|row| row["name"] != wrong), "{wrong} is not the Ukrainian name");
    }
}

#[test]
fn the_line_of_contact_is_dated_schematic_and_does_not_cross_itself() {
    let (facts, features) = layer("line-of-contact-2024-12-01.geojson");
    assert_eq!(features.len(), 1);
    assert_eq!(shown(&features[0]["properties"]["date"]), "2024-12-01");
    assert_eq!(features[0]["properties"]["schematic"], Value::Bool(true));
    assert!(facts["towns"].as_object().is_some_and(|towns| towns.len() >= 20), "the towns it was drawn from");
    let path: Vec<(f64, f64)> =
        serde_json::from_value(features[0]["geometry"]["coordinates"].clone()).expect("a line");
    for (i, first) in path.windows(2).enumerate() {
        for second in path.windows(2).skip(i + 2) {
            assert!(!cross(first, second), "the line crosses itself near {:?}", second[0]);
        }
    }
}

fn cross(a: &[(f64, f64)], b: &[(f64, f64)]) -> bool {
    let side =
        |p: (f64, f64), q: (f64, f64), r: (f64, f64)| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    let apart = |p: f64, q: f64| p * q > 0.0;
    !apart(side(a[0], a[1], b[0]), side(a[0], a[1], b[1]))
        && !apart(side(b[0], b[1], a[0]), side(b[0], b[1], a[1]))
}
