//! What a frame of the window costs while a corner is dragged, all numbers live:
//! `cargo bench --bench window`. The frame is the program's own work on the CPU: input,
//! figures, layout, drawing and egui's triangles; the graphics card is not in it.
//! The rival is the same frame with nothing in the hand.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::app::{Cordon, Options};
use cordon::atlas::Atlas;
use cordon::plan::{Edit, Form, Plan, Role, Shape, Zone};
use egui::{Event, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

fn main() {
    let atlas = Arc::new(Atlas::embedded().expect("the embedded data is readable"));
    println!("{:<52} {:>10} {:>10} {:>10}", "", "least", "median", "worst");
    for count in [10, 100, 1_000] {
        frames(&atlas, count);
    }
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

fn frames(atlas: &Arc<Atlas>, count: usize) {
    let (atlas, plan) = (Arc::clone(atlas), plan(count));
    let corner = plan.zones[count / 2].shape.outline().0[0].exterior().0[0];
    let frame = move |ui: &mut egui::Ui, state: &mut Option<Cordon>| {
        if state.is_none() {
            *state = Some(Cordon::new(ui.ctx(), Arc::clone(&atlas), plan.clone(), Options::default()));
            return;
        }
        if let Some(app) = state {
            app.frame(ui);
        }
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1600.0, 1000.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(frame, None);
    harness.run_steps(6);
    let at = harness.state().as_ref().expect("the window").spot(corner);
    let rest = measure(&mut harness, |harness, turn| {
        harness.event(Event::PointerMoved(Pos2::new(300.0 + (turn % 40) as f32, 120.0)));
    });
    print(&format!("{count} zones, pointer moving over the map"), rest);
    // Select the zone, then take its first corner.
    let inside = at - vec2(3.0, 0.0);
    for position in [inside, at] {
        harness.event(Event::PointerMoved(position));
        harness.run_steps(2);
        press(&mut harness, position, true);
        if position == inside {
            press(&mut harness, position, false);
            harness.run_steps(40);
        }
    }
    let drag = measure(&mut harness, |harness, turn| {
        let away = vec2((turn % 30) as f32 * 0.5, (turn % 17) as f32 * 0.5);
        harness.event(Event::PointerMoved(at + away));
    });
    let live = harness.state().as_ref().is_some_and(|app| app.desk.before().is_some());
    assert!(live, "the corner is in the hand");
    print(&format!("{count} zones, a corner dragged, all numbers live"), drag);
    println!("{:<52} {:>21.2} ×", "  ratio of the medians", drag[1].as_secs_f64() / rest[1].as_secs_f64());
}

fn press(harness: &mut Harness<'_, Option<Cordon>>, pos: Pos2, pressed: bool) {
    harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(2);
}

/// Least, median and worst of 200 frames, triangles included.
fn measure(
    harness: &mut Harness<'_, Option<Cordon>>,
    act: impl Fn(&mut Harness<'_, Option<Cordon>>, usize),
) -> [Duration; 3] {
    let mut times = Vec::new();
    for turn in 0..200 {
        act(harness, turn);
        let start = Instant::now();
        harness.step();
        let output = harness.output();
        let _triangles = harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    [times[0], times[times.len() / 2], times[times.len() - 1]]
}

fn print(what: &str, [least, median, worst]: [Duration; 3]) {
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!("{what:<52} {:>10} {:>10} {:>10}", ms(least), ms(median), ms(worst));
}
