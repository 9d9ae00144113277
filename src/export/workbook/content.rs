//! What stands in each sheet.

use super::layout::{Column, Content, Page, Row, Size, Table, Weight};
use crate::atlas::Atlas;
use crate::brief::annex::{of_month, of_zone, part};
use crate::brief::{Annex, Entry};
use crate::force::alarm::Urgency;
use crate::force::{Figures, ZoneFigures};
use crate::plan::{Plan, Zone};
use crate::source::Basis;

/// All sheets, in their order.
pub(super) fn pages(plan: &Plan, figures: &Figures, annex: &Annex, atlas: &Atlas) -> Vec<Page> {
    vec![
        read_me(plan),
        zones(plan, figures),
        totals(annex),
        derivations(plan, figures, annex),
        supply(plan, figures, annex),
        timeline(annex),
        sources(annex, atlas),
        whole_annex(annex),
    ]
}

/// How to read the workbook.
const READ_ME: [&str; 12] = [
    "Low – central – high: the case with the fewest troops, the planning case, the case with the most. All lows or all highs at once are unlikely.",
    "Deployed: troops in Ukraine on a given day. Pool: those deployed, preparing and recovering. Cumulative: everyone who serves over the horizon. The kinds are never added.",
    "Zones: what each zone needs and who fills it. Totals: the plan as a whole. Derivations: how each need came about. Supply: what each nation can send, and sends.",
    "Timeline: who is there month by month. Sources: what the figures were read from. Annex: every figure with its id, formula, inputs, sources and basis.",
    "Where a figure follows from others, its cell holds the formula: change an input, and what follows from it changes. Such a workbook no longer says what the plan says.",
    "A few figures are measured on the map or reckoned step by step (areas, residents, months); they stand as numbers, and the annex says how they came about.",
    "Basis: F found in the cited public document; C computed; R recalled, not yet checked; J judgement; U set by the user of this plan.",
    "The small letters under each head and in the last column are the ids of the figures: a cell is the id of its row and the end above its column.",
    "cordon audit FILE reckons every figure again from the plan that this workbook carries in a hidden sheet, and names each cell that differs.",
    "Kilometres and square kilometres are on the WGS84 ellipsoid; kilometres on the ground are those drawn × the ground factor. Residents are those before the war × the share who are there.",
    "An area drawn here is a planning zone of an illustration, no proposal and no position of anybody.",
    "Numbers carry every digit; the cells show them rounded.",
];

fn read_me(plan: &Plan) -> Page {
    let mut above = title(plan);
    above.extend(READ_ME.map(|line| (line.to_owned(), Size::Text)));
    if !plan.note.is_empty() {
        above.push((String::new(), Size::Text));
        above.push(("Remark of the plan".to_owned(), Size::Heading));
        above.push((plan.note.clone(), Size::Text));
    }
    above.push((String::new(), Size::Text));
    above.push((
        format!("Made by Cordon {} from the plan of {}.", env!("CARGO_PKG_VERSION"), day(plan)),
        Size::Text,
    ));
    Page { name: "Read me", widths: vec![150.0], frozen: None, tables: vec![Table::lines(above, 0)] }
}

fn day(plan: &Plan) -> &str {
    if plan.date.is_empty() { "no date" } else { &plan.date }
}

fn title(plan: &Plan) -> Vec<(String, Size)> {
    vec![
        (format!("{} ({})", plan.title, day(plan)), Size::Title),
        (plan.banner.clone(), Size::Banner),
        (String::new(), Size::Text),
    ]
}

fn heading(words: &str) -> Vec<(String, Size)> {
    vec![(words.to_owned(), Size::Heading)]
}

/// The zones with their needs, and the sum below them.
fn zones(plan: &Plan, figures: &Figures) -> Page {
    let mut columns = vec![
        Column::words("Zone"),
        Column::words("Role"),
        Column::words("Method"),
        Column::words("Profile"),
        Column::figures("Line as drawn, km", "/counted/line"),
        Column::figures("Line on the ground, km", "/term/line-on-ground.central"),
        Column::figures("Area, km²", "/counted/area"),
        Column::figures("Residents", "/counted/residents"),
        Column::figures("Sites", "/counted/sites"),
    ];
    columns.extend(Column::span("Deployed,", "/need"));
    columns.push(Column::figures("Filled", "/filled"));
    columns.push(Column::figures("Short, central", "/short.central"));
    columns.push(Column::text("Remark"));
    columns.push(Column::ids());
    let mut rows: Vec<Row> =
        std::iter::zip(&plan.zones, &figures.zones).map(|(zone, sized)| zone_row(zone, sized)).collect();
    rows.push(Row {
        id: "plan".to_owned(),
        cells: vec![Content::words("Deployed, in all")],
        weight: Weight::Total,
    });
    let mut above = title(plan);
    above.push(("What each zone needs, deployed".to_owned(), Size::Heading));
    let head = above.len() as u32 + 2;
    let zones = Table { above, columns, head_lines: 3.0, rows, below: 0, rank: 1 };
    let widths =
        vec![26.0, 19.0, 8.0, 18.0, 11.0, 11.0, 11.0, 12.0, 7.0, 11.0, 11.0, 11.0, 10.0, 10.0, 60.0, 22.0];
    Page { name: "Zones", widths, frozen: Some(head), tables: vec![zones] }
}

fn zone_row(zone: &Zone, sized: &ZoneFigures) -> Row {
    let profile = sized.profile.clone();
    let profile = profile
        .or_else(|| sized.derivation.profile.map(|parameter| parameter.id().to_owned()))
        .unwrap_or_default();
    let serious = sized.alarms.iter().filter(|alarm| alarm.severity > Urgency::Note);
    let remarks: Vec<String> = serious.map(|alarm| format!("{}. {}", alarm.what, alarm.hint)).collect();
    let mut cells = vec![
        Content::words(zone.name.as_str()),
        Content::words(zone.role.title()),
        Content::words(sized.method.id()),
        Content::words(profile),
    ];
    cells.resize_with(14, || Content::Empty);
    cells.push(Content::words(remarks.join(" ")));
    Row { id: beginning(&of_zone(&zone.id, "")), cells, weight: Weight::Plain }
}

/// The beginning of the ids of a row: without the stroke that the ends begin with.
fn beginning(id: &str) -> String {
    id.trim_end_matches('/').to_owned()
}

/// A list of figures, one a row, with everything that is known of each.
fn list(above: Vec<(String, Size)>, entries: &[&Entry], rank: usize) -> Table {
    Table { rank, ..listed(above, entries.iter().map(|entry| (*entry, entry.name.clone())).collect()) }
}

fn list_columns() -> Vec<Column> {
    let mut columns = vec![Column::words("Figure")];
    columns.extend(Column::span("", ""));
    columns.extend([
        Column::words("Unit"),
        Column::words("Kind"),
        Column::text("Formula"),
        Column::words("Basis"),
        Column::text("Sources"),
        Column::ids(),
    ]);
    columns
}

const LIST_WIDTHS: [f64; 10] = [44.0, 13.0, 13.0, 13.0, 22.0, 11.0, 70.0, 7.0, 28.0, 44.0];

fn listed(above: Vec<(String, Size)>, entries: Vec<(&Entry, String)>) -> Table {
    let rows = entries.into_iter().map(|(entry, name)| entry_row(entry, name)).collect();
    Table { above, columns: list_columns(), head_lines: 1.0, rows, below: 1, rank: 0 }
}

fn entry_row(entry: &Entry, name: String) -> Row {
    let mut cells = vec![Content::words(name), Content::Empty, Content::Empty, Content::Empty];
    cells.extend([
        Content::words(entry.unit.as_str()),
        Content::words(entry.kind.name()),
        Content::words(entry.formula.as_str()),
        Content::words(basis(entry)),
        Content::words(entry.sources.join(" ")),
    ]);
    let result = entry.name == "need" || entry.name == "Can send";
    let weight = if result { Weight::Total } else { Weight::Plain };
    Row { id: entry.id.clone(), cells, weight }
}

/// One letter where the cases rest on the same, three otherwise.
fn basis(entry: &Entry) -> String {
    let [low, central, high] = [entry.basis.low, entry.basis.central, entry.basis.high].map(Basis::letter);
    if low == central && central == high { low.to_owned() } else { format!("{low} {central} {high}") }
}

fn beginning_with<'a>(annex: &'a Annex, beginning: &str) -> Vec<&'a Entry> {
    annex.entries().iter().filter(|entry| entry.id.starts_with(beginning)).collect()
}

/// The plan as a whole, one table a kind.
fn totals(annex: &Annex) -> Page {
    let of = |ids: &[&str]| ids.iter().filter_map(|id| annex.get(id)).collect::<Vec<_>>();
    let rotation =
        ["plan/tour-months", "plan/interval-months", "plan/k", "plan/horizon-months", "plan/ramp-up-months"];
    let deployed = ["plan/deployed", "plan/available", "plan/assigned", "plan/short"];
    let nations =
        ["plan/members", "plan/sending", "plan/published-size", "plan/short-zones", "plan/residents"];
    let mut tables = vec![
        list(heading("Deployed: in Ukraine on a given day"), &of(&deployed), 0),
        list(heading("Rotation"), &of(&rotation), 0),
        list(heading("Pool: with those preparing and recovering"), &of(&["plan/pool"]), 0),
        list(heading("Cumulative: everyone who serves over the horizon"), &of(&["plan/cumulative"]), 0),
        list(heading("Line of contact, kilometres on the ground"), &beginning_with(annex, "line/"), 0),
        list(heading("Coalition and people"), &of(&nations), 0),
    ];
    let apart = beginning_with(annex, "apart/");
    if !apart.is_empty() {
        tables.push(list(heading("Air, sea and enablers: apart, never added"), &apart, 0));
    }
    let estimates: Vec<(&Entry, String)> =
        beginning_with(annex, "estimate/").into_iter().map(|entry| (entry, entry.label.clone())).collect();
    tables.push(listed(heading("Published estimates: compare only what counts the same"), estimates));
    Page { name: "Totals", widths: LIST_WIDTHS.to_vec(), frozen: None, tables }
}

/// The need of each zone, term by term.
fn derivations(plan: &Plan, figures: &Figures, annex: &Annex) -> Page {
    let mut tables = Vec::new();
    for (zone, sized) in std::iter::zip(&plan.zones, &figures.zones) {
        let entries = beginning_with(annex, &of_zone(&zone.id, ""));
        let ours = |entry: &&Entry| !is_filling(zone, entry);
        let entries: Vec<&Entry> = entries.into_iter().filter(ours).collect();
        let words = format!("{}: {}, {}", zone.name, zone.role.title().to_lowercase(), sized.method.id());
        tables.push(list(heading(&words), &entries, 0));
    }
    Page { name: "Derivations", widths: LIST_WIDTHS.to_vec(), frozen: None, tables }
}

/// Whether a figure of a zone says who fills it, and not what it needs.
fn is_filling(zone: &Zone, entry: &Entry) -> bool {
    let figure = entry.id.strip_prefix(&of_zone(&zone.id, "")).unwrap_or_default();
    ["filled", "unfit", "short", "over", "closing-km"].contains(&figure) || figure.starts_with("filled/")
}

/// What nations can send and send, and how the zones are filled.
fn supply(plan: &Plan, figures: &Figures, annex: &Annex) -> Page {
    let mut columns = vec![Column::words("Nation")];
    columns.extend(Column::span("Can send,", "/can-send"));
    columns.extend([
        Column::figures("Assigned", "/assigned"),
        Column::figures("Left", "/left"),
        Column::text("Remark"),
        Column::figures("Beyond", "/beyond"),
        Column::words(""),
        Column::ids(),
    ]);
    let nation = |code: &str, name: &str, remark: String| {
        let mut cells = vec![Content::words(format!("{name} ({code})"))];
        cells.resize_with(6, || Content::Empty);
        cells.push(Content::words(remark));
        Row { id: format!("nation/{}", part(code)), cells, weight: Weight::Plain }
    };
    let rows = figures.coalition.nations.iter().map(|of| {
        let remark = of.supply.remark().unwrap_or_else(|| of.supply.origin.title().to_owned());
        nation(&of.supply.nation.0, &of.supply.name, remark)
    });
    let above = heading("What each nation can send, deployed");
    let nations = Table { above, columns, head_lines: 2.0, rows: rows.collect(), below: 1, rank: 1 };
    let mut tables = vec![nations, fillings(plan), contingents(plan, figures)];
    for of in &figures.coalition.nations {
        let entries = beginning_with(annex, &format!("nation/{}/", part(&of.supply.nation.0)));
        tables.push(list(heading(&format!("{} ({})", of.supply.name, of.supply.nation)), &entries, 0));
    }
    Page { name: "Supply", widths: LIST_WIDTHS.to_vec(), frozen: None, tables }
}

fn fillings(plan: &Plan) -> Table {
    let mut columns = vec![Column::words("Zone")];
    columns.extend(Column::span("Short,", "/short"));
    columns.extend([
        Column::figures("Filled", "/filled"),
        Column::figures("Over", "/over"),
        Column::words("Lead"),
        Column::figures("Unfit", "/unfit"),
        Column::words(""),
        Column::ids(),
    ]);
    let row = |zone: &Zone| {
        let mut cells = vec![Content::words(zone.name.as_str())];
        cells.resize_with(6, || Content::Empty);
        cells.push(Content::words(zone.lead.as_ref().map_or(String::new(), |lead| lead.0.clone())));
        Row { id: beginning(&of_zone(&zone.id, "")), cells, weight: Weight::Plain }
    };
    let rows = plan.zones.iter().map(|zone| row(zone)).collect();
    let above = heading("How the zones are filled, deployed");
    Table { above, columns, head_lines: 2.0, rows, below: 1, rank: 1 }
}

/// Who stands where: one row a zone and nation.
fn contingents(plan: &Plan, figures: &Figures) -> Table {
    let columns = vec![
        Column::words("Zone"),
        Column::figures("Deployed", ".central"),
        Column::words("Nation"),
        Column::words("Leads"),
        Column::words("Fit"),
        Column::words(""),
        Column::text("Why"),
        Column::words(""),
        Column::words(""),
        Column::ids(),
    ];
    let mut rows = Vec::new();
    for (zone, filling) in std::iter::zip(&plan.zones, &figures.fillings) {
        for contingent in &filling.contingents {
            let code = contingent.nation.0.as_str();
            let reasons: Vec<&str> =
                contingent.fit.reasons.iter().map(|reason| reason.what.as_str()).collect();
            rows.push(Row {
                id: of_zone(&zone.id, &format!("filled/{}", part(code))),
                cells: vec![
                    Content::words(zone.name.as_str()),
                    Content::Empty,
                    Content::words(code),
                    Content::words(if contingent.leads { "leads" } else { "" }),
                    Content::words(crate::export::fillings::grade_name(contingent.fit.grade)),
                    Content::Empty,
                    Content::words(reasons.join("; ")),
                ],
                weight: Weight::Plain,
            });
        }
    }
    let above = heading("Contingents, deployed");
    Table { above, columns, head_lines: 1.0, rows, below: 1, rank: 0 }
}

/// The months, one table a kind of number.
fn timeline(annex: &Annex) -> Page {
    let mut months: Vec<i32> = Vec::new();
    for entry in annex.entries() {
        let month = entry.id.strip_prefix("timeline/month-").and_then(|rest| rest.strip_suffix("/wanted"));
        months.extend(month.and_then(|month| month.parse::<i32>().ok()));
    }
    let rows = || {
        months
            .iter()
            .map(|month| Row {
                id: beginning(&of_month(*month, "")),
                cells: vec![Content::words(month.to_string())],
                weight: Weight::Plain,
            })
            .collect::<Vec<_>>()
    };
    let table = |words: &str, figures: Vec<Column>| {
        let mut columns = vec![Column::words("Month")];
        columns.extend(figures);
        columns.push(Column::ids());
        Table { above: heading(words), columns, head_lines: 2.0, rows: rows(), below: 1, rank: 1 }
    };
    let by_nation = |figure: &str| {
        let first = months.first().map(|month| of_month(*month, &format!("{figure}/"))).unwrap_or_default();
        let nations = annex.entries().iter().filter_map(|entry| entry.id.strip_prefix(&first));
        nations.map(|code| Column::figures(code, format!("/{figure}/{code}"))).collect::<Vec<_>>()
    };
    let mut deployed = vec![
        Column::figures("Wanted", "/wanted"),
        Column::figures("Deployed", "/deployed"),
        Column::figures("Short", "/short"),
    ];
    deployed.extend(Column::span("Below need,", "/below-need"));
    let pool = vec![Column::figures("Preparing", "/preparing"), Column::figures("Recovering", "/recovering")];
    let served = vec![Column::figures("Served so far", "/cumulative")];
    let tables = vec![
        table(
            "Deployed, at the weakest moment of each month; month 1 is that of the first arrival",
            deployed,
        ),
        table("Deployed, by nation", by_nation("deployed")),
        table("Of the pool", pool),
        table("Cumulative", served),
    ];
    let widths = std::iter::once(10.0).chain([12.0; 16]).collect();
    Page { name: "Timeline", widths, frozen: None, tables }
}

/// What the figures were read from.
fn sources(annex: &Annex, atlas: &Atlas) -> Page {
    let columns = vec![
        Column::words("Id"),
        Column::text("Title"),
        Column::text("Publisher"),
        Column::words("Year"),
        Column::words("Address"),
        Column::words("How it was had"),
        Column::text("Limits"),
    ];
    let rows = annex.source_ids().into_iter().filter_map(|id| atlas.doctrine.source(id)).map(|source| Row {
        cells: vec![
            Content::words(source.id.as_str()),
            Content::words(source.title.as_str()),
            Content::words(source.publisher.as_str()),
            Content::words(source.year.as_str()),
            source.url.clone().map_or(Content::Empty, Content::Link),
            Content::words(source.access.as_str()),
            Content::words(source.limits.clone().unwrap_or_default()),
        ],
        ..Row::default()
    });
    let table = Table {
        above: heading("Sources, in the order of use"),
        columns,
        head_lines: 1.0,
        rows: rows.collect(),
        below: 0,
        rank: 1,
    };
    let widths = vec![8.0, 60.0, 34.0, 10.0, 60.0, 14.0, 40.0];
    Page { name: "Sources", widths, frozen: Some(3), tables: vec![table] }
}

/// Every figure.
fn whole_annex(annex: &Annex) -> Page {
    let mut columns = list_columns();
    let ids = columns.pop();
    columns.push(Column::text("Inputs"));
    columns.extend(ids);
    let rows = annex.entries().iter().map(|entry| {
        let mut row = entry_row(entry, entry.label.clone());
        let inputs: Vec<&str> = entry.inputs.iter().map(|input| input.id.as_str()).collect();
        row.cells.push(Content::words(inputs.join(" ")));
        row.weight = Weight::Plain;
        row
    });
    let table = Table {
        above: heading("Every figure, in the order in which one follows from another"),
        columns,
        head_lines: 1.0,
        rows: rows.collect(),
        below: 0,
        rank: 2,
    };
    let widths = vec![54.0, 13.0, 13.0, 13.0, 22.0, 11.0, 70.0, 7.0, 28.0, 70.0, 44.0];
    Page { name: "Annex", widths, frozen: Some(3), tables: vec![table] }
}
