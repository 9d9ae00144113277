//! The part of a convex cell in which something holds, slice by slice.
//!
//! Across the cell's longest side runs a row of slices; in each the places where
//! the answer changes are found by halving. What holds in one slice and goes on
//! in the next becomes one path. Where a part begins, ends or forks between two
//! slices, halving finds that too.

use geo_types::Coord;

/// Halvings to find where an answer changes.
const HALVINGS: usize = 12;
/// Slices of a cell, and places asked in a slice, at most.
const MOST: f64 = 96.0;

/// A convex cell seen along its longest side: `u` along it, `v` across.
pub(super) struct Sliced<'a, F: Fn(Coord<f64>) -> bool> {
    cell: &'a [Coord<f64>],
    origin: Coord<f64>,
    along: Coord<f64>,
    across: Coord<f64>,
    /// Degrees between slices, and between places in a slice.
    pitch: f64,
    /// Degrees by which places are drawn into the cell before they are asked.
    drawn_in: f64,
    holds: F,
}

/// The lower and the upper rim of a part, as far as it has come.
type Rims = (Vec<Coord<f64>>, Vec<Coord<f64>>);

/// A slice: where along the cell, and from where to where across it holds.
#[derive(Clone)]
struct Slice {
    u: f64,
    spans: Vec<(f64, f64)>,
}

impl<'a, F: Fn(Coord<f64>) -> bool> Sliced<'a, F> {
    pub(super) fn new(cell: &'a [Coord<f64>], pitch: f64, drawn_in: f64, holds: F) -> Self {
        let side = |corner: usize| cell[(corner + 1) % cell.len()] - cell[corner];
        let length = |step: Coord<f64>| step.x.hypot(step.y);
        let longest = (0..cell.len())
            .fold(0, |best, one| if length(side(one)) > length(side(best)) { one } else { best });
        let along = side(longest) / length(side(longest)).max(f64::MIN_POSITIVE);
        let across = Coord { x: -along.y, y: along.x };
        Self { cell, origin: cell[longest], along, across, pitch, drawn_in, holds }
    }

    /// Closed paths around the part where it holds.
    pub(super) fn part(&self) -> Vec<Vec<Coord<f64>>> {
        let slices = self.slices();
        let mut done: Vec<Vec<Coord<f64>>> = Vec::new();
        let mut open: Vec<Rims> = Vec::new();
        for (place, slice) in slices.iter().enumerate() {
            if !(place > 0 && slices[place - 1].goes_on_in(slice)) {
                done.extend(open.drain(..).map(closed));
                open = slice.spans.iter().map(|_| (Vec::new(), Vec::new())).collect();
            }
            for ((low, high), span) in open.iter_mut().zip(&slice.spans) {
                low.push(self.place(slice.u, span.0));
                high.push(self.place(slice.u, span.1));
            }
        }
        done.extend(open.into_iter().map(closed));
        done.retain(|ring| ring.len() > 2);
        done
    }

    /// Whether it holds at every place that is asked; none if at some only.
    pub(super) fn everywhere(&self) -> Option<bool> {
        let mut known = None;
        for u in self.stops() {
            let Some((low, high)) = self.reach(u) else { continue };
            for v in self.asked_in(low, high) {
                let answer = self.ask(u, v);
                if *known.get_or_insert(answer) != answer {
                    return None;
                }
            }
        }
        Some(known.unwrap_or(false))
    }

    fn place(&self, u: f64, v: f64) -> Coord<f64> {
        self.origin + self.along * u + self.across * v
    }

    fn ask(&self, u: f64, v: f64) -> bool {
        (self.holds)(self.place(u, v))
    }

    /// Where slices are: at every corner and between them.
    fn stops(&self) -> Vec<f64> {
        let u =
            |at: Coord<f64>| (at.x - self.origin.x) * self.along.x + (at.y - self.origin.y) * self.along.y;
        let mut corners: Vec<f64> = self.cell.iter().map(|at| u(*at)).collect();
        corners.sort_unstable_by(f64::total_cmp);
        let (first, last) = (corners[0], corners[corners.len() - 1]);
        let inset = self.drawn_in.min((last - first) * 0.01);
        let count = ((last - first) / self.pitch).ceil().clamp(2.0, MOST) as usize;
        corners.extend((1..count).map(|step| first + (last - first) * step as f64 / count as f64));
        for stop in &mut corners {
            *stop = stop.clamp(first + inset, last - inset);
        }
        corners.sort_unstable_by(f64::total_cmp);
        corners.dedup_by(|a, b| (*a - *b).abs() < inset);
        corners
    }

    /// From where to where the cell reaches in a slice.
    fn reach(&self, u: f64) -> Option<(f64, f64)> {
        let seen = |at: Coord<f64>| {
            let off = at - self.origin;
            (off.x * self.along.x + off.y * self.along.y, off.x * self.across.x + off.y * self.across.y)
        };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (place, &at) in self.cell.iter().enumerate() {
            let (from, to) = (seen(at), seen(self.cell[(place + 1) % self.cell.len()]));
            if (from.0 <= u) != (to.0 <= u) {
                let v = from.1 + (to.1 - from.1) * (u - from.0) / (to.0 - from.0);
                (low, high) = (low.min(v), high.max(v));
            }
        }
        (high > low).then_some((low, high))
    }

    /// The places that are asked in a slice.
    fn asked_in(&self, low: f64, high: f64) -> Vec<f64> {
        let inset = self.drawn_in.min((high - low) * 0.01);
        let (low, high) = (low + inset, high - inset);
        let count = ((high - low) / self.pitch).ceil().clamp(1.0, MOST) as usize;
        (0..=count).map(|step| low + (high - low) * step as f64 / count as f64).collect()
    }

    fn slice(&self, u: f64) -> Slice {
        let mut spans = Vec::new();
        let Some((low, high)) = self.reach(u) else { return Slice { u, spans } };
        let asked = self.asked_in(low, high);
        let mut begun = self.ask(u, asked[0]).then_some(low);
        for pair in asked.windows(2) {
            let next = self.ask(u, pair[1]);
            if next == begun.is_some() {
                continue;
            }
            let at = change(pair[0], pair[1], |v| self.ask(u, v) == next);
            match begun.take() {
                Some(from) => spans.push((from, at)),
                None => begun = Some(at),
            }
        }
        spans.extend(begun.map(|from| (from, high)));
        Slice { u, spans }
    }

    fn slices(&self) -> Vec<Slice> {
        let mut slices: Vec<Slice> = Vec::new();
        for u in self.stops() {
            let next = self.slice(u);
            if let Some(last) = slices.last().cloned() {
                self.between(&last, &next, HALVINGS, &mut slices);
            }
            slices.push(next);
        }
        slices
    }

    /// The slices on both sides of each place between two where a part begins, ends or forks.
    fn between(&self, before: &Slice, after: &Slice, halvings: usize, slices: &mut Vec<Slice>) {
        if halvings == 0 || before.goes_on_in(after) {
            return;
        }
        let middle = self.slice((before.u + after.u) * 0.5);
        self.between(before, &middle, halvings - 1, slices);
        slices.push(middle.clone());
        self.between(&middle, after, halvings - 1, slices);
    }
}

impl Slice {
    fn goes_on_in(&self, next: &Self) -> bool {
        let meet = |(one, other): (&(f64, f64), &(f64, f64))| one.0 < other.1 && other.0 < one.1;
        self.spans.len() == next.spans.len() && self.spans.iter().zip(&next.spans).all(meet)
    }
}

/// Where an answer turns true between two values.
fn change(from: f64, to: f64, changed: impl Fn(f64) -> bool) -> f64 {
    let (mut near, mut far) = (from, to);
    for _ in 0..HALVINGS {
        let middle = (near + far) * 0.5;
        if changed(middle) {
            far = middle;
        } else {
            near = middle;
        }
    }
    (near + far) * 0.5
}

/// Counter-clockwise, without places on a straight side: a neighbour does not have them.
fn closed((low, high): Rims) -> Vec<Coord<f64>> {
    let ring: Vec<Coord<f64>> = low.into_iter().chain(high.into_iter().rev()).collect();
    let count = ring.len();
    let bends = |place: usize| {
        let (a, b, c) = (ring[(place + count - 1) % count], ring[place], ring[(place + 1) % count]);
        let (u, v) = (b - a, c - b);
        (u.x * v.y - u.y * v.x).abs() > 1e-7 * u.x.hypot(u.y) * v.x.hypot(v.y)
    };
    (0..count).filter(|&place| bends(place)).map(|place| ring[place]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(ring: &[Coord<f64>]) -> f64 {
        let next = |place: usize| ring[(place + 1) % ring.len()];
        (0..ring.len()).map(|at| (ring[at].x * next(at).y - ring[at].y * next(at).x) * 0.5).sum()
    }

    fn check(holds: impl Fn(Coord<f64>) -> bool, wanted: f64) {
        let cell = [(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)].map(Coord::from);
        let sliced = Sliced::new(&cell, 1.0 / 16.0, 1e-6, holds);
        assert_eq!(sliced.everywhere(), None);
        let got: f64 = sliced.part().iter().map(|ring| area(ring)).sum();
        assert!((got / wanted - 1.0).abs() < 1e-2, "{got} instead of {wanted}");
    }

    #[test]
    fn the_part_has_the_area_of_what_holds() {
        let disc = |at: Coord<f64>| (at.x - 1.2).hypot(at.y - 1.2) < 0.7;
        let round = 0.49 * std::f64::consts::PI;
        check(|at| at.x < 1.0, 3.5);
        check(disc, round);
        check(|at| !disc(at), 8.0 - round);
        check(|at| at.x < 1.0 || at.y < 1.0, 6.0);
    }

    #[test]
    fn what_holds_everywhere_is_the_cell() {
        let cell = [(0.0, 0.0), (4.0, 1.0), (3.0, 3.0), (0.0, 4.0)].map(Coord::from);
        let sliced = Sliced::new(&cell, 0.1, 1e-6, |_| true);
        assert_eq!(sliced.everywhere(), Some(true));
        let part = sliced.part();
        assert!(part.len() == 1 && (area(&part[0]) / area(&cell) - 1.0).abs() < 1e-3);
    }
}
