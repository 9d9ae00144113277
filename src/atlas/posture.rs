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
    /// Roles of zones that have it unless plan or zone say otherwise.
    pub roles: Vec<String>,
    /// What sentence and roles rest on.
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

    /// The mission of a role where neither zone nor plan name one.
    pub fn mission_of(&self, role: &str) -> Option<&MissionKind> {
        self.missions.iter().find(|mission| mission.roles.iter().any(|known| known == role))
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
        if let Some(role) = doctrine.roles.iter().find(|role| self.mission_of(&role.role).is_none()) {
            let what = format!("No mission has the role {}", role.role);
            return Err(Problem::error("mission_kinds.csv", what, "Add it to one.").at_member("roles"));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn doctrine() -> Doctrine {
        Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
    }

    fn embedded() -> Posture {
        Posture::embedded(&doctrine()).unwrap_or_else(|problem| panic!("{problem}"))
    }

    #[test]
    fn every_table_is_whole() {
        let posture = embedded();
        let ids = |found: Vec<&str>| found.join(" ");
        assert_eq!(
            ids(posture.mandates.iter().map(|row| row.id.as_str()).collect()),
            "un-council coalition nato bilateral"
        );
        assert_eq!(
            ids(posture.roe.iter().map(|row| row.id.as_str()).collect()),
            "observe-report self-defence defend-mandate all-necessary-means"
        );
        assert_eq!(
            ids(posture.enablers.iter().map(|row| row.id.as_str()).collect()),
            "in intelligence-only out"
        );
        assert_eq!(
            ids(posture.shortfalls.iter().map(|row| row.id.as_str()).collect()),
            "isr airlift medical air-defence"
        );
        assert_eq!(posture.profiles.len(), 3 * doctrine().roles.len());
        assert_eq!(posture.questions.len(), 3);
    }

    #[test]
    fn only_the_security_council_answers_the_united_nations_and_can_be_vetoed_by_russia() {
        let posture = embedded();
        let answering: Vec<&Option<String>> =
            posture.mandates.iter().filter(|row| row.united_nations).map(|row| &row.veto).collect();
        assert_eq!(answering.len(), 1);
        assert!(answering[0].as_ref().is_some_and(|veto| veto.contains("Russia")));
    }

    /// A rule of engagement changes no number until somebody says by how much.
    #[test]
    fn factors_are_one_and_judgement() {
        assert!(embedded().roe.iter().all(|rules| rules.factor == 1.0 && rules.basis == Basis::J));
    }

    #[test]
    fn a_mission_changes_the_method_of_a_line() {
        let posture = embedded();
        let method = |mission: &str| posture.profile(mission, "monitored-line").map(|profile| profile.method);
        assert_eq!(method("monitor"), Some(Method::M3a));
        assert_eq!(method("deter"), Some(Method::M4));
        assert_eq!(method("presence"), Some(Method::M4t));
        assert_eq!(posture.mission_of("hub").map(|mission| mission.id.as_str()), Some("presence"));
    }

    /// The mission that a role has by itself leaves its method as it is, but for a line to reassure.
    #[test]
    fn the_mission_of_a_role_sizes_it_as_the_role_does() {
        let (posture, doctrine) = (embedded(), doctrine());
        for role in ["monitored-line", "buffer-area", "deterrent-sector", "hub", "site"] {
            let mission = posture.mission_of(role).map(|mission| mission.id.clone()).unwrap_or_default();
            let profile = posture.profile(&mission, role).map(|profile| profile.method);
            assert_eq!(profile, doctrine.role(role).map(|known| known.method), "{role}");
        }
    }

    /// With intelligence three of four gaps are left, so three quarters of the share.
    #[test]
    fn intelligence_closes_one_gap_of_four() {
        let (posture, doctrine) = (embedded(), doctrine());
        let closed = posture.shortfalls.iter().filter(|gap| gap.closed_by_intelligence).count();
        let left = 1.0 - closed as f64 / posture.shortfalls.len() as f64;
        let share = |level: &str| {
            let parameter = posture.enabler_level(level).and_then(|level| level.share);
            parameter.map(|parameter| doctrine.at(parameter).value)
        };
        let all = share("out").unwrap_or_default();
        assert_eq!(share("in"), None);
        let expected = all.map(|share| ((share * left) * 1e6).round() / 1e6);
        assert_eq!(share("intelligence-only"), Some(expected));
    }

    #[test]
    fn a_name_that_leads_nowhere_is_found() {
        let wrong = |change: fn(&mut Posture)| {
            let mut posture = embedded();
            change(&mut posture);
            posture.consistent(&doctrine()).err().map(|problem| problem.what).unwrap_or_default()
        };
        assert!(wrong(|posture| posture.caveats[0].roles.push("trench".to_owned())).contains("trench"));
        assert!(wrong(|posture| posture.mandates[0].sources.push("S999".to_owned())).contains("S999"));
        assert!(
            wrong(|posture| posture.profiles[0].profile = Some("m9.none".to_owned())).contains("m9.none")
        );
        assert!(wrong(|posture| drop(posture.profiles.remove(0))).contains("There is no row"));
        assert!(wrong(|posture| posture.missions[0].roles.clear()).contains("No mission has the role"));
    }
}
