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
use crate::scene::bend::Letter;
use crate::scene::drawing::{Anchor, Drawing, Mark, Spot, Text};
use crate::scene::look::Colour;

/// Below this many strokes of a hatch, each gets egui's smooth edges; above it
/// the frame's time matters more than the edge of a hairline.
const SMOOTH_STROKES: usize = 4_000;

/// Where a drawing stands in the window, and how much larger than it is.
#[derive(Clone, Copy, Debug)]
struct Fit {
    origin: Vec2,
    scale: f32,
}

impl Fit {
    fn at(self, spot: Spot) -> Pos2 {
        pos2(spot[0], spot[1]) * self.scale + self.origin
    }
}

/// Paints a drawing with its top left corner at a point of the window, larger or smaller than it is.
pub fn paint_scaled(painter: &Painter, origin: Pos2, scale: f32, drawing: &Drawing) {
    let size = vec2(drawing.size[0], drawing.size[1]) * scale;
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(Rect::from_min_size(origin, size)));
    let fit = Fit { origin: origin.to_vec2(), scale };
    paint_marks(&painter, fit, &drawing.marks, &mut Laid::new());
}

fn paint_marks<'a>(painter: &Painter, fit: Fit, marks: &'a [Mark], laid: &mut Laid<'a>) {
    let mut shapes = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Text(text) => add_text(text, fit, painter.ctx(), laid, &mut shapes),
            Mark::Group { min, max, marks, .. } => {
                painter.extend(std::mem::take(&mut shapes));
                let frame = Rect::from_min_max(fit.at(*min), fit.at(*max));
                let inside = painter.with_clip_rect(painter.clip_rect().intersect(frame));
                paint_marks(&inside, fit, marks, laid);
            }
            mark => add(mark, fit, &mut shapes),
        }
    }
    painter.extend(shapes);
}

fn add(mark: &Mark, fit: Fit, shapes: &mut Vec<Shape>) {
    let scale = fit.scale;
    let at = |spot: &Spot| fit.at(*spot);
    match mark {
        Mark::Fill { points, triangles, colour } => shapes.push(fill(points, triangles, *colour, fit)),
        Mark::Line { points, width, colour, dash, closed } => {
            let mut course: Vec<Pos2> = points.iter().map(at).collect();
            // egui's closed line has no mitre limit and draws spikes; an open
            // line back to its start has one.
            if *closed && let Some(first) = course.first().copied() {
                course.push(first);
            }
            let stroke = Stroke::new(*width * scale, colour32(*colour));
            match dash {
                Some([length, gap]) => {
                    Shape::dashed_line_many(&course, stroke, *length * scale, *gap * scale, shapes);
                }
                None => shapes.push(Shape::line(course, stroke)),
            }
        }
        Mark::Strokes { ends, width, colour } if ends.len() > SMOOTH_STROKES => {
            shapes.push(bare_strokes(ends, *width, *colour, fit));
        }
        Mark::Strokes { ends, width, colour } => {
            let stroke = Stroke::new(*width * scale, colour32(*colour));
            shapes.extend(ends.iter().map(|[from, to]| Shape::line_segment([at(from), at(to)], stroke)));
        }
        Mark::Dots { centres, radius, colour } => {
            let colour = colour32(*colour);
            shapes.extend(
                centres.iter().map(|centre| Shape::circle_filled(at(centre), *radius * scale, colour)),
            );
        }
        Mark::Disc { at: centre, radius, fill, stroke } => shapes.push(Shape::Circle(CircleShape {
            center: at(centre),
            radius: *radius * scale,
            fill: inside(*fill),
            stroke: edge(*stroke, scale),
        })),
        Mark::Rect { min, max, radius, fill, stroke } => shapes.push(Shape::Rect(RectShape::new(
            Rect::from_min_max(at(min), at(max)),
            *radius * scale,
            inside(*fill),
            edge(*stroke, scale),
            StrokeKind::Middle,
        ))),
        Mark::Polygon { points, fill, stroke } => shapes.push(Shape::Path(PathShape {
            points: points.iter().map(at).collect(),
            closed: true,
            fill: inside(*fill),
            stroke: PathStroke::from(edge(*stroke, scale)),
        })),
        Mark::Text(_) | Mark::Group { .. } => {} // with galley and clip, in `paint_marks`
    }
}

fn inside(colour: Option<Colour>) -> Color32 {
    colour.map_or(Color32::TRANSPARENT, colour32)
}

fn edge(stroke: Option<crate::scene::drawing::Stroke>, scale: f32) -> Stroke {
    stroke.map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width * scale, colour32(stroke.colour)))
}

fn fill(points: &[Spot], triangles: &[u32], colour: Colour, fit: Fit) -> Shape {
    let color = colour32(colour);
    let vertices = points.iter().map(|spot| Vertex { pos: fit.at(*spot), uv: WHITE_UV, color }).collect();
    Shape::mesh(Arc::new(Mesh { indices: triangles.to_vec(), vertices, ..Mesh::default() }))
}

/// Strokes as plain quadrangles, without smoothed edges.
fn bare_strokes(ends: &[[Spot; 2]], width: f32, colour: Colour, fit: Fit) -> Shape {
    let mut mesh = Mesh::default();
    let color = colour32(colour);
    for [from, to] in ends {
        let (from, to) = (fit.at(*from), fit.at(*to));
        let side = (to - from).normalized().rot90() * (width * fit.scale / 2.0);
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

fn add_text<'a>(text: &'a Text, fit: Fit, ctx: &Context, laid: &mut Laid<'a>, shapes: &mut Vec<Shape>) {
    if text.bend != 0.0 {
        add_bent(text, fit, ctx, shapes);
        return;
    }
    let key = (text.text.as_str(), text.size.to_bits(), text.weight, text.italic, text.tracking.to_bits());
    let galley = Arc::clone(laid.entry(key).or_insert_with(|| laid_out(text, fit.scale, ctx)));
    let baseline = galley
        .rows
        .first()
        .map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y));
    let width = galley.size().x - text.tracking * fit.scale;
    let before = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let (sin, cos) = text.angle.sin_cos();
    let lead = vec2(before * cos - baseline * sin, before * sin + baseline * cos);
    let at = fit.at(text.at) - lead;
    let mut place = |offset: Vec2, colour: Color32| {
        shapes.push(Shape::Text(
            TextShape::new(at + offset, Arc::clone(&galley), colour)
                .with_angle(text.angle)
                .with_override_text_color(colour),
        ));
    };
    if let Some((colour, reach)) = text.halo {
        for [x, y] in HALO {
            place(vec2(x, y) * reach * fit.scale, colour32(colour));
        }
    }
    place(Vec2::ZERO, colour32(text.colour));
}

/// A text along an arc, letter by letter: first every halo, then every letter.
fn add_bent(text: &Text, fit: Fit, ctx: &Context, shapes: &mut Vec<Shape>) {
    let letter_of = |bytes: std::ops::Range<usize>| Text {
        text: text.text.get(bytes).unwrap_or_default().to_owned(),
        tracking: 0.0,
        ..text.clone()
    };
    let letters: Vec<_> = text
        .letters()
        .into_iter()
        .map(|letter| (laid_out(&letter_of(letter.bytes.clone()), fit.scale, ctx), letter))
        .collect();
    let mut place = |galley: &Arc<Galley>, letter: &Letter, offset: Vec2, colour: Color32| {
        let baseline = galley
            .rows
            .first()
            .map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y));
        let (sin, cos) = letter.angle.sin_cos();
        let at = fit.at(letter.at) - vec2(-baseline * sin, baseline * cos);
        let shape = TextShape::new(at + offset, Arc::clone(galley), colour);
        shapes.push(Shape::Text(shape.with_angle(letter.angle).with_override_text_color(colour)));
    };
    if let Some((colour, reach)) = text.halo {
        for (galley, letter) in &letters {
            for [x, y] in HALO {
                place(galley, letter, vec2(x, y) * reach * fit.scale, colour32(colour));
            }
        }
    }
    for (galley, letter) in &letters {
        place(galley, letter, Vec2::ZERO, colour32(text.colour));
    }
}

fn laid_out(text: &Text, scale: f32, ctx: &Context) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        text.text.clone(),
        TextFormat {
            font_id: FontId::new(text.size * scale, family(text.weight, text.italic)),
            color: Color32::PLACEHOLDER,
            extra_letter_spacing: text.tracking * scale,
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
