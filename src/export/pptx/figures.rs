//! The other charts: a stacked column, steps in time, level bars.

use super::canvas::{Canvas, Edge};
use super::chart::{Inside, Native, NativeSeries, Value};
use super::table;
use super::text::{Face, Paragraph};
use crate::brief::deck::{
    Align, Bar, Bars, Cell, Column, Fill, Pattern, Row, Run, Series, Stack, Steps, Table,
};
use crate::brief::measure::{MIDDLE, runs_width};
use crate::scene::{Anchor, Colour, Spot};

/// Letters of labels.
const SIZE: f32 = 24.0;

/// Letters of heads.
const HEAD: f32 = 26.0;

/// One stacked column with its labels beside it, in a frame.
pub fn stack(canvas: &mut Canvas, name: &str, alt: &str, frame: [f32; 4], stack: &Stack) {
    let [x, y, wide, _] = frame;
    let right = x + wide;
    let series = stack.segments.iter().rev().map(|segment| NativeSeries {
        name: format!("{} {}", segment.letter, segment.name).trim().to_owned(),
        values: vec![Value::Number(segment.value)],
        // Segments are told apart by a thin line of the ground.
        insides: vec![Inside {
            edge: segment
                .fill
                .outlined
                .then_some((1.5, segment.fill.ink))
                .or(Some((1.5, canvas.tones.paper))),
            ..Inside::of(segment.fill)
        }],
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
        beside_gap: None,
    };
    canvas.chart(alt, stack.column, native);
    let ink = |size, weight, colour| Face { weight, colour, ..Face::plain(size, colour) };
    let mut put = |name: &str, at: Spot, words: &str, side: Anchor, face: Face| {
        canvas.label(name, at, Paragraph::of(words, face).to(side));
    };
    put("Head", [x, y + 45.0], &stack.head, Anchor::Start, ink(HEAD, 600, stack.ink));
    put("Head", [x, y + 77.0], &stack.note, Anchor::Start, ink(SIZE, 400, stack.grey));
    let [left, _, thick, _] = stack.column;
    for segment in &stack.segments {
        let labels = left + thick + 20.0;
        let baseline = |line: usize| (line as f32 + 0.5).mul_add(30.0, segment.label_y) + MIDDLE * SIZE;
        let name = format!("{}\u{2002}{}", segment.letter, segment.name);
        put("Zone", [labels, baseline(0)], &name, Anchor::Start, ink(SIZE, 600, segment.ink));
        put("Need", [right, baseline(0)], &segment.central, Anchor::End, ink(SIZE, 600, stack.ink));
        for (line, note) in segment.notes.iter().enumerate() {
            put("Range", [labels, baseline(line + 1)], note, Anchor::Start, ink(SIZE, 400, stack.grey));
        }
    }
    let rule = stack.total_y;
    let [total, number, note, range] = &stack.total;
    put("Total", [x, rule + 34.0], total, Anchor::Start, ink(HEAD, 700, stack.ink));
    put("Total", [right, rule + 34.0], number, Anchor::End, ink(HEAD, 700, stack.ink));
    put("Total", [x, rule + 67.0], note, Anchor::Start, ink(SIZE, 400, stack.grey));
    put("Total", [right, rule + 67.0], range, Anchor::End, ink(SIZE, 400, stack.grey));
    canvas.line("Rule", [[x, rule], [right, rule]], Edge::solid(2.0, stack.ink));
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
        canvas.label("Axis", [left - 14.0, y + MIDDLE * SIZE], words);
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
        let above = steps.months_y - 36.0;
        canvas.line("Tick", [[x, above], [x, above + 8.0]], Edge::solid(2.0, steps.grey));
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
            .map(|month| {
                value(series, *month).map_or(Value::Nothing, |value| Value::Number(sign * value.abs()))
            })
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
        beside_gap: None,
    }
}

/// Columns side by side show their seams unless their edges are of the same colour.
fn seam(fill: &Fill) -> Option<(f32, Colour)> {
    (fill.pattern == Pattern::Solid && fill.ground.a == 255).then_some((0.6, fill.ground))
}

/// The steps of a series as one line.
fn course(steps: &Steps, series: &Series) -> Vec<Spot> {
    let mut line = Vec::new();
    for (at, value) in series.values.iter().enumerate() {
        let month = f64::from(steps.first) + at as f64;
        let y = steps.troops.at(*value);
        line.extend([[steps.months.at(month), y], [steps.months.at(month + 1.0), y]]);
    }
    line
}

/// How thick a level bar is.
const THICK: f32 = 22.0;

/// Level bars with their names and values.
pub fn bars(canvas: &mut Canvas, name: &str, alt: &str, bars: &Bars) {
    let (Some(first), Some(last)) = (bars.rows.first(), bars.rows.last()) else { return };
    let rows: Vec<(&Bar, Option<&Bar>)> = pairs(bars);
    let [above, below] = match rows.first() {
        Some((one, Some(other))) => [one.y, other.y],
        _ => [first.y; 2],
    };
    // A pair stands about the middle of its category.
    let apart = below - above;
    let count = rows.len();
    let pitch = match rows.last() {
        Some((end, _)) if count > 1 => (end.y - first.y) / (count - 1) as f32,
        _ => 44.0 + apart,
    };
    let series = |name: &str, bars: Vec<&Bar>| NativeSeries {
        name: name.to_owned(),
        values: bars.iter().map(|bar| Value::Number(bar.value)).collect(),
        insides: bars.iter().map(|bar| Inside::of(bar.fill)).collect(),
    };
    let others: Vec<&Bar> = rows.iter().filter_map(|(_, other)| *other).collect();
    let mut all = vec![series(&bars.unit, rows.iter().map(|(bar, _)| *bar).collect())];
    if !others.is_empty() {
        all.push(series("of", others));
    }
    let [left, right] = bars.axis.pixels;
    let top = f32::midpoint(above, below) - pitch / 2.0;
    let native = Native {
        name: name.to_owned(),
        category: bars.unit.clone(),
        categories: rows.iter().map(|(bar, _)| bar.name.clone()).collect(),
        beside_gap: (all.len() > 1).then_some(apart / THICK - 1.0),
        series: all,
        beside: Vec::new(),
        level: true,
        values: bars.axis.values,
        gap: (pitch - apart - THICK).max(0.0) / THICK,
    };
    canvas.chart(alt, [left, top, right - left, pitch * count as f32], native);
    let zero = bars.axis.at(0.0);
    canvas.line("Zero", [[zero, first.y - 20.0], [zero, last.y + 20.0]], Edge::solid(2.0, bars.ink));
    let (top, words) = bar_words(bars);
    let height = words.rows.iter().map(|row| row.height).sum();
    let frame = [bars.name_x, top, bars.value_x - bars.name_x, height];
    table::table(canvas, &format!("{name}: {}", bars.unit), "", frame, &words);
}

/// Each bar with the one without a name that belongs to it, where every bar has
/// one; each alone otherwise.
fn pairs(bars: &Bars) -> Vec<(&Bar, Option<&Bar>)> {
    let two = bars.rows.chunks(2).map(|pair| match pair {
        [bar, other] if !bar.name.is_empty() && other.name.is_empty() => Some((bar, Some(other))),
        _ => None,
    });
    two.collect::<Option<Vec<_>>>().unwrap_or_else(|| bars.rows.iter().map(|bar| (bar, None)).collect())
}

/// Names and values of bars as a table. A long name beside a short value reaches
/// further than the others: a narrow column between them belongs to either.
fn bar_words(bars: &Bars) -> (f32, Table) {
    let name = |bar: &Bar| {
        let mut words = vec![Run::new(bar.name.as_str(), if bar.own { 700 } else { 500 }, bars.ink)];
        if !bar.note.is_empty() {
            words.push(Run::new(format!(" {}", bar.note), 400, bars.grey));
        }
        words
    };
    let value = |bar: &Bar| match (bar.own, bar.name.is_empty()) {
        (true, _) => Run::new(bar.label.as_str(), 700, bars.ink),
        (false, true) => Run::new(bar.label.as_str(), 400, bars.grey),
        (false, false) => Run::new(bar.label.as_str(), 600, bars.ink),
    };
    let wide = |bar: &Bar| runs_width(&[value(bar)], SIZE) + 4.0;
    let whole = bars.value_x - bars.name_x;
    let widest = bars.rows.iter().map(wide).fold(0.0, f32::max);
    let is_long = |bar: &Bar| runs_width(&name(bar), SIZE) + 2.0 > whole - widest;
    let least = bars.rows.iter().filter(|bar| is_long(bar)).map(wide).fold(0.0, f32::max);
    let between = if least > 0.0 { widest - least } else { 0.0 };
    let row = |bar: &Bar| {
        let name = Cell { lines: vec![name(bar)], span: 1, ..Cell::default() };
        let value = Cell::of(value(bar));
        match (between > 0.5, is_long(bar)) {
            (false, _) => vec![name, value],
            (true, true) => vec![name.over(2), value],
            (true, false) => vec![name, value.over(2).aligned(Align::End)],
        }
    };
    // Each row about its bar, as high as its nearer neighbour lets it be; empty
    // rows where they stand further apart.
    let steps = bars.rows.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(below.y - above.y),
        _ => None,
    });
    let high = steps.fold(44.0, f32::min);
    let first = bars.rows.first().map_or(0.0, |bar| bar.y - high / 2.0);
    let (mut top, mut rows) = (first, Vec::new());
    for bar in &bars.rows {
        let gap = bar.y - high / 2.0 - top;
        if gap > 0.5 {
            rows.push(Row::new(gap, Vec::new()));
        }
        rows.push(Row::new(high, row(bar)));
        top = bar.y + high / 2.0;
    }
    let plain = |width, align| Column { width, align, pad: [0.0; 2] };
    let mut columns = vec![plain(whole - widest, Align::Start), plain(widest - between, Align::End)];
    if between > 0.5 {
        columns.insert(1, plain(between, Align::End));
    }
    (first, Table { size: SIZE, leading: 32.0, columns, rows, heads: 0 })
}
