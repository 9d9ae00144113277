//! What each nation sends beside what it can send, and the coalition as a whole.

use std::collections::BTreeMap;

use super::alarm::{Alarm, Urgency};
use super::filling::Filling;
use super::supply::{self, Size, Stretch, Supply, stretch};
use crate::atlas::Atlas;
use crate::plan::{NationCode, ZoneId};
use crate::units::{Deployed, Span, grouped};

/// What a nation sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it can send, term by term.
    pub supply: Supply,
    /// What it sends to all zones together.
    pub assigned: Deployed,
    /// Where it stands, with how many, in the order of the plan.
    pub zones: Vec<(ZoneId, Deployed)>,
    /// What it could send besides, in the central case.
    pub left: Deployed,
    /// What it sends beyond the central case of what it can.
    pub beyond: Deployed,
    /// How far its army is stretched; none where army or rotation is not known.
    pub stretch: Option<Stretch>,
}

impl Contribution {
    fn of(supply: &Supply, zones: Vec<(ZoneId, Deployed)>, k: f64) -> Self {
        let assigned: Deployed = zones.iter().map(|(_, troops)| *troops).sum();
        let can = supply.troops.central;
        Self {
            assigned,
            left: Deployed((can.0 - assigned.0).max(0.0)),
            beyond: Deployed((assigned.0 - can.0).max(0.0)),
            stretch: stretch(supply, assigned.0, k),
            supply: supply.clone(),
            zones,
        }
    }

    /// Which nation.
    pub const fn nation(&self) -> &NationCode {
        &self.supply.nation
    }

    /// What must be known about it, if it sends more than it can.
    fn alarm(&self) -> Option<Alarm> {
        if self.beyond.0 < 1.0 {
            return None;
        }
        let (sent, beyond) = (grouped(self.assigned.0, 0), grouped(self.beyond.0, 0));
        let outside = self.assigned.0 > self.supply.troops.high.0;
        let name = &self.supply.name;
        let what = if outside {
            format!("{name} sends {sent}, {beyond} more than it can sustain, beyond the high case too")
        } else {
            format!("{name} sends {sent}, {beyond} more than it can sustain in the central case")
        };
        Some(Alarm {
            severity: Urgency::Warning,
            zone: None,
            what,
            hint: "Send fewer, scale back a mission abroad, or type what it offers.".to_owned(),
            trap: Some(14),
        })
    }
}

/// The coalition beside the need of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Contributions {
    /// One for each member, in the order of the plan.
    pub nations: Vec<Contribution>,
    /// What all members can send: all lows, all centrals, all highs.
    pub available: Span<Deployed>,
    /// What all members send.
    pub assigned: Deployed,
    /// Troops missing in the zones, in each case of the need. What one zone has
    /// too many does not help another.
    pub short: Span<Deployed>,
    /// Zones that are short in the central case.
    pub short_zones: usize,
    /// The number of members beside the five to eight that the press expected.
    pub size: Size,
}

impl Contributions {
    /// Gathers what the zones get into what the nations send.
    pub(super) fn of(supplies: &[Supply], fillings: &[Filling], k: f64, atlas: &Atlas) -> Self {
        let mut sent: BTreeMap<&NationCode, Vec<(ZoneId, Deployed)>> = BTreeMap::new();
        for filling in fillings {
            for contingent in &filling.contingents {
                sent.entry(&contingent.nation).or_default().push((filling.id.clone(), contingent.troops));
            }
        }
        let nations: Vec<Contribution> = supplies
            .iter()
            .map(|supply| Contribution::of(supply, sent.remove(&supply.nation).unwrap_or_default(), k))
            .collect();
        Self {
            available: supply::total(supplies),
            assigned: nations.iter().map(|nation| nation.assigned).sum(),
            short: fillings.iter().map(|filling| filling.short).sum(),
            short_zones: fillings.iter().filter(|filling| filling.closing.is_some()).count(),
            size: supply::size(nations.len(), atlas.nations.coalition_size()),
            nations,
        }
    }

    /// A nation by its code.
    pub fn nation(&self, code: &NationCode) -> Option<&Contribution> {
        self.nations.iter().find(|nation| nation.nation() == code)
    }

    /// How many nations send somebody.
    pub fn sending(&self) -> usize {
        self.nations.iter().filter(|nation| nation.assigned.0 > 0.0).count()
    }

    /// What must be known about the nations that send more than they can.
    pub(super) fn alarms(&self) -> impl Iterator<Item = Alarm> + '_ {
        self.nations.iter().filter_map(Contribution::alarm)
    }
}
