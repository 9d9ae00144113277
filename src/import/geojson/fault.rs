//! Where and why a text is not JSON, in a user's words.

use std::fmt::Write;

use serde_json::error::Category;

use crate::problem::Problem;

/// Deeper than this a path is not followed; `serde_json` gives up there too.
const DEPTH: usize = 200;

/// The problem of a text that is not JSON.
pub fn of(text: &str, error: &serde_json::Error, file: &str) -> Problem {
    let offset = offset_of(text, error.line(), error.column());
    let (what, hint) = reason(text, offset, error);
    let (line, column) = line_and_column(text, offset);
    let path = Path::to(text, offset);
    let mut problem = Problem::error(file, format!("{what} (line {line}, column {column})"), hint);
    if error.classify() == Category::Eof
        && let Some(complete) = path.feature()
    {
        let were = if complete == 1 { "feature was" } else { "features were" };
        let _ = write!(problem.what, "; {complete} {were} complete before it");
    }
    problem.feature = path.feature();
    problem.member = path.member();
    problem
}

fn reason(text: &str, offset: usize, error: &serde_json::Error) -> (String, &'static str) {
    const AGAIN: &str = "Fetch or export the file again.";
    let opening = text.trim_start();
    if opening.is_empty() {
        return ("The file is empty".to_owned(), AGAIN);
    }
    if opening.starts_with('<') {
        return (
            "This is XML or HTML (KML, GPX, a web page), not GeoJSON".to_owned(),
            "In a GIS, export the layer as GeoJSON (RFC 7946) and open that file.",
        );
    }
    if error.classify() == Category::Eof {
        return ("The file ends before it is complete".to_owned(), AGAIN);
    }
    let message = error.to_string();
    let rest = &text[offset.min(text.len())..];
    if message.starts_with("recursion limit") {
        return (
            "The file is nested too deeply: more than a hundred levels".to_owned(),
            "Take the geometry collections apart before the export.",
        );
    }
    if message.starts_with("trailing characters") {
        return if rest.starts_with(['{', '\u{1e}']) {
            (
                "The file holds one JSON object after another (newline-delimited GeoJSON)".to_owned(),
                "Collect them: jq -s '{type: \"FeatureCollection\", features: .}' or ogr2ogr.",
            )
        } else {
            ("Something follows the end of the JSON".to_owned(), "Remove what follows the last brace.")
        };
    }
    if message.starts_with("number out of range") {
        return (
            "A number is too large to be read".to_owned(),
            "Longitudes lie within ±180, latitudes within ±90.",
        );
    }
    let token = token_at(text, offset);
    if ["NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "-NaN", "+Infinity"].contains(&token) {
        return (
            format!("{token} is not a number that JSON knows"),
            "Remove the position, or give it a number; GIS programs write this for an empty coordinate.",
        );
    }
    let plain = message.split(" at line ").next().unwrap_or(&message);
    (format!("This is not JSON: {plain}"), "Open it in a text editor at that place, or export it again.")
}

/// The word at a place, as far as letters and a sign go.
fn token_at(text: &str, offset: usize) -> &str {
    let word = |c: char| c.is_ascii_alphabetic() || c == '-' || c == '+';
    let start = text[..offset]
        .rfind(|c| !word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let rest = &text[start..];
    &rest[..rest.find(|c| !word(c)).unwrap_or(rest.len()).min(40)]
}

/// The byte that a line and column of `serde_json` mean: both count from 1,
/// columns in bytes, and the column is that of the offending byte or, at the
/// end of a line, the one before it.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(length) => start += length + 1,
            None => break,
        }
    }
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
    (line, 1 + before[start..].chars().count())
}

/// The members and indices that lead to a place in a text.
struct Path<'t>(Vec<Frame<'t>>);

enum Frame<'t> {
    Array(usize),
    /// The key, and whether a key is awaited.
    Object(&'t str, bool),
}

impl<'t> Path<'t> {
    /// Follows brackets, commas and keys up to a byte; the text need be right
    /// only up to there.
    fn to(text: &'t str, offset: usize) -> Self {
        let bytes = text.as_bytes();
        let mut frames: Vec<Frame> = Vec::new();
        let mut deeper = 0_usize;
        let mut at = 0;
        while at < offset {
            match bytes[at] {
                b'"' => {
                    let end = end_of_string(bytes, at, offset);
                    if let (0, Some(Frame::Object(key, awaited @ true))) = (deeper, frames.last_mut()) {
                        // A key that is cut short names nothing.
                        *key = if end < offset { text.get(at + 1..end).unwrap_or_default() } else { "" };
                        *awaited = false;
                    }
                    at = end;
                }
                b'[' | b'{' if frames.len() >= DEPTH => deeper += 1,
                b']' | b'}' if deeper > 0 => deeper -= 1,
                b'[' => frames.push(Frame::Array(0)),
                b'{' => frames.push(Frame::Object("", true)),
                b']' | b'}' => {
                    frames.pop();
                }
                b',' if deeper == 0 => match frames.last_mut() {
                    Some(Frame::Array(index)) => *index += 1,
                    Some(Frame::Object(_, awaited)) => *awaited = true,
                    None => {}
                },
                _ => {}
            }
            at += 1;
        }
        Self(frames)
    }

    /// The feature that the place is in, counted from 0.
    fn feature(&self) -> Option<usize> {
        match self.0.as_slice() {
            [Frame::Object("features", _), Frame::Array(index), ..] => Some(*index),
            _ => None,
        }
    }

    /// The member, as a path inside the feature or, outside of one, the file.
    fn member(&self) -> Option<String> {
        let skipped = if self.feature().is_some() { 2 } else { 0 };
        let mut path = String::new();
        for frame in &self.0[skipped..] {
            match frame {
                Frame::Array(index) => {
                    let _ = write!(path, "[{index}]");
                }
                Frame::Object("", _) => {}
                Frame::Object(key, _) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path += key;
                }
            }
            if path.len() > 300 {
                path += "…";
                break;
            }
        }
        (!path.is_empty()).then_some(path)
    }
}

/// Where the string that begins at a quotation mark ends, or the limit.
fn end_of_string(bytes: &[u8], start: usize, limit: usize) -> usize {
    let mut at = start + 1;
    while at < limit {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at,
            _ => at += 1,
        }
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: &str) {
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        let shown = of(text, &error, "a.geojson").to_string();
        assert!(shown.starts_with(&format!("a.geojson{place}")), "{shown}");
    }

    #[test]
    fn a_fault_is_named_by_feature_and_member() {
        check(
            "{\"features\":[{},{\"geometry\":{\"coordinates\":[[1,2],[NaN,3]]}}]}",
            ", feature 1, geometry.coordinates[1][0]: NaN is not a number that JSON knows (line 1, column 52)",
        );
        check(
            "{\"features\":[{},\n{\"geo",
            ", feature 1: The file ends before it is complete (line 2, column 5); 1 feature was complete",
        );
        check(
            "{\"features\":[{\"a\":{\"x,\\\"[\":1e400}}]}",
            ", feature 0, a.x,\\\"[: A number is too large",
        );
        check("", ": The file is empty");
        check("<kml>", ": This is XML");
        check(
            "{\"type\":\"Feature\"}\n{\"type\":\"Feature\"}",
            ": The file holds one JSON object after another",
        );
        check("{\"type\" \"Feature\"}", ", type: This is not JSON: expected `:`");
    }
}
