//! The frame on the map: what is inside it, and nothing else, comes out.

use std::sync::Arc;

use egui::{
    Align2, Context, CornerRadius, CursorIcon, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use geo_types::Coord;

use super::super::dialogs::Dialog;
use super::super::ink::{self, pen};
use super::super::theme::colour32;
use super::super::{Cordon, paint};
use super::work::{self, Preview, Wanted};
use super::{Group, begin, previewed};
use crate::brief::page::map_frame;
use crate::export::handout::page::{Kind, Sheet};
use crate::scene::view::geographic;
use crate::scene::{Drawing, View};

/// Room between the frame and the edge of the map.
const AROUND: f32 = 24.0;

/// Height of the plate below the frame.
const PLATE: f32 = 44.0;

/// How far an arrow key pulls the frame.
const STEP: f32 = 10.0;

/// The frame where it stands.
pub struct Placed {
    /// The sheet that comes out.
    pub sheet: Sheet,
    /// The part of the world on the map of the sheet.
    pub view: View,
    /// Where the sheet is in the window.
    rect: Rect,
    /// Points of the window to a point of the sheet.
    scale: f32,
    /// Where the map of the sheet is in the window.
    map: Rect,
}

/// The room that the frame may be pulled about in.
fn room(app: &Cordon) -> Rect {
    let map = app.map_rect.shrink(AROUND);
    map.with_max_y(map.bottom() - PLATE)
}

/// Where the frame stands, and what it shows.
pub fn placed(app: &Cordon) -> Placed {
    let wish = &app.exporting.wish;
    let sheet = work::sheet_of(wish.shape, wish.upright);
    let room = room(app);
    let [wide, high] = sheet.points;
    let scale = ((room.width() / wide).min(room.height() / high) * 0.86).max(0.05);
    let size = vec2(wide, high) * scale;
    let slack = ((room.size() - size) / 2.0).max(Vec2::ZERO);
    let centre = room.center() + app.exporting.pulled.clamp(-slack, slack);
    let rect = Rect::from_center_size(centre, size);
    let map = if wish.alone {
        rect
    } else {
        let frame = map_frame(sheet.points);
        let at = |spot: [f32; 2]| rect.min + vec2(spot[0], spot[1]) * scale;
        Rect::from_min_max(at(frame.min), at(frame.max))
    };
    let middle = map.center() - app.map_corner();
    let Coord { x, y } = geographic(app.view.world([middle.x, middle.y]));
    // As it is typed on the command line: five digits of a degree, three of a zoom.
    let round = |value: f64, by: f64| (value * by).round() / by;
    let zoom = round(app.view.zoom - f64::from(scale).log2(), 1e3);
    let centre = Coord { x: round(x, 1e5), y: round(y, 1e5) };
    let size = crate::export::handout::page::map_size(&sheet, wish.alone);
    let view = match app.exporting.before {
        Some(_) => View::new(centre, zoom, size),
        // Nobody has placed the frame: it holds all that the window shows.
        None => {
            let [wide, high] = app.view.size;
            let fits = f64::from((size[0] / wide).min(size[1] / high));
            let Coord { x, y } = geographic(app.view.centre);
            let centre = Coord { x: round(x, 1e5), y: round(y, 1e5) };
            View::new(centre, round(app.view.zoom + fits.log2(), 1e3), size)
        }
    };
    Placed { sheet, view, rect, scale, map }
}

/// Puts the frame on the map, around what it holds already.
pub fn place(app: &mut Cordon) {
    app.exporting.framing = true;
    if app.exporting.before.is_some() {
        return;
    }
    app.exporting.pulled = Vec2::ZERO;
    let placed = placed(app);
    app.exporting.before = Some(app.view);
    let by = placed.map.center() - app.map_rect.center();
    let zoom = placed.view.zoom + f64::from(placed.scale).log2();
    app.view = View { zoom, centre: placed.view.centre, ..app.view }.panned([by.x, by.y]);
    app.fitted = true;
    app.flight = None;
}

/// Takes the frame off the map, which goes back to where it was.
pub fn leave(app: &mut Cordon, now: f64) {
    app.exporting.framing = false;
    if let Some(before) = app.exporting.before.take() {
        app.fly_to(before.resized(app.view.size), now);
    }
}

/// Takes the keys of the frame before anything else does.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    if !app.exporting.framing || app.dialog_open() {
        return;
    }
    let take = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if take(Key::Escape) {
        leave(app, ctx.input(|input| input.time));
        return;
    }
    if take(Key::Enter) {
        begin(app, ctx);
        return;
    }
    let arrows = [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ];
    for (key, x, y) in arrows {
        if take(key) {
            pull(app, vec2(x, y) * STEP);
        }
    }
}

/// Pulls the frame; where it meets the edge of the map, the map goes the other way.
fn pull(app: &mut Cordon, by: Vec2) {
    let before = placed(app).rect;
    let slack = ((room(app).size() - before.size()) / 2.0).max(Vec2::ZERO);
    let now = before.center() - room(app).center();
    let wanted = now + by;
    let kept = wanted.clamp(-slack, slack);
    app.exporting.pulled = kept;
    let rest = wanted - kept;
    app.view = app.view.panned([-rest.x, -rest.y]);
    app.fitted = true;
    app.flight = None;
}

/// Shows the frame over the map, with what will come out inside it.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    if !app.exporting.framing || app.exporting.wish.group != Group::Map {
        return;
    }
    let whole = app.map_rect;
    let outside = ui.interact(whole, Id::unique("around the frame"), Sense::click_and_drag());
    let placed_now = placed(app);
    let inside = ui.interact(placed_now.rect, Id::unique("frame"), Sense::click_and_drag());
    if outside.dragged() {
        let by = outside.drag_delta();
        app.view = app.view.panned([by.x, by.y]);
        app.fitted = true;
    }
    if inside.dragged() {
        pull(app, inside.drag_delta());
    }
    if outside.hovered() || inside.hovered() {
        zoom(app, ui.ctx());
        ui.ctx().set_cursor_icon(if inside.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
    }
    let placed = placed(app);
    let moving = inside.dragged() || outside.dragged() || app.flight.is_some();
    let drawing = (!moving).then(|| preview(app, ui.ctx(), placed.scale)).flatten();
    let spoken = if drawing.is_some() { "Frame of the export: the page" } else { "Frame of the export" };
    inside.widget_info(|| WidgetInfo::labeled(Role::Pane, true, spoken));
    paint_frame(app, ui, &placed, drawing.as_ref().and_then(|preview| preview.drawing.as_ref()));
    plate(app, ui, &placed);
}

/// The wheel over the frame: the map comes nearer, the frame holds less of it.
fn zoom(app: &mut Cordon, ctx: &Context) {
    let (scroll, pinch) = ctx.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let factor = f64::from((scroll * super::super::hand::WHEEL).exp() * pinch);
    if (factor - 1.0).abs() <= 1e-4 {
        return;
    }
    let about = placed(app).map.center() - app.map_corner();
    app.view = app.view.zoomed_at([about.x, about.y], factor);
    app.fitted = true;
    app.flight = None;
    ctx.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
}

/// The page as it will come out, where it is drawn already.
fn preview(app: &mut Cordon, ctx: &Context, scale: f32) -> Option<Arc<Preview>> {
    let wanted = Wanted { plan: app.desk.history.now().clone(), choice: work::choice(app), scale };
    previewed(app, wanted, ctx)
}

fn paint_frame(app: &Cordon, ui: &Ui, placed: &Placed, drawing: Option<&Drawing>) {
    let painter = ui.painter().with_clip_rect(app.map_rect);
    let (look, rect, whole) = (&app.look, placed.rect, app.map_rect);
    let dim = colour32(look.ui.shadow).gamma_multiply(2.2);
    let bars = [
        Rect::from_min_max(whole.min, pos2(whole.right(), rect.top())),
        Rect::from_min_max(pos2(whole.left(), rect.bottom()), whole.max),
        Rect::from_min_max(pos2(whole.left(), rect.top()), pos2(rect.left(), rect.bottom())),
        Rect::from_min_max(pos2(rect.right(), rect.top()), pos2(whole.right(), rect.bottom())),
    ];
    for bar in bars {
        painter.rect_filled(bar, CornerRadius::ZERO, dim);
    }
    match drawing {
        Some(drawing) => paint::paint_scaled(&painter, rect.min, 1.0, drawing),
        None if placed.map != rect => {
            let edge = Stroke::new(1.0, colour32(look.ui.accent));
            painter.rect_stroke(placed.map, CornerRadius::ZERO, edge, StrokeKind::Inside);
        }
        None => {}
    }
    let edge = Stroke::new(2.0, colour32(look.ui.accent));
    painter.rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Outside);
    // Corners that can be seen on any ground.
    for (corner, x, y) in [
        (rect.left_top(), 1.0, 1.0),
        (rect.right_top(), -1.0, 1.0),
        (rect.left_bottom(), 1.0, -1.0),
        (rect.right_bottom(), -1.0, -1.0),
    ] {
        let course = vec![
            corner + vec2(18.0 * x, -3.0 * y),
            corner + vec2(-3.0 * x, -3.0 * y),
            corner + vec2(-3.0 * x, 18.0 * y),
        ];
        painter.add(egui::Shape::line(course, Stroke::new(4.0, colour32(look.ui.accent))));
    }
}

/// What the keys do, below the frame.
fn plate(app: &mut Cordon, ui: &mut Ui, placed: &Placed) {
    let kind = match app.exporting.wish.ending {
        "png" => Kind::Png,
        "svg" => Kind::Svg,
        _ => Kind::Pdf,
    };
    let text = format!("{} · {}", app.exporting.wish.ending.to_uppercase(), placed.sheet.said(kind));
    let painter = ui.painter().clone();
    let wide = ink::width(&painter, &text, 12.5, 600) + 14.0;
    let keys = [("Enter", "exports"), ("Esc", "leaves"), ("drag, wheel", "place")];
    let rest: f32 = keys
        .iter()
        .map(|(key, does)| {
            ink::width(&painter, key, 10.5, 500) + 18.0 + ink::width(&painter, does, 12.0, 400) + 16.0
        })
        .sum();
    let whole = app.map_rect;
    let buttons = 176.0;
    let room = (whole.width() - 2.0 * AROUND).max(buttons + 40.0);
    let roomy = wide + rest + buttons + 36.0 <= room;
    let total = if roomy { wide + rest + buttons + 36.0 } else { (wide + buttons + 36.0).min(room) };
    let centre = pos2(whole.center().x, whole.bottom() - AROUND / 2.0 - PLATE / 2.0);
    let plate = Rect::from_center_size(centre, vec2(total, PLATE - 4.0));
    let blocker = ui.interact(plate, Id::unique("plate of the frame"), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Frame: {text}")));
    ink::plate(&painter, plate, &app.look);
    let y = plate.center().y;
    let left: Pos2 = pos2(plate.left() + 14.0, y);
    ink::write(&painter, left, Align2::LEFT_CENTER, &text, pen(12.5, 600, app.look.ui.tx));
    let mut x = plate.left() + 14.0 + wide;
    for (key, does) in keys.iter().filter(|_| roomy) {
        x += ink::key_cap(&painter, pos2(x, y), key, &app.look) + 6.0;
        let done =
            ink::write(&painter, pos2(x, y), Align2::LEFT_CENTER, *does, pen(12.0, 400, app.look.ui.tx2));
        x = done.right() + 16.0;
    }
    let place = Rect::from_min_max(pos2(plate.right() - buttons, plate.top()), plate.max - vec2(8.0, 0.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    if child.button("Export").clicked() {
        begin(app, ui.ctx());
    }
    if child.button("Other choices…").clicked() {
        app.exporting.framing = false;
        app.dialog = Some(Dialog::Export);
    }
}
