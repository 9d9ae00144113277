//! ZIP archives: KMZ, packed shapefiles, and any other file of ours inside. What is
//! unpacked is counted while it is, not believed from the directory.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::format::{Format, ending};
use super::limits;
use super::shapefile;
use crate::problem::Problem;

/// An archive in memory.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    file: String,
    names: Vec<String>,
    unpacked: u64,
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    ///
    /// # Errors
    /// A damaged archive, or one with too many entries.
    pub fn open(bytes: &'b [u8], file: &str) -> Result<Self, Problem> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let what = format!("The ZIP archive cannot be read: {}", said(&error));
            Problem::error(file, what, "Fetch the file again, or unpack it and open what is in it.")
        })?;
        if zip.len() > limits::ENTRIES {
            let what = format!(
                "The archive has {} entries; up to {} are looked through",
                zip.len(),
                limits::ENTRIES
            );
            return Err(Problem::error(file, what, "Unpack it and open the layer that is wanted."));
        }
        let names = zip.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
        Ok(Self { zip, file: file.to_owned(), names, unpacked: 0 })
    }

    /// The entries that can be opened as a layer, in the order of the archive: `doc.kml` first.
    pub fn layers(&self) -> Vec<String> {
        let ours = |name: &&String| {
            let hidden = name.split('/').any(|part| part.starts_with("__MACOSX") || part.starts_with("._"));
            let text = ending(name) == "txt";
            !hidden && !name.ends_with('/') && !text && Format::by_ending(name).is_some()
        };
        let mut layers: Vec<String> = self.names.iter().filter(ours).cloned().collect();
        layers.sort_by_key(|name| (!name.eq_ignore_ascii_case("doc.kml"), name.matches('/').count()));
        layers
    }

    /// How problems name an entry: behind the archive's name.
    pub fn place(&self, entry: &str) -> String {
        format!("{}/{entry}", self.file)
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// A damaged or locked entry, or one that unpacks beyond the limits.
    pub fn unpack(&mut self, entry: &str) -> Result<Vec<u8>, Problem> {
        let place = self.place(entry);
        let room = limits::UNPACKED.saturating_sub(self.unpacked);
        let fault = |what: String| Problem::error(&place, what, "Unpack the archive and open what is in it.");
        let found = self
            .zip
            .by_name(entry)
            .map_err(|error| fault(format!("The entry cannot be unpacked: {}", said(&error))))?;
        let packed = found.compressed_size().max(1);
        let most = room.min(packed.saturating_mul(limits::RATIO).max(limits::RATIO_FROM));
        let mut bytes = Vec::new();
        found
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| fault(format!("The entry cannot be unpacked: {error}")))?;
        if bytes.len() as u64 > most {
            return Err(if most == room {
                fault(format!("The archive unpacks to more than {} MB", limits::UNPACKED >> 20))
            } else {
                let what = format!(
                    "The entry unpacks to more than {} times its size, as no map does",
                    limits::RATIO
                );
                Problem::error(
                    &place,
                    what,
                    "If it is to be trusted, unpack it yourself and open what is in it.",
                )
            });
        }
        self.unpacked += bytes.len() as u64;
        Ok(bytes)
    }

    /// All parts of a shapefile whose `.shp` is an entry.
    ///
    /// # Errors
    /// As [`Self::unpack`].
    pub fn shapefile(&mut self, entry: &str) -> Result<shapefile::Parts, Problem> {
        let mut parts = shapefile::Parts { shp: self.unpack(entry)?, ..shapefile::Parts::default() };
        let stem = entry.rsplit_once('.').map_or(entry, |(stem, _)| stem).to_owned();
        for wanted in shapefile::ENDINGS {
            let name = format!("{stem}.{wanted}");
            let Some(found) = self.names.iter().find(|other| other.eq_ignore_ascii_case(&name)).cloned()
            else {
                continue;
            };
            if let Some(place) = parts.part(wanted) {
                *place = Some(self.unpack(&found)?);
            }
        }
        Ok(parts)
    }

    /// The problem of an archive without a layer in it.
    pub fn nothing(&self) -> Problem {
        let names: Vec<&str> = self.names.iter().map(String::as_str).take(5).collect();
        let what = if names.is_empty() {
            "The archive is empty".to_owned()
        } else {
            format!("No layer that can be read is in the archive; it has: {}", names.join(", "))
        };
        Problem::error(
            &self.file,
            what,
            "Pack one of: .shp with its parts, .kml, .gpkg, .geojson, .fgb, .gpx, .csv.",
        )
    }
}

fn said(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(reason) => format!("it is locked or packed in a rare way ({reason})"),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}
