//! What each army can sustain, as a chain from the army down, beside what the zones miss.

use crate::brief::annex::gathered::of_group;
use crate::brief::annex::of_nation;
use crate::brief::annex::slides::of_others;
use crate::brief::chart::{Bar, Bars, Chart};
use crate::brief::deck::{Align, Block, Bullet, Column, Fill, Paragraph, Pattern, Run, Said, Table, What};
use crate::brief::inset::willing;
use crate::brief::measure;
use crate::brief::members::{GROUPS, Group, groups};
use crate::brief::need::shares;
use crate::brief::number;
use crate::brief::subject::{
    Made, Subject, TEXT, central, counted, paragraph, said, said_counts, spoken, two, words,
};
use crate::brief::table::{Cell, Ornament, Row};
use crate::force::Contribution;
use crate::force::supply::Origin;
use crate::scene::look::Hatch;
use crate::scene::{Colour, Willing};
use crate::units::Deployed;

use super::cited::Cited;
use super::need::axis;

/// The left edge of the panel.
const PANEL: f32 = 1194.0;

/// How many nations stand as "Ready", and so on: in words.
pub(super) const fn group_name(group: Willing) -> &'static str {
    match group {
        Willing::Ready => "Ready or open to stand inside Ukraine",
        Willing::Reluctant => "Only with a UN mandate, or reluctant",
        Willing::Outside => "From outside only, or none",
    }
}

/// The fill of a group in bars and on the small map.
pub(super) fn group_fill(subject: &Subject<'_>, group: Willing) -> Fill {
    let known = subject.look.willing(group);
    let pattern = if known.hatch == Hatch::None { Pattern::Solid } else { Pattern::Rising };
    Fill { ground: known.fill, pattern, ink: known.ink, outlined: pattern != Pattern::Solid }
}

/// The ink of a group's name.
fn group_ink(subject: &Subject<'_>, group: Willing) -> Colour {
    match group {
        Willing::Ready => subject.inks.ready,
        Willing::Reluctant => subject.inks.reluctant_text,
        Willing::Outside => subject.inks.grey,
    }
}

pub(super) fn made(subject: &Subject<'_>) -> Made {
    let groups = groups(subject.plan, subject.figures, subject.atlas);
    let mut blocks = chain(subject, &groups);
    blocks.extend(panel(subject));
    let available = subject.figures.coalition.available.map(|Deployed(people)| people);
    let mut figures = said("plan/available", available);
    figures.extend(subject.said_deployed());
    figures.push(two("plan/assigned", subject.figures.coalition.assigned.0));
    figures.push(two("plan/short", subject.figures.coalition.short.central.0));
    figures.extend(said_chain(subject, &groups));
    figures.extend(said_filling(subject));
    Made {
        title: title(subject, &groups),
        blocks,
        method: if subject.figures.coalition.nations.is_empty() {
            "Positions as published; the three groups are judgement from them. No army is counted.".to_owned()
        } else {
            "On duty: present commitments; home: missions scaled back by the plan; caveats: the rest × \
             availability J. An offer, typed U, stands in place of its chain (grey). Terms to the nearest ten."
                .to_owned()
        },
        sources: sources(subject),
        notes: remark(subject),
        figures,
    }
}

fn title(subject: &Subject<'_>, groups: &[Group<'_>]) -> String {
    let coalition = &subject.figures.coalition;
    let count = coalition.nations.len();
    if count == 0 {
        return "No nation has been asked yet, so no number of soldiers can be named".to_owned();
    }
    let army: f64 = coalition.nations.iter().map(|nation| nation.supply.army.central).sum();
    let can = coalition.available.central.0;
    let ready: f64 = groups
        .iter()
        .filter(|group| group.willing == Willing::Ready)
        .flat_map(|group| &group.members)
        .map(|nation| nation.supply.troops.central.0)
        .sum();
    let armies = number::plural(count, "army", "armies");
    let inside = match number::half_up(ready) {
        0.0 => "none of them inside Ukraine".to_owned(),
        some if some == number::half_up(can) => "all of them inside Ukraine".to_owned(),
        _ => format!("only {} of them inside Ukraine", number::two(ready)),
    };
    let title = format!(
        "{} {armies} of {} can sustain {}, {inside}",
        number::count(count),
        number::two(army),
        number::two(can)
    );
    if title.chars().count() > 78 { title.replace(", only ", ", ") } else { title }
}

fn sources(subject: &Subject<'_>) -> Vec<String> {
    let cited = Cited::of_supply(subject.figures, subject.atlas);
    if cited.bases.is_empty() {
        return vec!["positions F, R; groups J".to_owned()];
    }
    vec![
        format!("armies, shares and duties {} from {}", cited.letters(), cited.listed(9)),
        "positions F, R; groups J".to_owned(),
    ]
}

/// What scaling missions back frees, in a sentence.
fn remark(subject: &Subject<'_>) -> String {
    let coalition = &subject.figures.coalition;
    let freed: f64 = coalition.nations.iter().map(|nation| nation.supply.freed.central).sum();
    let need = subject.figures.deployed.central.0;
    let missions: Vec<String> = subject
        .plan
        .coalition
        .scaled_back
        .iter()
        .filter(|(_, share)| **share > 0.0)
        .map(|(id, _)| subject.atlas.nations.mission(id).map_or(id.clone(), |known| short(&known.name)))
        .collect();
    if coalition.nations.is_empty() {
        return "Ask the nations before their soldiers are counted: an army is no contingent.".to_owned();
    }
    if missions.is_empty() || freed < 0.5 {
        return "No mission abroad is scaled back, so nothing comes home for this one.".to_owned();
    }
    let share = if need >= 0.5 {
        format!(": {} of the {} needed", number::percent(freed / need), number::two(need))
    } else {
        String::new()
    };
    format!("Scaling back {} frees {}{share}.", missions.join(" and "), number::two(freed))
}

fn short(name: &str) -> String {
    name.split_once(',').map_or(name, |(first, _)| first).to_owned()
}

const WIDTHS: [f32; 7] = [244.0, 124.0, 126.0, 126.0, 104.0, 112.0, 242.0];

/// Where no nation is in the plan: what each has said, from the data.
fn said_so_far(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let willing = willing(subject.plan, subject.atlas);
    let mut paragraphs = Vec::new();
    for group in GROUPS {
        let nations = subject.atlas.nations.all().iter();
        let of_group = nations.filter(|nation| willing.get(&nation.code) == Some(&group));
        let names: Vec<&str> = of_group.map(|nation| nation.name.as_str()).collect();
        paragraphs.push(Paragraph {
            bullet: Some(Bullet::Swatch(group_fill(subject, group))),
            indent: 30.0,
            ..paragraph(group_name(group), 24.0, 600, group_ink(subject, group)).after(28.0)
        });
        let names = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
        paragraphs.push(Paragraph { indent: 30.0, ..paragraph(names, 24.0, 400, inks.ink).after(6.0) });
    }
    vec![
        words(
            [72.0, 148.0, 1078.0, 40.0],
            "Head of the positions",
            vec![paragraph("What has been said so far", 26.0, 600, inks.ink)],
        ),
        words([72.0, 190.0, 1078.0, 410.0], "Positions", paragraphs),
        words([72.0, 620.0, 1078.0, 80.0], TEXT, vec![paragraph(remark(subject), 24.0, 500, inks.ink)]),
    ]
}

fn chain(subject: &Subject<'_>, groups: &[Group<'_>]) -> Vec<Block> {
    if subject.figures.coalition.nations.is_empty() {
        return said_so_far(subject);
    }
    let inks = subject.inks;
    let head = paragraph("What each army can sustain", 26.0, 600, inks.ink);
    let mut rows = vec![head_row(subject)];
    let total = subject.figures.coalition.nations.len();
    let longest = groups
        .iter()
        .flat_map(|group| &group.members)
        .map(|nation| nation.supply.troops.central.0)
        .fold(0.0, f64::max);
    for group in groups.iter().filter(|group| !group.members.is_empty()) {
        rows.push(group_row(subject, group.willing, &group.members));
        rows.extend(group.shown().iter().map(|nation| nation_row(subject, group.willing, nation, longest)));
        if !group.others().is_empty() {
            rows.push(rest_row(subject, group.others()));
        }
    }
    if total > 0 {
        if let Some(last) = rows.last_mut() {
            last.rule = Some(crate::brief::table::Rule { width: 1.5, colour: inks.ink, inset: 0.0 });
        }
        rows.push(total_row(subject));
    }
    let height: f32 = rows.iter().skip(1).map(|row| row.height).sum();
    // The rows share the room there is, up to a comfortable pitch.
    let factor = ((730.0 - 72.0) / height).min(1.12);
    for row in rows.iter_mut().skip(1) {
        row.height = (row.height * factor).floor();
    }
    let pads = |place: usize| if place == 6 { [20.0, 0.0] } else { [0.0, 0.0] };
    let columns = WIDTHS.into_iter().enumerate().map(|(place, width)| Column {
        width,
        align: if matches!(place, 0 | 6) { Align::Start } else { Align::End },
        pad: pads(place),
    });
    let table = Table { size: 24.0, leading: 30.0, columns: columns.collect(), rows, heads: 1 };
    let high: f32 = table.rows.iter().map(|row| row.height).sum();
    let alt = format!(
        "Chain from each army to what it can send; in all {} deployed.",
        number::two(subject.figures.coalition.available.central.0)
    );
    vec![
        words([72.0, 148.0, 1078.0, 40.0], "Head of the chain", vec![head]),
        spoken([72.0, 184.0, 1078.0, 740.0], "What each army can sustain", alt, What::Table(table)),
        words(
            [72.0, (184.0 + high + 18.0).min(930.0), 1078.0, 68.0],
            TEXT,
            vec![paragraph(remark(subject), 24.0, 500, inks.ink)],
        ),
    ]
}

/// The figures of the chain, as an audit finds them.
fn said_chain(subject: &Subject<'_>, groups: &[Group<'_>]) -> Vec<Said> {
    let nations = &subject.figures.coalition.nations;
    if nations.is_empty() {
        return Vec::new();
    }
    let sum = |of: fn(&Contribution) -> f64| nations.iter().map(of).sum::<f64>();
    let mut all = vec![
        two("plan/army", sum(|nation| nation.supply.army.central)),
        two("plan/sustained", sum(|nation| nation.supply.army.central * nation.supply.share.central)),
        two("plan/on-duty", sum(|nation| nation.supply.committed.central)),
        two("plan/freed", sum(|nation| nation.supply.freed.central)),
    ];
    if let (Some(first), Some(share)) = (nations.first(), common_share(nations)) {
        all.push(central(of_nation(first.nation(), "share"), number::percent(share)));
    }
    all.extend(said_counts(subject));
    for group in groups.iter().filter(|group| !group.members.is_empty()) {
        let can: f64 = group.members.iter().map(|nation| nation.supply.troops.central.0).sum();
        all.push(two(of_group(group.willing, "can-send"), can));
        for nation in group.shown() {
            let id = |figure: &str| of_nation(nation.nation(), figure);
            all.extend(terms(&[*nation], id));
        }
        if !group.others().is_empty() {
            all.extend(terms(group.others(), |figure| of_others(group.willing, figure)));
            all.extend(counted(of_others(group.willing, "nations"), group.others().len()));
        }
    }
    all
}

/// The terms of a row, of one nation or of several together, to the nearest ten.
fn terms(nations: &[&Contribution], id: impl Fn(&str) -> String) -> Vec<Said> {
    let sum = |of: fn(&Contribution) -> f64| nations.iter().map(|nation| of(nation)).sum::<f64>();
    let ten = |figure: &str, value: f64| central(id(figure), number::ten(value));
    vec![
        ten("army", sum(|nation| nation.supply.army.central)),
        ten("sustained", sum(|nation| nation.supply.army.central * nation.supply.share.central)),
        ten("on-duty", sum(|nation| nation.supply.committed.central)),
        ten("freed", sum(|nation| nation.supply.freed.central)),
        ten("can-send", sum(|nation| nation.supply.troops.central.0)),
    ]
}

/// What is sent to each share of the plan, and needed there, as an audit finds it.
pub(super) fn said_filling(subject: &Subject<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    for share in shares(subject) {
        all.extend(share.id(subject, "filled").map(|id| two(id, share.filled(subject))));
        all.extend(share.id(subject, "need").map(|id| two(id, share.need.central.0)));
    }
    all
}

/// The part of its army that each nation sustains, where it is the same for all.
fn common_share(nations: &[Contribution]) -> Option<f64> {
    let first = nations.first()?.supply.share.central;
    nations.iter().all(|nation| nation.supply.share.central == first).then_some(first)
}

fn head_row(subject: &Subject<'_>) -> Row {
    let (inks, nations) = (subject.inks, &subject.figures.coalition.nations);
    let share = common_share(nations).map_or("a share".to_owned(), number::percent);
    let cell = |first: &str, second: &str, weight: u16| {
        let colour = if weight > 400 { inks.ink } else { inks.grey };
        Cell::lines(vec![Run::new(first, weight, colour), Run::new(second, weight, colour)])
    };
    let cells = vec![
        Cell::empty(),
        cell("Army", "today", 400),
        cell(&share, "sustained", 400),
        cell("On duty", "elsewhere", 400),
        cell("Called", "home", 400),
        cell("After", "caveats", 600),
        Cell::empty(),
    ];
    Row::new(72.0, cells).ruled(1.5, inks.ink)
}

fn group_row(subject: &Subject<'_>, group: Willing, members: &[&Contribution]) -> Row {
    let ink = group_ink(subject, group);
    let troops: f64 = members.iter().map(|nation| nation.supply.troops.central.0).sum();
    let cells = vec![
        Cell::of(Run::new(group_name(group), 600, ink))
            .indented(30.0)
            .over(5)
            .with(Ornament::Swatch(group_fill(subject, group))),
        Cell::of(Run::new(number::two(troops), 600, ink)),
        Cell::empty(),
    ];
    Row::new(52.0, cells).ruled(1.0, subject.inks.rule)
}

/// "−8 630", "+10", and nothing more than a word where there is nothing.
fn signed(value: f64, sign: char) -> String {
    if value < 0.5 { "0".to_owned() } else { format!("{sign}{}", number::ten(value)) }
}

fn nation_row(subject: &Subject<'_>, group: Willing, nation: &Contribution, longest: f64) -> Row {
    let (inks, supply) = (subject.inks, &nation.supply);
    let troops = supply.troops.central.0;
    let sustained = supply.army.central * supply.share.central;
    let plain = |text: String| Cell::of(Run::new(text, 400, inks.ink));
    // An offer stands in the place of the chain, which then only says what it is beside.
    let chain = if supply.origin == Origin::Offer { inks.grey } else { inks.ink };
    let term = |text: String| Cell::of(Run::new(text, 400, chain));
    let freed = supply.freed.central;
    let (bar, word) = match supply.origin {
        Origin::CommitmentsUnknown | Origin::ArmyUnknown => (None, "not known"),
        _ if troops < 0.5 => (None, "none to spare"),
        _ => (Some((troops / longest) as f32), if supply.origin == Origin::Offer { "offer" } else { "" }),
    };
    let room = WIDTHS[6] - 20.0;
    let last = match bar {
        // The word stands after the bar, so that the longest leaves room for it.
        Some(share) => {
            let share = share * 0.64;
            let fill = group_fill(subject, group);
            let bar = Cell { ornament: Some(Ornament::Bar { share, fill }), ..Cell::empty() };
            let lines = if word.is_empty() { Vec::new() } else { vec![vec![Run::new(word, 400, inks.grey)]] };
            Cell { lines, indent: room.mul_add(share, 10.0), ..bar }
        }
        None => Cell::of(Run::new(word, 400, inks.grey)),
    };
    let name = measure::fit(&supply.name, 24.0, 400, WIDTHS[0] - 34.0);
    let cells = vec![
        plain(name).indented(30.0),
        term(number::ten(supply.army.central)),
        term(number::ten(sustained)),
        term(signed(supply.committed.central, '\u{2212}')),
        Cell::of(Run::new(signed(freed, '+'), 400, if freed < 9.5 { inks.grey } else { chain })),
        Cell::of(Run::new(number::ten(troops), 600, inks.ink)),
        last,
    ];
    let mut row = Row::new(41.0, cells).ruled(1.0, inks.hairline);
    if let Some(rule) = &mut row.rule {
        rule.inset = 30.0;
    }
    row
}

fn rest_row(subject: &Subject<'_>, rest: &[&Contribution]) -> Row {
    let inks = subject.inks;
    let sum = |of: fn(&Contribution) -> f64| rest.iter().map(|nation| of(nation)).sum::<f64>();
    let grey = |text: String| Cell::of(Run::new(text, 400, inks.grey));
    let cells = vec![
        grey(format!("{} others", number::count(rest.len()))).indented(30.0),
        grey(number::ten(sum(|nation| nation.supply.army.central))),
        grey(number::ten(sum(|nation| nation.supply.army.central * nation.supply.share.central))),
        grey(signed(sum(|nation| nation.supply.committed.central), '\u{2212}')),
        grey(signed(sum(|nation| nation.supply.freed.central), '+')),
        Cell::of(Run::new(number::ten(sum(|nation| nation.supply.troops.central.0)), 600, inks.ink)),
        Cell::empty(),
    ];
    Row::new(41.0, cells).ruled(1.0, inks.hairline)
}

fn total_row(subject: &Subject<'_>) -> Row {
    let (inks, coalition) = (subject.inks, &subject.figures.coalition);
    let sum = |of: fn(&Contribution) -> f64| coalition.nations.iter().map(of).sum::<f64>();
    let bold = |text: String| Cell::of(Run::new(text, 700, inks.ink));
    let signed = |value: f64, sign: char| {
        if value < 0.5 { "0".to_owned() } else { format!("{sign}{}", number::two(value)) }
    };
    let count = coalition.nations.len();
    let name = format!("{} {}", number::count(count), number::plural(count, "army", "armies"));
    let range = number::range_of(coalition.available.map(|Deployed(people)| people));
    Row::new(
        50.0,
        vec![
            bold(name),
            bold(number::two(sum(|nation| nation.supply.army.central))),
            bold(number::two(sum(|nation| nation.supply.army.central * nation.supply.share.central))),
            bold(signed(sum(|nation| nation.supply.committed.central), '\u{2212}')),
            bold(signed(sum(|nation| nation.supply.freed.central), '+')),
            bold(number::two(coalition.available.central.0)),
            Cell::of(Run::new(format!("({range})"), 400, inks.grey)),
        ],
    )
}

/// Supply against need: what is needed, what is there, what is missing; all deployed.
fn panel(subject: &Subject<'_>) -> Vec<Block> {
    let inks = subject.inks;
    let coalition = &subject.figures.coalition;
    let need = subject.figures.deployed.central.0;
    let x = PANEL + 28.0;
    let width = 1848.0 - x;
    let head = if need < 0.5 {
        "Nothing is needed yet".to_owned()
    } else if coalition.short.central.0 < 0.5 {
        format!("{} needed, nobody missing", number::two(need))
    } else {
        format!("{} needed, {} missing", number::two(need), number::two(coalition.short.central.0))
    };
    let intro = vec![
        paragraph(head, 26.0, 600, inks.ink),
        paragraph(
            "Deployed, central case: what is sent to each zone, and out of how many",
            24.0,
            400,
            inks.grey,
        )
        .after(2.0),
    ];
    vec![
        subject.panel_from(PANEL),
        words([x, 148.0, width, 110.0], "Head of the panel", intro),
        filling(subject, [x, 280.0, width, 640.0]),
    ]
}

/// Rows of two bars: what a share of the plan needs, and what is sent there.
pub(super) fn filling(subject: &Subject<'_>, [x, y, width, height]: [f32; 4]) -> Block {
    let inks = subject.inks;
    let mut rows = Vec::new();
    let shares = shares(subject);
    let pitch = (height / shares.len().max(1) as f32).min(124.0);
    let mut most = 0.0_f64;
    for (place, share) in shares.iter().enumerate() {
        let sent = share.filled(subject);
        let need = share.need.central.0;
        most = most.max(need).max(sent);
        let ink = subject.ink(share.role, share.colour);
        let top = (place as f32).mul_add(pitch, y + 24.0);
        let of = format!("of {}", number::two(need));
        let room = 250.0 - 8.0;
        let name = measure::fit(&share.name, 24.0, 600, room);
        rows.push(Bar {
            y: top,
            name,
            note: String::new(),
            value: sent,
            label: number::two(sent),
            fill: Fill::solid(ink),
            own: false,
        });
        rows.push(Bar {
            y: top + (pitch * 0.4).min(36.0),
            name: String::new(),
            note: String::new(),
            value: need,
            label: of,
            fill: Fill { ground: inks.tint(ink), pattern: Pattern::Solid, ink, outlined: true },
            own: false,
        });
    }
    let value_x = x + 368.0;
    let mut axis = axis(most, [value_x + 16.0, x + width]);
    axis.values[1] = most.max(1.0);
    axis.ticks.clear();
    let said: Vec<String> = rows
        .chunks_exact(2)
        .map(|pair| format!("{}: {} {}", pair[0].name, pair[0].label, pair[1].label))
        .collect();
    let alt = format!("Sent to each zone, and needed there: {}.", said.join("; "));
    let bars = Bars {
        unit: "troops deployed".to_owned(),
        name_x: x,
        value_x,
        axis,
        rows,
        ink: inks.ink,
        grey: inks.grey,
    };
    spoken([x, y, width, height], "Supply against need", alt, What::Chart(Chart::Bars(bars)))
}
