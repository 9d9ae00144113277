//! M4t: a tripwire or a hub, one package a site.

use crate::atlas::doctrine::Method;
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::Inputs;
use crate::force::values::Values;
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

/// The same package at every site: `sites·G`.
///
/// Units: `sites` a count, `package` (G) people; people.
///
/// Source: `m4t.battlegroup`, eight battlegroups of June 2022. Limits: presence
/// that ties the fate of nations together; no claim of denial or defence.
///
/// Worked example: 20 sites of 1,200 are 24,000; with a fifth more for
/// enablers 28,800, the order of a plan of February 2025.
/// ```
/// assert_eq!(cordon::force::method::m4t::packages(20.0, 1_200.0), 24_000.0);
/// ```
pub fn packages(sites: f64, package: f64) -> f64 {
    sites * package
}

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    per_site(Method::M4t, inputs, values, profile)
}

/// The derivation of both methods that count sites.
pub(super) fn per_site(
    method: Method,
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    let parameter = values.profile(method, profile)?;
    let package = values.get(parameter)?;
    let needed = package.span.map(|package| packages(inputs.sites, package));
    let terms = vec![
        Term::new(Key::Sites, TermKind::Input, Span::flat(inputs.sites), Working::Typed),
        Term::new(Key::PerSite, TermKind::Input, package.span, Working::Plain).takes(package),
        Term::new(Key::Needed, TermKind::Total, needed, Working::Times(package.span, "per site")),
    ];
    Ok(Derivation {
        method,
        profile: Some(parameter),
        terms,
        need: needed.map(Deployed),
        after: inputs.before,
    })
}
