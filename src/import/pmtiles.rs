//! Tiles in one file: `PMTiles` version 3, with pictures in it.
//!
//! The file is never read whole. Its header says where the directories are; a directory
//! says where in the file a tile is, or in which directory of the next floor. Tiles are
//! numbered along a Hilbert curve, zoom by zoom. Directories may be packed with gzip.
//! <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;

use flate2::read::GzDecoder;
use geo_types::{Coord, Rect};

use super::unreadable;
use crate::problem::Problem;

/// What the first bytes of such a file are.
pub const MAGIC: &[u8] = b"PMTiles";

/// Whether a file begins like one.
pub fn is_one(path: &Path) -> bool {
    let mut first = [0_u8; 7];
    File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == MAGIC
}

/// Length of the header.
const HEADER: usize = 127;

/// The most bytes of a directory, unpacked. The specification wants the first one below
/// 16 KB, and a planet's largest leaves stay below 1 MB.
pub const MOST_DIRECTORY: u64 = 16 << 20;

/// The most bytes of a tile: a picture of 512 by 512 without any packing.
pub const MOST_TILE: u64 = 2 << 20;

/// The most bytes of what the file says about itself, unpacked.
const MOST_ABOUT: u64 = 1 << 20;

/// Floors of directories: the specification has two, one more is granted.
const FLOORS: usize = 3;

/// The deepest zoom whose tiles can be numbered.
const DEEPEST: u8 = 26;

/// How a part of the file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
}

/// A file of tiles that was opened.
#[derive(Debug)]
pub struct PmTiles {
    file: Mutex<File>,
    /// The name of the file.
    pub name: String,
    /// Whose the tiles are, as the file says; tags of HTML are left out.
    pub attribution: Option<String>,
    /// The least and the greatest zoom of its tiles.
    pub zooms: [u8; 2],
    /// What the tiles cover.
    pub bounds: Option<Rect<f64>>,
    root: Vec<Entry>,
    leaves: Part,
    tiles: Part,
    packing: Packing,
}

/// A part of the file.
#[derive(Clone, Copy, Debug)]
struct Part {
    from: u64,
    long: u64,
}

/// A row of a directory: so many tiles from a number on are the same bytes; or, with a run
/// of 0, what comes from that number on stands in another directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    number: u64,
    run: u64,
    part: (u64, u64),
}

impl PmTiles {
    /// Opens a file: reads its header, its first directory and what it says about itself.
    ///
    /// # Errors
    /// A file that cannot be read, is no `PMTiles` of version 3, or holds no pictures.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let name = super::file_name(path);
        let mut file = File::open(path).map_err(|error| unreadable(&name, &error))?;
        let mut header = [0_u8; HEADER];
        let short = |_| broken(&name, "The header is cut off");
        file.read_exact(&mut header).map_err(short)?;
        if !header.starts_with(MAGIC) {
            return Err(broken(&name, "This is no PMTiles file"));
        }
        if header[7] != 3 {
            let what = format!("This is PMTiles version {}; version 3 is read", header[7]);
            return Err(Problem::error(&name, what, "Convert it with “pmtiles convert”."));
        }
        picture_of(header[99], header[98], &name)?;
        let packing = packing(header[97], &name)?;
        let part = |at: usize| Part { from: word(&header, at), long: word(&header, at + 8) };
        let root = unpacked(&mut file, part(8), packing, MOST_DIRECTORY)
            .and_then(|bytes| directory(&bytes))
            .ok_or_else(|| broken(&name, "The directory of its tiles cannot be read"))?;
        // Without it the tiles are drawn all the same.
        let about = unpacked(&mut file, part(24), packing, MOST_ABOUT).unwrap_or_default();
        let zooms = [header[100], header[101].min(DEEPEST)];
        if zooms[0] > zooms[1] {
            return Err(broken(&name, "Its least zoom is above its greatest"));
        }
        Ok(Self {
            attribution: attribution(&about),
            zooms,
            bounds: bounds(&header),
            root,
            leaves: part(40),
            tiles: part(56),
            packing,
            name,
            file: Mutex::new(file),
        })
    }

    /// The picture of a tile, as PNG or JPEG; nothing where the file has none.
    ///
    /// # Errors
    /// A file that is damaged, in words.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, String> {
        if zoom < self.zooms[0] || zoom > self.zooms[1] {
            return Ok(None);
        }
        let Some(wanted) = number(zoom, x, y) else { return Ok(None) };
        let damaged = || format!("{}: a directory of its tiles cannot be read", self.name);
        let mut file = self.file.lock().map_err(|_| damaged())?;
        let mut rows = &self.root;
        let mut below;
        for _ in 0..FLOORS {
            let Some(entry) = covering(rows, wanted) else { return Ok(None) };
            let (from, long) = entry.part;
            if entry.run > 0 {
                if wanted - entry.number >= entry.run {
                    return Ok(None);
                }
                let from = self.tiles.from.checked_add(from).ok_or_else(damaged)?;
                let bytes = unpacked(&mut file, Part { from, long }, Packing::None, MOST_TILE);
                return bytes.map(Some).ok_or_else(|| format!("{}: a tile cannot be read", self.name));
            }
            let from = self.leaves.from.checked_add(from).ok_or_else(damaged)?;
            below = unpacked(&mut file, Part { from, long }, self.packing, MOST_DIRECTORY)
                .and_then(|bytes| directory(&bytes))
                .ok_or_else(damaged)?;
            rows = &below;
        }
        Err(damaged())
    }
}

fn broken(file: &str, what: &str) -> Problem {
    Problem::error(file, what, "Download or make the file again.")
}

/// Refuses what is no picture that can be drawn.
fn picture_of(kind: u8, packed: u8, file: &str) -> Result<(), Problem> {
    let way = "Take a raster PMTiles with PNG or JPEG pictures.";
    let what = match kind {
        2 | 3 if packed <= 1 => return Ok(()),
        2 | 3 => "Its pictures are packed a second time, which is not read",
        1 => "Its tiles are vector tiles, which are not read",
        4 => "Its tiles are WebP pictures, which are not read",
        5 => "Its tiles are AVIF pictures, which are not read",
        _ => "It does not say what its tiles are",
    };
    Err(Problem::error(file, what, way))
}

fn packing(code: u8, file: &str) -> Result<Packing, Problem> {
    match code {
        1 => Ok(Packing::None),
        2 => Ok(Packing::Gzip),
        _ => Err(Problem::error(
            file,
            "Its directories are packed by something else than gzip",
            "Convert it with “pmtiles convert”, which packs with gzip.",
        )),
    }
}

fn word(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    eight.map_or(0, u64::from_le_bytes)
}

fn degrees(bytes: &[u8], at: usize) -> f64 {
    let four = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    f64::from(four.map_or(0, i32::from_le_bytes)) / 1e7
}

fn bounds(header: &[u8]) -> Option<Rect<f64>> {
    let corner = |at: usize| Coord { x: degrees(header, at), y: degrees(header, at + 4) };
    let (low, high) = (corner(102), corner(110));
    (low.x < high.x && low.y < high.y).then(|| Rect::new(low, high))
}

/// The bytes of a part, if there are no more of them than a limit, packed or unpacked.
fn unpacked(file: &mut File, part: Part, packing: Packing, most: u64) -> Option<Vec<u8>> {
    if part.long > most {
        return None;
    }
    file.seek(SeekFrom::Start(part.from)).ok()?;
    let mut bytes = Vec::new();
    file.take(part.long).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 != part.long {
        return None;
    }
    match packing {
        Packing::None => Some(bytes),
        Packing::Gzip => {
            let mut plain = Vec::new();
            GzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut plain).ok()?;
            (plain.len() as u64 <= most).then_some(plain)
        }
    }
}

/// What the file says of its makers, without tags.
fn attribution(about: &[u8]) -> Option<String> {
    let about: serde_json::Value = serde_json::from_slice(about).ok()?;
    let text = about.get("attribution")?.as_str()?;
    let mut plain = String::new();
    let mut tag = false;
    for letter in text.chars() {
        match letter {
            '<' => tag = true,
            '>' if tag => tag = false,
            letter if !tag && !letter.is_control() => plain.push(letter),
            _ => {}
        }
    }
    let plain = plain.replace("&copy;", "©").replace("&amp;", "&");
    Some(plain.trim().chars().take(200).collect()).filter(|text: &String| !text.is_empty())
}

/// A number of variable length; the bytes after it stay.
fn variable(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for place in 0..10 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F).checked_shl(7 * place)?;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// The rows of a directory, by rising number.
fn directory(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let count = usize::try_from(variable(&mut bytes)?).ok()?;
    // A row takes four bytes at least: a count beyond that is a lie.
    if count > bytes.len() / 4 {
        return None;
    }
    let column = |bytes: &mut &[u8]| (0..count).map(|_| variable(bytes)).collect::<Option<Vec<_>>>();
    let steps = column(&mut bytes)?;
    let runs = column(&mut bytes)?;
    let lengths = column(&mut bytes)?;
    let offsets = column(&mut bytes)?;
    let mut rows = Vec::with_capacity(count);
    let (mut number, mut next) = (0_u64, 0_u64);
    for (((step, run), long), offset) in steps.into_iter().zip(runs).zip(lengths).zip(offsets) {
        number = number.checked_add(step)?;
        // 0 stands for: right behind the one before.
        let from = if offset == 0 { next } else { offset - 1 };
        next = from.checked_add(long)?;
        rows.push(Entry { number, run, part: (from, long) });
    }
    Some(rows)
}

/// The last row that begins at a number or before it.
fn covering(rows: &[Entry], wanted: u64) -> Option<Entry> {
    let after = rows.partition_point(|row| row.number <= wanted);
    rows.get(after.checked_sub(1)?).copied()
}

/// The number of a tile: those of all lesser zooms, then along the Hilbert curve.
fn number(zoom: u8, mut x: u32, mut y: u32) -> Option<u64> {
    let side = 1_u32.checked_shl(u32::from(zoom)).filter(|_| zoom <= DEEPEST)?;
    if x >= side || y >= side {
        return None;
    }
    let mut at = (0..zoom).map(|zoom| 1_u64 << (2 * zoom)).sum::<u64>();
    let mut half = side / 2;
    while half > 0 {
        let (right, low) = (x & half != 0, y & half != 0);
        let quarter = (3 * u64::from(right)) ^ u64::from(low);
        at += u64::from(half) * u64::from(half) * quarter;
        if !low {
            if right {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        half /= 2;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// The numbers that the specification gives, and a walk without jumps.
    #[test]
    fn tiles_are_numbered_along_the_curve() {
        for (zoom, x, y, wanted) in [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ] {
            assert_eq!(number(zoom, x, y), Some(wanted), "{zoom}/{x}/{y}");
        }
        assert_eq!(number(3, 8, 0), None);
        let mut places: Vec<(u64, i32, i32)> = (0..16_u32)
            .flat_map(|x| (0..16_u32).map(move |y| (number(4, x, y).unwrap(), x as i32, y as i32)))
            .collect();
        places.sort_unstable();
        assert_eq!((places[0].0, places[255].0), (85, 340));
        for pair in places.windows(2) {
            assert_eq!((pair[0].1 - pair[1].1).abs() + (pair[0].2 - pair[1].2).abs(), 1, "{pair:?}");
        }
    }

    fn varint(mut value: u64, out: &mut Vec<u8>) {
        while value >= 0x80 {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    fn packed(rows: &[(u64, u64, u64, u64)]) -> Vec<u8> {
        let mut plain = Vec::new();
        varint(rows.len() as u64, &mut plain);
        let mut last = 0;
        for row in rows {
            varint(row.0 - last, &mut plain);
            last = row.0;
        }
        for row in rows {
            varint(row.1, &mut plain);
        }
        for row in rows {
            varint(row.2, &mut plain);
        }
        for row in rows {
            varint(row.3 + 1, &mut plain);
        }
        gzip(&plain)
    }

    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(plain).unwrap();
        packed.finish().unwrap()
    }

    /// A file with two tiles, the second one behind a leaf, and a kind and version as told.
    fn archive(kind: u8, version: u8) -> (tempfile::TempDir, std::path::PathBuf) {
        let tiles: [&[u8]; 2] = [b"picture of the world", b"north-west"];
        let leaf = packed(&[(1, 1, tiles[1].len() as u64, tiles[0].len() as u64)]);
        let root = packed(&[(0, 1, tiles[0].len() as u64, 0), (1, 0, leaf.len() as u64, 0)]);
        let about = gzip(br#"{"attribution":"<a href='x'>&copy; Someone</a>"}"#);
        let mut header = [0_u8; HEADER];
        header[..7].copy_from_slice(MAGIC);
        header[7] = version;
        let mut from = HEADER as u64;
        for (at, part) in [(8, root.len()), (24, about.len()), (40, leaf.len()), (56, 30)] {
            header[at..at + 8].copy_from_slice(&from.to_le_bytes());
            header[at + 8..at + 16].copy_from_slice(&(part as u64).to_le_bytes());
            from += part as u64;
        }
        header[97..102].copy_from_slice(&[2, 1, kind, 0, 1]);
        let corners = [22_i32, 44, 41, 53].map(|degrees| (degrees * 10_000_000).to_le_bytes());
        header[102..118].copy_from_slice(corners.as_flattened());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ground.pmtiles");
        std::fs::write(&path, [&header[..], &root, &about, &leaf, tiles[0], tiles[1]].concat()).unwrap();
        (folder, path)
    }

    #[test]
    fn a_tile_is_found_also_behind_a_leaf() {
        let (_folder, path) = archive(2, 3);
        let file = PmTiles::open(&path).unwrap();
        assert_eq!(file.attribution.as_deref(), Some("© Someone"));
        assert_eq!(file.zooms, [0, 1]);
        assert_eq!(file.bounds.map(|bounds| (bounds.min().x, bounds.max().y)), Some((22.0, 53.0)));
        assert_eq!(file.tile(0, 0, 0).unwrap().as_deref(), Some(&b"picture of the world"[..]));
        assert_eq!(file.tile(1, 0, 0).unwrap().as_deref(), Some(&b"north-west"[..]));
        assert_eq!(file.tile(1, 1, 1), Ok(None), "no tile there");
        assert_eq!(file.tile(9, 1, 1), Ok(None), "no such zoom");
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_in_words() {
        let refused = |kind: u8, version: u8| {
            let (_folder, path) = archive(kind, version);
            PmTiles::open(&path).unwrap_err().to_string()
        };
        assert!(refused(1, 3).contains("vector tiles, which are not read"));
        assert!(refused(1, 3).contains("Take a raster PMTiles"));
        assert!(refused(4, 3).contains("WebP"));
        assert!(refused(2, 2).contains("version 2"));
    }

    #[test]
    fn damage_anywhere_is_said_and_breaks_nothing() {
        let (folder, path) = archive(2, 3);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            let damaged = folder.path().join("damaged.pmtiles");
            std::fs::write(&damaged, bytes).unwrap();
            if let Ok(file) = PmTiles::open(&damaged) {
                let _told = (file.tile(0, 0, 0), file.tile(1, 0, 0), file.tile(1, 1, 0));
            }
        }
        for length in [0, 5, 126, 127, 140] {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert!(PmTiles::open(&path).is_err(), "{length} bytes");
        }
    }
}
