//! What a tool shows on the map: plain geometry, for the window to draw.

use geo_types::{Coord, LineString, MultiPolygon};

use super::Handle;
use crate::plan::ZoneId;
use crate::problem::Refusal;

/// What a line of a sketch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrokeKind {
    /// Sides already drawn.
    Drawn,
    /// From the last corner to the pointer.
    Rubber,
    /// From the pointer back to the first corner.
    Closing,
    /// The axis of a belt.
    Axis,
    /// A depth or a radius, from the axis or the centre.
    Ruler,
    /// How a line ran before the gesture that is under way.
    Before,
    /// The edge of an area that selects.
    Marquee,
}

/// One line of a sketch.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// What it is.
    pub kind: StrokeKind,
    /// Where it is; straight between its points in longitude and latitude.
    pub path: LineString<f64>,
}

/// How a zone was before the gesture that is under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// Which zone.
    pub zone: ZoneId,
    /// Its old outline.
    pub outline: MultiPolygon<f64>,
    /// Where the dragged corner stood.
    pub corner: Option<Coord<f64>>,
}

/// The plate beside the pointer. The window adds how the figures change.
#[derive(Clone, Debug, PartialEq)]
pub struct Plate {
    /// The place it speaks of.
    pub at: Coord<f64>,
    /// What is under the hand: "North end of Line belt".
    pub title: String,
    /// Its measure, if it has one: "20 km".
    pub measure: Option<String>,
    /// What it has snapped to: "on the line of contact".
    pub snapped: Option<String>,
}

/// All of it, for one frame. The pending shape itself is not here: it is part
/// of "the plan with the pending edit". `draft` is the shape where there is no
/// such plan, because the shape is refused or not yet complete.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// Lines, the lowest first.
    pub strokes: Vec<Stroke>,
    /// Corners already drawn.
    pub corners: Vec<Coord<f64>>,
    /// An outline that no zone has yet.
    pub draft: Option<MultiPolygon<f64>>,
    /// Handles, the lowest first; the one under the hand is the last.
    pub handles: Vec<Handle>,
    /// What was before, dashed.
    pub ghosts: Vec<Ghost>,
    /// The plate beside the pointer.
    pub plate: Option<Plate>,
    /// The place snapped to.
    pub snapped: Option<Coord<f64>>,
    /// Why the shape cannot stay; `draft` and `strokes` are then drawn in the
    /// warning colour, without fill.
    pub bad: Option<Refusal>,
    /// Where it crosses itself.
    pub crossing: Option<Coord<f64>>,
}

impl Sketch {
    pub(super) fn stroke(&mut self, kind: StrokeKind, path: impl Into<LineString<f64>>) {
        let path = path.into();
        if path.0.len() > 1 {
            self.strokes.push(Stroke { kind, path });
        }
    }
}
