//! Remembers the geometry, so that only the arithmetic is done again.
//!
//! A shape is immutable and stands behind an `Arc`: its address says which one
//! it is, and the memory here holds the `Arc`, so that no other shape can come
//! to live there. While one zone is dragged, only that zone and its meetings
//! with its neighbours are measured anew. There are no dirty flags: what is
//! asked for is found or made.

use std::collections::HashMap;
use std::sync::Arc;

use geo_types::LineString;

use super::course::{self, Course};
use super::figures::ZoneFigures;
use super::measured::{LongRings, Survey};
use super::memory::{ByAddress, Memory};
use super::remembered::{Given, Remembered};
use super::supply::{self, Supply};
use crate::atlas::population::{Counting, Presence, Residents};
use crate::atlas::{self, Atlas};
use crate::geodesy;
use crate::plan::{Coalition, Displacement, OwnLine, Plan, Shape, Zone};
use crate::units::{Km, Km2, People};

/// The line of contact among the courses.
pub(super) const CONTACT: usize = 0;

/// Two outlines that share less than a hectare only touch. A shared border that was
/// rounded to seven decimals overlaps by a centimetre: a hectare in a thousand km.
const TOUCHING: Km2 = Km2(0.01);

/// Zones that only touch share no kilometre unless a line runs along their border for
/// longer than this; where it crosses the border it shares a point.
const CROSSING: Km = Km(0.1);

/// What lies in two zones, as the later of them would have counted it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    pub area: Km2,
    pub people: People,
    /// Kilometres of the later zone's axis.
    pub axis: Km,
    /// Kilometres of the line of contact.
    pub line: Km,
}

impl Share {
    /// What is left when something is taken away. Rounding never leaves less than nothing.
    pub fn without(self, other: &Self) -> Self {
        let less = |a: f64, b: f64| (a - b).max(0.0);
        Self {
            area: Km2(less(self.area.0, other.area.0)),
            people: People(less(self.people.0, other.people.0)),
            axis: Km(less(self.axis.0, other.axis.0)),
            line: Km(less(self.line.0, other.line.0)),
        }
    }
}

/// How two shapes lie to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meeting {
    /// Whether they share ground or a border.
    pub touches: bool,
    /// What lies in both; none where that is next to nothing.
    pub share: Option<Share>,
}

/// Everything measured so far. One for each atlas; keep it from frame to frame.
#[derive(Debug, Default)]
pub struct Measures {
    /// Counts the times that figures were made: what has not been used for long is dropped.
    generation: u64,
    /// The user's line that everything was measured on; none is the embedded one.
    own_line: Option<Arc<OwnLine>>,
    /// The displacement that people were counted with, and how many are there by it.
    displacement: Option<(Displacement, Presence)>,
    /// All people of the country by it.
    country: People,
    /// The line of contact first, then the other lines of the atlas.
    courses: Vec<(String, Course)>,
    surveys: Memory<(usize, usize), Arc<Survey>>,
    /// Rings of very many corners: of one that is in the hand two edges change in a frame.
    long_rings: LongRings,
    meetings: Memory<(usize, usize, usize), (Meeting, Residents)>,
    rests: Memory<(usize, usize, Vec<usize>), (Share, Residents)>,
    /// From each shape to the line of contact.
    reaches: Memory<usize, Option<Km>>,
    /// What the members of the last coalition can send.
    supplies: Option<(Arc<Coalition>, Arc<Vec<Supply>>)>,
    /// The arithmetic of each zone, by its address.
    zones: HashMap<usize, Remembered, ByAddress>,
}

impl Measures {
    /// Nothing measured yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes ready for a plan: lines and surface, and a look at what can be dropped.
    pub(super) fn prepare(&mut self, plan: &Plan, atlas: &Atlas) {
        self.generation += 1;
        let same_line = match (&self.own_line, &plan.line) {
            (None, None) => true,
            (Some(known), Some(line)) => Arc::ptr_eq(known, line),
            _ => false,
        };
        let displacement = &plan.assumptions.displacement;
        if self.courses.is_empty() || !same_line {
            self.forget();
            self.courses = courses(plan, atlas);
            self.own_line.clone_from(&plan.line);
        }
        if self.displacement.as_ref().is_none_or(|(known, _)| known != displacement) {
            let presence = atlas.population.presence(displacement.country, &displacement.by_oblast);
            self.recount(&presence);
            self.country = atlas.population.everyone().present(&presence);
            self.displacement = Some((displacement.clone(), presence));
        }
        let generation = self.generation;
        self.surveys.tidy(generation);
        self.meetings.tidy(generation);
        self.rests.tidy(generation);
        self.reaches.tidy(generation);
        if generation.is_multiple_of(super::memory::TIDIED_EVERY) {
            self.zones.retain(|_, zone| zone.used + super::memory::KEPT_FOR >= generation);
        }
    }

    fn forget(&mut self) {
        self.surveys.clear();
        self.meetings.clear();
        self.rests.clear();
        self.reaches.clear();
        self.zones.clear();
    }

    /// Others are there than were: the ground stays as it was measured, and of the people
    /// in it the new shares are taken.
    fn recount(&mut self, presence: &Presence) {
        self.surveys.update(|survey| {
            let survey = Arc::make_mut(survey);
            survey.measured.people = survey.residents.present(presence);
        });
        self.meetings.update(|(meeting, residents)| {
            if let Some(share) = &mut meeting.share {
                share.people = residents.present(presence);
            }
        });
        self.rests.update(|(rest, residents)| rest.people = residents.present(presence));
        self.zones.clear();
    }

    /// All people of the country, as the plan counts them.
    pub(super) const fn country(&self) -> People {
        self.country
    }

    /// The people of the country, as the plan counts them.
    pub(super) fn counting<'a>(&'a self, atlas: &'a Atlas) -> Counting<'a> {
        Counting::of(&atlas.population, self.displacement.as_ref().map(|(_, presence)| presence))
    }

    /// Those of some residents who are there.
    fn present(&self, residents: &Residents) -> People {
        let presence = self.displacement.as_ref().map(|(_, presence)| presence);
        presence.map_or_else(People::default, |presence| residents.present(presence))
    }

    /// The figures of a zone, if nothing that went into them has changed.
    pub(super) fn remembered(&mut self, zone: &Arc<Zone>, given: &Given) -> Option<Arc<ZoneFigures>> {
        let known = self.zones.get_mut(&address(zone)).filter(|known| known.given == *given)?;
        known.used = self.generation;
        Some(Arc::clone(&known.figures))
    }

    /// Keeps the figures of a zone with what went into them.
    pub(super) fn remember(&mut self, zone: &Arc<Zone>, given: &Given, figures: &Arc<ZoneFigures>) {
        let figures = Arc::clone(figures);
        let known = Remembered { _zone: Arc::clone(zone), given: *given, figures, used: self.generation };
        self.zones.insert(address(zone), known);
    }

    /// The place of a line among the courses.
    pub(super) fn course_named(&self, name: &str) -> Option<usize> {
        self.courses.iter().position(|(id, _)| id == name)
    }

    /// The length of a line as drawn.
    pub(super) fn course_length(&self, course: usize) -> Km {
        self.courses.get(course).map_or(Km(0.0), |(_, course)| course.length)
    }

    /// A shape measured on a line.
    pub(super) fn survey(&mut self, atlas: &Atlas, shape: &Arc<Shape>, course: usize) -> Arc<Survey> {
        let key = (address(shape), course);
        if let Some(known) = self.surveys.get(&key, self.generation) {
            return Arc::clone(known);
        }
        let nowhere = Course::default();
        let line = self.courses.get(course).map_or(&nowhere, |(_, course)| course);
        let mut survey = Survey::of(shape, line, &atlas.population, &mut self.long_rings);
        survey.measured.people = self.present(&survey.residents);
        let survey = Arc::new(survey);
        self.surveys.put(key, Arc::clone(&survey), vec![Arc::clone(shape)], self.generation);
        survey
    }

    /// From the nearest point of a shape to the line of contact.
    pub(super) fn reach_of(&mut self, plan: &Plan, atlas: &Atlas, shape: &Arc<Shape>) -> Option<Km> {
        let key = address(shape);
        if let Some(known) = self.reaches.get(&key, self.generation) {
            return *known;
        }
        let line = plan.line.as_ref().map_or(&atlas.contact().path, |own| &own.path);
        let km = geodesy::line_apart(shape.outline(), line);
        self.reaches.put(key, km, vec![Arc::clone(shape)], self.generation);
        km
    }

    /// What each member of the coalition can send.
    pub(super) fn supplies(&mut self, plan: &Plan, atlas: &Atlas) -> Arc<Vec<Supply>> {
        if let Some((_, supplies)) =
            self.supplies.as_ref().filter(|(known, _)| Arc::ptr_eq(known, &plan.coalition))
        {
            return Arc::clone(supplies);
        }
        let supplies = Arc::new(supply::supplies(&plan.coalition, atlas));
        self.supplies = Some((Arc::clone(&plan.coalition), Arc::clone(&supplies)));
        supplies
    }

    /// How two shapes whose bounds meet lie to each other; `survey` is the later one's.
    pub(super) fn meeting(
        &mut self,
        atlas: &Atlas,
        first: &Arc<Shape>,
        second: &Arc<Shape>,
        course: usize,
        survey: &Survey,
    ) -> Meeting {
        let key = (address(first), address(second), course);
        if let Some((known, _)) = self.meetings.get(&key, self.generation) {
            return *known;
        }
        let both = geodesy::intersection(first.outline(), second.outline());
        let area = geodesy::area(&both);
        let overlaps = area.0 > TOUCHING.0;
        let touches = overlaps || geodesy::touches(first.outline(), second.outline());
        let inside =
            |pieces: &[LineString<f64>]| course::length(&course::pieces_inside(pieces, first.outline()));
        let residents = if overlaps { atlas.population.residents(&both) } else { Residents::default() };
        // Where only a border is shared, a line along that border lies in both all the same.
        let share = touches.then(|| Share {
            area: if overlaps { area } else { Km2(0.0) },
            people: self.present(&residents),
            axis: if survey.axis.is_empty() { survey.part_of_axis(area) } else { inside(&survey.axis) },
            line: inside(&survey.line),
        });
        let share = share.filter(|share| overlaps || share.axis.0.max(share.line.0) > CROSSING.0);
        let meeting = Meeting { touches, share };
        let value = (meeting, residents);
        self.meetings.put(key, value, vec![Arc::clone(first), Arc::clone(second)], self.generation);
        meeting
    }

    /// What a shape holds that none of the earlier ones does, cut out of the ground. Needed
    /// only where earlier ones overlap each other inside it; otherwise their shares are taken away.
    pub(super) fn rest(
        &mut self,
        atlas: &Atlas,
        shape: &Arc<Shape>,
        course: usize,
        survey: &Survey,
        earlier: &[&Arc<Shape>],
    ) -> Share {
        let key = (address(shape), course, earlier.iter().map(|shape| address(shape)).collect::<Vec<_>>());
        if let Some((known, _)) = self.rests.get(&key, self.generation) {
            return *known;
        }
        let mut outline = shape.outline().clone();
        let mut axis = survey.axis.clone();
        let mut line = survey.line.clone();
        for earlier in earlier {
            if outline.0.is_empty() && axis.is_empty() && line.is_empty() {
                break;
            }
            outline = geodesy::difference(&outline, earlier.outline());
            axis = course::pieces_outside(&axis, earlier.outline());
            line = course::pieces_outside(&line, earlier.outline());
        }
        let area = geodesy::area(&outline);
        let axis = if survey.axis.is_empty() { survey.part_of_axis(area) } else { course::length(&axis) };
        let residents = atlas.population.residents(&outline);
        let rest = Share { area, people: self.present(&residents), axis, line: course::length(&line) };
        let holds = std::iter::once(shape).chain(earlier.iter().copied()).map(Arc::clone).collect();
        self.rests.put(key, (rest, residents), holds, self.generation);
        rest
    }
}

/// Which shape it is. Sound as long as the shape is held.
pub(super) fn address<T>(shared: &Arc<T>) -> usize {
    Arc::as_ptr(shared).addr()
}

fn courses(plan: &Plan, atlas: &Atlas) -> Vec<(String, Course)> {
    let contact = plan.line.as_ref().map_or(&atlas.contact().path, |own| &own.path).clone();
    let others = atlas.lines.iter().filter(|line| line.id != atlas::CONTACT);
    let others = others.map(|line| (line.id.clone(), Course::new(line.path.clone())));
    std::iter::once((atlas::CONTACT.to_owned(), Course::new(contact))).chain(others).collect()
}
