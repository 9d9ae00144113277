//! One round of placing: who comes first, what is in the way, and what a frame costs there.

use std::collections::BTreeMap;

use super::{Label, Request, Subject};
use crate::scene::base::Base;
use crate::scene::crowd::{Crowd, Frame};
use crate::scene::drawing::Spot;
use crate::scene::names::{Language, Rank};
use crate::scene::plates::{self, Initial, Tag};
use crate::scene::pyramid::{Lens, Place};
use crate::scene::shades::Group;
use crate::scene::view::View;

/// The state of one round of placing.
pub(super) struct Placer<'a> {
    pub(super) base: &'a Base,
    pub(super) crowd: Crowd,
    /// Rooms around symbols, where a place may be left out.
    pub(super) rooms: Crowd,
    pub(super) lens: Lens,
    pub(super) zoom: f64,
    pub(super) language: Language,
    /// The sheet inside the stretch.
    pub(super) sheet: Frame,
    pub(super) size: [f32; 2],
    pub(super) before: BTreeMap<Subject, u8>,
    pub(super) strict: bool,
    pub(super) least: f32,
    /// Boxes where cities will want their names.
    pub(super) courtesy: Vec<Frame>,
    pub(super) labels: Vec<Label>,
    pub(super) tags: Vec<Tag>,
    pub(super) initials: Vec<Initial>,
}

/// The cost from which a name lies under something: see [`Placer::cost`].
const COVERED: f32 = 40.0;

impl<'a> Placer<'a> {
    pub(super) fn new(request: &Request<'a>, wide: &View, old: Vec<Label>) -> Self {
        let quarter = wide.size.map(|side| side / 4.0);
        Self {
            base: request.base,
            crowd: Crowd::new(wide.size),
            rooms: Crowd::new(wide.size),
            lens: Lens::of(wide),
            zoom: wide.zoom,
            language: request.language,
            sheet: Frame { min: quarter, max: [quarter[0] * 3.0, quarter[1] * 3.0] },
            size: wide.size,
            before: old.into_iter().map(|label| (label.subject, label.choice)).collect(),
            strict: request.strict,
            least: request.least,
            courtesy: Vec::new(),
            labels: Vec::new(),
            tags: Vec::new(),
            initials: Vec::new(),
        }
    }

    pub(super) fn place_all(&mut self, request: &Request) {
        let shown = self.shown();
        let forced = |rank: Rank| rank.style().limit.is_infinite();
        self.courtesy = shown
            .iter()
            .filter(|(_, rank, _)| forced(*rank))
            .map(|&(town, rank, at)| self.courtesy(town, rank, at))
            .collect();
        if let Some((line, title, note)) = request.contact {
            self.place_contact(line, title, note);
        }
        for &(_, rank, at) in shown.iter().filter(|(_, rank, _)| forced(*rank)) {
            let reach = rank.style().symbol.reach();
            self.crowd.take(Frame::around(at, [reach; 2]));
        }
        // On a sheet of Europe only the most important zones have room for a plate.
        let wishes = (request.wishes)();
        let most = if self.zoom < 5.5 { 4 } else { wishes.plates.len() };
        let (courtesy, strict) = (&self.courtesy, self.strict);
        let placing = plates::Placing { lens: &self.lens, sheet: &self.sheet, courtesy, strict };
        self.tags = plates::place(&wishes, most, &placing, &mut self.crowd);
        self.initials = plates::place_initials(&wishes.initials, &self.tags, &self.lens, &mut self.crowd);
        self.place_cities(shown.iter().filter(|(_, rank, _)| forced(*rank)).copied().collect());
        for (at, layer) in request.layers.iter().enumerate().rev() {
            self.place_layer(at, layer.names);
        }
        let (expanses, waters) =
            (self.base.shades.shows(Group::Expanses), self.base.shades.shows(Group::Waters));
        for (at, sea) in self.base.names.seas.iter().enumerate().filter(|_| expanses) {
            self.place_sea(at, sea);
        }
        for (at, (rings, text)) in request.edges.iter().enumerate() {
            self.place_band(at, rings, text);
        }
        for (at, country) in self.base.names.countries.iter().enumerate().filter(|_| expanses) {
            self.place_country(at, country);
        }
        for &(town, rank, at) in shown.iter().filter(|(_, rank, _)| !forced(*rank)) {
            self.place_town(town, rank, at);
        }
        for (at, river) in self.base.names.rivers.iter().enumerate().filter(|_| waters) {
            self.place_river(at, river);
        }
    }

    /// What a frame costs where it stands: six and a twentieth of the area over
    /// strong lines, two over a coast or border, and the more the more it hides.
    pub(super) fn cost(&self, frame: &Frame) -> f32 {
        let cover = self.crowd.cover(&frame.padded(1.0));
        let strong = if cover.strong > 0.0 { 6.0 + cover.strong / 20.0 } else { 0.0 };
        let weak = if cover.weak { 2.0 } else { 0.0 };
        let taken = if cover.taken > 0.0 { COVERED + cover.taken } else { 0.0 };
        let half = frame.max[0] - frame.min[0] > 0.0
            && frame.meets(&self.sheet)
            && !self.sheet.holds(&frame.padded(3.0));
        let cut = if self.strict { COVERED } else { 3.0 };
        strong + weak + taken + if half { cut } else { 0.0 }
    }

    /// Whether a name there would touch another or a leader, lie under a plate,
    /// or be cut by the edge of the sheet.
    pub(super) fn spoiled(&self, frame: &Frame) -> bool {
        let cut = frame.meets(&self.sheet) && !self.sheet.holds(&frame.padded(2.0));
        let town = |label: &&Label| matches!(label.subject, Subject::Town(..));
        let beside = |label: &Label| label.frame.moved(self.lens.spot(label.place)).padded(3.0).meets(frame);
        let crossed = |tag: &Tag| tag.leader_frame(&self.lens).is_some_and(|leader| leader.meets(frame));
        // A corner over the room that a badge keeps around itself hides no letter.
        let area = (frame.max[0] - frame.min[0]) * (frame.max[1] - frame.min[1]);
        cut || self.labels.iter().filter(town).any(beside)
            || self.tags.iter().any(crossed)
            || self.crowd.shared(frame) > 0.15 * area
    }

    /// The place on the map at a moved spot.
    pub(super) fn place(&self, at: Spot, by: [f32; 2]) -> Place {
        self.lens.place([at[0] + by[0], at[1] + by[1]])
    }
}
