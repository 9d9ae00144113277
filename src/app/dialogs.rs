//! What is asked in front of the window: a file to open or to save, unsaved
//! changes, problems of a file, and the sheets.

use std::path::{Path, PathBuf};

use egui::{
    Align, Context, Id, Key, Layout, Modal, RichText, ScrollArea, TextEdit, Ui, ViewportCommand, vec2,
};

use super::Cordon;
use super::bringing::{self, Bringing, Pressed};
use super::files::Wish;
use super::theme::{colour32, font};
use super::{
    assumptions, exporting, exposure, filling, incident, live, missions, past, presets, seams, shaping,
    sheets, target, timeline,
};
use crate::plan::Plan;
use crate::problem::{Problem, Severity};

/// What happens once unsaved changes are saved or given up.
#[derive(Clone, Debug)]
pub enum After {
    /// An empty plan.
    New,
    /// The example plan.
    Example,
    /// A plan that was read.
    Lay {
        /// Its file.
        path: PathBuf,
        /// The plan.
        plan: Box<Plan>,
        /// What was found in the file.
        problems: Vec<Problem>,
    },
    /// The window closes.
    Close,
}

/// A question or a sheet.
pub enum Dialog {
    /// Which file to open.
    Open {
        /// The path as typed.
        path: String,
        /// As what.
        wish: Wish,
    },
    /// Where to save.
    SaveAs {
        /// The path as typed.
        path: String,
        /// What to do once saved.
        after: Option<After>,
        /// Whether saving over an existing file was agreed to.
        over: bool,
    },
    /// The plan's file held more than could be read.
    SaveOver,
    /// Unsaved changes.
    Unsaved(After),
    /// What is wrong with a file.
    Problems {
        /// The heading.
        title: String,
        /// Each with its place.
        problems: Vec<Problem>,
    },
    /// A file that is looked at before it is taken in.
    Bring(Box<Bringing>),
    /// Rotation, displacement, enablers, title and date.
    Assumptions,
    /// Rotation by month.
    Timeline,
    /// The zones under each mission.
    Missions,
    /// How near the zones are to the line.
    Exposure,
    /// Rules of engagement, zone by zone.
    Incident,
    /// The numbers of the debate.
    Presets,
    /// A better filling, looked for by a worker.
    Proof,
    /// A typed measure for the selected zones.
    Shape(Box<shaping::Sheet>),
    /// What a zone is made of.
    Live(Box<live::Sheet>),
    /// A zone as large as is typed.
    Target(Box<target::Target>),
    /// Narrow gaps and overlaps between zones.
    Borders,
    /// Everything that was done.
    History,
    /// Maps, slides, tables and geodata to be written.
    Export,
    /// Every key.
    Shortcuts,
    /// Every source.
    Sources,
}

impl Dialog {
    /// Asks for a file to open.
    pub fn open(wish: Wish) -> Self {
        Self::Open { path: String::new(), wish }
    }

    /// Asks where to save.
    pub fn save_as(file: Option<&Path>, title: &str) -> Self {
        let path = file.map_or_else(|| proposed(title), |file| file.display().to_string());
        Self::SaveAs { path, after: None, over: false }
    }

    /// Shows problems.
    pub fn problems(title: &str, problems: Vec<Problem>) -> Self {
        Self::Problems { title: title.to_owned(), problems }
    }

    /// Takes the path chosen in the system's dialog.
    pub fn fill_in(&mut self, chosen: &Path) {
        if let Self::Open { path, .. } | Self::SaveAs { path, .. } = self {
            *path = chosen.display().to_string();
        }
    }
}

/// A file name made of the plan's title.
fn proposed(title: &str) -> String {
    format!("{}.plan.geojson", file_stem(title))
}

/// A plan's title as the beginning of a file name.
pub fn file_stem(title: &str) -> String {
    let name: String =
        title.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    if name.is_empty() { "untitled".to_owned() } else { name }
}

impl Cordon {
    /// Goes on at once where nothing is unsaved, and asks otherwise.
    /// Waits for a plan that is being saved.
    pub(super) fn unless_unsaved(&mut self, after: After, ctx: &Context) {
        let Some(after) = self.files.wait_for_saving(after) else {
            self.dialog = None;
            return;
        };
        if self.desk.history.is_saved() {
            self.go_on(after, ctx);
        } else {
            self.dialog = Some(Dialog::Unsaved(after));
        }
    }

    fn go_on(&mut self, after: After, ctx: &Context) {
        self.dialog = None;
        match after {
            After::New => self.start(Plan::empty()),
            After::Example => self.start(crate::plan::file::example()),
            After::Lay { path, plan, problems } => self.lay(path, *plan, problems),
            After::Close => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn start(&mut self, plan: Plan) {
        self.desk.lay(plan);
        self.file = None;
        self.files.incomplete = false;
        self.fitted = false;
    }

    /// Keeps the window open while there are unsaved changes.
    pub(super) fn guard_close(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked {
            super::following::finish(self, ctx.input(|input| input.time));
        }
        if asked && !self.closing && (self.files.is_saving() || !self.desk.history.is_saved()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.unless_unsaved(After::Close, ctx);
        }
    }
}

/// Shows the open dialog, if any.
pub fn show(app: &mut Cordon, ctx: &Context) {
    let Some(mut dialog) = app.dialog.take() else { return };
    let wide = match dialog {
        Dialog::Shortcuts => 720.0,
        Dialog::Sources => 760.0,
        Dialog::Assumptions => 520.0,
        Dialog::Shape(_) | Dialog::Target(_) => 320.0,
        Dialog::Live(_) => 360.0,
        Dialog::Export => 560.0,
        Dialog::Borders => 380.0,
        Dialog::Bring(_) => (ctx.content_rect().width() - 100.0).clamp(720.0, 900.0),
        Dialog::Timeline | Dialog::Missions | Dialog::Exposure | Dialog::Incident | Dialog::Presets => {
            (ctx.content_rect().width() - 100.0).clamp(760.0, 1_040.0)
        }
        _ => 480.0,
    };
    // What is typed is seen on the map: its sheet stands in the map's corner and hides nothing else.
    let beside = matches!(dialog, Dialog::Shape(_) | Dialog::Live(_) | Dialog::Target(_) | Dialog::Borders);
    let dark = if beside { 0.0 } else { 2.0 };
    let backdrop = colour32(app.look.ui.shadow).gamma_multiply(dark);
    let id = Id::unique("dialog").with(std::mem::discriminant(&dialog));
    let area = if beside {
        let corner = app.map_corner().to_vec2() + vec2(16.0, 56.0);
        Modal::default_area(id).anchor(egui::Align2::LEFT_TOP, corner)
    } else {
        Modal::default_area(id)
    };
    let mut next = Next::Stay;
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(20);
    let response = Modal::new(id).area(area).frame(frame).backdrop_color(backdrop).show(ctx, |ui| {
        ui.set_width(wide);
        next = content(app, ui, &mut dialog);
    });
    if response.should_close() && matches!(next, Next::Stay) {
        next = Next::Close;
    }
    if beside && !matches!(next, Next::Stay) {
        app.desk.trial = None;
    }
    match next {
        // Something behind the dialog may have opened the next one.
        Next::Stay if app.dialog.is_none() => app.dialog = Some(dialog),
        Next::Stay | Next::Close => {}
        Next::Go(after) => app.go_on(after, ctx),
    }
}

/// What comes after this frame of a dialog.
enum Next {
    Stay,
    Close,
    Go(After),
}

fn content(app: &mut Cordon, ui: &mut Ui, dialog: &mut Dialog) -> Next {
    match dialog {
        Dialog::Open { path, wish } => open(app, ui, path, *wish),
        Dialog::SaveAs { path, after, over } => save_as(app, ui, path, after, over),
        Dialog::SaveOver => save_over(app, ui),
        Dialog::Unsaved(after) => unsaved(app, ui, after),
        Dialog::Problems { title, problems } => list(app, ui, title, problems),
        Dialog::Bring(bringing) => closing(matches!(bringing::show(app, ui, bringing), Pressed::Done)),
        Dialog::Assumptions => closing(assumptions::show(app, ui)),
        Dialog::Timeline => closing(timeline::show(app, ui)),
        Dialog::Missions => closing(missions::show(app, ui)),
        Dialog::Exposure => closing(exposure::show(app, ui)),
        Dialog::Incident => closing(incident::show(app, ui)),
        Dialog::Presets => closing(presets::show(app, ui)),
        Dialog::Shape(sheet) => closing(shaping::show(app, ui, sheet)),
        Dialog::Live(sheet) => closing(live::show(app, ui, sheet)),
        Dialog::Target(target) => closing(target::show(app, ui, target)),
        Dialog::Borders => closing(seams::show(app, ui)),
        Dialog::History => closing(past::show(app, ui)),
        Dialog::Proof => closing(filling::proof(app, ui)),
        Dialog::Export => closing(exporting::show(app, ui)),
        Dialog::Shortcuts => closing(sheets::shortcuts(app, ui)),
        Dialog::Sources => closing(sheets::sources(app, ui)),
    }
}

fn closing(close: bool) -> Next {
    if close { Next::Close } else { Next::Stay }
}

/// The heading of a dialog.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(font(17.0, 700)));
    ui.add_space(4.0);
}

/// A scrolled part that leaves room for the heading and the buttons.
pub fn scroll(ui: &Ui) -> ScrollArea {
    let room = ui.ctx().content_rect().height() * 0.68;
    ScrollArea::vertical().max_height(room).min_scrolled_height(room)
}

/// The row of buttons at the foot, from the right; says which was pressed.
pub fn buttons(ui: &mut Ui, names: &[&str]) -> Option<usize> {
    ui.add_space(8.0);
    let mut pressed = None;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        for (place, name) in names.iter().enumerate() {
            if ui.add(egui::Button::new(*name).min_size(vec2(88.0, 30.0))).clicked() {
                pressed = Some(place);
            }
        }
    });
    pressed
}

pub fn path_field(ui: &mut Ui, path: &mut String, name: &str) -> bool {
    let field = TextEdit::singleline(path)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 6.0))
        .hint_text("Path of the file");
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    entered
}

fn open(app: &mut Cordon, ui: &mut Ui, path: &mut String, wish: Wish) -> Next {
    let (title, text) = match wish {
        Wish::Any => (
            "Open",
            "A plan (.plan.geojson), or a map file: GeoJSON, KML, KMZ, shapefile, GeoPackage, FlatGeobuf, GPX, CSV. \
             It is shown before it is taken in. A file can also be dropped on the window.",
        ),
        Wish::Layer | Wish::Again => (
            "Open as layer",
            "Any map file, also PMTiles with pictures. It is drawn on the map; nothing of it is counted.",
        ),
    };
    heading(ui, title);
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(4.0);
    let entered = path_field(ui, path, "File to open");
    for recent in app.recent.clone().iter().take(5) {
        let link = ui.link(recent.display().to_string());
        if link.clicked() {
            *path = recent.display().to_string();
        }
    }
    match buttons(ui, &["Open", "Browse…", "Cancel"]) {
        Some(0) => {}
        Some(1) => {
            app.files.choose(None, ui.ctx());
            return Next::Stay;
        }
        Some(_) => return Next::Close,
        None if entered => {}
        None => return Next::Stay,
    }
    if path.trim().is_empty() {
        return Next::Stay;
    }
    let chosen = PathBuf::from(path.trim());
    match wish {
        Wish::Any => app.ask_to_open(chosen, ui.ctx()),
        Wish::Layer | Wish::Again => app.open_layer(chosen, ui.ctx()),
    }
    Next::Close
}

fn save_as(
    app: &mut Cordon,
    ui: &mut Ui,
    path: &mut String,
    after: &mut Option<After>,
    over: &mut bool,
) -> Next {
    heading(ui, "Save as");
    let before = path.clone();
    let entered = path_field(ui, path, "File to save to");
    if *path != before {
        *over = false;
    }
    let target = PathBuf::from(path.trim());
    let same = app.file.as_deref() == Some(target.as_path());
    if *over {
        ui.colored_label(
            colour32(app.look.ui.delta),
            "The file is there already. Save once more to replace it.",
        );
    }
    match buttons(ui, &["Save", "Browse…", "Cancel"]) {
        Some(0) => {}
        Some(1) => {
            app.files.choose(Some(proposed(&app.desk.history.now().title)), ui.ctx());
            return Next::Stay;
        }
        Some(_) => return Next::Close,
        None if entered => {}
        None => return Next::Stay,
    }
    if path.trim().is_empty() {
        return Next::Stay;
    }
    if target.exists() && !same && !*over {
        *over = true;
        return Next::Stay;
    }
    app.save_to(target, after.take(), ui.ctx());
    Next::Close
}

fn save_over(app: &mut Cordon, ui: &mut Ui) -> Next {
    heading(ui, "Save over the file?");
    ui.label(
        "The file held features that could not be read as zones. They are written back as they stood, \
         but they are not counted in any figure.",
    );
    match buttons(ui, &["Save", "Save as…", "Cancel"]) {
        Some(0) => {
            app.files.incomplete = false;
            app.save(&ui.ctx().clone());
            Next::Close
        }
        Some(1) => {
            app.dialog = Some(Dialog::save_as(app.file.as_deref(), &app.desk.history.now().title));
            Next::Close
        }
        Some(_) => Next::Close,
        None => Next::Stay,
    }
}

fn unsaved(app: &mut Cordon, ui: &mut Ui, after: &After) -> Next {
    heading(ui, "Save the changes?");
    let title = app.desk.history.now().title.clone();
    ui.label(format!(
        "“{}” has changes that are not saved.",
        if title.is_empty() { "Untitled plan" } else { &title }
    ));
    match buttons(ui, &["Save", "Don’t save", "Cancel"]) {
        Some(0) => match app.file.clone() {
            Some(path) if !app.files.incomplete => {
                app.save_to(path, Some(after.clone()), ui.ctx());
                Next::Close
            }
            _ => {
                let path =
                    app.file.as_ref().map_or_else(|| proposed(&title), |file| file.display().to_string());
                app.dialog = Some(Dialog::SaveAs { path, after: Some(after.clone()), over: false });
                Next::Close
            }
        },
        Some(1) => Next::Go(after.clone()),
        Some(_) => Next::Close,
        None => Next::Stay,
    }
}

fn list(app: &Cordon, ui: &mut Ui, title: &str, problems: &[Problem]) -> Next {
    heading(ui, title);
    scroll(ui).show(ui, |ui| problem_rows(app, ui, problems));
    closing(buttons(ui, &["Close"]).is_some())
}

/// Problems, each with its place and the way out.
pub fn problem_rows<'p>(app: &Cordon, ui: &mut Ui, problems: impl IntoIterator<Item = &'p Problem>) {
    for problem in problems {
        let (mark, colour) = match problem.severity {
            Severity::Error => ("Not read", app.look.ui.short),
            Severity::Warning => ("Remark", app.look.ui.delta),
        };
        let mut place = problem.file.clone();
        if let Some(feature) = problem.feature {
            place = format!("{place} · feature {feature}");
        }
        if let Some(member) = &problem.member {
            place = format!("{place} · {member}");
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(mark).font(font(11.0, 700)).color(colour32(colour)));
            ui.label(RichText::new(place).color(colour32(app.look.ui.tx2)));
        });
        ui.label(RichText::new(format!("{}.", problem.what.trim_end_matches('.'))).font(font(12.5, 600)));
        ui.label(&problem.hint);
        ui.add_space(6.0);
    }
}
