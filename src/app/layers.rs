//! The layers drawn over the map, and the line the plan is measured along.

mod overlaid;

mod panel;

mod carrying;

mod ground;

mod reopen;

pub mod web;

pub mod tiles;

mod workers;

mod cache;

use egui::{Align2, Rect, ScrollArea, Ui, Window, pos2, vec2};

pub use carrying::hear;
pub use ground::shades;
pub use overlaid::{Overlaid, Style};
pub use reopen::{Kept, begin as reopen, remember, take};

use super::{Cordon, lines};
use crate::import::{Layer, Progress};
use crate::scene::MapLayer;

/// Width of the list.
const WIDE: f32 = 352.0;

/// Height of the title and the margins round the list.
const FRAME: f32 = 72.0;

/// Between the list and the rim of the map.
const RIM: f32 = 16.0;

/// Where the banner ends below the top of the map: what is hypothetical says so, whatever is open.
const BANNER: f32 = 56.0;

impl Cordon {
    /// Draws a layer over the map at once. It is prepared here: a large one belongs on a worker,
    /// as when a file is opened.
    pub fn draw_over(&mut self, layer: Layer) {
        self.layers.extend(Overlaid::prepare(layer, &Progress::default()));
    }
}

/// The layers that are open, bottom first, as slides and pages draw them.
pub fn open(app: &Cordon) -> Vec<MapLayer> {
    app.layers.iter().enumerate().map(|(place, layer)| layer.on_map(place)).collect()
}

/// Those of them that are on the map now: the ones switched on, in a show those of the slide.
pub fn shown(app: &Cordon) -> Vec<MapLayer> {
    let of_slide = app.show.as_ref().map(|show| show.layers());
    let on = |layer: &Overlaid| match of_slide {
        Some(named) => named.contains(&layer.name),
        None => layer.style.shown,
    };
    let layers = app.layers.iter().enumerate().filter(|(_, layer)| on(layer));
    layers.map(|(place, layer)| layer.on_map(place)).filter(MapLayer::is_seen).collect()
}

/// Shows the list beside the rail; says where it stands.
pub fn show(app: &mut Cordon, ui: &Ui) -> Option<Rect> {
    // What comes out of an export is looked at without anything over it.
    if !app.layers_open || app.exporting.framing {
        return None;
    }
    let mut open = true;
    let map = app.map_rect;
    let room = Rect::from_min_max(pos2(map.left() + RIM, map.top() + BANNER), map.max - vec2(RIM, RIM));
    let shown = Window::new("Layers and line of contact")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .pivot(Align2::LEFT_BOTTOM)
        .default_pos(room.left_bottom())
        .default_width(WIDE)
        .default_height(room.height())
        .constrain_to(room)
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDE);
            let high = (room.height() - FRAME).max(120.0);
            ScrollArea::vertical().max_height(high).show(ui, |ui| {
                ui.set_width(WIDE - 12.0);
                lines::show(app, ui);
                ui.separator();
                panel::show(app, ui);
                ground::show(app, ui);
            });
        });
    app.layers_open &= open;
    shown.map(|window| window.response.rect)
}
