//! Whether what is written can be read: the contrast of each text with what
//! lies beneath it, and its size.
//!
//! WCAG 2.2, success criterion 1.4.3: 4.5 to 1, and 3 to 1 for large text (24
//! points of the screen, or 18.7 bold). A halo counts as ground where it is as
//! wide as a stroke of the letters, since it is what the eye sees around them.

use crate::problem::Problem;
use crate::scene::crowd::Frame;
use crate::scene::faces::{ASCENT, DESCENT, width};
use crate::scene::{Anchor, Colour, Drawing, Mark, Spot, Text};

/// A text that cannot be read well.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is written.
    pub text: String,
    /// Where it stands.
    pub at: Spot,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// Too little contrast: what there is, and the least there should be.
    Contrast(f64, f64),
    /// Too small: the size in points, and the least there should be.
    Size(f32, f32),
}

impl Finding {
    /// The finding as a warning, without a file.
    pub fn problem(&self) -> Problem {
        let what = match self.fault {
            Fault::Contrast(is, least) => {
                format!(
                    "“{}” has a contrast of {is:.1} to 1 with its ground; {least} is the least",
                    self.text
                )
            }
            Fault::Size(is, least) => {
                format!("“{}” is {is:.1} points high; {least:.1} is the least", self.text)
            }
        };
        Problem::warning("", what, "Choose another theme, a larger sheet or a closer view.")
    }
}

/// The least size of a text, in points of 1/96 inch: 4.9 points of print, the
/// size of the names of the smallest places on a printed map.
pub const LEAST_SIZE: f32 = 6.5;

/// The least contrast of a text of a size and a weight.
pub fn least_contrast(size: f32, weight: u16) -> f64 {
    let large = size >= 24.0 || (size >= 18.66 && weight >= 700);
    if large { 3.0 } else { 4.5 }
}

/// The texts of a drawing that cannot be read well, in its order.
pub fn check(drawing: &Drawing) -> Vec<Finding> {
    check_from(drawing, LEAST_SIZE)
}

/// As [`check`], with another least size: 24 for what a room reads from 1080 lines.
pub fn check_from(drawing: &Drawing, least_size: f32) -> Vec<Finding> {
    let mut walk = Walk { below: Vec::new(), found: Vec::new(), least_size };
    let sheet = Frame { min: [0.0; 2], max: drawing.size };
    walk.marks(&drawing.marks, &sheet);
    walk.found
}

/// Something painted that a text may stand on.
struct Ground<'a> {
    mark: &'a Mark,
    frame: Frame,
}

struct Walk<'a> {
    below: Vec<Ground<'a>>,
    found: Vec<Finding>,
    least_size: f32,
}

impl<'a> Walk<'a> {
    fn marks(&mut self, marks: &'a [Mark], clip: &Frame) {
        for mark in marks {
            match mark {
                Mark::Text(text) => self.text(text, clip),
                Mark::Group { min, max, marks, .. } => {
                    if let Some(clip) = (Frame { min: *min, max: *max }).within(clip) {
                        self.marks(marks, &clip);
                    }
                }
                mark => {
                    if let Some(frame) = frame_of(mark).and_then(|frame| frame.within(clip)) {
                        self.below.push(Ground { mark, frame });
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &Text, clip: &Frame) {
        let corners = corners(text);
        let frame = around(&corners);
        // What is clipped away is not read; half a name at the edge is.
        if frame.within(clip).is_none() || text.text.trim().is_empty() {
            return;
        }
        let fault = |fault| Finding { text: text.text.clone(), at: text.at, fault };
        if text.size < self.least_size - 0.01 {
            self.found.push(fault(Fault::Size(text.size, self.least_size)));
        }
        let least = least_contrast(text.size, text.weight);
        // The worst fifth of the places is what hinders; a hairline that
        // crosses one letter does not.
        let mut ratios: Vec<f64> =
            places(text).iter().map(|place| text.colour.contrast(self.ground(*place, text))).collect();
        ratios.sort_by(f64::total_cmp);
        let Some(ratio) = ratios.get(ratios.len() / 5).copied() else { return };
        if ratio < least - 0.005 {
            self.found.push(fault(Fault::Contrast(ratio, least)));
        }
    }

    /// The colour under a place of a text.
    fn ground(&self, at: Spot, text: &Text) -> Colour {
        let white = Colour::hex(0xFF_FFFF);
        let mut layers = Vec::new();
        for ground in self.below.iter().rev() {
            let inside = ground.frame.holds(&Frame { min: at, max: at });
            let Some(colour) = inside.then(|| ink_at(ground.mark, at)).flatten() else { continue };
            layers.push(colour);
            if colour.a == 255 {
                break;
            }
        }
        let ground = layers.into_iter().rev().fold(white, |ground, layer| layer.over(ground));
        match text.halo {
            // A stem of Inter is an eleventh of its size.
            Some((halo, reach)) if reach >= text.size / 11.0 => halo.over(ground),
            // A narrower halo is mixed with what shows beyond it.
            Some((halo, reach)) => ground.mixed(halo.over(ground), reach * 11.0 / text.size),
            None => ground,
        }
    }
}

/// The ends of the text's box, turned as the text is.
fn corners(text: &Text) -> [Spot; 4] {
    let wide = width(&text.text, text.size, text.weight, text.italic, text.tracking);
    let from = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -wide / 2.0,
        Anchor::End => -wide,
    };
    let (top, bottom) = (-ASCENT * text.size, DESCENT * text.size);
    [[from, top], [from + wide, top], [from + wide, bottom], [from, bottom]].map(|at| turned(text, at))
}

fn turned(text: &Text, [x, y]: Spot) -> Spot {
    let (sin, cos) = text.angle.sin_cos();
    [text.at[0] + x * cos - y * sin, text.at[1] + x * sin + y * cos]
}

/// Places along the middle of the letters, three to an em.
fn places(text: &Text) -> Vec<Spot> {
    let wide = width(&text.text, text.size, text.weight, text.italic, text.tracking);
    let from = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -wide / 2.0,
        Anchor::End => -wide,
    };
    let steps = ((wide / text.size * 3.0).ceil() as usize).clamp(2, 120);
    (0..=steps)
        .map(|step| turned(text, [from + wide * step as f32 / steps as f32, -0.3 * text.size]))
        .collect()
}

fn around(points: &[Spot]) -> Frame {
    let mut frame = Frame { min: [f32::INFINITY; 2], max: [f32::NEG_INFINITY; 2] };
    for point in points {
        for axis in [0, 1] {
            frame.min[axis] = frame.min[axis].min(point[axis]);
            frame.max[axis] = frame.max[axis].max(point[axis]);
        }
    }
    frame
}

/// The box of a mark that has an inside; lines and hatches are too thin to be a ground.
fn frame_of(mark: &Mark) -> Option<Frame> {
    match mark {
        Mark::Fill { points, .. } => Some(around(points)),
        Mark::Polygon { points, fill: Some(_), .. } => Some(around(points)),
        Mark::Rect { min, max, fill: Some(_), .. } => Some(Frame { min: *min, max: *max }),
        Mark::Disc { at, radius, fill: Some(_), .. } => Some(Frame::around(*at, [*radius; 2])),
        _ => None,
    }
}

/// The colour of a mark at a place in its box, where it covers it.
fn ink_at(mark: &Mark, [x, y]: Spot) -> Option<Colour> {
    match mark {
        Mark::Rect { fill, .. } => *fill,
        Mark::Disc { at, radius, fill, .. } => fill.filter(|_| (x - at[0]).hypot(y - at[1]) <= *radius),
        Mark::Polygon { points, fill, .. } => {
            fill.filter(|_| crate::scene::footprints::holds(std::slice::from_ref(points), [x, y]))
        }
        Mark::Fill { points, triangles, colour } => {
            let inside = triangles.chunks_exact(3).any(|corners| {
                let spots = corners.iter().filter_map(|at| points.get(*at as usize)).collect::<Vec<_>>();
                in_triangle(&spots, [x, y])
            });
            inside.then_some(*colour)
        }
        _ => None,
    }
}

fn in_triangle(corners: &[&Spot], [x, y]: Spot) -> bool {
    let [a, b, c] = corners else { return false };
    let side = |p: &Spot, q: &Spot| (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
    let (u, v, w) = (side(a, b), side(b, c), side(c, a));
    (u >= 0.0 && v >= 0.0 && w >= 0.0) || (u <= 0.0 && v <= 0.0 && w <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Colour = Colour::hex(0xFF_FFFF);
    const GREY: Colour = Colour::hex(0x90_9090);

    fn sheet(ground: Colour) -> Drawing {
        let mut drawing = Drawing::new([200.0, 100.0]);
        drawing.rect([0.0; 2], [200.0, 100.0], 0.0, Some(ground), None);
        drawing
    }

    #[test]
    fn grey_on_white_is_found_and_black_is_not() {
        let mut drawing = sheet(WHITE);
        drawing.text(Text::new([10.0, 30.0], "pale", 12.0, 400, GREY));
        drawing.text(Text::new([10.0, 60.0], "black", 12.0, 400, Colour::hex(0)));
        let found = check(&drawing);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "pale");
        assert!(matches!(found[0].fault, Fault::Contrast(ratio, 4.5) if (3.0..3.3).contains(&ratio)));
        assert!(found[0].problem().to_string().contains("contrast of 3.2 to 1"), "{}", found[0].problem());
    }

    #[test]
    fn large_text_needs_less() {
        let mut drawing = sheet(WHITE);
        drawing.text(Text::new([10.0, 60.0], "large", 24.0, 400, GREY));
        assert_eq!(check(&drawing), []);
    }

    #[test]
    fn the_ground_is_what_lies_beneath_and_a_halo_is_ground() {
        let black = Colour::hex(0);
        let mut drawing = sheet(black);
        let mut inner = Drawing::new([80.0, 40.0]);
        inner.rect([0.0; 2], [80.0, 40.0], 0.0, Some(WHITE.alpha(0.99)), None);
        inner.text(Text::new([4.0, 20.0], "on white", 12.0, 400, black));
        drawing.place([10.0, 10.0], inner, "");
        let text = Text::new([100.0, 80.0], "on black", 12.0, 400, black);
        drawing.text(Text { halo: Some((WHITE, 1.4)), ..text.clone() });
        assert_eq!(check(&drawing), []);
        drawing.text(text);
        assert_eq!(check(&drawing).len(), 1);
    }

    #[test]
    fn small_text_is_found() {
        let mut drawing = sheet(WHITE);
        drawing.text(Text::new([10.0, 30.0], "tiny", 5.0, 400, Colour::hex(0)));
        assert!(matches!(check(&drawing)[0].fault, Fault::Size(5.0, LEAST_SIZE)));
        assert_eq!(check_from(&drawing, 4.0), []);
    }
}
