//! Tools: what the hand does on the map becomes an [`Edit`](crate::plan::Edit).
//!
//! A tool is an enum of states in map coordinates. [`Tool::on`] takes it from
//! one state to the next; what the window shows – the edit as it would be if
//! the gesture ended now, the sketch, the hint, the pointer – are functions of
//! the state. Nothing here knows pixels: the pick radius comes in as a
//! distance on the ground ([`Context::pick`]).

mod gesture;

mod context;

mod step;

mod handle;

mod sketch;

mod hint;

use crate::plan::Edit;

pub use context::{Context, Guide, Selection};
pub use gesture::{Cursor, Gesture};
pub use handle::{Handle, HandleKind, HandleState};
pub use hint::{CursorShape, Hint};
pub use sketch::{Ghost, Plate, Sketch, Stroke, StrokeKind};
pub use step::Step;

/// The tools, in the order of the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToolKind {
    /// Select, move and shape zones.
    #[default]
    Select,
    /// An area by its corners.
    Polygon,
    /// A belt along a drawn line.
    Corridor,
    /// A hub or a site: a centre and a radius.
    Disc,
    /// A belt along a stretch of the line of contact or of a border.
    Stretch,
    /// The corners of the selected zone.
    Vertices,
}

impl ToolKind {
    /// All tools, in the order of the rail and of the number keys, from 1.
    pub const ALL: [Self; 6] =
        [Self::Select, Self::Polygon, Self::Corridor, Self::Disc, Self::Stretch, Self::Vertices];

    /// The tool in words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Select => "Select",
            Self::Polygon => "Draw an area",
            Self::Corridor => "Draw a belt",
            Self::Disc => "Place a hub or site",
            Self::Stretch => "Belt along a line",
            Self::Vertices => "Edit corners",
        }
    }

    /// What it does, for the tooltip.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Select => "Click a zone, drag it, or drag a handle of the selected one",
            Self::Polygon => "Click the corners of an area; double-click finishes",
            Self::Corridor => "Click a line, then give it a depth on one side or both",
            Self::Disc => "Press at the centre and drag the radius, or click for the usual one",
            Self::Stretch => "Take a stretch of the line of contact or of a border, then its depth",
            Self::Vertices => "Drag, insert and delete corners of the selected zone",
        }
    }

    /// The number key that picks it.
    pub const fn key(self) -> char {
        match self {
            Self::Select => '1',
            Self::Polygon => '2',
            Self::Corridor => '3',
            Self::Disc => '4',
            Self::Stretch => '5',
            Self::Vertices => '6',
        }
    }

    /// The tool of a number key.
    pub fn of_key(key: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The tool in the hand, with its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Tool {
    /// Select, move and shape zones.
    Select(Select),
}

impl Default for Tool {
    fn default() -> Self {
        Self::new(ToolKind::Select)
    }
}

impl Tool {
    /// A tool with nothing begun.
    pub fn new(_kind: ToolKind) -> Self {
        Self::Select(Select)
    }

    /// Which tool it is.
    pub const fn kind(&self) -> ToolKind {
        ToolKind::Select
    }

    /// Whether a press here belongs to the tool; if not, a drag pans the map
    /// and a button that comes up on the spot is a [`Gesture::Click`].
    pub fn claims(&self, _cursor: &Cursor, _context: &Context) -> bool {
        false
    }

    /// The next state, and what came of the gesture.
    #[must_use]
    pub fn on(self, _gesture: Gesture, _context: &Context) -> Step {
        Step::unused(self)
    }

    /// The edit as it would be if the gesture ended now; the same that ending
    /// it makes. `None` if nothing is under way or the shape is refused.
    pub fn pending(&self, _context: &Context) -> Option<Edit> {
        None
    }

    /// Whether typed characters are wanted: the window then sends digits here
    /// instead of picking tools by them.
    pub fn wants_text(&self) -> bool {
        false
    }

    /// Whether a sketch or a drag is under way.
    pub fn is_busy(&self) -> bool {
        false
    }

    /// What the tool shows on the map.
    pub fn sketch(&self, _context: &Context) -> Sketch {
        Sketch::default()
    }

    /// What to do next, and the keys that do something.
    pub fn hint(&self, _context: &Context) -> Hint {
        Hint::default()
    }

    /// What the pointer looks like.
    pub fn cursor(&self, _context: &Context) -> CursorShape {
        CursorShape::Arrow
    }
}

/// The states of the select tool.
#[derive(Clone, Debug, PartialEq)]
pub struct Select;
