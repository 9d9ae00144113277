//! Bars with ranges: columns of numbers, and marks over one axis.

use super::pen::{Fault, Pen};
use crate::brief::chart::{Key, KeyMark, RangeGroup, RangeMark, RangeRow, Ranges};
use crate::brief::deck::Align;
use crate::brief::deck::Run;
use crate::brief::measure::{self, MIDDLE};
use crate::scene::Stroke;

const SIZE: f32 = 24.0;

pub(super) fn paint(chart: &Ranges, frame: [f32; 4], pen: &mut Pen) {
    ground(chart, pen);
    for group in &chart.groups {
        paint_group(chart, group, pen);
    }
    if let Some(key) = &chart.key {
        paint_key(chart, key, pen);
    }
    let bottom = chart.groups.iter().flat_map(|group| &group.rows).map(|row| row.y + 20.0);
    let bottom = bottom.fold(chart.plot[1], f32::max);
    if bottom > frame[1] + frame[3] + 1.0 {
        pen.finding(Fault::Overflow, "the rows run out of the chart’s place".to_owned());
    }
}

/// Shade, gridlines, axis and its labels.
fn ground(chart: &Ranges, pen: &mut Pen) {
    let [top, bottom] = chart.plot;
    if let Some(shade) = chart.shade {
        if let Some([from, to]) = shade.from_to {
            let (from, to) = (chart.axis.at(from), chart.axis.at(to));
            pen.drawing.rect([from, top], [to, bottom], 0.0, Some(shade.fill), None);
        }
    }
    for tick in &chart.axis.ticks {
        let x = chart.axis.at(tick.value);
        let (half, colour) = if tick.value == 0.0 { (1.0, chart.ink) } else { (0.75, chart.hairline) };
        pen.drawing.rect([x - half, top], [x + half, bottom], 0.0, Some(colour), None);
        pen.middle([x, chart.ticks_y], &tick.label, SIZE, 400, chart.grey);
    }
    if let Some(shade) = chart.shade {
        let x = chart.axis.at(shade.at);
        pen.drawing.stroke(vec![[x, top], [x, bottom]], 2.0, shade.line, Some([8.0, 6.0]), false);
    }
    for (head, right) in chart.heads.iter().zip([chart.central_x, chart.range_x]) {
        pen.end([right, chart.ticks_y], head, SIZE, 400, chart.grey);
    }
}

fn paint_group(chart: &Ranges, group: &RangeGroup, pen: &mut Pen) {
    let (head, baseline) = &group.head;
    pen.text([chart.name_x, *baseline], head, 26.0, 600, chart.ink);
    if let Some(rule) = group.rule {
        let right = chart.axis.pixels[1];
        pen.drawing.rect([chart.name_x, rule - 0.75], [right, rule + 0.75], 0.0, Some(chart.ink), None);
    }
    for row in &group.rows {
        paint_row(chart, row, pen);
    }
}

fn paint_row(chart: &Ranges, row: &RangeRow, pen: &mut Pen) {
    let size = if row.total { 26.0 } else { SIZE };
    let baseline = size.mul_add(MIDDLE, row.y);
    let mut name_x = chart.name_x;
    if let Some(badge) = &row.badge {
        pen.badge([name_x + 19.0, row.y], badge);
        name_x += 48.0;
    }
    let number_weight = if row.total { 700 } else { 600 };
    let central = measure::width(&row.central, size, number_weight);
    // Where a range stands in the place of the central value, the name may not reach it.
    let used = if row.central.is_empty() {
        chart.range_x - measure::width(&row.range, size, number_weight)
    } else {
        chart.central_x - central
    };
    let name = Run::new(row.name.as_str(), if row.total { 700 } else { 500 }, chart.ink);
    pen.line([name_x, used - 8.0], baseline, &[name], size, Align::Start);
    pen.end([chart.central_x, baseline], &row.central, size, number_weight, chart.ink);
    let (weight, colour) = match (&row.mark, row.total, row.central.is_empty()) {
        (RangeMark::Total { fill, .. }, true, _) => (600, *fill),
        (_, _, true) => (600, chart.ink),
        _ => (400, chart.grey),
    };
    pen.end([chart.range_x, SIZE.mul_add(MIDDLE, row.y)], &row.range, SIZE, weight, colour);
    paint_mark(chart, row, pen);
    let at = [row.note_x, SIZE.mul_add(MIDDLE, row.y)];
    if row.note_left {
        pen.end(at, &row.note, SIZE, 400, chart.grey);
    } else {
        pen.text(at, &row.note, SIZE, 400, chart.grey);
    }
}

fn paint_mark(chart: &Ranges, row: &RangeRow, pen: &mut Pen) {
    let (at, y) = (|value: f64| chart.axis.at(value), row.y);
    let zero = at(0.0);
    match &row.mark {
        RangeMark::Bar { low, central, high, fill, tint } => {
            let stroke = Stroke { width: 1.2, colour: *fill };
            if high > low {
                pen.drawing.rect([at(*low), y - 12.4], [at(*high), y + 12.4], 0.0, Some(*tint), Some(stroke));
            }
            if *low > 0.0 {
                pen.drawing.rect([zero, y - 13.0], [at(*low), y + 13.0], 0.0, Some(*fill), None);
            }
            pen.mark([at(*central), y], chart.ink, chart.casing);
        }
        RangeMark::Total { block, central, whisker, fill } => {
            let [from, to] = whisker.map(at);
            pen.drawing.rect([from, y - 1.2], [to, y + 1.2], 0.0, Some(chart.ink), None);
            for end in [from, to] {
                pen.drawing.rect([end - 1.2, y - 8.0], [end + 1.2, y + 8.0], 0.0, Some(chart.ink), None);
            }
            if let Some([from, to]) = block.map(|block| block.map(at)) {
                pen.drawing.rect([from, y - 14.0], [to, y + 14.0], 0.0, Some(*fill), None);
            }
            pen.mark([at(*central), y], chart.ink, chart.casing);
        }
        RangeMark::Dot(value, colour) => pen.drawing.disc([at(*value), y], 10.0, Some(*colour), None),
        RangeMark::Capsule([from, to], colour) => {
            let (from, to) = (at(*from), at(*to));
            let less = ((18.0 - (to - from)) / 2.0).max(0.0);
            pen.drawing.rect([from - less, y - 9.0], [to + less, y + 9.0], 9.0, Some(*colour), None);
        }
        RangeMark::AtLeast(value, colour) => {
            let x = at(*value);
            pen.drawing.disc([x, y], 10.0, Some(*colour), None);
            let chevron = vec![[x + 17.0, y - 8.0], [x + 25.0, y], [x + 17.0, y + 8.0]];
            pen.drawing.line(chevron, 4.0, *colour);
        }
    }
}

fn paint_key(chart: &Ranges, key: &Key, pen: &mut Pen) {
    let mut x = key.x;
    let y = SIZE.mul_add(-MIDDLE, key.y);
    for (mark, words) in &key.entries {
        match mark {
            KeyMark::None => {}
            KeyMark::Swatch(fill) => {
                pen.swatch([x, y - 10.0], 20.0, *fill);
                x += 30.0;
            }
            KeyMark::Bar { fill, tint } => {
                let stroke = Stroke { width: 1.2, colour: *fill };
                pen.drawing.rect([x + 56.0, y - 12.4], [x + 166.0, y + 12.4], 0.0, Some(*tint), Some(stroke));
                pen.drawing.rect([x, y - 13.0], [x + 56.0, y + 13.0], 0.0, Some(*fill), None);
                pen.mark([x + 86.0, y], chart.ink, chart.casing);
                x += 186.0;
            }
        }
        pen.text([x, key.y], words, SIZE, 400, chart.grey);
        x += measure::width(words, SIZE, 400) + 24.0;
    }
}
