//! Measuring and cutting on the WGS84 ellipsoid: the only floor that calls
//! planar algorithms.
//!
//! Everything goes in and out as longitude and latitude in degrees, with edges
//! straight in both (RFC 7946). What measures is exact on the ellipsoid; what
//! cuts does so in the plane of longitude and latitude, where those edges are
//! straight lines; what lays off a distance does so on the ground. Nothing here
//! panics, hangs or takes memory out of proportion to its input.

mod ellipsoid;

mod rings;
pub use rings::{LONG, Ledger, Rings};

mod measure;
pub use measure::{RingTerms, area, area_and_perimeter, length, perimeter};

mod reach;
pub use reach::{
    Foot, bearing, beside, destination, distance, ground_distance, midpoint, nearest_on, stretch,
};

mod apart;
pub use apart::{apart, line_apart};

mod bounds;
pub use bounds::{bounds, centre_inside, contains};

mod crossing;
pub use crossing::first_crossing;

mod overlay;
pub use overlay::{cuttable, difference, intersection, union};

mod valid;
pub use valid::valid_area;

mod moved;
pub use moved::{Movable, RingCorner};

mod edges;

mod knife;
pub use knife::{line_inside, line_outside, lines_inside, split, touches};

mod simplify;
pub use simplify::simplified;

mod corridor;
pub use corridor::corridor;

mod rim;
pub use rim::{grown, mean_width, shrunk, without_hairlines};

mod divide;
pub use divide::{Divider, Division, Ground, Measure, Note, divide_area, divide_corridor, move_boundary};

mod disc;
pub use disc::{disc, ring};

mod planar;
pub use planar::{Flat, Plane, UtmZone, flat_areas, flat_lengths, why_flat_is_off};

mod route;
pub use route::{Leg, Route};

mod cells;
pub use cells::{CELL, Cell, FARTHEST_CELL, cell_at, cells_outline, cells_within};

mod triangles;
pub use triangles::triangulated;

mod grid;
pub use grid::mgrs;

pub mod coordinates;

use geo_types::Coord;

/// Whether both coordinates are numbers.
fn finite(at: Coord<f64>) -> bool {
    at.x.is_finite() && at.y.is_finite()
}

/// Whether a place is on the globe, in the range that RFC 7946 gives.
fn in_world(at: Coord<f64>) -> bool {
    (-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y)
}

/// A place as a hint names it: "47.8500° N 37.1000° E".
pub fn place_in_words(at: Coord<f64>) -> String {
    let north = if at.y < 0.0 { 'S' } else { 'N' };
    let east = if at.x < 0.0 { 'W' } else { 'E' };
    format!("{:.4}° {north} {:.4}° {east}", at.y.abs(), at.x.abs())
}
