//! M5: analogy with IFOR and KFOR, by every denominator at once.

use crate::atlas::doctrine::{Doctrine, Known, Parameter};
use crate::force::inputs::within;
use crate::force::values::{Overrides, Values};
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::Span;

/// Scales a past mission: `Nref·(X/Xref)^b`.
///
/// Units: `reference` (Nref) people, `own` (X) and `of_reference` (Xref) both
/// km², people or km; `exponent` (b) has none, 1 is proportion.
///
/// Source: strengths of `m5.*`, denominators of `missions.csv`. Limits: an
/// order of magnitude. Area and people give 0.5 to 2.2 million for the government-held
/// part of Ukraine, the line 61,000 to 157,000: the same missions (trap 4).
///
/// Worked example: 60,000 of IFOR along 1,080 km make 61,111 along 1,100 km.
/// ```
/// assert_eq!(cordon::force::method::m5::scaled(60_000.0, 1_100.0, 1_080.0, 1.0).round(), 61_111.0);
/// ```
pub fn scaled(reference: f64, own: f64, of_reference: f64, exponent: f64) -> f64 {
    if own <= 0.0 || of_reference <= 0.0 {
        return 0.0;
    }
    reference * (own / of_reference).powf(exponent)
}

/// What an analogy divides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// km².
    Area,
    /// Residents.
    Population,
    /// km of line.
    Line,
}

impl Denominator {
    /// All three: they are shown together or not at all.
    pub const ALL: [Self; 3] = [Self::Area, Self::Population, Self::Line];

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Area => "by area",
            Self::Population => "by population",
            Self::Line => "by line",
        }
    }
}

/// An order of magnitude. Not a need: it has no way into a total.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Magnitude(pub f64);

/// One denominator of one mission.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaled {
    /// What it divides by.
    pub denominator: Denominator,
    /// X, of the plan.
    pub own: f64,
    /// Xref, of the mission.
    pub reference: Known,
    /// Nref·(X/Xref)^b.
    pub magnitude: Span<Magnitude>,
}

/// A past mission scaled to the plan by all three denominators.
#[derive(Clone, Debug, PartialEq)]
pub struct Analogy {
    /// The id of the mission: `IFOR96`.
    pub mission: String,
    /// Its name.
    pub name: String,
    /// The figure of its strength.
    pub strength: Parameter,
    /// The strength in each case.
    pub troops: Span<f64>,
    /// What that rests on.
    pub basis: Span<Basis>,
    /// Area, population and line, in this order.
    pub by: [Scaled; 3],
}

/// What the missions are scaled to; all three must be known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    /// km².
    pub area_km2: f64,
    /// Residents.
    pub people: f64,
    /// km of line on the ground.
    pub line_km: f64,
}

/// IFOR and KFOR scaled by area, population and line: a table, not an answer.
///
/// # Errors
/// Refuses where one of the three denominators is not known: one alone misleads.
pub fn analogies(
    whole: Whole,
    exponent: f64,
    doctrine: &Doctrine,
    overrides: &Overrides,
) -> Result<[Analogy; 2], Refusal> {
    let known = |value: f64| value.is_finite() && value > 0.0;
    if ![whole.area_km2, whole.people, whole.line_km].into_iter().all(known) {
        return Err(Refusal::new(
            "An analogy needs area, population and line together",
            "Give all three; one denominator alone misleads (trap 4).",
        ));
    }
    within("exponent", exponent, 2.0, "")?;
    Ok([
        analogy("IFOR96", Parameter::Ifor, whole, exponent, doctrine, overrides)?,
        analogy("KFOR99", Parameter::Kfor, whole, exponent, doctrine, overrides)?,
    ])
}

fn analogy(
    id: &str,
    strength: Parameter,
    whole: Whole,
    exponent: f64,
    doctrine: &Doctrine,
    overrides: &Overrides,
) -> Result<Analogy, Refusal> {
    let missing =
        || Refusal::new(format!("{id} has no area, population and line to scale by"), "Mend missions.csv.");
    let mission = doctrine.mission(id).ok_or_else(missing)?;
    let troops = Values::new(doctrine, overrides).get(strength)?;
    let by = |denominator, own, reference: Option<Known>| {
        let reference = reference.ok_or_else(missing)?;
        let magnitude = troops.span.map(|troops| Magnitude(scaled(troops, own, reference.value, exponent)));
        Ok(Scaled { denominator, own, reference, magnitude })
    };
    Ok(Analogy {
        mission: id.to_owned(),
        name: mission.name.clone(),
        strength,
        troops: troops.span,
        basis: troops.basis,
        by: [
            by(Denominator::Area, whole.area_km2, mission.area_km2)?,
            by(Denominator::Population, whole.people, mission.people)?,
            by(Denominator::Line, whole.line_km, mission.line_km)?,
        ],
    })
}
