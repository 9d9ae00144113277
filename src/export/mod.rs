//! Figures on their way out: as an aligned table, as CSV, as JSON.
//!
//! Each kind of result is one value with its rows; [`sheet`] turns the rows
//! into a table for people and CSV for spreadsheets, and `serde` turns the
//! value itself into JSON. What JSON and CSV carry is the window's number to
//! the last digit; only the table rounds.

pub mod sheet;

pub mod plain;

pub mod terms;

pub mod calculation;

pub mod methods;

pub mod plan_figures;

pub mod measures;

pub mod path;

pub mod nations;

pub mod fillings;

pub mod supply;

pub mod allocation;

pub mod timeline;

pub mod exposure;

pub mod lines;

pub mod presets;

pub mod places;

pub mod problems;

pub mod metadata;

pub mod brought;
mod outline;

pub mod svg;

pub mod pptx;

pub mod html;

pub mod png;

pub mod pdf;

pub mod workbook;

pub mod markdown;

pub mod kml;

pub mod geopackage;

pub mod zones_geojson;

pub mod annex;

pub mod audit;

pub mod handout;

use serde::Serialize;

pub use sheet::{Cell, Column, Sheet};

/// A form in which figures leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Aligned text for people.
    #[default]
    Table,
    /// JSON with a fixed order of members: `docs/json.md`.
    Json,
    /// Comma-separated values, one row a zone, term or feature.
    Csv,
}

/// A switch that was set on the command line and not in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Which: `mandate`.
    pub switch: &'static str,
    /// What it was set to: `un-council`.
    pub value: String,
    /// The same in words.
    pub words: String,
}

/// A result that can leave in every form.
pub trait Leaves: Serialize {
    /// The rows, for the table and for CSV.
    fn sheet(&self) -> Sheet;

    /// The result for people; several tables where one does not hold it.
    fn text(&self) -> String {
        self.sheet().text()
    }

    /// The result in a form, ending with a line break.
    fn written(&self, format: Format) -> String {
        match format {
            Format::Table => self.text(),
            Format::Csv => self.sheet().csv(),
            Format::Json => json(self),
        }
    }
}

/// Writes a value as JSON, indented, ending with a line break. Members stand in
/// the order of the type; numbers carry every digit.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Only a map with keys that are no text fails, and no type here has one.
    let mut text = plain::escaped(&serde_json::to_string_pretty(value).unwrap_or_default());
    text.push('\n');
    text
}
