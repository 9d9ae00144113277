//! Mandate and rules of engagement, zone by zone, over the question that is open.

use std::collections::BTreeMap;

use super::line::{distance, said_distance, short_range};
use crate::brief::annex::of_zone;
use crate::brief::deck::{Align, Block, Bullet, Column, Panel, Paragraph, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::need::plural;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, block, paragraph, said_counts, spoken, two, words};
use crate::brief::table::{Cell, Ornament, Row};
use crate::force::incident::{Incident, incidents, stands};
use crate::plan::{NationCode, Roe, Role, Zone};

/// Rows of zones.
const ROWS: usize = 5;

/// The columns: zone, mandate, rules, lead, first reaction.
const WIDTHS: [f32; 5] = [372.0, 388.0, 370.0, 326.0, 320.0];

/// Zones that are alike: of one role, and with the same consent.
struct Alike<'a> {
    /// Their places in the plan.
    places: Vec<usize>,
    zones: Vec<&'a Zone>,
    first: &'a Zone,
}

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let groups = alike(subject);
    let stands = stands(subject.plan, subject.figures, subject.atlas, &[]);
    let incidents = incidents(&stands);
    let mut blocks = vec![table(subject, &groups, &incidents)];
    blocks.extend(question(subject));
    let open: Vec<String> =
        incidents.iter().flat_map(|incident| incident.questions.iter().cloned()).collect();
    Made {
        title: title(subject),
        blocks,
        method:
            "Mandate, rules and leads are the plan’s own U. Distances: straight, from the nearest place of a \
                 zone, to the line of contact and between outlines, C."
                .to_owned(),
        sources: sources(subject),
        notes: open.into_iter().take(6).collect::<Vec<_>>().join("\n"),
        figures: said_here(subject, &groups, &incidents),
    }
}

/// Distances, as an audit finds them.
fn said_here(subject: &Subject<'_>, groups: &[Alike<'_>], incidents: &[Incident<'_>]) -> Vec<Said> {
    let mut all: Vec<Said> = groups.iter().flat_map(|group| said_distance(subject, &group.places)).collect();
    for group in groups.iter().filter(|group| group.zones.len() == 1) {
        let known = group.places.first().and_then(|place| incidents.get(*place));
        let help = known.and_then(|incident| incident.help.as_ref());
        let km = help.map(|help| help.between_edges.0).filter(|km| *km >= 0.5);
        all.extend(km.map(|km| two(of_zone(&group.first.id, "gap-to-reserve"), km)));
    }
    all.extend(said_counts(subject));
    all
}

/// The zones of a role and of one consent together, the most needed first.
fn alike<'a>(subject: &Subject<'a>) -> Vec<Alike<'a>> {
    let mut groups: BTreeMap<(Role, bool), Vec<usize>> = BTreeMap::new();
    for (place, zone) in subject.plan.zones.iter().enumerate() {
        groups.entry((zone.role, zone.consent)).or_default().push(place);
    }
    let need = |zones: &[usize]| -> f64 {
        zones.iter().filter_map(|place| Some(subject.figures.zones.get(*place)?.need.central.0)).sum()
    };
    let mut alike: Vec<Alike<'a>> = groups
        .into_values()
        .filter_map(|places| {
            let zones: Vec<&Zone> =
                places.iter().filter_map(|place| Some(subject.plan.zones.get(*place)?.as_ref())).collect();
            Some(Alike { first: zones.first()?, zones, places })
        })
        .collect();
    alike.sort_by(|a, b| need(&b.places).total_cmp(&need(&a.places)));
    alike
}

impl Alike<'_> {
    /// The rules of all its zones; `Err` where they differ, with how many have none.
    fn rules(&self) -> Result<Option<Roe>, usize> {
        let first = self.first.roe;
        if self.zones.iter().all(|zone| zone.roe == first) {
            Ok(first)
        } else {
            Err(self.zones.iter().filter(|zone| zone.roe.is_none()).count())
        }
    }
}

fn title(subject: &Subject<'_>) -> String {
    let zones = subject.plan.zones.len();
    if zones == 0 {
        return "One question is open before a zone is drawn: what if a soldier is shot?".to_owned();
    }
    let mut rules: Vec<Roe> = subject.plan.zones.iter().filter_map(|zone| zone.roe).collect();
    rules.sort_unstable();
    rules.dedup();
    let without = subject.plan.zones.iter().filter(|zone| zone.lead.is_none()).count();
    let noun = number::plural(zones, "zone", "zones");
    let rules = match rules.len() {
        0 => "no rules of engagement".to_owned(),
        1 => "one rule of engagement".to_owned(),
        some => format!("{} rules of engagement", number::word(some)),
    };
    let leads = match without {
        0 => "and one question no one has answered".to_owned(),
        some if some == zones => "and not one lead named".to_owned(),
        some => format!("and no lead for {} of them", number::word(some)),
    };
    format!("{} {noun}, {rules}, {leads}", number::count(zones))
}

fn sources(subject: &Subject<'_>) -> Vec<String> {
    let posture = &subject.atlas.posture;
    let mandate = posture.mandate(subject.plan.assumptions.mandate.name());
    let ids = |ids: &[String]| {
        let ids: Vec<&str> = ids.iter().filter(|id| id.len() > 1).map(String::as_str).collect();
        if ids.is_empty() { String::new() } else { format!(" {}", ids.join(" ")) }
    };
    let mut sources: Vec<String> = mandate
        .map(|known| format!("mandate{} {}", ids(&known.sources), known.basis.letter()))
        .into_iter()
        .collect();
    sources.push("rules and first reactions J".to_owned());
    if let Some(question) = posture.questions.first() {
        sources.push(format!("open question{} {}", ids(&question.sources), question.basis.letter()));
    }
    sources
}

fn table(subject: &Subject<'_>, groups: &[Alike<'_>], incidents: &[Incident<'_>]) -> Block {
    let inks = subject.inks;
    let head = |text: &str, colour| Cell::of(Run::new(text, 600, colour));
    let mut rows = vec![
        Row::new(
            54.0,
            vec![
                head("Zone", inks.grey),
                head("Mandate and consent", inks.grey),
                head("Rules of engagement", inks.grey),
                head("Lead, nearest reserve", inks.grey),
                head("If fired on: first reaction", inks.alert),
            ],
        )
        .ruled(1.5, inks.ink),
    ];
    let shown = if groups.len() > ROWS { ROWS - 1 } else { groups.len() };
    for group in &groups[..shown] {
        rows.push(row(subject, group, incidents));
    }
    if shown < groups.len() {
        rows.push(rest(subject, &groups[shown..]));
    }
    if groups.is_empty() {
        let cell = Cell::of(Run::new("no zone drawn", 400, inks.alert)).over(5);
        rows.push(Row::new(96.0, vec![cell]).ruled(1.0, inks.hairline));
    }
    let columns = WIDTHS.map(|width| Column { width, align: Align::Start, pad: [0.0, 10.0] }).to_vec();
    let table = Table { size: 24.0, leading: 32.0, columns, rows, heads: 1 };
    spoken(
        [72.0, 138.0, 1776.0, 540.0],
        "Mandate and rules of engagement",
        "For each zone: mandate and consent, rules of engagement, lead and nearest reserve, first reaction.",
        What::Table(table),
    )
}

fn row(subject: &Subject<'_>, group: &Alike<'_>, incidents: &[Incident<'_>]) -> Row {
    let inks = subject.inks;
    let zone = group.first;
    let known = group.places.first().and_then(|place| incidents.get(*place));
    let name = match group.zones.len() {
        1 => zone.name.clone(),
        many => format!("{} {}", number::count(many), plural(zone.role)),
    };
    let name = measure::fit(&name, 24.0, 600, WIDTHS[0] - 64.0);
    let cells = vec![
        Cell::lines(vec![Run::new(name, 600, inks.ink), Run::new(far(subject, group), 400, inks.grey)])
            .indented(54.0)
            .with(Ornament::Badge(subject.badge(zone.role, zone.colour))),
        consent(subject, zone),
        rules(subject, group),
        lead(subject, group, known),
        reaction(subject, group),
    ];
    Row::new(96.0, cells).ruled(1.0, inks.hairline)
}

/// How far zones lie from the line: "54–710 km from the line".
fn far(subject: &Subject<'_>, group: &Alike<'_>) -> String {
    match distance(subject, &group.places) {
        None => String::new(),
        Some((_, most)) if most < 0.5 => "on the line".to_owned(),
        Some((least, most)) => {
            format!("{}{}km from the line", short_range(least, most), number::NARROW)
        }
    }
}

fn consent(subject: &Subject<'_>, zone: &Zone) -> Cell {
    let inks = subject.inks;
    let mandate = subject.plan.assumptions.mandate;
    let known = subject.atlas.posture.mandate(mandate.name());
    let name = known.map_or(mandate.title(), |known| known.name.as_str());
    let consent = match (zone.consent, zone.role) {
        (true, _) => "both sides consent",
        (false, Role::BorderReassurance) => "no consent across the border",
        (false, _) => "no consent of Moscow",
    };
    Cell::lines(vec![Run::new(name, 400, inks.ink), Run::new(consent, 400, inks.ink)])
}

fn rules(subject: &Subject<'_>, group: &Alike<'_>) -> Cell {
    let inks = subject.inks;
    let all = &subject.atlas.posture.roe;
    let scale = |level: usize| Ornament::Scale { level, of: all.len(), on: inks.ink, off: inks.empty };
    let level = |roe: Roe| all.iter().position(|known| known.id == roe.name()).map_or(0, |place| place + 1);
    match group.rules() {
        Ok(Some(roe)) => Cell::of(Run::new(roe.title(), 600, inks.ink)).with(scale(level(roe))),
        Ok(None) => Cell::of(Run::new("no rules set", 400, inks.alert)).with(scale(0)),
        Err(0) => {
            let least = group.zones.iter().filter_map(|zone| zone.roe).map(level).min().unwrap_or(0);
            Cell::of(Run::new("different rules, at least", 600, inks.ink)).with(scale(least))
        }
        Err(without) => {
            let text =
                format!("no rules set for {} of {}", number::word(without), number::word(group.zones.len()));
            Cell::of(Run::new(text, 400, inks.alert)).with(scale(0))
        }
    }
}

fn lead(subject: &Subject<'_>, group: &Alike<'_>, known: Option<&Incident<'_>>) -> Cell {
    let inks = subject.inks;
    let room = WIDTHS[3] - 12.0;
    let mut leads: Vec<&NationCode> = group.zones.iter().filter_map(|zone| zone.lead.as_ref()).collect();
    let without = group.zones.len() - leads.len();
    leads.dedup();
    let bold = |text: &str| Run::new(measure::fit(text, 24.0, 600, room), 600, inks.ink);
    let lead = match (without, &leads[..]) {
        (0, [one]) => bold(&subject.nation(one)),
        (0, many) => bold(&many.iter().map(|code| code.0.as_str()).collect::<Vec<_>>().join(", ")),
        (some, _) if some == group.zones.len() => Run::new("no lead named", 400, inks.alert),
        (some, _) => {
            let text = format!("no lead for {} of {}", number::word(some), number::word(group.zones.len()));
            Run::new(text, 400, inks.alert)
        }
    };
    let reserve = match known.and_then(|incident| incident.help.as_ref()) {
        Some(help) if group.zones.len() == 1 => {
            let km = if help.between_edges.0 < 0.5 {
                "next to it".to_owned()
            } else {
                number::km(help.between_edges.0)
            };
            let left = room - measure::width(&format!(", {km}"), 24.0, 400);
            Run::new(format!("{}, {km}", measure::fit(help.name, 24.0, 400, left)), 400, inks.ink)
        }
        Some(_) => Run::new("the nearest differs", 400, inks.grey),
        None => Run::new("no reserve in the plan", 400, inks.alert),
    };
    Cell::lines(vec![lead, reserve])
}

fn reaction(subject: &Subject<'_>, group: &Alike<'_>) -> Cell {
    let inks = subject.inks;
    let room = WIDTHS[4] - 12.0;
    match group.rules() {
        Ok(Some(roe)) => {
            let rules = subject.atlas.posture.rules(roe.name());
            let text = rules.map_or("", |rules| rules.if_fired_on.as_str());
            let lines = two_lines(text, room);
            Cell::lines(lines.into_iter().map(|line| Run::new(line, 500, inks.ink)).collect())
        }
        Ok(None) => Cell::of(Run::new("nobody has said", 400, inks.alert)),
        Err(_) => Cell::of(Run::new("not the same everywhere", 400, inks.alert)),
    }
}

/// A text in two lines at most, broken after a semicolon where both halves fit.
fn two_lines(text: &str, room: f32) -> Vec<String> {
    if let Some((first, second)) = text.split_once("; ") {
        let halves = [format!("{first};"), second.to_owned()];
        if halves.iter().all(|half| measure::width(half, 24.0, 500) <= room) {
            return halves.to_vec();
        }
    }
    measure::at_most(text, 24.0, 500, room, 2)
}

/// What does not fit in rows of its own.
fn rest(subject: &Subject<'_>, groups: &[Alike<'_>]) -> Row {
    let inks = subject.inks;
    let zones: usize = groups.iter().map(|group| group.zones.len()).sum();
    let named = |group: &Alike<'_>| match &group.zones[..] {
        [one] => one.name.clone(),
        many => format!("{} {}", number::word(many.len()), plural(group.first.role)),
    };
    let names: Vec<String> = groups.iter().map(named).collect();
    let without = groups.iter().flat_map(|group| &group.zones).filter(|zone| zone.lead.is_none()).count();
    let name = format!("{} more {}", number::count(zones), number::plural(zones, "zone", "zones"));
    let list = measure::fit(&names.join(", "), 24.0, 400, WIDTHS[1] + WIDTHS[2] - 14.0);
    let lead = if without > 0 {
        Run::new("not all have a lead", 400, inks.alert)
    } else {
        Run::new("each with a lead", 400, inks.ink)
    };
    Row::new(
        96.0,
        vec![
            Cell::of(Run::new(name, 600, inks.ink)).indented(54.0),
            Cell::of(Run::new(list, 400, inks.ink)).over(2),
            Cell::of(lead),
            Cell::of(Run::new("see the annex", 400, inks.grey)),
        ],
    )
    .ruled(1.0, inks.hairline)
}

/// The open question, with the answers that have been given and not decided.
fn question(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let top = 706.0;
    let mut blocks = vec![block(
        [0.0, top, 1920.0, 294.0],
        "Open question",
        What::Panel(Panel { fill: inks.alert_ground, edge: Some(inks.alert) }),
    )];
    let big = |text: &str| Paragraph { leading: 54.0, ..paragraph(text, 44.0, 600, inks.alert) };
    blocks.push(words(
        [72.0, top + 38.0, 376.0, 120.0],
        "The question",
        vec![big("What happens if a soldier is shot?")],
    ));
    blocks.push(words(
        [72.0, top + 158.0, 440.0, 120.0],
        TEXT,
        vec![paragraph("What comes after is open.", 24.0, 500, inks.ink)],
    ));
    for (place, question) in subject.atlas.posture.questions.iter().take(3).enumerate() {
        let x = (place as f32).mul_add(440.0, 544.0);
        blocks.push(block([x, top + 36.0, 1.5, 222.0], "Rule", What::Line(inks.alert_rule)));
        let answers = measure::at_most(&question.answers, 24.0, 400, 350.0, 4);
        let mut paragraphs = vec![paragraph(question.question.as_str(), 26.0, 600, inks.ink)];
        paragraphs.extend(answers.into_iter().enumerate().map(|(line, text)| {
            let before = if line == 0 { 6.0 } else { 0.0 };
            Paragraph { leading: 34.0, ..paragraph(text, 24.0, 400, inks.ink) }.after(before)
        }));
        paragraphs.push(Paragraph {
            bullet: Some(Bullet::Box(inks.alert)),
            indent: 32.0,
            ..paragraph("not decided", 24.0, 600, inks.alert).after(14.0)
        });
        blocks.push(words([x + 28.0, top + 38.0, 392.0, 240.0], &question.question, paragraphs));
    }
    blocks
}
