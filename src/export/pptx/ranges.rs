//! Bars with ranges: a native table for the columns, a native stacked chart for
//! the bars, shapes for the marks.

use super::canvas::{Canvas, Edge, Outline};
use super::chart::{Inside, Native, NativeSeries, Value};
use super::table;
use super::text::{Face, Paragraph};
use crate::brief::deck::{
    Align, Cell, Column, Fill, Key, KeyMark, RangeGroup, RangeMark, RangeRow, Ranges, Row, Run, Table,
};
use crate::brief::measure::MIDDLE;
use crate::scene::faces::width;
use crate::scene::{Anchor, Spot};

/// The height of a bar, and of the mark over it.
const BAR: f32 = 26.0;

/// Letters of the rows.
const SIZE: f32 = 24.0;

/// Letters of heads and of the total.
const HEAD: f32 = 26.0;

/// Puts the whole on the slide.
pub fn draw(canvas: &mut Canvas, name: &str, alt: &str, ranges: &Ranges) {
    behind(canvas, ranges);
    for group in &ranges.groups {
        bars(canvas, name, alt, ranges, group);
    }
    marks(canvas, name, ranges);
    let (frame, columns, sizes) = columns(ranges);
    let height = columns.rows.iter().map(|row| row.height).sum::<f32>();
    let long = format!("{name}: {}", ranges.unit);
    table::sized(canvas, &long, "", [frame[0], frame[1], frame[2], height], (&columns, &sizes));
    for row in ranges.groups.iter().flat_map(|group| &group.rows) {
        if let Some(badge) = &row.badge {
            table::badge(canvas, badge, [ranges.name_x + 19.0, row.y]);
        }
    }
    notes(canvas, ranges);
    if let Some(key) = &ranges.key {
        draw_key(canvas, key, ranges);
    }
}

/// Shaded column, gridlines with their labels, zero line.
fn behind(canvas: &mut Canvas, ranges: &Ranges) {
    let Ranges { axis, plot: [top, bottom], .. } = ranges;
    if let Some((values, fill)) = ranges.shade.and_then(|shade| Some((shade.from_to?, shade.fill))) {
        let [from, to] = values.map(|value| axis.at(value));
        canvas.rect("Span of the plan", [from, *top, to - from, bottom - top], fill);
    }
    for tick in &axis.ticks {
        let x = axis.at(tick.value);
        if tick.value != 0.0 {
            canvas.line("Gridline", [[x, *top], [x, *bottom]], Edge::solid(1.5, ranges.hairline));
        }
        let label = Paragraph::of(tick.label.clone(), Face { colour: ranges.grey, ..canvas.face(SIZE) });
        canvas.label("Axis", [x, ranges.ticks_y], label.to(Anchor::Middle));
    }
}

/// The rows of a group that are bars, as one chart. Rows of one chart are
/// evenly spaced, so that each bar lies on its row.
fn bars(canvas: &mut Canvas, name: &str, alt: &str, ranges: &Ranges, group: &RangeGroup) {
    let rows: Vec<&RangeRow> =
        group.rows.iter().filter(|row| matches!(row.mark, RangeMark::Bar { .. })).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let steps = rows.len().saturating_sub(1).max(1) as f32;
    let pitch = if rows.len() > 1 { (last.y - first.y) / steps } else { 2.0 * BAR };
    let mut series = [
        NativeSeries { name: "Low".to_owned(), values: Vec::new(), insides: Vec::new() },
        NativeSeries { name: "Low to high".to_owned(), values: Vec::new(), insides: Vec::new() },
    ];
    let (mut centrals, mut highs) = (Vec::new(), Vec::new());
    for row in &rows {
        if let RangeMark::Bar { low, central, high, fill, tint } = row.mark {
            let [lows, spans] = &mut series;
            lows.values.push(Value::Number(low));
            lows.insides.push(Inside { fill: Fill::solid(fill), edge: Some((1.2, fill)) });
            spans.values.push(Value::Formula("=E#-B#".to_owned(), high - low));
            spans.insides.push(Inside { fill: Fill::solid(tint), edge: Some((1.2, fill)) });
            centrals.push(Value::Number(central));
            highs.push(Value::Number(high));
        }
    }
    let [left, right] = ranges.axis.pixels;
    let frame = [left, first.y - pitch / 2.0, right - left, pitch * rows.len() as f32];
    let native = Native {
        name: name.to_owned(),
        category: ranges.unit.clone(),
        categories: rows.iter().map(|row| row.name.clone()).collect(),
        series: series.into(),
        beside: vec![("Central".to_owned(), centrals), ("High".to_owned(), highs)],
        level: true,
        values: ranges.axis.values,
        gap: (pitch - BAR) / BAR,
        beside_gap: None,
    };
    canvas.chart(alt, frame, native);
}

/// Central marks, the plan's block, published values, and what runs over them.
fn marks(canvas: &mut Canvas, name: &str, ranges: &Ranges) {
    let Ranges { axis, plot: [top, bottom], .. } = ranges;
    let [left, right] = axis.pixels;
    canvas.begin_group(&format!("{name}, marks"), "", [left, *top, right - left, bottom - top]);
    if ranges.axis.ticks.iter().any(|tick| tick.value == 0.0) {
        let x = axis.at(0.0);
        canvas.line("Zero", [[x, *top], [x, *bottom]], Edge::solid(2.0, ranges.ink));
    }
    if let Some(shade) = &ranges.shade {
        let x = axis.at(shade.at);
        let edge = Edge { width: 2.0, colour: shade.line, dashed: true };
        canvas.line("Plan", [[x, *top], [x, *bottom]], edge);
    }
    for group in &ranges.groups {
        if let Some(y) = group.rule {
            canvas.line("Rule", [[ranges.name_x, y], [right, y]], Edge::solid(1.5, ranges.ink));
        }
        for row in &group.rows {
            mark(canvas, ranges, row);
        }
    }
    canvas.end_group();
}

fn mark(canvas: &mut Canvas, ranges: &Ranges, row: &RangeRow) {
    let (axis, y) = (&ranges.axis, row.y);
    match &row.mark {
        RangeMark::Bar { central, .. } => central_mark(canvas, ranges, [axis.at(*central), y]),
        RangeMark::Total { block, central, whisker, fill } => {
            let [from, to] = whisker.map(|value| axis.at(value));
            let edge = Edge::solid(2.0, ranges.ink);
            canvas.line("All lows to all highs", [[from, y], [to, y]], edge);
            for x in [from, to] {
                canvas.line("End", [[x, y - 8.0], [x, y + 8.0]], edge);
            }
            if let Some([from, to]) = block.map(|block| block.map(|value| axis.at(value))) {
                canvas.rect("Narrower span", [from, y - BAR / 2.0 - 1.0, to - from, BAR + 2.0], *fill);
            }
            central_mark(canvas, ranges, [axis.at(*central), y]);
        }
        RangeMark::Dot(value, ink) => dot(canvas, [axis.at(*value), y], *ink),
        RangeMark::Capsule(values, ink) => {
            let [from, to] = values.map(|value| axis.at(value));
            let middle = f32::midpoint(from, to);
            // As wide as a dot at least.
            let wide = (to - from).max(18.0);
            let inside = canvas.tones.fill(*ink);
            canvas.shape(
                "Range",
                Outline::Capsule,
                [middle - wide / 2.0, y - 9.0, wide, 18.0],
                &inside,
                None,
            );
        }
        RangeMark::AtLeast(value, ink) => {
            let x = axis.at(*value);
            dot(canvas, [x, y], *ink);
            let chevron: [Spot; 3] = [[x + 17.0, y - 8.0], [x + 26.0, y], [x + 17.0, y + 8.0]];
            canvas.polyline("At least", "", &chevron, Edge::solid(4.0, *ink));
        }
    }
}

fn central_mark(canvas: &mut Canvas, ranges: &Ranges, [x, y]: Spot) {
    canvas.rect("Casing", [x - 4.5, y - 21.5, 9.0, 43.0], ranges.casing);
    canvas.rect("Central", [x - 3.0, y - 20.0, 6.0, 40.0], ranges.ink);
}

fn dot(canvas: &mut Canvas, [x, y]: Spot, ink: crate::scene::Colour) {
    let inside = canvas.tones.fill(ink);
    canvas.shape("Value", Outline::Ellipse, [x - 10.0, y - 10.0, 20.0, 20.0], &inside, None);
}

/// Name, central and range of every row as one table. Where rows stand apart,
/// an empty row keeps them so, or the head of the group below.
fn columns(ranges: &Ranges) -> ([f32; 3], Table, Vec<f32>) {
    let left = ranges.name_x;
    let rows = ranges.groups.iter().flat_map(|group| &group.rows);
    let central = |row: &RangeRow| width(&row.central, size(row), weight(row, 600), false, 0.0);
    let widest = rows.map(central).fold(width(&ranges.heads[0], SIZE, 400, false, 0.0), f32::max) + 6.0;
    let plain = |width: f32, align| Column { width, align, pad: [0.0; 2] };
    let mut table = Table {
        size: SIZE,
        leading: 32.0,
        columns: vec![
            plain(ranges.central_x - widest - left, Align::Start),
            plain(widest, Align::End),
            plain(ranges.range_x - ranges.central_x, Align::End),
        ],
        rows: Vec::new(),
        heads: 1,
    };
    let grey = |text: &str| Cell::of(Run::new(text, 400, ranges.grey));
    let [central, range] = &ranges.heads;
    // Capitals stand in the middle of a row: what has a baseline has a middle above it.
    let heads = Row::new(36.0, vec![Cell::empty(), grey(central), grey(range)]);
    let mut lines = vec![(ranges.ticks_y - MIDDLE * SIZE, SIZE, heads)];
    for group in &ranges.groups {
        let (head, baseline) = &group.head;
        if !head.is_empty() {
            let head = Cell::of(Run::new(head.as_str(), 600, ranges.ink)).over(3);
            lines.push((baseline - MIDDLE * HEAD, HEAD, Row::new(36.0, vec![head])));
        }
        let pitch = pitch(group);
        lines.extend(group.rows.iter().map(|row| (row.y, size(row), Row::new(pitch, cells(ranges, row)))));
    }
    lines.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
    let first = lines.first().map_or(0.0, |(middle, _, row)| middle - row.height / 2.0);
    let mut top = first;
    let mut sizes = Vec::new();
    for (middle, size, row) in lines {
        // Where rows stand apart an empty one keeps them so; where they are close
        // the row begins as far below the middle as it ends above it.
        let half = (row.height / 2.0).min(middle - top).max(1.0);
        let gap = middle - half - top;
        if gap > 0.5 {
            table.rows.push(Row::new(gap, vec![Cell::empty().over(3)]));
            sizes.push(SIZE);
            top += gap;
        }
        table.rows.push(Row { height: 2.0 * half, ..row });
        sizes.push(size);
        top += 2.0 * half;
    }
    ([left, first, ranges.range_x - left], table, sizes)
}

/// From row to row of a group.
fn pitch(group: &RangeGroup) -> f32 {
    let steps = group.rows.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(below.y - above.y),
        _ => None,
    });
    steps
        .fold(None, |least: Option<f32>, step| Some(least.map_or(step, |least| least.min(step))))
        .unwrap_or(44.0)
}

fn weight(row: &RangeRow, otherwise: u16) -> u16 {
    if row.total { 700 } else { otherwise }
}

fn size(row: &RangeRow) -> f32 {
    if row.total { HEAD } else { SIZE }
}

fn cells(ranges: &Ranges, row: &RangeRow) -> Vec<Cell> {
    let indent = if row.badge.is_some() { 48.0 } else { 0.0 };
    let name = Cell::of(Run::new(row.name.as_str(), weight(row, 500), ranges.ink)).indented(indent);
    let name = if row.central.is_empty() { name.over(2) } else { name };
    let central = Cell::of(Run::new(row.central.as_str(), weight(row, 600), ranges.ink));
    let (weight, ink) = match (&row.mark, row.total, row.central.is_empty()) {
        (RangeMark::Total { fill, .. }, true, _) => (600, *fill),
        // A range without a central value is the number that matters.
        (_, _, true) => (600, ranges.ink),
        _ => (400, ranges.grey),
    };
    let range = Cell::of(Run::new(row.range.as_str(), weight, ink));
    if row.central.is_empty() { vec![name, range] } else { vec![name, central, range] }
}

/// What the marks are, beside them.
fn notes(canvas: &mut Canvas, ranges: &Ranges) {
    for row in ranges.groups.iter().flat_map(|group| &group.rows) {
        if row.note.is_empty() {
            continue;
        }
        let note = Paragraph::of(row.note.clone(), Face { colour: ranges.grey, ..canvas.face(SIZE) });
        let side = if row.note_left { Anchor::End } else { Anchor::Start };
        canvas.label("Note", [row.note_x, row.y + MIDDLE * SIZE], note.to(side));
    }
}

fn draw_key(canvas: &mut Canvas, key: &Key, ranges: &Ranges) {
    let middle = key.y - MIDDLE * SIZE;
    let mut x = key.x;
    for (sample, words) in &key.entries {
        x += match sample {
            KeyMark::Bar { fill, tint } => {
                let edge = Some(Edge::solid(1.2, *fill));
                let (solid, light) = (canvas.tones.fill(*fill), canvas.tones.fill(*tint));
                canvas.shape("Key", Outline::Rect, [x, middle - 13.0, 56.0, BAR], &solid, edge);
                canvas.shape("Key", Outline::Rect, [x + 56.0, middle - 13.0, 110.0, BAR], &light, edge);
                central_mark(canvas, ranges, [x + 86.0, middle]);
                186.0
            }
            KeyMark::Swatch(fill) => {
                let inside = super::chart::filled(fill, canvas.tones);
                let edge = fill.outlined.then_some(Edge::solid(1.5, fill.ink));
                canvas.shape("Key", Outline::Rect, [x, middle - 10.0, 20.0, 20.0], &inside, edge);
                30.0
            }
            KeyMark::None => 0.0,
        };
        let face = Face { colour: ranges.grey, ..canvas.face(SIZE) };
        canvas.label("Key", [x, key.y], Paragraph::of(words.clone(), face));
        x += width(words, SIZE, 400, false, 0.0) + 24.0;
    }
}
