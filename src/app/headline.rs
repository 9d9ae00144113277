//! The headline of the right panel: deployed with its band, pool, cumulative,
//! and what of the line nobody holds.

use egui::{
    Align2, CornerRadius, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::ink::{self, pen};
use super::theme::colour32;
use crate::atlas::doctrine::Counted;
use crate::force::Figures;
use crate::units::{Span, brief, grouped, two_figures};

/// Height of the headline.
pub const HEIGHT: f32 = 160.0;

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
    ink::write(painter, at, Align2::LEFT_CENTER, "in Ukraine on a given day", pen(11.0, 400, look.ui.tx3));
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
        WidgetInfo::labeled(Role::Label, true, format!("Deployed {figure}, low to high {range}"))
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

fn columns(app: &mut Cordon, ui: &Ui, rect: Rect) {
    let top = rect.top() + 112.0;
    let figures = app.desk.figures();
    let rotation = app.desk.shown().assumptions.rotation;
    let pool = headline(figures.pool.central.0);
    let cumulative = headline(figures.cumulative.central.0);
    let months = format!("{} months", rotation.horizon_months);
    let k = format!("× {}", brief(figures.k));
    let line = LineText::of(figures);
    let look = app.look.clone();
    let painter = ui.painter();
    let lefts = [rect.left(), rect.left() + 128.0, rect.left() + 268.0];
    for left in &lefts[1..] {
        painter.vline(left - 12.0, top..=top + 38.0, Stroke::new(1.0, colour32(look.ui.line)));
    }
    let head = |left: f32, title: &str, note: &str| {
        let at = pos2(left, top + 6.0);
        let title = ink::write(painter, at, Align2::LEFT_CENTER, title, pen(11.0, 500, look.ui.tx2));
        ink::write(
            painter,
            pos2(title.right() + 6.0, at.y),
            Align2::LEFT_CENTER,
            note,
            pen(11.0, 400, look.ui.tx3),
        );
    };
    let body = |left: f32, text: &str, colour| {
        ink::write(painter, pos2(left, top + 28.0), Align2::LEFT_CENTER, text, pen(19.0, 700, colour))
    };
    head(lefts[0], "Pool", "");
    let number = body(lefts[0], &pool, look.ui.tx);
    let chip = Rect::from_min_size(
        pos2(number.right() + 8.0, top + 19.0),
        vec2(ink::width(painter, &k, 11.0, 600) + 10.0, 18.0),
    );
    painter.rect(
        chip,
        CornerRadius::same(3),
        colour32(look.ui.well),
        Stroke::new(1.0, colour32(look.ui.line2)),
        StrokeKind::Inside,
    );
    ink::write(painter, chip.center(), Align2::CENTER_CENTER, &k, pen(11.0, 600, look.ui.tx2));
    head(lefts[1], "Cumulative", &months);
    body(lefts[1], &cumulative, look.ui.tx);
    head(lefts[2], "Not held", "km");
    body(lefts[2], &line.uncovered, if line.alarming { look.ui.short } else { look.ui.tx });
    let cell = |at: usize| {
        let right = if at < 2 { lefts[at + 1] - 12.0 } else { rect.right() };
        Rect::from_min_max(pos2(lefts[at], top), pos2(right, top + 40.0))
    };
    let texts = [
        (
            format!("Pool {pool}, k {k}"),
            format!(
                "Pool: deployed plus those preparing and recovering.\ndeployed × k, k = (tour {} + interval {}) ÷ tour {} = {}\nClick to change the rotation.",
                brief(rotation.tour_months),
                brief(rotation.interval_months),
                brief(rotation.tour_months),
                brief(rotation.k())
            ),
        ),
        (
            format!("Cumulative {cumulative} over {months}"),
            "Cumulative: everyone who has served over the horizon.\ndeployed × ⌈months ÷ tour⌉. Click to change the rotation.".to_owned(),
        ),
        (format!("Not held: {} km of the line", line.uncovered), line.sentence),
    ];
    let mut clicked = false;
    for (at, (name, tip)) in texts.into_iter().enumerate() {
        let sense = if at < 2 { Sense::click() } else { Sense::hover() };
        let response = ui.interact(cell(at), ui.scope_id().with(("headline", at)), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.clone()));
        clicked |= response.on_hover_text(tip).clicked();
    }
    if clicked {
        app.run(super::command::Command::Assumptions, &ui.ctx().clone());
    }
}

struct LineText {
    uncovered: String,
    alarming: bool,
    sentence: String,
}

impl LineText {
    fn of(figures: &Figures) -> Self {
        let line = &figures.line;
        Self {
            uncovered: grouped(line.uncovered_km.0, 0),
            alarming: line.held_km.0 > 0.0 && line.uncovered_km.0 > 0.0,
            sentence: line.sentence(),
        }
    }
}
