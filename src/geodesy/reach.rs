//! Distances, bearings and the part of a line between two places.

use std::sync::LazyLock;

use geo_types::{Coord, LineString, Point};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use super::ellipsoid::{A, Place, normal_radius};
use super::finite;
use crate::units::Km;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// Length of the shortest way over the ground between two places (Karney 2013),
/// exact to nanometres. A place that is not finite is 0 km from everything.
///
/// ```
/// use cordon::geodesy::ground_distance;
/// use geo_types::Coord;
/// let (kyiv, lviv) = (Coord { x: 30.5234, y: 50.4501 }, Coord { x: 24.0297, y: 49.8397 });
/// assert!((ground_distance(kyiv, lviv).0 - 468.6).abs() < 1.0);
/// ```
pub fn ground_distance(a: Coord<f64>, b: Coord<f64>) -> Km {
    if !(finite(a) && finite(b)) {
        return Km(0.0);
    }
    let metres: f64 = WGS84.inverse(latitude(a), a.x, latitude(b), b.x);
    Km(if metres.is_finite() { metres / 1e3 } else { 0.0 })
}

/// Bearing at `from` of the shortest way to `to`: degrees clockwise from north,
/// 0 up to 360. Between equal or non-finite places it is 0.
pub fn bearing(from: Coord<f64>, to: Coord<f64>) -> f64 {
    if !(finite(from) && finite(to)) || from == to {
        return 0.0;
    }
    let (azimuth, _, _): (f64, f64, f64) = WGS84.inverse(latitude(from), from.x, latitude(to), to.x);
    if azimuth.is_finite() { azimuth.rem_euclid(360.0) } else { 0.0 }
}

/// The place at a bearing (degrees clockwise from north) and a distance over
/// the ground (Karney 2013). The start itself where an input is not finite.
pub fn destination(from: Coord<f64>, bearing: f64, distance: Km) -> Coord<f64> {
    if !(finite(from) && bearing.is_finite() && distance.0.is_finite()) {
        return from;
    }
    let (y, x): (f64, f64) = WGS84.direct(latitude(from), from.x, bearing, distance.0 * 1e3);
    let end = Coord { x, y };
    if finite(end) { end } else { from }
}

/// The place so far to the east and so far to the north, less than 0 to the west and to
/// the south: along the meridian first, then along the parallel, so that the way back
/// leads to where it began. (The shortest way east of Kyiv leaves its parallel: a
/// kilometre there and a kilometre back would end 19 cm to the south.)
///
/// ```
/// use cordon::geodesy::{beside, ground_distance};
/// use cordon::units::Km;
/// use geo_types::Coord;
/// let kyiv = Coord { x: 30.5234, y: 50.4501 };
/// let east = beside(kyiv, Km(1.0), Km(0.0));
/// assert!(east.y == kyiv.y && (ground_distance(kyiv, east).0 - 1.0).abs() < 1e-6);
/// let back = beside(east, Km(-1.0), Km(0.0));
/// assert!(ground_distance(kyiv, back).0 < 1e-9);
/// ```
pub fn beside(from: Coord<f64>, east: Km, north: Km) -> Coord<f64> {
    if !(finite(from) && east.0.is_finite()) {
        return from;
    }
    let bearing = if north.0 < 0.0 { 180.0 } else { 0.0 };
    let up = destination(from, bearing, Km(north.0.abs()));
    let parallel = normal_radius(latitude(up).to_radians()) * latitude(up).to_radians().cos();
    let x = up.x + (east.0 * 1e3 / parallel).to_degrees();
    // At a pole there is no east.
    if x.is_finite() { Coord { x, y: up.y } } else { up }
}

/// The middle of the edge between two places: straight in longitude and
/// latitude, as the edge is drawn.
pub fn midpoint(a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    Coord { x: a.x + (b.x - a.x) * 0.5, y: a.y + (b.y - a.y) * 0.5 }
}

/// The nearest place on a line: where it is and how far away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foot {
    /// The place on the line, in degrees.
    pub at: Coord<f64>,
    /// The edge it lies on, counted from 0.
    pub segment: usize,
    /// How far along that edge, 0 to 1.
    pub fraction: f64,
    /// The way over the ground to it.
    pub distance: Km,
}

/// Distance over the ground from a place to a line whose edges are straight in
/// longitude and latitude; within 1e-7 of the distance, or a millimetre. A line
/// without a finite place is infinitely far.
pub fn distance(from: Point<f64>, line: &LineString<f64>) -> Km {
    nearest_on(line, from.0).map_or(Km(f64::INFINITY), |foot| foot.distance)
}

/// The place on a line nearest to a point; the first of several that are
/// equally near. None where the line has no finite place, or the point is none.
///
/// Branch and bound in space: an edge, or half of it, is looked into only where
/// its chord less its sagitta could come nearer than what is known. It works
/// anywhere on the globe, in time proportional to the corners of the line.
pub fn nearest_on(line: &LineString<f64>, point: Coord<f64>) -> Option<Foot> {
    if !finite(point) {
        return None;
    }
    let mut search = Search { goal: Place::of(point), square: f64::INFINITY, segment: 0, fraction: 0.0 };
    let places: Vec<Option<Place>> = line.0.iter().map(|&at| finite(at).then(|| Place::of(at))).collect();
    for (corner, place) in places.iter().enumerate() {
        if let Some(place) = place {
            search.offer(place.square_to(search.goal), corner, 0.0);
        }
    }
    if search.square.is_infinite() {
        return None;
    }
    for (segment, ends) in line.0.windows(2).enumerate() {
        if let (Some(start), Some(end)) = (places[segment], places[segment + 1]) {
            search.edge(segment, ends[0], ends[1], start, end);
        }
    }
    Some(search.foot(line, point))
}

struct Search {
    goal: Place,
    square: f64,
    segment: usize,
    fraction: f64,
}

impl Search {
    fn offer(&mut self, square: f64, segment: usize, fraction: f64) {
        if square < self.square {
            (self.square, self.segment, self.fraction) = (square, segment, fraction);
        }
    }

    /// Looks for a nearer place on one edge, halving it as long as need be.
    fn edge(&mut self, segment: usize, from: Coord<f64>, to: Coord<f64>, start: Place, end: Place) {
        let at = |t: f64| Coord { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
        let whole = sagitta(to.x - from.x, to.y - from.y);
        let mut pieces = vec![(0.0, 1.0, start, end)];
        while let Some((t0, t1, p0, p1)) = pieces.pop() {
            let (share, square) = chord_foot(p0, p1, self.goal);
            let width: f64 = t1 - t0;
            let sag = whole * width * width;
            let known = self.square.sqrt();
            if square.sqrt() - sag >= known {
                continue;
            }
            let t = t0 + width * share;
            self.offer(Place::of(at(t)).square_to(self.goal), segment, t);
            if sag > (known * 1e-7).max(1e-3) {
                let middle = t0 + width * 0.5;
                let place = Place::of(at(middle));
                pieces.push((middle, t1, place, p1));
                pieces.push((t0, middle, p0, place));
            }
        }
    }

    fn foot(&self, line: &LineString<f64>, point: Coord<f64>) -> Foot {
        let last_edge = line.0.len().saturating_sub(2);
        let (segment, fraction) =
            if self.segment > last_edge { (last_edge, 1.0) } else { (self.segment, self.fraction) };
        let start = line.0[segment.min(line.0.len() - 1)];
        let end = line.0[(segment + 1).min(line.0.len() - 1)];
        let at = match fraction {
            0.0 => start,
            1.0 => end,
            t => Coord { x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t },
        };
        // A lone finite corner beside one that is not finite.
        let at = if finite(at) { at } else { line.0[self.segment.min(line.0.len() - 1)] };
        Foot { at, segment, fraction, distance: ground_distance(point, at) }
    }
}

/// How far an edge may bulge from its chord through the Earth, metres: an
/// eighth of the greatest second derivative of its place.
pub(super) fn sagitta(lon: f64, lat: f64) -> f64 {
    let (lon, lat) = (lon.to_radians().abs(), lat.to_radians().abs());
    1.01 * A / 8.0 * (lon + lat).powi(2)
}

/// Share along a chord and square of the distance of the nearest point on it.
pub(super) fn chord_foot(start: Place, end: Place, goal: Place) -> (f64, f64) {
    let chord = end.from(start);
    let length2 = chord.dot(chord);
    let share = if length2 > 0.0 { (goal.from(start).dot(chord) / length2).clamp(0.0, 1.0) } else { 0.0 };
    let foot =
        Place { x: start.x + chord.x * share, y: start.y + chord.y * share, z: start.z + chord.z * share };
    (share, foot.square_to(goal))
}

/// The part of a line between the feet of two places, in the line's direction
/// whichever of the two comes first. None where both feet are one.
pub fn stretch(line: &LineString<f64>, from: Coord<f64>, to: Coord<f64>) -> Option<LineString<f64>> {
    let mut feet = [nearest_on(line, from)?, nearest_on(line, to)?];
    feet.sort_by(|a, b| {
        (a.segment, a.fraction).partial_cmp(&(b.segment, b.fraction)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let [start, end] = feet;
    let mut part = vec![start.at];
    part.extend(
        line.0.iter().skip(start.segment + 1).take(end.segment - start.segment).filter(|&&at| finite(at)),
    );
    part.push(end.at);
    part.dedup();
    (part.len() > 1).then_some(LineString(part))
}

fn latitude(at: Coord<f64>) -> f64 {
    at.y.clamp(-90.0, 90.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(places: &[(f64, f64)]) -> LineString<f64> {
        LineString(places.iter().map(|&at| at.into()).collect())
    }

    #[test]
    fn the_nearest_place_is_on_the_edge_as_drawn() {
        // Halfway along 49° north the parallel is 40 km from the geodesic.
        let parallel = line(&[(22.5, 49.0), (40.0, 49.0)]);
        let foot = nearest_on(&parallel, Coord { x: 31.0, y: 49.5 }).unwrap();
        assert!((foot.at.x - 31.0).abs() < 0.01 && foot.at.y == 49.0);
        assert!((distance(Point::new(31.0, 49.5), &parallel).0 - 55.6).abs() < 0.1);
        assert!(distance(Point::new(31.0, 49.0), &parallel).0 < 1e-6);
    }

    #[test]
    fn nearest_agrees_with_trying_every_place() {
        let axis =
            line(&[(30.0, 47.0), (33.0, 47.0), (33.0, 48.5), (31.0, 48.5), (31.0, 47.6), (32.0, 47.7)]);
        for (x, y) in [(31.5, 47.3), (34.0, 48.0), (29.0, 46.0), (32.0, 49.5), (31.5, 48.0), (80.0, -20.0)] {
            let point = Coord { x, y };
            let tried = axis.0.windows(2).flat_map(|edge| {
                (0..=2_000).map(move |step| {
                    ground_distance(point, edge[0] + (edge[1] - edge[0]) * (f64::from(step) / 2e3)).0
                })
            });
            let (found, tried) =
                (nearest_on(&axis, point).unwrap().distance.0, tried.fold(f64::INFINITY, f64::min));
            assert!(found <= tried + 1e-6 && found > tried - 0.2, "{point:?}: {found} and {tried}");
        }
    }

    #[test]
    fn a_stretch_runs_in_the_direction_of_the_line() {
        let front = line(&[(38.0, 49.0), (37.9, 48.5), (37.2, 48.2), (36.0, 47.5)]);
        let (south, north) = (Coord { x: 36.6, y: 47.8 }, Coord { x: 38.1, y: 48.8 });
        let part = stretch(&front, south, north).unwrap();
        assert_eq!(part.0.len(), 4);
        assert!(part.0[0].y > 48.7 && part.0[3].y < 48.0);
        assert_eq!(stretch(&front, north, south).unwrap(), part);
        assert!(stretch(&front, north, north).is_none());
        assert_eq!(stretch(&front, front.0[0], front.0[3]).unwrap(), front);
    }

    #[test]
    fn nothing_comes_of_what_is_no_number() {
        let nan = Coord { x: f64::NAN, y: 49.0 };
        assert!(nearest_on(&line(&[]), Coord { x: 31.0, y: 49.0 }).is_none());
        assert!(nearest_on(&line(&[(31.0, 49.0)]), nan).is_none());
        assert_eq!(distance(Point::new(31.0, 49.0), &line(&[])).0, f64::INFINITY);
        assert_eq!(ground_distance(nan, nan).0, 0.0);
        let broken = LineString(vec![nan, Coord { x: 31.0, y: 49.0 }, nan]);
        assert_eq!(nearest_on(&broken, Coord { x: 31.0, y: 50.0 }).unwrap().at, Coord { x: 31.0, y: 49.0 });
    }

    #[test]
    fn destination_undoes_bearing_and_distance() {
        let (lviv, donetsk) = (Coord { x: 24.03, y: 49.84 }, Coord { x: 37.80, y: 48.00 });
        let end = destination(lviv, bearing(lviv, donetsk), ground_distance(lviv, donetsk));
        assert!((end.x - donetsk.x).abs() < 1e-9 && (end.y - donetsk.y).abs() < 1e-9);
    }
}
