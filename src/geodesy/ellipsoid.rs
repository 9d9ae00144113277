//! The WGS84 ellipsoid: its radii, its authalic integral and short steps on it.
//!
//! Formulas: Snyder, *Map Projections: A Working Manual* (USGS PP 1395, 1987),
//! eq. 3-12 (authalic), 4-18 (meridian radius), 4-20 (normal radius). Angles
//! are radians here, lengths metres; the rest of the floor speaks degrees and
//! kilometres.

use geo_types::Coord;

/// Semi-major axis in metres.
pub(super) const A: f64 = 6_378_137.0;
/// Flattening.
const F: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
pub(super) const E2: f64 = F * (2.0 - F);
/// Semi-minor axis in metres.
const B: f64 = A * (1.0 - F);

/// Radius of curvature along the meridian, metres.
pub(super) fn meridian_radius(latitude: f64) -> f64 {
    let w2 = 1.0 - E2 * latitude.sin().powi(2);
    A * (1.0 - E2) / (w2 * w2.sqrt())
}

/// Radius of curvature across the meridian, metres.
pub(super) fn normal_radius(latitude: f64) -> f64 {
    A / (1.0 - E2 * latitude.sin().powi(2)).sqrt()
}

/// Area between the equator and a latitude per radian of longitude, square
/// metres: `b²/2 · (sin φ / (1 − e² sin² φ) + atanh(e sin φ) / e)`.
pub(super) fn authalic(latitude: f64) -> f64 {
    let sine = latitude.sin();
    let eccentricity = E2.sqrt();
    0.5 * B * B * (sine / (1.0 - E2 * sine * sine) + (eccentricity * sine).atanh() / eccentricity)
}

/// A place in space, metres from the centre of the Earth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub z: f64,
}

impl Place {
    /// The place of a longitude and latitude in degrees, at height 0.
    pub(super) fn of(at: Coord<f64>) -> Self {
        let (sin_lat, cos_lat) = at.y.to_radians().sin_cos();
        let (sin_lon, cos_lon) = at.x.to_radians().sin_cos();
        let normal = A / (1.0 - E2 * sin_lat * sin_lat).sqrt();
        Self {
            x: normal * cos_lat * cos_lon,
            y: normal * cos_lat * sin_lon,
            z: normal * (1.0 - E2) * sin_lat,
        }
    }

    /// From another place to this one.
    pub(super) fn from(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y, z: self.z - other.z }
    }

    /// The scalar product.
    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    /// Both laid end to end.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y, z: self.z + other.z }
    }

    /// So many times as long.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor, z: self.z * factor }
    }

    /// Square of the straight distance through the Earth.
    pub(super) fn square_to(self, other: Self) -> f64 {
        let d = self.from(other);
        d.dot(d)
    }
}

/// Kilometres to degrees and back around one place.
///
/// `east` and `north` metres are laid off along the normal section through the
/// place, which is a circle of Euler's radius to second order. Up to 500 km the
/// error against Karney's geodesic is below 0.01 % of the distance; at the 20 km
/// of a belt below a centimetre.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    at: Coord<f64>,
    place: Place,
    east: Place,
    north: Place,
    up: Place,
    meridian: f64,
    normal: f64,
}

impl Frame {
    /// The frame of a place in degrees.
    pub(super) fn at(at: Coord<f64>) -> Self {
        let (sin_lat, cos_lat) = at.y.to_radians().sin_cos();
        let (sin_lon, cos_lon) = at.x.to_radians().sin_cos();
        let latitude = at.y.to_radians();
        Self {
            at,
            place: Place::of(at),
            east: Place { x: -sin_lon, y: cos_lon, z: 0.0 },
            north: Place { x: -sin_lat * cos_lon, y: -sin_lat * sin_lon, z: cos_lat },
            up: Place { x: cos_lat * cos_lon, y: cos_lat * sin_lon, z: sin_lat },
            meridian: meridian_radius(latitude),
            normal: normal_radius(latitude),
        }
    }

    /// Direction of a small step in degrees, as a unit vector (east, north);
    /// none where the step has no length.
    pub(super) fn direction(&self, step: Coord<f64>) -> Option<(f64, f64)> {
        let east = step.x * self.normal * self.at.y.to_radians().cos();
        let north = step.y * self.meridian;
        let length = east.hypot(north);
        (length > 0.0 && length.is_finite()).then(|| (east / length, north / length))
    }

    /// A direction (east, north) in space.
    pub(super) fn ahead(&self, (east, north): (f64, f64)) -> Place {
        self.east.times(east).plus(self.north.times(north))
    }

    /// The place `metres` away in a direction (east, north; a unit vector).
    /// The longitude stays within 180° of the frame's own, so it may pass ±180.
    pub(super) fn step(&self, direction: (f64, f64), metres: f64) -> Coord<f64> {
        let (east, north) = direction;
        let radius = 1.0 / (north * north / self.meridian + east * east / self.normal);
        let (sine, cosine) = (metres / radius).sin_cos();
        let along = radius * sine;
        let down = radius * (1.0 - cosine);
        let part = |e: f64, n: f64, u: f64, start: f64| start + along * (east * e + north * n) - down * u;
        self.surface(Place {
            x: part(self.east.x, self.north.x, self.up.x, self.place.x),
            y: part(self.east.y, self.north.y, self.up.y, self.place.y),
            z: part(self.east.z, self.north.z, self.up.z, self.place.z),
        })
    }

    /// Longitude and latitude under a place near the surface (Bowring 1976).
    fn surface(&self, place: Place) -> Coord<f64> {
        let across = place.x.hypot(place.y);
        let (sine, cosine) = (place.z * A).atan2(across * B).sin_cos();
        let second_e2 = E2 / (1.0 - E2);
        let latitude = (place.z + second_e2 * B * sine.powi(3)).atan2(across - E2 * A * cosine.powi(3));
        // Relative to the frame's meridian, so that no place is torn off at ±180.
        let sideways = place.x * self.east.x + place.y * self.east.y;
        let ahead = place.x * self.east.y - place.y * self.east.x;
        Coord { x: self.at.x + sideways.atan2(ahead).to_degrees(), y: latitude.to_degrees() }
    }
}
