//! The rotation strip in the status line: a cell a month, to be scrubbed.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui,
};
use egui::{WidgetInfo, pos2, vec2};

use super::Cordon;
use super::chart::{hatched, month_at};
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::theme::colour32;
use super::timeline::{sentences, who};
use crate::force::timeline::{Month, Timeline};
use crate::tools::ToolKind;
use crate::units::grouped;

/// Below this width of the window the hint and the coordinates take all the room.
const LEAST_WINDOW: f32 = 1_100.0;

/// From this width on there is room for it beside the hint of a tool and its keys.
const ROOMY: f32 = 1_700.0;

/// The width of a message that has room beside the strip in a small window.
const BRIEF: f32 = 200.0;

/// What the coordinates at the right may take, so that the strip stands still while they change.
const COORDINATES: f32 = 416.0;

/// The share of the line that the strip may take.
const SHARE: f32 = 0.42;

/// Height of a cell.
const CELL: f32 = 22.0;

/// Width of a month, with the gap; narrower where there are many.
const PITCH: f32 = 14.0;

/// The identity of the strip among the controls.
fn strip_id() -> Id {
    Id::unique("rotation strip")
}

/// Shows the strip left of what stands at the right; returns its left edge.
pub fn show(app: &mut Cordon, ui: &mut Ui, rect: Rect, right: f32) -> f32 {
    // Who draws, or is refused something, reads the hint; who looks or shows scrubs the months.
    let reads = app.desk.tool.kind() != ToolKind::Select
        || app.desk.refusal.is_some()
        || is_told_much(app, ui)
        || app.keyboard.cursor().is_some();
    if rect.width() < if reads { ROOMY } else { LEAST_WINDOW } {
        return right;
    }
    let right = right.min(rect.right() - COORDINATES) - 16.0;
    let timeline = app.desk.timeline();
    match timeline.as_ref() {
        Ok(timeline) if timeline.nations.iter().any(|nation| nation.sending.wanted.0 > 0.0) => {
            app.month = app.month.map(|month| month.clamp(1, timeline.horizon_months));
            let place = Place::of(ui, rect, right, timeline);
            place.words(app, ui, timeline);
            place.cells(app, ui, timeline);
            place.left
        }
        Ok(_) => {
            app.month = None;
            said(app, ui, rect, right, "Rotation: no contingent assigned yet", false)
        }
        Err(refusal) => {
            app.month = None;
            said(app, ui, rect, right, &refusal.to_string(), true)
        }
    }
}

/// Whether the status line has more to say than it has room for beside the strip.
fn is_told_much(app: &Cordon, ui: &Ui) -> bool {
    let said = app.desk.remark.as_ref().or(app.notice.as_ref());
    said.is_some_and(|text| ink::width(ui.painter(), text, 12.5, 600) > BRIEF)
}

/// A sentence in place of the strip; returns its left edge.
fn said(app: &Cordon, ui: &Ui, rect: Rect, right: f32, text: &str, warning: bool) -> f32 {
    let look = &app.look;
    let colour = if warning { look.ui.short } else { look.ui.tx3 };
    let at = pos2(right, rect.center().y);
    let room = rect.width() * SHARE;
    let covered =
        ink::write_within(ui.painter(), at, Align2::RIGHT_CENTER, text, pen(12.0, 400, colour), room);
    let response = ui.interact(covered.expand(4.0), strip_id(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response.on_hover_text(format!("{text}\nAssign nations to zones to see them come and go by month."));
    covered.left()
}

/// Where the parts of the strip stand.
struct Place {
    left: f32,
    label: Option<f32>,
    cells: Rect,
    pitch: f32,
    words: f32,
    /// Where the shortfall stands, and whether there is room for its words.
    short: Option<(f32, bool)>,
}

impl Place {
    fn of(ui: &Ui, rect: Rect, right: f32, timeline: &Timeline) -> Self {
        let painter = ui.painter();
        let months = timeline.horizon_months as f32;
        let longest = format!("Month {0} of {0}", timeline.horizon_months);
        let words_wide = ink::width(painter, &longest, 12.0, 500).max(ink::width(painter, THERE, 12.0, 500));
        let short_wide = short(timeline).map_or(0.0, |text| ink::width(painter, &text, 12.0, 600) + 34.0);
        let label_wide = ink::width(painter, LABEL, 12.0, 600) + 12.0;
        let room = (rect.width() * SHARE).min(right - rect.left() - 180.0);
        let least = months * 3.0;
        // First the label goes, then the words of the shortfall: they stand in the tip too.
        let with_label = room - words_wide - short_wide - label_wide - 12.0 >= months * 8.0;
        let label_wide = if with_label { label_wide } else { 0.0 };
        let with_short = room - words_wide - short_wide - 12.0 >= least;
        let short_wide = if with_short { short_wide } else { 26.0_f32.min(short_wide) };
        let for_cells = room - words_wide - short_wide - label_wide - 12.0;
        let pitch = (for_cells / months).floor().clamp(2.0, PITCH);
        let short_at = right - short_wide;
        let words = short_at - words_wide;
        let cells = Rect::from_min_size(
            pos2(words - 12.0 - pitch * months, rect.center().y - CELL / 2.0),
            vec2(pitch * months, CELL),
        );
        let left = cells.left() - label_wide;
        Self {
            left,
            label: with_label.then_some(left),
            cells,
            pitch,
            words,
            short: (short_wide > 0.0).then_some((short_at, with_short)),
        }
    }

    fn words(&self, app: &Cordon, ui: &Ui, timeline: &Timeline) {
        let (look, painter, y) = (&app.look, ui.painter(), self.cells.center().y);
        if let Some(left) = self.label {
            ink::write(painter, pos2(left, y), Align2::LEFT_CENTER, LABEL, pen(12.0, 600, look.ui.tx));
        }
        let month = words(app.month, timeline);
        let at = pos2(self.words, y);
        ink::write(painter, at, Align2::LEFT_CENTER, &month, pen(12.0, 500, look.ui.tx));
        let (Some((left, whole)), Some(text)) = (self.short, short(timeline)) else { return };
        icons::draw(painter, pos2(left + 18.0, y), Icon::Warning, colour32(look.ui.short));
        let mut place = Rect::from_center_size(pos2(left + 18.0, y), vec2(20.0, 24.0));
        if whole {
            let at = pos2(left + 32.0, y);
            let pen = pen(12.0, 600, look.ui.short);
            place = place.union(ink::write(painter, at, Align2::LEFT_CENTER, &text, pen));
        }
        let response = ui.interact(place, strip_id().with("short"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        response.on_hover_text(sentences(app, timeline).join("\n"));
    }

    fn cells(&self, app: &mut Cordon, ui: &Ui, timeline: &Timeline) {
        let response = ui.interact(self.cells.expand2(vec2(0.0, 6.0)), strip_id(), Sense::click_and_drag());
        self.scrub(app, ui, &response, timeline.horizon_months);
        let top = scale(timeline);
        for (month, place) in timeline.months.iter().skip(1).zip(0_u32..) {
            self.cell(app, ui, month, place, top);
        }
        if let Some(month) = app.month {
            let left = self.cells.left() + (month - 1) as f32 * self.pitch;
            let cell = Rect::from_min_size(pos2(left, self.cells.top()), vec2(self.pitch - self.gap(), CELL));
            let stroke = Stroke::new(1.6, colour32(app.look.ui.accent));
            ui.painter().rect_stroke(cell.expand(1.0), CornerRadius::same(2), stroke, StrokeKind::Outside);
        }
        if response.has_focus() {
            let stroke = Stroke::new(2.0, colour32(app.look.ui.accent));
            ui.painter().rect_stroke(
                self.cells.expand(3.0),
                CornerRadius::same(3),
                stroke,
                StrokeKind::Outside,
            );
        }
        let (value, spoken) = (app.month.unwrap_or(0), words(app.month, timeline));
        response.widget_info(|| {
            let mut info = WidgetInfo::slider(true, f64::from(value), format!("Rotation by month: {spoken}"));
            info.current_text_value = Some(spoken.clone());
            info
        });
        let under = response
            .hover_pos()
            .map(|at| month_at(at.x, self.cells.left(), self.pitch, timeline.horizon_months));
        if let Some(month) = under {
            response.on_hover_text(tip(app, timeline, month));
        }
    }

    /// The gap between two months; none where they are narrow.
    fn gap(&self) -> f32 {
        match self.pitch {
            8.0.. => 2.0,
            4.0.. => 1.0,
            _ => 0.0,
        }
    }

    fn cell(&self, app: &Cordon, ui: &Ui, month: &Month, place: u32, top: f64) {
        let (look, painter) = (&app.look, ui.painter());
        let left = self.cells.left() + place as f32 * self.pitch;
        let cell = Rect::from_min_size(pos2(left, self.cells.top()), vec2(self.pitch - self.gap(), CELL));
        let y = |people: f64| cell.bottom() - CELL * (people / top).clamp(0.0, 1.0) as f32;
        painter.rect_filled(cell, CornerRadius::ZERO, colour32(look.ui.well));
        let now = app.month == Some(place + 1);
        let ink = if now { look.ui.accent } else { look.ui.bar.mixed(look.ui.accent, 0.45) };
        let bar = cell.with_min_y(y(month.deployed.0));
        painter.rect_filled(bar, CornerRadius::ZERO, colour32(ink));
        if month.short.0 >= 0.5 {
            let missing =
                Rect::from_min_max(pos2(cell.left(), y(month.wanted.0)), pos2(cell.right(), bar.top()));
            let stroke = Stroke::new(1.0, colour32(look.ui.short));
            hatched(painter, missing, 4.0, stroke);
            painter.hline(missing.x_range(), missing.top() + 0.5, stroke);
        }
    }

    /// A click or a drag shows a month; a click on the month shown, everybody again.
    fn scrub(&self, app: &mut Cordon, ui: &Ui, response: &egui::Response, months: u32) {
        let before_id = strip_id().with("before");
        if response.is_pointer_button_down_on()
            && let Some(at) = response.interact_pointer_pos()
        {
            if ui.input(|input| input.pointer.primary_pressed()) {
                let before = app.month;
                ui.data_mut(|data| data.insert_temp(before_id, before));
                response.request_focus();
            }
            app.month = Some(month_at(at.x, self.cells.left(), self.pitch, months));
        }
        if response.clicked() {
            let before: Option<u32> = ui.data(|data| data.get_temp(before_id)).unwrap_or_default();
            if before == app.month {
                app.month = None;
            }
        }
        if response.clicked_elsewhere() {
            response.surrender_focus();
        }
        if response.has_focus() {
            keys(app, ui, months);
        }
    }
}

/// Arrows go from month to month, and before the first to everybody.
fn keys(app: &mut Cordon, ui: &Ui, months: u32) {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(strip_id(), filter));
    let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if take(Key::ArrowRight) {
        app.month = Some(app.month.map_or(1, |month| (month + 1).min(months)));
    }
    if take(Key::ArrowLeft) {
        app.month = app.month.map(|month| month - 1).filter(|month| *month > 0);
    }
    if take(Key::Home) {
        app.month = Some(1);
    }
    if take(Key::End) {
        app.month = Some(months);
    }
}

const LABEL: &str = "Rotation";

/// What is said while no month is chosen.
const THERE: &str = "Everybody there";

fn words(month: Option<u32>, timeline: &Timeline) -> String {
    month.map_or_else(|| THERE.to_owned(), |month| format!("Month {month} of {}", timeline.horizon_months))
}

/// "short from month 19", of the coalition.
fn short(timeline: &Timeline) -> Option<String> {
    Some(format!("short from month {}", timeline.shortfall.from?))
}

/// The people that a whole cell stands for: all that is asked of the nations. What the plan needs
/// besides is a matter of the rows, not of time, and would press the months flat.
fn scale(timeline: &Timeline) -> f64 {
    timeline.months.iter().map(|month| month.wanted.0).fold(1.0, f64::max)
}

/// A month in words: who is there, who is missing, who is on the way.
fn tip(app: &Cordon, timeline: &Timeline, month: u32) -> String {
    let Some(of) = timeline.months.get(month as usize) else { return String::new() };
    let mut lines = vec![format!(
        "Month {month}: {} deployed of {} needed",
        grouped(of.deployed.0, 0),
        grouped(timeline.need.central.0, 0)
    )];
    if of.short.0 >= 0.5 {
        lines.push(format!("{} asked of the nations and not there", grouped(of.short.0, 0)));
    }
    lines.push(who(timeline, month));
    lines.push(format!(
        "In the pool: {} preparing, {} recovering",
        grouped(of.preparing.0, 0),
        grouped(of.recovering.0, 0)
    ));
    lines.extend(sentences(app, timeline));
    lines.push("Click or drag to show a month on the map; once more, or Esc, for everybody.".to_owned());
    lines.join("\n")
}
