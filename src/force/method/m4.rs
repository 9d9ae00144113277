//! M4: deterrence by brigades on a frontage.

use crate::atlas::doctrine::{Method, Parameter};
use crate::force::counting::{whole_share, whole_up};
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::{Inputs, Shared};
use crate::force::values::{Value, Values};
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

use super::ground;

/// Brigades forward and in reserve, and their people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steps {
    /// n = ⌈L/w⌉.
    pub forward: f64,
    /// ⌈n·ρ⌉, or this zone's share of it.
    pub reserve: f64,
    /// Forward and reserve.
    pub brigades: f64,
    /// (n + ⌈n·ρ⌉)·B.
    pub need: f64,
}

/// Holds a sector: `n = ⌈L/w⌉; N = (n + ⌈n·ρ⌉)·B`.
///
/// Units: `held_km` (L) that the force itself holds, `frontage` (w) km per
/// brigade, `reserve` (ρ) brigades per forward brigade, `brigade` (B) people.
/// `reserve_before` is Σ n·ρ of the zones before this one in its theatre: they
/// share reserve brigades.
///
/// Source: `parameters.csv`, `m4.*`; frontage is judgement. Limits: only the
/// kilometres the force would defend. No published plan can hold the whole
/// line (trap 12).
///
/// Worked example, 1,100 km at 25 km, a third in reserve, 8,000 a brigade:
/// 44 + 15 brigades, 472,000.
/// ```
/// use cordon::force::method::m4::steps;
/// let steps = steps(1_100.0, 25.0, 1.0 / 3.0, 8_000.0, 0.0);
/// assert_eq!((steps.forward, steps.reserve, steps.need), (44.0, 15.0, 472_000.0));
/// ```
pub fn steps(held_km: f64, frontage: f64, reserve: f64, brigade: f64, reserve_before: f64) -> Steps {
    let forward = whole_up(held_km / frontage);
    let reserve = whole_share(reserve_before, forward * reserve);
    let brigades = forward + reserve;
    Steps { forward, reserve, brigades, need: slices(brigades, brigade) }
}

/// People in a number of brigades: `n·B`.
///
/// Worked example: five slices of 8,000 are the 40,000 of December 2024.
/// ```
/// assert_eq!(cordon::force::method::m4::slices(5.0, 8_000.0), 40_000.0);
/// ```
pub fn slices(brigades: f64, brigade: f64) -> f64 {
    brigades * brigade
}

/// Kilometres that a number of people can hold: the inverse of [`steps`],
/// without rounding, `N/B/(1+ρ)·w`.
///
/// Worked example: 40,000 in slices of 8,000 with a quarter of a brigade in
/// reserve for each forward one hold 100 km at 25 km a brigade (trap 12).
/// ```
/// assert_eq!(cordon::force::method::m4::holdable_km(40_000.0, 25.0, 0.25, 8_000.0), 100.0);
/// ```
pub fn holdable_km(people: f64, frontage: f64, reserve: f64, brigade: f64) -> f64 {
    people / brigade / (1.0 + reserve) * frontage
}

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    let profile = values.profile(Method::M4, profile)?;
    let brigade = values.get(profile)?;
    let frontage = values.get(Parameter::Frontage)?;
    let reserve = values.get(Parameter::ReserveBrigades)?;
    let mut terms = Vec::with_capacity(9);
    let held = held(inputs, &mut terms)?;
    let before = inputs.before.reserve_brigades;
    let case = |of: fn(Span<f64>) -> f64| {
        steps(of(held), of(frontage.span), of(reserve.span), of(brigade.span), of(before))
    };
    let cases = Span::new(case(|span| span.low), case(|span| span.central), case(|span| span.high));
    push_terms(&mut terms, cases, frontage, reserve, brigade);
    let reserve_brigades = before + cases.with(reserve.span, |steps, reserve| steps.forward * reserve);
    let need = cases.map(|steps| Deployed(steps.need));
    Ok(Derivation {
        method: Method::M4,
        profile: Some(profile),
        terms,
        need,
        after: Shared { reserve_brigades, ..inputs.before },
    })
}

/// The line that the force holds: typed, or else all of it on the ground.
fn held(inputs: &Inputs, terms: &mut Vec<Term>) -> Result<Span<f64>, Refusal> {
    if let Some(typed) = inputs.held_km {
        terms.push(Term::new(Key::LineHeld, TermKind::Input, Span::flat(typed), Working::Typed));
        return Ok(Span::flat(typed));
    }
    let line = ground::line(inputs, Method::M4, terms)?;
    terms.push(
        Term::new(Key::LineHeld, TermKind::Input, line, Working::Plain).resting_on(inputs.ground.basis),
    );
    Ok(line)
}

fn push_terms(terms: &mut Vec<Term>, cases: Span<Steps>, frontage: Value, reserve: Value, brigade: Value) {
    let step = |key, value, how| Term::new(key, TermKind::Step, value, how);
    terms.extend([
        step(Key::ForwardBrigades, cases.map(|c| c.forward), Working::OnePer(frontage.span, "km"))
            .takes(frontage),
        step(Key::ReserveBrigades, cases.map(|c| c.reserve), Working::Times(reserve.span, "in reserve"))
            .takes(reserve),
        Term::new(Key::Brigades, TermKind::Subtotal, cases.map(|c| c.brigades), Working::Plain),
        Term::new(Key::PerBrigade, TermKind::Input, brigade.span, Working::Plain).takes(brigade),
        Term::new(
            Key::Needed,
            TermKind::Total,
            cases.map(|c| c.need),
            Working::Times(brigade.span, "per brigade"),
        ),
    ]);
}
