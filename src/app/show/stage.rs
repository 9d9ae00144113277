//! What the room sees: the slide in its letterbox, the flight of the map from one to the next,
//! and what lies over it.

use std::sync::Arc;

use egui::{
    Align2, Color32, Context, CornerRadius, CursorIcon, Id, Painter, Pos2, Rect, Role, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::super::ink::{self, pen};
use super::super::theme::colour32;
use super::super::{Cordon, map, paint};
use super::sheets::{Sheet, Spread};
use super::{Cover, Show, keys, live};
use crate::brief::deck::SHEET;
use crate::brief::pictures::MAGNIFIED;
use crate::scene::Look;
use crate::scene::view::View;

/// How long the map flies from one slide's view to the next, in seconds.
const FLIGHT: f64 = 0.6;

/// The way of the map from the slide before.
pub struct Passage {
    /// The slide it comes from.
    from: Arc<Sheet>,
    /// The part of the world that was shown there.
    view: View,
    since: f64,
}

/// A sheet of 1920 × 1080 in the window.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where it is.
    pub rect: Rect,
    /// Points of the window to a pixel of the sheet.
    pub scale: f32,
}

impl Place {
    /// As large as it can be inside a box.
    pub fn inside(room: Rect) -> Self {
        let [width, height] = SHEET;
        let scale = (room.width() / width).min(room.height() / height).max(0.01);
        Self { rect: Rect::from_center_size(room.center(), vec2(width, height) * scale), scale }
    }

    /// A box of the sheet, in the window.
    pub fn of(self, [x, y, width, height]: [f32; 4]) -> Rect {
        Rect::from_min_size(self.at(x, y), vec2(width, height) * self.scale)
    }

    /// A point of the sheet, in the window.
    pub fn at(self, x: f32, y: f32) -> Pos2 {
        self.rect.min + vec2(x, y) * self.scale
    }
}

/// Shows the slide.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    // The whole window, with no margin around the slide.
    let room = ctx.content_rect();
    ui.set_clip_rect(room);
    let place = Place::inside(room);
    let now = ctx.input(|input| input.time);
    turn(app, now);
    let response = ui.interact(room, Id::unique("show"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, spoken(app)));
    ctx.accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    let painter = ui.painter().with_clip_rect(room);
    painter.rect_filled(room, CornerRadius::ZERO, Color32::BLACK);
    let Some(show) = &app.show else { return };
    if let Some(sheet) = show.shown.clone() {
        paint::paint_scaled(&painter, place.rect.min, place.scale, &sheet.under);
        spread(app, ui, place, &sheet, now);
        paint::paint_scaled(&painter, place.rect.min, place.scale, &sheet.over);
    }
    if app.show.as_ref().is_some_and(|show| show.live) {
        live::show(app, ui, place);
    } else if live::marks_changes(app) {
        live::changed(app, ui, place);
    }
    over(app, ui, place, now);
    hands(app, &ctx, place);
}

/// Puts the slide on the screen that is wanted, as soon as it is ready.
fn turn(app: &mut Cordon, now: f64) {
    let still = app.settings.still;
    let Some(show) = &mut app.show else { return };
    let Some(sheet) = show.sheets.get(show.at).cloned() else { return };
    if show.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &sheet)) {
        return;
    }
    let before = show.shown.replace(Arc::clone(&sheet));
    let another = before.filter(|before| before.number != sheet.number);
    let Some(from) = another else { return };
    let view = from.spread.as_ref().map(|spread| spread.view);
    show.passage = match view {
        Some(view) if !still && sheet.spread.is_some() => Some(Passage { from, view, since: now }),
        _ => None,
    };
}

/// Everything about the slide in words.
fn spoken(app: &Cordon) -> String {
    let Some(show) = &app.show else { return String::new() };
    let title = show.ready().map_or("", |sheet| sheet.page.title.as_str());
    let mut words = format!("Slide {} of {}: {title}.", show.at + 1, show.count);
    match show.cover {
        Cover::None => {}
        Cover::Black => words.push_str(" Black screen."),
        Cover::White => words.push_str(" White screen."),
    }
    if show.live {
        words.push_str(" Live.");
    }
    if show.zoom.is_some() && !show.live {
        words.push_str(" Zoomed.");
    }
    words.push_str(&show.pointer.spoken());
    if let Some((said, _)) = &show.said {
        words.extend([" ", said, "."]);
    }
    words
}

/// The map of the slide: in the hand, on its way, or as it is.
fn spread(app: &mut Cordon, ui: &mut Ui, place: Place, sheet: &Arc<Sheet>, now: f64) {
    let Some(spread) = &sheet.spread else { return };
    let frame = place.of(spread.frame);
    let Some(show) = &mut app.show else { return };
    if show.live {
        app.map_scale = MAGNIFIED * place.scale;
        let mut child = ui.new_child(UiBuilder::new().max_rect(frame).id_salt("live map"));
        child.set_clip_rect(frame.intersect(ui.clip_rect()));
        map::show(app, &mut child);
        return;
    }
    if show.passage.as_ref().is_some_and(|passage| now >= passage.since + FLIGHT) {
        show.passage = None;
    }
    let painter = ui.painter().clone();
    match &show.passage {
        Some(passage) => {
            fly(&painter, place, passage, spread, now);
            ui.ctx().request_repaint();
        }
        None => lay(&painter, place, spread, spread.frame, show.zoom.unwrap_or(spread.view)),
    }
}

/// The map on its way from the frame and the view of the slide before.
fn fly(painter: &Painter, place: Place, passage: &Passage, to: &Spread, now: f64) {
    let Some(from) = &passage.from.spread else { return };
    let share = ((now - passage.since) / FLIGHT).clamp(0.0, 1.0);
    let eased = share * share * (3.0 - 2.0 * share);
    let between = |a: f64, b: f64| a + (b - a) * eased;
    let side = |a: f32, b: f32| a + (b - a) * eased as f32;
    let [x, y, width, height] =
        std::array::from_fn(|at| from.frame.get(at).zip(to.frame.get(at)).map_or(0.0, |(a, b)| side(*a, *b)));
    let view = View {
        centre: [
            between(passage.view.centre[0], to.view.centre[0]),
            between(passage.view.centre[1], to.view.centre[1]),
        ],
        zoom: between(passage.view.zoom, to.view.zoom),
        size: [width, height],
    };
    let frame = [x, y, width, height];
    lay(painter, place, from, frame, view);
    let mut fading = painter.clone();
    fading.set_opacity(eased as f32);
    lay(&fading, place, to, frame, view);
}

/// Paints a map that was drawn for one view as another sees it.
fn lay(painter: &Painter, place: Place, spread: &Spread, frame: [f32; 4], view: View) {
    let Some(drawing) = &spread.drawing else { return };
    let inside = painter.with_clip_rect(place.of(frame).intersect(painter.clip_rect()));
    let larger = (view.zoom - spread.view.zoom).exp2() as f32;
    let [x, y] = view.place(spread.view.world([0.0; 2]));
    paint::paint_scaled(&inside, place.at(frame[0] + x, frame[1] + y), place.scale * larger, drawing);
}

/// What lies over the slide: strokes, dot, black and white, the number typed, hint and keys.
fn over(app: &mut Cordon, ui: &Ui, place: Place, now: f64) {
    let look = app.look.clone();
    let ctx = ui.ctx();
    let marked = live::marks_changes(app);
    let Some(show) = &mut app.show else { return };
    let room = ctx.content_rect();
    let painter = ui.painter().with_clip_rect(room);
    let free = show.cover == Cover::None && !show.presenter.covers(ctx);
    show.pointer.follow(ctx, place.rect, free);
    match show.cover {
        Cover::None => show.pointer.paint(&painter, place.rect, &look, now),
        Cover::Black => {
            painter.rect_filled(room, CornerRadius::ZERO, Color32::BLACK);
        }
        Cover::White => {
            painter.rect_filled(room, CornerRadius::ZERO, Color32::WHITE);
        }
    }
    if show.said.as_ref().is_some_and(|(_, until)| now >= *until) {
        show.said = None;
    }
    if show.cover == Cover::None {
        foot(show, &painter, place, &look, (now, marked));
    }
    if show.keys_open {
        list(&painter, ui, place, &look);
    }
    let soonest = show.said.as_ref().map_or(show.hint_until, |(_, until)| *until);
    if soonest > now {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(soonest - now));
    }
}

/// A plate at the foot: the number being typed, what was just done, or the hint.
fn foot(show: &Show, painter: &Painter, place: Place, look: &Look, (now, marked): (f64, bool)) {
    let words = if !show.digits.is_empty() {
        format!("{}  Enter", show.digits)
    } else if marked && show.said.as_ref().is_some_and(|(said, _)| said == super::LIVE) {
        // Who has begun to try things needs no word on how.
        return;
    } else if let Some((said, _)) = &show.said {
        said.clone()
    } else if now < show.hint_until {
        "→ next     E live     H keys     Esc ends".to_owned()
    } else {
        return;
    };
    let size = 26.0 * place.scale;
    // Over the sources, or over the whole date where the switches are: never over what is read.
    // Where the changes stand over the date, it stands over the switches.
    let (least, middle) = match (show.live, marked) {
        (true, true) => (0.0, place.at(960.0, 966.0)),
        (true, false) => (580.0, place.at(1_590.0, 38.0)),
        (false, _) => (0.0, place.at(960.0, 1_044.0)),
    };
    let wide = (ink::width(painter, &words, size, 500) + 56.0 * place.scale).max(least * place.scale);
    let plate = Rect::from_center_size(middle, vec2(wide, 54.0 * place.scale));
    ink::plate(painter, plate, look);
    ink::write(painter, plate.center(), Align2::CENTER_CENTER, words, pen(size, 500, look.ui.tx));
}

/// The list of keys.
fn list(painter: &Painter, ui: &Ui, place: Place, look: &Look) {
    let row = 52.0;
    let high = row * keys::LIST.len() as f32 + 64.0;
    let plate = place.of([400.0, (SHEET[1] - high) / 2.0, 1120.0, high]);
    let response = ui.interact(plate, ui.scope_id().with("keys"), Sense::hover());
    let all: Vec<String> = keys::LIST.iter().map(|(keys, does)| format!("{keys}: {does}")).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Keys. {}", all.join(". "))));
    ink::plate(painter, plate, look);
    for (number, (keys, does)) in keys::LIST.iter().enumerate() {
        let y = plate.top() + (row * (number as f32 + 0.5) + 32.0) * place.scale;
        let size = 26.0 * place.scale;
        let left = plate.left() + 48.0 * place.scale;
        ink::write(painter, pos2(left, y), Align2::LEFT_CENTER, keys, pen(size, 600, look.ui.tx));
        let left = plate.left() + 600.0 * place.scale;
        ink::write(painter, pos2(left, y), Align2::LEFT_CENTER, does, pen(size, 400, look.ui.tx2));
    }
}

/// The wheel over the map, a pull at a map that is zoomed, and the arrow that goes.
fn hands(app: &mut Cordon, ctx: &Context, place: Place) {
    let now = ctx.input(|input| input.time);
    let Some(show) = &mut app.show else { return };
    if show.live || show.presenter.covers(ctx) {
        return;
    }
    if show.pointer.hides_arrow(now) {
        ctx.set_cursor_icon(CursorIcon::None);
    }
    let (at, scroll, pinch, way, down) = ctx.input(|input| {
        let pointer = &input.pointer;
        let pulled = pointer.is_decidedly_dragging();
        (
            pointer.latest_pos(),
            input.smooth_scroll_delta.y,
            input.zoom_delta(),
            pointer.delta(),
            pointer.primary_down() && pulled,
        )
    });
    let drawing = show.pointer.is_drawing(ctx);
    let Some(spread) = show.spread() else { return };
    let frame = place.of(spread.frame);
    let Some(at) = at.filter(|at| frame.contains(*at)) else { return };
    let factor = f64::from((scroll * 0.0025).exp() * pinch);
    if (factor - 1.0).abs() > 1e-4 {
        let spot = (at - frame.min) / place.scale;
        zoom(app, factor, Some([spot.x, spot.y]));
    } else if let Some(view) = show.zoom
        && down
        && !drawing
    {
        let way = way / place.scale;
        show.zoom = Some(view.panned([way.x, way.y]));
    }
}

/// Nearer or farther on the map of the slide, about a point of its frame or its middle.
pub fn zoom(app: &mut Cordon, factor: f64, about: Option<[f32; 2]>) {
    let Some(show) = &mut app.show else { return };
    if show.live {
        let about = [app.view.size[0] / 2.0, app.view.size[1] / 2.0];
        app.view = app.view.zoomed_at(about, factor);
        return;
    }
    let Some(spread) = show.spread() else { return };
    let [_, _, width, height] = spread.frame;
    let is = show.zoom.unwrap_or(spread.home);
    let next = is.zoomed_at(about.unwrap_or([width / 2.0, height / 2.0]), factor);
    // Never farther than the slide has it.
    let back = next.zoom <= spread.home.zoom + 1e-3;
    show.passage = None;
    show.zoom = (!back).then_some(next);
}

/// Back to the part of the world that the slide shows.
pub fn unzoom(app: &mut Cordon) {
    let Some(show) = &mut app.show else { return };
    show.zoom = None;
    if show.live
        && let Some(home) = show.spread().map(|spread| spread.home)
    {
        app.view.centre = home.centre;
        app.view.zoom = home.zoom - f64::from(MAGNIFIED).log2();
    }
}

/// Paints a slide as a thumbnail; a map that is in the hand is left out.
pub fn thumbnail(painter: &Painter, place: Place, sheet: &Sheet) {
    paint::paint_scaled(painter, place.rect.min, place.scale, &sheet.under);
    if let Some(spread) = &sheet.spread {
        lay(painter, place, spread, spread.frame, spread.view);
    }
    paint::paint_scaled(painter, place.rect.min, place.scale, &sheet.over);
    painter.rect_stroke(
        place.rect,
        CornerRadius::ZERO,
        egui::Stroke::new(1.0, colour32(sheet.page.inks.rule)),
        egui::StrokeKind::Outside,
    );
}
