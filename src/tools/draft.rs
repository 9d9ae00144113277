//! A shape in the making: made once when the hand moves, then only shared.

use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::hand::Hand;
use super::{Context, Selection, Sketch, Step, StrokeKind};
use crate::geodesy;
use crate::plan::{Edit, Form, LineName, Role, Shape, Zone, ZoneId, fitting};
use crate::problem::Refusal;
use crate::units::{Km, Km2, brief, grouped};

/// A form, and the shape made of it or the reason why there is none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    form: Form,
    made: Result<Arc<Shape>, Refusal>,
    crossing: Option<Coord<f64>>,
    /// What other zones took of it, or what it was filled up with, in words.
    fitted: Option<String>,
}

impl Draft {
    /// Makes the shape of a form. Not cheap for a long belt: once a move.
    pub(super) fn new(form: Form) -> Self {
        let made = Shape::new(form.clone()).map(Arc::new);
        let crossing = if made.is_err() { crossing_of(&form) } else { None };
        Self { form, made, crossing, fitted: None }
    }

    /// Makes the shape of a new zone: cut by the zones that are there and grown to them,
    /// as far as that is switched on.
    pub(super) fn placed(form: Form, context: &Context) -> Self {
        let draft = Self::new(form).cut(None, &[], context);
        if context.switches.fill { draft.filled(context) } else { draft }
    }

    /// The same cut by the zones that are there, if they are not to overlap; but for the
    /// ground it had before, and for zones in the hand.
    pub(super) fn cut(self, before: Option<&MultiPolygon<f64>>, hand: &[ZoneId], context: &Context) -> Self {
        let Some(shape) = self.shape().filter(|_| context.switches.no_overlap) else { return self };
        let mut others = context.net.zones_by(shape.outline(), Km(0.0));
        others.retain(|zone| !hand.contains(&zone.id));
        let others: Vec<&Zone> = others.into_iter().map(|zone| &**zone).collect();
        let cut = match fitting::cut(shape.outline(), before, &others) {
            Ok(None) => return self,
            Ok(Some(cut)) => cut,
            Err(refusal) => return Self { made: Err(refusal), ..self },
        };
        let taken = cut.taken.iter().enumerate().map(|(place, (name, km2))| match place {
            0 => format!("− {} taken by {name}", ground(*km2)),
            _ => format!("− {} by {name}", ground(*km2)),
        });
        let taken = taken.collect::<Vec<_>>().join(", ");
        self.reshaped(cut.outline, taken)
    }

    /// The names of the zones that are there from which it takes ground that it did not have
    /// before.
    pub(super) fn takes(
        &self,
        before: &MultiPolygon<f64>,
        hand: &[ZoneId],
        context: &Context,
    ) -> Vec<String> {
        let Some(shape) = self.shape() else { return Vec::new() };
        let mut others = context.net.zones_by(shape.outline(), Km(0.0));
        others.retain(|zone| !hand.contains(&zone.id));
        let others: Vec<&Zone> = others.into_iter().map(|zone| &**zone).collect();
        fitting::takers(shape.outline(), before, &others).into_iter().map(|zone| zone.name.clone()).collect()
    }

    /// The same grown to the zones beside it.
    fn filled(self, context: &Context) -> Self {
        let Some(shape) = self.shape() else { return self };
        let width = context.switches.gap;
        let others: Vec<&Zone> =
            context.net.zones_by(shape.outline(), width).into_iter().map(|zone| &**zone).collect();
        match fitting::filled(shape.outline(), &others, width) {
            Ok(None) => self,
            Ok(Some((outline, more))) => self.reshaped(outline, format!("+ {} of gaps filled", ground(more))),
            Err(refusal) => Self { made: Err(refusal), ..self },
        }
    }

    fn reshaped(self, outline: MultiPolygon<f64>, words: String) -> Self {
        let words = self.fitted.iter().cloned().chain([words]).collect::<Vec<_>>().join(", ");
        let made = Shape::new(Form::Area(outline)).map(Arc::new);
        Self { made, fitted: Some(words), ..self }
    }

    /// What other zones took of it, or what it was filled up with: "− 120 km² taken by
    /// Sector East".
    pub(super) fn fitted(&self) -> Option<&str> {
        self.fitted.as_deref()
    }

    /// A shape that is known to be one.
    pub(super) fn known(shape: Arc<Shape>) -> Self {
        Self { form: shape.form().clone(), made: Ok(shape), crossing: None, fitted: None }
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

/// "9 149 km²", "3.4 km²".
fn ground(km2: Km2) -> String {
    format!("{} km²", if km2.0 < 100.0 { brief(km2.0) } else { grouped(km2.0, 0) })
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
