//! What a reader finds wrong, collected without drowning the user.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::crs::Projector;
use super::layer::LeftOut;
use super::limits;
use crate::problem::{Problem, Severity};

/// So many problems of a kind are listed; the rest are counted.
pub const LISTED: usize = 100;

/// The kinds by which problems are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A type, a member or a value is not what GeoJSON wants.
    Form,
    /// A position is not on the globe.
    OffTheGlobe,
    /// A line or ring has too few positions.
    TooShort,
    /// A ring does not end where it begins.
    Unclosed,
    /// A ring crosses itself.
    Crossing,
    /// A feature has no geometry, or an empty one.
    NoGeometry,
    /// Positions carry more than longitude and latitude.
    Heights,
    /// A ring runs the wrong way round.
    Winding,
    /// A segment of a track, or a route, has one position.
    Lone,
}

/// A member's place inside a feature, written only when a problem needs it.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    above: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Here,
    Member(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The feature itself.
    pub const HERE: Self = Self { above: None, step: Step::Here };

    /// A member of the object at this place.
    pub const fn member(&'a self, name: &'a str) -> Self {
        Self { above: Some(self), step: Step::Member(name) }
    }

    /// An element of the array at this place.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Index(index) }
    }

    const fn is_here(&self) -> bool {
        matches!(self.step, Step::Here)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
        }
        match self.step {
            Step::Here => Ok(()),
            Step::Member(name) if self.above.is_none_or(Place::is_here) => f.write_str(name),
            Step::Member(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// Which rings a reader tests for crossings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tested {
    /// None: who reads looks at the outlines closely enough.
    Nothing,
    /// Those that cost little: a layer is only looked at. The others are counted.
    #[default]
    Light,
    /// All of them.
    All,
}

/// The problems of one file while it is read.
pub struct Findings<'f> {
    file: &'f str,
    /// Which rings are tested for crossings.
    pub tested: Tested,
    /// The feature being read; none at the level of the file.
    pub feature: Option<usize>,
    /// Positions with more than two numbers in the feature being read.
    pub heights_here: usize,
    /// What is not taken over.
    pub left_out: LeftOut,
    /// The first feature that is off the globe, with its problem, and how many are.
    pub off_the_globe: usize,
    /// The first coordinate system named in the file, wherever it stands.
    pub crs: Option<(Option<usize>, Value)>,
    /// What turns the positions of the file into longitude and latitude.
    pub projector: Option<Projector>,
    /// Whether the format says how rings run: a ring that runs otherwise is then worth a word.
    pub winds: bool,
    /// What is beyond the limits: nothing more is read then.
    pub beyond: Option<Problem>,
    taken: [usize; 3],
    listed: Vec<Problem>,
    counts: BTreeMap<Kind, (usize, Option<Problem>)>,
}

impl<'f> Findings<'f> {
    /// Nothing found yet.
    pub const fn new(file: &'f str, tested: Tested) -> Self {
        Self {
            file,
            tested,
            feature: None,
            heights_here: 0,
            left_out: LeftOut { features: 0, parts: 0, heights: 0, foreign_members: 0, untested_rings: 0 },
            off_the_globe: 0,
            crs: None,
            projector: None,
            winds: true,
            beyond: None,
            taken: [0; 3],
            listed: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// The file's name.
    pub const fn file(&self) -> &'f str {
        self.file
    }

    /// How often a kind was found.
    pub fn times(&self, kind: Kind) -> usize {
        self.counts.get(&kind).map_or(0, |(count, _)| *count)
    }

    /// Counts a feature with its positions and values against the limits; none
    /// may be taken in once they are reached.
    pub fn take(&mut self, positions: usize, values: usize) -> bool {
        const MOST: [(usize, &str); 3] = [
            (limits::FEATURES, "features"),
            (limits::POSITIONS, "positions"),
            (limits::VALUES, "values of properties"),
        ];
        for ((taken, more), (most, name)) in self.taken.iter_mut().zip([1, positions, values]).zip(MOST) {
            *taken = taken.saturating_add(more);
            if *taken > most && self.beyond.is_none() {
                let mut problem = limits::too_many(self.file, most, name);
                problem.feature = self.feature;
                self.beyond = Some(problem);
            }
        }
        self.beyond.is_none()
    }

    /// Something that is left out.
    pub fn error(&mut self, kind: Kind, place: &Place, what: impl Into<String>, hint: &str) {
        self.list(kind, Severity::Error, place, what.into(), hint);
    }

    /// Something that was mended.
    pub fn warning(&mut self, kind: Kind, place: &Place, what: impl Into<String>, hint: &str) {
        self.list(kind, Severity::Warning, place, what.into(), hint);
    }

    /// Something that comes often and harms little: only its number and its
    /// first place are kept.
    pub fn count(&mut self, kind: Kind, times: usize, place: &Place) {
        if times == 0 {
            return;
        }
        if let Some((count, _)) = self.counts.get_mut(&kind) {
            *count += times;
        } else {
            let first = self.problem(Severity::Warning, place, String::new(), "");
            self.counts.insert(kind, (times, Some(first)));
        }
    }

    /// Counts the positions of the feature with more than two numbers.
    pub fn settle_heights(&mut self, place: &Place) {
        let positions = std::mem::take(&mut self.heights_here);
        self.left_out.heights += positions;
        self.count(Kind::Heights, positions, place);
    }

    fn list(&mut self, kind: Kind, severity: Severity, place: &Place, what: String, hint: &str) {
        let count = self.counts.entry(kind).or_default();
        count.0 += 1;
        if count.0 <= LISTED {
            let problem = self.problem(severity, place, what, hint);
            self.listed.push(problem);
        } else if count.1.is_none() {
            let problem = self.problem(severity, place, what, hint);
            self.counts.entry(kind).or_default().1 = Some(problem);
        }
    }

    fn problem(&self, severity: Severity, place: &Place, what: String, hint: &str) -> Problem {
        let member = place.to_string();
        Problem {
            severity,
            file: self.file.to_owned(),
            feature: self.feature,
            member: (!member.is_empty()).then_some(member),
            what,
            hint: hint.to_owned(),
        }
    }

    /// The problems in the order of the file: of the file first, then by
    /// feature; what was only counted, and what was not listed, last.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.listed.sort_by_key(|problem| problem.feature);
        let mut problems = self.listed;
        for (kind, (count, first)) in self.counts {
            let Some(mut first) = first else { continue };
            if let Some((what, hint)) = kind.counted(count) {
                first.what = what;
                hint.clone_into(&mut first.hint);
            } else {
                let more = count - LISTED;
                first.what = format!("{more} more like this, beginning here: {}", first.what);
            }
            problems.push(first);
        }
        problems
    }
}

impl Kind {
    /// The sentence of a kind that is only counted.
    fn counted(self, count: usize) -> Option<(String, &'static str)> {
        let first = if count == 1 { "" } else { "; this is the first" };
        let (one, many, hint) = match self {
            Self::NoGeometry => (
                "1 feature has no geometry",
                "features have no geometry",
                "Kept with its properties; there is nothing to draw.",
            ),
            Self::Heights => (
                "1 position has more than a longitude and a latitude",
                "positions have more than a longitude and a latitude",
                "Heights and further numbers were left out; the map is flat.",
            ),
            Self::Winding => (
                "1 ring runs the wrong way round",
                "rings run the wrong way round",
                "Turned: exteriors run counter-clockwise, holes clockwise (RFC 7946).",
            ),
            Self::Lone => (
                "1 track segment or route has one point only",
                "track segments or routes have one point only",
                "Left out; a line needs two.",
            ),
            _ => return None,
        };
        let what = if count == 1 { one.to_owned() } else { format!("{count} {many}{first}") };
        Some((what, hint))
    }
}
