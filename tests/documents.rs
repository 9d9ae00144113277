//! The documents hold together: every picture and page that they name is there, every picture is
//! shown somewhere, and each says in words what is on it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The documents with their text.
fn documents() -> Vec<(PathBuf, String)> {
    let top = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(|name| root().join(name));
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        top.into_iter().chain(docs.filter(|path| path.extension().is_some_and(|end| end == "md"))).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// A link: whether to a picture, its words, where it leads.
struct Link {
    picture: bool,
    words: String,
    to: String,
}

/// The links of a text to files of the project, without their anchors.
fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("](") {
        let start = text[..at].rfind('[').unwrap();
        let to = &text[at + 2..];
        let to = &to[..to.find(')').unwrap()];
        let file = to.split('#').next().unwrap();
        if !file.is_empty() && !to.contains("://") {
            found.push(Link {
                picture: text[..start].ends_with('!'),
                words: text[start + 1..at].to_owned(),
                to: file.to_owned(),
            });
        }
    }
    found
}

/// The size of a PNG, as its head says.
fn size(path: &Path) -> [u32; 2] {
    let head = fs::read(path).unwrap();
    assert!(head.starts_with(b"\x89PNG"), "{}", path.display());
    [16, 20].map(|at| u32::from_be_bytes(head[at..at + 4].try_into().unwrap()))
}

#[test]
fn every_file_that_a_document_names_is_there() {
    for (path, text) in documents() {
        for link in links(&text) {
            let to = path.parent().unwrap().join(&link.to);
            assert!(to.exists(), "{} names {}, which is not there", path.display(), link.to);
        }
    }
}

#[test]
fn every_picture_is_shown_somewhere_and_said_in_words() {
    let mut shown = BTreeSet::new();
    for (path, text) in documents() {
        for link in links(&text).into_iter().filter(|link| link.picture) {
            assert!(link.words.chars().count() >= 10, "{}: {} has no words", path.display(), link.to);
            shown.insert(path.parent().unwrap().join(&link.to).canonicalize().unwrap());
        }
    }
    let mut whole = 0;
    for entry in fs::read_dir(root().join("docs/pictures")).unwrap() {
        let path = entry.unwrap().path().canonicalize().unwrap();
        assert!(shown.contains(&path), "no document shows {}", path.display());
        whole += fs::metadata(&path).unwrap().len();
        let [wide, high] = size(&path);
        assert!((600..=1920).contains(&wide) && high >= 400, "{}: {wide} × {high}", path.display());
    }
    assert!(whole < 5_000_000, "{whole} bytes of pictures: who clones the project waits for them");
}

#[test]
fn every_picture_is_made_by_the_projects_own_command() {
    let source: String = ["main", "sheets", "tasks"]
        .map(|name| fs::read_to_string(root().join(format!("examples/pictures/{name}.rs"))).unwrap())
        .concat();
    for entry in fs::read_dir(root().join("docs/pictures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let made = source.contains(&format!("\"{name}\""))
            || name.split_once('-').is_some_and(|(kind, which)| {
                source.contains(&format!("\"{kind}-{{")) && source.contains(&format!("\"{which}\""))
            });
        assert!(made, "nothing makes {name}");
    }
}
