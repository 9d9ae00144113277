//! What the nations can send and what they send, beside what the zones need.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fillings::{self, ZoneFilling, people, whole};
use super::nations::{self, ChainTermOut, NationOut};
use super::plan_figures::{CumulativeOut, PoolOut, TotalOut};
use super::sheet::{Cell, Sheet, brief, grouped};
use super::terms::{SourceOut, sources_named};
use super::{Leaves, Tried};
use crate::atlas::Atlas;
use crate::force::supply::Size;
use crate::force::{Alarm, Contributions, Figures, Measures};
use crate::plan::{Assumptions, Plan};
use crate::problem::Problem;
use crate::units::{Deployed, Span};

/// Supply beside need, as `cordon supply` writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SupplyFigures {
    /// What this document is: `cordon-supply/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// Switches that were set on the command line and are not in the file.
    pub tried: Vec<Tried>,
    /// What the arithmetic takes for granted, with what was tried.
    pub assumptions: Assumptions,
    /// The share by which missions abroad are scaled back, by id.
    pub scaled_back: BTreeMap<String, f64>,
    /// The nations, in the order of the plan.
    pub nations: Vec<NationOut>,
    /// The zones, in the order of the plan.
    pub zones: Vec<ZoneFilling>,
    /// All of it.
    pub total: CoalitionTotal,
    /// What must be known about the plan as a whole.
    pub alarms: Vec<Alarm>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
    /// What the figures were read from.
    pub sources: Vec<SourceOut>,
    /// The coalition the table is written from.
    #[serde(skip)]
    coalition: Contributions,
}

/// The coalition beside the need of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoalitionTotal {
    /// Members of the coalition.
    pub members: usize,
    /// Those who send somebody.
    pub sending: usize,
    /// The number of nations that was published.
    pub published_size: Span<f64>,
    /// fewer, within or more, beside the number published.
    pub size: &'static str,
    /// Zones that are short in the central case.
    pub short_zones: usize,
    /// Troops in Ukraine on a given day.
    pub deployed: TotalDeployed,
    /// What the need takes with those preparing and recovering.
    pub pool: PoolOut,
    /// Everyone who serves over the horizon, for the need.
    pub cumulative: CumulativeOut,
}

/// Troops of the coalition, deployed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TotalDeployed {
    /// What all zones need.
    pub need: Span<Deployed>,
    /// What all members can send.
    pub available: Span<Deployed>,
    /// What all members send.
    pub assigned: Deployed,
    /// What is missing in the zones; what one has too many does not help another.
    pub short: Span<Deployed>,
}

impl CoalitionTotal {
    /// The coalition of these figures.
    pub fn of(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Self {
        let coalition = &figures.coalition;
        let TotalOut { deployed, pool, cumulative, .. } = TotalOut::of(plan, figures);
        Self {
            members: coalition.nations.len(),
            sending: coalition.sending(),
            published_size: atlas.nations.coalition_size().value,
            size: match coalition.size {
                Size::Fewer(_) => "fewer",
                Size::Within => "within",
                Size::More(_) => "more",
            },
            short_zones: coalition.short_zones,
            deployed: TotalDeployed {
                need: deployed,
                available: coalition.available,
                assigned: coalition.assigned,
                short: coalition.short,
            },
            pool,
            cumulative,
        }
    }

    /// The coalition in sentences.
    pub fn words(&self) -> Vec<String> {
        let three = |span: Span<Deployed>| {
            let number = |people: Deployed| grouped(people.0, 0);
            format!("{} – {} – {}", number(span.low), number(span.central), number(span.high))
        };
        let troops = &self.deployed;
        vec![
            format!(
                "Deployed: need {}; the coalition can send {}; {} are assigned; short {}.",
                three(troops.need),
                three(troops.available),
                grouped(troops.assigned.0, 0),
                three(troops.short)
            ),
            format!(
                "Pool (k = {}): need {} – {} – {}, with those preparing and recovering.",
                brief(self.pool.k),
                grouped(self.pool.low, 0),
                grouped(self.pool.central, 0),
                grouped(self.pool.high, 0)
            ),
            format!(
                "Coalition: {} nations, {} of them send somebody; {} the {} to {} of the press.",
                self.members,
                self.sending,
                match self.size {
                    "fewer" => "fewer than",
                    "more" => "more than",
                    _ => "within",
                },
                brief(self.published_size.low),
                brief(self.published_size.high)
            ),
        ]
    }
}

impl SupplyFigures {
    /// The supply of a plan, ready to leave. `figures` and `measures` are the plan's.
    pub fn of(plan: &Plan, figures: &Figures, atlas: &Atlas, measures: &mut Measures) -> Self {
        let nations = nations::nations_of(plan, &figures.coalition.nations, atlas);
        let zones = fillings::zones_of(plan, figures, atlas, measures);
        let ids = nations.iter().flat_map(NationOut::source_ids);
        let ids = ids.chain(zones.iter().flat_map(ZoneFilling::source_ids));
        let ids = ids.chain(&atlas.nations.coalition_size().sources);
        Self {
            format: "cordon-supply/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            tried: Vec::new(),
            assumptions: plan.assumptions.clone(),
            scaled_back: plan.coalition.scaled_back.clone(),
            sources: sources_named(ids, &atlas.doctrine),
            total: CoalitionTotal::of(plan, figures, atlas),
            nations,
            zones,
            alarms: figures.alarms.clone(),
            problems: Vec::new(),
            coalition: figures.coalition.clone(),
        }
    }
}

/// A sheet of terms, contingents and totals, one a row, without rows yet.
pub(super) fn rows_by_kind() -> Sheet {
    Sheet::new(&[
        ("kind", ""),
        ("nation", ""),
        ("zone", ""),
        ("item", ""),
        ("name", ""),
        ("low", ""),
        ("central", ""),
        ("high", ""),
        ("unit", ""),
        ("basis_low", ""),
        ("basis_central", ""),
        ("basis_high", ""),
        ("overridden", ""),
        ("sources", ""),
        ("remark", ""),
    ])
}

impl Leaves for SupplyFigures {
    /// One row for each term, contingent and total: for a spreadsheet.
    fn sheet(&self) -> Sheet {
        let mut sheet = rows_by_kind();
        self.nations.iter().for_each(|nation| rows_of_nation(&mut sheet, nation));
        self.zones.iter().for_each(|zone| rows_of_zone(&mut sheet, zone));
        let all = &self.total.deployed;
        let mut total = |item, span: Span<Deployed>| {
            plain_row(&mut sheet, ["total", "", "", item], "in all", span, "");
        };
        total("need", all.need);
        total("available", all.available);
        total("assigned", Span::flat(all.assigned));
        total("short", all.short);
        sheet
    }

    fn text(&self) -> String {
        let mut nations = nation_table(&self.nations);
        nations.above = head(&self.title, &self.date, &self.banner, &self.tried);
        nations.below = vec![
            String::new(),
            "Can send: deployed, in Ukraine on a given day. Tied up: share of the army at k, so of the pool. Low – central – high."
                .to_owned(),
            String::new(),
        ];
        let mut zones = fillings::table_of(&self.zones, &self.coalition);
        zones.below.push(String::new());
        zones.below.extend(self.zones.iter().flat_map(ZoneFilling::words));
        zones.below.extend(self.total.words());
        zones.below.extend(alarm_lines(&self.alarms));
        let chains = self.nations.iter().map(|nation| chain(nation).text());
        let mut text = nations.text();
        for chain in chains {
            text.push_str(&chain);
            text.push('\n');
        }
        text + &zones.text()
    }
}

/// Title, banner, and what was tried.
pub fn head(title: &str, date: &str, banner: &str, tried: &[Tried]) -> Vec<String> {
    let date = if date.is_empty() { String::new() } else { format!(" ({date})") };
    let mut lines = vec![format!("{title}{date}")];
    if !banner.is_empty() {
        lines.push(banner.to_owned());
    }
    if !tried.is_empty() {
        let words: Vec<&str> = tried.iter().map(|tried| tried.words.as_str()).collect();
        lines.push(format!("Tried, and not in the file: {}.", words.join("; ")));
    }
    lines.push(String::new());
    lines
}

/// What misleads unless something is done.
pub fn alarm_lines(alarms: &[Alarm]) -> impl Iterator<Item = String> {
    let serious = alarms.iter().filter(|alarm| alarm.severity > crate::force::Urgency::Note);
    serious.map(|alarm| format!("! {}. {}", alarm.what, alarm.hint))
}

/// Each nation on one row.
pub fn nation_table(nations: &[NationOut]) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("nation", ""),
        ("name", "nation"),
        ("low", "can send low"),
        ("central", "central"),
        ("high", "high"),
        ("assigned", "assigned"),
        ("left", "left"),
        ("beyond", "beyond"),
        ("tied_up", "tied up, %"),
        ("strain", "strain"),
        ("stock", "stock"),
        ("origin", "stands on"),
    ]);
    for nation in nations {
        let troops = &nation.deployed;
        let mut cells = vec![Cell::text(&nation.code), Cell::text(titled(nation))];
        cells.extend(people(troops.can_send));
        cells.extend([whole(troops.assigned), whole(troops.left), whole(troops.beyond)]);
        cells.push(Cell::number(nation.stretch.as_ref().map(|stretch| stretch.share.central * 100.0), 0));
        cells.push(Cell::text(nation.stretch.as_ref().map_or("not known", |stretch| stretch.strain)));
        cells.push(Cell::text(nation.stock.is.name()));
        cells.push(Cell::text(nation.origin.replace('-', " ")));
        sheet.row(cells);
    }
    let sum = |of: fn(&NationOut) -> Deployed| nations.iter().map(of).sum::<Deployed>();
    let can: Span<Deployed> = nations.iter().map(|nation| nation.deployed.can_send).sum();
    let mut cells = vec![Cell::Empty, Cell::text("Deployed, in all")];
    cells.extend(people(can));
    cells.push(whole(sum(|nation| nation.deployed.assigned)));
    cells.push(whole(sum(|nation| nation.deployed.left)));
    cells.push(whole(sum(|nation| nation.deployed.beyond)));
    sheet.total(cells);
    sheet
}

fn titled(nation: &NationOut) -> String {
    format!("{} ({})", super::plain::short(&nation.name), nation.code)
}

/// The chain of one nation.
fn chain(nation: &NationOut) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("name", "term"),
        ("low", "low"),
        ("central", "central"),
        ("high", "high"),
        ("unit", "unit"),
        ("basis", "basis"),
        ("sources", "sources"),
    ]);
    sheet.above = vec![titled(nation)];
    for term in &nation.terms {
        let sign = if term.taken_off { "− " } else { "" };
        let mut cells = vec![Cell::Text(format!("{sign}{}", super::plain::short(&term.name)))];
        // Shares need more than one decimal.
        if term.unit == "share" {
            cells.extend([term.value.low, term.value.central, term.value.high].map(|v| Cell::Number(v, 2)));
        } else {
            cells.extend([term.value.low, term.value.central, term.value.high].map(|v| Cell::Number(v, 0)));
        }
        cells.extend([Cell::text(term.unit), Cell::text(bases(term)), Cell::text(behind(term))]);
        if term.kind == "total" { sheet.total(cells) } else { sheet.row(cells) }
    }
    sheet.below = nation.words();
    sheet
}

/// Where a term was read, and whether it is only listed.
fn behind(term: &ChainTermOut) -> String {
    let listed = term.only_listed().then_some("listed only");
    let set = term.overridden.then_some("set");
    let words: Vec<&str> =
        listed.into_iter().chain(set).chain(term.sources.iter().map(String::as_str)).collect();
    words.join(" ")
}

/// One letter where the cases rest on the same, three otherwise.
fn bases(term: &ChainTermOut) -> String {
    let [low, central, high] =
        [term.basis.low, term.basis.central, term.basis.high].map(crate::source::Basis::letter);
    if low == central && central == high { low.to_owned() } else { format!("{low} {central} {high}") }
}

fn rows_of_nation(sheet: &mut Sheet, nation: &NationOut) {
    for term in &nation.terms {
        let cells = ["term", &nation.code, "", &term.key, &term.name].map(Cell::text);
        let remark = term.not_counted_because.as_deref().or(term.note.as_deref()).unwrap_or_default();
        sheet.row(
            cells
                .into_iter()
                .chain([term.value.low, term.value.central, term.value.high].map(Cell::Brief))
                .chain([Cell::text(term.unit)])
                .chain([term.basis.low, term.basis.central, term.basis.high].map(|b| Cell::text(b.letter())))
                .chain([
                    Cell::text(if term.overridden { "yes" } else { "no" }),
                    Cell::text(term.sources.join(" ")),
                    Cell::text(remark),
                ]),
        );
    }
    let code = nation.code.as_str();
    let troops = &nation.deployed;
    let remark = nation.remark.as_deref().unwrap_or_default();
    plain_row(sheet, ["nation", code, "", "can-send"], &nation.name, troops.can_send, remark);
    plain_row(sheet, ["nation", code, "", "assigned"], &nation.name, Span::flat(troops.assigned), "");
    plain_row(sheet, ["nation", code, "", "left"], &nation.name, Span::flat(troops.left), "");
    plain_row(sheet, ["nation", code, "", "beyond"], &nation.name, Span::flat(troops.beyond), "");
    if let Some(stretch) = &nation.stretch {
        let cells = ["nation", code, "", "tied-up", &nation.name].map(Cell::text).into_iter();
        let share = [stretch.share.low, stretch.share.central, stretch.share.high].map(Cell::Brief);
        let rest = [Cell::text("share of the army, pool")].into_iter().chain(vec![Cell::Empty; 5]);
        sheet.row(cells.chain(share).chain(rest).chain([Cell::text(&stretch.sentence)]));
    }
}

/// The rows of a zone with its contingents.
pub fn rows_of_zone(sheet: &mut Sheet, zone: &ZoneFilling) {
    let (id, troops) = (zone.id.as_str(), &zone.deployed);
    let remark = if zone.sized { "" } else { "not sized" };
    plain_row(sheet, ["zone", "", id, "need"], &zone.name, troops.need, remark);
    for contingent in &zone.contingents {
        let reasons: Vec<String> =
            contingent.reasons.iter().map(|reason| format!("{}. {}", reason.what, reason.hint)).collect();
        let mut remark = vec![contingent.fit.to_owned()];
        remark.extend(contingent.leads.then(|| "leads".to_owned()));
        remark.extend(contingent.locked.then(|| "locked".to_owned()));
        let remark = format!("{}: {}", remark.join(", "), reasons.join(" "));
        let remark = remark.trim_end_matches([':', ' ']);
        let place = ["contingent", &contingent.nation, id, "assigned"];
        plain_row(sheet, place, &zone.name, Span::flat(contingent.deployed), remark);
    }
    plain_row(sheet, ["zone", "", id, "filled"], &zone.name, Span::flat(troops.filled), "");
    let closing = zone.closing.as_ref().map_or("", |closing| closing.sentence.as_str());
    plain_row(sheet, ["zone", "", id, "short"], &zone.name, troops.short, closing);
    plain_row(sheet, ["zone", "", id, "over"], &zone.name, Span::flat(troops.over), "");
}

/// A row of troops that follow from others: kind, nation, zone and item, then the name.
pub fn plain_row(sheet: &mut Sheet, place: [&str; 4], name: &str, troops: Span<Deployed>, remark: &str) {
    let numbers = [troops.low, troops.central, troops.high].map(|people| Cell::Brief(people.0));
    let mut cells: Vec<Cell> = place.map(Cell::text).into_iter().collect();
    cells.push(Cell::name(name));
    cells.extend(numbers);
    cells.push(Cell::text("persons deployed"));
    cells.resize(14, Cell::Empty);
    cells.push(Cell::text(remark));
    sheet.row(cells);
}
