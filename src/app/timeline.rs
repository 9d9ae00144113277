//! Rotation by month: who is deployed, who prepares and recovers, and who falls short when.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::assumptions::{dragged, number};
use super::chart::{hatched, month_at, round_step};
use super::dialogs::{buttons, heading, scroll};
use super::grid::{Cell, Column, Table};
use super::ink::{self, pen};
use super::theme::{colour32, font};
use crate::force::timeline::{Month, NationCourse, Timeline};
use crate::plan::{Edit, Member, NationCode, Rotation};
use crate::scene::look::Look;
use crate::units::{brief, grouped};

/// Height of the figure.
const FIGURE: f32 = 264.0;

/// Room for the values of the axis, and for the names at the right.
const AXIS: f32 = 60.0;
const NAMES: f32 = 132.0;

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Rotation by month");
    let timeline = app.desk.timeline();
    controls(app, ui);
    ui.add_space(4.0);
    match timeline.as_ref() {
        Ok(timeline) => {
            scroll(ui).max_height(ui.ctx().content_rect().height() * 0.6).show(ui, |ui| {
                for (place, sentence) in sentences(app, timeline).into_iter().enumerate() {
                    let text =
                        egui::RichText::new(sentence).font(font(13.0, if place == 0 { 600 } else { 400 }));
                    ui.label(text);
                }
                ui.add_space(6.0);
                figure(app, ui, timeline);
                ui.add_space(8.0);
                nations(app, ui, timeline);
                ui.add_space(4.0);
                notes(app, ui);
            });
        }
        Err(refusal) => {
            ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
        }
    }
    if let Some(refusal) = &app.desk.refusal {
        ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
    }
    buttons(ui, &["Close"]).is_some()
}

fn notes(app: &Cordon, ui: &mut Ui) {
    let text = "Deployed is in Ukraine, at the weakest moment of a month. Pool is deployed, preparing and \
                recovering: half of the interval each, which is judgement (J). Cumulative is everyone who has \
                served by the end of the horizon. The three are never added to each other.";
    ui.label(egui::RichText::new(text).font(font(11.0, 400)).color(colour32(app.look.ui.tx3)));
}

/// The rotation of the plan, live.
fn controls(app: &mut Cordon, ui: &mut Ui) {
    let rotation = app.desk.shown().assumptions.rotation;
    ui.horizontal(|ui| {
        number(app, ui, "Tour", " months", rotation.tour_months, 1.0..=24.0, |tour_months| {
            Edit::SetRotation(Rotation { tour_months, ..rotation })
        });
        number(app, ui, "Interval", " months", rotation.interval_months, 0.0..=60.0, |interval_months| {
            Edit::SetRotation(Rotation { interval_months, ..rotation })
        });
        number(app, ui, "Ramp-up", " months", rotation.ramp_up_months, 0.0..=24.0, |ramp_up_months| {
            Edit::SetRotation(Rotation { ramp_up_months, ..rotation })
        });
        number(app, ui, "Horizon", " months", f64::from(rotation.horizon_months), 1.0..=60.0, |months| {
            Edit::SetRotation(Rotation { horizon_months: months.round() as u32, ..rotation })
        });
        ui.label("k");
        ui.label(egui::RichText::new(format!("× {}", brief(rotation.k()))).font(font(12.0, 600)));
    });
}

/// What the months come to: who falls short first, and whether the need is ever reached.
pub fn sentences(app: &Cordon, timeline: &Timeline) -> Vec<String> {
    let sending = |course: &&NationCourse| course.sending.wanted.0 > 0.0;
    if !timeline.nations.iter().any(|course| sending(&course)) {
        return vec!["No contingent is assigned to a zone yet.".to_owned()];
    }
    let mut said = Vec::new();
    match timeline.shortfall.said() {
        Some(words) => said.push(format!("The coalition is {words}.")),
        None => {
            said.push(format!("The coalition keeps what it sends for {} months.", timeline.horizon_months));
        }
    }
    for course in timeline.nations.iter().filter(sending) {
        if let Some(words) = course.shortfall.said() {
            said.push(format!("{}: {words}.", name(app, &course.sending.nation)));
        }
    }
    let need = grouped(timeline.need.central.0, 0);
    said.push(match timeline.covers.central {
        Some(month) => format!("The need of {need} is met for the first time in month {month}."),
        None => {
            let most = timeline.months.iter().map(|month| month.deployed.0).fold(0.0, f64::max);
            format!("The need of {need} is met in no month: at most {} are there.", grouped(most, 0))
        }
    });
    said
}

/// Who is there in a month: "FR 4 200 · GB 3 000".
pub fn who(timeline: &Timeline, month: u32) -> String {
    let there = timeline.nations.iter().filter_map(|course| {
        let people = course.months.get(month as usize)?.deployed.0;
        (people >= 0.5).then(|| format!("{} {}", course.sending.nation, grouped(people, 0)))
    });
    let there: Vec<String> = there.collect();
    if there.is_empty() { "Nobody is there".to_owned() } else { there.join(" · ") }
}

fn name(app: &Cordon, code: &str) -> String {
    let nation = app.desk.figures().coalition.nation(&NationCode(code.to_owned()));
    nation.map_or_else(|| code.to_owned(), |nation| nation.supply.name.clone())
}

/// Where months and people lie in the figure.
struct Frame {
    rect: Rect,
    /// The first month shown: one of the eve, or 0.
    first: i32,
    pitch: f32,
    zero: f32,
    /// Points for one person.
    scale: f64,
    up: f64,
    down: f64,
}

impl Frame {
    fn of(rect: Rect, timeline: &Timeline) -> Self {
        let first = -(timeline.eve.len() as i32);
        let count = timeline.horizon_months as i32 - first + 1;
        let inner = Rect::from_min_max(rect.min + vec2(AXIS, 14.0), rect.max - vec2(NAMES, 22.0));
        let all = || timeline.eve.iter().chain(&timeline.months);
        let most = all().map(|month| month.deployed.0.max(month.wanted.0)).fold(0.0, f64::max);
        let main = most.max(timeline.need.central.0).max(1.0);
        // A high case far above everything else would press the rest flat.
        let high = timeline.need.high.0;
        let up = if high <= 1.8 * main { main.max(high) * 1.06 } else { main * 1.15 };
        let down = all().map(|month| month.preparing.0 + month.recovering.0).fold(0.0, f64::max) * 1.02;
        let scale = f64::from(inner.height()) / (up + down);
        Self {
            rect: inner,
            first,
            pitch: inner.width() / count as f32,
            zero: inner.top() + (up * scale) as f32,
            scale,
            up,
            down,
        }
    }

    fn x(&self, month: i32) -> f32 {
        self.rect.left() + (month - self.first) as f32 * self.pitch
    }

    fn y(&self, people: f64) -> f32 {
        self.zero - (people * self.scale) as f32
    }

    /// The column of a month between two levels; below zero they are negative.
    fn column(&self, month: i32, from: f64, to: f64) -> Rect {
        Rect::from_min_max(pos2(self.x(month), self.y(to)), pos2(self.x(month + 1), self.y(from)))
    }
}

fn figure(app: &mut Cordon, ui: &mut Ui, timeline: &Timeline) {
    let width = ui.available_width() - 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, FIGURE), Sense::click_and_drag());
    let frame = Frame::of(rect, timeline);
    let look = app.look.clone();
    axis(&look, ui, &frame, timeline);
    pool(&look, ui, &frame, timeline);
    stacked(&look, ui, &frame, timeline);
    need(&look, ui, &frame, timeline);
    if let Some(month) = app.month {
        let column = frame.rect.with_min_x(frame.x(month as i32)).with_max_x(frame.x(month as i32 + 1));
        let stroke = Stroke::new(1.6, colour32(look.ui.accent));
        ui.painter().rect_stroke(column, CornerRadius::same(2), stroke, StrokeKind::Outside);
    }
    let at = |x: f32| month_at(x, frame.x(1), frame.pitch, timeline.horizon_months);
    if response.is_pointer_button_down_on()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        app.month = Some(at(pointer.x));
    }
    let spoken = format!("Rotation by month. {}", sentences(app, timeline).join(" "));
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &spoken));
    if let Some(pointer) = response.hover_pos() {
        let month = at(pointer.x);
        if let Some(of) = timeline.months.get(month as usize) {
            response.on_hover_text(format!(
                "Month {month}: {} deployed, {} missing\n{}\nIn the pool: {} preparing, {} recovering\nCumulative: {} served\n\
                 Click to show the month on the map.",
                grouped(of.deployed.0, 0),
                grouped(of.short.0, 0),
                who(timeline, month),
                grouped(of.preparing.0, 0),
                grouped(of.recovering.0, 0),
                grouped(of.served.0, 0)
            ));
        }
    }
}

/// Values at the left, months below.
fn axis(look: &Look, ui: &Ui, frame: &Frame, timeline: &Timeline) {
    let painter = ui.painter();
    let step = round_step(frame.up.max(frame.down));
    let (above, below) = ((frame.up / step) as i32, (frame.down / step) as i32);
    for place in -below..=above {
        let y = frame.y(f64::from(place) * step);
        let ink = if place == 0 { look.ui.tx2 } else { look.ui.line };
        ink::rule(painter, frame.rect.left(), frame.rect.right(), y, ink);
        let value = grouped((f64::from(place) * step).abs(), 0);
        let at = pos2(frame.rect.left() - 8.0, y);
        ink::write(painter, at, Align2::RIGHT_CENTER, value, pen(11.0, 400, look.ui.tx2));
    }
    let y = frame.rect.bottom() + 12.0;
    let at = pos2(frame.rect.left() - 8.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, "month", pen(11.0, 400, look.ui.tx3));
    let every = if timeline.horizon_months > 36 { 12 } else { 6 };
    for month in (1..=timeline.horizon_months).step_by(every) {
        let x = frame.x(month as i32) + frame.pitch / 2.0;
        painter.vline(
            x,
            frame.rect.bottom()..=frame.rect.bottom() + 4.0,
            Stroke::new(1.0, colour32(look.ui.line2)),
        );
        ink::write(painter, pos2(x, y), Align2::CENTER_CENTER, month, pen(11.0, 400, look.ui.tx2));
    }
}

/// Preparing, and below it recovering.
fn pool(look: &Look, ui: &Ui, frame: &Frame, timeline: &Timeline) {
    let painter = ui.painter();
    let preparing = look.ui.panel.mixed(look.ui.accent, 0.4);
    let edge = Stroke::new(1.0, colour32(look.ui.panel.mixed(look.ui.accent, 0.7)));
    for (number, month) in (frame.first..).zip(timeline.eve.iter().chain(&timeline.months)) {
        let [first, second] = [-month.preparing.0, -month.preparing.0 - month.recovering.0];
        painter.rect_filled(frame.column(number, first, 0.0), CornerRadius::ZERO, colour32(preparing));
        hatched(painter, frame.column(number, second, first), 5.0, edge);
    }
    let Some(last) = timeline.months.last() else { return };
    let x = frame.rect.right() + 8.0;
    let (halfway, below) =
        (frame.y(-last.preparing.0 / 2.0), frame.y(-last.preparing.0 - last.recovering.0 / 2.0));
    for (y, text, people) in [
        (halfway, "Preparing", last.preparing.0),
        (below.max(halfway + 14.0), "Recovering", last.recovering.0),
    ] {
        if people >= 0.5 {
            let text = format!("{text} {}", grouped(people, 0));
            ink::write(painter, pos2(x, y), Align2::LEFT_CENTER, text, pen(11.0, 500, look.ui.tx2));
        }
    }
}

/// Those deployed, nation upon nation, with the names at the right.
fn stacked(look: &Look, ui: &Ui, frame: &Frame, timeline: &Timeline) {
    let painter = ui.painter();
    let mut base = vec![0.0; timeline.months.len()];
    let mut names = Vec::new();
    for course in timeline.nations.iter().filter(|course| course.sending.wanted.0 > 0.0) {
        let ink = look.contingent(&course.sending.nation);
        for ((number, month), level) in (0..).zip(&course.months).zip(&mut base) {
            let top = *level + month.deployed.0;
            painter.rect_filled(frame.column(number, *level, top), CornerRadius::ZERO, colour32(ink.fill));
            *level = top;
        }
        if let (Some(last), Some(level)) = (course.months.last(), base.last())
            && last.deployed.0 >= 0.5
        {
            let middle = frame.y(level - last.deployed.0 / 2.0);
            let text = format!("{} {}", course.sending.nation, grouped(last.deployed.0, 0));
            names.push((middle, text, ink.fill));
        }
    }
    missing(look, ui, frame, &timeline.months);
    named(look, ui, frame, &names);
}

/// What the nations were asked for and is not there.
fn missing(look: &Look, ui: &Ui, frame: &Frame, months: &[Month]) {
    let stroke = Stroke::new(1.0, colour32(look.ui.short));
    for (number, month) in (0..).zip(months).filter(|(_, month)| month.short.0 >= 0.5) {
        hatched(ui.painter(), frame.column(number, month.deployed.0, month.wanted.0), 5.0, stroke);
    }
}

/// The names of the nations, pushed apart where they would touch: from the lowest upwards.
fn named(look: &Look, ui: &Ui, frame: &Frame, names: &[(f32, String, crate::scene::look::Colour)]) {
    let painter = ui.painter();
    let mut lowest = frame.zero + 6.0;
    for (middle, text, colour) in names {
        let y = middle.min(lowest - 13.0);
        lowest = y;
        let x = frame.rect.right() + 8.0;
        let patch = Rect::from_center_size(pos2(x + 4.0, y), vec2(8.0, 8.0));
        painter.rect_filled(patch, CornerRadius::same(2), colour32(*colour));
        ink::write(painter, pos2(x + 14.0, y), Align2::LEFT_CENTER, text, pen(11.0, 500, look.ui.tx));
    }
}

/// What the plan needs, in each case.
fn need(look: &Look, ui: &Ui, frame: &Frame, timeline: &Timeline) {
    let painter = ui.painter();
    let from = frame.x(1);
    let cases = [
        ("low", timeline.need.low.0, false),
        ("need, high", timeline.need.high.0, false),
        ("need", timeline.need.central.0, true),
    ];
    for (word, people, central) in cases {
        let beyond = people > frame.up;
        let y = if beyond { frame.rect.top() } else { frame.y(people) };
        let ink = if central { look.ui.tick } else { look.ui.bandln };
        if !beyond {
            let stroke = Stroke::new(if central { 2.0 } else { 1.2 }, colour32(ink));
            painter.hline(from..=frame.rect.right(), y, stroke);
        }
        let text = format!("{word} {}{}", grouped(people, 0), if beyond { ", beyond the axis" } else { "" });
        let wide = ink::width(painter, &text, 11.0, if central { 600 } else { 500 });
        let plate = Rect::from_min_size(pos2(from + 4.0, y - 15.0), vec2(wide + 6.0, 13.0));
        painter.rect_filled(plate, CornerRadius::same(2), colour32(look.ui.panel.alpha(0.85)));
        let pen = pen(11.0, if central { 600 } else { 500 }, if central { look.ui.tx } else { look.ui.tx2 });
        ink::write(painter, plate.left_center() + vec2(3.0, 0.0), Align2::LEFT_CENTER, text, pen);
    }
}

/// Nation by nation, with when each comes and how long it stays.
fn nations(app: &mut Cordon, ui: &mut Ui, timeline: &Timeline) {
    let look = app.look.clone();
    let table = Table::new(
        ui,
        &look,
        &[
            Column::words("Nation", 1.7),
            Column::words("Comes in", 0.85).of("month"),
            Column::words("Tour", 0.85).of("months"),
            Column::words("Interval", 0.85).of("months"),
            Column::numbers("k", 0.4),
            Column::numbers("Deployed", 0.8).of("asked for"),
            Column::numbers("Pool", 0.8).of("deployed × k"),
            Column::numbers("Short from", 0.8).of("month"),
            Column::numbers("Nobody in", 0.75).of("month"),
            Column::numbers("Cumulative", 0.85).of("served"),
        ],
    );
    table.head(ui);
    for course in &timeline.nations {
        nation(app, ui, &table, course);
    }
    let tx = |text: String| Cell::new(text, pen(12.0, 600, look.ui.tx));
    let asked: f64 = timeline.nations.iter().map(|course| course.sending.wanted.0).sum();
    let pool: f64 = timeline.nations.iter().map(tied).sum();
    table.total(
        ui,
        "coalition",
        &[
            tx("Coalition".to_owned()),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            tx(grouped(asked, 0)),
            tx(grouped(pool, 0)),
            month_cell(&look, timeline.shortfall.from),
            month_cell(&look, timeline.shortfall.nobody_in),
            tx(grouped(timeline.cumulative().0, 0)),
        ],
    );
}

/// The pool behind what is asked of a nation.
fn tied(course: &NationCourse) -> f64 {
    course.sending.wanted.0 * k(course)
}

fn k(course: &NationCourse) -> f64 {
    (course.sending.tour_months + course.sending.interval_months) / course.sending.tour_months
}

fn month_cell(look: &Look, month: Option<u32>) -> Cell {
    match month {
        Some(month) => Cell::new(month.to_string(), pen(12.0, 600, look.ui.short)),
        None => Cell::new("–", pen(12.0, 400, look.ui.tx3)).tip("Not within the horizon"),
    }
}

fn nation(app: &mut Cordon, ui: &mut Ui, table: &Table, course: &NationCourse) {
    let look = app.look.clone();
    let code = NationCode(course.sending.nation.clone());
    let plain = |text: String| Cell::new(text, pen(12.0, 500, look.ui.tx));
    let name = name(app, &code.0);
    let row = table.row(
        ui,
        ("nation", &code.0),
        22.0,
        &[
            Cell::new(format!("{code}  {name}"), pen(12.0, 600, look.ui.tx))
                .swatch(look.contingent(&code.0).fill),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            plain(brief(k(course))),
            plain(grouped(course.sending.wanted.0, 0)),
            plain(grouped(tied(course), 0)).tip(course.sending.pool.map_or_else(
                || "How large its pool may be is not known".to_owned(),
                |pool| format!("Its army can keep a pool of {} for this", grouped(pool.0, 0)),
            )),
            month_cell(&look, course.shortfall.from),
            month_cell(&look, course.shortfall.nobody_in),
            plain(grouped(course.cumulative().0, 0)),
        ],
    );
    let Some(member) = app.desk.shown().coalition.member(&code).cloned() else { return };
    let own =
        |ui: &mut Ui, cell: usize, app: &mut Cordon, what: &str, value: f64, set: fn(&mut Member, f64)| {
            row.inside(ui, cell, -3.0, |ui| {
                let range = if cell == 2 { 1.0..=24.0 } else { 0.0..=60.0 };
                dragged(app, ui, &format!("{name}, {what}"), "", value, range, |value| {
                    let mut changed = member.clone();
                    set(&mut changed, value);
                    Edit::SetMember(changed)
                });
            });
        };
    own(ui, 1, app, "comes in month", f64::from(member.start_month + 1), |member, month| {
        member.start_month = (month.round().max(1.0) as u32) - 1;
    });
    own(ui, 2, app, "tour", course.sending.tour_months, |member, months| member.tour_months = Some(months));
    own(ui, 3, app, "interval", course.sending.interval_months, |member, months| {
        member.interval_months = Some(months);
    });
}
