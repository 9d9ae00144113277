//! Whether a nation belongs into a zone: its mission against what the nation
//! speaks for, the mandate against what it asks for, caveats against the place.
//!
//! Explained, never forbidden: an unfit assignment is allowed and flagged.

use crate::atlas::posture::Weight;
use crate::atlas::{Atlas, Caveat, Lean, Nation, Posture, Stance};
use crate::plan::{Assumptions, Enablers, Mandate, Member, Mission, Roe, Role, Zone};
use crate::source::Basis;
use crate::units::{Km, grouped};

/// What is asked of whoever stands in a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// What the zone is for.
    pub role: Role,
    /// What the force is sent for there.
    pub mission: Mission,
    /// On whose authority.
    pub mandate: Mandate,
    /// What its soldiers may do, where that is decided.
    pub roe: Option<Roe>,
    /// What the United States contribute.
    pub enablers: Enablers,
    /// From the nearest point of the zone to the line of contact, where there is a line.
    pub distance: Option<Km>,
}

impl Posting {
    /// What a zone of a plan asks. Its mission is its own, else the plan's, else its role's.
    pub fn of(zone: &Zone, assumptions: &Assumptions, posture: &Posture, distance: Option<Km>) -> Self {
        let by_role = || posture.mission_of(zone.role.name()).and_then(|mission| Mission::named(&mission.id));
        let mission = zone.mission.or(assumptions.mission).or_else(by_role).unwrap_or(Mission::Presence);
        Self {
            role: zone.role,
            mission,
            mandate: assumptions.mandate,
            roe: zone.roe,
            enablers: assumptions.enablers,
            distance,
        }
    }
}

/// A class of a nation and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Said<T> {
    is: T,
    basis: Basis,
}

/// How a nation speaks: the atlas's word under the user's.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice<'a> {
    /// Its name for people.
    name: String,
    /// The atlas's nation; none for one of the user's own.
    nation: Option<&'a Nation>,
    lean: Option<Said<Lean>>,
    needs_un: Said<bool>,
    /// How it speaks of soldiers inside Ukraine; not held against it where the
    /// user has said what it would do or offer.
    stance: Option<Said<Stance>>,
    caveats: Vec<&'a Caveat>,
}

impl<'a> Voice<'a> {
    /// The voice of a member.
    pub fn of(member: &Member, atlas: &'a Atlas) -> Self {
        let nation = atlas.nations.get(&member.nation.0);
        let own = |is| Said { is, basis: Basis::User };
        let name = member.name.as_deref().or(nation.map(|nation| nation.name.as_str()));
        let ids: &[String] = match (&member.caveats, nation) {
            (Some(own), _) => own,
            (None, Some(nation)) => &nation.caveats,
            (None, None) => &[],
        };
        let spoken_for = member.lean.is_some() || member.offer.is_some();
        Self {
            name: name.unwrap_or(&member.nation.0).to_owned(),
            nation,
            lean: member
                .lean
                .map(own)
                .or(nation.map(|nation| Said { is: nation.lean.is, basis: nation.lean.basis })),
            needs_un: match (member.needs_un, nation) {
                (Some(needs), _) => Said { is: needs, basis: Basis::User },
                (None, Some(nation)) => Said { is: nation.needs_un.is, basis: nation.needs_un.basis },
                (None, None) => Said { is: false, basis: Basis::J },
            },
            stance: nation
                .filter(|_| !spoken_for)
                .map(|nation| Said { is: nation.stance.is, basis: nation.stance.basis }),
            caveats: ids.iter().filter_map(|id| atlas.posture.caveat(id)).collect(),
        }
    }
}

/// Whether a nation belongs into a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing speaks against it.
    Fit,
    /// It could stand there, with difficulty.
    Strained,
    /// It has said that it will not, or not so.
    Unfit,
}

impl Grade {
    /// In words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fit => "Fit",
            Self::Strained => "Strained",
            Self::Unfit => "Unfit",
        }
    }

    const fn of(weight: Weight) -> Self {
        match weight {
            Weight::Note => Self::Fit,
            Weight::Strained => Self::Strained,
            Weight::Unfit => Self::Unfit,
        }
    }
}

/// Why a nation fits or does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it is, a sentence without a full stop.
    pub what: String,
    /// What would change it, a sentence.
    pub hint: String,
    /// How much it weighs.
    pub weight: Weight,
    /// What it rests on; a class is judgement, whatever was said.
    pub basis: Basis,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// Whether a nation belongs into a zone, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The worst of the reasons.
    pub grade: Grade,
    /// The heaviest first; notes last.
    pub reasons: Vec<Reason>,
}

/// Something that speaks of a nation in a zone, not yet in words.
#[derive(Clone, Copy)]
enum Finding<'a> {
    /// It speaks for help from outside.
    Outside,
    /// Its lean and the mission part, and the mandate is not what it asks for.
    LeanAndMandate(Lean),
    /// Its lean and the mission part.
    Lean(Lean),
    /// It asks for the United Nations.
    Mandate,
    /// How it speaks of soldiers inside Ukraine.
    Stance(Stance),
    /// A reservation.
    Caveat(&'a Caveat),
    /// Nobody has said how it speaks.
    Unknown,
}

/// The grade alone, without a word: for an allocation that asks thousands of times.
pub fn grade(voice: &Voice<'_>, posting: &Posting, atlas: &Atlas) -> Grade {
    let mut worst = Grade::Fit;
    findings(voice, posting, atlas, |_, weight| worst = worst.max(Grade::of(weight)));
    worst
}

/// Whether a nation belongs into a zone, with the reasons in sentences.
pub fn fit(voice: &Voice<'_>, posting: &Posting, atlas: &Atlas) -> Fit {
    let mut reasons = Vec::new();
    findings(voice, posting, atlas, |finding, weight| {
        reasons.push(reason(finding, weight, voice, posting, atlas));
    });
    // Stable: reasons of one weight stay in the order of the questions.
    reasons.sort_by_key(|reason: &Reason| std::cmp::Reverse(reason.weight));
    let grade = reasons.iter().map(|reason| Grade::of(reason.weight)).max().unwrap_or(Grade::Fit);
    Fit { grade, reasons }
}

fn findings<'a>(
    voice: &Voice<'a>,
    posting: &Posting,
    atlas: &Atlas,
    mut found: impl FnMut(Finding<'a>, Weight),
) {
    let authority = atlas.posture.mandate(posting.mandate.name());
    let mandate_lacks = voice.needs_un.is && authority.is_none_or(|mandate| !mandate.united_nations);
    let parted = voice.lean.and_then(|lean| Some((lean.is, parted(lean.is, posting.mission)?)));
    match parted {
        Some((Lean::Outside, weight)) => found(Finding::Outside, weight),
        Some((lean, _)) if mandate_lacks => found(Finding::LeanAndMandate(lean), Weight::Unfit),
        Some((lean, weight)) => found(Finding::Lean(lean), weight),
        None if mandate_lacks => found(Finding::Mandate, Weight::Unfit),
        None => {}
    }
    if voice.lean.is_none() {
        found(Finding::Unknown, Weight::Note);
    }
    match voice.stance.map(|stance| stance.is) {
        Some(stance @ Stance::Refuses) => found(Finding::Stance(stance), Weight::Unfit),
        Some(stance @ (Stance::Undecided | Stance::Reluctant)) => {
            found(Finding::Stance(stance), Weight::Strained);
        }
        Some(Stance::Ready | Stance::Open) | None => {}
    }
    for caveat in &voice.caveats {
        match hits(caveat, posting) {
            Hit::Here => found(Finding::Caveat(caveat), caveat.weight),
            Hit::Said => found(Finding::Caveat(caveat), Weight::Note),
            Hit::Elsewhere => {}
        }
    }
}

/// How far a lean and a mission part; none where they go together.
///
/// Who speaks for deterrence takes Ukraine's side, which strains a watch that
/// both sides must want. Who speaks for peacekeeping does not deter, and is
/// strained by a presence that reassures one side.
const fn parted(lean: Lean, mission: Mission) -> Option<Weight> {
    match (lean, mission) {
        (Lean::Outside, _) | (Lean::Monitoring, Mission::Deter) => Some(Weight::Unfit),
        (Lean::Monitoring, Mission::Presence) | (Lean::Deterrence, Mission::Monitor) => {
            Some(Weight::Strained)
        }
        _ => None,
    }
}

/// Whether a caveat hits a zone.
enum Hit {
    Here,
    /// It names no zone, so it holds everywhere and only says something.
    Said,
    Elsewhere,
}

fn hits(caveat: &Caveat, posting: &Posting) -> Hit {
    let Caveat { missions, roles, mandates, roe, enablers, within, .. } = caveat;
    let lists = [
        (missions, Some(posting.mission.name())),
        (roles, Some(posting.role.name())),
        (mandates, Some(posting.mandate.name())),
        (roe, posting.roe.map(Roe::name)),
        (enablers, Some(posting.enablers.name())),
    ];
    if within.is_none() && lists.iter().all(|(named, _)| named.is_empty()) {
        return Hit::Said;
    }
    let near = within.is_none_or(|within| posting.distance.is_some_and(|distance| distance.0 < within.0));
    let named = lists
        .iter()
        .all(|(named, is)| named.is_empty() || is.is_some_and(|is| named.iter().any(|name| name == is)));
    if near && named { Hit::Here } else { Hit::Elsewhere }
}

fn reason(
    finding: Finding<'_>,
    weight: Weight,
    voice: &Voice<'_>,
    posting: &Posting,
    atlas: &Atlas,
) -> Reason {
    let name = &voice.name;
    let lean_basis = voice.lean.map_or(Basis::J, |lean| lean.basis);
    let (what, hint, basis) = match finding {
        Finding::Outside => (
            format!("{name} speaks for support from outside; this zone is inside Ukraine"),
            "Count on it for logistics, training and money, or set its lean.".to_owned(),
            lean_basis,
        ),
        Finding::LeanAndMandate(lean) => (
            format!(
                "{name} speaks for {} under the UN; this zone {} without a mandate",
                speaks_for(lean),
                does(posting.mission)
            ),
            "Change the mission of the zone and the mandate of the plan, or set its lean.".to_owned(),
            lean_basis.max(voice.needs_un.basis),
        ),
        Finding::Lean(lean) => (
            format!("{name} speaks for {}; this zone {}", speaks_for(lean), does(posting.mission)),
            "Change the mission of the zone, or set its lean.".to_owned(),
            lean_basis,
        ),
        Finding::Mandate => (
            format!("{name} asks for a mandate of the UN; {} is none", authority(posting.mandate)),
            veto_hint(atlas),
            voice.needs_un.basis,
        ),
        Finding::Stance(stance) => (
            format!("{name} {}", says(stance)),
            "Type an offer or set its lean, if you know better.".to_owned(),
            voice.stance.map_or(Basis::J, |stance| stance.basis),
        ),
        Finding::Caveat(caveat) => return of_caveat(caveat, weight, name, posting),
        Finding::Unknown => {
            (format!("Nothing is known of how {name} speaks"), "Set its lean.".to_owned(), Basis::J)
        }
    };
    let (last, sources) = last_said(voice.nation.filter(|_| basis != Basis::User));
    let hint = if last.is_empty() { hint } else { format!("{last} {hint}") };
    Reason { what, hint, weight, basis, sources }
}

fn of_caveat(caveat: &Caveat, weight: Weight, name: &str, posting: &Posting) -> Reason {
    let what = match (caveat.within, posting.distance) {
        (Some(_), Some(distance)) => format!(
            "{name}: {}; this zone comes within {} km of the line",
            lowered(&caveat.name),
            grouped(distance.0.max(0.0), 0)
        ),
        _ => format!("{name}: {}", lowered(&caveat.name)),
    };
    let (basis, sources) = (caveat.basis, caveat.sources.clone());
    Reason { what, hint: caveat.text.clone(), weight, basis, sources }
}

/// The last that a nation said, as a sentence, with its sources.
fn last_said(nation: Option<&Nation>) -> (String, Vec<String>) {
    match nation.and_then(|nation| nation.positions.last()) {
        Some(said) => (format!("Last said ({}): {}", said.date, said.text), said.sources.clone()),
        None => (String::new(), Vec::new()),
    }
}

/// What stands in the way of a mandate of the United Nations.
fn veto_hint(atlas: &Atlas) -> String {
    let veto = atlas.posture.mandates.iter().find(|mandate| mandate.united_nations);
    let veto = veto.and_then(|mandate| mandate.veto.as_deref()).unwrap_or_default();
    format!("Choose the UN Security Council as the mandate. {veto}").trim_end().to_owned()
}

/// A name inside a sentence: "after a ceasefire", but "the United States behind it" as it stands.
fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

const fn speaks_for(lean: Lean) -> &'static str {
    match lean {
        Lean::Deterrence => "deterrence",
        Lean::Monitoring => "peacekeeping",
        Lean::Either => "monitoring or deterrence",
        Lean::Outside => "support from outside",
    }
}

const fn does(mission: Mission) -> &'static str {
    match mission {
        Mission::Monitor => "watches a ceasefire that both sides must want",
        Mission::Deter => "deters",
        Mission::Presence => "reassures Ukraine by presence",
    }
}

const fn authority(mandate: Mandate) -> &'static str {
    match mandate {
        Mandate::UnCouncil => "the Security Council",
        Mandate::Coalition => "a coalition of the willing",
        Mandate::Nato => "a NATO guarantee",
        Mandate::Bilateral => "a bilateral assurance",
    }
}

const fn says(stance: Stance) -> &'static str {
    match stance {
        Stance::Ready => "says that it will send soldiers",
        Stance::Open => "is open to sending soldiers",
        Stance::Undecided => "has not decided whether to send soldiers",
        Stance::Reluctant => "would rather not send soldiers",
        Stance::Refuses => "says that it sends no soldiers into Ukraine",
    }
}

mod voice;

#[cfg(test)]
mod tests;
