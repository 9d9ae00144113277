//! Small strokes that every panel is painted with: text at a place, a chip, a
//! plate, a key cap. Sizes and weights come from the caller, colours from the look.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::theme::{colour32, font};
use crate::scene::look::{Colour, Look, RoleInk};
use crate::source::Basis;

/// Size and weight of a text.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// The em, in points.
    pub size: f32,
    /// 400 to 700.
    pub weight: u16,
    /// The ink.
    pub colour: Colour,
}

/// A pen.
pub const fn pen(size: f32, weight: u16, colour: Colour) -> Pen {
    Pen { size, weight, colour }
}

/// Writes a text whose anchor stands at a point; returns what it covers.
pub fn write(painter: &Painter, at: Pos2, anchor: Align2, text: impl ToString, pen: Pen) -> Rect {
    painter.text(at, anchor, text, font(pen.size, pen.weight), colour32(pen.colour))
}

/// Writes a text cut with an ellipsis to a width; returns what it covers.
pub fn write_within(painter: &Painter, at: Pos2, anchor: Align2, text: &str, pen: Pen, width: f32) -> Rect {
    let font = font(pen.size, pen.weight);
    let full = painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
    if full.size().x <= width {
        return write(painter, at, anchor, text, pen);
    }
    let letters: Vec<char> = text.chars().collect();
    let fits = |count: &usize| {
        let short: String = letters[..*count].iter().collect::<String>().trim_end().to_owned() + "…";
        painter.layout_no_wrap(short, font.clone(), Color32::PLACEHOLDER).size().x <= width
    };
    let mut low = 0;
    let mut high = letters.len();
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if fits(&middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let short = letters[..low].iter().collect::<String>().trim_end().to_owned() + "…";
    write(painter, at, anchor, short, pen)
}

/// The width of a text.
pub fn width(painter: &Painter, text: &str, size: f32, weight: u16) -> f32 {
    painter.layout_no_wrap(text.to_owned(), font(size, weight), Color32::PLACEHOLDER).size().x
}

/// A horizontal hairline.
pub fn rule(painter: &Painter, left: f32, right: f32, y: f32, colour: Colour) {
    painter.hline(left..=right, y, Stroke::new(1.0, colour32(colour)));
}

/// A raised plate with the flat shadow of the look.
pub fn plate(painter: &Painter, rect: Rect, look: &Look) {
    let radius = CornerRadius::same(4);
    painter.rect_filled(rect.translate(vec2(1.0, 1.5)), radius, colour32(look.ui.shadow));
    painter.rect(
        rect,
        radius,
        colour32(look.ui.plate),
        Stroke::new(1.0, colour32(look.ui.plateline)),
        StrokeKind::Inside,
    );
}

/// A key cap with its letter, left edge at a point; returns its width.
pub fn key_cap(painter: &Painter, left: Pos2, key: &str, look: &Look) -> f32 {
    let wide = width(painter, key, 10.5, 500) + 12.0;
    let rect = Rect::from_min_size(left - vec2(0.0, 9.0), vec2(wide, 18.0));
    painter.rect(
        rect,
        CornerRadius::same(3),
        colour32(look.ui.raised),
        Stroke::new(1.0, colour32(look.ui.line2)),
        StrokeKind::Inside,
    );
    write(painter, rect.center(), Align2::CENTER_CENTER, key, pen(10.5, 500, look.ui.tx));
    wide
}

/// The badge of a role: a square with its letter.
pub fn badge(painter: &Painter, rect: Rect, role: crate::plan::Role, look: &Look) {
    badge_in(painter, rect, look.role(role));
}

/// The badge of a zone, in its own colour where it has one.
pub fn badge_of(painter: &Painter, rect: Rect, zone: &crate::plan::Zone, look: &Look) {
    badge_in(painter, rect, &look.zone(zone.role, zone.colour));
}

fn badge_in(painter: &Painter, rect: Rect, ink: &RoleInk) {
    painter.rect_filled(rect, CornerRadius::same(3), colour32(ink.ink));
    write(
        painter,
        rect.center(),
        Align2::CENTER_CENTER,
        ink.letter,
        pen(rect.height() * 0.62, 700, ink.on_ink),
    );
}

/// The width of a chip of a basis and a source.
pub fn chip_width(painter: &Painter, basis: Basis, source: Option<&str>) -> f32 {
    let source = source.map_or(0.0, |id| 4.0 + width(painter, id, 10.0, 500));
    10.0 + width(painter, basis.letter(), 10.0, 700) + source
}

/// The chip that says what a figure rests on: the letter of its basis and its
/// first source. Its right edge stands at a point; returns what it covers.
pub fn source_chip(painter: &Painter, right: Pos2, basis: Basis, source: Option<&str>, look: &Look) -> Rect {
    let ui = &look.ui;
    let letter = basis.letter();
    let letter_width = width(painter, letter, 10.0, 700);
    let wide = chip_width(painter, basis, source);
    let rect = Rect::from_min_max(right - vec2(wide, 8.0), right + vec2(0.0, 8.0));
    let (fill, frame, text) = match basis {
        Basis::F => (Some(ui.accentbg), ui.accent, ui.accent),
        Basis::C => (Some(ui.well), ui.line2, ui.tx2),
        Basis::User => (Some(ui.well), ui.delta, ui.delta),
        Basis::R | Basis::J => (None, ui.line2, ui.tx2),
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::same(3), colour32(fill));
    }
    let stroke = Stroke::new(1.0, colour32(frame));
    if basis == Basis::J {
        let inner = rect.shrink(0.5);
        let course = [
            inner.left_top(),
            inner.right_top(),
            inner.right_bottom(),
            inner.left_bottom(),
            inner.left_top(),
        ];
        painter.extend(Shape::dashed_line(&course, stroke, 2.5, 2.0));
    } else {
        painter.rect_stroke(rect, CornerRadius::same(3), stroke, StrokeKind::Inside);
    }
    let y = rect.center().y;
    write(painter, pos2(rect.left() + 5.0, y), Align2::LEFT_CENTER, letter, pen(10.0, 700, text));
    if let Some(id) = source {
        let x = rect.left() + 9.0 + letter_width;
        write(painter, pos2(x, y), Align2::LEFT_CENTER, id, pen(10.0, 500, text));
    }
    rect
}
