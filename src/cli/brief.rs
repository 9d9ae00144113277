//! `cordon brief`: the slides of a plan as PPTX, PDF or HTML, or one of them as a picture.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Report;
use super::open::Opened;
use super::tried::Switches;
use crate::brief::deck::{Deck, SHEET};
use crate::brief::{Annex, Pictures, Subject, check, contrast, record, slide};
use crate::export::html::html;
use crate::export::metadata::Metadata;
use crate::export::pdf::{PdfPage, pdf};
use crate::export::png::png;
use crate::export::pptx::{images, pptx};
use crate::export::svg::svg_with;
use crate::plan::save;
use crate::problem::{Problem, Refusal};
use crate::scene::{Drawing, Language, Look, LookName};

/// Write a deck of slides: PPTX, PDF or HTML, by the end of the file's name
///
/// The plan's slides, or the standard brief of eleven where it has none. No display is needed.
///
/// Examples:
///   cordon brief force.plan.geojson -o force.pptx
///   cordon brief force.plan.geojson -o handout.pdf --theme print
///   cordon brief force.plan.geojson -o need.png --slide 4 --theme projector
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Brief {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// The file to write: *.pptx, *.pdf or *.html; with --slide also *.png or *.svg. What is there is replaced
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Colours
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,
    /// The language of names on the maps, and of the plan's own slides
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
    /// Write the standard brief, even where the plan has slides
    #[arg(long)]
    standard: bool,
    /// Write this slide alone, counted from 1
    #[arg(long, value_name = "N")]
    slide: Option<usize>,
    #[command(flatten)]
    switches: Switches,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Theme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// Strong contrasts for a projector
    Projector,
    /// White paper
    Print,
    /// Without colour
    Grey,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Tongue {
    /// English
    En,
    /// Ukrainian
    Uk,
}

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Pptx,
    Pdf,
    Html,
    Png,
    Svg,
}

/// Pixels of a picture to a pixel of the sheet: 3840 × 2160.
const SHARP: f32 = 2.0;

/// The sheet on paper: 13.333 × 7.5 inches.
const SHEET_MM: [f32; 2] = [SHEET[0] / 144.0 * 25.4, SHEET[1] / 144.0 * 25.4];

impl Brief {
    /// Makes the deck and writes the file.
    pub fn run(&self) -> Report {
        let kind = match self.kind() {
            Ok(kind) => kind,
            Err(refusal) => return Report::misused(&refusal),
        };
        let mut opened = match Opened::of(&self.plan, &self.switches) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        if self.standard {
            opened.plan.slides.clear();
        }
        let look = self.look();
        let deck = match self.deck(&opened, &look) {
            Ok(deck) => deck,
            Err(refusal) => return Report::misused(&refusal),
        };
        match self.written(kind, &opened, &deck, &look) {
            Ok(mut found) => {
                let count = deck.pages.len();
                let slides = if count == 1 { "slide" } else { "slides" };
                let said = format!("Written: {}, {count} {slides}.\n", self.name());
                for problem in &mut found {
                    problem.file = self.name();
                }
                opened.report(said).with(&found)
            }
            Err(refusal) => {
                let problem = Problem::error(&self.name(), refusal.what, refusal.hint);
                opened.report(String::new()).with(&[problem])
            }
        }
    }

    fn name(&self) -> String {
        self.output.to_string_lossy().into_owned()
    }

    fn kind(&self) -> Result<Kind, Refusal> {
        let ending = self.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let kind = match ending.as_deref() {
            Some("pptx") => Kind::Pptx,
            Some("pdf") => Kind::Pdf,
            Some("html" | "htm") => Kind::Html,
            Some("png") => Kind::Png,
            Some("svg") => Kind::Svg,
            _ => {
                return Err(Refusal::new(
                    format!("{} does not say what to write", self.name()),
                    "Let its name end with .pptx, .pdf or .html; with --slide also .png or .svg.",
                ));
            }
        };
        if matches!(kind, Kind::Png | Kind::Svg) && self.slide.is_none() {
            return Err(Refusal::new(
                "A picture holds one slide",
                "Say which with --slide, or let the name of the file end with .pptx, .pdf or .html.",
            ));
        }
        Ok(kind)
    }

    fn look(&self) -> Look {
        Look::named(match self.theme {
            Theme::Light => LookName::Light,
            Theme::Dark => LookName::Dark,
            Theme::Projector => LookName::Projector,
            Theme::Print => LookName::Print,
            Theme::Grey => LookName::Grey,
        })
    }

    fn tongue(&self) -> Language {
        match self.language {
            Tongue::En => Language::English,
            Tongue::Uk => Language::Ukrainian,
        }
    }

    /// The language of the words: the standard brief speaks English.
    fn spoken(&self, opened: &Opened) -> Language {
        if opened.plan.slides.is_empty() { Language::English } else { self.tongue() }
    }

    /// The deck, cut to one slide where one is wanted.
    fn deck(&self, opened: &Opened, look: &Look) -> Result<Deck, Refusal> {
        let mut deck = Subject::of(&opened.plan, &opened.figures, &opened.atlas, look).deck();
        let count = deck.pages.len();
        if count == 0 {
            return Err(Refusal::new(
                "Every slide of the plan is hidden",
                "Show one in the window, or write the standard brief with --standard.",
            ));
        }
        if let Some(number) = self.slide {
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

    fn written(
        &self,
        kind: Kind,
        opened: &Opened,
        deck: &Deck,
        look: &Look,
    ) -> Result<Vec<Problem>, Refusal> {
        let Opened { plan, figures, atlas, .. } = opened;
        let pictures = Pictures::of(plan, figures, atlas, look).named_in(self.tongue());
        // The maps of a PPTX are pictures, drawn apart; its words are held to the same checks.
        let maps = (kind != Kind::Pptx).then_some(&pictures);
        let drawings: Vec<Drawing> = deck.pages.iter().map(|page| slide::drawing(page, maps)).collect();
        let record = record::record_of_deck(plan, figures, &Annex::of(plan, figures, atlas), deck);
        let spoken = self.spoken(opened);
        let bytes = match kind {
            Kind::Pptx => pptx(deck, &images(deck, &pictures)?, &record, spoken)
                .map_err(|error| Refusal::new(format!("{error}"), "Write it as PDF or HTML instead."))?,
            Kind::Html => html(deck, &drawings, &record, spoken).into_bytes(),
            Kind::Pdf | Kind::Png | Kind::Svg => painted(kind, deck, &drawings, (record, spoken))?,
        };
        save::replace(&self.output, &bytes).map_err(|error| Refusal::new(error.what, error.hint))?;
        Ok(found(deck, &drawings))
    }
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
fn found(deck: &Deck, drawings: &[Drawing]) -> Vec<Problem> {
    let mut found = Vec::new();
    for (page, drawing) in std::iter::zip(&deck.pages, drawings) {
        for finding in check(page) {
            let hint = "Shorten it, or give it more room.";
            found.push(Problem::warning("", finding.to_string(), hint));
        }
        for finding in contrast::check(drawing) {
            let mut problem = finding.problem();
            problem.what = format!("slide {}: {}", page.number, problem.what);
            found.push(problem);
        }
    }
    found
}
