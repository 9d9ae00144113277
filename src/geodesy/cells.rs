//! A square grid over Ukraine, each cell as large as every other.
//!
//! The frame: Lambert's azimuthal equal-area projection of the WGS84 ellipsoid about
//! 48.5° N 31.5° E (Snyder, *Map Projections*, eq. 24-17 to 24-21), cells of 10 km counted
//! east and north from there. Equal-area, so that a cell is 100 km² wherever it lies;
//! about the middle of Ukraine, so that cells stand upright: a grid of Mercator squares
//! such as MGRS breaks at every sixth meridian, that of the European Union (EPSG:3035) lies
//! slanted by 20° here.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::ellipsoid::{A, E2, authalic, meridian_radius, normal_radius};
use super::in_world;
use crate::units::Km;

/// How long a side of a cell is.
pub const CELL: Km = Km(10.0);

/// Where cells are counted from.
const ORIGIN: Coord<f64> = Coord { x: 31.5, y: 48.5 };

/// Cells are counted this far: twice as far as Ukraine reaches.
pub const FARTHEST_CELL: i32 = 150;

/// One cell, by its place in the grid: cell 0, 0 has the origin in its south-western corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Cells to the east of the origin.
    pub east: i32,
    /// Cells to the north of it.
    pub north: i32,
}

/// The constants of the projection.
struct Frame {
    /// Greatest authalic integral, per squared semi-major axis.
    whole: f64,
    radius: f64,
    sine: f64,
    cosine: f64,
    stretch: f64,
}

impl Frame {
    fn new() -> Self {
        let whole = 2.0 * authalic(std::f64::consts::FRAC_PI_2) / (A * A);
        let latitude = ORIGIN.y.to_radians();
        let (sine, cosine) = beta(latitude, whole).sin_cos();
        let radius = A * (whole / 2.0).sqrt();
        let across = latitude.cos() / (1.0 - E2 * latitude.sin().powi(2)).sqrt();
        Self { whole, radius, sine, cosine, stretch: A * across / (radius * cosine) }
    }

    /// Metres east and north of the origin.
    fn forth(&self, at: Coord<f64>) -> (f64, f64) {
        let turn = (at.x - ORIGIN.x).to_radians();
        let (sine, cosine) = beta(at.y.to_radians(), self.whole).sin_cos();
        let along = self.cosine * cosine * turn.cos();
        let reach = self.radius * (2.0 / (1.0 + self.sine * sine + along)).sqrt();
        let north = self.cosine * sine - self.sine * cosine * turn.cos();
        (reach * self.stretch * cosine * turn.sin(), reach / self.stretch * north)
    }

    fn back(&self, east: f64, north: f64) -> Coord<f64> {
        let (across, up) = (east / self.stretch, north * self.stretch);
        let reach = across.hypot(up);
        if reach == 0.0 {
            return ORIGIN;
        }
        let (sine, cosine) = (2.0 * (reach / (2.0 * self.radius)).asin()).sin_cos();
        let share = cosine * self.sine + up * sine * self.cosine / reach;
        let turn = (across * sine).atan2(reach * self.cosine * cosine - up * self.sine * sine);
        let wanted = 0.5 * A * A * self.whole * share;
        // Newton's method from the authalic latitude; three steps reach the last digit.
        let mut latitude = share.clamp(-1.0, 1.0).asin();
        for _ in 0..4 {
            let rate = meridian_radius(latitude) * normal_radius(latitude) * latitude.cos();
            latitude += (wanted - authalic(latitude)) / rate;
        }
        Coord { x: ORIGIN.x + turn.to_degrees(), y: latitude.to_degrees() }
    }
}

/// The authalic latitude.
fn beta(latitude: f64, whole: f64) -> f64 {
    (2.0 * authalic(latitude) / (A * A * whole)).clamp(-1.0, 1.0).asin()
}

/// The cell a place lies in; none far beyond Ukraine.
pub fn cell_at(at: Coord<f64>) -> Option<Cell> {
    // On the far side of the globe the projection runs away.
    if !in_world(at) || (at.x - ORIGIN.x).abs() > 60.0 || at.y < 5.0 || at.y > 85.0 {
        return None;
    }
    let (east, north) = Frame::new().forth(at);
    let count = |metres: f64| (metres / (CELL.0 * 1e3)).floor() as i32;
    let cell = Cell { east: count(east), north: count(north) };
    cell.is_near().then_some(cell)
}

/// The cells whose middle lies within a radius of a place, and the one the place lies in.
pub fn cells_within(at: Coord<f64>, radius: Km) -> Vec<Cell> {
    let Some(middle) = cell_at(at) else { return Vec::new() };
    let reach = (radius.0.clamp(0.0, 500.0) / CELL.0).ceil() as i32 + 1;
    let steps = move || -reach..=reach;
    let all = steps().flat_map(|north| steps().map(move |east| (east, north)));
    all.map(|(east, north)| Cell { east: middle.east + east, north: middle.north + north })
        .filter(|cell| cell.is_near())
        .filter(|cell| *cell == middle || super::ground_distance(cell.middle(), at) <= radius)
        .collect()
}

/// The ground of cells. Neighbours share their corners to the last digit.
pub fn cells_outline<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> MultiPolygon<f64> {
    let frame = Frame::new();
    let parts: Vec<_> = cells.into_iter().map(|cell| cell.outline(&frame)).collect();
    super::union(&parts.iter().collect::<Vec<_>>())
}

impl Cell {
    /// Whether it is one that can be painted.
    pub const fn is_near(self) -> bool {
        self.east.abs() <= FARTHEST_CELL && self.north.abs() <= FARTHEST_CELL
    }

    /// Its middle.
    pub fn middle(self) -> Coord<f64> {
        let metres = |count: i32| (f64::from(count) + 0.5) * CELL.0 * 1e3;
        Frame::new().back(metres(self.east), metres(self.north))
    }

    fn outline(self, frame: &Frame) -> MultiPolygon<f64> {
        let metres = |count: i32| f64::from(count) * CELL.0 * 1e3;
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)];
        let corner = |(east, north)| frame.back(metres(self.east + east), metres(self.north + north));
        MultiPolygon(vec![Polygon::new(LineString(corners.map(corner).to_vec()), Vec::new())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{area, contains};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_lies_in_its_cell_and_every_cell_has_one_area(x in 22.0..41.0, y in 44.0..53.0) {
            let at = Coord { x, y };
            let cell = cell_at(at).unwrap();
            let outline = cells_outline([&cell]);
            // An edge is straight in degrees and not on the grid: by some metres.
            let near = contains(&outline, at) || crate::geodesy::distance(at.into(), outline.0[0].exterior()).0 < 0.02;
            prop_assert!(near, "{cell:?}");
            prop_assert!((area(&outline).0 / 100.0 - 1.0).abs() < 2e-4, "{} km²", area(&outline).0);
            prop_assert_eq!(cell_at(cell.middle()), Some(cell));
        }

        #[test]
        fn cells_add_up(x in 24.0..39.0, y in 46.0..51.0, radius in 0.0..60.0) {
            let cells = cells_within(Coord { x, y }, Km(radius));
            prop_assert!(!cells.is_empty());
            let whole = area(&cells_outline(&cells)).0;
            let sum: f64 = cells.iter().map(|cell| area(&cells_outline([cell])).0).sum();
            prop_assert!((whole - sum).abs() < 1e-3, "{whole} and {sum}");
        }
    }

    #[test]
    fn the_frame_takes_places_there_and_back() {
        let frame = Frame::new();
        for (x, y) in [(31.5, 48.5), (22.1, 48.4), (40.2, 49.6), (33.5, 44.4), (31.0, 52.3)] {
            let (east, north) = frame.forth(Coord { x, y });
            let back = frame.back(east, north);
            assert!((back.x - x).abs() < 1e-9 && (back.y - y).abs() < 1e-9, "{back:?}");
        }
        assert_eq!(cell_at(Coord { x: 31.5 + 1e-6, y: 48.5 + 1e-6 }), Some(Cell { east: 0, north: 0 }));
        for (x, y) in [(f64::NAN, 48.0), (-150.0, 48.0), (31.0, -48.0), (31.0, 75.0)] {
            assert_eq!(cell_at(Coord { x, y }), None);
        }
        assert!(cells_within(Coord { x: -150.0, y: 0.0 }, Km(30.0)).is_empty());
    }
}
