//! The record of a plan: the whole plan and its figures by id, with every digit,
//! as one line of JSON that every export carries with it. Whoever has the file can
//! reckon its figures again. It is written in plain letters without `<`, `>` and `&`, so
//! that it stands in each of them as it is.
//!
//! How each format carries it: a workbook in the hidden sheet [`SHEET`]; a deck as the
//! part [`PART`], or as the text of a part `customXml/item….xml`; a PDF as an attached
//! file [`FILE_NAME`]; a PNG in an iTXt chunk with the keyword [`KEYWORD`]; an SVG as the
//! text of its `<metadata>`; HTML in a `<script type="application/json">` with the id
//! [`KEYWORD`]; GeoJSON as the foreign member [`KEYWORD`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::number::NARROW;
use super::slide::drawing;
use super::{Annex, Deck, Page};
use crate::atlas::digest::digest;
use crate::force::{Case, Figures};
use crate::plan::{Plan, file};
use crate::problem::{Problem, Refusal};
use crate::scene::Mark;
use crate::units::{Span, THIN_SPACE};

/// What the first member of a record says.
pub const FORMAT: &str = "cordon-record";
/// The version of the record that this program writes and reads.
pub const VERSION: u64 = 1;
/// The keyword of a PNG chunk, the id of an HTML script, the member of GeoJSON.
pub const KEYWORD: &str = "cordon-record";
/// The part of a deck.
pub const PART: &str = "cordon/record.json";
/// The name of the file attached to a PDF.
pub const FILE_NAME: &str = "cordon-record.json";
/// The hidden sheet of a workbook: the record in pieces, one a row, in the first column.
pub const SHEET: &str = "Record";

/// A figure as it can be read somewhere in the file: rounded, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Where: the page or slide, counted from 1.
    pub page: u32,
    /// The figure.
    pub id: String,
    /// low, central or high.
    pub case: String,
    /// The number as it is written there: "12 500".
    pub text: String,
    /// How often it stands there, in title, words, tables, charts and source lines together.
    #[serde(default = "once")]
    pub times: u32,
}

/// A record of an earlier Cordon says of no number that it stands twice.
const fn once() -> u32 {
    1
}

impl Shown {
    /// A figure in one case, as it is written on a page, once.
    pub fn new(page: u32, id: impl Into<String>, case: Case, text: impl Into<String>) -> Self {
        Self { page, id: id.into(), case: case.name().to_owned(), text: text.into(), times: 1 }
    }
}

/// The figures of a page of a deck, with how often each number stands on it as it is painted.
/// Maps do not count: a format may have them as pictures.
fn shown_on(page: &Page, number: u32) -> Vec<Shown> {
    let mut words = String::new();
    write_down(&drawing(page, None).marks, &mut words);
    let shown = page.figures.iter().map(|said| Shown {
        times: u32::try_from(times(&words, &said.text)).unwrap_or(u32::MAX).max(1),
        ..Shown::new(number, said.id.as_str(), said.case, said.text.as_str())
    });
    shown.collect()
}

/// The texts of marks, one a line.
fn write_down(marks: &[Mark], words: &mut String) {
    for mark in marks {
        match mark {
            Mark::Text(text) => {
                words.push_str(&text.text);
                words.push('\n');
            }
            Mark::Group { marks, .. } => write_down(marks, words),
            _ => {}
        }
    }
}

/// How often a text stands in the lines of a page, not as a part of a longer number: "500" is
/// not in "12 500". Spaces of every width are one, so that a program may change them.
pub(super) fn times(words: &str, text: &str) -> usize {
    let text = spaced(text, THIN_SPACE);
    if text.is_empty() { 0 } else { words.lines().map(|line| times_in(line, &text)).sum() }
}

fn times_in(line: &str, text: &str) -> usize {
    // Both are as long: a place in the one is the same place in the other.
    let (alike, kept) = (spaced(line, THIN_SPACE), spaced(line, WIDE_SPACE));
    let stands = |start: usize| {
        let before = kept.get(..start).unwrap_or_default();
        let after = kept.get(start + text.len()..).unwrap_or_default();
        !goes_on(before.chars().rev()) && !goes_on(after.chars())
    };
    alike.match_indices(text).filter(|(start, _)| stands(*start)).count()
}

/// A space that joins no thousands, with as many bytes as a thin one.
const WIDE_SPACE: char = '\u{2003}';

/// A text with single spaces: thin ones stay thin, the others become one of a width.
fn spaced(text: &str, other: char) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut after_space = false;
    for letter in text.trim().chars() {
        match letter {
            _ if !letter.is_whitespace() => spaced.push(letter),
            _ if after_space => {}
            THIN_SPACE | NARROW => spaced.push(THIN_SPACE),
            _ => spaced.push(other),
        }
        after_space = letter.is_whitespace();
    }
    spaced
}

/// Whether a number goes on in these letters, read away from it: with a digit, or with a thin
/// space or a point and then one.
fn goes_on(mut letters: impl Iterator<Item = char>) -> bool {
    match letters.next() {
        Some(letter) if letter.is_ascii_digit() => true,
        Some('.' | THIN_SPACE | NARROW) => letters.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => false,
    }
}

/// One value where the three cases are alike, three otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Cases {
    One(f64),
    Three([f64; 3]),
}

impl From<Span<f64>> for Cases {
    fn from(value: Span<f64>) -> Self {
        if value.low.to_bits() == value.central.to_bits() && value.central.to_bits() == value.high.to_bits() {
            Self::One(value.central)
        } else {
            Self::Three([value.low, value.central, value.high])
        }
    }
}

impl From<Cases> for Span<f64> {
    fn from(cases: Cases) -> Self {
        match cases {
            Cases::One(value) => Self::flat(value),
            Cases::Three([low, central, high]) => Self::new(low, central, high),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    version: u64,
    /// The version of the program.
    program: String,
    /// SHA-256 of the data it reckoned with.
    data: String,
    /// Zones without a number, by id.
    without: Vec<String>,
    /// The whole plan file.
    plan: Value,
    figures: BTreeMap<String, Cases>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shown: Vec<Shown>,
}

/// The record of a plan as one line of JSON.
pub fn record(plan: &Plan, figures: &Figures, annex: &Annex) -> String {
    record_showing(plan, figures, annex, Vec::new())
}

/// As [`record`], with the figures that the pages of a deck name.
pub fn record_of_deck(plan: &Plan, figures: &Figures, annex: &Annex, deck: &Deck) -> String {
    let shown = deck.pages.iter().zip(1..).flat_map(|(page, number)| shown_on(page, number));
    record_showing(plan, figures, annex, shown.collect())
}

/// As [`record`], with the figures that can be read on the pages: an audit then holds
/// the pages to them too.
pub fn record_showing(plan: &Plan, figures: &Figures, annex: &Annex, shown: Vec<Shown>) -> String {
    let written = Written {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        data: digest().to_owned(),
        without: figures.zones.iter().filter(|zone| !zone.is_sized()).map(|zone| zone.id.0.clone()).collect(),
        // The saved form is JSON; a test holds that it can be read back.
        plan: serde_json::from_str(&file::to_geojson(plan)).unwrap_or_default(),
        figures: annex.entries().iter().map(|entry| (entry.id.clone(), entry.value.into())).collect(),
        shown,
    };
    // Only a map with keys that are no text fails to be written.
    harmless(&serde_json::to_string(&written).unwrap_or_default())
}

/// The same JSON in plain letters: it can stand in XML, in a script, in a cell and in a
/// picture as it is. All that is escaped stands inside strings.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + json.len() / 8);
    let mut before = ' ';
    for letter in json.chars() {
        // A workbook takes _x0041_ for a letter of its own.
        let cell_escape = before == '_' && letter == 'x';
        if letter.is_ascii()
            && !letter.is_ascii_control()
            && !matches!(letter, '<' | '>' | '&')
            && !cell_escape
        {
            text.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        before = letter;
    }
    text
}

/// A record that was read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The version of the program that wrote it.
    pub program: String,
    /// SHA-256 of the data that program had.
    pub data: String,
    /// Zones without a number then, by id.
    pub without: Vec<String>,
    /// Every figure by its id.
    pub figures: BTreeMap<String, Span<f64>>,
    /// What can be read on the pages.
    pub shown: Vec<Shown>,
    plan: Value,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// Refuses what is no record, or one of a version that this program does not read.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| Refusal::new(format!("The record is damaged: {error}"), EXPORT_AGAIN))?;
        Self::of(value)
    }

    /// A record out of its JSON.
    ///
    /// # Errors
    /// As [`Record::read`].
    pub fn of(value: Value) -> Result<Self, Refusal> {
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(Refusal::new("This is no record of Cordon", EXPORT_AGAIN));
        }
        match value.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                let what = format!("The record was made by a newer Cordon, in version {newer}");
                return Err(Refusal::new(what, "Update Cordon, and audit the file again."));
            }
            _ => return Err(Refusal::new("The record has a version that no Cordon wrote", EXPORT_AGAIN)),
        }
        let written: Written = serde_json::from_value(value)
            .map_err(|error| Refusal::new(format!("The record is damaged: {error}"), EXPORT_AGAIN))?;
        let Written { program, data, without, plan, figures, shown, .. } = written;
        let figures = figures.into_iter().map(|(id, cases)| (id, cases.into())).collect();
        Ok(Self { program, data, without, figures, shown, plan })
    }

    /// The plan in it, with the problems of single zones.
    ///
    /// # Errors
    /// The problems of a plan that cannot be opened at all.
    pub fn plan(&self, file_name: &str) -> Result<(Plan, Vec<Problem>), Vec<Problem>> {
        file::from_geojson(&self.plan.to_string(), file_name)
    }
}

const EXPORT_AGAIN: &str = "Export the plan again with Cordon, and audit that file.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::force::Measures;

    fn example() -> (Plan, Annex, String) {
        let atlas = Atlas::embedded().unwrap();
        let plan = file::example();
        let figures = Figures::of(&plan, &atlas, &mut Measures::new());
        let annex = Annex::of(&plan, &figures, &atlas);
        let record = record(&plan, &figures, &annex);
        (plan, annex, record)
    }

    #[test]
    fn a_record_gives_back_the_plan_and_every_figure() {
        let (plan, annex, text) = example();
        assert!(!text.contains('\n'));
        let record = Record::read(&text).unwrap();
        assert_eq!(record.plan("record").unwrap(), (plan, vec![]));
        assert_eq!(record.figures.len(), annex.entries().len());
        for entry in annex.entries() {
            assert_eq!(record.figures.get(&entry.id), Some(&entry.value), "{}", entry.id);
        }
        assert_eq!((record.program.as_str(), record.data.as_str()), (env!("CARGO_PKG_VERSION"), digest()));
        assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !b"<>&".contains(&byte)));
    }

    #[test]
    fn a_number_is_counted_by_itself() {
        for (words, text, count) in [
            ("Need 12\u{2009}500\ndeployed", "12\u{202f}500", 1),
            ("12 500 of 12\u{202f}500\n12\u{a0}500", "12\u{202f}500", 3),
            ("22\u{202f}000\u{2009}–\u{2009}82\u{202f}000", "82\u{202f}000", 1),
            ("12\u{202f}500 and 500.", "500", 1),
            ("Need 112 500, 12 5001", "12 500", 0),
            ("1.12", "12", 0),
            ("Need", "", 0),
        ] {
            assert_eq!(times(words, text), count, "{text} in {words}");
        }
    }

    #[test]
    fn strange_letters_are_the_same_when_read_back() {
        let strange = "Одеса </script> & _x0041_ \u{fffe} \u{1f600}";
        let json = serde_json::to_string(strange).unwrap();
        let text = harmless(&json);
        assert!(text.is_ascii() && !text.contains("_x") && !text.contains('<'), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), strange);
    }

    #[test]
    fn what_is_no_record_is_refused_with_the_way_out() {
        let refused = |text: &str| Record::read(text).unwrap_err().to_string();
        assert!(refused("{").contains("damaged"));
        assert!(refused("{}").contains("no record"));
        assert!(refused("{\"format\":\"cordon-record\",\"version\":7}").contains("newer Cordon"));
        assert!(refused("{\"format\":\"cordon-record\",\"version\":1}").contains("damaged"));
    }
}
