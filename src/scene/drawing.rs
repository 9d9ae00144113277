//! A drawing: fills, lines and texts in points, with nothing left to decide.
//!
//! The painter of the window and the exporters translate it and add nothing.
//! Points are screen pixels at scale 1 (1/96 inch), origin top left, y down.
//! Marks are painted in their order, and the whole is clipped to its size.

use super::faces;
use super::look::Colour;

/// A point of the drawing.
pub type Spot = [f32; 2];

/// What is on the sheet, bottom first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width and height, to which the marks are clipped.
    pub size: [f32; 2],
    /// The marks, bottom first.
    pub marks: Vec<Mark>,
}

/// An outline stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The full width.
    pub width: f32,
    /// The ink.
    pub colour: Colour,
}

/// Which end of a text stands at its point. The point is on the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// A run of text on one line, straight or along an arc.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// A point on the baseline; the text turns about it.
    pub at: Spot,
    /// What is written, without line breaks.
    pub text: String,
    /// Font size (the em) in points.
    pub size: f32,
    /// 400, 500, 600 or 700.
    pub weight: u16,
    /// Upright or italic.
    pub italic: bool,
    /// The ink.
    pub colour: Colour,
    /// Colour and reach of a halo: the text drawn eight times that far around, below the text.
    pub halo: Option<(Colour, f32)>,
    /// Turn about `at` in radians, clockwise on the screen.
    pub angle: f32,
    /// How the baseline bends, in radians a point, clockwise on the screen; 0 is straight.
    pub bend: f32,
    /// Which end stands at `at`.
    pub anchor: Anchor,
    /// Added after each letter.
    pub tracking: f32,
}

impl Text {
    /// An upright text that begins at a point, without halo, turn or tracking.
    pub fn new(at: Spot, text: impl Into<String>, size: f32, weight: u16, colour: Colour) -> Self {
        Self {
            at,
            text: text.into(),
            size,
            weight,
            italic: false,
            colour,
            halo: None,
            angle: 0.0,
            bend: 0.0,
            anchor: Anchor::Start,
            tracking: 0.0,
        }
    }
}

/// One mark of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Triangles over shared points, each three indices; they do not overlap.
    Fill {
        /// The corners.
        points: Vec<Spot>,
        /// Three indices into `points` a triangle.
        triangles: Vec<u32>,
        /// The ink.
        colour: Colour,
    },
    /// An open or closed line, round at its joins and flat at its ends.
    Line {
        /// The course; a closed line does not repeat its first point.
        points: Vec<Spot>,
        /// The full width.
        width: f32,
        /// The ink.
        colour: Colour,
        /// Length of the dashes and of the gaps between them.
        dash: Option<[f32; 2]>,
        /// Whether the last point is joined to the first.
        closed: bool,
    },
    /// Many separate straight strokes of one width and ink: hatches and ticks.
    Strokes {
        /// The two ends of each stroke.
        ends: Vec<[Spot; 2]>,
        /// The full width.
        width: f32,
        /// The ink.
        colour: Colour,
    },
    /// Many filled discs of one radius and ink: dotted hatches and point layers.
    Dots {
        /// The centres.
        centres: Vec<Spot>,
        /// The radius.
        radius: f32,
        /// The ink.
        colour: Colour,
    },
    /// A disc or a ring.
    Disc {
        /// The centre.
        at: Spot,
        /// The radius to the middle of the stroke.
        radius: f32,
        /// The inside.
        fill: Option<Colour>,
        /// The edge, centred on the radius.
        stroke: Option<Stroke>,
    },
    /// An upright rectangle.
    Rect {
        /// Top left corner.
        min: Spot,
        /// Bottom right corner.
        max: Spot,
        /// Radius of the corners.
        radius: f32,
        /// The inside.
        fill: Option<Colour>,
        /// The edge, centred on the sides.
        stroke: Option<Stroke>,
    },
    /// A convex polygon.
    Polygon {
        /// The corners in order, the first not repeated.
        points: Vec<Spot>,
        /// The inside.
        fill: Option<Colour>,
        /// The edge, centred on the sides.
        stroke: Option<Stroke>,
    },
    /// A text.
    Text(Text),
    /// Marks of their own, clipped to a box: a map on a page.
    Group {
        /// Top left corner of the box.
        min: Spot,
        /// Bottom right corner of the box.
        max: Spot,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// The marks, bottom first.
        marks: Vec<Mark>,
    },
}

impl Mark {
    /// The same mark magnified about the origin and then moved.
    #[must_use]
    pub fn placed(self, scale: f32, by: Spot) -> Self {
        let spot = |[x, y]: Spot| [x.mul_add(scale, by[0]), y.mul_add(scale, by[1])];
        let spots = |points: Vec<Spot>| points.into_iter().map(spot).collect::<Vec<_>>();
        let pen = |stroke: Option<Stroke>| stroke.map(|it| Stroke { width: it.width * scale, ..it });
        match self {
            Self::Fill { points, triangles, colour } => {
                Self::Fill { points: spots(points), triangles, colour }
            }
            Self::Line { points, width, colour, dash, closed } => Self::Line {
                points: spots(points),
                width: width * scale,
                colour,
                dash: dash.map(|[on, off]| [on * scale, off * scale]),
                closed,
            },
            Self::Strokes { ends, width, colour } => Self::Strokes {
                ends: ends.into_iter().map(|ends| ends.map(spot)).collect(),
                width: width * scale,
                colour,
            },
            Self::Dots { centres, radius, colour } => {
                Self::Dots { centres: spots(centres), radius: radius * scale, colour }
            }
            Self::Disc { at, radius, fill, stroke } => {
                Self::Disc { at: spot(at), radius: radius * scale, fill, stroke: pen(stroke) }
            }
            Self::Rect { min, max, radius, fill, stroke } => Self::Rect {
                min: spot(min),
                max: spot(max),
                radius: radius * scale,
                fill,
                stroke: pen(stroke),
            },
            Self::Polygon { points, fill, stroke } => {
                Self::Polygon { points: spots(points), fill, stroke: pen(stroke) }
            }
            Self::Text(text) => Self::Text(Text {
                at: spot(text.at),
                size: text.size * scale,
                tracking: text.tracking * scale,
                bend: text.bend / scale,
                halo: text.halo.map(|(colour, reach)| (colour, reach * scale)),
                ..text
            }),
            Self::Group { min, max, alt, marks } => Self::Group {
                min: spot(min),
                max: spot(max),
                alt,
                marks: marks.into_iter().map(|mark| mark.placed(scale, by)).collect(),
            },
        }
    }

    /// The size of an upright text.
    fn text_size(&self) -> Option<f32> {
        match self {
            Self::Text(text) if text.angle == 0.0 => Some(text.size),
            _ => None,
        }
    }

    /// The box of an upright text: left, top, right, bottom.
    fn text_box(&self) -> Option<[f32; 4]> {
        let Self::Text(text) = self else { return None };
        if text.angle != 0.0 {
            return None;
        }
        let wide = faces::width(&text.text, text.size, text.weight, text.italic, text.tracking);
        let left = match text.anchor {
            Anchor::Start => text.at[0],
            Anchor::Middle => text.at[0] - wide / 2.0,
            Anchor::End => text.at[0] - wide,
        };
        let [_, y] = text.at;
        Some([left, y - faces::CAPITAL * text.size, left + wide, y + faces::DESCENT * text.size])
    }

    fn raise_texts(&mut self, least: f32) {
        match self {
            Self::Text(text) if text.size < least && text.size > 0.0 => {
                // Capitals stay level with the symbol beside them.
                let down = faces::CAPITAL * (least - text.size) / 2.0;
                let (sin, cos) = text.angle.sin_cos();
                text.at = [text.at[0] - sin * down, text.at[1] + cos * down];
                text.tracking *= least / text.size;
                text.size = least;
            }
            Self::Group { marks, .. } => marks.iter_mut().for_each(|mark| mark.raise_texts(least)),
            _ => {}
        }
    }

    /// The number of points in it: what it costs to draw.
    fn points(&self) -> usize {
        match self {
            Self::Fill { points, .. } | Self::Line { points, .. } | Self::Polygon { points, .. } => {
                points.len()
            }
            Self::Strokes { ends, .. } => 2 * ends.len(),
            Self::Dots { centres, .. } => centres.len(),
            Self::Disc { .. } | Self::Rect { .. } => 4,
            Self::Text(text) => text.text.len(),
            Self::Group { marks, .. } => marks.iter().map(Self::points).sum(),
        }
    }
}

/// Whether two boxes touch.
fn meet(one: &[f32; 4], other: &[f32; 4]) -> bool {
    one[0] < other[2] + 1.0 && other[0] < one[2] + 1.0 && one[1] < other[3] && other[1] < one[3]
}

impl Drawing {
    /// An empty sheet.
    pub const fn new(size: [f32; 2]) -> Self {
        Self { size, marks: Vec::new() }
    }

    /// Adds a mark on top.
    pub fn add(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Adds an open line; fewer than two points draw nothing.
    pub fn line(&mut self, points: Vec<Spot>, width: f32, colour: Colour) {
        self.stroke(points, width, colour, None, false);
    }

    /// Adds a line of any kind; fewer than two points draw nothing.
    pub fn stroke(
        &mut self,
        points: Vec<Spot>,
        width: f32,
        colour: Colour,
        dash: Option<[f32; 2]>,
        closed: bool,
    ) {
        if points.len() >= 2 && width > 0.0 && colour.a > 0 {
            self.marks.push(Mark::Line { points, width, colour, dash, closed });
        }
    }

    /// Adds a rectangle.
    pub fn rect(&mut self, min: Spot, max: Spot, radius: f32, fill: Option<Colour>, stroke: Option<Stroke>) {
        self.marks.push(Mark::Rect { min, max, radius, fill, stroke });
    }

    /// Adds a disc or a ring.
    pub fn disc(&mut self, at: Spot, radius: f32, fill: Option<Colour>, stroke: Option<Stroke>) {
        self.marks.push(Mark::Disc { at, radius, fill, stroke });
    }

    /// Adds a convex polygon.
    pub fn polygon(&mut self, points: Vec<Spot>, fill: Option<Colour>, stroke: Option<Stroke>) {
        self.marks.push(Mark::Polygon { points, fill, stroke });
    }

    /// Adds a text; an empty one draws nothing.
    pub fn text(&mut self, text: Text) {
        if !text.text.is_empty() {
            self.marks.push(Mark::Text(text));
        }
    }

    /// The same drawing magnified.
    #[must_use]
    pub fn scaled(self, scale: f32) -> Self {
        Self {
            size: self.size.map(|side| side * scale),
            marks: self.marks.into_iter().map(|mark| mark.placed(scale, [0.0; 2])).collect(),
        }
    }

    /// The same drawing with texts that are smaller than a size set in that size, each from its
    /// own end. A small name that would then touch another text is left out.
    #[must_use]
    pub fn with_texts_from(mut self, least: f32) -> Self {
        let before: Vec<Option<f32>> = self.marks.iter().map(Mark::text_size).collect();
        for mark in &mut self.marks {
            mark.raise_texts(least);
        }
        let boxes: Vec<Option<[f32; 4]>> = self.marks.iter().map(Mark::text_box).collect();
        let gives_way = |(place, mark): (usize, &Mark)| {
            let (Some(Some(frame)), Some(Some(size))) = (boxes.get(place), before.get(place)) else {
                return false;
            };
            let name = matches!(mark, Mark::Text(text) if text.halo.is_some());
            let to = |(is, was): (&Option<[f32; 4]>, &Option<f32>)| {
                was.is_some_and(|was| was > *size) && is.is_some_and(|is| meet(frame, &is))
            };
            name && *size < least && std::iter::zip(&boxes, &before).any(to)
        };
        let kept: Vec<bool> = self.marks.iter().enumerate().map(|mark| !gives_way(mark)).collect();
        let mut kept = kept.into_iter();
        self.marks.retain(|_| kept.next().unwrap_or(true));
        self
    }

    /// Adds another drawing with its top left corner at a point, clipped to its
    /// size; `alt` says what it shows to those who cannot see it.
    pub fn place(&mut self, at: Spot, other: Self, alt: impl Into<String>) {
        let max = [at[0] + other.size[0], at[1] + other.size[1]];
        let marks = other.marks.into_iter().map(|mark| mark.placed(1.0, at)).collect();
        self.marks.push(Mark::Group { min: at, max, alt: alt.into(), marks });
    }

    /// The number of points in all marks: what a frame costs.
    pub fn points(&self) -> usize {
        self.marks.iter().map(Mark::points).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_names_are_set_larger_and_give_way_to_others() {
        let ink = Colour::hex(0);
        let name = |x: f32, words: &str, size: f32| Text {
            halo: Some((ink, 1.0)),
            ..Text::new([x, 40.0], words, size, 400, ink)
        };
        let mut drawing = Drawing::new([300.0, 80.0]);
        drawing.text(name(10.0, "schematic", 11.0));
        drawing.text(name(10.0 + faces::width("schematic", 11.0, 400, false, 0.0) + 2.0, "Rostov", 10.5));
        drawing.text(name(200.0, "Homel", 10.5));
        drawing.text(name(250.0, "Kyiv", 15.0));
        let raised = drawing.clone().with_texts_from(12.0);
        let texts: Vec<(&str, f32)> = raised
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text(text) => Some((text.text.as_str(), text.size)),
                _ => None,
            })
            .collect();
        assert_eq!(texts, [("schematic", 12.0), ("Homel", 12.0), ("Kyiv", 15.0)]);
        assert_eq!(drawing.clone().with_texts_from(10.0), drawing);
    }
}
