//! The sheet on which a zone is made as large as is asked. The depth, radius or rim that
//! does it is found beside the window and shown before it is taken.

use egui::{Grid, Key, RichText, Role, Ui, WidgetInfo, vec2};

use super::Cordon;
use super::dialogs::{buttons, heading};
use super::inspector::now;
use super::later::{Later, Reached};
use super::number;
use super::theme::{colour32, font};
use crate::geodesy;
use crate::plan::ZoneId;
use crate::plan::target::{Aim, aim};
use crate::problem::Refusal;
use crate::units::{Km2, grouped};

/// The sheet.
pub struct Target {
    zone: ZoneId,
    goal: f64,
    /// What is being looked for.
    looking: Option<(f64, Later<Result<Aim, Refusal>>)>,
    /// What was found, and for which area.
    found: Option<(f64, Result<Aim, Refusal>)>,
    focused: bool,
}

/// Opens the sheet for the selected zone.
pub fn open(app: &Cordon) -> Option<Target> {
    let zone = app.desk.selected()?.clone();
    let area = geodesy::area(app.desk.history.now().zone(&zone)?.shape.outline());
    Some(Target { zone, goal: round(area.0), looking: None, found: None, focused: false })
}

/// Two figures of an area: a number one would ask for.
fn round(area: f64) -> f64 {
    let step = 10_f64.powf(area.max(1.0).log10().floor() - 1.0);
    ((area / step).round() * step).max(1.0)
}

impl Target {
    /// Looks for what makes the area that is typed, one search at a time.
    fn look(&mut self, app: &mut Cordon, ui: &Ui) {
        if let Some((goal, later)) = &self.looking {
            match later.look() {
                Reached::Done(found) => {
                    app.desk.trial = found.as_ref().ok().map(|aim| aim.edit.clone());
                    self.found = Some((*goal, found));
                    self.looking = None;
                    ui.ctx().request_repaint();
                }
                Reached::Lost => self.looking = None,
                Reached::UnderWay => return,
            }
        }
        if self.found.as_ref().is_none_or(|(goal, _)| *goal != self.goal) {
            let (plan, zone, goal) = (app.desk.history.now().clone(), self.zone.clone(), self.goal);
            self.looking = Some((goal, Later::begin(ui.ctx(), move |_| aim(&plan, &zone, Km2(goal)))));
        }
    }

    /// What was found for the area as it stands.
    fn answer(&self) -> Option<&Result<Aim, Refusal>> {
        self.found.as_ref().filter(|(goal, _)| *goal == self.goal).map(|(_, found)| found)
    }
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui, target: &mut Target) -> bool {
    let typing = ui.memory(|memory| memory.focused().is_some());
    let Some(zone) = app.desk.history.now().zone(&target.zone).cloned() else { return true };
    heading(ui, "Area target");
    let says = format!("Make {} as large as you type, by its depth, radius, distance or a rim.", zone.name);
    ui.label(RichText::new(says).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    Grid::new("target").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
        ui.label("Area");
        let speed = (target.goal * 0.002).max(0.1);
        let drag = number::field(&mut target.goal)
            .range(0.01..=2_000_000.0)
            .speed(speed)
            .max_decimals(2)
            .suffix(" km²");
        let response = ui.add(drag);
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Area"));
        if !target.focused {
            response.request_focus();
            target.focused = true;
        }
        ui.end_row();
        ui.label(RichText::new("Now").color(colour32(app.look.ui.tx2)));
        ui.label(format!("{} km²", grouped(geodesy::area(zone.shape.outline()).0, 0)));
        ui.end_row();
    });
    target.look(app, ui);
    ui.add_space(6.0);
    said(app, ui, target);
    let entered = !typing && ui.input(|input| input.key_pressed(Key::Enter));
    let room = vec2(ui.available_width(), 38.0);
    let pressed = ui.allocate_ui(room, |ui| buttons(ui, &["Apply", "Cancel"])).inner;
    if pressed == Some(1) {
        return true;
    }
    if (pressed == Some(0) || entered)
        && let Some(Ok(aim)) = target.answer()
    {
        app.desk.trial = None;
        app.desk.apply(&aim.edit.clone(), now(ui));
        return true;
    }
    false
}

/// What it takes, or why it cannot be.
fn said(app: &Cordon, ui: &mut Ui, target: &Target) {
    match target.answer() {
        None => drop(ui.label("Looking…")),
        Some(Err(refusal)) => {
            let what = RichText::new(format!("{}.", refusal.what)).font(font(12.5, 600));
            ui.label(what.color(colour32(app.look.ui.short)));
            ui.label(&refusal.hint);
        }
        Some(Ok(aim)) => {
            ui.label(RichText::new(aim.by.words()).font(font(15.0, 700)));
            let area = format!("makes it {} km²", grouped(aim.area.0, 1));
            ui.label(RichText::new(area).color(colour32(app.look.ui.tx2)));
            if let Some(figures) = app.desk.figures().zone(&target.zone) {
                let need = format!("{} troops needed", grouped(figures.need.central.0, 0));
                ui.label(RichText::new(need).color(colour32(app.look.ui.tx2)));
            }
        }
    }
}
