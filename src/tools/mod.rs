//! Tools: what the hand does on the map becomes an [`Edit`].
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

mod hand;

mod marquee;

mod lasso;

mod polygon;

mod freehand;

mod belt;

mod cut;

mod stretch;

mod line;

mod draw_line;

mod place;

pub mod paint;

mod depth;

mod shaping;

mod corners;

mod shared;

mod weld;

mod room;

mod moving;

mod sector;

mod draft;

mod chain;

mod typed;

mod measuring;

mod course;

mod net;

mod snap;

mod trace;

mod pick;

mod stops;

mod ground;

#[cfg(test)]
mod tests;

use crate::plan::Edit;

pub use belt::Belt;
pub use cut::Cut;

pub use context::{Context, Guide, Selection, Switches, Tongue};
pub use draw_line::DrawLine;
pub use gesture::{Cursor, Gesture};
pub use hand::Hand;
pub use handle::{Handle, HandleKind, HandleState, handles};
pub use hint::{CursorShape, Hint};
pub use lasso::Lasso;
pub use line::LineHand;
pub use measuring::{Measured, Measuring, Outcome};
pub use net::Net;
pub use paint::{Paint, Palette};
pub use pick::zone_at;
pub use place::Place;
pub use polygon::Polygon;
pub use sector::{Boundary, Sectors};
pub use sketch::{Ghost, Plate, Sketch, Stroke, StrokeKind};
pub use step::Step;
pub use stops::{Stop, StopKind, next_stop};
pub use stretch::Stretch;

/// The tools, in the order of the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToolKind {
    /// Select, move and shape zones.
    #[default]
    Select,
    /// A line round zones, which selects them.
    Lasso,
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
    /// A line along which zones are cut.
    Split,
    /// The corners of the line of contact.
    Line,
    /// Another line of contact, from its first corner on.
    DrawLine,
    /// Oblasts, grid cells and settlements of the map.
    Paint,
}

impl ToolKind {
    /// All tools, in the order of the rail; a second line of contact is drawn from the menu.
    pub const ALL: [Self; 11] = [
        Self::Select,
        Self::Lasso,
        Self::Polygon,
        Self::Corridor,
        Self::Disc,
        Self::Stretch,
        Self::Vertices,
        Self::Split,
        Self::Line,
        Self::DrawLine,
        Self::Paint,
    ];

    /// The tool in words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Select => "Select",
            Self::Lasso => "Lasso",
            Self::Polygon => "Draw an area",
            Self::Corridor => "Draw a belt",
            Self::Disc => "Place a hub or site",
            Self::Stretch => "Belt along a line",
            Self::Vertices => "Edit corners",
            Self::Split => "Split by a line",
            Self::Line => "Edit the line of contact",
            Self::DrawLine => "Draw a line of contact",
            Self::Paint => "Take from the map",
        }
    }

    /// What it does, for the tooltip.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Select => "Click a zone, drag it, or drag a handle of the selected one",
            Self::Lasso => "Draw round zones with the button held; what is touched is selected",
            Self::Polygon => "Click the corners of an area, or draw its outline with the button held",
            Self::Corridor => "Click a line, then give it a depth on one side or both",
            Self::Disc => "Press at the centre and drag the radius, or click for the usual one",
            Self::Stretch => "Take a stretch of the line of contact or of a border, then its depth",
            Self::Vertices => "Drag, insert and delete corners of the selected zone",
            Self::Split => "Draw a line across zones; Enter cuts them along it",
            Self::Line => "Drag, insert and delete corners of the line; tied belts follow",
            Self::DrawLine => "Click the corners of another line; double-click puts it in force",
            Self::Paint => "Click oblasts, or paint grid cells and settlements; once more takes out",
        }
    }

    /// The key that picks it: a number for most of the rail.
    pub const fn key(self) -> char {
        match self {
            Self::Select => '1',
            Self::Lasso => 'Q',
            Self::Polygon => '2',
            Self::Corridor => '3',
            Self::Disc => '4',
            Self::Stretch => '5',
            Self::Vertices => '6',
            Self::Split => '7',
            Self::Line => '8',
            Self::DrawLine => 'W',
            Self::Paint => '9',
        }
    }

    /// Whether a new zone comes of it, whose role is chosen beforehand.
    pub const fn makes_zones(self) -> bool {
        matches!(self, Self::Polygon | Self::Corridor | Self::Disc | Self::Stretch | Self::Paint)
    }

    /// The tool of a key.
    pub fn of_key(key: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The tool in the hand, with its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Tool {
    /// Select, move and shape zones.
    Select(Hand),
    /// A line round zones.
    Lasso(Lasso),
    /// An area by its corners.
    Polygon(Polygon),
    /// A belt along a drawn line.
    Corridor(Belt),
    /// A hub or a site.
    Disc(Place),
    /// A belt along a stretch of a line.
    Stretch(Stretch),
    /// The corners of the selected zone.
    Vertices(Hand),
    /// A line along which zones are cut.
    Split(Cut),
    /// The corners of the line of contact.
    Line(LineHand),
    /// Another line of contact.
    DrawLine(DrawLine),
    /// Oblasts, grid cells and settlements of the map.
    Paint(Paint),
}

impl Default for Tool {
    fn default() -> Self {
        Self::new(ToolKind::Select)
    }
}

impl Tool {
    /// A tool with nothing begun.
    pub fn new(kind: ToolKind) -> Self {
        match kind {
            ToolKind::Select => Self::Select(Hand::default()),
            ToolKind::Lasso => Self::Lasso(Lasso::default()),
            ToolKind::Polygon => Self::Polygon(Polygon::default()),
            ToolKind::Corridor => Self::Corridor(Belt::default()),
            ToolKind::Disc => Self::Disc(Place::default()),
            ToolKind::Stretch => Self::Stretch(Stretch::default()),
            ToolKind::Vertices => Self::Vertices(Hand::on_corners()),
            ToolKind::Split => Self::Split(Cut::default()),
            ToolKind::Line => Self::Line(LineHand::default()),
            ToolKind::DrawLine => Self::DrawLine(DrawLine::default()),
            ToolKind::Paint => Self::Paint(Paint::default()),
        }
    }

    /// Which tool it is.
    pub const fn kind(&self) -> ToolKind {
        match self {
            Self::Select(_) => ToolKind::Select,
            Self::Lasso(_) => ToolKind::Lasso,
            Self::Polygon(_) => ToolKind::Polygon,
            Self::Corridor(_) => ToolKind::Corridor,
            Self::Disc(_) => ToolKind::Disc,
            Self::Stretch(_) => ToolKind::Stretch,
            Self::Vertices(_) => ToolKind::Vertices,
            Self::Split(_) => ToolKind::Split,
            Self::Line(_) => ToolKind::Line,
            Self::DrawLine(_) => ToolKind::DrawLine,
            Self::Paint(_) => ToolKind::Paint,
        }
    }

    /// Whether a press here belongs to the tool; if not, a drag pans the map
    /// and a button that comes up on the spot is a [`Gesture::Click`]. So the
    /// map can be panned between the corners of a sketch.
    pub fn claims(&self, cursor: &Cursor, context: &Context) -> bool {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.claims(cursor, context),
            Self::Disc(_) | Self::Lasso(_) | Self::Paint(_) => true,
            Self::Line(hand) => hand.claims(cursor, context),
            Self::Polygon(polygon) => polygon.claims(),
            Self::Corridor(_) | Self::Stretch(_) | Self::Split(_) | Self::DrawLine(_) => false,
        }
    }

    /// The next state, and what came of the gesture.
    #[must_use]
    pub fn on(self, gesture: Gesture, context: &Context) -> Step {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.on(gesture, context),
            Self::Lasso(lasso) => lasso.on(gesture, context),
            Self::Polygon(polygon) => polygon.on(gesture, context),
            Self::Corridor(belt) => belt.on(gesture, context),
            Self::Disc(place) => place.on(gesture, context),
            Self::Stretch(stretch) => stretch.on(gesture, context),
            Self::Split(cut) => cut.on(gesture, context),
            Self::Line(hand) => hand.on(gesture, context),
            Self::DrawLine(line) => line.on(gesture, context),
            Self::Paint(paint) => paint.on(gesture, context),
        }
    }

    /// The edit as it would be if the gesture ended now; the same that ending
    /// it makes. `None` if nothing is under way or the shape is refused.
    pub fn pending(&self, context: &Context) -> Option<Edit> {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.pending(),
            // Half a line would pull every tied belt behind the pointer.
            Self::Lasso(_) | Self::DrawLine(_) => None,
            Self::Polygon(polygon) => polygon.pending(context),
            Self::Corridor(belt) => belt.pending(context),
            Self::Disc(place) => place.pending(context),
            Self::Stretch(stretch) => stretch.pending(context),
            Self::Split(cut) => cut.pending(context),
            Self::Line(hand) => hand.pending(),
            Self::Paint(paint) => paint.pending(context),
        }
    }

    /// Whether typed characters are wanted – a depth, a radius, the next side:
    /// the window then sends digits, point, comma and "<" here instead of
    /// picking tools by them.
    pub fn wants_text(&self) -> bool {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.wants_text(),
            Self::Lasso(_) | Self::Line(_) | Self::Paint(_) => false,
            Self::Polygon(polygon) => polygon.begun(),
            Self::Corridor(belt) => belt.wants_text(),
            Self::Disc(place) => place.begun(),
            Self::Stretch(stretch) => stretch.wants_text(),
            Self::Split(cut) => cut.wants_text(),
            Self::DrawLine(line) => line.begun(),
        }
    }

    /// Whether a sketch or a drag is under way: the plan should not change
    /// underneath, by undo for one.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.is_busy(),
            Self::Lasso(lasso) => lasso.begun_already(),
            Self::Polygon(polygon) => polygon.is_busy(),
            Self::Corridor(belt) => belt.begun(),
            Self::Disc(place) => place.begun(),
            Self::Stretch(stretch) => stretch.begun(),
            Self::Split(cut) => cut.begun(),
            Self::Line(hand) => hand.is_busy(),
            Self::DrawLine(line) => line.begun(),
            Self::Paint(paint) => paint.begun(),
        }
    }

    /// Whether an area that selects is being drawn, or would be by a press with or without
    /// Shift: Ctrl then takes out, as Alt does, which some desktops keep for themselves.
    pub const fn marks(&self, shift: bool) -> bool {
        match self {
            Self::Lasso(_) => true,
            Self::Select(hand) => shift || hand.is_boxing(),
            _ => false,
        }
    }

    /// What the tool shows on the map.
    pub fn sketch(&self, context: &Context) -> Sketch {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.sketch(context),
            Self::Lasso(lasso) => lasso.sketch(),
            Self::Polygon(polygon) => polygon.sketch(),
            Self::Corridor(belt) => belt.sketch(),
            Self::Disc(place) => place.sketch(context),
            Self::Stretch(stretch) => stretch.sketch(),
            Self::Split(cut) => cut.sketch(),
            Self::Line(hand) => hand.sketch(context),
            Self::DrawLine(line) => line.sketch(),
            Self::Paint(paint) => paint.sketch(),
        }
    }

    /// The boundary between two contingents that is under the pointer or in the hand, and
    /// whether it is in the hand.
    pub fn boundary(&self) -> Option<(&Boundary, bool)> {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.boundary(),
            _ => None,
        }
    }

    /// What to do next, and the keys that do something.
    pub fn hint(&self, context: &Context) -> Hint {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.hint(context),
            Self::Lasso(lasso) => lasso.hint(context),
            Self::Polygon(polygon) => polygon.hint(context),
            Self::Corridor(belt) => belt.hint(context),
            Self::Disc(place) => place.hint(context),
            Self::Stretch(stretch) => stretch.hint(),
            Self::Split(cut) => cut.hint(context),
            Self::Line(hand) => hand.hint(),
            Self::DrawLine(line) => line.hint(context),
            Self::Paint(paint) => paint.hint(context),
        }
    }

    /// What the pointer looks like.
    pub fn cursor(&self, context: &Context) -> CursorShape {
        match self {
            Self::Select(hand) | Self::Vertices(hand) => hand.cursor(context),
            Self::Lasso(lasso) => lasso.cursor(context),
            Self::Polygon(polygon) => polygon.cursor(),
            Self::Corridor(belt) => belt.cursor(),
            Self::Disc(place) => place.cursor(),
            Self::Stretch(stretch) => stretch.cursor(),
            Self::Split(cut) => cut.cursor(),
            Self::Line(hand) => hand.cursor(),
            Self::DrawLine(_) => CursorShape::Cross,
            Self::Paint(paint) => paint.cursor(),
        }
    }
}

impl From<Hand> for Tool {
    fn from(hand: Hand) -> Self {
        if hand.corners { Self::Vertices(hand) } else { Self::Select(hand) }
    }
}

impl From<Lasso> for Tool {
    fn from(lasso: Lasso) -> Self {
        Self::Lasso(lasso)
    }
}

impl From<Polygon> for Tool {
    fn from(polygon: Polygon) -> Self {
        Self::Polygon(polygon)
    }
}

impl From<Belt> for Tool {
    fn from(belt: Belt) -> Self {
        Self::Corridor(belt)
    }
}

impl From<Place> for Tool {
    fn from(place: Place) -> Self {
        Self::Disc(place)
    }
}

impl From<Paint> for Tool {
    fn from(paint: Paint) -> Self {
        Self::Paint(paint)
    }
}

impl From<Cut> for Tool {
    fn from(cut: Cut) -> Self {
        Self::Split(cut)
    }
}

impl From<Stretch> for Tool {
    fn from(stretch: Stretch) -> Self {
        Self::Stretch(stretch)
    }
}

impl From<LineHand> for Tool {
    fn from(hand: LineHand) -> Self {
        Self::Line(hand)
    }
}

impl From<DrawLine> for Tool {
    fn from(line: DrawLine) -> Self {
        Self::DrawLine(line)
    }
}
