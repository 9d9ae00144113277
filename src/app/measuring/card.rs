//! The card of the measured path, in the corner of the map.

use std::sync::Arc;

use egui::{
    Align2, Area, CornerRadius, Id, Order, Pos2, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::Cordon;
use super::super::icons::{self, Icon};
use super::super::ink::{self, pen};
use super::super::theme::{colour32, font};
use super::kept::km;
use super::{profile, words};
use crate::export::path::geojson;
use crate::geodesy::{Flat, Route};
use crate::scene::look::Look;
use crate::units::grouped;

/// The width of a card.
pub const WIDE: f32 = 292.0;

/// Legs that are listed before the list is scrolled.
const ROWS: f32 = 6.0;

/// The height of a line.
const LINE: f32 = 18.0;

/// From the map's edge.
pub const GUTTER: f32 = 16.0;

/// More than this is a grave error: it is written in the colour of changes.
const GRAVE: f64 = 0.01;

/// Shows the card, if there is a path: in the west, where the least is measured.
pub fn show(app: &mut Cordon, ui: &Ui, map: Rect) {
    let route = app.desk.measured.route().cloned();
    app.measuring.card = None;
    if route.is_none() && !app.desk.measured.is_drawing() {
        return;
    }
    let corner = app.below_plates(map.min + vec2(GUTTER, 58.0), WIDE);
    let rect = plate(app, ui, ("measure", corner), |app, ui| content(app, ui, route.as_ref()));
    app.measuring.card = Some(rect);
}

/// A plate over the map; returns where it stands.
pub fn plate(
    app: &mut Cordon,
    ui: &Ui,
    (name, corner): (&str, Pos2),
    content: impl FnOnce(&mut Cordon, &mut Ui),
) -> Rect {
    let look = app.look.clone();
    let area = Area::new(Id::unique(name)).order(Order::Middle).fixed_pos(corner).constrain(false);
    let frame = egui::Frame::NONE
        .fill(colour32(look.ui.plate))
        .stroke(Stroke::new(1.0, colour32(look.ui.plateline)))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(12);
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(WIDE - 24.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            content(app, ui);
        });
    });
    shown.response.rect
}

/// The head of a card with a button that closes it; says whether it was pressed.
pub fn head(ui: &mut Ui, look: &Look, title: &str, close: &str) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let pen = pen(10.5, 600, look.ui.tx2);
    ink::write(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, title, pen);
    let button = Rect::from_center_size(rect.right_center() - vec2(7.0, 0.0), vec2(24.0, 24.0));
    let response = ui.interact(button, ui.scope_id().with(close), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, close));
    let colour = if response.hovered() || response.has_focus() { look.ui.tx } else { look.ui.tx2 };
    icons::draw_small(ui.painter(), button.center(), Icon::Cross, colour32(colour));
    response.on_hover_text(close).clicked()
}

fn content(app: &mut Cordon, ui: &mut Ui, route: Option<&Arc<Route>>) {
    let look = app.look.clone();
    if head(ui, &look, "MEASURE", "Take the measure away") {
        app.desk.measured.over = None;
        app.desk.measured.refresh(None);
        app.desk.measured.clear();
        return;
    }
    let Some(route) = route else {
        let text = "Click where the path begins. The tool keeps its sketch meanwhile.";
        ui.label(RichText::new(text).color(colour32(look.ui.tx2)));
        return;
    };
    length(ui, &look, route);
    enclosed(ui, &look, route);
    flat(ui, &look, route);
    // Under the hand the card stays short: it hides less of the map.
    if app.desk.measured.is_drawing() {
        return;
    }
    ui.label(RichText::new(&route.why).font(font(11.0, 400)).color(colour32(look.ui.tx2)));
    caps(ui, &look, "DISTANCE TO THE LINE OF CONTACT");
    profile::of_path(app, ui, route);
    copies(app, ui, route);
}

/// A heading between two parts.
pub fn caps(ui: &mut Ui, look: &Look, text: &str) {
    ui.add_space(4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    ink::rule(ui.painter(), rect.left(), rect.right(), rect.top() + 1.0, look.ui.line);
    let at = pos2(rect.left(), rect.bottom() - 6.0);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, text, pen(10.5, 600, look.ui.tx2));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

fn length(ui: &mut Ui, look: &Look, route: &Route) {
    let total = format!("{} km", km(route.length));
    let legs = match route.legs.as_slice() {
        [leg] => format!("at {}", leg.bearing_in_words()),
        many => format!("{} legs", many.len()),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Length {total}, {legs}")));
    let painter = ui.painter();
    let at = pos2(rect.left(), rect.center().y);
    let covered = ink::write(painter, at, Align2::LEFT_CENTER, &total, pen(19.0, 700, look.ui.tx));
    let at = pos2(covered.right() + 8.0, rect.center().y + 2.0);
    ink::write(painter, at, Align2::LEFT_CENTER, &legs, pen(12.0, 400, look.ui.tx2));
    response.on_hover_text("On the WGS84 ellipsoid, along the path as it is drawn.");
    if route.legs.len() < 2 {
        return;
    }
    let scroll = egui::ScrollArea::vertical().id_salt("legs").max_height(ROWS * (LINE + 2.0));
    scroll.stick_to_bottom(true).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (number, leg) in route.legs.iter().enumerate() {
            let name = format!("Leg {}", number + 1);
            line(ui, look, &name, &format!("{} km", km(leg.length)), (&leg.bearing_in_words(), look.ui.tx2));
        }
    });
}

/// A line of a card: what, its value, and a remark at the right end.
pub fn line(ui: &mut Ui, look: &Look, what: &str, value: &str, remark: (&str, crate::scene::Colour)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}: {value} {}", remark.0)));
    let (painter, y) = (ui.painter(), rect.center().y);
    ink::write(painter, pos2(rect.left(), y), Align2::LEFT_CENTER, what, pen(12.0, 400, look.ui.tx2));
    let at = pos2(rect.right() - 68.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, value, pen(12.0, 500, look.ui.tx));
    let at = pos2(rect.right() - 4.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, remark.0, pen(12.0, 500, remark.1));
}

fn enclosed(ui: &mut Ui, look: &Look, route: &Route) {
    match &route.enclosed {
        None => {}
        Some(Ok(area)) => {
            let value = format!("{} km²", grouped(area.0, if area.0 < 100.0 { 2 } else { 0 }));
            line(ui, look, "Area enclosed", &value, ("", look.ui.tx2));
            if let Some(closing) = route.closing {
                let remark = closing.bearing_in_words();
                let value = format!("{} km", km(closing.length));
                line(ui, look, "Back to the beginning", &value, (&remark, look.ui.tx2));
            }
        }
        Some(Err(why)) => {
            let text = format!("No area: {}.", why.what);
            ui.label(RichText::new(text).color(colour32(look.ui.tx2)));
        }
    }
}

/// What planes would have said of the length and of the area.
fn flat(ui: &mut Ui, look: &Look, route: &Route) {
    caps(ui, look, "ON A FLAT MAP IT WOULD BE");
    flats(ui, look, &route.flat_lengths, |value| format!("{} km", km(crate::units::Km(value))));
    flats(ui, look, &route.flat_areas, |value| format!("{} km²", grouped(value, 0)));
}

/// Lines of what planes say; grave errors in the colour of changes.
pub fn flats(ui: &mut Ui, look: &Look, flats: &[Flat], written: impl Fn(f64) -> String) {
    for flat in flats {
        let colour = if flat.off.abs() > GRAVE { look.ui.delta } else { look.ui.tx2 };
        line(ui, look, &flat.plane.to_string(), &written(flat.value), (&flat.off_in_words(), colour));
    }
}

fn copies(app: &mut Cordon, ui: &mut Ui, route: &Route) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if ui.button("Copy words").on_hover_text("Ctrl+C copies words and GeoJSON together.").clicked() {
            ui.ctx().copy_text(words(route));
            app.notice = Some("Copied the measured path in words".to_owned());
        }
        let tip = "A LineString with its measures, for any GIS.";
        if ui.button("Copy GeoJSON").on_hover_text(tip).clicked() {
            ui.ctx().copy_text(format!("{:#}\n", geojson(route)));
            app.notice = Some("Copied the measured path as GeoJSON".to_owned());
        }
    });
}
