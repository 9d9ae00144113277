//! What goes into the sizing of a zone, as bare numbers.

use crate::plan::check_ground_factor;
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::Span;

/// The factor that turns drawn kilometres into kilometres on the ground.
///
/// A line drawn at 1 : 2 M cuts corners: the embedded line of contact measures
/// 740 km where 1,040 km were published. Area is not affected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    /// The factor in each case; 1 for a line that was drawn freely.
    pub factor: Span<f64>,
    /// What it rests on.
    pub basis: Span<Basis>,
    /// Published and measured kilometres, where the factor is their quotient.
    pub quotient: Option<(f64, f64)>,
}

impl Ground {
    /// Drawn kilometres are taken as they are.
    pub const AS_DRAWN: Self = Self { factor: Span::flat(1.0), basis: Span::flat(Basis::C), quotient: None };
}

impl Default for Ground {
    fn default() -> Self {
        Self::AS_DRAWN
    }
}

/// What the zones of a theatre share, as fractions in each case: reserve
/// companies (M3a) and reserve brigades (M4).
///
/// The first zone of a theatre has [`Shared::NONE`] before it; each next one
/// gets what [`Derivation::after`](super::derivation::Derivation::after) of the
/// zone before it says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Σ L/S of the zones before.
    pub companies: Span<f64>,
    /// Σ n·ρ of the zones before.
    pub reserve_brigades: Span<f64>,
}

impl Shared {
    /// Nothing is shared.
    pub const NONE: Self = Self { companies: Span::flat(0.0), reserve_brigades: Span::flat(0.0) };
}

/// What is measured or typed of a zone, after what lies in two zones was
/// counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Inputs {
    /// Kilometres along the drawn line or axis; `None` where the zone has none.
    pub line_km: Option<f64>,
    /// What a drawn kilometre is on the ground.
    pub ground: Ground,
    /// Kilometres on the ground that the force itself holds (M4), where typed;
    /// otherwise M4 takes the line on the ground.
    pub held_km: Option<f64>,
    /// Area, km².
    pub area_km2: f64,
    /// Residents.
    pub people: f64,
    /// Host police and soldiers who keep order in the zone.
    pub host_forces: f64,
    /// Number of sites.
    pub sites: f64,
    /// What the zones before this one in its theatre already have.
    pub before: Shared,
}

/// The most that any input may be. Longer than every border on Earth, larger
/// than its surface, more than its people: beyond it stands a slip, and sums
/// would leave the numbers that a computer can tell apart.
const MOST_KM: f64 = 1e6;
const MOST_KM2: f64 = 1e9;
const MOST_PEOPLE: f64 = 1e11;
const MOST_SITES: f64 = 1e6;

impl Inputs {
    /// Refuses what cannot be reckoned with.
    ///
    /// # Errors
    /// Names the input that is negative, no number, or beyond the Earth.
    pub fn checked(&self) -> Result<&Self, Refusal> {
        within("line", self.line_km.unwrap_or(0.0), MOST_KM, "km")?;
        within("line held", self.held_km.unwrap_or(0.0), MOST_KM, "km")?;
        within("area", self.area_km2, MOST_KM2, "km²")?;
        within("number of people", self.people, MOST_PEOPLE, "people")?;
        within("number of host forces", self.host_forces, MOST_PEOPLE, "people")?;
        within("number of sites", self.sites, MOST_SITES, "sites")?;
        check_ground_factor(self.ground.factor)?;
        for shared in [self.before.companies, self.before.reserve_brigades] {
            for fraction in [shared.low, shared.central, shared.high] {
                within("share of the reserve", fraction, 1e15, "units")?;
            }
        }
        Ok(self)
    }
}

/// Refuses a number that is negative, not finite or above its most.
pub(super) fn within(name: &str, value: f64, most: f64, unit: &str) -> Result<f64, Refusal> {
    if (0.0..=most).contains(&value) {
        return Ok(value);
    }
    let what = if value.is_nan() {
        format!("The {name} is not a number")
    } else {
        format!("The {name} cannot be {value} {unit}")
    };
    Err(Refusal::new(what, format!("It must lie between 0 and {most} {unit}.")))
}

/// Refuses cases of which the low one is not the lowest or the high one not the highest.
/// Sums of equal cases may differ in their last digit.
pub(super) fn ordered(name: &str, cases: Span<f64>) -> Result<Span<f64>, Refusal> {
    let least = |a: f64, b: f64| a <= b + 1e-9 * b.abs();
    if least(cases.low, cases.central) && least(cases.central, cases.high) {
        return Ok(cases);
    }
    let Span { low, central, high } = cases;
    let what = format!("The {name} cannot fall from low over central to high: {low}/{central}/{high}");
    Err(Refusal::new(what, "Type the lowest number first and the highest last."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_inputs_are_refused_by_name() {
        let refused = |inputs: Inputs| inputs.checked().err().map(|refusal| refusal.what).unwrap_or_default();
        assert!(refused(Inputs { line_km: Some(-1.0), ..Inputs::default() }).contains("line"));
        assert!(refused(Inputs { people: f64::NAN, ..Inputs::default() }).contains("people"));
        assert!(refused(Inputs { area_km2: 1e300, ..Inputs::default() }).contains("area"));
        assert!(refused(Inputs { held_km: Some(f64::INFINITY), ..Inputs::default() }).contains("held"));
        let ground = |factor| Inputs { ground: Ground { factor, ..Ground::AS_DRAWN }, ..Inputs::default() };
        assert!(refused(ground(Span::new(5.0, 2.0, 1.0))).contains("ground factor"));
        assert!(refused(ground(Span::new(50.0, 1.0, 1.0))).contains("ground factor"));
        assert!(refused(ground(Span::flat(0.0))).contains("ground factor"));
        assert!(ground(Span::new(1.0, 2.0, 10.0)).checked().is_ok());
        assert!(Inputs::default().checked().is_ok());
    }
}
