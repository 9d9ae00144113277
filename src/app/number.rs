//! Fields for numbers.

use egui::DragValue;
use egui::emath::Numeric;

use crate::units::typed;

/// A number that is dragged or typed, as people type it: with its unit, a space between
/// thousands, or a comma for the point.
pub fn field<N: Numeric>(value: &mut N) -> DragValue<'_> {
    DragValue::new(value).custom_parser(typed)
}
