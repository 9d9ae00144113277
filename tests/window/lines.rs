//! The line of contact in the hand: reshaped, drawn anew, chosen from the list; belts follow.

use std::sync::Arc;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::force::{Figures, Measures};
use cordon::geodesy;
use cordon::plan::{Edit, Form, Plan, TieState, file};
use cordon::tools::ToolKind;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable;
use geo_types::LineString;

use crate::harness::{ATLAS, CTRL, Window, emptied, id_of};

/// The example with its belt tied to the line.
fn tied() -> Plan {
    let plan = emptied();
    plan.with(&Edit::SetTied { zone: id_of(&plan, "Line belt"), tied: true }).unwrap()
}

fn axis(window: &Window) -> LineString<f64> {
    let Form::Corridor(corridor) = window.zone("Line belt").shape.form() else { panic!("a belt") };
    corridor.axis.clone()
}

fn shown_axis(window: &Window) -> LineString<f64> {
    let plan = window.app().desk.shown();
    let Form::Corridor(corridor) = plan.zones[0].shape.form() else { panic!("a belt") };
    corridor.axis.clone()
}

/// A corner of the line near Bakhmut.
fn corner(window: &Window) -> Pos2 {
    let at = window.plan().contact_course().0[40];
    window.spot(at.x, at.y)
}

fn drag(window: &mut Window, from: Pos2, by: egui::Vec2, held: Modifiers) {
    window.move_to(from);
    window.button(from, true);
    window.harness.event(Event::ModifiersChanged(held));
    for step in 1..=4 {
        window.move_to(from + by * (step as f32 / 4.0));
    }
    rests(window);
}

/// Lets frames pass until everything that follows the hand is there.
fn rests(window: &mut Window) {
    window.wait_until(|window| !window.app().desk.is_behind() && !window.app().desk.is_on_its_way());
}

/// Presses on the corner near Bakhmut, goes to another place and lets go there, all but the
/// first within one frame, so that no worker can have been there; with a key in that frame.
fn flicked(window: &mut Window, by: egui::Vec2, key: Option<(Modifiers, Key)>) {
    let from = corner(window);
    window.move_to(from);
    window.button(from, true);
    window.move_to(from + by * 0.5);
    let (pos, button, modifiers) = (from + by, PointerButton::Primary, Modifiers::NONE);
    window.harness.event(Event::PointerMoved(pos));
    window.harness.event(Event::PointerButton { pos, button, pressed: false, modifiers });
    if let Some((modifiers, key)) = key {
        let physical_key = None;
        window.harness.event(Event::Key { key, physical_key, pressed: true, repeat: false, modifiers });
    }
    window.harness.run_steps(1);
}

/// Numbers that are not of what is shown are marked everywhere; says whether they are.
fn is_marked(window: &Window) -> bool {
    let desk = &window.app().desk;
    if !desk.is_behind() {
        let anew = Figures::of(desk.shown(), &ATLAS, &mut Measures::new());
        assert!(*desk.figures() == anew, "the numbers are those of what is shown");
        assert!(!window.says("being worked out…"));
        return false;
    }
    assert!(window.says("Deployed being worked out…") && !window.says(", low to high"), "the headline");
    assert!(window.says("Need being worked out…"), "the card");
    assert!(window.says("1 tied belt being worked out…"), "the card");
    true
}

fn let_go(window: &mut Window, pos: Pos2) {
    let_go_with(window, pos, Modifiers::NONE);
}

fn let_go_with(window: &mut Window, pos: Pos2, modifiers: Modifiers) {
    let button = PointerButton::Primary;
    window.harness.event(Event::PointerButton { pos, button, pressed: false, modifiers });
    window.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    window.harness.run_steps(4);
    rests(window);
}

#[test]
fn numbers_of_another_place_of_the_hand_are_never_shown_as_those_of_this_one() {
    let mut window = Window::on(tied());
    window.app_mut().desk.snap = false;
    window.key(Key::Num8);
    assert!(!is_marked(&window));
    let from = corner(&window);
    window.move_to(from);
    window.button(from, true);
    let course = |window: &Window| -> Vec<Pos2> {
        let line = window.app().desk.shown().contact_course();
        line.0.iter().map(|at| window.app().spot(*at)).collect()
    };
    let (mut marked, mut last) = (0, course(&window));
    for step in 1..=24_u8 {
        let at = from + vec2(-2.0, 0.5) * f32::from(step);
        window.harness.event(Event::PointerMoved(at));
        window.harness.run_steps(1);
        let now = course(&window);
        // Within the reach of a click nothing is dragged yet.
        assert!(step < 8 || now != last, "the line itself is where the hand is, in every frame");
        last = now;
        marked += u8::from(is_marked(&window));
        if step == 20 {
            window.picture("line-following");
        }
    }
    assert!(marked > 0, "no worker is there in the frame that asks for it");
    rests(&mut window);
    assert!(!is_marked(&window));
    window.picture("line-followed");
}

#[test]
fn what_is_let_go_early_is_made_as_if_it_had_been_waited_for() {
    let (mut early, mut late) = (Window::on(tied()), Window::on(tied()));
    early.key(Key::Num8);
    flicked(&mut early, vec2(-36.0, 8.0), None);
    assert!(early.app().desk.is_on_its_way() && early.plan().line.is_none());
    assert!(early.app().desk.shown().line.is_some() && early.says("Working out what follows"));
    assert!(is_marked(&early));
    early.picture("line-on-its-way");
    rests(&mut early);
    early.agrees_with_the_file();
    late.key(Key::Num8);
    let from = corner(&late);
    drag(&mut late, from, vec2(-36.0, 8.0), Modifiers::NONE);
    let_go(&mut late, from + vec2(-36.0, 8.0));
    assert_eq!(file::to_geojson(early.plan()), file::to_geojson(late.plan()), "the same bytes");
    for window in [&early, &late] {
        let (steps, at) = window.app().desk.history.steps();
        assert_eq!((steps.len(), at, steps[1]), (2, 1, "Add line Hypothesis 1"));
    }
    assert!(early.says("1 tied belt 14\u{2009}830 →"), "the card has its numbers");
    early.chord(CTRL, Key::Z);
    assert!(*early.plan() == tied() && !early.app().desk.is_behind(), "one step back, with its figures");
    early.agrees_with_the_file();
}

#[test]
fn escape_and_undo_find_an_edit_that_is_on_its_way() {
    let mut window = Window::on(tied());
    window.key(Key::Num8);
    flicked(&mut window, vec2(-36.0, 8.0), Some((Modifiers::NONE, Key::Escape)));
    assert!(!window.app().desk.is_on_its_way() && !window.app().desk.history.can_undo());
    rests(&mut window);
    assert!(*window.plan() == tied() && *window.app().desk.shown() == *window.plan());
    assert!(!is_marked(&window));
    flicked(&mut window, vec2(-36.0, 8.0), Some((CTRL, Key::Z)));
    assert!(!window.app().desk.is_on_its_way() && !window.app().desk.history.can_undo());
    rests(&mut window);
    assert!(*window.app().desk.shown() == tied(), "what is no step yet is put back by undo as well");
    // A key that needs the plan as it will be finds it so.
    flicked(&mut window, vec2(-36.0, 8.0), Some((Modifiers::NONE, Key::T)));
    assert!(!window.app().desk.is_on_its_way() && window.plan().line.is_some());
    rests(&mut window);
    assert!(!is_marked(&window));
    window.agrees_with_the_file();
}

#[test]
fn a_corner_of_the_line_takes_the_tied_belt_along() {
    let mut window = Window::on(tied());
    let (before, was) = (window.plan().clone(), axis(&window));
    window.key(Key::Num8);
    assert_eq!(window.app().desk.tool.kind(), ToolKind::Line);
    assert!(window.says("Line of contact 1\u{2009}040 km"), "the card is there before anything moves");
    let from = corner(&window);
    drag(&mut window, from, vec2(-36.0, 8.0), Modifiers::NONE);
    assert_eq!(axis(&window), was, "nothing is settled while the button is down");
    assert!(shown_axis(&window) != was, "but the belt that is shown follows");
    let (now, then) = (window.figures().clone(), window.app().desk.before().unwrap().clone());
    assert!(now.line.total_km.0 > then.line.total_km.0 + 20.0);
    assert!(now.deployed.central.0 > then.deployed.central.0);
    assert!(window.says("1 tied belt 14\u{2009}830 →"), "the card says from what to what");
    window.picture("line-dragged");
    let_go(&mut window, from + vec2(-36.0, 8.0));
    assert_eq!(window.app().desk.history.undo_label(), Some("Add line Hypothesis 1"));
    let line = window.plan().line.clone().unwrap();
    assert_eq!(
        (line.name.as_str(), line.source.as_str()),
        ("Hypothesis 1", "drawn by hand from the embedded line of 2024-12-01")
    );
    assert_eq!(axis(&window), line.path, "the belt lies along the whole of it");
    assert_eq!(window.figures().deployed, now.deployed, "as it was promised");
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(*window.plan() == before, "one gesture, one step");
    window.key(Key::Num8);
    window.chord(CTRL, Key::Y);
    rests(&mut window);
    let from = corner(&window);
    drag(&mut window, from, vec2(0.0, -18.0), Modifiers::NONE);
    let_go(&mut window, from + vec2(0.0, -18.0));
    assert_eq!(window.app().desk.history.undo_label(), Some("Reshape Hypothesis 1"));
    assert_eq!(window.plan().own_lines().len(), 1, "the hypothesis itself is changed now");
}

#[test]
fn shift_bends_the_line_softly_and_delete_takes_a_corner_out() {
    let mut window = Window::on(tied());
    let corners = ATLAS.contact().path.0.clone();
    window.key(Key::Num8);
    let from = corner(&window);
    drag(&mut window, from, vec2(-30.0, 0.0), Modifiers::SHIFT);
    window.picture("line-soft");
    let_go_with(&mut window, from + vec2(-30.0, 0.0), Modifiers::SHIFT);
    let bent = window.plan().contact_course().0.clone();
    assert_eq!(bent.len(), corners.len());
    let moved = bent.iter().zip(&corners).filter(|(now, was)| now != was).count();
    assert!((3..60).contains(&moved), "{moved} corners came along");
    let at = corner(&window);
    window.move_to(at);
    window.key(Key::Delete);
    rests(&mut window);
    assert_eq!(window.plan().contact_course().0.len(), corners.len() - 1);
    assert_eq!(window.plan().zones.len(), 14, "no zone was deleted");
}

#[test]
fn a_corner_is_not_held_by_the_line_it_belongs_to() {
    let mut window = Window::on(tied());
    window.key(Key::Num8);
    let from = corner(&window);
    drag(&mut window, from, vec2(-6.0, 3.0), Modifiers::NONE);
    let_go(&mut window, from + vec2(-6.0, 3.0));
    // Corners that lie on one another at this scale have one handle between them.
    let corners = window.plan().contact_course().0.clone();
    let moved = corners.iter().find(|at| !ATLAS.contact().path.0.contains(at));
    let at = *moved.expect("a corner was moved");
    let off = geodesy::nearest_on(&ATLAS.contact().path, at).unwrap().distance;
    assert!(off.0 > 1.0, "{} km off the line, snapping within 10 px of it", off.0);
}

#[test]
fn a_second_line_is_drawn_named_and_chosen_again() {
    let mut window = Window::on(tied());
    let was = axis(&window);
    window.key(Key::W);
    for (lon, lat) in [(37.6, 49.9), (37.2, 49.0), (36.9, 48.2), (35.6, 47.9), (34.2, 47.6), (32.4, 46.7)] {
        window.click(lon, lat);
    }
    window.picture("line-drawing");
    window.key(Key::Enter);
    rests(&mut window);
    assert_eq!(window.plan().line.as_ref().unwrap().name, "Hypothesis 1");
    assert_eq!(axis(&window).0.len(), 6, "the belt is cut from it at once");
    // What is typed takes the place of the name that it was given.
    window.types("Withdrawal");
    window.key(Key::Enter);
    assert_eq!(window.plan().line.as_ref().unwrap().name, "Withdrawal");
    assert_eq!(window.app().desk.history.undo_label(), Some("Rename line Hypothesis 1"));
    window.fill("Date of the line", "2026-05-01");
    assert_eq!(window.plan().line.as_ref().unwrap().date, "2026-05-01");
    window.click_on("Line: Line of contact");
    rests(&mut window);
    assert!(window.plan().line.is_none());
    assert_eq!(axis(&window), was, "the same belt, to the last digit");
    assert!(window.says("What the change does"));
    window.picture("line-list");
    window.click_on("Line: Withdrawal");
    rests(&mut window);
    assert_eq!(window.plan().line.as_ref().unwrap().name, "Withdrawal");
    window.agrees_with_the_file();
    window.press("Duplicate");
    rests(&mut window);
    assert_eq!(window.plan().own_lines().len(), 2);
    window.press("Delete");
    rests(&mut window);
    assert_eq!(window.plan().own_lines().len(), 1);
    assert!(window.plan().line.is_none(), "the embedded line is in force");
}

#[test]
fn a_belt_of_an_older_plan_is_tied_by_a_button_and_never_by_itself() {
    let mut window = Window::on(emptied());
    let was = axis(&window);
    window.run(Command::LineTool);
    let from = corner(&window);
    drag(&mut window, from, vec2(-30.0, 0.0), Modifiers::NONE);
    let_go(&mut window, from + vec2(-30.0, 0.0));
    assert_eq!(axis(&window), was, "what is not tied stays");
    window.chord(CTRL, Key::Z);
    let belt = window.zone("Line belt").id.clone();
    window.app_mut().desk.selection.zones = vec![belt.clone()];
    window.harness.run_steps(3);
    window.picture("line-not-tied");
    window.reach("Tie to the line");
    let zone = window.plan().zone(&belt).unwrap();
    assert_eq!(window.plan().tie_of(zone), Some(TieState::Fast));
    assert_eq!(window.app().desk.history.undo_label(), Some("Tie Line belt to the line of contact"));
    window.reach("Untie");
    assert_eq!(window.zone("Line belt").tied, None);
    window.run(Command::ToggleLayers);
    assert!(window.says("No belt is tied to the line, 1 more could be"));
    window.press("Tie");
    assert!(window.zone("Line belt").tied.is_some());
}

#[test]
fn a_stretch_of_the_line_is_tied_from_the_first() {
    let mut window = Window::on(Plan::empty());
    window.key(Key::Num5);
    let line = ATLAS.contact().path.0.clone();
    let (from, to) = (line[line.len() / 5], line[line.len() / 2]);
    window.click(from.x, from.y);
    window.click(to.x, to.y);
    window.types("40");
    window.key(Key::Enter);
    let zone = &window.plan().zones[0];
    assert_eq!(window.plan().tie_of(zone), Some(TieState::Fast));
    let shape = Arc::clone(&zone.shape);
    let mut moved = ATLAS.contact().path.clone();
    moved.0[30].x -= 0.2;
    let line = cordon::plan::OwnLine {
        path: moved,
        name: "Other".to_owned(),
        ..(*cordon::plan::OwnLine::in_force(window.plan(), &ATLAS)).clone()
    };
    window.apply(&Edit::AddLine(Arc::new(line)));
    assert!(geodesy::area(window.plan().zones[0].shape.outline()).0 != geodesy::area(shape.outline()).0);
}

#[test]
fn the_line_is_reshaped_in_the_dark_too() {
    let mut window = Window::themed(tied(), vec2(1280.0, 800.0), Theme::Dark);
    window.key(Key::Num8);
    window.picture("line-dark-at-rest");
    let from = corner(&window);
    drag(&mut window, from, vec2(-36.0, 8.0), Modifiers::NONE);
    window.picture("line-dark");
    let_go(&mut window, from + vec2(-36.0, 8.0));
    window.run(Command::ToggleLayers);
    window.picture("line-dark-list");
    assert!(window.harness.query_by_label("Name of the line").is_some());
}
