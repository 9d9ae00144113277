//! Files that Cordon made, read back for an audit: the record of the plan in them,
//! and what can be read in them beside it.
//!
//! Whatever a file is, reading ends: sizes are bounded before anything is unpacked
//! ([`LARGEST_FILE`], [`LARGEST_PART`], [`MOST_PARTS`]).

mod package;

mod xml;

mod workbook;

mod deck;

mod markup;

mod pdf;

mod png;

mod inflate;

use serde_json::Value;

pub use workbook::MARK;

use crate::brief::Record;
use crate::brief::audit::{Visible, VisibleCell};
use crate::brief::record::{FORMAT, KEYWORD};
use crate::force::Case;
use crate::problem::{Problem, Refusal};

/// The largest file that is looked into, in bytes. The largest deck of a briefer has some
/// tens of megabytes; beyond this stands another file, taken by mistake.
pub const LARGEST_FILE: usize = 256 << 20;
/// The most bytes that one part of a file may unpack to.
pub const LARGEST_PART: usize = 64 << 20;
/// The most bytes that all parts of a file may unpack to together.
pub const LARGEST_WHOLE: usize = 256 << 20;
/// The most parts that a package may have.
pub const MOST_PARTS: usize = 10_000;

/// What was taken out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The record of the plan.
    pub record: Record,
    /// What can be read beside it.
    pub visible: Visible,
}

/// Takes the record out of a file, and what is visibly written in it.
///
/// # Errors
/// A file that is too large, of another kind, damaged, or without a record.
pub fn read(bytes: &[u8], file: &str) -> Result<Taken, Problem> {
    let taken = if bytes.len() > LARGEST_FILE {
        let what = format!("The file has more than {} MB", LARGEST_FILE >> 20);
        Err(Refusal::new(what, "Cordon makes none that large: choose another file."))
    } else {
        taken(bytes)
    };
    taken.map_err(|refusal| Problem::error(file, refusal.what, refusal.hint))
}

fn taken(bytes: &[u8]) -> Result<Taken, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(b"%PDF") {
        return without_pages(&pdf::record(bytes)?);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return without_pages(&png::record(bytes)?);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| of_no_kind())?;
    let opening = text.trim_start_matches('\u{feff}').trim_start();
    match opening.as_bytes() {
        [] => Err(Refusal::new("The file is empty", EXPORT)),
        [b'{', ..] => json(opening),
        [b'<', ..] => markup::taken(opening),
        _ => Err(of_no_kind()),
    }
}

fn package(bytes: &[u8]) -> Result<Taken, Refusal> {
    let mut package = package::Package::open(bytes)?;
    if package.has("xl/workbook.xml") {
        workbook::taken(&mut package)
    } else if package.has("ppt/presentation.xml") {
        deck::taken(&mut package)
    } else {
        Err(Refusal::new("The file is a package, but no workbook and no deck", EXPORT))
    }
}

fn without_pages(record: &str) -> Result<Taken, Refusal> {
    Ok(Taken { record: Record::read(record)?, visible: Visible::default() })
}

/// A record by itself, an annex, or GeoJSON that carries one.
fn json(text: &str) -> Result<Taken, Refusal> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| {
        let hint = "Fetch or export the file again.";
        Refusal::new(format!("The file is damaged JSON: {error}"), hint)
    })?;
    if value.get("format").and_then(Value::as_str) == Some(FORMAT) {
        return Ok(Taken { record: Record::of(value)?, visible: Visible::default() });
    }
    let visible = Visible { cells: entries(&value), ..Visible::default() };
    match value.get_mut(KEYWORD).map(Value::take) {
        Some(record) => Ok(Taken { record: Record::of(record)?, visible }),
        None => Err(without_record()),
    }
}

/// The figures of an annex as it is written in JSON.
fn entries(value: &Value) -> Vec<VisibleCell> {
    let entries = value.get("entries").and_then(Value::as_array);
    let mut cells = Vec::new();
    for (place, entry) in entries.into_iter().flatten().enumerate() {
        let Some(id) = entry.get("id").and_then(Value::as_str) else { continue };
        for case in Case::ALL {
            let value = entry.get(case.name()).and_then(Value::as_f64).unwrap_or(f64::NAN);
            cells.push(VisibleCell { place: format!("entries[{place}]"), id: id.to_owned(), case, value });
        }
    }
    cells
}

const EXPORT: &str =
    "Audit a file that Cordon exported: .xlsx, .pptx, .pdf, .png, .svg, .html, .geojson or .json.";

fn of_no_kind() -> Refusal {
    Refusal::new("The file is of no kind that Cordon makes", EXPORT)
}

/// A file of the right kind that holds no record.
fn without_record() -> Refusal {
    let what = "The file holds no record of a plan: Cordon did not make it, or another program took it out";
    Refusal::new(what, "Export the plan again with Cordon, and audit that file.")
}

/// A file that ends before it should, or says what cannot be.
fn damaged(what: &str) -> Refusal {
    Refusal::new(format!("The file is damaged: {what}"), "Fetch or export the file again.")
}

fn too_large(what: &str) -> Refusal {
    let hint = "Cordon makes none that large: do not open it in another program either.";
    Refusal::new(format!("{what} unpacks to more than {} MB", LARGEST_PART >> 20), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8], what: &str) {
        let problem = read(bytes, "strange.bin").unwrap_err().to_string();
        assert!(problem.starts_with("strange.bin: ") && problem.contains(what), "{problem}");
    }

    #[test]
    fn files_that_cordon_did_not_make_are_refused_with_the_way_out() {
        refused(b"", "empty");
        refused(b"hello", "no kind that Cordon makes");
        refused(&[0xff, 0xfe, 0, 1], "no kind");
        refused(b"{\"type\":\"FeatureCollection\",\"features\":[]}", "no record");
        refused(b"{\"format\":", "damaged JSON");
        refused(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "no record");
        refused(b"<!doctype html><p>hello</p>", "no record");
        refused(b"%PDF-1.7\n%%EOF", "no record");
        refused(b"\x89PNG\r\n\x1a\n", "no record");
        refused(b"PK\x03\x04", "damaged");
    }
}
