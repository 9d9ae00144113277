//! What a worker does of an export: the same as the command line.

use std::path::Path;
use std::sync::Arc;

use super::super::{Cordon, layers};
use super::{Group, Shape, Wish, frame};
use crate::atlas::Atlas;
use crate::brief::map::Options;
use crate::brief::{Pictures, slide};
use crate::export::handout::{Handout, data, deck, page};
use crate::force::{Figures, Measures};
use crate::plan::{Plan, save};
use crate::problem::{Problem, Refusal};
use crate::scene::{Drawing, Language, Look, LookName, MapLayer, Sight, View};

/// What is written, with everything that its bytes depend on beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A page with the map.
    Page {
        kind: page::Kind,
        sheet: page::Sheet,
        view: View,
        options: Box<Options>,
        alone: bool,
        theme: LookName,
    },
    /// The slides.
    Deck {
        kind: deck::Kind,
        standard: bool,
        theme: LookName,
        tongue: Language,
        /// Those that are open: each map has those that its view names.
        layers: Vec<MapLayer>,
    },
    /// Tables, or zones for a GIS.
    Data(&'static str),
}

/// What a preview shows: of a plan, at a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub plan: Plan,
    pub choice: Choice,
    /// Points of the window to a point of the sheet.
    pub scale: f32,
}

/// What will come out.
pub struct Preview {
    /// The page, in points of the window; none for decks and tables.
    pub drawing: Option<Drawing>,
    /// What cannot be read well, or does not fit.
    pub found: Vec<Problem>,
}

/// A plan with what it rests on, for a worker.
pub struct Of {
    pub plan: Plan,
    /// The figures, where they are at hand.
    figures: Option<Figures>,
    atlas: Arc<Atlas>,
}

impl Of {
    /// The plan as it is now.
    pub fn now(app: &Cordon) -> Self {
        let plan = app.desk.history.now().clone();
        // While a zone is dragged the figures are of the plan with that drag.
        let figures = (*app.desk.shown() == plan).then(|| app.desk.figures().clone());
        Self { plan, figures, atlas: Arc::clone(&app.desk.atlas) }
    }

    /// The reference data.
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// The figures of the plan.
    pub fn figures(&self) -> Figures {
        let reckoned = || Figures::of(&self.plan, &self.atlas, &mut Measures::new());
        self.figures.clone().unwrap_or_else(reckoned)
    }
}

impl Choice {
    /// How many pages are drawn for it.
    pub fn pages(&self, plan: &Plan) -> usize {
        match self {
            Self::Deck { standard: false, .. } if !plan.slides.is_empty() => {
                plan.slides.iter().filter(|slide| !slide.hidden).count()
            }
            Self::Deck { .. } => crate::brief::standard().len(),
            Self::Page { .. } | Self::Data(_) => 1,
        }
    }
}

/// The sheet of a shape.
pub fn sheet_of(shape: Shape, upright: bool) -> page::Sheet {
    let turned = |[wide, high]: [u32; 2]| if upright { [high, wide] } else { [wide, high] };
    match shape {
        Shape::Wide => page::Sheet::pixels(turned([3840, 2160])),
        Shape::Classic => page::Sheet::pixels(turned([2880, 2160])),
        Shape::A4 => page::Sheet::paper(if upright { [210.0, 297.0] } else { [297.0, 210.0] }, 300),
        Shape::A3 => page::Sheet::paper(if upright { [297.0, 420.0] } else { [420.0, 297.0] }, 300),
    }
}

/// What the sheet and the frame say now.
pub fn choice(app: &Cordon) -> Choice {
    let Wish { group, ending, theme, standard, alone, .. } = app.exporting.wish;
    match group {
        Group::Map => {
            let kind = match ending {
                "png" => page::Kind::Png,
                "svg" => page::Kind::Svg,
                _ => page::Kind::Pdf,
            };
            let framed = frame::placed(app);
            let options = if alone { Options::alone() } else { Options::default() };
            let options = Options {
                language: app.language,
                footprints: app.footprints,
                bands: app.bands,
                month: app.month,
                layers: layers::shown(app),
                ..options
            };
            let (sheet, view) = (framed.sheet, framed.view);
            Choice::Page { kind, sheet, view, options: Box::new(options), alone, theme }
        }
        Group::Slides => {
            let kind = match ending {
                "pptx" => deck::Kind::Pptx,
                "html" => deck::Kind::Html,
                _ => deck::Kind::Pdf,
            };
            Choice::Deck { kind, standard, theme, tongue: app.language, layers: layers::open(app) }
        }
        Group::Tables | Group::Places => Choice::Data(ending),
    }
}

/// What will come out of it.
pub fn preview(of: &Of, choice: &Choice, scale: f32) -> Preview {
    match choice {
        Choice::Page { sheet, view, options, alone, theme, .. } => {
            let figures = of.figures();
            let look = Look::named(*theme);
            let drawn = page::drawn((&of.plan, &figures, &of.atlas), sheet, (view, options), *alone, &look);
            Preview { drawing: Some(drawn.drawing.scaled(scale)), found: drawn.found }
        }
        Choice::Deck { kind, standard, theme, tongue, layers } => {
            let (plan, figures) = (of.slides(*standard), of.figures());
            let look = Look::named(*theme);
            let deck = match deck::deck((&plan, &figures, &of.atlas), layers, &look, None) {
                Ok(deck) => deck,
                Err(refusal) => {
                    let problem = Problem::warning("", refusal.what, refusal.hint);
                    return Preview { drawing: None, found: vec![problem] };
                }
            };
            let pictures = Pictures::of(&plan, &figures, &of.atlas, &look);
            let pictures = pictures.named_in(*tongue).with_layers(layers);
            let maps = (*kind != deck::Kind::Pptx).then_some(&pictures);
            let drawings: Vec<Drawing> = deck.pages.iter().map(|page| slide::drawing(page, maps)).collect();
            Preview { drawing: None, found: deck::found(&deck, &drawings) }
        }
        Choice::Data(_) => Preview { drawing: None, found: Vec::new() },
    }
}

impl Of {
    /// The plan whose slides are written: without its own where the standard brief is wanted.
    fn slides(&self, standard: bool) -> Plan {
        let mut plan = self.plan.clone();
        if standard {
            plan.slides.clear();
        }
        plan
    }
}

/// Makes the file and writes it.
///
/// # Errors
/// Where it cannot be made, or the disk refuses it.
pub fn write(of: &Of, choice: &Choice, path: &Path, told: &dyn Fn(usize)) -> Result<Handout, Refusal> {
    let figures = of.figures();
    let made = match choice {
        Choice::Page { kind, sheet, view, options, alone, theme } => {
            let whole = (&of.plan, &figures, &*of.atlas);
            let drawn = page::drawn(whole, sheet, (view, options), *alone, &Look::named(*theme));
            page::written(whole, drawn, sheet, *kind, Sight::Normal)?
        }
        Choice::Deck { kind, standard, theme, tongue, layers } => {
            let plan = of.slides(*standard);
            let whole = (&plan, &figures, &*of.atlas);
            let look = Look::named(*theme);
            let deck = deck::deck(whole, layers, &look, None)?;
            deck::written(*kind, whole, (&deck, layers), &look, *tongue, told)?
        }
        Choice::Data(ending) => {
            let bytes = data::written(ending, &of.plan, &figures, &of.atlas, &[])?;
            let unknown = || Refusal::new("The format is not known", "Choose another one.");
            Handout { bytes: bytes.ok_or_else(unknown)?, size: String::new(), found: Vec::new() }
        }
    };
    save::replace(path, &made.bytes).map_err(|error| Refusal::new(error.what, error.hint))?;
    Ok(made)
}
