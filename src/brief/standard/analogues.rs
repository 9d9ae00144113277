//! Past missions beside the plan, by every denominator at once: the denominator decides.

use crate::atlas::doctrine::Mission;
use crate::atlas::presets::Takes;
use crate::brief::annex::gathered::{of_mission, of_plan};
use crate::brief::chart::{Axis, Bar, Bars, Chart};
use crate::brief::deck::{Block, Fill, Said, What};
use crate::brief::magnitude::{Per, whole};
use crate::brief::measure;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, paragraph, spoken, two, words};

use super::cited::Cited;

/// Rows of a column, the plan's own among them.
const ROWS: usize = 9;

/// A denominator in a column of its own.
struct By {
    head: &'static str,
    unit: &'static str,
    per: Per,
    plan: f64,
}

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let whole = whole(subject.atlas, subject.figures);
    let troops = subject.figures.deployed.central.0;
    let plan = |per: Per| per.of_plan(troops, &whole).unwrap_or(0.0);
    let columns = [
        By {
            head: "Per 1,000 residents",
            unit: "soldiers per 1,000 residents",
            per: Per::Residents,
            plan: plan(Per::Residents),
        },
        By { head: "Per km² of ground", unit: "soldiers per km²", per: Per::Area, plan: plan(Per::Area) },
        By { head: "Per km of line", unit: "soldiers per km of line", per: Per::Line, plan: plan(Per::Line) },
    ];
    let mut blocks = Vec::new();
    for (place, by) in columns.iter().enumerate() {
        blocks.extend(column(subject, by, place));
    }
    blocks.push(words(
        [72.0, 880.0, 1776.0, 110.0],
        TEXT,
        vec![paragraph(finding(subject), 24.0, 500, subject.inks.ink)],
    ));
    Made {
        title: title(subject, &columns),
        blocks,
        method: format!(
            "The plan: {} deployed over {} km² and {} residents under the government (R), {} km of line. A \
             magnitude, never a need; police apart.",
            number::two(troops),
            number::two(whole.area_km2),
            people_in_words(whole.people),
            number::two(whole.line_km)
        ),
        sources: sources(subject),
        notes: "Ask which of the three the room has in mind before it compares.".to_owned(),
        figures: said_here(subject, &columns),
    }
}

/// Missions and plan by every denominator, as an audit finds them.
fn said_here(subject: &Subject<'_>, columns: &[By; 3]) -> Vec<Said> {
    let mut all = subject.said_deployed();
    all.push(two("line/total", subject.figures.line.total_km.0));
    let country = whole(subject.atlas, subject.figures);
    all.push(two("country/area", country.area_km2));
    all.push(central("country/residents", people_in_words(country.people)));
    all.push(two("country/line", country.line_km));
    for by in columns {
        let missions = ranked(subject, by).into_iter();
        all.extend(
            missions.map(|(mission, value)| central(of_mission(&mission.id, by.per), number::small(value))),
        );
        if by.plan > 0.0 {
            all.push(central(of_plan(by.per), number::small(by.plan)));
        }
    }
    all
}

/// "30 million", or the number where it is less than one.
fn people_in_words(people: f64) -> String {
    if people >= 1e6 { format!("{} million", number::small(people / 1e6)) } else { number::two(people) }
}

/// Missions with a value, the largest first, thinned so that the whole spread is on show.
fn ranked<'a>(subject: &Subject<'a>, by: &By) -> Vec<(&'a Mission, f64)> {
    use crate::atlas::doctrine::Use;
    let missions = subject.atlas.doctrine.missions.iter();
    // One row a theatre: others of the same place are not independent.
    let missions = missions.filter(|mission| !matches!(mission.used, Use::SameTheatre | Use::Exclude));
    let mut ranked: Vec<(&Mission, f64)> =
        missions.filter_map(|mission| Some((mission, by.per.of_mission(mission)?))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.id.cmp(&b.0.id)));
    let rows = ROWS - 1;
    if ranked.len() <= rows {
        return ranked;
    }
    // The missions that the presets of the data scale to Ukraine are always there.
    let scaled = |mission: &Mission| {
        let of = |takes: &Takes| matches!(takes, Takes::Analogy { mission: id, .. } if *id == mission.id);
        subject.atlas.presets.iter().any(|preset| of(&preset.takes))
    };
    let mut kept: Vec<bool> = ranked.iter().map(|(mission, _)| scaled(mission)).collect();
    let last = ranked.len() - 1;
    let spread = (0..rows).map(|row| (row * last + (rows - 1) / 2) / (rows - 1));
    // Both ends first, then evenly between them.
    let ends = [0, last].into_iter().chain(spread);
    for place in ends {
        if kept.iter().filter(|kept| **kept).count() >= rows {
            break;
        }
        kept[place] = true;
    }
    ranked.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(row, _)| row).collect()
}

fn column(subject: &Subject<'_>, by: &By, place: usize) -> Vec<Block> {
    let inks = subject.inks;
    let x = (place as f32).mul_add(600.0, 72.0);
    let width = 576.0;
    let mut rows: Vec<(Option<&Mission>, f64)> =
        ranked(subject, by).into_iter().map(|(mission, value)| (Some(mission), value)).collect();
    if by.plan > 0.0 {
        rows.push((None, by.plan));
    }
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    let most = rows.first().map_or(1.0, |row| row.1);
    let value_x = x + 392.0;
    let axis = Axis { values: [0.0, most], pixels: [value_x + 16.0, x + width], ticks: Vec::new() };
    let bars = rows.iter().enumerate().map(|(place, (mission, value))| {
        let label = number::small(*value);
        let room = 392.0 - measure::width(&label, 24.0, 700) - 16.0;
        let (name, note) = match mission {
            Some(mission) => named(mission, room),
            None => ("This plan".to_owned(), String::new()),
        };
        let fill = Fill::solid(if mission.is_some() { inks.published } else { inks.plan });
        let y = (place as f32).mul_add(64.0, 292.0);
        Bar { y, name, note, value: *value, label, fill, own: mission.is_none() }
    });
    let bars = Bars {
        unit: by.unit.to_owned(),
        name_x: x,
        value_x,
        axis,
        rows: bars.collect(),
        ink: inks.ink,
        grey: inks.grey,
    };
    let said: Vec<String> = bars.rows.iter().map(|bar| format!("{} {}", bar.name, bar.label)).collect();
    let alt = format!("{}: {}.", by.unit, said.join(", "));
    vec![
        words(
            [x, 152.0, width, 90.0],
            by.head,
            vec![
                paragraph(by.head.replace(',', &number::NARROW.to_string()), 26.0, 600, inks.ink),
                paragraph("soldiers, each mission at its year", 24.0, 400, inks.grey).after(4.0),
            ],
        ),
        spoken([x, 250.0, width, 600.0], by.head, alt, What::Chart(Chart::Bars(bars))),
    ]
}

/// "UNFICYP, Cyprus" and the year, as far as there is room; the place before the name.
fn named(mission: &Mission, room: f32) -> (String, String) {
    let year = mission.year.to_string();
    let wide = |name: &str| measure::width(name, 24.0, 500) + measure::width(&format!(" {year}"), 24.0, 400);
    if wide(&mission.name) <= room {
        return (mission.name.clone(), year);
    }
    let short = mission.name.split_once(", ").map_or(mission.name.as_str(), |(name, _)| name);
    let left = room - measure::width(&format!(" {year}"), 24.0, 400);
    (measure::fit(short, 24.0, 500, left), year)
}

fn title(subject: &Subject<'_>, columns: &[By; 3]) -> String {
    let [people, ..] = columns;
    let spread = spread(subject, people);
    match (spread, people.plan > 0.0) {
        (Some((low, high)), true) => format!(
            "Past missions had {} to {} soldiers per 1{}000 people; this plan has {}",
            number::small(low),
            number::small(high),
            number::NARROW,
            number::small(people.plan)
        ),
        (Some((low, high)), false) => format!(
            "Past missions had {} to {} soldiers per 1{}000 people",
            number::small(low),
            number::small(high),
            number::NARROW
        ),
        (None, _) => "No past mission has figures to stand beside this plan".to_owned(),
    }
}

fn spread(subject: &Subject<'_>, by: &By) -> Option<(f64, f64)> {
    let ranked = ranked(subject, by);
    Some((ranked.last()?.1, ranked.first()?.1))
}

/// How far the denominators part.
fn finding(subject: &Subject<'_>) -> String {
    let text = |number: u8| subject.atlas.doctrine.trap(number).map_or("", |trap| trap.text.as_str());
    // The first sentence of the trap: the whole is in the notes.
    let first = text(4).split_inclusive(". ").next().unwrap_or_default().trim_end();
    number::typeset(first)
}

fn sources(subject: &Subject<'_>) -> Vec<String> {
    let mut cited = Cited::default();
    for mission in &subject.atlas.doctrine.missions {
        for source in mission.sources.iter().filter(|source| source.len() > 1) {
            *cited.sources.entry(source.clone()).or_default() += 1;
        }
    }
    vec![
        format!("missions F, some area and people R, from {}", cited.listed(9)),
        "area and people of Ukraine R".to_owned(),
    ]
}
