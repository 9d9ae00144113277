//! A page with the map of a plan, on a sheet of a size.

use super::super::metadata::Metadata;
use super::super::pdf::{PdfPage, pdf};
use super::super::png::png;
use super::super::svg::svg_with;
use super::Handout;
use crate::atlas::Atlas;
use crate::brief::annex::Annex;
use crate::brief::contrast;
use crate::brief::map::{Map, Options};
use crate::brief::page::{self, Page};
use crate::brief::record::record;
use crate::force::Figures;
use crate::plan::Plan;
use crate::problem::{Problem, Refusal};
use crate::scene::{Drawing, Look, Sight, View};

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture of pixels.
    Png,
    /// A drawing of lines.
    Svg,
    /// A sheet of paper.
    Pdf,
}

/// The size of the sheet: in points of the drawing, in millimetres, and how
/// many pixels a point has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Width and height in points.
    pub points: [f32; 2],
    /// Width and height in millimetres.
    pub mm: [f32; 2],
    /// Pixels to the point.
    pub scale: f32,
    /// The least height of letters in points that can be read on it.
    least: f32,
}

/// Points to the millimetre.
const POINTS_PER_MM: f32 = 96.0 / 25.4;

/// The shorter side of a page that is given in pixels: between A4 and A3, so that
/// its smallest words can be read on a screen of that many pixels.
const SCREEN: f32 = 900.0;

/// The least height of letters on a screen in pixels: below it they are smudges.
const LEAST_PIXELS: f32 = 7.5;

impl Sheet {
    /// A sheet for a screen of so many pixels.
    pub fn pixels([wide, high]: [u32; 2]) -> Self {
        let scale = (wide.min(high) as f32 / SCREEN).max(0.35);
        let points = [wide as f32 / scale, high as f32 / scale];
        // On a screen the pixel is the limit, on paper the eye.
        let least = contrast::LEAST_SIZE.max(LEAST_PIXELS / scale);
        Self { points, mm: points.map(|side| side / POINTS_PER_MM), scale, least }
    }

    /// The sheet of a picture of whose size nothing is said: 3840 × 2160 pixels.
    pub fn screen() -> Self {
        let points = [SCREEN * 16.0 / 9.0, SCREEN];
        let mm = points.map(|side| side / POINTS_PER_MM);
        Self { points, mm, scale: 2160.0 / SCREEN, least: contrast::LEAST_SIZE }
    }

    /// A sheet of paper, with so many dots to the inch in a picture.
    pub fn paper(mm: [f32; 2], dpi: u16) -> Self {
        let points = mm.map(|side| side * POINTS_PER_MM);
        Self { points, mm, scale: f32::from(dpi) / 96.0, least: contrast::LEAST_SIZE }
    }

    /// Its size in words: pixels of a picture, millimetres otherwise.
    pub fn said(&self, kind: Kind) -> String {
        match kind {
            Kind::Png => {
                let [wide, high] = self.points.map(|side| (side * self.scale).round());
                format!("{wide} × {high} pixels")
            }
            Kind::Svg | Kind::Pdf => {
                let [wide, high] = self.mm.map(f32::round);
                format!("{wide} × {high} mm")
            }
        }
    }
}

/// A page that was drawn.
pub struct Drawn {
    /// What is on it, in words.
    pub page: Page,
    /// The sheet.
    pub drawing: Drawing,
    /// What cannot be read well.
    pub found: Vec<Problem>,
}

/// The size of the map on a sheet: of all of it where the map is `alone`.
pub fn map_size(sheet: &Sheet, alone: bool) -> [f32; 2] {
    if alone {
        return sheet.points;
    }
    let frame = page::map_frame(sheet.points);
    [frame.max[0] - frame.min[0], frame.max[1] - frame.min[1]]
}

/// Draws the page; the view is as large as [`map_size`] says.
pub fn drawn(
    (plan, figures, atlas): (&Plan, &Figures, &Atlas),
    sheet: &Sheet,
    (view, options): (&View, &Options),
    alone: bool,
    look: &Look,
) -> Drawn {
    let maps = Map::of(plan, figures, atlas);
    let page = Page::of(plan, figures, atlas).with_layers(&options.layers);
    let drawing = if alone {
        maps.drawing(view, look, options)
    } else {
        page::drawing(&page, (&maps, plan), (view, options), look, sheet.points)
    };
    let found = faults(&contrast::check_from(&drawing, sheet.least));
    Drawn { page, drawing, found }
}

/// The file of a page, as an eye sees it.
///
/// # Errors
/// Where the file cannot be made.
pub fn written(
    (plan, figures, atlas): (&Plan, &Figures, &Atlas),
    drawn: Drawn,
    sheet: &Sheet,
    kind: Kind,
    sight: Sight,
) -> Result<Handout, Refusal> {
    let Drawn { page, drawing, found } = drawn;
    let drawing = drawing.seen(sight);
    let annex = Annex::of(plan, figures, atlas);
    let metadata = Metadata {
        title: page.title.clone(),
        description: page.alt.clone(),
        language: "en".to_owned(),
        date: plan.date.clone(),
        record: Some(record(plan, figures, &annex)),
    };
    let bytes = match kind {
        Kind::Svg => svg_with(&drawing, &metadata).into_bytes(),
        Kind::Png => png(&drawing, sheet.scale, &metadata)?,
        Kind::Pdf => {
            let page = PdfPage { drawing, size_mm: sheet.mm, title: page.title, alt: page.alt };
            pdf(&[page], &metadata)?
        }
    };
    Ok(Handout { bytes, size: sheet.said(kind), found })
}

/// How many texts are named of those that cannot be read well.
const NAMED: usize = 5;

/// The texts that cannot be read well, as warnings: the first few by name.
fn faults(found: &[contrast::Finding]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = found.iter().take(NAMED).map(contrast::Finding::problem).collect();
    let more = found.len().saturating_sub(NAMED);
    if more > 0 {
        let what = format!("{more} more texts are too small or too pale");
        problems.push(Problem::warning("", what, "Choose another theme, a larger sheet or a closer view."));
    }
    problems
}
