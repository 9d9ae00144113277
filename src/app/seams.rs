//! Narrow gaps and overlaps between zones of one role, each to be looked at and mended.

use std::sync::Arc;

use egui::{RichText, Ui, WidgetInfo};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::inspector::now;
use super::later::{Later, Reached};
use super::theme::{colour32, font};
use crate::geodesy;
use crate::plan::Plan;
use crate::plan::seam::{Fault, Seam, seams};
use crate::scene::view::View;
use crate::units::grouped;

/// The sheet, with what a worker finds.
#[derive(Default)]
pub struct Borders {
    /// The plan that was looked through.
    of: Option<Plan>,
    looking: Option<Later<Vec<Seam>>>,
    found: Option<Arc<Vec<Seam>>>,
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui, borders: &mut Borders) -> bool {
    look(app, ui, borders);
    heading(ui, "Borders");
    let text = "Gaps and overlaps less than 1 km wide between zones of the same role: kilometres and people there are \
                counted by nobody, or belong to two.";
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    match borders.found.clone() {
        None => drop(ui.label("Looking…")),
        Some(found) if found.is_empty() => drop(ui.label("All borders meet.")),
        Some(found) => {
            scroll(ui).min_scrolled_height(0.0).show(ui, |ui| {
                for (place, seam) in found.iter().enumerate() {
                    ui.push_id(place, |ui| row(app, ui, seam));
                }
            });
        }
    }
    buttons(ui, &["Close"]).is_some()
}

/// Looks through the plan beside the window, anew when it has changed.
fn look(app: &Cordon, ui: &Ui, borders: &mut Borders) {
    let plan = app.desk.history.now();
    if borders.of.as_ref() != Some(plan) {
        let plan = plan.clone();
        borders.of = Some(plan.clone());
        borders.looking = Some(Later::begin(ui.ctx(), move |_| seams(&plan)));
    }
    let reached = borders.looking.as_ref().map(Later::look);
    match reached {
        Some(Reached::Done(found)) => {
            borders.found = Some(Arc::new(found));
            borders.looking = None;
        }
        Some(Reached::Lost) => borders.looking = None,
        Some(Reached::UnderWay) | None => {}
    }
}

fn row(app: &mut Cordon, ui: &mut Ui, seam: &Seam) {
    let plan = app.desk.history.now();
    let name = |id| plan.zone(id).map(|zone| zone.name.clone());
    let (Some(first), Some(second)) = (name(&seam.first), name(&seam.second)) else { return };
    let (what, verb) = match seam.fault {
        Fault::Gap => (format!("Gap between {first} and {second}"), "Close the gap".to_owned()),
        Fault::Overlap => {
            (format!("{first} and {second} overlap"), format!("Take the overlap from {second}"))
        }
    };
    let wide = geodesy::mean_width(&seam.ground);
    let measure = format!("{} km², {} km wide on average", grouped(seam.area.0, 1), grouped(wide.0, 2));
    ui.label(RichText::new(what.as_str()).font(font(12.5, 600)));
    ui.label(RichText::new(measure).color(colour32(app.look.ui.tx2)));
    ui.horizontal(|ui| {
        let zoom = ui.button("Zoom to it");
        zoom.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Zoom to {what}")));
        if zoom.clicked()
            && let Some(bounds) = geodesy::bounds(&seam.ground)
        {
            let mut to = View::fitting(bounds, 120.0, app.view.size);
            to.zoom = to.zoom.min(12.0);
            app.fly_to(to, now(ui));
        }
        if ui.button(verb).clicked() {
            match seam.mended(app.desk.history.now()) {
                Ok(edit) => app.desk.apply(&edit, now(ui)),
                Err(refusal) => app.desk.refusal = Some(refusal),
            }
        }
    });
    ui.add_space(8.0);
}
