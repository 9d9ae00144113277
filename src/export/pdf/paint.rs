//! The marks of a drawing on a surface of a PDF.

use std::f32::consts::FRAC_PI_4;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::export::outline::outline;
use crate::scene::setting::Setting;
use crate::scene::{Colour, Drawing, Mark, Spot, Text, drawing, faces};

/// The faces of Inter as PDF fonts.
pub struct Faces(Vec<Option<Font>>);

impl Faces {
    /// All six, embedded in the program.
    pub fn embedded() -> Self {
        Self(faces::FILES.iter().map(|(_, bytes)| Font::new((*bytes).into(), 0)).collect())
    }
}

/// A piece of a page that is read aloud, in its order.
pub enum Piece {
    /// A text by itself.
    Text {
        /// What it says.
        text: String,
        /// Where it stands.
        id: Identifier,
    },
    /// A picture with its words.
    Figure {
        /// What it shows; may be empty.
        alt: String,
        /// Where it stands.
        id: Identifier,
    },
}

/// Paints marks on a surface and collects what is read aloud.
pub struct Painter<'p, 's> {
    surface: &'p mut Surface<'s>,
    faces: &'p Faces,
    /// What is read aloud, in the order of the marks.
    pub pieces: Vec<Piece>,
    /// Whether a stretch of marks that nobody reads is open.
    silent: bool,
}

impl<'p, 's> Painter<'p, 's> {
    /// A painter for a surface in points of the drawing.
    pub fn new(surface: &'p mut Surface<'s>, faces: &'p Faces) -> Self {
        Self { surface, faces, pieces: Vec::new(), silent: false }
    }

    /// Paints a whole page, clipped to its size.
    pub fn page(&mut self, drawing: &Drawing) {
        let clipped = self.clip([0.0; 2], drawing.size);
        for mark in &drawing.marks {
            self.tagged(mark);
        }
        self.hush(false);
        if clipped {
            self.surface.pop();
        }
    }

    /// Paints a mark of the page itself, with its tag.
    fn tagged(&mut self, mark: &Mark) {
        match mark {
            Mark::Text(text) => {
                self.hush(true);
                self.halo(text);
                self.hush(false);
                let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.words(text);
                self.surface.end_tagged();
                self.pieces.push(Piece::Text { text: text.text.clone(), id });
            }
            Mark::Group { min, max, alt, marks } => {
                self.hush(false);
                let clipped = self.clip(*min, *max);
                let id = self.surface.start_tagged(ContentTag::Other);
                for mark in marks {
                    self.mark(mark);
                }
                self.surface.end_tagged();
                if clipped {
                    self.surface.pop();
                }
                self.pieces.push(Piece::Figure { alt: alt.clone(), id });
            }
            mark => {
                self.hush(true);
                self.mark(mark);
            }
        }
    }

    /// Opens or closes a stretch of marks that nobody reads: rules, grounds, halos.
    fn hush(&mut self, silent: bool) {
        if silent && !self.silent {
            let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
            // What is not read has no place in the tree of tags.
            let _nowhere = self.surface.start_tagged(tag);
        } else if !silent && self.silent {
            self.surface.end_tagged();
        }
        self.silent = silent;
    }

    /// Clips to a box until the surface is popped; a box without room clips nothing.
    fn clip(&mut self, min: Spot, max: Spot) -> bool {
        let Some(path) = rectangle(min, max, 0.0) else { return false };
        self.surface.push_clip_path(&path, &FillRule::NonZero);
        true
    }

    /// Paints a mark without a tag.
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Fill { points, triangles, colour } => {
                let path = rings(outline(points, triangles).iter().map(|ring| (ring.as_slice(), true)));
                self.draw(path, Some(*colour), None);
            }
            Mark::Line { points, width, colour, dash, closed } => {
                let pen = Stroke { dash: dash.map(dashed), ..pen(*width, *colour, LineCap::Butt) };
                self.draw(rings([(points.as_slice(), *closed)]), None, Some(pen));
            }
            Mark::Strokes { ends, width, colour } => {
                let path = rings(ends.iter().map(|ends| (ends.as_slice(), false)));
                self.draw(path, None, Some(pen(*width, *colour, LineCap::Butt)));
            }
            Mark::Dots { centres, radius, colour } => {
                let mut path = PathBuilder::new();
                for centre in centres {
                    circle(&mut path, *centre, *radius);
                }
                self.draw(path.finish(), Some(*colour), None);
            }
            Mark::Disc { at, radius, fill, stroke } => {
                let mut path = PathBuilder::new();
                circle(&mut path, *at, *radius);
                self.draw(path.finish(), *fill, stroke.map(edge));
            }
            Mark::Rect { min, max, radius, fill, stroke } => {
                self.draw(rectangle(*min, *max, *radius), *fill, stroke.map(edge));
            }
            Mark::Polygon { points, fill, stroke } => {
                self.draw(rings([(points.as_slice(), true)]), *fill, stroke.map(edge));
            }
            Mark::Text(text) => {
                self.halo(text);
                self.words(text);
            }
            Mark::Group { min, max, marks, .. } => {
                let clipped = self.clip(*min, *max);
                for mark in marks {
                    self.mark(mark);
                }
                if clipped {
                    self.surface.pop();
                }
            }
        }
    }

    fn draw(&mut self, path: Option<Path>, inside: Option<Colour>, edge: Option<Stroke>) {
        let inside = inside.filter(|colour| colour.a > 0);
        let Some(path) = path.filter(|_| inside.is_some() || edge.is_some()) else { return };
        self.surface.set_fill(inside.map(|colour| ink(colour, FillRule::EvenOdd)));
        self.surface.set_stroke(edge);
        self.surface.draw_path(&path);
    }

    /// The halo of a text as outlines: it is not read twice.
    fn halo(&mut self, text: &Text) {
        let Some((colour, reach)) = text.halo.filter(|(colour, _)| colour.a > 0) else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(pen(reach * 2.0, colour, LineCap::Round)));
        self.glyphs(text, true);
    }

    fn words(&mut self, text: &Text) {
        self.surface.set_fill(Some(ink(text.colour, FillRule::NonZero)));
        self.surface.set_stroke(None);
        self.glyphs(text, false);
    }

    fn glyphs(&mut self, text: &Text, outlined: bool) {
        if text.bend != 0.0 {
            self.letters(text, outlined);
            return;
        }
        let setting = Setting::of(text);
        let Some(Some(font)) = self.faces.0.get(setting.face) else { return };
        let glyphs: Vec<KrillaGlyph> = setting
            .glyphs
            .into_iter()
            .map(|glyph| {
                let id = GlyphId::new(glyph.glyph);
                KrillaGlyph::new(id, glyph.advance, 0.0, 0.0, 0.0, glyph.bytes, None)
            })
            .collect();
        let [x, y] = text.at;
        let turned = text.angle != 0.0;
        let start = if turned {
            let (sin, cos) = text.angle.sin_cos();
            self.surface.push_transform(&Transform::from_row(cos, sin, -sin, cos, x, y));
            Point::from_xy(-setting.before, 0.0)
        } else {
            Point::from_xy(x - setting.before, y)
        };
        self.surface.draw_glyphs(start, &glyphs, font.clone(), &text.text, text.size, outlined);
        if turned {
            self.surface.pop();
        }
    }
}

impl Painter<'_, '_> {
    /// A text along an arc, letter by letter; each is its own letter of the text.
    fn letters(&mut self, text: &Text, outlined: bool) {
        let face = faces::file(text.weight, text.italic);
        let Some(Some(font)) = self.faces.0.get(face) else { return };
        for letter in text.letters() {
            let (sin, cos) = letter.angle.sin_cos();
            let [x, y] = letter.at;
            let id = GlyphId::new(letter.glyph);
            let glyph = KrillaGlyph::new(id, letter.advance, 0.0, 0.0, 0.0, letter.bytes, None);
            self.surface.push_transform(&Transform::from_row(cos, sin, -sin, cos, x, y));
            let start = Point::from_xy(0.0, 0.0);
            self.surface.draw_glyphs(start, &[glyph], font.clone(), &text.text, text.size, outlined);
            self.surface.pop();
        }
    }
}

fn opacity(colour: Colour) -> NormalizedF32 {
    NormalizedF32::new(f32::from(colour.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn ink(colour: Colour, rule: FillRule) -> Fill {
    let paint = rgb::Color::new(colour.r, colour.g, colour.b).into();
    Fill { paint, opacity: opacity(colour), rule }
}

fn pen(width: f32, colour: Colour, line_cap: LineCap) -> Stroke {
    Stroke {
        paint: rgb::Color::new(colour.r, colour.g, colour.b).into(),
        width,
        miter_limit: 4.0,
        line_cap,
        line_join: LineJoin::Round,
        opacity: opacity(colour),
        dash: None,
    }
}

fn edge(stroke: drawing::Stroke) -> Stroke {
    pen(stroke.width, stroke.colour, LineCap::Butt)
}

fn dashed([on, off]: [f32; 2]) -> StrokeDash {
    StrokeDash { array: vec![on, off], offset: 0.0 }
}

/// Lines, closed or open, as one path.
fn rings<'a>(lines: impl IntoIterator<Item = (&'a [Spot], bool)>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (points, closed) in lines {
        for (at, [x, y]) in points.iter().enumerate() {
            if at == 0 {
                path.move_to(*x, *y);
            } else {
                path.line_to(*x, *y);
            }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}

/// The reach of the handles of a quarter of a circle.
const QUARTER: f32 = 0.552_284_8;

/// Adds a circle of four curves.
fn circle(path: &mut PathBuilder, [x, y]: Spot, radius: f32) {
    path.move_to(x + radius, y);
    for step in 1..=4_u8 {
        let (from, to) = (f32::from(step - 1) * 2.0 * FRAC_PI_4, f32::from(step) * 2.0 * FRAC_PI_4);
        let (a, b) = ([from.cos(), from.sin()], [to.cos(), to.sin()]);
        let spot = |[u, v]: Spot| (x + radius * u, y + radius * v);
        let (p, q) = (
            spot([a[0] - a[1] * QUARTER, a[1] + a[0] * QUARTER]),
            spot([b[0] + b[1] * QUARTER, b[1] - b[0] * QUARTER]),
        );
        let end = spot(b);
        path.cubic_to(p.0, p.1, q.0, q.1, end.0, end.1);
    }
    path.close();
}

/// A rectangle with round corners.
fn rectangle(min: Spot, max: Spot, radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let [(l, t), (r, b)] = [(min[0], min[1]), (max[0], max[1])];
    let round = radius.min((r - l) / 2.0).min((b - t) / 2.0);
    if round <= 0.0 {
        path.push_rect(Rect::from_ltrb(l, t, r, b)?);
        return path.finish();
    }
    let bow = round * (1.0 - QUARTER);
    path.move_to(l + round, t);
    path.line_to(r - round, t);
    path.cubic_to(r - bow, t, r, t + bow, r, t + round);
    path.line_to(r, b - round);
    path.cubic_to(r, b - bow, r - bow, b, r - round, b);
    path.line_to(l + round, b);
    path.cubic_to(l + bow, b, l, b - bow, l, b - round);
    path.line_to(l, t + round);
    path.cubic_to(l, t + bow, l + bow, t, l + round, t);
    path.close();
    path.finish()
}
