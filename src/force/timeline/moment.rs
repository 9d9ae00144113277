//! People at one moment, in whole thousandths of a person.

/// Thousandths of a person in a person.
const UNIT: f64 = 1_000.0;

/// People in whole thousandths: sums of these are exact.
pub(super) fn thousandths(people: f64) -> i64 {
    (people * UNIT).round() as i64
}

/// Thousandths as people.
pub(super) fn from_thousandths(units: i64) -> f64 {
    units as f64 / UNIT
}

/// Who is where at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub wanted: i64,
    pub deployed: i64,
    pub preparing: i64,
    pub recovering: i64,
    pub served: i64,
}

impl Moment {
    /// Asked for and not there.
    pub const fn short(&self) -> i64 {
        self.wanted - self.deployed
    }

    /// Two nations together.
    #[must_use]
    pub const fn and(&self, other: &Self) -> Self {
        Self {
            wanted: self.wanted + other.wanted,
            deployed: self.deployed + other.deployed,
            preparing: self.preparing + other.preparing,
            recovering: self.recovering + other.recovering,
            served: self.served + other.served,
        }
    }
}
