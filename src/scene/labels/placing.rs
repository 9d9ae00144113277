//! One round of placing: who comes first, what is in the way, and what a frame costs there.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use super::{Label, Made, Request, Subject};
use crate::scene::base::Base;
use crate::scene::crowd::{Crowd, Frame};
use crate::scene::drawing::Spot;
use crate::scene::names::{Language, Rank};
use crate::scene::plates::{self, Initial, Tag, Wishes};
use crate::scene::pyramid::{Lens, Place};
use crate::scene::shades::Group;
use crate::scene::view::View;

/// One round of placing: what stands by now, and which step comes next.
#[derive(Debug)]
pub(super) struct Round {
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
    /// What it places for.
    pub(super) made: Made,
    /// The view it began with, and the stretch around it.
    view: View,
    wide: View,
    /// Those of [`STEPS`] that are still to be taken.
    ahead: &'static [Step],
}

/// A part of a round, a frame's work or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Furniture, coasts and borders are marked.
    Ground,
    /// Zones and their badges are marked.
    Zones,
    /// The line of contact has its name, and zones their plates.
    Plates,
    /// Cities and features of layers are named.
    Cities,
    /// Seas, bands and countries are named.
    Expanses,
    /// Towns are named.
    Towns,
    /// Rivers are named.
    Rivers,
}

const STEPS: &[Step] =
    &[Step::Ground, Step::Zones, Step::Plates, Step::Cities, Step::Expanses, Step::Towns, Step::Rivers];

/// A round with the map it places on.
pub(super) struct Placer<'a> {
    pub(super) base: &'a Base,
    round: &'a mut Round,
}

impl Deref for Placer<'_> {
    type Target = Round;

    fn deref(&self) -> &Round {
        self.round
    }
}

impl DerefMut for Placer<'_> {
    fn deref_mut(&mut self) -> &mut Round {
        self.round
    }
}

/// The cost from which a name lies under something: see [`Placer::cost`].
const COVERED: f32 = 40.0;

impl Round {
    /// Begins a round; names that stood before rather stay on their side.
    pub(super) fn begin(request: &Request, made: Made, old: &[Label]) -> Self {
        let wide = wide(request.view);
        let quarter = wide.size.map(|side| side / 4.0);
        Self {
            crowd: Crowd::new(wide.size),
            rooms: Crowd::new(wide.size),
            lens: Lens::of(&wide),
            zoom: wide.zoom,
            language: request.language,
            sheet: Frame { min: quarter, max: [quarter[0] * 3.0, quarter[1] * 3.0] },
            size: wide.size,
            before: old.iter().map(|label| (label.subject, label.choice)).collect(),
            strict: request.strict,
            least: request.least,
            courtesy: Vec::new(),
            labels: Vec::new(),
            tags: Vec::new(),
            initials: Vec::new(),
            made,
            view: *request.view,
            wide,
            ahead: STEPS,
        }
    }

    /// Takes the next step; says whether it was the last.
    pub(super) fn step(&mut self, request: &Request, avoid: impl FnOnce(&mut Crowd, &Lens)) -> bool {
        let Some((step, ahead)) = self.ahead.split_first() else { return true };
        self.ahead = ahead;
        match step {
            Step::Ground => {
                let shift = self.view.size.map(|side| side / 2.0);
                for frame in request.taken {
                    self.crowd.take(frame.moved(shift));
                }
                request.base.rule(&self.wide, &mut self.crowd);
            }
            Step::Zones => avoid(&mut self.crowd, &self.lens),
            named => Placer { base: request.base, round: self }.name(*named, request),
        }
        ahead.is_empty()
    }
}

/// The stretch in which names are placed: four sheets.
pub(super) fn wide(view: &View) -> View {
    View { size: view.size.map(|side| side * 2.0), ..*view }
}

impl Placer<'_> {
    /// Finds the names of a step their places.
    fn name(&mut self, step: Step, request: &Request) {
        let shown = self.shown();
        let forced = |rank: Rank| rank.style().limit.is_infinite();
        match step {
            Step::Plates => {
                self.courtesy = shown
                    .iter()
                    .filter(|(_, rank, _)| forced(*rank))
                    .map(|&(town, rank, at)| self.courtesy(town, rank, at))
                    .collect();
                // A page must have the date of its line. In a window, where both cannot be had, a
                // plate says more.
                let contact = |placer: &mut Self| {
                    if let Some((line, title, note)) = request.contact {
                        placer.place_contact(line, title, note);
                    }
                };
                if self.strict {
                    contact(self);
                }
                for &(_, rank, at) in shown.iter().filter(|(_, rank, _)| forced(*rank)) {
                    let reach = rank.style().symbol.reach();
                    self.crowd.take(Frame::around(at, [reach; 2]));
                }
                self.place_plates(&(request.wishes)());
                if !self.strict {
                    contact(self);
                }
            }
            Step::Cities => {
                self.place_cities(shown.iter().filter(|(_, rank, _)| forced(*rank)).copied().collect());
                for (at, layer) in request.layers.iter().enumerate().rev() {
                    self.place_layer(at, layer.names);
                }
            }
            Step::Expanses => self.place_expanses(request),
            Step::Towns => {
                for &(town, rank, at) in shown.iter().filter(|(_, rank, _)| !forced(*rank)) {
                    self.place_town(town, rank, at);
                }
            }
            Step::Rivers if self.base.shades.shows(Group::Waters) => {
                for (at, river) in self.base.names.rivers.iter().enumerate() {
                    self.place_river(at, river);
                }
            }
            Step::Ground | Step::Zones | Step::Rivers => {}
        }
    }

    fn place_plates(&mut self, wishes: &Wishes) {
        let round = &mut *self.round;
        // On a sheet of Europe only the most important zones have room for a plate.
        let most = if round.zoom < 5.5 { 4 } else { wishes.plates.len() };
        let (courtesy, strict) = (&round.courtesy, round.strict);
        let placing = plates::Placing { lens: &round.lens, sheet: &round.sheet, courtesy, strict };
        round.tags = plates::place(wishes, most, &placing, &mut round.crowd);
        round.initials = plates::place_initials(&wishes.initials, &round.tags, &round.lens, &mut round.crowd);
    }

    fn place_expanses(&mut self, request: &Request) {
        let expanses = self.base.shades.shows(Group::Expanses);
        for (at, sea) in self.base.names.seas.iter().enumerate().filter(|_| expanses) {
            self.place_sea(at, sea);
        }
        for (at, (rings, text)) in request.edges.iter().enumerate() {
            self.place_band(at, rings, text);
        }
        for (at, country) in self.base.names.countries.iter().enumerate().filter(|_| expanses) {
            self.place_country(at, country);
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
