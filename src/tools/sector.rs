//! The boundary between two contingents of a zone, in the hand.

use std::sync::Arc;

use geo_types::{Coord, LineString};

use super::{Context, CursorShape, Hint, Plate, Sketch, ground};
use crate::atlas::Atlas;
use crate::force::Figures;
use crate::force::footprints::{Footprints, ZoneFootprints};
use crate::plan::{Edit, Zone, ZoneId};

/// Who stands where, as it is drawn: what a boundary can be taken from.
#[derive(Clone, Copy, Debug)]
pub struct Sectors<'a> {
    /// The zones that are divided among contingents.
    pub made: &'a [Arc<ZoneFootprints>],
    /// What divides them.
    pub footprints: &'a Footprints,
    /// The figures of the plan.
    pub figures: &'a Figures,
    /// The reference data.
    pub atlas: &'a Atlas,
}

/// Which boundary: of a zone, between two of its contingents by their places in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// The zone.
    pub zone: ZoneId,
    /// The two contingents, the lower place first.
    pub between: (usize, usize),
}

/// A boundary that is being moved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bordering {
    zone: Arc<Zone>,
    pub(super) boundary: Boundary,
    at: Coord<f64>,
    weights: Option<Vec<f64>>,
}

impl Bordering {
    /// Takes a boundary by a place.
    pub(super) fn new(boundary: Boundary, at: Coord<f64>, context: &Context) -> Option<Self> {
        let zone = Arc::clone(context.plan.zone(&boundary.zone)?);
        let (a, b) = boundary.between;
        let there = a < zone.assigned.len() && b < zone.assigned.len();
        there.then_some(Self { zone, boundary, at, weights: None })
    }

    /// The hand is at another place.
    pub(super) fn point(&mut self, at: Coord<f64>, context: &Context) {
        self.at = at;
        let Some(sectors) = context.sectors else { return };
        let Boundary { zone, between } = &self.boundary;
        self.weights = sectors.footprints.moved_boundary(
            context.plan,
            sectors.figures,
            sectors.atlas,
            zone,
            *between,
            at,
        );
    }

    /// The edit as it would be if the hand let go now.
    pub(super) fn pending(&self) -> Option<Edit> {
        let weights = self.weights.as_ref()?;
        let label = format!("Move {}", said(&self.zone, self.boundary.between));
        weighed(&self.zone, self.boundary.between, label, |place| weights.get(place).copied())
    }

    /// The plate beside the hand.
    pub(super) fn sketch(&self) -> Sketch {
        let title = said(&self.zone, self.boundary.between);
        let plate = Plate { at: self.at, title: capital(&title), measure: None, snapped: None };
        Sketch { plate: Some(plate), ..Sketch::default() }
    }

    /// What is being moved.
    pub(super) fn hint(&self) -> Hint {
        Hint::new(format!("Moving the {}", said(&self.zone, self.boundary.between))).key("Esc", "put back")
    }
}

/// The boundary under the hand: the nearest that can be moved, within most of the pick radius.
pub(super) fn boundary_at(at: Coord<f64>, context: &Context) -> Option<(Boundary, crate::units::Km)> {
    let near = context.sectors?.made.iter().flat_map(|made| {
        let movable = made.dividers.iter().filter(|divider| made.is_movable(divider.between));
        movable.filter_map(move |divider| {
            let bounds = ground::Bounds::of(&divider.path.0)?;
            let near = bounds.near(at, context.pick).then(|| ground::nearest(&divider.path, at)).flatten();
            let (_, km) = near.filter(|(_, km)| *km <= context.pick * 0.7)?;
            Some((Boundary { zone: made.zone.clone(), between: divider.between }, km))
        })
    });
    near.min_by(|a, b| a.1.0.total_cmp(&b.1.0))
}

/// The edit that divides two contingents by their troops again.
pub(super) fn reset(boundary: &Boundary, context: &Context) -> Option<Edit> {
    let zone = context.plan.zone(&boundary.zone)?;
    let label = format!("Reset {}", said(zone, boundary.between));
    weighed(zone, boundary.between, label, |_| None)
}

/// The edit that sets the weight of the ground of two contingents; none if it changes nothing.
fn weighed(
    zone: &Zone,
    (a, b): (usize, usize),
    label: String,
    weight: impl Fn(usize) -> Option<f64>,
) -> Option<Edit> {
    let mut assigned = zone.assigned.clone();
    for place in [a, b] {
        assigned.get_mut(place)?.ground = weight(place);
    }
    let edit = || Edit::SetAssigned { zone: zone.id.clone(), assigned: assigned.clone() };
    (assigned != zone.assigned).then(|| Edit::Several { label, edits: vec![edit()] })
}

/// "boundary between FR and GB in Line belt".
pub(super) fn said(zone: &Zone, (a, b): (usize, usize)) -> String {
    let code = |place: usize| zone.assigned.get(place).map_or("", |assignment| &assignment.nation.0);
    format!("boundary between {} and {} in {}", code(a), code(b), zone.name)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What can be done with the boundary under the pointer.
pub(super) fn hint_over(boundary: &Boundary, context: &Context) -> Hint {
    let name = context.plan.zone(&boundary.zone).map(|zone| said(zone, boundary.between));
    Hint::new(format!("Drag the {}", name.unwrap_or_else(|| "boundary".to_owned())))
        .key("double-click or ⌫", "by troops again")
}

/// The pointer over a boundary: it moves across its course.
pub(super) fn cursor_over(boundary: &Boundary, context: &Context) -> CursorShape {
    let made =
        context.sectors.and_then(|sectors| sectors.made.iter().find(|made| made.zone == boundary.zone));
    let divider = made.and_then(|made| made.dividers.iter().find(|one| one.between == boundary.between));
    divider.map_or(CursorShape::ResizeLevel, |divider| across(&divider.path))
}

fn across(path: &LineString<f64>) -> CursorShape {
    let ends = path.0.first().zip(path.0.last());
    let (east, north) = ends.map_or((0.0, 1.0), |(first, last)| ground::offset(*first, *last));
    if north.abs() >= east.abs() { CursorShape::ResizeLevel } else { CursorShape::ResizeUpright }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::force::Measures;
    use crate::plan::file::example;
    use crate::plan::{Assignment, NationCode, Plan, Share};
    use crate::tools::{Cursor, Gesture, Selection, Tool};
    use crate::units::Km;

    fn atlas() -> &'static Atlas {
        static ATLAS: std::sync::LazyLock<Atlas> = std::sync::LazyLock::new(|| Atlas::embedded().unwrap());
        &ATLAS
    }

    /// The belt of the example held by three.
    struct Table {
        plan: Plan,
        tool: Tool,
        selection: Selection,
        measures: Measures,
        labels: Vec<String>,
    }

    impl Table {
        fn laid() -> Self {
            let plan = example();
            let zone = plan.zones.iter().find(|zone| zone.name == "Line belt").unwrap().id.clone();
            let of = |nation: &str, share| Assignment {
                troops: Share::OfNeed(share),
                ..Assignment::of(NationCode::new(nation), 0.0)
            };
            let assigned = vec![of("GB", 0.3), of("FR", 0.3), of("IT", 0.2)];
            let plan = plan.with(&Edit::SetAssigned { zone, assigned }).unwrap();
            let (tool, selection) = (Tool::default(), Selection::default());
            Self { plan, tool, selection, measures: Measures::new(), labels: Vec::new() }
        }

        fn with<T>(&mut self, look: impl FnOnce(&Tool, &Context) -> T) -> T {
            let figures = Figures::of(&self.plan, atlas(), &mut self.measures);
            let mut footprints = Footprints::new();
            let made = footprints.of(&self.plan, &figures, atlas());
            let sectors = Sectors { made: &made, footprints: &footprints, figures: &figures, atlas: atlas() };
            let context = Context {
                plan: &self.plan,
                selection: &self.selection,
                lines: &[],
                contact: &crate::plan::OwnLine::in_force(&self.plan, atlas()),
                sectors: Some(sectors),
                next_role: crate::plan::Role::MonitoredLine,
                snap: false,
                switches: crate::tools::Switches::default(),
                net: &crate::tools::Net::default(),
                tongue: crate::tools::Tongue::default(),
                pick: Km(6.0),
            };
            look(&self.tool, &context)
        }

        fn give(&mut self, gesture: Gesture) {
            let step = self.with(|tool, context| tool.clone().on(gesture, context));
            self.tool = step.tool;
            if let Some(edit) = step.edit {
                let Edit::Several { label, .. } = &edit else { panic!("named") };
                self.labels.push(label.clone());
                self.plan = self.plan.with(&edit).unwrap();
            }
            if let Some(selection) = step.select {
                self.selection = selection;
            }
        }

        fn belt(&self) -> &Zone {
            self.plan.zones.iter().find(|zone| zone.name == "Line belt").unwrap()
        }

        fn grounds(&self) -> Vec<Option<f64>> {
            self.belt().assigned.iter().map(|assignment| assignment.ground).collect()
        }

        /// The middle of the boundary between two.
        fn middle(&mut self, between: (usize, usize)) -> Coord<f64> {
            self.with(|_, context| {
                let made = context.sectors.unwrap().made;
                let divider = made[0].dividers.iter().find(|one| one.between == between).unwrap();
                let (first, last) = (divider.path.0[0], *divider.path.0.last().unwrap());
                ground::between(first, last, 0.5)
            })
        }
    }

    #[test]
    fn a_boundary_is_dragged_as_one_step_and_put_back_by_a_double_click() {
        let mut table = Table::laid();
        let at = table.middle((0, 1));
        let to = Coord { x: at.x - 0.15, y: at.y - 0.25 };
        table.give(Gesture::Move(Cursor::at(at)));
        assert_eq!(
            table.tool.boundary().map(|(boundary, held)| (boundary.between, held)),
            Some(((0, 1), false))
        );
        assert!(table.with(|tool, context| tool.claims(&Cursor::at(at), context)), "a press is the tool's");
        table.give(Gesture::Press(Cursor::at(at)));
        table.give(Gesture::Move(Cursor::at(to)));
        assert!(table.tool.is_busy() && table.labels.is_empty(), "nothing is settled while it is held");
        let pending = table.with(Tool::pending).unwrap();
        table.give(Gesture::Release(Cursor::at(to)));
        assert_eq!(table.labels, ["Move boundary between GB and FR in Line belt"]);
        let Edit::Several { edits, .. } = pending else { panic!("named") };
        let Some(Edit::SetAssigned { assigned, .. }) = edits.first() else { panic!("the contingents") };
        assert_eq!(*assigned, table.belt().assigned, "what was shown is what is done");
        let grounds = table.grounds();
        assert!(grounds[0].is_some() && grounds[1].is_some() && grounds[2].is_none(), "{grounds:?}");
        let middle = table.middle((0, 1));
        assert!(ground::apart(middle, to) < Km(25.0), "it is where the hand left it: {middle:?}");
        table.give(Gesture::DoubleClick(Cursor::at(middle)));
        assert_eq!(table.grounds(), [None; 3]);
        assert_eq!(table.labels.last().unwrap(), "Reset boundary between GB and FR in Line belt");
    }

    #[test]
    fn escape_puts_a_boundary_back() {
        let mut table = Table::laid();
        let at = table.middle((1, 2));
        table.give(Gesture::Press(Cursor::at(at)));
        table.give(Gesture::Move(Cursor::at(Coord { x: at.x - 0.3, y: at.y - 0.1 })));
        assert!(table.with(Tool::pending).is_some());
        table.give(Gesture::Escape);
        assert!(!table.tool.is_busy() && table.labels.is_empty());
    }

    #[test]
    fn the_border_of_the_unfilled_ground_cannot_be_taken() {
        let mut table = Table::laid();
        let at = table.middle((2, 3));
        table.give(Gesture::Move(Cursor::at(at)));
        assert_eq!(table.tool.boundary(), None);
    }

    #[test]
    fn a_click_on_a_boundary_selects_the_zone() {
        let mut table = Table::laid();
        let at = table.middle((0, 1));
        table.give(Gesture::Press(Cursor::at(at)));
        table.give(Gesture::Release(Cursor::at(at)));
        assert_eq!(table.selection.zones, [table.belt().id.clone()]);
        assert!(table.labels.is_empty());
    }
}
