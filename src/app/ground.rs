//! Where contingents stand: the marks of their footprints on the map, and what the pointer
//! is told of them.

use std::sync::Arc;

use egui::{Response, RichText, Ui};
use geo_types::Coord;

use super::Cordon;
use super::theme::{colour32, font};
use crate::force::exposure::Bands;
use crate::force::fit::Grade;
use crate::force::footprints::{By, Footprint, ZoneFootprints};
use crate::plan::{NationCode, ZoneId};
use crate::problem::Refusal;
use crate::scene::marks::{self, Marks};
use crate::scene::{BandMark, PlateBox};
use crate::units::{brief, grouped};

/// The bands with their marks.
type BandsDrawn = (Arc<Result<Bands, Refusal>>, Vec<BandMark>);

/// What is remembered from frame to frame.
#[derive(Debug, Default)]
pub struct Remembered {
    /// The bands with the areas that are drawn: cut into triangles once.
    bands: Option<BandsDrawn>,
    /// The contingent under the pointer.
    hovered: Option<(ZoneId, usize)>,
    /// The plates of the last frame, top first, where there are contingents.
    pub plates: Vec<PlateBox>,
}

/// The marks of what is shown.
pub fn marks(app: &mut Cordon) -> Marks {
    let mut marks = Marks { bands: bands(app), rounded: app.show.is_some(), ..Marks::default() };
    if let Some(month) = app.month {
        let horizon = app.desk.shown().assumptions.rotation.horizon_months;
        marks.month = marks::month(month, horizon);
    }
    if !app.footprints {
        app.desk.hide_footprints();
        return marks;
    }
    let course = app.month.map(|month| (month, app.desk.timeline()));
    let presence = |nation: &NationCode| match &course {
        Some((month, timeline)) => match timeline.as_ref() {
            Ok(timeline) => timeline.nation(&nation.0).map_or(0.0, |course| course.presence(*month)),
            // A tour that cannot be reckoned with: the strip of months says so.
            Err(_) => 1.0,
        },
        None => 1.0,
    };
    let made = app.desk.footprints().to_vec();
    for zone in &made {
        add(app, zone, &presence, &mut marks);
    }
    marks
}

/// Adds the marks of a zone, and what the hand is over or holds.
fn add(app: &Cordon, made: &ZoneFootprints, presence: &impl Fn(&NationCode) -> f64, marks: &mut Marks) {
    let (parts, dividers) = (marks.parts.len(), marks.dividers.len());
    marks.add(made, app.desk.figures(), &app.desk.atlas.doctrine, presence);
    let hovered = app.ground.hovered.as_ref();
    for (place, part) in marks.parts.iter_mut().skip(parts).enumerate() {
        part.hovered = hovered.is_some_and(|(zone, part)| *zone == made.zone && *part == place);
    }
    let in_hand = app.desk.tool.boundary().filter(|(boundary, _)| boundary.zone == made.zone);
    let Some((boundary, dragged)) = in_hand else { return };
    for (mark, divider) in marks.dividers.iter_mut().skip(dividers).zip(&made.dividers) {
        let lit = boundary.between == divider.between;
        (mark.hovered, mark.dragged) = (lit && !dragged, lit && dragged);
    }
}

/// The bands of distance, where they are wanted and there.
fn bands(app: &mut Cordon) -> Vec<BandMark> {
    if !app.bands {
        return Vec::new();
    }
    let Some(bands) = app.desk.bands() else { return Vec::new() };
    let known = app.ground.bands.as_ref().filter(|(of, _)| Arc::ptr_eq(of, &bands));
    if let Some((_, marks)) = known {
        return marks.clone();
    }
    let marks: Vec<BandMark> = match bands.as_ref() {
        Ok(bands) => marks::bands(bands),
        // The line cannot have bands; the page of distances says why.
        Err(_) => Vec::new(),
    };
    app.ground.bands = Some((bands, marks.clone()));
    marks
}

/// Whether the bands are still being made.
pub fn bands_to_come(app: &Cordon) -> bool {
    app.bands && !app.desk.has_bands() && !app.bands_later.is_lost()
}

/// What the two contingents beside a boundary in the hand hold, with how it changes.
pub fn shares(app: &Cordon) -> Vec<(String, String)> {
    let Some((boundary, true)) = app.desk.tool.boundary() else { return Vec::new() };
    let Some(made) = app.desk.footprints_of(&boundary.zone) else { return Vec::new() };
    let of_troops: f64 = made.footprints.iter().map(|footprint| footprint.troops.0).sum::<f64>()
        + made.unfilled.as_ref().map_or(0.0, |unfilled| unfilled.missing.0);
    let row = |place: usize| {
        let footprint = made.footprints.get(place)?;
        let by_troops = if of_troops > 0.0 { footprint.troops.0 / of_troops } else { 0.0 };
        let off = (footprint.got - by_troops) * 100.0;
        let change = if off.abs() < 0.05 { String::new() } else { signed(off) };
        Some((format!("{} holds {}", footprint.nation.0, share(app, made, footprint.got)), change))
    };
    let mut rows: Vec<(String, String)> =
        [boundary.between.0, boundary.between.1].into_iter().filter_map(row).collect();
    rows.push(("± beside what its troops would hold".to_owned(), String::new()));
    rows
}

fn signed(points: f64) -> String {
    let sign = if points > 0.0 { "+" } else { "−" };
    format!("{sign}{} %", brief(points.abs()))
}

/// A share of a zone: "47 % · 540 km".
fn share(app: &Cordon, made: &ZoneFootprints, of: f64) -> String {
    let percent = format!("{} %", brief(of * 100.0));
    let Some(figures) = app.desk.figures().zone(&made.zone) else { return percent };
    match made.by {
        By::Line => format!("{percent} · {} km", brief(figures.measured.axis.0 * figures.ground_factor * of)),
        By::Area => format!("{percent} · {} km²", grouped(figures.measured.area.0 * of, 0)),
        By::People => format!("{percent} · {}", super::rows::people(figures.measured.people.0 * of)),
        By::Camps => percent,
    }
}

/// What the pointer is over: a plate, the ground of a contingent, or one of its camps.
fn under(app: &Cordon) -> Option<(ZoneId, Option<usize>)> {
    let pointer = app.pointer_at?;
    let corner = app.map_corner();
    let at = [pointer.x - corner.x, pointer.y - corner.y];
    let inside = |plate: &&PlateBox| {
        let frame = plate.frame;
        (frame.min[0]..=frame.max[0]).contains(&at[0]) && (frame.min[1]..=frame.max[1]).contains(&at[1])
    };
    if let Some(plate) = app.ground.plates.iter().find(inside) {
        return Some((plate.zone.clone(), plate.part));
    }
    let zone = app.desk.selection.hovered.clone()?;
    let made = app.desk.footprints_of(&zone)?;
    let place = app.view.from_screen(at);
    let part = if made.by == By::Camps { camp_at(app, made, place) } else { made.at(place) };
    part.map(|part| (zone, Some(part)))
}

/// Whose camp is near a place.
fn camp_at(app: &Cordon, made: &ZoneFootprints, at: Coord<f64>) -> Option<usize> {
    let near = super::hand::pick(app);
    let owns = |footprint: &Footprint| {
        footprint.camps.drawn.iter().any(|camp| crate::geodesy::ground_distance(camp.at, at) <= near)
    };
    made.footprints.iter().position(owns)
}

/// Tells the pointer whose ground it is over, and why the contingent fits there or not.
pub fn explain(app: &mut Cordon, ui: &Ui, response: &Response) {
    let quiet = !response.hovered() || app.desk.tool.is_busy() || app.dialog_open() || app.carried.is_some();
    let under = if quiet { None } else { under(app) };
    let part = under.as_ref().and_then(|(zone, part)| Some((zone.clone(), (*part)?)));
    if part != app.ground.hovered {
        app.ground.hovered = part;
        ui.ctx().request_repaint();
    }
    let Some((zone, part)) = under else { return };
    let on_boundary = app.desk.tool.boundary().is_some();
    let Some(made) = app.desk.footprints_of(&zone).filter(|_| !on_boundary).cloned() else { return };
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        match part.and_then(|part| Some((part, made.footprints.get(part)?))) {
            Some((place, footprint)) => tell(app, ui, &made, place, footprint),
            None => {
                for (place, footprint) in made.footprints.iter().enumerate() {
                    if place > 0 {
                        ui.separator();
                    }
                    tell(app, ui, &made, place, footprint);
                }
            }
        }
    });
}

/// A nation's name: the atlas's, the user's, or its code.
fn name(app: &Cordon, nation: &NationCode) -> String {
    let own = app.desk.shown().coalition.member(nation).and_then(|member| member.name.clone());
    let known = || app.desk.atlas.nations.get(&nation.0).map(|nation| nation.name.clone());
    own.or_else(known).unwrap_or_else(|| nation.0.clone())
}

/// All that is known of a contingent on its ground.
fn tell(app: &Cordon, ui: &mut Ui, made: &ZoneFootprints, place: usize, footprint: &Footprint) {
    let look = &app.look.ui;
    let strong = |text: String| RichText::new(text).font(font(12.5, 700)).color(colour32(look.tx));
    let plain = |text: String| RichText::new(text).font(font(12.0, 400)).color(colour32(look.tx2));
    let troops = grouped(footprint.troops.0.round(), 0);
    ui.label(strong(format!("{} · {troops} deployed · {}", name(app, &footprint.nation), footprint.unit)));
    if made.by == By::Camps {
        ui.label(plain("Held by camps: nobody divides its ground".to_owned()));
    } else {
        let wanted = format!("{} %", brief(footprint.wanted * 100.0));
        ui.label(plain(format!("Holds {}, {wanted} wanted", share(app, made, footprint.got))));
        ui.label(plain(format!("Shared out by {}", made.by.in_words())));
    }
    let (camps, hectares) = (&footprint.camps.count, &footprint.camps.hectares);
    ui.label(plain(format!(
        "{} battalion camps ({} – {}) on {} ha ({} – {})",
        grouped(camps.central, 0),
        grouped(camps.low, 0),
        grouped(camps.high, 0),
        grouped(hectares.central, 0),
        grouped(hectares.low, 0),
        grouped(hectares.high, 0),
    )));
    let filling = app.desk.figures().filling(&made.zone);
    let Some(contingent) = filling.and_then(|filling| filling.contingents.get(place)) else { return };
    let fit = &contingent.fit;
    let colour = match fit.grade {
        Grade::Fit => look.ok,
        Grade::Strained => look.delta,
        Grade::Unfit => look.short,
    };
    ui.label(RichText::new(fit.grade.title()).font(font(12.0, 600)).color(colour32(colour)));
    for reason in fit.reasons.iter().filter(|_| fit.grade != Grade::Fit) {
        ui.label(plain(format!("{}.", reason.what.trim_end_matches('.'))));
    }
}
