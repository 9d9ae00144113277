//! The figures of a plan: every zone, the totals, what must be known about them.

use serde::Serialize;

use super::Leaves;
use super::plain::short;
use super::sheet::{Cell, Sheet, brief, grouped};
use super::terms::{SourceOut, TermOut, sources_of, terms_of};
use crate::atlas::doctrine::{Doctrine, Parameter};
use crate::force::Key;
use crate::force::alarm::{Alarm, Urgency};
use crate::force::comparison::Comparison;
use crate::force::figures::{Figures, ZoneFigures};
use crate::force::measured::{Axis, Measured};
use crate::force::overlap::Overlap;
use crate::plan::{Assumptions, Plan, Zone};
use crate::problem::Problem;
use crate::units::{Deployed, Span};

/// The figures of a plan, as `cordon size` writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanFigures {
    /// What this document is: `cordon-figures/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// What the arithmetic takes for granted.
    pub assumptions: Assumptions,
    /// The zones, in the order of the plan.
    pub zones: Vec<ZoneOut>,
    /// The land force.
    pub total: TotalOut,
    /// Air, sea and enablers, a total of their own; none where there are none.
    pub air_sea_enablers: Option<ApartOut>,
    /// Residents in at least one zone.
    pub people: f64,
    /// The line of contact, kilometres on the ground.
    pub line: LineOut,
    /// What lies in two zones and counts once.
    pub overlaps: Vec<OverlapOut>,
    /// Zones that share a reserve, by id.
    pub theatres: Vec<Vec<String>>,
    /// The published estimate chosen for comparison.
    pub comparison: Option<ComparisonOut>,
    /// What must be known about the plan as a whole.
    pub alarms: Vec<Alarm>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
    /// What the terms were read from.
    pub sources: Vec<SourceOut>,
}

/// One zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneOut {
    /// Its id in the plan.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub role: &'static str,
    /// The method that sizes it.
    pub method: &'static str,
    /// Its mandate or package, as the id of a figure.
    pub profile: Option<String>,
    /// What was measured of it.
    pub measured: MeasuredOut,
    /// What goes into the sum, after everything was counted once.
    pub counted: CountedOut,
    /// Kilometres on the ground for one drawn.
    pub ground_factor: Span<f64>,
    /// Whether it could be sized; where not, an alarm says why.
    pub sized: bool,
    /// Troops in Ukraine on a given day.
    pub deployed: Span<Deployed>,
    /// Another method beside it; never averaged.
    pub cross_check: Option<CrossCheck>,
    /// How the need came about.
    pub terms: Vec<TermOut>,
    /// What must be known about these figures.
    pub alarms: Vec<Alarm>,
}

impl ZoneOut {
    /// The kilometres on the ground that its sum takes, where it takes any.
    fn ground_km(&self) -> Option<f64> {
        let line = [Key::LineHeld.key(), Key::LineOnGround.key()];
        self.terms.iter().find(|term| line.contains(&term.key)).map(|term| term.value.central)
    }
}

/// What is measured of an outline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasuredOut {
    /// On the ellipsoid.
    pub area_km2: f64,
    /// All rings.
    pub perimeter_km: f64,
    /// Along the axis, as drawn.
    pub axis_km: f64,
    /// What the axis is: drawn, line-inside or long-side.
    pub axis: &'static str,
    /// Residents.
    pub people: f64,
    /// Of the line it follows, or the line of contact.
    pub line_inside_km: f64,
    /// From its middle to that line.
    pub distance_to_line_km: Option<f64>,
}

impl From<&Measured> for MeasuredOut {
    fn from(measured: &Measured) -> Self {
        Self {
            area_km2: measured.area.0,
            perimeter_km: measured.perimeter.0,
            axis_km: measured.axis.0,
            axis: match measured.axis_is {
                Axis::Drawn => "drawn",
                Axis::LineInside => "line-inside",
                Axis::LongSide => "long-side",
            },
            people: measured.people.0,
            line_inside_km: measured.line_inside.0,
            distance_to_line_km: measured.distance_to_line.map(|km| km.0),
        }
    }
}

/// What goes into the sum of a zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountedOut {
    /// Kilometres as drawn.
    pub line_km: f64,
    /// Square kilometres.
    pub area_km2: f64,
    /// Residents.
    pub people: f64,
    /// Sites.
    pub sites: f64,
    /// Whether another zone counts a part of it.
    pub shared: bool,
}

/// Another method beside the zone's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CrossCheck {
    /// The method.
    pub method: &'static str,
    /// Its profile.
    pub profile: Option<String>,
    /// What it says.
    pub deployed: Span<Deployed>,
}

/// The land force as three kinds of number, never added.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TotalOut {
    /// Troops in Ukraine on a given day.
    pub deployed: Span<Deployed>,
    /// Those preparing and recovering too.
    pub pool: PoolOut,
    /// Everyone who serves over the horizon.
    pub cumulative: CumulativeOut,
    /// Zones that could not be sized, by id: the total is without them.
    pub without: Vec<String>,
}

/// The pool with its k.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PoolOut {
    /// Pool for one deployed; 0 where the rotation cannot be reckoned with.
    pub k: f64,
    /// Few.
    pub low: f64,
    /// The planning case.
    pub central: f64,
    /// Many.
    pub high: f64,
}

/// The cumulative number with its horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CumulativeOut {
    /// Months over which those who serve are counted.
    pub horizon_months: u32,
    /// Few.
    pub low: f64,
    /// The planning case.
    pub central: f64,
    /// Many.
    pub high: f64,
}

/// Air, sea and enablers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApartOut {
    /// People of the layer, mostly outside Ukraine.
    pub apart: Span<f64>,
    /// How that came about.
    pub terms: Vec<TermOut>,
}

/// The line of contact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineOut {
    /// All of it.
    pub total_km: f64,
    /// Inside monitored lines and buffer areas.
    pub monitored_km: f64,
    /// Held by the force itself.
    pub held_km: f64,
    /// Not held by the force.
    pub uncovered_km: f64,
    /// The same as a sentence.
    pub sentence: String,
}

/// Something that lies in two zones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverlapOut {
    /// The zone that counts it.
    pub counts_in: String,
    /// The zone that does not.
    pub not_in: String,
    /// Kilometres of the second zone's line, as drawn.
    pub line_km: f64,
    /// Ground in both.
    pub area_km2: f64,
    /// Residents in both.
    pub people: f64,
    /// Sites that are the first zone's.
    pub sites: f64,
    /// The same as a sentence.
    pub sentence: String,
}

impl From<&Overlap> for OverlapOut {
    fn from(overlap: &Overlap) -> Self {
        Self {
            counts_in: overlap.first.id.0.clone(),
            not_in: overlap.second.id.0.clone(),
            line_km: overlap.km.0,
            area_km2: overlap.area.0,
            people: overlap.people.0,
            sites: overlap.sites,
            sentence: overlap.sentence(),
        }
    }
}

/// A published estimate beside the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonOut {
    /// Its id.
    pub id: String,
    /// Who said it.
    pub author: String,
    /// When.
    pub date: String,
    /// What it counts.
    pub counts: &'static str,
    /// The lower number.
    pub low: Option<f64>,
    /// The upper number.
    pub high: Option<f64>,
    /// The plan's total of the same kind; none where it has none.
    pub ours: Option<Span<f64>>,
    /// What must be known about the counting.
    pub note: String,
}

impl From<&Comparison> for ComparisonOut {
    fn from(comparison: &Comparison) -> Self {
        Self {
            id: comparison.id.clone(),
            author: comparison.author.clone(),
            date: comparison.date.clone(),
            counts: comparison.counted.title(),
            low: comparison.low,
            high: comparison.high,
            ours: comparison.ours,
            note: comparison.note.clone(),
        }
    }
}

impl PlanFigures {
    /// The figures of a plan, ready to leave.
    pub fn of(plan: &Plan, figures: &Figures, doctrine: &Doctrine) -> Self {
        let zones: Vec<ZoneOut> = std::iter::zip(&plan.zones, &figures.zones)
            .map(|(zone, sized)| zone_out(zone, sized, doctrine))
            .collect();
        let air_sea_enablers = figures.enablers.as_ref().map(|enablers| ApartOut {
            apart: enablers.total.map(|total| total.0),
            terms: enablers.terms.iter().map(|term| TermOut::of(term, doctrine)).collect(),
        });
        let apart = air_sea_enablers.iter().flat_map(|apart| &apart.terms);
        let sources = sources_of(zones.iter().flat_map(|zone| &zone.terms).chain(apart), doctrine);
        let ids = |zones: &[usize]| {
            zones.iter().filter_map(|at| plan.zones.get(*at)).map(|zone| zone.id.0.clone()).collect()
        };
        Self {
            format: "cordon-figures/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            assumptions: plan.assumptions.clone(),
            zones,
            total: TotalOut::of(plan, figures),
            air_sea_enablers,
            people: figures.people.0,
            line: LineOut {
                total_km: figures.line.total_km.0,
                monitored_km: figures.line.monitored_km.0,
                held_km: figures.line.held_km.0,
                uncovered_km: figures.line.uncovered_km.0,
                sentence: figures.line.sentence(),
            },
            overlaps: figures.overlaps.iter().map(OverlapOut::from).collect(),
            theatres: figures.theatres.iter().map(|theatre| ids(&theatre.zones)).collect(),
            comparison: figures.comparison.as_ref().map(ComparisonOut::from),
            alarms: figures.alarms.clone(),
            problems: Vec::new(),
            sources,
        }
    }
}

fn zone_out(zone: &Zone, sized: &ZoneFigures, doctrine: &Doctrine) -> ZoneOut {
    ZoneOut {
        id: zone.id.0.clone(),
        name: zone.name.clone(),
        role: zone.role.name(),
        method: sized.method.id(),
        profile: sized
            .profile
            .clone()
            .or_else(|| sized.derivation.profile.map(Parameter::id).map(str::to_owned)),
        measured: MeasuredOut::from(&sized.measured),
        counted: CountedOut {
            line_km: sized.counted.line_km.0,
            area_km2: sized.counted.area_km2.0,
            people: sized.counted.people.0,
            sites: sized.counted.sites,
            shared: sized.counted.shared,
        },
        ground_factor: sized.ground.factor,
        sized: sized.is_sized(),
        deployed: sized.need,
        cross_check: sized.cross_check.as_ref().map(|(method, profile, deployed)| CrossCheck {
            method: method.id(),
            profile: profile.clone(),
            deployed: *deployed,
        }),
        terms: terms_of(&sized.derivation, doctrine),
        alarms: sized.alarms.clone(),
    }
}

impl TotalOut {
    /// The three totals of a plan.
    pub fn of(plan: &Plan, figures: &Figures) -> Self {
        let (pool, cumulative) = (figures.pool, figures.cumulative);
        let unsized_zones = figures.zones.iter().filter(|zone| !zone.is_sized());
        Self {
            deployed: figures.deployed,
            pool: PoolOut { k: figures.k, low: pool.low.0, central: pool.central.0, high: pool.high.0 },
            cumulative: CumulativeOut {
                horizon_months: plan.assumptions.rotation.horizon_months,
                low: cumulative.low.0,
                central: cumulative.central.0,
                high: cumulative.high.0,
            },
            without: unsized_zones.map(|zone| zone.id.0.clone()).collect(),
        }
    }
}

impl Leaves for PlanFigures {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("kind", ""),
            ("id", ""),
            ("name", "zone"),
            ("role", "role"),
            ("method", "method"),
            ("profile", ""),
            ("line_km", ""),
            ("ground_km", "line, km"),
            ("area_km2", "area, km²"),
            ("people", "people"),
            ("sites", "sites"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("remark", ""),
        ]);
        sheet.above = self.above();
        for zone in &self.zones {
            sheet.row(zone_cells(zone));
        }
        let without = self.without();
        let mark = if without.is_some() { " *" } else { "" };
        let mut total = |kind: &str, name: String, span: Span<f64>, first: bool| {
            let mut cells = vec![Cell::text(kind), Cell::Empty, Cell::Text(format!("{name}{mark}"))];
            cells.resize(11, Cell::Empty);
            cells.extend(whole(span));
            cells.extend(without.clone().map(Cell::Text));
            if first { sheet.total(cells) } else { sheet.row(cells) }
        };
        total("deployed", "Deployed".to_owned(), self.total.deployed.map(|need| need.0), true);
        let pool = &self.total.pool;
        total(
            "pool",
            format!("Pool (k = {})", brief(pool.k)),
            Span::new(pool.low, pool.central, pool.high),
            false,
        );
        let all = &self.total.cumulative;
        let name = format!("Cumulative ({} months)", all.horizon_months);
        total("cumulative", name, Span::new(all.low, all.central, all.high), false);
        if let Some(apart) = &self.air_sea_enablers {
            total("apart", "Air, sea, enablers (apart)".to_owned(), apart.apart, true);
        }
        sheet.below = self.below();
        sheet
    }
}

fn zone_cells(zone: &ZoneOut) -> Vec<Cell> {
    // What a zone does not count is no part of its row.
    let counted = |value: f64, decimals| Cell::number((value > 0.0).then_some(value), decimals);
    let mut cells = vec![
        Cell::text("zone"),
        Cell::text(&zone.id),
        Cell::name(&zone.name),
        Cell::text(zone.role.replace('-', " ")),
        Cell::text(zone.method),
        zone.profile.as_ref().map_or(Cell::Empty, Cell::text),
        counted(zone.counted.line_km, 0),
        Cell::number(zone.ground_km(), 0),
        counted(zone.counted.area_km2, 0),
        counted(zone.counted.people, 0),
        counted(zone.counted.sites, 0),
    ];
    if zone.sized {
        cells.extend(whole(zone.deployed.map(|need| need.0)));
    }
    cells.resize(14, Cell::Empty);
    cells.push(remark(&zone.alarms));
    cells
}

/// What must be known before a row is used, for those who have only the CSV.
fn remark(alarms: &[Alarm]) -> Cell {
    let serious = alarms.iter().filter(|alarm| alarm.severity > Urgency::Note);
    let remarks: Vec<String> = serious.map(|alarm| format!("{}. {}", alarm.what, alarm.hint)).collect();
    if remarks.is_empty() { Cell::Empty } else { Cell::Text(remarks.join(" ")) }
}

/// People in three cases; the table shows no fractions of them.
fn whole(span: Span<f64>) -> [Cell; 3] {
    [span.low, span.central, span.high].map(|value| Cell::Number(value, 0))
}

impl PlanFigures {
    /// What the totals lack, where a zone could not be sized.
    fn without(&self) -> Option<String> {
        let names: Vec<String> =
            self.zones.iter().filter(|zone| !zone.sized).map(|zone| short(&zone.name)).collect();
        (!names.is_empty()).then(|| format!("without {}, which could not be sized", names.join(", ")))
    }

    fn above(&self) -> Vec<String> {
        let date = if self.date.is_empty() { String::new() } else { format!(" ({})", self.date) };
        let mut lines = vec![format!("{}{date}", self.title)];
        if !self.banner.is_empty() {
            lines.push(self.banner.clone());
        }
        lines.push(String::new());
        lines
    }

    fn below(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.without().map(|without| format!("* {without}.")).into_iter().collect();
        lines.extend([
            String::new(),
            "Deployed: in Ukraine on a given day. Pool: with those preparing and recovering. Cumulative: everyone who serves."
                .to_owned(),
            "Low – central – high: all lows, all centrals, all highs at once. Never add the kinds.".to_owned(),
            format!(
                "Kilometres on the ground: as drawn × ground factor. {} of {} km of the line of contact are monitored.",
                grouped(self.line.monitored_km, 0),
                grouped(self.line.total_km, 0)
            ),
            self.line.sentence.clone(),
        ]);
        lines.extend(self.overlaps.iter().map(|overlap| overlap.sentence.clone()));
        lines.extend(self.comparison.as_ref().map(compared));
        let alarms = self.alarms.iter().map(|alarm| (None, alarm));
        let of_zones =
            self.zones.iter().flat_map(|zone| zone.alarms.iter().map(move |alarm| (Some(&zone.name), alarm)));
        for (zone, alarm) in alarms.chain(of_zones).filter(|(_, alarm)| alarm.severity > Urgency::Note) {
            let place = zone.map(|name| format!("{}: ", short(name))).unwrap_or_default();
            lines.push(format!("! {place}{}. {}", alarm.what, alarm.hint));
        }
        lines
    }
}

fn compared(estimate: &ComparisonOut) -> String {
    let number = |value: f64| grouped(value, 0);
    let published = match (estimate.low, estimate.high) {
        (Some(low), Some(high)) if low != high => format!("{} – {}", number(low), number(high)),
        (Some(value), _) | (None, Some(value)) => number(value),
        (None, None) => "no number".to_owned(),
    };
    let ours = estimate.ours.map_or("nothing of that kind".to_owned(), |ours| {
        format!("{} – {} – {}", number(ours.low), number(ours.central), number(ours.high))
    });
    format!(
        "Beside it: {} ({}): {published} {}; this plan: {ours}.",
        estimate.author, estimate.date, estimate.counts
    )
}
