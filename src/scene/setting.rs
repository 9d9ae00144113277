//! A text set glyph by glyph, with kerning: as the window and browsers shape
//! it, for formats that place glyphs themselves.

use std::ops::Range;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gpos::{Gpos, PairPos, PositionSubtables};
use skrifa::raw::types::Tag;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::drawing::{Anchor, Text};
use super::faces;

/// A glyph in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its number in the font file.
    pub glyph: u32,
    /// To the next glyph, in ems, with kerning and tracking.
    pub advance: f32,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
}

/// A text with its glyphs, and how far before its point it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The file in [`faces::FILES`].
    pub face: usize,
    /// The glyphs in order.
    pub glyphs: Vec<Placed>,
    /// How far before its point the text begins, in points.
    pub before: f32,
    /// How long it is, in points.
    pub width: f32,
}

impl Setting {
    /// Sets a text in its face. Inter has kerning and no ligatures, and all of
    /// its scripts run from left to right: one glyph a character.
    pub fn of(text: &Text) -> Self {
        let face = faces::file(text.weight, text.italic);
        let glyphs = set(face, &text.text, if text.size > 0.0 { text.tracking / text.size } else { 0.0 });
        let ems: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        // The last letter is followed by nothing: its tracking is not part of the text.
        let width = ems.mul_add(text.size, if glyphs.is_empty() { 0.0 } else { -text.tracking });
        let before = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        Self { face, glyphs, before, width }
    }
}

fn set(face: usize, text: &str, tracking: f32) -> Vec<Placed> {
    let Ok(font) = FontRef::new(faces::FILES[face].1) else { return Vec::new() };
    let (map, metrics) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
    let mut glyphs: Vec<Placed> = text
        .char_indices()
        .map(|(at, letter)| {
            let glyph = map.map(letter).unwrap_or_default();
            let advance = metrics.advance_width(glyph).unwrap_or(0.6) + tracking;
            Placed { glyph: glyph.to_u32(), advance, bytes: at..at + letter.len_utf8() }
        })
        .collect();
    let units = font.head().map_or(1000.0, |head| f32::from(head.units_per_em()));
    let Ok(gpos) = font.gpos() else { return glyphs };
    let lookups = kerning(&gpos);
    for at in 1..glyphs.len() {
        let pair = [at - 1, at].map(|at| GlyphId::new(glyphs[at].glyph));
        let closer: i32 = lookups.iter().filter_map(|subtables| between(subtables, pair)).sum();
        glyphs[at - 1].advance += closer as f32 / units;
    }
    glyphs
}

/// The lookups of the feature `kern`, each once.
fn kerning<'a>(gpos: &Gpos<'a>) -> Vec<Vec<PairPos<'a>>> {
    let (Ok(features), Ok(lookups)) = (gpos.feature_list(), gpos.lookup_list()) else { return Vec::new() };
    let mut numbers = Vec::new();
    for record in features.feature_records().iter().filter(|record| record.feature_tag() == Tag::new(b"kern"))
    {
        if let Ok(feature) = record.feature(features.offset_data()) {
            numbers.extend(feature.lookup_list_indices().iter().map(|number| number.get()));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let pairs = |number: u16| match lookups.lookups().get(usize::from(number)).ok()?.subtables().ok()? {
        PositionSubtables::Pair(pairs) => Some(pairs.iter().filter_map(Result::ok).collect()),
        _ => None,
    };
    numbers.into_iter().filter_map(pairs).collect()
}

/// What a lookup adds between two glyphs: the first subtable that speaks of the pair decides.
fn between(subtables: &[PairPos<'_>], [left, right]: [GlyphId; 2]) -> Option<i32> {
    subtables.iter().find_map(|subtable| match subtable {
        PairPos::Format1(table) => {
            let set = table.coverage().ok()?.get(left)?;
            let set = table.pair_sets().get(usize::from(set)).ok()?;
            let mut records = set.pair_value_records().iter().filter_map(Result::ok);
            let found = records.find(|record| GlyphId::from(record.second_glyph()) == right)?;
            Some(i32::from(found.value_record1().x_advance().unwrap_or(0)))
        }
        PairPos::Format2(table) => {
            table.coverage().ok()?.get(left)?;
            let (first, second) = (table.class_def1().ok()?.get(left), table.class_def2().ok()?.get(right));
            let row = table.class1_records().get(usize::from(first)).ok()?;
            let cell = row.class2_records().get(usize::from(second)).ok()?;
            Some(i32::from(cell.value_record1().x_advance().unwrap_or(0)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;

    fn text(words: &str) -> Text {
        Text::new([0.0; 2], words, 100.0, 400, Colour::hex(0))
    }

    #[test]
    fn letters_are_kerned_and_digits_are_not() {
        let apart = faces::width("AV", 100.0, 400, false, 0.0);
        assert!(Setting::of(&text("AV")).width < apart - 2.0);
        let digits = Setting::of(&text("1171"));
        assert!((digits.width - faces::width("0000", 100.0, 400, false, 0.0)).abs() < 0.01, "tabular");
        assert!(Setting::of(&text("Дніпро")).glyphs.iter().all(|glyph| glyph.glyph != 0));
    }

    #[test]
    fn tracking_stands_between_letters_only() {
        let plain = Setting::of(&text("SEA")).width;
        let wide = Setting::of(&Text { tracking: 9.0, anchor: Anchor::End, ..text("SEA") });
        assert!((wide.width - plain - 18.0).abs() < 0.01);
        assert!((wide.before - wide.width).abs() < 1e-6);
    }
}
