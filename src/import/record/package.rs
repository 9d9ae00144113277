//! A package of parts: a workbook or a deck, unpacked within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{LARGEST_PART, LARGEST_WHOLE, MOST_PARTS, damaged, too_large};
use crate::problem::Refusal;

/// A package that was opened. What its directory says of sizes is not believed: bytes
/// are counted as they come out.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

impl<'a> Package<'a> {
    /// Opens a package by its directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::new(
                format!("The package has more than {MOST_PARTS} parts"),
                "Cordon makes none that large: choose another file.",
            ));
        }
        Ok(Self { archive, left: LARGEST_WHOLE })
    }

    /// Whether it has a part.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of its parts, sorted.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
        names.sort();
        names
    }

    /// A part, unpacked; none where it has no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error.to_string())),
        };
        let most = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = part.take(most as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(&format!("{name}: {error}")))?;
        if bytes.len() > most {
            return Err(too_large(name));
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub fn needed(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        self.part(name)?.ok_or_else(|| damaged(&format!("{name} is missing")))
    }
}
