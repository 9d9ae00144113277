//! Tables with coordinates: a column of longitudes and one of latitudes, or one of
//! geometries in well-known text. Which they are is told by their names.

mod columns;
mod quotes;

use std::borrow::Cow;

use geo_types::Coord;
use serde_json::{Map, Number, Value};

use super::crs;
use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::raw::Raw;
use super::{Progress, Read, decode, limits, wkt};
use crate::problem::Problem;
use columns::Where;

/// Reads a table.
pub fn read(bytes: &[u8], file: &str, tested: Tested, progress: &Progress) -> Read {
    let mut gathering = Gathering::new(file, Format::Csv, tested, progress);
    let outcome = text(bytes, file).map_err(Halt::from).and_then(|(text, guessed)| {
        gathering.total(text.len() as u64);
        if guessed {
            let hint = "Check the names; save the table as UTF-8 if they are wrong.";
            gathering.remark("The encoding is not UTF-8; taken as windows-1251", hint);
        }
        rows(&text, &mut gathering)
    });
    gathering.finish(outcome)
}

/// Whether a text looks like a table with coordinates: its first line has the columns.
pub fn is_one(bytes: &[u8]) -> bool {
    let opening = &bytes[..bytes.len().min(16 << 10)];
    // The piece may end inside a character.
    let lossy = match decode(opening, "") {
        Ok(text) => text.into_owned(),
        Err(_) => encoding_rs::WINDOWS_1251.decode_without_bom_handling(opening).0.into_owned(),
    };
    let header = lossy.lines().next().unwrap_or_default();
    let names: Vec<String> = header.split(columns::delimiter(&lossy) as char).map(str::to_owned).collect();
    columns::find(&names).is_some()
}

/// The text, and whether its encoding was guessed. Spreadsheets of Ukrainian Windows save
/// in windows-1251; nothing else that is no UTF-8 is likely here.
fn text<'b>(bytes: &'b [u8], file: &str) -> Result<(Cow<'b, str>, bool), Problem> {
    match decode(bytes, file) {
        Ok(text) => Ok((text, false)),
        Err(problem) => {
            let sample = &bytes[..bytes.len().min(4096)];
            if sample.contains(&0) || !problem.what.contains("UTF-8") {
                return Err(problem);
            }
            Ok((encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0, true))
        }
    }
}

fn rows(text: &str, gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    let text = text.trim_start_matches('\u{feff}');
    // Excel writes its delimiter in a line of its own.
    let (text, first) = if text.starts_with("sep=") {
        (text.split_once('\n').map_or("", |(_, rest)| rest), 2)
    } else {
        (text, 1)
    };
    let sign = columns::delimiter(text);
    if let Some(line) = quotes::never_closed(text, sign, first) {
        return Err(open_quote(line, file).into());
    }
    let mut table = csv::ReaderBuilder::new()
        .delimiter(sign)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let broken =
        |error: &csv::Error| Problem::error(file, format!("The table cannot be read: {error}"), AGAIN);
    let names: Vec<String> = match table.headers() {
        Ok(headers) => headers.iter().map(str::to_owned).collect(),
        Err(error) => return Err(broken(&error).into()),
    };
    if names.len() > limits::COLUMNS {
        return Err(limits::too_many(file, limits::COLUMNS, "columns").into());
    }
    let Some(place) = columns::find(&names) else { return Err(no_columns(&names, file).into()) };
    let mut record = csv::StringRecord::new();
    let mut systems = Systems::default();
    loop {
        match table.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => {
                systems.settle(gathering);
                return Ok(());
            }
            Err(error) => return Err(broken(&error).into()),
        }
        if gathering.place().is_multiple_of(256) {
            gathering.reached(table.position().byte())?;
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() > names.len() {
            let what = format!("The row has {} cells for {} columns", record.len(), names.len());
            gathering.doubt("row", what, "The cells beyond the last column were left out.");
        }
        row(&names, &record, place, &mut systems, gathering)?;
    }
}

const AGAIN: &str = "Save the table again as CSV in UTF-8.";

/// The coordinate systems of the rows, which each name their own.
#[derive(Default)]
struct Systems {
    /// The code of the row before; a row without one is longitude and latitude on WGS 84.
    last: Option<u32>,
    /// Those that came, each once.
    seen: Vec<Option<u32>>,
    /// Whether positions of any were transformed.
    transformed: bool,
}

impl Systems {
    /// Makes the positions that follow be read in the system of their row.
    fn turn(&mut self, srid: Option<u32>, gathering: &mut Gathering) -> Result<(), Halt> {
        if srid != self.last {
            if let Some(code) = srid {
                let projector = crs::of_epsg(code, None, gathering.file())?;
                self.transformed |= !projector.is_idle();
                gathering.project(projector);
            } else {
                gathering.project_no_more();
            }
            self.last = srid;
        }
        if !self.seen.contains(&srid) {
            self.seen.push(srid);
        }
        Ok(())
    }

    /// Says it where the rows were in several.
    fn settle(&self, gathering: &mut Gathering) {
        if self.seen.len() < 2 || !self.transformed {
            return;
        }
        let named = |srid: Option<u32>| {
            srid.map_or_else(|| "WGS 84 without SRID".to_owned(), |code| format!("EPSG:{code}"))
        };
        let names = self.seen.iter().copied().map(named).collect::<Vec<_>>().join(", ");
        let what = format!("The rows are in several coordinate systems: {names}");
        gathering.remark(what, "Each row was read in its own; check that all lie where they should.");
        gathering.in_several(&names);
    }
}

fn row(
    names: &[String],
    record: &csv::StringRecord,
    place: Where,
    systems: &mut Systems,
    gathering: &mut Gathering,
) -> Result<(), Halt> {
    const HINT: &str = "Left out; correct the cell and save the table again.";
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let name = |column: usize| names.get(column).map_or("", String::as_str).to_owned();
    let properties: Map<String, Value> = names
        .iter()
        .zip(record.iter())
        .enumerate()
        .filter(|(column, _)| !place.takes(*column))
        .map(|(column, (name, cell))| {
            let name = if name.is_empty() { format!("column {}", column + 1) } else { name.clone() };
            (name, value(cell))
        })
        .collect();
    match place {
        Where::Numbers { lon, lat } => {
            let (x, y) = (cell(lon), cell(lat));
            if x.is_empty() && y.is_empty() {
                return gathering.feature(None, 0, properties, None);
            }
            match (columns::number(x), columns::number(y)) {
                (Some(x), Some(y)) => {
                    gathering.feature(Some(Raw::Point(Coord { x, y })), 0, properties, None)
                }
                (x_read, _) => {
                    let (column, cell) = if x_read.is_none() { (lon, x) } else { (lat, y) };
                    gathering.leave_out(
                        &name(column),
                        format!("“{}” is no number of degrees", short(cell)),
                        HINT,
                    );
                    Ok(())
                }
            }
        }
        Where::Text(column) if cell(column).is_empty() => gathering.feature(None, 0, properties, None),
        Where::Text(column) => match wkt::read(cell(column)) {
            Ok(told) => {
                systems.turn(told.srid, gathering)?;
                gathering.feature(Some(told.geometry), told.heights, properties, None)
            }
            Err(fault) => {
                gathering.leave_out(&name(column), format!("This is no well-known text: {fault}"), HINT);
                Ok(())
            }
        },
    }
}

/// A cell as a number where it is one in the way of JSON, else as text: `007` and `1,5` stay.
fn value(cell: &str) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    let whole = cell.trim_start_matches('-');
    let plain =
        whole == "0" || whole.starts_with("0.") || whole.starts_with(|c: char| ('1'..='9').contains(&c));
    if plain && let Ok(number) = cell.parse::<i64>() {
        return Value::Number(number.into());
    }
    let float = plain && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = if float { cell.parse().ok().and_then(Number::from_f64) } else { None };
    number.map_or_else(|| Value::String(cell.to_owned()), Value::Number)
}

fn short(cell: &str) -> String {
    cell.chars().take(40).collect()
}

fn open_quote(line: usize, file: &str) -> Problem {
    Problem::error(
        file,
        format!("The quote opened in line {line} is not closed before the end of the file"),
        "Close it or remove it, and open the table again.",
    )
}

fn no_columns(names: &[String], file: &str) -> Problem {
    let listed: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !name.is_empty()).take(12).collect();
    if listed.is_empty() {
        return Problem::error(file, "The file is empty", "Fetch or export the file again.");
    }
    Problem::error(
        file,
        format!("The table has no columns with coordinates; it has: {}", short(&listed.join(", "))),
        "Name them lon and lat, longitude and latitude, x and y, довгота and широта, or wkt in the first line.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_what_a_number_would_lose() {
        assert_eq!(value("12"), Value::from(12));
        assert_eq!(value("-1.50"), Value::from(-1.5));
        for text in ["007", "+7", "1,5", "1e5", "12 000", "Зона", "1.2.3"] {
            assert_eq!(value(text), Value::from(text));
        }
        assert_eq!(value(""), Value::Null);
    }
}
