//! Lines and areas on the Web-Mercator world, at a level of detail for each
//! zoom, so that what a frame costs is bounded by the sheet and not by the data.

use std::sync::{Arc, OnceLock};

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::drawing::{Drawing, Mark, Spot};
use super::look::Colour;
use super::view::{View, ZOOMS, mercator};
use crate::geodesy;

/// A place on the Web-Mercator world, see [`mercator`].
pub type Place = [f64; 2];

/// A box on the Web-Mercator world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// West and north.
    pub min: Place,
    /// East and south.
    pub max: Place,
}

impl Bounds {
    /// The box of nothing: meets no other.
    pub const EMPTY: Self = Self { min: [f64::INFINITY; 2], max: [f64::NEG_INFINITY; 2] };

    /// The box around places.
    pub fn of(places: &[Place]) -> Self {
        let mut bounds = Self::EMPTY;
        for place in places {
            bounds.take_in(*place);
        }
        bounds
    }

    /// The sheet of a view, with a margin in points around it.
    pub fn of_view(view: &View, margin: f32) -> Self {
        let [west, north, east, south] = view.world_box(margin);
        Self { min: [west, north], max: [east, south] }
    }

    /// Grows to hold a place.
    pub fn take_in(&mut self, place: Place) {
        self.min = [self.min[0].min(place[0]), self.min[1].min(place[1])];
        self.max = [self.max[0].max(place[0]), self.max[1].max(place[1])];
    }

    /// The box around both.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.take_in(other.min);
        self.take_in(other.max);
        self
    }

    /// Whether the two have a place in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }

    /// Whether the other lies inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.min[0] <= other.min[0]
            && self.min[1] <= other.min[1]
            && self.max[0] >= other.max[0]
            && self.max[1] >= other.max[1]
    }

    /// The longer side.
    pub fn reach(&self) -> f64 {
        (self.max[0] - self.min[0]).max(self.max[1] - self.min[1])
    }
}

/// From the world to the sheet: one multiplication and one addition a coordinate.
#[derive(Clone, Copy, Debug)]
pub struct Lens {
    scale: f64,
    shift: [f64; 2],
}

impl Lens {
    /// The lens of a view.
    pub fn of(view: &View) -> Self {
        let scale = view.points_per_world();
        let shift = [0, 1].map(|axis: usize| f64::from(view.size[axis]) / 2.0 - view.centre[axis] * scale);
        Self { scale, shift }
    }

    /// Where a place is on the sheet.
    pub fn spot(&self, place: Place) -> Spot {
        [(place[0] * self.scale + self.shift[0]) as f32, (place[1] * self.scale + self.shift[1]) as f32]
    }

    /// The place at a spot of the sheet.
    pub fn place(&self, spot: Spot) -> Place {
        [0, 1].map(|axis: usize| (f64::from(spot[axis]) - self.shift[axis]) / self.scale)
    }

    /// Points of the sheet to the width of the world.
    pub fn scale(&self) -> f64 {
        self.scale
    }
}

/// The levels of detail: one for each whole zoom.
pub const LEVELS: std::ops::RangeInclusive<u8> = ZOOMS[0] as u8..=ZOOMS[1] as u8;

/// The level from which a zoom is drawn: the next whole one, so that what is
/// left out is always smaller than `DETAIL`.
pub fn level_of(zoom: f64) -> u8 {
    (zoom.ceil() as u8).clamp(*LEVELS.start(), *LEVELS.end())
}

/// The departure from the true course that a level allows, in points of the
/// sheet. At 0.5 a line keeps its bends and loses nine tenths of its points at
/// the country's scale; at 1 the corners of coasts begin to show.
const DETAIL: f64 = 0.5;

/// The departure a level allows, in widths of the world.
pub fn tolerance(level: u8) -> f64 {
    DETAIL / (256.0 * f64::from(level).exp2())
}

/// Longitudes and latitudes as places on the world, with a place added at each
/// tenth of a degree of latitude on long edges: an edge of a map file is
/// straight in longitude and latitude, which is slightly bent on the Mercator
/// world (0.4 points at zoom 14 over a tenth of a degree).
pub fn placed(line: &LineString<f64>) -> Vec<Place> {
    let mut places = Vec::with_capacity(line.0.len());
    place_into(line, &mut places);
    places
}

/// As [`placed`], onto the end of a list; what is not finite is left out.
pub fn place_into(line: &LineString<f64>, places: &mut Vec<Place>) {
    const STEP: f64 = 0.1;
    places.reserve(line.0.len());
    let mut last: Option<Coord<f64>> = None;
    for &coord in line.0.iter().filter(|coord| coord.x.is_finite() && coord.y.is_finite()) {
        if let Some(from) = last {
            let rise = (coord.y - from.y).abs();
            if rise > STEP && (coord.x - from.x).abs() > 1e-9 {
                let parts = (rise / STEP).ceil().min(900.0);
                for part in 1..parts as usize {
                    places.push(mercator(from + (coord - from) * (part as f64 / parts)));
                }
            }
        }
        places.push(mercator(coord));
        last = Some(coord);
    }
}

/// A line with fewer points that stays within a tolerance of the given one
/// (Douglas and Peucker 1973). Both ends stay; a ring is given with its first
/// point repeated and stays one.
pub fn simplified(line: &[Place], tolerance: f64) -> Vec<Place> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut kept = vec![false; line.len()];
    kept[0] = true;
    kept[line.len() - 1] = true;
    let limit = tolerance * tolerance;
    let mut open = vec![(0, line.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let (mut farthest, mut greatest) = (from, limit);
        for at in from + 1..to {
            let distance = off_segment(line[at], line[from], line[to]);
            if distance > greatest {
                (farthest, greatest) = (at, distance);
            }
        }
        if farthest > from {
            kept[farthest] = true;
            open.push((from, farthest));
            open.push((farthest, to));
        }
    }
    line.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(place, _)| *place).collect()
}

/// From so many points on, those that nearly coincide are left out before any are weighed.
const MANY: usize = 10_000;

/// As [`simplified`], for a line that changes under the hand: of very many points, each of
/// which that rule looks at a dozen times, most need no look at all.
pub fn simplified_at_once(line: &[Place], tolerance: f64) -> Vec<Place> {
    if line.len() <= MANY {
        return simplified(line, tolerance);
    }
    simplified(&thinned(line, tolerance / 4.0), tolerance * 0.75)
}

/// A line without the points that lie no farther than a tolerance from the last one kept. Both
/// ends stay.
fn thinned(line: &[Place], tolerance: f64) -> Vec<Place> {
    let (limit, mut kept) = (tolerance * tolerance, Vec::with_capacity(line.len() / 2));
    let [first, between @ .., last] = line else { return line.to_vec() };
    let mut from = *first;
    kept.push(from);
    for at in between {
        let (x, y) = (at[0] - from[0], at[1] - from[1]);
        if x * x + y * y > limit {
            from = *at;
            kept.push(from);
        }
    }
    kept.push(*last);
    kept
}

/// The square of the distance of a place from a segment.
fn off_segment(place: Place, from: Place, to: Place) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let out = [place[0] - from[0], place[1] - from[1]];
    let length = along[0] * along[0] + along[1] * along[1];
    let share =
        if length > 0.0 { ((out[0] * along[0] + out[1] * along[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (out[0] - along[0] * share, out[1] - along[1] * share);
    x * x + y * y
}

/// Each level of something, the coarsest first. A level that would leave out
/// next to nothing of the finer one is the finer one.
#[derive(Clone, Debug)]
pub struct Pyramid<T>(Vec<Arc<T>>);

impl<T> Pyramid<T> {
    /// Makes each level in two steps: what remains at a tolerance, with the number
    /// of its points, and what is made of it.
    pub fn new<S>(mut remains: impl FnMut(f64) -> (S, usize), mut make: impl FnMut(S) -> T) -> Self {
        let mut levels: Vec<Arc<T>> = Vec::new();
        let mut finer = usize::MAX;
        for level in LEVELS.rev() {
            let (what, points) = remains(tolerance(level));
            match levels.last() {
                Some(same) if points * 16 > finer * 15 => levels.push(Arc::clone(same)),
                _ => {
                    levels.push(Arc::new(make(what)));
                    finer = points;
                }
            }
        }
        levels.reverse();
        Self(levels)
    }

    /// The level for a zoom.
    pub fn at(&self, zoom: f64) -> &T {
        &self.0[usize::from(level_of(zoom) - LEVELS.start())]
    }
}

/// A line at every level of detail.
#[derive(Clone, Debug)]
pub struct Course {
    /// The box around it.
    pub bounds: Bounds,
    levels: Pyramid<Vec<Place>>,
}

impl Course {
    /// Prepares a line given on the world.
    pub fn new(line: &[Place]) -> Self {
        let remains = |tolerance| {
            let thin = simplified(line, tolerance);
            let points = thin.len();
            (thin, points)
        };
        Self { bounds: Bounds::of(line), levels: Pyramid::new(remains, |thin| thin) }
    }

    /// Prepares a line given in longitude and latitude.
    pub fn of(line: &LineString<f64>) -> Self {
        Self::new(&placed(line))
    }

    /// Its points for a zoom.
    pub fn at(&self, zoom: f64) -> &[Place] {
        self.levels.at(zoom)
    }
}

/// An area cut into triangles.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// The corners of all rings, without repetition of the first of each.
    pub points: Vec<Place>,
    /// Where each ring ends in `points`.
    pub rings: Vec<usize>,
    /// Three indices a triangle.
    pub triangles: Vec<u32>,
    /// Its edges by row, made when it is first asked what it holds.
    rows: OnceLock<Rows>,
}

/// The edges of an area by rows of the world, for the question what lies inside.
#[derive(Clone, Debug)]
struct Rows {
    top: f64,
    high: f64,
    /// Where the edges of each row end in `edges`.
    ends: Vec<usize>,
    edges: Vec<[Place; 2]>,
}

impl Rows {
    /// Some four edges a row.
    fn of(patch: &Patch) -> Self {
        let bounds = Bounds::of(&patch.points);
        let count = (patch.points.len() / 4).clamp(1, 4_096);
        let mut rows = Self {
            top: bounds.min[1],
            high: (bounds.max[1] - bounds.min[1]) / count as f64,
            ends: vec![0; count],
            edges: Vec::new(),
        };
        let mut entries: Vec<(usize, [Place; 2])> = Vec::with_capacity(patch.points.len() * 2);
        for ring in patch.each_ring() {
            let Some(mut from) = ring.last() else { continue };
            for to in ring {
                let (first, last) = (rows.row(from[1].min(to[1])), rows.row(from[1].max(to[1])));
                entries.extend((first..=last).map(|row| (row, [*from, *to])));
                from = to;
            }
        }
        entries.sort_by_key(|(row, _)| *row);
        for (row, _) in &entries {
            rows.ends[*row] += 1;
        }
        let mut sum = 0;
        for end in &mut rows.ends {
            sum += *end;
            *end = sum;
        }
        rows.edges = entries.into_iter().map(|(_, edge)| edge).collect();
        rows
    }

    fn row(&self, y: f64) -> usize {
        let row = (y - self.top) / self.high;
        if row > 0.0 { (row as usize).min(self.ends.len() - 1) } else { 0 }
    }

    /// The edges at a height.
    fn at(&self, y: f64) -> &[[Place; 2]] {
        let row = self.row(y);
        let begin = row.checked_sub(1).map_or(0, |above| self.ends[above]);
        &self.edges[begin..self.ends[row]]
    }
}

impl Patch {
    /// Cuts rings, each with its first point repeated: the exterior, then the holes.
    /// Rings that have shrunk to less than a triangle are left out.
    pub fn new(rings: &[Vec<Place>]) -> Self {
        let mut patch = Self::default();
        patch.add(rings);
        patch
    }

    /// Adds another polygon, cut, to the same patch.
    pub fn add(&mut self, rings: &[Vec<Place>]) {
        let enough = |ring: &Vec<Place>| ring.len() >= 4;
        let Some(exterior) = rings.first().filter(|ring| enough(ring)) else { return };
        let holes = rings[1..].iter().filter(|ring| enough(ring)).collect::<Vec<_>>();
        let start = self.points.len();
        for ring in std::iter::once(exterior).chain(holes.iter().copied()) {
            self.points.extend_from_slice(&ring[..ring.len() - 1]);
            self.rings.push(self.points.len());
        }
        let line = |ring: &Vec<Place>| LineString(ring.iter().map(|&[x, y]| Coord { x, y }).collect());
        let polygon = Polygon::new(line(exterior), holes.into_iter().map(line).collect());
        let (_, triangles) = geodesy::triangulated(&polygon);
        self.triangles.extend(triangles.into_iter().map(|at| start as u32 + at));
    }

    /// Whether it holds a place, by the even–odd rule.
    pub fn holds(&self, [x, y]: Place) -> bool {
        let mut inside = false;
        for [from, to] in self.rows.get_or_init(|| Rows::of(self)).at(y) {
            if (from[1] > y) != (to[1] > y)
                && x < from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0])
            {
                inside = !inside;
            }
        }
        inside
    }

    /// Adds the part of it that shows in a window of the world.
    pub fn fill(&self, lens: &Lens, window: &Bounds, bounds: &Bounds, colour: Colour, drawing: &mut Drawing) {
        if self.triangles.is_empty() || !window.meets(bounds) {
            return;
        }
        let mark = if window.holds(bounds) || self.triangles.len() < 96 {
            let points = self.points.iter().map(|&place| lens.spot(place)).collect();
            Mark::Fill { points, triangles: self.triangles.clone(), colour }
        } else {
            self.culled(lens, window, colour)
        };
        drawing.add(mark);
    }

    /// Only the triangles whose box meets the window.
    fn culled(&self, lens: &Lens, window: &Bounds, colour: Colour) -> Mark {
        const UNUSED: u32 = u32::MAX;
        let mut index = vec![UNUSED; self.points.len()];
        let (mut points, mut triangles) = (Vec::new(), Vec::new());
        for corners in self.triangles.chunks_exact(3) {
            let places = [0, 1, 2].map(|corner: usize| self.points[corners[corner] as usize]);
            if !Bounds::of(&places).meets(window) {
                continue;
            }
            for &corner in corners {
                let slot = &mut index[corner as usize];
                if *slot == UNUSED {
                    *slot = points.len() as u32;
                    points.push(lens.spot(self.points[corner as usize]));
                }
                triangles.push(*slot);
            }
        }
        Mark::Fill { points, triangles, colour }
    }

    /// The rings, each without its first point repeated.
    pub fn each_ring(&self) -> impl Iterator<Item = &[Place]> {
        self.rings.iter().scan(0, |begin, &end| {
            let ring = &self.points[*begin..end];
            *begin = end;
            Some(ring)
        })
    }
}

/// An area at every level of detail.
#[derive(Clone, Debug)]
pub struct Region {
    /// The box around it.
    pub bounds: Bounds,
    levels: Pyramid<Patch>,
}

impl Region {
    /// Prepares an area.
    pub fn of(area: &MultiPolygon<f64>) -> Self {
        let polygons = polygons_placed(area);
        Self::new(bounds_of(&polygons), |tolerance| thin_rings(&polygons, tolerance))
    }

    /// The polygons that a function leaves at a tolerance, inside known bounds.
    pub fn new(bounds: Bounds, mut remains: impl FnMut(f64) -> Vec<Vec<Vec<Place>>>) -> Self {
        let counted = |tolerance| {
            let polygons = remains(tolerance);
            let points = polygons.iter().flatten().map(Vec::len).sum();
            (polygons, points)
        };
        Self { bounds, levels: Pyramid::new(counted, |polygons| patch(&polygons)) }
    }

    /// Its rings and triangles for a zoom.
    pub fn at(&self, zoom: f64) -> &Patch {
        self.levels.at(zoom)
    }
}

/// The rings of each polygon on the world, exterior first, first points repeated.
pub fn polygons_placed(area: &MultiPolygon<f64>) -> Vec<Vec<Vec<Place>>> {
    area.iter()
        .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(placed).collect())
        .collect()
}

/// The box around the exteriors of polygons.
pub fn bounds_of(polygons: &[Vec<Vec<Place>>]) -> Bounds {
    polygons
        .iter()
        .filter_map(|rings| rings.first())
        .fold(Bounds::EMPTY, |bounds, exterior| bounds.with(&Bounds::of(exterior)))
}

/// Polygons simplified.
pub fn thin_rings(polygons: &[Vec<Vec<Place>>], tolerance: f64) -> Vec<Vec<Vec<Place>>> {
    let thin = |ring: &Vec<Place>| simplified(ring, tolerance);
    polygons.iter().map(|rings| rings.iter().map(thin).collect()).collect()
}

/// Polygons cut to one patch.
pub fn patch(polygons: &[Vec<Vec<Place>>]) -> Patch {
    let mut patch = Patch::default();
    for rings in polygons {
        patch.add(rings);
    }
    patch
}

/// Adds the parts of a line that show in a window: whole where it lies inside,
/// in runs of the segments that meet the window where it does not.
pub fn draw_line(
    points: &[Place],
    closed: bool,
    (lens, window): (&Lens, &Bounds),
    (width, colour, dash): (f32, Colour, Option<[f32; 2]>),
    drawing: &mut Drawing,
) {
    each_run(points, closed, lens, window, |run, closed| drawing.stroke(run, width, colour, dash, closed));
}

/// Calls a function with each visible run of a line, on the sheet.
pub fn each_run(
    points: &[Place],
    closed: bool,
    lens: &Lens,
    window: &Bounds,
    mut each: impl FnMut(Vec<Spot>, bool),
) {
    let bounds = Bounds::of(points);
    if points.len() < 2 || !window.meets(&bounds) {
        return;
    }
    if window.holds(&bounds) {
        each(points.iter().map(|&place| lens.spot(place)).collect(), closed);
        return;
    }
    let mut run: Vec<Spot> = Vec::new();
    let last = if closed { points.len() } else { points.len() - 1 };
    for at in 0..last {
        let ends = [points[at], points[(at + 1) % points.len()]];
        if Bounds::of(&ends).meets(window) {
            if run.is_empty() {
                run.push(lens.spot(ends[0]));
            }
            run.push(lens.spot(ends[1]));
        } else if run.len() > 1 {
            each(std::mem::take(&mut run), false);
        }
    }
    if run.len() > 1 {
        each(run, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_keeps_its_ends_only() {
        let line = (0..100).map(|at| [f64::from(at), 0.001 * f64::from(at % 2)]).collect::<Vec<_>>();
        assert_eq!(simplified(&line, 0.01), vec![[0.0, 0.0], [99.0, 0.001]]);
        assert_eq!(simplified(&line, 0.000_1).len(), 100);
    }

    #[test]
    fn a_line_of_very_many_points_stays_within_the_tolerance() {
        let wave = |at: u32| {
            let x = f64::from(at) * 1e-5;
            [x, 0.05 * (x * 40.0).sin()]
        };
        let line = (0..60_000).map(wave).collect::<Vec<_>>();
        let few = simplified_at_once(&line, 1e-3);
        assert!(few.len() < 300 && few.first() == line.first() && few.last() == line.last());
        let off = |at: &Place| {
            let off = few.windows(2).map(|ends| off_segment(*at, ends[0], ends[1]));
            off.fold(f64::INFINITY, f64::min).sqrt()
        };
        assert!(line.iter().step_by(97).all(|at| off(at) <= 1e-3));
    }

    #[test]
    fn a_ring_stays_a_ring() {
        let ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.5, 1.001], [0.0, 1.0], [0.0, 0.0]];
        let thin = simplified(&ring, 0.01);
        assert_eq!(thin.len(), 5);
        assert_eq!(thin.first(), thin.last());
    }

    #[test]
    fn a_square_with_a_hole_is_cut_around_the_hole() {
        let square = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to], [from, from]];
        let patch = Patch::new(&[square(0.0, 3.0), square(1.0, 2.0)]);
        assert_eq!(patch.points.len(), 8);
        let area: f64 = patch
            .triangles
            .chunks_exact(3)
            .map(|corners| {
                let [a, b, c] = [0, 1, 2].map(|at: usize| patch.points[corners[at] as usize]);
                ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
            })
            .sum();
        assert!((area - 8.0).abs() < 1e-12, "{area}");
        assert_eq!(patch.each_ring().count(), 2);
    }

    #[test]
    fn an_area_holds_what_lies_between_its_edges() {
        let ring = |reach: f64, corners: u32| -> Vec<Place> {
            let corner = |number: u32| {
                let turn = f64::from(number % corners) / f64::from(corners) * std::f64::consts::TAU;
                let reach = reach * (1.0 + 0.3 * (turn * 7.0).sin());
                [0.5 + reach * turn.cos(), 0.5 + reach * turn.sin()]
            };
            (0..=corners).map(corner).collect()
        };
        let rings = [ring(0.3, 400), ring(0.1, 90)];
        let patch = Patch::new(&rings);
        let odd = |[x, y]: Place| {
            let meets = |ends: &&[Place]| {
                let [[ax, ay], [bx, by]] = [ends[0], ends[1]];
                (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
            };
            rings.iter().map(|ring| ring.windows(2).filter(meets).count()).sum::<usize>() % 2 == 1
        };
        let places = (0..90_u8).flat_map(|x| (0..90_u8).map(move |y| [f64::from(x), f64::from(y)]));
        let held = places.map(|at| at.map(|side| side / 90.0)).filter(|at| {
            assert_eq!(patch.holds(*at), odd(*at), "{at:?}");
            patch.holds(*at)
        });
        assert!(held.count() > 500);
        assert!(!Patch::default().holds([0.5, 0.5]));
    }

    #[test]
    fn long_edges_get_points_on_the_way() {
        let places = placed(&LineString::from(vec![(30.0, 45.0), (31.0, 46.0)]));
        assert_eq!(places.len(), 11);
        let middle = mercator(Coord { x: 30.5, y: 45.5 });
        assert!((places[5][1] - middle[1]).abs() < 1e-12);
    }

    #[test]
    fn a_line_across_the_window_is_cut_to_it() {
        let view = View::new(Coord { x: 31.0, y: 48.0 }, 12.0, [800.0, 600.0]);
        let (lens, window) = (Lens::of(&view), Bounds::of_view(&view, 8.0));
        let line = placed(&LineString::from(
            (0..200).map(|at| (20.0 + 0.1 * f64::from(at), 48.0)).collect::<Vec<_>>(),
        ));
        let mut runs = Vec::new();
        each_run(&line, false, &lens, &window, |run, _| runs.push(run));
        assert_eq!(runs.len(), 1);
        assert!(runs[0].len() < 8, "{} points", runs[0].len());
    }
}
