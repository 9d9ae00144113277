//! The plan as a planner meets it: edits and their refusals, undo, and the file
//! that is saved and opened again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::fs;
use std::sync::Arc;

use cordon::atlas::doctrine::Method;
use cordon::plan::file::{ask_before_saving_over, from_geojson, to_geojson};
use cordon::plan::save::save;
use cordon::plan::{
    Assignment, Camera, Corridor, Disc, Displacement, Edit, Enablers, Exhibit, Form, History, Lean, LineName,
    Mandate, MapView, Member, Mission, NationCode, OwnLine, Plan, Roe, Role, Rotation, Shape, Share, Slide,
    SlideId, Stock, Template, Zone, ZoneColour, ZoneId,
};
use cordon::problem::{Problem, Severity};
use cordon::units::{Km, Span};
use geo_types::{LineString, MultiPolygon, Point, line_string, polygon};
use proptest::prelude::*;

// Real places.

fn hub(name: &str, lon: f64, lat: f64) -> Zone {
    let shape = Shape::new(Form::Disc(Disc { centre: Point::new(lon, lat), radius: Km(30.0) }));
    Zone { sites: 1, ..zone(name, Role::Hub, shape.unwrap()) }
}

fn kyiv() -> Zone {
    hub("Kyiv hub", 30.5238, 50.4501)
}

fn lviv() -> Zone {
    hub("Lviv hub", 24.0297, 49.8397)
}

/// The front east of Zaporizhzhia, 20 km deep to the north.
fn belt() -> Zone {
    let axis = line_string![(x: 35.2, y: 47.5), (x: 35.8, y: 47.45), (x: 36.6, y: 47.75)];
    let shape = Shape::new(Form::Corridor(Corridor { axis, left: Km(20.0), right: Km(0.0) }));
    let follows = Some(LineName("contact".into()));
    Zone { consent: true, follows, ..zone("Line belt", Role::MonitoredLine, shape.unwrap()) }
}

fn sector_area() -> MultiPolygon<f64> {
    polygon![(x: 34.9, y: 49.1), (x: 36.0, y: 48.9), (x: 36.3, y: 49.4), (x: 35.0, y: 49.6)].into()
}

fn sector() -> Zone {
    let shape = Shape::new(Form::Area(sector_area())).unwrap();
    Zone { held_km: Some(Km(20.0)), ..zone("Sloboda sector", Role::DeterrentSector, shape) }
}

fn zone(name: &str, role: Role, shape: Shape) -> Zone {
    Zone { name: name.to_owned(), ..Zone::new(role, Arc::new(shape)) }
}

fn plan_of(zones: impl IntoIterator<Item = Zone>) -> Plan {
    zones.into_iter().fold(Plan::empty(), |plan, zone| plan.with(&Edit::AddZone(zone)).unwrap())
}

fn id(number: u32) -> ZoneId {
    ZoneId(format!("zone-{number}"))
}

// Edits.

#[test]
fn zones_get_ids_and_names_of_their_own() {
    let plan = plan_of([Zone { name: " ".into(), ..belt() }, Zone { name: String::new(), ..belt() }, kyiv()]);
    let names: Vec<_> = plan.zones.iter().map(|zone| (zone.id.0.as_str(), zone.name.as_str())).collect();
    assert_eq!(names, [("zone-1", "Belt 1"), ("zone-2", "Belt 2"), ("zone-3", "Kyiv hub")]);
    let plan = plan.with(&Edit::Rename { zone: id(3), name: "  Kyiv\nand around ".into() }).unwrap();
    assert_eq!(plan.zone(&id(3)).unwrap().name, "Kyiv and around");
}

#[test]
fn another_role_brings_its_own_method_and_profile() {
    let cut = Zone { method: Some(Method::M3b), profile: Some("m3b.light-un".into()), ..belt() };
    let plan = plan_of([cut]);
    let same = plan.with(&Edit::SetRole { zone: id(1), role: Role::MonitoredLine }).unwrap();
    assert_eq!(same, plan);
    let other = plan.with(&Edit::SetRole { zone: id(1), role: Role::BorderReassurance }).unwrap();
    assert_eq!((other.zones[0].method, &other.zones[0].profile), (None, &None));
    let method = plan.with(&Edit::SetMethod { zone: id(1), method: Some(Method::M3a) }).unwrap();
    assert_eq!((method.zones[0].method, &method.zones[0].profile), (Some(Method::M3a), &None));
}

#[test]
fn zones_are_moved_and_removed_in_the_list() {
    let plan = plan_of([belt(), sector(), kyiv(), lviv()]);
    let order = |plan: &Plan| plan.zones.iter().map(|zone| zone.name.clone()).collect::<Vec<_>>().join(", ");
    let moved = plan.with(&Edit::Reorder { zone: id(1), to: 2 }).unwrap();
    assert_eq!(order(&moved), "Sloboda sector, Kyiv hub, Line belt, Lviv hub");
    let last = plan.with(&Edit::Reorder { zone: id(2), to: 99 }).unwrap();
    assert_eq!(order(&last), "Line belt, Kyiv hub, Lviv hub, Sloboda sector");
    let fewer = plan.with(&Edit::RemoveZones(vec![id(1), id(3)])).unwrap();
    assert_eq!(order(&fewer), "Sloboda sector, Lviv hub");
}

#[test]
fn several_edits_are_made_together_or_not_at_all() {
    let plan = plan_of([belt()]);
    let both = Edit::Several {
        label: "Hold more".into(),
        edits: vec![
            Edit::SetHeld { zone: id(1), km: Some(Km(40.0)) },
            Edit::SetHostForces { zone: id(1), people: -1.0 },
        ],
    };
    assert!(plan.with(&both).is_err());
    assert_eq!(plan.zones[0].held_km, None);
}

#[test]
fn what_cannot_be_is_refused_with_a_way_out() {
    let plan = plan_of([belt(), kyiv()]);
    let refused = |edit: Edit, what: &str, hint: &str| {
        let refusal = plan.with(&edit).expect_err(what);
        assert_eq!((refusal.what.as_str(), refusal.hint.as_str()), (what, hint));
    };
    let zone = id(1);
    let gone = "Select a zone that is there; undo brings back one that was removed.";
    refused(Edit::SetSites { zone: id(9), sites: 1 }, "There is no zone zone-9 in this plan", gone);
    refused(Edit::RemoveZones(vec![id(1), id(9)]), "There is no zone zone-9 in this plan", gone);
    refused(Edit::Reorder { zone: id(9), to: 0 }, "There is no zone zone-9 in this plan", gone);
    refused(
        Edit::AddZone(Zone { id: id(1), ..lviv() }),
        "There is a zone with the id zone-1 already",
        "Give the new zone another id.",
    );
    let keep = "Type one, or press Esc to keep the old one.";
    refused(Edit::Rename { zone: zone.clone(), name: " \t".into() }, "A zone needs a name", keep);
    refused(
        Edit::Rename { zone: zone.clone(), name: "x".repeat(121) },
        "A name of 121 characters is too long for a page",
        "Shorten it to 120; the note has room for the rest.",
    );
    refused(Edit::SetTitle(String::new()), "A plan needs a title", keep);
    refused(Edit::SetBanner("  ".into()), "A plan needs its banner", keep);
    let day = "Write year, month and day, as in 2026-03-01.";
    refused(Edit::SetDate("1 March".into()), "“1 March” is not a day", day);
    refused(Edit::SetDate("2026-02-29".into()), "“2026-02-29” is not a day", day);
    refused(Edit::SetDate("2026-13-01".into()), "“2026-13-01” is not a day", day);
    refused(Edit::SetDate("+026-01-01".into()), "“+026-01-01” is not a day", day);
    refused(
        Edit::SetHostForces { zone: zone.clone(), people: -1.0 },
        "Host forces cannot be -1 people",
        "Type a number from 0 to 100000000 people.",
    );
    refused(
        Edit::SetHostForces { zone: zone.clone(), people: f64::NAN },
        "Host forces cannot be NaN people",
        "Type a number from 0 to 100000000 people.",
    );
    refused(
        Edit::SetHeld { zone: zone.clone(), km: Some(Km(10_001.0)) },
        "The length held cannot be 10001 km",
        "Type a number from 0 to 10000 km.",
    );
    refused(
        Edit::SetSites { zone: zone.clone(), sites: 10_001 },
        "Sites cannot be 10001",
        "Type a whole number from 0 to 10000.",
    );
    refused(
        Edit::SetProfile { zone: zone.clone(), profile: Some(" ".into()) },
        "A mandate profile without a name cannot be chosen",
        "Choose one, or none.",
    );
    refused(
        Edit::SetFollows { zone: zone.clone(), line: Some(LineName(String::new())) },
        "The line that the zone follows has no name",
        "Choose a line, or none.",
    );
    let spacing =
        |value| Edit::SetParameter { zone: zone.clone(), figure: "m3a.spacing".into(), value: Some(value) };
    let cases = "Type numbers that are 0 or more for low, central and high.";
    refused(spacing(Span::new(6.0, -3.5, 1.5)), "m3a.spacing cannot be -3.5", cases);
    refused(spacing(Span::new(f64::INFINITY, 3.5, 1.5)), "m3a.spacing cannot be inf", cases);
    refused(
        Edit::SetParameter { zone: zone.clone(), figure: " ".into(), value: Some(Span::flat(1.0)) },
        "A figure without an id cannot be set",
        "Name the figure, such as m3a.spacing.",
    );
}

#[test]
fn assumptions_out_of_range_are_refused() {
    let refused = |edit: Edit, what: &str| {
        let refusal = Plan::empty().with(&edit).expect_err(what);
        assert_eq!(refusal.what, what);
        assert!(refusal.hint.ends_with('.'), "{}", refusal.hint);
    };
    let rotation = |tour_months, interval_months, horizon_months| {
        Edit::SetRotation(Rotation { tour_months, interval_months, horizon_months, ramp_up_months: 6.0 })
    };
    refused(rotation(0.0, 12.0, 24), "A tour needs more than 0 months");
    refused(rotation(61.0, 12.0, 24), "A tour cannot be 61 months");
    refused(rotation(f64::NAN, 12.0, 24), "A tour cannot be NaN months");
    refused(rotation(6.0, -1.0, 24), "The interval between tours cannot be -1 months");
    refused(rotation(6.0, 121.0, 24), "The interval between tours cannot be 121 months");
    refused(rotation(6.0, 12.0, 0), "A horizon of 0 months cannot be counted");
    refused(rotation(6.0, 12.0, 61), "A horizon of 61 months cannot be counted");
    let share = |country, oblast: &str, share| {
        Edit::SetDisplacement(Displacement { country, by_oblast: [(oblast.to_owned(), share)].into() })
    };
    refused(share(5.5, "UA-63", 1.0), "The share of residents in the country cannot be 5.5");
    refused(share(1.0, "UA-63", -0.1), "The share of residents in UA-63 cannot be -0.1");
    refused(share(1.0, "", 0.5), "A share of residents names no oblast");
    refused(Edit::SetAircraft(10_001), "Combat aircraft cannot be 10001");
    refused(Edit::SetComparison(Some(String::new())), "An estimate without a name cannot be chosen");
    let line = |change: fn(&mut OwnLine)| {
        let mut line = own_line();
        change(&mut line);
        Edit::SetLine(Some(Arc::new(line)))
    };
    refused(line(|line| line.name.clear()), "A line of contact needs a name");
    refused(line(|line| line.date = "2024".into()), "“2024” is not a day");
    refused(line(|line| line.path.0.truncate(1)), "A line of contact needs at least two points");
    refused(line(|line| line.path.0[0].y = 95.0), "The line of contact leaves the world at 37.2, 95");
    refused(line(|line| line.ground_factor.low = 0.0), "A ground factor cannot be 0");
    refused(line(|line| line.ground_factor.high = 11.0), "A ground factor cannot be 11");
}

fn own_line() -> OwnLine {
    OwnLine {
        name: "Front east of Pokrovsk".into(),
        date: "2024-12-01".into(),
        source: "Drawn by hand".into(),
        path: line_string![(x: 37.2, y: 48.2), (x: 37.2, y: 48.1), (x: 37.3, y: 48.02)],
        ground_factor: Span::new(1.2, 1.3, 1.405),
    }
}

#[test]
fn the_undo_menu_says_what_was_done() {
    let plan = plan_of([belt(), kyiv(), sector()]);
    let label = |edit: Edit, words: &str| assert_eq!(edit.label(&plan), words);
    label(Edit::AddZone(lviv()), "Add Lviv hub");
    label(Edit::AddZone(Zone { name: String::new(), ..belt() }), "Add Belt 1");
    label(Edit::RemoveZones(vec![id(2)]), "Delete Kyiv hub");
    label(Edit::RemoveZones(vec![id(1), id(2)]), "Delete 2 zones");
    label(Edit::Rename { zone: id(1), name: "Belt".into() }, "Rename Line belt");
    label(Edit::SetRole { zone: id(1), role: Role::BufferArea }, "Set role of Line belt");
    let green = Some(ZoneColour::Green);
    label(Edit::SetColour { zone: id(1), colour: green }, "Set colour of Line belt");
    label(Edit::SetSites { zone: id(2), sites: 2 }, "Set number of sites of Kyiv hub");
    label(Edit::SetEnablers(Enablers::Out), "Do without US enablers");
    let spacing = |value| Edit::SetParameter { zone: id(1), figure: "m3a.spacing".into(), value };
    label(spacing(Some(Span::flat(3.0))), "Set spacing of Line belt");
    label(spacing(None), "Reset spacing of Line belt");
    let reshape = |zone, form| Edit::Reshape { zone, shape: Arc::new(Shape::new(form).unwrap()) };
    let kyiv_disc = |lon, radius| Form::Disc(Disc { centre: Point::new(lon, 50.4501), radius: Km(radius) });
    label(reshape(id(2), kyiv_disc(30.5238, 40.0)), "Set radius of Kyiv hub");
    label(reshape(id(2), kyiv_disc(30.6, 30.0)), "Move Kyiv hub");
    let Form::Corridor(drawn) = belt().shape.form().clone() else { unreachable!() };
    let deeper = Corridor { left: Km(25.0), ..drawn.clone() };
    label(reshape(id(1), Form::Corridor(deeper)), "Set depth of Line belt");
    let mut bent = drawn.clone();
    bent.axis.0[1].y = 47.4;
    label(reshape(id(1), Form::Corridor(bent)), "Move corner of Line belt");
    let mut longer = drawn;
    longer.axis.0.push((36.8, 47.8).into());
    label(reshape(id(1), Form::Corridor(longer)), "Add corner to Line belt");
    let corners = |change: fn(&mut Vec<geo_types::Coord<f64>>)| {
        let mut ring = sector_area().0[0].exterior().0.clone();
        ring.pop();
        change(&mut ring);
        Form::Area(geo_types::Polygon::new(LineString(ring), vec![]).into())
    };
    label(reshape(id(3), corners(|ring| ring[0].x = 34.8)), "Move corner of Sloboda sector");
    label(reshape(id(3), corners(|ring| ring[2].x = 36.2)), "Move corner of Sloboda sector");
    label(reshape(id(3), corners(|ring| ring.truncate(3))), "Remove corner of Sloboda sector");
    label(reshape(id(3), corners(|ring| ring.iter_mut().for_each(|at| at.x += 0.1))), "Move Sloboda sector");
    label(reshape(id(3), kyiv_disc(30.6, 30.0)), "Reshape Sloboda sector");
    label(Edit::Several { label: "Split Line belt".into(), edits: vec![] }, "Split Line belt");
    label(Edit::Several { label: String::new(), edits: vec![Edit::AddZone(lviv())] }, "Add Lviv hub");
}

// Undo.

#[test]
fn the_mark_of_unsaved_changes_follows_undo() {
    let mut history = History::new(plan_of([belt()]));
    assert!(history.is_saved() && !history.can_undo() && !history.can_redo());
    history.apply(&Edit::AddZone(kyiv())).unwrap();
    assert!(!history.is_saved());
    assert_eq!(history.undo_label(), Some("Add Kyiv hub"));
    history.mark_saved();
    history.apply(&Edit::SetAircraft(60)).unwrap();
    assert_eq!(history.undo().as_deref(), Some("Set number of aircraft"));
    assert!(history.is_saved());
    assert_eq!(history.undo().as_deref(), Some("Add Kyiv hub"));
    assert!(!history.is_saved() && history.undo().is_none());
    assert_eq!(history.redo_label(), Some("Add Kyiv hub"));
    history.redo();
    assert!(history.is_saved() && history.can_redo());
    history.apply(&Edit::AddZone(lviv())).unwrap();
    assert!(!history.can_redo(), "a new edit ends what was ahead");
    history.replace(Plan::empty());
    assert!(history.is_saved() && !history.can_undo());
    history.mark_unsaved();
    assert!(!history.is_saved());
}

#[test]
fn an_edit_that_changes_nothing_or_is_refused_makes_no_step() {
    let mut history = History::new(plan_of([kyiv()]));
    history.apply(&Edit::SetAircraft(60)).unwrap();
    history.undo();
    history.apply(&Edit::SetSites { zone: id(1), sites: 1 }).unwrap();
    history.apply(&Edit::SetSites { zone: id(1), sites: 10_001 }).unwrap_err();
    assert!(!history.can_undo() && history.can_redo());
}

#[test]
fn a_thousand_steps_share_what_did_not_change() {
    let mut history = History::new(plan_of([belt(), sector(), kyiv(), lviv()]));
    let first = history.now().clone();
    for sites in 1..=1_000 {
        history.apply(&Edit::SetSites { zone: id(1), sites }).unwrap();
    }
    for (old, new) in first.zones.iter().zip(&history.now().zones).skip(1) {
        assert!(Arc::ptr_eq(old, new));
    }
    assert!(Arc::ptr_eq(&first.zones[0].shape, &history.now().zones[0].shape));
    assert_eq!(std::iter::from_fn(|| history.undo()).count(), 1_000);
    assert_eq!(*history.now(), first);
}

// The file.

fn open(text: &str) -> (Plan, Vec<String>) {
    let (plan, problems) = from_geojson(text, "test.plan.geojson").unwrap_or_else(|all| panic!("{all:?}"));
    (plan, problems.iter().map(Problem::to_string).collect())
}

/// Everything a plan can say.
fn full() -> Plan {
    let mut belt = Zone { note: "Two lines,\nand “quotes”.".into(), ..belt() };
    belt.overrides.insert("m3a.spacing".into(), Span::new(6.0, 3.0, 1.5));
    belt.overrides.insert("own.figure".into(), Span::flat(0.1));
    belt.method = Some(Method::M3a);
    let city = Zone {
        profile: Some("m1.permissive".into()),
        host_forces: 12_000.0,
        ..hub("Kharkiv", 36.2304, 49.9935)
    };
    let mut holed = sector_area();
    holed.0[0].interiors_push(line_string![(x: 35.2, y: 49.2), (x: 35.2, y: 49.4), (x: 35.6, y: 49.3)]);
    holed.0.push(polygon![(x: 34.0, y: 49.0), (x: 34.5, y: 49.0), (x: 34.3, y: 49.3)]);
    let parts = zone("Two parts, one hole", Role::BufferArea, Shape::new(Form::Area(holed)).unwrap());
    let edits = [
        Edit::SetTitle("Reassurance force, option B".into()),
        Edit::SetDate("2026-03-01".into()),
        Edit::SetPlanNote("A note.".into()),
        Edit::SetRotation(Rotation {
            tour_months: 4.5,
            interval_months: 18.0,
            horizon_months: 36,
            ramp_up_months: 3.0,
        }),
        Edit::SetDisplacement(Displacement { country: 0.85, by_oblast: [("UA-63".to_owned(), 0.6)].into() }),
        Edit::SetEnablers(Enablers::IntelligenceOnly),
        Edit::SetAircraft(60),
        Edit::SetComparison(Some("E01".into())),
        Edit::SetLine(Some(Arc::new(own_line()))),
        Edit::SetRole { zone: id(3), role: Role::Population },
        Edit::SetProfile { zone: id(3), profile: Some("m1.permissive".into()) },
        Edit::SetColour { zone: id(3), colour: Some(ZoneColour::Slate) },
        Edit::SetMandate(Mandate::UnCouncil),
        Edit::SetMission(Some(Mission::Monitor)),
        Edit::SetZoneMission { zone: id(2), mission: Some(Mission::Deter) },
        Edit::SetRoe { zone: id(2), roe: Some(Roe::AllMeans) },
        Edit::SetRoeFactor { zone: id(2), factor: 1.25 },
        Edit::ScaleBack { mission: "kfor".into(), share: 0.5 },
        Edit::Assign { zone: id(1), assignment: Assignment::of(NationCode::new("it"), 2_446.0) },
        Edit::Assign {
            zone: id(1),
            assignment: Assignment {
                locked: true,
                ground: Some(0.4),
                troops: Share::OfNeed(0.25),
                ..Assignment::of(NationCode::new("TR"), 0.0)
            },
        },
        Edit::SetLead { zone: id(1), nation: Some(NationCode::new("IT")) },
        Edit::SetMember(Member {
            name: Some("Switzerland".into()),
            offer: Some(Span::new(0.0, 100.0, 250.0)),
            ceiling: Some(200.0),
            overrides: [("army".to_owned(), Span::flat(20_000.0))].into(),
            lean: Some(Lean::Monitoring),
            needs_un: Some(true),
            stock: Some(Stock::Adequate),
            caveats: Some(vec!["un-mandate".into()]),
            start_month: 3,
            tour_months: Some(4.0),
            interval_months: Some(8.0),
            note: "Asked, not answered.".into(),
            ..Member::new(NationCode::new("CH"))
        }),
    ];
    let plan = plan_of([belt, sector(), city, parts]);
    edits.iter().fold(plan, |plan, edit| plan.with(edit).unwrap())
}

#[test]
fn a_plan_with_everything_is_the_committed_file() {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/plan/everything.plan.geojson");
    let text = to_geojson(&full());
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        fs::write(golden, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(golden).unwrap());
    assert_eq!(open(&text), (full(), vec![]));
}

#[test]
fn a_file_of_version_1_opens_with_the_contingents_of_a_new_plan() {
    let old = include_str!("fixtures/plan/version-1.plan.geojson");
    let (plan, problems) = open(old);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(plan.coalition, Plan::empty().coalition);
    assert_eq!(plan.assumptions.enablers, Enablers::Out, "us_enablers: false");
    assert_eq!(plan.assumptions.rotation.ramp_up_months, 6.0);
    assert_eq!(plan.zones.len(), 4);
    assert!(!to_geojson(&plan).contains("us_enablers"));
    assert_eq!(open(&to_geojson(&plan)).0, plan);
}

#[test]
fn a_file_of_version_2_keeps_its_belts_though_they_are_laid_off_more_exactly_now() {
    let (plan, problems) = open(include_str!("fixtures/plan/version-2.plan.geojson"));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(plan, cordon::plan::file::example(), "the example as it was saved then");
}

// Contingents.

#[test]
fn a_nation_joins_with_its_contingent_and_leaves_with_all_of_them() {
    let nordic = NationCode::new("no");
    let plan = plan_of([belt(), sector()]);
    assert_eq!(plan.coalition.members.len(), 5, "the core five are in");
    let send = |zone, troops| Edit::Assign { zone, assignment: Assignment::of(nordic.clone(), troops) };
    assert_eq!(send(id(1), 400.0).label(&plan), "Send NO to Line belt");
    let plan =
        [send(id(1), 400.0), send(id(2), 200.0), Edit::SetLead { zone: id(2), nation: Some(nordic.clone()) }]
            .iter()
            .fold(plan, |plan, edit| plan.with(edit).unwrap());
    assert!(plan.coalition.member(&nordic).is_some());
    assert_eq!(send(id(1), 500.0).label(&plan), "Change NO in Line belt");
    let more = plan.with(&send(id(1), 500.0)).unwrap();
    assert_eq!(more.zones[0].assigned, [Assignment::of(nordic.clone(), 500.0)]);
    let gone = more.with(&Edit::RemoveMembers(vec![nordic.clone()])).unwrap();
    assert!(gone.coalition.member(&nordic).is_none());
    assert!(gone.zones.iter().all(|zone| zone.assigned.is_empty() && zone.lead.is_none()));
    assert!(gone.with(&Edit::RemoveMembers(vec![nordic])).is_err());
}

#[test]
fn contingents_out_of_range_are_refused_with_the_range() {
    let plan = plan_of([belt()]);
    let refused = |edit: Edit, what: &str| {
        let refusal = plan.with(&edit).unwrap_err();
        assert_eq!(refusal.what, what);
        assert!(!refusal.hint.is_empty());
    };
    let of = |code: &str, troops| Assignment::of(NationCode(code.into()), troops);
    refused(Edit::Assign { zone: id(1), assignment: of("FR", -1.0) }, "A contingent cannot be -1 troops");
    refused(Edit::Assign { zone: id(1), assignment: of("", 1.0) }, "“” is no code of a nation");
    refused(
        Edit::SetAssigned { zone: id(1), assigned: vec![of("FR", 1.0), of("FR", 2.0)] },
        "FR stands twice in Line belt",
    );
    refused(
        Edit::ScaleBack { mission: "kfor".into(), share: 1.5 },
        "The share by which kfor is scaled back cannot be 1.5",
    );
    refused(
        Edit::SetMember(Member { ceiling: Some(f64::NAN), ..Member::new(NationCode::new("FR")) }),
        "The ceiling of FR cannot be NaN troops",
    );
    refused(
        Edit::SetMember(Member {
            offer: Some(Span::new(3.0, 2.0, 1.0)),
            ..Member::new(NationCode::new("FR"))
        }),
        "The offer of FR cannot fall from low over central to high: 3/2/1",
    );
    refused(Edit::SetRoeFactor { zone: id(1), factor: 0.0 }, "The factor of the rules cannot be 0");
}

#[test]
fn a_broken_nation_in_the_file_is_named_and_the_others_stay() {
    let good = to_geojson(&plan_of([belt()]));
    let text = good.replace(r#"{"nation":"DE"}"#, r#"{"nation":"DE","offer":"many"}"#);
    assert_ne!(text, good);
    let (plan, told) = open(&text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("cordon.coalition.members[1].offer"), "{told:?}");
    assert_eq!(plan.coalition.members.len(), 4);
}

#[test]
fn what_other_tools_wrote_is_written_back() {
    let text = to_geojson(&plan_of([belt(), kyiv()]))
        .replace("\"features\": [\n", "\"name\": {\"from\":\"a GIS\"},\n\"features\": [\n{\"type\":\"Feature\",\"id\":\"zone-7\",\"properties\":{\"ours\":1.25},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30.5,50.5]}},\n")
        .replace("\"sites\":1,", "\"sites\":1,\"fill\":\"#ff0000\",")
        .replace("\"id\":\"zone-2\",", "\"id\":\"zone-2\",\"tippecanoe\":{\"minzoom\":4},")
        .replace("\"aircraft\":0,", "\"aircraft\":0,\"later\":[1,2],")
        .replace("\"version\": 4,", "\"version\": 4,\n  \"colour\": \"blue\",");
    let (plan, problems) = open(&text);
    assert_eq!(
        problems,
        [
            "test.plan.geojson, feature 0, properties.role: The feature has no role, so it is no zone. Roles are monitored-line, buffer-area, deterrent-sector, border-reassurance, population, hub, site."
        ]
    );
    assert_eq!(plan.next_id(), ZoneId("zone-8".into()));
    let again = to_geojson(&plan);
    for kept in [
        "\n\"name\": {\"from\":\"a GIS\"},\n",
        "[\n{\"type\":\"Feature\",\"id\":\"zone-7\",\"properties\":{\"ours\":1.25},",
        "\"fill\":\"#ff0000\"",
        "\"tippecanoe\":{\"minzoom\":4}",
        "\"later\":[1,2]",
        "\n  \"colour\": \"blue\"",
    ] {
        assert!(again.contains(kept), "{kept} is missing from {again}");
    }
    assert_eq!(open(&again).0, plan);
    assert_eq!(to_geojson(&open(&again).0), again);
    let without = plan.with(&Edit::RemoveZones(vec![id(2)])).unwrap();
    assert!(!to_geojson(&without).contains("tippecanoe"));
}

#[test]
fn files_that_are_no_plan_are_refused_with_a_way_out() {
    let good = to_geojson(&plan_of([kyiv()]));
    let refused = |text: &str, message: &str| {
        let problems = from_geojson(text, "a.geojson").expect_err(message);
        assert_eq!(problems.iter().map(Problem::to_string).collect::<Vec<_>>(), [message]);
        assert!(ask_before_saving_over(&problems));
    };
    refused("", "a.geojson: The file is empty. Choose another file, or begin a new plan.");
    refused(
        &good[..good.len() / 2],
        "a.geojson: The file ends in the middle, at line 14. It was cut off on its way: fetch it again, or open a backup copy.",
    );
    refused(
        &good.replace("30.0", "NaN"),
        "a.geojson: The file is not JSON: expected value at line 14 column 149. Mend that place in a text editor, or open a backup copy.",
    );
    refused(
        "[1, 2]",
        "a.geojson: The file holds no GeoJSON. Choose a plan, a file that ends in .plan.geojson.",
    );
    let layer = "Open it as a layer instead: zones can be made from its outlines.";
    refused(
        r#"{"type":"FeatureCollection","features":[]}"#,
        &format!("a.geojson, cordon: The file is no plan: it has no member “cordon”. {layer}"),
    );
    refused(
        r#"{"type":"Polygon","coordinates":[]}"#,
        &format!("a.geojson, type: The file is no plan: it is not a FeatureCollection. {layer}"),
    );
    refused(
        &good.replace("\"version\": 4", "\"version\": 5"),
        "a.geojson, cordon.version: The plan was made by a newer Cordon: version 5 of the file, this one reads 4. Update Cordon, or save the plan from the newer one in the older form.",
    );
    refused(
        &good.replace("\"version\": 4", "\"version\": \"one\""),
        "a.geojson, cordon.version: The plan has a version that no Cordon wrote. This Cordon reads version 4; open a backup copy.",
    );
    refused(
        &good.replace("\"version\": 4,", ""),
        "a.geojson, cordon.version: The plan does not say its version. Add \"version\": 4 to the member cordon.",
    );
    refused(
        r#"{"type":"FeatureCollection","cordon":7,"features":[]}"#,
        "a.geojson, cordon: An object should stand here, not a number. Mend it in a text editor or a GIS.",
    );
    refused(
        r#"{"type":"FeatureCollection","cordon":{"version":1}}"#,
        "a.geojson, features: The plan has no list of features. Mend it in a text editor: \"features\": [].",
    );
    refused(
        &good.replace(
            "\"features\": [",
            "\"crs\": {\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},\n\"features\": [",
        ),
        "a.geojson, crs: The plan is in another coordinate system: EPSG:3857. Save it from your GIS in WGS 84, longitude and latitude (EPSG:4326).",
    );
}

#[test]
fn a_feature_that_is_no_zone_is_named_and_kept() {
    let good = to_geojson(&plan_of([lviv(), sector()]));
    let bad = |from: &str, to: &str, problem: &str| {
        let text = good.replace(from, to);
        assert_ne!(text, good, "{from}");
        let (plan, problems) = from_geojson(&text, "a").unwrap();
        assert_eq!(problems.iter().map(Problem::to_string).collect::<Vec<_>>(), [problem]);
        assert_eq!(plan.zones.len(), 1, "{problem}");
        assert!(ask_before_saving_over(&problems));
        assert_eq!(to_geojson(&plan), text, "it is written back as it stood");
    };
    let roles =
        "Roles are monitored-line, buffer-area, deterrent-sector, border-reassurance, population, hub, site.";
    let mend = "Mend it in a text editor or a GIS.";
    bad("\"hub\"", "\"depot\"", &format!("a, feature 0, properties.role: There is no role “depot”. {roles}"));
    bad(
        "\"sites\":1",
        "\"sites\":-1",
        &format!(
            "a, feature 0, properties.sites: A whole number, 0 or more, should stand here, not a number. {mend}"
        ),
    );
    bad(
        "\"sites\":1",
        "\"sites\":\"1\"",
        &format!(
            "a, feature 0, properties.sites: A whole number, 0 or more, should stand here, not text. {mend}"
        ),
    );
    bad(
        "\"held_km\":20.0",
        "\"held_km\":1000000000.0",
        "a, feature 1, properties: The length held cannot be 1000000000 km. Type a number from 0 to 10000 km.",
    );
    bad(
        "\"sites\":1",
        "\"sites\":1,\"method\":\"M9\"",
        "a, feature 0, properties.method: There is no method “M9”. Methods are M1, M2, M3a, M3b, M4, M4t, M5, M7, M8 and site.",
    );
    bad(
        "\"overrides\":{},\"radius_km\"",
        "\"overrides\":{\"m3a.spacing\":3},\"radius_km\"",
        &format!(
            "a, feature 0, properties.overrides.m3a.spacing: An object should stand here, not a number. {mend}"
        ),
    );
    bad(
        "\"overrides\":{},\"radius_km\"",
        "\"overrides\":{\"m3a.spacing\":{\"low\":1}},\"radius_km\"",
        "a, feature 0, properties.overrides.m3a.spacing.central: One of the three cases is missing. Give low, central and high.",
    );
    bad(
        "\"radius_km\":30.0,",
        "",
        "a, feature 0, properties.radius_km: The measure of the zone is missing. Give it in km.",
    );
    bad(
        "[34.9,49.1],[36.0,48.9]",
        "[34.9,\"49.1\"],[36.0,48.9]",
        &format!("a, feature 1, geometry.coordinates[0][0]: A number should stand here, not text. {mend}"),
    );
    bad(
        "[34.9,49.1],[36.0,48.9]",
        "[34.9,49.1],[36.0]",
        "a, feature 1, geometry.coordinates[0][1]: A position needs longitude and latitude. Write both, as in [30.52, 50.45].",
    );
    bad(
        "[34.9,49.1],[36.0,48.9]",
        "[34.9,49.1],[3600.0,48.9]",
        "a, feature 1, geometry.coordinates[0][1]: The position 3600, 48.9 is not on the map. Give degrees, longitude first: the file may be in another coordinate system.",
    );
    bad(
        "\"type\":\"Polygon\",\"coordinates\":[[[34.9",
        "\"type\":\"GeometryCollection\",\"coordinates\":[[[34.9",
        "a, feature 1, geometry.type: A zone is a Polygon or a MultiPolygon, not “GeometryCollection”. Draw it as an area, or open the file as a layer.",
    );
    bad(
        "\"id\":\"zone-1\"",
        "\"id\":[1]",
        &format!("a, feature 0, id: Text should stand here, not a list. {mend}"),
    );
}

#[test]
fn an_outline_that_crosses_itself_is_kept_but_no_zone() {
    let text = to_geojson(&plan_of([sector()])).replace("[36.0,48.9],[36.3,49.4]", "[36.3,49.4],[36.0,48.9]");
    let (plan, problems) = open(&text);
    assert!(
        problems[0]
            .starts_with("test.plan.geojson, feature 0, geometry.coordinates: The outline crosses itself"),
        "{problems:?}"
    );
    assert!(plan.zones.is_empty() && plan.kept.has_unread());
    assert_eq!(to_geojson(&plan), text);
}

#[test]
fn a_zone_without_geometry_is_kept_and_a_disc_makes_its_own() {
    let text = to_geojson(&plan_of([lviv(), sector()]));
    let lines = text.lines().map(|line| match line.find("\"geometry\":") {
        Some(at) => {
            format!("{}\"geometry\":null}}{}", &line[..at], if line.ends_with(',') { "," } else { "" })
        }
        None => line.to_owned(),
    });
    let (plan, problems) = open(&lines.collect::<Vec<_>>().join("\n"));
    assert_eq!(
        problems,
        [
            "test.plan.geojson, feature 0, geometry: The feature has no geometry. The outline was made of the zone's own measures.",
            "test.plan.geojson, feature 1, geometry: The feature has no geometry. Draw the zone again, or remove the feature.",
        ]
    );
    assert_eq!(plan.zones.len(), 1);
    assert_eq!(plan.zones[0].shape, lviv().shape);
    assert!(plan.kept.has_unread());
}

#[test]
fn an_outline_that_another_tool_changed_becomes_a_drawn_area() {
    let plan = plan_of([belt()]);
    let text = to_geojson(&plan);
    // The middle of the axis stands twice in the file: in the axis and in the outline.
    let (axis, outline) = text.split_once("\"geometry\"").unwrap();
    assert!(outline.contains("[35.8,47.45]"));
    let moved = |by: f64| {
        let outline = outline.replace("[35.8,47.45]", &format!("[35.8,{}]", 47.45 + by));
        open(&format!("{axis}\"geometry\"{outline}"))
    };
    let (same, problems) = moved(0.000_001);
    assert_eq!((same.zones[0].shape.form(), problems.len()), (plan.zones[0].shape.form(), 0));
    let (drawn, problems) = moved(0.05);
    assert_eq!(
        problems,
        [
            "test.plan.geojson, feature 0, geometry: The outline is not the one of the zone's own measures: another tool changed it. It is kept as a drawn area; draw a corridor or disc again to have its depth or radius back."
        ]
    );
    assert!(matches!(drawn.zones[0].shape.form(), Form::Area(_)));
    assert!(!to_geojson(&drawn).contains("axis"));
}

#[test]
fn older_or_careless_geojson_is_mended() {
    let good = to_geojson(&plan_of([sector(), kyiv()]));
    let mended = |from: &str, to: &str, problems: &[&str]| {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        let (plan, said) = open(&text);
        let problems: Vec<_> =
            problems.iter().map(|problem| format!("test.plan.geojson, {problem}")).collect();
        assert_eq!(said, problems);
        assert_eq!(plan.zones.len(), 2);
        plan
    };
    assert_eq!(
        mended(
            ",[34.9,49.1]]]",
            "]]",
            &["feature 0, geometry.coordinates: 1 rings do not end where they begin. They were closed."]
        ),
        open(&good).0
    );
    assert_eq!(
        mended(
            "[36.0,48.9]",
            "[36.0,48.9,120.0]",
            &["feature 0, geometry.coordinates: 1 positions have a height. Heights are left out."]
        ),
        open(&good).0
    );
    assert_eq!(mended("{", "\u{feff}{", &[]), open(&good).0);
    assert_eq!(mended("\"sites\":1", "\"sites\":1.0", &[]), open(&good).0);
    assert_eq!(mended("\"features\"", "\"bbox\": [22,44,40,52],\n\"features\"", &[]), open(&good).0);
    let twice = mended(
        "\"id\":\"zone-2\"",
        "\"id\":\"zone-1\"",
        &["feature 1, id: Two zones have the id zone-1. The second one is zone-2 now."],
    );
    assert_eq!(twice, open(&good).0);
    assert_eq!(mended("\"id\":\"zone-2\",", "", &[]), open(&good).0);
    assert_eq!(mended("\"id\":\"zone-2\"", "\"id\":2", &[]).zones[1].id, ZoneId("2".into()));
    let named = mended(
        "\"name\":\"Kyiv hub\"",
        "\"name\":null",
        &["feature 1, properties.name: The zone has no name. It is called Hub 1 now."],
    );
    assert_eq!(named.zones[1].name, "Hub 1");
}

#[test]
fn assumptions_that_cannot_be_are_named_and_replaced() {
    let good = to_geojson(&plan_of([kyiv()]));
    let (plan, problems) = open(
        &good
            .replace("\"tour_months\":6.0", "\"tour_months\":0")
            .replace("\"date\": \"\"", "\"date\": \"soon\""),
    );
    assert_eq!(
        problems,
        [
            "test.plan.geojson, cordon.date: “soon” is not a day. Write year, month and day, as in 2026-03-01.",
            "test.plan.geojson, cordon.assumptions.rotation: A tour needs more than 0 months. Type a tour of up to 60 months; 6 is usual.",
        ]
    );
    assert_eq!(plan, plan_of([kyiv()]));
    let (plan, problems) = open(r#"{"type":"FeatureCollection","cordon":{"version":1},"features":[]}"#);
    assert_eq!(
        problems,
        [
            "test.plan.geojson, cordon.assumptions: The plan says nothing of assumptions. The values of a new plan are used."
        ]
    );
    assert_eq!(plan, Plan::empty());
    let (_, problems) = from_geojson(&good.replace("\"aircraft\":0", "\"aircraft\":\"many\""), "a").unwrap();
    assert_eq!(problems[0].severity, Severity::Error);
}

#[test]
fn saving_replaces_the_whole_file_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("belt.plan.geojson");
    save(&full(), &path).unwrap();
    save(&plan_of([kyiv()]), &path).unwrap();
    assert_eq!(open(&fs::read_to_string(&path).unwrap()), (plan_of([kyiv()]), vec![]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let message = |path: &std::path::Path| save(&full(), path).unwrap_err().to_string();
    assert!(message(folder.path()).ends_with("was not saved: it is a folder. Add the name of a file."));
    let lost = message(&folder.path().join("no/such/folder.plan.geojson"));
    assert!(lost.contains("the folder is not there") && lost.ends_with("Choose another folder."), "{lost}");
    let mut protected = fs::metadata(&path).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(&path, protected).unwrap();
    assert!(message(&path).ends_with("it is protected from writing. Save under another name."));
    assert_eq!(open(&fs::read_to_string(&path).unwrap()).0, plan_of([kyiv()]));
}

#[cfg(unix)]
#[test]
fn saving_keeps_permissions_and_follows_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("a.plan.geojson"), folder.path().join("link"));
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&path, &link).unwrap();
    save(&plan_of([kyiv()]), &link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(open(&fs::read_to_string(&path).unwrap()).0, plan_of([kyiv()]));
}

// Laws.

fn any_place() -> impl Strategy<Value = (f64, f64)> {
    (23.0..39.0, 45.0..52.0)
}

fn any_form() -> impl Strategy<Value = Form> {
    let disc = (any_place(), 1.0..80.0_f64).prop_map(|((lon, lat), radius)| {
        Form::Disc(Disc { centre: Point::new(lon, lat), radius: Km(radius) })
    });
    let area =
        (any_place(), proptest::collection::vec(0.1..1.0_f64, 3..20)).prop_map(|((lon, lat), reach)| {
            let step = std::f64::consts::TAU / reach.len() as f64;
            let ring = reach.iter().enumerate().map(|(k, r)| {
                let angle = k as f64 * step;
                (lon + r * angle.cos(), lat + r * angle.sin())
            });
            Form::Area(geo_types::Polygon::new(ring.collect(), vec![]).into())
        });
    let corridor = (
        any_place(),
        proptest::collection::vec((0.05..0.4_f64, -0.2..0.2_f64), 1..10),
        0.0..30.0_f64,
        1.0..30.0_f64,
    )
        .prop_map(|((lon, lat), steps, left, right)| {
            let mut at = (lon, lat);
            let mut axis = vec![at];
            for (east, north) in steps {
                at = (at.0 + east, at.1 + north);
                axis.push(at);
            }
            Form::Corridor(Corridor { axis: axis.into(), left: Km(left), right: Km(right) })
        });
    prop_oneof![disc, area, corridor]
}

fn any_span() -> impl Strategy<Value = Span<f64>> {
    (0.0..1e6_f64, 0.0..1e3_f64, 0.0..1.0_f64).prop_map(|(low, central, high)| Span::new(low, central, high))
}

fn any_assigned() -> impl Strategy<Value = Vec<Assignment>> {
    let one = (0.0..1e5_f64, any::<bool>(), any::<bool>(), proptest::option::of(0.0..1e3_f64));
    proptest::collection::btree_map("[A-Z]{2}", one, 0..4).prop_map(|all| {
        let assignment = |(code, (troops, locked, share, ground))| Assignment {
            nation: NationCode(code),
            troops: if share { Share::OfNeed(troops / 1e5) } else { Share::Troops(troops) },
            locked,
            ground,
        };
        all.into_iter().map(assignment).collect()
    })
}

fn any_zone() -> impl Strategy<Value = Zone> {
    let texts = ("\\PC{0,20}", "(?s).{0,30}", proptest::option::of("m[1-8][a-z]?\\.[a-z-]{1,12}"));
    let numbers = (0.0..1e8_f64, proptest::option::of(0.0..1e4_f64), 0..=10_000_u32, any::<bool>());
    let overrides = proptest::collection::btree_map("m[1-8]\\.[a-z-]{1,12}", any_span(), 0..4);
    let method = proptest::option::of(prop_oneof![Just(Method::M1), Just(Method::M3b), Just(Method::Site)]);
    let zone_parts = (any_form(), 0..Role::ALL.len(), texts, numbers, overrides, method, any_assigned());
    zone_parts.prop_filter_map(
        "a form that can be drawn",
        |(
            form,
            role,
            (name, note, profile),
            (host_forces, held, sites, consent),
            overrides,
            method,
            assigned,
        )| {
            let shape = Shape::new(form).ok()?;
            Some(Zone {
                host_forces,
                held_km: held.map(Km),
                sites,
                consent,
                overrides,
                method,
                profile,
                note,
                mission: consent.then_some(Mission::Presence),
                colour: ZoneColour::ALL.get(role).copied(),
                roe: Roe::ALL.get(role).copied(),
                roe_factor: if consent { 1.5 } else { 1.0 },
                lead: assigned.first().map(|first| first.nation.clone()),
                assigned,
                follows: consent.then(|| LineName("border-belarus".into())),
                ..zone(&name, Role::ALL[role], shape)
            })
        },
    )
}

fn any_view() -> impl Strategy<Value = MapView> {
    let camera = prop_oneof![
        Just(Camera::Country),
        Just(Camera::Zones),
        (any_place(), 3.0..14.0_f64)
            .prop_map(|((x, y), zoom)| Camera::At { centre: geo_types::Coord { x, y }, zoom }),
    ];
    let ids = proptest::collection::vec("zone-[0-9]{1,2}", 0..3);
    let parts = (camera, proptest::option::of(ids), proptest::option::of(0..600_u32), any::<[bool; 2]>());
    (parts, proptest::collection::vec("\\PC{1,12}", 0..3)).prop_map(
        |((camera, zones, month, [bands, footprints]), layers)| MapView {
            camera,
            layers,
            highlighted: zones.iter().flatten().next().map(|id| ZoneId(id.clone())),
            zones: zones.map(|ids| ids.into_iter().map(ZoneId).collect()),
            month,
            bands,
            footprints,
        },
    )
}

fn any_slide() -> impl Strategy<Value = Slide> {
    let texts = (
        proptest::option::of("\\PC{0,60}"),
        proptest::option::of("(?s).{0,90}"),
        proptest::option::of("(?s).{0,90}"),
    );
    let kinds = (
        proptest::option::of(proptest::sample::select(Template::ALL)),
        proptest::option::of(proptest::sample::select(Exhibit::ALL)),
    );
    (texts, kinds, proptest::option::of(any_view()), any::<bool>()).prop_map(
        |((title, text, notes), (template, exhibit), view, hidden)| Slide {
            template,
            title,
            text,
            view,
            exhibit,
            notes,
            hidden,
            ..Slide::blank()
        },
    )
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let zones = proptest::collection::vec(any_zone(), 0..5);
    let rotation = (0.01..60.0_f64, 0.0..120.0_f64, 1..=60_u32);
    let slides = proptest::collection::vec(any_slide(), 0..4);
    (zones, rotation, "\\PC{1,30}[a-z]", any::<bool>(), 0.0..5.0_f64, slides).prop_map(
        |(zones, (tour_months, interval_months, horizon_months), title, present, country, slides)| {
            let by_oblast = [("UA-63".to_owned(), country / 7.0)].into();
            let edits = [
                Edit::SetRotation(Rotation {
                    tour_months,
                    interval_months,
                    horizon_months,
                    ramp_up_months: 6.0,
                }),
                Edit::SetTitle(title),
                Edit::SetEnablers(if present { Enablers::In } else { Enablers::Out }),
                Edit::SetDisplacement(Displacement { country, by_oblast }),
                Edit::SetSlides(slides),
            ];
            edits.iter().fold(plan_of(zones), |plan, edit| plan.with(edit).unwrap())
        },
    )
}

#[test]
fn slides_are_read_member_by_member_and_what_is_not_known_is_kept() {
    let slides = r#""slides": [
        {"id":"slide-1","template":"zones","hidden":true,"colour":"red","view":{"camera":"zones","tilt":30}},
        {"id":"slide-1","title":"Два нулі"},
        {"template":"fireworks"},
        {"view":{"camera":{"centre":[30.5,50.4]}}}],"#;
    let text =
        to_geojson(&Plan::empty()).replacen("\"version\": 4,", &format!("\"version\": 4, {slides}"), 1);
    let (plan, problems) = from_geojson(&text, "brief.plan.geojson").unwrap();
    let ids: Vec<_> = plan.slides.iter().map(|slide| slide.id.clone()).collect();
    assert_eq!(ids, [SlideId("slide-1".into()), SlideId("slide-2".into())]);
    assert_eq!(plan.slides[1].title.as_deref(), Some("Два нулі"));
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3, "{said:#?}");
    assert!(said.iter().all(|said| said.contains("brief.plan.geojson") && said.contains("cordon.slides[")));
    assert!(said[1].contains("“fireworks” is none of the choices"), "{}", said[1]);
    let again = to_geojson(&plan);
    assert!(again.contains(r#""colour":"red""#) && again.contains(r#""tilt":30"#), "{again}");
    let (read, problems) = from_geojson(&again, "a").unwrap();
    assert_eq!((&read, problems), (&plan, vec![]));
}

fn few() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_damaged_file_is_refused_or_named_but_never_a_crash(at in 0.0..1.0_f64, length in 0..40_usize, put in "[0-9eE.,\\[\\]{}\"a-z:-]{0,6}") {
        let good: Vec<char> = to_geojson(&plan_of([belt(), sector(), kyiv()])).chars().collect();
        let from = (at * good.len() as f64) as usize;
        let to = (from + length).min(good.len());
        let text: String = good[..from].iter().copied().chain(put.chars()).chain(good[to..].iter().copied()).collect();
        match from_geojson(&text, "a") {
            Ok((plan, problems)) => {
                prop_assert!(problems.iter().all(|problem| problem.hint.ends_with('.')));
                let again = to_geojson(&plan);
                prop_assert_eq!(from_geojson(&again, "a").unwrap().0, plan);
            }
            Err(problems) => prop_assert_eq!(problems.len(), 1),
        }
    }

    #[test]
    fn save_and_open_give_the_same_plan_and_the_same_bytes(plan in any_plan()) {
        let text = to_geojson(&plan);
        let (again, problems) = from_geojson(&text, "a").unwrap();
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(&again, &plan);
        prop_assert_eq!(to_geojson(&again), text);
    }

    #[test]
    fn undo_and_redo_visit_every_plan_there_was(zones in proptest::collection::vec(any_zone(), 1..6), back in 0..6_usize) {
        let mut history = History::new(Plan::empty());
        let mut plans = vec![Plan::empty()];
        for zone in zones {
            history.apply(&Edit::AddZone(zone)).unwrap();
            plans.push(history.now().clone());
        }
        let last = plans.len() - 1;
        let back = back.min(last);
        for step in 1..=back {
            history.undo();
            prop_assert_eq!(history.now(), &plans[last - step]);
        }
        for step in (0..back).rev() {
            history.redo();
            prop_assert_eq!(history.now(), &plans[last - step]);
        }
        prop_assert!(!history.can_redo());
    }
}
