//! From a definition to an outline.

use std::sync::Arc;

use geo_types::{LineString, MultiPolygon, Point};

use super::memory::Inputs;
use super::{Anchor, Definition, Side, Source, Spot};
use crate::atlas::{CONTACT, Ground};
use crate::geodesy;
use crate::plan::{Disc, Form, LineName, Plan, Shape, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::Km;

impl Definition {
    /// The shape it makes in a plan whose other zones are as they are: a drawn area. Made
    /// once for the same zones and the same line.
    ///
    /// # Errors
    /// Refuses a zone or a line that is not there, and what leaves no ground.
    pub fn shape(&self, plan: &Plan) -> Result<Arc<Shape>, Refusal> {
        let inputs = self.inputs(plan)?;
        if let Some(shape) = self.made.known(&inputs) {
            return Ok(shape);
        }
        let mut outline = ground_of(&self.what, plan)?.into_outline();
        for cut in &self.within {
            outline = geodesy::intersection(&outline, ground_of(cut, plan)?.outline());
        }
        for cut in &self.without {
            outline = geodesy::difference(&outline, ground_of(cut, plan)?.outline());
        }
        let outline = geodesy::without_hairlines(&outline);
        if outline.0.is_empty() {
            return Err(Refusal::new(
                "Its definition leaves no ground",
                "Choose grounds that overlap, or more kilometres.",
            ));
        }
        // Corners put back by the cutting may cross by a millimetre: filled once more they do not.
        let shape = Shape::new(Form::Area(outline.clone()))
            .or_else(|_| Shape::new(Form::Area(geodesy::union(&[&outline]))))?;
        let shape = Arc::new(shape);
        self.made.keep(inputs, &shape);
        Ok(shape)
    }

    fn inputs(&self, plan: &Plan) -> Result<Inputs, Refusal> {
        let shapes = self.zones().map(|id| Ok(Arc::clone(&zone(plan, id)?.shape)));
        let line = plan.line.clone().filter(|_| self.leans_on_contact());
        Ok(Inputs { shapes: shapes.collect::<Result<_, Refusal>>()?, line })
    }
}

/// A ground that is made, or one that is there.
enum Made<'a> {
    New(MultiPolygon<f64>),
    There(&'a MultiPolygon<f64>),
}

impl Made<'_> {
    const fn outline(&self) -> &MultiPolygon<f64> {
        match self {
            Self::New(outline) => outline,
            Self::There(outline) => outline,
        }
    }

    fn into_outline(self) -> MultiPolygon<f64> {
        match self {
            Self::New(outline) => outline,
            Self::There(outline) => outline.clone(),
        }
    }
}

fn ground_of<'a>(source: &Source, plan: &'a Plan) -> Result<Made<'a>, Refusal> {
    Ok(match source {
        Source::Ukraine => Made::There(&Ground::embedded()?.ukraine),
        Source::Oblasts(oblasts) => {
            let ground = Ground::embedded()?;
            let outlines: Vec<_> = oblasts.iter().filter_map(|iso| ground.oblast(iso)).collect();
            match outlines.as_slice() {
                [one] => Made::There(&one.outline),
                // All of them are the country, whose outline need not be made.
                all if all.len() == ground.oblasts.len() => Made::There(&ground.ukraine),
                several => {
                    let parts: Vec<_> = several.iter().map(|oblast| &oblast.outline).collect();
                    Made::New(geodesy::union(&parts))
                }
            }
        }
        Source::Cells(cells) => Made::New(geodesy::cells_outline(cells)),
        Source::Settlements { places, radius } => Made::New(round_each(places, *radius)?),
        Source::Near { of: Anchor::Line { line, side }, km } => {
            Made::New(beside(course(line, plan)?, *side, *km)?)
        }
        Source::Near { of: Anchor::Place(spot), km } => Made::New(geodesy::disc(Point(spot.at), *km)?),
        Source::Near { of: Anchor::Zone(id), km } => match zone(plan, id)?.shape.form() {
            // A circle grows to a circle.
            Form::Disc(Disc { centre, radius }) => Made::New(geodesy::disc(*centre, *radius + *km)?),
            _ => Made::New(geodesy::grown(zone(plan, id)?.shape.outline(), *km)?),
        },
        Source::Zone(id) => Made::There(zone(plan, id)?.shape.outline()),
    })
}

fn round_each(places: &[Spot], radius: Km) -> Result<MultiPolygon<f64>, Refusal> {
    let discs = places.iter().map(|spot| geodesy::disc(Point(spot.at), radius));
    let discs = discs.collect::<Result<Vec<_>, _>>()?;
    Ok(geodesy::union(&discs.iter().collect::<Vec<_>>()))
}

/// Everything within a distance of a line: on both sides with a half circle at each end,
/// so that no place within it is left out; on one side what lies beside it, square at the ends.
fn beside(line: &LineString<f64>, side: Side, km: Km) -> Result<MultiPolygon<f64>, Refusal> {
    match side {
        Side::Left => geodesy::corridor(line, km, Km(0.0)),
        Side::Right => geodesy::corridor(line, Km(0.0), km),
        Side::Both => {
            let belt = geodesy::corridor(line, km, km)?;
            let ends = [line.0.first(), line.0.last()].into_iter().flatten();
            let rounds = ends.map(|end| geodesy::disc(Point(*end), km)).collect::<Result<Vec<_>, _>>()?;
            Ok(geodesy::union(&std::iter::once(&belt).chain(&rounds).collect::<Vec<_>>()))
        }
    }
}

/// The course of a line in a plan: its own line of contact in place of the embedded one.
pub(in crate::plan) fn course<'a>(line: &LineName, plan: &'a Plan) -> Result<&'a LineString<f64>, Refusal> {
    if let (CONTACT, Some(own)) = (line.0.as_str(), &plan.line) {
        return Ok(&own.path);
    }
    Ground::embedded()?.line(&line.0).ok_or_else(|| {
        Refusal::new(
            format!("There is no line “{}”", line.0),
            "Lines are contact, border-russia and border-belarus.",
        )
    })
}

fn zone<'a>(plan: &'a Plan, id: &ZoneId) -> Result<&'a Zone, Refusal> {
    plan.zone(id).map(Arc::as_ref).ok_or_else(|| {
        Refusal::new(format!("There is no zone {} to make it of", id.0), "Choose a zone of this plan.")
    })
}
