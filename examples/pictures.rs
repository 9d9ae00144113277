//! Writes the pictures of the documents, out of the example plan:
//!
//! ```sh
//! cargo run --release --example pictures -- docs/pictures
//! ```
//!
//! The page with the map in three themes, and slides of the standard brief. With a second
//! folder the whole deck is left there as PPTX, PDF and HTML.

#![allow(clippy::print_stdout, reason = "a program of the command line says what it writes")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use cordon::atlas::Atlas;
use cordon::brief::deck::{Deck, SHEET};
use cordon::brief::map::{Map, Options};
use cordon::brief::page::{self, Page};
use cordon::brief::{Annex, Pictures, Subject, record, slide};
use cordon::export::html::html;
use cordon::export::metadata::Metadata;
use cordon::export::pdf::{PdfPage, pdf};
use cordon::export::png::raster;
use cordon::export::pptx::{images, pptx};
use cordon::force::{Figures, Measures};
use cordon::plan::{Plan, file};
use cordon::problem::Refusal;
use cordon::scene::{Drawing, Language, Look, LookName, View};

/// Pixels across: as wide as a document shows a picture.
const WIDE: f32 = 1280.0;

/// The page of the map in points: letters stay large enough to read at [`WIDE`].
const MAP: [f32; 2] = [1440.0, 900.0];

/// The slides that the documents show.
const SLIDES: [&str; 5] = ["zones", "need", "supply", "rotation", "mandate"];

fn main() -> Result<()> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = folders.next().context("say the folder for the pictures, as docs/pictures")?;
    let example = Example::load()?;
    fs::create_dir_all(&folder)?;
    for (name, look) in [("light", LookName::Light), ("dark", LookName::Dark), ("print", LookName::Print)] {
        picture(&folder.join(format!("map-{name}.png")), &example.map(&Look::named(look)))?;
    }
    let look = Look::light();
    let deck = example.deck(&look);
    let pictures = Pictures::of(&example.plan, &example.figures, &example.atlas, &look);
    let drawings: Vec<Drawing> =
        deck.pages.iter().map(|page| slide::drawing(page, Some(&pictures))).collect();
    for (page, drawing) in
        deck.pages.iter().zip(&drawings).filter(|(page, _)| SLIDES.contains(&page.id.as_str()))
    {
        picture(&folder.join(format!("slide-{}.png", page.id)), drawing)?;
    }
    match folders.next() {
        Some(folder) => example.leave(
            &deck,
            &images(&deck, &pictures).map_err(|refusal| said(&refusal))?,
            drawings,
            &folder,
        ),
        None => Ok(()),
    }
}

/// The example plan with its figures.
struct Example {
    atlas: Atlas,
    plan: Plan,
    figures: Figures,
}

impl Example {
    fn load() -> Result<Self> {
        let atlas = Atlas::embedded().map_err(|problem| anyhow!("{problem}"))?;
        let plan = file::example();
        let figures = Figures::of(&plan, &atlas, &mut Measures::new());
        Ok(Self { atlas, plan, figures })
    }

    fn map(&self, look: &Look) -> Drawing {
        let maps = Map::of(&self.plan, &self.figures, &self.atlas);
        let page = Page::of(&self.plan, &self.figures, &self.atlas);
        let frame = page::map_frame(MAP);
        let view = View::of_ukraine([frame.max[0] - frame.min[0], frame.max[1] - frame.min[1]]);
        page::drawing(&page, (&maps, &self.plan), (&view, &Options::default()), look, MAP)
    }

    fn deck(&self, look: &Look) -> Deck {
        Subject::of(&self.plan, &self.figures, &self.atlas, look).deck()
    }

    /// The deck in its three formats.
    fn leave(
        &self,
        deck: &Deck,
        maps: &cordon::export::pptx::Images,
        drawings: Vec<Drawing>,
        folder: &Path,
    ) -> Result<()> {
        let annex = Annex::of(&self.plan, &self.figures, &self.atlas);
        let record = record::record_of_deck(&self.plan, &self.figures, &annex, deck);
        fs::create_dir_all(folder)?;
        let put = |ending: &str, bytes: &[u8]| wrote(&folder.join(format!("reassurance.{ending}")), bytes);
        put("pptx", &pptx(deck, maps, &record, Language::English)?)?;
        put("html", html(deck, &drawings, &record, Language::English).as_bytes())?;
        let metadata = Metadata {
            title: deck.title.clone(),
            language: "en".to_owned(),
            date: deck.date.clone(),
            record: Some(record),
            ..Metadata::default()
        };
        let pages = deck.pages.iter().zip(drawings).map(|(page, drawing)| PdfPage {
            drawing,
            size_mm: SHEET.map(|side| side / 144.0 * 25.4),
            title: page.title.clone(),
            alt: page.title.clone(),
        });
        put("pdf", &pdf(&pages.collect::<Vec<_>>(), &metadata).map_err(|refusal| said(&refusal))?)
    }
}

fn picture(path: &Path, drawing: &Drawing) -> Result<()> {
    let picture = raster(drawing, WIDE / drawing.size[0]).map_err(|refusal| said(&refusal))?;
    let pixels: Vec<Tone> =
        picture.data().chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let (palette, place) = palette(&pixels);
    let indices: Vec<u8> = pixels.iter().map(|tone| place.get(tone).copied().unwrap_or_default()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    // Indices of neighbours say nothing of each other.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    wrote(path, &bytes)
}

/// Red, green and blue.
type Tone = [u8; 3];

/// At most 256 tones for a picture, and which of them stands for each of its own: boxes of
/// colours are cut at their median, the widest and fullest first (Heckbert 1982). The most
/// frequent tone of a box stands for it, so that grounds and inks stay what they are.
fn palette(pixels: &[Tone]) -> (Vec<Tone>, BTreeMap<Tone, u8>) {
    let mut counts: BTreeMap<Tone, u32> = BTreeMap::new();
    for tone in pixels {
        *counts.entry(*tone).or_default() += 1;
    }
    let mut boxes: Vec<Vec<(Tone, u32)>> = vec![counts.into_iter().collect()];
    while boxes.len() < 256 {
        let urgent = |tones: &Vec<(Tone, u32)>| {
            widest(tones).1 * f64::from(tones.iter().map(|tone| tone.1).sum::<u32>()).sqrt()
        };
        let next = (0..boxes.len()).max_by(|a, b| urgent(&boxes[*a]).total_cmp(&urgent(&boxes[*b])));
        let Some(next) = next.filter(|next| boxes[*next].len() > 1) else { break };
        let mut tones = boxes.swap_remove(next);
        let (channel, _) = widest(&tones);
        tones.sort_by_key(|(tone, _)| (tone[channel], *tone));
        let half = tones.iter().map(|tone| tone.1).sum::<u32>() / 2;
        let mut seen = 0;
        let cut = tones.iter().position(|tone| {
            seen += tone.1;
            seen > half
        });
        let other = tones.split_off(cut.unwrap_or(1).clamp(1, tones.len() - 1));
        boxes.extend([tones, other]);
    }
    let most =
        |tones: &Vec<(Tone, u32)>| tones.iter().max_by_key(|tone| tone.1).map_or([0; 3], |tone| tone.0);
    let place = boxes.iter().zip(0..).flat_map(|(tones, at)| tones.iter().map(move |(tone, _)| (*tone, at)));
    (boxes.iter().map(most).collect(), place.collect())
}

/// The channel in which tones differ most, and by how much; nothing for a single tone.
fn widest(tones: &[(Tone, u32)]) -> (usize, f64) {
    let range = |channel: usize| {
        let values = tones.iter().map(|(tone, _)| tone[channel]);
        values.clone().max().unwrap_or_default() - values.min().unwrap_or_default()
    };
    let widest = (0..3).max_by_key(|channel| range(*channel)).unwrap_or_default();
    (widest, f64::from(range(widest)))
}

fn wrote(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}, {} kB", path.display(), bytes.len().div_ceil(1000));
    Ok(())
}

fn said(refusal: &Refusal) -> anyhow::Error {
    anyhow!("{}", refusal.what)
}
