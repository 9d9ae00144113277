//! What each nation can send and sends, on its way out: its chain term by term,
//! what it says, and how far its army is stretched.

use serde::Serialize;

use super::terms::kind;
use crate::atlas::{Atlas, Stance};
use crate::force::Contribution;
use crate::force::fit::Voice;
use crate::force::supply::{Origin, Strain, Stretch, SupplyTerm};
use crate::plan::{Lean, Member, Plan, Stock};
use crate::source::Basis;
use crate::units::{Deployed, Span};

/// One nation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NationOut {
    /// ISO 3166-1 code, or the user's own.
    pub code: String,
    /// Its name.
    pub name: String,
    /// estimate, offer, commitments-unknown or army-unknown.
    pub origin: &'static str,
    /// Whether the user has set a term, an offer or a ceiling.
    pub overridden: bool,
    /// Troops in Ukraine on a given day.
    pub deployed: NationDeployed,
    /// Where it stands, in the order of the plan.
    pub zones: Vec<PlacedOut>,
    /// How far its army is stretched; none where that is not known.
    pub stretch: Option<StretchOut>,
    /// What must be known before the number, as a sentence.
    pub remark: Option<String>,
    /// How what it can send came about; the last term is the total.
    pub terms: Vec<ChainTermOut>,
    /// Manoeuvre brigades.
    pub brigades: Option<BrigadesOut>,
    /// What it speaks for.
    pub lean: Option<JudgedOut<Lean>>,
    /// How it speaks of soldiers inside Ukraine; none where the user has said what it would do.
    pub stance: Option<JudgedOut<Stance>>,
    /// Whether it asks for a mandate of the United Nations.
    pub needs_un: JudgedOut<bool>,
    /// Its reservations.
    pub caveats: Vec<CaveatOut>,
    /// What it has in store; only a warning.
    pub stock: StockOut,
    /// The last that it said.
    pub last_said: Option<PositionOut>,
    /// What was offered, as published or implied; not used unless typed.
    pub published_offer: Option<OfferOut>,
}

/// Troops of a nation, deployed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NationDeployed {
    /// What it can put into zones.
    pub can_send: Span<Deployed>,
    /// What it sends to all zones together.
    pub assigned: Deployed,
    /// What it could send besides, in the central case.
    pub left: Deployed,
    /// What it sends beyond the central case.
    pub beyond: Deployed,
}

/// A contingent by its zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedOut {
    /// The zone, by id.
    pub zone: String,
    /// Troops there.
    pub deployed: Deployed,
}

/// One line of the chain from an army to what it can send.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChainTermOut {
    /// The name in JSON, and of the override where the user can set it: `commitment:fr-unifil`.
    pub key: String,
    /// The name for people.
    pub name: String,
    /// input, step, subtotal or total.
    pub kind: &'static str,
    /// Its value in each case; what is taken off is positive, the most in the low case.
    pub value: Span<f64>,
    /// Its unit.
    pub unit: &'static str,
    /// Whether it is taken off what the army can sustain.
    pub taken_off: bool,
    /// Why a commitment is only listed.
    pub not_counted_because: Option<String>,
    /// Whether the user has set it.
    pub overridden: bool,
    /// What each case rests on.
    pub basis: Span<Basis>,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What a reader must know.
    pub note: Option<String>,
}

/// How far an army is stretched: a share of the pool, as the rotation ties it up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StretchOut {
    /// Pool for one deployed.
    pub k: f64,
    /// The share of the army that is tied up.
    pub share: Span<f64>,
    /// Shares up to which it is sustainable, at the target, and possible at all.
    pub thresholds: Span<f64>,
    /// sustainable, at-target, stretched or unsustainable.
    pub strain: &'static str,
    /// The same as a sentence.
    pub sentence: String,
}

/// A class and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct JudgedOut<T> {
    /// The class.
    pub is: T,
    /// What it rests on.
    pub basis: Basis,
}

/// A reservation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaveatOut {
    /// Its id.
    pub id: String,
    /// In a sentence.
    pub text: String,
    /// What it rests on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// The flag of the stocks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StockOut {
    /// adequate, depleted or unknown.
    pub is: Stock,
    /// What it rests on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// Why.
    pub why: Option<String>,
}

/// Something a government said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PositionOut {
    /// Year, month or day.
    pub date: String,
    /// In a sentence.
    pub text: String,
    /// What it rests on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// Manoeuvre brigades.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BrigadesOut {
    /// How many.
    pub value: Span<f64>,
    /// What each case rests on.
    pub basis: Span<Basis>,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// What was offered, as published or implied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfferOut {
    /// The lower number.
    pub low: f64,
    /// The upper number.
    pub high: f64,
    /// What the lower number rests on.
    pub basis_low: Basis,
    /// What the upper number rests on.
    pub basis_high: Basis,
    /// Year, month or day.
    pub date: String,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// How it is to be read.
    pub note: String,
}

/// Every member of a plan, in its order.
pub fn nations_of(plan: &Plan, contributions: &[Contribution], atlas: &Atlas) -> Vec<NationOut> {
    contributions.iter().map(|contribution| nation_out(plan, contribution, atlas)).collect()
}

fn nation_out(plan: &Plan, contribution: &Contribution, atlas: &Atlas) -> NationOut {
    let supply = &contribution.supply;
    let code = supply.nation.0.as_str();
    let nation = atlas.nations.get(code);
    let unsaid;
    let member = match plan.coalition.member(&supply.nation) {
        Some(member) => member,
        None => {
            unsaid = Member::new(supply.nation.clone());
            &unsaid
        }
    };
    let voice = Voice::of(member, atlas);
    let needs_un = voice.needs_un();
    NationOut {
        code: code.to_owned(),
        name: supply.name.clone(),
        origin: origin(supply.origin),
        overridden: supply.overridden(),
        deployed: NationDeployed {
            can_send: supply.troops,
            assigned: contribution.assigned,
            left: contribution.left,
            beyond: contribution.beyond,
        },
        zones: contribution
            .zones
            .iter()
            .map(|(zone, troops)| PlacedOut { zone: zone.0.clone(), deployed: *troops })
            .collect(),
        stretch: contribution.stretch.as_ref().map(stretch_out),
        remark: supply.remark(),
        terms: supply.terms.iter().map(|term| term_out(term, code, atlas)).collect(),
        brigades: nation.map(|nation| BrigadesOut {
            value: nation.brigades.value,
            basis: nation.brigades.basis,
            sources: nation.brigades.sources.clone(),
        }),
        lean: voice.lean().map(|(is, basis)| JudgedOut { is, basis }),
        stance: voice.stance().map(|(is, basis)| JudgedOut { is, basis }),
        needs_un: JudgedOut { is: needs_un.0, basis: needs_un.1 },
        caveats: voice
            .caveats()
            .iter()
            .map(|caveat| CaveatOut {
                id: caveat.id.clone(),
                text: caveat.text.clone(),
                basis: caveat.basis,
                sources: caveat.sources.clone(),
            })
            .collect(),
        stock: stock_out(member, atlas),
        last_said: nation.and_then(|nation| nation.positions.last()).map(|said| PositionOut {
            date: said.date.clone(),
            text: said.text.clone(),
            basis: said.basis,
            sources: said.sources.clone(),
        }),
        published_offer: nation.and_then(|nation| nation.offer.as_ref()).map(|offer| OfferOut {
            low: offer.low,
            high: offer.high,
            basis_low: offer.basis_low,
            basis_high: offer.basis_high,
            date: offer.date.clone(),
            sources: offer.sources.clone(),
            note: offer.note.clone(),
        }),
    }
}

fn stock_out(member: &Member, atlas: &Atlas) -> StockOut {
    let known = atlas.nations.get(&member.nation.0).map(|nation| &nation.stock);
    match (member.stock, known) {
        (Some(is), _) => StockOut { is, basis: Basis::User, sources: Vec::new(), why: None },
        (None, Some(flag)) => StockOut {
            is: flag.is,
            basis: flag.basis,
            sources: flag.sources.clone(),
            why: Some(flag.why.clone()).filter(|why| !why.is_empty()),
        },
        (None, None) => StockOut { is: Stock::Unknown, basis: Basis::J, sources: Vec::new(), why: None },
    }
}

fn term_out(term: &SupplyTerm, nation: &str, atlas: &Atlas) -> ChainTermOut {
    ChainTermOut {
        key: term.key(),
        name: term.name.clone(),
        kind: kind(term.kind),
        value: term.value,
        unit: term.unit(),
        taken_off: term.taken_off(),
        not_counted_because: term.not_counted_because(nation, atlas).map(str::to_owned),
        overridden: term.overridden,
        basis: term.basis,
        sources: term.sources(nation, atlas).to_vec(),
        note: Some(term.note(nation, atlas).to_owned()).filter(|note| !note.is_empty()),
    }
}

fn stretch_out(stretch: &Stretch) -> StretchOut {
    StretchOut {
        k: stretch.k,
        share: stretch.share,
        thresholds: stretch.thresholds,
        strain: match stretch.strain {
            Strain::Sustainable => "sustainable",
            Strain::AtTarget => "at-target",
            Strain::Stretched => "stretched",
            Strain::Unsustainable => "unsustainable",
        },
        sentence: stretch.words(),
    }
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Estimate => "estimate",
        Origin::Offer => "offer",
        Origin::CommitmentsUnknown => "commitments-unknown",
        Origin::ArmyUnknown => "army-unknown",
    }
}

impl NationOut {
    /// Ids of every source that stands behind it.
    pub fn source_ids(&self) -> impl Iterator<Item = &String> {
        let terms = self.terms.iter().flat_map(|term| &term.sources);
        let brigades = self.brigades.iter().flat_map(|brigades| &brigades.sources);
        let caveats = self.caveats.iter().flat_map(|caveat| &caveat.sources);
        let said = self.last_said.iter().flat_map(|said| &said.sources);
        let offer = self.published_offer.iter().flat_map(|offer| &offer.sources);
        terms.chain(brigades).chain(caveats).chain(&self.stock.sources).chain(said).chain(offer)
    }

    /// What it says and what must be known of it, as sentences.
    pub fn words(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.remark.iter().cloned().collect();
        lines.extend(self.stretch.as_ref().map(|stretch| format!("{}.", stretch.sentence)));
        let mut says = vec![self.lean.map_or("Lean not known".to_owned(), |lean| {
            format!("Lean: {} ({})", lean.is.title().to_lowercase(), lean.basis.letter())
        })];
        says.extend(self.stance.map(|stance| {
            format!(
                "soldiers inside Ukraine: {} ({})",
                stance.is.title().to_lowercase(),
                stance.basis.letter()
            )
        }));
        if self.needs_un.is {
            says.push(format!("asks for a UN mandate ({})", self.needs_un.basis.letter()));
        }
        let stock = self.stock.is.title().to_lowercase();
        says.push(format!("stock: {stock} ({})", self.stock.basis.letter()));
        lines.push(format!("{}.", says.join("; ")));
        lines.extend(self.caveats.iter().map(|caveat| format!("Caveat {}: {}", caveat.id, caveat.text)));
        lines.extend(self.last_said.as_ref().map(|said| format!("Last said ({}): {}", said.date, said.text)));
        lines
    }
}

impl ChainTermOut {
    /// Whether it is a commitment that is only listed.
    pub const fn only_listed(&self) -> bool {
        self.not_counted_because.is_some()
    }
}
