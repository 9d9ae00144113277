//! A drawing as PNG: the SVG of it, drawn by resvg with the embedded Inter.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree};

use super::metadata::Metadata;
use super::svg::svg;
use crate::problem::Refusal;
use crate::scene::Drawing;
use crate::scene::faces;

/// The most pixels of a side: A0 at 300 dots to the inch has 14 043.
pub const MOST: u32 = 16_384;

/// Pixels to the metre at one pixel a point: a point is 1/96 inch.
const PER_METRE: f32 = 96.0 / 0.0254;

/// Draws a drawing with so many pixels to the point, and writes it as PNG.
///
/// # Errors
/// Where the picture would have no pixel, or more than memory is made for.
pub fn png(drawing: &Drawing, scale: f32, metadata: &Metadata) -> Result<Vec<u8>, Refusal> {
    let picture = raster(drawing, scale)?;
    let plain = picture.encode_png().map_err(|error| {
        Refusal::new(format!("The picture cannot be written ({error})"), "Choose a smaller size.")
    })?;
    Ok(with_words(&plain, scale, metadata))
}

/// The pixels of a drawing.
///
/// # Errors
/// As [`png`].
pub fn raster(drawing: &Drawing, scale: f32) -> Result<Pixmap, Refusal> {
    let [width, height] = drawing.size.map(|side| (side * scale).round());
    let fits = |side: f32| side >= 1.0 && side <= MOST as f32;
    let empty = if fits(width) && fits(height) { Pixmap::new(width as u32, height as u32) } else { None };
    let Some(mut picture) = empty else {
        return Err(Refusal::new(
            format!("A picture of {width} by {height} pixels cannot be drawn"),
            format!("Choose sides from 1 to {MOST} pixels."),
        ));
    };
    let tree = Tree::from_str(&svg(drawing), options()).map_err(|error| {
        Refusal::new(format!("The drawing cannot be read again ({error})"), "Try another view of the map.")
    })?;
    let turned = Transform::from_scale(width / drawing.size[0], height / drawing.size[1]);
    resvg::render(&tree, turned, &mut picture.as_mut());
    Ok(picture)
}

/// How the SVG is read: with the embedded fonts and no others.
fn options() -> &'static Options<'static> {
    static OPTIONS: OnceLock<Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for (_, bytes) in faces::FILES {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(bytes)));
        }
        Options { font_family: "Inter".to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
    })
}

/// The length of the signature and of the header, after which further chunks may stand.
const HEADER: usize = 8 + 25;

/// Puts resolution and words behind the header of a PNG.
fn with_words(plain: &[u8], scale: f32, metadata: &Metadata) -> Vec<u8> {
    let Some((head, rest)) = plain.split_at_checked(HEADER) else { return plain.to_vec() };
    let mut out = Vec::with_capacity(plain.len() + 1024);
    out.extend_from_slice(head);
    let per_metre = ((PER_METRE * scale).round() as u32).to_be_bytes();
    chunk(*b"pHYs", &[&per_metre[..], &per_metre, &[1]].concat(), &mut out);
    let words = [
        ("Title", metadata.title.as_str()),
        ("Description", &metadata.description),
        ("Software", Metadata::PROGRAM),
        ("cordon-record", metadata.record.as_deref().unwrap_or_default()),
    ];
    for (key, text) in words.into_iter().filter(|(_, text)| !text.is_empty()) {
        let language = if key == "Title" || key == "Description" { metadata.language.as_str() } else { "" };
        chunk(*b"iTXt", &international(key, language, text), &mut out);
    }
    out.extend_from_slice(rest);
    out
}

/// The data of an iTXt chunk: key, not compressed, language, no translated key, UTF-8 text.
fn international(key: &str, language: &str, text: &str) -> Vec<u8> {
    [key.as_bytes(), &[0, 0, 0], language.as_bytes(), &[0, 0], text.as_bytes()].concat()
}

/// Adds a chunk with its length and its check sum.
fn chunk(kind: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    let Ok(length) = u32::try_from(data.len()) else { return };
    out.extend_from_slice(&length.to_be_bytes());
    let from = out.len();
    out.extend_from_slice(&kind);
    out.extend_from_slice(data);
    let sum = check_sum(out.get(from..).unwrap_or_default());
    out.extend_from_slice(&sum.to_be_bytes());
}

/// CRC-32 as PNG has it (ISO 3309), by nibbles: a table of sixteen.
fn check_sum(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 16] = {
        let mut steps = [0; 16];
        let mut at = 0;
        while at < 16 {
            let mut value = at as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
                bit += 1;
            }
            steps[at] = value;
            at += 1;
        }
        steps
    };
    let step = |sum: u32, nibble: u8| STEPS[((sum ^ u32::from(nibble)) & 15) as usize] ^ (sum >> 4);
    !bytes.iter().fold(u32::MAX, |sum, byte| step(step(sum, *byte), byte >> 4))
}

/// The record that was written into a PNG, where there is one.
pub fn record(png: &[u8]) -> Option<String> {
    let mut rest = png.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let (kind, data) = (rest.get(4..8)?, rest.get(8..8 + length)?);
        if kind == b"iTXt"
            && let Some(text) = data.strip_prefix(b"cordon-record\0\0\0\0\0")
        {
            return String::from_utf8(text.to_vec()).ok();
        }
        rest = rest.get(length + 12..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Colour, Text};

    #[test]
    fn check_sums_are_those_of_the_standard() {
        assert_eq!(check_sum(b"123456789"), 0xCBF4_3926);
        // The end of every PNG.
        assert_eq!(check_sum(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn a_picture_has_its_size_its_words_and_the_record() {
        let mut drawing = Drawing::new([40.0, 20.0]);
        drawing.rect([0.0, 0.0], [40.0, 20.0], 0.0, Some(Colour::hex(0xFF_FFFF)), None);
        drawing.text(Text::new([2.0, 15.0], "Київ", 14.0, 600, Colour::hex(0)));
        let record = Some("{\"format\":\"cordon-record\"}".to_owned());
        let metadata =
            Metadata { title: "Зони".into(), language: "uk".into(), record, ..Metadata::default() };
        let file = png(&drawing, 2.0, &metadata).unwrap();
        let picture = image::load_from_memory(&file).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (80, 40));
        assert!(picture.pixels().any(|pixel| pixel.0 == [0, 0, 0]), "the text is drawn");
        assert_eq!(super::record(&file).as_deref(), Some("{\"format\":\"cordon-record\"}"));
        assert_eq!(file, png(&drawing, 2.0, &metadata).unwrap());
    }

    #[test]
    fn a_picture_too_large_is_refused_with_a_way_out() {
        let refusal = png(&Drawing::new([1000.0, 1000.0]), 20.0, &Metadata::default()).unwrap_err();
        assert!(refusal.to_string().contains("20000 by 20000 pixels"), "{refusal}");
    }
}
