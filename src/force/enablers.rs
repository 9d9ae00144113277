//! What Europe must supply itself, by what the United States supply.

use crate::atlas::Posture;
use crate::atlas::doctrine::Parameter;
use crate::atlas::posture::Shortfall;
use crate::plan::Enablers;

/// The figure of the share of the land force that Europe adds ([`super::method::m7`]):
/// `m7.enablers` without the United States, less with their intelligence, none with all.
pub fn missing(enablers: Enablers, posture: &Posture) -> Option<Parameter> {
    posture.enabler_level(enablers.name())?.share
}

/// What is lacking by name: reconnaissance, airlift, medical, air defence. Intelligence
/// closes one of them; the whole closes all.
pub fn shortfalls(enablers: Enablers, posture: &Posture) -> impl Iterator<Item = &Shortfall> {
    posture.shortfalls.iter().filter(move |shortfall| match enablers {
        Enablers::In => false,
        Enablers::IntelligenceOnly => !shortfall.closed_by_intelligence,
        Enablers::Out => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Doctrine;

    #[test]
    fn the_less_there_is_the_more_is_missing() {
        let doctrine = Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"));
        let posture = Posture::embedded(&doctrine).unwrap_or_else(|problem| panic!("{problem}"));
        let found = Enablers::ALL.iter().map(|&level| {
            let share = missing(level, &posture).map(|figure| doctrine.at(figure).value.central);
            (share, shortfalls(level, &posture).count())
        });
        assert_eq!(found.collect::<Vec<_>>(), [(None, 0), (Some(0.15), 3), (Some(0.2), 4)]);
    }
}
