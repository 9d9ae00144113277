//! Whether texts of a painted page lie over each other, off the sheet, or are too small.

use super::pen::{Fault, Finding};
use crate::brief::deck::SHEET;
use crate::scene::{Anchor, Drawing, Mark, Text, faces};

/// The smallest text but for the source lines.
const SMALLEST: f32 = 24.0;
/// The size of the source lines.
const SOURCE: f32 = 16.0;
/// Letters on badges of two letters.
const BADGE: f32 = 20.0;

/// The findings of a drawing. Marks of maps are in groups and have labels of their own.
pub(super) fn findings(page: &str, drawing: &Drawing) -> Vec<Finding> {
    let texts = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => Some((text, frame(text))),
        _ => None,
    });
    let texts: Vec<(&Text, [f32; 4])> = texts.collect();
    let mut found = Vec::new();
    let mut tell = |fault, what| {
        found.push(Finding { page: page.to_owned(), block: "page".to_owned(), fault, what });
    };
    for (place, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
        if text.size < SMALLEST && ![SOURCE, BADGE].contains(&text.size) {
            tell(Fault::TooSmall, format!("“{}” is only {} high", text.text, text.size));
        }
        if *left < -0.5 || *top < -0.5 || *right > SHEET[0] + 0.5 || *bottom > SHEET[1] + 0.5 {
            tell(Fault::OffSheet, format!("“{}” leaves the sheet", text.text));
        }
        for (other, frame) in &texts[place + 1..] {
            if left.max(frame[0]) + 1.0 < right.min(frame[2])
                && top.max(frame[1]) + 1.0 < bottom.min(frame[3])
            {
                tell(Fault::Overlap, format!("“{}” lies over “{}”", other.text, text.text));
            }
        }
    }
    found
}

/// The box of a text: left, top, right, bottom.
fn frame(text: &Text) -> [f32; 4] {
    let wide = faces::width(&text.text, text.size, text.weight, text.italic, text.tracking);
    let left = match text.anchor {
        Anchor::Start => text.at[0],
        Anchor::Middle => text.at[0] - wide / 2.0,
        Anchor::End => text.at[0] - wide,
    };
    let (top, bottom) = (text.at[1] - faces::CAPITAL * text.size, text.at[1] + faces::DESCENT * text.size);
    [left, top, left + wide, bottom]
}
