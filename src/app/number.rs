//! Fields for what is typed.

use egui::emath::Numeric;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditOutput;
use egui::{DragValue, Ui};

use crate::units::typed;

/// A number that is dragged or typed, as people type it: with its unit, a space between
/// thousands, or a comma for the point.
pub fn field<N: Numeric>(value: &mut N) -> DragValue<'_> {
    DragValue::new(value).custom_parser(typed)
}

/// Gives a field the keyboard, with all of its text selected: it goes with the first letter typed.
pub fn type_over(ui: &Ui, field: &mut TextEditOutput, text: &str) {
    let response = &field.response.response;
    response.request_focus();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    field.state.cursor.set_char_range(Some(all));
    field.state.clone().store(ui.ctx(), response.id);
}
