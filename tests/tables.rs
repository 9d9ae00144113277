//! A plan as a workbook, as Markdown and for a GIS: what others read in those files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

#[path = "support/formulas.rs"]
mod formulas;
#[allow(dead_code, reason = "not each test takes all")]
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::brief::{Annex, Kind};
use cordon::export::geopackage::geopackage;
use cordon::export::kml::kml;
use cordon::export::markdown::markdown;
use cordon::export::workbook::workbook;
use cordon::export::zones_geojson::geojson;
use cordon::force::{Case, Figures, Measures};
use cordon::import::record;
use cordon::plan::{Disc, Edit, Form, Member, NationCode, Plan, Role, Shape, Zone, file};
use cordon::units::{Km, Span};
use geo_types::Point;
use proptest::prelude::*;
use quick_xml::events::Event;
use rusqlite::Connection;
use serde_json::Value;

use formulas::Book;
use program::{golden, root, said};

const EXAMPLE: &str = "data/examples/reassurance.plan.geojson";

fn figures(plan: &Plan, atlas: &Atlas) -> Figures {
    Figures::of(plan, atlas, &mut Measures::new())
}

fn example() -> (Plan, Figures, Atlas) {
    let (plan, atlas) = (file::example(), Atlas::embedded().unwrap());
    let figures = figures(&plan, &atlas);
    (plan, figures, atlas)
}

/// The example with a nation scaled back, a share of a need, aircraft, and a name that wants out.
fn strange() -> Plan {
    let plan = file::example();
    let disc = Disc { centre: Point::new(30.5, 49.5), radius: Km(12.0) };
    let mut zone = Zone::new(Role::Population, Arc::new(Shape::new(Form::Disc(disc)).unwrap()));
    "=1+1 | <b>&amp;</b> ]]> *a* \u{202e}q".clone_into(&mut zone.name);
    zone.profile = Some("m1.permissive".to_owned());
    zone.roe_factor = 1.25;
    let edits = [
        Edit::AddZone(zone),
        Edit::SetTitle("Tables & <tables>".into()),
        Edit::ScaleBack { mission: "kfor".into(), share: 0.5 },
        Edit::SetEnablers(cordon::plan::Enablers::Out),
        Edit::SetAircraft(120),
    ];
    edits.into_iter().fold(plan, |plan, edit| plan.with(&edit).unwrap())
}

#[test]
fn the_tables_of_the_example_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["md", "kml"] {
        let path = folder.path().join(format!("example.{ending}"));
        said(&format!("export {EXAMPLE} -o {}", path.display()), 0);
        golden(&format!("reassurance.{ending}"), &fs::read_to_string(path).unwrap());
    }
}

#[test]
fn the_command_writes_what_the_ending_says() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, opening) in [
        ("xlsx", &b"PK\x03\x04"[..]),
        ("gpkg", b"SQLite format 3\0"),
        ("csv", b"kind,id,name"),
        ("geojson", b"{\n\"type\": \"FeatureCollection\""),
        ("json", b"{\n  \"format\": \"cordon-annex/1\""),
    ] {
        let path = folder.path().join(format!("example.{ending}"));
        let (told, _) = said(&format!("export {EXAMPLE} -o {}", path.display()), 0);
        assert!(told.ends_with("written.\n"), "{told}");
        assert!(fs::read(&path).unwrap().starts_with(opening), "{ending}");
    }
    let (_, told) = said(&format!("export {EXAMPLE} -o {}/a.doc", folder.path().display()), 2);
    assert!(told.contains("no ending that is known"), "{told}");
    let (_, told) = said(&format!("export {EXAMPLE} -o {}/a.plan.geojson", folder.path().display()), 2);
    assert!(told.contains("no plan"), "{told}");
    let (_, told) = said(&format!("export {EXAMPLE} -o {}/none/a.csv", folder.path().display()), 1);
    assert!(told.contains("the folder is not there"), "{told}");
}

#[test]
fn every_figure_has_an_id_and_a_formula_that_gives_it() {
    let atlas = Atlas::embedded().unwrap();
    for plan in [file::example(), strange()] {
        let figures = figures(&plan, &atlas);
        let annex = Annex::of(&plan, &figures, &atlas);
        let mut by_rule = 0;
        for entry in annex.entries() {
            assert_eq!(annex.get(&entry.id), Some(entry));
            assert!(!entry.formula.is_empty(), "{}", entry.id);
            assert!(!entry.label.is_empty() && !entry.id.contains(char::is_whitespace), "{}", entry.id);
            let Some(rule) = &entry.rule else { continue };
            by_rule += 1;
            let known: BTreeMap<&str, Span<f64>> =
                entry.inputs.iter().map(|input| (input.id.as_str(), input.value)).collect();
            let found = rule.value(&|id| known.get(id).copied()).unwrap();
            for case in Case::ALL {
                let (found, wanted) = (case.of(found), entry.of(case));
                assert!(
                    (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
                    "{}: {found} {wanted}",
                    entry.id
                );
            }
        }
        assert!(by_rule > 400, "{by_rule}");
        // What a reader would work out again has a formula, not only words.
        for zone in &plan.zones {
            for figure in ["need", "filled", "short", "over", "term/needed"] {
                let id = cordon::brief::annex::of_zone(&zone.id, figure);
                assert!(annex.get(&id).unwrap().rule.is_some(), "{id}");
            }
        }
        for nation in &figures.coalition.nations {
            let code = &nation.supply.nation;
            for figure in ["sustained", "spare", "assigned", "left", "beyond"] {
                let id = cordon::brief::annex::of_nation(code, figure);
                assert!(annex.get(&id).unwrap().rule.is_some(), "{id}");
            }
        }
        for id in ["plan/deployed", "plan/pool", "plan/cumulative", "plan/k", "plan/available", "plan/short"]
        {
            assert!(annex.get(id).unwrap().rule.is_some(), "{id}");
        }
        assert_eq!(annex.get("plan/deployed").unwrap().value, figures.deployed.map(|people| people.0));
        assert_eq!(annex.get("plan/pool").unwrap().kind, Kind::Pool);
        assert_eq!(annex.get("plan/cumulative").unwrap().kind, Kind::Cumulative);
    }
}

#[test]
fn an_entry_says_formula_inputs_and_sources() {
    let (plan, figures, atlas) = example();
    let annex = Annex::of(&plan, &figures, &atlas);
    let posts = annex.get("zone/zone-1/term/posts").unwrap();
    assert_eq!(
        (posts.label.as_str(), posts.formula.as_str()),
        ("Line belt: Posts", "⌈Line on ground ÷ post spacing⌉")
    );
    let inputs: Vec<&str> = posts.inputs.iter().map(|input| input.id.as_str()).collect();
    assert_eq!(inputs, ["zone/zone-1/term/line-on-ground", "zone/zone-1/figure/m3a.spacing"]);
    assert!(posts.sources.contains(&"S50".to_owned()), "{:?}", posts.sources);
    let pool = annex.get("plan/pool").unwrap();
    assert_eq!(pool.formula, "Deployed × Pool for one deployed, k");
    let sent = annex.get("nation/FR/assigned").unwrap();
    assert!(sent.inputs.iter().all(|input| input.id.ends_with("/filled/FR")), "{:?}", sent.inputs);
    assert!(annex.get("timeline/month-7/deployed").is_some() && annex.get("line/uncovered").is_some());
}

#[test]
fn the_formulas_of_the_workbook_give_what_its_cells_say() {
    let atlas = Atlas::embedded().unwrap();
    for plan in [file::example(), strange()] {
        let bytes = workbook(&plan, &figures(&plan, &atlas), &atlas).unwrap();
        let book = Book::open(&bytes);
        let (mut formulas, mut sums) = (0, 0);
        for (place, cell) in book.cells() {
            let Some(formula) = &cell.formula else { continue };
            let found = book.reckoned(&place.0, formula);
            let shown: f64 = cell.value.parse().unwrap();
            assert!(
                (found - shown).abs() <= 1e-9 * shown.abs().max(1.0),
                "{place:?}: {formula} {found} {shown}"
            );
            formulas += 1;
            sums += usize::from(formula.contains("SUM("));
        }
        assert!(formulas > 1_000 && sums > 20, "{formulas} {sums}");
        // The sum of the zones is taken over the column above it.
        let total = book.cells().find(|(place, cell)| {
            place.0 == "Zones" && cell.formula.as_deref().is_some_and(|of| of.starts_with("SUM("))
        });
        assert!(total.is_some());
    }
}

#[test]
fn a_changed_input_moves_everything_that_follows_from_it() {
    let (plan, figures, atlas) = example();
    let bytes = workbook(&plan, &figures, &atlas).unwrap();
    let mut book = Book::open(&bytes);
    let taken = record::read(&bytes, "example.xlsx").unwrap();
    let place = |id: &str, sheet: &str| {
        let found = taken
            .visible
            .cells
            .iter()
            .find(|cell| cell.id == id && cell.case == Case::Central && cell.place.starts_with(sheet));
        found.unwrap().place.clone()
    };
    let k = place("plan/interval-months", "Totals");
    book.set(&k, 18.0);
    let pool = book.value(&place("plan/pool", "Totals"));
    assert!((pool - figures.deployed.central.0 * 4.0).abs() < 1e-6, "{pool}");
    book.set(&place("zone/zone-1/figure/m3a.post", "Derivations"), 0.0);
    assert!(book.value(&place("plan/deployed", "Totals")) < figures.deployed.central.0 - 1_000.0);
}

#[test]
fn the_same_plan_is_the_same_bytes() {
    let (plan, figures, atlas) = example();
    let once = || {
        (
            workbook(&plan, &figures, &atlas).unwrap(),
            geopackage(&plan, &figures, &atlas).unwrap(),
            kml(&plan, &figures, &atlas)
                + &markdown(&plan, &figures, &atlas)
                + &geojson(&plan, &figures, &atlas),
        )
    };
    let first = once();
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(once)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(others.into_iter().all(|other| other == first));
}

#[test]
fn the_kml_is_well_formed_and_has_every_zone() {
    let atlas = Atlas::embedded().unwrap();
    for plan in [file::example(), strange()] {
        let text = kml(&plan, &figures(&plan, &atlas), &atlas);
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut names, mut rings, mut open) = (Vec::new(), 0, Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    open.push(String::from_utf8(start.local_name().as_ref().to_vec()).unwrap());
                }
                Event::End(_) => drop(open.pop()),
                Event::Text(words) if open.ends_with(&["Placemark".to_owned(), "name".to_owned()]) => {
                    names.push(words.decode().unwrap().into_owned());
                }
                Event::Text(words)
                    if open.ends_with(&["LinearRing".to_owned(), "coordinates".to_owned()]) =>
                {
                    let words = words.decode().unwrap();
                    let places: Vec<&str> = words.split(' ').collect();
                    assert!(places.len() >= 4 && places.first() == places.last());
                    rings += 1;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty() && rings >= plan.zones.len());
        assert!(
            names.contains(&"Lviv hub".to_owned()) && names.contains(&"Line of contact".to_owned()),
            "{names:?}"
        );
        for role in Role::ALL {
            assert!(text.contains(&format!("<Style id=\"{}\">", role.name())));
        }
    }
}

#[test]
fn strange_names_stay_words() {
    let atlas = Atlas::embedded().unwrap();
    let plan = strange();
    let figures = figures(&plan, &atlas);
    let tables = markdown(&plan, &figures, &atlas);
    assert!(tables.contains("=1+1 \\| &lt;b&gt;&amp;amp;&lt;/b&gt; \\]\\]&gt; \\*a\\* q"), "{tables}");
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = tables.lines().filter(|line| line.starts_with("| ")).collect();
    assert!(rows.iter().all(|row| columns(row) >= 4), "every row is a row");
    let book = Book::open(&workbook(&plan, &figures, &atlas).unwrap());
    let cell =
        book.cells().find(|(place, cell)| place.0 == "Zones" && cell.value.starts_with("=1+1")).unwrap();
    assert!(cell.1.formula.is_none() && !cell.1.value.contains('\u{202e}'), "{}", cell.1.value);
    let layer: Value = serde_json::from_str(&geojson(&plan, &figures, &atlas)).unwrap();
    assert_eq!(
        layer["features"].as_array().unwrap().last().unwrap()["properties"]["name"],
        plan.zones.last().unwrap().name
    );
}

#[test]
fn the_geojson_is_a_layer_with_the_figures() {
    let (plan, figures, atlas) = example();
    let text = geojson(&plan, &figures, &atlas);
    let layer: Value = serde_json::from_str(&text).unwrap();
    let features = layer["features"].as_array().unwrap();
    assert_eq!(features.len(), plan.zones.len());
    for (feature, (zone, sized)) in features.iter().zip(plan.zones.iter().zip(&figures.zones)) {
        assert_eq!(feature["id"], zone.id.0);
        assert_eq!(feature["properties"]["need_central"].as_f64(), Some(sized.need.central.0));
        assert_eq!(feature["properties"]["area_km2"].as_f64(), Some(sized.measured.area.0));
    }
    let (read, problems) =
        cordon::import::read(text.as_bytes(), "zones.geojson", &cordon::import::Progress::default()).unwrap();
    assert_eq!((read.features.len(), problems), (plan.zones.len(), vec![]));
}

#[test]
fn the_geopackage_is_what_the_standard_asks_for() {
    let (plan, figures, atlas) = example();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.gpkg");
    fs::write(&path, geopackage(&plan, &figures, &atlas).unwrap()).unwrap();
    let file = Connection::open(&path).unwrap();
    let one = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(one("PRAGMA application_id"), 0x4750_4B47);
    assert_eq!(one("PRAGMA user_version"), 10_300);
    assert_eq!(file.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    assert_eq!(one("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(one("SELECT count(*) FROM zones"), plan.zones.len() as i64);
    assert_eq!(one("SELECT count(*) FROM line"), 1);
    assert!(one("SELECT count(*) FROM footprints WHERE nation IS NOT NULL") > 0);
    assert_eq!(one("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)"), 3);
    assert_eq!(
        one("SELECT count(*) FROM gpkg_geometry_columns JOIN gpkg_contents USING (table_name, srs_id)"),
        3
    );
    assert_eq!(
        one("SELECT count(*) FROM layer_styles WHERE useAsDefault AND styleQML LIKE '%<renderer-v2%'"),
        3
    );
    let mut needs = file.prepare("SELECT id, need_central, geom FROM zones ORDER BY fid").unwrap();
    let rows = needs
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?, row.get::<_, Vec<u8>>(2)?)))
        .unwrap();
    for (row, (zone, sized)) in rows.zip(plan.zones.iter().zip(&figures.zones)) {
        let (id, need, geometry) = row.unwrap();
        assert_eq!((id.as_str(), need), (zone.id.0.as_str(), sized.need.central.0));
        assert_eq!(&geometry[..4], b"GP\0\x03");
        assert_eq!(geometry[4..8], 4326_i32.to_le_bytes());
        // Head 8, bounds 32, one byte for the order, type, parts; then the parts to the end.
        assert_eq!((geometry[40], &geometry[41..45]), (1, &6_u32.to_le_bytes()[..]));
        let corners: usize = zone
            .shape
            .outline()
            .iter()
            .map(|part| {
                9 + std::iter::once(part.exterior())
                    .chain(part.interiors())
                    .map(|ring| 4 + 16 * ring.0.len())
                    .sum::<usize>()
            })
            .sum();
        assert_eq!(geometry.len(), 49 + corners);
    }
    let styles: Vec<String> = file
        .prepare("SELECT styleQML FROM layer_styles")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for style in styles {
        let mut reader = quick_xml::Reader::from_str(&style);
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }
}

#[test]
fn an_empty_plan_and_nations_without_army_go_out_too() {
    let atlas = Atlas::embedded().unwrap();
    let mut plan = Plan::empty();
    let member = Member::new(NationCode::new("qx"));
    plan = plan.with(&Edit::SetMember(member)).unwrap();
    let figures = figures(&plan, &atlas);
    let bytes = workbook(&plan, &figures, &atlas).unwrap();
    let taken = record::read(&bytes, "empty.xlsx").unwrap();
    let found = cordon::brief::audit::audit(&taken.record, &taken.visible, &atlas, "empty.xlsx").unwrap();
    assert!(found.is_equal(), "{:?}", found.differences);
    assert!(taken.record.figures.contains_key("nation/QX/can-send"));
    assert!(!geopackage(&plan, &figures, &atlas).unwrap().is_empty());
    assert!(kml(&plan, &figures, &atlas).contains("</kml>"));
    assert!(root().join(EXAMPLE).exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever a zone is called, its workbook is one, and its words stay words.
    #[test]
    fn any_name_can_be_written(name in "\\PC{1,40}") {
        let atlas = Atlas::embedded().unwrap();
        let disc = Disc { centre: Point::new(30.5, 49.5), radius: Km(12.0) };
        let mut zone = Zone::new(Role::Site, Arc::new(Shape::new(Form::Disc(disc)).unwrap()));
        zone.sites = 1;
        zone.name = name;
        let Ok(plan) = Plan::empty().with(&Edit::AddZone(zone)) else { return Ok(()) };
        let figures = figures(&plan, &atlas);
        let taken = record::read(&workbook(&plan, &figures, &atlas).unwrap(), "a.xlsx").unwrap();
        prop_assert_eq!(taken.record.plan("a.xlsx").unwrap().0, plan);
    }
}
