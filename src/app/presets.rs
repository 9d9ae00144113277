//! The numbers of the debate, reckoned again: each with its terms, its kind, and what it rests on.

use egui::{RichText, Ui};

use super::Cordon;
use super::dialogs::{buttons, heading, scroll};
use super::grid::{Cell, Column, Row, Table};
use super::ink::pen;
use super::theme::{colour32, font};
use crate::atlas::doctrine::Doctrine;
use crate::force::compare::{Standing, Verdict};
use crate::force::method::m5::Analogy;
use crate::force::presets::{Outcome, Worked, all};
use crate::force::{Case, Term};
use crate::plan::Edit;
use crate::scene::look::Look;
use crate::units::{Span, brief, grouped};

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Numbers of the debate");
    let text = "Worked out again with the doctrine’s own figures, whatever this plan has set. Deployed, pool and \
                magnitudes are different kinds of number and are never added.";
    ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    match all(&atlas) {
        Ok(worked) => {
            scroll(ui).show(ui, |ui| {
                section(ui, "Deployed: in Ukraine on a given day");
                for one in worked.iter().filter(|one| matches!(one.outcome, Outcome::Deployed(_))) {
                    deployed(app, ui, one);
                }
                section(ui, "Pool: what 100 000 in all keep deployed");
                pools(app, ui, &worked);
                section(ui, "Magnitudes: a past mission scaled by area, people and line");
                magnitudes(app, ui, &worked);
            });
        }
        Err(refusal) => {
            ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
        }
    }
    buttons(ui, &["Close"]).is_some()
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(title).font(font(13.0, 700)));
}

/// The sentence of a preset, with its note.
fn said(one: &Worked<'_>, look: &Look) -> Cell {
    let ids: Vec<&str> = one.preset.sources.iter().map(String::as_str).collect();
    Cell::new(&one.preset.title, pen(13.0, 600, look.ui.tx))
        .wrapped(&one.preset.says, pen(12.0, 400, look.ui.tx))
        .wrapped(&one.preset.note, pen(11.0, 400, look.ui.tx3))
        .tip(format!(
            "Sources: {} · {}: {}",
            ids.join(", "),
            one.preset.basis.letter(),
            one.preset.basis.meaning()
        ))
        .chip(one.preset.basis, ids.into_iter().find(|id| id.starts_with('S')))
}

/// Where the outcome lies beside the estimate that it reproduces.
fn verdict(one: &Worked<'_>, doctrine: &Doctrine) -> String {
    let estimate = one.preset.estimate.as_deref().and_then(|id| doctrine.estimate(id));
    let whose = estimate.map_or_else(String::new, |estimate| format!(", {}", estimate.author));
    match one.verdict(doctrine) {
        Some(Verdict::Comparable { standing: Standing::Within, .. }) => format!("As published{whose}"),
        Some(Verdict::Comparable { standing: Standing::Below, .. }) => {
            format!("Below what was published{whose}")
        }
        Some(Verdict::Comparable { standing: Standing::Above, .. }) => {
            format!("Above what was published{whose}")
        }
        Some(Verdict::NotComparable(why)) => why,
        None => "Nothing published to stand beside".to_owned(),
    }
}

/// The steps as lines: "Per brigade 8 000".
fn steps(terms: &[Term], cell: Cell, look: &Look) -> Cell {
    terms.iter().fold(cell, |cell, term| {
        let value = span(term.value);
        let text = format!("{}: {value}   {}", term.name(), term.working(Case::Central));
        cell.wrapped(text, pen(11.5, 400, look.ui.tx2))
    })
}

/// "40 000 (25 000 – 55 000)", or the number alone where there is no range.
fn span(value: Span<f64>) -> String {
    if value.low == value.high {
        brief(value.central)
    } else {
        format!("{} ({} – {})", brief(value.central), brief(value.low), brief(value.high))
    }
}

fn deployed(app: &mut Cordon, ui: &mut Ui, one: &Worked<'_>) {
    let Outcome::Deployed(people) = &one.outcome else { return };
    let look = app.look.clone();
    let people = people.map(|people| people.0);
    let table = Table::new(
        ui,
        &look,
        &[
            Column::words("What is said", 2.2),
            Column::words("How it comes about", 2.0),
            Column::numbers("", 0.6),
            Column::numbers("Deployed", 0.8).of("low – high"),
            Column::words("Beside the estimate", 1.5),
        ],
    );
    table.head(ui);
    let row = table.row(
        ui,
        &one.preset.id,
        60.0,
        &[
            said(one, &look),
            steps(&one.terms, Cell::empty(), &look),
            Cell::empty(),
            Cell::new(grouped(people.central, 0), pen(15.0, 700, look.ui.tx)).under(
                format!("{} – {}", grouped(people.low, 0), grouped(people.high, 0)),
                pen(11.0, 400, look.ui.tx2),
            ),
            Cell::empty().wrapped(verdict(one, &app.desk.atlas.doctrine), pen(12.0, 400, look.ui.tx2)),
        ],
    );
    compare(app, ui, &row, 4, one);
}

fn pools(app: &mut Cordon, ui: &mut Ui, worked: &[Worked<'_>]) {
    let look = app.look.clone();
    let table = Table::new(
        ui,
        &look,
        &[
            Column::words("What is said", 2.2),
            Column::words("How it comes about", 2.0),
            Column::numbers("Pool", 0.6).of("in all"),
            Column::numbers("Deployed", 0.8).of("kept there"),
            Column::words("Beside the estimate", 1.5),
        ],
    );
    table.head(ui);
    for one in worked {
        let Outcome::Pool { pool, tour_months, interval_months, k, deployed } = &one.outcome else {
            continue;
        };
        let example = format!(
            "k = {}: {} months there, {} between",
            brief(*k),
            brief(*tour_months),
            brief(*interval_months)
        );
        let row = table.row(
            ui,
            &one.preset.id,
            60.0,
            &[
                said(one, &look),
                steps(&one.terms, Cell::new(example, pen(12.0, 500, look.ui.tx)), &look),
                Cell::new(grouped(pool.0, 0), pen(13.0, 600, look.ui.tx)),
                Cell::new(grouped(deployed.0.floor(), 0), pen(15.0, 700, look.ui.tx)),
                Cell::empty().wrapped(verdict(one, &app.desk.atlas.doctrine), pen(12.0, 400, look.ui.tx2)),
            ],
        );
        compare(app, ui, &row, 4, one);
    }
}

/// The button that sets the estimate beside the plan.
fn compare(app: &mut Cordon, ui: &mut Ui, row: &Row, cell: usize, one: &Worked<'_>) {
    let Some(id) = one.preset.estimate.clone() else { return };
    let chosen = app.desk.shown().assumptions.compare_with.as_deref() == Some(id.as_str());
    let room = row.cells.get(cell).map_or(0.0, |rect| rect.height() - 28.0);
    row.inside(ui, cell, room.max(0.0), |ui| {
        let text = if chosen { "Compared with the plan" } else { "Compare the plan with it" };
        let response = ui.add(egui::Button::new(text).selected(chosen));
        let spoken = format!("Compare the plan with {id}, {}", one.preset.title);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &spoken));
        if response.clicked() {
            let now = ui.input(|input| input.time);
            app.desk.apply(&Edit::SetComparison((!chosen).then_some(id)), now);
        }
    });
}

fn magnitudes(app: &Cordon, ui: &mut Ui, worked: &[Worked<'_>]) {
    let look = &app.look;
    let table = Table::new(
        ui,
        look,
        &[
            Column::words("What is said", 2.4),
            Column::numbers("Then", 0.8).of("troops"),
            Column::numbers("By line", 1.1).of("central"),
            Column::numbers("By people", 1.1).of("central"),
            Column::numbers("By area", 1.1).of("central"),
        ],
    );
    table.head(ui);
    for one in worked {
        let Outcome::Magnitudes(analogy) = &one.outcome else { continue };
        let mut cells =
            vec![said(one, look), Cell::new(grouped(analogy.troops.central, 0), pen(13.0, 600, look.ui.tx))];
        cells.extend(scaled(analogy, look));
        table.row(ui, &one.preset.id, 0.0, &cells);
    }
    let text = "Together, or not at all: the same mission gives very different magnitudes by each denominator. None is a need.";
    ui.label(RichText::new(text).font(font(11.0, 400)).color(colour32(look.ui.tx3)));
}

/// By line, people and area, each with what was divided.
fn scaled(analogy: &Analogy, look: &Look) -> Vec<Cell> {
    let of = |by: &crate::force::method::m5::Scaled| {
        let magnitude = by.magnitude.map(|magnitude| magnitude.0);
        let unit = match by.denominator {
            crate::force::method::m5::Denominator::Area => "km²",
            crate::force::method::m5::Denominator::Population => "people",
            crate::force::method::m5::Denominator::Line => "km",
        };
        Cell::new(grouped(magnitude.central, 0), pen(14.0, 700, look.ui.tx))
            .under(format!("{} {unit} now", grouped(by.own, 0)), pen(11.0, 400, look.ui.tx2))
            .under(format!("{} {unit} then", grouped(by.reference.value, 0)), pen(11.0, 400, look.ui.tx2))
            .tip(format!("{} – {}", grouped(magnitude.low, 0), grouped(magnitude.high, 0)))
    };
    analogy.by.iter().rev().map(of).collect()
}
