//! Sizing any zone by any method: odd inputs are refused, shares sum to the
//! whole, and it is quick enough for every frame of a drag.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use cordon::atlas::doctrine::{Doctrine, Method, Parameter};
use std::sync::Arc;

use cordon::force::method::m7::{Layer, layer};
use cordon::force::method::m8::footprint;
use cordon::force::method::parameters;
use cordon::force::{Case, GROUND_FACTOR, Inputs, Key, Overrides, Shared, check_override, size};
use cordon::plan::file::{from_geojson, to_geojson};
use cordon::plan::{Disc, Edit, Form, OwnLine, Plan, Role, Shape, Zone};
use cordon::units::{Deployed, Km, Span};
use geo_types::{LineString, Point};
use proptest::prelude::*;

fn doctrine() -> Doctrine {
    Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
}

fn need(method: Method, profile: Option<&str>, inputs: Inputs) -> Result<Span<f64>, String> {
    size(method, profile, &inputs, &doctrine(), &Overrides::new())
        .map(|derivation| derivation.need.map(|people| people.0))
        .map_err(|refusal| refusal.to_string())
}

#[test]
fn every_role_has_its_method_and_mandate() {
    let doctrine = doctrine();
    let default = |role: Role| doctrine.role(role.name()).map(|known| (known.method, known.profile.clone()));
    assert_eq!(default(Role::MonitoredLine), Some((Method::M3a, None)));
    assert_eq!(default(Role::DeterrentSector), Some((Method::M4, None)));
    assert_eq!(default(Role::Hub), Some((Method::M4t, Some("m4t.battlegroup".to_owned()))));
    for role in Role::ALL {
        let Some((method, profile)) = default(role) else { panic!("{} has no method", role.name()) };
        let mandated = matches!(method, Method::M1 | Method::M2 | Method::M3b);
        assert!(!mandated || profile.is_some(), "{} needs a mandate", role.name());
    }
    assert_eq!(doctrine.roles.len(), Role::ALL.len());
}

#[test]
fn odd_numbers_are_refused_or_nothing() {
    for km in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
        assert!(need(Method::M3a, None, Inputs { line_km: Some(km), ..Inputs::default() }).is_err(), "{km}");
    }
    for method in [Method::M3a, Method::M4] {
        let nothing = need(method, None, Inputs { line_km: Some(0.0), ..Inputs::default() });
        assert_eq!(nothing, Ok(Span::flat(0.0)), "{method:?}");
        assert!(need(method, None, Inputs::default()).is_err_and(|what| what.contains("no line")));
    }
}

#[test]
fn a_mandate_must_be_chosen() {
    for method in [Method::M1, Method::M2, Method::M3b] {
        let inputs = Inputs { line_km: Some(10.0), ..Inputs::default() };
        assert!(need(method, None, inputs).is_err_and(|what| what.contains("needs a mandate")), "{method:?}");
        assert!(
            need(method, Some("m4.slice"), inputs).is_err_and(|what| what.contains("no profile")),
            "{method:?}"
        );
    }
}

#[test]
fn what_sizes_no_zone_is_refused() {
    for method in Method::ALL {
        if !method.sizes_a_zone() {
            assert!(
                need(method, None, Inputs { line_km: Some(10.0), ..Inputs::default() }).is_err(),
                "{method:?}"
            );
        }
    }
}

#[test]
fn an_override_shows_and_is_checked() {
    let doctrine = doctrine();
    let inputs = Inputs { line_km: Some(1_100.0), ..Inputs::default() };
    let with = |id: &str, span| {
        let overrides = Overrides::from([(id.to_owned(), span)]);
        size(Method::M3a, None, &inputs, &doctrine, &overrides)
    };
    let posts = with("m3a.spacing", Span::flat(5.0)).map(|derivation| derivation.term(Key::Posts).copied());
    let Ok(Some(posts)) = posts else { panic!("{posts:?}") };
    assert!(posts.overridden);
    assert_eq!((posts.value.central, posts.basis.central.letter()), (220.0, "U"));
    assert_eq!(posts.working(Case::Central), "one per 5 km");
    let refused = |id, span| with(id, span).err().map(|refusal| refusal.to_string()).unwrap_or_default();
    assert!(refused("m3a.spacing", Span::flat(0.0)).contains("between 0.01 and 10000 km"));
    assert!(refused("m3a.post", Span::flat(f64::NAN)).contains("m3a.post"));
    assert!(refused("m3a.spacing", Span::new(1.5, 3.5, 6.0)).contains("low case"));
    assert_eq!(with("m4.slice", Span::flat(-1.0)).map(|derivation| derivation.overridden()), Ok(false));
}

#[test]
fn sensors_are_not_applied_unless_set() {
    let doctrine = doctrine();
    let inputs = Inputs { line_km: Some(1_100.0), ..Inputs::default() };
    let manned = |overrides: &Overrides| {
        size(Method::M3a, None, &inputs, &doctrine, overrides)
            .ok()
            .and_then(|derivation| derivation.term(Key::MannedPosts).map(|posts| posts.value.central))
    };
    assert_eq!(manned(&Overrides::new()), None);
    assert_eq!(manned(&Overrides::from([("m3a.technology".to_owned(), Span::flat(0.7))])), Some(221.0));
    assert!(parameters(Method::M3a, None).contains(&Parameter::Technology));
}

#[test]
fn an_area_scaled_from_a_mission() {
    let buffer = Inputs { area_km2: 41_600.0, ..Inputs::default() };
    let scaled = need(Method::M2, Some("UNTAES96"), buffer);
    assert!(scaled.is_ok_and(|need| (need.central - 10_200.0).abs() < 1e-6));
    let small = need(Method::M2, Some("UNTAES96"), Inputs { area_km2: 260.0, ..buffer });
    assert!(small.is_ok_and(|need| need.low < need.central && need.central < need.high));
    assert!(need(Method::M2, Some("ISAF11"), buffer).is_err());
}

#[test]
fn zones_of_a_theatre_share_their_reserve() {
    let doctrine = doctrine();
    let mut before = Shared::NONE;
    let mut companies = 0.0;
    let mut brigades = 0.0;
    for km in [40.0, 40.0, 40.0, 7.0, 333.0] {
        let inputs = Inputs { line_km: Some(km), before, ..Inputs::default() };
        let Ok(line) = size(Method::M3a, None, &inputs, &doctrine, &Overrides::new()) else { panic!() };
        companies += line.term(Key::Reserve).map_or(0.0, |reserve| reserve.value.central / 120.0);
        let Ok(sector) =
            size(Method::M4, None, &Inputs { before: line.after, ..inputs }, &doctrine, &Overrides::new())
        else {
            panic!()
        };
        brigades += sector.term(Key::ReserveBrigades).map_or(0.0, |reserve| reserve.value.central);
        before = sector.after;
    }
    assert_eq!(companies, (460.0_f64 / 60.0).ceil());
    // 2 + 2 + 2 + 1 + 14 forward brigades; a third of 21 at 0.33 is 6.93.
    assert_eq!(brigades, 7.0);
}

#[test]
fn cases_typed_out_of_order_are_refused() {
    let ground = |low, central, high| {
        let mut inputs = Inputs { line_km: Some(100.0), ..Inputs::default() };
        inputs.ground.factor = Span::new(low, central, high);
        need(Method::M3a, None, inputs)
    };
    assert!(ground(5.0, 2.0, 1.0).is_err_and(|what| what.contains("from low over central to high")));
    assert!(ground(50.0, 1.0, 1.0).is_err_and(|what| what.contains("up to 10")));
    assert!(ground(1.0, 1.2, 1.4).is_ok());
    let doctrine = doctrine();
    let none = Overrides::new();
    let land = Layer { missing: Some(Parameter::Enablers), ..Layer::default() };
    for (troops, fine) in [([30_000.0, 20_000.0, 10_000.0], false), ([10_000.0, 20_000.0, 30_000.0], true)] {
        let troops = Span::new(troops[0], troops[1], troops[2]).map(Deployed);
        assert_eq!(layer(land, troops, &doctrine, &none).is_ok(), fine);
        assert_eq!(footprint(troops, &doctrine, &none).is_ok(), fine);
    }
}

#[test]
fn a_plan_takes_no_ground_factor_out_of_order() {
    let wrong = Span::new(5.0, 2.0, 1.0);
    let mut line = OwnLine {
        name: "Mine".to_owned(),
        date: String::new(),
        source: String::new(),
        path: LineString::from(vec![(37.5, 47.0), (37.5, 50.0)]),
        ground_factor: wrong,
    };
    let set = |line: &OwnLine| Plan::empty().with(&Edit::SetLine(Some(Arc::new(line.clone()))));
    assert!(set(&line).is_err_and(|refusal| refusal.what.contains("from low over central to high")));
    line.ground_factor = Span::flat(1.5);
    let plan = set(&line).unwrap();
    let disc = Disc { centre: Point::new(37.5, 48.0), radius: Km(10.0) };
    let zone = Zone::new(Role::MonitoredLine, Arc::new(Shape::new(Form::Disc(disc)).unwrap()));
    let plan = plan.with(&Edit::AddZone(zone)).unwrap();
    let zone = plan.zones[0].id.clone();
    let factor = |value| {
        let figure = GROUND_FACTOR.to_owned();
        plan.with(&Edit::SetParameter { zone: zone.clone(), figure, value: Some(value) })
    };
    assert!(factor(wrong).is_err() && factor(Span::new(50.0, 1.0, 1.0)).is_err());
    let plan = factor(Span::new(1.0, 1.25, 1.75)).unwrap();
    // A file that says so keeps its line and its zone, without the factor.
    let typed = |low: f64| to_geojson(&plan).replace("\"low\":1.0", &format!("\"low\":{low:.1}"));
    let (read, problems) = from_geojson(&typed(5.0), "mine.plan.geojson").unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(read.zones[0].overrides.is_empty() && read.line == plan.line);
    let (read, problems) =
        from_geojson(&to_geojson(&plan).replace("\"high\":1.5", "\"high\":0.5"), "mine.plan.geojson")
            .unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(read.line.map(|line| line.ground_factor), Some(Span::flat(1.0)));
}

proptest! {
    #[test]
    fn low_is_never_above_high(km in 0.0..5_000.0_f64, people in 0.0..4e7_f64, area in 0.0..6e5_f64, host in 0.0..1e6_f64, sites in 0_u32..50) {
        let doctrine = doctrine();
        let inputs = Inputs { line_km: Some(km), people, area_km2: area, host_forces: host, sites: f64::from(sites), ..Inputs::default() };
        for method in Method::ALL.into_iter().filter(|method| method.sizes_a_zone()) {
            let profiles: Vec<Option<&str>> = match doctrine.profiles_of(method).count() {
                0 => vec![None],
                _ => doctrine.profiles_of(method).map(|profile| Some(profile.parameter.id())).collect(),
            };
            for profile in profiles {
                let Ok(derivation) = size(method, profile, &inputs, &doctrine, &Overrides::new()) else { panic!("{method:?}") };
                let need = derivation.need.map(|people| people.0);
                prop_assert!(need.low >= 0.0 && need.low <= need.central && need.central <= need.high, "{:?} {:?}", method, need);
                prop_assert_eq!(derivation.terms.last().map(|term| term.value), Some(need));
            }
        }
    }

    #[test]
    fn nothing_typed_makes_it_panic(km in any::<f64>(), factor in any::<f64>(), value in any::<f64>(), place in 0..Parameter::ALL.len()) {
        let doctrine = doctrine();
        let parameter = Parameter::ALL[place];
        let accepted = check_override(&doctrine, parameter, Span::flat(value)).is_ok();
        let overrides = Overrides::from([(parameter.id().to_owned(), Span::flat(value))]);
        let mut inputs = Inputs { line_km: Some(km), held_km: Some(km), area_km2: km, people: km, sites: km, host_forces: factor, ..Inputs::default() };
        inputs.ground.factor = Span::flat(factor);
        for method in Method::ALL {
            let profile = doctrine.profiles_of(method).next().map(|profile| profile.parameter.id());
            if let Ok(derivation) = size(method, profile, &inputs, &doctrine, &overrides) {
                prop_assert!(derivation.need.high.0.is_finite());
                prop_assert!(accepted || !derivation.overridden());
                for term in &derivation.terms {
                    prop_assert!(!term.working(Case::High).is_empty());
                }
            }
        }
    }
}
