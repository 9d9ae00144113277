//! The table of a shapefile: dBASE III and what GIS programs make of it.

use encoding_rs::Encoding;
use serde_json::{Map, Number, Value};

use super::encoding;
use crate::import::limits;
use crate::problem::Problem;

/// Bytes looked at to guess an encoding.
const SAMPLE: usize = 256 << 10;

/// A table, row by row.
pub struct Table<'b> {
    fields: Vec<Field>,
    rest: &'b [u8],
    length: usize,
    /// Rows that the header announces.
    pub rows: usize,
    read: usize,
    encoding: &'static Encoding,
    remark: Option<String>,
}

struct Field {
    name: String,
    kind: u8,
    at: usize,
    length: usize,
}

/// One row.
pub enum Row {
    /// Its values by field.
    Values(Map<String, Value>),
    /// It is marked as deleted, and its geometry with it.
    Deleted,
}

impl<'b> Table<'b> {
    /// Reads the header.
    pub fn open(bytes: &'b [u8], cpg: Option<&[u8]>, file: &str) -> Result<Self, Problem> {
        let fault = |what: String| Problem::error(file, what, "Fetch or export the file again.");
        let cut = || fault("The part .dbf is cut short: it ends in its header".to_owned());
        let word =
            |at: usize| bytes.get(at..)?.first_chunk().map(|two| usize::from(u16::from_le_bytes(*two)));
        let rows =
            bytes.get(4..).and_then(<[u8]>::first_chunk).map(|four| u32::from_le_bytes(*four) as usize);
        let (Some(rows), Some(head), Some(length)) = (rows, word(8), word(10)) else { return Err(cut()) };
        let (Some(header), Some(rest)) = (bytes.get(32..head), bytes.get(head..)) else { return Err(cut()) };
        let driver = bytes.get(29).copied().unwrap_or_default();
        let (encoding, remark) = chosen(cpg, driver, rest);
        let mut fields: Vec<Field> = Vec::new();
        let mut at = 1; // behind the mark of deleted rows
        for described in header.chunks_exact(32) {
            if described.first().is_none_or(|first| matches!(first, 0 | 0x0D)) {
                break;
            }
            let Some(field) = field(described, at, encoding, &fields) else { break };
            at += field.length;
            fields.push(field);
        }
        if fields.len() > limits::COLUMNS {
            return Err(limits::too_many(file, limits::COLUMNS, "fields"));
        }
        if fields.is_empty() || length < at {
            return Err(fault(format!("The part .dbf has rows of {length} bytes for fields of {at}")));
        }
        Ok(Self { fields, rest, length, rows, read: 0, encoding, remark })
    }

    /// What was guessed, without a full stop.
    pub fn remark(&self) -> Option<String> {
        self.remark.clone()
    }

    /// The next row; none where the table ends, be it too early.
    pub fn next(&mut self) -> Option<Row> {
        if self.read == self.rows {
            return None;
        }
        let row = self.rest.get(..self.length)?;
        self.rest = self.rest.get(self.length..).unwrap_or_default();
        self.read += 1;
        if row.first() == Some(&b'*') {
            return Some(Row::Deleted);
        }
        let values = self.fields.iter().filter_map(|field| {
            let bytes = row.get(field.at..field.at + field.length)?;
            Some((field.name.clone(), self.value(field.kind, bytes)))
        });
        Some(Row::Values(values.collect()))
    }

    fn value(&self, kind: u8, bytes: &[u8]) -> Value {
        let (text, _) = self.encoding.decode_without_bom_handling(bytes);
        let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
        if text.is_empty() {
            return Value::Null;
        }
        match kind {
            b'N' | b'F' => number(text).unwrap_or(Value::Null),
            b'L' => match text {
                "T" | "t" | "Y" | "y" => Value::Bool(true),
                "F" | "f" | "N" | "n" => Value::Bool(false),
                _ => Value::Null,
            },
            b'D' => date(text).map_or_else(|| Value::String(text.to_owned()), Value::String),
            _ => Value::String(text.to_owned()),
        }
    }
}

/// A field of the header; names that come twice get a number.
fn field(described: &[u8], at: usize, encoding: &'static Encoding, before: &[Field]) -> Option<Field> {
    let name = described.get(..11)?;
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    let (name, _) = encoding.decode_without_bom_handling(name);
    let mut name = name.trim().trim_end_matches('\u{fffd}').to_owned();
    if name.is_empty() || before.iter().any(|field| field.name == name) {
        name = format!("{name}_{}", before.len() + 1);
    }
    let kind = *described.get(11)?;
    let (low, high) = (*described.get(16)?, *described.get(17)?);
    // Long text fields keep the upper byte of their length where numbers have their decimals.
    let length = usize::from(low) + if kind == b'C' { usize::from(high) << 8 } else { 0 };
    Some(Field { name, kind, at, length })
}

fn chosen(cpg: Option<&[u8]>, driver: u8, rows: &[u8]) -> (&'static Encoding, Option<String>) {
    let label =
        cpg.map(|cpg| String::from_utf8_lossy(cpg).trim().to_owned()).filter(|label| !label.is_empty());
    if let Some(encoding) = label.as_deref().and_then(encoding::labelled) {
        return (encoding, None);
    }
    let (likely, guessed) = encoding::guessed(&rows[..rows.len().min(SAMPLE)]);
    if let Some(label) = label {
        let what = format!(
            "The part .cpg names the encoding {label}, which is not known; taken as {}",
            likely.name()
        );
        return (likely, Some(what));
    }
    // Many programs write the mark of Western Europe whatever they write.
    match encoding::of_driver(driver) {
        Some(encoding) if encoding != encoding_rs::WINDOWS_1252 => (encoding, None),
        Some(encoding) if !guessed => (encoding, None),
        _ if guessed => {
            (likely, Some(format!("The encoding of the table is not named; taken as {}", likely.name())))
        }
        _ => (likely, None),
    }
}

fn number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::Number(whole.into()));
    }
    let plain = text.replace(',', ".");
    Number::from_f64(plain.parse().ok()?).map(Value::Number)
}

/// `20241201` as `2024-12-01`.
fn date(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?))
}
