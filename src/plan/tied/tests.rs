//! Laws of tied belts and of the lines they are tied to.

use std::sync::Arc;

use geo_types::{Coord, LineString};
use proptest::prelude::*;

use super::*;
use crate::plan::{Edit, History, OwnLine, Role, ZoneId, file};
use crate::units::{Km, Span};

fn own(name: &str, path: LineString<f64>) -> Arc<OwnLine> {
    Arc::new(OwnLine {
        name: name.to_owned(),
        date: String::new(),
        source: "test".to_owned(),
        path,
        ground_factor: Span::flat(1.25),
    })
}

/// The embedded line, with its corners moved by so many degrees.
fn shaken(by: &[(f64, f64)]) -> LineString<f64> {
    let moved = |(place, at): (usize, &Coord<f64>)| {
        let (east, north) = by[place % by.len()];
        Coord { x: at.x + east, y: at.y + north }
    };
    LineString(atlas::contact_course().0.iter().enumerate().map(moved).collect())
}

/// A belt between two places of the line in force, given as shares of its corners.
fn belt(plan: &Plan, from: f64, to: f64, left: f64) -> Zone {
    let path = plan.contact_course().clone();
    let at = |share: f64| path.0[((path.0.len() - 1) as f64 * share) as usize];
    let tie = Tie::between(&path, at(from), at(to));
    let corridor = Corridor { axis: tie.cut(&path).unwrap(), left: Km(left), right: Km(10.0) };
    let shape = Arc::new(Shape::new(Form::Corridor(corridor)).unwrap());
    let follows = Some(LineName(atlas::CONTACT.to_owned()));
    Zone { follows, tied: Some(tie), ..Zone::new(Role::MonitoredLine, shape) }
}

fn with_belt(from: f64, to: f64) -> Plan {
    let plan = Plan::empty();
    plan.with(&Edit::AddZone(belt(&plan, from, to, 0.0))).unwrap()
}

fn axis(plan: &Plan) -> LineString<f64> {
    let Form::Corridor(corridor) = plan.zones[0].shape.form() else { panic!("a belt") };
    corridor.axis.clone()
}

fn id(plan: &Plan) -> ZoneId {
    plan.zones[0].id.clone()
}

fn state(plan: &Plan) -> TieState {
    plan.tie_of(&plan.zones[0]).unwrap()
}

fn saved_and_opened(plan: &Plan) -> Plan {
    let text = file::to_geojson(plan);
    let (opened, problems) = file::from_geojson(&text, "test").unwrap();
    assert_eq!(problems, []);
    assert_eq!(file::to_geojson(&opened), text);
    opened
}

#[test]
fn a_belt_along_the_whole_line_goes_with_its_ends() {
    let plan = with_belt(0.0, 1.0);
    assert_eq!(plan.zones[0].tied.map(|tie| (tie.from.open, tie.to.open)), Some((true, true)));
    let mut longer = atlas::contact_course().clone();
    longer.0.push(Coord { x: 31.5, y: 46.0 });
    let moved = plan.with(&Edit::AddLine(own("Longer", longer.clone()))).unwrap();
    assert_eq!(axis(&moved), longer);
    let mut turned = longer.clone();
    turned.0.reverse();
    let turned = plan.with(&Edit::AddLine(own("Turned", turned))).unwrap();
    assert_eq!(axis(&turned), longer, "left and right stay, whichever way the line runs");
}

#[test]
fn a_bend_elsewhere_leaves_a_belt_alone() {
    let plan = with_belt(0.5, 0.8);
    let mut bent = atlas::contact_course().clone();
    bent.0[5].x -= 0.4;
    let moved = plan.with(&Edit::AddLine(own("Bent", bent))).unwrap();
    assert!(Arc::ptr_eq(&moved.zones[0], &plan.zones[0]), "not even made again");
    assert_eq!(state(&moved), TieState::Fast);
}

#[test]
fn an_axis_of_the_hands_own_is_no_longer_tied_and_can_be_tied_again() {
    let plan = with_belt(0.4, 0.6);
    let Form::Corridor(corridor) = plan.zones[0].shape.form().clone() else { panic!("a belt") };
    let reshaped = |corridor: Corridor| {
        let shape = Arc::new(Shape::new(Form::Corridor(corridor)).unwrap());
        plan.with(&Edit::Reshape { zone: id(&plan), shape }).unwrap()
    };
    let deeper = reshaped(Corridor { right: Km(30.0), ..corridor.clone() });
    assert_eq!(deeper.zones[0].tied, plan.zones[0].tied, "another depth keeps the tie");
    let last = corridor.axis.0.len() - 2;
    let slid = reshaped(Corridor { axis: LineString(corridor.axis.0[..last].to_vec()), ..corridor.clone() });
    assert_eq!(slid.zones[0].tied.unwrap().from, plan.zones[0].tied.unwrap().from);
    assert_ne!(slid.zones[0].tied.unwrap().to, plan.zones[0].tied.unwrap().to, "the end slid along");
    let mut own_axis = corridor.axis.clone();
    own_axis.0[1].x -= 0.2;
    let free = reshaped(Corridor { axis: own_axis, ..corridor });
    assert_eq!((free.zones[0].tied, state(&free)), (None, TieState::Loose { along: false }));
    let again = free.with(&Edit::SetTied { zone: id(&free), tied: true }).unwrap();
    assert_eq!((axis(&again), state(&again)), (axis(&plan), TieState::Fast));
    let loose = again.with(&Edit::SetTied { zone: id(&again), tied: false }).unwrap();
    assert_eq!(state(&loose), TieState::Loose { along: true });
}

#[test]
fn what_cannot_follow_stays_and_says_why() {
    let plan = with_belt(0.1, 0.2);
    let south = LineString(atlas::contact_course().0[80..].to_vec());
    let gone = plan.with(&Edit::AddLine(own("South", south))).unwrap();
    assert_eq!(axis(&gone), axis(&plan));
    assert_eq!(state(&gone), TieState::Behind("both its ends meet the line at one place"));
    let back = gone.with(&Edit::ChooseLine(None)).unwrap();
    assert_eq!(state(&back), TieState::Fast);
    let locked = plan.with(&Edit::SetLocked { zone: id(&plan), locked: true }).unwrap();
    let kept = locked.with(&Edit::AddLine(own("Shaken", shaken(&[(0.02, 0.01)])))).unwrap();
    assert_eq!((axis(&kept), state(&kept)), (axis(&plan), TieState::Behind("it is locked")));
}

#[test]
fn a_copy_elsewhere_and_a_cut_piece_are_not_tied() {
    let plan = with_belt(0.4, 0.6);
    let mut zone = Zone::clone(&plan.zones[0]);
    let Form::Corridor(corridor) = zone.shape.form().clone() else { panic!("a belt") };
    let east = |at: &Coord<f64>| Coord { x: at.x + 1.0, y: at.y };
    let axis = LineString(corridor.axis.0.iter().map(east).collect());
    zone.id.0.clear();
    zone.shape = Arc::new(Shape::new(Form::Corridor(Corridor { axis, ..corridor })).unwrap());
    let two = plan.with(&Edit::AddZone(zone)).unwrap();
    assert_eq!((two.zones[0].tied.is_some(), two.zones[1].tied), (true, None));
    let area = plan.zones[0].shape.outline().clone();
    let shape = Arc::new(Shape::new(Form::Area(area)).unwrap());
    assert_eq!(plan.with(&Edit::Reshape { zone: id(&plan), shape }).unwrap().zones[0].tied, None);
}

#[test]
fn lines_are_kept_chosen_named_and_dropped() {
    let plan = Plan::empty();
    let plan = plan.with(&Edit::AddLine(own("Autumn", shaken(&[(0.1, 0.0)])))).unwrap();
    let plan = plan.with(&Edit::AddLine(own("Autumn", shaken(&[(0.2, 0.0)])))).unwrap();
    let names = |plan: &Plan| plan.own_lines().iter().map(|line| line.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&plan), ["Autumn", "Autumn (2)"]);
    assert_eq!(plan.line.as_ref().unwrap().name, "Autumn (2)");
    let chosen = plan.with(&Edit::ChooseLine(Some("Autumn".to_owned()))).unwrap();
    assert_eq!((chosen.line.as_ref().unwrap().name.as_str(), names(&chosen)), ("Autumn", names(&plan)));
    assert_eq!(chosen.with(&Edit::ChooseLine(Some("Autumn (2)".to_owned()))).unwrap(), plan);
    let dropped = chosen.with(&Edit::RemoveLine("Autumn".to_owned())).unwrap();
    assert_eq!((dropped.line.is_none(), names(&dropped)), (true, vec!["Autumn (2)".to_owned()]));
    assert_eq!(dropped.next_line_name(), "Hypothesis 1");
    for (edit, words) in [
        (Edit::ChooseLine(Some("Winter".to_owned())), "no line of contact called Winter"),
        (Edit::RemoveLine("Winter".to_owned()), "no line of contact called Winter"),
        (Edit::SetLine(Some(own("Autumn (2)", shaken(&[(0.3, 0.0)])))), "called Autumn (2) already"),
    ] {
        let refusal = chosen.with(&edit).unwrap_err();
        assert!(refusal.what.contains(words), "{refusal}");
    }
}

#[test]
fn the_undo_menu_names_the_line() {
    let plan = Plan::empty().with(&Edit::AddLine(own("Autumn", shaken(&[(0.1, 0.0)])))).unwrap();
    let in_force = plan.line.clone().unwrap();
    let set = |line: OwnLine| Edit::SetLine(Some(Arc::new(line))).label(&plan);
    assert_eq!(set(OwnLine { path: shaken(&[(0.2, 0.0)]), ..(*in_force).clone() }), "Reshape Autumn");
    assert_eq!(set(OwnLine { date: "2025-10-01".into(), ..(*in_force).clone() }), "Set date of Autumn");
    assert_eq!(
        set(OwnLine { ground_factor: Span::flat(1.4), ..(*in_force).clone() }),
        "Set ground factor of Autumn"
    );
    assert_eq!(set(OwnLine { name: "Winter".into(), ..(*in_force).clone() }), "Rename line Autumn");
    assert_eq!(Edit::AddLine(in_force).label(&plan), "Add line Autumn");
    assert_eq!(Edit::ChooseLine(None).label(&plan), "Use the embedded line of contact");
    let belt = with_belt(0.4, 0.6);
    let untie = Edit::SetTied { zone: id(&belt), tied: false };
    assert_eq!(untie.label(&belt), "Untie Belt 1 from the line of contact");
}

#[test]
fn the_file_holds_ties_and_lines_and_what_stood_beside_them() {
    let plan = with_belt(0.0, 0.5);
    let plan = plan.with(&Edit::AddLine(own("Autumn", shaken(&[(0.1, 0.0)])))).unwrap();
    let plan = plan.with(&Edit::AddLine(own("Winter", shaken(&[(0.2, 0.05)])))).unwrap();
    assert_eq!(saved_and_opened(&plan), plan);
    let text = file::to_geojson(&plan);
    assert!(text.contains(r#""role":"line-of-contact","name":"Autumn""#), "{text}");
    let other =
        text.replace(r#""role":"line-of-contact","#, r#""role":"line-of-contact","confidence":"low","#);
    let (opened, _) = file::from_geojson(&other, "test").unwrap();
    let back = opened.with(&Edit::ChooseLine(Some("Autumn".to_owned()))).unwrap();
    assert!(file::to_geojson(&back).contains(r#""confidence":"low""#), "it goes with its line");
    let there = back.with(&Edit::ChooseLine(Some("Winter".to_owned()))).unwrap();
    assert_eq!(file::to_geojson(&there).matches(r#""confidence":"low""#).count(), 1);
}

#[test]
fn a_broken_line_in_a_file_is_named_and_kept() {
    let plan = Plan::empty().with(&Edit::AddLine(own("Autumn", shaken(&[(0.1, 0.0)])))).unwrap();
    let plan = plan.with(&Edit::ChooseLine(None)).unwrap();
    let text = file::to_geojson(&plan).replace("\"LineString\"", "\"Point\"");
    let (opened, problems) = file::from_geojson(&text, "test").unwrap();
    assert!(opened.hypotheses.is_empty() && problems.len() == 1, "{problems:?}");
    assert_eq!(file::to_geojson(&opened), text);
}

fn shakes() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((-0.05..0.05_f64, -0.05..0.05_f64), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_is_the_same_belt(from in 0.0..0.45_f64, to in 0.5..1.0_f64, by in shakes()) {
        let plan = with_belt(from, to);
        let there = plan.with(&Edit::AddLine(own("Other", shaken(&by)))).unwrap();
        prop_assert_eq!(state(&there), TieState::Fast);
        let back = there.with(&Edit::ChooseLine(None)).unwrap();
        prop_assert_eq!(axis(&back), axis(&plan));
        prop_assert_eq!(&back.zones[0].shape.outline().0, &plan.zones[0].shape.outline().0);
        let again = back.with(&Edit::ChooseLine(Some("Other".to_owned()))).unwrap();
        prop_assert_eq!(axis(&again), axis(&there));
        prop_assert_eq!(saved_and_opened(&there), there);
    }

    #[test]
    fn the_same_line_changes_nothing(from in 0.0..0.45_f64, to in 0.5..1.0_f64, by in shakes()) {
        let plan = with_belt(from, to).with(&Edit::AddLine(own("Other", shaken(&by)))).unwrap();
        let line = plan.line.clone().unwrap();
        let copy = OwnLine { ground_factor: Span::flat(1.5), ..(*line).clone() };
        let same = plan.with(&Edit::SetLine(Some(Arc::new(copy)))).unwrap();
        prop_assert!(Arc::ptr_eq(&same.zones[0], &plan.zones[0]));
        let renamed = plan.with(&Edit::AddLine(own("Same course", line.path.clone()))).unwrap();
        prop_assert!(Arc::ptr_eq(&renamed.zones[0], &plan.zones[0]));
    }

    #[test]
    fn undo_is_exact(from in 0.0..0.45_f64, to in 0.5..1.0_f64, by in shakes()) {
        let plan = with_belt(from, to);
        let mut history = History::new(plan.clone());
        history.apply(&Edit::AddLine(own("Other", shaken(&by)))).unwrap();
        history.apply(&Edit::ChooseLine(None)).unwrap();
        history.undo();
        history.undo();
        prop_assert_eq!(history.now(), &plan);
        prop_assert!(Arc::ptr_eq(&history.now().zones[0], &plan.zones[0]));
    }

    #[test]
    fn belts_side_by_side_make_up_the_line(at in 0.2..0.8_f64, by in shakes()) {
        let plan = with_belt(0.0, at);
        let plan = plan.with(&Edit::AddZone(belt(&plan, at, 1.0, 0.0))).unwrap();
        let plan = plan.with(&Edit::AddLine(own("Other", shaken(&by)))).unwrap();
        let km: f64 = plan.zones.iter().map(|zone| {
            let Form::Corridor(corridor) = zone.shape.form() else { panic!("a belt") };
            geodesy::length(&corridor.axis).0
        }).sum();
        let whole = geodesy::length(plan.contact_course()).0;
        prop_assert!((km - whole).abs() < 1e-6 * whole, "{} and {}", km, whole);
    }
}
