//! Files dropped, typed and taken in: as zones, as the line of contact, as a layer.

use std::path::{Path, PathBuf};

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::{Form, Plan, Role, file};
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable;

use crate::harness::{CTRL, Window, zone_of};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

/// A window over which a file was let go, with its sheet open.
fn dropped(name: &str) -> Window {
    let mut window = Window::on(Plan::empty());
    window.drop_file(fixture(name));
    window.wait_for(&format!("Bring in {name}"));
    window
}

#[test]
fn a_kmz_is_looked_at_and_taken_in_as_zones_in_one_step() {
    let mut window = dropped("square.kmz");
    assert!(window.says("1 area, 1 line, 1 point"), "what is in it");
    assert!(window.says("34.20° – 35.10° E, 49.20° – 50.00° N"), "where it lies");
    assert!(window.says("KML · Зони & об’єкти"));
    assert!(window.says("link to another file"), "what is wrong with it");
    assert!(window.says("Північний сектор оборони, Deterrent sector"), "what becomes of each feature");
    assert!(window.plan().zones.is_empty(), "nothing is in the plan yet");
    window.press("Take in");
    window.wait_until(|window| !window.plan().zones.is_empty());
    let plan = window.plan().clone();
    let said: Vec<(&str, Role)> = plan.zones.iter().map(|zone| (zone.name.as_str(), zone.role)).collect();
    assert_eq!(
        said,
        [
            ("Північний сектор оборони", Role::DeterrentSector),
            ("Лінія спостереження «Ворскла»", Role::MonitoredLine),
            ("Об’єкт Ґ-7, м. Полтава", Role::Site),
        ]
    );
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(window.plan().zones.is_empty(), "one step of undo takes all of it back");
    assert!(window.says("Redo") || window.app().desk.history.redo_label().is_some());
}

#[test]
fn the_fields_can_be_mapped_otherwise() {
    let mut window = dropped("square.geojsonl");
    window.choose("Field with the names", "Numbered");
    window.choose("Field with the roles", "One for all");
    window.choose("Role of the zones", "Rear hub");
    window.set("Depth of belts on each side", "12");
    window.press("Take in");
    window.wait_until(|window| !window.plan().zones.is_empty());
    let names: Vec<&str> = window.plan().zones.iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!(names, ["Hub 1", "Hub 2", "Hub 3"]);
    assert!(window.plan().zones.iter().all(|zone| zone.role == Role::Hub));
    let Form::Corridor(belt) = window.zone("Hub 2").shape.form() else { panic!("a belt") };
    assert_eq!((belt.left.0, belt.right.0), (12.0, 12.0));
}

#[test]
fn points_are_a_layer_until_somebody_wants_zones() {
    let mut window = dropped("points_1251.csv");
    assert!(window.says("taken as windows-1251"), "what was guessed is said");
    assert!(window.says("Полтава"), "and can be judged by the names");
    window.press("Take in");
    window.wait_for("2 features · 2 points");
    assert!(window.plan().zones.is_empty(), "a layer is not in the plan");
}

#[test]
fn a_line_of_a_file_becomes_the_line_of_contact() {
    let mut window = dropped("square.kml");
    window.press("Line of contact");
    assert!(window.says("measured along it"));
    window.press("Take in");
    window.wait_until(|window| window.plan().line.is_some());
    assert_eq!(window.plan().line.as_ref().unwrap().name, "Лінія спостереження «Ворскла»");
    window.chord(CTRL, Key::Z);
    assert!(window.plan().line.is_none());
}

#[test]
fn another_layer_of_a_geopackage_is_chosen() {
    let mut window = dropped("square.gpkg");
    window.choose("Layer of the file", "belts · 1");
    window.wait_for("GeoPackage · belts");
    window.press("Line of contact");
    window.press("Take in");
    window.wait_until(|window| window.plan().line.is_some());
}

#[test]
fn the_parts_of_a_shapefile_that_come_together_are_one_file() {
    let mut window = Window::on(Plan::empty());
    for ending in ["dbf", "shp", "prj", "cpg", "shx"] {
        window.drop_file(fixture(&format!("square.{ending}")));
        if ending == "dbf" {
            window.wait_for("Bring in square.dbf");
            window.press("Cancel");
            break;
        }
    }
    assert_eq!(
        cordon::import::once(["a.shp", "a.dbf", "b.prj", "a.geojson", "a.prj"].map(PathBuf::from).to_vec()),
        ["a.shp", "b.prj", "a.geojson"].map(PathBuf::from)
    );
    assert!(window.plan().zones.is_empty(), "Cancel takes nothing in");
}

#[test]
fn two_files_at_once_are_asked_about_one_after_the_other() {
    let mut window = dropped("square.geojson");
    window.drop_file(fixture("square.gpx"));
    for _ in 0..50 {
        window.harness.run_steps(2);
        std::thread::yield_now();
    }
    assert!(window.says("Bring in square.geojson"), "the first is not pushed aside");
    window.press("Cancel");
    window.wait_for("Bring in square.gpx");
}

#[test]
fn a_path_is_typed_and_a_broken_file_is_named() {
    let mut window = Window::on(file::example());
    window.run(Command::Open);
    window.fill("File to open", &fixture("bad_datum.zip").display().to_string());
    window.wait_for("The file could not be opened");
    assert!(window.says("GCS_Tokyo: the shift of its datum to WGS 84 is not known"));
    window.press("Close");
    window.run(Command::OpenLayer);
    window.fill("File to open", &fixture("ucs2000_gk6.zip").display().to_string());
    window.wait_for("1 features · ");
    assert_eq!(*window.plan(), file::example(), "a layer leaves the plan alone");
}

/// Long names in Ukrainian, many fields, problems: a file as it comes from an office.
fn from_an_office() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Зони відповідальності багатонаціональних сил (чернетка).geojson");
    let mut features = Vec::new();
    for number in 0..14 {
        let (x, y) = (30.0 + f64::from(number) * 0.5, 48.0 + f64::from(number % 3) * 0.6);
        let role = ["стримування", "буферна зона", "тиловий район", "невідомо"][number as usize % 4];
        features.push(format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"Найменування зони відповідальності\":\"Зона відповідальності багатонаціональної бригади «Слобожанщина-{number}»\",\
             \"роль\":\"{role}\",\"область\":\"Дніпропетровська та Запорізька області\",\"Орієнтовна чисельність мирного населення, осіб\":{},\
             \"примітка\":\"уточнити після рекогносцировки місцевості разом із представниками обласної адміністрації\",\"код\":\"УА-{number:04}\",\"джерело\":\"штаб\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x},{y}],[{},{y}],[{},{}],[{x},{}]]]}}}}",
            12_000 + number * 937,
            x + 0.4,
            x + 0.4,
            y + 0.5,
            y + 0.5
        ));
    }
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"name\":\"Зони відповідальності\",\"date\":\"2025-06-01\",\"source\":\"Навчальний приклад\",\"features\":[{}]}}",
        features.join(",")
    );
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn the_sheet_holds_long_names_light_and_dark() {
    let (_folder, path) = from_an_office();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::themed(Plan::empty(), vec2(1440.0, 900.0), theme);
        window.drop_file(path.clone());
        window.wait_for("Bring in Зони відповідальності");
        window.picture(&format!("bringing-zones-{name}"));
        let room = window.harness.ctx.content_rect();
        for label in ["Take in", "Cancel", "Reference layer"] {
            let rect = window.harness.get_by_label(label).rect();
            assert!(room.contains_rect(rect), "{label} is inside the window");
        }
        window.press("Reference layer");
        window.picture(&format!("bringing-layer-{name}"));
        window.press("Zones");
        window.press("Take in");
        window.wait_for("Taken in, with remarks");
        assert!(window.says("“невідомо” is no role"), "a role that is none is said");
        window.press("Close");
        assert_eq!(window.plan().zones.len(), 14);
        let zone =
            zone_of(window.plan(), "Зона відповідальності багатонаціональної бригади «Слобожанщина-1»");
        assert_eq!(zone.role, Role::BufferArea);
        window.harness.run_steps(60);
        window.picture(&format!("bringing-taken-{name}"));
    }
    let mut window = Window::themed(Plan::empty(), vec2(960.0, 600.0), Theme::Light);
    window.drop_file(fixture("square.gpkg"));
    window.wait_for("Bring in square.gpkg");
    window.picture("bringing-small");
    let button = window.harness.get_by_label("Take in").rect();
    assert!(window.harness.ctx.content_rect().contains_rect(button), "also in a small window");
}
