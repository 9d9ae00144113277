//! Tables as data: columns, rows, cells with runs and small ornaments, and rules.

use super::deck::{Align, Badge, Fill, Run};
use crate::scene::look::Colour;

/// A table. Its columns fill the frame from the left, its rows from the top.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// Size of the letters.
    pub size: f32,
    /// From baseline to baseline of two lines in a cell.
    pub leading: f32,
    /// The columns; their widths make up the frame's.
    pub columns: Vec<Column>,
    /// The rows, head first.
    pub rows: Vec<Row>,
    /// How many of the rows are its head: repeated, and read out before a cell.
    pub heads: usize,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its width, the room at its sides included.
    pub width: f32,
    /// Where text stands in it.
    pub align: Align,
    /// Room between text and edge, left and right.
    pub pad: [f32; 2],
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its height. The lines of each cell stand in the middle of it.
    pub height: f32,
    /// The cells from the left; a cell may stand over several columns, so that
    /// the spans, not the cells, are as many as the columns.
    pub cells: Vec<Cell>,
    /// The rule at its foot.
    pub rule: Option<Rule>,
}

impl Row {
    /// A row without a rule.
    pub const fn new(height: f32, cells: Vec<Cell>) -> Self {
        Self { height, cells, rule: None }
    }

    /// The row with a rule at its foot.
    #[must_use]
    pub fn ruled(mut self, width: f32, colour: Colour) -> Self {
        self.rule = Some(Rule { width, colour, inset: 0.0 });
        self
    }
}

/// A rule below a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its width.
    pub width: f32,
    /// Its colour.
    pub colour: Colour,
    /// How far it begins to the right of the table's left edge.
    pub inset: f32,
}

/// A cell: lines of runs, and an ornament.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// Its lines from the top, each of one run or more. A line that is wider
    /// than the cell is a finding of [`super::check`], never broken silently.
    pub lines: Vec<Vec<Run>>,
    /// Over how many columns it stands; 1 is itself.
    pub span: usize,
    /// Where its text stands, where not as in its column.
    pub align: Option<Align>,
    /// How far its text begins to the right.
    pub indent: f32,
    /// What stands beside, below or in place of the text.
    pub ornament: Option<Ornament>,
}

impl Cell {
    /// A cell of one line in one run.
    pub fn of(run: Run) -> Self {
        Self { lines: vec![vec![run]], span: 1, ..Self::default() }
    }

    /// A cell of lines of one run each.
    pub fn lines(runs: Vec<Run>) -> Self {
        Self { lines: runs.into_iter().map(|run| vec![run]).collect(), span: 1, ..Self::default() }
    }

    /// A cell with nothing in it.
    pub fn empty() -> Self {
        Self { span: 1, ..Self::default() }
    }

    /// The cell over several columns.
    #[must_use]
    pub const fn over(mut self, columns: usize) -> Self {
        self.span = columns;
        self
    }

    /// The cell with its text further right.
    #[must_use]
    pub const fn indented(mut self, by: f32) -> Self {
        self.indent = by;
        self
    }

    /// The cell with its text elsewhere than its column's.
    #[must_use]
    pub const fn aligned(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }

    /// The cell with an ornament.
    #[must_use]
    pub fn with(mut self, ornament: Ornament) -> Self {
        self.ornament = Some(ornament);
        self
    }
}

/// Something small in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Ornament {
    /// A badge at the left, in the middle of the row; its centre is 19 from the cell's edge.
    Badge(Badge),
    /// A swatch 20 wide at the left, in the middle of the row.
    Swatch(Fill),
    /// A bar 22 high from the cell's left edge, in the middle of the row.
    Bar {
        /// Its length as a share of the cell's width, 0 to 1.
        share: f32,
        /// How it is filled.
        fill: Fill,
    },
    /// Blocks 42 × 12, 48 apart, below the cell's first line; the first so many are filled.
    Scale {
        /// How many are filled.
        level: usize,
        /// Out of how many.
        of: usize,
        /// The filled.
        on: Colour,
        /// The others.
        off: Colour,
    },
}
