//! What a plan asks for: the figures that the window, the command line and every
//! export show. There is no other road to a number.

use std::sync::Arc;

use super::alarm::{self, Alarm};
use super::comparison::{self, Comparison};
use super::contingents;
use super::contribution::Contributions;
use super::cover::LineCover;
use super::derivation::Derivation;
use super::filling::Filling;
use super::inputs::{Ground as GroundFactor, Inputs, Shared};
use super::measured::Measured;
use super::measures::{CONTACT, Measures};
use super::method::m7::{self, Enablers, Layer};
use super::method::size;
use super::overlap::{Claim, Count, Counted, Ground, Overlap};
use super::remembered::Given;
use super::rotation;
use super::rules::under_rules;
use super::sizing::Sizing;
use super::standing::{Standing, factor_of_line};
use crate::atlas::doctrine::Method;
use crate::atlas::{self, Atlas};
use crate::plan::{Plan, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::{Cumulative, Deployed, Km, People, Pool, Span};

/// The figures of one zone.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneFigures {
    /// Which zone.
    pub id: ZoneId,
    /// What was measured of it, on the drawn line.
    pub measured: Measured,
    /// What goes into the sum, after everything was counted once.
    pub counted: Counted,
    /// Kilometres on the ground for one drawn, central.
    pub ground_factor: f64,
    /// What the ground factor rests on.
    pub ground: GroundFactor,
    /// The method that sizes it.
    pub method: Method,
    /// Its mandate profile.
    pub profile: Option<String>,
    /// How the need came about; without terms where the zone could not be sized.
    pub derivation: Derivation,
    /// Troops in Ukraine on a given day; nobody where the zone could not be sized.
    pub need: Span<Deployed>,
    /// Another method beside it, with its profile and what it says. Never averaged.
    pub cross_check: Option<(Method, Option<String>, Span<Deployed>)>,
    /// What must be known about these figures.
    pub alarms: Vec<Alarm>,
}

impl ZoneFigures {
    /// Whether the zone could be sized.
    pub fn is_sized(&self) -> bool {
        !self.derivation.terms.is_empty()
    }
}

/// Zones along a line that touch or overlap, and so share their reserve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theatre {
    /// Places in the plan, in the order in which the zones claim.
    pub zones: Vec<usize>,
}

/// The figures of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// One for each zone, in the order of the plan.
    pub zones: Vec<Arc<ZoneFigures>>,
    /// Troops in Ukraine on a given day: all lows, all centrals, all highs.
    pub deployed: Span<Deployed>,
    /// Those deployed, preparing and recovering.
    pub pool: Span<Pool>,
    /// Everyone who serves over the horizon.
    pub cumulative: Span<Cumulative>,
    /// Pool for one deployed; 0 where the rotation cannot be reckoned with.
    pub k: f64,
    /// Who fills the zones: one for each zone, in the order of the plan.
    pub fillings: Vec<Filling>,
    /// What the nations send and could send.
    pub coalition: Contributions,
    /// Air, sea and enablers: a total of their own, where there are any.
    pub enablers: Option<Enablers>,
    /// Residents in at least one zone.
    pub people: People,
    /// How much of the line of contact is watched and held.
    pub line: LineCover,
    /// What lies in two zones and counts once.
    pub overlaps: Vec<Overlap>,
    /// Groups of zones that share a reserve: those of two zones or more.
    pub theatres: Vec<Theatre>,
    /// The estimate chosen for comparison.
    pub comparison: Option<Comparison>,
    /// What must be known about the plan as a whole; zones have their own.
    pub alarms: Vec<Alarm>,
}

impl Figures {
    /// The figures of a plan. Geometry that was measured before is taken from
    /// `measures`; keep it from one call to the next, one for each atlas.
    pub fn of(plan: &Plan, atlas: &Atlas, measures: &mut Measures) -> Self {
        measures.prepare(plan, atlas);
        let ground = Ground::survey(plan, atlas, measures);
        let count = ground.count(atlas, measures);
        let theatres = ground.theatres();
        let contact = Contact::of(plan, atlas, measures);
        let around = Around { atlas, contact, country: measures.country() };
        let sized = size_zones(around, measures, &ground, &count, &theatres);
        let line = contact.cover(&ground, &count);
        let totals = Totals::of(plan, &sized);
        let whole = alarm::Whole {
            plan,
            cover: &line,
            claims: &ground.zones.iter().map(|standing| standing.claim).collect::<Vec<_>>(),
            by_people: &count.by_people(&ground),
            country: around.country,
            rotation: totals.refusal.as_ref(),
        };
        let supplies = measures.supplies(plan, atlas);
        let fillings = contingents::fillings(plan, atlas, measures, &sized);
        let coalition = Contributions::of(&supplies, &fillings, totals.k, atlas);
        let mut alarms = alarm::of_plan(&whole, &atlas.doctrine);
        alarms.extend(coalition.alarms());
        let compared = plan.assumptions.compare_with.as_deref();
        let rotation = &plan.assumptions.rotation;
        Self {
            fillings,
            coalition,
            enablers: enablers(plan, atlas, totals.deployed),
            people: count.people,
            line,
            theatres: gathered(&ground, &theatres),
            overlaps: count.overlaps,
            comparison: compared
                .and_then(|id| comparison::comparison(id, &atlas.doctrine, totals.deployed, rotation)),
            alarms,
            deployed: totals.deployed,
            pool: totals.pool,
            cumulative: totals.cumulative,
            k: totals.k,
            zones: sized,
        }
    }

    /// The figures of a zone.
    pub fn zone(&self, id: &ZoneId) -> Option<&Arc<ZoneFigures>> {
        self.zones.iter().find(|zone| zone.id == *id)
    }

    /// Who fills a zone.
    pub fn filling(&self, id: &ZoneId) -> Option<&Filling> {
        self.fillings.iter().find(|filling| filling.id == *id)
    }

    /// Every alarm, of the plan first and then of each zone in its order.
    pub fn all_alarms(&self) -> impl Iterator<Item = &Alarm> {
        self.alarms.iter().chain(self.zones.iter().flat_map(|zone| &zone.alarms))
    }
}

/// Sizes the zones in the order of claims, so that a reserve that is shared goes to the
/// first of its theatre, and gives them back in the order of the plan.
fn size_zones(
    around: Around<'_>,
    measures: &mut Measures,
    ground: &Ground<'_>,
    count: &Count,
    theatres: &[usize],
) -> Vec<Arc<ZoneFigures>> {
    let mut shared = vec![Shared::NONE; ground.zones.len()];
    let mut sized: Vec<Option<Arc<ZoneFigures>>> = vec![None; ground.zones.len()];
    for (rank, standing) in ground.zones.iter().enumerate() {
        let counted = count.counted[rank];
        let inputs = standing.inputs(&counted, shared[theatres[rank]]);
        let mission = standing.mission;
        let given = Given { measured: standing.survey.measured, counted, inputs, mission };
        let figures = measures.remembered(standing.zone, &given).unwrap_or_else(|| {
            let figures = Arc::new(zone_figures(standing, &given, around));
            measures.remember(standing.zone, &given, &figures);
            figures
        });
        shared[theatres[rank]] = figures.derivation.after;
        sized[standing.place] = Some(figures);
    }
    sized.into_iter().flatten().collect()
}

/// What surrounds every zone: the data, the line of contact and the people of the country.
/// While it changes, nothing is remembered.
#[derive(Clone, Copy)]
struct Around<'a> {
    atlas: &'a Atlas,
    contact: Contact,
    country: People,
}

fn zone_figures(standing: &Standing<'_>, given: &Given, around: Around<'_>) -> ZoneFigures {
    let Around { atlas, contact, country } = around;
    let zone: &Zone = standing.zone;
    let Sizing { method, profile } = standing.sizing;
    let by = |sizing: Sizing<'_>, inputs: &Inputs| {
        size(sizing.method, sizing.profile, inputs, &atlas.doctrine, &zone.overrides)
    };
    let sized = by(standing.sizing, &given.inputs);
    let refusal = sized.as_ref().err().cloned();
    let derivation = sized.map_or_else(
        |_| unsized_derivation(method, given.inputs.before),
        |derivation| under_rules(derivation, zone.roe_factor),
    );
    let case = alarm::Case {
        zone,
        sizing: standing.sizing,
        claim: standing.claim,
        measured: standing.claimed(),
        given,
        line_inside: standing.of_contact().map(|km| km * contact.factor),
        whole_line: contact.whole,
        refusal: refusal.as_ref(),
        country,
    };
    ZoneFigures {
        id: zone.id.clone(),
        measured: given.measured,
        counted: given.counted,
        ground_factor: given.inputs.ground.factor.central,
        ground: given.inputs.ground,
        method,
        profile: profile.map(str::to_owned),
        need: derivation.need,
        cross_check: standing.sizing.cross_check(zone, given.mission, atlas).and_then(|cross| {
            // Packages for no site would say that nobody is needed.
            let counts_sites = matches!(Claim::of(zone.role, cross.method), Claim::Sites(_));
            if counts_sites && given.inputs.sites <= 0.0 {
                return None;
            }
            let need = by(cross, &cross_inputs(standing, given, cross)).ok()?.need;
            Some((cross.method, cross.profile.map(str::to_owned), need))
        }),
        alarms: alarm::of_zone(&case, atlas),
        derivation,
    }
}

/// What the cross-check reckons with: the same, but for a frontage the line inside, and
/// for another line method the axis. Nothing is shared with the theatre.
fn cross_inputs(standing: &Standing<'_>, given: &Given, cross: Sizing<'_>) -> Inputs {
    let own_is_frontage = standing.sizing.method == Method::M4;
    let line_km = match (cross.method == Method::M4, own_is_frontage) {
        (true, false) => Some(given.measured.line_inside.0),
        (false, true) => Some(given.measured.axis.0),
        _ => given.inputs.line_km,
    };
    Inputs { line_km, before: Shared::NONE, ..given.inputs }
}

/// A derivation that says nothing: the zone asks for nobody until its alarm is answered.
fn unsized_derivation(method: Method, before: Shared) -> Derivation {
    Derivation { method, profile: None, terms: Vec::new(), need: Span::default(), after: before }
}

/// The line of contact on the ground. It has one ground factor here, so that the parts
/// sum to the whole whatever single zones assume.
#[derive(Clone, Copy)]
struct Contact {
    whole: Km,
    factor: f64,
}

impl Contact {
    fn of(plan: &Plan, atlas: &Atlas, measures: &Measures) -> Self {
        let factor = factor_of_line(atlas::CONTACT, plan, atlas, measures).factor.central;
        Self { whole: measures.course_length(CONTACT) * factor, factor }
    }

    /// How much of it the plan watches and holds. Kilometres typed for a sector count as
    /// held on the line as far as the line lies in the sector, the others as assigned.
    fn cover(self, ground: &Ground<'_>, count: &Count) -> LineCover {
        let (mut monitored, mut drawn, mut assigned) = (Km(0.0), Km(0.0), Km(0.0));
        for (standing, line) in std::iter::zip(&ground.zones, &count.line) {
            let Some(inside) = standing.of_contact().filter(|_| standing.claim == Claim::Line) else {
                continue;
            };
            match (standing.typed(), standing.sizing.method) {
                (Some(typed), _) => {
                    let on_line = Km(typed.0.min(inside.0 * self.factor));
                    drawn = drawn + on_line;
                    assigned = assigned + (typed - on_line);
                }
                (None, Method::M4) => drawn = drawn + *line * self.factor,
                (None, _) if alarm::watches(standing.zone.role) => {
                    monitored = monitored + *line * self.factor;
                }
                _ => {}
            }
        }
        LineCover::new(self.whole, monitored, drawn, assigned)
    }
}

fn enablers(plan: &Plan, atlas: &Atlas, land: Span<Deployed>) -> Option<Enablers> {
    let assumptions = &plan.assumptions;
    let missing = super::enablers::missing(assumptions.enablers, &atlas.posture);
    if assumptions.aircraft == 0 && missing.is_none() {
        return None;
    }
    let layer = Layer { aircraft: f64::from(assumptions.aircraft), missing, ..Layer::default() };
    m7::layer(layer, land, &atlas.doctrine, &std::collections::BTreeMap::new()).ok()
}

/// The theatres of more than one zone.
fn gathered(ground: &Ground<'_>, theatres: &[usize]) -> Vec<Theatre> {
    let mut zones: Vec<Vec<usize>> = vec![Vec::new(); theatres.len()];
    for (standing, theatre) in std::iter::zip(&ground.zones, theatres) {
        zones[*theatre].push(standing.place);
    }
    zones.into_iter().filter(|zones| zones.len() > 1).map(|zones| Theatre { zones }).collect()
}

/// The three totals, each of its own kind.
struct Totals {
    deployed: Span<Deployed>,
    pool: Span<Pool>,
    cumulative: Span<Cumulative>,
    k: f64,
    refusal: Option<Refusal>,
}

impl Totals {
    /// Summed in the order of the plan, so that every machine rounds alike.
    fn of(plan: &Plan, zones: &[Arc<ZoneFigures>]) -> Self {
        let deployed: Span<Deployed> = zones.iter().map(|zone| zone.need).sum();
        let rotation = &plan.assumptions.rotation;
        let (k, refusal) = match rotation::k(rotation.tour_months, rotation.interval_months) {
            Ok(k) => (k, None),
            Err(refusal) => (0.0, Some(refusal)),
        };
        let tour = if refusal.is_none() { rotation.tour_months } else { 0.0 };
        Self {
            deployed,
            pool: deployed.map(|people| rotation::pool(people, k)),
            cumulative: deployed
                .map(|people| rotation::cumulative(people, f64::from(rotation.horizon_months), tour)),
            k,
            refusal,
        }
    }
}
