//! The headline of the right panel: deployed with its band, pool, cumulative,
//! and what of the line nobody holds.

use egui::{
    Align2, CornerRadius, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::command::Command;
use super::following::WORKING;
use super::ink::{self, pen};
use super::theme::colour32;
use crate::atlas::doctrine::Counted;
use crate::scene::look::Colour;
use crate::units::{Span, brief, grouped, two_figures};

/// Height of the headline.
pub const HEIGHT: f32 = 168.0;

/// Margin at both sides of the panel.
pub const MARGIN: f32 = 16.0;

/// Shows the headline at the top of the panel; returns what is left below it.
pub fn show(app: &mut Cordon, ui: &mut Ui, panel: Rect) -> Rect {
    let rect = Rect::from_min_max(
        pos2(panel.left() + MARGIN, panel.top()),
        pos2(panel.right() - MARGIN, panel.top() + HEIGHT),
    );
    deployed(app, ui, rect);
    band(app, ui, rect);
    columns(app, ui, rect);
    ink::rule(ui.painter(), panel.left(), panel.right(), rect.bottom() - 0.5, app.look.ui.line);
    panel.with_min_y(rect.bottom())
}

/// A number of a headline: two significant figures, thin spaces.
pub fn headline(value: f64) -> String {
    grouped(two_figures(value), 0)
}

/// A change with its sign; nothing where there is none.
pub fn change(now: f64, before: Option<f64>) -> Option<String> {
    let by = (now - before?).round();
    (by != 0.0).then(|| if by > 0.0 { format!("+{}", grouped(by, 0)) } else { grouped(by, 0) })
}

fn deployed(app: &Cordon, ui: &Ui, rect: Rect) {
    let (figures, look, painter) = (app.desk.figures(), &app.look, ui.painter());
    let total = figures.deployed.map(|troops| troops.0);
    let top = pos2(rect.left(), rect.top() + 18.0);
    let caps = ink::write(painter, top, Align2::LEFT_CENTER, "DEPLOYED", pen(10.5, 600, look.ui.tx2));
    let at = pos2(caps.right() + 8.0, top.y);
    let waits = app.desk.is_behind();
    let says = if waits { WORKING } else { "in Ukraine on a given day" };
    ink::write(painter, at, Align2::LEFT_CENTER, says, pen(11.0, 400, look.ui.tx3));
    let right = pos2(rect.right(), top.y);
    ink::write(painter, right, Align2::RIGHT_CENTER, "low – high", pen(11.0, 400, look.ui.tx3));
    let line = rect.top() + 46.0;
    let figure = headline(total.central);
    let number = ink::write(
        painter,
        pos2(rect.left() - 1.0, line),
        Align2::LEFT_CENTER,
        &figure,
        pen(34.0, 700, look.ui.tx),
    );
    let before = app.desk.before().map(|before| before.deployed.central.0);
    if let Some(by) = change(total.central, before) {
        let at = pos2(number.right() + 10.0, line + 6.0);
        ink::write(painter, at, Align2::LEFT_CENTER, by, pen(15.0, 700, look.ui.delta));
    }
    let range = format!("{} – {}", headline(total.low), headline(total.high));
    ink::write(
        painter,
        pos2(rect.right(), line + 6.0),
        Align2::RIGHT_CENTER,
        &range,
        pen(15.0, 600, look.ui.tx),
    );
    let place = rect.with_max_y(rect.top() + 64.0);
    let response = ui.interact(place, ui.scope_id().with("deployed"), Sense::hover());
    response.widget_info(|| {
        let words = if waits {
            format!("Deployed {WORKING}")
        } else {
            format!("Deployed {figure}, low to high {range}")
        };
        WidgetInfo::labeled(Role::Label, true, words)
    });
    response.on_hover_text(format!(
        "Deployed: people in Ukraine on a given day, all zones together.\nLow {} · central {} · high {}\n\
         All lows at once and all highs at once: the true total lies well inside.",
        brief(total.low),
        brief(total.central),
        brief(total.high)
    ));
}

/// A round figure above a value, for the end of an axis.
fn round_above(value: f64) -> f64 {
    let magnitude = 10_f64.powf(value.max(1.0).log10().floor());
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|step| step * magnitude)
        .find(|end| *end >= value)
        .unwrap_or(10.0 * magnitude)
}

/// The estimate the plan is compared with: its name, low and high, if it counts
/// the troops deployed.
fn compared(app: &Cordon) -> Option<(String, f64, f64)> {
    let id = app.desk.shown().assumptions.compare_with.as_deref()?;
    let estimate = app.desk.atlas.doctrine.estimate(id)?;
    if estimate.counted != Counted::Deployed {
        return None;
    }
    let low = estimate.low.or(estimate.high)?;
    Some((estimate.author.clone(), low, estimate.high.unwrap_or(low)))
}

fn band(app: &Cordon, ui: &Ui, rect: Rect) {
    let (look, painter) = (&app.look, ui.painter());
    let total: Span<f64> = app.desk.figures().deployed.map(|troops| troops.0);
    let estimate = compared(app);
    // While the hand drags, the axis does not shrink under it.
    let before = app.desk.before().map_or(0.0, |before| before.deployed.high.0);
    let reach = estimate.as_ref().map_or(total.high, |(_, _, high)| total.high.max(*high)).max(before);
    let end = round_above(reach.max(1_000.0) * 1.02);
    let well = Rect::from_min_size(pos2(rect.left(), rect.top() + 72.0), vec2(rect.width(), 12.0));
    painter.rect_filled(well, CornerRadius::same(2), colour32(look.ui.well));
    let x = |value: f64| well.left() + well.width() * (value / end).clamp(0.0, 1.0) as f32;
    let middle = well.center().y;
    let rule = Rect::from_min_max(pos2(x(total.low), middle - 2.0), pos2(x(total.high), middle + 2.0));
    painter.rect_filled(rule, CornerRadius::same(2), colour32(look.ui.bandln));
    let tick = Rect::from_center_size(pos2(x(total.central), middle), vec2(2.5, 18.0));
    painter.rect_filled(tick, CornerRadius::ZERO, colour32(look.ui.tick));
    let sent = app.desk.figures().coalition.assigned.0;
    if sent > 0.0 {
        let filled = Rect::from_min_max(pos2(well.left(), well.bottom() - 3.0), pos2(x(sent), well.bottom()));
        painter.rect_filled(filled, CornerRadius::ZERO, colour32(look.ui.accent));
    }
    let below = well.bottom() + 12.0;
    if let Some((author, low, high)) = estimate {
        let centre = x(f64::midpoint(low, high));
        triangle(painter, pos2(centre, well.bottom() + 3.0), colour32(look.ui.accent));
        if high > low {
            let span =
                Rect::from_min_max(pos2(x(low), well.bottom() + 1.0), pos2(x(high), well.bottom() + 2.5));
            painter.rect_filled(span, CornerRadius::ZERO, colour32(look.ui.accent));
        }
        let numbers =
            if high > low { format!("{} – {}", headline(low), headline(high)) } else { headline(low) };
        let text = format!("{numbers} {author}");
        let wide = ink::width(painter, &text, 11.0, 500);
        let left = (centre + 9.0).min(rect.right() - wide).max(rect.left());
        let at = pos2(left, below);
        ink::write_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            &text,
            pen(11.0, 500, look.ui.accent),
            rect.width(),
        );
    } else {
        let at = pos2(rect.left(), below);
        ink::write(painter, at, Align2::LEFT_CENTER, "0", pen(11.0, 400, look.ui.tx3));
        let at = pos2(rect.right(), below);
        ink::write(painter, at, Align2::RIGHT_CENTER, grouped(end, 0), pen(11.0, 400, look.ui.tx3));
    }
}

fn triangle(painter: &egui::Painter, tip: Pos2, colour: egui::Color32) {
    painter.add(Shape::convex_polygon(
        vec![tip, tip + vec2(5.0, 8.0), tip + vec2(-5.0, 8.0)],
        colour,
        Stroke::NONE,
    ));
}

/// One figure below the band: what it is, the number, and what stands with it.
struct Column {
    title: &'static str,
    note: String,
    figure: String,
    below: String,
    colour: Colour,
    tip: String,
    /// What a click asks for.
    asks: Option<Command>,
}

/// Where the columns begin, from the left edge of the headline.
const COLUMNS: [f32; 3] = [0.0, 128.0, 256.0];

fn columns(app: &mut Cordon, ui: &Ui, rect: Rect) {
    let top = rect.top() + 110.0;
    let third =
        if app.desk.is_filled() { [filled(app), short(app)] } else { [cumulative(app), not_held(app)] };
    let [second, third] = third;
    let columns = [pool(app), second, third];
    let look = app.look.clone();
    let painter = ui.painter();
    let mut asked = None;
    for (place, column) in columns.iter().enumerate() {
        let left = rect.left() + COLUMNS[place];
        if place > 0 {
            painter.vline(left - 12.0, top..=top + 50.0, Stroke::new(1.0, colour32(look.ui.line)));
        }
        let at = pos2(left, top + 6.0);
        let title = ink::write(painter, at, Align2::LEFT_CENTER, column.title, pen(11.0, 500, look.ui.tx2));
        let at = pos2(title.right() + 6.0, at.y);
        ink::write(painter, at, Align2::LEFT_CENTER, &column.note, pen(11.0, 400, look.ui.tx3));
        let at = pos2(left, top + 26.0);
        let number =
            ink::write(painter, at, Align2::LEFT_CENTER, &column.figure, pen(19.0, 700, column.colour));
        if place == 0 {
            k_chip(painter, pos2(number.right() + 8.0, top + 26.0), app.desk.figures().k, &look);
        }
        let at = pos2(left, top + 45.0);
        ink::write(painter, at, Align2::LEFT_CENTER, &column.below, pen(11.0, 400, look.ui.tx2));
        let right = COLUMNS.get(place + 1).map_or(rect.right(), |next| rect.left() + next - 12.0);
        let cell = Rect::from_min_max(pos2(left, top), pos2(right, top + 52.0));
        let sense = if column.asks.is_some() { Sense::click() } else { Sense::hover() };
        let response = ui.interact(cell, ui.scope_id().with(("headline", place)), sense);
        let name = format!("{} {} {} {}", column.title, column.figure, column.note, column.below);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.trim()));
        if response.on_hover_text(&column.tip).clicked() {
            asked = column.asks;
        }
    }
    if let Some(command) = asked {
        app.run(command, &ui.ctx().clone());
    }
}

/// "× 3" in its frame.
fn k_chip(painter: &egui::Painter, left: Pos2, k: f64, look: &crate::scene::look::Look) {
    let text = format!("× {}", brief(k));
    let wide = ink::width(painter, &text, 11.0, 600) + 10.0;
    let chip = Rect::from_min_size(left - vec2(0.0, 9.0), vec2(wide, 18.0));
    painter.rect(
        chip,
        CornerRadius::same(3),
        colour32(look.ui.well),
        Stroke::new(1.0, colour32(look.ui.line2)),
        StrokeKind::Inside,
    );
    ink::write(painter, chip.center(), Align2::CENTER_CENTER, &text, pen(11.0, 600, look.ui.tx2));
}

fn pool(app: &Cordon) -> Column {
    let figures = app.desk.figures();
    let rotation = app.desk.shown().assumptions.rotation;
    // Where the second column says who fills the zones, the cumulative number moves here.
    let below = if app.desk.is_filled() {
        format!("{} cumulative", headline(figures.cumulative.central.0))
    } else {
        String::new()
    };
    Column {
        title: "Pool",
        note: String::new(),
        figure: headline(figures.pool.central.0),
        below,
        colour: app.look.ui.tx,
        tip: format!(
            "Pool: deployed plus those preparing and recovering.\ndeployed × k, k = (tour {} + interval {}) ÷ tour {} = {}\nCumulative over {} months: {}, everyone who has served.\nClick to change the rotation.",
            brief(rotation.tour_months),
            brief(rotation.interval_months),
            brief(rotation.tour_months),
            brief(rotation.k()),
            rotation.horizon_months,
            headline(figures.cumulative.central.0),
        ),
        asks: Some(Command::Assumptions),
    }
}

fn cumulative(app: &Cordon) -> Column {
    let months = app.desk.shown().assumptions.rotation.horizon_months;
    Column {
        title: "Cumulative",
        note: String::new(),
        figure: headline(app.desk.figures().cumulative.central.0),
        below: format!("in {months} months"),
        colour: app.look.ui.tx,
        tip: "Cumulative: everyone who has served over the horizon.\ndeployed × ⌈months ÷ tour⌉. Click to change the rotation.".to_owned(),
        asks: Some(Command::Assumptions),
    }
}

/// What of the line nobody holds, in km.
fn not_held(app: &Cordon) -> Column {
    let line = &app.desk.figures().line;
    let alarming = line.held_km.0 > 0.0 && line.uncovered_km.0 > 0.0;
    Column {
        title: "Not held",
        note: "km".to_owned(),
        figure: grouped(line.uncovered_km.0, 0),
        below: String::new(),
        colour: if alarming { app.look.ui.short } else { app.look.ui.tx },
        tip: line.sentence(),
        asks: None,
    }
}

fn filled(app: &Cordon) -> Column {
    let coalition = &app.desk.figures().coalition;
    let nations = match coalition.sending() {
        1 => "1 nation".to_owned(),
        many => format!("{many} nations"),
    };
    let can = coalition.available.map(|troops| troops.0);
    Column {
        title: "Filled",
        note: nations,
        figure: headline(coalition.assigned.0),
        below: format!("can send {}", headline(can.central)),
        colour: app.look.ui.tx,
        tip: format!(
            "Filled: troops deployed that the nations send into the zones, {}.\nAll members together can send {} – {} – {} (low, central, high).\nClick for the nations one by one.",
            grouped(coalition.assigned.0.round(), 0),
            grouped(can.low.round(), 0),
            grouped(can.central.round(), 0),
            grouped(can.high.round(), 0),
        ),
        asks: Some(Command::SupplyView),
    }
}

fn short(app: &Cordon) -> Column {
    let figures = app.desk.figures();
    let coalition = &figures.coalition;
    let missing = coalition.short.central.0;
    let zones = match coalition.short_zones {
        1 => "1 zone".to_owned(),
        many => format!("{many} zones"),
    };
    Column {
        title: "Short",
        note: zones,
        figure: headline(missing),
        below: format!("{} km not held", grouped(figures.line.uncovered_km.0, 0)),
        colour: if missing >= 0.5 { app.look.ui.short } else { app.look.ui.ok },
        tip: format!(
            "Short: troops deployed that are missing in the zones, {} – {} – {} (low, central, high). What one zone has too many does not help another.\n{}",
            grouped(coalition.short.low.0.round(), 0),
            grouped(missing.round(), 0),
            grouped(coalition.short.high.0.round(), 0),
            figures.line.sentence(),
        ),
        asks: Some(Command::SupplyView),
    }
}
