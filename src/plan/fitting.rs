//! How new ground takes its place among the zones that are there: cut by them, grown to
//! them, or made of what they enclose.

use geo_types::{Coord, MultiPolygon, Polygon, Rect};

use super::{Zone, seam};
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::{Km, Km2};

/// What other zones have taken of a new outline.
#[derive(Clone, Debug)]
pub struct Cut {
    /// What is left.
    pub outline: MultiPolygon<f64>,
    /// How much each has taken, by its name, in the order of the list.
    pub taken: Vec<(String, Km2)>,
}

/// An outline without the ground of other zones; `None` where they have none of it. Ground
/// that the zone had before stays: only what is new is given up, so that a hub inside a
/// sector is not cut out when a corner of the sector is dragged.
///
/// # Errors
/// Refuses where nothing is left.
pub fn cut(
    outline: &MultiPolygon<f64>,
    before: Option<&MultiPolygon<f64>>,
    others: &[&Zone],
) -> Result<Option<Cut>, Refusal> {
    let mut rest = outline.clone();
    let mut taken = Vec::new();
    for other in others {
        let ground = other.shape.outline();
        let new = before.map(|before| geodesy::difference(ground, before));
        let ground = new.as_ref().unwrap_or(ground);
        // Borders that all but coincide share hairlines, which nobody means.
        let shared = geodesy::without_hairlines(&geodesy::intersection(&rest, ground));
        if !shared.0.is_empty() {
            taken.push((other.name.clone(), geodesy::area(&shared)));
            rest = geodesy::difference(&rest, ground);
        }
    }
    if taken.is_empty() {
        return Ok(None);
    }
    let outline = geodesy::without_hairlines(&rest);
    if outline.0.is_empty() {
        let names: Vec<&str> = taken.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Refusal::new(
            format!("All of this ground is taken by {}", names.join(", ")),
            "Draw beside it, or let zones overlap.",
        ));
    }
    Ok(Some(Cut { outline, taken }))
}

/// The zones from which an outline takes ground that it did not have before.
pub fn takers<'a>(
    outline: &MultiPolygon<f64>,
    before: &MultiPolygon<f64>,
    others: &[&'a Zone],
) -> Vec<&'a Zone> {
    let takes = |other: &&&Zone| {
        let shared = geodesy::intersection(outline, other.shape.outline());
        !geodesy::without_hairlines(&geodesy::difference(&shared, before)).0.is_empty()
    };
    others.iter().filter(takes).copied().collect()
}

/// An outline with the ground between it and other zones where that is narrower than a
/// width and runs along them for twice as far, and how much that is; `None` where there is
/// none. The same geometry as that of the [seams](seam).
///
/// # Errors
/// As the rims of [`geodesy::grown`].
pub fn filled(
    outline: &MultiPolygon<f64>,
    others: &[&Zone],
    width: Km,
) -> Result<Option<(MultiPolygon<f64>, Km2)>, Refusal> {
    let Some(frame) = frame(outline, width * 2.0) else { return Ok(None) };
    let near: Vec<_> =
        others.iter().map(|other| geodesy::intersection(other.shape.outline(), &frame)).collect();
    let around = geodesy::union(&near.iter().collect::<Vec<_>>());
    if width.0 <= 0.0 || geodesy::apart(outline, &around).is_none_or(|apart| apart >= width) {
        return Ok(None);
    }
    let Some(gaps) = seam::between(outline, &around, width) else { return Ok(None) };
    let gap = |part: &Polygon<f64>| {
        let part = MultiPolygon(vec![part.clone()]);
        seam::long(&part).0 >= 2.0 * width.0 && seam::lies_between(&part, outline, &around, width)
    };
    let gaps = geodesy::without_hairlines(&MultiPolygon(gaps.into_iter().filter(gap).collect()));
    if gaps.0.is_empty() {
        return Ok(None);
    }
    // Two metres more, cut along the borders of the others: no crack is left.
    let ground = geodesy::difference(&geodesy::grown(&gaps, Km(0.002))?, &around);
    let whole = geodesy::without_hairlines(&geodesy::union(&[outline, &ground]));
    Ok(Some((whole, geodesy::area(&gaps))))
}

/// The box round an outline with a margin.
fn frame(outline: &MultiPolygon<f64>, margin: Km) -> Option<MultiPolygon<f64>> {
    let bounds = geodesy::bounds(outline)?;
    // In degrees where a degree of longitude is shortest on the sheet, 64 km.
    let room = Coord { x: margin.0 / 64.0, y: margin.0 / 110.0 };
    Some(MultiPolygon(vec![Rect::new(bounds.min() - room, bounds.max() + room).to_polygon()]))
}

/// The gap round a place that zones enclose; `None` where one of them has the place, or
/// the ground round it is open.
pub fn enclosed(zones: &[&Zone], at: Coord<f64>) -> Option<MultiPolygon<f64>> {
    if zones.iter().any(|zone| geodesy::contains(zone.shape.outline(), at)) {
        return None;
    }
    let outlines: Vec<_> = round(zones, at).into_iter().map(|zone| zone.shape.outline()).collect();
    let whole = geodesy::union(&outlines);
    let holes = whole.iter().flat_map(Polygon::interiors);
    let mut holes = holes.map(|hole| MultiPolygon(vec![Polygon::new(hole.clone(), Vec::new())]));
    let hole = holes.find(|hole| geodesy::contains(hole, at))?;
    // Zones that stand in the gap by themselves keep their ground.
    let gap = geodesy::without_hairlines(&geodesy::difference(&hole, &whole));
    let part = gap.into_iter().find(|part| geodesy::contains(&MultiPolygon(vec![part.clone()]), at))?;
    Some(MultiPolygon(vec![part]))
}

/// The zones that may enclose a place together: of each group of zones whose boxes meet,
/// those whose common box has the place.
fn round<'a>(zones: &[&'a Zone], at: Coord<f64>) -> Vec<&'a Zone> {
    let boxed = |zone: &&'a Zone| Some((*zone, geodesy::bounds(zone.shape.outline())?));
    let mut groups: Vec<(Rect<f64>, Vec<&Zone>)> = Vec::new();
    for (zone, bounds) in zones.iter().filter_map(boxed) {
        let (meeting, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(common, _)| meet(common, &bounds));
        let joined = meeting.into_iter().fold((bounds, vec![zone]), |(common, mut all), (more, zones)| {
            all.extend(zones);
            (around(&common, &more), all)
        });
        groups = apart;
        groups.push(joined);
    }
    let has = |bounds: &Rect<f64>| {
        (bounds.min().x..=bounds.max().x).contains(&at.x) && (bounds.min().y..=bounds.max().y).contains(&at.y)
    };
    groups.into_iter().filter(|(common, _)| has(common)).flat_map(|(_, zones)| zones).collect()
}

fn meet(a: &Rect<f64>, b: &Rect<f64>) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

fn around(a: &Rect<f64>, b: &Rect<f64>) -> Rect<f64> {
    Rect::new(
        Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
        Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::plan::{Form, Role, Shape};

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
        MultiPolygon(vec![Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }).to_polygon()])
    }

    fn zone(name: &str, outline: MultiPolygon<f64>) -> Zone {
        let shape = Arc::new(Shape::new(Form::Area(outline)).unwrap());
        Zone { name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) }
    }

    fn area(outline: &MultiPolygon<f64>) -> f64 {
        geodesy::area(outline).0
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_cut_and_what_is_left_make_the_whole(
            (west, south, wide, high) in (33.0..35.5_f64, 48.0..49.5_f64, 0.2..2.0_f64, 0.2..1.5_f64),
            corners in prop::collection::vec((33.0..36.0_f64, 48.0..50.0_f64), 3..6),
        ) {
            let square = zone("Square", rectangle(34.0, 48.5, 35.0, 49.2));
            let ring: Vec<Coord<f64>> = corners.into_iter().map(Coord::from).collect();
            let odd = MultiPolygon(vec![Polygon::new(geo_types::LineString(ring), Vec::new())]);
            let others: Vec<Zone> = std::iter::once(square)
                .chain(Shape::new(Form::Area(odd.clone())).is_ok().then(|| zone("Odd", odd)))
                .collect();
            let others: Vec<&Zone> = others.iter().collect();
            let new = rectangle(west, south, west + wide, south + high);
            match cut(&new, None, &others) {
                Ok(None) => {
                    for other in others {
                        let shared = geodesy::intersection(&new, other.shape.outline());
                        prop_assert!(geodesy::without_hairlines(&shared).0.is_empty());
                    }
                }
                Ok(Some(made)) => {
                    let taken: f64 = made.taken.iter().map(|(_, km2)| km2.0).sum();
                    prop_assert!((area(&made.outline) + taken - area(&new)).abs() < 0.01, "areas add up");
                    for other in others {
                        let shared = area(&geodesy::intersection(&made.outline, other.shape.outline()));
                        prop_assert!(shared < 0.01, "{} km² are still shared", shared);
                    }
                    for part in &made.outline {
                        let width = geodesy::mean_width(&MultiPolygon(vec![part.clone()]));
                        prop_assert!(width.0 >= 0.001, "a sliver {} km wide", width.0);
                    }
                    prop_assert!(Shape::new(Form::Area(made.outline)).is_ok());
                }
                Err(refusal) => prop_assert!(refusal.what.contains("taken by")),
            }
        }
    }

    #[test]
    fn ground_that_a_zone_had_before_stays() {
        let hub = zone("Hub", rectangle(34.2, 48.6, 34.4, 48.8));
        let (before, after) = (rectangle(34.0, 48.5, 35.0, 49.2), rectangle(34.0, 48.5, 36.0, 49.2));
        assert!(cut(&after, Some(&before), &[&hub]).unwrap().is_none());
        let east = zone("East", rectangle(35.5, 48.0, 36.5, 50.0));
        let made = cut(&after, Some(&before), &[&hub, &east]).unwrap().unwrap();
        assert_eq!(made.taken.len(), 1);
        assert_eq!(made.taken[0].0, "East");
        assert!((area(&made.outline) - area(&rectangle(34.0, 48.5, 35.5, 49.2))).abs() < 0.01);
        let refused = cut(&rectangle(35.6, 48.5, 36.0, 49.0), None, &[&east]).unwrap_err();
        assert_eq!(refused.what, "All of this ground is taken by East");
    }

    #[test]
    fn a_zone_grows_across_a_narrow_gap_and_no_other() {
        // 0.02° of longitude at 48.8° N are 1.47 km.
        let west = zone("West", rectangle(34.0, 48.5, 35.0, 49.2));
        let new = rectangle(35.02, 48.5, 36.0, 49.2);
        let (whole, more) = filled(&new, &[&west], Km(2.0)).unwrap().unwrap();
        let gap = area(&rectangle(35.0, 48.5, 35.02, 49.2));
        assert!((more.0 / gap - 1.0).abs() < 0.02, "{} of {gap} km²", more.0);
        assert!((area(&whole) - area(&new) - more.0).abs() < 0.02 * gap);
        assert!(area(&geodesy::intersection(&whole, west.shape.outline())) < 0.01, "West keeps its ground");
        assert!(geodesy::apart(&whole, west.shape.outline()).unwrap().0 < 0.001, "no crack is left");
        assert!(filled(&new, &[&west], Km(1.0)).unwrap().is_none(), "it is wider than a kilometre");
    }

    #[test]
    fn a_gap_between_zones_is_a_zone_of_its_own() {
        let ring = [
            zone("South", rectangle(34.0, 48.0, 36.0, 48.3)),
            zone("North", rectangle(34.0, 49.0, 36.0, 49.3)),
            zone("West", rectangle(34.0, 48.3, 34.5, 49.0)),
            zone("East", rectangle(35.5, 48.3, 36.0, 49.0)),
            zone("Island", rectangle(34.9, 48.6, 35.0, 48.7)),
            zone("Far", rectangle(25.0, 48.3, 26.0, 49.0)),
        ];
        let zones: Vec<&Zone> = ring.iter().collect();
        let gap = enclosed(&zones, Coord { x: 34.7, y: 48.5 }).unwrap();
        let wanted = area(&rectangle(34.5, 48.3, 35.5, 49.0)) - area(&rectangle(34.9, 48.6, 35.0, 48.7));
        assert!((area(&gap) - wanted).abs() < 0.01, "{} for {wanted}", area(&gap));
        for outside in [(34.95, 48.65), (34.2, 48.6), (33.0, 48.5), (25.5, 48.5)] {
            assert!(enclosed(&zones, Coord::from(outside)).is_none(), "{outside:?}");
        }
        assert!(enclosed(&zones[..3], Coord { x: 34.7, y: 48.5 }).is_none(), "open to the east");
    }
}
