//! A plan as a workbook (XLSX) in which the arithmetic can be followed: where a figure
//! follows from others its cell holds the formula, and the result beside it for programs
//! that do not reckon.
//!
//! First all tables are laid out, then each figure gets its home, the one cell where it is
//! reckoned; every other place refers to that cell. Each table carries the ids of its
//! figures, so that `cordon audit` finds a number that was changed. Same plan, same bytes.

mod layout;

mod content;

mod formula;

mod style;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError};

use crate::atlas::Atlas;
use crate::brief::record::{SHEET, record};
use crate::brief::{Annex, Entry};
use crate::export::plain::plain;
use crate::force::{Case, Figures};
use crate::import::record::MARK;
use crate::plan::Plan;
use crate::problem::Refusal;

use formula::{Home, Homes, number};
use layout::{Content, Page, Row, Size, Table};
use style::Styles;

/// The longest formula that a spreadsheet takes has 8,192 letters; a sum over more cells than
/// that holds stands as a number.
const LONGEST_FORMULA: usize = 8_000;

/// The pieces in which the record stands in its sheet: a cell holds 32,767 letters.
const PIECE: usize = 32_000;

/// Writes the workbook of a plan.
///
/// # Errors
/// Refuses what a workbook cannot hold, such as more rows than a sheet has.
pub fn workbook(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Result<Vec<u8>, Refusal> {
    let annex = Annex::of(plan, figures, atlas);
    let pages = content::pages(plan, figures, &annex, atlas);
    let record = record(plan, figures, &annex);
    written(plan, &annex, &pages, &record).map_err(|error| {
        Refusal::new(format!("The workbook cannot be written: {error}"), "Export the plan as CSV instead.")
    })
}

fn written(plan: &Plan, annex: &Annex, pages: &[Page], record: &str) -> Result<Vec<u8>, XlsxError> {
    let homes = homes(pages, annex);
    let styles = Styles::new();
    let mut book = Workbook::new();
    book.set_properties(&properties(plan)?);
    for page in pages {
        let sheet = book.add_worksheet();
        set_up(sheet, plan, page)?;
        let mut row = 0;
        for table in &page.tables {
            row = write_table(sheet, table, row, &Writing { page, annex, homes: &homes, styles: &styles })?;
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_very_hidden(true);
    // The record is plain ASCII, so pieces may be cut anywhere.
    for (row, piece) in (0..).zip(record.as_bytes().chunks(PIECE)) {
        sheet.write_string(row, 0, String::from_utf8_lossy(piece))?;
    }
    book.save_to_buffer()
}

/// Title, words about it, and the day of the plan as the day of making: no clock is read.
fn properties(plan: &Plan) -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::parse_from_str(&plan.date);
    let day = date.or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    Ok(DocProperties::new()
        .set_title(plain(&plan.title))
        .set_subject(plain(&plan.banner))
        .set_author(format!("Cordon {}", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&day))
}

/// What holds for a sheet as a whole: name, widths, what stays in view, how it is printed.
fn set_up(sheet: &mut Worksheet, plan: &Plan, page: &Page) -> Result<(), XlsxError> {
    sheet.set_name(page.name)?;
    for (column, width) in (0..).zip(&page.widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    let escaped = |text: &str| plain(text).replace('&', "&&").chars().take(100).collect::<String>();
    sheet.set_header(format!("&L&\"-,Bold\"{}&R{}", escaped(&plan.title), escaped(&plan.banner)));
    sheet.set_footer(format!("&L{} · {}&R&P / &N", page.name, escaped(&plan.date)));
    if let Some(rows) = page.frozen {
        sheet.set_freeze_panes(rows, 1)?;
        sheet.set_repeat_rows(0, rows.saturating_sub(1))?;
    }
    Ok(())
}

/// Gives each figure its home: lists in which one follows from the other first, then other
/// tables, and the annex, which has them all, for the rest.
fn homes(pages: &[Page], annex: &Annex) -> Homes {
    let mut homes = Homes::default();
    for rank in 0..3 {
        for page in pages {
            let mut top = 0;
            for table in &page.tables {
                if table.rank == rank {
                    take_homes(&mut homes, page, table, top, annex);
                }
                top += table.height();
            }
        }
    }
    homes
}

fn take_homes(homes: &mut Homes, page: &Page, table: &Table, top: u32, annex: &Annex) {
    for (line, row) in (top + table.head_height()..).zip(&table.rows) {
        let mut found: BTreeMap<String, [Option<u16>; 3]> = BTreeMap::new();
        for (column, key) in (0..).zip(&table.columns) {
            let Some((id, case)) = row.figure(&key.key) else { continue };
            let columns = found.entry(id).or_default();
            match case {
                Some(case) => columns[case as usize] = Some(column),
                None => *columns = [Some(column); 3],
            }
        }
        for (id, columns) in found {
            // A figure with three values is at home only where all of them stand.
            let Some(entry) = annex.get(&id) else { continue };
            let columns = match columns {
                [Some(low), Some(central), Some(high)] if entry.is_flat() || low != central => {
                    [low, central, high]
                }
                [None, Some(central), None] if entry.is_flat() => [central; 3],
                _ => continue,
            };
            let home = Home { sheet: page.name, row: line, columns };
            homes.local.entry((page.name, id.clone())).or_insert_with(|| home.clone());
            homes.home.entry(id).or_insert(home);
        }
    }
}

/// What writing a table takes.
struct Writing<'a> {
    page: &'a Page,
    annex: &'a Annex,
    homes: &'a Homes,
    styles: &'a Styles,
}

/// Writes a table and gives the row after it.
fn write_table(sheet: &mut Worksheet, table: &Table, top: u32, with: &Writing<'_>) -> Result<u32, XlsxError> {
    let styles = with.styles;
    let mut line = top;
    for (words, size) in &table.above {
        let format = styles.above(*size);
        sheet.write_string_with_format(line, 0, plain(words), format)?;
        let width = with.page.widths.first().copied().unwrap_or(NARROW);
        let lines = if *size == Size::Text { lines_in(words, width) } else { 1 };
        sheet.set_row_height(line, size.height() * f64::from(lines))?;
        line += 1;
    }
    if !table.columns.is_empty() {
        for (column, of) in (0..).zip(&table.columns) {
            sheet.write_string_with_format(line, column, &of.head, styles.head(of.right, column))?;
            let key = if of.is_mark { MARK } else { of.key.as_str() };
            sheet.write_string_with_format(line + 1, column, key, styles.key(of.right))?;
        }
        sheet.set_row_height(line, table.head_lines * 15.0)?;
        sheet.set_row_height(line + 1, 11)?;
        line += 2;
    }
    for row in &table.rows {
        write_row(sheet, table, row, line, with)?;
        line += 1;
    }
    Ok(line + table.below)
}

fn write_row(
    sheet: &mut Worksheet,
    table: &Table,
    row: &Row,
    line: u32,
    with: &Writing<'_>,
) -> Result<(), XlsxError> {
    let (styles, weight) = (with.styles, row.weight);
    let lines = lines_of(table, row, &with.page.widths);
    if lines > 1 {
        sheet.set_row_height(line, Size::Text.height() * f64::from(lines))?;
    }
    for (column, of) in (0..).zip(&table.columns) {
        if of.is_mark {
            sheet.write_string_with_format(line, column, row.id.as_str(), styles.id(weight))?;
            continue;
        }
        if let Some((id, case)) = row.figure(&of.key) {
            if let Some(entry) = with.annex.get(&id) {
                let case = case.unwrap_or(Case::Central);
                write_figure(sheet, (line, column), entry, case, row, with)?;
            } else {
                sheet.write_blank(line, column, styles.words(weight, false, column))?;
            }
            continue;
        }
        match row.cells.get(usize::from(column)) {
            Some(Content::Words(words)) if !words.is_empty() => {
                let words: String = plain(words).chars().take(PIECE).collect();
                sheet.write_string_with_format(
                    line,
                    column,
                    words,
                    styles.words(weight, of.wraps, column),
                )?;
            }
            Some(Content::Link(url)) => {
                let words: String = plain(url).chars().take(PIECE).collect();
                sheet.write_string_with_format(line, column, words, styles.words(weight, false, column))?;
            }
            _ => {
                sheet.write_blank(line, column, styles.words(weight, false, column))?;
            }
        }
    }
    Ok(())
}

/// A column that says nothing of its width.
const NARROW: f64 = 8.0;

/// How many lines the longest of its words take: not every program lets rows grow by themselves.
fn lines_of(table: &Table, row: &Row, widths: &[f64]) -> u32 {
    let cells = std::iter::zip(&table.columns, &row.cells).zip(widths);
    let lines = cells.map(|((column, content), width)| match content {
        Content::Words(words) if column.wraps => lines_in(words, *width - 1.0),
        _ => 1,
    });
    lines.max().unwrap_or(1)
}

/// How many lines words take in a column of so many digits; letters are about as wide as digits.
/// A row is no higher than 400 points.
fn lines_in(words: &str, width: f64) -> u32 {
    let lines = words.chars().count() as f64 / width.max(1.0);
    (lines.ceil() as u32).clamp(1, 26)
}

fn write_figure(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    entry: &Entry,
    case: Case,
    row: &Row,
    with: &Writing<'_>,
) -> Result<(), XlsxError> {
    let format = with.styles.number(entry, row.weight);
    let value = entry.of(case);
    let home = with.homes.get(&entry.id);
    let here = home.is_some_and(|home| {
        home.sheet == with.page.name && home.row == line && home.columns.contains(&column)
    });
    let formula = if here {
        entry.rule.as_ref().and_then(|rule| formula::of(rule, case, with.page.name, with.homes))
    } else {
        home.map(|home| home.cell(case, with.page.name))
    };
    match formula.filter(|formula| formula.len() <= LONGEST_FORMULA) {
        Some(formula) => {
            let formula = Formula::new(format!("={formula}")).set_result(number(value));
            sheet.write_formula_with_format(line, column, formula, format)?;
        }
        None => {
            sheet.write_number_with_format(line, column, value, format)?;
        }
    }
    Ok(())
}
