//! `FlatGeobuf` 3: a header, an index that is passed over, and features one after the
//! other. Each buffer is verified before it is looked into.

use ::flatgeobuf::{
    Column, ColumnType, Feature, Geometry, GeometryType, Header, size_prefixed_root_as_feature,
    size_prefixed_root_as_header,
};
use geo_types::Coord;
use serde_json::{Map, Number, Value};

use super::crs;
use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::raw::Raw;
use super::{Progress, Read, limits};
use crate::problem::Problem;

/// Bytes before the header.
const MAGIC: usize = 8;
/// Bytes of a node of the index.
const NODE: u64 = 40;

/// Reads a `FlatGeobuf` file.
pub fn read(bytes: &[u8], file: &str, tested: Tested, progress: &Progress) -> Read {
    let mut gathering = Gathering::new(file, Format::FlatGeobuf, tested, progress);
    gathering.total(bytes.len() as u64);
    let outcome = gather(bytes, &mut gathering);
    gathering.finish(outcome)
}

fn gather(bytes: &[u8], gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    let fault = |what: &str| Problem::error(file, what, "Fetch or export the file again.");
    if bytes.get(3).is_some_and(|version| *version != 3) {
        return Err(fault("This is FlatGeobuf of another version than 3").into());
    }
    let (head, mut at) =
        sized(bytes, MAGIC).ok_or_else(|| fault("The file is cut short: it ends in its header"))?;
    // Copied, so that numbers lie where the verification wants them.
    let head = head.to_vec();
    let header =
        size_prefixed_root_as_header(&head).map_err(|_| fault("The header of the file is damaged"))?;
    told(&header, gathering)?;
    let index = index_size(header.features_count(), header.index_node_size());
    at = index.and_then(|index| at.checked_add(usize::try_from(index).ok()?)).unwrap_or(usize::MAX);
    if at > bytes.len() {
        return Err(fault("The file is cut short: it ends in its index").into());
    }
    let columns: Vec<Kept> =
        header.columns().map(|columns| columns.iter().map(Kept::of).collect()).unwrap_or_default();
    while at < bytes.len() {
        gathering.reached(at as u64)?;
        let Some((content, end)) = sized(bytes, at) else {
            return Err(gathering.cut_short("The file ends before it is complete").into());
        };
        at = end;
        let content = content.to_vec();
        match size_prefixed_root_as_feature(&content) {
            Ok(feature) => one(&feature, &columns, header.geometry_type(), gathering)?,
            Err(_) => gathering.leave_out("", "The feature is damaged", "Left out; the others were read."),
        }
    }
    let announced = header.features_count();
    if announced > gathering.place() as u64 {
        return Err(gathering.cut_short(&format!("The header announces {announced} features")).into());
    }
    Ok(())
}

/// A buffer with its length before it, and where it ends.
fn sized(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let length = bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four) as usize)?;
    let end = at.checked_add(4)?.checked_add(length)?;
    // Less than eight bytes hold no table.
    (length >= 8).then(|| bytes.get(at..end)).flatten().map(|content| (content, end))
}

/// Bytes of the packed tree: its leaves, and a node for each so many below it.
fn index_size(features: u64, node: u16) -> Option<u64> {
    if node < 2 || features == 0 {
        return Some(0);
    }
    let (mut level, mut nodes) = (features, features);
    loop {
        level = level.div_ceil(u64::from(node));
        nodes = nodes.checked_add(level)?;
        if level == 1 {
            break;
        }
    }
    nodes.checked_mul(NODE)
}

/// Name and coordinate system.
fn told(header: &Header, gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    let name = header.title().or_else(|| header.name()).map(str::trim).filter(|name| !name.is_empty());
    gathering.head.name = name.map(str::to_owned);
    let system = header.crs();
    let epsg = system.filter(|crs| crs.org().is_none_or(|org| org.eq_ignore_ascii_case("EPSG")));
    let code = epsg.and_then(|crs| u32::try_from(crs.code()).ok()).filter(|code| *code > 0);
    let name = system.and_then(|crs| crs.name());
    let by_code = code.map(|code| crs::of_epsg(code, name, file));
    let wkt = system.and_then(|crs| crs.wkt()).filter(|wkt| !wkt.trim().is_empty());
    match (by_code, wkt) {
        (Some(Ok(projector)), _) => gathering.project(projector),
        (_, Some(wkt)) => gathering.project(crs::of_wkt(wkt, file)?),
        (Some(Err(problem)), None) => return Err(problem.into()),
        (None, None) => gathering.take_as_wgs84(
            "The file names no coordinate system",
            "The positions were taken as WGS 84 longitude and latitude; check that the layer lies where it should.",
        ),
    }
    if header.columns().is_some_and(|columns| columns.len() > limits::COLUMNS) {
        return Err(limits::too_many(file, limits::COLUMNS, "columns").into());
    }
    Ok(())
}

struct Kept {
    name: String,
    kind: ColumnType,
}

impl Kept {
    fn of(column: Column) -> Self {
        Self { name: column.name().to_owned(), kind: column.type_() }
    }
}

fn one(
    feature: &Feature,
    columns: &[Kept],
    whole: GeometryType,
    gathering: &mut Gathering,
) -> Result<(), Halt> {
    let own: Option<Vec<Kept>> = feature.columns().map(|columns| columns.iter().map(Kept::of).collect());
    let bytes = feature.properties().map(|bytes| bytes.bytes());
    let properties = match values(bytes.unwrap_or_default(), own.as_deref().unwrap_or(columns)) {
        Ok(properties) => properties,
        Err(read) => {
            gathering.doubt("properties", "The properties are damaged", "Left out from there on.");
            read
        }
    };
    let Some(geometry) = feature.geometry() else { return gathering.feature(None, 0, properties, None) };
    let kind = if whole == GeometryType::Unknown { geometry.type_() } else { whole };
    let mut heights = 0;
    match raw(&geometry, kind, 0, &mut heights) {
        Ok(raw) => gathering.feature(Some(raw), heights, properties, None),
        Err(what) => {
            gathering.leave_out("geometry", what, "Left out; the other features were read.");
            Ok(())
        }
    }
}

fn raw(geometry: &Geometry, kind: GeometryType, depth: usize, heights: &mut usize) -> Result<Raw, String> {
    if depth > limits::NESTING {
        return Err("Collections lie in each other more than a hundred deep".to_owned());
    }
    let mut positions: Vec<Coord<f64>> = Vec::new();
    if let Some(xy) = geometry.xy() {
        positions.reserve_exact(xy.len() / 2);
        let mut numbers = xy.iter();
        while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
            positions.push(Coord { x, y });
        }
    }
    if geometry.z().is_some_and(|z| !z.is_empty()) {
        *heights += positions.len();
    }
    let parts = || geometry.parts().map(|parts| parts.iter().collect::<Vec<_>>()).unwrap_or_default();
    Ok(match kind {
        GeometryType::Point => positions.first().map_or(Raw::Empty, |at| Raw::Point(*at)),
        GeometryType::MultiPoint => Raw::MultiPoint(positions),
        GeometryType::LineString => Raw::Line(positions),
        GeometryType::MultiLineString => Raw::Lines(runs(geometry, positions)?),
        GeometryType::Polygon => Raw::Polygon(runs(geometry, positions)?),
        GeometryType::MultiPolygon => {
            let mut polygons = Vec::new();
            for part in parts() {
                match raw(&part, GeometryType::Polygon, depth + 1, heights)? {
                    Raw::Polygon(rings) => polygons.push(rings),
                    _ => return Err("A part is no polygon".to_owned()),
                }
            }
            if polygons.is_empty() && !positions.is_empty() {
                return Ok(Raw::Polygon(runs(geometry, positions)?));
            }
            Raw::Polygons(polygons)
        }
        GeometryType::GeometryCollection => {
            let members: Result<Vec<Option<Raw>>, String> =
                parts().iter().map(|part| raw(part, part.type_(), depth + 1, heights).map(Some)).collect();
            Raw::Collection(members?)
        }
        other => {
            return Err(format!(
                "Geometries of the type {} are not read",
                other.variant_name().unwrap_or("unknown")
            ));
        }
    })
}

/// Parts the positions where each ring or line ends.
fn runs(geometry: &Geometry, positions: Vec<Coord<f64>>) -> Result<Vec<Vec<Coord<f64>>>, String> {
    let ends: Vec<usize> =
        geometry.ends().map(|ends| ends.iter().map(|end| end as usize).collect()).unwrap_or_default();
    if ends.len() < 2 {
        return Ok(vec![positions]);
    }
    let mut from = 0;
    ends.into_iter()
        .map(|end| {
            let run = positions.get(from..end).ok_or("The ends of its rings do not fit its positions")?;
            from = end;
            Ok(run.to_vec())
        })
        .collect()
}

/// The values of a feature: the number of a column and what is in it, one after the other.
/// Where they break off, those before are given.
fn values(mut bytes: &[u8], columns: &[Kept]) -> Result<Map<String, Value>, Map<String, Value>> {
    let mut properties = Map::new();
    while !bytes.is_empty() {
        let read = (|| {
            let (number, rest) =
                bytes.split_first_chunk().map(|(two, rest)| (u16::from_le_bytes(*two), rest))?;
            let column = columns.get(usize::from(number))?;
            let (value, rest) = value(column.kind, rest)?;
            Some((column, value, rest))
        })();
        let Some((column, value, rest)) = read else { return Err(properties) };
        properties.insert(column.name.clone(), value);
        bytes = rest;
    }
    Ok(properties)
}

fn value(kind: ColumnType, bytes: &[u8]) -> Option<(Value, &[u8])> {
    fn take<const N: usize>(bytes: &[u8]) -> Option<([u8; N], &[u8])> {
        bytes.split_first_chunk().map(|(chunk, rest)| (*chunk, rest))
    }
    let float = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    Some(match kind {
        ColumnType::Byte => take::<1>(bytes).map(|(n, rest)| (Value::from(i8::from_le_bytes(n)), rest))?,
        ColumnType::UByte => take::<1>(bytes).map(|([n], rest)| (Value::from(n), rest))?,
        ColumnType::Bool => take::<1>(bytes).map(|([n], rest)| (Value::from(n != 0), rest))?,
        ColumnType::Short => take(bytes).map(|(n, rest)| (Value::from(i16::from_le_bytes(n)), rest))?,
        ColumnType::UShort => take(bytes).map(|(n, rest)| (Value::from(u16::from_le_bytes(n)), rest))?,
        ColumnType::Int => take(bytes).map(|(n, rest)| (Value::from(i32::from_le_bytes(n)), rest))?,
        ColumnType::UInt => take(bytes).map(|(n, rest)| (Value::from(u32::from_le_bytes(n)), rest))?,
        ColumnType::Long => take(bytes).map(|(n, rest)| (Value::from(i64::from_le_bytes(n)), rest))?,
        ColumnType::ULong => take(bytes).map(|(n, rest)| (Value::from(u64::from_le_bytes(n)), rest))?,
        ColumnType::Float => take(bytes).map(|(n, rest)| (float(f64::from(f32::from_le_bytes(n))), rest))?,
        ColumnType::Double => take(bytes).map(|(n, rest)| (float(f64::from_le_bytes(n)), rest))?,
        ColumnType::String | ColumnType::Json | ColumnType::DateTime | ColumnType::Binary => {
            let (length, rest) = take(bytes).map(|(n, rest)| (u32::from_le_bytes(n) as usize, rest))?;
            let (text, rest) = rest.split_at_checked(length)?;
            let value = match kind {
                ColumnType::Binary => Value::Null,
                ColumnType::Json => serde_json::from_slice(text).unwrap_or(Value::Null),
                _ => Value::String(String::from_utf8_lossy(text).into_owned()),
            };
            (value, rest)
        }
        _ => return None,
    })
}
