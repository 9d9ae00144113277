//! Files and standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::import::{Progress, Read as LayerRead, Wanted, decode, open_as, read_as, unreadable};
use crate::plan::{Plan, file};
use crate::problem::Problem;

/// The name by which problems call a file: the path as it was typed.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "stdin".to_owned() } else { path.to_string_lossy().into_owned() }
}

/// The bytes of a file, or of standard input for `-`, with the name for problems.
pub fn bytes(path: &Path) -> (String, Result<Vec<u8>, Problem>) {
    let name = name(path);
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| unreadable(&name, &error));
    (name, bytes)
}

/// A plan with the problems of its file, or the problems alone.
pub fn plan(path: &Path) -> Result<(Plan, Vec<Problem>), Vec<Problem>> {
    let (name, bytes) = bytes(path);
    let bytes = bytes.map_err(|problem| vec![problem])?;
    let text = decode(&bytes, &name).map_err(|problem| vec![problem])?;
    file::from_geojson(&text, &name)
}

/// A layer of a file of any format, or of standard input for `-`.
pub fn layer(path: &Path, wanted: &Wanted) -> LayerRead {
    let progress = Progress::default();
    if path != Path::new("-") {
        return open_as(path, &name(path), wanted, &progress);
    }
    let (name, bytes) = bytes(path);
    read_as(&bytes.map_err(|problem| vec![problem])?, &name, wanted, &progress)
}
