//! Opening and saving. Both happen on a worker thread, reading with progress and a way
//! to cancel; the window takes the result when it is there.

mod read;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use egui::Context;

use super::Cordon;
use super::bringing::{Bringing, Made};
use super::dialogs::{After, Dialog};
use super::layers::{self, Overlaid};
use crate::force::Measures;
use crate::import::pmtiles::PmTiles;
use crate::import::{self, Layer, Progress, Wanted};
use crate::plan::save::SaveError;
use crate::plan::{self, Plan};
use crate::problem::Problem;
use crate::scene::pyramid::Place;
use crate::scene::view::View;
use crate::scene::zones::Outlines;

/// What a file is opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A plan if it is one; otherwise it is shown before it is taken in.
    Any,
    /// A layer, even if it is a plan.
    Layer,
    /// A layer that was open in the last session: nothing is asked about it.
    Again,
}

/// What a worker sends back.
enum News {
    /// A path was chosen in the system's dialog; `None` if it was closed.
    Chosen(Option<PathBuf>),
    /// A plan was read and measured.
    Plan { path: PathBuf, plan: Box<Plan>, ready: Box<Ready>, problems: Vec<Problem> },
    /// A layer was read and prepared.
    Layer { path: PathBuf, layer: Box<Overlaid>, problems: Vec<Problem> },
    /// A file of tiles was opened.
    Tiles { path: PathBuf, tiles: Box<PmTiles> },
    /// A file was read, and is shown before it is taken in.
    Bring(Box<Bringing>),
    /// An edit was made of a file.
    Made { path: PathBuf, made: Box<Made> },
    /// Nothing could be read.
    Failed { path: PathBuf, problems: Vec<Problem> },
    /// The reader was cancelled.
    Cancelled,
    /// A plan was saved, or not.
    Saved { path: PathBuf, plan: Box<Plan>, outcome: Result<(), SaveError> },
}

/// What the first frame of a plan needs, made by the worker that read it.
#[derive(Default)]
struct Ready {
    /// What was measured of it.
    measures: Measures,
    /// Its outlines on the sheet.
    outlines: Outlines,
}

/// The sheet on which a plan will be seen first.
struct Sheet {
    /// Where the cities are, which badges keep clear of.
    cities: Vec<Place>,
    zoom: f64,
}

/// A file being read.
pub struct Job {
    /// Its path.
    pub path: PathBuf,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// A plan being saved.
struct Saving {
    /// What waits for it: another plan, or the end.
    after: Option<After>,
    /// Where the plan goes once more, if that was asked for meanwhile.
    again: Option<PathBuf>,
}

/// The workers' letter box.
pub struct Files {
    sender: Sender<News>,
    receiver: Receiver<News>,
    /// Files being read.
    pub jobs: Vec<Job>,
    /// Whether the system's dialog is open.
    pub choosing: bool,
    /// Plans whose file held more than could be read: asked about before it is saved over.
    pub incomplete: bool,
    /// Files that were read and wait to be shown, when several came at once.
    waiting: VecDeque<Box<Bringing>>,
    /// What was made ready of the plan read last, until it is laid on the desk.
    ready: Ready,
    saving: Option<Saving>,
}

impl Default for Files {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            jobs: Vec::new(),
            choosing: false,
            incomplete: false,
            waiting: VecDeque::new(),
            ready: Ready::default(),
            saving: None,
        }
    }
}

impl Files {
    /// Opens the system's dialog beside the window.
    pub fn choose(&mut self, save_as: Option<String>, ctx: &Context) {
        if self.choosing {
            return;
        }
        self.choosing = true;
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        thread::spawn(move || {
            let dialog = rfd::FileDialog::new();
            let chosen = match save_as {
                Some(name) => {
                    let ending = crate::export::handout::ending(Path::new(&name));
                    let dialog = match ending.as_str() {
                        "geojson" | "json" | "" => dialog.add_filter("GeoJSON", &["geojson", "json"]),
                        other => dialog.add_filter(other.to_uppercase(), &[other]),
                    };
                    dialog.set_file_name(name).save_file()
                }
                None => {
                    let dialog = dialog.add_filter("Plans and map files", &import::endings());
                    dialog.add_filter("All files", &["*"]).pick_file()
                }
            };
            let _closed = sender.send(News::Chosen(chosen));
            ctx.request_repaint();
        });
    }

    /// Makes an edit of a file that was read, on a worker; the work is handed the file's name.
    pub fn make_edit(
        &mut self,
        path: PathBuf,
        ctx: &Context,
        make: impl FnOnce(&str) -> Made + Send + 'static,
    ) {
        self.work(path.clone(), ctx, move |progress| {
            let made = Box::new(make(&import::file_name(&path)));
            if progress.cancelled.load(Relaxed) { News::Cancelled } else { News::Made { path, made } }
        });
    }

    /// Makes a layer over the map of a file that was read, on a worker.
    pub fn make_layer(&mut self, path: PathBuf, layer: Layer, problems: Vec<Problem>, ctx: &Context) {
        self.work(path.clone(), ctx, move |progress| read::prepared(path, layer, problems, progress));
    }

    /// Works on a file beside the window, with progress and a way to cancel.
    fn work(&mut self, path: PathBuf, ctx: &Context, work: impl FnOnce(&Progress) -> News + Send + 'static) {
        let progress = Arc::new(Progress::default());
        self.jobs.push(Job { path, progress: Arc::clone(&progress) });
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        thread::spawn(move || {
            let _closed = sender.send(work(&progress));
            ctx.request_repaint();
        });
    }

    /// Saves a plan on a worker.
    fn write(&self, plan: Plan, path: PathBuf, ctx: &Context) {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        thread::spawn(move || {
            let outcome = plan::save::save(&plan, &path);
            let _closed = sender.send(News::Saved { path, plan: Box::new(plan), outcome });
            ctx.request_repaint();
        });
    }

    /// Lets something wait for the plan that is being saved; gives it back where none is.
    pub fn wait_for_saving(&mut self, after: After) -> Option<After> {
        match &mut self.saving {
            Some(saving) => {
                saving.after = Some(after);
                None
            }
            None => Some(after),
        }
    }

    /// Whether a plan is being saved.
    pub const fn is_saving(&self) -> bool {
        self.saving.is_some()
    }
}

impl Cordon {
    /// Reads a file on a worker; a plan is measured there as well, and made ready to be drawn.
    fn read_beside(&mut self, path: PathBuf, wish: Wish, layer: Option<String>, ctx: &Context) {
        let atlas = Arc::clone(&self.desk.atlas);
        let wanted = Wanted { layer, ..Wanted::default() };
        let zoom = View::of_ukraine(self.view.size).zoom;
        let sheet = Sheet { cities: self.base.names.cities.clone(), zoom };
        self.files.work(path.clone(), ctx, move |progress| {
            read::read(path, wish, &wanted, (&atlas, &sheet), progress)
        });
    }

    /// Opens a file at once, without asking about unsaved changes.
    pub(super) fn open_now(&mut self, path: PathBuf, ctx: &Context) {
        self.read_beside(path, Wish::Any, None, ctx);
    }

    /// Opens a file; asks about unsaved changes when it turns out to be a plan.
    pub(super) fn ask_to_open(&mut self, path: PathBuf, ctx: &Context) {
        // A file that is being looked at is not pushed aside by the next one.
        if !matches!(self.dialog, Some(Dialog::Bring(_))) {
            self.dialog = None;
        }
        self.read_beside(path, Wish::Any, None, ctx);
    }

    /// Opens a file as a layer over the map.
    pub(super) fn open_layer(&mut self, path: PathBuf, ctx: &Context) {
        self.dialog = None;
        self.read_beside(path, Wish::Layer, None, ctx);
    }

    /// Opens a layer of the last session.
    pub(super) fn open_layer_again(&mut self, path: PathBuf, part: Option<String>, ctx: &Context) {
        self.read_beside(path, Wish::Again, part, ctx);
    }

    /// Reads another layer of a file, to be shown before it is taken in.
    pub(super) fn read_another_layer(&mut self, path: PathBuf, layer: String, wish: Wish, ctx: &Context) {
        self.read_beside(path, wish, Some(layer), ctx);
    }

    /// What comes after something was taken in: the map shows it, and remarks are said.
    pub(super) fn taken_in(
        &mut self,
        path: &Path,
        bounds: Option<geo_types::Rect<f64>>,
        remarks: Vec<Problem>,
        now: f64,
    ) {
        self.remember(path);
        if let Some(bounds) = bounds {
            self.fly_to(View::fitting(bounds, 60.0, self.view.size), now);
        }
        if !remarks.is_empty() {
            self.dialog = Some(Dialog::problems("Taken in, with remarks", remarks));
        }
    }

    /// Takes what the workers sent and what was dropped on the window.
    pub(super) fn poll_files(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        for path in import::once(dropped) {
            self.ask_to_open(path, ctx);
        }
        while let Ok(news) = self.files.receiver.try_recv() {
            self.take(news, ctx);
        }
        if self.dialog.is_none() {
            self.dialog = self.files.waiting.pop_front().map(Dialog::Bring);
        }
        if !self.files.jobs.is_empty() || self.files.is_saving() {
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    fn take(&mut self, news: News, ctx: &Context) {
        match news {
            News::Chosen(path) => {
                self.files.choosing = false;
                match (path, &mut self.dialog) {
                    (Some(path), Some(Dialog::Export)) => self.exporting.fill_in(&path),
                    (Some(path), Some(dialog)) => dialog.fill_in(&path),
                    _ => {}
                }
            }
            News::Plan { path, plan, ready, problems } => {
                self.finished(&path);
                self.files.ready = *ready;
                let after = After::Lay { path, plan, problems };
                self.unless_unsaved(after, ctx);
            }
            News::Layer { path, layer, problems } => {
                self.finished(&path);
                self.remember(&path);
                layers::take(self, *layer, &path);
                if !problems.is_empty() {
                    self.dialog = Some(Dialog::problems("Opened, with remarks", problems));
                }
            }
            News::Tiles { path, tiles } => {
                self.finished(&path);
                self.remember(&path);
                self.tiles.file = Some(Arc::from(tiles));
                self.tiles.show_file(ctx);
                (self.layers_open, self.tiles.reveal) = (true, true);
            }
            News::Bring(bringing) => {
                self.finished(&bringing.path);
                self.files.waiting.push_back(bringing);
            }
            News::Made { path, made } => {
                self.finished(&path);
                let now = ctx.input(|input| input.time);
                match made.edit {
                    Some(edit) => {
                        self.desk.apply(&edit, now);
                        self.taken_in(&path, made.bounds, made.problems, now);
                    }
                    None => self.dialog = Some(Dialog::problems("Nothing was taken in", made.problems)),
                }
            }
            News::Failed { path, problems } => {
                self.finished(&path);
                self.reopening.retain(|kept| kept.path != path);
                self.dialog = Some(Dialog::problems("The file could not be opened", problems));
            }
            News::Cancelled => {
                self.files.jobs.retain(|job| !job.progress.cancelled.load(Relaxed));
                self.notice = Some("Reading was cancelled.".to_owned());
            }
            News::Saved { path, plan, outcome } => self.saved(path, *plan, outcome, ctx),
        }
    }

    fn finished(&mut self, path: &Path) {
        if let Some(place) = self.files.jobs.iter().position(|job| job.path == path) {
            self.files.jobs.remove(place);
        }
    }

    /// Puts a plan that was read on the desk.
    pub(super) fn lay(&mut self, path: PathBuf, plan: Plan, problems: Vec<Problem>) {
        let Ready { measures, outlines } = std::mem::take(&mut self.files.ready);
        self.desk.lay_measured(plan, measures);
        self.placement.begin_with(outlines);
        self.files.incomplete = plan::file::ask_before_saving_over(&problems);
        self.remember(&path);
        self.file = Some(path);
        self.fitted = false;
        self.notice = None;
        if !problems.is_empty() {
            self.dialog = Some(Dialog::problems("Opened, with remarks", problems));
        }
    }

    fn remember(&mut self, path: &Path) {
        let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.settings.remember(&whole);
        self.recent = self.settings.recent.clone();
    }

    /// Saves to the plan's file; asks for one where there is none.
    pub(super) fn save(&mut self, ctx: &Context) {
        match self.file.clone() {
            Some(_) if self.files.incomplete => {
                self.dialog = Some(Dialog::SaveOver);
            }
            Some(path) => self.save_to(path, None, ctx),
            None => self.dialog = Some(Dialog::save_as(None, &self.desk.history.now().title)),
        }
    }

    /// Saves the plan as it is now to a path, on a worker, and goes on when it is there.
    pub(super) fn save_to(&mut self, path: PathBuf, after: Option<After>, ctx: &Context) {
        self.notice = Some(format!("Saving to {} …", path.display()));
        match &mut self.files.saving {
            // One after the other, so that the last one asked for is the one that stays.
            Some(saving) => {
                saving.again = Some(path);
                saving.after = after.or(saving.after.take());
            }
            None => {
                self.files.saving = Some(Saving { after, again: None });
                self.files.write(self.desk.history.now().clone(), path, ctx);
            }
        }
    }

    /// The plan is on the disk as it was when it was sent there; it may have been edited since.
    fn saved(&mut self, path: PathBuf, plan: Plan, outcome: Result<(), SaveError>, ctx: &Context) {
        let Saving { after, again } = self.files.saving.take().unwrap_or(Saving { after: None, again: None });
        match outcome {
            Ok(()) => {
                self.desk.history.mark_saved_as(plan);
                self.files.incomplete = false;
                self.remember(&path);
                self.notice = Some(format!("Saved to {}", path.display()));
                self.file = Some(path);
            }
            Err(error) => {
                let problem = Problem::error(&path.display().to_string(), error.what, error.hint);
                self.notice = None;
                self.dialog = Some(Dialog::problems("The plan was not saved", vec![problem]));
                return;
            }
        }
        match (again, after) {
            (Some(path), after) => self.save_to(path, after, ctx),
            (None, Some(after)) => self.unless_unsaved(after, ctx),
            (None, None) => {}
        }
        ctx.request_repaint();
    }
}
