//! The value of a figure in one zone: the user's, or else the doctrine's.

use std::collections::BTreeMap;

use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::Span;

/// What the user has set for a zone, by figure id: `m3a.spacing`.
pub type Overrides = BTreeMap<String, Span<f64>>;

/// A figure as a zone takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// Which figure.
    pub parameter: Parameter,
    /// Its three cases.
    pub span: Span<f64>,
    /// What each case rests on.
    pub basis: Span<Basis>,
    /// Whether the user has set it.
    pub overridden: bool,
}

/// The doctrine under what the user has set.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    doctrine: &'a Doctrine,
    overrides: &'a Overrides,
}

impl<'a> Values<'a> {
    /// The figures of one zone.
    pub const fn new(doctrine: &'a Doctrine, overrides: &'a Overrides) -> Self {
        Self { doctrine, overrides }
    }

    /// The doctrine underneath.
    pub const fn doctrine(&self) -> &'a Doctrine {
        self.doctrine
    }

    /// The value of a figure.
    ///
    /// # Errors
    /// Refuses a user's value that [`check_override`] refuses.
    pub fn get(&self, parameter: Parameter) -> Result<Value, Refusal> {
        if let Some(value) = self.set(parameter)? {
            return Ok(value);
        }
        let figure = self.doctrine.at(parameter);
        Ok(Value { parameter, span: figure.value, basis: figure.basis, overridden: false })
    }

    /// The value of a figure only where the user has set it.
    ///
    /// # Errors
    /// As [`Values::get`].
    pub fn set(&self, parameter: Parameter) -> Result<Option<Value>, Refusal> {
        let Some(&span) = self.overrides.get(parameter.id()) else {
            return Ok(None);
        };
        check_override(self.doctrine, parameter, span)?;
        Ok(Some(Value { parameter, span, basis: Span::flat(Basis::User), overridden: true }))
    }

    /// The figure that a profile stands for.
    ///
    /// A mandate must be chosen (trap 3): M1, M2 and M3b have no figure of
    /// their own. A brigade is a slice, a tripwire a battlegroup and a site a
    /// package unless said otherwise: the first profile of the method.
    ///
    /// # Errors
    /// Refuses a profile that is missing or that the method does not take.
    pub fn profile(&self, method: Method, profile: Option<&str>) -> Result<Parameter, Refusal> {
        let mut known = self.doctrine.profiles_of(method);
        let found = match profile {
            Some(id) => known.find(|known| known.parameter.id() == id),
            None if matches!(method, Method::M4 | Method::M4t | Method::Site) => known.next(),
            None => None,
        };
        found.map(|profile| profile.parameter).ok_or_else(|| {
            let ids: Vec<&str> =
                self.doctrine.profiles_of(method).map(|known| known.parameter.id()).collect();
            let what = match profile {
                Some(id) => format!("{} has no profile “{id}”", method.id()),
                None => format!("{} needs a mandate", method.id()),
            };
            Refusal::new(what, format!("Choose one of {}.", ids.join(", ")))
        })
    }
}

/// Whether a user may set a figure to these values.
///
/// # Errors
/// Names the figure and the range it may take, or the order of its cases: the
/// low case is the one with fewer troops.
pub fn check_override(doctrine: &Doctrine, parameter: Parameter, span: Span<f64>) -> Result<(), Refusal> {
    let (least, most) = parameter.allowed();
    let figure = doctrine.at(parameter);
    for value in [span.low, span.central, span.high] {
        if !(least..=most).contains(&value) {
            let what = format!("{} ({}) cannot be {value}", figure.name, figure.id);
            return Err(Refusal::new(
                what,
                format!("It must lie between {least} and {most} {}.", figure.unit),
            ));
        }
    }
    let (fewest, largest) = if parameter.descends() { (span.high, span.low) } else { (span.low, span.high) };
    if !(fewest..=largest).contains(&span.central) {
        let order = if parameter.descends() { "falls" } else { "rises" };
        let what = format!(
            "{} ({}) must not ask for more troops in the low case than in the high one",
            figure.name, figure.id
        );
        return Err(Refusal::new(what, format!("From low over central to high it {order}.")));
    }
    Ok(())
}
