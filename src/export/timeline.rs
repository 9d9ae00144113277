//! The months of a coalition on their way out: who is there, who prepares, who
//! recovers, and what is short against the need.

use serde::Serialize;

use super::sheet::{Cell, Sheet, brief, grouped};
use super::supply::{alarm_lines, head};
use super::{Leaves, Tried};
use crate::force::derivation::Case;
use crate::force::timeline::{Month, NationCourse, Sending, Shortfall, Timeline};
use crate::force::{Alarm, Figures};
use crate::plan::{NationCode, Plan};
use crate::problem::Problem;
use crate::units::{Cumulative, Deployed, Pool, Span};

/// The months of a plan, as `cordon timeline` writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineFigures {
    /// What this document is: `cordon-timeline/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// Switches that were set on the command line and are not in the file.
    pub tried: Vec<Tried>,
    /// How many months it covers.
    pub horizon_months: u32,
    /// Months over which the first contingents arrive.
    pub ramp_up_months: f64,
    /// What the plan needs, deployed.
    pub need: NeedOut,
    /// The nations that send somebody, in the order of the plan.
    pub nations: Vec<CourseOut>,
    /// Members that send nobody, by code.
    pub not_sending: Vec<String>,
    /// All nations together.
    pub coalition: CoalitionCourse,
    /// What must be known about the plan as a whole.
    pub alarms: Vec<Alarm>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
}

/// What the plan needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeedOut {
    /// Troops in Ukraine on a given day.
    pub deployed: Span<Deployed>,
    /// The first month in which those deployed reach it; none within the horizon.
    pub covered_in: Span<Option<u32>>,
    /// The first month after the ramp-up in which fewer are deployed; none within the horizon.
    pub short_from: Span<Option<u32>>,
}

/// The months of one nation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseOut {
    /// Its code.
    pub nation: String,
    /// Its name.
    pub name: String,
    /// The level asked of it, deployed.
    pub wanted: Deployed,
    /// The people it can draw on; none where no limit is known.
    pub pool: Option<Pool>,
    /// Months after the first arrival of the coalition.
    pub start_month: u32,
    /// Months in the country.
    pub tour_months: f64,
    /// Months between two tours.
    pub interval_months: f64,
    /// When it falls short.
    pub shortfall: ShortfallOut,
    /// Everyone who arrives within the horizon.
    pub cumulative: Cumulative,
    /// Month by month, from the eve on.
    pub months: Vec<MonthOut>,
}

/// The months of all nations together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoalitionCourse {
    /// When it falls short of what was asked of it.
    pub shortfall: ShortfallOut,
    /// Everyone who arrives within the horizon.
    pub cumulative: Cumulative,
    /// Month by month, from the eve on.
    pub months: Vec<CoalitionMonth>,
}

/// When a level can no longer be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShortfallOut {
    /// The first month in which somebody is missing.
    pub from: Option<u32>,
    /// The first month in which nobody is there.
    pub nobody_in: Option<u32>,
    /// The same in words.
    pub words: Option<String>,
}

impl From<Shortfall> for ShortfallOut {
    fn from(shortfall: Shortfall) -> Self {
        Self { from: shortfall.from, nobody_in: shortfall.nobody_in, words: shortfall.said() }
    }
}

/// One month of a nation, at its weakest moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthOut {
    /// 1 is the month of the first arrival, 0 and below the eve.
    pub month: i32,
    /// The level asked for, as far as it is ramped up.
    pub wanted: Deployed,
    /// In Ukraine.
    pub deployed: Deployed,
    /// Of the pool, those who go next.
    pub preparing: Pool,
    /// Of the pool, those who have come back.
    pub recovering: Pool,
    /// Asked for and not there.
    pub short: Deployed,
    /// Everyone who has arrived by the end of the month.
    pub cumulative: Cumulative,
}

impl From<&Month> for MonthOut {
    fn from(month: &Month) -> Self {
        Self {
            month: month.number,
            wanted: month.wanted,
            deployed: month.deployed,
            preparing: month.preparing,
            recovering: month.recovering,
            short: month.short,
            cumulative: month.served,
        }
    }
}

/// One month of all nations, beside the need.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CoalitionMonth {
    /// The sums.
    #[serde(flatten)]
    pub sums: MonthOut,
    /// What is missing against the need of the plan, which is not ramped up.
    pub below_need: Span<Deployed>,
}

impl TimelineFigures {
    /// The months of a plan, ready to leave.
    pub fn of(plan: &Plan, figures: &Figures, timeline: &Timeline) -> Self {
        let sends = |course: &&NationCourse| course.sending.wanted.0 > 0.0;
        let not_sending = timeline.nations.iter().filter(|course| course.sending.wanted.0 <= 0.0);
        Self {
            format: "cordon-timeline/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            tried: Vec::new(),
            horizon_months: timeline.horizon_months,
            ramp_up_months: plan.assumptions.rotation.ramp_up_months,
            need: NeedOut {
                deployed: timeline.need,
                covered_in: timeline.covers,
                short_from: short_from(timeline, plan.assumptions.rotation.ramp_up_months),
            },
            nations: timeline
                .nations
                .iter()
                .filter(sends)
                .map(|course| course_out(course, figures))
                .collect(),
            not_sending: not_sending.map(|course| course.sending.nation.clone()).collect(),
            coalition: CoalitionCourse {
                shortfall: timeline.shortfall.into(),
                cumulative: timeline.cumulative(),
                months: timeline
                    .eve
                    .iter()
                    .chain(&timeline.months)
                    .map(|month| CoalitionMonth {
                        sums: month.into(),
                        below_need: timeline.need.map(|need| month.below(need)),
                    })
                    .collect(),
            },
            alarms: figures.alarms.clone(),
            problems: Vec::new(),
        }
    }
}

/// The first month after the ramp-up in which somebody is missing against the need.
fn short_from(timeline: &Timeline, ramp_up_months: f64) -> Span<Option<u32>> {
    let [low, central, high] = Case::ALL.map(|case| {
        let missing =
            |(month, below): &(u32, Deployed)| f64::from(*month) >= ramp_up_months && below.0 >= 0.5;
        timeline.below_need(case).find(missing).map(|(month, _)| month)
    });
    Span { low, central, high }
}

fn course_out(course: &NationCourse, figures: &Figures) -> CourseOut {
    let Sending { nation, wanted, pool, start_month, tour_months, interval_months, .. } = &course.sending;
    let known = figures.coalition.nation(&NationCode(nation.clone()));
    CourseOut {
        nation: nation.clone(),
        name: known.map_or(nation, |known| &known.supply.name).clone(),
        wanted: *wanted,
        pool: *pool,
        start_month: *start_month,
        tour_months: *tour_months,
        interval_months: *interval_months,
        shortfall: course.shortfall.into(),
        cumulative: course.cumulative(),
        months: course.eve.iter().chain(&course.months).map(MonthOut::from).collect(),
    }
}

impl Leaves for TimelineFigures {
    /// One row for each nation and month, those of the coalition last: for a spreadsheet.
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("nation", ""),
            ("month", ""),
            ("wanted_deployed", ""),
            ("deployed", ""),
            ("preparing_pool", ""),
            ("recovering_pool", ""),
            ("short_deployed", ""),
            ("cumulative", ""),
            ("below_need_low", ""),
            ("below_need_central", ""),
            ("below_need_high", ""),
        ]);
        for nation in &self.nations {
            nation.months.iter().for_each(|month| sheet.row(month_cells(&nation.nation, month)));
        }
        for month in &self.coalition.months {
            let below = Case::ALL.map(|case| Cell::Number(case.of(month.below_need).0, 0));
            sheet.row(month_cells("all", &month.sums).into_iter().chain(below));
        }
        sheet
    }

    fn text(&self) -> String {
        let mut nations = self.nation_table();
        nations.above = head(&self.title, &self.date, &self.banner, &self.tried);
        nations.below.push(String::new());
        let mut coalition = self.coalition_table();
        coalition.above.push("All nations".to_owned());
        coalition.below = self.below();
        let courses = self.nations.iter().map(|nation| {
            let mut table = course_table(&nation.months);
            table.above.push(format!("{} ({})", super::plain::short(&nation.name), nation.nation));
            table.below.push(String::new());
            table.text()
        });
        let courses: String = courses.collect();
        nations.text() + &courses + &coalition.text()
    }
}

fn month_cells(nation: &str, month: &MonthOut) -> Vec<Cell> {
    let mut cells = vec![Cell::text(nation), Cell::Number(f64::from(month.month), 0)];
    let people = [
        month.wanted.0,
        month.deployed.0,
        month.preparing.0,
        month.recovering.0,
        month.short.0,
        month.cumulative.0,
    ];
    cells.extend(people.map(|people| Cell::Number(people, 0)));
    cells
}

/// Months that follow each other and are alike, on one row: those who have served aside.
fn alike<'a, T>(months: &'a [T], same: impl Fn(&T, &T) -> bool + 'a) -> impl Iterator<Item = &'a [T]> {
    months.chunk_by(move |one, next| same(one, next))
}

/// "7", or "7 to 12".
fn months_said(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

fn same(one: &MonthOut, next: &MonthOut) -> bool {
    (one.wanted, one.deployed, one.preparing, one.recovering, one.short)
        == (next.wanted, next.deployed, next.preparing, next.recovering, next.short)
}

fn course_table(months: &[MonthOut]) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("month", "months"),
        ("wanted", "wanted"),
        ("deployed", "deployed"),
        ("preparing", "preparing"),
        ("recovering", "recovering"),
        ("short", "short"),
        ("cumulative", "cumulative"),
    ]);
    for run in alike(months, same) {
        if let [first, .., last] | [first @ last] = run {
            let mut cells = month_cells("", last).split_off(2);
            cells.insert(0, Cell::Text(months_said(first.month, last.month)));
            sheet.row(cells);
        }
    }
    sheet
}

impl TimelineFigures {
    fn nation_table(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("name", "nation"),
            ("wanted", "deployed, asked"),
            ("pool", "pool"),
            ("start", "from month"),
            ("tour", "tour"),
            ("interval", "interval"),
            ("cumulative", "cumulative"),
            ("shortfall", "falls short"),
        ]);
        for nation in &self.nations {
            sheet.row([
                Cell::Text(format!("{} ({})", super::plain::short(&nation.name), nation.nation)),
                Cell::Number(nation.wanted.0, 0),
                nation.pool.map_or_else(|| Cell::text("no limit known"), |pool| Cell::Number(pool.0, 0)),
                Cell::Number(f64::from(nation.start_month) + 1.0, 0),
                Cell::Brief(nation.tour_months),
                Cell::Brief(nation.interval_months),
                Cell::Number(nation.cumulative.0, 0),
                Cell::text(nation.shortfall.words.as_deref().unwrap_or("not within the horizon")),
            ]);
        }
        let asked: Deployed = self.nations.iter().map(|nation| nation.wanted).sum();
        sheet.total([
            Cell::text("All"),
            Cell::Number(asked.0 + 0.0, 0),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Number(self.coalition.cumulative.0, 0),
            Cell::text(self.coalition.shortfall.words.as_deref().unwrap_or("not within the horizon")),
        ]);
        sheet
    }

    fn coalition_table(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("month", "months"),
            ("wanted", "wanted"),
            ("deployed", "deployed"),
            ("preparing", "preparing"),
            ("recovering", "recovering"),
            ("short", "short"),
            ("cumulative", "cumulative"),
            ("below_low", "below need low"),
            ("below_central", "central"),
            ("below_high", "high"),
        ]);
        for run in alike(&self.coalition.months, |one, next| same(&one.sums, &next.sums)) {
            if let [first, .., last] | [first @ last] = run {
                let mut cells = month_cells("", &last.sums).split_off(2);
                cells.insert(0, Cell::Text(months_said(first.sums.month, last.sums.month)));
                cells.extend(Case::ALL.map(|case| Cell::Number(case.of(last.below_need).0, 0)));
                sheet.row(cells);
            }
        }
        sheet
    }

    fn below(&self) -> Vec<String> {
        let need = self.need.deployed;
        let number = |people: Deployed| grouped(people.0, 0);
        let named = |months: Span<Option<u32>>| {
            let named = |month: Option<u32>| month.map_or("–".to_owned(), |month| month.to_string());
            format!("{} / {} / {}", named(months.low), named(months.central), named(months.high))
        };
        let mut lines = vec![
            String::new(),
            "Deployed: in Ukraine at the weakest moment of the month. Preparing and recovering: of the pool. Cumulative: everyone who has served."
                .to_owned(),
            format!(
                "Need {} – {} – {} deployed (low – central – high). Reached in month {}; after the ramp-up of {} months short of it from month {} (– is not within the horizon).",
                number(need.low),
                number(need.central),
                number(need.high),
                named(self.need.covered_in),
                brief(self.ramp_up_months),
                named(self.need.short_from)
            ),
        ];
        lines.push(match &self.coalition.shortfall.words {
            Some(words) => format!("The coalition is {words}."),
            None => format!("The coalition keeps what it sends for all {} months.", self.horizon_months),
        });
        for nation in &self.nations {
            lines.extend(
                nation
                    .shortfall
                    .words
                    .as_ref()
                    .map(|words| format!("{} is {words}.", super::plain::short(&nation.name))),
            );
        }
        if !self.not_sending.is_empty() {
            lines.push(format!("Nobody is assigned of {}.", self.not_sending.join(", ")));
        }
        lines.extend(alarm_lines(&self.alarms));
        lines
    }
}
