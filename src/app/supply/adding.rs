//! The nations that are out, and one of the user's own.

use std::collections::BTreeMap;

use egui::{Align2, Button, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::number;
use super::super::theme::colour32;
use super::{Cordon, caps, glyphs, ink, is_member, name_of, nations, now, pen, strip, supply_of};
use crate::force::supply::{ARMY, Origin};
use crate::plan::{Edit, Member, NationCode};
use crate::units::{Span, grouped};

/// Height of a nation that is out.
const ROW: f32 = 30.0;

/// A nation of the user's own, while it is typed.
#[derive(Clone, Debug, Default)]
pub struct Own {
    code: String,
    name: String,
    army: f64,
}

/// Shows the nations that are out, when asked for, and the fields of one's own.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let out: Vec<NationCode> = app
        .desk
        .atlas
        .nations
        .all()
        .iter()
        .map(|nation| NationCode(nation.code.clone()))
        .filter(|nation| !is_member(app, nation))
        .collect();
    let (whole, rect, response) = strip(ui, 32.0, Sense::click());
    let text = if app.supply.adding { "Add a nation" } else { "Add a nation…" };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, app.supply.adding, "Add a nation"));
    if response.hovered() {
        ui.painter().rect_filled(whole, egui::CornerRadius::ZERO, colour32(app.look.ui.well));
    }
    let y = rect.center().y;
    let said = ink::write(
        ui.painter(),
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        text,
        pen(12.0, 600, app.look.ui.accent),
    );
    let count = format!("{} out", out.len());
    let at = pos2(said.right() + 8.0, y);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, count, pen(11.0, 400, app.look.ui.tx3));
    if response.clicked() {
        app.supply.adding = !app.supply.adding;
    }
    if !app.supply.adding {
        return;
    }
    for nation in &out {
        row(app, ui, nation);
    }
    caps(app, ui, "A NATION OF YOUR OWN", "", "");
    own(app, ui);
}

fn row(app: &mut Cordon, ui: &mut Ui, nation: &NationCode) {
    let (whole, rect, _) = strip(ui, ROW, Sense::hover());
    let response = ui.interact(whole, ui.scope_id().with(("out", nation)), Sense::click_and_drag());
    let name = name_of(app, nation);
    let chosen = app.supply.chosen.as_ref() == Some(nation);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("{nation} {name}, out")));
    let painter = ui.painter().clone();
    nations::background(app, &painter, whole, chosen, response.hovered());
    face(app, &painter, rect, nation, &name);
    let place = egui::Rect::from_center_size(pos2(rect.right() - 12.0, rect.center().y), vec2(24.0, 22.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("take in", nation)));
    child.spacing_mut().button_padding = vec2(4.0, 2.0);
    let plus = child.add(Button::new("+").min_size(vec2(24.0, 22.0)));
    plus.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take in {name}")));
    if plus.on_hover_text(format!("Take in {name}")).clicked() || response.double_clicked() {
        super::toggle(app, nation, now(ui));
        super::choose(app, Some(nation.clone()));
    } else if response.clicked() {
        super::clicked(app, ui, whole, nation);
    }
    super::reveal(app, ui, whole, nation);
    if response.drag_started_by(egui::PointerButton::Primary) {
        app.carried = Some(nation.clone());
    }
    response.on_hover_text("Double click takes it in; dragged onto a zone, it is in and stands there.");
}

fn face(app: &Cordon, painter: &egui::Painter, rect: egui::Rect, nation: &NationCode, name: &str) {
    let look = &app.look;
    let y = rect.center().y;
    let square = egui::Rect::from_center_size(pos2(rect.left() + 10.0, y), vec2(14.0, 14.0));
    glyphs::swatch(painter, square, &nation.0, look);
    let left = Align2::LEFT_CENTER;
    let code = ink::write(painter, pos2(rect.left() + 28.0, y), left, &nation.0, pen(12.0, 700, look.ui.tx));
    let traits = nations::Traits::of(app, &Member::new(nation.clone()));
    let at = pos2(code.right() + 7.0, y);
    let named = ink::write_within(painter, at, left, name, pen(12.0, 500, look.ui.tx), 120.0);
    let mut x = named.right() + 8.0;
    if let Some(stance) = traits.stance {
        glyphs::stance(painter, pos2(x + 5.0, y), stance, look);
        x += 16.0;
    }
    let lean = traits.lean.map_or("", nations::lean_word);
    let said = ink::write(painter, pos2(x, y), left, lean, pen(11.0, 400, look.ui.tx2));
    if traits.needs_un {
        glyphs::tag(painter, pos2(said.right() + 6.0, y), "UN", look);
    }
    let supply = supply_of(app, nation);
    let (text, colour) = match supply.origin {
        Origin::CommitmentsUnknown | Origin::ArmyUnknown => ("not known".to_owned(), look.ui.tx3),
        Origin::Estimate if supply.none_to_spare() => ("none".to_owned(), look.ui.tx3),
        Origin::Estimate | Origin::Offer => (grouped(supply.troops.central.0, 0), look.ui.tx2),
    };
    let at = pos2(rect.right() - 32.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, text, pen(12.0, 500, colour));
}

fn own(app: &mut Cordon, ui: &mut Ui) {
    let (_, rect, _) = strip(ui, 34.0, Sense::hover());
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .id_salt("own nation")
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 6.0;
    let ui = &mut child;
    let mut draft = app.supply.own.clone();
    for (text, hint, name, wide) in [
        (&mut draft.code, "Code", "Code of the nation", 52.0),
        (&mut draft.name, "Name", "Name of the nation", 116.0),
    ] {
        let field = TextEdit::singleline(text).hint_text(hint).desired_width(wide).char_limit(60);
        ui.add(field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    }
    let army = number::field(&mut draft.army).range(0.0..=2_000_000.0).speed(250.0).max_decimals(0);
    ui.add_sized(vec2(72.0, 24.0), army)
        .on_hover_text("Soldiers of its land forces")
        .widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Army of the nation"));
    let ready = !draft.code.trim().is_empty();
    let add = ui.add_enabled(ready, Button::new("Add"));
    add.widget_info(|| WidgetInfo::labeled(Role::Button, ready, "Add the nation"));
    if add.on_hover_text("Takes it into the coalition.").clicked() {
        take_in(app, &draft, now(ui));
        draft = if app.desk.refusal.is_some() { draft } else { Own::default() };
    }
    app.supply.own = draft;
}

fn take_in(app: &mut Cordon, own: &Own, now: f64) {
    let nation = NationCode::new(&own.code);
    if is_member(app, &nation) {
        app.notice = Some(format!("{nation} is in already: choose another code."));
        return;
    }
    let mut member = Member::new(nation.clone());
    let name = own.name.trim();
    member.name = (!name.is_empty()).then(|| name.to_owned());
    if own.army > 0.0 {
        member.overrides = BTreeMap::from([(ARMY.to_owned(), Span::flat(own.army))]);
    }
    app.desk.apply(&Edit::SetMember(member), now);
    if app.desk.refusal.is_none() {
        super::choose(app, Some(nation));
    }
}
