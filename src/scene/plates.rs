//! Plates: the flat cards on the map, and those beside the zones. A zone that
//! nobody holds shows its name and its need; one with contingents shows them,
//! each at its own sector of a belt, together anywhere else.

use std::fmt::Write as _;

use super::crowd::{Cover, Crowd, Frame};
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::{CAPITAL, width};
use super::footprints::{FootprintMark, Footprints, Grounds, Inside, Sorted, holds, insides};
use super::furniture::draw_warning;
use super::look::{Colour, Look};
use super::pyramid::{Bounds, Lens, Place};
use super::symbol::{FRAME_WIDTH, Unit, UnitInk};
use super::view::{View, mercator};
use super::zones::{BADGE, Outlines, ZoneMark, spots};
use crate::plan::zone::{Form, Role, ZoneId};
use crate::units::{grouped, two_figures};

/// Adds a plate: shadow, ground and edge.
pub fn draw_plate(frame: &Frame, edge: Colour, look: &Look, drawing: &mut Drawing) {
    let shadow = frame.moved([1.0, 1.5]);
    drawing.rect(shadow.min, shadow.max, 4.0, Some(look.ui.shadow), None);
    drawing.rect(frame.min, frame.max, 4.0, Some(look.ui.plate), Some(Stroke { width: 1.0, colour: edge }));
}

/// The most plates on a sheet: more would hide the map.
const MOST: usize = 24;

/// Room between the parts of a plate.
const PAD: f32 = 8.0;

/// Height of a zone's plate without contingents, without its foot.
const HEIGHT: f32 = 26.0;

/// Height of a plate with contingents, foot included.
const TALL: f32 = 32.0;

/// Height of the foot that shows the contingents in proportion.
const FOOT: f32 = 3.0;

/// Height of the frame of the unit symbol on a plate; its width follows.
const UNIT: f32 = 14.0;

/// The space before the unit's "·"; a leading space would be lost in SVG.
const SPACE: f32 = 4.0;

/// The dearest place that a plate takes.
const LIMIT: f32 = 13.0;

/// The length on the sheet that the sectors of a belt need, one with another,
/// to have plates of their own. Under it the plates of a belt stand nearer to
/// their neighbours' sectors than to their own.
const SECTOR: f32 = 56.0;

/// The most codes that a plate spells out.
const CODES: usize = 4;

/// A plate, from the place it belongs to on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The zone.
    pub zone: ZoneId,
    /// The contingent, by its place among those of the zone; the zone's own
    /// plate, or that of all of them, where none.
    pub part: Option<usize>,
    /// Its box.
    pub frame: Frame,
    leader: Option<[Spot; 2]>,
    /// What its box and its leader are measured from.
    home: Place,
    /// For a site: which end of the text is at the diamond.
    anchor: Option<Anchor>,
}

/// The code of a contingent inside its sector, from the sector's own place.
#[derive(Clone, Debug, PartialEq)]
pub struct Initial {
    zone: ZoneId,
    part: usize,
    offset: Spot,
}

/// Who would have a plate.
#[derive(Clone, Debug)]
pub struct Wish {
    zone: ZoneId,
    part: Option<usize>,
    home: Place,
    bounds: Bounds,
    size: [f32; 2],
    site: bool,
    disc: bool,
    /// Stretches through the ground from which a leader can start, from home.
    starts: Vec<Inside>,
}

/// A code that would stand in its sector.
#[derive(Clone, Debug)]
pub struct InitialWish {
    zone: ZoneId,
    part: usize,
    home: Place,
    wide: f32,
    offsets: Vec<Spot>,
}

/// All plates and codes that are wished for, the most important first.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The plates.
    pub plates: Vec<Wish>,
    /// The codes.
    pub initials: Vec<InitialWish>,
    /// Circles and areas, through which no other zone's leader should run.
    pub grounds: Vec<(ZoneId, Bounds)>,
}

/// What plates are made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The sheet.
    pub view: &'a View,
    /// The zones.
    pub zones: &'a [ZoneMark],
    /// Who stands in them.
    pub footprints: &'a Footprints<'a>,
    /// The same by zone.
    pub marks: &'a Sorted<'a>,
    /// The outlines of the zones.
    pub outlines: &'a Outlines,
    /// The sectors.
    pub grounds: &'a Grounds,
}

fn need(zone: &ZoneMark) -> Option<String> {
    zone.need.map(|people| grouped(people.round(), 0))
}

/// What a plate says of contingents.
struct Said {
    codes: String,
    people: String,
    unit: String,
    symbol: Unit,
    caveat: bool,
}

impl Source<'_> {
    /// The wishes in the order in which they are granted: what is selected,
    /// then the greater need; within a zone along it.
    pub fn wishes(&self) -> Wishes {
        let mut zones = self.zones.iter().filter(|zone| self.stands(zone)).collect::<Vec<_>>();
        zones.sort_by(|a, b| {
            let weight = |zone: &ZoneMark| zone.need.unwrap_or(0.0);
            b.selected.cmp(&a.selected).then(weight(b).total_cmp(&weight(a)))
        });
        let mut wishes = Wishes::default();
        for zone in zones.into_iter().take(MOST) {
            self.add(zone, &mut wishes);
        }
        wishes.plates.truncate(MOST);
        let [wide, high] = self.view.size;
        let near = Bounds::of_view(self.view, wide.max(high) / 2.0);
        let ground = |zone: &ZoneMark| {
            let (_, bounds) = self.outlines.anchor(&zone.shape)?;
            let stands = !matches!(zone.shape.form(), Form::Corridor(_)) && bounds.meets(&near);
            stands.then(|| (zone.id.clone(), bounds))
        };
        wishes.grounds = self.zones.iter().filter_map(ground).take(4 * MOST).collect();
        wishes
    }

    /// Whether a zone has something to say and stands near the sheet.
    fn stands(&self, zone: &ZoneMark) -> bool {
        let [wide, high] = self.view.size;
        let near = Bounds::of_view(self.view, wide.max(high) / 2.0);
        let shown = self.outlines.anchor(&zone.shape).is_some_and(|(_, bounds)| bounds.meets(&near));
        shown && (zone.need.is_some() || !self.marks.parts(&zone.id).is_empty())
    }

    fn add(&self, zone: &ZoneMark, wishes: &mut Wishes) {
        let parts = self.marks.parts(&zone.id);
        if self.apart(zone, parts) {
            wishes.plates.extend((0..parts.len()).filter_map(|part| self.sector_wish(zone, part)));
        } else {
            wishes.plates.extend(self.zone_wish(zone));
        }
        wishes.initials.extend((0..parts.len()).filter_map(|part| self.initial_wish(zone, part)));
    }

    /// Whether the sectors of a zone have plates of their own.
    fn apart(&self, zone: &ZoneMark, parts: &[&FootprintMark]) -> bool {
        let Form::Corridor(_) = zone.shape.form() else { return false };
        let Some((_, bounds)) = self.outlines.anchor(&zone.shape) else { return false };
        let lens = Lens::of(self.view);
        let (min, max) = (lens.spot(bounds.min), lens.spot(bounds.max));
        let long = (max[0] - min[0]).hypot(max[1] - min[1]);
        !parts.is_empty()
            && parts.iter().all(|part| !part.area.0.is_empty())
            && long > SECTOR * parts.len() as f32
    }

    /// The plate of a zone: its name and need, or all its contingents.
    fn zone_wish(&self, zone: &ZoneMark) -> Option<Wish> {
        let (home, bounds) = self.outlines.anchor(&zone.shape)?;
        let parts = self.marks.parts(&zone.id);
        let site = zone.role == Role::Site;
        let size = if site {
            let below = if parts.is_empty() { need(zone)? } else { site_line(&self.said(zone, parts)) };
            [width(&zone.name, 10.5, 500, false, 0.0).max(width(&below, 10.5, 600, false, 0.0)), 26.0]
        } else if parts.is_empty() {
            let text =
                width(&zone.name, 12.0, 600, false, 0.0) + 7.0 + width(&need(zone)?, 12.0, 700, false, 0.0);
            [text + 2.0 * PAD, HEIGHT]
        } else {
            [self.said(zone, parts).wide(), TALL]
        };
        let disc = matches!(zone.shape.form(), Form::Disc(_));
        let starts = match self.outlines.patch(&zone.shape, self.view.zoom) {
            Some(patch) if !parts.is_empty() && !site => {
                self.starts(&spots(patch, &Lens::of(self.view)), &bounds, home)
            }
            _ => Vec::new(),
        };
        Some(Wish { zone: zone.id.clone(), part: None, home, bounds, size, site, disc, starts })
    }

    /// The plate of one contingent of a belt.
    fn sector_wish(&self, zone: &ZoneMark, part: usize) -> Option<Wish> {
        let mark = self.marks.parts(&zone.id).get(part)?;
        let (bounds, patch) = self.grounds.of(&mark.area, self.view.zoom)?;
        let home = mercator(mark.anchor);
        Some(Wish {
            zone: zone.id.clone(),
            part: Some(part),
            home,
            bounds: *bounds,
            size: [self.said(zone, &[*mark]).wide(), TALL],
            site: false,
            disc: false,
            starts: self.starts(&spots(patch, &Lens::of(self.view)), bounds, home),
        })
    }

    /// Where leaders can start in rings on the sheet; on the part of them that
    /// shows, where some of it does.
    fn starts(&self, rings: &[Vec<Spot>], bounds: &Bounds, home: Place) -> Vec<Inside> {
        let lens = Lens::of(self.view);
        let frame = Frame { min: lens.spot(bounds.min), max: lens.spot(bounds.max) };
        let sheet = Frame { min: [0.0; 2], max: self.view.size };
        let window = frame.within(&sheet).unwrap_or(frame);
        let [x, y] = lens.spot(home);
        let local = |[a, b]: [Spot; 2]| [[a[0] - x, a[1] - y], [b[0] - x, b[1] - y]];
        insides(rings, &window)
            .into_iter()
            .map(|inside| Inside { ends: local(inside.ends), ..inside })
            .collect()
    }

    /// Where the code of a contingent has room in its sector.
    fn initial_wish(&self, zone: &ZoneMark, part: usize) -> Option<InitialWish> {
        let mark = self.marks.parts(&zone.id).get(part)?;
        let (bounds, patch) = self.grounds.of(&mark.area, self.view.zoom)?;
        let wide = width(&mark.code, 11.0, 700, false, 0.0);
        let lens = Lens::of(self.view);
        if bounds.reach() * lens.scale() < f64::from(wide) + 6.0 {
            return None;
        }
        let (rings, home) = (spots(patch, &lens), mercator(mark.anchor));
        let [x, y] = lens.spot(home);
        let starts = self.starts(&rings, bounds, home);
        let mut offsets = vec![[0.0; 2]];
        offsets.extend(starts.iter().map(Inside::middle));
        offsets.retain(|offset| {
            let frame = initial_frame([x + offset[0], y + offset[1]], wide);
            let [[left, top], [right, bottom]] = [frame.min, frame.max];
            [[left, top], [right, top], [left, bottom], [right, bottom]].iter().all(|&at| holds(&rings, at))
        });
        offsets.sort_by(|a, b| a[0].hypot(a[1]).total_cmp(&b[0].hypot(b[1])));
        Some(InitialWish { zone: zone.id.clone(), part, home, wide, offsets })
    }

    fn said(&self, zone: &ZoneMark, parts: &[&FootprintMark]) -> Said {
        let together = self.footprints.gathered(&zone.id).map(|mark| (mark.unit.as_str(), mark.echelon));
        said(parts, together, self.footprints.rounded)
    }
}

/// What a plate says of one contingent, or of several together.
fn said(parts: &[&FootprintMark], together: Option<(&str, super::symbol::Echelon)>, rounded: bool) -> Said {
    let troops = parts.iter().map(|part| part.troops).sum::<f64>();
    let mut codes: Vec<&str> = Vec::new();
    for part in parts {
        if !codes.contains(&part.code.as_str()) {
            codes.push(&part.code);
        }
    }
    let more = codes.len().saturating_sub(CODES);
    // "+1" takes the room of the code it stands for.
    let spelled = if more > 1 { CODES } else { codes.len() };
    let mut line = codes[..spelled].join("·");
    if more > 1 {
        let _ = write!(line, " +{more}");
    }
    let (unit, echelon) = match (parts, together) {
        ([only], _) => (only.unit.clone(), only.echelon),
        (_, Some((unit, echelon))) => (unit.to_owned(), echelon),
        _ => (String::new(), parts.iter().map(|part| part.echelon).max().unwrap_or_default()),
    };
    Said {
        codes: line,
        people: grouped(if rounded { two_figures(troops) } else { troops.round() }, 0),
        unit: if unit.is_empty() { unit } else { format!("· {unit}") },
        symbol: Unit::of(echelon),
        caveat: parts.iter().any(|part| part.caveat.is_some()),
    }
}

impl Said {
    /// The width of the plate.
    fn wide(&self) -> f32 {
        let text = width(&self.codes, 12.0, 700, false, 0.0)
            + 6.0
            + width(&self.people, 12.0, 600, false, 0.0)
            + if self.unit.is_empty() { 0.0 } else { SPACE + width(&self.unit, 11.5, 400, false, 0.0) };
        let caveat = if self.caveat { 20.0 } else { 0.0 };
        PAD + UNIT * FRAME_WIDTH + PAD + text + caveat + PAD
    }
}

/// The line below the name of a site: "CZ 600".
fn site_line(said: &Said) -> String {
    format!("{} {}", said.codes, said.people)
}

/// Finds a place for each plate that has room, inside a part of the stretch.
/// The sectors of a zone are tried along it and against it: the first of them
/// may take the only room of the last, seldom both ways.
///
/// `courtesy` are boxes where cities will want their names.
pub fn place(wishes: &Wishes, most: usize, placing: &Placing, crowd: &mut Crowd) -> Vec<Tag> {
    let plates = &wishes.plates[..wishes.plates.len().min(most)];
    let along = plates.iter().collect::<Vec<_>>();
    let mut against = along.clone();
    for zone in against.chunk_by_mut(|a, b| a.zone == b.zone) {
        zone.reverse();
    }
    let mut other = crowd.clone();
    let first = placing.place(&along, &wishes.grounds, crowd);
    if plates.iter().all(|wish| wish.part.is_none()) {
        return first.1;
    }
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

/// The box of a code around a point.
fn initial_frame(at: Spot, wide: f32) -> Frame {
    Frame::around(at, [wide / 2.0 + 2.0, 6.5])
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

/// What tags are drawn with.
pub struct Pen<'a> {
    /// Where they come from.
    pub source: Source<'a>,
    /// The theme.
    pub look: &'a Look,
}

impl Pen<'_> {
    /// The place that a plate is measured from.
    fn home(&self, zone: &ZoneMark, part: Option<usize>) -> Option<Place> {
        match part {
            Some(part) => Some(mercator(self.source.marks.parts(&zone.id).get(part)?.anchor)),
            None => self.source.outlines.anchor(&zone.shape).map(|(home, _)| home),
        }
    }

    /// The plates on the sheet that nothing hides, with their boxes on it.
    pub fn shown<'t>(&self, tags: &'t [Tag], hidden: &[Frame]) -> Vec<(&'t Tag, &ZoneMark, Frame)> {
        let lens = Lens::of(self.source.view);
        let sheet = Frame { min: [0.0; 2], max: self.source.view.size };
        let frame = |tag: &'t Tag| {
            let zone = self.source.zones.iter().find(|zone| zone.id == tag.zone)?;
            let frame = tag.frame.moved(lens.spot(self.home(zone, tag.part)?));
            let free = sheet.meets(&frame) && !hidden.iter().any(|other| other.meets(&frame));
            free.then_some((tag, zone, frame))
        };
        tags.iter().filter_map(frame).collect()
    }

    /// The contingents on a plate.
    pub fn parts(&self, tag: &Tag) -> &[&FootprintMark] {
        let parts = self.source.marks.parts(&tag.zone);
        match tag.part {
            Some(part) => parts.get(part..=part).unwrap_or(&[]),
            None => parts,
        }
    }

    /// Adds leaders, then plates.
    pub fn draw(&self, tags: &[Tag], hidden: &[Frame], drawing: &mut Drawing) {
        let shown = self.shown(tags, hidden);
        for (tag, _, frame) in &shown {
            self.leader(tag, frame, drawing);
        }
        for (tag, zone, frame) in shown {
            let parts = self.parts(tag);
            if let Some(anchor) = tag.anchor {
                self.site(zone, parts, &frame, anchor, drawing);
            } else if parts.is_empty() {
                self.zone(zone, &frame, drawing);
            } else {
                self.contingents(tag, zone, frame, drawing);
            }
        }
    }

    fn leader(&self, tag: &Tag, frame: &Frame, drawing: &mut Drawing) {
        let Some(leader) = tag.leader else { return };
        let shift = [0, 1].map(|axis: usize| frame.min[axis] - tag.frame.min[axis]);
        let ends = leader.map(|[x, y]| [x + shift[0], y + shift[1]]);
        let (halo, ink) = (self.look.map.halo, self.look.ui.tx2);
        let dot = !self.parts(tag).is_empty();
        drawing.line(ends.to_vec(), 3.4, halo);
        if dot {
            drawing.disc(ends[0], 3.6, Some(halo), None);
        }
        drawing.line(ends.to_vec(), 1.1, ink);
        if dot {
            drawing.disc(ends[0], 2.4, Some(ink), None);
        }
    }

    /// The two lines beside a site.
    fn site(
        &self,
        zone: &ZoneMark,
        parts: &[&FootprintMark],
        frame: &Frame,
        anchor: Anchor,
        drawing: &mut Drawing,
    ) {
        let said = (!parts.is_empty()).then(|| self.source.said(zone, parts));
        let Some(below) = said.as_ref().map(site_line).or_else(|| need(zone)) else { return };
        let x = match anchor {
            Anchor::Start => frame.min[0],
            Anchor::Middle => frame.middle()[0],
            Anchor::End => frame.max[0],
        };
        let halo = Some((self.look.map.halo, super::labels::HALO));
        let line = |y: f32, text: &str, weight: u16, colour: Colour| Text {
            halo,
            anchor,
            ..Text::new([x, frame.min[1] + y], text, 10.5, weight, colour)
        };
        drawing.text(line(10.5, &zone.name, 500, self.look.zone(zone.role, zone.colour).ink));
        drawing.text(line(23.0, &below, 600, self.look.map.city));
        if said.is_some_and(|said| said.caveat) {
            let wide = width(&below, 10.5, 600, false, 0.0);
            let end = match anchor {
                Anchor::Start => x + wide,
                Anchor::Middle => x + wide / 2.0,
                Anchor::End => x - wide - 20.0,
            };
            draw_warning([end + 10.0, frame.min[1] + 19.5], 9.0, self.look.ui.delta, drawing);
        }
    }

    /// The plate of a zone without contingents.
    fn zone(&self, zone: &ZoneMark, frame: &Frame, drawing: &mut Drawing) {
        let Some(need) = need(zone) else { return };
        let look = self.look;
        let edge = if zone.selected || zone.hovered { look.ui.accent } else { look.ui.plateline };
        draw_plate(frame, edge, look, drawing);
        let foot = [[frame.min[0] + 0.5, frame.max[1] - 2.5], [frame.max[0] - 0.5, frame.max[1] + 0.5]];
        drawing.rect(foot[0], foot[1], 1.5, Some(look.zone(zone.role, zone.colour).ink), None);
        let y = frame.middle()[1] + CAPITAL * 6.0 - 1.0;
        drawing.text(Text::new([frame.min[0] + PAD, y], zone.name.clone(), 12.0, 600, look.ui.tx));
        let right = [frame.max[0] - PAD, y];
        drawing.text(Text { anchor: Anchor::End, ..Text::new(right, need, 12.0, 700, look.ui.tx) });
    }

    /// The plate of contingents: unit symbol, codes, people, unit, and in the
    /// foot what each brings.
    fn contingents(&self, tag: &Tag, zone: &ZoneMark, frame: Frame, drawing: &mut Drawing) {
        let (look, parts) = (self.look, self.parts(tag));
        let said = self.source.said(zone, parts);
        // While the hand moves, plates keep their place and their figures grow.
        let mut frame = frame;
        frame.max[0] = frame.max[0].max(frame.min[0] + said.wide());
        let marked = match tag.part {
            Some(_) => parts.iter().any(|part| part.selected || part.hovered) || zone.hovered,
            None => zone.selected || zone.hovered || parts.iter().any(|part| part.hovered),
        };
        draw_plate(&frame, if marked { look.ui.accent } else { look.ui.plateline }, look, drawing);
        self.foot(parts, &frame, drawing);
        let [left, top] = frame.min;
        let symbol = [left + PAD + UNIT * FRAME_WIDTH / 2.0, top + 17.0];
        said.symbol.draw(symbol, UNIT, UnitInk::of(look), drawing);
        let y = top + 15.0 + CAPITAL * 6.0;
        let mut x = left + PAD + UNIT * FRAME_WIDTH + PAD;
        let mut write = |text: &str, size: f32, weight: u16, colour: Colour, gap: f32| {
            drawing.text(Text::new([x, y], text, size, weight, colour));
            x += width(text, size, weight, false, 0.0) + gap;
        };
        write(&said.codes, 12.0, 700, look.ui.tx, 6.0);
        write(&said.people, 12.0, 600, look.ui.tx, SPACE);
        write(&said.unit, 11.5, 400, look.ui.tx2, 0.0);
        if said.caveat {
            draw_warning([frame.max[0] - PAD - 6.0, top + 15.0], 12.0, look.ui.delta, drawing);
        }
    }

    /// What each contingent brings, in proportion, a point of ground between them.
    fn foot(&self, parts: &[&FootprintMark], frame: &Frame, drawing: &mut Drawing) {
        let all = parts.iter().map(|part| part.troops.max(0.0)).sum::<f64>();
        let (left, right) = (frame.min[0] + 1.0, frame.max[0] - 1.0);
        let gaps = parts.len().saturating_sub(1) as f32;
        let room = right - left - gaps;
        let mut x = left;
        for part in parts {
            let share = if all > 0.0 { part.troops.max(0.0) / all } else { 1.0 / parts.len() as f64 };
            let wide = room * share as f32;
            let ink = self.look.contingent(&part.code);
            let (min, max) = ([x, frame.max[1] - FOOT], [x + wide, frame.max[1]]);
            drawing.rect(min, max, 1.0, Some(ink.fill), None);
            x += wide + 1.0;
        }
    }

    /// Adds the codes that stand in their sectors.
    pub fn draw_initials(&self, initials: &[Initial], hidden: &[Frame], drawing: &mut Drawing) {
        let lens = Lens::of(self.source.view);
        for initial in initials {
            let Some(mark) = self.source.marks.parts(&initial.zone).get(initial.part) else { continue };
            let home = lens.spot(mercator(mark.anchor));
            let at = [home[0] + initial.offset[0], home[1] + initial.offset[1]];
            if hidden.iter().any(|other| other.meets(&initial_frame(at, 12.0))) {
                continue;
            }
            drawing.text(Text {
                anchor: Anchor::Middle,
                halo: Some((self.look.ui.plate, super::labels::HALO)),
                ..Text::new([at[0], at[1] + CAPITAL * 5.5], mark.code.clone(), 11.0, 700, self.look.ui.tx)
            });
        }
    }
}
