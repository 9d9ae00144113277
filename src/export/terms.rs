//! A derivation on its way out: term by term, with basis and sources.

use serde::Serialize;

use super::sheet::{Cell, Sheet};
use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::force::{Case, Derivation, Term, TermKind};
use crate::source::Basis;
use crate::units::Span;

/// One term in JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermOut {
    /// The name in JSON: `posts`.
    pub key: &'static str,
    /// The name for people: "Posts".
    pub name: &'static str,
    /// input, step, subtotal or total.
    pub kind: &'static str,
    /// The value in each case.
    pub value: Span<f64>,
    /// Its unit.
    pub unit: &'static str,
    /// How it follows, in words, in each case.
    pub working: Span<String>,
    /// The figures that it takes, by id.
    pub figures: Vec<&'static str>,
    /// Whether the user has set one of them.
    pub overridden: bool,
    /// What it rests on: F found, C computed, R recalled, J judgement, User.
    pub basis: Span<Basis>,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

impl TermOut {
    /// A term with the sources of its figures.
    pub fn of(term: &Term, doctrine: &Doctrine) -> Self {
        let [low, central, high] = Case::ALL.map(|case| term.working(case));
        Self {
            key: term.key.key(),
            name: term.name(),
            kind: kind(term.kind),
            value: term.value,
            unit: term.unit(),
            working: Span { low, central, high },
            figures: term.figures.into_iter().flatten().map(Parameter::id).collect(),
            overridden: term.overridden,
            basis: term.basis,
            sources: term.sources(doctrine).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The name of a kind of term in JSON.
pub(super) const fn kind(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Input => "input",
        TermKind::Step => "step",
        TermKind::Subtotal => "subtotal",
        TermKind::Total => "total",
    }
}

/// The terms of a derivation.
pub fn terms_of(derivation: &Derivation, doctrine: &Doctrine) -> Vec<TermOut> {
    derivation.terms.iter().map(|term| TermOut::of(term, doctrine)).collect()
}

/// The rows of some terms.
pub fn sheet_of(terms: &[TermOut]) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("term", ""),
        ("name", "term"),
        ("low", "low"),
        ("central", "central"),
        ("high", "high"),
        ("unit", "unit"),
        ("working", "central case"),
        ("basis_low", ""),
        ("basis_central", "basis"),
        ("basis_high", ""),
        ("figures", "figures"),
        ("overridden", ""),
        ("sources", "sources"),
    ]);
    for term in terms {
        let [low, central, high] = Cell::span(term.value);
        let figures = if term.overridden {
            format!("{} (set)", term.figures.join(" "))
        } else {
            term.figures.join(" ")
        };
        // "persons" stands in the unit already.
        let working = if term.working.central == term.unit { "" } else { &term.working.central };
        let cells = [
            Cell::text(term.key),
            Cell::text(term.name),
            low,
            central,
            high,
            Cell::text(term.unit),
            Cell::text(working),
            Cell::text(term.basis.low.letter()),
            Cell::text(term.basis.central.letter()),
            Cell::text(term.basis.high.letter()),
            Cell::text(figures),
            Cell::text(if term.overridden { "yes" } else { "no" }),
            Cell::text(term.sources.join(" ")),
        ];
        match term.kind {
            "total" => sheet.total(cells),
            _ => sheet.row(cells),
        }
    }
    sheet
}

/// A source that a result rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceOut {
    /// Its id, as in the terms.
    pub id: String,
    /// Its title, or how the figure came about.
    pub title: String,
    /// Author or publisher.
    pub publisher: String,
    /// The year.
    pub year: String,
    /// Where it was found.
    pub url: Option<String>,
}

/// The sources that some terms name, each once, in the order of the terms.
pub fn sources_of<'a>(terms: impl IntoIterator<Item = &'a TermOut>, doctrine: &Doctrine) -> Vec<SourceOut> {
    sources_named(terms.into_iter().flat_map(|term| &term.sources), doctrine)
}

/// The sources of these ids, each once, in the order of the ids.
pub fn sources_named<'a>(ids: impl IntoIterator<Item = &'a String>, doctrine: &Doctrine) -> Vec<SourceOut> {
    let mut sources: Vec<SourceOut> = Vec::new();
    for id in ids {
        let Some(source) = doctrine.source(id) else { continue };
        if sources.iter().all(|known| known.id != *id) {
            sources.push(SourceOut {
                id: source.id.clone(),
                title: source.title.clone(),
                publisher: source.publisher.clone(),
                year: source.year.clone(),
                url: source.url.clone(),
            });
        }
    }
    sources
}
