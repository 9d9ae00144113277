//! Zones that follow the map: the sheet that defines one, its part of the inspector, the bar
//! of the brush.

mod bar;

mod inspect;

mod place;

mod sheet;

pub use bar::show as bar;
pub use inspect::show as inspect;
pub use sheet::{Sheet, show};

use super::Cordon;
use crate::plan::{Edit, ZoneId};
use crate::tools::{Paint, Tool, ToolKind};

/// Takes the brush into the hand, or what it paints next where it is there already.
pub fn take_brush(app: &mut Cordon) {
    match &app.desk.tool {
        Tool::Paint(paint) => app.desk.tool = Tool::Paint(Paint::of(paint.palette.next())),
        _ => app.desk.pick(ToolKind::Paint),
    }
}

/// Freezes what is selected and follows something, in one step.
pub fn freeze(app: &mut Cordon, zones: &[ZoneId], now: f64) {
    let plan = app.desk.history.now();
    let live = zones.iter().filter(|id| plan.zone(id).is_some_and(|zone| zone.is_live()));
    let edits: Vec<Edit> = live.map(|id| Edit::Define { zone: id.clone(), definition: None }).collect();
    super::shaping::several(app, "Freeze", edits, now);
}

/// Whether anything that is selected follows something.
pub fn any_selected(app: &Cordon) -> bool {
    let plan = app.desk.history.now();
    app.desk.selection.zones.iter().any(|id| plan.zone(id).is_some_and(|zone| zone.is_live()))
}
