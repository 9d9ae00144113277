//! Mandate and rules of engagement, zone by zone, over the question that is open.

use std::collections::BTreeMap;

use crate::brief::deck::{Align, Block, Bullet, Column, Panel, Paragraph, Run, Table, What};
use crate::brief::measure;
use crate::brief::need::plural;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, block, paragraph, spoken, words};
use crate::brief::table::{Cell, Ornament, Row};
use crate::force::incident::{Incident, incidents, stands};
use crate::geodesy;
use crate::plan::{NationCode, Roe, Role, Zone};
use crate::units::Km;

/// Rows of zones.
const ROWS: usize = 5;

/// The columns: zone, mandate, rules, lead, first reaction.
const WIDTHS: [f32; 5] = [372.0, 388.0, 370.0, 326.0, 320.0];

/// Zones that are alike: of one role, under the same rules and the same lead.
struct Alike<'a> {
    zones: Vec<usize>,
    first: &'a Zone,
}

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let groups = alike(subject);
    let stands = stands(subject.plan, subject.figures, subject.atlas, &[]);
    let incidents = incidents(&stands);
    let mut blocks = vec![table(subject, &groups, &incidents)];
    blocks.extend(question(subject));
    let open: Vec<String> = incidents.iter().flat_map(|incident| incident.questions.iter().cloned()).collect();
    Made {
        title: title(subject, &groups),
        blocks,
        method: "Mandate, rules and leads are the plan’s own U. Distances: straight, from the nearest place of a \
                 zone, to the line of contact and between outlines, C."
            .to_owned(),
        sources: sources(subject),
        notes: open.into_iter().take(6).collect::<Vec<_>>().join("\n"),
        figures: Vec::new(),
    }
}

/// Zones gathered where nothing on the slide tells them apart, the most needed first.
fn alike<'a>(subject: &Subject<'a>) -> Vec<Alike<'a>> {
    type Key<'k> = (Role, Option<Roe>, Option<&'k NationCode>, bool);
    let mut groups: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (place, zone) in subject.plan.zones.iter().enumerate() {
        groups.entry((zone.role, zone.roe, zone.lead.as_ref(), zone.consent)).or_default().push(place);
    }
    let need = |zones: &[usize]| -> f64 {
        zones.iter().filter_map(|place| Some(subject.figures.zones.get(*place)?.need.central.0)).sum()
    };
    let mut alike: Vec<Alike<'a>> = groups
        .into_values()
        .filter_map(|zones| {
            let first = subject.plan.zones.get(*zones.first()?)?.as_ref();
            Some(Alike { zones, first })
        })
        .collect();
    alike.sort_by(|a, b| need(&b.zones).total_cmp(&need(&a.zones)));
    alike
}

fn title(subject: &Subject<'_>, groups: &[Alike<'_>]) -> String {
    let zones = subject.plan.zones.len();
    if zones == 0 {
        return "One question is open before a zone is drawn: what if a soldier is shot?".to_owned();
    }
    let mut rules: Vec<Roe> = groups.iter().filter_map(|group| group.first.roe).collect();
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
    let known = group.zones.first().and_then(|place| incidents.get(*place));
    let name = match group.zones.len() {
        1 => zone.name.clone(),
        many => format!("{} {}", number::count(many), plural(zone.role)),
    };
    let name = measure::fit(&name, 24.0, 600, WIDTHS[0] - 64.0);
    let cells = vec![
        Cell::lines(vec![Run::new(name, 600, inks.ink), Run::new(distance(subject, group), 400, inks.grey)])
            .indented(54.0)
            .with(Ornament::Badge(subject.badge(zone.role))),
        consent(subject, zone),
        rules(subject, zone),
        lead(subject, group, known),
        reaction(subject, zone),
    ];
    Row::new(96.0, cells).ruled(1.0, inks.hairline)
}

/// How far zones lie from the line: "54 – 710 km from the line".
fn distance(subject: &Subject<'_>, group: &Alike<'_>) -> String {
    let line = match &subject.plan.line {
        Some(own) => &own.path,
        None => &subject.atlas.contact().path,
    };
    let zones = group.zones.iter().filter_map(|place| subject.plan.zones.get(*place));
    let far = zones.filter_map(|zone| geodesy::line_apart(zone.shape.outline(), line));
    let (least, most) =
        far.fold((f64::INFINITY, 0.0_f64), |(least, most), Km(km)| (least.min(km), most.max(km)));
    if !least.is_finite() {
        String::new()
    } else if most < 0.5 {
        "on the line".to_owned()
    } else {
        format!("{}{}km from the line", number::range(least, most), number::NARROW)
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

fn rules(subject: &Subject<'_>, zone: &Zone) -> Cell {
    let inks = subject.inks;
    let all = &subject.atlas.posture.roe;
    let level = zone.roe.and_then(|roe| all.iter().position(|known| known.id == roe.name()));
    let scale = |level: usize| Ornament::Scale { level, of: all.len(), on: inks.ink, off: inks.empty };
    match (zone.roe, level) {
        (Some(roe), Some(level)) => Cell::of(Run::new(roe.title(), 600, inks.ink)).with(scale(level + 1)),
        _ => Cell::of(Run::new("no rules set", 400, inks.alert)).with(scale(0)),
    }
}

fn lead(subject: &Subject<'_>, group: &Alike<'_>, known: Option<&Incident<'_>>) -> Cell {
    let inks = subject.inks;
    let room = WIDTHS[3] - 12.0;
    let lead = match &group.first.lead {
        Some(code) => Run::new(measure::fit(&subject.nation(code), 24.0, 600, room), 600, inks.ink),
        None => Run::new("no lead named", 400, inks.alert),
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
        Some(help) => Run::new(measure::fit(&format!("e.g. {}", help.name), 24.0, 400, room), 400, inks.ink),
        None => Run::new("no reserve in the plan", 400, inks.alert),
    };
    Cell::lines(vec![lead, reserve])
}

fn reaction(subject: &Subject<'_>, zone: &Zone) -> Cell {
    let inks = subject.inks;
    let known = zone.roe.and_then(|roe| subject.atlas.posture.rules(roe.name()));
    match known {
        Some(rules) => {
            let lines = measure::at_most(&rules.if_fired_on, 24.0, 500, WIDTHS[4] - 12.0, 2);
            Cell::lines(lines.into_iter().map(|line| Run::new(line, 500, inks.ink)).collect())
        }
        None => Cell::of(Run::new("nobody has said", 400, inks.alert)),
    }
}

/// What does not fit in rows of its own.
fn rest(subject: &Subject<'_>, groups: &[Alike<'_>]) -> Row {
    let inks = subject.inks;
    let zones: usize = groups.iter().map(|group| group.zones.len()).sum();
    let names: Vec<&str> = groups.iter().map(|group| group.first.name.as_str()).collect();
    let without = groups.iter().filter(|group| group.first.lead.is_none()).count();
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
        [72.0, top + 38.0, 440.0, 120.0],
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
        let answers = measure::at_most(&question.answers, 24.0, 400, 390.0, 4);
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
        blocks.push(words(
            [x + 28.0, top + 38.0, 392.0, 240.0],
            &question.question,
            paragraphs,
        ));
    }
    blocks
}
