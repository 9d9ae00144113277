//! The scanner: from text to coordinates in one pass, for GeoJSON as it should
//! be. Every function gives none at anything it does not expect; nothing is
//! guessed, and nothing is written to the findings until a feature is whole.

use std::sync::atomic::Ordering;

use geo_types::Coord;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value};

use super::{Document, Form, Head, Raw, Stop, careful};
use crate::import::Progress;
use crate::import::findings::{Findings, Place};
use crate::import::limits;
use crate::import::mend::{Mender, Parts};

/// Collections inside collections beyond this depth are left to the careful reader.
const DEPTH: usize = 8;

/// Powers of ten that a double holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Reads a whole text: a collection of features, a feature or a bare geometry.
pub fn document(text: &str, findings: &mut Findings, progress: &Progress) -> Result<Document, Stop> {
    let mut scanner = Scanner::new(text);
    if let Some(document) = scanner.alone(findings) {
        progress.done.store(text.len() as u64, Ordering::Relaxed);
        return Ok(document);
    }
    scanner.within(findings)?;
    Scanner::new(text).collection(findings, progress)
}

/// Reads the number at the beginning of a text and says where it ends; none if it is
/// none as JSON has them.
pub fn first_number(text: &str) -> Option<(f64, usize)> {
    let mut scanner = Scanner::new(text);
    let number = scanner.number()?;
    Some((number, scanner.at))
}

/// Reads the feature at the beginning of a text and says where it ends; none if it is odd.
pub fn first(
    text: &str,
    place: usize,
    mender: &mut Mender,
    findings: &mut Findings,
) -> Option<(Option<super::Feature>, usize)> {
    let mut scanner = Scanner::new(text);
    let scanned = scanner.feature()?;
    let feature = scanner.settle(place, scanned, Place::HERE.member("geometry"), mender, findings);
    Some((feature, scanner.at))
}

/// The array under `coordinates`, by its depth.
enum Coordinates {
    Position(Coord<f64>),
    Run(Vec<Coord<f64>>),
    Runs(Vec<Vec<Coord<f64>>>),
    Groups(Vec<Vec<Vec<Coord<f64>>>>),
}

/// A feature as the text has it.
#[derive(Default)]
struct Scanned {
    geometry: Option<Raw>,
    properties: Map<String, Value>,
    id: Option<String>,
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Positions with more than two numbers in the feature being read.
    heights: usize,
    /// Foreign members in the feature being read.
    foreign: usize,
    /// The run being read; kept so that each run is allocated once, in its size.
    run: Vec<Coord<f64>>,
    /// Positions in the runs of the feature being read.
    positions: usize,
    /// Whether a feature has more positions than are taken in.
    beyond: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            heights: 0,
            foreign: 0,
            run: Vec::new(),
            positions: 0,
            beyond: false,
        }
    }

    // ---- the file ----

    /// A lone feature or a bare geometry.
    fn alone(&mut self, findings: &mut Findings) -> Option<Document> {
        let (scanned, at) = if let Some(scanned) = self.feature().filter(|_| self.at_end()) {
            (scanned, Place::HERE.member("geometry"))
        } else if self.beyond {
            return None;
        } else {
            *self = Self::new(self.text);
            let geometry = self.geometry(0).filter(|_| self.at_end())?;
            (Scanned { geometry: Some(geometry), ..Scanned::default() }, Place::HERE)
        };
        findings.feature = Some(0);
        let features = self.settle(0, scanned, at, &mut Mender::default(), findings);
        Some(Document { head: Head::default(), features: features.into_iter().collect() })
    }

    fn collection(&mut self, findings: &mut Findings, progress: &Progress) -> Result<Document, Stop> {
        let mut head = Head::default();
        let mut features = None;
        let mut typed = false;
        self.open(b'{').ok_or(Stop::Odd)?;
        let mut more = !self.take(b'}');
        while more {
            let key = self.key().ok_or(Stop::Odd)?;
            match key {
                "features" if features.is_none() => features = Some(self.features(findings, progress)?),
                "type" if self.string() == Some("FeatureCollection") => typed = true,
                "features" | "type" => return Err(Stop::Odd),
                _ => {
                    findings.feature = None;
                    let value = self.value().ok_or(Stop::Odd)?;
                    head.take(key, value, findings);
                }
            }
            more = self.more(b'}').ok_or(Stop::Odd)?;
        }
        match features {
            Some(features) if typed && self.at_end() => Ok(Document { head, features }),
            _ => Err(Stop::Odd),
        }
    }

    fn features(
        &mut self,
        findings: &mut Findings,
        progress: &Progress,
    ) -> Result<Vec<super::Feature>, Stop> {
        let mut features = Vec::new();
        let mut mender = Mender::default();
        self.open(b'[').ok_or(Stop::Odd)?;
        let mut more = !self.take(b']');
        for place in 0.. {
            if !more {
                break;
            }
            if progress.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            progress.done.store(self.at as u64, Ordering::Relaxed);
            features.extend(self.one(place, &mut mender, findings)?);
            if findings.beyond.is_some() {
                return Err(Stop::Beyond);
            }
            more = self.more(b']').ok_or(Stop::Odd)?;
        }
        progress.done.store(self.at as u64, Ordering::Relaxed);
        findings.feature = None;
        Ok(features)
    }

    /// One feature of the array; an odd one goes to the careful reader.
    fn one(
        &mut self,
        place: usize,
        mender: &mut Mender,
        findings: &mut Findings,
    ) -> Result<Option<super::Feature>, Stop> {
        self.space();
        let start = self.at;
        (self.heights, self.foreign, self.positions) = (0, 0, 0);
        findings.feature = Some(place);
        if let Some(scanned) = self.feature() {
            return Ok(self.settle(place, scanned, Place::HERE.member("geometry"), mender, findings));
        }
        self.within(findings)?;
        self.at = start;
        let value = self.value().ok_or(Stop::Odd)?;
        Ok(careful::feature(value, place, mender, findings))
    }

    /// Stops where a feature had more positions than are taken in.
    fn within(&self, findings: &mut Findings) -> Result<(), Stop> {
        if self.beyond {
            findings.take(limits::POSITIONS + 1, 0);
            return Err(Stop::Beyond);
        }
        Ok(())
    }

    fn settle(
        &self,
        place: usize,
        scanned: Scanned,
        at: Place,
        mender: &mut Mender,
        findings: &mut Findings,
    ) -> Option<super::Feature> {
        findings.heights_here = self.heights;
        findings.left_out.foreign_members += self.foreign;
        let Scanned { geometry, properties, id } = scanned;
        mender.feature(Parts { place, at, geometry, properties, id }, findings)
    }

    // ---- features and geometries ----

    fn feature(&mut self) -> Option<Scanned> {
        let mut feature = Scanned::default();
        let [mut typed, mut located, mut described, mut named] = [false; 4];
        self.open(b'{')?;
        let mut more = !self.take(b'}');
        while more {
            match self.key()? {
                "type" if !typed => typed = self.string()? == "Feature",
                "geometry" if !located => {
                    located = true;
                    feature.geometry = if self.word("null") { None } else { Some(self.geometry(0)?) };
                }
                "properties" if !described => {
                    described = true;
                    feature.properties = match self.value()? {
                        Value::Object(properties) => properties,
                        Value::Null => Map::new(),
                        _ => return None,
                    };
                }
                "id" if !named => {
                    named = true;
                    feature.id = match self.value()? {
                        Value::String(id) => Some(id),
                        Value::Number(id) => Some(id.to_string()),
                        _ => return None,
                    };
                }
                key => self.skip(key)?,
            }
            more = self.more(b'}')?;
        }
        (typed && located).then_some(feature)
    }

    fn geometry(&mut self, depth: usize) -> Option<Raw> {
        let (mut form, mut coordinates, mut members) = (None, None, None);
        self.open(b'{')?;
        let mut more = !self.take(b'}');
        while more {
            match self.key()? {
                "type" if form.is_none() => form = Some(Form::named(self.string()?)?),
                "coordinates" if coordinates.is_none() => coordinates = Some(self.coordinates()?),
                "geometries" if members.is_none() && depth < DEPTH => members = Some(self.members(depth)?),
                key => self.skip(key)?,
            }
            more = self.more(b'}')?;
        }
        Some(match (form?, coordinates, members) {
            (Form::Point, Some(Coordinates::Position(at)), None) => Raw::Point(at),
            (Form::MultiPoint, Some(Coordinates::Run(run)), None) => Raw::MultiPoint(run),
            (Form::LineString, Some(Coordinates::Run(run)), None) => Raw::Line(run),
            (Form::MultiLineString, Some(Coordinates::Runs(runs)), None) => Raw::Lines(runs),
            (Form::Polygon, Some(Coordinates::Runs(runs)), None) => Raw::Polygon(runs),
            (Form::MultiPolygon, Some(Coordinates::Groups(groups)), None) => Raw::Polygons(groups),
            (Form::GeometryCollection, None, Some(members)) => Raw::Collection(members),
            _ => return None,
        })
    }

    fn members(&mut self, depth: usize) -> Option<Vec<Option<Raw>>> {
        self.list(|scanner| scanner.geometry(depth + 1).map(Some))
    }

    /// A member that is not used. Those that would change the reading are odd.
    fn skip(&mut self, key: &str) -> Option<()> {
        match key {
            "type" | "geometry" | "properties" | "id" | "coordinates" | "geometries" | "features" | "crs" => {
                return None;
            }
            "bbox" => {}
            _ => self.foreign += 1,
        }
        self.read::<IgnoredAny>().map(|_| ())
    }

    // ---- coordinates ----

    fn coordinates(&mut self) -> Option<Coordinates> {
        let start = self.at;
        let mut depth = 0;
        while self.take(b'[') {
            depth += 1;
            self.space();
        }
        self.at = start;
        Some(match depth {
            1 => Coordinates::Position(self.position()?),
            2 => Coordinates::Run(self.run()?),
            3 => Coordinates::Runs(self.list(Self::run)?),
            4 => Coordinates::Groups(self.list(|scanner| scanner.list(Self::run))?),
            _ => return None,
        })
    }

    fn run(&mut self) -> Option<Vec<Coord<f64>>> {
        self.open(b'[')?;
        self.run.clear();
        loop {
            let position = self.position()?;
            self.run.push(position);
            self.positions += 1;
            if self.positions > limits::POSITIONS {
                self.beyond = true;
                return None;
            }
            if !self.more(b']')? {
                return Some(self.run.clone());
            }
        }
    }

    fn position(&mut self) -> Option<Coord<f64>> {
        self.open(b'[')?;
        let x = self.number()?;
        if !self.more(b']')? {
            return None;
        }
        let y = self.number()?;
        if self.more(b']')? {
            self.heights += 1;
            self.number()?;
            while self.more(b']')? {
                self.number()?;
            }
        }
        Some(Coord { x, y })
    }

    /// A JSON number. Most have so few digits that both the digits and the
    /// power of ten are exact in a double, and one division rounds rightly
    /// (Clinger 1990); the others go to the standard library.
    fn number(&mut self) -> Option<f64> {
        self.space();
        let start = self.at;
        let negative = self.bytes.get(start) == Some(&b'-');
        let whole = start + usize::from(negative);
        let (mut digits, mut at) = (0_u64, whole);
        while let Some(digit) = self.digit(at) {
            digits = digits.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        let mut count = at - whole;
        if count == 0 || (count > 1 && self.bytes[whole] == b'0') {
            return None; // JSON has no bare minus and no leading zeros
        }
        let mut decimals = 0;
        if self.bytes.get(at) == Some(&b'.') {
            let point = at;
            at += 1;
            while let Some(digit) = self.digit(at) {
                digits = digits.wrapping_mul(10).wrapping_add(digit);
                at += 1;
            }
            decimals = at - point - 1;
            if decimals == 0 {
                return None;
            }
            count += decimals;
        }
        let scientific = matches!(self.bytes.get(at), Some(b'e' | b'E'));
        if !scientific && count <= 19 && digits <= 1 << 53 && decimals < TENS.len() {
            self.at = at;
            let value = digits as f64 / TENS[decimals];
            return Some(if negative { -value } else { value });
        }
        self.any_number(start, at)
    }

    /// A number with an exponent or many digits, whose digits end at `at`.
    fn any_number(&mut self, start: usize, mut at: usize) -> Option<f64> {
        if matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            at += 1 + usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            self.digit(at)?;
            while self.digit(at).is_some() {
                at += 1;
            }
        }
        self.at = at;
        self.text[start..at].parse().ok().filter(|value: &f64| value.is_finite())
    }

    fn digit(&self, at: usize) -> Option<u64> {
        self.bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10).map(u64::from)
    }

    // ---- JSON ----

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(there);
        there
    }

    /// An opening bracket and the space around it.
    fn open(&mut self, bracket: u8) -> Option<()> {
        self.space();
        self.take(bracket).then(|| self.space())
    }

    /// Whether a comma follows, or the end; none if neither does.
    fn more(&mut self, end: u8) -> Option<bool> {
        self.space();
        match self.bytes.get(self.at) {
            Some(b',') => {
                self.at += 1;
                Some(true)
            }
            Some(byte) if *byte == end => {
                self.at += 1;
                Some(false)
            }
            _ => None,
        }
    }

    /// An array that is not empty.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.open(b'[')?;
        let mut items = Vec::new();
        loop {
            items.push(item(self)?);
            if !self.more(b']')? {
                return Some(items);
            }
        }
    }

    /// A string without escapes.
    fn string(&mut self) -> Option<&'t str> {
        self.space();
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        let end =
            start + self.bytes[start..].iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F))?;
        self.at = end;
        self.take(b'"').then(|| &self.text[start..end])
    }

    fn key(&mut self) -> Option<&'t str> {
        let key = self.string()?;
        self.space();
        if !self.take(b':') {
            return None;
        }
        self.space();
        Some(key)
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += if there { word.len() } else { 0 };
        there
    }

    fn value(&mut self) -> Option<Value> {
        self.read()
    }

    /// Any JSON value, by `serde_json`.
    fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<T>();
        let value = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(value)
    }

    fn at_end(&mut self) -> bool {
        self.space();
        self.at == self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_the_last_bit() {
        for text in [
            "0",
            "-0",
            "37",
            "37.5",
            "-48.123456",
            "37.123456789012345",
            "1e2",
            "1.5E-3",
            "123456789012345678901234567890",
            "9007199254740993",
            "0.1",
            "30.000000000000004",
            "179.99999999999997",
            "2.5e+1",
        ] {
            let mut scanner = Scanner::new(text);
            let value = scanner.number().unwrap();
            let wanted: f64 = text.parse().unwrap();
            assert_eq!(value.to_bits(), wanted.to_bits(), "{text}");
            assert!(scanner.at_end(), "{text}");
        }
        for text in ["", "-", "01", "1.", ".5", "1e", "1e400", "NaN", "+1", "-Infinity"] {
            assert!(Scanner::new(text).number().is_none(), "{text}");
        }
    }
}
