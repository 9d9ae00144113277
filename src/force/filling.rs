//! Who fills a zone: its contingents beside its need, and what would close the gap.

use std::sync::Arc;

use super::derivation::{Derivation, Key};
use super::fit::{Fit, Grade};
use crate::atlas::doctrine::Method;
use crate::plan::{NationCode, ZoneId};
use crate::units::{Deployed, Km, Span};

/// A contingent in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Contingent {
    /// Whose.
    pub nation: NationCode,
    /// How many, deployed.
    pub troops: Deployed,
    /// Whether it fits there, and why not.
    pub fit: Arc<Fit>,
    /// Whether it is the framework nation.
    pub leads: bool,
    /// Whether an allocation must leave it as it is.
    pub locked: bool,
}

/// What would close the gap of a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closing {
    /// So many more, deployed.
    pub people: Deployed,
    /// Or so many kilometres less to hold; where the need follows from kilometres.
    pub km: Option<Km>,
}

/// A zone beside its contingents.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// Which zone.
    pub id: ZoneId,
    /// The contingents, in their order along the zone.
    pub contingents: Vec<Contingent>,
    /// Troops of all contingents.
    pub filled: Deployed,
    /// What is missing in each case of the need; nothing where it is filled.
    pub short: Span<Deployed>,
    /// What is there beyond the central need.
    pub over: Deployed,
    /// What would close the gap to the central need.
    pub closing: Option<Closing>,
}

/// How a zone stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// Nobody is needed.
    NoNeed,
    /// Nobody is assigned.
    Empty,
    /// So many are missing.
    Short(Deployed),
    /// The central need is met.
    Filled,
    /// So many more than needed.
    Over(Deployed),
}

/// A gap or a surplus smaller than this is rounding: half a soldier.
const A_SOLDIER: f64 = 0.5;

impl Filling {
    /// A zone's need beside what is sent there.
    pub(super) fn of(
        id: ZoneId,
        contingents: Vec<Contingent>,
        need: Span<Deployed>,
        derivation: &Derivation,
    ) -> Self {
        let filled: Deployed = contingents.iter().map(|contingent| contingent.troops).sum();
        let short = need.map(|need| Deployed((need.0 - filled.0).max(0.0)));
        let closing = (short.central.0 >= A_SOLDIER)
            .then(|| Closing { people: short.central, km: kilometres(derivation, short.central) });
        let over = Deployed((filled.0 - need.central.0).max(0.0));
        Self { id, contingents, filled, short, over, closing }
    }

    /// How the zone stands beside its central need.
    pub fn state(&self, need: Deployed) -> State {
        self.state_with(need, self.filled)
    }

    /// How it stands when so many of its contingents are there, as in a month of the ramp-up.
    pub fn state_with(&self, need: Deployed, there: Deployed) -> State {
        let (missing, over) = (need.0 - there.0, there.0 - need.0);
        if need.0 < A_SOLDIER && there.0 < A_SOLDIER {
            State::NoNeed
        } else if self.contingents.is_empty() {
            State::Empty
        } else if missing >= A_SOLDIER {
            State::Short(Deployed(missing))
        } else if over >= A_SOLDIER {
            State::Over(Deployed(over))
        } else {
            State::Filled
        }
    }

    /// A contingent by its nation.
    pub fn contingent(&self, nation: &NationCode) -> Option<&Contingent> {
        self.contingents.iter().find(|contingent| contingent.nation == *nation)
    }

    /// Troops whose nation does not fit here.
    pub fn unfit(&self) -> Deployed {
        let unfit = self.contingents.iter().filter(|contingent| contingent.fit.grade == Grade::Unfit);
        unfit.map(|contingent| contingent.troops).sum()
    }
}

/// The kilometres that so many troops would hold: `short ÷ (need ÷ km)`.
///
/// Only where the need follows from kilometres (M3a, M3b, M4). Limits: posts and
/// brigades come whole, so the need falls in steps; never more than the zone has.
fn kilometres(derivation: &Derivation, short: Deployed) -> Option<Km> {
    let line = match derivation.method {
        Method::M3a | Method::M3b => derivation.term(Key::LineOnGround),
        Method::M4 => derivation.term(Key::LineHeld).or_else(|| derivation.term(Key::LineOnGround)),
        _ => None,
    }?;
    let (km, need) = (line.value.central, derivation.need.central.0);
    (km > 0.0 && need > 0.0).then(|| Km((short.0 / need * km).min(km)))
}
