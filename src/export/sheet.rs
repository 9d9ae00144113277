//! Rows and columns, once for the eye and once for a spreadsheet.

use crate::units::{Span, brief, grouped};

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name in CSV, with the unit: `area_km2`.
    pub name: &'static str,
    /// The head in the table, with the unit: "area, km²"; a column without one
    /// is left out of the table.
    pub head: &'static str,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing: not known, or not applicable.
    Empty,
    /// Words.
    Text(String),
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
            Self::Text(text) => text.clone(),
            Self::Number(value, decimals) => grouped(*value, *decimals),
            Self::Brief(value) => brief(*value),
        }
    }

    /// The field in CSV: numbers with every digit. Words that a spreadsheet
    /// would take for a formula get an apostrophe in front.
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
            Self::Text(text) => text.clone(),
            Self::Number(value, _) | Self::Brief(value) => value.to_string(),
        }
    }

    const fn is_number(&self) -> bool {
        matches!(self, Self::Number(..) | Self::Brief(_))
    }
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
        let columns = columns.iter().map(|(name, head)| Column { name, head }).collect();
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
        let mut lines = self.above.clone();
        if !self.rows.is_empty() && !shown.is_empty() {
            let heads: Vec<String> = shown.iter().map(|at| self.columns[*at].head.to_owned()).collect();
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
        lines.extend(self.below.iter().cloned());
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
        let heads = self.columns.iter().map(|column| column.name.to_owned()).collect();
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
    fn csv_keeps_every_digit_and_no_formula() {
        let wanted =
            "name,id,area_km2\r\nОдеса,a,12517.44\r\n'=1+1,\"b, c\",\r\nAll,,0.30000000000000004\r\n";
        assert_eq!(sheet().csv(), wanted);
    }
}
