//! A zone named in its row.

use egui::{Context, Key, Modifiers, Rect, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::row_id;
use crate::app::theme::font;
use crate::app::{Cordon, Page};
use crate::plan::{Edit, Zone, ZoneId};

/// A name being typed.
#[derive(Clone, Debug)]
pub struct Naming {
    zone: ZoneId,
    text: String,
    /// Whether the field has had the keyboard.
    begun: bool,
}

/// Begins to name a zone: the one whose row has the keyboard, or the one selected first.
pub fn begin(app: &mut Cordon, zone: Option<ZoneId>) {
    let focused = app.rows.focused.clone().filter(|_| app.page == Page::Plan);
    let selected = app.desk.selection.zones.first().cloned();
    let Some(zone) = zone.or(focused).or(selected) else { return };
    let Some(text) = app.desk.history.now().zone(&zone).map(|zone| zone.name.clone()) else { return };
    app.page = Page::Plan;
    app.rows.wants_seen = Some(zone.clone());
    app.rows.naming = Some(Naming { zone, text, begun: false });
}

/// Escape leaves the old name; nothing else hears it.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    let Some(naming) = &app.rows.naming else { return };
    let gone = app.desk.history.now().zone(&naming.zone).is_none() || app.page != Page::Plan;
    if gone || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ctx.memory_mut(|memory| memory.request_focus(row_id(&naming.zone)));
        app.rows.naming = None;
    }
}

/// Whether a zone is being named.
pub fn is_of(app: &Cordon, zone: &ZoneId) -> bool {
    app.rows.naming.as_ref().is_some_and(|naming| naming.zone == *zone)
}

/// The field in the place of the name.
pub fn show(app: &mut Cordon, ui: &mut Ui, place: Rect, zone: &Zone) {
    let Some(mut naming) = app.rows.naming.take() else { return };
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("naming"));
    let field = TextEdit::singleline(&mut naming.text)
        .font(font(13.0, 600))
        .margin(vec2(4.0, 2.0))
        .desired_width(place.width());
    let mut output = field.show(&mut child);
    let response = &output.response.response;
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, format!("Name of {}", zone.name)));
    if !naming.begun {
        response.request_focus();
        naming.begun = true;
        // The old name goes with the first letter typed.
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(naming.text.chars().count()),
        );
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), response.id);
    } else if response.lost_focus() {
        let (now, entered) = ui.input(|input| (input.time, input.key_pressed(Key::Enter)));
        if naming.text != zone.name {
            app.desk.apply(&Edit::Rename { zone: naming.zone.clone(), name: naming.text }, now);
        }
        if entered {
            ui.memory_mut(|memory| memory.request_focus(row_id(&naming.zone)));
        }
        return;
    }
    app.rows.naming = Some(naming);
}
