//! A workbook as another program would see it: cells with their formulas, which are
//! reckoned here by a reader of its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "the helpers of tests may panic; not each test takes all"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// A cell: what is shown, and the formula behind it.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub value: String,
    pub formula: Option<String>,
}

/// Sheet and name of a cell: ("Zones", "H7").
type Place = (String, String);

pub struct Book {
    cells: BTreeMap<Place, Cell>,
}

/// The parts of a package.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.insert(part.name().unwrap().into_owned(), content);
    }
    parts
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).unwrap()?;
    Some(quick_xml::escape::unescape(std::str::from_utf8(&found.value).unwrap()).unwrap().into_owned())
}

impl Book {
    pub fn open(bytes: &[u8]) -> Self {
        let parts = parts(bytes);
        let shared = texts(&parts["xl/sharedStrings.xml"]);
        let mut book = Self { cells: BTreeMap::new() };
        let mut reader = Reader::from_reader(parts["xl/workbook.xml"].as_slice());
        let mut number = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Empty(start) if start.local_name().as_ref() == b"sheet" => {
                    number += 1;
                    let sheet = attribute(&start, "name").unwrap();
                    book.read(&sheet, &parts[&format!("xl/worksheets/sheet{number}.xml")], &shared);
                }
                Event::Eof => return book,
                _ => {}
            }
        }
    }

    fn read(&mut self, sheet: &str, xml: &[u8], shared: &[String]) {
        let mut reader = Reader::from_reader(xml);
        let (mut place, mut kind, mut inside) = (String::new(), String::new(), String::new());
        let mut cell = Cell::default();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    inside = String::from_utf8(start.local_name().as_ref().to_vec()).unwrap();
                    if inside == "c" {
                        place = attribute(&start, "r").unwrap();
                        kind = attribute(&start, "t").unwrap_or_default();
                        cell = Cell::default();
                    }
                }
                Event::Text(text) if inside == "v" => cell.value.push_str(&text.decode().unwrap()),
                Event::Text(text) if inside == "f" => {
                    cell.formula.get_or_insert_default().push_str(&text.decode().unwrap());
                }
                Event::End(end) => {
                    if end.local_name().as_ref() == b"c" {
                        if kind == "s" {
                            cell.value.clone_from(&shared[cell.value.parse::<usize>().unwrap()]);
                        }
                        self.cells.insert((sheet.to_owned(), place.clone()), cell.clone());
                    }
                    inside.clear();
                }
                Event::Eof => return,
                _ => {}
            }
        }
    }

    pub fn cells(&self) -> impl Iterator<Item = (&Place, &Cell)> {
        self.cells.iter()
    }

    /// Types a number into a cell such as "Totals!C4".
    pub fn set(&mut self, place: &str, value: f64) {
        let (sheet, cell) = place.split_once('!').unwrap();
        let cell = self.cells.get_mut(&(sheet.to_owned(), cell.to_owned())).unwrap();
        *cell = Cell { value: value.to_string(), formula: None };
    }

    /// Reckons a cell such as "Totals!C4" through all its formulas.
    pub fn value(&self, place: &str) -> f64 {
        let (sheet, cell) = place.split_once('!').unwrap();
        self.through(sheet, cell)
    }

    fn through(&self, sheet: &str, name: &str) -> f64 {
        let cell = &self.cells[&(sheet.to_owned(), name.to_owned())];
        match &cell.formula {
            Some(formula) => Reckoner { book: self, sheet, rest: formula, deep: true }.all(),
            None => cell.value.parse().unwrap(),
        }
    }

    /// Reckons a formula over the values that the cells show.
    pub fn reckoned(&self, sheet: &str, formula: &str) -> f64 {
        Reckoner { book: self, sheet, rest: formula, deep: false }.all()
    }

    fn shown(&self, sheet: &str, name: &str) -> f64 {
        let cell = self.cells.get(&(sheet.to_owned(), name.to_owned()));
        cell.unwrap_or_else(|| panic!("{sheet}!{name}"))
            .value
            .parse()
            .unwrap_or_else(|_| panic!("{sheet}!{name}"))
    }
}

fn texts(xml: &[u8]) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    let (mut texts, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.local_name().as_ref() == b"si" => texts.push(String::new()),
            Event::Start(start) => inside = start.local_name().as_ref() == b"t",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text.decode().unwrap()),
            Event::GeneralRef(of) if inside => {
                let name = of.decode().unwrap();
                texts
                    .last_mut()
                    .unwrap()
                    .push_str(&quick_xml::escape::unescape(&format!("&{name};")).unwrap());
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

/// Sums, products and the few functions that Cordon writes.
struct Reckoner<'a> {
    book: &'a Book,
    sheet: &'a str,
    rest: &'a str,
    /// Whether cells are reckoned anew, or taken as they show.
    deep: bool,
}

impl Reckoner<'_> {
    fn all(mut self) -> f64 {
        let value = self.sum();
        assert_eq!(self.rest, "", "the whole formula is understood");
        value
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.take('+') {
                value += self.product();
            } else if self.take('-') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.one();
        loop {
            if self.take('*') {
                value *= self.one();
            } else if self.take('/') {
                value /= self.one();
            } else {
                return value;
            }
        }
    }

    fn one(&mut self) -> f64 {
        if self.take('(') {
            let value = self.sum();
            assert!(self.take(')'));
            return value;
        }
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '!')
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if let Ok(number) = word.parse::<f64>() {
            return number;
        }
        if self.take('(') {
            return self.function(word);
        }
        self.cell(word)
    }

    fn cell(&self, word: &str) -> f64 {
        let (sheet, name) = word.split_once('!').unwrap_or((self.sheet, word));
        if self.deep { self.book.through(sheet, name) } else { self.book.shown(sheet, name) }
    }

    fn function(&mut self, name: &str) -> f64 {
        if name == "SUM" {
            let end = self.rest.find(')').unwrap();
            let range = &self.rest[..end];
            self.rest = &self.rest[end + 1..];
            return self.range(range);
        }
        let mut given = vec![self.sum()];
        while self.take(',') {
            given.push(self.sum());
        }
        assert!(self.take(')'));
        match (name, given.as_slice()) {
            ("MAX", given) => given.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            ("MIN", given) => given.iter().copied().fold(f64::INFINITY, f64::min),
            ("ABS", [value]) => value.abs(),
            // Away from nothing, as spreadsheets have it.
            ("ROUNDUP", [value, 0.0]) => value.signum() * value.abs().ceil(),
            other => panic!("{other:?}"),
        }
    }

    fn range(&self, range: &str) -> f64 {
        let (from, to) = range.split_once(':').unwrap();
        let (sheet, from) = from.split_once('!').unwrap_or((self.sheet, from));
        let place = |name: &str| {
            let digits = name.find(|c: char| c.is_ascii_digit()).unwrap();
            let column =
                name[..digits].bytes().fold(0_u32, |all, letter| all * 26 + u32::from(letter - b'A') + 1);
            (column, name[digits..].parse::<u32>().unwrap())
        };
        let ((left, top), (right, bottom)) = (place(from), place(to));
        let name = |column: u32, row: u32| {
            let (mut letters, mut left) = (String::new(), column);
            while left > 0 {
                letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
                left = (left - 1) / 26;
            }
            format!("{letters}{row}")
        };
        let cells = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (column, row)));
        cells.map(|(column, row)| self.cell(&format!("{sheet}!{}", name(column, row)))).sum()
    }
}
