//! What pieces hold of a zone, and the search for what makes them hold their share.

use geo_types::{Coord, LineString, MultiPolygon};

use super::face::Face;
use super::{Measure, area_of, outline_of};
use crate::geodesy::knife::line_inside;
use crate::geodesy::measure::length;

/// A measure with what the whole zone holds of it.
pub(super) struct Scale<'a> {
    measure: Measure<'a>,
    /// Of a line, what lies in the zone.
    pub lines: Vec<LineString<f64>>,
    pub whole: f64,
    /// Whether the zone holds nothing of the measure, so that its area counts.
    pub by_area: bool,
    /// How near each part comes to its goal, as a share of the goal. Far below what is
    /// asked (1 %), so that a border does not move because a search ended elsewhere; people
    /// take longer to count.
    pub exact: f64,
}

impl<'a> Scale<'a> {
    pub fn new(zone: &[Face], measure: Measure<'a>) -> Self {
        let lines = match measure {
            Measure::Line(lines) => {
                let outline = outline_of(zone);
                lines.iter().flat_map(|line| line_inside(line, &outline).0).collect()
            }
            _ => Vec::new(),
        };
        let mut scale = Self { measure, lines, whole: 1.0, by_area: false, exact: 1e-5 };
        if matches!(measure, Measure::Sum(_)) {
            scale.exact = 1e-3;
        }
        scale.whole = scale.of(zone);
        if !(scale.whole > 0.0 && scale.whole.is_finite()) {
            let (lines, whole) = (Vec::new(), area_of(zone));
            scale = Self { measure: Measure::Area, lines, whole, by_area: true, exact: 1e-5 };
        }
        scale
    }

    /// Whether kilometres of a line are shared out.
    pub const fn is_line(&self) -> bool {
        matches!(self.measure, Measure::Line(_))
    }

    /// The share of the zone that some of its pieces hold.
    pub fn share(&self, faces: &[Face]) -> f64 {
        if faces.is_empty() { 0.0 } else { self.of(faces) / self.whole }
    }

    fn of(&self, faces: &[Face]) -> f64 {
        match self.measure {
            Measure::Area => area_of(faces),
            Measure::Line(_) => {
                let outline: MultiPolygon<f64> = outline_of(faces);
                let inside = self.lines.iter().flat_map(|line| line_inside(line, &outline).0);
                inside.map(|line| length(&line).0).sum()
            }
            Measure::Sum(function) => function(&outline_of(faces)),
        }
    }
}

/// A search for the zero of a rising function, by false position with the
/// weight of an end that stays halved (Dowell and Jarratt 1971).
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    pub at: f64,
    step: f64,
    low: Option<(f64, f64)>,
    high: Option<(f64, f64)>,
    last_was_low: Option<bool>,
}

impl Search {
    /// Starts at a place and strides out by a step.
    pub const fn from(at: f64, step: f64) -> Self {
        Self { at, step, low: None, high: None, last_was_low: None }
    }

    /// Starts between two places with a value below and one above zero.
    pub fn between(low: (f64, f64), high: (f64, f64)) -> Self {
        let mut search = Self { low: Some(low), high: Some(high), ..Self::from(low.0, high.0 - low.0) };
        search.at = search.inside();
        search
    }

    /// Takes the value where the search is, and goes on.
    pub fn tell(&mut self, value: f64) {
        let is_low = value < 0.0;
        let halves = self.last_was_low == Some(is_low);
        let here = Some((self.at, value));
        if is_low {
            self.low = here;
            self.high = self.high.map(|(at, value)| (at, if halves { value * 0.5 } else { value }));
        } else {
            self.high = here;
            self.low = self.low.map(|(at, value)| (at, if halves { value * 0.5 } else { value }));
        }
        self.last_was_low = Some(is_low);
        self.at = match (self.low, self.high) {
            (Some(low), None) => low.0 + self.stride(),
            (None, Some(high)) => high.0 - self.stride(),
            _ => self.inside(),
        };
    }

    fn stride(&mut self) -> f64 {
        let step = self.step;
        self.step *= 2.0;
        step
    }

    /// Between the two ends; never so near to one that the search stands still.
    fn inside(&self) -> f64 {
        let (Some((low, below)), Some((high, above))) = (self.low, self.high) else { return self.at };
        let share = below / (below - above);
        let share = if share.is_finite() { share.clamp(1e-3, 0.999) } else { 0.5 };
        low + (high - low) * share
    }
}

/// The centre of gravity of a face, flat in longitude and latitude.
pub(super) fn centre(face: &Face) -> Coord<f64> {
    let Some(&origin) = face.rings.first().and_then(|ring| ring.first()) else { return Coord::zero() };
    let (mut twice, mut sum) = (0.0, Coord::zero());
    for ring in &face.rings {
        let Some(&last) = ring.last() else { continue };
        let mut before = last - origin;
        for &corner in ring {
            let at = corner - origin;
            let cross = before.x * at.y - at.x * before.y;
            twice += cross;
            sum = sum + (before + at) * cross;
            before = at;
        }
    }
    if twice == 0.0 { origin } else { origin + sum / (3.0 * twice) }
}
