//! The tool rail on the left: one button a tool, the snap switch and the layers.

use egui::{
    Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::command::Command;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::theme::colour32;
use crate::tools::ToolKind;

/// Width of the rail.
pub const WIDTH: f32 = 48.0;

const TOOLS: [(Command, ToolKind, Icon); 10] = [
    (Command::SelectTool, ToolKind::Select, Icon::Pointer),
    (Command::LassoTool, ToolKind::Lasso, Icon::Lasso),
    (Command::PolygonTool, ToolKind::Polygon, Icon::Polygon),
    (Command::CorridorTool, ToolKind::Corridor, Icon::Corridor),
    (Command::PlaceTool, ToolKind::Disc, Icon::Place),
    (Command::StretchTool, ToolKind::Stretch, Icon::Stretch),
    (Command::CornersTool, ToolKind::Vertices, Icon::Corners),
    (Command::SplitTool, ToolKind::Split, Icon::Split),
    (Command::LineTool, ToolKind::Line, Icon::Line),
    (Command::PaintTool, ToolKind::Paint, Icon::Brush),
];

/// The tool a command picks.
pub fn tool_of(command: Command) -> Option<ToolKind> {
    // In the menu and the panel of lines only: it is needed once in a plan.
    if command == Command::DrawLineTool {
        return Some(ToolKind::DrawLine);
    }
    TOOLS.iter().find(|(of, ..)| *of == command).map(|(_, kind, _)| *kind)
}

/// Shows the rail.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    ink_rule(app, ui, rect);
    let chosen = app.desk.tool.kind();
    let mut top = rect.top() + 8.0;
    for (command, kind, icon) in TOOLS {
        let place = Rect::from_min_size(pos2(rect.left() + 4.0, top), vec2(40.0, 40.0));
        let digit = kind.key().to_string();
        if button(app, ui, place, command, icon, kind == chosen, Some(&digit)).clicked() {
            app.run(command, ui.ctx());
        }
        top += 40.0;
    }
    let mut bottom = rect.bottom() - 8.0;
    for (command, icon, on) in [
        (Command::ToggleLayers, Icon::Layers, app.layers_open),
        (Command::ToggleSnap, Icon::Magnet, app.desk.snap),
        (Command::Measure, Icon::Ruler, app.desk.measured.is_drawing()),
    ] {
        let place = Rect::from_min_size(pos2(rect.left() + 4.0, bottom - 40.0), vec2(40.0, 40.0));
        if button(app, ui, place, command, icon, on, None).clicked() {
            app.run(command, ui.ctx());
        }
        bottom -= 42.0;
    }
}

fn ink_rule(app: &Cordon, ui: &Ui, rect: Rect) {
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colour32(app.look.ui.line)));
}

fn button(
    app: &Cordon,
    ui: &Ui,
    rect: Rect,
    command: Command,
    icon: Icon,
    on: bool,
    digit: Option<&str>,
) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(command), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, command.text()));
    let look = &app.look;
    let painter = ui.painter();
    let face = rect.shrink(1.0);
    if on {
        painter.rect(
            face,
            CornerRadius::same(6),
            colour32(look.ui.accentbg),
            Stroke::new(1.0, colour32(look.ui.accent)),
            StrokeKind::Inside,
        );
    } else if response.hovered() {
        painter.rect_filled(face, CornerRadius::same(6), colour32(look.ui.well));
    }
    if response.has_focus() {
        painter.rect_stroke(
            face.expand(1.0),
            CornerRadius::same(7),
            Stroke::new(2.0, colour32(look.ui.accent)),
            StrokeKind::Outside,
        );
    }
    let colour = if on { look.ui.accent } else { look.ui.tx };
    icons::draw(
        painter,
        face.center() - vec2(if digit.is_some() { 2.0 } else { 0.0 }, 0.0),
        icon,
        colour32(colour),
    );
    if let Some(digit) = digit {
        let at = face.right_bottom() - vec2(4.0, 3.0);
        ink::write(painter, at, Align2::RIGHT_BOTTOM, digit, pen(9.5, 500, look.ui.tx3));
    }
    let keys = command.keys().map_or_else(String::new, |keys| format!("   {keys}"));
    response.on_hover_text(format!("{}{keys}\n{}", command.text(), command.tooltip()))
}
