//! A layer opened over the map, whole: what is drawn of it, how, and where it is from. The
//! window, slides, pages and the command line all draw it from this.

use std::sync::Arc;

use super::look::Look;
use super::marks::spelled;
use super::reference::{FeatureName, LayerMark, Prepared};

/// The colours that a layer can have.
pub const TINTS: usize = 6;

/// A layer over the map. It is cheap to clone, so that workers can have their own.
#[derive(Clone, Debug)]
pub struct MapLayer {
    /// Its name: slides name the layers they show.
    pub name: String,
    /// What is drawn.
    pub prepared: Arc<Prepared>,
    /// The names of its features, the more important first; none where it has no labels.
    pub names: Arc<[FeatureName]>,
    /// Its colour, by number.
    pub tint: usize,
    /// How strongly it is drawn, 0 to 1.
    pub opacity: f32,
    /// Where it is from; empty where nobody said.
    pub source: String,
    /// Its date; empty where nobody said.
    pub date: String,
}

impl PartialEq for MapLayer {
    /// The same data is the same place in memory: comparing every point would take longer than
    /// drawing them anew.
    fn eq(&self, other: &Self) -> bool {
        let said = |layer: &Self| (layer.name.clone(), layer.source.clone(), layer.date.clone());
        Arc::ptr_eq(&self.prepared, &other.prepared)
            && Arc::ptr_eq(&self.names, &other.names)
            && (self.tint, self.opacity.to_bits()) == (other.tint, other.opacity.to_bits())
            && said(self) == said(other)
    }
}

impl MapLayer {
    /// The layer as a scene draws it.
    pub fn mark(&self, look: &Look) -> LayerMark<'_> {
        LayerMark {
            name: &self.name,
            prepared: &self.prepared,
            colour: look.layer(self.tint).alpha(self.opacity),
            names: &self.names,
        }
    }

    /// Whether anything of it can be seen.
    pub fn is_seen(&self) -> bool {
        self.opacity > 0.0
    }

    /// "Sectors: General Staff, 1 Jun 2025", for a line of sources.
    pub fn credit(&self) -> String {
        let or = |text: String, none: &str| if text.trim().is_empty() { none.to_owned() } else { text };
        let source = or(self.source.clone(), "no source given");
        format!("{}: {source}, {}", self.name, or(spelled(&self.date), "no date"))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn a_layer_says_where_it_is_from_and_what_nobody_said() {
        let prepared = Arc::new(Prepared::new(&[], &AtomicBool::new(false), &|_| {}).unwrap());
        let layer = MapLayer {
            name: "Sectors".to_owned(),
            prepared,
            names: Arc::default(),
            tint: 0,
            opacity: 1.0,
            source: "General Staff".to_owned(),
            date: "2025-06-01".to_owned(),
        };
        assert_eq!(layer.credit(), "Sectors: General Staff, 1 Jun 2025");
        let bare = MapLayer { source: String::new(), date: String::new(), ..layer.clone() };
        assert_eq!(bare.credit(), "Sectors: no source given, no date");
        assert!(layer == layer.clone() && layer != bare);
    }
}
