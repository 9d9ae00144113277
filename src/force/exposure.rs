//! How much of a zone lies near the line of contact. A number, no prediction.
//!
//! The bands around the line are made once for each line, and the shares once for
//! each shape. How near is near stands in `data/supply/exposure.csv`, with the reasons.

use std::sync::Arc;

use geo_types::{LineString, MultiPolygon, Point};

use super::figures::Figures;
use super::measures::{Measures, address};
use super::memory::Memory;
use crate::atlas::Atlas;
use crate::atlas::population::Counting;
use crate::geodesy;
use crate::plan::{Displacement, OwnLine, Plan, Shape};
use crate::problem::Refusal;
use crate::units::Km;

/// The line is taken with fewer corners: that moves a band by no more than this, and a
/// line of a million points costs no more than one of a thousand.
const TOLERANCE: Km = Km(0.1);

/// The ground on both sides of the line from one distance to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Where it begins; 0 is the line itself.
    pub from: Km,
    /// Where it ends.
    pub to: Km,
    /// All places no farther from the line than `to`.
    pub within: MultiPolygon<f64>,
    /// The band as it is drawn: what the nearer bands leave.
    pub ring: MultiPolygon<f64>,
}

/// The bands around one line, the nearest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    line: LineString<f64>,
    bands: Vec<Band>,
}

impl Bands {
    /// Makes the bands of a line: a belt on both sides, round at the ends, each holding the
    /// nearer ones wholly.
    ///
    /// Units: km, rising. The area of a band is within a tenth of a per cent of the
    /// true one. Pure and safe to run beside the window.
    ///
    /// # Errors
    /// As [`geodesy::corridor`]: a line without two places, or a distance of no belt.
    pub fn of(line: &LineString<f64>, within: &[Km]) -> Result<Self, Refusal> {
        let line = geodesy::simplified(line, TOLERANCE);
        let mut bands: Vec<Band> = Vec::with_capacity(within.len());
        for &to in within {
            let reach = within_reach(&line, to)?;
            let (from, reach, ring) = match bands.last() {
                Some(nearer) => {
                    let reach = geodesy::union(&[&reach, &nearer.within]);
                    let ring = geodesy::difference(&reach, &nearer.within);
                    (nearer.to, reach, ring)
                }
                None => (Km(0.0), reach.clone(), reach),
            };
            bands.push(Band { from, to, within: reach, ring });
        }
        Ok(Self { line, bands })
    }

    /// The line they go round, with no more corners than distances to it need.
    pub const fn line(&self) -> &LineString<f64> {
        &self.line
    }

    /// The bands, the nearest first.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// How much of a shape lies in each band.
    pub fn exposed(&self, shape: &Shape, centre: geo_types::Coord<f64>, surface: Counting<'_>) -> Exposed {
        let outline = shape.outline();
        let nearest = geodesy::line_apart(outline, &self.line);
        let area = geodesy::area(outline).0;
        let people = surface.people(outline).0;
        // From the widest inwards: each band cuts only what the wider one left.
        let mut left = outline.clone();
        let mut within: Vec<Within> = self
            .bands
            .iter()
            .rev()
            .map(|band| {
                let near = nearest.is_some_and(|nearest| nearest.0 <= band.to.0);
                left =
                    if near { geodesy::intersection(&left, &band.within) } else { MultiPolygon(Vec::new()) };
                let share = |part: f64, whole: f64| (part / whole).clamp(0.0, 1.0);
                Within {
                    to: band.to,
                    area: if area > 0.0 { share(geodesy::area(&left).0, area) } else { 0.0 },
                    people: (people > 0.0).then(|| share(surface.people(&left).0, people)),
                }
            })
            .collect();
        within.reverse();
        let from_centre = geodesy::distance(Point(centre), &self.line);
        Exposed { within, nearest, centre: Some(from_centre).filter(|km| km.0.is_finite()) }
    }
}

/// All places within a distance of a line, ends included: the belt, and a disc at each end.
fn within_reach(line: &LineString<f64>, distance: Km) -> Result<MultiPolygon<f64>, Refusal> {
    let belt = geodesy::corridor(line, distance, distance)?;
    let ends = [line.0.first(), line.0.last()].into_iter().flatten();
    let discs: Vec<MultiPolygon<f64>> =
        ends.map(|&end| geodesy::disc(Point(end), distance)).collect::<Result<_, _>>()?;
    let parts: Vec<&MultiPolygon<f64>> = std::iter::once(&belt).chain(&discs).collect();
    Ok(geodesy::union(&parts))
}

/// The part of a zone within a distance of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// The distance.
    pub to: Km,
    /// Share of its area, 0 to 1.
    pub area: f64,
    /// Share of its people, 0 to 1; none where nobody lives there.
    pub people: Option<f64>,
}

/// How near a zone lies to the line of contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposed {
    /// Band by band, the nearest first; shares grow with the distance.
    pub within: Vec<Within>,
    /// From its nearest place to the line; 0 where the line runs through it.
    pub nearest: Option<Km>,
    /// From its centre to the line.
    pub centre: Option<Km>,
}

/// The shares of all zones together, weighted by ground and by residents, in the order of the
/// plan's `figures`. Ground that lies in two zones counts in both.
pub fn together(exposed: &[Arc<Exposed>], figures: &Figures) -> Vec<Within> {
    let zones = || std::iter::zip(exposed, &figures.zones);
    let area: f64 = zones().map(|(_, zone)| zone.measured.area.0).sum();
    let people: f64 = zones().map(|(_, zone)| zone.measured.people.0).sum();
    let bands = exposed.first().map_or(0, |first| first.within.len());
    let of_band = |band: usize| {
        let near = || zones().filter_map(|(exposed, zone)| Some((*exposed.within.get(band)?, zone)));
        let near_area: f64 = near().map(|(within, zone)| within.area * zone.measured.area.0).sum();
        let near_people: f64 =
            near().map(|(within, zone)| within.people.unwrap_or_default() * zone.measured.people.0).sum();
        Some(Within {
            to: exposed.first()?.within.get(band)?.to,
            area: if area > 0.0 { near_area / area } else { 0.0 },
            people: (people > 0.0).then(|| near_people / people),
        })
    };
    (0..bands).filter_map(of_band).collect()
}

/// The bands of the line and the shares of all shapes seen lately. Keep one beside the
/// [`Measures`].
#[derive(Debug, Default)]
pub struct Exposures {
    generation: u64,
    /// What the bands were made for: the thresholds, and the user's own line or the embedded one.
    made_for: Option<Line>,
    bands: Option<Arc<Result<Bands, Refusal>>>,
    displacement: Displacement,
    shares: Memory<usize, Arc<Exposed>>,
}

/// Which line it is: the user's own by identity, or the embedded one.
#[derive(Clone, Debug)]
struct Line(Option<Arc<OwnLine>>);

impl Line {
    fn is_of(&self, plan: &Plan) -> bool {
        match (&self.0, &plan.line) {
            (None, None) => true,
            (Some(known), Some(line)) => Arc::ptr_eq(known, line),
            _ => false,
        }
    }
}

impl Exposures {
    /// Nothing made yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bands of the plan's line of contact, made on first use.
    ///
    /// # Errors
    /// Why the line can have no bands.
    pub fn bands(&mut self, plan: &Plan, atlas: &Atlas) -> Arc<Result<Bands, Refusal>> {
        match &self.bands {
            Some(bands) if self.has_bands(plan) => Arc::clone(bands),
            _ => {
                let bands = Arc::new(bands_of(plan, atlas));
                self.put(plan, &bands);
                bands
            }
        }
    }

    /// Whether the bands of the plan's line are there already. Where they are not, a window may
    /// have [`bands_of`] run on another thread and give the result to [`Exposures::put`].
    pub fn has_bands(&self, plan: &Plan) -> bool {
        self.bands.is_some() && self.made_for.as_ref().is_some_and(|line| line.is_of(plan))
    }

    /// Takes bands that were made elsewhere for the line of this plan.
    pub fn put(&mut self, plan: &Plan, bands: &Arc<Result<Bands, Refusal>>) {
        self.made_for = Some(Line(plan.line.clone()));
        self.bands = Some(Arc::clone(bands));
        self.shares.clear();
    }

    /// How near each zone lies to the line, in the order of the plan. `figures` and
    /// `measures` are those of the same plan.
    ///
    /// # Errors
    /// Why the line can have no bands.
    pub fn of(
        &mut self,
        plan: &Plan,
        figures: &Figures,
        atlas: &Atlas,
        measures: &Measures,
    ) -> Result<Vec<Arc<Exposed>>, Refusal> {
        let bands = self.bands(plan, atlas);
        let bands = bands.as_ref().as_ref().map_err(Clone::clone)?;
        if self.displacement != plan.assumptions.displacement {
            self.displacement = plan.assumptions.displacement.clone();
            self.shares.clear();
        }
        self.generation += 1;
        self.shares.tidy(self.generation);
        let surface = measures.counting(atlas);
        let zones = std::iter::zip(&plan.zones, &figures.zones);
        let exposed = zones.map(|(zone, of_zone)| {
            let key = address(&zone.shape);
            if let Some(known) = self.shares.get(&key, self.generation) {
                return Arc::clone(known);
            }
            let exposed = Arc::new(bands.exposed(&zone.shape, of_zone.measured.centre, surface));
            self.shares.put(key, Arc::clone(&exposed), vec![Arc::clone(&zone.shape)], self.generation);
            exposed
        });
        Ok(exposed.collect())
    }
}

/// The bands of the plan's line of contact at the thresholds of the atlas.
///
/// # Errors
/// Why the line can have no bands.
pub fn bands_of(plan: &Plan, atlas: &Atlas) -> Result<Bands, Refusal> {
    let line = plan.line.as_ref().map_or(&atlas.contact().path, |own| &own.path);
    let within: Vec<Km> = atlas.exposure.iter().map(|threshold| threshold.within).collect();
    Bands::of(line, &within)
}
