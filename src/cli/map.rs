//! `cordon map`: a page with the map of a plan as PNG, SVG or PDF.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use geo_types::Coord;

use super::Report;
use super::colours::{Theme, Tongue};
use super::layers::Layers;
use super::open::Opened;
use super::tried::Switches;
use crate::brief::map::{Options, view_of_plan, view_of_zone};
use crate::export::handout::ending;
use crate::export::handout::page::{self, Kind, Sheet};
use crate::export::png::MOST;
use crate::plan::{Plan, save};
use crate::problem::{Problem, Refusal};
use crate::scene::view::ZOOMS;
use crate::scene::{MapLayer, Sight, View};

/// Write a page with the map of a plan: PNG, SVG or PDF, by the end of the file's name
///
/// Examples:
///   cordon map force.plan.geojson -o force.pdf --paper A3
///   cordon map force.plan.geojson -o force.png --size 3840x2160 --theme projector
///   cordon map force.plan.geojson -o kyiv.svg --only-map --view "Kyiv hub" --language uk
///   cordon map force.plan.geojson -o force.pdf --layer sectors.kmz,label=name --layer depots.csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Map {
    /// The plan, or - for standard input
    plan: PathBuf,
    /// The file to write: *.png, *.svg or *.pdf; what is there is replaced
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The size in pixels, as 3840x2160
    #[arg(long, value_name = "WxH", conflicts_with_all = ["paper", "portrait", "dpi"])]
    size: Option<Pixels>,
    /// The sheet of paper, lying; A4 by default
    #[arg(long, value_enum, ignore_case = true)]
    paper: Option<Paper>,
    /// The sheet stands upright
    #[arg(long)]
    portrait: bool,
    /// Dots to the inch of paper in a PNG, 300 by default
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u16).range(36..=1200))]
    dpi: Option<u16>,
    /// What the map shows: ukraine, plan, the name or id of a zone, or LON,LAT,ZOOM
    #[arg(long, value_name = "VIEW", default_value = "ukraine", allow_hyphen_values = true)]
    view: String,
    /// Colours
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,
    /// The language of names on the map
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
    /// The map alone, with banner, legend and sources on it, without the page around it
    #[arg(long = "only-map")]
    alone: bool,
    /// The month that the map shows; all contingents otherwise
    #[arg(long, value_name = "MONTH")]
    month: Option<u32>,
    /// Show the distances from the line of contact
    #[arg(long)]
    bands: bool,
    /// Leave out who stands where
    #[arg(long)]
    no_footprints: bool,
    /// Show the page as an eye sees it that lacks a colour, for a check
    #[arg(long, value_enum, value_name = "SIGHT")]
    simulate: Option<Eye>,
    #[command(flatten)]
    layers: Layers,
    #[command(flatten)]
    switches: Switches,
}

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pixels([u32; 2]);

impl FromStr for Pixels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sides = text.split_once(['x', 'X', '×']).and_then(|(wide, high)| {
            Some([wide.trim().parse::<u32>().ok()?, high.trim().parse::<u32>().ok()?])
        });
        match sides {
            Some(sides) if sides.iter().all(|side| (320..=MOST).contains(side)) => Ok(Self(sides)),
            Some(_) => Err(format!("sides go from 320 to {MOST} pixels")),
            None => Err("a size is written as 3840x2160".to_owned()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// 297 × 210 mm
    #[value(name = "A4")]
    A4,
    /// 420 × 297 mm
    #[value(name = "A3")]
    A3,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Eye {
    /// Without green cones
    Deuteranopia,
    /// Without red cones
    Protanopia,
    /// Without blue cones
    Tritanopia,
    /// Without any colour
    Grey,
}

impl Map {
    /// Draws the page and writes the file.
    pub fn run(&self) -> Report {
        let kind = match self.kind() {
            Ok(kind) => kind,
            Err(refusal) => return Report::misused(&refusal),
        };
        let opened = match Opened::of(&self.plan, &self.switches) {
            Ok(opened) => opened,
            Err(report) => return report,
        };
        let (layers, of_layers) = match self.layers.open() {
            Ok(opened) => opened,
            Err(problems) => return opened.report(String::new()).with(&problems),
        };
        match self.written(kind, &opened, layers) {
            Ok((said, mut found)) => {
                let mut report = opened.report(said).with(&of_layers);
                for problem in &mut found {
                    problem.file = self.name();
                }
                report.note(&found);
                report
            }
            Err(Failure::Misused(refusal)) => Report::misused(&refusal),
            Err(Failure::File(refusal)) => {
                let problem = Problem::error(&self.name(), refusal.what, refusal.hint);
                opened.report(String::new()).with(&[problem])
            }
        }
    }

    fn name(&self) -> String {
        self.output.to_string_lossy().into_owned()
    }

    fn kind(&self) -> Result<Kind, Refusal> {
        match ending(&self.output).as_str() {
            "png" => Ok(Kind::Png),
            "svg" => Ok(Kind::Svg),
            "pdf" => Ok(Kind::Pdf),
            _ => Err(Refusal::new(
                format!("{} does not say what to write", self.name()),
                "Let its name end with .png, .svg or .pdf.",
            )),
        }
    }

    /// The size of the sheet.
    fn sheet(&self, kind: Kind) -> Sheet {
        if let Some(Pixels(sides)) = self.size {
            return Sheet::pixels(sides);
        }
        // Without a word on paper a picture is for a screen.
        if kind == Kind::Png && self.paper.is_none() && self.dpi.is_none() && !self.portrait {
            return Sheet::screen();
        }
        let [wide, high] = match self.paper.unwrap_or(Paper::A4) {
            Paper::A4 => [297.0, 210.0],
            Paper::A3 => [420.0, 297.0],
        };
        let mm = if self.portrait { [high, wide] } else { [wide, high] };
        Sheet::paper(mm, self.dpi.unwrap_or(300))
    }

    fn options(&self) -> Options {
        let options = if self.alone { Options::alone() } else { Options::default() };
        Options {
            language: self.language.language(),
            footprints: !self.no_footprints,
            bands: self.bands,
            month: self.month,
            ..options
        }
    }

    /// The part of the world on a map of this size.
    fn view_on(&self, plan: &Plan, size: [f32; 2]) -> Result<View, Refusal> {
        match self.view.to_lowercase().as_str() {
            "ukraine" => return Ok(View::of_ukraine(size)),
            "plan" => return Ok(view_of_plan(plan, size)),
            _ => {}
        }
        let named = |zone: &&std::sync::Arc<crate::plan::Zone>| {
            zone.id.0 == self.view || zone.name.to_lowercase() == self.view.to_lowercase()
        };
        if let Some(zone) = plan.zones.iter().find(named)
            && let Some(view) = view_of_zone(plan, &zone.id, size)
        {
            return Ok(view);
        }
        let numbers: Vec<f64> = self.view.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        if let ([lon, lat, zoom], 3) = (numbers.as_slice(), self.view.split(',').count()) {
            return placed(*lon, *lat, *zoom, size);
        }
        Err(Refusal::new(
            format!("“{}” is no view: no zone of the plan is called so", self.view),
            "Say ukraine, plan, the name of a zone, or LON,LAT,ZOOM as in 31.5,48.6,6.5.",
        ))
    }

    fn written(
        &self,
        kind: Kind,
        opened: &Opened,
        layers: Vec<MapLayer>,
    ) -> Result<(String, Vec<Problem>), Failure> {
        let sheet = self.sheet(kind);
        let (plan, options) = (&opened.plan, Options { layers, ..self.options() });
        let view = self.view_on(plan, page::map_size(&sheet, self.alone)).map_err(Failure::Misused)?;
        let of = (plan, &opened.figures, &opened.atlas);
        let drawn = page::drawn(of, &sheet, (&view, &options), self.alone, &self.theme.look());
        let made = page::written(of, drawn, &sheet, kind, self.sight()).map_err(Failure::File)?;
        save::replace(&self.output, &made.bytes)
            .map_err(|error| Failure::File(Refusal::new(error.what, error.hint)))?;
        Ok((format!("Written: {}, {}.\n", self.name(), made.size), made.found))
    }

    fn sight(&self) -> Sight {
        match self.simulate {
            None => Sight::Normal,
            Some(Eye::Deuteranopia) => Sight::Deuteranopia,
            Some(Eye::Protanopia) => Sight::Protanopia,
            Some(Eye::Tritanopia) => Sight::Tritanopia,
            Some(Eye::Grey) => Sight::Grey,
        }
    }
}

/// Why nothing was written.
enum Failure {
    /// What was typed cannot be.
    Misused(Refusal),
    /// The file cannot be made.
    File(Refusal),
}

/// The view about a place.
fn placed(lon: f64, lat: f64, zoom: f64, size: [f32; 2]) -> Result<View, Refusal> {
    let [least, most] = ZOOMS;
    let fits = (8.0..=56.0).contains(&lon) && (38.0..=60.0).contains(&lat) && (least..=most).contains(&zoom);
    if fits {
        return Ok(View::new(Coord { x: lon, y: lat }, zoom, size));
    }
    Err(Refusal::new(
        format!("The view {lon},{lat},{zoom} is beyond the map"),
        format!("Longitudes go from 8 to 56, latitudes from 38 to 60, zooms from {least} to {most}."),
    ))
}
