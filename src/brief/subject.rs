//! What a brief speaks of: a plan with its figures, in a theme, and what slides have in common.

use std::sync::OnceLock;

use crate::atlas::Atlas;
use crate::force::timeline::{Sending, Timeline};
use crate::force::{Case, Figures};
use crate::plan::{NationCode, Plan, Role, ZoneColour};
use crate::scene::look::DeckInks;
use crate::scene::{Colour, Look, MapLayer, marks};
use crate::units::{Deployed, Span};

use super::annex::months::{chart_months, of_chart};
use super::deck::{
    BODY, Badge, Block, Fill, Page, PageInks, Panel, Paragraph, Pattern, Run, SHEET, SOURCE_WIDTH, Said,
    What, Words,
};
use super::measure;
use super::number;

/// A plan with its figures, in the colours of a theme.
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its figures.
    pub figures: &'a Figures,
    /// The reference data.
    pub atlas: &'a Atlas,
    /// The theme.
    pub look: &'a Look,
    /// The colours of its slides.
    pub inks: DeckInks,
    /// Layers that are open over the map, bottom first: slides show those that their view names.
    pub layers: &'a [MapLayer],
    timeline: OnceLock<Option<Timeline>>,
}

/// What a slide is made of before it stands in a deck.
pub(super) struct Made {
    pub title: String,
    pub blocks: Vec<Block>,
    /// Method, ranges and caveats: the first source line.
    pub method: String,
    /// Sources with their basis letters, the most telling first: the second.
    pub sources: Vec<String>,
    /// What is said besides the reminders of the data.
    pub notes: String,
    pub figures: Vec<Said>,
}

impl<'a> Subject<'a> {
    /// A plan in a theme.
    pub fn of(plan: &'a Plan, figures: &'a Figures, atlas: &'a Atlas, look: &'a Look) -> Self {
        Self { plan, figures, atlas, look, inks: DeckInks::of(look), layers: &[], timeline: OnceLock::new() }
    }

    /// The same with layers that are open over the map, bottom first.
    #[must_use]
    pub const fn with_layers(mut self, layers: &'a [MapLayer]) -> Self {
        self.layers = layers;
        self
    }

    /// The months of what is assigned; none where nobody is, or where the tours cannot be reckoned with.
    pub fn timeline(&self) -> Option<&Timeline> {
        self.timeline.get_or_init(|| of_chart(self.plan, self.figures)).as_ref()
    }

    /// The months of the whole need, as if one nation kept it up: what it ties up at home.
    pub(super) fn course_of_need(&self) -> Option<Timeline> {
        let rotation = self.plan.assumptions.rotation;
        let need = self.figures.deployed;
        let sending = Sending {
            nation: String::new(),
            wanted: need.central,
            pool: None,
            start_month: 0,
            ramp_up_months: rotation.ramp_up_months,
            tour_months: rotation.tour_months,
            interval_months: rotation.interval_months,
        };
        (need.central.0 >= 0.5).then(|| Timeline::of(&[sending], need, chart_months(self.plan)).ok())?
    }

    /// A nation's name for people.
    pub(super) fn nation(&self, code: &NationCode) -> String {
        let own = self.plan.coalition.member(code).and_then(|member| member.name.clone());
        let known = || self.atlas.nations.get(&code.0).map(|nation| nation.name.clone());
        own.or_else(known).unwrap_or_else(|| code.0.clone())
    }

    /// How a zone is filled in charts: as on the map, on an opaque ground.
    pub(super) fn fill(&self, role: Role, colour: Option<ZoneColour>) -> Fill {
        let known = self.look.zone(role, colour);
        let pattern = match role {
            Role::MonitoredLine => Pattern::Rising,
            Role::BufferArea => Pattern::Upright,
            Role::BorderReassurance => Pattern::Level,
            Role::Population | Role::Hub => Pattern::Dots,
            Role::DeterrentSector => Pattern::Falling,
            Role::Site => Pattern::Solid,
        };
        let ground = match role {
            Role::Site => known.ink,
            _ => known.ink.mixed(self.inks.ground, 0.82),
        };
        Fill { ground, pattern, ink: known.ink, outlined: true }
    }

    /// The ink of a role, or of a zone that has its own.
    pub(super) fn ink(&self, role: Role, colour: Option<ZoneColour>) -> Colour {
        self.look.zone(role, colour).ink
    }

    /// The badge of a role, or of a zone that has its own colour.
    pub(super) fn badge(&self, role: Role, colour: Option<ZoneColour>) -> Badge {
        let known = self.look.zone(role, colour);
        Badge { letter: known.letter.to_owned(), fill: known.ink, ink: known.on_ink }
    }

    /// "Line of contact 1 December 2024, schematic".
    pub(super) fn dated(&self) -> String {
        match &self.plan.line {
            Some(own) if own.date.is_empty() => own.name.clone(),
            Some(own) => format!("{} {}", own.name, number::date(&own.date)),
            None => {
                let line = self.atlas.contact();
                let date = number::date(line.date.as_deref().unwrap_or_default());
                let schematic = if line.schematic { ", schematic" } else { "" };
                format!("{} {date}{schematic}", line.name)
            }
        }
    }

    /// The date of the line in a few words, for the words of a screen reader.
    pub(super) fn line_note(&self) -> String {
        marks::line_note(self.plan, self.atlas)
    }

    /// A page of what was made, with the words of the data that a speaker should say.
    pub(super) fn page(&self, made: Made, template: &str, page_number: usize) -> Page {
        let inks = self.inks;
        Page {
            id: template.to_owned(),
            slide: None,
            banner: self.plan.banner.clone(),
            dated: measure::fit(&self.dated(), 24.0, 400, 900.0),
            title: made.title,
            blocks: made.blocks,
            sources: vec![measure::fit(&made.method, 16.0, 400, SOURCE_WIDTH), source_line(&made.sources)],
            number: page_number,
            notes: self.notes(&made.notes, template),
            figures: made.figures,
            inks: PageInks {
                ground: inks.ground,
                ink: inks.ink,
                grey: inks.grey,
                rule: inks.rule,
                alert: inks.alert,
            },
        }
    }

    fn notes(&self, own: &str, template: &str) -> String {
        let mut notes: Vec<String> = own.lines().map(str::to_owned).collect();
        for reminder in self.atlas.briefing.reminders(template) {
            let trap = self.atlas.doctrine.trap(reminder.trap).map_or("", |trap| trap.title.as_str());
            notes.push(format!("{} (Trap {}: {trap}.)", reminder.say, reminder.trap));
        }
        notes.retain(|note| !note.is_empty());
        notes.join("\n")
    }

    /// The tinted ground of a second voice, from a left edge to the edge of the sheet.
    pub(super) fn panel_from(&self, x: f32) -> Block {
        let frame = [x, BODY[0], SHEET[0] - x, BODY[1] - BODY[0]];
        block(frame, "Panel", What::Panel(Panel { fill: self.inks.panel, edge: None }))
    }

    /// The total that is needed, as an audit finds it.
    pub(super) fn said_deployed(&self) -> Vec<Said> {
        said("plan/deployed", self.figures.deployed.map(|Deployed(people)| people))
    }
}

/// The three cases of a figure to two figures.
pub(super) fn said(id: &str, span: Span<f64>) -> Vec<Said> {
    let one = |case: Case| Said { id: id.to_owned(), case, text: number::two(case.of(span)) };
    [Case::Low, Case::Central, Case::High].map(one).to_vec()
}

/// A figure in its central case, as it is written.
pub(super) fn central(id: impl Into<String>, text: impl Into<String>) -> Said {
    Said { id: id.into(), case: Case::Central, text: text.into() }
}

/// How many zones and nations there are, as sentences count them: "14 zones".
pub(super) fn said_counts(subject: &Subject<'_>) -> Vec<Said> {
    let counts = [
        ("plan/zones", subject.plan.zones.len()),
        ("plan/members", subject.figures.coalition.nations.len()),
        ("plan/sending", subject.figures.coalition.sending()),
    ];
    counts.into_iter().filter_map(|(id, count)| counted(id, count)).collect()
}

/// A count as a sentence has it. Up to twelve it is a word, and no digit to be held to.
pub(super) fn counted(id: impl Into<String>, count: usize) -> Option<Said> {
    (count > 12).then(|| central(id, number::count(count)))
}

/// Tour, interval, horizon and ramp-up, in months.
pub(super) fn said_months(subject: &Subject<'_>) -> Vec<Said> {
    let own = subject.plan.assumptions.rotation;
    let months = |id: &str, months: f64| central(id, number::small_or_whole(months));
    vec![
        months("plan/tour-months", own.tour_months),
        months("plan/interval-months", own.interval_months),
        months("plan/horizon-months", f64::from(own.horizon_months)),
        months("plan/ramp-up-months", own.ramp_up_months),
    ]
}

/// A figure in its central case to two figures.
pub(super) fn two(id: impl Into<String>, value: f64) -> Said {
    central(id, number::two(value))
}

/// "Sources: … F found · R recalled · J judgement · C computed · U the plan’s own | Cordon 0.1", as many sources
/// as there is room for.
fn source_line(sources: &[String]) -> String {
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').map_or("", |(version, _)| version);
    let key = format!(
        "F found · R recalled · J judgement · C computed · U the plan’s own\u{2002}|\u{2002}Cordon {version}"
    );
    for kept in (0..=sources.len()).rev() {
        let more = sources.len() - kept;
        let mut named = sources[..kept].join("; ");
        if more > 0 {
            let and = if kept > 0 { "; " } else { "" };
            named = format!("{named}{and}{} more in the annex", number::word(more));
        }
        let line = if named.is_empty() { key.clone() } else { format!("Sources: {named}.\u{2003}{key}") };
        if measure::width(&line, 16.0, 400) <= SOURCE_WIDTH {
            return line;
        }
    }
    key
}

/// A block with a name, without words for those who cannot see it.
pub(super) fn block(frame: [f32; 4], name: &str, what: What) -> Block {
    Block { frame, name: name.to_owned(), alt: String::new(), what }
}

/// A block with words for those who cannot see it.
pub(super) fn spoken(frame: [f32; 4], name: &str, alt: impl Into<String>, what: What) -> Block {
    Block { frame, name: name.to_owned(), alt: alt.into(), what }
}

/// A block of paragraphs.
pub(super) fn words(frame: [f32; 4], name: &str, paragraphs: Vec<Paragraph>) -> Block {
    block(frame, name, What::Words(Words { paragraphs }))
}

/// The name of the block of words that a user may write.
pub(super) const TEXT: &str = "Text";

/// A paragraph of one run.
pub(super) fn paragraph(text: impl Into<String>, size: f32, weight: u16, colour: Colour) -> Paragraph {
    Paragraph {
        runs: vec![Run::new(text, weight, colour)],
        size,
        leading: (size * 1.34).round(),
        before: 0.0,
        align: super::deck::Align::Start,
        bullet: None,
        indent: 0.0,
    }
}

impl Paragraph {
    /// The paragraph with room above it.
    #[must_use]
    pub(super) const fn after(mut self, room: f32) -> Self {
        self.before = room;
        self
    }
}
