//! From bytes to text: UTF-8 and UTF-16, with or without a byte order mark.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::problem::Problem;

/// How much of a file is looked at to tell UTF-16 and binary files from text.
const SAMPLE: usize = 4096;

/// Turns the bytes of a file into text. Plain UTF-8 is borrowed, not copied.
///
/// UTF-16 is known by its mark, or by a zero in every other byte of the
/// opening: JSON begins with ASCII. No other encoding is guessed: a wrong guess
/// would spoil the names in silence.
///
/// # Errors
/// Bytes that are neither; the problem says what they look like instead.
pub fn decode<'a>(bytes: &'a [u8], file: &str) -> Result<Cow<'a, str>, Problem> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(unknown(file, "The file is encoded in UTF-32"));
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(Problem::error(file, format!("This is {kind}, not GeoJSON"), EXPORT));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf_16(rest, UTF_16LE, file);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf_16(rest, UTF_16BE, file);
    }
    match zeros(bytes) {
        Zeros::None => utf_8(bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes), file),
        Zeros::Odd => utf_16(bytes, UTF_16LE, file),
        Zeros::Even => utf_16(bytes, UTF_16BE, file),
        Zeros::Mixed => Err(Problem::error(file, "The file is binary, not text", EXPORT)),
    }
}

const EXPORT: &str = "In a GIS, export the layer as GeoJSON (RFC 7946) and open that file.";

fn utf_8<'a>(bytes: &'a [u8], file: &str) -> Result<Cow<'a, str>, Problem> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(fault) => fault,
    };
    let at = fault.valid_up_to();
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    if fault.error_len().is_none() {
        return Err(Problem::error(
            file,
            format!("The file is cut short: it ends in the middle of a character on line {line}"),
            "Fetch or export the file again.",
        ));
    }
    let byte = bytes[at];
    Err(unknown(
        file,
        &format!(
            "The file is not UTF-8: byte 0x{byte:02X} on line {line} (byte {at}) is no part of a character"
        ),
    ))
}

fn utf_16(bytes: &[u8], encoding: &'static Encoding, file: &str) -> Result<Cow<'static, str>, Problem> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if faulty || text.contains('\0') {
        return Err(unknown(
            file,
            &format!("The file looks like {} but holds other bytes too", encoding.name()),
        ));
    }
    Ok(Cow::Owned(text.into_owned()))
}

fn unknown(file: &str, what: &str) -> Problem {
    Problem::error(
        file,
        what,
        "Save it as UTF-8: in a text editor by “Save with encoding”, or with iconv -f windows-1251 -t utf-8 if it comes from an older Windows program.",
    )
}

/// Files that are dropped on a map by mistake, told by their opening bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a ZIP archive (a zipped shapefile, KMZ or spreadsheet)"),
        (b"SQLite format 3", "an SQLite database (a GeoPackage)"),
        (&[0, 0, 0x27, 0x0A], "a shapefile"),
        (&[0x1F, 0x8B], "a gzip archive"),
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a picture"),
    ];
    kinds.into_iter().find(|(opening, _)| bytes.starts_with(opening)).map(|(_, kind)| kind)
}

enum Zeros {
    None,
    Even,
    Odd,
    Mixed,
}

/// Where the zero bytes of the opening stand.
fn zeros(bytes: &[u8]) -> Zeros {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair.get(1) == Some(&0));
    }
    // Cyrillic names have no zero bytes, so a few pairs without one are no doubt.
    match (even, odd) {
        (0, 0) => Zeros::None,
        (0, _) if odd * 8 >= sample.len() => Zeros::Odd,
        (_, 0) if even * 8 >= sample.len() => Zeros::Even,
        _ => Zeros::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes, "a.geojson").unwrap(), text);
    }

    fn refused(bytes: &[u8], what: &str) {
        let problem = decode(bytes, "a.geojson").unwrap_err().to_string();
        assert!(problem.starts_with("a.geojson: ") && problem.contains(what), "{problem}");
    }

    #[test]
    fn text_is_read_in_the_encodings_that_gis_programs_write() {
        let text = "{\"name\":\"Одеса\"}";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(text.as_bytes(), text);
        check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), text);
        check(&little, text);
        check(&big, text);
        check(&[b"\xFF\xFE", &little[..]].concat(), text);
        check(&[b"\xFE\xFF", &big[..]].concat(), text);
        check(b"", "");
        assert!(matches!(decode(text.as_bytes(), "a"), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn other_bytes_are_refused_with_the_way_out() {
        refused(b"{\"name\":\"\xCE\xE4\xE5\xF1\xE0\"}", "not UTF-8: byte 0xCE on line 1");
        refused(b"{\"name\":\"\xD0", "cut short");
        refused(b"PK\x03\x04rest", "ZIP archive");
        refused(&[0, 0, 0x27, 0x0A, 0, 0], "shapefile");
        refused(&[1, 0, 0, 7, 9, 0, 200, 0, 0], "binary");
        refused(&[0xFF, 0xFE, 0, 0, b'{', 0, 0, 0], "UTF-32");
        refused(&[0xFF, 0xFE, b'{', 0, 0x00], "UTF-16LE");
    }
}
