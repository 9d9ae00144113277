//! How far belts and circles can be drawn out before they take ground of others: with *No
//! overlap* they stop there, since a cut would make areas of them.

use geo_types::{Coord, LineString};

use super::draft::Draft;
use super::shared::listed;
use super::{Context, ground};
use crate::plan::{Corridor, Form, Zone, ZoneId};
use crate::units::Km;

/// So near to others a length comes.
const NEAR: Km = Km(0.005);

/// What is asked before a shape is drawn out: the zone as it stood, and what else moves with the hand.
pub(super) struct Asker<'a> {
    pub(super) zone: &'a Zone,
    pub(super) hand: &'a [ZoneId],
    pub(super) context: &'a Context<'a>,
}

impl Asker<'_> {
    /// Who would lose ground to a form that the zone did not have before; nobody to a form
    /// that is no shape.
    fn takers(&self, form: Form) -> Vec<String> {
        Draft::new(form).takes(self.zone.shape.outline(), self.hand, self.context)
    }
}

/// What is known of the room for a length: a drag comes back to it in every frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Room {
    /// The longest that is known to be free.
    free: Km,
    /// The shortest that is known to take ground, and from whom.
    taken: Option<(Km, Vec<String>)>,
}

impl Room {
    /// Room for what was there before.
    pub(super) fn of(before: Km) -> Self {
        Self { free: before, taken: None }
    }

    /// A length, or what there is room for, of a form that grows with it.
    pub(super) fn most(&mut self, wanted: Km, asker: &Asker, form: impl Fn(Km) -> Form) -> Km {
        if wanted <= self.free {
            return wanted;
        }
        let known = self.taken.as_ref().is_some_and(|(taken, _)| wanted >= *taken);
        if !known && !self.tries(wanted, asker, &form) {
            return wanted;
        }
        while let Some((taken, _)) = self.taken.as_ref().filter(|(taken, _)| (*taken - self.free).0 > NEAR.0)
        {
            let middle = (self.free + *taken) * 0.5;
            self.tries(middle, asker, &form);
        }
        self.free
    }

    /// Looks at a length; says whether it takes ground.
    fn tries(&mut self, length: Km, asker: &Asker, form: impl Fn(Km) -> Form) -> bool {
        let takers = asker.takers(form(length));
        if takers.is_empty() {
            self.free = length;
            return false;
        }
        self.taken = Some((length, takers));
        true
    }

    /// "East is in the way", where a length was held back.
    pub(super) fn in_the_way(&self, wanted: Km) -> Option<String> {
        let (_, by) = self.taken.as_ref().filter(|_| wanted > self.free)?;
        Some(in_the_way(by))
    }
}

/// How far a form can go on the way from where it stood to where it is wanted, from 0 to 1,
/// and who is in the way. What is free where it is wanted may have come past others.
pub(super) fn farthest(way: Km, asker: &Asker, form: impl Fn(f64) -> Form) -> (f64, Option<String>) {
    let mut by = asker.takers(form(1.0));
    if by.is_empty() {
        return (1.0, None);
    }
    // A pixel of the map: this is looked for in every frame.
    let near = (asker.context.pick.0 * 0.1).max(NEAR.0);
    let (mut free, mut taken) = (0.0, 1.0);
    while (taken - free) * way.0 > near {
        let middle = f64::midpoint(free, taken);
        let takers = asker.takers(form(middle));
        if takers.is_empty() {
            free = middle;
        } else {
            (taken, by) = (middle, takers);
        }
    }
    (free, Some(in_the_way(&by)))
}

fn in_the_way(by: &[String]) -> String {
    let verb = if by.len() == 1 { "is" } else { "are" };
    let names: Vec<&str> = by.iter().map(String::as_str).collect();
    format!("{} {verb} in the way", listed(&names))
}

/// A form on the way from one to another of the same kind, from 0 to 1.
pub(super) fn partway(from: &Form, to: &Form, share: f64) -> Form {
    match (from, to) {
        (Form::Corridor(from), Form::Corridor(to)) if from.axis.0.len() == to.axis.0.len() => {
            let points = from.axis.0.iter().zip(&to.axis.0);
            let axis = points.map(|(from, to)| ground::between(*from, *to, share)).collect();
            Form::Corridor(Corridor { axis: LineString(axis), ..to.clone() })
        }
        (Form::Disc(from), Form::Disc(to)) => {
            let mut disc = *to;
            disc.centre = ground::between(from.centre.0, to.centre.0, share).into();
            Form::Disc(disc)
        }
        _ => to.clone(),
    }
}

/// A line as far as so many kilometres from one of its ends.
pub(super) fn shortened(axis: &LineString<f64>, from_start: bool, length: Km) -> LineString<f64> {
    let mut places: Vec<Coord<f64>> = axis.0.clone();
    if !from_start {
        places.reverse();
    }
    let (mut rest, mut kept) = (length.0, Vec::new());
    kept.extend(places.first().copied());
    for ends in places.windows(2) {
        let long = ground::apart(ends[0], ends[1]).0;
        if rest < long {
            kept.push(ground::between(ends[0], ends[1], (rest / long).max(0.0)));
            break;
        }
        kept.push(ends[1]);
        rest -= long;
    }
    if !from_start {
        kept.reverse();
    }
    LineString(kept)
}

/// How long a line is, as [`shortened`] counts.
pub(super) fn long(axis: &LineString<f64>) -> Km {
    Km(axis.0.windows(2).map(|ends| ground::apart(ends[0], ends[1]).0).sum())
}
