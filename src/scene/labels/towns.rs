//! Names at a point: of towns, and of the features of a layer.

use super::placing::Placer;
use super::{Label, Line, Subject};
use crate::scene::crowd::Frame;
use crate::scene::drawing::{Anchor, Spot};
use crate::scene::faces::{ASCENT, CAPITAL, DESCENT, width};
use crate::scene::names::{Rank, Style};
use crate::scene::reference::{DOT, FeatureName};
use crate::scene::shades::Group;

/// The room between a symbol and its name.
const GAP: f32 = 4.0;

/// One way to put a name at its symbol.
struct Candidate {
    penalty: f32,
    offset: [f32; 2],
    anchor: Anchor,
    frame: Frame,
}

/// The places of a name inside an area of a width: its middle, and some steps away from it.
fn inside(size: f32, width: f32, room: f32) -> Vec<Candidate> {
    let free = ((room - width) / 2.0).max(0.0);
    let step = |penalty: f32, x: f32, y: f32| {
        let (x, y) = (x * free, y * size + 0.36 * size);
        let frame =
            Frame { min: [x - width / 2.0, y - ASCENT * size], max: [x + width / 2.0, y + DESCENT * size] };
        Candidate { penalty, offset: [x, y], anchor: Anchor::Middle, frame }
    };
    let rows = [(0.0, 0.0), (1.0, -1.4), (1.0, 1.4), (2.5, -2.8), (2.5, 2.8)];
    let columns = [(0.0, 0.0), (1.5, -0.35), (1.5, 0.35), (3.0, -0.6), (3.0, 0.6)];
    let each = |(down, y): (f32, f32)| columns.map(|(along, x)| step(down + along, x, y));
    rows.into_iter().flat_map(each).collect()
}

/// The eight places of a name around its symbol, the best first; on a page, where no name may lie
/// over another, as many between them.
fn candidates(reach: f32, size: f32, width: f32, between: bool) -> Vec<Candidate> {
    let (out, near) = (reach + GAP, reach * 0.7 + 3.0);
    let (level, above, below) = (0.36 * size, -near, near + CAPITAL * size);
    let place = |penalty: f32, anchor: Anchor, x: f32, y: f32| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let frame = Frame { min: [left, y - ASCENT * size], max: [left + width, y + DESCENT * size] };
        Candidate { penalty, offset: [x, y], anchor, frame }
    };
    let mut places = vec![
        place(0.0, Anchor::Start, out, level),
        place(1.5, Anchor::Start, near, above),
        place(1.6, Anchor::Start, near, below),
        place(1.8, Anchor::Middle, 0.0, -out),
        place(1.9, Anchor::Middle, 0.0, out + CAPITAL * size),
        place(2.0, Anchor::End, -out, level),
        place(3.0, Anchor::End, -near, above),
        place(3.0, Anchor::End, -near, below),
    ];
    if between {
        let (aside, step) = (width / 4.0, size * 0.45);
        for way in [1.0, -1.0] {
            // To the right of the symbol is better than to its left.
            let turn = if way > 0.0 { 0.0 } else { 0.3 };
            places.extend([
                place(0.9, Anchor::Start, out - 1.0, level - way * step),
                place(2.6, Anchor::End, 1.0 - out, level - way * step),
                place(2.1 + turn, Anchor::Middle, way * aside, -out),
                place(2.2 + turn, Anchor::Middle, way * aside, out + CAPITAL * size),
            ]);
        }
    }
    places
}

/// The most names of a layer that are tried in a stretch of four sheets: some hundred find room,
/// and each costs some looks at what stands around it, a few milliseconds for all.
const LAYER_NAMES: usize = 1_500;

impl Placer<'_> {
    /// Where a city would best have its name, with the symbol.
    pub(super) fn courtesy(&self, town: usize, rank: Rank, at: Spot) -> Frame {
        let style = self.style(rank);
        let name = self.base.names.towns[town].name.said(self.language);
        let reach = style.symbol.reach() + GAP + width(name, style.size, style.weight, false, 0.0);
        Frame { min: [at[0] - 12.0, at[1] - 12.0], max: [at[0] + reach, at[1] + 12.0] }
    }

    /// The letters and symbol of a rank on this sheet.
    fn style(&self, rank: Rank) -> Style {
        let style = rank.style();
        Style { size: style.size.max(self.least), ..style }
    }

    /// The towns of the stretch that the zoom asks for, by rank.
    pub(super) fn shown(&self) -> Vec<(usize, Rank, Spot)> {
        let stretch = Frame { min: [0.0, 0.0], max: self.size };
        let mut shown = self
            .base
            .names
            .towns
            .iter()
            .enumerate()
            .filter_map(|(at, town)| {
                let spot = self.lens.spot(town.place);
                let rank = town.rank(self.zoom)?;
                if !self.base.shades.shows(Group::of(rank)) {
                    return None;
                }
                Frame::around(spot, [1.0; 2]).meets(&stretch).then_some((at, rank, spot))
            })
            .collect::<Vec<_>>();
        shown.sort_by_key(|(at, rank, _)| (*rank, *at));
        shown
    }

    /// Places the names of cities, by rank; on a page the one with the least room
    /// first, so that its neighbour, who has more, does not take it.
    pub(super) fn place_cities(&mut self, mut cities: Vec<(usize, Rank, Spot)>) {
        cities.reverse();
        while !cities.is_empty() {
            let next = if self.strict {
                let least = cities.iter().enumerate().rev().min_by_key(|(_, city)| self.room_for(city));
                least.map_or(0, |(next, _)| next)
            } else {
                cities.len() - 1
            };
            let (town, rank, at) = cities.remove(next);
            self.place_town(town, rank, at);
        }
    }

    /// How many of the places for a city's name are free.
    fn room_for(&self, &(town, rank, at): &(usize, Rank, Spot)) -> usize {
        let style = self.style(rank);
        let name = self.base.names.towns[town].name.said(self.language);
        let long = width(name, style.size, style.weight, false, 0.0);
        let options = candidates(style.symbol.reach(), style.size, long, self.strict);
        options.iter().filter(|option| !self.spoiled(&option.frame.moved(at))).count()
    }

    pub(super) fn place_town(&mut self, town: usize, rank: Rank, at: Spot) {
        let style = self.style(rank);
        let reach = style.symbol.reach();
        let optional = style.limit.is_finite();
        let symbol = Frame::around(at, [reach + 1.0; 2]);
        if optional
            && (self.crowd.shared(&symbol) > 0.0
                || self.rooms.shared(&Frame::around(at, [style.room / 2.0; 2])) > 0.0)
        {
            return;
        }
        let name = self.base.names.towns[town].name.said(self.language);
        let subject = Subject::Town(town, rank);
        let before = self.before.get(&subject).copied();
        let long = width(name, style.size, style.weight, false, 0.0);
        let options = candidates(reach, style.size, long, self.strict);
        let careful = self.strict && rank != Rank::Capital;
        let best = options
            .iter()
            .enumerate()
            .filter(|(_, option)| !careful || !self.spoiled(&option.frame.moved(at)))
            .map(|(number, option)| {
                let kept = if before == Some(number as u8) { -1.5 } else { 0.0 };
                (option.penalty + kept + self.cost(&option.frame.moved(at)), number)
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((cost, number)) = best else { return };
        // On a sheet of Europe Ukraine is too small for all its cities.
        let limit =
            if self.zoom < 5.4 && rank != Rank::Capital { style.limit.min(12.0) } else { style.limit };
        if cost > limit {
            return;
        }
        let option = &options[number];
        self.crowd.take(option.frame.moved(at).padded(2.0));
        if optional {
            self.crowd.take(symbol);
        }
        self.rooms.take(Frame::around(at, [10.0; 2]));
        let place = self.base.names.towns[town].place;
        self.labels.push(Label {
            subject,
            place,
            frame: option.frame,
            choice: number as u8,
            lines: vec![Line {
                offset: option.offset,
                anchor: option.anchor,
                text: name.to_owned(),
                size: style.size,
                weight: style.weight,
            }],
            angle: 0.0,
            bend: 0.0,
            tracking: 0.0,
            italic: false,
            ukraine: !rank.is_foreign(),
            leader: None,
        });
    }

    /// The names of a layer's features: those that have room, the more important first.
    pub(super) fn place_layer(&mut self, layer: usize, names: &[FeatureName]) {
        let stretch = Frame { min: [0.0; 2], max: self.size };
        let mut tried = 0;
        for (number, name) in names.iter().enumerate() {
            let at = self.lens.spot(name.place);
            if stretch.holds(&Frame { min: at, max: at }) && tried < LAYER_NAMES {
                tried += 1;
                self.place_feature(Subject::Layer(layer, number), name, at);
            }
        }
    }

    /// The name of a feature: in the middle of an area as wide as the name, beside a point, at
    /// the middle of a line that is longer than the name; none where there is no room.
    fn place_feature(&mut self, subject: Subject, name: &FeatureName, at: Spot) {
        let size = self.least.max(11.0);
        let long = width(&name.text, size, 500, false, 0.0);
        let room = (name.reach * self.lens.scale()) as f32;
        if name.reach > 0.0 && room < long * 0.8 {
            return;
        }
        let options = if name.area { inside(size, long, room) } else { candidates(DOT, size, long, false) };
        let before = self.before.get(&subject).copied();
        let best = options
            .iter()
            .enumerate()
            .map(|(number, option)| {
                let kept = if before == Some(number as u8) { -1.5 } else { 0.0 };
                (option.penalty + kept + self.cost(&option.frame.moved(at)), number)
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, number)) = best.filter(|(cost, _)| *cost <= 12.0) else { return };
        let Some(option) = options.get(number) else { return };
        self.crowd.take(option.frame.moved(at).padded(2.0));
        self.labels.push(Label {
            subject,
            place: name.place,
            frame: option.frame,
            choice: number as u8,
            lines: vec![Line {
                offset: option.offset,
                anchor: option.anchor,
                text: name.text.clone(),
                size,
                weight: 500,
            }],
            angle: 0.0,
            bend: 0.0,
            tracking: 0.0,
            italic: false,
            ukraine: true,
            leader: None,
        });
    }
}
