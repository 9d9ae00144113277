//! What may be an outline, and how a drawn or imported one is put in order.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::bounds::{Bounds, Side, side_of_ring};
use super::crossing::first_crossing_of;
use super::measure::signed_ring;
use super::overlay::{SLIVER_M2, filled, filled_by_parity, paths, planar_area};
use super::{in_world, place_in_words};
use crate::problem::Refusal;

/// An area in order: rings closed, exteriors counter-clockwise and holes
/// clockwise, repeated corners and spikes without area removed, overlapping
/// parts joined, rings that touch themselves taken apart at the touch. What is
/// in order already comes back as it is.
///
/// # Errors
/// Refuses, with the place: a coordinate that is not a number or not on the
/// globe, fewer than three corners, no area (less than a square metre), an
/// outline that crosses itself, a hole that is not inside its outline.
pub fn valid_area(area: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, Refusal> {
    if area.0.is_empty() {
        return Err(too_few_corners());
    }
    let parts = area.iter().map(valid_part).collect::<Result<Vec<_>, _>>()?;
    let parts = MultiPolygon(parts.into_iter().flat_map(|part| part.0).collect());
    Ok(if parts_may_overlap(&parts) { filled(&paths(&parts)) } else { parts })
}

fn too_few_corners() -> Refusal {
    Refusal::new("A zone needs at least three corners", "Click once more for each corner that is missing.")
}

fn valid_part(part: &Polygon<f64>) -> Result<MultiPolygon<f64>, Refusal> {
    let exterior = ring(part.exterior(), "outline")?;
    let holes = part
        .interiors()
        .iter()
        .filter(|hole| !hole.0.is_empty())
        .map(|hole| ring(hole, "hole"))
        .collect::<Result<Vec<_>, _>>()?;
    let rings: Vec<&[Coord<f64>]> = std::iter::once(&exterior).chain(&holes).map(Vec::as_slice).collect();
    if let Some(at) = first_crossing_of(&rings) {
        return Err(crosses(&rings, at));
    }
    let exterior = LineString(exterior);
    let holes: Vec<LineString<f64>> = holes.into_iter().map(LineString).collect();
    if let Some(hole) = holes.iter().find(|hole| !is_inside(hole, &exterior)) {
        return Err(Refusal::new(
            format!("The hole at {} is not inside its outline", place_in_words(hole.0[0])),
            "Move the hole into the outline, or remove it.",
        ));
    }
    let needs_rebuilding = touches_itself(&exterior) || holes.iter().any(touches_itself) || holes.len() > 1;
    let part =
        Polygon::new(turned(exterior, true), holes.into_iter().map(|hole| turned(hole, false)).collect());
    let whole = if needs_rebuilding { rebuilt(&part) } else { MultiPolygon(vec![part]) };
    if super::area(&whole).0 * 1e6 < SLIVER_M2 {
        return Err(no_area());
    }
    Ok(whole)
}

fn no_area() -> Refusal {
    Refusal::new("The outline has no area", "Draw its corners apart from each other, not along one line.")
}

/// A closed ring without repeated corners and spikes.
fn ring(ring: &LineString<f64>, what: &str) -> Result<Vec<Coord<f64>>, Refusal> {
    if let Some(bad) = ring.0.iter().find(|at| !in_world(**at)) {
        return Err(Refusal::new(
            format!("A corner of the {what} is not on the map ({}, {})", bad.x, bad.y),
            "Give longitude between −180 and 180 and latitude between −90 and 90, in that order.",
        ));
    }
    let mut corners: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len() + 1);
    for &at in &ring.0 {
        push_without_spike(&mut corners, at);
    }
    // The seam may hide a repeated corner or a spike too.
    let mut start = 0;
    while corners.len() - start > 2 {
        let (first, last) = (corners[start], corners[corners.len() - 1]);
        if first == last || first == corners[corners.len() - 2] {
            corners.pop();
        } else if corners[start + 1] == last {
            start += 1;
        } else {
            break;
        }
    }
    corners.drain(..start);
    let distinct = ring.0.iter().any(|at| *at != ring.0[0]);
    if corners.len() < 3 {
        return Err(if distinct && ring.0.len() > 3 { no_area() } else { too_few_corners() });
    }
    corners.push(corners[0]);
    let on_one_line = corners
        .iter()
        .all(|&at| RobustKernel::orient2d(corners[0], corners[1], at) == Orientation::Collinear);
    // A bow tie may have no area either, by sign; it is told where it crosses.
    if on_one_line || signed_ring(&corners).abs() < SLIVER_M2 && first_crossing_of(&[&corners]).is_none() {
        return Err(no_area());
    }
    Ok(corners)
}

/// Adds a corner, unless it repeats the last one or goes back on it.
fn push_without_spike(corners: &mut Vec<Coord<f64>>, at: Coord<f64>) {
    if corners.last() == Some(&at) {
        return;
    }
    if corners.len() > 1 && corners[corners.len() - 2] == at {
        corners.pop();
        return;
    }
    corners.push(at);
}

fn crosses(rings: &[&[Coord<f64>]], at: Coord<f64>) -> Refusal {
    let alone = rings.iter().any(|ring| first_crossing_of(&[ring]).is_some());
    let what =
        if alone { "The outline crosses itself" } else { "A hole crosses the outline or another hole" };
    Refusal::new(
        format!("{what} at {}", place_in_words(at)),
        "Move the corners beside that place so that the edges no longer cross.",
    )
}

/// Whether a ring that does not cross another lies in it: the first of its
/// corners that is not on the border decides, or else the middle of an edge.
fn is_inside(hole: &LineString<f64>, exterior: &LineString<f64>) -> bool {
    let middles = hole.0.windows(2).map(|pair| super::midpoint(pair[0], pair[1]));
    let sides = hole.0.iter().copied().chain(middles).map(|at| side_of_ring(exterior, at));
    // A hole that is its outline leaves no area, which is refused elsewhere.
    sides.filter(|side| *side != Side::Border).take(1).all(|side| side == Side::Inside)
}

fn touches_itself(ring: &LineString<f64>) -> bool {
    let mut corners: Vec<(f64, f64)> = ring.0.iter().skip(1).map(|at| (at.x, at.y)).collect();
    corners.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    corners.windows(2).any(|pair| pair[0] == pair[1])
}

fn turned(mut ring: LineString<f64>, counter_clockwise: bool) -> LineString<f64> {
    if (planar_area(&ring.0) > 0.0) != counter_clockwise {
        ring.0.reverse();
    }
    ring
}

/// The same area from rings that neither touch themselves nor lie in each other.
fn rebuilt(part: &Polygon<f64>) -> MultiPolygon<f64> {
    let lone = |ring: &LineString<f64>| {
        filled_by_parity(&paths(&MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())])))
    };
    let exterior = lone(part.exterior());
    let holes: Vec<MultiPolygon<f64>> = part.interiors().iter().map(lone).collect();
    let holes = super::union(&holes.iter().collect::<Vec<_>>());
    super::difference(&exterior, &holes)
}

/// Whether the boxes of any two parts meet; with very many parts, simply yes.
pub(super) fn parts_may_overlap(parts: &MultiPolygon<f64>) -> bool {
    let boxes: Vec<Bounds> =
        parts.iter().filter_map(|part| Bounds::of(part.exterior().0.iter().copied())).collect();
    boxes.len() > 2_000
        || boxes
            .iter()
            .enumerate()
            .any(|(place, one)| boxes[place + 1..].iter().any(|other| one.meets(*other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::area;

    fn ring(places: &[(f64, f64)]) -> LineString<f64> {
        LineString(places.iter().map(|&at| at.into()).collect())
    }

    fn part(exterior: &[(f64, f64)], holes: &[&[(f64, f64)]]) -> MultiPolygon<f64> {
        MultiPolygon(vec![Polygon::new(ring(exterior), holes.iter().map(|hole| ring(hole)).collect())])
    }

    const KHERSON: [(f64, f64); 4] = [(32.0, 46.0), (34.0, 46.0), (34.0, 47.0), (32.0, 47.0)];

    fn refused(area: &MultiPolygon<f64>, what: &str) {
        let refusal = valid_area(area).unwrap_err();
        assert!(refusal.what.contains(what), "{refusal}");
        assert!(refusal.hint.ends_with('.'));
    }

    #[test]
    fn winding_repeats_and_spikes_are_put_in_order() {
        let clean = valid_area(&part(&KHERSON, &[])).unwrap();
        let messy = [
            (32.0, 46.0),
            (32.0, 47.0),
            (32.0, 47.0),
            (34.0, 47.0),
            (35.0, 48.0),
            (34.0, 47.0),
            (34.0, 46.0),
        ];
        let messy = valid_area(&part(&messy, &[])).unwrap();
        assert_eq!(messy.0[0].exterior().0.len(), 5);
        assert!((area(&messy).0 - area(&clean).0).abs() < 1e-9);
        assert!(planar_area(&messy.0[0].exterior().0) > 0.0);
        assert_eq!(valid_area(&messy).unwrap(), messy);
    }

    #[test]
    fn what_is_no_area_is_refused() {
        refused(&MultiPolygon(vec![]), "three corners");
        refused(&part(&[(32.0, 46.0), (34.0, 46.0)], &[]), "three corners");
        refused(&part(&[(32.0, 46.0), (33.0, 46.5), (34.0, 47.0)], &[]), "no area");
        refused(&part(&[(32.0, 46.0), (34.0, f64::NAN), (34.0, 47.0)], &[]), "not on the map");
        refused(&part(&[(32.0, 46.0), (34.0, 46.0), (34.0, 91.0)], &[]), "not on the map");
        refused(
            &part(&[(32.0, 46.0), (34.0, 47.0), (34.0, 46.0), (32.0, 47.0)], &[]),
            "crosses itself at 46.5000° N 33.0000° E",
        );
    }

    #[test]
    fn holes_are_inside() {
        let hole: &[(f64, f64)] = &[(32.5, 46.2), (33.0, 46.2), (33.0, 46.6)];
        let valid = valid_area(&part(&KHERSON, &[hole])).unwrap();
        assert!(planar_area(&valid.0[0].interiors()[0].0) < 0.0);
        refused(&part(&KHERSON, &[&[(36.0, 46.2), (36.5, 46.2), (36.5, 46.6)]]), "not inside");
        refused(&part(&KHERSON, &[&[(33.5, 46.2), (35.0, 46.2), (35.0, 46.6)]]), "A hole crosses");
        // A hole in a hole is one hole.
        let nested = part(&KHERSON, &[&[(32.2, 46.1), (33.8, 46.1), (33.8, 46.9), (32.2, 46.9)], hole]);
        assert_eq!(valid_area(&nested).unwrap().0[0].interiors().len(), 1);
    }

    #[test]
    fn overlapping_parts_become_one_and_count_once() {
        let mut two = part(&KHERSON, &[]);
        two.0.extend(part(&[(33.0, 46.0), (35.0, 46.0), (35.0, 47.0), (33.0, 47.0)], &[]).0);
        let valid = valid_area(&two).unwrap();
        assert_eq!(valid.0.len(), 1);
        assert!((area(&valid).0 - 1.5 * area(&part(&KHERSON, &[])).0).abs() < 1e-3);
    }

    #[test]
    fn a_ring_that_touches_itself_comes_apart() {
        let hourglass = [(32.0, 46.0), (33.0, 46.5), (34.0, 46.0), (34.0, 47.0), (33.0, 46.5), (32.0, 47.0)];
        let valid = valid_area(&part(&hourglass, &[])).unwrap();
        assert_eq!(valid.0.len(), 2);
    }
}
