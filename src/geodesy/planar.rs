//! What a flat map would have said: lengths and areas in the plane of a projection.
//!
//! Nothing in Cordon is reckoned in a plane. A GIS that measures in the plane of its map
//! does, and this says how far off it would be, and why.

use std::fmt;

use geo_types::{Coord, LineString, MultiPolygon};
use geoconvert::LatLon;
use proj4rs::Proj;
use proj4rs::transform::transform;

use super::ellipsoid::A;
use super::reach::{destination, ground_distance};
use super::{area, bounds, finite, length};
use crate::units::{Km, Km2, grouped};

/// A plane that maps are drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plane {
    /// The square world of map tiles (EPSG:3857).
    WebMercator,
    /// A zone of six degrees of Universal Transverse Mercator.
    Utm(UtmZone),
}

/// A zone of UTM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UtmZone {
    number: u8,
    south: bool,
}

impl UtmZone {
    /// The zone of a place; none near the poles, which UTM leaves out.
    pub fn of(at: Coord<f64>) -> Option<Self> {
        let utm = LatLon::create(at.y, at.x).ok()?.to_utmups();
        let number = u8::try_from(utm.zone()).ok().filter(|number| *number > 0)?;
        Some(Self { number, south: at.y < 0.0 })
    }

    /// Its middle meridian, degrees.
    pub fn meridian(self) -> f64 {
        f64::from(self.number) * 6.0 - 183.0
    }
}

impl fmt::Display for UtmZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UTM {}{}", self.number, if self.south { 'S' } else { 'N' })
    }
}

impl fmt::Display for Plane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WebMercator => f.write_str("Web Mercator"),
            Self::Utm(zone) => zone.fmt(f),
        }
    }
}

/// Where Web Mercator ends: there its world is as high as it is wide.
const MERCATOR_ENDS: f64 = 85.06;

/// The length by which the scale of a plane is found, in kilometres.
const RULER: Km = Km(0.1);

impl Plane {
    /// Web Mercator, and the zone of UTM of a place.
    pub fn all(at: Coord<f64>) -> Vec<Self> {
        std::iter::once(Self::WebMercator).chain(UtmZone::of(at).map(Self::Utm)).collect()
    }

    /// Length of a line in the plane: its corners projected, straight between them. None
    /// where a corner lies outside the plane.
    pub fn length(self, line: &LineString<f64>) -> Option<Km> {
        let places = self.placed(&line.0)?;
        let side = |ends: &[Coord<f64>]| (ends[1].x - ends[0].x).hypot(ends[1].y - ends[0].y);
        Some(Km(places.windows(2).map(side).sum::<f64>() / 1e3))
    }

    /// Area of an outline in the plane, holes taken off. None where a corner lies outside.
    pub fn area(self, outline: &MultiPolygon<f64>) -> Option<Km2> {
        let ring = |ring: &LineString<f64>| Some(shoelace(&self.placed(&ring.0)?).abs());
        let mut metres2 = 0.0;
        for part in outline {
            let holes = part.interiors().iter().map(ring).sum::<Option<f64>>()?;
            metres2 += (ring(part.exterior())? - holes).max(0.0);
        }
        Some(Km2(metres2 / 1e6))
    }

    /// How many times as long a short way is in the plane as on the ground.
    ///
    /// Web Mercator is a sphere's, so it is 1/cos φ but for the flattening: the mean of
    /// what it is to the east and to the north, which lie 0.3 % apart at 49° N.
    pub fn scale(self, at: Coord<f64>) -> Option<f64> {
        let toward = |bearing: f64| {
            let there = destination(at, bearing, RULER);
            let flat = self.length(&LineString(vec![at, there]))?;
            Some(flat.0 / ground_distance(at, there).0)
        };
        Some(f64::midpoint(toward(0.0)?, toward(90.0)?))
    }

    fn placed(self, places: &[Coord<f64>]) -> Option<Vec<Coord<f64>>> {
        match self {
            Self::WebMercator => places.iter().map(|&at| mercator(at)).collect(),
            Self::Utm(zone) => zone.placed(places),
        }
    }
}

fn mercator(at: Coord<f64>) -> Option<Coord<f64>> {
    let inside = finite(at) && at.y.abs() <= MERCATOR_ENDS;
    inside.then(|| Coord { x: A * at.x.to_radians(), y: A * at.y.to_radians().tan().asinh() })
}

impl UtmZone {
    fn placed(self, places: &[Coord<f64>]) -> Option<Vec<Coord<f64>>> {
        let south = if self.south { " +south" } else { "" };
        let ground = Proj::from_proj_string("+proj=longlat +datum=WGS84").ok()?;
        let plane = format!("+proj=utm +zone={}{south} +datum=WGS84 +units=m", self.number);
        let plane = Proj::from_proj_string(&plane).ok()?;
        let place = |at: &Coord<f64>| {
            let mut point = (at.x.to_radians(), at.y.to_radians(), 0.0);
            transform(&ground, &plane, &mut point).ok()?;
            let placed = Coord { x: point.0, y: point.1 };
            finite(placed).then_some(placed)
        };
        places.iter().map(place).collect()
    }
}

/// Twice the sum of the trapezoids under a ring, halved: its area, signed.
fn shoelace(ring: &[Coord<f64>]) -> f64 {
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { return 0.0 };
    // Counted from the first corner, so that a small ring far from the origin keeps its digits.
    let cross =
        |a: Coord<f64>, b: Coord<f64>| (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y);
    let twice: f64 = ring.windows(2).map(|ends| cross(ends[0], ends[1])).sum();
    0.5 * (twice + cross(last, first))
}

/// What a plane says of a length or an area, beside what the ground says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// The plane.
    pub plane: Plane,
    /// Kilometres or square kilometres in the plane.
    pub value: f64,
    /// How much too much that is, as a share of the ground's: 0.52 is half as much again.
    pub off: f64,
}

impl Flat {
    fn beside(plane: Plane, value: f64, ground: f64) -> Option<Self> {
        (ground > 0.0).then(|| Self { plane, value, off: value / ground - 1.0 })
    }

    /// "+52 %", "−0.07 %".
    pub fn off_in_words(&self) -> String {
        let percent = self.off * 100.0;
        let decimals = match percent.abs() {
            ten if ten >= 9.95 => 0,
            one if one >= 0.995 => 1,
            _ => 2,
        };
        let sign = if percent > 0.0 && !grouped(percent, decimals).starts_with("0.00") { "+" } else { "" };
        format!("{sign}{} %", grouped(percent, decimals))
    }
}

/// What planes say of the length of a line.
pub fn flat_lengths(line: &LineString<f64>) -> Vec<Flat> {
    let (Some(at), ground) = (middle(line.0.iter().copied()), length(line).0) else { return Vec::new() };
    let flat = |plane: Plane| Flat::beside(plane, plane.length(line)?.0, ground);
    Plane::all(at).into_iter().filter_map(flat).collect()
}

/// What planes say of the area of an outline.
pub fn flat_areas(outline: &MultiPolygon<f64>) -> Vec<Flat> {
    let Some(bounds) = bounds(outline) else { return Vec::new() };
    let ground = area(outline).0;
    let flat = |plane: Plane| Flat::beside(plane, plane.area(outline)?.0, ground);
    Plane::all(bounds.center()).into_iter().filter_map(flat).collect()
}

/// Why planes are off at a place, in two sentences.
pub fn why_flat_is_off(at: Coord<f64>) -> String {
    let mut words = Vec::new();
    for plane in Plane::all(at) {
        let Some(scale) = plane.scale(at) else { continue };
        words.push(match plane {
            Plane::WebMercator => format!(
                "Web Mercator stretches lengths by 1/cos φ, which at {:.1}° {} is {}, and areas by its square, {}.",
                at.y.abs(),
                if at.y < 0.0 { 'S' } else { 'N' },
                grouped(scale, 2),
                grouped(scale * scale, 2),
            ),
            Plane::Utm(zone) => format!(
                "{zone} shrinks lengths to {} along its middle meridian, {:.0}° {}, and stretches them away from it: {} here.",
                grouped(0.9996, 4),
                zone.meridian().abs(),
                if zone.meridian() < 0.0 { 'W' } else { 'E' },
                grouped(scale, 4),
            ),
        });
    }
    words.join(" ")
}

/// The middle of the box around some places.
pub(super) fn middle(places: impl Iterator<Item = Coord<f64>>) -> Option<Coord<f64>> {
    let mut ends: Option<[Coord<f64>; 2]> = None;
    for at in places.filter(|&at| finite(at)) {
        let [least, most] = ends.get_or_insert([at, at]);
        (least.x, least.y) = (least.x.min(at.x), least.y.min(at.y));
        (most.x, most.y) = (most.x.max(at.x), most.y.max(at.y));
    }
    ends.map(|[least, most]| super::midpoint(least, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::ellipsoid::{meridian_radius, normal_radius};
    use geo_types::{line_string, polygon};
    use proptest::prelude::*;

    /// Kharkiv to Odesa.
    fn across() -> LineString<f64> {
        line_string![(x: 36.23, y: 49.99), (x: 30.73, y: 46.48)]
    }

    #[test]
    fn flat_answers_for_a_line_across_ukraine() {
        let flat = flat_lengths(&across());
        let words: Vec<String> =
            flat.iter().map(|flat| format!("{} {}", flat.plane, flat.off_in_words())).collect();
        assert_eq!(words, ["Web Mercator +50 %", "UTM 36N \u{2212}0.07 %"]);
        assert!((flat[0].value - 848.1).abs() < 1.0, "{}", flat[0].value);
    }

    #[test]
    fn flat_answers_for_a_cell_of_a_degree() {
        let cell = polygon![(x: 36.0, y: 49.0), (x: 37.0, y: 49.0), (x: 37.0, y: 50.0), (x: 36.0, y: 50.0)];
        let flat = flat_areas(&MultiPolygon(vec![cell]));
        assert!((flat[0].off - 1.3686).abs() < 1e-3, "{}", flat[0].off);
        assert!(flat[1].off.abs() < 2e-3, "{}", flat[1].off);
    }

    #[test]
    fn why_names_the_scale_at_the_latitude() {
        let words = why_flat_is_off(Coord { x: 36.2, y: 48.9 });
        assert!(words.contains("at 48.9° N is 1.52, and areas by its square, 2.31."), "{words}");
        assert!(words.contains("UTM 37N") && words.contains("39° E"), "{words}");
    }

    #[test]
    fn where_there_is_no_plane_there_is_no_answer() {
        let polar = line_string![(x: 10.0, y: 88.0), (x: 20.0, y: 88.5)];
        assert!(flat_lengths(&polar).is_empty());
        assert!(flat_lengths(&LineString(vec![])).is_empty());
        assert!(flat_areas(&MultiPolygon(vec![])).is_empty());
        let lost = line_string![(x: f64::NAN, y: 48.0), (x: 20.0, y: 48.5)];
        assert!(flat_lengths(&lost).is_empty());
    }

    proptest! {
        #[test]
        fn web_mercator_is_off_by_one_over_the_cosine(
            x in -179.0..179.0_f64, y in -80.0..80.0_f64, bearing in 0.0..360.0_f64
        ) {
            let from = Coord { x, y };
            let to = destination(from, bearing, Km(0.05));
            let line = LineString(vec![from, to]);
            let factor = Plane::WebMercator.length(&line).unwrap().0 / length(&line).0;
            // Between what the flattened Earth makes of it to the east and to the north.
            let latitude = y.to_radians();
            let east = A / (normal_radius(latitude) * latitude.cos());
            let north = A / (meridian_radius(latitude) * latitude.cos());
            let (least, most) = (east.min(north), east.max(north));
            prop_assert!(factor > least * (1.0 - 1e-4) && factor < most * (1.0 + 1e-4), "{factor}: {least} to {most}");
            prop_assert!((factor * latitude.cos() - 1.0).abs() < 0.008);
        }

        #[test]
        fn utm_is_where_the_grid_says(x in 22.0..40.0_f64, y in 44.0..53.0_f64) {
            let at = Coord { x, y };
            let utm = LatLon::create(y, x).unwrap().to_utmups();
            let placed = UtmZone::of(at).unwrap().placed(&[at]).unwrap()[0];
            prop_assert!((placed.x - utm.easting()).hypot(placed.y - utm.northing()) < 1e-3);
        }
    }
}
