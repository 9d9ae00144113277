//! M1: force per population.

use crate::atlas::doctrine::Method;
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::Inputs;
use crate::force::values::Values;
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

/// All security forces that a population asks for: `P/1000·r`.
///
/// Units: residents `people` (P), forces per 1,000 `rate` (r); people.
///
/// Source: rates in `parameters.csv`, `m1.*`. Limits: order in a zone where
/// the force stands in for local security. It counts police and host army too,
/// and no study found a threshold; never a default for the country (trap 2).
///
/// Worked example: 30 million at 20 per 1,000 ask for 600,000.
/// ```
/// assert_eq!(cordon::force::method::m1::all_forces(30e6, 20.0), 600_000.0);
/// ```
pub fn all_forces(people: f64, rate: f64) -> f64 {
    people / 1_000.0 * rate
}

/// What is left for a force from abroad: `max(0, P/1000·r − H)`.
///
/// Units: people; `host_forces` (H) are the police and soldiers of the host
/// who keep order in the zone.
///
/// Worked example: of 600,000 nothing is left beside 800,000 host forces.
/// ```
/// assert_eq!(cordon::force::method::m1::from_abroad(600_000.0, 800_000.0), 0.0);
/// ```
pub fn from_abroad(all_forces: f64, host_forces: f64) -> f64 {
    (all_forces - host_forces).max(0.0)
}

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    let parameter = values.profile(Method::M1, profile)?;
    let rate = values.get(parameter)?;
    let all = rate.span.map(|rate| all_forces(inputs.people, rate));
    let abroad = all.map(|all| from_abroad(all, inputs.host_forces));
    let terms = vec![
        Term::new(Key::Residents, TermKind::Input, Span::flat(inputs.people), Working::Measured),
        Term::new(Key::Rate, TermKind::Input, rate.span, Working::Plain).takes(rate),
        Term::new(Key::AllForces, TermKind::Subtotal, all, Working::Times(rate.span, "per 1,000")),
        Term::new(Key::HostForces, TermKind::Input, Span::flat(inputs.host_forces), Working::Minus),
        Term::new(Key::Needed, TermKind::Total, abroad, Working::Plain),
    ];
    Ok(Derivation {
        method: Method::M1,
        profile: Some(parameter),
        terms,
        need: abroad.map(Deployed),
        after: inputs.before,
    })
}
