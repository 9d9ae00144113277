//! What speaks against the coalition of a plan and the contingents of its zones:
//! names that nothing knows, and contingents that do not fit.

use crate::atlas::Atlas;
use crate::export::plain::short;
use crate::force::Figures;
use crate::force::fit::Grade;
use crate::force::supply::{ARMY, AVAILABILITY, COMMITMENT, SHARE};
use crate::plan::{Member, NationCode, Plan, Zone};
use crate::problem::Problem;

/// Names in the coalition that its figures pass over.
pub fn of_coalition(plan: &Plan, atlas: &Atlas, file: &str) -> Vec<Problem> {
    let scaled = plan.coalition.scaled_back.keys().filter_map(|id| scaled_back(id, atlas, file));
    let members = plan.coalition.members.iter().enumerate();
    scaled.chain(members.flat_map(|(place, member)| of_member(place, member, atlas, file))).collect()
}

fn scaled_back(id: &str, atlas: &Atlas, file: &str) -> Option<Problem> {
    let known = atlas.nations.mission(id);
    let what = match known {
        None => format!("The mission abroad “{}” is not known, so nothing is scaled back", short(id)),
        Some(mission) if !mission.scalable => format!("{} cannot be scaled back, so it stays", mission.name),
        Some(_) => return None,
    };
    let ids: Vec<&str> = atlas
        .nations
        .missions()
        .iter()
        .filter(|mission| mission.scalable)
        .map(|mission| mission.id.as_str())
        .collect();
    let hint = format!("These can be scaled back: {}.", ids.join(", "));
    let member = format!("cordon.coalition.scaled_back.{}", short(id));
    Some(Problem::warning(file, what, hint).at_member(member))
}

fn of_member(place: usize, member: &Member, atlas: &Atlas, file: &str) -> Vec<Problem> {
    let path = format!("cordon.coalition.members[{place}]");
    let nation = &member.nation;
    let mut problems = Vec::new();
    let mut warn = |of: String, what: String, hint: &str| {
        problems.push(Problem::warning(file, what, hint).at_member(path.clone() + &of));
    };
    if is_unknown(member, atlas) {
        let what = format!("The nation {} is not known", short(&nation.0));
        warn(".nation".to_owned(), what, "Give it a name and an army or an offer, or take it out.");
    }
    for (at, id) in member.caveats.iter().flatten().enumerate() {
        if atlas.posture.caveat(id).is_none() {
            let what = format!("{nation}: the caveat “{}” is not known, so it is not looked at", short(id));
            warn(format!(".caveats[{at}]"), what, "See data/supply/caveats.csv for the ids.");
        }
    }
    for term in member.overrides.keys().filter(|term| !is_term(term)) {
        let what = format!("{nation}: the term “{}” is not known, so its value is not used", short(term));
        let hint = "It is army, share, availability, or commitment: and a row.";
        warn(format!(".overrides.{}", short(term)), what, hint);
    }
    problems
}

/// Whether nothing is known of a nation: neither by the atlas nor by the user.
fn is_unknown(member: &Member, atlas: &Atlas) -> bool {
    let typed = member.name.is_some() || member.offer.is_some() || member.overrides.contains_key(ARMY);
    atlas.nations.get(&member.nation.0).is_none() && !typed
}

fn is_term(term: &str) -> bool {
    [ARMY, SHARE, AVAILABILITY].contains(&term)
        || term.strip_prefix(COMMITMENT).is_some_and(|row| !row.is_empty())
}

/// What of a zone's contingents misleads: nations that nothing knows, those that do not
/// fit, and a lead without a contingent. Member, what, hint.
pub fn of_zone(plan: &Plan, zone: &Zone, figures: &Figures, atlas: &Atlas) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let unknown = |nation: &NationCode| match plan.coalition.member(nation) {
        Some(member) => is_unknown(member, atlas),
        None => atlas.nations.get(&nation.0).is_none(),
    };
    for (at, assignment) in zone.assigned.iter().enumerate() {
        let nation = &assignment.nation;
        let member = format!("properties.assigned[{at}]");
        if unknown(nation) {
            let what = format!("the nation {} is not known, so nothing limits its troops", short(&nation.0));
            let hint = "Give it a name and an army or an offer in the coalition, or take it out.".to_owned();
            found.push((member.clone() + ".nation", what, hint));
        }
        let contingent = figures.filling(&zone.id).and_then(|filling| filling.contingent(nation));
        let Some(fit) = contingent.map(|contingent| &contingent.fit) else { continue };
        if let (Grade::Unfit, Some(reason)) = (fit.grade, fit.reasons.first()) {
            found.push((member, format!("{nation} does not fit: {}", reason.what), reason.hint.clone()));
        }
    }
    if let Some(lead) = zone.lead.as_ref().filter(|lead| zone.assignment(lead).is_none()) {
        let what = format!("{lead} leads and has no contingent there");
        let hint = "Send a contingent of it, or let another nation lead.".to_owned();
        found.push(("properties.lead".to_owned(), what, hint));
    }
    found
}
