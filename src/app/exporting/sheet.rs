//! The sheet of File > Export….

use egui::{Button, Grid, RichText, Role, ScrollArea, Spinner, Ui, WidgetInfo};

use super::super::Cordon;
use super::super::dialogs::{buttons, heading, path_field};
use super::super::theme::{self, colour32, font};
use super::work::{self, Choice, Wanted};
use super::{Group, Shape, Wish, amiss, begin, frame, previewed};
use crate::scene::LookName;

/// Formats: ending and name.
type Formats = &'static [(&'static str, &'static str)];

/// The groups with their formats.
const GROUPS: [(Group, &str, Formats); 4] = [
    (Group::Map, "Map page", &[("pdf", "PDF"), ("png", "PNG"), ("svg", "SVG")]),
    (Group::Slides, "Slides", &[("pptx", "PowerPoint"), ("pdf", "PDF"), ("html", "HTML")]),
    (Group::Tables, "Tables", &[("xlsx", "Excel"), ("md", "Markdown"), ("csv", "CSV")]),
    (Group::Places, "Geodata", &[("geojson", "GeoJSON"), ("kml", "KML"), ("gpkg", "GeoPackage")]),
];

/// The shapes of a page.
const SHAPES: [(Shape, &str); 4] =
    [(Shape::A4, "A4"), (Shape::A3, "A3"), (Shape::Wide, "16:9"), (Shape::Classic, "4:3")];

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Export");
    let before = app.exporting.wish.clone();
    Grid::new("export").num_columns(2).spacing([18.0, 8.0]).min_col_width(72.0).show(ui, |ui| {
        choices(app, ui);
    });
    follow(&mut app.exporting.wish, &before);
    ui.add_space(4.0);
    said(app, ui);
    check(app, ui);
    ui.add_space(6.0);
    let entered = path_field(ui, &mut app.exporting.wish.path, "File to write");
    let wish = &mut app.exporting.wish;
    if wish.path != before.path || wish.ending != before.ending {
        wish.over = false;
    }
    let wrong = amiss(wish);
    if let Some(wrong) = wrong.as_ref().filter(|_| !wish.path.trim().is_empty()) {
        ui.colored_label(colour32(app.look.ui.delta), wrong);
    } else if wish.over {
        let text = "The file is there already. Export once more to replace it.";
        ui.colored_label(colour32(app.look.ui.delta), text);
    }
    let map = wish.group == Group::Map;
    let names: &[&str] = if map {
        &["Export", "Place the frame…", "Browse…", "Cancel"]
    } else {
        &["Export", "Browse…", "Cancel"]
    };
    let pressed = buttons(ui, names).and_then(|place| names.get(place)).copied();
    match pressed {
        Some("Export") => export(app, ui),
        None if entered => export(app, ui),
        Some("Place the frame…") => {
            frame::place(app);
            true
        }
        Some("Browse…") => {
            let name = crate::import::file_name(std::path::Path::new(app.exporting.wish.path.trim()));
            app.files.choose(Some(name), ui.ctx());
            false
        }
        Some(_) => {
            frame::leave(app, ui.input(|input| input.time));
            true
        }
        None => false,
    }
}

/// Begins the work, and closes where nothing has to be asked.
fn export(app: &mut Cordon, ui: &Ui) -> bool {
    if amiss(&app.exporting.wish).is_some() {
        return false;
    }
    begin(app, ui.ctx());
    // What has to be asked has opened the sheet once more.
    app.dialog.take().is_none()
}

fn choices(app: &mut Cordon, ui: &mut Ui) {
    let tx2 = colour32(app.look.ui.tx2);
    let label = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).color(tx2));
    };
    let wish = &mut app.exporting.wish;
    label(ui, "What");
    let groups = GROUPS.map(|(group, name, _)| (group, name));
    segments(ui, &mut wish.group, &groups);
    ui.end_row();
    label(ui, "Format");
    let formats = GROUPS.iter().find(|(group, ..)| *group == wish.group).map_or(&[][..], |(.., of)| *of);
    if !formats.iter().any(|(ending, _)| *ending == wish.ending)
        && let Some((first, _)) = formats.first()
    {
        wish.ending = first;
    }
    segments(ui, &mut wish.ending, formats);
    ui.end_row();
    if matches!(wish.group, Group::Map | Group::Slides) {
        label(ui, "Theme");
        let themes = LookName::ALL.map(|name| (name, theme::title(name)));
        segments(ui, &mut wish.theme, &themes);
        ui.end_row();
    }
    if wish.group == Group::Map {
        label(ui, "Sheet");
        ui.horizontal(|ui| {
            segments(ui, &mut wish.shape, &SHAPES);
            ui.add_space(14.0);
            segments(ui, &mut wish.upright, &[(false, "Lying"), (true, "Standing")]);
        });
        ui.end_row();
        label(ui, "");
        ui.checkbox(&mut wish.alone, "The map alone, without title and table");
        ui.end_row();
    }
    if wish.group == Group::Slides && !app.desk.history.now().slides.is_empty() {
        label(ui, "");
        ui.checkbox(&mut wish.standard, "The standard brief instead of the plan’s slides");
        ui.end_row();
    }
}

/// A row of choices of which one is taken.
fn segments<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, all: &[(T, &str)]) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (value, name) in all {
            let on = *chosen == *value;
            let response = ui.add(Button::selectable(on, *name));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, *name));
            if response.clicked() {
                *chosen = *value;
            }
        }
    });
}

/// Gives the path the ending of the format that was chosen.
fn follow(wish: &mut Wish, before: &Wish) {
    if wish.ending == before.ending {
        return;
    }
    if let Some(stem) = wish.path.trim().strip_suffix(before.ending).filter(|stem| stem.ends_with('.')) {
        wish.path = format!("{stem}{}", wish.ending);
    }
}

/// What will be written, in a sentence.
fn said(app: &Cordon, ui: &mut Ui) {
    let wish = &app.exporting.wish;
    let plan = app.desk.history.now();
    let text = match wish.group {
        Group::Map => {
            "The map as the frame shows it, with layers, contingents, bands and month as in the window."
                .to_owned()
        }
        Group::Slides if plan.slides.is_empty() || wish.standard => {
            format!("The standard brief of {} slides, made from the figures.", crate::brief::standard().len())
        }
        Group::Slides => {
            let hidden = plan.slides.iter().filter(|slide| slide.hidden).count();
            let shown = plan.slides.len() - hidden;
            let left = if hidden > 0 { format!("; {hidden} hidden are left out") } else { String::new() };
            format!("{shown} {}{left}.", if shown == 1 { "slide" } else { "slides" })
        }
        Group::Tables => "Every figure with its id, range, basis and sources.".to_owned(),
        Group::Places => "The zones with their figures, in WGS 84.".to_owned(),
    };
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
}

/// Whether everything can be read: looked at by a worker before anything is written.
fn check(app: &mut Cordon, ui: &mut Ui) {
    let choice = work::choice(app);
    if matches!(choice, Choice::Data(_)) {
        return;
    }
    let wanted = Wanted { plan: app.desk.history.now().clone(), choice, scale: 1.0 };
    let Some(preview) = previewed(app, wanted, ui.ctx()) else {
        ui.horizontal(|ui| {
            ui.add(Spinner::new().size(14.0));
            ui.label("Checking contrast, size and room …");
        });
        return;
    };
    if preview.found.is_empty() {
        let text = "Checked: contrast, size and room of every text are as they should be.";
        ui.label(RichText::new(text).color(colour32(app.look.ui.ok)));
        return;
    }
    let count = preview.found.len();
    let head = format!("Checked: {count} {}", if count == 1 { "remark" } else { "remarks" });
    ui.label(RichText::new(head).font(font(12.0, 600)).color(colour32(app.look.ui.delta)));
    ScrollArea::vertical().id_salt("findings").max_height(120.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for problem in &preview.found {
            ui.label(format!("{}. {}", problem.what.trim_end_matches('.'), problem.hint));
        }
    });
}
