//! What the figures of a plan say against it, as problems of its file.

mod coalition;

use std::collections::BTreeSet;

use crate::atlas::Atlas;
use crate::atlas::doctrine::{Doctrine, Method};
use crate::export::plain::short;
use crate::force::alarm::{Alarm, Urgency};
use crate::force::{Figures, GROUND_FACTOR, ZoneFigures};
use crate::plan::{Plan, Zone};
use crate::problem::{Problem, Severity};

/// Zones without a number, and totals that cannot be reckoned: errors.
pub fn refusals(plan: &Plan, figures: &Figures, file: &str) -> Vec<Problem> {
    let of_plan = figures.alarms.iter().filter_map(|alarm| problem_of(alarm, file, None));
    let of_zones = zones(plan, figures).flat_map(|(feature, zone, sized)| {
        sized.alarms.iter().filter_map(move |alarm| problem_of(alarm, file, Some((feature, zone))))
    });
    of_plan.chain(of_zones).filter(|problem| problem.severity == Severity::Error).collect()
}

/// Everything that makes the figures wrong or misleading: refusals as errors,
/// warnings, names that nothing knows and contingents that do not fit as warnings.
/// Notes are no problems.
pub fn all(plan: &Plan, figures: &Figures, atlas: &Atlas, file: &str) -> Vec<Problem> {
    let doctrine = &atlas.doctrine;
    let mut problems: Vec<Problem> =
        figures.alarms.iter().filter_map(|alarm| problem_of(alarm, file, None)).collect();
    problems.extend(unknown_estimate(plan, doctrine, file));
    problems.extend(coalition::of_coalition(plan, atlas, file));
    for (feature, zone, sized) in zones(plan, figures) {
        let of_zone = sized.alarms.iter().filter_map(|alarm| problem_of(alarm, file, Some((feature, zone))));
        let names = unknown_names(zone, sized, doctrine).into_iter();
        let names =
            names.chain(coalition::of_zone(plan, zone, figures, atlas)).map(|(member, what, hint)| {
                let what = format!("{}: {what}", short(&zone.name));
                Problem::warning(file, what, hint).at_feature(feature).at_member(member)
            });
        problems.extend(of_zone.chain(names));
    }
    problems
}

/// The zones with their figures and their places in the file, where features
/// that are no zones stand between them.
fn zones<'a>(
    plan: &'a Plan,
    figures: &'a Figures,
) -> impl Iterator<Item = (usize, &'a Zone, &'a ZoneFigures)> {
    let unread: BTreeSet<usize> = plan.kept.unread.iter().map(|unread| unread.place).collect();
    let places = (0..).filter(move |place| !unread.contains(place));
    let zones = std::iter::zip(&plan.zones, &figures.zones);
    places.zip(zones).map(|(place, (zone, sized))| (place, zone.as_ref(), sized.as_ref()))
}

fn problem_of(alarm: &Alarm, file: &str, zone: Option<(usize, &Zone)>) -> Option<Problem> {
    let what = zone.map_or_else(
        || alarm.what.clone(),
        |(_, zone)| format!("{}: {}", short(&zone.name), lower_first(&alarm.what)),
    );
    let problem = match alarm.severity {
        Urgency::Note => return None,
        Urgency::Warning => Problem::warning(file, what, alarm.hint.clone()),
        Urgency::Refused => Problem::error(file, what, alarm.hint.clone()),
    };
    Some(match zone {
        Some((feature, _)) => problem.at_feature(feature),
        None => problem,
    })
}

/// A sentence that goes on after a name; "M3b needs…" stays as it is.
fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next();
    let second_is_small =
        letters.clone().next().is_some_and(|letter| !letter.is_uppercase() && !letter.is_ascii_digit());
    match first {
        Some(first) if second_is_small => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

fn unknown_estimate(plan: &Plan, doctrine: &Doctrine, file: &str) -> Option<Problem> {
    let id = plan.assumptions.compare_with.as_deref()?;
    doctrine.estimate(id).is_none().then(|| {
        let what = format!("The estimate “{}” is not known, so nothing is compared", short(id));
        Problem::warning(file, what, "Choose another estimate, or none.")
            .at_member("cordon.assumptions.compare_with")
    })
}

/// Names in a zone that its figures pass over: member, what, hint. A line that
/// is not known raises an alarm of its own, a profile that is missing refuses.
fn unknown_names(zone: &Zone, sized: &ZoneFigures, doctrine: &Doctrine) -> Vec<(String, String, String)> {
    let strange = zone.overrides.keys().filter(|id| *id != GROUND_FACTOR && doctrine.figure(id).is_none());
    let mut names: Vec<_> = strange
        .map(|id| {
            let id = short(id);
            let what = format!("the figure “{id}” is not known, so its value is not used");
            let hint = "See cordon calc --list for the ids of all figures.".to_owned();
            (format!("properties.overrides.{id}"), what, hint)
        })
        .collect();
    names.extend(zone.profile.as_deref().and_then(|profile| {
        let takes_none = doctrine.profiles_of(sized.method).next().is_none();
        let unused = takes_none && !(sized.method == Method::M2 && doctrine.mission(profile).is_some());
        unused.then(|| {
            let what = format!("{} takes no profile, so “{}” is not used", sized.method.id(), short(profile));
            ("properties.profile".to_owned(), what, "Remove it, or choose another method.".to_owned())
        })
    }));
    names
}

#[cfg(test)]
mod tests {
    use super::lower_first;

    #[test]
    fn a_sentence_goes_on_after_a_name() {
        assert_eq!(lower_first("Not sized: M3b needs"), "not sized: M3b needs");
        assert_eq!(lower_first("M3b needs a mandate"), "M3b needs a mandate");
        assert_eq!(lower_first("A monitored line"), "a monitored line");
    }
}
