//! Geometry as a `GeoPackage` stores it: a short head with the bounds, then well-known
//! binary, all little-endian.

use geo_types::{Coord, LineString, MultiPolygon};

use super::SRS;

/// A geometry with its bounds: west, south, east, north.
pub(super) struct Blob {
    pub bytes: Vec<u8>,
    pub bounds: [f64; 4],
}

impl Blob {
    /// An area as a `MultiPolygon`; none where it has no corners.
    pub fn area(area: &MultiPolygon<f64>) -> Option<Self> {
        let mut blob = Self::of(area.iter().flat_map(|part| part.exterior().0.iter()))?;
        blob.kind(6);
        blob.count(area.0.len());
        for part in area {
            blob.kind(3);
            blob.count(1 + part.interiors().len());
            blob.places(part.exterior());
            part.interiors().iter().for_each(|hole| blob.places(hole));
        }
        Some(blob)
    }

    /// A line; none where it has no places.
    pub fn line(line: &LineString<f64>) -> Option<Self> {
        let mut blob = Self::of(line.0.iter())?;
        blob.kind(2);
        blob.places(line);
        Some(blob)
    }

    /// The head, with the bounds of these places.
    fn of<'a>(places: impl Iterator<Item = &'a Coord<f64>>) -> Option<Self> {
        let bounds = places
            .map(|at| [at.x, at.y, at.x, at.y])
            .reduce(|[w, s, e, n], [x, y, ..]| [w.min(x), s.min(y), e.max(x), n.max(y)])?;
        // "GP", version 0, and flags: little-endian with bounds of two dimensions.
        let mut bytes = vec![b'G', b'P', 0, 0b0000_0011];
        bytes.extend(SRS.to_le_bytes());
        let [west, south, east, north] = bounds;
        [west, east, south, north].into_iter().for_each(|edge| bytes.extend(edge.to_le_bytes()));
        Some(Self { bytes, bounds })
    }

    fn kind(&mut self, kind: u32) {
        self.bytes.push(1);
        self.bytes.extend(kind.to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.bytes.extend((count as u32).to_le_bytes());
    }

    fn places(&mut self, line: &LineString<f64>) {
        self.count(line.0.len());
        for at in &line.0 {
            self.bytes.extend(at.x.to_le_bytes());
            self.bytes.extend(at.y.to_le_bytes());
        }
    }
}
