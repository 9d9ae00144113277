//! The layers of the map: countries, oblasts, settlements, waters, airports, ports.
//!
//! Every layer is a file under `data/map`, embedded in the program, with its
//! origin, licence and checksum in a sidecar beside it; `docs/data.md` tells
//! how each was derived and what its limits are.

use geo_types::{Coord, MultiLineString, MultiPolygon, Point, Rect};

use super::reader::{self, Feature, Row};
use crate::problem::Problem;

/// A country, clipped to the sheet (19–43° E, 42–54.5° N) in `countries`.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 code of two letters: `UA`.
    pub iso: String,
    /// English name.
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// The outline. Ukraine is the union of its 27 oblasts, vertex for vertex.
    pub area: MultiPolygon<f64>,
    /// Where its name stands on the sheet; none in the coarse layer.
    pub label_at: Option<Coord<f64>>,
}

/// One of the 27 regions of Ukraine: oblasts, Crimea, Kyiv and Sevastopol.
#[derive(Clone, Debug)]
pub struct Oblast {
    /// ISO 3166-2 code: `UA-63`.
    pub iso: String,
    /// Ukrainian name in Latin letters: "Kharkiv".
    pub name: String,
    /// Full Ukrainian name: "Харківська область".
    pub name_uk: String,
    /// Official area in km², not that of the outline.
    pub area_km2: f64,
    /// Official residents on 1 January 2022; Crimea and Sevastopol 1 January 2014.
    pub population: u32,
    /// The outline; neighbours share the vertices of their border.
    pub outline: MultiPolygon<f64>,
}

/// What a settlement is, for its symbol and its place among labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettlementKind {
    /// The capital of a country.
    Capital,
    /// The seat of an oblast of Ukraine, or Simferopol, or Sevastopol.
    OblastSeat,
    /// A city by law; abroad, any larger town.
    Town,
    /// A settlement of urban type.
    Settlement,
    /// A village.
    Village,
}

/// A populated place. Population is pre-war, by GeoNames; 0 where unknown.
#[derive(Clone, Debug)]
pub struct Settlement {
    /// Official Ukrainian name in Latin letters: Kyiv, Odesa, Kharkiv.
    pub name: String,
    /// Official Ukrainian name; empty abroad and for some villages.
    pub name_uk: String,
    /// Longitude and latitude.
    pub at: Point<f64>,
    /// Residents.
    pub population: u32,
    /// What it is.
    pub kind: SettlementKind,
    /// ISO 3166-1 code of two letters.
    pub country: String,
    /// ISO 3166-2 code of its oblast; none abroad.
    pub oblast: Option<String>,
}

/// A raion of Ukraine. Its name is official; where it is follows from the settlements in it.
#[derive(Clone, Debug)]
pub struct Raion {
    /// Official Ukrainian name in Latin letters: "Chuhuivskyi".
    pub name: String,
    /// Official Ukrainian name: "Чугуївський".
    pub name_uk: String,
    /// The Ukrainian name it had before it was renamed.
    pub former_uk: Option<String>,
    /// The town it is named after, in Latin letters.
    pub seat: Option<String>,
    /// ISO 3166-2 code of its oblast.
    pub oblast: String,
    /// The middle of its known settlements.
    pub at: Point<f64>,
    /// The box around them: no border.
    pub bounds: Rect<f64>,
}

/// A river with its course through reservoirs.
#[derive(Clone, Debug)]
pub struct River {
    /// Name in Latin letters: "Southern Buh".
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// Rank by Natural Earth: 2 the Danube, 9 the smallest.
    pub scalerank: u8,
    /// The centre line, longest piece first.
    pub course: MultiLineString<f64>,
}

/// A lake, reservoir or lagoon.
#[derive(Clone, Debug)]
pub struct Lake {
    /// Name in Latin letters.
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// Why it is no more: "drained June 2023".
    pub former: Option<String>,
    /// Rank for drawing: 3 the largest.
    pub scalerank: u8,
    /// The shore.
    pub area: MultiPolygon<f64>,
}

/// An airport of Ukraine with an IATA code. All are closed to civil traffic since 2022.
#[derive(Clone, Debug)]
pub struct Airport {
    /// Its name.
    pub name: String,
    /// IATA code: `KBP`.
    pub iata: String,
    /// ICAO code: `UKBB`.
    pub icao: String,
    /// Longitude and latitude.
    pub at: Point<f64>,
    /// ISO 3166-1 code of two letters.
    pub country: String,
}

/// A seaport of Ukraine.
#[derive(Clone, Debug)]
pub struct Seaport {
    /// Ukrainian name in Latin letters.
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// UN/LOCODE: `UAODS`.
    pub code: String,
    /// Longitude and latitude.
    pub at: Point<f64>,
    /// ISO 3166-1 code of two letters.
    pub country: String,
}

/// A nuclear power plant of Ukraine. Positions are recalled (basis R), good to half a kilometre.
#[derive(Clone, Debug)]
pub struct NuclearPlant {
    /// English name: "Rivne NPP".
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// Longitude and latitude.
    pub at: Point<f64>,
    /// Reactors that are not closed for good.
    pub units: u32,
    /// "operating", or what else.
    pub state: String,
}

/// What a [`Label`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// A country.
    Country,
    /// A sea.
    Sea,
}

/// The name of a country or a sea and where it stands on the sheet.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it names.
    pub kind: LabelKind,
    /// ISO 3166-1 code of the country; none for a sea.
    pub iso: Option<String>,
    /// English name.
    pub name: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// The middle of the text.
    pub at: Coord<f64>,
}

/// All layers of the map.
#[derive(Clone, Debug)]
pub struct MapLayers {
    /// Ukraine and what lies around it, clipped to the sheet, by ISO code.
    pub countries: Vec<Country>,
    /// All of Europe, coarse: for an inset and beyond the edge of the sheet. Not for measuring.
    pub europe: Vec<Country>,
    /// The 27 regions of Ukraine, by ISO code.
    pub oblasts: Vec<Oblast>,
    /// Ukraine's settlements from the largest down, then larger towns abroad.
    pub settlements: Vec<Settlement>,
    /// The 136 raions of Ukraine, by their official code.
    pub raions: Vec<Raion>,
    /// Rivers, the largest first.
    pub rivers: Vec<River>,
    /// Lakes and reservoirs, drawn over the land.
    pub lakes: Vec<Lake>,
    /// Airports of Ukraine, by IATA code.
    pub airports: Vec<Airport>,
    /// Seaports of Ukraine.
    pub seaports: Vec<Seaport>,
    /// Nuclear power plants of Ukraine.
    pub nuclear_plants: Vec<NuclearPlant>,
    /// Names of countries and seas.
    pub labels: Vec<Label>,
}

impl MapLayers {
    /// Reads the embedded files. Fails on the first that is not what was derived.
    pub fn embedded() -> Result<Self, Problem> {
        let labels = layer("labels.geojson", include_str!("../../data/map/labels.geojson"), label)?;
        let mut countries = countries()?;
        for country in &mut countries {
            let named = labels.iter().find(|label| label.iso.as_ref() == Some(&country.iso));
            country.label_at = named.map(|label| label.at);
        }
        Ok(Self {
            countries,
            europe: layer("europe.geojson", include_str!("../../data/map/europe.geojson"), country)?,
            oblasts: oblasts()?,
            settlements: settlements()?,
            raions: reader::rows("raions.csv", include_str!("../../data/map/raions.csv"), raion)?,
            rivers: layer("rivers.geojson", include_str!("../../data/map/rivers.geojson"), river)?,
            lakes: layer("lakes.geojson", include_str!("../../data/map/lakes.geojson"), lake)?,
            airports: reader::rows("airports.csv", include_str!("../../data/map/airports.csv"), airport)?,
            seaports: reader::rows("seaports.csv", include_str!("../../data/map/seaports.csv"), seaport)?,
            nuclear_plants: reader::rows(
                "nuclear-plants.csv",
                include_str!("../../data/map/nuclear-plants.csv"),
                plant,
            )?,
            labels,
        })
    }

    /// A country of the sheet by its ISO code.
    pub fn country(&self, iso: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.iso == iso)
    }

    /// An oblast by its ISO code.
    pub fn oblast(&self, iso: &str) -> Option<&Oblast> {
        self.oblasts.iter().find(|oblast| oblast.iso == iso)
    }
}

/// The countries of the sheet, without the places of their names.
pub(super) fn countries() -> Result<Vec<Country>, Problem> {
    layer("countries.geojson", include_str!("../../data/map/countries.geojson"), country)
}

/// The 27 regions of Ukraine.
pub(super) fn oblasts() -> Result<Vec<Oblast>, Problem> {
    layer("oblasts.geojson", include_str!("../../data/map/oblasts.geojson"), oblast)
}

/// The settlements.
pub(super) fn settlements() -> Result<Vec<Settlement>, Problem> {
    reader::rows("settlements.csv", include_str!("../../data/map/settlements.csv"), settlement)
}

fn layer<T>(
    file: &'static str,
    text: &str,
    read: fn(&Feature) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    reader::features(file, text)?.iter().map(read).collect()
}

fn country(feature: &Feature) -> Result<Country, Problem> {
    Ok(Country {
        iso: feature.text("iso")?,
        name: feature.text("name")?,
        name_uk: feature.text("name_uk")?,
        area: feature.area()?,
        label_at: None,
    })
}

fn oblast(feature: &Feature) -> Result<Oblast, Problem> {
    Ok(Oblast {
        iso: feature.text("iso")?,
        name: feature.text("name")?,
        name_uk: feature.text("name_uk")?,
        area_km2: feature.number("area_km2")?,
        population: feature.count("population")?,
        outline: feature.area()?,
    })
}

fn settlement(row: &Row) -> Result<Settlement, Problem> {
    let kind = match row.text("kind")? {
        "capital" => SettlementKind::Capital,
        "oblast-seat" => SettlementKind::OblastSeat,
        "town" => SettlementKind::Town,
        "settlement" => SettlementKind::Settlement,
        "village" => SettlementKind::Village,
        other => return Err(row.problem("kind", format!("Unknown kind of settlement: {other}"))),
    };
    Ok(Settlement {
        name: row.text("name")?.to_owned(),
        name_uk: row.text("name_uk")?.to_owned(),
        at: row.at()?,
        population: row.count("population")?,
        kind,
        country: row.text("country")?.to_owned(),
        oblast: row.text_if_any("oblast")?,
    })
}

fn raion(row: &Row) -> Result<Raion, Problem> {
    Ok(Raion {
        name: row.text("name")?.to_owned(),
        name_uk: row.text("name_uk")?.to_owned(),
        former_uk: row.text_if_any("former_uk")?,
        seat: row.text_if_any("seat")?,
        oblast: row.text("oblast")?.to_owned(),
        at: row.at()?,
        bounds: Rect::new(
            Coord { x: row.number("west")?, y: row.number("south")? },
            Coord { x: row.number("east")?, y: row.number("north")? },
        ),
    })
}

fn river(feature: &Feature) -> Result<River, Problem> {
    Ok(River {
        name: feature.text("name")?,
        name_uk: feature.text("name_uk")?,
        scalerank: rank(feature)?,
        course: feature.lines()?,
    })
}

fn lake(feature: &Feature) -> Result<Lake, Problem> {
    Ok(Lake {
        name: feature.text("name")?,
        name_uk: feature.text("name_uk")?,
        former: feature.text_if_any("former"),
        scalerank: rank(feature)?,
        area: feature.area()?,
    })
}

fn rank(feature: &Feature) -> Result<u8, Problem> {
    let rank = feature.count("scalerank")?;
    u8::try_from(rank).map_err(|_| feature.problem("properties.scalerank", "A rank above 255"))
}

fn airport(row: &Row) -> Result<Airport, Problem> {
    Ok(Airport {
        name: row.text("name")?.to_owned(),
        iata: row.text("iata")?.to_owned(),
        icao: row.text("icao")?.to_owned(),
        at: row.at()?,
        country: row.text("country")?.to_owned(),
    })
}

fn seaport(row: &Row) -> Result<Seaport, Problem> {
    Ok(Seaport {
        name: row.text("name")?.to_owned(),
        name_uk: row.text("name_uk")?.to_owned(),
        code: row.text("code")?.to_owned(),
        at: row.at()?,
        country: row.text("country")?.to_owned(),
    })
}

fn plant(row: &Row) -> Result<NuclearPlant, Problem> {
    Ok(NuclearPlant {
        name: row.text("name")?.to_owned(),
        name_uk: row.text("name_uk")?.to_owned(),
        at: row.at()?,
        units: row.count("units")?,
        state: row.text("state")?.to_owned(),
    })
}

fn label(feature: &Feature) -> Result<Label, Problem> {
    let kind = match feature.text("kind")?.as_str() {
        "country" => LabelKind::Country,
        "sea" => LabelKind::Sea,
        other => {
            return Err(feature.problem("properties.kind", format!("Unknown kind of label: {other}")));
        }
    };
    Ok(Label {
        kind,
        iso: feature.text_if_any("iso"),
        name: feature.text("name")?,
        name_uk: feature.text("name_uk")?,
        at: feature.point()?.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_holds_ukraine_whole() {
        let map = MapLayers::embedded().expect("the embedded layers are readable");
        assert_eq!(map.oblasts.len(), 27);
        for (iso, name) in
            [("UA-43", "Crimea"), ("UA-40", "Sevastopol"), ("UA-51", "Odesa"), ("UA-32", "Kyiv Oblast")]
        {
            assert_eq!(map.oblast(iso).map(|oblast| oblast.name.as_str()), Some(name));
        }
        let ukraine = map.country("UA").expect("Ukraine is on the sheet");
        assert!(ukraine.label_at.is_some());
        assert!(map.country("RU").is_some() && map.country("BY").is_some());
        assert!(map.europe.len() > 40);
    }

    #[test]
    fn towns_bear_their_ukrainian_names() {
        let map = MapLayers::embedded().expect("the embedded layers are readable");
        let check = |name: &str, name_uk: &str, kind: SettlementKind, oblast: &str| {
            let found = map.settlements.iter().find(|town| town.name == name);
            let town = found.unwrap_or_else(|| panic!("{name} is missing"));
            assert_eq!(
                (town.name_uk.as_str(), town.kind, town.oblast.as_deref()),
                (name_uk, kind, Some(oblast)),
                "{name}"
            );
        };
        check("Kyiv", "Київ", SettlementKind::Capital, "UA-30");
        check("Odesa", "Одеса", SettlementKind::OblastSeat, "UA-51");
        check("Kharkiv", "Харків", SettlementKind::OblastSeat, "UA-63");
        check("Lviv", "Львів", SettlementKind::OblastSeat, "UA-46");
        check("Zaporizhzhia", "Запоріжжя", SettlementKind::OblastSeat, "UA-23");
        check("Mykolaiv", "Миколаїв", SettlementKind::OblastSeat, "UA-48");
        check("Kropyvnytskyi", "Кропивницький", SettlementKind::OblastSeat, "UA-35");
        check("Sevastopol", "Севастополь", SettlementKind::OblastSeat, "UA-40");
        check("Simferopol", "Сімферополь", SettlementKind::OblastSeat, "UA-43");
        check("Kamianske", "Кам'янське", SettlementKind::Town, "UA-12");
        check("Kryvyi Rih", "Кривий Ріг", SettlementKind::Town, "UA-12");
    }

    #[test]
    fn the_drained_reservoir_is_marked_as_former() {
        let map = MapLayers::embedded().expect("the embedded layers are readable");
        let former: Vec<_> = map.lakes.iter().filter(|lake| lake.former.is_some()).collect();
        assert_eq!(former.len(), 1);
        assert_eq!(
            (former[0].name.as_str(), former[0].former.as_deref()),
            ("Kakhovka reservoir", Some("drained June 2023"))
        );
    }
}
