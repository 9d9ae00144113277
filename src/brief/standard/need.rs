//! What each zone needs, with its range, over what others have published on the same axis.

use crate::atlas::doctrine::{Counted, Estimate};
use crate::atlas::presets::{Preset, Takes};
use crate::brief::annex::gathered::{of_preset, of_tour};
use crate::brief::annex::part;
use crate::brief::chart::{Axis, Chart, Key, KeyMark, RangeGroup, RangeMark, RangeRow, Ranges, Shade, Tick};
use crate::brief::deck::{Align, Block, Column, Run, Said, Table, What};
use crate::brief::measure;
use crate::brief::need::{Share, shares};
use crate::brief::number;
use crate::brief::subject::{Made, Subject, TEXT, central, paragraph, spoken, two, words};
use crate::brief::table::{Cell, Row};
use crate::force::presets::{Outcome, worked};
use crate::force::rotation;
use crate::units::{Deployed, Pool};

use super::cited::Cited;

/// Published numbers on the slide.
const PUBLISHED: usize = 6;

/// The left edge of the panel.
const PANEL: f32 = 1364.0;

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let shares = shares(subject);
    let published = published(subject);
    let mut blocks = vec![chart(subject, &shares, &published)];
    blocks.extend(panel(subject));
    let mut figures = subject.said_deployed();
    figures.push(two("plan/pool", subject.figures.pool.central.0));
    figures.extend(shares.iter().flat_map(|share| share.said(subject)));
    figures.extend(published.iter().flat_map(Known::said));
    figures.extend(said_pools(subject));
    let span = subject.figures.deployed.map(|Deployed(people)| people);
    Made {
        title: title(subject, &published),
        blocks,
        method: if span.high < 0.5 {
            "No zone is sized yet. Published numbers are of troops deployed only; pools C by M6.".to_owned()
        } else {
            format!(
                "Thin line: all lows, all highs at once, {}: wider than any doubt about the sum. Bars: one method \
                 a zone, low and high of its figures. Pools C by M6.",
                number::range_of(span)
            )
        },
        sources: sources(subject, &published),
        notes:
            "Start with the longest bar and with what makes it long. The dashed line is this plan among what \
                others have published of the same kind."
                .to_owned(),
        figures,
    }
}

/// A published number of troops deployed.
struct Known<'a> {
    estimate: &'a Estimate,
    label: String,
    note: String,
    low: f64,
    high: Option<f64>,
}

/// Published numbers of troops deployed: the plan's own choice, then those of the data,
/// the largest first.
fn published<'a>(subject: &Subject<'a>) -> Vec<Known<'a>> {
    let chosen = subject.plan.assumptions.compare_with.as_deref();
    let listed = subject.atlas.briefing.published.iter().map(|published| published.estimate.as_str());
    let mut known: Vec<Known<'a>> = Vec::new();
    for id in chosen.into_iter().chain(listed) {
        let Some(estimate) = subject.atlas.doctrine.estimate(id) else { continue };
        let fits = estimate.comparable && estimate.counted == Counted::Deployed;
        let (true, Some(low)) = (fits && known.len() < PUBLISHED, estimate.low) else { continue };
        if known.iter().any(|known| known.estimate.id == estimate.id) {
            continue;
        }
        let named = subject.atlas.briefing.published(id);
        let label = named.map_or(&estimate.author, |named| &named.label).clone();
        let note = named.map_or(&estimate.date, |named| &named.note).clone();
        known.push(Known { estimate, label, note, low, high: estimate.high });
    }
    known.sort_by(|a, b| b.size().total_cmp(&a.size()).then(a.estimate.id.cmp(&b.estimate.id)));
    known
}

impl Known<'_> {
    fn size(&self) -> f64 {
        self.high.unwrap_or(self.low)
    }

    /// What was published, as an audit finds it.
    fn said(&self) -> Vec<Said> {
        let id = |end: &str| format!("estimate/{}/{end}", part(&self.estimate.id));
        let high = self.high.map(|high| two(id("high"), high));
        [two(id("low"), self.low)].into_iter().chain(high).collect()
    }
}

fn title(subject: &Subject<'_>, published: &[Known<'_>]) -> String {
    let need = subject.figures.deployed.central.0;
    if need < 0.5 {
        return "Nothing is needed yet; published estimates run from 10 000 to 200 000"
            .replace("10 000 to 200 000", &spread(published));
    }
    let head = format!("About {} deployed", number::two(need));
    let one = published
        .iter()
        .find(|known| subject.plan.assumptions.compare_with.as_deref() == Some(known.estimate.id.as_str()));
    let one = one.or_else(|| published.iter().min_by(|a, b| a.off(need).total_cmp(&b.off(need))));
    let largest = published.first();
    let Some(one) = one else { return head };
    let first = format!("{head}: {} {}", one.beside(need), one.named());
    let share = largest.filter(|largest| largest.estimate.id != one.estimate.id && largest.size() > need);
    let second = share.map(|largest| {
        format!("{first}, {} of {}", number::fraction(need / largest.size()), largest.named())
    });
    second.filter(|second| second.chars().count() <= 78).unwrap_or(first)
}

/// "10 000 to 200 000".
fn spread(published: &[Known<'_>]) -> String {
    let low = published.iter().map(|known| known.low).fold(f64::INFINITY, f64::min);
    let high = published.iter().map(Known::size).fold(0.0, f64::max);
    format!("{} to {}", number::two(low), number::two(high))
}

impl Known<'_> {
    /// How far a need lies off it.
    fn off(&self, need: f64) -> f64 {
        (need.max(1.0) / f64::midpoint(self.low, self.size()).max(1.0)).ln().abs()
    }

    /// Where a need stands to it.
    fn beside(&self, need: f64) -> &'static str {
        let (need, low, high) = (number::half_up(need), self.low, self.size());
        if need > high * 1.05 {
            "above"
        } else if need < low * 0.95 {
            "below"
        } else {
            "near"
        }
    }

    /// "IFRI’s 40 000".
    fn named(&self) -> String {
        let label = self.label.split(',').next().unwrap_or_default();
        let s = if label.ends_with('s') { "’" } else { "’s" };
        let number = match self.high {
            Some(high) if high > self.low && self.low > 0.0 => number::range(self.low, high),
            _ => number::two(self.size()),
        };
        format!("{label}{s} {number}")
    }
}

/// Where everything of the chart stands.
struct Places {
    pitch: f32,
    published_pitch: f32,
    first: f32,
}

impl Places {
    fn of(rows: usize, published: usize) -> Self {
        let (rows, published) = (rows.max(1) as f32, published.max(1) as f32);
        let pitch = (468.0 / 0.85_f32.mul_add(published - 1.0, rows - 1.0)).min(52.0);
        Self { pitch, published_pitch: pitch * 0.85, first: 264.0 }
    }
}

fn chart(subject: &Subject<'_>, shares: &[Share], published: &[Known<'_>]) -> Block {
    let (inks, figures) = (subject.inks, subject.figures);
    let span = figures.deployed.map(|Deployed(people)| people);
    let places = Places::of(shares.len(), published.len());
    let most = published.iter().map(Known::size).fold(span.high, f64::max);
    let axis = axis(most, [668.0, 1300.0]);
    let mut y = places.first;
    let rows: Vec<RangeRow> = shares
        .iter()
        .map(|share| {
            let row = zone_row(subject, share, y);
            y += places.pitch;
            row
        })
        .collect();
    if shares.is_empty() {
        y += places.pitch;
    }
    let rule = y - places.pitch + 30.0;
    let plan_y = rule + 32.0;
    let dashed = axis.at(span.central);
    let total = RangeRow {
        y: plan_y,
        badge: None,
        name: "The plan".to_owned(),
        central: number::two(span.central),
        range: number::range_of(span),
        total: true,
        mark: RangeMark::Total {
            block: None,
            central: span.central,
            whisker: [span.low, span.high],
            fill: inks.plan,
        },
        note: if span.high < 0.5 { "nothing is sized yet" } else { "all highs at once" }.to_owned(),
        note_x: axis.at(span.high) + 14.0,
        note_left: false,
    };
    let head = plan_y + 78.0;
    let mut y = head + 48.0;
    let others = published.iter().map(|known| {
        let row = published_row(subject, known, (&axis, dashed), y);
        y += places.published_pitch;
        row
    });
    let others: Vec<RangeRow> = others.collect();
    let bottom = y - places.published_pitch + 26.0;
    let group =
        |head: &str, baseline: f32, rows, rule| RangeGroup { head: (head.to_owned(), baseline), rows, rule };
    let chart = Ranges {
        unit: "troops deployed".to_owned(),
        heads: ["central".to_owned(), "low – high".to_owned()],
        name_x: 72.0,
        central_x: 424.0,
        range_x: 640.0,
        axis,
        plot: [224.0, bottom],
        ticks_y: 214.0,
        groups: vec![
            group("Deployed: in Ukraine on one day", 176.0, rows, None),
            group("", 0.0, vec![total], Some(rule)),
            group("Published, also deployed", head, others, None),
        ],
        shade: (span.central >= 0.5).then_some(Shade {
            from_to: None,
            at: span.central,
            fill: inks.panel,
            line: inks.plan,
        }),
        key: Some(Key {
            x: 72.0,
            y: 980.0,
            entries: vec![(
                KeyMark::Bar { fill: inks.published, tint: inks.tint(inks.published) },
                "solid: the low case · black mark: central · light: up to the high case".to_owned(),
            )],
        }),
        ink: inks.ink,
        grey: inks.grey,
        hairline: inks.hairline,
        casing: inks.ground,
    };
    let alt = format!(
        "Need by zone with ranges, deployed: {}. The plan: {} ({}).",
        shares
            .iter()
            .map(|share| format!("{} {}", share.name, number::two(share.need.central.0)))
            .collect::<Vec<_>>()
            .join(", "),
        number::two(span.central),
        number::range_of(span)
    );
    spoken([72.0, 138.0, 1270.0, 862.0], "Need with ranges", alt, What::Chart(Chart::Ranges(chart)))
}

/// An axis from zero with round values up to the most.
pub(super) fn axis(most: f64, pixels: [f32; 2]) -> Axis {
    let most = most.max(10.0);
    let unit = 10_f64.powf(most.log10().floor());
    let step = [0.2, 0.25, 0.5, 1.0, 2.0, 2.5].into_iter().map(|part| part * unit);
    let step = step.filter(|step| most / step <= 4.2).fold(f64::INFINITY, f64::min);
    let count = (most / step - 1e-9).ceil().max(1.0);
    let ticks = (0..=count as u32).map(|place| {
        let value = f64::from(place) * step;
        Tick { value, label: number::grouped(value) }
    });
    Axis { values: [0.0, step * count], pixels, ticks: ticks.collect() }
}

fn zone_row(subject: &Subject<'_>, share: &Share, y: f32) -> RangeRow {
    let span = share.need.map(|Deployed(people)| people);
    let central = number::two(span.central);
    let room = 424.0 - measure::width(&central, 24.0, 600) - 120.0 - 14.0;
    let fill = subject.ink(share.role, share.colour);
    RangeRow {
        y,
        badge: Some(subject.badge(share.role, share.colour)),
        name: measure::fit(&share.name, 24.0, 500, room),
        central,
        range: if span.high < 0.5 { "not sized".to_owned() } else { number::range_of(span) },
        total: false,
        mark: RangeMark::Bar {
            low: span.low,
            central: span.central,
            high: span.high,
            fill,
            tint: subject.inks.tint(fill),
        },
        note: String::new(),
        note_x: 0.0,
        note_left: false,
    }
}

fn published_row(subject: &Subject<'_>, known: &Known<'_>, (axis, dashed): (&Axis, f32), y: f32) -> RangeRow {
    let colour = subject.inks.published;
    let (mark, central, range, reach) = match known.high {
        None => {
            (RangeMark::AtLeast(known.low, colour), number::two(known.low), String::new(), [known.low; 2])
        }
        Some(high) if high > known.low => (
            RangeMark::Capsule([known.low, high], colour),
            String::new(),
            number::range(known.low, high),
            [known.low, high],
        ),
        Some(_) => (RangeMark::Dot(known.low, colour), number::two(known.low), String::new(), [known.low; 2]),
    };
    let [from, to] = reach.map(|value| axis.at(value));
    let wide = measure::width(&known.note, 24.0, 400);
    let mut note_x = to + 24.0;
    if note_x - 8.0 < dashed && note_x + wide + 8.0 > dashed {
        note_x = dashed + 16.0;
    }
    let note_left = note_x + wide > PANEL - 24.0;
    if note_left {
        note_x = from - 24.0;
    }
    let number_wide = if central.is_empty() {
        424.0 - 640.0 + measure::width(&range, 24.0, 600)
    } else {
        measure::width(&central, 24.0, 600)
    };
    RangeRow {
        y,
        badge: None,
        name: measure::fit(&known.label, 24.0, 500, 424.0 - number_wide - 72.0 - 14.0),
        central,
        range,
        total: false,
        mark,
        note: known.note.clone(),
        note_x,
        note_left,
    }
}

fn sources(subject: &Subject<'_>, published: &[Known<'_>]) -> Vec<String> {
    let mut sources: Vec<String> = published
        .iter()
        .map(|known| {
            let ids = known.estimate.sources.iter().filter(|id| id.len() > 1).cloned().collect::<Vec<_>>();
            format!("{} {} {}", known.label, ids.join(" "), known.estimate.basis.letter())
        })
        .collect();
    let letters = Cited::of_zones(subject.figures, subject.atlas).letters();
    if !letters.is_empty() {
        sources.push(format!("zones C from {letters}"));
    }
    sources
}

/// Pools of the plan and published ones, as an audit finds them.
fn said_pools(subject: &Subject<'_>) -> Vec<Said> {
    let deployed = subject.figures.deployed.central;
    let mut all = Vec::new();
    if deployed.0 >= 0.5 {
        for (tour, rest) in tours(subject) {
            let Ok(k) = rotation::k(tour, rest) else { continue };
            let id = of_tour(tour, rest);
            all.push(two(id.as_str(), rotation::pool(deployed, k).0));
            all.push(central(format!("{id}/tour"), number::small_or_whole(tour)));
            all.push(central(format!("{id}/interval"), number::small_or_whole(rest)));
        }
    }
    for (preset, _, Read { pool, k, deployed }) in pools_read_back(subject) {
        all.push(two(of_preset(&preset.id, "pool"), pool.0));
        all.push(central(of_preset(&preset.id, "k"), number::small_or_whole(k)));
        all.push(two(of_preset(&preset.id, "deployed"), deployed.0));
    }
    all
}

/// The second voice: pools, in tables of their own.
fn panel(subject: &Subject<'_>) -> Vec<Block> {
    let (inks, figures) = (subject.inks, subject.figures);
    let x = PANEL + 28.0;
    let width = 1848.0 - x;
    let intro = vec![
        paragraph("Pool: another kind of number", 26.0, 600, inks.ink),
        paragraph(
            "Deployed, preparing and recovering together. Never on the same axis.",
            24.0,
            400,
            inks.grey,
        )
        .after(2.0),
    ];
    let mut blocks =
        vec![subject.panel_from(PANEL), words([x, 148.0, width, 110.0], "Head of the panel", intro)];
    let need = figures.deployed.central;
    let head = if need.0 >= 0.5 {
        format!("If the plan’s {} stay", number::two(need.0))
    } else {
        "If 10 000 stay".replace("10 000", &number::two(10_000.0))
    };
    let deployed = if need.0 >= 0.5 { need } else { Deployed(10_000.0) };
    blocks.push(words(
        [x, 276.0, width, 40.0],
        "Head of the pools",
        vec![paragraph(head, 24.0, 600, inks.ink)],
    ));
    let (pools, read_back) = (pools(subject, deployed, width), read_back(subject, width));
    let high = |table: &Table| table.rows.iter().map(|row| row.height).sum::<f32>();
    let (first, second) = (high(&pools), high(&read_back));
    blocks.push(spoken(
        [x, 318.0, width, first],
        "Pools of the plan",
        "The pool behind those deployed, by tour and rest.",
        What::Table(pools),
    ));
    let head = 318.0 + first + 44.0;
    blocks.push(words(
        [x, head, width, 40.0],
        "Head of published pools",
        vec![paragraph("Published pools read back", 24.0, 600, inks.ink)],
    ));
    blocks.push(spoken(
        [x, head + 42.0, width, second],
        "Published pools",
        "Published pools, and what each keeps deployed by k.",
        What::Table(read_back),
    ));
    let text = (head + 42.0 + second + 34.0).min(896.0);
    blocks.push(words([x, text, width, 100.0], TEXT, vec![paragraph(apart(subject), 24.0, 400, inks.grey)]));
    blocks
}

/// What is counted apart from the land force.
fn apart(subject: &Subject<'_>) -> String {
    match &subject.figures.enablers {
        Some(apart) => format!(
            "Air, sea and enablers, {}, are counted apart and stand mostly outside Ukraine.",
            number::two(apart.total.central.0)
        ),
        None => "Air and sea are not counted: the plan leaves them to others.".to_owned(),
    }
}

fn row(subject: &Subject<'_>, cells: [(String, u16); 3], grey: bool) -> Row {
    let ink = if grey { subject.inks.grey } else { subject.inks.ink };
    let cells = cells.map(|(text, weight)| Cell::of(Run::new(text, weight, ink))).to_vec();
    Row::new(48.0, cells)
}

fn columns(width: f32) -> Vec<Column> {
    vec![
        Column { width: width - 232.0, align: Align::Start, pad: [0.0, 0.0] },
        Column { width: 96.0, align: Align::End, pad: [0.0, 0.0] },
        Column { width: 136.0, align: Align::End, pad: [0.0, 0.0] },
    ]
}

/// Tours and rests in the table: those of the data, and the plan's own before them.
fn tours(subject: &Subject<'_>) -> Vec<(f64, f64)> {
    let own = subject.plan.assumptions.rotation;
    let mut tours: Vec<(f64, f64)> = subject
        .atlas
        .doctrine
        .rotations
        .iter()
        .filter(|known| known.tour_months == 6.0 && known.interval_months >= 12.0)
        .map(|known| (known.tour_months, known.interval_months))
        .take(3)
        .collect();
    if !tours.contains(&(own.tour_months, own.interval_months)) {
        tours.truncate(2);
        tours.insert(0, (own.tour_months, own.interval_months));
    }
    tours
}

fn pools(subject: &Subject<'_>, deployed: Deployed, width: f32) -> Table {
    let inks = subject.inks;
    let mut rows = vec![
        row(
            subject,
            [("Tour + rest".to_owned(), 400), ("k".to_owned(), 400), ("pool".to_owned(), 400)],
            true,
        )
        .ruled(1.5, inks.ink),
    ];
    for (tour, rest) in tours(subject) {
        let Ok(k) = rotation::k(tour, rest) else { continue };
        let Pool(pool) = rotation::pool(deployed, k);
        let name = format!("{} + {} months", number::small_or_whole(tour), number::small_or_whole(rest));
        rows.push(
            row(subject, [(name, 400), (number::small_or_whole(k), 400), (number::two(pool), 600)], false)
                .ruled(1.0, inks.rule),
        );
    }
    Table { size: 24.0, leading: 32.0, columns: columns(width), rows, heads: 1 }
}

/// A published pool, and what it keeps deployed.
struct Read {
    pool: Pool,
    k: f64,
    deployed: Deployed,
}

/// Published pools with their author.
fn pools_read_back<'a>(subject: &Subject<'a>) -> Vec<(&'a Preset, &'a str, Read)> {
    let atlas = subject.atlas;
    let one = |preset: &'a Preset| {
        let Takes::Pool { .. } = preset.takes else { return None };
        let known = worked(preset, &atlas.doctrine).ok()?;
        let Outcome::Pool { pool, k, deployed, .. } = known.outcome else { return None };
        let author = preset.estimate.as_deref().and_then(|id| atlas.briefing.published(id));
        let author = author.map_or(preset.title.as_str(), |published| published.label.as_str());
        Some((preset, author, Read { pool, k, deployed }))
    };
    atlas.presets.iter().filter_map(one).collect()
}

fn read_back(subject: &Subject<'_>, width: f32) -> Table {
    let inks = subject.inks;
    let mut rows = vec![
        row(
            subject,
            [("Author, pool".to_owned(), 400), ("k".to_owned(), 400), ("deployed".to_owned(), 400)],
            true,
        )
        .ruled(1.5, inks.ink),
    ];
    let mut last = String::new();
    for (_, author, Read { pool, k, deployed }) in pools_read_back(subject) {
        let name = format!("{author}, {}", number::two(pool.0));
        let shown = if name == last { String::new() } else { name.clone() };
        last = name;
        rows.push(
            row(
                subject,
                [(shown, 400), (number::small_or_whole(k), 400), (number::two(deployed.0), 600)],
                false,
            )
            .ruled(1.0, inks.rule),
        );
    }
    Table { size: 24.0, leading: 32.0, columns: columns(width), rows, heads: 1 }
}
