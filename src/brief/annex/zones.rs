//! The figures of each zone: what was measured, what counts, term by term the
//! need, and who fills it.

use super::builder::{Builder, Draft};
use super::whole::contact;
use super::{Kind, of_nation, of_zone, part};
use crate::atlas::doctrine::Parameter;
use crate::brief::rule::Rule;
use crate::force::derivation::{Key, Term, TermKind, Working};
use crate::force::filling::Filling;
use crate::force::inputs::Shared;
use crate::force::{Figures, Values, ZoneFigures};
use crate::geodesy;
use crate::plan::{Plan, Share, Zone};
use crate::source::Basis;
use crate::units::{Deployed, Span};

/// Adds what was measured of every zone and how its need came about.
pub(super) fn add(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    for (place, (zone, sized)) in std::iter::zip(&plan.zones, &figures.zones).enumerate() {
        measured(builder, zone, sized);
        gap(builder, plan, zone);
        counted(builder, zone, sized);
        let before = shared_before(place, figures);
        for term in &sized.derivation.terms {
            add_term(builder, zone, sized, term, before);
        }
        need(builder, zone, sized);
    }
}

fn measured(builder: &mut Builder<'_>, zone: &Zone, sized: &ZoneFigures) {
    let of = &sized.measured;
    let mut add = |figure: &str, name: &str, value: f64, unit: &str, how: &str| {
        let draft = Draft::new(of_zone(&zone.id, figure), &zone.name, name, Span::flat(value), unit);
        builder.add(draft.said(how));
    };
    add("area", "area", of.area.0, "km²", "area inside the outline on the WGS84 ellipsoid");
    add("perimeter", "perimeter", of.perimeter.0, "km", "length of all rings on the WGS84 ellipsoid");
    add("axis", "axis", of.axis.0, "km", &format!("kilometres {}", of.axis_is.in_words()));
    add("residents", "residents", of.people.0, "people", "residents inside, × the share who are there");
    add("line-inside", "line inside", of.line_inside.0, "km", "kilometres of its line inside, as drawn");
    if let Some(km) = of.distance_to_line {
        add("distance-to-line", "distance to the line", km.0, "km", "from its middle to its line");
    }
}

/// How far its nearest place lies from the line of contact.
fn gap(builder: &mut Builder<'_>, plan: &Plan, zone: &Zone) {
    let line = contact(plan, builder.atlas);
    let Some(km) = geodesy::line_apart(zone.shape.outline(), line) else { return };
    let name = "nearest place to the line of contact";
    let draft = Draft::new(of_zone(&zone.id, "gap-to-line"), &zone.name, name, Span::flat(km.0), "km");
    builder.add(draft.said("straight, from the outline to the line"));
}

fn counted(builder: &mut Builder<'_>, zone: &Zone, sized: &ZoneFigures) {
    let of = &sized.counted;
    let how = if of.shared { "what no earlier zone counts" } else { "all of it: no earlier zone counts any" };
    let mut add = |figure: &str, name: &str, value: f64, unit: &str| {
        let draft = Draft::new(of_zone(&zone.id, figure), &zone.name, name, Span::flat(value), unit);
        builder.add(draft.said(how));
    };
    add("counted/line", "line counted", of.line_km.0, "km");
    add("counted/area", "area counted", of.area_km2.0, "km²");
    add("counted/residents", "residents counted", of.people.0, "people");
    add("counted/sites", "sites counted", of.sites, "sites");
}

/// What the zones before this one in its theatre have already.
fn shared_before(place: usize, figures: &Figures) -> Shared {
    let theatre = figures.theatres.iter().find(|theatre| theatre.zones.contains(&place));
    let earlier = theatre.and_then(|theatre| {
        let rank = theatre.zones.iter().position(|zone| *zone == place)?;
        theatre.zones.get(rank.checked_sub(1)?)
    });
    earlier.and_then(|zone| figures.zones.get(*zone)).map_or(Shared::NONE, |zone| zone.derivation.after)
}

fn id_of(zone: &Zone, key: Key) -> String {
    of_zone(&zone.id, &format!("term/{}", key.key()))
}

fn add_term(builder: &mut Builder<'_>, zone: &Zone, sized: &ZoneFigures, term: &Term, before: Shared) {
    for parameter in term.figures.into_iter().flatten() {
        add_figure(builder, zone, parameter);
    }
    let rule = match term.key {
        Key::Reserve => reserve(builder, zone, term, before),
        Key::ReserveBrigades => reserve_brigades(builder, zone, term, before),
        _ => rule(zone, sized, term),
    };
    let how = match term.how {
        Working::Quotient(..) | Working::Power(..) => term.working(crate::force::Case::Central),
        Working::Measured => "measured on the map".to_owned(),
        Working::Typed => "typed".to_owned(),
        _ => String::new(),
    };
    let sources = term.sources(&builder.atlas.doctrine);
    let ground: &[String] = match (term.key, sized.ground.quotient, &zone.follows) {
        (Key::GroundFactor, Some(_), Some(line)) => {
            builder.atlas.line(&line.0).map_or(&[], |line| line.ground_factor.sources.as_slice())
        }
        _ => &[],
    };
    let figures = term.figures.into_iter().flatten();
    let figures = figures.map(|figure| of_zone(&zone.id, &format!("figure/{}", figure.id())));
    let draft = Draft::new(id_of(zone, term.key), &zone.name, term.name(), term.value, term.unit())
        .of_kind(if deployed(term.key) { Kind::Deployed } else { Kind::Quantity })
        .said(how)
        .with(figures.collect::<Vec<_>>())
        .read_in(sources.into_iter().chain(ground.iter().map(String::as_str)))
        .resting_on(if term.kind == TermKind::Input { term.basis } else { Span::flat(Basis::C) })
        .by_any(rule);
    builder.add(draft);
}

/// Whether a term counts troops in the zone.
const fn deployed(key: Key) -> bool {
    matches!(
        key,
        Key::Shifts
            | Key::Patrols
            | Key::Reserve
            | Key::OnTheLine
            | Key::Support
            | Key::Headquarters
            | Key::BeforeRules
            | Key::Needed
    )
}

/// A figure of the doctrine as the zone takes it.
fn add_figure(builder: &mut Builder<'_>, zone: &Zone, parameter: Parameter) {
    let doctrine = &builder.atlas.doctrine;
    let Ok(value) = Values::new(doctrine, &zone.overrides).get(parameter) else {
        return;
    };
    let figure = doctrine.at(parameter);
    let how = if value.overridden { "set in the plan" } else { "a figure of the doctrine" };
    let sources: &[String] = if value.overridden { &[] } else { &figure.sources };
    let id = of_zone(&zone.id, &format!("figure/{}", parameter.id()));
    let draft = Draft::new(id, &zone.name, figure.name.as_str(), value.span, figure.unit.as_str())
        .said(how)
        .read_in(sources.iter().map(String::as_str))
        .resting_on(value.basis);
    builder.add(draft);
}

/// How a term follows from those above it.
fn rule(zone: &Zone, sized: &ZoneFigures, term: &Term) -> Option<Rule> {
    let terms = &sized.derivation.terms;
    let has = |key: Key| terms.iter().any(|term| term.key == key);
    let of = |key: Key| Rule::Of(id_of(zone, key));
    let own = |figure: &str| Rule::Of(of_zone(&zone.id, figure));
    let figure = || {
        let id = term.figures.into_iter().flatten().next()?.id();
        Some(own(&format!("figure/{id}")))
    };
    Some(match term.key {
        Key::LineDrawn => own("counted/line"),
        Key::LineOnGround => of(Key::LineDrawn).times(of(Key::GroundFactor)),
        Key::LineHeld if has(Key::LineOnGround) => of(Key::LineOnGround),
        Key::Area => own("counted/area"),
        Key::Residents => own("counted/residents"),
        Key::Sites => own("counted/sites"),
        Key::Posts => of(Key::LineOnGround).over(figure()?).whole_up(),
        Key::MannedPosts => of(Key::Posts).times(figure()?).whole_up(),
        Key::Shifts if has(Key::MannedPosts) => of(Key::MannedPosts).times(figure()?),
        Key::Shifts => of(Key::Posts).times(figure()?),
        Key::Patrols => of(Key::LineOnGround).times(figure()?),
        Key::OnTheLine => Rule::Sum(vec![of(Key::Shifts), of(Key::Patrols), of(Key::Reserve)]),
        Key::Support => of(Key::OnTheLine).times(figure()?),
        Key::Headquarters => Rule::Sum(vec![of(Key::OnTheLine), of(Key::Support)]).times(figure()?),
        Key::AllForces => of(Key::Residents).over(Rule::Number(1_000.0)).times(of(Key::Rate)),
        Key::ForwardBrigades => of(Key::LineHeld).over(figure()?).whole_up(),
        Key::Brigades => Rule::Sum(vec![of(Key::ForwardBrigades), of(Key::ReserveBrigades)]),
        Key::PeoplePerKm | Key::Rate | Key::Density | Key::PerBrigade | Key::PerSite | Key::Exponent => {
            figure()?
        }
        Key::Needed if has(Key::BeforeRules) => of(Key::BeforeRules).times(of(Key::RulesOfEngagement)),
        Key::Needed | Key::BeforeRules => total(&of, &has)?,
        _ => return None,
    })
}

/// The last step of each method, by the terms that it has.
fn total(of: &dyn Fn(Key) -> Rule, has: &dyn Fn(Key) -> bool) -> Option<Rule> {
    Some(if has(Key::OnTheLine) {
        Rule::Sum(vec![of(Key::OnTheLine), of(Key::Support), of(Key::Headquarters)])
    } else if has(Key::PeoplePerKm) {
        of(Key::LineOnGround).times(of(Key::PeoplePerKm))
    } else if has(Key::AllForces) {
        of(Key::AllForces).less(of(Key::HostForces)).not_below_zero()
    } else if has(Key::Density) {
        of(Key::Area).times(of(Key::Density))
    } else if has(Key::Brigades) {
        of(Key::Brigades).times(of(Key::PerBrigade))
    } else if has(Key::PerSite) {
        of(Key::Sites).times(of(Key::PerSite))
    } else {
        return None;
    })
}

/// What this zone adds to a reserve that it shares: `⌈before + own⌉ − ⌈before⌉`.
fn share_of(before: &str, first: bool, own: Rule) -> Rule {
    if first {
        return own.whole_up();
    }
    let all = Rule::Sum(vec![Rule::of(before), own]);
    all.whole_up().less(Rule::of(before).whole_up())
}

/// The reserve companies of a line, and their people.
fn reserve(builder: &mut Builder<'_>, zone: &Zone, term: &Term, before: Shared) -> Option<Rule> {
    let Working::Units(companies, ..) = term.how else {
        return None;
    };
    let [sector, company] = term.figures;
    let figure = |parameter: Parameter| of_zone(&zone.id, &format!("figure/{}", parameter.id()));
    let first = before.companies == Span::flat(0.0);
    let (id, of_before) = (of_zone(&zone.id, "companies"), of_zone(&zone.id, "before/companies"));
    if !first {
        let name = "reserve companies of the zones before, as fractions";
        let draft = Draft::new(of_before.clone(), &zone.name, name, before.companies, "companies");
        builder.add(draft.said("Σ line ÷ sector of the zones before it in its theatre"));
    }
    let own = Rule::Of(id_of(zone, Key::LineOnGround)).over(Rule::Of(figure(sector?)));
    let draft = Draft::new(id.clone(), &zone.name, "reserve companies", companies, "companies");
    builder.add(draft.by(share_of(&of_before, first, own)).said("zones of a theatre share their reserve"));
    Some(Rule::Of(id).times(Rule::Of(figure(company?))))
}

/// The reserve brigades of a sector.
fn reserve_brigades(builder: &mut Builder<'_>, zone: &Zone, term: &Term, before: Shared) -> Option<Rule> {
    let first = before.reserve_brigades == Span::flat(0.0);
    let of_before = of_zone(&zone.id, "before/brigades");
    if !first {
        let name = "reserve brigades of the zones before, as fractions";
        let draft = Draft::new(of_before.clone(), &zone.name, name, before.reserve_brigades, "brigades");
        builder.add(draft.said("Σ forward brigades × share in reserve of the zones before it"));
    }
    let share = of_zone(&zone.id, &format!("figure/{}", term.figure()?.id()));
    let own = Rule::Of(id_of(zone, Key::ForwardBrigades)).times(Rule::Of(share));
    Some(share_of(&of_before, first, own))
}

fn need(builder: &mut Builder<'_>, zone: &Zone, sized: &ZoneFigures) {
    let method = builder.atlas.doctrine.method(sized.method);
    let formula = method.map_or(String::new(), |known| format!("{}: {}", known.id, known.formula));
    let said = if sized.is_sized() { formula } else { "not sized: an alarm says why".to_owned() };
    let sources: Vec<String> = method.map_or_else(Vec::new, |known| known.sources.clone());
    let people = sized.need.map(|need| need.0);
    let draft = Draft::new(of_zone(&zone.id, "need"), &zone.name, "need", people, "persons deployed")
        .deployed()
        .said(said)
        .read_in(sources.iter().map(String::as_str))
        .by(Rule::Of(id_of(zone, Key::Needed)));
    builder.add(draft);
    if let Some((method, profile, need)) = &sized.cross_check {
        let with = profile.as_ref().map_or(String::new(), |profile| format!(" with {profile}"));
        let people = need.map(|need| need.0);
        let id = of_zone(&zone.id, "cross-check");
        let draft = Draft::new(id, &zone.name, "cross-check", people, "persons deployed").deployed();
        builder.add(draft.said(format!("the same zone by {}{with}; never averaged", method.id())));
    }
}

/// Adds who fills each zone.
pub(super) fn add_fillings(builder: &mut Builder<'_>, plan: &Plan, figures: &Figures) {
    for (zone, filling) in std::iter::zip(&plan.zones, &figures.fillings) {
        filled(builder, zone, filling);
        gaps(builder, zone, filling);
    }
}

fn filled(builder: &mut Builder<'_>, zone: &Zone, filling: &Filling) {
    let need = of_zone(&zone.id, "need");
    let id_of = |code: &str| of_zone(&zone.id, &format!("filled/{}", part(code)));
    for contingent in &filling.contingents {
        let code = contingent.nation.0.as_str();
        let draft = deployed_in(zone, id_of(code), format!("{code} assigned"), contingent.troops);
        let draft = match zone.assignment(&contingent.nation).map(|assigned| assigned.troops) {
            Some(Share::OfNeed(share)) => {
                draft.by(Rule::Number(share).times(Rule::Central(need.clone()))).said("a share of the need")
            }
            _ => draft.said("assigned in the plan").resting_on(Span::flat(Basis::User)),
        };
        builder.add(draft.with([of_nation(&contingent.nation, "can-send")]));
    }
    let all = Rule::sum_of(filling.contingents.iter().map(|contingent| id_of(&contingent.nation.0)));
    let id = of_zone(&zone.id, "filled");
    builder.add(deployed_in(zone, id, "filled".to_owned(), filling.filled).by(all));
    let id = of_zone(&zone.id, "unfit");
    let draft = deployed_in(zone, id, "unfit".to_owned(), filling.unfit());
    builder.add(draft.said("troops of nations that do not fit the zone"));
}

fn deployed_in(zone: &Zone, id: String, name: String, troops: Deployed) -> Draft {
    Draft::new(id, &zone.name, name, Span::flat(troops.0), "persons deployed").deployed()
}

fn gaps(builder: &mut Builder<'_>, zone: &Zone, filling: &Filling) {
    let own = |figure: &str| Rule::Of(of_zone(&zone.id, figure));
    let short = filling.short.map(|short| short.0);
    let id = of_zone(&zone.id, "short");
    let draft = Draft::new(id, &zone.name, "short", short, "persons deployed").deployed();
    builder.add(draft.by(own("need").less(own("filled")).not_below_zero()));
    let need = Rule::Central(of_zone(&zone.id, "need"));
    let draft = deployed_in(zone, of_zone(&zone.id, "over"), "over".to_owned(), filling.over);
    builder.add(draft.by(own("filled").less(need).not_below_zero()));
    if let Some(km) = filling.closing.and_then(|closing| closing.km) {
        let name = "kilometres less to hold";
        let id = of_zone(&zone.id, "closing-km");
        let draft = Draft::new(id, &zone.name, name, Span::flat(km.0), "km");
        builder.add(draft.said("short ÷ need × kilometres, central; posts and brigades come whole").with([
            of_zone(&zone.id, "short"),
            of_zone(&zone.id, "need"),
            id_of(zone, Key::LineOnGround),
        ]));
    }
}
