//! A nation on its way from the list to a zone, by the pointer or by a menu.

use egui::{Align2, Button, Context, Id, Key, LayerId, Modifiers, Order, Pos2, Rect, Ui, pos2, vec2};

use super::super::command::Command;
use super::super::{Page, hand};
use super::{Cordon, glyphs, ink, name_of, now, pen, supply_of};
use crate::force::fit::{Fit, Grade};
use crate::plan::{Assignment, Edit, NationCode, ZoneId};
use crate::tools::zone_at;
use crate::units::grouped;

/// What a nation sends where it has nothing left, or nothing is needed: a company, to be changed by hand.
const A_COMPANY: f64 = 100.0;

/// Before the frame is drawn: which zone the pointer would let the nation go over, and how it would fit.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    let Some(nation) = app.carried.clone() else { return };
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) || app.dialog_open() {
        let_go(app);
        app.notice = Some(format!("{nation} stays where it is."));
        return;
    }
    let zone = pointer(ctx).and_then(|at| zone_under(app, at));
    app.desk.selection.hovered.clone_from(&zone);
    app.notice = Some(match &zone {
        Some(zone) => hint(app, &nation, zone),
        None => {
            format!("{nation}: let it go over a zone on the map, or in the list of “Plan”. Esc puts it back.")
        }
    });
    app.supply.over = zone;
    ctx.request_repaint();
}

/// After the frame is drawn: the chip under the pointer, and the drop on the map.
pub fn show(app: &mut Cordon, ctx: &Context) {
    let Some(nation) = app.carried.clone() else { return };
    let (down, released) =
        ctx.input(|input| (input.pointer.primary_down(), input.pointer.primary_released()));
    if released || !down {
        match app.supply.over.take() {
            Some(zone) => drop(app, &zone, ctx.input(|input| input.time)),
            None => {
                let_go(app);
                app.notice = None;
            }
        }
        ctx.request_repaint();
        return;
    }
    if let Some(at) = pointer(ctx) {
        ghost(app, ctx, at, &nation);
    }
}

/// The page of a tab under the pointer comes up, so that its rows can be let go over.
pub fn over_tab(app: &mut Cordon, ctx: &Context, tab: Rect, command: Command) {
    let over = app.carried.is_some() && pointer(ctx).is_some_and(|at| tab.contains(at));
    if over && command == Command::PlanView {
        app.page = Page::Plan;
        ctx.request_repaint();
    }
}

/// The nation in the hand is over a zone's row.
pub fn over(app: &mut Cordon, zone: &ZoneId) {
    let Some(nation) = app.carried.clone() else { return };
    app.desk.selection.hovered = Some(zone.clone());
    app.notice = Some(hint(app, &nation, zone));
    app.supply.over = Some(zone.clone());
}

/// Lets the nation in the hand go over a zone: it sends what is short there, as far as it has it.
pub fn drop(app: &mut Cordon, zone: &ZoneId, now: f64) {
    if let Some(nation) = app.carried.take() {
        let_go(app);
        send(app, &nation, zone, now);
    }
}

fn let_go(app: &mut Cordon) {
    app.carried = None;
    app.supply.over = None;
    app.desk.selection.hovered = None;
}

fn pointer(ctx: &Context) -> Option<Pos2> {
    ctx.input(|input| input.pointer.interact_pos().or_else(|| input.pointer.latest_pos()))
}

/// The zone under a point of the window, if it is on the map.
fn zone_under(app: &Cordon, at: Pos2) -> Option<ZoneId> {
    if !app.map_rect.contains(at) {
        return None;
    }
    let corner = app.map_corner();
    let place = app.view.from_screen([at.x - corner.x, at.y - corner.y]);
    zone_at(place, &app.desk.context(hand::pick(app))).map(|zone| zone.id.clone())
}

/// "FR to Line belt: strained. France: away from the front …".
fn hint(app: &mut Cordon, nation: &NationCode, zone: &ZoneId) -> String {
    let troops = grouped(wanted(app, nation, zone), 0);
    let name = app.desk.shown().zone(zone).map_or_else(String::new, |zone| zone.name.clone());
    let said = app.desk.fit(nation, zone).map_or_else(String::new, |fit| said(&fit));
    format!("{nation} to {name}, {troops} troops: {said}.")
}

/// How a nation would stand, in words.
pub fn said(fit: &Fit) -> String {
    match (fit.grade, fit.reasons.first()) {
        (Grade::Fit, _) => "fits".to_owned(),
        (grade, Some(reason)) => format!("{}: {}", grade.title().to_lowercase(), reason.what),
        (grade, None) => grade.title().to_lowercase(),
    }
}

/// How many a nation would send into a zone: what it has left, no more than what is short.
fn wanted(app: &Cordon, nation: &NationCode, zone: &ZoneId) -> f64 {
    let figures = app.desk.figures();
    let left = figures
        .coalition
        .nation(nation)
        .map_or_else(|| supply_of(app, nation).troops.central.0, |known| known.left.0);
    let short = figures.filling(zone).map_or(0.0, |filling| filling.short.central.0.ceil());
    let troops = left.min(short).floor();
    if troops >= 1.0 { troops } else { A_COMPANY }
}

/// Sends a nation into a zone, besides what it has there.
pub fn send(app: &mut Cordon, nation: &NationCode, zone: &ZoneId, now: f64) {
    let more = wanted(app, nation, zone);
    let said = hint(app, nation, zone);
    let Some(drawn) = app.desk.history.now().zone(zone) else { return };
    let need = app.desk.figures().zone(zone).map_or(0.0, |figures| figures.need.central.0);
    let assignment = drawn.assignment(nation).map_or_else(
        || Assignment::of(nation.clone(), more),
        |there| {
            let troops = crate::plan::Share::Troops((there.troops.troops(need) + more).round());
            Assignment { troops, ..there.clone() }
        },
    );
    app.desk.apply(&Edit::Assign { zone: zone.clone(), assignment }, now);
    app.notice = app.desk.refusal.is_none().then_some(said);
}

/// The zones that a nation can be sent to, as entries of a menu, those that are short first.
pub fn targets(app: &mut Cordon, ui: &mut Ui, nation: &NationCode) {
    ui.set_min_width(250.0);
    let short =
        |zone: &ZoneId| app.desk.figures().filling(zone).map_or(0.0, |filling| filling.short.central.0);
    let mut zones: Vec<(ZoneId, String, f64)> = app
        .desk
        .shown()
        .zones
        .iter()
        .map(|zone| (zone.id.clone(), zone.name.clone(), short(&zone.id)))
        .collect();
    zones.sort_by(|one, other| other.2.total_cmp(&one.2));
    if zones.is_empty() {
        ui.weak("No zone yet: draw one first.");
    }
    egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (zone, name, short) in zones {
            let fit = app.desk.fit(nation, &zone);
            let (grade, tip) = fit.map_or((String::new(), String::new()), |fit| {
                let reasons: Vec<&str> = fit.reasons.iter().map(|reason| reason.what.as_str()).collect();
                (fit.grade.title().to_lowercase(), reasons.join("\n"))
            });
            let text =
                if short >= 0.5 { format!("short {}", grouped(short, 0)) } else { "filled".to_owned() };
            let button = Button::new(&name)
                .truncate()
                .shortcut_text(format!("{text} · {grade}"))
                .min_size(vec2(250.0, 24.0));
            let entry = ui.add(button);
            let entry = if tip.is_empty() { entry } else { entry.on_hover_text(tip) };
            if entry.clicked() {
                send(app, nation, &zone, now(ui));
                ui.close();
            }
        }
    });
}

/// The chip under the pointer.
fn ghost(app: &Cordon, ctx: &Context, at: Pos2, nation: &NationCode) {
    let look = &app.look;
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("carried nation")));
    let name = name_of(app, nation);
    let left = app
        .desk
        .figures()
        .coalition
        .nation(nation)
        .map_or_else(|| supply_of(app, nation).troops.central.0, |known| known.left.0);
    let left = format!("{} left", grouped(left, 0));
    let code = &nation.0;
    let wide = 34.0
        + ink::width(&painter, code, 12.0, 700)
        + ink::width(&painter, &name, 12.0, 600)
        + ink::width(&painter, &left, 11.5, 400)
        + 24.0;
    let rect = Rect::from_min_size(at + vec2(14.0, 10.0), vec2(wide, 30.0));
    // Inside the window: at its right edge the chip stands left of the pointer.
    let beyond = (rect.right() - ctx.content_rect().right() + 8.0).max(0.0);
    let rect = rect.translate(vec2(-beyond, 0.0));
    ink::plate(&painter, rect, look);
    let y = rect.center().y;
    let square = Rect::from_center_size(pos2(rect.left() + 16.0, y), vec2(14.0, 14.0));
    glyphs::swatch(&painter, square, code, look);
    let anchor = Align2::LEFT_CENTER;
    let mut x = rect.left() + 30.0;
    for (text, pen) in [
        (code.as_str(), pen(12.0, 700, look.ui.tx)),
        (name.as_str(), pen(12.0, 600, look.ui.tx)),
        (left.as_str(), pen(11.5, 400, look.ui.tx2)),
    ] {
        x = ink::write(&painter, pos2(x, y), anchor, text, pen).right() + 7.0;
    }
}
