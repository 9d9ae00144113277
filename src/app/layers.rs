//! The layers drawn over the map, and the line the plan is measured along.

use std::sync::Arc;

use egui::{Align2, DragValue, RichText, ScrollArea, TextEdit, Ui, Window, vec2};

use super::Cordon;
use super::command::Command;
use super::theme::{colour32, font};
use crate::geodesy;
use crate::import::zones::taken_as_line;
use crate::import::{Layer, Line, Progress, lines_in};
use crate::plan::{Edit, OwnLine};
use crate::scene::LayerMark;
use crate::scene::look::Look;
use crate::scene::reference::Prepared;
use crate::units::{Span, brief, grouped};

/// A layer over the map.
pub struct Overlaid {
    /// Its name, from the file.
    pub name: String,
    /// Where it says it is from.
    pub source: Option<String>,
    /// The date it says it has.
    pub date: Option<String>,
    /// What is drawn.
    pub prepared: Prepared,
    /// Whether it is drawn.
    pub shown: bool,
    /// Lines that the plan could be measured along.
    pub lines: Vec<Line>,
    features: usize,
    vertices: usize,
    bounds: Option<geo_types::Rect<f64>>,
}

/// More lines than this are not offered one by one.
const LINES_OFFERED: usize = 40;

impl Overlaid {
    /// Prepares a layer for drawing: long work, for a worker. `None` when cancelled.
    pub fn prepare(mut layer: Layer, progress: &Progress) -> Option<Self> {
        let lines = lines_in(&layer);
        let features = layer.features.len();
        // The geometries are not needed again: what is drawn is a pyramid made of them.
        let geometries: Vec<_> =
            layer.features.iter_mut().filter_map(|feature| feature.geometry.take()).collect();
        let prepared = Prepared::new(&geometries, &progress.cancelled, &|_| {})?;
        Some(Self {
            name: layer.name,
            source: layer.source,
            date: layer.date,
            prepared,
            shown: true,
            lines,
            features,
            vertices: layer.vertices,
            bounds: layer.bounds,
        })
    }

    /// The layer as the scene draws it; `place` chooses its colour.
    pub fn mark(&self, place: usize, look: &Look) -> LayerMark<'_> {
        LayerMark { prepared: &self.prepared, colour: look.layer(place) }
    }
}

impl Cordon {
    /// Draws a layer over the map at once. It is prepared here: a large one belongs on a worker,
    /// as when a file is opened.
    pub fn draw_over(&mut self, layer: Layer) {
        self.layers.extend(Overlaid::prepare(layer, &Progress::default()));
    }
}

/// Shows the list beside the rail.
pub fn show(app: &mut Cordon, ui: &Ui) {
    if !app.layers_open {
        return;
    }
    let mut open = true;
    let corner = app.map_corner();
    Window::new("Layers and line of contact")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .pivot(Align2::LEFT_BOTTOM)
        .default_pos(corner + vec2(16.0, app.view.size[1] - 16.0))
        .default_width(340.0)
        .show(ui.ctx(), |ui| {
            ui.set_width(340.0);
            line_of_contact(app, ui);
            ui.separator();
            layers(app, ui);
        });
    app.layers_open &= open;
}

fn line_of_contact(app: &mut Cordon, ui: &mut Ui) {
    let tx2 = colour32(app.look.ui.tx2);
    ui.label(RichText::new("Line of contact").font(font(12.5, 700)));
    let plan = app.desk.shown().clone();
    let now = ui.input(|input| input.time);
    if let Some(own) = &plan.line {
        let km = geodesy::length(&own.path).0;
        ui.label(format!("{} · {}", own.name, if own.date.is_empty() { "no date" } else { &own.date }));
        ui.label(
            RichText::new(format!(
                "{} km drawn · ground factor {}",
                brief(km),
                brief(own.ground_factor.central)
            ))
            .color(tx2),
        );
        own_line_fields(app, ui, own);
        if ui.button("Back to the embedded line").clicked() {
            app.desk.apply(&Edit::SetLine(None), now);
        }
    } else {
        let line = app.desk.atlas.contact();
        let km = geodesy::length(&line.path).0;
        let factor = line.ground_factor.value.central;
        ui.label(format!("{} · schematic, {}", line.name, line.date.as_deref().unwrap_or("no date")));
        ui.label(
            RichText::new(format!(
                "{} km drawn × {factor:.3} = {} km on the ground",
                brief(km),
                grouped(km * factor, 0)
            ))
            .color(tx2),
        )
        .on_hover_text(&line.ground_factor.note);
    }
}

/// Date and ground factor of a line that the user brought.
fn own_line_fields(app: &mut Cordon, ui: &mut Ui, own: &Arc<OwnLine>) {
    let now = ui.input(|input| input.time);
    ui.horizontal(|ui| {
        ui.label("Date");
        let id = ui.scope_id().with("own date");
        let mut date = ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_else(|| own.date.clone());
        let field = TextEdit::singleline(&mut date).desired_width(90.0).hint_text("2024-12-01");
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Date of the line"));
        if response.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(id));
            if date != own.date {
                let line = OwnLine { date, ..own.as_ref().clone() };
                app.desk.apply(&Edit::SetLine(Some(Arc::new(line))), now);
            }
        } else if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, date));
        }
        ui.label("Ground factor");
        let mut factor = own.ground_factor.central;
        let field = DragValue::new(&mut factor).range(0.1..=10.0).speed(0.005).max_decimals(3);
        let response = ui.add(field.update_while_editing(false));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Ground factor of the line")
        });
        if response.changed() {
            let line = OwnLine { ground_factor: Span::flat(factor), ..own.as_ref().clone() };
            app.desk.trial = Some(Edit::SetLine(Some(Arc::new(line))));
        }
        if (response.drag_stopped() || response.lost_focus())
            && let Some(trial) = app.desk.trial.take()
        {
            app.desk.apply(&trial, now);
        }
    });
}

fn layers(app: &mut Cordon, ui: &mut Ui) {
    ui.label(RichText::new("Layers").font(font(12.5, 700)));
    if app.layers.is_empty() {
        ui.label("No layer yet. Drop a map file on the window, or open one.");
    }
    let now = ui.input(|input| input.time);
    let mut remove = None;
    let mut fly = None;
    let mut edit = None;
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for (place, layer) in app.layers.iter_mut().enumerate() {
            ui.push_id(place, |ui| {
                ui.horizontal(|ui| {
                    ui.checkbox(&mut layer.shown, RichText::new(&layer.name).font(font(12.0, 600)));
                });
                let about = format!(
                    "{} features · {} points · {}",
                    grouped(layer.features as f64, 0),
                    grouped(layer.vertices as f64, 0),
                    layer.source.as_deref().or(layer.date.as_deref()).unwrap_or("no source given"),
                );
                ui.label(RichText::new(about).color(colour32(app.look.ui.tx2)));
                ui.horizontal(|ui| {
                    if ui.button("Zoom").clicked() {
                        fly = layer.bounds;
                    }
                    if ui.button("Remove").clicked() {
                        remove = Some(place);
                    }
                    if !layer.lines.is_empty() {
                        ui.menu_button("Make line of contact", |ui| {
                            for line in layer.lines.iter().take(LINES_OFFERED) {
                                if ui.button(&line.name).clicked() {
                                    edit = Some(taken_as_line(line, &layer.name));
                                    ui.close();
                                }
                            }
                        });
                    }
                });
            });
        }
    });
    if let Some(place) = remove {
        app.layers.remove(place);
    }
    if let Some(bounds) = fly {
        let to = crate::scene::view::View::fitting(bounds, 60.0, app.view.size);
        app.fly_to(to, now);
    }
    if let Some(edit) = edit {
        app.desk.apply(&edit, now);
    }
    if ui.button(Command::OpenLayer.text()).on_hover_text(Command::OpenLayer.tooltip()).clicked() {
        app.run(Command::OpenLayer, &ui.ctx().clone());
    }
}
