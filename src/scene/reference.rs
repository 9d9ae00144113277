//! Layers opened over the map, of any size: prepared once off the window's
//! thread, then drawn from the level of detail that fits the zoom.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use geo_types::{Geometry, LineString, Polygon};

use super::drawing::{Drawing, Mark, Spot};
use super::look::Colour;
use super::pyramid::{Bounds, LEVELS, Lens, Patch, Place, level_of, place_into, placed};
use super::view::{View, mercator};

/// The distance between kept points at a level, in points of the sheet. Below
/// 0.6 a screen cannot show the difference; a level serves zooms down to one
/// less, where 1.2 has become 0.6.
const DETAIL: f64 = 1.2;

/// Points of a line in one piece: small enough that few points outside the sheet
/// are drawn with it, large enough that there are few boxes to ask.
const PIECE: usize = 128;

/// The most corners that are filled. Cutting takes 25 ms for 100 000, and every
/// level is cut; a larger layer is drawn by its outlines.
const FILLED: usize = 100_000;

/// The most points in a frame: what a window can turn into triangles in some
/// five milliseconds. Ten thousand outlines at the scale of the country are
/// more than that, and are drawn coarser.
const MOST: usize = 50_000;

/// How many levels finer a page is drawn than the window, and how many more points it may have:
/// it has up to four pixels to a point, and nobody turns it into triangles sixty times a second.
const PAGE_FINER: f64 = 2.0;
const PAGE_MORE: usize = 8;

/// The radius of a dot.
pub(super) const DOT: f32 = 2.2;

/// Part of a line with its box.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: u32,
    to: u32,
    bounds: Bounds,
}

/// A run of points that is one line.
#[derive(Clone, Copy, Debug)]
struct Strand {
    from: u32,
    to: u32,
}

/// A dot with the number of its cell: the bits of x and y in turn, so that dots
/// near each other have near numbers and a coarser cell is a shorter number.
#[derive(Clone, Copy, Debug)]
struct Dot {
    cell: u64,
    place: Place,
}

/// One level of detail.
#[derive(Clone, Debug, Default)]
struct Level {
    places: Vec<Place>,
    strands: Vec<Strand>,
    pieces: Vec<Piece>,
    dots: Vec<Dot>,
    piles: Vec<Piece>,
    patches: Vec<(Bounds, Patch)>,
}

/// A layer that can be drawn at any zoom.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The box around it.
    pub bounds: Bounds,
    /// The number of points it was made of.
    pub points: usize,
    levels: Vec<Arc<Level>>,
}

/// Work that can be called off, and says how far it is.
struct Task<'a> {
    cancel: &'a AtomicBool,
    progress: &'a (dyn Fn(f32) + Sync),
}

impl Task<'_> {
    /// Says how far it is; none when the work was called off.
    fn at(&self, share: f32) -> Option<()> {
        (self.progress)(share);
        (!self.cancel.load(Ordering::Relaxed)).then_some(())
    }
}

impl Prepared {
    /// Prepares geometries in longitude and latitude. `progress` is told shares
    /// from 0 to 1; none when `cancel` was set on the way.
    pub fn new(
        geometries: &[Geometry<f64>],
        cancel: &AtomicBool,
        progress: &(dyn Fn(f32) + Sync),
    ) -> Option<Self> {
        let task = Task { cancel, progress };
        let mut finest = Level::default();
        let mut areas = Vec::new();
        let many = geometries.len().max(1) as f32;
        for (at, geometry) in geometries.iter().enumerate() {
            if at.is_multiple_of(512) {
                task.at(0.5 * at as f32 / many)?;
            }
            finest.take(geometry, &mut areas);
        }
        finest.dots.sort_unstable_by_key(|dot| dot.cell);
        finest.finish();
        let corners: usize = areas.iter().map(|area| corners(area)).sum();
        let areas = if corners <= FILLED { areas } else { Vec::new() };
        let rings = areas.iter().map(|area| rings(area)).collect::<Vec<_>>();
        let points = finest.places.len() + finest.dots.len();
        let bounds = finest.bounds();
        let mut levels = vec![Arc::new(finest)];
        for level in LEVELS.rev().skip(1) {
            task.at(0.5 + 0.4 * (1.0 - f32::from(level) / 14.0))?;
            let finer = &levels[levels.len() - 1];
            let next = if finer.is_thin(level) { Arc::clone(finer) } else { Arc::new(finer.thinned(level)) };
            levels.push(next);
        }
        levels.reverse();
        let mut prepared = Self { bounds, points, levels };
        prepared.cut(&rings, &task)?;
        task.at(1.0)?;
        Some(prepared)
    }

    /// Cuts the areas at each level.
    fn cut(&mut self, areas: &[Vec<Vec<Place>>], task: &Task) -> Option<()> {
        if areas.is_empty() {
            return Some(());
        }
        for (level, number) in self.levels.iter_mut().zip(LEVELS) {
            task.at(0.9)?;
            let tolerance = step(number) / 2.0;
            let patches = areas
                .iter()
                .map(|rings| {
                    let rings = rings
                        .iter()
                        .map(|ring| super::pyramid::simplified(ring, tolerance))
                        .collect::<Vec<_>>();
                    (rings.first().map_or(Bounds::EMPTY, |ring| Bounds::of(ring)), Patch::new(&rings))
                })
                .filter(|(_, patch)| !patch.triangles.is_empty())
                .collect();
            Arc::make_mut(level).patches = patches;
        }
        Some(())
    }

    /// The level for a zoom, or the finest coarser one that keeps a frame in bounds.
    fn at(&self, zoom: f64, window: &Bounds, most: usize) -> &Level {
        let fitting = usize::from(level_of(zoom) - LEVELS.start());
        let light = self.levels[..=fitting].iter().rev().find(|level| level.visible(window) <= most);
        light.unwrap_or(&self.levels[0])
    }

    /// What a legend shows of it: areas where it has any that are filled, otherwise lines,
    /// otherwise dots.
    pub fn kind(&self) -> LayerKind {
        match self.levels.last() {
            Some(finest) if !finest.patches.is_empty() => LayerKind::Areas,
            Some(finest) if !finest.strands.is_empty() => LayerKind::Lines,
            _ => LayerKind::Dots,
        }
    }
}

/// The distance between kept points at a level, in widths of the world.
fn step(level: u8) -> f64 {
    DETAIL / (256.0 * f64::from(level).exp2())
}

fn corners(area: &Polygon<f64>) -> usize {
    area.exterior().0.len() + area.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
}

fn rings(area: &Polygon<f64>) -> Vec<Vec<Place>> {
    std::iter::once(area.exterior()).chain(area.interiors()).map(placed).collect()
}

/// The bits of x and y in turn, 26 of each: cells of a hundredth of a point at
/// zoom 14.
fn cell(place: Place) -> u64 {
    let spread = |value: f64| {
        let mut bits = (value.clamp(0.0, 0.999_999_999) * f64::from(1_u32 << 26)) as u64;
        for (shift, mask) in [
            (16, 0x0000_FFFF_0000_FFFF_u64),
            (8, 0x00FF_00FF_00FF_00FF),
            (4, 0x0F0F_0F0F_0F0F_0F0F),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | bits << shift) & mask;
        }
        bits
    };
    spread(place[0]) | spread(place[1]) << 1
}

/// The bits of a cell's number that a level leaves out: a cell of 4 points.
fn blur(level: u8) -> u32 {
    2 * (26 - (6 + u32::from(level)))
}

impl Level {
    fn take<'a>(&mut self, geometry: &'a Geometry<f64>, areas: &mut Vec<&'a Polygon<f64>>) {
        match geometry {
            Geometry::Point(point) => self.dot(mercator(point.0)),
            Geometry::MultiPoint(points) => points.iter().for_each(|point| self.dot(mercator(point.0))),
            Geometry::LineString(line) => self.line(line),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.line(line)),
            Geometry::Line(line) => self.line(&LineString(vec![line.start, line.end])),
            Geometry::Polygon(area) => self.area(area, areas),
            Geometry::MultiPolygon(parts) => parts.iter().for_each(|area| self.area(area, areas)),
            Geometry::Rect(rect) => self.line(rect.to_polygon().exterior()),
            Geometry::Triangle(triangle) => self.line(triangle.to_polygon().exterior()),
            Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| self.take(part, areas)),
        }
    }

    fn dot(&mut self, place: Place) {
        if place.iter().all(|axis| axis.is_finite()) {
            self.dots.push(Dot { cell: cell(place), place });
        }
    }

    fn line(&mut self, line: &LineString<f64>) {
        let from = self.places.len() as u32;
        place_into(line, &mut self.places);
        let to = self.places.len() as u32;
        if to - from >= 2 {
            self.strands.push(Strand { from, to });
        } else {
            self.places.truncate(from as usize);
        }
    }

    fn area<'a>(&mut self, area: &'a Polygon<f64>, areas: &mut Vec<&'a Polygon<f64>>) {
        self.line(area.exterior());
        area.interiors().iter().for_each(|ring| self.line(ring));
        areas.push(area);
    }

    /// Whether a level would leave out next to nothing: nine in ten of some
    /// thousand edges are longer than its step, and the dots are few.
    fn is_thin(&self, level: u8) -> bool {
        let limit = step(level) * step(level);
        let stride = (self.places.len() / 4096).max(1);
        let (mut long, mut all) = (0_usize, 0_usize);
        for ends in self.places.windows(2).step_by(stride) {
            let (x, y) = (ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]);
            long += usize::from(x * x + y * y >= limit);
            all += 1;
        }
        long * 10 >= all * 9 && self.dots.len() < 4096
    }

    /// The points that show in a window.
    fn visible(&self, window: &Bounds) -> usize {
        let shown = self.pieces.iter().chain(&self.piles).filter(|piece| window.meets(&piece.bounds));
        shown.map(|piece| (piece.to - piece.from) as usize).sum()
    }

    fn bounds(&self) -> Bounds {
        let boxes = self.pieces.iter().chain(&self.piles);
        boxes.fold(Bounds::EMPTY, |bounds, piece| bounds.with(&piece.bounds))
    }

    /// Cuts strands to pieces and dots to piles, with their boxes.
    fn finish(&mut self) {
        for strand in &self.strands {
            let mut from = strand.from;
            while from + 1 < strand.to {
                let to = strand.to.min(from + PIECE as u32);
                let bounds = Bounds::of(&self.places[from as usize..to as usize]);
                self.pieces.push(Piece { from, to, bounds });
                from = to - 1;
            }
        }
        for (number, pile) in self.dots.chunks(PIECE).enumerate() {
            let bounds = pile.iter().fold(Bounds::EMPTY, |mut bounds, dot| {
                bounds.take_in(dot.place);
                bounds
            });
            let from = (number * PIECE) as u32;
            self.piles.push(Piece { from, to: from + pile.len() as u32, bounds });
        }
    }

    /// The next level up: points that are nearer to the last one than the eye can
    /// tell are left out; what has shrunk to a speck becomes a dot; of the dots
    /// in a cell of 4 points one remains.
    fn thinned(&self, level: u8) -> Self {
        let step = step(level);
        let mut coarser = Self { places: Vec::with_capacity(self.places.len() / 2), ..Self::default() };
        let mut specks = Vec::new();
        for strand in &self.strands {
            let line = &self.places[strand.from as usize..strand.to as usize];
            let from = coarser.places.len();
            thin(line, step, &mut coarser.places);
            let kept = &coarser.places[from..];
            if kept.len() <= 3 && Bounds::of(kept).reach() < step {
                specks.push(Dot { cell: cell(kept[0]), place: kept[0] });
                coarser.places.truncate(from);
            } else {
                coarser.strands.push(Strand { from: from as u32, to: coarser.places.len() as u32 });
            }
        }
        specks.sort_unstable_by_key(|dot| dot.cell);
        let shift = blur(level);
        coarser.dots = merged(&self.dots, &specks);
        coarser.dots.dedup_by_key(|dot| dot.cell >> shift);
        coarser.finish();
        coarser
    }
}

/// Adds the first and last point of a line, and of the others those that are a
/// step away from the last one added.
fn thin(line: &[Place], step: f64, out: &mut Vec<Place>) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return };
    let limit = step * step;
    let mut from = first;
    out.push(first);
    for &at in &line[1..line.len() - 1] {
        let (x, y) = (at[0] - from[0], at[1] - from[1]);
        if x * x + y * y >= limit {
            out.push(at);
            from = at;
        }
    }
    out.push(last);
}

/// Two sorted rows of dots as one.
fn merged(a: &[Dot], b: &[Dot]) -> Vec<Dot> {
    let mut dots = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(first), Some(second)) = (a.peek(), b.peek()) {
        let next = if first.cell <= second.cell { a.next() } else { b.next() };
        dots.extend(next);
    }
    dots.extend(a);
    dots.extend(b);
    dots
}

/// The name of a feature, and where it would stand.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureName {
    /// The point, a place inside the area, or the middle of the line.
    pub place: Place,
    /// The larger side of the box around the feature, in widths of the world; 0 for a point.
    pub reach: f64,
    /// Whether it names an area.
    pub area: bool,
    /// What is written.
    pub text: String,
}

/// What a layer mostly is, for the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// Filled areas.
    Areas,
    /// Lines.
    Lines,
    /// Points.
    Dots,
}

/// A layer as the sheet needs it.
#[derive(Clone, Copy, Debug)]
pub struct LayerMark<'a> {
    /// Its name, for the legend.
    pub name: &'a str,
    /// The prepared layer.
    pub prepared: &'a Prepared,
    /// Its colour, with its opacity.
    pub colour: Colour,
    /// The names of its features, the more important first; none where it has no labels.
    pub names: &'a [FeatureName],
}

impl LayerMark<'_> {
    /// Adds what of it shows in a window.
    pub fn draw(&self, view: &View, drawing: &mut Drawing) {
        self.draw_in(view, false, drawing);
    }

    /// Adds what of it shows, in a window or on a page, which has more pixels to a point.
    pub fn draw_in(&self, view: &View, page: bool, drawing: &mut Drawing) {
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 8.0));
        if !window.meets(&self.prepared.bounds) {
            return;
        }
        let (finer, most) = if page { (PAGE_FINER, MOST * PAGE_MORE) } else { (0.0, MOST) };
        let level = self.prepared.at(view.zoom + finer, &window, most);
        for (bounds, patch) in &level.patches {
            patch.fill(&lens, &window, bounds, self.colour.alpha(0.12), drawing);
        }
        for run in runs(level, &lens, &window) {
            drawing.line(run, 1.3, self.colour);
        }
        let shown = level.piles.iter().filter(|pile| window.meets(&pile.bounds));
        let centres = shown
            .flat_map(|pile| &level.dots[pile.from as usize..pile.to as usize])
            .map(|dot| dot.place)
            .filter(|place| window.meets(&Bounds { min: *place, max: *place }))
            .map(|place| lens.spot(place))
            .collect::<Vec<Spot>>();
        if !centres.is_empty() {
            drawing.add(Mark::Dots { centres, radius: DOT, colour: self.colour });
        }
    }
}

/// The visible pieces on the sheet, those that follow one another joined.
fn runs(level: &Level, lens: &Lens, window: &Bounds) -> Vec<Vec<Spot>> {
    let mut runs: Vec<Vec<Spot>> = Vec::new();
    let mut end = None;
    for piece in level.pieces.iter().filter(|piece| window.meets(&piece.bounds)) {
        let places = &level.places[piece.from as usize..piece.to as usize];
        let follows = end == Some(piece.from) && runs.last().is_some_and(|run| !run.is_empty());
        let skip = usize::from(follows);
        if !follows {
            runs.push(Vec::with_capacity(places.len()));
        }
        if let Some(run) = runs.last_mut() {
            run.extend(places[skip..].iter().map(|&place| lens.spot(place)));
        }
        end = Some(piece.to - 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::{Coord, MultiPoint, Point, polygon};

    fn prepared(geometries: &[Geometry<f64>]) -> Prepared {
        Prepared::new(geometries, &AtomicBool::new(false), &|_| {}).unwrap()
    }

    fn drawn(prepared: &Prepared, zoom: f64) -> Drawing {
        let view = View::new(Coord { x: 31.0, y: 48.5 }, zoom, [1000.0, 800.0]);
        let mut drawing = Drawing::new(view.size);
        LayerMark { name: "", prepared, colour: Colour::hex(0x33_6699), names: &[] }
            .draw(&view, &mut drawing);
        drawing
    }

    /// A wave of many points from west to east across Ukraine.
    fn wave(points: u32) -> LineString<f64> {
        let at = |number: u32| {
            let share = f64::from(number) / f64::from(points);
            (22.0 + 18.0 * share, 48.5 + 0.4 * (share * 400.0).sin())
        };
        LineString::from((0..points).map(at).collect::<Vec<_>>())
    }

    #[test]
    fn a_frame_is_bounded_by_the_sheet_and_not_by_the_data() {
        let layer = prepared(&[wave(400_000).into()]);
        assert_eq!(layer.points, 400_000);
        for zoom in [4.0, 5.5, 6.4, 8.0, 10.0, 12.0, 14.0] {
            let points = drawn(&layer, zoom).points();
            assert!((2..=MOST).contains(&points), "zoom {zoom}: {points}");
        }
    }

    #[test]
    fn dots_thin_out_and_none_is_lost_alone() {
        let grid = (0..300).flat_map(|x| {
            (0..300).map(move |y| Point::new(30.0 + 0.005 * f64::from(x), 48.0 + 0.003 * f64::from(y)))
        });
        let layer = prepared(&[MultiPoint::new(grid.collect()).into(), Point::new(26.0, 50.0).into()]);
        let far = drawn(&layer, 5.0);
        let Some(Mark::Dots { centres, .. }) = far.marks.first() else { panic!("no dots") };
        assert!((2..2_000).contains(&centres.len()), "{}", centres.len());
    }

    #[test]
    fn small_areas_become_dots_and_large_ones_are_filled() {
        let square = |x: f64, side: f64| polygon![(x: x, y: 48.0), (x: x + side, y: 48.0), (x: x + side, y: 48.0 + side), (x: x, y: 48.0 + side)];
        let layer = prepared(&[square(30.0, 1.0).into(), square(33.0, 1e-4).into()]);
        let marks = drawn(&layer, 6.0).marks;
        assert!(matches!(marks[0], Mark::Fill { .. }), "{marks:?}");
        assert!(matches!(marks[1], Mark::Line { .. }));
        assert!(matches!(&marks[2], Mark::Dots { centres, .. } if centres.len() == 1));
    }

    #[test]
    fn work_that_is_called_off_gives_nothing() {
        assert!(Prepared::new(&[wave(100).into()], &AtomicBool::new(true), &|_| {}).is_none());
    }

    #[test]
    fn places_that_are_no_numbers_are_left_out() {
        let line = LineString::from(vec![(30.0, 48.0), (f64::NAN, 49.0), (31.0, 48.0)]);
        let layer = prepared(&[line.into(), Point::new(f64::INFINITY, 1.0).into()]);
        assert_eq!(layer.points, 2);
    }
}
