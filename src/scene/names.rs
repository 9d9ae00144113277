//! What the map can name, and how large: places by rank, countries, seas, rivers.

use super::look::{Colour, Look};
use super::pyramid::{Course, Place};
use super::view::mercator;
use crate::atlas::layers::{LabelKind, MapLayers, SettlementKind};

/// The language of the names on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Latin letters; Ukrainian places in the official transliteration.
    #[default]
    English,
    /// Ukrainian; a place without a Ukrainian name keeps its Latin one.
    Ukrainian,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    english: String,
    ukrainian: String,
}

impl Name {
    /// A name; an empty Ukrainian one means that there is none.
    pub fn new(english: &str, ukrainian: &str) -> Self {
        Self { english: english.to_owned(), ukrainian: ukrainian.to_owned() }
    }

    /// The name in a language.
    pub fn said(&self, language: Language) -> &str {
        if language == Language::Ukrainian && !self.ukrainian.is_empty() {
            &self.ukrainian
        } else {
            &self.english
        }
    }
}

/// The importance of a place, which chooses its symbol and its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Kyiv.
    Capital,
    /// Over 500 000 people.
    Great,
    /// The seat of an oblast.
    Seat,
    /// Over 250 000 people, and no seat.
    City,
    /// A town that stands out at the zoom.
    Town,
    /// A small place.
    Small,
    /// The capital of another country.
    ForeignCapital,
    /// A town of another country.
    Foreign,
    /// A nuclear power plant.
    Plant,
    /// An airport.
    Airport,
    /// A seaport.
    Port,
}

/// The mark at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Symbol {
    /// Five points, with the reach of the tips.
    Star(f32),
    /// A filled square, with its side.
    Square(f32),
    /// A ring, with its radius.
    Ring(f32),
    /// A filled disc, with its radius.
    Dot(f32),
    /// A trefoil of rays around a dot, with its reach.
    Rays(f32),
    /// An aeroplane seen from above, with its reach.
    Plane(f32),
    /// An anchor, with its reach.
    Anchor(f32),
}

impl Symbol {
    /// How far the symbol reaches from its middle.
    pub const fn reach(self) -> f32 {
        match self {
            Self::Star(reach) | Self::Rays(reach) | Self::Plane(reach) | Self::Anchor(reach) => reach,
            Self::Square(side) => side / 2.0,
            Self::Ring(radius) | Self::Dot(radius) => radius + 0.6,
        }
    }
}

/// Letters and inks of a rank.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The mark.
    pub symbol: Symbol,
    /// Font size.
    pub size: f32,
    /// Font weight.
    pub weight: u16,
    /// The dearest placement that is still worth it; what costs more is dropped.
    pub limit: f32,
    /// The nearest another symbol may be, where this place may be left out.
    pub room: f32,
}

impl Rank {
    /// Its letters and symbol.
    pub const fn style(self) -> Style {
        let (symbol, size, weight, limit, room) = match self {
            Self::Capital => (Symbol::Star(5.6), 15.0, 700, f32::INFINITY, 0.0),
            Self::Great => (Symbol::Square(6.4), 13.5, 600, f32::INFINITY, 0.0),
            Self::Seat => (Symbol::Ring(2.6), 12.0, 500, f32::INFINITY, 0.0),
            Self::City => (Symbol::Ring(2.6), 12.0, 500, 12.0, 26.0),
            Self::Town => (Symbol::Dot(2.1), 11.0, 400, 8.0, 34.0),
            Self::Small => (Symbol::Dot(1.8), 10.5, 400, 7.0, 40.0),
            Self::ForeignCapital => (Symbol::Dot(2.3), 12.0, 600, 7.0, 30.0),
            Self::Foreign => (Symbol::Dot(1.8), 10.5, 400, 7.0, 44.0),
            Self::Plant => (Symbol::Rays(5.0), 10.5, 400, 8.0, 24.0),
            Self::Airport => (Symbol::Plane(5.0), 10.5, 400, 7.0, 30.0),
            Self::Port => (Symbol::Anchor(5.0), 10.5, 400, 7.0, 30.0),
        };
        Style { symbol, size, weight, limit, room }
    }

    /// Whether the place lies abroad.
    pub const fn is_foreign(self) -> bool {
        matches!(self, Self::ForeignCapital | Self::Foreign)
    }

    /// The ink of its name.
    pub const fn ink(self, look: &Look) -> Colour {
        match self {
            Self::Capital | Self::Great | Self::Seat | Self::City => look.map.city,
            Self::Town | Self::Small | Self::Plant | Self::Airport => look.map.small,
            Self::Port => look.map.water,
            Self::ForeignCapital | Self::Foreign => look.map.country,
        }
    }

    /// The ink of its symbol.
    pub const fn symbol_ink(self, look: &Look) -> Colour {
        match self {
            Self::Capital | Self::Great | Self::Seat | Self::City => look.map.symbol,
            Self::Town | Self::Small | Self::Plant | Self::Airport => look.map.small,
            Self::Port => look.map.water,
            Self::ForeignCapital | Self::Foreign => look.map.country,
        }
    }

    /// The halo of its name.
    pub const fn halo(self, look: &Look) -> Colour {
        if self.is_foreign() { look.map.foreign_halo } else { look.map.halo }
    }
}

/// A town or village.
#[derive(Clone, Debug)]
pub struct Town {
    /// Its name.
    pub name: Name,
    /// Where it is.
    pub place: Place,
    /// Residents before the war.
    pub population: u32,
    kind: SettlementKind,
    foreign: bool,
    /// What it is, where it is no settlement.
    facility: Option<Rank>,
}

/// From here on plants, airports and ports stand on the map: at the scale of the
/// country they would crowd the towns out.
const FACILITIES_FROM: f64 = 7.2;

impl Town {
    /// Its rank at a zoom, or none where it is too small to be shown.
    ///
    /// The least population falls to a third with each zoom: 55 000 at the
    /// scale of the country, 1 000 at that of an oblast. Steeper and a zoomed
    /// map is crowded, flatter and it stays empty.
    pub fn rank(&self, zoom: f64) -> Option<Rank> {
        if self.facility.is_some() {
            return self.facility.filter(|_| zoom >= FACILITIES_FROM);
        }
        let people = f64::from(self.population);
        let least = |at_country: f64| at_country * 3.0_f64.powf(6.4 - zoom);
        match self.kind {
            SettlementKind::Capital if self.foreign => Some(Rank::ForeignCapital),
            _ if self.foreign => (people >= least(170_000.0)).then_some(Rank::Foreign),
            SettlementKind::Capital => Some(Rank::Capital),
            _ if people > 500_000.0 => Some(Rank::Great),
            SettlementKind::OblastSeat if zoom >= 5.4 => Some(Rank::Seat),
            _ if people > 250_000.0 && zoom >= 5.4 => Some(Rank::City),
            _ if people < least(46_000.0) => None,
            _ if people >= 40_000.0_f64.min(least(250_000.0)) => Some(Rank::Town),
            _ => Some(Rank::Small),
        }
    }
}

/// A country, or a sea, with a fixed place for its name.
#[derive(Clone, Debug)]
pub struct Expanse {
    /// Its name, not yet in capitals.
    pub name: Name,
    /// Where the name should stand.
    pub place: Place,
    /// Its number in the country layer, for a country.
    pub country: Option<usize>,
    /// Whether it is Ukraine.
    pub ukraine: bool,
}

/// A river.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Its name.
    pub name: Name,
    /// Natural Earth's rank; smaller is greater.
    pub scalerank: u8,
    /// Its parts.
    pub parts: Vec<Course>,
}

/// Everything that can be named, most important first.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Places by falling importance.
    pub towns: Vec<Town>,
    /// Countries.
    pub countries: Vec<Expanse>,
    /// Seas.
    pub seas: Vec<Expanse>,
    /// Rivers by falling importance.
    pub rivers: Vec<Stream>,
    /// Where the cities and oblast seats of Ukraine are, which badges keep clear of.
    pub cities: Vec<Place>,
}

impl Names {
    /// Collects the names of the map layers.
    pub fn new(map: &MapLayers) -> Self {
        let mut towns = map
            .settlements
            .iter()
            .map(|it| Town {
                name: Name::new(&it.name, &it.name_uk),
                place: mercator(it.at.0),
                population: it.population,
                kind: it.kind,
                foreign: it.country != "UA",
                facility: None,
            })
            .chain(facilities(map))
            .collect::<Vec<_>>();
        let order = |town: &Town| match town.kind {
            SettlementKind::Capital => 0,
            SettlementKind::OblastSeat => 1,
            _ if town.facility.is_some() => 3,
            _ => 2,
        };
        towns.sort_by_key(|town| (town.foreign, order(town), std::cmp::Reverse(town.population)));
        let is_city =
            |town: &&Town| !town.foreign && (town.kind != SettlementKind::Town || town.population > 250_000);
        let cities = towns
            .iter()
            .filter(is_city)
            .filter(|town| town.population > 100_000)
            .map(|town| town.place)
            .collect();
        let countries = map
            .countries
            .iter()
            .enumerate()
            .filter_map(|(at, country)| {
                let ukraine = country.iso == "UA";
                Some(Expanse {
                    name: Name::new(&country.name, &country.name_uk),
                    place: mercator(country.label_at?),
                    country: Some(at),
                    ukraine,
                })
            })
            .collect();
        let mut rivers = map
            .rivers
            .iter()
            .filter(|river| !river.name.is_empty())
            .map(|river| Stream {
                name: Name::new(&river.name, &river.name_uk),
                scalerank: river.scalerank,
                parts: river.course.iter().map(Course::of).collect(),
            })
            .collect::<Vec<_>>();
        rivers.sort_by_key(|river| river.scalerank);
        Self { towns, countries, seas: seas(map), rivers, cities }
    }
}

/// Plants, airports and ports, which are named like towns but smaller than any.
fn facilities(map: &MapLayers) -> impl Iterator<Item = Town> + '_ {
    let place = |name: Name, at: geo_types::Point<f64>, rank: Rank| Town {
        name,
        place: mercator(at.0),
        population: 0,
        kind: SettlementKind::Village,
        foreign: false,
        facility: Some(rank),
    };
    let plants =
        map.nuclear_plants.iter().map(move |it| place(Name::new(&it.name, &it.name_uk), it.at, Rank::Plant));
    let airports = map.airports.iter().map(move |it| {
        let short = it.name.replace(" International", "");
        place(Name::new(&short, &short), it.at, Rank::Airport)
    });
    let ports = map.seaports.iter().map(move |it| {
        place(Name::new(&format!("{} port", it.name), &format!("порт {}", it.name_uk)), it.at, Rank::Port)
    });
    plants.chain(airports).chain(ports)
}

fn seas(map: &MapLayers) -> Vec<Expanse> {
    map.labels
        .iter()
        .filter(|label| label.kind == LabelKind::Sea)
        .map(|sea| Expanse {
            name: Name::new(&sea.name, &sea.name_uk),
            place: mercator(sea.at),
            country: None,
            ukraine: false,
        })
        .collect()
}
