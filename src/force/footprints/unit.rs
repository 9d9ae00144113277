//! Troops in the words of a soldier: "1 bde", "2 bn".

use std::fmt;

use crate::atlas::doctrine::Doctrine;
use crate::units::Deployed;

/// The size of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Echelon {
    /// About nine.
    Section,
    /// About thirty.
    Platoon,
    /// About one hundred and fifty.
    Company,
    /// About six hundred.
    Battalion,
    /// Some thousands.
    Brigade,
    /// Two brigades and more.
    Division,
    /// Two divisions and more.
    Corps,
}

impl Echelon {
    /// All, from the smallest.
    pub const ALL: [Self; 7] = [
        Self::Section,
        Self::Platoon,
        Self::Company,
        Self::Battalion,
        Self::Brigade,
        Self::Division,
        Self::Corps,
    ];

    /// The row of `data/doctrine/unit_sizes.csv` that says how large it is.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Platoon => "platoon",
            Self::Company => "company",
            Self::Battalion => "battalion",
            Self::Brigade => "brigade",
            Self::Division => "division",
            Self::Corps => "corps",
        }
    }

    /// The word after a number: "bde".
    pub const fn short(self) -> &'static str {
        match self {
            Self::Section => "sect",
            Self::Platoon => "pl",
            Self::Company => "coy",
            Self::Battalion => "bn",
            Self::Brigade => "bde",
            Self::Division => "div",
            Self::Corps => "corps",
        }
    }

    /// The word in full.
    pub const fn title(self) -> &'static str {
        self.id()
    }
}

/// So many units of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Their size.
    pub echelon: Echelon,
    /// How many; none where there are no troops.
    pub count: u32,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.echelon.short())
    }
}

/// Troops as units: the largest that they make at least one of, by its low size,
/// and as many as come nearest by its central size.
///
/// Units: people. Source: `data/doctrine/unit_sizes.csv`. Limits: a wording, not an
/// organisation; 4,200 may be a brigade or seven battalions that never trained together.
///
/// Worked example: 4,200 are 1 brigade (3,000 / 4,500 / 5,500), 1,300 are 2 battalions.
pub fn unit_of(troops: Deployed, doctrine: &Doctrine) -> Unit {
    let size = |echelon: Echelon| {
        doctrine.unit_sizes.iter().find(|figure| figure.id == echelon.id()).map(|figure| figure.value)
    };
    let fits = |echelon: &Echelon| size(*echelon).is_some_and(|size| size.low > 0.0 && troops.0 >= size.low);
    let echelon = Echelon::ALL.into_iter().rev().find(fits).unwrap_or(Echelon::Section);
    let central = size(echelon).map_or(1.0, |size| size.central);
    let count = if troops.0 > 0.0 { (troops.0 / central).round().max(1.0) } else { 0.0 };
    Unit { echelon, count: count as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn troops_are_said_in_units() {
        let doctrine = Doctrine::embedded().unwrap();
        for (troops, said) in [
            (0.0, "0 sect"),
            (5.0, "1 sect"),
            (32.0, "1 pl"),
            (180.0, "1 coy"),
            (400.0, "3 coy"),
            (600.0, "1 bn"),
            (1_300.0, "2 bn"),
            (4_200.0, "1 bde"),
            (9_900.0, "2 bde"),
            (12_000.0, "1 div"),
            (60_000.0, "1 corps"),
        ] {
            assert_eq!(unit_of(Deployed(troops), &doctrine).to_string(), said, "{troops}");
        }
    }
}
