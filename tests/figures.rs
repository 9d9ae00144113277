//! What a planner sees of the figures: on real places, through the one road to a number.

#![allow(clippy::expect_used, reason = "a test stops where its data is missing")]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use cordon::atlas::Atlas;
use cordon::atlas::doctrine::Method;
use cordon::force::{Axis, Claim, Figures, GROUND_FACTOR, Measures, Urgency, ZoneFigures};
use cordon::geodesy;
use cordon::plan::{Corridor, Disc, Displacement, Form, LineName, OwnLine, Plan, Role, Shape, Zone, ZoneId};
use cordon::units::{Km, People, Span};
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon, coord};
use proptest::prelude::*;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::embedded().expect("the embedded data is readable"));

const IZIUM: Coord<f64> = Coord { x: 37.9, y: 49.3 };
const DONETSK: Coord<f64> = Coord { x: 37.7, y: 48.3 };
const OREKHIV: Coord<f64> = Coord { x: 35.9, y: 47.47 };

fn shape(form: Form) -> Arc<Shape> {
    Arc::new(Shape::new(form).expect("a shape"))
}

fn zone(name: &str, role: Role, form: Form) -> Zone {
    Zone {
        id: ZoneId(name.to_lowercase()),
        name: name.to_owned(),
        consent: true,
        sites: 1,
        ..Zone::new(role, shape(form))
    }
}

fn contact() -> &'static LineString<f64> {
    &ATLAS.contact().path
}

/// A belt along the line of contact between the feet of two places.
fn belt(name: &str, from: Coord<f64>, to: Coord<f64>, depth: f64) -> Zone {
    let axis = geodesy::stretch(contact(), from, to).expect("a stretch");
    let form = Form::Corridor(Corridor { axis, left: Km(depth), right: Km(depth) });
    Zone { follows: Some(LineName("contact".to_owned())), ..zone(name, Role::MonitoredLine, form) }
}

fn disc(name: &str, role: Role, at: (f64, f64), km: f64) -> Zone {
    zone(name, role, Form::Disc(Disc { centre: Point::new(at.0, at.1), radius: Km(km) }))
}

fn rectangle(name: &str, role: Role, west: f64, south: f64, east: f64, north: f64) -> Zone {
    let corners = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
    zone(name, role, Form::Area(MultiPolygon(vec![Polygon::new(LineString::from(corners), Vec::new())])))
}

fn plan(zones: Vec<Zone>) -> Plan {
    Plan { zones: zones.into_iter().map(Arc::new).collect(), ..Plan::empty() }
}

fn figures(plan: &Plan) -> Figures {
    Figures::of(plan, &ATLAS, &mut Measures::new())
}

fn alone(zone: Zone) -> Arc<ZoneFigures> {
    Arc::clone(&figures(&plan(vec![zone])).zones[0])
}

fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
}

fn says(figures: &Figures, trap: u8) -> bool {
    figures.all_alarms().any(|alarm| alarm.trap == Some(trap))
}

fn ends() -> (Coord<f64>, Coord<f64>) {
    (contact().0[0], contact().0[contact().0.len() - 1])
}

#[test]
fn a_belt_along_the_whole_line_is_sized_on_the_published_kilometres() {
    let (north, south) = ends();
    let figures = figures(&plan(vec![belt("Belt", north, south, 15.0)]));
    let zone = &figures.zones[0];
    near(zone.counted.line_km.0 * zone.ground_factor, 1_040.0, 0.001);
    // 298 posts × 10 + 1,560 on patrol + 18 companies × 120 = 6,700; × 1.7 × 1.04.
    near(figures.deployed.central.0, 6_700.0 * 1.7 * 1.04, 0.01);
    near(figures.line.total_km.0, 1_040.0, 0.001);
    near(figures.line.monitored_km.0, 1_040.0, 0.5);
    assert_eq!(figures.line.held_km, Km(0.0));
    assert!(says(&figures, 12), "that nobody holds the line is said");
    let (method, profile, cross) = zone.cross_check.clone().expect("a cross-check");
    assert_eq!((method, profile.as_deref()), (Method::M3b, Some("m3b.light-un")));
    near(cross.central.0, 1_040.0 * 4.8, 1.0);
}

#[test]
fn two_belts_end_to_end_count_what_one_counts() {
    let (north, south) = ends();
    let whole = figures(&plan(vec![belt("Belt", north, south, 10.0)]));
    let parts =
        figures(&plan(vec![belt("North", north, DONETSK, 10.0), belt("South", DONETSK, south, 10.0)]));
    let km = |figures: &Figures| figures.zones.iter().map(|zone| zone.counted.line_km.0).sum::<f64>();
    near(km(&parts), km(&whole), 0.2);
    near(parts.line.monitored_km.0, whole.line.monitored_km.0, 0.5);
    assert_eq!(parts.theatres.len(), 1, "they touch, so they share their reserve");
    // At most a post more, where the cut falls between two.
    let more = parts.deployed.central.0 - whole.deployed.central.0;
    assert!((-1.0..=10.0 * 1.7 * 1.04 + 1.0).contains(&more), "{more}");
}

#[test]
fn what_lies_in_two_belts_counts_once_and_is_reported() {
    let first = belt("First", IZIUM, DONETSK, 10.0);
    let second = belt("Second", coord! { x: 38.2, y: 48.8 }, OREKHIV, 10.0);
    let both = figures(&plan(vec![first.clone(), second.clone()]));
    let union = geodesy::length(&geodesy::stretch(contact(), IZIUM, OREKHIV).expect("a stretch")).0;
    let counted: f64 = both.zones.iter().map(|zone| zone.counted.line_km.0).sum();
    near(counted, union, 2.0);
    let overlap = &both.overlaps[0];
    assert_eq!((overlap.first.name.as_str(), overlap.second.name.as_str()), ("First", "Second"));
    assert_eq!(overlap.claim, Claim::Line);
    near(overlap.km.0, alone(second.clone()).counted.line_km.0 - both.zones[1].counted.line_km.0, 1e-6);
    assert!(overlap.sentence().contains("km of Second lie in First"), "{}", overlap.sentence());
    assert!(both.zones[1].alarms.iter().any(|alarm| alarm.trap == Some(7)));
    assert!(!both.zones[0].alarms.iter().any(|alarm| alarm.trap == Some(7)));
    // The other way round the other one counts it, and the kilometres are the same.
    let reversed = figures(&plan(vec![second, first]));
    near(reversed.zones.iter().map(|zone| zone.counted.line_km.0).sum(), counted, 2.0);
    assert_eq!(reversed.overlaps[0].first.name, "Second");
}

#[test]
fn a_role_claims_before_the_order_of_the_list() {
    let sector = Zone { role: Role::DeterrentSector, ..belt("Sector", IZIUM, DONETSK, 12.0) };
    let monitored = belt("Belt", IZIUM, DONETSK, 10.0);
    let both = figures(&plan(vec![sector, monitored]));
    near(both.zones[0].counted.line_km.0, 0.0, 0.01);
    assert!(both.zones[1].counted.line_km.0 > 100.0);
    assert_eq!(both.zones[0].need.central.0, 0.0);
    assert!(both.zones[0].alarms.iter().any(|alarm| alarm.trap == Some(7)));
}

#[test]
fn different_claims_take_nothing_from_each_other() {
    let (north, south) = ends();
    let mut zones = vec![belt("Belt", north, south, 15.0)];
    let belt_alone = figures(&plan(zones.clone())).zones[0].counted;
    zones.push(disc("Hub", Role::Hub, (37.7, 48.6), 5.0));
    zones.push(disc("Donetsk", Role::Population, (37.8, 48.0), 25.0));
    let all = figures(&plan(zones));
    assert_eq!(all.zones[0].counted, belt_alone);
    assert_eq!(all.zones[1].counted.sites, 1.0);
    assert_eq!(all.zones[2].counted.people, all.zones[2].measured.people);
    assert!(all.overlaps.is_empty());
}

#[test]
fn the_people_of_a_city_count_for_its_first_zone() {
    let city = disc("Kharkiv", Role::Population, (36.25, 49.99), 20.0);
    let north = disc("North", Role::Population, (36.25, 50.1), 20.0);
    let both = figures(&plan(vec![city.clone(), north.clone()]));
    let surface = &ATLAS.population;
    let union = geodesy::union(&[city.shape.outline(), north.shape.outline()]);
    near(both.people.0, surface.people(&union).0, 5.0);
    near(both.zones.iter().map(|zone| zone.counted.people.0).sum(), both.people.0, 0.01);
    assert_eq!(both.overlaps[0].claim, Claim::Residents);
    assert!(both.overlaps[0].people.0 > 500_000.0);
    assert!(says(&both, 9), "that they are counted as before the war is said");
    assert!(says(&both, 3), "that the mandate is assumed is said");
}

#[test]
fn three_zones_over_one_town_count_it_once() {
    let circle = |name, x| disc(name, Role::Population, (x, 49.99), 20.0);
    let three = plan(vec![circle("West", 36.1), circle("Middle", 36.25), circle("East", 36.4)]);
    let all = figures(&three);
    let outlines: Vec<_> = three.zones.iter().map(|zone| zone.shape.outline()).collect();
    near(all.people.0, ATLAS.population.people(&geodesy::union(&outlines)).0, 5.0);
    near(all.zones.iter().map(|zone| zone.counted.people.0).sum(), all.people.0, 0.01);
}

#[test]
fn a_site_inside_another_site_is_one_site() {
    let plant = disc("Plant", Role::Site, (34.585, 47.51), 5.0);
    let gate = disc("Gate", Role::Site, (34.60, 47.52), 1.0);
    let port = disc("Port", Role::Site, (30.75, 46.5), 3.0);
    let all = figures(&plan(vec![plant, gate, port]));
    let sites: Vec<f64> = all.zones.iter().map(|zone| zone.counted.sites).collect();
    assert_eq!(sites, [1.0, 0.0, 1.0]);
    near(all.deployed.central.0, 1_200.0, 1e-9);
    assert_eq!(all.overlaps.len(), 1);
}

#[test]
fn a_sector_holds_what_lies_in_it_or_what_is_typed() {
    let far = disc("Far", Role::DeterrentSector, (30.0, 50.0), 20.0);
    let nothing = figures(&plan(vec![far.clone()]));
    assert_eq!(nothing.deployed.central.0, 0.0);
    let alarm = nothing.zones[0].alarms.iter().find(|alarm| alarm.trap == Some(12)).expect("an alarm");
    assert!(alarm.hint.contains("Assign the kilometres"), "{alarm:?}");
    let typed = figures(&plan(vec![Zone { held_km: Some(Km(20.0)), ..far }]));
    assert_eq!(typed.line.held_km, Km(20.0));
    near(typed.line.uncovered_km.0, 1_020.0, 0.001);
    assert_eq!(
        typed.line.sentence(),
        "The force itself would hold 20 of 1\u{2009}040 km, assigned and not drawn on the line; 1\u{2009}020 km are left to Ukraine's own forces."
    );
    assert_eq!(typed.line.assigned_km, Km(20.0));
    let note = typed.zones[0].alarms.iter().find(|alarm| alarm.trap == Some(12)).expect("a note");
    assert!(note.severity == Urgency::Note && note.what.contains("20 km are assigned"), "{note:?}");
    // One brigade forward and one in reserve.
    near(typed.deployed.central.0, 16_000.0, 1e-9);
    let over = figures(&plan(vec![rectangle("Over", Role::DeterrentSector, 37.0, 48.0, 38.5, 48.9)]));
    let km = over.zones[0].measured.line_inside.0 * ATLAS.contact().ground_factor.value.central;
    assert!(km > 50.0);
    near(over.line.held_km.0, km, 1e-6);
    assert_eq!(over.line.assigned_km, Km(0.0));
}

#[test]
fn no_more_is_held_than_the_line_has() {
    let over = rectangle("Over", Role::DeterrentSector, 37.0, 48.0, 38.5, 48.9);
    let held = |km| figures(&plan(vec![Zone { held_km: Some(Km(km)), ..over.clone() }]));
    let (some, more, all) = (held(50.0), held(400.0), held(5_000.0));
    assert_eq!((some.line.held_km, some.line.assigned_km), (Km(50.0), Km(0.0)));
    assert!(!some.zones[0].alarms.iter().any(|alarm| alarm.trap == Some(12)));
    let inside = more.zones[0].measured.line_inside.0 * ATLAS.contact().ground_factor.value.central;
    near(more.line.assigned_km.0, 400.0 - inside, 1e-6);
    assert!(more.line.sentence().contains("of them assigned"), "{}", more.line.sentence());
    near(all.line.held_km.0, 1_040.0, 1e-6);
    assert_eq!(all.line.uncovered_km, Km(0.0));
    let warning = all.zones[0].alarms.iter().find(|alarm| alarm.trap == Some(12)).expect("a warning");
    assert_eq!(warning.severity, Urgency::Warning);
    assert!(warning.what.contains("more than the 1\u{2009}040 km"), "{warning:?}");
}

#[test]
fn what_cannot_be_sized_claims_nothing() {
    let lost = Zone { profile: Some("m3b.nothing".to_owned()), ..belt("Lost", IZIUM, DONETSK, 10.0) };
    let lost = Zone { method: Some(Method::M3b), ..lost };
    let next = belt("Next", IZIUM, DONETSK, 10.0);
    let alone = alone(next.clone());
    let both = figures(&plan(vec![lost, next]));
    assert!(!both.zones[0].is_sized());
    assert_eq!((both.zones[1].counted, both.zones[1].need), (alone.counted, alone.need));
    assert!(both.overlaps.is_empty() && both.theatres.is_empty());
    near(both.line.monitored_km.0, alone.counted.line_km.0 * alone.ground_factor, 1.0);
    let bent = BTreeMap::from([(GROUND_FACTOR.to_owned(), Span::new(5.0, 2.0, 1.0))]);
    let bent = figures(&plan(vec![Zone { overrides: bent, ..belt("Bent", IZIUM, DONETSK, 10.0) }]));
    assert!(!bent.zones[0].is_sized() && bent.line.monitored_km == Km(0.0));
}

#[test]
fn only_belts_and_buffers_watch_the_line() {
    let border = Zone { role: Role::BorderReassurance, ..belt("Border", IZIUM, DONETSK, 10.0) };
    let figures = figures(&plan(vec![border]));
    assert!(figures.zones[0].counted.line_km.0 > 100.0);
    assert_eq!(figures.line.monitored_km, Km(0.0));
}

#[test]
fn typed_kilometres_count_whatever_lies_around_them() {
    let sector = Zone { role: Role::DeterrentSector, ..belt("Sector", IZIUM, DONETSK, 12.0) };
    let typed = Zone { held_km: Some(Km(50.0)), ..sector.clone() };
    let monitored = figures(&plan(vec![belt("Belt", IZIUM, DONETSK, 10.0), typed.clone()]));
    assert!(monitored.overlaps.is_empty(), "{:?}", monitored.overlaps[0].sentence());
    assert!(!says(&monitored, 7));
    assert_eq!(monitored.line.held_km, Km(50.0));
    let first = figures(&plan(vec![typed, Zone { name: "Other".to_owned(), ..sector }]));
    let sentence = first.overlaps[0].sentence();
    assert!(sentence.ends_with("of Other lie in Sector, which counts 50 km typed."), "{sentence}");
}

#[test]
fn an_overlap_speaks_of_kilometres_on_the_ground() {
    let first = belt("First", IZIUM, DONETSK, 10.0);
    let second = belt("Second", coord! { x: 38.2, y: 48.8 }, OREKHIV, 10.0);
    let both = figures(&plan(vec![first, second]));
    let overlap = &both.overlaps[0];
    let km = cordon::units::brief(overlap.km.0 * both.zones[1].ground_factor);
    assert!(overlap.sentence().starts_with(&format!("{km} km of Second")), "{}", overlap.sentence());
    let shared = both.zones[1].alarms.iter().find(|alarm| alarm.trap == Some(7)).expect("a note");
    assert!(shared.what.starts_with(&format!("{km} of its")), "{shared:?} {km}");
}

#[test]
fn a_hub_around_another_counts_each_site_once() {
    let small = disc("Small", Role::Hub, (30.6, 50.4), 5.0);
    let large = Zone { sites: 4, ..disc("Large", Role::Hub, (30.5, 50.4), 20.0) };
    let sites = |zones: Vec<Zone>| {
        let all = figures(&plan(zones));
        assert_eq!(all.overlaps.len(), 1);
        let sentence = all.overlaps[0].sentence();
        assert!(sentence.starts_with("1 site of ") && sentence.contains(" lies in "), "{sentence}");
        all.zones.iter().map(|zone| zone.counted.sites).collect::<Vec<_>>()
    };
    assert_eq!(sites(vec![small.clone(), large.clone()]), [1.0, 3.0]);
    assert_eq!(sites(vec![large, small]), [4.0, 0.0]);
}

#[test]
fn a_belt_beside_its_line_is_told_apart() {
    let mut plan = plan(vec![belt("Belt", IZIUM, OREKHIV, 10.0)]);
    let off = |plan: &Plan| {
        let figures = figures(plan);
        figures.zones[0].alarms.iter().find(|alarm| alarm.trap == Some(8)).map(|alarm| alarm.what.clone())
    };
    assert_eq!(off(&plan), None);
    plan.line = Some(Arc::new(OwnLine {
        name: "Mine".to_owned(),
        date: String::new(),
        source: String::new(),
        path: LineString::from(vec![(33.0, 46.0), (33.0, 50.0)]),
        ground_factor: Span::flat(1.0),
    }));
    let what = off(&plan).expect("a warning");
    assert!(what.starts_with("The zone follows the line of contact but lies up to 3"), "{what}");
}

#[test]
fn a_country_cut_in_slices_is_a_country() {
    let slice = |place: i32| {
        let west = 22.0 + f64::from(place) * 3.1;
        rectangle(&format!("Slice-{place}"), Role::Population, west, 44.0, west + 3.1, 52.5)
    };
    let sliced = figures(&plan((0..6).map(slice).collect()));
    let country = ATLAS.population.total().0;
    assert!(sliced.zones.iter().all(|zone| zone.counted.people.0 < 0.25 * country), "a slice is too large");
    let alarm = sliced.alarms.iter().find(|alarm| alarm.trap == Some(2)).expect("a warning");
    assert!(alarm.severity == Urgency::Warning && alarm.what.starts_with("6 zones"), "{alarm:?}");
    let city = disc("Kharkiv", Role::Population, (36.25, 49.99), 20.0);
    assert!(!says(&figures(&plan(vec![slice(0), city])), 2));
}

#[test]
fn without_sites_no_check_by_sites() {
    let sector = Zone { sites: 0, role: Role::DeterrentSector, ..belt("Sector", IZIUM, DONETSK, 12.0) };
    assert_eq!(alone(sector.clone()).cross_check, None);
    assert!(
        alone(Zone { sites: 2, ..sector }).cross_check.as_ref().is_some_and(|check| check.2.central.0 > 0.0)
    );
    let hub = alone(disc("Hub", Role::Hub, (30.5, 50.4), 5.0));
    assert!(hub.measured.line_inside.0.is_sign_positive(), "no negative nothing");
}

#[test]
fn a_polygon_is_measured_along_the_line_inside_or_its_long_side() {
    let over = alone(rectangle("Over", Role::BufferArea, 37.0, 48.0, 38.5, 48.9));
    assert_eq!(over.measured.axis_is, Axis::LineInside);
    assert_eq!(over.measured.axis, over.measured.line_inside);
    assert!(over.ground_factor > 1.1, "kilometres along the drawn line of contact take its factor");
    let away = alone(rectangle("Away", Role::BufferArea, 30.0, 50.0, 31.0, 50.1));
    assert_eq!(away.measured.axis_is, Axis::LongSide);
    near(away.measured.axis.0, 71.6, 0.5);
    assert_eq!(away.ground_factor, 1.0);
}

#[test]
fn the_ground_factor_is_the_lines_unless_the_user_sets_one() {
    let mut zone = belt("Belt", IZIUM, DONETSK, 10.0);
    let drawn = alone(zone.clone());
    near(drawn.ground_factor, ATLAS.contact().ground_factor.value.central, 1e-12);
    zone.overrides.insert(GROUND_FACTOR.to_owned(), Span::flat(1.0));
    let plain = alone(zone.clone());
    assert_eq!(plain.ground_factor, 1.0);
    assert!(plain.need.central.0 < drawn.need.central.0);
    assert_eq!(plain.counted.line_km, drawn.counted.line_km);
    zone.overrides.clear();
    zone.follows = None;
    assert_eq!(alone(zone.clone()).ground_factor, 1.0, "a free line counts as drawn");
    zone.follows = Some(LineName("nowhere".to_owned()));
    let lost = alone(zone);
    assert!(lost.alarms.iter().any(|alarm| alarm.what.contains("nowhere")), "{:?}", lost.alarms);
}

#[test]
fn a_line_of_ones_own_replaces_the_embedded_one() {
    let mut plan = plan(vec![rectangle("Over", Role::BufferArea, 37.0, 48.0, 38.5, 48.9)]);
    let mut measures = Measures::new();
    let embedded = Figures::of(&plan, &ATLAS, &mut measures);
    plan.line = Some(Arc::new(OwnLine {
        name: "Mine".to_owned(),
        date: String::new(),
        source: String::new(),
        path: LineString::from(vec![(37.5, 47.0), (37.5, 50.0)]),
        ground_factor: Span::flat(1.5),
    }));
    let own = Figures::of(&plan, &ATLAS, &mut measures);
    assert_eq!(own.zones[0].ground_factor, 1.5);
    near(own.zones[0].measured.line_inside.0, 0.9 * 111.2, 1.0);
    near(own.line.total_km.0, 3.0 * 111.2 * 1.5, 2.0);
    plan.line = None;
    assert_eq!(Figures::of(&plan, &ATLAS, &mut measures), embedded);
}

#[test]
fn belts_that_touch_share_their_reserve_and_belts_apart_do_not() {
    // Together they are short of the 60 km of one reserve company.
    let stretch = |name, from, to| belt(name, from, to, 10.0);
    let a = coord! { x: 38.2, y: 48.95 };
    let b = coord! { x: 38.2, y: 48.8 };
    let c = coord! { x: 38.0, y: 48.7 };
    let together = figures(&plan(vec![stretch("One", a, b), stretch("Two", b, c)]));
    assert_eq!(together.theatres.len(), 1);
    let single: f64 = [("One", a, b), ("Two", b, c)]
        .into_iter()
        .map(|(name, from, to)| alone(stretch(name, from, to)).need.central.0)
        .sum();
    near(single - together.deployed.central.0, 120.0 * 1.7 * 1.04, 1e-6);
    let apart =
        figures(&plan(vec![stretch("One", a, b), stretch("Far", OREKHIV, coord! { x: 35.5, y: 47.5 })]));
    assert!(apart.theatres.is_empty());
}

#[test]
fn the_three_kinds_of_total_come_from_what_is_deployed() {
    let mut plan = plan(vec![disc("Hub", Role::Hub, (30.5, 50.4), 5.0)]);
    let totals = figures(&plan);
    assert_eq!(totals.k, 3.0);
    near(totals.pool.central.0, totals.deployed.central.0 * 3.0, 1e-9);
    near(totals.cumulative.central.0, totals.deployed.central.0 * 4.0, 1e-9);
    plan.assumptions.rotation.tour_months = 0.0;
    let refused = figures(&plan);
    assert_eq!((refused.k, refused.pool.central.0, refused.cumulative.central.0), (0.0, 0.0, 0.0));
    assert!(refused.alarms.iter().any(|alarm| alarm.severity == Urgency::Refused));
}

#[test]
fn air_and_enablers_are_a_total_apart() {
    let mut plan = plan(vec![disc("Hub", Role::Hub, (30.5, 50.4), 5.0)]);
    let before = figures(&plan);
    assert!(before.enablers.is_none());
    plan.assumptions.enablers = cordon::plan::Enablers::Out;
    plan.assumptions.aircraft = 120;
    let after = figures(&plan);
    assert_eq!(after.deployed, before.deployed);
    let total = after.enablers.expect("a layer").total;
    near(total.central.0, 120.0 * 28.0 + 0.2 * before.deployed.central.0, 1e-6);
}

#[test]
fn an_estimate_is_compared_only_in_its_own_kind() {
    let mut plan = plan(vec![disc("Hub", Role::Hub, (30.5, 50.4), 5.0)]);
    for estimate in &ATLAS.doctrine.estimates {
        plan.assumptions.compare_with = Some(estimate.id.clone());
        let figures = figures(&plan);
        let comparison = figures.comparison.expect("an estimate");
        assert_eq!(comparison.ours.is_some(), estimate.comparable, "{}", estimate.id);
    }
    plan.assumptions.compare_with = Some("nobody".to_owned());
    assert!(figures(&plan).comparison.is_none());
}

#[test]
fn the_displaced_are_not_counted() {
    let mut plan = plan(vec![disc("Kharkiv", Role::Population, (36.25, 49.99), 20.0)]);
    let mut measures = Measures::new();
    let before = Figures::of(&plan, &ATLAS, &mut measures);
    plan.assumptions.displacement =
        Displacement { country: 0.8, by_oblast: BTreeMap::from([("UA-63".to_owned(), 0.5)]) };
    let after = Figures::of(&plan, &ATLAS, &mut measures);
    near(after.people.0, before.people.0 * 0.5, 1.0);
    assert!(!says(&after, 9));
    plan.assumptions.displacement = Displacement { country: 1.0, by_oblast: BTreeMap::new() };
    assert_eq!(Figures::of(&plan, &ATLAS, &mut measures), before);
}

#[test]
fn what_misleads_is_said() {
    let mut belt = belt("Belt", IZIUM, DONETSK, 2.0);
    belt.consent = false;
    let figures_of_belt = figures(&plan(vec![belt]));
    assert!(says(&figures_of_belt, 16), "no consent");
    assert!(says(&figures_of_belt, 17), "within fire range");
    let country = rectangle("Country", Role::Population, 22.0, 44.0, 40.5, 52.5);
    let figures_of_country = figures(&plan(vec![country]));
    assert!(says(&figures_of_country, 2), "the whole country by force per population");
    assert_eq!(figures_of_country.people, ATLAS.population.total());
    let empty = figures(&plan(vec![disc("Sea", Role::Population, (31.5, 45.4), 10.0)]));
    assert!(empty.zones[0].alarms.iter().any(|alarm| alarm.what.contains("Nobody lives")));
    let unsized_zone = Zone { method: Some(Method::M8), ..disc("Hub", Role::Hub, (30.5, 50.4), 5.0) };
    let refused = figures(&plan(vec![unsized_zone]));
    assert!(!refused.zones[0].is_sized());
    assert_eq!(refused.zones[0].alarms[0].severity, Urgency::Refused);
    assert_eq!(refused.deployed.central.0, 0.0);
}

#[test]
fn an_empty_plan_asks_for_nobody() {
    let nothing = figures(&Plan::empty());
    assert_eq!((nothing.deployed.high.0, nothing.people), (0.0, People(0.0)));
    assert!(nothing.alarms.is_empty());
}

#[test]
fn a_zone_moved_away_and_back_gives_the_same_figures() {
    let (north, south) = ends();
    let belt = belt("Belt", north, south, 10.0);
    let here = disc("City", Role::Population, (36.25, 49.99), 15.0);
    let home = plan(vec![belt.clone(), here.clone(), disc("Hub", Role::Hub, (36.0, 49.9), 5.0)]);
    let mut measures = Measures::new();
    let before = Figures::of(&home, &ATLAS, &mut measures);
    // Long enough that what is unused is dropped in between.
    for step in 0..300 {
        let away = disc("City", Role::Population, (30.0 + 0.02 * f64::from(step), 49.5), 15.0);
        let mut moved = home.clone();
        moved.zones[1] = Arc::new(away);
        let figures = Figures::of(&moved, &ATLAS, &mut measures);
        assert_eq!(figures.zones[0].counted, before.zones[0].counted);
    }
    assert_eq!(Figures::of(&home, &ATLAS, &mut measures), before);
    assert_eq!(Figures::of(&home, &ATLAS, &mut Measures::new()), before);
}

/// Zones of all sorts around Donetsk, many of them on top of each other.
/// A coast of many corners, with one of them so many times as far from the middle.
fn coast(corner: usize, far: f64) -> Zone {
    let corners = (0..2_400_u16).map(|number| {
        let turn = f64::from(number) / 2_400.0 * std::f64::consts::TAU;
        let reach = if usize::from(number) == corner { far } else { 1.0 + 0.03 * (turn * 60.0).sin() };
        coord! { x: 35.0 + 1.9 * reach * turn.cos(), y: 48.4 + 1.2 * reach * turn.sin() }
    });
    let ring = LineString(corners.collect());
    zone("Coast", Role::Population, Form::Area(MultiPolygon(vec![Polygon::new(ring, Vec::new())])))
}

#[test]
fn a_corner_of_a_long_outline_in_the_hand_gives_the_figures_of_a_first_look() {
    let mut measures = Measures::new();
    for (step, corner) in [0, 0, 0, 700, 700, 0, 0, 1_800, 1_800, 1_801].into_iter().enumerate() {
        let plan = plan(vec![coast(corner, 1.2 + 0.1 * step as f64)]);
        assert_eq!(Figures::of(&plan, &ATLAS, &mut measures), figures(&plan), "step {step}");
    }
}

fn some_zones() -> impl Strategy<Value = Vec<Zone>> {
    let zone = (0_usize..7, 36.0_f64..38.5, 47.5_f64..49.5, 3.0_f64..60.0, prop::bool::ANY);
    prop::collection::vec(zone, 1..8).prop_map(|zones| {
        zones
            .into_iter()
            .enumerate()
            .map(|(place, (role, x, y, size, round))| {
                let name = format!("Zone-{place}");
                let (role, half) = (Role::ALL[role], size / 111.0);
                if round {
                    disc(&name, role, (x, y), size)
                } else {
                    rectangle(&name, role, x - half, y - 0.6 * half, x + half, y + 0.6 * half)
                }
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// People in the union are no more than the sum, and are those in the union.
    #[test]
    fn people_in_several_zones_count_once(zones in some_zones()) {
        let plan = plan(zones);
        let figures = figures(&plan);
        let sum: f64 = figures.zones.iter().map(|zone| zone.measured.people.0).sum();
        prop_assert!(figures.people.0 <= sum + 0.01);
        let outlines: Vec<_> = plan.zones.iter().map(|zone| zone.shape.outline()).collect();
        let union = ATLAS.population.people(&geodesy::union(&outlines)).0;
        prop_assert!((figures.people.0 - union).abs() < 1.0 + 1e-5 * union, "{} {union}", figures.people.0);
    }

    /// The kilometres of the line of contact watched and held do not depend on the order of
    /// the list, and no zone counts more than it measures.
    #[test]
    fn the_order_of_the_list_moves_no_kilometre(zones in some_zones()) {
        let forward = figures(&plan(zones.clone()));
        let backward = figures(&plan(zones.into_iter().rev().collect()));
        let cover = |figures: &Figures| figures.line.monitored_km.0 + figures.line.held_km.0;
        prop_assert!((cover(&forward) - cover(&backward)).abs() < 0.5, "{} {}", cover(&forward), cover(&backward));
        prop_assert!((forward.people.0 - backward.people.0).abs() < 1.0 + 1e-5 * forward.people.0);
        prop_assert!(cover(&forward) <= forward.line.total_km.0 + 0.5);
        for zone in &forward.zones {
            prop_assert!(zone.counted.area_km2.0 <= zone.measured.area.0 + 1e-6);
            prop_assert!(zone.counted.people.0 <= zone.measured.people.0 + 0.01);
            prop_assert!(zone.counted.line_km.0 <= zone.measured.axis.0.max(zone.measured.line_inside.0) + 1e-6);
        }
    }

    /// The total is the sum of the zones and never less than any of them. Its cases are in
    /// order; those of one zone need not be, since a reserve company that a theatre shares
    /// comes whole and may fall due in another zone in each case.
    #[test]
    fn the_total_is_the_sum_of_the_zones(zones in some_zones()) {
        let figures = figures(&plan(zones));
        let sum: f64 = figures.zones.iter().map(|zone| zone.need.central.0).sum();
        prop_assert_eq!(sum, figures.deployed.central.0);
        for zone in &figures.zones {
            prop_assert!(zone.need.central.0 <= figures.deployed.central.0);
        }
        prop_assert!(figures.deployed.low.0 <= figures.deployed.central.0);
        prop_assert!(figures.deployed.central.0 <= figures.deployed.high.0);
    }

    /// What is remembered gives the same figures as what is measured anew.
    #[test]
    fn memory_changes_nothing(first in some_zones(), second in some_zones()) {
        let mut measures = Measures::new();
        let (first, second) = (plan(first), plan(second));
        let anew = (figures(&first), figures(&second));
        for _ in 0..2 {
            prop_assert_eq!(&Figures::of(&first, &ATLAS, &mut measures), &anew.0);
            prop_assert_eq!(&Figures::of(&second, &ATLAS, &mut measures), &anew.1);
        }
    }
}

#[test]
fn a_zone_in_romania_is_told() {
    let warned = |zone: Zone| alone(zone).alarms.iter().any(|alarm| alarm.what.contains("abroad"));
    assert!(warned(rectangle("Suceava", Role::BufferArea, 25.6, 47.2, 26.2, 47.5)));
    assert!(warned(disc("Snake in the sea", Role::Hub, (31.0, 44.5), 10.0)));
    assert!(!warned(rectangle("Poltava", Role::BufferArea, 34.0, 49.3, 34.6, 49.6)));
}
