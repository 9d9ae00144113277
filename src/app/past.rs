//! Everything that was done, in a list to jump in.

use egui::{RichText, Ui, WidgetInfo};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::theme::{colour32, font};

/// Shows the list; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "History");
    let text = "Click a step to have the plan as it was then. Later steps stay in the list until something new is done.";
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(4.0);
    let (steps, here) = app.desk.history.steps();
    let steps: Vec<String> = steps.into_iter().map(str::to_owned).collect();
    let mut to = None;
    scroll(ui).min_scrolled_height(0.0).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        for (place, label) in steps.iter().enumerate() {
            let label = if place == 0 { "The plan as it was opened" } else { label };
            let number = if place == 0 { String::new() } else { format!("{place}  ") };
            let words = RichText::new(format!("{number}{label}"));
            let words = if place > here { words.color(colour32(app.look.ui.tx3)) } else { words };
            let words = if place == here { words.font(font(13.0, 700)) } else { words };
            let row = ui.selectable_label(place == here, words);
            row.widget_info(|| {
                WidgetInfo::selected(
                    egui::Role::Button,
                    true,
                    place == here,
                    format!("Step {place}: {label}"),
                )
            });
            if row.clicked() {
                to = Some(place);
            }
        }
    });
    if let Some(to) = to {
        app.desk.jump(to);
    }
    buttons(ui, &["Close"]).is_some()
}
