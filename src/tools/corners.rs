//! The corners of forms: found, moved, put in and taken out.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::HandleKind;
use super::course::ONE_PLACE;
use super::ground;
use crate::plan::{Disc, Form};
use crate::problem::Refusal;

/// The form with one of its points elsewhere.
pub(super) fn moved(form: &Form, handle: HandleKind, to: Coord<f64>) -> Form {
    match (form, handle) {
        (Form::Area(area), HandleKind::Corner { part, ring, index }) => {
            Form::Area(with_ring(area, part, ring, |corners| {
                let last = corners.len().saturating_sub(1);
                if let Some(corner) = corners.get_mut(index) {
                    *corner = to;
                }
                // The first corner stands a second time at the end.
                if index == 0
                    && let Some(corner) = corners.get_mut(last)
                {
                    *corner = to;
                }
            }))
        }
        (Form::Corridor(corridor), HandleKind::AxisPoint(index)) => {
            let mut corridor = corridor.clone();
            if let Some(point) = corridor.axis.0.get_mut(index) {
                *point = to;
            }
            Form::Corridor(corridor)
        }
        (Form::Disc(disc), HandleKind::Centre) => Form::Disc(Disc { centre: to.into(), ..*disc }),
        _ => form.clone(),
    }
}

/// The form with a corner put in at a midpoint, and the handle of that corner.
pub(super) fn inserted(form: &Form, handle: HandleKind, at: Coord<f64>) -> Option<(Form, HandleKind)> {
    match (form, handle) {
        (Form::Area(area), HandleKind::Midpoint { part, ring, index }) => {
            let index = index + 1;
            let area = with_ring(area, part, ring, |corners| corners.insert(index.min(corners.len()), at));
            Some((Form::Area(area), HandleKind::Corner { part, ring, index }))
        }
        (Form::Corridor(corridor), HandleKind::AxisMidpoint(index)) => {
            let mut corridor = corridor.clone();
            let index = (index + 1).min(corridor.axis.0.len());
            corridor.axis.0.insert(index, at);
            Some((Form::Corridor(corridor), HandleKind::AxisPoint(index)))
        }
        _ => None,
    }
}

/// The form without one of its corners.
///
/// # Errors
/// Refuses to leave fewer than three corners of an area or two points of a line.
pub(super) fn without(form: &Form, handle: HandleKind) -> Result<Form, Refusal> {
    match (form, handle) {
        (Form::Area(area), HandleKind::Corner { part, ring, index }) => {
            let Some(rings) = area.0.get(part) else { return Ok(form.clone()) };
            let corners = if ring == 0 { Some(rings.exterior()) } else { rings.interiors().get(ring - 1) };
            // Four places are three corners, the first of them twice.
            match (corners.map_or(0, |ring| ring.0.len()), ring) {
                (0..=4, 0) => Err(Refusal::new(
                    "A zone needs at least three corners",
                    "Add a corner first, or delete the zone.",
                )),
                (0..=4, hole) => Ok(Form::Area(without_hole(area, part, hole))),
                _ => Ok(Form::Area(with_ring(area, part, ring, |corners| {
                    corners.pop();
                    corners.remove(index.min(corners.len().saturating_sub(1)));
                    let first = corners.first().copied();
                    corners.extend(first);
                }))),
            }
        }
        (Form::Corridor(corridor), HandleKind::AxisPoint(index)) => {
            if corridor.axis.0.len() <= 2 {
                return Err(Refusal::new(
                    "A line needs at least two points",
                    "Add a point first, or delete the zone.",
                ));
            }
            let mut corridor = corridor.clone();
            corridor.axis.0.remove(index.min(corridor.axis.0.len() - 1));
            Ok(Form::Corridor(corridor))
        }
        _ => Err(Refusal::new("Only a corner can be deleted", "Point at a corner of the selected zone.")),
    }
}

/// The area with one ring changed. The ring is closed before and after.
pub(super) fn with_ring(
    area: &MultiPolygon<f64>,
    part: usize,
    ring: usize,
    change: impl FnOnce(&mut Vec<Coord<f64>>),
) -> MultiPolygon<f64> {
    let mut area = area.clone();
    if let Some(rings) = area.0.get_mut(part) {
        if ring == 0 {
            rings.exterior_mut(|exterior| change(&mut exterior.0));
        } else {
            rings.interiors_mut(|holes| {
                if let Some(hole) = holes.get_mut(ring - 1) {
                    change(&mut hole.0);
                }
            });
        }
    }
    area
}

fn without_hole(area: &MultiPolygon<f64>, part: usize, hole: usize) -> MultiPolygon<f64> {
    let mut area = area.clone();
    if let Some(rings) = area.0.get_mut(part) {
        let keep = |(place, ring): (usize, &LineString<f64>)| (place + 1 != hole).then(|| ring.clone());
        let holes = rings.interiors().iter().enumerate().filter_map(keep).collect();
        *rings = Polygon::new(rings.exterior().clone(), holes);
    }
    area
}

/// A ring of an area; 0 is the outer one of a part.
pub(super) fn ring_of(area: &MultiPolygon<f64>, part: usize, ring: usize) -> Option<&LineString<f64>> {
    let rings = area.0.get(part)?;
    if ring == 0 { Some(rings.exterior()) } else { rings.interiors().get(ring - 1) }
}

/// All rings of an area, by part and place.
pub(super) fn rings(area: &MultiPolygon<f64>) -> Vec<(usize, usize)> {
    let of_part =
        |(part, rings): (usize, &Polygon<f64>)| (0..=rings.interiors().len()).map(move |ring| (part, ring));
    area.iter().enumerate().flat_map(of_part).collect()
}

/// The corners of a ring, the first of them once.
fn open(ring: &LineString<f64>) -> &[Coord<f64>] {
    ring.0.get(..ring.0.len().saturating_sub(1)).unwrap_or_default()
}

/// The corners of an area that stand at a place.
pub(super) fn corners_at(area: &MultiPolygon<f64>, at: Coord<f64>) -> Vec<HandleKind> {
    let mut found = Vec::new();
    for (part, ring) in rings(area) {
        let corners = ring_of(area, part, ring).map(open).unwrap_or_default();
        let here = corners.iter().enumerate().filter(|(_, corner)| same(**corner, at));
        found.extend(here.map(|(index, _)| HandleKind::Corner { part, ring, index }));
    }
    found
}

/// The corner of an area that is nearest to a place.
pub(super) fn nearest_corner(area: &MultiPolygon<f64>, at: Coord<f64>) -> Option<HandleKind> {
    let mut best: Option<(f64, HandleKind)> = None;
    for (part, ring) in rings(area) {
        for (index, corner) in ring_of(area, part, ring).map(open).unwrap_or_default().iter().enumerate() {
            let away = ground::apart(at, *corner).0;
            if best.is_none_or(|(least, _)| away < least) {
                best = Some((away, HandleKind::Corner { part, ring, index }));
            }
        }
    }
    best.map(|(_, corner)| corner)
}

/// A corner of an area between the two beside it.
pub(super) fn around(area: &MultiPolygon<f64>, corner: HandleKind) -> Option<[Coord<f64>; 3]> {
    let HandleKind::Corner { part, ring, index } = corner else { return None };
    let corners = open(ring_of(area, part, ring)?);
    let at = |place: usize| corners.get(place % corners.len().max(1)).copied();
    Some([at(index + corners.len().checked_sub(1)?)?, at(index)?, at(index + 1)?])
}

/// Whether two places are one.
pub(super) fn same(a: Coord<f64>, b: Coord<f64>) -> bool {
    ground::apart(a, b) <= ONE_PLACE
}
