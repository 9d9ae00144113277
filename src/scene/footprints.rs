//! Footprints: the ground of each contingent in a zone, its boundaries, its
//! camps, and the bands of distance from the line.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon};

use super::crowd::Frame;
use super::drawing::{Drawing, Spot, Stroke};
use super::hatch;
use super::look::{Colour, Hatch, Look, weight};
use super::pyramid::{
    Bounds, Lens, Patch, Place, bounds_of, draw_line, level_of, patch, placed, polygons_placed, thin_rings,
    tolerance,
};
use super::symbol::Echelon;
use super::view::{View, mercator};
use super::zones::{HATCH_ANCHOR, spots};
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
    /// Whether plates say two figures of the sum of several contingents.
    pub rounded: bool,
}

impl Footprints<'_> {
    /// All areas that are cut into triangles.
    pub fn areas(&self) -> impl Iterator<Item = &Arc<MultiPolygon<f64>>> {
        let parts = self.parts.iter().map(|part| &part.area);
        let unfilled = self.unfilled.iter().map(|rest| &rest.area);
        parts.chain(unfilled).chain(self.bands.iter().map(|band| &band.area))
    }

    /// What the contingents of a zone are together, if it is said.
    pub fn gathered(&self, zone: &ZoneId) -> Option<&GatheredMark> {
        self.gathered.iter().find(|mark| mark.zone == *zone)
    }
}

/// Which marks belong to which zone: found once a frame, so that a thousand
/// zones are not searched a thousand times.
#[derive(Debug, Default)]
pub struct Sorted<'a> {
    parts: Vec<&'a FootprintMark>,
    dividers: Vec<&'a DividerMark>,
    unfilled: Vec<&'a UnfilledMark>,
}

impl<'a> Sorted<'a> {
    /// Sorts marks by zone; within a zone they keep their order.
    pub fn of(footprints: &Footprints<'a>) -> Self {
        let mut sorted = Self {
            parts: footprints.parts.iter().collect(),
            dividers: footprints.dividers.iter().collect(),
            unfilled: footprints.unfilled.iter().collect(),
        };
        sorted.parts.sort_by(|a, b| a.zone.cmp(&b.zone));
        sorted.dividers.sort_by(|a, b| a.zone.cmp(&b.zone));
        sorted.unfilled.sort_by(|a, b| a.zone.cmp(&b.zone));
        sorted
    }

    /// The contingents of a zone.
    pub fn parts(&self, zone: &ZoneId) -> &[&'a FootprintMark] {
        of_zone(&self.parts, |mark| &mark.zone, zone)
    }

    fn dividers(&self, zone: &ZoneId) -> &[&'a DividerMark] {
        of_zone(&self.dividers, |mark| &mark.zone, zone)
    }

    fn unfilled(&self, zone: &ZoneId) -> &[&'a UnfilledMark] {
        of_zone(&self.unfilled, |mark| &mark.zone, zone)
    }

    /// Whether the ground of a zone is divided among contingents.
    pub fn divides(&self, zone: &ZoneId) -> bool {
        self.parts(zone).iter().any(|part| !part.area.0.is_empty())
    }
}

/// The marks of a zone, of marks sorted by zone.
fn of_zone<'m, T>(marks: &'m [T], zone_of: impl Fn(&T) -> &ZoneId, zone: &ZoneId) -> &'m [T] {
    let from = marks.partition_point(|mark| zone_of(mark) < zone);
    let count = marks[from..].partition_point(|mark| zone_of(mark) <= zone);
    &marks[from..from + count]
}

/// An area on the world, remembered by its identity.
#[derive(Debug)]
struct Ground {
    /// Keeps the area alive, so that its address stays its own.
    _area: Arc<MultiPolygon<f64>>,
    polygons: Vec<Vec<Vec<Place>>>,
    bounds: Bounds,
    levels: BTreeMap<u8, Patch>,
    used: u64,
}

/// The areas of the last frame, cut into triangles.
#[derive(Debug, Default)]
pub struct Grounds {
    known: BTreeMap<usize, Ground>,
    frame: u64,
}

fn address(area: &Arc<MultiPolygon<f64>>) -> usize {
    Arc::as_ptr(area).addr()
}

impl Grounds {
    /// Prepares the areas of a frame and forgets those that it does not show.
    pub fn prepare<'a>(&mut self, areas: impl Iterator<Item = &'a Arc<MultiPolygon<f64>>>, zoom: f64) {
        self.frame += 1;
        let level = level_of(zoom);
        for area in areas.filter(|area| !area.0.is_empty()) {
            let ground = self.known.entry(address(area)).or_insert_with(|| Ground::of(area));
            ground.used = self.frame;
            let polygons = &ground.polygons;
            // Neighbours are thinned each for itself: at half the tolerance of a
            // zone the gap between them stays under a divider's casing.
            ground
                .levels
                .entry(level)
                .or_insert_with(|| patch(&thin_rings(polygons, tolerance(level) / 2.0)));
        }
        let frame = self.frame;
        self.known.retain(|_, ground| ground.used == frame);
    }

    /// The box around an area, and what is left of it at a zoom.
    pub fn of(&self, area: &Arc<MultiPolygon<f64>>, zoom: f64) -> Option<(&Bounds, &Patch)> {
        let ground = self.known.get(&address(area))?;
        Some((&ground.bounds, ground.levels.get(&level_of(zoom))?))
    }
}

impl Ground {
    fn of(area: &Arc<MultiPolygon<f64>>) -> Self {
        let polygons = polygons_placed(area);
        Self {
            _area: Arc::clone(area),
            bounds: bounds_of(&polygons),
            polygons,
            levels: BTreeMap::new(),
            used: 0,
        }
    }
}

/// Room from a camp's middle to the edge of its mark.
const CAMP: f32 = 2.6;

/// The zoom from which camps are marked: before it they hide their sector.
pub const CAMPS_FROM: f64 = 7.0;

/// What footprints are drawn with.
pub struct Pen<'a> {
    view: &'a View,
    look: &'a Look,
    grounds: &'a Grounds,
    lens: Lens,
    window: Bounds,
}

impl<'a> Pen<'a> {
    /// A pen for a view.
    pub fn new(view: &'a View, look: &'a Look, grounds: &'a Grounds) -> Self {
        Self { view, look, grounds, lens: Lens::of(view), window: Bounds::of_view(view, 8.0) }
    }

    /// Adds the bands of distance, the farthest first.
    pub fn draw_bands(&self, bands: &[BandMark], drawing: &mut Drawing) {
        let mut bands = bands.iter().collect::<Vec<_>>();
        bands.sort_by(|a, b| b.km.total_cmp(&a.km));
        for band in bands {
            let Some((bounds, patch)) = self.shown(&band.area) else { continue };
            patch.fill(&self.lens, &self.window, bounds, self.look.band(), drawing);
            self.rings(patch, (0.9, self.look.band_edge(), Some([5.0, 3.0])), drawing);
        }
    }

    /// Adds the sectors of a zone: fill and hatch of each contingent, what
    /// nobody holds, the boundaries.
    pub fn draw_zone(&self, zone: &ZoneId, ink: Colour, marks: &Sorted, drawing: &mut Drawing) {
        let parts = marks.parts(zone);
        for part in parts {
            self.sector(part, drawing);
        }
        for rest in marks.unfilled(zone) {
            let (fill, hatch) = (self.look.ui.unfilled.alpha(0.75), self.look.unfilled_hatch());
            self.ground(&rest.area, fill, (hatch, self.look.ui.unfilled_hatch), drawing);
        }
        for divider in marks.dividers(zone) {
            self.divider(divider, ink, drawing);
        }
        for part in parts.iter().filter(|part| part.selected || part.hovered || part.ghosted) {
            let Some((_, patch)) = self.shown(&part.area) else { continue };
            let map = &self.look.map;
            if part.ghosted {
                self.rings(patch, (1.8, map.ghost, Some([4.0, 3.0])), drawing);
            } else {
                let more = if part.hovered { weight::HOVER } else { 0.0 };
                self.rings(
                    patch,
                    (weight::SELECTED_CASING - 1.2 + more, map.selection_casing, None),
                    drawing,
                );
                self.rings(patch, (weight::SELECTED - 0.6 + more, map.selection, None), drawing);
            }
        }
    }

    fn sector(&self, part: &FootprintMark, drawing: &mut Drawing) {
        let ink = self.look.contingent(&part.code);
        let faint = if part.ghosted { 0.4 } else { 1.0 };
        self.ground(&part.area, ink.wash().alpha(faint), (ink.hatch, ink.ink.alpha(faint)), drawing);
    }

    fn ground(
        &self,
        area: &Arc<MultiPolygon<f64>>,
        fill: Colour,
        (hatch, ink): (Hatch, Colour),
        drawing: &mut Drawing,
    ) {
        let Some((bounds, patch)) = self.shown(area) else { return };
        patch.fill(&self.lens, &self.window, bounds, fill, drawing);
        let (min, max) = (self.lens.spot(bounds.min), self.lens.spot(bounds.max));
        // As with zones: under a few points a hatch is noise.
        if max[0] - min[0] < 5.0 && max[1] - min[1] < 5.0 {
            return;
        }
        let sheet = Frame { min: [0.0; 2], max: self.view.size }.padded(8.0);
        let Some(window) = (Frame { min, max }).within(&sheet) else { return };
        let anchor = self.lens.spot(HATCH_ANCHOR);
        hatch::draw(&spots(patch, &self.lens), &window, anchor, hatch, ink, drawing);
    }

    fn divider(&self, divider: &DividerMark, ink: Colour, drawing: &mut Drawing) {
        let path = placed(&LineString(divider.path.clone()));
        let map = &self.look.map;
        let (width, colour) = match (divider.dragged, divider.hovered) {
            (true, _) => (weight::SELECTED, map.selection),
            (false, true) => (1.4 + weight::HOVER, map.selection),
            (false, false) => (1.4, ink),
        };
        let pens = [(width + 1.6, map.selection_casing, None), (width, colour, None)];
        for pen in pens {
            draw_line(&path, false, (&self.lens, &self.window), pen, drawing);
        }
        if divider.hovered || divider.dragged {
            self.grip(&path, divider.dragged, drawing);
        }
    }

    /// A square in the middle of a boundary, where the hand takes it.
    fn grip(&self, path: &[Place], dragged: bool, drawing: &mut Drawing) {
        let course = path.iter().map(|&place| self.lens.spot(place)).collect::<Vec<_>>();
        let Some(at) = half_way(&course) else { return };
        let (side, map) = (if dragged { 11.0 } else { 9.0 }, &self.look.map);
        let frame = Frame::around(at, [side / 2.0; 2]);
        let inside = if dragged { map.selection } else { self.look.ui.raised };
        let edge = Stroke { width: 1.5, colour: map.selection };
        drawing.rect(frame.min, frame.max, 1.0, Some(inside), Some(edge));
    }

    /// Adds the camps as small tents of the nation's colour.
    pub fn draw_camps(&self, parts: &[FootprintMark], drawing: &mut Drawing) {
        if self.view.zoom < CAMPS_FROM {
            return;
        }
        let sheet = Frame { min: [0.0; 2], max: self.view.size }.padded(8.0);
        for part in parts {
            let ink = self.look.contingent(&part.code);
            let edge = Stroke { width: 1.2, colour: self.look.ui.plate };
            for camp in &part.camps {
                let at = self.lens.spot(mercator(camp.at));
                if sheet.holds(&Frame { min: at, max: at }) {
                    let [x, y] = at;
                    let corners =
                        vec![[x, y - CAMP * 1.3], [x + CAMP * 1.3, y + CAMP], [x - CAMP * 1.3, y + CAMP]];
                    drawing.polygon(corners, Some(ink.ink), Some(edge));
                }
            }
        }
    }

    /// The part of an area that a zoom shows, if it meets the sheet.
    fn shown(&self, area: &Arc<MultiPolygon<f64>>) -> Option<(&Bounds, &Patch)> {
        self.grounds.of(area, self.view.zoom).filter(|(bounds, _)| bounds.meets(&self.window))
    }

    fn rings(&self, patch: &Patch, pen: (f32, Colour, Option<[f32; 2]>), drawing: &mut Drawing) {
        for ring in patch.each_ring() {
            draw_line(ring, true, (&self.lens, &self.window), pen, drawing);
        }
    }
}

/// The point half way along a course.
fn half_way(course: &[Spot]) -> Option<Spot> {
    let long = |ends: &[Spot]| (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
    let mut rest = course.windows(2).map(long).sum::<f32>() / 2.0;
    for ends in course.windows(2) {
        let length = long(ends);
        if rest <= length && length > 0.0 {
            let share = rest / length;
            return Some([0, 1].map(|axis: usize| ends[0][axis] + (ends[1][axis] - ends[0][axis]) * share));
        }
        rest -= length;
    }
    course.first().copied()
}

/// A place well inside rings, with the ends of the stretch it halves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inside {
    /// The two ends, level (left first) or upright (upper first).
    pub ends: [Spot; 2],
    /// Whether the stretch is level.
    pub level: bool,
}

impl Inside {
    /// The middle of the stretch.
    pub fn middle(&self) -> Spot {
        [0, 1].map(|axis: usize| f32::midpoint(self.ends[0][axis], self.ends[1][axis]))
    }

    /// How long the stretch is.
    pub fn length(&self) -> f32 {
        (self.ends[1][0] - self.ends[0][0]) + (self.ends[1][1] - self.ends[0][1])
    }
}

/// The longest stretch in each of some rows and columns through rings.
pub fn insides(rings: &[Vec<Spot>], window: &Frame) -> Vec<Inside> {
    let mut found = Vec::new();
    longest(rings, window, &mut |ends| found.push(Inside { ends, level: true }));
    let turn = |[x, y]: Spot| [y, x];
    let turned = rings.iter().map(|ring| ring.iter().map(|&at| turn(at)).collect()).collect::<Vec<_>>();
    let across = Frame { min: turn(window.min), max: turn(window.max) };
    longest(&turned, &across, &mut |ends| found.push(Inside { ends: ends.map(turn), level: false }));
    found
}

/// The longest level stretch in each of five rows.
fn longest(rings: &[Vec<Spot>], window: &Frame, found: &mut impl FnMut([Spot; 2])) {
    let high = window.max[1] - window.min[1];
    if high < 2.0 {
        return;
    }
    let spacing = high / 5.0;
    let mut best: Vec<(i32, [Spot; 2])> = Vec::new();
    hatch::each_row(rings, window, spacing, |from, to| {
        let row = ((from[1] - window.min[1]) / spacing).floor() as i32;
        match best.iter_mut().find(|(other, _)| *other == row) {
            Some((_, ends)) if ends[1][0] - ends[0][0] < to[0] - from[0] => *ends = [from, to],
            Some(_) => {}
            None => best.push((row, [from, to])),
        }
    });
    for (_, ends) in best {
        found(ends);
    }
}

/// Whether a spot lies inside rings, by the even–odd rule.
pub fn holds(rings: &[Vec<Spot>], [x, y]: Spot) -> bool {
    let mut inside = false;
    for ring in rings {
        let Some(mut from) = ring.last().copied() else { continue };
        for &to in ring {
            if (from[1] > y) != (to[1] > y)
                && x < from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0])
            {
                inside = !inside;
            }
            from = to;
        }
    }
    inside
}
