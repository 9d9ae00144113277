//! `cordon import` and `cordon measure` on files of every format.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests may panic")]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "nothing here is held against a golden file")]
mod program;

use std::path::Path;

use cordon::plan::{Plan, Role, file};
use program::{json, said};

const FOLDER: &str = "tests/fixtures/import";

fn plan(path: &Path) -> Plan {
    let text = std::fs::read_to_string(path).unwrap();
    let (plan, problems) = file::from_geojson(&text, "written").unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    plan
}

#[test]
fn every_format_is_measured_alike() {
    let square = |name: &str| {
        let measured = json(&format!("measure {FOLDER}/{name}"));
        let features = measured["features"].as_array().unwrap().clone();
        features.iter().find_map(|feature| feature["area_km2"].as_f64()).unwrap()
    };
    let wanted = square("square.geojson");
    let names = [
        "square.kmz",
        "square.shp",
        "ucs2000_gk6.zip",
        "utm_36n.gpkg",
        "square.fgb",
        "square.csv",
        "square.geojsons",
    ];
    for name in names {
        assert!((square(name) / wanted - 1.0).abs() < 1e-6, "{name}");
    }
    let belts = json(&format!("measure {FOLDER}/square.gpkg --layer belts"));
    assert!((belts["features"][0]["length_km"].as_f64().unwrap() - 71.4).abs() < 2.0, "{belts:#}");
}

#[test]
fn a_file_is_looked_at_without_being_taken_in() {
    let (table, remarks) = said(&format!("import {FOLDER}/square.kmz"), 0);
    for words in [
        "tests/fixtures/import/square.kmz · KML · Зони & об’єкти",
        "Features: 1 area, 1 line, 1 point, 14 positions",
        "Extent: 34.20° – 35.10° E, 49.20° – 50.00° N",
        "Coordinates: WGS 84",
        "name         3",
    ] {
        assert!(table.contains(words), "{words} is missing:\n{table}");
    }
    assert!(remarks.contains("1 × link to another file"), "{remarks}");
    let seen = json(&format!("import {FOLDER}/utm_36n.gpkg"));
    assert_eq!(seen["preview"]["crs"]["transformed"], true);
    assert_eq!(seen["preview"]["format"], "geo-package");
    assert!(seen["taken"].is_null());
}

#[test]
fn zones_and_a_line_are_taken_into_plans() {
    let folder = tempfile::tempdir().unwrap();
    let (zones, whole) = (folder.path().join("zones.plan.geojson"), folder.path().join("whole.plan.geojson"));
    let (table, _) = said(&format!("import {FOLDER}/square.kml --as zones -o {}", zones.display()), 0);
    assert!(table.contains("Taken in: 3 zones, named from “name”, role from “role”"), "{table}");
    let made = plan(&zones);
    assert_eq!((made.title.as_str(), made.zones.len()), ("Зони & об’єкти", 3));
    assert_eq!(made.zones[0].role, Role::DeterrentSector);
    let into = format!("--into {} -o {}", zones.display(), whole.display());
    said(&format!("import {FOLDER}/square.gpkg --layer belts --as line {into}"), 0);
    let both = plan(&whole);
    assert_eq!((both.zones.len(), both.line.unwrap().name.as_str()), (3, "Лінія спостереження «Ворскла»"));
    let chosen = format!(
        "import {FOLDER}/points_1251.csv --as zones --role hub --radius-km 12 -o {}",
        zones.display()
    );
    said(&chosen, 0);
    let hubs = plan(&zones);
    assert_eq!(hubs.zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>(), ["Полтава", "Гадяч"]);
    assert!(hubs.zones.iter().all(|zone| zone.role == Role::Hub));
}

#[test]
fn a_layer_is_written_as_geojson_on_wgs_84() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("layer.geojson");
    said(&format!("import {FOLDER}/pulkovo_gk6.zip --as layer -o {}", out.display()), 0);
    let text = std::fs::read_to_string(&out).unwrap();
    let progress = cordon::import::Progress::default();
    let (layer, problems) = cordon::import::read(text.as_bytes(), "layer.geojson", &progress).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(layer.features[0].name(), "Північний сектор оборони");
}

#[test]
fn the_file_that_is_read_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("square.kml");
    std::fs::copy(Path::new(FOLDER).join("square.kml"), &source).unwrap();
    let before = std::fs::read(&source).unwrap();
    for spelling in [source.clone(), folder.path().join(".").join("square.kml")] {
        let arguments = format!("import {} --as layer -o {}", source.display(), spelling.display());
        let (_, remarks) = said(&arguments, 2);
        assert!(remarks.contains("The file to be written is the one that is read"), "{remarks}");
    }
    assert_eq!(std::fs::read(&source).unwrap(), before);
}

#[test]
fn what_makes_no_sense_is_refused_with_the_way_out() {
    let refused = |arguments: &str, code: i32, words: &str| {
        let (_, remarks) = said(&format!("import {FOLDER}/{arguments}"), code);
        assert!(remarks.contains(words), "{arguments}: {remarks}");
    };
    refused("square.kml --as zones", 2, "--output");
    refused("square.kml --role hub", 2, "Add --as zones");
    refused(
        "square.kml --as layer --into a.plan.geojson -o b.geojson",
        2,
        "A plan holds no reference layers",
    );
    refused("square.kml --as zones --role castle -o /nowhere/a", 2, "roles are monitored-line");
    refused(
        "square.kml --as zones --name-field nobody -o /nowhere/a",
        1,
        "There is no field “nobody”. It has: name, role, folder.",
    );
    refused("points_1251.csv --as line -o /nowhere/a", 1, "The file has no lines");
    refused("square.kml --as line --feature 0 -o /nowhere/a", 1, "Feature 0 is no line");
    refused("square.kml --as zones -o /nowhere/a.plan.geojson", 1, "Not written: the folder is not there");
    refused("bad_datum.zip", 1, "GCS_Tokyo");
    refused("square.gpkg --layer east", 1, "It has: sectors, belts.");
    let (said, _) = said(&format!("check {FOLDER}/bad_cell.csv {FOLDER}/square.fgb"), 1);
    assert!(said.contains("feature 1, lon: “east” is no number of degrees"), "{said}");
    assert!(said.contains("square.fgb: layer, 1 feature read, no problems."), "{said}");
}
