//! What the plan takes for granted, to be edited: title, date, banner, rotation,
//! displaced people, mission, mandate, enablers and aircraft.

use egui::{Grid, RichText, TextEdit, Ui};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::number;
use super::theme::{colour32, font};
use crate::force::enablers::shortfalls;
use crate::plan::{Displacement, Edit, Enablers, Mandate, Mission, Rotation};
use crate::units::{brief, grouped};

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
        posture(app, ui);
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

/// A number as it would be typed: "6", "4.5".
fn plain(value: f64) -> String {
    let hundredths = (value * 100.0).round() / 100.0;
    format!("{hundredths}")
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
    let response = ui.add(
        number::field(&mut draft)
            .range(range)
            .speed(speed)
            .max_decimals(2)
            .custom_formatter(|value, _| plain(value))
            .suffix(suffix),
    );
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
        number(app, ui, "Ramp-up", " months", rotation.ramp_up_months, 0.0..=24.0, |ramp_up_months| {
            Edit::SetRotation(Rotation { ramp_up_months, ..rotation })
        });
        ui.end_row();
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

/// A row of choices of which one holds; the one that was clicked.
fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, now_is: T, all: &[(T, &str, String)]) -> Option<T> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        for (one, title, tip) in all {
            let response = ui.selectable_label(*one == now_is, *title);
            let spoken = format!("{name}: {title}");
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, *one == now_is, &spoken)
            });
            let response = if tip.is_empty() { response } else { response.on_hover_text(tip) };
            if response.clicked() && *one != now_is {
                clicked = Some(*one);
            }
        }
    });
    clicked
}

/// A sentence of the atlas below a choice.
fn sentence(app: &Cordon, ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
}

/// What the force is for, and on whose authority it stands there.
fn posture(app: &mut Cordon, ui: &mut Ui) {
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let (mission, mandate) = {
        let assumptions = &app.desk.shown().assumptions;
        (assumptions.mission, assumptions.mandate)
    };
    section(app, ui, "Mission", "It changes methods, profiles and fit together; a zone may have its own.");
    let text_of = |mission: &Mission| atlas.posture.mission(mission.name()).map_or("", |known| &known.text);
    let mut missions = vec![(None, "Each zone by its role", String::new())];
    missions.extend(Mission::ALL.iter().map(|one| (Some(*one), one.title(), text_of(one).to_owned())));
    if let Some(chosen) = choice(ui, "Mission", mission, &missions) {
        app.desk.apply(&Edit::SetMission(chosen), now(ui));
    }
    if let Some(mission) = mission {
        sentence(app, ui, text_of(&mission));
    }
    ui.add_space(6.0);
    section(
        app,
        ui,
        "Mandate",
        "On whose authority the force stands in Ukraine; nations ask for different ones.",
    );
    let all = Mandate::ALL.iter().map(|one| {
        let known = atlas.posture.mandate(one.name());
        (*one, one.title(), known.map_or_else(String::new, |known| known.text.clone()))
    });
    if let Some(chosen) = choice(ui, "Mandate", mandate, &all.collect::<Vec<_>>()) {
        app.desk.apply(&Edit::SetMandate(chosen), now(ui));
    }
    if let Some(known) = atlas.posture.mandate(mandate.name()) {
        sentence(app, ui, &format!("{} {}", known.text, known.means));
        if let Some(veto) = &known.veto {
            ui.colored_label(colour32(app.look.ui.delta), format!("Can be stopped: {veto}"));
        }
    }
}

/// What Europe lacks by name, and whether this level closes it.
fn gaps(app: &Cordon, ui: &mut Ui, level: Enablers) {
    let posture = &app.desk.atlas.posture;
    let open: Vec<&str> = shortfalls(level, posture).map(|gap| gap.id.as_str()).collect();
    Grid::new("gaps").num_columns(3).spacing([14.0, 3.0]).show(ui, |ui| {
        for gap in &posture.shortfalls {
            let lacks = open.contains(&gap.id.as_str());
            let (word, ink) = if lacks { ("open", app.look.ui.short) } else { ("closed", app.look.ui.ok) };
            ui.label(RichText::new(&gap.name).font(font(12.0, 600)));
            ui.label(RichText::new(word).font(font(12.0, 600)).color(colour32(ink)));
            let why = if level == Enablers::IntelligenceOnly { &gap.closes } else { &gap.text };
            ui.label(RichText::new(why).color(colour32(app.look.ui.tx2)));
            ui.end_row();
        }
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
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let text_of = |level: Enablers| {
        atlas.posture.enabler_level(level.name()).map_or_else(String::new, |known| known.text.clone())
    };
    let all: Vec<_> = Enablers::ALL.iter().map(|one| (*one, one.title(), text_of(*one))).collect();
    if let Some(chosen) = choice(ui, "The United States contribute", now_is, &all) {
        app.desk.apply(&Edit::SetEnablers(chosen), now(ui));
    }
    sentence(app, ui, &text_of(now_is));
    gaps(app, ui, now_is);
    if let Some(total) = app.desk.figures().enablers.as_ref().map(|layer| layer.total) {
        let range = format!(
            "{} ({} – {})",
            grouped(total.central.0, 0),
            grouped(total.low.0, 0),
            grouped(total.high.0, 0)
        );
        let text = format!("Apart from the land force: {range} people for aircraft and what is missing.");
        ui.label(RichText::new(text).font(font(12.0, 600)));
    }
    let aircraft = f64::from(app.desk.shown().assumptions.aircraft);
    ui.horizontal(|ui| {
        number(app, ui, "Combat aircraft", "", aircraft, 0.0..=400.0, |count| {
            Edit::SetAircraft(count.round() as u32)
        });
    });
}
