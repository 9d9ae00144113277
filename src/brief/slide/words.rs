//! Paragraphs, broken where the frame ends.

use super::pen::{Fault, Pen};
use crate::brief::deck::{Bullet, Paragraph, Words};
use crate::brief::measure::{self, MIDDLE};

pub(super) fn paint(words: &Words, [x, y, width, height]: [f32; 4], pen: &mut Pen) {
    let mut top = y;
    for paragraph in &words.paragraphs {
        let Paragraph { size, leading, before, align, indent, .. } = *paragraph;
        top += before;
        let edges = [x + indent, x + width];
        if let Some(bullet) = paragraph.bullet {
            let middle = top + leading / 2.0;
            match bullet {
                Bullet::Box(colour) => {
                    let stroke = crate::scene::Stroke { width: 2.5, colour };
                    pen.drawing.rect(
                        [x + 1.0, middle - 9.0],
                        [x + 19.0, middle + 9.0],
                        0.0,
                        None,
                        Some(stroke),
                    );
                }
                Bullet::Swatch(fill) => pen.swatch([x, middle - 10.0], 20.0, fill),
                Bullet::Dash(colour) => {
                    pen.drawing.rect([x, middle - 1.5], [x + 14.0, middle + 1.5], 0.0, Some(colour), None);
                }
            }
        }
        for line in measure::wrapped(&paragraph.runs, size, edges[1] - edges[0]) {
            let baseline = size.mul_add(MIDDLE, top + leading / 2.0);
            pen.line(edges, baseline, &line, size, align);
            top += leading;
        }
    }
    if top > y + height + 1.0 {
        pen.finding(
            Fault::Overflow,
            format!("the words are {:.0} too high for their place", top - y - height),
        );
    }
}
