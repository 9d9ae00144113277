//! The figures of each nation: its chain from an army to what it can send, and
//! what it sends.

use super::builder::{Builder, Draft};
use super::{Kind, of_nation, of_zone, part};
use crate::brief::rule::Rule;
use crate::force::derivation::TermKind;
use crate::force::supply::{Step, SupplyTerm};
use crate::force::{Contribution, Figures};
use crate::plan::{NationCode, Plan};
use crate::units::{Deployed, Span};

/// Adds every member of the coalition.
pub(super) fn add(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    for nation in &figures.coalition.nations {
        for term in &nation.supply.terms {
            add_term(builder, plan, nation, term);
        }
    }
}

/// Adds what every member sends, once the contingents are known.
pub(super) fn add_sent(builder: &mut Builder<'_>, figures: &Figures) {
    for nation in &figures.coalition.nations {
        sent(builder, nation);
        stretch(builder, nation);
    }
}

/// The name of a term inside the ids of its nation.
fn figure_of(step: &Step) -> String {
    match step {
        Step::Army => "army".to_owned(),
        Step::Share => "share".to_owned(),
        Step::Sustainable => "sustained".to_owned(),
        Step::Commitment { id, .. } => format!("commitment/{}", part(id)),
        Step::Freed { id, .. } => format!("freed/{}", part(id)),
        Step::Spare => "spare".to_owned(),
        Step::Availability => "availability".to_owned(),
        Step::Estimate => "estimate".to_owned(),
        Step::Offer => "offer".to_owned(),
        Step::Ceiling => "ceiling".to_owned(),
        Step::CanSend => "can-send".to_owned(),
    }
}

fn add_term(builder: &mut Builder<'_>, plan: &Plan, nation: &Contribution, term: &SupplyTerm) {
    let code = &nation.supply.nation;
    let deployed = matches!(term.step, Step::Estimate | Step::Offer | Step::Ceiling | Step::CanSend);
    let sources = term.sources(&code.0, builder.atlas).to_vec();
    let how = match (&term.step, term.overridden) {
        (_, true) => "set in the plan".to_owned(),
        (Step::Commitment { counted: false, .. }, _) => {
            let why = term.not_counted_because(&code.0, builder.atlas).unwrap_or("listed only");
            format!("listed and not taken off: {why}")
        }
        (Step::Commitment { .. }, _) => "taken off; the low case has the most".to_owned(),
        _ => String::new(),
    };
    let id = of_nation(code, &figure_of(&term.step));
    let draft = Draft::new(id, &nation.supply.name, term.name.as_str(), term.value, term.unit())
        .of_kind(if deployed { Kind::Deployed } else { Kind::Quantity })
        .said(how)
        .read_in(sources.iter().map(String::as_str))
        .resting_on(term.basis)
        .by_any(rule(plan, nation, term));
    builder.add(match term.kind {
        TermKind::Total if term.overridden || nation.supply.origin.title() != "estimated" => {
            draft.said(nation.supply.origin.title())
        }
        _ => draft,
    });
}

fn rule(plan: &Plan, nation: &Contribution, term: &SupplyTerm) -> Option<Rule> {
    let code = &nation.supply.nation;
    let terms = &nation.supply.terms;
    let of = |figure: &str| Rule::Of(of_nation(code, figure));
    let has = |step: &Step| terms.iter().any(|term| term.step == *step);
    let estimate = || of("spare").not_below_zero().times(of("availability"));
    Some(match &term.step {
        Step::Sustainable => of("army").times(of("share")),
        Step::Freed { id, mission } => {
            let share = plan.coalition.scaled_back(mission).clamp(0.0, 1.0);
            Rule::Number(share).times(of(&format!("commitment/{}", part(id))))
        }
        Step::Spare => spare(code, terms),
        Step::Estimate => estimate(),
        Step::CanSend => {
            let chosen = match (has(&Step::Offer), has(&Step::Estimate)) {
                (true, _) => of("offer"),
                (false, true) => of("estimate"),
                (false, false) => estimate(),
            };
            if has(&Step::Ceiling) { Rule::Least(vec![chosen, of("ceiling")]) } else { chosen }
        }
        _ => return None,
    })
}

/// What is left beside present commitments, with what scaling back frees.
fn spare(code: &NationCode, terms: &[SupplyTerm]) -> Rule {
    let ids = |wanted: fn(&SupplyTerm) -> bool| {
        let found = terms.iter().filter(move |term| wanted(term));
        found.map(|term| of_nation(code, &figure_of(&term.step))).collect::<Vec<_>>()
    };
    let taken = ids(SupplyTerm::taken_off);
    let freed = ids(|term| matches!(term.step, Step::Freed { .. }));
    let sustained = Rule::Of(of_nation(code, "sustained"));
    let left = if taken.is_empty() { sustained } else { sustained.less(Rule::sum_of(taken)) };
    if freed.is_empty() {
        left
    } else {
        Rule::Sum(std::iter::once(left).chain(freed.into_iter().map(Rule::Of)).collect())
    }
}

fn sent(builder: &mut Builder<'_>, nation: &Contribution) {
    let code = &nation.supply.nation;
    let mut add = |figure: &str, troops: Deployed, rule: Rule| {
        let id = of_nation(code, figure);
        let unit = "persons deployed";
        let draft = Draft::new(id, &nation.supply.name, figure, Span::flat(troops.0), unit);
        builder.add(draft.deployed().by(rule));
    };
    let contingents =
        nation.zones.iter().map(|(zone, _)| of_zone(zone, &format!("filled/{}", part(&code.0))));
    add("assigned", nation.assigned, Rule::sum_of(contingents));
    let (assigned, can) = (Rule::Of(of_nation(code, "assigned")), Rule::Central(of_nation(code, "can-send")));
    add("left", nation.left, can.clone().less(assigned.clone()).not_below_zero());
    add("beyond", nation.beyond, assigned.less(can).not_below_zero());
}

fn stretch(builder: &mut Builder<'_>, nation: &Contribution) {
    let Some(stretch) = nation.stretch else {
        return;
    };
    let code = &nation.supply.nation;
    let name = &nation.supply.name;
    let id = of_nation(code, "tied-up");
    let draft = Draft::new(id, name, "tied up", stretch.share, "share of the army");
    builder.add(
        draft.of_kind(Kind::Quantity).said("(assigned + kept elsewhere) × k ÷ army; the least first").with([
            of_nation(code, "assigned"),
            of_nation(code, "army"),
            "plan/k".to_owned(),
        ]),
    );
    let id = of_nation(code, "sustainable-share");
    let draft =
        Draft::new(id, name, "share tied up that is sustainable", stretch.thresholds, "share of the army");
    builder.add(draft.by(Rule::Of(of_nation(code, "share")).times(Rule::of("plan/k"))));
}
