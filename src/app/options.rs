//! The switches of the tool in the hand, on a plate over the map: what it snaps to, what it
//! follows, and how new ground takes its place among the zones.

use egui::{
    Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::command::Command;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::number;
use super::theme::colour32;
use crate::tools::ToolKind;
use crate::units::Km;

/// Height of the plate, and of a switch on it.
const HEIGHT: f32 = 34.0;
const SWITCH: f32 = 26.0;

/// Room for the width of gaps.
const GAP: f32 = 76.0;

/// A gap wider than this is no gap.
const WIDEST: f64 = 20.0;

/// The switches of a tool, in the order in which they are needed.
const fn switches(kind: ToolKind) -> &'static [Command] {
    use Command::{ToggleFill, ToggleFollow, ToggleNoOverlap, ToggleShared, ToggleSnap};
    match kind {
        ToolKind::Polygon | ToolKind::Corridor => &[ToggleSnap, ToggleFollow, ToggleNoOverlap, ToggleFill],
        ToolKind::Disc => &[ToggleSnap, ToggleNoOverlap, ToggleFill],
        ToolKind::Stretch => &[ToggleNoOverlap, ToggleFill],
        ToolKind::Vertices => &[ToggleSnap, ToggleShared, ToggleNoOverlap],
        ToolKind::Split | ToolKind::DrawLine => &[ToggleSnap, ToggleFollow],
        ToolKind::Line => &[ToggleSnap],
        ToolKind::Select | ToolKind::Lasso | ToolKind::Paint => &[],
    }
}

/// Shows the plate: below that of the roles, or in its place; says where.
pub fn show(app: &mut Cordon, ui: &mut Ui, map: Rect, roles: Option<Rect>) -> Option<Rect> {
    let commands = switches(app.desk.tool.kind());
    if commands.is_empty() {
        return None;
    }
    let width = |command: &Command| ink::width(ui.painter(), command.text(), 12.0, 500) + 36.0;
    let fills = commands.contains(&Command::ToggleFill) && app.desk.switches.fill;
    let wide = 8.0 + commands.iter().map(width).sum::<f32>() + if fills { GAP } else { 0.0 };
    let top = roles.map_or(map.top() + 62.0, |roles| roles.bottom() + 6.0);
    let left = roles.map_or(map.left() + 16.0, |roles| roles.left());
    let plate = Rect::from_min_size(pos2(left, top), vec2(wide, HEIGHT));
    let blocker = ui.interact(plate, ui.scope_id().with("options"), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Switches of the tool"));
    ink::plate(ui.painter(), plate, &app.look);
    let mut left = plate.left() + 4.0;
    for command in commands {
        let place =
            Rect::from_min_size(pos2(left, plate.center().y - SWITCH / 2.0), vec2(width(command), SWITCH));
        switch(app, ui, place, *command);
        left = place.right();
    }
    if fills {
        gap(app, ui, Rect::from_min_size(pos2(left, plate.top() + 4.0), vec2(GAP - 4.0, HEIGHT - 8.0)));
    }
    Some(plate)
}

/// One switch: a box with a tick, and its name.
fn switch(app: &mut Cordon, ui: &Ui, place: Rect, command: Command) {
    let response = ui.interact(place, ui.scope_id().with(("option", command)), Sense::click());
    let on = app.is_on(command);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, command.text()));
    let (look, painter) = (&app.look, ui.painter());
    if response.hovered() {
        painter.rect_filled(place, CornerRadius::same(5), colour32(look.ui.well));
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, colour32(look.ui.accent));
        painter.rect_stroke(place, CornerRadius::same(6), ring, StrokeKind::Outside);
    }
    let square = Rect::from_center_size(pos2(place.left() + 15.0, place.center().y), vec2(14.0, 14.0));
    let (fill, edge) = if on { (look.ui.accent, look.ui.accent) } else { (look.ui.raised, look.ui.line2) };
    painter.rect(
        square,
        CornerRadius::same(3),
        colour32(fill),
        Stroke::new(1.0, colour32(edge)),
        StrokeKind::Inside,
    );
    if on {
        icons::draw_small(painter, square.center(), Icon::Check, colour32(look.ui.on_accent));
    }
    let at = pos2(place.left() + 27.0, place.center().y);
    ink::write(painter, at, Align2::LEFT_CENTER, command.text(), pen(12.0, 500, look.ui.tx));
    let keys = command.keys().map_or_else(String::new, |keys| format!("   {keys}"));
    if response.on_hover_text(format!("{}{keys}\n{}", command.text(), command.tooltip())).clicked() {
        app.run(command, &ui.ctx().clone());
    }
}

/// How wide a gap may be that is filled.
fn gap(app: &mut Cordon, ui: &mut Ui, place: Rect) {
    let mut km = app.desk.switches.gap.0;
    let mut child = ui.new_child(UiBuilder::new().max_rect(place));
    let field = number::field(&mut km).range(0.1..=WIDEST).speed(0.1).max_decimals(1).suffix(" km");
    let response = child.add_sized(place.size(), field);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Widest gap"));
    if response.on_hover_text("Gaps up to this width are filled.").changed() {
        app.switch(|switches| switches.gap = Km(km));
    }
}
