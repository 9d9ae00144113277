//! The map of a plan as a drawing, without a page around it: what the window
//! shows, at any size.

use std::sync::{Arc, OnceLock};

use geo_types::{Coord, Rect};

use super::measure;
use crate::atlas::Atlas;
use crate::force::Figures;
use crate::force::exposure::bands_of;
use crate::force::footprints::{Footprints, ZoneFootprints};
use crate::force::timeline::{Timeline, sendings};
use crate::geodesy;
use crate::plan::{NationCode, Plan, ZoneId};
use crate::scene::marks::{self, Marks};
use crate::scene::{
    Base, Drawing, Frame, Furniture, Language, Legend, Look, MapLayer, Overlay, Placement, Scene, Spot, View,
    ZoneMark,
};
use crate::units::two_figures;

/// What of a plan is on the map, and in which words.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The language of names on the map.
    pub language: Language,
    /// The legend in the corner of the map; a page has its own key.
    pub legend: Legend,
    /// Whether the banner stands in the corner of the map. Leave it out only
    /// where the page around the map has it.
    pub banner: bool,
    /// Whether sources and the date of the line stand below.
    pub attribution: bool,
    /// Whether scale bar and north are on the map.
    pub scale: bool,
    /// Whether zones and contingents have plates with their names and numbers.
    pub plates: bool,
    /// Whether the ground of contingents is on the map.
    pub footprints: bool,
    /// Whether the bands of distance from the line are on the map.
    pub bands: bool,
    /// Layers over the map, bottom first.
    pub layers: Vec<MapLayer>,
    /// The month on show; `None` is when everybody is there.
    pub month: Option<u32>,
    /// The zones on show; `None` is all of them.
    pub zones: Option<Vec<ZoneId>>,
    /// The zone that is marked out.
    pub highlighted: Option<ZoneId>,
    /// Whether needs have two figures, as everywhere in a briefing; the
    /// window shows them to the last soldier.
    pub rounded: bool,
    /// Boxes on the map, from corner to corner, that the page covers.
    pub covered: Vec<[Spot; 2]>,
    /// How much larger texts and lines are than in the window: 2 for a slide of
    /// 1920 × 1080.
    pub magnified: f32,
    /// The smallest text, before it is magnified; 0 leaves all as they are.
    pub least: f32,
}

impl Default for Options {
    /// The map alone, as a page has it: no legend, no banner, no sources.
    fn default() -> Self {
        Self {
            language: Language::English,
            legend: Legend::Hidden,
            banner: false,
            attribution: false,
            scale: true,
            plates: true,
            footprints: true,
            bands: false,
            layers: Vec::new(),
            month: None,
            zones: None,
            highlighted: None,
            rounded: true,
            covered: Vec::new(),
            magnified: 1.0,
            least: 0.0,
        }
    }
}

impl Options {
    /// The map as it is when nothing stands around it: with banner, legend and sources.
    pub fn alone() -> Self {
        Self { legend: Legend::Open, banner: true, attribution: true, ..Self::default() }
    }

    fn magnification(&self) -> f32 {
        self.magnified.clamp(0.25, 8.0)
    }
}

/// A plan with what its maps are made of; keep it for several maps of one plan.
pub struct Map<'a> {
    plan: &'a Plan,
    figures: &'a Figures,
    atlas: &'a Atlas,
    base: Base,
    footprints: OnceLock<Vec<Arc<ZoneFootprints>>>,
}

impl<'a> Map<'a> {
    /// Prepares the maps of a plan.
    pub fn of(plan: &'a Plan, figures: &'a Figures, atlas: &'a Atlas) -> Self {
        Self { plan, figures, atlas, base: Base::new(&atlas.map), footprints: OnceLock::new() }
    }

    /// The reference data.
    pub const fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    /// The drawing of a view, as large as the view says.
    pub fn drawing(&self, view: &View, look: &Look, options: &Options) -> Drawing {
        let magnified = options.magnification();
        let small = View {
            zoom: view.zoom - f64::from(magnified).log2(),
            size: view.size.map(|side| side / magnified),
            ..*view
        };
        let note = marks::line_note(self.plan, self.atlas);
        let marks = self.marks(options);
        let furniture = self.furniture(&marks, &note, options, small.size[0]);
        let layers = options.layers.iter().filter(|layer| layer.is_seen());
        let layers: Vec<_> = layers.map(|layer| layer.mark(look)).collect();
        let (zones, overlay) = (self.zones(options), Overlay::default());
        let scene = Scene {
            base: &self.base,
            layers: &layers,
            zones: &zones,
            footprints: marks.footprints(),
            contact: Some(marks::contact(self.plan, self.atlas, &note)),
            overlay: &overlay,
            furniture: &furniture,
            look,
            language: options.language,
            tags: options.plates,
            settled: true,
        };
        let drawing =
            scene.drawn(&small, &mut Placement::of_page(options.least)).with_texts_from(options.least);
        // A size that was divided and multiplied may be a hair off the frame's.
        if magnified == 1.0 { drawing } else { Drawing { size: view.size, ..drawing.scaled(magnified) } }
    }

    fn furniture(&self, marks: &Marks, note: &str, options: &Options, wide: f32) -> Furniture {
        Furniture {
            banner: if options.banner { self.plan.banner.clone() } else { String::new() },
            month: marks.month.clone(),
            legend: options.legend,
            attribution: if options.attribution { attribution(note, options, wide) } else { String::new() },
            bare: !options.scale,
            covered: options
                .covered
                .iter()
                .map(|corners| {
                    let [min, max] = corners.map(|corner| corner.map(|at| at / options.magnification()));
                    Frame { min, max }
                })
                .collect(),
        }
    }

    fn zones(&self, options: &Options) -> Vec<ZoneMark> {
        let of_plan = std::iter::zip(&self.plan.zones, &self.figures.zones);
        let shown = of_plan.filter(|(zone, _)| shows(options, &zone.id));
        let need = |need: f64| if options.rounded { two_figures(need) } else { need };
        shown
            .map(|(zone, figures)| ZoneMark {
                selected: options.highlighted.as_ref() == Some(&zone.id),
                ..marks::zone(zone, Some(need(figures.need.central.0)))
            })
            .collect()
    }

    fn marks(&self, options: &Options) -> Marks {
        let mut out = Marks { rounded: options.rounded, ..Marks::default() };
        if options.bands
            && let Ok(bands) = bands_of(self.plan, self.atlas)
        {
            out.bands = marks::bands(&bands);
        }
        let horizon = self.plan.assumptions.rotation.horizon_months;
        if let Some(month) = options.month {
            out.month = marks::month(month, horizon);
        }
        if !options.footprints {
            return out;
        }
        let course = options.month.and_then(|month| Some((month, self.timeline().ok()?)));
        let presence = |nation: &NationCode| {
            course.as_ref().map_or(1.0, |(month, timeline)| {
                timeline.nation(&nation.0).map_or(0.0, |course| course.presence(*month))
            })
        };
        for made in self.footprints().iter().filter(|made| shows(options, &made.zone)) {
            out.add(made, self.figures, &self.atlas.doctrine, presence);
        }
        out
    }

    fn footprints(&self) -> &[Arc<ZoneFootprints>] {
        self.footprints.get_or_init(|| Footprints::new().of(self.plan, self.figures, self.atlas))
    }

    fn timeline(&self) -> Result<Timeline, crate::problem::Refusal> {
        let coalition = &self.figures.coalition;
        let sustained =
            |nation: &NationCode| coalition.nation(nation).map(|nation| nation.supply.troops.central);
        let sendings = sendings(self.plan, self.figures, sustained);
        let horizon = self.plan.assumptions.rotation.horizon_months;
        Timeline::of(&sendings, self.figures.deployed, horizon)
    }
}

/// Room that the legend takes from the line of sources.
const BESIDE_LEGEND: f32 = 320.0;

/// Whose the map is, and whose its layers, as many as there is room for.
fn attribution(note: &str, options: &Options, wide: f32) -> String {
    let layers = options.layers.iter().rev().filter(|layer| layer.is_seen()).map(MapLayer::credit);
    let layers: Vec<String> = layers.collect();
    let line = |kept: usize| {
        let more = match layers.len() - kept {
            0 => None,
            1 => Some("one layer more".to_owned()),
            more => Some(format!("{more} layers more")),
        };
        let parts = std::iter::once(marks::attribution(note)).chain(layers.iter().take(kept).cloned());
        parts.chain(more).collect::<Vec<_>>().join(" · ")
    };
    let fits = |line: &String| measure::width(line, 10.5, 400) <= wide - BESIDE_LEGEND;
    (0..=layers.len()).rev().map(line).find(fits).unwrap_or_else(|| line(0))
}

fn shows(options: &Options, zone: &ZoneId) -> bool {
    options.zones.as_ref().is_none_or(|shown| shown.contains(zone))
}

/// The map of a plan as a drawing. For several maps of one plan, [`Map`] is faster.
pub fn drawing(
    plan: &Plan,
    figures: &Figures,
    atlas: &Atlas,
    view: &View,
    look: &Look,
    options: &Options,
) -> Drawing {
    Map::of(plan, figures, atlas).drawing(view, look, options)
}

/// The view of all zones of a plan with Ukraine around them; of Ukraine where there are none.
pub fn view_of_plan(plan: &Plan, size: [f32; 2]) -> View {
    let outlines = plan.zones.iter().filter_map(|zone| geodesy::bounds(zone.shape.outline()));
    match outlines.reduce(joined) {
        Some(bounds) => View::fitting(bounds, size[0].min(size[1]) * 0.08, size),
        None => View::of_ukraine(size),
    }
}

/// The view of one zone with some land around it; none where the zone has no outline.
pub fn view_of_zone(plan: &Plan, zone: &ZoneId, size: [f32; 2]) -> Option<View> {
    let bounds = geodesy::bounds(plan.zone(zone)?.shape.outline())?;
    let mut view = View::fitting(bounds, size[0].min(size[1]) * 0.16, size);
    // A site of some kilometres is shown with the towns around it.
    view.zoom = view.zoom.min(10.0);
    Some(view)
}

/// The box around two boxes.
fn joined(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
    Rect::new(
        Coord { x: low.0.x.min(low.1.x), y: low.0.y.min(low.1.y) },
        Coord { x: high.0.x.max(high.1.x), y: high.0.y.max(high.1.y) },
    )
}
