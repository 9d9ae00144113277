//! Names without collisions: placed by priority, kept while the map is panned,
//! and placed anew when the zoom has changed by a quarter.

mod along;
mod expanses;
mod placing;
mod symbols;
mod towns;

use placing::{Round, wide};
use symbols::draw_shaded_symbol;
pub use symbols::draw_symbol;

use super::base::Base;
use super::crowd::{Crowd, Frame, STRONG, WEAK};
use super::drawing::{Anchor, Drawing, Spot, Text};
use super::look::{Colour, Look};
use super::names::{Language, Rank};
use super::plates::{Initial, Tag, Wishes};
use super::pyramid::{Bounds, Lens, Place, each_run};
use super::reference::LayerMark;
use super::shades::{Group, Shades};
use super::view::View;

/// The change of zoom after which labels are placed anew.
pub const ZOOM_STEP: f64 = 0.25;

/// How far the halo of a name reaches.
pub const HALO: f32 = 1.6;

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
#[derive(Debug, Default)]
pub struct Kept {
    labels: Vec<Label>,
    tags: Vec<Tag>,
    initials: Vec<Initial>,
    made: Option<Made>,
    /// A round of placing that takes several frames.
    round: Option<Box<Round>>,
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

impl Made {
    fn of(request: &Request) -> Self {
        Self {
            zoom: request.view.zoom,
            size: request.view.size,
            region: Bounds::of_view(&wide(request.view), 0.0),
            stamp: request.stamp,
            language: request.language,
        }
    }

    /// Whether labels placed for this can stand on a sheet, whatever has become of the plan.
    fn fits(&self, request: &Request) -> bool {
        (self.zoom - request.view.zoom).abs() < ZOOM_STEP
            && self.size == request.view.size
            && self.language == request.language
            && self.region.holds(&Bounds::of_view(request.view, 0.0))
    }
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
    /// Whether labels may stay for some frames as they are while others are placed for a
    /// change of the plan.
    pub patient: bool,
    /// The least size of letters on the sheet: smaller names are set, and need room, in this one.
    pub least: f32,
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
    /// Places labels anew where the old ones no longer serve: at once, or a step in each frame
    /// where this is wanted and only the plan has changed. `avoid` marks what the map itself
    /// does not know: zones, their badges, the line.
    pub fn refresh(&mut self, request: &Request, avoid: impl Fn(&mut Crowd, &Lens)) {
        if self
            .made
            .is_some_and(|made| made.fits(request) && (made.stamp == request.stamp || !request.settled))
        {
            self.round = None;
            return;
        }
        // What is on the sheet was placed for this view, or nothing is.
        let patient = request.patient && self.made.is_none_or(|made| made.fits(request));
        let goes_on = |round: &Round| {
            let made = &round.made;
            made.fits(request) && made.zoom == request.view.zoom && made.stamp == request.stamp
        };
        let begun = self.round.take().filter(|round| goes_on(round));
        let mut round =
            begun.unwrap_or_else(|| Box::new(Round::begin(request, Made::of(request), &self.labels)));
        while !round.step(request, &avoid) {
            if patient {
                self.round = Some(round);
                return;
            }
        }
        let Round { labels, tags, initials, made, .. } = *round;
        *self = Self { labels, tags, initials, made: Some(made), round: None };
    }

    /// Whether labels are being placed, and some frames more are needed.
    pub const fn is_placing(&self) -> bool {
        self.round.is_some()
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

/// Marks a line of the map on the crowd of a stretch.
pub fn rule(line: &[Place], lens: &Lens, window: &Bounds, strong: bool, crowd: &mut Crowd) {
    each_run(line, false, lens, window, |run, _| crowd.rule(&run, if strong { STRONG } else { WEAK }));
}
