//! Corners that zones share: moved in one of them, they move in all.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon};

use super::course::ONE_PLACE;
use super::draft::Draft;
use super::shaping::{moved, with_ring};
use super::{Context, HandleKind, ground};
use crate::plan::{Edit, Form, Zone, ZoneId};
use crate::problem::Refusal;

/// Another zone that has the corner in the hand.
#[derive(Clone, Debug, PartialEq)]
struct Neighbour {
    zone: Arc<Zone>,
    /// Its form with a corner wherever the edges beside the corner in the hand begin, end
    /// and meet, so that no crack opens where it had none.
    start: Form,
    /// Its corners at the place.
    corners: Vec<HandleKind>,
    draft: Draft,
}

/// The zones that share the corner in the hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shared {
    neighbours: Vec<Neighbour>,
    /// Zones that would go along and are locked.
    locked: Vec<String>,
}

impl Shared {
    /// The zones that have a corner or an edge at a corner of a form.
    pub(super) fn new(zone: &Zone, form: &Form, corner: HandleKind, context: &Context) -> Self {
        let Some([before, at, after]) = around(form, corner) else { return Self::default() };
        let mut shared = Self::default();
        if !context.switches.shared {
            return shared;
        }
        for lines in context.net.zones_at(at, ONE_PLACE).filter(|lines| lines.zone.id != zone.id) {
            let Form::Area(area) = lines.zone.shape.form() else { continue };
            let Some((start, corners)) = welded(area, at, [before, after]) else { continue };
            if lines.zone.locked {
                shared.locked.push(lines.zone.name.clone());
                continue;
            }
            let start = Form::Area(start);
            let draft = Draft::new(start.clone());
            shared.neighbours.push(Neighbour { zone: Arc::clone(&lines.zone), start, corners, draft });
        }
        shared
    }

    /// The zones that go along.
    pub(super) fn zones(&self) -> impl Iterator<Item = &Arc<Zone>> {
        self.neighbours.iter().map(|neighbour| &neighbour.zone)
    }

    /// The corner is at another place; `hand` are all the zones that move with it.
    pub(super) fn point(&mut self, to: Coord<f64>, hand: &[ZoneId], context: &Context) {
        for neighbour in &mut self.neighbours {
            let take = |form: Form, corner: &HandleKind| moved(&form, *corner, to);
            let form = neighbour.corners.iter().fold(neighbour.start.clone(), take);
            let before = neighbour.zone.shape.outline();
            neighbour.draft = Draft::new(form).cut(Some(before), hand, context);
        }
    }

    /// The new shapes; `None` if one of them cannot be.
    pub(super) fn edits(&self) -> Option<Vec<Edit>> {
        let reshape = |neighbour: &Neighbour| {
            Some(Edit::Reshape { zone: neighbour.zone.id.clone(), shape: neighbour.draft.shape()? })
        };
        self.neighbours.iter().map(reshape).collect()
    }

    /// Why a zone that goes along cannot.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let refused = |neighbour: &Neighbour| {
            let refusal = neighbour.draft.refusal()?;
            let what = format!("{}: {}", neighbour.zone.name, refusal.what);
            Some(Refusal::new(what, "Hold Shift to move the corner of one zone only."))
        };
        self.neighbours.iter().find_map(refused)
    }

    /// "with East and North", and what is locked; empty where nothing is shared.
    pub(super) fn in_words(&self) -> String {
        let with: Vec<&str> = self.zones().map(|zone| zone.name.as_str()).collect();
        let with = if with.is_empty() { String::new() } else { format!(" with {}", listed(&with)) };
        let locked: Vec<&str> = self.locked.iter().map(String::as_str).collect();
        match locked.as_slice() {
            [] => with,
            [one] => format!("{with}; {one} is locked and stays"),
            several => format!("{with}; {} are locked and stay", listed(several)),
        }
    }
}

/// "East", "East and North", "East, North and 3 more".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more", rest.len()),
    }
}

/// A corner of an area and the two beside it.
fn around(form: &Form, corner: HandleKind) -> Option<[Coord<f64>; 3]> {
    let (Form::Area(area), HandleKind::Corner { part, ring, index }) = (form, corner) else { return None };
    let rings = area.0.get(part)?;
    let ring = if ring == 0 { rings.exterior() } else { rings.interiors().get(ring - 1)? };
    // The last place is the first once more.
    let corners = ring.0.get(..ring.0.len().checked_sub(1)?)?;
    let at = |place: usize| corners.get(place % corners.len().max(1)).copied();
    Some([at(index + corners.len() - 1)?, at(index)?, at(index + 1)?])
}

/// An area with a corner at a place where its border runs, and at the two beside it as far
/// as it runs there too; and its corners at the place. `None` if it does not run there.
fn welded(
    area: &MultiPolygon<f64>,
    at: Coord<f64>,
    beside: [Coord<f64>; 2],
) -> Option<(MultiPolygon<f64>, Vec<HandleKind>)> {
    let rings = |area: &MultiPolygon<f64>| -> Vec<(usize, usize)> {
        let of_part = |(part, rings): (usize, &geo_types::Polygon<f64>)| {
            (0..=rings.interiors().len()).map(move |ring| (part, ring))
        };
        area.iter().enumerate().flat_map(of_part).collect()
    };
    let mut made = area.clone();
    let mut corners = Vec::new();
    for (part, ring) in rings(area) {
        let touched = ring_of(&made, part, ring).is_some_and(|corners| touches(corners, at));
        if !touched {
            continue;
        }
        made = [at]
            .into_iter()
            .chain(beside)
            .fold(made, |made, place| with_ring(&made, part, ring, |corners| weld(corners, place)));
        let places = ring_of(&made, part, ring).map(|ring| ring.0.as_slice()).unwrap_or_default();
        let open = places.get(..places.len().saturating_sub(1)).unwrap_or_default();
        let here = open.iter().enumerate().filter(|(_, place)| same(**place, at));
        corners.extend(here.map(|(index, _)| HandleKind::Corner { part, ring, index }));
    }
    (!corners.is_empty()).then_some((made, corners))
}

fn ring_of(area: &MultiPolygon<f64>, part: usize, ring: usize) -> Option<&LineString<f64>> {
    let rings = area.0.get(part)?;
    if ring == 0 { Some(rings.exterior()) } else { rings.interiors().get(ring - 1) }
}

fn same(a: Coord<f64>, b: Coord<f64>) -> bool {
    ground::apart(a, b) <= ONE_PLACE
}

/// Whether a ring runs through a place.
fn touches(ring: &LineString<f64>, at: Coord<f64>) -> bool {
    ground::nearest(ring, at).is_some_and(|(_, away)| away <= ONE_PLACE)
}

/// Puts a corner into the edge that a place lies on, if it lies on one and at none of its
/// corners.
fn weld(corners: &mut Vec<Coord<f64>>, at: Coord<f64>) {
    if corners.iter().any(|corner| same(*corner, at)) {
        return;
    }
    let on = |ends: &[Coord<f64>]| touches(&LineString(ends.to_vec()), at);
    if let Some(edge) = corners.windows(2).position(on) {
        corners.insert(edge + 1, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;
    use proptest::prelude::*;

    fn ring(corners: &[(f64, f64)]) -> MultiPolygon<f64> {
        let ring = corners.iter().map(|at| Coord::from(*at)).collect();
        MultiPolygon(vec![geo_types::Polygon::new(LineString(ring), Vec::new())])
    }

    #[test]
    fn a_corner_on_an_edge_becomes_a_corner_of_it() {
        let area = ring(&[(35.0, 48.0), (36.0, 48.0), (36.0, 49.0), (35.0, 49.0)]);
        let at = |x: f64, y: f64| Coord { x, y };
        // The neighbour's edge ends in the middle of the western side.
        let (made, corners) = welded(&area, at(35.0, 48.5), [at(35.0, 49.0), at(34.0, 48.5)]).unwrap();
        assert_eq!(corners.len(), 1);
        assert_eq!(made.0[0].exterior().0.len(), 6);
        let (made, corners) = welded(&area, at(35.0, 48.5), [at(35.0, 48.7), at(35.0, 48.2)]).unwrap();
        assert_eq!((corners.len(), made.0[0].exterior().0.len()), (1, 8), "the corners beside it too");
        let (made, corners) = welded(&area, at(35.0, 48.0), [at(34.0, 48.0), at(34.5, 47.5)]).unwrap();
        assert_eq!(corners, [HandleKind::Corner { part: 0, ring: 0, index: 0 }]);
        assert_eq!(made, area);
        assert!(welded(&area, at(34.9, 48.0), [at(34.0, 48.0), at(34.5, 47.5)]).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn welding_changes_no_ground(y in 48.05..48.95_f64, up in 0.0..1.0_f64, down in 0.0..1.0_f64) {
            let area = ring(&[(35.0, 48.0), (36.0, 48.0), (36.0, 49.0), (35.0, 49.0)]);
            let at = |y: f64| Coord { x: 35.0, y };
            let beside = [at(y + (49.0 - y) * up), at(y - (y - 48.0) * down)];
            let (made, corners) = welded(&area, at(y), beside).unwrap();
            prop_assert_eq!(corners.len(), 1);
            prop_assert!((geodesy::area(&made).0 - geodesy::area(&area).0).abs() < 1e-6);
        }
    }
}
