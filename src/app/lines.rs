//! The lines of contact: the list to choose from, what is said of the one in force, and
//! what a change of it does in km, km² and people.

use std::sync::Arc;

use egui::{Align2, Grid, Rect, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::command::Command;
use super::following::WORKING;
use super::headline::change;
use super::ink::{self, pen};
use super::inspector::now;
use super::number::type_over;
use super::theme::{colour32, font};
use crate::force::UnderLine;
use crate::geodesy;
use crate::plan::{Edit, OwnLine, Plan, TieState, ZoneId};
use crate::tools::ToolKind;
use crate::units::{Span, grouped};

/// What is being typed in the fields of the line in force, by the name of the line.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    name: Option<(String, String)>,
    date: Option<(String, String)>,
    /// A line was just drawn: its name is to be typed.
    naming: bool,
}

/// A line that was just drawn is given its name: the list opens on it.
pub fn hear(app: &mut Cordon) {
    if app.desk.take_line_drawn() {
        app.layers_open = true;
        app.line_draft.naming = true;
    }
}

// ---- the list ----

/// Shows the lines of the plan, and what the last change of line did.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    ui.label(RichText::new("Line of contact").font(font(12.5, 700)));
    let plan = app.desk.shown().clone();
    let embedded = OwnLine::in_force(&crate::plan::Plan::default(), &app.desk.atlas);
    let mut edit = None;
    if row(app, ui, &embedded, plan.line.is_none()) {
        edit = Some(Edit::ChooseLine(None));
    }
    for line in plan.own_lines() {
        let in_force = plan.line.as_ref().is_some_and(|own| own.name == line.name);
        if row(app, ui, line, in_force) {
            edit = Some(Edit::ChooseLine(Some(line.name.clone())));
        }
    }
    if let Some(own) = &plan.line {
        fields(app, ui, own);
    }
    ui.horizontal_wrapped(|ui| {
        for command in [Command::LineTool, Command::DrawLineTool] {
            let words = if command == Command::LineTool { "Reshape" } else { "Draw another" };
            if ui.button(words).on_hover_text(command.tooltip()).clicked() {
                app.run(command, &ui.ctx().clone());
            }
        }
        let in_force = plan.line.as_ref().unwrap_or(&embedded);
        if ui.button("Duplicate").on_hover_text("A copy to be reshaped; it is put in force.").clicked() {
            let copy = OwnLine { name: format!("{} (copy)", in_force.name), ..OwnLine::clone(in_force) };
            edit = Some(Edit::AddLine(Arc::new(copy)));
        }
        if let Some(own) = &plan.line
            && ui.button("Delete").on_hover_text("The embedded line is then in force.").clicked()
        {
            edit = Some(Edit::RemoveLine(own.name.clone()));
        }
    });
    if let Some(edit) = edit {
        app.desk.hand_over(&edit, now(ui));
    }
    belts(app, ui);
    what_it_did(app, ui);
}

/// One line of the list; says whether it was chosen.
fn row(app: &Cordon, ui: &mut Ui, line: &OwnLine, in_force: bool) -> bool {
    let km = geodesy::length(&line.path).0;
    let factor = line.ground_factor.central;
    let date = if line.date.is_empty() { "no date" } else { &line.date };
    let about = format!(
        "{date} · {} km drawn × {} = {} km",
        grouped(km, 0),
        grouped(factor, 3),
        grouped(km * factor, 0)
    );
    let name = RichText::new(&line.name).font(font(12.5, if in_force { 700 } else { 500 }));
    let chosen = ui.radio(in_force, name);
    chosen.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, true, in_force, format!("Line: {}, {about}", line.name))
    });
    let chosen = chosen.on_hover_text(format!("Source: {}", line.source));
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let at = pos2(chosen.rect.left() + 22.0, rect.top() + 6.0);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, &about, pen(12.0, 400, app.look.ui.tx2));
    chosen.clicked() && !in_force
}

/// Name, date and ground factor of a line of the user's own.
fn fields(app: &mut Cordon, ui: &mut Ui, own: &Arc<OwnLine>) {
    ui.horizontal(|ui| {
        ui.label("Name");
        let mut name = typed(app.line_draft.name.as_ref(), own).unwrap_or_else(|| own.name.clone());
        let mut output = TextEdit::singleline(&mut name).desired_width(140.0).show(ui);
        let response = output.response.response.clone();
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the line"));
        if std::mem::take(&mut app.line_draft.naming) {
            // The name that it was given goes with the first letter typed.
            type_over(ui, &mut output, &name);
        }
        if response.lost_focus() {
            app.line_draft.name = None;
            if name != own.name {
                set(app, ui, OwnLine { name, ..OwnLine::clone(own) });
            }
        } else if response.has_focus() {
            app.line_draft.name = Some((own.name.clone(), name));
        }
        ui.label("Date");
        let mut date = typed(app.line_draft.date.as_ref(), own).unwrap_or_else(|| own.date.clone());
        let response = ui.add(TextEdit::singleline(&mut date).desired_width(86.0).hint_text("2024-12-01"));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Date of the line"));
        if response.lost_focus() {
            app.line_draft.date = None;
            if date != own.date {
                set(app, ui, OwnLine { date, ..OwnLine::clone(own) });
            }
        } else if response.has_focus() {
            app.line_draft.date = Some((own.name.clone(), date));
        }
    });
    ui.horizontal(|ui| {
        ui.label("Ground factor");
        let mut factor = own.ground_factor.central;
        let field = super::number::field(&mut factor).range(0.1..=10.0).speed(0.005).max_decimals(3);
        let response = ui.add(field.update_while_editing(false));
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Ground factor of the line"));
        if response.changed() {
            let line = OwnLine { ground_factor: Span::flat(factor), ..own.as_ref().clone() };
            app.desk.trial = Some(Edit::SetLine(Some(Arc::new(line))));
        }
        if (response.drag_stopped() || response.lost_focus())
            && let Some(trial) = app.desk.trial.take()
        {
            app.desk.apply(&trial, now(ui));
        }
        ui.label(RichText::new("km on the ground a km drawn").color(colour32(app.look.ui.tx2)));
    });
}

fn typed(draft: Option<&(String, String)>, own: &OwnLine) -> Option<String> {
    draft.filter(|(of, _)| *of == own.name).map(|(_, text)| text.clone())
}

fn set(app: &mut Cordon, ui: &Ui, line: OwnLine) {
    app.desk.apply(&Edit::SetLine(Some(Arc::new(line))), now(ui));
}

/// How many belts are tied to the line, and which could be.
fn belts(app: &mut Cordon, ui: &mut Ui) {
    let plan = app.desk.shown();
    let tied = plan.zones.iter().filter(|zone| zone.tied.is_some()).count();
    let along = |zone: &Arc<crate::plan::Zone>| {
        matches!(plan.tie_of(zone), Some(TieState::Loose { along: true })) && !zone.locked
    };
    let loose: Vec<ZoneId> =
        plan.zones.iter().filter(|zone| along(zone)).map(|zone| zone.id.clone()).collect();
    let words = match tied {
        0 => "No belt is tied to the line".to_owned(),
        1 => "1 belt is tied to the line".to_owned(),
        many => format!("{many} belts are tied to the line"),
    };
    let words = if loose.is_empty() { words } else { format!("{words}, {} more could be", loose.len()) };
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).color(colour32(app.look.ui.tx2)));
        let text = "Cut these belts again whenever the line of contact changes.";
        if !loose.is_empty() && ui.button("Tie").on_hover_text(text).clicked() {
            let edits: Vec<Edit> =
                loose.iter().map(|zone| Edit::SetTied { zone: zone.clone(), tied: true }).collect();
            let label = match edits.as_slice() {
                [_] => String::new(),
                many => format!("Tie {} belts to the line of contact", many.len()),
            };
            app.desk.apply(&Edit::Several { label, edits }, now(ui));
        }
    });
}

// ---- what a change does ----

/// One row of the change: what, before and now, and by how much.
struct Moved {
    what: String,
    now: String,
    by: Option<String>,
    /// Low to high, where the number has them.
    range: Option<String>,
}

/// The rows of the change, or of what there is where nothing has changed.
fn rows(before: Option<&UnderLine>, now: &UnderLine) -> Vec<Moved> {
    let row = |what: &str, unit: &str, was: Option<f64>, is: f64| {
        let from = was.map(|was| grouped(was, 0)).filter(|was| *was != grouped(is, 0));
        let by = from.is_some().then(|| change(is, was)).flatten();
        let from = from.map_or_else(String::new, |was| format!("{was} → "));
        Moved { what: what.to_owned(), now: format!("{from}{} {unit}", grouped(is, 0)), by, range: None }
    };
    let mut rows = vec![row("Line of contact", "km", before.map(|was| was.line.0), now.line.0)];
    if now.belts > 0 {
        let belts =
            if now.belts == 1 { "1 tied belt".to_owned() } else { format!("{} tied belts", now.belts) };
        rows.push(row(&belts, "km²", before.map(|was| was.area.0), now.area.0));
    }
    let range = Some(format!("{} – {}", grouped(now.need.low.0, 0), grouped(now.need.high.0, 0)));
    let need = row("Need", "troops", before.map(|was| was.need.central.0), now.need.central.0);
    rows.push(Moved { range, ..need });
    rows
}

/// The rows while what follows the line is being worked out: how long it is now, which
/// needs no cutting, and what is still to come.
fn waiting(before: &UnderLine, plan: &Plan, app: &Cordon) -> Vec<Moved> {
    let own = OwnLine::in_force(plan, &app.desk.atlas);
    let line = geodesy::length(&own.path) * own.ground_factor.central;
    let mut rows = rows(Some(before), &UnderLine { line, ..before.clone() });
    for row in rows.iter_mut().skip(1) {
        (row.now, row.by, row.range) = (WORKING.to_owned(), None, None);
    }
    rows
}

/// What the line does to the plan now.
fn moved(app: &Cordon) -> (Vec<Moved>, UnderLine) {
    if app.desk.is_behind() {
        let settled = app.desk.history.now();
        let figures = app.desk.before().unwrap_or_else(|| app.desk.figures());
        let before = UnderLine { behind: Vec::new(), ..UnderLine::of(settled, figures) };
        return (waiting(&before, app.desk.shown(), app), before);
    }
    let (before, now) = match app.desk.line_change() {
        Some(change) => {
            let now = UnderLine::of(change.plan(), &change.after);
            (Some(UnderLine::of(&change.plan_before, &change.before)), now)
        }
        None => (None, UnderLine::of(app.desk.shown(), app.desk.figures())),
    };
    (rows(before.as_ref(), &now), now)
}

/// "Line belt stays as it was: …", where a belt could not follow.
fn left_behind(now: &UnderLine) -> Option<String> {
    match now.behind.as_slice() {
        [] => None,
        [one] => Some(format!("{one} could not follow and stays as it was")),
        many => Some(format!("{} belts could not follow and stay as they were", many.len())),
    }
}

/// What the last change of line did, under the list.
fn what_it_did(app: &Cordon, ui: &mut Ui) {
    let (rows, now) = moved(app);
    // A line that was renamed or dated changes no figure.
    if rows.iter().any(|row| row.by.is_some()) {
        ui.add_space(4.0);
        ui.label(RichText::new("What the change does").font(font(12.0, 600)));
        Grid::new("line change").num_columns(3).spacing(vec2(10.0, 2.0)).show(ui, |ui| {
            for row in &rows {
                ui.label(RichText::new(&row.what).color(colour32(app.look.ui.tx2)));
                ui.label(&row.now);
                let by = row.by.as_deref().unwrap_or("–");
                ui.label(RichText::new(by).font(font(12.0, 600)).color(colour32(app.look.ui.delta)));
                ui.end_row();
                if let Some(range) = &row.range {
                    ui.label(RichText::new("low – high").color(colour32(app.look.ui.tx2)));
                    ui.label(range);
                    ui.end_row();
                }
            }
        });
    }
    if let Some(words) = left_behind(&now) {
        ui.label(RichText::new(words).color(colour32(app.look.ui.short)));
    }
}

/// Height of a row of the card.
const ROW: f32 = 20.0;

/// The card over the map, while the line is in the hand.
pub fn card(app: &mut Cordon, ui: &Ui, map: Rect) -> Option<Rect> {
    if app.desk.tool.kind() != ToolKind::Line {
        return None;
    }
    let (mut rows, under) = moved(app);
    for row in &mut rows {
        if let Some(range) = row.range.take() {
            row.now = format!("{} ({range})", row.now);
        }
    }
    let behind = left_behind(&under);
    let (painter, look) = (ui.painter(), &app.look);
    let widest = |of: &dyn Fn(&Moved) -> f32| rows.iter().map(of).fold(0.0, f32::max);
    let names = widest(&|row| ink::width(painter, &row.what, 12.0, 400));
    let values = widest(&|row| ink::width(painter, &row.now, 12.0, 600));
    let changes = widest(&|row| row.by.as_ref().map_or(0.0, |by| ink::width(painter, by, 12.0, 700)));
    let tail = if changes > 0.0 { 16.0 + changes } else { 0.0 };
    let note = behind.as_ref().map_or(0.0, |words| ink::width(painter, words, 11.5, 500));
    let wide = 24.0 + (names + 16.0 + values + tail).max(note);
    let high = 16.0 + ROW * (rows.len() + usize::from(behind.is_some())) as f32;
    // Beside the banner where there is room, otherwise below it.
    let banner = map.left() + 32.0 + 60.0 + ink::width(painter, &app.desk.shown().banner, 12.5, 600);
    let left = (map.center().x - wide / 2.0).max(banner);
    let fits = left + wide + 16.0 <= map.right();
    let corner = if fits { pos2(left, map.top() + 16.0) } else { pos2(map.left() + 16.0, map.top() + 60.0) };
    let plate = Rect::from_min_size(corner, vec2(wide, high));
    let blocker = ui.interact(plate, ui.scope_id().with("line card"), Sense::click_and_drag());
    let spoken: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {}", row.what, row.now, row.by.as_deref().unwrap_or_default()))
        .collect();
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, spoken.join(" · ")));
    ink::plate(painter, plate, look);
    let mut y = plate.top() + 8.0 + ROW / 2.0;
    for row in &rows {
        let at = pos2(plate.left() + 12.0, y);
        ink::write(painter, at, Align2::LEFT_CENTER, &row.what, pen(12.0, 400, look.ui.tx2));
        let at = pos2(at.x + names + 16.0, y);
        ink::write(painter, at, Align2::LEFT_CENTER, &row.now, pen(12.0, 600, look.ui.tx));
        if let Some(by) = &row.by {
            let at = pos2(plate.right() - 12.0, y);
            ink::write(painter, at, Align2::RIGHT_CENTER, by, pen(12.0, 700, look.ui.delta));
        }
        y += ROW;
    }
    if let Some(words) = behind {
        ink::write(
            painter,
            pos2(plate.left() + 12.0, y),
            Align2::LEFT_CENTER,
            &words,
            pen(11.5, 500, look.ui.short),
        );
    }
    Some(plate)
}

// ---- one belt ----

/// Whether the selected belt is tied to the line of contact, with a button to tie it or to
/// let go of it.
pub fn tie(app: &mut Cordon, ui: &mut Ui, zone: &crate::plan::Zone) {
    let Some(state) = app.desk.shown().tie_of(zone) else { return };
    let follows = zone.follows.as_ref().is_some_and(|line| line.0 == crate::atlas::CONTACT);
    let (words, button, tied, colour) = match state {
        // What is on its way is neither behind nor loose.
        _ if app.desk.follows(&zone.id) && zone.tied.is_some() => {
            ("Tied to the line of contact".to_owned(), "Untie", false, app.look.ui.tx2)
        }
        TieState::Fast => ("Tied to the line of contact".to_owned(), "Untie", false, app.look.ui.tx2),
        TieState::Behind(why) => {
            (format!("Tied, but left as it was: {why}"), "Untie", false, app.look.ui.short)
        }
        TieState::Loose { along: true } => {
            ("Along the line of contact, not tied".to_owned(), "Tie to the line", true, app.look.ui.tx2)
        }
        TieState::Loose { along: false } if follows => {
            ("Not tied to the line of contact".to_owned(), "Tie to the line", true, app.look.ui.tx2)
        }
        TieState::Loose { along: false } => return,
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).color(colour32(colour)));
        let hint = if tied {
            "Cuts the belt from the line in force, between its two ends, and again whenever the line changes."
        } else {
            "Leaves the belt where it is when the line changes."
        };
        let possible = !(tied && zone.locked);
        if ui.add_enabled(possible, egui::Button::new(button)).on_hover_text(hint).clicked() {
            app.desk.apply(&Edit::SetTied { zone: zone.id.clone(), tied }, now(ui));
        }
    });
}
