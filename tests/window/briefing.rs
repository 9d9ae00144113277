//! Slides made from the view, put in order and written; the frame of a map that is exported;
//! colours as other eyes see them.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::{Plan, file};
use egui::{Key, vec2};

use egui_kittest::kittest::Queryable;

use crate::harness::Window;

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
    window.press("Export");
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
        window.chord(crate::harness::CTRL, Key::A);
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
        let inside = window.rect("Frame of the export");
        // The page's own title stands where the map was.
        let corner = inside.left_top() + vec2(inside.width() * 0.7, 6.0);
        let before = window.colour(corner);
        let mut steps = 0;
        while window.colour(corner) == before && steps < 400 {
            window.harness.run_steps(5);
            std::thread::yield_now();
            steps += 1;
        }
        assert!(window.colour(corner) != before || theme == Theme::Light, "the page is drawn in the frame");
        window.picture(name);
    }
}
