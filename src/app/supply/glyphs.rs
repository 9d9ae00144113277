//! Small pictures of a nation: its swatch, how it speaks, how far it is stretched.

use std::f32::consts::TAU;

use egui::{CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::super::theme::colour32;
use crate::atlas::Stance;
use crate::force::supply::{Strain, Stretch};
use crate::scene::look::Look;

/// The colour of a nation in a square, with its hatch as two or three strokes.
pub fn swatch(painter: &Painter, rect: Rect, code: &str, look: &Look) {
    let ink = look.contingent(code);
    painter.rect_filled(rect, CornerRadius::same(3), colour32(ink.fill));
}

/// How willing a nation is: a disc that is the fuller the readier, barred for a refusal.
pub fn stance(painter: &Painter, centre: Pos2, stance: Stance, look: &Look) {
    let radius = 5.0;
    let colour = colour32(look.ui.tx2);
    painter.circle_stroke(centre, radius, Stroke::new(1.2, colour));
    let share = match stance {
        Stance::Ready => 1.0,
        Stance::Open => 0.75,
        Stance::Undecided => 0.5,
        Stance::Reluctant => 0.25,
        Stance::Refuses => {
            let way = vec2(3.4, -3.4);
            painter.line_segment([centre - way, centre + way], Stroke::new(1.4, colour));
            return;
        }
    };
    if share >= 1.0 {
        painter.circle_filled(centre, radius, colour);
        return;
    }
    // A quarter at a time: a sector of more than half a disc is not convex.
    let quarters = (share * 4.0_f32).round() as usize;
    for quarter in 0..quarters {
        let from = -TAU / 4.0 + TAU / 4.0 * quarter as f32;
        let mut corners = vec![centre];
        corners.extend((0..=6).map(|step| {
            let turn = from + TAU / 4.0 * step as f32 / 6.0;
            centre + radius * vec2(turn.cos(), turn.sin())
        }));
        painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
    }
}

/// How far an army is stretched: the share tied up, with ticks where it is sustainable, at the
/// target and possible at all. The axis ends a quarter beyond the last.
pub fn gauge(painter: &Painter, rect: Rect, stretch: &Stretch, look: &Look) {
    let end = (stretch.thresholds.high * 1.25).max(0.01);
    let x = |share: f64| rect.left() + rect.width() * (share / end).clamp(0.0, 1.0) as f32;
    painter.rect_filled(rect, CornerRadius::same(2), colour32(look.ui.well));
    let colour = match stretch.strain {
        Strain::Sustainable => look.ui.ok,
        Strain::AtTarget => look.ui.tx2,
        Strain::Stretched => look.ui.delta,
        Strain::Unsustainable => look.ui.short,
    };
    let filled = rect.with_max_x(x(stretch.share.central));
    painter.rect_filled(filled, CornerRadius::same(2), colour32(colour));
    let thresholds = stretch.thresholds;
    for threshold in [thresholds.low, thresholds.central, thresholds.high] {
        let at = x(threshold);
        painter.vline(at, rect.top() - 2.0..=rect.bottom() + 2.0, Stroke::new(1.0, colour32(look.ui.tick)));
    }
}

/// A word in a thin frame, its left edge at a point; returns its right edge.
pub fn tag(painter: &Painter, left: Pos2, word: &str, look: &Look) -> f32 {
    let wide = super::ink::width(painter, word, 10.0, 600) + 8.0;
    let rect = Rect::from_min_size(left - vec2(0.0, 7.0), vec2(wide, 14.0));
    painter.rect_stroke(
        rect,
        CornerRadius::same(3),
        Stroke::new(1.0, colour32(look.ui.line2)),
        StrokeKind::Inside,
    );
    let ink = super::pen(10.0, 600, look.ui.tx2);
    super::ink::write(painter, rect.center(), egui::Align2::CENTER_CENTER, word, ink);
    rect.right()
}

/// A small triangle of warning.
pub fn warning(painter: &Painter, centre: Pos2, look: &Look) {
    let colour = colour32(look.ui.delta);
    let at = |x: f32, y: f32| pos2(centre.x + x, centre.y + y);
    let corners = vec![at(0.0, -5.0), at(6.0, 5.0), at(-6.0, 5.0)];
    painter.add(Shape::closed_line(corners, Stroke::new(1.3, colour)));
    painter.line_segment([at(0.0, -1.8), at(0.0, 1.6)], Stroke::new(1.3, colour));
    painter.circle_filled(at(0.0, 3.3), 0.8, colour);
}
