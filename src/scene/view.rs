//! Which part of the world is on the sheet, and how large.

use geo_types::{Coord, Rect};

use super::drawing::Spot;

/// The zooms between which the map can be looked at: from half of Europe to a town.
pub const ZOOMS: [f64; 2] = [4.0, 14.0];

/// The size of the whole world at zoom 0, in points.
const TILE: f64 = 256.0;

/// The circumference of the equator in kilometres (WGS84).
const EQUATOR_KM: f64 = 40_075.016_686;

/// Points to a metre of paper: 96 to the inch.
const POINTS_PER_METRE: f64 = 96.0 / 0.0254;

/// The box, in longitude and latitude, that the centre of the map stays in.
const CENTRE: [[f64; 2]; 2] = [[8.0, 38.0], [56.0, 60.0]];

/// The place of a longitude and latitude on the Web-Mercator world: 0 to 1
/// eastwards from the date line and southwards from 85.05° N.
pub fn mercator(place: Coord<f64>) -> [f64; 2] {
    // ln((1 + sin φ) / (1 − sin φ)) / 2 is asinh(tan φ) at a third of the time,
    // which counts for layers of millions of points.
    let sine = place.y.clamp(-85.051_128, 85.051_128).to_radians().sin();
    let rise = ((1.0 + sine) / (1.0 - sine)).ln() / (2.0 * std::f64::consts::TAU);
    [place.x / 360.0 + 0.5, 0.5 - rise]
}

/// The longitude and latitude of a place on the Web-Mercator world.
pub fn geographic(world: [f64; 2]) -> Coord<f64> {
    let latitude = ((0.5 - world[1]) * std::f64::consts::TAU).sinh().atan();
    Coord { x: (world[0] - 0.5) * 360.0, y: latitude.to_degrees() }
}

/// The part of the world that is on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The middle of the sheet on the Web-Mercator world, see [`mercator`].
    pub centre: [f64; 2],
    /// The world is 256 · 2^zoom points wide.
    pub zoom: f64,
    /// Width and height of the sheet in points.
    pub size: [f32; 2],
}

impl View {
    /// A view centred on a place, within the limits of centre and zoom.
    pub fn new(centre: Coord<f64>, zoom: f64, size: [f32; 2]) -> Self {
        Self { centre: mercator(centre), zoom, size }.limited()
    }

    /// The view that shows a box of longitudes and latitudes with a margin in points all around.
    pub fn fitting(bounds: Rect<f64>, padding: f32, size: [f32; 2]) -> Self {
        let [west, south] = mercator(bounds.min());
        let [east, north] = mercator(bounds.max());
        let room = |side: f32| f64::from((side - 2.0 * padding).max(16.0));
        let points_per_world =
            (room(size[0]) / (east - west).max(1e-9)).min(room(size[1]) / (south - north).max(1e-9));
        let zoom = (points_per_world / TILE).log2();
        Self { centre: [f64::midpoint(west, east), f64::midpoint(north, south)], zoom, size }.limited()
    }

    /// The whole of Ukraine with a little of its neighbours.
    pub fn of_ukraine(size: [f32; 2]) -> Self {
        let bounds = Rect::new(Coord { x: 21.7, y: 44.0 }, Coord { x: 40.6, y: 52.6 });
        Self::fitting(bounds, 24.0, size)
    }

    /// The same view with its zoom and centre brought inside the limits.
    #[must_use]
    pub fn limited(mut self) -> Self {
        let finite = |value: f64, otherwise: f64| if value.is_finite() { value } else { otherwise };
        let [low, high] = CENTRE.map(|[x, y]| mercator(Coord { x, y }));
        self.zoom = finite(self.zoom, 6.0).clamp(ZOOMS[0], ZOOMS[1]);
        self.centre = [
            finite(self.centre[0], 0.58).clamp(low[0], high[0]),
            finite(self.centre[1], 0.35).clamp(high[1], low[1]),
        ];
        self
    }

    /// Points to the width of the world.
    pub fn points_per_world(&self) -> f64 {
        TILE * self.zoom.exp2()
    }

    /// Where a place on the Web-Mercator world is on the sheet.
    pub fn place(&self, world: [f64; 2]) -> Spot {
        let scale = self.points_per_world();
        [
            ((world[0] - self.centre[0]) * scale) as f32 + self.size[0] / 2.0,
            ((world[1] - self.centre[1]) * scale) as f32 + self.size[1] / 2.0,
        ]
    }

    /// The place on the Web-Mercator world at a point of the sheet.
    pub fn world(&self, spot: Spot) -> [f64; 2] {
        let scale = self.points_per_world();
        [
            self.centre[0] + f64::from(spot[0] - self.size[0] / 2.0) / scale,
            self.centre[1] + f64::from(spot[1] - self.size[1] / 2.0) / scale,
        ]
    }

    /// Where a longitude and latitude is on the sheet.
    pub fn to_screen(&self, place: Coord<f64>) -> Spot {
        self.place(mercator(place))
    }

    /// The longitude and latitude at a point of the sheet.
    pub fn from_screen(&self, spot: Spot) -> Coord<f64> {
        geographic(self.world(spot))
    }

    /// The sheet as a box on the Web-Mercator world, widened by a margin in
    /// points: west, north, east, south.
    pub fn world_box(&self, margin: f32) -> [f64; 4] {
        let [west, north] = self.world([-margin, -margin]);
        let [east, south] = self.world([self.size[0] + margin, self.size[1] + margin]);
        [west, north, east, south]
    }

    /// Kilometres on the ground to a point of the sheet, at a latitude in degrees.
    pub fn km_per_px_at(&self, latitude: f64) -> f64 {
        EQUATOR_KM * latitude.to_radians().cos() / self.points_per_world()
    }

    /// Kilometres on the ground to a point of the sheet, at its middle.
    pub fn km_per_px(&self) -> f64 {
        self.km_per_px_at(geographic(self.centre).y)
    }

    /// The scale of the sheet at its middle, as the number after "1:".
    pub fn scale(&self) -> f64 {
        self.km_per_px() * 1000.0 * POINTS_PER_METRE
    }

    /// The scale in words: "1:4.5 M" or "1:250 000".
    pub fn scale_text(&self) -> String {
        let scale = crate::units::two_figures(self.scale());
        if scale >= 1e6 {
            format!("1:{} M", crate::units::brief(scale / 1e6))
        } else {
            format!("1:{}", crate::units::grouped(scale, 0))
        }
    }

    /// The view after the map was pulled by a distance in points.
    #[must_use]
    pub fn panned(mut self, by: [f32; 2]) -> Self {
        let scale = self.points_per_world();
        self.centre[0] -= f64::from(by[0]) / scale;
        self.centre[1] -= f64::from(by[1]) / scale;
        self.limited()
    }

    /// The view magnified by a factor, with the place under the pointer staying there.
    #[must_use]
    pub fn zoomed_at(self, pointer: Spot, factor: f64) -> Self {
        let held = self.world(pointer);
        let mut view = Self { zoom: self.zoom + factor.max(1e-6).log2(), ..self }.limited();
        let moved = view.world(pointer);
        view.centre[0] += held[0] - moved[0];
        view.centre[1] += held[1] - moved[1];
        view.limited()
    }

    /// The same part of the world on a sheet of another size.
    #[must_use]
    pub fn resized(self, size: [f32; 2]) -> Self {
        Self { size, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KYIV: Coord<f64> = Coord { x: 30.5234, y: 50.4501 };

    fn near(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() <= by, "{a} is not {b}");
    }

    #[test]
    fn kyiv_goes_to_the_screen_and_back() {
        let view = View::new(Coord { x: 31.5, y: 48.6 }, 6.4, [1168.0, 920.0]);
        let back = view.from_screen(view.to_screen(KYIV));
        near(back.x, KYIV.x, 1e-4);
        near(back.y, KYIV.y, 1e-4);
        assert!(view.to_screen(KYIV)[1] < 460.0, "Kyiv is north of the middle");
    }

    #[test]
    fn the_place_under_the_pointer_stays_there() {
        let view = View::new(KYIV, 7.0, [1000.0, 800.0]);
        let pointer = [210.0, 655.0];
        let before = view.from_screen(pointer);
        let after = view.zoomed_at(pointer, 1.7).from_screen(pointer);
        near(before.x, after.x, 1e-4);
        near(before.y, after.y, 1e-4);
    }

    #[test]
    fn zoom_and_centre_keep_their_limits() {
        let view = View::new(KYIV, 30.0, [1000.0, 800.0]);
        near(view.zoom, 14.0, 0.0);
        near(view.zoomed_at([0.0, 0.0], 1e-9).zoom, 4.0, 0.0);
        let far = view.panned([1e9, 1e9]);
        assert!(geographic(far.centre).x >= 7.9 && geographic(far.centre).y <= 60.1);
        assert!(View { zoom: f64::NAN, ..view }.limited().zoom.is_finite());
    }

    #[test]
    fn the_mock_is_at_one_to_four_and_a_half_million() {
        let view = View::new(Coord { x: 31.5, y: 48.6 }, 6.43, [1168.0, 920.0]);
        assert_eq!(view.scale_text(), "1:4.5 M");
        assert_eq!(View { zoom: 12.0, ..view }.scale_text(), "1:96\u{2009}000");
    }

    #[test]
    fn ukraine_fits() {
        let view = View::of_ukraine([1168.0, 920.0]);
        for corner in [
            Coord { x: 22.1, y: 48.4 },
            Coord { x: 40.2, y: 49.3 },
            Coord { x: 33.8, y: 44.4 },
            Coord { x: 33.2, y: 52.4 },
        ] {
            let [x, y] = view.to_screen(corner);
            assert!(x > 0.0 && x < 1168.0 && y > 0.0 && y < 920.0, "{corner:?} is at {x}, {y}");
        }
    }
}
