//! The list of layers: their order, colours, labels, where they are from.

use egui::{
    Align, Button, ComboBox, CornerRadius, Label, Layout, Response, RichText, Role, Sense, Slider, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::overlaid::Overlaid;
use super::{carrying, remember};
use crate::app::Cordon;
use crate::app::command::Command;
use crate::app::icons::{self, Icon};
use crate::app::theme::{colour32, font};
use crate::import::zones::taken_as_line;
use crate::plan::Edit;
use crate::scene::layer::TINTS;
use crate::scene::look::{Colour, Look};
use crate::units::grouped;

/// More lines than this are not offered one by one.
const LINES_OFFERED: usize = 40;

/// What is asked of the list in a frame.
#[derive(Default)]
struct Asked {
    remove: Option<usize>,
    swap: Option<[usize; 2]>,
    fly: Option<geo_types::Rect<f64>>,
    edit: Option<Edit>,
    changed: bool,
}

/// Shows the list, the uppermost layer first.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    ui.label(RichText::new("Layers").font(font(12.5, 700)));
    if app.layers.is_empty() {
        let text = "No layer yet. Drop a map file on the window, or open one.";
        ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    }
    let mut asked = Asked::default();
    let count = app.layers.len();
    let mut rows = Vec::new();
    for place in (0..count).rev() {
        let Some(layer) = app.layers.get_mut(place) else { continue };
        // It can be dragged, but is no stop of Tab: keys have the arrows.
        let entry = UiBuilder::new().id_salt(("layer", place)).sense(Sense::DRAG);
        let shown = ui.scope_builder(entry, |ui| {
            head(layer, place, count, &app.look, ui, &mut asked);
            about(layer, &app.look, ui);
            if layer.open {
                details(layer, place, &app.look, ui, &mut asked);
            }
        });
        if shown.response.drag_started() && count > 1 {
            app.layer_carried = Some(place);
        }
        rows.push(shown.response.rect);
        ui.add_space(4.0);
    }
    carrying::show(app, ui, &rows);
    ui.horizontal(|ui| {
        if ui.button(Command::OpenLayer.text()).on_hover_text(Command::OpenLayer.tooltip()).clicked() {
            app.run(Command::OpenLayer, &ui.ctx().clone());
        }
        reopen(app, ui);
    });
    answer(app, asked, ui);
}

/// Whether layers are opened again at the next start.
fn reopen(app: &mut Cordon, ui: &mut Ui) {
    let mut on = app.settings.layers.is_some();
    let tip = "Remembers the paths of the files and how they are drawn. The plan does not hold layers.";
    if ui.checkbox(&mut on, "Open again at the next start").on_hover_text(tip).changed() {
        app.settings.layers = on.then(Vec::new);
        remember(app);
        app.settings.store();
    }
}

fn answer(app: &mut Cordon, asked: Asked, ui: &Ui) {
    let now = ui.input(|input| input.time);
    if let Some([from, to]) = asked.swap.filter(|[from, to]| (*from).max(*to) < app.layers.len()) {
        app.layers.swap(from, to);
    }
    if let Some(place) = asked.remove.filter(|place| *place < app.layers.len()) {
        app.layers.remove(place);
    }
    if let Some(bounds) = asked.fly {
        let to = crate::scene::view::View::fitting(bounds, 60.0, app.view.size);
        app.fly_to(to, now);
    }
    if let Some(edit) = asked.edit {
        app.desk.apply(&edit, now);
    }
    if asked.changed || asked.swap.is_some() || asked.remove.is_some() {
        remember(app);
    }
}

/// Visibility, colour and name at the left; details, up, down and away at the right.
fn head(layer: &mut Overlaid, place: usize, count: usize, look: &Look, ui: &mut Ui, asked: &mut Asked) {
    let name = layer.name.clone();
    // A colour that came by its place stays with the layer when it is moved.
    let tint = *layer.style.tint.get_or_insert(place % TINTS);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let shown = ui.checkbox(&mut layer.style.shown, "");
        shown.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, layer.style.shown, format!("Show {name}"))
        });
        asked.changed |= shown.changed();
        swatch(ui, look.layer(tint).alpha(layer.style.opacity), look);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if icon(ui, look, Some(Icon::Cross), &format!("Remove {name}"), true).clicked() {
                asked.remove = Some(place);
            }
            if icon(ui, look, None, &format!("Move {name} down"), place > 0).clicked() {
                asked.swap = Some([place, place.saturating_sub(1)]);
            }
            if arrow_up(ui, look, &format!("Move {name} up"), place + 1 < count).clicked() {
                asked.swap = Some([place, place + 1]);
            }
            let text = if layer.open { "Less" } else { "More" };
            let more = ui.add(Button::new(RichText::new(text).font(font(11.0, 500))).frame(false));
            let said = format!("{text} about {name}");
            more.widget_info(|| WidgetInfo::selected(Role::Button, true, layer.open, said.clone()));
            if more.clicked() {
                layer.open = !layer.open;
            }
            let title = RichText::new(&layer.name).font(font(12.0, 600));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(title).truncate()).on_hover_text(&layer.name);
            });
        });
    });
}

/// What it holds, where it is from, its date.
fn about(layer: &Overlaid, look: &Look, ui: &mut Ui) {
    let holds = format!(
        "{} features · {} points",
        grouped(layer.features as f64, 0),
        grouped(layer.vertices as f64, 0)
    );
    let said = |text: &str, none: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
    let from = format!(
        "{} · {}",
        said(layer.said_source(), "no source given"),
        said(&crate::scene::marks::spelled(layer.said_date()), "no date")
    );
    ui.horizontal(|ui| {
        ui.add_space(24.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for text in [holds, from] {
                let line = RichText::new(&text).font(font(11.0, 400)).color(colour32(look.ui.tx2));
                ui.add(Label::new(line).truncate()).on_hover_text(text);
            }
        });
    });
}

/// Width of the words before a field.
const WORDS: f32 = 56.0;

fn details(layer: &mut Overlaid, place: usize, look: &Look, ui: &mut Ui, asked: &mut Asked) {
    let name = layer.name.clone();
    ui.horizontal(|ui| {
        ui.add_space(24.0);
        ui.vertical(|ui| {
            row(ui, "Colour", |ui| asked.changed |= palette(layer, place, look, ui));
            row(ui, "Opacity", |ui| {
                asked.changed |= opacity(ui, &mut layer.style.opacity, &format!("Opacity of {name}"));
            });
            row(ui, "Labels", |ui| asked.changed |= labels(layer, ui));
            if layer.source.is_none() {
                row(ui, "Source", |ui| {
                    let of = format!("Source of {name}");
                    asked.changed |= typed(ui, &mut layer.style.source, &of, "The file says none");
                });
            }
            if layer.date.is_none() {
                row(ui, "Date", |ui| {
                    asked.changed |=
                        typed(ui, &mut layer.style.date, &format!("Date of {name}"), "2024-12-01");
                });
            }
            ui.horizontal(|ui| {
                if ui.button("Zoom").on_hover_text("Show all of the layer.").clicked() {
                    asked.fly = layer.bounds;
                }
                if !layer.lines.is_empty() {
                    ui.menu_button("Make line of contact", |ui| {
                        for line in layer.lines.iter().take(LINES_OFFERED) {
                            if ui.button(&line.name).clicked() {
                                asked.edit = Some(taken_as_line(line, &layer.name));
                                ui.close();
                            }
                        }
                    });
                }
            });
        });
    });
}

/// A field behind its words.
pub fn row(ui: &mut Ui, words: &str, field: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(WORDS, 22.0), Sense::hover());
        let at = egui::pos2(place.left(), place.center().y);
        let colour = ui.visuals().text_color();
        ui.painter().text(at, egui::Align2::LEFT_CENTER, words, font(12.0, 400), colour);
        field(ui);
    });
}

/// An opacity from 0 to 100 %; says whether it was settled anew.
pub fn opacity(ui: &mut Ui, value: &mut f32, name: &str) -> bool {
    let mut percent = (*value * 100.0).round();
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().slider_width = 96.0;
            ui.spacing_mut().slider_rail_height = 4.0;
            // White on a white panel would be no rail.
            let rail = ui.visuals().widgets.inactive.bg_stroke.color;
            ui.visuals_mut().widgets.inactive.bg_fill = rail;
            ui.add(Slider::new(&mut percent, 0.0..=100.0).step_by(5.0).fixed_decimals(0).suffix(" %"))
        })
        .inner;
    response.widget_info(|| WidgetInfo::slider(true, f64::from(percent), name));
    if response.changed() {
        *value = percent / 100.0;
    }
    response.drag_stopped() || (response.changed() && !response.dragged())
}

fn typed(ui: &mut Ui, text: &mut String, name: &str, hint: &str) -> bool {
    let field = TextEdit::singleline(text).desired_width(190.0).char_limit(120).hint_text(hint);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    response.lost_focus()
}

/// The six colours of layers.
fn palette(layer: &mut Overlaid, place: usize, look: &Look, ui: &mut Ui) -> bool {
    let now = layer.style.tint.unwrap_or(place) % TINTS;
    let mut changed = false;
    ui.spacing_mut().item_spacing.x = 2.0;
    for tint in 0..TINTS {
        let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
        let name = format!("Colour {} of {}", tint + 1, layer.name);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, now == tint, name.clone()));
        ui.painter().rect_filled(rect.shrink(4.0), CornerRadius::same(3), colour32(look.layer(tint)));
        if now == tint || response.has_focus() {
            let edge = Stroke::new(2.0, colour32(look.ui.accent));
            ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(5), edge, StrokeKind::Inside);
        }
        if response.clicked() {
            layer.style.tint = Some(tint);
            changed = true;
        }
    }
    changed
}

/// Which field stands beside each feature.
fn labels(layer: &mut Overlaid, ui: &mut Ui) -> bool {
    if layer.fields().is_empty() {
        ui.weak("The features have no attributes");
        return false;
    }
    let mut chosen = None;
    let now = layer.style.label.clone();
    let combo = ComboBox::from_id_salt("labels").width(190.0).truncate();
    let shown = combo.selected_text(now.as_deref().unwrap_or("None")).show_ui(ui, |ui| {
        if ui.selectable_label(now.is_none(), "None").clicked() {
            chosen = Some(None);
        }
        for field in layer.fields() {
            if ui.selectable_label(now.as_ref() == Some(field), field).clicked() {
                chosen = Some(Some(field.clone()));
            }
        }
    });
    let name = format!("Labels of {}", layer.name);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name.clone()));
    let Some(field) = chosen.filter(|field| *field != now) else { return false };
    layer.label_by(field);
    true
}

fn swatch(ui: &mut Ui, colour: Colour, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    let edge = Stroke::new(1.0, colour32(look.ui.line2));
    ui.painter().rect(rect, CornerRadius::same(3), colour32(colour), edge, StrokeKind::Inside);
}

/// A button with a picture: a cross, or an arrow down where there is none.
fn icon(ui: &mut Ui, look: &Look, icon: Option<Icon>, name: &str, possible: bool) -> Response {
    small(ui, look, name, possible, |painter, centre, colour| match icon {
        Some(icon) => icons::draw_small(painter, centre, icon, colour),
        None => arrow(painter, centre, 1.0, colour),
    })
}

fn arrow_up(ui: &mut Ui, look: &Look, name: &str, possible: bool) -> Response {
    small(ui, look, name, possible, |painter, centre, colour| arrow(painter, centre, -1.0, colour))
}

/// An arrow: down, or up with `way` −1.
fn arrow(painter: &egui::Painter, centre: egui::Pos2, way: f32, colour: egui::Color32) {
    let stroke = Stroke::new(1.5, colour);
    let tip = centre + vec2(0.0, 4.5 * way);
    painter.line_segment([centre - vec2(0.0, 4.5 * way), tip], stroke);
    for side in [-3.5, 3.5] {
        painter.line_segment([tip, tip + vec2(side, -3.5 * way)], stroke);
    }
}

fn small(
    ui: &mut Ui,
    look: &Look,
    name: &str,
    possible: bool,
    draw: impl FnOnce(&egui::Painter, egui::Pos2, egui::Color32),
) -> Response {
    let sense = if possible { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, possible, name));
    if possible && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, CornerRadius::same(4), colour32(look.ui.well));
    }
    if response.has_focus() {
        let edge = Stroke::new(2.0, colour32(look.ui.accent));
        ui.painter().rect_stroke(rect, CornerRadius::same(4), edge, StrokeKind::Inside);
    }
    let colour = if possible { look.ui.tx2 } else { look.ui.line2 };
    draw(ui.painter(), rect.center(), colour32(colour));
    response.on_hover_text(name)
}
