//! What a frame of the window costs while a corner is dragged, all numbers live:
//! `cargo bench --bench window`. The frame is the program's own work on the CPU: input,
//! figures, layout, drawing and egui's triangles. Uploading these and the graphics card
//! are not in it; neither is the tree for screen readers, which is made only when one
//! asks for it and has lines of its own. The rival is the same frame with nothing in the hand.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::app::{Cordon, Options, Spent};
use cordon::atlas::Atlas;
use cordon::plan::{Assignment, Edit, Form, NationCode, Plan, Role, Shape, Share, Zone};
use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, Rect, vec2};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

fn main() {
    let atlas = Arc::new(Atlas::embedded().expect("the embedded data is readable"));
    println!("{:<52} {:>10} {:>10} {:>10}", "", "least", "median", "worst");
    for count in [10, 100, 1_000] {
        frames(&atlas, count, Plan::clone);
    }
    println!("three contingents in each zone, the zone four fifths filled:");
    frames(&atlas, 30, held_by_three);
}

/// The same plan with three contingents in every zone.
fn held_by_three(plan: &Plan) -> Plan {
    let send = |(nation, share): (&str, f64)| Assignment {
        troops: Share::OfNeed(share),
        ..Assignment::of(NationCode::new(nation), 0.0)
    };
    let edits = plan.zones.iter().map(|zone| Edit::SetAssigned {
        zone: zone.id.clone(),
        assigned: [("GB", 0.3), ("FR", 0.3), ("IT", 0.2)].map(send).to_vec(),
    });
    let edit = Edit::Several { label: "Fill".to_owned(), edits: edits.collect() };
    plan.with(&edit).expect("contingents in every zone")
}

/// Small zones in rows over the country, of 24 corners each.
fn plan(count: usize) -> Plan {
    let columns = (count as f64).sqrt().ceil() as usize;
    let mut plan = Plan::empty();
    for number in 0..count {
        let x = 24.5 + 14.0 * (number % columns) as f64 / columns as f64;
        let y = 47.2 + 4.0 * (number / columns) as f64 / columns as f64;
        let ring: Vec<Coord<f64>> = (0..24)
            .map(|corner| {
                let turn = f64::from(corner) * std::f64::consts::TAU / 24.0;
                Coord { x: x + 0.11 * turn.cos(), y: y + 0.05 * turn.sin() }
            })
            .collect();
        let area = MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())]);
        let shape = Arc::new(Shape::new(Form::Area(area)).expect("a sound zone"));
        let role = Role::ALL[number % Role::ALL.len()];
        plan = plan.with(&Edit::AddZone(Zone::new(role, shape))).expect("a new zone");
    }
    plan
}

/// A window without a window system: what eframe does in a frame, up to the graphics card.
struct Window {
    ctx: egui::Context,
    app: Cordon,
    frames: u32,
}

/// What a frame took.
#[derive(Clone, Copy, Default)]
struct Frame {
    spent: Spent,
    /// All of the program's and egui's work up to the shapes.
    shapes: Duration,
    /// egui's triangles.
    triangles: Duration,
}

impl Frame {
    fn whole(&self) -> Duration {
        self.shapes + self.triangles
    }

    /// egui's own part of making the shapes.
    fn around(&self) -> Duration {
        let Spent { hand, figures, panels, sheet, paint } = self.spent;
        self.shapes.saturating_sub(hand + figures + panels + sheet + paint)
    }
}

impl Window {
    fn open(atlas: &Arc<Atlas>, plan: Plan) -> Self {
        let ctx = egui::Context::default();
        let app = Cordon::new(&ctx, Arc::clone(atlas), plan, Options::default());
        let mut window = Self { ctx, app, frames: 0 };
        window.rest(6);
        window
    }

    fn frame(&mut self, events: Vec<Event>) -> Frame {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0))),
            time: Some(f64::from(self.frames) / 60.0),
            max_texture_side: Some(8192),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        let shapes = start.elapsed();
        let drawn = std::mem::take(&mut output.shapes);
        let start = Instant::now();
        let triangles = self.ctx.tessellate(drawn, output.pixels_per_point);
        let frame = Frame { spent: self.app.spent, shapes, triangles: start.elapsed() };
        drop(triangles);
        output.drop_without_applying_deltas();
        frame
    }

    fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame(Vec::new());
        }
    }

    fn point(&mut self, at: Pos2) -> Frame {
        self.frame(vec![Event::PointerMoved(at)])
    }

    fn press(&mut self, pos: Pos2, pressed: bool) {
        let button = PointerButton::Primary;
        self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }]);
        self.rest(2);
    }

    /// 200 frames with the pointer at places of their own.
    fn measure(&mut self, at: impl Fn(f32) -> Pos2) -> Vec<Frame> {
        (0..200_u8).map(|turn| self.point(at(f32::from(turn)))).collect()
    }
}

fn frames(atlas: &Arc<Atlas>, count: usize, dressed: impl Fn(&Plan) -> Plan) {
    let plan = dressed(&plan(count));
    let corner = plan.zones[count / 2].shape.outline().0[0].exterior().0[0];
    let mut window = Window::open(atlas, plan);
    let over = |turn: f32| Pos2::new(300.0 + turn % 40.0, 120.0);
    let rest = window.measure(over);
    let at = window.app.spot(corner);
    // Among a thousand zones the corner would rest on its neighbours' corners, and nothing change.
    window.app.desk.snap = false;
    // Select the zone, then take its first corner.
    let inside = at - vec2(3.0, 0.0);
    for position in [inside, at] {
        window.point(position);
        window.rest(2);
        window.press(position, true);
        if position == inside {
            window.press(position, false);
            window.rest(40);
        }
    }
    let away = |turn: f32| at + vec2((turn % 30.0) * 0.5, (turn % 17.0) * 0.5 + 1.0);
    let area = |window: &Window| window.app.desk.figures().zones[count / 2].measured.area;
    let before = area(&window);
    let drag = window.measure(away);
    assert!(window.app.desk.before().is_some(), "the corner is in the hand");
    assert_ne!(area(&window), before, "the figures follow it");
    window.ctx.enable_accesskit();
    let read = window.measure(away);
    print(&format!("{count} zones, pointer moving over the map"), &rest, Frame::whole);
    print(&format!("{count} zones, a corner dragged, all numbers live"), &drag, Frame::whole);
    println!(
        "{:<52} {:>21.2} ×",
        "  ratio of the medians",
        median(&drag).as_secs_f64() / median(&rest).as_secs_f64()
    );
    print("  of it the hand and its tool", &drag, |frame| frame.spent.hand);
    print("  the plan and its figures", &drag, |frame| frame.spent.figures);
    print("  bars, rows and inspector", &drag, |frame| frame.spent.panels);
    print("  the sheet", &drag, |frame| frame.spent.sheet);
    print("  the sheet as shapes", &drag, |frame| frame.spent.paint);
    print("  egui around these", &drag, Frame::around);
    print("  egui's triangles", &drag, |frame| frame.triangles);
    print(&format!("{count} zones, a corner dragged, read by a screen reader"), &read, Frame::whole);
}

fn median(frames: &[Frame]) -> Duration {
    sorted(frames, Frame::whole)[frames.len() / 2]
}

fn sorted(frames: &[Frame], part: impl Fn(&Frame) -> Duration) -> Vec<Duration> {
    let mut times: Vec<Duration> = frames.iter().map(part).collect();
    times.sort_unstable();
    times
}

/// Least, median and worst of a part.
fn print(what: &str, frames: &[Frame], part: impl Fn(&Frame) -> Duration) {
    let times = sorted(frames, part);
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let [least, median, worst] = [0, times.len() / 2, times.len() - 1].map(|place| ms(times[place]));
    println!("{what:<52} {least:>10} {median:>10} {worst:>10}");
}
