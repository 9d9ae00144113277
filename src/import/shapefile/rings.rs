//! A polygon of a shapefile is a heap of rings: those that run clockwise are
//! exteriors, the others holes in one of them. Which hole lies where is found here.

use geo_types::Coord;

use crate::import::limits;
use crate::import::raw::Raw;

type Run = Vec<Coord<f64>>;

/// Sorts rings into polygons. A hole that lies in no exterior is an exterior that
/// some program turned the wrong way.
pub fn polygons(runs: Vec<Run>) -> Result<Raw, String> {
    let mut rings: Vec<Run> = runs.into_iter().filter(|run| !run.is_empty()).collect();
    if rings.len() < 2 {
        return Ok(if rings.is_empty() { Raw::Empty } else { Raw::Polygon(rings) });
    }
    let (exteriors, holes): (Vec<Run>, Vec<Run>) = rings.drain(..).partition(|ring| turn(ring) <= 0.0);
    if exteriors.len().saturating_mul(holes.len()) > limits::RING_PAIRS {
        return Err(format!("{} rings are too many to be sorted", exteriors.len() + holes.len()));
    }
    let boxes: Vec<Box4> = exteriors.iter().map(|ring| Box4::of(ring)).collect();
    let mut polygons: Vec<Vec<Run>> = exteriors.into_iter().map(|exterior| vec![exterior]).collect();
    let mut astray = Vec::new();
    for hole in holes {
        let home = home(&hole, &boxes, &polygons);
        match home.and_then(|home| polygons.get_mut(home)) {
            Some(polygon) => polygon.push(hole),
            None => astray.push(vec![hole]),
        }
    }
    polygons.append(&mut astray);
    Ok(if polygons.len() == 1 { Raw::Polygon(polygons.remove(0)) } else { Raw::Polygons(polygons) })
}

/// The smallest exterior that a hole lies in.
fn home(hole: &[Coord<f64>], boxes: &[Box4], polygons: &[Vec<Run>]) -> Option<usize> {
    let around = Box4::of(hole);
    let mut best: Option<(usize, f64)> = None;
    for (place, (bounds, polygon)) in boxes.iter().zip(polygons).enumerate() {
        let smaller = best.is_none_or(|(_, size)| bounds.size() < size);
        if smaller && bounds.holds(&around) && polygon.first().is_some_and(|ring| inside(hole, ring)) {
            best = Some((place, bounds.size()));
        }
    }
    best.map(|(place, _)| place)
}

/// Whether a hole lies in a ring: its first corner that is not on the ring's own corners decides.
fn inside(hole: &[Coord<f64>], ring: &[Coord<f64>]) -> bool {
    const TRIED: usize = 8;
    let free = hole.iter().take(TRIED).find(|corner| !ring.contains(corner)).or_else(|| hole.first());
    free.is_some_and(|at| {
        let crosses = |pair: &[Coord<f64>]| {
            let (a, b) = (pair[0], pair[1]);
            (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
        };
        ring.windows(2).filter(|pair| crosses(pair)).count() % 2 == 1
    })
}

/// Twice the planar area; positive counter-clockwise. Only its sign counts.
fn turn(ring: &[Coord<f64>]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let sum = |pair: &[Coord<f64>]| {
        let (a, b) = (pair[0], pair[1]);
        (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    };
    ring.windows(2).map(sum).sum()
}

/// The bounds of a ring.
struct Box4 {
    least: Coord<f64>,
    most: Coord<f64>,
}

impl Box4 {
    fn of(ring: &[Coord<f64>]) -> Self {
        let mut least = Coord { x: f64::INFINITY, y: f64::INFINITY };
        let mut most = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        for at in ring {
            least = Coord { x: least.x.min(at.x), y: least.y.min(at.y) };
            most = Coord { x: most.x.max(at.x), y: most.y.max(at.y) };
        }
        Self { least, most }
    }

    fn holds(&self, other: &Self) -> bool {
        self.least.x <= other.least.x
            && self.least.y <= other.least.y
            && self.most.x >= other.most.x
            && self.most.y >= other.most.y
    }

    fn size(&self) -> f64 {
        (self.most.x - self.least.x) * (self.most.y - self.least.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64, clockwise: bool) -> Run {
        let mut ring: Run = [(0.0, 0.0), (0.0, side), (side, side), (side, 0.0), (0.0, 0.0)]
            .map(|(dx, dy)| Coord { x: x + dx, y: y + dy })
            .to_vec();
        if !clockwise {
            ring.reverse();
        }
        ring
    }

    #[test]
    fn holes_find_the_ring_around_them() {
        // An island with a lake, an island in the lake, and an exterior turned the wrong way.
        let rings = vec![
            square(0.0, 0.0, 10.0, true),
            square(1.0, 1.0, 8.0, false),
            square(2.0, 2.0, 6.0, true),
            square(3.0, 3.0, 1.0, false),
            square(20.0, 0.0, 1.0, false),
        ];
        let Ok(Raw::Polygons(polygons)) = polygons(rings) else { panic!("three polygons") };
        let shape: Vec<(f64, usize)> = polygons.iter().map(|rings| (rings[0][0].x, rings.len())).collect();
        assert_eq!(shape, [(0.0, 2), (2.0, 2), (20.0, 1)]);
        assert_eq!(polygons[1][1][0].x, 3.0, "the small lake lies on the inner island");
    }
}
