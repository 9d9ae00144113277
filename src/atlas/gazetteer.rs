//! Finding a place by its name, in Ukrainian, in English or in Latin letters, with
//! typing errors forgiven.
//!
//! Every name is folded once to a plain key (see `fold`); what is typed is folded
//! the same way, so that scripts, apostrophes and ways of romanising meet. A key
//! that is the text comes first, then one that begins with it, then a later word
//! that does, then names one or two letters off; among equals the larger place.
//! A raion is found by its official name, by the town it is named after, and by the name it
//! had; "район" and "raion" behind a name ask for raions alone. An airport is found by its
//! town with "airport" or "аеропорт" on either side, a river likewise.

mod fold;

mod near;

mod other_names;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use geo_types::{Coord, Rect};

use super::LabelKind;
use super::layers::{MapLayers, SettlementKind};
use crate::geodesy;

/// What kind of place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A populated place.
    Settlement(SettlementKind),
    /// One of the 27 regions of Ukraine.
    Oblast,
    /// One of the 136 raions of Ukraine.
    Raion,
    /// A country on the sheet.
    Country,
    /// A river.
    River,
    /// A lake, reservoir or lagoon.
    Lake,
    /// A sea.
    Sea,
    /// An airport.
    Airport,
    /// A seaport.
    Seaport,
    /// A nuclear power plant.
    NuclearPlant,
}

impl PlaceKind {
    /// The kind in words: "oblast seat".
    pub const fn title(self) -> &'static str {
        match self {
            Self::Settlement(SettlementKind::Capital) => "capital",
            Self::Settlement(SettlementKind::OblastSeat) => "oblast seat",
            Self::Settlement(SettlementKind::Town) => "town",
            Self::Settlement(SettlementKind::Settlement) => "settlement",
            Self::Settlement(SettlementKind::Village) => "village",
            Self::Oblast => "oblast",
            Self::Raion => "raion",
            Self::Country => "country",
            Self::River => "river",
            Self::Lake => "lake",
            Self::Sea => "sea",
            Self::Airport => "airport",
            Self::Seaport => "seaport",
            Self::NuclearPlant => "nuclear plant",
        }
    }
}

/// A place that can be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name in Latin letters: "Chuhuiv".
    pub name: String,
    /// Its Ukrainian name; empty where the data has none.
    pub name_uk: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Longitude and latitude: its point, or one inside.
    pub at: Coord<f64>,
    /// How far it reaches, for what is more than a point.
    pub bounds: Option<Rect<f64>>,
    /// Residents before the war; `None` where they are unknown or do not apply.
    pub population: Option<u32>,
    /// The oblast it lies in, in Latin letters; the country abroad.
    pub within: Option<String>,
    /// The same in Ukrainian.
    pub within_uk: Option<String>,
    /// By what a name is found among equals, in residents.
    weight: u32,
}

/// How a place answers to what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The name, whole.
    Whole,
    /// The name begins with it.
    Beginning,
    /// A later word of the name begins with it.
    Word,
    /// A name with so many letters typed wrong, left out or put in.
    Near(u8),
    /// A name that begins with something so many letters off.
    NearBeginning(u8),
}

/// A place and how it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The place.
    pub place: &'a Place,
    /// How it answers.
    pub matched: Match,
}

/// A name to search by.
#[derive(Clone, Debug)]
struct Key {
    folded: Box<str>,
    place: usize,
    /// Whether the key begins inside the name.
    inside: bool,
}

/// Every place with a name, and its keys.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
    keys: Vec<Key>,
}

/// An oblast of whose residents a tenth count stands behind the seat it is named after.
const OBLAST_SHARE: u32 = 10;
/// Where a port, an airport and a plant stand among settlements: with towns.
const SITE: u32 = 20_000;
/// Where a raion stands: behind the town it is named after, with larger towns.
const RAION: u32 = 25_000;
/// Where a country and a sea stand: with large towns.
const NAMED: u32 = 100_000;
/// How much a river or a lake gains by each rank of Natural Earth above the smallest.
const RANK: u32 = 30_000;

impl Gazetteer {
    /// Folds every name of the map. Takes some milliseconds: build it once.
    pub fn of(map: &MapLayers) -> Self {
        let mut all = Self::default();
        all.settlements(map);
        all.oblasts(map);
        all.raions(map);
        all.waters(map);
        all.sites(map);
        all.names(map);
        all
    }

    /// Every place.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The places that answer to a text, the best first, at most so many.
    pub fn find(&self, text: &str, most: usize) -> Vec<Found<'_>> {
        let wanted = fold::fold(&fold::kind_behind(fold::without_kind(text)));
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut best: Vec<Option<Match>> = vec![None; self.places.len()];
        for key in &self.keys {
            keep(&mut best, key.place, literal(key, &wanted));
        }
        // Names that are near are looked for where the letters typed lead nowhere much.
        let allowed = near::allowed(wanted.len());
        if allowed > 0 && best.iter().flatten().count() < most {
            for key in &self.keys {
                let matched = near::matched(key.folded.as_bytes(), wanted.as_bytes(), allowed);
                keep(&mut best, key.place, matched);
            }
        }
        let mut found: Vec<Found<'_>> = self
            .places
            .iter()
            .zip(best)
            .filter_map(|(place, matched)| Some(Found { place, matched: matched? }))
            .collect();
        found.sort_by(|a, b| {
            (a.matched, b.place.weight)
                .cmp(&(b.matched, a.place.weight))
                .then_with(|| a.place.name.cmp(&b.place.name))
                .then_with(|| a.place.within.cmp(&b.place.within))
        });
        found.truncate(most);
        found
    }

    fn settlements(&mut self, map: &MapLayers) {
        // Of towns of one name the largest, the first, is the one that was renamed.
        let mut seen = BTreeSet::new();
        for town in &map.settlements {
            let others = if seen.insert(town.name.as_str()) { other_names::of(&town.name) } else { &[] };
            let oblast = town.oblast.as_deref().and_then(|iso| map.oblast(iso));
            let country = map.country(&town.country);
            let abroad = oblast.is_none();
            let within = oblast
                .map(|oblast| oblast_name(&oblast.name))
                .or_else(|| abroad.then(|| country.map(|country| country.name.clone()))?);
            let within_uk = oblast
                .map(|oblast| oblast.name_uk.clone())
                .or_else(|| abroad.then(|| country.map(|country| country.name_uk.clone()))?);
            self.put(
                Place {
                    name: town.name.clone(),
                    name_uk: town.name_uk.clone(),
                    kind: PlaceKind::Settlement(town.kind),
                    at: town.at.0,
                    bounds: None,
                    population: (town.population > 0).then_some(town.population),
                    within,
                    within_uk,
                    weight: town.population,
                },
                others,
            );
        }
    }

    fn oblasts(&mut self, map: &MapLayers) {
        for oblast in &map.oblasts {
            let Some(at) = geodesy::centre_inside(&oblast.outline) else { continue };
            let place = Place {
                name: oblast_name(&oblast.name),
                name_uk: oblast.name_uk.clone(),
                kind: PlaceKind::Oblast,
                at,
                bounds: geodesy::bounds(&oblast.outline),
                population: Some(oblast.population),
                within: None,
                within_uk: None,
                weight: oblast.population / OBLAST_SHARE,
            };
            // "Kharkiv" alone is its oblast as well.
            self.put(place, &[oblast.name.as_str()]);
        }
    }

    fn raions(&mut self, map: &MapLayers) {
        for raion in &map.raions {
            let oblast = map.oblast(&raion.oblast);
            let place = Place {
                bounds: Some(raion.bounds),
                within: oblast.map(|oblast| oblast_name(&oblast.name)),
                within_uk: oblast.map(|oblast| oblast.name_uk.clone()),
                weight: RAION,
                ..plain(
                    &format!("{} raion", raion.name),
                    &format!("{} район", raion.name_uk),
                    PlaceKind::Raion,
                    raion.at.0,
                )
            };
            let seat = raion.seat.as_ref().map(|seat| format!("{seat} raion"));
            let former = raion.former_uk.as_ref().map(|former| format!("{former} район"));
            let others: Vec<&str> = seat.iter().chain(&former).map(String::as_str).collect();
            self.put(place, &others);
        }
    }

    fn waters(&mut self, map: &MapLayers) {
        let weight = |scalerank: u8| u32::from(10_u8.saturating_sub(scalerank)) * RANK;
        for river in &map.rivers {
            let Some(course) = river.course.iter().max_by_key(|course| course.0.len()) else { continue };
            let Some(at) = course.0.get(course.0.len() / 2) else { continue };
            let place = Place {
                bounds: bounds_of(river.course.iter().flat_map(|course| course.0.iter().copied())),
                weight: weight(river.scalerank),
                ..plain(&river.name, &river.name_uk, PlaceKind::River, *at)
            };
            let others = with_kind(&[river.name.as_str(), river.name_uk.as_str()], ["river", "річка"]);
            self.put(place, &others.iter().map(String::as_str).collect::<Vec<_>>());
        }
        for lake in &map.lakes {
            let Some(at) = geodesy::centre_inside(&lake.area) else { continue };
            let place = Place {
                bounds: geodesy::bounds(&lake.area),
                weight: weight(lake.scalerank),
                ..plain(&lake.name, &lake.name_uk, PlaceKind::Lake, at)
            };
            self.put(place, &[]);
        }
    }

    fn sites(&mut self, map: &MapLayers) {
        let within = |at: Coord<f64>| {
            let oblast = map.oblasts.iter().find(|oblast| geodesy::contains(&oblast.outline, at));
            (oblast.map(|oblast| oblast_name(&oblast.name)), oblast.map(|oblast| oblast.name_uk.clone()))
        };
        let mut put = |place: Place, codes: &[&str]| {
            let (oblast, oblast_uk) = within(place.at);
            self.put(Place { weight: SITE, within: oblast, within_uk: oblast_uk, ..place }, codes);
        };
        for airport in &map.airports {
            let place = plain(&airport.name, "", PlaceKind::Airport, airport.at.0);
            let names = airport_names(&airport.name, map);
            let codes = [airport.iata.as_str(), airport.icao.as_str()];
            let others: Vec<&str> = codes.into_iter().chain(names.iter().map(String::as_str)).collect();
            put(place, &others);
        }
        for port in &map.seaports {
            let name = format!("{} port", port.name);
            let name_uk = format!("порт {}", port.name_uk);
            let place = plain(&name, &name_uk, PlaceKind::Seaport, port.at.0);
            put(place, &[port.name.as_str(), port.name_uk.as_str(), port.code.as_str()]);
        }
        for plant in &map.nuclear_plants {
            let place = plain(&plant.name, &plant.name_uk, PlaceKind::NuclearPlant, plant.at.0);
            put(place, other_names::of(&plant.name));
        }
    }

    fn names(&mut self, map: &MapLayers) {
        for label in &map.labels {
            let kind = match label.kind {
                LabelKind::Country => PlaceKind::Country,
                LabelKind::Sea => PlaceKind::Sea,
            };
            let area = label.iso.as_deref().and_then(|iso| map.country(iso));
            let place = Place {
                bounds: area.and_then(|country| geodesy::bounds(&country.area)),
                weight: NAMED,
                ..plain(&label.name, &label.name_uk, kind, label.at)
            };
            self.put(place, &[]);
        }
    }

    /// Adds a place under its two names and others.
    fn put(&mut self, place: Place, others: &[&str]) {
        let names = [place.name.as_str(), place.name_uk.as_str()];
        let index = self.places.len();
        let mut folded: Vec<(String, bool)> = Vec::new();
        for name in names.iter().chain(others) {
            let whole = fold::fold(name);
            for (at, _) in whole.match_indices(' ') {
                folded.extend(whole.get(at + 1..).map(|word| (word.to_owned(), true)));
            }
            folded.push((whole, false));
        }
        folded.retain(|(key, _)| !key.is_empty());
        // The whole name before a word of another that reads the same.
        folded.sort();
        folded.dedup_by(|next, kept| next.0 == kept.0);
        let keys = folded.into_iter();
        self.keys.extend(keys.map(|(key, inside)| Key {
            folded: key.into_boxed_str(),
            place: index,
            inside,
        }));
        self.places.push(place);
    }
}

/// Keeps the best way in which a place answers.
fn keep(best: &mut [Option<Match>], place: usize, matched: Option<Match>) {
    if let (Some(kept), Some(matched)) = (best.get_mut(place), matched) {
        *kept = Some(kept.map_or(matched, |kept| kept.min(matched)));
    }
}

fn literal(key: &Key, wanted: &str) -> Option<Match> {
    let rest = key.folded.strip_prefix(wanted)?;
    Some(match (key.inside, rest.is_empty()) {
        (false, true) => Match::Whole,
        (false, false) => Match::Beginning,
        (true, _) => Match::Word,
    })
}

fn plain(name: &str, name_uk: &str, kind: PlaceKind, at: Coord<f64>) -> Place {
    Place {
        name: name.to_owned(),
        name_uk: name_uk.to_owned(),
        kind,
        at,
        bounds: None,
        population: None,
        within: None,
        within_uk: None,
        weight: 0,
    }
}

/// What an airport is called by its town: "Lviv airport", "Львів аеропорт". The town is that of
/// the name without "International" and the like, or of its first word: "Kyiv Zhuliany".
fn airport_names(airport: &str, map: &MapLayers) -> Vec<String> {
    let kinds = ["International", "Airport", "Air", "Base"];
    let short = airport.split(' ').filter(|word| !kinds.contains(word)).collect::<Vec<_>>().join(" ");
    let first = short.split(' ').next().unwrap_or_default();
    let town = |name: &str| map.settlements.iter().find(|town| town.name == name);
    let mut names = vec![short.as_str()];
    if let Some(town) = town(short.as_str()).or_else(|| town(first)) {
        names.extend([town.name.as_str(), town.name_uk.as_str()]);
        names.extend(other_names::of(&town.name).iter().copied());
    }
    with_kind(&names, ["airport", "аеропорт"])
}

/// The names, each with each of the words for its kind behind it.
fn with_kind(names: &[&str], kinds: [&str; 2]) -> Vec<String> {
    let named = names.iter().filter(|name| !name.is_empty());
    named.flat_map(|name| kinds.map(|kind| format!("{name} {kind}"))).collect()
}

/// "Kharkiv oblast"; cities of their own and Crimea keep their names.
pub fn oblast_name(name: &str) -> String {
    match name {
        "Crimea" | "Sevastopol" | "Kyiv City" => name.to_owned(),
        "Kyiv Oblast" => "Kyiv oblast".to_owned(),
        name => format!("{name} oblast"),
    }
}

fn bounds_of(places: impl Iterator<Item = Coord<f64>>) -> Option<Rect<f64>> {
    places.map(|at| Rect::new(at, at)).reduce(|a, b| {
        Rect::new(
            Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
            Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
        )
    })
}
