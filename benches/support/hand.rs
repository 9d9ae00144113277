//! A window without a window system, and a hand on it: what eframe does in a frame, up to
//! the graphics card.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::app::{Cordon, Options, Spent};
use cordon::atlas::Atlas;
use cordon::plan::Plan;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, vec2};

/// The window.
pub struct Window {
    ctx: egui::Context,
    /// What it shows.
    pub app: Cordon,
    frames: u32,
}

/// What a frame took.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    /// The program's own parts.
    pub spent: Spent,
    /// All work up to egui's triangles.
    pub whole: Duration,
    /// How long the window's thread had a processor meanwhile: what the frame takes where
    /// nothing else runs. Only Linux says it.
    pub busy: Option<Duration>,
}

/// How long this thread has had a processor so far.
fn on_processor() -> Option<Duration> {
    // The system brings its count up to date when a thread offers to let others go first.
    std::thread::yield_now();
    let known = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    known.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

impl Window {
    /// A window whose first frame is yet to come.
    pub fn open(atlas: &Arc<Atlas>, plan: Plan) -> Self {
        let ctx = egui::Context::default();
        let app = Cordon::new(&ctx, Arc::clone(atlas), plan, Options::default());
        Self { ctx, app, frames: 0 }
    }

    /// A window that begins to read a plan.
    pub fn open_file(atlas: &Arc<Atlas>, file: PathBuf) -> Self {
        let ctx = egui::Context::default();
        let options = Options { file: Some(file), ..Options::default() };
        let app = Cordon::new(&ctx, Arc::clone(atlas), Plan::empty(), options);
        Self { ctx, app, frames: 0 }
    }

    /// One frame with these events.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0))),
            time: Some(f64::from(self.frames) / 60.0),
            max_texture_side: Some(8192),
            focused: true,
            events,
            ..RawInput::default()
        };
        let (start, had) = (Instant::now(), on_processor());
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        let drawn = std::mem::take(&mut output.shapes);
        let triangles = self.ctx.tessellate(drawn, output.pixels_per_point);
        let whole = start.elapsed();
        let busy = on_processor().zip(had).map(|(now, then)| now.saturating_sub(then));
        let frame = Frame { spent: self.app.spent, whole, busy };
        drop(triangles);
        output.drop_without_applying_deltas();
        frame
    }

    /// Frames in which nothing happens.
    pub fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame(Vec::new());
        }
    }

    /// The pointer moves.
    pub fn point(&mut self, at: Pos2) -> Frame {
        self.frame(vec![Event::PointerMoved(at)])
    }

    /// The button goes down or comes up.
    pub fn press(&mut self, pos: Pos2, pressed: bool) -> Frame {
        let button = PointerButton::Primary;
        self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }])
    }

    /// A click that is not the second of two.
    pub fn click(&mut self, at: Pos2) {
        self.point(at);
        self.press(at, true);
        self.press(at, false);
        self.rest(40);
    }

    /// A key is pressed.
    pub fn key(&mut self, key: Key, modifiers: Modifiers) -> Frame {
        self.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }])
    }

    /// The wheel turns over a place.
    pub fn wheel(&mut self, at: Pos2, by: f32) -> Frame {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Unknown,
        };
        self.frame(vec![Event::PointerMoved(at), wheel])
    }

    /// Frames with the pointer at places of their own.
    pub fn drawn(&mut self, frames: u16, at: impl Fn(f32) -> Pos2) -> Vec<Frame> {
        (0..frames).map(|turn| self.point(at(f32::from(turn)))).collect()
    }
}

/// Prints least, median and worst of some frames, the median and the worst of the time that
/// they had a processor, and the parts of the median one.
pub fn print(what: &str, frames: &[Frame]) {
    let mut sorted = frames.to_vec();
    sorted.sort_by_key(|frame| frame.whole);
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
    let (Some(least), Some(worst)) = (sorted.first(), sorted.last()) else { return };
    let median = sorted[sorted.len() / 2];
    let mut busy: Vec<Duration> = frames.iter().map(|frame| frame.busy.unwrap_or(frame.whole)).collect();
    busy.sort_unstable();
    let Spent { hand, figures, panels, sheet, paint } = median.spent;
    println!(
        "{what:<56} {:>8} {:>8} {:>8} {:>8} {:>8} ms   hand {:>6} figures {:>6} panels {:>6} sheet {:>6} shapes {:>6}",
        ms(least.whole),
        ms(median.whole),
        ms(worst.whole),
        ms(busy[busy.len() / 2]),
        ms(busy[busy.len() - 1]),
        ms(hand),
        ms(figures),
        ms(panels),
        ms(sheet),
        ms(paint),
    );
}
