//! The editor of a slide: its words, what it shows, and the way back to the numbers.

use egui::{ComboBox, Rect, RichText, Role, ScrollArea, TextEdit, Ui, vec2};

use super::super::Cordon;
use super::super::headline::MARGIN;
use super::super::theme::{colour32, font};
use super::{delete, duplicate, list, named, view_now};
use crate::plan::slides::{Exhibit, MapView, Slide, SlideId};
use crate::plan::{Edit, Plan};
use crate::problem::Refusal;

/// Words that can be written on a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Text,
    Notes,
}

/// Words that are being written.
pub struct Draft {
    slide: SlideId,
    field: Field,
    text: String,
    /// Why the plan did not take them, until they are changed.
    refused: Option<Refusal>,
}

impl Draft {
    /// Whether they are written on this slide.
    pub fn is_of(&self, slide: &SlideId) -> bool {
        self.slide == *slide
    }

    /// Whether they are written in this field.
    fn is_in(&self, slide: &SlideId, field: Field) -> bool {
        self.is_of(slide) && self.field == field
    }
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Text => "Text",
            Self::Notes => "Notes",
        }
    }

    const fn of(self, slide: &Slide) -> Option<&String> {
        match self {
            Self::Title => slide.title.as_ref(),
            Self::Text => slide.text.as_ref(),
            Self::Notes => slide.notes.as_ref(),
        }
    }

    fn set(self, slide: &mut Slide, text: Option<String>) {
        match self {
            Self::Title => slide.title = text,
            Self::Text => slide.text = text,
            Self::Notes => slide.notes = text,
        }
    }
}

/// Puts what is being written into the plan. What the plan does not take stays in its field
/// with the reason, and is not tried again until it is changed.
pub fn settle(app: &mut Cordon, now: f64) {
    for draft in std::mem::take(&mut app.slides.drafts) {
        if draft.refused.is_some() {
            app.slides.drafts.push(draft);
            continue;
        }
        let Some(slide) = app.desk.history.now().slide(&draft.slide).cloned() else { continue };
        let mut changed = slide.as_ref().clone();
        // Nothing written means what the numbers say.
        let text = (!draft.text.trim().is_empty()).then(|| draft.text.clone());
        draft.field.set(&mut changed, text);
        set(app, &slide, changed.clone(), now);
        if let Some(refusal) = app.desk.refusal.clone().filter(|_| changed != *slide) {
            app.slides.drafts.push(Draft { refused: Some(refusal), ..draft });
        }
    }
}

fn set(app: &mut Cordon, before: &Slide, slide: Slide, now: f64) {
    if slide != *before {
        app.desk.apply(&Edit::SetSlide(slide), now);
    }
}

/// Shows the editor of a slide.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect, plan: &Plan, slide: &Slide) {
    let inner = area.shrink2(vec2(MARGIN, 0.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("slide editor"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt(("slide", &slide.id)).auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add_space(8.0);
        actions(app, ui, plan, slide);
        findings(app, ui, slide);
        for field in [Field::Title, Field::Text] {
            words(app, ui, slide, field);
        }
        shows(app, ui, plan, slide);
        words(app, ui, slide, Field::Notes);
        ui.add_space(10.0);
    });
}

fn actions(app: &mut Cordon, ui: &mut Ui, plan: &Plan, slide: &Slide) {
    let now = ui.input(|input| input.time);
    let Some(place) = plan.slides.iter().position(|other| other.id == slide.id) else { return };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let moved = |to: usize| Edit::MoveSlide { slide: slide.id.clone(), to };
        let up = ui.add_enabled(place > 0, egui::Button::new("Up")).on_hover_text("Alt+Up");
        if up.clicked() {
            app.desk.apply(&moved(place - 1), now);
        }
        let down = egui::Button::new("Down");
        let down = ui.add_enabled(place + 1 < plan.slides.len(), down).on_hover_text("Alt+Down");
        if down.clicked() {
            app.desk.apply(&moved(place + 1), now);
        }
        if ui.button("Duplicate").clicked() {
            duplicate(app, &slide.id, now);
        }
        let tip = "A hidden slide stays in the plan, and is neither shown nor written.";
        if ui.button(if slide.hidden { "Show" } else { "Hide" }).on_hover_text(tip).clicked() {
            set(app, slide, Slide { hidden: !slide.hidden, ..slide.clone() }, now);
        }
        if ui.button("Delete").clicked() {
            delete(app, &slide.id, now);
        }
    });
}

/// What does not fit, quietly.
fn findings(app: &Cordon, ui: &mut Ui, slide: &Slide) {
    let Some(made) = app.slides.pictures.of(&slide.id) else { return };
    for finding in &made.findings {
        let text = RichText::new(format!("{finding}.")).font(font(11.0, 400));
        ui.label(text.color(colour32(app.look.ui.delta)));
    }
}

/// A caption with the way back to the numbers.
fn caption(app: &Cordon, ui: &mut Ui, name: &str, own: bool, spoken: &str) -> bool {
    let mut back = false;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).font(font(11.0, 600)).color(colour32(app.look.ui.tx2)));
        if own {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let link = ui.link(RichText::new("Follow the numbers again").font(font(11.0, 400)));
                named(&link, Role::Button, spoken);
                back = link.clicked();
            });
        }
    });
    back
}

fn words(app: &mut Cordon, ui: &mut Ui, slide: &Slide, field: Field) {
    let now = ui.input(|input| input.time);
    let own = field.of(slide);
    let spoken = format!("{} follows the numbers again", field.name());
    // A slide of the user's own has no numbers to follow but for its title.
    if caption(app, ui, field.name(), own.is_some() && slide.template.is_some(), &spoken) {
        app.slides.drafts.retain(|draft| !draft.is_in(&slide.id, field));
        let mut changed = slide.clone();
        field.set(&mut changed, None);
        set(app, slide, changed, now);
        return;
    }
    let made = app.slides.pictures.of(&slide.id);
    let written = match field {
        Field::Title => list::title(app, slide),
        Field::Text => own.cloned().unwrap_or_default(),
        Field::Notes => own.cloned().or_else(|| made.map(|made| made.notes.clone())).unwrap_or_default(),
    };
    let draft = app.slides.drafts.iter().find(|draft| draft.is_in(&slide.id, field));
    let mut text = draft.map_or(written, |draft| draft.text.clone());
    let refused = draft.and_then(|draft| draft.refused.clone());
    let hint = match (field, slide.template) {
        (Field::Text, Some(_)) => "Follows the numbers; write to say something else",
        (Field::Text, None) => "What the slide says beside the map",
        (Field::Notes, _) => "What to say",
        (Field::Title, _) => "What the slide shows, as a sentence",
    };
    let edit = match field {
        Field::Title => TextEdit::multiline(&mut text).desired_rows(1).return_key(None),
        Field::Text => TextEdit::multiline(&mut text).desired_rows(2),
        Field::Notes => TextEdit::multiline(&mut text).desired_rows(3),
    };
    let edit = edit.hint_text(hint).desired_width(f32::INFINITY).margin(vec2(8.0, 5.0));
    let response = ui.add(edit.id_salt((&slide.id, field.name())));
    named(&response, Role::TextInput, &format!("{} of the slide", field.name()));
    if let Some(refusal) = &refused {
        reason(app, ui, refusal);
    }
    if response.changed() {
        app.slides.drafts.retain(|draft| !draft.is_in(&slide.id, field));
        app.slides.drafts.push(Draft { slide: slide.id.clone(), field, text, refused: None });
    }
    let enter = field == Field::Title && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if response.lost_focus() || (enter && response.has_focus()) {
        settle(app, now);
    }
}

/// Why the words in a field are not in the plan, and the way out.
fn reason(app: &Cordon, ui: &mut Ui, refusal: &Refusal) {
    let text = RichText::new(format!("Not taken: {}. {}", refusal.what, refusal.hint));
    ui.label(text.font(font(11.0, 500)).color(colour32(app.look.ui.short)));
}

/// What the slide shows beside its words.
fn shows(app: &mut Cordon, ui: &mut Ui, plan: &Plan, slide: &Slide) {
    let now = ui.input(|input| input.time);
    let spoken = "Exhibit follows the template again";
    let mut changed = slide.clone();
    if caption(app, ui, "Shows", slide.exhibit.is_some() && slide.template.is_some(), spoken) {
        changed.exhibit = None;
    }
    let none = if slide.template.is_some() { "As the template has it" } else { "No table or chart" };
    let text = slide.exhibit.map_or(none, Exhibit::title);
    let combo = ComboBox::from_id_salt(("exhibit", &slide.id)).width(ui.available_width() - 8.0);
    let shown = combo.selected_text(text).truncate().show_ui(ui, |ui| {
        ui.selectable_value(&mut changed.exhibit, None, none);
        for exhibit in Exhibit::ALL {
            ui.selectable_value(&mut changed.exhibit, Some(*exhibit), exhibit.title());
        }
    });
    named(&shown.response, Role::ComboBox, &format!("Table or chart: {text}"));
    let view = slide.view.clone().or_else(|| app.slides.pictures.view(&slide.id));
    if let Some(view) = view {
        zone(ui, plan, slide, view, &mut changed);
    }
    ui.horizontal(|ui| {
        let tip = "The slide shows the map as it is in the window now.";
        if ui.button("Take the view of the window").on_hover_text(tip).clicked() {
            changed.view = Some(view_now(app));
        }
        if slide.view.is_some() && slide.template.is_some() && ui.button("Template’s view").clicked() {
            changed.view = None;
        }
    });
    set(app, slide, changed, now);
}

/// The zone that stands out on the map.
fn zone(ui: &mut Ui, plan: &Plan, slide: &Slide, view: MapView, changed: &mut Slide) {
    let mut chosen = view.highlighted.clone();
    let name = chosen.as_ref().and_then(|id| plan.zone(id)).map(|zone| zone.name.clone());
    let text = name.unwrap_or_else(|| "No zone stands out".to_owned());
    let combo = ComboBox::from_id_salt(("zone", &slide.id)).width(ui.available_width() - 8.0);
    let shown = combo.selected_text(&text).truncate().height(320.0).show_ui(ui, |ui| {
        ui.set_max_width(360.0);
        ui.selectable_value(&mut chosen, None, "No zone stands out");
        for zone in &plan.zones {
            ui.selectable_value(&mut chosen, Some(zone.id.clone()), &zone.name);
        }
    });
    named(&shown.response, Role::ComboBox, &format!("Zone that stands out: {text}"));
    shown.response.on_hover_text("The other zones step back on the map of this slide.");
    if chosen != view.highlighted {
        changed.view = Some(MapView { highlighted: chosen, ..view });
    }
}
