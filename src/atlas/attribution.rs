//! Who made what is embedded: the sidecars of the map layers and of the fonts.

use serde::Deserialize;

use crate::problem::Problem;

/// Producer, licence and date of one embedded file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Credit {
    /// The file.
    pub file: String,
    /// Who made the original.
    pub producer: String,
    /// Under which licence.
    pub licence: String,
    /// Of which date.
    pub date: String,
    /// The package it was taken from.
    pub source: String,
    /// The package's version.
    pub version: String,
    /// What was done to it.
    pub note: String,
}

macro_rules! sidecars {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_str!(concat!("../../", $file, ".source.json")))),*]
    };
}

/// The embedded files and their sidecars, in the order of the map's layers.
const SIDECARS: [(&str, &str); 14] = sidecars![
    "data/map/countries.geojson",
    "data/map/europe.geojson",
    "data/map/oblasts.geojson",
    "data/map/settlements.csv",
    "data/map/raions.csv",
    "data/map/rivers.geojson",
    "data/map/lakes.geojson",
    "data/map/airports.csv",
    "data/map/seaports.csv",
    "data/map/nuclear-plants.csv",
    "data/map/borders.geojson",
    "data/map/labels.geojson",
    "data/map/line-of-contact-2024-12-01.geojson",
    "assets/fonts/Inter-Regular.ttf",
];

/// Reads the sidecars.
///
/// # Errors
/// A sidecar that is not what the deriving program writes, by its file.
pub fn credits() -> Result<Vec<Credit>, Problem> {
    let read = |(file, text): &(&str, &str)| {
        serde_json::from_str(text).map_err(|error| {
            let sidecar = format!("{file}.source.json");
            Problem::error(&sidecar, error.to_string(), "Derive the file again with scripts/derive_atlas.py.")
        })
    };
    SIDECARS.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_credit_names_its_producer_and_licence() {
        let credits = credits().unwrap();
        assert!(
            credits
                .iter()
                .any(|credit| credit.producer.contains("GeoNames") && credit.licence.contains("CC BY 4.0"))
        );
        assert!(credits.iter().any(|credit| credit.producer.contains("Natural Earth")));
        assert!(credits.iter().all(|credit| !credit.licence.is_empty() && !credit.date.is_empty()));
    }
}
