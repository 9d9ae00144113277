//! The fixed package: a guard for a power plant, a port, an airfield.
//!
//! `sites·package`, as [`super::m4t::packages`]. Units: people. Source: none,
//! `site.package` is judgement (300, 600, 1,000). Limits: a handful of sites.
//! Worked example: three power plants at 600 are 1,800.

use crate::atlas::doctrine::Method;
use crate::force::derivation::Derivation;
use crate::force::inputs::Inputs;
use crate::force::values::Values;
use crate::problem::Refusal;

use super::m4t;

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    m4t::per_site(Method::Site, inputs, values, profile)
}
