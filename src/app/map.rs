//! The map: walkers carries the view, the scene says what is on it, and this
//! file puts the one under the other.

use egui::{CentralPanel, DragPanButtons, Rect, Sense, Ui};

use super::{Cordon, hand, paint};
use crate::scene::Drawing;

/// Shows the map in the room that the panels leave.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let rect = ui.max_rect();
    app.map_rect = rect;
    app.view = app.view.resized([rect.width(), rect.height()]);
    let mut drawing = Drawing::new([rect.width(), rect.height()]);
    app.base.draw(&app.view, &app.look, &mut drawing);
    let response = ui.interact(rect, hand::map_id(), Sense::click_and_drag());
    paint::paint(ui.painter(), rect.min, &drawing);
}
