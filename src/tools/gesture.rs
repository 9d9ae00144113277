//! What the hand does, on the ground rather than on the screen.

use geo_types::Coord;

use crate::units::Km;

/// Where the pointer is, and which keys are held with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    /// The place under the pointer, in longitude and latitude.
    pub at: Coord<f64>,
    /// Shift is held: add to the selection, a box that selects, both sides of a line.
    pub shift: bool,
    /// Alt is held: the other way round with snapping; a click deletes a corner, with Shift
    /// of this zone only.
    pub alt: bool,
}

impl Cursor {
    /// A pointer with no key held.
    pub const fn at(at: Coord<f64>) -> Self {
        Self { at, shift: false, alt: false }
    }

    /// The same with Shift held.
    #[must_use]
    pub const fn with_shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// The same with Alt held.
    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }
}

/// One thing the hand does. The window translates, in this way:
///
/// - The button goes down: if [`Tool::claims`](super::Tool::claims) the place,
///   send [`Press`](Self::Press), then [`Move`](Self::Move) and
///   [`Release`](Self::Release). If not, the drag pans the map; a button that
///   came up on the spot is a [`Click`](Self::Click).
/// - The pointer moves, or Shift or Alt go down or up: one `Move` a frame, the
///   last one (a move makes the shape anew).
/// - Keys: send them while the map has the focus. [`Step::handled`] says
///   whether the tool had a use for it; if not, Ctrl+Z undoes the last edit,
///   Escape and digits are the window's.
///
/// [`Step::handled`]: super::Step::handled
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The pointer moved, with or without the button down.
    Move(Cursor),
    /// The button went down on something the tool claims.
    Press(Cursor),
    /// The button came up after a press.
    Release(Cursor),
    /// The button went down and up on the spot.
    Click(Cursor),
    /// A key takes what is at the cursor, without a button: it is in the hand at once, and
    /// the way of a slip is not waited for. [`Release`](Self::Release) puts it down.
    Grab(Cursor),
    /// The second click of two; sent after its `Click` (or `Release`).
    DoubleClick(Cursor),
    /// The pointer left the map.
    Leave,
    /// Enter: finish.
    Enter,
    /// Escape: one level back; changes nothing.
    Escape,
    /// Backspace: the last corner, or the last typed character.
    Backspace,
    /// Delete: the selected zones, or the corner under the pointer.
    Delete,
    /// Shift and Delete: the corner under the pointer, out of this zone only where others
    /// share it.
    DeleteAlone,
    /// Ctrl+Z: the last corner while drawing. Not handled otherwise.
    UndoCorner,
    /// A typed character: digits, point or comma of a length, and "<" before
    /// the bearing of a side. For when [`Tool::wants_text`](super::Tool::wants_text).
    Type(char),
    /// An arrow key: the selected zones or corner, by so much on the ground
    /// (a kilometre; ten with Shift, a hundred metres with Alt).
    Nudge {
        /// To the east, negative to the west.
        east: Km,
        /// To the north, negative to the south.
        north: Km,
    },
}
