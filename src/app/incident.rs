//! What happens if a soldier is shot? For each zone its rules, who leads, whose reserve is nearest,
//! how far the line is, and what the plan leaves open.

use std::sync::Arc;

use egui::{ComboBox, CornerRadius, Rect, RichText, Sense, Ui, WidgetInfo, vec2};

use super::Cordon;
use super::assumptions::dragged;
use super::bands;
use super::dialogs::{buttons, heading, scroll};
use super::grid::{Cell, Column, Table};
use super::ink::pen;
use super::theme::{colour32, font};
use crate::force::incident::{Incident, incidents, stands};
use crate::plan::{Edit, Plan, Roe, Role, ZoneId};
use crate::scene::look::Look;
use crate::units::{Km, grouped};

/// What is known of the zones of a plan, remembered as long as the plan stays.
#[derive(Default)]
pub struct Kept {
    of: Option<(Plan, bool)>,
    rows: Arc<Vec<Known>>,
}

/// What is known of a zone, in words; what is missing is `None`, never an empty word.
struct Known {
    zone: ZoneId,
    name: String,
    role: Role,
    roe: Option<Roe>,
    requires: Option<String>,
    first: Option<String>,
    factor: f64,
    lead: Option<String>,
    nations: String,
    reserve: Option<String>,
    help: Option<String>,
    to_line: Option<Km>,
    questions: Vec<String>,
}

/// What is known, made anew only when the plan has changed or the distances have come.
fn known(app: &mut Cordon) -> Arc<Vec<Known>> {
    let near = app.desk.has_bands();
    let is_of = |(plan, with): &(Plan, bool)| plan == app.desk.shown() && *with == near;
    if app.incidents.of.as_ref().is_some_and(is_of) {
        return Arc::clone(&app.incidents.rows);
    }
    // A line without bands has no distances; that is said in the column.
    let exposed = app.desk.exposed().and_then(Result::ok).unwrap_or_default();
    let plan = app.desk.shown().clone();
    let stands = stands(&plan, app.desk.figures(), &app.desk.atlas, &exposed);
    let found = incidents(&stands);
    let rows = std::iter::zip(&plan.zones, &found).map(|(zone, incident)| Known {
        role: zone.role,
        roe: zone.roe,
        factor: zone.roe_factor,
        lead: incident.lead.map(|code| name(app, &code.0)),
        ..of(incident)
    });
    app.incidents.rows = Arc::new(rows.collect());
    app.incidents.of = Some((plan.clone(), near));
    Arc::clone(&app.incidents.rows)
}

fn of(incident: &Incident<'_>) -> Known {
    let codes = |nations: &[&crate::plan::NationCode]| {
        nations.iter().map(|nation| nation.0.as_str()).collect::<Vec<_>>().join(", ")
    };
    Known {
        zone: incident.zone.clone(),
        name: incident.name.to_owned(),
        role: Role::MonitoredLine,
        roe: None,
        requires: incident.rules.map(|rules| rules.requires.clone()),
        first: incident.rules.map(|rules| rules.if_fired_on.clone()),
        factor: 1.0,
        lead: None,
        nations: codes(&incident.nations),
        reserve: incident.own_reserve.map(crate::force::incident::Reserve::in_words),
        help: incident.help.as_ref().map(|help| {
            let whose =
                if help.nations.is_empty() { "nobody’s yet".to_owned() } else { codes(&help.nations) };
            let away = if help.between_edges.0 < 0.5 {
                "next to it".to_owned()
            } else {
                format!("{}\u{a0}km", grouped(help.between_edges.0, 0))
            };
            format!("{}: {}, {whose}, {away}", help.name, help.reserve.in_words())
        }),
        to_line: incident.to_line,
        questions: incident.questions.clone(),
    }
}

fn name(app: &Cordon, code: &str) -> String {
    app.desk.atlas.nations.get(code).map_or_else(|| code.to_owned(), |nation| nation.name.clone())
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "What happens if a soldier is shot?");
    bands::wanted(app, ui.ctx());
    let mandate = app.desk.shown().assumptions.mandate;
    let consent = app.desk.atlas.posture.mandate(mandate.name()).map(|known| known.means.clone());
    let text = format!(
        "{}. {} Facts of the plan and questions it leaves open; no prediction.",
        mandate.title(),
        consent.unwrap_or_default()
    );
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(4.0);
    let rows = known(app);
    scroll(ui).show(ui, |ui| {
        questions(app, ui);
        ui.add_space(8.0);
        table(app, ui, &rows);
        ui.add_space(6.0);
        let text = "Rules and first reactions are judgement (J). Distances are straight over the ground, computed (C); \
                    a way by road is longer. The factor of the rules is judgement too: 1 changes nothing.";
        ui.label(RichText::new(text).font(font(11.0, 400)).color(colour32(app.look.ui.tx3)));
    });
    if let Some(refusal) = &app.desk.refusal {
        ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
    }
    buttons(ui, &["Close"]).is_some()
}

fn table(app: &mut Cordon, ui: &mut Ui, rows: &[Known]) {
    let look = app.look.clone();
    let table = Table::new(
        ui,
        &look,
        &[
            Column::words("Zone", 1.3),
            Column::words("Rules of engagement", 1.35),
            Column::words("If fired on, first", 1.35),
            Column::words("Lead, nearest reserve", 1.5),
            Column::words("Open", 1.9),
        ],
    );
    table.head(ui);
    if rows.is_empty() {
        ui.label("No zone yet.");
    }
    for known in rows {
        let cells = [
            zone(app, known, &look),
            Cell::empty(),
            first(known, &look),
            help(known, &look),
            open(known, &look),
        ];
        let row = table.row(ui, ("zone", &known.zone), 78.0, &cells);
        row.inside(ui, 1, 0.0, |ui| rules(app, ui, known));
    }
}

fn zone(app: &Cordon, known: &Known, look: &Look) -> Cell {
    let cell = Cell::new(&known.name, pen(13.0, 600, look.ui.tx)).badge(known.role);
    let cell = match known.to_line {
        Some(Km(0.0)) => cell.under("on the line", pen(11.5, 400, look.ui.tx2)),
        Some(km) => cell.under(format!("{} km from the line", grouped(km.0, 0)), pen(11.5, 400, look.ui.tx2)),
        None if app.desk.has_bands() => cell.under("no distance to the line", pen(11.5, 500, look.ui.short)),
        None => cell.under("distance being reckoned", pen(11.5, 400, look.ui.tx3)),
    };
    if known.nations.is_empty() {
        cell.under("nobody assigned", pen(11.5, 500, look.ui.short))
    } else {
        cell.under(&known.nations, pen(11.5, 400, look.ui.tx2))
    }
}

fn first(known: &Known, look: &Look) -> Cell {
    match (&known.first, &known.requires) {
        (Some(first), Some(requires)) => Cell::empty()
            .wrapped(first, pen(12.5, 600, look.ui.tx))
            .wrapped(format!("Takes: {requires}"), pen(11.0, 400, look.ui.tx2)),
        _ => Cell::new("no rules set", pen(12.5, 600, look.ui.short)),
    }
}

fn help(known: &Known, look: &Look) -> Cell {
    let red = pen(12.5, 600, look.ui.short);
    let cell = match &known.lead {
        Some(lead) => Cell::new(lead, pen(12.5, 600, look.ui.tx)),
        None => Cell::new("no lead named", red),
    };
    let cell = match &known.reserve {
        Some(own) => cell.wrapped(format!("Own: {own}"), pen(11.5, 400, look.ui.tx2)),
        None => cell.wrapped("No reserve of its own", pen(11.5, 500, look.ui.short)),
    };
    match &known.help {
        Some(help) => cell.wrapped(help, pen(11.5, 400, look.ui.tx2)),
        None => cell.wrapped("No other zone has a reserve", pen(11.5, 500, look.ui.short)),
    }
}

fn open(known: &Known, look: &Look) -> Cell {
    if known.questions.is_empty() {
        return Cell::empty().wrapped("The plan answers what it can.", pen(11.5, 400, look.ui.ok));
    }
    let red = pen(11.5, 500, look.ui.short);
    known.questions.iter().fold(Cell::empty(), |cell, question| cell.wrapped(question, red))
}

/// The rules of a zone, to be chosen, with their strength as bars and their factor.
fn rules(app: &mut Cordon, ui: &mut Ui, known: &Known) {
    let now = ui.input(|input| input.time);
    let title = known.roe.map_or("Open", Roe::title);
    let mut chosen = known.roe;
    let combo = ComboBox::from_id_salt(("rules", &known.zone)).width(ui.available_width() - 4.0);
    let response = combo
        .selected_text(title)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, "Open");
            for roe in Roe::ALL {
                let row = ui.selectable_value(&mut chosen, Some(*roe), roe.title());
                if let Some(rules) = app.desk.atlas.posture.rules(roe.name()) {
                    row.on_hover_text(format!("{}\nTakes: {}", rules.text, rules.requires));
                }
            }
        })
        .response;
    let spoken = format!("Rules of engagement of {}: {title}", known.name);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &spoken));
    if chosen != known.roe {
        app.desk.apply(&Edit::SetRoe { zone: known.zone.clone(), roe: chosen }, now);
    }
    bars(app, ui, known.roe);
    ui.horizontal(|ui| {
        ui.label(RichText::new("factor").font(font(11.0, 400)).color(colour32(app.look.ui.tx3)));
        let zone = known.zone.clone();
        let name = format!("Factor of the rules of {}", known.name);
        dragged(app, ui, &name, "", known.factor, 0.1..=5.0, |factor| Edit::SetRoeFactor {
            zone: zone.clone(),
            factor,
        });
    });
}

/// How much the rules allow, one to four.
fn bars(app: &Cordon, ui: &mut Ui, roe: Option<Roe>) {
    let (rect, _) = ui.allocate_exact_size(vec2(124.0, 6.0), Sense::hover());
    let allowed =
        roe.and_then(|roe| Roe::ALL.iter().position(|known| *known == roe)).map_or(0, |place| place + 1);
    for place in 0..Roe::ALL.len() {
        let left = rect.min + vec2(place as f32 * 31.0, 0.0);
        let ink = if place < allowed { app.look.ui.tx } else { app.look.ui.line };
        let bar = Rect::from_min_size(left, vec2(28.0, 6.0));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, colour32(ink));
    }
}

/// The questions that no plan answers.
fn questions(app: &Cordon, ui: &mut Ui) {
    let look = &app.look;
    let frame = egui::Frame::NONE.fill(colour32(look.ui.shortbg)).inner_margin(12).corner_radius(4);
    frame.show(ui, |ui| {
        let all = &app.desk.atlas.posture.questions;
        ui.columns(all.len().max(1), |columns| {
            for (question, ui) in std::iter::zip(all, columns) {
                ui.label(RichText::new(&question.question).font(font(13.0, 700)).color(colour32(look.ui.tx)));
                // Columns would stretch the lines to both sides.
                let answers = RichText::new(&question.answers).color(colour32(look.ui.tx));
                ui.add(egui::Label::new(answers).halign(egui::Align::LEFT));
                ui.label(RichText::new("not decided").font(font(12.0, 700)).color(colour32(look.ui.short)));
            }
        });
    });
}
