//! Files that users bring: as zones, as the line of contact or as a reference layer.
//! Each opens, or is refused with the file, the feature and the member named; nothing
//! is left out in silence. One file a format; all end in the same [`Layer`].

mod archive;
mod crs;
mod csv;
mod decode;
mod findings;
mod flatgeobuf;
mod format;
mod gather;
pub mod geojson;
mod geopackage;
mod gpx;
mod kind;
mod kml;
mod layer;
pub mod limits;
mod line;
mod mend;
mod open;
pub mod over;
pub mod pmtiles;
pub mod preview;
mod raw;
pub mod record;
mod sequence;
mod shapefile;
mod wkb;
mod wkt;
mod xml;
pub mod zones;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub use crs::Crs;
pub use decode::decode;
pub use findings::Tested;
pub use format::{Format, Opening, endings, opening};
pub use kind::{Kind, kind_of};
pub use layer::{Feature, Layer, LeftOut, Offered};
pub use line::{Line, lines_in};
pub use open::{Wanted, bytes_of, once, open, open_as, opening_of, read, read_as};
pub use preview::{Preview, preview};
pub use zones::{By, Mapping, line, zones};

use crate::problem::Problem;

/// How far a reader has come, and whether it should stop: shared between the
/// thread that reads and the window that waits.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes read so far.
    pub done: AtomicU64,
    /// Bytes in all; 0 while that is not known.
    pub total: AtomicU64,
    /// Set to stop the reader at the next feature.
    pub cancelled: AtomicBool,
}

impl Progress {
    /// Asks the reader to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// The share done, 0 to 1.
    pub fn share(&self) -> f64 {
        let total = self.total.load(Ordering::Relaxed);
        if total == 0 { 0.0 } else { self.done.load(Ordering::Relaxed) as f64 / total as f64 }
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// What reading a layer gives: the layer with what was mended or left out in
/// it, or the reasons why there is none.
pub type Read = Result<(Layer, Vec<Problem>), Vec<Problem>>;

/// The name by which a user knows a file: its last part.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The problem of a file that the system does not hand over.
pub fn unreadable(file: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind;
    let (what, hint) = match error.kind() {
        ErrorKind::NotFound => ("There is no such file".to_owned(), "Check the path."),
        ErrorKind::PermissionDenied => ("The file may not be read".to_owned(), "Check who may read it."),
        ErrorKind::IsADirectory => ("This is a folder".to_owned(), "Name a file inside it."),
        _ => (format!("The file cannot be read ({error})"), "Copy it to this machine and try again."),
    };
    Problem::error(file, what, hint)
}
