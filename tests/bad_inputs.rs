//! The files that users really bring: each opens, or is refused with the file,
//! the feature and the member named. Nothing panics, nothing is lost in silence.

#![allow(clippy::unwrap_used, reason = "the helpers of tests may panic")]

#[path = "support/big_file.rs"]
mod big_file;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use cordon::import::geojson::{self, read_carefully};
use cordon::import::{Layer, Progress, decode, lines_in, open, read};
use cordon::problem::{Problem, Severity};
use proptest::prelude::*;

/// File, features read, and how each problem begins after the file's name; for
/// a file that is refused, no count of features.
const TABLE: &[(&str, Option<usize>, &[&str])] = &[
    ("null_geometry", Some(2), &[", feature 0, geometry: 1 feature has no geometry. Kept"]),
    ("geometry_collection", Some(1), &[]),
    (
        "broken_member_of_collection",
        Some(1),
        &[", feature 0, geometry.geometries[0].coordinates[0]: This should be a number, not the text “30.5”"],
    ),
    (
        "three_dimensions",
        Some(1),
        &[", feature 0, geometry: 2 positions have more than a longitude and a latitude"],
    ),
    ("crs_84", Some(1), &[]),
    ("crs_3857", None, &[", crs: The coordinate system is urn:ogc:def:crs:EPSG::3857; only WGS 84"]),
    (
        "crs_2056",
        None,
        &[", crs: The coordinate system is EPSG:2056; it is not known and cannot be transformed"],
    ),
    ("crs_etrs89", Some(1), &[", crs: The coordinate system is EPSG:4258 (ETRS89). Taken as WGS 84"]),
    ("crs_link", Some(1), &[", crs: The coordinate system is given in a way that cannot be read"]),
    ("crs_in_feature", None, &[", feature 1, crs: The coordinate system is EPSG:5561"]),
    (
        "projected",
        None,
        &[
            ", feature 0, geometry.coordinates: The coordinates look projected: 3395000.5, 6530000 is no longitude and latitude. Export the layer again in WGS 84",
        ],
    ),
    (
        "off_the_globe",
        Some(2),
        &[", feature 1, geometry.coordinates[1]: 31, 480 is no longitude and latitude. Left out"],
    ),
    (
        "swapped",
        Some(1),
        &[": All of it lies outside Ukraine, and inside with longitude and latitude exchanged"],
    ),
    (
        "nan",
        None,
        &[", feature 1, geometry.coordinates[1][0]: NaN is not a number that JSON knows (line 2, column 91)"],
    ),
    ("infinity", None, &[", feature 0, geometry.coordinates[1][1]: -Infinity is not a number"]),
    ("huge_number", None, &[", feature 1, geometry.coordinates[1][0]: A number is too large to be read"]),
    (
        "unclosed_ring",
        Some(1),
        &[", feature 0, geometry.coordinates[0]: The ring does not end where it begins. Closed"],
    ),
    (
        "clockwise",
        Some(1),
        &[", feature 0, geometry.coordinates[0]: 1 ring runs the wrong way round. Turned"],
    ),
    (
        "bow_tie",
        Some(1),
        &[", feature 0, geometry.coordinates[0]: The ring crosses itself at 30.5000, 48.5000"],
    ),
    (
        "two_corners",
        Some(1),
        &[
            ", feature 0, geometry.coordinates[0]: A polygon needs at least three corners; this ring has 2. Left out",
        ],
    ),
    (
        "hole_without_area",
        Some(1),
        &[
            ", feature 0, geometry.coordinates[1]: A hole needs at least three corners; this ring has 1. Left out",
        ],
    ),
    (
        "line_of_one",
        Some(1),
        &[", feature 0, geometry.coordinates: A line needs at least two positions; this one has 1"],
    ),
    (
        "empty_coordinates",
        Some(3),
        &[", feature 0, geometry: 3 features have no geometry; this is the first"],
    ),
    ("no_features", Some(0), &[": The file has no features"]),
    ("empty", None, &[": The file is empty"]),
    ("bom", Some(1), &[]),
    ("utf_16", Some(1), &[]),
    ("utf_16_without_mark", Some(1), &[]),
    ("windows_1251", None, &[": The file is not UTF-8: byte 0xCE on line 1"]),
    (
        "truncated",
        None,
        &[
            ", feature 2, geometry: The file ends before it is complete (line 3, column 65); 2 features were complete before it",
        ],
    ),
    (
        "truncated_character",
        None,
        &[": The file is cut short: it ends in the middle of a character on line 1"],
    ),
    (
        "text_for_number",
        Some(1),
        &[", feature 1, geometry.coordinates[0][1][1]: This should be a number, not the text “48”. Left out"],
    ),
    (
        "wrong_nesting",
        Some(1),
        &[
            ", feature 1, geometry.coordinates[0][0]: This should be a position [longitude, latitude], not the number 30",
        ],
    ),
    (
        "short_position",
        Some(1),
        &[
            ", feature 1, geometry.coordinates[1]: A position needs a longitude and a latitude; this one has 1",
        ],
    ),
    (
        "unknown_type",
        Some(1),
        &[", feature 1, geometry.type: “polygon” is no type of geometry. Left out; GeoJSON knows"],
    ),
    (
        "missing_coordinates",
        Some(1),
        &[", feature 1, geometry.coordinates: The member “coordinates” is missing"],
    ),
    ("missing_geometry_type", Some(1), &[", feature 1, geometry.type: The geometry has no type"]),
    (
        "missing_feature_type",
        Some(1),
        &[", feature 0, type: The member “type” is missing. Read as a feature"],
    ),
    (
        "missing_geometry",
        Some(2),
        &[
            ", feature 0, geometry: The member “geometry” is missing",
            ", feature 0, geometry: 1 feature has no geometry",
        ],
    ),
    (
        "bare_geometry_as_feature",
        Some(2),
        &[", feature 1, type: A bare geometry stands where a feature should"],
    ),
    ("number_as_feature", Some(1), &[", feature 1: A feature is wanted here, not the number 7. Left out"]),
    ("properties_as_list", Some(1), &[", feature 0, properties: The properties are an array, not an object"]),
    ("features_as_object", None, &[", features: “features” is an object, not an array"]),
    ("missing_features", None, &[", features: The member “features” is missing"]),
    ("missing_type", None, &[", type: The member “type” is missing: this is JSON, but not GeoJSON"]),
    ("missing_collection_type", Some(1), &[", type: The file has no type. Read all the same"]),
    ("array", None, &[": The file holds an array, not a GeoJSON object"]),
    ("topology", None, &[", type: This is TopoJSON, not GeoJSON"]),
    ("esri", Some(1), &[", feature 0, geometry.type: This is Esri JSON, not GeoJSON"]),
    (
        "newline_delimited",
        None,
        &[": The file holds one JSON object after another (newline-delimited GeoJSON)"],
    ),
    ("comma_after_last", None, &[", feature 1: This is not JSON: trailing comma"]),
    ("kml", None, &[": This is XML or HTML (KML, GPX, a web page), not GeoJSON"]),
    ("zip", None, &[": This is a ZIP archive"]),
    ("binary", None, &[": The file is"]),
    ("lone_polygon", Some(1), &[]),
    ("lone_feature", Some(1), &[]),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad")
}

/// Reads text both ways and holds the two against each other.
fn both_ways(text: &str, file: &str) -> Result<(Layer, Vec<Problem>), Vec<Problem>> {
    let read = geojson::read(text, file, &Progress::default());
    let shown: String = text.chars().take(2000).collect();
    assert_eq!(read, read_carefully(text, file), "the two readers differ on {file}: {shown}");
    read
}

fn check(name: &str, features: Option<usize>, wanted: &[&str]) {
    let file = format!("{name}.geojson");
    let bytes = std::fs::read(folder().join(&file)).unwrap();
    let (layer, problems) = match decode(&bytes, &file) {
        Err(problem) => (None, vec![problem]),
        Ok(text) => match both_ways(&text, &file) {
            Ok((layer, problems)) => (Some(layer), problems),
            Err(problems) => (None, problems),
        },
    };
    assert_eq!(layer.as_ref().map(|layer| layer.features.len()), features, "{name}: {problems:#?}");
    assert_eq!(problems.len(), wanted.len(), "{name}: {problems:#?}");
    for (problem, wanted) in problems.iter().zip(wanted) {
        let shown = problem.to_string();
        assert!(shown.starts_with(&format!("{file}{wanted}")), "{shown}");
        assert!(problem.hint.ends_with('.') && problem.hint.len() > 8, "a way out is missing: {shown}");
    }
    let refused = layer.is_none_or(|layer| layer.left_out.features + layer.left_out.parts > 0);
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(refused, errors, "{name}: whatever is left out is an error, and nothing else: {problems:#?}");
}

#[test]
fn each_file_opens_or_says_what_is_wrong_and_where() {
    for (name, features, problems) in TABLE {
        check(name, *features, problems);
    }
}

#[test]
fn every_file_of_the_folder_is_in_the_table() {
    let files: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let table: BTreeSet<String> = TABLE.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(files, table);
}

#[test]
fn a_missing_file_and_a_folder_are_named() {
    let problems = open(Path::new("/nowhere/front.geojson"), &Progress::default()).unwrap_err();
    assert_eq!(problems[0].to_string(), "front.geojson: There is no such file. Check the path.");
    assert!(open(&folder(), &Progress::default()).is_err());
}

#[test]
fn deep_nesting_is_refused_before_the_stack_ends() {
    for opening in [
        "[",
        "{\"type\":\"GeometryCollection\",\"geometries\":[",
        "{\"type\":\"Feature\",\"properties\":{\"a\":[",
        "{\"a\":",
    ] {
        for prefix in ["", "{\"type\":\"FeatureCollection\",\"features\":["] {
            let text = format!("{prefix}{}", opening.repeat(100_000));
            let problems = both_ways(&text, "deep.geojson").unwrap_err();
            assert!(problems[0].what.starts_with("The file is nested too deeply"), "{}", problems[0]);
        }
    }
}

#[test]
fn collections_inside_collections_are_read_as_far_as_json_goes() {
    let depth = 40;
    let text = format!(
        "{}{{\"type\":\"Point\",\"coordinates\":[30,50]}}{}",
        "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(depth),
        "]}".repeat(depth)
    );
    let (layer, problems) = both_ways(&text, "deep.geojson").unwrap();
    assert_eq!((layer.vertices, problems.len()), (1, 0));
}

#[test]
fn many_problems_of_a_kind_are_counted() {
    let feature = "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[30,48],[31,48],[31,49]]]}}";
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", [feature; 250].join(","));
    let (layer, problems) = both_ways(&text, "many.geojson").unwrap();
    assert_eq!((layer.features.len(), problems.len()), (250, 101));
    let last = problems.last().unwrap().to_string();
    assert!(
        last.starts_with("many.geojson, feature 100, geometry.coordinates[0]: 150 more like this"),
        "{last}"
    );
}

#[test]
fn what_is_left_out_is_counted() {
    let text = "{\"type\":\"FeatureCollection\",\"made_by\":\"hand\",\"date\":\"2024-12-01\",\"source\":\"drawn\",\"title\":\"Front\",\"features\":[
        {\"type\":\"Feature\",\"style\":1,\"properties\":{\"Name\":\"North\"},\"geometry\":{\"type\":\"MultiLineString\",\"width\":2,\"coordinates\":[[[30,48],[30.1,48]],[[31,49],[33,49,0]],[[1,1]]]}},
        {\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[]}},
        {\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":{}}}]}";
    let (layer, problems) = both_ways(text, "left.geojson").unwrap();
    let left = layer.left_out;
    assert_eq!((left.features, left.parts, left.heights, left.foreign_members), (1, 1, 1, 3));
    assert_eq!(problems.len(), 4, "{problems:#?}");
    assert_eq!((layer.name.as_str(), layer.vertices), ("Front", 4));
    assert_eq!((layer.date.as_deref(), layer.source.as_deref()), (Some("2024-12-01"), Some("drawn")));
}

#[test]
fn properties_keep_their_order_and_ids_are_written_out() {
    let text = "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"z\":1,\"a\":\"\\u0406\",\"deep\":{\"b\":[null]}},\"geometry\":null}";
    let (layer, _) = both_ways(text, "one.geojson").unwrap();
    let feature = &layer.features[0];
    assert_eq!(
        serde_json::to_string(&feature.properties).unwrap(),
        "{\"z\":1,\"a\":\"І\",\"deep\":{\"b\":[null]}}"
    );
    assert_eq!((feature.id.as_deref(), layer.name.as_str()), (Some("7"), "one"));
}

#[test]
fn a_reader_can_be_watched_and_stopped() {
    let text = std::fs::read(folder().join("bom.geojson")).unwrap();
    let progress = Progress::default();
    read(&text, "a.geojson", &progress).unwrap();
    assert!(progress.share() > 0.9);
    let progress = Progress::default();
    progress.cancel();
    let problems = read(&text, "a.geojson", &progress).unwrap_err();
    assert_eq!(problems[0].what, "Reading was stopped");
}

#[test]
fn a_file_of_fifty_megabytes_opens_and_a_cut_one_says_where() {
    let text = big_file::big_file();
    let start = Instant::now();
    let (layer, problems) = read(text.as_bytes(), "zones.geojson", &Progress::default()).unwrap();
    assert_eq!((layer.features.len(), problems.len()), (big_file::FEATURES, 0));
    assert_eq!(layer.vertices, big_file::FEATURES * big_file::POSITIONS);
    assert_eq!(layer.features[4321].name(), "Зона 4321");
    // Generous: an optimised build takes a fortieth of it.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let cut = &text[..text.len() - 1_000_000];
    let problems = geojson::read(cut, "zones.geojson", &Progress::default()).unwrap_err();
    let shown = problems[0].to_string();
    assert!(shown.starts_with("zones.geojson, feature 9819, geometry.coordinates[0]["), "{shown}");
    assert!(shown.contains("9819 features were complete before it"), "{shown}");
}

#[test]
fn no_cut_and_no_changed_byte_makes_the_reader_panic() {
    for (name, ..) in TABLE {
        let bytes = std::fs::read(folder().join(format!("{name}.geojson"))).unwrap();
        for at in 0..bytes.len().min(600) {
            let _cut = read(&bytes[..at], "cut.geojson", &Progress::default());
            let mut changed = bytes.clone();
            changed[at] = changed[at].wrapping_mul(31).wrapping_add(7);
            if let Ok(text) = decode(&changed, "changed.geojson") {
                let _same = both_ways(&text, "changed.geojson");
            }
        }
    }
}

#[test]
fn any_line_can_be_the_line_of_contact() {
    let (layer, _) = both_ways(
        "{\"type\":\"FeatureCollection\",\"date\":\"2025-01-01\",\"features\":[
        {\"type\":\"Feature\",\"properties\":{\"name\":\"Front\",\"source\":\"own\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[37,49],[38,48]]}},
        {\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[37,49]}}]}",
        "front.geojson",
    )
    .unwrap();
    let lines = lines_in(&layer);
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].name.as_str(), lines[0].feature, lines[0].parts_left_out), ("Front", 0, 0));
    assert_eq!((lines[0].date.as_deref(), lines[0].source.as_deref()), (Some("2025-01-01"), Some("own")));
}

// ---- any GeoJSON, and things like it ----

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (-180.0..180.0_f64).prop_map(|value| format!("{value}")),
        4 => (-90.0..90.0_f64).prop_map(|value| format!("{value:.6}")),
        2 => (-90..90_i32).prop_map(|value| value.to_string()),
        1 => (-2.0..2.0_f64).prop_map(|value| format!("{value:e}")),
        1 => prop::sample::select(vec!["-0", "1E1", "null", "\"7\"", "[]", "1e300", "12345678901234567890123"]).prop_map(str::to_owned),
    ]
}

fn array(item: impl Strategy<Value = String>, size: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(item, size).prop_map(|items| format!("[{}]", items.join(", ")))
}

fn position() -> BoxedStrategy<String> {
    prop_oneof![12 => array(number(), 2..3), 2 => array(number(), 0..5)].boxed()
}

fn coordinates() -> impl Strategy<Value = String> {
    let run = || array(position(), 0..7);
    let closed = array(position(), 3..6).prop_map(|run| {
        let end = run.find(']').map_or(run.len(), |at| at + 1);
        format!("{}, {}]", &run[..run.len() - 1], &run[1..end])
    });
    prop_oneof![position(), run(), array(run(), 0..3), array(closed, 1..3), array(array(run(), 0..3), 0..3)]
}

fn geometry() -> impl Strategy<Value = String> {
    let names =
        vec!["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Circle"];
    let simple = (prop::sample::select(names), coordinates(), 0..4_u8).prop_map(|(name, coordinates, order)| match order {
        0 => format!("{{\"coordinates\":{coordinates},\"type\":\"{name}\"}}"),
        1 => format!("{{ \"type\" : \"{name}\" ,\n\"bbox\":[0,0,1,1], \"coordinates\":{coordinates}, \"extra\":{{}} }}"),
        _ => format!("{{\"type\":\"{name}\",\"coordinates\":{coordinates}}}"),
    });
    simple.prop_recursive(2, 6, 3, |inner| {
        array(inner, 0..3)
            .prop_map(|members| format!("{{\"type\":\"GeometryCollection\",\"geometries\":{members}}}"))
    })
}

fn feature() -> impl Strategy<Value = String> {
    let properties = prop::sample::select(vec!["null", "{}", "{\"name\":\"A\\\"b\",\"n\":1.5}", "[]", "3"]);
    let id =
        prop::sample::select(vec!["", ",\"id\":1", ",\"id\":\"x\"", ",\"id\":[]", ",\"other\":{\"a\":[1]}"]);
    prop_oneof![
        9 => (prop_oneof![9 => geometry(), 1 => Just("null".to_owned())], properties, id)
            .prop_map(|(geometry, properties, id)| format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}{id}}}")),
        1 => geometry(),
        1 => prop::sample::select(vec!["{}", "null", "{\"type\":\"Feature\"}"]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_reader_and_the_careful_one_agree(features in array(feature(), 0..6), cut in 0..4000_usize) {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":{features},\"name\":\"n\"}}");
        let _ = both_ways(&text, "any.geojson");
        let mut cut = cut.min(text.len());
        while !text.is_char_boundary(cut) { cut -= 1; }
        let _ = both_ways(&text[..cut], "cut.geojson");
    }

    #[test]
    fn a_lone_geometry_is_read_alike(geometry in geometry()) {
        let _ = both_ways(&geometry, "any.geojson");
    }
}
