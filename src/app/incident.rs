//! What happens if a soldier is shot?

use egui::Ui;

use super::Cordon;

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui) -> bool {
    let _ = (app, ui);
    true
}

/// Placeholder of this slice.
#[derive(Default)]
pub struct Kept;
