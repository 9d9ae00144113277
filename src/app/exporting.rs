//! File > Export…: what is written, how it looks and where it goes; made beside the window.

pub mod frame;

mod sheet;

mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use egui::Context;

use super::Cordon;
use super::dialogs::Dialog;
use super::later::{Later, Reached};
use crate::export::handout::{Handout, ending};
use crate::plan::file;
use crate::problem::{Problem, Refusal};
use crate::scene::{LookName, View};
pub use sheet::show;
pub use work::Of;
use work::{Preview, Wanted};

/// What kind of thing is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A page with the map.
    Map,
    /// The slides.
    Slides,
    /// Tables.
    Tables,
    /// For a GIS.
    Places,
}

/// The shape of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A screen of today.
    Wide,
    /// A screen of yesterday.
    Classic,
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm.
    A3,
}

/// What was chosen in the sheet.
#[derive(Clone, Debug, PartialEq)]
struct Wish {
    group: Group,
    /// The ending of the file's name, which is the format.
    ending: &'static str,
    theme: LookName,
    shape: Shape,
    upright: bool,
    /// The map without title, table and sources around it.
    alone: bool,
    /// The standard brief, even where the plan has slides.
    standard: bool,
    path: String,
    /// Whether replacing a file that is there was agreed to.
    over: bool,
}

/// A file being made.
struct Job {
    path: PathBuf,
    later: Later<Result<Handout, Refusal>>,
    /// Pages drawn, and how many there are; none where it is one piece.
    drawn: Arc<AtomicUsize>,
    pages: usize,
}

/// What of exporting is remembered from frame to frame.
pub struct Exporting {
    wish: Wish,
    /// Whether the frame is on the map.
    pub framing: bool,
    /// What the map showed before the frame was placed; none where it was not.
    before: Option<View>,
    /// How far the frame was pulled from the middle of the map.
    pulled: egui::Vec2,
    /// What was drawn last, and of what.
    seen: Option<(Wanted, Arc<Preview>)>,
    /// What is being drawn.
    drawing: Option<(Wanted, Later<Preview>)>,
    /// What broke off while it was drawn.
    lost: Option<Wanted>,
    job: Option<Job>,
}

impl Default for Exporting {
    fn default() -> Self {
        let wish = Wish {
            group: Group::Map,
            ending: "pdf",
            theme: LookName::Light,
            shape: Shape::A4,
            upright: false,
            alone: false,
            standard: false,
            path: String::new(),
            over: false,
        };
        Self {
            wish,
            framing: false,
            before: None,
            pulled: egui::Vec2::ZERO,
            seen: None,
            drawing: None,
            lost: None,
            job: None,
        }
    }
}

impl Exporting {
    /// Takes the path chosen in the system's dialog.
    pub fn fill_in(&mut self, chosen: &Path) {
        self.wish.path = chosen.display().to_string();
        // The system's dialog has asked already.
        self.wish.over = true;
    }

    /// The file being written, and how much of it is drawn.
    pub fn under_way(&self) -> Option<(&Path, Option<f32>)> {
        let job = self.job.as_ref()?;
        let share = (job.pages > 1).then(|| job.drawn.load(Relaxed) as f32 / job.pages as f32);
        Some((&job.path, share))
    }

    /// What was drawn of exactly this.
    fn preview(&self, wanted: &Wanted) -> Option<&Arc<Preview>> {
        self.seen.as_ref().filter(|(of, _)| of == wanted).map(|(_, preview)| preview)
    }

    /// Takes the preview that the worker has brought.
    fn take(&mut self) {
        let Some((of, later)) = self.drawing.take() else { return };
        match later.look() {
            Reached::Done(preview) => self.seen = Some((of, Arc::new(preview))),
            Reached::Lost => self.lost = Some(of),
            Reached::UnderWay => self.drawing = Some((of, later)),
        }
    }
}

/// The preview of what is wanted; where there is none yet, it is on its way.
fn previewed(app: &mut Cordon, wanted: Wanted, ctx: &Context) -> Option<Arc<Preview>> {
    app.exporting.take();
    if let Some(preview) = app.exporting.preview(&wanted) {
        return Some(Arc::clone(preview));
    }
    // One after the other: a frame that is still being pulled is drawn once it rests.
    if app.exporting.drawing.is_none() && app.exporting.lost.as_ref() != Some(&wanted) {
        let (of, asked) = (Of::now(app), wanted.clone());
        let later = Later::begin(ctx, move |_| work::preview(&of, &asked.choice, asked.scale));
        app.exporting.drawing = Some((wanted, later));
    }
    None
}

/// Opens the sheet, with a path made of the plan's file or title.
pub fn open(app: &mut Cordon, now: f64) {
    frame::leave(app, now);
    if app.exporting.wish.path.trim().is_empty() {
        let ending = app.exporting.wish.ending;
        app.exporting.wish.path = proposed(app, ending);
    }
    app.exporting.wish.over = false;
    app.dialog = Some(Dialog::Export);
}

/// A path beside the plan's file.
fn proposed(app: &Cordon, ending: &str) -> String {
    let stem = |path: &Path| {
        let name = crate::import::file_name(path);
        let stem = name.strip_suffix(file::EXTENSION).map(str::to_owned);
        let stem =
            stem.unwrap_or_else(|| name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned()));
        path.with_file_name(format!("{}.{ending}", stem.trim_end_matches('.'))).display().to_string()
    };
    app.file.as_deref().map_or_else(
        || format!("{}.{ending}", super::dialogs::file_stem(&app.desk.history.now().title)),
        stem,
    )
}

/// Writes the file that was chosen; asks first where one is there, or the choice is amiss.
fn begin(app: &mut Cordon, ctx: &Context) {
    let target = PathBuf::from(app.exporting.wish.path.trim());
    let wish = &app.exporting.wish;
    if amiss(wish).is_some() || (target.exists() && !wish.over) {
        app.exporting.framing = false;
        app.exporting.wish.over = target.exists();
        app.dialog = Some(Dialog::Export);
        return;
    }
    app.exporting.wish.over = false;
    let choice = work::choice(app);
    frame::leave(app, ctx.input(|input| input.time));
    let of = work::Of::now(app);
    let pages = choice.pages(&of.plan);
    let drawn = Arc::new(AtomicUsize::new(0));
    let (told, path, frames) = (Arc::clone(&drawn), target.clone(), ctx.clone());
    let later = Later::begin(ctx, move |_| {
        work::write(&of, &choice, &path, &|pages| {
            told.store(pages, Relaxed);
            frames.request_repaint();
        })
    });
    app.notice = Some(format!("Writing {} …", target.display()));
    app.exporting.job = Some(Job { path: target, later, drawn, pages });
}

/// What is wrong with what was chosen.
fn amiss(wish: &Wish) -> Option<String> {
    let path = wish.path.trim();
    if path.is_empty() {
        return Some("Say where the file goes.".to_owned());
    }
    if path.to_lowercase().ends_with(file::EXTENSION) {
        return Some("An export is no plan: leave out “.plan” in the name.".to_owned());
    }
    let known = ending(Path::new(path)) == wish.ending;
    (!known).then(|| format!("Let the name end with .{}, as the format does.", wish.ending))
}

/// Takes what the worker has written.
pub fn poll(app: &mut Cordon) {
    let Some(job) = app.exporting.job.take() else { return };
    let failed = |path: &Path, refusal: Refusal| {
        let problem = Problem::error(&path.display().to_string(), refusal.what, refusal.hint);
        Dialog::problems("The file was not written", vec![problem])
    };
    match job.later.look() {
        Reached::UnderWay => app.exporting.job = Some(job),
        Reached::Done(Ok(made)) => {
            let size = if made.size.is_empty() { String::new() } else { format!(", {}", made.size) };
            app.notice = Some(format!("Written: {}{size}.", job.path.display()));
            if !made.found.is_empty() {
                app.dialog = Some(Dialog::problems("Written, with remarks", made.found));
            }
        }
        Reached::Done(Err(refusal)) => {
            app.notice = None;
            app.dialog = Some(failed(&job.path, refusal));
        }
        Reached::Lost => {
            app.notice = None;
            let refusal = Refusal::new("The work broke off", "Choose another format or a smaller sheet.");
            app.dialog = Some(failed(&job.path, refusal));
        }
    }
}
