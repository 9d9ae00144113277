//! Where the battalion camps of a contingent might stand.
//!
//! A proposal for the eye, not a reconnaissance: beside settlements, the larger
//! first, outside of the big ones, apart from each other and away from the line
//! of contact as far as the part allows. Where there are too few settlements the
//! others are spread over what is left.

use geo_types::{Coord, LineString, MultiPolygon};

use crate::atlas::Settlement;
use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::force::method::m8;
use crate::force::values::{Overrides, Values};
use crate::geodesy;
use crate::units::{Deployed, Km, Span};

/// Camps drawn for one part, at most; the number that is told is the true one.
pub const MOST_DRAWN: usize = 40;
/// Settlements looked at for each camp: the larger ones.
const CHOICE: usize = 5;
/// Residents on a square kilometre of a town, for how far its edge is from its middle
/// (J: Ukrainian cities have 1,500 to 3,500).
const TOWN_DENSITY: f64 = 2_500.0;
/// From the edge of a town to the middle of a camp (J: a battalion camp is some 450 m across).
const BESIDE: Km = Km(1.0);
/// What counts as away from the line of contact, where the part is deep enough
/// (J: beyond most tube artillery, 25 to 30 km).
const AWAY: Km = Km(30.0);
/// Places tried where no settlement is left, along each side of the part's box.
const LATTICE: usize = 16;

/// A camp.
#[derive(Clone, Debug, PartialEq)]
pub struct Camp {
    /// Its middle.
    pub at: Coord<f64>,
    /// People in it.
    pub people: f64,
    /// Land, ha, by M8.
    pub hectares: Span<f64>,
    /// The settlement it stands beside, if any.
    pub beside: Option<String>,
}

/// The camps of a contingent: how many, on how much land, and those that are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Camps {
    /// Battalion camps. Low: few large ones.
    pub count: Span<f64>,
    /// Land of all of them, ha.
    pub hectares: Span<f64>,
    /// As many as the central case, up to [`MOST_DRAWN`].
    pub drawn: Vec<Camp>,
}

/// What the placing of camps is to know of the country.
#[derive(Clone, Copy)]
pub struct Country<'a> {
    /// Settlements, the larger first.
    pub settlements: &'a [Settlement],
    /// The line of contact.
    pub line: &'a LineString<f64>,
    /// Sizes and land.
    pub doctrine: &'a Doctrine,
}

/// The camps of so many troops in an outline. `taken` are camps that stand already.
pub fn camps(
    troops: Deployed,
    outline: &MultiPolygon<f64>,
    taken: &[Coord<f64>],
    country: &Country<'_>,
    overrides: &Overrides,
) -> Camps {
    let values = Values::new(country.doctrine, overrides);
    let span = |parameter| {
        // A value that cannot be reckoned with is refused where it is typed.
        values.get(parameter).map_or_else(|_| country.doctrine.at(parameter).value, |value| value.span)
    };
    let (size, land) = (span(Parameter::BattalionCamp), span(Parameter::LandPerPerson));
    let people = troops.0.max(0.0);
    let count = Span::new(size.high, size.central, size.low).map(|size| m8::bases(people, size));
    let hectares = land.map(|land| m8::hectares(people, land));
    let drawn = (count.central as usize).min(MOST_DRAWN);
    let each = people / count.central.max(1.0);
    let drawn = sites(drawn, outline, taken, country)
        .into_iter()
        .map(|(at, beside)| Camp {
            at,
            people: each,
            hectares: land.map(|land| m8::hectares(each, land)),
            beside,
        })
        .collect();
    Camps { count, hectares, drawn }
}

/// A place for a camp.
struct Site {
    at: Coord<f64>,
    beside: Option<String>,
    /// To the line of contact.
    away: f64,
}

/// Kilometres east and north of a place, for comparing places that compete for a camp.
///
/// Choosing looks at thousands of distances; with the ellipsoid they took 9 ms a zone. Within
/// 300 km they are within 1 % here, and beyond that only "far" counts.
#[derive(Clone, Copy)]
struct Plane {
    origin: Coord<f64>,
    east: f64,
    north: f64,
}

impl Plane {
    fn around(origin: Coord<f64>) -> Self {
        let north = 111.2;
        Self { origin, east: north * origin.y.to_radians().cos(), north }
    }

    fn of(&self, at: Coord<f64>) -> Coord<f64> {
        Coord { x: (at.x - self.origin.x) * self.east, y: (at.y - self.origin.y) * self.north }
    }

    fn path(&self, path: &LineString<f64>) -> Vec<Coord<f64>> {
        path.0.iter().map(|&at| self.of(at)).collect()
    }
}

/// From one place of a plane to another, km.
fn apart(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// From a place of a plane to a path on it, km.
fn to_path(at: Coord<f64>, path: &[Coord<f64>]) -> f64 {
    let squared = |ends: &[Coord<f64>]| {
        let (way, to) = (ends[1] - ends[0], at - ends[0]);
        let long = way.x * way.x + way.y * way.y;
        let along = if long > 0.0 { ((to.x * way.x + to.y * way.y) / long).clamp(0.0, 1.0) } else { 0.0 };
        let off = to - way * along;
        off.x * off.x + off.y * off.y
    };
    path.windows(2).map(squared).fold(f64::MAX, f64::min).sqrt()
}

/// As many places as asked for, as far as the outline has room.
fn sites(
    count: usize,
    outline: &MultiPolygon<f64>,
    taken: &[Coord<f64>],
    country: &Country<'_>,
) -> Vec<(Coord<f64>, Option<String>)> {
    if count == 0 || outline.0.is_empty() {
        return Vec::new();
    }
    let Some(bounds) = geodesy::bounds(outline) else { return Vec::new() };
    let plane = Plane::around(bounds.center());
    let line = plane.path(country.line);
    let mut towns = beside_towns(count * CHOICE + 8, outline, country, (&plane, &line));
    // As far from the line as the part allows: half of its places must do.
    let mut ways: Vec<f64> = towns.iter().map(|site| site.away).collect();
    ways.sort_by(f64::total_cmp);
    let safe = ways.get(ways.len() / 2).copied().unwrap_or(0.0).min(AWAY.0);
    // Camps in a square lattice stand the root of their ground apart.
    let apart = (geodesy::area(outline).0 / count as f64).sqrt() * 0.7;
    let mut chosen: Vec<Site> = Vec::new();
    for (safe, apart) in [(safe, apart), (safe, apart * 0.5), (0.0, apart * 0.5)] {
        let mut left = Vec::new();
        for site in towns {
            let near = |at: Coord<f64>| self::apart(plane.of(at), plane.of(site.at)) < apart;
            let free = !chosen.iter().any(|other| near(other.at)) && !taken.iter().any(|&at| near(at));
            if chosen.len() < count && free && site.away >= safe {
                chosen.push(site);
            } else {
                left.push(site);
            }
        }
        towns = left;
    }
    spread(count, outline, taken, (&plane, &line), &mut chosen);
    chosen.into_iter().map(|site| (site.at, site.beside)).collect()
}

/// Places beside the larger settlements in an outline.
fn beside_towns(
    most: usize,
    outline: &MultiPolygon<f64>,
    country: &Country<'_>,
    (plane, line): (&Plane, &[Coord<f64>]),
) -> Vec<Site> {
    let Some(bounds) = geodesy::bounds(outline) else { return Vec::new() };
    let (min, max) = (bounds.min(), bounds.max());
    let inside = |at: Coord<f64>| {
        at.x >= min.x && at.x <= max.x && at.y >= min.y && at.y <= max.y && geodesy::contains(outline, at)
    };
    let towns = country.settlements.iter().filter(|town| inside(town.at.0)).take(most);
    let site = |town| {
        let at = beside(town, outline, country)?;
        let beside = Some(town.name.clone());
        Some(Site { at, beside, away: to_path(plane.of(at), line) })
    };
    towns.filter_map(site).collect()
}

/// A place at the edge of a settlement: on the side that lies away from the line of contact,
/// or the next one round that is inside.
fn beside(town: &Settlement, outline: &MultiPolygon<f64>, country: &Country<'_>) -> Option<Coord<f64>> {
    let radius = (f64::from(town.population) / TOWN_DENSITY / std::f64::consts::PI).sqrt();
    let out = Km(radius) + BESIDE;
    let foot = geodesy::nearest_on(country.line, town.at.0);
    let back = foot.as_ref().map_or(0.0, |foot| geodesy::bearing(foot.at, town.at.0));
    let turns = [0.0, 45.0, -45.0, 90.0, -90.0, 135.0, -135.0, 180.0];
    turns
        .into_iter()
        .map(|turn| geodesy::destination(town.at.0, back + turn, out))
        .find(|&at| geodesy::contains(outline, at))
}

/// Adds the place farthest from all that are taken, again and again; the line of contact
/// and the border of the outline count as taken.
fn spread(
    count: usize,
    outline: &MultiPolygon<f64>,
    taken: &[Coord<f64>],
    (plane, line): (&Plane, &[Coord<f64>]),
    chosen: &mut Vec<Site>,
) {
    if chosen.len() >= count {
        return;
    }
    let Some(bounds) = geodesy::bounds(outline) else { return };
    let (min, size) = (bounds.min(), bounds.max() - bounds.min());
    let rims: Vec<Vec<Coord<f64>>> = outline.iter().map(|part| plane.path(part.exterior())).collect();
    let rim = |at: Coord<f64>| rims.iter().map(|rim| to_path(at, rim)).fold(f64::MAX, f64::min);
    let lattice = (0..LATTICE * LATTICE).map(|place| Coord {
        x: min.x + size.x * ((place % LATTICE) as f64 + 0.5) / LATTICE as f64,
        y: min.y + size.y * ((place / LATTICE) as f64 + 0.5) / LATTICE as f64,
    });
    let mut places: Vec<(f64, Site)> = lattice
        .filter(|&at| geodesy::contains(outline, at))
        .chain(geodesy::centre_inside(outline))
        .map(|at| {
            let away = to_path(plane.of(at), line);
            let room = (rim(plane.of(at)) * 2.0).min(away);
            (room, Site { at, beside: None, away })
        })
        .collect();
    let reach = |at: Coord<f64>, site: &Site| apart(plane.of(at), plane.of(site.at));
    for (room, site) in &mut places {
        let others = chosen.iter().map(|other| other.at).chain(taken.iter().copied());
        *room = others.map(|at| reach(at, site)).fold(*room, f64::min);
    }
    while chosen.len() < count {
        let farthest = (0..places.len()).max_by(|&a, &b| places[a].0.total_cmp(&places[b].0).then(b.cmp(&a)));
        let Some(farthest) = farthest else { break };
        let (_, site) = places.swap_remove(farthest);
        for (room, other) in &mut places {
            *room = room.min(reach(site.at, other));
        }
        chosen.push(site);
    }
}
