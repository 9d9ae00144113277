//! Tiles kept on the disk: for as long as their server says, and no more than a limit in all.
//!
//! A file for each tile: when it goes stale, the tag by which the server knows it, and the
//! picture. What cannot be read or written is passed over: a tile more is fetched then.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use super::web::Tile;
use crate::plan::save;

/// The most bytes of tiles on the disk. Some ten thousand tiles: Ukraine down to towns.
pub const MOST: u64 = 200 << 20;

/// How much is left once the limit was passed: so that not every tile clears again.
const LEFT: u64 = MOST / 10 * 8;

/// After so many tiles the disk is looked through.
const BETWEEN: u32 = 200;

/// The longest tag that is kept.
const TAG: usize = 200;

/// The first bytes of a file.
const MARK: &[u8; 8] = b"cordont1";

/// What is known of a tile on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The picture.
    pub picture: Vec<u8>,
    /// The tag by which the server knows it; empty where it gave none.
    pub tag: String,
    /// Whether it may be shown without asking the server.
    pub fresh: bool,
}

/// The tiles of one address on the disk.
#[derive(Debug)]
pub struct Cache {
    /// The folder of all addresses.
    home: PathBuf,
    /// The folder of this one.
    folder: PathBuf,
    written: std::sync::atomic::AtomicU32,
}

impl Cache {
    /// The tiles of an address below a folder.
    pub fn new(home: &Path, address: &str) -> Self {
        let mut name = String::new();
        for byte in Sha256::digest(address).iter().take(8) {
            let _ = write!(name, "{byte:02x}");
        }
        Self { home: home.to_owned(), folder: home.join(name), written: 0.into() }
    }

    fn path(&self, tile: Tile) -> PathBuf {
        self.folder.join(tile.zoom.to_string()).join(tile.x.to_string()).join(format!("{}.tile", tile.y))
    }

    /// A tile that is kept.
    pub fn read(&self, tile: Tile, now: SystemTime) -> Option<Kept> {
        let bytes = fs::read(self.path(tile)).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (stale, rest) = rest.split_first_chunk::<8>()?;
        let (&long, rest) = rest.split_first()?;
        let (tag, picture) = rest.split_at_checked(usize::from(long))?;
        let stale = UNIX_EPOCH.checked_add(Duration::from_secs(u64::from_le_bytes(*stale)))?;
        Some(Kept {
            picture: picture.to_vec(),
            tag: String::from_utf8(tag.to_vec()).ok()?,
            fresh: now < stale,
        })
    }

    /// Keeps a tile until a time.
    pub fn write(&self, tile: Tile, picture: &[u8], tag: &str, stale: SystemTime) {
        let seconds = stale.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let tag = if tag.len() <= TAG { tag } else { "" };
        let head = [MARK.as_slice(), &seconds.to_le_bytes(), &[tag.len() as u8], tag.as_bytes()].concat();
        let path = self.path(tile);
        if let Some(folder) = path.parent() {
            let _unwritten = fs::create_dir_all(folder);
        }
        let _unwritten = save::replace(&path, &[&head, picture].concat());
        if self.written.fetch_add(1, std::sync::atomic::Ordering::Relaxed).is_multiple_of(BETWEEN) {
            trim(&self.home, MOST, LEFT);
        }
    }
}

/// Deletes the oldest tiles until less than `left` bytes remain, if there are more than `most`.
fn trim(home: &Path, most: u64, left: u64) {
    let mut tiles = Vec::new();
    listed(home, 0, &mut tiles);
    let mut all: u64 = tiles.iter().map(|(_, _, bytes)| bytes).sum();
    if all <= most {
        return;
    }
    tiles.sort();
    for (_, path, bytes) in tiles {
        if all <= left {
            return;
        }
        if fs::remove_file(path).is_ok() {
            all -= bytes;
        }
    }
}

/// Every tile below a folder: its age, its path, its size.
fn listed(folder: &Path, depth: u8, tiles: &mut Vec<(SystemTime, PathBuf, u64)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
        if about.is_dir() && depth < 3 {
            listed(&path, depth + 1, tiles);
        } else if about.is_file() && path.extension().is_some_and(|ending| ending == "tile") {
            tiles.push((about.modified().unwrap_or(UNIX_EPOCH), path, about.len()));
        }
    }
}

/// Deletes every tile below a folder, and nothing else.
pub fn empty(home: &Path) {
    trim(home, 0, 0);
}

/// Until when an answer may be shown without asking again; nothing where it must not be kept.
///
/// `Cache-Control` goes before `Expires`; a server that says neither is asked again after a
/// week, which is what the tile policy of OpenStreetMap asks for at least.
pub fn stale_after(control: &str, expires: &str, age: &str, now: SystemTime) -> Option<SystemTime> {
    const WEEK: u64 = 7 * 24 * 3600;
    const YEAR: u64 = 365 * 24 * 3600;
    let control = control.to_ascii_lowercase();
    let told: Vec<&str> = control.split(',').map(str::trim).collect();
    if told.contains(&"no-store") || told.contains(&"private") {
        return None;
    }
    if told.contains(&"no-cache") {
        return Some(now);
    }
    let seconds = told.iter().find_map(|part| part.strip_prefix("max-age=")?.trim_matches('"').parse().ok());
    let spent: u64 = age.trim().parse().unwrap_or(0);
    match seconds {
        Some(seconds) => Some(now + Duration::from_secs(u64::min(seconds, YEAR).saturating_sub(spent))),
        None if !expires.trim().is_empty() => Some(date(expires).unwrap_or(now)),
        None => Some(now + Duration::from_secs(WEEK)),
    }
}

/// A date of HTTP: "Sun, 06 Nov 1994 08:49:37 GMT".
fn date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let [_, day, month, year, clock, "GMT"] = text.split_whitespace().collect::<Vec<_>>()[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? as i64 + 1;
    let (day, year): (i64, i64) = (day.parse().ok()?, year.parse().ok()?);
    let [hour, minute, second] = clock.split(':').collect::<Vec<_>>()[..] else { return None };
    let clock: [i64; 3] = [hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?];
    // Days since 1970 by counting years from March (Hinnant, days_from_civil).
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1;
    let seconds = (days - 719_468) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2];
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Duration = Duration::from_hours(480_000);

    #[test]
    fn a_tile_is_kept_as_long_as_its_server_says() {
        let now = UNIX_EPOCH + NOON;
        let after = |control: &str, expires: &str, age: &str| {
            stale_after(control, expires, age, now)
                .map(|stale| stale.duration_since(now).map_or(0, |it| it.as_secs()))
        };
        assert_eq!(after("public, max-age=3600", "", ""), Some(3600));
        assert_eq!(after("max-age=3600", "Sun, 06 Nov 1994 08:49:37 GMT", "600"), Some(3000));
        assert_eq!(after("Max-Age=99999999999", "", ""), Some(365 * 24 * 3600));
        assert_eq!(after("no-store", "", ""), None);
        assert_eq!(after("no-cache", "", ""), Some(0));
        assert_eq!(after("", "Sun, 06 Nov 1994 08:49:37 GMT", ""), Some(0), "long stale");
        assert_eq!(after("", "0", ""), Some(0), "a date that is none is past");
        assert_eq!(after("", "", ""), Some(7 * 24 * 3600));
        let known = UNIX_EPOCH + Duration::from_secs(784_111_777);
        assert_eq!(date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(known));
        assert_eq!(date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(UNIX_EPOCH));
        assert_eq!(date("Thu, 29 Feb 2024 00:00:00 GMT"), Some(UNIX_EPOCH + Duration::from_hours(474_768)));
        assert_eq!(date("yesterday"), None);
    }

    #[test]
    fn what_was_kept_comes_back_until_it_is_damaged_or_cleared() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::new(home.path(), "https://tiles.example/{z}/{x}/{y}.png");
        let (tile, now) = (Tile { zoom: 6, x: 37, y: 21 }, UNIX_EPOCH + NOON);
        assert_eq!(cache.read(tile, now), None);
        cache.write(tile, b"picture", "\"tag\"", now + Duration::from_mins(1));
        let kept = cache.read(tile, now).unwrap();
        assert_eq!(
            (kept.picture.as_slice(), kept.tag.as_str(), kept.fresh),
            (&b"picture"[..], "\"tag\"", true)
        );
        assert!(!cache.read(tile, now + Duration::from_mins(2)).unwrap().fresh);
        let other = Cache::new(home.path(), "https://other.example/{z}/{x}/{y}.png");
        assert_eq!(other.read(tile, now), None, "each address has its own");
        fs::write(cache.path(tile), b"cordont1short").unwrap();
        assert_eq!(cache.read(tile, now), None);
        for x in 0..10 {
            cache.write(Tile { x, ..tile }, &[7; 1000], "", now);
        }
        fs::write(home.path().join("letter.txt"), "not a tile").unwrap();
        trim(home.path(), 5000, 3000);
        let mut left = Vec::new();
        listed(home.path(), 0, &mut left);
        assert!((1..=3).contains(&left.len()), "{} tiles", left.len());
        empty(home.path());
        left.clear();
        listed(home.path(), 0, &mut left);
        assert!(left.is_empty() && home.path().join("letter.txt").exists());
    }
}
