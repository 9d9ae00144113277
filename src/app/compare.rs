//! The plan beside the published estimates: deployed with deployed, pool with
//! pool, cumulative with cumulative, and never across.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::headline::{MARGIN, headline};
use super::ink::{self, pen};
use super::theme::colour32;
use crate::atlas::doctrine::{Counted, Estimate};
use crate::force::compare::{self, Standing, Total, Verdict};
use crate::plan::Edit;
use crate::units::{Span, grouped};

/// Height of an estimate.
const ROW: f32 = 46.0;

/// Shows the list in the rest of the panel.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("compare"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let figures = app.desk.figures();
    let months = app.desk.shown().assumptions.rotation.horizon_months;
    let kinds = [
        ("DEPLOYED", Total::Deployed(figures.deployed)),
        ("ROTATIONAL POOL", Total::Pool(figures.pool)),
        ("CUMULATIVE", Total::Cumulative { people: figures.cumulative, horizon_months: months }),
    ];
    let spans = [
        figures.deployed.map(|troops| troops.0),
        figures.pool.map(|troops| troops.0),
        figures.cumulative.map(|troops| troops.0),
    ];
    ScrollArea::vertical().auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut apart = Vec::new();
        for ((title, total), own) in kinds.into_iter().zip(spans) {
            let mut rows = Vec::new();
            for estimate in atlas.doctrine.estimates.iter().filter(|one| one.counted == total.counted()) {
                match compare::beside(&total, estimate) {
                    Verdict::Comparable { standing, ranges_meet } => {
                        rows.push((estimate, words(standing, ranges_meet)));
                    }
                    Verdict::NotComparable(why) => apart.push((estimate, why)),
                }
            }
            heading(app, ui, area, title, own);
            let published = rows.iter().filter_map(|(estimate, _)| estimate.high.or(estimate.low));
            let end = published.fold(own.high, f64::max) * 1.05;
            for (estimate, verdict) in rows {
                row(app, ui, area, estimate, &verdict, Some((own, end)));
            }
        }
        let listed =
            |one: &&Estimate| matches!(one.counted, Counted::Deployed | Counted::Pool | Counted::Cumulative);
        let others = atlas.doctrine.estimates.iter().filter(|one| !listed(one));
        apart.extend(others.map(|one| (one, format!("{} · {}", one.counted.title(), one.counting_note))));
        heading_plain(app, ui, area, "NOT COMPARABLE");
        for (estimate, why) in apart {
            row(app, ui, area, estimate, &why, None);
        }
        ui.add_space(16.0);
    });
}

/// Where the plan's central figure lies.
fn words(standing: Standing, ranges_meet: bool) -> String {
    match (standing, ranges_meet) {
        (Standing::Within, _) => "plan lies within",
        (Standing::Below, true) => "plan below, ranges meet",
        (Standing::Below, false) => "plan lies below",
        (Standing::Above, true) => "plan above, ranges meet",
        (Standing::Above, false) => "plan lies above",
    }
    .to_owned()
}

fn heading_plain(app: &Cordon, ui: &mut Ui, area: Rect, title: &str) -> (Rect, f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(area.width(), 34.0), Sense::hover());
    let y = rect.bottom() - 12.0;
    let at = pos2(area.left() + MARGIN, y);
    let caps = ink::write(ui.painter(), at, Align2::LEFT_CENTER, title, pen(10.5, 600, app.look.ui.tx2));
    (caps, y)
}

fn heading(app: &Cordon, ui: &mut Ui, area: Rect, title: &str, own: Span<f64>) {
    let (_, y) = heading_plain(app, ui, area, title);
    let text =
        format!("this plan {} ({} – {})", headline(own.central), headline(own.low), headline(own.high));
    let at = pos2(area.right() - MARGIN, y);
    ink::write(ui.painter(), at, Align2::RIGHT_CENTER, text, pen(11.0, 500, app.look.ui.tx));
}

fn row(
    app: &mut Cordon,
    ui: &mut Ui,
    area: Rect,
    estimate: &Estimate,
    verdict: &str,
    own: Option<(Span<f64>, f64)>,
) {
    let (place, _) = ui.allocate_exact_size(vec2(area.width(), ROW), Sense::hover());
    let rect = Rect::from_min_max(pos2(area.left(), place.top()), pos2(area.right(), place.bottom()));
    let response = ui.interact(rect, ui.scope_id().with(&estimate.id), Sense::click());
    let chosen = app.desk.shown().assumptions.compare_with.as_deref() == Some(estimate.id.as_str());
    let look = app.look.clone();
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.accentbg));
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, colour32(look.ui.accent));
    } else if response.hovered() {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.well));
    }
    let left = rect.left() + MARGIN;
    let right = rect.right() - MARGIN;
    let y = rect.top() + 13.0;
    let numbers = numbers(estimate);
    let covered =
        ink::write(painter, pos2(right, y), Align2::RIGHT_CENTER, &numbers, pen(12.5, 600, look.ui.tx));
    let room = covered.left() - left - 12.0;
    let name = format!("{} · {}", estimate.author, estimate.date);
    ink::write_within(painter, pos2(left, y), Align2::LEFT_CENTER, &name, pen(12.0, 500, look.ui.tx), room);
    let below = rect.top() + 33.0;
    if let Some((own, end)) = own {
        scale(app, ui, Rect::from_min_size(pos2(left, below - 5.0), vec2(190.0, 8.0)), estimate, own, end);
        ink::write_within(
            painter,
            pos2(right, below),
            Align2::RIGHT_CENTER,
            verdict,
            pen(11.0, 400, look.ui.tx2),
            150.0,
        );
    } else {
        let width = right - left;
        ink::write_within(
            painter,
            pos2(left, below),
            Align2::LEFT_CENTER,
            verdict,
            pen(11.0, 400, look.ui.tx2),
            width,
        );
    }
    ink::rule(painter, left, right, rect.bottom() - 0.5, look.ui.line);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("{name}: {numbers}")));
    let tip = format!(
        "{name}\n{} ({})\nMission: {}\n{}\nSources: {} · basis {}: {}{}",
        numbers,
        estimate.counted.title(),
        estimate.mission,
        estimate.counting_note,
        estimate.sources.join(", "),
        estimate.basis.letter(),
        estimate.basis.meaning(),
        if own.is_some() { "\nClick to show it in the headline." } else { "" }
    );
    if response.on_hover_text(tip).clicked() && own.is_some() {
        let id = (!chosen).then(|| estimate.id.clone());
        let now = ui.input(|input| input.time);
        app.desk.apply(&Edit::SetComparison(id), now);
    }
}

fn numbers(estimate: &Estimate) -> String {
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) if low == high => grouped(low, 0),
        (Some(0.0), Some(high)) => format!("up to {}", grouped(high, 0)),
        (Some(low), Some(high)) => format!("{} – {}", grouped(low, 0), grouped(high, 0)),
        (Some(low), None) => format!("{} and more", grouped(low, 0)),
        _ => "no number".to_owned(),
    }
}

fn scale(app: &Cordon, ui: &Ui, bar: Rect, estimate: &Estimate, own: Span<f64>, end: f64) {
    let (look, painter) = (&app.look, ui.painter());
    let x = |value: f64| bar.left() + bar.width() * (value / end).clamp(0.0, 1.0) as f32;
    painter.rect_filled(bar, CornerRadius::same(2), colour32(look.ui.well));
    let y = bar.center().y;
    let rule = Rect::from_min_max(pos2(x(own.low), y - 1.5), pos2(x(own.high), y + 1.5));
    painter.rect_filled(rule, CornerRadius::same(1), colour32(look.ui.bandln));
    painter.vline(
        x(own.central),
        bar.top() - 3.0..=bar.bottom() + 3.0,
        Stroke::new(2.0, colour32(look.ui.tick)),
    );
    let low = estimate.low.unwrap_or(0.0);
    let from = x(low);
    let to = x(estimate.high.unwrap_or(low)).max(from + 3.0);
    let published = Rect::from_min_max(pos2(from, bar.top() + 1.0), pos2(to, bar.bottom() - 1.0));
    painter.rect_filled(published, CornerRadius::same(2), colour32(look.ui.accent).gamma_multiply(0.75));
}
