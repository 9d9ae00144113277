//! The show: slides by clicker keys, screens, the live slide, the speaker's view.

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::plan::{Enablers, Form, file};
use egui::{Key, Modifiers, vec2};

use crate::harness::Window;

/// The words that say which slide is on.
fn on(window: &Window, number: usize) -> bool {
    window.says(&format!("Slide {number} of 11"))
}

fn showing() -> Window {
    let mut window = Window::with(file::example(), vec2(1920.0, 1080.0), Options::default());
    window.key(Key::F5);
    ready(&mut window, 1);
    window
}

/// Waits until a slide is on the screen with its title.
fn ready(window: &mut Window, number: usize) {
    window.wait_until(|window| on(window, number) && !window.says(&format!("Slide {number} of 11: .")));
}

fn deployed(window: &Window) -> f64 {
    window.figures().deployed.central.0
}

#[test]
fn f5_shows_the_slides_and_a_clicker_goes_through_them() {
    let mut window = showing();
    assert!(window.app().is_showing());
    window.picture("show-1");
    window.key(Key::PageDown);
    ready(&mut window, 2);
    window.picture("show-2");
    window.key(Key::ArrowRight);
    ready(&mut window, 3);
    window.key(Key::PageUp);
    ready(&mut window, 2);
    window.key(Key::End);
    ready(&mut window, 11);
    window.key(Key::Space);
    assert!(on(&window, 11), "there is none after the last");
    window.key(Key::Home);
    ready(&mut window, 1);
    window.key(Key::Num1);
    window.key(Key::Num0);
    window.key(Key::Enter);
    ready(&mut window, 10);
    window.key(Key::Escape);
    assert!(!window.app().is_showing());
    window.chord(Modifiers::SHIFT, Key::F5);
    ready(&mut window, 10);
    window.key(Key::F5);
    assert!(!window.app().is_showing());
}

#[test]
fn the_screen_can_be_black_or_white_and_comes_back() {
    let mut window = showing();
    window.key(Key::B);
    assert!(window.says("Black screen"));
    assert_eq!(window.colour(egui::pos2(300.0, 300.0)), [0, 0, 0]);
    window.key(Key::W);
    assert!(window.says("White screen"));
    assert_eq!(window.colour(egui::pos2(300.0, 300.0)), [255, 255, 255]);
    window.key(Key::W);
    assert!(!window.says("White screen") && !window.says("Black screen"));
    window.key(Key::Period);
    window.key(Key::N);
    ready(&mut window, 2);
    assert!(!window.says("Black screen"), "the next slide is to be seen");
}

#[test]
fn a_switch_turned_in_the_show_changes_the_figures_until_it_is_put_back() {
    let mut window = showing();
    let (before, plan) = (deployed(&window), window.plan().clone());
    window.key(Key::E);
    assert!(window.says("Nothing changed"));
    window.press("Mission: By role");
    window.press("Mission, Deter");
    assert!(deployed(&window) > before, "to deter takes more");
    assert!(window.says("Changed: Needed"));
    window.key(Key::Backspace);
    assert_eq!(deployed(&window), before);
    assert_eq!(*window.plan(), plan);
    assert!(window.says("Nothing changed"));
    window.press("US enablers: In");
    window.press("US enablers, Out");
    window.harness.run_steps(4);
    assert_eq!(window.plan().assumptions.enablers, Enablers::Out);
    window.key(Key::Escape);
    assert_eq!(*window.plan(), plan, "leaving puts back what was not kept");
    assert!(!window.app().desk.history.can_undo());
    assert_eq!(deployed(&window), before);
}

#[test]
fn the_slide_follows_the_depth_of_a_belt_and_keeping_it_is_one_step() {
    let mut window = showing();
    for _ in 0..2 {
        window.key(Key::N);
    }
    ready(&mut window, 3);
    let before = deployed(&window);
    let title = window.says("Holding 20");
    assert!(title, "the slide of the zones");
    window.key(Key::E);
    window.harness.run_steps(6);
    window.picture("show-live");
    let depth = |window: &Window| {
        let belt = window.plan().zones.iter().find_map(|zone| match zone.shape.form() {
            Form::Corridor(corridor) => Some(corridor.left.0 + corridor.right.0),
            _ => None,
        });
        belt.unwrap()
    };
    let was = depth(&window);
    window.click_on("Double the depth of");
    assert_eq!(depth(&window), 2.0 * was);
    window.press("Mission: By role");
    window.picture("show-live-list");
    window.press("Mission, Deter");
    window.wait_until(|window| !window.says("Holding 20"));
    window.picture("show-live-changed");
    let shown = deployed(&window);
    assert!((shown - before).abs() > 1.0, "the figures follow, and so does the title");
    window.key(Key::K);
    assert!(window.says("Kept in the plan"));
    assert!(window.says("Nothing changed"), "what is kept is where changes begin");
    window.key(Key::Escape);
    assert_eq!(depth(&window), 2.0 * was);
    assert_eq!(deployed(&window), shown);
    assert_eq!(window.app().desk.history.undo_label(), Some("Keep what was shown"));
    window.run(Command::Undo);
    assert_eq!(depth(&window), was);
    assert_eq!(deployed(&window), before);
    assert!(!window.app().desk.history.can_undo(), "it was one step");
}

#[test]
fn the_speaker_sees_notes_timer_and_the_next_slide() {
    let mut window = showing();
    window.key(Key::F6);
    window.wait_until(|window| window.says("Next: ") && !window.says("Next: on its way"));
    assert!(window.says("Trap"), "the notes name the traps");
    window.picture("show-presenter");
    window.press("Pause timer");
    assert!(window.says("paused"));
    window.press("Reset timer");
    assert!(window.says("Timer 0:00, paused"));
    window.press("Next slide");
    ready(&mut window, 2);
    window.key(Key::F6);
    assert!(!window.says("Pause timer"));
}

#[test]
fn a_stroke_over_the_slide_vanishes() {
    let mut window = showing();
    window.chord(Modifiers::SHIFT, Key::D);
    let from = egui::pos2(500.0, 500.0);
    window.move_to(from);
    window.button(from, true);
    for step in 1..=6 {
        window.move_to(from + vec2(40.0, 12.0) * step as f32);
    }
    window.button(from + vec2(240.0, 72.0), false);
    assert!(window.says("One stroke drawn") && on(&window, 1));
    window.picture("show-stroke");
    window.harness.run_steps(60 * 5);
    assert!(!window.says("stroke drawn"));
    window.chord(Modifiers::SHIFT, Key::D);
    window.key(Key::L);
    assert!(window.says("Laser dot"));
    window.key(Key::S);
    assert!(window.says("Spotlight"));
    window.picture("show-spotlight");
}

#[test]
fn the_show_looks_right_on_a_small_dark_screen() {
    let mut window = Window::themed(file::example(), vec2(1280.0, 800.0), Theme::Dark);
    window.run(Command::Present);
    ready(&mut window, 1);
    for number in 2..=3 {
        window.key(Key::N);
        ready(&mut window, number);
    }
    window.key(Key::H);
    window.picture("show-small-keys");
    window.key(Key::Escape);
    assert!(window.app().is_showing(), "Escape closes the list of keys first");
    window.key(Key::E);
    window.harness.run_steps(30);
    window.picture("show-small-live");
}
