use std::sync::OnceLock;

use super::*;
use crate::plan::NationCode;
use crate::units::Span;

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| Atlas::embedded().unwrap_or_else(|problem| panic!("{problem}")))
}

fn member(code: &str) -> Member {
    Member::new(NationCode::new(code))
}

/// A sector that deters under a coalition, far from the line.
const DETER: Posting = Posting {
    role: Role::DeterrentSector,
    mission: Mission::Deter,
    mandate: Mandate::Coalition,
    roe: None,
    enablers: Enablers::In,
    distance: Some(Km(200.0)),
};
/// A line that is watched with a mandate of the Security Council.
const WATCH: Posting = Posting {
    role: Role::MonitoredLine,
    mission: Mission::Monitor,
    mandate: Mandate::UnCouncil,
    distance: Some(Km(200.0)),
    ..DETER
};

fn of(code: &str, posting: Posting) -> Fit {
    by(&member(code), posting)
}

fn by(member: &Member, posting: Posting) -> Fit {
    let voice = Voice::of(member, atlas());
    let found = fit(&voice, &posting, atlas());
    assert_eq!(found.grade, grade(&voice, &posting, atlas()), "both roads lead to one grade");
    found
}

fn first(fit: &Fit) -> &str {
    fit.reasons.first().map_or("", |reason| reason.what.as_str())
}

#[test]
fn italy_does_not_deter_without_a_mandate() {
    let italy = of("IT", DETER);
    assert_eq!(italy.grade, Grade::Unfit);
    assert_eq!(
        first(&italy),
        "Italy speaks for peacekeeping under the UN; this zone deters without a mandate"
    );
    assert!(italy.reasons.iter().all(|reason| reason.basis != Basis::F), "a class is never found");
    // A mandate alone leaves the mission, a watch alone leaves the mandate.
    let mandated = of("IT", Posting { mandate: Mandate::UnCouncil, ..DETER });
    assert_eq!(first(&mandated), "Italy speaks for peacekeeping; this zone deters");
    let watching = of("IT", Posting { mandate: Mandate::Coalition, ..WATCH });
    assert_eq!(first(&watching), "Italy asks for a mandate of the UN; a coalition of the willing is none");
    assert!(watching.reasons[0].hint.contains("Russia is a permanent member"));
    // What is left is what its Prime Minister said.
    let both = of("IT", WATCH);
    assert_eq!(both.grade, Grade::Strained);
    assert_eq!(first(&both), "Italy would rather not send soldiers");
    assert!(both.reasons[0].hint.starts_with("Last said (2026-01): No ground troops"));
}

#[test]
fn who_helps_from_outside_does_not_stand_inside() {
    for code in ["DE", "PL", "RO", "HU", "FI"] {
        for posting in [DETER, WATCH, Posting { role: Role::Hub, mission: Mission::Presence, ..DETER }] {
            let fit = of(code, posting);
            assert_eq!(fit.grade, Grade::Unfit, "{code}");
            assert!(first(&fit).ends_with("speaks for support from outside; this zone is inside Ukraine"));
        }
    }
}

#[test]
fn who_is_ready_to_deter_fits_away_from_the_front() {
    assert_eq!(of("FR", DETER).grade, Grade::Fit);
    let near = of("FR", Posting { distance: Some(Km(13.0)), ..DETER });
    assert_eq!(near.grade, Grade::Strained);
    assert_eq!(first(&near), "France: away from the front; this zone comes within 13 km of the line");
    assert_eq!(of("FR", Posting { distance: Some(Km(50.0)), ..DETER }).grade, Grade::Fit);
    assert_eq!(of("FR", Posting { distance: None, ..DETER }).grade, Grade::Fit);
    assert_eq!(of("FR", WATCH).grade, Grade::Strained, "a watch must be wanted by both sides");
    // What only says something stands last and weighs nothing.
    let said = of("FR", DETER);
    assert!(said.reasons.iter().any(|reason| reason.what == "France: after a ceasefire"));
    assert!(said.reasons.iter().all(|reason| reason.weight == Weight::Note));
}

#[test]
fn caveats_meet_rules_enablers_and_roles() {
    let with = |code: &str, posting: Posting| of(code, posting).grade;
    assert_eq!(with("NL", DETER), Grade::Fit);
    assert_eq!(with("NL", Posting { enablers: Enablers::IntelligenceOnly, ..DETER }), Grade::Strained);
    assert_eq!(with("NL", Posting { enablers: Enablers::Out, ..DETER }), Grade::Strained);
    assert_eq!(with("BE", DETER), Grade::Strained);
    assert_eq!(with("BE", Posting { role: Role::Hub, mission: Mission::Presence, ..DETER }), Grade::Fit);
    assert_eq!(with("IE", WATCH), Grade::Fit);
    assert_eq!(with("IE", Posting { roe: Some(Roe::DefendMandate), ..WATCH }), Grade::Fit);
    assert_eq!(with("IE", Posting { roe: Some(Roe::AllMeans), ..WATCH }), Grade::Unfit);
}

#[test]
fn the_user_knows_better() {
    let poland = Member { lean: Some(Lean::Deterrence), ..member("PL") };
    let fit = by(&poland, DETER);
    assert_eq!(fit.grade, Grade::Fit, "{:?}", fit.reasons);
    let italy = Member { lean: Some(Lean::Deterrence), needs_un: Some(false), ..member("IT") };
    assert_eq!(by(&italy, DETER).grade, Grade::Fit);
    let france = Member { caveats: Some(vec!["sea-role".to_owned()]), ..member("FR") };
    assert_eq!(by(&france, DETER).grade, Grade::Strained);
    let typed = Member { needs_un: Some(true), ..member("FR") };
    assert_eq!(by(&typed, DETER).reasons[0].basis, Basis::User);
    let spain = Member { offer: Some(Span::flat(1_000.0)), ..member("ES") };
    assert_eq!((of("ES", DETER).grade, by(&spain, DETER).grade), (Grade::Strained, Grade::Fit));
}

#[test]
fn a_nation_of_the_users_own_is_not_held_against() {
    let own = Member { name: Some("Austria".to_owned()), ..member("AT") };
    let fit = by(&own, DETER);
    assert_eq!((fit.grade, first(&fit)), (Grade::Fit, "Nothing is known of how Austria speaks"));
}

/// A mandate of the United Nations never makes a nation less fit.
#[test]
fn the_united_nations_never_strain() {
    for nation in atlas().nations.all() {
        for role in Role::ALL {
            for mission in Mission::ALL {
                let posting = Posting { role, mission: *mission, ..DETER };
                let under = |mandate| of(&nation.code, Posting { mandate, ..posting }).grade;
                assert!(under(Mandate::UnCouncil) <= under(Mandate::Coalition), "{}", nation.code);
            }
        }
    }
}

/// Nobody is unfit without a word of why and of what would change it.
#[test]
fn every_grade_is_explained() {
    for nation in atlas().nations.all() {
        for mandate in Mandate::ALL {
            for mission in Mission::ALL {
                for roe in Roe::ALL {
                    let posting = Posting {
                        mission: *mission,
                        mandate: *mandate,
                        roe: Some(*roe),
                        enablers: Enablers::Out,
                        distance: Some(Km(5.0)),
                        ..DETER
                    };
                    let fit = of(&nation.code, posting);
                    let heaviest = fit.reasons.first().map_or(Grade::Fit, |reason| Grade::of(reason.weight));
                    assert_eq!(fit.grade, heaviest);
                    for reason in &fit.reasons {
                        assert!(!reason.what.ends_with('.') && reason.hint.ends_with('.'), "{reason:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_mission_of_a_zone_is_its_own_then_the_plans_then_its_roles() {
    let shape = crate::plan::Shape::new(crate::plan::Form::Disc(crate::plan::Disc {
        centre: geo_types::Point::new(30.5, 50.4),
        radius: Km(10.0),
    }));
    let shape = std::sync::Arc::new(shape.unwrap_or_else(|refusal| panic!("{refusal}")));
    let mut zone = Zone::new(Role::MonitoredLine, shape);
    let mut plan = Assumptions::default();
    let mission = |zone: &Zone, plan: &Assumptions| Posting::of(zone, plan, &atlas().posture, None).mission;
    assert_eq!(mission(&zone, &plan), Mission::Monitor);
    plan.mission = Some(Mission::Presence);
    assert_eq!(mission(&zone, &plan), Mission::Presence);
    zone.mission = Some(Mission::Deter);
    assert_eq!(mission(&zone, &plan), Mission::Deter);
}
