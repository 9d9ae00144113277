//! What comes out: who sends whom where, what is lacking, and what would close it.

use std::fmt;

use super::instance::{Grade, Instance};
use super::objective::Objective;
use super::reasons::{self, Why};
use super::whole::Whole;
use crate::units::grouped;

/// Who sends how many people where.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// People, nation by zone, in the order of the instance, with what is locked.
    pub troops: Vec<Vec<u32>>,
    /// People that each zone lacks.
    pub shortfall: Vec<u32>,
    /// People that each nation could send beyond this; none where locked contingents
    /// take more than it has.
    pub left: Vec<u32>,
    /// What the choice costs, part by part.
    pub objective: Objective,
    /// What no choice can undercut, of [`Objective::total`].
    pub bound: i64,
    /// Why these nations and not others, zone by zone.
    pub explained: Vec<Vec<Why>>,
}

impl Allocation {
    pub(super) fn of(instance: &Instance, whole: &Whole, sent: &[i64], bound: i64) -> Self {
        let objective = Objective::of(whole, sent);
        let troops = whole.restored(sent);
        let (shortfall, left) = (whole.short(sent), whole.left(sent));
        let mut allocation = Self {
            troops,
            shortfall,
            left,
            objective,
            bound: bound.min(objective.total()),
            explained: Vec::new(),
        };
        allocation.explained =
            (0..instance.zones.len()).map(|zone| reasons::of(instance, &allocation, zone)).collect();
        allocation
    }

    /// People lacking in all zones.
    pub fn short(&self) -> u64 {
        self.shortfall.iter().map(|short| u64::from(*short)).sum()
    }

    /// How far this may be from the best there is, as a share of everything but the
    /// shortfall (which is the least possible): 0 says it is proven best.
    pub fn gap(&self) -> f64 {
        share(self.objective, self.bound)
    }
}

/// The gap between an objective and its bound, as a share of all but the shortfall.
pub(super) fn share(objective: Objective, bound: i64) -> f64 {
    let between = objective.total().saturating_sub(bound);
    if between <= 0 { 0.0 } else { between as f64 / objective.rest().max(between) as f64 }
}

/// What would close the gap of a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// Place of the zone.
    pub zone: usize,
    /// People it lacks.
    pub people: u32,
    /// Nations that have people left but may not be chosen here, the most first.
    pub barred: Vec<Helper>,
    /// Nations that may be chosen and could send more if they offered more: those that
    /// are fit, then those that are strained.
    pub askable: Vec<Helper>,
}

/// A nation that could help close a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Helper {
    /// Place of the nation.
    pub nation: usize,
    /// Its code.
    pub name: String,
    /// How it fits the zone.
    pub grade: Grade,
    /// People it has left.
    pub left: u32,
    /// Its stretch as it stands, as a share of its army.
    pub stretch: f64,
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} more from anyone fit", grouped(f64::from(self.people), 0))
    }
}

/// What would close the gap of each zone that lacks people, in the order of the zones.
///
/// A nation that may be chosen for a zone with a gap has nobody left, or all it could
/// free is bound elsewhere by the same gap: more must be offered, by those who fit, the
/// least stretched first. Or someone who has people left must be let in.
pub fn closing(instance: &Instance, allocation: &Allocation) -> Vec<Closing> {
    let gaps = allocation.shortfall.iter().enumerate().filter(|(_, people)| **people > 0);
    gaps.map(|(zone, people)| {
        let all: Vec<Helper> = (0..instance.nations.len())
            .filter(|nation| !instance.is_locked(*nation, zone))
            .filter_map(|nation| helper(instance, allocation, nation, zone))
            .collect();
        let (mut askable, mut barred): (Vec<Helper>, Vec<Helper>) =
            all.into_iter().partition(|helper| instance.may_choose(helper.nation, zone));
        askable.sort_by(|a, b| a.grade.cmp(&b.grade).then(a.stretch.total_cmp(&b.stretch)));
        barred.retain(|helper| helper.left > 0);
        barred.sort_by_key(|helper| std::cmp::Reverse(helper.left));
        Closing { zone, people: *people, barred, askable }
    })
    .collect()
}

fn helper(instance: &Instance, allocation: &Allocation, nation: usize, zone: usize) -> Option<Helper> {
    Some(Helper {
        nation,
        name: instance.nations.get(nation)?.name.clone(),
        grade: instance.grade(nation, zone),
        left: *allocation.left.get(nation)?,
        stretch: stretch(instance, allocation, nation),
    })
}

/// The share of a nation's army that is tied up, with what it keeps elsewhere; infinite
/// for a nation without an army that sends someone.
pub(super) fn stretch(instance: &Instance, allocation: &Allocation, nation: usize) -> f64 {
    let Some(supplier) = instance.nations.get(nation) else { return 0.0 };
    let sent: f64 =
        allocation.troops.get(nation).into_iter().flatten().map(|people| f64::from(*people)).sum();
    let away = sent + supplier.kept;
    if away <= 0.0 { 0.0 } else { away / supplier.army.max(0.0) }
}
