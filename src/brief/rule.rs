//! How a figure follows from others, as something that can be said in words,
//! reckoned again and written into a cell.

use crate::force::counting::whole_up;
use crate::units::{Span, brief, grouped};

/// A sum over figures, case by case.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A figure by its id.
    Of(String),
    /// The central case of a figure, in every case.
    Central(String),
    /// A number that belongs to the formula.
    Number(f64),
    /// All of them together.
    Sum(Vec<Rule>),
    /// The first less the second.
    Less(Box<Rule>, Box<Rule>),
    /// One times the other.
    Product(Vec<Rule>),
    /// The first over the second.
    Over(Box<Rule>, Box<Rule>),
    /// The least whole number that covers it: ⌈x⌉, as [`whole_up`] counts.
    WholeUp(Box<Rule>),
    /// Never below nothing.
    NotBelowZero(Box<Rule>),
    /// The smaller of them.
    Least(Vec<Rule>),
}

impl Rule {
    /// A figure by its id.
    pub fn of(id: impl Into<String>) -> Self {
        Self::Of(id.into())
    }

    /// The sum of some figures.
    pub fn sum_of(ids: impl IntoIterator<Item = String>) -> Self {
        Self::Sum(ids.into_iter().map(Self::Of).collect())
    }

    /// This less another.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self::Less(Box::new(self), Box::new(other))
    }

    /// This times another.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::Product(vec![self, other])
    }

    /// This over another.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self::Over(Box::new(self), Box::new(other))
    }

    /// The whole number that covers it.
    #[must_use]
    pub fn whole_up(self) -> Self {
        Self::WholeUp(Box::new(self))
    }

    /// This, but not below nothing.
    #[must_use]
    pub fn not_below_zero(self) -> Self {
        Self::NotBelowZero(Box::new(self))
    }

    /// The ids that it names, each once, in their order.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        self.collect(&mut ids);
        ids
    }

    fn collect<'a>(&'a self, ids: &mut Vec<&'a str>) {
        match self {
            Self::Of(id) | Self::Central(id) => {
                if !ids.contains(&id.as_str()) {
                    ids.push(id);
                }
            }
            Self::Number(_) => {}
            Self::Sum(parts) | Self::Product(parts) | Self::Least(parts) => {
                parts.iter().for_each(|part| part.collect(ids));
            }
            Self::Less(one, other) | Self::Over(one, other) => {
                one.collect(ids);
                other.collect(ids);
            }
            Self::WholeUp(part) | Self::NotBelowZero(part) => part.collect(ids),
        }
    }

    /// Reckons it; none where a figure is not known or nothing finite comes out.
    pub fn value(&self, of: &dyn Fn(&str) -> Option<Span<f64>>) -> Option<Span<f64>> {
        let value = self.reckoned(of)?;
        [value.low, value.central, value.high].into_iter().all(f64::is_finite).then_some(value)
    }

    fn reckoned(&self, of: &dyn Fn(&str) -> Option<Span<f64>>) -> Option<Span<f64>> {
        let fold = |parts: &[Self], start: f64, join: fn(f64, f64) -> f64| {
            parts
                .iter()
                .try_fold(Span::flat(start), |all, part| part.reckoned(of).map(|part| all.with(part, join)))
        };
        match self {
            Self::Of(id) => of(id),
            Self::Central(id) => of(id).map(|value| Span::flat(value.central)),
            Self::Number(number) => Some(Span::flat(*number)),
            Self::Sum(parts) => fold(parts, 0.0, |a, b| a + b),
            Self::Product(parts) => fold(parts, 1.0, |a, b| a * b),
            Self::Least(parts) => fold(parts, f64::INFINITY, f64::min),
            Self::Less(one, other) => Some(one.reckoned(of)?.with(other.reckoned(of)?, |a, b| a - b)),
            Self::Over(one, other) => Some(one.reckoned(of)?.with(other.reckoned(of)?, |a, b| a / b)),
            Self::WholeUp(part) => Some(part.reckoned(of)?.map(whole_up)),
            Self::NotBelowZero(part) => Some(part.reckoned(of)?.map(|value| value.max(0.0))),
        }
    }

    /// The same in words and symbols: "⌈Line on ground ÷ post spacing⌉".
    pub fn words(&self, name: &dyn Fn(&str) -> String) -> String {
        match self {
            Self::Of(id) => name(id),
            Self::Central(id) => format!("{} (central)", name(id)),
            Self::Number(number) => exact(*number),
            Self::Sum(parts) if parts.is_empty() => "0".to_owned(),
            // A long sum is said by its ends: fourteen names are no formula any more.
            Self::Sum(parts) if parts.len() > LONGEST_SUM => {
                let said = |part: Option<&Self>| part.map_or(String::new(), |part| part.words(name));
                format!("Σ of {}: {} + … + {}", parts.len(), said(parts.first()), said(parts.last()))
            }
            Self::Sum(parts) => join(parts, " + ", |part| part.words(name)),
            Self::Product(parts) => join(parts, " × ", |part| part.bracketed(name)),
            Self::Least(parts) => format!("min({})", join(parts, "; ", |part| part.words(name))),
            Self::Less(one, other) => format!("{} − {}", one.words(name), other.bracketed(name)),
            Self::Over(one, other) => format!("{} ÷ {}", one.bracketed(name), other.bracketed(name)),
            Self::WholeUp(part) => format!("⌈{}⌉", part.words(name)),
            Self::NotBelowZero(part) => format!("max(0; {})", part.words(name)),
        }
    }

    fn bracketed(&self, name: &dyn Fn(&str) -> String) -> String {
        let words = self.words(name);
        match self {
            Self::Sum(parts) if parts.len() > 1 => format!("({words})"),
            Self::Less(..) | Self::Over(..) => format!("({words})"),
            Self::Product(parts) if parts.len() > 1 => format!("({words})"),
            _ => words,
        }
    }
}

/// Longer sums are said by their first and last part.
const LONGEST_SUM: usize = 6;

fn join(parts: &[Rule], between: &str, words: impl Fn(&Rule) -> String) -> String {
    parts.iter().map(words).collect::<Vec<_>>().join(between)
}

/// A number of the formula: as short as it is exact.
fn exact(number: f64) -> String {
    if (brief(number).replace('\u{2009}', "")).parse() == Ok(number) {
        brief(number)
    } else if number.fract() == 0.0 {
        grouped(number, 0)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(id: &str) -> Option<Span<f64>> {
        match id {
            "line" => Some(Span::flat(1_100.0)),
            "spacing" => Some(Span::new(6.0, 3.5, 1.5)),
            _ => None,
        }
    }

    #[test]
    fn a_rule_is_reckoned_case_by_case() {
        let posts = Rule::of("line").over(Rule::of("spacing")).whole_up();
        assert_eq!(posts.value(&figures), Some(Span::new(184.0, 315.0, 734.0)));
        let central = Rule::Number(2.0).times(Rule::Central("spacing".to_owned()));
        assert_eq!(central.value(&figures), Some(Span::flat(7.0)));
        assert_eq!(Rule::of("nothing").value(&figures), None);
        assert_eq!(Rule::Number(1.0).over(Rule::Number(0.0)).value(&figures), None);
        assert_eq!(posts.ids(), ["line", "spacing"]);
    }

    #[test]
    fn a_rule_is_said_in_words_and_symbols() {
        let name = |id: &str| id.to_owned();
        let less = Rule::of("need").less(Rule::sum_of(["a".to_owned(), "b".to_owned()]));
        assert_eq!(less.clone().not_below_zero().words(&name), "max(0; need − (a + b))");
        assert_eq!(Rule::Number(0.5).times(less).words(&name), "0.5 × (need − (a + b))");
        let long = Rule::sum_of((1..=9).map(|number| format!("z{number}")));
        assert_eq!(long.words(&name), "Σ of 9: z1 + … + z9");
        assert_eq!(Rule::of("line").over(Rule::of("spacing")).whole_up().words(&name), "⌈line ÷ spacing⌉");
    }
}
