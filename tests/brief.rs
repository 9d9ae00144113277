//! The brief as a room sees it: the standard slides of several plans, and slides of
//! one's own. Pictures of every slide of the example are written with
//!
//! ```sh
//! CORDON_PICTURES=target/pictures cargo test --test brief pictures
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::fs;
use std::path::PathBuf;

use cordon::atlas::Atlas;
use cordon::brief::slide::{check, drawing};
use cordon::brief::{Pictures, Subject};
use cordon::export::metadata::Metadata;
use cordon::export::png::png;
use cordon::force::{Figures, Measures};
use cordon::plan::{Plan, file};
use cordon::scene::{Look, LookName};

/// Writes every slide of a plan as a picture, where somebody asked for them.
fn pictured(name: &str, plan: &Plan, atlas: &Atlas, look: &Look) {
    let Some(folder) = std::env::var_os("CORDON_PICTURES").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    let figures = Figures::of(plan, atlas, &mut Measures::new());
    let pictures = Pictures::of(plan, &figures, atlas, look);
    let only = std::env::var("CORDON_SLIDE").ok();
    for page in Subject::of(plan, &figures, atlas, look).deck().pages {
        if only.as_ref().is_some_and(|only| *only != page.id) {
            continue;
        }
        for finding in check(&page) {
            eprintln!("{finding}");
        }
        let bytes = png(&drawing(&page, Some(&pictures)), 1.0, &Metadata::default()).unwrap();
        fs::write(folder.join(format!("{name}-{:02}-{}.png", page.number, page.id)), bytes).unwrap();
    }
}

#[test]
fn pictures_of_the_example() {
    let atlas = Atlas::embedded().unwrap();
    pictured("example", &file::example(), &atlas, &Look::named(LookName::Print));
}
