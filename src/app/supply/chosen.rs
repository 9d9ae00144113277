//! The chosen nation: what it can send term by term, what is said of it, where it stands.

use std::sync::Arc;

use egui::{Align2, Button, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::headline::MARGIN;
use super::super::theme::{colour32, font, note_frame};
use super::{
    Cordon, carry, chain, contribution, glyphs, ink, is_member, name_of, nations, now, pen, posted, said,
};
use crate::force::supply::Supply;
use crate::plan::{Member, NationCode};
use crate::units::grouped;

/// Shows the nation in the rest of the panel.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect, nation: &NationCode) {
    let known = app.desk.atlas.nations.get(&nation.0).is_some();
    if !known && !is_member(app, nation) {
        app.supply.chosen = None;
        return;
    }
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(area.shrink2(vec2(0.0, 1.0))).id_salt("chosen nation"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt(("chosen", nation)).auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let inner = Rect::from_min_size(
            pos2(area.left() + MARGIN, ui.cursor().top()),
            vec2(area.width() - 2.0 * MARGIN, 4_000.0),
        );
        let mut inside = ui.new_child(UiBuilder::new().max_rect(inner));
        let supply = super::supply_of(app, nation);
        header(app, &mut inside, nation, &supply);
        alarms(app, &mut inside, nation, &supply);
        chain::show(app, &mut inside, &supply);
        stretch(app, &mut inside, nation);
        posted::show(app, &mut inside, nation);
        said::show(app, &mut inside, nation);
        positions(app, &mut inside, nation);
        inside.add_space(12.0);
        // A child takes no room by itself, and what takes none cannot be scrolled.
        let used = inside.min_rect();
        ui.allocate_rect(used, Sense::hover());
    });
}

fn header(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, supply: &Supply) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let look = app.look.clone();
    let painter = ui.painter().clone();
    let square = Rect::from_min_size(pos2(rect.left(), rect.top() + 12.0), vec2(24.0, 24.0));
    glyphs::swatch(&painter, square, &nation.0, &look);
    let name = name_of(app, nation);
    let buttons = 172.0;
    let left = Align2::LEFT_CENTER;
    let at = pos2(rect.left() + 34.0, rect.top() + 18.0);
    let title = format!("{nation}  {name}");
    let room = rect.width() - 34.0 - buttons - 8.0;
    ink::write_within(&painter, at, left, &title, pen(15.0, 700, look.ui.tx), room);
    let about = about(app, nation, supply);
    let at = pos2(rect.left() + 34.0, rect.top() + 40.0);
    ink::write_within(&painter, at, left, &about, pen(11.5, 400, look.ui.tx2), rect.width() - 34.0);
    let response =
        ui.interact(rect.with_max_x(rect.right() - buttons), ui.scope_id().with("nation"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title}: {about}")));
    let note = app.desk.atlas.nations.get(&nation.0).map_or("", |known| known.note.as_str());
    response.on_hover_text(format!("{title}\n{about}\n{note}").trim_end().to_owned());
    let place = Rect::from_min_size(pos2(rect.right() - buttons, rect.top() + 6.0), vec2(buttons, 26.0));
    actions(app, ui, place, nation);
}

/// "Deterrence · ready · 7 brigades".
fn about(app: &Cordon, nation: &NationCode, supply: &Supply) -> String {
    let known = app.desk.atlas.nations.get(&nation.0);
    let member = app.desk.shown().coalition.member(nation).cloned();
    let traits = nations::Traits::of(app, &member.unwrap_or_else(|| Member::new(nation.clone())));
    let mut parts = Vec::new();
    parts.extend(traits.lean.map(|lean| lean.title().to_owned()));
    parts.extend(traits.stance.map(|stance| stance.title().to_lowercase()));
    if traits.needs_un {
        parts.push("asks for the UN".to_owned());
    }
    parts.extend(
        known
            .filter(|known| known.brigades.value.central > 0.0)
            .map(|known| format!("{} brigades", grouped(known.brigades.value.central, 0))),
    );
    if supply.overridden() {
        parts.push("changed by you".to_owned());
    }
    parts.join(" · ")
}

fn actions(app: &mut Cordon, ui: &mut Ui, place: Rect, nation: &NationCode) {
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .id_salt("actions")
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 4.0;
    child.spacing_mut().button_padding.x = 7.0;
    let close = child.add(Button::new("×").min_size(vec2(24.0, 24.0)));
    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the nation"));
    if close.on_hover_text("Close").clicked() {
        app.supply.chosen = None;
    }
    let member = is_member(app, nation);
    let text = if member { "Leave out" } else { "Take in" };
    if child.button(RichText::new(text).font(font(12.0, 500))).clicked() {
        super::toggle(app, nation, now(ui));
    }
    let sends = child.menu_button(RichText::new("Send to…").font(font(12.0, 500)), |ui| {
        carry::targets(app, ui, nation);
    });
    sends.response.on_hover_text("Sends what is short there, as far as it is left.");
}

/// What must be known before the number.
fn alarms(app: &Cordon, ui: &mut Ui, nation: &NationCode, supply: &Supply) {
    let mut said: Vec<(String, String)> = Vec::new();
    said.extend(supply.remark().map(|remark| (remark, String::new())));
    let beyond = contribution(app, nation).is_some_and(|known| known.beyond.0 >= 1.0);
    if beyond {
        let start = format!("{} sends", supply.name);
        let found = app.desk.figures().alarms.iter().filter(|alarm| alarm.what.starts_with(&start));
        said.extend(found.map(|alarm| (format!("{}.", alarm.what), alarm.hint.clone())));
    }
    for (what, hint) in said {
        note_frame(app.look.ui.shortbg).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(RichText::new(what).font(font(12.0, 600)).color(colour32(app.look.ui.short)));
            if !hint.is_empty() {
                ui.label(RichText::new(hint).font(font(11.5, 400)).color(colour32(app.look.ui.tx2)));
            }
        });
    }
}

/// The head of a part of the page.
pub fn part(app: &Cordon, ui: &mut Ui, title: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    ink::rule(ui.painter(), rect.left(), rect.right(), rect.top() + 3.5, app.look.ui.line);
    let at = pos2(rect.left(), rect.center().y + 4.0);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, title, pen(10.5, 600, app.look.ui.tx2));
}

/// The stretch in words beside its gauge.
fn stretch(app: &Cordon, ui: &mut Ui, nation: &NationCode) {
    let Some(stretch) = contribution(app, nation).and_then(|known| known.stretch) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let painter = ui.painter();
    let y = rect.center().y;
    let name = ink::write(
        painter,
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        "Stretch",
        pen(12.0, 400, app.look.ui.tx),
    );
    let gauge = Rect::from_center_size(pos2(rect.left() + 132.0, y), vec2(72.0, 6.0));
    glyphs::gauge(painter, gauge, &stretch, &app.look);
    let text = format!(
        "{} % tied up: {}",
        grouped(stretch.share.central * 100.0, 0),
        stretch.strain.title().to_lowercase()
    );
    let at = pos2(gauge.right() + 10.0, y);
    let room = rect.right() - at.x;
    ink::write_within(painter, at, Align2::LEFT_CENTER, &text, pen(12.0, 500, app.look.ui.tx), room);
    let words = stretch.words();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Stretch: {words}")));
    let area = name.union(rect);
    ui.interact(area, ui.scope_id().with("stretch"), Sense::hover()).on_hover_text(format!(
        "{words}.\nEach soldier sent, here or elsewhere, ties up k: himself, and those preparing and recovering. \
         The ticks are what an army is said to sustain at least, as the target and at most, times k."
    ));
}

/// What was said, with its date and where it was read.
fn positions(app: &Cordon, ui: &mut Ui, nation: &NationCode) {
    let atlas = Arc::clone(&app.desk.atlas);
    let Some(known) = atlas.nations.get(&nation.0) else { return };
    if known.positions.is_empty() && known.offer.is_none() {
        return;
    }
    part(app, ui, "WHAT WAS SAID");
    let tx2 = colour32(app.look.ui.tx2);
    for position in known.positions.iter().rev() {
        quote(app, ui, &position.date, &position.text, (position.basis, &position.sources));
    }
    if let Some(offer) = &known.offer {
        let text = format!(
            "Published or implied: {} – {} inside Ukraine. {}",
            grouped(offer.low, 0),
            grouped(offer.high, 0),
            offer.note
        );
        quote(app, ui, &offer.date, &text, (offer.basis_low.max(offer.basis_high), &offer.sources));
    }
    let stock = &known.stock;
    ui.label(RichText::new(format!("Stocks: {}. {}", stock.is.title().to_lowercase(), stock.why)).color(tx2));
}

fn quote(
    app: &Cordon,
    ui: &mut Ui,
    date: &str,
    text: &str,
    (basis, sources): (crate::source::Basis, &[String]),
) {
    let top = ui.cursor().top();
    let left = ui.cursor().left();
    let wide = ui.available_width();
    let place = Rect::from_min_size(pos2(left + 62.0, top), vec2(wide - 62.0 - 58.0, 400.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place));
    child.add(egui::Label::new(RichText::new(text).color(colour32(app.look.ui.tx))).wrap());
    let height = child.min_rect().height().max(18.0);
    let (rect, _) = ui.allocate_exact_size(vec2(wide, height), Sense::hover());
    let y = rect.top() + 8.0;
    ink::write(
        ui.painter(),
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        date,
        pen(11.5, 600, app.look.ui.tx2),
    );
    chip(app, ui, pos2(rect.right(), y), basis, sources);
}

/// The chip of a basis, its right edge at a point, with the documents behind it as a tooltip.
pub fn chip(app: &Cordon, ui: &Ui, right: egui::Pos2, basis: crate::source::Basis, sources: &[String]) {
    let first = sources.iter().find(|id| id.len() > 1).map(String::as_str);
    let rect = ink::source_chip(ui.painter(), right, basis, first, &app.look);
    let at = (right.y.to_bits(), right.x.to_bits());
    let response = ui.interact(rect, ui.scope_id().with(("chip", at)), Sense::hover());
    response.on_hover_text(documents(app, basis, sources));
}

/// What a figure rests on, with the documents.
pub fn documents(app: &Cordon, basis: crate::source::Basis, sources: &[String]) -> String {
    let mut lines = vec![format!("{}: {}", basis.letter(), basis.meaning())];
    for id in sources {
        if let Some(source) = app.desk.atlas.doctrine.source(id).filter(|_| id.len() > 1) {
            lines.push(format!("{id}: {} ({}, {})", source.title, source.publisher, source.year));
        }
    }
    lines.join("\n")
}
