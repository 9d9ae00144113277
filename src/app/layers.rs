//! The layers drawn over the map, and the line the plan is measured along.

use egui::{Align2, RichText, ScrollArea, Ui, Window, vec2};

use super::command::Command;
use super::theme::{colour32, font};
use super::{Cordon, lines};
use crate::import::zones::taken_as_line;
use crate::import::{Layer, Line, Progress, lines_in};
use crate::scene::LayerMark;
use crate::scene::look::Look;
use crate::scene::reference::Prepared;
use crate::units::grouped;

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
            lines::show(app, ui);
            ui.separator();
            layers(app, ui);
        });
    app.layers_open &= open;
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
