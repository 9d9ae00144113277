//! What a file is: told by its content, and by its name only where that says nothing.

use std::path::Path;

use serde::Serialize;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// GeoJSON: RFC 7946 and its older dialects.
    GeoJson,
    /// One GeoJSON feature after another: RFC 8142 or a line each.
    GeoJsonSequence,
    /// KML, also out of a KMZ archive.
    Kml,
    /// GPS Exchange: waypoints, routes, tracks.
    Gpx,
    /// Esri shapefile, in parts or in a ZIP archive.
    Shapefile,
    /// GeoPackage.
    GeoPackage,
    /// `FlatGeobuf`.
    #[serde(rename = "flatgeobuf")]
    FlatGeobuf,
    /// A table with coordinates.
    Csv,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::GeoJson,
        Self::GeoJsonSequence,
        Self::Kml,
        Self::Gpx,
        Self::Shapefile,
        Self::GeoPackage,
        Self::FlatGeobuf,
        Self::Csv,
    ];

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSequence => "GeoJSON sequence",
            Self::Kml => "KML",
            Self::Gpx => "GPX",
            Self::Shapefile => "Shapefile",
            Self::GeoPackage => "GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Csv => "CSV",
        }
    }

    /// How names of such files end, without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::GeoJson => &["geojson", "json"],
            Self::GeoJsonSequence => &["geojsonl", "geojsons", "geojsonseq", "ndjson", "jsonl", "ldjson"],
            Self::Kml => &["kml"],
            Self::Gpx => &["gpx"],
            Self::Shapefile => &["shp"],
            Self::GeoPackage => &["gpkg"],
            Self::FlatGeobuf => &["fgb"],
            Self::Csv => &["csv", "tsv", "txt"],
        }
    }

    /// The format that a name's ending stands for.
    pub fn by_ending(name: &str) -> Option<Self> {
        let ending = ending(name);
        Self::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }
}

/// The ending of a file's name in small letters, without the dot; empty if there is none.
pub fn ending(name: &str) -> String {
    Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// All endings that a file can have that is opened: for the system's dialog.
pub fn endings() -> Vec<&'static str> {
    let mut all: Vec<&str> = Format::ALL.into_iter().flat_map(Format::endings).copied().collect();
    all.extend(["kmz", "zip", "pmtiles"]);
    all
}

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A format that its first bytes give away.
    Known(Format),
    /// A ZIP archive: KMZ, a packed shapefile, or any other file in it.
    Zip,
    /// A database, which must be looked into.
    Sqlite,
    /// XML whose first element is none of ours.
    Xml,
    /// JSON.
    Json,
    /// Text, or nothing that is known.
    Other,
}

/// Looks at the beginning of a file; 4 KB are enough.
pub fn opening(bytes: &[u8]) -> Opening {
    const SHAPEFILE: [u8; 4] = [0, 0, 0x27, 0x0A];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Opening::Zip;
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return Opening::Sqlite;
    }
    if bytes.starts_with(b"fgb") && bytes.get(4..7) == Some(b"fgb") {
        return Opening::Known(Format::FlatGeobuf);
    }
    if bytes.starts_with(&SHAPEFILE) {
        return Opening::Known(Format::Shapefile);
    }
    if bytes.first() == Some(&0x1E) {
        return Opening::Known(Format::GeoJsonSequence);
    }
    // Marks and zero bytes of UTF-16 are passed over: what is looked for is ASCII.
    let marks = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0];
    let sample = &bytes[..bytes.len().min(4096)];
    let plain: Vec<u8> = sample.iter().copied().filter(|byte| !marks.contains(byte)).collect();
    match plain.trim_ascii_start().first() {
        Some(b'<') => xml(&plain),
        Some(b'{' | b'[') => Opening::Json,
        Some(0x1E) => Opening::Known(Format::GeoJsonSequence),
        _ => Opening::Other,
    }
}

/// The first element of an XML text.
fn xml(plain: &[u8]) -> Opening {
    let text = String::from_utf8_lossy(plain);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        if rest.starts_with(['?', '!']) {
            continue;
        }
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == ':').collect();
        return match name.rsplit(':').next() {
            // The others are pieces of KML that were cut out of a file.
            Some("kml" | "Placemark" | "Document" | "Folder") => Opening::Known(Format::Kml),
            Some("gpx") => Opening::Known(Format::Gpx),
            _ => Opening::Xml,
        };
    }
    Opening::Xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        let known = |bytes: &[u8], wanted| assert_eq!(opening(bytes), wanted, "{bytes:?}");
        known(b"PK\x03\x04rest", Opening::Zip);
        known(b"fgb\x03fgb\x01", Opening::Known(Format::FlatGeobuf));
        known(b"SQLite format 3\0", Opening::Sqlite);
        known(
            b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <gpx> --><kml xmlns=\"\">",
            Opening::Known(Format::Kml),
        );
        known(b"<gpx version='1.1'>", Opening::Known(Format::Gpx));
        known(b"<!DOCTYPE html><html>", Opening::Xml);
        known(b"\x1E{\"type\"", Opening::Known(Format::GeoJsonSequence));
        known(b"\xFF\xFE{\0\"\0", Opening::Json);
        known(b"lon,lat\n", Opening::Other);
        known(b"", Opening::Other);
        assert_eq!(Format::by_ending("Зони.GPKG"), Some(Format::GeoPackage));
        assert_eq!(Format::by_ending("zones"), None);
    }
}
