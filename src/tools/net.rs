//! What the hand can snap to and follow: borders, rivers, lines and the zones' own edges,
//! each with boxes that say where to look.
//!
//! The map's lines are read once, when something is first snapped to; the zones are
//! followed from plan to plan, and only those that have changed are read again.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::course::{Course, ONE_PLACE};
use super::ground::Bounds;
use super::{Guide, Tongue};
use crate::atlas::{Atlas, CONTACT};
use crate::plan::{LineName, Plan, Zone};
use crate::units::Km;

/// Everything that can be snapped to.
#[derive(Clone, Debug, Default)]
pub struct Net {
    atlas: Option<Arc<Atlas>>,
    map: Arc<OnceLock<MapLines>>,
    guides: Vec<(Guide, Course)>,
    zones: Vec<ZoneLines>,
}

/// A zone with its rings.
#[derive(Clone, Debug)]
pub(super) struct ZoneLines {
    pub(super) zone: Arc<Zone>,
    pub(super) rings: Vec<Course>,
    pub(super) bounds: Option<Bounds>,
}

/// The lines of the map.
#[derive(Debug, Default)]
pub(super) struct MapLines {
    /// Rings of oblasts and countries, the latter open where the sheet ends.
    pub(super) borders: Vec<(Owner, Course)>,
    /// Rivers by their pieces.
    pub(super) rivers: Vec<(Name, Course)>,
    /// Where three borders meet, or one reaches the coast.
    pub(super) meetings: Vec<(Coord<f64>, Vec<Owner>)>,
    oblasts: Vec<Name>,
    countries: Vec<Name>,
}

/// Whose border it is: a place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Country(usize),
    Oblast(usize),
}

/// A name in both tongues.
#[derive(Clone, Debug)]
pub(super) struct Name {
    english: String,
    ukrainian: String,
}

impl Name {
    fn new(english: &str, ukrainian: &str) -> Self {
        Self { english: english.to_owned(), ukrainian: ukrainian.to_owned() }
    }

    /// The name as the map shows it.
    pub(super) fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Ukrainian if !self.ukrainian.is_empty() => &self.ukrainian,
            _ => &self.english,
        }
    }
}

impl Net {
    /// The lines of an atlas, to be read when they are first asked for; no zones yet.
    pub fn new(atlas: Arc<Atlas>) -> Self {
        Self { atlas: Some(atlas), ..Self::default() }
    }

    /// The same map with nothing drawn on it.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { guides: Vec::new(), zones: Vec::new(), ..self.clone() }
    }

    /// Takes over the zones of a plan and the lines it is measured along; what has not
    /// changed is not looked into.
    pub fn follow(&mut self, plan: &Plan, guides: &[Guide]) {
        let same = |(known, _): &(Guide, Course), guide: &Guide| {
            Arc::ptr_eq(&known.path, &guide.path) && known.name == guide.name
        };
        if self.guides.len() != guides.len()
            || !self.guides.iter().zip(guides).all(|(known, guide)| same(known, guide))
        {
            let course = |guide: &Guide| (guide.clone(), Course::new(LineString::clone(&guide.path)));
            self.guides = guides.iter().map(course).collect();
        }
        let unchanged = self.zones.len() == plan.zones.len()
            && self.zones.iter().zip(&plan.zones).all(|(known, zone)| Arc::ptr_eq(&known.zone, zone));
        if unchanged {
            return;
        }
        // Nearly all zones stand at the place where they stood.
        let stays = |(known, zone): (&ZoneLines, &Arc<Zone>)| known.zone.id == zone.id;
        if self.zones.len() == plan.zones.len() && self.zones.iter().zip(&plan.zones).all(stays) {
            for (lines, zone) in self.zones.iter_mut().zip(&plan.zones) {
                lines.follow(zone);
            }
            return;
        }
        let mut known: BTreeMap<_, _> =
            std::mem::take(&mut self.zones).into_iter().map(|lines| (lines.zone.id.clone(), lines)).collect();
        self.zones = plan
            .zones
            .iter()
            .map(|zone| match known.remove(&zone.id) {
                Some(mut lines) => {
                    lines.follow(zone);
                    lines
                }
                None => ZoneLines::new(zone),
            })
            .collect();
    }

    /// The lines of the map.
    pub(super) fn map(&self) -> &MapLines {
        self.map.get_or_init(|| self.atlas.as_deref().map(MapLines::new).unwrap_or_default())
    }

    /// The line of contact, then the other lines a belt can be cut from.
    pub(super) fn guides(&self) -> impl Iterator<Item = &(Guide, Course)> {
        self.guides.iter()
    }

    /// Zones whose box is near a place.
    pub(super) fn zones_at(&self, at: Coord<f64>, margin: Km) -> impl Iterator<Item = &ZoneLines> {
        self.zones.iter().filter(move |lines| lines.bounds.is_some_and(|bounds| bounds.near(at, margin)))
    }

    /// Zones whose box is near that of an edge.
    pub(super) fn zones_along(&self, from: Coord<f64>, to: Coord<f64>) -> impl Iterator<Item = &ZoneLines> {
        let edge = Bounds::of(&[from, to]);
        let near = move |lines: &&ZoneLines| {
            edge.zip(lines.bounds).is_some_and(|(edge, bounds)| bounds.meets(&edge, ONE_PLACE))
        };
        self.zones.iter().filter(near)
    }

    /// Zones whose box comes nearer to an outline's box than a margin.
    pub(super) fn zones_by(&self, outline: &MultiPolygon<f64>, margin: Km) -> Vec<&Arc<Zone>> {
        let Some(around) = Bounds::of(outline.iter().flat_map(|part| &part.exterior().0)) else {
            return Vec::new();
        };
        let near = |lines: &&ZoneLines| lines.bounds.is_some_and(|bounds| bounds.meets(&around, margin));
        self.zones.iter().filter(near).map(|lines| &lines.zone).collect()
    }
}

/// Whether a guide is the line of contact; the others lie on borders of the map.
pub(super) fn is_contact(line: &LineName) -> bool {
    line.0 == CONTACT
}

impl ZoneLines {
    fn new(zone: &Arc<Zone>) -> Self {
        let rings: Vec<Course> = rings(zone.shape.outline()).map(|ring| Course::new(ring.clone())).collect();
        let bounds = Bounds::of(zone.shape.outline().iter().flat_map(|part| &part.exterior().0));
        Self { zone: Arc::clone(zone), rings, bounds }
    }

    /// Takes over the zone as it is now; its rings are read again only where they have changed.
    fn follow(&mut self, zone: &Arc<Zone>) {
        if Arc::ptr_eq(&self.zone.shape, &zone.shape) {
            self.zone = Arc::clone(zone);
        } else {
            *self = Self::new(zone);
        }
    }
}

fn rings(outline: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    let of_part = |part| std::iter::once(Polygon::exterior(part)).chain(part.interiors());
    outline.iter().flat_map(of_part)
}

/// The edge of the sheet, along which clipped countries have no border.
const SHEET: [[f64; 2]; 2] = [[19.0, 43.0], [42.0, 54.5]];

fn along_the_sheet(a: Coord<f64>, b: Coord<f64>) -> bool {
    SHEET[0].iter().any(|side| a.x == *side && b.x == *side)
        || SHEET[1].iter().any(|side| a.y == *side && b.y == *side)
}

impl MapLines {
    fn new(atlas: &Atlas) -> Self {
        let map = &atlas.map;
        let mut lines = Self {
            oblasts: map.oblasts.iter().map(|oblast| Name::new(&oblast.name, &oblast.name_uk)).collect(),
            countries: map.countries.iter().map(|land| Name::new(&land.name, &land.name_uk)).collect(),
            ..Self::default()
        };
        let mut edges = Edges::default();
        for (place, land) in map.countries.iter().enumerate() {
            for ring in rings(&land.area) {
                edges.add(ring, Owner::Country(place));
                let open = without_sheet(ring).into_iter();
                lines.borders.extend(open.map(|part| (Owner::Country(place), Course::new(part))));
            }
        }
        for (place, oblast) in map.oblasts.iter().enumerate() {
            for ring in rings(&oblast.outline) {
                edges.add(ring, Owner::Oblast(place));
                lines.borders.push((Owner::Oblast(place), Course::new(ring.clone())));
            }
        }
        for river in &map.rivers {
            let name = Name::new(&river.name, &river.name_uk);
            let pieces = river.course.iter();
            lines.rivers.extend(pieces.map(|piece| (name.clone(), Course::new(piece.clone()))));
        }
        lines.meetings = edges.meetings();
        lines
    }

    /// The border of all these owners, as it stands after "on".
    pub(super) fn border(&self, owners: &[Owner], tongue: Tongue) -> String {
        let (countries, oblasts) = (self.countries(owners, tongue), self.oblasts(owners, tongue));
        match (countries.as_slice(), oblasts.as_slice()) {
            ([one, other, ..], _) | (_, [one, other, ..]) => format!("the {one}–{other} border"),
            // Land borders have another country on their other side.
            ([_], [oblast]) => format!("the coast of {}", whole(oblast, tongue)),
            (_, [oblast]) => format!("the border of {}", whole(oblast, tongue)),
            ([country], _) => format!("the border of {country}"),
            ([], []) => "a border".to_owned(),
        }
    }

    /// The place where these meet: "where Kharkiv, Poltava and Sumy meet".
    pub(super) fn meeting(&self, owners: &[Owner], tongue: Tongue) -> String {
        let (countries, mut names) = (self.countries(owners, tongue), self.oblasts(owners, tongue));
        // Oblasts stand for Ukraine.
        let named = names.is_empty();
        names.extend(countries.into_iter().filter(|name| named || *name != UKRAINE[tongue as usize]));
        match names.as_slice() {
            [one, other] => format!("end of the {one}–{other} border"),
            [rest @ .., last] if !rest.is_empty() => format!("where {} and {last} meet", rest.join(", ")),
            names => format!("end of the border of {}", names.join(", ")),
        }
    }

    /// The countries among these, Ukraine first.
    fn countries(&self, owners: &[Owner], tongue: Tongue) -> Vec<&str> {
        let name = |owner: &Owner| match owner {
            Owner::Country(place) => Some(self.countries.get(*place)?.in_tongue(tongue)),
            Owner::Oblast(_) => None,
        };
        let mut names: Vec<&str> = owners.iter().filter_map(name).collect();
        names.sort_by_key(|name| (*name != UKRAINE[tongue as usize], *name));
        names
    }

    /// The oblasts among these, in the order of their names.
    fn oblasts(&self, owners: &[Owner], tongue: Tongue) -> Vec<&str> {
        let name = |owner: &Owner| match owner {
            Owner::Oblast(place) => Some(self.oblasts.get(*place)?.in_tongue(tongue)),
            Owner::Country(_) => None,
        };
        let mut names: Vec<&str> =
            owners.iter().filter_map(name).map(|name| name.trim_end_matches(" область")).collect();
        names.sort_unstable();
        names
    }
}

const UKRAINE: [&str; 2] = ["Ukraine", "Україна"];

/// An oblast by its whole name: "Kharkiv oblast", but "Crimea".
fn whole(name: &str, tongue: Tongue) -> String {
    let known = ["Kyiv City", "Kyiv Oblast", "Crimea", "Sevastopol"];
    match tongue {
        Tongue::Ukrainian if name.ends_with("ська") || name.ends_with("цька") => {
            format!("{name} область")
        }
        Tongue::English if !known.contains(&name) => format!("{name} oblast"),
        _ => name.to_owned(),
    }
}

/// A ring of a country without what runs along the edge of the sheet.
fn without_sheet(ring: &LineString<f64>) -> Vec<LineString<f64>> {
    let cut = |ends: &[Coord<f64>]| along_the_sheet(ends[0], ends[1]);
    let Some(first) = ring.0.windows(2).position(cut) else { return vec![ring.clone()] };
    // Begun at a cut, no part runs over the place where the ring is closed.
    let corners = ring.0.get(..ring.0.len() - 1).unwrap_or_default();
    let mut places = corners.iter().cycle().skip(first + 1).take(corners.len() + 1).copied();
    let mut parts = Vec::new();
    let mut part: Vec<Coord<f64>> = places.next().into_iter().collect();
    for at in places {
        if part.last().is_some_and(|last| along_the_sheet(*last, at)) {
            parts.push(std::mem::replace(&mut part, vec![at]));
        } else {
            part.push(at);
        }
    }
    parts.push(part);
    parts.into_iter().filter(|part| part.len() > 1).map(LineString).collect()
}

/// Whose border each edge is. Neighbours share the corners of their border to the last
/// digit, so an edge is known by its ends.
#[derive(Default)]
struct Edges(BTreeMap<[[u64; 2]; 2], Vec<Owner>>);

impl Edges {
    fn add(&mut self, ring: &LineString<f64>, owner: Owner) {
        for ends in ring.0.windows(2).filter(|ends| !along_the_sheet(ends[0], ends[1])) {
            let key = |at: Coord<f64>| [at.x.to_bits(), at.y.to_bits()];
            let mut edge = [key(ends[0]), key(ends[1])];
            edge.sort_unstable();
            self.0.entry(edge).or_default().push(owner);
        }
    }

    /// The corners at which edges of different owners meet.
    fn meetings(self) -> Vec<(Coord<f64>, Vec<Owner>)> {
        let mut at: BTreeMap<[u64; 2], Vec<&Vec<Owner>>> = BTreeMap::new();
        for (ends, owners) in &self.0 {
            for end in ends {
                at.entry(*end).or_default().push(owners);
            }
        }
        let differ = |(_, edges): &(_, Vec<&Vec<Owner>>)| edges.windows(2).any(|pair| pair[0] != pair[1]);
        let meeting = |([x, y], edges): ([u64; 2], Vec<&Vec<Owner>>)| {
            let mut owners: Vec<Owner> = edges.into_iter().flatten().copied().collect();
            owners.sort_unstable();
            owners.dedup();
            (Coord { x: f64::from_bits(x), y: f64::from_bits(y) }, owners)
        };
        at.into_iter().filter(differ).map(meeting).collect()
    }
}
