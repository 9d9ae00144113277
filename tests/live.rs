//! Zones that follow what they are made of: oblasts, painted cells, all within a distance of
//! a line, a place or another zone, one less the other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::sync::Arc;

use cordon::atlas::{Atlas, Ground};
use cordon::geodesy::{self, Cell};
use cordon::plan::file::{from_geojson, to_geojson};
use cordon::plan::target::{By, EXACT, aim};
use cordon::plan::{
    Anchor, Corridor, Definition, Disc, Edit, Form, History, LineName, OwnLine, Plan, Role, Shape, Side,
    Source, Spot, Zone, ZoneId,
};
use cordon::problem::Problem;
use cordon::units::{Km, Km2, Span};
use geo_types::{Coord, LineString, MultiPolygon, Point, line_string, polygon};
use proptest::prelude::*;

fn contact(side: Side, km: f64) -> Source {
    Source::Near { of: Anchor::Line { line: LineName("contact".into()), side }, km: Km(km) }
}

fn near(id: &str, km: f64) -> Source {
    Source::Near { of: Anchor::Zone(ZoneId(id.into())), km: Km(km) }
}

fn zone_of(id: &str) -> Source {
    Source::Zone(ZoneId(id.into()))
}

fn oblasts(codes: &[&str]) -> Source {
    Source::Oblasts(codes.iter().map(|code| (*code).to_owned()).collect())
}

fn kharkiv() -> Spot {
    Spot::new("Kharkiv", Coord { x: 36.23, y: 49.99 })
}

fn settlements(km: f64) -> Source {
    let places = vec![kharkiv(), Spot::new("Chuhuiv", Coord { x: 36.688, y: 49.836 })];
    Source::Settlements { places, radius: Km(km) }
}

fn cells() -> Source {
    Source::Cells([(12, 3), (13, 3), (13, 4), (-2, -7)].map(|(east, north)| Cell { east, north }).into())
}

fn live(name: &str, definition: Definition) -> Edit {
    let any = Shape::new(Form::Disc(Disc { centre: Point::new(31.0, 49.0), radius: Km(1.0) })).unwrap();
    let zone = Zone::new(Role::BufferArea, Arc::new(any));
    Edit::AddZone(Zone { name: name.into(), definition: Some(Arc::new(definition)), ..zone })
}

fn drawn(name: &str, form: Form) -> Edit {
    let shape = Arc::new(Shape::new(form).unwrap());
    Edit::AddZone(Zone { name: name.into(), ..Zone::new(Role::BufferArea, shape) })
}

fn square() -> Form {
    Form::Area(
        polygon![(x: 34.9, y: 49.1), (x: 36.0, y: 48.9), (x: 36.3, y: 49.4), (x: 35.0, y: 49.6)].into(),
    )
}

fn plan_of(edits: impl IntoIterator<Item = Edit>) -> Plan {
    edits.into_iter().fold(Plan::empty(), |plan, edit| plan.with(&edit).unwrap())
}

fn alone(definition: Definition) -> Plan {
    plan_of([live("One", definition)])
}

fn id(number: usize) -> ZoneId {
    ZoneId(format!("zone-{number}"))
}

fn outline(plan: &Plan, number: usize) -> &MultiPolygon<f64> {
    plan.zone(&id(number)).unwrap().shape.outline()
}

fn area(plan: &Plan, number: usize) -> f64 {
    geodesy::area(outline(plan, number)).0
}

fn define(number: usize, definition: Definition) -> Edit {
    Edit::Define { zone: id(number), definition: Some(Arc::new(definition)) }
}

fn own_line(path: LineString<f64>) -> Edit {
    Edit::SetLine(Some(Arc::new(OwnLine {
        name: "Another line".into(),
        date: "2025-06-01".into(),
        source: "a test".into(),
        path,
        ground_factor: Span::flat(1.0),
    })))
}

fn contact_path() -> &'static LineString<f64> {
    Ground::embedded().unwrap().line("contact").unwrap()
}

// What a definition holds.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn within_n_km_of_the_line_holds_exactly_what_is_no_farther(
        km in 5.0..60.0, places in prop::collection::vec((31.0..40.0, 45.8..50.6), 60),
    ) {
        let plan = alone(Definition::of(contact(Side::Both, km)));
        for (x, y) in places {
            let at = Coord { x, y };
            let far = geodesy::distance(at.into(), contact_path()).0;
            // The line is simplified to a thousandth of the distance.
            if (far - km).abs() > 0.002 * km {
                prop_assert_eq!(geodesy::contains(outline(&plan, 1), at), far < km, "{:?} is {} of {} km away", at, far, km);
            }
        }
    }

    #[test]
    fn within_n_km_of_a_place_and_of_a_zone_holds_exactly_what_is_no_farther(
        km in 3.0..50.0, places in prop::collection::vec((33.0..38.0, 48.0..51.0), 60),
    ) {
        let plan = plan_of([
            drawn("Square", square()),
            live("Near the square", Definition::of(near("zone-1", km))),
            live("Near Kharkiv", Definition::of(Source::Near { of: Anchor::Place(kharkiv()), km: Km(km) })),
        ]);
        let ring = outline(&plan, 1).0[0].exterior();
        for (x, y) in places {
            let at = Coord { x, y };
            let inside = geodesy::contains(outline(&plan, 1), at);
            let far = if inside { 0.0 } else { geodesy::distance(at.into(), ring).0 };
            if (far - km).abs() > 0.002 * km {
                prop_assert_eq!(geodesy::contains(outline(&plan, 2), at), far < km);
            }
            let far = geodesy::ground_distance(at, kharkiv().at).0;
            if (far - km).abs() > 0.002 * km {
                prop_assert_eq!(geodesy::contains(outline(&plan, 3), at), far < km);
            }
        }
    }

    #[test]
    fn what_lies_in_an_oblast_and_what_does_not_add_up(km in 5.0..80.0, place in 0_usize..27) {
        let iso = Ground::embedded().unwrap().oblasts[place].iso.clone();
        let whole = area(&alone(Definition::of(contact(Side::Both, km))), 1);
        let part = |definition: Definition| {
            Plan::empty().with(&live("One", definition)).map_or(0.0, |plan| area(&plan, 1))
        };
        let inside = part(Definition::of(contact(Side::Both, km)).inside(oblasts(&[&iso])));
        let outside = part(Definition::of(contact(Side::Both, km)).outside(oblasts(&[&iso])));
        prop_assert!((inside + outside - whole).abs() < whole * 1e-6, "{iso}: {inside} + {outside} ≠ {whole}");
    }

    #[test]
    fn areas_of_oblasts_add_up(mask in 1_u32..(1 << 27)) {
        let all = &Ground::embedded().unwrap().oblasts;
        let some: Vec<_> = all.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1).collect();
        let codes: Vec<&str> = some.iter().map(|(_, oblast)| oblast.iso.as_str()).collect();
        let sum: f64 = some.iter().map(|(_, oblast)| geodesy::area(&oblast.outline).0).sum();
        let whole = area(&alone(Definition::of(oblasts(&codes))), 1);
        prop_assert!((whole - sum).abs() < 0.5, "{codes:?}: {whole} and {sum} km²");
    }

    #[test]
    fn an_area_that_is_asked_for_is_met(goal in 300.0..40_000.0) {
        let axis = line_string![(x: 35.2, y: 47.5), (x: 35.8, y: 47.45), (x: 36.6, y: 47.75)];
        let plan = plan_of([
            drawn("Belt", Form::Corridor(Corridor { axis, left: Km(20.0), right: Km(5.0) })),
            drawn("Hub", Form::Disc(Disc { centre: Point::new(30.5, 50.4), radius: Km(30.0) })),
            drawn("Sector", square()),
            live("Near Kharkiv", Definition::of(Source::Near { of: Anchor::Place(kharkiv()), km: Km(9.0) })),
        ]);
        for number in 1..=4 {
            let found = aim(&plan, &id(number), Km2(goal)).unwrap();
            let next = plan.with(&found.edit).unwrap();
            prop_assert!((area(&next, number) / goal - 1.0).abs() <= EXACT);
            prop_assert!((area(&next, number) - found.area.0).abs() < 1e-6);
            if let By::Depth { left, right } = found.by {
                prop_assert!((left.0 / right.0 - 4.0).abs() < 1e-9, "both sides in their proportion");
            }
        }
    }
}

#[test]
fn one_side_of_the_line_is_half_of_it_and_the_two_share_nothing() {
    let (left, right) =
        (alone(Definition::of(contact(Side::Left, 20.0))), alone(Definition::of(contact(Side::Right, 20.0))));
    let shared = geodesy::area(&geodesy::intersection(outline(&left, 1), outline(&right, 1))).0;
    assert!(shared < 5.0, "{shared} km²");
    for ends in contact_path().0.windows(2) {
        let bearing = geodesy::bearing(ends[0], ends[1]);
        for (turn, in_left) in [(-90.0, true), (90.0, false)] {
            let at = geodesy::destination(geodesy::midpoint(ends[0], ends[1]), bearing + turn, Km(2.0));
            assert_eq!(geodesy::contains(outline(&left, 1), at), in_left, "{at:?}");
            assert_eq!(geodesy::contains(outline(&right, 1), at), !in_left, "{at:?}");
        }
    }
}

#[test]
fn painted_cells_and_settlements_have_the_area_of_what_is_painted() {
    let painted = area(&alone(Definition::of(cells())), 1);
    assert!((painted / 400.0 - 1.0).abs() < 2e-4, "{painted}");
    let round = area(&alone(Definition::of(settlements(5.0))), 1);
    assert!((round / (2.0 * std::f64::consts::PI * 25.0) - 1.0).abs() < 1e-3, "{round}");
}

#[test]
fn a_definition_is_said_in_words() {
    let plan = plan_of([drawn("Square", square())]);
    for (definition, words) in [
        (
            Definition::of(contact(Side::Left, 30.0)).inside(oblasts(&["UA-63"])),
            "Everything within 30 km of the line of contact, on its left (south-east), in Kharkiv oblast",
        ),
        (
            Definition::of(contact(Side::Both, 12.5)).inside(Source::Ukraine).outside(zone_of("zone-1")),
            "Everything within 12.5 km of the line of contact, in Ukraine, without Square",
        ),
        (Definition::of(oblasts(&["UA-63", "UA-43", "UA-32"])), "Kyiv oblast, Crimea and Kharkiv oblast"),
        (Definition::of(near("zone-1", 5.0)), "Everything within 5 km of Square"),
        (Definition::of(cells()), "4 cells of 10 km"),
        (Definition::of(settlements(5.0)), "Kharkiv and Chuhuiv with 5 km round each"),
        (Definition::of(zone_of("zone-1")), "Square"),
    ] {
        assert_eq!(definition.words(&plan), words);
        assert!(definition.kind().starts_with("Live: "));
    }
}

// Following.

/// A square, what is near it, and what is near the line without that.
fn chain() -> Plan {
    plan_of([
        drawn("Square", square()),
        live("Rim", Definition::of(near("zone-1", 10.0)).outside(zone_of("zone-1"))),
        live("Line", Definition::of(contact(Side::Both, 100.0)).outside(zone_of("zone-2"))),
    ])
}

#[test]
fn a_zone_follows_what_it_is_made_of_in_the_same_edit_and_undo_is_exact() {
    let mut history = History::new(chain());
    let before = history.now().clone();
    let moved = geodesy::grown(outline(&before, 1), Km(20.0)).unwrap();
    let shape = Arc::new(Shape::new(Form::Area(moved)).unwrap());
    history.apply(&Edit::Reshape { zone: id(1), shape }).unwrap();
    let after = history.now().clone();
    assert!(area(&after, 2) > area(&before, 2) * 1.1, "the rim follows the square");
    assert!((area(&after, 3) - area(&before, 3)).abs() > 10.0, "and what is without the rim follows the rim");
    let shared = geodesy::area(&geodesy::intersection(outline(&after, 3), outline(&after, 2))).0;
    assert!(shared < 1e-3, "{shared}");
    history.undo();
    for (was, now) in before.zones.iter().zip(&history.now().zones) {
        assert!(Arc::ptr_eq(was, now), "one step back is all of it, to the last bit");
    }
    history.redo();
    assert_eq!(*history.now(), after);
}

#[test]
fn a_zone_follows_the_line_of_contact() {
    let plan = chain();
    let moved = LineString(contact_path().0.iter().map(|at| Coord { x: at.x - 0.4, y: at.y }).collect());
    let after = plan.with(&own_line(moved.clone())).unwrap();
    assert!(Arc::ptr_eq(&plan.zones[1], &after.zones[1]), "what does not lean on the line stays untouched");
    let inner = Coord { x: moved.0[4].x + 1e-4, y: moved.0[4].y };
    assert!(geodesy::contains(outline(&after, 3), inner));
    let back = after.with(&Edit::SetLine(None)).unwrap();
    assert_eq!(back.zones, plan.zones);
    // A border is not the line of contact.
    let line = Anchor::Line { line: LineName("border-belarus".into()), side: Side::Both };
    let border = alone(Definition::of(Source::Near { of: line, km: Km(30.0) }));
    assert_eq!(border.with(&own_line(moved)).unwrap().zones, border.zones);
}

#[test]
fn an_edit_of_something_else_makes_nothing_anew() {
    let plan = chain();
    let renamed = plan.with(&Edit::Rename { zone: id(1), name: "Sector".into() }).unwrap();
    for place in [1, 2] {
        assert!(Arc::ptr_eq(&plan.zones[place], &renamed.zones[place]));
    }
    let again = Edit::Define { zone: id(3), definition: plan.zones[2].definition.clone() };
    assert!(Arc::ptr_eq(&plan.with(&again).unwrap().zones[2].shape, &plan.zones[2].shape));
}

#[test]
fn another_distance_is_one_step() {
    let mut history = History::new(chain());
    let edit = define(2, history.now().zones[1].definition.as_ref().unwrap().with_km(Km(20.0)));
    assert_eq!(edit.label(history.now()), "Set distance of Rim");
    history.apply(&edit).unwrap();
    assert_eq!(history.steps().0.len(), 2);
    assert!(area(history.now(), 2) > 1.9 * area(&chain(), 2));
}

#[test]
fn a_zone_cannot_be_made_of_itself() {
    let plan = chain();
    let refused = |edit: &Edit| plan.with(edit).unwrap_err().to_string();
    let itself = define(1, Definition::of(near("zone-1", 5.0)));
    assert!(refused(&itself).starts_with("Square cannot be made of itself"), "{}", refused(&itself));
    let round = define(1, Definition::of(oblasts(&["UA-63"])).outside(zone_of("zone-3")));
    let said = refused(&round);
    assert!(
        said.contains("Square cannot be made of Line, which is made of Rim, which is made of Square"),
        "{said}"
    );
    assert!(said.ends_with("Choose another zone, or freeze one of them first."), "{said}");
    let missing = define(1, Definition::of(near("zone-9", 5.0)));
    assert!(refused(&missing).contains("there is no zone zone-9"), "{}", refused(&missing));
}

#[test]
fn what_leaves_no_ground_is_refused_by_name() {
    let plan = chain();
    let nothing = define(3, Definition::of(contact(Side::Both, 10.0)).inside(oblasts(&["UA-46"])));
    let said = plan.with(&nothing).unwrap_err().to_string();
    assert!(said.starts_with("Line: its definition leaves no ground"), "{said}");
    for (definition, what) in [
        (Definition::of(contact(Side::Both, 0.0)), "cannot reach 0 km"),
        (Definition::of(contact(Side::Both, f64::NAN)), "cannot reach NaN km"),
        (Definition::of(oblasts(&[])), "needs one at least"),
        (Definition::of(oblasts(&["UA-99"])), "no oblast “UA-99”"),
        (Definition::of(Source::Cells([].into())), "needs one cell"),
        (Definition::of(Source::Cells([Cell { east: 900, north: 0 }].into())), "far from Ukraine"),
        (Definition::of(Source::Settlements { places: vec![], radius: Km(5.0) }), "needs one at least"),
        (
            Definition::of(Source::Near {
                of: Anchor::Line { line: LineName("front".into()), side: Side::Both },
                km: Km(5.0),
            }),
            "no line “front”",
        ),
    ] {
        let refusal = plan.with(&define(3, definition)).unwrap_err();
        assert!(refusal.what.contains(what), "{refusal}");
        assert!(!refusal.hint.is_empty());
    }
}

// Freezing.

#[test]
fn freezing_keeps_the_outline_to_the_last_bit() {
    let plan = chain();
    let edit = Edit::Define { zone: id(3), definition: None };
    assert_eq!(edit.label(&plan), "Freeze Line");
    let frozen = plan.with(&edit).unwrap();
    assert!(!frozen.zones[2].is_live());
    assert!(Arc::ptr_eq(&frozen.zones[2].shape, &plan.zones[2].shape));
    let moved = frozen.with(&own_line(line_string![(x: 33.0, y: 47.0), (x: 35.0, y: 48.0)])).unwrap();
    assert!(Arc::ptr_eq(&moved.zones[2], &frozen.zones[2]), "it follows nothing any more");
    let (opened, problems) = from_geojson(&to_geojson(&frozen), "frozen").unwrap();
    assert_eq!(problems, []);
    assert_eq!(opened.zones[2].shape.outline(), plan.zones[2].shape.outline());
}

#[test]
fn what_the_hand_shapes_is_frozen_in_the_same_step() {
    let mut history = History::new(chain());
    let shape = Arc::new(Shape::new(square()).unwrap());
    let edit = Edit::Reshape { zone: id(2), shape };
    assert_eq!(edit.label(history.now()), "Reshape Rim and freeze it");
    history.apply(&edit).unwrap();
    assert!(!history.now().zones[1].is_live());
    assert!(history.now().zones[2].is_live(), "what is made of it goes on following it");
    history.undo();
    assert_eq!(*history.now(), chain());
}

#[test]
fn what_is_made_of_a_zone_that_goes_is_frozen() {
    let plan = chain();
    let edit = Edit::RemoveZones(vec![id(1)]);
    assert_eq!(edit.label(&plan), "Delete Square, freeze Rim");
    let after = plan.with(&edit).unwrap();
    assert_eq!(after.zones.iter().map(|zone| zone.is_live()).collect::<Vec<_>>(), [false, true]);
    assert!(Arc::ptr_eq(&after.zones[0].shape, &plan.zones[1].shape), "where it stood");
    let both = plan.with(&Edit::RemoveZones(vec![id(1), id(2)])).unwrap();
    assert!(!both.zones[0].is_live());
    assert!(cordon::plan::definition::frozen(&plan, &both).iter().any(|zone| zone.name == "Line"));
}

#[test]
fn a_locked_zone_is_kept_from_being_defined_and_follows_still() {
    let plan = chain().with(&Edit::SetLocked { zone: id(2), locked: true }).unwrap();
    assert!(plan.with(&define(2, Definition::of(cells()))).unwrap_err().what.contains("is locked"));
    assert!(aim(&plan, &id(2), Km2(500.0)).unwrap_err().what.contains("is locked"));
    let wider = geodesy::grown(outline(&plan, 1), Km(5.0)).unwrap();
    let shape = Arc::new(Shape::new(Form::Area(wider)).unwrap());
    let after = plan.with(&Edit::Reshape { zone: id(1), shape }).unwrap();
    assert!(area(&after, 2) > area(&plan, 2));
}

// An area that is asked for.

#[test]
fn what_no_measure_reaches_is_refused() {
    let cut = Definition::of(contact(Side::Both, 30.0)).inside(oblasts(&["UA-63"]));
    let plan = plan_of([
        live("Kharkiv side", cut),
        live("Two oblasts", Definition::of(oblasts(&["UA-63", "UA-53"]))),
        drawn("Square", square()),
    ]);
    let refused = |number: usize, goal: f64| aim(&plan, &id(number), Km2(goal)).unwrap_err();
    let whole = refused(1, 50_000.0);
    assert_eq!(whole.what, "No distance makes Kharkiv side 50\u{2009}000 km²");
    assert!(whole.hint.starts_with("It can be at most 31"), "{whole}");
    assert!(refused(2, 50_000.0).what.contains("is made of whole oblasts"));
    for goal in [0.0, -5.0, f64::NAN, 1e9] {
        assert!(refused(3, goal).what.starts_with("A zone cannot be made"));
    }
    let found = aim(&plan, &id(1), Km2(10_000.0)).unwrap();
    assert!(matches!(found.by, By::Within(_)));
    let next = plan.with(&found.edit).unwrap();
    assert!(next.zones[0].is_live() && (area(&next, 1) / 10_000.0 - 1.0).abs() <= EXACT);
    assert_eq!(found.edit.label(&plan), "Make Kharkiv side 10\u{2009}000 km²");
    let small = aim(&plan, &id(3), Km2(1_000.0)).unwrap();
    assert!(matches!(small.by, By::Rim(rim) if rim.0 < 0.0), "{:?}", small.by);
}

// The file.

fn every_kind() -> Plan {
    let place = Source::Near { of: Anchor::Place(kharkiv()), km: Km(25.0) };
    let cut = Definition::of(contact(Side::Right, 30.0)).inside(oblasts(&["UA-63", "UA-14"]));
    plan_of([
        drawn("Square", square()),
        live("Oblasts", Definition::of(oblasts(&["UA-63", "UA-53"]))),
        live("Cells", Definition::of(cells())),
        live("Settlements", Definition::of(settlements(5.0))),
        live("Line", cut.outside(zone_of("zone-3"))),
        live("Place", Definition::of(place).inside(Source::Ukraine)),
        live("Rim", Definition::of(near("zone-1", 10.0)).outside(zone_of("zone-1"))),
        live("Rest", Definition::of(zone_of("zone-7")).outside(zone_of("zone-6"))),
    ])
}

fn open(text: &str) -> (Plan, Vec<String>) {
    let (plan, problems) = from_geojson(text, "live.plan.geojson").unwrap();
    (plan, problems.iter().map(Problem::to_string).collect())
}

#[test]
fn a_plan_of_live_zones_is_saved_and_opened_the_same() {
    let plan = every_kind();
    let text = to_geojson(&plan);
    assert_eq!(open(&text), (plan.clone(), vec![]));
    assert_eq!(to_geojson(&open(&text).0), text);
    assert!(
        text.contains(r#""definition":{"what":{"kind":"oblasts","oblasts":["UA-53","UA-63"]}}"#),
        "{text}"
    );
    // It goes on following after it was opened.
    let (opened, _) = open(&text);
    let moved = LineString(contact_path().0.iter().map(|at| Coord { x: at.x - 0.2, y: at.y }).collect());
    assert_eq!(opened.with(&own_line(moved.clone())).unwrap(), plan.with(&own_line(moved)).unwrap());
    // Zones may stand in the file before those they are made of.
    let turned = plan.with(&Edit::Reorder { zone: id(8), to: 0 }).unwrap();
    assert_eq!(open(&to_geojson(&turned)), (turned, vec![]));
}

#[test]
fn an_outline_that_another_tool_changed_is_kept_as_drawn() {
    let plan = every_kind();
    let text = to_geojson(&plan)
        .replace(r#""kind":"near","km":10.0,"zone":"zone-1""#, r#""kind":"near","km":11.0,"zone":"zone-1""#);
    let (opened, problems) = open(&text);
    assert_eq!(
        problems,
        [
            "live.plan.geojson, feature 6, properties.definition: The outline is not the one of its definition: one of the two was changed elsewhere. What is drawn counts. The zone is kept as a drawn area; define it again to have it follow."
        ]
    );
    assert!(!opened.zones[6].is_live() && opened.zones[7].is_live());
    assert!((area(&opened, 7) - area(&plan, 7)).abs() < 1e-3);
}

#[test]
fn a_live_zone_without_geometry_is_made_on_opening() {
    let plan = every_kind();
    let text = to_geojson(&plan);
    let without = |number: usize, text: &str| {
        let lines = text.lines().map(|line| match line.find("\"geometry\"") {
            Some(at) if line.contains(&format!("\"id\":\"zone-{number}\"")) => {
                let comma = if line.ends_with(',') { "," } else { "" };
                format!("{}\"geometry\":null}}{comma}", &line[..at])
            }
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    assert_eq!(open(&without(7, &text)), (plan.clone(), vec![]));
    let broken = without(7, &text).replace(r#""zone":"zone-1""#, r#""zone":"zone-77""#);
    let (opened, problems) = open(&broken);
    assert_eq!(opened.zones.len(), 7, "the rim cannot be made");
    assert!(!opened.zones[6].is_live(), "and what was made of it is drawn");
    assert!(
        problems[0].contains("feature 6, properties.definition: There is no zone zone-77"),
        "{problems:#?}"
    );
    assert!(to_geojson(&opened).contains("\"zone-77\""), "what was not read is written back");
}

#[test]
fn a_definition_that_cannot_be_read_is_named_with_its_member() {
    let good = to_geojson(&every_kind());
    let kept = "The zone is kept as a drawn area; define it again to have it follow.";
    let told = |from: &str, to: &str, said: &str| {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        let (plan, problems) = open(&text);
        assert_eq!(plan.zones.len(), 8, "the zone is there all the same");
        assert!(
            problems.iter().any(|problem| *problem == format!("live.plan.geojson, {said} {kept}")),
            "{problems:#?}"
        );
    };
    told(
        r#""kind":"oblasts","oblasts":["UA-53","UA-63"]"#,
        r#""kind":"oblasts","oblasts":["UA-53",63]"#,
        "feature 1, properties.definition.what.oblasts[1]: Text should stand here. Write an ISO 3166-2 code, such as UA-63.",
    );
    told(
        r#""kind":"oblasts","oblasts":["UA-53","UA-63"]"#,
        r#""kind":"raions""#,
        "feature 1, properties.definition.what.kind: There is no ground of the kind “raions”. Kinds are ukraine, oblasts, cells, settlements, near, zone.",
    );
    told(
        "[-2,-7]",
        "[-2,0.5]",
        "feature 2, properties.definition.what.cells[0]: A cell is two whole numbers. Write cells to the east and to the north of 48.5° N 31.5° E: [12, -3].",
    );
    told(
        r#""radius_km":5.0,"#,
        "",
        "feature 3, properties.definition.what.radius_km: The distance is missing. Give it in km.",
    );
    told(
        r#""side":"right""#,
        r#""side":"east""#,
        "feature 4, properties.definition.what.side: There is no side “east”. Sides are both, left, right.",
    );
    told(
        r#""km":10.0,"zone":"zone-1""#,
        r#""km":10.0,"zone":"zone-77""#,
        "feature 6, properties.definition: There is no zone zone-77 to make it of. Choose a zone of this plan.",
    );
    told(
        r#""km":10.0,"zone":"zone-1""#,
        r#""km":10.0,"zone":"zone-8""#,
        "feature 6, properties.definition: Rim cannot be made of Rest, which is made of Rim. Choose another zone, or freeze one of them first.",
    );
}

#[test]
fn a_file_of_version_3_opens_as_it_was() {
    let (plan, problems) = open(include_str!("fixtures/plan/version-3.plan.geojson"));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(plan, cordon::plan::file::example(), "the example as it was saved then");
}

#[test]
fn the_figures_of_a_live_zone_are_those_of_its_outline() {
    let atlas = Atlas::embedded().unwrap();
    let kharkiv = alone(Definition::of(oblasts(&["UA-63"])));
    let figures = cordon::force::Figures::of(&kharkiv, &atlas, &mut cordon::force::Measures::new());
    let official = f64::from(atlas.map.oblast("UA-63").unwrap().population);
    assert!((figures.zones[0].measured.people.0 - official).abs() < 1.0, "every person of the oblast");
}
