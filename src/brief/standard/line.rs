//! The line of contact: how long it is, who watches it, who holds it.

use crate::brief::annex::of_zone;
use crate::brief::annex::whole::contact;
use crate::brief::deck::{Align, Block, Column, MapBlock, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::need::{Share, shares};
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, paragraph, spoken, two, words};
use crate::brief::table::{Cell, Row};
use crate::geodesy;
use crate::plan::Zone;
use crate::plan::slides::{MapView, Slide};

/// The frame of a map that bleeds to the left.
pub(super) const MAP: [f32; 4] = [0.0, 138.0, 1410.0, 862.0];

/// The left edge of the column beside it, and its width.
pub(super) const COLUMN: [f32; 2] = [1432.0, 416.0];

pub(super) fn made(subject: &Subject<'_>, slide: &Slide) -> Made {
    let cover = subject.figures.line;
    let (inks, atlas) = (subject.inks, subject.atlas);
    let drawn = geodesy::length(contact(subject.plan, atlas)).0;
    let factor = if drawn > 0.0 { cover.total_km.0 / drawn } else { 1.0 };
    let row = |name: &str, km: f64, weight: u16| {
        Row::new(
            46.0,
            vec![
                Cell::of(Run::new(name, if weight > 600 { 700 } else { 400 }, inks.ink)),
                Cell::of(Run::new(number::km(km), weight, inks.ink)),
            ],
        )
        .ruled(1.0, inks.hairline)
    };
    let rows = vec![
        row("As drawn", drawn, 600),
        row("On the ground", cover.total_km.0, 700),
        row("Watched by the force", cover.monitored_km.0, 600),
        row("Held by the force", cover.held_km.0, 600),
        row("Left to Ukraine’s army", cover.uncovered_km.0, 600),
    ];
    let columns = vec![
        Column { width: 280.0, align: Align::Start, pad: [0.0, 4.0] },
        Column { width: COLUMN[1] - 280.0, align: Align::End, pad: [0.0, 0.0] },
    ];
    let table = Table { size: 24.0, leading: 32.0, columns, rows, heads: 0 };
    let [x, width] = COLUMN;
    let view = slide.view.clone().unwrap_or_else(|| MapView { bands: true, ..MapView::default() });
    let blocks = vec![
        map(subject, view, MAP, &[]),
        words([x, 157.0, width, 44.0], "Head", vec![paragraph("Length of the line", 26.0, 600, inks.ink)]),
        spoken(
            [x, 214.0, width, 240.0],
            "Length of the line",
            "Kilometres of the line of contact: drawn, on the ground, watched, held and left to others.",
            What::Table(table),
        ),
        words([x, 476.0, width, 150.0], TEXT, vec![paragraph(published(subject), 24.0, 400, inks.grey)]),
    ];
    let near = near(subject);
    let blocks = blocks.into_iter().chain(near).collect();
    Made {
        title: title(subject),
        blocks,
        method: format!(
            "On the ground: {} km as drawn × {factor:.2} ground factor. Watched and held: counted once, typed \
             lengths included. Bands: distance from the line.",
            number::ten(drawn)
        ),
        sources: sources(subject),
        notes: cover.sentence().replace('\'', "’"),
        figures: said_here(subject, drawn, factor),
    }
}

/// Lengths and distances, as an audit finds them.
fn said_here(subject: &Subject<'_>, drawn: f64, factor: f64) -> Vec<Said> {
    let cover = subject.figures.line;
    let mut all = vec![
        two("line/drawn", drawn),
        central("line/ground-factor", format!("{factor:.2}")),
        two("line/total", cover.total_km.0),
        two("line/monitored", cover.monitored_km.0),
        two("line/held", cover.held_km.0),
        two("line/uncovered", cover.uncovered_km.0),
    ];
    all.extend(shares(subject).iter().flat_map(|share| said_distance(subject, &share.places)));
    if let Some((least, most)) = published_ends(subject) {
        all.extend([two("line/published-least", least), two("line/published-most", most)]);
    }
    all
}

/// The nearest and the farthest of some zones from the line, as an audit finds them.
pub(super) fn said_distance(subject: &Subject<'_>, places: &[usize]) -> Vec<Said> {
    let mut gaps = gaps(subject, places);
    gaps.sort_by(|a, b| a.1.total_cmp(&b.1));
    let ends = [gaps.first(), gaps.last()];
    let said = |(zone, km): &(&Zone, f64)| two(of_zone(&zone.id, "gap-to-line"), *km);
    ends.into_iter().flatten().map(said).collect()
}

/// How far each of some zones lies from the line, by its nearest place.
fn gaps<'a>(subject: &Subject<'a>, places: &[usize]) -> Vec<(&'a Zone, f64)> {
    let line = contact(subject.plan, subject.atlas);
    let zones = places.iter().filter_map(|place| subject.plan.zones.get(*place));
    zones
        .filter_map(|zone| Some((zone.as_ref(), geodesy::line_apart(zone.shape.outline(), line)?.0)))
        .collect()
}

fn title(subject: &Subject<'_>) -> String {
    let cover = subject.figures.line;
    let (total, held) = (cover.total_km.0, cover.held_km.0);
    if total <= 0.0 {
        return "There is no line of contact to hold or to watch".to_owned();
    }
    let whole = number::km(total);
    let watched = cover.monitored_km.0 / total;
    let watches = match watched {
        share if share >= 0.995 => "watches all of it".to_owned(),
        share if share > 0.0 => format!("watches {} of it", number::percent(share)),
        _ => "watches none of it".to_owned(),
    };
    if held < 0.5 {
        format!("The force holds none of the {whole} of line and {watches}")
    } else if held > total - 0.5 {
        format!("The force holds all {whole} of the line itself")
    } else {
        format!("The force itself holds {} of {whole} of line and {watches}", number::two(held))
    }
}

/// How near the zones lie to the line.
fn near(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let [x, width] = COLUMN;
    let shares: Vec<Share> = shares(subject).into_iter().take(6).collect();
    if shares.is_empty() {
        return Vec::new();
    }
    let rows = shares.iter().map(|share| {
        let far = distance(subject, &share.places).map_or("–".to_owned(), |(least, most)| {
            if most < 0.5 {
                "on it".to_owned()
            } else {
                short_range(least, most) + &format!("{}km", number::NARROW)
            }
        });
        let room = width - 44.0 - measure::width(&far, 24.0, 600) - 8.0;
        let name = measure::fit(&share.name, 24.0, 400, room);
        Row::new(
            46.0,
            vec![
                Cell::of(Run::new(share.letter(), 600, subject.ink(share.role, share.colour))),
                Cell::of(Run::new(name, 400, inks.ink)),
                Cell::of(Run::new(far, 600, inks.ink)),
            ],
        )
        .ruled(1.0, inks.hairline)
    });
    // The name takes what the distance leaves, line by line, so the columns may meet.
    let columns = vec![
        Column { width: 36.0, align: Align::Start, pad: [0.0, 0.0] },
        Column { width: 222.0, align: Align::Start, pad: [0.0, 0.0] },
        Column { width: width - 258.0, align: Align::End, pad: [0.0, 0.0] },
    ];
    let mut table = Table { size: 24.0, leading: 32.0, columns, rows: rows.collect(), heads: 0 };
    for cell in table.rows.iter_mut().filter_map(|row| row.cells.get_mut(1)) {
        for run in cell.lines.iter_mut().flatten() {
            run.text = measure::fit(&run.text, 24.0, 400, 218.0);
        }
    }
    vec![
        words(
            [x, 642.0, width, 40.0],
            "Head of the distances",
            vec![paragraph("From the line", 26.0, 600, inks.ink)],
        ),
        spoken(
            [x, 686.0, width, 300.0],
            "Distances from the line",
            "How far the nearest place of each zone lies from the line of contact.",
            What::Table(table),
        ),
    ]
}

/// How far zones lie from the line: that of the nearest, and of the farthest, each by its nearest place.
pub(super) fn distance(subject: &Subject<'_>, places: &[usize]) -> Option<(f64, f64)> {
    let far = gaps(subject, places).into_iter().map(|(_, km)| km);
    let (least, most) = far.fold((f64::INFINITY, 0.0_f64), |(least, most), km| (least.min(km), most.max(km)));
    least.is_finite().then_some((least, most))
}

/// "54–710", without room around the dash: for narrow columns.
pub(super) fn short_range(least: f64, most: f64) -> String {
    number::range(least, most).replace(crate::units::THIN_SPACE, "")
}

/// The least and the greatest published length.
fn published_ends(subject: &Subject<'_>) -> Option<(f64, f64)> {
    let lengths = subject.atlas.contact().published.iter().map(|figure| figure.value.central);
    let (least, most) =
        lengths.fold((f64::INFINITY, 0.0_f64), |(least, most), km| (least.min(km), most.max(km)));
    (most > 0.0).then_some((least, most))
}

/// What others have published of the length, in a sentence.
fn published(subject: &Subject<'_>) -> String {
    if subject.plan.line.is_some() {
        return "The line is the plan’s own; published lengths speak of another one.".to_owned();
    }
    let Some((least, most)) = published_ends(subject) else { return String::new() };
    format!(
        "Published lengths of the same line run from {} to {}: what is measured on which map decides.",
        number::km(least),
        number::km(most)
    )
}

fn sources(subject: &Subject<'_>) -> Vec<String> {
    match &subject.plan.line {
        Some(own) if own.source.is_empty() => vec!["line: the plan’s own U".to_owned()],
        Some(own) => vec![format!("line: {} U", measure::fit(&own.source, 16.0, 400, 500.0))],
        None => {
            let figure = &subject.atlas.contact().ground_factor;
            let ids = figure.sources.join(" ");
            vec![
                format!("line drawn from named places J, length {ids} F, ground factor C"),
                "map Natural Earth, GeoNames".to_owned(),
            ]
        }
    }
}

/// A map of the plan in a frame, with the words that say what is on it.
/// Boxes of the sheet that other blocks cover are left free of labels.
pub(super) fn map(subject: &Subject<'_>, view: MapView, frame: [f32; 4], covered: &[[f32; 4]]) -> Block {
    let zones: Vec<&str> = subject
        .plan
        .zones
        .iter()
        .filter(|zone| view.zones.as_ref().is_none_or(|shown| shown.contains(&zone.id)))
        .map(|zone| zone.name.as_str())
        .collect();
    let zones = match zones.len() {
        0 => "no zones".to_owned(),
        _ => zones.join(", "),
    };
    let with = match (view.footprints, view.bands) {
        (true, true) => ", with contingents and bands of distance",
        (true, false) => ", with contingents",
        (false, true) => ", with bands of distance from the line",
        (false, false) => "",
    };
    let month = view.month.map_or(String::new(), |month| format!(" in month {month}"));
    let alt =
        format!("Map of Ukraine{month}: line of contact, {}; zones: {zones}{with}.", subject.line_note());
    let on_map = |[x, y, width, height]: &[f32; 4]| {
        let (left, top) = (x - frame[0], y - frame[1]);
        [left, top, left + width, top + height]
    };
    let blocked = covered.iter().map(on_map).collect();
    let map = MapBlock { view, covered: [0.0; 4], blocked, absent: Vec::new() };
    spoken(frame, "Map", alt, What::Map(map))
}
