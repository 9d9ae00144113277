//! Hatches in screen space: lines and dots of a fixed size, cut to an outline.

use super::crowd::Frame;
use super::drawing::{Drawing, Mark, Spot};
use super::look::{Colour, Hatch};

/// The stretches of parallel lines inside rings, by the even–odd rule, so that
/// holes stay free. The cost grows with the edges and the lines they cross,
/// never with the area.
struct Rows {
    /// Direction along the lines, and across them.
    along: [f32; 2],
    across: [f32; 2],
    /// The position of line 0 across, and the distance between lines.
    phase: f32,
    spacing: f32,
    /// The first line that meets the window.
    first: i32,
    /// Where each line crosses the rings.
    cuts: Vec<Vec<f32>>,
    /// The reach of the window along the lines.
    reach: [f32; 2],
}

impl Rows {
    /// Cuts lines at an angle in degrees; `anchor` is a point that one line runs
    /// through, fixed to the map so that the hatch moves with it.
    fn cut(rings: &[Vec<Spot>], window: &Frame, anchor: Spot, angle: f32, spacing: f32, offset: f32) -> Self {
        let (sin, cos) = angle.to_radians().sin_cos();
        let (along, across) = ([cos, -sin], [sin, cos]);
        let dot = |a: [f32; 2], b: Spot| a[0] * b[0] + a[1] * b[1];
        let corners =
            [window.min, window.max, [window.min[0], window.max[1]], [window.max[0], window.min[1]]];
        let range = |axis: [f32; 2]| {
            corners
                .iter()
                .map(|corner| dot(axis, *corner))
                .fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], at| [low.min(at), high.max(at)])
        };
        let (reach, [low, high]) = (range(along), range(across));
        let phase = (dot(across, anchor) + offset).rem_euclid(spacing);
        let first = ((low - phase) / spacing).ceil() as i32;
        let last = ((high - phase) / spacing).floor() as i32;
        let mut rows = Self {
            along,
            across,
            phase,
            spacing,
            first,
            cuts: vec![Vec::new(); (last - first + 1).clamp(0, 20_000) as usize],
            reach,
        };
        for ring in rings {
            let Some(mut from) = ring.last().map(|&spot| (dot(along, spot), dot(across, spot))) else {
                continue;
            };
            for &spot in ring {
                let to = (dot(along, spot), dot(across, spot));
                rows.edge(from, to);
                from = to;
            }
        }
        rows
    }

    /// Notes where an edge crosses the lines.
    fn edge(&mut self, from: (f32, f32), to: (f32, f32)) {
        let (low, high) = if from.1 < to.1 { (from, to) } else { (to, from) };
        if low.1 >= high.1 {
            return;
        }
        let row = |at: f32| ((at - self.phase) / self.spacing).ceil() as i32 - self.first;
        let slope = (high.0 - low.0) / (high.1 - low.1);
        let (begin, end) = (row(low.1).max(0), row(high.1).min(self.cuts.len() as i32));
        for row in begin..end {
            let at = self.phase + (self.first + row) as f32 * self.spacing;
            self.cuts[row as usize].push(low.0 + (at - low.1) * slope);
        }
    }

    /// Calls a function with each stretch: its line, and its begin and end along it.
    fn each(mut self, mut stretch: impl FnMut(&Self, f32, [f32; 2])) {
        for row in 0..self.cuts.len() {
            let mut cuts = std::mem::take(&mut self.cuts[row]);
            cuts.sort_by(f32::total_cmp);
            let at = self.phase + (self.first + row as i32) as f32 * self.spacing;
            for pair in cuts.chunks_exact(2) {
                let (from, to) = (pair[0].max(self.reach[0]), pair[1].min(self.reach[1]));
                if to - from > 0.3 {
                    stretch(&self, at, [from, to]);
                }
            }
        }
    }

    fn spot(&self, along: f32, across: f32) -> Spot {
        [0, 1].map(|axis: usize| self.along[axis] * along + self.across[axis] * across)
    }
}

/// Adds a hatch cut to rings, each without its first point repeated.
pub fn draw(
    rings: &[Vec<Spot>],
    window: &Frame,
    anchor: Spot,
    hatch: Hatch,
    ink: Colour,
    drawing: &mut Drawing,
) {
    match hatch {
        Hatch::Lines { angle, spacing, width, alpha, pair } => {
            let mut ends = Vec::new();
            for offset in [Some(0.0), pair].into_iter().flatten() {
                Rows::cut(rings, window, anchor, angle, spacing, offset).each(|rows, at, [from, to]| {
                    ends.push([rows.spot(from, at), rows.spot(to, at)]);
                });
            }
            if !ends.is_empty() {
                drawing.add(Mark::Strokes { ends, width, colour: ink.alpha(alpha) });
            }
        }
        Hatch::Dots { angle, spacing, radius, alpha } => {
            let mut centres = Vec::new();
            let rows = Rows::cut(rings, window, anchor, angle, spacing, 0.0);
            let phase = (rows.along[0] * anchor[0] + rows.along[1] * anchor[1]).rem_euclid(spacing);
            rows.each(|rows, at, [from, to]| {
                let first = ((from + radius - phase) / spacing).ceil() as i32;
                let last = ((to - radius - phase) / spacing).floor() as i32;
                centres.extend((first..=last).map(|step| rows.spot(phase + step as f32 * spacing, at)));
            });
            if !centres.is_empty() {
                drawing.add(Mark::Dots { centres, radius, colour: ink.alpha(alpha) });
            }
        }
        Hatch::None => {}
    }
}

/// Calls a function with the ends of each level stretch inside rings.
pub fn each_row(rings: &[Vec<Spot>], window: &Frame, spacing: f32, mut each: impl FnMut(Spot, Spot)) {
    Rows::cut(rings, window, [0.0; 2], 0.0, spacing, 0.0)
        .each(|rows, at, [from, to]| each(rows.spot(from, at), rows.spot(to, at)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f32, to: f32) -> Vec<Spot> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    fn ends(rings: &[Vec<Spot>], hatch: Hatch) -> Vec<[Spot; 2]> {
        let mut drawing = Drawing::default();
        let window = Frame { min: [0.0, 0.0], max: [200.0, 200.0] };
        draw(rings, &window, [0.0, 0.5], hatch, Colour::hex(0), &mut drawing);
        drawing
            .marks
            .into_iter()
            .flat_map(|mark| match mark {
                Mark::Strokes { ends, .. } => ends,
                _ => Vec::new(),
            })
            .collect()
    }

    const LEVEL: Hatch = Hatch::Lines { angle: 0.0, spacing: 10.0, width: 1.0, alpha: 1.0, pair: None };

    #[test]
    fn level_lines_fill_a_square() {
        let lines = ends(&[square(0.0, 100.0)], LEVEL);
        assert_eq!(lines.len(), 10);
        assert_eq!(lines[1], [[0.0, 10.5], [100.0, 10.5]]);
    }

    #[test]
    fn a_hole_stays_free() {
        let lines = ends(&[square(0.0, 100.0), square(40.0, 60.0)], LEVEL);
        assert_eq!(lines.len(), 12);
        assert!(lines.contains(&[[60.0, 50.5], [100.0, 50.5]]), "{lines:?}");
    }

    #[test]
    fn lines_beyond_the_window_are_not_made() {
        let lines = ends(&[square(-1e6, 1e6)], LEVEL);
        assert_eq!(lines.len(), 20);
        assert!(lines.iter().all(|[from, to]| from[0] >= 0.0 && to[0] <= 200.0));
    }

    #[test]
    fn turned_lines_keep_their_length() {
        let turned = Hatch::Lines { angle: 45.0, spacing: 1.0, width: 1.0, alpha: 1.0, pair: None };
        let sum: f32 =
            ends(&[square(20.0, 120.0)], turned).iter().map(|[a, b]| (b[0] - a[0]).hypot(b[1] - a[1])).sum();
        assert!((sum - 10_000.0).abs() < 60.0, "{sum}");
    }

    #[test]
    fn dots_stay_inside() {
        let mut drawing = Drawing::default();
        let window = Frame { min: [0.0, 0.0], max: [200.0, 200.0] };
        let dots = Hatch::Dots { angle: 0.0, spacing: 6.0, radius: 1.0, alpha: 1.0 };
        draw(&[square(30.0, 60.0)], &window, [0.0, 0.0], dots, Colour::hex(0), &mut drawing);
        let Some(Mark::Dots { centres, .. }) = drawing.marks.first() else { panic!("no dots") };
        assert_eq!(centres.len(), 20);
        assert!(centres.iter().flatten().all(|at| (30.0..=60.0).contains(at)));
    }
}
