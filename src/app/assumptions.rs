//! What the plan takes for granted, to be edited: title, date, banner,
//! rotation, displaced people, enablers and aircraft.

use egui::{DragValue, Grid, RichText, TextEdit, Ui};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::theme::{colour32, font};
use crate::plan::{Displacement, Edit, Enablers, Rotation};
use crate::units::brief;

/// Shows the page; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Assumptions of the plan");
    scroll(ui).show(ui, |ui| {
        texts(app, ui);
        ui.add_space(6.0);
        rotation(app, ui);
        ui.add_space(6.0);
        displacement(app, ui);
        ui.add_space(6.0);
        enablers(app, ui);
    });
    if let Some(refusal) = &app.desk.refusal {
        ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
    }
    buttons(ui, &["Close"]).is_some()
}

fn section(app: &Cordon, ui: &mut Ui, name: &str, text: &str) {
    ui.label(RichText::new(name).font(font(13.0, 700)));
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
}

fn now(ui: &Ui) -> f64 {
    ui.input(|input| input.time)
}

/// A line of text that becomes an edit when it is left.
fn text(app: &mut Cordon, ui: &mut Ui, name: &str, value: &str, edit: impl FnOnce(String) -> Edit) {
    ui.label(name);
    let id = ui.scope_id().with(name);
    let mut draft = ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_else(|| value.to_owned());
    let response = ui.add(TextEdit::singleline(&mut draft).desired_width(320.0));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        if draft != value {
            app.desk.apply(&edit(draft), now(ui));
        }
    } else if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, draft));
    }
    ui.end_row();
}

fn texts(app: &mut Cordon, ui: &mut Ui) {
    let plan = app.desk.history.now().clone();
    Grid::new("texts").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
        text(app, ui, "Title", &plan.title, Edit::SetTitle);
        text(app, ui, "Date", &plan.date, Edit::SetDate);
        text(app, ui, "Banner", &plan.banner, Edit::SetBanner);
        text(app, ui, "Note", &plan.note, Edit::SetPlanNote);
    });
}

/// A number with its name before it, as [`dragged`].
pub fn number(
    app: &mut Cordon,
    ui: &mut Ui,
    name: &str,
    suffix: &str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    edit: impl Fn(f64) -> Edit,
) {
    ui.label(name);
    dragged(app, ui, name, suffix, value, range, edit);
}

/// A number that follows the hand while dragged and becomes an edit when let go.
pub fn dragged(
    app: &mut Cordon,
    ui: &mut Ui,
    name: &str,
    suffix: &str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    edit: impl Fn(f64) -> Edit,
) {
    let mut draft = value;
    let speed = (range.end() - range.start()) / 400.0;
    let response =
        ui.add(DragValue::new(&mut draft).range(range).speed(speed).max_decimals(2).suffix(suffix));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, name));
    if response.changed() {
        app.desk.trial = Some(edit(draft));
    }
    if (response.drag_stopped() || response.lost_focus())
        && let Some(trial) = app.desk.trial.take()
    {
        app.desk.apply(&trial, now(ui));
    }
}

fn rotation(app: &mut Cordon, ui: &mut Ui) {
    section(
        app,
        ui,
        "Rotation",
        "pool = deployed × k, k = (tour + interval) ÷ tour; cumulative = deployed × ⌈months ÷ tour⌉",
    );
    let rotation = app.desk.shown().assumptions.rotation;
    Grid::new("rotation").num_columns(4).spacing([14.0, 6.0]).show(ui, |ui| {
        number(app, ui, "Tour", " months", rotation.tour_months, 1.0..=24.0, |tour_months| {
            Edit::SetRotation(Rotation { tour_months, ..rotation })
        });
        number(app, ui, "Interval", " months", rotation.interval_months, 0.0..=60.0, |interval_months| {
            Edit::SetRotation(Rotation { interval_months, ..rotation })
        });
        ui.end_row();
        number(app, ui, "Horizon", " months", f64::from(rotation.horizon_months), 1.0..=60.0, |months| {
            Edit::SetRotation(Rotation { horizon_months: months.round() as u32, ..rotation })
        });
        ui.label("k");
        ui.label(RichText::new(format!("× {}", brief(rotation.k()))).font(font(12.0, 600)));
        ui.end_row();
    });
}

fn displacement(app: &mut Cordon, ui: &mut Ui) {
    section(
        app,
        ui,
        "People present",
        "The population surface is pre-war (1 January 2022; Crimea and Sevastopol 2014). A factor below 1 takes \
         displaced people out: for the country, or for single oblasts instead.",
    );
    let displacement = app.desk.shown().assumptions.displacement.clone();
    Grid::new("country").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
        number(app, ui, "Country", "", displacement.country, 0.0..=2.0, |country| {
            Edit::SetDisplacement(Displacement { country, ..displacement.clone() })
        });
        ui.end_row();
    });
    ui.collapsing("By oblast", |ui| {
        let oblasts: Vec<(String, String)> = app
            .desk
            .atlas
            .map
            .oblasts
            .iter()
            .map(|oblast| (oblast.iso.clone(), oblast.name.clone()))
            .collect();
        Grid::new("oblasts").num_columns(4).spacing([14.0, 4.0]).show(ui, |ui| {
            for (place, (iso, name)) in oblasts.iter().enumerate() {
                let value = displacement.by_oblast.get(iso).copied().unwrap_or(1.0);
                number(app, ui, name, "", value, 0.0..=2.0, |factor| {
                    let mut changed = displacement.clone();
                    if factor == 1.0 {
                        changed.by_oblast.remove(iso);
                    } else {
                        changed.by_oblast.insert(iso.clone(), factor);
                    }
                    Edit::SetDisplacement(changed)
                });
                if place % 2 == 1 {
                    ui.end_row();
                }
            }
        });
    });
}

fn enablers(app: &mut Cordon, ui: &mut Ui) {
    section(
        app,
        ui,
        "Air and enablers",
        "A separate total, mostly outside Ukraine; never added to the troops deployed.",
    );
    let now_is = app.desk.shown().assumptions.enablers;
    ui.label("The United States contribute");
    ui.horizontal(|ui| {
        for choice in Enablers::ALL {
            if ui.selectable_label(*choice == now_is, choice.title()).clicked() {
                app.desk.apply(&Edit::SetEnablers(*choice), now(ui));
            }
        }
    });
    let aircraft = f64::from(app.desk.shown().assumptions.aircraft);
    ui.horizontal(|ui| {
        number(app, ui, "Combat aircraft", "", aircraft, 0.0..=400.0, |count| {
            Edit::SetAircraft(count.round() as u32)
        });
    });
}
