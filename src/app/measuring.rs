//! Measuring while any tool is in the hand: a path with its lengths and bearings, rings
//! round places, and what a flat map would have said.

mod card;
pub mod kept;
mod profile;
mod rings;

pub use profile::ground;

use egui::{Context, Rect, Ui};

use super::Cordon;
use super::hand;
use crate::export::Leaves;
use crate::export::path::{PathMeasures, geojson};
use crate::geodesy::Route;
use crate::scene::Rulers;

/// What the window keeps of it from frame to frame.
#[derive(Default)]
pub struct State {
    rings: rings::State,
    profiles: profile::Profiles,
    /// Where the card stood in the last frame.
    card: Option<Rect>,
}

impl State {
    /// Where its cards stood in the last frame.
    pub fn cards(&self) -> impl Iterator<Item = Rect> {
        [self.card, self.rings.rect()].into_iter().flatten()
    }
}

/// The height at the foot of the map that an open legend may take.
const LEGEND: f32 = 300.0;

/// Whether the card leaves room for an open legend below it.
pub fn leaves_room(app: &Cordon) -> bool {
    app.measuring.card.is_none_or(|card| card.bottom() < app.map_rect.bottom() - LEGEND)
}

/// Begins a path, or ends the one that is being drawn.
pub fn toggle(app: &mut Cordon) {
    if app.desk.measured.is_drawing() {
        app.desk.measured.end();
    } else {
        app.desk.measured.begin_path();
    }
}

/// Opens or closes the list of rings.
pub fn toggle_rings(app: &mut Cordon) {
    app.measuring.rings.toggle();
}

/// Whether the list of rings is open.
pub const fn rings_open(app: &Cordon) -> bool {
    app.measuring.rings.is_open()
}

/// Measures what is under the hand: once a frame, before it is drawn.
pub fn refresh(app: &mut Cordon) {
    let course = app.desk.measured.course(&app.desk.context(hand::pick(app)));
    app.desk.measured.refresh(course);
}

/// What of it is on the map.
pub fn marks(app: &Cordon) -> Rulers {
    // On a slide the map stands alone.
    if app.show.is_some() {
        return Rulers::default();
    }
    app.desk.measured.marks()
}

/// Puts the measured path on the clipboard, where it is what the hand did last or nothing else
/// could be meant; says whether it did.
pub fn copy(app: &mut Cordon, ctx: &Context) -> bool {
    let kept = &app.desk.measured;
    let meant = kept.is_drawing() || kept.fresh || app.desk.selection.zones.is_empty();
    let Some(route) = kept.route().filter(|_| meant).cloned() else { return false };
    ctx.copy_text(format!("{}\n{:#}\n", words(&route), geojson(&route)));
    app.notice = Some("Copied the measured path: words and GeoJSON".to_owned());
    true
}

/// A path in words, as the command line says it.
fn words(route: &Route) -> String {
    PathMeasures::of(route, Vec::new()).text()
}

/// Shows the card of the path and the list of rings.
pub fn show(app: &mut Cordon, ui: &Ui, map: Rect) {
    card::show(app, ui, map);
    rings::show(app, ui, map);
}
