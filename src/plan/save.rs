//! Saving so that a failure leaves the old file whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Plan, file};

/// Why a file was not saved. What was on the disk before is still there.
#[derive(Debug, thiserror::Error)]
#[error("{} was not saved: {what}. {hint}", file.display())]
pub struct SaveError {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// What went wrong, without a full stop.
    pub what: String,
    /// The way out, a sentence.
    pub hint: String,
    /// What the system said, where it said something.
    #[source]
    pub cause: Option<io::Error>,
}

impl SaveError {
    fn new(file: &Path, what: impl Into<String>, hint: &str) -> Self {
        Self { file: file.to_owned(), what: what.into(), hint: hint.to_owned(), cause: None }
    }

    fn because(file: &Path, cause: io::Error) -> Self {
        let (what, hint) = match cause.kind() {
            io::ErrorKind::NotFound => ("the folder is not there", "Choose another folder."),
            io::ErrorKind::PermissionDenied => ("the folder may not be written to", "Choose another folder."),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                ("the disk is full", "Make room, or save on another disk.")
            }
            _ => ("the system refused", "Save under another name or in another folder."),
        };
        let what = format!("{what} ({cause})");
        Self { cause: Some(cause), ..Self::new(file, what, hint) }
    }
}

/// Saves a plan. Whoever reads the file meanwhile sees the old plan or the new
/// one, never half of one.
///
/// # Errors
/// Names the file, what went wrong and the way out; the old file is then whole.
pub fn save(plan: &Plan, path: &Path) -> Result<(), SaveError> {
    replace(path, file::to_geojson(plan).as_bytes())
}

/// Puts bytes in place of a file, or makes it: written beside it, brought to
/// the disk, then renamed over it. Permissions of the old file stay; a link is
/// followed, so that the file it points to is replaced and not the link.
///
/// # Errors
/// As [`save`].
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace_with(path, |file| file.write_all(bytes))
}

fn replace_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), SaveError> {
    let failed = |cause| SaveError::because(path, cause);
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = match fs::metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(SaveError::new(path, "it is a folder", "Add the name of a file."));
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        // Renaming over it would work, and would take no notice of the protection.
        return Err(SaveError::new(path, "it is protected from writing", "Save under another name."));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut fresh = beside(folder).map_err(failed)?;
    fill(fresh.as_file_mut()).map_err(failed)?;
    fresh.as_file().sync_all().map_err(failed)?;
    if let Some(old) = old {
        fs::set_permissions(fresh.path(), old.permissions()).map_err(failed)?;
    }
    fresh.persist(&target).map_err(|error| failed(error.error))?;
    settle(folder);
    Ok(())
}

/// A new file in a folder, gone again unless it is put in place.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cordon-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As any new file of the user's, less what the umask takes away;
        // temporary files are otherwise closed to all others.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Brings the renaming itself to the disk. Not all file systems can; the file
/// is whole either way, so a failure is not worth a word.
fn settle(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_in_the_middle_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("belt.plan.geojson");
        fs::write(&path, "old").unwrap();
        let full = replace_with(&path, |file| {
            file.write_all(b"ne")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let error = full.unwrap_err();
        assert!(error.to_string().contains("belt.plan.geojson was not saved: the disk is full"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the temporary file is gone");
    }
}
