//! Finding, measuring, rings; the page of slides, the frame of an export, the live slide.

use anyhow::{Context, Result, bail};
use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::plan::{Form, Plan, file};
use egui::{Key, Vec2, vec2};

use super::{MARGIN, WHOLE, light, map_to, window};
use crate::harness::Window;
use crate::shot::Shot;

/// A name with two letters changed is found.
pub fn find() -> Shot {
    let mut window = light(file::example());
    window.run(Command::Find);
    window.types("Krematorsk");
    window.wait_for("Kramatorsk");
    map_to(window, 440.0).without_hand()
}

/// A path measured with a drawing tool in the hand, and what a flat map would have said.
pub fn measure() -> Shot {
    let mut window = light(Plan::empty());
    window.nearer(33.8, 49.0, 6.0);
    window.key(Key::Num2);
    window.key(Key::D);
    for (lon, lat) in [(36.25, 49.98), (34.55, 49.59), (34.1, 49.06), (35.04, 48.46)] {
        window.click(lon, lat);
    }
    window.key(Key::Enter);
    window.wait_for("Distance of the path to the line.");
    map_to(window, 690.0).without_hand()
}

/// Rings round the airport of Kyiv.
pub fn rings() -> Shot {
    let mut window = light(file::example());
    window.key(Key::O);
    window.fill("Radii of the next rings", "50, 100, 200");
    window.press("Click on the map");
    window.click(30.895, 50.345);
    map_to(window, 760.0)
}

/// The page of slides with the standard brief.
pub fn brief() -> Shot {
    let mut window = window(file::example(), Theme::Light, WHOLE);
    window.run(Command::BriefView);
    window.press("Standard brief");
    window.wait_until(|window| window.app().brief_is_drawn());
    window.click_on("Slide 3: ");
    window.harness.run_steps(60);
    Shot::whole(window).without_hand()
}

/// The sheet of an export on the map.
pub fn frame() -> Shot {
    let mut window = window(file::example(), Theme::Light, WHOLE);
    window.run(Command::Export);
    window.wait_for("Checked:");
    window.press("Place the frame…");
    window.wait_for("Frame of the export: the page");
    window.harness.run_steps(60);
    Shot::whole(window).without_hand()
}

/// The show at the slide of the zones; the belt is shortened before the room.
pub fn live() -> Result<Shot> {
    let options = Options { theme: Theme::Light, ..Options::default() };
    let size = vec2(1920.0, 1080.0) + Vec2::splat(2.0 * MARGIN);
    let mut window = Window::scaled(file::example(), size, options, 2.0 / 3.0);
    window.key(Key::F5);
    window.key(Key::Num3);
    window.key(Key::Enter);
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == 3));
    window.key(Key::E);
    window.harness.run_steps(6);
    window.select("Line belt");
    let Form::Corridor(belt) = window.zone("Line belt").shape.form().clone() else { bail!("no belt") };
    let spot = |at: usize| belt.axis.0.get(at).map(|at| window.spot(at.x, at.y));
    let (end, to) = spot(0).zip(spot(28)).context("a long belt")?;
    window.pull(end, to);
    window.harness.run_steps(60);
    // The column beside the map is made beside the window.
    window.wait_until(|window| window.app().slides_are_made());
    window.harness.run_steps(6);
    Ok(Shot::whole(window))
}
