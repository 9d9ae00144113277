//! Drawing and editing: along a border, shared corners, seams, oblasts, the line of contact.

use anyhow::{Context, Result};
use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::{Edit, Plan, Zone};
use egui::{Key, vec2};
use geo_types::{Coord, LineString, Polygon};

use super::{WHOLE, light, map_to, plan_of, sector, window};
use crate::harness::{ATLAS, emptied, id_of};
use crate::shot::Shot;

/// A corner of the line of contact is pulled; the tied belt follows, the card reckons.
pub fn line() -> Result<Shot> {
    let plan = emptied();
    let tie = Edit::SetTied { zone: id_of(&plan, "Line belt"), tied: true };
    let mut window = light(plan.with(&tie).map_err(|refusal| crate::said(&refusal))?);
    window.nearer(37.4, 48.4, 7.0);
    window.key(Key::Num8);
    let at = window.plan().contact_course().0.get(40).copied().context("the line has corners")?;
    let from = window.spot(at.x, at.y);
    let to = from + vec2(-58.0, 14.0);
    window.pull(from, to);
    // What follows is worked out beside the window.
    window.wait_until(|window| !window.app().desk.is_behind());
    window.harness.run_steps(6);
    Ok(map_to(window, 580.0))
}

/// The border between two oblasts is followed between two clicks.
pub fn border() -> Result<Shot> {
    let mut window = light(Plan::empty());
    window.nearer(35.5, 49.3, 10.0);
    let course = shared_border("Kharkiv", "Poltava").context("the two meet")?;
    let (from, to) = (course.get(4).context("a long border")?, course.get(course.len() - 5));
    window.key(Key::Num2);
    window.key(Key::E);
    let spot = window.beside(*from);
    window.click_at(spot);
    let spot = window.beside(*to.context("a long border")?);
    window.move_to(spot);
    Ok(map_to(window, 580.0))
}

/// The corners of the border between two oblasts, from one end to the other.
fn shared_border(one: &str, other: &str) -> Option<Vec<Coord<f64>>> {
    let ring = |name: &str| -> Option<LineString<f64>> {
        let oblast = ATLAS.map.oblasts.iter().find(|oblast| oblast.name == name)?;
        oblast.outline.iter().map(Polygon::exterior).max_by_key(|ring| ring.0.len()).cloned()
    };
    let (one, other) = (ring(one)?, ring(other)?);
    let shared = |at: &&Coord<f64>| other.0.contains(at);
    let start = one.0.iter().position(|at| !shared(&at))?;
    Some(one.0.iter().skip(1).cycle().skip(start).take(one.0.len() - 1).filter(shared).copied().collect())
}

/// The corner in which three sectors meet.
const MEET: (f64, f64) = (35.9, 49.3);

fn sectors() -> [Result<Zone>; 3] {
    let (north, east, south) = ((35.5, 50.1), (37.3, 49.15), (35.75, 48.45));
    [
        sector("Poltava sector", &[north, MEET, south, (34.4, 48.75), (34.1, 49.7)]),
        sector("Kharkiv sector", &[north, (36.9, 50.05), east, MEET]),
        sector("Barvinkove sector", &[MEET, east, (37.15, 48.4), south]),
    ]
}

/// The corner that three sectors share is dragged.
pub fn corner() -> Result<Shot> {
    let mut window = light(plan_of(sectors())?);
    window.nearer(MEET.0, MEET.1, 8.0);
    window.select("Poltava sector");
    window.key(Key::Num6);
    let from = window.spot(MEET.0, MEET.1);
    let to = from + vec2(-48.0, -30.0);
    window.pull(from, to);
    Ok(map_to(window, 580.0))
}

/// A gap between two sectors, with the button that closes it.
pub fn seam() -> Result<Shot> {
    let beside = [(37.309, 49.15), (38.3, 49.05), (38.1, 48.45), (37.159, 48.4)];
    let mut window = light(plan_of(sectors().into_iter().chain([sector("Sloviansk sector", &beside)]))?);
    window.wait_for("between zones");
    window.select("Sloviansk sector");
    window.reach("Zoom to Gap between Barvinkove sector and Sloviansk sector");
    window.harness.run_steps(60);
    let close = window.rect("Close the gap").center();
    window.move_to(close);
    Ok(Shot::part(window, [480.0, 40.0], [1280.0, 640.0]))
}

/// Three oblasts are clicked into one zone.
pub fn oblasts() -> Shot {
    let mut window = window(Plan::empty(), Theme::Light, WHOLE);
    window.settle(Command::PaintTool);
    for (lon, lat) in [(36.5, 49.5), (34.2, 49.7)] {
        window.click(lon, lat);
    }
    let next = window.spot(34.2, 51.0);
    window.move_to(next);
    Shot::whole(window)
}
