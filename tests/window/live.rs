//! The live slide: a zone dragged, a switch turned, a slider moved before the room; and what
//! the pointer, the wheel and the flights do.

use cordon::app::Options;
use cordon::app::command::Command;
use cordon::brief::deck::{Chart, What};
use cordon::geodesy;
use cordon::plan::{Form, Mandate, file};
use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};

use crate::harness::Window;

/// The show of the example at a slide.
fn at(number: usize) -> Window {
    let mut window = Window::with(file::example(), vec2(1920.0, 1080.0), Options::default());
    window.key(Key::F5);
    go(&mut window, number);
    window
}

/// Goes to a slide by its number and waits until it is there.
fn go(window: &mut Window, number: usize) {
    for digit in number.to_string().chars() {
        window.key(if digit == '0' { Key::Num0 } else { Key::from_name(&digit.to_string()).unwrap() });
    }
    window.key(Key::Enter);
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == number));
}

fn deployed(window: &Window) -> f64 {
    window.figures().deployed.central.0
}

fn title(window: &Window) -> String {
    window.app().slide_on_show().unwrap().title.clone()
}

/// The lengths of the bars on the slide: low, central and high of each row, or the one value.
fn bars(window: &Window) -> Vec<String> {
    let page = window.app().slide_on_show().unwrap();
    let charts = page.blocks.iter().filter_map(|block| match &block.what {
        What::Chart(chart) => Some(chart),
        _ => None,
    });
    charts
        .flat_map(|chart| match chart {
            Chart::Ranges(ranges) => ranges
                .groups
                .iter()
                .flat_map(|group| &group.rows)
                .map(|row| format!("{} {:?}", row.name, row.mark))
                .collect(),
            Chart::Bars(bars) => bars.rows.iter().map(|bar| format!("{} {}", bar.name, bar.value)).collect(),
            Chart::Stack(stack) => vec![format!("{stack:?}")],
            Chart::Steps(steps) => vec![format!("{steps:?}")],
        })
        .collect()
}

/// Takes the slide into the hand.
fn live(window: &mut Window) {
    window.key(Key::E);
    window.harness.run_steps(6);
    assert!(window.says("Live."), "the map is in the hand");
}

/// Presses the button at the first place, and goes to the last; the button stays down.
fn pull(window: &mut Window, from: Pos2, to: Pos2) {
    window.move_to(from);
    window.button(from, true);
    for step in 1..=8 {
        window.move_to(from + (to - from) * (step as f32 / 8.0));
    }
}

/// Selects the belt and pulls its northern end down along the line.
fn shorten_the_belt(window: &mut Window) -> Pos2 {
    let Form::Corridor(belt) = window.zone("Line belt").shape.form().clone() else { panic!("a belt") };
    let axis = &belt.axis.0;
    let inside =
        geodesy::destination(axis[60], geodesy::bearing(axis[60], axis[61]) + 90.0, cordon::units::Km(9.0));
    window.click(inside.x, inside.y);
    assert_eq!(window.app().desk.selection.zones, [window.zone("Line belt").id.clone()]);
    let (end, to) = (axis[0], axis[28]);
    let (end, to) = (window.spot(end.x, end.y), window.spot(to.x, to.y));
    pull(window, end, to);
    to
}

#[test]
fn a_zone_is_dragged_before_the_room_and_one_key_puts_it_back() {
    let mut window = at(3);
    let (before, said, drawn) = (deployed(&window), title(&window), bars(&window));
    let plan = window.plan().clone();
    live(&mut window);
    let to = shorten_the_belt(&mut window);
    assert!(deployed(&window) < before - 500.0, "the figures follow the hand: {}", deployed(&window));
    assert!(window.says("Changed: Needed"), "the change is marked while the button is down");
    assert_eq!(*window.plan(), plan, "and nothing is settled");
    window.button(to, false);
    assert!(*window.plan() != plan);
    window.harness.run_steps(2);
    window.wait_until(|window| window.app().slides_are_made());
    assert_ne!(title(&window), said);
    assert_ne!(bars(&window), drawn, "the column beside the map is another one");
    window.picture("live-dragged");
    window.key(Key::R);
    assert_eq!(*window.plan(), plan, "one key puts everything back");
    assert_eq!(deployed(&window), before);
    assert!(window.says("Everything is put back") && window.says("Nothing changed"));
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.title == said));
    assert_eq!(bars(&window), drawn);
}

#[test]
fn footprints_follow_the_zone_in_the_hand() {
    let mut window = at(7);
    live(&mut window);
    window.harness.run_steps(4);
    let belt = window.zone("Line belt").id.clone();
    let areas = |window: &Window| -> Vec<f64> {
        let made = window.app().desk.footprints_of(&belt).expect("contingents are on this slide");
        made.footprints.iter().map(|footprint| geodesy::area(&footprint.area).0).collect()
    };
    let before = areas(&window);
    assert_eq!(before.len(), 2, "Italy and Türkiye");
    let to = shorten_the_belt(&mut window);
    let after = areas(&window);
    assert!(after.iter().zip(&before).all(|(is, was)| (is - was).abs() > 1.0), "{before:?} → {after:?}");
    window.picture("live-footprints");
    window.button(to, false);
    window.key(Key::R);
    window.harness.run_steps(2);
    assert_eq!(areas(&window), before);
}

#[test]
fn a_mandate_and_a_slider_move_the_bars_and_the_band_says_what_moves() {
    let mut window = at(6);
    let before = deployed(&window);
    let shown = window.app().slide_on_show().unwrap().blocks.clone();
    let could = window.figures().coalition.available.central.0;
    live(&mut window);
    window.press("Mandate: Coalition");
    window.press("Mandate, UN Council");
    assert_eq!(window.plan().assumptions.mandate, Mandate::UnCouncil);
    assert_eq!(deployed(&window), before, "a mandate opens doors, and asks for nobody more");
    assert!(window.says("Changed: Sent and unfit"), "the band says what moves, and not that nothing does");
    window.picture("live-mandate");
    window.key(Key::R);
    assert!(window.says("Nothing changed"));

    let rail = window.rect("Scale back the Balkans");
    let at = |share: f32| pos2(rail.left() + rail.width() * share, rail.bottom() - 22.0);
    window.move_to(at(0.1));
    window.button(at(0.1), true);
    window.move_to(at(0.5));
    window.move_to(at(0.9));
    assert!(window.says("Changed: Could be sent"), "while the slider is in the hand");
    window.button(at(0.9), false);
    window.harness.run_steps(2);
    let now = window.figures().coalition.available.central.0;
    assert!(now > could, "who comes home can be sent: {could} → {now}");
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.blocks != shown));
    window.picture("live-slider");
    window.key(Key::Backspace);
    assert_eq!(window.figures().coalition.available.central.0, could);
}

#[test]
fn the_change_is_counted_from_where_each_slide_began() {
    let mut window = at(3);
    live(&mut window);
    window.press("Mission: By role");
    window.press("Mission, Deter");
    let deterring = deployed(&window);
    assert!(window.says("Changed: Needed"));
    go(&mut window, 4);
    assert_eq!(deployed(&window), deterring, "what was tried goes along to the next slide");
    assert!(window.says("what was tried before still stands"), "without the switches too");
    live(&mut window);
    assert!(!window.says("Changed: Needed"), "where nothing has changed yet");
    assert!(window.says("what was tried before still stands"));
    window.picture("live-next-slide");
    window.press("US enablers: In");
    window.press("US enablers, Out");
    window.harness.run_steps(4);
    assert!(!window.says("what was tried before"));
    window.key(Key::R);
    assert!(deployed(&window) < deterring, "everything is put back, on whichever slide it was tried");
    assert!(window.says("Nothing changed") && !window.says("still stands"));
}

#[test]
fn a_change_that_moves_no_total_is_said_to_move_none() {
    let mut window = at(3);
    live(&mut window);
    let hub = crate::harness::id_of(window.plan(), "Lviv hub");
    window.apply(&cordon::plan::Edit::Rename { zone: hub, name: "West".into() });
    assert!(window.says("Changed: no total"));
    window.picture("live-no-total");
}

#[test]
fn the_map_flies_to_the_next_slide_unless_the_show_holds_still() {
    let mut window = at(2);
    window.wait_until(|window| !window.app().map_is_flying());
    window.key(Key::N);
    window.wait_until(|window| window.app().map_is_flying());
    window.picture("live-flight");
    window.harness.run_steps(60);
    assert!(!window.app().map_is_flying(), "it arrives");
    window.run(Command::ToggleStill);
    for _ in 0..2 {
        window.key(Key::P);
        window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == 2));
        assert!(!window.app().map_is_flying(), "reduced motion cuts");
        window.key(Key::N);
        window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == 3));
        assert!(!window.app().map_is_flying());
    }
}

#[test]
fn the_wheel_goes_nearer_on_the_map_and_nought_goes_back() {
    let mut window = at(2);
    window.harness.run_steps(60);
    let home = window.app().map_on_show().unwrap();
    let kyiv = pos2(700.0, 500.0);
    window.move_to(kyiv);
    window.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(40);
    let near = window.app().map_on_show().unwrap();
    assert!(window.says("Zoomed.") && near.zoom > home.zoom + 0.1, "{} → {}", home.zoom, near.zoom);
    pull(&mut window, kyiv, kyiv + vec2(120.0, 40.0));
    window.button(kyiv + vec2(120.0, 40.0), false);
    let pulled = window.app().map_on_show().unwrap();
    assert!(pulled.centre != near.centre && pulled.zoom == near.zoom, "a pull moves the map");
    assert_eq!(window.app().slide_on_show().unwrap().number, 2, "and is no click");
    window.harness.run_steps(60);
    window.picture("live-zoomed");
    window.key(Key::Plus);
    assert!(window.app().map_on_show().unwrap().zoom > pulled.zoom);
    window.key(Key::Num0);
    assert_eq!(window.app().map_on_show().unwrap(), home);
    assert!(!window.says("Zoomed."));
    window.key(Key::Minus);
    assert_eq!(window.app().map_on_show().unwrap(), home, "never farther than the slide has it");
}

#[test]
fn laser_and_spotlight_are_where_the_hand_is() {
    let mut window = at(1);
    let (here, there) = (pos2(960.0, 830.0), pos2(300.0, 900.0));
    window.move_to(here);
    let (ground, far) = (window.colour(here + vec2(7.0, 0.0)), window.colour(there));
    window.key(Key::L);
    let dot = window.colour(here + vec2(7.0, 0.0));
    assert!(dot[0] > 150 && dot[1] < 80 && dot[2] < 80, "a red dot: {dot:?} on {ground:?}");
    window.move_to(there);
    assert_eq!(window.colour(here + vec2(7.0, 0.0)), ground, "it follows");
    window.move_to(here);
    window.key(Key::S);
    assert_eq!(window.colour(here + vec2(7.0, 0.0)), ground, "light where the hand is");
    let dark = window.colour(there);
    assert!(dark.iter().zip(far).all(|(is, was)| *is < was / 2), "dark elsewhere: {dark:?}, was {far:?}");
    window.key(Key::S);
    assert_eq!(window.colour(there), far);
}

#[test]
fn what_is_drawn_over_a_slide_is_seen_and_goes() {
    let mut window = at(1);
    let (from, to) = (pos2(300.0, 950.0), pos2(700.0, 950.0));
    let middle = pos2(500.0, 950.0);
    let ground = window.colour(middle);
    window.chord(Modifiers::SHIFT, Key::D);
    pull(&mut window, from, to);
    window.button(to, false);
    assert_ne!(window.colour(middle), ground, "a stroke");
    assert_eq!(window.app().slide_on_show().unwrap().number, 1, "drawing is no click");
    window.harness.run_steps(60 * 5);
    assert_eq!(window.colour(middle), ground, "it has vanished");
}

#[test]
fn the_speaker_on_one_screen_sees_both_slides_notes_clock_and_timer() {
    let mut window = at(3);
    let this = title(&window);
    window.key(Key::F6);
    window.wait_until(|window| window.says("Next: ") && !window.says("Next: on its way"));
    assert!(window.says(&format!("Slide 3 of 11: {this}")), "the slide on the screen");
    let notes = window.app().slide_on_show().unwrap().notes.clone();
    for line in notes.lines().take(2) {
        assert!(window.says(line), "{line}");
    }
    assert!(window.says("Time ") && window.says(" UTC"), "the time of day says which time it is");
    window.press("Reset timer");
    window.harness.run_steps(150);
    assert!(window.says("Timer 0:02"), "two seconds and a half");
    window.press("Live");
    assert!(window.says("Slide 3 of 11, live"));
    window.press("Not live");
    window.key(Key::N);
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == 4));
    assert!(window.says("Slide 4 of 11: "), "the clicker works from here");
    window.key(Key::End);
    window.wait_for("Slide 11 of 11: ");
    assert!(!window.says("Next: "), "after the last there is none");
    window.picture("live-speaker-last");
    window.press("Close this view");
    assert!(!window.says("Pause timer") && window.app().is_showing());
}
