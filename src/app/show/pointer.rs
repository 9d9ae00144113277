//! What the pointer does in front of the room: a laser dot, a spotlight, a pen whose strokes vanish.

use egui::{Color32, Context, Key, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::super::theme::colour32;
use crate::scene::Look;
use crate::scene::look::DeckInks;

/// How long a stroke stays whole, and how long it takes to go, in seconds.
const STAYS: f64 = 3.0;
const FADES: f64 = 1.0;

/// The radius of the spotlight, in pixels of the sheet.
const LIGHT: f32 = 190.0;

/// What the pointer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A red dot.
    Laser,
    /// A disc of light in a darkened room.
    Spotlight,
}

/// A stroke over the slide, in pixels of the sheet.
#[derive(Debug)]
pub struct Drawn {
    points: Vec<Pos2>,
    /// When the hand let go; `None` while it draws.
    ended: Option<f64>,
}

/// The pointer.
#[derive(Debug, Default)]
pub struct Pointer {
    /// What it is; `None` is the arrow.
    pub kind: Option<Kind>,
    /// Whether it draws without a key held.
    pub draws: bool,
    /// What was drawn and has not vanished.
    pub strokes: Vec<Drawn>,
    /// Where it was last, and when it moved.
    moved: Option<(Pos2, f64)>,
}

impl Pointer {
    /// Takes a pointer, or lays it down.
    pub fn turn(&mut self, kind: Kind) {
        self.kind = if self.kind == Some(kind) { None } else { Some(kind) };
    }

    /// Whether a drag draws.
    pub fn is_drawing(&self, ctx: &Context) -> bool {
        self.draws || ctx.input(|input| input.key_down(Key::D))
    }

    /// In words, for a screen reader.
    pub fn spoken(&self) -> String {
        let mut words = match self.kind {
            Some(Kind::Laser) => " Laser dot.".to_owned(),
            Some(Kind::Spotlight) => " Spotlight.".to_owned(),
            None => String::new(),
        };
        if self.draws {
            words.push_str(" Drawing.");
        }
        match self.strokes.len() {
            0 => {}
            1 => words.push_str(" One stroke drawn."),
            many => words.extend([" ", &many.to_string(), " strokes drawn."]),
        }
        words
    }

    /// Follows the hand; a drag draws where it may.
    pub fn follow(&mut self, ctx: &Context, sheet: Rect, free: bool) {
        let (at, down, now) =
            ctx.input(|input| (input.pointer.latest_pos(), input.pointer.primary_down(), input.time));
        if let Some(at) = at
            && self.moved.is_none_or(|(was, _)| was != at)
        {
            self.moved = Some((at, now));
        }
        let scale = sheet.width() / crate::brief::deck::SHEET[0];
        let drawing = free && down && self.is_drawing(ctx);
        match (drawing, at, self.strokes.last_mut()) {
            (true, Some(at), Some(stroke)) if stroke.ended.is_none() => {
                let at = ((at - sheet.min) / scale).to_pos2();
                if stroke.points.last() != Some(&at) {
                    stroke.points.push(at);
                }
            }
            (true, Some(at), _) => {
                let at = ((at - sheet.min) / scale).to_pos2();
                self.strokes.push(Drawn { points: vec![at], ended: None });
            }
            (false, _, Some(stroke)) if stroke.ended.is_none() => stroke.ended = Some(now),
            _ => {}
        }
        self.strokes.retain(|stroke| stroke.ended.is_none_or(|ended| now < ended + STAYS + FADES));
        if !self.strokes.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Whether the arrow is in the way: it has another shape, or has not moved for a while.
    pub fn hides_arrow(&self, now: f64) -> bool {
        self.kind.is_some() || self.moved.is_none_or(|(_, moved)| now > moved + 2.0)
    }

    /// Paints strokes, spotlight and dot over the slide.
    pub fn paint(&self, painter: &Painter, sheet: Rect, look: &Look, now: f64) {
        let scale = sheet.width() / crate::brief::deck::SHEET[0];
        let ink = colour32(DeckInks::of(look).alert);
        for stroke in &self.strokes {
            let left =
                stroke.ended.map_or(1.0, |ended| ((ended + STAYS + FADES - now) / FADES).clamp(0.0, 1.0));
            let points: Vec<Pos2> = stroke.points.iter().map(|at| sheet.min + at.to_vec2() * scale).collect();
            let pen = Stroke::new(6.0 * scale, ink.gamma_multiply(left as f32));
            painter.add(Shape::line(points, pen));
        }
        let Some((at, _)) = self.moved else { return };
        match self.kind {
            Some(Kind::Laser) => {
                painter.circle_filled(at, 22.0 * scale, ink.gamma_multiply(0.25));
                painter.circle_filled(at, 10.0 * scale, ink);
                painter.circle_filled(at, 4.0 * scale, Color32::WHITE);
            }
            Some(Kind::Spotlight) => spotlight(painter, sheet, at, LIGHT * scale),
            None => {}
        }
    }
}

/// Darkens the sheet around a disc.
fn spotlight(painter: &Painter, sheet: Rect, at: Pos2, radius: f32) {
    let dark = Color32::from_black_alpha(170);
    let mut mesh = egui::Mesh::default();
    let steps = 96_u32;
    let far = sheet.width() * 2.0;
    for step in 0..=steps {
        let (sin, cos) = (step as f32 / steps as f32 * std::f32::consts::TAU).sin_cos();
        mesh.colored_vertex(at + vec2(cos, sin) * radius, dark);
        mesh.colored_vertex(at + vec2(cos, sin) * far, dark);
        if step > 0 {
            let first = (step - 1) * 2;
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 1, first + 2, first + 3);
        }
    }
    painter.with_clip_rect(sheet.intersect(painter.clip_rect())).add(Shape::mesh(mesh));
    painter.circle_stroke(pos2(at.x, at.y), radius, Stroke::new(2.0, Color32::from_white_alpha(90)));
}
