//! Lines that cut outlines, and outlines that cut lines.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use super::bounds::{Bounds, contains, deepest, overlap, square_to_edge};
use super::edges::EdgeGrid;
use super::finite;
use super::measure::signed_ring;
use super::overlay::sliced;
use super::reach::nearest_on;
use crate::problem::Refusal;

/// Cuts an outline along a line. One outline comes back for each piece that is
/// connected in itself, largest first; parts that the line does not cut stay
/// with the largest piece on their side of it. Together the pieces are the
/// whole, to 1e-9 of its area.
///
/// # Errors
/// Refuses a line that does not cross the outline from edge to edge, and one that
/// crosses its border more than 20,000 times.
pub fn split(
    outline: &MultiPolygon<f64>,
    knife: &LineString<f64>,
) -> Result<Vec<MultiPolygon<f64>>, Refusal> {
    not_too_often(outline, knife)?;
    let knives = reaching_only(outline, knife);
    let mut cut: Vec<Polygon<f64>> = Vec::new();
    let mut uncut: Vec<Polygon<f64>> = Vec::new();
    for part in outline {
        let pieces = sliced(&MultiPolygon(vec![part.clone()]), &knives);
        if pieces.len() > 1 {
            cut.extend(pieces);
        } else {
            uncut.push(part.clone());
        }
    }
    if cut.is_empty() {
        return Err(Refusal::new(
            "The line must cross the zone from edge to edge",
            "Start and end the line outside the zone, or on the edge of a hole.",
        ));
    }
    let size = |piece: &Polygon<f64>| signed_ring(&piece.exterior().0).abs();
    cut.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let sides: Vec<bool> = cut.iter().map(|piece| left_of(knife, piece)).collect();
    let mut pieces: Vec<MultiPolygon<f64>> = cut.into_iter().map(|piece| MultiPolygon(vec![piece])).collect();
    for part in uncut {
        let side = left_of(knife, &part);
        let host = sides.iter().position(|&other| other == side).unwrap_or(0);
        pieces[host].0.push(part);
    }
    Ok(pieces)
}

/// Crossings of a knife and a border: at most some ten thousand pieces.
const MOST_CUTS: usize = 20_000;

/// Refuses a knife before the cutting has to find all its crossings.
fn not_too_often(outline: &MultiPolygon<f64>, knife: &LineString<f64>) -> Result<(), Refusal> {
    let grid = EdgeGrid::of(outline);
    let mut cuts = 0;
    for edge in knife.0.windows(2).filter(|edge| finite(edge[0]) && finite(edge[1])) {
        let near = grid.along(edge[0], edge[1]);
        cuts += near.into_iter().filter(|&other| edges_meet((edge[0], edge[1]), other)).count();
        if cuts > MOST_CUTS {
            return Err(Refusal::new(
                format!("The line crosses the zone's border more than {MOST_CUTS} times"),
                "Draw a simpler line, or simplify the zone.",
            ));
        }
    }
    Ok(())
}

/// A knife no longer than it needs to be: what lies within a tenth of the
/// outline's size around it. The grid of the cutting spans both.
fn reaching_only(outline: &MultiPolygon<f64>, knife: &LineString<f64>) -> Vec<Vec<[f64; 2]>> {
    let Some(Bounds { min, max }) = Bounds::of_outline(outline) else { return Vec::new() };
    let room = (max.x - min.x).max(max.y - min.y) * 0.1;
    let frame = geo_types::Rect::new(
        Coord { x: min.x - room, y: min.y - room },
        Coord { x: max.x + room, y: max.y + room },
    );
    let near = line_inside(knife, &MultiPolygon(vec![frame.to_polygon()]));
    near.0.into_iter().map(|line| line.0.into_iter().map(|at| [at.x, at.y]).collect()).collect()
}

/// Whether the middle of a piece is to the left of a line.
fn left_of(line: &LineString<f64>, piece: &Polygon<f64>) -> bool {
    let Some(at) = deepest(piece) else { return true };
    let Some(foot) = nearest_on(line, at) else { return true };
    let Some(edge) = line.0.get(foot.segment..foot.segment + 2) else { return true };
    RobustKernel::orient2d(edge[0], edge[1], at) == Orientation::CounterClockwise
}

/// The parts of a line inside an outline; what runs along the border is inside.
/// Exact at the crossings, to five millimetres along borders.
pub fn line_inside(line: &LineString<f64>, outline: &MultiPolygon<f64>) -> MultiLineString<f64> {
    MultiLineString(lines_inside(std::slice::from_ref(line), outline))
}

/// The parts of several lines inside an outline, in the order of the lines, as
/// [`line_inside`] finds them; the outline is looked through once.
pub fn lines_inside(lines: &[LineString<f64>], outline: &MultiPolygon<f64>) -> Vec<LineString<f64>> {
    if lines.is_empty() {
        return Vec::new();
    }
    let grid = EdgeGrid::near(outline, lines);
    lines.iter().flat_map(|line| cut_line(line, outline, &grid).0.0).collect()
}

/// The parts of a line outside an outline. With [`line_inside`] they make up
/// the whole line.
pub fn line_outside(line: &LineString<f64>, outline: &MultiPolygon<f64>) -> MultiLineString<f64> {
    cut_line(line, outline, &EdgeGrid::near(outline, std::slice::from_ref(line))).1
}

/// Whether two outlines share area or border.
pub fn touches(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    if !overlap(a, b) {
        return false;
    }
    let grid = EdgeGrid::of(a);
    let meets =
        b.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors())).any(|ring| {
            ring.0.windows(2).any(|edge| {
                grid.along(edge[0], edge[1]).into_iter().any(|other| edges_meet((edge[0], edge[1]), other))
            })
        });
    // No edges meet: one lies in the other whole, or neither does.
    let corner = |outline: &MultiPolygon<f64>| {
        outline.iter().filter_map(|part| part.exterior().0.first().copied()).collect::<Vec<_>>()
    };
    meets
        || corner(b).into_iter().any(|at| contains(a, at))
        || corner(a).into_iter().any(|at| contains(b, at))
}

fn edges_meet((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    let side = |p, q, at| match RobustKernel::orient2d(p, q, at) {
        Orientation::CounterClockwise => 1,
        Orientation::Clockwise => -1,
        Orientation::Collinear => 0,
    };
    let boxes = Bounds::of([a, b]).zip(Bounds::of([c, d])).is_some_and(|(one, other)| one.meets(other));
    boxes && side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}

/// Nearer to a border than this, in degrees, is on it: five millimetres. Borders
/// that were cut are true to the grid of the cutting only.
const ON_BORDER: f64 = 5e-8;

fn cut_line(
    line: &LineString<f64>,
    outline: &MultiPolygon<f64>,
    grid: &EdgeGrid,
) -> (MultiLineString<f64>, MultiLineString<f64>) {
    let mut parts = Parts::default();
    // On which side the line is, as long as it has not met the border since.
    let mut known: Option<bool> = None;
    for pair in line.0.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if !(finite(from) && finite(to)) {
            (parts.last, known) = (None, None);
            continue;
        }
        let near = grid.along(from, to);
        let mut start = from;
        for share in cuts(from, to, &near) {
            let end = if share < 1.0 { from + (to - from) * share } else { to };
            if end != start {
                let middle = super::midpoint(start, end);
                let inside = known.unwrap_or_else(|| on_border(middle, &near) || contains(outline, middle));
                parts.push(inside, start, end);
                known = (share == 1.0 && !on_border(to, &near)).then_some(inside);
            }
            start = end;
        }
    }
    parts.done()
}

fn on_border(at: Coord<f64>, near: &[(Coord<f64>, Coord<f64>)]) -> bool {
    near.iter().any(|&(from, to)| square_to_edge(from, to, at) < ON_BORDER * ON_BORDER)
}

/// Where an edge of a line meets edges of an outline, as shares of its length;
/// its own end last.
fn cuts(from: Coord<f64>, to: Coord<f64>, near: &[(Coord<f64>, Coord<f64>)]) -> Vec<f64> {
    let along = to - from;
    let length2 = along.x * along.x + along.y * along.y;
    let mut shares = Vec::new();
    for &(start, end) in near {
        let (a, b) = (RobustKernel::orient2d(from, to, start), RobustKernel::orient2d(from, to, end));
        for (side, at) in [(a, start), (b, end)] {
            if side == Orientation::Collinear {
                shares.push(((at.x - from.x) * along.x + (at.y - from.y) * along.y) / length2);
            }
        }
        if a != b && a != Orientation::Collinear && b != Orientation::Collinear {
            let across = end - start;
            let gap = start - from;
            shares.push((gap.x * across.y - gap.y * across.x) / (along.x * across.y - along.y * across.x));
        }
    }
    shares.retain(|share| *share > 0.0 && *share < 1.0);
    shares.sort_unstable_by(f64::total_cmp);
    shares.dedup_by(|a, b| (*a - *b).abs() < 1e-12);
    shares.push(1.0);
    shares
}

/// Pieces of a line as they come, joined where they follow each other.
#[derive(Default)]
struct Parts {
    inside: Vec<LineString<f64>>,
    outside: Vec<LineString<f64>>,
    last: Option<bool>,
}

impl Parts {
    fn push(&mut self, inside: bool, from: Coord<f64>, to: Coord<f64>) {
        let lines = if inside { &mut self.inside } else { &mut self.outside };
        match lines.last_mut() {
            Some(line) if self.last == Some(inside) => line.0.push(to),
            _ => lines.push(LineString(vec![from, to])),
        }
        self.last = Some(inside);
    }

    fn done(self) -> (MultiLineString<f64>, MultiLineString<f64>) {
        (MultiLineString(self.inside), MultiLineString(self.outside))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{area, disc, length};
    use crate::units::Km;
    use geo_types::Point;
    use proptest::prelude::*;

    fn line(places: &[(f64, f64)]) -> LineString<f64> {
        LineString(places.iter().map(|&at| at.into()).collect())
    }

    fn outline(places: &[(f64, f64)]) -> MultiPolygon<f64> {
        MultiPolygon(vec![Polygon::new(line(places), vec![])])
    }

    fn donut() -> MultiPolygon<f64> {
        crate::geodesy::difference(
            &disc(Point::new(35.0, 48.0), Km(80.0)).unwrap(),
            &disc(Point::new(35.0, 48.0), Km(30.0)).unwrap(),
        )
    }

    fn check(whole: &MultiPolygon<f64>, knife: &LineString<f64>, pieces: usize) {
        let cut = split(whole, knife).unwrap();
        assert_eq!(cut.len(), pieces);
        let sum: f64 = cut.iter().map(|piece| area(piece).0).sum();
        assert!((sum / area(whole).0 - 1.0).abs() < 1e-9, "{sum} of {}", area(whole).0);
    }

    #[test]
    fn pieces_sum_to_the_whole() {
        let horseshoe = outline(&[
            (30.0, 47.0),
            (33.0, 47.0),
            (33.0, 49.0),
            (32.0, 49.0),
            (32.0, 48.0),
            (31.0, 48.0),
            (31.0, 49.0),
            (30.0, 49.0),
        ]);
        check(&horseshoe, &line(&[(29.0, 47.5), (34.0, 47.6)]), 2);
        check(&horseshoe, &line(&[(29.0, 48.5), (34.0, 48.6)]), 3);
        check(&donut(), &line(&[(33.0, 47.9), (37.0, 48.2)]), 2);
        check(&donut(), &line(&[(-100.0, 48.0), (150.0, 48.0)]), 2);
        // A hook that leaves by the edge it came in by.
        check(&horseshoe, &line(&[(30.2, 46.0), (30.2, 47.5), (30.8, 47.5), (30.8, 46.0)]), 2);
    }

    #[test]
    fn a_line_that_does_not_reach_is_refused() {
        for knife in [
            line(&[(35.0, 48.0), (36.0, 48.0)]),
            line(&[(20.0, 40.0), (21.0, 40.0)]),
            line(&[]),
            line(&[(34.0, 48.0)]),
        ] {
            assert_eq!(
                split(&donut(), &knife).unwrap_err().what,
                "The line must cross the zone from edge to edge"
            );
        }
    }

    #[test]
    fn a_line_that_crosses_too_often_is_refused() {
        let comb = |teeth: u32| {
            let places = (0..teeth).flat_map(|tooth| {
                let x = 30.0 + 2.0 * f64::from(tooth) / f64::from(teeth);
                [(x, 47.0), (x + 0.5 / f64::from(teeth), 49.0)]
            });
            places.collect::<Vec<_>>()
        };
        let mut zone = comb(300);
        zone.extend([(33.0, 49.0), (33.0, 46.0), (30.0, 46.0)]);
        let knife: Vec<(f64, f64)> = comb(300).into_iter().map(|(x, y)| (y - 17.0, x + 17.0)).collect();
        let refusal = split(&outline(&zone), &line(&knife)).unwrap_err();
        assert!(refusal.what.contains("more than 20000 times"), "{refusal}");
    }

    #[test]
    fn a_line_that_runs_back_over_itself_cuts() {
        let whole = donut();
        for knife in [
            line(&[(33.0, 47.9), (37.0, 48.2), (33.0, 47.9)]),
            line(&[(33.0, 47.9), (37.0, 48.2), (35.0, 48.05), (38.0, 48.275)]),
        ] {
            check(&whole, &knife, 2);
        }
    }

    #[test]
    fn parts_not_cut_stay_on_their_side() {
        let mut two = outline(&[(30.0, 47.0), (31.0, 47.0), (31.0, 48.0), (30.0, 48.0)]);
        two.0.extend(outline(&[(32.0, 49.0), (32.2, 49.0), (32.2, 49.2), (32.0, 49.2)]).0);
        let cut = split(&two, &line(&[(29.9, 47.4), (31.1, 47.4)])).unwrap();
        assert_eq!(cut.iter().map(|piece| piece.0.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_line_is_inside_and_outside_in_turn() {
        let front = line(&[(33.0, 48.0), (35.0, 48.0), (37.0, 48.0)]);
        let (inside, outside) = (line_inside(&front, &donut()), line_outside(&front, &donut()));
        assert_eq!((inside.0.len(), outside.0.len()), (2, 3));
        let sum = |lines: &MultiLineString<f64>| lines.iter().map(|line| length(line).0).sum::<f64>();
        assert!((sum(&inside) - 100.0).abs() < 0.5, "{}", sum(&inside));
        assert!((sum(&inside) + sum(&outside) - length(&front).0).abs() < 1e-9);
        assert!(line_inside(&front, &MultiPolygon(vec![])).0.is_empty());
        assert_eq!(line_outside(&front, &MultiPolygon(vec![])).0, [front]);
    }

    #[test]
    fn a_line_along_the_border_is_inside() {
        let square = outline(&[(30.0, 47.0), (31.3, 47.1), (31.2, 48.0), (30.1, 48.0)]);
        let border = LineString(square.0[0].exterior().0.clone());
        assert_eq!(line_inside(&border, &square).0, std::slice::from_ref(&border));
        let half = line(&[(30.0, 47.0), (30.65, 47.05)]);
        assert!(line_outside(&half, &square).0.is_empty());
    }

    #[test]
    fn neighbours_touch_and_strangers_do_not() {
        let one = outline(&[(30.0, 47.0), (31.0, 47.0), (31.0, 48.0), (30.0, 48.0)]);
        let next = outline(&[(31.0, 47.5), (32.0, 47.5), (32.0, 48.5), (31.0, 48.5)]);
        let inner = outline(&[(30.4, 47.4), (30.5, 47.4), (30.5, 47.5)]);
        let far = outline(&[(31.1, 47.0), (31.2, 47.0), (31.2, 47.1)]);
        assert!(touches(&one, &next) && touches(&one, &inner) && touches(&inner, &one));
        assert!(!touches(&one, &far) && !touches(&inner, &next));
        assert!(!touches(&donut(), &disc(Point::new(35.0, 48.0), Km(10.0)).unwrap()));
    }

    proptest! {
        #[test]
        fn whatever_cuts_leaves_the_whole(
            places in prop::collection::vec((33.0..37.0, 46.5..49.5), 2..8)
        ) {
            let (knife, whole) = (line(&places), donut());
            if let Ok(pieces) = split(&whole, &knife) {
                let sum: f64 = pieces.iter().map(|piece| area(piece).0).sum();
                prop_assert!((sum / area(&whole).0 - 1.0).abs() < 2e-9);
            }
            let sum: f64 = line_inside(&knife, &whole).iter().chain(&line_outside(&knife, &whole)).map(|line| length(line).0).sum();
            prop_assert!((sum - length(&knife).0).abs() < 1e-6);
        }
    }
}
