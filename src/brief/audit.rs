//! Reckoning a record again, and holding what is written in its file to it.

use super::number;
use super::record::{Record, times};
use super::{Annex, Shown};
use crate::atlas::Atlas;
use crate::atlas::digest::digest;
use crate::force::{Case, Figures, Measures};
use crate::problem::Problem;
use crate::units::{Span, grouped};

/// What can be read in a file beside its record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visible {
    /// Numbers that carry the id of a figure: the cells of a workbook.
    pub cells: Vec<VisibleCell>,
    /// Cells that carry the id of a figure and hold no number.
    pub without_number: Vec<VisibleCell>,
    /// Cells that carry the id of a figure and a formula without its result.
    pub unreckoned: usize,
    /// The words of each page or slide, in their order; empty where a format shows none.
    pub pages: Vec<String>,
}

impl Visible {
    /// The words of a page, counted from 1.
    fn page(&self, number: u32) -> Option<&str> {
        let page = (number as usize).checked_sub(1)?;
        self.pages.get(page).map(String::as_str)
    }
}

/// A cell of a workbook that carries the id of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct VisibleCell {
    /// Where: "Zones!H7".
    pub place: String,
    /// The figure.
    pub id: String,
    /// Its case.
    pub case: Case,
    /// What is written there.
    pub value: f64,
}

/// A figure that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Where the other number stands.
    pub place: Place,
    /// What was written then; none where it was not there.
    pub then: Option<Span<f64>>,
    /// What it is now; none where it is no figure any more.
    pub now: Option<Span<f64>>,
    /// What is read there, where it is no number.
    pub read: Option<String>,
}

/// Where a number stands that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the record.
    Record,
    /// In a cell of a workbook, in one case.
    Cell(String, &'static str),
    /// On a page or slide, in one case.
    Page(u32, &'static str),
}

impl Place {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Record => "record".to_owned(),
            Self::Cell(cell, case) => format!("{cell} ({case})"),
            Self::Page(page, case) => format!("page {page} ({case})"),
        }
    }
}

/// What an audit finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// The version of the program that wrote the file.
    pub program: String,
    /// Whether its data was the same as this program's.
    pub same_data: bool,
    /// The title of the plan.
    pub title: String,
    /// Figures in the record.
    pub figures: usize,
    /// Figures that this program has and the record has not.
    pub fresh: usize,
    /// Numbers that were found in the file, outside the record, with their id.
    pub seen: usize,
    /// Cells whose formula was saved without its result: nothing is known of them.
    pub unreckoned: usize,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What was mended or left out when the plan in the record was opened.
    pub problems: Vec<Problem>,
}

impl Audit {
    /// Whether every figure is what it was.
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }
}

/// A workbook keeps fifteen digits, and another program may sum in another order.
const SAME_CELL: f64 = 1e-9;

/// Reckons every figure of a record again and holds the file to it.
///
/// # Errors
/// The problems of a plan in the record that cannot be opened.
pub fn audit(
    record: &Record,
    visible: &Visible,
    atlas: &Atlas,
    file_name: &str,
) -> Result<Audit, Vec<Problem>> {
    let (plan, problems) = record.plan(file_name)?;
    let figures = Figures::of(&plan, atlas, &mut Measures::new());
    let annex = Annex::of(&plan, &figures, atlas);
    let mut differences = recorded(record, &annex);
    differences.extend(in_cells(visible, &annex));
    differences.extend(on_pages(record, visible, &annex));
    let fresh = annex.entries().iter().filter(|entry| !record.figures.contains_key(&entry.id)).count();
    let pages = record.shown.iter().filter(|shown| visible.page(shown.page).is_some()).count();
    Ok(Audit {
        program: record.program.clone(),
        same_data: record.data == digest(),
        title: plan.title.clone(),
        figures: record.figures.len(),
        fresh,
        seen: visible.cells.len() + pages,
        unreckoned: visible.unreckoned,
        differences,
        problems,
    })
}

/// Figures of the record that are others now: to the last digit, since the same
/// program with the same data and plan gives the same bytes.
fn recorded(record: &Record, annex: &Annex) -> Vec<Difference> {
    let differs = |(id, then): (&String, &Span<f64>)| {
        let now = annex.get(id);
        (now.map(|now| now.value) != Some(*then)).then(|| Difference {
            id: id.clone(),
            label: now.map_or_else(|| id.clone(), |now| now.label.clone()),
            place: Place::Record,
            then: Some(*then),
            now: now.map(|now| now.value),
            read: None,
        })
    };
    record.figures.iter().filter_map(differs).collect()
}

fn in_cells(visible: &Visible, annex: &Annex) -> Vec<Difference> {
    let difference = |cell: &VisibleCell, then: Option<f64>| {
        let entry = annex.get(&cell.id);
        Difference {
            id: cell.id.clone(),
            label: entry.map_or_else(|| cell.id.clone(), |entry| entry.label.clone()),
            place: Place::Cell(cell.place.clone(), cell.case.name()),
            then: then.map(Span::flat),
            now: entry.map(|entry| Span::flat(entry.of(cell.case))),
            read: then.is_none().then(|| "no number".to_owned()),
        }
    };
    let differs = |cell: &&VisibleCell| {
        annex.get(&cell.id).is_none_or(|entry| {
            let now = entry.of(cell.case);
            (cell.value - now).abs() > SAME_CELL * now.abs().max(1.0) || !cell.value.is_finite()
        })
    };
    let numbers = visible.cells.iter().filter(differs).map(|cell| difference(cell, Some(cell.value)));
    // Not every zone has every figure: an empty cell is a fault only where there is one.
    let lost = visible.without_number.iter().filter(|cell| annex.get(&cell.id).is_some());
    let lost = lost.map(|cell| difference(cell, None));
    numbers.chain(lost).collect()
}

/// Pages that no longer show what the record says, or show what is not so.
fn on_pages(record: &Record, visible: &Visible, annex: &Annex) -> Vec<Difference> {
    let differs = |shown: &Shown| {
        let case = Case::ALL.into_iter().find(|case| case.name() == shown.case)?;
        let now = annex.get(&shown.id);
        // A picture of the first slide has no others: what is not there shows nothing wrong.
        let page = visible.page(shown.page)?;
        let found = times(page, &shown.text);
        let wanted = shown.times.max(1) as usize;
        let right = now.is_some_and(|now| rounds_to(now.of(case), &shown.text));
        (found < wanted || !right).then(|| Difference {
            id: shown.id.clone(),
            label: now.map_or_else(|| shown.id.clone(), |now| now.label.clone()),
            place: Place::Page(shown.page, case.name()),
            then: read_number(&shown.text).map(Span::flat),
            now: now.map(|now| Span::flat(now.of(case))),
            read: (found < wanted).then(|| lack(&shown.text, found, wanted)),
        })
    };
    record.shown.iter().filter_map(differs).collect()
}

/// What is said of a number that was retyped, in one of its places or in all of them.
fn lack(text: &str, found: usize, wanted: usize) -> String {
    if found == 0 {
        return format!("“{text}” does not stand there");
    }
    format!("“{text}” stands there {}, not {}", often(found), often(wanted))
}

/// "once", "twice", "three times".
fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", number::word(times)),
    }
}

/// The number in a text such as "≈ 12 500 deployed"; none where there is none.
pub fn read_number(text: &str) -> Option<f64> {
    digits(text)?.replace('\u{2212}', "-").parse().ok()
}

/// The first number of a text without its thin spaces.
fn digits(text: &str) -> Option<String> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let minus = text[..start].ends_with(['-', '\u{2212}']);
    let mut number = if minus { "-".to_owned() } else { String::new() };
    let mut letters = text[start..].chars().peekable();
    while let Some(letter) = letters.next() {
        let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
        match letter {
            _ if letter.is_ascii_digit() => number.push(letter),
            '.' if goes_on && !number.contains('.') => number.push('.'),
            _ if letter.is_whitespace() && goes_on => {}
            _ => break,
        }
    }
    Some(number)
}

/// Whether a number, rounded as far as the text is, is what the text says: "12 500" may
/// stand for 12 517.4, "12 517" for nothing else than 12 516.5 to 12 517.5.
pub fn rounds_to(value: f64, text: &str) -> bool {
    let Some(number) = digits(text) else {
        return false;
    };
    let Ok(written) = number.parse::<f64>() else {
        return false;
    };
    // A share may be written in per cent.
    let value = if text.contains('%') && value.abs() <= 10.0 { value * 100.0 } else { value };
    let step = match number.split_once('.') {
        Some((_, decimals)) => 10_f64.powi(-(decimals.len() as i32)),
        None => {
            let zeros = number.len() - number.trim_end_matches('0').len();
            if written == 0.0 { 1.0 } else { 10_f64.powi(zeros as i32) }
        }
    };
    (value - written).abs() <= step / 2.0 * (1.0 + 1e-9)
}

/// A number for people: whole from a thousand on, short of every digit below.
pub fn said(value: f64) -> String {
    if value.abs() >= 1_000.0 && value.fract() == 0.0 { grouped(value, 0) } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_number_stands_for_its_figure() {
        for (value, text) in [
            (12_517.4, "12 500"),
            (12_517.4, "12\u{2009}517"),
            (12_517.4, "≈ 12\u{202f}517.4 deployed"),
            (0.285, "28.5 %"),
            (3.0, "k = 3"),
            (0.0, "0"),
            (-1_240.0, "\u{2212}1 240"),
            (99_700.0, "100 000"),
        ] {
            assert!(rounds_to(value, text), "{value} {text}");
        }
        for (value, text) in [(12_517.4, "12 400"), (12_517.4, "12 518"), (3.0, "4"), (3.0, "none")] {
            assert!(!rounds_to(value, text), "{value} {text}");
        }
    }

    #[test]
    fn a_lack_says_how_often_a_number_stands() {
        assert_eq!(lack("12 500", 0, 2), "“12 500” does not stand there");
        assert_eq!(lack("12 500", 1, 2), "“12 500” stands there once, not twice");
        assert_eq!(lack("20", 2, 3), "“20” stands there twice, not three times");
    }
}
