//! Layers opened over the map.

use super::drawing::Drawing;
use super::view::View;

/// A layer.
#[derive(Clone, Copy, Debug)]
pub struct LayerMark<'a> {
    /// Its name.
    pub name: &'a str,
}

impl LayerMark<'_> {
    /// Adds it.
    pub fn draw(&self, _view: &View, _drawing: &mut Drawing) {}
}
