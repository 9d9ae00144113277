//! How much of an army is tied up, and whether it can go on.

use super::Supply;
use crate::units::{Span, grouped};

/// The share of an army that is tied up: `(assigned + kept)·k / A`.
///
/// Units: soldiers; k and the result have none. Each soldier sent, to Ukraine
/// or elsewhere, ties up k: himself, and those preparing and recovering.
/// Limits: an army that sends all it can is not thereby worn out, and one that
/// sends brigades wears out sooner than one that sends guards.
///
/// Worked example: 2,290 in Ukraine and 8,622 elsewhere at k = 3 tie up
/// 32,736 of 114,850, 28.5 %.
/// ```
/// let share = cordon::force::supply::stretch::tied_up(2_290.0, 8_622.0, 3.0, 114_850.0);
/// assert_eq!((share * 1_000.0).round(), 285.0);
/// ```
pub fn tied_up(assigned: f64, kept: f64, k: f64, army: f64) -> f64 {
    (assigned + kept) * k / army
}

/// How an army bears what is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strain {
    /// Below the lowest share that armies are said to sustain.
    Sustainable,
    /// Up to the share that is the target.
    AtTarget,
    /// Up to the most that any army is said to sustain.
    Stretched,
    /// Beyond that.
    Unsustainable,
}

impl Strain {
    /// The grade of a share beside low, target and most.
    pub fn of(share: f64, thresholds: Span<f64>) -> Self {
        // A share that is meant to meet a threshold may miss it in the last digit.
        let up_to = |threshold: f64| share <= threshold * (1.0 + 1e-9);
        if up_to(thresholds.low) {
            Self::Sustainable
        } else if up_to(thresholds.central) {
            Self::AtTarget
        } else if up_to(thresholds.high) {
            Self::Stretched
        } else {
            Self::Unsustainable
        }
    }

    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sustainable => "Sustainable",
            Self::AtTarget => "At the target",
            Self::Stretched => "Stretched",
            Self::Unsustainable => "Not sustainable",
        }
    }
}

/// How far an army is stretched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The share of the army that is tied up, the least first.
    pub share: Span<f64>,
    /// The shares up to which it is sustainable, at the target and possible at
    /// all: 8, 10 and 12 % times k.
    pub thresholds: Span<f64>,
    /// Pool for one deployed.
    pub k: f64,
    /// The grade of the central share.
    pub strain: Strain,
}

impl Stretch {
    /// "28 % of the army at k = 3: stretched (24 / 30 / 36 %)".
    pub fn words(&self) -> String {
        let per_cent = |share: f64| grouped(share * 100.0, 0);
        format!(
            "{} % of the army at k = {}: {} ({} / {} / {} %)",
            per_cent(self.share.central),
            crate::units::brief(self.k),
            self.strain.title().to_lowercase(),
            per_cent(self.thresholds.low),
            per_cent(self.thresholds.central),
            per_cent(self.thresholds.high),
        )
    }
}

/// How far a nation is stretched with so many assigned; none where its army is
/// not known or k is none.
pub fn stretch(supply: &Supply, assigned: f64, k: f64) -> Option<Stretch> {
    let armed = supply.army.low > 0.0 && supply.army.central > 0.0 && supply.army.high > 0.0;
    if !armed || !k.is_finite() || k < 1.0 || !assigned.is_finite() {
        return None;
    }
    let kept = supply.kept();
    let army = Span::new(supply.army.high, supply.army.central, supply.army.low);
    let share = kept.with(army, |kept, army| tied_up(assigned, kept, k, army));
    let thresholds = supply.share.map(|share| share * k);
    Some(Stretch { share, thresholds, k, strain: Strain::of(share.central, thresholds) })
}
