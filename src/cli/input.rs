//! Files and standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::import::{decode, file_name, unreadable};
use crate::plan::{Plan, file};
use crate::problem::Problem;

/// The bytes of a file, or of standard input for `-`, with the name for problems.
pub fn bytes(path: &Path) -> (String, Result<Vec<u8>, Problem>) {
    if path == Path::new("-") {
        let name = "stdin".to_owned();
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        let bytes = read.map(|_| bytes).map_err(|error| unreadable(&name, &error));
        return (name, bytes);
    }
    let name = file_name(path);
    let bytes = fs::read(path).map_err(|error| unreadable(&name, &error));
    (name, bytes)
}

/// A plan with the problems of its file, or the problems alone.
pub fn plan(path: &Path) -> Result<(Plan, Vec<Problem>), Vec<Problem>> {
    let (name, bytes) = bytes(path);
    let bytes = bytes.map_err(|problem| vec![problem])?;
    let text = decode(&bytes, &name).map_err(|problem| vec![problem])?;
    file::from_geojson(&text, &name)
}
