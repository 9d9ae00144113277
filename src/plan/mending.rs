//! Seams mended: a gap closed to its very ends, an overlap taken away, and nothing left over.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect};

use super::seam::{Fault, NARROW, Seam, is_hair, pruned};
use super::{Edit, Form, Plan, Shape, Zone};
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::Km;

/// A corner of a gap no farther than this from an outline lies on it: the grid of the cutting is a thousand
/// times finer, and the arcs at the ends of a gap are a hundred times longer.
const ON_IT: Km = Km(0.001);

/// So much more is taken than the gap, and cut along the borders of the others: no crack is left.
const MORE: Km = Km(0.002);

impl Seam {
    /// The edit that mends it: the first zone takes the gap, the second gives the overlap up.
    ///
    /// # Errors
    /// Refuses what cannot be drawn.
    pub fn mended(&self, plan: &Plan) -> Result<Edit, Refusal> {
        let gone = || Refusal::new("The zones are no longer there", "Check the borders again.");
        let (first, second) =
            (plan.zone(&self.first).ok_or_else(gone)?, plan.zone(&self.second).ok_or_else(gone)?);
        let (zone, made, label) = match self.fault {
            Fault::Gap => {
                let made = closed(&self.ground, first, second, plan)?;
                (first, made, format!("Close the gap between {} and {}", first.name, second.name))
            }
            Fault::Overlap => {
                let made = given_up(&self.ground, first, second);
                (second, made, format!("Take the overlap from {}", second.name))
            }
        };
        let shape = Arc::new(first_valid(made)?);
        let reshape = Edit::Reshape { zone: zone.id.clone(), shape };
        Ok(Edit::Several { label, edits: vec![reshape] })
    }
}

/// The first of several outlines that can be drawn: where borders all but coincide, cutting one
/// way may leave edges that cross by a millimetre where another does not.
fn first_valid(made: Vec<MultiPolygon<f64>>) -> Result<Shape, Refusal> {
    let mut refused = None;
    for outline in made {
        match Shape::new(Form::Area(geodesy::without_hairlines(&outline))) {
            Ok(shape) => return Ok(shape),
            Err(refusal) => refused = refused.or(Some(refusal)),
        }
    }
    Err(refused.unwrap_or_else(|| Refusal::new("Nothing is left of the zone", "Remove it instead.")))
}

/// The second zone without the ground of an overlap.
fn given_up(overlap: &MultiPolygon<f64>, first: &Zone, second: &Zone) -> Vec<MultiPolygon<f64>> {
    let (own, other) = (second.shape.outline(), first.shape.outline());
    let known = Known::of([own, other]);
    let part = geodesy::difference(own, overlap);
    let whole = geodesy::difference(own, other);
    // Where all they share is the overlap, cut along the first zone's very corners.
    let all = geodesy::area(&geodesy::intersection(own, other)).0 - geodesy::area(overlap).0 < 1e-4;
    let along = if all { vec![clean(&whole, &known), whole] } else { Vec::new() };
    along.into_iter().chain([clean(&part, &known), part]).collect()
}

/// The first zone with the gap between it and the second, squared off at its ends and with
/// what it would still enclose together with the other zones of the role.
fn closed(
    gap: &MultiPolygon<f64>,
    first: &Zone,
    second: &Zone,
    plan: &Plan,
) -> Result<Vec<MultiPolygon<f64>>, Refusal> {
    let Some(frame) = frame(gap) else { return Ok(vec![first.shape.outline().clone()]) };
    let (own, other) = (first.shape.outline(), second.shape.outline());
    let ends = Ends { a: cut(own, &frame), b: cut(other, &frame) };
    let (squared, chords) = ends.squared(gap);
    let near = |zone: &&Arc<Zone>| {
        zone.role == first.role
            && zone.id != first.id
            && geodesy::bounds(zone.shape.outline()).is_some_and(|bounds| meet(&bounds, &frame))
    };
    let others: Vec<_> =
        plan.zones.iter().filter(near).map(|zone| cut(zone.shape.outline(), &frame)).collect();
    let around = geodesy::union(&others.iter().collect::<Vec<_>>());
    let pockets = pockets(&geodesy::union(&[own, &squared, &around]), &squared);
    let ahead = chords.iter().map(|chord| beyond(*chord)).collect::<Vec<_>>();
    let more = geodesy::difference(
        &geodesy::grown(&squared, MORE)?,
        &geodesy::union(&ahead.iter().collect::<Vec<_>>()),
    );
    let more =
        if pockets.0.is_empty() { more } else { geodesy::union(&[&more, &geodesy::grown(&pockets, MORE)?]) };
    let known = Known::of(std::iter::once(own).chain(&others));
    let whole = geodesy::union(&[own, &geodesy::difference(&more, &around)]);
    // What first had of the others already stays with it.
    let apart = geodesy::difference(&geodesy::union(&[own, &more]), &geodesy::difference(&around, own));
    Ok(vec![clean(&whole, &known), clean(&apart, &known), whole, apart])
}

/// The corners of outlines, by cells of some ten metres.
struct Known(BTreeMap<[i64; 2], Vec<Coord<f64>>>);

impl Known {
    fn of<'a>(outlines: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        let mut cells: BTreeMap<[i64; 2], Vec<Coord<f64>>> = BTreeMap::new();
        let parts = outlines.into_iter().flat_map(MultiPolygon::iter);
        let rings = parts.flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        for at in rings.flat_map(|ring| ring.0.iter().copied()) {
            cells.entry(Self::cell(at)).or_default().push(at);
        }
        Self(cells)
    }

    fn cell(at: Coord<f64>) -> [i64; 2] {
        [at.x, at.y].map(|degrees| (degrees * 1e4).floor() as i64)
    }

    fn has(&self, at: Coord<f64>) -> bool {
        self.0.get(&Self::cell(at)).is_some_and(|corners| corners.contains(&at))
    }

    /// The nearest of them, if it is near.
    fn beside(&self, at: Coord<f64>) -> Option<Coord<f64>> {
        let [x, y] = Self::cell(at);
        let cells = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| [x, y]));
        let corners = cells.filter_map(|cell| self.0.get(&cell)).flatten().copied();
        let far = |place: &Coord<f64>| geodesy::ground_distance(*place, at).0;
        corners.min_by(|a, b| far(a).total_cmp(&far(b))).filter(|place| near(*place, at))
    }
}

fn near(a: Coord<f64>, b: Coord<f64>) -> bool {
    geodesy::ground_distance(a, b) <= MORE * 1.5
}

/// An outline without what cutting leaves where borders all but coincide: corners that are made
/// beside one that somebody has become that one; others that lie beside another go, and so do
/// hairs.
fn clean(outline: &MultiPolygon<f64>, known: &Known) -> MultiPolygon<f64> {
    let taken = |at: Coord<f64>| if known.has(at) { at } else { known.beside(at).unwrap_or(at) };
    let beside = |before, tip, at| {
        before == tip || tip == at || (!known.has(tip) && (near(before, tip) || near(tip, at)))
    };
    let ring = |ring: &LineString<f64>| {
        let own = LineString(ring.0.iter().map(|at| taken(*at)).collect());
        pruned(&pruned(&own, beside)?, is_hair)
    };
    let part = |part: &Polygon<f64>| {
        let holes = part.interiors().iter().filter_map(ring).collect();
        Some(Polygon::new(ring(part.exterior())?, holes))
    };
    MultiPolygon(outline.iter().filter_map(part).collect())
}

/// The box round a gap, with room for what closing looks at.
fn frame(gap: &MultiPolygon<f64>) -> Option<Rect<f64>> {
    let bounds = geodesy::bounds(gap)?;
    let room = Coord { x: 0.04, y: 0.02 };
    Some(Rect::new(bounds.min() - room, bounds.max() + room))
}

fn cut(outline: &MultiPolygon<f64>, frame: &Rect<f64>) -> MultiPolygon<f64> {
    geodesy::intersection(outline, &MultiPolygon(vec![frame.to_polygon()]))
}

fn meet(one: &Rect<f64>, other: &Rect<f64>) -> bool {
    one.min().x <= other.max().x
        && other.min().x <= one.max().x
        && one.min().y <= other.max().y
        && other.min().y <= one.max().y
}

/// Two outlines between which a gap ends.
struct Ends {
    a: MultiPolygon<f64>,
    b: MultiPolygon<f64>,
}

/// Which outlines a corner of a gap lies on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    OnA,
    OnB,
    OnBoth,
    Free,
}

impl Ends {
    /// A gap that runs straight from one outline to the other at its ends, where closing leaves
    /// it an arc; and these lines, with the gap to their left.
    fn squared(&self, gap: &MultiPolygon<f64>) -> (MultiPolygon<f64>, Vec<[Coord<f64>; 2]>) {
        let mut chords = Vec::new();
        let parts = gap.iter().map(|part| {
            let (ring, found) = self.squared_ring(part.exterior());
            chords.extend(found);
            Polygon::new(ring, part.interiors().to_vec())
        });
        let parts = MultiPolygon(parts.collect());
        (geodesy::union(&[gap, &parts]), chords)
    }

    fn squared_ring(&self, ring: &LineString<f64>) -> (LineString<f64>, Vec<[Coord<f64>; 2]>) {
        let corners = ring.0.get(1..).unwrap_or_default();
        let lie: Vec<(Coord<f64>, Lies)> = corners.iter().map(|at| (*at, self.lies(*at))).collect();
        let Some(start) = lie.iter().position(|(_, lies)| *lies != Lies::Free) else {
            return (ring.clone(), Vec::new());
        };
        let (mut kept, mut chords) = (Vec::new(), Vec::new());
        let mut last = lie[start];
        let mut arc: Vec<Coord<f64>> = Vec::new();
        for (at, lies) in lie.iter().cycle().skip(start + 1).take(lie.len()).copied() {
            if lies == Lies::Free {
                arc.push(at);
                continue;
            }
            let across = matches!((last.1, lies), (Lies::OnA, Lies::OnB) | (Lies::OnB, Lies::OnA));
            if across {
                chords.push([last.0, at]);
                arc.clear();
            }
            kept.append(&mut arc);
            kept.push(at);
            last = (at, lies);
        }
        kept.extend(kept.first().copied());
        (LineString(kept), chords)
    }

    fn lies(&self, at: Coord<f64>) -> Lies {
        match (is_on(&self.a, at), is_on(&self.b, at)) {
            (true, true) => Lies::OnBoth,
            (true, false) => Lies::OnA,
            (false, true) => Lies::OnB,
            (false, false) => Lies::Free,
        }
    }
}

fn is_on(outline: &MultiPolygon<f64>, at: Coord<f64>) -> bool {
    let mut rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.any(|ring| geodesy::nearest_on(ring, at).is_some_and(|foot| foot.distance <= ON_IT))
}

/// The ground just beyond the end of a gap, to the right of the line that closes it.
fn beyond([from, to]: [Coord<f64>; 2]) -> MultiPolygon<f64> {
    let (ahead, wide) = (geodesy::bearing(from, to), MORE * 5.0);
    let (start, end) =
        (geodesy::destination(from, ahead + 180.0, wide), geodesy::destination(to, ahead, wide));
    let aside = |at| geodesy::destination(at, ahead + 90.0, wide);
    let ring = vec![start, aside(start), aside(end), end, start];
    MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
}

/// The narrow holes of an outline beside a gap: what is left where a third zone lies across
/// its end.
fn pockets(whole: &MultiPolygon<f64>, gap: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let holes = whole.iter().flat_map(Polygon::interiors);
    let parts = holes.map(|hole| MultiPolygon(vec![Polygon::new(hole.clone(), Vec::new())]));
    let beside = |part: &MultiPolygon<f64>| {
        geodesy::mean_width(part) < NARROW && geodesy::apart(part, gap).is_some_and(|apart| apart <= ON_IT)
    };
    MultiPolygon(parts.filter(beside).flat_map(|part| part.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::seam::seams;
    use crate::plan::{Role, ZoneId};
    use proptest::prelude::*;

    fn area(corners: &[(f64, f64)]) -> MultiPolygon<f64> {
        let ring = corners.iter().map(|at| Coord::from(*at)).collect();
        MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
    }

    fn plan(zones: Vec<(&str, MultiPolygon<f64>)>) -> Plan {
        zones.into_iter().fold(Plan::empty(), |plan, (name, outline)| {
            let shape = Arc::new(Shape::new(Form::Area(outline)).unwrap());
            let id = ZoneId(name.to_owned());
            let zone = Zone { id, name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) };
            plan.with(&Edit::AddZone(zone)).unwrap()
        })
    }

    fn sum(plan: &Plan) -> f64 {
        plan.zones.iter().map(|zone| geodesy::area(zone.shape.outline()).0).sum()
    }

    fn union(plan: &Plan) -> MultiPolygon<f64> {
        geodesy::union(&plan.zones.iter().map(|zone| zone.shape.outline()).collect::<Vec<_>>())
    }

    /// Mends all there is, each click looking anew; says what is left.
    fn mend(plan: &Plan) -> (Plan, Vec<Seam>) {
        let mut plan = plan.clone();
        for _ in 0..seams(&plan).len() {
            let Some(seam) = seams(&plan).into_iter().next() else { break };
            plan = plan.with(&seam.mended(&plan).unwrap()).unwrap();
        }
        let left = seams(&plan);
        (plan, left)
    }

    #[test]
    fn a_gap_under_a_third_zone_is_closed_to_its_very_end() {
        let tee = plan(vec![
            ("West", area(&[(31.0, 48.0), (33.0, 48.0), (33.0, 49.5), (31.0, 49.5)])),
            ("East", area(&[(33.008, 48.0), (35.0, 48.0), (35.0, 49.5), (33.008, 49.5)])),
            ("North", area(&[(31.0, 49.5), (35.0, 49.5), (35.0, 50.4), (31.0, 50.4)])),
        ]);
        let found = seams(&tee);
        assert_eq!(found.len(), 1, "{found:?}");
        let mended = tee.with(&found[0].mended(&tee).unwrap()).unwrap();
        assert_eq!(seams(&mended), []);
        let whole = geodesy::area(&area(&[(31.0, 48.0), (35.0, 48.0), (35.0, 50.4), (31.0, 50.4)])).0;
        // A millimetre along 160 km.
        let west = mended.zones[0].shape.outline();
        assert!((sum(&mended) - whole).abs() < 1e-3, "{} of {whole}: {west:?}", sum(&mended));
        assert!((geodesy::area(&union(&mended)).0 - whole).abs() < 1e-3);
        assert_eq!(mended.zones[1..], tee.zones[1..]);
        assert_eq!(west.0[0].exterior().0.len() - 1, 6, "{west:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        /// Two zones beside each other with a gap, or an overlap, or both where their borders
        /// cross, under a third that runs over both their ends.
        #[test]
        fn what_is_mended_leaves_no_gap_and_no_overlap(
            west in prop::collection::vec(-0.006..0.006_f64, 4),
            east in prop::collection::vec(-0.006..0.006_f64, 4),
            tilt in -0.2..0.2_f64,
            under in any::<bool>(),
        ) {
            // The end under North is cut along its very edge.
            let north = |x: f64| 49.5 + tilt * (x - 33.0);
            let y = [48.0, 48.5, 49.0];
            let border = |by: &[f64]| {
                let mut border: Vec<_> = (0..3).map(|row| (33.0 + by[row], y[row])).collect();
                border.push((33.0 + by[3], north(33.0 + by[3])));
                border
            };
            let mut left = vec![(31.0, north(31.0)), (31.0, 48.0)];
            left.extend(border(&west));
            let mut right = border(&east);
            right.extend([(35.0, north(35.0)), (35.0, 48.0)]);
            let mut zones = vec![("West", area(&left)), ("East", area(&right))];
            let over = area(&[(31.0, north(31.0)), (35.0, north(35.0)), (35.0, 51.0), (31.0, 51.0)]);
            zones.insert(if under { 0 } else { 2 }, ("North", over));
            let before = plan(zones);
            let whole = geodesy::area(&area(&[(31.0, 48.0), (35.0, 48.0), (35.0, 51.0), (31.0, 51.0)])).0;
            let between = |plan: &Plan, name: &str| {
                plan.zones.iter().find(|zone| zone.name == name).map(|zone| zone.shape.clone())
            };
            let alarms = seams(&before);
            let (after, left) = mend(&before);
            prop_assert_eq!(&left, &Vec::new(), "from {:?}", alarms);
            prop_assert_eq!(between(&after, "North"), between(&before, "North"));
            if alarms.is_empty() {
                return Ok(());
            }
            // What is narrower than a metre is no alarm.
            let (sum, union) = (sum(&after), geodesy::area(&union(&after)).0);
            prop_assert!((sum - union).abs() < 0.2, "{} km² twice", sum - union);
            prop_assert!((union - whole).abs() < 0.2, "{} km² nobody's", whole - union);
        }

        /// A gap that widens from nothing, with nobody at its ends.
        #[test]
        fn a_wedge_is_closed_as_far_as_it_is_narrow(end in 0.004..0.05_f64, high in 0.3..1.5_f64) {
            let before = plan(vec![
                ("West", area(&[(31.0, 48.0), (33.0, 48.0), (33.0, 48.0 + high), (31.0, 48.0 + high)])),
                ("East", area(&[(33.0, 48.0), (35.0, 48.0), (35.0, 48.0 + high), (33.0 + end, 48.0 + high)])),
            ]);
            let alarms = seams(&before);
            let (after, left) = mend(&before);
            prop_assert_eq!(&left, &Vec::new(), "from {:?}", alarms);
            let east = |plan: &Plan| plan.zones[1].shape.clone();
            prop_assert_eq!(east(&after), east(&before));
            let more = sum(&after) - sum(&before);
            let gap: f64 = alarms.iter().map(|seam| seam.area.0).sum();
            prop_assert!(more >= gap - 0.01 && more <= gap + 0.4, "{more} of {gap} km²: {:?}", after.zones[0].shape.outline());
        }
    }
}
