//! `cordon import`: what a map file holds, and the same taken into a plan.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::numbers::amount;
use super::{Form, Report, input};
use crate::export::Leaves;
use crate::export::brought::{Brought, Taken, geojson};
use crate::import::zones::{self, By, Mapping};
use crate::import::{Layer, Wanted, line, preview};
use crate::plan::{Edit, Plan, Role, file, save};
use crate::problem::{Problem, Refusal, Severity};
use crate::units::Km;

/// Look into a map file, and take it into a plan.
///
/// Reads GeoJSON and its sequences, KML and KMZ, shapefile (parts or ZIP), GeoPackage,
/// FlatGeobuf, GPX, CSV with coordinates. Without --as nothing is taken in: the
/// file is only looked at.
///
/// Examples:
///   cordon import zones.kmz
///   cordon import zones.gpkg --layer sectors --as zones --role-field role -o force.plan.geojson
///   cordon import front.zip --as line --into force.plan.geojson -o moved.plan.geojson
///   cordon import roads.fgb --as layer -o roads.geojson
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Import {
    /// The map file, or - for standard input
    file: PathBuf,
    /// What it is taken in as
    #[arg(long = "as", value_enum, requires = "output")]
    kind: Option<Kind>,
    /// The field with the names of the zones; guessed otherwise
    #[arg(long, value_name = "FIELD")]
    name_field: Option<String>,
    /// The field with the roles of the zones; guessed otherwise
    #[arg(long, value_name = "FIELD")]
    role_field: Option<String>,
    /// The role of all zones, or with --role-field of those whose field says none
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Option<Role>,
    /// The radius of a zone made of a point
    #[arg(long, value_name = "KM", value_parser = amount, default_value = "5")]
    radius_km: f64,
    /// The depth on either side of a belt made of a line
    #[arg(long, value_name = "KM", value_parser = amount, default_value = "5")]
    depth_km: f64,
    /// The feature that is the line, counted from 0; the longest otherwise
    #[arg(long, value_name = "N")]
    feature: Option<usize>,
    /// Which layer, where a file has several
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// The plan it is taken into; a new one otherwise
    #[arg(long, value_name = "PLAN")]
    into: Option<PathBuf>,
    /// The file that is written: a plan, or with --as layer GeoJSON on WGS 84
    #[arg(short, long, value_name = "FILE", requires = "kind")]
    output: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
}

/// What a file is taken in as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Zones of the plan
    Zones,
    /// The line of contact that the plan is measured along
    Line,
    /// A reference layer: a GeoJSON file to be opened beside a plan
    Layer,
}

fn role(text: &str) -> Result<Role, String> {
    Role::named(text).ok_or_else(|| {
        let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
        format!("roles are {}", names.join(", "))
    })
}

impl Import {
    /// Looks into the file, and takes it in where that is asked for.
    pub fn run(&self) -> Report {
        if let Some(refusal) = self.strange() {
            return Report::misused(&refusal);
        }
        let name = input::name(&self.file);
        let wanted = Wanted { layer: self.layer.clone(), ..Wanted::default() };
        let (layer, problems) = match input::layer(&self.file, &wanted) {
            Ok(read) => read,
            Err(problems) => return Report::default().with(&problems),
        };
        let preview = preview(&name, &layer, &problems);
        let mut out = Brought { format: "cordon-import/1", preview, taken: None, problems: Vec::new() };
        let mut faults = problems;
        if let Some(kind) = self.kind {
            match self.take(kind, &name, &layer, &mut out) {
                Ok(taken) => out.taken = Some(taken),
                Err(problem) => out.problems.push(problem),
            }
        }
        faults.extend(out.problems.clone());
        Report::of(out.written(self.form.format.into())).with(&faults)
    }

    /// Options that would be passed over in silence.
    fn strange(&self) -> Option<Refusal> {
        let zones = self.kind == Some(Kind::Zones);
        let of_zones = self.name_field.is_some() || self.role_field.is_some() || self.role.is_some();
        if of_zones && !zones {
            return Some(Refusal::new("Names and roles are those of zones", "Add --as zones."));
        }
        if self.feature.is_some() && self.kind != Some(Kind::Line) {
            return Some(Refusal::new("--feature chooses the line of contact", "Add --as line."));
        }
        if self.into.is_some() && matches!(self.kind, None | Some(Kind::Layer)) {
            let hint = "Leave --into out and open the layer beside the plan, or take the file in as zones or as the line.";
            return Some(Refusal::new("A plan holds no reference layers", hint));
        }
        if self.onto_itself() {
            let what = "The file to be written is the one that is read, and would be lost";
            return Some(Refusal::new(what, "Write another file with -o."));
        }
        None
    }

    /// Whether the file that is written is the one that is read, however the two are spelt.
    fn onto_itself(&self) -> bool {
        let Some(output) = &self.output else { return false };
        if self.file.as_path() == Path::new("-") {
            return false;
        }
        match (fs::canonicalize(&self.file), fs::canonicalize(output)) {
            (Ok(read), Ok(written)) => read == written,
            _ => false,
        }
    }

    fn take(&self, kind: Kind, name: &str, layer: &Layer, out: &mut Brought) -> Result<Taken, Problem> {
        let output = self.output.as_deref().unwrap_or(Path::new("-"));
        let mut taken =
            Taken { kind: "layer", count: layer.features.len(), mapping: None, into: None, written: None };
        if kind == Kind::Layer {
            write(output, geojson(layer).as_bytes())?;
            taken.written = Some(output.to_string_lossy().into_owned());
            return Ok(taken);
        }
        let plan = self.plan(out)?;
        let edit = if kind == Kind::Zones {
            let mapping = self.mapping(name, out)?;
            let (edits, problems) = zones::zones(name, layer, &mapping, &plan);
            out.problems.extend(problems);
            if edits.is_empty() {
                return Err(Problem::error(
                    name,
                    "No feature could be taken in as a zone",
                    "Nothing was written.",
                ));
            }
            (taken.kind, taken.count, taken.mapping) = ("zones", edits.len(), Some(mapping));
            zones::together(edits, &layer.name)
        } else {
            let (edit, remarks) = line(name, layer, self.feature)?;
            out.problems.extend(remarks);
            (taken.kind, taken.count) = ("line", 1);
            edit
        };
        let changed = plan.with(&edit).map_err(|refusal| Problem::error(name, refusal.what, refusal.hint))?;
        write(output, file::to_geojson(&titled(changed, self.into.is_none(), &layer.name)).as_bytes())?;
        taken.into = self.into.as_deref().map(|into| into.to_string_lossy().into_owned());
        taken.written = Some(output.to_string_lossy().into_owned());
        Ok(taken)
    }

    /// The plan that is added to.
    fn plan(&self, out: &mut Brought) -> Result<Plan, Problem> {
        let Some(into) = &self.into else { return Ok(Plan::empty()) };
        match input::plan(into) {
            Ok((plan, problems)) => {
                let whole = problems.iter().all(|problem| problem.severity != Severity::Error);
                let same = self.output.as_ref() == Some(into);
                out.problems.extend(problems);
                if same && !whole {
                    let what = "The plan was not read whole and would lose something";
                    return Err(Problem::error(
                        &input::name(into),
                        what,
                        "Mend it, or write another file with -o.",
                    ));
                }
                Ok(plan)
            }
            Err(mut problems) => {
                let first = if problems.is_empty() { None } else { Some(problems.remove(0)) };
                out.problems.extend(problems);
                Err(first.unwrap_or_else(|| {
                    Problem::error(&input::name(into), "The plan cannot be read", "Check it.")
                }))
            }
        }
    }

    /// The guess, and over it what was typed.
    fn mapping(&self, name: &str, out: &Brought) -> Result<Mapping, Problem> {
        let preview = &out.preview;
        let known = |field: &String| {
            if preview.fields.iter().any(|other| other.name == *field) {
                return Ok(field.clone());
            }
            let names: Vec<&str> = preview.fields.iter().map(|field| field.name.as_str()).take(20).collect();
            let hint = if names.is_empty() {
                "It has none.".to_owned()
            } else {
                format!("It has: {}.", names.join(", "))
            };
            Err(Problem::error(name, format!("There is no field “{field}”"), hint))
        };
        let mut mapping = preview.mapping();
        if let Some(field) = &self.name_field {
            mapping.name = Some(known(field)?);
        }
        match (&self.role_field, self.role) {
            (Some(field), _) => mapping.role = By::Field(known(field)?),
            (None, Some(_)) => mapping.role = By::All,
            (None, None) => {}
        }
        mapping.fixed = self.role.unwrap_or(mapping.fixed);
        (mapping.radius, mapping.depth) = (Km(self.radius_km), Km(self.depth_km));
        Ok(mapping)
    }
}

fn write(output: &Path, bytes: &[u8]) -> Result<(), Problem> {
    save::replace(output, bytes).map_err(|error| {
        Problem::error(&output.to_string_lossy(), format!("Not written: {}", error.what), error.hint)
    })
}

/// A new plan is called after the layer that it is made of.
fn titled(plan: Plan, new: bool, title: &str) -> Plan {
    if !new {
        return plan;
    }
    let edit = Edit::SetTitle(title.to_owned());
    plan.with(&edit).unwrap_or(plan)
}
