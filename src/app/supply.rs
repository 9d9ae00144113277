//! Nations: what each can sustain, what it offers, and where it goes.

use egui::{Rect, Ui};

use super::Cordon;

/// Shows the page.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    let _ = (app, ui, area);
}
