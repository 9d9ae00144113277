//! A page: the map of a plan with its title, the table of what is needed, the
//! key, notes, sources and the banner. This says what is on it; `lay` where.

mod column;

mod lay;

mod words;

use std::collections::BTreeMap;

use super::need::plural;
use super::number;
use crate::atlas::Atlas;
use crate::force::{Figures, Urgency};
use crate::plan::Plan;
use crate::plan::zone::Role;
use crate::scene::{LayerKind, MapLayer, marks};
use crate::source::Basis;
use crate::units::{Deployed, Span, grouped, two_figures};

pub use lay::{Sides, drawing, map_frame};

/// What is needed, in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The name of the zone, of the role, or "All zones".
    pub name: String,
    /// Troops in Ukraine on a given day; none where it could not be sized.
    pub need: Option<Span<Deployed>>,
}

/// The zones of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The role, whose swatch is the key to the map.
    pub role: Role,
    /// Their sum.
    pub sum: Need,
    /// The zones in the order of the plan.
    pub zones: Vec<Need>,
}

/// What a nation sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The nation's code.
    pub code: String,
    /// How many, deployed.
    pub troops: Deployed,
}

/// A layer over the map, in the key.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// What it mostly is.
    pub kind: LayerKind,
    /// Its colour, by number, and how strongly it is drawn.
    pub tint: (usize, f32),
    /// Its name, source and date.
    pub credit: String,
}

/// What is on a page, in words and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The title of the plan.
    pub title: String,
    /// That this is hypothetical: always there.
    pub banner: String,
    /// What the line of contact is, with its date: "Line of contact, schematic, 1 Dec 2024".
    pub dated: String,
    /// The title of the line in the key.
    pub line: String,
    /// Need by role and zone.
    pub groups: Vec<Group>,
    /// All zones together.
    pub total: Need,
    /// The pool behind it, as a sentence: it shares no table with what is deployed.
    pub pool: String,
    /// Who sends how many, the most first.
    pub sent: Vec<Sent>,
    /// Troops that nobody sends yet, in the central case; none where nothing is missing.
    pub short: Option<Deployed>,
    /// What a reader must know: the plan's note, then what makes numbers misleading.
    pub notes: Vec<String>,
    /// Methods and caveats on one line, sources with their basis on the other.
    pub sources: [String; 2],
    /// Layers over the map, the uppermost first.
    pub layers: Vec<Layer>,
    /// What the map shows, for those who cannot see it.
    pub alt: String,
}

impl Page {
    /// The page of a plan.
    pub fn of(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Self {
        let note = marks::line_note(plan, atlas);
        let line = marks::contact(plan, atlas, &note).title.to_owned();
        let dated = [line.as_str(), note.as_str()].into_iter().filter(|part| !part.is_empty());
        let dated = dated.collect::<Vec<_>>().join(", ");
        let total = Need { name: "All zones".to_owned(), need: Some(figures.deployed) };
        Self {
            title: if plan.title.is_empty() { "Plan without a title".to_owned() } else { plan.title.clone() },
            banner: if plan.banner.is_empty() { Plan::empty().banner } else { plan.banner.clone() },
            groups: groups(plan, figures),
            pool: pool(figures),
            sent: sent(figures),
            short: (figures.coalition.assigned.0 > 0.0 && figures.coalition.short.central.0 >= 1.0)
                .then_some(figures.coalition.short.central),
            notes: notes(plan, figures),
            sources: sources(plan, figures, atlas),
            alt: alt(plan, figures, &dated),
            layers: Vec::new(),
            total,
            line,
            dated,
        }
    }

    /// The same with layers over the map, bottom first.
    #[must_use]
    pub fn with_layers(mut self, layers: &[MapLayer]) -> Self {
        let layer = |layer: &MapLayer| Layer {
            name: layer.name.clone(),
            kind: layer.prepared.kind(),
            tint: (layer.tint, layer.opacity),
            credit: layer.credit(),
        };
        self.layers = layers.iter().rev().filter(|layer| layer.is_seen()).map(layer).collect();
        if let Some(credits) = self.credits() {
            self.alt = format!("{} {credits}", self.alt);
        }
        self
    }

    /// Where the layers are from: "Layers: Sectors: General Staff, 1 Jun 2025."
    fn credits(&self) -> Option<String> {
        let credits: Vec<&str> = self.layers.iter().map(|layer| layer.credit.as_str()).collect();
        let word = if credits.len() == 1 { "Layer" } else { "Layers" };
        (!credits.is_empty()).then(|| format!("{word} – {}.", credits.join("; ")))
    }
}

/// Need by role, in the order in which roles claim.
fn groups(plan: &Plan, figures: &Figures) -> Vec<Group> {
    let of = |role: Role| {
        let of_role = std::iter::zip(&plan.zones, &figures.zones).filter(|(zone, _)| zone.role == role);
        let zones: Vec<Need> = of_role
            .map(|(zone, figures)| Need {
                name: zone.name.clone(),
                need: figures.is_sized().then_some(figures.need),
            })
            .collect();
        let sum = zones.iter().filter_map(|zone| zone.need).sum();
        let name = if zones.len() > 1 { number::capital(plural(role)) } else { role.title().to_owned() };
        Group { role, sum: Need { name, need: Some(sum) }, zones }
    };
    Role::ALL.into_iter().map(of).filter(|group| !group.zones.is_empty()).collect()
}

/// A number of people as a briefing says it: two figures, thin spaces.
pub fn people(number: f64) -> String {
    grouped(two_figures(number), 0)
}

/// "10 000 – 33 000".
pub fn range(need: Span<Deployed>) -> String {
    format!("{}\u{2009}–\u{2009}{}", people(need.low.0), people(need.high.0))
}

fn pool(figures: &Figures) -> String {
    if figures.zones.is_empty() {
        return "No zones yet: nobody is needed.".to_owned();
    }
    if figures.k <= 0.0 {
        return "The pool is not known: the tour cannot be reckoned with.".to_owned();
    }
    let pool = figures.pool;
    format!(
        "With those preparing and recovering a pool of {} ({}\u{2009}–\u{2009}{}): {} for each one deployed.",
        people(pool.central.0),
        people(pool.low.0),
        people(pool.high.0),
        crate::units::brief(figures.k)
    )
}

fn sent(figures: &Figures) -> Vec<Sent> {
    let nations = figures.coalition.nations.iter().filter(|nation| nation.assigned.0 >= 0.5);
    let mut sent: Vec<Sent> =
        nations.map(|nation| Sent { code: nation.nation().0.clone(), troops: nation.assigned }).collect();
    // Those who send alike stay in the order of the plan.
    sent.sort_by(|a, b| b.troops.0.total_cmp(&a.troops.0));
    sent
}

/// The plan's note, then what makes its numbers misleading, the gravest first.
fn notes(plan: &Plan, figures: &Figures) -> Vec<String> {
    let name = |alarm: &crate::force::Alarm| {
        let zone = alarm.zone.as_ref().and_then(|id| plan.zone(id));
        zone.map_or_else(|| format!("{}.", alarm.what), |zone| format!("{}: {}.", zone.name, alarm.what))
    };
    let own = plan.note.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    let of = |urgency| figures.all_alarms().filter(move |alarm| alarm.severity == urgency);
    own.chain(of(Urgency::Refused).map(name)).chain(of(Urgency::Warning).map(name)).collect()
}

/// Methods and caveats on one line; sources with their basis on the other.
fn sources(plan: &Plan, figures: &Figures, atlas: &Atlas) -> [String; 2] {
    let doctrine = &atlas.doctrine;
    let (mut methods, mut read) = (Vec::new(), BTreeMap::<&str, Basis>::new());
    for zone in figures.zones.iter().filter(|zone| zone.is_sized()) {
        let name = doctrine.method(zone.method).map_or("", |method| method.name.as_str());
        let method = format!("{} {name}", zone.method.id());
        if !methods.contains(&method) {
            methods.push(method);
        }
        for term in &zone.derivation.terms {
            for id in term.sources(doctrine) {
                // Of several uses the weakest basis is named.
                let basis = read.entry(id).or_insert(term.basis.central);
                *basis = (*basis).max(term.basis.central);
            }
        }
    }
    // The letters R and J stand in for a document in the data; they are said by the key.
    let read: Vec<String> = read
        .iter()
        .filter(|(id, _)| id.len() > 1)
        .map(|(id, basis)| format!("{id} {}", basis.letter()))
        .collect();
    let factor = if plan.line.is_some() { "own line" } else { "published length ÷ measured, C" };
    let first = if methods.is_empty() {
        "No zone of this plan has a number yet.".to_owned()
    } else {
        format!(
            "Need C by {}. Low – central – high; rounded to two figures, totals summed before. Ground factor: {factor}.",
            methods.join(", ")
        )
    };
    let read = if read.is_empty() { String::new() } else { format!("Sources: {}. ", read.join(", ")) };
    let second = format!("{read}Map: Natural Earth, GeoNames CC BY 4.0.");
    [first, second]
}

/// What the letters mean, with the program's version.
pub const KEY: &str = concat!(
    "F found · R recalled · J judgement · C computed · U typed  |  Cordon ",
    env!("CARGO_PKG_VERSION")
);

fn alt(plan: &Plan, figures: &Figures, dated: &str) -> String {
    let zones = std::iter::zip(&plan.zones, &figures.zones);
    let zones: Vec<String> = zones
        .take(12)
        .map(|(zone, figures)| format!("{} {}", zone.name, people(figures.need.central.0)))
        .collect();
    let more = plan.zones.len().saturating_sub(zones.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = plan.zones.len();
    format!("Map with {count} zones and the troops each needs: {}{more}. {dated}.", zones.join(", "))
}
