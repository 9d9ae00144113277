//! The top bar: menus, the plan's title, undo and redo, Plan | Supply | Compare | Brief.

use egui::containers::scroll_area::ScrollBarVisibility;
use egui::{
    Align2, Button, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::command::Command;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::theme::{self, colour32, font};
use super::{Cordon, Page};
use crate::scene::{LookName, Sight};

/// Height of the bar.
pub const HEIGHT: f32 = 40.0;

/// Height of an entry of a menu.
const ENTRY: f32 = 24.0;

/// Height of a rule between two groups of entries.
const RULE: f32 = 6.0;

/// What the frame of a menu and the foot of the window take of the room below the bar.
const FOOT: f32 = 24.0;

/// The menus and what is in them; `None` is a rule between groups.
const MENUS: &[(&str, &[Option<Command>])] = &[
    (
        "File",
        &[
            Some(Command::New),
            Some(Command::OpenExample),
            Some(Command::Open),
            Some(Command::OpenLayer),
            None,
            Some(Command::Save),
            Some(Command::SaveAs),
            None,
            Some(Command::Export),
            None,
            Some(Command::Quit),
        ],
    ),
    (
        "Edit",
        &[
            Some(Command::Undo),
            Some(Command::Redo),
            Some(Command::History),
            None,
            Some(Command::Cut),
            Some(Command::Copy),
            Some(Command::Paste),
            None,
            Some(Command::SelectAll),
            None,
            Some(Command::ToggleFollow),
            Some(Command::ToggleShared),
            Some(Command::ToggleNoOverlap),
            Some(Command::ToggleFill),
            None,
            Some(Command::Assumptions),
        ],
    ),
    (
        "View",
        &[
            Some(Command::ZoomIn),
            Some(Command::ZoomOut),
            Some(Command::ZoomAll),
            Some(Command::ZoomToZone),
            Some(Command::Find),
            Some(Command::MapCursor),
            None,
            Some(Command::Measure),
            Some(Command::Rings),
            None,
            Some(Command::ToggleTheme),
            Some(Command::ToggleNames),
            Some(Command::ToggleLegend),
            Some(Command::ToggleLayers),
            Some(Command::Tiles),
            None,
            Some(Command::ToggleFootprints),
            Some(Command::ToggleBands),
            None,
            Some(Command::PlanView),
            Some(Command::SupplyView),
            Some(Command::CompareView),
            Some(Command::BriefView),
        ],
    ),
    (
        "Zone",
        &[
            Some(Command::SelectTool),
            Some(Command::LassoTool),
            Some(Command::PolygonTool),
            Some(Command::CorridorTool),
            Some(Command::PlaceTool),
            Some(Command::StretchTool),
            Some(Command::CornersTool),
            Some(Command::SplitTool),
            Some(Command::PaintTool),
            Some(Command::ToggleSnap),
            None,
            Some(Command::LineTool),
            Some(Command::DrawLineTool),
            None,
            Some(Command::FromMap),
            Some(Command::Freeze),
            None,
            Some(Command::Merge),
            Some(Command::Subtract),
            Some(Command::Intersect),
            Some(Command::Separate),
            None,
            Some(Command::Grow),
            Some(Command::Simplify),
            Some(Command::MoveBy),
            Some(Command::Rotate),
            Some(Command::Scale),
            Some(Command::AreaTarget),
            None,
            Some(Command::Borders),
            None,
            Some(Command::ToggleLock),
            Some(Command::MoveUp),
            Some(Command::MoveDown),
            None,
            Some(Command::Rename),
            Some(Command::Duplicate),
            Some(Command::Delete),
        ],
    ),
    (
        "Force",
        &[
            Some(Command::FillZones),
            Some(Command::ProveFilling),
            Some(Command::EmptyZones),
            None,
            Some(Command::Timeline),
            Some(Command::Missions),
            Some(Command::Exposure),
            Some(Command::Incident),
            None,
            Some(Command::Presets),
            Some(Command::Assumptions),
        ],
    ),
    (
        "Brief",
        &[
            Some(Command::Present),
            Some(Command::PresentHere),
            Some(Command::Presenter),
            None,
            Some(Command::ToggleStill),
        ],
    ),
    ("Help", &[Some(Command::Shortcuts), Some(Command::Sources)]),
];

/// Shows the bar.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    let line = colour32(app.look.ui.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, line));
    let menus_end = menus(app, ui, rect);
    let modes_start = modes(app, ui, rect);
    let arrows_start = arrows(app, ui, rect, modes_start);
    title(app, ui, rect, menus_end, arrows_start);
}

fn menus(app: &mut Cordon, ui: &mut Ui, rect: Rect) -> f32 {
    let painter = ui.painter().clone();
    mark(app, &painter, pos2(rect.left() + 24.0, rect.center().y));
    let name = pos2(rect.left() + 44.0, rect.center().y);
    let end =
        ink::write(&painter, name, Align2::LEFT_CENTER, "Cordon", pen(14.0, 700, app.look.ui.tx)).right();
    let place = Rect::from_min_max(pos2(end + 14.0, rect.top() + 6.0), rect.max - vec2(0.0, 6.0));
    let mut bar = ui
        .new_child(UiBuilder::new().max_rect(place).layout(egui::Layout::left_to_right(egui::Align::Center)));
    bar.spacing_mut().item_spacing.x = 2.0;
    let mut end = place.left();
    let room = (bar.ctx().content_rect().bottom() - rect.bottom() - FOOT).max(4.0 * ENTRY);
    egui::MenuBar::new().ui(&mut bar, |ui| {
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        for (name, items) in MENUS {
            let button = ui.menu_button(RichText::new(*name).font(font(13.0, 400)), |ui| {
                ui.set_min_width(230.0);
                scroll(ui, name, items, room).show(ui, |ui| entries(app, ui, name, items));
            });
            end = button.response.rect.right();
        }
    });
    end
}

/// A menu that is higher than the room below the bar is scrolled. Its bar is there from the
/// first frame, so that the width stays.
fn scroll(ui: &Ui, name: &str, items: &[Option<Command>], room: f32) -> ScrollArea {
    let rules = items.iter().filter(|item| item.is_none()).count();
    // The themes and the eyes below the entries, with a rule above.
    let (themes, above) = if name == "View" { (2, 1) } else { (0, 0) };
    let gap = ui.spacing().item_spacing.y;
    let high = (items.len() - rules + themes) as f32 * (ENTRY + gap) + (rules + above) as f32 * (RULE + gap);
    let bar =
        if high > room { ScrollBarVisibility::AlwaysVisible } else { ScrollBarVisibility::VisibleWhenNeeded };
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).scroll_bar_visibility(bar)
}

fn entries(app: &mut Cordon, ui: &mut Ui, name: &str, items: &[Option<Command>]) {
    for item in items {
        match item {
            Some(command) => entry(app, ui, *command),
            None => {
                ui.add(egui::Separator::default().spacing(RULE));
            }
        }
    }
    match name {
        "File" => recent(app, ui),
        "View" => colours(app, ui),
        _ => {}
    }
}

fn mark(app: &Cordon, painter: &egui::Painter, centre: egui::Pos2) {
    let square = Rect::from_center_size(centre, vec2(20.0, 20.0));
    painter.rect_filled(square, CornerRadius::same(4), colour32(app.look.ui.accent));
    let stroke = Stroke::new(1.8, colour32(app.look.ui.on_accent));
    let at = |x: f32, y: f32| centre + vec2(x, y);
    painter.add(egui::Shape::line(vec![at(-5.5, 4.5), at(0.0, -5.0), at(5.5, 4.5)], stroke));
    painter.circle_filled(at(0.0, 3.0), 1.6, colour32(app.look.ui.on_accent));
}

fn entry(app: &mut Cordon, ui: &mut Ui, command: Command) {
    let mut text = app.text_of(command);
    if app.is_on(command) {
        text.push_str("  ✓");
    }
    let button =
        Button::new(text).shortcut_text(command.keys().unwrap_or_default()).min_size(vec2(230.0, ENTRY));
    let response = ui.add_enabled(app.is_possible(command), button).on_hover_text(command.tooltip());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        ui.close();
        app.run(command, &ui.ctx().clone());
    }
}

/// The themes, and the eyes the window can be seen by.
fn colours(app: &mut Cordon, ui: &mut Ui) {
    ui.separator();
    let tick = |name: &str, on: bool| if on { format!("{name}  ✓") } else { name.to_owned() };
    ui.menu_button("Theme", |ui| {
        for name in LookName::ALL {
            let said = theme::title(name);
            let response = ui.button(tick(said, app.theme == name));
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, app.theme == name, said));
            if response.clicked() {
                ui.close();
                app.wear(name);
            }
        }
    });
    ui.menu_button("Colours as seen by…", |ui| {
        for sight in Sight::ALL {
            let said = if sight == Sight::Normal { "Off" } else { sight.title() };
            let response = ui.button(tick(said, app.sight == sight));
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, app.sight == sight, said));
            if response.clicked() {
                ui.close();
                app.see_as(sight);
            }
        }
    });
}

fn recent(app: &mut Cordon, ui: &mut Ui) {
    if app.recent.is_empty() {
        return;
    }
    ui.separator();
    ui.weak("Recent files");
    for path in app.recent.clone() {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
            ui.close();
            app.ask_to_open(path, ui.ctx());
        }
    }
}

/// Plan | Compare at the right; returns its left edge.
fn modes(app: &mut Cordon, ui: &mut Ui, rect: Rect) -> f32 {
    let pages = [
        (Command::PlanView, Page::Plan),
        (Command::SupplyView, Page::Supply),
        (Command::CompareView, Page::Compare),
        (Command::BriefView, Page::Brief),
    ];
    let width = if rect.width() < 1400.0 { 74.0 } else { 88.0 };
    let whole = Rect::from_min_max(
        pos2(rect.right() - 16.0 - width * pages.len() as f32, rect.top() + 5.0),
        pos2(rect.right() - 16.0, rect.bottom() - 6.0),
    );
    let look = app.look.clone();
    ui.painter().rect(
        whole,
        CornerRadius::same(6),
        colour32(look.ui.well),
        Stroke::new(1.0, colour32(look.ui.line2)),
        StrokeKind::Inside,
    );
    for (place, (command, page)) in pages.into_iter().enumerate() {
        let cell =
            Rect::from_min_size(whole.min + vec2(width * place as f32, 0.0), vec2(width, whole.height()));
        let response = ui.interact(cell, ui.scope_id().with(command), Sense::click());
        super::supply::carry::over_tab(app, ui.ctx(), cell, command);
        let on = app.page == page;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, command.text()));
        let colour = if on { look.ui.accent } else { look.ui.tx2 };
        if on {
            ui.painter().rect(
                cell.shrink(2.0),
                CornerRadius::same(4),
                colour32(look.ui.raised),
                Stroke::new(1.0, colour32(look.ui.line2)),
                StrokeKind::Inside,
            );
        }
        let weight = if on { 600 } else { 500 };
        ink::write(
            ui.painter(),
            cell.center(),
            Align2::CENTER_CENTER,
            command.text(),
            pen(13.0, weight, colour),
        );
        if response.on_hover_text(command.tooltip()).clicked() {
            app.run(command, &ui.ctx().clone());
        }
    }
    whole.left()
}

/// Undo and redo, left of the modes; returns their left edge.
fn arrows(app: &mut Cordon, ui: &mut Ui, rect: Rect, modes_start: f32) -> f32 {
    let mut right = modes_start - 12.0;
    for (command, icon) in [(Command::Redo, Icon::Redo), (Command::Undo, Icon::Undo)] {
        let place = Rect::from_min_size(pos2(right - 32.0, rect.top() + 4.0), vec2(32.0, 32.0));
        let possible = app.is_possible(command);
        let sense = if possible { Sense::click() } else { Sense::hover() };
        let response = ui.interact(place, ui.scope_id().with(command), sense);
        let text = app.text_of(command);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, possible, command.text()));
        if possible && response.hovered() {
            ui.painter().rect_filled(place, CornerRadius::same(6), colour32(app.look.ui.well));
        }
        let colour = if possible { app.look.ui.tx } else { app.look.ui.line2 };
        icons::draw(ui.painter(), place.center(), icon, colour32(colour));
        let keys = command.keys().unwrap_or_default();
        if response.on_hover_text(format!("{text}   {keys}")).clicked() {
            app.run(command, &ui.ctx().clone());
        }
        right -= 34.0;
    }
    right
}

fn title(app: &mut Cordon, ui: &Ui, rect: Rect, from: f32, to: f32) {
    let look = &app.look;
    let painter = ui.painter();
    let title = app.desk.history.now().title.clone();
    let title = if title.is_empty() { "Untitled plan".to_owned() } else { title };
    let edited = !app.desk.history.is_saved();
    let note = if edited { 70.0 } else { 0.0 };
    let room = (to - from - 32.0 - note).max(0.0);
    if room < 40.0 {
        return;
    }
    let wide = ink::width(painter, &title, 13.0, 600).min(room);
    let centre =
        rect.center().x.clamp(from + 16.0 + f32::midpoint(wide, note), to - 16.0 - f32::midpoint(wide, note));
    let left = pos2(centre - f32::midpoint(wide, note), rect.center().y);
    let covered =
        ink::write_within(painter, left, Align2::LEFT_CENTER, &title, pen(13.0, 600, look.ui.tx), room);
    if edited {
        let dot = pos2(covered.right() + 14.0, rect.center().y);
        painter.circle_filled(dot, 3.0, colour32(look.ui.delta));
        ink::write(painter, dot + vec2(9.0, 0.0), Align2::LEFT_CENTER, "edited", pen(12.0, 400, look.ui.tx2));
    }
    let response = ui.interact(covered.expand(4.0), ui.scope_id().with("title"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Plan title: {title}")));
    let file =
        app.file.as_ref().map_or_else(|| "Not saved yet".to_owned(), |path| path.display().to_string());
    if response.on_hover_text(format!("{file}\nClick to change title, date and assumptions.")).clicked() {
        app.run(Command::Assumptions, &ui.ctx().clone());
    }
}
