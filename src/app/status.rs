//! The status line: the hint of the tool's state, the reading of files, the
//! coordinates under the pointer and the scale.

use egui::{
    Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2,
    vec2,
};

use super::Cordon;
use super::command::Command;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::layers::tiles::State;
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
    let left = network(app, ui, rect);
    hint(app, ui, rect, left, right);
}

/// Whether anything is fetched, at the left; returns its right edge. A click leads to where it
/// is chosen.
fn network(app: &mut Cordon, ui: &Ui, rect: Rect) -> f32 {
    let look = &app.look;
    let (text, ink, tip) = match app.tiles.state() {
        State::Off | State::File(_) => {
            ("No network".to_owned(), look.ui.tx3, "Nothing is fetched and nothing is sent.".to_owned())
        }
        State::Web(server, 0) => (server.clone(), look.ui.ok, format!("Tiles come from {server}.")),
        State::Web(server, missing) => (
            format!("{server} · {missing}"),
            look.ui.accent,
            format!("{missing} tiles to come from {server}."),
        ),
        State::Stopped(why) => ("Tiles stopped".to_owned(), look.ui.short, why),
    };
    let painter = ui.painter();
    let (left, y) = (rect.left() + 16.0, rect.center().y);
    painter.circle(
        pos2(left + 4.0, y),
        3.5,
        if ink == look.ui.tx3 { egui::Color32::TRANSPARENT } else { colour32(ink) },
        Stroke::new(1.3, colour32(ink)),
    );
    let covered = ink::write_within(
        painter,
        pos2(left + 14.0, y),
        Align2::LEFT_CENTER,
        &text,
        pen(11.0, 500, ink),
        170.0,
    );
    let edge = covered.right() + 12.0;
    painter.vline(edge, y - 9.0..=y + 9.0, Stroke::new(1.0, colour32(look.ui.line)));
    let place = Rect::from_min_max(rect.min, pos2(edge, rect.bottom())).shrink2(vec2(8.0, 8.0));
    let response = ui.interact(place, ui.scope_id().with("network"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Network: {text}. {tip}")));
    if response.has_focus() {
        let ring = Stroke::new(2.0, colour32(look.ui.accent));
        painter.rect_stroke(place, CornerRadius::same(4), ring, StrokeKind::Inside);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip).clicked() {
        app.run(Command::Tiles, ui.ctx());
    }
    edge
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
    let pointed = || {
        let corner = app.map_corner();
        let at = app.pointer_at.filter(|_| app.pointer_over)?;
        Some(app.view.from_screen([at.x - corner.x, at.y - corner.y]))
    };
    let place = app.keyboard.cursor().or_else(pointed);
    let Some(place) = place else {
        name(ui, rect, "scale", &format!("Scale {scale}"));
        return scale_left;
    };
    let decimal = geodesy::place_in_words(place);
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

fn hint(app: &Cordon, ui: &Ui, rect: Rect, left: f32, right: f32) {
    let look = &app.look;
    let painter = ui.painter();
    let y = rect.center().y;
    let mut x = left + 12.0;
    let hint = app.desk.hint(super::hand::pick(app));
    let (text, warning) = if let Some(refusal) = &app.desk.refusal {
        (refusal.to_string(), true)
    } else if let (Some(remark), false) = (&app.desk.remark, app.desk.tool.is_busy()) {
        (remark.clone(), false)
    } else if let (Some(notice), false) = (&app.notice, app.desk.tool.is_busy()) {
        (notice.clone(), false)
    } else if super::ground::bands_to_come(app) && !app.desk.tool.is_busy() {
        ("Measuring distances from the line …".to_owned(), false)
    } else {
        (super::keyboard::stop(app).unwrap_or_else(|| hint.text.clone()), hint.warning)
    };
    let keys = super::keyboard::keys(app, app.desk.tool.is_busy()).unwrap_or(&hint.keys);
    if warning {
        icons::draw(painter, pos2(x + 8.0, y), Icon::Warning, colour32(look.ui.short));
        x += 22.0;
    }
    let colour = if warning { look.ui.short } else { look.ui.tx };
    let room = right - x - 16.0;
    let covered =
        ink::write_within(painter, pos2(x, y), Align2::LEFT_CENTER, &text, pen(12.5, 600, colour), room);
    x = covered.right() + 18.0;
    for (key, does) in keys {
        let wide = ink::width(painter, key, 10.5, 500) + 18.0 + ink::width(painter, does, 12.0, 400) + 14.0;
        if x + wide > right {
            break;
        }
        x += ink::key_cap(painter, pos2(x, y), key, look) + 6.0;
        let covered = ink::write(painter, pos2(x, y), Align2::LEFT_CENTER, does, pen(12.0, 400, look.ui.tx2));
        x = covered.right() + 14.0;
    }
    let place = Rect::from_min_max(
        pos2(left + 4.0, rect.top()),
        pos2(covered.right().max(left + 4.0), rect.bottom()),
    );
    let response = ui.interact(place, ui.scope_id().with("hint"), Sense::hover());
    // A screen reader says it when it changes, and waits until it has finished its sentence.
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, text.clone()));
    let keys: Vec<String> = keys.iter().map(|(key, does)| format!("{key}: {does}")).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(accesskit::Live::Polite);
        node.set_description(keys.join(", "));
    });
    if covered.width() >= room - 1.0 {
        response.on_hover_text(text.clone());
    }
}
