//! Rows moved in the list by hand, with a mark where they will stand.

use egui::{Context, CornerRadius, CursorIcon, Key, Modifiers, Rect, Stroke, Ui, pos2, vec2};

use super::{HEADER, ROW};
use crate::app::Cordon;
use crate::app::theme::colour32;
use crate::plan::ZoneId;
use crate::plan::order::moved_to;

/// So near the edge of the list it moves on under the hand, in points.
const EDGE: f32 = 24.0;

/// How far it moves a frame, in points.
const PACE: f32 = 6.0;

/// Takes a row; with it all that are selected, where it is one of them.
pub fn begin(app: &mut Cordon, zone: &ZoneId) {
    let selected = &app.desk.selection;
    app.rows.carried = if selected.has(zone) { selected.zones.clone() } else { vec![zone.clone()] };
}

/// Escape puts them back; nothing else hears it.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    if !app.rows.carried.is_empty() && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        app.rows.carried.clear();
    }
}

/// Shows where the rows will stand, and puts them there when the button comes up. `first`
/// is the top of the first row, in view or not.
pub fn show(app: &mut Cordon, ui: &Ui, list: Rect, first: f32) {
    if app.rows.carried.is_empty() {
        return;
    }
    let (pointer, down, now) =
        ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down(), input.time));
    let Some(at) = pointer else {
        app.rows.carried.clear();
        return;
    };
    let plan = app.desk.history.now();
    let count = plan.zones.len();
    let before = ((at.y - first) / ROW).round().clamp(0.0, count as f32) as usize;
    let edit = moved_to(plan, &app.rows.carried, before);
    if !down {
        app.rows.carried.clear();
        // Let go over the map, nothing was meant.
        if let (Some(edit), true) = (edit, list.expand2(vec2(40.0, HEADER + ROW)).contains(at)) {
            app.desk.apply(&edit, now);
        }
        return;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let up = (list.top() + EDGE - at.y).clamp(0.0, EDGE) - (at.y - list.bottom() + EDGE).clamp(0.0, EDGE);
    if up != 0.0 {
        ui.scroll_with_delta(vec2(0.0, up / EDGE * PACE));
        ui.ctx().request_repaint();
    }
    if edit.is_some() {
        let y = (first + before as f32 * ROW).clamp(list.top() + 1.5, list.bottom() - 1.5);
        let ink = colour32(app.look.ui.accent);
        let (left, right) = (list.left() + 8.0, list.right() - 8.0);
        ui.painter().hline(left..=right, y, Stroke::new(3.0, ink));
        for end in [left, right] {
            let knob = Rect::from_center_size(pos2(end, y), vec2(8.0, 8.0));
            ui.painter().rect_filled(knob, CornerRadius::same(4), ink);
        }
    }
}
