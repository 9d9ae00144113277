//! The doctrine as it stands in the tables.

use super::*;
use crate::units::Span;

fn embedded() -> Doctrine {
    Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
}

/// Low is the case with the fewest troops.
#[test]
fn figures_stand_in_the_order_of_troops() {
    for figure in embedded().figures() {
        let Span { low, central, high } = figure.value;
        let descends = Parameter::named(&figure.id).is_some_and(Parameter::descends);
        let ordered =
            if descends { low > central && central > high } else { low <= central && central <= high };
        assert!(ordered, "{}", figure.id);
    }
}

/// A recalled or judged value is marked as such where it stands and cites R or J.
#[test]
fn what_has_no_document_is_shown_as_such() {
    let doctrine = embedded();
    let lengths = doctrine.lines.iter().map(|length| &length.figure);
    for figure in doctrine.figures().iter().chain(lengths).chain(&doctrine.unit_sizes) {
        let Span { low, central, high } = figure.basis;
        for basis in [low, central, high] {
            let cites = |id: &str| figure.sources.iter().any(|source| source == id);
            let documents = figure.sources.iter().any(|source| source.starts_with('S'));
            let honest = match basis {
                Basis::F => documents,
                Basis::R | Basis::J | Basis::C => cites(basis.letter()),
                Basis::User => false,
            };
            assert!(honest, "{} says {} and cites {:?}", figure.id, basis.letter(), figure.sources);
        }
    }
}

#[test]
fn every_table_is_whole() {
    let doctrine = embedded();
    assert_eq!(doctrine.figures().len(), Parameter::ALL.len());
    assert_eq!(doctrine.estimates.len(), 31);
    assert_eq!(doctrine.missions.len(), 40);
    assert_eq!(doctrine.lines.len(), 27);
    assert_eq!(doctrine.methods.len(), 11);
    let numbers: Vec<u8> = doctrine.traps.iter().map(|trap| trap.number).collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<u8>>());
    assert_eq!(
        doctrine.lengths_of("contact").next().map(|length| length.figure.value.central),
        Some(1_040.0)
    );
    assert_eq!(
        doctrine.trap(12).map(|trap| trap.title.as_str()),
        Some("No published plan can hold the line")
    );
}

#[test]
fn every_method_is_explained() {
    let doctrine = embedded();
    for method in Method::ALL {
        assert_eq!(Method::named(method.id()), Some(method));
        assert!(doctrine.method(method).is_some_and(|known| !known.formula.is_empty()), "{}", method.id());
    }
    assert_eq!(doctrine.profiles_of(Method::M3b).count(), 4);
    assert_eq!(doctrine.profiles_of(Method::M3a).count(), 0);
}

const HEADING: &str = "id,method,symbol,name,unit,low,central,high,basis_low,basis_central,basis_high,confidence,sources,note\n";

fn refused(row: &str) -> Problem {
    match read::figures(("parameters.csv", &format!("{HEADING}{row}\n"))) {
        Ok(_) => panic!("read: {row}"),
        Err(problem) => problem,
    }
}

#[test]
fn a_bad_figure_is_named_with_row_and_column() {
    let member = |row: &str| refused(row).member.unwrap_or_default();
    assert_eq!(member("m3a.spacing,M3a,s,spacing,km,1.5,3.5,6,F,F,Q,high,S50,"), "central");
    assert_eq!(member("m3a.spacing,M3a,s,spacing,km,6,3.5,1.5,F,F,Q,high,S50,"), "basis_high");
    assert_eq!(member("m3a.spacing,M4,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,"), "method");
    assert_eq!(member("m3a.gap,M3a,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,"), "id");
    assert_eq!(member("m3a.spacing,M3a,s,spacing,km,wide,3.5,1.5,F,F,F,high,S50,"), "low");
    assert_eq!(member("m3a.spacing,M3a,s,spacing,km,NaN,3.5,1.5,F,F,F,high,S50,"), "low");
    assert!(refused("m3a.spacing,M3a,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,").what.contains("no row for"));
}

#[test]
fn a_source_that_is_not_there_is_found() {
    let mut doctrine = embedded();
    doctrine.sources.remove("S50");
    let problem = doctrine.consistent().err().map(|problem| problem.what).unwrap_or_default();
    assert!(problem.contains("S50"), "{problem}");
}
