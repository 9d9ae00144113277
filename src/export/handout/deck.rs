//! The slides of a plan as a file.

use super::super::html::html;
use super::super::metadata::Metadata;
use super::super::pdf::{PdfPage, pdf};
use super::super::png::png;
use super::super::pptx::{images, pptx};
use super::super::svg::svg_with;
use super::Handout;
use crate::atlas::Atlas;
use crate::brief::deck::{Deck, SHEET};
use crate::brief::{Annex, Pictures, Subject, check, contrast, record, slide};
use crate::force::Figures;
use crate::plan::Plan;
use crate::problem::{Problem, Refusal};
use crate::scene::{Drawing, Language, Look, MapLayer};

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PowerPoint, with tables and charts that can be edited.
    Pptx,
    /// A sheet a slide.
    Pdf,
    /// One file for a browser.
    Html,
    /// A picture of the first slide.
    Png,
    /// A drawing of the first slide.
    Svg,
}

/// Pixels of a picture to a pixel of the sheet: 3840 × 2160.
const SHARP: f32 = 2.0;

/// The sheet on paper: 13.333 × 7.5 inches.
const SHEET_MM: [f32; 2] = [SHEET[0] / 144.0 * 25.4, SHEET[1] / 144.0 * 25.4];

/// The deck of a plan with the layers that are open, cut to one slide, counted from 1, where one
/// is wanted.
///
/// # Errors
/// Where every slide is hidden, or the one that is wanted is not there.
pub fn deck(
    (plan, figures, atlas): (&Plan, &Figures, &Atlas),
    layers: &[MapLayer],
    look: &Look,
    slide: Option<usize>,
) -> Result<Deck, Refusal> {
    let mut deck = Subject::of(plan, figures, atlas, look).with_layers(layers).deck();
    let count = deck.pages.len();
    if count == 0 {
        return Err(Refusal::new(
            "Every slide of the plan is hidden",
            "Show one in the window, or write the standard brief with --standard.",
        ));
    }
    if let Some(number) = slide {
        deck.pages.retain(|page| page.number == number);
        if deck.pages.is_empty() {
            return Err(Refusal::new(
                format!("There is no slide {number}"),
                format!("The slides go from 1 to {count}."),
            ));
        }
    }
    Ok(deck)
}

/// The file of a deck and its layers, its maps with names in a language. `told` hears how many pages are drawn.
///
/// # Errors
/// Where the file cannot be made.
pub fn written(
    kind: Kind,
    (plan, figures, atlas): (&Plan, &Figures, &Atlas),
    (deck, layers): (&Deck, &[MapLayer]),
    look: &Look,
    tongue: Language,
    told: &dyn Fn(usize),
) -> Result<Handout, Refusal> {
    let pictures = Pictures::of(plan, figures, atlas, look).named_in(tongue).with_layers(layers);
    // The maps of a PPTX are pictures, drawn apart; its words are held to the same checks.
    let maps = (kind != Kind::Pptx).then_some(&pictures);
    let mut drawings: Vec<Drawing> = Vec::with_capacity(deck.pages.len());
    for page in &deck.pages {
        drawings.push(slide::drawing(page, maps));
        told(drawings.len());
    }
    let record = record::record_of_deck(plan, figures, &Annex::of(plan, figures, atlas), deck);
    // The standard brief speaks English.
    let spoken = if plan.slides.is_empty() { Language::English } else { tongue };
    let bytes = match kind {
        Kind::Pptx => pptx(deck, &images(deck, &pictures)?, &record, spoken)
            .map_err(|error| Refusal::new(format!("{error}"), "Write it as PDF or HTML instead."))?,
        Kind::Html => html(deck, &drawings, &record, spoken).into_bytes(),
        Kind::Pdf | Kind::Png | Kind::Svg => painted(kind, deck, &drawings, (record, spoken))?,
    };
    let count = deck.pages.len();
    let slides = if count == 1 { "slide" } else { "slides" };
    Ok(Handout { bytes, size: format!("{count} {slides}"), found: found(deck, &drawings) })
}

/// A PDF of all pages, or a picture of the first.
fn painted(
    kind: Kind,
    deck: &Deck,
    drawings: &[Drawing],
    (record, spoken): (String, Language),
) -> Result<Vec<u8>, Refusal> {
    let first = deck.pages.first().map_or("", |page| page.title.as_str());
    let metadata = Metadata {
        title: if kind == Kind::Pdf { deck.title.clone() } else { first.to_owned() },
        description: deck.pages.first().map_or(String::new(), |page| page.banner.clone()),
        language: if spoken == Language::Ukrainian { "uk" } else { "en" }.to_owned(),
        date: deck.date.clone(),
        record: Some(record),
    };
    let nothing = || Refusal::new("There is no slide to draw", "Add a slide to the plan.");
    match kind {
        Kind::Png => png(drawings.first().ok_or_else(nothing)?, SHARP, &metadata),
        Kind::Svg => Ok(svg_with(drawings.first().ok_or_else(nothing)?, &metadata).into_bytes()),
        _ => {
            let pages = std::iter::zip(&deck.pages, drawings).map(|(page, drawing)| PdfPage {
                drawing: drawing.clone(),
                size_mm: SHEET_MM,
                title: page.title.clone(),
                alt: page.title.clone(),
            });
            pdf(&pages.collect::<Vec<_>>(), &metadata)
        }
    }
}

/// What does not fit on a page, or cannot be read well.
pub fn found(deck: &Deck, drawings: &[Drawing]) -> Vec<Problem> {
    let mut found = Vec::new();
    for (page, drawing) in std::iter::zip(&deck.pages, drawings) {
        for finding in check(page) {
            found.push(Problem::warning("", finding.to_string(), finding.hint()));
        }
        for finding in contrast::check(drawing) {
            let mut problem = finding.problem();
            problem.what = format!("slide {}: {}", page.number, problem.what);
            found.push(problem);
        }
    }
    found
}
