//! M3b: a line by analogy with missions of one mandate.

use crate::atlas::doctrine::Method;
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::Inputs;
use crate::force::values::Values;
use crate::problem::Refusal;
use crate::units::Deployed;

use super::ground;

/// A line at the density of past missions: `L·k`.
///
/// Units: `line_km` (L) on the ground, people per km `per_km` (k); people.
///
/// Source: `parameters.csv`, `m3b.*`, from missions with one mandate each.
/// Limits: 0.3 per km and 76 per km are different missions, not doubt (trap 3);
/// length alone explains about 3 % of the variance.
///
/// Worked example: 264 km of the border with Belarus at 4.8 per km, the density
/// of Cyprus in 2014, make 1,267.
/// ```
/// assert_eq!(cordon::force::method::m3b::at_density(264.0, 4.8).round(), 1_267.0);
/// ```
pub fn at_density(line_km: f64, per_km: f64) -> f64 {
    line_km * per_km
}

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    let parameter = values.profile(Method::M3b, profile)?;
    let density = values.get(parameter)?;
    let mut terms = Vec::with_capacity(5);
    let line = ground::line(inputs, Method::M3b, &mut terms)?;
    let needed = line.with(density.span, at_density);
    terms.push(Term::new(Key::PeoplePerKm, TermKind::Input, density.span, Working::Plain).takes(density));
    terms.push(Term::new(Key::Needed, TermKind::Total, needed, Working::Times(density.span, "per km")));
    Ok(Derivation {
        method: Method::M3b,
        profile: Some(parameter),
        terms,
        need: needed.map(Deployed),
        after: inputs.before,
    })
}
