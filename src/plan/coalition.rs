//! Who is in: the nations of a plan, what the user knows better than the atlas
//! of each, and what it sends into a zone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::choices;
use crate::units::Span;

/// A nation by its ISO 3166-1 code ("FR"), or by a code the user made for one
/// that the atlas does not have.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NationCode(pub String);

impl NationCode {
    /// The code of a text, in capitals.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
}

impl std::fmt::Display for NationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

choices! {
    /// What a nation speaks for, as far as it has said.
    Lean {
        /// Deterring a new attack.
        Deterrence = "deterrence", "Deterrence";
        /// Watching a ceasefire.
        Monitoring = "monitoring", "Monitoring";
        /// Either, or undecided between them.
        Either = "either", "Either";
        /// Support from outside Ukraine only.
        Outside = "outside", "Support from outside";
    }
}

choices! {
    /// What a nation has in store to equip and supply a force.
    Stock {
        /// Enough for a force of its size.
        Adequate = "adequate", "Adequate";
        /// Given away or run down.
        Depleted = "depleted", "Depleted";
        /// Not known.
        Unknown = "unknown", "Unknown";
    }
}

/// The nations of a plan, and which of their missions abroad they scale back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coalition {
    /// Those who are in, in the order of the list.
    pub members: Vec<Member>,
    /// The share, from 0 to 1, by which a mission abroad is scaled back, by its
    /// id (`kfor`, `althea`); missions that are not named stay as they are.
    pub scaled_back: BTreeMap<String, f64>,
}

impl Coalition {
    /// A member by its code.
    pub fn member(&self, nation: &NationCode) -> Option<&Member> {
        self.members.iter().find(|member| member.nation == *nation)
    }

    /// The share by which a mission is scaled back; nothing where none is set.
    pub fn scaled_back(&self, mission: &str) -> f64 {
        self.scaled_back.get(mission).copied().unwrap_or_default()
    }
}

/// A nation that is in, with what the user sets for it. Everything that is not
/// set is the atlas's.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Which nation.
    pub nation: NationCode,
    /// Its name, where the atlas does not have it.
    pub name: Option<String>,
    /// Troops deployed that it offers; stands in place of the estimate.
    pub offer: Option<Span<f64>>,
    /// The most it may send, deployed.
    pub ceiling: Option<f64>,
    /// Terms of its chain by name: `army`, `share`, `availability`, or a
    /// commitment by its row, `commitment:fr-unifil`.
    pub overrides: BTreeMap<String, Span<f64>>,
    /// What it speaks for.
    pub lean: Option<Lean>,
    /// Whether it asks for a mandate of the United Nations.
    pub needs_un: Option<bool>,
    /// What it has in store.
    pub stock: Option<Stock>,
    /// Its caveats, by id.
    pub caveats: Option<Vec<String>>,
    /// The month in which its first soldiers arrive; 0 is the first.
    pub start_month: u32,
    /// Months of a tour, where they are not the plan's.
    pub tour_months: Option<f64>,
    /// Months between two tours, where they are not the plan's.
    pub interval_months: Option<f64>,
    /// The user's remark.
    pub note: String,
}

impl Member {
    /// A member of whom the user has said nothing.
    pub const fn new(nation: NationCode) -> Self {
        Self {
            nation,
            name: None,
            offer: None,
            ceiling: None,
            overrides: BTreeMap::new(),
            lean: None,
            needs_un: None,
            stock: None,
            caveats: None,
            start_month: 0,
            tour_months: None,
            interval_months: None,
            note: String::new(),
        }
    }
}

/// How much of a zone a contingent is to fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// Troops deployed.
    Troops(f64),
    /// A share of the zone's central need; 1 is all of it.
    OfNeed(f64),
}

impl Share {
    /// Troops deployed, in a zone that needs so many in the central case.
    pub fn troops(self, need: f64) -> f64 {
        match self {
            Self::Troops(troops) => troops,
            Self::OfNeed(share) => share * need,
        }
    }
}

/// A contingent in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Whose.
    pub nation: NationCode,
    /// How much it fills.
    pub troops: Share,
    /// Whether an allocation must leave it as it is.
    pub locked: bool,
    /// The weight of the ground it holds, where a boundary was moved by hand;
    /// its troops otherwise.
    pub ground: Option<f64>,
}

impl Assignment {
    /// So many troops of a nation.
    pub const fn of(nation: NationCode, troops: f64) -> Self {
        Self { nation, troops: Share::Troops(troops), locked: false, ground: None }
    }
}
