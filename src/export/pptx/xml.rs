//! Words for XML: escaping, and the lengths of `DrawingML`.

use std::fmt::Write as _;

use crate::scene::Colour;

/// What every part begins with.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The name spaces of slides, layouts and masters.
pub const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// English Metric Units to a pixel of the 1920 × 1080 grid: 12 192 000 wide,
/// 6 858 000 high, 13.333 × 7.5 inches.
pub const EMU: f32 = 6350.0;

/// A text for content and for attributes. Control characters, which XML cannot
/// hold, are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => {
                let _ = write!(out, "&#{};", character as u32);
            }
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A length of the grid in English Metric Units.
pub fn emu(pixels: f32) -> i64 {
    (f64::from(pixels) * f64::from(EMU)).round() as i64
}

/// Position and size as `a:off` and `a:ext`.
pub fn placed([x, y, wide, high]: [f32; 4]) -> String {
    format!(
        "<a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/>",
        emu(x),
        emu(y),
        emu(wide).max(0),
        emu(high).max(0)
    )
}

/// A font size of the grid in hundredths of a point.
pub fn points(pixels: f32) -> i64 {
    (f64::from(pixels) * 50.0).round() as i64
}

/// Six digits: `1B1F24`.
pub fn rgb(colour: Colour) -> String {
    format!("{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_safe_in_an_attribute() {
        assert_eq!(escaped("a < \"b\" & c\u{7}\n"), "a &lt; &quot;b&quot; &amp; c&#10;");
    }

    #[test]
    fn the_grid_is_the_slide() {
        assert_eq!((emu(1920.0), emu(1080.0)), (12_192_000, 6_858_000));
        assert_eq!(points(24.0), 1200);
    }
}
