//! What a nation can send, term by term, each to be changed and reset.

use egui::{
    Align2, CornerRadius, Popup, PopupCloseBehavior, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::super::headline::change;
use super::super::terms::{self, Field, TERM, reset};
use super::super::theme::{colour32, font};
use super::{Cordon, chosen, contribution, ink, member_of, now, pen};
use crate::force::supply::{Step, Supply, SupplyTerm};
use crate::force::{Case, TermKind};
use crate::plan::{Edit, NationCode};
use crate::units::{Span, brief, grouped};

/// Shows the chain.
pub fn show(app: &mut Cordon, ui: &mut Ui, supply: &Supply) {
    let before = app.desk.before().and_then(|before| before.coalition.nation(&supply.nation));
    let before: Vec<SupplyTerm> = before.map_or_else(Vec::new, |before| before.supply.terms.clone());
    ui.spacing_mut().item_spacing.y = 0.0;
    for term in &supply.terms {
        let old = before.iter().find(|old| old.step == term.step).map(|old| old.value.central);
        if term.kind == TermKind::Total {
            total(app, ui, supply, term, old);
        } else {
            one(app, ui, &supply.nation, term, old);
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// A value of the chain, with the sign that it has in the sum.
fn value(term: &SupplyTerm) -> String {
    let central = term.value.central;
    match &term.step {
        Step::Share | Step::Availability => format!("× {}", grouped(central, 2)),
        Step::Commitment { counted: true, .. } => format!("\u{2212}{}", brief(central)),
        Step::Commitment { counted: false, .. } => format!("({})", brief(central)),
        Step::Freed { .. } => format!("+{}", brief(central)),
        _ => brief(central),
    }
}

/// How it came about, in a few signs.
fn working(term: &SupplyTerm, shares: &crate::plan::Coalition) -> String {
    let band = |low: f64, high: f64| {
        let (low, high) = (low.min(high), low.max(high));
        format!("{} – {}", brief(low), brief(high))
    };
    match &term.step {
        Step::Share | Step::Availability => {
            format!("{} – {}", grouped(term.value.low, 2), grouped(term.value.high, 2))
        }
        Step::Commitment { counted: false, .. } => "not counted".to_owned(),
        // The names of missions are long; their bands stand in the tooltip.
        Step::Commitment { .. } => String::new(),
        Step::Freed { mission, .. } => format!("{} %", grouped(shares.scaled_back(mission) * 100.0, 0)),
        _ if term.value.low == term.value.high => String::new(),
        _ => band(term.value.low, term.value.high),
    }
}

fn one(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, term: &SupplyTerm, old: Option<f64>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TERM), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("supply term", term.key())), Sense::click());
    let (look, painter) = (app.look.clone(), ui.painter().clone());
    if response.hovered() {
        terms::hovered(&painter, rect, &look);
    }
    let text = value(term);
    let working = working(term, &app.desk.shown().coalition);
    let sign = if term.taken_off() { -1.0 } else { 1.0 };
    let by = old.and_then(|old| {
        let by = (term.value.central - old) * sign;
        let small = matches!(term.step, Step::Share | Step::Availability);
        if small {
            (by.abs() > 1e-9).then(|| format!("{}{}", if by > 0.0 { "+" } else { "" }, grouped(by, 2)))
        } else {
            change(by, Some(0.0))
        }
    });
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let source = term.sources(&nation.0, &atlas).iter().find(|id| id.len() > 1).map(String::as_str);
    let subtotal = term.kind == TermKind::Subtotal;
    let line = terms::Line {
        name: &term.name,
        working: &working,
        value: &text,
        change: by.as_deref(),
        chip: (!subtotal).then_some((term.basis.central, source)),
        subtotal,
    };
    terms::line(&painter, rect, &line, &look);
    let spoken = format!("{}: {text} {}, {working}", term.name, term.unit());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.clone()));
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(340.0)
        .layout(egui::Layout::top_down(egui::Align::Min))
        .show(|ui| {
            ui.set_width(340.0);
            explain(app, ui, nation, term);
        });
    if !Popup::is_any_open(ui.ctx()) {
        response.on_hover_text(hover(app, nation, term));
    }
}

fn hover(app: &Cordon, nation: &NationCode, term: &SupplyTerm) -> String {
    let mut text = format!(
        "{} ({}): low {} · central {} · high {}",
        term.name,
        term.unit(),
        number(term, term.value.low),
        number(term, term.value.central),
        number(term, term.value.high)
    );
    let sources = term.sources(&nation.0, &app.desk.atlas);
    text.push('\n');
    text.push_str(&chosen::documents(app, term.basis.central, sources));
    text.push_str(if term.override_key().is_some() { "\nClick to change it." } else { "\nClick for more." });
    text
}

fn number(term: &SupplyTerm, value: f64) -> String {
    match term.step {
        Step::Share | Step::Availability => grouped(value, 2),
        _ => brief(value),
    }
}

/// The page behind a term: its three cases, its documents, and a way to change it.
fn explain(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, term: &SupplyTerm) {
    let tx2 = colour32(app.look.ui.tx2);
    ui.label(RichText::new(&term.name).font(font(13.0, 700)));
    if term.taken_off() {
        ui.label(RichText::new("The low case of supply takes the most off.").color(tx2));
    }
    match term.override_key() {
        Some(key) => editor(app, ui, nation, term, &key),
        None => {
            for case in Case::ALL {
                let value = number(term, case.of(term.value));
                ui.label(RichText::new(format!("{}: {value} {}", case.name(), term.unit())).color(tx2));
            }
        }
    }
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let sources = term.sources(&nation.0, &atlas);
    ui.label(RichText::new(chosen::documents(app, term.basis.central, sources)).color(tx2));
    if let Some(why) = term.not_counted_because(&nation.0, &atlas) {
        ui.label(RichText::new(format!("Not counted: {why} Typing a number counts it.")).color(tx2));
    }
    let note = term.note(&nation.0, &atlas);
    if !note.is_empty() {
        ui.label(RichText::new(note).color(tx2));
    }
}

/// Puts what a commitment takes off the other way round: it is typed with the fewest people first.
fn as_typed(term: &SupplyTerm) -> Span<f64> {
    match term.step {
        Step::Commitment { .. } => Span::new(term.value.high, term.value.central, term.value.low),
        _ => term.value,
    }
}

fn editor(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, term: &SupplyTerm, key: &str) {
    let span = as_typed(term);
    let share = matches!(term.step, Step::Share | Step::Availability);
    ui.horizontal(|ui| {
        for case in Case::ALL {
            ui.vertical(|ui| {
                let title = match (&term.step, case) {
                    (Step::Commitment { .. }, Case::Low) => "fewest",
                    (Step::Commitment { .. }, Case::High) => "most",
                    _ => case.name(),
                };
                ui.label(RichText::new(title).font(font(10.5, 500)).color(colour32(app.look.ui.tx3)));
                let value = case.of(span);
                let name = format!("{}, {}", term.name, case.name());
                let field = Field {
                    name: &name,
                    suffix: "",
                    range: (0.0, if share { 1.0 } else { 2_000_000.0 }),
                    speed: if share { 0.001 } else { (value.abs() / 100.0).max(1.0) },
                    decimals: if share { 3 } else { 0 },
                };
                let mut member = member_of(app, nation);
                terms::number(app, ui, &field, value, |draft| {
                    member.overrides.insert(key.to_owned(), with(span, case, draft));
                    Some(Edit::SetMember(member))
                });
            });
        }
        let set = member_of(app, nation).overrides.contains_key(key);
        if set && reset(app, ui, "Back to the atlas’s value") {
            let mut member = member_of(app, nation);
            member.overrides.remove(key);
            app.desk.apply(&Edit::SetMember(member), now(ui));
        }
    });
}

/// One case of three, the others moved along where they would come out of order.
pub fn with(span: Span<f64>, case: Case, value: f64) -> Span<f64> {
    match case {
        Case::Low => Span::new(value, span.central.max(value), span.high.max(value)),
        Case::Central => Span::new(span.low.min(value), value, span.high.max(value)),
        Case::High => Span::new(span.low.min(value), span.central.min(value), value),
    }
}

fn total(app: &Cordon, ui: &mut Ui, supply: &Supply, term: &SupplyTerm, old: Option<f64>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let (look, painter) = (&app.look, ui.painter());
    let plate = rect.expand2(vec2(8.0, 0.0)).shrink2(vec2(0.0, 1.0));
    painter.rect_filled(plate, CornerRadius::same(4), colour32(look.ui.well));
    let y = rect.center().y;
    let left = Align2::LEFT_CENTER;
    let name = ink::write(painter, pos2(rect.left(), y), left, &term.name, pen(13.0, 700, look.ui.tx));
    let range = format!("{} – {}", grouped(term.value.low, 0), grouped(term.value.high, 0));
    let at = pos2(name.right() + 12.0, y);
    ink::write(painter, at, left, &range, pen(12.0, 400, look.ui.tx2));
    let number = grouped(term.value.central, 0);
    let at = pos2(rect.right() - 96.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, &number, pen(17.0, 700, look.ui.tx));
    let right = pos2(rect.right(), y);
    if let Some(by) = change(term.value.central, old) {
        ink::write(painter, right, Align2::RIGHT_CENTER, by, pen(12.0, 700, look.ui.delta));
    } else if let Some(known) = contribution(app, &supply.nation) {
        let text = format!("{} assigned", grouped(known.assigned.0, 0));
        ink::write(painter, right, Align2::RIGHT_CENTER, text, pen(11.0, 500, look.ui.tx2));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Can send {number}, {range}")));
    response.on_hover_text(format!("{}: {}", supply.name, supply.origin.title()));
}
