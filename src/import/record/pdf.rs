//! A PDF: the record among its attached files.
//!
//! The objects are looked through as they stand, without the table that says where they
//! are: an attached file is a stream whose dictionary says `/EmbeddedFile`.

use super::{LARGEST_PART, damaged, inflate, too_large, without_record};
use crate::brief::record::FORMAT;
use crate::problem::Refusal;

/// The longest dictionary of a stream that is looked at, in bytes.
const LONGEST_DICTIONARY: usize = 4_096;

/// Takes the record out of a PDF.
pub(super) fn record(bytes: &[u8]) -> Result<String, Refusal> {
    let mut from = 0;
    while let Some(found) = find(&bytes[from..], b"stream") {
        let at = from + found;
        from = at + b"stream".len();
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let start = at.saturating_sub(LONGEST_DICTIONARY);
        let before = &bytes[start..at];
        let dictionary = rfind(before, b" obj").map_or(before, |begin| &before[begin..]);
        if find(dictionary, b"/EmbeddedFile").is_none() {
            continue;
        }
        let text = content(&bytes[from..], dictionary)?;
        if find(&text, FORMAT.as_bytes()).is_some() {
            return String::from_utf8(text).map_err(|_| damaged("its record is no text"));
        }
    }
    Err(without_record())
}

/// The content of a stream whose bytes begin here.
fn content(rest: &[u8], dictionary: &[u8]) -> Result<Vec<u8>, Refusal> {
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    let compressed = find(dictionary, b"/FlateDecode").is_some();
    if !compressed && find(dictionary, b"/Filter").is_some() {
        return Err(Refusal::new(
            "The record of this PDF is packed in a way that Cordon does not write",
            "Audit the PDF as Cordon exported it.",
        ));
    }
    if compressed {
        // What is packed knows its own end.
        return inflate::zlib(rest, LARGEST_PART).map_err(|fault| match fault {
            inflate::Fault::TooLong => too_large("The record"),
            inflate::Fault::Damaged => damaged("its record is cut short"),
        });
    }
    let end = find(rest, b"endstream").ok_or_else(|| damaged("its record is cut short"))?;
    if end > LARGEST_PART {
        return Err(too_large("The record"));
    }
    Ok(rest[..end].to_vec())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
