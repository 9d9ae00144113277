//! Zones by role: fill, hatch, outline and badge; selected, hovered, as they
//! were, and refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString};

use super::crowd::{Crowd, Frame, STRONG, WEAK};
use super::drawing::{Anchor, Drawing, Mark, Spot, Stroke, Text};
use super::faces::CAPITAL;
use super::footprints::{self, Sorted};
use super::hatch;
use super::look::{Look, RoleInk, weight};
use super::pyramid::{
    Bounds, Lens, Patch, Place, bounds_of, draw_line, each_run, level_of, patch, polygons_placed,
    simplified_at_once, tolerance,
};
use super::view::{View, mercator};
use crate::plan::colour::ZoneColour;
use crate::plan::zone::{Form, Role, Shape, ZoneId};

/// The side of a badge on the map.
pub const BADGE: f32 = 18.0;

/// The side of the box that a badge keeps to itself.
const BADGE_ROOM: f32 = BADGE + 2.0;

/// A zone as the sheet needs it.
#[derive(Clone, Debug)]
pub struct ZoneMark {
    /// Which one.
    pub id: ZoneId,
    /// Its role, which chooses ink, hatch and letter.
    pub role: Role,
    /// Its colour, where it is not the role's.
    pub colour: Option<ZoneColour>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub shape: Arc<Shape>,
    /// The people it needs in the central case, for the plate beside it.
    pub need: Option<f64>,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether the pointer is over it, or over its row.
    pub hovered: bool,
    /// Whether the gesture would make it refuse itself: outline in the warning colour, no fill.
    pub refused: bool,
    /// Whether it is on its way: what it follows has moved on. Dashed, without its hatch.
    pub follows: bool,
    /// Whether its need is being worked out.
    pub waits: bool,
    /// Where it was before the gesture under way.
    pub ghost: Option<Arc<Shape>>,
}

impl ZoneMark {
    /// A zone at rest, in the colour of its role.
    pub const fn new(id: ZoneId, role: Role, name: String, shape: Arc<Shape>) -> Self {
        Self {
            id,
            role,
            colour: None,
            name,
            shape,
            need: None,
            selected: false,
            hovered: false,
            refused: false,
            follows: false,
            waits: false,
            ghost: None,
        }
    }
}

/// Dashes of a zone that is on its way, in points.
const ON_ITS_WAY: [f32; 2] = [7.0, 5.0];

/// An outline on the world, remembered by the identity of its shape.
#[derive(Debug)]
struct Outline {
    /// Keeps the shape alive, so that its address stays its own.
    shape: Arc<Shape>,
    polygons: Vec<Vec<Vec<Place>>>,
    bounds: Bounds,
    levels: BTreeMap<u8, Patch>,
    badge: Place,
    used: u64,
}

/// The outlines of the last frame.
#[derive(Debug, Default)]
pub struct Outlines {
    known: BTreeMap<usize, Outline>,
    frame: u64,
}

fn address(shape: &Arc<Shape>) -> usize {
    Arc::as_ptr(shape).addr()
}

impl Outlines {
    /// Prepares the outlines of a frame and forgets those that it does not show.
    pub fn prepare<'a>(&mut self, shapes: impl Iterator<Item = &'a Arc<Shape>>, cities: &[Place], zoom: f64) {
        self.frame += 1;
        let (frame, level) = (self.frame, level_of(zoom));
        let mut missing: BTreeMap<usize, &Arc<Shape>> = BTreeMap::new();
        for shape in shapes {
            match self.known.get_mut(&address(shape)) {
                Some(outline) => {
                    outline.used = frame;
                    outline.make(level);
                }
                None => drop(missing.insert(address(shape), shape)),
            }
        }
        let missing: Vec<&Arc<Shape>> = missing.into_values().collect();
        for outline in made(&missing, cities, level) {
            self.known.insert(address(&outline.shape), Outline { used: frame, ..outline });
        }
        self.known.retain(|_, outline| outline.used == frame);
    }

    fn of(&self, shape: &Arc<Shape>, zoom: f64) -> Option<(&Outline, &Patch)> {
        let outline = self.known.get(&address(shape))?;
        Some((outline, outline.levels.get(&level_of(zoom))?))
    }

    /// The rings of a shape at a zoom.
    pub fn patch(&self, shape: &Arc<Shape>, zoom: f64) -> Option<&Patch> {
        self.of(shape, zoom).map(|(_, patch)| patch)
    }

    /// Where the badge of a shape stands, and the box around the shape.
    pub fn anchor(&self, shape: &Arc<Shape>) -> Option<(Place, Bounds)> {
        self.known.get(&address(shape)).map(|outline| (outline.badge, outline.bounds))
    }
}

/// Zones that are made in one go: fewer are not worth a thread.
const BATCH: usize = 64;

/// The outlines of shapes at a level: those of a whole plan side by side.
fn made(shapes: &[&Arc<Shape>], cities: &[Place], level: u8) -> Vec<Outline> {
    let make = |shapes: &[&Arc<Shape>]| -> Vec<Outline> {
        let outline = |shape: &&Arc<Shape>| {
            let mut outline = Outline::of(shape, cities);
            outline.make(level);
            outline
        };
        shapes.iter().map(outline).collect()
    };
    if shapes.len() <= BATCH {
        return make(shapes);
    }
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
    let share = shapes.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let at_work: Vec<_> = shapes.chunks(share).map(|part| scope.spawn(|| make(part))).collect();
        // A thread that broke off has drawn nothing; its zones are made again in the next frame.
        at_work.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// Polygons simplified.
fn thin(polygons: &[Vec<Vec<Place>>], tolerance: f64) -> Vec<Vec<Vec<Place>>> {
    let thin = |ring: &Vec<Place>| simplified_at_once(ring, tolerance);
    polygons.iter().map(|rings| rings.iter().map(thin).collect()).collect()
}

impl Outline {
    /// Makes a level, unless it is there.
    fn make(&mut self, level: u8) {
        let polygons = &self.polygons;
        self.levels.entry(level).or_insert_with(|| patch(&thin(polygons, tolerance(level))));
    }

    fn of(shape: &Arc<Shape>, cities: &[Place]) -> Self {
        let polygons = polygons_placed(shape.outline());
        let badge = badge_place(shape.form(), &polygons, cities);
        Self {
            shape: Arc::clone(shape),
            bounds: bounds_of(&polygons),
            polygons,
            levels: BTreeMap::new(),
            badge,
            used: 0,
        }
    }
}

impl Outline {
    /// Where the badge stands on a sheet: that of a circle so far out that it does not cover the
    /// city in the middle, however small the circle is there.
    fn badge_spot(&self, lens: &Lens) -> Spot {
        const CLEAR: f32 = BADGE / 2.0 + 6.5;
        let at = lens.spot(self.badge);
        let Form::Disc(disc) = self.shape.form() else { return at };
        let centre = lens.spot(mercator(disc.centre.0));
        let by = [at[0] - centre[0], at[1] - centre[1]];
        let out = by[0].abs().max(by[1].abs());
        let grown = if out > 0.1 && out < CLEAR { CLEAR / out } else { 1.0 };
        [centre[0] + by[0] * grown, centre[1] + by[1] * grown]
    }
}

/// The radius from which a circle's badge stands at its edge. A smaller circle
/// is a site, not a city with its surroundings, and is marked in its middle.
const BADGE_FROM_KM: f64 = 12.0;

/// Where a badge stands: in the middle of a belt, at the upper left of a circle
/// (its centre is mostly a city with a name), at the roomiest place of an area.
fn badge_place(form: &Form, polygons: &[Vec<Vec<Place>>], cities: &[Place]) -> Place {
    match form {
        Form::Corridor(corridor) => belt_middle(&corridor.axis, corridor.left.0, corridor.right.0)
            .unwrap_or_else(|| roomiest(polygons, cities)),
        Form::Disc(disc) => {
            // The diamond of a site of some kilometres stands for it; see `BADGE_FROM_KM`.
            if disc.radius.0 < BADGE_FROM_KM {
                return mercator(disc.centre.0);
            }
            let bounds = bounds_of(polygons);
            let centre = mercator(disc.centre.0);
            [0, 1].map(|axis: usize| {
                centre[axis] - (bounds.max[axis] - bounds.min[axis]) / 2.0 * [0.74, 0.67][axis]
            })
        }
        Form::Area(_) => roomiest(polygons, cities),
    }
}

/// The middle of a belt, half way along its axis.
fn belt_middle(axis: &LineString<f64>, left_km: f64, right_km: f64) -> Option<Place> {
    let places = axis.0.iter().map(|&at| mercator(at)).collect::<Vec<_>>();
    let long = |ends: &[Place]| (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
    let mut rest = places.windows(2).map(long).sum::<f64>() / 2.0;
    for (ends, coords) in places.windows(2).zip(axis.0.windows(2)) {
        let length = long(ends);
        if length > 0.0 && rest <= length {
            let share = rest / length;
            let way = [ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]];
            let aside = (right_km - left_km) / 2.0 * world_per_km(coords[0]) / length;
            return Some([
                ends[0][0] + way[0] * share - way[1] * aside,
                ends[0][1] + way[1] * share + way[0] * aside,
            ]);
        }
        rest -= length;
    }
    None
}

/// Widths of the world to a kilometre at a latitude.
fn world_per_km(at: Coord<f64>) -> f64 {
    1.0 / (40_075.016_686 * at.y.to_radians().cos())
}

/// The place inside the largest polygon that is farthest from its edges, of a
/// grid of 18 by 18: near enough for a badge of 18 points. Cities count as
/// edges, so that the badge does not stand on their symbols.
fn roomiest(polygons: &[Vec<Vec<Place>>], cities: &[Place]) -> Place {
    let size = |rings: &&Vec<Vec<Place>>| rings.first().map_or(0.0, |ring| Bounds::of(ring).reach());
    let Some(rings) = polygons.iter().max_by(|a, b| size(a).total_cmp(&size(b))) else { return [0.5; 2] };
    let Some(exterior) = rings.first() else { return [0.5; 2] };
    let bounds = Bounds::of(exterior);
    // A thinner ring has the same roomy places and far fewer edges to ask.
    let coarse = bounds.reach() / 200.0;
    let rings = rings.iter().map(|ring| simplified_at_once(ring, coarse)).collect::<Vec<_>>();
    let inside = cities.iter().filter(|city| bounds.holds(&Bounds::of(&[**city]))).collect::<Vec<_>>();
    let mut best = (f64::NEG_INFINITY, bounds.min);
    for column in 1..=18 {
        for row in 1..=18 {
            let share = [f64::from(column) / 19.0, f64::from(row) / 19.0];
            let at = [0, 1]
                .map(|axis: usize| bounds.min[axis] + (bounds.max[axis] - bounds.min[axis]) * share[axis]);
            let far = |city: &&&Place| (city[0] - at[0]).hypot(city[1] - at[1]);
            let room = room(&rings, at, best.0);
            let room = inside.iter().map(|city| far(&city)).fold(room, f64::min);
            if room > best.0 {
                best = (room, at);
            }
        }
    }
    best.1
}

/// The distance of a place from the nearest edge; negative outside. A place that is no
/// farther from an edge than `enough` is not looked at to the end.
fn room(rings: &[Vec<Place>], [x, y]: Place, enough: f64) -> f64 {
    let (mut nearest, mut inside) = (f64::INFINITY, false);
    for ends in rings.iter().flat_map(|ring| ring.windows(2)) {
        let ([ax, ay], [bx, by]) = (ends[0], ends[1]);
        if (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax) {
            inside = !inside;
        }
        let (dx, dy) = (bx - ax, by - ay);
        let length = dx * dx + dy * dy;
        let share =
            if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
        nearest = nearest.min((x - ax - dx * share).hypot(y - ay - dy * share));
        if nearest <= enough {
            return f64::NEG_INFINITY;
        }
    }
    if inside { nearest } else { -nearest }
}

/// The place that hatches are fixed to: some place in Ukraine, so that the
/// distances from it on the sheet stay small and exact.
pub const HATCH_ANCHOR: Place = [0.586_481_5, 0.345_678_9];

/// What zones are drawn with.
pub struct Pen<'a> {
    view: &'a View,
    look: &'a Look,
    outlines: &'a Outlines,
    lens: Lens,
    window: Bounds,
}

impl<'a> Pen<'a> {
    /// A pen for a view.
    pub fn new(view: &'a View, look: &'a Look, outlines: &'a Outlines) -> Self {
        Self { view, look, outlines, lens: Lens::of(view), window: Bounds::of_view(view, 8.0) }
    }

    /// Adds fills, hatches, outlines and sectors of all zones, the larger below
    /// the smaller, and what is selected or refused on top.
    pub fn draw(
        &self,
        zones: &[ZoneMark],
        (footprints, marks): (&footprints::Pen, &Sorted),
        drawing: &mut Drawing,
    ) {
        let mut shown = zones
            .iter()
            .filter_map(|zone| Some((zone, self.outlines.of(&zone.shape, self.view.zoom)?)))
            .filter(|(_, (outline, _))| outline.bounds.meets(&self.window))
            .filter(|(zone, (outline, _))| !self.is_diamond(zone, outline))
            .collect::<Vec<_>>();
        shown.sort_by(|a, b| b.1.0.bounds.reach().total_cmp(&a.1.0.bounds.reach()));
        let plain = |zone: &ZoneMark| !zone.selected && !zone.refused;
        for (zone, (outline, patch)) in &shown {
            if !zone.refused {
                let role = &self.look.zone(zone.role, zone.colour);
                patch.fill(&self.lens, &self.window, &outline.bounds, role.wash(), drawing);
                // Two hatches over one another are none: that of the contingents stays.
                if !marks.divides(&zone.id) && !zone.follows {
                    self.hatch(role, outline, patch, drawing);
                }
            }
            if plain(zone) {
                let more = if zone.hovered { weight::HOVER } else { 0.0 };
                let width = weight::ZONE.at(self.view.zoom) + more;
                let dash = zone.follows.then_some(ON_ITS_WAY);
                self.rings(patch, (width, self.look.zone(zone.role, zone.colour).ink, dash), drawing);
            }
            if !zone.refused {
                let ink = self.look.zone(zone.role, zone.colour).ink;
                footprints.draw_zone(&zone.id, ink, marks, drawing);
            }
        }
        for (zone, (_, patch)) in shown.iter().filter(|(zone, _)| !plain(zone)) {
            let map = &self.look.map;
            let more = if zone.hovered { weight::HOVER } else { 0.0 };
            let ink = if zone.refused { self.look.ui.short } else { map.selection };
            let dash = zone.follows.then_some(ON_ITS_WAY);
            self.rings(patch, (weight::SELECTED_CASING + more, map.selection_casing, None), drawing);
            self.rings(patch, (weight::SELECTED + more, ink, dash), drawing);
        }
        for ghost in zones.iter().filter_map(|zone| zone.ghost.as_ref()) {
            if let Some((_, patch)) = self.outlines.of(ghost, self.view.zoom) {
                self.rings(patch, (1.8, self.look.map.ghost, Some([4.0, 3.0])), drawing);
            }
        }
    }

    /// Whether a site is so small on the sheet that its diamond stands for it.
    fn is_diamond(&self, zone: &ZoneMark, outline: &Outline) -> bool {
        zone.role == Role::Site
            && !zone.selected
            && outline.bounds.reach() * self.lens.scale() < 1.8 * f64::from(BADGE)
    }

    fn rings(&self, patch: &Patch, pen: (f32, super::look::Colour, Option<[f32; 2]>), drawing: &mut Drawing) {
        for ring in patch.each_ring() {
            draw_line(ring, true, (&self.lens, &self.window), pen, drawing);
        }
    }

    fn hatch(&self, role: &RoleInk, outline: &Outline, patch: &Patch, drawing: &mut Drawing) {
        let (min, max) = (self.lens.spot(outline.bounds.min), self.lens.spot(outline.bounds.max));
        // Under a few points a hatch is noise: the fill and the outline remain.
        if max[0] - min[0] < 5.0 && max[1] - min[1] < 5.0 {
            return;
        }
        let sheet = Frame { min: [0.0; 2], max: self.view.size }.padded(8.0);
        let Some(window) = (Frame { min, max }).within(&sheet) else { return };
        hatch::draw(
            &spots(patch, &self.lens),
            &window,
            self.lens.spot(HATCH_ANCHOR),
            role.hatch,
            role.ink,
            drawing,
        );
    }

    /// The badges that are shown, with their boxes. Where badges would cover one
    /// another, the selected and then the larger zone keeps its own.
    pub fn badges<'z>(&self, zones: &'z [ZoneMark]) -> Vec<(&'z ZoneMark, Spot)> {
        let sheet = Frame { min: [0.0; 2], max: self.view.size }.padded(BADGE);
        let mut wanted = zones
            .iter()
            .filter_map(|zone| {
                let (outline, _) = self.outlines.of(&zone.shape, self.view.zoom)?;
                let home = outline.badge_spot(&self.lens);
                let at =
                    if sheet.holds(&Frame { min: home, max: home }) { home } else { self.stand_in(outline)? };
                Some((zone, at, outline.bounds.reach()))
            })
            .collect::<Vec<_>>();
        wanted.sort_by(|a, b| {
            let first = |zone: &ZoneMark| !(zone.selected || zone.hovered);
            first(a.0).cmp(&first(b.0)).then(b.2.total_cmp(&a.2))
        });
        let mut taken = Taken::new(&sheet);
        wanted.retain(|(_, at, _)| {
            let frame = Frame::around(*at, [BADGE_ROOM / 2.0; 2]);
            frame.meets(&sheet) && taken.take(*at)
        });
        wanted.into_iter().map(|(zone, at, _)| (zone, at)).collect()
    }

    /// Where the badge of a zone stands whose own place is off the sheet: of a
    /// lattice fixed to the map, the place inside the zone next to the middle.
    fn stand_in(&self, outline: &Outline) -> Option<Spot> {
        let view = Bounds::of_view(self.view, -30.0);
        let reach = outline.bounds.reach() * self.lens.scale();
        if !outline.bounds.meets(&view) || reach < 200.0 {
            return None;
        }
        let (_, patch) = self.outlines.of(&outline.shape, self.view.zoom)?;
        let rings = patch.each_ring().map(closed).collect::<Vec<_>>();
        let step = (100.0 / self.lens.scale()).log2().floor().exp2();
        let range = |axis: usize| {
            let (from, to) =
                (view.min[axis].max(outline.bounds.min[axis]), view.max[axis].min(outline.bounds.max[axis]));
            (from / step).ceil() as i64..=(to / step).floor() as i64
        };
        let clear = 0.9 * f64::from(BADGE) / self.lens.scale();
        let away = |place: &Place| (place[0] - self.view.centre[0]).hypot(place[1] - self.view.centre[1]);
        range(0)
            .flat_map(|column| range(1).map(move |row| [column as f64 * step, row as f64 * step]))
            .filter(|place| room(&rings, *place, clear) > clear)
            .min_by(|a, b| away(a).total_cmp(&away(b)))
            .map(|place| self.lens.spot(place))
    }

    /// Adds badges, and diamonds for sites.
    pub fn draw_badges(&self, badges: &[(&ZoneMark, Spot)], drawing: &mut Drawing) {
        for (zone, at) in badges.iter().rev() {
            let (role, colour) = (zone.role, zone.colour);
            draw_badge(*at, BADGE, (role, colour), self.look, true, drawing);
        }
    }

    /// Marks zones and badges on the crowd of a stretch: outlines and the insides
    /// of belts are hard to write over, the insides of areas less so.
    pub fn avoid(&self, zones: &[ZoneMark], lens: &Lens, crowd: &mut Crowd) {
        let corners = [[0.0; 2], crowd.size()].map(|corner| lens.place(corner));
        let window = Bounds::of(&corners);
        let stretch = Frame { min: [0.0; 2], max: crowd.size() };
        for zone in zones {
            let Some((outline, patch)) = self.outlines.of(&zone.shape, self.view.zoom) else { continue };
            if !outline.bounds.meets(&window) {
                continue;
            }
            for ring in patch.each_ring() {
                each_run(ring, true, lens, &window, |run, closed| {
                    crowd.rule(&run, STRONG);
                    if let (true, Some(last), Some(first)) = (closed, run.last(), run.first()) {
                        crowd.rule(&[*last, *first], STRONG);
                    }
                });
            }
            let strength = if matches!(outline.shape.form(), Form::Corridor(_)) { STRONG } else { WEAK };
            let rings = spots(patch, lens);
            let inside = Frame { min: lens.spot(outline.bounds.min), max: lens.spot(outline.bounds.max) };
            if let Some(window) = inside.within(&stretch) {
                hatch::each_row(&rings, &window, 4.0, |from, to| crowd.rule(&[from, to], strength));
            }
            crowd.take(Frame::around(outline.badge_spot(lens), [BADGE / 2.0 + 3.0; 2]));
        }
    }
}

/// The places of badges, by cells of a badge's room: of a thousand badges each is held
/// only against its neighbours. No two that are apart have a cell in common.
struct Taken {
    corner: Spot,
    columns: usize,
    cells: Vec<Option<Spot>>,
}

impl Taken {
    /// Nothing on a sheet.
    fn new(sheet: &Frame) -> Self {
        // A cell more on each side, so that every place on the sheet has all its neighbours.
        let count = |axis: usize| ((sheet.max[axis] - sheet.min[axis]) / BADGE_ROOM).max(0.0) as usize + 5;
        let corner = sheet.min.map(|side| side - 2.0 * BADGE_ROOM);
        Self { corner, columns: count(0), cells: vec![None; count(0) * count(1)] }
    }

    /// Takes the room around a place that meets the sheet, unless another has a part of it.
    fn take(&mut self, at: Spot) -> bool {
        let cell = [0, 1].map(|axis: usize| ((at[axis] - self.corner[axis]) / BADGE_ROOM) as usize);
        let frame = |at: Spot| Frame::around(at, [BADGE_ROOM / 2.0; 2]);
        let rows = cell[1].saturating_sub(1)..=cell[1] + 1;
        let near = rows.flat_map(|row| {
            let first = row * self.columns + cell[0].saturating_sub(1);
            self.cells.get(first..first + 3).unwrap_or_default()
        });
        let free = !near.flatten().any(|other| frame(*other).meets(&frame(at)));
        if let (true, Some(slot)) = (free, self.cells.get_mut(cell[1] * self.columns + cell[0])) {
            *slot = Some(at);
        }
        free
    }
}

/// A ring with its first point repeated.
fn closed(ring: &[Place]) -> Vec<Place> {
    ring.iter().chain(ring.first()).copied().collect()
}

/// The rings of a patch on the sheet.
pub fn spots(patch: &Patch, lens: &Lens) -> Vec<Vec<Spot>> {
    patch.each_ring().map(|ring| ring.iter().map(|&place| lens.spot(place)).collect()).collect()
}

/// Adds the badge of a role, in the colour of a zone: a square with its letter, a diamond for a site;
/// with a casing where it stands on the map.
pub fn draw_badge(
    at: Spot,
    size: f32,
    (role, colour): (Role, Option<ZoneColour>),
    look: &Look,
    casing: bool,
    drawing: &mut Drawing,
) {
    let ink = look.zone(role, colour);
    let edge = casing.then_some(Stroke { width: 1.5, colour: look.ui.plate });
    let half = size / 2.0;
    let letter = if role == Role::Site {
        let reach = half + if casing { 0.75 } else { 0.0 };
        let [x, y] = at;
        let points = vec![[x, y - reach], [x + reach, y], [x, y + reach], [x - reach, y]];
        drawing.polygon(points, Some(ink.ink), edge);
        size * 10.0 / 18.0
    } else {
        let reach = half + if casing { 0.75 } else { 0.0 };
        let (min, max) = (at.map(|side| side - reach), at.map(|side| side + reach));
        drawing.rect(min, max, 3.0, Some(ink.ink), edge);
        size * 0.66
    };
    drawing.add(Mark::Text(Text {
        anchor: Anchor::Middle,
        ..Text::new([at[0], at[1] + CAPITAL * letter / 2.0], ink.letter, letter, 700, ink.on_ink)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Km;
    use geo_types::{LineString, Point, polygon};

    fn mark(id: &str, role: Role, form: Form) -> ZoneMark {
        ZoneMark::new(ZoneId(id.to_owned()), role, id.to_owned(), Arc::new(Shape::new(form).unwrap()))
    }

    fn kyiv_hub() -> ZoneMark {
        let centre = Point::new(30.52, 50.45);
        mark("Kyiv", Role::Hub, Form::Disc(crate::plan::zone::Disc { centre, radius: Km(30.0) }))
    }

    fn drawn(zones: &[ZoneMark]) -> Drawing {
        let view = View::new(Coord { x: 31.0, y: 49.5 }, 7.0, [1000.0, 800.0]);
        let mut outlines = Outlines::default();
        outlines.prepare(zones.iter().map(|zone| &zone.shape), &[], view.zoom);
        let mut drawing = Drawing::new(view.size);
        let look = Look::light();
        let pen = Pen::new(&view, &look, &outlines);
        let grounds = footprints::Grounds::default();
        pen.draw(zones, (&footprints::Pen::new(&view, &look, &grounds), &Sorted::default()), &mut drawing);
        pen.draw_badges(&pen.badges(zones), &mut drawing);
        drawing
    }

    #[test]
    fn a_hub_has_fill_dots_outline_and_letter() {
        let marks = drawn(&[kyiv_hub()]).marks;
        assert!(matches!(marks[0], Mark::Fill { .. }));
        assert!(matches!(marks[1], Mark::Dots { .. }));
        assert!(matches!(marks[2], Mark::Line { closed: true, .. }));
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Text(text) if text.text == "H")));
    }

    #[test]
    fn a_colour_of_its_own_changes_neither_hatch_nor_letter() {
        let own = Look::light().own(ZoneColour::Violet);
        let marks = drawn(&[ZoneMark { colour: Some(ZoneColour::Violet), ..kyiv_hub() }]).marks;
        assert!(matches!(marks[1], Mark::Dots { .. }));
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Line { colour, .. } if *colour == own)));
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Rect { fill: Some(fill), .. } if *fill == own)));
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Text(text) if text.text == "H")));
    }

    #[test]
    fn a_refused_zone_is_not_filled() {
        let zone = ZoneMark { refused: true, ..kyiv_hub() };
        assert!(
            !drawn(&[zone]).marks.iter().any(|mark| matches!(mark, Mark::Fill { .. } | Mark::Dots { .. }))
        );
    }

    #[test]
    fn a_zone_on_its_way_is_dashed_and_has_no_hatch() {
        let marks = drawn(&[ZoneMark { follows: true, ..kyiv_hub() }]).marks;
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Fill { .. })));
        assert!(!marks.iter().any(|mark| matches!(mark, Mark::Dots { .. })));
        assert!(marks.iter().any(|mark| matches!(mark, Mark::Line { dash: Some(_), .. })));
    }

    #[test]
    fn outlines_that_are_no_longer_shown_are_forgotten() {
        let zone = kyiv_hub();
        let mut outlines = Outlines::default();
        outlines.prepare([&zone.shape].into_iter(), &[], 6.0);
        assert!(outlines.anchor(&zone.shape).is_some());
        outlines.prepare(std::iter::empty(), &[], 6.0);
        assert!(outlines.anchor(&zone.shape).is_none());
    }

    #[test]
    fn the_badge_of_a_belt_lies_in_its_middle() {
        let axis = LineString::from(vec![(33.0, 47.0), (35.0, 47.0)]);
        let place = belt_middle(&axis, 20.0, 0.0).unwrap();
        let at = super::super::view::geographic(place);
        // Ten kilometres left of an axis that runs east is north of it.
        assert!((at.x - 34.0).abs() < 1e-6 && (at.y - 47.09).abs() < 0.005, "{at:?}");
    }

    #[test]
    fn the_badge_of_an_area_lies_inside_a_horseshoe() {
        let area = polygon![(x: 30.0, y: 48.0), (x: 33.0, y: 48.0), (x: 33.0, y: 50.0), (x: 32.0, y: 50.0), (x: 32.0, y: 48.5), (x: 31.0, y: 48.5), (x: 31.0, y: 50.0), (x: 30.0, y: 50.0)];
        let polygons = polygons_placed(&area.into());
        assert!(room(&polygons[0], roomiest(&polygons, &[]), f64::NEG_INFINITY) > 0.0);
    }
}
