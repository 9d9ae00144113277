//! What a planner must be told about a number before using it, and what to do.
//!
//! Each alarm answers one of the traps in `data/doctrine/traps.csv`, or says why
//! a zone could not be sized.

use serde::Serialize;

use super::caution::{self, Caution};
use super::cover::LineCover;
use super::overlap::{Claim, Counted};
use super::sizing::Sizing;
use crate::atlas::Atlas;
use crate::atlas::doctrine::Method;
use crate::plan::{Form, Plan, Role, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::{Km, People, brief, grouped};

/// How much an alarm matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// Worth knowing when the number is used.
    Note,
    /// The number misleads unless something is done.
    Warning,
    /// There is no number.
    Refused,
}

/// Something that must be known about a zone or the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alarm {
    /// How much it matters.
    pub severity: Urgency,
    /// The zone; none for the plan as a whole.
    pub zone: Option<ZoneId>,
    /// What is the matter, without a full stop.
    pub what: String,
    /// What to do, a sentence.
    pub hint: String,
    /// The number of the trap it keeps from.
    pub trap: Option<u8>,
}

/// A belt less deep than this lies within the range of drones and artillery from
/// either side. The zones of separation in Korea (4 km) and on the Golan (10 km) were
/// drawn for the weapons of their day (trap 17).
const WITHIN_FIRE: Km = Km(10.0);

/// A part smaller than this of what a zone measures is not worth an alarm.
const WORTH_SAYING: f64 = 0.005;

/// What is known of a zone when its alarms are raised.
pub(super) struct Case<'a> {
    pub zone: &'a Zone,
    pub sizing: Sizing<'a>,
    pub claim: Claim,
    pub counted: &'a Counted,
    /// The zone's own measure of what it claims, before anything was taken away.
    pub measured: f64,
    pub refusal: Option<&'a Refusal>,
    pub country: People,
}

/// The alarms of one zone.
pub(super) fn of_zone(case: &Case<'_>, atlas: &Atlas) -> Vec<Alarm> {
    let raise = |severity, trap, (what, hint): (String, String)| Alarm {
        severity,
        zone: Some(case.zone.id.clone()),
        what,
        hint,
        trap,
    };
    let refused = case.refusal.map(|refusal| {
        raise(Urgency::Refused, None, (format!("Not sized: {}", refusal.what), refusal.hint.clone()))
    });
    let unknown_line = unknown_line(case, atlas).map(|text| raise(Urgency::Warning, Some(8), text));
    let cautions = cautions(case, atlas)
        .map(|caution| raise(Urgency::Warning, caution.trap, (caution.what, caution.hint)));
    let nothing = nothing_to_count(case).map(|(trap, text)| raise(Urgency::Warning, trap, text));
    let shared = shared(case).map(|text| raise(Urgency::Note, Some(7), text));
    let mandate = mandate(case, atlas).map(|text| raise(Urgency::Note, Some(3), text));
    let fire = within_fire(case).map(|text| raise(Urgency::Note, Some(17), text));
    let serious = [refused, unknown_line].into_iter().flatten().chain(cautions);
    serious.chain([nothing, shared, mandate, fire].into_iter().flatten()).collect()
}

fn text(what: impl Into<String>, hint: &str) -> (String, String) {
    (what.into(), hint.to_owned())
}

fn unknown_line(case: &Case<'_>, atlas: &Atlas) -> Option<(String, String)> {
    let name = case.zone.follows.as_ref().filter(|name| atlas.line(&name.0).is_none())?;
    let what = format!("The line “{}” is not known, so its kilometres count as drawn", name.0);
    Some(text(what, "Choose another line for the zone, or none."))
}

/// What the doctrine cautions against when a method is used in this way.
fn cautions(case: &Case<'_>, atlas: &Atlas) -> impl Iterator<Item = Caution> {
    let (method, doctrine) = (case.sizing.method, &atlas.doctrine);
    // No consent is assumed on the border with Belarus; its profile says what it then is.
    let needs_consent = method == Method::M3a || case.zone.role != Role::BorderReassurance;
    let consent = needs_consent.then(|| caution::consent_warning(method, case.zone.consent)).flatten();
    let by_people = method == Method::M1;
    let country =
        by_people.then(|| caution::m1_country_warning(case.counted.people, case.country, doctrine)).flatten();
    let scaled = case.sizing.profile.is_some_and(|profile| doctrine.mission(profile).is_some());
    let by_area = method == Method::M2 && !scaled;
    let area = by_area.then(|| caution::m2_area_warning(case.counted.area_km2, doctrine)).flatten();
    [consent, country, area].into_iter().flatten()
}

/// A zone that asks for nobody, and why.
fn nothing_to_count(case: &Case<'_>) -> Option<(Option<u8>, (String, String))> {
    if case.counted.shared {
        return None;
    }
    match case.claim {
        Claim::Line if case.sizing.method == Method::M4 => {
            (case.zone.held_km.is_none_or(|held| held.0 <= 0.0) && case.counted.line_km.0 <= 0.0).then(|| {
                let what = "No part of the line of contact lies in the sector, so it holds nothing";
                (Some(12), text(what, "Assign the kilometres it holds, or draw it over the line."))
            })
        }
        Claim::Residents => (case.counted.people.0 < 1.0).then(|| {
            (None, text("Nobody lives in the zone", "Draw it over a town, or choose another role."))
        }),
        Claim::Sites(_) => (case.counted.sites < 1.0)
            .then(|| (None, text("The zone has no sites", "Enter how many sites it has."))),
        Claim::Line | Claim::Ground | Claim::Nothing => None,
    }
}

fn shared(case: &Case<'_>) -> Option<(String, String)> {
    let (counted, unit) = match case.claim {
        Claim::Line => (case.counted.line_km.0, "km"),
        Claim::Residents => (case.counted.people.0, "people"),
        Claim::Ground => (case.counted.area_km2.0, "km²"),
        Claim::Sites(_) => (case.counted.sites, "sites"),
        Claim::Nothing => return None,
    };
    let elsewhere = case.measured - counted;
    let typed = case.sizing.method == Method::M4 && case.zone.held_km.is_some();
    (case.counted.shared && !typed && elsewhere > WORTH_SAYING * case.measured).then(|| {
        let (part, whole) = if unit == "km" {
            (brief(elsewhere), brief(case.measured))
        } else {
            (grouped(elsewhere, 0), grouped(case.measured, 0))
        };
        let what = format!("{part} of its {whole} {unit} lie in an earlier zone and count there only");
        text(what, "Take the zones apart if both should count, or leave it: nothing counts twice.")
    })
}

fn mandate(case: &Case<'_>, atlas: &Atlas) -> Option<(String, String)> {
    let chosen = case.zone.profile.is_some();
    let known = case.sizing.profile.filter(|_| matches!(case.sizing.method, Method::M1 | Method::M3b))?;
    let mut profiles = atlas.doctrine.profiles_of(case.sizing.method);
    let profile = profiles.find(|profile| profile.parameter.id() == known)?;
    (!chosen).then(|| {
        let what = format!("The mandate is only assumed: {}", profile.title);
        text(what, "Choose the mandate; between mandates lies far more than between low and high.")
    })
}

fn within_fire(case: &Case<'_>) -> Option<(String, String)> {
    let Form::Corridor(corridor) = case.zone.shape.form() else { return None };
    let depth = corridor.left + corridor.right;
    let watches = matches!(case.zone.role, Role::MonitoredLine | Role::BufferArea);
    (watches && depth < WITHIN_FIRE).then(|| {
        let what = format!("The belt is {} km deep: its posts lie within fire range", brief(depth.0));
        text(what, "Deepen it, or count on losses: post spacing is taken from lines where posts survived.")
    })
}

/// The alarms of the plan as a whole.
pub(super) fn of_plan(
    plan: &Plan,
    cover: &LineCover,
    claims: &[Claim],
    rotation: Option<&Refusal>,
) -> Vec<Alarm> {
    let raise =
        |severity, trap, (what, hint): (String, String)| Alarm { severity, zone: None, what, hint, trap };
    let mut alarms = Vec::new();
    if let Some(refusal) = rotation {
        let what = format!("No pool and no cumulative number: {}", refusal.what);
        alarms.push(raise(Urgency::Refused, None, (what, refusal.hint.clone())));
    }
    if claims.contains(&Claim::Line) && cover.uncovered_km.0 >= 0.5 {
        let sentence = cover.sentence();
        let what = sentence.trim_end_matches('.').to_owned();
        let hint = "Show it with the total: the force deters by its presence, it does not replace an army on the line.";
        alarms.push(raise(Urgency::Note, Some(12), (what, hint.to_owned())));
    }
    let displacement = &plan.assumptions.displacement;
    let as_before = displacement.country >= 1.0 && displacement.by_oblast.values().all(|share| *share >= 1.0);
    if claims.contains(&Claim::Residents) && as_before {
        let what = "Residents are counted as before the war";
        alarms.push(raise(
            Urgency::Note,
            Some(9),
            text(
                what,
                "Set the share of residents who are there, for the country and for the oblasts at the front.",
            ),
        ));
    }
    alarms
}
