//! What the keys do in the show: those of a clicker, of a speaker, and of somebody who is
//! asked "and if?".

use egui::{Context, Event, Key, Modifiers, PointerButton};

use super::super::Cordon;
use super::pointer::Kind;
use super::{Cover, go, keep, leave, put_back, set_live};

/// What stands on the list of keys: the keys, and what they do.
pub const LIST: &[(&str, &str)] = &[
    ("→  ↓  PgDn  Space  N  click", "next slide"),
    ("←  ↑  PgUp  P  right click", "slide before"),
    ("Home  End", "first, last slide"),
    ("12 Enter", "to slide 12"),
    ("B  .     W  ,", "black, white screen"),
    ("L     S", "laser dot, spotlight"),
    ("D and drag     Shift+D", "draw; drawing stays on"),
    ("wheel  +  −     0", "zoom on the map; back"),
    ("E", "live: drag zones, turn switches"),
    ("R  Backspace", "put everything back"),
    ("K", "keep what was changed"),
    ("F6", "the speaker’s view"),
    ("Esc  F5", "end the show"),
];

/// Takes the keys of this frame, and clicks on the slide.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    hear_beside(app, ctx);
    clicks(app, ctx);
}

/// Takes the keys that were pressed in a window beside the slide.
pub fn hear_beside(app: &mut Cordon, ctx: &Context) {
    let take = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let any = |keys: &[Key]| keys.iter().any(|key| take(*key));
    let now = ctx.input(|input| input.time);
    let busy = app.desk.tool.is_busy();
    if app.desk.tool.wants_text() && busy {
        // A depth is being typed; it is the hand's.
        return;
    }
    if leaves(app, ctx, busy) {
        return;
    }
    let Some(show) = &app.show else { return };
    // A control that has the keyboard is pressed and moved by it.
    let focused = ctx.memory(egui::Memory::focused).is_some_and(|id| id != super::super::hand::map_id());
    let (at, last) = (show.at, show.count.saturating_sub(1));
    if any(&[Key::PageDown, Key::N]) || (!focused && any(&[Key::ArrowRight, Key::ArrowDown, Key::Space])) {
        go(app, at + 1);
    } else if any(&[Key::PageUp, Key::P]) || (!focused && any(&[Key::ArrowLeft, Key::ArrowUp])) {
        go(app, at.saturating_sub(1));
    } else if take(Key::Home) {
        go(app, 0);
    } else if take(Key::End) {
        go(app, last);
    }
    number(app, ctx, focused);
    screens(app, ctx);
    tools(app, ctx, now);
    if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z)) {
        app.desk.undo();
    }
    if !busy && any(&[Key::Backspace, Key::R]) {
        put_back(app, now);
    }
    if take(Key::K) {
        keep(app, now);
    }
    if take(Key::E) {
        let live = app.show.as_ref().is_some_and(|show| show.live);
        set_live(app, !live, Some(now));
    }
}

/// Escape: what is open closes, what is in the hand is dropped, and otherwise the show ends.
fn leaves(app: &mut Cordon, ctx: &Context, busy: bool) -> bool {
    let take = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if take(Key::F5) {
        leave(app, ctx);
        return true;
    }
    if busy || !take(Key::Escape) {
        return false;
    }
    let Some(show) = &mut app.show else { return true };
    if show.keys_open || show.strip.open.is_some() {
        show.keys_open = false;
        show.strip.open = None;
        return false;
    }
    leave(app, ctx);
    true
}

/// Digits and Enter: a slide by its number.
fn number(app: &mut Cordon, ctx: &Context, focused: bool) {
    let Some(show) = &mut app.show else { return };
    let digits = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    for (digit, key) in ('0'..='9').zip(digits) {
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            if digit == '0' && show.digits.is_empty() {
                super::stage::unzoom(app);
                return;
            }
            if show.digits.len() < 4 {
                show.digits.push(digit);
            }
        }
    }
    if focused || !ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        return;
    }
    let at = show.at;
    let to =
        std::mem::take(&mut show.digits).parse::<usize>().map_or(at + 1, |number| number.saturating_sub(1));
    go(app, to);
}

/// Black and white screens.
fn screens(app: &mut Cordon, ctx: &Context) {
    let Some(show) = &mut app.show else { return };
    let any =
        |keys: &[Key]| keys.iter().any(|key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
    let turn = |is: Cover, to: Cover| if is == to { Cover::None } else { to };
    if any(&[Key::B, Key::Period]) {
        show.cover = turn(show.cover, Cover::Black);
    }
    if any(&[Key::W, Key::Comma]) {
        show.cover = turn(show.cover, Cover::White);
    }
}

/// Pointer, drawing, zoom, the list of keys, the speaker's view.
fn tools(app: &mut Cordon, ctx: &Context, now: f64) {
    let take = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let question =
        ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(text) if text == "?")));
    let Some(show) = &mut app.show else { return };
    if ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::D)) {
        show.pointer.draws = !show.pointer.draws;
        let words = if show.pointer.draws { "Drawing: drag over the slide" } else { "No longer drawing" };
        show.say(words, now);
    }
    if take(Key::L) {
        show.pointer.turn(Kind::Laser);
    }
    if take(Key::S) {
        show.pointer.turn(Kind::Spotlight);
    }
    if take(Key::H) || take(Key::F1) || question {
        show.keys_open = !show.keys_open;
    }
    if take(Key::F6) {
        show.presenter.open = !show.presenter.open;
    }
    if take(Key::Plus) || take(Key::Equals) {
        super::stage::zoom(app, 1.35, None);
    }
    if take(Key::Minus) {
        super::stage::zoom(app, 1.0 / 1.35, None);
    }
}

/// A click is the next slide, a right click the one before, where the pointer has nothing else to do.
fn clicks(app: &mut Cordon, ctx: &Context) {
    let Some(show) = &mut app.show else { return };
    if show.live || show.presenter.covers(ctx) || show.pointer.is_drawing(ctx) {
        return;
    }
    let clicked = |button| ctx.input(|input| input.pointer.button_clicked(button));
    let at = show.at;
    if show.keys_open {
        show.keys_open = !clicked(PointerButton::Primary);
    } else if clicked(PointerButton::Primary) {
        go(app, at + 1);
    } else if clicked(PointerButton::Secondary) {
        go(app, at.saturating_sub(1));
    }
}
