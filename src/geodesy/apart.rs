//! How far two things on the ground lie apart.

use geo_types::{Coord, LineString, MultiPolygon};

use super::bounds::{bounds, contains};
use super::ellipsoid::Place;
use super::reach::{chord_foot, nearest_on, sagitta};
use super::{finite, knife};
use crate::units::Km;

/// The shortest way over the ground between two outlines: 0 where they share ground
/// or a border, none where one of them is empty.
///
/// Edges that do not meet are nearest at a corner of one of them, up to what an edge
/// that is straight in longitude and latitude bends on the ground: two metres where edges
/// are 10 km long.
pub fn apart(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Option<Km> {
    if bounds(a).is_none() || bounds(b).is_none() {
        return None;
    }
    if knife::touches(a, b) {
        return Some(Km(0.0));
    }
    [rings_apart(a, b), rings_apart(b, a)].into_iter().flatten().reduce(least)
}

/// The shortest way over the ground from an outline to a line: 0 where the line runs
/// through it or begins inside, none where one of them is empty.
pub fn line_apart(outline: &MultiPolygon<f64>, line: &LineString<f64>) -> Option<Km> {
    if bounds(outline).is_none() || !line.0.iter().any(|&at| finite(at)) {
        return None;
    }
    if line.0.iter().any(|&at| contains(outline, at)) || !knife::line_inside(line, outline).0.is_empty() {
        return Some(Km(0.0));
    }
    let both_ways = rings(outline).flat_map(|ring| [corners_to(line, ring), corners_to(ring, line)]);
    both_ways.flatten().reduce(least)
}

/// From the corners of one outline to the rings of another.
fn rings_apart(from: &MultiPolygon<f64>, to: &MultiPolygon<f64>) -> Option<Km> {
    let pairs = rings(from).flat_map(|corners| rings(to).map(move |ring| (corners, ring)));
    pairs.filter_map(|(corners, ring)| corners_to(corners, ring)).reduce(least)
}

fn rings(outline: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// From the corners of one line to the edges of another. All are compared along the chords of
/// the edges; only corners that these leave in doubt are measured on the ground.
fn corners_to(corners: &LineString<f64>, line: &LineString<f64>) -> Option<Km> {
    let places: Vec<Place> = line.0.iter().filter(|&&at| finite(at)).map(|&at| Place::of(at)).collect();
    let bulge = line.0.windows(2).map(|ends| sagitta(ends[1].x - ends[0].x, ends[1].y - ends[0].y));
    let bulge = bulge.filter(|metres| metres.is_finite()).fold(0.0, f64::max);
    let along_chords: Vec<(Coord<f64>, f64)> = corners
        .0
        .iter()
        .filter(|&&at| finite(at))
        .map(|&at| (at, to_chords(Place::of(at), &places)))
        .collect();
    let nearest = along_chords.iter().map(|&(_, metres)| metres).fold(f64::INFINITY, f64::min);
    let in_doubt = along_chords.iter().filter(|(_, metres)| *metres <= nearest + 2.0 * bulge);
    in_doubt.filter_map(|&(at, _)| nearest_on(line, at)).map(|foot| foot.distance).reduce(least)
}

/// Metres through the Earth to the nearest chord.
fn to_chords(from: Place, places: &[Place]) -> f64 {
    let to_corners = places.iter().map(|place| place.square_to(from));
    let to_edges = places.windows(2).map(|ends| chord_foot(ends[0], ends[1], from).1);
    to_corners.chain(to_edges).fold(f64::INFINITY, f64::min).sqrt()
}

const fn least(a: Km, b: Km) -> Km {
    if a.0 <= b.0 { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::{Polygon, coord};

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        MultiPolygon(vec![Polygon::new(corners.into_iter().collect(), Vec::new())])
    }

    #[test]
    fn two_squares_are_as_far_apart_as_their_nearest_sides() {
        let (kharkiv, dnipro) = (rectangle(36.0, 49.8, 36.5, 50.2), rectangle(34.8, 48.3, 35.2, 49.0));
        // From the south-western corner of the one to the north-eastern of the other.
        let expected =
            super::super::ground_distance(coord! { x: 36.0, y: 49.8 }, coord! { x: 35.2, y: 49.0 });
        for found in [apart(&kharkiv, &dnipro), apart(&dnipro, &kharkiv)] {
            assert!((found.unwrap().0 - expected.0).abs() < 1e-6, "{found:?}");
        }
        // Side against side: a tenth of a degree of latitude along one meridian.
        let near = apart(&rectangle(36.1, 50.3, 36.2, 50.5), &kharkiv).unwrap();
        assert!((near.0 - 11.12).abs() < 0.02, "{near:?}");
        assert_eq!(apart(&kharkiv, &rectangle(36.2, 50.0, 36.9, 50.1)), Some(Km(0.0)));
        assert_eq!(apart(&kharkiv, &rectangle(36.2, 50.0, 36.3, 50.1)), Some(Km(0.0)));
        assert_eq!(apart(&kharkiv, &MultiPolygon(Vec::new())), None);
    }

    #[test]
    fn an_outline_is_as_far_from_a_line_as_its_nearest_place() {
        let zone = rectangle(36.0, 48.0, 37.0, 48.5);
        let line: LineString<f64> = vec![(38.0, 47.0), (38.0, 50.0)].into();
        let east = super::super::ground_distance(coord! { x: 37.0, y: 48.5 }, coord! { x: 38.0, y: 48.5 });
        assert!((line_apart(&zone, &line).unwrap().0 - east.0).abs() < 0.5);
        let through: LineString<f64> = vec![(35.0, 48.2), (38.0, 48.3)].into();
        assert_eq!(line_apart(&zone, &through), Some(Km(0.0)));
        let inside: LineString<f64> = vec![(36.2, 48.2), (36.3, 48.3)].into();
        assert_eq!(line_apart(&zone, &inside), Some(Km(0.0)));
        assert_eq!(line_apart(&zone, &LineString(Vec::new())), None);
        // A long edge bulges on the ground; the middle of the zone's side is no corner.
        let parallel: LineString<f64> = vec![(30.0, 49.0), (43.0, 49.0)].into();
        let north = super::super::distance(geo_types::Point::new(36.5, 48.5), &parallel);
        let found = line_apart(&zone, &parallel).unwrap();
        assert!((found.0 - north.0).abs() < 0.1, "{found:?} and {north:?}");
    }
}
