//! Where the figures come from: the documents most cited, and how much rests on each basis.

use crate::atlas::doctrine::Source;
use crate::brief::annex::slides::{DOCUMENTS, of_document, of_inputs};
use crate::brief::deck::{Align, Block, Column, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, counted, paragraph, spoken, words};
use crate::brief::table::{Cell, Row};
use crate::source::Basis;

use super::cited::Cited;

/// Id, title, publisher, year, times cited.
const WIDTHS: [f32; 5] = [100.0, 960.0, 480.0, 110.0, 126.0];

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let cited = Cited::of_plan(subject.plan, subject.figures, subject.atlas);
    Made {
        title: title(&cited),
        blocks: blocks(subject, &cited),
        method: "Inputs of zones and supply chains, and the published estimates; the central case counts. Computed \
                 figures follow from them and are in the annex."
            .to_owned(),
        sources: vec!["every id with its document, its access and its limits is in the annex".to_owned()],
        notes: letters(&cited),
        figures: said_here(subject, &cited),
    }
}

/// Counts and shares, as an audit finds them.
fn said_here(subject: &Subject<'_>, cited: &Cited) -> Vec<Said> {
    let share =
        |figure: &str, bases: &[Basis]| central(of_inputs(figure), number::percent(cited.share(bases)));
    let count = |id: String, count: usize| central(id, number::grouped(count as f64));
    let mut all = vec![
        count(of_inputs("count"), cited.inputs()),
        share("in-documents", &[Basis::F]),
        share("judged", &[Basis::J, Basis::R]),
    ];
    all.extend(cited.bases.keys().map(|basis| share(&format!("{}/share", basis.letter()), &[*basis])));
    let known = known(subject, cited);
    all.extend(known.iter().take(DOCUMENTS).map(|source| {
        count(of_document(&source.id), cited.sources.get(&source.id).copied().unwrap_or_default())
    }));
    let more = known.len().saturating_sub(DOCUMENTS);
    all.extend(counted(of_inputs("other-documents"), more));
    all
}

/// The documents that are known, the most cited first.
fn known<'s>(subject: &Subject<'s>, cited: &Cited) -> Vec<&'s Source> {
    cited.ranked().iter().filter_map(|id| subject.atlas.doctrine.source(id)).collect()
}

fn title(cited: &Cited) -> String {
    let found = cited.share(&[Basis::F]);
    let judged = cited.share(&[Basis::J, Basis::R]);
    format!(
        "Of {} inputs {} stand in documents, {} are judged or recalled",
        number::grouped(cited.inputs() as f64),
        number::percent(found),
        number::percent(judged)
    )
}

/// "F found 40 %, …" in words.
fn letters(cited: &Cited) -> String {
    let parts: Vec<String> = cited
        .bases
        .iter()
        .map(|(basis, count)| {
            format!(
                "{} {}: {}, {}",
                basis.letter(),
                basis.meaning(),
                number::grouped(*count as f64),
                number::percent(cited.share(&[*basis]))
            )
        })
        .collect();
    parts.join("; ")
}

fn blocks(subject: &Subject<'_>, cited: &Cited) -> Vec<Block> {
    let inks = subject.inks;
    let grey = |text: String| Cell::of(Run::new(text, 400, inks.grey));
    let ink = |text: String, weight| Cell::of(Run::new(text, weight, inks.ink));
    let head = ["", "Document", "Publisher", "Year", "cited"].map(|text| grey(text.to_owned()));
    let mut rows = vec![Row::new(44.0, head.to_vec()).ruled(1.5, inks.ink)];
    let known = known(subject, cited);
    for source in known.iter().take(DOCUMENTS) {
        let count = cited.sources.get(&source.id).copied().unwrap_or_default();
        let fit = |text: &str, column: usize| {
            measure::fit(&number::typeset(text), 24.0, 400, WIDTHS[column] - 18.0)
        };
        rows.push(
            Row::new(
                45.0,
                vec![
                    ink(source.id.clone(), 600),
                    ink(fit(&source.title, 1), 400),
                    grey(fit(&source.publisher, 2)),
                    grey(fit(&source.year, 3)),
                    ink(number::grouped(count as f64), 400),
                ],
            )
            .ruled(1.0, inks.hairline),
        );
    }
    let columns = WIDTHS.iter().enumerate().map(|(place, width)| Column {
        width: *width,
        align: if place == 4 { Align::End } else { Align::Start },
        pad: [0.0, if place == 4 { 0.0 } else { 16.0 }],
    });
    let table = Table { size: 24.0, leading: 32.0, columns: columns.collect(), rows, heads: 1 };
    let high: f32 = table.rows.iter().map(|row| row.height).sum();
    let more = known.len().saturating_sub(DOCUMENTS);
    let rest = match more {
        0 => String::new(),
        more => format!(
            "{} more {} in the annex. ",
            number::count(more),
            number::plural(more, "document is", "documents are")
        ),
    };
    let text = format!("{rest}{}.", bases(cited));
    vec![
        spoken(
            [72.0, 140.0, 1776.0, 780.0],
            "Sources",
            "The documents most cited: id, title, publisher, year, how often.",
            What::Table(table),
        ),
        words([72.0, 140.0 + high + 22.0, 1776.0, 80.0], TEXT, vec![paragraph(text, 24.0, 500, inks.ink)]),
    ]
}

/// "40 % found, 30 % recalled, 30 % judgement".
fn bases(cited: &Cited) -> String {
    let word = |basis: &Basis| match basis {
        Basis::F => "found in documents",
        Basis::C => "computed",
        Basis::R => "recalled",
        Basis::J => "judgement",
        Basis::User => "the plan’s own",
    };
    let parts: Vec<String> = cited
        .bases
        .keys()
        .map(|basis| format!("{} {}", number::percent(cited.share(&[*basis])), word(basis)))
        .collect();
    if parts.is_empty() { "Nothing is cited".to_owned() } else { parts.join(", ") }
}
