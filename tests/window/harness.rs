//! The window under a tester's hands: a frame at a time, no display, no clock.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use cordon::app::command::Command;
use cordon::app::{Cordon, Options, Theme};
use cordon::atlas::Atlas;
use cordon::force::{Figures, Measures};
use cordon::plan::{Edit, Plan, Zone, ZoneId, file};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use geo_types::Coord;

use crate::raster::Raster;

/// The embedded reference, read once.
pub static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(Atlas::embedded().unwrap()));

/// The key that stands before a command.
pub const CTRL: Modifiers = Modifiers::COMMAND;

/// Where tests leave pictures of the window, if anybody asked for them.
pub const PICTURES: &str = "CORDON_PICTURES";

/// The window, and hands on it.
pub struct Window {
    pub harness: Harness<'static, Option<Cordon>>,
}

/// Opens a window.
impl Window {
    /// A light window of usual size.
    pub fn on(plan: Plan) -> Self {
        Self::with(plan, vec2(1440.0, 900.0), Options::default())
    }

    /// A window of a size and a theme.
    pub fn themed(plan: Plan, size: Vec2, theme: Theme) -> Self {
        Self::with(plan, size, Options { theme, ..Options::default() })
    }

    pub fn with(plan: Plan, size: Vec2, options: Options) -> Self {
        Self::scaled(plan, size, options, 1.0)
    }

    /// A window on a screen with so many pixels to the point.
    pub fn scaled(plan: Plan, size: Vec2, options: Options, scale: f32) -> Self {
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
            .with_pixels_per_point(scale)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(400)
            .with_os(egui::os::OperatingSystem::Nix)
            .renderer(Raster::default())
            .build_ui_state(frame, None);
        let mut window = Self { harness };
        window.harness.run_steps(4);
        window
    }
}

/// What it holds.
impl Window {
    pub fn app(&self) -> &Cordon {
        self.harness.state().as_ref().unwrap()
    }

    pub fn app_mut(&mut self) -> &mut Cordon {
        self.harness.state_mut().as_mut().unwrap()
    }

    pub fn plan(&self) -> &Plan {
        self.app().desk.history.now()
    }

    pub fn figures(&self) -> &Figures {
        self.app().desk.figures()
    }

    pub fn zone(&self, name: &str) -> &Zone {
        zone_of(self.plan(), name)
    }

    /// The figures as the command line makes them, of the plan as saved.
    pub fn figures_of_the_file(&self) -> Figures {
        let (plan, problems) = file::from_geojson(&file::to_geojson(self.plan()), "test").unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        Figures::of(&plan, &ATLAS, &mut Measures::default())
    }

    pub fn agrees_with_the_file(&self) {
        assert!(*self.figures() == self.figures_of_the_file(), "window and file agree to the last digit");
    }

    /// Whether something with these words is there.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Where a place on the map is in the window.
    pub fn spot(&self, lon: f64, lat: f64) -> Pos2 {
        self.app().spot(Coord { x: lon, y: lat })
    }

    /// The box of what has these words in its name.
    pub fn rect(&self, label: &str) -> Rect {
        self.harness.get_by_label_contains(label).rect()
    }
}

/// Mouse and keys.
impl Window {
    pub fn move_to(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.run_steps(2);
    }

    pub fn button(&mut self, pos: Pos2, pressed: bool) {
        let button = PointerButton::Primary;
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        self.harness.run_steps(2);
    }

    /// Clicks, and waits longer than a double click takes, so that the next click is another one.
    pub fn click_at(&mut self, at: Pos2) {
        self.click_once_at(at);
        self.harness.run_steps(30);
    }

    /// Clicks, and does not wait.
    pub fn click_once_at(&mut self, at: Pos2) {
        self.move_to(at);
        self.button(at, true);
        self.button(at, false);
    }

    /// Clicks a place on the map.
    pub fn click(&mut self, lon: f64, lat: f64) {
        let at = self.spot(lon, lat);
        self.click_at(at);
    }

    /// Clicks what has these words in its name.
    pub fn click_on(&mut self, label: &str) {
        let at = self.rect(label).center();
        self.click_at(at);
    }

    /// Presses the control of this name.
    pub fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_steps(4);
    }

    /// Scrolls to the control of this name and presses it.
    pub fn reach(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.harness.run_steps(20);
        self.press(label);
    }

    /// Takes a choice from a list.
    pub fn choose(&mut self, switch: &str, choice: &str) {
        self.harness.get_by_label_contains(switch).click();
        self.harness.run_steps(4);
        self.press(choice);
    }

    pub fn key(&mut self, key: Key) {
        self.chord(Modifiers::NONE, key);
    }

    pub fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    /// Types where the keyboard is.
    pub fn types(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// Types over what stands in a field.
    pub fn fill(&mut self, field: &str, text: &str) {
        self.harness.get_by_label(field).focus();
        self.harness.run_steps(3);
        self.chord(CTRL, Key::A);
        self.types(text);
        self.key(Key::Enter);
    }

    /// Types a number over the one in a field.
    pub fn set(&mut self, field: &str, number: &str) {
        self.harness.get_by_role_and_label(egui::Role::SpinButton, field).scroll_to_me();
        self.harness.run_steps(20);
        self.harness.get_by_role_and_label(egui::Role::SpinButton, field).click();
        self.harness.run_steps(3);
        self.chord(CTRL, Key::A);
        self.types(number);
        self.key(Key::Enter);
        self.harness.run_steps(3);
    }

    /// Runs a command as its menu does.
    pub fn run(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.app_mut().run(command, &ctx);
        self.harness.run_steps(6);
    }

    pub fn apply(&mut self, edit: &Edit) {
        self.app_mut().desk.apply(edit, 0.0);
        self.harness.run_steps(3);
    }

    /// Lets a file go over the window.
    pub fn drop_file(&mut self, path: PathBuf) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.harness.run_steps(2);
    }

    /// Lets frames pass until a worker has brought something.
    pub fn wait_until(&mut self, done: impl Fn(&Self) -> bool) {
        for _ in 0..100_000 {
            self.harness.run_steps(1);
            if done(self) {
                // What has grown is put into the middle again.
                self.harness.run_steps(4);
                return;
            }
            std::thread::yield_now();
        }
        panic!("nothing came");
    }

    /// Lets frames pass until something says these words.
    pub fn wait_for(&mut self, words: &str) {
        self.wait_until(|window| window.says(words));
    }
}

/// What it looks like.
impl Window {
    /// Leaves a picture, if anybody asked for pictures.
    pub fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os(PICTURES) else { return };
        self.harness.run_steps(4);
        let picture = self.harness.render().unwrap();
        picture.save(PathBuf::from(folder).join(format!("{name}.png"))).unwrap();
    }

    pub fn colour(&mut self, at: Pos2) -> [u8; 3] {
        let picture = self.harness.render().unwrap();
        let [red, green, blue, _] = picture.get_pixel(at.x as u32, at.y as u32).0;
        [red, green, blue]
    }
}

/// The zone of a name.
pub fn zone_of<'a>(plan: &'a Plan, name: &str) -> &'a Zone {
    plan.zones.iter().find(|zone| zone.name == name).unwrap_or_else(|| panic!("no zone called {name}"))
}

/// The id of the zone of a name.
pub fn id_of(plan: &Plan, name: &str) -> ZoneId {
    zone_of(plan, name).id.clone()
}

/// The example with nobody in its zones.
pub fn emptied() -> Plan {
    let plan = file::example();
    plan.with(&cordon::force::sharing::emptied(&plan)).unwrap()
}

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
