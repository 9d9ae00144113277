//! The map: walkers carries the view, the scene says what is on it, and this
//! file puts the one under the other.

use egui::{
    Align2, CornerRadius, CursorIcon, DragPanButtons, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use walkers::{Map, lon_lat};

use super::command::Command;
use super::ink::{self, pen};
use super::spent::Watch;
use super::theme::colour32;
use super::{
    Cordon, bands, exporting, finding, ground, hand, keyboard, layers, lines, live, measuring, options,
    overlay, paint,
};
use crate::brief::pictures::LEAST;
use crate::plan;
use crate::scene::look::Colour;
use crate::scene::view::{self, View};
use crate::scene::{Drawing, Furniture, Group, Legend, Scene, ZoneMark, marks};
use crate::tools::{CursorShape, Sketch};
use crate::units::two_figures;

/// Shows the map in the room that the panels leave.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    let size = [rect.width(), rect.height()].map(|side| side / app.map_scale);
    app.map_rect = rect;
    app.view = if app.fitted { app.view.resized(size) } else { View::of_ukraine(size) };
    if app.bands {
        bands::wanted(app, ui.ctx());
    }
    let mut watch = Watch::start();
    let marks = ground::marks(app);
    let (drawing, legend) = drawn(app, &marks);
    if app.placement.is_placing() {
        ui.ctx().request_repaint();
    }
    app.spent.sheet = watch.lap();
    let centre = view::geographic(app.view.centre);
    // walkers holds the projection; its gestures are off, since the hand has its own.
    app.walkers.center_at(lon_lat(centre.x, centre.y));
    let _kept_in_limits = app.walkers.set_zoom(app.view.zoom);
    app.tiles.tend(&app.view, app.map_scale, ui.ctx());
    below(app, ui.painter(), rect);
    let map = Map::new(None, &mut app.walkers, lon_lat(centre.x, centre.y))
        .zoom_gesture(false)
        .panning(false)
        .double_click_to_zoom(false)
        .drag_pan_buttons(DragPanButtons::empty());
    map.show(ui, |ui, _, projector, _| {
        let painter = ui.painter().with_clip_rect(projector.clip_rect());
        paint::paint_scaled(&painter, rect.min, app.map_scale, &drawing);
    });
    app.spent.paint = watch.lap();
    let response = ui.interact(rect, hand::map_id(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, spoken(app)));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(icon(app));
    }
    // On a slide the map stands alone: the room has no use for panels and tips.
    if app.show.is_some() {
        return;
    }
    keyboard::show(app, ui, rect, &response);
    ground::explain(app, ui, &response);
    legend_title(app, ui, rect, legend);
    let roles = roles(app, ui, rect);
    let brush = roles.and_then(|roles| live::bar(app, ui, roles));
    let options = options::show(app, ui, rect, roles);
    let line = lines::card(app, ui, rect);
    app.plates = [roles, brush, options, line].into_iter().flatten().collect();
    app.layers_at = layers::show(app, ui);
    measuring::show(app, ui, rect);
    finding::show(app, ui, rect);
    exporting::frame::show(app, ui);
}

/// What lies under the drawing: plain paper where the ground is switched off, and tiles over
/// the ground, which shines through them.
fn below(app: &Cordon, painter: &egui::Painter, rect: Rect) {
    if app.base.shades.shows(Group::Ground) {
        return;
    }
    let mut ground = Drawing::new(app.view.size);
    if app.shades.shows(Group::Ground) {
        app.base.draw_ground(&app.view, &app.look, &mut ground);
    } else {
        ground.rect([0.0; 2], app.view.size, 0.0, Some(app.look.map.ukraine), None);
    }
    paint::paint_scaled(painter, rect.min, app.map_scale, &ground);
    let tint = colour32(app.look.tiles()).gamma_multiply(app.tiles.choice.opacity);
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    app.tiles.paint(&app.view, app.map_scale, &painter, rect.min, tint);
    if app.tiles.has_any() {
        // Whose the tiles are can be read on every picture.
        let note = marks::line_note(app.desk.shown(), &app.desk.atlas);
        let own = if app.show.is_some() { String::new() } else { marks::attribution(&note) };
        let wide = ink::width(&painter, &credit(app, own), 10.5, 400) + 28.0;
        let strip = vec2(wide, 22.0) * app.map_scale;
        let strip = Rect::from_min_max(rect.max - strip, rect.max);
        painter.rect_filled(strip, CornerRadius::ZERO, colour32(app.look.map.halo.alpha(0.85)));
    }
}

/// Whose the map is; the tiles come last, where the line is never cut off.
pub fn credit(app: &Cordon, own: String) -> String {
    let tiles = app.tiles.attribution().map(|whose| format!("tiles: {whose}"));
    let parts: Vec<String> = std::iter::once(own).filter(|own| !own.is_empty()).chain(tiles).collect();
    parts.join(" · ")
}

/// What the map says to a screen reader.
fn spoken(app: &Cordon) -> String {
    let zones = app.desk.shown().zones.len();
    let cursor = if app.keyboard.cursor().is_some() { "" } else { " X: a cursor for the keyboard." };
    let hint = app.desk.hint(hand::pick(app)).text;
    format!("Map, {}, {zones} zones. {hint}.{cursor}", app.view.scale_text())
}

fn drawn(app: &mut Cordon, ground: &marks::Marks) -> (Drawing, Option<Rect>) {
    let sketch = app.desk.sketch(hand::pick(app));
    let overlay = overlay::of(app, &sketch);
    let zones = zones(app, &sketch);
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let plan = app.desk.shown();
    let note = marks::line_note(plan, &atlas);
    let contact = marks::contact(plan, &atlas, &note);
    let furniture = match &app.show {
        // Banner, sources and key stand on the slide around it.
        Some(show) => Furniture {
            month: ground.month.clone(),
            legend: Legend::Hidden,
            covered: show.covered(),
            attribution: credit(app, String::new()),
            ..Furniture::default()
        },
        None => Furniture {
            banner: plan.banner.clone(),
            month: ground.month.clone(),
            legend: if app.legend_open && measuring::leaves_room(app) {
                Legend::Open
            } else {
                Legend::Folded
            },
            attribution: credit(app, marks::attribution(&note)),
            ..Furniture::default()
        },
    };
    app.base.shades = layers::shades(app);
    let layers = layers::shown(app);
    let layers: Vec<_> = layers.iter().map(|layer| layer.mark(&app.look)).collect();
    let scene = Scene {
        base: &app.base,
        layers: &layers,
        zones: &zones,
        footprints: ground.footprints(),
        contact: Some(contact),
        overlay: &overlay,
        furniture: &furniture,
        look: &app.look,
        language: app.language,
        tags: true,
        settled: !app.desk.tool.is_busy() && app.desk.trial.is_none() && !app.desk.is_behind(),
    };
    let drawing = scene.drawn(&app.view, &mut app.placement);
    // What the room sees is as large in the hand as on the slide.
    let drawing = if app.show.is_some() { drawing.with_texts_from(LEAST) } else { drawing };
    let legend = scene.legend_title(&app.view).map(|frame| {
        let corner = app.map_rect.min;
        Rect::from_min_max(pos2(frame.min[0], frame.min[1]), pos2(frame.max[0], frame.max[1]))
            .translate(corner.to_vec2())
    });
    let plates = if ground.parts.is_empty() { Vec::new() } else { scene.plates(&app.view, &app.placement) };
    app.ground.plates = plates;
    (drawing, legend)
}

fn zones(app: &Cordon, sketch: &Sketch) -> Vec<ZoneMark> {
    let plan = app.desk.shown();
    let refused = |zone: &plan::Zone| {
        // A refused shape of this zone, not a refused sketch beside it.
        sketch.bad.is_some() && sketch.ghosts.iter().any(|ghost| ghost.zone == zone.id)
    };
    let rounded = |need: f64| if app.show.is_some() { two_figures(need) } else { need };
    let waits = app.desk.is_behind();
    let need = |place: usize| app.desk.figures().zones.get(place).map(|zone| rounded(zone.need.central.0));
    plan.zones
        .iter()
        .enumerate()
        .map(|(place, zone)| {
            let selected = app.desk.selection.has(&zone.id);
            let before = app.desk.settled(place, &zone.id);
            let before = before.filter(|before| !std::sync::Arc::ptr_eq(&before.shape, &zone.shape));
            ZoneMark {
                selected,
                hovered: app.desk.selection.hovered.as_ref() == Some(&zone.id),
                refused: refused(zone),
                follows: app.desk.follows(&zone.id),
                waits,
                ghost: before.map(|before| std::sync::Arc::clone(&before.shape)),
                ..marks::zone(zone, need(place))
            }
        })
        .collect()
}

const fn icon_of(shape: CursorShape) -> CursorIcon {
    match shape {
        CursorShape::Arrow => CursorIcon::Default,
        CursorShape::Point => CursorIcon::PointingHand,
        CursorShape::Cross | CursorShape::Insert => CursorIcon::Crosshair,
        CursorShape::Grab => CursorIcon::Grab,
        CursorShape::Grabbing => CursorIcon::Grabbing,
        CursorShape::Move => CursorIcon::Move,
        CursorShape::ResizeLevel => CursorIcon::ResizeHorizontal,
        CursorShape::ResizeUpright => CursorIcon::ResizeVertical,
        CursorShape::Refused => CursorIcon::NotAllowed,
    }
}

fn icon(app: &Cordon) -> CursorIcon {
    match app.hand {
        hand::Hand::Map { pulled: true, .. } => CursorIcon::Grabbing,
        _ => icon_of(app.desk.cursor(hand::pick(app))),
    }
}

/// A click on the legend's title folds it.
fn legend_title(app: &mut Cordon, ui: &Ui, map: Rect, legend: Option<Rect>) {
    let Some(title) = legend.filter(|title| map.contains_rect(*title)) else { return };
    let response = ui.interact(title, ui.scope_id().with("legend"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, app.legend_open, "Legend"));
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        app.run(Command::ToggleLegend, &ui.ctx().clone());
    }
}

impl Cordon {
    /// Where a card of a width goes that would like this corner: lower, if it would meet a plate
    /// of the tool there.
    pub(super) fn below_plates(&self, corner: Pos2, wide: f32) -> Pos2 {
        let met = |plate: &&Rect| plate.right() + ROOM > corner.x && plate.left() < corner.x + wide + ROOM;
        let lowest = self.plates.iter().filter(met).map(Rect::bottom).fold(corner.y - ROOM, f32::max);
        pos2(corner.x, lowest + ROOM)
    }
}

/// Between a plate of the tool and a card below it.
const ROOM: f32 = 8.0;

/// Width of a role in the strip.
const CELL: f32 = 34.0;

/// While something is drawn: which role it will have.
fn roles(app: &mut Cordon, ui: &mut Ui, map: Rect) -> Option<Rect> {
    if !app.desk.tool.kind().makes_zones() {
        return None;
    }
    let look = app.look.clone();
    let painter = &ui.painter().clone();
    let label = "New zone";
    let label_width = ink::width(painter, label, 12.0, 600);
    let name_width = 128.0;
    let all = plan::Role::ALL;
    let wide = 12.0 + label_width + 12.0 + CELL * all.len() as f32 + 8.0 + name_width;
    // Beside the banner where there is room, otherwise below it.
    let banner = map.left() + 32.0 + 60.0 + ink::width(painter, &app.desk.shown().banner, 12.5, 600);
    let middle = map.center().x.max(banner + wide / 2.0);
    let fits = middle + wide / 2.0 + 16.0 <= map.right();
    let centre = if fits {
        pos2(middle, map.top() + 35.0)
    } else {
        pos2(map.left() + 16.0 + wide / 2.0, map.top() + 79.0)
    };
    let plate = Rect::from_center_size(centre, vec2(wide, 38.0));
    let blocker = ui.interact(plate, ui.scope_id().with("roles"), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Role of the new zone"));
    ink::plate(painter, plate, &look);
    let y = plate.center().y;
    ink::write(painter, pos2(plate.left() + 12.0, y), Align2::LEFT_CENTER, label, pen(12.0, 600, look.ui.tx));
    let mut left = plate.left() + 24.0 + label_width;
    for role in all {
        let cell = Rect::from_center_size(pos2(left + CELL / 2.0, y), vec2(30.0, 30.0));
        let response = ui.interact(cell, ui.scope_id().with(role), Sense::click());
        let on = role == app.desk.next_role;
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, true, on, format!("New zone: {}", role.title()))
        });
        let edge: Option<Colour> =
            if on { Some(look.ui.accent) } else { response.hovered().then_some(look.ui.line2) };
        if let Some(edge) = edge {
            let fill = if on { colour32(look.ui.accentbg) } else { colour32(look.ui.well) };
            painter.rect(
                cell,
                CornerRadius::same(5),
                fill,
                Stroke::new(1.0, colour32(edge)),
                StrokeKind::Inside,
            );
        }
        ink::badge(painter, Rect::from_center_size(cell.center(), vec2(20.0, 20.0)), role, &look);
        let rule = app.desk.atlas.doctrine.role(role.name()).map_or("", |doctrine| doctrine.rule.as_str());
        if response.on_hover_text(format!("{}\n{rule}", role.title())).clicked() {
            app.desk.next_role = role;
        }
        left += CELL;
    }
    let name = app.desk.next_role.title();
    ink::write(painter, pos2(left + 8.0, y), Align2::LEFT_CENTER, name, pen(12.0, 500, look.ui.tx));
    Some(plate)
}
