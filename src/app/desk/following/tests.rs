//! An edit that takes longer than a frame: drawn at once, whole later, the same in the end.

use std::sync::{Arc, LazyLock};

use super::*;
use crate::plan::{Form, Role, Zone, file};
use crate::tools::ToolKind;
use crate::units::Km;

static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(Atlas::embedded().unwrap()));

const PICK: Km = Km(1.0);

/// The example with its belt tied to the line, and somebody beside the window.
fn desk() -> Desk {
    let plan = file::example();
    let belt = plan.zones.iter().find(|zone| zone.name == "Line belt").unwrap().id.clone();
    let plan = plan.with(&Edit::SetTied { zone: belt, tied: true }).unwrap();
    let mut desk = Desk::new(Arc::clone(&ATLAS), plan);
    desk.employ(true);
    desk.refresh(PICK, 0.0);
    desk
}

/// The line with a corner so many degrees farther west.
fn bent(desk: &Desk, west: f64) -> Edit {
    let own = OwnLine::in_force(desk.history.now(), &ATLAS);
    let mut path = own.path.clone();
    path.0[40].x -= west;
    Edit::AddLine(Arc::new(OwnLine { path, name: "Bent".to_owned(), ..OwnLine::clone(&own) }))
}

fn tries(desk: &mut Desk, edit: &Edit) {
    desk.trial = Some(edit.clone());
    desk.refresh(PICK, 0.0);
}

/// The hand lets go of what it tries.
fn lets_go(desk: &mut Desk) {
    let edit = desk.trial.take().unwrap();
    desk.hand_over(&edit, 0.0);
    desk.refresh(PICK, 0.0);
}

/// Somebody works until there is nothing more to do.
fn works(desk: &mut Desk) {
    while let Some(job) = desk.job() {
        desk.take(job.done());
        desk.refresh(PICK, 0.0);
    }
}

fn axis(plan: &Plan) -> geo_types::LineString<f64> {
    let Form::Corridor(corridor) = plan.zones[0].shape.form() else { panic!("a belt") };
    corridor.axis.clone()
}

/// Nothing is behind, and every figure is that of what is shown.
fn is_whole(desk: &Desk) {
    assert!(!desk.is_behind() && desk.following.behind.is_none());
    let anew = Figures::of(desk.shown(), &ATLAS, &mut Measures::new());
    assert!(*desk.figures() == anew, "the figures are those of what is shown");
}

#[test]
fn the_line_is_there_at_once_and_the_rest_when_it_is_worked_out() {
    let mut desk = desk();
    let (before, plan) = (desk.figures().clone(), desk.history.now().clone());
    let edit = bent(&desk, 0.4);
    tries(&mut desk, &edit);
    assert!(desk.shown().line.is_some(), "the line is where the hand is");
    assert!(desk.is_behind() && desk.follows(&plan.zones[0].id) && !desk.follows(&plan.zones[5].id));
    assert!(*desk.figures() == before && axis(desk.shown()) == axis(&plan), "nothing else has moved");
    works(&mut desk);
    is_whole(&desk);
    assert!(*desk.shown() == plan.with(&edit).unwrap(), "exactly what it would be at once");
    assert!(desk.before().is_some_and(|known| *known == before), "the change is from where it began");
    assert!(*desk.history.now() == plan, "and nothing is settled");
    lets_go(&mut desk);
    assert!(!desk.is_on_its_way(), "what is whole already is settled at once");
    assert_eq!(desk.history.undo_label(), Some("Add line Bent"));
    is_whole(&desk);
}

#[test]
fn the_latest_place_of_the_hand_wins_and_an_earlier_one_is_marked() {
    let mut desk = desk();
    let (near, far) = (bent(&desk, 0.1), bent(&desk, 0.5));
    tries(&mut desk, &near);
    let job = desk.job().unwrap();
    tries(&mut desk, &far);
    assert!(desk.job().is_none(), "one after the other");
    desk.take(job.done());
    desk.refresh(PICK, 0.0);
    let plan = desk.history.now().clone();
    let (made_near, made_far) = (plan.with(&near).unwrap(), plan.with(&far).unwrap());
    assert_eq!(desk.shown().line, made_far.line, "the line is where the hand is now");
    assert_eq!(axis(desk.shown()), axis(&made_near), "the belt where the hand was");
    assert!(desk.is_behind(), "and so it is marked");
    works(&mut desk);
    is_whole(&desk);
    assert_eq!(axis(desk.shown()), axis(&made_far));
}

#[test]
fn an_edit_let_go_is_on_its_way_until_it_is_whole_and_is_then_one_step() {
    let mut desk = desk();
    let (plan, edit) = (desk.history.now().clone(), bent(&desk, 0.3));
    tries(&mut desk, &edit);
    let job = desk.job().unwrap();
    lets_go(&mut desk);
    assert!(desk.is_on_its_way() && desk.is_behind() && *desk.history.now() == plan);
    assert!(desk.hint(PICK).text.contains("Working out"));
    assert_eq!(desk.context(PICK).contact.path.0[40], desk.shown().contact_course().0[40]);
    desk.take(job.done());
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
    assert!(!desk.is_on_its_way());
    assert_eq!(desk.history.undo_label(), Some("Add line Bent"));
    let at_once = plan.with(&edit).unwrap();
    assert_eq!(file::to_geojson(desk.history.now()), file::to_geojson(&at_once), "the same bytes");
    let change = desk.line_change().expect("what the change did is known");
    assert!(change.after.deployed != change.before.deployed);
    desk.undo();
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
    assert!(*desk.history.now() == plan, "one gesture, one step");
    desk.redo();
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
}

#[test]
fn escape_puts_back_what_is_on_its_way() {
    let mut desk = desk();
    let (plan, before) = (desk.history.now().clone(), desk.figures().clone());
    let edit = bent(&desk, 0.3);
    tries(&mut desk, &edit);
    let job = desk.job().unwrap();
    lets_go(&mut desk);
    assert!(desk.gesture(Gesture::Escape, PICK, 0.0));
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
    desk.take(job.done());
    desk.refresh(PICK, 0.0);
    assert!(*desk.history.now() == plan && *desk.shown() == plan && *desk.figures() == before);
    assert!(!desk.history.can_undo());
}

#[test]
fn what_comes_next_finds_the_edit_made() {
    let mut desk = desk();
    let (plan, edit) = (desk.history.now().clone(), bent(&desk, 0.3));
    desk.hand_over(&edit, 0.0);
    assert!(desk.is_on_its_way());
    desk.apply(&Edit::SetBanner("Words".to_owned()), 0.0);
    let (steps, at) = desk.history.steps();
    assert_eq!((steps[at - 1], at), ("Add line Bent", 2));
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
    desk.undo();
    desk.hand_over(&Edit::ChooseLine(None), 0.0);
    assert_eq!(
        desk.undo().as_deref(),
        Some("Use the embedded line of contact"),
        "it was made, and taken back"
    );
    desk.jump(0);
    desk.refresh(PICK, 0.0);
    works(&mut desk);
    is_whole(&desk);
    assert!(*desk.history.now() == plan);
}

#[test]
fn a_step_back_to_a_line_that_is_no_longer_known_is_measured_beside_the_window() {
    let mut desk = desk();
    for west in [0.1, 0.2, 0.3] {
        let edit = bent(&desk, west);
        desk.hand_over(&edit, 0.0);
        desk.refresh(PICK, 0.0);
        works(&mut desk);
        is_whole(&desk);
    }
    desk.jump(1);
    desk.refresh(PICK, 0.0);
    assert!(desk.is_behind() && desk.shown() == desk.history.now(), "the plan is there, its figures not");
    let zone = desk.shown().zones[0].id.clone();
    assert!(!desk.follows(&zone) && desk.line_change().is_none());
    let able = desk.able(&zone);
    works(&mut desk);
    is_whole(&desk);
    assert_eq!(desk.able(&zone).len(), able.len());
}

#[test]
fn without_anybody_beside_the_window_all_is_made_at_once() {
    let mut desk = desk();
    let edit = bent(&desk, 0.3);
    tries(&mut desk, &edit);
    let job = desk.job().unwrap();
    drop(job);
    desk.lost();
    desk.refresh(PICK, 0.0);
    is_whole(&desk);
    desk.trial = None;
    desk.employ(true);
    let edit = bent(&desk, 0.4);
    desk.hand_over(&edit, 0.0);
    assert!(desk.is_on_its_way());
    desk.employ(false);
    desk.refresh(PICK, 0.0);
    assert!(!desk.is_on_its_way());
    is_whole(&desk);
    assert_eq!(desk.shown().line.as_ref().map(|own| own.name.as_str()), Some("Bent"));
}

#[test]
fn a_refusal_of_what_follows_leaves_the_plan_and_says_why() {
    let mut desk = desk();
    let line = crate::plan::LineName(crate::atlas::CONTACT.to_owned());
    let of = crate::plan::Anchor::Line { line, side: crate::plan::Side::Both };
    let near = crate::plan::Definition::of(crate::plan::Source::Near { of, km: Km(2.0) });
    let hub = desk.history.now().zones.iter().find(|zone| zone.name == "Lviv hub").unwrap().id.clone();
    let there = near.clone().inside(crate::plan::Source::Ukraine);
    let shape = there.shape(desk.history.now()).unwrap();
    let definition = Some(Arc::new(there));
    desk.apply(&Edit::AddZone(Zone { definition, ..Zone::new(Role::BufferArea, shape) }), 0.0);
    let (zone, plan) = (desk.history.now().zones.last().unwrap().id.clone(), desk.history.now().clone());
    let nowhere = near.inside(crate::plan::Source::Ukraine).inside(crate::plan::Source::Zone(hub));
    desk.hand_over(&Edit::Define { zone, definition: Some(Arc::new(nowhere)) }, 0.0);
    assert!(desk.is_on_its_way(), "the country has more corners than a frame has time for");
    desk.refresh(PICK, 0.0);
    works(&mut desk);
    assert!(desk.refusal.as_ref().is_some_and(|refusal| refusal.what.contains("leaves no ground")));
    assert!(*desk.history.now() == plan);
    is_whole(&desk);
}

#[test]
fn a_line_that_was_drawn_waits_for_its_name_until_it_is_there() {
    let mut desk = desk();
    desk.pick(ToolKind::DrawLine);
    let edit = bent(&desk, 0.2);
    desk.let_go(&edit, true, 0.0);
    assert!(!desk.take_line_drawn());
    desk.refresh(PICK, 0.0);
    works(&mut desk);
    assert!(desk.take_line_drawn());
}
