//! The program as it is run: what it prints, and how it ends.
//!
//! The golden files under `tests/golden` are what `cordon size` says of the
//! example plan; make them again after a change with
//!
//! ```sh
//! CORDON_WRITE_FIXTURES=1 cargo test --test command_line
//! ```

#![allow(clippy::unwrap_used, reason = "the helpers of tests may panic")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use cordon::atlas::Atlas;
use cordon::force::figures::Figures;
use cordon::force::measures::Measures;
use serde_json::Value;

const EXAMPLE: &str = "data/examples/reassurance.plan.geojson";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn command(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cordon"));
    command.args(arguments.split_whitespace()).current_dir(root());
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    command
}

fn run(arguments: &str) -> Output {
    command(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs with these arguments; the result, after checking the exit code.
fn check(arguments: &str, code: i32) -> String {
    let output = run(arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "cordon {arguments}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs with these arguments; the remarks, after checking the exit code.
fn remarks(arguments: &str, code: i32) -> String {
    let output = run(arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "cordon {arguments}: {errors}");
    errors
}

fn json(arguments: &str, code: i32) -> Value {
    serde_json::from_str(&check(&format!("{arguments} --format json"), code)).unwrap()
}

/// The three cases of a need, rounded to a tenth.
fn deployed(arguments: &str) -> [f64; 3] {
    cases(&json(&format!("calc {arguments}"), 0)["deployed"])
}

fn cases(span: &Value) -> [f64; 3] {
    ["low", "central", "high"].map(|case| (span[case].as_f64().unwrap() * 10.0).round() / 10.0)
}

/// Runs with these arguments and this text on standard input.
fn piped(arguments: &str, text: &str) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// The result and the remarks of a piped run, after checking the exit code.
fn said(arguments: &str, text: &str, code: i32) -> (String, String) {
    let output = piped(arguments, text);
    let [result, remarks] = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
    assert_eq!(output.status.code(), Some(code), "cordon {arguments}: {remarks}");
    (result, remarks)
}

/// A plan of one zone with these properties, around a stretch of the line.
fn plan_with(properties: &str) -> String {
    plan_of(properties, r#""compare_with":null"#)
}

fn plan_of(properties: &str, assumptions: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","cordon":{{"version":1.0,"title":"Test","assumptions":{{"rotation":{{"tour_months":6,"interval_months":12,"horizon_months":24}},"displacement":{{"country":1,"by_oblast":{{}}}},{assumptions}}}}},"features":[{{"type":"Feature","id":"z","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[36,47.3],[37,47.3],[37,48],[36,48],[36,47.3]]]}}}}]}}"#
    )
}

/// A file of one feature of this geometry.
fn layer(kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn golden(name: &str, text: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert!(text == std::fs::read_to_string(&path).unwrap(), "{name} has changed:\n{text}");
}

// ---- size ----

#[test]
fn the_example_plan_is_sized_as_it_was() {
    golden("reassurance.txt", &check(&format!("size {EXAMPLE}"), 0));
    golden("reassurance.json", &check(&format!("size {EXAMPLE} --format json"), 0));
    golden("reassurance.csv", &check(&format!("size {EXAMPLE} --format csv"), 0));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let first = check(&format!("size {EXAMPLE} --format json"), 0);
    assert!(first == check(&format!("size {EXAMPLE} --format json"), 0));
}

#[test]
fn the_figures_are_those_of_the_window_to_the_last_digit() {
    let atlas = Atlas::embedded().unwrap();
    let text = std::fs::read_to_string(root().join(EXAMPLE)).unwrap();
    let (plan, _) = cordon::plan::file::from_geojson(&text, "example").unwrap();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let out = json(&format!("size {EXAMPLE}"), 0);
    let total = &out["total"];
    assert_eq!(total["deployed"]["central"].as_f64(), Some(figures.deployed.central.0));
    assert_eq!(total["pool"]["high"].as_f64(), Some(figures.pool.high.0));
    assert_eq!(total["pool"]["k"].as_f64(), Some(figures.k));
    assert_eq!(total["cumulative"]["low"].as_f64(), Some(figures.cumulative.low.0));
    for (zone, sized) in out["zones"].as_array().unwrap().iter().zip(&figures.zones) {
        assert_eq!(zone["id"].as_str(), Some(sized.id.0.as_str()));
        assert_eq!(zone["deployed"]["low"].as_f64(), Some(sized.need.low.0));
        assert_eq!(zone["measured"]["area_km2"].as_f64(), Some(sized.measured.area.0));
        assert_eq!(zone["terms"].as_array().unwrap().len(), sized.derivation.terms.len());
    }
}

#[test]
fn the_parts_sum_to_the_whole() {
    let out = json(&format!("size {EXAMPLE}"), 0);
    for case in ["low", "central", "high"] {
        let zones = out["zones"].as_array().unwrap();
        let sum: f64 = zones.iter().map(|zone| zone["deployed"][case].as_f64().unwrap()).sum();
        let total = out["total"]["deployed"][case].as_f64().unwrap();
        assert!((sum - total).abs() < 1e-6, "{case}: {sum} and {total}");
        let pool = out["total"]["pool"][case].as_f64().unwrap();
        assert!((pool - total * out["total"]["pool"]["k"].as_f64().unwrap()).abs() < 1e-6);
    }
}

#[test]
fn a_table_says_which_kind_of_number_it_shows_and_what_is_not_held() {
    let table = check(&format!("size {EXAMPLE}"), 0);
    for word in
        ["Deployed", "Pool (k = 3)", "Cumulative (24 months)", "Hypothetical", "left to Ukraine's own forces"]
    {
        assert!(table.contains(word), "{word} is missing:\n{table}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 140), "{table}");
}

#[test]
fn a_plan_comes_from_standard_input_too() {
    let file = std::fs::File::open(root().join(EXAMPLE)).unwrap();
    let output = command("size - --format json").stdin(file).output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), check(&format!("size {EXAMPLE} --format json"), 0));
}

#[test]
fn a_zone_that_could_not_be_sized_is_told_wherever_its_total_stands() {
    let plan = plan_with(r#""name":"East","role":"monitored-line","consent":true,"method":"M7""#);
    let (table, remarks) = said("size -", &plan, 1);
    assert!(remarks.starts_with("error: stdin, feature 0: East: not sized: "), "{remarks}");
    assert!(table.contains("\nDeployed *"), "{table}");
    assert!(table.contains("\n* without East, which could not be sized.\n"), "{table}");
    let (rows, _) = said("size - --format csv", &plan, 1);
    assert!(rows.contains(",,,\"Not sized: Air, sea and enablers"), "{rows}");
    assert!(rows.contains("0,0,0,\"without East, which could not be sized\""), "{rows}");
    let (out, _) = said("size - --format json", &plan, 1);
    let out: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(out["total"]["without"], serde_json::json!(["z"]));
    assert!(said("check -", &plan, 1).0.starts_with("error: stdin, feature 0: East: not sized: "));
}

#[test]
fn a_file_that_is_no_plan_is_refused() {
    let said = remarks("size tests/fixtures/bad/lone_polygon.geojson", 1);
    assert!(said.starts_with("error: tests/fixtures/bad/lone_polygon.geojson"), "{said}");
    let said = remarks("size nowhere.geojson", 1);
    assert!(said.contains("nowhere.geojson: There is no such file. Check the path."), "{said}");
}

// ---- measure ----

#[test]
fn any_geojson_is_measured() {
    let out = json(
        "measure tests/fixtures/bad/lone_feature.geojson tests/fixtures/bad/geometry_collection.geojson",
        0,
    );
    let [square, collection] = &out["features"].as_array().unwrap()[..] else { panic!("{out}") };
    // One degree by one degree at 48° N, as GeographicLib's planimeter has it.
    assert!((square["area_km2"].as_f64().unwrap() - 8_217.7).abs() < 0.5, "{square}");
    assert!((square["perimeter_km"].as_f64().unwrap() - 370.2).abs() < 0.1, "{square}");
    assert!(square["people"].as_f64().unwrap() > 100_000.0 && square["length_km"].is_null());
    assert!(
        (collection["length_km"].as_f64().unwrap() - 133.5).abs() < 0.1 && collection["area_km2"].is_null()
    );
}

#[test]
fn a_typed_path_is_measured_with_what_a_flat_map_would_say() {
    let out = json("measure --path 49.98,36.25 49.59,34.55 48.46,35.04", 0);
    assert_eq!((out["format"].as_str(), out["legs"].as_array().unwrap().len()), (Some("cordon-path/1"), 2));
    let number = |value: &Value| value.as_f64().unwrap();
    let legs: f64 = out["legs"].as_array().unwrap().iter().map(|leg| number(&leg["length_km"])).sum();
    assert!((legs - number(&out["length_km"])).abs() < 1e-9);
    let factor = 1.0 + number(&out["planar"][0]["length_off"]);
    assert!((factor * 49.3_f64.to_radians().cos() - 1.0).abs() < 0.02, "1/cos φ: {factor}");
    assert!(number(&out["planar"][1]["length_off"]).abs() < 1e-3 && number(&out["area_km2"]) > 1_000.0);
    let grids = json("measure --path 37U CR 56502 73061; 49°58′51″N 36°15′10″E", 0);
    assert_eq!(grids["legs"].as_array().unwrap().len(), 1);
    assert!(remarks("measure --path 49,36", 2).contains("A path needs at least two places"));
    assert!(remarks("measure --path 49,36 here", 2).contains("here: No coordinates can be read here"));
    assert!(remarks("measure", 2).contains("required"));
    assert!(remarks("measure --path 49,36 49,37 --layer x", 2).contains("cannot be used with"));
    golden("path.txt", &check("measure --path 49.98,36.25 49.59,34.55 48.46,35.04", 0));
}

#[test]
fn what_can_be_measured_is_measured_beside_what_cannot() {
    let files = "tests/fixtures/bad/nan.geojson tests/fixtures/bad/lone_feature.geojson";
    let table = check(&format!("measure {files} --format csv"), 1);
    assert!(table.contains("tests/fixtures/bad/lone_feature.geojson,0,Square,Polygon,8217."), "{table}");
    let said = remarks(&format!("measure {files}"), 1);
    assert!(
        said.contains("nan.geojson, feature 1, geometry.coordinates[1][0]: NaN is not a number"),
        "{said}"
    );
}

/// The area and the people of one feature, with the remarks.
fn area_of(kind: &str, coordinates: &str) -> (Value, Value, String) {
    let (out, remarks) = said("measure - --format json", &layer(kind, coordinates), 0);
    let out: Value = serde_json::from_str(&out).unwrap();
    (out["features"][0]["area_km2"].clone(), out["features"][0]["people"].clone(), remarks)
}

#[test]
fn a_ring_that_crosses_itself_has_no_area_however_long_it_is() {
    let (area, people, remarks) = area_of("Polygon", "[[[30,48],[31,49],[31,48],[30,49],[30,48]]]");
    assert_eq!((area, people), (Value::Null, Value::Null));
    let wanted = "warning: stdin, feature 0, geometry: The outline crosses itself at 48.5000° N 30.5000° E. It has no area";
    assert!(remarks.starts_with(wanted), "{remarks}");
    // A saw of 3,000 teeth, with one tooth through the back of the saw.
    let mut teeth: Vec<String> = (0..3_000)
        .map(|tooth| {
            format!("[{},{}]", 30.0 + f64::from(tooth) * 1e-3, if tooth % 2 == 0 { 48.5 } else { 49.0 })
        })
        .collect();
    teeth.extend(["[33,48]".to_owned(), "[30,48]".to_owned(), "[30,48.5]".to_owned()]);
    assert!(area_of("Polygon", &format!("[[{}]]", teeth.join(","))).0.as_f64().is_some());
    teeth[1_500] = "[31.5,47]".to_owned();
    let saw = format!("[[{}]]", teeth.join(","));
    let (area, people, remarks) = area_of("Polygon", &saw);
    assert_eq!((area, people), (Value::Null, Value::Null));
    assert!(remarks.contains("The outline crosses itself at 48.0000° N"), "{remarks}");
    let (result, _) = said("check -", &layer("Polygon", &saw), 0);
    assert!(result.contains("The ring crosses itself at 31.4995, 48.0000"), "{result}");
}

#[test]
fn parts_that_overlap_count_once_and_a_hole_outside_is_told() {
    let whole = area_of("Polygon", "[[[30,48],[31.5,48],[31.5,49],[30,49],[30,48]]]");
    let parts =
        "[[[[30,48],[31,48],[31,49],[30,49],[30,48]]],[[[30.5,48],[31.5,48],[31.5,49],[30.5,49],[30.5,48]]]]";
    let joined = area_of("MultiPolygon", parts);
    let [one, two] = [&whole, &joined].map(|measured| measured.0.as_f64().unwrap());
    assert!((one - two).abs() < 1e-6, "{one} and {two}");
    assert_eq!(whole.1, joined.1);
    let (area, _, remarks) =
        area_of("Polygon", "[[[30,48],[31,48],[31,49],[30,49],[30,48]],[[40,48],[40,49],[41,49],[40,48]]]");
    assert!(area.is_null() && remarks.contains("feature 0, geometry: The hole at"), "{remarks}");
}

// ---- calc ----

#[test]
fn the_worked_checks_come_out() {
    assert_eq!(deployed("M3a --line-km 1100"), [5_295.0, 12_517.4, 33_595.8]);
    let undof = "M3a --line-km 80 --set spacing=1.4545454545454546 --set post=8 --set patrol=1.0 --set reserve-sector=80 --set m3a.reserve-company=110";
    assert_eq!(deployed(undof)[1], 1_113.8);
    let frontage = "--set m4.frontage=25 --set reserve=0.333333333333333 --set slice=8000";
    assert_eq!(deployed(&format!("M4 --held-km 1_100 {frontage}"))[1], 472_000.0);
    assert_eq!(
        deployed("M1 --people 30e6 --profile m1.contested --set contested=20 --host-forces 800000")[1],
        0.0
    );
}

#[test]
fn pool_and_deployed_follow_from_each_other() {
    for (interval, wanted) in [(9.0, 40_000.0), (12.0, 33_333.3), (18.0, 25_000.0), (24.0, 20_000.0)] {
        let out = json(&format!("calc M6 --pool 100000 --tour-months 6 --interval-months {interval}"), 0);
        assert!((out["deployed"].as_f64().unwrap() - wanted).abs() < 0.1, "{out}");
    }
    let out = json("calc m6 --troops 64000 --tour-months 6 --interval-months 12 --horizon-months 24", 0);
    assert_eq!(out["cumulative"].as_f64(), Some(256_000.0));
    assert_eq!((out["k"].as_f64(), out["pool"].as_f64()), (Some(3.0), Some(192_000.0)));
}

#[test]
fn an_analogy_needs_all_its_denominators() {
    let out = json("calc M5 --line-km 1100 --area-km2 603628 --people 41e6 --reference IFOR96", 0);
    let by_line = out["analogies"].as_array().unwrap().iter().find(|row| row["by"] == "by line").unwrap();
    assert_eq!(cases(&by_line["magnitude"])[1], 61_111.1);
    assert!(remarks("calc M5 --line-km 1100", 2).contains("needs area, population and line together"));
}

#[test]
fn air_and_bases_are_reckoned_apart() {
    let out = json("calc M7 --aircraft 120", 0);
    assert_eq!(cases(&out["apart"]), [2_400.0, 3_360.0, 4_200.0], "{out}");
    let out = json("calc M8 --troops 12517", 0);
    assert_eq!(out["battalion_camps"]["central"].as_f64(), Some(15.0), "{out}");
}

#[test]
fn a_setting_shows_and_can_be_wrong() {
    let out = json("calc M3a --line-km 100 --set spacing=5/4/3", 0);
    let posts = out["terms"].as_array().unwrap().iter().find(|term| term["key"] == "posts").unwrap();
    assert_eq!(posts["overridden"], Value::Bool(true));
    assert_eq!(posts["basis"]["central"], "User");
    assert!(
        remarks("calc M3a --line-km 100 --set spacing=3/4/5", 2)
            .contains("must not ask for more troops in the low case")
    );
    assert!(
        remarks("calc M3a --line-km 100 --set width=3", 2)
            .contains("no figure “width”; M3a takes m3a.spacing")
    );
    assert!(remarks("calc M3a --line-km 100 --set spacing", 2).contains("name=value"));
    assert!(remarks("calc M3b --line-km 100", 2).contains("needs a mandate"));
    assert!(remarks("calc M3b --line-km 100 --profile zz", 2).contains("no profile “zz”"));
}

#[test]
fn what_was_forgotten_is_asked_for() {
    assert_eq!(remarks("calc M3a", 2), "error: M3a needs the length of the line. Give it with --line-km.\n");
    assert!(remarks("calc M4t", 2).contains("--sites"));
    assert!(remarks("calc M9 --line-km 3", 2).contains("no method “M9”"));
    assert!(remarks("calc", 2).contains("<METHOD>"));
    assert!(remarks("calc M3a --line-km 1,100", 2).contains("write 12500 or 12_500"));
    assert!(remarks("calc M3a --line-km -5", 2).contains("-5 is negative"));
    assert!(remarks("calc M3a --line-km 1e300", 2).contains("beyond anything that is counted"));
    assert!(remarks("calc M3a --line-km 1e9", 2).contains("line cannot be"));
    assert!(remarks("calc M4t --sites 1.5", 2).contains("1.5 is not a whole number"));
    assert!(remarks("calc M7", 2).contains("--aircraft, --batteries or --naval-groups"));
    assert!(remarks("calc M7 --no-us-enablers", 2).contains("--troops"));
    assert!(remarks("calc M7 --us-enablers some", 2).contains("known are in, intelligence-only, out"));
}

#[test]
fn nothing_that_is_typed_is_passed_over_in_silence() {
    let refused = |arguments: &str, why: &str| {
        let said = remarks(&format!("calc {arguments}"), 2);
        assert!(said.contains(why), "{arguments}: {said}");
    };
    refused(
        "M3a --line-km 10 --people 5 --sites 2",
        "M3a does not take --people, --sites. It takes --line-km, --ground-factor, --set.",
    );
    refused(
        "M3a --line-km 10 --set m4.frontage=30",
        "M3a has no figure “m4.frontage”; M3a takes m3a.spacing",
    );
    refused("M6 --troops 400 --set nonsense=3", "M6 does not take --set");
    refused("M6 --troops 1/2/3", "one number of troops");
    refused("M8 --troops 400 --line-km 3", "M8 does not take --line-km");
    refused("M7 --aircraft 4 --troops 400", "only with --no-us-enablers");
    refused("M7 --troops 400 --us-enablers in --aircraft 4", "only with --no-us-enablers");
    refused("M7 --troops 400 --us-enablers intelligence-only --set m7.enablers=0.1", "m7.enablers here");
    refused("M4 --held-km 20 --ground-factor 1.4", "only with --line-km");
    refused(
        "M1 --people 4000 --profile m1.contested --set m1.light-un=3",
        "M1 with m1.contested does not take the figure m1.light-un",
    );
    refused("M2 --area-km2 400 --profile m2.large --reference UNTAES96", "cannot be used with");
}

#[test]
fn a_rotation_takes_what_is_not_given_from_a_new_plan() {
    let out = json("calc M6 --troops 40000", 0);
    assert_eq!((out["tour_months"].as_f64(), out["interval_months"].as_f64()), (Some(6.0), Some(12.0)));
    assert_eq!((out["horizon_months"].as_f64(), out["k"].as_f64()), (Some(24.0), Some(3.0)));
    assert_eq!(out["assumed"], serde_json::json!(["tour_months", "interval_months", "horizon_months"]));
    let table = check("calc M6 --troops 40000 --interval-months 9", 0);
    let assumed = "Assumed, as in a new plan: a tour of 6 months, a horizon of 24 months.";
    assert!(table.contains(assumed), "{table}");
    assert!(remarks("calc M6 --troops 40000 --horizon-months 61", 2).contains("Type 1 to 60 months"));
    assert!(remarks("calc M6 --troops 40000 --horizon-months 0", 2).contains("Type 1 to 60 months"));
    assert!(remarks("calc M6 --troops 40000 --tour-months 0", 2).contains("A tour needs more than 0"));
    assert!(remarks("calc M6 --troops 40000 --horizon-months 1.5", 2).contains("not a whole number"));
}

#[test]
fn a_method_used_where_it_misleads_says_so() {
    let warned = |arguments: &str, what: &str| {
        let out = json(&format!("calc {arguments}"), 0);
        let alarm = &out["alarms"][0];
        assert!(alarm["what"].as_str().unwrap_or_default().contains(what), "{arguments}: {alarm}");
        assert!(check(&format!("calc {arguments}"), 0).contains(what));
    };
    warned("M1 --people 30e6 --profile m1.contested", "is a rate for a country");
    warned("M2 --area-km2 50000 --profile m2.large", "A density over 50\u{2009}000 km²");
    warned("M4 --held-km 20 --line-km 100", "The force holds 20 of 100 km");
    warned("M3a --line-km 100", "consent of both parties is taken for granted");
    for fine in
        ["M1 --people 3e6 --profile m1.contested", "M2 --area-km2 400 --profile m2.large", "M4 --held-km 20"]
    {
        assert_eq!(json(&format!("calc {fine}"), 0)["alarms"], serde_json::json!([]), "{fine}");
    }
}

#[test]
fn methods_and_figures_are_listed() {
    let list = check("calc --list", 0);
    for word in ["M3a   Line, bottom-up", "m3a.spacing", "m3b.light-un", "Basis: F found"] {
        assert!(list.contains(word), "{word} is missing:\n{list}");
    }
    let out = json("calc --list", 0);
    assert_eq!(out["methods"].as_array().unwrap().len(), 11);
}

// ---- check ----

#[test]
fn problems_are_named_with_their_place() {
    let said = check("check tests/fixtures/bad/text_for_number.geojson", 1);
    assert!(
        said.starts_with(
            "error: tests/fixtures/bad/text_for_number.geojson, feature 1, geometry.coordinates[0][1][1]: "
        ),
        "{said}"
    );
    assert!(said.ends_with("text_for_number.geojson: layer, 1 feature read, 1 error.\n"), "{said}");
    // The example sends two contingents that do not fit, to show that the program says so.
    let said = check(&format!("check {EXAMPLE}"), 0);
    assert!(said.starts_with("warning: data/examples/reassurance.plan.geojson, feature 0, properties.assigned[0]: Line belt: IT does not fit"), "{said}");
    assert!(said.ends_with("reassurance.plan.geojson: plan, 14 zones read, 2 warnings.\n"), "{said}");
    let out = json("check tests/fixtures/bad/nan.geojson", 1);
    let problem = &out["files"][0]["problems"][0];
    assert_eq!((problem["severity"].as_str(), problem["feature"].as_u64()), (Some("error"), Some(1)));
    assert_eq!(problem["member"], "geometry.coordinates[1][0]");
}

#[test]
fn names_that_nothing_knows_are_told() {
    let properties = r#""name":"East","role":"monitored-line","consent":true,"follows":"mars","profile":"zz","overrides":{"m9.x":{"low":1,"central":1,"high":1}}"#;
    let plan = plan_of(properties, r#""compare_with":"E999""#);
    let (result, _) = said("check -", &plan, 0);
    for warning in [
        "warning: stdin, cordon.assumptions.compare_with: The estimate “E999” is not known",
        "warning: stdin, feature 0: East: the line “mars” is not known",
        "warning: stdin, feature 0, properties.overrides.m9.x: East: the figure “m9.x” is not known",
        "warning: stdin, feature 0, properties.profile: East: M3a takes no profile, so “zz” is not used",
    ] {
        assert!(result.contains(warning), "{warning} is missing:\n{result}");
    }
    said("check - --strict", &plan, 1);
    let mismatch = plan_with(
        r#""name":"East","role":"monitored-line","consent":true,"method":"M3b","profile":"m1.permissive""#,
    );
    assert!(said("check -", &mismatch, 1).0.contains("M3b has no profile “m1.permissive”"));
    let no_consent = plan_with(r#""name":"East","role":"monitored-line","consent":false"#);
    assert!(said("check -", &no_consent, 0).0.contains("East: a monitored line without the consent"));
    said("check - --strict", &no_consent, 1);
}

#[test]
fn what_a_file_says_does_not_steer_the_terminal() {
    let name = r"a\u001b[2J\u0007b\nc\u202e".to_owned() + &"x".repeat(90);
    let text = layer("Point", "[30,50]")
        .replace(r#""properties":{}"#, &format!(r#""properties":{{"name":"{name}"}}"#));
    for form in ["table", "csv"] {
        let (result, _) = said(&format!("measure - --format {form}"), &text, 0);
        assert!(result.contains("a[2Jb cx"), "{result}");
        assert!(!result.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{result}");
    }
    let (table, _) = said("measure -", &text, 0);
    assert!(table.contains('…') && table.lines().all(|line| line.chars().count() < 150), "{table}");
    let text = plan_with(r#""name":"a\u001b[2Jb","role":"monitored-line","consent":true,"method":"M7""#);
    for command in ["size -", "check -"] {
        let (result, remarks) = said(command, &text, 1);
        assert!(!(result + &remarks).contains('\u{1b}'));
    }
}

#[test]
fn warnings_are_errors_only_if_asked_for() {
    let said = check("check tests/fixtures/bad/clockwise.geojson", 0);
    assert!(said.contains("1 warning."), "{said}");
    check("check --strict tests/fixtures/bad/clockwise.geojson", 1);
    check("check --strict tests/fixtures/bad/lone_feature.geojson", 0);
}

#[test]
fn no_bad_file_makes_the_program_crash() {
    let folder = root().join("tests/fixtures/bad");
    let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for verb in ["check", "measure"] {
        let output = command(verb).args(&files).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(!String::from_utf8(output.stderr).unwrap().contains("panicked"));
    }
    for file in &files {
        let output = command("size").arg(file).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", file.display());
    }
}

// ---- the program itself ----

#[test]
fn without_a_display_the_figures_are_told() {
    let output = run("");
    let (said, table) =
        (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        said,
        "No window can be opened: there is no display. These are the figures of the example plan.\n"
    );
    assert_eq!(table, check(&format!("size {EXAMPLE}"), 0));
    let said = remarks(EXAMPLE, 0);
    assert!(said.ends_with("These are the figures of the plan.\n"), "{said}");
    assert_eq!(
        remarks("nowhere.geojson", 1),
        "error: nowhere.geojson: There is no such file. Check the path.\n"
    );
    let said = remarks("tests/fixtures/bad/nan.geojson", 1);
    assert!(said.starts_with("No window can be opened: there is no display.\nerror: "), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_display_that_does_not_answer_is_told_in_plain_words() {
    let output = command("").env("DISPLAY", ":4711").output().unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "No window can be opened: the display does not answer. These are the figures of the example plan.\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_and_version_are_given() {
    assert_eq!(check("--version", 0), format!("cordon {}\n", env!("CARGO_PKG_VERSION")));
    let help = check("--help", 0);
    for word in [
        "size",
        "supply",
        "allocate",
        "timeline",
        "exposure",
        "presets",
        "measure",
        "calc",
        "check",
        "--renderer",
        "--theme",
    ] {
        assert!(help.contains(word), "{word} is missing:\n{help}");
    }
    assert!(remarks("size", 2).contains("Usage: cordon size"));
    assert!(remarks("--renderer pencil", 2).contains("possible values: glow, wgpu"));
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let mut child = command(&format!("size {EXAMPLE} --format json"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn names_from_strange_files_are_no_formulas_in_csv() {
    let text = "{\"type\":\"Feature\",\"properties\":{\"name\":\"=cmd()\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50]}}";
    let mut child =
        command("measure - --format csv").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let table = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(table.contains("stdin,0,'=cmd(),Point"), "{table}");
}

#[test]
fn the_documents_show_what_the_program_says() {
    const FENCE: &str = "```text\n$ cordon ";
    let path = root().join("docs/command-line.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut written = String::new();
    let mut blocks = text.split(FENCE);
    written.push_str(blocks.next().unwrap());
    for block in blocks {
        let (arguments, rest) = block.split_once('\n').unwrap();
        let (_, after) = rest.split_once("```\n").unwrap();
        let output = run(arguments);
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        written.extend([FENCE, arguments, "\n", &said, "```\n", after]);
    }
    assert!(written.matches(FENCE).count() >= 6);
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, &written).unwrap();
        return;
    }
    assert!(text == written, "docs/command-line.md shows something else:\n{written}");
}
