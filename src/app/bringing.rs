//! A file before it is taken in: what is in it, as what it is taken, and which field
//! says what. Nothing of it is in the plan until “Take in” is pressed.

mod choice;
mod rows;

use std::path::{Path, PathBuf};

use egui::{ComboBox, RichText, Ui, WidgetInfo, vec2};
use geo_types::Rect;

use super::Cordon;
use super::dialogs::{self, buttons, heading, scroll};
use super::files::Wish;
use super::theme::{colour32, font};
use crate::export::brought::extent_in_words;
use crate::import::preview::Shape;
use crate::import::{By, Layer, Mapping, Preview, limits, lines_in, preview, zones};
use crate::plan::{Edit, Plan};
use crate::problem::Problem;
use crate::units::grouped;

/// More lines than this are not offered one by one.
const LINES_OFFERED: usize = 200;
/// Width of the names of facts, in points.
const CAPTION: f32 = 80.0;
/// Problems that the sheet lists; the others are counted.
const LISTED: usize = 30;

/// What a file is taken in as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Zones of the plan.
    Zones,
    /// The line that the plan is measured along.
    Line,
    /// A layer over the map, of which nothing is counted.
    Layer,
}

/// A file that was read and is not taken in yet.
pub struct Bringing {
    /// Its path.
    pub path: PathBuf,
    /// What was read of it.
    pub layer: Layer,
    /// What was asked for.
    wish: Wish,
    preview: Preview,
    kind: As,
    mapping: Mapping,
    /// The lines that it has, by feature and name.
    lines: Vec<(usize, String)>,
    /// The feature that is to be the line; the longest otherwise.
    line: Option<usize>,
}

impl Bringing {
    /// Looks through a layer: for a worker.
    pub fn new(path: &Path, layer: Layer, wish: Wish, problems: &[Problem]) -> Self {
        let preview = preview(&crate::import::file_name(path), &layer, problems);
        let mapping = preview.mapping();
        let few = layer.features.len() <= limits::ZONES;
        let lines = if preview.count(Shape::Lines) + preview.count(Shape::Mixed) > 0 {
            lines_in(&layer).into_iter().take(LINES_OFFERED).map(|line| (line.feature, line.name)).collect()
        } else {
            Vec::new()
        };
        // Who gives each feature a role means zones; all else can only be looked at first.
        let zones = few && mapping.role != By::All && wish == Wish::Any;
        let kind = if zones { As::Zones } else { As::Layer };
        Self { path: path.to_owned(), layer, wish, preview, kind, mapping, lines, line: None }
    }

    /// Why it cannot be taken in as zones.
    fn no_zones(&self) -> Option<String> {
        let features = self.layer.features.len();
        let places = features - self.preview.count(Shape::None);
        if places == 0 {
            return Some("No zones: no feature has a place on the map.".to_owned());
        }
        (features > limits::ZONES).then(|| {
            let most = grouped(limits::ZONES as f64, 0);
            format!("No zones: {} features are too many, up to {most} can be.", grouped(features as f64, 0))
        })
    }
}

/// What was pressed.
pub enum Pressed {
    /// Nothing yet.
    Nothing,
    /// It is taken in, or not wanted.
    Done,
}

/// Shows the sheet.
pub fn show(app: &mut Cordon, ui: &mut Ui, bringing: &mut Bringing) -> Pressed {
    heading(ui, &format!("Bring in {}", bringing.preview.file));
    let mut other = None;
    scroll(ui).show(ui, |ui| {
        other = facts(app, ui, bringing);
        ui.add_space(8.0);
        choice::choice(app, ui, bringing);
        ui.add_space(8.0);
        rows::table(app, ui, bringing);
        ui.add_space(8.0);
        problems(app, ui, &bringing.preview.problems);
    });
    if let Some(layer) = other {
        app.read_another_layer(bringing.path.clone(), layer, bringing.wish, ui.ctx());
        return Pressed::Done;
    }
    match buttons(ui, &["Take in", "Cancel"]) {
        Some(0) => {
            take(app, ui, bringing);
            Pressed::Done
        }
        Some(_) => Pressed::Done,
        None => Pressed::Nothing,
    }
}

// ---- what is in it ----

/// The facts, in two columns; gives the layer that is asked for instead.
fn facts(app: &Cordon, ui: &mut Ui, bringing: &Bringing) -> Option<String> {
    let preview = &bringing.preview;
    let features = format!("{} · {} positions", preview.counted(), grouped(preview.vertices as f64, 0));
    let problems = match preview.problems.len() {
        0 => "none found".to_owned(),
        1 => "1, said below".to_owned(),
        many => format!("{many}, listed below"),
    };
    let extent = preview.extent.map_or_else(|| "none".to_owned(), extent_in_words);
    let mut other = None;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        fact(app, left, "Format", &format!("{} · {}", preview.format.title(), preview.name));
        fact(app, left, "Features", &features);
        fact(app, left, "Extent", &extent);
        fact(app, left, "Problems", &problems);
        fact(app, right, "Coordinates", &preview.crs.sentence());
        fact(app, right, "Date", preview.date.as_deref().unwrap_or("not given"));
        fact(app, right, "Source", preview.source.as_deref().unwrap_or("not given"));
        if !preview.offered.is_empty() {
            right.horizontal(|ui| {
                caption(app, ui, "Layer");
                other = layers(ui, preview);
            });
        }
    });
    other
}

/// One fact: its name, and beside it as many lines as it takes.
fn fact(app: &Cordon, ui: &mut Ui, name: &str, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 16.0;
        caption(app, ui, name);
        ui.add(egui::Label::new(RichText::new(text).font(font(12.0, 500))).wrap());
    });
}

/// The name of a fact, in a column of its own.
fn caption(app: &Cordon, ui: &mut Ui, name: &str) {
    let text = RichText::new(name).color(colour32(app.look.ui.tx2));
    let size = vec2(CAPTION, ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Min);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(CAPTION);
        ui.label(text);
    });
}

/// The layers that the file offers, to be chosen from.
fn layers(ui: &mut Ui, preview: &Preview) -> Option<String> {
    let read = preview.offered.iter().find(|layer| layer.read).map_or("", |layer| layer.name.as_str());
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("offered layers").width(240.0).selected_text(read).truncate();
    let shown = combo.show_ui(ui, |ui| {
        for layer in &preview.offered {
            let count =
                layer.features.map(|count| format!(" · {}", grouped(count as f64, 0))).unwrap_or_default();
            if ui.selectable_label(layer.read, format!("{}{count}", layer.name)).clicked() && !layer.read {
                chosen = Some(layer.name.clone());
            }
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Layer of the file"));
    chosen
}

fn problems(app: &Cordon, ui: &mut Ui, problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    let count = if problems.len() == 1 {
        "1 problem found".to_owned()
    } else {
        format!("{} problems found", problems.len())
    };
    ui.label(RichText::new(count).font(font(13.0, 700)));
    dialogs::problem_rows(app, ui, problems.iter().take(LISTED));
    if problems.len() > LISTED {
        let more = format!("and {} more, shown once the file is taken in", problems.len() - LISTED);
        ui.label(RichText::new(more).color(colour32(app.look.ui.tx2)));
    }
}

// ---- taking in ----

fn take(app: &mut Cordon, ui: &Ui, bringing: &mut Bringing) {
    let left = empty(&bringing.layer);
    let layer = std::mem::replace(&mut bringing.layer, left);
    let path = bringing.path.clone();
    match bringing.kind {
        As::Zones => {
            let (mapping, plan) = (bringing.mapping.clone(), app.desk.history.now().clone());
            app.files.make_edit(path, ui.ctx(), move |file| Made::zones(file, &layer, &mapping, &plan));
        }
        As::Line => {
            let feature = bringing.line;
            app.files.make_edit(path, ui.ctx(), move |file| Made::line(file, &layer, feature));
        }
        As::Layer => {
            let problems = std::mem::take(&mut bringing.preview.problems);
            app.files.make_layer(path, layer, problems, ui.ctx());
        }
    }
}

/// What stays on the sheet when its features are handed on.
fn empty(layer: &Layer) -> Layer {
    Layer {
        name: layer.name.clone(),
        date: layer.date.clone(),
        source: layer.source.clone(),
        features: Vec::new(),
        bounds: layer.bounds,
        vertices: 0,
        left_out: layer.left_out,
        format: layer.format,
        crs: layer.crs.clone(),
        offered: Vec::new(),
    }
}

/// What a worker makes of a layer: the edit that takes it in.
pub struct Made {
    /// The edit; none where nothing can be taken in.
    pub edit: Option<Edit>,
    /// What could not be, and what is worth knowing.
    pub problems: Vec<Problem>,
    /// Where it lies.
    pub bounds: Option<Rect<f64>>,
}

impl Made {
    fn zones(file: &str, layer: &Layer, mapping: &Mapping, plan: &Plan) -> Self {
        let (edits, problems) = zones::zones(file, layer, mapping, plan);
        let edit = (!edits.is_empty()).then(|| zones::together(edits, &layer.name));
        Self { edit, problems, bounds: layer.bounds }
    }

    fn line(file: &str, layer: &Layer, feature: Option<usize>) -> Self {
        match zones::line(file, layer, feature) {
            Ok((edit, problems)) => Self { edit: Some(edit), problems, bounds: layer.bounds },
            Err(problem) => Self { edit: None, problems: vec![problem], bounds: None },
        }
    }
}
