//! Places that were found, on their way out.

use geo_types::Coord;
use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet};
use crate::atlas::Atlas;
use crate::atlas::gazetteer::{Found, Match, oblast_name};
use crate::geodesy::{self, coordinates};

/// What answers to a text, as `cordon find` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Places {
    /// What this document is: `cordon-places/1`.
    pub format: &'static str,
    /// What was looked for.
    pub text: String,
    /// How coordinates were written and what was taken for granted; none for a name.
    pub read: Option<ReadOut>,
    /// The places, the best first. Coordinates are one place without a name.
    pub places: Vec<PlaceOut>,
}

/// How coordinates were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadOut {
    /// "MGRS".
    pub notation: String,
    /// What was taken for granted.
    pub note: Option<String>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceOut {
    /// Its name in Latin letters.
    pub name: Option<String>,
    /// Its Ukrainian name.
    pub name_uk: Option<String>,
    /// What it is: "town", "oblast".
    pub kind: &'static str,
    /// The oblast it lies in; the country abroad.
    pub within: Option<String>,
    /// The same in Ukrainian.
    pub within_uk: Option<String>,
    /// Residents before the war.
    pub population: Option<u32>,
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Degrees, minutes and seconds.
    pub dms: String,
    /// The grid reference.
    pub mgrs: Option<String>,
    /// Zone and metres.
    pub utm: Option<String>,
    /// How it answers: whole, beginning, word, near.
    pub matched: &'static str,
    /// How many letters were off.
    pub letters_off: u8,
}

impl Places {
    /// Places found by name.
    pub fn of(text: &str, found: &[Found<'_>]) -> Self {
        let places = found.iter().map(named).collect();
        Self { format: FORMAT, text: text.to_owned(), read: None, places }
    }

    /// Coordinates that were read, and the oblast they lie in.
    pub fn at(text: &str, read: &coordinates::Read, atlas: &Atlas) -> Self {
        let oblast = atlas.map.oblasts.iter().find(|oblast| geodesy::contains(&oblast.outline, read.at));
        let place = PlaceOut {
            kind: "coordinates",
            within: oblast.map(|oblast| oblast_name(&oblast.name)),
            within_uk: oblast.map(|oblast| oblast.name_uk.clone()),
            ..bare(read.at)
        };
        let said = ReadOut { notation: read.notation.to_string(), note: read.note.clone() };
        Self { format: FORMAT, text: text.to_owned(), read: Some(said), places: vec![place] }
    }
}

const FORMAT: &str = "cordon-places/1";

fn bare(at: Coord<f64>) -> PlaceOut {
    PlaceOut {
        name: None,
        name_uk: None,
        kind: "",
        within: None,
        within_uk: None,
        population: None,
        lon: at.x,
        lat: at.y,
        dms: coordinates::sexagesimal(at),
        mgrs: geodesy::mgrs(at),
        utm: coordinates::utm(at),
        matched: "whole",
        letters_off: 0,
    }
}

fn named(found: &Found<'_>) -> PlaceOut {
    let place = found.place;
    let (matched, letters_off) = match found.matched {
        Match::Whole => ("whole", 0),
        Match::Beginning => ("beginning", 0),
        Match::Word => ("word", 0),
        Match::Near(off) => ("near", off),
        Match::NearBeginning(off) => ("near beginning", off),
    };
    PlaceOut {
        name: Some(place.name.clone()),
        name_uk: Some(place.name_uk.clone()).filter(|name| !name.is_empty()),
        kind: place.kind.title(),
        within: place.within.clone(),
        within_uk: place.within_uk.clone(),
        population: place.population,
        matched,
        letters_off,
        ..bare(place.at)
    }
}

impl Leaves for Places {
    fn sheet(&self) -> Sheet {
        let words = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        let mut sheet = Sheet::new(&[
            ("name", "name"),
            ("name_uk", "in Ukrainian"),
            ("kind", "kind"),
            ("within", "oblast"),
            ("within_uk", ""),
            ("population", "people"),
            ("lat", "latitude"),
            ("lon", "longitude"),
            ("dms", ""),
            ("mgrs", "MGRS"),
            ("utm", ""),
            ("matched", ""),
            ("letters_off", ""),
        ]);
        for place in &self.places {
            sheet.row([
                words(&place.name),
                words(&place.name_uk),
                Cell::text(place.kind),
                words(&place.within),
                words(&place.within_uk),
                Cell::number(place.population.map(f64::from), 0),
                Cell::Number(place.lat, 5),
                Cell::Number(place.lon, 5),
                Cell::text(&place.dms),
                words(&place.mgrs),
                words(&place.utm),
                Cell::text(place.matched),
                Cell::Number(f64::from(place.letters_off), 0),
            ]);
        }
        sheet
    }

    fn text(&self) -> String {
        let (Some(read), [place]) = (&self.read, self.places.as_slice()) else { return self.sheet().text() };
        let mut lines = vec![
            format!("Read as  {}", read.notation),
            format!("Decimal  {}", coordinates::decimal(Coord { x: place.lon, y: place.lat })),
            format!("DMS      {}", place.dms),
        ];
        lines.extend(place.mgrs.iter().map(|mgrs| format!("MGRS     {mgrs}")));
        lines.extend(place.utm.iter().map(|utm| format!("UTM      {utm}")));
        lines.extend(place.within.iter().map(|oblast| format!("Oblast   {oblast}")));
        lines.extend(read.note.iter().map(|note| format!("{note}.")));
        lines.join("\n") + "\n"
    }
}
