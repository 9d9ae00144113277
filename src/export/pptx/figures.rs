//! The other charts: a stacked column, steps in time, level bars.

use super::canvas::{Canvas, Edge};
use super::chart::{Inside, Native, NativeSeries, Value};
use super::table;
use super::text::{Face, Paragraph};
use crate::brief::deck::{Align, Axis, Bars, Cell, Column, Fill, Row, Run, Series, Stack, Steps, Table};
use crate::scene::{Anchor, Colour, Spot};

/// Letters of labels.
const SIZE: f32 = 24.0;

/// Letters of heads.
const HEAD: f32 = 26.0;

/// One stacked column with its labels beside it.
pub fn stack(canvas: &mut Canvas, name: &str, alt: &str, stack: &Stack) {
    let [x, y, wide, high] = stack.column;
    let series = stack.segments.iter().rev().map(|segment| NativeSeries {
        name: format!("{} {}", segment.letter, segment.name).trim().to_owned(),
        values: vec![Value::Number(segment.value)],
        insides: vec![Inside::of(segment.fill)],
    });
    let native = Native {
        name: name.to_owned(),
        category: stack.unit.clone(),
        categories: vec![stack.head.clone()],
        series: series.collect(),
        beside: Vec::new(),
        level: false,
        values: [0.0, stack.segments.iter().map(|segment| segment.value).sum::<f64>().max(1.0)],
        gap: 0.0,
    };
    canvas.chart(alt, stack.column, native);
    let right = crate::brief::deck::RIGHT;
    let ink = |canvas: &Canvas, size, weight, colour| Face { weight, colour, ..canvas.face(size) };
    let head = Paragraph::of(stack.head.clone(), ink(canvas, HEAD, 600, stack.ink));
    canvas.label("Head", [x, y - 54.0], head);
    let note = Paragraph::of(stack.note.clone(), ink(canvas, SIZE, 400, stack.grey));
    canvas.label("Note", [x, y - 22.0], note);
    let left = x + wide + 20.0;
    for segment in &stack.segments {
        let mut baseline = segment.label_y + 26.0;
        let words = format!("{}  {}", segment.letter, segment.name);
        let name = Paragraph::of(words.trim(), ink(canvas, SIZE, 600, segment.ink));
        canvas.label("Zone", [left, baseline], name);
        let central = Paragraph::of(segment.central.clone(), ink(canvas, SIZE, 600, stack.ink));
        canvas.label("Need", [right, baseline], central.to(Anchor::End));
        for line in &segment.notes {
            baseline += 30.0;
            let note = Paragraph::of(line.clone(), ink(canvas, SIZE, 400, stack.grey));
            canvas.label("Range", [left, baseline], note);
        }
    }
    canvas.line("Rule", [[x, stack.total_y], [right, stack.total_y]], Edge::solid(2.0, stack.ink));
    let [name, number, below, range] = &stack.total;
    let total_y = stack.total_y + 34.0;
    for (at, words, side, face) in [
        ([x, total_y], name, Anchor::Start, ink(canvas, HEAD, 700, stack.ink)),
        ([right, total_y], number, Anchor::End, ink(canvas, HEAD, 700, stack.ink)),
        ([x, total_y + 34.0], below, Anchor::Start, ink(canvas, SIZE, 400, stack.grey)),
        ([right, total_y + 34.0], range, Anchor::End, ink(canvas, SIZE, 400, stack.grey)),
    ] {
        canvas.label("Total", at, Paragraph::of(words.clone(), face).to(side));
    }
    let _ = high;
}

/// Stepped areas over months.
pub fn steps(canvas: &mut Canvas, name: &str, alt: &str, steps: &Steps) {
    let Steps { months, troops, .. } = steps;
    let [left, right] = months.pixels;
    let label = |canvas: &Canvas, text: &str, colour: Colour| {
        Paragraph::of(text, Face { colour, ..canvas.face(SIZE) })
    };
    for tick in &troops.ticks {
        let y = troops.at(tick.value);
        if tick.value != 0.0 {
            canvas.line("Gridline", [[left, y], [right, y]], Edge::solid(1.5, steps.hairline));
        }
        let words = label(canvas, &tick.label, steps.grey).to(Anchor::End);
        canvas.label("Axis", [left - 14.0, y + 0.3635 * SIZE], words);
    }
    let [top, bottom] = [troops.pixels[0].min(troops.pixels[1]), troops.pixels[0].max(troops.pixels[1])];
    canvas.chart(alt, [left, top, right - left, bottom - top], native_steps(name, steps));
    let zero = troops.at(0.0);
    canvas.line("Zero", [[left, zero], [right, zero]], Edge::solid(2.0, steps.ink));
    if let Some(tested) = &steps.tested {
        let course = course(steps, tested);
        canvas.polyline("Casing", "", &course, Edge::solid(7.0, steps.ground));
        canvas.polyline(&tested.name, &tested.name, &course, Edge::solid(3.5, tested.fill.ink));
    }
    for series in steps.above.iter().chain(&steps.below).chain(&steps.tested) {
        if let Some(at) = series.label {
            let face = Face { weight: 600, colour: series.label_ink, ..canvas.face(SIZE) };
            canvas.label("Series", at, Paragraph::of(series.name.clone(), face));
        }
    }
    for tick in &months.ticks {
        let x = months.at(tick.value);
        let above = steps.months_y - 34.0;
        canvas.line("Tick", [[x, above], [x, above + 7.0]], Edge::solid(1.5, steps.grey));
        let words = label(canvas, &tick.label, steps.grey).to(Anchor::Middle);
        canvas.label("Month", [x, steps.months_y], words);
    }
    let word = label(canvas, &steps.months_word, steps.grey).to(Anchor::End);
    canvas.label("Month", [left - 14.0, steps.months_y], word);
}

/// The months that the axis shows, each a column as wide as a month.
fn native_steps(name: &str, steps: &Steps) -> Native {
    let [from, to] = steps.months.values.map(|month| month.round() as i32);
    let months: Vec<i32> = (from..to.max(from + 1)).collect();
    let value = |series: &Series, month: i32| {
        let at = usize::try_from(month - steps.first).ok()?;
        series.values.get(at).copied()
    };
    let column = |series: &Series, sign: f64| NativeSeries {
        name: series.name.clone(),
        values: months
            .iter()
            .map(|month| value(series, *month).map_or(Value::Nothing, |value| Value::Number(sign * value.abs())))
            .collect(),
        insides: vec![Inside { fill: series.fill, edge: seam(&series.fill) }],
    };
    let above = steps.above.iter().map(|series| column(series, 1.0));
    let below = steps.below.iter().map(|series| column(series, -1.0));
    let beside = steps.tested.iter().map(|series| (series.name.clone(), column(series, 1.0).values));
    let [a, b] = steps.troops.values;
    Native {
        name: name.to_owned(),
        category: steps.months_word.clone(),
        categories: months.iter().map(i32::to_string).collect(),
        series: above.chain(below).collect(),
        beside: beside.collect(),
        level: false,
        values: [a.min(b), a.max(b)],
        gap: 0.0,
    }
}

/// Columns side by side show their seams unless their edges are of the same colour.
fn seam(fill: &Fill) -> Option<(f32, Colour)> {
    (fill.pattern == crate::brief::deck::Pattern::Solid && fill.ground.a == 255).then_some((0.6, fill.ground))
}

/// The steps of a series as one line, from zero where it begins late.
fn course(steps: &Steps, series: &Series) -> Vec<Spot> {
    let Axis { values: [first, last], .. } = steps.months;
    let mut line = Vec::new();
    let mut height = 0.0;
    for (at, value) in series.values.iter().enumerate() {
        let month = f64::from(steps.first) + at as f64;
        if month < first || month >= last {
            continue;
        }
        let (x, next) = (steps.months.at(month), steps.months.at(month + 1.0));
        if *value != height || line.is_empty() {
            if *value != 0.0 || !line.is_empty() {
                line.push([x, steps.troops.at(height)]);
                line.push([x, steps.troops.at(*value)]);
            }
            height = *value;
        }
        if !line.is_empty() {
            line.push([next, steps.troops.at(*value)]);
        }
    }
    line
}

/// Level bars with their names and values.
pub fn bars(canvas: &mut Canvas, name: &str, alt: &str, bars: &Bars) {
    let (Some(first), Some(last)) = (bars.rows.first(), bars.rows.last()) else { return };
    let count = bars.rows.len();
    let pitch = if count > 1 { (last.y - first.y) / (count - 1) as f32 } else { 44.0 };
    let top = first.y - pitch / 2.0;
    let [left, right] = bars.axis.pixels;
    let native = Native {
        name: name.to_owned(),
        category: bars.unit.clone(),
        categories: bars.rows.iter().map(|bar| bar.name.clone()).collect(),
        series: vec![NativeSeries {
            name: bars.unit.clone(),
            values: bars.rows.iter().map(|bar| Value::Number(bar.value)).collect(),
            insides: bars.rows.iter().map(|bar| Inside::of(bar.fill)).collect(),
        }],
        beside: Vec::new(),
        level: true,
        values: bars.axis.values,
        gap: (pitch - 22.0).max(0.0) / 22.0,
    };
    canvas.chart(alt, [left, top, right - left, pitch * count as f32], native);
    let widest = |bar: &crate::brief::deck::Bar| crate::scene::faces::width(&bar.label, SIZE, 600, false, 0.0);
    let values = bars.rows.iter().map(widest).fold(0.0, f32::max) + 8.0;
    let plain = |width, align| Column { width, align, pad: [0.0; 2] };
    let row = |bar: &crate::brief::deck::Bar| {
        let weight = if bar.own { 600 } else { 500 };
        let mut words = vec![Run::new(bar.name.as_str(), weight, bars.ink)];
        if !bar.note.is_empty() {
            words.push(Run::new(format!("  {}", bar.note), 400, bars.grey));
        }
        let name = Cell { lines: vec![words], span: 1, ..Cell::default() };
        Row::new(pitch, vec![name, Cell::of(Run::new(bar.label.as_str(), 600, bars.ink))])
    };
    let words = Table {
        size: SIZE,
        leading: 32.0,
        columns: vec![
            plain(bars.value_x - values - bars.name_x, Align::Start),
            plain(values, Align::End),
        ],
        rows: bars.rows.iter().map(row).collect(),
        heads: 0,
    };
    let frame = [bars.name_x, top, bars.value_x - bars.name_x, pitch * count as f32];
    table::table(canvas, &format!("{name}: {}", bars.unit), "", frame, &words);
}
