//! How much of a zone lies near the line of contact.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::{Arc, LazyLock};

use cordon::atlas::Atlas;
use cordon::force::exposure::{Bands, Exposed, Exposures, bands_of};
use cordon::force::{Figures, Measures};
use cordon::geodesy;
use cordon::plan::{Corridor, Disc, Edit, Form, OwnLine, Plan, Role, Shape, Zone};
use cordon::units::{Km, Span};
use geo_types::{Coord, LineString, Point, coord};
use proptest::prelude::*;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::embedded().expect("the embedded data is readable"));
static BANDS: LazyLock<Bands> =
    LazyLock::new(|| bands_of(&Plan::empty(), &ATLAS).expect("the line has bands"));

fn disc(lon: f64, lat: f64, radius: f64) -> Shape {
    Shape::new(Form::Disc(Disc { centre: Point::new(lon, lat), radius: Km(radius) })).unwrap()
}

fn exposed(shape: &Shape, centre: Coord<f64>) -> Exposed {
    BANDS.exposed(shape, centre, (&ATLAS.population).into())
}

fn areas(exposed: &Exposed) -> Vec<f64> {
    exposed.within.iter().map(|within| (within.area * 1e3).round() / 1e3).collect()
}

/// The middle of the line of contact.
fn on_the_line() -> Coord<f64> {
    let path = &ATLAS.contact().path;
    path.0[path.0.len() / 2]
}

#[test]
fn a_zone_on_the_line_is_near_in_all_bands() {
    let at = on_the_line();
    let found = exposed(&disc(at.x, at.y, 9.5), at);
    assert_eq!(areas(&found), [1.0; 4]);
    assert_eq!(found.nearest, Some(Km(0.0)));
    assert!(found.centre.unwrap().0 < 0.2);
    assert!(found.within.iter().all(|within| within.people.is_none_or(|people| people > 0.999)));
}

#[test]
fn lviv_is_far_from_the_line() {
    let found = exposed(&disc(24.03, 49.84, 30.0), coord! { x: 24.03, y: 49.84 });
    assert_eq!(areas(&found), [0.0; 4]);
    assert!(found.within.iter().all(|within| within.people == Some(0.0)));
    let (nearest, centre) = (found.nearest.unwrap().0, found.centre.unwrap().0);
    assert!(nearest > 600.0 && (centre - nearest - 30.0).abs() < 0.2, "{nearest} {centre}");
}

#[test]
fn half_of_a_belt_of_twenty_kilometres_lies_within_ten() {
    let path = &ATLAS.contact().path;
    let axis = geodesy::stretch(path, path.0[30], path.0[80]).unwrap();
    let belt = Shape::new(Form::Corridor(Corridor { axis, left: Km(0.0), right: Km(20.0) })).unwrap();
    let found = exposed(&belt, on_the_line());
    assert!((found.within[0].area - 0.5).abs() < 0.05, "{found:?}");
    assert_eq!(areas(&found)[1..], [1.0; 3]);
}

#[test]
fn where_nobody_lives_no_share_of_people_is_said() {
    let found = exposed(&disc(31.0, 44.0, 5.0), coord! { x: 31.0, y: 44.0 });
    assert!(found.within.iter().all(|within| within.people.is_none()));
}

#[test]
fn the_rings_make_up_the_widest_band() {
    let bands = BANDS.bands();
    let km: Vec<(f64, f64)> = bands.iter().map(|band| (band.from.0, band.to.0)).collect();
    assert_eq!(km, [(0.0, 10.0), (10.0, 25.0), (25.0, 50.0), (50.0, 100.0)]);
    let rings: f64 = bands.iter().map(|band| geodesy::area(&band.ring).0).sum();
    let widest = geodesy::area(&bands[3].within).0;
    assert!((rings / widest - 1.0).abs() < 1e-6, "{rings} {widest}");
    // No narrower than a straight belt of that depth round a line of 740 km less its bends.
    assert!(geodesy::area(&bands[0].within).0 > 10_000.0 && widest > 100_000.0);
}

#[test]
fn what_was_made_is_made_again_only_for_another_line() {
    let at = on_the_line();
    let zone = Zone::new(Role::Hub, Arc::new(disc(at.x, at.y, 20.0)));
    let plan = Plan::empty().with(&Edit::AddZone(zone)).unwrap();
    let (mut measures, mut exposures) = (Measures::new(), Exposures::new());
    let figures = Figures::of(&plan, &ATLAS, &mut measures);
    assert!(!exposures.has_bands(&plan));
    let first = exposures.of(&plan, &figures, &ATLAS, &measures).unwrap();
    let again = exposures.of(&plan, &figures, &ATLAS, &measures).unwrap();
    assert!(exposures.has_bands(&plan) && Arc::ptr_eq(&first[0], &again[0]));
    let own = OwnLine {
        name: "Far away".to_owned(),
        date: String::new(),
        source: "a test".to_owned(),
        path: vec![(24.0, 50.0), (24.0, 51.0)].into(),
        ground_factor: Span::flat(1.0),
    };
    let moved = plan.with(&Edit::SetLine(Some(Arc::new(own)))).unwrap();
    assert!(!exposures.has_bands(&moved));
    let figures = Figures::of(&moved, &ATLAS, &mut measures);
    let far = exposures.of(&moved, &figures, &ATLAS, &measures).unwrap();
    assert_eq!((areas(&first[0])[1], areas(&far[0])[3]), (1.0, 0.0));
}

#[test]
fn a_line_of_one_place_has_no_bands() {
    let line = LineString(vec![coord! { x: 37.0, y: 48.0 }]);
    assert!(Bands::of(&line, &[Km(10.0)]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Shares grow with the distance and are no more than all.
    #[test]
    fn shares_grow_with_the_distance(lon in 30.0_f64..40.0, lat in 46.0_f64..51.0, radius in 2.0_f64..60.0) {
        let found = exposed(&disc(lon, lat, radius), coord! { x: lon, y: lat });
        let mut before = (0.0, 0.0);
        for within in &found.within {
            prop_assert!((before.0..=1.0).contains(&within.area), "{found:?}");
            let people = within.people.unwrap_or(before.1);
            prop_assert!((before.1..=1.0).contains(&people), "{found:?}");
            before = (within.area, people);
        }
        prop_assert!(found.nearest <= found.centre);
    }

    /// A place is in a band if it is near enough, ends of the line included.
    #[test]
    fn bands_reach_as_far_as_they_say(lon in 30.0_f64..41.0, lat in 45.0_f64..51.5) {
        let at = coord! { x: lon, y: lat };
        let far = geodesy::distance(Point(at), &ATLAS.contact().path).0;
        for band in BANDS.bands() {
            let inside = geodesy::contains(&band.within, at);
            // The line's own simplification, and that of the belt: a four-hundredth of its depth.
            let doubt = 0.2 + band.to.0 / 200.0;
            prop_assert!(inside || far > band.to.0 - doubt, "{far} km and not within {}", band.to.0);
            prop_assert!(!inside || far < band.to.0 + doubt, "{far} km and within {}", band.to.0);
        }
    }
}
