//! A cursor on the map for the keyboard alone: what a mouse can do there, keys can.
//!
//! The cursor is translated into the gestures that the tools know, so that no tool has a
//! second way of working. While it is there the pointer is not listened to; a press of a
//! button on the map puts it away.

use egui::{Context, Event, EventFilter, Key, Modifiers, Response, Role, Sense, Ui, WidgetInfo, accesskit};
use egui::{CornerRadius, Rect, Stroke, StrokeKind, vec2};
use geo_types::Coord;

use super::Cordon;
use super::hand::{map_id, pick};
use super::theme::colour32;
use crate::geodesy;
use crate::tools::{Cursor, Gesture, Selection, StopKind, ToolKind, next_stop};
use crate::units::Km;

/// The share of the view's width that an arrow moves the cursor by; ten times that with Shift.
const STEP: f32 = 0.01;

/// How far an arrow moves what is held, and with Alt or Ctrl; ten times the first with Shift.
/// As the arrows nudge what is selected.
const CARRY: [Km; 2] = [Km(1.0), Km(0.1)];

/// The rim of the map, in points, that the cursor does not enter: the map moves instead.
const RIM: f32 = 48.0;

/// The state of the cursor.
#[derive(Clone, Debug, Default)]
pub struct Keyboard {
    /// Where it is; none while the pointer has the map.
    at: Option<Coord<f64>>,
    /// Where it was when it was put away.
    left: Option<Coord<f64>>,
    /// What Tab led to, as long as the cursor has not moved on.
    stop: Option<(StopKind, String)>,
    /// Something was taken by a key and waits to be put down.
    held: bool,
    /// Nothing is snapped to.
    exact: bool,
    /// The last arrow came with Shift.
    shift: bool,
    /// The tool that was told last where the cursor is.
    told: Option<ToolKind>,
}

impl Keyboard {
    /// Where the cursor is, while it is there.
    pub const fn cursor(&self) -> Option<Coord<f64>> {
        self.at
    }
}

/// Shows the cursor, or puts it away.
pub fn toggle(app: &mut Cordon, ctx: &Context) {
    if app.keyboard.at.is_some() {
        leave(app, ctx);
        return;
    }
    let middle = app.view.from_screen(app.view.size.map(|side| side / 2.0));
    let seen = |at: &Coord<f64>| rim(app.view.to_screen(*at), app.view.size) == [0.0; 2];
    let at = app.keyboard.left.filter(seen).unwrap_or(middle);
    app.keyboard = Keyboard { at: Some(at), ..Keyboard::default() };
    ctx.memory_mut(|memory| memory.request_focus(map_id()));
}

/// Puts the cursor away; what it held goes back.
pub fn leave(app: &mut Cordon, ctx: &Context) {
    let Some(at) = app.keyboard.at else { return };
    let now = ctx.input(|input| input.time);
    let pick = pick(app);
    if app.keyboard.held {
        app.desk.gesture(Gesture::Escape, pick, now);
    }
    app.desk.gesture(Gesture::Leave, pick, now);
    app.keyboard = Keyboard { left: Some(at), ..Keyboard::default() };
}

/// Takes the keys of the cursor out of this frame's input.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    let Some(at) = app.keyboard.at else { return };
    let elsewhere = ctx.memory(egui::Memory::focused).is_some_and(|id| id != map_id());
    if elsewhere || ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let now = ctx.input(|input| input.time);
    app.keyboard.held &= app.desk.tool.is_busy();
    // Another tool has not seen the cursor move.
    if app.keyboard.told != Some(app.desk.tool.kind()) {
        point(app, at, now);
    }
    for (key, modifiers) in taken(ctx) {
        match key {
            Key::ArrowLeft => step(app, [-1.0, 0.0], modifiers, now),
            Key::ArrowRight => step(app, [1.0, 0.0], modifiers, now),
            Key::ArrowUp => step(app, [0.0, 1.0], modifiers, now),
            Key::ArrowDown => step(app, [0.0, -1.0], modifiers, now),
            Key::Tab => jump(app, modifiers.shift, now),
            Key::Space => click(app, modifiers, now),
            Key::Enter => grab(app, modifiers, now),
            Key::Escape => step_out(app, ctx, now),
            _ => {}
        }
        app.keyboard.held &= app.desk.tool.is_busy();
    }
}

/// The keys that were pressed and belong to the cursor.
fn taken(ctx: &Context) -> Vec<(Key, Modifiers)> {
    let mut taken = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let mine = match key {
                Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Space => true,
                Key::Tab | Key::Enter | Key::Escape => !modifiers.command,
                _ => false,
            };
            if mine {
                taken.push((*key, *modifiers));
            }
            !mine
        });
    });
    taken
}

/// The cursor as a tool takes it.
fn cursor(app: &Cordon, at: Coord<f64>) -> Cursor {
    let length = app.desk.tool.wants_text();
    // A length goes by the kilometre, and not by round figures of the scale.
    let alt =
        if length { app.keyboard.held || app.keyboard.exact } else { app.keyboard.exact && app.desk.snap };
    let area = app.desk.tool.is_busy() && app.desk.tool.marks(false);
    Cursor { at, shift: length && app.keyboard.shift, alt: alt && !area }
}

/// Tells the tool where the cursor is.
fn point(app: &mut Cordon, at: Coord<f64>, now: f64) {
    app.keyboard.at = Some(at);
    app.keyboard.told = Some(app.desk.tool.kind());
    keep_in_view(app, at);
    let pick = pick(app);
    let cursor = cursor(app, at);
    app.desk.gesture(Gesture::Move(cursor), pick, now);
}

fn step(app: &mut Cordon, [east, north]: [f32; 2], modifiers: Modifiers, now: f64) {
    let Some(at) = app.keyboard.at else { return };
    let fine = modifiers.alt || modifiers.command;
    // An area that selects is drawn by the scale of the map, whatever its size on the ground.
    let carries = app.keyboard.held && !app.desk.tool.marks(false);
    let to = if carries {
        let km = CARRY[usize::from(fine)] * if modifiers.shift && !fine { 10.0 } else { 1.0 };
        geodesy::beside(at, km * f64::from(east), km * f64::from(north))
    } else {
        let px = if fine { 1.0 } else { app.view.size[0] * STEP * if modifiers.shift { 10.0 } else { 1.0 } };
        let [x, y] = app.view.to_screen(at);
        app.view.from_screen([x + east * px, y - north * px])
    };
    app.keyboard.stop = None;
    // What is held is not held back by what it lies near, unless it is asked to snap.
    app.keyboard.exact = if app.keyboard.held { !modifiers.command } else { modifiers.alt };
    app.keyboard.shift = modifiers.shift;
    point(app, to, now);
}

/// On to the next handle or zone, or back to the last one. What is held stays in the hand.
fn jump(app: &mut Cordon, back: bool, now: f64) {
    if app.keyboard.held {
        return;
    }
    let context = app.desk.context(pick(app));
    let from = app.keyboard.stop.as_ref().map(|(what, _)| what);
    let Some(stop) = next_stop(&app.desk.tool, from, back, &context) else { return };
    (app.keyboard.exact, app.keyboard.shift) = (false, false);
    point(app, stop.at, now);
    if let StopKind::Zone(id) = &stop.what {
        // Another zone may lie over all of it.
        app.desk.selection.hovered = Some(id.clone());
    }
    app.keyboard.stop = Some((stop.what, stop.name));
}

/// As a click of the mouse; what is held is put down.
fn click(app: &mut Cordon, modifiers: Modifiers, now: f64) {
    let Some(at) = app.keyboard.at else { return };
    if app.keyboard.held {
        put_down(app, at, now);
        return;
    }
    let selects = matches!(app.desk.tool.kind(), ToolKind::Select | ToolKind::Lasso | ToolKind::Vertices);
    if let (Some((StopKind::Zone(id), _)), true) = (&app.keyboard.stop, selects) {
        let selection = &app.desk.selection;
        let pick = if modifiers.shift { selection.toggled(id) } else { Selection::only(id.clone()) };
        app.desk.selection = pick.hovering(Some(id.clone()));
        return;
    }
    let pick = pick(app);
    let held = Cursor { shift: modifiers.shift, alt: modifiers.alt || modifiers.command, at };
    let cursor = if held.shift || held.alt { held } else { cursor(app, at) };
    app.desk.gesture(Gesture::Move(cursor), pick, now);
    if app.desk.tool.claims(&cursor, &app.desk.context(pick)) {
        app.desk.gesture(Gesture::Press(cursor), pick, now);
        app.desk.gesture(Gesture::Release(cursor), pick, now);
    } else {
        app.desk.gesture(Gesture::Click(cursor), pick, now);
    }
}

/// Finishes what is drawn, puts down what is held, or takes what is at the cursor; where
/// there is nothing to take it is a click.
fn grab(app: &mut Cordon, modifiers: Modifiers, now: f64) {
    let Some(at) = app.keyboard.at else { return };
    let pick = pick(app);
    if app.keyboard.held {
        put_down(app, at, now);
    } else if app.desk.tool.is_busy() {
        if !app.desk.gesture(Gesture::Enter, pick, now) {
            click(app, modifiers, now);
        }
    } else {
        // An area takes out with Alt; what is taken otherwise is not to snap at once.
        let marks = app.desk.tool.marks(modifiers.shift);
        let alt = if marks { modifiers.alt || modifiers.command } else { app.desk.snap };
        let cursor = Cursor { at, shift: modifiers.shift, alt };
        if app.desk.gesture(Gesture::Grab(cursor), pick, now) {
            app.keyboard.held = app.desk.tool.is_busy();
            (app.keyboard.exact, app.keyboard.shift) = (true, false);
        } else {
            click(app, modifiers, now);
        }
    }
}

fn put_down(app: &mut Cordon, at: Coord<f64>, now: f64) {
    let pick = pick(app);
    let cursor = cursor(app, at);
    app.desk.gesture(Gesture::Release(cursor), pick, now);
    app.keyboard.held = false;
    app.keyboard.stop = None;
}

/// One step out: what is held, what is drawn, the tool, the selection; at last the cursor.
fn step_out(app: &mut Cordon, ctx: &Context, now: f64) {
    let pick = pick(app);
    if !app.desk.gesture(Gesture::Escape, pick, now) && app.month.take().is_none() {
        leave(app, ctx);
    }
}

/// How far a point lies in the rim of the map, to the right and downwards.
fn rim([x, y]: [f32; 2], [wide, high]: [f32; 2]) -> [f32; 2] {
    let over = |at: f32, long: f32| at - at.clamp(RIM.min(long / 2.0), (long - RIM).max(long / 2.0));
    [over(x, wide), over(y, high)]
}

fn keep_in_view(app: &mut Cordon, at: Coord<f64>) {
    let [x, y] = rim(app.view.to_screen(at), app.view.size);
    if x != 0.0 || y != 0.0 {
        app.view = app.view.panned([-x, -y]);
        app.fitted = true;
        app.flight = None;
    }
}

/// The ring of the focus, and what a screen reader says of the cursor.
pub fn show(app: &Cordon, ui: &Ui, map: Rect, response: &Response) {
    // Who takes the mouse again needs no ring.
    if app.keyboard.at.is_none() && response.is_pointer_button_down_on() {
        ui.memory_mut(|memory| memory.surrender_focus(map_id()));
    }
    if response.has_focus() {
        let on = app.keyboard.at.is_some();
        let keys = EventFilter { tab: on, escape: on, horizontal_arrows: true, vertical_arrows: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(map_id(), keys));
        let stroke = Stroke::new(2.0, colour32(app.look.ui.accent));
        ui.painter().rect_stroke(map.shrink(1.0), CornerRadius::ZERO, stroke, StrokeKind::Inside);
    }
    let Some(at) = app.keyboard.at else { return };
    let corner = Rect::from_min_size(map.min, vec2(1.0, 1.0));
    let node = ui.interact(corner, ui.scope_id().with("cursor of the keyboard"), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Status, true, spoken(app, at)));
    ui.ctx().accesskit_node_builder(node.id, |node| node.set_live(accesskit::Live::Polite));
}

/// What Tab led to, while nothing is under way: it stands in the status line.
pub fn stop(app: &Cordon) -> Option<String> {
    let (_, name) = app.keyboard.stop.as_ref().filter(|_| !app.desk.tool.is_busy())?;
    Some(capital(name))
}

/// The keys that do something at the cursor, while it is there.
pub const fn keys(app: &Cordon, busy: bool) -> Option<&'static [(&'static str, &'static str)]> {
    match (app.keyboard.at, app.keyboard.held, busy) {
        (None, ..) => None,
        (Some(_), true, _) => Some(&[
            ("←↑↓→", "1 km"),
            ("Ctrl", "100 m"),
            ("Shift", "10 km"),
            ("Enter", "put down"),
            ("Esc", "back"),
        ]),
        (Some(_), false, true) => Some(&[("Space", "click"), ("Enter", "finish"), ("Esc", "drop it")]),
        (Some(_), false, false) => Some(&[
            ("Space", "click"),
            ("Enter", "take"),
            ("Tab", "next"),
            ("←↑↓→", "move"),
            ("Esc", "step out"),
        ]),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Corner of Line belt, on the line of contact, 49.1234° N 36.2345° E".
pub fn spoken(app: &Cordon, at: Coord<f64>) -> String {
    let desk = &app.desk;
    let sketch = desk.tool.sketch(&desk.context(pick(app)));
    let mut said: Vec<String> = Vec::new();
    match (&app.keyboard.stop, desk.tool.is_busy()) {
        (Some((_, name)), false) => said.push(name.clone()),
        (None, false) => {
            let zone = desk.selection.hovered.as_ref().and_then(|id| desk.history.now().zone(id));
            said.extend(zone.map(|zone| format!("{}, {}", zone.name, zone.role.title())));
        }
        (_, true) => {}
    }
    if let Some(plate) = sketch.plate {
        if desk.tool.is_busy() {
            said.push(plate.title);
        }
        said.extend(plate.measure);
        said.extend(plate.snapped);
    }
    said.push(geodesy::place_in_words(at));
    capital(&said.join(", "))
}
