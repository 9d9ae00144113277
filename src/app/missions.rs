//! The zones under each mission, side by side: need, method, what changes, and whether the
//! contingents still fit.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::grid::{Cell, Column, Table};
use super::ink::pen;
use super::later::{Later, Reached};
use super::theme::{colour32, font};
use crate::atlas::Atlas;
use crate::force::fit::Grade;
use crate::force::{Figures, Filling, Measures};
use crate::plan::{Edit, Mission, Plan, Zone};
use crate::problem::Refusal;
use crate::scene::look::Look;
use crate::units::{Span, grouped};

/// Zones up to which the four columns take less than a frame.
const AT_ONCE: usize = 60;

/// The plan under a mission, or as it is.
struct Under {
    mission: Option<Mission>,
    figures: Figures,
}

type Columns = Vec<Result<Under, Refusal>>;

/// The four columns of a plan, remembered as long as the plan stays.
#[derive(Default)]
pub struct Kept {
    of: Option<Plan>,
    columns: Option<Arc<Columns>>,
    later: Option<Later<Columns>>,
}

/// The plan as it is, then under each mission.
fn columns(plan: &Plan, mut figures: impl FnMut(&Plan) -> Figures) -> Columns {
    let as_it_is = Under { mission: None, figures: figures(plan) };
    let under = |mission: &Mission| {
        let plan = plan.with(&Edit::SetMission(Some(*mission)))?;
        Ok(Under { mission: Some(*mission), figures: figures(&plan) })
    };
    std::iter::once(Ok(as_it_is)).chain(Mission::ALL.iter().map(under)).collect()
}

/// The columns of the plan on the desk, once they are there.
fn wanted(app: &mut Cordon, ctx: &egui::Context) -> Option<Arc<Columns>> {
    if app.missions.of.as_ref() != Some(app.desk.history.now()) {
        let plan = app.desk.history.now().clone();
        app.missions = Kept { of: Some(plan.clone()), ..Kept::default() };
        if plan.zones.len() <= AT_ONCE {
            let reckoned = columns(&plan, |plan| app.desk.figures_of(plan));
            app.missions.columns = Some(Arc::new(reckoned));
        } else {
            let atlas: Arc<Atlas> = Arc::clone(&app.desk.atlas);
            let work = move |_: &std::sync::atomic::AtomicBool| {
                let mut measures = Measures::new();
                columns(&plan, |plan| Figures::of(plan, &atlas, &mut measures))
            };
            app.missions.later = Some(Later::begin(ctx, work));
        }
    }
    if let Some(Reached::Done(columns)) = app.missions.later.as_ref().map(Later::look) {
        app.missions.columns = Some(Arc::new(columns));
        app.missions.later = None;
    }
    app.missions.columns.clone()
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Monitor, deter, or be there");
    let tx2 = colour32(app.look.ui.tx2);
    ui.label(
        RichText::new(
            "The same zones, sized for each mission. A zone with a mission or a method of its own keeps it. \
             Troops deployed, central, with low – high below.",
        )
        .color(tx2),
    );
    ui.add_space(6.0);
    match wanted(app, ui.ctx()) {
        Some(columns) => {
            scroll(ui).show(ui, |ui| {
                table(app, ui, &columns);
                ui.add_space(6.0);
                kinds(app, ui);
            });
        }
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("The zones are being sized under each mission");
            });
        }
    }
    buttons(ui, &["Close"]).is_some()
}

/// What each mission is.
fn kinds(app: &Cordon, ui: &mut Ui) {
    for kind in &app.desk.atlas.posture.missions {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&kind.name).font(font(12.0, 600)));
            ui.label(RichText::new(&kind.text).color(colour32(app.look.ui.tx2)));
        });
    }
    let text = "Which method a mission brings is judgement (J).";
    ui.label(RichText::new(text).font(font(11.0, 400)).color(colour32(app.look.ui.tx3)));
}

fn table(app: &mut Cordon, ui: &mut Ui, columns: &[Result<Under, Refusal>]) {
    let look = app.look.clone();
    let now = app.desk.history.now().assumptions.mission;
    let [monitor, deter, presence] =
        [Mission::Monitor, Mission::Deter, Mission::Presence].map(Mission::title);
    let table = Table::new(
        ui,
        &look,
        &[
            Column::words("Zone", 1.15),
            Column::words("As it is", 0.8).of(now.map_or("each by its role", Mission::title)),
            Column::words(monitor, 1.0),
            Column::words(deter, 1.0),
            Column::words(presence, 1.0),
        ],
    );
    table.head(ui);
    choose(app, ui, &table, now);
    let mut cells = vec![
        Cell::new("Deployed", pen(13.0, 600, look.ui.tx))
            .under("in Ukraine on a given day", pen(11.0, 400, look.ui.tx2)),
    ];
    cells.extend(columns.iter().map(|under| match under {
        Ok(under) => total(&under.figures, &look),
        Err(_) => Cell::new("–", pen(12.0, 400, look.ui.tx3)),
    }));
    table.total(ui, "total", &cells);
    let zones = app.desk.history.now().zones.clone();
    for (place, zone) in zones.iter().enumerate() {
        let mut cells = vec![name(zone, &look)];
        cells.extend(columns.iter().map(|under| match under {
            Ok(under) => cell(app, zone, place, under, &look),
            Err(refusal) => Cell::empty().wrapped(refusal.to_string(), pen(11.5, 400, look.ui.short)),
        }));
        table.row(ui, ("zone", &zone.id), 0.0, &cells);
    }
}

/// The buttons that take a mission for the plan.
fn choose(app: &mut Cordon, ui: &mut Ui, table: &Table, now: Option<Mission>) {
    let row = table.row(ui, "choose", 24.0, &[const { Cell::empty() }; 5]);
    let time = ui.input(|input| input.time);
    for (place, mission) in std::iter::once(None).chain(Mission::ALL.iter().copied().map(Some)).enumerate() {
        row.inside(ui, place + 1, 0.0, |ui| {
            let (text, spoken) = match mission {
                None if now.is_some() => {
                    ("Leave it to the roles", "Leave the mission to each role".to_owned())
                }
                None => return,
                Some(mission) => ("Use this mission", format!("Use this mission: {}", mission.title())),
            };
            if now == mission {
                ui.label(
                    RichText::new("The plan’s mission").font(font(12.0, 600)).color(colour32(app.look.ui.ok)),
                );
                return;
            }
            let response = ui.button(text);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if response.clicked() {
                app.desk.apply(&Edit::SetMission(mission), time);
            }
        });
    }
}

fn name(zone: &Zone, look: &Look) -> Cell {
    let cell = Cell::new(&zone.name, pen(13.0, 600, look.ui.tx)).badge(zone.role);
    let own = match (zone.mission, zone.method) {
        (Some(mission), _) => format!("own mission: {}", mission.title()),
        (None, Some(method)) => format!("own method: {}", method.id()),
        (None, None) => zone.role.title().to_owned(),
    };
    cell.under(own, pen(11.0, 400, look.ui.tx2))
}

/// A zone under a mission.
fn cell(app: &Cordon, zone: &Zone, place: usize, under: &Under, look: &Look) -> Cell {
    let Some(figures) = under.figures.zones.get(place) else { return Cell::empty() };
    let need = figures.need.map(|troops| troops.0);
    let mut cell = Cell::new(
        format!("{}   {}", grouped(need.central, 0), figures.method.id()),
        pen(13.0, 600, look.ui.tx),
    )
    .under(range(need), pen(11.0, 400, look.ui.tx2));
    if let Some(filling) = under.figures.fillings.get(place) {
        cell = fits(cell, filling, look);
    }
    let posture = &app.desk.atlas.posture;
    let role = zone.role.name();
    let changes = under.mission.and_then(|mission| posture.profile(mission.name(), role));
    let keeps = zone.mission.is_some() || zone.method.is_some();
    match changes {
        Some(_) if keeps => cell.wrapped("Keeps what is set for the zone.", pen(11.0, 400, look.ui.tx3)),
        Some(profile) => cell.wrapped(&profile.changes, pen(11.0, 400, look.ui.tx2)),
        None => cell,
    }
}

/// How many contingents fit, and how many do not; none where nobody is assigned.
fn fits(cell: Cell, filling: &Filling, look: &Look) -> Cell {
    if filling.contingents.is_empty() {
        return cell;
    }
    let of =
        |grade: Grade| filling.contingents.iter().filter(|contingent| contingent.fit.grade == grade).count();
    let (strained, unfit) = (of(Grade::Strained), of(Grade::Unfit));
    let parts = [(of(Grade::Fit), "fit"), (strained, "strained"), (unfit, "unfit")];
    let text: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let colour = match (strained, unfit) {
        (_, 1..) => look.ui.short,
        (1.., 0) => look.ui.delta,
        _ => look.ui.ok,
    };
    let why = filling.contingents.iter().flat_map(|contingent| {
        let reasons = contingent.fit.reasons.iter();
        reasons.map(move |reason| {
            format!("{}, {}: {}", contingent.nation, contingent.fit.grade.title().to_lowercase(), reason.what)
        })
    });
    cell.under(text.join(" · "), pen(11.0, 600, colour)).tip(why.collect::<Vec<_>>().join("\n"))
}

fn range(need: Span<f64>) -> String {
    format!("{} – {}", grouped(need.low, 0), grouped(need.high, 0))
}

fn total(figures: &Figures, look: &Look) -> Cell {
    let deployed = figures.deployed.map(|troops| troops.0);
    let short = figures.coalition.short.central.0;
    let cell = Cell::new(grouped(deployed.central, 0), pen(15.0, 700, look.ui.tx))
        .under(range(deployed), pen(11.0, 400, look.ui.tx2));
    if short >= 0.5 {
        cell.under(format!("{} not filled", grouped(short, 0)), pen(11.0, 600, look.ui.short))
    } else {
        cell.under("all filled", pen(11.0, 600, look.ui.ok))
    }
}
