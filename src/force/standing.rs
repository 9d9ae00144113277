//! A zone as it stands in the order of claims: measured, with the method that
//! sizes it, what a drawn kilometre of it is on the ground, and what it claims.

use std::sync::Arc;

use super::inputs::{Ground as GroundFactor, Inputs, Shared};
use super::measured::{Axis, Survey};
use super::measures::{CONTACT, Measures};
use super::method::size;
use super::overlap::{Claim, Counted};
use super::sizing::{self, Sizing};
use crate::atlas::doctrine::Method;
use crate::atlas::{self, Atlas};
use crate::plan::{GROUND_FACTOR, Mission, Plan, Zone};
use crate::source::Basis;
use crate::units::{Km, Span};

/// A zone in the order of claims.
pub(super) struct Standing<'a> {
    pub zone: &'a Arc<Zone>,
    /// Its place in the plan.
    pub place: usize,
    pub survey: Arc<Survey>,
    /// The line its kilometres are measured along.
    pub course: usize,
    /// What it is for, where that is said.
    pub mission: Option<Mission>,
    pub sizing: Sizing<'a>,
    /// What a drawn kilometre of it is on the ground.
    pub ground: GroundFactor,
    /// What it claims; nothing where it cannot be sized, so that the next zone counts it.
    pub claim: Claim,
}

impl<'a> Standing<'a> {
    /// Surveys a zone of a plan.
    pub fn of(
        (place, zone): (usize, &'a Arc<Zone>),
        plan: &Plan,
        atlas: &'a Atlas,
        measures: &mut Measures,
    ) -> Self {
        let course = zone.follows.as_ref().and_then(|line| measures.course_named(&line.0)).unwrap_or(CONTACT);
        let survey = measures.survey(atlas, &zone.shape, course);
        let mission = sizing::mission(zone, plan);
        let sizing = Sizing::of(zone, mission, atlas);
        let along = sizing.method == Method::M4 || survey.measured.axis_is == Axis::LineInside;
        let ground = ground_factor(zone, along, plan, atlas, measures);
        let claim = Claim::of(zone.role, sizing.method);
        let standing = Self { zone, place, survey, course, mission, sizing, ground, claim };
        if standing.is_refused(atlas) { Self { claim: Claim::Nothing, ..standing } } else { standing }
    }

    /// Kilometres that the force is said to hold here, in place of those measured.
    pub fn typed(&self) -> Option<Km> {
        self.zone.held_km.filter(|_| self.sizing.method == Method::M4)
    }

    /// Kilometres of the line of contact inside, as drawn; none where the zone is measured
    /// along another line.
    pub fn of_contact(&self) -> Option<Km> {
        (self.course == CONTACT).then_some(self.survey.measured.line_inside)
    }

    /// What goes into its sum.
    pub fn inputs(&self, counted: &Counted, before: Shared) -> Inputs {
        Inputs {
            line_km: Some(counted.line_km.0),
            ground: self.ground,
            held_km: self.zone.held_km.map(|km| km.0),
            area_km2: counted.area_km2.0,
            people: counted.people.0,
            host_forces: self.zone.host_forces,
            sites: counted.sites,
            before,
        }
    }

    /// What the zone would count by itself, in the unit of its claim; kilometres as drawn.
    pub fn claimed(&self) -> f64 {
        let measured = &self.survey.measured;
        match self.claim {
            Claim::Line if self.sizing.method == Method::M4 => measured.line_inside.0,
            Claim::Line => measured.axis.0,
            Claim::Residents => measured.people.0,
            Claim::Ground => measured.area.0,
            Claim::Sites(_) => f64::from(self.zone.sites),
            Claim::Nothing => 0.0,
        }
    }

    /// Whether the zone cannot be sized, whatever its neighbours take. Only what was set by
    /// hand can be refused, so that most zones need no second sum.
    fn is_refused(&self, atlas: &Atlas) -> bool {
        let Zone { method, profile, overrides, .. } = self.zone.as_ref();
        if self.mission.is_none() && method.is_none() && profile.is_none() && overrides.is_empty() {
            return false;
        }
        let whole = self.counted(&self.survey.whole(), 0.0);
        let inputs = self.inputs(&whole, Shared::NONE);
        size(self.sizing.method, self.sizing.profile, &inputs, &atlas.doctrine, overrides).is_err()
    }
}

/// Kilometres on the ground for one drawn. What the user set for the zone comes first;
/// then the factor of the line it follows, or of the line of contact where its kilometres
/// are measured along that; a free line counts as drawn.
fn ground_factor(zone: &Zone, along: bool, plan: &Plan, atlas: &Atlas, measures: &Measures) -> GroundFactor {
    if let Some(factor) = zone.overrides.get(GROUND_FACTOR) {
        return GroundFactor { factor: *factor, basis: Span::flat(Basis::User), quotient: None };
    }
    let line = match &zone.follows {
        Some(line) => line.0.as_str(),
        None if along => atlas::CONTACT,
        None => return GroundFactor::AS_DRAWN,
    };
    factor_of_line(line, plan, atlas, measures)
}

/// The ground factor of a line: the user's own, or published ÷ measured.
pub(super) fn factor_of_line(name: &str, plan: &Plan, atlas: &Atlas, measures: &Measures) -> GroundFactor {
    if let (atlas::CONTACT, Some(own)) = (name, &plan.line) {
        return GroundFactor { factor: own.ground_factor, basis: Span::flat(Basis::User), quotient: None };
    }
    let (Some(line), Some(course)) = (atlas.line(name), measures.course_named(name)) else {
        return GroundFactor::AS_DRAWN;
    };
    let measured = measures.course_length(course).0;
    let published = line.published.first().map(|length| length.value.central);
    GroundFactor {
        factor: line.ground_factor.value,
        basis: line.ground_factor.basis,
        quotient: published.map(|published| (published, measured)),
    }
}
