//! What the hand does over the map, frame by frame: which press is the tool's,
//! which drag pulls the map, what the wheel and the keys do.

use egui::{Context, Event, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response};

use super::{Cordon, keyboard};
use crate::tools::{Cursor, Gesture};
use crate::units::Km;

/// How near a thing the pointer must be to take it, in points.
const PICK_PX: f64 = 10.0;

/// A press that moved less than this is a click.
const CLICK_PX: f32 = 4.0;

/// How fast the wheel zooms: a notch is a factor of about 1.2.
pub const WHEEL: f32 = 0.0025;

/// What the primary button holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Hand {
    /// Nothing.
    #[default]
    Free,
    /// Something of the tool's.
    Tool,
    /// The map, since a point of the window; `pulled` once it has moved.
    Map {
        /// Where the button went down.
        from: Pos2,
        /// Whether it is a pull and no longer a click.
        pulled: bool,
    },
}

/// The identity of the map among the controls.
pub fn map_id() -> Id {
    Id::unique("map")
}

/// Takes this frame's input: before anything is drawn, so that the figures
/// that follow the hand are of this frame.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    let Some(response) = ctx.read_response(map_id()) else { return };
    let rect = response.rect;
    app.view = app.view.resized([rect.width(), rect.height()].map(|side| side / app.map_scale));
    if app.dialog_open() {
        app.hand = Hand::Free;
        return;
    }
    if app.exporting.framing {
        app.hand = Hand::Free;
        return;
    }
    pointer(app, ctx, &response);
    wheel(app, ctx, &response);
    // On a slide the hand draws over the map, and the keys are the show's.
    if app.show.is_none() {
        keyboard::hear(app, ctx);
    }
    keys(app, ctx);
}

fn place_of(app: &Cordon, rect: Rect, at: Pos2) -> geo_types::Coord<f64> {
    app.view.from_screen([at.x - rect.left(), at.y - rect.top()].map(|side| side / app.map_scale))
}

/// The pick radius on the ground, at the middle of the view.
pub fn pick(app: &Cordon) -> Km {
    Km(app.view.km_per_px() * PICK_PX)
}

fn pointer(app: &mut Cordon, ctx: &Context, response: &Response) {
    let rect = response.rect;
    let over = response.hovered();
    let pick = pick(app);
    let (events, modifiers, now, dt_pos) =
        ctx.input(|input| (input.events.clone(), input.modifiers, input.time, input.pointer.latest_pos()));
    // Ctrl is Alt where an area selects.
    let held = [modifiers.shift, modifiers.alt || modifiers.command];
    let mut moved = app.keys_held != held;
    app.keys_held = held;
    let mut last = app.pointer_at;
    for event in &events {
        match event {
            Event::PointerMoved(at) => {
                pull(app, last, *at);
                last = Some(*at);
                moved = true;
            }
            Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers } => {
                let cursor = cursor(app, place_of(app, rect, *pos), *modifiers);
                if *pressed && over && rect.contains(*pos) {
                    press(app, ctx, cursor, *pos, pick, now);
                } else if !*pressed {
                    release(app, cursor, pick, now);
                    moved = true;
                }
                last = Some(*pos);
            }
            Event::PointerButton { pos, button: PointerButton::Middle, pressed, .. } => {
                if *pressed && over {
                    app.hand = Hand::Map { from: *pos, pulled: true };
                } else if !*pressed && matches!(app.hand, Hand::Map { .. }) {
                    app.hand = Hand::Free;
                }
                last = Some(*pos);
            }
            Event::PointerGone if app.keyboard.cursor().is_some() => last = None,
            Event::PointerGone => {
                app.desk.gesture(Gesture::Leave, pick, now);
                last = None;
            }
            _ => {}
        }
    }
    app.pointer_at = last.or(dt_pos);
    if response.double_clicked()
        && let Some(at) = app.pointer_at
    {
        let cursor = cursor(app, place_of(app, rect, at), modifiers);
        app.desk.gesture(Gesture::DoubleClick(cursor), pick, now);
    }
    let Some(at) = app.pointer_at else { return };
    // The keyboard's cursor is where the tool looks: a mouse that is knocked does not count.
    if app.keyboard.cursor().is_some() {
        return;
    }
    if moved && matches!(app.hand, Hand::Tool | Hand::Free) {
        if over || app.hand == Hand::Tool {
            let cursor = cursor(app, place_of(app, rect, at), modifiers);
            app.desk.gesture(Gesture::Move(cursor), pick, now);
            app.pointer_over = true;
        } else if app.pointer_over {
            app.desk.gesture(Gesture::Leave, pick, now);
            app.pointer_over = false;
        }
    }
}

fn cursor(app: &Cordon, at: geo_types::Coord<f64>, modifiers: Modifiers) -> Cursor {
    // Many desktops take Alt and the button for themselves, to move the window.
    let ctrl = modifiers.command && app.desk.tool.marks(modifiers.shift);
    Cursor { at, shift: modifiers.shift, alt: modifiers.alt || ctrl }
}

fn press(app: &mut Cordon, ctx: &Context, cursor: Cursor, at: Pos2, pick: Km, now: f64) {
    keyboard::leave(app, ctx);
    if let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    app.desk.measured.fresh = false;
    if app.desk.claims(&cursor, pick) {
        // What is taken hold of next is where it will be.
        super::following::finish(app, now);
    }
    if app.desk.claims(&cursor, pick) {
        app.desk.gesture(Gesture::Press(cursor), pick, now);
        app.hand = Hand::Tool;
    } else {
        app.hand = Hand::Map { from: at, pulled: false };
    }
}

fn release(app: &mut Cordon, cursor: Cursor, pick: Km, now: f64) {
    match std::mem::take(&mut app.hand) {
        Hand::Tool => {
            app.desk.gesture(Gesture::Release(cursor), pick, now);
        }
        Hand::Map { pulled: false, .. } => {
            app.desk.gesture(Gesture::Click(cursor), pick, now);
        }
        Hand::Map { .. } | Hand::Free => {}
    }
}

/// Pulls the map along with the pointer.
fn pull(app: &mut Cordon, last: Option<Pos2>, at: Pos2) {
    let Hand::Map { from, pulled } = app.hand else { return };
    let way =
        if pulled { last.map(|last| at - last) } else { (from.distance(at) > CLICK_PX).then(|| at - from) };
    if let Some(way) = way {
        app.view = app.view.panned([way.x, way.y].map(|side| side / app.map_scale));
        app.fitted = true;
        app.flight = None;
        app.hand = Hand::Map { from, pulled: true };
    }
}

fn wheel(app: &mut Cordon, ctx: &Context, response: &Response) {
    if !response.hovered() {
        return;
    }
    let (scroll, pinch) = ctx.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let factor = f64::from((scroll * WHEEL).exp() * pinch);
    if (factor - 1.0).abs() > 1e-4
        && let Some(at) = app.pointer_at
    {
        let spot = [at.x - response.rect.left(), at.y - response.rect.top()];
        app.view = app.view.zoomed_at(spot.map(|side| side / app.map_scale), factor);
        app.fitted = true;
        app.flight = None;
        ctx.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
    }
}

/// How far an arrow key moves what is selected, and how far with Alt.
const NUDGE: [Km; 2] = [Km(1.0), Km(0.1)];

/// How far an arrow key pulls the map when nothing is selected.
const PAN_PX: f32 = 80.0;

fn keys(app: &mut Cordon, ctx: &Context) {
    if ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let pick = pick(app);
    let now = ctx.input(|input| input.time);
    if app.desk.wants_text() {
        let typed: Vec<char> = ctx.input_mut(|input| {
            let mut typed = Vec::new();
            input.events.retain(|event| match event {
                Event::Text(text) if text.chars().all(|c| c.is_ascii_digit() || ".,<".contains(c)) => {
                    typed.extend(text.chars());
                    false
                }
                Event::Key { key, modifiers, .. } if modifiers.is_none() && is_digit(*key) => false,
                _ => true,
            });
            typed
        });
        for letter in typed {
            app.desk.gesture(Gesture::Type(letter), pick, now);
        }
    }
    let take = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // A month on show is one step out before the selection.
    if take(Key::Escape) && !app.desk.gesture(Gesture::Escape, pick, now) && app.month.take().is_none() {
        app.desk.selection.zones.clear();
    }
    if ctx.memory(egui::Memory::focused).is_some_and(|id| id != map_id()) {
        return;
    }
    if take(Key::Enter) {
        app.desk.gesture(Gesture::Enter, pick, now);
    }
    if take(Key::Backspace) {
        app.desk.gesture(Gesture::Backspace, pick, now);
    }
    for (key, east, north) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, 1.0),
        (Key::ArrowDown, 0.0, -1.0),
    ] {
        let fine = ctx.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let far = !fine && ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        if fine || far || take(key) {
            let step = NUDGE[usize::from(fine)] * if far { 10.0 } else { 1.0 };
            let nudge = Gesture::Nudge { east: step * east, north: step * north };
            if !app.desk.gesture(nudge, pick, now) {
                app.fitted = true;
                app.view = app.view.panned([-PAN_PX * east as f32, PAN_PX * north as f32]);
            }
        }
    }
}

const fn is_digit(key: Key) -> bool {
    matches!(
        key,
        Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
            | Key::Num6
            | Key::Num7
            | Key::Num8
            | Key::Num9
    )
}
