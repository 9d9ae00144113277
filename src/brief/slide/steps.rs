//! Stepped areas over the months, above zero and below, each one shape.

use super::pen::Pen;
use crate::brief::chart::{Series, Steps};
use crate::brief::deck::Pattern;
use crate::scene::{Mark, Spot, Text};

pub(super) fn paint(chart: &Steps, pen: &mut Pen) {
    let [left, right] = chart.months.pixels;
    let zero = chart.troops.at(0.0);
    for tick in &chart.troops.ticks {
        let y = chart.troops.at(tick.value);
        pen.drawing.rect([left, y - 0.75], [right, y + 0.75], 0.0, Some(chart.hairline), None);
        pen.end([left - 14.0, y + 9.0], &tick.label, 24.0, 400, chart.grey);
    }
    let count = [&chart.above, &chart.below].into_iter().flatten().map(|series| series.values.len()).max();
    let count = count.unwrap_or(0);
    for (side, sign) in [(&chart.above, 1.0), (&chart.below, -1.0)] {
        let mut base = vec![0.0; count];
        for series in side {
            let top: Vec<f64> = base
                .iter()
                .enumerate()
                .map(|(at, base)| base + series.values.get(at).unwrap_or(&0.0))
                .collect();
            area(chart, series, (&base, &top, sign), pen);
            base = top;
        }
    }
    pen.drawing.rect([left, zero - 1.0], [right, zero + 1.0], 0.0, Some(chart.ink), None);
    if let Some(tested) = &chart.tested {
        let line = outline(chart, &tested.values);
        pen.drawing.line(line.clone(), 7.0, chart.ground);
        pen.drawing.line(line, 3.5, tested.fill.ink);
    }
    for series in chart.above.iter().chain(&chart.below).chain(&chart.tested) {
        name(series, pen);
    }
    for tick in &chart.months.ticks {
        let x = chart.months.at(tick.value);
        let y = chart.months_y;
        pen.drawing.rect([x - 1.0, y - 36.0], [x + 1.0, y - 28.0], 0.0, Some(chart.grey), None);
        pen.middle([x, y], &tick.label, 24.0, 400, chart.grey);
    }
    pen.end([left - 14.0, chart.months_y], &chart.months_word, 24.0, 400, chart.grey);
}

/// The left edge of a month, on a whole pixel, so that steps leave no gaps.
fn edge(chart: &Steps, place: usize) -> f32 {
    chart.months.at(f64::from(chart.first) + place as f64).round()
}

/// The area of a series between two stepped courses.
fn area(chart: &Steps, series: &Series, (base, top, sign): (&[f64], &[f64], f64), pen: &mut Pen) {
    let y = |value: f64| chart.troops.at(value * sign);
    let mut start = 0;
    while start < top.len() {
        if top[start] - base[start] < 0.5 {
            start += 1;
            continue;
        }
        let length = std::iter::zip(&top[start..], &base[start..])
            .take_while(|(top, base)| **top - **base >= 0.5)
            .count();
        let (mut upper, mut lower): (Vec<Spot>, Vec<Spot>) = (Vec::new(), Vec::new());
        for place in start..start + length {
            let (from, to) = (edge(chart, place), edge(chart, place + 1));
            upper.extend([[from, y(top[place])], [to, y(top[place])]]);
            lower.extend([[from, y(base[place])], [to, y(base[place])]]);
        }
        filled(series, &upper, &lower, pen);
        start += length;
    }
}

/// The shape between an upper and a lower course, which have their corners side by side.
/// Below zero the upper course is the lower on the sheet; the triangles all turn one way, so
/// that formats find their outline.
fn filled(series: &Series, upper: &[Spot], lower: &[Spot], pen: &mut Pen) {
    let below = upper.first().zip(lower.first()).is_some_and(|(upper, lower)| upper[1] > lower[1]);
    let (upper, lower) = if below { (lower, upper) } else { (upper, lower) };
    let count = upper.len() as u32;
    let points: Vec<Spot> = upper.iter().chain(lower).copied().collect();
    let triangles = (0..count.saturating_sub(1))
        .flat_map(|at| [at, at + 1, count + at + 1, at, count + at + 1, count + at])
        .collect();
    let colour = series.fill.ground;
    pen.drawing.add(Mark::Fill { points, triangles, colour });
    if series.fill.pattern != Pattern::Solid {
        let ring: Vec<Spot> = upper.iter().chain(lower.iter().rev()).copied().collect();
        pen.hatched(&ring, series.fill);
    }
}

/// The stepped course of an outline above zero.
fn outline(chart: &Steps, values: &[f64]) -> Vec<Spot> {
    let mut line: Vec<Spot> = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let y = chart.troops.at(*value);
        line.extend([[edge(chart, place), y], [edge(chart, place + 1), y]]);
    }
    line
}

/// The name in the area; over a hatch with a halo of its ground.
fn name(series: &Series, pen: &mut Pen) {
    let Some(at) = series.label else { return };
    let halo = (series.fill.pattern != Pattern::Solid).then_some((series.fill.ground, 4.0));
    let text = Text { halo, ..Text::new(at, series.name.as_str(), 24.0, 600, series.label_ink) };
    pen.drawing.text(text);
}
