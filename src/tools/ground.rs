//! East and north of a place in kilometres: how near the hand is to a thing.
//!
//! A plane that touches a sphere at the place. Within the pick radius it is
//! good to a thousandth, which is all that a hand needs; whatever becomes a
//! figure is measured by [`geodesy`](crate::geodesy).

use geo_types::{Coord, LineString};

use crate::units::Km;

/// Kilometres in one degree of latitude on a sphere of mean radius.
const KM_A_DEGREE: f64 = 111.195;

/// Kilometres in one degree of longitude at a latitude; never 0, so that it
/// can divide.
fn km_a_degree_east(latitude: f64) -> f64 {
    KM_A_DEGREE * latitude.clamp(-89.0, 89.0).to_radians().cos()
}

/// How far east and north of one place another is, in kilometres.
pub(super) fn offset(from: Coord<f64>, to: Coord<f64>) -> (f64, f64) {
    ((to.x - from.x) * km_a_degree_east(from.y), (to.y - from.y) * KM_A_DEGREE)
}

/// How far apart two places are, near enough for the hand.
pub(super) fn apart(a: Coord<f64>, b: Coord<f64>) -> Km {
    let (east, north) = offset(a, b);
    Km(east.hypot(north))
}

/// Whether two places may be a distance apart: no degree is longer than one of latitude. What
/// this denies needs no cosine, which a hundred thousand corners in every frame would feel.
pub(super) fn may_be_apart(a: Coord<f64>, b: Coord<f64>, distance: Km) -> bool {
    let (east, north, degrees) = (b.x - a.x, b.y - a.y, distance.0 / KM_A_DEGREE);
    east * east + north * north >= degrees * degrees
}

/// The place between two others, straight in longitude and latitude.
pub(super) fn between(a: Coord<f64>, b: Coord<f64>, fraction: f64) -> Coord<f64> {
    a + (b - a) * fraction
}

/// The place on a line that is nearest, and how far it is. The line is
/// straight in longitude and latitude between its points.
pub(super) fn nearest(path: &LineString<f64>, at: Coord<f64>) -> Option<(Coord<f64>, Km)> {
    let mut best: Option<(Coord<f64>, f64)> = None;
    for ends in path.0.windows(2) {
        let (a, b) = (offset(at, ends[0]), offset(at, ends[1]));
        let (east, north) = (b.0 - a.0, b.1 - a.1);
        let long = east * east + north * north;
        let along = if long > 0.0 { -(a.0 * east + a.1 * north) / long } else { 0.0 };
        let fraction = along.clamp(0.0, 1.0);
        let km = (a.0 + fraction * east).hypot(a.1 + fraction * north);
        if best.is_none_or(|(_, least)| km < least) {
            best = Some((between(ends[0], ends[1], fraction), km));
        }
    }
    best.map(|(foot, km)| (foot, Km(km)))
}

/// A box in longitude and latitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) least: Coord<f64>,
    pub(super) most: Coord<f64>,
}

impl Bounds {
    /// The box around some places; `None` around none.
    pub(super) fn of<'a>(places: impl IntoIterator<Item = &'a Coord<f64>>) -> Option<Self> {
        let mut places = places.into_iter();
        let first = *places.next()?;
        let mut bounds = Self { least: first, most: first };
        for at in places {
            bounds.least.x = bounds.least.x.min(at.x);
            bounds.least.y = bounds.least.y.min(at.y);
            bounds.most.x = bounds.most.x.max(at.x);
            bounds.most.y = bounds.most.y.max(at.y);
        }
        Some(bounds)
    }

    /// Whether a place is in the box or no farther from it than a margin.
    pub(super) fn near(&self, at: Coord<f64>, margin: Km) -> bool {
        let (east, north) = (margin.0 / km_a_degree_east(at.y), margin.0 / KM_A_DEGREE);
        (self.least.x - east..=self.most.x + east).contains(&at.x)
            && (self.least.y - north..=self.most.y + north).contains(&at.y)
    }

    /// Whether two boxes meet, or come nearer than a margin.
    pub(super) fn meets(&self, other: &Self, margin: Km) -> bool {
        let (east, north) = (margin.0 / km_a_degree_east(self.middle().y), margin.0 / KM_A_DEGREE);
        self.least.x - east <= other.most.x
            && other.least.x - east <= self.most.x
            && self.least.y - north <= other.most.y
            && other.least.y - north <= self.most.y
    }

    /// The middle of the box.
    pub(super) fn middle(&self) -> Coord<f64> {
        between(self.least, self.most, 0.5)
    }

    /// The longer of its two sides, near enough for the hand.
    pub(super) fn longest(&self) -> Km {
        let (east, north) = offset(self.middle(), self.most);
        Km(2.0 * east.max(north))
    }
}

/// A length in steps that suit the scale of the map: the largest of 1, 2, 5,
/// 10 … that is no more than an eighth of the pick radius, so that the hand
/// gets "20 km" and not "19.7 km", and always reaches the number it wants.
pub(super) fn rounded(length: Km, pick: Km) -> Km {
    let most = pick.0 / 8.0;
    if !(most.is_finite() && most > 0.0) {
        return length;
    }
    let power = 10_f64.powf(most.log10().floor());
    let step = [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|step| *step <= most).unwrap_or(power);
    // A step below 1 is 1 over a whole number: dividing by that keeps "0.1".
    let steps = (length.0 / step).round();
    Km(if step < 1.0 { steps / (1.0 / step).round() } else { steps * step })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_suit_the_scale() {
        for (length, pick, wanted) in
            [(19.7, 12.0, 20.0), (19.74, 1.0, 19.7), (123.0, 50.0, 125.0), (0.333, 0.05, 0.335)]
        {
            assert_eq!(rounded(Km(length), Km(pick)), Km(wanted), "{length} km at a pick of {pick} km");
        }
    }
}
