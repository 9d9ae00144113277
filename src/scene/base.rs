//! The base map, prepared once: land, water and borders at every level of detail.

use std::collections::BTreeMap;

use geo_types::{Coord, LineString, MultiPolygon};

use super::crowd::Crowd;
use super::drawing::Drawing;
use super::labels;
use super::look::{Colour, Look, weight};
use super::names::Names;
use super::pyramid::{Bounds, Course, Lens, Place, Region, each_run, placed, simplified};
use super::shades::{Group, Shades};
use super::view::View;
use crate::atlas::layers::MapLayers;

/// The base map, ready to be drawn at any zoom.
#[derive(Clone, Debug)]
pub struct Base {
    /// What can be named.
    pub names: Names,
    /// How strongly each of its groups is drawn.
    pub shades: Shades,
    /// Coarse land outside the detailed map.
    europe: Coverage,
    /// The detailed map's countries.
    countries: Coverage,
    /// Which of them is Ukraine.
    ukraine: Option<usize>,
    /// Lines between oblasts.
    oblasts: Vec<Course>,
    rivers: Vec<Stream>,
    lakes: Vec<Water>,
    /// The box of the detailed map.
    detailed: Bounds,
}

/// A river's course in parts.
#[derive(Clone, Debug)]
struct Stream {
    scalerank: u8,
    parts: Vec<Course>,
}

/// A lake or reservoir.
#[derive(Clone, Debug)]
struct Water {
    former: bool,
    scalerank: u8,
    region: Region,
}

impl Base {
    /// Prepares the layers of the atlas: some tens of milliseconds, once.
    pub fn new(map: &MapLayers) -> Self {
        let areas = |list: &[crate::atlas::layers::Country]| {
            list.iter().map(|it| it.area.clone()).collect::<Vec<_>>()
        };
        let countries = Coverage::new(&areas(&map.countries));
        let oblasts = map.oblasts.iter().map(|oblast| oblast.outline.clone()).collect::<Vec<_>>();
        let stream = |river: &crate::atlas::layers::River| Stream {
            scalerank: river.scalerank,
            parts: river.course.iter().map(Course::of).collect(),
        };
        let water = |lake: &crate::atlas::layers::Lake| Water {
            former: lake.former.is_some(),
            scalerank: lake.scalerank,
            region: Region::of(&lake.area),
        };
        Self {
            names: Names::new(map),
            shades: Shades::default(),
            europe: Coverage::new(&areas(&map.europe)),
            ukraine: map.countries.iter().position(|country| country.iso == "UA"),
            oblasts: Coverage::new(&oblasts).shared.into_iter().map(|border| border.course).collect(),
            rivers: map.rivers.iter().map(stream).collect(),
            lakes: map.lakes.iter().map(water).collect(),
            detailed: countries.bounds(),
            countries,
        }
    }

    /// Whether a place lies in the sea or outside every country, at the level of a zoom.
    pub fn is_sea(&self, place: Place, zoom: f64) -> bool {
        !self.countries.regions.iter().any(|region| holds(region, place, zoom))
    }

    /// Whether a place lies in Ukraine, at the level of a zoom.
    pub fn is_ukraine(&self, place: Place, zoom: f64) -> bool {
        self.ukraine
            .and_then(|at| self.countries.regions.get(at))
            .is_some_and(|region| holds(region, place, zoom))
    }

    /// Whether a place lies in a country, at the level of a zoom.
    pub fn in_country(&self, country: usize, place: Place, zoom: f64) -> bool {
        self.countries.regions.get(country).is_some_and(|region| holds(region, place, zoom))
    }

    /// The width of a country in widths of the world.
    pub fn country_width(&self, country: usize) -> f32 {
        self.countries
            .regions
            .get(country)
            .map_or(0.0, |region| (region.bounds.max[0] - region.bounds.min[0]) as f32)
    }

    /// Marks coasts and borders, over which a label is less good.
    pub fn rule(&self, view: &View, crowd: &mut Crowd) {
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 0.0));
        let borders = self.countries.shared.iter().map(|border| &border.course);
        for line in self.countries.coasts.iter().chain(borders) {
            labels::rule(line.at(view.zoom), &lens, &window, false, crowd);
        }
    }

    /// Adds everything below the zones.
    pub fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let pen = Pen::of(view);
        if self.shades.shows(Group::Ground) {
            self.draw_ground(view, look, drawing);
        }
        if self.shades.shows(Group::Oblasts) {
            let colour = look.map.oblast.alpha(self.shades.of(Group::Oblasts));
            for line in &self.oblasts {
                pen.line(line, weight::OBLAST.at(view.zoom), colour, None, drawing);
            }
        }
        if self.shades.shows(Group::Waters) {
            self.draw_water(&pen, look, drawing);
        }
        if self.shades.shows(Group::Borders) {
            self.draw_borders(&pen, look, drawing);
        }
    }

    /// Adds land, sea and coasts, at full strength: tiles that fade in lie over them.
    pub fn draw_ground(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let (pen, map) = (Pen::of(view), &look.map);
        drawing.rect([0.0, 0.0], view.size, 0.0, Some(map.sea), None);
        if !self.detailed.holds(&pen.window) {
            self.draw_around(&pen, look, drawing);
        }
        for (at, region) in self.countries.regions.iter().enumerate() {
            if Some(at) != self.ukraine {
                pen.fill(region, map.neighbours, drawing);
            }
        }
        if let Some(region) = self.ukraine.and_then(|at| self.countries.regions.get(at)) {
            pen.fill(region, map.ukraine, drawing);
        }
        for coast in &self.countries.coasts {
            pen.line(coast, weight::COAST.at(view.zoom), map.coast, None, drawing);
        }
    }

    /// The coarse land, and the sea of the detailed map over it.
    fn draw_around(&self, pen: &Pen, look: &Look, drawing: &mut Drawing) {
        let map = &look.map;
        // Beyond the data lies land in the east and south: Asia and Africa.
        let [right, bottom] = pen.lens.spot(self.europe.bounds().max);
        drawing.rect([right, -8.0], [pen.size[0].max(right), pen.size[1]], 0.0, Some(map.neighbours), None);
        drawing.rect(
            [-8.0, bottom],
            [pen.size[0].max(right), pen.size[1].max(bottom)],
            0.0,
            Some(map.neighbours),
            None,
        );
        for region in &self.europe.regions {
            pen.fill(region, map.neighbours, drawing);
        }
        for coast in &self.europe.coasts {
            pen.line(coast, weight::COAST.at(pen.zoom), map.coast, None, drawing);
        }
        for border in &self.europe.shared {
            pen.line(&border.course, weight::FOREIGN.at(pen.zoom), map.foreign_border, None, drawing);
        }
        let (min, max) = (pen.lens.spot(self.detailed.min), pen.lens.spot(self.detailed.max));
        drawing.rect(min, max, 0.0, Some(map.sea), None);
    }

    fn draw_water(&self, pen: &Pen, look: &Look, drawing: &mut Drawing) {
        let (map, shade) = (&look.map, self.shades.of(Group::Waters));
        // On a sheet of Europe the rivers of the detailed map would end at its edge.
        let home =
            self.ukraine.and_then(|at| self.countries.regions.get(at)).map_or(Bounds::EMPTY, |it| it.bounds);
        for river in &self.rivers {
            for part in river.parts.iter().filter(|part| pen.zoom > 5.8 || part.bounds.meets(&home)) {
                pen.line(
                    part,
                    weight::river(river.scalerank).at(pen.zoom),
                    map.river.alpha(shade),
                    None,
                    drawing,
                );
            }
        }
        for lake in self.lakes.iter().filter(|lake| shows(lake, pen.zoom)) {
            if !pen.window.meets(&lake.region.bounds) {
                continue;
            }
            if !lake.former {
                pen.fill(&lake.region, map.sea.alpha(shade), drawing);
            }
            let (colour, dash) =
                if lake.former { (map.former_lake, Some([2.5, 2.5])) } else { (map.coast, None) };
            for ring in lake.region.at(pen.zoom).each_ring() {
                let width = if lake.former { 1.0 } else { weight::COAST.at(pen.zoom) };
                pen.run(ring, true, (width, colour.alpha(shade), dash), drawing);
            }
        }
    }

    fn draw_borders(&self, pen: &Pen, look: &Look, drawing: &mut Drawing) {
        let shade = self.shades.of(Group::Borders);
        let [foreign, own] = [look.map.foreign_border, look.map.ukraine_border].map(|ink| ink.alpha(shade));
        let of_ukraine = |border: &&Border| border.between.contains(&self.ukraine.unwrap_or(usize::MAX));
        for border in self.countries.shared.iter().filter(|border| !of_ukraine(border)) {
            pen.line(&border.course, weight::FOREIGN.at(pen.zoom), foreign, None, drawing);
        }
        for border in self.countries.shared.iter().filter(of_ukraine) {
            pen.line(&border.course, weight::UKRAINE.at(pen.zoom), own, None, drawing);
        }
    }
}

/// Small lakes come with the zoom: rank 8 from zoom 6, and so on.
fn shows(lake: &Water, zoom: f64) -> bool {
    f64::from(lake.scalerank) <= zoom + 2.5
}

/// Whether an area holds a place, by the even–odd rule.
fn holds(region: &Region, place: Place, zoom: f64) -> bool {
    region.bounds.holds(&Bounds { min: place, max: place }) && region.at(zoom).holds(place)
}

/// What a layer needs to be drawn: the lens, the window and the zoom.
struct Pen {
    lens: Lens,
    window: Bounds,
    zoom: f64,
    size: [f32; 2],
}

impl Pen {
    fn of(view: &View) -> Self {
        Self { lens: Lens::of(view), window: Bounds::of_view(view, 8.0), zoom: view.zoom, size: view.size }
    }

    fn fill(&self, region: &Region, colour: Colour, drawing: &mut Drawing) {
        region.at(self.zoom).fill(&self.lens, &self.window, &region.bounds, colour, drawing);
    }

    fn line(
        &self,
        course: &Course,
        width: f32,
        colour: Colour,
        dash: Option<[f32; 2]>,
        drawing: &mut Drawing,
    ) {
        if width > 0.0 && self.window.meets(&course.bounds) {
            self.run(course.at(self.zoom), false, (width, colour, dash), drawing);
        }
    }

    fn run(
        &self,
        points: &[Place],
        closed: bool,
        (width, colour, dash): (f32, Colour, Option<[f32; 2]>),
        drawing: &mut Drawing,
    ) {
        each_run(points, closed, &self.lens, &self.window, |run, closed| {
            drawing.stroke(run, width, colour, dash, closed);
        });
    }
}

/// A line between two areas of a coverage.
#[derive(Clone, Debug)]
struct Border {
    between: [usize; 2],
    course: Course,
}

/// Areas that share their borders vertex for vertex. A border is simplified
/// once for both sides, so that no gap opens between them at any level.
#[derive(Clone, Debug, Default)]
struct Coverage {
    regions: Vec<Region>,
    /// Lines between two areas, each once.
    shared: Vec<Border>,
    /// Lines with an area on one side only and no cut along them.
    coasts: Vec<Course>,
}

/// What lies on the other side of a run of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beyond {
    /// Another area, or the same one again.
    Area(usize),
    /// Nothing: a coast.
    Sea,
    /// The edge of the map data.
    Cut,
}

/// A run of edges of one ring with the same area beyond.
#[derive(Clone, Debug)]
struct Run {
    beyond: Beyond,
    line: Vec<Place>,
}

/// A corner of the data as a key: longitude and latitude in 1e-6 degrees.
type Corner = (i64, i64);

fn corner(coord: Coord<f64>) -> Corner {
    ((coord.x * 1e6).round() as i64, (coord.y * 1e6).round() as i64)
}

/// An undirected edge as a key.
fn edge(a: Coord<f64>, b: Coord<f64>) -> (Corner, Corner) {
    let (a, b) = (corner(a), corner(b));
    (a.min(b), a.max(b))
}

impl Coverage {
    fn new(areas: &[MultiPolygon<f64>]) -> Self {
        let mut owners: BTreeMap<(Corner, Corner), Vec<usize>> = BTreeMap::new();
        let mut limits = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for (at, area) in areas.iter().enumerate() {
            for ring in rings(area) {
                for line in ring.lines() {
                    owners.entry(edge(line.start, line.end)).or_default().push(at);
                    let Coord { x, y } = line.start;
                    limits = [limits[0].min(x), limits[1].min(y), limits[2].max(x), limits[3].max(y)];
                }
            }
        }
        let mut coverage = Self::default();
        for (at, area) in areas.iter().enumerate() {
            let beyond = |a: Coord<f64>, b: Coord<f64>| {
                let others = owners.get(&edge(a, b)).map_or(&[][..], Vec::as_slice);
                match others.iter().find(|other| **other != at) {
                    Some(other) => Beyond::Area(*other),
                    None if others.len() > 1 => Beyond::Area(at),
                    None if on_limit(a, b, limits) => Beyond::Cut,
                    None => Beyond::Sea,
                }
            };
            let polygons = area
                .iter()
                .map(|polygon| {
                    std::iter::once(polygon.exterior())
                        .chain(polygon.interiors())
                        .map(|ring| runs(ring, beyond))
                        .collect::<Vec<_>>()
                })
                .collect::<Vec<_>>();
            coverage.add(at, &polygons);
        }
        coverage
    }

    fn add(&mut self, at: usize, polygons: &[Vec<Vec<Run>>]) {
        let every = || polygons.iter().flatten().flatten();
        for run in every() {
            match run.beyond {
                Beyond::Area(other) if other > at => {
                    self.shared.push(Border { between: [at, other], course: course(&run.line) });
                }
                Beyond::Sea => self.coasts.push(course(&run.line)),
                Beyond::Area(_) | Beyond::Cut => {}
            }
        }
        let bounds = every().fold(Bounds::EMPTY, |bounds, run| bounds.with(&Bounds::of(&run.line)));
        let thin =
            |polygon: &Vec<Vec<Run>>, tolerance| polygon.iter().map(|ring| closed(ring, tolerance)).collect();
        self.regions.push(Region::new(bounds, |tolerance| {
            polygons.iter().map(|polygon| thin(polygon, tolerance)).collect()
        }));
    }

    fn bounds(&self) -> Bounds {
        self.regions.iter().fold(Bounds::EMPTY, |bounds, region| bounds.with(&region.bounds))
    }
}

fn rings(area: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// Whether an edge lies on the box of the data: west, south, east, north.
fn on_limit(a: Coord<f64>, b: Coord<f64>, limits: [f64; 4]) -> bool {
    let at = |a: f64, b: f64, limit: f64| (a - limit).abs() < 1e-6 && (b - limit).abs() < 1e-6;
    at(a.x, b.x, limits[0]) || at(a.y, b.y, limits[1]) || at(a.x, b.x, limits[2]) || at(a.y, b.y, limits[3])
}

/// Parts a ring where the area beyond changes, beginning at such a corner, or
/// at its lowest corner where there is none, so that both sides begin alike.
fn runs(ring: &LineString<f64>, beyond: impl Fn(Coord<f64>, Coord<f64>) -> Beyond) -> Vec<Run> {
    let coords = &ring.0[..ring.0.len().saturating_sub(1)];
    let count = coords.len();
    if count < 3 {
        return Vec::new();
    }
    let sides = (0..count).map(|at| beyond(coords[at], coords[(at + 1) % count])).collect::<Vec<_>>();
    let changes = (0..count).find(|&at| sides[at] != sides[(at + count - 1) % count]);
    let start = changes.or_else(|| (0..count).min_by_key(|&at| corner(coords[at]))).unwrap_or(0);
    let mut runs: Vec<(Beyond, Vec<Coord<f64>>)> = Vec::new();
    for step in 0..count {
        let at = (start + step) % count;
        let next = coords[(at + 1) % count];
        match runs.last_mut() {
            Some((side, line)) if *side == sides[at] => line.push(next),
            _ => runs.push((sides[at], vec![coords[at], next])),
        }
    }
    runs.into_iter().map(|(beyond, line)| Run { beyond, line: placed(&LineString(line)) }).collect()
}

/// Whether a line runs against its canonical direction, from the lower end to the higher.
fn backwards(line: &[Place]) -> bool {
    match (line.first(), line.last()) {
        (Some([x, y]), Some([u, v])) => (u, v) < (x, y),
        _ => false,
    }
}

/// Simplifies in the canonical direction, whatever the direction of the line.
fn alike(line: &[Place], tolerance: f64) -> Vec<Place> {
    if !backwards(line) {
        return simplified(line, tolerance);
    }
    let mut turned = line.to_vec();
    turned.reverse();
    let mut thin = simplified(&turned, tolerance);
    thin.reverse();
    thin
}

fn course(line: &[Place]) -> Course {
    let mut line = line.to_vec();
    if backwards(&line) {
        line.reverse();
    }
    Course::new(&line)
}

/// The runs of a ring, simplified and joined, with the first point repeated.
fn closed(ring: &[Run], tolerance: f64) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for run in ring {
        let thin = alike(&run.line, tolerance);
        let skip = usize::from(!places.is_empty());
        places.extend_from_slice(&thin[skip..]);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::polygon;

    /// Two countries side by side with a bent border, one of them with a coast.
    fn neighbours() -> Vec<MultiPolygon<f64>> {
        let west = polygon![(x: 0.0, y: 40.0), (x: 5.0, y: 40.0), (x: 5.2, y: 41.0), (x: 4.9, y: 42.0), (x: 5.0, y: 45.0), (x: 1.0, y: 44.0)];
        let east = polygon![(x: 5.0, y: 40.0), (x: 9.0, y: 40.0), (x: 9.0, y: 45.0), (x: 5.0, y: 45.0), (x: 4.9, y: 42.0), (x: 5.2, y: 41.0)];
        vec![west.into(), east.into()]
    }

    #[test]
    fn a_shared_border_is_drawn_once_and_cut_edges_never() {
        let coverage = Coverage::new(&neighbours());
        assert_eq!(coverage.shared.len(), 1);
        assert_eq!(coverage.shared[0].between, [0, 1]);
        // The west has a coast; all free edges of the east lie on the box.
        assert_eq!(coverage.coasts.len(), 1);
    }

    #[test]
    fn both_sides_of_a_border_stay_together_at_every_level() {
        let coverage = Coverage::new(&neighbours());
        for zoom in [4.0, 6.0, 9.0] {
            let border = coverage.shared[0].course.at(zoom);
            for region in &coverage.regions {
                let patch = region.at(zoom);
                assert!(border.iter().all(|place| patch.points.contains(place)), "zoom {zoom}");
            }
        }
    }
}
