//! The layers drawn over the map, and the line the plan is measured along.

mod overlaid;

mod panel;

mod ground;

mod reopen;

pub mod web;

pub mod tiles;

mod workers;

mod cache;

use std::sync::Arc;

use egui::{Align2, DragValue, RichText, ScrollArea, TextEdit, Ui, Window, vec2};

pub use ground::shades;
pub use overlaid::{Overlaid, Style};
pub use reopen::{Kept, begin as reopen, remember, take};

use super::Cordon;
use super::theme::{colour32, font};
use crate::geodesy;
use crate::plan::{Edit, OwnLine};
use crate::units::{Span, brief, grouped};

/// Width of the list.
const WIDE: f32 = 352.0;

/// Shows the list beside the rail.
pub fn show(app: &mut Cordon, ui: &Ui) {
    if !app.layers_open {
        return;
    }
    let mut open = true;
    let corner = app.map_corner();
    Window::new("Layers and line of contact")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .pivot(Align2::LEFT_BOTTOM)
        .default_pos(corner + vec2(16.0, app.view.size[1] - 16.0))
        .default_width(WIDE)
        .default_height(app.view.size[1])
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDE);
            // The banner above stays in view.
            let high = (app.view.size[1] - 200.0).max(200.0);
            ScrollArea::vertical().max_height(high).show(ui, |ui| {
                ui.set_width(WIDE - 12.0);
                line_of_contact(app, ui);
                ui.separator();
                panel::show(app, ui);
                ground::show(app, ui);
            });
        });
    app.layers_open &= open;
}

fn line_of_contact(app: &mut Cordon, ui: &mut Ui) {
    let tx2 = colour32(app.look.ui.tx2);
    ui.label(RichText::new("Line of contact").font(font(12.5, 700)));
    let plan = app.desk.shown().clone();
    let now = ui.input(|input| input.time);
    if let Some(own) = &plan.line {
        let km = geodesy::length(&own.path).0;
        ui.label(format!("{} · {}", own.name, if own.date.is_empty() { "no date" } else { &own.date }));
        ui.label(
            RichText::new(format!(
                "{} km drawn · ground factor {}",
                brief(km),
                brief(own.ground_factor.central)
            ))
            .color(tx2),
        );
        own_line_fields(app, ui, own);
        if ui.button("Back to the embedded line").clicked() {
            app.desk.apply(&Edit::SetLine(None), now);
        }
    } else {
        let line = app.desk.atlas.contact();
        let km = geodesy::length(&line.path).0;
        let factor = line.ground_factor.value.central;
        ui.label(format!("{} · schematic, {}", line.name, line.date.as_deref().unwrap_or("no date")));
        ui.label(
            RichText::new(format!(
                "{} km drawn × {factor:.3} = {} km on the ground",
                brief(km),
                grouped(km * factor, 0)
            ))
            .color(tx2),
        )
        .on_hover_text(&line.ground_factor.note);
    }
}

/// Date and ground factor of a line that the user brought.
fn own_line_fields(app: &mut Cordon, ui: &mut Ui, own: &Arc<OwnLine>) {
    let now = ui.input(|input| input.time);
    ui.horizontal(|ui| {
        ui.label("Date");
        let id = ui.scope_id().with("own date");
        let mut date = ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_else(|| own.date.clone());
        let field = TextEdit::singleline(&mut date).desired_width(90.0).hint_text("2024-12-01");
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Date of the line"));
        if response.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(id));
            if date != own.date {
                let line = OwnLine { date, ..own.as_ref().clone() };
                app.desk.apply(&Edit::SetLine(Some(Arc::new(line))), now);
            }
        } else if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, date));
        }
        ui.label("Ground factor");
        let mut factor = own.ground_factor.central;
        let field = DragValue::new(&mut factor).range(0.1..=10.0).speed(0.005).max_decimals(3);
        let response = ui.add(field.update_while_editing(false));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Ground factor of the line")
        });
        if response.changed() {
            let line = OwnLine { ground_factor: Span::flat(factor), ..own.as_ref().clone() };
            app.desk.trial = Some(Edit::SetLine(Some(Arc::new(line))));
        }
        if (response.drag_stopped() || response.lost_focus())
            && let Some(trial) = app.desk.trial.take()
        {
            app.desk.apply(&trial, now);
        }
    });
}
