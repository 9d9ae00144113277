//! The brief: the slides of the plan as a list of pictures, and an editor for the one that
//! is selected.

mod editor;

mod list;

mod pictures;

use egui::{Align2, Context, EventFilter, Id, Key, Modifiers, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::Cordon;
use super::headline::MARGIN;
use super::ink::{self, pen};
use super::theme::colour32;
use crate::brief::pictures::view_on;
use crate::brief::standard;
use crate::plan::slides::{Camera, MapView, Slide, SlideId};
use crate::plan::{Edit, Plan};
use crate::scene::View;
use crate::scene::view::geographic;

/// What is remembered of the brief from frame to frame.
#[derive(Default)]
pub struct SlidesState {
    /// The slide in the editor.
    selected: Option<SlideId>,
    /// The slide in the hand.
    dragged: Option<SlideId>,
    /// Words that are being written, and those that were refused and stay in their fields.
    drafts: Vec<editor::Draft>,
    pictures: pictures::Kept,
}

impl Cordon {
    /// Whether every slide on show has its picture.
    pub fn brief_is_drawn(&self) -> bool {
        self.slides.pictures.is_complete()
    }
}

/// Height of the head: what it is, and the two buttons that make slides.
const HEAD: f32 = 76.0;

/// Shows the brief in the whole of the panel.
pub fn show(app: &mut Cordon, ui: &mut Ui, panel: Rect) {
    app.slides.pictures.take();
    let plan = app.desk.history.now().clone();
    let gone = |id: &SlideId| plan.slide(id).is_none();
    if app.slides.selected.as_ref().is_some_and(gone) {
        app.slides.selected = None;
    }
    head(app, ui, panel.with_max_y(panel.top() + HEAD), &plan);
    let below = panel.with_min_y(panel.top() + HEAD);
    if plan.slides.is_empty() {
        nothing(app, ui, below);
        return;
    }
    let share = if app.slides.selected.is_some() { 0.5 } else { 1.0 };
    let split = below.top() + (below.height() * share).round();
    list::show(app, ui, below.with_max_y(split), &plan);
    if let Some(slide) = app.slides.selected.as_ref().and_then(|id| plan.slide(id)).cloned() {
        ink::rule(ui.painter(), panel.left(), panel.right(), split - 0.5, app.look.ui.line);
        editor::show(app, ui, below.with_min_y(split), &plan, &slide);
    }
}

fn head(app: &mut Cordon, ui: &mut Ui, area: Rect, plan: &Plan) {
    let look = app.look.clone();
    let painter = ui.painter();
    let left = pos2(area.left() + MARGIN, area.top() + 18.0);
    ink::write(painter, left, Align2::LEFT_CENTER, "SLIDES", pen(10.5, 600, look.ui.tx2));
    let hidden = plan.slides.iter().filter(|slide| slide.hidden).count();
    let shown = plan.slides.len() - hidden;
    let count = match (shown, hidden) {
        (0, 0) => String::new(),
        (_, 0) => format!("{shown} to show"),
        _ => format!("{shown} to show, {hidden} hidden"),
    };
    let right = pos2(area.right() - MARGIN, left.y);
    ink::write(painter, right, Align2::RIGHT_CENTER, &count, pen(11.0, 400, look.ui.tx3));
    let line = Rect::from_x_y_ranges(left.x..=right.x, left.y - 8.0..=left.y + 8.0);
    let response = ui.interact(line, ui.scope_id().with("count of slides"), egui::Sense::hover());
    named(&response, Role::Label, &format!("Slides: {count}"));
    let row = Rect::from_min_max(
        pos2(area.left() + MARGIN, area.top() + 34.0),
        pos2(area.right() - MARGIN, area.top() + 64.0),
    );
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(row).layout(layout));
    makers(app, &mut child);
    ink::rule(ui.painter(), area.left(), area.right(), area.bottom() - 0.5, look.ui.line);
}

/// The two buttons that make slides.
fn makers(app: &mut Cordon, ui: &mut Ui) {
    let now = ui.input(|input| input.time);
    let size = vec2(0.0, 28.0);
    let new = egui::Button::new("New slide from this view").min_size(size);
    let tip = "A slide of the map as it is now: place, layers, month, bands, contingents, selected zone.";
    if ui.add(new).on_hover_text(tip).clicked() {
        add_from_view(app, now);
    }
    let brief = egui::Button::new("Standard brief").min_size(size);
    let tip = "Eleven slides made from the figures, in place of those that are here. Undo brings them back.";
    if ui.add(brief).on_hover_text(tip).clicked() {
        editor::settle(app, now);
        app.desk.apply(&Edit::SetSlides(standard()), now);
        app.slides.selected = None;
    }
}

/// What to do where there is no slide yet.
fn nothing(app: &Cordon, ui: &mut Ui, area: Rect) {
    let place = area.shrink2(vec2(MARGIN, 20.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let tx2 = colour32(app.look.ui.tx2);
    child.spacing_mut().item_spacing.y = 8.0;
    child.label(egui::RichText::new("No slides yet").font(super::theme::font(14.0, 600)));
    for text in [
        "“Standard brief” makes eleven slides from the figures: situation, line, zones, need, who could fill it, \
         rotation, mandate, risks and sources. They follow the numbers until you write something else.",
        "“New slide from this view” keeps the map as it is now: move it to what you want to show first, select \
         the zone that should stand out, and switch contingents and bands as you like.",
        "Slides are saved with the plan. Without any, an export writes the standard brief.",
    ] {
        child.label(egui::RichText::new(text).color(tx2));
    }
}

/// The proportion of a map that takes a whole slide.
const WIDE: f32 = 1920.0 / 862.0;

/// The width of a map that shows on a slide all that a window of this size shows.
fn width_on_slide(size: [f32; 2]) -> f32 {
    size[0].max(size[1] * WIDE)
}

/// The view of the map as it is now.
fn view_now(app: &Cordon) -> MapView {
    let size = app.view.size;
    MapView {
        camera: Camera::at(geographic(app.view.centre), app.view.zoom, width_on_slide(size)),
        layers: app.layers.iter().filter(|layer| layer.style.shown).map(|layer| layer.name.clone()).collect(),
        zones: None,
        highlighted: app.desk.selected().cloned(),
        month: app.month,
        bands: app.bands,
        footprints: app.footprints,
    }
}

/// Adds a slide of the map as it is, after the one that is selected.
fn add_from_view(app: &mut Cordon, now: f64) {
    editor::settle(app, now);
    let plan = app.desk.history.now();
    let after = app.slides.selected.as_ref();
    let at = after.and_then(|id| plan.slides.iter().position(|slide| slide.id == *id)).map(|place| place + 1);
    add(app, Slide::from_view(view_now(app)), at, now);
}

/// Adds a slide and selects it.
fn add(app: &mut Cordon, slide: Slide, at: Option<usize>, now: f64) {
    let before = app.desk.history.now().slides.clone();
    app.desk.apply(&Edit::AddSlide { slide, at }, now);
    let plan = app.desk.history.now();
    let new = plan.slides.iter().find(|slide| before.iter().all(|known| known.id != slide.id));
    if let Some(new) = new {
        app.slides.selected = Some(new.id.clone());
    }
}

/// Selects a slide; the map flies to what it shows.
fn select(app: &mut Cordon, id: &SlideId, now: f64) {
    editor::settle(app, now);
    app.slides.selected = Some(id.clone());
    let plan = app.desk.history.now();
    let own = plan.slide(id).and_then(|slide| slide.view.clone());
    // A slide of the standard brief says nothing of layers.
    let own_view = own.is_some();
    let Some(view) = own.or_else(|| app.slides.pictures.view(id)) else { return };
    let to = flown_to(plan, &view, app.view.size);
    app.month = view.month;
    app.bands = view.bands;
    app.footprints = view.footprints;
    if own_view {
        for layer in &mut app.layers {
            layer.style.shown = view.layers.contains(&layer.name);
        }
    }
    app.fly_to(to, now);
}

/// The view of the window that shows what a slide shows.
fn flown_to(plan: &Plan, view: &MapView, size: [f32; 2]) -> View {
    match view.camera {
        Camera::At { centre, zoom } => View::new(centre, Camera::zoom_on(zoom, width_on_slide(size)), size),
        _ => view_on(plan, view, [0.0; 4], size),
    }
}

/// The row of a slide among the controls.
fn row_id(id: &SlideId) -> Id {
    Id::unique("slide").with(id)
}

/// Takes the keys of a slide that was clicked, before zones and map hear them.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    let now = ctx.input(|input| input.time);
    if app.page != super::Page::Brief {
        editor::settle(app, now);
        return;
    }
    let Some(id) = app.slides.selected.clone() else { return };
    if app.dialog_open() || ctx.memory(egui::Memory::focused) != Some(row_id(&id)) {
        return;
    }
    // The arrows are the list's, and do not carry the focus away.
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(row_id(&id), filter));
    let take = |modifiers: Modifiers, key: Key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    let Some(place) = app.desk.history.now().slides.iter().position(|slide| slide.id == id) else { return };
    if take(Modifiers::ALT, Key::ArrowUp) && place > 0 {
        app.desk.apply(&Edit::MoveSlide { slide: id.clone(), to: place - 1 }, now);
    }
    if take(Modifiers::ALT, Key::ArrowDown) {
        app.desk.apply(&Edit::MoveSlide { slide: id.clone(), to: place + 1 }, now);
    }
    let step =
        isize::from(take(Modifiers::NONE, Key::ArrowDown)) - isize::from(take(Modifiers::NONE, Key::ArrowUp));
    let next = place.checked_add_signed(step).and_then(|place| app.desk.history.now().slides.get(place));
    if step != 0
        && let Some(next) = next.map(|slide| slide.id.clone())
    {
        select(app, &next, now);
        ctx.memory_mut(|memory| memory.request_focus(row_id(&next)));
    }
    if take(Modifiers::NONE, Key::Delete) {
        delete(app, &id, now);
    }
    if take(Modifiers::COMMAND, Key::D) {
        duplicate(app, &id, now);
    }
}

/// Deletes a slide; the one after it is selected.
fn delete(app: &mut Cordon, id: &SlideId, now: f64) {
    app.slides.drafts.retain(|draft| !draft.is_of(id));
    let place = app.desk.history.now().slides.iter().position(|slide| slide.id == *id);
    app.desk.apply(&Edit::RemoveSlides(vec![id.clone()]), now);
    let left = &app.desk.history.now().slides;
    let next = place.and_then(|place| left.get(place.min(left.len().saturating_sub(1))));
    app.slides.selected = next.map(|slide| slide.id.clone());
}

/// Adds a copy of a slide behind it.
fn duplicate(app: &mut Cordon, id: &SlideId, now: f64) {
    editor::settle(app, now);
    let plan = app.desk.history.now();
    let Some(place) = plan.slides.iter().position(|slide| slide.id == *id) else { return };
    let Some(slide) = plan.slides.get(place) else { return };
    let copy = Slide { id: SlideId(String::new()), ..slide.as_ref().clone() };
    add(app, copy, Some(place + 1), now);
}

/// The number of a slide in the show; none where it is hidden.
fn number(plan: &Plan, place: usize) -> Option<usize> {
    let slide = plan.slides.get(place).filter(|slide| !slide.hidden)?;
    let before = plan.slides.iter().take_while(|other| other.id != slide.id);
    Some(before.filter(|other| !other.hidden).count() + 1)
}

/// Names a control for a screen reader.
fn named(response: &egui::Response, role: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
}
