//! The command line: the window without a command, the figures with one.
//!
//! Results go to standard output and nothing else does; problems and remarks go
//! to standard error. Exit codes: 0 all is well, 1 there are problems in the
//! input, 2 the command line itself is wrong.

mod allocate;
mod audit;
mod brief;
mod calc;
mod check;
mod colours;
mod doubts;
mod export;
mod exposure;
mod find;
mod import;
mod input;
mod layers;
mod lines;
mod map;
mod measure;
mod numbers;
mod open;
mod output;
mod presets;
mod size;
mod supply;
mod timeline;
mod tried;
mod window;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::export::Format;
pub use output::Report;
pub use window::{Options, Renderer, Theme};

/// How many people would a European force need there?
///
/// Opens a map of Ukraine on which zones are drawn and sized. The commands give
/// the same figures without a window. Everything shown is a hypothetical
/// planning illustration from public figures.
#[derive(Debug, Parser)]
#[command(name = "cordon", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Arguments {
    /// The plan to open, a GeoJSON file (*.plan.geojson)
    plan: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Size the zones of a plan: deployed, pool and cumulative
    Size(size::Size),
    /// Say what the nations can send, and how the zones of a plan are filled
    Supply(supply::Supply),
    /// Share the nations out among the zones of a plan
    Allocate(allocate::Allocate),
    /// Say who is deployed, preparing, recovering and short, month by month
    Timeline(timeline::Course),
    /// Say how much of each zone lies near the line of contact
    Exposure(exposure::Exposure),
    /// Size a plan under each of its lines of contact, side by side
    Lines(lines::Lines),
    /// Find a place by its name or by coordinates
    Find(find::Find),
    /// Work out the numbers of the debate again
    Presets(presets::Presets),
    /// Write a page with the map of a plan: PNG, SVG or PDF
    Map(Box<map::Map>),
    /// Measure a map file or a path on the ellipsoid: area, perimeter, length, people
    Measure(measure::Measure),
    /// Look into a map file, and take it into a plan as zones or as its line
    Import(Box<import::Import>),
    /// Reckon one method without a map
    Calc(Box<calc::Calc>),
    /// Write a deck of slides: PPTX, PDF or HTML
    Brief(Box<brief::Brief>),
    /// Say what is wrong in a plan or a layer, and where
    Check(check::Check),
    /// Write a plan as a workbook, as tables or for a GIS
    Export(export::Export),
    /// Reckon every figure of a file that Cordon made again, and say which differ
    Audit(audit::Audit),
}

/// The form of the result.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    /// Aligned text
    Table,
    /// JSON, described in docs/json.md
    Json,
    /// Comma-separated values for a spreadsheet
    Csv,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Table => Self::Table,
            FormatName::Json => Self::Json,
            FormatName::Csv => Self::Csv,
        }
    }
}

/// The option that every command has.
#[derive(Debug, clap::Args)]
struct Form {
    /// The form of the result
    #[arg(long, value_enum, default_value_t = FormatName::Table)]
    format: FormatName,
}

/// Runs the program with these arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = Arguments::try_parse_from(arguments).and_then(|arguments| match arguments.command {
        None => Ok(window::run(arguments.plan.as_deref(), &arguments.options)),
        Some(Command::Size(size)) => Ok(size.run()),
        Some(Command::Supply(supply)) => Ok(supply.run()),
        Some(Command::Allocate(allocate)) => Ok(allocate.run()),
        Some(Command::Timeline(course)) => Ok(course.run()),
        Some(Command::Exposure(exposure)) => Ok(exposure.run()),
        Some(Command::Lines(lines)) => Ok(lines.run()),
        Some(Command::Find(find)) => Ok(find.run()),
        Some(Command::Presets(presets)) => Ok(presets.run()),
        Some(Command::Map(map)) => Ok(map.run()),
        Some(Command::Measure(measure)) => Ok(measure.run()),
        Some(Command::Import(import)) => Ok(import.run()),
        Some(Command::Calc(calc)) => calc.run(),
        Some(Command::Brief(brief)) => Ok(brief.run()),
        Some(Command::Check(check)) => Ok(check.run()),
        Some(Command::Export(export)) => Ok(export.run()),
        Some(Command::Audit(audit)) => Ok(audit.run()),
    });
    match outcome {
        Ok(report) => report.print(),
        Err(usage) => {
            // Help and version arrive here too; if they cannot be written, nobody reads them.
            let _ = usage.print();
            ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
        }
    }
}
