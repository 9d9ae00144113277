//! Doctrine: the methods that size a zone and their figures.
//!
//! The figures stand in `data/doctrine/*.csv`, each with its unit, its sources
//! and the basis of every case; nothing about the world is written in code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::estimates::{Counted, Estimate};
pub use super::missions::{Known, LineAnalogue, Mission, Outcome, Use};
pub use super::parameter::Parameter;
use super::table::{self, Row};
use super::{estimates, missions};
use crate::problem::Problem;
use crate::source::{Basis, Figure};

/// A way to turn kilometres, square kilometres, people or sites into troops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// Population: `max(0, P/1000·r − host forces)`.
    M1,
    /// Area: `A·d`, or `Nref·(A/Aref)^b`.
    M2,
    /// Line, bottom-up: posts, patrols, reserve, support, headquarters.
    M3a,
    /// Line, analogue: `L·k`.
    M3b,
    /// Brigade frontage.
    M4,
    /// Tripwire or hub: `sites·G`.
    M4t,
    /// Analogy with a past mission.
    M5,
    /// Air, sea and enablers: a separate total.
    M7,
    /// Bases: hectares and camps; footprint, not sizing.
    M8,
    /// A fixed package a site.
    #[serde(rename = "site")]
    Site,
}

impl Method {
    /// All methods, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::M1,
        Self::M2,
        Self::M3a,
        Self::M3b,
        Self::M4,
        Self::M4t,
        Self::M5,
        Self::M7,
        Self::M8,
        Self::Site,
    ];

    /// The name in files: `M3a`, `site`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::M1 => "M1",
            Self::M2 => "M2",
            Self::M3a => "M3a",
            Self::M3b => "M3b",
            Self::M4 => "M4",
            Self::M4t => "M4t",
            Self::M5 => "M5",
            Self::M7 => "M7",
            Self::M8 => "M8",
            Self::Site => "site",
        }
    }

    /// The method of a name in a file.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// Whether its result is the need of a zone. An analogy is a table, air and
    /// sea are a total apart, and bases are a footprint.
    pub const fn sizes_a_zone(self) -> bool {
        !matches!(self, Self::M5 | Self::M7 | Self::M8)
    }
}

/// What is known of a method: its formula and where it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodDoctrine {
    /// `M3a`, and `M6` for rotation.
    pub id: String,
    /// Its name for people: "Line, bottom-up".
    pub name: String,
    /// The formula.
    pub formula: String,
    /// What goes in.
    pub inputs: String,
    /// Where it holds.
    pub valid_for: String,
    /// Where it misleads.
    pub not_valid_for: String,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// How a role is sized unless the user says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleDoctrine {
    /// The role's name in files: `monitored-line`.
    pub role: String,
    /// The method of its need.
    pub method: Method,
    /// The profile, for a method that has several: `m3b.light-un`.
    pub profile: Option<String>,
    /// The method that is shown beside it.
    pub cross_check: Option<Method>,
    /// The profile of that method.
    pub cross_profile: Option<String>,
    /// The rule, as a sentence for the planner.
    pub rule: String,
    /// What the choice rests on.
    pub basis: Basis,
}

/// A mandate or package that a method can take: one of several figures for the
/// same place in its formula. Low and high stay inside a profile (trap 3).
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The figure it stands for.
    pub parameter: Parameter,
    /// The method that takes it.
    pub method: Method,
    /// A short name.
    pub title: String,
    /// What it is, in a sentence.
    pub sentence: String,
}

/// A public document, or the way in which a figure came about without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// `S50`, or `R`, `J`, `C`.
    pub id: String,
    /// Its title, or what it says.
    pub title: String,
    /// Author or publisher.
    pub publisher: String,
    /// The year.
    pub year: String,
    /// Where it was found.
    pub url: Option<String>,
    /// found, read, recall, judgement or computed.
    pub access: String,
    /// How far it bears: "secondary", "front matter only".
    pub limits: Option<String>,
}

/// A published length of a line or border, km.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedLength {
    /// The length with its basis and sources; the id is `L01` and so on.
    pub figure: Figure,
    /// Of which time.
    pub date: String,
    /// The line of the app it speaks of: `contact`, `border-russia`, `border-belarus`.
    pub line: Option<String>,
}

/// A tour and the interval after it, with what must come out of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RotationExample {
    /// Months of a tour.
    pub tour_months: f64,
    /// Months between tours.
    pub interval_months: f64,
    /// Pool for one deployed.
    pub k: f64,
    /// Deployed out of a pool of 100,000, rounded.
    pub deployed_from_pool_100000: f64,
    /// Pool for 40,000 deployed.
    pub pool_for_deployed_40000: f64,
}

/// How the app meets a trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    /// By a rule with a test.
    Rule,
    /// By a visible note.
    Note,
    /// By leaving the thing out.
    Absent,
}

/// A way in which such numbers mislead.
#[derive(Clone, Debug, PartialEq)]
pub struct Trap {
    /// 1 to 20.
    pub number: u8,
    /// A short name.
    pub title: String,
    /// What misleads.
    pub text: String,
    /// How the app meets it.
    pub met: Met,
    /// The same as a sentence.
    pub how: String,
}

/// Everything the methods know about the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Doctrine {
    /// By [`Parameter`], in its order.
    figures: Vec<Figure>,
    /// Every method, with rotation (M6).
    pub methods: Vec<MethodDoctrine>,
    /// How each role is sized.
    pub roles: Vec<RoleDoctrine>,
    /// Mandates and packages.
    pub profiles: Vec<Profile>,
    /// By id.
    sources: BTreeMap<String, Source>,
    /// What others have published.
    pub estimates: Vec<Estimate>,
    /// Past missions.
    pub missions: Vec<Mission>,
    /// Lines that somebody watched.
    pub analogues: Vec<LineAnalogue>,
    /// Published lengths.
    pub lines: Vec<PublishedLength>,
    /// Section to corps.
    pub unit_sizes: Vec<Figure>,
    /// Worked rotations.
    pub rotations: Vec<RotationExample>,
    /// How such numbers mislead.
    pub traps: Vec<Trap>,
}

macro_rules! table_text {
    ($name:literal) => {
        ($name, include_str!(concat!("../../data/doctrine/", $name)))
    };
}

impl Doctrine {
    /// The doctrine that is built into the program.
    ///
    /// # Errors
    /// Names file, row and column of the first thing that is wrong.
    pub fn embedded() -> Result<Self, Problem> {
        let read_figures = table_text!("parameters.csv");
        let doctrine = Self {
            figures: figures(read_figures.0, read_figures.1)?,
            methods: methods(table_text!("methods.csv"))?,
            roles: roles(table_text!("roles.csv"))?,
            profiles: profiles(table_text!("profiles.csv"))?,
            sources: sources(table_text!("sources.csv"))?,
            estimates: read(table_text!("estimates.csv"), estimates::read)?,
            missions: read(table_text!("missions.csv"), missions::read)?,
            analogues: read(table_text!("line_analogues.csv"), missions::read_analogues)?,
            lines: lines(table_text!("lines.csv"))?,
            unit_sizes: unit_sizes(table_text!("unit_sizes.csv"))?,
            rotations: rotations(table_text!("rotation.csv"))?,
            traps: traps(table_text!("traps.csv"))?,
        };
        doctrine.consistent()?;
        Ok(doctrine)
    }

    /// The figure of a name: `m3a.spacing`.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.get(Parameter::named(id)? as usize)
    }

    /// The figure of a parameter; every parameter has one.
    pub fn at(&self, parameter: Parameter) -> &Figure {
        &self.figures[parameter as usize]
    }

    /// All figures, in the order of the methods.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// How a role is sized: `monitored-line`.
    pub fn role(&self, name: &str) -> Option<&RoleDoctrine> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// What is known of a method.
    pub fn method(&self, method: Method) -> Option<&MethodDoctrine> {
        self.methods.iter().find(|known| known.id == method.id())
    }

    /// The profiles that a method can take, in the order of its mandates.
    pub fn profiles_of(&self, method: Method) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().filter(move |profile| profile.method == method)
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// All sources, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// A published estimate by its id.
    pub fn estimate(&self, id: &str) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.id == id)
    }

    /// A past mission by its id.
    pub fn mission(&self, id: &str) -> Option<&Mission> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// A published length by its id.
    pub fn length(&self, id: &str) -> Option<&PublishedLength> {
        self.lines.iter().find(|length| length.figure.id == id)
    }

    /// The published lengths of a line of the app: `contact`.
    pub fn lengths_of<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'a PublishedLength> {
        self.lines.iter().filter(move |length| length.line.as_deref() == Some(line))
    }

    /// A trap by its number.
    pub fn trap(&self, number: u8) -> Option<&Trap> {
        self.traps.iter().find(|trap| trap.number == number)
    }

    /// Checks what no single row can show: that names lead somewhere.
    fn consistent(&self) -> Result<(), Problem> {
        for (file, owner, ids) in self.citations() {
            for id in ids {
                if !self.sources.contains_key(id) {
                    return Err(Problem::error(
                        file,
                        format!("{owner} cites {id}, which sources.csv does not have"),
                        "Add the source.",
                    ));
                }
            }
        }
        for role in &self.roles {
            for (method, profile) in
                [(Some(role.method), &role.profile), (role.cross_check, &role.cross_profile)]
            {
                let (Some(method), Some(profile)) = (method, profile) else {
                    continue;
                };
                if !self.profiles_of(method).any(|known| known.parameter.id() == profile) {
                    let what = format!(
                        "{} gives {} the profile {profile}, which it does not take",
                        role.role,
                        method.id()
                    );
                    return Err(Problem::error("roles.csv", what, "Name a profile of profiles.csv."));
                }
            }
        }
        Ok(())
    }

    fn citations(&self) -> impl Iterator<Item = (&'static str, &str, &[String])> {
        let figures = self
            .figures
            .iter()
            .map(|figure| ("parameters.csv", figure.id.as_str(), figure.sources.as_slice()));
        let methods =
            self.methods.iter().map(|method| ("methods.csv", method.id.as_str(), method.sources.as_slice()));
        let estimates = self
            .estimates
            .iter()
            .map(|estimate| ("estimates.csv", estimate.id.as_str(), estimate.sources.as_slice()));
        let missions = self
            .missions
            .iter()
            .map(|mission| ("missions.csv", mission.id.as_str(), mission.sources.as_slice()));
        let analogues = self
            .analogues
            .iter()
            .map(|line| ("line_analogues.csv", line.id.as_str(), line.sources.as_slice()));
        let lines = self
            .lines
            .iter()
            .map(|line| ("lines.csv", line.figure.id.as_str(), line.figure.sources.as_slice()));
        let units =
            self.unit_sizes.iter().map(|unit| ("unit_sizes.csv", unit.id.as_str(), unit.sources.as_slice()));
        figures.chain(methods).chain(estimates).chain(missions).chain(analogues).chain(lines).chain(units)
    }
}

fn read<T>(
    (file, text): (&str, &str),
    reader: fn(&str, &str) -> Result<Vec<T>, Problem>,
) -> Result<Vec<T>, Problem> {
    reader(file, text)
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

fn figures(file: &str, text: &str) -> Result<Vec<Figure>, Problem> {
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
        if place.is_some() {
            return Err(row.problem("id", format!("“{}” stands there twice", row.fields.id)));
        }
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

fn methods((file, text): (&str, &str)) -> Result<Vec<MethodDoctrine>, Problem> {
    let mut methods = Vec::new();
    for row in table::rows::<MethodLine>(file, text)? {
        let MethodLine { id, name, formula, inputs, valid_for, not_valid_for, sources } = row.fields;
        methods.push(MethodDoctrine {
            id,
            name,
            formula,
            inputs,
            valid_for,
            not_valid_for,
            sources: table::words(&sources),
        });
    }
    Ok(methods)
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

fn roles((file, text): (&str, &str)) -> Result<Vec<RoleDoctrine>, Problem> {
    let mut roles = Vec::new();
    for row in table::rows::<RoleLine>(file, text)? {
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
        roles.push(RoleDoctrine {
            role: fields.role.clone(),
            method: method("method", &fields.method)?,
            profile: table::filled(&fields.profile),
            cross_check,
            cross_profile: table::filled(&fields.cross_check_profile),
            rule: fields.rule.clone(),
            basis: row.basis("basis", &fields.basis)?,
        });
    }
    Ok(roles)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileLine {
    id: String,
    method: String,
    title: String,
    sentence: String,
}

fn profiles((file, text): (&str, &str)) -> Result<Vec<Profile>, Problem> {
    let mut profiles = Vec::new();
    for row in table::rows::<ProfileLine>(file, text)? {
        let parameter = Parameter::named(&row.fields.id)
            .ok_or_else(|| row.problem("id", format!("No figure is called “{}”", row.fields.id)))?;
        let method = Method::named(&row.fields.method)
            .ok_or_else(|| row.problem("method", format!("No method is called “{}”", row.fields.method)))?;
        profiles.push(Profile { parameter, method, title: row.fields.title, sentence: row.fields.sentence });
    }
    Ok(profiles)
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
        if sources.contains_key(&row.fields.id) {
            return Err(row.problem("id", format!("“{}” stands there twice", row.fields.id)));
        }
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

fn lines((file, text): (&str, &str)) -> Result<Vec<PublishedLength>, Problem> {
    let mut lines = Vec::new();
    for row in table::rows::<LengthLine>(file, text)? {
        let value = row.span(row.fields.low_km, row.fields.central_km, row.fields.high_km)?;
        let basis = row.bases(&row.fields.basis_low, &row.fields.basis_central, &row.fields.basis_high)?;
        let LengthLine { id, what, date, confidence, sources, note, line, .. } = row.fields;
        let figure = Figure {
            id,
            name: what,
            unit: "km".to_owned(),
            value,
            basis,
            sources: table::words(&sources),
            confidence,
            note,
        };
        lines.push(PublishedLength { figure, date, line: table::filled(&line) });
    }
    Ok(lines)
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

fn unit_sizes((file, text): (&str, &str)) -> Result<Vec<Figure>, Problem> {
    let mut units = Vec::new();
    for row in table::rows::<UnitLine>(file, text)? {
        let value = row.span(row.fields.low, row.fields.central, row.fields.high)?;
        let basis = row.bases(&row.fields.basis_low, &row.fields.basis_central, &row.fields.basis_high)?;
        let UnitLine { id, name, confidence, sources, note, .. } = row.fields;
        units.push(Figure {
            id,
            name,
            unit: "persons".to_owned(),
            value,
            basis,
            sources: table::words(&sources),
            confidence,
            note,
        });
    }
    Ok(units)
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

fn rotations((file, text): (&str, &str)) -> Result<Vec<RotationExample>, Problem> {
    let mut rotations = Vec::new();
    for row in table::rows::<RotationLine>(file, text)? {
        row.basis("basis", &row.fields.basis)?;
        let RotationLine {
            tour_months,
            interval_months,
            k,
            deployed_from_pool_100000,
            pool_for_deployed_40000,
            ..
        } = row.fields;
        rotations.push(RotationExample {
            tour_months,
            interval_months,
            k,
            deployed_from_pool_100000,
            pool_for_deployed_40000,
        });
    }
    Ok(rotations)
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

fn traps((file, text): (&str, &str)) -> Result<Vec<Trap>, Problem> {
    let rows = table::rows::<TrapLine>(file, text)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let TrapLine { n, title, trap, met_by, how } = row.fields;
            Trap { number: n, title, text: trap, met: met_by, how }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    fn embedded() -> Doctrine {
        Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// Low is the case with the fewest troops.
    #[test]
    fn figures_stand_in_the_order_of_troops() {
        for figure in embedded().figures() {
            let Span { low, central, high } = figure.value;
            let descends = Parameter::named(&figure.id).is_some_and(Parameter::descends);
            let ordered =
                if descends { low > central && central > high } else { low <= central && central <= high };
            assert!(ordered, "{}", figure.id);
        }
    }

    /// A recalled or judged value is marked as such where it stands and cites R or J.
    #[test]
    fn what_has_no_document_is_shown_as_such() {
        let doctrine = embedded();
        let lengths = doctrine.lines.iter().map(|length| &length.figure);
        for figure in doctrine.figures().iter().chain(lengths).chain(&doctrine.unit_sizes) {
            let Span { low, central, high } = figure.basis;
            for basis in [low, central, high] {
                let cites = |id: &str| figure.sources.iter().any(|source| source == id);
                let documents = figure.sources.iter().any(|source| source.starts_with('S'));
                let honest = match basis {
                    Basis::F => documents,
                    Basis::R | Basis::J | Basis::C => cites(basis.letter()),
                    Basis::User => false,
                };
                assert!(honest, "{} says {} and cites {:?}", figure.id, basis.letter(), figure.sources);
            }
        }
    }

    #[test]
    fn every_table_is_whole() {
        let doctrine = embedded();
        assert_eq!(doctrine.figures().len(), Parameter::ALL.len());
        assert_eq!(doctrine.estimates.len(), 31);
        assert_eq!(doctrine.missions.len(), 40);
        assert_eq!(doctrine.lines.len(), 27);
        assert_eq!(doctrine.methods.len(), 11);
        let numbers: Vec<u8> = doctrine.traps.iter().map(|trap| trap.number).collect();
        assert_eq!(numbers, (1..=20).collect::<Vec<u8>>());
        assert_eq!(
            doctrine.lengths_of("contact").next().map(|length| length.figure.value.central),
            Some(1_040.0)
        );
        assert_eq!(
            doctrine.trap(12).map(|trap| trap.title.as_str()),
            Some("No published plan can hold the line")
        );
    }

    #[test]
    fn every_method_is_explained() {
        let doctrine = embedded();
        for method in Method::ALL {
            assert_eq!(Method::named(method.id()), Some(method));
            assert!(
                doctrine.method(method).is_some_and(|known| !known.formula.is_empty()),
                "{}",
                method.id()
            );
        }
        assert_eq!(doctrine.profiles_of(Method::M3b).count(), 4);
        assert_eq!(doctrine.profiles_of(Method::M3a).count(), 0);
    }

    const HEADING: &str = "id,method,symbol,name,unit,low,central,high,basis_low,basis_central,basis_high,confidence,sources,note\n";

    fn refused(row: &str) -> Problem {
        match figures("parameters.csv", &format!("{HEADING}{row}\n")) {
            Ok(_) => panic!("read: {row}"),
            Err(problem) => problem,
        }
    }

    #[test]
    fn a_bad_figure_is_named_with_row_and_column() {
        let member = |row: &str| refused(row).member.unwrap_or_default();
        assert_eq!(member("m3a.spacing,M3a,s,spacing,km,1.5,3.5,6,F,F,Q,high,S50,"), "central");
        assert_eq!(member("m3a.spacing,M3a,s,spacing,km,6,3.5,1.5,F,F,Q,high,S50,"), "basis_high");
        assert_eq!(member("m3a.spacing,M4,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,"), "method");
        assert_eq!(member("m3a.gap,M3a,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,"), "id");
        assert_eq!(member("m3a.spacing,M3a,s,spacing,km,wide,3.5,1.5,F,F,F,high,S50,"), "low");
        assert_eq!(member("m3a.spacing,M3a,s,spacing,km,NaN,3.5,1.5,F,F,F,high,S50,"), "low");
        assert!(
            refused("m3a.spacing,M3a,s,spacing,km,6,3.5,1.5,F,F,F,high,S50,").what.contains("no row for")
        );
    }

    #[test]
    fn a_source_that_is_not_there_is_found() {
        let mut doctrine = embedded();
        doctrine.sources.remove("S50");
        let problem = doctrine.consistent().err().map(|problem| problem.what).unwrap_or_default();
        assert!(problem.contains("S50"), "{problem}");
    }
}
