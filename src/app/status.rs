//! The status line: the hint of the tool's state, the reading of files, the
//! coordinates under the pointer and the scale.

use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::strip;
use super::theme::colour32;
use crate::geodesy;

/// Height of the line.
pub const HEIGHT: f32 = 40.0;

/// Shows the line.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, colour32(app.look.ui.line)));
    let right = coordinates(app, ui, rect);
    let right = reading(app, ui, rect, right);
    let right = strip::show(app, ui, rect, right);
    hint(app, ui, rect, right);
}

/// Coordinates and scale at the right; returns their left edge.
fn coordinates(app: &Cordon, ui: &Ui, rect: Rect) -> f32 {
    let painter = ui.painter();
    let y = rect.center().y;
    let look = &app.look;
    let scale = app.view.scale_text();
    let scale_left = rect.right() - 92.0;
    ink::write(
        painter,
        pos2(rect.right() - 16.0, y),
        Align2::RIGHT_CENTER,
        &scale,
        pen(12.0, 700, look.ui.tx),
    );
    let place = app.pointer_at.filter(|_| app.pointer_over).map(|at| {
        let corner = app.map_corner();
        app.view.from_screen([at.x - corner.x, at.y - corner.y])
    });
    let Some(place) = place else {
        name(ui, rect, "scale", &format!("Scale {scale}"));
        return scale_left;
    };
    let decimal = format!(
        "{:.4}° {} {:.4}° {}",
        place.y.abs(),
        if place.y < 0.0 { "S" } else { "N" },
        place.x.abs(),
        if place.x < 0.0 { "W" } else { "E" }
    );
    let grid = geodesy::mgrs(place).unwrap_or_else(|| "–".to_owned());
    let grid_at = pos2(scale_left - 8.0, y);
    let covered = ink::write(painter, grid_at, Align2::RIGHT_CENTER, &grid, pen(12.0, 400, look.ui.tx2));
    let decimal_at = pos2(covered.left().min(scale_left - 150.0) - 16.0, y);
    let covered = ink::write(painter, decimal_at, Align2::RIGHT_CENTER, &decimal, pen(12.0, 500, look.ui.tx));
    name(ui, rect, "coordinates", &format!("{decimal}, {grid}, scale {scale}"));
    covered.left()
}

fn name(ui: &Ui, rect: Rect, salt: &str, text: &str) {
    let response =
        ui.interact(rect.with_min_x(rect.right() - 90.0), ui.scope_id().with(salt), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// Files being read, with a way to stop; returns the left edge.
fn reading(app: &Cordon, ui: &mut Ui, rect: Rect, right: f32) -> f32 {
    let Some(job) = app.files.jobs.first() else { return writing(app, ui, rect, right) };
    let name = crate::import::file_name(&job.path);
    let place =
        Rect::from_min_max(pos2(right - 300.0, rect.top() + 8.0), pos2(right - 16.0, rect.bottom() - 8.0));
    let mut child = ui.new_child(
        egui::UiBuilder::new().max_rect(place).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if child.button("Cancel").clicked() {
        job.progress.cancel();
    }
    child.add(egui::ProgressBar::new(job.progress.share() as f32).desired_width(90.0));
    child.add(egui::Label::new(format!("Reading {name}")).truncate());
    place.left()
}

/// A file being written; returns the left edge.
fn writing(app: &Cordon, ui: &mut Ui, rect: Rect, right: f32) -> f32 {
    let Some((path, share)) = app.exporting.under_way() else { return right };
    let name = crate::import::file_name(path);
    let place =
        Rect::from_min_max(pos2(right - 260.0, rect.top() + 8.0), pos2(right - 16.0, rect.bottom() - 8.0));
    let mut child = ui.new_child(
        egui::UiBuilder::new().max_rect(place).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    match share {
        Some(share) => child.add(egui::ProgressBar::new(share).desired_width(90.0)),
        None => child.add(egui::Spinner::new().size(14.0)),
    };
    child.add(egui::Label::new(format!("Writing {name}")).truncate());
    place.left()
}

fn hint(app: &Cordon, ui: &Ui, rect: Rect, right: f32) {
    let look = &app.look;
    let painter = ui.painter();
    let y = rect.center().y;
    let mut x = rect.left() + 16.0;
    let hint = app.desk.tool.hint(&app.desk.context(super::hand::pick(app)));
    let (text, warning) = if let Some(refusal) = &app.desk.refusal {
        (refusal.to_string(), true)
    } else if let (Some(remark), false) = (&app.desk.remark, app.desk.tool.is_busy()) {
        (remark.clone(), false)
    } else if let (Some(notice), false) = (&app.notice, app.desk.tool.is_busy()) {
        (notice.clone(), false)
    } else if super::ground::bands_to_come(app) && !app.desk.tool.is_busy() {
        ("Measuring distances from the line …".to_owned(), false)
    } else {
        (hint.text.clone(), hint.warning)
    };
    if warning {
        icons::draw(painter, pos2(x + 8.0, y), Icon::Warning, colour32(look.ui.short));
        x += 22.0;
    }
    let colour = if warning { look.ui.short } else { look.ui.tx };
    let room = right - x - 16.0;
    let covered =
        ink::write_within(painter, pos2(x, y), Align2::LEFT_CENTER, &text, pen(12.5, 600, colour), room);
    x = covered.right() + 18.0;
    for (key, does) in &hint.keys {
        let wide = ink::width(painter, key, 10.5, 500) + 18.0 + ink::width(painter, does, 12.0, 400) + 14.0;
        if x + wide > right {
            break;
        }
        x += ink::key_cap(painter, pos2(x, y), key, look) + 6.0;
        let covered = ink::write(painter, pos2(x, y), Align2::LEFT_CENTER, does, pen(12.0, 400, look.ui.tx2));
        x = covered.right() + 14.0;
    }
    let place = Rect::from_min_max(rect.min, rect.min + vec2(covered.right() - rect.left(), rect.height()));
    let response = ui.interact(place, ui.scope_id().with("hint"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text.clone()));
    if covered.width() >= room - 1.0 {
        response.on_hover_text(text.clone());
    }
}
