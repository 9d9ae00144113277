//! The list of layers: order, colours, labels, where they are from; the groups of the base map.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::plan::{Plan, file};
use egui::{Key, pos2, vec2};
use egui_kittest::kittest::Queryable;

use crate::harness::Window;

/// Two files: depots in a table of points, and sectors that say where they are from.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let square = |x: f64, y: f64, name: &str| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"назва\":\"{name}\",\"рік\":2025}},\"geometry\":{{\"type\":\"Polygon\",\
                 \"coordinates\":[[[{x},{y}],[{},{y}],[{},{}],[{x},{}],[{x},{y}]]]}}}}",
                x + 2.2,
                x + 2.2,
                y + 1.2,
                y + 1.2
            )
        };
        let sectors = format!(
            "{{\"type\":\"FeatureCollection\",\"name\":\"Сектори\",\"date\":\"2025-06-01\",\"source\":\"Навчальний приклад\",\"features\":[{},{},{}]}}",
            square(26.0, 48.6, "Сектор Захід"),
            square(29.2, 48.6, "Сектор Центр"),
            square(32.4, 48.6, "Сектор Схід")
        );
        std::fs::write(folder.path().join("sectors.geojson"), sectors).unwrap();
        let points: Vec<String> = (0..40)
            .map(|number| {
                let (x, y) = (25.0 + f64::from(number % 10) * 1.3, 47.3 + f64::from(number / 10) * 1.1);
                format!(
                    "{{\"type\":\"Feature\",\"properties\":{{\"code\":\"Depot {number}\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}}}"
                )
            })
            .collect();
        let depots = format!(
            "{{\"type\":\"FeatureCollection\",\"name\":\"Depots\",\"features\":[{}]}}",
            points.join(",")
        );
        std::fs::write(folder.path().join("depots.geojson"), depots).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A window with both over the map, the depots on top.
    fn window(&self, theme: Theme) -> Window {
        let settings = Some(self.path("settings.json"));
        let options = Options { theme, settings, ..Options::default() };
        let mut window = Window::with(Plan::empty(), vec2(1280.0, 800.0), options);
        for (name, says) in [("sectors.geojson", "3 features"), ("depots.geojson", "40 features")] {
            open(&mut window, &self.path(name));
            window.wait_for(says);
        }
        window
    }
}

fn open(window: &mut Window, path: &Path) {
    window.run(Command::OpenLayer);
    window.fill("File to open", &path.display().to_string());
}

fn labels(window: &mut Window, layer: &str, field: &str) {
    window.harness.get_by_label(&format!("Labels of {layer}")).scroll_to_me();
    window.harness.run_steps(20);
    window.choose(&format!("Labels of {layer}"), field);
    window.harness.run_steps(20);
}

#[test]
fn layers_are_shown_hidden_moved_and_removed_by_name() {
    let files = Files::new();
    let mut window = files.window(Theme::Light);
    assert!(window.says("Навчальний приклад · 1 Jun 2025"), "what the file says");
    assert!(window.says("no source given · no date"), "what it does not");
    let above = |window: &Window| window.rect("Show Depots").top() < window.rect("Show Сектори").top();
    assert!(above(&window), "the uppermost is the first of the list");
    window.press("Move Depots down");
    assert!(!above(&window));
    window.press("Move Depots up");
    assert!(above(&window));
    let inside = window.spot(33.4, 49.7);
    let with = window.colour(inside);
    window.press("Show Сектори");
    assert_ne!(window.colour(inside), with, "a hidden layer is not on the map");
    window.press("Show Сектори");
    assert_eq!(window.colour(inside), with);
    window.press("Remove Сектори");
    assert!(!window.says("Show Сектори"));
    assert!(window.says("Show Depots"));
}

#[test]
fn a_layer_is_dressed_and_labelled_and_what_its_file_lacks_is_typed() {
    let files = Files::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = files.window(theme);
        labels(&mut window, "Сектори", "назва");
        labels(&mut window, "Depots", "code");
        window.harness.get_by_label("Source of Depots").scroll_to_me();
        window.harness.run_steps(20);
        window.fill("Source of Depots", "Logistics desk");
        window.fill("Date of Depots", "2025-02-24");
        assert!(window.says("Logistics desk · 24 Feb 2025"));
        let drawn = window.app().labels_on_the_map();
        assert!(drawn.contains(&"Сектор Центр".to_owned()), "{drawn:?}");
        let depots = drawn.iter().filter(|name| name.starts_with("Depot")).count();
        assert!((5..=40).contains(&depots), "{depots} of 40 depots are named");
        window.picture(&format!("layers-{name}"));
        window.reach("Colour 5 of Depots");
        window.picture(&format!("layers-tinted-{name}"));
    }
}

#[test]
fn layers_come_back_at_the_next_start_only_if_that_was_asked_for() {
    let files = Files::new();
    let again = |files: &Files| {
        let options = Options { settings: Some(files.path("settings.json")), ..Options::default() };
        Window::with(Plan::empty(), vec2(1280.0, 800.0), options)
    };
    let mut window = files.window(Theme::Light);
    drop(again(&files));
    let mut second = again(&files);
    second.run(Command::ToggleLayers);
    assert!(second.says("No layer yet"), "not asked for");
    window.reach("Open again at the next start");
    labels(&mut window, "Сектори", "назва");
    window.reach("Move Сектори up");
    let mut third = again(&files);
    third.run(Command::ToggleLayers);
    third.wait_until(|window| window.says("Show Сектори") && window.says("Show Depots"));
    assert!(third.rect("Show Сектори").top() < third.rect("Show Depots").top(), "in the order that was left");
    third.wait_until(|window| window.app().labels_on_the_map().contains(&"Сектор Центр".to_owned()));
    std::fs::remove_file(files.path("depots.geojson")).unwrap();
    let mut fourth = again(&files);
    fourth.wait_for("The file could not be opened");
    fourth.press("Close");
}

#[test]
fn groups_of_the_base_map_are_switched_off_and_faded() {
    let mut window = Window::themed(Plan::empty(), vec2(1280.0, 800.0), Theme::Light);
    window.run(Command::ToggleLayers);
    window.reach("Base map");
    window.harness.run_steps(20);
    window.picture("layers-base");
    let named = |window: &Window, name: &str| window.app().labels_on_the_map().iter().any(|it| it == name);
    assert!(named(&window, "Kharkiv"));
    window.reach("Settlements");
    assert!(!named(&window, "Kharkiv"), "no settlements");
    window.reach("Country and sea names");
    assert!(!named(&window, "UKRAINE"));
    window.reach("Land and sea");
    window.picture("layers-base-bare");
    let (land, sea) = (window.spot(31.5, 49.3), window.spot(31.5, 43.9));
    assert_eq!(window.colour(land), window.colour(sea), "paper alone");
    window.reach("All as at first");
    assert!(named(&window, "Kharkiv"));
    assert_ne!(window.colour(land), window.colour(sea));
}

#[test]
fn a_slide_brings_its_layers_back_into_view() {
    let files = Files::new();
    let mut window = files.window(Theme::Light);
    window.run(Command::BriefView);
    window.press("New slide from this view");
    window.press("Show Depots");
    window.press("New slide from this view");
    let layers = |window: &Window, at: usize| {
        window.plan().slides[at].view.as_ref().map(|view| view.layers.clone()).unwrap_or_default()
    };
    assert_eq!(layers(&window, 0), ["Сектори", "Depots"]);
    assert_eq!(layers(&window, 1), ["Сектори"]);
    assert_eq!(window.app().layers_shown(), ["Сектори"]);
    window.click_on("Slide 1: ");
    assert_eq!(window.app().layers_shown(), ["Сектори", "Depots"], "the first slide shows both");
}

/// Whether the colour of a layer, by number, is somewhere in a box of the window.
fn has_ink(window: &mut Window, rect: egui::Rect, tint: usize) -> bool {
    let look = cordon::scene::Look::light();
    let ink = look.layer(tint);
    let near = |a: u8, b: u8| a.abs_diff(b) < 24;
    let image = window.harness.render().unwrap();
    let scale = image.width() as f32 / window.harness.ctx.content_rect().width();
    let [left, top, right, bottom] =
        [rect.left(), rect.top(), rect.right(), rect.bottom()].map(|side| (side * scale) as u32);
    (top..bottom.min(image.height())).any(|y| {
        (left..right.min(image.width())).any(|x| {
            let pixel = image.get_pixel(x, y).0;
            near(pixel[0], ink.r) && near(pixel[1], ink.g) && near(pixel[2], ink.b)
        })
    })
}

#[test]
fn a_slide_of_a_view_keeps_its_layers_in_its_picture_in_the_show_and_in_the_deck() {
    let files = Files::new();
    let options = Options { settings: Some(files.path("settings.json")), ..Options::default() };
    let mut window = Window::with(file::example(), vec2(1440.0, 900.0), options);
    for (name, says) in [("sectors.geojson", "3 features"), ("depots.geojson", "40 features")] {
        open(&mut window, &files.path(name));
        window.wait_for(says);
    }
    window.press("Show Depots");
    window.run(Command::BriefView);
    window.press("New slide from this view");
    assert_eq!(window.plan().slides[0].view.as_ref().unwrap().layers, ["Сектори"]);
    window.press("Show Сектори");
    window.press("New slide from this view");
    window.wait_until(|window| window.app().brief_is_drawn());
    window.picture("layers-brief");
    let [first, second] = ["Slide 1: ", "Slide 2: "].map(|slide| window.rect(slide));
    let image = window.harness.render().unwrap();
    let colour = |rect: egui::Rect, x: f32, y: f32| {
        let at = rect.min + egui::vec2(rect.width() * x, rect.height() * y);
        image.get_pixel(at.x as u32, at.y as u32).0
    };
    let spots = || (20..80).flat_map(|x| (30..80).map(move |y| (x as f32 / 100.0, y as f32 / 100.0)));
    let other = spots().filter(|(x, y)| colour(first, *x, *y) != colour(second, *x, *y)).count();
    assert!(other > 100, "the sectors are in the picture of the first slide alone: {other}");

    // The deck is the command line's, given the same layers.
    let plan = files.path("same.plan.geojson");
    std::fs::write(&plan, file::to_geojson(window.plan())).unwrap();
    let out = files.path("deck.html");
    window.run(Command::Export);
    for choice in ["Slides", "HTML"] {
        window.press(choice);
    }
    window.fill("File to write", &out.display().to_string());
    window.wait_for(&format!("Written: {}", out.display()));
    let by_command = files.path("by-command.html");
    let mut command = Process::new(env!("CARGO_BIN_EXE_cordon"));
    command.arg("brief").arg(&plan).arg("-o").arg(&by_command);
    for layer in ["sectors.geojson", "depots.geojson"] {
        command.arg("--layer").arg(files.path(layer));
    }
    assert!(command.output().unwrap().status.success());
    let [mine, theirs] = [out, by_command].map(|path| std::fs::read_to_string(path).unwrap());
    assert!(mine.contains("Навчальний приклад, 1 Jun 2025"), "source and date on the slide");
    assert!(mine == theirs);

    // In the show a slide has its layers and no others, and so has its map in the hand.
    window.key(Key::F5);
    window.wait_for("Slide 1 of 2");
    let whole = window.harness.ctx.content_rect();
    window.wait_until(|window| window.app().slide_on_show().is_some());
    assert!(has_ink(&mut window, whole, 0));
    window.key(Key::E);
    window.harness.run_steps(10);
    assert!(has_ink(&mut window, whole, 0), "in the hand");
    window.picture("layers-live");
    window.key(Key::E);
    window.key(Key::PageDown);
    window.wait_for("Slide 2 of 2");
    window.wait_until(|window| window.app().slide_on_show().is_some_and(|page| page.number == 2));
    window.harness.run_steps(60);
    assert!(!has_ink(&mut window, whole, 0), "the second has none");
    window.key(Key::E);
    window.harness.run_steps(10);
    assert!(!has_ink(&mut window, whole, 0), "nor in the hand");
    window.key(Key::Escape);
    window.key(Key::Escape);

    // A slide that names a layer that was closed says so.
    window.press("Remove Сектори");
    window.wait_until(|window| window.app().brief_is_drawn());
    window.click_on("Slide 1: ");
    window.wait_for("the layer “Сектори” is not open");
    window.picture("layers-absent");
}

#[test]
fn a_page_has_the_layers_of_the_map_and_the_preview_shows_them() {
    let files = Files::new();
    let mut window = files.window(Theme::Light);
    window.press("Show Depots");
    window.run(Command::Export);
    window.wait_for("Checked:");
    window.press("Place the frame…");
    window.wait_for("Frame of the export: the page");
    window.picture("layers-frame");
    window.run(Command::Export);
    let out = files.path("page.svg");
    for choice in ["Map page", "SVG"] {
        window.press(choice);
    }
    window.fill("File to write", &out.display().to_string());
    window.wait_for("Written: ");
    let svg = std::fs::read_to_string(out).unwrap();
    assert!(svg.contains("Сектори: Навчальний приклад, 1 Jun 2025") && !svg.contains("Depots"));
}

#[test]
fn a_layer_is_dragged_to_another_place() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let files = Files::new();
        let mut window = files.window(theme);
        let above = |window: &Window| window.rect("Show Depots").top() < window.rect("Show Сектори").top();
        assert!(above(&window));
        // By its name, which is no control.
        let grip = |window: &Window, layer: &str| {
            window.rect(&format!("Show {layer}")).right_center() + vec2(60.0, 0.0)
        };
        let (from, to) = (grip(&window, "Depots"), grip(&window, "Сектори") + vec2(0.0, 40.0));
        let pull = |window: &mut Window| {
            window.move_to(from);
            window.button(from, true);
            for step in 1..=6 {
                window.move_to(from + (to - from) * (step as f32 / 6.0));
            }
        };
        pull(&mut window);
        window.picture(&format!("layers-dragged-{name}"));
        window.button(to, false);
        assert!(!above(&window), "let go below the other");
        let (from, to) = (grip(&window, "Depots"), grip(&window, "Сектори") - vec2(0.0, 12.0));
        window.move_to(from);
        window.button(from, true);
        window.move_to(to);
        window.key(egui::Key::Escape);
        window.button(to, false);
        assert!(!above(&window), "Esc puts it back");
        window.move_to(from);
        window.button(from, true);
        window.move_to(to);
        window.button(to, false);
        assert!(above(&window));
    }
}

#[test]
fn the_list_leaves_the_banner_in_view_however_long_it_is() {
    let files = Files::new();
    let mut window = files.window(Theme::Light);
    assert!(window.says("Less about Depots"), "both tell all they know");
    window.reach("Base map");
    window.harness.run_steps(30);
    let map = window.harness.get_by_role(egui::Role::Canvas).rect();
    let title = |window: &Window| window.harness.get_by_label("Layers and line of contact").rect();
    let stands = title(&window);
    assert!(stands.top() >= map.top() + 48.0, "{stands:?} on {map:?}");
    window.picture("layers-tall");
    // Nor can it be pulled over it.
    let from = pos2(stands.center().x, stands.top() + 20.0);
    window.move_to(from);
    window.button(from, true);
    window.move_to(from - vec2(0.0, 200.0));
    window.move_to(map.left_top() + vec2(200.0, 10.0));
    window.button(map.left_top() + vec2(200.0, 10.0), false);
    window.harness.run_steps(10);
    assert!(title(&window).top() >= map.top() + 48.0);
}
