//! Slides made from the view, put in order and written; the frame of a map that is exported;
//! colours as other eyes see them.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::slides::{Exhibit, Slide};
use cordon::plan::{Edit, Plan, file};
use cordon::scene::{LookName, Sight};
use egui::{Key, Modifiers, vec2};

use egui_kittest::kittest::Queryable;

use crate::harness::{CTRL, Window};

/// A folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cordon-briefing-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Opens the sheet, presses these choices, types a path and exports.
fn export(window: &mut Window, choices: &[&str], path: &Path) {
    window.run(Command::Export);
    for choice in choices {
        window.press(choice);
    }
    window.fill("File to write", &path.display().to_string());
    window.wait_for(&format!("Written: {}", path.display()));
}

/// What the command line writes of the same plan.
fn by_the_command_line(plan: &Plan, folder: &Path, name: &str, words: &[&str]) -> Vec<u8> {
    let source = folder.join("same.plan.geojson");
    std::fs::write(&source, file::to_geojson(plan)).unwrap();
    let out = folder.join(format!("by-command-{name}"));
    let mut command = Process::new(env!("CARGO_BIN_EXE_cordon"));
    command.arg(words[0]).arg(&source).arg("-o").arg(&out).args(&words[1..]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(out).unwrap()
}

#[test]
fn tables_and_geodata_are_the_command_lines() {
    let folder = folder("data");
    let mut window = Window::on(file::example());
    let plan = window.plan().clone();
    let kinds: [(&[&str], &str); 6] = [
        (&["Tables", "Excel"], "xlsx"),
        (&["Tables", "Markdown"], "md"),
        (&["Tables", "CSV"], "csv"),
        (&["Geodata", "GeoJSON"], "geojson"),
        (&["Geodata", "KML"], "kml"),
        (&["Geodata", "GeoPackage"], "gpkg"),
    ];
    for (choices, ending) in kinds {
        let name = format!("force.{ending}");
        export(&mut window, choices, &folder.join(&name));
        let written = std::fs::read(folder.join(&name)).unwrap();
        let same = by_the_command_line(&plan, &folder, &name, &["export"]);
        assert!(!written.is_empty() && written == same, "{ending}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn decks_are_the_command_lines() {
    let folder = folder("decks");
    let mut window = Window::on(file::example());
    let plan = window.plan().clone();
    for (format, ending) in [("PowerPoint", "pptx"), ("PDF", "pdf"), ("HTML", "html")] {
        let name = format!("force.{ending}");
        export(&mut window, &["Slides", format, "Projector"], &folder.join(&name));
        let written = std::fs::read(folder.join(&name)).unwrap();
        let same = by_the_command_line(&plan, &folder, &name, &["brief", "--theme", "projector"]);
        assert!(!written.is_empty() && written == same, "{ending}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_sheet_says_what_is_amiss_and_asks_before_it_replaces() {
    let folder = folder("asks");
    let path = folder.join("force.md");
    std::fs::write(&path, "mine").unwrap();
    let mut window = Window::on(file::example());
    window.run(Command::Export);
    window.wait_for("Checked:");
    window.picture("export-sheet");
    window.press("Tables");
    window.press("Markdown");
    window.fill("File to write", &folder.join("force.txt").display().to_string());
    assert!(window.says("Let the name end with .md"), "a name that says something else");
    window.fill("File to write", &folder.join("force.plan.geojson").display().to_string());
    assert!(window.says("An export is no plan"));
    window.fill("File to write", &path.display().to_string());
    assert!(window.says("The file is there already"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    window.harness.get_by_role_and_label(egui::Role::Button, "Export").click();
    window.wait_for("Written: ");
    assert!(std::fs::read_to_string(&path).unwrap().contains("Kyiv"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_stands_in_the_frame_comes_out() {
    let folder = folder("frame");
    let mut window = Window::on(file::example());
    let framed = |window: &mut Window, name: &str| {
        window.run(Command::Export);
        window.press("SVG");
        window.press("A4");
        let path = folder.join(name);
        window.harness.get_by_label("File to write").focus();
        window.harness.run_steps(3);
        window.chord(CTRL, Key::A);
        window.types(&path.display().to_string());
        window.press("Place the frame…");
        path
    };
    let first = framed(&mut window, "first.svg");
    assert!(!window.app().dialog_open() && window.says("Frame of the export"));
    window.key(Key::Enter);
    window.wait_for("Written: ");
    assert!(!window.says("Frame of the export"), "Enter exports and leaves");

    let second = framed(&mut window, "second.svg");
    let middle = window.rect("Frame of the export").center();
    let before = window.rect("Frame of the export");
    window.move_to(middle);
    window.button(middle, true);
    window.move_to(middle + vec2(0.0, 40.0));
    window.move_to(middle + vec2(0.0, 80.0));
    window.button(middle + vec2(0.0, 80.0), false);
    assert!(window.rect("Frame of the export") != before, "the frame was pulled");
    window.harness.run_steps(4);
    window.key(Key::Enter);
    window.wait_for("second.svg, 297 × 210 mm");
    let [first, second] = [first, second].map(|path| std::fs::read_to_string(path).unwrap());
    assert!(first != second, "another part of the world");

    let third = framed(&mut window, "third.svg");
    window.key(Key::Escape);
    assert!(!window.says("Frame of the export") && !third.exists(), "Escape leaves, and writes nothing");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_frame_shows_the_page_in_light_and_dark() {
    for (theme, size, name) in [
        (Theme::Light, vec2(1280.0, 800.0), "frame-light-1280"),
        (Theme::Dark, vec2(1600.0, 1000.0), "frame-dark-1600"),
    ] {
        let mut window = Window::themed(file::example(), size, theme);
        window.run(Command::Export);
        window.wait_for("Checked:");
        window.press("Place the frame…");
        window.wait_for("Frame of the export: the page");
        window.picture(name);
    }
}

/// The names of the slides in their order.
fn order(window: &Window) -> Vec<String> {
    window.plan().slides.iter().map(|slide| slide.id.0.clone()).collect()
}

/// A window on the brief, with the standard slides.
fn with_the_standard_brief(size: egui::Vec2, theme: Theme) -> Window {
    let mut window = Window::themed(file::example(), size, theme);
    window.run(Command::BriefView);
    assert!(window.says("No slides yet") && window.says("Standard brief"), "what to do is said");
    window.press("Standard brief");
    window
}

#[test]
fn the_standard_brief_is_made_put_in_order_hidden_and_taken_back() {
    let mut window = with_the_standard_brief(vec2(1440.0, 900.0), Theme::Light);
    assert_eq!(window.plan().slides, cordon_standard());
    assert!(window.says("11 to show"));
    window.wait_until(|window| window.app().brief_is_drawn());
    assert!(!window.says("Slide 1: Situation and assumptions"), "the title is a finding, with its number");

    window.click_on("Slide 2: ");
    window.chord(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&window)[..3], ["slide-2", "slide-1", "slide-3"]);
    window.chord(Modifiers::ALT, Key::ArrowDown);
    window.chord(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(order(&window)[..3], ["slide-1", "slide-3", "slide-2"]);

    let (from, to) = (window.rect("Slide 1: ").center(), window.rect("Slide 3: ").center());
    window.move_to(from);
    window.button(from, true);
    window.move_to(from + vec2(0.0, 30.0));
    window.move_to(to + vec2(0.0, 20.0));
    window.button(to + vec2(0.0, 20.0), false);
    assert_eq!(order(&window)[..3], ["slide-3", "slide-2", "slide-1"], "dragged behind the third");

    window.click_on("Slide 1: ");
    window.press("Hide");
    assert!(window.plan().slides[0].hidden && window.says("10 to show, 1 hidden"));
    window.press("Duplicate");
    assert_eq!(window.plan().slides.len(), 12);
    window.press("Delete");
    assert_eq!(window.plan().slides.len(), 11);
    for _ in 0..8 {
        window.chord(CTRL, Key::Z);
    }
    assert!(window.plan().slides.is_empty(), "every step can be taken back");
}

fn cordon_standard() -> Vec<std::sync::Arc<Slide>> {
    cordon::brief::standard().into_iter().map(std::sync::Arc::new).collect()
}

#[test]
fn a_slide_is_made_of_the_view_and_the_map_flies_back_to_it() {
    let mut window = Window::on(file::example());
    window.run(Command::BriefView);
    let kyiv = crate::harness::id_of(window.plan(), "Kyiv hub");
    window.app_mut().desk.selection = cordon::tools::Selection::only(kyiv.clone());
    window.run(Command::ZoomToZone);
    window.harness.run_steps(60);
    window.run(Command::ToggleBands);
    let there = window.spot(30.5, 50.4);
    window.press("New slide from this view");
    let view = window.plan().slides[0].view.clone().unwrap();
    assert_eq!((view.highlighted, view.bands, view.month), (Some(kyiv), true, None));

    window.run(Command::ToggleBands);
    window.run(Command::ZoomAll);
    window.harness.run_steps(60);
    assert!(window.spot(30.5, 50.4).distance(there) > 50.0, "the map is elsewhere");
    window.wait_for("Slide 1: ");
    window.click_on("Slide 1: ");
    window.harness.run_steps(60);
    assert!(window.spot(30.5, 50.4).distance(there) < 2.0, "the map is back");
    assert!(window.app().is_on(Command::ToggleBands), "with its bands");
}

#[test]
fn words_are_written_and_follow_the_numbers_again() {
    let mut window = with_the_standard_brief(vec2(1440.0, 900.0), Theme::Light);
    window.wait_until(|window| window.app().brief_is_drawn());
    window.click_on("Slide 4: ");
    window.fill("Title of the slide", "Скільки військ потрібно на лінії зіткнення");
    assert_eq!(window.plan().slides[3].title.as_deref(), Some("Скільки військ потрібно на лінії зіткнення"));
    window.harness.get_by_label("Notes of the slide").focus();
    window.harness.run_steps(3);
    window.chord(CTRL, Key::A);
    window.types("Say it slowly.");
    // A click on another slide keeps what was written.
    window.click_on("Slide 3: ");
    assert_eq!(window.plan().slides[3].notes.as_deref(), Some("Say it slowly."));
    window.click_on("Slide 4: ");
    window.press("Title follows the numbers again");
    assert_eq!(window.plan().slides[3].title, None);
    assert!(window.plan().slides[3].notes.is_some(), "the other field keeps its words");
    window.choose("Table or chart", "Rotation strip");
    assert_eq!(window.plan().slides[3].exhibit, Some(Exhibit::Rotation));
}

#[test]
fn a_title_that_is_too_long_stays_in_its_field_with_the_reason() {
    let mut window = with_the_standard_brief(vec2(1440.0, 900.0), Theme::Light);
    window.wait_until(|window| window.app().brief_is_drawn());
    window.click_on("Slide 4: ");
    let long = "Скільки військ потрібно ".repeat(6);
    window.fill("Title of the slide", &long);
    assert_eq!(window.plan().slides[3].title, None, "the plan has it not");
    let kept = |window: &Window| {
        let field = window.harness.get_by_label("Title of the slide");
        field.value().unwrap_or_default() == long
    };
    assert!(kept(&window), "but the field has");
    assert!(window.says("Not taken: ") && window.says("Shorten it to 120"));
    window.picture("title-too-long");
    window.click_on("Slide 3: ");
    assert!(!window.says("Not taken: "), "the other slide has its own words");
    window.fill("Title of the slide", "Де стоять зони");
    window.click_on("Slide 4: ");
    assert!(kept(&window) && window.says("Not taken: "), "it waits for its writer");
    window.fill("Title of the slide", "Скільки військ потрібно");
    assert_eq!(window.plan().slides[3].title.as_deref(), Some("Скільки військ потрібно"));
    assert_eq!(window.plan().slides[2].title.as_deref(), Some("Де стоять зони"));
    assert!(!window.says("Not taken: "));
}

#[test]
fn colours_are_shown_as_other_eyes_see_them() {
    let mut window = Window::on(file::example());
    let sea = window.spot(31.0, 43.6);
    let badge = window.rect("Sloboda sector, Deterrent sector").left_center() + vec2(24.0, 0.0);
    let normal = (window.colour(sea), window.colour(badge));
    window.press("View");
    window.press("Colours as seen by…");
    window.harness.run_steps(20);
    window.press("Greyscale");
    let [red, green, blue] = window.colour(sea);
    assert!(red == green && green == blue, "no colour is left on the map");
    let [red, green, blue] = window.colour(badge);
    assert!(red == green && green == blue, "nor in the panel");
    window.app_mut().see_as(Sight::Deuteranopia);
    window.harness.run_steps(4);
    window.picture("deuteranopia");
    assert!(window.colour(badge) != normal.1, "magenta is seen otherwise");
    window.app_mut().see_as(Sight::Normal);
    window.harness.run_steps(4);
    assert_eq!((window.colour(sea), window.colour(badge)), normal, "and back");
    window.app_mut().wear(LookName::Projector);
    window.harness.run_steps(4);
    assert!(window.colour(sea) != normal.0, "the projector's sea is another blue");
    window.picture("projector");
}

#[test]
fn the_brief_looks_well_with_long_names() {
    for (theme, size, name) in [
        (Theme::Light, vec2(1280.0, 800.0), "brief-light-1280"),
        (Theme::Dark, vec2(1600.0, 1000.0), "brief-dark-1600"),
    ] {
        let mut window = Window::themed(file::example(), size, theme);
        window.run(Command::BriefView);
        window.picture(&format!("{name}-empty"));
        let zone = crate::harness::id_of(window.plan(), "Sloboda sector");
        let long = "Слобожанський сектор стримування та спостереження за північно-східним кордоном";
        window.apply(&Edit::Rename { zone, name: long.into() });
        window.apply(&Edit::SetSlides(cordon::brief::standard()));
        window.click_on("Slide 3: ");
        window.press("Hide");
        window.fill("Title of the slide", &format!("{long}: чого бракує там"));
        window.wait_until(|window| window.app().brief_is_drawn());
        window.picture(name);
        assert!(window.says("the title is too long"), "what does not fit is said");
    }
}
