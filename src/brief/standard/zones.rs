//! The zones on the map, beside one column in which their needs add up.

use crate::brief::chart::{Chart, Segment, Stack};
use crate::brief::deck::{Block, Fill, Inset, Run, Said, What};
use crate::brief::inset::willing;
use crate::brief::measure;
use crate::brief::need::{Share, shares};
use crate::brief::number;
use crate::brief::subject::{Made, Subject, said_counts, spoken};
use crate::plan::slides::Slide;
use crate::scene::Willing;
use crate::units::Deployed;

use super::cited::Cited;
use super::line::{COLUMN, MAP, map};
use super::supply::group_fill;

pub(super) fn made(subject: &Subject<'_>, slide: &Slide) -> Made {
    let shares = shares(subject);
    let view = slide.view.clone().unwrap_or_default();
    let inset = inset(subject);
    let covered: Vec<[f32; 4]> = inset.iter().map(|inset| inset.frame).collect();
    let mut blocks = vec![map(subject, view, MAP, &covered)];
    blocks.extend(inset);
    let [x, width] = COLUMN;
    blocks.push(stack(subject, &shares, [x, MAP[1], width, MAP[3]]));
    Made {
        title: title(subject, &shares),
        blocks,
        method: method(subject),
        sources: sources(subject),
        notes:
            "The column is the legend: its height is the whole need, its segments are drawn as on the map."
                .to_owned(),
        figures: said_needs(subject),
    }
}

/// The need of the plan and of each share of it, as an audit finds them.
pub(super) fn said_needs(subject: &Subject<'_>) -> Vec<Said> {
    let mut figures = subject.said_deployed();
    let shares = shares(subject);
    figures.extend(shares.iter().flat_map(|share| share.said(subject)));
    figures.extend(shares.iter().flat_map(|share| share.said_extent(subject)));
    figures.extend(said_counts(subject));
    figures
}

fn title(subject: &Subject<'_>, shares: &[Share]) -> String {
    let whole = subject.figures.deployed.central.0;
    let (Some(first), true) = (shares.first(), whole >= 0.5) else {
        return match subject.plan.zones.len() {
            0 => "The plan holds no zone yet, so nothing is needed yet".to_owned(),
            many => format!(
                "{} {} drawn, and none can be sized yet",
                number::count(many),
                number::plural(many, "zone is", "zones are")
            ),
        };
    };
    if first.need.central.0 > 0.995 * whole {
        return format!("{} takes the whole force of {}", number::capital(&first.doing), number::two(whole));
    }
    let part = |share: &Share| number::fraction(share.need.central.0 / whole);
    let head = format!("{} takes {} of the force", number::capital(&first.doing), part(first));
    let alone = format!("{head}: {} of {}", number::two(first.need.central.0), number::two(whole));
    let both = shares.get(1).map(|second| format!("{head}; {} {}", second.doing, part(second)));
    both.filter(|both| both.chars().count() <= 78).unwrap_or(alone)
}

/// How each method comes to its need, in a line.
fn method(subject: &Subject<'_>) -> String {
    let overlaps = subject.figures.overlaps.len();
    let once = match overlaps {
        0 => "No two zones count the same ground".to_owned(),
        some => format!(
            "{} {} of ground in two zones {} once",
            number::count(some),
            number::plural(some, "piece", "pieces"),
            number::plural(some, "counts", "count")
        ),
    };
    format!(
        "Central with low and high: one method a zone, never an average. {once}. \
         In all: all lows, all highs at once. Web Mercator."
    )
}

/// The methods that sized the zones, and what their inputs rest on.
pub(super) fn sources(subject: &Subject<'_>) -> Vec<String> {
    let mut methods: Vec<&str> =
        subject.figures.zones.iter().filter(|zone| zone.is_sized()).map(|zone| zone.method.id()).collect();
    methods.sort_unstable();
    methods.dedup();
    if methods.is_empty() {
        return vec!["nothing is sized yet".to_owned()];
    }
    let cited = Cited::of_zones(subject.figures, subject.atlas);
    vec![
        format!("need C by {}", methods.join(", ")),
        format!("inputs {} from {}", cited.letters(), cited.listed(8)),
        "map Natural Earth, GeoNames".to_owned(),
    ]
}

/// The column of needs: the legend of the map.
pub(super) fn stack(subject: &Subject<'_>, shares: &[Share], frame: [f32; 4]) -> Block {
    let (inks, figures) = (subject.inks, subject.figures);
    let [x, top, _, _] = frame;
    let whole = figures.deployed.central.0;
    let column = [x, top + 100.0, 46.0, 630.0];
    let sized: Vec<&Share> = shares.iter().filter(|share| share.need.central.0 >= 0.5).collect();
    let mut segments: Vec<Segment> =
        sized.iter().map(|share| segment(subject, share, whole, &column)).collect();
    place_labels(&mut segments, column, whole);
    let span = figures.deployed.map(|Deployed(people)| people);
    let (note, range) = if segments.is_empty() {
        ("nothing to add up yet", String::new())
    } else {
        ("low – high", number::range_of(span))
    };
    let total = ["All zones".to_owned(), number::two(whole), note.to_owned(), range];
    let stack = Stack {
        head: "Need, deployed".to_owned(),
        note: "central (low – high)".to_owned(),
        unit: "troops deployed".to_owned(),
        column,
        segments,
        total,
        total_y: top + 752.0,
        ink: inks.ink,
        grey: inks.grey,
    };
    let parts: Vec<String> =
        stack.segments.iter().map(|segment| format!("{} {}", segment.name, segment.central)).collect();
    let alt =
        format!("Need by zone, deployed, central: {}; in all {}.", parts.join(", "), number::two(whole));
    spoken(frame, "Need by zone", alt, What::Chart(Chart::Stack(stack)))
}

fn segment(subject: &Subject<'_>, share: &Share, whole: f64, column: &[f32; 4]) -> Segment {
    let central = share.need.central.0;
    let part = central / whole;
    let range = format!("({})", number::range_of(share.need.map(|Deployed(people)| people)));
    let high = part as f32 * column[3];
    let mut notes = vec![range];
    if high >= 96.0 && !share.extent.is_empty() {
        notes.insert(0, format!("{} · {}", share.extent, number::percent(part)));
    }
    let number_wide = measure::width(&number::two(central), 24.0, 600);
    let letter_wide = measure::width(&format!("{}\u{2002}", share.letter()), 24.0, 600);
    let room = 350.0 - number_wide - letter_wide - 12.0;
    let ink = subject.ink(share.role, share.colour);
    // A light ink is read as text in a darker one.
    let text = if ink.contrast(subject.inks.ground) < 4.5 { ink.mixed(subject.inks.ink, 0.4) } else { ink };
    Segment {
        letter: share.letter().to_owned(),
        name: measure::fit(&share.name, 24.0, 600, room),
        value: central,
        central: number::two(central),
        notes,
        fill: subject.fill(share.role, share.colour),
        ink: text,
        label_y: 0.0,
    }
}

/// The height of a label.
fn label_height(segment: &Segment) -> f32 {
    30.0 * (1 + segment.notes.len()) as f32 + 8.0
}

/// Each label at its segment, pushed down where the one above is in the way, and up where
/// the foot of the column is.
fn place_labels(segments: &mut [Segment], column: [f32; 4], whole: f64) {
    let [_, top, _, high] = column;
    let mut from = top;
    let mut free = top - 4.0;
    for segment in segments.iter_mut() {
        segment.label_y = free.max(from - 4.0);
        free = segment.label_y + label_height(segment);
        from += (segment.value / whole) as f32 * high;
    }
    let mut foot = top + high + 6.0;
    for segment in segments.iter_mut().rev() {
        segment.label_y = segment.label_y.min(foot - label_height(segment));
        foot = segment.label_y;
    }
}

/// Who could come: Europe small, the nations in three fills.
fn inset(subject: &Subject<'_>) -> Option<Block> {
    if subject.figures.coalition.nations.is_empty() {
        return None;
    }
    let words = [
        (Willing::Ready, "Ready or open"),
        (Willing::Reluctant, "UN mandate, reluctant"),
        (Willing::Outside, "Outside only, or none"),
    ];
    let key: Vec<(Fill, Run)> = words
        .iter()
        .map(|(group, words)| (group_fill(subject, *group), Run::new(*words, 400, subject.inks.ink)))
        .collect();
    let place = |group: Willing| words.iter().position(|(known, _)| *known == group).unwrap_or_default();
    let nations: Vec<(String, usize)> =
        willing(subject.plan, subject.atlas).into_iter().map(|(code, group)| (code, place(group))).collect();
    let rows = key.len() as f32;
    let picture = [72.0, 50.0, 300.0, 172.0];
    let high = rows.mul_add(30.0, 222.0 + 20.0);
    let frame = [0.0, 1000.0 - high, 388.0, high];
    let named = |group: usize| {
        let codes: Vec<&str> =
            nations.iter().filter(|(_, of)| *of == group).map(|(code, _)| code.as_str()).collect();
        codes.join(", ")
    };
    let alt = format!(
        "Europe by who could come. Ready or open: {}. With a UN mandate, or reluctant: {}. Outside only, or none: {}.",
        named(0),
        named(1),
        named(2)
    );
    let title = Run::new("Who could come", 600, subject.inks.ink);
    let ground = subject.inks.ground;
    Some(spoken(frame, "Who could come", alt, What::Inset(Inset { title, ground, picture, nations, key })))
}
