//! How wide a text is, from the fonts themselves, so that labels are placed
//! without a window.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Inter, upright, in four weights, and italic in two: SIL Open Font Licence.
/// Digits are tabular in the files themselves.
pub const FILES: [(&str, &[u8]); 6] = [
    ("Inter-Regular", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ("Inter-Medium", include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    ("Inter-SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    ("Inter-Bold", include_bytes!("../../assets/fonts/Inter-Bold.ttf")),
    ("Inter-Italic", include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
    ("Inter-MediumItalic", include_bytes!("../../assets/fonts/Inter-MediumItalic.ttf")),
];

/// The height of capitals in Inter, in ems.
pub const CAPITAL: f32 = 0.727;

/// The reach of Inter's ascenders above the baseline, in ems.
pub const ASCENT: f32 = 0.76;

/// The reach of Inter's descenders below the baseline, in ems.
pub const DESCENT: f32 = 0.2;

/// The file in [`FILES`] for a weight (400 to 700) and a slant.
pub const fn file(weight: u16, italic: bool) -> usize {
    match (italic, weight) {
        (true, 0..450) => 4,
        (true, _) => 5,
        (false, 0..450) => 0,
        (false, 450..550) => 1,
        (false, 550..650) => 2,
        (false, _) => 3,
    }
}

/// Advances below this code point are kept in a table: Latin and Cyrillic.
const COMMON: usize = 0x530;

/// Advances in ems.
struct Advances {
    common: Vec<f32>,
    /// Dashes, thin spaces and signs from U+2000 to U+22FF.
    signs: Vec<f32>,
}

fn advances(file: usize) -> &'static Advances {
    static ALL: [OnceLock<Advances>; 6] = [const { OnceLock::new() }; 6];
    ALL[file].get_or_init(|| Advances::read(FILES[file].1))
}

impl Advances {
    fn read(bytes: &[u8]) -> Self {
        let widths = |range: std::ops::Range<u32>| match FontRef::new(bytes) {
            Ok(font) => {
                let (glyphs, metrics) =
                    (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
                let width =
                    |code| glyphs.map(code).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(0.6);
                range.map(|code: u32| width(code)).collect()
            }
            Err(_) => range.map(|_| 0.6).collect(),
        };
        Self { common: widths(0..COMMON as u32), signs: widths(0x2000..0x2300) }
    }

    fn of(&self, character: char) -> f32 {
        let code = character as usize;
        self.common.get(code).or_else(|| self.signs.get(code.wrapping_sub(0x2000))).copied().unwrap_or(0.6)
    }
}

/// The width of a text in points; tracking is added after each letter but the last.
pub fn width(text: &str, size: f32, weight: u16, italic: bool, tracking: f32) -> f32 {
    let advances = advances(file(weight, italic));
    let (mut ems, mut letters) = (0.0, 0_u16);
    for character in text.chars() {
        ems += advances.of(character);
        letters += 1;
    }
    ems * size + tracking * f32::from(letters.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (name, bytes) in FILES {
            assert!(FontRef::new(bytes).is_ok(), "{name}");
        }
    }

    #[test]
    fn widths_are_those_of_the_font() {
        let kyiv = width("Kyiv", 15.0, 700, false, 0.0);
        assert!((28.0..38.0).contains(&kyiv), "{kyiv}");
        assert!(width("Київ", 15.0, 700, false, 0.0) > 30.0);
        assert!(width("Kharkiv", 12.0, 700, false, 0.0) > width("Kharkiv", 12.0, 400, false, 0.0));
        let spaced = width("BLACK SEA", 15.0, 500, true, 9.0) - width("BLACK SEA", 15.0, 500, true, 0.0);
        assert!((spaced - 72.0).abs() < 1e-3, "{spaced}");
    }
}
