//! The window: the only place that knows egui, eframe and walkers.

pub mod command;

pub mod desk;

pub mod theme;

mod paint;

mod ink;

mod number;

mod icons;

mod settings;

mod files;

mod bringing;

mod hand;

mod keyboard;

mod map;

mod overlay;

mod menu;

mod rail;

mod remark;

mod status;

mod headline;

mod bar;

mod rows;

mod swatch;

mod terms;

mod inspector;

mod common;

mod shaping;

mod live;

mod target;

mod seams;

mod watch;

mod options;

mod clipboard;

mod past;

mod contingents;

mod supply;

mod later;

mod following;

mod filling;

mod ground;

mod strip;

mod chart;

mod grid;

mod bands;

mod measuring;

mod timeline;

mod missions;

mod exposure;

mod incident;

mod presets;

mod compare;

mod dialogs;

mod exporting;

mod slides;

mod assumptions;

mod sheets;

mod layers;

mod lines;

mod finding;

mod spent;

mod show;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Frame, Panel, Ui, ViewportCommand};

use crate::atlas::Atlas;
use crate::geodesy;
use crate::plan::{Assignment, Edit, Plan, ZoneId};
use crate::scene::look::Look;
use crate::scene::view::View;
use crate::scene::{Base, Language, LookName, Placement, Shades, Sight};
use crate::tools::{Gesture, Switches, Tongue, ToolKind};
use command::Command;
use desk::Desk;
use hand::Hand;
use settings::Settings;
pub use spent::Spent;

/// Width of the panel of figures on the right.
const PANEL_WIDTH: f32 = 384.0;

/// What the right panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Zones, need, derivation.
    #[default]
    Plan,
    /// Nations: what each can sustain and where it goes.
    Supply,
    /// The plan beside the published estimates.
    Compare,
    /// The slides.
    Brief,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the settings of the last session, or light.
    #[default]
    Remembered,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renderer {
    /// wgpu, and OpenGL where it cannot start.
    #[default]
    Best,
    /// OpenGL.
    Glow,
    /// wgpu: Vulkan, or OpenGL where there is none.
    Wgpu,
}

/// How the window is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The plan or the layer to open; the example plan otherwise.
    pub file: Option<PathBuf>,
    /// The theme.
    pub theme: Theme,
    /// The renderer.
    pub renderer: Renderer,
    /// Where settings and recent files are remembered; nowhere if `None`.
    pub settings: Option<PathBuf>,
    /// The folder where fetched tiles are kept; nowhere if `None`.
    pub tiles: Option<PathBuf>,
}

/// A view on its way to another.
#[derive(Clone, Copy, Debug)]
struct Flight {
    from: View,
    to: View,
    since: f64,
}

/// How long a flight to a zone takes, in seconds.
const FLIGHT: f64 = 0.35;

/// The window.
pub struct Cordon {
    /// The plan and the tool.
    pub desk: Desk,
    base: Base,
    placement: Placement,
    look: Look,
    language: Language,
    view: View,
    /// Whether the user has chosen the view; until then all of Ukraine is shown.
    fitted: bool,
    flight: Option<Flight>,
    walkers: walkers::MapMemory,
    hand: Hand,
    pointer_at: Option<egui::Pos2>,
    pointer_over: bool,
    keys_held: [bool; 2],
    /// The cursor of those who have no mouse in the hand.
    keyboard: keyboard::Keyboard,
    page: Page,
    legend_open: bool,
    layers_open: bool,
    /// The layer in the hand, by its place.
    layer_carried: Option<usize>,
    /// Whether contingents are on the map.
    footprints: bool,
    /// What of the contingents is remembered from frame to frame.
    ground: ground::Remembered,
    /// Whether the distance bands are on the map.
    bands: bool,
    /// The month that map and rows show; `None` is when everybody is there.
    month: Option<u32>,
    /// The distance bands on their way.
    bands_later: bands::Waiting,
    /// What follows the edit under way.
    following: following::Waiting,
    /// The plan under each mission.
    missions: missions::Kept,
    /// What is known of each zone when a shot falls.
    incidents: incident::Kept,
    /// Why the program sent whom it sent into a zone.
    explained: BTreeMap<ZoneId, (Vec<Assignment>, Vec<String>)>,
    /// A search for a better filling.
    search: Option<filling::Search>,
    /// A nation on its way from the list to a zone.
    carried: Option<crate::plan::NationCode>,
    /// What is chosen and open on the page of nations.
    supply: supply::SupplyState,
    /// The plan's file.
    pub file: Option<PathBuf>,
    recent: Vec<PathBuf>,
    settings: Settings,
    files: files::Files,
    /// What is chosen to be written, and what is being written.
    exporting: exporting::Exporting,
    /// The slides: which is selected, and their pictures.
    slides: slides::SlidesState,
    /// The theme, and the eye it is seen by.
    theme: LookName,
    sight: Sight,
    dialog: Option<dialogs::Dialog>,
    layers: Vec<layers::Overlaid>,
    /// Names and days of lines of contact that are being typed.
    line_draft: lines::Draft,
    /// Layers of the last session that are still being read.
    reopening: Vec<layers::Kept>,
    /// How strongly the base map is drawn.
    shades: Shades,
    /// Tiles under the map.
    tiles: layers::tiles::Tiles,
    /// The find field and where it led.
    finding: finding::Finding,
    /// Where plates of the tool stood over the map in the last frame.
    plates: Vec<egui::Rect>,
    /// Where the list of layers stood over the map in the last frame.
    layers_at: Option<egui::Rect>,
    /// The card of what is measured, and the list of rings.
    measuring: measuring::State,
    draft: inspector::Draft,
    notice: Option<String>,
    dressed: bool,
    closing: bool,
    row_hovered: bool,
    /// What is being done in the list of zones.
    rows: rows::RowsState,
    map_rect: egui::Rect,
    /// The show, while there is one.
    show: Option<Box<show::Show>>,
    /// The slide shown last, counted from 0.
    last_slide: usize,
    /// How much larger the map is than in the window: on a slide it is read from afar.
    map_scale: f32,
    /// Gaps and overlaps between zones.
    watch: watch::Watch,
    /// What the last frame took.
    pub spent: Spent,
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Says why no window could be opened, for instance without a display.
pub fn run(atlas: &Arc<Atlas>, plan: &Plan, options: &Options) -> anyhow::Result<()> {
    let renderers: &[eframe::Renderer] = match options.renderer {
        Renderer::Best => &[eframe::Renderer::Wgpu, eframe::Renderer::Glow],
        Renderer::Glow => &[eframe::Renderer::Glow],
        Renderer::Wgpu => &[eframe::Renderer::Wgpu],
    };
    let mut failure = None;
    for renderer in renderers {
        let native = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_title("Cordon")
                .with_app_id("cordon")
                .with_inner_size([1440.0, 900.0])
                .with_min_inner_size([960.0, 600.0])
                .with_drag_and_drop(true),
            renderer: *renderer,
            system_font_fallback: false,
            ..eframe::NativeOptions::default()
        };
        let (atlas, plan, options) = (Arc::clone(atlas), plan.clone(), options.clone());
        let result = eframe::run_native(
            "Cordon",
            native,
            Box::new(move |creation| Ok(Box::new(Cordon::new(&creation.egui_ctx, atlas, plan, options)))),
        );
        match result {
            Ok(()) => return Ok(()),
            // Without an event loop there is no display, and another cannot be made.
            Err(error @ eframe::Error::WinitEventLoop(_)) => return Err(anyhow::anyhow!("{error}")),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match failure {
        Some(error) => Err(anyhow::anyhow!("{error}")),
        None => Ok(()),
    }
}

impl Cordon {
    /// The window's state, with a plan on the desk; a file named in the options is opened by a worker.
    pub fn new(ctx: &Context, atlas: Arc<Atlas>, plan: Plan, options: Options) -> Self {
        let settings = Settings::load(options.settings.clone());
        let dark = match options.theme {
            Theme::Light => false,
            Theme::Dark => true,
            Theme::Remembered => settings.dark,
        };
        let look = if dark { Look::dark() } else { Look::light() };
        ctx.set_fonts(theme::fonts());
        theme::dress(ctx, &look);
        let base = Base::new(&atlas.map);
        let tiles = layers::tiles::Tiles::new(settings.tiles.clone(), options.tiles);
        let mut app = Self {
            desk: Desk::new(atlas, plan),
            base,
            placement: Placement::of_window(),
            look,
            language: if settings.ukrainian { Language::Ukrainian } else { Language::English },
            view: View::of_ukraine([1000.0, 800.0]),
            fitted: false,
            flight: None,
            walkers: walkers::MapMemory::default(),
            hand: Hand::Free,
            pointer_at: None,
            pointer_over: false,
            keys_held: [false; 2],
            keyboard: keyboard::Keyboard::default(),
            page: Page::Plan,
            legend_open: true,
            layers_open: false,
            layer_carried: None,
            footprints: true,
            ground: ground::Remembered::default(),
            bands: false,
            month: None,
            bands_later: bands::Waiting::default(),
            following: following::Waiting::default(),
            missions: missions::Kept::default(),
            incidents: incident::Kept::default(),
            explained: BTreeMap::new(),
            search: None,
            carried: None,
            supply: supply::SupplyState::default(),
            file: None,
            recent: settings.recent.clone(),
            settings,
            files: files::Files::default(),
            exporting: exporting::Exporting::default(),
            slides: slides::SlidesState::default(),
            theme: if dark { LookName::Dark } else { LookName::Light },
            sight: Sight::Normal,
            dialog: None,
            layers: Vec::new(),
            line_draft: lines::Draft::default(),
            reopening: Vec::new(),
            shades: Shades::default(),
            tiles,
            finding: finding::Finding::default(),
            plates: Vec::new(),
            layers_at: None,
            measuring: measuring::State::default(),
            draft: inspector::Draft::default(),
            notice: None,
            dressed: true,
            closing: false,
            row_hovered: false,
            rows: rows::RowsState::default(),
            map_rect: egui::Rect::from_min_size(
                egui::pos2(rail::WIDTH, menu::HEIGHT),
                egui::vec2(1000.0, 800.0),
            ),
            show: None,
            last_slide: 0,
            map_scale: 1.0,
            watch: watch::Watch::default(),
            spent: Spent::default(),
        };
        app.desk.switches = app.settings.drawing;
        if let Some(path) = options.file {
            app.open_now(path, ctx);
        }
        layers::reopen(&mut app, ctx);
        app
    }

    /// One frame: first the hand, then the figures, then everything that shows them.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if !self.dressed {
            theme::dress(&ctx, &self.look);
            self.dressed = true;
        }
        if self.show.is_some() {
            show::frame(self, ui);
            return;
        }
        let mut watch = spent::Watch::start();
        self.poll_files(&ctx);
        exporting::poll(self);
        watch::poll(self, &ctx);
        following::poll(self);
        self.desk.tongue = match self.language {
            Language::English => Tongue::English,
            Language::Ukrainian => Tongue::Ukrainian,
        };
        self.guard_close(&ctx);
        // Before the hand: Escape puts back what is carried, and does no more.
        supply::carry::hear(self, &ctx);
        inspector::hear(self, &ctx);
        rows::hear(self, &ctx);
        layers::hear(self, &ctx);
        finding::hear(self, &ctx);
        exporting::frame::hear(self, &ctx);
        slides::hear(self, &ctx);
        hand::hear(self, &ctx);
        self.shortcuts(&ctx);
        self.fly(&ctx);
        self.spent.hand = watch.lap();
        let now = ctx.input(|input| input.time);
        self.desk.refresh(hand::pick(self), now);
        following::send(self, &ctx);
        measuring::refresh(self);
        lines::hear(self);
        if self.bands {
            bands::wanted(self, &ctx);
        }
        self.spent.figures = watch.lap();
        if let Some(goes) = self.desk.change_goes_at() {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((goes - now).max(0.02)));
        }
        self.panels(ui);
        supply::carry::show(self, &ctx);
        dialogs::show(self, &ctx);
        self.spent.panels = watch.lap().saturating_sub(self.spent.sheet + self.spent.paint);
    }

    fn panels(&mut self, ui: &mut Ui) {
        let fill = |colour| Frame::NONE.fill(theme::colour32(colour));
        let (bar, panel) = (self.look.ui.bar, self.look.ui.panel);
        Panel::top("menu").exact_size(menu::HEIGHT).show_separator_line(false).frame(fill(bar)).show(
            ui,
            |ui| {
                menu::show(self, ui);
            },
        );
        Panel::bottom("status").exact_size(status::HEIGHT).show_separator_line(false).frame(fill(bar)).show(
            ui,
            |ui| {
                status::show(self, ui);
            },
        );
        Panel::left("rail")
            .exact_size(rail::WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(fill(bar))
            .show(ui, |ui| rail::show(self, ui));
        Panel::right("figures")
            .exact_size(PANEL_WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(fill(panel))
            .show(ui, |ui| self.figures_panel(ui));
        egui::CentralPanel::no_frame().show(ui, |ui| map::show(self, ui));
        // The other panels show the plan that the hand makes; what they ask
        // for counts from the next frame on.
    }

    fn figures_panel(&mut self, ui: &mut Ui) {
        let rect = ui.max_rect();
        ui.painter().vline(
            rect.left() + 0.5,
            rect.y_range(),
            egui::Stroke::new(1.0, theme::colour32(self.look.ui.line)),
        );
        if self.page == Page::Brief {
            slides::show(self, ui, rect);
            return;
        }
        if self.desk.is_behind() {
            ui.multiply_opacity(following::FADED);
        }
        let below = headline::show(self, ui, rect);
        match self.page {
            Page::Plan => {
                let split = rows::show(self, ui, below);
                inspector::show(self, ui, split);
            }
            Page::Supply => supply::show(self, ui, below),
            Page::Compare => compare::show(self, ui, below),
            Page::Brief => {}
        }
    }

    /// Where a longitude and latitude is in the window.
    pub fn spot(&self, at: geo_types::Coord<f64>) -> egui::Pos2 {
        let [x, y] = self.view.to_screen(at);
        self.map_corner() + egui::vec2(x, y) * self.map_scale
    }

    /// The plates on the map, top first, where there are contingents; in points from the
    /// map's corner.
    pub fn plates(&self) -> &[crate::scene::PlateBox] {
        &self.ground.plates
    }

    /// The top left corner of the map in the window.
    pub(crate) fn map_corner(&self) -> egui::Pos2 {
        self.map_rect.min
    }

    /// Whether a dialog keeps the rest of the window waiting.
    pub fn dialog_open(&self) -> bool {
        self.dialog.is_some()
    }

    fn shortcuts(&mut self, ctx: &Context) {
        // The frame of an export has keys of its own.
        if self.exporting.framing
            || self.dialog_open()
            || ctx.text_edit_focused()
            || egui::Popup::is_any_open(ctx)
        {
            return;
        }
        self.clipboard(ctx);
        // The longer chord first: Ctrl+Shift+S must not be taken for Ctrl+S.
        let mut commands: Vec<Command> = Command::ALL.to_vec();
        commands.sort_by_key(|command| {
            command.shortcut().map_or(0, |shortcut| i32::from(!shortcut.modifiers.shift))
        });
        let typing = self.desk.wants_text();
        for command in commands {
            let Some(shortcut) = command.shortcut() else { continue };
            if typing && rail::tool_of(command).is_some() {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                self.run(command, ctx);
            }
        }
        let question = ctx.input_mut(|input| {
            let asked =
                input.events.iter().any(|event| matches!(event, egui::Event::Text(text) if text == "?"));
            asked && !typing
        });
        if question {
            self.run(Command::Shortcuts, ctx);
        }
        let redo = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Y);
        if ctx.input_mut(|input| input.consume_shortcut(&redo)) {
            self.run(Command::Redo, ctx);
        }
    }

    /// The text of a command now: with the label of the edit, or the name of the zone.
    pub fn text_of(&self, command: Command) -> String {
        let base = command.text();
        match command {
            Command::Undo => self
                .desk
                .history
                .undo_label()
                .map_or_else(|| base.to_owned(), |label| format!("Undo: {label}")),
            Command::Redo => self
                .desk
                .history
                .redo_label()
                .map_or_else(|| base.to_owned(), |label| format!("Redo: {label}")),
            Command::ToggleLock if self.all_locked() => "Unlock zone".to_owned(),
            Command::Delete if self.desk.selection.zones.len() > 1 => {
                format!("Delete {} zones", self.desk.selection.zones.len())
            }
            _ => base.to_owned(),
        }
    }

    /// Whether a switch is on.
    pub fn is_on(&self, command: Command) -> bool {
        match command {
            Command::ToggleSnap => self.desk.snap,
            Command::Measure => self.desk.measured.is_drawing(),
            Command::Rings => measuring::rings_open(self),
            Command::ToggleFollow => self.desk.switches.follow,
            Command::ToggleShared => self.desk.switches.shared,
            Command::ToggleNoOverlap => self.desk.switches.no_overlap,
            Command::ToggleFill => self.desk.switches.fill,
            Command::ToggleNames => self.language == Language::Ukrainian,
            Command::ToggleLegend => self.legend_open,
            Command::ToggleLayers => self.layers_open,
            Command::PlanView => self.page == Page::Plan,
            Command::SupplyView => self.page == Page::Supply,
            Command::CompareView => self.page == Page::Compare,
            Command::BriefView => self.page == Page::Brief,
            Command::ToggleFootprints => self.footprints,
            Command::ToggleBands => self.bands,
            Command::ToggleStill => self.settings.still,
            Command::MapCursor => self.keyboard.cursor().is_some(),
            _ => false,
        }
    }

    /// Whether a command can do something now.
    pub fn is_possible(&self, command: Command) -> bool {
        match command {
            Command::Undo => {
                self.desk.history.can_undo() || self.desk.tool.is_busy() || self.desk.measured.is_drawing()
            }
            Command::Redo => self.desk.history.can_redo(),
            Command::ZoomToZone | Command::AreaTarget => self.desk.selected().is_some(),
            Command::Merge | Command::Subtract | Command::Intersect => self.desk.selection.zones.len() > 1,
            Command::Freeze => live::any_selected(self),
            Command::Delete
            | Command::Rename
            | Command::Duplicate
            | Command::Separate
            | Command::Grow
            | Command::Simplify
            | Command::MoveBy
            | Command::Rotate
            | Command::Scale
            | Command::ToggleLock
            | Command::MoveUp
            | Command::MoveDown
            | Command::Cut => !self.desk.selection.zones.is_empty(),
            Command::Copy => !self.desk.selection.zones.is_empty() || self.desk.measured.route().is_some(),
            Command::SelectAll | Command::ZoomAll => !self.desk.history.now().zones.is_empty(),
            _ => true,
        }
    }

    /// Does what is asked.
    #[allow(clippy::too_many_lines, reason = "one short arm for each command, all in one place")]
    pub fn run(&mut self, command: Command, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        // What is no step yet is not undone but put back.
        if command != Command::Undo {
            following::finish(self, now);
        }
        self.notice = None;
        match command {
            Command::New => self.unless_unsaved(dialogs::After::New, ctx),
            Command::OpenExample => self.unless_unsaved(dialogs::After::Example, ctx),
            Command::Open => self.dialog = Some(dialogs::Dialog::open(files::Wish::Any)),
            Command::OpenLayer => self.dialog = Some(dialogs::Dialog::open(files::Wish::Layer)),
            Command::Save => self.save(ctx),
            Command::SaveAs => {
                self.dialog =
                    Some(dialogs::Dialog::save_as(self.file.as_deref(), &self.desk.history.now().title));
            }
            Command::Export => exporting::open(self, now),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo => self.undo(now),
            Command::Redo => {
                self.notice = self.desk.redo().map(|label| format!("Made again: {label}"));
            }
            Command::Delete => {
                let pick = hand::pick(self);
                // A corner that zones share goes out of one of them only with Shift.
                let alone =
                    self.desk.tool.kind() == ToolKind::Vertices && ctx.input(|input| input.modifiers.shift);
                let gesture = if alone { Gesture::DeleteAlone } else { Gesture::Delete };
                if !self.desk.gesture(gesture, pick, now) && !self.desk.selection.zones.is_empty() {
                    self.desk.apply(&Edit::RemoveZones(self.desk.selection.zones.clone()), now);
                }
            }
            Command::Merge
            | Command::Subtract
            | Command::Intersect
            | Command::Separate
            | Command::Duplicate
            | Command::Grow
            | Command::Simplify
            | Command::MoveBy
            | Command::Rotate
            | Command::Scale
            | Command::ToggleLock
            | Command::MoveUp
            | Command::MoveDown => shaping::command(self, command, now),
            Command::Copy => drop(measuring::copy(self, ctx) || clipboard::copy(self, ctx)),
            Command::Cut => clipboard::cut(self, ctx, now),
            Command::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::Rename => rows::naming::begin(self, None),
            Command::FromMap => self.dialog = Some(dialogs::Dialog::Live(Box::default())),
            Command::Freeze => live::freeze(self, &self.desk.selection.zones.clone(), now),
            Command::AreaTarget => {
                if let Some(target) = target::open(self) {
                    self.dialog = Some(dialogs::Dialog::Target(Box::new(target)));
                }
            }
            Command::Borders => self.dialog = Some(dialogs::Dialog::Borders),
            Command::SelectAll => {
                self.desk.selection.zones =
                    self.desk.history.now().zones.iter().map(|zone| zone.id.clone()).collect();
            }
            Command::ZoomIn => self.fly_to(self.view.zoomed_at(self.middle(), 1.6), now),
            Command::ZoomOut => self.fly_to(self.view.zoomed_at(self.middle(), 1.0 / 1.6), now),
            Command::ZoomAll => self.zoom_all(now),
            Command::ZoomToZone => {
                if let Some(zone) = self.desk.selected().cloned() {
                    self.zoom_to(&zone, now);
                }
            }
            Command::MapCursor => keyboard::toggle(self, ctx),
            Command::Find => finding::open(self),
            Command::Measure => measuring::toggle(self),
            Command::Rings => measuring::toggle_rings(self),
            Command::ToggleSnap => self.desk.snap = !self.desk.snap,
            Command::ToggleFollow => self.switch(|switches| switches.follow = !switches.follow),
            Command::ToggleShared => self.switch(|switches| switches.shared = !switches.shared),
            Command::ToggleNoOverlap => self.switch(|switches| switches.no_overlap = !switches.no_overlap),
            Command::ToggleFill => self.switch(|switches| switches.fill = !switches.fill),
            Command::ToggleTheme => {
                self.wear(if self.theme.is_dark() { LookName::Light } else { LookName::Dark });
            }
            Command::ToggleNames => {
                self.language = match self.language {
                    Language::English => Language::Ukrainian,
                    Language::Ukrainian => Language::English,
                };
                self.placement = Placement::of_window();
                self.settings.ukrainian = self.language == Language::Ukrainian;
                self.settings.store();
            }
            Command::ToggleLegend => self.legend_open = !self.legend_open,
            Command::ToggleLayers => self.layers_open = !self.layers_open,
            Command::Tiles => {
                self.layers_open = true;
                self.tiles.reveal = true;
            }
            Command::PlanView => self.page = Page::Plan,
            Command::SupplyView => self.page = Page::Supply,
            Command::CompareView => self.page = Page::Compare,
            Command::BriefView => self.page = Page::Brief,
            Command::ToggleFootprints => self.footprints = !self.footprints,
            Command::ToggleBands => self.bands = !self.bands,
            Command::FillZones => filling::fill(self, now),
            Command::EmptyZones => filling::empty(self, now),
            Command::Present => show::enter(self, 0, false, ctx),
            Command::PresentHere => show::enter(self, self.last_slide, false, ctx),
            Command::Presenter => show::enter(self, 0, true, ctx),
            Command::ToggleStill => {
                self.settings.still = !self.settings.still;
                self.settings.store();
            }
            Command::ProveFilling => self.dialog = Some(dialogs::Dialog::Proof),
            Command::Timeline => self.dialog = Some(dialogs::Dialog::Timeline),
            Command::Missions => self.dialog = Some(dialogs::Dialog::Missions),
            Command::Exposure => self.dialog = Some(dialogs::Dialog::Exposure),
            Command::Incident => self.dialog = Some(dialogs::Dialog::Incident),
            Command::Presets => self.dialog = Some(dialogs::Dialog::Presets),
            Command::Assumptions => self.dialog = Some(dialogs::Dialog::Assumptions),
            Command::Shortcuts => self.dialog = Some(dialogs::Dialog::Shortcuts),
            Command::Sources => self.dialog = Some(dialogs::Dialog::Sources),
            Command::History => self.dialog = Some(dialogs::Dialog::History),
            Command::PaintTool => live::take_brush(self),
            Command::SelectTool
            | Command::LassoTool
            | Command::PolygonTool
            | Command::CorridorTool
            | Command::PlaceTool
            | Command::StretchTool
            | Command::CornersTool
            | Command::SplitTool
            | Command::LineTool
            | Command::DrawLineTool => {
                if let Some(kind) = rail::tool_of(command) {
                    self.desk.pick(kind);
                }
            }
        }
        ctx.request_repaint();
    }

    /// Changes how corners are drawn and dragged, and keeps it for the next session.
    fn switch(&mut self, change: impl FnOnce(&mut Switches)) {
        change(&mut self.desk.switches);
        self.settings.drawing = self.desk.switches;
        self.settings.store();
    }

    /// Puts on a theme.
    pub fn wear(&mut self, theme: LookName) {
        self.theme = theme;
        self.relook();
        self.settings.dark = theme.is_dark();
        self.settings.store();
    }

    /// Shows the window in the colours that an eye sees.
    pub fn see_as(&mut self, sight: Sight) {
        self.sight = sight;
        self.relook();
    }

    fn relook(&mut self) {
        self.look = Look::named(self.theme).seen(self.sight);
        self.dressed = false;
    }

    /// Two levels: while drawing the last corner, afterwards the last edit.
    fn undo(&mut self, now: f64) {
        let pick = hand::pick(self);
        if self.desk.gesture(Gesture::UndoCorner, pick, now) {
            return;
        }
        if let Some(label) = self.desk.undo() {
            self.notice = Some(format!("Taken back: {label}"));
        }
    }

    /// Whether something is selected, and all of it is locked.
    fn all_locked(&self) -> bool {
        let zones = &self.desk.selection.zones;
        let locked = |id| self.desk.history.now().zone(id).is_some_and(|zone| zone.locked);
        !zones.is_empty() && zones.iter().all(locked)
    }

    /// The keys of the clipboard come as events of their own, not as keys; so does the text
    /// that the menu asks for.
    fn clipboard(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        for event in ctx.input(|input| input.events.clone()) {
            match event {
                egui::Event::Copy => drop(measuring::copy(self, ctx) || clipboard::copy(self, ctx)),
                egui::Event::Cut => clipboard::cut(self, ctx, now),
                egui::Event::Paste(text) => clipboard::paste(self, &text, now),
                _ => {}
            }
        }
    }

    /// What stays in its place while the map is zoomed by keys: the cursor, or the middle.
    fn middle(&self) -> [f32; 2] {
        let middle = || self.view.size.map(|side| side / 2.0);
        self.keyboard.cursor().map_or_else(middle, |at| self.view.to_screen(at))
    }

    fn zoom_all(&mut self, now: f64) {
        let outlines: Vec<_> =
            self.desk.history.now().zones.iter().map(|zone| zone.shape.outline().clone()).collect();
        let bounds = outlines.iter().filter_map(geodesy::bounds).reduce(|a, b| {
            geo_types::Rect::new(
                geo_types::Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
                geo_types::Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
            )
        });
        let to = bounds.map_or_else(
            || View::of_ukraine(self.view.size),
            |bounds| View::fitting(bounds, 72.0, self.view.size),
        );
        self.fly_to(to, now);
    }

    /// Flies to a zone.
    pub fn zoom_to(&mut self, zone: &ZoneId, now: f64) {
        let bounds =
            self.desk.history.now().zone(zone).and_then(|zone| geodesy::bounds(zone.shape.outline()));
        if let Some(bounds) = bounds {
            let mut to = View::fitting(bounds, 120.0, self.view.size);
            to.zoom = to.zoom.min(10.0);
            self.fly_to(to, now);
        }
    }

    fn fly_to(&mut self, to: View, now: f64) {
        self.fitted = true;
        self.flight = Some(Flight { from: self.view, to: to.limited(), since: now });
    }

    /// Moves the view along its flight, slowing towards both ends.
    fn fly(&mut self, ctx: &Context) {
        let Some(flight) = self.flight else { return };
        let now = ctx.input(|input| input.time);
        let share = ((now - flight.since) / FLIGHT).clamp(0.0, 1.0);
        let eased = share * share * (3.0 - 2.0 * share);
        let between = |a: f64, b: f64| a + (b - a) * eased;
        self.view = View {
            centre: [
                between(flight.from.centre[0], flight.to.centre[0]),
                between(flight.from.centre[1], flight.to.centre[1]),
            ],
            zoom: between(flight.from.zoom, flight.to.zoom),
            size: self.view.size,
        };
        if share >= 1.0 {
            self.flight = None;
        } else {
            ctx.request_repaint();
        }
    }
}

impl eframe::App for Cordon {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
