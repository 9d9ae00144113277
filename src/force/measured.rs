//! What is measured of a shape, whatever it is for.

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect};

use super::course::{self, Course};
use super::measures::Share;
use crate::atlas::population::{Residents, Surface, Tallies};
use crate::geodesy::{self, RingTerms};
use crate::plan::{Form, Shape};
use crate::units::{Km, Km2, People};

/// What the kilometres of a zone are measured along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// The axis of a corridor, as drawn.
    Drawn,
    /// The line of contact, or the line the zone follows, inside the outline.
    LineInside,
    /// The long side of the rectangle with the outline's area and perimeter.
    LongSide,
}

impl Axis {
    /// In words, after a number of kilometres.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Drawn => "along the axis as drawn",
            Self::LineInside => "of the line inside the outline",
            Self::LongSide => "along the long side of an equal rectangle",
        }
    }
}

/// What is measured of one shape. Drawn kilometres: the ground factor comes later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Area on the ellipsoid.
    pub area: Km2,
    /// Length of all its rings.
    pub perimeter: Km,
    /// Kilometres along its axis.
    pub axis: Km,
    /// What the axis is.
    pub axis_is: Axis,
    /// Residents, as the population surface counts them.
    pub people: People,
    /// Kilometres of the line of contact (or the line it follows) inside.
    pub line_inside: Km,
    /// From the middle of the zone to that line; none where there is no line.
    pub distance_to_line: Option<Km>,
    /// Of a corridor, how far the ends and the middle of its axis lie off that line.
    pub axis_off: Option<Km>,
    /// The middle: of a disc its centre, of a corridor the middle of its axis,
    /// of an area its centre of gravity.
    pub centre: Coord<f64>,
}

/// The line inside an outline is its axis only if it is at least this part of the long
/// side: a corner that pokes over the line of contact does not make a belt of it.
const AXIS_SHARE: f64 = 0.25;

/// A shape as measured, with the pieces that are needed to count them once.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    pub measured: Measured,
    pub bounds: Rect<f64>,
    /// The people registered inside; how many of them are there, [`Measured::people`] says.
    pub residents: Residents,
    /// The axis as a line; empty where it is a long side.
    pub axis: Vec<LineString<f64>>,
    /// The line of contact inside.
    pub line: Vec<LineString<f64>>,
}

impl Survey {
    /// Measures a shape on a line and a population surface, as if everyone were there.
    pub fn of(shape: &Shape, line: &Course, surface: &Surface, known: &mut LongRings) -> Self {
        let outline = shape.outline();
        let bounds = geodesy::bounds(outline).unwrap_or_else(|| Rect::new(Coord::zero(), Coord::zero()));
        let (area, perimeter, residents) = known.counted(outline, surface);
        let inside = line.inside(outline, &bounds);
        let line_inside = course::length(&inside);
        let long_side = long_side(area, perimeter);
        let (axis, axis_is, pieces) = match shape.form() {
            Form::Corridor(corridor) => {
                (geodesy::length(&corridor.axis), Axis::Drawn, vec![corridor.axis.clone()])
            }
            _ if line_inside.0 > 0.0 && line_inside.0 >= AXIS_SHARE * long_side.0 => {
                (line_inside, Axis::LineInside, inside.clone())
            }
            _ => (long_side, Axis::LongSide, Vec::new()),
        };
        let centre = centre(shape, &bounds);
        let distance_to_line = line.distance(centre);
        let measured = Measured {
            area,
            perimeter,
            axis,
            axis_is,
            people: residents.registered(),
            line_inside,
            distance_to_line,
            axis_off: axis_off(shape, distance_to_line, line),
            centre,
        };
        Self { measured, bounds, residents, axis: pieces, line: inside }
    }

    /// All of it.
    pub fn whole(&self) -> Share {
        let Measured { area, people, axis, line_inside, .. } = self.measured;
        Share { area, people, axis, line: line_inside }
    }

    /// The part of a long side that belongs to a part of the area: it is no line on the
    /// map that could be cut.
    pub fn part_of_axis(&self, area: Km2) -> Km {
        let whole = self.measured.area.0;
        if whole > 0.0 { self.measured.axis * (area.0 / whole).min(1.0) } else { Km(0.0) }
    }
}

/// What is remembered of outlines with very many corners, of which one may be in the hand.
#[derive(Debug, Default)]
pub(super) struct LongRings {
    terms: RingTerms,
    tallies: Tallies,
}

/// From so many corners on, threads are worth their beginning: a corner that was not seen
/// before takes some 200 ns.
const LARGE: usize = 20_000;

impl LongRings {
    /// Area, perimeter and people of an outline; of a large one side by side.
    fn counted(&mut self, outline: &MultiPolygon<f64>, surface: &Surface) -> (Km2, Km, Residents) {
        let Self { terms, tallies } = self;
        let corners = |part: &Polygon<f64>| {
            part.exterior().0.len() + part.interiors().iter().map(|hole| hole.0.len()).sum::<usize>()
        };
        if outline.iter().map(corners).sum::<usize>() < LARGE {
            let (area, perimeter) = geodesy::area_and_perimeter(outline, terms);
            return (area, perimeter, surface.residents_again(outline, tallies));
        }
        std::thread::scope(|scope| {
            let residents = scope.spawn(|| surface.residents_again(outline, tallies));
            let (area, perimeter) = geodesy::area_and_perimeter(outline, terms);
            // A thread that broke off is done without.
            (area, perimeter, residents.join().unwrap_or_else(|_| surface.residents(outline)))
        })
    }
}

/// How far a corridor's axis lies off a line, at its ends and its middle.
fn axis_off(shape: &Shape, at_middle: Option<Km>, line: &Course) -> Option<Km> {
    let Form::Corridor(corridor) = shape.form() else { return None };
    let ends = [corridor.axis.0.first(), corridor.axis.0.last()].into_iter().flatten();
    ends.filter_map(|end| line.distance(*end)).chain(at_middle).reduce(|a, b| if a.0 >= b.0 { a } else { b })
}

/// The long side of the rectangle with this area and perimeter:
/// `L = (P + √(P² − 16·A)) / 4`, or `P/4` where the outline is more compact than a square.
///
/// A belt of 80 km by 10 km has A = 800 km² and P = 180 km: L = 80 km. Limits: a
/// ragged outline has a long perimeter and so a long axis.
pub fn long_side(area: Km2, perimeter: Km) -> Km {
    let square = perimeter.0 * perimeter.0 - 16.0 * area.0;
    Km((perimeter.0 + square.max(0.0).sqrt()) / 4.0)
}

/// The middle of a shape; of an area the centre of gravity of its largest part, flat in
/// longitude and latitude, which at the size of a zone is off by metres.
fn centre(shape: &Shape, bounds: &Rect<f64>) -> Coord<f64> {
    let middle = match shape.form() {
        Form::Disc(disc) => Some(disc.centre.0),
        Form::Corridor(corridor) => middle(&corridor.axis),
        Form::Area(_) => {
            let parts = shape.outline().iter().map(|part| gravity(part.exterior()));
            parts.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
        }
    };
    middle.filter(|at| at.x.is_finite() && at.y.is_finite()).unwrap_or_else(|| bounds.center())
}

/// The middle corner of a line, or the middle of its only edge.
fn middle(line: &LineString<f64>) -> Option<Coord<f64>> {
    match line.0.as_slice() {
        [] => None,
        [a, b] => Some((*a + *b) / 2.0),
        corners => Some(corners[corners.len() / 2]),
    }
}

/// Twice the area of a ring in square degrees, and its centre of gravity.
fn gravity(ring: &LineString<f64>) -> (f64, Coord<f64>) {
    let Some(&origin) = ring.0.first() else { return (0.0, Coord::zero()) };
    let (mut area, mut sum) = (0.0, Coord::zero());
    for edge in ring.lines() {
        let (a, b) = (edge.start - origin, edge.end - origin);
        let cross = a.x * b.y - b.x * a.y;
        area += cross;
        sum = sum + (a + b) * cross;
    }
    (area.abs(), origin + sum / (3.0 * area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_side_of_a_belt_is_its_length() {
        assert!((long_side(Km2(800.0), Km(180.0)).0 - 80.0).abs() < 1e-9);
        assert!((long_side(Km2(100.0), Km(40.0)).0 - 10.0).abs() < 1e-9);
        // A circle is more compact than a square: a quarter of the way around it.
        assert!((long_side(Km2(314.0), Km(62.8)).0 - 15.7).abs() < 1e-9);
        assert_eq!(long_side(Km2(0.0), Km(0.0)), Km(0.0));
    }

    #[test]
    fn the_middle_of_an_area_is_its_centre_of_gravity() {
        let ell = LineString::from(vec![
            (30., 50.),
            (34., 50.),
            (34., 51.),
            (31., 51.),
            (31., 54.),
            (30., 54.),
            (30., 50.),
        ]);
        let (twice, at) = gravity(&ell);
        assert_eq!(twice, 14.0);
        assert!((at.x - 31.357).abs() < 1e-3 && (at.y - 51.357).abs() < 1e-3, "{at:?}");
        assert!(gravity(&LineString(Vec::new())).1 == Coord::zero());
    }
}
