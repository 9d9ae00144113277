//! Figures that slides count or gather: how many inputs rest on what, how often a document is
//! cited, what nations have together that share a row, how far the nearest reserve stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builder::{Builder, Draft};
use super::{Kind, of_nation, of_zone, part};
use crate::brief::magnitude::whole;
use crate::brief::members::{groups, senders, senders_shown};
use crate::brief::rule::Rule;
use crate::brief::standard::cited::Cited;
use crate::force::derivation::Key;
use crate::force::incident::{helps, stands};
use crate::force::{Contribution, Figures, ZoneFigures};
use crate::plan::{Plan, Role, Zone};
use crate::source::Basis;
use crate::units::Span;

use super::gathered::{of_group, of_role};

/// Documents with a row of their own on the slide of sources.
pub(in crate::brief) const DOCUMENTS: usize = 15;

/// How many zones there are, how large the country is, what was published of the line.
pub(super) fn add_counts(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let zones = Span::flat(plan.zones.len() as f64);
    builder.add(Draft::new("plan/zones".to_owned(), "", "zones", zones, "zones").said("counted in the plan"));
    let country = whole(builder.atlas, figures);
    let million = country.people / 1e6;
    for (id, name, value, unit) in [
        ("country/area", "ground that a force for all of it would answer for", country.area_km2, "km²"),
        ("country/residents", "residents under the government", million, "million people"),
        ("country/line", "line that a force for all of it would answer for", country.line_km, "km"),
    ] {
        let draft = Draft::new(id.to_owned(), "The country", name, Span::flat(value), unit);
        builder.add(draft.said("as the presets of the data have it; the line as the plan has it"));
    }
    let own = builder.atlas.contact();
    let published = own.published.iter().map(|figure| figure.value.central);
    let (least, most) =
        published.fold((f64::INFINITY, 0.0_f64), |(least, most), km| (least.min(km), most.max(km)));
    for (id, name, km) in [
        ("line/published-least", "published, the least", least),
        ("line/published-most", "published, the most", most),
    ] {
        let draft =
            Draft::new(id.to_owned(), "Line of contact", name, Span::flat(km), "km").said("published");
        let sources: Vec<&str> =
            own.published.iter().flat_map(|figure| &figure.sources).map(String::as_str).collect();
        builder.add(draft.read_in(sources).resting_on(Span::flat(Basis::F)));
    }
}

/// What each zone, and all zones of a role, hold, watch, cover or guard, and their part of the need.
pub(super) fn add_extents(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let whole = figures.deployed.central.0;
    let part = |builder: &mut Builder<'_>, place: &str, id: &dyn Fn(&str) -> String, need: f64| {
        if whole <= 0.0 {
            return;
        }
        let share = Span::flat(need / whole);
        let draft = Draft::new(id("share"), place, "part of the whole need", share, "share");
        builder.add(draft.by(Rule::Central(id("need")).over(Rule::Central("plan/deployed".to_owned()))));
    };
    for (zone, sized) in std::iter::zip(&plan.zones, &figures.zones) {
        let derivation = &sized.derivation;
        let term = derivation.term(Key::LineHeld).or_else(|| derivation.term(Key::LineOnGround));
        let id = |figure: &str| of_zone(&zone.id, figure);
        if let Some(term) = term {
            let km = Span::flat(term.value.central);
            let draft = Draft::new(id("extent"), &zone.name, "line that counts", km, "km");
            builder.add(draft.by(Rule::Central(id(&format!("term/{}", term.key.key())))));
        }
        part(builder, &zone.name, &id, sized.need.central.0);
    }
    for role in Role::ALL {
        let of_role_is = |(zone, _): &(&Arc<Zone>, &Arc<ZoneFigures>)| zone.role == role;
        let zones: Vec<_> = std::iter::zip(&plan.zones, &figures.zones).filter(of_role_is).collect();
        if zones.len() < 2 {
            continue;
        }
        let id = |figure: &str| of_role(role, figure);
        for (figure, name, unit) in [
            ("extent", "line that counts", "km"),
            ("counted/area", "area counted", "km²"),
            ("counted/residents", "residents counted", "people"),
            ("counted/sites", "sites counted", "sites"),
        ] {
            let ids: Vec<String> = zones.iter().map(|(zone, _)| of_zone(&zone.id, figure)).collect();
            let known: Vec<String> = ids.into_iter().filter(|id| builder.get(id).is_some()).collect();
            if known.is_empty() {
                continue;
            }
            let sum: f64 =
                known.iter().filter_map(|id| builder.get(id)).map(|entry| entry.value.central).sum();
            let draft = Draft::new(id(figure), role.title(), name, Span::flat(sum), unit);
            builder.add(draft.by(Rule::sum_of(known)));
        }
        let need = zones.iter().map(|(_, sized)| sized.need.central.0).sum();
        part(builder, role.title(), &id, need);
    }
}

/// The inputs of the plan by what they rest on, and how often each document is cited.
pub(super) fn add_inputs(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let cited = Cited::of_plan(plan, figures, builder.atlas);
    if cited.inputs() == 0 {
        return;
    }
    let how =
        "counted: inputs of zones and supply chains, published estimates, the ground factor of the line";
    let add = |builder: &mut Builder<'_>, figure: &str, name: &str, value: f64, unit: &str, rule: Rule| {
        let draft = Draft::new(of_inputs(figure), "Inputs", name, Span::flat(value), unit);
        builder.add(draft.by(rule));
    };
    for (basis, count) in &cited.bases {
        let (id, name) = (of_inputs(&format!("{}/count", basis.letter())), basis.meaning());
        let draft = Draft::new(id, "Inputs", name, Span::flat(*count as f64), "inputs");
        builder.add(draft.said(how));
    }
    let of = |basis: Basis| of_inputs(&format!("{}/count", basis.letter()));
    let sum =
        |bases: &[Basis]| Rule::sum_of(bases.iter().filter(|b| cited.bases.contains_key(b)).map(|b| of(*b)));
    let all: Vec<Basis> = cited.bases.keys().copied().collect();
    add(builder, "count", "all of them", cited.inputs() as f64, "inputs", sum(&all));
    let whole = || Rule::of(of_inputs("count"));
    for basis in &all {
        let (figure, name) = (format!("{}/share", basis.letter()), format!("{}, share", basis.meaning()));
        let share = cited.share(&[*basis]);
        add(builder, &figure, &name, share, "share", Rule::of(of(*basis)).over(whole()));
    }
    let found = cited.share(&[Basis::F]);
    add(builder, "in-documents", "in documents, share", found, "share", sum(&[Basis::F]).over(whole()));
    let judged = [Basis::R, Basis::J];
    let name = "judged or recalled, share";
    add(builder, "judged", name, cited.share(&judged), "share", sum(&judged).over(whole()));
    documents(builder, &cited);
}

fn documents(builder: &mut Builder<'_>, cited: &Cited) {
    let known = cited.ranked().into_iter().filter(|id| builder.atlas.doctrine.source(id).is_some());
    let known: Vec<&str> = known.collect();
    for id in &known {
        let count = cited.sources.get(*id).copied().unwrap_or_default();
        let draft = Draft::new(of_document(id), id, "times cited", Span::flat(count as f64), "inputs");
        builder.add(draft.said("counted: inputs that name it").read_in([*id]));
    }
    let flat = |count: usize| Span::flat(count as f64);
    let draft =
        Draft::new(of_inputs("documents"), "Inputs", "documents cited", flat(known.len()), "documents");
    builder.add(draft.said("counted"));
    let others = known.len().saturating_sub(DOCUMENTS);
    let draft = Draft::new(
        of_inputs("other-documents"),
        "Inputs",
        "documents beyond the slide",
        flat(others),
        "documents",
    );
    let rest = Rule::of(of_inputs("documents")).less(Rule::Number(DOCUMENTS as f64));
    builder.add(draft.by(rest.not_below_zero()));
}

/// The id of a count of inputs: `inputs/F/share`.
pub(in crate::brief) fn of_inputs(figure: &str) -> String {
    format!("inputs/{figure}")
}

/// The id of how often a document is cited: `inputs/cited/S12`.
pub(in crate::brief) fn of_document(source: &str) -> String {
    format!("inputs/cited/{}", part(source))
}

/// What nations have together that share a row: in the chains of each group, and among the senders.
pub(super) fn add_others(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    type Of = fn(&Contribution) -> Span<f64>;
    const CHAIN: [(&str, &str, Of); 5] = [
        ("army", "armies", |nation| nation.supply.army),
        ("sustained", "sustained", |nation| {
            nation.supply.army.with(nation.supply.share, |army, share| army * share)
        }),
        ("on-duty", "on duty elsewhere", |nation| nation.supply.committed),
        ("freed", "called home", |nation| nation.supply.freed),
        ("can-send", "can send", |nation| nation.supply.troops.map(|troops| troops.0)),
    ];
    for group in groups(plan, figures, builder.atlas) {
        let others = group.others();
        if others.is_empty() {
            continue;
        }
        let place = "Others in a row";
        for (figure, name, of) in CHAIN {
            let value = others.iter().map(|nation| of(nation)).sum();
            let deployed = figure == "can-send";
            let unit = if deployed { "persons deployed" } else { "soldiers" };
            let draft = Draft::new(of_others(group.willing, figure), place, name, value, unit);
            let draft = draft.of_kind(if deployed { Kind::Deployed } else { Kind::Quantity });
            let ids = others.iter().map(|nation| of_nation(nation.nation(), figure));
            builder.add(draft.by(Rule::sum_of(ids)).said("nations of one group that share a row"));
        }
        let count = Span::flat(others.len() as f64);
        let draft = Draft::new(of_others(group.willing, "nations"), place, "nations", count, "nations");
        builder.add(draft.said("counted"));
    }
    let senders = senders(figures);
    let others = senders.get(senders_shown(senders.len())..).unwrap_or_default();
    if others.is_empty() {
        return;
    }
    let sent = Span::flat(others.iter().map(|nation| nation.assigned.0).sum());
    let draft = Draft::new(
        "plan/others/assigned".to_owned(),
        "",
        "sent by those who share a row",
        sent,
        "persons deployed",
    );
    let ids = others.iter().map(|nation| of_nation(nation.nation(), "assigned"));
    builder.add(draft.deployed().by(Rule::sum_of(ids)));
    let count = Span::flat(others.len() as f64);
    let draft = Draft::new("plan/others/nations".to_owned(), "", "senders who share a row", count, "nations");
    builder.add(draft.said("counted"));
}

/// The id of a figure of nations of a group that share a row: `group/ready/others/army`.
pub(in crate::brief) fn of_others(group: crate::scene::Willing, figure: &str) -> String {
    of_group(group, &format!("others/{figure}"))
}

/// How far the nearest reserve stands from zones that stand alone in their role and consent: of
/// several alike the nearest differs, and no slide says one.
pub(super) fn add_reserves(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let mut alike: BTreeMap<(Role, bool), Vec<usize>> = BTreeMap::new();
    for (place, zone) in plan.zones.iter().enumerate() {
        alike.entry((zone.role, zone.consent)).or_default().push(place);
    }
    let mut alone: Vec<usize> = alike.into_values().filter(|places| places.len() == 1).flatten().collect();
    alone.sort_unstable();
    let stands = stands(plan, figures, builder.atlas, &[]);
    for (place, help) in helps(&stands, &alone) {
        let Some(zone) = plan.zones.get(place) else { continue };
        let id = of_zone(&zone.id, "gap-to-reserve");
        let km = Span::flat(help.between_edges.0);
        let draft = Draft::new(id, &zone.name, "nearest reserve of another zone", km, "km");
        let how =
            format!("straight, between the outlines, to {} with {}", help.name, help.reserve.in_words());
        builder.add(draft.said(how));
    }
}
