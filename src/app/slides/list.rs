//! The slides as a list of small pictures: selected by a click, put in order by dragging.

use egui::{
    Align2, Color32, CornerRadius, Key, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::super::Cordon;
use super::super::headline::MARGIN;
use super::super::icons::{self, Icon};
use super::super::ink::{self, pen};
use super::super::theme::{colour32, font};
use super::{number, pictures, row_id, select};
use crate::plan::slides::{Slide, SlideId};
use crate::plan::{Edit, Plan};

/// Width of a picture.
const WIDTH: f32 = 144.0;
/// Height of a picture.
const HEIGHT: f32 = 81.0;
/// Height of a row.
const ROW: f32 = 97.0;

/// Shows the list.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect, plan: &Plan) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("slides"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    let mut seen = Vec::new();
    ScrollArea::vertical().auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut rows = Vec::new();
        for (place, slide) in plan.slides.iter().enumerate() {
            let rect = row(app, ui, area, plan, place, slide);
            if ui.is_rect_visible(rect) {
                seen.push(place);
            }
            rows.push(rect);
        }
        carry(app, ui, plan, &rows);
        ui.add_space(8.0);
    });
    pictures::wanted(app, ui.ctx(), plan, &seen, WIDTH);
}

/// The title as the slide has it, or will have it.
pub fn title(app: &Cordon, slide: &Slide) -> String {
    let made = || app.slides.pictures.of(&slide.id).map(|made| made.title.clone());
    let about = || slide.template.map_or("A view of the map", |template| template.title()).to_owned();
    slide.title.clone().or_else(made).unwrap_or_else(about)
}

fn row(app: &mut Cordon, ui: &mut Ui, area: Rect, plan: &Plan, place: usize, slide: &Slide) -> Rect {
    let (space, _) = ui.allocate_exact_size(vec2(area.width(), ROW), Sense::hover());
    let rect = Rect::from_min_max(pos2(area.left(), space.top()), pos2(area.right(), space.bottom()));
    let response = ui.interact(rect, row_id(&slide.id), Sense::click_and_drag());
    let selected = app.slides.selected.as_ref() == Some(&slide.id);
    let title = title(app, slide);
    let hidden = if slide.hidden { ", hidden" } else { "" };
    let count = place + 1;
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, selected, format!("Slide {count}: {title}{hidden}"))
    });
    if ui.is_rect_visible(rect) {
        ground(app, ui, rect, selected, response.hovered());
        picture(app, ui, rect, slide, selected || response.has_focus());
        words(app, ui, rect, slide, &title, number(plan, place));
    }
    let now = ui.input(|input| input.time);
    if response.clicked() {
        response.request_focus();
        select(app, &slide.id, now);
    }
    if response.drag_started() {
        app.slides.dragged = Some(slide.id.clone());
    }
    rect
}

fn ground(app: &Cordon, ui: &Ui, rect: Rect, selected: bool, hovered: bool) {
    let (painter, look) = (ui.painter(), &app.look);
    if selected {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.accentbg));
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, colour32(look.ui.accent));
    } else if hovered {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.well));
    }
    ink::rule(painter, rect.left() + MARGIN, rect.right() - MARGIN, rect.bottom() - 0.5, look.ui.line);
}

fn picture(app: &mut Cordon, ui: &Ui, rect: Rect, slide: &Slide, marked: bool) {
    let place = Rect::from_min_size(rect.min + vec2(MARGIN, 8.0), vec2(WIDTH, HEIGHT));
    let texture = app.slides.pictures.texture(&slide.id, ui.ctx());
    let (painter, look) = (ui.painter(), &app.look);
    if let Some(texture) = texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let tint = if slide.hidden { Color32::WHITE.gamma_multiply(0.35) } else { Color32::WHITE };
        painter.image(texture.id(), place, whole, tint);
    } else {
        painter.rect_filled(place, CornerRadius::ZERO, colour32(look.ui.well));
        ink::write(painter, place.center(), Align2::CENTER_CENTER, "…", pen(13.0, 500, look.ui.tx3));
    }
    let edge = if marked { look.ui.accent } else { look.ui.line2 };
    let stroke = Stroke::new(if marked { 1.5 } else { 1.0 }, colour32(edge));
    painter.rect_stroke(place, CornerRadius::ZERO, stroke, StrokeKind::Outside);
}

fn words(app: &Cordon, ui: &Ui, rect: Rect, slide: &Slide, title: &str, number: Option<usize>) {
    let (painter, look) = (ui.painter(), &app.look);
    let left = rect.left() + MARGIN + WIDTH + 12.0;
    let right = rect.right() - MARGIN;
    let top = rect.top() + 15.0;
    let said = number.map_or_else(|| "hidden".to_owned(), |number| number.to_string());
    ink::write(painter, pos2(left, top), Align2::LEFT_CENTER, said, pen(11.0, 600, look.ui.tx2));
    let own = slide.title.is_some() || slide.text.is_some() || slide.notes.is_some();
    let kind = match (slide.template, own) {
        (None, _) => "own",
        (Some(_), true) => "edited",
        (Some(_), false) => "follows the numbers",
    };
    ink::write(painter, pos2(right, top), Align2::RIGHT_CENTER, kind, pen(10.5, 400, look.ui.tx3));
    let colour = if slide.hidden { look.ui.tx3 } else { look.ui.tx };
    let mut job =
        egui::text::LayoutJob::simple(title.to_owned(), font(12.0, 500), colour32(colour), right - left);
    job.wrap.max_rows = 3;
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, rect.top() + 26.0), galley, colour32(colour));
    let findings = app.slides.pictures.of(&slide.id).map_or(0, |made| made.findings.len());
    if findings > 0 {
        let y = rect.bottom() - 15.0;
        icons::draw_small(painter, pos2(left + 6.0, y), Icon::Warning, colour32(look.ui.delta));
        let text = format!("{findings} {}", if findings == 1 { "remark" } else { "remarks" });
        ink::write(painter, pos2(left + 16.0, y), Align2::LEFT_CENTER, text, pen(10.5, 500, look.ui.delta));
    }
}

/// The slide in the hand: where it would go, and that it goes there.
fn carry(app: &mut Cordon, ui: &Ui, plan: &Plan, rows: &[Rect]) {
    let Some(id) = app.slides.dragged.clone() else { return };
    let (pointer, down, escape, now) = ui.input(|input| {
        (input.pointer.latest_pos(), input.pointer.any_down(), input.key_pressed(Key::Escape), input.time)
    });
    let from = plan.slides.iter().position(|slide| slide.id == id);
    let (Some(at), Some(from), false) = (pointer, from, escape) else {
        app.slides.dragged = None;
        return;
    };
    let before = rows.iter().filter(|row| row.center().y < at.y).count();
    let to = if before > from { before - 1 } else { before };
    if !down {
        app.slides.dragged = None;
        move_to(app, id, from, to, now);
        return;
    }
    let edge = rows.get(before).map(Rect::top).or_else(|| rows.last().map(Rect::bottom));
    if let (Some(y), Some(row)) = (edge.filter(|_| to != from), rows.first()) {
        let stroke = Stroke::new(3.0, colour32(app.look.ui.accent));
        ui.painter().hline(row.left() + MARGIN - 4.0..=row.right() - MARGIN + 4.0, y, stroke);
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
}

fn move_to(app: &mut Cordon, slide: SlideId, from: usize, to: usize, now: f64) {
    if from != to {
        app.desk.apply(&Edit::MoveSlide { slide, to }, now);
    }
}
