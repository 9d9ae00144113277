//! What a plan takes for granted: rotation, displacement, enablers, aircraft.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::posture::{Enablers, Mandate, Mission};

/// How long people serve and how long they are away between two tours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rotation {
    /// Months in the country.
    pub tour_months: f64,
    /// Months between two tours of the same people: recovering and preparing.
    pub interval_months: f64,
    /// Months over which those who have served are counted.
    pub horizon_months: u32,
    /// Months over which the first contingents arrive.
    pub ramp_up_months: f64,
}

impl Rotation {
    /// How many people stand behind each one deployed, that one included:
    /// `k = (tour + interval) / tour`.
    ///
    /// Six months in and twelve away make k = 3. The number itself is kept,
    /// because "3:1" is read both as k = 3 and as k = 4.
    pub fn k(&self) -> f64 {
        (self.tour_months + self.interval_months) / self.tour_months
    }
}

/// How many of the pre-war residents are taken to be there; 1 is all of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Displacement {
    /// The share for the country as a whole.
    pub country: f64,
    /// Shares of single oblasts, by ISO 3166-2 code (`UA-63`); the country's otherwise.
    pub by_oblast: BTreeMap<String, f64>,
}

/// What the arithmetic of a plan takes for granted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Assumptions {
    /// Tours and the months between them.
    pub rotation: Rotation,
    /// The share of residents who are there.
    pub displacement: Displacement,
    /// What the force is for; `None` leaves each zone to its role.
    pub mission: Option<Mission>,
    /// On whose authority it stands there.
    pub mandate: Mandate,
    /// What the United States contribute. Without them the force needs people of
    /// its own for what they did.
    pub enablers: Enablers,
    /// Combat aircraft over the country, sized apart from the land force.
    pub aircraft: u32,
    /// The published estimate shown beside the result, by its id.
    pub compare_with: Option<String>,
}
