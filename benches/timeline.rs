//! How long the months and the bands around the line take: `cargo bench --bench timeline`.
//!
//! Own harness: the smallest and the middle time of many runs, printed as a table.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

#[path = "support/clock.rs"]
mod clock;

use clock::time;
use cordon::atlas::Atlas;
use cordon::force::exposure::bands_of;
use cordon::force::timeline::{Sending, Timeline};
use cordon::geodesy;
use cordon::plan::{Disc, Form, Plan, Shape};
use cordon::units::{Deployed, Km, Pool, Span};
use geo_types::{LineString, MultiPolygon, Point, Polygon, coord};

fn main() {
    println!("{:<64} {:>12} {:>12}", "", "least", "median");
    months();
    exposure();
}

fn months() {
    let need = Span::new(Deployed(20_000.0), Deployed(37_000.0), Deployed(80_000.0));
    for (what, tour, ramp) in [("tours of 6 months", 6.0, 6.0), ("tours of 4.5 months", 4.5, 7.0)] {
        let sendings = nations(tour, ramp);
        time(&format!("25 nations over 60 months, {what}"), || Timeline::of(&sendings, need, 60));
    }
}

/// The bands of the line of contact, once for each line, and the shares of a zone, once for
/// each shape.
fn exposure() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    time("bands of 10, 25, 50 and 100 km on both sides of the line", || bands_of(&Plan::empty(), &atlas));
    let bands = bands_of(&Plan::empty(), &atlas).expect("the line has bands");
    let centre = coord! { x: 37.2, y: 48.4 };
    let hub = Form::Disc(Disc { centre: Point(centre), radius: Km(30.0) });
    let hub = Shape::new(hub).expect("a disc");
    let ragged = Shape::new(Form::Area(ragged())).expect("an area");
    let surface = (&atlas.population).into();
    time("shares of a disc of 30 km across the bands", || bands.exposed(&hub, centre, surface));
    time("shares of an outline of 200 corners across them", || bands.exposed(&ragged, centre, surface));
    time("how far two outlines of 120 and 200 corners lie apart", || {
        geodesy::apart(lviv().outline(), ragged.outline())
    });
}

fn lviv() -> Shape {
    let disc = Disc { centre: Point::new(24.03, 49.84), radius: Km(30.0) };
    Shape::new(Form::Disc(disc)).expect("a disc")
}

/// An outline of 200 corners about a point west of Donetsk, 140 km across.
fn ragged() -> MultiPolygon<f64> {
    let corners = (0..200_u32).map(|corner| {
        let angle = f64::from(corner) * std::f64::consts::TAU / 200.0;
        let reach = if corner % 2 == 0 { 1.0 } else { 0.9 };
        coord! { x: 37.2 + 0.95 * reach * angle.cos(), y: 48.4 + 0.63 * reach * angle.sin() }
    });
    let mut ring: Vec<_> = corners.collect();
    ring.extend(ring.first().copied());
    MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
}

/// Twenty-five nations, one in three of them with too small a pool.
fn nations(tour: f64, ramp: f64) -> Vec<Sending> {
    (0..25_u32)
        .map(|place| {
            let wanted = 400.0 + 150.0 * f64::from(place);
            let behind = if place % 3 == 0 { 2.0 } else { 3.0 };
            Sending {
                nation: format!("X{place}"),
                wanted: Deployed(wanted),
                pool: Some(Pool(wanted * behind)),
                start_month: place % 9,
                ramp_up_months: ramp,
                tour_months: tour,
                interval_months: 12.0,
            }
        })
        .collect()
}
