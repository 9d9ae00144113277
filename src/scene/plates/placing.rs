//! Finds room for plates: at the side of their zone, aligned with others, over
//! nothing that matters.

use super::{Initial, InitialWish, Tag, Wish, Wishes, initial_frame};
use crate::plan::zone::ZoneId;
use crate::scene::crowd::{Cover, Crowd, Frame};
use crate::scene::drawing::{Anchor, Spot};
use crate::scene::pyramid::{Bounds, Lens};
use crate::scene::zones::BADGE;

/// The dearest place that a plate takes.
const LIMIT: f32 = 13.0;

/// Finds a place for each plate that has room, inside a part of the stretch.
/// The sectors of a zone are tried along it and against it: the first of them
/// may take the only room of the last, seldom both ways.
///
/// `courtesy` are boxes where cities will want their names.
pub fn place(wishes: &Wishes, most: usize, placing: &Placing, crowd: &mut Crowd) -> Vec<Tag> {
    let plates = &wishes.plates[..wishes.plates.len().min(most)];
    let along = plates.iter().collect::<Vec<_>>();
    if plates.iter().all(|wish| wish.part.is_none()) {
        return placing.place(&along, &wishes.grounds, crowd).1;
    }
    let mut against = along.clone();
    for zone in against.chunk_by_mut(|a, b| a.zone == b.zone) {
        zone.reverse();
    }
    let mut other = crowd.clone();
    let first = placing.place(&along, &wishes.grounds, crowd);
    let second = placing.place(&against, &wishes.grounds, &mut other);
    if second.0 < first.0 {
        *crowd = other;
        return second.1;
    }
    first.1
}

/// What plates are placed with.
pub struct Placing<'a> {
    /// From the world to the stretch.
    pub lens: &'a Lens,
    /// The sheet inside the stretch.
    pub sheet: &'a Frame,
    /// Boxes where cities will want their names.
    pub courtesy: &'a [Frame],
    /// Whether the sheet is looked at for long: a plate then rather goes
    /// further than that it stands in a city's way or crosses another zone.
    pub strict: bool,
}

impl Placing<'_> {
    /// Places plates in an order; with the cost of all, which is dear for
    /// each that found no room.
    fn place(&self, wishes: &[&Wish], grounds: &[(ZoneId, Bounds)], crowd: &mut Crowd) -> (f32, Vec<Tag>) {
        let frame =
            |bounds: &Bounds| Frame { min: self.lens.spot(bounds.min), max: self.lens.spot(bounds.max) };
        let grounds = grounds.iter().map(|(zone, bounds)| (zone, frame(bounds))).collect::<Vec<_>>();
        let (mut sum, mut tags, mut placed) = (0.0, Vec::new(), Vec::new());
        for wish in wishes {
            let home = self.lens.spot(wish.home);
            let local = |frame: &Frame| frame.moved([-home[0], -home[1]]);
            let zone = frame(&wish.bounds);
            let aligned = placed.iter().map(local).collect::<Vec<_>>();
            let mut options = wish.options(&local(&zone), &aligned);
            options.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut best: Option<(f32, Tag)> = None;
            for (penalty, tag) in options {
                let least = best.as_ref().map_or(LIMIT, |(least, _)| *least);
                // The rest has a greater penalty alone.
                if penalty >= least {
                    break;
                }
                let cost = penalty + self.cost(wish, &tag, &grounds, crowd);
                if cost < least {
                    best = Some((cost, tag));
                }
            }
            let Some((cost, tag)) = best else {
                sum += 2.0 * LIMIT;
                continue;
            };
            sum += cost;
            let frame = tag.frame.moved(home);
            crowd.take(frame.padded(3.0));
            if let Some(ends) = tag.leader {
                crowd.take(leader_frame(ends, home).padded(2.0));
            }
            if !wish.site {
                placed.push(frame);
            }
            tags.push(tag);
        }
        (sum, tags)
    }

    /// What a plate costs where it stands.
    fn cost(&self, wish: &Wish, tag: &Tag, grounds: &[(&ZoneId, Frame)], crowd: &Crowd) -> f32 {
        let home = self.lens.spot(wish.home);
        let frame = tag.frame.moved(home);
        let zone = Frame { min: self.lens.spot(wish.bounds.min), max: self.lens.spot(wish.bounds.max) };
        let on = if self.sheet.meets(&zone) {
            self.sheet.padded(-6.0).holds(&frame)
        } else {
            !self.sheet.padded(6.0).meets(&frame)
        };
        if !on {
            return f32::INFINITY;
        }
        let pad = if wish.site { 1.0 } else { 3.0 };
        let Cover { taken, strong, weak, .. } = crowd.cover(&frame.padded(pad));
        let (way, across) = if self.strict { (5.0, 14.0) } else { (2.5, 6.0) };
        let polite = way * self.courtesy.iter().filter(|other| other.meets(&frame)).count() as f32;
        let strong = if strong > 0.0 { 6.0 + strong / 20.0 } else { 0.0 };
        let taken = if taken > 0.0 { 30.0 + taken } else { 0.0 };
        let leader = tag.leader.map_or(0.0, |ends| {
            let course = leader_frame(ends, home);
            let through = grounds.iter().filter(|(zone, other)| **zone != wish.zone && other.meets(&course));
            leader_cost(ends, home, wish.dip(), crowd) + across * through.count() as f32
        });
        strong + taken + polite + leader + if weak { 1.0 } else { 0.0 }
    }
}

/// Finds room for the codes of the contingents that have no plate of their own.
pub fn place_initials(wishes: &[InitialWish], tags: &[Tag], lens: &Lens, crowd: &mut Crowd) -> Vec<Initial> {
    let mut initials = Vec::new();
    for wish in wishes {
        if tags.iter().any(|tag| tag.zone == wish.zone && tag.part == Some(wish.part)) {
            continue;
        }
        let home = lens.spot(wish.home);
        let frame = |offset: &Spot| initial_frame([home[0] + offset[0], home[1] + offset[1]], wish.wide);
        if let Some(&offset) = wish.offsets.iter().find(|offset| crowd.shared(&frame(offset)) == 0.0) {
            crowd.take(frame(&offset).padded(1.0));
            initials.push(Initial { zone: wish.zone.clone(), part: wish.part, offset });
        }
    }
    initials
}

impl Tag {
    /// The box of its leader on a sheet.
    pub fn leader_frame(&self, lens: &Lens) -> Option<Frame> {
        self.leader.map(|ends| leader_frame(ends, lens.spot(self.home)))
    }
}

/// The box of a leader.
fn leader_frame([from, to]: [Spot; 2], home: Spot) -> Frame {
    let min = [0, 1].map(|axis: usize| from[axis].min(to[axis]));
    let max = [0, 1].map(|axis: usize| from[axis].max(to[axis]));
    Frame { min, max }.moved(home).padded(1.0)
}

/// A leader may leave its own ground and cross one line; more lines, and names, are dear.
fn leader_cost([from, to]: [Spot; 2], home: Spot, dip: f32, crowd: &Crowd) -> f32 {
    let start = [0, 1].map(|axis: usize| {
        if to[axis] == from[axis] { from[axis] } else { from[axis] + (to[axis] - from[axis]).signum() * dip }
    });
    let cover = crowd.cover(&leader_frame([start, to], home));
    if cover.taken > 0.0 { 30.0 } else { (cover.strong - 96.0).max(0.0) / 5.0 }
}

/// A site's name and need at one of four sides of its diamond.
fn beside_site(wish: &Wish) -> Vec<(f32, Tag)> {
    let [wide, high] = wish.size;
    let option = |penalty: f32, x: f32, y: f32, anchor: Anchor| {
        let frame = Frame { min: [x, y], max: [x + wide, y + high] };
        (penalty, wish.tag(frame, None, Some(anchor)))
    };
    vec![
        option(0.0, 15.0, -high / 2.0, Anchor::Start),
        option(1.0, -15.0 - wide, -high / 2.0, Anchor::End),
        option(2.0, -wide / 2.0, 14.0, Anchor::Middle),
        option(2.0, -wide / 2.0, -14.0 - high, Anchor::Middle),
    ]
}

impl Wish {
    /// All places for its plate, each with what it costs by itself.
    fn options(&self, zone: &Frame, others: &[Frame]) -> Vec<(f32, Tag)> {
        if self.site {
            return beside_site(self);
        }
        let mut options = if self.disc { around(self, zone) } else { Vec::new() };
        options.extend(if self.starts.is_empty() { beside(self) } else { outside(self, others) });
        options
    }

    /// How much of a leader lies over its own ground.
    fn dip(&self) -> f32 {
        if self.starts.is_empty() { 3.0 } else { DIP + 1.0 }
    }

    fn tag(&self, frame: Frame, leader: Option<[Spot; 2]>, anchor: Option<Anchor>) -> Tag {
        let (zone, part, home) = (self.zone.clone(), self.part, self.home);
        Tag { zone, part, frame, leader, home, anchor }
    }
}

/// Places for a plate close by a circle, without a leader.
fn around(wish: &Wish, zone: &Frame) -> Vec<(f32, Tag)> {
    let ([wide, high], [x, y]) = (wish.size, zone.middle());
    let mut options = Vec::new();
    let mut option = |penalty: f32, x: f32, y: f32| {
        let frame = Frame { min: [x, y], max: [x + wide, y + high] };
        options.push((penalty, wish.tag(frame, None, None)));
    };
    for (penalty, shift) in [(0.0, 0.5), (0.6, 0.2), (0.6, 0.8)] {
        option(penalty, x - wide * shift, zone.max[1] + 9.0);
        option(penalty + 1.0, x - wide * shift, zone.min[1] - 9.0 - high);
    }
    option(0.8, zone.max[0] + 10.0, y - high / 2.0);
    option(0.9, zone.min[0] - 10.0 - wide, y - high / 2.0);
    options
}

/// Places for a plate around the badge with a leader that is level or upright.
fn beside(wish: &Wish) -> Vec<(f32, Tag)> {
    let [wide, high] = wish.size;
    let mut options = Vec::new();
    let mut option = |penalty: f32, x: f32, y: f32, leader: Option<[Spot; 2]>| {
        let frame = Frame { min: [x, y], max: [x + wide, y + high] };
        options.push((penalty, wish.tag(frame, leader, None)));
    };
    let start = BADGE / 2.0 + 2.0;
    for step in 0..9_u8 {
        let far = 20.0 + 14.0 * f32::from(step);
        let dear = 0.5 + far / 24.0;
        for (turn, shift) in [(0.0, 0.5), (0.3, 0.25), (0.3, 0.75)] {
            option(dear + turn, -wide * shift, far, Some([[0.0, start], [0.0, far]]));
            option(dear + turn, -wide * shift, -far - high, Some([[0.0, -start], [0.0, -far]]));
        }
        option(dear, far, -high / 2.0, Some([[start, 0.0], [far, 0.0]]));
        option(dear, -far - wide, -high / 2.0, Some([[-start, 0.0], [-far, 0.0]]));
    }
    options
}

/// How far inside its ground a leader ends.
const DIP: f32 = 9.0;

/// Places for a plate outside the ground that its leader starts in; with its
/// edges in a column or a row with other plates where that is near.
fn outside(wish: &Wish, others: &[Frame]) -> Vec<(f32, Tag)> {
    let mut options = Vec::new();
    // A leader from the middle of a ground says best whose it is.
    let home = if wish.disc { 60.0 } else { 35.0 };
    for start in &wish.starts {
        let middle = start.middle();
        let aside = middle[0].hypot(middle[1]) / home;
        let dip = DIP.min(start.length() / 2.0);
        for side in [-1.0, 1.0] {
            let edge = start.ends[usize::from(side > 0.0)];
            if start.level {
                level(wish, (edge, dip, side), aside, others, &mut options);
            } else {
                upright(wish, (edge, dip, side), aside, others, &mut options);
            }
        }
    }
    options
}

/// Plates at the end of a level leader.
fn level(
    wish: &Wish,
    (edge, dip, side): (Spot, f32, f32),
    aside: f32,
    others: &[Frame],
    options: &mut Vec<(f32, Tag)>,
) {
    let [wide, high] = wish.size;
    let mut option = |gap: f32, shift: f32, bonus: f32| {
        let end = edge[0] + side * gap;
        let left = if side > 0.0 { end } else { end - wide };
        let min = [left, edge[1] - high * shift];
        let frame = Frame { min, max: [min[0] + wide, min[1] + high] };
        let leader = [[edge[0] - side * dip, edge[1]], [end, edge[1]]];
        options.push((0.5 + gap / 24.0 + aside + bonus, wish.tag(frame, Some(leader), None)));
    };
    for step in 0..9_u8 {
        for (turn, shift) in [(0.0, 0.5), (0.3, 0.25), (0.3, 0.75)] {
            option(14.0 + 14.0 * f32::from(step), shift, turn);
        }
    }
    for other in others {
        for end in
            if side > 0.0 { [other.min[0], other.max[0] - wide] } else { [other.max[0], other.min[0] + wide] }
        {
            let gap = (end - edge[0]) * side;
            if (12.0..140.0).contains(&gap) {
                option(gap, 0.5, -1.2);
            }
        }
    }
}

/// Plates at the end of an upright leader.
fn upright(
    wish: &Wish,
    (edge, dip, side): (Spot, f32, f32),
    aside: f32,
    others: &[Frame],
    options: &mut Vec<(f32, Tag)>,
) {
    let [wide, high] = wish.size;
    let mut option = |gap: f32, left: f32, bonus: f32| {
        let end = edge[1] + side * gap;
        let top = if side > 0.0 { end } else { end - high };
        let frame = Frame { min: [left, top], max: [left + wide, top + high] };
        let leader = [[edge[0], edge[1] - side * dip], [edge[0], end]];
        options.push((0.5 + gap / 24.0 + aside + bonus, wish.tag(frame, Some(leader), None)));
    };
    for step in 0..9_u8 {
        let gap = 14.0 + 14.0 * f32::from(step);
        for (turn, shift) in [(0.0, 0.5), (0.3, 0.25), (0.3, 0.75)] {
            option(gap, edge[0] - wide * shift, turn);
        }
        for other in others {
            for left in [other.min[0], other.max[0] - wide] {
                if (left + 10.0..left + wide - 10.0).contains(&edge[0]) {
                    option(gap, left, -1.0);
                }
            }
        }
    }
}
