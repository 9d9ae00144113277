//! An allocation on its way out: who goes where, what is short, how good it is, and why.

use serde::Serialize;

use super::fillings::{self, ZoneFilling};
use super::nations::{self, NationOut};
use super::plain::short;
use super::sheet::{Sheet, grouped};
use super::supply::{CoalitionTotal, alarm_lines, head, nation_table, plain_row, rows_by_kind, rows_of_zone};
use super::terms::{SourceOut, sources_named};
use super::{Leaves, Tried};
use crate::atlas::Atlas;
use crate::force::allocation::{Allocation, Instance, Objective, Why};
use crate::force::{Alarm, Contributions, Figures, Measures};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::units::{Deployed, Span};

/// An allocation, as `cordon allocate` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AllocationFigures {
    /// What this document is: `cordon-allocation/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// Switches that were set on the command line and are not in the file.
    pub tried: Vec<Tried>,
    /// Whether the contingents differ from those of the plan as it was opened.
    pub changed: bool,
    /// The file that was written; none where nothing was.
    pub written: Option<String>,
    /// The zones as they are then, in the order of the plan.
    pub zones: Vec<ZoneFilling>,
    /// Why these nations and not others, zone by zone.
    pub explained: Vec<ExplainedOut>,
    /// The nations as they are then, in the order of the plan.
    pub nations: Vec<NationOut>,
    /// All of it.
    pub total: CoalitionTotal,
    /// How good the choice is, in points: the less the better.
    pub objective: ObjectiveOut,
    /// What must be known about the plan as a whole.
    pub alarms: Vec<Alarm>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
    /// What the figures were read from.
    pub sources: Vec<SourceOut>,
    /// The coalition the table is written from.
    #[serde(skip)]
    coalition: Contributions,
}

/// Why a zone is filled as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedOut {
    /// The zone, by id.
    pub zone: String,
    /// Sentences: who was set, who was sent, what is lacking, and why not the others.
    pub reasons: Vec<String>,
    /// The same on one line, nations with the same reason together.
    #[serde(skip)]
    line: String,
}

/// The objective part by part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectiveOut {
    /// People short, weighted: always the least possible.
    pub shortfall: i64,
    /// People who are not fit for where they are sent.
    pub fit: i64,
    /// Stretch of the nations.
    pub stretch: i64,
    /// Contingents, the small ones twice.
    pub contingents: i64,
    /// The sum.
    pub total: i64,
    /// What no choice can undercut, of the sum.
    pub bound: i64,
    /// How far this may be from the best, as a share of all but the shortfall; 0 is proven best.
    pub gap: f64,
    /// Parts of the problem that a search has looked at; none where there was no search.
    pub searched: Option<usize>,
}

impl ObjectiveOut {
    fn of(answer: &Allocation, searched: Option<usize>) -> Self {
        let Objective { shortfall, fit, stretch, contingents } = answer.objective;
        let total = answer.objective.total();
        Self { shortfall, fit, stretch, contingents, total, bound: answer.bound, gap: answer.gap(), searched }
    }

    fn words(&self) -> String {
        let points = |points: i64| grouped(points as f64, 0);
        let proven = if self.gap == 0.0 {
            "proven best".to_owned()
        } else {
            format!("at most {} % from the best", grouped(self.gap * 100.0, 1))
        };
        let searched =
            self.searched.map_or(String::new(), |nodes| format!(" after a search of {nodes} nodes"));
        format!(
            "Choice: shortfall {} + fit {} + stretch {} + contingents {} = {} points; bound {}; {proven}{searched}.",
            points(self.shortfall),
            points(self.fit),
            points(self.stretch),
            points(self.contingents),
            points(self.total),
            points(self.bound)
        )
    }
}

/// The reasons of a zone on one line: nations that do not fit, or have nobody left, together.
fn on_one_line(whys: &[Why]) -> String {
    let alike = |of: fn(&Why) -> Option<&String>| {
        whys.iter().filter_map(of).map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let unfit = alike(|why| if let Why::Unfit { name, .. } = why { Some(name) } else { None });
    let spent = alike(|why| if let Why::Spent { name, .. } = why { Some(name) } else { None });
    let others = whys.iter().filter(|why| !matches!(why, Why::Unfit { .. } | Why::Spent { .. }));
    let mut parts: Vec<String> = others.map(ToString::to_string).collect();
    if !spent.is_empty() {
        parts.push(format!("needed elsewhere with all they have: {spent}"));
    }
    if !unfit.is_empty() {
        parts.push(format!("do not fit: {unfit}"));
    }
    parts.join("; ")
}

/// What was asked and what came out.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// What was asked.
    pub asked: &'a Instance,
    /// What came out.
    pub answer: &'a Allocation,
    /// Nodes that a search has looked at.
    pub searched: Option<usize>,
}

impl AllocationFigures {
    /// An answer that was carried out, ready to leave. `plan`, `figures` and `measures`
    /// are those with the contingents in their zones.
    pub fn of(
        plan: &Plan,
        figures: &Figures,
        answered: Answered<'_>,
        atlas: &Atlas,
        measures: &mut Measures,
    ) -> Self {
        let nations = nations::nations_of(plan, &figures.coalition.nations, atlas);
        let zones = fillings::zones_of(plan, figures, atlas, measures);
        let ids = nations.iter().flat_map(NationOut::source_ids);
        let ids = ids.chain(zones.iter().flat_map(ZoneFilling::source_ids));
        let explained = std::iter::zip(&answered.asked.zones, &answered.answer.explained);
        Self {
            format: "cordon-allocation/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            tried: Vec::new(),
            changed: false,
            written: None,
            sources: sources_named(ids, &atlas.doctrine),
            explained: explained
                .map(|(zone, whys)| ExplainedOut {
                    zone: zone.name.clone(),
                    reasons: whys.iter().map(ToString::to_string).collect(),
                    line: on_one_line(whys),
                })
                .collect(),
            total: CoalitionTotal::of(plan, figures, atlas),
            objective: ObjectiveOut::of(answered.answer, answered.searched),
            zones,
            nations,
            alarms: figures.alarms.clone(),
            problems: Vec::new(),
            coalition: figures.coalition.clone(),
        }
    }

    /// Why each zone is filled as it is, on one line a reason.
    fn reasons(&self) -> Vec<String> {
        let named = std::iter::zip(&self.zones, &self.explained);
        let lines = named.map(|(zone, explained)| format!("{}: {}.", short(&zone.name), explained.line));
        lines.collect()
    }

    fn outcome(&self) -> String {
        match &self.written {
            Some(file) => format!("Written to {file}."),
            None if self.changed => "Nothing is written: --write saves the plan, -o another file.".to_owned(),
            None => "The plan is filled like this already.".to_owned(),
        }
    }
}

impl Leaves for AllocationFigures {
    /// One row for each contingent, zone, nation and total: for a spreadsheet.
    fn sheet(&self) -> Sheet {
        let mut sheet = rows_by_kind();
        self.zones.iter().for_each(|zone| rows_of_zone(&mut sheet, zone));
        for nation in &self.nations {
            let (code, troops) = (nation.code.as_str(), &nation.deployed);
            let mut row = |item, span| {
                plain_row(&mut sheet, ["nation", code, "", item], &nation.name, span, "");
            };
            row("can-send", troops.can_send);
            row("assigned", Span::flat(troops.assigned));
            row("left", Span::flat(troops.left));
            row("beyond", Span::flat(troops.beyond));
        }
        let all = &self.total.deployed;
        let mut total = |item, span: Span<Deployed>| {
            plain_row(&mut sheet, ["total", "", "", item], "in all", span, "");
        };
        total("need", all.need);
        total("assigned", Span::flat(all.assigned));
        total("short", all.short);
        sheet
    }

    fn text(&self) -> String {
        let mut zones = fillings::table_of(&self.zones, &self.coalition);
        zones.above = head(&self.title, &self.date, &self.banner, &self.tried);
        zones.below.push(String::new());
        let mut nations = nation_table(&self.nations);
        nations.below.push(String::new());
        nations.below.push("Why:".to_owned());
        nations.below.extend(self.reasons());
        nations.below.push(String::new());
        nations.below.extend(self.zones.iter().flat_map(ZoneFilling::words));
        nations.below.push(self.objective.words());
        nations.below.extend(self.total.words());
        nations.below.extend(alarm_lines(&self.alarms));
        nations.below.push(self.outcome());
        zones.text() + &nations.text()
    }
}
