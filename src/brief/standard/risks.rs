//! What the plan's own figures warn of, beside traps in such numbers.

use crate::brief::annex::{of_zone, part};
use crate::brief::deck::{Block, Bullet, Paragraph, Run, Said};
use crate::brief::measure;
use crate::brief::need::line_km;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, paragraph, words};
use crate::force::fit::Grade;
use crate::force::{Alarm, Contingent, Urgency};
use crate::plan::ZoneId;

/// The left edge of the panel.
const PANEL: f32 = 1000.0;

/// Room for the words at either side.
const ROOM: f32 = 760.0;

/// Traps that stand on the slide whatever the plan is: who holds the line, what binds first,
/// whose consent, and the range of fire.
const ALWAYS: [u8; 4] = [12, 14, 16, 17];

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let alarms = alarms(subject);
    let traps = traps(subject);
    let mut blocks = warned(subject, &alarms);
    blocks.extend(panel(subject, &traps));
    Made {
        title: title(warnings(&alarms), traps.len()),
        blocks,
        method: "Warnings are those of the plan’s own figures and contingents, refusals first. Traps are \
                 numbered as in the method paper; none says how likely success is."
            .to_owned(),
        sources: vec![
            "warnings C, fit of contingents J".to_owned(),
            "traps J, with sources in the method paper".to_owned(),
        ],
        notes: alarms
            .iter()
            .take(8)
            .map(|(zone, alarm)| format!("{}. {}", said(zone.as_deref(), alarm), alarm.hint))
            .collect::<Vec<_>>()
            .join("\n"),
        figures: said_here(subject, &alarms),
    }
}

/// The numbers in warnings, as an audit finds them: those of the line and of the whole force, and
/// those of the zones that are warned of. A number of which none of them is told stays words.
fn said_here(subject: &Subject<'_>, alarms: &[(Option<String>, Alarm)]) -> Vec<Said> {
    let figures = subject.figures;
    let line = figures.line;
    let mut known = vec![
        ("line/held".to_owned(), line.held_km.0),
        ("line/assigned".to_owned(), line.assigned_km.0),
        ("line/total".to_owned(), line.total_km.0),
        ("line/monitored".to_owned(), line.monitored_km.0),
        ("line/uncovered".to_owned(), line.uncovered_km.0),
        ("plan/deployed".to_owned(), figures.deployed.central.0),
        ("plan/short".to_owned(), figures.coalition.short.central.0),
        ("plan/available".to_owned(), figures.coalition.available.central.0),
    ];
    let zones: Vec<&ZoneId> = alarms.iter().filter_map(|(_, alarm)| alarm.zone.as_ref()).collect();
    for sized in figures.zones.iter().filter(|zone| zones.contains(&&zone.id)) {
        let id = |figure: &str| of_zone(&sized.id, figure);
        known.extend(line_km(sized).map(|km| (id("extent"), km)));
        known.push((id("need"), sized.need.central.0));
        known.push((id("area"), sized.measured.area.0));
        known.push((id("residents"), sized.measured.people.0));
    }
    let texts = |(id, value): (String, f64)| {
        [number::two(value), number::grouped(value), number::ten(value)]
            .map(|text| central(id.as_str(), text))
    };
    let mut all: Vec<Said> = Vec::new();
    let misfits = misfits(subject).into_iter().map(|(_, troops)| troops);
    for said in known.into_iter().filter(|(_, value)| *value >= 0.5).flat_map(texts).chain(misfits) {
        if !all.contains(&said) {
            all.push(said);
        }
    }
    all
}

/// Warnings with the name of their zone, refusals first and notes last; the same words once,
/// but every contingent that does not fit.
fn alarms(subject: &Subject<'_>) -> Vec<(Option<String>, Alarm)> {
    let named = |alarm: &Alarm| {
        let zone = subject.plan.zone(alarm.zone.as_ref()?)?;
        Some(zone.name.clone())
    };
    let mut all: Vec<(Option<String>, Alarm)> =
        subject.figures.all_alarms().map(|alarm| (named(alarm), alarm.clone())).collect();
    let rank = |urgency: Urgency| match urgency {
        Urgency::Refused => 0,
        Urgency::Warning => 1,
        Urgency::Note => 2,
    };
    all.sort_by_key(|(_, alarm)| rank(alarm.severity));
    let mut seen: Vec<String> = Vec::new();
    all.retain(|(_, alarm)| {
        let new = !seen.contains(&alarm.what);
        seen.push(alarm.what.clone());
        new
    });
    all.extend(misfits(subject).into_iter().map(|(alarm, _)| (named(&alarm), alarm)));
    all.sort_by_key(|(_, alarm)| rank(alarm.severity));
    all
}

/// Contingents that stand where their nation does not fit, as a check of the plan warns of them,
/// each with its troops as an audit finds them.
fn misfits(subject: &Subject<'_>) -> Vec<(Alarm, Said)> {
    let mut found = Vec::new();
    for filling in &subject.figures.fillings {
        for contingent in &filling.contingents {
            if let (Grade::Unfit, Some(reason)) = (contingent.fit.grade, contingent.fit.reasons.first()) {
                found.push(misfit(&filling.id, contingent, &reason.what));
            }
        }
    }
    found
}

fn misfit(zone: &ZoneId, contingent: &Contingent, why: &str) -> (Alarm, Said) {
    let nation = &contingent.nation;
    let troops = number::two(contingent.troops.0);
    // How near to the line the zone comes is no figure of the annex.
    let why = why.split("; this zone comes within").next().unwrap_or(why);
    let alarm = Alarm {
        severity: Urgency::Warning,
        zone: Some(zone.clone()),
        what: format!("{nation}, with {troops}, does not fit: {why}"),
        hint: "Change the mandate or the mission, or send another nation there.".to_owned(),
        trap: None,
    };
    (alarm, central(of_zone(zone, &format!("filled/{}", part(&nation.0))), troops))
}

/// How many of them are more than notes.
fn warnings(alarms: &[(Option<String>, Alarm)]) -> usize {
    alarms.iter().filter(|(_, alarm)| alarm.severity != Urgency::Note).count()
}

/// The traps on show: those that a warning names, then those that always are.
fn traps(subject: &Subject<'_>) -> Vec<u8> {
    let mut traps: Vec<u8> = Vec::new();
    for trap in subject.figures.all_alarms().filter_map(|alarm| alarm.trap).chain(ALWAYS) {
        if !traps.contains(&trap) && subject.atlas.doctrine.trap(trap).is_some() {
            traps.push(trap);
        }
    }
    traps.truncate(5);
    traps
}

fn title(alarms: usize, traps: usize) -> String {
    let traps = format!("{} {}", number::word(traps), number::plural(traps, "trap lies", "traps lie"));
    match alarms {
        0 => format!("No warning stands against this plan, yet {traps} in its numbers"),
        1 => format!("One warning stands against this plan, and {traps} in its numbers"),
        some => {
            format!("{} warnings stand against this plan, and {traps} in its numbers", number::count(some))
        }
    }
}

/// A sentence that goes on after a name; "M3b needs…" stays as it is.
fn after_a_name(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next();
    let small = letters.clone().next().is_some_and(char::is_lowercase);
    match first {
        Some(first) if small => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

/// What an alarm says, after the name of its zone, without a full stop.
fn said(zone: Option<&str>, alarm: &Alarm) -> String {
    let what =
        number::typeset(&alarm.what).replace('\u{2009}', &number::NARROW.to_string()).replace('\'', "’");
    zone.map_or_else(|| what.clone(), |zone| format!("{zone}: {}", after_a_name(&what)))
}

fn warned(subject: &Subject<'_>, alarms: &[(Option<String>, Alarm)]) -> Vec<Block> {
    let inks = subject.inks;
    let head = if warnings(alarms) > 0 {
        "What this plan’s own figures warn of"
    } else {
        "What must be known of these figures"
    };
    let mut paragraphs = Vec::new();
    let mut room = 760.0_f32;
    let mut shown = 0;
    for (zone, alarm) in alarms {
        let said = said(zone.as_deref(), alarm);
        let lines = measure::lines(&said, 24.0, 600, ROOM).len().min(3);
        let hint = number::typeset(&alarm.hint);
        let hints = measure::at_most(&hint, 24.0, 400, ROOM, 2);
        let high = (lines + hints.len()) as f32 * 32.0 + 24.0;
        if high + 40.0 > room {
            break;
        }
        room -= high;
        shown += 1;
        let refused = alarm.severity == Urgency::Refused;
        let colour = if refused { inks.alert } else { inks.ink };
        let text = measure::at_most(&said, 24.0, 600, ROOM, 3);
        for (place, line) in text.into_iter().enumerate() {
            let first = place == 0;
            paragraphs.push(Paragraph {
                bullet: first.then_some(Bullet::Dash(if alarm.severity == Urgency::Note {
                    inks.faint
                } else {
                    inks.alert
                })),
                indent: 30.0,
                before: if first { 24.0 } else { 0.0 },
                ..paragraph(line, 24.0, 500, colour)
            });
        }
        paragraphs.extend(
            hints.into_iter().map(|line| Paragraph { indent: 30.0, ..paragraph(line, 24.0, 400, inks.grey) }),
        );
    }
    let more = alarms.len() - shown;
    if more > 0 {
        let more = format!("{} more in the annex and in the notes.", number::count(more));
        paragraphs.push(Paragraph { indent: 30.0, ..paragraph(more, 24.0, 400, inks.grey).after(20.0) });
    }
    if alarms.is_empty() {
        paragraphs.push(paragraph("The figures of the plan raise none.", 24.0, 400, inks.grey).after(24.0));
    }
    vec![
        words(
            [72.0, 148.0, PANEL - 108.0, 44.0],
            "Head of the warnings",
            vec![paragraph(head, 26.0, 600, inks.ink)],
        ),
        words([72.0, 186.0, PANEL - 100.0, 806.0], TEXT, paragraphs),
    ]
}

fn panel(subject: &Subject<'_>, traps: &[u8]) -> Vec<Block> {
    let inks = subject.inks;
    let x = PANEL + 28.0;
    let width = 1848.0 - x;
    let mut paragraphs = vec![paragraph("Traps in such numbers", 26.0, 600, inks.ink)];
    for trap in traps.iter().filter_map(|number| subject.atlas.doctrine.trap(*number)) {
        let title = Paragraph {
            runs: vec![
                Run::new(format!("{}\u{2002}", trap.number), 600, inks.grey),
                Run::new(trap.title.as_str(), 600, inks.ink),
            ],
            ..paragraph("", 24.0, 600, inks.ink).after(26.0)
        };
        paragraphs.push(title);
        let text = measure::at_most(&number::typeset(&trap.text), 24.0, 400, width, 3);
        paragraphs.extend(text.into_iter().map(|line| paragraph(line, 24.0, 400, inks.grey)));
    }
    vec![subject.panel_from(PANEL), words([x, 148.0, width, 840.0], "Traps", paragraphs)]
}
