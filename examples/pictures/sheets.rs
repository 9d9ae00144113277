//! The page with the map in three themes, and slides of the standard brief.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
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
use cordon::scene::{Drawing, Language, Look, LookName, View};

use crate::colours::{self, Tone};
use crate::harness::ATLAS;
use crate::{said, wrote};

/// Pixels across: as wide as a document shows a picture.
const WIDE: f32 = 1280.0;

/// The page of the map in points: letters stay large enough to read at [`WIDE`].
const MAP: [f32; 2] = [1440.0, 900.0];

const THEMES: [(&str, LookName); 3] =
    [("light", LookName::Light), ("dark", LookName::Dark), ("print", LookName::Print)];

/// The slides that the documents show.
const SLIDES: [&str; 5] = ["zones", "need", "supply", "rotation", "mandate"];

/// The pictures of pages and slides that are wanted, each with its name.
pub fn pictures(example: &Example, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>> {
    let mut taken = Vec::new();
    for (theme, look) in THEMES {
        let name = format!("map-{theme}");
        if wanted(&name) {
            taken.push((name, picture(&example.map(&Look::named(look)))?));
        }
    }
    let look = Look::light();
    let pictures = Pictures::of(&example.plan, &example.figures, &example.atlas, &look);
    for page in &example.deck(&look).pages {
        let name = format!("slide-{}", page.id);
        if SLIDES.contains(&page.id.as_str()) && wanted(&name) {
            taken.push((name, picture(&slide::drawing(page, Some(&pictures)))?));
        }
    }
    Ok(taken)
}

fn picture(drawing: &Drawing) -> Result<Vec<u8>> {
    let picture = raster(drawing, WIDE / drawing.size[0]).map_err(|refusal| said(&refusal))?;
    let pixels: Vec<Tone> =
        picture.data().chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    colours::png(picture.width(), picture.height(), &pixels)
}

/// The example plan with its figures.
pub struct Example {
    atlas: Arc<Atlas>,
    plan: Plan,
    figures: Figures,
}

impl Example {
    pub fn load() -> Self {
        let atlas = Arc::clone(&ATLAS);
        let plan = file::example();
        let figures = Figures::of(&plan, &atlas, &mut Measures::new());
        Self { atlas, plan, figures }
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
    pub fn leave_the_deck(&self, folder: &Path) -> Result<()> {
        let look = Look::light();
        let deck = self.deck(&look);
        let pictures = Pictures::of(&self.plan, &self.figures, &self.atlas, &look);
        let drawings: Vec<Drawing> =
            deck.pages.iter().map(|page| slide::drawing(page, Some(&pictures))).collect();
        let maps = images(&deck, &pictures).map_err(|refusal| said(&refusal))?;
        let annex = Annex::of(&self.plan, &self.figures, &self.atlas);
        let record = record::record_of_deck(&self.plan, &self.figures, &annex, &deck);
        fs::create_dir_all(folder)?;
        let put = |ending: &str, bytes: &[u8]| wrote(&folder.join(format!("reassurance.{ending}")), bytes);
        put("pptx", &pptx(&deck, &maps, &record, Language::English)?)?;
        put("html", html(&deck, &drawings, &record, Language::English).as_bytes())?;
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
