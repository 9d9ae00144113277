//! Sheets as data: tables with the ids of their figures, before any cell is written.

use crate::force::Case;

/// A sheet.
pub(super) struct Page {
    pub name: &'static str,
    /// Widths of its columns, in digits.
    pub widths: Vec<f64>,
    /// Rows that stay in view.
    pub frozen: Option<u32>,
    pub tables: Vec<Table>,
}

/// Size of a line above a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Title,
    Banner,
    Heading,
    Text,
}

impl Size {
    /// Height of its row, points.
    pub const fn height(self) -> f64 {
        match self {
            Self::Title => 26.0,
            Self::Banner => 18.0,
            Self::Heading => 22.0,
            Self::Text => 15.0, // a line
        }
    }
}

/// A table of a sheet.
pub(super) struct Table {
    /// Lines above it.
    pub above: Vec<(String, Size)>,
    pub columns: Vec<Column>,
    /// Lines of text in its head.
    pub head_lines: f64,
    pub rows: Vec<Row>,
    /// Empty rows below it.
    pub below: u32,
    /// Who comes first as the home of a figure: 0 a list in which one follows from the
    /// other, 1 another table, 2 the annex.
    pub rank: usize,
}

impl Table {
    /// Rows before its first row.
    pub fn head_height(&self) -> u32 {
        self.above.len() as u32 + if self.columns.is_empty() { 0 } else { 2 }
    }

    /// All rows that it takes.
    pub fn height(&self) -> u32 {
        self.head_height() + self.rows.len() as u32 + self.below
    }

    /// Lines of text without a table.
    pub fn lines(above: Vec<(String, Size)>, below: u32) -> Self {
        Self { above, columns: Vec::new(), head_lines: 0.0, rows: Vec::new(), below, rank: 1 }
    }
}

/// A column.
#[derive(Clone)]
pub(super) struct Column {
    pub head: String,
    /// The end of the id of its figures: "/need.low"; empty for words.
    pub key: String,
    /// Whether it holds the beginning of the ids.
    pub is_mark: bool,
    /// Whether it is set to the right.
    pub right: bool,
    /// Whether long words go on in another line.
    pub wraps: bool,
}

impl Column {
    /// A column of words.
    pub fn words(head: &str) -> Self {
        Self { head: head.to_owned(), key: String::new(), is_mark: false, right: false, wraps: false }
    }

    /// A column of words that may be long.
    pub fn text(head: &str) -> Self {
        Self { wraps: true, ..Self::words(head) }
    }

    /// A column of figures.
    pub fn figures(head: &str, key: impl Into<String>) -> Self {
        Self { key: key.into(), right: true, ..Self::words(head) }
    }

    /// The column with the ids of the rows.
    pub fn ids() -> Self {
        Self { is_mark: true, ..Self::words("id") }
    }

    /// Three columns of figures: low, central, high.
    pub fn span(head: &str, key: &str) -> [Self; 3] {
        Case::ALL.map(|case| {
            let head =
                if head.is_empty() { case.name().to_owned() } else { format!("{head} {}", case.name()) };
            Self::figures(&head, format!("{key}.{}", case.name()))
        })
    }
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Weight {
    #[default]
    Plain,
    /// A sum under a rule.
    Total,
}

/// A row.
#[derive(Default)]
pub(super) struct Row {
    /// The beginning of the ids of its figures; empty where it has none.
    pub id: String,
    /// Its words, column by column; where a figure stands, nothing.
    pub cells: Vec<Content>,
    pub weight: Weight,
}

impl Row {
    /// The id and case of the figure under a key; none where no figure stands.
    pub fn figure(&self, key: &str) -> Option<(String, Option<Case>)> {
        if key.is_empty() || self.id.is_empty() {
            return None;
        }
        let of = |case: &Case| key.strip_suffix(case.name())?.strip_suffix('.').map(|end| (end, Some(*case)));
        let (end, case) = Case::ALL.iter().find_map(of).unwrap_or((key, None));
        Some((format!("{}{end}", self.id), case))
    }
}

/// What stands in a cell that is no figure.
pub(super) enum Content {
    Empty,
    Words(String),
    Link(String),
}

impl Content {
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }
}
