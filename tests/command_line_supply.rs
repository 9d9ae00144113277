//! Supply, allocation, months, exposure and presets as the program prints them.
//!
//! The plan is the example with contingents, made by edits; it and the golden
//! files are made again with
//!
//! ```sh
//! CORDON_WRITE_FIXTURES=1 cargo test --test command_line_supply
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::collections::BTreeSet;
use std::fs;

use cordon::atlas::Atlas;
use cordon::force::allocation::allocate;
use cordon::force::timeline::{Timeline, sendings};
use cordon::force::{Figures, Measures, sharing};
use cordon::plan::file::{from_geojson, to_geojson};
use cordon::plan::{Assignment, Edit, Enablers, Mandate, NationCode, Plan, Share, ZoneId};
use serde_json::Value;

#[path = "support/program.rs"]
mod program;

use program::{golden, json, root, said, same_as_file};

const EXAMPLE: &str = "data/examples/reassurance.plan.geojson";
const PLAN: &str = "tests/fixtures/plan/contingents.plan.geojson";

fn nation(code: &str) -> NationCode {
    NationCode::new(code)
}

fn zone(number: u32) -> ZoneId {
    ZoneId(format!("zone-{number}"))
}

/// The example with contingents: one that leads and is locked and more than France can
/// sustain, one that does not fit, and one that is a share of the need.
fn filled() -> Plan {
    let text = fs::read_to_string(root().join(EXAMPLE)).unwrap();
    let (plan, problems) = from_geojson(&text, EXAMPLE).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let france = Assignment { locked: true, ..Assignment::of(nation("FR"), 4_200.0) };
    let britain = Assignment { troops: Share::OfNeed(0.25), ..Assignment::of(nation("GB"), 0.0) };
    let assign = |number, assignment| Edit::Assign { zone: zone(number), assignment };
    let edits = [
        assign(2, france),
        Edit::SetLead { zone: zone(2), nation: Some(nation("FR")) },
        assign(2, Assignment::of(nation("IT"), 1_000.0)),
        assign(14, britain),
        assign(3, Assignment::of(nation("NL"), 400.0)),
        Edit::ScaleBack { mission: "althea".to_owned(), share: 0.5 },
    ];
    edits.iter().fold(plan, |plan, edit| plan.with(edit).unwrap())
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn names(list: &Value, name: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[name].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_plan_with_contingents_is_said_as_it_was() {
    same_as_file(PLAN, &to_geojson(&filled()));
    for (command, name) in [
        ("supply", "supply"),
        ("allocate", "allocate"),
        ("timeline --months 24", "timeline"),
        ("exposure", "exposure"),
    ] {
        for (form, ending) in [("table", "txt"), ("json", "json"), ("csv", "csv")] {
            let (result, _) = said(&format!("{command} {PLAN} --format {form}"), 0);
            golden(&format!("contingents.{name}.{ending}"), &result);
        }
    }
    for (form, ending) in [("table", "txt"), ("json", "json"), ("csv", "csv")] {
        golden(&format!("presets.{ending}"), &said(&format!("presets --format {form}"), 0).0);
    }
}

#[test]
fn tables_are_no_wider_than_those_of_size() {
    let commands =
        ["supply", "allocate", "timeline", "exposure"].map(|command| format!("{command} {EXAMPLE}"));
    for command in commands.iter().map(String::as_str).chain(["presets"]) {
        let (table, _) = said(command, 0);
        let rules: Vec<usize> =
            table.lines().filter(|line| line.starts_with('─')).map(|line| line.chars().count()).collect();
        assert!(!rules.is_empty() && rules.iter().all(|width| *width <= 145), "{command}: {rules:?}");
    }
}

#[test]
fn supply_is_that_of_the_figures_to_the_last_digit() {
    let atlas = Atlas::embedded().unwrap();
    let plan = filled();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let (coalition, path) = (&figures.coalition, write("digits", &to_geojson(&plan)));
    let out = json(&format!("supply {path}"));
    let total = &out["total"]["deployed"];
    assert_eq!(number(&total["need"]["central"]), figures.deployed.central.0);
    assert_eq!(number(&total["available"]["high"]), coalition.available.high.0);
    assert_eq!(number(&total["assigned"]), coalition.assigned.0);
    assert_eq!(number(&total["short"]["low"]), coalition.short.low.0);
    assert_eq!(number(&out["total"]["pool"]["central"]), figures.pool.central.0);
    assert_eq!(number(&out["total"]["cumulative"]["high"]), figures.cumulative.high.0);
    assert_eq!(out["nations"].as_array().unwrap().len(), coalition.nations.len());
    for (said, known) in out["nations"].as_array().unwrap().iter().zip(&coalition.nations) {
        assert_eq!(said["code"], known.nation().0);
        assert_eq!(number(&said["deployed"]["can_send"]["low"]), known.supply.troops.low.0);
        assert_eq!(number(&said["deployed"]["beyond"]), known.beyond.0);
        assert_eq!(number(&said["stretch"]["share"]["central"]), known.stretch.unwrap().share.central);
        let terms = said["terms"].as_array().unwrap();
        assert_eq!(terms.len(), known.supply.terms.len());
        assert_eq!(terms.last().unwrap()["key"], "can-send");
        // Nothing is said that nobody stands for.
        assert!(terms.iter().all(|term| term["basis"]["central"].is_string() && term["unit"].is_string()));
    }
    for (said, known) in out["zones"].as_array().unwrap().iter().zip(&figures.fillings) {
        assert_eq!(said["id"], known.id.0);
        assert_eq!(number(&said["deployed"]["filled"]), known.filled.0);
        assert_eq!(number(&said["deployed"]["short"]["high"]), known.short.high.0);
        assert_eq!(said["closing"].is_null(), known.closing.is_none());
    }
    let known: BTreeSet<String> = names(&out["sources"], "id").into_iter().collect();
    let named =
        out["nations"].as_array().unwrap().iter().flat_map(|nation| nation["terms"].as_array().unwrap());
    for id in named.flat_map(|term| term["sources"].as_array().unwrap()) {
        assert!(known.contains(id.as_str().unwrap()), "{id} is not among the sources");
    }
}

#[test]
fn an_unfit_contingent_is_explained_and_a_gap_says_what_would_close_it() {
    let path = write("unfit", &to_geojson(&filled()));
    let out = json(&format!("supply {path}"));
    let sector = &out["zones"][1];
    assert_eq!((sector["lead"].as_str(), sector["state"].as_str()), (Some("FR"), Some("short")));
    let italy = &sector["contingents"][1];
    assert_eq!((italy["nation"].as_str(), italy["fit"].as_str()), (Some("IT"), Some("unfit")));
    assert!(italy["reasons"][0]["what"].as_str().unwrap().starts_with("Italy speaks for peacekeeping"));
    let closing = sector["closing"]["sentence"].as_str().unwrap();
    assert!(
        closing.contains("more from anyone fit (GB ") && closing.ends_with("km less to hold"),
        "{closing}"
    );
    assert!(out["nations"][0]["deployed"]["beyond"].as_f64().unwrap() > 1_000.0, "France sends too many");
    let (table, _) = said(&format!("supply {path}"), 0);
    for word in ["FR* 4\u{2009}200 locked", "IT 1\u{2009}000 unfit", "! Sloboda sector, IT unfit: Italy"] {
        assert!(table.contains(word), "{word} is missing:\n{table}");
    }
}

#[test]
fn switches_are_tried_and_the_file_stays() {
    let atlas = Atlas::embedded().unwrap();
    let text = to_geojson(&filled());
    let path = write("switches", &text);
    let switches = "--scale-back kfor=50%,althea=1 --mandate un-council --mission monitor --enablers out";
    let out = json(&format!("supply {path} {switches}"));
    let edits = [
        Edit::ScaleBack { mission: "kfor".to_owned(), share: 0.5 },
        Edit::ScaleBack { mission: "althea".to_owned(), share: 1.0 },
        Edit::SetMandate(Mandate::UnCouncil),
        Edit::SetMission(Some(cordon::plan::Mission::Monitor)),
        Edit::SetEnablers(Enablers::Out),
    ];
    let plan = edits.iter().fold(filled(), |plan, edit| plan.with(edit).unwrap());
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let total = &out["total"]["deployed"];
    assert_eq!(number(&total["available"]["central"]), figures.coalition.available.central.0);
    assert_eq!(number(&total["need"]["central"]), figures.deployed.central.0);
    let before = Figures::of(&filled(), &atlas, &mut Measures::new());
    assert!(figures.coalition.available.central.0 > before.coalition.available.central.0);
    let tried = names(&out["tried"], "switch");
    assert_eq!(tried, ["scale-back", "scale-back", "mandate", "mission", "enablers"]);
    assert_eq!(out["tried"][0]["value"], "kfor=50%");
    let (table, _) = said(&format!("supply {path} {switches}"), 0);
    assert!(table.contains("\nTried, and not in the file: KFOR, Kosovo scaled back by 50 %;"), "{table}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn an_allocation_is_the_one_of_the_window() {
    let atlas = Atlas::embedded().unwrap();
    let plan = filled();
    let mut measures = Measures::new();
    let figures = Figures::of(&plan, &atlas, &mut measures);
    let asked = sharing::instance(&plan, &figures, &atlas, &mut measures);
    let answer = allocate(&asked);
    let expected = plan.with(&sharing::carried_out(&plan, &asked, &answer)).unwrap();
    let text = to_geojson(&plan);
    let path = write("allocate", &text);
    let other = path.replace("allocate", "allocated");

    let out = json(&format!("allocate {path}"));
    assert_eq!((out["changed"].as_bool(), out["written"].is_null()), (Some(true), true));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "nothing was asked to be written");
    assert_eq!(out["objective"]["total"].as_i64(), Some(answer.objective.total()));
    assert_eq!(out["objective"]["bound"].as_i64(), Some(answer.bound));
    assert_eq!(number(&out["objective"]["gap"]), answer.gap());
    let whys: Vec<String> = answer.explained[1].iter().map(ToString::to_string).collect();
    assert_eq!(out["explained"][1]["reasons"], serde_json::json!(whys));

    let (table, _) = said(&format!("allocate {path} -o {other}"), 0);
    assert!(table.ends_with(&format!("Written to {other}.\n")), "{table}");
    assert_eq!(fs::read_to_string(&other).unwrap(), to_geojson(&expected));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "the plan itself stays");

    said(&format!("allocate {path} --write"), 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), to_geojson(&expected));
    let sector = expected.zone(&zone(2)).unwrap();
    assert_eq!(sector.assigned[0], filled().zone(&zone(2)).unwrap().assigned[0], "what is locked stays");
    assert!(sector.assignment(&nation("IT")).is_none(), "who does not fit is taken out");

    let again = json(&format!("allocate {path} --write"));
    assert_eq!((again["changed"].as_bool(), again["written"].is_null()), (Some(false), true));
    let searched = json(&format!("allocate {path} --search=500"));
    assert!(searched["objective"]["total"].as_i64() <= Some(answer.objective.total()));
    assert!(searched["objective"]["bound"].as_i64() >= Some(answer.bound));
    assert!(searched["objective"]["searched"].as_u64().is_some_and(|nodes| nodes <= 500));
}

#[test]
fn a_plan_that_would_lose_something_is_not_written_over() {
    let text = to_geojson(&filled()).replace(r#""role":"site""#, r#""role":"castle""#);
    let path = write("damaged", &text);
    let (result, remarks) = said(&format!("allocate {path} --write"), 1);
    assert!(
        result.is_empty() && remarks.contains("was not read whole and would lose something"),
        "{remarks}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let (_, remarks) = said(&format!("allocate {PLAN} -o /nowhere/at/all.plan.geojson"), 1);
    assert!(
        remarks.contains("/nowhere/at/all.plan.geojson was not saved: the folder is not there"),
        "{remarks}"
    );
}

#[test]
fn the_months_are_those_of_the_timeline() {
    let atlas = Atlas::embedded().unwrap();
    let plan = filled();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let sendings = sendings(&plan, &figures, |code| {
        figures.coalition.nation(code).map(|nation| nation.supply.troops.central)
    });
    let timeline = Timeline::of(&sendings, figures.deployed, 60).unwrap();
    let path = write("months", &to_geojson(&plan));
    let out = json(&format!("timeline {path}"));
    let months = out["coalition"]["months"].as_array().unwrap();
    assert_eq!(months.len(), timeline.eve.len() + 61);
    for (said, known) in months.iter().zip(timeline.eve.iter().chain(&timeline.months)) {
        assert_eq!(said["month"].as_i64(), Some(i64::from(known.number)));
        assert_eq!(number(&said["deployed"]), known.deployed.0);
        assert_eq!(number(&said["preparing"]), known.preparing.0);
        assert_eq!(number(&said["below_need"]["high"]), known.below(figures.deployed.high).0);
    }
    assert_eq!(number(&out["coalition"]["cumulative"]), timeline.cumulative().0);
    let france = &out["nations"][0];
    let from = timeline.nation("FR").unwrap().shortfall.from;
    assert!(from.is_some(), "France sends more than it can sustain");
    assert_eq!(france["shortfall"]["from"].as_u64(), from.map(u64::from));
    assert_eq!(out["not_sending"], serde_json::json!(["DE", "PL"]));
    assert_eq!(out["need"]["short_from"]["central"].as_u64(), Some(6), "short as soon as all are there");
    let (table, _) = said(&format!("timeline {path}"), 0);
    assert!(table.contains(&format!("\nFrance is short from month {}", from.unwrap())), "{table}");
    let (rows, _) = said(&format!("timeline {path} --months 12 --format csv"), 0);
    let own = rows.lines().filter(|row| row.starts_with("all,")).count();
    assert!(own >= 13 && rows.lines().filter(|row| row.starts_with("FR,")).count() == own, "{rows}");
}

#[test]
fn exposure_and_presets_are_told() {
    let out = json(&format!("exposure {EXAMPLE}"));
    let belt = &out["zones"][0];
    assert_eq!(number(&belt["nearest_km"]), 0.0);
    let shares: Vec<f64> =
        belt["within"].as_array().unwrap().iter().map(|band| number(&band["area"])).collect();
    assert!(shares.len() == 4 && shares.is_sorted() && shares[3] > 0.99, "{shares:?}");
    let presets = json("presets");
    let five = &presets["presets"][0];
    assert_eq!((five["id"].as_str(), number(&five["deployed"]["central"])), (Some("five-slices"), 40_000.0));
    assert_eq!(number(&presets["presets"][1]["pool"]["deployed"]), 40_000.0);
    let (table, _) = said("presets", 0);
    assert!(
        table.contains("5 × 8\u{2009}000 per brigade") && table.contains("100\u{2009}000 ÷ 3"),
        "{table}"
    );
}

#[test]
fn what_is_typed_wrong_is_told_and_ends_with_2() {
    for (arguments, told) in [
        ("supply", "Usage: cordon supply"),
        ("supply PLAN --scale-back kfor", "write mission=share, such as kfor=50%"),
        ("supply PLAN --scale-back kfor=150%", "more than all of it"),
        (
            "supply PLAN --scale-back mars=10%",
            "There is no mission abroad “mars”. These can be scaled back: kfor, althea",
        ),
        ("supply PLAN --scale-back cyprus=10%", "cannot be scaled back"),
        ("supply PLAN --mandate moon", "un-council, coalition, nato, bilateral"),
        ("supply PLAN --mission win", "monitor, deter, presence"),
        ("supply PLAN --enablers maybe", "in, intelligence-only, out"),
        ("allocate PLAN --write -o x", "cannot be used with"),
        ("allocate - --write", "Standard input cannot be written to. Name a file with -o."),
        ("allocate PLAN --write --enablers out", "What is only tried is not saved"),
        ("allocate PLAN --search=0", "0 is not in 1..="),
        ("timeline PLAN --months 61", "61 is not in 1..=60"),
        ("timeline PLAN --months 0", "0 is not in 1..=60"),
        ("presets PLAN", "unexpected argument"),
    ] {
        let (result, remarks) = said(&arguments.replace("PLAN", EXAMPLE), 2);
        assert!(result.is_empty() && remarks.contains(told), "cordon {arguments}: {remarks}");
    }
    for command in ["supply", "allocate", "timeline", "exposure"] {
        let (_, remarks) = said(&format!("{command} nowhere.geojson"), 1);
        assert_eq!(remarks, "error: nowhere.geojson: There is no such file. Check the path.\n");
    }
}

#[test]
fn contingents_that_mislead_are_told_by_check() {
    let path = write("check", &to_geojson(&filled()));
    let (result, _) = said(&format!("check {path}"), 0);
    let name = &path;
    for warning in [
        format!("warning: {name}: France sends 4\u{2009}200, "),
        format!(
            "warning: {name}, feature 1, properties.assigned[1]: Sloboda sector: IT does not fit: Italy speaks for"
        ),
    ] {
        assert!(result.contains(&warning), "{warning} is missing:\n{result}");
    }
    said(&format!("check {path} --strict"), 1);
    let strange = to_geojson(&filled())
        .replace(r#""scaled_back":{"althea":0.5}"#, r#""scaled_back":{"mars":0.5,"cyprus":0.5}"#)
        .replace(
            r#"{"nation":"DE"}"#,
            r#"{"nation":"DE","caveats":["moody"],"overrides":{"luck":{"low":1,"central":1,"high":1}}},{"nation":"QX"}"#,
        )
        .replace(r#""nation":"NL","troops""#, r#""nation":"ZZ","troops""#)
        .replace(r#""lead":"FR""#, r#""lead":"DE""#);
    let path = write("strange", &strange);
    let (result, _) = said(&format!("check {path}"), 0);
    for warning in [
        "cordon.coalition.scaled_back.mars: The mission abroad “mars” is not known",
        "cordon.coalition.scaled_back.cyprus: ",
        "cordon.coalition.members[1].caveats[0]: DE: the caveat “moody” is not known",
        "cordon.coalition.members[1].overrides.luck: DE: the term “luck” is not known",
        "cordon.coalition.members[2].nation: The nation QX is not known",
        "feature 2, properties.assigned[0].nation: Kyiv hub: the nation ZZ is not known",
        "feature 1, properties.lead: Sloboda sector: DE leads and has no contingent there",
    ] {
        assert!(result.contains(warning), "{warning} is missing:\n{result}");
    }
}

/// A plan in a file of its own, in the folder of the tests.
fn write(name: &str, text: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.plan.geojson"));
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}
