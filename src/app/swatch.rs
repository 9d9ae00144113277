//! The badge of a zone, and the palette behind it.

use egui::{Align2, CornerRadius, Stroke, StrokeKind};
use egui::{Popup, PopupCloseBehavior, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::icons::{self, Icon};
use super::ink::{self, pen};
use super::shaping;
use super::theme::colour32;
use crate::plan::{Edit, Zone, ZoneColour};

/// Width of the palette.
const WIDE: f32 = 240.0;

/// Height of a choice.
const CHOICE: f32 = 28.0;

/// What a zone is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// The colour of its role.
    Role,
    /// A colour of its own.
    Own(ZoneColour),
}

impl Paint {
    /// That of a zone.
    pub fn of(zone: &Zone) -> Self {
        zone.colour.map_or(Self::Role, Self::Own)
    }

    /// The colour of its own, if it is one.
    pub const fn colour(self) -> Option<ZoneColour> {
        match self {
            Self::Role => None,
            Self::Own(colour) => Some(colour),
        }
    }
}

/// Draws the badge; a click on it opens the palette.
pub fn show(app: &mut Cordon, ui: &Ui, badge: Rect, zone: &Zone) {
    let response = ui.interact(badge, ui.scope_id().with(("colour", &zone.id)), Sense::click());
    let colour = zone.colour.map_or("as its role", ZoneColour::title);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Colour of {}: {colour}", zone.name))
    });
    ink::badge_of(ui.painter(), badge, zone, &app.look);
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(2.0, colour32(app.look.ui.accent));
        ui.painter().rect_stroke(badge.expand(2.0), CornerRadius::same(4), stroke, StrokeKind::Middle);
    }
    let mut chosen = None;
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .width(WIDE)
        .show(|ui| {
            let role = format!("As its role: {}", zone.role.title());
            chosen = palette(app, ui, zone, Some(Paint::of(zone)), &role);
        });
    if let Some(paint) = chosen {
        give(app, zone, paint, ui.input(|input| input.time));
    }
    if !Popup::is_any_open(ui.ctx()) {
        response.on_hover_text(format!("{}\nClick to choose a colour.", zone.role.title()));
    }
}

/// The choices, on the badge of a zone; says which was clicked. `now` is what there is,
/// none where several zones differ, and `role` says what having none means.
pub fn palette(app: &Cordon, ui: &mut Ui, zone: &Zone, now: Option<Paint>, role: &str) -> Option<Paint> {
    ui.set_width(WIDE);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut chosen = None;
    for paint in std::iter::once(Paint::Role).chain(ZoneColour::ALL.map(Paint::Own)) {
        let text = match paint {
            Paint::Own(colour) => colour.title(),
            Paint::Role => role,
        };
        if choice(app, ui, &Zone { colour: paint.colour(), ..zone.clone() }, now == Some(paint), text) {
            chosen = Some(paint);
        }
    }
    chosen
}

fn choice(app: &Cordon, ui: &mut Ui, zone: &Zone, on: bool, text: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CHOICE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, text));
    let (look, painter) = (&app.look, ui.painter());
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::same(3), colour32(look.ui.well));
    }
    let y = rect.center().y;
    let badge = Rect::from_center_size(pos2(rect.left() + 14.0, y), vec2(18.0, 18.0));
    ink::badge_of(painter, badge, zone, look);
    let at = pos2(rect.left() + 32.0, y);
    let ink = pen(12.5, 400, look.ui.tx);
    ink::write_within(painter, at, Align2::LEFT_CENTER, text, ink, rect.width() - 56.0);
    if on {
        icons::draw_small(painter, pos2(rect.right() - 12.0, y), Icon::Check, colour32(look.ui.accent));
    }
    response.clicked()
}

/// Gives the colour to a zone, or to all that are selected where it is one of them.
pub fn give(app: &mut Cordon, zone: &Zone, paint: Paint, now: f64) {
    let selected = &app.desk.selection;
    let zones = if selected.has(&zone.id) { selected.zones.clone() } else { vec![zone.id.clone()] };
    let edits = zones.into_iter().map(|zone| Edit::SetColour { zone, colour: paint.colour() }).collect();
    shaping::several(app, "Set colour", edits, now);
}
