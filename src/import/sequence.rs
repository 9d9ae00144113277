//! GeoJSON features one after another: text sequences (RFC 8142, each record
//! behind a record separator) and newline-delimited GeoJSON.

use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::{Progress, Read, geojson, limits};
use crate::problem::Problem;

/// The record separator of RFC 8142.
const SEPARATOR: char = '\u{1e}';

/// Whether a text is a sequence: begins with a separator, or its first line is a
/// whole feature and another object follows.
pub fn is_one(text: &str) -> bool {
    let opening = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if opening.starts_with(SEPARATOR) {
        return true;
    }
    let Some((line, rest)) = opening.split_once('\n') else { return false };
    let follows = rest.trim_start();
    line.trim_end().ends_with('}')
        && follows.starts_with('{')
        && line.len() <= limits::TREE
        && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
}

/// Reads a sequence. A record that is broken is left out, as RFC 8142 wants it: the
/// ones after it are read.
pub fn read(text: &str, file: &str, tested: Tested, progress: &Progress) -> Read {
    let mut gathering = Gathering::new(file, Format::GeoJsonSequence, tested, progress);
    gathering.findings.winds = true;
    gathering.total(text.len() as u64);
    let outcome = records(text, &mut gathering);
    gathering.finish(outcome)
}

fn records(text: &str, gathering: &mut Gathering) -> Result<(), Halt> {
    let opening = text.trim_start_matches('\u{feff}');
    let end = if opening.trim_start().starts_with(SEPARATOR) { SEPARATOR } else { '\n' };
    let mut done = 0;
    for record in opening.split(end) {
        gathering.reached(done as u64)?;
        done += record.len() + 1;
        one(record, gathering)?;
    }
    gathering.reached(text.len() as u64)
}

/// The features of one record: one, or several without a break between them.
fn one(record: &str, gathering: &mut Gathering) -> Result<(), Halt> {
    const HINT: &str = "Left out; the records after it were read.";
    let mut rest = record.trim();
    while !rest.is_empty() {
        if rest.len() > limits::TREE {
            let what = format!("A record of {} MB is no feature", rest.len() >> 20);
            return Err(Problem::error(gathering.file(), what, "Export the layer again.")
                .at_feature(gathering.place())
                .into());
        }
        let found = gathering
            .made(|place, mender, findings| geojson::first_feature(rest, place, mender, findings))?;
        match found {
            Ok(end) => rest = rest.get(end..).unwrap_or_default().trim_start(),
            Err(fault) => {
                let plain = fault.to_string();
                let what = plain.split(" at line ").next().unwrap_or(&plain);
                gathering.leave_out("", format!("The record is not JSON: {what}"), HINT);
                return Ok(());
            }
        }
    }
    Ok(())
}
