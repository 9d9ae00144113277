//! What a planner must be told about a number before using it, and what to do.
//!
//! Each alarm answers one of the traps in `data/doctrine/traps.csv`, or says why
//! a zone could not be sized.

use serde::Serialize;

use super::caution::{self, Caution};
use super::cover::LineCover;
use super::overlap::Claim;
use super::remembered::Given;
use super::sizing::Sizing;
use crate::atlas::Atlas;
use crate::atlas::doctrine::{Doctrine, Method};
use crate::plan::{Form, Plan, Role, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::{Km, Km2, People, brief, grouped};

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
    pub given: &'a Given,
    /// The zone's own measure of what it claims, before anything was taken away.
    pub measured: f64,
    /// Kilometres of the line of contact inside, on the ground; none on another line.
    pub line_inside: Option<Km>,
    /// The whole line of contact on the ground.
    pub whole_line: Km,
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
    let lines = [unknown_line(case, atlas), off_the_line(case, atlas)];
    let lines = lines.into_iter().flatten().map(|text| raise(Urgency::Warning, Some(8), text));
    let cautions = cautions(case, atlas)
        .map(|caution| raise(Urgency::Warning, caution.trap, (caution.what, caution.hint)));
    let nothing = nothing_to_count(case).map(|(trap, text)| raise(Urgency::Warning, trap, text));
    let assigned = assigned(case).map(|(severity, text)| raise(severity, Some(12), text));
    let abroad = abroad(case).map(|text| raise(Urgency::Warning, None, text));
    let shared = shared(case).map(|text| raise(Urgency::Note, Some(7), text));
    let mandate = mandate(case, atlas).map(|text| raise(Urgency::Note, Some(3), text));
    let fire = within_fire(case).map(|text| raise(Urgency::Note, Some(17), text));
    let serious = refused.into_iter().chain(lines).chain(cautions);
    serious.chain([nothing, abroad, assigned, shared, mandate, fire].into_iter().flatten()).collect()
}

fn text(what: impl Into<String>, hint: &str) -> (String, String) {
    (what.into(), hint.to_owned())
}

fn unknown_line(case: &Case<'_>, atlas: &Atlas) -> Option<(String, String)> {
    let name = case.zone.follows.as_ref().filter(|name| atlas.line(&name.0).is_none())?;
    let what = format!("The line “{}” is not known, so its kilometres count as drawn", name.0);
    Some(text(what, "Choose another line for the zone, or none."))
}

/// A corridor may stand this far off the line it follows, or as far as it is deep: a line
/// that was smoothed, or is of another day, differs by some kilometres.
const OFF_THE_LINE: Km = Km(5.0);

/// A corridor that takes the ground factor of a line which runs elsewhere: a line of
/// contact of the user's own took the place of the one that it was cut from.
fn off_the_line(case: &Case<'_>, atlas: &Atlas) -> Option<(String, String)> {
    let line = atlas.line(&case.zone.follows.as_ref()?.0)?;
    let Form::Corridor(corridor) = case.zone.shape.form() else { return None };
    let off = case.given.measured.axis_off?;
    let most = OFF_THE_LINE.0.max((corridor.left + corridor.right).0);
    (off.0 > most).then(|| {
        let name = match line.name.split_once(' ') {
            Some((first, rest)) => format!("{} {rest}", first.to_lowercase()),
            None => line.name.to_lowercase(),
        };
        let what = format!("The zone follows the {name} but lies up to {} km off it", grouped(off.0, 0));
        text(what, "Redraw it along the line as it is now, or let it follow none.")
    })
}

/// A sector with more kilometres than the line has, or than lie inside it.
fn assigned(case: &Case<'_>) -> Option<(Urgency, (String, String))> {
    let held = case.zone.held_km.filter(|_| case.claim == Claim::Line && case.sizing.method == Method::M4)?;
    let (inside, whole) = (case.line_inside?, case.whole_line);
    let typed = brief(held.0);
    if held.0 > whole.0 * (1.0 + WORTH_SAYING) {
        let what = format!("{typed} km are assigned, more than the {} km of the whole line", brief(whole.0));
        return Some((Urgency::Warning, text(what, "Assign no more than the line has.")));
    }
    let what = if inside.0 < 0.05 {
        format!("Its {typed} km are assigned: no part of the line of contact lies in the sector")
    } else if held.0 > inside.0 * (1.0 + WORTH_SAYING) {
        format!("{typed} km are assigned, but {} km of the line lie in the sector", brief(inside.0))
    } else {
        return None;
    };
    let hint = "Read it as what so many kilometres would take, or draw the sector over the line.";
    (held.0 > 0.0).then(|| (Urgency::Note, text(what, hint)))
}

/// What the doctrine cautions against when a method is used in this way.
fn cautions(case: &Case<'_>, atlas: &Atlas) -> impl Iterator<Item = Caution> {
    let (method, doctrine) = (case.sizing.method, &atlas.doctrine);
    // No consent is assumed on the border with Belarus; its profile says what it then is.
    let needs_consent = method == Method::M3a || case.zone.role != Role::BorderReassurance;
    let consent = needs_consent.then(|| caution::consent_warning(method, case.zone.consent)).flatten();
    let by_people = method == Method::M1;
    let country = by_people
        .then(|| caution::m1_country_warning(case.given.counted.people, case.country, doctrine))
        .flatten();
    let scaled = case.sizing.profile.is_some_and(|profile| doctrine.mission(profile).is_some());
    let by_area = method == Method::M2 && !scaled;
    let area = by_area.then(|| caution::m2_area_warning(case.given.counted.area_km2, doctrine)).flatten();
    [consent, country, area].into_iter().flatten()
}

/// A zone that asks for nobody, and why.
fn nothing_to_count(case: &Case<'_>) -> Option<(Option<u8>, (String, String))> {
    let counted = &case.given.counted;
    if counted.shared {
        return None;
    }
    match case.claim {
        Claim::Line if case.sizing.method == Method::M4 => {
            (case.zone.held_km.is_none_or(|held| held.0 <= 0.0) && counted.line_km.0 <= 0.0).then(|| {
                let what = "No part of the line of contact lies in the sector, so it holds nothing";
                (Some(12), text(what, "Assign the kilometres it holds, or draw it over the line."))
            })
        }
        Claim::Residents => (counted.people.0 < 1.0).then(|| {
            (None, text("Nobody lives in the zone", "Draw it over a town, or choose another role."))
        }),
        Claim::Sites(_) => (counted.sites < 1.0)
            .then(|| (None, text("The zone has no sites", "Enter how many sites it has."))),
        Claim::Line | Claim::Ground | Claim::Nothing => None,
    }
}

/// An area smaller than this can lie between two villages of the population surface.
const LARGE_ENOUGH: Km2 = Km2(25.0);

/// A zone in which no resident of Ukraine lives was drawn beside the country.
fn abroad(case: &Case<'_>) -> Option<(String, String)> {
    let measured = &case.given.measured;
    let empty = measured.area > LARGE_ENOUGH && measured.people.0 < 1.0;
    (empty && case.country.0 > 0.0 && case.claim != Claim::Residents).then(|| {
        let what = "No resident of Ukraine lives in the zone: it lies abroad or at sea";
        text(what, "Move it onto Ukraine, or take it out of the plan.")
    })
}

fn shared(case: &Case<'_>) -> Option<(String, String)> {
    let all = &case.given.counted;
    let (counted, unit) = match case.claim {
        Claim::Line => (all.line_km.0, "km"),
        Claim::Residents => (all.people.0, "people"),
        Claim::Ground => (all.area_km2.0, "km²"),
        Claim::Sites(_) if case.zone.sites == 1 => (all.sites, "site"),
        Claim::Sites(_) => (all.sites, "sites"),
        Claim::Nothing => return None,
    };
    let elsewhere = case.measured - counted;
    (all.shared && elsewhere > WORTH_SAYING * case.measured).then(|| {
        let (part, whole) = if unit == "km" {
            // On the ground, as in every table.
            let factor = case.given.inputs.ground.factor.central;
            (brief(elsewhere * factor), brief(case.measured * factor))
        } else {
            (grouped(elsewhere, 0), grouped(case.measured, 0))
        };
        let (lie, count) = if part == "1" && unit != "km" { ("lies", "counts") } else { ("lie", "count") };
        let what = format!("{part} of its {whole} {unit} {lie} in an earlier zone and {count} there only");
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
    (watches(case.zone.role) && depth < WITHIN_FIRE).then(|| {
        let what = format!("The belt is {} km deep: its posts lie within fire range", brief(depth.0));
        text(what, "Deepen it, or count on losses: post spacing is taken from lines where posts survived.")
    })
}

/// Whether a zone of this role watches the line of contact.
pub(super) const fn watches(role: Role) -> bool {
    matches!(role, Role::MonitoredLine | Role::BufferArea)
}

/// What is known of a plan when its alarms are raised.
pub(super) struct Whole<'a> {
    pub plan: &'a Plan,
    pub cover: &'a LineCover,
    pub claims: &'a [Claim],
    /// The residents of each zone that is sized by them, counted once.
    pub by_people: &'a [People],
    pub country: People,
    pub rotation: Option<&'a Refusal>,
}

/// Force per population over a country, cut into zones none of which is one (trap 2).
fn country_in_slices(whole: &Whole<'_>, doctrine: &Doctrine) -> Option<Caution> {
    let warning = |people| caution::m1_country_warning(people, whole.country, doctrine);
    if whole.by_people.iter().any(|people| warning(*people).is_some()) {
        return None;
    }
    let together: People = whole.by_people.iter().copied().sum();
    let zones = whole.by_people.len();
    let what =
        format!("{zones} zones are sized by {} people together: a country's rate", grouped(together.0, 0));
    warning(together).map(|caution| Caution { what, ..caution })
}

/// The alarms of the plan as a whole.
pub(super) fn of_plan(whole: &Whole<'_>, doctrine: &Doctrine) -> Vec<Alarm> {
    let &Whole { plan, cover, claims, rotation, .. } = whole;
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
    if let Some(caution) = country_in_slices(whole, doctrine) {
        alarms.push(raise(Urgency::Warning, caution.trap, (caution.what, caution.hint)));
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
