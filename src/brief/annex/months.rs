//! The figures of each month: who is there, who prepares and recovers, and what
//! is short, over the plan's own horizon.

use super::builder::{Builder, Draft};
use super::{Kind, of_month, part};
use crate::brief::rule::Rule;
use crate::force::Figures;
use crate::force::timeline::{LONGEST_HORIZON, Month, NationCourse, Timeline, sendings};
use crate::plan::{NationCode, Plan};
use crate::units::Span;

/// The months of a plan over its horizon, each nation drawing on what it can send in the
/// central case; none where they cannot be reckoned.
pub fn timeline(plan: &Plan, figures: &Figures) -> Option<Timeline> {
    let sustained = |nation: &_| figures.coalition.nation(nation).map(|nation| nation.supply.troops.central);
    let horizon = plan.assumptions.rotation.horizon_months.clamp(1, LONGEST_HORIZON);
    Timeline::of(&sendings(plan, figures, sustained), figures.deployed, horizon).ok()
}

/// The most of a rotation as slides show it, over the horizon of their charts.
pub(super) struct Most {
    pub months: u32,
    pub deployed: f64,
    pub tied_up: f64,
    pub served: f64,
}

/// The most deployed and tied up in a month, and all who serve; none where nobody is sent, or
/// where the tours cannot be reckoned with.
pub(super) fn most(plan: &Plan, figures: &Figures) -> Option<Most> {
    let timeline = of_chart(plan, figures)?;
    let over =
        |of: fn(&Month) -> f64| timeline.eve.iter().chain(&timeline.months).map(of).fold(0.0, f64::max);
    Some(Most {
        months: timeline.horizon_months,
        deployed: over(|month| month.deployed.0),
        tied_up: over(|month| month.tied_up().0),
        served: timeline.cumulative().0,
    })
}

/// The months of what is assigned over two to three years, as charts show them; none where nobody
/// is, or where the tours cannot be reckoned with.
pub fn of_chart(plan: &Plan, figures: &Figures) -> Option<Timeline> {
    let sustained = |nation: &_| figures.coalition.nation(nation).map(|nation| nation.supply.troops.central);
    let sendings = sendings(plan, figures, sustained);
    let some = sendings.iter().any(|sending| sending.wanted.0 >= 0.5);
    some.then(|| Timeline::of(&sendings, figures.deployed, chart_months(plan)).ok())?
}

/// The horizon of charts, in months.
pub fn chart_months(plan: &Plan) -> u32 {
    plan.assumptions.rotation.horizon_months.clamp(24, 36)
}

/// Adds the months.
pub(super) fn add(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let Some(timeline) = timeline(plan, figures) else {
        return;
    };
    let sending = |course: &&NationCourse| course.sending.wanted.0 > 0.0;
    let nations: Vec<&NationCourse> = timeline.nations.iter().filter(sending).collect();
    for course in &nations {
        let name = figures
            .coalition
            .nation(&NationCode(course.sending.nation.clone()))
            .map_or(course.sending.nation.as_str(), |known| known.supply.name.as_str());
        for month in course.eve.iter().chain(&course.months) {
            of_nation(builder, &course.sending.nation, name, month);
        }
    }
    let codes: Vec<&str> = nations.iter().map(|course| course.sending.nation.as_str()).collect();
    for month in timeline.eve.iter().chain(&timeline.months) {
        of_all(builder, &codes, month);
        below_need(builder, &timeline, month);
    }
}

/// The columns of a month: name in the id, in words, kind and number.
fn columns(month: &Month) -> [(&'static str, &'static str, Kind, f64); 6] {
    [
        ("wanted", "wanted", Kind::Deployed, month.wanted.0),
        ("deployed", "deployed", Kind::Deployed, month.deployed.0),
        ("preparing", "preparing", Kind::Pool, month.preparing.0),
        ("recovering", "recovering", Kind::Pool, month.recovering.0),
        ("short", "short of what was asked", Kind::Deployed, month.short.0),
        ("cumulative", "served so far", Kind::Cumulative, month.served.0),
    ]
}

const fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Pool => "persons of the pool",
        Kind::Cumulative => "persons who have served",
        _ => "persons deployed",
    }
}

fn of_nation(builder: &mut Builder<'_>, code: &str, name: &str, month: &Month) {
    let place = format!("{name}, month {}", month.number);
    for (figure, words, kind, people) in columns(month) {
        let id = of_month(month.number, &format!("{figure}/{}", part(code)));
        let draft = Draft::new(id, &place, words, Span::flat(people), unit(kind));
        builder.add(draft.of_kind(kind).said("cohort by cohort, at the weakest moment of the month"));
    }
}

fn of_all(builder: &mut Builder<'_>, codes: &[&str], month: &Month) {
    let place = format!("Month {}", month.number);
    for (figure, words, kind, people) in columns(month) {
        let parts = codes.iter().map(|code| of_month(month.number, &format!("{figure}/{}", part(code))));
        let draft = Draft::new(of_month(month.number, figure), &place, words, Span::flat(people), unit(kind));
        builder.add(draft.of_kind(kind).by(Rule::sum_of(parts)));
    }
}

fn below_need(builder: &mut Builder<'_>, timeline: &Timeline, month: &Month) {
    let place = format!("Month {}", month.number);
    let below = timeline.need.map(|need| month.below(need).0);
    let rule = Rule::of("plan/deployed").less(Rule::Of(of_month(month.number, "deployed"))).not_below_zero();
    let id = of_month(month.number, "below-need");
    let draft = Draft::new(id, &place, "below the need", below, "persons deployed");
    builder.add(draft.deployed().by(rule));
}
