//! What is taken for granted, and what comes out of it.

use crate::brief::deck::{Align, Block, Column, Paragraph, Run, Table, What};
use crate::brief::measure;
use crate::brief::number;
use crate::brief::subject::{
    Made, Subject, TEXT, block, central, paragraph, said, said_counts, said_months, spoken, two, words,
};
use crate::brief::table::{Cell, Row};
use crate::units::{Deployed, Pool, Span};

use super::cited::Cited;

/// The left edge of the panel.
const PANEL: f32 = 1194.0;

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let figures = subject.figures;
    let mut blocks = deployed(subject);
    blocks.extend(assumptions(subject));
    blocks.extend(panel(subject));
    let mut said_here = subject.said_deployed();
    let coalition = &figures.coalition;
    said_here.extend(said("plan/pool", figures.pool.map(|Pool(people)| people)));
    said_here.extend(said("plan/cumulative", figures.cumulative.map(|people| people.0)));
    said_here.extend(said("plan/available", coalition.available.map(|Deployed(people)| people)));
    said_here.extend(said("plan/short", coalition.short.map(|Deployed(people)| people)));
    if let Some(apart) = &figures.enablers {
        said_here.extend(said("apart/total", apart.total.map(|people| people.0)));
    }
    said_here.extend([
        two("plan/assigned", coalition.assigned.0),
        two("line/total", figures.line.total_km.0),
        two("line/held", figures.line.held_km.0),
        central("plan/k", number::small_or_whole(figures.k)),
    ]);
    said_here.extend(said_counts(subject));
    said_here.extend(said_months(subject));
    Made {
        title: title(subject),
        blocks,
        method: "Needs: all lows, all centrals, all highs at once; missing: zone by zone, nobody’s \
                 surplus helps another. Pool and cumulative are other kinds of number and stand apart."
            .to_owned(),
        sources: sources(subject),
        notes: subject.plan.note.clone(),
        figures: said_here,
    }
}

fn sources(subject: &Subject<'_>) -> Vec<String> {
    let inputs = [
        ("zones", Cited::of_zones(subject.figures, subject.atlas)),
        ("supply", Cited::of_supply(subject.figures, subject.atlas)),
    ];
    let named = inputs.into_iter().map(|(of, cited)| (of, cited.letters()));
    // Without zones or nations there is nothing to cite.
    let named = named.filter(|(_, letters)| !letters.is_empty());
    let named = named.map(|(of, letters)| format!("{of} C from inputs {letters}"));
    named.chain(["assumptions are the plan’s own U".to_owned()]).collect()
}

fn title(subject: &Subject<'_>) -> String {
    let figures = subject.figures;
    let zones = subject.plan.zones.len();
    let need = number::two(figures.deployed.central.0);
    if zones == 0 {
        return "No zone is drawn yet, so the plan needs nobody".to_owned();
    }
    let needs = number::plural(zones, "zone needs", "zones need");
    let head = format!("{} {needs} about {need} deployed", number::count(zones));
    let members = figures.coalition.nations.len();
    match members {
        0 => format!("{head}; no nation has been asked yet"),
        _ => {
            let nations = number::plural(members, "nation", "nations");
            let can = number::two(figures.coalition.available.central.0);
            format!("{head}; {} {nations} could send {can}", number::word(members))
        }
    }
}

fn deployed(subject: &Subject<'_>) -> Vec<Block> {
    let (inks, figures) = (subject.inks, subject.figures);
    let coalition = &figures.coalition;
    let run = |text: String, weight| Run::new(text, weight, inks.ink);
    let row = |name: &str, central: f64, span: Option<Span<f64>>, weight: u16| {
        let range = span.map_or(String::new(), number::range_of);
        Row::new(
            52.0,
            vec![
                Cell::of(run(name.to_owned(), if weight == 700 { 700 } else { 500 })),
                Cell::of(run(number::two(central), weight.max(600))),
                Cell::of(Run::new(range, 400, inks.grey)),
            ],
        )
        .ruled(1.0, inks.hairline)
    };
    let flat = |span: Span<Deployed>| span.map(|Deployed(people)| people);
    let head = |text: &str| Cell::of(Run::new(text, 400, inks.grey));
    let mut rows = vec![
        Row::new(44.0, vec![Cell::empty(), head("central"), head("low – high")]).ruled(1.5, inks.ink),
        row("The zones need", figures.deployed.central.0, Some(flat(figures.deployed)), 700),
        row(
            "The nations asked could send",
            coalition.available.central.0,
            Some(flat(coalition.available)),
            600,
        ),
        row("They send", coalition.assigned.0, None, 600),
        row("Missing in the zones", coalition.short.central.0, Some(flat(coalition.short)), 600),
    ];
    if coalition.short.central.0 >= 0.5
        && let Some(cells) = rows.last_mut().map(|row| &mut row.cells)
    {
        for run in cells.iter_mut().take(2).flat_map(|cell| cell.lines.iter_mut().flatten()) {
            run.colour = inks.alert;
        }
    }
    let columns = vec![
        Column { width: 600.0, align: Align::Start, pad: [0.0, 8.0] },
        Column { width: 160.0, align: Align::End, pad: [0.0, 0.0] },
        Column { width: 326.0, align: Align::End, pad: [0.0, 0.0] },
    ];
    let table = Table { size: 24.0, leading: 32.0, columns, rows, heads: 1 };
    let alt = format!(
        "Deployed: {} needed, {} could be sent.",
        number::two(figures.deployed.central.0),
        number::two(coalition.available.central.0)
    );
    vec![
        words(
            [72.0, 148.0, 1086.0, 40.0],
            "Head of the table",
            vec![paragraph("Deployed: in Ukraine on one day", 26.0, 600, inks.ink)],
        ),
        spoken([72.0, 184.0, 1086.0, 260.0], "Deployed", alt, What::Table(table)),
    ]
}

/// What is taken for granted: name and value.
fn taken(subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let assumed = &subject.plan.assumptions;
    let rotation = assumed.rotation;
    let posture = &subject.atlas.posture;
    let mandate = posture.mandate(assumed.mandate.name());
    let enablers = posture.enabler_level(assumed.enablers.name());
    let months = |months: f64| number::small_or_whole(months);
    let cover = subject.figures.line;
    let mut all = vec![
        ("Line of contact", subject.dated().replacen("Line of contact ", "", 1)),
        ("Mandate", mandate.map_or(assumed.mandate.title(), |known| &known.name).to_owned()),
        (
            "Mission",
            assumed
                .mission
                .map_or("as the role of each zone has it".to_owned(), |mission| mission.title().to_owned()),
        ),
        (
            "Tours",
            format!(
                "{} months in, {} months away: k = {}",
                months(rotation.tour_months),
                months(rotation.interval_months),
                number::small_or_whole(rotation.k())
            ),
        ),
        ("Residents", residents(subject)),
        (
            "United States",
            enablers.map_or_else(
                || assumed.enablers.title().to_owned(),
                |known| format!("{}: {}", known.name, known.text.trim_end_matches('.')),
            ),
        ),
    ];
    if cover.total_km.0 > 0.0 {
        let held = format!(
            "{} of {} held by the force itself",
            number::two(cover.held_km.0),
            number::km(cover.total_km.0)
        );
        all.insert(1, ("Of the line", held));
    }
    all
}

fn residents(subject: &Subject<'_>) -> String {
    let displaced = &subject.plan.assumptions.displacement;
    let own = match displaced.by_oblast.len() {
        0 => String::new(),
        some => format!(", {} with shares of their own", number::plural(some, "one oblast", "some oblasts")),
    };
    if displaced.country == 1.0 {
        format!("registered before the war{own}")
    } else {
        format!("{} of those registered before the war{own}", number::percent(displaced.country))
    }
}

fn assumptions(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let room = 1086.0 - 240.0;
    let rows = taken(subject).into_iter().map(|(name, value)| {
        let value = measure::fit(&value, 24.0, 400, room);
        Row::new(
            44.0,
            vec![Cell::of(Run::new(name, 400, inks.grey)), Cell::of(Run::new(value, 400, inks.ink))],
        )
        .ruled(1.0, inks.hairline)
    });
    let columns = vec![
        Column { width: 240.0, align: Align::Start, pad: [0.0, 8.0] },
        Column { width: room, align: Align::Start, pad: [0.0, 0.0] },
    ];
    let table = Table { size: 24.0, leading: 32.0, columns, rows: rows.collect(), heads: 0 };
    vec![
        words(
            [72.0, 466.0, 1086.0, 40.0],
            "Head of the assumptions",
            vec![paragraph("Taken for granted", 26.0, 600, inks.ink)],
        ),
        block([72.0, 508.0, 1086.0, 330.0], "Assumptions", What::Table(table)),
        words([72.0, 860.0, 1086.0, 136.0], TEXT, note(subject)),
    ]
}

/// The plan's own remark, as much of it as there is room for.
fn note(subject: &Subject<'_>) -> Vec<Paragraph> {
    let lines = measure::at_most(&subject.plan.note.replace('\n', " "), 24.0, 400, 1078.0, 4);
    lines.into_iter().map(|line| paragraph(line, 24.0, 400, subject.inks.grey)).collect()
}

/// The second voice: pool and cumulative, which share nothing with the deployed.
fn panel(subject: &Subject<'_>) -> Vec<Block> {
    let (inks, figures) = (subject.inks, subject.figures);
    let rotation = subject.plan.assumptions.rotation;
    let pool = figures.pool.map(|people| people.0);
    let cumulative = figures.cumulative.map(|people| people.0);
    let body = |text: String| paragraph(text, 24.0, 400, inks.grey);
    let mut paragraphs: Vec<Paragraph> = vec![
        paragraph("Pool: another kind of number", 26.0, 600, inks.ink),
        body("Deployed, preparing and recovering together. Never on the same axis.".to_owned()).after(6.0),
    ];
    if figures.k > 0.0 {
        paragraphs.extend([
            paragraph(number::two(pool.central), 46.0, 600, inks.ink).after(28.0),
            body(format!(
                "soldiers tied up at k = {}, {}",
                number::small_or_whole(figures.k),
                number::range_of(pool)
            )),
            paragraph("Cumulative: a third kind", 26.0, 600, inks.ink).after(56.0),
            body(format!("Everyone who serves within {} months.", rotation.horizon_months)).after(6.0),
            paragraph(number::two(cumulative.central), 46.0, 600, inks.ink).after(28.0),
            body(format!("soldiers, {}", number::range_of(cumulative))),
        ]);
    }
    let apart = match &figures.enablers {
        Some(apart) => {
            let total = apart.total.map(|people| people.0);
            format!(
                "Air, sea and enablers: {} ({}), mostly outside Ukraine.",
                number::two(total.central),
                number::range_of(total)
            )
        }
        None => "Air and sea are not counted: the plan leaves them to others.".to_owned(),
    };
    paragraphs.push(paragraph("Counted apart", 26.0, 600, inks.ink).after(56.0));
    paragraphs.push(body(apart).after(6.0));
    vec![
        subject.panel_from(PANEL),
        words([PANEL + 28.0, 148.0, 1848.0 - PANEL - 28.0, 820.0], "Pool and cumulative", paragraphs),
    ]
}
