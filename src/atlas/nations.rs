//! Nations: armies, what they do already, and how they speak of Ukraine.
//!
//! The figures stand in `data/supply/*.csv`, each with its sources and the
//! basis of every case; nothing about an army is written in code.

use serde::{Deserialize, Serialize};

use super::doctrine::Doctrine;
use super::posture::Posture;
use crate::problem::Problem;
use crate::source::{Basis, Figure};
use crate::units::Span;

mod read;

/// What a nation would do, if it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lean {
    /// Stand as a deterrent, with or without a mandate of the United Nations.
    Deterrence,
    /// Watch and keep a peace that both sides want.
    Monitoring,
    /// Either of the two.
    Either,
    /// Help from outside Ukraine only, or not at all.
    Outside,
}

impl Lean {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Deterrence, Self::Monitoring, Self::Either, Self::Outside];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deterrence => "deterrence",
            Self::Monitoring => "monitoring",
            Self::Either => "either",
            Self::Outside => "outside",
        }
    }

    /// The lean of a name in a file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lean| lean.name() == name)
    }

    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Deterrence => "Deterrence",
            Self::Monitoring => "Monitoring",
            Self::Either => "Either",
            Self::Outside => "Support from outside",
        }
    }
}

/// How a nation speaks of soldiers of its own inside Ukraine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says that it will send some.
    Ready,
    /// Open, or under conditions.
    Open,
    /// Has not decided.
    Undecided,
    /// Would rather not.
    Reluctant,
    /// Says that it will not.
    Refuses,
}

impl Stance {
    /// All of them, from ready to refusing.
    pub const ALL: &'static [Self] =
        &[Self::Ready, Self::Open, Self::Undecided, Self::Reluctant, Self::Refuses];

    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::Open => "Open",
            Self::Undecided => "Undecided",
            Self::Reluctant => "Reluctant",
            Self::Refuses => "Refuses",
        }
    }
}

/// Whether there is anything to fight with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stock {
    /// Enough for a brigade or more over months.
    Adequate,
    /// Much was given away or never there.
    Depleted,
    /// Nothing is known.
    Unknown,
}

impl Stock {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Adequate, Self::Depleted, Self::Unknown];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adequate => "adequate",
            Self::Depleted => "depleted",
            Self::Unknown => "unknown",
        }
    }

    /// The flag of a name in a file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|stock| stock.name() == name)
    }

    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Adequate => "Adequate",
            Self::Depleted => "Depleted",
            Self::Unknown => "Unknown",
        }
    }
}

/// What a classification rests on: never on a document alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged<T> {
    /// The class.
    pub is: T,
    /// What it rests on.
    pub basis: Basis,
}

/// The flag of the stocks, which only warns.
#[derive(Clone, Debug, PartialEq)]
pub struct StockFlag {
    /// The flag.
    pub is: Stock,
    /// Recalled or judged.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Why.
    pub why: String,
}

/// Something a government said.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Year, month or day.
    pub date: String,
    /// In a sentence.
    pub text: String,
    /// What it rests on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// A published or implied number of people inside Ukraine.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The lower number.
    pub low: f64,
    /// The upper number.
    pub high: f64,
    /// What the lower number rests on.
    pub basis_low: Basis,
    /// What the upper number rests on.
    pub basis_high: Basis,
    /// Year, month or day.
    pub date: String,
    /// Where it was read.
    pub sources: Vec<String>,
    /// How it is to be read.
    pub note: String,
}

/// What an army does already.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// The name in files: `it-kfor`. A plan overrides it as `commitment:it-kfor`.
    pub id: String,
    /// The nation's code.
    pub nation: String,
    /// The id of a [`MissionAbroad`].
    pub mission: String,
    /// What it is, for people.
    pub name: String,
    /// People tied up; low is the least, so that in a sum of supply the high
    /// value belongs to the low case.
    pub people: Figure,
    /// Of which time.
    pub date: String,
    /// Whether it is taken off what the army can sustain.
    pub counted: bool,
    /// Why it is not.
    pub not_counted_because: Option<String>,
}

/// A mission that soldiers are in already.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAbroad {
    /// The name in files: `kfor`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Which part of the world: `balkans`.
    pub group: String,
    /// Whether a plan may scale it back.
    pub scalable: bool,
    /// What scaling it back costs, in words.
    pub price: String,
    /// What the sentence rests on.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// A nation that might send a contingent.
#[derive(Clone, Debug, PartialEq)]
pub struct Nation {
    /// ISO 3166-1 alpha-2: `FR`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Soldiers of the land forces.
    pub army: Figure,
    /// Manoeuvre brigades.
    pub brigades: Figure,
    /// What it would do: judgement from the positions.
    pub lean: Judged<Lean>,
    /// How it speaks of soldiers inside Ukraine: judgement from the positions.
    pub stance: Judged<Stance>,
    /// Whether it asks for a mandate of the United Nations.
    pub needs_un: Judged<bool>,
    /// Ids of caveats.
    pub caveats: Vec<String>,
    /// The flag of the stocks.
    pub stock: StockFlag,
    /// One of the five core states, in a new plan from the start.
    pub core: bool,
    /// What was said, oldest first.
    pub positions: Vec<Position>,
    /// What was offered, as published or implied.
    pub offer: Option<Offer>,
    /// What the army does already.
    pub commitments: Vec<Commitment>,
    /// Whether the list of commitments is whole. Where it is not, nothing is
    /// taken to be free.
    pub commitments_known: bool,
    /// Where documents disagree.
    pub note: String,
}

/// All nations with their missions.
#[derive(Clone, Debug, PartialEq)]
pub struct Nations {
    list: Vec<Nation>,
    others: Vec<Commitment>,
    missions: Vec<MissionAbroad>,
    size: Figure,
}

impl Nations {
    /// The nations that are built into the program.
    ///
    /// # Errors
    /// Names file, row and column of the first thing that is wrong.
    pub fn embedded(doctrine: &Doctrine, posture: &Posture) -> Result<Self, Problem> {
        let nations = read::embedded()?;
        nations.consistent(doctrine, posture)?;
        Ok(nations)
    }

    /// All nations, the five core states first.
    pub fn all(&self) -> &[Nation] {
        &self.list
    }

    /// A nation by its code.
    pub fn get(&self, code: &str) -> Option<&Nation> {
        self.list.iter().find(|nation| nation.code == code)
    }

    /// The five core states of the first reports.
    pub fn core(&self) -> impl Iterator<Item = &Nation> {
        self.list.iter().filter(|nation| nation.core)
    }

    /// Missions that soldiers are in already, the Balkans first.
    pub fn missions(&self) -> &[MissionAbroad] {
        &self.missions
    }

    /// A mission by its id.
    pub fn mission(&self, id: &str) -> Option<&MissionAbroad> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// What a nation does already, listed or not.
    pub fn commitments_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Commitment> {
        self.commitments().filter(move |commitment| commitment.nation == code)
    }

    /// Every commitment: of the nations listed, then of those that only stand in the Balkans.
    pub fn commitments(&self) -> impl Iterator<Item = &Commitment> {
        self.list.iter().flat_map(|nation| &nation.commitments).chain(&self.others)
    }

    /// People whom all nations together have in a mission.
    pub fn people_in(&self, mission: &str) -> Span<f64> {
        self.commitments()
            .filter(|commitment| commitment.mission == mission)
            .map(|commitment| commitment.people.value)
            .sum()
    }

    /// The number of nations that the press expects in the coalition.
    pub const fn coalition_size(&self) -> &Figure {
        &self.size
    }

    /// Checks what no single row can show: that names lead somewhere.
    fn consistent(&self, doctrine: &Doctrine, posture: &Posture) -> Result<(), Problem> {
        for (file, owner, ids) in self.citations() {
            for id in ids {
                if doctrine.source(id).is_none() {
                    return Err(Problem::error(
                        file,
                        format!("{owner} cites {id}, which sources.csv does not have"),
                        "Add the source.",
                    ));
                }
            }
        }
        for nation in &self.list {
            if let Some(id) = nation.caveats.iter().find(|id| posture.caveat(id).is_none()) {
                let what = format!("{} has the caveat {id}, which caveats.csv does not have", nation.code);
                return Err(Problem::error("nations.csv", what, "Name a caveat of caveats.csv."));
            }
        }
        Ok(())
    }

    fn citations(&self) -> impl Iterator<Item = (&'static str, &str, &[String])> {
        let nations = self.list.iter().flat_map(|nation| {
            let code = nation.code.as_str();
            let said =
                nation.positions.iter().map(move |said| ("positions.csv", code, said.sources.as_slice()));
            let offer = nation.offer.iter().map(move |offer| ("offers.csv", code, offer.sources.as_slice()));
            [
                ("nations.csv", code, nation.army.sources.as_slice()),
                ("nations.csv", code, nation.brigades.sources.as_slice()),
                ("nations.csv", code, nation.stock.sources.as_slice()),
            ]
            .into_iter()
            .chain(said)
            .chain(offer)
        });
        let commitments = self.commitments().map(|commitment| {
            ("commitments.csv", commitment.id.as_str(), commitment.people.sources.as_slice())
        });
        let missions = self
            .missions
            .iter()
            .map(|mission| ("missions_abroad.csv", mission.id.as_str(), mission.sources.as_slice()));
        let size = [("coalition.csv", self.size.id.as_str(), self.size.sources.as_slice())];
        nations.chain(commitments).chain(missions).chain(size)
    }
}

#[cfg(test)]
mod tests;
