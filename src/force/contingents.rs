//! The contingents of a plan's zones: how many each is, and whether it fits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::figures::ZoneFigures;
use super::filling::{Contingent, Filling};
use super::fit::{Grade, Posting, Voice, fit, grade};
use super::measures::Measures;
use crate::atlas::Atlas;
use crate::plan::{Member, NationCode, Plan, Zone};
use crate::units::{Deployed, Km};

/// The voices of the members, each made once however many zones ask for it.
pub(super) struct Voices<'a> {
    by_code: BTreeMap<&'a NationCode, Voice<'a>>,
}

impl<'a> Voices<'a> {
    pub fn of(plan: &'a Plan, atlas: &'a Atlas) -> Self {
        let members = &plan.coalition.members;
        let by_code = members.iter().map(|member| (&member.nation, Voice::of(member, atlas))).collect();
        Self { by_code }
    }

    pub fn get(&self, nation: &NationCode) -> Option<&Voice<'a>> {
        self.by_code.get(nation)
    }
}

/// Who fills each zone. A zone without contingents is not asked about anybody.
pub(super) fn fillings(
    plan: &Plan,
    atlas: &Atlas,
    measures: &mut Measures,
    zones: &[Arc<ZoneFigures>],
) -> Vec<Filling> {
    let anybody = plan.zones.iter().any(|zone| !zone.assigned.is_empty());
    let voices = anybody.then(|| Voices::of(plan, atlas));
    std::iter::zip(&plan.zones, zones)
        .map(|(zone, figures)| {
            let contingents = match &voices {
                Some(voices) if !zone.assigned.is_empty() => {
                    let posting = posting(zone, plan, atlas, measures);
                    contingents(zone, figures, &posting, voices, atlas)
                }
                _ => Vec::new(),
            };
            Filling::of(figures.id.clone(), contingents, figures.need, &figures.derivation)
        })
        .collect()
}

fn contingents(
    zone: &Zone,
    figures: &ZoneFigures,
    posting: &Posting,
    voices: &Voices<'_>,
    atlas: &Atlas,
) -> Vec<Contingent> {
    let contingent = |assignment: &crate::plan::Assignment| {
        let unknown;
        let voice = match voices.get(&assignment.nation) {
            Some(voice) => voice,
            // Whoever stands in a zone is a member; a file made elsewhere may say otherwise.
            None => {
                unknown = Member::new(assignment.nation.clone());
                &Voice::of(&unknown, atlas)
            }
        };
        Contingent {
            nation: assignment.nation.clone(),
            troops: Deployed(assignment.troops.troops(figures.need.central.0)),
            fit: Arc::new(fit(voice, posting, atlas)),
            leads: zone.lead.as_ref() == Some(&assignment.nation),
            locked: assignment.locked,
        }
    };
    zone.assigned.iter().map(contingent).collect()
}

/// What a zone asks of whoever stands in it.
pub fn posting(zone: &Arc<Zone>, plan: &Plan, atlas: &Atlas, measures: &mut Measures) -> Posting {
    let distance: Option<Km> = measures.reach_of(plan, atlas, &zone.shape);
    Posting::of(zone, &plan.assumptions, &atlas.posture, distance)
}

/// How each member would stand in each zone, members first: what an allocation asks.
pub(super) fn grades(plan: &Plan, atlas: &Atlas, measures: &mut Measures) -> Vec<Vec<Grade>> {
    let voices = Voices::of(plan, atlas);
    let postings: Vec<Posting> = plan.zones.iter().map(|zone| posting(zone, plan, atlas, measures)).collect();
    let row = |member: &Member| {
        let voice = voices.get(&member.nation);
        postings
            .iter()
            .map(|posting| voice.map_or(Grade::Unfit, |voice| grade(voice, posting, atlas)))
            .collect()
    };
    plan.coalition.members.iter().map(row).collect()
}
