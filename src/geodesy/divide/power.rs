//! A power diagram whose cells hold what they should.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, FRAC_PI_8};

use geo_types::Coord;

use super::connect::{connect, in_pieces, knit};
use super::even::{Scale, Search, centre};
use super::face::{Cut, Face, area, cross};
use super::recut::recut;
use super::{Division, Measure, Note, Parts, counts};
use crate::geodesy::bounds::Bounds;
use crate::geodesy::measure::edge_length;

/// Diagrams drawn in the search for each border by itself, at most. Eight are usual.
const MOST_TURNS: usize = 24;
/// Steps of Newton's method after that, at most.
const MOST_REFINED: usize = 20;
/// Moves of the sites to the centres of their cells, while a cell falls apart.
const MOST_MOVES: usize = 6;
/// Searches with other goals, to make up for the pieces that neighbours took over.
const MOST_AMENDS: usize = 8;
/// A part may miss its goal by this part of it.
pub(super) const ENOUGH: f64 = 0.01;
/// By how much the row of sites is turned, in radians, where it does not do as it lies.
const TURNS: [f64; 4] = [FRAC_PI_4, -FRAC_PI_4, FRAC_PI_2, FRAC_PI_8];
/// How much longer than wide an area counts from north-west to south-east, as a part of its
/// own spread: a circle has no principal axis, and must not get it from its last digit.
const LEANING: f64 = 0.15;

/// Kilometres around a place, near enough for bisectors.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    origin: Coord<f64>,
    scale: Coord<f64>,
    /// Farther from the origin than any corner of the zone.
    reach: f64,
}

impl Plane {
    fn of(zone: &[Face]) -> Option<Self> {
        let Bounds { min, max } = Bounds::of(zone.iter().flat_map(|face| face.rings[0].iter().copied()))?;
        let origin = (min + max) / 2.0;
        let scale = Coord { x: 111.32 * origin.y.to_radians().cos().max(0.01), y: 111.2 };
        let mut plane = Self { origin, scale, reach: 0.0 };
        let corner = plane.flat(max);
        plane.reach = corner.x.hypot(corner.y) * 1.01;
        (plane.reach > 0.0 && plane.reach.is_finite()).then_some(plane)
    }

    pub fn flat(&self, at: Coord<f64>) -> Coord<f64> {
        let off = at - self.origin;
        Coord { x: off.x * self.scale.x, y: off.y * self.scale.y }
    }

    fn round(&self, at: Coord<f64>) -> Coord<f64> {
        self.origin + Coord { x: at.x / self.scale.x, y: at.y / self.scale.y }
    }

    /// The line square to a direction, so far from the origin; what is before it is on its left.
    fn line(&self, normal: Coord<f64>, offset: f64) -> [Coord<f64>; 2] {
        let foot = normal * offset;
        let along = Coord { x: -normal.y, y: normal.x } * (2.0 * self.reach);
        [self.round(foot - along), self.round(foot + along)]
    }

    /// The line through a place, square to a direction, with the place as its middle corner;
    /// what is before it is on its left.
    pub fn knife(&self, at: Coord<f64>, normal: Coord<f64>) -> [Coord<f64>; 3] {
        let along = Coord { x: -normal.y, y: normal.x } * (4.0 * self.reach);
        [self.round(at - along), self.round(at), self.round(at + along)]
    }
}

/// Sites and weights, in kilometres and square kilometres.
#[derive(Clone)]
struct Diagram {
    plane: Plane,
    sites: Vec<Coord<f64>>,
    weights: Vec<f64>,
}

/// The border of two cells.
enum Border {
    /// A line, with the lower cell on its left.
    Line([Coord<f64>; 2]),
    /// All of the zone is nearer to the lower of the two, or to the upper.
    Beyond(bool),
}

impl Diagram {
    /// Between two cells, the lower first.
    fn border(&self, a: usize, b: usize) -> Border {
        let (from, to) = (self.sites[a], self.sites[b]);
        let way = to - from;
        let length = way.x.hypot(way.y);
        if length < 1e-9 {
            return Border::Beyond(self.weights[a] >= self.weights[b]);
        }
        let offset = (dot(to, to) - dot(from, from) + self.weights[a] - self.weights[b]) / (2.0 * length);
        if offset.abs() > self.plane.reach {
            return Border::Beyond(offset > 0.0);
        }
        Border::Line(self.plane.line(way / length, offset))
    }

    /// The pieces of the zone in a cell.
    fn cell(&self, zone: &[Face], cell: usize) -> Vec<Face> {
        let mut faces = zone.to_vec();
        let mut others: Vec<usize> = (0..self.sites.len()).filter(|&other| other != cell).collect();
        others.sort_by_key(|other| other.abs_diff(cell));
        for other in others {
            let lower = cell < other;
            faces = match self.border(cell.min(other), cell.max(other)) {
                Border::Beyond(to_lower) if to_lower == lower => faces,
                Border::Beyond(_) => Vec::new(),
                Border::Line(line) => faces.into_iter().flat_map(|face| side(face, line, lower)).collect(),
            };
        }
        faces
    }

    fn cells(&self, zone: &[Face]) -> Vec<Vec<Face>> {
        (0..self.sites.len()).map(|cell| self.cell(zone, cell)).collect()
    }

    /// The share of the measure in each cell.
    fn shares(&self, zone: &[Face], scale: &Scale<'_>) -> Vec<f64> {
        if scale.is_line() {
            return self.shares_of_lines(scale);
        }
        let mut shares: Vec<f64> =
            (1..self.sites.len()).map(|cell| scale.share(&self.cell(zone, cell))).collect();
        shares.insert(0, 1.0 - shares.iter().sum::<f64>());
        shares
    }

    /// Along an edge the differences between powers are straight, so each cell has one stretch of it.
    fn shares_of_lines(&self, scale: &Scale<'_>) -> Vec<f64> {
        let mut shares = vec![0.0; self.sites.len()];
        for edge in scale.lines.iter().flat_map(|line| line.0.windows(2)) {
            let (from, to) = (self.plane.flat(edge[0]), self.plane.flat(edge[1]));
            let power = |at: Coord<f64>, site: usize| {
                let off = at - self.sites[site];
                dot(off, off) - self.weights[site]
            };
            let kilometres = edge_length(edge[0], edge[1]) / 1e3;
            for (cell, share) in shares.iter_mut().enumerate() {
                let (mut start, mut end) = (0.0_f64, 1.0_f64);
                for other in (0..self.sites.len()).filter(|&other| other != cell) {
                    let (a, b) = (power(from, cell) - power(from, other), power(to, cell) - power(to, other));
                    match (a > 0.0, b > 0.0) {
                        (true, true) => end = start,
                        (true, false) => start = start.max(a / (a - b)),
                        (false, true) => end = end.min(a / (a - b)),
                        (false, false) => {}
                    }
                }
                *share += kilometres * (end - start).max(0.0) / scale.whole;
            }
        }
        shares
    }

    /// Where the border of two neighbours in the row meets the way between their sites.
    fn between(&self, cell: usize) -> Coord<f64> {
        let (from, to) = (self.sites[cell], self.sites[cell + 1]);
        let way = to - from;
        let square = dot(way, way).max(1e-18);
        from + way * (0.5 + (self.weights[cell] - self.weights[cell + 1]) / (2.0 * square))
    }

    /// How much more weight each cell has than the next.
    fn steps(&self) -> Vec<f64> {
        self.weights.windows(2).map(|pair| pair[0] - pair[1]).collect()
    }

    fn set_steps(&mut self, steps: &[f64]) {
        let mut weight = 0.0;
        self.weights = std::iter::once(0.0)
            .chain(steps.iter().map(|step| {
                weight -= step;
                weight
            }))
            .collect();
    }

    /// Moves the sites; each border in the row stays where it crosses the way between them.
    fn move_to(&mut self, sites: Vec<Coord<f64>>) {
        let steps: Vec<f64> = (0..sites.len().saturating_sub(1))
            .map(|cell| {
                let at = self.between(cell);
                let (a, b) = (at - sites[cell], at - sites[cell + 1]);
                dot(a, a) - dot(b, b)
            })
            .collect();
        self.sites = sites;
        self.set_steps(&steps);
    }

    /// Seeks the weights with which the cells hold their goals: by Newton's method, and
    /// border by border where its slopes say nothing.
    fn balance(&mut self, zone: &[Face], scale: &Scale<'_>, goals: &[f64]) {
        self.revive();
        for _ in 0..3 {
            if self.refine(zone, scale, goals) {
                return;
            }
            for border in 0..goals.len().saturating_sub(1) {
                self.seek(zone, scale, goals, border);
            }
        }
        self.refine(zone, scale, goals);
    }

    /// Gives a cell that does not hold its own site enough weight to hold it.
    fn revive(&mut self) {
        for cell in 0..self.sites.len() {
            let others = (0..self.sites.len()).filter(|&other| other != cell).map(|other| {
                let way = self.sites[other] - self.sites[cell];
                (self.weights[other] - dot(way, way), dot(way, way))
            });
            let (least, nearest) = others
                .fold((f64::NEG_INFINITY, f64::INFINITY), |(least, nearest), other| {
                    (least.max(other.0), nearest.min(other.1))
                });
            if self.weights[cell] <= least {
                self.weights[cell] = least + 0.25 * nearest;
            }
        }
    }

    /// Seeks the weight that the cells up to a border have before the others. They hold the more,
    /// the more it is, so that this search always ends.
    fn seek(&mut self, zone: &[Face], scale: &Scale<'_>, goals: &[f64], border: usize) {
        let steps = self.steps();
        let mut search: Option<Search> = None;
        let mut at = steps[border];
        for _ in 0..MOST_TURNS {
            let over = overs(&self.shares(zone, scale), goals)[border];
            if over.abs() < scale.exact * 0.3 * goals[border].min(goals[border + 1]) {
                return;
            }
            let stride = self.stride(border, over.abs().max(1e-6) * 1.5);
            let search = search.get_or_insert_with(|| Search::from(at, stride));
            search.tell(over);
            at = search.at;
            let mut moved = steps.clone();
            moved[border] = at;
            self.set_steps(&moved);
        }
    }

    /// What moves a border by so much of the zone's length.
    fn stride(&self, border: usize, part: f64) -> f64 {
        let way = self.sites[border + 1] - self.sites[border];
        2.0 * dot(way, way).sqrt() * self.plane.reach * part
    }

    /// Newton's method on the steps between weights. The slopes are found by differences once, and
    /// mended by what each step shows (Broyden 1965) until one does not help; each step is halved until
    /// it helps and leaves no cell without ground (Kitagawa, Mérigot and Thibert 2019). Whether it
    /// came to its end.
    fn refine(&mut self, zone: &[Face], scale: &Scale<'_>, goals: &[f64]) -> bool {
        let mut shares = self.shares(zone, scale);
        let mut slopes: Option<Vec<Vec<f64>>> = None;
        for _ in 0..MOST_REFINED {
            if worst(&shares, goals) < scale.exact {
                return true;
            }
            let over = overs(&shares, goals);
            let steps = self.steps();
            let mended = slopes.is_some();
            let columns = match slopes.take() {
                Some(columns) => columns,
                None => self.slopes(zone, scale, goals, &over),
            };
            let better =
                solved(&columns, &over).and_then(|change| self.stepped(zone, scale, goals, &shares, &change));
            if let Some(better) = better {
                let moved: Vec<f64> = self.steps().iter().zip(&steps).map(|(to, from)| to - from).collect();
                slopes = Some(mend(columns, &moved, &over, &overs(&better, goals)));
                shares = better;
            } else {
                self.set_steps(&steps);
                if !mended {
                    return false;
                }
            }
        }
        worst(&shares, goals) < scale.exact
    }

    /// How much more the first so many cells hold for each step between weights, by columns.
    fn slopes(&mut self, zone: &[Face], scale: &Scale<'_>, goals: &[f64], over: &[f64]) -> Vec<Vec<f64>> {
        let steps = self.steps();
        let column = |border: usize| {
            let more = self.stride(border, 1e-4);
            let mut moved = steps.clone();
            moved[border] += more;
            self.set_steps(&moved);
            let there = overs(&self.shares(zone, scale), goals);
            there.iter().zip(over).map(|(there, here)| (there - here) / more).collect()
        };
        let columns = (0..steps.len()).map(column).collect();
        self.set_steps(&steps);
        columns
    }

    /// Takes as much of a step as helps, and the shares there.
    fn stepped(
        &mut self,
        zone: &[Face],
        scale: &Scale<'_>,
        goals: &[f64],
        shares: &[f64],
        change: &[f64],
    ) -> Option<Vec<f64>> {
        let steps = self.steps();
        let norm = |shares: &[f64]| overs(shares, goals).iter().map(|over| over * over).sum::<f64>();
        (0..10).find_map(|halved| {
            let part = 0.5_f64.powi(halved);
            let moved: Vec<f64> =
                steps.iter().zip(change).map(|(step, change)| step - change * part).collect();
            self.set_steps(&moved);
            let there = self.shares(zone, scale);
            let alive = there
                .iter()
                .zip(shares)
                .zip(goals)
                .all(|((there, here), goal)| *there > 0.1 * here.min(*goal) || *here <= 0.0);
            (alive && norm(&there) < norm(shares)).then_some(there)
        })
    }
}

/// By how much the cell that is farthest from its goal misses it, as a part of the goal.
pub(super) fn worst(shares: &[f64], goals: &[f64]) -> f64 {
    shares.iter().zip(goals).map(|(share, goal)| (share / goal - 1.0).abs()).fold(0.0, f64::max)
}

/// By how much the first so many cells together hold more than their goals.
fn overs(shares: &[f64], goals: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let over = shares.iter().zip(goals).map(|(share, goal)| {
        sum += share - goal;
        sum
    });
    over.take(goals.len().saturating_sub(1)).collect()
}

/// Slopes that also explain the last step: the least change that does.
fn mend(mut columns: Vec<Vec<f64>>, moved: &[f64], before: &[f64], after: &[f64]) -> Vec<Vec<f64>> {
    let square: f64 = moved.iter().map(|by| by * by).sum();
    for row in 0..before.len() {
        let foreseen: f64 = columns.iter().zip(moved).map(|(column, by)| column[row] * by).sum();
        let missed = after[row] - before[row] - foreseen;
        for (column, by) in columns.iter_mut().zip(moved) {
            column[row] += if square > 0.0 { missed * by / square } else { 0.0 };
        }
    }
    columns
}

/// The solution of a set of linear equations, by columns (Gauss, with pivots); none
/// where they do not determine it.
fn solved(columns: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let count = right.len();
    let mut rows: Vec<Vec<f64>> = (0..count)
        .map(|row| columns.iter().map(|column| column[row]).chain([right[row]]).collect())
        .collect();
    for place in 0..count {
        let pivot = (place..count).max_by(|&a, &b| rows[a][place].abs().total_cmp(&rows[b][place].abs()))?;
        rows.swap(place, pivot);
        let lead = rows[place].clone();
        if !(lead[place].abs() > 0.0 && lead[place].is_finite()) {
            return None;
        }
        for row in (0..count).filter(|&row| row != place) {
            let factor = rows[row][place] / lead[place];
            for (own, lead) in rows[row].iter_mut().zip(&lead) {
                *own -= factor * lead;
            }
        }
    }
    Some((0..count).map(|place| rows[place][count] / rows[place][place]).collect())
}

fn dot(a: Coord<f64>, b: Coord<f64>) -> f64 {
    a.x * b.x + a.y * b.y
}

/// What of a face is on one side of a line.
fn side(face: Face, line: [Coord<f64>; 2], left: bool) -> Vec<Face> {
    match face.cut(&line, None) {
        Cut::Parted(on_left, on_right) => {
            if left {
                on_left
            } else {
                on_right
            }
        }
        Cut::Missed | Cut::Tangled => {
            let off = |at: &Coord<f64>| cross(line[0], line[1], *at);
            let farthest = face.rings[0].iter().map(off).max_by(|a, b| a.abs().total_cmp(&b.abs()));
            if (farthest.unwrap_or(0.0) >= 0.0) == left { vec![face] } else { Vec::new() }
        }
    }
}

/// Divides by a power diagram, with the sites given or in a row.
pub(super) fn divided(
    zone: &[Face],
    goals: &[f64],
    measure: Measure<'_>,
    seeds: Option<&[Coord<f64>]>,
) -> Parts {
    let scale = Scale::new(zone, measure);
    let notes = if scale.by_area { vec![Note::ByArea] } else { Vec::new() };
    let Some(plane) = Plane::of(zone) else {
        return Parts { cells: vec![Vec::new(); goals.len()], seeds: Vec::new(), shares: Vec::new(), notes };
    };
    let ground = Ground { zone, goals, scale: &scale, plane };
    let found = match seeds {
        Some(seeds) => {
            let sites: Vec<Coord<f64>> = seeds.iter().map(|&at| plane.flat(at)).collect();
            ground.found(Diagram { plane, weights: vec![0.0; sites.len()], sites }, false)
        }
        None => ground.found_in_a_row(),
    };
    let seeds = found.diagram.sites.iter().map(|&at| plane.round(at)).collect();
    Parts { cells: found.cells, seeds, shares: found.shares, notes }
}

/// What is divided, and by what.
#[derive(Clone, Copy)]
struct Ground<'a> {
    zone: &'a [Face],
    goals: &'a [f64],
    scale: &'a Scale<'a>,
    plane: Plane,
}

/// Cells with what they hold, and how far the worst is off its goal, as a part of the goal.
struct Found {
    diagram: Diagram,
    cells: Vec<Vec<Face>>,
    shares: Vec<f64>,
    off: f64,
}

impl Ground<'_> {
    /// The cells of sites in a row. Along the principal axis, unless no connected parts
    /// hold their shares that way even when neighbours are cut anew. Then the
    /// row that does best of four that are turned.
    fn found_in_a_row(self) -> Found {
        let axis = principal(self.zone, self.plane);
        let along = |axis| self.found(in_a_row(self.zone, self.plane, self.goals, self.scale, axis), true);
        let mut best = along(axis);
        for turn in TURNS {
            if best.off <= ENOUGH {
                break;
            }
            let (sine, cosine) = turn.sin_cos();
            let turned = Coord { x: axis.x * cosine - axis.y * sine, y: axis.x * sine + axis.y * cosine };
            let other = along(turned);
            if other.off < best.off {
                best = other;
            }
        }
        best
    }

    /// The cells of a diagram that hold their goals; its sites may move to make them whole.
    fn found(self, mut diagram: Diagram, movable: bool) -> Found {
        let Self { zone, goals, scale, plane } = self;
        let mut cells = Vec::new();
        for moves in 0..=MOST_MOVES {
            diagram.balance(zone, scale, goals);
            cells = diagram.cells(zone);
            let enough = !movable || in_pieces(&cells).is_empty();
            if enough || moves == MOST_MOVES {
                break;
            }
            let sites = cells.iter().zip(&diagram.sites).map(|(faces, &site)| {
                let largest = faces.iter().max_by(|a, b| area(&a.rings[0]).total_cmp(&area(&b.rings[0])));
                largest.map_or(site, |face| plane.flat(centre(face)))
            });
            let sites = sites.collect();
            diagram.move_to(sites);
        }
        let held = settled(zone, scale, goals, diagram.clone(), cells);
        let (cells, shares) = recut(zone, plane, scale, goals, held);
        let off = worst(&shares, goals);
        Found { diagram, cells, shares, off }
    }
}

/// Connects what has fallen apart and makes amends for what changed hands.
fn settled(
    zone: &[Face],
    scale: &Scale<'_>,
    goals: &[f64],
    mut diagram: Diagram,
    mut cells: Vec<Vec<Face>>,
) -> (Vec<Vec<Face>>, Vec<f64>) {
    let mut wanted = goals.to_vec();
    let mut best: Option<(f64, Vec<Vec<Face>>, Vec<f64>)> = None;
    for _ in 0..=MOST_AMENDS {
        knit(zone, &mut cells);
        let changed = connect(&mut cells);
        let shares: Vec<f64> = cells.iter().map(|faces| scale.share(faces)).collect();
        let off = worst(&shares, goals);
        for (wanted, (share, goal)) in wanted.iter_mut().zip(shares.iter().zip(goals)) {
            *wanted = (*wanted + goal - share).max(goal * 0.05);
        }
        if best.as_ref().is_none_or(|(known, ..)| off < *known) {
            best = Some((off, cells, shares));
        }
        if !changed || best.as_ref().is_some_and(|(known, ..)| *known < 2e-3) {
            break;
        }
        let sum: f64 = wanted.iter().sum();
        for share in &mut wanted {
            *share /= sum;
        }
        diagram.balance(zone, scale, &wanted);
        cells = diagram.cells(zone);
    }
    best.map_or_else(Default::default, |(_, cells, shares)| (cells, shares))
}

/// A diagram whose sites stand along an axis, each at the centre of a strip
/// across it that holds its goal.
fn in_a_row(zone: &[Face], plane: Plane, goals: &[f64], scale: &Scale<'_>, axis: Coord<f64>) -> Diagram {
    let mut rest = zone.to_vec();
    let (mut sites, mut cuts) = (Vec::new(), Vec::new());
    let (mut from, mut before, mut goal) = (-plane.reach, 0.0, 0.0);
    for own in &goals[..goals.len() - 1] {
        goal += own;
        let mut search = Search::between((from, before - goal), (plane.reach, 1.0 - goal));
        for _ in 0..20 {
            let line = plane.line(axis, search.at);
            let over = if scale.is_line() {
                lines_before(plane, axis, search.at, scale) - goal
            } else {
                before + scale.share(&sides(&rest, line, true)) - goal
            };
            if over.abs() < 1e-4 * own {
                break;
            }
            search.tell(over);
        }
        from = search.at;
        let line = plane.line(axis, from);
        let strip = sides(&rest, line, true);
        rest = sides(&rest, line, false);
        before = if scale.is_line() {
            lines_before(plane, axis, from, scale)
        } else {
            before + scale.share(&strip)
        };
        sites.push(centre_of(&strip));
        cuts.push(from);
    }
    sites.push(centre_of(&rest));
    let sites: Vec<Coord<f64>> = sites.into_iter().map(|at| plane.flat(at)).collect();
    let steps: Vec<f64> = cuts
        .iter()
        .zip(sites.windows(2))
        .map(|(&cut, pair)| {
            // Where the way between the sites crosses the cut.
            let (a, b) = (dot(pair[0], axis), dot(pair[1], axis));
            let share = if b > a { ((cut - a) / (b - a)).clamp(0.0, 1.0) } else { 0.5 };
            let at = pair[0] + (pair[1] - pair[0]) * share;
            let (a, b) = (at - pair[0], at - pair[1]);
            dot(a, a) - dot(b, b)
        })
        .collect();
    let mut diagram = Diagram { plane, weights: vec![0.0; sites.len()], sites };
    diagram.set_steps(&steps);
    diagram
}

/// What of faces is on one side of a line.
fn sides(faces: &[Face], line: [Coord<f64>; 2], left: bool) -> Vec<Face> {
    faces.iter().flat_map(|face| side(face.clone(), line, left)).collect()
}

/// The share of the lines before a line square to a direction.
fn lines_before(plane: Plane, axis: Coord<f64>, offset: f64, scale: &Scale<'_>) -> f64 {
    let edges = scale.lines.iter().flat_map(|line| line.0.windows(2));
    let kilometres = edges.map(|edge| {
        let (a, b) = (dot(plane.flat(edge[0]), axis) - offset, dot(plane.flat(edge[1]), axis) - offset);
        let part = match (a < 0.0, b < 0.0) {
            (true, true) => 1.0,
            (false, false) => 0.0,
            (true, false) => a / (a - b),
            (false, true) => b / (b - a),
        };
        edge_length(edge[0], edge[1]) / 1e3 * part
    });
    kilometres.sum::<f64>() / scale.whole
}

fn size(face: &Face) -> f64 {
    face.rings.iter().map(|ring| area(ring)).sum()
}

/// The centre of gravity of faces.
fn centre_of(faces: &[Face]) -> Coord<f64> {
    let whole: f64 = faces.iter().map(size).sum();
    let sum = faces.iter().fold(Coord::zero(), |sum, face| sum + centre(face) * size(face));
    if whole > 0.0 { sum / whole } else { sum }
}

/// The direction in which the zone is longest, towards the east or south-east.
fn principal(zone: &[Face], plane: Plane) -> Coord<f64> {
    let (mut mass, mut first, mut xx, mut xy, mut yy) = (0.0, Coord::zero(), 0.0, 0.0, 0.0);
    for ring in zone.iter().flat_map(|face| &face.rings) {
        let Some(&last) = ring.last() else { continue };
        let mut a = plane.flat(last);
        for &corner in ring {
            let b = plane.flat(corner);
            let cross = a.x * b.y - a.y * b.x;
            mass += cross / 2.0;
            first = first + (a + b) * (cross / 6.0);
            xx += cross * (a.x * a.x + a.x * b.x + b.x * b.x) / 12.0;
            yy += cross * (a.y * a.y + a.y * b.y + b.y * b.y) / 12.0;
            xy += cross * (2.0 * a.x * a.y + a.x * b.y + b.x * a.y + 2.0 * b.x * b.y) / 24.0;
            a = b;
        }
    }
    let middle = first / mass;
    let (xx, xy, yy) =
        (xx / mass - middle.x * middle.x, xy / mass - middle.x * middle.y, yy / mass - middle.y * middle.y);
    // Reading order: from the north-west, so that it turns over where few zones lie.
    let (lean_x, lean_y) = (0.866, -0.5);
    let more = (xx + yy) * LEANING;
    let (xx, xy, yy) =
        (xx + more * lean_x * lean_x, xy + more * lean_x * lean_y, yy + more * lean_y * lean_y);
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (y, x) = angle.sin_cos();
    let ahead = x * lean_x + y * lean_y >= 0.0;
    let axis = if ahead { Coord { x, y } } else { Coord { x: -x, y: -y } };
    if axis.x.is_finite() && axis.y.is_finite() { axis } else { Coord { x: 1.0, y: 0.0 } }
}

/// The share of `a` in what `a` and `b` hold, once their border passes through a place.
pub(super) fn share_at(
    zone: &[Face],
    division: &Division,
    weights: &[f64],
    measure: Measure<'_>,
    (a, b): (usize, usize),
    toward: Coord<f64>,
) -> Option<f64> {
    let scale = Scale::new(zone, measure);
    let plane = Plane::of(zone)?;
    let taking: Vec<usize> = (0..weights.len()).filter(|&at| counts(weights[at])).collect();
    let place = |part: usize| taking.iter().position(|&at| at == part);
    let (a, b) = (place(a)?, place(b)?);
    let sum: f64 = taking.iter().map(|&at| weights[at]).sum();
    let goals: Vec<f64> = taking.iter().map(|&at| weights[at] / sum).collect();
    let sites: Vec<Coord<f64>> = taking.iter().map(|&at| plane.flat(division.seeds[at])).collect();
    let mut diagram = Diagram { plane, weights: vec![0.0; sites.len()], sites };
    // The weights belong to the sites; nothing else of the division is needed.
    diagram.balance(zone, &scale, &goals);
    let at = plane.flat(toward);
    let (from, to) = (at - diagram.sites[a], at - diagram.sites[b]);
    let wanted = dot(from, from) - dot(to, to);
    // Those on the same side of the border move with it.
    let more = wanted - (diagram.weights[a] - diagram.weights[b]);
    for (cell, weight) in diagram.weights.iter_mut().enumerate() {
        if if a < b { cell <= a } else { cell >= a } {
            *weight += more;
        }
    }
    let before = |diagram: &Diagram| -> f64 {
        let shares = diagram.shares(zone, &scale);
        if a < b { shares[..=a].iter().sum() } else { shares[a..].iter().sum() }
    };
    let others: f64 = if a < b { goals[..a].iter().sum() } else { goals[a + 1..].iter().sum() };
    let held = before(&diagram) - others;
    Some(held / (goals[a] + goals[b]))
}
