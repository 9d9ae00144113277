//! The lines of a derivation, as the panels of a zone and of a nation share
//! them: one term, one line; a number that follows the hand; a way back.

use egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::number;
use super::theme::colour32;
use crate::plan::Edit;
use crate::scene::look::Look;
use crate::source::Basis;

/// Height of a term.
pub const TERM: f32 = 22.0;

/// Width kept right of the values for the change and the chip.
const AFTER_VALUE: f32 = 116.0;

/// Width kept right of the changes for the chip.
const AFTER_CHANGE: f32 = 60.0;

/// What stands in a line of a derivation.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The name of the term.
    pub name: &'a str,
    /// How it came about, in a few signs.
    pub working: &'a str,
    /// Its value.
    pub value: &'a str,
    /// What a gesture changed.
    pub change: Option<&'a str>,
    /// What it rests on, and the first source; none for what follows from others.
    pub chip: Option<(Basis, Option<&'a str>)>,
    /// Whether it sums up what stands above it.
    pub subtotal: bool,
}

/// Writes a line of a derivation.
pub fn line(painter: &egui::Painter, rect: Rect, line: &Line<'_>, look: &Look) {
    if line.subtotal {
        ink::rule(painter, rect.left(), rect.right(), rect.top(), look.ui.line);
    }
    let y = rect.center().y;
    let weight = if line.subtotal { 600 } else { 500 };
    // A change of millions takes some of the room of the value, which moves aside.
    let change = line.change.map_or(0.0, |by| ink::width(painter, by, 11.0, 600) + 8.0);
    let right = pos2(rect.right() - AFTER_VALUE.max(AFTER_CHANGE + change), y);
    let covered = ink::write(painter, right, Align2::RIGHT_CENTER, line.value, pen(12.0, weight, look.ui.tx));
    let weight = if line.subtotal { 600 } else { 400 };
    let at = pos2(rect.left(), y);
    // A name that stands alone may be longer than one with its working beside it.
    let room = if line.working.is_empty() { covered.left() - rect.left() - 8.0 } else { 120.0 };
    let name =
        ink::write_within(painter, at, Align2::LEFT_CENTER, line.name, pen(12.0, weight, look.ui.tx), room);
    let wide = ink::width(painter, line.working, 11.0, 400);
    let least = name.right() + 8.0;
    let working_at = (rect.left() + 100.0).min(covered.left() - 8.0 - wide).max(least);
    let room = covered.left() - working_at - 8.0;
    if room > 12.0 {
        let at = pos2(working_at, y);
        let ink = pen(11.0, 400, look.ui.tx3);
        ink::write_within(painter, at, Align2::LEFT_CENTER, line.working, ink, room);
    }
    if let Some(by) = line.change {
        let at = pos2(rect.right() - AFTER_CHANGE, y);
        ink::write(painter, at, Align2::RIGHT_CENTER, by, pen(11.0, 600, look.ui.delta));
    }
    if let Some((basis, source)) = line.chip {
        ink::source_chip(painter, pos2(rect.right(), y), basis, source, look);
    }
}

/// The plate under a term that the pointer is over.
pub fn hovered(painter: &egui::Painter, rect: Rect, look: &Look) {
    painter.rect_filled(rect.expand2(vec2(8.0, 0.0)), CornerRadius::same(3), colour32(look.ui.well));
}

/// A button that takes a value back to where it came from.
pub fn reset(app: &Cordon, ui: &mut Ui, tip: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tip));
    let colour = if response.hovered() { app.look.ui.accent } else { app.look.ui.tx2 };
    icons::draw(ui.painter(), rect.center(), Icon::Reset, colour32(colour));
    response.on_hover_text(tip).clicked()
}

/// Keeps an edit on trial while its field is dragged, and makes it when the field is let go.
pub fn settle(app: &mut Cordon, ui: &Ui, response: &Response, edit: impl FnOnce() -> Option<Edit>) {
    if response.changed() {
        app.desk.trial = edit();
        ui.ctx().request_repaint();
    }
    if (response.drag_stopped()
        || (!response.dragged() && !response.is_pointer_button_down_on() && response.changed())
        || response.lost_focus())
        && let Some(trial) = app.desk.trial.take()
    {
        app.desk.hand_over(&trial, ui.input(|input| input.time));
    }
}

/// How a number is typed.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Its name for those who hear the window.
    pub name: &'a str,
    /// What stands behind the number.
    pub suffix: &'a str,
    /// The least and the most.
    pub range: (f64, f64),
    /// How much a point of dragging changes.
    pub speed: f64,
    /// How many decimals are kept.
    pub decimals: usize,
}

/// A number that follows the hand while dragged, and is one edit when let go.
pub fn number(
    app: &mut Cordon,
    ui: &mut Ui,
    field: &Field<'_>,
    value: f64,
    edit: impl FnOnce(f64) -> Option<Edit>,
) -> Response {
    let mut draft = value;
    let (least, most) = field.range;
    let drag = number::field(&mut draft)
        .range(least..=most)
        .speed(field.speed)
        .max_decimals(field.decimals)
        .suffix(field.suffix)
        .update_while_editing(false);
    let response = ui.add(drag);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, field.name));
    settle(app, ui, &response, || edit(draft));
    response
}
