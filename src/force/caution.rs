//! When a method is used where it misleads.

use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::units::{Km, Km2, People, grouped};

/// A warning: what is wrong, the way out, and the trap it guards against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// What is wrong, without a full stop.
    pub what: String,
    /// The way out, a sentence.
    pub hint: String,
    /// The number of the trap in `traps.csv`.
    pub trap: Option<u8>,
}

/// M1 over a good part of a country (trap 2).
///
/// The rate counts every security force, the host's included, so over a
/// country it returns the host's own army. The limit is a quarter of the
/// people (`m1.country-share`, judgement): an oblast or a large city stays
/// below it, a half of the country does not.
pub fn m1_country_warning(people: People, country: People, doctrine: &Doctrine) -> Option<Caution> {
    let limit = doctrine.at(Parameter::CountryShare).value.central;
    (people.0 > country.0 * limit).then(|| Caution {
        what: format!("A rate per 1,000 over {} people is a rate for a country", grouped(people.0, 0)),
        hint: "It counts every security force, and Ukraine has more than it asks for: draw a smaller zone or size by line.".to_owned(),
        trap: Some(2),
    })
}

/// M2 over an area on which density has long fallen.
pub fn m2_area_warning(area: Km2, doctrine: &Doctrine) -> Option<Caution> {
    let limit = doctrine.at(Parameter::CompactLimit).value.central;
    (area.0 > limit).then(|| Caution {
        what: format!(
            "A density over {} km² says more about the reference mission than about this zone",
            grouped(area.0, 0)
        ),
        hint: format!(
            "It holds up to about {} km²; choose a past mission to scale instead.",
            grouped(limit, 0)
        ),
        trap: None,
    })
}

/// A monitored line without the consent of both parties (trap 16).
pub fn consent_warning(method: Method, consent: bool) -> Option<Caution> {
    let monitors = matches!(method, Method::M3a | Method::M3b);
    (monitors && !consent).then(|| Caution {
        what: "A monitored line without the consent of both parties".to_owned(),
        hint: "The figure is what it would take with consent; size it as a sector to hold, or set consent."
            .to_owned(),
        trap: Some(16),
    })
}

/// A line that the force does not hold in full (trap 12).
pub fn uncovered_warning(line: Km, held: Km) -> Option<Caution> {
    let uncovered = line.0 - held.0;
    (uncovered >= 1.0).then(|| Caution {
        what: format!("The force holds {} of {} km", grouped(held.0, 0), grouped(line.0, 0)),
        hint: format!(
            "Ukrainian forces hold the other {} km; the force deters there by presence only.",
            grouped(uncovered, 0)
        ),
        trap: Some(12),
    })
}

/// The shortest and the longest published length of a line, km (trap 8).
///
/// For the line of contact, 1,000 to 2,000 km: what "front" includes differs.
pub fn published_band(line: &str, doctrine: &Doctrine) -> Option<(Km, Km)> {
    let lengths = || doctrine.lengths_of(line).map(|length| length.figure.value);
    let least = lengths().map(|length| length.low).reduce(f64::min)?;
    let most = lengths().map(|length| length.high).reduce(f64::max)?;
    Some((Km(least), Km(most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doctrine() -> Doctrine {
        Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
    }

    #[test]
    fn a_city_is_no_country() {
        let country = People(41.2e6);
        assert_eq!(m1_country_warning(People(3.2e6), country, &doctrine()), None);
        let warning = m1_country_warning(People(30e6), country, &doctrine());
        assert_eq!(warning.and_then(|warning| warning.trap), Some(2));
    }

    #[test]
    fn an_oblast_is_no_compact_buffer() {
        assert_eq!(m2_area_warning(Km2(400.0), &doctrine()), None);
        assert!(m2_area_warning(Km2(31_415.0), &doctrine()).is_some());
    }

    #[test]
    fn consent_and_cover() {
        assert!(consent_warning(Method::M3a, false).is_some());
        assert_eq!(consent_warning(Method::M3a, true), None);
        assert_eq!(consent_warning(Method::M4, false), None);
        assert_eq!(uncovered_warning(Km(100.0), Km(100.0)), None);
        assert_eq!(uncovered_warning(Km(1_100.0), Km(100.0)).and_then(|warning| warning.trap), Some(12));
    }

    #[test]
    fn the_band_of_the_line_of_contact() {
        assert_eq!(published_band("contact", &doctrine()), Some((Km(1_000.0), Km(2_000.0))));
        assert_eq!(published_band("nowhere", &doctrine()), None);
    }
}
