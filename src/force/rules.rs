//! What the rules of engagement do to the need of a zone.
//!
//! Soldiers who may use force need more of them, better protected and sooner
//! relieved, but nobody has published by how much. So the factor is the user's,
//! 1 unless set, and a judgement whoever sets it.

use super::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::source::Basis;
use crate::units::{Deployed, Span};

/// The need under rules that multiply it: `N·f`.
///
/// Units: persons; f has none. A factor of 1 leaves the derivation as it is.
///
/// Worked example: 12,517.4 at a factor of 1.2 are 15,020.9.
pub fn under_rules(mut derivation: Derivation, factor: f64) -> Derivation {
    if factor == 1.0 {
        return derivation;
    }
    let before = derivation.need.map(|people| people.0);
    if let Some(total) = derivation.terms.last_mut() {
        total.key = Key::BeforeRules;
        total.kind = TermKind::Subtotal;
    }
    let need = before.map(|people| people * factor);
    derivation.terms.push(
        Term::new(Key::RulesOfEngagement, TermKind::Input, Span::flat(factor), Working::Typed)
            .resting_on(Span::flat(Basis::User)),
    );
    derivation.terms.push(Term::new(Key::Needed, TermKind::Total, need, Working::Plain));
    derivation.need = need.map(Deployed);
    derivation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::doctrine::Method;
    use crate::force::Shared;

    fn derived(need: f64) -> Derivation {
        let value = Span::flat(need);
        Derivation {
            method: Method::M3a,
            profile: None,
            terms: vec![Term::new(Key::Needed, TermKind::Total, value, Working::Plain)],
            need: value.map(Deployed),
            after: Shared::NONE,
        }
    }

    #[test]
    fn a_factor_multiplies_and_shows() {
        let ruled = under_rules(derived(12_517.4), 1.2);
        assert!((ruled.need.central.0 - 15_020.88).abs() < 1e-9);
        let keys: Vec<Key> = ruled.terms.iter().map(|term| term.key).collect();
        assert_eq!(keys, [Key::BeforeRules, Key::RulesOfEngagement, Key::Needed]);
        assert_eq!(ruled.terms.last().map(|term| term.value.central), Some(ruled.need.central.0));
    }

    #[test]
    fn one_changes_nothing() {
        assert_eq!(under_rules(derived(100.0), 1.0), derived(100.0));
    }
}
