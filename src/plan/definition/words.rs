//! A definition in words, as the inspector and the tooltips say it.

use geo_types::LineString;

use super::derive::course;
use super::{Anchor, Definition, Side, Source};
use crate::atlas::Ground;
use crate::atlas::gazetteer::oblast_name;
use crate::geodesy::{self, CELL};
use crate::plan::{LineName, Plan, ZoneId};
use crate::units::brief;

/// More names than this are counted instead.
const NAMED: usize = 4;

impl Definition {
    /// In words: "Everything within 30 km of the line of contact, on its left (south-east), in
    /// Kharkiv oblast, without Line belt".
    pub fn words(&self, plan: &Plan) -> String {
        let mut text = capital(&said(&self.what, plan));
        for ground in &self.within {
            text.push_str(", in ");
            text.push_str(&said(ground, plan));
        }
        for ground in &self.without {
            text.push_str(", without ");
            text.push_str(&said(ground, plan));
        }
        text
    }

    /// What kind of zone it makes, in a few words.
    pub const fn kind(&self) -> &'static str {
        match self.what {
            Source::Ukraine | Source::Oblasts(_) => "Live: made of oblasts",
            Source::Cells(_) => "Live: made of grid cells",
            Source::Settlements { .. } => "Live: made of settlements",
            Source::Near { of: Anchor::Line { .. }, .. } => "Live: within a distance of a line",
            Source::Near { of: Anchor::Place(_), .. } => "Live: within a distance of a place",
            Source::Near { of: Anchor::Zone(_), .. } => "Live: within a distance of a zone",
            Source::Zone(_) => "Live: made of another zone",
        }
    }
}

fn said(source: &Source, plan: &Plan) -> String {
    match source {
        Source::Ukraine => "Ukraine".to_owned(),
        Source::Oblasts(oblasts) => {
            let ground = Ground::embedded().ok();
            let name = |iso: &String| {
                let oblast = ground.and_then(|ground| ground.oblast(iso));
                oblast.map_or_else(|| iso.clone(), |oblast| oblast_name(&oblast.name))
            };
            listed(&oblasts.iter().map(name).collect::<Vec<_>>(), "oblasts")
        }
        Source::Cells(cells) if cells.len() == 1 => format!("one cell of {} km", brief(CELL.0)),
        Source::Cells(cells) => format!("{} cells of {} km", cells.len(), brief(CELL.0)),
        Source::Settlements { places, radius } => {
            let names: Vec<String> = places.iter().map(|spot| spot.name.clone()).collect();
            let names = listed(&names, "settlements");
            format!("{names} with {} km round each", brief(radius.0))
        }
        Source::Near { of, km } => format!("everything within {} km of {}", brief(km.0), anchor(of, plan)),
        Source::Zone(id) => name(id, plan),
    }
}

fn anchor(of: &Anchor, plan: &Plan) -> String {
    match of {
        Anchor::Line { line, side: Side::Both } => line_name(line),
        Anchor::Line { line, side } => {
            let compass = course(line, plan).ok().and_then(|course| facing(course, *side));
            let compass = compass.map_or_else(String::new, |compass| format!(" ({compass})"));
            format!("{}, on its {}{compass}", line_name(line), side.name())
        }
        Anchor::Place(spot) => spot.name.clone(),
        Anchor::Zone(id) => name(id, plan),
    }
}

/// "the line of contact".
pub(super) fn line_name(line: &LineName) -> String {
    let ground = Ground::embedded().ok();
    let found = ground.and_then(|ground| ground.lines().find(|(id, _)| *id == line.0));
    found.map_or_else(
        || line.0.clone(),
        |(_, name)| {
            let mut letters = name.chars();
            let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
            format!("the {first}{}", letters.as_str())
        },
    )
}

/// The winds, clockwise from north.
const WINDS: [&str; 8] =
    ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/// Where a side of a line looks to, as a whole: "south-east".
pub fn facing(line: &LineString<f64>, side: Side) -> Option<&'static str> {
    let (first, last) = (*line.0.first()?, *line.0.last()?);
    let turn = match side {
        Side::Both => return None,
        Side::Left => -90.0,
        Side::Right => 90.0,
    };
    let bearing = (geodesy::bearing(first, last) + turn).rem_euclid(360.0);
    WINDS.get((bearing / 45.0).round() as usize % 8).copied()
}

fn name(id: &ZoneId, plan: &Plan) -> String {
    plan.zone(id).map_or_else(|| id.0.clone(), |zone| zone.name.clone())
}

/// "Kharkiv oblast and Crimea", or how many there are.
fn listed(names: &[String], what: &str) -> String {
    match names {
        [] => format!("no {what}"),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= NAMED => format!("{} and {last}", most.join(", ")),
        many => format!("{} {what}", many.len()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
