//! A geometry as a file has it, before anything is checked: what every reader
//! hands on, whatever the format.

use geo_types::Coord;

/// A geometry with rings perhaps open and positions unchecked.
#[derive(Debug)]
pub enum Raw {
    /// Nothing: an empty array, an empty geometry.
    Empty,
    /// One position.
    Point(Coord<f64>),
    /// Some positions.
    MultiPoint(Vec<Coord<f64>>),
    /// A line.
    Line(Vec<Coord<f64>>),
    /// Some lines.
    Lines(Vec<Vec<Coord<f64>>>),
    /// The exterior ring, and after it the holes.
    Polygon(Vec<Vec<Coord<f64>>>),
    /// Some polygons.
    Polygons(Vec<Vec<Vec<Coord<f64>>>>),
    /// Members that could not be read are none, so that the others keep their place.
    Collection(Vec<Option<Raw>>),
}

impl Raw {
    /// Calls a function with each run of positions.
    pub fn each_run(&mut self, run: &mut impl FnMut(&mut [Coord<f64>])) {
        match self {
            Self::Empty => {}
            Self::Point(at) => run(std::slice::from_mut(at)),
            Self::MultiPoint(line) | Self::Line(line) => run(line),
            Self::Lines(lines) | Self::Polygon(lines) => lines.iter_mut().for_each(|line| run(line)),
            Self::Polygons(parts) => parts.iter_mut().flatten().for_each(|line| run(line)),
            Self::Collection(members) => {
                members.iter_mut().flatten().for_each(|member| member.each_run(run));
            }
        }
    }

    /// Positions in it.
    pub fn positions(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Point(_) => 1,
            Self::MultiPoint(line) | Self::Line(line) => line.len(),
            Self::Lines(lines) | Self::Polygon(lines) => lines.iter().map(Vec::len).sum(),
            Self::Polygons(parts) => parts.iter().flatten().map(Vec::len).sum(),
            Self::Collection(members) => members.iter().flatten().map(Self::positions).sum(),
        }
    }
}
