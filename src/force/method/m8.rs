//! M8: the ground that a force covers, in hectares and bases.

use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::force::counting::whole_up;
use crate::force::inputs::{ordered, within};
use crate::force::values::{Overrides, Values};
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

/// Land for a force: `N·m²/10⁴`, hectares.
///
/// Units: `people` (N), `per_person` m². Source: `m8.per-person`; 552 m² at
/// Camp Bondsteel. Limits: the ground of the bases only, no ranges or airstrips.
///
/// Worked example: 7,000 at 552 m² cover 386 ha (955 acres).
/// ```
/// assert_eq!(cordon::force::method::m8::hectares(7_000.0, 552.0).round(), 386.0);
/// ```
pub fn hectares(people: f64, per_person: f64) -> f64 {
    people * per_person / 10_000.0
}

/// Bases for a force: `⌈N/size⌉`.
///
/// Units: `people` (N), `size` people in a base. Source: `m8.company-base` and
/// its fellows. Limits: every base is filled before the next is built.
///
/// Worked example: 12,517 in battalion camps of 850 need 15.
/// ```
/// assert_eq!(cordon::force::method::m8::bases(12_517.0, 850.0), 15.0);
/// ```
pub fn bases(people: f64, size: f64) -> f64 {
    whole_up(people / size)
}

/// Hectares, and the number of bases if all were of one size. Never added: each
/// number houses the whole force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Footprint {
    /// Land, ha.
    pub hectares: Span<f64>,
    /// If all were company bases.
    pub company_bases: Span<f64>,
    /// If all were battalion camps.
    pub battalion_camps: Span<f64>,
    /// If all were hubs or brigade bases.
    pub hubs: Span<f64>,
}

/// The footprint of a force. Few troops in large bases make the low case, many
/// in small ones the high case.
///
/// # Errors
/// Refuses troops or an override that cannot be reckoned with.
pub fn footprint(
    troops: Span<Deployed>,
    doctrine: &Doctrine,
    overrides: &Overrides,
) -> Result<Footprint, Refusal> {
    for troops in [troops.low.0, troops.central.0, troops.high.0] {
        within("number of troops", troops, 1e12, "people")?;
    }
    ordered("number of troops", troops.map(|people| people.0))?;
    let values = Values::new(doctrine, overrides);
    let land = values.get(Parameter::LandPerPerson)?.span;
    let of_size = |parameter| {
        let size = values.get(parameter)?.span;
        let turned = Span::new(size.high, size.central, size.low);
        Ok::<_, Refusal>(troops.with(turned, |troops, size| bases(troops.0, size)))
    };
    Ok(Footprint {
        hectares: troops.with(land, |troops, land| hectares(troops.0, land)),
        company_bases: of_size(Parameter::CompanyBase)?,
        battalion_camps: of_size(Parameter::BattalionCamp)?,
        hubs: of_size(Parameter::HubBase)?,
    })
}
