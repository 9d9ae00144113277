//! The speaker's view: this slide and the next, notes, clock and timer. A window of its own
//! where the system has windows, otherwise over the slide.

use std::sync::Arc;
use std::time::Duration;

use egui::{
    Align2, Area, Context, CornerRadius, Id, Order, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder,
    ViewportBuilder, ViewportId, WidgetInfo, pos2, vec2,
};

use super::super::Cordon;
use super::super::ink::{self, pen};
use super::super::theme::{colour32, font};
use super::clock::Clock;
use super::stage::{Place, thumbnail};
use super::{go, keep, keys, put_back, set_live};
use crate::brief::deck::{Page, SHEET, What};

/// Room around everything.
const GAP: f32 = 24.0;

/// The speaker's view.
#[derive(Debug)]
pub struct Presenter {
    /// Whether it is open.
    pub open: bool,
    /// When the timer began.
    began: f64,
    /// What the timer stands at while it is paused, in seconds.
    paused: Option<f64>,
    /// The time of day.
    clock: Clock,
}

impl Presenter {
    /// A view whose timer begins now.
    pub fn begun(now: f64, open: bool) -> Self {
        Self { open, began: now, paused: None, clock: Clock::of_system() }
    }

    /// Whether it lies over the slide.
    pub fn covers(&self, ctx: &Context) -> bool {
        self.open && ctx.embed_viewports()
    }

    /// What the timer stands at, in seconds.
    fn elapsed(&self, now: f64) -> f64 {
        self.paused.unwrap_or(now - self.began)
    }

    fn pause(&mut self, now: f64) {
        match self.paused.take() {
            Some(stood) => self.began = now - stood,
            None => self.paused = Some(now - self.began),
        }
    }

    const fn reset(&mut self, now: f64) {
        self.began = now;
        if self.paused.is_some() {
            self.paused = Some(0.0);
        }
    }
}

/// Shows it, if it is open.
pub fn show(app: &mut Cordon, ctx: &Context) {
    let Some(open) = app.show.as_ref().map(|show| show.presenter.open) else { return };
    if !open {
        return;
    }
    // The clock moves by itself.
    ctx.request_repaint_after(Duration::from_millis(500));
    if ctx.embed_viewports() {
        let rect = ctx.content_rect();
        let area = Area::new(Id::unique("presenter")).order(Order::Foreground).fixed_pos(rect.min);
        area.show(ctx, |ui| {
            let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
            view(app, &mut child);
        });
        return;
    }
    let builder = ViewportBuilder::default()
        .with_title("Cordon – presenter")
        .with_app_id("cordon")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([800.0, 560.0]);
    let closed = ctx.show_viewport_immediate(ViewportId::from_hash_of("presenter"), builder, |ui, _| {
        let ctx = ui.ctx().clone();
        keys::hear_beside(app, &ctx);
        if app.is_showing() {
            view(app, ui);
        }
        ctx.input(|input| input.viewport().close_requested())
    });
    if closed && let Some(show) = &mut app.show {
        show.presenter.open = false;
    }
}

/// What is in it.
fn view(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    let look = app.look.clone();
    let blocker = ui.interact(rect, ui.scope_id().with("ground"), Sense::click());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Presenter"));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.panel));
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), 72.0));
    ink::rule(ui.painter(), rect.left(), rect.right(), head.bottom(), look.ui.line);
    clocks(app, ui, head);
    let body = rect.with_min_y(head.bottom()).shrink(GAP);
    let foot = Rect::from_min_max(pos2(body.left(), body.bottom() - 40.0), body.max);
    let body = body.with_max_y(foot.top() - GAP);
    let left = body.with_max_x(body.left() + (body.width() - GAP) * 0.6);
    let right = body.with_min_x(left.right() + GAP);
    let Some(show) = &app.show else { return };
    let (at, count) = (show.at, show.count);
    let this = show.sheets.get(at).cloned();
    let next = (at + 1 < count).then(|| show.sheets.get(at + 1).cloned());
    let live = show.live;
    let title = if live {
        format!("Slide {} of {count}, live", at + 1)
    } else {
        format!("Slide {} of {count}", at + 1)
    };
    sheet(ui, left, &title, this.as_ref(), &look);
    let end = match &next {
        Some(next) => {
            let half = right.with_max_y(right.top() + 28.0 + right.width() * SHEET[1] / SHEET[0]);
            sheet(ui, half, "Next", next.as_ref(), &look)
        }
        None => {
            let at = pos2(right.left(), right.top() + 10.0);
            ink::write(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                "This is the last slide",
                pen(16.0, 600, look.ui.tx2),
            )
            .bottom()
        }
    };
    notes(
        ui,
        right.with_min_y(end + GAP),
        &this.as_ref().map_or(String::new(), |sheet| said(&sheet.page)),
        &look,
    );
    buttons(app, ui, foot);
}

/// A slide with a word over it; returns where it ends.
fn sheet(
    ui: &Ui,
    room: Rect,
    name: &str,
    sheet: Option<&Arc<super::Sheet>>,
    look: &crate::scene::Look,
) -> f32 {
    let top = pos2(room.left(), room.top() + 10.0);
    ink::write(ui.painter(), top, Align2::LEFT_CENTER, name, pen(16.0, 600, look.ui.tx2));
    let room = room.with_min_y(room.top() + 28.0);
    let size = Place::inside(room).rect.size();
    let place = Place::inside(Rect::from_min_size(room.min, size));
    ui.painter().rect_filled(place.rect, CornerRadius::ZERO, colour32(look.ui.well));
    let title = sheet.map_or("on its way", |sheet| sheet.page.title.as_str());
    let response = ui.interact(place.rect, ui.scope_id().with(("sheet", name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{name}: {title}")));
    match sheet {
        Some(sheet) => thumbnail(ui.painter(), place, sheet),
        None => {
            let pen = pen(16.0, 400, look.ui.tx3);
            ink::write(ui.painter(), place.rect.center(), Align2::CENTER_CENTER, "on its way", pen);
        }
    }
    place.rect.bottom()
}

/// The notes of a slide; before them the layers that its map lacks.
fn said(page: &Page) -> String {
    let absent = page.blocks.iter().flat_map(|block| match &block.what {
        What::Map(map) => map.absent.as_slice(),
        _ => &[],
    });
    let absent = absent.map(|name| format!("The layer “{name}” is not open: the map is without it."));
    absent.chain([page.notes.clone()]).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What to say.
fn notes(ui: &mut Ui, room: Rect, notes: &str, look: &crate::scene::Look) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(room).id_salt("notes"));
    let notes = if notes.is_empty() { "No notes for this slide." } else { notes };
    ScrollArea::vertical().auto_shrink([false; 2]).show(&mut child, |ui| {
        for line in notes.lines() {
            ui.label(RichText::new(line).font(font(20.0, 400)).color(colour32(look.ui.tx)));
            ui.add_space(8.0);
        }
    });
}

/// The time of day, and how long the show has gone on.
fn clocks(app: &mut Cordon, ui: &mut Ui, head: Rect) {
    let look = app.look.clone();
    let now = ui.input(|input| input.time);
    let Some(show) = &mut app.show else { return };
    let y = head.center().y;
    let (clock, zone) = show.presenter.clock.now();
    let at = pos2(head.left() + GAP, y);
    let end = ink::write(ui.painter(), at, Align2::LEFT_CENTER, &clock, pen(26.0, 600, look.ui.tx)).right();
    let end = ink::write(
        ui.painter(),
        pos2(end + 8.0, y + 3.0),
        Align2::LEFT_CENTER,
        &zone,
        pen(14.0, 400, look.ui.tx2),
    )
    .right();
    let timer = elapsed(show.presenter.elapsed(now));
    let paused = show.presenter.paused.is_some();
    let ink_of = if paused { look.ui.tx3 } else { look.ui.accent };
    let at = pos2(end + 48.0, y);
    let covered = ink::write(ui.painter(), at, Align2::LEFT_CENTER, &timer, pen(26.0, 600, ink_of));
    let response = ui.interact(covered, ui.scope_id().with("timer"), Sense::hover());
    response.widget_info(|| {
        let state = if paused { ", paused" } else { "" };
        WidgetInfo::labeled(Role::Label, true, format!("Time {clock} {zone}. Timer {timer}{state}"))
    });
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(
                pos2(covered.right() + 24.0, y - 16.0),
                pos2(head.right() - GAP, y + 16.0),
            ))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if button(&mut row, if paused { "Resume timer" } else { "Pause timer" }, true) {
        show.presenter.pause(now);
    }
    if button(&mut row, "Reset timer", true) {
        show.presenter.reset(now);
    }
}

fn button(ui: &mut Ui, text: &str, possible: bool) -> bool {
    let button = egui::Button::new(RichText::new(text).font(font(15.0, 500))).min_size(vec2(0.0, 32.0));
    ui.add_enabled(possible, button).clicked()
}

/// What can be done from here.
fn buttons(app: &mut Cordon, ui: &mut Ui, foot: Rect) {
    let now = ui.input(|input| input.time);
    let Some(show) = &app.show else { return };
    let (at, count, live) = (show.at, show.count, show.live);
    let tried = show.home.now() != app.desk.history.now();
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(foot).layout(layout));
    if button(&mut row, "Back", at > 0) {
        go(app, at.saturating_sub(1));
    }
    if button(&mut row, "Next slide", at + 1 < count) {
        go(app, at + 1);
    }
    row.add_space(GAP);
    if button(&mut row, if live { "Not live" } else { "Live" }, true) {
        set_live(app, !live, Some(now));
    }
    if button(&mut row, "Put back what was tried", tried) {
        put_back(app, now);
    }
    if button(&mut row, "Keep what was tried", tried) {
        keep(app, now);
    }
    row.add_space(GAP);
    if button(&mut row, "Close this view", true)
        && let Some(show) = &mut app.show
    {
        show.presenter.open = false;
    }
}

/// "1:02:07" or "2:07".
fn elapsed(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paused_timer_goes_on_where_it_stood() {
        let mut presenter = Presenter::begun(10.0, true);
        assert_eq!(elapsed(presenter.elapsed(75.0)), "1:05");
        presenter.pause(75.0);
        assert_eq!(elapsed(presenter.elapsed(500.0)), "1:05");
        presenter.pause(500.0);
        assert_eq!(elapsed(presenter.elapsed(4_097.0)), "1:01:02");
        presenter.reset(5_000.0);
        assert_eq!(elapsed(presenter.elapsed(5_009.0)), "0:09");
    }
}
