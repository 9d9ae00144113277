//! What is to be allocated: nations, zones, and how they fit.

use serde::{Deserialize, Serialize};

/// Nations, zones and how they fit, in plain numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// Who can send people.
    pub nations: Vec<Supplier>,
    /// Where people are needed.
    pub zones: Vec<Demand>,
    /// How each nation (row) fits each zone (column); what is missing counts as barred.
    pub fit: Vec<Vec<Grade>>,
    /// Contingents that stand as they are.
    pub locked: Vec<Locked>,
    /// Least contingent worth sending, in people. It yields to the shortfall: a smaller
    /// one is sent where nothing else closes a gap.
    pub least: f64,
    /// Whether a nation may be sent where it is unfit.
    pub allow_unfit: bool,
}

/// A nation and what it can send.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supplier {
    /// Code of the nation, "FR"; the answer does not depend on the order of nations
    /// whose names differ.
    pub name: String,
    /// People it can have deployed here, beyond what it keeps elsewhere.
    pub troops: f64,
    /// Its land forces, of which stretch is the share tied up.
    pub army: f64,
    /// People it keeps deployed in other missions.
    pub kept: f64,
    /// Most it may send, typed.
    pub cap: Option<f64>,
}

/// A zone and what it needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// Name of the zone.
    pub name: String,
    /// People it needs.
    pub need: f64,
    /// Weight of a person short here, 0.01 to 10; 1 where all zones count alike.
    pub priority: f64,
}

/// How well a nation fits a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Nothing speaks against it.
    Fit,
    /// Possible, with something against it.
    Strained,
    /// Against its position or a caveat: chosen only if the instance allows it.
    Unfit,
    /// Never chosen; only a locked contingent can stand here.
    Barred,
}

/// A contingent that stands as it is, whether it fits or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Locked {
    /// Place of the nation in the instance.
    pub nation: usize,
    /// Place of the zone in the instance.
    pub zone: usize,
    /// People.
    pub troops: f64,
}

impl Instance {
    /// How a nation fits a zone.
    pub fn grade(&self, nation: usize, zone: usize) -> Grade {
        self.fit.get(nation).and_then(|row| row.get(zone)).copied().unwrap_or(Grade::Barred)
    }

    /// Whether what a nation has in a zone stands as it is.
    pub fn is_locked(&self, nation: usize, zone: usize) -> bool {
        self.locked.iter().any(|set| set.nation == nation && set.zone == zone)
    }

    /// Whether a nation may be chosen for a zone.
    pub fn may_choose(&self, nation: usize, zone: usize) -> bool {
        match self.grade(nation, zone) {
            Grade::Fit | Grade::Strained => true,
            Grade::Unfit => self.allow_unfit,
            Grade::Barred => false,
        }
    }
}
