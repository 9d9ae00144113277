//! Writes the pictures of the documents: the page with the map, slides of the standard brief, and
//! the window at its tasks, out of the example plan and without a display:
//!
//! ```sh
//! cargo run --release --example pictures -- docs/pictures
//! ```
//!
//! Names after the folder choose the pictures whose names begin so. After `--deck` and a folder the
//! whole deck is left there as PPTX, PDF and HTML.

#![allow(clippy::print_stdout, reason = "a program of the command line says what it writes")]

mod colours;
mod sheets;
mod shot;
mod tasks;

#[path = "../../tests/window/harness.rs"]
#[allow(clippy::unwrap_used, clippy::panic, dead_code, reason = "shared with the tests, which use all of it")]
mod harness;
#[path = "../../tests/window/raster.rs"]
#[allow(clippy::expect_used, reason = "shared with the tests")]
mod raster;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use cordon::problem::Refusal;

fn main() -> Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    fs::create_dir_all(&wish.folder)?;
    let example = sheets::Example::load();
    for (name, picture) in sheets::pictures(&example, |name| wish.wants(name))? {
        wrote(&wish.folder.join(format!("{name}.png")), &picture)?;
    }
    for (name, take) in tasks::SHOTS.iter().filter(|(name, _)| wish.wants(name)) {
        let picture =
            take().and_then(shot::Shot::developed).with_context(|| format!("{name} could not be taken"))?;
        wrote(&wish.folder.join(format!("{name}.png")), &picture)?;
    }
    wish.deck.map_or(Ok(()), |folder| example.leave_the_deck(&folder))
}

/// What was asked for.
struct Wish {
    folder: PathBuf,
    deck: Option<PathBuf>,
    names: Vec<String>,
}

impl Wish {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let folder = words.next().context("say the folder for the pictures, as docs/pictures")?;
        let mut wish = Self { folder: folder.into(), deck: None, names: Vec::new() };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--deck" => wish.deck = Some(words.next().context("say the folder for the deck")?.into()),
                _ => wish.names.push(word),
            }
        }
        Ok(wish)
    }

    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|begin| name.starts_with(begin))
    }
}

fn wrote(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}, {} kB", path.display(), bytes.len().div_ceil(1000));
    Ok(())
}

fn said(refusal: &Refusal) -> anyhow::Error {
    anyhow!("{}", refusal.what)
}
