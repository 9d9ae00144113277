//! Paragraphs of the deck as one box of text, with the marks beside them.

use super::canvas::{Canvas, Edge, Outline};
use super::chart::filled;
use super::table::anchor;
use super::text::{ASCENT, Face, LINE, Paragraph, Run};
use crate::brief::deck::{Bullet, Words};
use crate::brief::measure::{MIDDLE, wrapped};

/// Puts paragraphs into a frame.
pub fn draw(canvas: &mut Canvas, name: &str, [x, y, width, height]: [f32; 4], words: &Words) {
    let mut paragraphs = Vec::new();
    let mut top = y;
    for (at, paragraph) in words.paragraphs.iter().enumerate() {
        top += paragraph.before;
        let middle = top + paragraph.leading / 2.0;
        let mut dash = None;
        match paragraph.bullet {
            Some(Bullet::Dash(ink)) => dash = Some(ink),
            Some(Bullet::Box(ink)) => {
                let frame = [x + 1.0, middle - 9.0, 18.0, 18.0];
                canvas.shape("Box", Outline::Rect, frame, "<a:noFill/>", Some(Edge::solid(2.5, ink)));
            }
            Some(Bullet::Swatch(fill)) => {
                let edge = fill.outlined.then_some(Edge::solid(1.5, fill.ink));
                let inside = filled(&fill, canvas.tones);
                canvas.shape("Swatch", Outline::Rect, [x, middle - 10.0, 20.0, 20.0], &inside, edge);
            }
            None => {}
        }
        let run = |run: &crate::brief::deck::Run| Run {
            text: run.text.clone(),
            face: Face::of(run, paragraph.size),
        };
        paragraphs.push(Paragraph {
            runs: paragraph.runs.iter().map(run).collect(),
            align: anchor(paragraph.align),
            // The first has its place from the box.
            before: if at == 0 { 0.0 } else { paragraph.before },
            leading: paragraph.leading / (LINE * paragraph.size),
            indent: paragraph.indent,
            dash,
        });
        let lines = wrapped(&paragraph.runs, paragraph.size, width - paragraph.indent).len();
        top += lines as f32 * paragraph.leading;
    }
    let Some(first) = words.paragraphs.first() else { return };
    // Capitals of the first line in the middle of its height.
    let baseline = first.before + first.leading / 2.0 + MIDDLE * first.size;
    let start = y + baseline - ASCENT * first.size * (first.leading / (LINE * first.size));
    // A little wider than measured, so that rounding breaks no line.
    canvas.words(name, [x, start, width + 2.0, height.max(top - y)], true, &paragraphs);
}
