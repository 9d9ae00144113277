//! Lines with fewer corners.

use geo_types::{Coord, LineString};

use super::bounds::square_to_edge;
use super::finite;
use crate::units::Km;

/// Corners that are weighed against each other at a time. Douglas and Peucker's
/// rule is quadratic on hostile lines; in chunks it never costs more than this
/// many comparisons a corner, for one corner more in each chunk.
const CHUNK: usize = 512;

/// Metres in a degree of latitude, near enough for a tolerance.
const METRES_A_DEGREE: f64 = 111_200.0;

/// A line with only the corners it takes to stay within a tolerance of the
/// whole (Douglas and Peucker 1973). Ends stay; repeated corners and those that
/// are not finite go. The tolerance holds on the ground to a per cent or two.
pub fn simplified(line: &LineString<f64>, tolerance: Km) -> LineString<f64> {
    let mut corners: Vec<Coord<f64>> = line.0.iter().copied().filter(|&at| finite(at)).collect();
    corners.dedup();
    if corners.len() < 3 || tolerance.0.is_nan() || tolerance.0 <= 0.0 {
        return LineString(corners);
    }
    let tolerance = tolerance.0 * 1e3 / METRES_A_DEGREE;
    let mut kept = vec![corners[0]];
    let mut start = 0;
    while start + 1 < corners.len() {
        let end = (start + CHUNK).min(corners.len() - 1);
        chunk(&corners[start..=end], tolerance, &mut kept);
        start = end;
    }
    LineString(kept)
}

/// Adds what must stay of a chunk, without its first corner.
fn chunk(corners: &[Coord<f64>], tolerance: f64, kept: &mut Vec<Coord<f64>>) {
    // Latitudes stretched, so that a degree is as long either way.
    let stretch = 1.0 / corners[0].y.to_radians().cos().max(0.01);
    let flat: Vec<Coord<f64>> = corners.iter().map(|at| Coord { x: at.x, y: at.y * stretch }).collect();
    let square = (tolerance * stretch).powi(2);
    let mut stays = vec![false; corners.len()];
    let mut spans = vec![(0, corners.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        stays[to] = true;
        let farthest = (from + 1..to)
            .map(|place| (square_to_edge(flat[from], flat[to], flat[place]), place))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, place)) = farthest.filter(|(off, _)| *off > square) {
            spans.push((from, place));
            spans.push((place, to));
        }
    }
    kept.extend(corners.iter().zip(stays).skip(1).filter(|(_, stays)| *stays).map(|(at, _)| *at));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::distance;
    use geo_types::Point;

    #[test]
    fn what_is_left_out_lies_within_the_tolerance() {
        let wave = LineString(
            (0..5_000)
                .map(|i| Coord { x: 34.0 + f64::from(i) * 1e-3, y: 48.0 + 0.2 * (f64::from(i) / 90.0).sin() })
                .collect(),
        );
        let few = simplified(&wave, Km(1.0));
        assert!(few.0.len() < 500);
        assert_eq!((few.0[0], few.0.last()), (wave.0[0], wave.0.last()));
        assert!(wave.0.iter().all(|&at| distance(Point(at), &few).0 < 1.02));
    }

    #[test]
    fn broken_and_repeated_corners_go() {
        let line = LineString(vec![
            Coord { x: 31.0, y: 50.0 },
            Coord { x: 31.0, y: 50.0 },
            Coord { x: f64::NAN, y: 50.0 },
        ]);
        assert_eq!(simplified(&line, Km(0.0)).0.len(), 1);
        assert!(simplified(&LineString(vec![]), Km(1.0)).0.is_empty());
    }
}
