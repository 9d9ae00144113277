//! The tables of a plan as Markdown: need, supply, sources. Each kind of number has a
//! table of its own.

use std::fmt::Write as _;

use super::plain::plain;
use super::terms::sources_named;
use crate::atlas::Atlas;
use crate::brief::Annex;
use crate::brief::annex::of_zone;
use crate::export::fillings::grade_name;
use crate::force::alarm::Urgency;
use crate::force::fit::Grade;
use crate::force::{Contingent, Contribution, Figures, Key, ZoneFigures};
use crate::plan::Plan;
use crate::units::{Deployed, Span, brief, grouped};

/// Writing to a string does not fail, so its result carries nothing.
macro_rules! put {
    ($out:expr, $($what:tt)*) => {{
        let _ = writeln!($out, $($what)*);
    }};
}

/// Writes the tables of a plan.
pub fn markdown(plan: &Plan, figures: &Figures, atlas: &Atlas) -> String {
    let annex = Annex::of(plan, figures, atlas);
    let mut out = String::new();
    head(&mut out, plan);
    need(&mut out, plan, figures);
    kinds(&mut out, plan, figures);
    supply(&mut out, figures);
    fillings(&mut out, plan, figures);
    known(&mut out, plan, figures);
    sources(&mut out, &annex, atlas);
    let ids =
        plan.zones.first().map_or_else(String::new, |zone| format!(", `{}`", of_zone(&zone.id, "need")));
    put!(
        out,
        "Every figure has an id (`plan/deployed`{ids}); the annex of the workbook lists them with formula,"
    );
    put!(out, "inputs, sources and basis. Made by Cordon {}.", env!("CARGO_PKG_VERSION"));
    out
}

fn head(out: &mut String, plan: &Plan) {
    put!(out, "# {}\n", cell(&plan.title));
    put!(out, "**{}**\n", cell(&plan.banner));
    if !plan.date.is_empty() {
        put!(out, "As of {}.\n", cell(&plan.date));
    }
    if !plan.note.is_empty() {
        put!(out, "{}\n", cell(&plan.note));
    }
}

/// A table with its columns; those that begin with `>` are set to the right.
fn table(out: &mut String, columns: &[&str], rows: &[Vec<String>]) {
    let heads: Vec<&str> = columns.iter().map(|column| column.trim_start_matches('>')).collect();
    let rules = columns.iter().map(|column| if column.starts_with('>') { "---:" } else { "---" });
    put!(out, "| {} |", heads.join(" | "));
    put!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
    for row in rows {
        put!(out, "| {} |", row.join(" | "));
    }
    out.push('\n');
}

/// A text inside a cell: on one line, with nothing that Markdown or HTML would take for its own.
fn cell(text: &str) -> String {
    let mut safe = String::new();
    for letter in plain(text).chars() {
        match letter {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            _ => safe.push(letter),
        }
    }
    safe
}

fn whole(value: f64) -> String {
    grouped(value, 0)
}

fn three(value: Span<f64>) -> [String; 3] {
    [value.low, value.central, value.high].map(whole)
}

/// What a zone does not count is no part of its row.
fn counted(value: f64) -> String {
    if value > 0.0 { whole(value) } else { String::new() }
}

/// The kilometres on the ground that its sum takes, where it takes any.
fn ground_km(sized: &ZoneFigures) -> Option<f64> {
    let held = sized.derivation.term(Key::LineHeld);
    held.or_else(|| sized.derivation.term(Key::LineOnGround)).map(|term| term.value.central)
}

fn need(out: &mut String, plan: &Plan, figures: &Figures) {
    put!(out, "## Need\n");
    put!(out, "Deployed: troops in Ukraine on a given day.\n");
    let mut rows = Vec::new();
    for (zone, sized) in std::iter::zip(&plan.zones, &figures.zones) {
        let mut row = vec![
            cell(&zone.name),
            zone.role.title().to_owned(),
            sized.method.id().to_owned(),
            ground_km(sized).map_or_else(String::new, whole),
            counted(sized.counted.area_km2.0),
            counted(sized.counted.people.0),
            counted(sized.counted.sites),
        ];
        if sized.is_sized() {
            row.extend(three(sized.need.map(|need| need.0)));
        } else {
            row.extend(["not sized", "", ""].map(str::to_owned));
        }
        rows.push(row);
    }
    let mut sum = vec!["**Deployed, in all**".to_owned()];
    sum.resize(7, String::new());
    sum.extend(three(figures.deployed.map(|people| people.0)).map(|number| format!("**{number}**")));
    rows.push(sum);
    let columns = [
        "Zone",
        "Role",
        "Method",
        ">Line, km",
        ">Area, km²",
        ">Residents",
        ">Sites",
        ">Low",
        ">Central",
        ">High",
    ];
    table(out, &columns, &rows);
    put!(out, "Kilometres on the ground: as drawn × ground factor. {}\n", figures.line.sentence());
    for overlap in &figures.overlaps {
        put!(out, "{}\n", cell(&overlap.sentence()));
    }
}

/// Pool and cumulative, each in a table of its own.
fn kinds(out: &mut String, plan: &Plan, figures: &Figures) {
    let rotation = plan.assumptions.rotation;
    let columns = [">Low", ">Central", ">High"];
    put!(out, "## Pool\n");
    put!(
        out,
        "Those deployed, preparing and recovering: deployed × k, k = ({} + {}) ÷ {} = {}.\n",
        brief(rotation.tour_months),
        brief(rotation.interval_months),
        brief(rotation.tour_months),
        brief(figures.k)
    );
    table(out, &columns, &[three(figures.pool.map(|people| people.0)).to_vec()]);
    put!(out, "## Cumulative\n");
    put!(out, "Everyone who serves over {} months: deployed × ⌈months ÷ tour⌉.\n", rotation.horizon_months);
    table(out, &columns, &[three(figures.cumulative.map(|people| people.0)).to_vec()]);
    if let Some(apart) = &figures.enablers {
        put!(out, "## Air, sea and enablers\n");
        put!(out, "Apart, mostly outside Ukraine; never added.\n");
        table(out, &columns, &[three(apart.total.map(|total| total.0)).to_vec()]);
    }
}

fn supply(out: &mut String, figures: &Figures) {
    put!(out, "## Supply\n");
    put!(out, "What each nation can send and sends, deployed.\n");
    let mut rows: Vec<Vec<String>> = figures.coalition.nations.iter().map(nation).collect();
    let coalition = &figures.coalition;
    let mut sum = vec!["**Deployed, in all**".to_owned()];
    sum.extend(three(coalition.available.map(|troops| troops.0)).map(|number| format!("**{number}**")));
    sum.push(format!("**{}**", whole(coalition.assigned.0)));
    sum.extend(["", "", ""].map(str::to_owned));
    rows.push(sum);
    let columns =
        ["Nation", ">Can send, low", ">central", ">high", ">Assigned", ">Left", ">Beyond", "Stands on"];
    table(out, &columns, &rows);
}

fn nation(nation: &Contribution) -> Vec<String> {
    let mut row = vec![cell(&format!("{} ({})", nation.supply.name, nation.supply.nation))];
    row.extend(three(nation.supply.troops.map(|troops| troops.0)));
    row.extend([nation.assigned, nation.left, nation.beyond].map(|troops: Deployed| whole(troops.0)));
    row.push(cell(&nation.supply.remark().unwrap_or_else(|| nation.supply.origin.title().to_owned())));
    row
}

fn fillings(out: &mut String, plan: &Plan, figures: &Figures) {
    put!(out, "## Who fills the zones\n");
    let mut rows = Vec::new();
    for (zone, filling) in std::iter::zip(&plan.zones, &figures.fillings) {
        let contingents: Vec<String> = filling.contingents.iter().map(contingent).collect();
        let mut row = vec![cell(&zone.name), whole(filling.filled.0)];
        row.extend(three(filling.short.map(|short| short.0)));
        row.push(cell(&contingents.join(", ")));
        rows.push(row);
    }
    let mut sum =
        vec!["**Deployed, in all**".to_owned(), format!("**{}**", whole(figures.coalition.assigned.0))];
    sum.extend(three(figures.coalition.short.map(|short| short.0)).map(|number| format!("**{number}**")));
    sum.push(String::new());
    rows.push(sum);
    table(out, &["Zone", ">Filled", ">Short, low", ">central", ">high", "Contingents"], &rows);
    for (zone, filling) in std::iter::zip(&plan.zones, &figures.fillings) {
        for of in &filling.contingents {
            let grade = of.fit.grade;
            for reason in of.fit.reasons.iter().filter(|_| grade != Grade::Fit) {
                let (what, hint) = (cell(&reason.what), cell(&reason.hint));
                put!(out, "- {}, {} {}: {what}. {hint}", cell(&zone.name), of.nation, grade_name(grade));
            }
        }
    }
    out.push('\n');
}

/// "IT (leads, unfit) 2 400".
fn contingent(of: &Contingent) -> String {
    let leads = of.leads.then_some("leads");
    let grade = (of.fit.grade != Grade::Fit).then(|| grade_name(of.fit.grade));
    let words: Vec<&str> = leads.into_iter().chain(grade).collect();
    let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
    format!("{}{words} {}", of.nation, whole(of.troops.0))
}

/// What must be known before a number is used.
fn known(out: &mut String, plan: &Plan, figures: &Figures) {
    let of_plan = figures.alarms.iter().map(|alarm| (None, alarm));
    let of_zones = std::iter::zip(&plan.zones, &figures.zones)
        .flat_map(|(zone, sized)| sized.alarms.iter().map(move |alarm| (Some(&zone.name), alarm)));
    let serious: Vec<String> = of_plan
        .chain(of_zones)
        .filter(|(_, alarm)| alarm.severity > Urgency::Note)
        .map(|(zone, alarm)| {
            let zone = zone.map_or_else(String::new, |name| format!("{}: ", cell(name)));
            format!("- {zone}{}. {}", cell(&alarm.what), cell(&alarm.hint))
        })
        .collect();
    if !serious.is_empty() {
        put!(out, "## What must be known\n\n{}\n", serious.join("\n"));
    }
}

fn sources(out: &mut String, annex: &Annex, atlas: &Atlas) {
    put!(out, "## Sources\n");
    let ids: Vec<String> = annex.source_ids_of_plan().into_iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = sources_named(&ids, &atlas.doctrine)
        .into_iter()
        .map(|source| {
            let title = match &source.url {
                Some(url) => format!("[{}](<{}>)", cell(&source.title), plain(url)),
                None => cell(&source.title),
            };
            vec![source.id, title, cell(&source.publisher), cell(&source.year)]
        })
        .collect();
    table(out, &["Id", "Title", "Publisher", "Year"], &rows);
}
