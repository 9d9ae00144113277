//! Contingents of a zone: who fills it, by hand or by the program.

use egui::Ui;

use super::Cordon;

/// Shares the nations out among the zones.
pub fn fill(app: &mut Cordon, now: f64) {
    let _ = (app, now);
}

/// Takes every contingent that is not locked out of its zone.
pub fn empty(app: &mut Cordon, now: f64) {
    let _ = (app, now);
}

/// The search for a better filling; says whether to close.
pub fn proof(app: &mut Cordon, ui: &mut Ui) -> bool {
    let _ = (app, ui);
    true
}
