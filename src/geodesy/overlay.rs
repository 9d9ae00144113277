//! Outlines joined, taken from each other and filled.
//!
//! The cutting is planar, in longitude and latitude, where edges are straight;
//! `i_overlay` does it on an integer grid over the bounding box (under a
//! millimetre for Ukraine, 30 cm for the whole world). Two things are mended
//! afterwards: corners of the result that were corners of the input get their
//! exact coordinates back, so that shared borders stay shared, and slivers
//! thinner than that grid are dropped.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::{Precision, Solver};
use i_overlay::float::overlay::{FloatOverlay, OverlayOptions};
use i_overlay::float::slice::FloatSlice;

use super::bounds::{Bounds, overlap};
use super::measure::{edge_length, signed_ring};
use crate::problem::Refusal;

/// A ring or line as `i_overlay` takes it.
pub(super) type Path = Vec<[f64; 2]>;

/// Everything that lies in at least one of the parts.
pub fn union(parts: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> {
    let rings: Vec<Path> = parts.iter().flat_map(|part| paths(part)).collect();
    filled(&rings)
}

/// What is left of an outline when another is cut out of it.
pub fn difference(from: &MultiPolygon<f64>, cut: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    if !overlap(from, cut) {
        return union(&[from]);
    }
    combined(from, cut, OverlayRule::Difference)
}

/// What lies in both of two outlines. Outlines that only touch share nothing.
pub fn intersection(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    if !overlap(a, b) {
        return MultiPolygon(Vec::new());
    }
    combined(a, b, OverlayRule::Intersect)
}

fn combined(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>, rule: OverlayRule) -> MultiPolygon<f64> {
    let (subject, clip) = (paths(a), paths(b));
    if subject.is_empty() {
        return MultiPolygon(Vec::new());
    }
    let shapes = FloatOverlay::with_subj_and_clip_custom(&subject, &clip, options(), Solver::default())
        .overlay(rule, FillRule::NonZero);
    Mend::new(subject.iter().chain(&clip)).outline(shapes)
}

/// The area that closed paths run around, whatever their direction and however
/// often they cross themselves: non-zero winding.
pub(super) fn filled(rings: &[Path]) -> MultiPolygon<f64> {
    fill(rings, FillRule::NonZero)
}

/// As [`filled`], by parity: what two rings cover is outside.
pub(super) fn filled_by_parity(rings: &[Path]) -> MultiPolygon<f64> {
    fill(rings, FillRule::EvenOdd)
}

/// Sets of closed paths filled and joined, neighbours first: what is deep in one
/// another meets few others at a time. Only the whole is mended.
pub(super) fn joined(mut sets: Vec<Vec<Path>>) -> MultiPolygon<f64> {
    while sets.len() > 1 {
        let alone = sets.into_iter().map(|set| covered(&set)).collect::<Vec<_>>();
        sets = alone.chunks(JOINED_AT_A_TIME).map(<[Vec<Path>]>::concat).collect();
    }
    filled(sets.first().map_or(&[], Vec::as_slice))
}

/// As [`difference`], for a cut along a line, whose corners come back exact as well.
/// The cut's border may all but follow the outline's own: where corners put back by a millimetre would cross a hairline, none is put back.
pub(super) fn without(from: &MultiPolygon<f64>, cut: &[Path], along: &Path) -> MultiPolygon<f64> {
    let (subject, clip) = (paths(from), covered(cut));
    let shapes = FloatOverlay::with_subj_and_clip_custom(&subject, &clip, options(), coarse())
        .overlay(OverlayRule::Difference, FillRule::NonZero);
    let mended = Mend::new(subject.iter().chain([along])).outline(shapes.clone());
    if super::valid_area(&mended).is_ok() { mended } else { unmended(shapes) }
}

/// Closed rings as they come off the grid.
fn unmended(shapes: Vec<Vec<Path>>) -> MultiPolygon<f64> {
    let ring = |path: Path| {
        let mut corners: Vec<Coord<f64>> = path.into_iter().map(Coord::from).collect();
        corners.extend(corners.first().copied());
        LineString(corners)
    };
    let part = |rings: Vec<Path>| {
        let mut rings = rings.into_iter().map(ring);
        Some(Polygon::new(rings.next()?, rings.collect()))
    };
    MultiPolygon(shapes.into_iter().filter_map(part).collect())
}

/// Sets that are joined in one step.
const JOINED_AT_A_TIME: usize = 8;

/// As [`filled`], left as paths: exteriors counter-clockwise, holes clockwise.
fn covered(rings: &[Path]) -> Vec<Path> {
    let mut overlay = FloatOverlay::with_subj_custom(rings, options(), coarse());
    overlay.overlay(OverlayRule::Subject, FillRule::NonZero).into_iter().flatten().collect()
}

fn fill(rings: &[Path], rule: FillRule) -> MultiPolygon<f64> {
    if rings.is_empty() {
        return MultiPolygon(Vec::new());
    }
    // A ring that touches itself comes apart only by that rule; lone rings it does not hurt.
    let options = OverlayOptions { ogc: rule == FillRule::EvenOdd, ..options() };
    let shapes =
        FloatOverlay::with_subj_custom(rings, options, Solver::default()).overlay(OverlayRule::Subject, rule);
    Mend::new(rings.iter()).outline(shapes)
}

/// The pieces into which lines cut an outline, each a polygon.
pub(super) fn sliced(outline: &MultiPolygon<f64>, knives: &[Path]) -> Vec<Polygon<f64>> {
    let subject = paths(outline);
    if subject.is_empty() {
        return Vec::new();
    }
    let knives: Vec<Path> = knives.iter().filter(|knife| knife.len() > 1).cloned().collect();
    let shapes = subject.slice_custom_by(&knives, FillRule::NonZero, options(), Solver::default());
    Mend::new(subject.iter().chain(&knives)).outline(shapes).0
}

/// Ends nearer than four steps of the grid are one; at finer snapping hundreds of
/// edges that all but coincide are split again and again, for seconds.
fn coarse() -> Solver {
    Solver::with_precision(Precision::LOW)
}

/// Not the OGC's rule that rings do not touch themselves: `i_overlay` 4.5 keeps
/// it by turning some rings the wrong way, and areas then come out wrong by per cents.
fn options() -> OverlayOptions<f64> {
    OverlayOptions { preserve_input_collinear: true, preserve_output_collinear: true, ..Default::default() }
}

/// The rings of an outline, exteriors counter-clockwise and holes clockwise,
/// without the closing corner. Rings that have no area or are not on the globe
/// are left out, the holes of such an exterior with it.
pub(super) fn paths(outline: &MultiPolygon<f64>) -> Vec<Path> {
    let mut rings = Vec::new();
    for part in outline {
        let Some(exterior) = path(part.exterior(), true) else { continue };
        rings.push(exterior);
        rings.extend(part.interiors().iter().filter_map(|hole| path(hole, false)));
    }
    rings
}

fn path(ring: &LineString<f64>, counter_clockwise: bool) -> Option<Path> {
    let mut corners = &ring.0[..];
    while corners.len() > 1 && corners.first() == corners.last() {
        corners = &corners[..corners.len() - 1];
    }
    // One turn of the globe beyond ±180 is as far as a cut shape ever reaches.
    let on_globe = corners.iter().all(|at| at.x.abs() <= 540.0 && at.y.abs() <= 90.0);
    if corners.len() < 3 || !on_globe {
        return None;
    }
    let mut path: Path = corners.iter().map(|at| [at.x, at.y]).collect();
    if (planar_area(corners) > 0.0) != counter_clockwise {
        path.reverse();
    }
    Some(path)
}

/// Twice the area in square degrees, positive counter-clockwise.
pub(super) fn planar_area(ring: &[Coord<f64>]) -> f64 {
    let Some(&first) = ring.first() else { return 0.0 };
    ring.windows(2)
        .map(|pair| (pair[0] - first).x * (pair[1] - first).y - (pair[0] - first).y * (pair[1] - first).x)
        .sum()
}

/// How often a straight line may cross one outline. Two outlines that lie across
/// each other meet at most about the square of it: at 600 some 360,000 crossings,
/// half a second and some hundred megabytes; two combs of 5,000 teeth would be
/// a hundred million. A coast with all its islands stays below 300.
pub(super) const MOST_TO_AND_FRO: usize = 600;

/// Whether an outline can be cut with others in bounded time and memory: no
/// straight line crosses it more than 600 times. [`union`], [`difference`] and
/// [`intersection`] answer whatever they are given; what lets outlines in asks this.
///
/// The number of edges that the busiest of all west-east, south-north and diagonal
/// lines crosses stands for all lines. Up to 600 corners it costs nothing, a
/// thousand take 0.2 ms.
///
/// # Errors
/// Refuses an outline that runs to and fro more often.
pub fn cuttable(outline: &MultiPolygon<f64>) -> Result<(), Refusal> {
    let most = to_and_fro(outline);
    if most <= MOST_TO_AND_FRO {
        return Ok(());
    }
    Err(Refusal::new(
        format!("The outline runs to and fro {most} times, too often to be cut with others"),
        format!("Simplify it, so that no straight line crosses it more than {MOST_TO_AND_FRO} times."),
    ))
}

/// How often the straight line that crosses an outline most often does so, of those that
/// stand for all; of an outline with few corners no more than there are edges.
pub(super) fn to_and_fro(outline: &MultiPolygon<f64>) -> usize {
    let edges: Vec<[Coord<f64>; 2]> = outline
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
        .flat_map(|ring| ring.0.windows(2).map(|ends| [ends[0], ends[1]]))
        .collect();
    // Two less than the most: one corner more or less to move makes no difference then.
    if edges.len() + 2 <= MOST_TO_AND_FRO {
        return edges.len();
    }
    let across: [fn(Coord<f64>) -> f64; 4] = [|at| at.x, |at| at.y, |at| at.x + at.y, |at| at.x - at.y];
    across.iter().map(|across| busiest(&edges, across)).max().unwrap_or(0)
}

/// How many edges the line crosses that crosses most of all in one direction.
fn busiest(edges: &[[Coord<f64>; 2]], across: impl Fn(Coord<f64>) -> f64) -> usize {
    let mut ends: Vec<(f64, bool)> = Vec::with_capacity(edges.len() * 2);
    for [from, to] in edges {
        let (from, to) = (across(*from), across(*to));
        // What only touches there ends before the next begins.
        if from != to {
            ends.extend([(from.min(to), true), (from.max(to), false)]);
        }
    }
    ends.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut standing, mut most) = (0_usize, 0_usize);
    for (_, begins) in ends {
        standing = if begins { standing + 1 } else { standing.saturating_sub(1) };
        most = most.max(standing);
    }
    most
}

/// Puts right what the integer grid has done.
struct Mend {
    /// Corners of the input by grid cell.
    corners: Vec<((i64, i64), Coord<f64>)>,
    /// Two steps of the grid, degrees.
    near: f64,
}

impl Mend {
    fn new<'a>(rings: impl Iterator<Item = &'a Path> + Clone) -> Self {
        let bounds = Bounds::of(rings.clone().flatten().map(|&[x, y]| Coord { x, y }));
        // The grid has at least 2^28 steps in half of the longer side.
        let near =
            bounds.map_or(0.0, |b| b.width().max(b.height()) * 0.5 / f64::from(1 << 28) * 2.0).max(1e-14);
        let mut mend = Self { corners: Vec::new(), near };
        mend.corners = rings.flatten().map(|&[x, y]| (mend.cell(x, y), Coord { x, y })).collect();
        mend.corners.sort_unstable_by_key(|corner| corner.0);
        mend
    }

    fn cell(&self, x: f64, y: f64) -> (i64, i64) {
        let size = self.near * 4.0;
        ((x / size).floor() as i64, (y / size).floor() as i64)
    }

    /// The corner of the input that a corner of the result was, if it was one.
    fn original(&self, [x, y]: [f64; 2]) -> Option<Coord<f64>> {
        let (west, south) = self.cell(x - self.near, y - self.near);
        let (east, north) = self.cell(x + self.near, y + self.near);
        let mut best: Option<(f64, Coord<f64>)> = None;
        for cell in [(west, south), (west, north), (east, south), (east, north)] {
            let start = self.corners.partition_point(|corner| corner.0 < cell);
            for &(_, at) in self.corners[start..].iter().take_while(|corner| corner.0 == cell).take(16) {
                let off = (at.x - x).abs().max((at.y - y).abs());
                if off <= self.near && best.is_none_or(|(known, _)| off < known) {
                    best = Some((off, at));
                }
            }
        }
        best.map(|(_, at)| at)
    }

    fn outline(&self, shapes: Vec<Vec<Path>>) -> MultiPolygon<f64> {
        let part = |rings: Vec<Path>| {
            let mut rings = rings.into_iter().map(|ring| self.ring(&ring));
            let exterior = rings.next().flatten()?;
            Some(Polygon::new(exterior, rings.flatten().collect()))
        };
        MultiPolygon(shapes.into_iter().filter_map(part).collect())
    }

    /// A closed ring with its own corners back; none if it is a sliver.
    fn ring(&self, path: &[[f64; 2]]) -> Option<LineString<f64>> {
        let known: Vec<Option<Coord<f64>>> = path.iter().map(|&at| self.original(at)).collect();
        let mut ring: Vec<Coord<f64>> = Vec::with_capacity(path.len() + 1);
        for (place, &[x, y]) in path.iter().enumerate() {
            let before = path[(place + path.len() - 1) % path.len()];
            let after = path[(place + 1) % path.len()];
            // What the grid put on a straight edge is no corner of anyone's.
            if known[place].is_none() && self.straight(before, [x, y], after) {
                continue;
            }
            let at = known[place].unwrap_or(Coord { x, y });
            if ring.last() != Some(&at) {
                ring.push(at);
            }
        }
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        let &first = ring.first()?;
        ring.push(first);
        (ring.len() > 3 && !self.is_sliver(&ring)).then_some(LineString(ring))
    }

    fn straight(&self, a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> bool {
        let (ux, uy, vx, vy) = (b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]);
        let off = (ux * vy - uy * vx).abs() / (c[0] - a[0]).hypot(c[1] - a[1]);
        off < self.near && ux * vx + uy * vy > 0.0
    }

    /// Below a square metre, or thinner on average than four steps of the grid.
    fn is_sliver(&self, ring: &[Coord<f64>]) -> bool {
        let area = signed_ring(ring).abs();
        let around: f64 = ring.windows(2).map(|pair| edge_length(pair[0], pair[1])).sum();
        area < SLIVER_M2 || area < around * self.near * 111_320.0 * 2.0
    }
}

/// Less than a square metre is nothing on a map of a country.
pub(super) const SLIVER_M2: f64 = 1.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{area, disc};
    use crate::units::Km;
    use geo_types::Point;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, size: f64) -> MultiPolygon<f64> {
        let corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)].map(Coord::from);
        MultiPolygon(vec![Polygon::new(LineString(corners.to_vec()), vec![])])
    }

    #[test]
    fn neighbours_keep_the_corners_they_share() {
        let (west, east) = (square(36.1, 49.3, 0.7), square(36.8, 49.3, 0.7));
        let both = union(&[&west, &east]);
        assert_eq!(both.0.len(), 1);
        assert!(both.0[0].interiors().is_empty());
        for corner in [(36.1, 49.3), (36.1 + 0.7, 49.3), (36.8 + 0.7, 49.3 + 0.7)] {
            assert!(both.0[0].exterior().0.contains(&corner.into()), "{corner:?}");
        }
        assert!(intersection(&west, &east).0.is_empty());
    }

    /// A comb with its teeth upright or lying.
    fn comb(teeth: u32, upright: bool) -> MultiPolygon<f64> {
        let step = 2.0 / f64::from(teeth);
        let mut ring = vec![(0.0, 0.0)];
        for tooth in 0..teeth {
            let at = f64::from(tooth) * step;
            ring.extend([(at, 2.0), (at + step * 0.5, 2.0), (at + step * 0.5, 0.1), (at + step, 0.1)]);
        }
        ring.extend([(2.0, 0.0), (0.0, 0.0)]);
        let turn = |(x, y): (f64, f64)| if upright { (30.0 + x, 47.0 + y) } else { (30.0 + y, 47.0 + x) };
        let ring = ring.into_iter().map(turn).map(Coord::from).collect();
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    }

    #[test]
    fn combs_that_would_make_a_hundred_million_crossings_are_refused() {
        for upright in [true, false] {
            let refusal = cuttable(&comb(5_000, upright)).unwrap_err();
            assert!(refusal.what.contains("to and fro 10000 times"), "{refusal}");
        }
    }

    #[test]
    fn combs_that_are_let_in_are_cut() {
        let (one, other) = (comb(250, true), comb(250, false));
        assert!(cuttable(&one).is_ok() && cuttable(&other).is_ok());
        let (shared, whole) = (area(&intersection(&one, &other)).0, area(&union(&[&one, &other])).0);
        let sum = area(&one).0 + area(&other).0;
        assert!((shared + whole - sum).abs() < 1e-6 * sum);
        assert!((area(&difference(&one, &other)).0 + shared - area(&one).0).abs() < 1e-6 * sum);
    }

    #[test]
    fn a_hole_stays_a_hole() {
        let ring = difference(&square(30.0, 47.0, 2.0), &square(30.5, 47.5, 0.5));
        assert_eq!((ring.0.len(), ring.0[0].interiors().len()), (1, 1));
        assert!(difference(&ring, &ring).0.is_empty());
    }

    #[test]
    fn what_is_empty_or_no_number_takes_no_part() {
        let empty = MultiPolygon(vec![]);
        let mut broken = square(30.0, 47.0, 1.0);
        broken.0[0].exterior_mut(|ring| ring.0[1].x = f64::NAN);
        let whole = square(30.0, 47.0, 2.0);
        for nothing in [&empty, &broken] {
            assert_eq!(union(&[&whole, nothing]), union(&[&whole]));
            assert_eq!(difference(&whole, nothing), union(&[&whole]));
            assert!(intersection(&whole, nothing).0.is_empty());
            assert!(difference(nothing, &whole).0.is_empty());
        }
        assert!(union(&[]).0.is_empty());
    }

    proptest! {
        #[test]
        fn union_and_intersection_make_up_both(
            (x, y, r) in (30.0..32.0, 47.0..48.5, 5.0..120.0),
            (u, v, s) in (30.0..32.0, 47.0..48.5, 5.0..120.0),
        ) {
            let one = disc(Point::new(x, y), Km(r)).unwrap();
            let other = disc(Point::new(u, v), Km(s)).unwrap();
            let sum = area(&one).0 + area(&other).0;
            let shared = area(&intersection(&one, &other)).0;
            prop_assert!((area(&union(&[&one, &other])).0 + shared - sum).abs() < 1e-7 * sum);
            prop_assert!((area(&difference(&one, &other)).0 + shared - area(&one).0).abs() < 1e-7 * sum);
            prop_assert!((area(&union(&[&one, &one])).0 - area(&one).0).abs() < 1e-12 * sum);
        }
    }
}
