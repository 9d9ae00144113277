//! A workbook: the record in its hidden sheet, and every cell that carries the id
//! of a figure.
//!
//! A cell with the words [`MARK`] begins a table: the row of that cell holds the end of
//! an id for each column (`/need.low`), the column below it the beginning for each row
//! (`zone/zone-3`). So a cell is known wherever rows and columns are moved to. What
//! Excel, `LibreOffice` or another program wrote back is read as well as our own.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Piece, each};
use super::{Taken, damaged, without_record};
use crate::brief::Record;
use crate::brief::audit::{Visible, VisibleCell};
use crate::brief::record::{PART, SHEET};
use crate::force::Case;
use crate::problem::Refusal;

/// The cell in which the ids of rows and of columns meet.
pub const MARK: &str = "Figure id";

/// What stands in a cell.
enum Content {
    Words(String),
    Number(f64),
}

/// The cells of a sheet by row and column, counted from 0.
type Cells = BTreeMap<(u32, u32), Content>;

/// Takes the record and the cells out of a workbook.
pub(super) fn taken(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let shared = match package.part("xl/sharedStrings.xml")? {
        Some(bytes) => strings(&bytes)?,
        None => Vec::new(),
    };
    let (mut visible, mut record) = (Visible::default(), None);
    for (name, part) in sheets(package)? {
        let Some(bytes) = package.part(&part)? else { continue };
        let cells = cells(&bytes, &shared)?;
        if name == SHEET {
            record = Some(pieces(&cells));
        } else {
            figures(&name, &cells, &mut visible);
        }
    }
    let record = match (record, package.part(PART)?) {
        (Some(record), _) => record,
        (None, Some(part)) => String::from_utf8_lossy(&part).into_owned(),
        (None, None) => return Err(without_record()),
    };
    Ok(Taken { record: Record::read(&record)?, visible })
}

/// The record out of its pieces.
fn pieces(cells: &Cells) -> String {
    let pieces = cells.iter().filter(|((_, column), _)| *column == 0);
    pieces.fold(String::new(), |mut all, (_, content)| {
        if let Content::Words(words) = content {
            all.push_str(words);
        }
        all
    })
}

/// The sheets of a workbook with the parts that hold them, in their order.
fn sheets(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let mut targets = BTreeMap::new();
    each(&package.needed("xl/_rels/workbook.xml.rels")?, |piece| {
        if let Piece::Open("Relationship", of) = piece
            && let (Some(id), Some(target)) = (of.get("Id"), of.get("Target"))
        {
            let part = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{}", target.trim_start_matches("./")), str::to_owned);
            targets.insert(id.to_owned(), part);
        }
        Ok(())
    })?;
    let mut sheets = Vec::new();
    each(&package.needed("xl/workbook.xml")?, |piece| {
        if let Piece::Open("sheet", of) = piece {
            let target = of.get("id").and_then(|id| targets.get(id));
            if let (Some(name), Some(part)) = (of.get("name"), target) {
                sheets.push((name.to_owned(), part.clone()));
            }
        }
        Ok(())
    })?;
    Ok(sheets)
}

/// The shared strings; phonetic readings are none of them.
fn strings(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let (mut strings, mut inside, mut reading) = (Vec::new(), false, false);
    each(bytes, |piece| {
        match piece {
            Piece::Open("si", _) => strings.push(String::new()),
            Piece::Open("rPh", _) => reading = true,
            Piece::Close("rPh") => reading = false,
            Piece::Open("t", _) => inside = !reading,
            Piece::Close("t") => inside = false,
            Piece::Words(words) if inside => {
                if let Some(last) = strings.last_mut() {
                    String::push_str(last, words);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// The cells of a sheet.
fn cells(bytes: &[u8], shared: &[String]) -> Result<Cells, Refusal> {
    let mut cells = Cells::new();
    let mut at = (0_u32, 0_u32);
    let (mut kind, mut words, mut inside) = (String::new(), String::new(), false);
    each(bytes, |piece| {
        match piece {
            Piece::Open("row", of) => {
                if let Some(row) = of.get("r").and_then(|row| row.parse::<u32>().ok()) {
                    at = (row.saturating_sub(1), 0);
                }
            }
            Piece::Close("row") => at = (at.0.saturating_add(1), 0),
            Piece::Open("c", of) => {
                if let Some(place) = of.get("r") {
                    at = place_of(place).ok_or_else(|| damaged(&format!("there is no cell {place}")))?;
                }
                kind = of.exact("t").unwrap_or("n").to_owned();
                words.clear();
            }
            Piece::Open("v" | "t", _) => inside = true,
            Piece::Close("v" | "t") => inside = false,
            Piece::Words(text) if inside => words.push_str(text),
            Piece::Close("c") => {
                if let Some(content) = content(&kind, &words, shared) {
                    cells.insert(at, content);
                }
                at.1 = at.1.saturating_add(1);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(cells)
}

fn content(kind: &str, words: &str, shared: &[String]) -> Option<Content> {
    Some(match kind {
        "s" => Content::Words(shared.get(words.trim().parse::<usize>().ok()?)?.clone()),
        "n" => Content::Number(words.trim().parse().ok()?),
        _ if words.is_empty() => return None,
        _ => Content::Words(words.to_owned()),
    })
}

/// Row and column of "H7", counted from 0.
fn place_of(place: &str) -> Option<(u32, u32)> {
    let digits = place.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The name of a cell: "H7".
fn name_of(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (Vec::new(), u64::from(column) + 1);
    while left > 0 {
        left -= 1;
        letters.push(b'A' + (left % 26) as u8);
        left /= 26;
    }
    let letters: String = letters.iter().rev().map(|letter| *letter as char).collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// The cells that carry the id of a figure.
fn figures(sheet: &str, cells: &Cells, visible: &mut Visible) {
    let mut table: Option<(u32, BTreeMap<u32, &str>)> = None;
    let rows: std::collections::BTreeSet<u32> = cells.keys().map(|(row, _)| *row).collect();
    for row in rows {
        let of_row = cells.range((row, 0)..=(row, u32::MAX));
        let marked =
            of_row.clone().find(|(_, content)| matches!(content, Content::Words(words) if words == MARK));
        if let Some(((_, mark), _)) = marked {
            let keys = of_row.filter_map(|((_, column), content)| match content {
                Content::Words(words) if words.starts_with(['/', '.']) => Some((*column, words.as_str())),
                _ => None,
            });
            table = Some((*mark, keys.collect()));
            continue;
        }
        let Some((mark, keys)) = &table else { continue };
        let Some(Content::Words(beginning)) = cells.get(&(row, *mark)) else { continue };
        for (column, key) in keys {
            let (end, case) = split(key);
            let place = format!("{sheet}!{}", name_of(row, *column));
            let id = format!("{beginning}{end}");
            match cells.get(&(row, *column)) {
                Some(Content::Number(value)) => {
                    visible.cells.push(VisibleCell { place, id, case, value: *value });
                }
                _ => visible.without_number.push(VisibleCell { place, id, case, value: f64::NAN }),
            }
        }
    }
}

/// The end of an id and its case: "/need.low". Without a case a figure has one value.
fn split(key: &str) -> (&str, Case) {
    let of = |case: &Case| key.strip_suffix(case.name())?.strip_suffix('.').map(|end| (end, *case));
    Case::ALL.iter().find_map(of).unwrap_or((key, Case::Central))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        for (name, place) in
            [("A1", (0, 0)), ("Z3", (2, 25)), ("AA10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(place_of(name), Some(place));
            assert_eq!(name_of(place.0, place.1), name);
        }
        for wrong in ["", "A", "1", "A0", "a1", "A-1", "ZZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
        assert_eq!(split("/need.low"), ("/need", Case::Low));
        assert_eq!(split(".high"), ("", Case::High));
        assert_eq!(split("/filled"), ("/filled", Case::Central));
    }
}
