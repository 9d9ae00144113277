//! How cells look. The typeface is the theme's: its digits are all of one width, which
//! those of Inter are only by a feature that spreadsheets do not have.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::layout::{Size, Weight};
use crate::brief::Entry;
use crate::scene::{Colour, Look};

/// Thousands in threes, with thin spaces. A format has two conditions, so numbers below
/// zero stand without them.
const WHOLE: &str = "[>=1000000]0\"\u{2009}\"000\"\u{2009}\"000;[>=1000]0\"\u{2009}\"000;0";
/// What can fall below zero: a format with conditions would leave out its sign.
const SIGNED: &str = "#\"\u{2009}\"##0;\"\u{2212}\"#\"\u{2009}\"##0;0";
/// With one decimal.
const TENTHS: &str = "[>=1000]0\"\u{2009}\"000.0;0.0";
/// Factors and shares.
const PARTS: &str = "0.000";

/// The formats of all cells.
pub(super) struct Styles {
    title: Format,
    banner: Format,
    heading: Format,
    text: Format,
    head: [Format; 3],
    key: [Format; 2],
    /// By weight: in the first column, and in others, where a gap parts them from numbers.
    words: [[Format; 2]; 2],
    wrapped: [[Format; 2]; 2],
    ids: [Format; 2],
    numbers: [[Format; 5]; 2],
}

fn colour(colour: Colour) -> Color {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(u32::from);
    Color::RGB(r << 16 | g << 8 | b)
}

impl Styles {
    pub fn new() -> Self {
        let ui = Look::light().ui;
        let (ink, quiet, rule) = (colour(ui.tx), colour(ui.tx2), colour(ui.line2));
        let base = || Format::new().set_font_color(ink).set_align(FormatAlign::Top);
        // A gap parts words from the numbers before them.
        let indented = || base().set_align(FormatAlign::Left).set_indent(1);
        let head = |align| {
            base()
                .set_bold()
                .set_text_wrap()
                .set_align(align)
                .set_align(FormatAlign::Bottom)
                .set_background_color(colour(ui.well))
        };
        let key = |align| {
            let format = base().set_font_size(7).set_font_color(quiet).set_align(align);
            format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(rule)
        };
        let weighted = |format: Format| {
            let total = format.clone().set_bold().set_border_top(FormatBorder::Thin);
            [format, total]
        };
        let number = |pattern: &str| weighted(base().set_num_format(pattern).set_align(FormatAlign::Right));
        let patterns = [WHOLE, TENTHS, PARTS, "General", SIGNED].map(number);
        let numbers =
            [0, 1].map(|weight| patterns.each_ref().map(|formats: &[Format; 2]| formats[weight].clone()));
        Self {
            title: base().set_bold().set_font_size(16),
            banner: base().set_bold().set_font_color(colour(ui.delta)),
            heading: base().set_bold().set_font_size(13),
            text: base().set_text_wrap(),
            head: [head(FormatAlign::Left), head(FormatAlign::Left).set_indent(1), head(FormatAlign::Right)],
            key: [key(FormatAlign::Left), key(FormatAlign::Right)],
            words: [weighted(base()), weighted(indented())],
            wrapped: [weighted(base().set_text_wrap()), weighted(indented().set_text_wrap())],
            ids: weighted(indented().set_font_size(8).set_font_color(quiet)),
            numbers,
        }
    }

    /// A line above a table.
    pub fn above(&self, size: Size) -> &Format {
        match size {
            Size::Title => &self.title,
            Size::Banner => &self.banner,
            Size::Heading => &self.heading,
            Size::Text => &self.text,
        }
    }

    /// The head of a column.
    pub fn head(&self, right: bool, column: u16) -> &Format {
        &self.head[if right { 2 } else { usize::from(column > 0) }]
    }

    /// The end of the ids of a column.
    pub fn key(&self, right: bool) -> &Format {
        &self.key[usize::from(right)]
    }

    /// Words in a column, counted from 0.
    pub fn words(&self, weight: Weight, wrapped: bool, column: u16) -> &Format {
        let of = if wrapped { &self.wrapped } else { &self.words };
        &of[usize::from(column > 0)][weight as usize]
    }

    /// The beginning of the ids of a row.
    pub fn id(&self, weight: Weight) -> &Format {
        &self.ids[weight as usize]
    }

    /// A figure by its unit. What is to spare is the only one that can lack.
    pub fn number(&self, entry: &Entry, weight: Weight) -> &Format {
        let unit = entry.unit.as_str();
        let pattern = if entry.id.ends_with("/spare") || entry.value.low < 0.0 {
            4
        } else if unit.starts_with("share") || unit == "×" || unit.starts_with("km on") {
            2
        } else if unit == "km" {
            1
        } else if unit.starts_with("persons/")
            || unit.starts_with("per ")
            || unit.is_empty()
            || unit.contains("ratio")
        {
            3
        } else if unit.starts_with("person") || unit.starts_with("people") || unit == "km²" {
            0
        } else {
            3
        };
        &self.numbers[weight as usize][pattern]
    }
}
