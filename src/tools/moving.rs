//! Whole zones in the hand.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::draft::Draft;
use super::{Context, Ghost, Hint, Plate, Sketch, ground, hint};
use crate::geodesy;
use crate::plan::{Corridor, Disc, Edit, Form, Zone, ZoneId};
use crate::problem::Refusal;

/// Zones that are being moved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moving {
    zones: Vec<Arc<Zone>>,
    from: Coord<f64>,
    to: Coord<f64>,
    drafts: Vec<Draft>,
}

/// Whether a zone can be moved whole: a belt cut from a line stays on it, a locked zone where it is.
pub(super) fn is_movable(zone: &Zone) -> bool {
    !zone.locked && (zone.follows.is_none() || !matches!(zone.shape.form(), Form::Corridor(_)))
}

impl Moving {
    /// Takes zones by a place; those that stay on their line are left there.
    ///
    /// # Errors
    /// Refuses if none of them can be moved.
    pub(super) fn new(zones: &[ZoneId], from: Coord<f64>, context: &Context) -> Result<Self, Refusal> {
        let zones: Vec<_> = zones.iter().filter_map(|id| context.plan.zone(id)).collect();
        let movable: Vec<_> =
            zones.iter().filter(|zone| is_movable(zone)).map(|zone| Arc::clone(zone)).collect();
        match (movable.is_empty(), zones.first()) {
            (true, Some(zone)) if zone.locked => {
                Err(Refusal::new(format!("{} is locked", zone.name), "Press K to unlock it."))
            }
            (true, Some(zone)) => Err(Refusal::new(
                format!("{} stays on its line", zone.name),
                "Drag its ends along the line, or its depth.",
            )),
            (true, None) => Err(Refusal::new("Nothing is selected", "Click a zone first.")),
            (false, _) => Ok(Self { zones: movable, from, to: from, drafts: Vec::new() }),
        }
    }

    /// The hand is at another place.
    pub(super) fn point(&mut self, to: Coord<f64>) {
        self.to = to;
        let drafts = self.zones.iter().map(|zone| Draft::new(carried(zone.shape.form(), self.from, to)));
        self.drafts = drafts.collect();
    }

    /// The edit as it would be if the hand let go now.
    pub(super) fn pending(&self) -> Option<Edit> {
        if self.from == self.to || self.drafts.is_empty() {
            return None;
        }
        let shapes: Option<Vec<_>> = self.drafts.iter().map(Draft::shape).collect();
        let reshape = |(zone, shape): (&Arc<Zone>, _)| Edit::Reshape { zone: zone.id.clone(), shape };
        let edits = self.zones.iter().zip(shapes?).map(reshape).collect();
        Some(Edit::Several { label: format!("Move {}", self.name()), edits })
    }

    /// Why they cannot stand there.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        self.drafts.iter().find_map(Draft::refusal)
    }

    fn name(&self) -> String {
        match self.zones.as_slice() {
            [zone] => zone.name.clone(),
            zones => format!("{} zones", zones.len()),
        }
    }

    /// The old outlines and the plate.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        if let Some(draft) = self.drafts.iter().find(|draft| draft.refusal().is_some()) {
            draft.show_refused(&mut sketch);
        }
        let ghost = |zone: &Arc<Zone>| Ghost {
            zone: zone.id.clone(),
            outline: zone.shape.outline().clone(),
            corner: None,
        };
        sketch.ghosts = self.zones.iter().map(ghost).collect();
        let measure = Some(hint::length(geodesy::ground_distance(self.from, self.to)));
        sketch.plate = Some(Plate { at: self.to, title: self.name(), measure, snapped: None });
        sketch
    }

    /// What is being moved, or why it cannot stand there.
    pub(super) fn hint(&self) -> Hint {
        match self.refusal() {
            Some(refusal) => Hint::warning(refusal.to_string()).key("Esc", "put back"),
            None => Hint::new(format!("Moving {}", self.name())).key("Esc", "put back"),
        }
    }
}

/// A form carried from one place to another. What lies to the east keeps its
/// kilometres: a degree of longitude is shorter in the north.
fn carried(form: &Form, from: Coord<f64>, to: Coord<f64>) -> Form {
    let wider = ground::offset(from, Coord { x: from.x + 1.0, y: from.y }).0
        / ground::offset(to, Coord { x: to.x + 1.0, y: to.y }).0;
    let carry = |at: &Coord<f64>| Coord { x: to.x + (at.x - from.x) * wider, y: to.y + (at.y - from.y) };
    let line = |line: &LineString<f64>| LineString(line.0.iter().map(carry).collect());
    match form {
        Form::Area(area) => {
            let part = |part: &Polygon<f64>| {
                Polygon::new(line(part.exterior()), part.interiors().iter().map(line).collect())
            };
            Form::Area(MultiPolygon(area.iter().map(part).collect()))
        }
        Form::Corridor(corridor) => {
            Form::Corridor(Corridor { axis: line(&corridor.axis), ..corridor.clone() })
        }
        Form::Disc(disc) => Form::Disc(Disc { centre: carry(&disc.centre.0).into(), ..*disc }),
    }
}
