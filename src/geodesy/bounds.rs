//! Where an outline is: its box, whether a place lies in it, a place for its badge.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect};

use super::finite;

/// A box in longitude and latitude.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub min: Coord<f64>,
    pub max: Coord<f64>,
}

impl Bounds {
    /// The box around places; those that are not finite are passed over.
    pub(super) fn of(places: impl IntoIterator<Item = Coord<f64>>) -> Option<Self> {
        places.into_iter().filter(|&at| finite(at)).fold(None, |bounds, at| {
            Some(bounds.map_or(Self { min: at, max: at }, |Self { min, max }| Self {
                min: Coord { x: min.x.min(at.x), y: min.y.min(at.y) },
                max: Coord { x: max.x.max(at.x), y: max.y.max(at.y) },
            }))
        })
    }

    pub(super) fn of_outline(outline: &MultiPolygon<f64>) -> Option<Self> {
        Self::of(outline.iter().flat_map(|part| part.exterior().0.iter().copied()))
    }

    pub(super) fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    pub(super) fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }
}

/// The smallest box of longitude and latitude around an outline; none where
/// there is nothing to put a box around.
pub fn bounds(outline: &MultiPolygon<f64>) -> Option<Rect<f64>> {
    Bounds::of_outline(outline).map(|Bounds { min, max }| Rect::new(min, max))
}

/// Whether the boxes of two outlines meet.
pub(super) fn overlap(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    Bounds::of_outline(a).zip(Bounds::of_outline(b)).is_some_and(|(a, b)| a.meets(b))
}

/// Whether a place lies in an outline or on its border; the edge of a hole is
/// border, its inside is not in the outline.
pub fn contains(outline: &MultiPolygon<f64>, at: Coord<f64>) -> bool {
    finite(at) && outline.iter().any(|part| side_of_part(part, at) != Side::Outside)
}

/// Where a place lies, seen from a ring or an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Inside,
    Border,
    Outside,
}

fn side_of_part(part: &Polygon<f64>, at: Coord<f64>) -> Side {
    match side_of_ring(part.exterior(), at) {
        Side::Inside => {
            let hole = part
                .interiors()
                .iter()
                .map(|hole| side_of_ring(hole, at))
                .find(|side| *side != Side::Outside);
            match hole {
                Some(Side::Inside) => Side::Outside,
                Some(side) => side,
                None => Side::Inside,
            }
        }
        side => side,
    }
}

/// Crossing number with exact orientation; the ring may be unclosed.
pub(super) fn side_of_ring(ring: &LineString<f64>, at: Coord<f64>) -> Side {
    let closing = ring.0.last().copied().zip(ring.0.first().copied());
    let mut inside = false;
    for (from, to) in ring.0.windows(2).map(|pair| (pair[0], pair[1])).chain(closing) {
        match ray_meets(from, to, at) {
            Meeting::Touches => return Side::Border,
            Meeting::Crosses => inside = !inside,
            Meeting::Misses => {}
        }
    }
    if inside { Side::Inside } else { Side::Outside }
}

/// How an edge meets the ray from a place to the east.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    Misses,
    Crosses,
    Touches,
}

/// Exact; an end of the edge on the ray belongs to the edge above it.
pub(super) fn ray_meets(from: Coord<f64>, to: Coord<f64>, at: Coord<f64>) -> Meeting {
    let (low, high) = if from.y <= to.y { (from, to) } else { (to, from) };
    if at.y < low.y || at.y > high.y || (at.x > low.x && at.x > high.x) {
        return Meeting::Misses;
    }
    if low.y == high.y {
        let on = at.x >= low.x.min(high.x);
        return if on { Meeting::Touches } else { Meeting::Misses };
    }
    match RobustKernel::orient2d(low, high, at) {
        Orientation::Collinear => Meeting::Touches,
        Orientation::CounterClockwise if at.y < high.y => Meeting::Crosses,
        _ => Meeting::Misses,
    }
}

/// A place well inside the largest part of an outline, for its badge and label:
/// the one farthest from the border, to a hundredth of the part's size. None
/// where there is no area.
///
/// Agafonkin's search (polylabel 2016): cells are halved where they could hold
/// a better place. Its steps are limited by the number of corners, so that the
/// answer takes a few milliseconds at most.
pub fn centre_inside(outline: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    let part = outline.iter().max_by(|a, b| planar(a).total_cmp(&planar(b)))?;
    deepest(part)
}

fn planar(part: &Polygon<f64>) -> f64 {
    super::overlay::planar_area(&part.exterior().0).abs()
}

/// The place in a polygon farthest from its border, with latitudes stretched to
/// the scale of longitudes.
pub(super) fn deepest(part: &Polygon<f64>) -> Option<Coord<f64>> {
    let Bounds { min, max } = Bounds::of(part.exterior().0.iter().copied())?;
    let stretch = 1.0 / ((min.y + max.y) * 0.5).to_radians().cos().max(0.01);
    let flat = |at: Coord<f64>| Coord { x: at.x, y: at.y * stretch };
    let edges: Vec<(Coord<f64>, Coord<f64>)> = std::iter::once(part.exterior())
        .chain(part.interiors())
        .flat_map(|ring| ring.0.windows(2).map(|pair| (flat(pair[0]), flat(pair[1]))))
        .collect();
    let budget = (2_000_000 / edges.len().max(1)).clamp(24, 400);
    let (low, high) = (flat(min), flat(max));
    let size = (high.x - low.x).min(high.y - low.y);
    if !(size > 0.0 && size.is_finite()) {
        return None;
    }
    let mut cells = vec![];
    let mut best: Option<(f64, Coord<f64>)> = None;
    let mut look = |at: Coord<f64>, half: f64, cells: &mut Vec<(f64, f64, Coord<f64>)>| {
        let depth = depth(&edges, at);
        if depth > 0.0 && best.is_none_or(|(known, _)| depth > known) {
            best = Some((depth, at));
        }
        cells.push((depth + half * std::f64::consts::SQRT_2, half, at));
        best.map_or(0.0, |(known, _)| known)
    };
    let half = size * 0.5;
    let (across, up) =
        (((high.x - low.x) / size).ceil().min(16.0), ((high.y - low.y) / size).ceil().min(16.0));
    for column in 0..across as usize {
        for row in 0..up as usize {
            let at = Coord {
                x: low.x + (high.x - low.x) * (column as f64 + 0.5) / across,
                y: low.y + (high.y - low.y) * (row as f64 + 0.5) / up,
            };
            look(at, half, &mut cells);
        }
    }
    for _ in 0..budget {
        let Some(next) = (0..cells.len()).max_by(|&a, &b| cells[a].0.total_cmp(&cells[b].0)) else { break };
        let (reach, half, at) = cells.swap_remove(next);
        let mut known = 0.0;
        for (x, y) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
            known = look(Coord { x: at.x + half * x, y: at.y + half * y }, half * 0.5, &mut cells);
        }
        if known > 0.0 && reach - known < size * 0.01 {
            break;
        }
    }
    match best {
        Some((_, at)) => Some(Coord { x: at.x, y: at.y / stretch }),
        None => geo::algorithm::InteriorPoint::interior_point(part).map(|point| point.0),
    }
}

/// Distance to the nearest edge, negative outside.
fn depth(edges: &[(Coord<f64>, Coord<f64>)], at: Coord<f64>) -> f64 {
    let mut inside = false;
    let mut square = f64::INFINITY;
    for &(from, to) in edges {
        if (from.y > at.y) != (to.y > at.y)
            && at.x < (to.x - from.x) * (at.y - from.y) / (to.y - from.y) + from.x
        {
            inside = !inside;
        }
        square = square.min(square_to_edge(from, to, at));
    }
    if inside { square.sqrt() } else { -square.sqrt() }
}

/// Square of the planar distance from a place to an edge.
pub(super) fn square_to_edge(from: Coord<f64>, to: Coord<f64>, at: Coord<f64>) -> f64 {
    let edge = to - from;
    let length2 = edge.x * edge.x + edge.y * edge.y;
    let gap = at - from;
    let share =
        if length2 > 0.0 { ((gap.x * edge.x + gap.y * edge.y) / length2).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (gap.x - edge.x * share, gap.y - edge.y * share);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{difference, disc};
    use crate::units::Km;
    use geo_types::Point;

    #[test]
    fn the_badge_of_a_ring_lies_on_the_ring() {
        let inner = disc(Point::new(35.0, 48.0), Km(30.0)).unwrap();
        let ring = difference(&disc(Point::new(35.0, 48.0), Km(80.0)).unwrap(), &inner);
        let badge = centre_inside(&ring).unwrap();
        assert!(contains(&ring, badge) && !contains(&inner, badge));
        let whole = centre_inside(&inner).unwrap();
        assert!((whole.x - 35.0).abs() < 0.02 && (whole.y - 48.0).abs() < 0.02);
        assert!(centre_inside(&MultiPolygon(vec![])).is_none());
        let flat = LineString(vec![
            Coord { x: 31.0, y: 50.0 },
            Coord { x: 32.0, y: 50.0 },
            Coord { x: 31.0, y: 50.0 },
        ]);
        assert!(centre_inside(&MultiPolygon(vec![Polygon::new(flat, vec![])])).is_none());
    }

    #[test]
    fn corners_and_borders_are_inside() {
        let square = Rect::new((30.0, 47.0), (31.0, 48.0)).to_polygon();
        let square = MultiPolygon(vec![square]);
        for at in [(30.0, 47.0), (30.5, 47.0), (31.0, 47.5), (31.0, 48.0), (30.5, 47.5)] {
            assert!(contains(&square, at.into()), "{at:?}");
        }
        for at in [(29.9, 47.0), (31.1, 47.0), (30.5, 48.1), (29.9, 47.5), (f64::NAN, 47.5)] {
            assert!(!contains(&square, at.into()), "{at:?}");
        }
        assert_eq!(bounds(&square), Some(Rect::new((30.0, 47.0), (31.0, 48.0))));
    }
}
