//! Narrow gaps and overlaps between zones of one role, each to be looked at and mended.

use egui::{RichText, Ui, WidgetInfo};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::inspector::now;
use super::theme::{colour32, font, note_frame};
use crate::geodesy;
use crate::plan::seam::{Fault, Seam};
use crate::plan::{Plan, ZoneId};
use crate::scene::view::View;
use crate::units::grouped;

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Borders");
    let text = "Gaps and overlaps less than 1 km wide between zones of the same role: kilometres and people there are \
                counted by nobody, or belong to two.";
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    let found = app.watch.found();
    if !app.watch.has_looked() {
        ui.label("Looking…");
    } else if found.is_empty() {
        ui.label("All borders meet.");
    } else {
        scroll(ui).min_scrolled_height(0.0).show(ui, |ui| {
            for (place, seam) in found.iter().enumerate() {
                ui.push_id(place, |ui| {
                    row(app, ui, seam);
                    ui.add_space(8.0);
                });
            }
        });
    }
    buttons(ui, &["Close"]).is_some()
}

/// The seams of one zone among what is to be known of it, each to be looked at and mended.
pub fn alarms(app: &mut Cordon, ui: &mut Ui, zone: &ZoneId) {
    let found = app.watch.found();
    for (place, seam) in
        found.iter().enumerate().filter(|(_, seam)| seam.first == *zone || seam.second == *zone)
    {
        ui.add_space(2.0);
        note_frame(app.look.ui.shortbg).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.push_id(("seam", place), |ui| row(app, ui, seam));
        });
    }
}

/// What is wrong, in words: "Gap between East and West".
pub fn in_words(plan: &Plan, seam: &Seam) -> Option<String> {
    let (first, second) = (&plan.zone(&seam.first)?.name, &plan.zone(&seam.second)?.name);
    Some(match seam.fault {
        Fault::Gap => format!("Gap between {first} and {second}"),
        Fault::Overlap => format!("{first} and {second} overlap"),
    })
}

fn row(app: &mut Cordon, ui: &mut Ui, seam: &Seam) {
    let plan = app.desk.history.now();
    let (Some(what), Some(second)) = (in_words(plan, seam), plan.zone(&seam.second)) else { return };
    let verb = match seam.fault {
        Fault::Gap => "Close the gap".to_owned(),
        Fault::Overlap => format!("Take the overlap from {}", second.name),
    };
    let wide = geodesy::mean_width(&seam.ground);
    let measure = format!("{} km², {} km wide on average", grouped(seam.area.0, 1), grouped(wide.0, 2));
    ui.label(RichText::new(what.as_str()).font(font(12.0, 600)));
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
}
