//! A deck as data: pages of blocks, each a table, a chart, words or a map.
//!
//! Nothing here is a picture but the map: names, values, colours, patterns and
//! alignments are values, so that a format can make native objects of them.
//! [`super::slide`] paints the same data for the screen, PDF and HTML.
//!
//! Positions are in pixels of a sheet of 1920 × 1080 ([`SHEET`]), origin top
//! left; a pixel is half a point on a slide of 13.333 × 7.5 inches.

pub use super::chart::{
    Axis, Bar, Bars, Chart, Key, KeyMark, RangeGroup, RangeMark, RangeRow, Ranges, Segment, Series, Shade,
    Stack, Steps, Tick,
};
pub use super::table::{Cell, Column, Ornament, Row, Rule, Table};
use crate::force::Case;
pub use crate::plan::slides::MapView;
use crate::plan::slides::SlideId;
use crate::scene::look::{Colour, LookName};

/// Width and height of the sheet in pixels.
pub const SHEET: [f32; 2] = [1920.0, 1080.0];

/// The margin left and right of what does not bleed.
pub const MARGIN: f32 = 72.0;

/// The right edge of what does not bleed: 1848.
pub const RIGHT: f32 = SHEET[0] - MARGIN;

/// Where the body of a page begins and ends, from the top.
pub const BODY: [f32; 2] = [138.0, 1000.0];

/// A deck: what a briefer shows and leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    /// The plan's title.
    pub title: String,
    /// The plan's date, YYYY-MM-DD; empty if it has none. Files take their dates from it.
    pub date: String,
    /// The colours it is made of. Every colour below is one of this theme already.
    pub look: LookName,
    /// The ground of every page.
    pub ground: Colour,
    /// The pages in their order, without hidden ones; numbered from 1.
    pub pages: Vec<Page>,
}

/// A page of a deck.
///
/// Banner, date, title, sources and number stand at the same place on every
/// page and are placeholders of a master; their places are the constants below.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The slide it was made of, or the template's name: unique in the deck, fit for a file name.
    pub id: String,
    /// The slide of the plan, where it is one of the plan's.
    pub slide: Option<SlideId>,
    /// "Hypothetical – planning illustration": red, top left, beside a red bar.
    pub banner: String,
    /// "Line of contact 1 December 2024, schematic": grey, top right.
    pub dated: String,
    /// The finding, as a sentence with its number: one line.
    pub title: String,
    /// What stands between title and rule, bottom first.
    pub blocks: Vec<Block>,
    /// Two lines at most below the rule: method and caveats, then sources.
    pub sources: Vec<String>,
    /// The number at the bottom right, from 1.
    pub number: usize,
    /// What to say, and which trap to avoid. Paragraphs end with a line break.
    pub notes: String,
    /// Figures of the annex that can be read on the page, as they are written there.
    pub figures: Vec<Said>,
    /// Colours of banner, date, title, rule, sources and number.
    pub inks: PageInks,
}

/// A figure as a page says it: what an audit holds the page to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The annex's entry: `plan/deployed`.
    pub id: String,
    /// Which case.
    pub case: Case,
    /// The number as it is written: "39 000".
    pub text: String,
}

/// The colours of what stands on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageInks {
    /// The ground of the sheet.
    pub ground: Colour,
    /// Title and number.
    pub ink: Colour,
    /// Date and source lines.
    pub grey: Colour,
    /// The rule over the sources.
    pub rule: Colour,
    /// Bar and words of the banner.
    pub alert: Colour,
}

/// The red bar beside the banner: x, y, width, height.
pub const BANNER_BAR: [f32; 4] = [MARGIN, 27.0, 10.0, 26.0];
/// Left end and baseline of the banner's words, 24/600.
pub const BANNER: [f32; 2] = [96.0, 49.0];
/// Right end and baseline of the date, 24/400.
pub const DATED: [f32; 2] = [RIGHT, 49.0];
/// Left end and baseline of the title, 600.
pub const TITLE: [f32; 2] = [MARGIN, 112.0];
/// Sizes of the title: as large as fits between these.
pub const TITLE_SIZES: [f32; 2] = [46.0, 38.0];
/// Tracking of the title in ems.
pub const TITLE_TRACKING: f32 = -0.018;
/// How far down the rule over the sources is; 1.5 wide, from margin to margin.
pub const RULE: f32 = 1012.0;
/// Baselines of the source lines, 16/400.
pub const SOURCES: [f32; 2] = [1036.0, 1058.0];
/// The widest source line.
pub const SOURCE_WIDTH: f32 = 1716.0;
/// Right end and baseline of the page number, 24/600.
pub const NUMBER: [f32; 2] = [RIGHT, 1046.0];

/// Something on a page, in its frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Left, top, width and height on the sheet.
    pub frame: [f32; 4],
    /// A short name for the selection pane of a format: "Need by zone".
    pub name: String,
    /// What somebody is told who cannot see it; empty for what is read as text anyway.
    pub alt: String,
    /// What it is.
    pub what: What,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A tinted ground below other blocks.
    Panel(Panel),
    /// A line between two words, upright or level: it fills the frame.
    Line(Colour),
    /// Paragraphs.
    Words(Words),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// The map of the plan.
    Map(MapBlock),
    /// The small map of Europe with the sending nations, and its key below.
    Inset(Inset),
}

/// A tinted ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Its colour.
    pub fill: Colour,
    /// The colour of a bar 12 wide along its left edge.
    pub edge: Option<Colour>,
}

/// A fill: a ground, and over it a pattern in an ink. Colour never stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The colour below; all there is to see of a solid one.
    pub ground: Colour,
    /// The pattern.
    pub pattern: Pattern,
    /// The colour of the pattern and of the outline.
    pub ink: Colour,
    /// Whether it is outlined in its ink, 1.5 wide.
    pub outlined: bool,
}

impl Fill {
    /// One colour all over.
    pub const fn solid(colour: Colour) -> Self {
        Self { ground: colour, pattern: Pattern::Solid, ink: colour, outlined: false }
    }
}

/// The pattern of a fill: lines 2 wide and 8 apart, or dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// No pattern.
    Solid,
    /// Lines like "/".
    Rising,
    /// Lines like "\".
    Falling,
    /// Upright lines.
    Upright,
    /// Level lines.
    Level,
    /// Dots on a square grid.
    Dots,
}

/// Where a text stands in its frame or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// At the right; figures are tabular.
    End,
}

/// A piece of a line in one weight and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What is written, without line breaks.
    pub text: String,
    /// 400, 500, 600 or 700.
    pub weight: u16,
    /// Upright or italic.
    pub italic: bool,
    /// The ink.
    pub colour: Colour,
}

impl Run {
    /// An upright run.
    pub fn new(text: impl Into<String>, weight: u16, colour: Colour) -> Self {
        Self { text: text.into(), weight, italic: false, colour }
    }
}

/// Paragraphs, one below the other from the top of the frame.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Words {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, broken into lines where the frame is narrower.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// Size of the letters: 24 at least.
    pub size: f32,
    /// From baseline to baseline. Capitals stand in the middle of a line that high.
    pub leading: f32,
    /// Room above it.
    pub before: f32,
    /// Where its lines stand.
    pub align: Align,
    /// What stands at the left of its first line; the text begins [`Paragraph::indent`] further right.
    pub bullet: Option<Bullet>,
    /// How far the text begins to the right of the frame.
    pub indent: f32,
}

/// A sign at the left of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bullet {
    /// An empty box 20 wide: not decided.
    Box(Colour),
    /// A swatch 20 wide.
    Swatch(Fill),
    /// A small bar.
    Dash(Colour),
}

/// A badge: a disc of radius 19 with a letter in it, or a mark of another shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// "A".
    pub letter: String,
    /// The disc.
    pub fill: Colour,
    /// The letter, 24/700.
    pub ink: Colour,
}

/// The map of the plan, cut to the frame without a border.
#[derive(Clone, Debug, PartialEq)]
pub struct MapBlock {
    /// What it shows.
    pub view: MapView,
    /// Room that other blocks take from it: left, top, right, bottom, for a camera that fits.
    pub covered: [f32; 4],
    /// Boxes on the map that something else covers, as left, top, right and bottom from its
    /// corner: no label stands there.
    pub blocked: Vec<[f32; 4]>,
    /// Names of layers that the view shows and that are not open: the map is without them.
    pub absent: Vec<String>,
}

/// The small map of Europe: a title, the map, and a key of swatches with words.
#[derive(Clone, Debug, PartialEq)]
pub struct Inset {
    /// "Who could come", 24/600.
    pub title: Run,
    /// The ground that covers the map below.
    pub ground: Colour,
    /// The picture's place inside the frame: left, top, width, height, from the frame's corner.
    pub picture: [f32; 4],
    /// Nations by code, each with its place in [`Inset::key`].
    pub nations: Vec<(String, usize)>,
    /// What the fills mean, one below the other under the picture.
    pub key: Vec<(Fill, Run)>,
}
