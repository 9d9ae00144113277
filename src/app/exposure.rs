//! How near the zones are to the line of contact: a number, no prediction.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::Cordon;
use super::bands;
use super::dialogs::{buttons, heading, scroll};
use super::grid::{Cell, Column, Table};
use super::ink::pen;
use super::theme::{colour32, font};
use crate::force::exposure::{Exposed, Within, together};
use crate::scene::look::Look;
use crate::units::{Km, grouped};

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Distance to the line of contact");
    bands::wanted(app, ui.ctx());
    let tx2 = colour32(app.look.ui.tx2);
    let text = "The share of each zone’s ground and of its residents that lies within a distance of the line, on \
                either side of it. A number, no prediction: what happens there is not in it.";
    ui.label(RichText::new(text).color(tx2));
    ui.add_space(2.0);
    let mut shown = app.bands;
    if ui.checkbox(&mut shown, "Show the bands on the map").changed() {
        app.bands = shown;
    }
    ui.add_space(4.0);
    let short = colour32(app.look.ui.short);
    match app.desk.exposed() {
        Some(Ok(exposed)) => {
            scroll(ui).show(ui, |ui| {
                table(app, ui, &exposed);
                ui.add_space(8.0);
                reasons(app, ui);
            });
        }
        Some(Err(refusal)) => {
            ui.colored_label(short, refusal.to_string());
        }
        None if app.bands_later.is_lost() => {
            ui.colored_label(short, "The bands could not be made. Open the plan anew to try again.");
        }
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("The distances are being reckoned");
            });
        }
    }
    buttons(ui, &["Close"]).is_some()
}

fn table(app: &Cordon, ui: &mut Ui, exposed: &[Arc<Exposed>]) {
    let look = &app.look;
    let plan = app.desk.shown();
    let mut columns = vec![
        Column::words("Zone", 2.0),
        Column::numbers("Nearest", 0.7).of("km"),
        Column::numbers("Centre", 0.7).of("km"),
    ];
    let thresholds = &app.desk.atlas.exposure;
    columns.extend(thresholds.iter().map(|threshold| {
        Column::numbers(format!("≤ {} km", grouped(threshold.within.0, 0)), 1.15).of("ground · people")
    }));
    let table = Table::new(ui, look, &columns);
    table.head(ui);
    for (zone, exposed) in std::iter::zip(&plan.zones, exposed) {
        let mut cells = vec![
            Cell::new(&zone.name, pen(13.0, 600, look.ui.tx)).badge(zone.role),
            nearest(exposed.nearest, look),
            km(exposed.centre, look),
        ];
        cells.extend(exposed.within.iter().map(|within| shares(within, look, 500)));
        table.row(ui, ("zone", &zone.id), 20.0, &cells);
    }
    let mut cells = vec![Cell::new("All zones", pen(13.0, 600, look.ui.tx)), Cell::empty(), Cell::empty()];
    let all = together(exposed, app.desk.figures());
    cells.extend(all.iter().map(|within| shares(within, look, 700)));
    table.total(ui, "all", &cells);
    let text = "All zones: weighted by ground and by residents; what lies in two zones counts in both.";
    ui.label(RichText::new(text).font(font(11.0, 400)).color(colour32(look.ui.tx3)));
}

/// From the nearest place of a zone, which the line may run through.
fn nearest(distance: Option<Km>, look: &Look) -> Cell {
    match distance {
        Some(Km(0.0)) => Cell::new("on it", pen(12.0, 600, look.ui.delta))
            .tip("The line touches the zone or runs through it"),
        away => km(away, look),
    }
}

fn km(distance: Option<Km>, look: &Look) -> Cell {
    match distance {
        Some(Km(km)) => Cell::new(grouped(km, usize::from(km < 10.0)), pen(12.0, 500, look.ui.tx)),
        None => Cell::new("–", pen(12.0, 400, look.ui.tx3)),
    }
}

/// "42 % · 38 %"; fainter where nothing of the zone is so near.
fn shares(within: &Within, look: &Look, weight: u16) -> Cell {
    let people = within.people.map_or_else(|| "nobody".to_owned(), percent);
    let nothing = within.area <= 0.0 && within.people.unwrap_or_default() <= 0.0;
    let text = format!("{} · {people}", percent(within.area));
    let tip = format!(
        "Within {} km: {} of the ground, {} of the residents",
        grouped(within.to.0, 0),
        percent(within.area),
        within.people.map_or_else(|| "none, for nobody lives there,".to_owned(), percent)
    );
    let ink = if nothing { pen(12.0, 400, look.ui.tx3) } else { pen(12.0, weight, look.ui.tx) };
    Cell::new(text, ink).tip(tip)
}

/// A share in per cent; a tenth where it is small, and never nothing where there is something.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        0.0 => "0 %".to_owned(),
        small if small < 0.05 => "< 0.1 %".to_owned(),
        small if small < 10.0 => format!("{} %", grouped(small, 1)),
        _ => format!("{} %", grouped(percent, 0)),
    }
}

/// Why these distances are looked at.
fn reasons(app: &Cordon, ui: &mut Ui) {
    let look = &app.look;
    let table = Table::new(
        ui,
        look,
        &[
            Column::words("Distance", 0.7),
            Column::words("Why it is looked at", 4.0),
            Column::words("Rests on", 0.5),
        ],
    );
    table.head(ui);
    for threshold in &app.desk.atlas.exposure {
        let source = threshold.sources.iter().find(|id| id.starts_with('S')).map(String::as_str);
        table.row(
            ui,
            ("threshold", &threshold.name),
            16.0,
            &[
                Cell::new(&threshold.name, pen(12.0, 600, look.ui.tx)),
                Cell::empty().wrapped(&threshold.reason, pen(11.5, 400, look.ui.tx2)),
                Cell::empty().chip(threshold.basis, source),
            ],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_share_is_not_written_as_none() {
        assert_eq!(
            [0.0, 0.0001, 0.031, 0.42, 1.0].map(percent),
            ["0 %", "< 0.1 %", "3.1 %", "42 %", "100 %"]
        );
    }
}
