//! What a live zone is made of, in the inspector: in words, with its numbers to be changed in
//! place, and the way to freeze it.

use std::sync::Arc;

use egui::{ComboBox, Frame, Margin, RichText, Role, Ui, WidgetInfo};

use super::{Sheet, freeze};
use crate::app::Cordon;
use crate::app::dialogs::Dialog;
use crate::app::inspector::now;
use crate::app::terms::{Field, number};
use crate::app::theme::{colour32, font};
use crate::plan::{Anchor, Definition, Edit, Side, Source, Zone, facing};
use crate::units::Km;

/// Shows what a zone is made of, where it follows something.
pub fn show(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>) {
    let Some(definition) = zone.definition.clone() else { return };
    let words = definition.words(app.desk.shown());
    let settled = app.desk.history.now().zone(&zone.id).is_some();
    Frame::NONE
        .fill(colour32(app.look.ui.accentbg))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            let text = RichText::new(format!("{words}.")).font(font(12.0, 600));
            ui.label(text).on_hover_text("It follows what it is made of until it is frozen.");
            // What is still being made cannot be changed yet.
            if settled {
                ui.horizontal_wrapped(|ui| controls(app, ui, zone, &definition));
            }
        });
    ui.add_space(4.0);
}

fn controls(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, definition: &Arc<Definition>) {
    ui.add_enabled_ui(!zone.locked, |ui| {
        if let Some(km) = definition.km() {
            let name = if matches!(definition.what, Source::Near { .. }) { "Within" } else { "Round each" };
            ui.label(RichText::new(name).color(colour32(app.look.ui.tx2)));
            let field = Field { name, suffix: " km", range: (0.01, 300.0), speed: 0.25, decimals: 2 };
            number(app, ui, &field, km.0, |km| Some(define(zone, definition.with_km(Km(km)))));
        }
        if let Source::Near { of: Anchor::Line { line, side }, km } = &definition.what {
            let course = crate::app::live::sheet::course(app, line);
            let mut chosen = *side;
            let combo = ComboBox::from_id_salt(("side", &zone.id))
                .width(128.0)
                .selected_text(side_words(*side, course.as_ref()));
            let response = combo.show_ui(ui, |ui| {
                for other in Side::ALL {
                    ui.selectable_value(&mut chosen, other, side_words(other, course.as_ref()));
                }
            });
            response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Side of the line"));
            if chosen != *side {
                let of = Anchor::Line { line: line.clone(), side: chosen };
                let changed = definition.with_what(Source::Near { of, km: *km });
                app.desk.apply(&define(zone, changed), now(ui));
            }
        }
        if ui.button("Change…").on_hover_text("What it is made of, cut to and without.").clicked() {
            app.dialog = Some(Dialog::Live(Box::new(Sheet::of(zone, definition))));
        }
    });
    let tip = "Keep the outline as it is now: a drawn area that follows nothing.";
    let button = ui.button("Freeze");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Freeze {}", zone.name)));
    if button.on_hover_text(tip).clicked() {
        freeze(app, std::slice::from_ref(&zone.id), now(ui));
    }
}

fn define(zone: &Zone, definition: Definition) -> Edit {
    Edit::Define { zone: zone.id.clone(), definition: Some(Arc::new(definition)) }
}

/// "Left (south-east)".
pub fn side_words(side: Side, course: Option<&geo_types::LineString<f64>>) -> String {
    let name = match side {
        Side::Both => "Both sides",
        Side::Left => "Left",
        Side::Right => "Right",
    };
    match course.and_then(|course| facing(course, side)) {
        Some(compass) => format!("{name} ({compass})"),
        None => name.to_owned(),
    }
}
