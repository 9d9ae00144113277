//! Reads the tables of `data/supply` that speak of missions, mandates and rules.

use serde::Deserialize;

use super::{
    Caveat, EnablerLevel, MandateDoctrine, MissionKind, MissionProfile, Posture, Question, RoeDoctrine,
    Shortfall, Weight,
};
use crate::atlas::doctrine::{Method, Parameter};
use crate::atlas::table::{self, Row, YesNo, each};
use crate::problem::Problem;
use crate::units::Km;

macro_rules! supply_text {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../data/supply/", $name)))
    };
}

pub(super) fn embedded() -> Result<Posture, Problem> {
    Ok(Posture {
        caveats: each(supply_text!("caveats.csv"), caveat)?,
        mandates: each(supply_text!("mandates.csv"), mandate)?,
        missions: each(supply_text!("mission_kinds.csv"), mission)?,
        profiles: each(supply_text!("mission_profiles.csv"), profile)?,
        roe: each(supply_text!("roe.csv"), rules)?,
        shortfalls: each(supply_text!("enablers.csv"), shortfall)?,
        enablers: each(supply_text!("enabler_levels.csv"), level)?,
        questions: each(supply_text!("questions.csv"), question)?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaveatLine {
    id: String,
    name: String,
    text: String,
    missions: String,
    roles: String,
    mandates: String,
    roe: String,
    enablers: String,
    within_km: Option<f64>,
    grade: Weight,
    basis: String,
    sources: String,
}

fn caveat(row: Row<'_, CaveatLine>) -> Result<Caveat, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    if let Some(km) = row.fields.within_km {
        row.number("within_km", km)?;
    }
    let CaveatLine {
        id,
        name,
        text,
        missions,
        roles,
        mandates,
        roe,
        enablers,
        within_km,
        grade,
        sources,
        ..
    } = row.fields;
    Ok(Caveat {
        id,
        name,
        text,
        missions: table::words(&missions),
        roles: table::words(&roles),
        mandates: table::words(&mandates),
        roe: table::words(&roe),
        enablers: table::words(&enablers),
        within: within_km.map(Km),
        weight: grade,
        basis,
        sources: table::words(&sources),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MandateLine {
    id: String,
    name: String,
    text: String,
    means: String,
    united_nations: YesNo,
    veto: String,
    basis: String,
    sources: String,
}

fn mandate(row: Row<'_, MandateLine>) -> Result<MandateDoctrine, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    let MandateLine { id, name, text, means, united_nations, veto, sources, .. } = row.fields;
    Ok(MandateDoctrine {
        id,
        name,
        text,
        means,
        united_nations: united_nations == YesNo::Yes,
        veto: table::filled(&veto),
        basis,
        sources: table::words(&sources),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissionLine {
    id: String,
    name: String,
    text: String,
    roles: String,
    basis: String,
}

fn mission(row: Row<'_, MissionLine>) -> Result<MissionKind, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    let MissionLine { id, name, text, roles, .. } = row.fields;
    Ok(MissionKind { id, name, text, roles: table::words(&roles), basis })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileLine {
    mission: String,
    role: String,
    method: String,
    profile: String,
    cross_check_method: String,
    cross_check_profile: String,
    changes: String,
    basis: String,
}

fn profile(row: Row<'_, ProfileLine>) -> Result<MissionProfile, Problem> {
    let method = |column: &str, id: &str| {
        Method::named(id)
            .filter(|method| method.sizes_a_zone())
            .ok_or_else(|| row.problem(column, format!("“{id}” is no method that sizes a zone")))
    };
    let cross_check = match row.fields.cross_check_method.as_str() {
        "" => None,
        id => Some(method("cross_check_method", id)?),
    };
    let (method, basis) = (method("method", &row.fields.method)?, row.basis("basis", &row.fields.basis)?);
    let ProfileLine { mission, role, profile, cross_check_profile, changes, .. } = row.fields;
    Ok(MissionProfile {
        mission,
        role,
        method,
        profile: table::filled(&profile),
        cross_check,
        cross_profile: table::filled(&cross_check_profile),
        changes,
        basis,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoeLine {
    id: String,
    name: String,
    text: String,
    requires: String,
    if_fired_on: String,
    factor: f64,
    basis: String,
}

fn rules(row: Row<'_, RoeLine>) -> Result<RoeDoctrine, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    row.number("factor", row.fields.factor)?;
    let RoeLine { id, name, text, requires, if_fired_on, factor, .. } = row.fields;
    Ok(RoeDoctrine { id, name, text, requires, if_fired_on, factor, basis })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortfallLine {
    id: String,
    name: String,
    text: String,
    closed_by_intelligence: YesNo,
    closes: String,
    basis: String,
    sources: String,
}

fn shortfall(row: Row<'_, ShortfallLine>) -> Result<Shortfall, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    let ShortfallLine { id, name, text, closed_by_intelligence, closes, sources, .. } = row.fields;
    Ok(Shortfall {
        id,
        name,
        text,
        closed_by_intelligence: closed_by_intelligence == YesNo::Yes,
        closes,
        basis,
        sources: table::words(&sources),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelLine {
    id: String,
    name: String,
    text: String,
    share: String,
    basis: String,
    sources: String,
}

fn level(row: Row<'_, LevelLine>) -> Result<EnablerLevel, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    let share = match row.fields.share.as_str() {
        "" => None,
        share => Some(
            Parameter::named(share)
                .ok_or_else(|| row.problem("share", format!("No figure is called “{share}”")))?,
        ),
    };
    let LevelLine { id, name, text, sources, .. } = row.fields;
    Ok(EnablerLevel { id, name, text, share, basis, sources: table::words(&sources) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionLine {
    id: String,
    question: String,
    answers: String,
    basis: String,
    sources: String,
}

fn question(row: Row<'_, QuestionLine>) -> Result<Question, Problem> {
    let basis = row.basis("basis", &row.fields.basis)?;
    let QuestionLine { id, question, answers, sources, .. } = row.fields;
    Ok(Question { id, question, answers, basis, sources: table::words(&sources) })
}
