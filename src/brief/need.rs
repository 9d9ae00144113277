//! What the zones of a plan need, gathered so that it can be read: zone by zone, or
//! role by role where there are many.

use crate::force::ZoneFigures;
use crate::force::derivation::Key;
use crate::plan::{Role, Zone, ZoneColour};
use crate::units::{Deployed, Span};

use super::annex::gathered::of_role;
use super::annex::of_zone;
use super::deck::Said;
use super::number;
use super::subject::{Subject, central, said};

/// More zones than this are gathered by their role.
const ZONES: usize = 7;

/// A zone, or all zones of a role.
pub(super) struct Share {
    /// The role.
    pub role: Role,
    /// The colour of the zone, where it is one and has its own.
    pub colour: Option<ZoneColour>,
    /// Its name: the zone's, or "4 rear hubs".
    pub name: String,
    /// Places in the plan.
    pub places: Vec<usize>,
    /// What it needs, deployed: case by case the sum of its zones.
    pub need: Span<Deployed>,
    /// "20 km held", "7 places"; empty where there is nothing to count.
    pub extent: String,
    /// What it does, as the subject of a sentence: "Holding 20 km".
    pub doing: String,
}

/// The shares of a plan's need, the largest first; of equal ones the first of the plan.
pub(super) fn shares(subject: &Subject<'_>) -> Vec<Share> {
    let zones = &subject.plan.zones;
    let groups: Vec<Vec<usize>> = if zones.len() > ZONES {
        let of = |role: Role| (0..zones.len()).filter(|place| zones[*place].role == role).collect();
        Role::ALL.into_iter().map(of).filter(|places: &Vec<usize>| !places.is_empty()).collect()
    } else {
        (0..zones.len()).map(|place| vec![place]).collect()
    };
    let mut shares: Vec<Share> = groups.into_iter().filter_map(|places| Share::of(subject, places)).collect();
    shares.sort_by(|a, b| b.need.central.0.total_cmp(&a.need.central.0));
    shares
}

impl Share {
    fn of(subject: &Subject<'_>, places: Vec<usize>) -> Option<Self> {
        let zones = &subject.plan.zones;
        let first: &Zone = zones.get(*places.first()?)?;
        let need = places.iter().filter_map(|place| Some(subject.figures.zones.get(*place)?.need)).sum();
        let name = match places.len() {
            1 => first.name.clone(),
            many => format!("{} {}", number::count(many), plural(first.role)),
        };
        let (extent, doing) = extent(subject, first.role, &places);
        let colour = first.colour.filter(|_| places.len() == 1);
        Some(Self { role: first.role, colour, name, need, extent, doing, places })
    }

    /// The id of a figure of it: the zone's, or that of all zones of its role.
    pub fn id(&self, subject: &Subject<'_>, figure: &str) -> Option<String> {
        match self.places[..] {
            [place] => Some(of_zone(&subject.plan.zones.get(place)?.id, figure)),
            _ => Some(of_role(self.role, figure)),
        }
    }

    /// What is sent there.
    pub fn filled(&self, subject: &Subject<'_>) -> f64 {
        let filled = |place: &usize| Some(subject.figures.fillings.get(*place)?.filled.0);
        self.places.iter().filter_map(filled).sum()
    }

    /// What it needs, as an audit finds it.
    pub fn said(&self, subject: &Subject<'_>) -> Vec<Said> {
        let need = self.need.map(|Deployed(people)| people);
        self.id(subject, "need").map_or_else(Vec::new, |id| said(&id, need))
    }

    /// How far it reaches and what part of the need it is, as an audit finds it.
    pub fn said_extent(&self, subject: &Subject<'_>) -> Vec<Said> {
        let zones = || self.places.iter().filter_map(|place| subject.figures.zones.get(*place));
        let km = zones().filter_map(|zone| line_km(zone)).sum::<f64>();
        let sum = |of: fn(&ZoneFigures) -> f64| zones().map(|zone| of(zone)).sum::<f64>();
        let whole = subject.figures.deployed.central.0;
        let share = if whole > 0.0 { self.need.central.0 / whole } else { 0.0 };
        let texts = [
            ("extent", km, number::two(km)),
            ("counted/area", sum(|zone| zone.counted.area_km2.0), String::new()),
            ("counted/residents", sum(|zone| zone.counted.people.0), String::new()),
            (
                "counted/sites",
                sum(|zone| zone.counted.sites),
                number::grouped(sum(|zone| zone.counted.sites)),
            ),
            ("share", share * 100.0, number::percent(share)),
        ];
        // What there is nothing of is not said.
        let said = |(figure, value, text): (&str, f64, String)| {
            let text = if text.is_empty() { number::two(value) } else { text };
            Some(central(self.id(subject, figure)?, text)).filter(|_| value >= 0.5)
        };
        texts.into_iter().filter_map(said).collect()
    }

    /// Its letter.
    pub fn letter(&self) -> &'static str {
        self.role.letter()
    }
}

/// The zones of a role in words.
pub(super) const fn plural(role: Role) -> &'static str {
    match role {
        Role::MonitoredLine => "belts",
        Role::BufferArea => "buffer areas",
        Role::DeterrentSector => "sectors",
        Role::BorderReassurance => "borders",
        Role::Population => "regions",
        Role::Hub => "rear hubs",
        Role::Site => "sites",
    }
}

/// The kilometres that a zone holds or watches.
pub(super) fn line_km(zone: &ZoneFigures) -> Option<f64> {
    let derivation = &zone.derivation;
    let term = derivation.term(Key::LineHeld).or_else(|| derivation.term(Key::LineOnGround))?;
    Some(term.value.central)
}

/// How far zones of a role reach, and what they do with it.
fn extent(subject: &Subject<'_>, role: Role, places: &[usize]) -> (String, String) {
    let zones = || places.iter().filter_map(|place| subject.figures.zones.get(*place));
    let km: f64 = zones().filter_map(|zone| line_km(zone)).sum();
    let (area, people, sites) = (
        zones().map(|zone| zone.counted.area_km2.0).sum::<f64>(),
        zones().map(|zone| zone.counted.people.0).sum::<f64>(),
        zones().map(|zone| zone.counted.sites).sum::<f64>(),
    );
    let of_km = |done: &str, doing: &str| {
        let km = number::km(km);
        (format!("{km} {done}"), format!("{doing} {km}"))
    };
    match role {
        _ if km >= 0.5 => match role {
            Role::MonitoredLine | Role::BufferArea => of_km("watched", "watching"),
            Role::BorderReassurance => of_km("of border", "standing along"),
            _ => of_km("held", "holding"),
        },
        Role::Population if people >= 1.0 => {
            let people = number::two(people);
            (format!("{people} residents"), format!("protecting {people} people"))
        }
        Role::Hub | Role::Site if sites >= 1.0 => {
            let (count, places) = (number::grouped(sites), sites.round() as usize);
            let what = match role {
                Role::Hub => number::plural(places, "rear hub", "rear hubs"),
                _ => number::plural(places, "site", "sites"),
            };
            let verb = if role == Role::Hub { "manning" } else { "guarding" };
            let noun = number::plural(places, "place", "places");
            (format!("{count} {noun}"), format!("{verb} {} {what}", number::word(places)))
        }
        _ if area >= 1.0 => {
            let area = number::unit(area, "km²");
            (area.clone(), format!("covering {area}"))
        }
        _ => (String::new(), format!("{} zones", number::word(places.len()))),
    }
}
