//! Geometries in well-known binary, as GeoPackage has them.

use geo_types::Coord;

use super::limits;
use super::raw::Raw;

/// Well-known binary, read from the front. Every length is held against what is left.
pub struct Wkb<'b> {
    bytes: &'b [u8],
    /// Positions with more than two numbers.
    pub heights: usize,
}

/// Why it cannot be read, without a full stop.
pub type Fault = String;

impl<'b> Wkb<'b> {
    /// Begins to read.
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, heights: 0 }
    }

    /// Reads a geometry.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn geometry(&mut self, depth: usize) -> Result<Raw, Fault> {
        if depth > limits::NESTING {
            return Err("collections lie in each other more than a hundred deep".to_owned());
        }
        let little = match self.byte()? {
            0 => false,
            1 => true,
            other => return Err(format!("byte order {other} is none")),
        };
        let code = self.number(little)?;
        // ISO adds thousands for heights and measures, PostGIS sets bits.
        let (flags, plain) = (code >> 29, code & 0x1FFF_FFFF);
        if flags & 1 != 0 {
            self.number(little)?; // a coordinate system of its own
        }
        let (thousands, kind) = (plain / 1000, plain % 1000);
        let more = match thousands {
            0 => (flags >> 2 & 1) + (flags >> 1 & 1),
            1 | 2 => 1,
            3 => 2,
            _ => return Err(format!("geometry type {plain} is not known")),
        };
        let shape = Shape { little, more: more as usize };
        Ok(match kind {
            1 => self.point(shape)?,
            2 => Raw::Line(self.run(shape)?),
            3 => Raw::Polygon(self.runs(shape)?),
            4 => Raw::MultiPoint(
                self.parts(little, depth, |part| match part {
                    Raw::Point(at) => Some(Some(at)),
                    Raw::Empty => Some(None),
                    _ => None,
                })?
                .into_iter()
                .flatten()
                .collect(),
            ),
            5 => Raw::Lines(self.parts(little, depth, |part| match part {
                Raw::Line(line) => Some(line),
                _ => None,
            })?),
            6 => Raw::Polygons(self.parts(little, depth, |part| match part {
                Raw::Polygon(rings) => Some(rings),
                _ => None,
            })?),
            7 => Raw::Collection(self.parts(little, depth, |part| Some(Some(part)))?),
            8..=14 => return Err("curves are not read".to_owned()),
            15..=17 => return Err("surfaces of patches are not read".to_owned()),
            _ => return Err(format!("geometry type {plain} is not known")),
        })
    }

    fn parts<T>(
        &mut self,
        little: bool,
        depth: usize,
        part: impl Fn(Raw) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        let count = self.count(little, 9)?;
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            let member = self.geometry(depth + 1)?;
            parts.push(part(member).ok_or("a part is of another type than the whole")?);
        }
        Ok(parts)
    }

    fn point(&mut self, shape: Shape) -> Result<Raw, Fault> {
        let at = self.position(shape)?;
        // An empty point has no other way to be written.
        Ok(if at.x.is_nan() && at.y.is_nan() { Raw::Empty } else { Raw::Point(at) })
    }

    fn runs(&mut self, shape: Shape) -> Result<Vec<Vec<Coord<f64>>>, Fault> {
        let count = self.count(shape.little, 4)?;
        (0..count).map(|_| self.run(shape)).collect()
    }

    fn run(&mut self, shape: Shape) -> Result<Vec<Coord<f64>>, Fault> {
        let count = self.count(shape.little, 8 * (2 + shape.more))?;
        (0..count).map(|_| self.position(shape)).collect()
    }

    fn position(&mut self, shape: Shape) -> Result<Coord<f64>, Fault> {
        let (x, y) = (self.double(shape.little)?, self.double(shape.little)?);
        for _ in 0..shape.more {
            self.double(shape.little)?;
        }
        self.heights += usize::from(shape.more > 0);
        Ok(Coord { x, y })
    }

    /// A number of parts, each of which takes so many bytes at least.
    fn count(&mut self, little: bool, least: usize) -> Result<usize, Fault> {
        let count = self.number(little)? as usize;
        if count > self.bytes.len() / least {
            return Err(format!("{count} parts are announced, and only {} bytes follow", self.bytes.len()));
        }
        Ok(count)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        let (first, rest) = self.bytes.split_first().ok_or("it ends too early")?;
        self.bytes = rest;
        Ok(*first)
    }

    fn number(&mut self, little: bool) -> Result<u32, Fault> {
        let bytes = self.chunk()?;
        Ok(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn double(&mut self, little: bool) -> Result<f64, Fault> {
        let bytes = self.chunk()?;
        Ok(if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn chunk<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (chunk, rest) = self.bytes.split_first_chunk().ok_or("it ends too early")?;
        self.bytes = rest;
        Ok(*chunk)
    }
}

#[derive(Clone, Copy)]
struct Shape {
    little: bool,
    /// Numbers of a position beside longitude and latitude.
    more: usize,
}
