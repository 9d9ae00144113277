//! How far a path runs from the line of contact, kilometre by kilometre, and how a zone's
//! ground is spread over the distances from it.

use geo_types::{Coord, LineString, MultiPolygon};

use super::exposure::Bands;
use crate::geodesy;
use crate::units::{Km, Km2};

/// Stations along a path, ends included: one for each point of the widest figure.
const STATIONS: usize = 301;

/// Steps in which the nearest place between three stations is closed in on: each leaves
/// two thirds, so that a thousandth of the way remains after 17.
const STEPS: usize = 17;

/// A station: how far along the path it is, and how far from the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// From the beginning of the path.
    pub along: Km,
    /// To the nearest place of the line.
    pub away: Km,
}

/// The distances of a path from a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// From the beginning to the end, at equal steps.
    pub stations: Vec<Station>,
    /// The place of the path nearest to the line.
    pub least: Station,
    /// The farthest of the stations.
    pub most: Station,
    /// The mean over the kilometres of the path.
    pub mean: Km,
}

impl Profile {
    /// Measures a path against a line; none where one of them has no length. Take the line of
    /// [`Bands::line`]: a line of a million points takes a minute.
    ///
    /// The stations lie at equal steps along the path as it is drawn; the mean is that of the
    /// trapezoids between them, and the least is closed in on between the stations around
    /// it. Units: km.
    pub fn of(path: &LineString<f64>, line: &LineString<f64>) -> Option<Self> {
        let course = Course::of(path)?;
        let away = |along: f64| {
            let foot = geodesy::nearest_on(line, course.at(along))?;
            Some(Station { along: Km(along), away: foot.distance })
        };
        let step = course.length / (STATIONS - 1) as f64;
        let stations: Vec<Station> =
            (0..STATIONS).map(|number| away(number as f64 * step)).collect::<Option<_>>()?;
        let by_distance = |a: &&Station, b: &&Station| a.away.0.total_cmp(&b.away.0);
        let (near, most) = (*stations.iter().min_by(by_distance)?, *stations.iter().max_by(by_distance)?);
        let (mut from, mut to) = ((near.along.0 - step).max(0.0), (near.along.0 + step).min(course.length));
        let mut least = near;
        for _ in 0..STEPS {
            let third = (to - from) / 3.0;
            let (one, two) = (away(from + third)?, away(to - third)?);
            let nearer = if one.away.0 <= two.away.0 { one } else { two };
            if nearer.away.0 < least.away.0 {
                least = nearer;
            }
            if one.away.0 <= two.away.0 { to -= third } else { from += third }
        }
        let ends = f64::midpoint(stations.first()?.away.0, stations.last()?.away.0);
        let sum: f64 = stations.iter().map(|station| station.away.0).sum();
        let mean = Km((sum - ends) / (STATIONS - 1) as f64);
        Some(Self { stations, least, most, mean })
    }
}

/// A path with how far along it each corner is.
struct Course<'a> {
    corners: &'a [Coord<f64>],
    along: Vec<f64>,
    length: f64,
}

impl<'a> Course<'a> {
    fn of(path: &'a LineString<f64>) -> Option<Self> {
        let mut along = vec![0.0];
        for ends in path.0.windows(2) {
            let leg = geodesy::length(&LineString(ends.to_vec())).0;
            along.push(along.last()? + leg);
        }
        let length = *along.last()?;
        (length > 0.0).then_some(Self { corners: &path.0, along, length })
    }

    /// The place so many kilometres along; within an edge in proportion to its degrees.
    fn at(&self, along: f64) -> Coord<f64> {
        let after = self.along.partition_point(|corner| *corner <= along).clamp(1, self.corners.len() - 1);
        let (from, to) = (self.along[after - 1], self.along[after]);
        let share = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        self.corners[after - 1] + (self.corners[after] - self.corners[after - 1]) * share
    }
}

/// The ground of a zone from one distance to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Where the distances begin.
    pub from: Km,
    /// Where they end; none for all that lies farther away.
    pub to: Option<Km>,
    /// The ground.
    pub area: Km2,
    /// Its share of the zone, 0 to 1.
    pub share: f64,
}

/// How an outline's ground is spread over the bands of a line, and beyond them. The areas
/// add up to the whole.
pub fn spread(outline: &MultiPolygon<f64>, bands: &Bands) -> Vec<Spread> {
    let whole = geodesy::area(outline).0;
    let mut left = outline.clone();
    // From the widest inwards: each band cuts only what the wider one left.
    let mut within: Vec<(Km, Km, f64)> = Vec::new();
    for band in bands.bands().iter().rev() {
        left = geodesy::intersection(&left, &band.within);
        within.push((band.from, band.to, geodesy::area(&left).0.min(whole)));
    }
    within.reverse();
    let share = |area: f64| if whole > 0.0 { area / whole } else { 0.0 };
    let mut inner = 0.0;
    let mut spread: Vec<Spread> = within
        .iter()
        .map(|&(from, to, reach)| {
            let area = (reach - inner).max(0.0);
            inner = inner.max(reach);
            Spread { from, to: Some(to), area: Km2(area), share: share(area) }
        })
        .collect();
    let beyond = (whole - inner).max(0.0);
    let from = within.last().map_or(Km(0.0), |&(_, to, _)| to);
    spread.push(Spread { from, to: None, area: Km2(beyond), share: share(beyond) });
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::line_string;
    use proptest::prelude::*;

    /// From north to south along 37° east.
    fn meridian() -> LineString<f64> {
        line_string![(x: 37.0, y: 50.0), (x: 37.0, y: 46.0)]
    }

    #[test]
    fn a_path_across_the_line_comes_down_to_it_and_goes_up_again() {
        let path = line_string![(x: 36.0, y: 48.0), (x: 38.0, y: 48.0)];
        let profile = Profile::of(&path, &meridian()).unwrap();
        let half = geodesy::length(&path).0 / 2.0;
        assert!(
            profile.least.away.0 < 0.2 && (profile.least.along.0 - half).abs() < 0.5,
            "{:?}",
            profile.least
        );
        assert!((profile.mean.0 - half / 2.0).abs() < 0.5, "{:?}", profile.mean);
        assert!((profile.most.away.0 - half).abs() < 0.2);
        assert_eq!(profile.stations.len(), STATIONS);
    }

    #[test]
    fn a_path_beside_the_line_keeps_its_distance() {
        let path = line_string![(x: 36.5, y: 49.0), (x: 36.5, y: 47.0)];
        let profile = Profile::of(&path, &meridian()).unwrap();
        assert!(profile.most.away.0 - profile.least.away.0 < 1.5, "only the meridians draw apart");
        assert!(profile.least.along.0 < 1.0, "in the north");
    }

    #[test]
    fn what_has_no_length_has_no_profile() {
        let place = line_string![(x: 36.5, y: 49.0), (x: 36.5, y: 49.0)];
        assert_eq!(Profile::of(&place, &meridian()), None);
        assert_eq!(Profile::of(&meridian(), &LineString(vec![])), None);
        assert_eq!(Profile::of(&LineString(vec![]), &meridian()), None);
    }

    proptest! {
        #[test]
        fn the_ground_of_the_bands_adds_up_to_the_zone(
            x in 34.5..38.5_f64, y in 46.8..49.2_f64, radius in 3.0..60.0_f64
        ) {
            let bands = Bands::of(&meridian(), &[Km(10.0), Km(25.0), Km(50.0)]).unwrap();
            let disc = geodesy::disc(geo_types::Point::new(x, y), Km(radius)).unwrap();
            let spread = spread(&disc, &bands);
            prop_assert_eq!(spread.len(), 4);
            let sum: f64 = spread.iter().map(|of| of.area.0).sum();
            let whole = geodesy::area(&disc).0;
            prop_assert!((sum / whole - 1.0).abs() < 1e-6, "{} of {}", sum, whole);
            prop_assert!((spread.iter().map(|of| of.share).sum::<f64>() - 1.0).abs() < 1e-6);
        }

        #[test]
        fn the_least_is_least(x in 35.0..38.0_f64, y in 46.5..49.0_f64, to_x in 36.0..39.0_f64) {
            let path = line_string![(x: x, y: y), (x: to_x, y: y + 0.7)];
            let Some(profile) = Profile::of(&path, &meridian()) else { return Ok(()) };
            prop_assert!(profile.stations.iter().all(|station| station.away.0 >= profile.least.away.0));
            prop_assert!(profile.mean.0 >= profile.least.away.0 && profile.mean.0 <= profile.most.away.0);
        }
    }
}
