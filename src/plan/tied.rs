//! Belts that are tied to the line of contact: cut again whenever it changes.
//!
//! A belt remembers the two places on the ground between which it was cut, as the hand
//! put them down, not kilometres along the line: a bend drawn up north would push every
//! belt south of it along. And it keeps these places when it is cut again: whoever
//! switches to another line and back has the same belt as before, to the last digit. An
//! end that stood at the end of the line is *open*: it goes with the end of the line,
//! wherever that is, so that a belt along the whole line stays one along the whole line.
//!
//! Where the line runs back on itself a remembered place may come to lie nearer to
//! another bend of it: the belt then begins there, and the figures show it.

use std::sync::Arc;

use geo_types::{Coord, LineString};

use super::{Corridor, Form, LineName, Plan, Shape, Zone};
use crate::atlas;
use crate::geodesy;
use crate::problem::Refusal;

/// How far two corners may stand apart and still be the same, in degrees: a tenth of a
/// millimetre, what is left of a place that was laid on a line twice.
const SAME_DEG: f64 = 1e-9;
/// The same for a belt of a file that another tool may have rounded: about a metre.
const ALONG_DEG: f64 = 1e-5;

/// One end of the stretch that a belt was cut from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieEnd {
    /// The place where the hand cut the line, in longitude and latitude.
    pub at: Coord<f64>,
    /// It was the end of the line, and goes along with it.
    pub open: bool,
}

/// The stretch of the line of contact that a belt was cut from. It begins where the axis
/// begins, so that left and right stay where they are on a line that runs the other way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// Where the axis begins.
    pub from: TieEnd,
    /// Where it ends.
    pub to: TieEnd,
}

/// How a belt stands to the line of contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TieState {
    /// Its axis is the stretch of the line that it is tied to.
    Fast,
    /// It is tied, but was left as it was: why, in words.
    Behind(&'static str),
    /// It is not tied and goes its own way.
    Loose {
        /// Whether its axis is a stretch of the line all the same.
        along: bool,
    },
}

impl Tie {
    /// The tie of a stretch between two places on a line.
    pub fn between(line: &LineString<f64>, from: Coord<f64>, to: Coord<f64>) -> Self {
        let end =
            |at| TieEnd { at, open: geodesy::nearest_on(line, at).is_some_and(|foot| is_end(line, foot.at)) };
        Self { from: end(from), to: end(to) }
    }

    /// The stretch of a line, in the direction of the axis. None where both ends meet the
    /// line at one place.
    pub fn cut(&self, line: &LineString<f64>) -> Option<LineString<f64>> {
        let (from, to) = self.on(line)?;
        let mut axis = geodesy::stretch(line, from, to)?;
        let along = |at| geodesy::nearest_on(line, at).map(|foot| (foot.segment, foot.fraction));
        if along(from) > along(to) {
            axis.0.reverse();
        }
        Some(axis)
    }

    /// Where the two ends are on a line; an open one at an end of it.
    fn on(&self, line: &LineString<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
        let (first, last) = (*line.0.first()?, *line.0.last()?);
        let apart = |a, b| geodesy::ground_distance(a, b).0;
        let nearer = |at| if apart(at, last) < apart(at, first) { last } else { first };
        Some(match (self.from.open, self.to.open) {
            (false, false) => (self.from.at, self.to.at),
            (true, false) => (nearer(self.from.at), self.to.at),
            (false, true) => (self.from.at, nearer(self.to.at)),
            // Along the whole line; a line that runs the other way is taken from its end.
            (true, true) => {
                let straight = apart(self.from.at, first) + apart(self.to.at, last);
                let turned = apart(self.from.at, last) + apart(self.to.at, first);
                if turned < straight { (last, first) } else { (first, last) }
            }
        })
    }
}

fn is_end(line: &LineString<f64>, at: Coord<f64>) -> bool {
    line.0.first().is_some_and(|end| is_same(*end, at, SAME_DEG))
        || line.0.last().is_some_and(|end| is_same(*end, at, SAME_DEG))
}

fn is_same(a: Coord<f64>, b: Coord<f64>, within: f64) -> bool {
    (a.x - b.x).abs() <= within && (a.y - b.y).abs() <= within
}

/// Whether two lines have the same corners.
fn are_same(a: &LineString<f64>, b: &LineString<f64>, within: f64) -> bool {
    let corners = |line: &LineString<f64>| {
        let mut corners = line.0.clone();
        corners.dedup_by(|a, b| is_same(*a, *b, within));
        corners
    };
    let (a, b) = (corners(a), corners(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| is_same(*a, *b, within))
}

/// Whether an axis is the stretch of a line between its two ends.
fn lies_along(axis: &LineString<f64>, line: &LineString<f64>, within: f64) -> bool {
    let (Some(first), Some(last)) = (axis.0.first(), axis.0.last()) else { return false };
    Tie::between(line, *first, *last).cut(line).is_some_and(|cut| are_same(&cut, axis, within))
}

/// What is left of a tie when a belt is given another shape by hand. Another depth keeps
/// it, and so does an end that slid along the line; any other axis is the hand's own.
pub(super) fn kept(tie: Option<Tie>, old: &Shape, new: &Shape, line: &LineString<f64>) -> Option<Tie> {
    let tie = tie?;
    let (Form::Corridor(old), Form::Corridor(new)) = (old.form(), new.form()) else { return None };
    if old.axis == new.axis {
        return Some(tie);
    }
    let (first, last) = (*new.axis.0.first()?, *new.axis.0.last()?);
    if !lies_along(&new.axis, line, SAME_DEG) {
        return None;
    }
    let slid = Tie::between(line, first, last);
    // The end that stayed keeps the place where it was once put down.
    let stayed =
        |end: Option<&Coord<f64>>, at: Coord<f64>| end.is_some_and(|end| is_same(*end, at, SAME_DEG));
    let from = if stayed(old.axis.0.first(), first) { tie.from } else { slid.from };
    let to = if stayed(old.axis.0.last(), last) { tie.to } else { slid.to };
    Some(Tie { from, to })
}

/// A tie that holds: of a belt whose axis is the stretch it names.
pub(super) fn holding(zone: &Zone, line: &LineString<f64>) -> Option<Tie> {
    let tie = zone.tied?;
    let Form::Corridor(corridor) = zone.shape.form() else { return None };
    tie.cut(line).filter(|cut| are_same(cut, &corridor.axis, SAME_DEG)).map(|_| tie)
}

/// Whether the line of contact in force runs alike in two plans.
pub(super) fn same_course(before: &Plan, after: &Plan) -> bool {
    match (&before.line, &after.line) {
        (None, None) => true,
        (Some(old), Some(new)) => Arc::ptr_eq(old, new) || old.path == new.path,
        _ => false,
    }
}

/// Ties a belt to a line by the two ends of its axis, and cuts it from there.
///
/// # Errors
/// Refuses what is no belt, and one that has no stretch of the line.
pub(super) fn tie(zone: &mut Zone, line: &LineString<f64>) -> Result<(), Refusal> {
    let Form::Corridor(corridor) = zone.shape.form() else {
        return Err(Refusal::new(
            format!("{} is no belt along a line", zone.name),
            "Take a stretch of the line with key 5; that belt is tied to it.",
        ));
    };
    let nowhere = || {
        Refusal::new(
            format!("{} does not lie along the line of contact", zone.name),
            "Take a stretch of the line with key 5; that belt is tied to it.",
        )
    };
    let (Some(first), Some(last)) = (corridor.axis.0.first(), corridor.axis.0.last()) else {
        return Err(nowhere());
    };
    let tie = Tie::between(line, *first, *last);
    let axis = tie.cut(line).ok_or_else(nowhere)?;
    if !are_same(&axis, &corridor.axis, SAME_DEG) {
        let form = Form::Corridor(Corridor { axis, ..corridor.clone() });
        zone.shape = Arc::new(Shape::new(form)?);
    }
    zone.tied = Some(tie);
    zone.follows = Some(LineName(atlas::CONTACT.to_owned()));
    Ok(())
}

/// The axis that a tied belt would have on a line. None where it has it already.
///
/// # Errors
/// Says why it stays as it was.
fn axis_on(zone: &Zone, tie: Tie, line: &LineString<f64>) -> Result<Option<Corridor>, &'static str> {
    let Form::Corridor(corridor) = zone.shape.form() else { return Ok(None) };
    let axis = tie.cut(line).ok_or("both its ends meet the line at one place")?;
    match (are_same(&axis, &corridor.axis, SAME_DEG), zone.locked) {
        (true, _) => Ok(None),
        (false, true) => Err("it is locked"),
        (false, false) => Ok(Some(Corridor { axis, ..corridor.clone() })),
    }
}

impl Plan {
    /// The course of the line of contact in force: the plan's own, or the embedded one.
    pub fn contact_course(&self) -> &LineString<f64> {
        match &self.line {
            Some(own) => &own.path,
            None => atlas::contact_course(),
        }
    }

    /// How a zone stands to the line of contact; none for what is no belt.
    pub fn tie_of(&self, zone: &Zone) -> Option<TieState> {
        let Form::Corridor(corridor) = zone.shape.form() else { return None };
        let line = self.contact_course();
        Some(match zone.tied {
            None => TieState::Loose { along: lies_along(&corridor.axis, line, ALONG_DEG) },
            Some(tie) => match axis_on(zone, tie, line) {
                Ok(None) => TieState::Fast,
                Ok(Some(_)) => TieState::Behind("it cannot be made so deep along this line"),
                Err(why) => TieState::Behind(why),
            },
        })
    }

    /// Cuts the tied belts again where the line of contact is another than before. A belt
    /// that cannot be cut from this line stays as it was and remains tied: the next line may
    /// reach it again. [`Plan::tie_of`] says which, and why.
    pub(super) fn follow_line(&mut self, before: &Self) {
        if same_course(before, self) || self.zones.iter().all(|zone| zone.tied.is_none()) {
            return;
        }
        let line = self.contact_course().clone();
        for zone in &mut self.zones {
            let Some(tie) = zone.tied else { continue };
            let cut = axis_on(zone, tie, &line).ok().flatten();
            if let Some(Ok(shape)) = cut.map(|corridor| Shape::new(Form::Corridor(corridor))) {
                Arc::make_mut(zone).shape = Arc::new(shape);
            }
        }
    }
}

#[cfg(test)]
mod tests;
