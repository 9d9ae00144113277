//! The points by which the shape of a zone is taken.

use geo_types::Coord;

use crate::units::Km;

/// Which point of a zone a handle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandleKind {
    /// A corner of an area: part, ring (0 is the outer one), corner.
    Corner {
        /// Which part of the area.
        part: usize,
        /// Which ring of the part; 0 is the outer one.
        ring: usize,
        /// Which corner of the ring.
        index: usize,
    },
    /// Between corner `index` and the next; a press puts a corner in.
    Midpoint {
        /// Which part of the area.
        part: usize,
        /// Which ring of the part; 0 is the outer one.
        ring: usize,
        /// The corner before it.
        index: usize,
    },
    /// A point of the axis of a belt.
    AxisPoint(usize),
    /// Between axis point `n` and the next; a press puts a point in.
    AxisMidpoint(usize),
    /// An end of a belt that follows a line; slides along the line.
    End {
        /// Whether it is the end the axis begins at.
        first: bool,
    },
    /// The depth of a belt, on one side.
    Depth {
        /// Whether it is the side to the left of the axis.
        left: bool,
    },
    /// The centre of a disc.
    Centre,
    /// The radius of a disc.
    Radius,
}

impl HandleKind {
    /// Whether a press puts a new corner in: drawn as a ring, not as a square.
    pub const fn inserts(self) -> bool {
        matches!(self, Self::Midpoint { .. } | Self::AxisMidpoint(_))
    }

    /// Whether Delete takes it out.
    pub const fn deletes(self) -> bool {
        matches!(self, Self::Corner { .. } | Self::AxisPoint(_))
    }
}

/// How a handle looks now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HandleState {
    /// Neither.
    #[default]
    Resting,
    /// The pointer is over it, or the keys act on it.
    Hovered,
    /// It is in the hand.
    Dragged,
}

/// One handle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Which point of the zone it is.
    pub kind: HandleKind,
    /// Where it is drawn and taken.
    pub at: Coord<f64>,
    /// How it looks now.
    pub state: HandleState,
    /// The length of the edge it stands on: a midpoint on a short edge is
    /// neither drawn nor taken. Infinite for all others.
    pub room: Km,
}
