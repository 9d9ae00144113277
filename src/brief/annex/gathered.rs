//! Figures as slides gather them: by role, by what nations say, over the months of a rotation,
//! by tour and rest, and by what past missions answered for.

use super::builder::{Builder, Draft};
use super::months::most;
use super::{Kind, of_nation, of_zone, part};
use crate::brief::inset::willing;
use crate::brief::magnitude::{Per, whole};
use crate::brief::rule::Rule;
use crate::force::presets::{Outcome, worked};
use crate::force::supply::Step;
use crate::force::{Contribution, Figures, rotation};
use crate::plan::{Plan, Role, Zone};
use crate::scene::Willing;
use crate::source::Basis;
use crate::units::{Span, brief};

/// The zones of a role, where there are several.
pub(super) fn add_roles(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    for role in Role::ALL {
        let places: Vec<usize> =
            (0..plan.zones.len()).filter(|place| plan.zones[*place].role == role).collect();
        if places.len() < 2 {
            continue;
        }
        let zones: Vec<&Zone> =
            places.iter().filter_map(|place| plan.zones.get(*place)).map(AsRef::as_ref).collect();
        let of = |figure: &str| Rule::sum_of(zones.iter().map(|zone| of_zone(&zone.id, figure)));
        let need: Span<f64> =
            places.iter().filter_map(|place| Some(figures.zones.get(*place)?.need.map(|need| need.0))).sum();
        let filled: f64 =
            places.iter().filter_map(|place| Some(figures.fillings.get(*place)?.filled.0)).sum();
        let mut add = |figure: &str, value: Span<f64>| {
            let id = of_role(role, figure);
            let draft = Draft::new(id, role.title(), figure, value, "persons deployed");
            builder.add(draft.deployed().by(of(figure)));
        };
        add("need", need);
        add("filled", Span::flat(filled));
    }
}

/// The id of a figure of all zones of a role: `role/hub/need`.
pub(in crate::brief) fn of_role(role: Role, figure: &str) -> String {
    format!("role/{}/{figure}", role.name())
}

/// The id of a figure of all nations that say the same: `group/ready/can-send`.
pub(in crate::brief) fn of_group(group: Willing, figure: &str) -> String {
    let name = match group {
        Willing::Ready => "ready",
        Willing::Reluctant => "reluctant",
        Willing::Outside => "outside",
    };
    format!("group/{name}/{figure}")
}

/// The chains of all nations together, and what those can send who say the same.
pub(super) fn add_nations(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let nations = &figures.coalition.nations;
    for nation in nations {
        duties(builder, nation);
    }
    if nations.is_empty() {
        return;
    }
    let sum = |of: fn(&Contribution) -> Span<f64>| nations.iter().map(of).sum::<Span<f64>>();
    for (figure, name, value) in [
        ("army", "armies of all members", sum(|nation| nation.supply.army)),
        (
            "sustained",
            "what all members sustain",
            sum(|nation| nation.supply.army.with(nation.supply.share, |army, share| army * share)),
        ),
        ("on-duty", "on duty elsewhere, all members", sum(|nation| nation.supply.committed)),
        ("freed", "called home, all members", sum(|nation| nation.supply.freed)),
    ] {
        let of = nations.iter().map(|nation| of_nation(nation.nation(), figure));
        let draft = Draft::new(format!("plan/{figure}"), "", name, value, "soldiers");
        builder.add(draft.by(Rule::sum_of(of)));
    }
    let said = willing(plan, builder.atlas);
    for group in [Willing::Ready, Willing::Reluctant, Willing::Outside] {
        let of_group_is =
            |nation: &&Contribution| said.get(&nation.nation().0).copied().unwrap_or(Willing::Ready) == group;
        let members: Vec<&Contribution> = nations.iter().filter(of_group_is).collect();
        let can: Span<f64> = members.iter().map(|nation| nation.supply.troops.map(|troops| troops.0)).sum();
        let name = match group {
            Willing::Ready => "ready or open to stand inside Ukraine",
            Willing::Reluctant => "only with a UN mandate, or reluctant",
            Willing::Outside => "from outside only, or none",
        };
        let id = of_group(group, "can-send");
        let draft = Draft::new(id, "", format!("can send, {name}"), can, "persons deployed").deployed();
        let of = members.iter().map(|nation| of_nation(nation.nation(), "can-send"));
        builder.add(draft.by(Rule::sum_of(of)).said("the groups are judgement from what was said"));
    }
}

/// What a nation does elsewhere, and what of it comes home, each as one number.
fn duties(builder: &mut Builder<'_>, nation: &Contribution) {
    let supply = &nation.supply;
    let code = nation.nation();
    let ids = |of: fn(&Step) -> Option<String>, counted: bool| -> Vec<String> {
        let terms = supply.terms.iter().filter(|term| !counted || term.taken_off());
        terms.filter_map(|term| of(&term.step)).map(|figure| of_nation(code, &figure)).collect()
    };
    let committed = |step: &Step| match step {
        Step::Commitment { id, .. } => Some(format!("commitment/{}", part(id))),
        _ => None,
    };
    let freed = |step: &Step| match step {
        Step::Freed { id, .. } => Some(format!("freed/{}", part(id))),
        _ => None,
    };
    for (figure, name, value, of) in [
        ("on-duty", "on duty elsewhere", supply.committed, ids(committed, true)),
        ("freed", "called home", supply.freed, ids(freed, false)),
    ] {
        let draft = Draft::new(of_nation(code, figure), &supply.name, name, value, "soldiers");
        builder.add(draft.by(Rule::sum_of(of)).said("the low case has the most"));
    }
}

/// The most that a rotation has deployed and tied up in a month, and all who serve.
pub(super) fn add_rotation(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let Some(most) = most(plan, figures) else { return };
    let how = format!("cohort by cohort over {} months, at the weakest moment of each", most.months);
    for (figure, name, kind, people) in [
        ("peak", "the most deployed in a month", Kind::Deployed, most.deployed),
        ("tied-up", "the most tied up in a month", Kind::Pool, most.tied_up),
        ("served", "all who serve", Kind::Cumulative, most.served),
    ] {
        let unit = match kind {
            Kind::Pool => "persons of the pool",
            Kind::Cumulative => "persons who have served",
            _ => "persons deployed",
        };
        let id = format!("rotation/{figure}");
        let draft = Draft::new(id, "Rotation", name, Span::flat(people), unit);
        builder.add(draft.of_kind(kind).said(how.as_str()));
    }
}

/// The id of the pool behind those deployed, by months of tour and of rest: `pool/6+12`.
pub(in crate::brief) fn of_tour(tour: f64, rest: f64) -> String {
    format!("pool/{}+{}", brief(tour), brief(rest))
}

/// Pools of the plan by tour and rest, and published pools read back.
pub(super) fn add_pools(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    let own = plan.assumptions.rotation;
    let known = builder.atlas.doctrine.rotations.iter();
    let known = known.map(|rotation| (rotation.tour_months, rotation.interval_months));
    for (tour, rest) in known.chain([(own.tour_months, own.interval_months)]) {
        let Ok(k) = rotation::k(tour, rest) else { continue };
        let pool = figures.deployed.map(|deployed| rotation::pool(deployed, k).0);
        let name = format!("tours of {} months, {} between them", brief(tour), brief(rest));
        let draft = Draft::new(of_tour(tour, rest), "Pool", name, pool, "persons in the pool");
        builder.add(draft.of_kind(Kind::Pool).by(Rule::of("plan/deployed").times(Rule::Number(k))));
        for (figure, name, months) in [("tour", "a tour", tour), ("interval", "between two tours", rest)] {
            let id = format!("{}/{figure}", of_tour(tour, rest));
            let draft = Draft::new(id, "Pool", format!("months of {name}"), Span::flat(months), "months");
            builder.add(draft.said("of the data or of the plan"));
        }
    }
    for preset in &builder.atlas.presets {
        let Ok(known) = worked(preset, &builder.atlas.doctrine) else { continue };
        let Outcome::Pool { pool, k, deployed, .. } = known.outcome else { continue };
        let id = |figure: &str| of_preset(&preset.id, figure);
        let draft = |figure: &str, name: &str, value: f64, unit: &str, kind: Kind| {
            Draft::new(id(figure), &preset.title, name, Span::flat(value), unit)
                .of_kind(kind)
                .read_in(preset.sources.iter().map(String::as_str))
        };
        let published = draft("pool", "pool, published", pool.0, "persons in the pool", Kind::Pool);
        builder.add(published.said("published").resting_on(Span::flat(preset.basis)));
        builder.add(draft("k", "pool for one deployed, k", k, "×", Kind::Quantity).said("of the preset"));
        let back = draft("deployed", "kept deployed", deployed.0, "persons deployed", Kind::Deployed);
        builder.add(back.by(Rule::Of(id("pool")).over(Rule::Of(id("k")))));
    }
}

/// The id of a figure of a preset: `preset/pool-3/deployed`.
pub(in crate::brief) fn of_preset(preset: &str, figure: &str) -> String {
    format!("preset/{}/{figure}", part(preset))
}

/// The id of a past mission by a denominator: `mission/IFOR96/per-km2`.
pub(in crate::brief) fn of_mission(mission: &str, per: Per) -> String {
    format!("mission/{}/{}", part(mission), per.name())
}

/// The id of the plan by a denominator: `plan/per-km2`.
pub(in crate::brief) fn of_plan(per: Per) -> String {
    format!("plan/{}", per.name())
}

/// Past missions and the plan by what they answer for.
pub(super) fn add_magnitudes(builder: &mut Builder<'_>, figures: &Figures) {
    for mission in &builder.atlas.doctrine.missions {
        let place = format!("{} {}", mission.name, mission.year);
        let known = [
            (Per::Residents, mission.people.as_ref()),
            (Per::Area, mission.area_km2.as_ref()),
            (Per::Line, mission.line_km.as_ref()),
        ];
        for (per, of) in known {
            let (Some(value), Some(of)) = (per.of_mission(mission), of) else { continue };
            let name = format!("soldiers {}", per.in_words());
            let draft = Draft::new(of_mission(&mission.id, per), &place, name, Span::flat(value), "soldiers");
            let how = format!("{} ÷ {}", brief(mission.strength.value), brief(of.value));
            let draft = draft.said(how).read_in(mission.sources.iter().map(String::as_str));
            builder.add(draft.resting_on(Span::flat(Basis::C)));
        }
    }
    let whole = whole(builder.atlas, figures);
    for per in Per::ALL {
        let troops = figures.deployed.central.0;
        let Some(value) = per.of_plan(troops, &whole) else { continue };
        let name = format!("soldiers {}, the whole country", per.in_words());
        let draft = Draft::new(of_plan(per), "", name, Span::flat(value), "soldiers");
        let of = match per {
            Per::Residents => Rule::Number(whole.people / 1_000.0),
            Per::Area => Rule::Number(whole.area_km2),
            Per::Line => Rule::Number(whole.line_km),
        };
        builder.add(draft.by(Rule::Central("plan/deployed".to_owned()).over(of)));
    }
}
