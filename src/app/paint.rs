//! Translates a [`Drawing`] into egui's shapes, and adds nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{
    CircleShape, Mesh, PathShape, PathStroke, RectShape, StrokeKind, TextShape, Vertex, WHITE_UV,
};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, Context, FontFamily, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2,
};

use super::theme::colour32;
use crate::scene::drawing::{Anchor, Drawing, Mark, Spot, Text};
use crate::scene::look::Colour;

/// Below this many strokes of a hatch, each gets egui's smooth edges; above it
/// the frame's time matters more than the edge of a hairline.
const SMOOTH_STROKES: usize = 4_000;

/// Paints a drawing with its top left corner at a point of the window.
pub fn paint(painter: &Painter, origin: Pos2, drawing: &Drawing) {
    let painter = painter.with_clip_rect(
        painter.clip_rect().intersect(Rect::from_min_size(origin, vec2(drawing.size[0], drawing.size[1]))),
    );
    paint_marks(&painter, origin.to_vec2(), &drawing.marks, &mut Laid::new());
}

fn paint_marks<'a>(painter: &Painter, origin: Vec2, marks: &'a [Mark], laid: &mut Laid<'a>) {
    let mut shapes = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Text(text) => add_text(text, origin, painter.ctx(), laid, &mut shapes),
            Mark::Group { min, max, marks, .. } => {
                painter.extend(std::mem::take(&mut shapes));
                let frame = Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1])).translate(origin);
                let inside = painter.with_clip_rect(painter.clip_rect().intersect(frame));
                paint_marks(&inside, origin, marks, laid);
            }
            mark => add(mark, origin, &mut shapes),
        }
    }
    painter.extend(shapes);
}

fn add(mark: &Mark, origin: Vec2, shapes: &mut Vec<Shape>) {
    let at = |spot: &Spot| pos2(spot[0], spot[1]) + origin;
    match mark {
        Mark::Fill { points, triangles, colour } => shapes.push(fill(points, triangles, *colour, origin)),
        Mark::Line { points, width, colour, dash, closed } => {
            let mut course: Vec<Pos2> = points.iter().map(at).collect();
            // egui's closed line has no mitre limit and draws spikes; an open
            // line back to its start has one.
            if *closed && let Some(first) = course.first().copied() {
                course.push(first);
            }
            let stroke = Stroke::new(*width, colour32(*colour));
            match dash {
                Some([length, gap]) => Shape::dashed_line_many(&course, stroke, *length, *gap, shapes),
                None => shapes.push(Shape::line(course, stroke)),
            }
        }
        Mark::Strokes { ends, width, colour } if ends.len() > SMOOTH_STROKES => {
            shapes.push(bare_strokes(ends, *width, *colour, origin));
        }
        Mark::Strokes { ends, width, colour } => {
            let stroke = Stroke::new(*width, colour32(*colour));
            shapes.extend(ends.iter().map(|[from, to]| Shape::line_segment([at(from), at(to)], stroke)));
        }
        Mark::Dots { centres, radius, colour } => {
            let colour = colour32(*colour);
            shapes.extend(centres.iter().map(|centre| Shape::circle_filled(at(centre), *radius, colour)));
        }
        Mark::Disc { at: centre, radius, fill, stroke } => shapes.push(Shape::Circle(CircleShape {
            center: at(centre),
            radius: *radius,
            fill: inside(*fill),
            stroke: edge(*stroke),
        })),
        Mark::Rect { min, max, radius, fill, stroke } => shapes.push(Shape::Rect(RectShape::new(
            Rect::from_min_max(at(min), at(max)),
            *radius,
            inside(*fill),
            edge(*stroke),
            StrokeKind::Middle,
        ))),
        Mark::Polygon { points, fill, stroke } => shapes.push(Shape::Path(PathShape {
            points: points.iter().map(at).collect(),
            closed: true,
            fill: inside(*fill),
            stroke: PathStroke::from(edge(*stroke)),
        })),
        Mark::Text(_) | Mark::Group { .. } => {} // with galley and clip, in `paint_marks`
    }
}

fn inside(colour: Option<Colour>) -> Color32 {
    colour.map_or(Color32::TRANSPARENT, colour32)
}

fn edge(stroke: Option<crate::scene::drawing::Stroke>) -> Stroke {
    stroke.map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width, colour32(stroke.colour)))
}

fn fill(points: &[Spot], triangles: &[u32], colour: Colour, origin: Vec2) -> Shape {
    let color = colour32(colour);
    let vertices = points
        .iter()
        .map(|spot| Vertex { pos: pos2(spot[0], spot[1]) + origin, uv: WHITE_UV, color })
        .collect();
    Shape::mesh(Arc::new(Mesh { indices: triangles.to_vec(), vertices, ..Mesh::default() }))
}

/// Strokes as plain quadrangles, without smoothed edges.
fn bare_strokes(ends: &[[Spot; 2]], width: f32, colour: Colour, origin: Vec2) -> Shape {
    let mut mesh = Mesh::default();
    let color = colour32(colour);
    for [from, to] in ends {
        let (from, to) = (pos2(from[0], from[1]) + origin, pos2(to[0], to[1]) + origin);
        let side = (to - from).normalized().rot90() * (width / 2.0);
        let first = mesh.vertices.len() as u32;
        for pos in [from + side, to + side, to - side, from - side] {
            mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color });
        }
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first, first + 2, first + 3);
    }
    Shape::mesh(Arc::new(mesh))
}

/// Texts laid out in this frame: a thousand badges have seven letters.
type Laid<'a> = BTreeMap<(&'a str, u32, u16, bool, u32), Arc<Galley>>;

/// The directions in which the halo of a text is drawn.
const HALO: [[f32; 2]; 8] = [
    [1.0, 0.0],
    [0.707, 0.707],
    [0.0, 1.0],
    [-0.707, 0.707],
    [-1.0, 0.0],
    [-0.707, -0.707],
    [0.0, -1.0],
    [0.707, -0.707],
];

fn add_text<'a>(text: &'a Text, origin: Vec2, ctx: &Context, laid: &mut Laid<'a>, shapes: &mut Vec<Shape>) {
    let key = (text.text.as_str(), text.size.to_bits(), text.weight, text.italic, text.tracking.to_bits());
    let galley = Arc::clone(laid.entry(key).or_insert_with(|| laid_out(text, ctx)));
    let baseline = galley
        .rows
        .first()
        .map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y));
    let width = galley.size().x - text.tracking;
    let before = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let (sin, cos) = text.angle.sin_cos();
    let lead = vec2(before * cos - baseline * sin, before * sin + baseline * cos);
    let at = pos2(text.at[0], text.at[1]) + origin - lead;
    let mut place = |offset: Vec2, colour: Color32| {
        shapes.push(Shape::Text(
            TextShape::new(at + offset, Arc::clone(&galley), colour)
                .with_angle(text.angle)
                .with_override_text_color(colour),
        ));
    };
    if let Some((colour, reach)) = text.halo {
        for [x, y] in HALO {
            place(vec2(x, y) * reach, colour32(colour));
        }
    }
    place(Vec2::ZERO, colour32(text.colour));
}

fn laid_out(text: &Text, ctx: &Context) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        text.text.clone(),
        TextFormat {
            font_id: FontId::new(text.size, family(text.weight, text.italic)),
            color: Color32::PLACEHOLDER,
            extra_letter_spacing: text.tracking,
            ..TextFormat::default()
        },
    );
    job.wrap.max_width = f32::INFINITY;
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The font family of a weight, see [`super::theme::fonts`].
pub fn family(weight: u16, italic: bool) -> FontFamily {
    FontFamily::Name(super::theme::family_name(weight, italic).into())
}
