//! Holds the table of floors in ARCHITECTURE.md against the `use` lines.

use std::fs;
use std::path::{Path, PathBuf};

/// A floor and what it may not name. Floors are listed from the ground up; a
/// floor also may not name one that stands above it.
const FLOORS: &[(&str, &[&str])] = &[
    ("units", OUTSIDE),
    ("source", OUTSIDE),
    ("problem", OUTSIDE),
    ("geodesy", OUTSIDE),
    ("atlas", OUTSIDE),
    ("plan", OUTSIDE),
    ("force", OUTSIDE),
    ("tools", &["egui", "eframe", "walkers", "clap", "rfd", "crate::scene"]),
    ("scene", &["egui", "eframe", "walkers", "clap", "rfd", "crate::tools", "std::fs"]),
    ("brief", &["egui", "eframe", "walkers", "clap", "rfd", "crate::tools", "std::fs"]),
    ("import", OUTSIDE),
    ("export", OUTSIDE),
    ("app", &["clap"]),
    ("cli", &["egui", "walkers"]),
];
const OUTSIDE: &[&str] = &["egui", "eframe", "walkers", "clap", "rfd"];

/// Only geodesy may call the planar algorithms of the crate `geo`.
const PLANAR: &str = "geo";

#[test]
fn each_floor_stands_on_the_ones_below_it() {
    let mut faults = Vec::new();
    for (height, (floor, never)) in FLOORS.iter().enumerate() {
        let above: Vec<String> =
            FLOORS[height + 1..].iter().map(|(name, _)| format!("crate::{name}")).collect();
        for (file, code) in sources_of(floor) {
            for (number, line) in code.lines().enumerate() {
                if line.trim_start().starts_with("//") {
                    continue;
                }
                for name in never.iter().copied().chain(above.iter().map(String::as_str)) {
                    if allowed(floor, name) {
                        continue;
                    }
                    if names(line, name) {
                        faults.push(format!(
                            "{}:{}: {floor} names {name}: {}",
                            file.display(),
                            number + 1,
                            line.trim()
                        ));
                    }
                }
                if *floor != "geodesy" && names(line, PLANAR) && line.contains("geo::") {
                    faults.push(format!(
                        "{}:{}: only geodesy calls the crate geo: {}",
                        file.display(),
                        number + 1,
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_floor_is_in_the_table() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for line in library.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let floor = line.trim_end_matches(';');
        assert!(FLOORS.iter().any(|(name, _)| *name == floor), "{floor} is missing from the table");
        assert!(!sources_of(floor).is_empty(), "{floor} has no source");
    }
}

/// The two that stand beside each other rather than above: import and export,
/// and the window, which the command line opens.
fn allowed(floor: &str, name: &str) -> bool {
    matches!((floor, name), ("import", "crate::export") | ("export", "crate::import"))
}

/// Whether a line of code names a path, as a whole word.
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + path.len()..].chars().next();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let path_before = before == Some(':') && !path.starts_with("crate");
        !word(before)
            && !path_before
            && (line[start + path.len()..].starts_with("::")
                || matches!(after, Some(';' | ',' | '}')) && path.starts_with("crate"))
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources_of(floor: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let file = root().join("src").join(format!("{floor}.rs"));
    if let Ok(code) = fs::read_to_string(&file) {
        found.push((file, code));
    }
    collect(&root().join("src").join(floor), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && let Ok(code) = fs::read_to_string(&path)
        {
            found.push((path, code));
        }
    }
}
