//! What several selected zones have in common, and can be given in one step.

use std::sync::Arc;

use egui::{ComboBox, Rect, RichText, Ui, WidgetInfo, vec2};

use super::Cordon;
use super::command::Command;
use super::headline::MARGIN;
use super::inspector::now;
use super::number;
use super::shaping;
use super::swatch::{self, Paint};
use super::terms::settle;
use super::theme::{colour32, font};
use crate::plan::{Edit, Mission, Roe, Role, Zone, ZoneId};
use crate::units::grouped;

/// Shows how many there are, and what can be set for all.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    let plan = app.desk.history.now();
    let zones: Vec<Arc<Zone>> =
        app.desk.selection.zones.iter().filter_map(|id| plan.zone(id)).cloned().collect();
    let figures = app.desk.figures().zones.iter().filter(|zone| app.desk.selection.has(&zone.id));
    let need: f64 = figures.map(|zone| zone.need.central.0).sum();
    let inner = area.shrink2(vec2(MARGIN, 12.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("common"));
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    let title = format!("{} zones selected: {} troops in all.", zones.len(), grouped(need, 0));
    ui.label(RichText::new(title).font(font(13.0, 600)));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        role(app, ui, &zones);
        mission(app, ui, &zones);
    });
    ui.horizontal(|ui| {
        roe(app, ui, &zones);
        colour(app, ui, &zones);
    });
    ui.horizontal(|ui| {
        consent(app, ui, &zones);
        locked(app, ui, &zones);
    });
    ui.horizontal(|ui| host_forces(app, ui, &zones));
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        for command in
            [Command::Merge, Command::Subtract, Command::Intersect, Command::Duplicate, Command::Delete]
        {
            let text =
                if command == Command::Delete { app.text_of(command) } else { command.text().to_owned() };
            if ui.button(text).on_hover_text(command.tooltip()).clicked() {
                app.run(command, &ui.ctx().clone());
            }
        }
    });
    if let Some(first) = zones.first() {
        let text = format!("{} was selected first: it is the one that stays.", first.name);
        ui.label(RichText::new(text).font(font(11.5, 400)).color(colour32(app.look.ui.tx2)));
    }
}

/// What all have, or none where they differ.
fn same<T: PartialEq>(zones: &[Arc<Zone>], of: impl Fn(&Zone) -> T) -> Option<T> {
    let first = of(zones.first()?);
    zones.iter().all(|zone| of(zone) == first).then_some(first)
}

/// Gives all the same, in one step.
fn give(app: &mut Cordon, ui: &Ui, verb: &str, zones: &[Arc<Zone>], edit: impl Fn(ZoneId) -> Edit) {
    let edits = zones.iter().map(|zone| edit(zone.id.clone())).collect();
    shaping::several(app, verb, edits, now(ui));
}

fn role(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.role);
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("role of all").width(150.0).height(400.0);
    let response = combo.selected_text(common.map_or("Role: various", Role::title)).show_ui(ui, |ui| {
        for role in Role::ALL {
            let text = format!("{}  {}", role.letter(), role.title());
            if ui.selectable_label(common == Some(role), text).clicked() {
                chosen = Some(role);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Role of all"));
    if let Some(role) = chosen {
        give(app, ui, "Set role", zones, |zone| Edit::SetRole { zone, role });
    }
}

fn mission(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.mission);
    let title = match common {
        Some(Some(mission)) => mission.title(),
        Some(None) => "Mission: by plan or role",
        None => "Mission: various",
    };
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("mission of all").width(170.0).selected_text(title);
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(common == Some(None), "By plan or role").clicked() {
            chosen = Some(None);
        }
        for mission in Mission::ALL {
            if ui.selectable_label(common == Some(Some(*mission)), mission.title()).clicked() {
                chosen = Some(Some(*mission));
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Mission of all"));
    if let Some(mission) = chosen {
        give(app, ui, "Set mission", zones, |zone| Edit::SetZoneMission { zone, mission });
    }
}

fn roe(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.roe);
    let title = match common {
        Some(Some(roe)) => roe.title(),
        Some(None) => "Rules: open",
        None => "Rules: various",
    };
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("rules of all").width(150.0).selected_text(title).truncate();
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(common == Some(None), "Open: not decided").clicked() {
            chosen = Some(None);
        }
        for roe in Roe::ALL {
            if ui.selectable_label(common == Some(Some(*roe)), roe.title()).clicked() {
                chosen = Some(Some(*roe));
            }
        }
    });
    let name = "Rules of engagement of all";
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    if let Some(roe) = chosen {
        give(app, ui, "Set rules of engagement", zones, |zone| Edit::SetRoe { zone, roe });
    }
}

fn colour(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, Paint::of);
    let title = match common {
        Some(Paint::Own(colour)) => format!("Colour: {}", colour.title().to_lowercase()),
        Some(Paint::Role) => "Colour: by role".to_owned(),
        None => "Colour: various".to_owned(),
    };
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("colour of all").width(170.0).height(400.0).selected_text(title);
    let response = combo.show_ui(ui, |ui| {
        if let Some(first) = zones.first() {
            chosen = swatch::palette(app, ui, first, common, "By role");
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Colour of all"));
    if let Some(paint) = chosen {
        give(app, ui, "Set colour", zones, |zone| Edit::SetColour { zone, colour: paint.colour() });
    }
}

/// The same number for all; one that is not touched leaves each zone its own.
fn host_forces(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.host_forces);
    let mut people = common.unwrap_or_default();
    ui.label(RichText::new("Host forces").color(colour32(app.look.ui.tx2)));
    let field = number::field(&mut people)
        .range(0.0..=1_500_000.0)
        .speed(250.0)
        .max_decimals(0)
        .update_while_editing(false)
        .custom_formatter(|people, _| grouped(people, 0));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, "Host forces of all"));
    settle(app, ui, &response, || {
        let edit = |zone: &Arc<Zone>| Edit::SetHostForces { zone: zone.id.clone(), people };
        let label = format!("Set host forces: {} zones", zones.len());
        Some(Edit::Several { label, edits: zones.iter().map(edit).collect() })
    });
    let note = if common.is_some() { "in each zone" } else { "in each zone (various now)" };
    ui.label(RichText::new(note).color(colour32(app.look.ui.tx2)));
}

fn consent(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.consent);
    let mut consent = common.unwrap_or_default();
    let text = if common.is_some() { "Consent of both parties" } else { "Consent of both parties (various)" };
    if ui.checkbox(&mut consent, text).changed() {
        give(app, ui, "Set consent", zones, |zone| Edit::SetConsent { zone, consent });
    }
}

fn locked(app: &mut Cordon, ui: &mut Ui, zones: &[Arc<Zone>]) {
    let common = same(zones, |zone| zone.locked);
    let mut locked = common.unwrap_or_default();
    let text = if common.is_some() { "Locked" } else { "Locked (various)" };
    let tip = "A locked zone is kept from every tool and cannot be deleted.";
    if ui.checkbox(&mut locked, text).on_hover_text(tip).changed() {
        let verb = if locked { "Lock" } else { "Unlock" };
        give(app, ui, verb, zones, |zone| Edit::SetLocked { zone, locked });
    }
}
