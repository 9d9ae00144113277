//! Footprints: the ground of each contingent in a zone, its boundaries, its
//! camps, and the bands of distance from the line.

use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::symbol::Echelon;
use crate::plan::zone::ZoneId;

/// The ground of one contingent in one zone.
#[derive(Clone, Debug)]
pub struct FootprintMark {
    /// The zone.
    pub zone: ZoneId,
    /// The nation's code: "FR".
    pub code: String,
    /// Its part of the zone. The same `Arc` from frame to frame is cut into
    /// triangles once. Empty where the zone is not divided, as a site of one camp.
    pub area: Arc<MultiPolygon<f64>>,
    /// A place well inside its part, where its plate's leader ends.
    pub anchor: Coord<f64>,
    /// People deployed.
    pub troops: f64,
    /// The unit in words: "1 bde"; empty where not said.
    pub unit: String,
    /// The marks over its unit symbol.
    pub echelon: Echelon,
    /// Why it should perhaps not stand here; a triangle on the plate.
    pub caveat: Option<String>,
    /// Its camps.
    pub camps: Vec<CampMark>,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether the pointer is over it, or over its row.
    pub hovered: bool,
    /// Whether it is only proposed, or no longer there: drawn faintly, with a dashed outline.
    pub ghosted: bool,
}

/// A camp.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampMark {
    /// Where, in longitude and latitude.
    pub at: Coord<f64>,
}

/// A boundary between two contingents of a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct DividerMark {
    /// The zone.
    pub zone: ZoneId,
    /// Its course in longitude and latitude.
    pub path: Vec<Coord<f64>>,
    /// Whether the pointer is over it.
    pub hovered: bool,
    /// Whether it is being dragged.
    pub dragged: bool,
}

/// The part of a zone that nobody holds yet.
#[derive(Clone, Debug)]
pub struct UnfilledMark {
    /// The zone.
    pub zone: ZoneId,
    /// That part.
    pub area: Arc<MultiPolygon<f64>>,
}

/// What the contingents of a zone are together, for the one plate that they
/// share. Without it the plate shows the largest echelon among them and no unit.
#[derive(Clone, Debug, PartialEq)]
pub struct GatheredMark {
    /// The zone.
    pub zone: ZoneId,
    /// The unit in words: "2 bde".
    pub unit: String,
    /// The marks over the unit symbol.
    pub echelon: Echelon,
}

/// All ground within a distance of the line of contact.
#[derive(Clone, Debug)]
pub struct BandMark {
    /// The distance, which is written at its edge.
    pub km: f64,
    /// The ground from the line to that distance. Nearer bands lie inside, so
    /// that their tints add up. The same `Arc` from frame to frame is cut once.
    pub area: Arc<MultiPolygon<f64>>,
}

/// Who stands where on the sheet. All lists may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Footprints<'a> {
    /// The ground of each contingent: for each zone in the order along it.
    pub parts: &'a [FootprintMark],
    /// Boundaries between them.
    pub dividers: &'a [DividerMark],
    /// What nobody holds yet.
    pub unfilled: &'a [UnfilledMark],
    /// What the contingents of a zone are together.
    pub gathered: &'a [GatheredMark],
    /// Distances from the line.
    pub bands: &'a [BandMark],
}
