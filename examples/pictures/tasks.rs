//! What the documents show of the window: the pages of the README, and the tasks of the guide.

mod bring;
mod draw;
mod look;

use std::sync::Arc;

use anyhow::{Result, anyhow};
use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::plan::{Edit, Form, Plan, Role, Shape, Zone, ZoneId, file};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, Vec2, vec2};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::harness::{CTRL, Window, id_of};
use crate::shot::Shot;

/// Takes a picture.
pub type Take = fn() -> Result<Shot>;

/// All pictures of the window, in the order in which the documents have them.
pub const SHOTS: [(&str, Take); 16] = [
    ("window-light", || Ok(page(Theme::Light))),
    ("window-dark", || Ok(page(Theme::Dark))),
    ("supply-light", || Ok(supply())),
    ("task-line", draw::line),
    ("task-border", draw::border),
    ("task-corner", draw::corner),
    ("task-seam", draw::seam),
    ("task-oblasts", || Ok(draw::oblasts())),
    ("task-find", || Ok(look::find())),
    ("task-measure", || Ok(look::measure())),
    ("task-rings", || Ok(look::rings())),
    ("task-import", bring::import),
    ("task-layers", bring::layers),
    ("task-frame", || Ok(look::frame())),
    ("task-live", look::live),
    ("task-brief", || Ok(look::brief())),
];

/// The smallest window that is in daily use: what is readable there is readable everywhere.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// The window of the README: the whole force has its plates on the map.
const FRONT: Vec2 = vec2(1440.0, 900.0);

/// What the harness leaves free around the window.
pub const MARGIN: f32 = 8.0;

/// Pixels to the point of a picture of the whole window, and of a part of it: documents show
/// pictures some 900 px wide, so that letters come out in their own size or larger.
const WHOLE: f32 = 1.25;
const PART: f32 = 1.5;

/// A window on a plan.
fn window(plan: Plan, theme: Theme, scale: f32) -> Window {
    sized(plan, SIZE, theme, scale)
}

fn sized(plan: Plan, size: Vec2, theme: Theme, scale: f32) -> Window {
    let size = size + Vec2::splat(2.0 * MARGIN);
    let mut window = Window::scaled(plan, size, Options { theme, ..Options::default() }, scale);
    window.harness.run_steps(20);
    window
}

/// The upper left corner of the map in the window, and its right edge.
const MAP: [f32; 2] = [48.0, 40.0];
const RIGHT: f32 = 896.0;

/// A light window of which a part is shown.
fn light(plan: Plan) -> Window {
    window(plan, Theme::Light, PART)
}

/// The map down to a height.
fn map_to(window: Window, bottom: f32) -> Shot {
    Shot::part(window, MAP, [RIGHT, bottom])
}

fn page(theme: Theme) -> Shot {
    let mut window = sized(file::example(), FRONT, theme, 10.0 / 9.0);
    let belt = id_of(window.plan(), "Line belt");
    window.app_mut().desk.selection.zones = vec![belt];
    Shot::whole(window).without_hand()
}

fn supply() -> Shot {
    let mut window = sized(file::example(), FRONT, Theme::Light, 10.0 / 9.0);
    window.chord(CTRL, Key::Num2);
    window.click_on("FR France, assigned");
    Shot::whole(window).without_hand()
}

/// A sector on the ground.
fn sector(name: &str, corners: &[(f64, f64)]) -> Result<Zone> {
    let ring: LineString<f64> = corners.iter().copied().collect();
    let area = MultiPolygon(vec![Polygon::new(ring, Vec::new())]);
    let shape = Shape::new(Form::Area(area)).map_err(|refusal| anyhow!(refusal.what))?;
    let id = ZoneId(name.to_lowercase().replace(' ', "-"));
    Ok(Zone { id, name: name.to_owned(), ..Zone::new(Role::BufferArea, Arc::new(shape)) })
}

/// A plan with these zones.
fn plan_of(zones: impl IntoIterator<Item = Result<Zone>>) -> Result<Plan> {
    zones.into_iter().try_fold(Plan::empty(), |plan, zone| {
        plan.with(&Edit::AddZone(zone?)).map_err(|refusal| anyhow!(refusal.what))
    })
}

/// The hands of somebody who shows how it is done.
impl Window {
    /// Brings a place into the middle of the map, and the map nearer by so many lines of the wheel.
    fn nearer(&mut self, lon: f64, lat: f64, lines: f32) {
        let (sea, middle) = (self.spot(31.6, 44.2), Pos2::new(470.0, 440.0));
        let there = sea + (middle - self.spot(lon, lat));
        self.pull(sea, there);
        self.button(there, false);
        self.move_to(middle);
        self.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, lines),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        self.harness.run_steps(60);
    }

    /// Presses the button at a place and goes to another with it.
    fn pull(&mut self, from: Pos2, to: Pos2) {
        self.move_to(from);
        self.button(from, true);
        for step in 1..=8 {
            self.move_to(from + (to - from) * (step as f32 / 8.0));
        }
    }

    /// A place, and a little beside it as a hand is.
    fn beside(&self, at: Coord<f64>) -> Pos2 {
        self.spot(at.x, at.y) + vec2(3.0, 2.0)
    }

    fn select(&mut self, name: &str) {
        let id = id_of(self.plan(), name);
        self.app_mut().desk.selection.zones = vec![id];
        self.harness.run_steps(4);
    }

    /// Runs a command, and lets what moves come to rest.
    fn settle(&mut self, command: Command) {
        self.run(command);
        self.harness.run_steps(60);
    }
}
