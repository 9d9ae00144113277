//! Tours and months: who is deployed, who prepares and who recovers.

use crate::brief::annex::of_nation;
use crate::brief::chart::{Axis, Chart, Series, Steps, Tick};
use crate::brief::deck::{Align, Block, Column, Fill, Pattern, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, paragraph, said_months, spoken, two, words};
use crate::brief::table::{Cell, Row};
use crate::force::timeline::{Month, NationCourse, Timeline};
use crate::plan::NationCode;

/// The left edge of the panel.
const PANEL: f32 = 860.0;

/// Nations in the table.
const NATIONS: usize = 10;

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let of_need;
    let (course, assigned) = match subject.timeline() {
        Some(course) => (Some(course), true),
        None => {
            of_need = subject.course_of_need();
            (of_need.as_ref(), false)
        }
    };
    let mut blocks = table(subject, course.filter(|_| assigned));
    blocks.extend(panel(subject, course, assigned));
    let rotation = subject.plan.assumptions.rotation;
    Made {
        title: title(subject, course, assigned),
        blocks,
        method: format!(
            "Months at their weakest moment; ramp-up over {} months; each nation draws on what it can sustain × its \
             own k, central. Preparing: half an interval before a tour; recovering: half an interval after.",
            number::small_or_whole(rotation.ramp_up_months)
        ),
        sources: vec![
            "tours and intervals U".to_owned(),
            "pools C from supply, central".to_owned(),
            "months C".to_owned(),
        ],
        notes: "Above the line they are in Ukraine, below it at home, and both belong to the price."
            .to_owned(),
        figures: figures(subject),
    }
}

/// The figures of the rotation, as an audit finds them.
pub(super) fn figures(subject: &Subject<'_>) -> Vec<Said> {
    let Some(course) = subject.timeline() else {
        let mut all = vec![two("plan/pool", subject.figures.pool.central.0)];
        all.extend(said_months(subject));
        return all;
    };
    let asked = course.nations.iter().map(|nation| &nation.sending);
    let asked = asked.map(|sending| {
        let code = NationCode(sending.nation.clone());
        two(of_nation(&code, "assigned"), sending.wanted.0)
    });
    let whole = [
        two("plan/assigned", course.nations.iter().map(|nation| nation.sending.wanted.0).sum()),
        two("rotation/peak", peak(course)),
        two("rotation/tied-up", tied_up(course)),
        two("rotation/served", course.cumulative().0),
        central("plan/k", number::small_or_whole(subject.plan.assumptions.rotation.k())),
    ];
    whole.into_iter().chain(asked).chain(said_months(subject)).collect()
}

/// The most that are tied up in a month.
fn tied_up(course: &Timeline) -> f64 {
    course.eve.iter().chain(&course.months).map(|month| month.tied_up().0).fold(0.0, f64::max)
}

/// The most that are deployed in a month.
fn peak(course: &Timeline) -> f64 {
    course.months.iter().map(|month| month.deployed.0).fold(0.0, f64::max)
}

fn title(subject: &Subject<'_>, course: Option<&Timeline>, assigned: bool) -> String {
    let Some(course) = course else {
        return "Nobody is sent yet, so there is no tour to rotate".to_owned();
    };
    let asked: f64 = course.nations.iter().map(|nation| nation.sending.wanted.0).sum();
    let (wanted, tied) = (number::two(asked), number::two(tied_up(course)));
    if !assigned {
        return format!("Keeping all {wanted} there would tie up {tied}, most of them at home");
    }
    let first = course
        .nations
        .iter()
        .filter_map(|nation| Some((nation.shortfall.from?, nation)))
        .min_by_key(|(month, _)| *month);
    match first {
        None => format!("Keeping {wanted} there ties up {tied}, and no nation falls short"),
        Some((month, _)) if peak(course) < 0.95 * asked => {
            let peak = number::two(peak(course));
            format!("Of {wanted} asked for {peak} are there at most; short from month {month}")
        }
        Some((month, nation)) => {
            let name = subject.nation(&NationCode(nation.sending.nation.clone()));
            let long = format!("Keeping {wanted} there ties up {tied}; {name} is short from month {month}");
            if long.chars().count() <= 78 {
                long
            } else {
                format!("Keeping {wanted} there ties up {tied}; short from month {month}")
            }
        }
    }
}

fn table(subject: &Subject<'_>, course: Option<&Timeline>) -> Vec<Block> {
    let inks = subject.inks;
    let width = PANEL - 36.0 - 72.0;
    let head = paragraph("What is asked of each nation", 26.0, 600, inks.ink);
    let grey = |text: &str| Cell::of(Run::new(text, 400, inks.grey));
    let mut rows = vec![
        Row::new(46.0, vec![Cell::empty(), grey("deployed"), grey("k"), grey("falls short")])
            .ruled(1.5, inks.ink),
    ];
    let mut senders: Vec<&NationCourse> = course
        .map(|course| course.nations.iter().filter(|nation| nation.sending.wanted.0 >= 0.5).collect())
        .unwrap_or_default();
    senders.sort_by(|a, b| b.sending.wanted.0.total_cmp(&a.sending.wanted.0));
    let shown = if senders.len() > NATIONS { NATIONS - 1 } else { senders.len() };
    for nation in senders.iter().take(shown) {
        rows.push(nation_row(subject, nation));
    }
    if senders.len() > NATIONS {
        let rest: f64 = senders.iter().skip(shown).map(|nation| nation.sending.wanted.0).sum();
        let name = format!("{} others", number::count(senders.len() - shown));
        rows.push(
            Row::new(46.0, vec![grey(&name), grey(&number::two(rest)), Cell::empty(), Cell::empty()])
                .ruled(1.0, inks.hairline),
        );
    }
    if let (Some(last), false) = (rows.last_mut(), senders.is_empty()) {
        last.rule = Some(crate::brief::table::Rule { width: 1.5, colour: inks.ink, inset: 0.0 });
        let all: f64 = senders.iter().map(|nation| nation.sending.wanted.0).sum();
        let bold = |text: String| Cell::of(Run::new(text, 700, inks.ink));
        rows.push(Row::new(
            50.0,
            vec![bold("Together".to_owned()), bold(number::two(all)), Cell::empty(), Cell::empty()],
        ));
    }
    let columns = vec![
        Column { width: 250.0, align: Align::Start, pad: [0.0, 6.0] },
        Column { width: 120.0, align: Align::End, pad: [0.0, 0.0] },
        Column { width: 84.0, align: Align::End, pad: [0.0, 0.0] },
        Column { width: width - 454.0, align: Align::Start, pad: [40.0, 0.0] },
    ];
    let high: f32 = rows.iter().map(|row| row.height).sum();
    let empty = senders.is_empty();
    let table = Table { size: 24.0, leading: 30.0, columns, rows, heads: 1 };
    let text = if empty {
        "Nobody is assigned yet: the chart shows the whole need as if one nation kept it up.".to_owned()
    } else {
        remark(course)
    };
    vec![
        words([72.0, 148.0, width, 40.0], "Head of the table", vec![head]),
        spoken(
            [72.0, 190.0, width, 640.0],
            "What is asked of each nation",
            "Deployed by each nation, its k, and the month in which it falls short.",
            What::Table(table),
        ),
        words([72.0, 190.0 + high + 24.0, width, 130.0], TEXT, vec![paragraph(text, 24.0, 500, inks.ink)]),
    ]
}

fn remark(course: Option<&Timeline>) -> String {
    let Some(course) = course else { return String::new() };
    let served = course.cumulative().0;
    let covers = match course.covers.central {
        Some(month) => format!("The central need is there from month {month}."),
        None => "The central need is not reached in any month.".to_owned(),
    };
    format!(
        "{covers} Within {} months {} soldiers serve: a cumulative number, not to be set beside the others.",
        course.horizon_months,
        number::two(served)
    )
}

fn nation_row(subject: &Subject<'_>, nation: &NationCourse) -> Row {
    let inks = subject.inks;
    let sending = &nation.sending;
    let name = subject.nation(&NationCode(sending.nation.clone()));
    let k = (sending.tour_months + sending.interval_months) / sending.tour_months;
    let short = match nation.shortfall.from {
        Some(month) => Run::new(format!("from month {month}"), 600, inks.alert),
        None => Run::new("not in sight", 400, inks.grey),
    };
    Row::new(
        46.0,
        vec![
            Cell::of(Run::new(measure::fit(&name, 24.0, 500, 240.0), 500, inks.ink)),
            Cell::of(Run::new(number::two(sending.wanted.0), 600, inks.ink)),
            Cell::of(Run::new(number::small_or_whole(k), 400, inks.ink)),
            Cell::of(short),
        ],
    )
    .ruled(1.0, inks.hairline)
}

fn panel(subject: &Subject<'_>, course: Option<&Timeline>, assigned: bool) -> Vec<Block> {
    let inks = subject.inks;
    let x = PANEL + 28.0;
    let width = 1848.0 - x;
    let rotation = subject.plan.assumptions.rotation;
    let head = course.map_or("No month to show".to_owned(), |course| {
        format!("{} there, {} tied up", number::two(peak(course)), number::two(tied_up(course)))
    });
    let intro = vec![
        paragraph(head, 26.0, 600, inks.ink),
        paragraph(
            format!(
                "Tours of {} months, {} between them, k = {}. Below the line: at home",
                number::small_or_whole(rotation.tour_months),
                number::small_or_whole(rotation.interval_months),
                number::small_or_whole(rotation.k())
            ),
            24.0,
            400,
            inks.grey,
        )
        .after(2.0),
    ];
    let mut blocks =
        vec![subject.panel_from(PANEL), words([x, 148.0, width, 80.0], "Head of the panel", intro)];
    if let Some(course) = course {
        blocks.push(steps(subject, course, assigned, [x, 240.0, width, 750.0]));
    }
    blocks
}

/// The months of a course, above and below zero.
pub(super) fn steps(
    subject: &Subject<'_>,
    course: &Timeline,
    assigned: bool,
    [x, y, width, height]: [f32; 4],
) -> Block {
    let inks = subject.inks;
    let months: Vec<&Month> = course.eve.iter().chain(&course.months).collect();
    let first = months.first().map_or(0, |month| month.number);
    let of = |value: fn(&Month) -> f64| months.iter().map(|month| value(month)).collect::<Vec<f64>>();
    let (deployed, preparing, recovering) =
        (of(|month| month.deployed.0), of(|month| month.preparing.0), of(|month| month.recovering.0));
    let top = deployed.iter().chain(&of(|month| month.wanted.0)).copied().fold(1.0, f64::max);
    let low = std::iter::zip(&preparing, &recovering).map(|(a, b)| a + b).fold(0.0, f64::max);
    let left = x + 122.0;
    let (upper, foot) = (y + 24.0, y + height - 84.0);
    let scale = super::need::axis(top.max(low), [0.0, 1.0]);
    let step = scale.ticks.get(1).map_or(1.0, |tick| tick.value);
    let troops = Axis {
        values: [top * 1.06, -low * 1.02],
        pixels: [upper, foot],
        ticks: ticks(step, top * 1.06, low * 1.02),
    };
    let last = first + months.len() as i32;
    let span = Axis {
        values: [f64::from(first), f64::from(last)],
        pixels: [left, x + width],
        ticks: month_ticks(course),
    };
    let solid = |colour| Fill::solid(colour);
    let hatched =
        Fill { ground: inks.recovering, pattern: Pattern::Rising, ink: inks.reluctant, outlined: false };
    let label_x = (x + width - 190.0).max(left);
    let label = |values: &[f64], base: &[f64], sign: f64| {
        label_at(&span, &troops, first, (values, base, sign), label_x)
    };
    let nothing = vec![0.0; months.len()];
    let above = Series {
        label: label(&deployed, &nothing, 1.0),
        name: "Deployed".to_owned(),
        values: deployed.clone(),
        fill: solid(inks.ready),
        label_ink: inks.on_ready,
    };
    let below = vec![
        Series {
            label: label(&preparing, &nothing, -1.0),
            name: "Preparing".to_owned(),
            values: preparing.clone(),
            fill: solid(inks.reluctant),
            label_ink: inks.on_light,
        },
        Series {
            label: label(&recovering, &preparing, -1.0),
            name: "Recovering".to_owned(),
            values: recovering,
            fill: hatched,
            label_ink: inks.ink,
        },
    ];
    // What was asked for, where it could not be kept up.
    let wanted = of(|month| month.wanted.0);
    let missed = assigned && std::iter::zip(&wanted, &deployed).any(|(asked, there)| asked - there >= 0.5);
    let tested = missed.then(|| Series {
        label: Some([left + 8.0, troops.at(top) - 12.0]),
        name: "Asked for".to_owned(),
        values: wanted,
        fill: Fill::solid(inks.plan),
        label_ink: inks.plan,
    });
    let chart = Steps {
        unit: "troops".to_owned(),
        months: span,
        months_word: "month".to_owned(),
        months_y: y + height - 26.0,
        troops,
        first,
        above: vec![above],
        below,
        tested,
        ink: inks.ink,
        grey: inks.grey,
        hairline: inks.rule,
        ground: inks.panel,
    };
    let alt = format!(
        "Deployed, preparing and recovering over {} months; at most {} tied up.",
        course.horizon_months,
        number::two(tied_up(course))
    );
    spoken([x, y, width, height], "Rotation", alt, What::Chart(Chart::Steps(chart)))
}

/// Labelled values above and below zero, without a sign: both are people.
fn ticks(step: f64, above: f64, below: f64) -> Vec<Tick> {
    let (up, down) = ((above / step).floor() as i32, (below / step).floor() as i32);
    (-down..=up)
        .map(|place| {
            let value = f64::from(place) * step;
            Tick { value, label: number::grouped(value.abs()) }
        })
        .collect()
}

/// The first month of each tour.
fn month_ticks(course: &Timeline) -> Vec<Tick> {
    let tour =
        course.nations.first().map_or(6.0, |nation| nation.sending.tour_months).round().max(1.0) as u32;
    let tour = if course.horizon_months / tour > 8 {
        tour * (course.horizon_months / tour / 6).max(1)
    } else {
        tour
    };
    (0..=course.horizon_months)
        .map(|place| 1 + place * tour)
        .take_while(|month| *month <= course.horizon_months)
        .map(|month| Tick { value: f64::from(month), label: month.to_string() })
        .collect()
}

/// Where the name of an area stands: in its middle, at the given left end or farther left, where
/// it is high enough.
fn label_at(
    months: &Axis,
    troops: &Axis,
    first: i32,
    (values, base, sign): (&[f64], &[f64], f64),
    x: f32,
) -> Option<[f32; 2]> {
    let month = |at: f32| {
        let [from, to] = months.pixels;
        let share = f64::from((at - from) / (to - from));
        (months.values[0] + share * (months.values[1] - months.values[0])).floor() as i32 - first
    };
    let room = |place: i32| -> Option<[f32; 2]> {
        let place = usize::try_from(place).ok()?;
        let (value, base) = (*values.get(place)?, *base.get(place)?);
        Some([troops.at(base * sign), troops.at((base + value) * sign)])
    };
    // At the given place, or as near to it as there is room.
    let fits = |x: f32| {
        let mut inner = [f32::NEG_INFINITY, f32::INFINITY];
        for place in month(x - 6.0)..=month(x + 150.0) {
            let [a, b] = room(place)?;
            inner = [inner[0].max(a.min(b)), inner[1].min(a.max(b))];
        }
        let high = inner[1] - inner[0];
        (high >= 34.0).then(|| [x, f32::midpoint(inner[0], inner[1]) + 9.0])
    };
    let steps = ((x - months.pixels[0]) / 12.0).max(0.0) as usize;
    (0..=steps).find_map(|step| fits((step as f32).mul_add(-12.0, x)))
}
