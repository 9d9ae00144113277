//! How much of a file is taken in, and why not more. Each limit is far above
//! what planners bring and below what makes a machine of 8 GB stop; beyond it a
//! file is refused in words, with the way out.

use crate::problem::Problem;

/// Bytes of a file: ten times the largest layers that were seen (50 MB). With the
/// layer made of it beside it, reading stays under 2 GB.
pub const BYTES: u64 = 512 << 20;
/// Bytes unpacked from one ZIP archive, all entries together: as if it had come unpacked.
pub const UNPACKED: u64 = BYTES;
/// Unpacked bytes for each packed one. Maps pack to a tenth, tables of blanks to a
/// hundredth; DEFLATE can reach a thousandth, which nothing but a bomb does.
pub const RATIO: u64 = 250;
/// Up to here the ratio does not matter: nobody is harmed by 16 MB.
pub const RATIO_FROM: u64 = 16 << 20;
/// Entries of an archive: a KMZ with a picture for each placemark has hundreds.
pub const ENTRIES: usize = 10_000;
/// Positions of all geometries: 16 bytes each, and as much again for drawing them.
/// The coast of the world in OpenStreetMap has three times as many.
pub const POSITIONS: usize = 20_000_000;
/// Features: each costs some hundred bytes beside its positions.
pub const FEATURES: usize = 2_000_000;
/// Values of properties in all, at some 250 bytes each with their names: 1.3 GB.
pub const VALUES: usize = 5_000_000;
/// Columns of a table: a shapefile can have 255, a spreadsheet that was saved as CSV more.
pub const COLUMNS: usize = 2_000;
/// Levels of elements, folders or collections inside each other; JSON is read no deeper either.
pub const NESTING: usize = 100;
/// Bytes of JSON that is not plain GeoJSON and so must be read as a tree, at ten bytes and more for one.
pub const TREE: usize = 64 << 20;
/// Pairs of rings looked at to find out which hole lies in which ring of a shapefile's polygon.
pub const RING_PAIRS: usize = 20_000_000;
/// Zones made of one file: a plan stays fluid at a thousand.
pub const ZONES: usize = 1_000;

const WAY_OUT: &str = "In a GIS, cut the layer down to Ukraine or simplify it, and export it again.";

/// The problem of a file with too many bytes.
pub fn too_large(file: &str, bytes: u64) -> Problem {
    let what =
        format!("The file has {} MB; files of up to {} MB are read", bytes.div_ceil(1 << 20), BYTES >> 20);
    Problem::error(file, what, WAY_OUT)
}

/// The problem of a file with too many of something.
pub fn too_many(file: &str, most: usize, of_what: &str) -> Problem {
    Problem::error(
        file,
        format!("The file has more than {} {of_what}, the most that is read", grouped(most)),
        WAY_OUT,
    )
}

/// The problem of something nested too deeply.
pub fn too_deep(file: &str) -> Problem {
    Problem::error(
        file,
        "The file is nested too deeply: more than a hundred levels",
        "Take folders and collections apart before the export.",
    )
}

fn grouped(number: usize) -> String {
    crate::units::grouped(number as f64, 0)
}
