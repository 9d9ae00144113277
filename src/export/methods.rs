//! The methods with their profiles and figures, as `calc --list` shows them.

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet};
use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::source::Basis;
use crate::units::Span;

/// Everything that the arithmetic takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Methods {
    /// What this document is: `cordon-methods/1`.
    pub format: &'static str,
    /// The methods, in the order of their numbers.
    pub methods: Vec<MethodOut>,
}

/// One method.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MethodOut {
    /// Its name on the command line.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The formula.
    pub formula: String,
    /// Where it holds.
    pub valid_for: String,
    /// Where it misleads.
    pub not_valid_for: String,
    /// Mandates and packages that it can take, by the id of their figure.
    pub profiles: Vec<&'static str>,
    /// Its figures.
    pub figures: Vec<FigureOut>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureOut {
    /// Its name on the command line.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// The three cases.
    pub value: Span<f64>,
    /// What each rests on.
    pub basis: Span<Basis>,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

impl Methods {
    /// The methods of a doctrine.
    pub fn of(doctrine: &Doctrine) -> Self {
        let methods = doctrine.methods.iter().map(|known| {
            let prefix = format!("{}.", known.id.to_lowercase());
            let figures = doctrine.figures().iter().filter(|figure| figure.id.starts_with(&prefix));
            let profiles = Method::named(&known.id).map(|method| {
                doctrine.profiles_of(method).map(|profile| Parameter::id(profile.parameter)).collect()
            });
            MethodOut {
                id: known.id.clone(),
                name: known.name.clone(),
                formula: known.formula.clone(),
                valid_for: known.valid_for.clone(),
                not_valid_for: known.not_valid_for.clone(),
                profiles: profiles.unwrap_or_default(),
                figures: figures
                    .map(|figure| FigureOut {
                        id: figure.id.clone(),
                        name: figure.name.clone(),
                        unit: figure.unit.clone(),
                        value: figure.value,
                        basis: figure.basis,
                        sources: figure.sources.clone(),
                    })
                    .collect(),
            }
        });
        Self { format: "cordon-methods/1", methods: methods.collect() }
    }
}

impl Leaves for Methods {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("method", "method"),
            ("figure", "figure"),
            ("name", "name"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("unit", "unit"),
            ("basis", "basis"),
            ("profile", "as profile"),
        ]);
        for method in &self.methods {
            sheet.above.push(format!("{:5} {}: {}", method.id, method.name, method.formula));
            for figure in &method.figures {
                let [low, central, high] = [figure.value.low, figure.value.central, figure.value.high]
                    .map(|value| Cell::Number(value, decimals(figure.value)));
                let basis =
                    [figure.basis.low, figure.basis.central, figure.basis.high].map(Basis::letter).join(" ");
                let profile = if method.profiles.contains(&figure.id.as_str()) { "yes" } else { "" };
                sheet.row([
                    Cell::text(&method.id),
                    Cell::text(&figure.id),
                    Cell::text(&figure.name),
                    low,
                    central,
                    high,
                    Cell::text(&figure.unit),
                    Cell::text(basis),
                    Cell::text(profile),
                ]);
            }
        }
        sheet.above.push(String::new());
        sheet.below = vec![
            String::new(),
            "Basis: F found in a public document, C computed, R recalled, J judgement.".to_owned(),
            "Low is the case with fewer troops, so spacing and frontage are widest there.".to_owned(),
        ];
        sheet
    }
}

/// The decimals that tell all three cases.
fn decimals(span: Span<f64>) -> usize {
    let needs = |value: f64, digits: usize| {
        let scale = 10_f64.powi(digits as i32);
        ((value * scale).round() / scale - value).abs() < 1e-9
    };
    (0..4)
        .find(|digits| [span.low, span.central, span.high].iter().all(|value| needs(*value, *digits)))
        .unwrap_or(4)
}
