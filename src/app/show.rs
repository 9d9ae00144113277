//! The show: slides full screen, one at a time. What is tried on the way stays apart from
//! the plan until it is kept.

mod keys;

mod sheets;

mod stage;

mod pointer;

mod live;

mod since;

mod clock;

mod presenter;

use std::sync::Arc;

use egui::{Context, Ui, ViewportCommand};

use super::{Cordon, hand, hand::Hand, layers};
use crate::brief::deck::Page;
use crate::brief::pictures::{LEAST, MAGNIFIED};
use crate::brief::slides_of;
use crate::force::Figures;
use crate::plan::History;
use crate::scene::Placement;
use crate::scene::crowd::Frame;
use crate::scene::view::View;
use crate::tools::{Selection, ToolKind};
use sheets::{Sheet, Sheets, Source, Wish};

/// What lies over the slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// Nothing.
    #[default]
    None,
    /// A black screen.
    Black,
    /// A white screen.
    White,
}

/// How the window was before the show.
struct Window {
    view: View,
    fitted: bool,
    full_screen: bool,
    selection: Selection,
    tool: ToolKind,
    month: Option<u32>,
    bands: bool,
    footprints: bool,
}

/// The show.
pub struct Show {
    /// The plan's own history; what is on the desk is a copy to try things on.
    home: History,
    /// What the slide began with; taken down in the frame after it was turned to, or after
    /// everything was put back or kept.
    began: Option<since::Began>,
    /// The slide, counted from 0.
    at: usize,
    /// How many there are.
    count: usize,
    /// A black or a white screen.
    cover: Cover,
    /// The number of a slide, as far as it is typed.
    digits: String,
    /// What the pointer is, and what was drawn with it.
    pointer: pointer::Pointer,
    /// Whether the list of keys is open.
    keys_open: bool,
    /// Until when the hint at the foot is shown.
    hint_until: f64,
    /// Something just done, in words, and until when they are shown.
    said: Option<(String, f64)>,
    /// Whether the map and the switches are in the hand.
    live: bool,
    /// The strip of switches.
    strip: live::Strip,
    /// The figures for which plates on the live map have their widths.
    placed: Option<Arc<Figures>>,
    /// The part of the world on the map, where it is not the slide's own.
    zoom: Option<View>,
    /// Slides as drawings.
    sheets: Sheets,
    /// The slide on the screen.
    shown: Option<Arc<Sheet>>,
    /// The way from the slide before.
    passage: Option<stage::Passage>,
    /// The speaker's view.
    presenter: presenter::Presenter,
    window: Window,
}

/// What is said when the slide is taken into the hand.
const LIVE: &str = "Live: drag a zone, turn a switch";

/// How long the hint and words of what was done stay, in seconds.
const STAYS: f64 = 4.0;

/// Begins the show at a slide, perhaps with the speaker's view. While there is one, only
/// that view is opened or closed.
pub fn enter(app: &mut Cordon, at: usize, presenter: bool, ctx: &Context) {
    if let Some(show) = &mut app.show {
        show.presenter.open = presenter && !show.presenter.open;
        return;
    }
    let count = slides_of(app.desk.history.now()).len();
    if count == 0 {
        app.notice = Some("Every slide is hidden: there is nothing to show.".to_owned());
        return;
    }
    let now = ctx.input(|input| input.time);
    let window = Window {
        view: app.view,
        fitted: app.fitted,
        full_screen: ctx.input(|input| input.viewport().fullscreen.unwrap_or(false)),
        selection: app.desk.selection.clone(),
        tool: app.desk.tool.kind(),
        month: app.month,
        bands: app.bands,
        footprints: app.footprints,
    };
    app.desk.pick(ToolKind::Select);
    app.desk.selection = Selection::default();
    app.desk.trial = None;
    let home = app.desk.fork();
    app.desk.refresh(hand::pick(app), now);
    app.flight = None;
    app.hand = Hand::Free;
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
    app.show = Some(Box::new(Show {
        home,
        began: None,
        at: at.min(count - 1),
        count,
        cover: Cover::None,
        digits: String::new(),
        pointer: pointer::Pointer::default(),
        keys_open: false,
        hint_until: now + STAYS,
        said: None,
        live: false,
        strip: live::Strip::default(),
        placed: None,
        zoom: None,
        sheets: Sheets::default(),
        shown: None,
        passage: None,
        presenter: presenter::Presenter::begun(now, presenter),
        window,
    }));
}

/// Ends the show: the plan is as it was, but for what was kept.
fn leave(app: &mut Cordon, ctx: &Context) {
    let tried = app.show.as_ref().is_some_and(|show| show.home.now() != app.desk.history.now());
    let Some(show) = app.show.take() else { return };
    let Show { home, window, at, .. } = *show;
    app.desk.back_to(home);
    app.last_slide = at;
    app.desk.pick(window.tool);
    app.desk.selection = window.selection.within(app.desk.history.now());
    (app.view, app.fitted, app.map_scale) = (window.view, window.fitted, 1.0);
    (app.month, app.bands, app.footprints) = (window.month, window.bands, window.footprints);
    app.hand = Hand::Free;
    app.placement = Placement::of_window();
    if tried {
        app.notice = Some("What was tried in the show was put back.".to_owned());
    }
    if !window.full_screen {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
    }
    ctx.request_repaint();
}

/// One frame of the show.
pub fn frame(app: &mut Cordon, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    let closing = ctx.input(|input| input.viewport().close_requested());
    if closing {
        leave(app, &ctx);
    } else {
        keys::hear(app, &ctx);
    }
    let Some(show) = &app.show else {
        app.frame(ui);
        return;
    };
    if show.live {
        hand::hear(app, &ctx);
    }
    let now = ctx.input(|input| input.time);
    // Before the room nothing is shown that is not whole.
    app.desk.employ(false);
    app.desk.refresh(hand::pick(app), now);
    begin_slide(app);
    tend(app, &ctx);
    place_plates(app);
    stage::show(app, ui);
    presenter::show(app, &ctx);
}

/// Takes down what the slide begins with: changes are marked against it.
fn begin_slide(app: &mut Cordon) {
    if app.show.as_ref().is_some_and(|show| show.began.is_none()) {
        let began = since::Began::now(app);
        if let Some(show) = &mut app.show {
            show.began = Some(began);
        }
    }
}

/// Places the plates on the live map anew when their numbers have settled: a need of twenty
/// times as many people is wider.
fn place_plates(app: &mut Cordon) {
    let figures = app.desk.figures_kept();
    let moving = app.desk.tool.is_busy() || app.desk.trial.is_some();
    let Some(show) = app.show.as_mut().filter(|show| show.live && !moving) else { return };
    if !show.placed.as_ref().is_some_and(|placed| Arc::ptr_eq(placed, &figures)) {
        show.placed = Some(figures);
        app.placement = Placement::of_page(LEAST);
    }
}

/// Has the slides made that are wanted: this one first, then those beside it.
fn tend(app: &mut Cordon, ctx: &Context) {
    let (figures, desk, look, language) = (app.desk.figures_kept(), &app.desk, &app.look, app.language);
    let layers = layers::open(app);
    let Some(show) = &mut app.show else { return };
    let wish = |number: usize| Wish { number, view: None, live: false };
    let mut wishes = vec![Wish { number: show.at, view: show.zoom, live: show.live }];
    if show.at + 1 < show.count {
        wishes.push(wish(show.at + 1));
    }
    if let Some(before) = show.at.checked_sub(1) {
        wishes.push(wish(before));
    }
    if show.live {
        // Which part of the world the map shows is the hand's affair.
        for wish in &mut wishes {
            wish.view = None;
        }
    }
    let source = || Source {
        plan: desk.shown().clone(),
        figures: Arc::clone(&figures),
        atlas: Arc::clone(&desk.atlas),
        look: look.clone(),
        language,
        layers: layers.clone(),
    };
    show.sheets.tend(&wishes, (&figures, &layers), source, ctx);
}

/// What the room is shown and can do.
impl Show {
    /// Says something for a while.
    fn say(&mut self, words: impl Into<String>, now: f64) {
        self.said = Some((words.into(), now + STAYS));
    }

    /// The slide that is wanted, once it is on the screen.
    fn ready(&self) -> Option<&Arc<Sheet>> {
        self.shown.as_ref().filter(|sheet| sheet.number == self.at)
    }

    /// What of the map in the hand other things on the slide cover, in points of the map: no
    /// label stands there.
    pub(super) fn covered(&self) -> Vec<Frame> {
        let of = |spread: &sheets::Spread| spread.blocked.clone();
        let boxes = self.spread().map(of).unwrap_or_default();
        let side = |side: f32| side / MAGNIFIED;
        let one = |[left, top, right, bottom]: [f32; 4]| Frame {
            min: [side(left), side(top)],
            max: [side(right), side(bottom)],
        };
        boxes.into_iter().map(one).collect()
    }

    /// The layers on the map of the slide, by their names.
    pub(super) fn layers(&self) -> &[String] {
        self.spread().map_or(&[], |spread| &spread.of.layers)
    }

    /// The map of the slide on the screen.
    fn spread(&self) -> Option<&sheets::Spread> {
        self.ready()?.spread.as_ref()
    }
}

/// Goes to a slide.
fn go(app: &mut Cordon, to: usize) {
    let Some(show) = &app.show else { return };
    let to = to.min(show.count.saturating_sub(1));
    if show.live && to != show.at {
        set_live(app, false, None);
    }
    let Some(show) = &mut app.show else { return };
    show.cover = Cover::None;
    show.digits.clear();
    if to != show.at {
        show.at = to;
        show.zoom = None;
        show.began = None;
        show.pointer.strokes.clear();
    }
}

/// Puts everything back that was tried since the show began, or since something was kept; the
/// slide begins anew.
fn put_back(app: &mut Cordon, now: f64) {
    let Some(show) = &app.show else { return };
    if show.home.now() == app.desk.history.now() {
        return;
    }
    let plan = show.home.now().clone();
    app.desk.back_to(History::new(plan));
    app.hand = Hand::Free;
    if let Some(show) = &mut app.show {
        show.began = None;
        show.say("Everything is put back", now);
    }
}

/// Makes what was tried the plan, in one step that can be undone after the show.
fn keep(app: &mut Cordon, now: f64) {
    if app.desk.tool.is_busy() {
        return;
    }
    let plan = app.desk.history.now().clone();
    let Some(show) = &mut app.show else { return };
    if plan == *show.home.now() {
        return;
    }
    show.home.adopt("Keep what was shown", plan.clone());
    show.began = None;
    show.say("Kept in the plan, in one step", now);
    app.desk.back_to(History::new(plan));
}

/// Takes the slide's map and the switches into the hand, or lays them down.
fn set_live(app: &mut Cordon, live: bool, now: Option<f64>) {
    let Some(show) = &mut app.show else { return };
    // A slide that is still being made cannot be taken into the hand.
    if show.live == live || (live && show.ready().is_none()) {
        return;
    }
    show.live = live;
    show.strip = live::Strip::default();
    show.passage = None;
    if let Some(now) = now {
        show.say(if live { LIVE } else { "No longer live" }, now);
    }
    let nearer = f64::from(MAGNIFIED).log2();
    if live {
        let zoom = show.zoom;
        let Some(spread) = show.spread() else { return };
        let view = zoom.unwrap_or(spread.home);
        app.view = View { zoom: view.zoom - nearer, size: view.size.map(|side| side / MAGNIFIED), ..view };
        (app.month, app.bands, app.footprints) = (spread.of.month, spread.of.bands, spread.of.footprints);
        if let Some(zone) = spread.of.highlighted.clone() {
            app.desk.selection = Selection::only(zone).within(app.desk.history.now());
        }
        app.fitted = true;
        app.placement = Placement::of_page(LEAST);
    } else {
        let spread = show.spread().map(|spread| (spread.home, spread.frame));
        app.hand = Hand::Free;
        app.desk.pick(ToolKind::Select);
        app.desk.selection = Selection::default();
        // The map stays where the hand has left it.
        let Some((home, [_, _, width, height])) = spread else { return };
        let view = View { zoom: app.view.zoom + nearer, size: [width, height], ..app.view };
        let apart = (view.zoom - home.zoom).abs() > 1e-6
            || std::iter::zip(view.centre, home.centre).any(|(a, b)| (a - b).abs() > 1e-9);
        if let Some(show) = &mut app.show {
            show.zoom = apart.then_some(view);
        }
    }
}

/// What a test and a screen reader can ask of the show.
impl Cordon {
    /// Whether slides are being shown.
    pub const fn is_showing(&self) -> bool {
        self.show.is_some()
    }

    /// The slide on the screen as data, of the plan with what is tried.
    pub fn slide_on_show(&self) -> Option<&Page> {
        Some(&self.show.as_ref()?.ready()?.page)
    }

    /// Whether the slide on the screen and those beside it are of the plan as it is shown now.
    pub fn slides_are_made(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.sheets.are_made())
    }

    /// The part of the world on the map of the slide.
    pub fn map_on_show(&self) -> Option<View> {
        let show = self.show.as_ref()?;
        Some(show.zoom.unwrap_or(show.spread()?.home))
    }

    /// Whether the map is on its way from the slide before.
    pub fn map_is_flying(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.passage.is_some())
    }
}
