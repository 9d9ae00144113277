//! From kilometres on the map to kilometres on the ground: the first terms of
//! every method that counts a line.

use crate::atlas::doctrine::Method;
use crate::force::derivation::{Key, Term, TermKind, Working};
use crate::force::inputs::Inputs;
use crate::problem::Refusal;
use crate::units::Span;

/// Line drawn, ground factor and line on ground, and the last as a value, km.
pub(super) fn line(inputs: &Inputs, method: Method, terms: &mut Vec<Term>) -> Result<Span<f64>, Refusal> {
    let drawn = inputs.line_km.ok_or_else(|| {
        let what = format!("{} counts kilometres, and the zone has no line", method.id());
        Refusal::new(what, "Draw a belt along a line, or choose another method.")
    })?;
    let ground = inputs.ground;
    let on_ground = ground.factor.map(|factor| drawn * factor);
    let how = ground
        .quotient
        .map_or(Working::Plain, |(published, measured)| Working::Quotient(published, measured));
    terms.push(Term::new(Key::LineDrawn, TermKind::Input, Span::flat(drawn), Working::Measured));
    terms.push(Term::new(Key::GroundFactor, TermKind::Input, ground.factor, how).resting_on(ground.basis));
    terms.push(
        Term::new(Key::LineOnGround, TermKind::Subtotal, on_ground, Working::Plain).resting_on(ground.basis),
    );
    Ok(on_ground)
}
