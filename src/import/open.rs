//! From a path or bytes to a layer: what the file is decides who reads it.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::archive::Archive;
use super::findings::Tested;
use super::format::{Format, Opening, ending, opening};
use super::layer::Offered;
use super::{
    Progress, Read, csv, decode, file_name, flatgeobuf, geojson, geopackage, gpx, kml, limits, sequence,
    shapefile, unreadable, xml,
};
use crate::problem::Problem;

/// What is asked of a reader.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Which layer, where a file has several; the first otherwise.
    pub layer: Option<String>,
    /// Which rings are tested for crossings.
    pub tested: Tested,
}

/// Opens a file of any format as a layer.
///
/// # Errors
/// A file that cannot be read, is beyond the limits, or of which nothing is left.
pub fn open(path: &Path, progress: &Progress) -> Read {
    open_as(path, &file_name(path), &Wanted::default(), progress)
}

/// As [`open`]; `file` is the name that problems carry.
///
/// # Errors
/// As [`open`].
pub fn open_as(path: &Path, file: &str, wanted: &Wanted, progress: &Progress) -> Read {
    let mut path = Cow::Borrowed(path);
    let part = shapefile::BESIDE.contains(&ending(file).as_str());
    if part && ending(file) != "shp" {
        path = Cow::Owned(beside(&path, "shp").ok_or_else(|| vec![shapefile::no_geometry(file)])?);
    }
    let opened = opening_of(&path, file).map_err(|problem| vec![problem])?;
    match opened {
        Opening::Sqlite => geopackage::open(&path, file, wanted.layer.as_deref(), wanted.tested, progress),
        Opening::Known(Format::Shapefile) => {
            let parts = parts(&path, file).map_err(|problem| vec![problem])?;
            shapefile::read(&parts, file, wanted.tested, progress)
        }
        _ => {
            let bytes = bytes_of(&path, file).map_err(|problem| vec![problem])?;
            read_as(&bytes, file, wanted, progress)
        }
    }
}

/// What the first bytes of a file say.
///
/// # Errors
/// A file that the system does not hand over, or that is too large.
pub fn opening_of(path: &Path, file: &str) -> Result<Opening, Problem> {
    let unreadable = |error: std::io::Error| unreadable(file, &error);
    let mut bytes = Vec::new();
    let opened = File::open(path).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    if size > limits::BYTES {
        return Err(limits::too_large(file, size));
    }
    opened.take(4096).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(opening(&bytes))
}

/// The bytes of a file, no more of them than are taken in.
///
/// # Errors
/// A file that the system does not hand over, or that is too large.
pub fn bytes_of(path: &Path, file: &str) -> Result<Vec<u8>, Problem> {
    let size = fs::metadata(path).map_err(|error| unreadable(file, &error))?.len();
    if size > limits::BYTES {
        return Err(limits::too_large(file, size));
    }
    fs::read(path).map_err(|error| unreadable(file, &error))
}

/// The parts of a shapefile beside its `.shp`.
fn parts(path: &Path, file: &str) -> Result<shapefile::Parts, Problem> {
    let mut parts = shapefile::Parts { shp: bytes_of(path, file)?, ..shapefile::Parts::default() };
    for wanted in shapefile::ENDINGS {
        let Some(found) = beside(path, wanted) else { continue };
        if let Some(place) = parts.part(wanted) {
            *place = Some(bytes_of(&found, &file_name(&found))?);
        }
    }
    Ok(parts)
}

/// Paths that came together, each layer once: the parts of a shapefile are one.
pub fn once(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let is_part = |path: &Path| shapefile::BESIDE.contains(&ending(&path.to_string_lossy()).as_str());
    let mut kept: Vec<PathBuf> = Vec::new();
    for path in paths {
        let known = is_part(&path)
            && kept.iter().any(|other| is_part(other) && other.with_extension("") == path.with_extension(""));
        if !known {
            kept.push(path);
        }
    }
    kept
}

/// The file beside one that has another ending, in small or large letters.
fn beside(path: &Path, wanted: &str) -> Option<PathBuf> {
    [wanted.to_owned(), wanted.to_uppercase()]
        .into_iter()
        .map(|ending| path.with_extension(ending))
        .find(|other| other.is_file())
}

/// Reads the bytes of a file of any format as a layer. `file` is the name that
/// problems carry.
///
/// # Errors
/// As [`open`].
pub fn read(bytes: &[u8], file: &str, progress: &Progress) -> Read {
    read_as(bytes, file, &Wanted::default(), progress)
}

/// As [`read`], with a layer to choose.
///
/// # Errors
/// As [`open`].
pub fn read_as(bytes: &[u8], file: &str, wanted: &Wanted, progress: &Progress) -> Read {
    if bytes.len() as u64 > limits::BYTES {
        return Err(vec![limits::too_large(file, bytes.len() as u64)]);
    }
    match opening(bytes) {
        Opening::Zip => packed(bytes, file, wanted, progress),
        opening => plain(bytes, opening, file, wanted, progress),
    }
}

/// Reads a layer out of an archive.
fn packed(bytes: &[u8], file: &str, wanted: &Wanted, progress: &Progress) -> Read {
    let refused = |problem: Problem| vec![problem];
    let mut archive = Archive::open(bytes, file).map_err(refused)?;
    let layers = archive.layers();
    let mut offered: Vec<Offered> =
        layers.iter().map(|name| Offered { name: name.clone(), features: None, read: false }).collect();
    // A layer of a GeoPackage in the archive is asked for as `zones.gpkg/front`.
    let asked = |name: &str, entry: &str| {
        name == entry || name.strip_prefix(entry).is_some_and(|rest| rest.starts_with('/'))
    };
    let place = match wanted.layer.as_deref() {
        Some(name) => match layers.iter().position(|entry| asked(name, entry)) {
            Some(place) => Some(place),
            None if layers.len() == 1 => Some(0),
            None => return Err(vec![geopackage::no_such(file, name, &offered)]),
        },
        None => (!layers.is_empty()).then_some(0),
    };
    let Some((place, entry)) = place.and_then(|place| Some((place, layers.get(place)?))) else {
        return Err(vec![archive.nothing()]);
    };
    let inner = wanted.layer.as_deref().filter(|name| *name != entry);
    let inner = inner.map(|name| name.strip_prefix(&format!("{entry}/")).unwrap_or(name).to_owned());
    let name = archive.place(entry);
    let read = if ending(entry) == "shp" {
        let parts = archive.shapefile(entry).map_err(refused)?;
        shapefile::read(&parts, &name, wanted.tested, progress)
    } else {
        let bytes = archive.unpack(entry).map_err(refused)?;
        let wanted = Wanted { layer: inner, tested: wanted.tested };
        match opening(&bytes) {
            Opening::Zip => {
                let hint = "Unpack the outer one and open the inner one.";
                Err(vec![Problem::error(&name, "This is an archive in an archive", hint)])
            }
            opening => plain(&bytes, opening, &name, &wanted, progress),
        }
    };
    let (mut layer, problems) = read?;
    if offered.len() > 1 && layer.offered.is_empty() {
        if let Some(read) = offered.get_mut(place) {
            read.read = true;
        }
        layer.offered = offered;
    }
    Ok((layer, problems))
}

/// Reads what is no archive.
fn plain(bytes: &[u8], opening: Opening, file: &str, wanted: &Wanted, progress: &Progress) -> Read {
    let refused = |problem: Problem| vec![problem];
    let tested = wanted.tested;
    match opening {
        Opening::Known(Format::Kml) => {
            kml::read(&xml::text(bytes, file).map_err(refused)?, file, tested, progress)
        }
        Opening::Known(Format::Gpx) => {
            gpx::read(&xml::text(bytes, file).map_err(refused)?, file, tested, progress)
        }
        Opening::Known(Format::FlatGeobuf) => flatgeobuf::read(bytes, file, tested, progress),
        Opening::Known(Format::Shapefile) => {
            let parts = shapefile::Parts { shp: bytes.to_vec(), ..shapefile::Parts::default() };
            shapefile::read(&parts, file, tested, progress)
        }
        Opening::Known(Format::GeoJsonSequence) => {
            sequence::read(&decode(bytes, file).map_err(refused)?, file, tested, progress)
        }
        Opening::Sqlite => geopackage::read(bytes, file, wanted.layer.as_deref(), tested, progress),
        Opening::Xml => {
            let what = "This is XML or HTML (a web page, GML, an office document), but neither KML nor GPX";
            Err(vec![Problem::error(
                file,
                what,
                "In a GIS, export the layer as KML or GeoJSON and open that file.",
            )])
        }
        Opening::Json | Opening::Zip => {
            let text = decode(bytes, file).map_err(refused)?;
            if sequence::is_one(&text) {
                return sequence::read(&text, file, tested, progress);
            }
            geojson::read_transforming(&text, file, tested, progress)
        }
        Opening::Known(_) | Opening::Other => by_name(bytes, file, tested, progress),
    }
}

/// Reads what its content does not give away.
fn by_name(bytes: &[u8], file: &str, tested: Tested, progress: &Progress) -> Read {
    match Format::by_ending(file) {
        Some(Format::Csv) if !bytes.trim_ascii().is_empty() => csv::read(bytes, file, tested, progress),
        Some(
            format
            @ (Format::Kml | Format::Gpx | Format::Shapefile | Format::GeoPackage | Format::FlatGeobuf),
        ) => {
            let what = if bytes.is_empty() {
                "The file is empty".to_owned()
            } else {
                format!("The file is called {} but does not begin like one", format.title())
            };
            Err(vec![Problem::error(file, what, "Fetch or export the file again.")])
        }
        _ if csv::is_one(bytes) => csv::read(bytes, file, tested, progress),
        _ => {
            let text = decode(bytes, file).map_err(|problem| vec![problem])?;
            geojson::read_testing(&text, file, tested, progress)
        }
    }
}
