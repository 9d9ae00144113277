//! Where two zones of one role all but meet: narrow gaps and overlaps that nobody meant.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use geo_types::{Coord, LineString, MultiPolygon, Rect};

use super::{Edit, Form, Plan, Shape, Zone, ZoneId};
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::{Km, Km2};

/// Ground narrower than this between or under two zones was hardly meant.
const NARROW: Km = Km(1.0);

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
        Some(Self { pairs })
    }

    /// All seams, in the order of the zones.
    pub fn seams(&self) -> Vec<Seam> {
        self.pairs.iter().flat_map(|pair| pair.seams.iter().cloned()).collect()
    }
}

impl Seam {
    /// The edit that mends it: the first zone takes the gap, the second gives the overlap up.
    ///
    /// # Errors
    /// Refuses what cannot be drawn.
    pub fn mended(&self, plan: &Plan) -> Result<Edit, Refusal> {
        let gone = || Refusal::new("The zones are no longer there", "Check the borders again.");
        let (first, second) =
            (plan.zone(&self.first).ok_or_else(gone)?, plan.zone(&self.second).ok_or_else(gone)?);
        let (zone, outline, label) = match self.fault {
            Fault::Gap => {
                // Two metres more, cut along the other zone's own border: no crack is left.
                let ground = geodesy::grown(&self.ground, Km(0.002))?;
                let whole = geodesy::union(&[first.shape.outline(), &ground]);
                let whole = geodesy::difference(&whole, second.shape.outline());
                (first, whole, format!("Close the gap between {} and {}", first.name, second.name))
            }
            Fault::Overlap => {
                let rest = geodesy::difference(second.shape.outline(), &self.ground);
                (second, rest, format!("Take the overlap from {}", second.name))
            }
        };
        let shape = Arc::new(Shape::new(Form::Area(geodesy::without_hairlines(&outline)))?);
        let reshape = Edit::Reshape { zone: zone.id.clone(), shape };
        Ok(Edit::Several { label, edits: vec![reshape] })
    }
}

fn seam(fault: Fault, first: &Zone, second: &Zone) -> Option<Seam> {
    let (a, b) = near(first.shape.outline(), second.shape.outline())?;
    let ground = match fault {
        Fault::Overlap => geodesy::intersection(&a, &b),
        Fault::Gap => between(&a, &b, NARROW)?,
    };
    let narrow = |part: &geo_types::Polygon<f64>| {
        let part = MultiPolygon(vec![part.clone()]);
        let wide = geodesy::mean_width(&part);
        let gap = || long(&part) >= SHORTEST && lies_between(&part, &a, &b, NARROW);
        wide < NARROW && wide.0 >= 0.001 && (fault == Fault::Overlap || gap())
    };
    let ground = MultiPolygon(ground.into_iter().filter(narrow).collect());
    let area = geodesy::area(&ground);
    let (first, second) = (first.id.clone(), second.id.clone());
    (!ground.0.is_empty()).then_some(Seam { fault, first, second, ground, area })
}

/// How long ground is that is much longer than wide: half of its way round, without the
/// hairs that closing leaves where an edge runs on from one outline to the other.
pub(super) fn long(part: &MultiPolygon<f64>) -> Km {
    let ring = |corners: Vec<Coord<f64>>| {
        MultiPolygon(vec![geo_types::Polygon::new(LineString(corners), Vec::new())])
    };
    let mut kept: Vec<Coord<f64>> = Vec::new();
    for at in part.iter().flat_map(|part| part.exterior().0.iter().copied()) {
        while let [.., before, tip] = *kept.as_slice()
            && geodesy::area(&ring(vec![before, tip, at])).0 < HAIR.0
        {
            kept.pop();
        }
        kept.push(at);
    }
    geodesy::perimeter(&ring(kept)) * 0.5
}

/// A corner that takes less ground along than this, a square metre, is the tip of a hair.
const HAIR: Km2 = Km2(1e-6);

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
    let closed = geodesy::shrunk(&geodesy::grown(&both, width * 0.5).ok()?, width * 0.5).ok()?;
    Some(geodesy::difference(&closed, &both))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Role;

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
