//! `cordon brief`: the slides of a plan as PPTX, PDF or HTML, or one of them as a picture.

use std::path::PathBuf;

use clap::Args;

use super::Report;
use super::colours::{Theme, Tongue};
use super::layers::Layers;
use super::open::Opened;
use super::tried::Switches;
use crate::brief::{Deck, What};
use crate::export::handout::deck::{self, Kind};
use crate::export::handout::ending;
use crate::plan::save;
use crate::problem::{Problem, Refusal};
use crate::scene::MapLayer;

/// Write a deck of slides: PPTX, PDF or HTML, by the end of the file's name
///
/// The plan's slides, or the standard brief of eleven where it has none. No display is needed.
///
/// Examples:
///   cordon brief force.plan.geojson -o force.pptx
///   cordon brief force.plan.geojson -o handout.pdf --theme print
///   cordon brief force.plan.geojson -o need.png --slide 4 --theme projector
///   cordon brief force.plan.geojson -o force.pptx --layer sectors.kmz,label=name
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
    layers: Layers,
    #[command(flatten)]
    switches: Switches,
}

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
        let look = self.theme.look();
        let of = (&opened.plan, &opened.figures, &opened.atlas);
        let (layers, mut of_layers) = match self.layers.open() {
            Ok(opened) => opened,
            Err(problems) => return opened.report(String::new()).with(&problems),
        };
        let deck = match deck::deck(of, &layers, &look, self.slide) {
            Ok(deck) => deck,
            Err(refusal) => return Report::misused(&refusal),
        };
        of_layers.extend(unused(&deck, &layers));
        let (tongue, sheets) = (self.language.language(), (&deck, layers.as_slice()));
        let written = deck::written(kind, of, sheets, &look, tongue, &|_| {}).and_then(|made| {
            save::replace(&self.output, &made.bytes)
                .map_err(|error| Refusal::new(error.what, error.hint))
                .map(|()| made)
        });
        match written {
            Ok(mut made) => {
                let said = format!("Written: {}, {}.\n", self.name(), made.size);
                for problem in &mut made.found {
                    problem.file = self.name();
                }
                opened.report(said).with(&of_layers).with(&made.found)
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
        let kind = match ending(&self.output).as_str() {
            "pptx" => Kind::Pptx,
            "pdf" => Kind::Pdf,
            "html" | "htm" => Kind::Html,
            "png" => Kind::Png,
            "svg" => Kind::Svg,
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
}

/// Layers that no slide shows: they were given in vain.
fn unused(deck: &Deck, layers: &[MapLayer]) -> Vec<Problem> {
    let blocks = || deck.pages.iter().flat_map(|page| &page.blocks);
    let shows = |name: &String| {
        blocks().any(|block| matches!(&block.what, What::Map(map) if map.view.layers.contains(name)))
    };
    let vain = layers.iter().filter(|layer| !shows(&layer.name));
    let hint = "Slides show the layers that their view names: make one from a view with it in the window.";
    vain.map(|layer| {
        Problem::warning("", format!("No slide that is written shows the layer “{}”", layer.name), hint)
    })
    .collect()
}
