//! A layer moved in the list by hand, with a mark where it will stand.

use std::cmp::Ordering;

use egui::{Context, CornerRadius, CursorIcon, Key, Modifiers, Rect, Stroke, Ui, pos2, vec2};

use super::remember;
use crate::app::Cordon;
use crate::app::theme::colour32;

/// So near the edge of the list it moves on under the hand, in points.
const EDGE: f32 = 24.0;

/// How far it moves a frame, in points.
const PACE: f32 = 6.0;

/// Escape puts the layer back; nothing else hears it.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    if app.layer_carried.is_some() && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        app.layer_carried = None;
    }
}

/// Shows where the layer in the hand will stand, and puts it there when the button comes up.
/// `rows` are the places of the layers in the list, the uppermost first.
pub fn show(app: &mut Cordon, ui: &Ui, rows: &[Rect]) {
    let Some(carried) = app.layer_carried.filter(|carried| *carried < rows.len()) else {
        app.layer_carried = None;
        return;
    };
    let (pointer, down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down()));
    let Some(at) = pointer else {
        app.layer_carried = None;
        return;
    };
    let list = ui.clip_rect();
    // The uppermost layer is the last to be drawn.
    let row = rows.len() - 1 - carried;
    let before =
        rows.iter().enumerate().filter(|(place, shown)| is_past(**shown, place.cmp(&row), at.y)).count();
    let moves = before != row && before != row + 1;
    if !down {
        app.layer_carried = None;
        // Let go over the map, nothing was meant.
        if moves && list.expand(40.0).contains(at) {
            let layer = app.layers.remove(carried);
            let to = if before > row { before - 1 } else { before };
            app.layers.insert(rows.len() - 1 - to, layer);
            remember(app);
        }
        return;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    if let Some(own) = rows.get(row) {
        // What is in the hand is faint in its old place.
        ui.painter().rect_filled(own.expand2(vec2(4.0, 1.0)), 4, colour32(app.look.ui.panel.alpha(0.6)));
    }
    let up = (list.top() + EDGE - at.y).clamp(0.0, EDGE) - (at.y - list.bottom() + EDGE).clamp(0.0, EDGE);
    if up != 0.0 {
        ui.scroll_with_delta(vec2(0.0, up / EDGE * PACE));
        ui.ctx().request_repaint();
    }
    if !moves {
        return;
    }
    let between = |above: Option<&Rect>, below: Option<&Rect>| match (above, below) {
        (Some(above), Some(below)) => f32::midpoint(above.bottom(), below.top()),
        (Some(above), None) => above.bottom() + 2.0,
        (None, Some(below)) => below.top() - 2.0,
        (None, None) => at.y,
    };
    let y = between(before.checked_sub(1).and_then(|above| rows.get(above)), rows.get(before))
        .clamp(list.top() + 2.0, list.bottom() - 2.0);
    let inset = rows.first().map(|row| row.shrink2(vec2(4.0, 0.0)));
    let (Some(left), Some(right)) = (inset.map(|row| row.left()), inset.map(|row| row.right())) else {
        return;
    };
    let ink = colour32(app.look.ui.accent);
    ui.painter().hline(left..=right, y, Stroke::new(3.0, ink));
    for end in [left, right] {
        let knob = Rect::from_center_size(pos2(end, y), vec2(8.0, 8.0));
        ui.painter().rect_filled(knob, CornerRadius::same(4), ink);
    }
}

/// Whether the hand is past a row that stands above the carried one, below it, or is it: details
/// make rows tall, and nobody wants to pull past all of them.
fn is_past(row: Rect, stands: Ordering, y: f32) -> bool {
    let rim = (row.height() / 2.0).min(EDGE);
    y > match stands {
        Ordering::Less => row.bottom() - rim,
        Ordering::Equal => row.center().y,
        Ordering::Greater => row.top() + rim,
    }
}
