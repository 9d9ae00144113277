//! Where a nation stands: zone by zone, with its troops, its fit and its lock.

use egui::{Align2, Button, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::terms::{self, Field};
use super::super::theme::colour32;
use super::{Cordon, carry, chosen, ink, now, pen};
use crate::force::fit::Grade;
use crate::plan::{Assignment, Edit, NationCode, Share, Zone};
use crate::tools::Selection;

/// Height of a zone.
const ROW: f32 = 28.0;

/// Shows the zones in which a nation stands.
pub fn show(app: &mut Cordon, ui: &mut Ui, nation: &NationCode) {
    let zones: Vec<_> =
        app.desk.shown().zones.iter().filter(|zone| zone.assignment(nation).is_some()).cloned().collect();
    if zones.is_empty() {
        return;
    }
    chosen::part(app, ui, "WHERE IT STANDS");
    ui.spacing_mut().item_spacing.y = 0.0;
    for zone in &zones {
        row(app, ui, nation, zone);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

fn row(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, zone: &Zone) {
    let Some(assignment) = zone.assignment(nation).cloned() else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let name = rect.with_max_x(rect.right() - 168.0);
    let response = ui.interact(name, ui.scope_id().with(("stands", &zone.id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{nation} in {}", zone.name)));
    if response.hovered() {
        app.desk.selection.hovered = Some(zone.id.clone());
        app.row_hovered = true;
        terms::hovered(ui.painter(), rect, &app.look);
    }
    let y = rect.center().y;
    let badge = Rect::from_center_size(pos2(rect.left() + 9.0, y), vec2(18.0, 18.0));
    ink::badge_of(ui.painter(), badge, zone, &app.look);
    let at = pos2(rect.left() + 26.0, y);
    let ink = pen(12.0, 500, app.look.ui.tx);
    ink::write_within(ui.painter(), at, Align2::LEFT_CENTER, &zone.name, ink, name.width() - 30.0);
    grade(app, ui, pos2(rect.right() - 118.0, y), nation, zone);
    let need = app.desk.figures().zone(&zone.id).map_or(0.0, |figures| figures.need.central.0);
    fields(app, ui, rect, zone, &assignment, need);
    if response.clicked() {
        app.desk.selection = Selection::only(zone.id.clone());
        app.zoom_to(&zone.id, now(ui));
    }
}

fn grade(app: &Cordon, ui: &Ui, right: egui::Pos2, nation: &NationCode, zone: &Zone) {
    let filling = app.desk.figures().filling(&zone.id);
    let Some(there) = filling.and_then(|filling| filling.contingent(nation)) else { return };
    let colour = match there.fit.grade {
        Grade::Fit => app.look.ui.ok,
        Grade::Strained => app.look.ui.delta,
        Grade::Unfit => app.look.ui.short,
    };
    let text = there.fit.grade.title().to_lowercase();
    let covered = ink::write(ui.painter(), right, Align2::RIGHT_CENTER, &text, pen(11.5, 600, colour));
    let response = ui.interact(covered.expand(3.0), ui.scope_id().with(("fit", &zone.id)), Sense::hover());
    let spoken = format!("{nation} in {}: {}", zone.name, carry::said(&there.fit));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.clone()));
    response.on_hover_ui(|ui| {
        ui.label(spoken.as_str());
        for reason in &there.fit.reasons {
            ui.label(egui::RichText::new(&reason.what).font(super::super::theme::font(12.0, 600)));
            ui.label(egui::RichText::new(&reason.hint).color(colour32(app.look.ui.tx2)));
        }
    });
}

fn fields(app: &mut Cordon, ui: &mut Ui, rect: Rect, zone: &Zone, assignment: &Assignment, need: f64) {
    let place = rect.with_min_x(rect.right() - 112.0);
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .id_salt(("posted", &zone.id))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 4.0;
    child.spacing_mut().button_padding.x = 5.0;
    let nation = &assignment.nation;
    let out = child.add(Button::new("×").min_size(vec2(22.0, 22.0)));
    out.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Take {nation} out of {}", zone.name))
    });
    if out.on_hover_text("Take it out of the zone").clicked() {
        let edit = Edit::Unassign { zone: zone.id.clone(), nation: nation.clone() };
        app.desk.apply(&edit, now(ui));
    }
    lock(app, &mut child, zone, assignment);
    let name = format!("Troops of {nation} in {}", zone.name);
    let field = Field { name: &name, suffix: "", range: (0.0, 200_000.0), speed: 10.0, decimals: 0 };
    terms::number(app, &mut child, &field, assignment.troops.troops(need).round(), |troops| {
        let assignment = Assignment { troops: Share::Troops(troops), ..assignment.clone() };
        Some(Edit::Assign { zone: zone.id.clone(), assignment })
    });
}

/// A padlock: closed where an allocation must leave the contingent as it is.
fn lock(app: &mut Cordon, ui: &mut Ui, zone: &Zone, assignment: &Assignment) {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let locked = assignment.locked;
    let name = format!("Lock {} in {}", assignment.nation, zone.name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, locked, name.clone()));
    let colour = colour32(if locked { app.look.ui.accent } else { app.look.ui.tx3 });
    let (painter, centre) = (ui.painter(), rect.center());
    let body = Rect::from_center_size(centre + vec2(0.0, 2.5), vec2(10.0, 7.5));
    if locked {
        painter.rect_filled(body, 1.5, colour);
    } else {
        painter.rect_stroke(body, 1.5, egui::Stroke::new(1.3, colour), egui::StrokeKind::Inside);
    }
    let slide = if locked { 0.0 } else { 5.0 };
    let arc: Vec<egui::Pos2> = (0..=8)
        .map(|step| {
            let turn = std::f32::consts::PI * (1.0 + step as f32 / 8.0);
            centre + vec2(slide + 3.2 * turn.cos(), -1.6 + 3.6 * turn.sin())
        })
        .collect();
    painter.add(egui::Shape::line(arc, egui::Stroke::new(1.3, colour)));
    let tip = if locked { "Locked: filling leaves it as it is." } else { "Free: filling may change it." };
    if response.on_hover_text(tip).clicked() {
        let assignment = Assignment { locked: !locked, ..assignment.clone() };
        app.desk.apply(&Edit::Assign { zone: zone.id.clone(), assignment }, now(ui));
    }
}
