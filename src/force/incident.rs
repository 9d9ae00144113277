//! "What happens if a soldier is shot?" For each zone: what the rules allow, who
//! leads, whose reserve is nearest and how far the line is. Facts of the plan and open
//! questions; no prediction.

use std::cmp::Ordering;
use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::derivation::{Key, Working};
use super::exposure::Exposed;
use super::figures::{Figures, ZoneFigures};
use crate::atlas::Atlas;
use crate::atlas::doctrine::Method;
use crate::atlas::posture::RoeDoctrine;
use crate::geodesy;
use crate::plan::{NationCode, Plan, Role, Zone, ZoneId};
use crate::units::{Km, brief};

/// What a zone has that could come to the help of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reserve {
    /// Reserve brigades of a sector (M4), central case.
    Brigades(f64),
    /// Reserve companies of a line (M3a), central case.
    Companies(f64),
    /// The contingents of a hub: not a reserve by name, but troops that hold no line.
    Contingents(usize),
}

impl Reserve {
    /// "2 reserve brigades".
    pub fn in_words(self) -> String {
        let (count, one, more) = match self {
            Self::Brigades(count) => (count, "reserve brigade", "reserve brigades"),
            Self::Companies(count) => (count, "reserve company", "reserve companies"),
            Self::Contingents(count) => (count as f64, "contingent", "contingents"),
        };
        format!("{} {}", brief(count), if count == 1.0 { one } else { more })
    }
}

/// A zone as it stands when a shot falls.
#[derive(Clone, Debug)]
pub struct Stand<'a> {
    /// Which zone.
    pub zone: &'a ZoneId,
    /// Its name for people.
    pub name: &'a str,
    /// What it covers.
    pub outline: &'a MultiPolygon<f64>,
    /// Its middle.
    pub centre: Coord<f64>,
    /// What its soldiers may do, and do first when fired upon.
    pub rules: Option<&'a RoeDoctrine>,
    /// Who leads there.
    pub lead: Option<&'a NationCode>,
    /// Who is assigned there.
    pub nations: Vec<&'a NationCode>,
    /// What it could send to others.
    pub reserve: Option<Reserve>,
    /// From its nearest place to the line of contact.
    pub to_line: Option<Km>,
}

/// The nearest reserve outside a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Help<'a> {
    /// Where it stands.
    pub zone: &'a ZoneId,
    /// That zone's name.
    pub name: &'a str,
    /// What it is.
    pub reserve: Reserve,
    /// Whose it is: the nations assigned there.
    pub nations: Vec<&'a NationCode>,
    /// The shortest way over the ground between the two outlines; 0 where they touch.
    pub between_edges: Km,
    /// The shortest way over the ground between their middles.
    pub between_centres: Km,
}

/// What is known of a zone at the moment a shot falls.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident<'a> {
    /// Which zone.
    pub zone: &'a ZoneId,
    /// Its name for people.
    pub name: &'a str,
    /// What its soldiers may do, and do first when fired upon.
    pub rules: Option<&'a RoeDoctrine>,
    /// Who leads there.
    pub lead: Option<&'a NationCode>,
    /// Who is assigned there.
    pub nations: Vec<&'a NationCode>,
    /// The reserve it has itself.
    pub own_reserve: Option<Reserve>,
    /// The nearest reserve outside it.
    pub help: Option<Help<'a>>,
    /// From its nearest place to the line of contact.
    pub to_line: Option<Km>,
    /// What the plan leaves open, as questions.
    pub questions: Vec<String>,
}

/// The page, zone by zone in the order given.
///
/// Units: km over the ground (geodesics). A way by road is longer, and whether a reserve
/// may come at all is one of the questions.
pub fn incidents<'a>(stands: &[Stand<'a>]) -> Vec<Incident<'a>> {
    let reach: Vec<Km> = stands.iter().map(reach).collect();
    stands.iter().enumerate().map(|(place, stand)| incident(stand, help(place, stands, &reach))).collect()
}

/// The nearest reserve of some zones, by their places, where there is one.
pub fn helps<'a>(stands: &[Stand<'a>], places: &[usize]) -> Vec<(usize, Help<'a>)> {
    let has_reserve = |(place, stand): (usize, &Stand<'_>)| {
        // Only these are asked how far they reach.
        if stand.reserve.is_some() || places.contains(&place) { reach(stand) } else { Km(0.0) }
    };
    let reach: Vec<Km> = stands.iter().enumerate().map(has_reserve).collect();
    let wanted = places.iter().filter(|place| **place < stands.len());
    wanted.filter_map(|place| Some((*place, help(*place, stands, &reach)?))).collect()
}

/// From the middle of a zone to its farthest corner.
fn reach(stand: &Stand<'_>) -> Km {
    let corners = stand.outline.iter().flat_map(|part| &part.exterior().0);
    corners.fold(Km(0.0), |far, &corner| {
        let distance = geodesy::ground_distance(stand.centre, corner);
        if distance.0 > far.0 { distance } else { far }
    })
}

/// The nearest other zone with a reserve: by edges, then by middles, then the first. Outlines
/// are compared only where their middles leave room for a nearer one.
fn help<'a>(place: usize, stands: &[Stand<'a>], reach: &[Km]) -> Option<Help<'a>> {
    let here = &stands[place];
    let mut others: Vec<(usize, &Stand<'a>, Reserve, Km)> = stands
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place)
        .filter_map(|(other, stand)| {
            Some((other, stand, stand.reserve?, geodesy::ground_distance(here.centre, stand.centre)))
        })
        .collect();
    others.sort_by(|a, b| a.3.0.total_cmp(&b.3.0).then(a.0.cmp(&b.0)));
    let mut nearest: Option<Help<'a>> = None;
    for (other, stand, reserve, between_centres) in others {
        let least = between_centres.0 - reach[place].0 - reach[other].0;
        if nearest.as_ref().is_some_and(|known| least > known.between_edges.0) {
            continue;
        }
        let Some(between_edges) = geodesy::apart(here.outline, stand.outline) else { continue };
        let nearer = nearest.as_ref().is_none_or(|known| {
            let by_edges = between_edges.0.total_cmp(&known.between_edges.0);
            by_edges.then(between_centres.0.total_cmp(&known.between_centres.0)) == Ordering::Less
        });
        if nearer {
            let (zone, name, nations) = (stand.zone, stand.name, stand.nations.clone());
            nearest = Some(Help { zone, name, reserve, nations, between_edges, between_centres });
        }
    }
    nearest
}

fn incident<'a>(stand: &Stand<'a>, help: Option<Help<'a>>) -> Incident<'a> {
    Incident {
        zone: stand.zone,
        name: stand.name,
        rules: stand.rules,
        lead: stand.lead,
        nations: stand.nations.clone(),
        own_reserve: stand.reserve,
        to_line: stand.to_line,
        questions: questions(stand, help.as_ref()),
        help,
    }
}

/// What the plan leaves open. Each is a question, none an answer.
fn questions(stand: &Stand<'_>, help: Option<&Help<'_>>) -> Vec<String> {
    let name = stand.name;
    let mut open = Vec::new();
    if stand.rules.is_none() {
        open.push(format!("What may a soldier in {name} do? No rules of engagement are set."));
    }
    if stand.nations.is_empty() {
        open.push(format!("Whose soldier is it? Nobody is assigned to {name}."));
    }
    match stand.lead {
        None => open.push(format!("Who commands in {name}? No lead nation is named.")),
        Some(lead) if !stand.nations.is_empty() && !stand.nations.contains(&lead) => {
            open.push(format!("Can {lead} command in {name} without soldiers of its own there?"));
        }
        Some(_) => {}
    }
    match help {
        None => open.push("Who comes to help? No other zone of the plan holds a reserve.".to_owned()),
        Some(help) if help.nations.is_empty() => {
            open.push(format!("Whose is the reserve in {}? Nobody is assigned there.", help.name));
        }
        Some(help) if help.nations.iter().any(|nation| Some(*nation) != stand.lead) => {
            let codes: Vec<&str> = help.nations.iter().map(|nation| nation.0.as_str()).collect();
            open.push(format!(
                "May the reserve of {} leave {} for {name}, and who orders it?",
                codes.join(", "),
                help.name
            ));
        }
        Some(_) => {}
    }
    open
}

/// The zones of a plan as they stand; `exposed` in the order of the plan, or empty where the
/// line has no bands.
pub fn stands<'a>(
    plan: &'a Plan,
    figures: &Figures,
    atlas: &'a Atlas,
    exposed: &[Arc<Exposed>],
) -> Vec<Stand<'a>> {
    std::iter::zip(&plan.zones, &figures.zones)
        .enumerate()
        .map(|(place, (zone, sized))| Stand {
            zone: &zone.id,
            name: &zone.name,
            outline: zone.shape.outline(),
            centre: sized.measured.centre,
            rules: zone.roe.and_then(|roe| atlas.posture.rules(roe.name())),
            lead: zone.lead.as_ref(),
            nations: zone.assigned.iter().map(|assigned| &assigned.nation).collect(),
            reserve: reserve(zone, sized),
            to_line: exposed.get(place).and_then(|exposed| exposed.nearest),
        })
        .collect()
}

/// What a zone could send: reserve brigades, reserve companies, or a hub's contingents.
fn reserve(zone: &Zone, sized: &ZoneFigures) -> Option<Reserve> {
    let term = |key| sized.derivation.term(key);
    match sized.method {
        Method::M4 => term(Key::ReserveBrigades)
            .map(|term| term.value.central)
            .filter(|count| *count > 0.0)
            .map(Reserve::Brigades),
        Method::M3a => term(Key::Reserve).and_then(|term| match term.how {
            Working::Units(count, _, _) if count.central > 0.0 => Some(Reserve::Companies(count.central)),
            _ => None,
        }),
        _ if zone.role == Role::Hub && !zone.assigned.is_empty() => {
            Some(Reserve::Contingents(zone.assigned.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Basis;
    use geo_types::{Polygon, coord};
    use std::sync::LazyLock;

    static RULES: LazyLock<RoeDoctrine> = LazyLock::new(|| RoeDoctrine {
        id: "self-defence".to_owned(),
        name: "Self-defence".to_owned(),
        text: "Fire back when fired upon.".to_owned(),
        requires: "Armour.".to_owned(),
        if_fired_on: "Return fire.".to_owned(),
        factor: 1.0,
        basis: Basis::J,
    });

    fn square(lon: f64, lat: f64) -> MultiPolygon<f64> {
        let corners = [(-0.1, -0.1), (0.1, -0.1), (0.1, 0.1), (-0.1, 0.1), (-0.1, -0.1)];
        let ring = corners.into_iter().map(|(x, y)| coord! { x: lon + x, y: lat + y }).collect();
        MultiPolygon(vec![Polygon::new(ring, Vec::new())])
    }

    struct Made {
        id: ZoneId,
        at: Coord<f64>,
        outline: MultiPolygon<f64>,
        nations: Vec<NationCode>,
        reserve: Option<Reserve>,
    }

    fn made(name: &str, lon: f64, lat: f64, nations: &[&str], reserve: Option<Reserve>) -> Made {
        let nations = nations.iter().map(|code| NationCode::new(code)).collect();
        Made {
            id: ZoneId(name.to_owned()),
            at: coord! { x: lon, y: lat },
            outline: square(lon, lat),
            nations,
            reserve,
        }
    }

    fn stand(made: &Made) -> Stand<'_> {
        Stand {
            zone: &made.id,
            name: &made.id.0,
            outline: &made.outline,
            centre: made.at,
            rules: Some(&RULES),
            lead: made.nations.first(),
            nations: made.nations.iter().collect(),
            reserve: made.reserve,
            to_line: Some(Km(12.0)),
        }
    }

    #[test]
    fn the_nearest_reserve_comes_from_another_zone() {
        let zones = [
            made("Belt", 37.0, 48.0, &["GB", "FR"], Some(Reserve::Companies(3.0))),
            made("Site", 36.0, 48.0, &["CZ"], None),
            made("Sector", 35.0, 48.0, &["FR"], Some(Reserve::Brigades(1.0))),
            made("Hub", 24.0, 49.8, &["SE", "CZ"], Some(Reserve::Contingents(2))),
        ];
        let stands: Vec<Stand<'_>> = zones.iter().map(stand).collect();
        let found = incidents(&stands);
        let from = |place: usize| found[place].help.as_ref().map(|help| help.name);
        assert_eq!(
            [from(0), from(1), from(2), from(3)],
            [Some("Sector"), Some("Belt"), Some("Belt"), Some("Sector")]
        );
        let help = found[1].help.as_ref().unwrap();
        // Squares of a fifth of a degree: the edges are 0.8 of a degree of longitude apart.
        assert!((help.between_centres.0 - 74.6).abs() < 0.2, "{help:?}");
        assert!((help.between_edges.0 - 59.6).abs() < 0.4, "{help:?}");
        assert_eq!(help.nations.iter().map(|nation| nation.0.as_str()).collect::<Vec<_>>(), ["GB", "FR"]);
        assert_eq!(found[0].own_reserve.map(Reserve::in_words).as_deref(), Some("3 reserve companies"));
        assert_eq!(Reserve::Brigades(1.0).in_words(), "1 reserve brigade");
    }

    #[test]
    fn what_the_plan_leaves_open_is_asked() {
        let zones = [made("Belt", 37.0, 48.0, &[], None), made("Sector", 35.0, 48.0, &["FR"], None)];
        let mut stands: Vec<Stand<'_>> = zones.iter().map(stand).collect();
        stands[0].rules = None;
        let found = incidents(&stands);
        assert_eq!(found[0].questions.len(), 4, "{:?}", found[0].questions);
        assert_eq!(found[1].questions, ["Who comes to help? No other zone of the plan holds a reserve."]);
        // With its own nation's reserve next to it, nothing is left to ask.
        let zones = [
            made("Belt", 37.0, 48.0, &["FR"], None),
            made("Sector", 35.0, 48.0, &["FR"], Some(Reserve::Brigades(1.0))),
        ];
        let stands: Vec<Stand<'_>> = zones.iter().map(stand).collect();
        let found = incidents(&stands);
        assert!(found[0].questions.is_empty(), "{:?}", found[0].questions);
        assert!(found.iter().flat_map(|incident| &incident.questions).all(|open| open.contains('?')));
    }

    #[test]
    fn the_order_of_zones_does_not_matter() {
        let zones: Vec<Made> = (0..12_u32)
            .map(|place| {
                let (x, y) = (f64::from(place % 4), f64::from(place / 4));
                let reserve = (place % 3 == 0).then_some(Reserve::Companies(1.0));
                made(&format!("Z{place}"), 30.0 + 1.37 * x + 0.2 * y, 47.0 + 0.81 * y, &["FR"], reserve)
            })
            .collect();
        let forward: Vec<Stand<'_>> = zones.iter().map(stand).collect();
        let backward: Vec<Stand<'_>> = zones.iter().rev().map(stand).collect();
        let (forward, mut backward) = (incidents(&forward), incidents(&backward));
        backward.reverse();
        assert_eq!(forward, backward);
    }
}
