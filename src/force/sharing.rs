//! Filling the zones of a plan: what an allocation is asked, and the edit that
//! carries its answer out.

use super::allocation::{Allocation, Demand, Grade, Instance, Locked, Supplier};
use super::contingents;
use super::figures::Figures;
use super::fit;
use super::measures::Measures;
use crate::atlas::Atlas;
use crate::plan::{Assignment, Edit, Member, NationCode, Plan, Share, Zone, ZoneId};
use crate::units::Deployed;

/// The unit below which a contingent of its own is not worth a footprint.
const LEAST_UNIT: &str = "company";

/// What an allocation is asked: every member, every zone, what is locked.
///
/// Each zone asks for its central need; each nation gives up to the central case
/// of what it can send. Limits: the low and the high case are not shared out.
pub fn instance(plan: &Plan, figures: &Figures, atlas: &Atlas, measures: &mut Measures) -> Instance {
    let nations = &figures.coalition.nations;
    let grades = contingents::grades(plan, atlas, measures);
    let as_asked = |grade| match grade {
        fit::Grade::Fit => Grade::Fit,
        fit::Grade::Strained => Grade::Strained,
        fit::Grade::Unfit => Grade::Unfit,
    };
    Instance {
        nations: nations
            .iter()
            .map(|nation| Supplier {
                name: nation.nation().0.clone(),
                troops: nation.supply.troops.central.0,
                army: nation.supply.army.central,
                kept: nation.supply.kept().central,
                cap: None,
            })
            .collect(),
        zones: figures
            .zones
            .iter()
            .map(|zone| Demand { name: zone.id.0.clone(), need: zone.need.central.0, priority: 1.0 })
            .collect(),
        fit: grades.into_iter().map(|row| row.into_iter().map(as_asked).collect()).collect(),
        locked: locked(plan, figures),
        least: least(atlas),
        allow_unfit: false,
    }
}

fn least(atlas: &Atlas) -> f64 {
    let unit = atlas.doctrine.unit_sizes.iter().find(|unit| unit.id == LEAST_UNIT);
    unit.map_or(1.0, |unit| unit.value.low)
}

fn locked(plan: &Plan, figures: &Figures) -> Vec<Locked> {
    let place =
        |nation: &NationCode| figures.coalition.nations.iter().position(|known| known.nation() == nation);
    let of_zone =
        |(zone, (drawn, sized)): (usize, (&std::sync::Arc<Zone>, &std::sync::Arc<super::ZoneFigures>))| {
            let need = sized.need.central.0;
            drawn
                .assigned
                .iter()
                .filter(|assignment| assignment.locked)
                .filter_map(|assignment| {
                    let troops = assignment.troops.troops(need);
                    Some(Locked { nation: place(&assignment.nation)?, zone, troops })
                })
                .collect::<Vec<_>>()
        };
    std::iter::zip(&plan.zones, &figures.zones).enumerate().flat_map(of_zone).collect()
}

/// Locks what stands in all zones but one, so that only that one is filled anew.
pub fn lock_others(plan: &Plan, figures: &Figures, asked: &mut Instance, but: usize) {
    let nations = asked.nations.iter().map(|nation| nation.name.clone()).collect::<Vec<_>>();
    for (zone, (drawn, sized)) in std::iter::zip(&plan.zones, &figures.zones).enumerate() {
        if zone == but {
            continue;
        }
        for assignment in drawn.assigned.iter().filter(|assignment| !assignment.locked) {
            if let Some(nation) = nations.iter().position(|name| *name == assignment.nation.0) {
                let troops = assignment.troops.troops(sized.need.central.0);
                asked.locked.push(Locked { nation, zone, troops });
            }
        }
        // What is missing elsewhere is not asked for.
        if let Some(demand) = asked.zones.get_mut(zone) {
            demand.need = 0.0;
        }
    }
}

/// As [`carried_out`], of one zone only.
pub fn carried_out_in(plan: &Plan, asked: &Instance, answer: &Allocation, place: usize) -> Option<Edit> {
    let zone = plan.zones.get(place)?;
    let edits = edits_of(zone, &sent_to(place, asked, answer));
    Some(Edit::Several { label: format!("Fill {}", zone.name), edits })
}

/// Who is sent into a zone.
fn sent_to(place: usize, asked: &Instance, answer: &Allocation) -> Vec<(NationCode, f64)> {
    let sent = |nation: usize| answer.troops.get(nation).and_then(|row| row.get(place)).copied();
    let of = |nation: usize| {
        let people = sent(nation).filter(|people| *people > 0)?;
        Some((NationCode(asked.nations[nation].name.clone()), f64::from(people)))
    };
    (0..asked.nations.len()).filter_map(of).collect()
}

/// The edit that carries an answer out: one step of undo. Contingents that stay keep
/// their place along the zone and their ground; what is locked stays as it is. A zone
/// without a framework nation among its contingents gets the largest of them.
pub fn carried_out(plan: &Plan, asked: &Instance, answer: &Allocation) -> Edit {
    let zones = plan.zones.iter().enumerate();
    let edits = zones.flat_map(|(place, zone)| edits_of(zone, &sent_to(place, asked, answer)));
    Edit::Several { label: "Fill the zones".to_owned(), edits: edits.collect() }
}

fn edits_of(zone: &Zone, sent: &[(NationCode, f64)]) -> Vec<Edit> {
    let troops =
        |nation: &NationCode| sent.iter().find(|(code, _)| code == nation).map(|(_, troops)| *troops);
    let mut assigned: Vec<Assignment> = zone
        .assigned
        .iter()
        .filter_map(|old| match troops(&old.nation) {
            _ if old.locked => Some(old.clone()),
            Some(troops) => Some(Assignment { troops: Share::Troops(troops), ..old.clone() }),
            None => None,
        })
        .collect();
    for (nation, troops) in sent {
        if !assigned.iter().any(|assignment| assignment.nation == *nation) {
            assigned.push(Assignment::of(nation.clone(), *troops));
        }
    }
    let stays = zone.lead.as_ref().is_some_and(|lead| assigned.iter().any(|there| there.nation == *lead));
    let lead = if stays { zone.lead.clone() } else { largest(&assigned, sent) };
    let mut edits = Vec::new();
    if assigned != zone.assigned {
        edits.push(Edit::SetAssigned { zone: zone.id.clone(), assigned });
    }
    if lead != zone.lead {
        edits.push(Edit::SetLead { zone: zone.id.clone(), nation: lead });
    }
    edits
}

/// The largest contingent; of equals the first.
fn largest(assigned: &[Assignment], sent: &[(NationCode, f64)]) -> Option<NationCode> {
    let troops =
        |nation: &NationCode| sent.iter().find(|(code, _)| code == nation).map_or(0.0, |(_, troops)| *troops);
    let first = assigned.first()?;
    let most = assigned
        .iter()
        .fold(first, |most, next| if troops(&next.nation) > troops(&most.nation) { next } else { most });
    Some(most.nation.clone())
}

/// The edit that takes every contingent that is not locked out of its zone.
pub fn emptied(plan: &Plan) -> Edit {
    let edits =
        plan.zones.iter().filter(|zone| zone.assigned.iter().any(|one| !one.locked)).flat_map(|zone| {
            let assigned: Vec<Assignment> = zone.assigned.iter().filter(|one| one.locked).cloned().collect();
            let leads = zone.lead.as_ref().is_some_and(|lead| assigned.iter().any(|one| one.nation == *lead));
            let mut edits = vec![Edit::SetAssigned { zone: zone.id.clone(), assigned }];
            if zone.lead.is_some() && !leads {
                edits.push(Edit::SetLead { zone: zone.id.clone(), nation: None });
            }
            edits
        });
    Edit::Several { label: "Empty the zones".to_owned(), edits: edits.collect() }
}

/// Members that could send more into a zone, the best fit and the most first: what
/// would close its gap. Those that do not fit are left out.
pub fn able(
    plan: &Plan,
    figures: &Figures,
    zone: &ZoneId,
    atlas: &Atlas,
    measures: &mut Measures,
) -> Vec<(NationCode, fit::Grade, Deployed)> {
    let Some(drawn) = plan.zone(zone) else { return Vec::new() };
    let posting = contingents::posting(drawn, plan, atlas, measures);
    let mut able: Vec<(NationCode, fit::Grade, Deployed)> = figures
        .coalition
        .nations
        .iter()
        .filter(|nation| nation.left.0 >= 1.0)
        .filter_map(|nation| {
            let member = plan.coalition.member(nation.nation())?;
            let grade = fit::grade(&fit::Voice::of(member, atlas), &posting, atlas);
            (grade != fit::Grade::Unfit).then(|| (nation.nation().clone(), grade, nation.left))
        })
        .collect();
    able.sort_by(|one, other| one.1.cmp(&other.1).then(other.2.0.total_cmp(&one.2.0)));
    able
}

/// How a nation would stand in a zone, with the reasons; a nation that is no member is
/// asked as if it were one.
pub fn fit_of(
    plan: &Plan,
    nation: &NationCode,
    zone: &ZoneId,
    atlas: &Atlas,
    measures: &mut Measures,
) -> Option<fit::Fit> {
    let posting = contingents::posting(plan.zone(zone)?, plan, atlas, measures);
    let guest = Member::new(nation.clone());
    let member = plan.coalition.member(nation).unwrap_or(&guest);
    Some(fit::fit(&fit::Voice::of(member, atlas), &posting, atlas))
}
