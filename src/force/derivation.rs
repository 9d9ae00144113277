//! How a need came about, term by term, as the inspector shows it.
//!
//! A term holds numbers and names, no text: zones are sized in every frame of a
//! drag, and only the terms on screen are ever put into words.

use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::source::Basis;
use crate::units::{Deployed, Span, brief, grouped};

use super::inputs::Shared;
use super::values::Value;

/// One of the three cases of every figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// The fewest troops.
    Low,
    /// The planning case.
    #[default]
    Central,
    /// The most troops.
    High,
}

impl Case {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Low, Self::Central, Self::High];

    /// The value of this case.
    pub fn of<T: Copy>(self, span: Span<T>) -> T {
        match self {
            Self::Low => span.low,
            Self::Central => span.central,
            Self::High => span.high,
        }
    }

    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Central => "central",
            Self::High => "high",
        }
    }
}

/// What a term is in the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// Measured, typed or taken from the doctrine.
    Input,
    /// One step of the formula.
    Step,
    /// The sum of the steps above it.
    Subtotal,
    /// The result.
    Total,
}

macro_rules! keys {
    ($($name:ident = $key:literal, $title:literal, $unit:literal;)*) => {
        /// Which term it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Key {
            $(#[doc = $title] $name,)*
        }

        impl Key {
            /// The name in JSON.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The name for people.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// The unit of its value.
            pub const fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit,)* }
            }
        }
    };
}

keys! {
    LineDrawn = "line-drawn", "Line drawn", "km";
    GroundFactor = "ground-factor", "Ground factor", "×";
    LineOnGround = "line-on-ground", "Line on ground", "km";
    LineHeld = "line-held", "Line held", "km";
    Posts = "posts", "Posts", "posts";
    MannedPosts = "manned-posts", "Manned posts", "posts";
    Shifts = "shifts", "Shifts", "persons";
    Patrols = "patrols", "Patrols", "persons";
    Reserve = "reserve", "Reserve (QRF)", "persons";
    OnTheLine = "on-the-line", "On the line", "persons";
    Support = "support", "Support", "persons";
    Headquarters = "headquarters", "Headquarters", "persons";
    PeoplePerKm = "people-per-km", "Troops per km", "persons/km";
    Residents = "residents", "Residents", "people";
    Rate = "rate", "Troops per 1,000", "per 1000";
    AllForces = "all-forces", "All forces", "persons";
    HostForces = "host-forces", "Host forces", "persons";
    Area = "area", "Area", "km²";
    Density = "density", "Troops per km²", "per km²";
    ReferenceStrength = "reference-strength", "Reference strength", "persons";
    ReferenceArea = "reference-area", "Reference area", "km²";
    Exponent = "exponent", "Exponent", "";
    ForwardBrigades = "forward-brigades", "Forward brigades", "brigades";
    ReserveBrigades = "reserve-brigades", "Reserve brigades", "brigades";
    Brigades = "brigades", "Brigades", "brigades";
    PerBrigade = "per-brigade", "Per brigade", "persons";
    Sites = "sites", "Sites", "sites";
    PerSite = "per-site", "Per site", "persons";
    BeforeRules = "before-rules", "Before the rules", "persons";
    RulesOfEngagement = "rules-of-engagement", "Rules of engagement", "×";
    Needed = "needed", "Needed", "persons";
    Aircraft = "aircraft", "Aircraft", "persons";
    Batteries = "batteries", "Air-defence batteries", "persons";
    NavalGroups = "naval-groups", "Naval groups", "persons";
    LandForce = "land-force", "Land force served", "persons";
    Enablers = "enablers", "Enablers", "persons";
    AirAndSea = "air-sea-enablers", "Air, sea and enablers", "persons";
}

/// How a term follows from those above it, as numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Working {
    /// Nothing to say but the unit.
    Plain,
    /// Measured on the map.
    Measured,
    /// Typed by the user.
    Typed,
    /// Published ÷ measured.
    Quotient(f64, f64),
    /// "one per 3.5 km".
    OnePer(Span<f64>, &'static str),
    /// "× 10 per post"; the text may be empty.
    Times(Span<f64>, &'static str),
    /// "20 coy × 120".
    Units(Span<f64>, &'static str, Span<f64>),
    /// "5 000 × (15 500 ÷ 2 600)^0.25": reference, own and exponent.
    Power(f64, f64, Span<f64>),
    /// Taken away.
    Minus,
}

/// One line of a derivation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Which term it is.
    pub key: Key,
    /// Its value in each case, in [`Term::unit`].
    pub value: Span<f64>,
    /// What it is in the sum.
    pub kind: TermKind,
    /// How it follows.
    pub how: Working,
    /// The figures it takes; each can be set by the user.
    pub figures: [Option<Parameter>; 2],
    /// Whether the user has set one of them.
    pub overridden: bool,
    /// What it rests on; of several figures the weakest.
    pub basis: Span<Basis>,
}

impl Term {
    /// A number that was measured, typed or computed: it rests on no figure.
    pub(super) const fn new(key: Key, kind: TermKind, value: Span<f64>, how: Working) -> Self {
        Self { key, value, kind, how, figures: [None, None], overridden: false, basis: Span::flat(Basis::C) }
    }

    /// Names a figure that it takes.
    pub(super) fn takes(mut self, value: Value) -> Self {
        let first = self.figures[0].is_none();
        self.figures[usize::from(!first)] = Some(value.parameter);
        self.basis = if first { value.basis } else { self.basis.with(value.basis, weaker) };
        self.overridden |= value.overridden;
        self
    }

    /// Says what it rests on.
    pub(super) const fn resting_on(mut self, basis: Span<Basis>) -> Self {
        self.basis = basis;
        self
    }

    /// The name for people: "Posts".
    pub const fn name(&self) -> &'static str {
        self.key.name()
    }

    /// The unit of its value.
    pub const fn unit(&self) -> &'static str {
        self.key.unit()
    }

    /// The first figure it takes: the one to edit in place.
    pub const fn figure(&self) -> Option<Parameter> {
        self.figures[0]
    }

    /// How it follows, in words, in one case: "one per 3.5 km".
    pub fn working(&self, case: Case) -> String {
        match self.how {
            Working::Plain => self.unit().to_owned(),
            Working::Measured => format!("{}, measured on the map", self.unit()),
            Working::Typed => format!("{}, typed", self.unit()),
            Working::Quotient(published, measured) => {
                format!("{} ÷ {}", brief(published), brief(measured))
            }
            Working::OnePer(size, unit) => format!("one per {} {unit}", exact(case.of(size))),
            Working::Times(factor, "") => format!("× {}", exact(case.of(factor))),
            Working::Times(factor, text) => format!("× {} {text}", exact(case.of(factor))),
            Working::Units(count, unit, size) => {
                let count = case.of(count);
                let unit = match unit {
                    "batteries" if count == 1.0 => "battery",
                    "groups" if count == 1.0 => "group",
                    _ => unit,
                };
                format!("{} {unit} × {}", exact(count), exact(case.of(size)))
            }
            Working::Power(reference, own, exponent) => {
                format!("× ({} ÷ {})^{}", brief(own), brief(reference), exact(case.of(exponent)))
            }
            Working::Minus => "taken away".to_owned(),
        }
    }

    /// Where its figures were read: ids of `sources.csv`, each once.
    pub fn sources<'a>(&self, doctrine: &'a Doctrine) -> Vec<&'a str> {
        let mut ids = Vec::new();
        for parameter in self.figures.into_iter().flatten() {
            for id in &doctrine.at(parameter).sources {
                if !ids.contains(&id.as_str()) {
                    ids.push(id.as_str());
                }
            }
        }
        ids
    }
}

/// The basis that bears less. What a user types is the user's, whatever stands beside it.
fn weaker(one: Basis, other: Basis) -> Basis {
    one.max(other)
}

/// A parameter as it was typed: up to four decimals, no trailing zeros.
fn exact(value: f64) -> String {
    let whole_at = |unit: f64| (value * unit - (value * unit).round()).abs() <= 1e-6;
    let decimals = [1.0, 10.0, 100.0, 1_000.0].into_iter().position(whole_at).unwrap_or(4);
    grouped(value, decimals)
}

/// The need of a zone and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// The method.
    pub method: Method,
    /// The mandate or package, where the method has several.
    pub profile: Option<Parameter>,
    /// Term by term, in the order of the sum; the last is the total.
    pub terms: Vec<Term>,
    /// Troops in Ukraine on a given day.
    pub need: Span<Deployed>,
    /// What this zone and those before it in its theatre share.
    pub after: Shared,
}

impl Derivation {
    /// The term of a key, where the method has it.
    pub fn term(&self, key: Key) -> Option<&Term> {
        self.terms.iter().find(|term| term.key == key)
    }

    /// Whether the user has set one of its figures.
    pub fn overridden(&self) -> bool {
        self.terms.iter().any(|term| term.overridden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_as_typed() {
        assert_eq!(exact(3.5), "3.5");
        assert_eq!(exact(10.0), "10");
        assert_eq!(exact(0.04), "0.04");
        assert_eq!(exact(8_000.0), "8\u{2009}000");
        assert_eq!(exact(1.0 / 3.0), "0.3333");
    }

    #[test]
    fn the_weaker_basis_shows() {
        assert_eq!(weaker(Basis::F, Basis::J), Basis::J);
        assert_eq!(weaker(Basis::User, Basis::J), Basis::User);
    }
}
