//! The example plan, built as a planner would build it: by edits, from the
//! embedded lines and places. The committed file is what comes out; make it
//! again after a change with
//!
//! ```sh
//! CORDON_WRITE_FIXTURES=1 cargo test --test example_plan
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::force::{Figures, Measures, allocation, sharing};
use cordon::plan::file::{from_geojson, to_geojson};
use cordon::plan::{
    Assignment, Corridor, Disc, Edit, Form, LineName, Member, NationCode, Plan, Roe, Role, Shape, Zone,
};
use cordon::units::{Km, Span};
use geo_types::{Coord, LineString, Point, polygon};
use serde_json::Value;

const EXAMPLE: &str = "data/examples/reassurance.plan.geojson";

#[test]
fn the_example_plan_is_what_its_edits_make() {
    let plan = example();
    let text = to_geojson(&plan);
    let path = root().join(EXAMPLE);
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(path).unwrap());
    assert_eq!(from_geojson(&text, EXAMPLE).unwrap(), (plan, vec![]));
}

#[test]
fn the_example_plan_needs_what_published_estimates_say() {
    let atlas = Atlas::embedded().unwrap();
    let figures = Figures::of(&example(), &atlas, &mut Measures::new());
    let central = figures.deployed.central.0;
    assert!((25_000.0..=45_000.0).contains(&central), "{central}");
    assert_eq!(figures.line.monitored_km, figures.line.total_km, "the belt watches the whole line");
    assert_eq!((figures.line.held_km, figures.line.assigned_km), (Km(20.0), Km(20.0)));
}

fn example() -> Plan {
    let note = "An example, not a proposal: a belt along the whole line of contact, one sector \
                that the force would defend, hubs in the rear, sites that matter, and presence \
                towards Belarus. Zaporizhzhia NPP, occupied since March 2022 and behind the line, \
                is not among the sites.";
    let facts = [
        Edit::SetTitle("Reassurance force, example".into()),
        Edit::SetDate("2024-12-01".into()),
        Edit::SetPlanNote(note.into()),
        Edit::SetComparison(Some("E01".into())),
    ];
    let zones = [line_belt(), sector()].into_iter().chain(hubs()).chain(sites()).chain([belarus_border()]);
    let edits = facts.into_iter().chain(zones.map(Edit::AddZone));
    let plan = edits.fold(Plan::empty(), |plan, edit| plan.with(&edit).unwrap());
    filled(&rules(&plan).fold(plan, |plan, edit| plan.with(&edit).unwrap()))
}

/// What soldiers may do: decided for belt, sector and hubs, open for the rest.
fn rules(plan: &Plan) -> impl Iterator<Item = Edit> + use<> {
    let of = |zone: &Arc<Zone>| {
        let roe = match zone.role {
            Role::MonitoredLine => Roe::ObserveReport,
            Role::DeterrentSector => Roe::DefendMandate,
            Role::Hub => Roe::SelfDefence,
            _ => return None,
        };
        Some(Edit::SetRoe { zone: zone.id.clone(), roe: Some(roe) })
    };
    plan.zones.iter().filter_map(of).collect::<Vec<_>>().into_iter()
}

/// The core five and seven more, with what they are reported to offer or can sustain. Italy
/// and Turkiye stand in the belt though they speak for a mandate of the United Nations: the
/// program says so. Hubs are given by hand too; the rest is shared out.
fn filled(plan: &Plan) -> Plan {
    let atlas = Atlas::embedded().unwrap();
    let reported = ["FR", "GB", "NL", "DK", "EE", "CA", "TR"].map(|code| {
        let offer = atlas.nations.get(code).unwrap().offer.clone().unwrap();
        let middle = f64::midpoint(offer.low, offer.high);
        Edit::SetMember(Member {
            offer: Some(Span::new(offer.low, middle, offer.high)),
            note: "As reported; the middle is the middle of the range.".into(),
            ..Member::new(NationCode::new(code))
        })
    });
    let others = ["NO", "SE"].map(|code| Edit::SetMember(Member::new(NationCode::new(code))));
    let by_hand = [
        ("Line belt", "IT", 2_400.0),
        ("Line belt", "TR", 1_000.0),
        ("Kyiv hub", "GB", 1_200.0),
        ("Odesa hub", "FR", 1_200.0),
        ("Lviv hub", "NL", 500.0),
        ("Lviv hub", "DK", 400.0),
        ("Dnipro hub", "CA", 750.0),
    ];
    let send = |zone: &str, code: &str, troops: f64, locked: bool| {
        let zone = plan.zones.iter().find(|known| known.name == zone).unwrap().id.clone();
        Edit::Assign {
            zone,
            assignment: Assignment { locked, ..Assignment::of(NationCode::new(code), troops) },
        }
    };
    let by_hand_locked = by_hand.map(|(zone, code, troops)| send(zone, code, troops, true));
    let unlocked = by_hand.map(|(zone, code, troops)| send(zone, code, troops, false));
    let edits = reported.into_iter().chain(others).chain(by_hand_locked);
    let plan = edits.fold(plan.clone(), |plan, edit| plan.with(&edit).unwrap());
    let mut measures = Measures::new();
    let figures = Figures::of(&plan, &atlas, &mut measures);
    let asked = sharing::instance(&plan, &figures, &atlas, &mut measures);
    let answer = allocation::allocate(&asked);
    let shared = sharing::carried_out(&plan, &asked, &answer);
    unlocked.iter().fold(plan.with(&shared).unwrap(), |plan, edit| plan.with(edit).unwrap())
}

/// 20 km deep on the Ukrainian side. The line runs from the Russian border near
/// Dvorichna down to the mouth of the Dnipro, so Ukraine's side is its right.
fn line_belt() -> Zone {
    let axis = line("data/map/line-of-contact-2024-12-01.geojson", "contact");
    let corridor = Corridor { axis, left: Km(0.0), right: Km(20.0) };
    let follows = Some(LineName("contact".into()));
    let note = "Watched with the consent of both sides.".into();
    Zone { consent: true, follows, note, ..zone("Line belt", Role::MonitoredLine, Form::Corridor(corridor)) }
}

/// Behind the belt, between Kharkiv, Poltava and Dnipro: a gap of the size that
/// one brigade would close, with another in reserve.
fn sector() -> Zone {
    let area = polygon![
        (x: 35.05, y: 49.62), (x: 34.98, y: 49.12), (x: 35.35, y: 48.79), (x: 36.27, y: 48.66),
        (x: 36.7, y: 48.93), (x: 36.7, y: 49.08), (x: 36.06, y: 49.52),
    ];
    let held_km = Some(Km(20.0));
    let note = "The 20 km are assigned: the sector stands behind the line, not on it.".into();
    Zone { held_km, note, ..zone("Sloboda sector", Role::DeterrentSector, Form::Area(area.into())) }
}

fn hubs() -> impl Iterator<Item = Zone> {
    ["Kyiv", "Lviv", "Odesa", "Dnipro"].into_iter().map(|city| {
        let centre = place("data/map/settlements.csv", city);
        Zone { sites: 1, ..zone(&format!("{city} hub"), Role::Hub, disc(centre, 30.0)) }
    })
}

fn sites() -> impl Iterator<Item = Zone> {
    let plants = ["Rivne NPP", "Khmelnytskyi NPP", "South Ukraine NPP"]
        .map(|name| (name, place("data/map/nuclear-plants.csv", name)));
    let ports = [("Pivdennyi port", "Pivdennyi"), ("Izmail port", "Izmail")]
        .map(|(name, port)| (name, place("data/map/seaports.csv", port)));
    let airports = [
        ("Boryspil airport", "Boryspil International Airport"),
        ("Lviv airport", "Lviv International Airport"),
    ]
    .map(|(name, airport)| (name, place("data/map/airports.csv", airport)));
    let all = plants
        .into_iter()
        .map(|plant| (plant, 10.0))
        .chain(ports.into_iter().chain(airports).map(|site| (site, 5.0)));
    all.map(|((name, at), radius)| Zone { sites: 1, ..zone(name, Role::Site, disc(at, radius)) })
}

/// The stretch from Rokytne to the Dnipro, which has the shortest way to Kyiv,
/// 12 km deep. The border runs east, so Ukraine's side is its right.
fn belarus_border() -> Zone {
    let mut axis = line("data/map/borders.geojson", "border-belarus");
    axis.0.retain(|at| (27.0..=30.5).contains(&at.x));
    let corridor = Corridor { axis, left: Km(0.0), right: Km(12.0) };
    let follows = Some(LineName("border-belarus".into()));
    Zone { follows, ..zone("Belarus border", Role::BorderReassurance, Form::Corridor(corridor)) }
}

fn disc(centre: Point<f64>, radius_km: f64) -> Form {
    Form::Disc(Disc { centre, radius: Km(radius_km) })
}

fn zone(name: &str, role: Role, form: Form) -> Zone {
    Zone {
        name: name.to_owned(),
        ..Zone::new(role, Arc::new(Shape::new(form).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))))
    }
}

fn line(file: &str, id: &str) -> LineString<f64> {
    let value: Value = serde_json::from_str(&fs::read_to_string(root().join(file)).unwrap()).unwrap();
    let features = value["features"].as_array().unwrap();
    let feature = features.iter().find(|feature| feature["properties"]["id"] == id).unwrap();
    let positions = feature["geometry"]["coordinates"].as_array().unwrap();
    positions.iter().map(|at| Coord { x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() }).collect()
}

fn place(file: &str, name: &str) -> Point<f64> {
    let mut table = csv::Reader::from_path(root().join(file)).unwrap();
    let rows = table.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    let row = rows.into_iter().find(|row| row["name"] == name).unwrap();
    Point::new(row["lon"].parse().unwrap(), row["lat"].parse().unwrap())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
