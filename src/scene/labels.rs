//! Names without collisions: placed by priority, kept while the map is panned,
//! and placed anew when the zoom has changed by a quarter.

use std::collections::BTreeMap;

use super::base::Base;
use super::bend::on_arc;
use super::crowd::{Crowd, Frame, STRONG, WEAK};
use super::drawing::{Anchor, Drawing, Mark, Spot, Stroke, Text};
use super::faces::{ASCENT, CAPITAL, DESCENT, width};
use super::look::{Colour, Look};
use super::names::{Expanse, Language, Rank, Stream, Symbol};
use super::plates::{self, Initial, Tag, Wishes};
use super::pyramid::{Bounds, Lens, Place, each_run};
use super::reference::{FeatureName, LayerMark};
use super::shades::{Group, Shades};
use super::view::View;

/// The change of zoom after which labels are placed anew.
pub const ZOOM_STEP: f64 = 0.25;

/// How far the halo of a name reaches.
pub const HALO: f32 = 1.6;

/// The room between a symbol and its name.
const GAP: f32 = 4.0;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A town, by its number among the names.
    Town(usize, Rank),
    /// A country.
    Country(usize),
    /// A sea.
    Sea(usize),
    /// A river.
    River(usize),
    /// The line of contact and its date.
    Contact,
    /// The edge of a band of distance, by its number.
    Band(usize),
    /// A feature of a layer opened over the map, by the numbers of both.
    Layer(usize, usize),
}

impl Subject {
    /// The group of the base map that it belongs to.
    const fn group(self) -> Option<Group> {
        match self {
            Self::Town(_, rank) => Some(Group::of(rank)),
            Self::Country(_) | Self::Sea(_) => Some(Group::Expanses),
            Self::River(_) => Some(Group::Waters),
            Self::Contact | Self::Band(_) | Self::Layer(..) => None,
        }
    }
}

/// One line of a label.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    offset: [f32; 2],
    anchor: Anchor,
    text: String,
    size: f32,
    weight: u16,
}

/// A placed label.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it names.
    pub subject: Subject,
    /// The place on the map it belongs to.
    pub place: Place,
    /// Its box, from that place.
    pub frame: Frame,
    choice: u8,
    lines: Vec<Line>,
    angle: f32,
    bend: f32,
    tracking: f32,
    italic: bool,
    ukraine: bool,
    leader: Option<[f32; 2]>,
}

/// The labels of a stretch of the map somewhat larger than the sheet.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    labels: Vec<Label>,
    tags: Vec<Tag>,
    initials: Vec<Initial>,
    made: Option<Made>,
}

/// What the labels were placed for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    zoom: f64,
    size: [f32; 2],
    region: Bounds,
    stamp: u64,
    language: Language,
}

/// What labels are placed for.
pub struct Request<'a> {
    /// The sheet.
    pub view: &'a View,
    /// The base map and its names.
    pub base: &'a Base,
    /// The language of the names.
    pub language: Language,
    /// Changes when what labels avoid has changed.
    pub stamp: u64,
    /// Whether the hand is at rest; while it is not, labels stay as they are.
    pub settled: bool,
    /// Whether the sheet is a page: a name that would be cut by its edge or
    /// lie under another is then left out, be the city ever so large.
    pub strict: bool,
    /// Boxes on the sheet that nothing may touch: plates and furniture.
    pub taken: &'a [Frame],
    /// The line of contact with its name and its date.
    pub contact: Option<(&'a [Place], &'a str, &'a str)>,
    /// The edges of the bands of distance, with what is written there.
    pub edges: &'a [(Vec<&'a [Place]>, String)],
    /// The layers over the map, with the names of their features.
    pub layers: &'a [LayerMark<'a>],
    /// Who would have a plate, the most important first; asked only where
    /// labels are placed anew.
    pub wishes: &'a dyn Fn() -> Wishes,
}

impl Kept {
    /// Places labels anew where the old ones no longer serve. `avoid` marks
    /// what the map itself does not know: zones, their badges, the line.
    pub fn refresh(&mut self, request: &Request, avoid: impl FnOnce(&mut Crowd, &Lens)) {
        if self.serves(request) {
            return;
        }
        let wide = View { size: request.view.size.map(|side| side * 2.0), ..*request.view };
        let mut placer = Placer::new(request, &wide, std::mem::take(&mut self.labels));
        let shift = request.view.size.map(|side| side / 2.0);
        for frame in request.taken {
            placer.crowd.take(frame.moved(shift));
        }
        request.base.rule(&wide, &mut placer.crowd);
        avoid(&mut placer.crowd, &Lens::of(&wide));
        placer.place_all(request);
        self.labels = placer.labels;
        self.tags = placer.tags;
        self.initials = placer.initials;
        self.made = Some(Made {
            zoom: request.view.zoom,
            size: request.view.size,
            region: Bounds::of_view(&wide, 0.0),
            stamp: request.stamp,
            language: request.language,
        });
    }

    fn serves(&self, request: &Request) -> bool {
        self.made.is_some_and(|made| {
            (made.zoom - request.view.zoom).abs() < ZOOM_STEP
                && made.size == request.view.size
                && made.language == request.language
                && (made.stamp == request.stamp || !request.settled)
                && made.region.holds(&Bounds::of_view(request.view, 0.0))
        })
    }

    /// The placed plates of zones.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The placed codes of contingents in their sectors.
    pub fn initials(&self) -> &[Initial] {
        &self.initials
    }

    /// The placed labels.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Adds names of countries, seas and rivers.
    pub fn draw_expanses(
        &self,
        view: &View,
        (look, shades): (&Look, &Shades),
        hidden: &[Frame],
        drawing: &mut Drawing,
    ) {
        let wanted = |label: &Label| {
            !matches!(label.subject, Subject::Town(..) | Subject::Contact | Subject::Layer(..))
        };
        self.each(view, hidden, wanted, |label, at| label.draw(at, label.ink(look, shades), drawing));
    }

    /// Adds the names of features of layers, in the colours of these.
    pub fn draw_layers(
        &self,
        view: &View,
        (look, layers): (&Look, &[LayerMark]),
        hidden: &[Frame],
        drawing: &mut Drawing,
    ) {
        let named = |label: &Label| matches!(label.subject, Subject::Layer(..));
        self.each(view, hidden, named, |label, at| {
            let Subject::Layer(layer, _) = label.subject else { return };
            let Some(mark) = layers.get(layer) else { return };
            let shade = f32::from(mark.colour.a) / 255.0;
            label.draw(at, (mark.colour, Some((look.map.halo.alpha(shade), HALO))), drawing);
        });
    }

    /// Adds the symbols of places, then their names.
    pub fn draw_towns(
        &self,
        view: &View,
        (look, shades): (&Look, &Shades),
        hidden: &[Frame],
        drawing: &mut Drawing,
    ) {
        let town = |label: &Label| matches!(label.subject, Subject::Town(..));
        self.each(view, hidden, town, |label, at| {
            if let Subject::Town(_, rank) = label.subject {
                let shade = shades.of(Group::of(rank));
                draw_shaded_symbol(at, rank, look, shade, drawing);
            }
        });
        self.each(view, hidden, town, |label, at| label.draw(at, label.ink(look, shades), drawing));
    }

    /// Adds the name and date of the line of contact.
    pub fn draw_contact(&self, view: &View, look: &Look, hidden: &[Frame], drawing: &mut Drawing) {
        let wanted = |label: &Label| label.subject == Subject::Contact;
        let whole = Shades::default();
        self.each(view, hidden, wanted, |label, at| label.draw(at, label.ink(look, &whole), drawing));
    }

    /// The labels on the sheet that no frame hides, with their places on it.
    fn each(
        &self,
        view: &View,
        hidden: &[Frame],
        wanted: impl Fn(&Label) -> bool,
        mut draw: impl FnMut(&Label, Spot),
    ) {
        let lens = Lens::of(view);
        let sheet = Frame { min: [0.0, 0.0], max: view.size };
        for label in self.labels.iter().filter(|label| wanted(label)) {
            let at = lens.spot(label.place);
            let frame = label.frame.moved(at);
            let lost =
                matches!(label.subject, Subject::Town(..)) && !sheet.holds(&Frame { min: at, max: at });
            if !lost && frame.meets(&sheet) && !hidden.iter().any(|other| other.meets(&frame)) {
                draw(label, at);
            }
        }
    }
}

/// The colour of letters, and the colour and reach of their halo.
type Ink = (Colour, Option<(Colour, f32)>);

impl Label {
    /// What is written, on one line.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn ink(&self, look: &Look, shades: &Shades) -> Ink {
        let map = &look.map;
        let (colour, halo) = match self.subject {
            Subject::Town(_, rank) => (rank.ink(look), Some((rank.halo(look), HALO))),
            Subject::Country(_) if self.ukraine => (map.country.alpha(0.62), None),
            Subject::Country(_) => (map.country, Some((map.foreign_halo, 1.2))),
            Subject::Sea(_) => (map.water, None),
            Subject::River(_) => {
                (map.water, Some((if self.ukraine { map.halo } else { map.foreign_halo }, 1.4)))
            }
            Subject::Contact | Subject::Band(_) | Subject::Layer(..) => (map.contact, Some((map.halo, HALO))),
        };
        let shade = self.subject.group().map_or(1.0, |group| shades.of(group));
        (colour.alpha(shade), halo.map(|(halo, reach)| (halo.alpha(shade), reach)))
    }

    fn draw(&self, at: Spot, (colour, halo): Ink, drawing: &mut Drawing) {
        if let Some(to) = self.leader {
            drawing.line(vec![at, [at[0] + to[0], at[1] + to[1]]], 1.1, colour);
        }
        for line in &self.lines {
            drawing.text(Text {
                at: [at[0] + line.offset[0], at[1] + line.offset[1]],
                text: line.text.clone(),
                size: line.size,
                weight: line.weight,
                italic: self.italic,
                colour,
                halo,
                angle: self.angle,
                bend: self.bend,
                anchor: line.anchor,
                tracking: self.tracking,
            });
        }
    }
}

/// Adds the symbol of a place.
pub fn draw_symbol(at: Spot, rank: Rank, look: &Look, drawing: &mut Drawing) {
    draw_shaded_symbol(at, rank, look, 1.0, drawing);
}

/// Adds the symbol of a place, more or less strongly.
fn draw_shaded_symbol(at: Spot, rank: Rank, look: &Look, shade: f32, drawing: &mut Drawing) {
    let ink = rank.symbol_ink(look).alpha(shade);
    let halo = look.map.halo.alpha(shade);
    match rank.style().symbol {
        Symbol::Star(reach) => drawing.add(star(at, reach, ink)),
        Symbol::Square(side) => {
            let [x, y] = at;
            let half = side / 2.0;
            drawing.rect([x - half, y - half], [x + half, y + half], 0.5, Some(ink), None);
        }
        Symbol::Ring(radius) => {
            let edge = Stroke { width: 1.5, colour: ink };
            drawing.disc(at, radius, Some(halo), Some(edge));
        }
        Symbol::Dot(radius) => drawing.disc(at, radius, Some(ink), None),
        Symbol::Rays(reach) => {
            let edge = Stroke { width: 1.1, colour: ink };
            drawing.disc(at, reach, Some(halo), Some(edge));
            for step in 0..3_u8 {
                let angle = f32::from(step) * std::f32::consts::TAU / 3.0 - std::f32::consts::FRAC_PI_2;
                let tip = |length: f32| [at[0] + length * angle.cos(), at[1] + length * angle.sin()];
                drawing.line(vec![tip(1.6), tip(reach - 0.8)], 2.4, ink);
            }
            drawing.disc(at, 1.1, Some(ink), None);
        }
        Symbol::Plane(reach) => {
            let spot = |x: f32, y: f32| [at[0] + x * reach, at[1] + y * reach];
            drawing.line(vec![spot(0.0, -1.0), spot(0.0, 0.95)], 1.7, ink);
            drawing.line(vec![spot(-1.0, 0.3), spot(0.0, -0.25), spot(1.0, 0.3)], 1.6, ink);
            drawing.line(vec![spot(-0.45, 0.95), spot(0.0, 0.65), spot(0.45, 0.95)], 1.3, ink);
        }
        Symbol::Anchor(reach) => {
            let spot = |x: f32, y: f32| [at[0] + x * reach, at[1] + y * reach];
            drawing.disc(spot(0.0, -0.75), 0.25 * reach, None, Some(Stroke { width: 1.1, colour: ink }));
            drawing.line(vec![spot(0.0, -0.5), spot(0.0, 0.95)], 1.4, ink);
            drawing.line(vec![spot(-0.5, -0.2), spot(0.5, -0.2)], 1.2, ink);
            let arc = (0..=8_u8).map(|step| {
                let angle = f32::from(step) * std::f32::consts::PI / 8.0;
                spot(0.85 * angle.cos(), 0.2 + 0.75 * angle.sin())
            });
            drawing.line(arc.collect(), 1.4, ink);
        }
    }
}

/// A five-pointed star as ten triangles around its middle.
fn star(at: Spot, reach: f32, colour: Colour) -> Mark {
    let corner = |step: usize| {
        let angle = step as f32 * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
        let radius = if step.is_multiple_of(2) { reach } else { reach * 0.42 };
        [at[0] + radius * angle.cos(), at[1] + radius * angle.sin()]
    };
    let points = std::iter::once(at).chain((0..10).map(corner)).collect();
    let triangles = (0..10_u32).flat_map(|step| [0, step + 1, (step + 1) % 10 + 1]).collect();
    Mark::Fill { points, triangles, colour }
}

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

/// The eight places of a name around its symbol, the best first.
fn candidates(reach: f32, size: f32, width: f32) -> [Candidate; 8] {
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
    [
        place(0.0, Anchor::Start, out, level),
        place(1.5, Anchor::Start, near, above),
        place(1.6, Anchor::Start, near, below),
        place(1.8, Anchor::Middle, 0.0, -out),
        place(1.9, Anchor::Middle, 0.0, out + CAPITAL * size),
        place(2.0, Anchor::End, -out, level),
        place(3.0, Anchor::End, -near, above),
        place(3.0, Anchor::End, -near, below),
    ]
}

/// The state of one round of placing.
struct Placer<'a> {
    base: &'a Base,
    crowd: Crowd,
    /// Rooms around symbols, where a place may be left out.
    rooms: Crowd,
    lens: Lens,
    zoom: f64,
    language: Language,
    /// The sheet inside the stretch.
    sheet: Frame,
    size: [f32; 2],
    before: BTreeMap<Subject, u8>,
    strict: bool,
    /// Boxes where cities will want their names.
    courtesy: Vec<Frame>,
    labels: Vec<Label>,
    tags: Vec<Tag>,
    initials: Vec<Initial>,
}

/// The most names of a layer that are tried in a stretch of four sheets: some hundred find room,
/// and each costs some looks at what stands around it, a few milliseconds for all.
const LAYER_NAMES: usize = 1_500;

/// The cost from which a name lies under something: see [`Placer::cost`].
const COVERED: f32 = 40.0;

impl<'a> Placer<'a> {
    fn new(request: &Request<'a>, wide: &View, old: Vec<Label>) -> Self {
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
            courtesy: Vec::new(),
            labels: Vec::new(),
            tags: Vec::new(),
            initials: Vec::new(),
        }
    }

    fn place_all(&mut self, request: &Request) {
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

    /// Where a city would best have its name, with the symbol.
    fn courtesy(&self, town: usize, rank: Rank, at: Spot) -> Frame {
        let style = rank.style();
        let name = self.base.names.towns[town].name.said(self.language);
        let reach = style.symbol.reach() + GAP + width(name, style.size, style.weight, false, 0.0);
        Frame { min: [at[0] - 12.0, at[1] - 12.0], max: [at[0] + reach, at[1] + 12.0] }
    }

    /// The towns of the stretch that the zoom asks for, by rank.
    fn shown(&self) -> Vec<(usize, Rank, Spot)> {
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

    /// What a frame costs where it stands: six and a twentieth of the area over
    /// strong lines, two over a coast or border, and the more the more it hides.
    fn cost(&self, frame: &Frame) -> f32 {
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
    fn spoiled(&self, frame: &Frame) -> bool {
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

    /// Places the names of cities, by rank; on a page the one with the least room
    /// first, so that its neighbour, who has more, does not take it.
    fn place_cities(&mut self, mut cities: Vec<(usize, Rank, Spot)>) {
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
        let style = rank.style();
        let name = self.base.names.towns[town].name.said(self.language);
        let long = width(name, style.size, style.weight, false, 0.0);
        let options = candidates(style.symbol.reach(), style.size, long);
        options.iter().filter(|option| !self.spoiled(&option.frame.moved(at))).count()
    }

    fn place_town(&mut self, town: usize, rank: Rank, at: Spot) {
        let style = rank.style();
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
        let options = candidates(reach, style.size, width(name, style.size, style.weight, false, 0.0));
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
        self.labels.push(Label {
            subject,
            place: self.base.names.towns[town].place,
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
    fn place_layer(&mut self, layer: usize, names: &[FeatureName]) {
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
        const SIZE: f32 = 11.0;
        let long = width(&name.text, SIZE, 500, false, 0.0);
        let room = (name.reach * self.lens.scale()) as f32;
        if name.reach > 0.0 && room < long * 0.8 {
            return;
        }
        let options = if name.area {
            inside(SIZE, long, room)
        } else {
            candidates(super::reference::DOT, SIZE, long).into()
        };
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
                size: SIZE,
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

    /// A label of centred lines in capitals.
    fn capitals(subject: Subject, lines: &[String], size: f32, weight: u16, tracking: f32) -> Label {
        let italic = matches!(subject, Subject::Sea(_));
        let leading = size * 1.9;
        let widest = lines.iter().map(|line| width(line, size, weight, italic, tracking)).fold(0.0, f32::max);
        let top = -leading * (lines.len() - 1) as f32 / 2.0 - CAPITAL * size / 2.0;
        let line = |(at, text): (usize, &String)| Line {
            offset: [tracking / 2.0, top + CAPITAL * size + leading * at as f32],
            anchor: Anchor::Middle,
            text: text.clone(),
            size,
            weight,
        };
        Label {
            subject,
            place: [0.0; 2],
            frame: Frame::around([0.0; 2], [widest / 2.0, -top + 1.0]),
            choice: 0,
            lines: lines.iter().enumerate().map(line).collect(),
            angle: 0.0,
            bend: 0.0,
            tracking,
            italic,
            ukraine: false,
            leader: None,
        }
    }

    /// A sea's name: wide where the water has room for it, small and on two
    /// lines where it has less, and none where it would run ashore.
    fn place_sea(&mut self, number: usize, sea: &Expanse) {
        let name = sea.name.said(self.language).to_uppercase();
        let broken = match name.rsplit_once(' ') {
            Some((first, last)) => vec![first.to_owned(), last.to_owned()],
            None => vec![name.clone()],
        };
        let home = self.lens.spot(sea.place);
        for (lines, size, tracking) in [(vec![name], 15.0, 9.0), (broken, 11.0, 3.5)] {
            let mut label = Self::capitals(Subject::Sea(number), &lines, size, 500, tracking);
            let [across, up] = label.frame.max.map(|side| side + 2.0);
            let wet = |at: Spot| {
                let near = (at[0] - home[0]).hypot(at[1] - home[1]) < 90.0;
                near && (-4..=4_i16).all(|step| {
                    let x = across * f32::from(step) / 4.0;
                    [-up, up].into_iter().all(|y| self.base.is_sea(self.place(at, [x, y]), self.zoom))
                })
            };
            if let Some(at) = self.best_spot(home, &label.frame, wet) {
                self.settle(&mut label, at);
                return;
            }
        }
    }

    fn place_country(&mut self, number: usize, country: &Expanse) {
        // The name of the own country says nothing once it fills the sheet.
        if self.zoom > if country.ukraine { 7.6 } else { 9.0 } {
            return;
        }
        let Some(area) = country.country else { return };
        let room = self.base.country_width(area) * self.lens.scale() as f32;
        let name = [country.name.said(self.language).to_uppercase()];
        let (weight, sizes) = if country.ukraine {
            (600, vec![(16.0, 11.0), (13.0, 6.0), (12.0, 3.0)])
        } else {
            (500, vec![(13.0, 6.0), (12.0, 4.0), (11.0, 2.5)])
        };
        let subject = Subject::Country(number);
        let fitting = sizes
            .into_iter()
            .map(|(size, tracking)| Self::capitals(subject, &name, size, weight, tracking))
            .filter(|label| label.frame.max[0] * 2.0 < room * 0.7)
            .collect::<Vec<_>>();
        let home = self.lens.spot(country.place);
        // A smaller name near its place says more than a large one far from it.
        for far in [80.0, f32::INFINITY] {
            for mut label in fitting.iter().cloned() {
                let reach = label.frame.max[0] + 6.0;
                let ends = [[0.0, 0.0], [-reach, 0.0], [reach, 0.0]];
                let inside = |at: Spot| {
                    (at[0] - home[0]).hypot(at[1] - home[1]) < far
                        && ends.iter().all(|by| self.base.in_country(area, self.place(at, *by), self.zoom))
                };
                if let Some(at) = self.best_spot(home, &label.frame, inside) {
                    label.ukraine = country.ukraine;
                    self.settle(&mut label, at);
                    return;
                }
            }
        }
    }

    /// The place on the map at a moved spot.
    fn place(&self, at: Spot, by: [f32; 2]) -> Place {
        self.lens.place([at[0] + by[0], at[1] + by[1]])
    }

    /// The spot nearest to home where a frame is free, on the sheet where it can be.
    fn best_spot(&self, home: Spot, frame: &Frame, allowed: impl Fn(Spot) -> bool) -> Option<Spot> {
        let inset = self.sheet.padded(-24.0);
        let grid = |share: [f32; 2]| {
            [0, 1].map(|axis: usize| inset.min[axis] + (inset.max[axis] - inset.min[axis]) * share[axis])
        };
        let around = rings(6).map(|[column, row]| [home[0] + column * 26.0, home[1] + row * 18.0]);
        let anywhere = (0..=12_u16).flat_map(|column| {
            (0..=14_u16).map(move |row| [f32::from(column) / 12.0, f32::from(row) / 14.0])
        });
        self.cheapest(home, frame, around, &inset, &allowed)
            .or_else(|| self.cheapest(home, frame, anywhere.map(grid), &inset, &allowed))
    }

    /// The cheapest of some spots: near home, and over few lines.
    fn cheapest(
        &self,
        home: Spot,
        frame: &Frame,
        spots: impl Iterator<Item = Spot>,
        inset: &Frame,
        allowed: &impl Fn(Spot) -> bool,
    ) -> Option<Spot> {
        let mut best: Option<(f32, Spot)> = None;
        for at in spots {
            let away = (at[0] - home[0]).hypot(at[1] - home[1]) / 30.0;
            let place = frame.moved(at).padded(3.0);
            if !inset.holds(&place) || away > best.map_or(26.0, |(cost, _)| cost) {
                continue;
            }
            let cover = self.crowd.cover(&place);
            let strong = if cover.strong > 0.0 { 3.0 + cover.strong / 60.0 } else { 0.0 };
            let cost = away + strong + if cover.weak { 2.0 } else { 0.0 };
            if cover.taken == 0.0 && best.is_none_or(|(least, _)| cost < least) && allowed(at) {
                best = Some((cost, at));
            }
        }
        best.map(|(_, at)| at)
    }

    fn settle(&mut self, label: &mut Label, at: Spot) {
        label.place = self.lens.place(at);
        self.crowd.take(label.frame.moved(at).padded(3.0));
        self.labels.push(label.clone());
    }

    fn place_contact(&mut self, line: &[Place], title: &str, note: &str) {
        let (size, small) = (12.0, 11.0);
        let wide = width(title, size, 600, false, 0.0).max(width(note, small, 400, false, 0.0));
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let inset = self.sheet.padded(-10.0);
        let middle = inset.middle();
        let mut best: Option<(f32, Spot, Frame, f32)> = None;
        each_run(line, false, &self.lens, &stretch, |run, _| {
            for at in spaced(&run, 24.0) {
                for (side, penalty) in [(1.0, 0.0), (-1.0, 3.0)] {
                    for rise in [-26.0, 0.0, 26.0] {
                        let near = if side > 0.0 { 24.0 } else { -24.0 - wide };
                        let min = [at[0] + near, at[1] + rise - 15.0];
                        let frame = Frame { min, max: [min[0] + wide, min[1] + 30.0] };
                        if !inset.holds(&frame) {
                            continue;
                        }
                        let off = (frame.middle()[1] - middle[1]).abs() / 160.0;
                        let way = if self.strict { 8.0 } else { 0.0 };
                        let rude = self.courtesy.iter().filter(|other| other.meets(&frame)).count() as f32;
                        let own = penalty + off + rise.abs() / 40.0 + way * rude;
                        let cost = own + self.cost(&frame.padded(2.0));
                        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                            best = Some((cost, at, frame, side));
                        }
                    }
                }
            }
        });
        let Some((cost, at, frame, side)) = best else { return };
        if cost > 30.0 {
            return;
        }
        self.crowd.take(frame.padded(3.0));
        let local = frame.moved([-at[0], -at[1]]);
        let edge = if side > 0.0 { local.min[0] - 3.0 } else { local.max[0] + 3.0 };
        let (x, anchor) =
            if side > 0.0 { (local.min[0], Anchor::Start) } else { (local.max[0], Anchor::End) };
        let text = |y: f32, text: &str, size: f32, weight: u16| Line {
            offset: [x, y],
            anchor,
            text: text.to_owned(),
            size,
            weight,
        };
        self.labels.push(Label {
            subject: Subject::Contact,
            place: self.lens.place(at),
            frame: local,
            choice: 0,
            lines: vec![
                text(local.min[1] + 11.5, title, size, 600),
                text(local.min[1] + 26.0, note, small, 400),
            ],
            angle: 0.0,
            bend: 0.0,
            tracking: 0.0,
            italic: false,
            ukraine: true,
            leader: Some([edge, local.min[1] + 9.0]),
        });
    }

    /// The distance of a band on its edge, as heights stand on contours.
    fn place_band(&mut self, number: usize, rings: &[&[Place]], text: &str) {
        const SIZE: f32 = 10.5;
        let long = width(text, SIZE, 500, false, 0.0);
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let middle = self.sheet.middle();
        let mut best: Option<Bend> = None;
        for ring in rings {
            each_run(ring, true, &self.lens, &stretch, |run, _| {
                for bend in on_line(&run, long + 8.0, SIZE) {
                    let off = (bend.at[0] - middle[0]).abs() / 300.0 + (bend.at[1] - middle[1]).abs() / 200.0;
                    let cost = bend.cost + off + 3.0 * self.strip_cost(&bend, long, SIZE);
                    if cost < 20.0 && best.as_ref().is_none_or(|best| cost < best.cost) {
                        best = Some(Bend { cost, ..bend });
                    }
                }
            });
        }
        if let Some(bend) = best {
            let style = (SIZE, 500, 0.0, false);
            self.settle_turned(Subject::Band(number), &bend, text, long, style);
        }
    }

    /// Keeps a turned text.
    fn settle_turned(
        &mut self,
        subject: Subject,
        bend: &Bend,
        text: &str,
        long: f32,
        (size, weight, tracking, italic): (f32, u16, f32, bool),
    ) {
        for frame in strip(bend, long, size) {
            self.crowd.take(frame);
        }
        let place = self.lens.place(bend.at);
        let reach = [bend.angle.cos().abs() * long / 2.0 + size, bend.angle.sin().abs() * long / 2.0 + size];
        self.labels.push(Label {
            subject,
            place,
            frame: Frame::around([0.0; 2], reach),
            choice: 0,
            lines: vec![Line {
                offset: [0.0; 2],
                anchor: Anchor::Middle,
                text: text.to_owned(),
                size,
                weight,
            }],
            angle: bend.angle,
            bend: bend.curve,
            tracking,
            italic,
            ukraine: self.base.is_ukraine(place, self.zoom),
            leader: None,
        });
    }

    /// A river's name along its evenest free stretch, bent as the river is.
    fn place_river(&mut self, number: usize, river: &Stream) {
        const SIZE: f32 = 10.5;
        const TRACKING: f32 = 0.6;
        if f64::from(river.scalerank) > self.zoom + 1.8 || self.zoom < 5.6 {
            return;
        }
        let abroad = f64::from(river.scalerank) < self.zoom - 0.9;
        let name = river.name.said(self.language);
        let long = width(name, SIZE, 400, true, TRACKING);
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let mut best: Option<Bend> = None;
        for part in &river.parts {
            each_run(part.at(self.zoom), false, &self.lens, &stretch, |run, _| {
                for bend in bends(&run, long + 8.0, SIZE) {
                    let half = [bend.angle.cos() * long / 2.0, bend.angle.sin() * long / 2.0];
                    let ends = [[0.0; 2], half, half.map(|side| -side)];
                    let home =
                        ends.iter().all(|by| self.base.is_ukraine(self.place(bend.at, *by), self.zoom));
                    if !home && (!abroad || run.len() < 40) {
                        continue;
                    }
                    let cost = bend.cost + self.strip_cost(&bend, long, SIZE) + if home { 0.0 } else { 3.0 };
                    if cost < 9.0 && best.as_ref().is_none_or(|best| cost < best.cost) {
                        best = Some(Bend { cost, ..bend });
                    }
                }
            });
        }
        if let Some(bend) = best {
            self.settle_turned(Subject::River(number), &bend, name, long, (SIZE, 400, TRACKING, true));
        }
    }

    fn strip_cost(&self, bend: &Bend, long: f32, size: f32) -> f32 {
        let mut cost =
            if self.sheet.padded(-12.0).holds(&Frame::around(bend.at, [long / 2.0; 2])) { 0.0 } else { 3.0 };
        for frame in strip(bend, long, size) {
            let cover = self.crowd.cover(&frame);
            if cover.taken > 0.0 || cover.outside {
                return f32::INFINITY;
            }
            cost += cover.strong / 16.0 + if cover.weak { 0.6 } else { 0.0 };
        }
        cost
    }
}

/// A stretch along a river: the middle of the text's baseline, its turn there, and how it bends.
#[derive(Clone, Copy, Debug)]
struct Bend {
    cost: f32,
    at: Spot,
    angle: f32,
    curve: f32,
}

/// The boxes of a turned text, one for each letter's height of its length.
fn strip(bend: &Bend, long: f32, size: f32) -> impl Iterator<Item = Frame> + use<> {
    let arc = (bend.at, bend.angle, bend.curve);
    let steps = (long / size).ceil().max(1.0);
    (0..=steps as usize).map(move |step| {
        let ([x, y], turn) = on_arc(arc, long * (step as f32 / steps - 0.5));
        let (sin, cos) = turn.sin_cos();
        Frame::around([x + sin * size * 0.35, y - cos * size * 0.35], [size * 0.55; 2])
    })
}

/// A stretch of a line as long as a text: the middle of its chord, the chord's
/// turn, and how far the line strays from it to either side; and the same for the
/// arc over the chord that it follows best.
struct Stretch {
    middle: Spot,
    angle: f32,
    low: f32,
    high: f32,
    arc: Arc,
}

/// An arc over a chord: how high it rises above the chord's middle, how it bends, and how far
/// a line strays from it to either side.
struct Arc {
    rise: f32,
    curve: f32,
    low: f32,
    high: f32,
}

impl Arc {
    /// The arc through both ends that lies nearest to places along and above a chord.
    fn through(places: &[[f32; 2]], half: f32) -> Self {
        let weight = |x: f32| 1.0 - (x / half).powi(2);
        let (mut with, mut all) = (0.0, 0.0);
        for [x, y] in places {
            with += y * weight(*x);
            all += weight(*x).powi(2);
        }
        let rise = if all > 0.0 { with / all } else { 0.0 };
        let stray = |[x, y]: &[f32; 2]| y - rise * weight(*x);
        let (low, high) = places
            .iter()
            .map(stray)
            .fold((0.0_f32, 0.0_f32), |(low, high), off| (low.min(off), high.max(off)));
        Self { rise, curve: 2.0 * rise / (half * half), low, high }
    }
}

/// The stretches of a line for a text of a length.
fn stretches(run: &[Spot], long: f32) -> Vec<Stretch> {
    let mut found = Vec::new();
    let spots = spaced(run, 6.0);
    for (from, &start) in spots.iter().enumerate().step_by(2) {
        let far = |spot: &Spot| (spot[0] - start[0]).hypot(spot[1] - start[1]);
        let Some(count) = spots[from..].iter().position(|spot| far(spot) >= long) else { break };
        let end = spots[from + count];
        let mut angle = (end[1] - start[1]).atan2(end[0] - start[0]);
        if angle > std::f32::consts::FRAC_PI_2 {
            angle -= std::f32::consts::PI;
        } else if angle <= -std::f32::consts::FRAC_PI_2 {
            angle += std::f32::consts::PI;
        }
        let (sin, cos) = angle.sin_cos();
        let middle = [f32::midpoint(start[0], end[0]), f32::midpoint(start[1], end[1])];
        let places: Vec<[f32; 2]> = spots[from..=from + count]
            .iter()
            .map(|spot| {
                let [x, y] = [spot[0] - middle[0], spot[1] - middle[1]];
                [x * cos + y * sin, x * sin - y * cos]
            })
            .collect();
        let (low, high) =
            places.iter().fold((0.0_f32, 0.0_f32), |(low, high), [_, off]| (low.min(*off), high.max(*off)));
        let half = (end[0] - start[0]).hypot(end[1] - start[1]) / 2.0;
        found.push(Stretch { middle, angle, low, high, arc: Arc::through(&places, half) });
    }
    found
}

impl Stretch {
    /// A text with its baseline some way above the chord.
    fn bend(&self, off: f32, cost: f32) -> Bend {
        let (sin, cos) = self.angle.sin_cos();
        let at = [self.middle[0] + sin * off, self.middle[1] - cos * off];
        Bend { cost, at, angle: self.angle, curve: 0.0 }
    }
}

/// How far a name may turn from its first letter to its last, in radians: 46°. More looks like a
/// name on a coin; without any, the Dnipro has none above Kyiv.
const GENTLE: f32 = 0.8;
/// What turns less than this is set straight: a bend that nobody sees makes letters dance.
const STRAIGHT: f32 = 0.08;

/// Places for a text of a length along a line, on either side: straight or along an arc, whichever
/// the line strays from less, and by less than 12 points.
fn bends(run: &[Spot], long: f32, size: f32) -> Vec<Bend> {
    let mut found = Vec::new();
    for stretch in stretches(run, long) {
        let steep = if stretch.angle.abs() > 1.2 { 1.5 } else { 0.0 };
        let turn = (stretch.arc.curve * long).abs();
        let (rise, curve, low, high) = if (STRAIGHT..=GENTLE).contains(&turn) {
            (stretch.arc.rise, stretch.arc.curve, stretch.arc.low, stretch.arc.high)
        } else {
            (0.0, 0.0, stretch.low, stretch.high)
        };
        let stray = high - low;
        if stray > 12.0 {
            continue;
        }
        for (off, penalty) in [(high + 3.5, 0.0), (low - 3.5 - CAPITAL * size, 0.4)] {
            let bend = stretch.bend(rise + off, stray * 0.5 + steep + penalty + (curve * long).abs());
            // An arc farther out is a wider one.
            found.push(Bend { curve: curve / (1.0 + curve * off), ..bend });
        }
    }
    found
}

/// Places for a text of a length on a line that hardly strays under it.
fn on_line(run: &[Spot], long: f32, size: f32) -> Vec<Bend> {
    let straight = |stretch: &Stretch| stretch.high - stretch.low < 5.0;
    let on = |stretch: &Stretch| {
        let off = f32::midpoint(stretch.low, stretch.high) - CAPITAL * size / 2.0;
        stretch.bend(off, (stretch.high - stretch.low) * 0.5)
    };
    stretches(run, long).iter().filter(|stretch| straight(stretch)).map(on).collect()
}

/// The steps of a grid around its middle, ring by ring.
fn rings(count: i16) -> impl Iterator<Item = [f32; 2]> {
    (0..=count).flat_map(|ring| {
        (-ring..=ring).flat_map(move |column| {
            (-ring..=ring)
                .filter(move |row: &i16| column.abs().max(row.abs()) == ring)
                .map(move |row| [f32::from(column), f32::from(row)])
        })
    })
}

/// Points along a line at equal distances.
fn spaced(line: &[Spot], step: f32) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut due = 0.0;
    for ends in line.windows(2) {
        let (from, to) = (ends[0], ends[1]);
        let long = (to[0] - from[0]).hypot(to[1] - from[1]);
        while due <= long && long > 0.0 {
            let share = due / long;
            spots.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
            due += step;
        }
        due -= long;
    }
    spots
}

/// Marks a line of the map on the crowd of a stretch.
pub fn rule(line: &[Place], lens: &Lens, window: &Bounds, strong: bool, crowd: &mut Crowd) {
    each_run(line, false, lens, window, |run, _| crowd.rule(&run, if strong { STRONG } else { WEAK }));
}
