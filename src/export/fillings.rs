//! Who fills each zone, on its way out: contingents, fit, what is short and what
//! would close it.

use serde::Serialize;

use super::plain::short;
use super::sheet::{Cell, Sheet, brief, grouped};
use crate::atlas::Atlas;
use crate::atlas::posture::Weight;
use crate::force::filling::{Contingent, Filling, State};
use crate::force::fit::{Grade, Posting, Reason};
use crate::force::{Contributions, Figures, Measures, ZoneFigures, sharing};
use crate::plan::{NationCode, Plan, Zone};
use crate::source::Basis;
use crate::units::{Deployed, Km, Span};

/// One zone beside its contingents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneFilling {
    /// Its id in the plan.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub role: &'static str,
    /// What the force is sent for there.
    pub mission: &'static str,
    /// What soldiers may do there; none where it is open.
    pub roe: Option<&'static str>,
    /// The framework nation, by code.
    pub lead: Option<String>,
    /// Whether it could be sized; where not, it asks for nobody.
    pub sized: bool,
    /// no-need, empty, short, filled or over, beside the central need.
    pub state: &'static str,
    /// Troops in Ukraine on a given day.
    pub deployed: ZoneDeployed,
    /// The contingents, in their order along the zone.
    pub contingents: Vec<ContingentOut>,
    /// What would close the gap to the central need; none where there is none.
    pub closing: Option<ClosingOut>,
}

/// Troops of a zone, deployed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneDeployed {
    /// What it needs.
    pub need: Span<Deployed>,
    /// Troops of all contingents.
    pub filled: Deployed,
    /// What is missing in each case of the need.
    pub short: Span<Deployed>,
    /// What is there beyond the central need.
    pub over: Deployed,
    /// Troops whose nation does not fit there.
    pub unfit: Deployed,
}

/// A contingent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContingentOut {
    /// Whose, by code.
    pub nation: String,
    /// How many, deployed.
    pub deployed: Deployed,
    /// Whether it is the framework nation.
    pub leads: bool,
    /// Whether an allocation leaves it as it is.
    pub locked: bool,
    /// fit, strained or unfit.
    pub fit: &'static str,
    /// Why, the heaviest first.
    pub reasons: Vec<ReasonOut>,
}

/// Why a nation fits or does not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReasonOut {
    /// What it is, without a full stop.
    pub what: String,
    /// What would change it.
    pub hint: String,
    /// note, strained or unfit.
    pub weight: Weight,
    /// What it rests on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// What would close the gap of a zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClosingOut {
    /// So many more.
    pub deployed: Deployed,
    /// Or so many kilometres less to hold; none where the need does not follow from kilometres.
    pub km: Option<Km>,
    /// Who has troops left and is not unfit, the best fit and the most first.
    pub able: Vec<AbleOut>,
    /// The same as a sentence.
    pub sentence: String,
}

/// A nation that could send more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AbleOut {
    /// Whose, by code.
    pub nation: String,
    /// fit or strained.
    pub fit: &'static str,
    /// What it has left, deployed.
    pub left: Deployed,
}

/// The zones of a plan, in its order.
pub fn zones_of(plan: &Plan, figures: &Figures, atlas: &Atlas, measures: &mut Measures) -> Vec<ZoneFilling> {
    let filled = std::iter::zip(&figures.zones, &figures.fillings);
    std::iter::zip(&plan.zones, filled)
        .map(|(zone, (sized, filling))| {
            let able = if filling.closing.is_some() {
                sharing::able(plan, figures, &zone.id, atlas, measures)
            } else {
                Vec::new()
            };
            zone_out(plan, zone, sized, filling, able, atlas)
        })
        .collect()
}

fn zone_out(
    plan: &Plan,
    zone: &Zone,
    sized: &ZoneFigures,
    filling: &Filling,
    able: Vec<(NationCode, Grade, Deployed)>,
    atlas: &Atlas,
) -> ZoneFilling {
    // The mission follows from zone, plan and role alone; the distance is not looked at.
    let posting = Posting::of(zone, &plan.assumptions, &atlas.posture, None);
    ZoneFilling {
        id: zone.id.0.clone(),
        name: zone.name.clone(),
        role: zone.role.name(),
        mission: posting.mission.name(),
        roe: posting.roe.map(crate::plan::Roe::name),
        lead: zone.lead.as_ref().map(|lead| lead.0.clone()),
        sized: sized.is_sized(),
        state: match filling.state(sized.need.central) {
            State::NoNeed => "no-need",
            State::Empty => "empty",
            State::Short(_) => "short",
            State::Filled => "filled",
            State::Over(_) => "over",
        },
        deployed: ZoneDeployed {
            need: sized.need,
            filled: filling.filled,
            short: filling.short,
            over: filling.over,
            unfit: filling.unfit(),
        },
        contingents: filling.contingents.iter().map(contingent_out).collect(),
        closing: filling.closing.map(|closing| {
            let able: Vec<AbleOut> = able
                .into_iter()
                .map(|(nation, grade, left)| AbleOut { nation: nation.0, fit: grade_name(grade), left })
                .collect();
            let sentence = sentence(closing.people, closing.km, &able);
            ClosingOut { deployed: closing.people, km: closing.km, able, sentence }
        }),
    }
}

fn contingent_out(contingent: &Contingent) -> ContingentOut {
    ContingentOut {
        nation: contingent.nation.0.clone(),
        deployed: contingent.troops,
        leads: contingent.leads,
        locked: contingent.locked,
        fit: grade_name(contingent.fit.grade),
        reasons: contingent.fit.reasons.iter().map(reason_out).collect(),
    }
}

fn reason_out(reason: &Reason) -> ReasonOut {
    ReasonOut {
        what: reason.what.clone(),
        hint: reason.hint.clone(),
        weight: reason.weight,
        basis: reason.basis,
        sources: reason.sources.clone(),
    }
}

/// The name of a grade in JSON.
pub const fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Fit => "fit",
        Grade::Strained => "strained",
        Grade::Unfit => "unfit",
    }
}

/// "1 240 more from anyone fit (NL 400, FR 300 strained), or 12 km less to hold".
fn sentence(people: Deployed, km: Option<Km>, able: &[AbleOut]) -> String {
    let more = grouped(people.0.ceil(), 0);
    let who = if able.is_empty() {
        "; of the coalition nobody who fits has any left".to_owned()
    } else {
        let each = able.iter().map(|able| {
            let strained = if able.fit == "strained" { " strained" } else { "" };
            format!("{} {}{strained}", able.nation, grouped(able.left.0, 0))
        });
        format!(" from anyone fit ({})", each.collect::<Vec<_>>().join(", "))
    };
    let km = km.map_or(String::new(), |km| {
        let km = if km.0 < 10.0 { brief(km.0) } else { grouped(km.0, 0) };
        format!("{} {km} km less to hold", if able.is_empty() { "; or" } else { ", or" })
    });
    format!("{more} more{who}{km}")
}

impl ZoneFilling {
    /// The contingents in one field: "FR* 4 200, NL 400 strained"; the star leads.
    fn contingents_said(&self) -> String {
        let each = self.contingents.iter().map(|contingent| {
            let lead = if contingent.leads { "*" } else { "" };
            let fit = if contingent.fit == "fit" { String::new() } else { format!(" {}", contingent.fit) };
            let locked = if contingent.locked { " locked" } else { "" };
            format!("{}{lead} {}{fit}{locked}", contingent.nation, grouped(contingent.deployed.0, 0))
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// Ids of every source that stands behind it.
    pub fn source_ids(&self) -> impl Iterator<Item = &String> {
        self.contingents.iter().flat_map(|contingent| &contingent.reasons).flat_map(|reason| &reason.sources)
    }

    /// What must be known of the zone, as sentences: who does not fit, and what would close its gap.
    pub fn words(&self) -> Vec<String> {
        let name = short(&self.name);
        let unfit = self.contingents.iter().flat_map(|contingent| {
            let heavy = contingent.reasons.iter().filter(|reason| reason.weight > Weight::Note);
            heavy.map(|reason| {
                format!(
                    "! {name}, {} {}: {}. {}",
                    contingent.nation, contingent.fit, reason.what, reason.hint
                )
            })
        });
        let closing = self.closing.iter().map(|closing| format!("{name}: {}.", closing.sentence));
        unfit.chain(closing).collect()
    }
}

/// The zones as a table, with a total.
pub fn table_of(zones: &[ZoneFilling], coalition: &Contributions) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("zone", "zone"),
        ("low", "need low"),
        ("central", "central"),
        ("high", "high"),
        ("filled", "filled"),
        ("short_low", "short low"),
        ("short_central", "central"),
        ("short_high", "high"),
        ("over", "over"),
        ("contingents", "contingents"),
    ]);
    for zone in zones {
        let troops = &zone.deployed;
        let mut cells = vec![Cell::name(&zone.name)];
        cells.extend(people(troops.need));
        cells.push(whole(troops.filled));
        cells.extend(people(troops.short));
        cells.push(whole(troops.over));
        cells.push(Cell::text(if zone.sized { zone.contingents_said() } else { "not sized".to_owned() }));
        sheet.row(cells);
    }
    let need: Span<Deployed> = zones.iter().map(|zone| zone.deployed.need).sum();
    let mut cells = vec![Cell::text("Deployed, in all")];
    cells.extend(people(need));
    cells.push(whole(coalition.assigned));
    cells.extend(people(coalition.short));
    sheet.total(cells);
    sheet
}

/// People in three cases, without fractions in the table.
pub fn people(span: Span<Deployed>) -> [Cell; 3] {
    [span.low, span.central, span.high].map(whole)
}

/// People without fractions in the table.
pub const fn whole(people: Deployed) -> Cell {
    Cell::Number(people.0, 0)
}
