//! Layers that are opened again when the program starts, for those who want it.

use std::path::PathBuf;

use egui::Context;
use serde::{Deserialize, Serialize};

use super::{Overlaid, Style};
use crate::app::Cordon;

/// A layer that is remembered: its file, and how it was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// Which of its layers, where it has more.
    #[serde(default)]
    pub part: Option<String>,
    /// How it is drawn.
    #[serde(flatten)]
    pub style: Style,
}

/// Opens the remembered layers on workers.
pub fn begin(app: &mut Cordon, ctx: &Context) {
    let Some(kept) = app.settings.layers.clone() else { return };
    for layer in &kept {
        app.open_layer_again(layer.path.clone(), layer.part.clone(), ctx);
    }
    app.reopening = kept;
}

/// Puts a layer that was read over the map: on top, or where it was and as it was.
pub fn take(app: &mut Cordon, mut layer: Overlaid, path: PathBuf) {
    layer.path = Some(std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone()));
    let mine = (layer.path.clone(), layer.part.clone());
    let Some(at) = app.reopening.iter().position(|kept| same(kept, &mine)) else {
        layer.open = true;
        app.layers.push(layer);
        app.layers_open = true;
        remember(app);
        return;
    };
    layer.dress(app.reopening.remove(at).style);
    // Before the first of those that stood above it.
    let order = app.settings.layers.clone().unwrap_or_default();
    let rank = |of: &Name| order.iter().position(|kept| same(kept, of));
    let own = rank(&mine);
    let above = app.layers.iter().position(|other| rank(&(other.path.clone(), other.part.clone())) > own);
    app.layers.insert(above.unwrap_or(app.layers.len()), layer);
}

/// By what a layer is known again: its file, and its name in it.
type Name = (Option<PathBuf>, Option<String>);

fn same(kept: &Kept, (path, part): &Name) -> bool {
    Some(&kept.path) == path.as_ref() && kept.part == *part
}

/// Writes down which layers are over the map, if they are to be opened again.
pub fn remember(app: &mut Cordon) {
    if app.settings.layers.is_none() {
        return;
    }
    let there = app.layers.iter().filter_map(|layer| {
        let (path, part) = (layer.path.clone()?, layer.part.clone());
        Some(Kept { path, part, style: layer.style.clone() })
    });
    // Those that are still being read are not forgotten.
    let kept: Vec<Kept> = there.chain(app.reopening.iter().cloned()).collect();
    if app.settings.layers.as_ref() != Some(&kept) {
        app.settings.layers = Some(kept);
        app.settings.store();
    }
}
