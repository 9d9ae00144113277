//! The list of zones: badge, name, measures, need as a bar with its band.

mod carrying;

pub mod naming;

use egui::{
    Align, Align2, Context, CornerRadius, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::bar::Bar;
use super::headline::{MARGIN, change};
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::swatch;
use super::theme::colour32;
use crate::force::{Closing, Filling, State, Urgency, ZoneFigures};
use crate::plan::{Edit, Form, NationCode, Zone, ZoneId};
use crate::scene::look::Look;
use crate::units::{Deployed, brief, grouped};

/// Height of a row.
const ROW: f32 = 40.0;

/// Height of the list's header.
const HEADER: f32 = 24.0;

/// Width of a bar.
const BAR: f32 = 216.0;

/// Least height that the inspector keeps below the list.
const INSPECTOR_LEAST: f32 = 300.0;

/// Height that several selected zones need below the list.
const COMMON: f32 = 300.0;

/// What is being done in the list.
#[derive(Clone, Debug, Default)]
pub struct RowsState {
    /// A name being typed.
    naming: Option<naming::Naming>,
    /// Rows in the hand.
    carried: Vec<ZoneId>,
    /// The row that has the keyboard.
    focused: Option<ZoneId>,
    /// A row to scroll to.
    wants_seen: Option<ZoneId>,
}

/// The identity of a row among the controls.
pub fn row_id(zone: &ZoneId) -> Id {
    Id::unique(("row of a zone", &zone.0))
}

/// Takes what belongs to a row out of this frame's input.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    naming::hear(app, ctx);
    carrying::hear(app, ctx);
}

/// Shows the list; returns what is left below it.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) -> Rect {
    header(app, ui, area);
    let count = app.desk.shown().zones.len();
    let room = area.height() - HEADER;
    let wanted = count.max(1) as f32 * ROW;
    let inspector = match app.desk.selection.zones.len() {
        0 => 0.0,
        1 => INSPECTOR_LEAST.max(room * 0.55),
        _ => COMMON,
    };
    let height = wanted.min((room - inspector).max(3.0 * ROW)).min(room);
    let list = Rect::from_min_size(pos2(area.left(), area.top() + HEADER), vec2(area.width(), height));
    if count == 0 {
        empty(app, ui, list);
    } else {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(list).id_salt("rows"));
        child.set_clip_rect(list.intersect(ui.clip_rect()));
        child.spacing_mut().item_spacing.y = 0.0;
        let end = axis_end(app);
        app.rows.focused = None;
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(&mut child, ROW, count, |ui, rows| {
            let first = ui.cursor().top() - rows.start as f32 * ROW;
            seen(app, ui, list, first);
            for place in rows {
                let (rect, _) = ui.allocate_exact_size(vec2(list.width(), ROW), Sense::hover());
                row(app, ui, rect.with_min_x(list.left()).with_max_x(list.right()), place, end);
            }
            carrying::show(app, ui, list, first);
        });
    }
    ink::rule(ui.painter(), area.left(), area.right(), list.bottom() - 0.5, app.look.ui.line);
    area.with_min_y(list.bottom())
}

/// Scrolls to a row that is to be seen; `first` is the top of the first row.
fn seen(app: &mut Cordon, ui: &Ui, list: Rect, first: f32) {
    let Some(zone) = app.rows.wants_seen.take() else { return };
    let Some(place) = app.desk.shown().zones.iter().position(|there| there.id == zone) else { return };
    let top = first + place as f32 * ROW;
    let row = Rect::from_min_size(pos2(list.left(), top), vec2(list.width(), ROW));
    if !list.contains_rect(row) {
        ui.scroll_to_rect(row, Some(Align::Center));
    }
}

/// How many gaps and overlaps there are, if there are any; a click lists them.
fn borders(app: &mut Cordon, ui: &Ui, left: egui::Pos2) {
    let found = app.watch.found().len();
    if found == 0 {
        return;
    }
    let place = Rect::from_min_size(left - vec2(4.0, 12.0), vec2(38.0, 24.0));
    let response = ui.interact(place, ui.scope_id().with("borders"), Sense::click());
    let words = if found == 1 { "1 gap or overlap".to_owned() } else { format!("{found} gaps and overlaps") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} between zones")));
    let look = &app.look;
    if response.hovered() {
        ui.painter().rect_filled(place, 4, colour32(look.ui.well));
    }
    icons::draw_small(ui.painter(), left + vec2(6.0, 0.0), Icon::Warning, colour32(look.ui.delta));
    let at = pos2(left.x + 15.0, left.y);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, found.to_string(), pen(11.0, 600, look.ui.delta));
    if response.on_hover_text(format!("{words} between zones of one role: click to mend them.")).clicked() {
        app.run(super::command::Command::Borders, &ui.ctx().clone());
    }
}

fn header(app: &mut Cordon, ui: &Ui, area: Rect) {
    let look = app.look.clone();
    let painter = ui.painter();
    let y = area.top() + HEADER / 2.0 + 2.0;
    let left = area.left() + MARGIN;
    let caps = ink::write(painter, pos2(left, y), Align2::LEFT_CENTER, "ZONES", pen(10.5, 600, look.ui.tx2));
    let count = pos2(caps.right() + 8.0, y);
    let counted = app.desk.shown().zones.len().to_string();
    let counted = ink::write(painter, count, Align2::LEFT_CENTER, counted, pen(11.0, 400, look.ui.tx3));
    borders(app, ui, pos2(counted.right() + 12.0, y));
    let right = pos2(area.right() - MARGIN, y);
    let filled = app.desk.is_filled();
    let what = match app.month {
        Some(month) if filled => format!("troops, month {month}"),
        _ if filled => "troops needed".to_owned(),
        _ => "troops, low – high".to_owned(),
    };
    ink::write(painter, right, Align2::RIGHT_CENTER, what, pen(11.0, 400, look.ui.tx3));
    let middle = pos2(left + 32.0 + BAR / 2.0, y);
    ink::write(painter, middle, Align2::CENTER_CENTER, "need", pen(11.0, 400, look.ui.tx3));
}

fn empty(app: &Cordon, ui: &Ui, list: Rect) {
    let (look, painter) = (&app.look, ui.painter());
    let at = list.center() - vec2(0.0, 8.0);
    ink::write(painter, at, Align2::CENTER_CENTER, "No zone yet", pen(13.0, 600, look.ui.tx));
    ink::write(
        painter,
        at + vec2(0.0, 18.0),
        Align2::CENTER_CENTER,
        "Press 2 and click its corners, or 5 for a belt along the line.",
        pen(11.5, 400, look.ui.tx2),
    );
}

fn row(app: &mut Cordon, ui: &mut Ui, rect: Rect, place: usize, end: f64) {
    let (Some(zone), Some(figures)) =
        (app.desk.shown().zones.get(place).cloned(), app.desk.figures().zones.get(place).cloned())
    else {
        return;
    };
    let zone = &zone;
    let response = ui.interact(rect, row_id(&zone.id), Sense::click_and_drag());
    let need = figures.need.map(|troops| troops.0);
    let selected = app.desk.selection.has(&zone.id);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::Button,
            true,
            selected,
            format!("{}, {}, needs {}", zone.name, zone.role.title(), grouped(need.central, 0)),
        )
    });
    if app.carried.is_some() && ui.rect_contains_pointer(rect) {
        super::supply::carry::over(app, &zone.id);
    }
    let hovered = response.hovered();
    if hovered {
        app.desk.selection.hovered = Some(zone.id.clone());
        app.row_hovered = true;
    }
    background(app, ui, rect, selected, hovered || app.desk.selection.hovered.as_ref() == Some(&zone.id));
    let before = app.desk.figures_before(place, &zone.id).map(|before| before.need.central.0);
    let fill = fill_of(app, place);
    let name = face(app, ui, rect, (zone, &figures), before, end, fill.as_ref());
    let badge = Rect::from_min_size(pos2(rect.left() + MARGIN, rect.top() + 10.0), vec2(20.0, 20.0));
    swatch::show(app, ui, badge, zone);
    if naming::is_of(app, &zone.id) {
        naming::show(app, ui, name, zone);
    }
    if response.has_focus() {
        app.rows.focused = Some(zone.id.clone());
        let stroke = Stroke::new(2.0, colour32(app.look.ui.accent));
        ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(3), stroke, StrokeKind::Inside);
    }
    if app.rows.carried.contains(&zone.id) {
        // What is in the hand is faint in its old place.
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colour32(app.look.ui.panel.alpha(0.6)));
    }
    if response.drag_started() {
        carrying::begin(app, &zone.id);
    }
    lock(app, ui, rect, zone, hovered);
    let seams: Vec<String> = app
        .watch
        .of(&zone.id)
        .filter_map(|seam| super::seams::in_words(app.desk.history.now(), seam))
        .collect();
    let alarmed = !figures.alarms.is_empty() || !seams.is_empty() || fill.is_some() || zone.is_live();
    let now = ui.input(|input| input.time);
    let on_name = || response.interact_pointer_pos().is_some_and(|at| name.contains(at));
    if response.double_clicked() && on_name() {
        naming::begin(app, Some(zone.id.clone()));
    } else if response.double_clicked() {
        app.zoom_to(&zone.id, now);
    } else if response.clicked() {
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        let pick = if add {
            app.desk.selection.toggled(&zone.id)
        } else {
            crate::tools::Selection::only(zone.id.clone())
        };
        app.desk.selection = pick;
    }
    context(app, &response, zone, place, now);
    if alarmed {
        response.on_hover_ui(|ui| {
            if let Some(definition) = &zone.definition {
                ui.label(egui::RichText::new(definition.kind()).font(super::theme::font(12.0, 600)));
                ui.label(definition.words(app.desk.shown()));
            }
            if fill.is_some() {
                tip(app, ui, place);
            }
            for alarm in &figures.alarms {
                ui.label(egui::RichText::new(&alarm.what).font(super::theme::font(12.0, 600)));
                ui.label(&alarm.hint);
            }
            for seam in &seams {
                ui.label(egui::RichText::new(seam).font(super::theme::font(12.0, 600)));
                ui.label("Select the zone to look at it and mend it.");
            }
        });
    }
}

/// The padlock before the badge: closed where the zone is locked, open under the pointer.
fn lock(app: &mut Cordon, ui: &mut Ui, rect: Rect, zone: &Zone, hovered: bool) {
    let place = Rect::from_center_size(pos2(rect.left() + 9.0, rect.top() + 20.0), vec2(14.0, 24.0));
    let response = ui.interact(place, ui.scope_id().with(("lock", &zone.id)), Sense::click());
    let words = if zone.locked { "Unlock" } else { "Lock" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} {}", zone.name)));
    let over = response.hovered();
    if zone.locked || hovered || over {
        let icon = if zone.locked { Icon::Lock } else { Icon::Unlock };
        let colour = match (over, zone.locked) {
            (true, _) => app.look.ui.accent,
            (false, true) => app.look.ui.tx2,
            (false, false) => app.look.ui.tx3,
        };
        icons::draw_small(ui.painter(), place.center(), icon, colour32(colour));
    }
    if response.on_hover_text(format!("{words} {}: kept from every tool", zone.name)).clicked() {
        let now = ui.input(|input| input.time);
        super::shaping::toggle_lock(app, std::slice::from_ref(&zone.id), now);
    }
}

fn context(app: &mut Cordon, response: &egui::Response, zone: &Zone, place: usize, now: f64) {
    response.context_menu(|ui| {
        if ui.button("Rename").clicked() {
            naming::begin(app, Some(zone.id.clone()));
            ui.close();
        }
        let mut chosen = None;
        ui.menu_button("Colour", |ui| {
            chosen = swatch::palette(app, ui, zone, Some(swatch::Paint::of(zone)), "As its role");
        });
        if let Some(colour) = chosen {
            swatch::give(app, zone, colour, now);
            ui.close();
        }
        if ui.button("Zoom to zone").clicked() {
            app.zoom_to(&zone.id, now);
            ui.close();
        }
        if ui.add_enabled(place > 0, egui::Button::new("Move up")).clicked() {
            app.desk.apply(&Edit::Reorder { zone: zone.id.clone(), to: place - 1 }, now);
            ui.close();
        }
        let last = place + 1 >= app.desk.history.now().zones.len();
        if ui.add_enabled(!last, egui::Button::new("Move down")).clicked() {
            app.desk.apply(&Edit::Reorder { zone: zone.id.clone(), to: place + 1 }, now);
            ui.close();
        }
        if ui.button(if zone.locked { "Unlock" } else { "Lock" }).clicked() {
            super::shaping::toggle_lock(app, std::slice::from_ref(&zone.id), now);
            ui.close();
        }
        if ui.button("Delete zone").clicked() {
            app.desk.apply(&Edit::RemoveZones(vec![zone.id.clone()]), now);
            ui.close();
        }
    });
}

fn background(app: &Cordon, ui: &Ui, rect: Rect, selected: bool, hovered: bool) {
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(app.look.ui.accentbg));
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, colour32(app.look.ui.accent));
    } else if hovered {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(app.look.ui.well));
    }
}

/// The measures of a zone in a line: "1 148 km · 1.0 M residents".
pub fn measures(zone: &Zone, figures: &ZoneFigures) -> String {
    let people = people(figures.measured.people.0);
    let area = format!("{} km²", grouped(figures.measured.area.0, 0));
    match zone.shape.form() {
        Form::Disc(disc) => format!("r {} km · {people}", brief(disc.radius.0)),
        Form::Corridor(_) => {
            let km = figures.measured.axis.0 * figures.ground_factor;
            format!("{} km · {people}", grouped(km, 0))
        }
        Form::Area(_) => format!("{area} · {people}"),
    }
}

/// People in words: "1.0 M residents", "34 000 residents".
pub fn people(count: f64) -> String {
    if count >= 999_500.0 {
        format!("{} M residents", grouped(count / 1e6, 1))
    } else {
        format!("{} residents", grouped(crate::units::two_figures(count), 0))
    }
}

/// What a row shows; `before` is the need before the change on screen, `end` that of the axis.
/// Gives the place of the name.
fn face(
    app: &Cordon,
    ui: &Ui,
    rect: Rect,
    (zone, figures): (&Zone, &ZoneFigures),
    before: Option<f64>,
    end: f64,
    fill: Option<&(Vec<(NationCode, f64)>, State)>,
) -> Rect {
    let (look, painter) = (&app.look, ui.painter());
    let left = rect.left() + MARGIN;
    let right = rect.right() - MARGIN;
    let text = left + 32.0;
    let y = rect.top() + 12.0;
    let need = figures.need.map(|troops| troops.0);
    let number = grouped(need.central, 0);
    let covered =
        ink::write(painter, pos2(right, y), Align2::RIGHT_CENTER, &number, pen(13.0, 600, look.ui.tx));
    let mut until = covered.left();
    if let Some(by) = change(need.central, before) {
        let at = pos2(until - 6.0, y);
        until = ink::write(painter, at, Align2::RIGHT_CENTER, by, pen(11.0, 700, look.ui.delta)).left();
    }
    let room = until - text - 10.0;
    if naming::is_of(app, &zone.id) {
        let field =
            Rect::from_min_max(pos2(text - 4.0, rect.top() + 1.0), pos2(until - 10.0, rect.top() + 22.0));
        bars(app, painter, rect, (zone, need), end, fill);
        return field;
    }
    let mut name = ink::write_within(
        painter,
        pos2(text, y),
        Align2::LEFT_CENTER,
        &zone.name,
        pen(13.0, 600, look.ui.tx),
        room,
    );
    let place = name.expand2(vec2(4.0, 3.0));
    let warned = figures.alarms.iter().any(|alarm| alarm.severity > Urgency::Note)
        || app.watch.of(&zone.id).next().is_some();
    if warned || (need.central == 0.0 && !figures.alarms.is_empty()) {
        icons::draw(painter, pos2(name.right() + 10.0, y), Icon::Warning, colour32(look.ui.delta));
        name.max.x += 18.0;
    }
    let left_over = until - name.right() - 14.0;
    if left_over > 40.0 {
        let at = pos2(name.right() + 8.0, y);
        let text = measures(zone, figures);
        ink::write_within(painter, at, Align2::LEFT_CENTER, &text, pen(11.0, 400, look.ui.tx2), left_over);
    }
    bars(app, painter, rect, (zone, need), end, fill);
    place
}

/// The bar of a row, and the range or the state beside it.
fn bars(
    app: &Cordon,
    painter: &egui::Painter,
    rect: Rect,
    (zone, need): (&Zone, crate::units::Span<f64>),
    end: f64,
    fill: Option<&(Vec<(NationCode, f64)>, State)>,
) {
    let look = &app.look;
    let (text, right) = (rect.left() + MARGIN + 32.0, rect.right() - MARGIN);
    let ink = look.zone(zone.role, zone.colour).ink;
    let at = pos2(right, rect.top() + 28.0);
    let bar = Rect::from_min_size(pos2(text, rect.top() + 22.0), vec2(BAR.min(right - text - 84.0), 8.0));
    match fill {
        Some((fill, state)) => {
            // Every tick stands in the middle, so that what is missing can be compared down the list.
            let end = if need.central > 0.0 { need.central * 2.0 } else { 1.0 };
            Bar { rect: bar, need, end, ink, fill: Some(fill) }.draw(painter, look);
            state_of(painter, at, *state, look);
        }
        None => {
            let range = format!("{} – {}", grouped(need.low, 0), grouped(need.high, 0));
            ink::write(painter, at, Align2::RIGHT_CENTER, range, pen(11.0, 400, look.ui.tx2));
            Bar { rect: bar, need, end, ink, fill: None }.draw(painter, look);
        }
    }
}

/// "filled", "short 1 240", "over 300", with its sign; the sign and the word say what the
/// colour says.
fn state_of(painter: &egui::Painter, at: egui::Pos2, state: State, look: &Look) {
    let number = |people: Deployed| grouped(people.0.round(), 0);
    let (text, colour, icon) = match state {
        State::NoNeed => ("no need".to_owned(), look.ui.tx3, None),
        State::Empty => ("nobody yet".to_owned(), look.ui.short, Some(Icon::Warning)),
        State::Short(people) => (format!("short {}", number(people)), look.ui.short, Some(Icon::Warning)),
        State::Filled => ("filled".to_owned(), look.ui.ok, Some(Icon::Check)),
        State::Over(people) => (format!("over {}", number(people)), look.ui.delta, Some(Icon::Warning)),
    };
    let covered = ink::write(painter, at, Align2::RIGHT_CENTER, text, pen(11.0, 600, colour));
    if let Some(icon) = icon {
        icons::draw_small(painter, pos2(covered.left() - 8.0, at.y), icon, colour32(colour));
    }
}

/// A zone's contingents as they stand in the month that is shown, and its state.
fn fill_of(app: &mut Cordon, place: usize) -> Option<(Vec<(NationCode, f64)>, State)> {
    if !app.desk.is_filled() {
        return None;
    }
    let need = app.desk.figures().zones.get(place)?.need.central;
    let filling = app.desk.figures().fillings.get(place)?.clone();
    let Some(month) = app.month else {
        let fill = filling.contingents.iter().map(|one| (one.nation.clone(), one.troops.0)).collect();
        return Some((fill, filling.state(need)));
    };
    let timeline = app.desk.timeline();
    let there = |nation: &NationCode| match timeline.as_ref() {
        Ok(timeline) => timeline.nation(&nation.0).map_or(0.0, |course| course.presence(month)),
        Err(_) => 1.0,
    };
    let fill: Vec<(NationCode, f64)> = filling
        .contingents
        .iter()
        .map(|one| (one.nation.clone(), one.troops.0 * there(&one.nation)))
        .collect();
    let present = Deployed(fill.iter().map(|(_, troops)| troops).sum());
    Some((fill, filling.state_with(need, present)))
}

/// What a planner reads when the pointer rests on a row: who fills it, and what would close the gap.
fn tip(app: &mut Cordon, ui: &mut Ui, place: usize) {
    let Some(filling) = app.desk.figures().fillings.get(place).cloned() else { return };
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    for one in &filling.contingents {
        let name = atlas.nations.get(&one.nation.0).map_or(one.nation.0.as_str(), |nation| &nation.name);
        let lead = if one.leads { ", leads" } else { "" };
        let grade = one.fit.grade.title().to_lowercase();
        ui.label(format!("{name} {} · {grade}{lead}", grouped(one.troops.0.round(), 0)));
    }
    if let Some(closing) = filling.closing {
        ui.label(closing_text(app, &filling, closing));
    }
}

/// "Assign 1 240 more (FR 400, NL 300), or hold 12 km less."
pub fn closing_text(app: &mut Cordon, filling: &Filling, closing: Closing) -> String {
    let able = app.desk.able(&filling.id);
    let named: Vec<String> = able
        .iter()
        .take(3)
        .map(|(nation, _, left)| format!("{nation} {}", grouped(left.0.floor(), 0)))
        .collect();
    let from = if named.is_empty() {
        " (nobody fit in the coalition has anyone left)".to_owned()
    } else {
        format!(" (left: {})", named.join(", "))
    };
    let km = closing.km.map_or_else(String::new, |km| format!(", or hold {} km less", brief(km.0)));
    format!("Assign {} more{from}{km}.", grouped(closing.people.0.ceil(), 0))
}

/// The end of the axis that all bars share, so that they can be compared: the
/// greatest central need with a third above it. Whiskers beyond it get an arrow.
fn axis_end(app: &Cordon) -> f64 {
    // While the hand drags, the axis does not shrink under it.
    let before = app.desk.before().map_or(&[][..], |before| &before.zones);
    let needs = app.desk.figures().zones.iter().chain(before).map(|zone| zone.need.central.0);
    needs.fold(1.0, f64::max) * 4.0 / 3.0
}
