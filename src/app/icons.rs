//! The icons of the rail and of the top bar, drawn with lines in a square of
//! 20 points: no icon font, so no glyph can be missing.

use std::f32::consts::TAU;

use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

/// A picture on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An arrow: select and move.
    Pointer,
    /// A loop of rope with its end.
    Lasso,
    /// A pentagon with corners.
    Polygon,
    /// Three slanted lines: a belt.
    Corridor,
    /// A circle around a point.
    Place,
    /// A line with a stretch marked on it.
    Stretch,
    /// A corner with its handles.
    Corners,
    /// Two halves and the line between them.
    Split,
    /// A ruler with its ticks.
    Ruler,
    /// The line of contact with its corners.
    Line,
    /// A brush over a grid.
    Brush,
    /// A magnet.
    Magnet,
    /// Three sheets.
    Layers,
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// A triangle with an exclamation mark.
    Warning,
    /// A tick: done.
    Check,
    /// A closed padlock.
    Lock,
    /// A padlock that stands open.
    Unlock,
    /// A flag: the framework nation.
    Flag,
    /// A cross: take away.
    Cross,
    /// Six dots: take hold and move.
    Grip,
    /// A circled arrow: back to the doctrine's value.
    Reset,
}

/// Draws an icon centred on a point.
pub fn draw(painter: &Painter, centre: Pos2, icon: Icon, colour: Color32) {
    scaled(painter, centre, icon, colour, 1.0);
}

/// Draws an icon in a square of 12 points, beside small text.
pub fn draw_small(painter: &Painter, centre: Pos2, icon: Icon, colour: Color32) {
    scaled(painter, centre, icon, colour, 0.6);
}

#[allow(clippy::too_many_lines, reason = "one arm an icon; a table would hide which is which")]
fn scaled(painter: &Painter, centre: Pos2, icon: Icon, colour: Color32, scale: f32) {
    let stroke = Stroke::new(1.6 * scale.max(0.8), colour);
    let at = |x: f32, y: f32| centre + vec2(x - 10.0, y - 10.0) * scale;
    let line = |points: &[(f32, f32)]| {
        painter.add(Shape::line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke));
    };
    let dot = |x: f32, y: f32, radius: f32| {
        painter.circle_filled(at(x, y), radius * scale.max(0.8), colour);
    };
    match icon {
        Icon::Pointer => {
            let points = [(5.0, 3.0), (15.5, 11.0), (10.8, 11.8), (8.4, 16.2)];
            painter.add(Shape::convex_polygon(
                vec![at(5.0, 3.0), at(15.5, 11.0), at(10.0, 11.6)],
                colour,
                Stroke::NONE,
            ));
            painter.add(Shape::convex_polygon(
                vec![at(5.0, 3.0), at(10.4, 11.4), at(6.2, 15.8)],
                colour,
                Stroke::NONE,
            ));
            line(&[points[0], points[1]]);
            line(&[(9.8, 11.0), (12.2, 16.4)]);
        }
        Icon::Lasso => {
            let rope: Vec<Pos2> = (0..=24)
                .map(|step| {
                    let turn = TAU * (0.30 + step as f32 / 24.0);
                    at(10.4 + 6.8 * turn.cos(), 8.0 + 5.0 * turn.sin())
                })
                .collect();
            painter.extend(Shape::dashed_line(&rope, stroke, 3.4 * scale, 2.2 * scale));
            dot(8.0, 12.8, 1.9);
            line(&[(7.6, 12.8), (8.6, 15.4), (6.0, 17.6)]);
        }
        Icon::Brush => {
            line(&[(3.0, 9.0), (3.0, 3.0), (9.0, 3.0), (9.0, 9.0), (3.0, 9.0)]);
            line(&[(9.0, 3.0), (13.0, 3.0)]);
            line(&[(3.0, 9.0), (3.0, 13.0)]);
            line(&[(17.0, 6.0), (10.4, 12.6)]);
            painter.add(Shape::convex_polygon(
                vec![at(10.2, 11.0), at(12.2, 13.0), at(10.8, 15.8), at(7.0, 17.0), at(8.0, 13.0)],
                colour,
                Stroke::NONE,
            ));
        }
        Icon::Polygon => {
            let corners = [(10.0, 3.0), (17.0, 8.2), (14.4, 16.4), (5.6, 16.4), (3.0, 8.2), (10.0, 3.0)];
            line(&corners);
            for (x, y) in &corners[..5] {
                dot(*x, *y, 1.9);
            }
        }
        Icon::Corridor => {
            line(&[(3.0, 11.0), (8.0, 9.0), (12.0, 4.5), (16.0, 3.0)]);
            line(&[(3.6, 14.0), (9.4, 11.6), (13.4, 7.0), (17.0, 5.6)]);
            line(&[(4.4, 17.2), (10.8, 14.4), (14.8, 9.6), (17.8, 8.4)]);
        }
        Icon::Ruler => {
            line(&[(2.6, 13.2), (13.2, 2.6), (17.4, 6.8), (6.8, 17.4), (2.6, 13.2)]);
            for (from, to) in
                [((5.3, 10.5), (7.2, 12.4)), ((8.0, 7.8), (10.6, 10.4)), ((10.7, 5.1), (12.6, 7.0))]
            {
                line(&[from, to]);
            }
        }
        Icon::Place => {
            painter.circle_stroke(at(10.0, 10.0), 7.0, stroke);
            dot(10.0, 10.0, 2.0);
        }
        Icon::Stretch => {
            line(&[(2.5, 15.0), (7.0, 12.0), (10.0, 8.0), (17.5, 5.0)]);
            for (x, y) in [(7.0, 12.0), (13.8, 6.5)] {
                painter.circle_filled(at(x, y), 3.0, colour);
            }
        }
        Icon::Corners => {
            line(&[(3.0, 15.5), (9.0, 4.5), (17.0, 13.0)]);
            for (x, y) in [(3.0, 15.5), (9.0, 4.5), (17.0, 13.0)] {
                painter.rect_filled(egui::Rect::from_center_size(at(x, y), vec2(4.6, 4.6)), 0.5, colour);
            }
        }
        Icon::Split => {
            line(&[(8.0, 4.6), (3.2, 7.4), (3.2, 14.6), (5.2, 16.2), (8.0, 4.6)]);
            line(&[(12.6, 4.2), (16.8, 6.6), (16.8, 13.4), (9.6, 16.6), (12.6, 4.2)]);
            line(&[(11.2, 1.6), (6.8, 18.8)]);
        }
        Icon::Line => {
            line(&[(13.0, 2.0), (16.6, 7.0), (9.6, 10.4), (10.4, 14.0), (3.0, 18.0)]);
            for (x, y) in [(16.6, 7.0), (9.6, 10.4)] {
                painter.rect_filled(egui::Rect::from_center_size(at(x, y), vec2(4.6, 4.6)), 0.5, colour);
            }
            line(&[(2.2, 8.0), (5.2, 8.0)]);
            line(&[(3.7, 6.5), (3.7, 9.5)]);
        }
        Icon::Magnet => {
            let mut arc = vec![(4.6, 3.4), (4.6, 10.0)];
            arc.extend((0..=8).map(|step| {
                let turn = TAU / 2.0 * (1.0 - step as f32 / 8.0);
                (10.0 + 5.4 * turn.cos(), 10.6 + 5.4 * turn.sin())
            }));
            arc.push((15.4, 3.4));
            line(&arc);
            line(&[(3.2, 6.6), (6.2, 6.6)]);
            line(&[(13.8, 6.6), (16.8, 6.6)]);
        }
        Icon::Layers => {
            line(&[(10.0, 3.0), (17.0, 6.8), (10.0, 10.6), (3.0, 6.8), (10.0, 3.0)]);
            line(&[(3.0, 10.2), (10.0, 14.0), (17.0, 10.2)]);
            line(&[(3.0, 13.4), (10.0, 17.2), (17.0, 13.4)]);
        }
        Icon::Undo => arrow(painter, at(0.0, 0.0), stroke, 1.0),
        Icon::Redo => arrow(painter, at(20.0, 0.0), stroke, -1.0),
        Icon::Warning => {
            painter.add(Shape::closed_line(vec![at(10.0, 3.2), at(17.6, 16.4), at(2.4, 16.4)], stroke));
            line(&[(10.0, 7.8), (10.0, 12.0)]);
            dot(10.0, 14.2, 1.0);
        }
        Icon::Check => line(&[(3.5, 10.5), (8.0, 15.0), (16.5, 5.0)]),
        Icon::Lock | Icon::Unlock => {
            let body = [(4.5, 9.0), (15.5, 9.0), (15.5, 16.5), (4.5, 16.5), (4.5, 9.0)];
            line(&body);
            let lift = if icon == Icon::Lock { 0.0 } else { -1.5 };
            let right = if icon == Icon::Lock { 9.0 } else { 6.0 };
            line(&[(7.0, 9.0), (7.0, 5.5 + lift), (10.0, 3.5 + lift), (13.0, 5.5 + lift), (13.0, right)]);
        }
        Icon::Flag => {
            line(&[(5.0, 3.0), (5.0, 17.0)]);
            line(&[(5.0, 4.0), (15.5, 6.5), (5.0, 10.5)]);
        }
        Icon::Cross => {
            line(&[(5.0, 5.0), (15.0, 15.0)]);
            line(&[(15.0, 5.0), (5.0, 15.0)]);
        }
        Icon::Grip => {
            for x in [7.5, 12.5] {
                for y in [5.0, 10.0, 15.0] {
                    dot(x, y, 1.2);
                }
            }
        }
        Icon::Reset => {
            let arc: Vec<(f32, f32)> = (0..=12)
                .map(|step| {
                    let turn = -TAU * 0.30 + TAU * 0.80 * step as f32 / 12.0;
                    (10.0 + 5.6 * turn.cos(), 10.0 + 5.6 * turn.sin())
                })
                .collect();
            line(&arc);
            line(&[(3.6, 6.0), (4.2, 10.6), (8.4, 8.8)]);
        }
    }
}

/// A bent arrow; `way` is 1 for back and −1 for forth, from its left edge or right edge.
fn arrow(painter: &Painter, edge: Pos2, stroke: Stroke, way: f32) {
    let at = |x: f32, y: f32| pos2(edge.x + way * x, edge.y + y);
    let mut course = vec![at(4.0, 7.0), at(11.5, 7.0)];
    course.extend((0..=8).map(|step| {
        let turn = -TAU / 4.0 + TAU / 2.0 * step as f32 / 8.0;
        at(11.5 + 4.2 * turn.cos(), 11.2 + 4.2 * turn.sin())
    }));
    course.push(at(7.0, 15.4));
    painter.add(Shape::line(course, stroke));
    painter.add(Shape::line(vec![at(7.4, 3.6), at(4.0, 7.0), at(7.4, 10.4)], stroke));
}
