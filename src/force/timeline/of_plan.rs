//! What the nations of a plan send, and who of them is there in a month.

use crate::force::figures::Figures;
use crate::plan::{Member, NationCode, Plan, Zone};
use crate::units::{Deployed, Pool};

use super::{Sending, Timeline};

/// What each nation of a plan means to keep deployed: what is assigned to its zones, out
/// of what it can sustain there times its own k.
///
/// Members come in the order of the list, then those who are assigned and not in it.
/// `sustained` gives what a nation can keep deployed for good in the case that is looked at;
/// none where it is not known, and then the pool has no limit. A nation with a tour that
/// cannot be reckoned with is refused by [`Timeline::of`].
pub fn sendings(
    plan: &Plan,
    figures: &Figures,
    sustained: impl Fn(&NationCode) -> Option<Deployed>,
) -> Vec<Sending> {
    let mut nations: Vec<&NationCode> = plan.coalition.members.iter().map(|member| &member.nation).collect();
    for assigned in plan.zones.iter().flat_map(|zone| &zone.assigned) {
        if !nations.contains(&&assigned.nation) {
            nations.push(&assigned.nation);
        }
    }
    let sending = |nation: &NationCode| {
        let rotation = plan.assumptions.rotation;
        let member = plan.coalition.member(nation);
        let own = |own: fn(&Member) -> Option<f64>, plans: f64| member.and_then(own).unwrap_or(plans);
        let tour_months = own(|member| member.tour_months, rotation.tour_months);
        let interval_months = own(|member| member.interval_months, rotation.interval_months);
        let k = (tour_months + interval_months) / tour_months;
        Sending {
            nation: nation.0.clone(),
            wanted: zones(plan, figures).map(|(zone, need)| sent(zone, need, nation)).sum(),
            pool: sustained(nation).map(|level| Pool(level.0 * k)),
            start_month: member.map_or(0, |member| member.start_month),
            ramp_up_months: rotation.ramp_up_months,
            tour_months,
            interval_months,
        }
    };
    nations.into_iter().map(sending).collect()
}

/// Who is there in each zone in a month, in the order of the plan: each nation's share of
/// its troops that is in Ukraine then, in all its zones alike.
pub fn present(plan: &Plan, figures: &Figures, timeline: &Timeline, month: u32) -> Vec<Deployed> {
    let there = |(zone, need): (&Zone, f64)| {
        let assigned = zone.assigned.iter();
        let assigned: Vec<(&str, Deployed)> = assigned
            .map(|assigned| (assigned.nation.0.as_str(), Deployed(assigned.troops.troops(need))))
            .collect();
        timeline.fill(month, &assigned)
    };
    zones(plan, figures).map(there).collect()
}

/// Each zone with its central need.
fn zones<'a>(plan: &'a Plan, figures: &'a Figures) -> impl Iterator<Item = (&'a Zone, f64)> {
    let sized = std::iter::zip(&plan.zones, &figures.zones);
    sized.map(|(zone, figures)| (zone.as_ref(), figures.need.central.0))
}

/// What a nation sends into a zone. An empty sum would be −0.
fn sent(zone: &Zone, need: f64, nation: &NationCode) -> Deployed {
    let own = zone.assigned.iter().filter(|assigned| assigned.nation == *nation);
    Deployed(own.map(|assigned| assigned.troops.troops(need)).fold(0.0, |sum, troops| sum + troops))
}
