//! Missions abroad that can be scaled back, each with what that frees and what it costs.

use egui::style::HandleShape;
use egui::{Align2, Rect, Role, Sense, Slider, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::terms::settle;
use super::super::theme::colour32;
use super::{Cordon, caps, ink, pen, strip};
use crate::atlas::MissionAbroad;
use crate::plan::Edit;
use crate::units::{Span, grouped};

/// Height of a mission.
const ROW: f32 = 38.0;

/// Where its slider begins, and how wide it is.
const SLIDER: (f32, f32) = (150.0, 96.0);

/// Shows the sliders: the first group together and one by one, the others on demand.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let scalable: Vec<&MissionAbroad> =
        atlas.nations.missions().iter().filter(|mission| mission.scalable).collect();
    let Some(first) = scalable.first() else { return };
    let freed: Span<f64> = scalable.iter().map(|mission| freed(app, &mission.id)).sum();
    let right = if freed.high > 0.0 { format!("frees {}", span(freed)) } else { "as they are".to_owned() };
    caps(app, ui, "MISSIONS ABROAD", "scale back", &right);
    let (group, others): (Vec<&MissionAbroad>, Vec<&MissionAbroad>) =
        scalable.iter().partition(|mission| mission.group == first.group);
    if group.len() > 1 {
        together(app, ui, &group);
    }
    // Folded, the first group is one slider: the nations below stay in sight.
    let folded = group.len() > 1 && !app.supply.all_missions;
    if !folded {
        for mission in group.iter().chain(&others) {
            one(app, ui, mission);
        }
    }
    fold(app, ui, scalable.len());
    let left = ui.max_rect().left();
    let y = ui.cursor().top() - 0.5;
    ink::rule(ui.painter(), left, ui.max_rect().right(), y, app.look.ui.line);
}

fn fold(app: &mut Cordon, ui: &mut Ui, all: usize) {
    if all < 2 {
        return;
    }
    let (_, rect, response) = strip(ui, 26.0, Sense::click());
    let text = if app.supply.all_missions {
        "Fewer missions".to_owned()
    } else {
        format!("Each of the {all} missions…")
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text.clone()));
    let weight = if response.hovered() { 600 } else { 500 };
    let at = pos2(rect.left(), rect.center().y - 2.0);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, &text, pen(11.5, weight, app.look.ui.accent));
    if response.clicked() {
        app.supply.all_missions = !app.supply.all_missions;
    }
}

/// What scaling a mission back frees in the coalition.
fn freed(app: &Cordon, mission: &str) -> Span<f64> {
    app.desk.figures().coalition.nations.iter().map(|nation| nation.supply.freed_by(mission)).sum()
}

/// "640 (510 – 700)", the most where the band of the sum ends.
fn span(freed: Span<f64>) -> String {
    let (low, high) = (freed.low.min(freed.high), freed.high.max(freed.low));
    format!("{} ({} – {})", grouped(freed.central, 0), grouped(low, 0), grouped(high, 0))
}

/// One slider for the whole first group.
fn together(app: &mut Cordon, ui: &mut Ui, group: &[&MissionAbroad]) {
    let coalition = &app.desk.shown().coalition;
    let shares: Vec<f64> = group.iter().map(|mission| coalition.scaled_back(&mission.id)).collect();
    let share = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    let name = group.first().map_or_else(String::new, |mission| titled(&mission.group));
    let all: Span<f64> = group.iter().map(|mission| freed(app, &mission.id)).sum();
    let ids: Vec<String> = group.iter().map(|mission| mission.id.clone()).collect();
    let label = format!("Scale back the {name}");
    let row = Row {
        title: format!("All of the {name}"),
        label: label.clone(),
        share,
        freed: all,
        price: group.first().map_or_else(String::new, |mission| mission.price.clone()),
        tip: group
            .iter()
            .fold(String::new(), |tip, mission| tip + "\n" + &mission.name + ": " + &mission.price),
        strong: true,
    };
    slide(app, ui, &row, |share| Edit::Several {
        label: label.clone(),
        edits: ids.iter().map(|id| Edit::ScaleBack { mission: id.clone(), share }).collect(),
    });
}

fn titled(group: &str) -> String {
    let text = group.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one(app: &mut Cordon, ui: &mut Ui, mission: &MissionAbroad) {
    let people = app.desk.atlas.nations.people_in(&mission.id);
    let row = Row {
        title: mission.name.clone(),
        label: format!("Scale back {}", mission.name),
        share: app.desk.shown().coalition.scaled_back(&mission.id),
        freed: freed(app, &mission.id),
        price: mission.price.clone(),
        tip: format!(
            "\nAll nations known: {} ({} – {}). Price: {} {}",
            grouped(people.central, 0),
            grouped(people.low, 0),
            grouped(people.high, 0),
            mission.basis.meaning(),
            mission.sources.join(" ")
        ),
        strong: false,
    };
    let id = mission.id.clone();
    slide(app, ui, &row, |share| Edit::ScaleBack { mission: id, share });
}

/// What stands beside a slider.
struct Row {
    title: String,
    label: String,
    share: f64,
    freed: Span<f64>,
    price: String,
    tip: String,
    strong: bool,
}

fn slide(app: &mut Cordon, ui: &mut Ui, row: &Row, edit: impl FnOnce(f64) -> Edit) {
    let (_, rect, response) = strip(ui, ROW, Sense::hover());
    let look = app.look.clone();
    let painter = ui.painter().clone();
    let y = rect.top() + 11.0;
    let left = Align2::LEFT_CENTER;
    let weight = if row.strong { 600 } else { 500 };
    let at = pos2(rect.left(), y);
    ink::write_within(&painter, at, left, &row.title, pen(12.0, weight, look.ui.tx), SLIDER.0 - 8.0);
    let mut percent = (row.share * 100.0).round();
    let place = Rect::from_min_size(pos2(rect.left() + SLIDER.0, rect.top()), vec2(SLIDER.1, 22.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(&row.label));
    child.spacing_mut().slider_width = SLIDER.1;
    let visuals = child.visuals_mut();
    visuals.selection.bg_fill = colour32(look.ui.accent);
    visuals.widgets.inactive.bg_fill = colour32(look.ui.line2);
    visuals.widgets.inactive.fg_stroke.color = colour32(look.ui.tx2);
    let slider = Slider::new(&mut percent, 0.0..=100.0)
        .show_value(false)
        .step_by(1.0)
        .trailing_fill(true)
        .handle_shape(HandleShape::Circle);
    let slid = child.add(slider);
    slid.widget_info(|| WidgetInfo::slider(true, row.share * 100.0, row.label.clone()));
    let text = format!("{} %", grouped(row.share * 100.0, 0));
    let at = pos2(place.right() + 42.0, y);
    ink::write(&painter, at, Align2::RIGHT_CENTER, text, pen(12.0, 500, look.ui.tx));
    let frees = row.freed.high.max(row.freed.low) > 0.0;
    let (text, colour) = if frees {
        (format!("+{}", grouped(row.freed.central, 0)), look.ui.tx)
    } else {
        ("0".to_owned(), look.ui.tx3)
    };
    let at = pos2(rect.right(), y);
    ink::write(&painter, at, Align2::RIGHT_CENTER, text, pen(12.0, 600, colour));
    let under = pos2(rect.left(), rect.top() + 27.0);
    let ink = pen(11.0, 400, look.ui.tx3);
    let room = if frees { rect.width() - 92.0 } else { rect.width() };
    ink::write_within(&painter, under, left, &row.price, ink, room);
    if frees {
        let (low, high) = (row.freed.low.min(row.freed.high), row.freed.high.max(row.freed.low));
        let text = format!("{} – {}", grouped(low, 0), grouped(high, 0));
        ink::write(&painter, pos2(rect.right(), under.y), Align2::RIGHT_CENTER, text, ink);
    }
    let price = if row.strong { String::new() } else { format!("\n{}", row.price) };
    let frees = span(row.freed);
    let tip = format!("{}\nFrees {frees} in the coalition.{price}{}", row.title, row.tip);
    response.on_hover_text(tip);
    settle(app, ui, &slid, || Some(edit(percent / 100.0)));
}
