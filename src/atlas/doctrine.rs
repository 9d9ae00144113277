//! Doctrine: the methods that size a zone and their figures.
//!
//! The figures stand in `data/doctrine/*.csv`, each with its unit, its sources
//! and the basis of every case; nothing about the world is written in code.

mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::estimates::{Counted, Estimate};
pub use super::missions::{Known, LineAnalogue, Mission, Outcome, Use};
pub use super::parameter::Parameter;
use crate::problem::Problem;
use crate::source::{Basis, Figure};

/// A way to turn kilometres, square kilometres, people or sites into troops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// Population: `max(0, P/1000·r − host forces)`.
    M1,
    /// Area: `A·d`, or `Nref·(A/Aref)^b`.
    M2,
    /// Line, bottom-up: posts, patrols, reserve, support, headquarters.
    M3a,
    /// Line, analogue: `L·k`.
    M3b,
    /// Brigade frontage.
    M4,
    /// Tripwire or hub: `sites·G`.
    M4t,
    /// Analogy with a past mission.
    M5,
    /// Air, sea and enablers: a separate total.
    M7,
    /// Bases: hectares and camps; footprint, not sizing.
    M8,
    /// A fixed package a site.
    #[serde(rename = "site")]
    Site,
}

impl Method {
    /// All methods, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::M1,
        Self::M2,
        Self::M3a,
        Self::M3b,
        Self::M4,
        Self::M4t,
        Self::M5,
        Self::M7,
        Self::M8,
        Self::Site,
    ];

    /// The name in files: `M3a`, `site`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::M1 => "M1",
            Self::M2 => "M2",
            Self::M3a => "M3a",
            Self::M3b => "M3b",
            Self::M4 => "M4",
            Self::M4t => "M4t",
            Self::M5 => "M5",
            Self::M7 => "M7",
            Self::M8 => "M8",
            Self::Site => "site",
        }
    }

    /// The method of a name in a file.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// Whether its result is the need of a zone. An analogy is a table, air and
    /// sea are a total apart, and bases are a footprint.
    pub const fn sizes_a_zone(self) -> bool {
        !matches!(self, Self::M5 | Self::M7 | Self::M8)
    }
}

/// What is known of a method: its formula and where it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodDoctrine {
    /// `M3a`, and `M6` for rotation.
    pub id: String,
    /// Its name for people: "Line, bottom-up".
    pub name: String,
    /// The formula.
    pub formula: String,
    /// What goes in.
    pub inputs: String,
    /// Where it holds.
    pub valid_for: String,
    /// Where it misleads.
    pub not_valid_for: String,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// How a role is sized unless the user says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleDoctrine {
    /// The role's name in files: `monitored-line`.
    pub role: String,
    /// The method of its need.
    pub method: Method,
    /// The profile, for a method that has several: `m3b.light-un`.
    pub profile: Option<String>,
    /// The method that is shown beside it.
    pub cross_check: Option<Method>,
    /// The profile of that method.
    pub cross_profile: Option<String>,
    /// The rule, as a sentence for the planner.
    pub rule: String,
    /// What the choice rests on.
    pub basis: Basis,
}

/// A mandate or package that a method can take: one of several figures for the
/// same place in its formula. Low and high stay inside a profile (trap 3).
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The figure it stands for.
    pub parameter: Parameter,
    /// The method that takes it.
    pub method: Method,
    /// A short name.
    pub title: String,
    /// What it is, in a sentence.
    pub sentence: String,
}

/// A public document, or the way in which a figure came about without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// `S50`, or `R`, `J`, `C`.
    pub id: String,
    /// Its title, or what it says.
    pub title: String,
    /// Author or publisher.
    pub publisher: String,
    /// The year.
    pub year: String,
    /// Where it was found.
    pub url: Option<String>,
    /// found, read, recall, judgement or computed.
    pub access: String,
    /// How far it bears: "secondary", "front matter only".
    pub limits: Option<String>,
}

/// A published length of a line or border, km.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedLength {
    /// The length with its basis and sources; the id is `L01` and so on.
    pub figure: Figure,
    /// Of which time.
    pub date: String,
    /// The line of the app it speaks of: `contact`, `border-russia`, `border-belarus`.
    pub line: Option<String>,
}

/// A tour and the interval after it, with what must come out of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RotationExample {
    /// Months of a tour.
    pub tour_months: f64,
    /// Months between tours.
    pub interval_months: f64,
    /// Pool for one deployed.
    pub k: f64,
    /// Deployed out of a pool of 100,000, rounded.
    pub deployed_from_pool_100000: f64,
    /// Pool for 40,000 deployed.
    pub pool_for_deployed_40000: f64,
}

/// How the app meets a trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    /// By a rule with a test.
    Rule,
    /// By a visible note.
    Note,
    /// By leaving the thing out.
    Absent,
}

/// A way in which such numbers mislead.
#[derive(Clone, Debug, PartialEq)]
pub struct Trap {
    /// 1 to 20.
    pub number: u8,
    /// A short name.
    pub title: String,
    /// What misleads.
    pub text: String,
    /// How the app meets it.
    pub met: Met,
    /// The same as a sentence.
    pub how: String,
}

/// Everything the methods know about the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Doctrine {
    /// By [`Parameter`], in its order.
    figures: Vec<Figure>,
    /// Every method, with rotation (M6).
    pub methods: Vec<MethodDoctrine>,
    /// How each role is sized.
    pub roles: Vec<RoleDoctrine>,
    /// Mandates and packages.
    pub profiles: Vec<Profile>,
    /// By id.
    sources: BTreeMap<String, Source>,
    /// What others have published.
    pub estimates: Vec<Estimate>,
    /// Past missions.
    pub missions: Vec<Mission>,
    /// Lines that somebody watched.
    pub analogues: Vec<LineAnalogue>,
    /// Published lengths.
    pub lines: Vec<PublishedLength>,
    /// Section to corps.
    pub unit_sizes: Vec<Figure>,
    /// Worked rotations.
    pub rotations: Vec<RotationExample>,
    /// How such numbers mislead.
    pub traps: Vec<Trap>,
}

impl Doctrine {
    /// The doctrine that is built into the program.
    ///
    /// # Errors
    /// Names file, row and column of the first thing that is wrong.
    pub fn embedded() -> Result<Self, Problem> {
        let doctrine = read::embedded()?;
        doctrine.consistent()?;
        Ok(doctrine)
    }

    /// The figure of a name: `m3a.spacing`.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.get(Parameter::named(id)? as usize)
    }

    /// The figure of a parameter; every parameter has one.
    pub fn at(&self, parameter: Parameter) -> &Figure {
        &self.figures[parameter as usize]
    }

    /// All figures, in the order of the methods.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// How a role is sized: `monitored-line`.
    pub fn role(&self, name: &str) -> Option<&RoleDoctrine> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// What is known of a method.
    pub fn method(&self, method: Method) -> Option<&MethodDoctrine> {
        self.methods.iter().find(|known| known.id == method.id())
    }

    /// The profiles that a method can take, in the order of its mandates.
    pub fn profiles_of(&self, method: Method) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().filter(move |profile| profile.method == method)
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// All sources, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// A published estimate by its id.
    pub fn estimate(&self, id: &str) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.id == id)
    }

    /// A past mission by its id.
    pub fn mission(&self, id: &str) -> Option<&Mission> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// A published length by its id.
    pub fn length(&self, id: &str) -> Option<&PublishedLength> {
        self.lines.iter().find(|length| length.figure.id == id)
    }

    /// The published lengths of a line of the app: `contact`.
    pub fn lengths_of<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'a PublishedLength> {
        self.lines.iter().filter(move |length| length.line.as_deref() == Some(line))
    }

    /// A trap by its number.
    pub fn trap(&self, number: u8) -> Option<&Trap> {
        self.traps.iter().find(|trap| trap.number == number)
    }

    /// Checks what no single row can show: that names lead somewhere.
    fn consistent(&self) -> Result<(), Problem> {
        for (file, owner, ids) in self.citations() {
            for id in ids {
                if !self.sources.contains_key(id) {
                    return Err(Problem::error(
                        file,
                        format!("{owner} cites {id}, which sources.csv does not have"),
                        "Add the source.",
                    ));
                }
            }
        }
        for role in &self.roles {
            for (method, profile) in
                [(Some(role.method), &role.profile), (role.cross_check, &role.cross_profile)]
            {
                let (Some(method), Some(profile)) = (method, profile) else {
                    continue;
                };
                if !self.profiles_of(method).any(|known| known.parameter.id() == profile) {
                    let what = format!(
                        "{} gives {} the profile {profile}, which it does not take",
                        role.role,
                        method.id()
                    );
                    return Err(Problem::error("roles.csv", what, "Name a profile of profiles.csv."));
                }
            }
        }
        Ok(())
    }

    fn citations(&self) -> impl Iterator<Item = (&'static str, &str, &[String])> {
        let figures = self
            .figures
            .iter()
            .map(|figure| ("parameters.csv", figure.id.as_str(), figure.sources.as_slice()));
        let methods =
            self.methods.iter().map(|method| ("methods.csv", method.id.as_str(), method.sources.as_slice()));
        let estimates = self
            .estimates
            .iter()
            .map(|estimate| ("estimates.csv", estimate.id.as_str(), estimate.sources.as_slice()));
        let missions = self
            .missions
            .iter()
            .map(|mission| ("missions.csv", mission.id.as_str(), mission.sources.as_slice()));
        let analogues = self
            .analogues
            .iter()
            .map(|line| ("line_analogues.csv", line.id.as_str(), line.sources.as_slice()));
        let lines = self
            .lines
            .iter()
            .map(|line| ("lines.csv", line.figure.id.as_str(), line.figure.sources.as_slice()));
        let units =
            self.unit_sizes.iter().map(|unit| ("unit_sizes.csv", unit.id.as_str(), unit.sources.as_slice()));
        figures.chain(methods).chain(estimates).chain(missions).chain(analogues).chain(lines).chain(units)
    }
}

#[cfg(test)]
mod tests;
