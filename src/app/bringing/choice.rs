//! As what a file is taken in, and which of its fields says what.

use egui::{Button, ComboBox, Grid, RichText, Ui, WidgetInfo, vec2};

use super::{As, Bringing};
use crate::app::Cordon;
use crate::app::number;
use crate::app::theme::{colour32, font};
use crate::import::preview::Shape;
use crate::import::{By, Preview};
use crate::plan::Role;
use crate::units::Km;

/// The ways to take it in, and what each asks.
pub fn choice(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    ui.label(RichText::new("Take in as").font(font(13.0, 700)));
    let no_zones = bringing.no_zones();
    let no_line = bringing.lines.is_empty().then(|| "No line of contact: no feature is a line.".to_owned());
    ui.horizontal(|ui| {
        for (kind, title, why_not) in [
            (As::Zones, "Zones", &no_zones),
            (As::Line, "Line of contact", &no_line),
            (As::Layer, "Reference layer", &None),
        ] {
            let button = Button::new(title).selected(bringing.kind == kind).min_size(vec2(132.0, 28.0));
            let response = ui.add_enabled(why_not.is_none(), button);
            if response.clicked() {
                bringing.kind = kind;
            }
            if let Some(why_not) = why_not {
                response.on_disabled_hover_text(why_not);
            }
        }
    });
    let said = match bringing.kind {
        As::Zones => becoming(&bringing.preview),
        As::Line => "The plan is measured along it, with a ground factor of 1. One step of undo.".to_owned(),
        As::Layer => {
            "Drawn over the map to look at; nothing of it is counted or saved in the plan.".to_owned()
        }
    };
    ui.label(RichText::new(said).color(colour32(app.look.ui.tx2)));
    for why_not in [no_zones, no_line].into_iter().flatten() {
        ui.label(RichText::new(why_not).color(colour32(app.look.ui.tx3)));
    }
    match bringing.kind {
        As::Zones => mapped(app, ui, bringing),
        As::Line => lines(app, ui, bringing),
        As::Layer => {}
    }
}

/// "Areas become zones, lines belts, points discs."
fn becoming(preview: &Preview) -> String {
    let mut parts = Vec::new();
    for (shape, into) in [
        (Shape::Areas, "zones as drawn"),
        (Shape::Lines, "belts along them"),
        (Shape::Points, "discs around them"),
    ] {
        if preview.count(shape) > 0 {
            parts.push(format!("{} become {into}", shape.word(2)));
        }
    }
    let mut text = parts.join(", ");
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    format!("{text}. One step of undo.")
}

/// Which field says what.
fn mapped(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    let tx2 = colour32(app.look.ui.tx2);
    let fields: Vec<String> = bringing.preview.fields.iter().map(|field| field.name.clone()).collect();
    let (lines, points) = (bringing.preview.count(Shape::Lines), bringing.preview.count(Shape::Points));
    let mapping = &mut bringing.mapping;
    Grid::new("mapping").num_columns(4).spacing([16.0, 6.0]).show(ui, |ui| {
        ui.label(RichText::new("Name").color(tx2));
        field(ui, "Field with the names", "Numbered", &fields, &mut mapping.name);
        ui.label(RichText::new("Role").color(tx2));
        let mut by = if let By::Field(field) = &mapping.role { Some(field.clone()) } else { None };
        field(ui, "Field with the roles", "One for all", &fields, &mut by);
        mapping.role = by.map_or(By::All, By::Field);
        ui.end_row();
        let named = if mapping.role == By::All { "Role of all" } else { "Where it says none" };
        ui.label(RichText::new(named).color(tx2));
        role(ui, &mut mapping.fixed);
        if lines > 0 {
            kilometres(
                ui,
                tx2,
                "Depth each side",
                "Depth of belts on each side",
                &mut mapping.depth,
                0.1..=200.0,
            );
        }
        ui.end_row();
        if points > 0 {
            kilometres(ui, tx2, "Radius", "Radius of discs", &mut mapping.radius, 0.1..=200.0);
            ui.end_row();
        }
    });
}

fn field(ui: &mut Ui, spoken: &str, none: &str, fields: &[String], chosen: &mut Option<String>) {
    let text = chosen.clone().unwrap_or_else(|| none.to_owned());
    let combo = ComboBox::from_id_salt(spoken).width(220.0).height(320.0).selected_text(&text).truncate();
    let shown = combo.show_ui(ui, |ui| {
        ui.set_max_width(420.0);
        ui.selectable_value(chosen, None, none);
        for name in fields {
            ui.selectable_value(chosen, Some(name.clone()), name);
        }
    });
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{spoken}: {text}")));
}

fn role(ui: &mut Ui, chosen: &mut Role) {
    let combo = ComboBox::from_id_salt("role of the zones").width(220.0).selected_text(chosen.title());
    let shown = combo.show_ui(ui, |ui| {
        for role in Role::ALL {
            ui.selectable_value(chosen, role, role.title());
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Role of the zones"));
}

fn kilometres(
    ui: &mut Ui,
    colour: egui::Color32,
    name: &str,
    spoken: &str,
    value: &mut Km,
    range: std::ops::RangeInclusive<f64>,
) {
    ui.label(RichText::new(name).color(colour));
    let response = ui.add(number::field(&mut value.0).range(range).speed(0.1).max_decimals(1).suffix(" km"));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, spoken));
}

/// The lines, to be chosen from.
fn lines(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Line").color(colour32(app.look.ui.tx2)));
        let only = bringing.lines.len() == 1;
        let named = |feature: usize| bringing.lines.iter().find(|(other, _)| *other == feature);
        let text = match (bringing.line.and_then(named), only, bringing.lines.first()) {
            (Some((_, name)), ..) | (None, true, Some((_, name))) => name.clone(),
            _ => "The longest".to_owned(),
        };
        let combo =
            ComboBox::from_id_salt("line to take").width(320.0).height(320.0).selected_text(&text).truncate();
        let shown = combo.show_ui(ui, |ui| {
            ui.set_max_width(480.0);
            if !only {
                ui.selectable_value(&mut bringing.line, None, "The longest");
            }
            for (feature, name) in &bringing.lines {
                ui.selectable_value(&mut bringing.line, Some(*feature), name);
            }
        });
        shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Line to take"));
    });
}
