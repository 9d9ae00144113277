//! Files of every format: the same square in each of them and in several coordinate
//! systems measures the same, and what is wrong is named with file, feature and member.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests may panic")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cordon::geodesy;
use cordon::import::preview::Shape;
use cordon::import::zones::{together, zones};
use cordon::import::{
    By, Format, Layer, Mapping, Preview, Progress, Wanted, limits, line, open, open_as, preview, read,
};
use cordon::plan::{Edit, Form, Plan, Role, Zone};
use cordon::problem::Problem;
use geo_types::{Geometry, MultiPolygon};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

fn opened(name: &str) -> (Layer, Vec<Problem>) {
    open(&folder().join(name), &Progress::default())
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
}

fn seen(name: &str) -> Preview {
    let (layer, problems) = opened(name);
    preview(name, &layer, &problems)
}

/// Area of the first polygon of a layer, in square kilometres.
fn area(layer: &Layer) -> f64 {
    let polygons = layer.features.iter().find_map(|feature| match feature.geometry.as_ref()? {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    });
    geodesy::area(&polygons.unwrap()).0
}

/// File, format, features, and the coordinate system that it is said to be in.
const SQUARES: &[(&str, Format, usize, &str)] = &[
    ("square.geojson", Format::GeoJson, 1, "WGS 84"),
    ("utm_36n.geojson", Format::GeoJson, 1, "WGS 84, transformed from EPSG:32636"),
    ("square.geojsonl", Format::GeoJsonSequence, 3, "WGS 84"),
    ("square.geojsons", Format::GeoJsonSequence, 3, "WGS 84"),
    ("square.kml", Format::Kml, 3, "WGS 84"),
    ("square_1251.kml", Format::Kml, 3, "WGS 84"),
    ("square.kmz", Format::Kml, 3, "WGS 84"),
    ("square.csv", Format::Csv, 3, "WGS 84"),
    ("utm_36n.csv", Format::Csv, 1, "WGS 84, transformed from EPSG:32636"),
    ("square.shp", Format::Shapefile, 1, "GCS_WGS_1984"),
    ("wgs84.zip", Format::Shapefile, 1, "GCS_WGS_1984"),
    (
        "web_mercator.zip",
        Format::Shapefile,
        1,
        "WGS 84, transformed from WGS_1984_Web_Mercator_Auxiliary_Sphere",
    ),
    ("utm_36n.zip", Format::Shapefile, 1, "WGS 84, transformed from WGS_1984_UTM_Zone_36N"),
    ("ucs2000_gk6.zip", Format::Shapefile, 1, "WGS 84, transformed from Ukraine_2000_GK_Zone_6"),
    ("pulkovo_gk6.zip", Format::Shapefile, 1, "WGS 84, transformed from Pulkovo_1942_GK_Zone_6"),
    ("laea.zip", Format::Shapefile, 1, "WGS 84, transformed from ETRS_1989_LAEA"),
    ("no_prj_no_cpg.zip", Format::Shapefile, 1, "not named, taken as WGS 84"),
    ("square.gpkg", Format::GeoPackage, 1, "WGS 84 geodetic (EPSG:4326)"),
    ("utm_36n.gpkg", Format::GeoPackage, 1, "WGS 84, transformed from WGS 84 / UTM zone 36N (EPSG:32636)"),
    (
        "ucs2000_gk6.gpkg",
        Format::GeoPackage,
        1,
        "WGS 84, transformed from UCS-2000 / Gauss-Kruger zone 6 (EPSG:5564)",
    ),
    ("square.fgb", Format::FlatGeobuf, 1, "WGS 84 (EPSG:4326)"),
    ("utm_36n.fgb", Format::FlatGeobuf, 1, "WGS 84, transformed from WGS 84 / UTM zone 36N (EPSG:32636)"),
    (
        "ucs2000_gk6.fgb",
        Format::FlatGeobuf,
        1,
        "WGS 84, transformed from UCS-2000 / Gauss-Kruger zone 6 (EPSG:5564)",
    ),
];

#[test]
fn the_same_square_measures_the_same_in_every_format() {
    let (plain, _) = opened("square.geojson");
    let wanted = area(&plain);
    assert!((wanted - 1_923.732_73).abs() < 1e-5, "as GeographicLib measures it: {wanted}");
    for (name, format, features, crs) in SQUARES {
        let (layer, problems) = opened(name);
        assert_eq!((layer.format, layer.features.len()), (*format, *features), "{name}: {problems:#?}");
        assert_eq!(layer.crs.sentence(), *crs, "{name}");
        let measured = area(&layer);
        assert!((measured / wanted - 1.0).abs() < 1e-6, "{name}: {measured} km² for {wanted}");
        let bounds = layer.features[0].geometry.as_ref().map(|_| layer.bounds.unwrap()).unwrap();
        assert!((bounds.max().y - 50.0).abs() < 2e-6, "{name} lies where it should: {bounds:?}");
    }
}

#[test]
fn names_survive_in_ukrainian() {
    for (name, ..) in SQUARES.iter().filter(|(name, ..)| *name != "utm_36n.csv") {
        let (layer, _) = opened(name);
        assert_eq!(layer.features[0].name(), "Північний сектор оборони", "{name}");
    }
    let (layer, problems) = opened("points_1251.csv");
    assert_eq!(layer.features[1].name(), "Гадяч");
    assert!(problems[0].what.contains("windows-1251"), "{problems:#?}");
    let (layer, _) = opened("square.gpx");
    assert_eq!((layer.name.as_str(), layer.date.as_deref()), ("Об’їзд", Some("2024-12-01")));
    let (layer, _) = opened("square.kml");
    assert_eq!(layer.name, "Зони & об’єкти");
    assert_eq!(layer.features[0].text("folder").as_deref(), Some("Сектори"));
}

/// What each file that is wrong says; the place first, as problems are shown. `+` are
/// files of which something is read all the same.
const BAD: &[(&str, &str)] = &[
    ("bad_alone.dbf", ": This is a part of a shapefile, and the part .shp"),
    ("bad_bomb.zip", "/bomb.geojson: The entry unpacks to more than 250 times its size"),
    ("bad_cell.csv", "+, feature 1, lon: “east” is no number of degrees. Left out"),
    ("bad_columns.csv", ": The table has no columns with coordinates; it has: name, people. Name them"),
    ("bad_cut.fgb", ", feature 0: The file ends before it is complete; 0 features were complete before it"),
    ("bad_cut.gpkg", ": The database cannot be read"),
    ("bad_cut.kml", ": The file ends before it is complete (line"),
    ("bad_cut.zip", "/a.shp: The part .shp is cut short: "),
    (
        "bad_datum.zip",
        "/a.shp: The coordinate system is GCS_Tokyo: the shift of its datum to WGS 84 is not known",
    ),
    ("bad_empty.gpx", ": The file is empty"),
    ("bad_entities.kml", "+"),
    ("bad_geometry.gpkg", "+, feature 1, geom: The geometry cannot be read: it ends too early"),
    ("bad_header.fgb", ": The header of the file is damaged"),
    ("bad_in_archive.zip", "/a.kml: This is an archive in an archive"),
    ("bad_name.fgb", ": The file is called FlatGeobuf but does not begin like one"),
    ("bad_nesting.kml", ": The file is nested too deeply: more than a hundred levels"),
    ("bad_no_prj.zip", "/a.shp, feature 0, geometry.coordinates[0][0]: The coordinates look projected"),
    ("bad_only_dbf.zip", ": No layer that can be read is in the archive; it has: a.dbf"),
    ("bad_page.kml", ": This is XML or HTML"),
    ("bad_picture.zip", ": No layer that can be read is in the archive; it has: photo.jpg"),
    ("bad_point.gpx", "+, feature 0, wpt: A point has no “lat” and “lon” that are numbers"),
    ("bad_record.geojsonl", "+, feature 1: The record is not JSON: EOF while parsing"),
    ("bad_sqlite.gpkg", ": This is an SQLite database, but no GeoPackage"),
    (
        "bad_tuple.kml",
        "+, feature 0, coordinates: “oops” is no position; KML wants longitude,latitude,height",
    ),
    ("bad_wkt.csv", "+, feature 1, wkt: This is no well-known text: a number is missing"),
];

#[test]
fn what_is_wrong_is_named_with_the_way_out() {
    for (name, wanted) in BAD {
        let read = open(&folder().join(name), &Progress::default());
        let (wanted, whole) = match wanted.strip_prefix('+') {
            Some(rest) => (rest, true),
            None => (*wanted, false),
        };
        assert_eq!(read.is_ok(), whole, "{name}: {read:#?}");
        let problems = read.map_or_else(|problems| problems, |(_, problems)| problems);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let found =
            wanted.is_empty() || shown.iter().any(|shown| shown.starts_with(&format!("{name}{wanted}")));
        assert!(found, "{name}: {shown:#?}");
        assert!(problems.iter().all(|problem| problem.hint.ends_with('.')), "{name}: {problems:#?}");
    }
}

#[test]
fn every_file_of_the_folder_is_looked_at() {
    let parts = ["square.cpg", "square.dbf", "square.prj", "square.shx"];
    let others = ["points_1251.csv", "several.zip", "square.gpx"];
    let known: BTreeSet<String> = SQUARES
        .iter()
        .map(|(name, ..)| *name)
        .chain(BAD.iter().map(|(name, _)| *name))
        .chain(parts)
        .chain(others)
        .map(str::to_owned)
        .collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, known);
}

#[test]
fn entities_of_their_own_stand_for_nothing() {
    let (layer, _) = opened("bad_entities.kml");
    assert_eq!(layer.features[0].name(), "x");
}

#[test]
fn any_part_opens_the_shapefile() {
    for ending in ["shp", "dbf", "prj", "cpg", "shx"] {
        let (layer, problems) = opened(&format!("square.{ending}"));
        assert_eq!((layer.features.len(), problems.len()), (1, 0), "{ending}: {problems:#?}");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_named_by_its_line() {
    let text = "sep=,\nname,lon,lat\na,30,50\n\"b,31,50\nc,32,50\n";
    let problems = read(text.as_bytes(), "a.csv", &Progress::default()).unwrap_err();
    let said = "The quote opened in line 4 is not closed before the end of the file";
    assert_eq!(problems[0].what, said);
}

#[test]
fn a_row_without_srid_is_longitude_and_latitude_whatever_came_before() {
    let text = "wkt,name\n\"SRID=32636;POINT (500000 5538630)\",a\nPOINT (30 50),b\n";
    let (layer, problems) = read(text.as_bytes(), "a.csv", &Progress::default()).unwrap();
    let bounds = layer.bounds.unwrap();
    assert_eq!((layer.features.len(), bounds.min().x), (2, 30.0), "{problems:#?}");
    assert!((bounds.max().x - 33.0).abs() < 1e-6, "{bounds:?}");
    let systems = "EPSG:32636, WGS 84 without SRID";
    assert_eq!(layer.crs.sentence(), format!("WGS 84, transformed from several systems ({systems})"));
    assert_eq!(problems[0].what, format!("The rows are in several coordinate systems: {systems}"));
}

#[test]
fn track_segments_of_one_point_are_counted() {
    let lone = "<trkseg><trkpt lat=\"50\" lon=\"30\"/></trkseg>";
    let line = "<trkseg><trkpt lat=\"50\" lon=\"30\"/><trkpt lat=\"50\" lon=\"31\"/></trkseg>";
    let text = format!("<gpx version=\"1.1\"><trk>{lone}{line}{lone}</trk></gpx>");
    let (layer, problems) = read(text.as_bytes(), "a.gpx", &Progress::default()).unwrap();
    assert_eq!((layer.vertices, layer.left_out.parts, problems.len()), (2, 2, 1), "{problems:#?}");
    let shown = problems[0].to_string();
    assert!(shown.starts_with("a.gpx, feature 0, trk: 2 track segments or routes have one point"), "{shown}");
}

#[test]
fn a_shapefile_without_prj_and_cpg_is_read_with_remarks() {
    let (layer, problems) = opened("no_prj_no_cpg.zip");
    assert_eq!(layer.features[0].text("role").as_deref(), Some("deterrent-sector"));
    let said: Vec<&str> = problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(
        said,
        [
            "The part .prj is missing, so the coordinate system is not known",
            "The encoding of the table is not named; taken as windows-1251"
        ]
    );
}

#[test]
fn a_file_with_several_layers_offers_them() {
    let names =
        |layer: &Layer| layer.offered.iter().map(|one| (one.name.clone(), one.read)).collect::<Vec<_>>();
    let (layer, _) = opened("square.gpkg");
    assert_eq!(names(&layer), [("sectors".to_owned(), true), ("belts".to_owned(), false)]);
    let belts = Wanted { layer: Some("belts".to_owned()), ..Wanted::default() };
    let (layer, _) =
        open_as(&folder().join("square.gpkg"), "square.gpkg", &belts, &Progress::default()).unwrap();
    assert_eq!(layer.features[0].name(), "Лінія спостереження «Ворскла»");
    let (layer, _) = opened("several.zip");
    assert_eq!((layer.format, layer.offered.len()), (Format::Shapefile, 2));
    let kml = Wanted { layer: Some("south.kml".to_owned()), ..Wanted::default() };
    let (layer, _) =
        open_as(&folder().join("several.zip"), "several.zip", &kml, &Progress::default()).unwrap();
    assert_eq!(layer.format, Format::Kml);
    let none = Wanted { layer: Some("east".to_owned()), ..Wanted::default() };
    let problems = open_as(&folder().join("square.gpkg"), "a", &none, &Progress::default()).unwrap_err();
    assert_eq!(problems[0].to_string(), "a: There is no layer “east” in it. It has: sectors, belts.");
}

#[test]
fn a_preview_says_what_is_in_it_and_guesses_the_fields() {
    let seen = seen("square.kml");
    assert_eq!(seen.counted(), "1 area, 1 line, 1 point");
    assert_eq!(seen.count(Shape::Lines), 1);
    let extent = seen.extent.unwrap();
    assert!((extent[0] - 34.2).abs() < 1e-9 && (extent[3] - 50.0).abs() < 1e-9, "{extent:?}");
    assert_eq!(
        seen.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(),
        ["name", "role", "folder"]
    );
    let mapping = seen.mapping();
    assert_eq!((mapping.name.as_deref(), mapping.role), (Some("name"), By::Field("role".to_owned())));
    assert_eq!(seen.rows[1].values[1], "monitored-line");
    assert!(seen.problems[0].what.contains("link to another file"), "{:#?}", seen.problems);
    let points = self::seen("points_1251.csv").mapping();
    assert_eq!((points.name.as_deref(), points.role, points.fixed), (Some("Назва"), By::All, Role::Site));
}

/// The zones of a file, by the mapping that it suggests.
fn taken(name: &str) -> (Vec<Zone>, Vec<Problem>) {
    let (layer, problems) = opened(name);
    let mapping = preview(name, &layer, &problems).mapping();
    let (edits, problems) = zones(name, &layer, &mapping, &Plan::empty());
    let plan = Plan::empty().with(&together(edits, &layer.name)).unwrap();
    (plan.zones.iter().map(|zone| zone.as_ref().clone()).collect(), problems)
}

#[test]
fn features_become_zones_with_name_role_and_form() {
    for name in ["square.kmz", "square.geojsonl", "square.csv"] {
        let (zones, problems) = taken(name);
        assert_eq!(problems, [], "{name}");
        let said: Vec<(&str, Role)> = zones.iter().map(|zone| (zone.name.as_str(), zone.role)).collect();
        assert_eq!(
            said,
            [
                ("Північний сектор оборони", Role::DeterrentSector),
                ("Лінія спостереження «Ворскла»", Role::MonitoredLine),
                ("Об’єкт Ґ-7, м. Полтава", Role::Site),
            ],
            "{name}"
        );
        let forms = zones.iter().map(|zone| zone.shape.form());
        assert!(
            forms.zip(0..).all(|(form, place)| matches!(
                (form, place),
                (Form::Area(_), 0) | (Form::Corridor(_), 1) | (Form::Disc(_), 2)
            )),
            "{name}"
        );
    }
    // A track that ends where it begins is an area; names that come twice get a number.
    let (zones, _) = taken("square.gpx");
    assert!(zones.iter().any(|zone| matches!(zone.shape.form(), Form::Area(_))));
    let (layer, _) = opened("square.kml");
    let plan = Plan::empty()
        .with(&together(
            self::zones(
                "a",
                &layer,
                &Mapping { name: Some("name".to_owned()), ..Mapping::default() },
                &Plan::empty(),
            )
            .0,
            "a",
        ))
        .unwrap();
    let again =
        self::zones("a", &layer, &Mapping { name: Some("name".to_owned()), ..Mapping::default() }, &plan).0;
    let Edit::AddZone(zone) = &again[0] else { panic!("a zone") };
    assert_eq!(zone.name, "Північний сектор оборони (2)");
}

#[test]
fn what_cannot_be_a_zone_is_a_problem_and_a_role_that_is_none_a_remark() {
    let text = "{\"type\":\"FeatureCollection\",\"features\":[
        {\"type\":\"Feature\",\"properties\":{\"role\":\"castle\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[34,49]}},
        {\"type\":\"Feature\",\"properties\":{},\"geometry\":null},
        {\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[30,48],[31,49],[31,48],[30,49],[30,48]]]}}]}";
    let (layer, _) = read(text.as_bytes(), "a.geojson", &Progress::default()).unwrap();
    let mapping = Mapping { role: By::Field("role".to_owned()), fixed: Role::Hub, ..Mapping::default() };
    let (edits, problems) = zones("a.geojson", &layer, &mapping, &Plan::empty());
    assert_eq!(edits.len(), 1);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        shown[0].starts_with("a.geojson, feature 0, properties.role: “castle” is no role; taken as rear hub"),
        "{shown:#?}"
    );
    assert!(
        shown[1].starts_with("a.geojson, feature 1, geometry: The feature has no geometry"),
        "{shown:#?}"
    );
    assert!(shown[2].starts_with("a.geojson, feature 2, geometry: "), "{shown:#?}");
}

#[test]
fn the_longest_line_becomes_the_line_of_contact() {
    let (layer, _) = opened("square.kml");
    let (edit, remarks) = line("square.kml", &layer, None).unwrap();
    let plan = Plan::empty().with(&edit).unwrap();
    assert_eq!((plan.line.unwrap().name.as_str(), remarks.len()), ("Лінія спостереження «Ворскла»", 0));
    assert!(line("a", &layer, Some(0)).unwrap_err().what.contains("is no line"));
    let (points, _) = opened("points_1251.csv");
    assert!(line("a", &points, None).unwrap_err().what.contains("no lines"));
}

// ---- limits and stopping ----

#[test]
fn every_reader_can_be_stopped() {
    for (name, ..) in SQUARES.iter().chain(&[("square.gpx", Format::Gpx, 3, "")]) {
        let progress = Progress::default();
        progress.cancel();
        let problems = open(&folder().join(name), &progress).unwrap_err();
        assert_eq!(problems[0].what, "Reading was stopped", "{name}");
        let watched = Progress::default();
        open(&folder().join(name), &watched).unwrap();
        assert!(
            watched.total.load(std::sync::atomic::Ordering::Relaxed) > 0,
            "{name} says how much there is"
        );
    }
}

#[test]
fn what_is_too_much_is_refused_before_it_is_read() {
    let target = tempfile::tempdir().unwrap();
    let large = target.path().join("large.geojson");
    std::fs::File::create(&large).unwrap().set_len(limits::BYTES + 1).unwrap();
    let problems = open(&large, &Progress::default()).unwrap_err();
    assert!(problems[0].what.contains("files of up to 512 MB are read"), "{}", problems[0]);

    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for entry in 0..=limits::ENTRIES {
        packed.start_file(format!("{entry}.kml"), zip::write::SimpleFileOptions::default()).unwrap();
    }
    let bytes = packed.finish().unwrap().into_inner();
    let problems = read(&bytes, "many.zip", &Progress::default()).unwrap_err();
    assert!(problems[0].what.starts_with("The archive has 10001 entries"), "{}", problems[0]);

    let names: Vec<String> = (0..=limits::COLUMNS).map(|column| format!("c{column}")).collect();
    let wide = format!("lon,lat,{}\n1,2\n", names.join(","));
    let problems = read(wide.as_bytes(), "wide.csv", &Progress::default()).unwrap_err();
    assert!(problems[0].what.contains("columns"), "{}", problems[0]);

    let rows: Vec<String> =
        (0..=limits::ZONES).map(|row| format!("{},50", 30.0 + row as f64 / 1e3)).collect();
    let (layer, _) =
        read(format!("lon,lat\n{}\n", rows.join("\n")).as_bytes(), "points.csv", &Progress::default())
            .unwrap();
    let (edits, problems) = zones("points.csv", &layer, &Mapping::default(), &Plan::empty());
    assert!(edits.is_empty() && problems[0].what.contains("too many to be zones"), "{problems:?}");
}

// ---- whatever comes ----

fn fixture() -> impl Strategy<Value = (String, Vec<u8>)> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "bad_bomb.zip")
        .collect();
    names.sort();
    prop::sample::select(names).prop_map(|name| {
        let bytes = std::fs::read(folder().join(&name)).unwrap();
        (name, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_a_reader_panic(
        (name, bytes) in fixture(),
        cut in prop::option::of(0.0..1.0_f64),
        changes in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..6),
        early in any::<bool>(),
    ) {
        let mut bytes = bytes;
        if let Some(cut) = cut {
            bytes.truncate((bytes.len() as f64 * cut) as usize);
        }
        // Headers are where lengths and counts stand.
        let reach = if early { bytes.len().min(400) } else { bytes.len() };
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut((reach as f64 * at) as usize) {
                *place = byte;
            }
        }
        let read = read(&bytes, &name, &Progress::default());
        let problems = match read {
            Ok((layer, problems)) => {
                let seen = preview(&name, &layer, &problems);
                let _zones = zones(&name, &layer, &seen.mapping(), &Plan::empty());
                problems
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty(), "a refusal has a reason");
                problems
            }
        };
        prop_assert!(problems.iter().all(|problem| problem.hint.ends_with('.') && !problem.what.is_empty()));
    }

    #[test]
    fn parts_of_a_shapefile_can_be_damaged_one_by_one(
        part in prop::sample::select(vec!["shp", "dbf", "prj", "cpg"]),
        cut in 0.0..1.0_f64,
        changes in prop::collection::vec((0..300_usize, any::<u8>()), 0..8),
    ) {
        let target = tempfile::tempdir().unwrap();
        for ending in ["shp", "dbf", "prj", "cpg"] {
            let mut bytes = std::fs::read(folder().join(format!("square.{ending}"))).unwrap();
            if ending == part {
                for (at, byte) in &changes {
                    if let Some(place) = bytes.get_mut(*at) {
                        *place = *byte;
                    }
                }
                if cut > 0.3 {
                    bytes.truncate((bytes.len() as f64 * cut) as usize);
                }
            }
            std::fs::write(target.path().join(format!("a.{ending}")), bytes).unwrap();
        }
        let _whatever = open(&target.path().join("a.shp"), &Progress::default());
    }
}
