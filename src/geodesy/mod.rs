//! Measuring and cutting on the WGS84 ellipsoid (interface; bodies to come).

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Point};

use crate::problem::Refusal;
use crate::units::{Km, Km2};

pub fn area(_outline: &MultiPolygon<f64>) -> Km2 { unimplemented!() }
pub fn perimeter(_outline: &MultiPolygon<f64>) -> Km { unimplemented!() }
pub fn length(_line: &LineString<f64>) -> Km { unimplemented!() }
pub fn valid_area(_area: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, Refusal> { unimplemented!() }
pub fn corridor(_axis: &LineString<f64>, _left: Km, _right: Km) -> Result<MultiPolygon<f64>, Refusal> { unimplemented!() }
pub fn disc(_centre: Point<f64>, _radius: Km) -> Result<MultiPolygon<f64>, Refusal> { unimplemented!() }
pub fn union(_parts: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> { unimplemented!() }
pub fn difference(_from: &MultiPolygon<f64>, _cut: &MultiPolygon<f64>) -> MultiPolygon<f64> { unimplemented!() }
pub fn intersection(_a: &MultiPolygon<f64>, _b: &MultiPolygon<f64>) -> MultiPolygon<f64> { unimplemented!() }
pub fn split(_outline: &MultiPolygon<f64>, _knife: &LineString<f64>) -> Result<Vec<MultiPolygon<f64>>, Refusal> { unimplemented!() }
pub fn touches(_a: &MultiPolygon<f64>, _b: &MultiPolygon<f64>) -> bool { unimplemented!() }
pub fn line_inside(_line: &LineString<f64>, _outline: &MultiPolygon<f64>) -> MultiLineString<f64> { unimplemented!() }
pub fn line_outside(_line: &LineString<f64>, _outline: &MultiPolygon<f64>) -> MultiLineString<f64> { unimplemented!() }
pub fn distance(_from: Point<f64>, _line: &LineString<f64>) -> Km { unimplemented!() }
pub fn ground_distance(_a: Coord<f64>, _b: Coord<f64>) -> Km { unimplemented!() }
pub fn first_crossing(_ring: &[Coord<f64>]) -> Option<Coord<f64>> { unimplemented!() }
pub struct Foot { pub at: Coord<f64>, pub segment: usize, pub fraction: f64, pub distance: Km }
pub fn nearest_on(_line: &LineString<f64>, _point: Coord<f64>) -> Option<Foot> { unimplemented!() }
pub fn stretch(_line: &LineString<f64>, _from: Coord<f64>, _to: Coord<f64>) -> Option<LineString<f64>> { unimplemented!() }
pub fn mgrs(_at: Coord<f64>) -> Option<String> { unimplemented!() }
