//! A zone divided among several: a belt by cuts across its axis, an area by a
//! power diagram (weighted Voronoi).
//!
//! Both cut with lines that are straight in longitude and latitude, by an exact
//! splitting of rings: a crossing is computed once and stands in both pieces, so
//! that the parts make up the zone to the last digits of its area, and an edge
//! between two parts is the same edge in both. No integer grid is involved.
//!
//! What a part holds is its share of square kilometres, of kilometres of a line,
//! or of anything else that adds up, people for one. The answer is a function of
//! what is handed in and of nothing else.

mod belt;
mod connect;
mod even;
mod face;
mod power;
mod recut;

use std::fmt;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::measure::signed_ring;
use crate::units::Km;
use face::Face;

/// What the parts of a zone hold their share of.
#[derive(Clone, Copy)]
pub enum Measure<'a> {
    /// Square kilometres.
    Area,
    /// Kilometres: of a belt along its axis, of an area those of these lines that lie inside it.
    Line(&'a [LineString<f64>]),
    /// Whatever a function finds in an outline, if it adds up: people.
    Sum(&'a dyn Fn(&MultiPolygon<f64>) -> f64),
}

/// A border between two parts of a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Divider {
    /// The parts on its two sides, the lower number first.
    pub between: (usize, usize),
    /// Its course; the lower part is on its left.
    pub path: LineString<f64>,
}

/// What a division could not keep. Said, never passed over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note {
    /// A part is off its share by more than a hundredth of it: wanted, got.
    OffItsShare(usize, f64, f64),
    /// A part is in more pieces than the zone has where it lies.
    InPieces(usize),
    /// The zone holds nothing of what it was to be divided by; its area counts instead.
    ByArea,
    /// The belt closes on itself or has no axis across which it could be cut; it is divided like an area.
    NotAcross,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OffItsShare(part, wanted, got) => write!(
                f,
                "Part {} holds {:.1} % of the zone instead of {:.1} %: no connected part holds its share.",
                part + 1,
                got * 100.0,
                wanted * 100.0
            ),
            Self::InPieces(part) => write!(f, "Part {} is not connected.", part + 1),
            Self::ByArea => {
                write!(f, "The zone holds nothing of what it is shared by; it is divided by area.")
            }
            Self::NotAcross => {
                write!(f, "The belt cannot be cut across its axis; it is divided like an area.")
            }
        }
    }
}

/// A zone divided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Division {
    /// One part for each weight, in their order; nothing for a weight of nothing.
    pub parts: Vec<MultiPolygon<f64>>,
    /// The borders between them.
    pub dividers: Vec<Divider>,
    /// The place that stands for each part: in an area its site, in a belt the
    /// middle of its stretch of the axis.
    pub seeds: Vec<Coord<f64>>,
    /// The share of the measure that each part holds, 0..=1.
    pub shares: Vec<f64>,
    /// What could not be kept.
    pub notes: Vec<Note>,
}

/// A zone that is to be divided.
#[derive(Clone, Copy)]
pub enum Ground<'a> {
    /// A belt of a depth on its deeper side: cut across its axis.
    Belt {
        /// The axis.
        axis: &'a LineString<f64>,
        /// The greater of its two depths.
        depth: Km,
        /// What it covers.
        outline: &'a MultiPolygon<f64>,
    },
    /// An area of any form, in one part or several.
    Area {
        /// What it covers.
        outline: &'a MultiPolygon<f64>,
    },
}

impl<'a> Ground<'a> {
    /// What it covers.
    pub const fn outline(&self) -> &'a MultiPolygon<f64> {
        match self {
            Self::Belt { outline, .. } | Self::Area { outline } => outline,
        }
    }

    /// Divides it by weights.
    pub fn divided(&self, weights: &[f64], measure: Measure<'_>) -> Division {
        match self {
            Self::Belt { axis, depth, outline } => divide_corridor(axis, *depth, outline, weights, measure),
            Self::Area { outline } => divide_area(outline, weights, measure, None),
        }
    }
}

/// Divides a belt by cuts across its axis, in the order of the weights.
///
/// A place belongs to the part of the stretch of the axis that it is nearest to, so
/// a cut is square to the axis until another stretch of it is nearer, and runs
/// between the two from there on. The axis is taken with a tolerance of a tenth
/// of the depth, so that its small bends do not turn the cuts.
///
/// Parts are connected wherever the belt is. Their areas sum to the belt's
/// within 1e-9; each holds its share within 1 % or a [`Note`] says that it does not. A belt
/// that closes on itself is divided like an area. Weights that are not above 0 get nothing.
pub fn divide_corridor(
    axis: &LineString<f64>,
    depth: Km,
    outline: &MultiPolygon<f64>,
    weights: &[f64],
    measure: Measure<'_>,
) -> Division {
    divided(outline, weights, |zone, goals| {
        belt::divided(zone, axis, depth, goals, measure).unwrap_or_else(|| {
            let mut parts = power::divided(zone, goals, measure, None);
            parts.notes.push(Note::NotAcross);
            parts
        })
    })
}

/// Divides an area by a power diagram: a place belongs to the site whose squared
/// distance less its weight is least.
///
/// The sites stand in a row along the area's principal axis, in the order of the
/// parts from the north-west, at the centre of their part; the weights of the diagram are sought
/// until each part holds its share. While a cell falls apart, in a bay or beside
/// a hole, the sites move to the centres of their largest pieces; what is loose then goes
/// to the neighbour with the longest common border, and the weights are sought anew. If none make
/// up for it, two neighbours at a time are cut anew by one stretch of a line, turned from their
/// border by no more than it takes. `seeds` puts the sites elsewhere.
///
/// Parts sum to the area within 1e-9; each holds its share within 1 % and is connected within
/// each part of the outline, or a [`Note`] says that it is not.
pub fn divide_area(
    outline: &MultiPolygon<f64>,
    weights: &[f64],
    measure: Measure<'_>,
    seeds: Option<&[Coord<f64>]>,
) -> Division {
    let seeds = seeds.filter(|seeds| seeds.len() == weights.len());
    let chosen: Option<Vec<Coord<f64>>> = seeds.map(|seeds| {
        seeds.iter().zip(weights).filter(|(_, weight)| counts(**weight)).map(|(at, _)| *at).collect()
    });
    divided(outline, weights, |zone, goals| power::divided(zone, goals, measure, chosen.as_deref()))
}

/// The weights with which the divider between parts `a` and `b` passes through a place:
/// exactly across a belt, nearly in an area, where the sites follow their parts.
///
/// Only the weights of `a` and `b` change, and their sum does not. A boundary cannot be drawn so
/// far that one of the two keeps less than a fiftieth of what both hold.
pub fn move_boundary(
    ground: &Ground<'_>,
    division: &Division,
    weights: &[f64],
    measure: Measure<'_>,
    (a, b): (usize, usize),
    toward: Coord<f64>,
) -> Vec<f64> {
    let mut moved = weights.to_vec();
    let (Some(&of_a), Some(&of_b)) = (weights.get(a), weights.get(b)) else { return moved };
    if a == b || !counts(of_a) || !counts(of_b) || !super::finite(toward) {
        return moved;
    }
    let zone = faces(ground.outline());
    let share = match ground {
        Ground::Belt { axis, depth, .. } if !division.notes.contains(&Note::NotAcross) => {
            belt::share_before(&zone, axis, *depth, weights, measure, (a, b), toward)
        }
        _ => power::share_at(&zone, division, weights, measure, (a, b), toward),
    };
    if let Some(share) = share {
        let share = share.clamp(0.02, 0.98);
        moved[a] = (of_a + of_b) * share;
        moved[b] = (of_a + of_b) * (1.0 - share);
    }
    moved
}

/// Whether a weight is one.
fn counts(weight: f64) -> bool {
    weight.is_finite() && weight > 0.0
}

/// Parts as they come from either way of dividing, without those of no weight.
struct Parts {
    cells: Vec<Vec<Face>>,
    seeds: Vec<Coord<f64>>,
    shares: Vec<f64>,
    notes: Vec<Note>,
}

/// Divides among the weights that count, and puts the others back as nothing.
fn divided(
    outline: &MultiPolygon<f64>,
    weights: &[f64],
    divide: impl FnOnce(&[Face], &[f64]) -> Parts,
) -> Division {
    let taking: Vec<usize> = (0..weights.len()).filter(|&at| counts(weights[at])).collect();
    let sum: f64 = taking.iter().map(|&at| weights[at]).sum();
    let goals: Vec<f64> = taking.iter().map(|&at| weights[at] / sum).collect();
    let zone = faces(outline);
    let middle = super::centre_inside(outline).unwrap_or(Coord { x: 0.0, y: 0.0 });
    let mut division = Division {
        parts: vec![MultiPolygon(Vec::new()); weights.len()],
        dividers: Vec::new(),
        seeds: vec![middle; weights.len()],
        shares: vec![0.0; weights.len()],
        notes: Vec::new(),
    };
    match taking.as_slice() {
        [] => return division,
        [alone] => {
            division.parts[*alone] = outline.clone();
            division.shares[*alone] = 1.0;
            return division;
        }
        _ if zone.is_empty() => return division,
        _ => {}
    }
    let mut parts = divide(&zone, &goals);
    let dividers = connect::dividers(&parts.cells);
    for (part, &at) in taking.iter().enumerate() {
        division.parts[at] = outline_of(&parts.cells[part]);
        division.seeds[at] = parts.seeds[part];
        division.shares[at] = parts.shares[part];
    }
    division.dividers = dividers
        .into_iter()
        .map(|Divider { between: (a, b), path }| Divider { between: (taking[a], taking[b]), path })
        .collect();
    for (part, (&goal, &got)) in goals.iter().zip(&parts.shares).enumerate() {
        if (got / goal - 1.0).abs() > 0.01 {
            parts.notes.push(Note::OffItsShare(part, goal, got));
        }
    }
    for part in connect::in_pieces(&parts.cells) {
        parts.notes.push(Note::InPieces(part));
    }
    division.notes = parts
        .notes
        .into_iter()
        .map(|note| match note {
            Note::OffItsShare(part, goal, got) => Note::OffItsShare(taking[part], goal, got),
            Note::InPieces(part) => Note::InPieces(taking[part]),
            other => other,
        })
        .collect();
    division
}

/// The faces of an outline: open rings, exteriors counter-clockwise, holes clockwise.
fn faces(outline: &MultiPolygon<f64>) -> Vec<Face> {
    outline.iter().enumerate().filter_map(|(of, part)| Face::of(part, of)).collect()
}

/// The outline of faces.
fn outline_of(faces: &[Face]) -> MultiPolygon<f64> {
    MultiPolygon(faces.iter().filter_map(Face::polygon).collect())
}

/// The area of faces, m².
fn area_of(faces: &[Face]) -> f64 {
    // Exteriors run counter-clockwise, which `signed_ring` counts as negative.
    -faces.iter().flat_map(|face| &face.rings).map(|ring| signed_ring(ring)).sum::<f64>()
}

impl Face {
    fn of(part: &Polygon<f64>, of: usize) -> Option<Self> {
        let mut rings = super::overlay::paths(&MultiPolygon(vec![part.clone()])).into_iter().map(|path| {
            let mut ring: Vec<Coord<f64>> = path.into_iter().map(|[x, y]| Coord { x, y }).collect();
            ring.dedup();
            ring
        });
        let exterior = rings.next()?;
        Some(Self { rings: std::iter::once(exterior).chain(rings).collect(), of })
    }

    fn polygon(&self) -> Option<Polygon<f64>> {
        let mut rings = self.rings.iter().map(|ring| {
            let mut ring = ring.clone();
            ring.extend(ring.first().copied());
            LineString(ring)
        });
        let exterior = rings.next()?;
        Some(Polygon::new(exterior, rings.collect()))
    }
}

#[cfg(test)]
mod tests;
