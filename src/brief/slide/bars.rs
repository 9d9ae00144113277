//! Level bars with their values written out.

use super::pen::Pen;
use crate::brief::chart::Bars;
use crate::brief::deck::{Align, Run};
use crate::brief::measure::MIDDLE;

pub(super) fn paint(chart: &Bars, pen: &mut Pen) {
    let zero = chart.axis.at(0.0);
    for bar in &chart.rows {
        let baseline = 24.0_f32.mul_add(MIDDLE, bar.y);
        let weight = if bar.own { 700 } else { 500 };
        let mut runs = vec![Run::new(bar.name.as_str(), weight, chart.ink)];
        if !bar.note.is_empty() {
            runs.push(Run::new(format!(" {}", bar.note), 400, chart.grey));
        }
        let value = match (bar.own, bar.name.is_empty()) {
            (true, _) => Run::new(bar.label.as_str(), 700, chart.ink),
            (false, true) => Run::new(bar.label.as_str(), 400, chart.grey),
            (false, false) => Run::new(bar.label.as_str(), 600, chart.ink),
        };
        let wide = crate::brief::measure::runs_width(std::slice::from_ref(&value), 24.0);
        pen.line([chart.name_x, chart.value_x - wide - 8.0], baseline, &runs, 24.0, Align::Start);
        pen.line([chart.name_x, chart.value_x], baseline, &[value], 24.0, Align::End);
        let to = chart.axis.at(bar.value);
        let to = if bar.value > 0.0 { to.max(zero + 2.0) } else { zero };
        pen.filled([zero, bar.y - 11.0, to, bar.y + 11.0], bar.fill);
    }
    let (Some(first), Some(last)) = (chart.rows.first(), chart.rows.last()) else { return };
    let (top, bottom) = (first.y - 20.0, last.y + 20.0);
    pen.drawing.rect([zero - 1.0, top], [zero + 1.0, bottom], 0.0, Some(chart.ink), None);
}
