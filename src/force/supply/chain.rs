//! The chain from an army to what it can send, term by term.

use super::{ARMY, AVAILABILITY, COMMITMENT, Origin, SHARE, Supply, available, spare, sustainable};
use crate::atlas::doctrine::Parameter;
use crate::atlas::{Atlas, Commitment, Nation};
use crate::force::derivation::TermKind;
use crate::plan::{Coalition, Member};
use crate::source::Basis;
use crate::units::{Deployed, Span};

/// Which term of the chain it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Soldiers of the land forces.
    Army,
    /// The share that the army can sustain.
    Share,
    /// Army × share.
    Sustainable,
    /// A mission that the army is in, by its row: `fr-unifil`.
    Commitment {
        /// The row.
        id: String,
        /// Whether it is taken off.
        counted: bool,
    },
    /// What scaling a mission back gives back.
    Freed {
        /// The row.
        id: String,
        /// The mission: `kfor`.
        mission: String,
    },
    /// What is left.
    Spare,
    /// What caveats leave of it.
    Availability,
    /// What the chain comes to.
    Estimate,
    /// What the user says that the nation offers.
    Offer,
    /// The most that the user lets it send.
    Ceiling,
    /// What it can put into zones.
    CanSend,
}

/// One line of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyTerm {
    /// Which term it is.
    pub step: Step,
    /// The name for people.
    pub name: String,
    /// Its value in each case. What is taken off stands as a positive number,
    /// with the most in the low case.
    pub value: Span<f64>,
    /// What it is in the sum.
    pub kind: TermKind,
    /// What each case rests on.
    pub basis: Span<Basis>,
    /// Whether the user has set it.
    pub overridden: bool,
}

impl SupplyTerm {
    /// The unit of its value.
    pub const fn unit(&self) -> &'static str {
        match self.step {
            Step::Share | Step::Availability => "share",
            Step::CanSend | Step::Estimate | Step::Offer | Step::Ceiling => "persons deployed",
            _ => "persons",
        }
    }

    /// The name in JSON, and of the override where the user can set it: `commitment:fr-unifil`.
    pub fn key(&self) -> String {
        match &self.step {
            Step::Army => ARMY.to_owned(),
            Step::Share => SHARE.to_owned(),
            Step::Sustainable => "sustainable".to_owned(),
            Step::Commitment { id, .. } => format!("{COMMITMENT}{id}"),
            Step::Freed { id, .. } => format!("freed:{id}"),
            Step::Spare => "spare".to_owned(),
            Step::Availability => AVAILABILITY.to_owned(),
            Step::Estimate => "estimate".to_owned(),
            Step::Offer => "offer".to_owned(),
            Step::Ceiling => "ceiling".to_owned(),
            Step::CanSend => "can-send".to_owned(),
        }
    }

    /// The override that sets it; none for what is computed.
    pub fn override_key(&self) -> Option<String> {
        matches!(self.step, Step::Army | Step::Share | Step::Availability | Step::Commitment { .. })
            .then(|| self.key())
    }

    /// Whether it is taken off the sum above it.
    pub const fn taken_off(&self) -> bool {
        matches!(self.step, Step::Commitment { counted: true, .. })
    }

    /// Where it was read; nothing where the user set it or it is computed.
    pub fn sources<'a>(&self, nation: &str, atlas: &'a Atlas) -> &'a [String] {
        if self.overridden {
            return &[];
        }
        match &self.step {
            Step::Army => atlas.nations.get(nation).map_or(&[], |nation| nation.army.sources.as_slice()),
            Step::Share => &atlas.doctrine.at(Parameter::Usability).sources,
            Step::Availability => &atlas.doctrine.at(Parameter::Availability).sources,
            Step::Commitment { id, .. } => {
                row(id, nation, atlas).map_or(&[], |row| row.people.sources.as_slice())
            }
            _ => &[],
        }
    }

    /// What a reader must know of it; empty where there is nothing.
    pub fn note<'a>(&self, nation: &str, atlas: &'a Atlas) -> &'a str {
        match &self.step {
            Step::Army => atlas.nations.get(nation).map_or("", |nation| nation.note.as_str()),
            Step::Share => &atlas.doctrine.at(Parameter::Usability).note,
            Step::Availability => &atlas.doctrine.at(Parameter::Availability).note,
            Step::Commitment { id, .. } => row(id, nation, atlas).map_or("", |row| row.people.note.as_str()),
            Step::Freed { mission, .. } => {
                atlas.nations.mission(mission).map_or("", |mission| mission.price.as_str())
            }
            _ => "",
        }
    }

    /// Why it is not taken off, where it is a commitment that is only listed.
    pub fn not_counted_because<'a>(&self, nation: &str, atlas: &'a Atlas) -> Option<&'a str> {
        match &self.step {
            Step::Commitment { id, counted: false } => row(id, nation, atlas)?.not_counted_because.as_deref(),
            _ => None,
        }
    }
}

fn row<'a>(id: &str, nation: &str, atlas: &'a Atlas) -> Option<&'a Commitment> {
    atlas.nations.commitments().find(|row| row.nation == nation && row.id == id)
}

/// Turns what an army does already around: the low case of supply has the most.
fn turned<T: Copy>(span: Span<T>) -> Span<T> {
    Span::new(span.high, span.central, span.low)
}

/// The bases of several values: in each case the weakest.
fn weakest(bases: impl IntoIterator<Item = Span<Basis>>) -> Span<Basis> {
    bases.into_iter().reduce(|one, other| one.with(other, Basis::max)).unwrap_or(Span::flat(Basis::C))
}

/// A chain under way.
struct Chain<'a> {
    member: &'a Member,
    terms: Vec<SupplyTerm>,
}

impl Chain<'_> {
    /// What the user set for a term.
    fn set(&self, key: &str) -> Option<Span<f64>> {
        self.member.overrides.get(key).copied()
    }

    /// A value that the user may set.
    fn input(&mut self, step: Step, name: &str, value: Span<f64>, basis: Span<Basis>) -> Span<f64> {
        let mut term = SupplyTerm {
            step,
            name: name.to_owned(),
            value,
            kind: TermKind::Input,
            basis,
            overridden: false,
        };
        if let Some(own) = self.set(&term.key()) {
            (term.value, term.basis, term.overridden) = (own, Span::flat(Basis::User), true);
        }
        let value = term.value;
        self.terms.push(term);
        value
    }

    /// A value that follows from those above it.
    fn step(&mut self, step: Step, name: &str, kind: TermKind, value: Span<f64>) {
        let basis = Span::flat(Basis::C);
        self.terms.push(SupplyTerm { step, name: name.to_owned(), value, kind, basis, overridden: false });
    }

    /// A value that the user typed.
    fn typed(&mut self, step: Step, name: &str, value: Span<f64>) {
        let (kind, basis) = (TermKind::Input, Span::flat(Basis::User));
        self.terms.push(SupplyTerm { step, name: name.to_owned(), value, kind, basis, overridden: true });
    }
}

pub(super) fn supply(member: &Member, coalition: &Coalition, atlas: &Atlas) -> Supply {
    let code = member.nation.0.as_str();
    let nation = atlas.nations.get(code);
    let mut chain = Chain { member, terms: Vec::with_capacity(16) };

    let (army, army_basis) = nation
        .map_or((Span::flat(0.0), Span::flat(Basis::User)), |nation| (nation.army.value, nation.army.basis));
    let army = chain.input(Step::Army, "Land forces", army, army_basis);
    let usability = atlas.doctrine.at(Parameter::Usability);
    let share = chain.input(Step::Share, "Share it can sustain", usability.value, usability.basis);
    let sustained = army.with(share, sustainable);
    chain.step(Step::Sustainable, "Can sustain", TermKind::Subtotal, sustained);

    let duties = duties(&mut chain, code, coalition, atlas);
    let left = sustained
        .with(duties.committed, |s, c| (s, c))
        .with(duties.freed, |(s, c), freed| spare(s, c, freed));
    chain.step(Step::Spare, "To spare", TermKind::Subtotal, left);

    let known = atlas.doctrine.at(Parameter::Availability);
    let availability = chain.input(Step::Availability, "Left after caveats", known.value, known.basis);
    let origin = origin(member, nation);
    let estimate = match origin {
        Origin::CommitmentsUnknown | Origin::ArmyUnknown => Span::flat(0.0),
        Origin::Estimate | Origin::Offer => left.with(availability, available),
    };
    let troops = result(&mut chain, estimate);

    let name = member.name.clone().or_else(|| nation.map(|nation| nation.name.clone()));
    Supply {
        nation: member.nation.clone(),
        name: name.unwrap_or_else(|| code.to_owned()),
        origin,
        army,
        share,
        committed: duties.committed,
        freed: duties.freed,
        spare: left,
        troops: troops.map(Deployed),
        terms: chain.terms,
    }
}

/// What an army does already, in each case of supply.
struct Duties {
    committed: Span<f64>,
    freed: Span<f64>,
}

fn duties(chain: &mut Chain<'_>, code: &str, coalition: &Coalition, atlas: &Atlas) -> Duties {
    let mut duties = Duties { committed: Span::flat(0.0), freed: Span::flat(0.0) };
    let mut freed = Vec::new();
    for row in atlas.nations.commitments_of(code) {
        // What the user types of a row is meant to count.
        let own = chain.member.overrides.get(&format!("{COMMITMENT}{}", row.id)).copied();
        let counted = row.counted || own.is_some();
        let people = turned(own.unwrap_or(row.people.value));
        let basis = if own.is_some() { Span::flat(Basis::User) } else { turned(row.people.basis) };
        chain.terms.push(SupplyTerm {
            step: Step::Commitment { id: row.id.clone(), counted },
            name: row.name.clone(),
            value: people,
            kind: TermKind::Step,
            basis,
            overridden: own.is_some(),
        });
        if !counted {
            continue;
        }
        duties.committed = duties.committed + people;
        let scalable = atlas.nations.mission(&row.mission).is_some_and(|mission| mission.scalable);
        let share = if scalable { coalition.scaled_back(&row.mission).clamp(0.0, 1.0) } else { 0.0 };
        if share > 0.0 {
            freed.push((row, people.map(|people| people * share), basis));
        }
    }
    for (key, people) in &chain.member.overrides {
        let Some(id) = key.strip_prefix(COMMITMENT) else {
            continue;
        };
        if row(id, code, atlas).is_none() {
            let people = turned(*people);
            duties.committed = duties.committed + people;
            chain.terms.push(SupplyTerm {
                step: Step::Commitment { id: id.to_owned(), counted: true },
                name: id.to_owned(),
                value: people,
                kind: TermKind::Step,
                basis: Span::flat(Basis::User),
                overridden: true,
            });
        }
    }
    for (row, people, basis) in freed {
        duties.freed = duties.freed + people;
        chain.terms.push(SupplyTerm {
            step: Step::Freed { id: row.id.clone(), mission: row.mission.clone() },
            name: format!("Freed: {}", row.name),
            value: people,
            kind: TermKind::Step,
            basis: weakest([basis, Span::flat(Basis::C)]),
            overridden: false,
        });
    }
    duties
}

/// What the number will stand on.
fn origin(member: &Member, nation: Option<&Nation>) -> Origin {
    let typed = |prefix: &str| member.overrides.keys().any(|key| key.starts_with(prefix));
    if member.offer.is_some() {
        Origin::Offer
    } else if nation.is_none() && !member.overrides.contains_key(ARMY) {
        Origin::ArmyUnknown
    } else if nation.is_none_or(|nation| !nation.commitments_known) && !typed(COMMITMENT) {
        Origin::CommitmentsUnknown
    } else {
        Origin::Estimate
    }
}

/// The estimate, or the offer in its place, and not above the ceiling.
fn result(chain: &mut Chain<'_>, estimate: Span<f64>) -> Span<f64> {
    let (offer, ceiling) = (chain.member.offer, chain.member.ceiling);
    if offer.is_some() || ceiling.is_some() {
        chain.step(Step::Estimate, "Estimate", TermKind::Subtotal, estimate);
    }
    if let Some(offer) = offer {
        chain.typed(Step::Offer, "Offer", offer);
    }
    if let Some(ceiling) = ceiling {
        chain.typed(Step::Ceiling, "Ceiling", Span::flat(ceiling));
    }
    let most = ceiling.unwrap_or(f64::INFINITY);
    let troops = offer.unwrap_or(estimate).map(|people| people.min(most));
    chain.step(Step::CanSend, "Can send", TermKind::Total, troops);
    if let (Some(_), Some(total)) = (offer, chain.terms.last_mut()) {
        total.basis = Span::flat(Basis::User);
    }
    troops
}
