//! Who fills the zones of a plan, and the switches that change it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]
#![allow(clippy::needless_pass_by_value, reason = "an edit is written where it is made")]

use std::sync::LazyLock;

use cordon::atlas::Atlas;
use cordon::atlas::doctrine::Method;
use cordon::force::filling::State;
use cordon::force::fit::Grade;
use cordon::force::{Figures, Measures, allocation, sharing};
use cordon::plan::{
    Assignment, Edit, Enablers, Mandate, Member, Mission, NationCode, Plan, Roe, Share, Zone, ZoneId, file,
};
use cordon::units::{Deployed, Span};
use proptest::prelude::*;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::embedded().unwrap());

fn figures(plan: &Plan) -> Figures {
    Figures::of(plan, &ATLAS, &mut Measures::new())
}

fn with(plan: &Plan, edit: Edit) -> Plan {
    plan.with(&edit).unwrap()
}

/// The example without its contingents.
fn bare() -> Plan {
    let plan = file::example();
    let edit = sharing::emptied(&plan);
    with(&plan, edit)
}

fn named<'a>(plan: &'a Plan, name: &str) -> &'a Zone {
    plan.zones.iter().find(|zone| zone.name == name).unwrap()
}

fn id(plan: &Plan, name: &str) -> ZoneId {
    named(plan, name).id.clone()
}

fn code(text: &str) -> NationCode {
    NationCode::new(text)
}

fn send(plan: &Plan, zone: &str, nation: &str, troops: f64) -> Plan {
    with(plan, Edit::Assign { zone: id(plan, zone), assignment: Assignment::of(code(nation), troops) })
}

fn filled(plan: &Plan) -> Plan {
    let mut measures = Measures::new();
    let figures = Figures::of(plan, &ATLAS, &mut measures);
    let asked = sharing::instance(plan, &figures, &ATLAS, &mut measures);
    with(plan, sharing::carried_out(plan, &asked, &allocation::allocate(&asked)))
}

#[test]
fn a_gap_says_what_would_close_it() {
    let plan = send(&bare(), "Line belt", "FR", 1_000.0);
    let figures = figures(&plan);
    let belt = figures.filling(&id(&plan, "Line belt")).unwrap();
    let need = figures.zone(&belt.id).unwrap().need.central;
    assert_eq!(belt.filled, Deployed(1_000.0));
    assert_eq!(belt.short.central, Deployed(need.0 - 1_000.0));
    assert_eq!(belt.state(need), State::Short(Deployed(need.0 - 1_000.0)));
    let closing = belt.closing.unwrap();
    // Posts, patrols and reserve follow from 1,040 km: the same share of them is short.
    let km = closing.km.unwrap().0;
    assert!((km - 1_040.0 * (1.0 - 1_000.0 / need.0)).abs() < 1e-6, "{km}");
    let able = sharing::able(&plan, &figures, &belt.id, &ATLAS, &mut Measures::new());
    assert!(able.iter().any(|(nation, ..)| *nation == code("GB")), "{able:?}");
    assert!(!able.iter().any(|(nation, ..)| *nation == code("DE")), "Germany helps from outside");
}

#[test]
fn a_share_of_the_need_follows_the_need() {
    let plan = bare();
    let zone = id(&plan, "Kyiv hub");
    let half = Assignment { troops: Share::OfNeed(0.5), ..Assignment::of(code("GB"), 0.0) };
    let plan = with(&plan, Edit::Assign { zone: zone.clone(), assignment: half });
    let troops = |plan: &Plan| figures(plan).filling(&zone).unwrap().filled.0;
    assert_eq!(troops(&plan), 600.0);
    let two = with(&plan, Edit::SetSites { zone: zone.clone(), sites: 2 });
    assert_eq!(troops(&two), 1_200.0);
}

#[test]
fn italy_fits_the_line_under_a_mandate_of_the_united_nations() {
    let plan = send(&bare(), "Line belt", "IT", 2_000.0);
    let grade = |plan: &Plan| {
        let figures = figures(plan);
        let belt = figures.filling(&id(plan, "Line belt")).unwrap().clone();
        let fit = &belt.contingents[0].fit;
        (fit.grade, fit.reasons.iter().map(|reason| reason.what.clone()).collect::<Vec<_>>().join(". "))
    };
    let (willing, why) = grade(&plan);
    assert_eq!(willing, Grade::Unfit);
    assert!(why.contains("mandate of the UN"), "{why}");
    let (un, _) = grade(&with(&plan, Edit::SetMandate(Mandate::UnCouncil)));
    assert!(un < Grade::Unfit);
    let deters = with(&plan, Edit::SetMandate(Mandate::UnCouncil));
    let deters = with(&deters, Edit::SetMission(Some(Mission::Deter)));
    assert_eq!(grade(&deters).0, Grade::Unfit, "Italy speaks for peacekeeping");
}

#[test]
fn a_mission_changes_the_method_and_says_so() {
    let plan = bare();
    let method = |plan: &Plan, name: &str| figures(plan).zone(&id(plan, name)).unwrap().method;
    assert_eq!(method(&plan, "Line belt"), Method::M3a);
    let deter = with(&plan, Edit::SetMission(Some(Mission::Deter)));
    assert_eq!((method(&deter, "Line belt"), method(&deter, "Kyiv hub")), (Method::M4, Method::M4t));
    let own =
        with(&deter, Edit::SetZoneMission { zone: id(&plan, "Line belt"), mission: Some(Mission::Monitor) });
    assert_eq!(method(&own, "Line belt"), Method::M3a, "its own mission comes before the plan's");
    let typed = with(&deter, Edit::SetMethod { zone: id(&plan, "Line belt"), method: Some(Method::M3b) });
    assert_eq!(method(&typed, "Line belt"), Method::M3b, "a method of its own comes first");
    assert_eq!(figures(&plan), figures(&with(&deter, Edit::SetMission(None))));
}

#[test]
fn rules_of_engagement_multiply_the_need_and_nothing_else() {
    let plan = bare();
    let zone = id(&plan, "Line belt");
    let ruled = with(&plan, Edit::SetRoeFactor { zone: zone.clone(), factor: 1.5 });
    let need = |plan: &Plan, zone: &ZoneId| figures(plan).zone(zone).unwrap().need.central.0;
    assert!((need(&ruled, &zone) - 1.5 * need(&plan, &zone)).abs() < 1e-6);
    let other = id(&plan, "Kyiv hub");
    assert_eq!(need(&ruled, &other), need(&plan, &other));
    let said = with(&plan, Edit::SetRoe { zone, roe: Some(Roe::AllMeans) });
    assert_eq!(figures(&said).deployed, figures(&plan).deployed, "a rule alone changes no number");
}

#[test]
fn without_american_enablers_others_are_needed_apart() {
    let share = |enablers| {
        let figures = figures(&with(&bare(), Edit::SetEnablers(enablers)));
        let apart = figures.enablers.map_or(0.0, |enablers| enablers.total.central.0);
        apart / figures.deployed.central.0
    };
    assert_eq!(share(Enablers::In), 0.0);
    assert!((share(Enablers::IntelligenceOnly) - 0.15).abs() < 1e-9);
    assert!((share(Enablers::Out) - 0.2).abs() < 1e-9);
}

#[test]
fn whoever_sends_more_than_it_can_is_named() {
    let plan = send(&bare(), "Line belt", "SE", 5_000.0);
    let figures = figures(&plan);
    let sweden = figures.coalition.nation(&code("SE")).unwrap();
    assert_eq!(sweden.left, Deployed(0.0));
    assert_eq!(sweden.beyond.0, 5_000.0 - sweden.supply.troops.central.0);
    assert!(
        figures.alarms.iter().any(|alarm| alarm.what.starts_with("Sweden sends 5")),
        "{:?}",
        figures.alarms
    );
}

#[test]
fn scaling_back_the_balkans_frees_little() {
    let plan = bare();
    let home = ["kfor", "althea"].iter().fold(plan.clone(), |plan, mission| {
        with(&plan, Edit::ScaleBack { mission: (*mission).to_owned(), share: 1.0 })
    });
    let italy = |plan: &Plan| figures(plan).coalition.nation(&code("IT")).unwrap().supply.clone();
    let (before, after) = (italy(&plan), italy(&home));
    let kfor_and_althea = 1_121.0 + 142.0;
    assert!((after.freed.central - kfor_and_althea).abs() < 1.0, "{:?}", after.freed);
    let gained = after.troops.central.0 - before.troops.central.0;
    assert!((gained - 0.8 * kfor_and_althea).abs() < 1.0, "{gained}");
}

#[test]
fn filling_keeps_what_is_locked_and_can_be_taken_back() {
    let plan = bare();
    let locked = Assignment { locked: true, ..Assignment::of(code("IT"), 777.0) };
    let plan = with(&plan, Edit::Assign { zone: id(&plan, "Line belt"), assignment: locked.clone() });
    let full = filled(&plan);
    assert_eq!(named(&full, "Line belt").assigned[0], locked);
    assert!(full.zones.iter().filter(|zone| !zone.assigned.is_empty()).count() > 1);
    assert!(full.zones.iter().all(|zone| zone.assigned.is_empty() || zone.lead.is_some()), "each has a lead");
    let emptied = with(&full, sharing::emptied(&full));
    let left: Vec<&Assignment> = emptied.zones.iter().flat_map(|zone| &zone.assigned).collect();
    assert_eq!(left, [&locked]);
    assert_eq!(filled(&full), full, "filling again changes nothing");
}

#[test]
fn one_zone_alone_is_filled_from_what_others_left() {
    let full = filled(&bare());
    let place = full.zones.iter().position(|zone| zone.name == "Kyiv hub").unwrap();
    let mut measures = Measures::new();
    let figures = Figures::of(&full, &ATLAS, &mut measures);
    let mut asked = sharing::instance(&full, &figures, &ATLAS, &mut measures);
    sharing::lock_others(&full, &figures, &mut asked, place);
    let answer = allocation::allocate(&asked);
    let after = with(&full, sharing::carried_out_in(&full, &asked, &answer, place).unwrap());
    for (before, after) in full.zones.iter().zip(&after.zones).filter(|(zone, _)| zone.name != "Kyiv hub") {
        assert_eq!(before, after);
    }
}

/// Offers of five nations, in troops.
fn offers() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.0..12_000.0_f64, 5)
}

fn offered(offers: &[f64]) -> Plan {
    ["FR", "GB", "NL", "CA", "DK"].iter().zip(offers).fold(bare(), |plan, (nation, offer)| {
        let offer = Some(Span::flat(offer.round()));
        with(&plan, Edit::SetMember(Member { offer, ..Member::new(code(nation)) }))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody sends more than it can, and no zone gets more than it needs.
    #[test]
    fn filling_never_exceeds_supply_or_need(offers in offers()) {
        let figures = figures(&filled(&offered(&offers)));
        for nation in &figures.coalition.nations {
            prop_assert!(nation.assigned.0 <= nation.supply.troops.central.0 + 1e-9, "{}", nation.nation());
        }
        for (filling, zone) in figures.fillings.iter().zip(&figures.zones) {
            prop_assert!(filling.filled.0 <= zone.need.central.0.ceil() + 1e-9);
        }
    }

    /// More supply never means more shortfall.
    #[test]
    fn more_supply_never_means_more_shortfall(offers in offers(), more in 1.0..5_000.0_f64, whose in 0..5_usize) {
        let mut larger = offers.clone();
        larger[whose] += more;
        let short = |offers: &[f64]| figures(&filled(&offered(offers))).coalition.short.central.0;
        prop_assert!(short(&larger) <= short(&offers) + 1e-6);
    }
}
