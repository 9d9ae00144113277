//! M2: force per area, linear or scaled from a past mission.

use crate::atlas::doctrine::{Method, Mission, Parameter, Use};
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::Inputs;
use crate::force::values::Values;
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

/// Troops at a density: `A·d`.
///
/// Units: `area_km2` (A), troops per km² `density` (d); people.
///
/// Source: densities in `parameters.csv`, `m2.*`, computed from missions.
/// Limits: a rough check of a compact buffer up to about 5,000 km²; observed
/// density falls with about A^−0.75, so on an oblast this is an artefact.
///
/// Worked example: the 400 km² of the Golan at 4.6 per km² make 1,840
/// (1,109 were there).
/// ```
/// assert_eq!(cordon::force::method::m2::at_density(400.0, 4.6).round(), 1_840.0);
/// ```
pub fn at_density(area_km2: f64, density: f64) -> f64 {
    area_km2 * density
}

/// Troops of a past mission, scaled by area with less than proportion:
/// `Nref·(A/Aref)^b`.
///
/// Units: people and km²; `exponent` (b) has none.
///
/// Source: `m2.exponent`, a log-log fit over 35 missions with R² = 0.26.
/// Limits: three quarters of the variance have other reasons.
///
/// Worked example: 5,100 on 2,600 km² (Eastern Slavonia 1996) become 10,200 on
/// sixteen times the area at b = 0.25.
/// ```
/// let scaled = cordon::force::method::m2::scaled(5_100.0, 2_600.0, 41_600.0, 0.25);
/// assert!((scaled - 10_200.0).abs() < 1e-6);
/// ```
pub fn scaled(reference: f64, reference_km2: f64, area_km2: f64, exponent: f64) -> f64 {
    if area_km2 <= 0.0 {
        return 0.0;
    }
    reference * (area_km2 / reference_km2).powf(exponent)
}

pub(super) fn derive(
    inputs: &Inputs,
    values: &Values<'_>,
    profile: Option<&str>,
) -> Result<Derivation, Refusal> {
    let mission = profile.and_then(|id| values.doctrine().mission(id));
    let (terms, profile) = if let Some(mission) = mission {
        (from_mission(inputs, values, mission)?, None)
    } else {
        let parameter = values.profile(Method::M2, profile)?;
        (from_density(inputs, values, parameter)?, Some(parameter))
    };
    let need = terms.last().map_or(Span::flat(0.0), |term| term.value).map(Deployed);
    Ok(Derivation { method: Method::M2, profile, terms, need, after: inputs.before })
}

fn from_density(inputs: &Inputs, values: &Values<'_>, parameter: Parameter) -> Result<Vec<Term>, Refusal> {
    let density = values.get(parameter)?;
    let needed = density.span.map(|density| at_density(inputs.area_km2, density));
    Ok(vec![
        Term::new(Key::Area, TermKind::Input, Span::flat(inputs.area_km2), Working::Measured),
        Term::new(Key::Density, TermKind::Input, density.span, Working::Plain).takes(density),
        Term::new(Key::Needed, TermKind::Total, needed, Working::Times(density.span, "per km²")),
    ])
}

fn from_mission(inputs: &Inputs, values: &Values<'_>, mission: &Mission) -> Result<Vec<Term>, Refusal> {
    let usable = !matches!(mission.used, Use::Exclude | Use::HoldoutFailure);
    let reference = mission.area_km2.filter(|_| usable).ok_or_else(|| {
        Refusal::new(
            format!("{} is no reference for an area", mission.name),
            "Choose a mission with a known area that calibrates.",
        )
    })?;
    let exponent = values.get(Parameter::SizeExponent)?;
    let strength = mission.strength;
    let by_exponent =
        exponent.span.map(|exponent| scaled(strength.value, reference.value, inputs.area_km2, exponent));
    // Below the reference area a larger exponent means fewer troops; low is always the fewest.
    let needed = Span::new(
        by_exponent.low.min(by_exponent.high),
        by_exponent.central,
        by_exponent.low.max(by_exponent.high),
    );
    let power = Working::Power(reference.value, inputs.area_km2, exponent.span);
    Ok(vec![
        Term::new(Key::Area, TermKind::Input, Span::flat(inputs.area_km2), Working::Measured),
        Term::new(Key::ReferenceStrength, TermKind::Input, Span::flat(strength.value), Working::Plain)
            .resting_on(Span::flat(strength.basis)),
        Term::new(Key::ReferenceArea, TermKind::Input, Span::flat(reference.value), Working::Plain)
            .resting_on(Span::flat(reference.basis)),
        Term::new(Key::Exponent, TermKind::Input, exponent.span, Working::Plain).takes(exponent),
        Term::new(Key::Needed, TermKind::Total, needed, power),
    ])
}
