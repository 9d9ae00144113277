//! The slides that a plan holds: words of the user's, a view of the map, and
//! what is shown beside it.
//!
//! What the user has not written follows the numbers: a text that is `None` is
//! made anew from the plan by the slide's template whenever it is shown.

use geo_types::Coord;
use serde::{Deserialize, Serialize};

use super::ZoneId;
use super::posture::choices;

/// The name of a slide inside its plan; stays the same when the slide is edited.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlideId(pub String);

/// A slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Its id.
    pub id: SlideId,
    /// The template that makes what the user has not written; `None` for a slide of the user's own.
    pub template: Option<Template>,
    /// The title; `None` follows the numbers.
    pub title: Option<String>,
    /// Words beside the map or below the table, one paragraph a line; `None` follows the numbers.
    pub text: Option<String>,
    /// The view of the map; `None` is the template's, or no map.
    pub view: Option<MapView>,
    /// A table or chart; `None` is the template's, or none.
    pub exhibit: Option<Exhibit>,
    /// Speaker notes; `None` follows the numbers.
    pub notes: Option<String>,
    /// Whether it is left out of the show and of what is handed out.
    pub hidden: bool,
}

impl Slide {
    /// A slide that follows the numbers.
    pub fn of(template: Template) -> Self {
        Self { template: Some(template), ..Self::blank() }
    }

    /// A slide of the user's own that shows a view of the map.
    pub fn from_view(view: MapView) -> Self {
        Self { view: Some(view), ..Self::blank() }
    }

    /// A slide with nothing on it; an empty id is made up when it is added.
    pub const fn blank() -> Self {
        Self {
            id: SlideId(String::new()),
            template: None,
            title: None,
            text: None,
            view: None,
            exhibit: None,
            notes: None,
            hidden: false,
        }
    }
}

choices! {
    /// What a slide of the standard brief is about. It makes title, words, notes and
    /// exhibit from the plan.
    Template {
        /// What is taken for granted, and what comes out.
        Situation = "situation", "Situation and assumptions";
        /// The line of contact: length, terrain, who stands behind it.
        Line = "line", "The line";
        /// The zones on the map beside what each needs.
        Zones = "zones", "The zones";
        /// What each zone needs, with ranges.
        Need = "need", "Need with ranges";
        /// Published estimates and past missions beside the plan.
        Analogues = "analogues", "Published estimates and past missions";
        /// What each army can sustain.
        Supply = "supply", "Who could fill it";
        /// Who would stand where.
        Footprints = "footprints", "Footprints";
        /// Tours, pools and months.
        Rotation = "rotation", "Rotation";
        /// Mandate and rules of engagement, with the open question.
        Mandate = "mandate", "Mandate and rules of engagement";
        /// Risks, and traps in the numbers.
        Risks = "risks", "Risks and traps";
        /// Where the figures come from.
        Sources = "sources", "Sources";
    }
}

choices! {
    /// A table or a chart on a slide.
    Exhibit {
        /// What each zone needs, with bands.
        Need = "need", "Need by zone";
        /// What is sent to each zone beside what it needs.
        Filling = "filling", "Supply against need";
        /// What each army can sustain, as a chain.
        Chain = "chain", "What each army can sustain";
        /// Deployed, preparing and recovering over the months.
        Rotation = "rotation", "Rotation strip";
        /// Published estimates beside the plan.
        Comparison = "comparison", "Published estimates";
        /// Past missions beside the plan.
        Analogues = "analogues", "Past missions";
        /// Mandate, rules and lead of each zone.
        Mandate = "mandate", "Mandate and rules of engagement";
    }
}

/// What a map on a slide shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapView {
    /// Which part of the world.
    pub camera: Camera,
    /// Names of layers opened over the map that are shown, where they are open.
    pub layers: Vec<String>,
    /// The zones shown; `None` is all of them.
    pub zones: Option<Vec<ZoneId>>,
    /// The zone that stands out; the others step back.
    pub highlighted: Option<ZoneId>,
    /// The month of the rotation, counted from 0; `None` is the full force.
    pub month: Option<u32>,
    /// Whether the bands of distance behind the line are drawn.
    pub bands: bool,
    /// Whether contingents are drawn where they would stand.
    pub footprints: bool,
}

/// Which part of the world a map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Camera {
    /// The whole of Ukraine, as large as the frame lets it be.
    #[default]
    Country,
    /// The zones that are shown (or the highlighted one), with some room around them.
    Zones,
    /// A place in the middle, and how near.
    At {
        /// The middle in longitude and latitude.
        centre: Coord<f64>,
        /// The zoom on a map [`Camera::WIDTH`] wide: its world is 256 · 2^zoom wide.
        zoom: f64,
    },
}

impl Camera {
    /// The width of a map for which the zoom of [`Camera::At`] is meant.
    pub const WIDTH: f32 = 1410.0;

    /// The camera of a view that is so many points wide: it shows the same ground on any sheet.
    pub fn at(centre: Coord<f64>, zoom: f64, width: f32) -> Self {
        Self::At { centre, zoom: zoom + (f64::from(Self::WIDTH) / f64::from(width.max(1.0))).log2() }
    }

    /// The zoom that shows on a map of another width what `zoom` shows on [`Camera::WIDTH`].
    pub fn zoom_on(zoom: f64, width: f32) -> f64 {
        zoom + (f64::from(width.max(1.0)) / f64::from(Self::WIDTH)).log2()
    }
}
