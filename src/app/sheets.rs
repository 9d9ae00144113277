//! The shortcut sheet and the page of sources and attributions.

use egui::{Grid, RichText, Ui};

use super::Cordon;
use super::command::Command;
use super::dialogs::{buttons, heading, scroll};
use super::theme::{colour32, font};

/// Keys that are not commands: they belong to what the hand does on the map.
const HAND: &[(&str, &str)] = &[
    ("Click", "Select a zone, place a corner"),
    ("Drag", "Move a zone or a corner; on empty ground, pull the map"),
    ("Shift+drag", "A box that selects what it touches, as well; with Ctrl or Alt it takes out"),
    ("Drag with 2", "Before the first corner: draw the outline of an area by hand"),
    ("Middle drag", "Pull the map"),
    ("Wheel", "Zoom under the pointer"),
    ("Enter or double click", "Finish what is drawn"),
    ("Backspace", "Drop the last corner, or the last typed digit"),
    ("Esc", "One step out"),
    ("Digits, then Enter", "Depth or radius in km, where it is asked for"),
    ("Alt", "Turn snapping round; Alt+click deletes a corner"),
    ("Shift", "Add to the selection; depth on both sides"),
    (
        "Arrows",
        "Move what is selected by 1 km, with Shift by 10 km, with Alt by 100 m; otherwise pull the map",
    ),
    ("Ctrl+Y", "Redo, as Ctrl+Shift+Z"),
    ("/", "Find a place, as Ctrl+F; while drawing, the next corner by coordinates"),
    ("?", "This sheet, as F1"),
];

/// What the keys do while the keyboard's cursor is on the map.
const CURSOR: &[(&str, &str)] = &[
    ("X", "Show the cursor, or put it away"),
    ("Arrows", "Move it by a hundredth of the map, with Shift by a tenth, with Alt or Ctrl by a pixel"),
    ("Space", "Click: select, with Shift as well; place a corner"),
    ("Enter", "Take the handle, zone or boundary under it; with Shift begin a box; finish a drawing"),
    (
        "Arrows, with something taken",
        "1 km, with Shift 10 km, with Alt or Ctrl 100 m; Space or Enter puts it down",
    ),
    ("Tab", "On to the next handle, boundary or zone; Shift+Tab back"),
    ("Backspace", "At a boundary: by troops again"),
    ("Esc", "Put back what is taken; one step out; at last put the cursor away"),
];

/// Every key and what it does; says whether to close.
pub fn shortcuts(app: &Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Shortcuts");
    let keyed: Vec<(String, Command)> =
        Command::ALL.into_iter().filter_map(|command| Some((command.keys()?, command))).collect();
    scroll(ui).show(ui, |ui| {
        ui.columns(2, |columns| {
            Grid::new("commands").num_columns(2).spacing([14.0, 5.0]).show(&mut columns[0], |ui| {
                for (keys, command) in &keyed {
                    ui.label(RichText::new(keys).font(font(12.0, 600)));
                    ui.label(command.text().trim_end_matches('…')).on_hover_text(command.tooltip());
                    ui.end_row();
                }
            });
            for (title, list) in [("On the map", HAND), ("With the keyboard alone", CURSOR)] {
                columns[1].label(RichText::new(title).font(font(12.5, 700)));
                for (keys, does) in list {
                    columns[1].label(RichText::new(*keys).font(font(12.0, 600)));
                    columns[1].label(RichText::new(*does).color(colour32(app.look.ui.tx2)));
                    columns[1].add_space(2.0);
                }
                columns[1].add_space(8.0);
            }
        });
    });
    buttons(ui, &["Close"]).is_some()
}

/// Where the map and the figures come from; says whether to close.
pub fn sources(app: &Cordon, ui: &mut Ui) -> bool {
    heading(ui, "Sources and attribution");
    let tx2 = colour32(app.look.ui.tx2);
    scroll(ui).show(ui, |ui| {
        ui.label(RichText::new("The map").font(font(13.0, 700)));
        for credit in &app.desk.atlas.credits {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&credit.file).font(font(12.0, 600)));
                ui.label(RichText::new(format!("{} · {} · {}", credit.producer, credit.licence, credit.date)).color(tx2));
            })
            .response
            .on_hover_text(format!("{}, {} {}", credit.note, credit.source, credit.version));
        }
        ui.add_space(8.0);
        ui.label(RichText::new("The figures").font(font(13.0, 700)));
        ui.label("F found in the cited public document · C computed from other figures · R recalled, not yet checked against a document · J judgement, a planning assumption without a document · U typed by the user of this plan");
        let documents = app.desk.atlas.doctrine.sources().filter(|source| source.id.starts_with('S'));
        for source in documents {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&source.id).font(font(12.0, 600)));
                ui.label(&source.title);
                ui.label(RichText::new(format!("{}, {}", source.publisher, source.year)).color(tx2));
                if let Some(url) = &source.url {
                    ui.hyperlink_to("link", url).on_hover_text(url);
                }
            });
        }
        ui.add_space(8.0);
        ui.label(RichText::new("Typeface").font(font(13.0, 700)));
        ui.label("Inter, © The Inter Project Authors, SIL Open Font License 1.1.");
        ui.add_space(8.0);
        ui.label(RichText::new(format!("Cordon {}, MIT or Apache-2.0. Open-source policy analysis from public figures: no live positions, no targeting.", env!("CARGO_PKG_VERSION"))).color(tx2));
    });
    buttons(ui, &["Close"]).is_some()
}
