//! Posture: what a force may be sent for, under whose mandate, with which rules.
//!
//! The words and classes stand in `data/supply/*.csv`. Names of missions, roles,
//! mandates and rules are those of plan files: `un-council`, `observe-report`.

use serde::{Deserialize, Serialize};

use super::doctrine::{Doctrine, Method, Parameter};
use crate::problem::Problem;
use crate::source::Basis;
use crate::units::Km;

mod read;

/// How much a caveat weighs where it hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Worth saying, wherever the nation stands.
    Note,
    /// The nation stands there with difficulty.
    Strained,
    /// The nation does not belong there.
    Unfit,
}

/// A reservation of a nation, and which zones it hits.
///
/// It hits a zone that every filled column names; a caveat without any hits
/// none and is only said.
#[derive(Clone, Debug, PartialEq)]
pub struct Caveat {
    /// The name in files: `away-from-front`.
    pub id: String,
    /// A short name.
    pub name: String,
    /// The reservation, as a sentence.
    pub text: String,
    /// Missions that it hits: `deter`.
    pub missions: Vec<String>,
    /// Roles of a zone that it hits: `monitored-line`.
    pub roles: Vec<String>,
    /// Mandates that it hits: `coalition`.
    pub mandates: Vec<String>,
    /// Rules of engagement that it hits: `all-necessary-means`.
    pub roe: Vec<String>,
    /// States of the American enablers that it hits: `out`.
    pub enablers: Vec<String>,
    /// It hits a zone this near to the line of contact.
    pub within: Option<Km>,
    /// How much it weighs there.
    pub weight: Weight,
    /// What it rests on; of text and class the weaker.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// Under whose authority the force stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct MandateDoctrine {
    /// The name in files: `un-council`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, as a sentence.
    pub text: String,
    /// What follows from it, as sentences.
    pub means: String,
    /// Whether it answers a nation that asks for the United Nations.
    pub united_nations: bool,
    /// Who can stop it.
    pub veto: Option<String>,
    /// What the sentences rest on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// What a force is sent for.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionKind {
    /// The name in files: `deter`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, as a sentence.
    pub text: String,
    /// What the sentence rests on.
    pub basis: Basis,
}

/// How a mission changes the sizing of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionProfile {
    /// The mission: `deter`.
    pub mission: String,
    /// The role of the zone: `monitored-line`.
    pub role: String,
    /// The method of its need.
    pub method: Method,
    /// The profile, for a method that has several.
    pub profile: Option<String>,
    /// The method that is shown beside it.
    pub cross_check: Option<Method>,
    /// The profile of that method.
    pub cross_profile: Option<String>,
    /// What changes, as a sentence for the planner.
    pub changes: String,
    /// What the choice rests on.
    pub basis: Basis,
}

/// Rules of engagement.
#[derive(Clone, Debug, PartialEq)]
pub struct RoeDoctrine {
    /// The name in files: `self-defence`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it allows, as a sentence.
    pub text: String,
    /// What it requires of the force.
    pub requires: String,
    /// What the force does first when it is fired upon.
    pub if_fired_on: String,
    /// By how much it multiplies the need unless the user says otherwise.
    pub factor: f64,
    /// What the factor rests on.
    pub basis: Basis,
}

/// Something the United States supply that Europe lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// The name in files: `airlift`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is.
    pub text: String,
    /// Whether intelligence alone closes it.
    pub closed_by_intelligence: bool,
    /// How far intelligence closes it, as a sentence.
    pub closes: String,
    /// What the sentence rests on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// Whether the enablers of the United States are there.
#[derive(Clone, Debug, PartialEq)]
pub struct EnablerLevel {
    /// The name in files: `intelligence-only`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it means, as a sentence.
    pub text: String,
    /// The share of the land force that Europe adds; none where it adds nothing.
    pub share: Option<Parameter>,
    /// What it rests on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// A question that is open when a soldier is shot.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The name in files: `who-decides`.
    pub id: String,
    /// The question.
    pub question: String,
    /// What has been answered, none of it decided.
    pub answers: String,
    /// What the answers rest on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// The switches of the debate, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Posture {
    /// Reservations of nations.
    pub caveats: Vec<Caveat>,
    /// Under whose authority.
    pub mandates: Vec<MandateDoctrine>,
    /// What for.
    pub missions: Vec<MissionKind>,
    /// How a mission sizes a role.
    pub profiles: Vec<MissionProfile>,
    /// Rules of engagement, from the mildest.
    pub roe: Vec<RoeDoctrine>,
    /// What Europe lacks.
    pub shortfalls: Vec<Shortfall>,
    /// Whether the United States supply it.
    pub enablers: Vec<EnablerLevel>,
    /// What happens if a soldier is shot?
    pub questions: Vec<Question>,
}

impl Posture {
    /// The posture that is built into the program.
    ///
    /// # Errors
    /// Names file, row and column of the first thing that is wrong.
    pub fn embedded(doctrine: &Doctrine) -> Result<Self, Problem> {
        let posture = read::embedded()?;
        posture.consistent(doctrine)?;
        Ok(posture)
    }

    /// A caveat by its id.
    pub fn caveat(&self, id: &str) -> Option<&Caveat> {
        self.caveats.iter().find(|caveat| caveat.id == id)
    }

    /// A mandate by its id: `un-council`.
    pub fn mandate(&self, id: &str) -> Option<&MandateDoctrine> {
        self.mandates.iter().find(|mandate| mandate.id == id)
    }

    /// A mission by its id: `deter`.
    pub fn mission(&self, id: &str) -> Option<&MissionKind> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// How a mission sizes a role.
    pub fn profile(&self, mission: &str, role: &str) -> Option<&MissionProfile> {
        self.profiles.iter().find(|profile| profile.mission == mission && profile.role == role)
    }

    /// Rules of engagement by their id: `self-defence`.
    pub fn rules(&self, id: &str) -> Option<&RoeDoctrine> {
        self.roe.iter().find(|rules| rules.id == id)
    }

    /// Whether the United States supply what Europe lacks, by id: `out`.
    pub fn enabler_level(&self, id: &str) -> Option<&EnablerLevel> {
        self.enablers.iter().find(|level| level.id == id)
    }

    /// Checks what no single row can show: that names lead somewhere.
    fn consistent(&self, doctrine: &Doctrine) -> Result<(), Problem> {
        self.sources_stand(doctrine)?;
        self.profiles_stand(doctrine)?;
        self.caveats_stand(doctrine)
    }

    fn sources_stand(&self, doctrine: &Doctrine) -> Result<(), Problem> {
        let caveats = self.caveats.iter().map(|row| ("caveats.csv", &row.id, &row.sources));
        let mandates = self.mandates.iter().map(|row| ("mandates.csv", &row.id, &row.sources));
        let shortfalls = self.shortfalls.iter().map(|row| ("enablers.csv", &row.id, &row.sources));
        let levels = self.enablers.iter().map(|row| ("enabler_levels.csv", &row.id, &row.sources));
        let questions = self.questions.iter().map(|row| ("questions.csv", &row.id, &row.sources));
        for (file, owner, ids) in caveats.chain(mandates).chain(shortfalls).chain(levels).chain(questions) {
            if let Some(id) = ids.iter().find(|id| doctrine.source(id).is_none()) {
                let what = format!("{owner} cites {id}, which sources.csv does not have");
                return Err(Problem::error(file, what, "Add the source."));
            }
        }
        Ok(())
    }

    fn profiles_stand(&self, doctrine: &Doctrine) -> Result<(), Problem> {
        let file = "mission_profiles.csv";
        for mission in &self.missions {
            if let Some(role) =
                doctrine.roles.iter().find(|role| self.profile(&mission.id, &role.role).is_none())
            {
                let what = format!("There is no row for {} in {}", mission.id, role.role);
                return Err(Problem::error(file, what, "Add it."));
            }
        }
        for row in &self.profiles {
            let both = [(Some(row.method), &row.profile), (row.cross_check, &row.cross_profile)];
            for (method, profile) in both {
                let (Some(method), Some(profile)) = (method, profile) else {
                    continue;
                };
                if !doctrine.profiles_of(method).any(|known| known.parameter.id() == profile) {
                    let what = format!(
                        "{} in {} gives {} the profile {profile}, which it does not take",
                        row.mission,
                        row.role,
                        method.id()
                    );
                    return Err(Problem::error(file, what, "Name a profile of profiles.csv."));
                }
            }
        }
        Ok(())
    }

    fn caveats_stand(&self, doctrine: &Doctrine) -> Result<(), Problem> {
        for caveat in &self.caveats {
            let known = [
                ("missions", &caveat.missions, self.missions.iter().map(|row| &row.id).collect::<Vec<_>>()),
                ("roles", &caveat.roles, doctrine.roles.iter().map(|row| &row.role).collect()),
                ("mandates", &caveat.mandates, self.mandates.iter().map(|row| &row.id).collect()),
                ("roe", &caveat.roe, self.roe.iter().map(|row| &row.id).collect()),
                ("enablers", &caveat.enablers, self.enablers.iter().map(|row| &row.id).collect()),
            ];
            for (column, named, known) in known {
                if let Some(id) = named.iter().find(|id| !known.contains(id)) {
                    let what = format!("{} names {id}, which is none of {column}", caveat.id);
                    return Err(Problem::error("caveats.csv", what, "Mend the name.").at_member(column));
                }
            }
        }
        Ok(())
    }
}
