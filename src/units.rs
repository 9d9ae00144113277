//! Kilometres, square kilometres, people and the three kinds of troop count.
//!
//! A bare `f64` says nothing about what it counts. [`Deployed`], [`Pool`] and
//! [`Cumulative`] are distinct types, so that adding two of different kinds
//! does not compile:
//!
//! ```compile_fail
//! use cordon::units::{Deployed, Pool};
//! let wrong = Deployed(40_000.0) + Pool(100_000.0);
//! ```

use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};

use serde::{Deserialize, Serialize};

macro_rules! quantity {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                // An empty sum of f64 is −0, which nobody wants to read.
                Self(items.fold(0.0, |sum, item| sum + item.0))
            }
        }
    };
}

quantity!(
    /// A length in kilometres.
    Km
);
quantity!(
    /// An area in square kilometres.
    Km2
);
quantity!(
    /// Residents, as the population surface counts them (pre-war unless displaced).
    People
);
quantity!(
    /// Troops in Ukraine on a given day.
    Deployed
);
quantity!(
    /// Troops deployed plus those preparing and recovering: `deployed × k`.
    Pool
);
quantity!(
    /// Everyone who has served over a horizon: `deployed × ⌈months / tour⌉`.
    Cumulative
);

/// A value with its low and its high case. "Low" is the case with fewer troops,
/// so a *wider* spacing stands in the low place of a spacing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span<T> {
    /// The case with the fewest troops.
    pub low: T,
    /// The planning value.
    pub central: T,
    /// The case with the most troops.
    pub high: T,
}

impl<T> Span<T> {
    /// A span of three given values.
    pub const fn new(low: T, central: T, high: T) -> Self {
        Self { low, central, high }
    }

    /// Applies a function to each case.
    pub fn map<U>(self, mut function: impl FnMut(T) -> U) -> Span<U> {
        Span { low: function(self.low), central: function(self.central), high: function(self.high) }
    }

    /// Combines two spans case by case.
    pub fn with<U, V>(self, other: Span<U>, mut function: impl FnMut(T, U) -> V) -> Span<V> {
        Span {
            low: function(self.low, other.low),
            central: function(self.central, other.central),
            high: function(self.high, other.high),
        }
    }
}

impl<T: Copy> Span<T> {
    /// The same value in all three cases.
    pub const fn flat(value: T) -> Self {
        Self { low: value, central: value, high: value }
    }
}

impl<T: Add<Output = T>> Add for Span<T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }
}

impl<T: Add<Output = T> + Default> Sum for Span<T> {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::default(), |a, b| a + b)
    }
}

/// The thin space (U+2009) that groups thousands on screen and on paper.
pub const THIN_SPACE: char = '\u{2009}';

/// Writes a number with thin spaces between thousands and a fixed number of
/// decimals: `grouped(12_517.4, 1)` is "12 517.4". A minus sign is U+2212.
pub fn grouped(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        text.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// As [`grouped`], with one decimal only where the number is not whole.
pub fn brief(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    grouped(tenths, usize::from(tenths.fract() != 0.0))
}

/// Rounds to two significant figures, for headlines: 38 412 becomes 38 000.
pub fn two_figures(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let magnitude = value.abs().log10().floor() - 1.0;
    let unit = 10_f64.powi(magnitude.max(0.0) as i32);
    (value / unit).round() * unit
}

/// A number as people type it: with a unit behind it, spaces between thousands, a comma for
/// the point, or commas between thousands. "5 000 km²" is 5 000, "7,5" is 7.5, "5,000" is
/// 5 000. None where it is no number.
pub fn typed(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = plain.replace('\u{2212}', "-");
    let end = plain.find(|letter: char| !(letter.is_ascii_digit() || "+-.,".contains(letter)));
    let (number, unit) = plain.split_at(end.unwrap_or(plain.len()));
    // What stands behind is a unit: "12-30" or "5 km 200" is no number.
    if unit.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = number.split(',').collect();
    let thousands = match groups.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            let three = |group: &&str| group.split('.').next().is_some_and(|digits| digits.len() == 3);
            let begins = first.trim_start_matches(['+', '-']);
            rest.iter().all(three) && !begins.is_empty() && !begins.starts_with('0')
        }
        _ => false,
    };
    let number = if thousands { number.replace(',', "") } else { number.replace(',', ".") };
    number.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for (text, number) in [
            ("5000", 5_000.0),
            ("5 000 km²", 5_000.0),
            ("5\u{2009}000.5 km", 5_000.5),
            ("-12 km", -12.0),
            ("\u{2212}12", -12.0),
            ("7,5", 7.5),
            ("0,125", 0.125),
            ("5,000", 5_000.0),
            ("1,250,000", 1_250_000.0),
            ("1,250.5 km²", 1_250.5),
            ("45°", 45.0),
        ] {
            assert_eq!(typed(text), Some(number), "{text}");
        }
        for text in ["", "km", "12-30", "5 km 200", "1,2,3", "-", "1.2.3"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_are_grouped_with_thin_spaces() {
        assert_eq!(grouped(12_517.4, 1), "12\u{2009}517.4");
        assert_eq!(grouped(999.0, 0), "999");
        assert_eq!(grouped(-1_240.0, 0), "\u{2212}1\u{2009}240");
        assert_eq!(grouped(-0.01, 0), "0");
        assert_eq!(brief(328.0), "328");
        assert_eq!(brief(1_721.44), "1\u{2009}721.4");
    }

    #[test]
    fn headlines_have_two_figures() {
        assert_eq!(two_figures(38_412.0), 38_000.0);
        assert_eq!(two_figures(7.0), 7.0);
        assert_eq!(two_figures(0.0), 0.0);
        assert_eq!(two_figures(99_700.0), 100_000.0);
    }
}
