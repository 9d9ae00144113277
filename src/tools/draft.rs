//! A shape in the making: made once when the hand moves, then only shared.

use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::hand::Hand;
use super::{Context, Selection, Sketch, Step, StrokeKind};
use crate::geodesy;
use crate::plan::{Edit, Form, LineName, Role, Shape, Zone};
use crate::problem::Refusal;

/// A form, and the shape made of it or the reason why there is none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    form: Form,
    made: Result<Arc<Shape>, Refusal>,
    crossing: Option<Coord<f64>>,
}

impl Draft {
    /// Makes the shape of a form. Not cheap for a long belt: once a move.
    pub(super) fn new(form: Form) -> Self {
        let made = Shape::new(form.clone()).map(Arc::new);
        let crossing = if made.is_err() { crossing_of(&form) } else { None };
        Self { form, made, crossing }
    }

    /// A shape that is known to be one.
    pub(super) fn known(shape: Shape) -> Self {
        Self { form: shape.form().clone(), made: Ok(Arc::new(shape)), crossing: None }
    }

    /// What was drawn, whether or not it makes a shape.
    pub(super) const fn form(&self) -> &Form {
        &self.form
    }

    /// The shape, or why there is none.
    pub(super) const fn made(&self) -> &Result<Arc<Shape>, Refusal> {
        &self.made
    }

    /// The shape, if there is one.
    pub(super) fn shape(&self) -> Option<Arc<Shape>> {
        self.made.as_ref().ok().cloned()
    }

    /// Why there is no shape.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        self.made.as_ref().err()
    }

    /// Shows a refused shape, which no plan can show.
    pub(super) fn show_refused(&self, sketch: &mut Sketch) {
        let Some(refusal) = self.refusal() else { return };
        sketch.bad = Some(refusal.clone());
        sketch.crossing = self.crossing;
        match &self.form {
            Form::Area(area) => sketch.draft = Some(area.clone()),
            Form::Corridor(corridor) => sketch.stroke(StrokeKind::Axis, corridor.axis.clone()),
            Form::Disc(_) => {}
        }
    }
}

/// Where an area first crosses itself.
fn crossing_of(form: &Form) -> Option<Coord<f64>> {
    let Form::Area(MultiPolygon(parts)) = form else { return None };
    let mut rings = parts.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.find_map(|ring| geodesy::first_crossing(&ring.0))
}

/// The edit that adds a drawn shape to the plan, in the role chosen for it.
pub(super) fn add(shape: Arc<Shape>, follows: Option<LineName>, context: &Context) -> Edit {
    let role = context.next_role;
    Edit::AddZone(Zone {
        id: context.plan.next_id(),
        name: context.plan.next_name(role),
        follows,
        // Between the parties a force stands because both let it.
        consent: matches!(role, Role::MonitoredLine | Role::BufferArea),
        // A hub and a site are sized by the piece: one is what was placed.
        sites: u32::from(matches!(role, Role::Hub | Role::Site)),
        ..Zone::new(role, shape)
    })
}

/// Ends a drawing: the new zone is added and selected, and the hand is free.
/// `clicked` is where a click ended it, if one did.
pub(super) fn settled(edit: Edit, clicked: Option<Coord<f64>>) -> Step {
    let selection = match &edit {
        Edit::AddZone(zone) => Selection::only(zone.id.clone()),
        _ => Selection::default(),
    };
    Step::to(Hand::after(clicked)).edit(edit).select(selection)
}
