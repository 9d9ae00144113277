//! What makes one allocation better than another, as one number.

use serde::{Deserialize, Serialize};

use super::whole::Whole;

/// The weights of the objective, in points.
///
/// They keep the order of the aims where it matters, and let it yield where it does not:
///
/// - A person short outweighs everything else together, so the shortfall is always the
///   least possible. One person more on the ground disturbs at most two pairs for each
///   nation or zone on the way, by a grade or two and a contingent each: below a million
///   for some hundreds of nations and zones.
/// - A person of a lower grade weighs 100, more than any step of stretch (at most 61),
///   so nobody is sent where he fits less well in order to even out stretch.
/// - A person beyond `s` whole per cent of his army weighs `2s + 1`, the growth of the
///   square: least when all nations are stretched alike. Steps of one per cent, since
///   the sustainable share is not known more finely (8, 10 or 12 %).
/// - A contingent more weighs 1 000: worth it to move 500 people, a small battalion,
///   by one per cent of stretch, or ten people by a grade. On the stored instance of
///   25 × 30 with twice the supply, 100 makes 37 contingents and armies stretched 6.1 to
///   7.0 %, 1 000 makes 34 and 6.0 to 8.2 %, 10 000 makes 30 and 4.0 to 11.0 %: no longer
///   even.
/// - One below the least worth sending weighs as much again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights;

impl Weights {
    /// A person short, for each hundredth of priority.
    pub const SHORT: i64 = 1_000_000;
    /// A person, for each grade below fit.
    pub const GRADE: i64 = 100;
    /// A nation in a zone.
    pub const CONTINGENT: i64 = 1_000;
    /// More for a contingent below the least worth sending.
    pub const TOKEN: i64 = 1_000;
    /// Steps of one per cent of an army; above them the slope stays.
    pub const STEPS: i64 = 30;
}

/// The objective of an allocation, part by part, in points. Locked contingents are no
/// choice and cost nothing, but they stretch their nation and fill their zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// People short, weighted by priority.
    pub shortfall: i64,
    /// People who are not fit for where they are sent.
    pub fit: i64,
    /// Stretch of the nations beyond what they keep elsewhere and what is locked.
    pub stretch: i64,
    /// Contingents, those below the least twice.
    pub contingents: i64,
}

impl Objective {
    /// The one number that is made least.
    pub const fn total(&self) -> i64 {
        self.shortfall.saturating_add(self.rest())
    }

    /// Everything but the shortfall, which is always the least possible: what gap and
    /// ratio are measured by, since the shortfall's weight would hide any difference.
    pub const fn rest(&self) -> i64 {
        self.fit.saturating_add(self.stretch).saturating_add(self.contingents)
    }

    /// The objective of what is sent, nation by nation.
    pub(super) fn of(whole: &Whole, sent: &[i64]) -> Self {
        let mut objective = Self::default();
        let mut met = vec![0; whole.zones];
        for (nation, row) in sent.chunks(whole.zones.max(1)).enumerate() {
            for (zone, people) in row.iter().copied().enumerate().filter(|(_, people)| *people > 0) {
                met[zone] += people;
                objective.fit += whole.grade_cost(nation, zone).saturating_mul(people);
                objective.contingents += whole.charge(zone, people);
            }
            objective.stretch += whole.strain[nation].cost(row.iter().sum());
        }
        for (zone, met) in met.into_iter().enumerate() {
            let short = whole.need[zone] - met;
            objective.shortfall =
                objective.shortfall.saturating_add(whole.weight[zone].saturating_mul(short));
        }
        objective
    }
}
