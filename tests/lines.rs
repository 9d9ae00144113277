//! A plan with several lines of contact, from the command line.
//!
//! The plan under `tests/fixtures` and the golden files are made again with
//!
//! ```sh
//! CORDON_WRITE_FIXTURES=1 cargo test --test lines
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::force::under_line::under_each;
use cordon::force::{Figures, Measures};
use cordon::plan::{
    Corridor, Disc, Edit, Form, LineName, OwnLine, Plan, Role, Shape, Tie, Zone, ZoneId, file,
};
use cordon::units::Km;
use geo_types::{Coord, LineString, Point};
use serde_json::Value;

const PLAN: &str = "tests/fixtures/hypotheses.plan.geojson";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs with these arguments; the result and the remarks, after checking the exit code.
fn check(arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cordon"));
    let output = command.args(arguments).current_dir(root()).stdin(Stdio::null()).output().unwrap();
    let (out, errors) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "cordon {arguments:?}: {errors}");
    (out, errors)
}

fn golden(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert!(text == std::fs::read_to_string(&path).unwrap(), "{} has changed:\n{text}", path.display());
}

/// A belt on the Ukrainian side, tied between two corners of the embedded line.
fn belt(name: &str, corners: [usize; 2], depth: f64) -> Edit {
    let line = cordon::atlas::contact_course();
    let tie = Tie::between(line, line.0[corners[0]], line.0[corners[1]]);
    let axis = tie.cut(line).unwrap();
    let shape = Shape::new(Form::Corridor(Corridor { axis, left: Km(0.0), right: Km(depth) })).unwrap();
    Edit::AddZone(Zone {
        name: name.to_owned(),
        consent: true,
        follows: Some(LineName("contact".to_owned())),
        tied: Some(tie),
        ..Zone::new(Role::MonitoredLine, Arc::new(shape))
    })
}

/// The embedded line with its corners changed.
fn line(atlas: &Atlas, name: &str, date: &str, change: impl FnOnce(&mut Vec<Coord<f64>>)) -> Edit {
    let mut path = atlas.contact().path.clone();
    change(&mut path.0);
    Edit::AddLine(Arc::new(OwnLine {
        name: name.to_owned(),
        date: date.to_owned(),
        source: "made for a test".to_owned(),
        path,
        ground_factor: atlas.contact().ground_factor.value,
    }))
}

/// Three belts and a hub, the embedded line in force, three hypotheses beside it.
fn plan(atlas: &Atlas) -> Plan {
    let hub =
        Shape::new(Form::Disc(Disc { centre: Point::new(30.5238, 50.4501), radius: Km(30.0) })).unwrap();
    let hub = Zone { name: "Kyiv hub".to_owned(), sites: 1, ..Zone::new(Role::Hub, Arc::new(hub)) };
    let edits = [
        Edit::SetTitle("Three belts under four lines".to_owned()),
        Edit::SetDate("2026-03-01".to_owned()),
        belt("North belt", [0, 40], 20.0),
        belt("Middle belt", [40, 80], 20.0),
        belt("South belt", [80, 117], 15.0),
        Edit::AddZone(hub),
        line(atlas, "Farther west", "2026-02-01", |path| {
            for at in &mut path[20..60] {
                at.x -= 0.3;
            }
        }),
        line(atlas, "Without the north", "", |path| drop(path.drain(..45))),
        line(atlas, "A salient at Bakhmut", "2025-10-01", |path| path[40].x -= 0.5),
        Edit::ChooseLine(None),
    ];
    edits.iter().fold(Plan::empty(), |plan, edit| plan.with(edit).unwrap())
}

#[test]
fn the_lines_stand_side_by_side() {
    let atlas = Atlas::embedded().unwrap();
    golden(PLAN, &file::to_geojson(&plan(&atlas)));
    golden("tests/golden/lines.txt", &check(&["lines", PLAN], 0).0);
    golden("tests/golden/lines.json", &check(&["lines", PLAN, "--format", "json"], 0).0);
    golden("tests/golden/lines.csv", &check(&["lines", PLAN, "--format", "csv"], 0).0);
}

#[test]
fn the_file_opens_as_the_same_plan() {
    let atlas = Atlas::embedded().unwrap();
    let text = std::fs::read_to_string(root().join(PLAN)).unwrap();
    let (opened, problems) = file::from_geojson(&text, PLAN).unwrap();
    assert_eq!(problems, []);
    assert!(opened == plan(&atlas));
    assert_eq!(file::to_geojson(&opened), text);
}

#[test]
fn the_table_has_the_figures_of_each_line() {
    let atlas = Atlas::embedded().unwrap();
    let plan = plan(&atlas);
    let each = under_each(&plan, &atlas);
    assert_eq!(each.len(), 4);
    for hypothesis in &each {
        let name = (!hypothesis.embedded).then(|| hypothesis.line.name.clone());
        let chosen = plan.with(&Edit::ChooseLine(name.clone())).unwrap();
        let figures = Figures::of(&chosen, &atlas, &mut Measures::new());
        assert_eq!(hypothesis.under.need, figures.deployed);
        let name = name.unwrap_or_else(|| "embedded".to_owned());
        let (out, _) = check(&["size", PLAN, "--line", &name, "--format", "json"], 0);
        let sized: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            sized["total"]["deployed"]["central"].as_f64(),
            Some(figures.deployed.central.0),
            "{name}"
        );
    }
    let behind = |name: &str| each.iter().find(|line| line.line.name == name).unwrap().under.behind.clone();
    assert_eq!(behind("Without the north"), ["North belt"], "the line does not reach it any more");
    assert!(behind("Farther west").is_empty());
}

#[test]
fn a_line_that_is_not_there_is_named_with_those_that_are() {
    let (_, errors) = check(&["size", PLAN, "--line", "Winter"], 2);
    assert!(errors.contains("no line of contact “Winter”"), "{errors}");
    assert!(
        errors.contains("embedded, “Without the north”, “A salient at Bakhmut”, “Farther west”"),
        "{errors}"
    );
    assert_eq!(check(&["size", PLAN], 0), check(&["size", PLAN, "--line", "embedded"], 0));
}

#[test]
fn a_plan_without_ties_says_that_only_the_line_changes() {
    let (out, _) = check(&["lines", "data/examples/reassurance.plan.geojson"], 0);
    assert!(out.contains("No belt is tied to the line of contact"), "{out}");
}

#[test]
fn a_line_taken_in_stays_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let line = folder.path().join("front.geojson");
    let shape =
        LineString(vec![Coord { x: 37.9, y: 49.9 }, Coord { x: 36.0, y: 47.6 }, Coord { x: 32.3, y: 46.5 }]);
    let positions: Vec<[f64; 2]> = shape.0.iter().map(|at| [at.x, at.y]).collect();
    let feature = serde_json::json!({"type": "Feature", "properties": {"name": "Farther west"},
        "geometry": {"type": "LineString", "coordinates": positions}});
    std::fs::write(&line, feature.to_string()).unwrap();
    let out = folder.path().join("out.plan.geojson");
    let (line, to) = (line.to_string_lossy(), out.to_string_lossy());
    check(&["import", &line, "--as", "line", "--into", PLAN, "-o", &to], 0);
    let (plan, problems) = file::from_geojson(&std::fs::read_to_string(&out).unwrap(), "out").unwrap();
    assert_eq!(problems, []);
    assert_eq!(plan.line.as_ref().unwrap().name, "Farther west (2)");
    assert_eq!(plan.own_lines().len(), 4);
    let belt = plan.zone(&ZoneId("zone-1".to_owned())).unwrap();
    assert_eq!(belt.shape.outline(), Shape::new(belt.shape.form().clone()).unwrap().outline());
    let Form::Corridor(corridor) = belt.shape.form() else { panic!("a belt") };
    assert_eq!(corridor.axis.0[0], shape.0[0], "it begins where the line begins");
}
