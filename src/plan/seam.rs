//! Where two zones of one role all but meet: narrow gaps and overlaps that nobody meant.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect};

use super::{Plan, Zone, ZoneId};
use crate::geodesy;
use crate::units::{Km, Km2};

/// Ground narrower than this between or under two zones was hardly meant.
pub(super) const NARROW: Km = Km(1.0);

/// A gap shorter than this is the notch beside a corner.
const SHORTEST: Km = Km(2.0);

/// What is wrong along a common border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Ground between two zones that neither has.
    Gap,
    /// Ground that both have.
    Overlap,
}

/// A narrow gap or overlap between two zones of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Seam {
    /// What is wrong.
    pub fault: Fault,
    /// The zone that comes first in the list.
    pub first: ZoneId,
    /// The other zone.
    pub second: ZoneId,
    /// The ground, in as many parts as there are.
    pub ground: MultiPolygon<f64>,
    /// How much it is.
    pub area: Km2,
}

/// All seams of a plan, in the order of its zones. Not cheap where long borders run
/// beside each other: for a worker.
pub fn seams(plan: &Plan) -> Vec<Seam> {
    let looked = Looked::default().again(plan, &AtomicBool::new(false));
    looked.map(|looked| looked.seams()).unwrap_or_default()
}

/// What was found between each two zones, to be looked at again when some have changed.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    pairs: Vec<Pair>,
    /// What of that no third zone stands on.
    found: Vec<Seam>,
}

/// Two zones of one role, and the seams between them.
#[derive(Clone, Debug)]
struct Pair {
    first: Arc<Zone>,
    second: Arc<Zone>,
    seams: Vec<Seam>,
}

impl Looked {
    /// Looks through a plan; zones that both have their shapes as before are not looked at
    /// again. `None` if it was stopped.
    #[must_use]
    pub fn again<'a>(&self, plan: &'a Plan, stop: &AtomicBool) -> Option<Self> {
        let known: BTreeMap<_, _> =
            self.pairs.iter().map(|pair| ((&pair.first.id, &pair.second.id), pair)).collect();
        let boxed = |zone: &'a Arc<Zone>| (zone, geodesy::bounds(zone.shape.outline()));
        let zones: Vec<_> = plan.zones.iter().map(boxed).collect();
        let mut pairs = Vec::new();
        for (place, (first, one)) in zones.iter().enumerate() {
            for (second, other) in zones.iter().skip(place + 1) {
                let beside = one.zip(*other).is_some_and(|(one, other)| common(&one, &other).is_some());
                if second.role != first.role || !beside {
                    continue;
                }
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
                let same = |pair: &&&Pair| {
                    Arc::ptr_eq(&pair.first.shape, &first.shape)
                        && Arc::ptr_eq(&pair.second.shape, &second.shape)
                };
                let seams = match known.get(&(&first.id, &second.id)).filter(same) {
                    Some(pair) => pair.seams.clone(),
                    None => {
                        let faults = [Fault::Gap, Fault::Overlap].into_iter();
                        faults.filter_map(|fault| seam(fault, first, second)).collect()
                    }
                };
                pairs.push(Pair { first: Arc::clone(first), second: Arc::clone(second), seams });
            }
        }
        let seams = pairs.iter().flat_map(|pair| pair.seams.iter().map(move |seam| (pair, seam)));
        let found = seams.filter_map(|(pair, seam)| match seam.fault {
            Fault::Gap => pair.uncovered(seam, &zones),
            Fault::Overlap => Some(seam.clone()),
        });
        let found = found.collect();
        Some(Self { pairs, found })
    }

    /// All seams, in the order of the zones.
    pub fn seams(&self) -> Vec<Seam> {
        self.found.clone()
    }
}

impl Pair {
    /// A gap without the ground of a third zone of the role, which closes it; none if nothing
    /// worth a word is left.
    fn uncovered(&self, seam: &Seam, zones: &[(&Arc<Zone>, Option<Rect<f64>>)]) -> Option<Seam> {
        let bounds = geodesy::bounds(&seam.ground)?;
        let third = |(zone, boxed): &&(&Arc<Zone>, Option<Rect<f64>>)| {
            zone.role == self.first.role
                && zone.id != seam.first
                && zone.id != seam.second
                && boxed.is_some_and(|boxed| common(&boxed, &bounds).is_some())
        };
        let others: Vec<_> = zones.iter().filter(third).map(|(zone, _)| zone.shape.outline()).collect();
        let others = geodesy::union(&others);
        let covered = geodesy::intersection(&seam.ground, &others);
        if geodesy::without_hairlines(&covered).0.is_empty() {
            return Some(seam.clone());
        }
        let rest = geodesy::difference(&seam.ground, &others);
        let (a, b) = near(self.first.shape.outline(), self.second.shape.outline())?;
        let ground = narrow(&rest, Fault::Gap, &a, &b);
        let area = geodesy::area(&ground);
        (!ground.0.is_empty()).then(|| Seam { ground, area, ..seam.clone() })
    }
}

fn seam(fault: Fault, first: &Zone, second: &Zone) -> Option<Seam> {
    let (a, b) = near(first.shape.outline(), second.shape.outline())?;
    let ground = match fault {
        Fault::Overlap => geodesy::intersection(&a, &b),
        Fault::Gap => between(&a, &b, NARROW)?,
    };
    let ground = narrow(&ground, fault, &a, &b);
    let area = geodesy::area(&ground);
    let (first, second) = (first.id.clone(), second.id.clone());
    (!ground.0.is_empty()).then_some(Seam { fault, first, second, ground, area })
}

/// The parts of the ground between two outlines, or under both, that nobody meant.
fn narrow(
    ground: &MultiPolygon<f64>,
    fault: Fault,
    a: &MultiPolygon<f64>,
    b: &MultiPolygon<f64>,
) -> MultiPolygon<f64> {
    let narrow = |part: &Polygon<f64>| {
        let part = MultiPolygon(vec![part.clone()]);
        let wide = geodesy::mean_width(&part);
        let gap = || long(&part) >= SHORTEST && lies_between(&part, a, b, NARROW);
        wide < NARROW && wide.0 >= 0.001 && (fault == Fault::Overlap || gap())
    };
    MultiPolygon(ground.iter().filter_map(without_hairs).filter(narrow).collect())
}

/// How long ground is that is much longer than wide: half of its way round, without hairs.
pub(super) fn long(part: &MultiPolygon<f64>) -> Km {
    let bare: Vec<_> = part.iter().filter_map(without_hairs).collect();
    geodesy::perimeter(&MultiPolygon(bare)) * 0.5
}

/// A part without the hairs that closing leaves where an edge runs on from one outline to the
/// other; none if it is nothing else.
fn without_hairs(part: &Polygon<f64>) -> Option<Polygon<f64>> {
    let small = |before, tip, at| {
        let corner = Polygon::new(LineString(vec![before, tip, at]), Vec::new());
        geodesy::area(&MultiPolygon(vec![corner])).0 < HAIR.0
    };
    let bare = pruned(part.exterior(), |before, tip, at| small(before, tip, at) || is_hair(before, tip, at))?;
    Some(Polygon::new(bare, part.interiors().to_vec()))
}

/// A ring without some of its corners, each asked with the one before and the one after it that
/// stay; none if too few do.
pub(super) fn pruned(
    ring: &LineString<f64>,
    goes: impl Fn(Coord<f64>, Coord<f64>, Coord<f64>) -> bool,
) -> Option<LineString<f64>> {
    let mut corners = ring.0.get(1..)?.to_vec();
    let mut unchanged = 0;
    // Once more from the other side: what goes may lie where the ring begins.
    while unchanged < 2 {
        let count = corners.len();
        corners.rotate_left(count / 2);
        let mut kept: Vec<Coord<f64>> = Vec::with_capacity(count);
        for at in corners {
            while let [.., before, tip] = *kept.as_slice()
                && goes(before, tip, at)
            {
                kept.pop();
            }
            kept.push(at);
        }
        corners = kept;
        unchanged = if corners.len() == count { unchanged + 1 } else { 0 };
    }
    corners.extend(corners.first().copied());
    (corners.len() > 3).then_some(LineString(corners))
}

/// Whether a corner is the tip of a hair: the way goes back beside itself there.
pub(super) fn is_hair(before: Coord<f64>, tip: Coord<f64>, at: Coord<f64>) -> bool {
    // A degree of longitude is some two thirds of one of latitude.
    let (there, back) = (tip - before, at - tip);
    let long = |way: Coord<f64>| (way.x * way.x * 0.44 + way.y * way.y).sqrt();
    let turns_back = there.x * back.x * 0.44 + there.y * back.y < -0.5 * long(there) * long(back);
    let beside = |place: Coord<f64>, from: Coord<f64>, to: Coord<f64>| {
        geodesy::nearest_on(&LineString(vec![from, to]), place).is_some_and(|foot| foot.distance < HAIR_WIDTH)
    };
    turns_back && (beside(before, tip, at) || beside(at, before, tip))
}

/// A corner that takes less ground along than this, a square metre, is the tip of a hair.
const HAIR: Km2 = Km2(1e-6);

/// A hair is narrower than this; an alarm is raised from a metre on.
const HAIR_WIDTH: Km = Km(0.0005);

/// Whether ground lies at both of two outlines, and most of it no farther than a width from
/// either. Closing also leaves metres along outer edges of a hundred kilometres, which run on
/// from one outline to the other and lie between nothing.
pub(super) fn lies_between(
    part: &MultiPolygon<f64>,
    a: &MultiPolygon<f64>,
    b: &MultiPolygon<f64>,
    width: Km,
) -> bool {
    let near = |outline: &MultiPolygon<f64>| {
        geodesy::grown(outline, width).is_ok_and(|rim| {
            geodesy::area(&geodesy::intersection(part, &rim)).0 >= 0.5 * geodesy::area(part).0
        })
    };
    meets(part, a) && meets(part, b) && near(a) && near(b)
}

/// Whether a part lies at an outline, up to the grid of the cutting.
fn meets(part: &MultiPolygon<f64>, outline: &MultiPolygon<f64>) -> bool {
    geodesy::apart(part, outline).is_some_and(|apart| apart.0 < 0.01)
}

/// What of two outlines lies near the other; none where nothing does.
fn near(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Option<(MultiPolygon<f64>, MultiPolygon<f64>)> {
    let (min, max) = common(&geodesy::bounds(a)?, &geodesy::bounds(b)?)?;
    let frame = MultiPolygon(vec![Rect::new(min, max).to_polygon()]);
    let (a, b) = (geodesy::intersection(a, &frame), geodesy::intersection(b, &frame));
    geodesy::apart(&a, &b).filter(|apart| *apart < NARROW).map(|_| (a, b))
}

/// The corners of the box that two boxes have in common with a margin; none where they lie apart.
fn common(one: &Rect<f64>, other: &Rect<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
    // Twice as wide as a gap can be, in degrees where a degree is shortest.
    let room = Coord { x: 0.04, y: 0.02 };
    let (min, max) = (
        Coord { x: one.min().x.max(other.min().x), y: one.min().y.max(other.min().y) } - room,
        Coord { x: one.max().x.min(other.max().x), y: one.max().y.min(other.max().y) } + room,
    );
    (min.x < max.x && min.y < max.y).then_some((min, max))
}

/// The ground between two outlines that closing fills: grown by half a width until they
/// meet, and shrunk back.
pub(super) fn between(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>, width: Km) -> Option<MultiPolygon<f64>> {
    let both = geodesy::union(&[a, b]);
    let grown = geodesy::grown(&in_short_edges(&both), width * 0.5).ok()?;
    let closed = geodesy::shrunk(&in_short_edges(&grown), width * 0.5).ok()?;
    Some(geodesy::difference(&closed, &both))
}

/// Longer edges than this, in degrees, bend away from the rims that grow and shrink along them,
/// and leave hairs: a metre where an edge is 30 km long, a centimetre where it is 4 km.
const SHORT_EDGE: f64 = 0.04;

/// The same outline with corners along its long edges.
fn in_short_edges(outline: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let ring = |ring: &LineString<f64>| {
        let steps = |ends: &[Coord<f64>]| {
            let (from, way) = (ends[0], ends[1] - ends[0]);
            let count = (way.x.abs().max(way.y.abs()) / SHORT_EDGE).ceil().clamp(1.0, 1_000.0);
            (0..count as usize).map(move |step| from + way * (step as f64 / count))
        };
        let corners = ring.0.windows(2).flat_map(steps).chain(ring.0.last().copied());
        LineString(corners.collect())
    };
    let part = |part: &Polygon<f64>| {
        Polygon::new(ring(part.exterior()), part.interiors().iter().map(ring).collect())
    };
    MultiPolygon(outline.iter().map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, Form, Role, Shape};

    fn plan(zones: &[(&str, [f64; 4])]) -> Plan {
        let zone = |plan: Plan, (name, [west, south, east, north]): &(&str, [f64; 4])| {
            let square = Rect::new(Coord { x: *west, y: *south }, Coord { x: *east, y: *north });
            let shape = Arc::new(Shape::new(Form::Area(MultiPolygon(vec![square.to_polygon()]))).unwrap());
            let id = ZoneId((*name).to_owned());
            plan.with(&Edit::AddZone(Zone { id, ..Zone::new(Role::DeterrentSector, shape) })).unwrap()
        };
        zones.iter().fold(Plan::empty(), zone)
    }

    const TIGHT: [(&str, [f64; 4]); 3] = [
        ("west", [31.0, 48.0, 33.0, 49.5]),
        ("east", [33.0, 48.0, 35.0, 49.5]),
        ("north", [31.0, 49.5, 35.0, 50.4]),
    ];

    #[test]
    fn zones_that_meet_have_no_seam() {
        assert_eq!(seams(&plan(&TIGHT)), []);
    }

    #[test]
    fn what_a_third_zone_closes_is_no_gap() {
        let zones = [
            ("west", [31.0, 48.0, 33.0, 49.5]),
            ("strip", [33.0, 48.0, 33.01, 49.5]),
            ("east", [33.01, 48.0, 35.0, 49.5]),
        ];
        assert_eq!(seams(&plan(&zones)), []);
        let open = [zones[0], zones[2]];
        assert_eq!(seams(&plan(&open)).len(), 1);
    }

    #[test]
    fn only_what_has_changed_is_looked_at_again() {
        let gap = [TIGHT[0], TIGHT[1], TIGHT[2], ("beside", [35.008, 48.0, 36.5, 50.4])];
        let plan = plan(&gap);
        let go_on = AtomicBool::new(false);
        let looked = Looked::default().again(&plan, &go_on).unwrap();
        let found = looked.seams();
        let pairs: Vec<_> =
            found.iter().map(|seam| (seam.first.0.as_str(), seam.second.0.as_str())).collect();
        assert_eq!(pairs, [("east", "beside"), ("north", "beside")]);
        assert_eq!(looked.again(&plan, &go_on).unwrap().seams(), found);
        let mended = plan.with(&found[0].mended(&plan).unwrap()).unwrap();
        let again = looked.again(&mended, &go_on).unwrap();
        assert_eq!(again.seams(), seams(&mended), "as if looked at for the first time");
        let left = |pair: (&str, &str)| {
            again.seams().iter().any(|seam| (seam.first.0.as_str(), seam.second.0.as_str()) == pair)
        };
        assert!(!left(("east", "beside")) && left(("north", "beside")));
        assert!(looked.again(&mended, &AtomicBool::new(true)).is_none(), "stopped");
    }
}
