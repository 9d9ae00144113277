//! The bar of a row: the need with its band, and what fills it.

use egui::{CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::theme::colour32;
use crate::plan::NationCode;
use crate::scene::look::{Colour, Look};
use crate::units::Span;

/// Distance between the strokes of the hatch of what is missing.
const HATCH_PX: f32 = 5.0;

/// A bar to draw.
pub struct Bar<'a> {
    /// Where.
    pub rect: Rect,
    /// The need in the three cases.
    pub need: Span<f64>,
    /// What stands at the right end.
    pub end: f64,
    /// The colour of the zone, in which a need stands that nobody is asked to fill.
    pub ink: Colour,
    /// Who fills it, in their order; none where nobody in the plan does.
    pub fill: Option<&'a [(NationCode, f64)]>,
}

impl Bar<'_> {
    fn x(&self, value: f64) -> f32 {
        self.rect.left() + self.rect.width() * (value / self.end).clamp(0.0, 1.0) as f32
    }

    /// Draws it: the well, what fills it, what is missing, the tick of the need, the band.
    pub fn draw(&self, painter: &Painter, look: &Look) {
        let radius = CornerRadius::same(2);
        painter.rect_filled(self.rect, radius, colour32(look.ui.well));
        match self.fill {
            Some(fill) => self.filled(painter, look, fill),
            None if self.need.central > 0.0 => {
                let filled = self.rect.with_max_x(self.x(self.need.central).max(self.rect.left() + 2.0));
                painter.rect_filled(filled, radius, colour32(self.ink));
            }
            None => {}
        }
        self.whisker(painter, look);
        let tick = Rect::from_center_size(
            pos2(self.x(self.need.central), self.rect.center().y),
            vec2(2.0, if self.fill.is_some() { 17.0 } else { 13.0 }),
        );
        painter.rect_filled(tick, CornerRadius::ZERO, colour32(look.ui.tick));
    }

    fn filled(&self, painter: &Painter, look: &Look, fill: &[(NationCode, f64)]) {
        let (mut sum, mut left) = (0.0, self.rect.left());
        for (nation, troops) in fill {
            sum += troops;
            let right = self.x(sum);
            if right - left >= 0.5 {
                let part = self.rect.with_min_x(left).with_max_x((right - 1.0).max(left + 0.5));
                painter.rect_filled(part, CornerRadius::ZERO, colour32(look.contingent(&nation.0).fill));
            }
            left = right;
        }
        let tick = self.x(self.need.central);
        if tick - left >= 2.0 {
            missing(painter, self.rect.with_min_x(left).with_max_x(tick), look);
        }
    }

    fn whisker(&self, painter: &Painter, look: &Look) {
        if self.need.high <= self.need.low {
            return;
        }
        let y = self.rect.bottom() + 4.0;
        let stroke = Stroke::new(1.5, colour32(look.ui.bandln));
        let (from, to) = (self.x(self.need.low), self.x(self.need.high));
        painter.hline(from..=to, y, stroke);
        painter.vline(from, y - 2.5..=y + 2.5, stroke);
        if self.need.high > self.end {
            let tip = pos2(self.rect.right(), y);
            painter.line_segment([tip, tip + vec2(-4.0, -3.0)], stroke);
            painter.line_segment([tip, tip + vec2(-4.0, 3.0)], stroke);
        } else {
            painter.vline(to, y - 2.5..=y + 2.5, stroke);
        }
    }
}

/// What is missing: hatched, in the frame of a shortfall.
pub fn missing(painter: &Painter, rect: Rect, look: &Look) {
    painter.rect_filled(rect, CornerRadius::ZERO, colour32(look.ui.unfilled));
    let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let stroke = Stroke::new(1.0, colour32(look.ui.short).gamma_multiply(0.75));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        clipped.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], stroke);
        x += HATCH_PX;
    }
    let frame = Stroke::new(1.0, colour32(look.ui.short));
    painter.rect_stroke(rect, CornerRadius::ZERO, frame, StrokeKind::Inside);
}
