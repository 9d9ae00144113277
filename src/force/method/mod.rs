//! One file a method: the formula once, as a short pure function, and how its
//! terms are shown.

pub mod m1;
pub mod m2;
pub mod m3a;
pub mod m3b;
pub mod m4;
pub mod m4t;
pub mod m5;
pub mod m7;
pub mod m8;
pub mod site;

mod ground;

use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::problem::Refusal;

use super::derivation::Derivation;
use super::inputs::Inputs;
use super::values::{Overrides, Values};

/// Sizes a zone: how many people in Ukraine on a given day, low, central and
/// high, and how that came about.
///
/// The profile is the id of a figure that the method takes
/// (`m3b.light-un`, `m1.permissive`, `m4.organic`); M2 also takes the id of a
/// past mission (`UNTAES96`) and then scales it. `overrides` are the user's
/// values by figure id.
///
/// # Errors
/// Refuses an input or an override that cannot be reckoned with, a missing
/// mandate, a missing line, and the three methods that do not size a zone: an
/// analogy is a table ([`m5::analogies`]), air and sea are a total apart
/// ([`m7::layer`]), bases are a footprint ([`m8::footprint`]).
pub fn size(
    method: Method,
    profile: Option<&str>,
    inputs: &Inputs,
    doctrine: &Doctrine,
    overrides: &Overrides,
) -> Result<Derivation, Refusal> {
    let inputs = inputs.checked()?;
    let values = Values::new(doctrine, overrides);
    match method {
        Method::M1 => m1::derive(inputs, &values, profile),
        Method::M2 => m2::derive(inputs, &values, profile),
        Method::M3a => m3a::derive(inputs, &values),
        Method::M3b => m3b::derive(inputs, &values, profile),
        Method::M4 => m4::derive(inputs, &values, profile),
        Method::M4t => m4t::derive(inputs, &values, profile),
        Method::Site => site::derive(inputs, &values, profile),
        Method::M5 => Err(Refusal::new(
            "An analogy shows an order of magnitude and sizes no zone",
            "See the table of all denominators, or choose another method.",
        )),
        Method::M7 => Err(Refusal::new(
            "Air, sea and enablers are a total of their own and size no zone",
            "Set the aircraft in the assumptions, or choose another method.",
        )),
        Method::M8 => Err(Refusal::new(
            "Bases are a footprint on the ground and size no zone",
            "Choose another method.",
        )),
    }
}

/// The figures that a user can set for a method, those included that are not
/// applied unless set. The figure of the profile comes first.
pub fn parameters(method: Method, profile: Option<Parameter>) -> Vec<Parameter> {
    let own: &[Parameter] = match method {
        Method::M3a => &[
            Parameter::Spacing,
            Parameter::Technology,
            Parameter::Post,
            Parameter::Patrol,
            Parameter::ReserveSector,
            Parameter::ReserveCompany,
            Parameter::Support,
            Parameter::Headquarters,
        ],
        Method::M4 => &[Parameter::Frontage, Parameter::ReserveBrigades],
        Method::M2 if profile.is_none() => &[Parameter::SizeExponent],
        Method::M5 => &[Parameter::Ifor, Parameter::Kfor],
        Method::M7 => &[
            Parameter::PerAircraft,
            Parameter::Battery,
            Parameter::Naval,
            Parameter::Enablers,
            Parameter::EnablersIntelligence,
        ],
        Method::M8 => {
            &[Parameter::LandPerPerson, Parameter::CompanyBase, Parameter::BattalionCamp, Parameter::HubBase]
        }
        _ => &[],
    };
    profile.into_iter().chain(own.iter().copied()).collect()
}
