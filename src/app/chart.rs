//! Strokes of the figures by month: a hatch, a round step of an axis, the month under a pointer.

use egui::{Painter, Rect, Stroke, pos2};

/// Covers a rectangle with lines at 45°. They hang on the window, not on the rectangle, so that
/// those of neighbours meet.
pub fn hatched(painter: &Painter, rect: Rect, spacing: f32, stroke: Stroke) {
    if !rect.is_positive() {
        return;
    }
    // A line is where x + y is the same everywhere.
    let (from, to) = (rect.left() + rect.top(), rect.right() + rect.bottom());
    let mut sum = (from / spacing).ceil() * spacing;
    while sum < to {
        let left = rect.left().max(sum - rect.bottom());
        let right = rect.right().min(sum - rect.top());
        painter.line_segment([pos2(left, sum - left), pos2(right, sum - right)], stroke);
        sum += spacing;
    }
}

/// A round step that divides a length into four at most.
pub fn round_step(length: f64) -> f64 {
    let least = (length / 4.0).max(1.0);
    let magnitude = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|step| step * magnitude)
        .find(|step| *step >= least)
        .unwrap_or(10.0 * magnitude)
}

/// The month, counted from 1, that lies at a place of a row of months.
pub fn month_at(x: f32, left: f32, pitch: f32, months: u32) -> u32 {
    let place = ((x - left) / pitch).floor();
    (place.clamp(0.0, (months.max(1) - 1) as f32) as u32) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_four_at_most() {
        for (length, step) in [(40_000.0, 10_000.0), (41_000.0, 20_000.0), (9_000.0, 2_500.0), (0.0, 1.0)] {
            assert_eq!(round_step(length), step, "{length}");
        }
    }

    #[test]
    fn a_place_beside_the_months_is_the_nearest_month() {
        assert_eq!([-5.0, 100.0, 113.9, 114.0, 9e9].map(|x| month_at(x, 100.0, 14.0, 24)), [1, 1, 1, 2, 24]);
    }
}
