//! The figures of the plan as a whole: totals, the line of contact, the coalition,
//! and what others have published.

use super::builder::{Builder, Draft};
use super::{Kind, of_nation, of_zone, part};
use crate::atlas::Atlas;
use crate::atlas::doctrine::Counted;
use crate::brief::rule::Rule;
use crate::force::derivation::{Key, Working};
use crate::force::{Case, Figures};
use crate::geodesy;
use crate::plan::{Plan, Rotation};
use crate::source::Basis;
use crate::units::{Km, Span};
use geo_types::LineString;

/// Adds the totals, the rotation behind them, the line and what stands apart.
pub(super) fn add(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    rotation(builder, &plan.assumptions.rotation, figures);
    totals(builder, plan, figures);
    line(builder, plan, figures);
    apart(builder, figures);
}

fn rotation(builder: &mut Builder<'_>, rotation: &Rotation, figures: &Figures) {
    let Rotation { tour_months, interval_months, horizon_months, ramp_up_months } = *rotation;
    for (id, name, value) in [
        ("plan/tour-months", "months of a tour", tour_months),
        ("plan/interval-months", "months between two tours", interval_months),
        ("plan/horizon-months", "months over which those who serve are counted", f64::from(horizon_months)),
        ("plan/ramp-up-months", "months over which the first contingents arrive", ramp_up_months),
    ] {
        let draft = Draft::new(id.to_owned(), "", name, Span::flat(value), "months");
        builder.add(draft.said("set in the plan").resting_on(Span::flat(Basis::User)));
    }
    let (tour, interval) = (Rule::of("plan/tour-months"), Rule::of("plan/interval-months"));
    let k = Rule::Sum(vec![tour.clone(), interval]).over(tour);
    let draft = Draft::new("plan/k".to_owned(), "", "pool for one deployed, k", Span::flat(figures.k), "×");
    builder.add(draft.by(k).said("k = (T + I) ÷ T"));
}

fn totals(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let add = |builder: &mut Builder<'_>, id: &str, name: &str, value: Span<f64>, kind: Kind, rule: Rule| {
        let unit = match kind {
            Kind::Pool => "persons in the pool",
            Kind::Cumulative => "persons who have served",
            _ => "persons deployed",
        };
        let draft = Draft::new(format!("plan/{id}"), "", name, value, unit);
        builder.add(draft.of_kind(kind).by(rule));
    };
    let needs = Rule::sum_of(plan.zones.iter().map(|zone| of_zone(&zone.id, "need")));
    let deployed = figures.deployed.map(|people| people.0);
    add(builder, "need", "need of all zones", deployed, Kind::Deployed, needs);
    add(builder, "deployed", "deployed", deployed, Kind::Deployed, Rule::of("plan/need"));
    let pool = Rule::of("plan/deployed").times(Rule::of("plan/k"));
    add(builder, "pool", "pool", figures.pool.map(|people| people.0), Kind::Pool, pool);
    let tours = Rule::of("plan/horizon-months").over(Rule::of("plan/tour-months")).whole_up();
    let served = figures.cumulative.map(|people| people.0);
    let cumulative = Rule::of("plan/deployed").times(tours);
    add(builder, "cumulative", "cumulative", served, Kind::Cumulative, cumulative);
    let people = Span::flat(figures.people.0);
    let draft =
        Draft::new("plan/residents".to_owned(), "", "residents in at least one zone", people, "people");
    builder.add(draft.said("residents inside the union of all zones"));
}

fn line(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let line = &figures.line;
    let drawn = geodesy::length(contact(plan, builder.atlas));
    let mut add = |figure: &str, name: &str, km: Km, rule: Option<Rule>, said: &str| {
        let draft = Draft::new(format!("line/{figure}"), "Line of contact", name, Span::flat(km.0), "km");
        builder.add(draft.by_any(rule).said(said));
    };
    add("drawn", "as drawn", drawn, None, "length of the line on the WGS84 ellipsoid");
    add("total", "all of it", line.total_km, None, "length as drawn × ground factor");
    add("monitored", "monitored", line.monitored_km, None, "inside monitored lines and buffer areas, once");
    add("held", "held by the force", line.held_km, None, "in sectors sized by brigade frontage");
    add(
        "assigned",
        "of that assigned",
        line.assigned_km,
        None,
        "typed for sectors and not drawn on the line",
    );
    let left = Rule::of("line/total").less(Rule::of("line/held")).not_below_zero();
    add("uncovered", "not held by the force", line.uncovered_km, Some(left), "");
    let factor = Span::flat(if drawn.0 > 0.0 { line.total_km.0 / drawn.0 } else { 1.0 });
    let name = "kilometres on the ground for one drawn";
    let draft = Draft::new("line/ground-factor".to_owned(), "Line of contact", name, factor, "×");
    builder.add(draft.by(Rule::of("line/total").over(Rule::of("line/drawn"))));
}

/// The line of contact of a plan as it is drawn: its own, or the atlas's.
pub(in crate::brief) fn contact<'a>(plan: &'a Plan, atlas: &'a Atlas) -> &'a LineString<f64> {
    plan.line.as_ref().map_or(&atlas.contact().path, |own| &own.path)
}

fn apart(builder: &mut Builder<'_>, figures: &Figures) {
    let Some(enablers) = &figures.enablers else {
        return;
    };
    let place = "Air, sea and enablers";
    let mut parts = Vec::new();
    for term in &enablers.terms {
        if term.key == Key::AirAndSea {
            continue;
        }
        let id = format!("apart/{}", term.key.key());
        let doctrine = &builder.atlas.doctrine;
        let sources = term.sources(doctrine);
        let with = matches!(term.how, Working::Times(..)).then(|| "plan/deployed".to_owned());
        let draft = Draft::new(id.clone(), place, term.name(), term.value, term.unit())
            .of_kind(Kind::Apart)
            .said(format!("{} (central)", term.working(Case::Central)))
            .read_in(sources)
            .with(with)
            .resting_on(term.basis);
        parts.push(id);
        builder.add(draft);
    }
    let total = enablers.total.map(|total| total.0);
    let draft = Draft::new("apart/total".to_owned(), place, "in all", total, "persons");
    builder.add(draft.of_kind(Kind::Apart).by(Rule::sum_of(parts)));
}

/// Adds the coalition beside the need, once nations and contingents are known.
pub(super) fn add_coalition(builder: &mut Builder<'_>, figures: &Figures) {
    let coalition = &figures.coalition;
    let mut add = |figure: &str, name: &str, troops: Span<f64>, rule: Rule| {
        let draft = Draft::new(format!("plan/{figure}"), "", name, troops, "persons deployed");
        builder.add(draft.deployed().by(rule));
    };
    let of_nations = |figure: &str| {
        Rule::sum_of(coalition.nations.iter().map(|nation| of_nation(&nation.supply.nation, figure)))
    };
    let available = coalition.available.map(|troops| troops.0);
    add("available", "what all members can send", available, of_nations("can-send"));
    let assigned = Span::flat(coalition.assigned.0);
    add("assigned", "assigned by all members", assigned, of_nations("assigned"));
    let short = coalition.short.map(|troops| troops.0);
    let of_zones = Rule::sum_of(figures.fillings.iter().map(|filling| of_zone(&filling.id, "short")));
    add("short", "short in all zones", short, of_zones);
    let mut count = |figure: &str, name: &str, number: usize, unit: &str| {
        let value = Span::flat(number as f64);
        builder.add(Draft::new(format!("plan/{figure}"), "", name, value, unit).said("counted"));
    };
    count("members", "members of the coalition", coalition.nations.len(), "nations");
    count("sending", "nations that send somebody", coalition.sending(), "nations");
    count("short-zones", "zones that are short in the central case", coalition.short_zones, "zones");
    let size = builder.atlas.nations.coalition_size();
    let draft =
        Draft::new("plan/published-size".to_owned(), "", size.name.as_str(), size.value, size.unit.as_str())
            .read_in(size.sources.iter().map(String::as_str))
            .resting_on(size.basis)
            .said("published");
    builder.add(draft);
}

/// Adds what others have published, and the plan's number of the same kind.
pub(super) fn add_estimates(builder: &mut Builder<'_>, figures: &Figures) {
    for estimate in &builder.atlas.doctrine.estimates {
        let kind = match estimate.counted {
            Counted::Deployed => Kind::Deployed,
            Counted::Pool => Kind::Pool,
            Counted::Cumulative => Kind::Cumulative,
            _ => Kind::Quantity,
        };
        let place = format!("{} ({})", estimate.author, estimate.date);
        for (figure, value) in [("low", estimate.low), ("high", estimate.high)] {
            let Some(value) = value else { continue };
            let id = format!("estimate/{}/{figure}", part(&estimate.id));
            let unit = format!("persons, {}", estimate.counted.title());
            let draft = Draft::new(id, &place, format!("published, {figure}"), Span::flat(value), unit)
                .of_kind(kind)
                .said("published")
                .read_in(estimate.sources.iter().map(String::as_str))
                .resting_on(Span::flat(estimate.basis));
            builder.add(draft);
        }
    }
    let Some(beside) = &figures.comparison else {
        return;
    };
    if let Some(ours) = beside.ours {
        let (id, kind) = match beside.counted {
            Counted::Pool => ("plan/pool", Kind::Pool),
            Counted::Cumulative => ("plan/cumulative", Kind::Cumulative),
            _ => ("plan/deployed", Kind::Deployed),
        };
        let name = format!("this plan, {}", beside.counted.title());
        let place = format!("Beside {} ({})", beside.author, beside.date);
        let draft = Draft::new(format!("estimate/{}/ours", part(&beside.id)), &place, name, ours, "persons");
        // A horizon of its own makes a cumulative number another one than the plan's.
        builder.add(draft.of_kind(kind).by(Rule::of(id)).said(if kind == Kind::Cumulative {
            "counted over the months of the estimate"
        } else {
            ""
        }));
    }
}
