//! The list of rings round places.

use egui::{Key, Rect, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::super::Cordon;
use super::super::number::type_over;
use super::super::theme::{colour32, font};
use super::card::{GUTTER, WIDE, head, plate};
use super::kept::typed;
use crate::plan::Form;
use crate::problem::Refusal;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub struct State {
    open: bool,
    /// Radii being typed, by the place of their set; those of the next rings have none.
    draft: Option<(Option<usize>, String)>,
    refusal: Option<Refusal>,
    /// The list was just opened: the radii of the next rings are to be typed.
    wants_focus: bool,
    /// Where the list stood in the last frame.
    rect: Option<Rect>,
}

impl State {
    /// Opens or closes the list.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        self.wants_focus = self.open;
        self.refusal = None;
    }

    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Where it stands.
    pub const fn rect(&self) -> Option<Rect> {
        self.rect
    }
}

/// Shows the list in the north-east of the map.
pub fn show(app: &mut Cordon, ui: &Ui, map: Rect) {
    app.measuring.rings.rect = None;
    if app.measuring.rings.open {
        let corner = app.below_plates(map.right_top() + vec2(-GUTTER - WIDE, GUTTER), WIDE);
        app.measuring.rings.rect = Some(plate(app, ui, ("rings", corner), content));
    }
}

fn content(app: &mut Cordon, ui: &mut Ui) {
    let look = app.look.clone();
    if head(ui, &look, "RADIUS RINGS", "Close the list of rings") {
        app.measuring.rings.toggle();
        return;
    }
    if app.desk.measured.rings.is_empty() {
        let text = "Rings on the ellipsoid round a place. They are not part of the plan.";
        ui.label(RichText::new(text).color(colour32(look.ui.tx2)));
    }
    sets(app, ui);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Next, km").font(font(12.0, 600)));
        field(app, ui, None, "Radii of the next rings");
    });
    begin(app, ui);
    if let Some(refusal) = &app.measuring.rings.refusal {
        ui.colored_label(colour32(look.ui.short), refusal.to_string());
    }
}

/// The sets there are, each to be changed, hidden and taken away.
fn sets(app: &mut Cordon, ui: &mut Ui) {
    let mut gone = None;
    for place in 0..app.desk.measured.rings.len() {
        let Some(set) = app.desk.measured.rings.get_mut(place) else { continue };
        let name =
            if set.name.is_empty() { crate::geodesy::coordinates::decimal(set.at) } else { set.name.clone() };
        let shown = ui.checkbox(&mut set.shown, RichText::new(&name).font(font(12.0, 600)));
        shown.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, true, format!("Rings round {name} on the map"))
        });
        ui.horizontal(|ui| {
            field(app, ui, Some(place), &format!("Radii round {name}"));
            let remove = ui.button("Remove");
            remove.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Remove the rings round {name}"))
            });
            if remove.clicked() {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        app.desk.measured.rings.remove(place);
        app.measuring.rings.draft = None;
    }
}

/// Where radii are typed; they count when the field is left. Enter in those of the next rings
/// waits for a click on the map.
fn field(app: &mut Cordon, ui: &mut Ui, place: Option<usize>, name: &str) {
    let kept = match place {
        Some(place) => app.desk.measured.rings.get(place).map(super::kept::RingSet::typed),
        None => Some(typed(&app.desk.measured.next_radii)),
    };
    let Some(kept) = kept else { return };
    let rings = &mut app.measuring.rings;
    let draft = &mut rings.draft;
    let mut text =
        draft.as_ref().filter(|(of, _)| *of == place).map_or(kept.clone(), |(_, text)| text.clone());
    let wide = if place.is_some() { 180.0 } else { 196.0 };
    let mut output = TextEdit::singleline(&mut text).desired_width(wide).hint_text("25, 50, 100").show(ui);
    let response = output.response.response.clone();
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    // What is measured before it is shown cannot keep the keyboard.
    if place.is_none() && !ui.is_sizing_pass() && std::mem::take(&mut rings.wants_focus) {
        type_over(ui, &mut output, &text);
    }
    if response.lost_focus() {
        *draft = None;
        if text != kept {
            let rings = &mut app.desk.measured;
            let set = match place {
                Some(place) => rings.set_radii(place, &text),
                None => super::kept::radii(&text).map(|radii| rings.next_radii = radii),
            };
            app.measuring.rings.refusal = set.err();
        }
        let entered = place.is_none() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered && app.measuring.rings.refusal.is_none() {
            app.desk.measured.begin_rings();
        }
    } else if response.has_focus() {
        *draft = Some((place, text));
    }
}

/// Buttons that begin a set: where the hand will click, round what was found, round a zone.
fn begin(app: &mut Cordon, ui: &mut Ui) {
    let mut result = None;
    ui.horizontal_wrapped(|ui| {
        let tip = "The next click on the map is their middle.";
        if ui.button("Click on the map").on_hover_text(tip).clicked() {
            app.desk.measured.begin_rings();
        }
        if let Some((at, name)) = app.finding.found()
            && ui.button(format!("Round {name}")).clicked()
        {
            result = Some(app.desk.measured.add_rings(at, name));
        }
        let zone = app.desk.selected().and_then(|id| app.desk.shown().zone(id)).cloned();
        if let Some(zone) = zone
            && let Form::Disc(disc) = zone.shape.form()
            && ui.button(format!("Round {}", zone.name)).clicked()
        {
            result = Some(app.desk.measured.add_rings(disc.centre.0, zone.name.clone()));
        }
    });
    if let Some(result) = result {
        app.measuring.rings.refusal = result.err();
    }
}
