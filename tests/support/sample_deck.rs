//! A deck with one of everything, made by hand: what it holds is known to the last cell.

#![allow(clippy::too_many_lines, reason = "a slide is listed from top to bottom")]

use cordon::brief::chart::{
    Axis, Bar, Bars, Chart, Key, KeyMark, RangeGroup, RangeMark, RangeRow, Ranges, Segment, Series, Shade,
    Stack, Steps, Tick,
};
use cordon::brief::deck::{
    Align, Badge, Block, Bullet, Deck, Fill, Inset, MapBlock, Page, PageInks, Panel, Paragraph, Pattern, Run,
    What, Words,
};
use cordon::brief::table::{Cell, Column, Ornament, Row, Rule, Table};
use cordon::plan::slides::MapView;
use cordon::scene::Colour;
use cordon::scene::look::LookName;

const INK: Colour = Colour::hex(0x1B_1F24);
const GREY: Colour = Colour::hex(0x5A_626B);
const RULE: Colour = Colour::hex(0xC9_CDD2);
const HAIR: Colour = Colour::hex(0xE3_E5E8);
const WHITE: Colour = Colour::hex(0xFF_FFFF);
const PANEL: Colour = Colour::hex(0xF1_F0EC);
const ALERT: Colour = Colour::hex(0xB3_261E);
const READY: Colour = Colour::hex(0x16_324F);
const UN: Colour = Colour::hex(0x6C_8DB0);
/// Letter, name, colour and tint of the zones, largest need first, with low, central and high.
const ZONES: [(&str, &str, u32, u32, [f64; 3]); 5] = [
    ("B", "Deterrent sector", 0xB8_401F, 0xEB_C2B3, [10_000.0, 24_000.0, 88_000.0]),
    ("A", "Monitored line", 0x2C_6FA6, 0xBF_D5E6, [4_800.0, 11_000.0, 30_000.0]),
    ("C", "Rear hubs", 0x16_324F, 0xB7_C0CB, [3_800.0, 7_200.0, 11_000.0]),
    ("E", "Northern border", 0x6B_5B95, 0xD2_CBE0, [2_600.0, 4_800.0, 7_600.0]),
    ("D", "Critical sites", 0xC5_8A12, 0xF0_DCAE, [1_800.0, 3_600.0, 6_000.0]),
];

/// The deck: zones beside their map, need, supply with rotation, mandates.
pub fn deck() -> Deck {
    Deck {
        title: "Reassurance force & example".to_owned(),
        date: "2024-12-01".to_owned(),
        look: LookName::Light,
        ground: WHITE,
        pages: vec![
            page(1, "Holding 50 km takes almost half the force; watching 990 km takes a fifth", zones()),
            page(
                2,
                "About 51\u{202f}000 deployed: above IFRI’s 40\u{202f}000, a quarter of what Kyiv asked for",
                need(),
            ),
            page(
                3,
                "Ten armies of 560\u{202f}000 can sustain 18\u{202f}000, only 6\u{202f}600 of them inside Ukraine",
                supply(),
            ),
            page(4, "Five zones, four rules of engagement, and one question no one has answered", mandate()),
        ],
    }
}

fn page(number: usize, title: &str, blocks: Vec<Block>) -> Page {
    Page {
        id: format!("page-{number}"),
        slide: None,
        banner: "Hypothetical – planning illustration".to_owned(),
        dated: "Line of contact 1 December 2024, schematic".to_owned(),
        title: title.to_owned(),
        blocks,
        sources: vec![
            "Shaded: P10–P90 of 40\u{202f}000 runs, fixed seed, median 55\u{202f}000. Thin line: all lows, all highs at once.".to_owned(),
            "Sources: IFRI S22 F; Zelensky S20 F; zones C by M3a, M4, M4t.   F found · R recalled · J judgement · C computed   │   Cordon 0.1".to_owned(),
        ],
        number,
        notes: format!("Say what page {number} shows.\nТрап: не додавати пул до розгорнутих."),
        figures: Vec::new(),
        inks: PageInks { ground: WHITE, ink: INK, grey: GREY, rule: RULE, alert: ALERT },
    }
}

fn block(name: &str, frame: [f32; 4], alt: &str, what: What) -> Block {
    Block { frame, name: name.to_owned(), alt: alt.to_owned(), what }
}

fn run(text: &str, weight: u16, colour: Colour) -> Run {
    Run::new(text, weight, colour)
}

fn thousands(value: f64) -> String {
    let text = format!("{value}");
    let cut = text.len().saturating_sub(3);
    if cut == 0 { text } else { format!("{}\u{202f}{}", &text[..cut], &text[cut..]) }
}

fn span([low, _, high]: [f64; 3]) -> String {
    format!("{}\u{2009}–\u{2009}{}", thousands(low), thousands(high))
}

fn zones() -> Vec<Block> {
    let mut label_y = 250.0;
    let segment = |(letter, name, colour, tint, need): &(&str, &str, u32, u32, [f64; 3])| {
        let pattern = match *letter {
            "A" => Pattern::Rising,
            "E" => Pattern::Upright,
            _ => Pattern::Solid,
        };
        let ground = if pattern == Pattern::Solid { *colour } else { *tint };
        let top = label_y;
        label_y += need[1] as f32 / 51_000.0 * 630.0;
        Segment {
            letter: (*letter).to_owned(),
            name: (*name).to_owned(),
            value: need[1],
            central: thousands(need[1]),
            notes: vec![format!("({})", span(*need))],
            fill: Fill {
                ground: Colour::hex(ground),
                pattern,
                ink: Colour::hex(*colour),
                outlined: pattern != Pattern::Solid,
            },
            ink: Colour::hex(*colour),
            label_y: top,
        }
    };
    let stack = Stack {
        head: "Need, deployed".to_owned(),
        note: "central (low – high)".to_owned(),
        unit: "troops deployed".to_owned(),
        column: [1432.0, 238.0, 46.0, 630.0],
        segments: ZONES.iter().map(segment).collect(),
        total: ["All zones", "51\u{202f}000", "in eight of ten runs", "47\u{202f}000 – 73\u{202f}000"]
            .map(str::to_owned),
        total_y: 888.0,
        ink: INK,
        grey: GREY,
    };
    let inset = Inset {
        title: run("Who could come", 600, INK),
        ground: WHITE,
        picture: [72.0, 50.0, 300.0, 170.0],
        nations: vec![("FR".to_owned(), 0)],
        key: vec![
            (Fill::solid(READY), run("Ready or open (and CA)", 400, INK)),
            (Fill::solid(UN), run("UN mandate first", 400, INK)),
        ],
    };
    let map =
        MapBlock { view: MapView::default(), covered: [0.0; 4], blocked: Vec::new(), absent: Vec::new() };
    vec![
        block("Map", [0.0, 138.0, 1410.0, 862.0], "Map of the five zones, 1 December 2024", What::Map(map)),
        block("Europe", [0.0, 674.0, 388.0, 326.0], "Europe with the sending nations", What::Inset(inset)),
        block(
            "Need by zone",
            [1432.0, 138.0, 416.0, 862.0],
            "Need by zone, stacked",
            What::Chart(Chart::Stack(stack)),
        ),
    ]
}

fn need() -> Vec<Block> {
    let row =
        |(at, (letter, name, colour, tint, need)): (usize, &(&str, &str, u32, u32, [f64; 3]))| RangeRow {
            y: 52.0f32.mul_add(at as f32, 264.0),
            badge: Some(Badge { letter: (*letter).to_owned(), fill: Colour::hex(*colour), ink: WHITE }),
            name: (*name).to_owned(),
            central: thousands(need[1]),
            range: span(*need),
            total: false,
            mark: RangeMark::Bar {
                low: need[0],
                central: need[1],
                high: need[2],
                fill: Colour::hex(*colour),
                tint: Colour::hex(*tint),
            },
            note: String::new(),
            note_x: 0.0,
            note_left: false,
        };
    let plain =
        |y: f32, name: &str, central: &str, range: &str, mark: RangeMark, note: (&str, f32, bool)| RangeRow {
            y,
            badge: None,
            name: name.to_owned(),
            central: central.to_owned(),
            range: range.to_owned(),
            total: false,
            mark,
            note: note.0.to_owned(),
            note_x: note.1,
            note_left: note.2,
        };
    let published = Colour::hex(0x4A_525B);
    let plan = Colour::hex(0xB8_401F);
    let total = RangeMark::Total {
        block: Some([47_000.0, 73_000.0]),
        central: 51_000.0,
        whisker: [23_000.0, 140_000.0],
        fill: plan,
    };
    let total = RangeRow {
        total: true,
        ..plain(
            532.0,
            "The plan",
            "51\u{202f}000",
            "47\u{202f}000 – 73\u{202f}000",
            total,
            ("all highs at once", 1132.0, false),
        )
    };
    let ranges = Ranges {
        unit: "troops deployed".to_owned(),
        heads: ["central".to_owned(), "low – high".to_owned()],
        name_x: 72.0,
        central_x: 424.0,
        range_x: 640.0,
        axis: Axis {
            values: [0.0, 200_000.0],
            pixels: [668.0, 1300.0],
            ticks: [0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0]
                .map(|value| Tick { value, label: thousands(value) })
                .into(),
        },
        plot: [224.0, 922.0],
        ticks_y: 214.0,
        groups: vec![
            RangeGroup {
                head: ("Deployed: in Ukraine on one day".to_owned(), 175.0),
                rows: ZONES.iter().enumerate().map(row).collect(),
                rule: None,
            },
            RangeGroup { head: (String::new(), 0.0), rows: vec![total], rule: Some(502.0) },
            RangeGroup {
                head: ("Published, also deployed".to_owned(), 614.0),
                rows: vec![
                    plain(
                        656.0,
                        "Zelensky",
                        "200\u{202f}000",
                        "",
                        RangeMark::AtLeast(200_000.0, published),
                        ("Jan 2025, at least", 1280.0, true),
                    ),
                    plain(
                        700.0,
                        "IISS, large",
                        "",
                        "60\u{202f}000–100\u{202f}000",
                        RangeMark::Capsule([60_000.0, 100_000.0], published),
                        ("Mar 2025, a corps", 1002.0, false),
                    ),
                    plain(
                        744.0,
                        "IFRI",
                        "40\u{202f}000",
                        "",
                        RangeMark::Dot(40_000.0, published),
                        ("Dec 2024, five brigades", 910.0, false),
                    ),
                ],
                rule: None,
            },
        ],
        shade: Some(Shade {
            from_to: Some([47_000.0, 73_000.0]),
            at: 51_000.0,
            fill: Colour::hex(0xFB_EFEA),
            line: plan,
        }),
        key: Some(Key {
            y: 975.0,
            x: 72.0,
            entries: vec![(
                KeyMark::Bar { fill: GREY, tint: HAIR },
                "solid: the low case · black mark: central · light: up to the high case".to_owned(),
            )],
        }),
        ink: INK,
        grey: GREY,
        hairline: HAIR,
        casing: WHITE,
    };
    vec![
        block("Ground", [1364.0, 138.0, 556.0, 862.0], "", What::Panel(Panel { fill: PANEL, edge: None })),
        block(
            "Need",
            [72.0, 138.0, 1260.0, 862.0],
            "Need by zone with ranges",
            What::Chart(Chart::Ranges(ranges)),
        ),
        block("Pool", [1392.0, 150.0, 456.0, 110.0], "", What::Words(pool_words())),
        block("Pools by tour", [1392.0, 270.0, 456.0, 156.0], "", What::Table(pool_table())),
    ]
}

fn paragraph(runs: Vec<Run>, size: f32, before: f32) -> Paragraph {
    Paragraph { runs, size, leading: 32.0, before, align: Align::Start, bullet: None, indent: 0.0 }
}

fn supply() -> Vec<Block> {
    let number = |text: &str, weight, colour| Cell::of(run(text, weight, colour));
    let nation = |name: &str, values: [&str; 4], after: &str, share: f32, fill: Fill| {
        let mut cells = vec![Cell::of(run(name, 500, INK)).indented(30.0)];
        cells.extend(values.map(|value| number(value, 400, INK)));
        cells.push(number(after, 600, INK));
        cells.push(if share > 0.0 {
            Cell::empty().with(Ornament::Bar { share, fill })
        } else {
            Cell::of(run("none to spare", 400, GREY))
        });
        let rule = Some(Rule { width: 1.0, colour: RULE, inset: 30.0 });
        Row { height: 41.0, cells, rule }
    };
    let head =
        |lines: [&str; 2], weight, colour| Cell::lines(lines.map(|line| run(line, weight, colour)).into());
    let column = |width, align, pad| Column { width, align, pad };
    let hatched = Fill {
        ground: Colour::hex(0xF1_F2F3),
        pattern: Pattern::Rising,
        ink: Colour::hex(0x8A_929B),
        outlined: true,
    };
    let group = |name: &str, sum: &str, fill: Fill, ink: Colour| {
        let cell = Cell::of(run(name, 600, ink)).indented(30.0).over(5).with(Ornament::Swatch(fill));
        Row::new(60.0, vec![cell, number(sum, 600, ink), Cell::empty()]).ruled(1.5, RULE)
    };
    let table = Table {
        size: 24.0,
        leading: 30.0,
        columns: vec![
            column(200.0, Align::Start, [0.0; 2]),
            column(124.0, Align::End, [0.0; 2]),
            column(144.0, Align::End, [0.0; 2]),
            column(154.0, Align::End, [0.0; 2]),
            column(126.0, Align::End, [0.0; 2]),
            column(110.0, Align::End, [0.0; 2]),
            column(220.0, Align::Start, [30.0, 0.0]),
        ],
        rows: vec![
            Row::new(
                76.0,
                vec![
                    Cell::empty(),
                    head(["Army", "today"], 400, GREY),
                    head(["10 %", "sustained"], 400, GREY),
                    head(["On duty", "elsewhere"], 400, GREY),
                    head(["Balkans", "by half"], 400, GREY),
                    head(["After", "caveats"], 600, INK),
                    Cell::empty(),
                ],
            )
            .ruled(1.5, INK),
            group("Ready or open to stand inside Ukraine", "6\u{202f}600", Fill::solid(READY), READY),
            nation(
                "France",
                ["114\u{202f}000", "11\u{202f}400", "−8\u{202f}630", "+10"],
                "2\u{202f}230",
                0.57,
                Fill::solid(READY),
            ),
            nation(
                "United Kingdom",
                ["75\u{202f}000", "7\u{202f}500", "−3\u{202f}700", "+90"],
                "3\u{202f}110",
                0.8,
                Fill::solid(READY),
            ),
            group("From outside only, or none", "3\u{202f}700", hatched, GREY),
            nation(
                "Germany",
                ["62\u{202f}000", "6\u{202f}200", "−1\u{202f}750", "+150"],
                "3\u{202f}690",
                0.94,
                hatched,
            ),
            nation("Poland", ["90\u{202f}000", "9\u{202f}000", "−11\u{202f}150", "+130"], "0", 0.0, hatched),
        ],
        heads: 1,
    };
    vec![
        block("Ground", [1194.0, 138.0, 726.0, 862.0], "", What::Panel(Panel { fill: PANEL, edge: None })),
        block("Supply", [72.0, 190.0, 1078.0, 420.0], "", What::Table(table)),
        block(
            "Rotation",
            [1194.0, 138.0, 726.0, 862.0],
            "Deployed, preparing and recovering by month",
            What::Chart(Chart::Steps(rotation())),
        ),
        block(
            "Past missions",
            [72.0, 700.0, 1078.0, 200.0],
            "Troops a thousand residents",
            What::Chart(Chart::Bars(bars())),
        ),
    ]
}

fn rotation() -> Steps {
    let ramp = |from: i32, full: f64| -> Vec<f64> {
        (-6..30).map(|month: i32| (f64::from(month - from + 1) / 6.0).clamp(0.0, 1.0) * full).collect()
    };
    let tick = |value: f64, label: &str| Tick { value, label: label.to_owned() };
    let series = |name: &str, values, fill, label, label_ink| Series {
        name: name.to_owned(),
        values,
        fill,
        label: Some(label),
        label_ink,
    };
    let hatched = Fill { ground: Colour::hex(0xEE_F2F6), pattern: Pattern::Rising, ink: UN, outlined: false };
    let tested = (-6..30)
        .map(|month: i32| match month {
            ..0 | 12..18 => 0.0,
            0..6 | 18..24 => 10_000.0,
            _ => 6_000.0,
        })
        .collect();
    Steps {
        unit: "troops".to_owned(),
        months: Axis {
            values: [-6.0, 30.0],
            pixels: [1320.0, 1848.0],
            ticks: vec![tick(0.0, "1"), tick(6.0, "7"), tick(12.0, "13"), tick(18.0, "19"), tick(24.0, "25")],
        },
        months_word: "month".to_owned(),
        months_y: 972.0,
        troops: Axis {
            values: [11_000.0, -13_500.0],
            pixels: [332.0, 912.0],
            ticks: vec![
                tick(10_000.0, "10\u{202f}000"),
                tick(5_000.0, "5\u{202f}000"),
                tick(0.0, "0"),
                tick(-5_000.0, "5\u{202f}000"),
                tick(-10_000.0, "10\u{202f}000"),
            ],
        },
        first: -6,
        above: vec![series("Deployed", ramp(0, 6_600.0), Fill::solid(READY), [1686.0, 522.0], WHITE)],
        below: vec![
            series("Preparing", ramp(-6, 6_600.0), Fill::solid(UN), [1686.0, 678.0], INK),
            series("Recovering", ramp(6, 6_600.0), hatched, [1686.0, 836.0], INK),
        ],
        tested: Some(Series {
            label: None,
            ..series(
                "If France and Britain sent 5 000 each",
                tested,
                Fill::solid(Colour::hex(0xB8_401F)),
                [0.0; 2],
                INK,
            )
        }),
        ink: INK,
        grey: GREY,
        hairline: RULE,
        ground: PANEL,
    }
}

fn bars() -> Bars {
    let bar = |at: f32, name: &str, note: &str, value: f64, own: bool| Bar {
        y: 40.0f32.mul_add(at, 740.0),
        name: name.to_owned(),
        note: note.to_owned(),
        value,
        label: value.to_string(),
        fill: Fill::solid(if own { READY } else { GREY }),
        own,
    };
    Bars {
        unit: "troops a thousand residents".to_owned(),
        name_x: 72.0,
        value_x: 560.0,
        axis: Axis { values: [0.0, 24.0], pixels: [590.0, 1150.0], ticks: Vec::new() },
        rows: vec![
            bar(0.0, "Kosovo", "1999", 23.7, false),
            bar(1.0, "Bosnia", "1996", 17.5, false),
            bar(2.0, "The plan", "", 1.2, true),
        ],
        ink: INK,
        grey: GREY,
    }
}

fn mandate() -> Vec<Block> {
    let column = |width| Column { width, align: Align::Start, pad: [0.0; 2] };
    let head = |text: &str, ink| Cell::of(run(text, 600, ink));
    let mut rows = vec![
        Row::new(
            62.0,
            vec![
                head("Zone", GREY),
                head("Mandate and consent", GREY),
                head("Rules of engagement", GREY),
                head("Lead, nearest reserve", GREY),
                head("If fired on: first reaction", ALERT),
            ],
        )
        .ruled(1.5, INK),
    ];
    for (at, (letter, name, colour, ..)) in ZONES.iter().enumerate() {
        let badge = Badge { letter: (*letter).to_owned(), fill: Colour::hex(*colour), ink: WHITE };
        let scale = Ornament::Scale { level: 4 - at % 4, of: 4, on: INK, off: HAIR };
        rows.push(
            Row::new(
                96.0,
                vec![
                    Cell::lines(vec![run(name, 600, INK), run("0–58 km from the line", 400, GREY)])
                        .indented(54.0)
                        .with(Ornament::Badge(badge)),
                    Cell::lines(vec![
                        run("Coalition, Kyiv’s consent;", 400, INK),
                        run("none from Moscow", 400, INK),
                    ]),
                    Cell::of(run("All necessary means", 600, INK)).with(scale),
                    Cell::lines(vec![run("no lead named", 500, ALERT), run("C Dnipro, GB, 92 km", 400, INK)]),
                    Cell::lines(vec![run("Return fire;", 500, INK), run("call the reserve", 500, INK)]),
                ],
            )
            .ruled(1.0, RULE),
        );
    }
    let table = Table {
        size: 24.0,
        leading: 32.0,
        columns: [372.0, 388.0, 370.0, 326.0, 320.0].map(column).into(),
        rows,
        heads: 1,
    };
    let ground = Panel { fill: Colour::hex(0xFB_EFEA), edge: Some(ALERT) };
    let question = Words {
        paragraphs: vec![
            Paragraph {
                leading: 54.0,
                ..paragraph(vec![run("What happens if a soldier is shot?", 600, ALERT)], 44.0, 0.0)
            },
            paragraph(vec![run("What comes after is open.", 500, INK)], 24.0, 20.0),
        ],
    };
    let asked = Words {
        paragraphs: vec![
            paragraph(vec![run("Who decides?", 600, INK)], 26.0, 0.0),
            Paragraph {
                leading: 34.0,
                ..paragraph(
                    vec![run(
                        "The force commander, the lead nation’s capital, or all contributors together",
                        400,
                        INK,
                    )],
                    24.0,
                    10.0,
                )
            },
            Paragraph {
                bullet: Some(Bullet::Box(ALERT)),
                indent: 32.0,
                ..paragraph(vec![run("not decided", 600, ALERT)], 24.0, 18.0)
            },
            Paragraph {
                bullet: Some(Bullet::Dash(GREY)),
                indent: 32.0,
                ..paragraph(vec![run("or the capital", 400, INK)], 24.0, 4.0)
            },
        ],
    };
    vec![
        block("Mandates", [72.0, 130.0, 1776.0, 542.0], "", What::Table(table)),
        block("Ground", [0.0, 706.0, 1920.0, 294.0], "", What::Panel(ground)),
        block("Question", [72.0, 740.0, 430.0, 200.0], "", What::Words(question)),
        block("Divider", [543.0, 742.0, 2.0, 222.0], "", What::Line(Colour::hex(0xE3_B9AC))),
        block("Who decides", [572.0, 744.0, 340.0, 240.0], "", What::Words(asked)),
    ]
}

fn pool_words() -> Words {
    let mut words = vec![paragraph(vec![run("Pool: another kind of number", 600, INK)], 26.0, 0.0)];
    words.push(paragraph(
        vec![
            run("Deployed, preparing and recovering together. ", 400, GREY),
            run("Never on the same axis.", 600, GREY),
        ],
        24.0,
        4.0,
    ));
    Words { paragraphs: words }
}

fn pool_table() -> Table {
    let column = |width, align| Column { width, align, pad: [0.0; 2] };
    let pool = |tour: &str, k: &str, pool: &str| {
        Row::new(
            52.0,
            vec![Cell::of(run(tour, 400, INK)), Cell::of(run(k, 400, INK)), Cell::of(run(pool, 600, INK))],
        )
        .ruled(1.5, RULE)
    };
    Table {
        size: 24.0,
        leading: 32.0,
        columns: vec![column(290.0, Align::Start), column(36.0, Align::End), column(130.0, Align::End)],
        rows: vec![
            Row::new(52.0, vec![Cell::of(run("If the plan’s 51\u{202f}000 stay", 600, INK)).over(3)])
                .ruled(1.5, INK),
            pool("6 + 12 months", "3", "150\u{202f}000"),
            pool("6 + 18 months", "4", "200\u{202f}000"),
        ],
        heads: 1,
    }
}
