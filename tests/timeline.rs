//! The months of a plan: who is in which zone when, and who comes if something happens there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::{Arc, LazyLock};

use cordon::atlas::Atlas;
use cordon::force::exposure::Exposures;
use cordon::force::incident::{Reserve, incidents, stands};
use cordon::force::timeline::{Timeline, present, sendings};
use cordon::force::{Figures, Measures};
use cordon::plan::{
    Assignment, Coalition, Disc, Form, Member, NationCode, Plan, Roe, Role, Shape, Share, Zone, ZoneId,
};
use cordon::units::{Deployed, Km, Pool};
use geo_types::Point;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::embedded().expect("the embedded data is readable"));

fn code(nation: &str) -> NationCode {
    NationCode::new(nation)
}

fn zone(id: &str, role: Role, (lon, lat): (f64, f64), assigned: Vec<Assignment>) -> Zone {
    let disc = Disc { centre: Point::new(lon, lat), radius: Km(20.0) };
    let shape = Arc::new(Shape::new(Form::Disc(disc)).unwrap());
    let lead = assigned.first().map(|assigned| assigned.nation.clone());
    let drawn = Zone::new(role, shape);
    Zone { id: ZoneId(id.to_owned()), name: id.to_owned(), sites: 1, assigned, lead, ..drawn }
}

/// A sector that holds 50 km west of Donetsk with 5,000 French and half of its need from
/// Britain, and a hub at Lviv with Swedes who come half a year later.
fn plan() -> Plan {
    let half = Assignment { troops: Share::OfNeed(0.5), ..Assignment::of(code("GB"), 0.0) };
    let sector = Zone {
        held_km: Some(Km(50.0)),
        roe: Some(Roe::DefendMandate),
        ..zone("Sector", Role::DeterrentSector, (36.6, 48.2), vec![Assignment::of(code("FR"), 5_000.0), half])
    };
    let hub = zone("Hub", Role::Hub, (24.03, 49.84), vec![Assignment::of(code("SE"), 1_200.0)]);
    let sweden = Member { start_month: 6, tour_months: Some(4.0), ..Member::new(code("SE")) };
    let mut plan = Plan::empty();
    plan.assumptions.rotation.tour_months = 6.0;
    plan.assumptions.rotation.interval_months = 12.0;
    plan.assumptions.rotation.ramp_up_months = 0.0;
    plan.coalition = Arc::new(Coalition { members: vec![sweden], ..Coalition::default() });
    plan.zones = vec![Arc::new(sector), Arc::new(hub)];
    plan
}

#[test]
fn the_months_of_a_plan_are_those_of_its_contingents() {
    let plan = plan();
    let figures = Figures::of(&plan, &ATLAS, &mut Measures::new());
    // 50 km at 25 km a brigade and one in reserve: three slices of 8,000.
    assert_eq!(figures.zones[0].need.central, Deployed(24_000.0));
    let sustained = |nation: &NationCode| (nation.0 == "FR").then_some(Deployed(2_230.0));
    let sendings = sendings(&plan, &figures, sustained);
    let told: Vec<_> =
        sendings.iter().map(|s| (s.nation.as_str(), s.wanted, s.pool, s.start_month)).collect();
    assert_eq!(
        told,
        [
            ("SE", Deployed(1_200.0), None, 6),
            ("FR", Deployed(5_000.0), Some(Pool(6_690.0)), 0),
            ("GB", Deployed(12_000.0), None, 0),
        ]
    );
    assert_eq!((sendings[0].tour_months, sendings[0].interval_months), (4.0, 12.0));
    let timeline = Timeline::of(&sendings, figures.deployed, 60).unwrap();
    let there = |month| present(&plan, &figures, &timeline, month);
    assert_eq!(there(0), [Deployed(0.0), Deployed(0.0)]);
    assert_eq!(there(1), [Deployed(17_000.0), Deployed(0.0)]);
    assert_eq!(there(7), [Deployed(13_690.0), Deployed(1_200.0)]);
    assert_eq!(there(13), [Deployed(12_000.0), Deployed(1_200.0)]);
    // France runs out; the coalition is short and not empty.
    let france = timeline.nation("FR").unwrap();
    assert_eq!(france.shortfall.said().as_deref(), Some("short from month 7, no one left in month 13"));
    assert_eq!(timeline.shortfall.said().as_deref(), Some("short from month 7"));
    assert_eq!(timeline.need, figures.deployed);
    assert_eq!(timeline.covers.central, None);
}

#[test]
fn each_zone_says_who_comes_if_a_soldier_is_shot() {
    let plan = plan();
    let mut measures = Measures::new();
    let figures = Figures::of(&plan, &ATLAS, &mut measures);
    let exposed = Exposures::new().of(&plan, &figures, &ATLAS, &measures).unwrap();
    let stands = stands(&plan, &figures, &ATLAS, &exposed);
    let found = incidents(&stands);
    let [sector, hub] = found.as_slice() else { panic!("two zones") };
    assert_eq!(sector.rules.map(|rules| rules.id.as_str()), Some("defend-mandate"));
    assert_eq!(sector.lead, Some(&code("FR")));
    assert_eq!(sector.own_reserve, Some(Reserve::Brigades(1.0)));
    let to_sector = sector.help.as_ref().unwrap();
    assert_eq!((to_sector.name, to_sector.reserve), ("Hub", Reserve::Contingents(1)));
    assert!((to_sector.between_centres.0 - to_sector.between_edges.0 - 40.0).abs() < 0.1, "{to_sector:?}");
    assert_eq!(hub.help.as_ref().map(|help| help.reserve), Some(Reserve::Brigades(1.0)));
    assert!(sector.to_line.unwrap().0 < 60.0 && hub.to_line.unwrap().0 > 600.0);
    assert_eq!(hub.questions[0], "What may a soldier in Hub do? No rules of engagement are set.");
    assert_eq!(sector.questions, ["May the reserve of SE leave Hub for Sector, and who orders it?"]);
}
