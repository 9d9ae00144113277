//! Two neighbours whose common ground is cut anew, by one stretch of a line.
//!
//! A cell of a power diagram that falls apart in bays and spikes gives its loose pieces
//! away, and no weights may make up for them: where a zone ends in a fork, every row of
//! sites has both prongs in its last cell. But one stretch of a line always leaves two connected
//! pieces of ground without holes. So such a cell and its neighbour are cut anew, by the line that
//! is turned the least from their border as it is. Only the two change, so that a
//! corner that is dragged does not make the others jump.

use geo_types::Coord;

use super::connect::{dividers, knit, merged};
use super::even::{Scale, Search, centre};
use super::face::{Cut, Face};
use super::power::{ENOUGH, Plane, worst};

/// By how much the line is turned from the border, in degrees, in the order in which it is tried.
const TILTS: [f64; 15] =
    [0.0, 8.0, -8.0, 16.0, -16.0, 25.0, -25.0, 35.0, -35.0, 45.0, -45.0, 60.0, -60.0, 80.0, -80.0];
/// Steps in the search for the place of a line.
const MOST_STEPS: usize = 24;
/// How much better the shares must become for a cut to count, in all.
const WORTH: f64 = 1e-6;

/// Parts and the share that each holds.
type Held = (Vec<Vec<Face>>, Vec<f64>);

/// Cuts neighbours anew as long as a part is off its share and it helps.
pub(super) fn recut(zone: &[Face], plane: Plane, scale: &Scale<'_>, goals: &[f64], mut held: Held) -> Held {
    for _ in 0..2 * goals.len() {
        if worst(&held.1, goals) <= ENOUGH {
            break;
        }
        match better(zone, plane, scale, goals, &held) {
            Some(other) => held = other,
            None => break,
        }
    }
    held
}

/// Two parts side by side: the first is to hold its goal, the second what is left.
struct Pair {
    parts: (usize, usize),
    /// What the second can make up for the first.
    amount: f64,
    /// The middle of their border, and the way across it, of length 1, in kilometres.
    middle: Coord<f64>,
    across: Coord<f64>,
}

/// The parts after the first pair is cut anew that brings them nearer to their goals in all.
fn better(zone: &[Face], plane: Plane, scale: &Scale<'_>, goals: &[f64], held: &Held) -> Option<Held> {
    let missed =
        |shares: &[f64]| -> f64 { shares.iter().zip(goals).map(|(share, goal)| (share - goal).abs()).sum() };
    let before = missed(&held.1);
    pairs(plane, goals, held).iter().find_map(|pair| {
        let mut cells = cut_anew(plane, scale, goals, &held.0, pair)?;
        knit(zone, &mut cells);
        let shares: Vec<f64> = cells.iter().map(|faces| scale.share(faces)).collect();
        (missed(&shares) < before - WORTH).then_some((cells, shares))
    })
}

/// Neighbours of whom one holds too much and the other too little, those who miss most first.
fn pairs(plane: Plane, goals: &[f64], (cells, shares): &Held) -> Vec<Pair> {
    let over = |part: usize| shares[part] - goals[part];
    let mut pairs = Vec::new();
    for divider in dividers(cells) {
        let (a, b) = divider.between;
        let amount = over(a).abs().min(over(b).abs());
        let (Some(&first), Some(&last)) = (divider.path.0.first(), divider.path.0.last()) else { continue };
        if amount <= 0.0 || over(a) * over(b) > 0.0 {
            continue;
        }
        // Who misses less is given what is due; the other comes nearer to it.
        let parts = if over(a).abs() <= over(b).abs() { (a, b) } else { (b, a) };
        let (first, last) = (plane.flat(first), plane.flat(last));
        let along = last - first;
        let length = along.x.hypot(along.y);
        if length <= 1e-9 {
            continue;
        }
        // The lower part is on the left of the path.
        let right = Coord { x: along.y, y: -along.x } / length;
        let across = if parts.0 == a { right } else { right * -1.0 };
        pairs.push(Pair { parts, amount, middle: (first + last) / 2.0, across });
    }
    pairs.sort_by(|a, b| b.amount.total_cmp(&a.amount).then(a.parts.cmp(&b.parts)));
    pairs
}

/// The parts with a new border between two; none where no line leaves the first its goal.
fn cut_anew(
    plane: Plane,
    scale: &Scale<'_>,
    goals: &[f64],
    cells: &[Vec<Face>],
    pair: &Pair,
) -> Option<Vec<Vec<Face>>> {
    let (first, second) = pair.parts;
    let places = (0..cells[first].len()).flat_map(|a| (0..cells[second].len()).map(move |b| (a, b)));
    for (a, b) in places {
        let (one, other) = (&cells[first][a], &cells[second][b]);
        let Ok([both]) = <[Face; 1]>::try_from(merged(one, other)) else { continue };
        if one.of != other.of {
            continue;
        }
        let mut rest = cells.to_vec();
        rest[first].remove(a);
        rest[second].remove(b);
        let wanted = goals[first] - scale.share(&rest[first]);
        let found = TILTS.iter().find_map(|tilt| {
            let (sine, cosine) = tilt.to_radians().sin_cos();
            let Coord { x, y } = pair.across;
            let across = Coord { x: x * cosine - y * sine, y: x * sine + y * cosine };
            halves(plane, scale, &both, pair.middle, across, wanted)
        });
        if let Some((near, far)) = found {
            rest[first].push(near);
            rest[second].push(far);
            return Some(rest);
        }
    }
    None
}

/// Cuts a face along one stretch of a line square to a direction, so that what lies before it
/// holds a share of the zone; none if it goes from less to more at one place.
fn halves(
    plane: Plane,
    scale: &Scale<'_>,
    face: &Face,
    middle: Coord<f64>,
    across: Coord<f64>,
    wanted: f64,
) -> Option<(Face, Face)> {
    let whole = scale.share(std::slice::from_ref(face));
    let offsets = face.rings[0].iter().map(|&at| {
        let off = plane.flat(at) - middle;
        off.x * across.x + off.y * across.y
    });
    let (low, high) =
        offsets.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    if !(wanted > 0.0 && wanted < whole && low < high) {
        return None;
    }
    let mut search = Search::between((low, -wanted), (high, whole - wanted));
    for _ in 0..MOST_STEPS {
        let knife = plane.knife(middle + across * search.at, across);
        let over = match face.cut(&knife, Some((1, f64::INFINITY))) {
            Cut::Parted(before, after) => {
                let over = scale.share(&before) - wanted;
                if over.abs() <= scale.exact * wanted
                    && let (Ok([near]), Ok([far])) =
                        (<[Face; 1]>::try_from(before), <[Face; 1]>::try_from(after))
                {
                    return Some((near, far));
                }
                over
            }
            Cut::Missed => {
                let off = plane.flat(centre(face)) - middle;
                if off.x * across.x + off.y * across.y < search.at { whole - wanted } else { -wanted }
            }
            Cut::Tangled => return None,
        };
        search.tell(over);
    }
    None
}
