//! Who would stand where: the map with contingents, beside who sends them.

use crate::brief::annex::of_nation;
use crate::brief::deck::{Align, Block, Column, Fill, Pattern, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::members::{senders, senders_shown};
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, counted, paragraph, said_counts, spoken, two, words};
use crate::brief::table::{Cell, Ornament, Row};
use crate::force::Contribution;
use crate::plan::slides::{MapView, Slide};

use super::line::{COLUMN, MAP, map};

pub(super) fn made(subject: &Subject<'_>, slide: &Slide) -> Made {
    let view = slide.view.clone().unwrap_or_else(|| MapView { footprints: true, ..MapView::default() });
    let mut blocks = vec![map(subject, view, MAP, &[])];
    blocks.extend(column(subject));
    Made {
        title: title(subject),
        blocks,
        method:
            "Ground is shared out by kilometres of line, residents, area or camps, as the role of a zone \
                 has it, in the order of the plan. Schematic, no deployment plan."
                .to_owned(),
        sources: vec![
            "contingents U".to_owned(),
            "ground C".to_owned(),
            "units by size R, J".to_owned(),
            "map Natural Earth, GeoNames".to_owned(),
        ],
        notes: "Hatched ground without a code is ground for which nobody is sent.".to_owned(),
        figures: said_here(subject),
    }
}

/// Who sends how many, as an audit finds it.
fn said_here(subject: &Subject<'_>) -> Vec<Said> {
    let coalition = &subject.figures.coalition;
    let of = senders(subject.figures);
    let (shown, others) = of.split_at(senders_shown(of.len()));
    let of = shown.iter().map(|nation| two(of_nation(nation.nation(), "assigned"), nation.assigned.0));
    let rest = (!others.is_empty()).then(|| {
        let sent = others.iter().map(|nation| nation.assigned.0).sum();
        let sent = Some(two("plan/others/assigned", sent));
        [sent, counted("plan/others/nations", others.len())]
    });
    let whole = [
        two("plan/assigned", coalition.assigned.0),
        two("plan/short", coalition.short.central.0),
        two("plan/deployed", subject.figures.deployed.central.0),
    ];
    let all = whole.into_iter().chain(of).chain(rest.into_iter().flatten().flatten());
    all.chain(said_counts(subject)).collect()
}

fn title(subject: &Subject<'_>) -> String {
    let coalition = &subject.figures.coalition;
    let need = subject.figures.deployed.central.0;
    let senders = senders(subject.figures).len();
    let short = coalition.short.central.0;
    match (senders, need >= 0.5) {
        (0, true) => format!("No contingent is assigned yet, so the ground of {} is open", number::two(need)),
        (0, false) => "No contingent is assigned yet, and no zone asks for one".to_owned(),
        (some, _) => {
            let nations = number::plural(some, "nation stands", "nations stand");
            let head = format!(
                "{} {nations} with {} on the map",
                number::count(some),
                number::two(coalition.assigned.0)
            );
            if short < 0.5 {
                format!("{head}, and no ground is left open")
            } else {
                format!("{head}; {} are still missing", number::two(short))
            }
        }
    }
}

fn column(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let [x, width] = COLUMN;
    let all = senders(subject.figures);
    let row = |cells: Vec<Cell>| Row::new(46.0, cells).ruled(1.0, inks.hairline);
    let shown = senders_shown(all.len());
    let mut rows: Vec<Row> = all.iter().take(shown).map(|nation| row(cells(subject, nation))).collect();
    if all.len() > shown {
        let rest: f64 = all.iter().skip(shown).map(|nation| nation.assigned.0).sum();
        rows.push(row(vec![
            Cell::of(Run::new(format!("{} others", number::count(all.len() - shown)), 400, inks.grey))
                .indented(30.0),
            Cell::of(Run::new(number::two(rest), 400, inks.grey)),
        ]));
    }
    let coalition = &subject.figures.coalition;
    if let Some(last) = rows.last_mut() {
        last.rule = Some(crate::brief::table::Rule { width: 2.0, colour: inks.ink, inset: 0.0 });
    }
    rows.push(Row::new(
        50.0,
        vec![
            Cell::of(Run::new("Sent", 700, inks.ink)),
            Cell::of(Run::new(number::two(coalition.assigned.0), 700, inks.ink)),
        ],
    ));
    let short = coalition.short.central.0;
    if short >= 0.5 {
        rows.push(Row::new(
            40.0,
            vec![
                Cell::of(Run::new("Missing", 600, inks.alert)),
                Cell::of(Run::new(number::two(short), 600, inks.alert)),
            ],
        ));
    }
    let high: f32 = rows.iter().map(|row| row.height).sum();
    let columns = vec![
        Column { width: width - 110.0, align: Align::Start, pad: [0.0, 4.0] },
        Column { width: 110.0, align: Align::End, pad: [0.0, 0.0] },
    ];
    let table = Table { size: 24.0, leading: 32.0, columns, rows, heads: 0 };
    let said: Vec<String> = all
        .iter()
        .map(|nation| format!("{} {}", nation.supply.name, number::two(nation.assigned.0)))
        .collect();
    let alt =
        format!("Sent, deployed: {}.", if said.is_empty() { "nobody".to_owned() } else { said.join(", ") });
    let beyond: Vec<String> =
        all.iter().filter(|nation| nation.beyond.0 >= 0.5).map(|nation| nation.supply.name.clone()).collect();
    let remark = match &beyond[..] {
        [] if all.is_empty() => "Nobody is assigned to a zone.".to_owned(),
        [] => "Nobody sends more than its army can sustain.".to_owned(),
        [one] => format!("{one} sends more than its army can sustain."),
        [one, other] => format!("{one} and {other} send more than their armies can sustain."),
        many => format!("{} nations send more than their armies can sustain.", number::count(many.len())),
    };
    vec![
        words(
            [x, 157.0, width, 76.0],
            "Head",
            vec![
                paragraph("Sent, deployed", 26.0, 600, inks.ink),
                paragraph("central case", 24.0, 400, inks.grey),
            ],
        ),
        spoken([x, 244.0, width, 640.0], "Contingents", alt, What::Table(table)),
        words(
            [x, (244.0 + high + 16.0).min(900.0), width, 98.0],
            TEXT,
            vec![paragraph(remark, 24.0, 400, inks.grey)],
        ),
    ]
}

fn cells(subject: &Subject<'_>, nation: &Contribution) -> Vec<Cell> {
    let inks = subject.inks;
    let contingent = subject.look.contingent(&nation.nation().0);
    let fill =
        Fill { ground: contingent.fill, pattern: Pattern::Solid, ink: contingent.fill, outlined: false };
    let code = &nation.nation().0;
    let name = measure::fit(
        &nation.supply.name,
        24.0,
        400,
        COLUMN[1] - 110.0 - 30.0 - 4.0 - measure::width(&format!("{code} "), 24.0, 600),
    );
    let line = vec![Run::new(format!("{code} "), 600, inks.ink), Run::new(name, 400, inks.ink)];
    vec![
        Cell { lines: vec![line], span: 1, ..Cell::empty() }.indented(30.0).with(Ornament::Swatch(fill)),
        Cell::of(Run::new(number::two(nation.assigned.0), 600, inks.ink)),
    ]
}
