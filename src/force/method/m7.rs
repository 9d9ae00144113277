//! M7: air, sea and enablers, a total of its own.

use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::force::derivation::{Key, Term, TermKind, Working};
use crate::force::inputs::{ordered, within};
use crate::force::values::{Overrides, Value, Values};
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

/// People of the air, sea and enabling layer, mostly outside Ukraine. A type of
/// its own, so that it cannot be added to the land force:
///
/// ```compile_fail
/// use cordon::force::method::m7::Apart;
/// use cordon::units::Deployed;
/// let wrong = Deployed(12_517.0) + Apart(3_360.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Apart(pub f64);

/// What the layer consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layer {
    /// Fighters.
    pub aircraft: f64,
    /// Ground-based air-defence batteries.
    pub batteries: f64,
    /// Naval or mine-countermeasure groups.
    pub naval_groups: f64,
    /// The share of the land force that Europe adds for what the United States do not
    /// supply: `m7.enablers` without them; none where they supply all of it.
    pub missing: Option<Parameter>,
}

/// The layer with how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Enablers {
    /// Term by term; the last is the total.
    pub terms: Vec<Term>,
    /// The total, apart from the land force.
    pub total: Span<Apart>,
}

/// People for so many units: `aircraft·p`, `batteries·size`, `groups·size`.
///
/// Units: people. Source: `parameters.csv`, `m7.*`. Limits: detachments of 4 to
/// 6 aircraft scaled up; mostly outside Ukraine.
///
/// Worked example: 120 fighters at 20 to 35 people are 2,400 to 4,200.
/// ```
/// assert_eq!(cordon::force::method::m7::crews(120.0, 20.0), 2_400.0);
/// assert_eq!(cordon::force::method::m7::crews(120.0, 35.0), 4_200.0);
/// ```
pub fn crews(units: f64, people: f64) -> f64 {
    units * people
}

/// Enablers that the United States do not supply, as a share of the land
/// force: `N·e`.
///
/// Units: people. Source: judgement, `m7.enablers` (0.1, 0.2, 0.3). Limits: the
/// gap is known, its size is not.
///
/// Worked example: 40,000 on land ask for 8,000 more at a fifth.
/// ```
/// assert_eq!(cordon::force::method::m7::enablers(40_000.0, 0.2), 8_000.0);
/// ```
pub fn enablers(land: f64, share: f64) -> f64 {
    land * share
}

/// The air, sea and enabling layer of a plan.
///
/// # Errors
/// Refuses a count or an override that cannot be reckoned with.
pub fn layer(
    layer: Layer,
    land: Span<Deployed>,
    doctrine: &Doctrine,
    overrides: &Overrides,
) -> Result<Enablers, Refusal> {
    let values = Values::new(doctrine, overrides);
    let mut terms = Vec::with_capacity(5);
    let counts = [
        (Key::Aircraft, "aircraft", layer.aircraft, Parameter::PerAircraft),
        (Key::Batteries, "batteries", layer.batteries, Parameter::Battery),
        (Key::NavalGroups, "groups", layer.naval_groups, Parameter::Naval),
    ];
    for (key, unit, count, parameter) in counts {
        within(unit, count, 100_000.0, "")?;
        if count > 0.0 {
            terms.push(units_of(key, unit, count, values.get(parameter)?));
        }
    }
    if let Some(missing) = layer.missing {
        for land in [land.low.0, land.central.0, land.high.0] {
            within("land force", land, 1e12, "people")?;
        }
        ordered("land force", land.map(|people| people.0))?;
        let share = values.get(missing)?;
        let people = land.with(share.span, |land, share| enablers(land.0, share));
        terms.push(
            Term::new(Key::Enablers, TermKind::Step, people, Working::Times(share.span, "of the land force"))
                .takes(share),
        );
    }
    let total: Span<f64> = terms.iter().map(|term| term.value).sum();
    terms.push(Term::new(Key::AirAndSea, TermKind::Total, total, Working::Plain));
    Ok(Enablers { terms, total: total.map(Apart) })
}

fn units_of(key: Key, unit: &'static str, count: f64, each: Value) -> Term {
    let people = each.span.map(|each| crews(count, each));
    Term::new(key, TermKind::Step, people, Working::Units(Span::flat(count), unit, each.span)).takes(each)
}
