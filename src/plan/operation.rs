//! What is done to whole zones: joined, cut, grown, turned. Each becomes one edit.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect};

use super::{Corridor, Disc, Edit, Form, Plan, Shape, Zone, ZoneId};
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::Km;

/// Something done to the selected zones, in the order in which they were selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// The first takes in the ground of the others; they go.
    Merge,
    /// The others are cut out of the first; they stay.
    Subtract,
    /// The first keeps what it shares with all others; they stay.
    Intersect,
    /// Each is cut along a line; the largest piece stays what it was.
    Split(LineString<f64>),
    /// Each part of a zone becomes a zone; the largest stays what it was.
    Separate,
    /// A rim more, or less where negative. A belt gets deeper, a circle wider.
    Grow(Km),
    /// Corners go that it does not take to stay within a tolerance.
    Simplify(Km),
    /// Turned about their common middle, in degrees clockwise.
    Rotate(f64),
    /// Made larger or smaller about their common middle.
    Scale(f64),
    /// Moved over the ground.
    Shift {
        /// How far.
        distance: Km,
        /// Degrees clockwise from north.
        bearing: f64,
    },
    /// A copy of each.
    Duplicate,
}

impl Operation {
    /// The edit that carries it out: one step of undo.
    ///
    /// # Errors
    /// Refuses what leaves nothing, changes nothing, or cannot be drawn; the plan then
    /// stays as it is.
    pub fn edit(&self, plan: &Plan, zones: &[ZoneId]) -> Result<Edit, Refusal> {
        let chosen: Vec<Arc<Zone>> = zones.iter().filter_map(|id| plan.zone(id)).cloned().collect();
        let Some(first) = chosen.first() else {
            return Err(Refusal::new("Nothing is selected", "Click a zone first; Shift adds another."));
        };
        let several = matches!(self, Self::Merge | Self::Subtract | Self::Intersect);
        if several && chosen.len() < 2 {
            return Err(Refusal::new(
                "One zone is not enough for that",
                "Select another with Shift: the first one selected is the one that stays.",
            ));
        }
        let mut steps = Steps { plan: plan.clone(), edits: Vec::new() };
        match self {
            Self::Merge => {
                let outlines: Vec<_> = chosen.iter().map(|zone| zone.shape.outline()).collect();
                steps.area(first, &geodesy::union(&outlines))?;
                let others = chosen.iter().skip(1).map(|zone| zone.id.clone()).collect();
                steps.take(Edit::RemoveZones(others))?;
            }
            Self::Subtract => subtract(&mut steps, first, &chosen)?,
            Self::Intersect => intersect(&mut steps, first, &chosen)?,
            Self::Split(knife) => split(&mut steps, &chosen, knife)?,
            Self::Separate => separate(&mut steps, &chosen)?,
            Self::Duplicate => {
                for zone in &chosen {
                    let name = format!("{} (copy)", zone.name);
                    steps.beside(zone, Zone { name, locked: false, ..Zone::clone(zone) })?;
                }
            }
            Self::Grow(_) | Self::Simplify(_) | Self::Rotate(_) | Self::Scale(_) | Self::Shift { .. } => {
                let about = middle(&chosen);
                for zone in &chosen {
                    let form = self.formed(zone, about)?;
                    let shape = Arc::new(Shape::new(form)?);
                    steps.take(Edit::Reshape { zone: zone.id.clone(), shape })?;
                }
            }
        }
        Ok(Edit::Several { label: self.label(&chosen), edits: steps.edits })
    }

    /// The form of a zone afterwards.
    fn formed(&self, zone: &Zone, about: Coord<f64>) -> Result<Form, Refusal> {
        match self {
            Self::Grow(by) => grown(zone, *by),
            Self::Simplify(tolerance) => simplified(zone, *tolerance),
            Self::Rotate(degrees) => {
                placed(zone, &Place { from: about, to: about, turn: *degrees, factor: 1.0 })
            }
            Self::Scale(factor) if factor.is_finite() && (0.01..=100.0).contains(factor) => {
                placed(zone, &Place { from: about, to: about, turn: 0.0, factor: *factor })
            }
            Self::Scale(factor) => Err(Refusal::new(
                format!("A zone cannot be made {factor} times as large"),
                "Type a factor from 0.01 to 100; 1 changes nothing.",
            )),
            Self::Shift { distance, bearing } => {
                let to = geodesy::destination(about, *bearing, *distance);
                placed(zone, &Place { from: about, to, turn: 0.0, factor: 1.0 })
            }
            _ => Ok(zone.shape.form().clone()),
        }
    }

    /// What the undo menu says.
    fn label(&self, chosen: &[Arc<Zone>]) -> String {
        let names = match chosen {
            [zone] => zone.name.clone(),
            zones => format!("{} zones", zones.len()),
        };
        let first = chosen.first().map_or("", |zone| zone.name.as_str());
        match self {
            Self::Merge => format!("Merge {names} into {first}"),
            Self::Subtract => format!("Cut others out of {first}"),
            Self::Intersect => format!("Keep what {first} shares"),
            Self::Split(_) => format!("Split {names}"),
            Self::Separate => format!("Make parts of {names} into zones"),
            Self::Grow(by) if by.0 < 0.0 => format!("Shrink {names}"),
            Self::Grow(_) => format!("Grow {names}"),
            Self::Simplify(_) => format!("Simplify {names}"),
            Self::Rotate(_) => format!("Rotate {names}"),
            Self::Scale(_) => format!("Scale {names}"),
            Self::Shift { .. } => format!("Move {names}"),
            Self::Duplicate => format!("Duplicate {names}"),
        }
    }
}

/// Edits one after the other, each checked on the plan that the ones before leave.
struct Steps {
    plan: Plan,
    edits: Vec<Edit>,
}

impl Steps {
    fn take(&mut self, edit: Edit) -> Result<(), Refusal> {
        self.plan = self.plan.with(&edit)?;
        self.edits.push(edit);
        Ok(())
    }

    /// Gives a zone the drawn area of an outline, without the hairlines of cutting.
    fn area(&mut self, zone: &Zone, outline: &MultiPolygon<f64>) -> Result<(), Refusal> {
        let shape = area(outline)?;
        self.take(Edit::Reshape { zone: zone.id.clone(), shape })
    }

    /// Adds a zone behind another in the list.
    fn beside(&mut self, zone: &Zone, new: Zone) -> Result<(), Refusal> {
        let id = self.plan.next_id();
        self.take(Edit::AddZone(Zone { id: id.clone(), ..new }))?;
        let to = self.plan.place(&zone.id).map_or(usize::MAX, |place| place + 1);
        self.take(Edit::Reorder { zone: id, to })
    }

    /// The largest piece stays the zone; the others become zones of the same kind behind it.
    /// What is counted by the piece (contingents, sites, host forces) stays with the first.
    fn pieces(&mut self, zone: &Zone, pieces: &[MultiPolygon<f64>]) -> Result<(), Refusal> {
        let mut pieces = pieces.iter();
        if let Some(largest) = pieces.next() {
            self.area(zone, largest)?;
        }
        let mut last = zone.clone();
        for (place, piece) in pieces.enumerate() {
            let new = Zone {
                name: format!("{} {}", zone.name, place + 2),
                shape: area(piece)?,
                definition: None,
                held_km: None,
                host_forces: 0.0,
                sites: 0,
                assigned: Vec::new(),
                lead: None,
                ..zone.clone()
            };
            self.beside(&last, new)?;
            let place = self.plan.place(&last.id).map_or(0, |place| place + 1);
            if let Some(added) = self.plan.zones.get(place) {
                last = Zone::clone(added);
            }
        }
        Ok(())
    }
}

fn area(outline: &MultiPolygon<f64>) -> Result<Arc<Shape>, Refusal> {
    let tidy = geodesy::without_hairlines(outline);
    if tidy.0.is_empty() {
        return Err(Refusal::new("Nothing would be left", "Choose other zones, or delete the zone."));
    }
    Shape::new(Form::Area(tidy)).map(Arc::new)
}

fn subtract(steps: &mut Steps, first: &Zone, chosen: &[Arc<Zone>]) -> Result<(), Refusal> {
    let others: Vec<_> = chosen.iter().skip(1).map(|zone| zone.shape.outline()).collect();
    let cut = geodesy::union(&others);
    if geodesy::area(&geodesy::intersection(first.shape.outline(), &cut)).0 <= 0.0 {
        return Err(apart(first));
    }
    let left = geodesy::without_hairlines(&geodesy::difference(first.shape.outline(), &cut));
    if left.0.is_empty() {
        return Err(Refusal::new(
            format!("Nothing of {} would be left", first.name),
            "Select the zone to cut from first, then those to cut out of it.",
        ));
    }
    steps.area(first, &left)
}

fn intersect(steps: &mut Steps, first: &Zone, chosen: &[Arc<Zone>]) -> Result<(), Refusal> {
    let mut shared = first.shape.outline().clone();
    for other in chosen.iter().skip(1) {
        shared = geodesy::intersection(&shared, other.shape.outline());
    }
    let shared = geodesy::without_hairlines(&shared);
    if shared.0.is_empty() {
        return Err(apart(first));
    }
    steps.area(first, &shared)
}

fn apart(first: &Zone) -> Refusal {
    Refusal::new(
        format!("{} shares no ground with the other zones", first.name),
        "Select zones that overlap; the first one selected is the one that is cut.",
    )
}

fn split(steps: &mut Steps, chosen: &[Arc<Zone>], knife: &LineString<f64>) -> Result<(), Refusal> {
    let mut refusal = None;
    let mut any = false;
    for zone in chosen {
        match geodesy::split(zone.shape.outline(), knife) {
            Ok(pieces) => {
                steps.pieces(zone, &pieces)?;
                any = true;
            }
            Err(why) => refusal = Some(why),
        }
    }
    match refusal {
        Some(refusal) if !any => Err(refusal),
        _ => Ok(()),
    }
}

fn separate(steps: &mut Steps, chosen: &[Arc<Zone>]) -> Result<(), Refusal> {
    let several: Vec<_> = chosen.iter().filter(|zone| zone.shape.outline().0.len() > 1).collect();
    if several.is_empty() {
        return Err(Refusal::new(
            "The zone is in one part already",
            "Draw a line through it with the split tool to make two.",
        ));
    }
    for zone in several {
        let mut parts: Vec<MultiPolygon<f64>> =
            zone.shape.outline().iter().map(|part| MultiPolygon(vec![part.clone()])).collect();
        parts.sort_by(|a, b| geodesy::area(b).0.total_cmp(&geodesy::area(a).0));
        steps.pieces(zone, &parts)?;
    }
    Ok(())
}

/// The middle of the box round all zones.
fn middle(chosen: &[Arc<Zone>]) -> Coord<f64> {
    let boxes = chosen.iter().filter_map(|zone| geodesy::bounds(zone.shape.outline()));
    let whole = boxes.reduce(|a, b| {
        Rect::new(
            Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
            Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
        )
    });
    whole.map_or(Coord { x: 0.0, y: 0.0 }, Rect::center)
}

fn grown(zone: &Zone, by: Km) -> Result<Form, Refusal> {
    if !(by.0.is_finite() && by.0.abs() <= 200.0) {
        return Err(Refusal::new(
            format!("A zone cannot grow by {} km", by.0),
            "Type −200 to 200 km; less than 0 shrinks.",
        ));
    }
    let vanished = || {
        Refusal::new(
            format!("Nothing of {} would be left", zone.name),
            "Type fewer kilometres: it is not that wide.",
        )
    };
    match zone.shape.form() {
        _ if by.0 == 0.0 => Ok(zone.shape.form().clone()),
        Form::Disc(disc) if disc.radius.0 + by.0 > 0.0 => {
            Ok(Form::Disc(Disc { radius: disc.radius + by, ..*disc }))
        }
        Form::Corridor(corridor) => {
            // A side without depth stays so: a belt does not reach over its line.
            let deeper = |depth: Km| if depth.0 > 0.0 { Km((depth.0 + by.0).max(0.0)) } else { depth };
            let (left, right) = (deeper(corridor.left), deeper(corridor.right));
            if left.0 <= 0.0 && right.0 <= 0.0 {
                return Err(vanished());
            }
            Ok(Form::Corridor(Corridor { left, right, ..corridor.clone() }))
        }
        Form::Disc(_) => Err(vanished()),
        Form::Area(area) => {
            let made = if by.0 > 0.0 { geodesy::grown(area, by)? } else { geodesy::shrunk(area, Km(-by.0))? };
            let made = geodesy::without_hairlines(&made);
            if made.0.is_empty() { Err(vanished()) } else { Ok(Form::Area(made)) }
        }
    }
}

fn simplified(zone: &Zone, tolerance: Km) -> Result<Form, Refusal> {
    match zone.shape.form() {
        Form::Disc(_) => Err(Refusal::new(
            format!("{} is a circle and has no corners", zone.name),
            "Select a zone that was drawn by its corners.",
        )),
        Form::Corridor(corridor) => {
            let axis = geodesy::simplified(&corridor.axis, tolerance);
            Ok(Form::Corridor(Corridor { axis, ..corridor.clone() }))
        }
        Form::Area(area) => {
            let ring = |ring: &LineString<f64>| geodesy::simplified(ring, tolerance);
            let part = |part: &Polygon<f64>| {
                let holes = part.interiors().iter().map(ring).filter(|hole| hole.0.len() > 3).collect();
                Polygon::new(ring(part.exterior()), holes)
            };
            let parts: Vec<_> = area.iter().map(part).filter(|part| part.exterior().0.len() > 3).collect();
            if parts.is_empty() {
                return Err(Refusal::new(
                    format!("{} is smaller than the tolerance", zone.name),
                    "Type a smaller tolerance.",
                ));
            }
            Ok(Form::Area(MultiPolygon(parts)))
        }
    }
}

/// Where things go: seen from `from` they lie as afterwards from `to`, turned and farther.
struct Place {
    from: Coord<f64>,
    to: Coord<f64>,
    turn: f64,
    factor: f64,
}

impl Place {
    fn at(&self, at: Coord<f64>) -> Coord<f64> {
        let distance = geodesy::ground_distance(self.from, at) * self.factor;
        let bearing = geodesy::bearing(self.from, at) + self.turn;
        geodesy::destination(self.to, bearing, distance)
    }

    fn line(&self, line: &LineString<f64>) -> LineString<f64> {
        LineString(line.0.iter().map(|at| self.at(*at)).collect())
    }

    /// Whether everything stays where it is.
    fn is_rest(&self) -> bool {
        self.from == self.to && self.turn.rem_euclid(360.0) == 0.0 && self.factor == 1.0
    }
}

fn placed(zone: &Zone, place: &Place) -> Result<Form, Refusal> {
    if place.is_rest() {
        return Ok(zone.shape.form().clone());
    }
    Ok(match zone.shape.form() {
        Form::Corridor(_) if zone.follows.is_some() => {
            return Err(Refusal::new(
                format!("{} stays on its line", zone.name),
                "Drag its ends along the line, or grow its depth.",
            ));
        }
        Form::Corridor(corridor) => Form::Corridor(Corridor {
            axis: place.line(&corridor.axis),
            left: corridor.left * place.factor,
            right: corridor.right * place.factor,
        }),
        Form::Disc(disc) => {
            Form::Disc(Disc { centre: place.at(disc.centre.0).into(), radius: disc.radius * place.factor })
        }
        Form::Area(area) => {
            let part = |part: &Polygon<f64>| {
                let holes = part.interiors().iter().map(|hole| place.line(hole)).collect();
                Polygon::new(place.line(part.exterior()), holes)
            };
            Form::Area(MultiPolygon(area.iter().map(part).collect()))
        }
    })
}
