//! The contingents of the selected zone: who, how many, who leads, what is locked,
//! whether it fits; and the mission and rules under which they stand there.

use std::sync::Arc;

use egui::{Align2, ComboBox, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::inspector::now;
use super::number;
use super::supply::carry;
use super::terms::{reset, settle};
use super::theme::{colour32, font, note_frame};
use crate::force::filling::{Contingent, Filling, State};
use crate::force::fit::{Fit, Grade};
use crate::force::{ZoneFigures, sharing};
use crate::plan::{Assignment, Edit, Mission, NationCode, Roe, Share, Zone};
use crate::units::{Deployed, grouped};

/// Height of a contingent's row.
const ROW: f32 = 28.0;

/// Shows the mission and the rules of engagement of a zone.
pub fn posture(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    ui.horizontal(|ui| {
        mission(app, ui, zone);
        roe(app, ui, zone);
    });
    if zone.roe.is_some() || zone.roe_factor != 1.0 {
        factor(app, ui, zone);
    }
}

fn mission(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    let plans = app.desk.shown().assumptions.mission;
    let inherited =
        plans.map_or("Mission: by role".to_owned(), |mission| format!("{} (plan)", mission.title()));
    let title = zone.mission.map_or(inherited.clone(), |mission| mission.title().to_owned());
    let atlas = Arc::clone(&app.desk.atlas);
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(("mission", &zone.id)).width(150.0).selected_text(title).truncate();
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(zone.mission.is_none(), inherited).clicked() {
            chosen = Some(None);
        }
        for mission in Mission::ALL {
            let profile = atlas.posture.profile(mission.name(), zone.role.name());
            let tip = profile
                .map_or(String::new(), |profile| format!("{}: {}", profile.method.id(), profile.changes));
            let item = ui.selectable_label(zone.mission == Some(*mission), mission.title());
            if item.on_hover_text(tip).clicked() {
                chosen = Some(Some(*mission));
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Mission of the zone"));
    if let Some(mission) = chosen.filter(|mission| *mission != zone.mission) {
        app.desk.apply(&Edit::SetZoneMission { zone: zone.id.clone(), mission }, now(ui));
    }
}

fn roe(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    let title = zone.roe.map_or("Rules: open", Roe::title);
    let atlas = Arc::clone(&app.desk.atlas);
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(("roe", &zone.id)).width(160.0).selected_text(title).truncate();
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(zone.roe.is_none(), "Open: not decided").clicked() {
            chosen = Some(None);
        }
        for roe in Roe::ALL {
            let rules = atlas.posture.rules(roe.name());
            let tip =
                rules.map_or(String::new(), |rules| format!("{}\nRequires: {}", rules.text, rules.requires));
            let item = ui.selectable_label(zone.roe == Some(*roe), roe.title());
            if item.on_hover_text(tip).clicked() {
                chosen = Some(Some(*roe));
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Rules of engagement"));
    if let Some(roe) = chosen.filter(|roe| *roe != zone.roe) {
        app.desk.apply(&Edit::SetRoe { zone: zone.id.clone(), roe }, now(ui));
    }
}

fn factor(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Rules multiply the need by").color(colour32(app.look.ui.tx2)));
        let mut value = zone.roe_factor;
        let field = number::field(&mut value).range(0.1..=5.0).speed(0.01).max_decimals(2);
        let response = ui.add(field.update_while_editing(false));
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Factor of the rules"));
        let response = response.on_hover_text(
            "Judgement, yours: nobody has published by how much rules of engagement change a need. 1 changes nothing.",
        );
        let id = zone.id.clone();
        settle(app, ui, &response, || Some(Edit::SetRoeFactor { zone: id, factor: value }));
        if zone.roe_factor != 1.0 && reset(app, ui, "Back to 1") {
            app.desk.apply(&Edit::SetRoeFactor { zone: zone.id.clone(), factor: 1.0 }, now(ui));
        }
    });
}

/// Shows the contingents of a zone.
pub fn section(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    let Some(filling) = app.desk.figures().filling(&zone.id).cloned() else { return };
    ui.add_space(8.0);
    head(app, ui, &filling, figures.need.central);
    let mut hold = None;
    let top = ui.cursor().top();
    for (place, contingent) in filling.contingents.iter().enumerate() {
        let grip = row(app, ui, zone, contingent, figures.need.central, place);
        if grip.dragged() || grip.drag_stopped() {
            hold = Some((place, grip));
        }
    }
    if let Some((place, grip)) = hold {
        carry(app, ui, zone, (place, &grip), top);
    }
    why(app, ui, zone);
    ui.horizontal(|ui| {
        add(app, ui, zone);
        if ui
            .button("Fill this zone")
            .on_hover_text("Share out who has troops left; the other zones stay as they are.")
            .clicked()
        {
            fill(app, zone, now(ui));
        }
    });
    if let Some(closing) = filling.closing.filter(|_| !filling.contingents.is_empty()) {
        let text = super::rows::closing_text(app, &filling, closing);
        note_frame(app.look.ui.shortbg).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(text).font(font(12.0, 600)).color(colour32(app.look.ui.short)));
        });
    }
}

fn head(app: &Cordon, ui: &mut Ui, filling: &Filling, need: Deployed) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let look = &app.look;
    let painter = ui.painter();
    let y = rect.center().y;
    ink::rule(painter, rect.left(), rect.right(), rect.top() - 2.0, look.ui.line);
    let at = pos2(rect.left(), y);
    ink::write(painter, at, Align2::LEFT_CENTER, "CONTINGENTS", pen(10.5, 600, look.ui.tx2));
    let (state, colour) = match filling.state(need) {
        State::NoNeed => ("no need".to_owned(), look.ui.tx3),
        State::Empty => ("nobody yet".to_owned(), look.ui.tx2),
        State::Short(people) => (format!("short {}", grouped(people.0.ceil(), 0)), look.ui.short),
        State::Filled => ("filled".to_owned(), look.ui.ok),
        State::Over(people) => (format!("over {}", grouped(people.0.round(), 0)), look.ui.delta),
    };
    let covered =
        ink::write(painter, pos2(rect.right(), y), Align2::RIGHT_CENTER, &state, pen(11.5, 600, colour));
    let of = format!("{} of {}", grouped(filling.filled.0.round(), 0), grouped(need.0.round(), 0));
    let at = pos2(covered.left() - 10.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, &of, pen(11.5, 400, look.ui.tx2));
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("Contingents: {of} deployed, {state}"))
    });
}

/// Why the program sent these nations, as long as they are the ones it sent.
fn why(app: &Cordon, ui: &mut Ui, zone: &Zone) {
    let Some((of, said)) = app.explained.get(&zone.id) else { return };
    if *of != zone.assigned {
        return;
    }
    egui::CollapsingHeader::new(RichText::new("Why these").font(font(12.0, 500)))
        .id_salt(("why", &zone.id))
        .show(ui, |ui| {
            for line in said {
                ui.label(RichText::new(line).font(font(11.5, 400)).color(colour32(app.look.ui.tx2)));
            }
        });
}

/// One contingent; gives back its grip.
fn row(
    app: &mut Cordon,
    ui: &mut Ui,
    zone: &Arc<Zone>,
    contingent: &Contingent,
    need: Deployed,
    place: usize,
) -> Response {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let nation = &contingent.nation;
    let look = app.look.clone();
    let code = nation.0.as_str();
    let name = name_of(app, nation);
    let grip =
        button(app, ui, rect.left() + 6.0, rect, Icon::Grip, look.ui.tx3, ("grip", place), Sense::drag());
    grip.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Move {code} along the zone")));
    let painter = ui.painter();
    let y = rect.center().y;
    let swatch = Rect::from_center_size(pos2(rect.left() + 22.0, y), vec2(10.0, 16.0));
    painter.rect_filled(swatch, 2.0, colour32(look.contingent(code).fill));
    let at = pos2(rect.left() + 33.0, y);
    let written = ink::write(painter, at, Align2::LEFT_CENTER, code, pen(13.0, 600, look.ui.tx));
    let at = pos2(written.right() + 6.0, y);
    let room = rect.left() + 146.0 - at.x;
    ink::write_within(painter, at, Align2::LEFT_CENTER, &name, pen(11.5, 400, look.ui.tx2), room);
    troops(
        app,
        ui,
        Rect::from_min_max(pos2(rect.left() + 150.0, y - 12.0), pos2(rect.left() + 222.0, y + 12.0)),
        zone,
        (contingent, need),
    );
    let share = if need.0 > 0.0 { contingent.troops.0 / need.0 * 100.0 } else { 0.0 };
    let at = pos2(rect.left() + 258.0, y);
    let text = format!("{} %", grouped(share, 0));
    ink::write(ui.painter(), at, Align2::RIGHT_CENTER, text, pen(11.5, 400, look.ui.tx2));
    fit(app, ui, rect, &contingent.fit, code, place);
    lead(app, ui, rect, zone, contingent, place);
    lock(app, ui, rect, zone, contingent, place);
    let away =
        button(app, ui, rect.right() - 8.0, rect, Icon::Cross, look.ui.tx2, ("away", place), Sense::click());
    away.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take {code} out of the zone")));
    if away.on_hover_text(format!("Take {name} out of the zone")).clicked() {
        app.desk.apply(&Edit::Unassign { zone: zone.id.clone(), nation: nation.clone() }, now(ui));
    }
    grip.on_hover_text("Drag to change the order along the zone")
}

/// The name of a nation, of the atlas or the user's own.
pub fn name_of(app: &Cordon, nation: &NationCode) -> String {
    let own = app.desk.shown().coalition.member(nation).and_then(|member| member.name.clone());
    let known = app.desk.atlas.nations.get(&nation.0);
    let ukrainian = app.language == crate::scene::Language::Ukrainian;
    own.or_else(|| known.map(|known| if ukrainian { known.name_uk.clone() } else { known.name.clone() }))
        .unwrap_or_else(|| nation.0.clone())
}

#[allow(clippy::too_many_arguments, reason = "a button has a place, a picture, an ink, a name and a sense")]
fn button(
    app: &Cordon,
    ui: &Ui,
    x: f32,
    row: Rect,
    icon: Icon,
    colour: crate::scene::look::Colour,
    salt: (&str, usize),
    sense: Sense,
) -> Response {
    let place = Rect::from_center_size(pos2(x, row.center().y), vec2(22.0, 24.0));
    let response = ui.interact(place, ui.scope_id().with(salt), sense);
    let colour = if response.hovered() { app.look.ui.accent } else { colour };
    icons::draw_small(ui.painter(), place.center(), icon, colour32(colour));
    response
}

/// A number of troops, or with "%" behind it a share of the need that follows the need.
fn troops(
    app: &mut Cordon,
    ui: &mut Ui,
    place: Rect,
    zone: &Zone,
    (contingent, need): (&Contingent, Deployed),
) {
    let Some(assignment) = zone.assignment(&contingent.nation).cloned() else { return };
    let mut value = contingent.troops.0.round();
    let share = std::cell::Cell::new(None);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt(("troops", &contingent.nation.0)));
    let field = number::field(&mut value)
        .range(0.0..=1_000_000.0)
        .speed(10.0)
        .max_decimals(0)
        .custom_formatter(|value, _| grouped(value, 0))
        .custom_parser(|text| {
            let number = crate::units::typed(text)?;
            if !text.trim_end().ends_with('%') {
                return Some(number);
            }
            let of_need = number / 100.0;
            share.set(Some(of_need));
            Some(of_need * need.0)
        })
        .update_while_editing(false);
    let response = child.add_sized(place.size(), field);
    let name = format!("Troops of {}", contingent.nation);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
    let response = response.on_hover_text("Troops, or a share of the need: 25 %");
    let edit = || {
        let troops = share.get().map_or(Share::Troops(value.round()), Share::OfNeed);
        let assignment = Assignment { troops, ..assignment };
        Some(Edit::Assign { zone: zone.id.clone(), assignment })
    };
    settle(app, &child, &response, edit);
}

fn fit(app: &Cordon, ui: &Ui, row: Rect, fit: &Fit, code: &str, place: usize) {
    let (icon, colour) = match fit.grade {
        Grade::Fit => (Icon::Check, app.look.ui.ok),
        Grade::Strained => (Icon::Warning, app.look.ui.delta),
        Grade::Unfit => (Icon::Warning, app.look.ui.short),
    };
    let response = button(app, ui, row.right() - 78.0, row, icon, colour, ("fit", place), Sense::hover());
    let words = format!("{code}: {}", fit.grade.title());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_ui(|ui| reasons(ui, fit, app));
}

/// Why a nation fits or does not, one reason under the other.
pub fn reasons(ui: &mut Ui, fit: &Fit, app: &Cordon) {
    ui.set_max_width(340.0);
    ui.label(RichText::new(fit.grade.title()).font(font(12.5, 700)));
    if fit.reasons.is_empty() {
        ui.label("Nothing that is known speaks against it.");
    }
    for reason in &fit.reasons {
        ui.label(RichText::new(format!("{}.", reason.what.trim_end_matches('.'))).font(font(12.0, 600)));
        ui.label(RichText::new(&reason.hint).color(colour32(app.look.ui.tx2)));
        let sources: Vec<&str> =
            reason.sources.iter().map(String::as_str).filter(|id| id.len() > 1).collect();
        let basis = format!("{} {}", reason.basis.letter(), sources.join(" "));
        ui.label(RichText::new(basis.trim()).font(font(10.5, 500)).color(colour32(app.look.ui.tx3)));
    }
}

fn lead(app: &mut Cordon, ui: &Ui, row: Rect, zone: &Zone, contingent: &Contingent, place: usize) {
    let colour = if contingent.leads { app.look.ui.accent } else { app.look.ui.line2 };
    let response =
        button(app, ui, row.right() - 54.0, row, Icon::Flag, colour, ("lead", place), Sense::click());
    let code = &contingent.nation;
    let name = format!("{code} leads");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, contingent.leads, &name));
    let tip = if contingent.leads {
        "Framework nation of the zone; click to name none"
    } else {
        "Make it the framework nation"
    };
    if response.on_hover_text(tip).clicked() {
        let nation = (!contingent.leads).then(|| code.clone());
        app.desk.apply(&Edit::SetLead { zone: zone.id.clone(), nation }, now(ui));
    }
}

fn lock(app: &mut Cordon, ui: &Ui, row: Rect, zone: &Zone, contingent: &Contingent, place: usize) {
    let (icon, colour) =
        if contingent.locked { (Icon::Lock, app.look.ui.accent) } else { (Icon::Unlock, app.look.ui.line2) };
    let response = button(app, ui, row.right() - 31.0, row, icon, colour, ("lock", place), Sense::click());
    let name = format!("Lock {}", contingent.nation);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, contingent.locked, &name));
    let tip = if contingent.locked {
        "Locked: filling leaves it as it is"
    } else {
        "Lock it, so that filling leaves it as it is"
    };
    if response.on_hover_text(tip).clicked()
        && let Some(assignment) = zone.assignment(&contingent.nation)
    {
        let assignment = Assignment { locked: !assignment.locked, ..assignment.clone() };
        app.desk.apply(&Edit::Assign { zone: zone.id.clone(), assignment }, now(ui));
    }
}

/// A contingent on its way to another place along the zone.
fn carry(app: &mut Cordon, ui: &Ui, zone: &Zone, (from, grip): (usize, &Response), top: f32) {
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let step = ROW + ui.spacing().item_spacing.y;
    let last = zone.assigned.len().saturating_sub(1);
    let to = (((pointer.y - top) / step).floor().max(0.0) as usize).min(last);
    let y = top + step * (to as f32 + if to > from { 1.0 } else { 0.0 }) - 2.0;
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), y, egui::Stroke::new(2.0, colour32(app.look.ui.accent)));
    if grip.drag_stopped() && to != from {
        let mut assigned = zone.assigned.clone();
        let moved = assigned.remove(from);
        assigned.insert(to, moved);
        app.desk.apply(&Edit::SetAssigned { zone: zone.id.clone(), assigned }, now(ui));
    }
}

/// Who could be sent: members first, each with how it fits and what it has left.
fn add(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>) {
    let mut chosen = None;
    let combo =
        ComboBox::from_id_salt(("send", &zone.id)).width(150.0).height(420.0).selected_text("Send a nation…");
    let response = combo.show_ui(ui, |ui| {
        for nation in candidates(app, zone) {
            let Some(fit) = app.desk.fit(&nation, &zone.id) else { continue };
            let left = app.desk.figures().coalition.nation(&nation).map(|known| known.left.0);
            let left = left.map_or("not in".to_owned(), |left| format!("{} left", grouped(left.floor(), 0)));
            let text = format!(
                "{nation}  {} · {} · {left}",
                name_of(app, &nation),
                fit.grade.title().to_lowercase()
            );
            if ui.selectable_label(false, text).on_hover_ui(|ui| reasons(ui, &fit, app)).clicked() {
                chosen = Some(nation);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Send a nation"));
    if let Some(nation) = chosen {
        carry::send(app, &nation, &zone.id, now(ui));
    }
}

/// Members that are not there yet, then the other nations of the atlas.
fn candidates(app: &Cordon, zone: &Zone) -> Vec<NationCode> {
    let members = app.desk.shown().coalition.members.iter().map(|member| member.nation.clone());
    let others = app.desk.atlas.nations.all().iter().map(|nation| NationCode(nation.code.clone()));
    let mut all: Vec<NationCode> = Vec::new();
    for nation in members.chain(others) {
        if zone.assignment(&nation).is_none() && !all.contains(&nation) {
            all.push(nation);
        }
    }
    all
}

/// Fills one zone and leaves the others as they are.
fn fill(app: &mut Cordon, zone: &Zone, at: f64) {
    let mut asked = app.desk.asked();
    let plan = app.desk.history.now();
    let Some(place) = plan.zones.iter().position(|other| other.id == zone.id) else { return };
    sharing::lock_others(plan, app.desk.figures(), &mut asked, place);
    let answer = crate::force::allocation::allocate(&asked);
    app.desk.fill_one(&asked, &answer, place, at);
}
