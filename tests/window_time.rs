//! Time and the switches of the debate in the window: the rotation strip and the sheets, driven by
//! mouse and keys without a display, with their numbers read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

mod support {
    pub mod raster;
}

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use cordon::app::command::Command;
use cordon::app::{Cordon, Options, Theme};
use cordon::atlas::Atlas;
use cordon::force::timeline::Timeline;
use cordon::force::{Figures, Measures};
use cordon::plan::{Edit, Enablers, Mandate, Mission, NationCode, Plan, Roe, Rotation, file};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use support::raster::Raster;

static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(Atlas::embedded().unwrap()));

/// The window under a tester's hands.
struct Window {
    harness: Harness<'static, Option<Cordon>>,
}

impl Window {
    fn with(plan: Plan, size: Vec2, theme: Theme) -> Self {
        let options = Options { theme, ..Options::default() };
        let frame = move |ui: &mut egui::Ui, state: &mut Option<Cordon>| {
            let open = || Cordon::new(ui.ctx(), Arc::clone(&ATLAS), plan.clone(), options.clone());
            if state.is_none() {
                *state = Some(open());
                return;
            }
            state.as_mut().unwrap().frame(ui);
        };
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(400)
            .with_os(egui::os::OperatingSystem::Nix)
            .renderer(Raster::default())
            .build_ui_state(frame, None);
        let mut window = Self { harness };
        window.harness.run_steps(4);
        window
    }

    /// The example plan, its zones filled as the program fills them.
    fn filled() -> Self {
        let mut window = Self::with(file::example(), vec2(1440.0, 900.0), Theme::Light);
        window.app_mut().desk.fill_now(0.0);
        window.harness.run_steps(4);
        window
    }

    fn app(&self) -> &Cordon {
        self.harness.state().as_ref().unwrap()
    }

    fn app_mut(&mut self) -> &mut Cordon {
        self.harness.state_mut().as_mut().unwrap()
    }

    fn plan(&self) -> &Plan {
        self.app().desk.history.now()
    }

    fn run(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.app_mut().run(command, &ctx);
        self.harness.run_steps(6);
    }

    fn key(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::NONE, key);
        self.harness.run_steps(3);
    }

    fn button(&mut self, at: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.run_steps(2);
        let button = PointerButton::Primary;
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        self.harness.run_steps(2);
    }

    fn click(&mut self, at: Pos2) {
        self.button(at, true);
        self.button(at, false);
        self.harness.run_steps(30);
    }

    fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_steps(4);
    }

    /// Types a number over the one in a field.
    fn set(&mut self, field: &str, number: &str) {
        self.harness.get_by_label(field).click();
        self.harness.run_steps(3);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(number.to_owned()));
        self.harness.run_steps(2);
        self.key(Key::Enter);
        self.harness.run_steps(3);
    }

    /// Whether something with these words is there.
    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    fn timeline(&mut self) -> Timeline {
        self.app_mut().desk.timeline().as_ref().clone().unwrap()
    }

    /// The middle of a month on the strip.
    fn month(&self, month: u32) -> Pos2 {
        let strip = self.harness.get_by_label_contains("Rotation by month:").rect();
        let months = self.plan().assumptions.rotation.horizon_months;
        let x = strip.left() + strip.width() * (month as f32 - 0.5) / months as f32;
        Pos2::new(x, strip.center().y)
    }

    fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("CORDON_PICTURES") else { return };
        self.harness.run_steps(4);
        let picture = self.harness.render().unwrap();
        picture.save(PathBuf::from(folder).join(format!("{name}.png"))).unwrap();
    }

    /// Lets frames pass until a worker has brought something.
    fn wait_for(&mut self, words: &str) {
        for _ in 0..20_000 {
            self.harness.run_steps(1);
            if self.says(words) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        panic!("nothing came that says {words}");
    }
}

/// What a plan comes to, reckoned apart from the window.
fn figures(plan: &Plan) -> Figures {
    Figures::of(plan, &ATLAS, &mut Measures::default())
}

#[test]
fn a_month_of_the_strip_is_chosen_by_click_drag_and_key_and_left_again() {
    let mut window = Window::filled();
    assert!(window.says("Rotation by month: Everybody there"));
    let at = window.month(3);
    window.click(at);
    assert!(window.says("Rotation by month: Month 3 of 24"));
    let (from, to) = (window.month(5), window.month(9));
    window.button(from, true);
    window.harness.event(Event::PointerMoved(to));
    window.harness.run_steps(2);
    assert!(window.says("Month 9 of 24"), "the month follows the hand");
    window.button(to, false);
    window.key(Key::ArrowRight);
    assert!(window.says("Month 10 of 24"), "and the arrows");
    let again = window.month(10);
    window.click(again);
    assert!(window.says("Everybody there"), "a click on the month shown leaves it");
    window.click(again);
    assert!(window.says("Month 10 of 24"));
    window.key(Key::Escape);
    assert!(window.says("Everybody there"), "and so does Escape");
}

#[test]
fn pictures_of_the_sheets() {
    if std::env::var_os("CORDON_PICTURES").is_none() {
        return;
    }
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, width) in [(vec2(1280.0, 800.0), 1280), (vec2(1600.0, 1000.0), 1600)] {
            let mut window = Window::with(file::example(), size, theme);
            window.app_mut().desk.fill_now(0.0);
            window.harness.run_steps(4);
            let at = window.month(9);
            window.click(at);
            window.picture(&format!("strip-{width}-{name}"));
            for (command, sheet) in [
                (Command::Timeline, "timeline"),
                (Command::Missions, "missions"),
                (Command::Exposure, "exposure"),
                (Command::Incident, "incident"),
                (Command::Presets, "presets"),
                (Command::Assumptions, "assumptions"),
            ] {
                window.run(command);
                if sheet == "exposure" {
                    window.wait_for("All zones");
                }
                window.picture(&format!("{sheet}-{width}-{name}"));
                window.key(Key::Escape);
                window.harness.run_steps(4);
            }
        }
    }
}
