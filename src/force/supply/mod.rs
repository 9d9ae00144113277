//! What a nation can send: its army, what it does already, and what is left.
//!
//! `land forces × sustainable share − present commitments + freed by scaling
//! back`, and `× availability`; or what the user types. Supply is estimated
//! apart from need, and neither is fitted to the other (trap 1).
//!
//! Low is the case with the fewest troops *sent*: the smallest army at the
//! smallest share with the largest commitments.

mod chain;

pub mod stretch;

use crate::atlas::Atlas;
use crate::plan::{Coalition, Member, NationCode};
use crate::source::Figure;
use crate::units::{Deployed, Span};

pub use chain::{Step, SupplyTerm};
pub use stretch::{Strain, Stretch, stretch};

/// The name of the override that sets an army.
pub const ARMY: &str = "army";
/// The name of the override that sets the share an army can sustain.
pub const SHARE: &str = "share";
/// The name of the override that sets what caveats leave.
pub const AVAILABILITY: &str = "availability";
/// What stands before the row in an override that sets a commitment.
pub const COMMITMENT: &str = "commitment:";

/// What an army can keep on operations at all times: `A·u`.
///
/// Units: soldiers; `u` a share. Source: NATO targets (`m6.usability`),
/// recalled. Limits: heads, not brigades with what they need (trap 14).
///
/// Worked example: 8 to 10 % of five armies of 434,467 are 34,757 to 43,447,
/// the 40,000 of the press (trap 1).
/// ```
/// use cordon::force::supply::sustainable;
/// assert_eq!(sustainable(434_467.0, 0.08).round(), 34_757.0);
/// assert_eq!(sustainable(434_467.0, 0.1).round(), 43_447.0);
/// ```
pub fn sustainable(army: f64, share: f64) -> f64 {
    army * share
}

/// What is left beside present commitments: `S − C + F`, below zero where an
/// army does more already than it can sustain.
///
/// Units: soldiers. Freed people `F` are a share of the very commitments `C`
/// of the same case, so that what is scaled back whole leaves no trace.
///
/// Worked example: France, central: 11,485 − 8,622 + 11 (half of its 22 in
/// Bosnia) are 2,874.
/// ```
/// assert_eq!(cordon::force::supply::spare(11_485.0, 8_622.0, 11.0), 2_874.0);
/// ```
pub fn spare(sustainable: f64, committed: f64, freed: f64) -> f64 {
    sustainable - committed + freed
}

/// What can be put into a zone: `max(0, spare)·a`.
///
/// Units: soldiers deployed; `a` a share. Source: judgement
/// (`m6.availability`): caveats, parliaments and rules of engagement (trap 15).
///
/// Worked example: 2,874 to spare at 0.8 are 2,299 deployed; an army 2,155 over
/// has none.
/// ```
/// use cordon::force::supply::available;
/// assert_eq!(available(2_874.0, 0.8).round(), 2_299.0);
/// assert_eq!(available(-2_155.0, 0.8), 0.0);
/// ```
pub fn available(spare: f64, availability: f64) -> f64 {
    spare.max(0.0) * availability
}

/// What a supply stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The chain from the army down.
    Estimate,
    /// An offer that the user typed.
    Offer,
    /// Nothing: what its army does already was not found, so nothing is taken
    /// to be free until commitments or an offer are typed.
    CommitmentsUnknown,
    /// Nothing: its army is not known.
    ArmyUnknown,
}

impl Origin {
    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Estimate => "estimated",
            Self::Offer => "offered, typed",
            Self::CommitmentsUnknown => "commitments not known: type them, or an offer",
            Self::ArmyUnknown => "army not known: type it, or an offer",
        }
    }
}

/// What a nation can send, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply {
    /// Which nation.
    pub nation: NationCode,
    /// Its name for people.
    pub name: String,
    /// What the number stands on.
    pub origin: Origin,
    /// Soldiers of the land forces; nothing where they are not known.
    pub army: Span<f64>,
    /// The share that the army can sustain.
    pub share: Span<f64>,
    /// What it does already and is counted; the low case has the most.
    pub committed: Span<f64>,
    /// What scaling back frees of it.
    pub freed: Span<f64>,
    /// What is left; below zero where it does more than it can sustain.
    pub spare: Span<f64>,
    /// What it can put into zones.
    pub troops: Span<Deployed>,
    /// Term by term; the last is the total.
    pub terms: Vec<SupplyTerm>,
}

impl Supply {
    /// What a member of a coalition can send.
    ///
    /// A nation that the atlas does not have rests on what is typed.
    pub fn of(member: &Member, coalition: &Coalition, atlas: &Atlas) -> Self {
        chain::supply(member, coalition, atlas)
    }

    /// What the army still does elsewhere: committed less freed, low first.
    pub fn kept(&self) -> Span<f64> {
        let kept = self.committed.with(self.freed, |committed, freed| committed - freed);
        Span::new(kept.high, kept.central, kept.low)
    }

    /// By how much the army does more already than it can sustain; nothing where something is left.
    pub fn over(&self) -> Span<f64> {
        self.spare.map(|spare| (-spare).max(0.0))
    }

    /// Whether the estimate leaves nobody in the central case.
    pub fn none_to_spare(&self) -> bool {
        self.origin == Origin::Estimate && self.spare.central <= 0.0
    }

    /// What the user must know before the number, as a sentence; none where there is nothing.
    pub fn remark(&self) -> Option<String> {
        use crate::units::grouped;
        match self.origin {
            Origin::CommitmentsUnknown => Some(format!(
                "What the army of {} does already is not known: nothing is taken to be free. Type its commitments or an offer.",
                self.name
            )),
            Origin::ArmyUnknown => {
                Some(format!("The army of {} is not known. Type its size or an offer.", self.name))
            }
            Origin::Estimate if self.none_to_spare() => Some(format!(
                "{} has none to spare: {} over what it can sustain.",
                self.name,
                grouped(self.over().central, 0)
            )),
            Origin::Estimate | Origin::Offer => None,
        }
    }

    /// Whether the user has set a term, an offer or a ceiling.
    pub fn overridden(&self) -> bool {
        self.terms.iter().any(|term| term.overridden)
    }

    /// What scaling back one mission frees here.
    pub fn freed_by(&self, mission: &str) -> Span<f64> {
        self.terms
            .iter()
            .filter(|term| matches!(&term.step, Step::Freed { mission: of, .. } if of == mission))
            .map(|term| term.value)
            .sum()
    }
}

/// What all members can send, in the order of the list.
pub fn supplies(coalition: &Coalition, atlas: &Atlas) -> Vec<Supply> {
    coalition.members.iter().map(|member| Supply::of(member, coalition, atlas)).collect()
}

/// Everything that can be sent: a sum case by case.
///
/// All lows or all highs at once are unlikely: the band is wider than any doubt
/// about the sum.
pub fn total(supplies: &[Supply]) -> Span<Deployed> {
    supplies.iter().map(|supply| supply.troops).sum()
}

/// Whether a coalition is as large as the press expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many nations fewer.
    Fewer(usize),
    /// As expected.
    Within,
    /// So many nations more.
    More(usize),
}

/// The number of nations beside the one published, "five to eight".
pub fn size(members: usize, published: &Figure) -> Size {
    let (least, most) = (published.value.low.max(0.0) as usize, published.value.high.max(0.0) as usize);
    if members < least {
        Size::Fewer(least - members)
    } else if members > most {
        Size::More(members - most)
    } else {
        Size::Within
    }
}

#[cfg(test)]
mod tests;
