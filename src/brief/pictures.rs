//! The pictures of a deck: maps of the plan, and the small map of Europe.

use super::deck::MapBlock;
use super::inset::inset;
use super::map::{Map, Options};
use crate::atlas::Atlas;
use crate::force::Figures;
use crate::plan::Plan;
use crate::plan::slides::{Camera, MapView};
use crate::scene::{Drawing, Language, Look, MapLayer, View};
use geo_types::Rect;

/// How much larger text and lines are on a slide than in the window.
pub const MAGNIFIED: f32 = 2.0;

/// The smallest text of a map on a slide before it is magnified: 24 pixels at 1080 lines. With a
/// larger map instead the cities of second rank would go, and with them the names of hubs.
pub const LEAST: f32 = 24.0 / MAGNIFIED;

/// What the maps of a deck are made of. Keep it from one slide to the next.
pub struct Pictures<'a> {
    plan: &'a Plan,
    atlas: &'a Atlas,
    map: Map<'a>,
    look: &'a Look,
    language: Language,
    layers: &'a [MapLayer],
}

impl<'a> Pictures<'a> {
    /// The maps of a plan in a theme.
    pub fn of(plan: &'a Plan, figures: &'a Figures, atlas: &'a Atlas, look: &'a Look) -> Self {
        let map = Map::of(plan, figures, atlas);
        Self { plan, atlas, map, look, language: Language::English, layers: &[] }
    }

    /// The same with layers that are open over the map, bottom first: each map shows those that
    /// its view names.
    #[must_use]
    pub const fn with_layers(mut self, layers: &'a [MapLayer]) -> Self {
        self.layers = layers;
        self
    }

    /// The same with names in a language.
    #[must_use]
    pub const fn named_in(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The picture of a map block, as large as its frame.
    pub fn map(&self, block: &MapBlock, size: [f32; 2]) -> Drawing {
        self.map_at(block, &self.view(&block.view, block.covered, size))
    }

    /// The picture of a map block looked at from elsewhere, as large as the view says.
    pub fn map_at(&self, block: &MapBlock, view: &View) -> Drawing {
        let covered =
            block.blocked.iter().map(|[left, top, right, bottom]| [[*left, *top], [*right, *bottom]]);
        let (language, layers) = (self.language, named(self.layers, &block.view).cloned().collect());
        let options = Options { covered: covered.collect(), language, layers, ..options(&block.view) };
        self.map.drawing(view, self.look, &options)
    }

    /// The picture of Europe in an inset.
    pub fn inset(&self, size: [f32; 2]) -> Drawing {
        inset(self.plan, self.atlas, size, self.look)
    }

    /// The part of the world that a view shows on a map of a size, of which other
    /// blocks cover a part: left, top, right, bottom.
    pub fn view(&self, view: &MapView, covered: [f32; 4], size: [f32; 2]) -> View {
        view_on(self.plan, view, covered, size)
    }
}

/// The layers that a view shows, of those that are open.
pub fn named<'l>(layers: &'l [MapLayer], view: &MapView) -> impl Iterator<Item = &'l MapLayer> {
    layers.iter().filter(|layer| view.layers.contains(&layer.name) && layer.is_seen())
}

/// What of a plan a map view shows, in the terms of the map.
pub fn options(view: &MapView) -> Options {
    Options {
        footprints: view.footprints,
        bands: view.bands,
        month: view.month,
        zones: view.zones.clone(),
        highlighted: view.highlighted.clone(),
        rounded: true,
        magnified: MAGNIFIED,
        least: LEAST,
        ..Options::default()
    }
}

/// The part of the world that a view of a plan shows on a map of a size.
pub fn view_on(plan: &Plan, view: &MapView, covered: [f32; 4], size: [f32; 2]) -> View {
    let [left, top, right, bottom] = covered;
    let free = [(size[0] - left - right).max(64.0), (size[1] - top - bottom).max(64.0)];
    let fitted = match view.camera {
        Camera::At { centre, zoom } => {
            return View::new(centre, Camera::zoom_on(zoom, size[0]), size);
        }
        Camera::Country => View::of_ukraine(free),
        Camera::Zones => match bounds(plan, view) {
            Some(bounds) => View::fitting(bounds, 90.0, free),
            None => View::of_ukraine(free),
        },
    };
    // The middle of what is free, seen from the middle of the whole.
    let by = [(left - right) / 2.0, (top - bottom) / 2.0];
    View { size, ..fitted }.panned(by)
}

/// The box around the zones of a view; around the highlighted one alone where there is one.
fn bounds(plan: &Plan, view: &MapView) -> Option<Rect<f64>> {
    let wanted = |id: &crate::plan::ZoneId| match (&view.highlighted, &view.zones) {
        (Some(one), _) => one == id,
        (None, Some(some)) => some.contains(id),
        (None, None) => true,
    };
    let zones = plan.zones.iter().filter(|zone| wanted(&zone.id));
    let corners = zones.flat_map(|zone| zone.shape.outline().0.iter()).flat_map(|part| &part.exterior().0);
    corners.fold(None, |bounds: Option<Rect<f64>>, at| {
        let [least, most] = bounds.map_or([*at; 2], |bounds| [bounds.min(), bounds.max()]);
        let low = geo_types::Coord { x: least.x.min(at.x), y: least.y.min(at.y) };
        let high = geo_types::Coord { x: most.x.max(at.x), y: most.y.max(at.y) };
        Some(Rect::new(low, high))
    })
}
