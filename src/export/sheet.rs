//! Rows and columns, once for the eye and once for a spreadsheet.

use super::plain::{LARGEST_WRITTEN_OUT, plain, power, short, short_path};
use crate::units::{self, Span};

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name in CSV, with the unit: `area_km2`.
    pub name: String,
    /// The head in the table, with the unit: "area, km²"; a column without one
    /// is left out of the table.
    pub head: String,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing: not known, or not applicable.
    Empty,
    /// Words.
    Text(String),
    /// A name that a user gave, cut in the table where it is too long.
    Name(String),
    /// A path, cut in the table in front where it is too long.
    Path(String),
    /// A number, with the decimals that the table shows.
    Number(f64, usize),
    /// A number that the table shows with one decimal where it is not whole.
    Brief(f64),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A name that a user gave.
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// A path.
    pub fn path(path: impl Into<String>) -> Self {
        Self::Path(path.into())
    }

    /// A number, or nothing.
    pub fn number(value: Option<f64>, decimals: usize) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, decimals))
    }

    /// Three numbers: low, central, high.
    pub fn span(span: Span<f64>) -> [Self; 3] {
        [Self::Brief(span.low), Self::Brief(span.central), Self::Brief(span.high)]
    }

    fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => plain(text),
            Self::Name(name) => short(name),
            Self::Path(path) => short_path(path),
            Self::Number(value, decimals) => grouped(*value, *decimals),
            Self::Brief(value) => brief(*value),
        }
    }

    /// The field in CSV: numbers with every digit. Words that a spreadsheet
    /// would take for a formula get an apostrophe in front.
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Name(text) | Self::Path(text) => {
                let text = plain(text);
                if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
            }
            Self::Number(value, _) | Self::Brief(value) if is_beyond(*value) => format!("{value:e}"),
            Self::Number(value, _) | Self::Brief(value) => value.to_string(),
        }
    }

    const fn is_number(&self) -> bool {
        matches!(self, Self::Number(..) | Self::Brief(_))
    }
}

/// A number as a table shows it, with thin spaces between thousands.
pub fn grouped(value: f64, decimals: usize) -> String {
    if is_beyond(value) { power(value) } else { units::grouped(value, decimals) }
}

/// As [`grouped`], with one decimal only where the number is not whole.
pub fn brief(value: f64) -> String {
    if is_beyond(value) { power(value) } else { units::brief(value) }
}

fn is_beyond(value: f64) -> bool {
    value.is_finite() && value.abs() >= LARGEST_WRITTEN_OUT
}

/// A row, and whether a rule stands above it in the table.
#[derive(Clone, Debug)]
struct Row {
    cells: Vec<Cell>,
    ruled: bool,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Lines above the table; not in CSV.
    pub above: Vec<String>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Lines below the table; not in CSV.
    pub below: Vec<String>,
}

impl Sheet {
    /// A table without rows; columns as name in CSV and head in the table.
    pub fn new(columns: &[(&'static str, &'static str)]) -> Self {
        Self::with_columns(columns.iter().map(|(name, head)| ((*name).to_owned(), (*head).to_owned())))
    }

    /// A table whose columns follow from the data.
    pub fn with_columns(columns: impl IntoIterator<Item = (String, String)>) -> Self {
        let columns = columns.into_iter().map(|(name, head)| Column { name, head }).collect();
        Self { columns, ..Self::default() }
    }

    /// Adds a row; missing fields at its end are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.push(cells, false);
    }

    /// Adds a row under a rule: a total.
    pub fn total(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.push(cells, true);
    }

    fn push(&mut self, cells: impl IntoIterator<Item = Cell>, ruled: bool) {
        let mut cells: Vec<Cell> = cells.into_iter().collect();
        cells.resize(self.columns.len(), Cell::Empty);
        self.rows.push(Row { cells, ruled });
    }

    /// The table for the eye: numbers to the right, thousands in threes.
    pub fn text(&self) -> String {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|at| !self.columns[*at].head.is_empty()).collect();
        let widths: Vec<usize> = shown.iter().map(|at| self.width(*at)).collect();
        let mut lines: Vec<String> = self.above.iter().map(|line| plain(line)).collect();
        if !self.rows.is_empty() && !shown.is_empty() {
            let heads: Vec<String> = shown.iter().map(|at| self.columns[*at].head.clone()).collect();
            lines.push(self.line(&heads, &shown, &widths));
            lines.push(rule(&widths));
            for row in &self.rows {
                if row.ruled {
                    lines.push(rule(&widths));
                }
                let fields: Vec<String> = shown.iter().map(|at| row.cells[*at].shown()).collect();
                lines.push(self.line(&fields, &shown, &widths));
            }
        }
        lines.extend(self.below.iter().map(|line| plain(line)));
        lines.push(String::new());
        lines.join("\n")
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|row| row.cells[column].shown().chars().count());
        cells.chain([self.columns[column].head.chars().count()]).max().unwrap_or(0)
    }

    fn line(&self, fields: &[String], shown: &[usize], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((field, at), width) in fields.iter().zip(shown).zip(widths) {
            let gap = " ".repeat(width.saturating_sub(field.chars().count()));
            if !line.is_empty() {
                line.push_str("  ");
            }
            let right = self.rows.iter().any(|row| row.cells[*at].is_number());
            let (before, after) = if right { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.push_str(before);
            line.push_str(field);
            line.push_str(after);
        }
        line.trim_end().to_owned()
    }

    /// The same rows as CSV (RFC 4180), every column, numbers with every digit.
    pub fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let heads = self.columns.iter().map(|column| column.name.clone()).collect();
        let rows = self.rows.iter().map(|row| row.cells.iter().map(Cell::written).collect::<Vec<_>>());
        for record in std::iter::once(heads).chain(rows) {
            // Writing into memory fails for no reason but rows of other lengths,
            // and `push` makes them alike.
            let _ = writer.write_record(&record);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

fn rule(widths: &[usize]) -> String {
    "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(&[("name", "zone"), ("id", ""), ("area_km2", "area, km²")]);
        sheet.row([Cell::text("Одеса"), Cell::text("a"), Cell::Number(12_517.44, 1)]);
        sheet.row([Cell::text("=1+1"), Cell::text("b, c")]);
        sheet.total([Cell::text("All"), Cell::Empty, Cell::Brief(0.1 + 0.2)]);
        sheet.below.push("Deployed.".to_owned());
        sheet
    }

    #[test]
    fn a_table_is_aligned() {
        let wanted = "zone   area, km²\n────────────────\nОдеса   12\u{2009}517.4\n=1+1\n────────────────\nAll          0.3\nDeployed.\n";
        assert_eq!(sheet().text(), wanted);
    }

    #[test]
    fn a_number_beyond_telling_apart_is_a_power_of_ten() {
        let mut sheet = Sheet::new(&[("name", "zone"), ("people", "people")]);
        sheet.row([Cell::name("x\u{1b}[2J".repeat(40)), Cell::Number(1.25e300, 0)]);
        sheet.row([Cell::name("b"), Cell::Brief(999_999_999_999_999.0)]);
        let table = sheet.text();
        assert!(
            table.contains("1.25e300") && table.contains("999\u{2009}999\u{2009}999\u{2009}999\u{2009}999")
        );
        assert!(!table.contains('\u{1b}') && table.lines().all(|line| line.chars().count() <= 90), "{table}");
        assert!(sheet.csv().contains(",1.25e300\r\n"));
    }

    #[test]
    fn csv_keeps_every_digit_and_no_formula() {
        let wanted =
            "name,id,area_km2\r\nОдеса,a,12517.44\r\n'=1+1,\"b, c\",\r\nAll,,0.30000000000000004\r\n";
        assert_eq!(sheet().csv(), wanted);
    }
}
