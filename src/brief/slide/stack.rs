//! One column whose segments add up to the whole, each with its label beside it.

use super::pen::Pen;
use crate::brief::chart::{Segment, Stack};
use crate::brief::deck::{Align, Run};
use crate::brief::measure::MIDDLE;

/// From the column to its labels.
const GAP: f32 = 20.0;

/// From line to line of a label.
pub(in crate::brief) const LEADING: f32 = 30.0;

pub(super) fn paint(stack: &Stack, [x, y, width, _]: [f32; 4], pen: &mut Pen) {
    let right = x + width;
    pen.text([x, y + 45.0], &stack.head, 26.0, 600, stack.ink);
    pen.text([x, y + 77.0], &stack.note, 24.0, 400, stack.grey);
    let [left, top, wide, high] = stack.column;
    let whole: f64 = stack.segments.iter().map(|segment| segment.value).sum();
    let mut from = top;
    for (place, segment) in stack.segments.iter().enumerate() {
        let share = if whole > 0.0 { (segment.value / whole) as f32 } else { 0.0 };
        let to = share.mul_add(high, from);
        let gap = if place + 1 < stack.segments.len() { 2.0 } else { 0.0 };
        pen.filled([left, from, left + wide, (to - gap).max(from + 1.0)], segment.fill);
        leader(stack, segment, ([left + wide, left + wide + GAP], [from, to - gap]), pen);
        label(stack, segment, [left + wide + GAP, right], pen);
        from = to;
    }
    let rule = stack.total_y;
    pen.drawing.rect([x, rule - 1.0], [right, rule + 1.0], 0.0, Some(stack.ink), None);
    let [name, number, note, range] = &stack.total;
    pen.text([x, rule + 34.0], name, 26.0, 700, stack.ink);
    pen.end([right, rule + 34.0], number, 26.0, 700, stack.ink);
    pen.text([x, rule + 67.0], note, 24.0, 400, stack.grey);
    pen.end([right, rule + 67.0], range, 24.0, 400, stack.grey);
}

/// A line from a segment to a label that had to stand elsewhere.
fn leader(
    stack: &Stack,
    segment: &Segment,
    ([left, right], [top, bottom]): ([f32; 2], [f32; 2]),
    pen: &mut Pen,
) {
    let name = segment.label_y + LEADING / 2.0;
    if (top - 6.0..=bottom + 6.0).contains(&name) {
        return;
    }
    let middle = f32::midpoint(top, bottom);
    pen.drawing.line(vec![[left + 2.0, middle], [left + 8.0, middle], [right - 6.0, name]], 1.5, stack.grey);
}

fn label(stack: &Stack, segment: &Segment, edges: [f32; 2], pen: &mut Pen) {
    let baseline = |line: usize| (line as f32 + 0.5).mul_add(LEADING, segment.label_y) + 24.0 * MIDDLE;
    let central = Run::new(segment.central.as_str(), 600, stack.ink);
    let number = crate::brief::measure::runs_width(std::slice::from_ref(&central), 24.0);
    let name = Run::new(format!("{}\u{2002}{}", segment.letter, segment.name), 600, segment.ink);
    pen.line([edges[0], edges[1] - number - 10.0], baseline(0), &[name], 24.0, Align::Start);
    pen.line(edges, baseline(0), &[central], 24.0, Align::End);
    for (line, note) in segment.notes.iter().enumerate() {
        let run = Run::new(note.as_str(), 400, stack.grey);
        pen.line(edges, baseline(line + 1), &[run], 24.0, Align::Start);
    }
}
