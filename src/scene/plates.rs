//! Plates: the flat cards on the map, and the one beside each zone with its
//! name and its need.

use super::crowd::{Cover, Crowd, Frame};
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::{CAPITAL, width};
use super::look::{Colour, Look};
use super::pyramid::{Bounds, Lens, Place};
use super::zones::{BADGE, ZoneMark};
use crate::plan::zone::{Role, ZoneId};
use crate::units::grouped;

/// Adds a plate: shadow, ground and edge.
pub fn draw_plate(frame: &Frame, edge: Colour, look: &Look, drawing: &mut Drawing) {
    let shadow = frame.moved([1.0, 1.5]);
    drawing.rect(shadow.min, shadow.max, 4.0, Some(look.ui.shadow), None);
    drawing.rect(frame.min, frame.max, 4.0, Some(look.ui.plate), Some(Stroke { width: 1.0, colour: edge }));
}

/// The most zones that get a plate: more would hide the map.
const MOST: usize = 24;

/// Room between the parts of a zone's plate.
const PAD: f32 = 8.0;

/// Height of a zone's plate without its foot.
const HEIGHT: f32 = 26.0;

/// The dearest place that a plate takes.
const LIMIT: f32 = 13.0;

/// A zone's plate, from the place of its badge on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The zone.
    pub zone: ZoneId,
    /// Its box.
    pub frame: Frame,
    leader: Option<[Spot; 2]>,
    /// For a site: which end of the text is at the diamond.
    anchor: Option<Anchor>,
}

/// A zone that would have a plate.
#[derive(Clone, Debug)]
pub struct Wish {
    zone: ZoneId,
    badge: Place,
    bounds: Bounds,
    size: [f32; 2],
    site: bool,
    disc: bool,
}

fn need(zone: &ZoneMark) -> Option<String> {
    zone.need.map(|people| grouped(people.round(), 0))
}

impl Wish {
    /// The wish of a zone, if it has a need to show.
    pub fn of(zone: &ZoneMark, (badge, bounds): (Place, Bounds)) -> Option<Self> {
        let need = need(zone)?;
        let site = zone.role == Role::Site;
        let size = if site {
            [width(&zone.name, 10.5, 500, false, 0.0).max(width(&need, 10.5, 600, false, 0.0)), 26.0]
        } else {
            let text = width(&zone.name, 12.0, 600, false, 0.0) + 7.0 + width(&need, 12.0, 700, false, 0.0);
            [text + 2.0 * PAD, HEIGHT]
        };
        let disc = matches!(zone.shape.form(), crate::plan::zone::Form::Disc(_));
        Some(Self { zone: zone.id.clone(), badge, bounds, size, site, disc })
    }
}

/// The wishes of the zones in the order in which they are granted: what is
/// selected, then the greater need.
pub fn ranked(mut zones: Vec<(&ZoneMark, (Place, Bounds))>) -> Vec<Wish> {
    zones.retain(|(zone, _)| zone.need.is_some());
    zones.sort_by(|a, b| {
        let need = |zone: &ZoneMark| zone.need.unwrap_or(0.0);
        b.0.selected.cmp(&a.0.selected).then(need(b.0).total_cmp(&need(a.0)))
    });
    zones.into_iter().take(MOST).filter_map(|(zone, anchor)| Wish::of(zone, anchor)).collect()
}

/// Finds a place for each plate that has room, inside a part of the stretch.
///
/// `courtesy` are boxes where cities will want their names.
pub fn place(wishes: &[Wish], lens: &Lens, sheet: &Frame, courtesy: &[Frame], crowd: &mut Crowd) -> Vec<Tag> {
    let mut tags = Vec::new();
    for wish in wishes {
        let badge = lens.spot(wish.badge);
        let zone = Frame { min: lens.spot(wish.bounds.min), max: lens.spot(wish.bounds.max) };
        let zone = zone.moved([-badge[0], -badge[1]]);
        let options = if wish.site { beside_site(wish) } else { beside(wish, &zone) };
        let cost = |tag: &(f32, Tag)| {
            let frame = tag.1.frame.moved(badge);
            let pad = if wish.site { 1.0 } else { 3.0 };
            let Cover { taken, strong, weak, .. } = crowd.cover(&frame.padded(pad));
            let polite = 2.5 * courtesy.iter().filter(|other| other.meets(&frame)).count() as f32;
            let strong = if strong > 0.0 { 6.0 + strong / 20.0 } else { 0.0 };
            let outside = if sheet.padded(-6.0).holds(&frame) { 0.0 } else { 100.0 };
            let taken = if taken > 0.0 { 30.0 + taken } else { 0.0 };
            let leader = tag.1.leader.map_or(0.0, |ends| leader_cost(ends, badge, crowd));
            tag.0 + strong + taken + outside + polite + leader + if weak { 1.0 } else { 0.0 }
        };
        let best = options.into_iter().map(|tag| (cost(&tag), tag.1)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, tag)) = best.filter(|(cost, _)| *cost < LIMIT) {
            crowd.take(tag.frame.moved(badge).padded(3.0));
            if let Some(ends) = tag.leader {
                crowd.take(leader_frame(ends, badge).padded(2.0));
            }
            tags.push(tag);
        }
    }
    tags
}

/// The box of a leader.
fn leader_frame([from, to]: [Spot; 2], badge: Spot) -> Frame {
    let min = [0, 1].map(|axis: usize| from[axis].min(to[axis]));
    let max = [0, 1].map(|axis: usize| from[axis].max(to[axis]));
    Frame { min, max }.moved(badge).padded(1.0)
}

/// A leader may cross its own outline once; other lines and names are dear.
fn leader_cost([from, to]: [Spot; 2], badge: Spot, crowd: &Crowd) -> f32 {
    let away = [(to[0] - from[0]).signum() * 3.0, (to[1] - from[1]).signum() * 3.0];
    let start =
        [0, 1].map(|axis: usize| if to[axis] == from[axis] { from[axis] } else { from[axis] + away[axis] });
    let cover = crowd.cover(&leader_frame([start, to], badge));
    if cover.taken > 0.0 { 30.0 } else { (cover.strong - 96.0).max(0.0) / 8.0 }
}

/// A site's name and need at one of four sides of its diamond.
fn beside_site(wish: &Wish) -> Vec<(f32, Tag)> {
    let [wide, high] = wish.size;
    let option = |penalty: f32, x: f32, y: f32, anchor: Anchor| {
        let frame = Frame { min: [x, y], max: [x + wide, y + high] };
        (penalty, Tag { zone: wish.zone.clone(), frame, leader: None, anchor: Some(anchor) })
    };
    vec![
        option(0.0, 15.0, -high / 2.0, Anchor::Start),
        option(1.0, -15.0 - wide, -high / 2.0, Anchor::End),
        option(2.0, -wide / 2.0, 14.0, Anchor::Middle),
        option(2.0, -wide / 2.0, -14.0 - high, Anchor::Middle),
    ]
}

/// Places for a plate: close by a circle without a leader, and around the badge
/// with a leader that is level or upright.
fn beside(wish: &Wish, zone: &Frame) -> Vec<(f32, Tag)> {
    let [wide, high] = wish.size;
    let mut options = Vec::new();
    let mut option = |penalty: f32, x: f32, y: f32, leader: Option<[Spot; 2]>| {
        let frame = Frame { min: [x, y], max: [x + wide, y + high] };
        options.push((penalty, Tag { zone: wish.zone.clone(), frame, leader, anchor: None }));
    };
    if wish.disc {
        let [x, y] = zone.middle();
        for (penalty, shift) in [(0.0, 0.5), (0.6, 0.2), (0.6, 0.8)] {
            option(penalty, x - wide * shift, zone.max[1] + 9.0, None);
            option(penalty + 1.0, x - wide * shift, zone.min[1] - 9.0 - high, None);
        }
        option(0.8, zone.max[0] + 10.0, y - high / 2.0, None);
        option(0.9, zone.min[0] - 10.0 - wide, y - high / 2.0, None);
    }
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

/// Adds the plate of a zone, or the two lines beside a site.
pub fn draw_tag(tag: &Tag, zone: &ZoneMark, badge: Spot, look: &Look, drawing: &mut Drawing) {
    let frame = tag.frame.moved(badge);
    let Some(need) = need(zone) else { return };
    if let Some(anchor) = tag.anchor {
        let x = match anchor {
            Anchor::Start => frame.min[0],
            Anchor::Middle => frame.middle()[0],
            Anchor::End => frame.max[0],
        };
        let halo = Some((look.map.halo, super::labels::HALO));
        let line = |y: f32, text: &str, weight: u16, colour: Colour| Text {
            halo,
            anchor,
            ..Text::new([x, frame.min[1] + y], text, 10.5, weight, colour)
        };
        drawing.text(line(10.5, &zone.name, 500, look.role(zone.role).ink));
        drawing.text(line(23.0, &need, 600, look.map.city));
        return;
    }
    if let Some(leader) = tag.leader {
        let ends = leader.map(|[x, y]| [badge[0] + x, badge[1] + y]);
        drawing.line(ends.to_vec(), 3.4, look.map.halo);
        drawing.line(ends.to_vec(), 1.1, look.ui.tx2);
    }
    let edge = if zone.selected || zone.hovered { look.ui.accent } else { look.ui.plateline };
    draw_plate(&frame, edge, look, drawing);
    let foot = [[frame.min[0] + 0.5, frame.max[1] - 2.5], [frame.max[0] - 0.5, frame.max[1] + 0.5]];
    drawing.rect(foot[0], foot[1], 1.5, Some(look.role(zone.role).ink), None);
    let y = frame.middle()[1] + CAPITAL * 6.0 - 1.0;
    drawing.text(Text::new([frame.min[0] + PAD, y], zone.name.clone(), 12.0, 600, look.ui.tx));
    let right = [frame.max[0] - PAD, y];
    drawing.text(Text { anchor: Anchor::End, ..Text::new(right, need, 12.0, 700, look.ui.tx) });
}
