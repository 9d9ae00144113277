//! The time of day where the machine stands, from the zone files that Unix systems keep. Where
//! there is none it is Greenwich's. Either way it says which time it is.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The most of a zone file that is read; the longest there are have four thousand bytes.
const MOST_BYTES: u64 = 65_536;

/// A clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    zone: Option<Zone>,
}

impl Clock {
    /// The clock of this machine.
    pub fn of_system() -> Self {
        let set = std::env::var("TZ").ok();
        let zone = match set.as_deref().map(|name| name.trim_start_matches(':')) {
            None => Zone::in_file(Path::new("/etc/localtime")),
            Some(name) => Zone::in_file(&named(name)).or_else(|| Zone::by_rule(Rule::read(name)?)),
        };
        Self { zone }
    }

    /// The time now: "14:05", and which it is: "UTC+2".
    pub fn now(&self) -> (String, String) {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.at(since.cast_signed())
    }

    /// The time so many seconds after the first second of 1970.
    fn at(&self, seconds: i64) -> (String, String) {
        let offset = self.zone.as_ref().map_or(0, |zone| zone.offset(seconds));
        let minutes = (seconds + offset).rem_euclid(DAY) / 60;
        let (hours, rest) = (offset.abs() / 3_600, offset.abs() / 60 % 60);
        let sign = if offset < 0 { '\u{2212}' } else { '+' };
        let name = match (hours, rest) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
        };
        (format!("{:02}:{:02}", minutes / 60, minutes % 60), name)
    }
}

/// The file of a zone by its name, "Europe/Kyiv".
fn named(name: &str) -> PathBuf {
    // A path of its own replaces the folder.
    Path::new("/usr/share/zoneinfo").join(name)
}

/// How far the time of a place is ahead of Greenwich, in seconds, from when to when.
#[derive(Clone, Debug, PartialEq)]
struct Zone {
    first: i64,
    changes: Vec<(i64, i64)>,
    after: Option<Rule>,
}

impl Zone {
    fn in_file(path: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        std::fs::File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
        Self::read(&bytes)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the other way to a zone may lead nowhere")]
    const fn by_rule(rule: Rule) -> Option<Self> {
        Some(Self { first: rule.standard, changes: Vec::new(), after: Some(rule) })
    }

    /// Reads a zone file, RFC 8536: of a newer one the second part, whose times have 64 bits.
    fn read(bytes: &[u8]) -> Option<Self> {
        let head = Head::read(bytes)?;
        let (changes, first, rest) = head.body(bytes.get(Head::LONG..)?, 4)?;
        if head.version < b'2' {
            return Some(Self { first, changes, after: None });
        }
        let head = Head::read(rest)?;
        let (changes, first, rest) = head.body(rest.get(Head::LONG..)?, 8)?;
        let rule = std::str::from_utf8(rest).ok()?.trim_matches('\n');
        Some(Self { first, changes, after: Rule::read(rule) })
    }

    fn offset(&self, at: i64) -> i64 {
        let place = self.changes.partition_point(|(from, _)| *from <= at);
        match (&self.after, place == self.changes.len()) {
            (Some(rule), true) => rule.offset(at),
            _ => {
                place.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(self.first, |last| last.1)
            }
        }
    }
}

/// The head of a zone file.
struct Head {
    version: u8,
    /// How many there are: of marks of Greenwich, of standard time, of leap seconds, of changes, of
    /// kinds of time, of letters.
    counts: [usize; 6],
}

/// Changes, the time before them, and what follows.
type Body<'a> = (Vec<(i64, i64)>, i64, &'a [u8]);

impl Head {
    const LONG: usize = 44;

    fn read(bytes: &[u8]) -> Option<Self> {
        bytes.starts_with(b"TZif").then_some(())?;
        let mut counts = [0; 6];
        for (count, word) in counts.iter_mut().zip(bytes.get(20..Self::LONG)?.chunks_exact(4)) {
            *count = usize::try_from(number(word)).ok()?;
        }
        Some(Self { version: *bytes.get(4)?, counts })
    }

    fn body<'a>(&self, bytes: &'a [u8], wide: usize) -> Option<Body<'a>> {
        let [greenwich, standard, leaps, changes, kinds, letters] = self.counts;
        let (times, rest) = bytes.split_at_checked(changes.checked_mul(wide)?)?;
        let (numbers, rest) = rest.split_at_checked(changes)?;
        let (offsets, rest) = rest.split_at_checked(kinds.checked_mul(6)?)?;
        let over = letters
            .checked_add(leaps.checked_mul(wide + 4)?)?
            .checked_add(standard)?
            .checked_add(greenwich)?;
        let offsets: Vec<i64> = offsets.chunks_exact(6).map(|kind| kind.get(..4).map_or(0, number)).collect();
        let one = |(time, kind): (&[u8], &u8)| Some((number(time), *offsets.get(usize::from(*kind))?));
        let all: Option<Vec<(i64, i64)>> = times.chunks_exact(wide).zip(numbers).map(one).collect();
        Some((all?, *offsets.first()?, rest.get(over..)?))
    }
}

/// A number with a sign, the highest byte first.
fn number(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|first| *first >= 128);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number: i64, byte| number << 8 | i64::from(*byte))
}

/// The rule by which a place changes its clocks, such as "EET-2EEST,M3.5.0/3,M10.5.0/4".
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rule {
    standard: i64,
    summer: Option<Summer>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Summer {
    offset: i64,
    begins: Turn,
    ends: Turn,
}

/// A day of a year, the n-th Sunday or another day of a month (5: the last), and when on it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Turn {
    month: i64,
    week: i64,
    day: i64,
    time: i64,
}

impl Rule {
    fn read(text: &str) -> Option<Self> {
        let (standard, rest) = clock_time(after_name(text)?)?;
        // West of Greenwich counts up in such a rule.
        let standard = -standard;
        if rest.is_empty() {
            return Some(Self { standard, summer: None });
        }
        let rest = after_name(rest)?;
        let (offset, rest) = match rest.strip_prefix(',') {
            Some(turns) => (standard + 3_600, turns),
            None => {
                let (summer, rest) = clock_time(rest)?;
                (-summer, rest.strip_prefix(',')?)
            }
        };
        let (begins, ends) = rest.split_once(',')?;
        let summer = Summer { offset, begins: Turn::read(begins)?, ends: Turn::read(ends)? };
        Some(Self { standard, summer: Some(summer) })
    }

    fn offset(&self, at: i64) -> i64 {
        let Some(summer) = &self.summer else { return self.standard };
        let year = year_of((at + self.standard).div_euclid(DAY));
        let begins = summer.begins.in_year(year) - self.standard;
        let ends = summer.ends.in_year(year) - summer.offset;
        let is_summer =
            if begins < ends { (begins..ends).contains(&at) } else { !(ends..begins).contains(&at) };
        if is_summer { summer.offset } else { self.standard }
    }
}

/// What follows the name of a time: "EET" or "<+03>".
fn after_name(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('<') {
        return quoted.split_once('>').map(|(_, rest)| rest);
    }
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    (text.len() >= rest.len() + 3).then_some(rest)
}

/// "-2", "+5:30" or "3:00:00" in seconds, and what follows.
fn clock_time(text: &str) -> Option<(i64, &str)> {
    let unsigned = text.trim_start_matches(['+', '-']);
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let long =
        unsigned.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(unsigned.len());
    let (time, rest) = unsigned.split_at_checked(long)?;
    let mut seconds = 0;
    for (part, unit) in time.split(':').zip([3_600, 60, 1]) {
        seconds += part.parse::<u16>().ok().map(i64::from)? * unit;
    }
    Some((sign * seconds, rest))
}

impl Turn {
    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('/').unwrap_or((text, "2"));
        let mut parts = date.strip_prefix('M')?.split('.').map(|part| part.parse::<u8>().ok().map(i64::from));
        let (month, week, day) = (parts.next()??, parts.next()??, parts.next()??);
        let known =
            (1..=12).contains(&month) && (1..=5).contains(&week) && day <= 6 && parts.next().is_none();
        let (time, _) = clock_time(time)?;
        known.then_some(Self { month, week, day, time })
    }

    /// Seconds after the first of 1970, by the clock of the place.
    fn in_year(self, year: i64) -> i64 {
        let first = days_until(year, self.month);
        let next = if self.month == 12 { days_until(year + 1, 1) } else { days_until(year, self.month + 1) };
        // The first day of 1970 was a Thursday.
        let ahead = (self.day - (first + 4)).rem_euclid(7);
        let mut day = first + ahead + (self.week - 1) * 7;
        while day >= next {
            day -= 7;
        }
        day * DAY + self.time
    }
}

/// Days from the first of 1970 to the first of a month.
const fn days_until(year: i64, month: i64) -> i64 {
    // Years that begin in March have the leap day at their end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leaps + (153 * month + 2) / 5 - 719_468
}

/// The year of a day after the first of 1970.
const fn year_of(day: i64) -> i64 {
    let mut year = 1970 + day.div_euclid(366);
    while days_until(year + 1, 1) <= day {
        year += 1;
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds from 1970 to a moment of Greenwich.
    fn moment(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> i64 {
        (days_until(year, month) + day - 1) * DAY + hour * 3_600 + minute * 60
    }

    fn by(rule: &str) -> Clock {
        Clock { zone: Zone::by_rule(Rule::read(rule).unwrap()) }
    }

    #[test]
    fn kyiv_new_york_kathmandu_and_sydney_have_their_own_time() {
        let kyiv = "EET-2EEST,M3.5.0/3,M10.5.0/4";
        for (rule, at, time, name) in [
            (kyiv, moment(2026, 1, 15, 12, 5), "14:05", "UTC+2"),
            (kyiv, moment(2026, 7, 15, 12, 5), "15:05", "UTC+3"),
            (kyiv, moment(2026, 3, 29, 0, 59), "02:59", "UTC+2"),
            (kyiv, moment(2026, 3, 29, 1, 0), "04:00", "UTC+3"),
            (kyiv, moment(2026, 10, 25, 0, 59), "03:59", "UTC+3"),
            (kyiv, moment(2026, 10, 25, 1, 0), "03:00", "UTC+2"),
            ("EST5EDT,M3.2.0,M11.1.0", moment(2026, 3, 8, 7, 0), "03:00", "UTC\u{2212}4"),
            ("EST5EDT,M3.2.0,M11.1.0", moment(2026, 12, 31, 23, 0), "18:00", "UTC\u{2212}5"),
            ("<+0545>-5:45", moment(2026, 5, 1, 0, 0), "05:45", "UTC+5:45"),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", moment(2026, 1, 1, 0, 0), "11:00", "UTC+11"),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", moment(2026, 6, 1, 0, 0), "10:00", "UTC+10"),
        ] {
            assert_eq!(by(rule).at(at), (time.to_owned(), name.to_owned()), "{rule} at {at}");
        }
        assert_eq!(Clock::default().at(moment(2026, 5, 1, 23, 59)), ("23:59".to_owned(), "UTC".to_owned()));
        for none in ["", "EET", "EET-2EEST", "EET-2EEST,J60,J300", "EET-2EEST,M13.5.0,M10.5.0", "12"] {
            assert_eq!(Rule::read(none), None, "{none}");
        }
    }

    /// A zone file of the second version with one change.
    fn file(change: i64, rule: &str) -> Vec<u8> {
        let head = |changes: u32, kinds: u32| {
            let mut head = b"TZif2".to_vec();
            head.resize(20, 0);
            for count in [0, 0, 0, changes, kinds, 4] {
                head.extend(count.to_be_bytes());
            }
            head
        };
        let kind = |offset: i32| [&offset.to_be_bytes()[..], &[0, 0]].concat();
        let mut file = [head(0, 1), kind(0), b"UTC\0".to_vec(), head(1, 2)].concat();
        file.extend(change.to_be_bytes());
        file.push(1);
        file.extend([kind(7_200), kind(10_800), b"EET\0".to_vec()].concat());
        file.extend(format!("\n{rule}\n").bytes());
        file
    }

    #[test]
    fn a_zone_file_is_read_and_a_damaged_one_is_no_zone() {
        let change = moment(2020, 1, 1, 0, 0);
        let bytes = file(change, "EET-2");
        let zone = Zone::read(&bytes).unwrap();
        assert_eq!(
            (zone.offset(change - 1), zone.offset(change)),
            (7_200, 7_200),
            "before it, and by the rule after"
        );
        let zone = Zone::read(&file(change, "")).unwrap();
        assert_eq!((zone.offset(change - 1), zone.offset(change)), (7_200, 10_800));
        for long in 0..bytes.len() - 8 {
            assert!(Zone::read(&bytes[..long]).is_none_or(|zone| zone.after.is_none()), "{long}");
        }
        assert_eq!(Zone::read(b"TZif"), None);
    }
}
