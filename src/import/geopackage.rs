//! `GeoPackage` 1.0 to 1.4: one of its tables of features. Opened read-only; only plain
//! tables and columns are looked at, since views and computed columns can run anything.

use std::io::Write;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::{Map, Number, Value};

use super::crs;
use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::layer::Offered;
use super::raw::Raw;
use super::wkb::Wkb;
use super::{Progress, Read, limits};
use crate::problem::Problem;

/// Reads a `GeoPackage` that is not a file: out of an archive or a pipe.
pub fn read(bytes: &[u8], file: &str, wanted: Option<&str>, tested: Tested, progress: &Progress) -> Read {
    let kept = tempfile::NamedTempFile::new().and_then(|mut kept| kept.write_all(bytes).map(|()| kept));
    match kept {
        Ok(kept) => open(kept.path(), file, wanted, tested, progress),
        Err(error) => {
            let what = format!("The file cannot be unpacked to be read ({error})");
            Err(vec![Problem::error(file, what, "Make room on the disk, or unpack it yourself.")])
        }
    }
}

/// Reads a table of a `GeoPackage`: the one wanted, or the first.
pub fn open(path: &Path, file: &str, wanted: Option<&str>, tested: Tested, progress: &Progress) -> Read {
    let mut gathering = Gathering::new(file, Format::GeoPackage, tested, progress);
    let mut offered = Vec::new();
    let outcome = gather(path, wanted, &mut offered, &mut gathering);
    let (mut layer, problems) = gathering.finish(outcome)?;
    if offered.len() > 1 {
        layer.offered = offered;
    }
    Ok((layer, problems))
}

/// A table of features.
struct Table {
    name: String,
    title: String,
    changed: Option<String>,
    column: String,
    system: i64,
}

fn gather(
    path: &Path,
    wanted: Option<&str>,
    offered: &mut Vec<Offered>,
    gathering: &mut Gathering,
) -> Result<(), Halt> {
    let file = gathering.file();
    let damaged = |error: rusqlite::Error| Halt::from(damaged(file, &error));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let base = Connection::open_with_flags(path, flags).map_err(damaged)?;
    base.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")
        .map_err(damaged)?;
    let tables = tables(&base, file).map_err(damaged)??;
    for table in &tables {
        offered.push(Offered { name: table.name.clone(), features: count(&base, table), read: false });
    }
    let place = match wanted {
        Some(wanted) => tables
            .iter()
            .position(|table| table.name == wanted || table.title == wanted)
            .ok_or_else(|| no_such(file, wanted, offered))?,
        // The one with features, if the first has none.
        None => offered.iter().position(|table| table.features != Some(0)).unwrap_or(0),
    };
    let (Some(table), Some(read)) = (tables.get(place), offered.get_mut(place)) else {
        let hint = "In a GIS, export its vector layers as GeoPackage or GeoJSON.";
        return Err(Problem::error(file, "The GeoPackage holds no table of features", hint).into());
    };
    read.read = true;
    gathering.total(read.features.unwrap_or_default());
    gathering.head.name = Some(table.title.clone());
    gathering.head.date = table.changed.as_ref().and_then(|time| time.get(..10)).map(str::to_owned);
    system(&base, table.system, gathering)?;
    rows(&base, table, gathering)
}

fn damaged(file: &str, error: &rusqlite::Error) -> Problem {
    let reason = error.to_string();
    Problem::error(
        file,
        format!("The database cannot be read: {}", reason.trim_end_matches('.')),
        "Fetch or export the file again; close the program that has it open.",
    )
}

/// The problem of a layer that was asked for and is not there.
pub(super) fn no_such(file: &str, wanted: &str, offered: &[Offered]) -> Problem {
    let names: Vec<&str> = offered.iter().map(|table| table.name.as_str()).take(20).collect();
    Problem::error(
        file,
        format!("There is no layer “{wanted}” in it"),
        format!("It has: {}.", names.join(", ")),
    )
}

/// The tables of features that are plain tables.
fn tables(base: &Connection, file: &str) -> rusqlite::Result<Result<Vec<Table>, Problem>> {
    let has = |name: &str| {
        base.query_row(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1",
            [name],
            |row| row.get::<_, i64>(0),
        )
    };
    if has("gpkg_contents")? == 0 || has("gpkg_geometry_columns")? == 0 {
        let hint = "In a GIS, export the layer as GeoPackage or GeoJSON.";
        return Ok(Err(Problem::error(file, "This is an SQLite database, but no GeoPackage", hint)));
    }
    let mut found = base.prepare(
        "SELECT c.table_name, c.identifier, c.last_change, g.column_name, g.srs_id \
         FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name \
         JOIN sqlite_master m ON m.name = c.table_name AND m.type = 'table' \
         WHERE c.data_type = 'features' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY c.rowid LIMIT 1000",
    )?;
    let tables = found.query_map([], |row| {
        let name: String = row.get(0)?;
        let title: Option<String> = row.get(1)?;
        let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| name.clone());
        let changed = row.get::<_, Option<String>>(2).ok().flatten();
        Ok(Table { name, title, changed, column: row.get(3)?, system: row.get(4)? })
    })?;
    tables.collect::<rusqlite::Result<Vec<Table>>>().map(Ok)
}

fn count(base: &Connection, table: &Table) -> Option<u64> {
    let sql = format!("SELECT count(*) FROM {}", quoted(&table.name));
    base.query_row(&sql, [], |row| row.get::<_, i64>(0)).ok().and_then(|count| u64::try_from(count).ok())
}

/// A name as SQL takes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The coordinate system of a table.
fn system(base: &Connection, id: i64, gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    // The two ids of the standard for “not known”.
    if id <= 0 {
        gathering.take_as_wgs84(
            "The table names no coordinate system",
            "The positions were taken as WGS 84 longitude and latitude; check that the layer lies where it should.",
        );
        return Ok(());
    }
    let found = base.query_row(
        "SELECT srs_name, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
        [id],
        |row| {
            let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok((text(0)?, text(1)?, row.get::<_, Option<i64>>(2)?, text(3)?))
        },
    );
    let (name, organization, code, definition) = found.map_err(|_| {
        let hint = "Export the layer again in WGS 84 (EPSG:4326).";
        Problem::error(file, format!("The coordinate system {id} is not described in the file"), hint)
    })?;
    let code =
        code.and_then(|code| u32::try_from(code).ok()).filter(|_| organization.eq_ignore_ascii_case("EPSG"));
    let by_code = code.map(|code| crs::of_epsg(code, Some(&name), file));
    gathering.project(match by_code {
        Some(Ok(projector)) => projector,
        _ => crs::of_wkt(&definition, file)?,
    });
    Ok(())
}

/// The columns that hold values of their own, and not what is computed of others.
fn columns(base: &Connection, table: &Table) -> rusqlite::Result<Vec<String>> {
    let mut described = base.prepare(&format!("PRAGMA table_xinfo({})", quoted(&table.name)))?;
    let columns = described.query_map([], |row| Ok((row.get::<_, String>(1)?, row.get::<_, i64>(6)?)))?;
    let kept = columns.filter(|column| !matches!(column, Ok((_, hidden)) if *hidden != 0));
    kept.map(|column| column.map(|(name, _)| name)).collect()
}

fn rows(base: &Connection, table: &Table, gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    let broken = |error: rusqlite::Error| Halt::from(damaged(file, &error));
    let names = columns(base, table).map_err(broken)?;
    if names.len() > limits::COLUMNS {
        return Err(limits::too_many(file, limits::COLUMNS, "columns").into());
    }
    let Some(geometry) = names.iter().position(|name| *name == table.column) else {
        let what = format!("The column “{}” with the geometry is missing", table.column);
        return Err(Problem::error(file, what, "Export the layer again.").into());
    };
    let listed: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let sql = format!("SELECT {} FROM {}", listed.join(", "), quoted(&table.name));
    let mut statement = base.prepare(&sql).map_err(broken)?;
    let mut rows = statement.query([]).map_err(broken)?;
    let mut bytes = 0;
    while let Some(row) = rows.next().map_err(broken)? {
        gathering.reached(gathering.place() as u64)?;
        let properties = properties(row, &names, geometry, &mut bytes);
        let blob = match row.get_ref(geometry) {
            Ok(ValueRef::Blob(blob)) => blob,
            Ok(ValueRef::Null) => {
                gathering.feature(None, 0, properties, None)?;
                continue;
            }
            _ => {
                gathering.leave_out(&table.column, "The geometry is no blob", LEFT_OUT);
                continue;
            }
        };
        match geometry_of(blob) {
            Ok((raw, heights)) => gathering.feature(Some(raw), heights, properties, None)?,
            Err(fault) => {
                let what = format!("The geometry cannot be read: {fault}");
                gathering.leave_out(&table.column, what, LEFT_OUT);
            }
        }
    }
    if bytes > 0 {
        gathering.remark(
            format!("{bytes} values are pictures or other bytes"),
            "Left out; the features were read.",
        );
    }
    Ok(())
}

const LEFT_OUT: &str = "Left out; the other features were read.";

fn properties(row: &Row, names: &[String], geometry: usize, bytes: &mut usize) -> Map<String, Value> {
    let mut properties = Map::new();
    for (column, name) in names.iter().enumerate().filter(|(column, _)| *column != geometry) {
        let value = match row.get_ref(column) {
            Ok(ValueRef::Integer(number)) => Value::from(number),
            Ok(ValueRef::Real(number)) => Number::from_f64(number).map_or(Value::Null, Value::Number),
            Ok(ValueRef::Text(text)) => Value::String(String::from_utf8_lossy(text).into_owned()),
            Ok(ValueRef::Blob(_)) => {
                *bytes += 1;
                continue;
            }
            Ok(ValueRef::Null) | Err(_) => Value::Null,
        };
        properties.insert(name.clone(), value);
    }
    properties
}

/// A geometry of a `GeoPackage`: a header of its own before well-known binary.
fn geometry_of(blob: &[u8]) -> Result<(Raw, usize), String> {
    let flags = *blob.get(3).ok_or("it ends in its header")?;
    if !blob.starts_with(b"GP") {
        return Err("it is none of a GeoPackage".to_owned());
    }
    if flags & 0x20 != 0 {
        return Err("it is of an extension".to_owned());
    }
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("its bounds are of no known kind".to_owned()),
    };
    if flags & 0x10 != 0 {
        return Ok((Raw::Empty, 0));
    }
    let mut wkb = Wkb::new(blob.get(8 + envelope..).ok_or("it ends in its header")?);
    let raw = wkb.geometry(0)?;
    Ok((raw, wkb.heights))
}
