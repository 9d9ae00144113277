//! An outline drawn with the button held.

use geo_types::{Coord, LineString};

use super::chain::same_spot;
use super::{Context, ground};
use crate::geodesy;

/// The course is taken where it has moved this share of the pick radius: 2 px.
const STEP: f64 = 0.2;

/// How far the outline may stray from the hand, as a share of the pick radius: 1.5 px.
/// Nearer by, the same stroke keeps more of its corners.
const TOLERANCE: f64 = 0.15;

/// The ends of a stroke that overlap where the hand closes it: as much of the whole as is
/// cut off without asking. A larger loop was meant.
const OVERSHOOT: f64 = 0.15;

/// A stroke under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Freehand {
    course: Vec<Coord<f64>>,
    corners: Vec<Coord<f64>>,
}

impl Freehand {
    /// The button went down.
    pub(super) fn at(at: Coord<f64>) -> Self {
        Self { course: vec![at], corners: Vec::new() }
    }

    /// The hand moved.
    pub(super) fn point(&mut self, at: Coord<f64>, context: &Context) {
        let Some(&last) = self.course.last() else { return };
        // A button that slips on the spot is a click.
        let begins = self.course.len() == 1 && same_spot(last, at, context);
        if begins || ground::apart(last, at) < context.pick * STEP {
            return;
        }
        self.course.push(at);
        let tolerance = context.pick * TOLERANCE;
        self.corners = untangled(geodesy::simplified(&LineString(self.course.clone()), tolerance).0);
        // The end that meets the beginning is no corner of its own.
        while self.corners.len() > 3
            && let (Some(first), Some(last)) = (self.corners.first(), self.corners.last())
            && ground::apart(*first, *last) < context.pick * 0.5
        {
            self.corners.pop();
        }
    }

    /// Whether the hand has moved at all.
    pub(super) fn is_drawn(&self) -> bool {
        self.course.len() > 1
    }

    /// Where the hand is.
    pub(super) fn end(&self) -> Option<Coord<f64>> {
        self.course.last().copied()
    }

    /// All of the stroke.
    pub(super) fn course(&self) -> &[Coord<f64>] {
        &self.course
    }

    /// The corners of the outline, the first not repeated.
    pub(super) fn corners(&self) -> &[Coord<f64>] {
        &self.corners
    }
}

/// A stroke whose end crosses its beginning, without the ends beyond the crossing.
fn untangled(line: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    let mut along = vec![0.0];
    for edge in line.windows(2) {
        let so_far = along.last().copied().unwrap_or_default();
        along.push(so_far + ground::apart(edge[0], edge[1]).0);
    }
    let whole = along.last().copied().unwrap_or_default();
    let limit = whole * OVERSHOOT;
    let (early, late) =
        (along.partition_point(|km| *km <= limit), along.partition_point(|km| *km < whole - limit));
    for i in 0..early.min(line.len().saturating_sub(1)) {
        for j in (late.saturating_sub(1).max(i + 2)..line.len().saturating_sub(1)).rev() {
            let Some(at) = crossing([line[i], line[i + 1]], [line[j], line[j + 1]]) else { continue };
            let cut =
                [along[i] + ground::apart(line[i], at).0, whole - along[j] - ground::apart(line[j], at).0];
            if cut.iter().all(|km| *km <= limit) {
                return std::iter::once(at).chain(line[i + 1..=j].iter().copied()).collect();
            }
        }
    }
    line
}

/// Where two edges cross.
fn crossing([a, b]: [Coord<f64>; 2], [c, d]: [Coord<f64>; 2]) -> Option<Coord<f64>> {
    let cross = |u: Coord<f64>, v: Coord<f64>| u.x * v.y - u.y * v.x;
    let (one, other) = (b - a, d - c);
    let across = cross(one, other);
    let (s, t) = (cross(c - a, other) / across, cross(c - a, one) / across);
    let on = |share: f64| (0.0..=1.0).contains(&share);
    (across != 0.0 && on(s) && on(t)).then(|| a + one * s)
}
