//! Reads the tables of `data/supply` that speak of nations.

use serde::Deserialize;

use super::{
    Commitment, Judged, Lean, MissionAbroad, Nation, Nations, Offer, Position, Stance, Stock, StockFlag,
};
use crate::atlas::table::{self, Row, YesNo};
use crate::problem::Problem;
use crate::source::Figure;
use crate::units::Span;

macro_rules! supply_text {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../data/supply/", $name)))
    };
}

pub(super) fn embedded() -> Result<Nations, Problem> {
    let missions = missions(supply_text!("missions_abroad.csv"))?;
    let mut commitments = commitments(supply_text!("commitments.csv"), &missions)?;
    let mut list = nations(supply_text!("nations.csv"))?;
    positions(supply_text!("positions.csv"), &mut list)?;
    offers(supply_text!("offers.csv"), &mut list)?;
    for nation in &mut list {
        let (own, rest) = commitments.into_iter().partition(|commitment| commitment.nation == nation.code);
        nation.commitments = own;
        commitments = rest;
    }
    Ok(Nations { list, others: commitments, missions, size: size(supply_text!("coalition.csv"))? })
}

/// Three numbers of people that do not fall.
fn rising<T>(row: &Row<'_, T>, low: f64, central: f64, high: f64) -> Result<Span<f64>, Problem> {
    let span = row.span(low, central, high)?;
    if low <= central && central <= high {
        return Ok(span);
    }
    Err(row.problem("central", "Low, central and high do not rise"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NationLine {
    code: String,
    name: String,
    name_uk: String,
    army_low: f64,
    army_central: f64,
    army_high: f64,
    basis_low: String,
    basis_central: String,
    basis_high: String,
    confidence: String,
    army_sources: String,
    brigades_low: f64,
    brigades_central: f64,
    brigades_high: f64,
    brigades_basis_low: String,
    brigades_basis_central: String,
    brigades_basis_high: String,
    brigades_sources: String,
    lean: Lean,
    lean_basis: String,
    stance: Stance,
    stance_basis: String,
    needs_un: YesNo,
    needs_un_basis: String,
    caveats: String,
    stock: Stock,
    stock_basis: String,
    stock_sources: String,
    stock_why: String,
    core: YesNo,
    commitments_known: YesNo,
    note: String,
}

fn nations((file, text): (&str, &str)) -> Result<Vec<Nation>, Problem> {
    let mut nations: Vec<Nation> = Vec::new();
    for row in table::rows::<NationLine>(file, text)? {
        row.unique("code", &row.fields.code, nations.iter().any(|nation| nation.code == row.fields.code))?;
        nations.push(nation(&row)?);
    }
    Ok(nations)
}

fn nation(row: &Row<'_, NationLine>) -> Result<Nation, Problem> {
    let fields = &row.fields;
    let two_letters = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !two_letters(&fields.code) {
        return Err(row.problem("code", format!("“{}” is not two capital letters", fields.code)));
    }
    Ok(Nation {
        code: fields.code.clone(),
        name: fields.name.clone(),
        name_uk: fields.name_uk.clone(),
        army: army(row)?,
        brigades: brigades(row)?,
        lean: Judged { is: fields.lean, basis: row.basis("lean_basis", &fields.lean_basis)? },
        stance: Judged { is: fields.stance, basis: row.basis("stance_basis", &fields.stance_basis)? },
        needs_un: Judged {
            is: fields.needs_un == YesNo::Yes,
            basis: row.basis("needs_un_basis", &fields.needs_un_basis)?,
        },
        caveats: table::words(&fields.caveats),
        stock: StockFlag {
            is: fields.stock,
            basis: row.basis("stock_basis", &fields.stock_basis)?,
            sources: table::words(&fields.stock_sources),
            why: fields.stock_why.clone(),
        },
        core: fields.core == YesNo::Yes,
        positions: Vec::new(),
        offer: None,
        commitments: Vec::new(),
        commitments_known: fields.commitments_known == YesNo::Yes,
        note: fields.note.clone(),
    })
}

fn army(row: &Row<'_, NationLine>) -> Result<Figure, Problem> {
    let fields = &row.fields;
    Ok(Figure {
        id: format!("{}.army", fields.code.to_lowercase()),
        name: "land forces".to_owned(),
        unit: "persons".to_owned(),
        value: rising(row, fields.army_low, fields.army_central, fields.army_high)?,
        basis: row.bases(&fields.basis_low, &fields.basis_central, &fields.basis_high)?,
        sources: table::words(&fields.army_sources),
        confidence: fields.confidence.clone(),
        note: fields.note.clone(),
    })
}

fn brigades(row: &Row<'_, NationLine>) -> Result<Figure, Problem> {
    let fields = &row.fields;
    Ok(Figure {
        id: format!("{}.brigades", fields.code.to_lowercase()),
        name: "manoeuvre brigades".to_owned(),
        unit: "brigades".to_owned(),
        value: rising(row, fields.brigades_low, fields.brigades_central, fields.brigades_high)?,
        basis: Span::new(
            row.basis("brigades_basis_low", &fields.brigades_basis_low)?,
            row.basis("brigades_basis_central", &fields.brigades_basis_central)?,
            row.basis("brigades_basis_high", &fields.brigades_basis_high)?,
        ),
        sources: table::words(&fields.brigades_sources),
        confidence: fields.confidence.clone(),
        note: fields.note.clone(),
    })
}

/// The nation that a row speaks of.
fn owner<'a, T>(row: &Row<'_, T>, code: &str, nations: &'a mut [Nation]) -> Result<&'a mut Nation, Problem> {
    nations
        .iter_mut()
        .find(|nation| nation.code == code)
        .ok_or_else(|| row.problem("nation", format!("nations.csv has no “{code}”")))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionLine {
    nation: String,
    date: String,
    text: String,
    basis: String,
    sources: String,
}

fn positions((file, text): (&str, &str), nations: &mut [Nation]) -> Result<(), Problem> {
    for row in table::rows::<PositionLine>(file, text)? {
        let basis = row.basis("basis", &row.fields.basis)?;
        let nation = owner(&row, &row.fields.nation, nations)?;
        let PositionLine { date, text, sources, .. } = row.fields;
        nation.positions.push(Position { date, text, basis, sources: table::words(&sources) });
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferLine {
    nation: String,
    low: f64,
    high: f64,
    basis_low: String,
    basis_high: String,
    date: String,
    sources: String,
    note: String,
}

fn offers((file, text): (&str, &str), nations: &mut [Nation]) -> Result<(), Problem> {
    for row in table::rows::<OfferLine>(file, text)? {
        rising(&row, row.fields.low, row.fields.low, row.fields.high)?;
        let basis_low = row.basis("basis_low", &row.fields.basis_low)?;
        let basis_high = row.basis("basis_high", &row.fields.basis_high)?;
        let nation = owner(&row, &row.fields.nation, nations)?;
        row.unique("nation", &row.fields.nation, nation.offer.is_some())?;
        let OfferLine { low, high, date, sources, note, .. } = row.fields;
        nation.offer =
            Some(Offer { low, high, basis_low, basis_high, date, sources: table::words(&sources), note });
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitmentLine {
    id: String,
    nation: String,
    mission: String,
    name: String,
    low: f64,
    central: f64,
    high: f64,
    basis_low: String,
    basis_central: String,
    basis_high: String,
    date: String,
    confidence: String,
    sources: String,
    counted: YesNo,
    not_counted_because: String,
    note: String,
}

pub(super) fn commitments(
    (file, text): (&str, &str),
    missions: &[MissionAbroad],
) -> Result<Vec<Commitment>, Problem> {
    let mut commitments: Vec<Commitment> = Vec::new();
    for row in table::rows::<CommitmentLine>(file, text)? {
        row.unique("id", &row.fields.id, commitments.iter().any(|known| known.id == row.fields.id))?;
        commitments.push(commitment(row, missions)?);
    }
    Ok(commitments)
}

fn commitment(row: Row<'_, CommitmentLine>, missions: &[MissionAbroad]) -> Result<Commitment, Problem> {
    let fields = &row.fields;
    let value = rising(&row, fields.low, fields.central, fields.high)?;
    let basis = row.bases(&fields.basis_low, &fields.basis_central, &fields.basis_high)?;
    if !missions.iter().any(|mission| mission.id == fields.mission) {
        return Err(row.problem("mission", format!("missions_abroad.csv has no “{}”", fields.mission)));
    }
    let counted = fields.counted == YesNo::Yes;
    if counted != fields.not_counted_because.is_empty() {
        return Err(row.problem("not_counted_because", "A reason belongs to a row that is not counted"));
    }
    let CommitmentLine {
        id,
        nation,
        mission,
        name,
        date,
        confidence,
        sources,
        not_counted_because,
        note,
        ..
    } = row.fields;
    let people = Figure {
        id: id.clone(),
        name: name.clone(),
        unit: "persons".to_owned(),
        value,
        basis,
        sources: table::words(&sources),
        confidence,
        note,
    };
    let not_counted_because = table::filled(&not_counted_because);
    Ok(Commitment { id, nation, mission, name, people, date, counted, not_counted_because })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissionLine {
    id: String,
    name: String,
    group: String,
    scalable: YesNo,
    price: String,
    basis: String,
    sources: String,
}

pub(super) fn missions((file, text): (&str, &str)) -> Result<Vec<MissionAbroad>, Problem> {
    let mut missions: Vec<MissionAbroad> = Vec::new();
    for row in table::rows::<MissionLine>(file, text)? {
        row.unique("id", &row.fields.id, missions.iter().any(|known| known.id == row.fields.id))?;
        let basis = row.basis("basis", &row.fields.basis)?;
        let MissionLine { id, name, group, scalable, price, sources, .. } = row.fields;
        missions.push(MissionAbroad {
            id,
            name,
            group,
            scalable: scalable == YesNo::Yes,
            price,
            basis,
            sources: table::words(&sources),
        });
    }
    Ok(missions)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SizeLine {
    id: String,
    name: String,
    unit: String,
    low: f64,
    central: f64,
    high: f64,
    basis_low: String,
    basis_central: String,
    basis_high: String,
    confidence: String,
    sources: String,
    note: String,
}

/// The one figure of a coalition as a whole.
fn size((file, text): (&str, &str)) -> Result<Figure, Problem> {
    let Some(row) = table::rows::<SizeLine>(file, text)?.into_iter().next() else {
        return Err(Problem::error(file, "There is no row for the size of a coalition", "Add it."));
    };
    let value = rising(&row, row.fields.low, row.fields.central, row.fields.high)?;
    let basis = row.bases(&row.fields.basis_low, &row.fields.basis_central, &row.fields.basis_high)?;
    let SizeLine { id, name, unit, confidence, sources, note, .. } = row.fields;
    Ok(Figure { id, name, unit, value, basis, sources: table::words(&sources), confidence, note })
}
