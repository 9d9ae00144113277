//! Changes of the coalition: who is in, who leaves, who goes into which zone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{LONGEST_HORIZON, LONGEST_INTERVAL, LONGEST_TOUR, name, number};
use super::{Assignment, Coalition, Edit, Member, NationCode, Plan, Share, Zone};
use crate::problem::Refusal;
use crate::units::Span;

/// The most troops of one nation in one zone.
const MOST_TROOPS: f64 = 1_000_000.0;
/// The largest share of a zone's need that one contingent may be said to fill.
const LARGEST_SHARE: f64 = 10.0;
/// The largest weight of ground.
const MOST_GROUND: f64 = 1e9;
/// The longest code of a nation, in characters.
const LONGEST_CODE: usize = 8;

impl Plan {
    pub(super) fn set_member(&mut self, member: &Member) -> Result<(), Refusal> {
        let member = checked(member.clone())?;
        let coalition = Arc::make_mut(&mut self.coalition);
        match coalition.members.iter_mut().find(|old| old.nation == member.nation) {
            Some(old) => *old = member,
            None => coalition.members.push(member),
        }
        Ok(())
    }

    /// Leaves nations out of the coalition and of every zone.
    pub(super) fn leave_out(&mut self, nations: &[NationCode]) -> Result<(), Refusal> {
        let gone: BTreeSet<&NationCode> = nations.iter().collect();
        if let Some(missing) = gone.iter().find(|nation| self.coalition.member(nation).is_none()) {
            return Err(Refusal::new(
                format!("{missing} is not in the coalition"),
                "Choose a nation that is; undo brings back one that was left out.",
            ));
        }
        Arc::make_mut(&mut self.coalition).members.retain(|member| !gone.contains(&member.nation));
        for zone in &mut self.zones {
            let leads = zone.lead.as_ref().is_some_and(|lead| gone.contains(lead));
            if leads || zone.assigned.iter().any(|assignment| gone.contains(&assignment.nation)) {
                let zone = Arc::make_mut(zone);
                zone.assigned.retain(|assignment| !gone.contains(&assignment.nation));
                zone.lead = zone.lead.take().filter(|lead| !gone.contains(lead));
            }
        }
        Ok(())
    }

    pub(super) fn scale_back(&mut self, mission: &str, share: f64) -> Result<(), Refusal> {
        let share = scaled(mission, share)?;
        let coalition = Arc::make_mut(&mut self.coalition);
        if share == 0.0 {
            coalition.scaled_back.remove(mission.trim());
        } else {
            coalition.scaled_back.insert(mission.trim().to_owned(), share);
        }
        Ok(())
    }

    /// Takes into the coalition whoever stands or leads in a zone.
    pub(super) fn take_in(&mut self, zone: &Zone) {
        let nations = zone.assigned.iter().map(|assignment| &assignment.nation).chain(&zone.lead);
        for nation in nations {
            if self.coalition.member(nation).is_none() {
                Arc::make_mut(&mut self.coalition).members.push(Member::new(nation.clone()));
            }
        }
    }
}

/// Sets what an edit says of the contingents of a zone.
pub(super) fn set(zone: &mut Zone, edit: &Edit) {
    match edit {
        Edit::Assign { assignment, .. } => {
            match zone.assigned.iter_mut().find(|old| old.nation == assignment.nation) {
                Some(old) => old.clone_from(assignment),
                None => zone.assigned.push(assignment.clone()),
            }
        }
        Edit::Unassign { nation, .. } => zone.assigned.retain(|assignment| assignment.nation != *nation),
        Edit::SetAssigned { assigned, .. } => zone.assigned.clone_from(assigned),
        Edit::SetLead { nation, .. } => zone.lead.clone_from(nation),
        _ => {}
    }
}

/// Whether the contingents of a zone can stand there.
///
/// # Errors
/// Refuses a nation that stands there twice, and numbers out of range.
pub(super) fn check(zone: &Zone) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for Assignment { nation, troops, ground, .. } in &zone.assigned {
        code(nation)?;
        if !seen.insert(nation) {
            return Err(Refusal::new(
                format!("{nation} stands twice in {}", zone.name),
                "Give each nation one contingent a zone.",
            ));
        }
        match *troops {
            Share::Troops(troops) => number(troops, 0.0, MOST_TROOPS, "A contingent", "troops")?,
            Share::OfNeed(share) => number(share, 0.0, LARGEST_SHARE, "The share of a contingent", "")?,
        };
        if let Some(ground) = ground {
            number(*ground, 0.0, MOST_GROUND, "The ground of a contingent", "")?;
        }
    }
    zone.lead.as_ref().map_or(Ok(()), code)
}

/// A member whose every value is in range, its texts trimmed.
///
/// # Errors
/// Refuses the first value that is not, with the range.
pub(super) fn checked(mut member: Member) -> Result<Member, Refusal> {
    code(&member.nation)?;
    if let Some(text) = &member.name {
        member.name = Some(name(text, "A nation needs a name")?);
    }
    let nation = member.nation.0.clone();
    if let Some(offer) = member.offer {
        span(offer, MOST_TROOPS, &format!("The offer of {nation}"))?;
    }
    if let Some(ceiling) = member.ceiling {
        number(ceiling, 0.0, MOST_TROOPS, &format!("The ceiling of {nation}"), "troops")?;
    }
    for (term, value) in &member.overrides {
        let most = if matches!(term.as_str(), "share" | "availability") { 1.0 } else { 10.0 * MOST_TROOPS };
        span(*value, most, &format!("{term} of {nation}"))?;
    }
    if member.start_month > LONGEST_HORIZON {
        return Err(Refusal::new(
            format!("{nation} cannot arrive in month {}", member.start_month),
            format!("Type a month from 0 to {LONGEST_HORIZON}."),
        ));
    }
    if let Some(tour) = member.tour_months {
        number(tour, 0.1, LONGEST_TOUR, &format!("The tour of {nation}"), "months")?;
    }
    if let Some(interval) = member.interval_months {
        number(interval, 0.0, LONGEST_INTERVAL, &format!("The interval of {nation}"), "months")?;
    }
    Ok(member)
}

/// A coalition whose members and shares are all in range.
///
/// # Errors
/// Refuses the first that is not, and a nation that is in twice.
pub(super) fn coalition(new: Coalition) -> Result<Coalition, Refusal> {
    let mut members = Vec::with_capacity(new.members.len());
    for member in new.members {
        if members.iter().any(|other: &Member| other.nation == member.nation) {
            let what = format!("{} is in the coalition twice", member.nation);
            return Err(Refusal::new(what, "Remove one of the two."));
        }
        members.push(checked(member)?);
    }
    let mut shares = BTreeMap::new();
    for (mission, share) in new.scaled_back {
        shares.insert(mission.trim().to_owned(), scaled(&mission, share)?);
    }
    Ok(Coalition { members, scaled_back: shares })
}

fn scaled(mission: &str, share: f64) -> Result<f64, Refusal> {
    if mission.trim().is_empty() {
        return Err(Refusal::new(
            "A mission without a name cannot be scaled back",
            "Choose one, such as kfor.",
        ));
    }
    number(share, 0.0, 1.0, &format!("The share by which {} is scaled back", mission.trim()), "")
}

fn span(value: Span<f64>, most: f64, what: &str) -> Result<(), Refusal> {
    for case in [value.low, value.central, value.high] {
        number(case, 0.0, most, what, "")?;
    }
    if value.low > value.central || value.central > value.high {
        return Err(Refusal::new(
            format!(
                "{what} cannot fall from low over central to high: {}/{}/{}",
                value.low, value.central, value.high
            ),
            "Type the least first and the most last.",
        ));
    }
    Ok(())
}

fn code(nation: &NationCode) -> Result<(), Refusal> {
    let text = &nation.0;
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_CODE;
    if fits && text.chars().all(|sign| sign.is_alphanumeric() || sign == '-') {
        return Ok(());
    }
    Err(Refusal::new(
        format!("“{text}” is no code of a nation"),
        format!(
            "Use the two letters of ISO 3166-1, such as FR, or up to {LONGEST_CODE} letters of your own."
        ),
    ))
}
