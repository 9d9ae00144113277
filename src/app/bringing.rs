//! A file before it is taken in: what is in it, as what it is taken, and which field
//! says what. Nothing of it is in the plan until “Take in” is pressed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Button, ComboBox, DragValue, Grid, RichText, Ui, WidgetInfo, vec2};

use super::Cordon;
use super::dialogs::{self, buttons, heading, scroll};
use super::grid::{Cell, Column, Table};
use super::ink::pen;
use super::theme::{colour32, font};
use crate::export::brought::extent_in_words;
use crate::import::preview::{Row, Shape};
use crate::import::{By, Layer, Mapping, Preview, limits, line, lines_in, preview};
use crate::plan::Role;
use crate::problem::Problem;
use crate::units::{Km, grouped};

/// More lines than this are not offered one by one.
const LINES_OFFERED: usize = 200;
/// Fields that the table shows beside the zone; the others are counted.
const COLUMNS: usize = 5;
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
    pub fn new(path: &Path, layer: Layer, problems: &[Problem]) -> Self {
        let preview = preview(&crate::import::file_name(path), &layer, problems);
        let mapping = preview.mapping();
        let few = layer.features.len() <= limits::ZONES;
        let lines = if preview.count(Shape::Lines) + preview.count(Shape::Mixed) > 0 {
            lines_in(&layer).into_iter().take(LINES_OFFERED).map(|line| (line.feature, line.name)).collect()
        } else {
            Vec::new()
        };
        // Who gives each feature a role means zones; all else can only be looked at first.
        let kind = if few && mapping.role != By::All { As::Zones } else { As::Layer };
        Self { path: path.to_owned(), layer, preview, kind, mapping, lines, line: None }
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
        choice(app, ui, bringing);
        ui.add_space(8.0);
        table(app, ui, bringing);
        ui.add_space(8.0);
        problems(app, ui, &bringing.preview.problems);
    });
    if let Some(layer) = other {
        app.read_another_layer(bringing.path.clone(), layer, ui.ctx());
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

/// The facts; gives the layer that is asked for instead.
fn facts(app: &Cordon, ui: &mut Ui, bringing: &Bringing) -> Option<String> {
    let preview = &bringing.preview;
    let (tx2, mut other) = (colour32(app.look.ui.tx2), None);
    Grid::new("facts").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        let fact = |ui: &mut Ui, name: &str, text: &str| {
            ui.label(RichText::new(name).color(tx2));
            ui.add(egui::Label::new(RichText::new(text).font(font(12.0, 500))).wrap());
            ui.end_row();
        };
        let format = format!("{} · {}", preview.format.title(), preview.name);
        fact(ui, "Format", &format);
        let features = format!("{} · {} positions", preview.counted(), grouped(preview.vertices as f64, 0));
        fact(ui, "Features", &features);
        if let Some(extent) = preview.extent {
            fact(ui, "Extent", &extent_in_words(extent));
        }
        fact(ui, "Coordinates", &preview.crs.sentence());
        if let Some(date) = &preview.date {
            fact(ui, "Date", date);
        }
        if let Some(source) = &preview.source {
            fact(ui, "Source", source);
        }
        match preview.problems.len() {
            0 => fact(ui, "Problems", "none found"),
            1 => fact(ui, "Problems", "1, said below"),
            many => fact(ui, "Problems", &format!("{many}, listed below")),
        }
        if !preview.offered.is_empty() {
            ui.label(RichText::new("Layer").color(tx2));
            other = layers(ui, preview);
            ui.end_row();
        }
    });
    other
}

/// The layers that the file offers, to be chosen from.
fn layers(ui: &mut Ui, preview: &Preview) -> Option<String> {
    let read = preview.offered.iter().find(|layer| layer.read).map_or("", |layer| layer.name.as_str());
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("offered layers").width(320.0).selected_text(read).truncate();
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

// ---- as what ----

fn choice(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    ui.label(RichText::new("Take in as").font(font(13.0, 700)));
    let no_zones = bringing.no_zones();
    let no_line = bringing.lines.is_empty().then(|| "No line of contact: no feature is a line.".to_owned());
    ui.horizontal(|ui| {
        for (kind, title, why_not) in [
            (As::Zones, "Zones", &no_zones),
            (As::Line, "Line of contact", &no_line),
            (As::Layer, "Reference layer", &None),
        ] {
            let button = Button::new(title).selected(bringing.kind == kind).min_size(vec2(132.0, 28.0));
            let response = ui.add_enabled(why_not.is_none(), button);
            if response.clicked() {
                bringing.kind = kind;
            }
            if let Some(why_not) = why_not {
                response.on_disabled_hover_text(why_not);
            }
        }
    });
    let said = match bringing.kind {
        As::Zones => becoming(&bringing.preview),
        As::Line => "The plan is measured along it, with a ground factor of 1. One step of undo.".to_owned(),
        As::Layer => {
            "Drawn over the map to look at and to snap to; nothing of it is counted or saved in the plan."
                .to_owned()
        }
    };
    ui.label(RichText::new(said).color(colour32(app.look.ui.tx2)));
    for why_not in [no_zones, no_line].into_iter().flatten() {
        ui.label(RichText::new(why_not).color(colour32(app.look.ui.tx3)));
    }
    match bringing.kind {
        As::Zones => mapped(app, ui, bringing),
        As::Line => lines(app, ui, bringing),
        As::Layer => {}
    }
}

/// "Areas become zones, lines belts, points discs."
fn becoming(preview: &Preview) -> String {
    let mut parts = Vec::new();
    for (shape, into) in [
        (Shape::Areas, "zones as drawn"),
        (Shape::Lines, "belts along them"),
        (Shape::Points, "discs around them"),
    ] {
        if preview.count(shape) > 0 {
            parts.push(format!("{} become {into}", shape.word(2)));
        }
    }
    let mut text = parts.join(", ");
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    format!("{text}. One step of undo.")
}

/// Which field says what.
fn mapped(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    let tx2 = colour32(app.look.ui.tx2);
    let fields: Vec<String> = bringing.preview.fields.iter().map(|field| field.name.clone()).collect();
    let (lines, points) = (bringing.preview.count(Shape::Lines), bringing.preview.count(Shape::Points));
    let mapping = &mut bringing.mapping;
    Grid::new("mapping").num_columns(4).spacing([16.0, 6.0]).show(ui, |ui| {
        ui.label(RichText::new("Name").color(tx2));
        field(ui, "Field with the names", "Numbered", &fields, &mut mapping.name);
        ui.label(RichText::new("Role").color(tx2));
        let mut by = if let By::Field(field) = &mapping.role { Some(field.clone()) } else { None };
        field(ui, "Field with the roles", "One for all", &fields, &mut by);
        mapping.role = by.map_or(By::All, By::Field);
        ui.end_row();
        let named = if mapping.role == By::All { "Role of all" } else { "Where it says none" };
        ui.label(RichText::new(named).color(tx2));
        role(ui, &mut mapping.fixed);
        if lines > 0 {
            kilometres(
                ui,
                tx2,
                "Depth each side",
                "Depth of belts on each side",
                &mut mapping.depth,
                0.1..=200.0,
            );
        }
        ui.end_row();
        if points > 0 {
            kilometres(ui, tx2, "Radius", "Radius of discs", &mut mapping.radius, 0.1..=200.0);
            ui.end_row();
        }
    });
}

fn field(ui: &mut Ui, spoken: &str, none: &str, fields: &[String], chosen: &mut Option<String>) {
    let text = chosen.clone().unwrap_or_else(|| none.to_owned());
    let combo = ComboBox::from_id_salt(spoken).width(220.0).height(320.0).selected_text(&text).truncate();
    let shown = combo.show_ui(ui, |ui| {
        ui.set_max_width(420.0);
        ui.selectable_value(chosen, None, none);
        for name in fields {
            ui.selectable_value(chosen, Some(name.clone()), name);
        }
    });
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{spoken}: {text}")));
}

fn role(ui: &mut Ui, chosen: &mut Role) {
    let combo = ComboBox::from_id_salt("role of the zones").width(220.0).selected_text(chosen.title());
    let shown = combo.show_ui(ui, |ui| {
        for role in Role::ALL {
            ui.selectable_value(chosen, role, role.title());
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Role of the zones"));
}

fn kilometres(
    ui: &mut Ui,
    colour: egui::Color32,
    name: &str,
    spoken: &str,
    value: &mut Km,
    range: std::ops::RangeInclusive<f64>,
) {
    ui.label(RichText::new(name).color(colour));
    let response = ui.add(DragValue::new(&mut value.0).range(range).speed(0.1).max_decimals(1).suffix(" km"));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, spoken));
}

/// The lines, to be chosen from.
fn lines(app: &Cordon, ui: &mut Ui, bringing: &mut Bringing) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Line").color(colour32(app.look.ui.tx2)));
        let only = bringing.lines.len() == 1;
        let named = |feature: usize| bringing.lines.iter().find(|(other, _)| *other == feature);
        let text = match (bringing.line.and_then(named), only, bringing.lines.first()) {
            (Some((_, name)), ..) => name.clone(),
            (None, true, Some((_, name))) => name.clone(),
            _ => "The longest".to_owned(),
        };
        let combo =
            ComboBox::from_id_salt("line to take").width(320.0).height(320.0).selected_text(&text).truncate();
        let shown = combo.show_ui(ui, |ui| {
            ui.set_max_width(480.0);
            if !only {
                ui.selectable_value(&mut bringing.line, None, "The longest");
            }
            for (feature, name) in &bringing.lines {
                ui.selectable_value(&mut bringing.line, Some(*feature), name);
            }
        });
        shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Line to take"));
    });
}

// ---- the first rows ----

fn table(app: &Cordon, ui: &mut Ui, bringing: &Bringing) {
    let look = &app.look;
    let preview = &bringing.preview;
    let order = order(bringing);
    let zones = bringing.kind == As::Zones;
    let mut columns = vec![Column::words(if zones { "Becomes" } else { "Feature" }, 3.0)];
    columns.extend(order.iter().filter_map(|place| {
        let field = preview.fields.get(*place)?;
        let role = zones && bringing.mapping.role == By::Field(field.name.clone());
        let said = if role { "role" } else { "" };
        Some(Column::words(&field.name, 1.3).of(said))
    }));
    let features = bringing.layer.features.len();
    ui.label(
        RichText::new(first_rows(preview.rows.len(), features, order.len(), preview.fields.len()))
            .font(font(13.0, 700)),
    );
    let table = Table::new(ui, look, &columns);
    table.head(ui);
    for row in &preview.rows {
        let mut cells = vec![becomes(bringing, row, look)];
        cells.extend(order.iter().map(|place| {
            let value = row.values.get(*place).map_or("", String::as_str);
            Cell::new(one_line(value), pen(12.0, 400, look.ui.tx2))
        }));
        table.row(ui, ("brought", row.feature), 18.0, &cells);
    }
}

fn first_rows(rows: usize, features: usize, shown: usize, fields: usize) -> String {
    let hidden = fields.saturating_sub(shown);
    let mut text = if rows < features {
        format!("The first {rows} of {} features", grouped(features as f64, 0))
    } else {
        "The features".to_owned()
    };
    if hidden > 1 {
        text += &format!(", {shown} of {fields} fields");
    }
    text
}

/// The fields that the table shows: that of the role first; that of the name stands in
/// the first column already.
fn order(bringing: &Bringing) -> Vec<usize> {
    let fields = &bringing.preview.fields;
    let zones = bringing.kind == As::Zones;
    let name = |place: &usize| fields.get(*place).map(|field| &field.name);
    let is_role = |place: &usize| matches!((&bringing.mapping.role, name(place)), (By::Field(field), Some(name)) if field == name);
    let mut order: Vec<usize> =
        (0..fields.len()).filter(|place| !zones || bringing.mapping.name.as_ref() != name(place)).collect();
    order.sort_by_key(|place| (!(zones && is_role(place)), *place));
    order.truncate(COLUMNS);
    order
}

/// What a feature becomes: a zone with its role, or what it is.
fn becomes(bringing: &Bringing, row: &Row, look: &crate::scene::look::Look) -> Cell {
    let feature = bringing.layer.features.iter().find(|feature| feature.place == row.feature);
    let strong = pen(12.5, 600, look.ui.tx);
    let Some(feature) = feature else { return Cell::empty() };
    if bringing.kind != As::Zones {
        let shape = row.shape.word(1);
        return Cell::new(feature.name(), strong).under(shape, pen(11.0, 400, look.ui.tx3));
    }
    if row.shape == Shape::None {
        return Cell::new("nothing: it has no geometry", pen(12.0, 500, look.ui.short));
    }
    let said = bringing.mapping.role_of(feature);
    let role = said.unwrap_or(bringing.mapping.fixed);
    let name = bringing.mapping.name_of(feature);
    let name = if name.is_empty() { format!("{} …", role.noun()) } else { name };
    let cell = Cell::new(name, strong).badge(role);
    if said.is_none() && bringing.mapping.role != By::All {
        let text = format!("{}, since its field says no role", role.title());
        return cell.under(text, pen(11.0, 500, look.ui.delta));
    }
    cell.under(role.title(), pen(11.0, 400, look.ui.tx3))
}

/// A value on one line, however long it is.
fn one_line(value: &str) -> String {
    value.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect()
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
    let path = bringing.path.clone();
    match bringing.kind {
        As::Zones => {
            let left = empty(&bringing.layer);
            let layer = std::mem::replace(&mut bringing.layer, left);
            let plan = app.desk.history.now().clone();
            app.files.make_zones(path, layer, bringing.mapping.clone(), plan, ui.ctx());
        }
        As::Layer => {
            let left = empty(&bringing.layer);
            let layer = std::mem::replace(&mut bringing.layer, left);
            let problems = std::mem::take(&mut bringing.preview.problems);
            app.files.make_layer(path, layer, problems, ui.ctx());
        }
        As::Line => {
            let now = ui.input(|input| input.time);
            match line(&bringing.preview.file, &bringing.layer, bringing.line) {
                Ok((edit, remarks)) => {
                    app.desk.apply(&edit, now);
                    app.taken_in(&path, bringing.layer.bounds, remarks, now);
                }
                Err(problem) => {
                    app.dialog = Some(dialogs::Dialog::problems("Nothing was taken in", vec![problem]))
                }
            }
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

/// What a worker makes of a layer: the edit that adds its zones.
pub struct Made {
    /// The edit; none where no feature can be a zone.
    pub edit: Option<crate::plan::Edit>,
    /// What could not be one.
    pub problems: Vec<Problem>,
    /// Where they lie.
    pub bounds: Option<geo_types::Rect<f64>>,
}

impl Made {
    /// Makes zones: for a worker.
    pub fn of(file: &str, layer: &Layer, mapping: &Mapping, plan: &crate::plan::Plan) -> Arc<Self> {
        let (edits, problems) = crate::import::zones(file, layer, mapping, plan);
        let edit = (!edits.is_empty()).then(|| crate::import::zones::together(edits, &layer.name));
        Arc::new(Self { edit, problems, bounds: layer.bounds })
    }
}
