//! Following a line from the last corner to the next: both lie on one border, river or
//! outline, and its course between them is taken in.

use geo_types::{Coord, LineString};

use super::course::{Course, ONE_PLACE, Way};
use super::net::{Owner, is_contact};
use super::{Context, hint};
use crate::geodesy;
use crate::units::{Km, grouped};

/// A course that is taken in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trace {
    /// The corners between the last one and the next.
    pub(super) corners: Vec<Coord<f64>>,
    /// What is followed: "the Dnipro".
    name: String,
    long: Km,
    /// How far the corners may lie from the course, where not all were taken.
    tolerance: Option<Km>,
}

/// More corners than this are not taken in at once: as many as the longest border of an
/// oblast has, so that a border is nearly always taken as it is and two zones along it meet.
/// A river or an outline with more is simplified.
const MOST: usize = 300;

/// The line that both places lie on, and its course between them; of several lines the one
/// with the shortest way. None where there is none, or only an edge from corner to corner.
pub(super) fn trace(from: Coord<f64>, to: Coord<f64>, context: &Context) -> Option<Trace> {
    let mut best = Best::default();
    // As in snapping: borders of the map know more of their names than guides along them.
    let guides = |contact| context.net.guides().filter(move |(guide, _)| is_contact(&guide.id) == contact);
    for (guide, course) in guides(true) {
        best.offer(way(course, from, to), || Followed::Line(guide.name.clone()));
    }
    let map = context.net.map();
    for (owner, course) in &map.borders {
        best.offer(way(course, from, to), || Followed::Border(vec![*owner]));
    }
    for (name, course) in &map.rivers {
        best.offer(way(course, from, to), || {
            Followed::Line(format!("the {}", name.in_tongue(context.tongue)))
        });
    }
    for (guide, course) in guides(false) {
        best.offer(way(course, from, to), || Followed::Line(guide.name.clone()));
    }
    for lines in context.net.zones_at(from, ONE_PLACE) {
        for ring in &lines.rings {
            best.offer(way(ring, from, to), || Followed::Line(format!("the outline of {}", lines.zone.name)));
        }
    }
    let (way, followed) = best.0?;
    if way.corners.is_empty() {
        return None;
    }
    let name = match followed {
        Followed::Line(name) => name,
        Followed::Border(owners) => map.border(&owners, context.tongue),
    };
    let (corners, tolerance) = thinned(from, &way.corners, to, context.pick);
    let walked = LineString(std::iter::once(from).chain(way.corners).chain([to]).collect());
    Some(Trace { corners, name, long: geodesy::length(&walked), tolerance })
}

fn way(course: &Course, from: Coord<f64>, to: Coord<f64>) -> Option<Way> {
    let (from, to) = (course.nearest(from, ONE_PLACE)?, course.nearest(to, ONE_PLACE)?);
    Some(course.between(&from, &to))
}

/// What is followed.
enum Followed {
    /// Named as it stands after "following".
    Line(String),
    /// A border; of all these, if their ways are one.
    Border(Vec<Owner>),
}

/// The shortest way so far; the first of several that are equally long.
#[derive(Default)]
struct Best(Option<(Way, Followed)>);

impl Best {
    fn offer(&mut self, way: Option<Way>, followed: impl FnOnce() -> Followed) {
        let Some(way) = way else { return };
        match &mut self.0 {
            // Neighbours share the corners of their border to the last digit.
            Some((least, known)) if way.corners == least.corners => {
                if let (Followed::Border(owners), Followed::Border(more)) = (known, followed()) {
                    owners.extend(more);
                }
            }
            Some((least, _)) if way.long > least.long => {}
            _ => self.0 = Some((way, followed())),
        }
    }
}

/// The corners that are taken in: all, or where these are too many those that keep to the
/// course within a tolerance, from what cannot be seen at this scale upwards.
fn thinned(
    from: Coord<f64>,
    corners: &[Coord<f64>],
    to: Coord<f64>,
    pick: Km,
) -> (Vec<Coord<f64>>, Option<Km>) {
    if corners.len() <= MOST {
        return (corners.to_vec(), None);
    }
    let whole = LineString(std::iter::once(from).chain(corners.iter().copied()).chain([to]).collect());
    let mut tolerance = Km((pick.0 * 0.05).clamp(1e-4, 100.0));
    loop {
        let few = geodesy::simplified(&whole, tolerance).0;
        // Twenty doublings of a ten-centimetre tolerance leave nothing of Europe.
        if few.len() <= MOST + 2 || tolerance.0 > 1e3 {
            return (few.get(1..few.len().saturating_sub(1)).unwrap_or_default().to_vec(), Some(tolerance));
        }
        tolerance = tolerance * 2.0;
    }
}

impl Trace {
    /// "the Dnipro, 84 km, 126 corners".
    pub(super) fn in_words(&self) -> String {
        let count = grouped(self.corners.len() as f64, 0);
        let corners = if self.corners.len() == 1 { "corner" } else { "corners" };
        let simplified = self
            .tolerance
            .map_or_else(String::new, |tolerance| format!(" of it within {}", hint::length(tolerance)));
        format!("{}, {}, {count} {corners}{simplified}", self.name, hint::length(self.long))
    }

    /// What is followed.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// How long it is, over the ground.
    pub(super) fn long(&self) -> Km {
        self.long
    }
}
