//! Reads the tables of `data/doctrine`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Doctrine, Met, Method, MethodDoctrine, Parameter, Profile, PublishedLength, RoleDoctrine,
    RotationExample, Source, Trap,
};
use crate::atlas::table::{self, Row, each};
use crate::atlas::{estimates, missions};
use crate::problem::Problem;
use crate::source::Figure;

macro_rules! table_text {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../data/doctrine/", $name)))
    };
}

pub(super) fn embedded() -> Result<Doctrine, Problem> {
    Ok(Doctrine {
        figures: figures(table_text!("parameters.csv"))?,
        methods: each(table_text!("methods.csv"), |row| Ok(method(row)))?,
        roles: each(table_text!("roles.csv"), |row| role(&row))?,
        profiles: each(table_text!("profiles.csv"), profile)?,
        sources: sources(table_text!("sources.csv"))?,
        estimates: estimates::read(table_text!("estimates.csv"))?,
        missions: missions::read(table_text!("missions.csv"))?,
        analogues: missions::read_analogues(table_text!("line_analogues.csv"))?,
        lines: each(table_text!("lines.csv"), length)?,
        unit_sizes: each(table_text!("unit_sizes.csv"), unit_size)?,
        rotations: each(table_text!("rotation.csv"), |row| rotation(&row))?,
        traps: each(table_text!("traps.csv"), |row| Ok(trap(row)))?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureLine {
    id: String,
    method: String,
    #[serde(rename = "symbol")]
    _symbol: String,
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

pub(super) fn figures((file, text): (&str, &str)) -> Result<Vec<Figure>, Problem> {
    let mut found: Vec<Option<Figure>> = vec![None; Parameter::ALL.len()];
    for row in table::rows::<FigureLine>(file, text)? {
        let parameter = Parameter::named(&row.fields.id)
            .ok_or_else(|| row.problem("id", format!("No method asks for “{}”", row.fields.id)))?;
        if !row.fields.id.starts_with(&format!("{}.", row.fields.method.to_lowercase())) {
            return Err(
                row.problem("method", format!("{} is not a figure of {}", row.fields.id, row.fields.method))
            );
        }
        let place = &mut found[parameter as usize];
        row.unique("id", &row.fields.id, place.is_some())?;
        *place = Some(figure(row, parameter)?);
    }
    let missing = found.iter().position(Option::is_none);
    if let Some(place) = missing {
        return Err(Problem::error(
            file,
            format!("There is no row for {}", Parameter::ALL[place].id()),
            "Add it.",
        ));
    }
    Ok(found.into_iter().flatten().collect())
}

fn figure(row: Row<'_, FigureLine>, parameter: Parameter) -> Result<Figure, Problem> {
    let fields = &row.fields;
    let value = row.span(fields.low, fields.central, fields.high)?;
    let (fewest, most) = if parameter.descends() { (value.high, value.low) } else { (value.low, value.high) };
    if !(fewest..=most).contains(&value.central) {
        return Err(row.problem("central", "Low, central and high do not stand in the order of troops"));
    }
    let (least, largest) = parameter.allowed();
    if fewest < least || most > largest {
        return Err(row.problem("low", format!("{} must lie between {least} and {largest}", fields.id)));
    }
    let basis = row.bases(&fields.basis_low, &fields.basis_central, &fields.basis_high)?;
    let FigureLine { id, name, unit, confidence, sources, note, .. } = row.fields;
    Ok(Figure { id, name, unit, value, basis, sources: table::words(&sources), confidence, note })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodLine {
    id: String,
    name: String,
    formula: String,
    inputs: String,
    valid_for: String,
    not_valid_for: String,
    sources: String,
}

fn method(row: Row<'_, MethodLine>) -> MethodDoctrine {
    let MethodLine { id, name, formula, inputs, valid_for, not_valid_for, sources } = row.fields;
    let sources = table::words(&sources);
    MethodDoctrine { id, name, formula, inputs, valid_for, not_valid_for, sources }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleLine {
    role: String,
    method: String,
    profile: String,
    cross_check_method: String,
    cross_check_profile: String,
    rule: String,
    basis: String,
}

fn role(row: &Row<'_, RoleLine>) -> Result<RoleDoctrine, Problem> {
    let method = |column: &str, id: &str| {
        Method::named(id)
            .filter(|method| method.sizes_a_zone())
            .ok_or_else(|| row.problem(column, format!("“{id}” is no method that sizes a zone")))
    };
    let fields = &row.fields;
    let cross_check = match fields.cross_check_method.as_str() {
        "" => None,
        id => Some(method("cross_check_method", id)?),
    };
    Ok(RoleDoctrine {
        role: fields.role.clone(),
        method: method("method", &fields.method)?,
        profile: table::filled(&fields.profile),
        cross_check,
        cross_profile: table::filled(&fields.cross_check_profile),
        rule: fields.rule.clone(),
        basis: row.basis("basis", &fields.basis)?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileLine {
    id: String,
    method: String,
    title: String,
    sentence: String,
}

fn profile(row: Row<'_, ProfileLine>) -> Result<Profile, Problem> {
    let parameter = Parameter::named(&row.fields.id)
        .ok_or_else(|| row.problem("id", format!("No figure is called “{}”", row.fields.id)))?;
    let method = Method::named(&row.fields.method)
        .ok_or_else(|| row.problem("method", format!("No method is called “{}”", row.fields.method)))?;
    Ok(Profile { parameter, method, title: row.fields.title, sentence: row.fields.sentence })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceLine {
    id: String,
    title: String,
    publisher: String,
    year: String,
    url: String,
    access: String,
    limits: String,
}

fn sources((file, text): (&str, &str)) -> Result<BTreeMap<String, Source>, Problem> {
    let mut sources = BTreeMap::new();
    for row in table::rows::<SourceLine>(file, text)? {
        row.unique("id", &row.fields.id, sources.contains_key(&row.fields.id))?;
        let SourceLine { id, title, publisher, year, url, access, limits } = row.fields;
        let source = Source {
            id,
            title,
            publisher,
            year,
            url: table::filled(&url),
            access,
            limits: table::filled(&limits),
        };
        sources.insert(source.id.clone(), source);
    }
    Ok(sources)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LengthLine {
    id: String,
    what: String,
    low_km: f64,
    central_km: f64,
    high_km: f64,
    basis_low: String,
    basis_central: String,
    basis_high: String,
    date: String,
    confidence: String,
    sources: String,
    note: String,
    line: String,
}

fn length(row: Row<'_, LengthLine>) -> Result<PublishedLength, Problem> {
    let value = row.span(row.fields.low_km, row.fields.central_km, row.fields.high_km)?;
    let basis = row.bases(&row.fields.basis_low, &row.fields.basis_central, &row.fields.basis_high)?;
    let LengthLine { id, what: name, date, confidence, sources, note, line, .. } = row.fields;
    let (unit, sources) = ("km".to_owned(), table::words(&sources));
    let figure = Figure { id, name, unit, value, basis, sources, confidence, note };
    Ok(PublishedLength { figure, date, line: table::filled(&line) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitLine {
    id: String,
    name: String,
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

fn unit_size(row: Row<'_, UnitLine>) -> Result<Figure, Problem> {
    let value = row.span(row.fields.low, row.fields.central, row.fields.high)?;
    let basis = row.bases(&row.fields.basis_low, &row.fields.basis_central, &row.fields.basis_high)?;
    let UnitLine { id, name, confidence, sources, note, .. } = row.fields;
    let (unit, sources) = ("persons".to_owned(), table::words(&sources));
    Ok(Figure { id, name, unit, value, basis, sources, confidence, note })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RotationLine {
    tour_months: f64,
    interval_months: f64,
    k: f64,
    deployed_from_pool_100000: f64,
    pool_for_deployed_40000: f64,
    basis: String,
}

fn rotation(row: &Row<'_, RotationLine>) -> Result<RotationExample, Problem> {
    row.basis("basis", &row.fields.basis)?;
    let RotationLine { tour_months, interval_months, k, .. } = row.fields;
    let RotationLine { deployed_from_pool_100000, pool_for_deployed_40000, .. } = row.fields;
    Ok(RotationExample {
        tour_months,
        interval_months,
        k,
        deployed_from_pool_100000,
        pool_for_deployed_40000,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrapLine {
    n: u8,
    title: String,
    trap: String,
    met_by: Met,
    how: String,
}

fn trap(row: Row<'_, TrapLine>) -> Trap {
    let TrapLine { n, title, trap, met_by, how } = row.fields;
    Trap { number: n, title, text: trap, met: met_by, how }
}
