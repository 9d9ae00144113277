//! Zones through the clipboard, as GeoJSON that any GIS takes; and back from any.

use std::sync::Arc;

use egui::Context;

use super::Cordon;
use super::dialogs::Dialog;
use super::shaping;
use crate::import::{self, Progress, preview, zones};
use crate::plan::{Edit, Plan, Zone, file};
use crate::problem::Problem;

/// The name that problems carry.
const CLIPBOARD: &str = "clipboard";

/// Longer texts than this would keep the window waiting.
const LONGEST: usize = 4_000_000;

/// Puts the selected zones on the clipboard; says whether there were any.
pub fn copy(app: &mut Cordon, ctx: &Context) -> bool {
    let plan = app.desk.history.now();
    let zones = plan.zones.iter().filter(|zone| app.desk.selection.has(&zone.id));
    let zones: Vec<_> = zones.map(|zone| alone(zone, plan)).collect();
    if zones.is_empty() {
        return false;
    }
    app.notice = Some(match zones.as_slice() {
        [zone] => format!("Copied {} as GeoJSON", zone.name),
        many => format!("Copied {} zones as GeoJSON", many.len()),
    });
    ctx.copy_text(file::to_geojson(&Plan { zones, ..Plan::empty() }));
    true
}

/// A zone as it can stand in another plan. One that follows other zones or the plan's own line
/// is copied as it is drawn: there, its definition would speak of something else.
fn alone(zone: &Arc<Zone>, plan: &Plan) -> Arc<Zone> {
    let leans = zone.definition.as_ref().is_some_and(|definition| {
        definition.zones().next().is_some() || (plan.line.is_some() && definition.leans_on_contact())
    });
    if leans { Arc::new(Zone { definition: None, ..Zone::clone(zone) }) } else { Arc::clone(zone) }
}

/// Copies, and takes what is copied out of the plan.
pub fn cut(app: &mut Cordon, ctx: &Context, now: f64) {
    if copy(app, ctx) {
        app.desk.apply(&Edit::RemoveZones(app.desk.selection.zones.clone()), now);
    }
}

/// Adds the zones of a text; what cannot be read is named.
pub fn paste(app: &mut Cordon, text: &str, now: f64) {
    let (mut new, problems) = read(text, app.desk.history.now());
    let plan = app.desk.history.now();
    for zone in &mut new {
        zone.id.0.clear();
        zone.locked = false;
        if plan.zones.iter().any(|there| there.name == zone.name) {
            zone.name = format!("{} (copy)", zone.name);
        }
    }
    let count = new.len();
    let label = match new.as_slice() {
        [zone] if !zone.name.is_empty() => format!("Paste {}", zone.name),
        _ => format!("Paste {count} zones"),
    };
    if count > 0 {
        let edits = new.into_iter().map(Edit::AddZone).collect();
        shaping::add(app, &Edit::Several { label: label.clone(), edits }, true, now);
        if app.desk.refusal.is_none() {
            app.notice = Some(label.replacen("Paste", "Pasted", 1));
        }
    }
    if !problems.is_empty() {
        let title = if count > 0 { "Pasted, but not all of it" } else { "Nothing could be pasted" };
        app.dialog = Some(Dialog::problems(title, problems));
    }
}

/// The zones of a text, and what of it is none.
fn read(text: &str, plan: &Plan) -> (Vec<Zone>, Vec<Problem>) {
    let refused = |what: &str, hint: &str| (Vec::new(), vec![Problem::error(CLIPBOARD, what, hint)]);
    if text.len() > LONGEST {
        return refused(
            "The clipboard holds more than 4 MB",
            "Save it as a file and open the file: it is then read beside the window.",
        );
    }
    if !text.trim_start().starts_with('{') {
        return refused(
            "The clipboard holds no GeoJSON",
            "Copy a zone here, or a Feature or FeatureCollection in a GIS or on geojson.io.",
        );
    }
    let own = serde_json::from_str::<serde_json::Value>(text);
    if own.is_ok_and(|value| value.get("cordon").is_some()) {
        return match file::from_geojson(text, CLIPBOARD) {
            Ok((plan, problems)) => (plan.zones.iter().map(|zone| Zone::clone(zone)).collect(), problems),
            Err(problems) => (Vec::new(), problems),
        };
    }
    match import::read(text.as_bytes(), CLIPBOARD, &Progress::default()) {
        Ok((layer, mut problems)) => {
            let mapping = preview::preview(CLIPBOARD, &layer, &problems).mapping();
            let (edits, more) = zones::zones(CLIPBOARD, &layer, &mapping, plan);
            problems.extend(more);
            let zone = |edit| if let Edit::AddZone(zone) = edit { Some(zone) } else { None };
            (edits.into_iter().filter_map(zone).collect(), problems)
        }
        Err(problems) => (Vec::new(), problems),
    }
}
