//! The nations of a plan as slides list them: by what they say of standing in Ukraine, who has a
//! row of their own, and who stand together as "others".

use super::inset::willing;
use crate::atlas::Atlas;
use crate::force::{Contribution, Figures};
use crate::plan::Plan;
use crate::scene::Willing;

/// The groups, in the order in which they stand.
pub(super) const GROUPS: [Willing; 3] = [Willing::Ready, Willing::Reluctant, Willing::Outside];

/// Nations with a row of their own in the chain; the rest stand together.
const NATIONS: usize = 13;

/// Nations with a row of their own among those who send.
const SENDERS: usize = 11;

/// Nations that say the same, in each who can send the most first.
pub(super) struct Group<'f> {
    /// What they say.
    pub willing: Willing,
    /// All of them.
    pub members: Vec<&'f Contribution>,
    /// How many of them have a row of their own.
    shown: usize,
}

impl<'f> Group<'f> {
    /// Those with a row of their own.
    pub fn shown(&self) -> &[&'f Contribution] {
        self.members.get(..self.shown).unwrap_or_default()
    }

    /// Those who stand together; nobody, or two at least.
    pub fn others(&self) -> &[&'f Contribution] {
        self.members.get(self.shown..).unwrap_or_default()
    }
}

/// The nations of a plan by group. A nation that the atlas does not have is the user's, who knows
/// that it is ready.
pub(super) fn groups<'f>(plan: &Plan, figures: &'f Figures, atlas: &Atlas) -> Vec<Group<'f>> {
    let nations = &figures.coalition.nations;
    let said = willing(plan, atlas);
    let of = |nation: &Contribution| said.get(&nation.nation().0).copied().unwrap_or(Willing::Ready);
    let group = |group: Willing| {
        let mut members: Vec<&Contribution> = nations.iter().filter(|nation| of(nation) == group).collect();
        let key = |nation: &Contribution| (nation.supply.troops.central.0, nation.supply.army.central);
        members.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
        });
        Group { willing: group, shown: members.len(), members }
    };
    let mut groups: Vec<Group<'f>> = GROUPS.into_iter().map(group).collect();
    let kept = kept(&groups);
    for group in &mut groups {
        let is_kept = |nation: &&&Contribution| kept.iter().any(|known| known.nation() == nation.nation());
        let shown = group.members.iter().filter(is_kept).count();
        // One alone is no rest.
        group.shown = if shown + 1 == group.members.len() { group.members.len() } else { shown };
    }
    groups
}

/// Those who have a row of their own: who can send the most, whatever their group.
fn kept<'f>(groups: &[Group<'f>]) -> Vec<&'f Contribution> {
    let mut all: Vec<&Contribution> = groups.iter().flat_map(|group| group.members.iter().copied()).collect();
    all.sort_by(|a, b| {
        let army = b.supply.army.central.total_cmp(&a.supply.army.central);
        b.supply.troops.central.0.total_cmp(&a.supply.troops.central.0).then(army)
    });
    // Each group that is cut has a row for the others.
    let rows = if all.len() > NATIONS { NATIONS - GROUPS.len() } else { all.len() };
    all.truncate(rows);
    all
}

/// Those who send somebody, the most first.
pub(super) fn senders(figures: &Figures) -> Vec<&Contribution> {
    let mut senders: Vec<&Contribution> =
        figures.coalition.nations.iter().filter(|nation| nation.assigned.0 >= 0.5).collect();
    senders.sort_by(|a, b| b.assigned.0.total_cmp(&a.assigned.0));
    senders
}

/// How many of the senders have a row of their own.
pub(super) const fn senders_shown(senders: usize) -> usize {
    if senders > SENDERS { SENDERS - 1 } else { senders }
}
