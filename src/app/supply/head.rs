//! What the coalition can send, sends and lacks, and the buttons that share it out.

use egui::{Align2, Button, Rect, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::command::Command;
use super::super::headline::{MARGIN, change};
use super::super::theme::{colour32, font};
use super::{Cordon, ink, pen};
use crate::force::supply::Size;
use crate::units::grouped;

/// Height of the head.
const HEIGHT: f32 = 128.0;

/// Where the columns begin, from the left of what is written.
const COLUMNS: [f32; 3] = [0.0, 148.0, 262.0];

/// Shows the head; returns what is left below it.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) -> Rect {
    let whole = area.with_max_y(area.top() + HEIGHT);
    let rect = whole.shrink2(vec2(MARGIN, 0.0));
    size(app, ui, rect);
    columns(app, ui, rect);
    buttons(app, ui, rect);
    ink::rule(ui.painter(), whole.left(), whole.right(), whole.bottom() - 0.5, app.look.ui.line);
    area.with_min_y(whole.bottom())
}

/// "6 nations · five to eight expected", and whether that is so.
fn size(app: &Cordon, ui: &Ui, rect: Rect) {
    let (look, painter) = (&app.look, ui.painter());
    let coalition = &app.desk.figures().coalition;
    let y = rect.top() + 16.0;
    let left = Align2::LEFT_CENTER;
    let caps =
        ink::write(painter, pos2(rect.left(), y), left, "COALITION", pen(10.5, 600, look.ui.tx2)).right();
    let count = coalition.nations.len();
    let nations = if count == 1 { "1 nation".to_owned() } else { format!("{count} nations") };
    let published = app.desk.atlas.nations.coalition_size();
    let expected = format!("{} to {} expected", word(published.value.low), word(published.value.high));
    let (state, colour) = match coalition.size {
        Size::Within => ("as expected".to_owned(), look.ui.ok),
        Size::Fewer(by) => (format!("{by} fewer"), look.ui.delta),
        Size::More(by) => (format!("{by} more"), look.ui.delta),
    };
    let text = format!("{nations} · {expected}");
    let said = ink::write(painter, pos2(caps + 8.0, y), left, &text, pen(11.0, 400, look.ui.tx3));
    let at = pos2(said.right() + 8.0, y);
    ink::write(painter, at, left, &state, pen(11.0, 600, colour));
    let response = ui.interact(
        Rect::from_min_size(pos2(rect.left(), y - 10.0), vec2(rect.width(), 20.0)),
        ui.scope_id().with("size"),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Coalition: {text}, {state}")));
    let sending = coalition.sending();
    response.on_hover_text(format!(
        "{text}: {state}. {sending} of them send somebody.\n{} ({})",
        published.note,
        published.sources.join(" ")
    ));
}

/// A small number as people write it in a sentence.
fn word(number: f64) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let place = number.round().max(0.0) as usize;
    WORDS.get(place).map_or_else(|| grouped(number, 0), |word| (*word).to_owned())
}

/// A column of the head.
struct Column {
    title: &'static str,
    number: String,
    under: String,
    change: Option<String>,
    colour: crate::scene::look::Colour,
    tip: String,
}

fn columns(app: &Cordon, ui: &Ui, rect: Rect) {
    let (look, painter) = (&app.look, ui.painter());
    let top = rect.top() + 30.0;
    for (place, column) in contents(app).into_iter().enumerate() {
        let left = rect.left() + COLUMNS[place];
        let right = COLUMNS.get(place + 1).map_or(rect.right(), |next| rect.left() + next - 12.0);
        if place > 0 {
            painter.vline(left - 12.0, top..=top + 54.0, Stroke::new(1.0, colour32(look.ui.line)));
        }
        let anchor = Align2::LEFT_CENTER;
        let at = pos2(left, top + 6.0);
        let title = ink::write(painter, at, anchor, column.title, pen(11.0, 500, look.ui.tx2));
        if let Some(by) = &column.change {
            let at = pos2(title.right() + 6.0, top + 6.0);
            ink::write(painter, at, anchor, by, pen(11.0, 600, look.ui.delta));
        }
        ink::write(painter, pos2(left, top + 27.0), anchor, &column.number, pen(19.0, 700, column.colour));
        let under = pen(11.0, 400, look.ui.tx3);
        ink::write_within(painter, pos2(left, top + 47.0), anchor, &column.under, under, right - left);
        let cell = Rect::from_min_max(pos2(left, top), pos2(right, top + 54.0));
        let response = ui.interact(cell, ui.scope_id().with(("supply head", place)), Sense::hover());
        let name = format!("{} {}, {}", column.title, column.number, column.under);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.clone()));
        response.on_hover_text(&column.tip);
    }
}

fn contents(app: &Cordon) -> [Column; 3] {
    let coalition = &app.desk.figures().coalition;
    let before = app.desk.before().map(|before| &before.coalition);
    let ui = &app.look.ui;
    let available = coalition.available.map(|troops| troops.0);
    let range = |low: f64, high: f64| format!("{} – {}", grouped(low, 0), grouped(high, 0));
    let short = coalition.short.map(|troops| troops.0);
    let zones = coalition.short_zones;
    let of_all = if available.central > 0.0 { coalition.assigned.0 / available.central * 100.0 } else { 0.0 };
    [
        Column {
            title: "Available",
            number: grouped(available.central, 0),
            under: range(available.low, available.high),
            change: change(available.central, before.map(|before| before.available.central.0)),
            colour: ui.tx,
            tip: "What all members can put into zones and sustain: low – central – high, all lows and all highs at \
                  once. Estimated apart from the need."
                .to_owned(),
        },
        Column {
            title: "Assigned",
            number: grouped(coalition.assigned.0, 0),
            under: if of_all > 0.0 { format!("{} %", grouped(of_all, 0)) } else { "nobody yet".to_owned() },
            change: change(coalition.assigned.0, before.map(|before| before.assigned.0)),
            colour: ui.tx,
            tip: "What the members send to all zones together, and the share of what they can send in the central \
                  case."
                .to_owned(),
        },
        Column {
            title: "Short",
            number: grouped(short.central, 0),
            under: if zones == 1 { "1 zone".to_owned() } else { format!("{zones} zones") },
            change: change(short.central, before.map(|before| before.short.central.0)),
            colour: if short.central >= 0.5 { ui.short } else { ui.ok },
            tip: format!(
                "Missing in the zones: low {} · central {} · high {}.\nWhat one zone has too many does not help \
                 another.",
                grouped(short.low, 0),
                grouped(short.central, 0),
                grouped(short.high, 0)
            ),
        },
    ]
}

fn buttons(app: &mut Cordon, ui: &mut Ui, rect: Rect) {
    let place =
        Rect::from_min_max(pos2(rect.left(), rect.bottom() - 34.0), pos2(rect.right(), rect.bottom() - 8.0));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .id_salt("fill")
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 6.0;
    let look = app.look.clone();
    let choices = [
        (Command::FillZones, "Fill the zones", 128.0),
        (Command::ProveFilling, "Search longer…", 122.0),
        (Command::EmptyZones, "Empty", 90.0),
    ];
    for (command, text, wide) in choices {
        let main = command == Command::FillZones;
        let ink = if main { look.ui.on_accent } else { look.ui.tx };
        let mut button = Button::new(RichText::new(text).font(font(12.5, 600)).color(colour32(ink)))
            .min_size(vec2(wide, 26.0));
        if main {
            button = button.fill(colour32(look.ui.accent)).stroke(Stroke::NONE);
        }
        let possible = app.is_possible(command);
        let response = child.add_enabled(possible, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, possible, text));
        let keys = command.keys().map_or_else(String::new, |keys| format!("   {keys}"));
        if response.on_hover_text(format!("{}{keys}", command.tooltip())).clicked() {
            app.run(command, &ui.ctx().clone());
        }
    }
}
