//! The numbers of the debate worked out again, step by step and each of its kind.

use crate::atlas::Atlas;
use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::atlas::presets::{Preset, Takes};
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::{Deployed, Pool, Span};

use super::compare::{self, Total, Verdict};
use super::derivation::{Key, Term, TermKind, Working};
use super::method::m4;
use super::method::m5::{self, Analogy, Whole};
use super::rotation;
use super::values::{Overrides, Values};

/// What comes out, of its own kind: no two can be added.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Troops in Ukraine on a given day.
    Deployed(Span<Deployed>),
    /// A pool, and what it keeps deployed.
    Pool {
        /// Everyone.
        pool: Pool,
        /// Months in the country, as an example for this k.
        tour_months: f64,
        /// Months between two tours, as an example for this k.
        interval_months: f64,
        /// Pool for one deployed.
        k: f64,
        /// Troops in Ukraine on a given day.
        deployed: Deployed,
    },
    /// Magnitudes by area, people and line together; no need.
    Magnitudes(Box<Analogy>),
}

impl Outcome {
    /// The total of the preset that can stand beside a published one; a magnitude cannot.
    pub fn total(&self) -> Option<Total> {
        match self {
            Self::Deployed(deployed) => Some(Total::Deployed(*deployed)),
            Self::Pool { pool, .. } => Some(Total::Pool(Span::flat(*pool))),
            Self::Magnitudes(_) => None,
        }
    }
}

/// A preset worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Worked<'a> {
    /// What it says and rests on.
    pub preset: &'a Preset,
    /// Step by step; of magnitudes the table of the outcome is the derivation.
    pub terms: Vec<Term>,
    /// What comes out.
    pub outcome: Outcome,
}

impl Worked<'_> {
    /// How it stands to the estimate that it reproduces.
    pub fn verdict(&self, doctrine: &Doctrine) -> Option<Verdict> {
        let estimate = doctrine.estimate(self.preset.estimate.as_deref()?)?;
        Some(compare::beside(&self.outcome.total()?, estimate))
    }
}

/// Every preset of the atlas, in the order of the table.
///
/// # Errors
/// As [`worked`].
pub fn all(atlas: &Atlas) -> Result<Vec<Worked<'_>>, Refusal> {
    atlas.presets.iter().map(|preset| worked(preset, &atlas.doctrine)).collect()
}

/// Works out a preset with the doctrine's own figures, whatever a plan has set.
///
/// Worked examples: five slices of 8,000 are 40,000 deployed; a pool of 100,000 at
/// k = 2.5 / 3 / 4 / 5 keeps 40,000 / 33,333 / 25,000 / 20,000 deployed; IFOR by line is
/// 61,111, beside 563,281 by area and 516,351 by people.
///
/// # Errors
/// Refuses what its method refuses.
pub fn worked<'a>(preset: &'a Preset, doctrine: &Doctrine) -> Result<Worked<'a>, Refusal> {
    let (terms, outcome) = match &preset.takes {
        Takes::Brigades { count, each } => brigades(*count, *each, preset.basis, doctrine)?,
        Takes::Pool { pool, tour_months, interval_months, k } => {
            from_pool(*pool, (*tour_months, *interval_months), *k, preset.basis)?
        }
        Takes::Analogy { mission, area_km2, people, line_km } => {
            let whole = Whole { area_km2: *area_km2, people: *people, line_km: *line_km };
            (Vec::new(), Outcome::Magnitudes(Box::new(scaled(mission, whole, doctrine)?)))
        }
    };
    Ok(Worked { preset, terms, outcome })
}

/// `n·B`: brigades of so many people.
fn brigades(
    count: f64,
    each: Parameter,
    basis: Basis,
    doctrine: &Doctrine,
) -> Result<(Vec<Term>, Outcome), Refusal> {
    let each = Values::new(doctrine, &Overrides::new()).get(each)?;
    let need = each.span.map(|people| m4::slices(count, people));
    let terms = vec![
        Term::new(Key::Brigades, TermKind::Input, Span::flat(count), Working::Plain)
            .resting_on(Span::flat(basis)),
        Term::new(Key::PerBrigade, TermKind::Input, each.span, Working::Plain).takes(each),
        Term::new(Key::Needed, TermKind::Total, need, Working::Times(each.span, "per brigade")),
    ];
    Ok((terms, Outcome::Deployed(need.map(Deployed))))
}

/// `pool / k`: what a pool keeps deployed.
fn from_pool(
    pool: Pool,
    (tour_months, interval_months): (f64, f64),
    k: f64,
    basis: Basis,
) -> Result<(Vec<Term>, Outcome), Refusal> {
    // The same bounds as for a plan.
    rotation::k(tour_months, interval_months)?;
    let deployed = rotation::deployed_from_pool(pool, k);
    let flat = |key, kind, value, how| Term::new(key, kind, Span::flat(value), how);
    let terms = vec![
        flat(Key::InPool, TermKind::Input, pool.0, Working::Plain).resting_on(Span::flat(basis)),
        flat(
            Key::PoolForOne,
            TermKind::Input,
            k,
            Working::Quotient(tour_months + interval_months, tour_months),
        ),
        flat(Key::KeptDeployed, TermKind::Total, deployed.0, Working::Quotient(pool.0, k)),
    ];
    Ok((terms, Outcome::Pool { pool, tour_months, interval_months, k, deployed }))
}

fn scaled(mission: &str, whole: Whole, doctrine: &Doctrine) -> Result<Analogy, Refusal> {
    let analogies = m5::analogies(whole, 1.0, doctrine, &Overrides::new())?;
    analogies.into_iter().find(|analogy| analogy.mission == mission).ok_or_else(|| {
        Refusal::new(
            format!("No analogy is made with {mission}"),
            "IFOR96 and KFOR99 have all three denominators.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::force::compare::Standing;

    fn atlas() -> Atlas {
        Atlas::embedded().unwrap_or_else(|problem| panic!("{problem}"))
    }

    fn outcome(id: &str) -> Outcome {
        let atlas = atlas();
        let preset = atlas.presets.iter().find(|preset| preset.id == id).unwrap_or_else(|| panic!("{id}"));
        worked(preset, &atlas.doctrine).unwrap_or_else(|refusal| panic!("{refusal}")).outcome
    }

    #[test]
    fn five_brigade_slices_are_forty_thousand_deployed() {
        let expected = Span::new(Deployed(25_000.0), Deployed(40_000.0), Deployed(55_000.0));
        assert_eq!(outcome("five-slices"), Outcome::Deployed(expected));
    }

    #[test]
    fn a_pool_of_a_hundred_thousand_at_each_k() {
        for (id, k, kept) in [
            ("pool-2.5", 2.5, 40_000.0),
            ("pool-3", 3.0, 33_333.0),
            ("pool-4", 4.0, 25_000.0),
            ("pool-5", 5.0, 20_000.0),
        ] {
            let Outcome::Pool { pool, k: own, deployed, tour_months, interval_months } = outcome(id) else {
                panic!("{id} is no pool")
            };
            assert_eq!((pool, own, deployed.0.floor()), (Pool(100_000.0), k, kept));
            assert_eq!(rotation::k(tour_months, interval_months), Ok(k));
        }
    }

    #[test]
    fn past_missions_come_by_all_three_denominators() {
        for (id, troops, by) in [
            ("bosnia", 60_000.0, [563_281.0, 516_351.0, 61_111.0]),
            ("kosovo", 50_000.0, [2_204_464.0, 851_305.0, 157_143.0]),
        ] {
            let Outcome::Magnitudes(analogy) = outcome(id) else { panic!("{id} is no analogy") };
            assert_eq!(analogy.troops.central, troops);
            assert_eq!(analogy.by.map(|by| by.magnitude.central.0.round()), by, "{id}");
        }
        // With the 352 km recalled for the same boundary the worked check of KFOR by line.
        assert_eq!(m5::scaled(50_000.0, 1_100.0, 352.0, 1.0), 156_250.0);
    }

    #[test]
    fn a_preset_stands_within_the_estimate_it_reproduces() {
        let atlas = atlas();
        let all = all(&atlas).unwrap_or_else(|refusal| panic!("{refusal}"));
        assert_eq!(all.len(), 7);
        for worked in &all {
            let magnitude = matches!(worked.outcome, Outcome::Magnitudes(_));
            let within = matches!(
                worked.verdict(&atlas.doctrine),
                Some(Verdict::Comparable { standing: Standing::Within, .. })
            );
            assert!(within != magnitude, "{}", worked.preset.id);
            assert_eq!(worked.terms.is_empty(), magnitude, "{}", worked.preset.id);
            assert!(worked.terms.last().is_none_or(|last| last.kind == TermKind::Total));
        }
    }
}
