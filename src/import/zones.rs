//! Features as zones of a plan, and a line as its line of contact.

use std::sync::Arc;

use geo_types::{Geometry, LineString, MultiPolygon, Point, Polygon};
use serde::Serialize;

use super::layer::{Feature, Layer};
use super::line::{Line, lines_in};
use super::{limits, preview};
use crate::plan::{Corridor, Disc, Edit, Form, OwnLine, Plan, Role, Shape, Zone};
use crate::problem::Problem;
use crate::units::{Km, Span};

/// Longer names do not fit a plan.
const LONGEST_NAME: usize = 120;

/// Which field says what of a zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mapping {
    /// The field with the name; none numbers the zones.
    pub name: Option<String>,
    /// Where the role comes from.
    pub role: By,
    /// The role of all, or of those whose field says none.
    pub fixed: Role,
    /// The radius that a point becomes a zone with.
    #[serde(rename = "radius_km")]
    pub radius: Km,
    /// The depth on either side that a line becomes a belt with.
    #[serde(rename = "depth_km")]
    pub depth: Km,
}

/// Where the role of a zone comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// One for all.
    All,
    /// A field.
    Field(String),
}

impl Default for Mapping {
    fn default() -> Self {
        // The radius of a site and half the depth of a belt, as the tools draw them.
        Self { name: None, role: By::All, fixed: Role::DeterrentSector, radius: Km(5.0), depth: Km(5.0) }
    }
}

impl Mapping {
    /// The name of a feature's zone, on one line; empty where it has none.
    pub fn name_of(&self, feature: &Feature) -> String {
        let text = self.name.as_ref().and_then(|field| feature.properties.get(field)).map(preview::plain);
        text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The role that a feature's field says; none where there is no such field or it says no role.
    pub fn role_of(&self, feature: &Feature) -> Option<Role> {
        let By::Field(field) = &self.role else { return None };
        role_named(&preview::plain(feature.properties.get(field)?))
    }
}

/// The role that a value stands for: the name in files, the title, or the words that
/// planners use in Ukrainian.
pub fn role_named(text: &str) -> Option<Role> {
    const WORDS: &[(&str, Role)] = &[
        ("монітор", Role::MonitoredLine),
        ("спостереж", Role::MonitoredLine),
        ("buffer", Role::BufferArea),
        ("буфер", Role::BufferArea),
        ("deterr", Role::DeterrentSector),
        ("стримув", Role::DeterrentSector),
        ("оборон", Role::DeterrentSector),
        ("reassur", Role::BorderReassurance),
        ("кордон", Role::BorderReassurance),
        ("populat", Role::Population),
        ("населен", Role::Population),
        ("hub", Role::Hub),
        ("тил", Role::Hub),
        ("хаб", Role::Hub),
        ("об'єкт", Role::Site),
        ("об’єкт", Role::Site),
    ];
    let text = text.trim().to_lowercase();
    if text.is_empty() || text.chars().count() > 60 {
        return None;
    }
    let dashed = text.replace([' ', '_'], "-");
    Role::named(&dashed)
        .or_else(|| Role::ALL.into_iter().find(|role| role.title().to_lowercase() == text))
        .or_else(|| Role::ALL.into_iter().find(|role| role.letter().to_lowercase() == text))
        .or_else(|| WORDS.iter().find(|(part, _)| text.starts_with(part)).map(|(_, role)| *role))
}

/// The edits that take the features of a layer in as zones, each one adding a zone, and
/// what cannot be one. Carry them out together: [`Edit::Several`] is one step of undo.
///
/// Areas stay as they are; a line becomes a belt, or an area where it ends where it
/// begins; a point becomes a disc.
pub fn zones(file: &str, layer: &Layer, mapping: &Mapping, plan: &Plan) -> (Vec<Edit>, Vec<Problem>) {
    let mut problems = Vec::new();
    if layer.features.len() > limits::ZONES {
        let what = format!(
            "{} features are too many to be zones; a plan stays fluid up to {}",
            layer.features.len(),
            limits::ZONES
        );
        let hint = "Take the file in as a reference layer, or export those that are to be zones.";
        return (Vec::new(), vec![Problem::error(file, what, hint)]);
    }
    let mut edits = Vec::with_capacity(layer.features.len());
    let mut taken: Vec<String> = plan.zones.iter().map(|zone| zone.name.clone()).collect();
    for feature in &layer.features {
        let note = |problem: Problem| problem.at_feature(feature.place);
        match zone(feature, mapping) {
            Err((what, hint)) => problems.push(note(Problem::error(file, what, hint)).at_member("geometry")),
            Ok((mut zone, remarks)) => {
                zone.name = unlike(&zone.name, &taken);
                if !zone.name.is_empty() {
                    taken.push(zone.name.clone());
                }
                for (member, what, hint) in remarks {
                    problems.push(note(Problem::warning(file, what, hint)).at_member(member));
                }
                edits.push(Edit::AddZone(zone));
            }
        }
    }
    (edits, problems)
}

/// The one step that takes zones in: "Bring in 12 zones from front".
pub fn together(edits: Vec<Edit>, layer: &str) -> Edit {
    let zones = if edits.len() == 1 { "1 zone".to_owned() } else { format!("{} zones", edits.len()) };
    Edit::Several { label: format!("Bring in {zones} from {layer}"), edits }
}

/// A name that is not among those taken: `Схід`, `Схід (2)`.
fn unlike(name: &str, taken: &[String]) -> String {
    if name.is_empty() || !taken.iter().any(|other| other == name) {
        return name.to_owned();
    }
    // One of so many is free: there are only so many taken.
    let free = (2..=taken.len() + 2).map(|number| format!("{name} ({number})"));
    free.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}

type Remark = (String, String, &'static str);

fn zone(feature: &Feature, mapping: &Mapping) -> Result<(Zone, Vec<Remark>), (String, String)> {
    let mut remarks = Vec::new();
    let form = form(feature.geometry.as_ref(), mapping, &mut remarks)?;
    let shape =
        Shape::new(form).map_err(|refusal| (refusal.what, "Left out; mend it in a GIS.".to_owned()))?;
    let role = role(feature, mapping, &mut remarks);
    let whole = mapping.name_of(feature);
    let name: String = whole.chars().take(LONGEST_NAME).collect();
    if name.len() < whole.len() {
        let what = format!("The name has more than {LONGEST_NAME} characters");
        remarks.push((field_place(mapping.name.as_deref()), what, "Cut there."));
    }
    let zone = Zone {
        name: name.trim().to_owned(),
        consent: matches!(role, Role::MonitoredLine | Role::BufferArea),
        sites: u32::from(matches!(role, Role::Hub | Role::Site)),
        ..Zone::new(role, Arc::new(shape))
    };
    Ok((zone, remarks))
}

fn field_place(field: Option<&str>) -> String {
    format!("properties.{}", field.unwrap_or("name"))
}

fn role(feature: &Feature, mapping: &Mapping, remarks: &mut Vec<Remark>) -> Role {
    let By::Field(field) = &mapping.role else { return mapping.fixed };
    mapping.role_of(feature).unwrap_or_else(|| {
        let text = feature.properties.get(field).map(preview::plain).unwrap_or_default();
        let said = if text.is_empty() {
            "The field with the role is empty".to_owned()
        } else {
            format!("“{}” is no role", text.chars().take(40).collect::<String>())
        };
        let what = format!("{said}; taken as {}", mapping.fixed.title().to_lowercase());
        remarks.push((field_place(Some(field)), what, "Roles are monitored-line, buffer-area, deterrent-sector, border-reassurance, population, hub and site."));
        mapping.fixed
    })
}

/// How a geometry is drawn as a zone.
fn form(
    geometry: Option<&Geometry<f64>>,
    mapping: &Mapping,
    remarks: &mut Vec<Remark>,
) -> Result<Form, (String, String)> {
    let fault =
        |what: &str| (what.to_owned(), "Left out; only areas, lines and points can be zones.".to_owned());
    match geometry {
        None => Err(fault("The feature has no geometry, and so no place")),
        Some(Geometry::Polygon(polygon)) => Ok(Form::Area(MultiPolygon(vec![polygon.clone()]))),
        Some(Geometry::MultiPolygon(polygons)) => Ok(Form::Area(polygons.clone())),
        Some(Geometry::LineString(line)) => Ok(along(line, mapping)),
        Some(Geometry::MultiLineString(lines)) => {
            let rings: Option<Vec<Polygon<f64>>> = lines.iter().map(ring).collect();
            match (rings, lines.0.as_slice()) {
                (Some(rings), _) if !rings.is_empty() => Ok(Form::Area(MultiPolygon(rings))),
                (_, [line]) => Ok(along(line, mapping)),
                _ => Err(fault("A belt runs along one line, and this feature has several")),
            }
        }
        Some(Geometry::Point(point)) => Ok(round(*point, mapping)),
        Some(Geometry::MultiPoint(points)) => match points.0.as_slice() {
            [point] => Ok(round(*point, mapping)),
            _ => Err(fault("A zone has one centre, and this feature has several points")),
        },
        Some(Geometry::GeometryCollection(parts)) => {
            let mut areas = Vec::new();
            let mut others = 0;
            for part in parts {
                match part {
                    Geometry::Polygon(polygon) => areas.push(polygon.clone()),
                    Geometry::MultiPolygon(polygons) => areas.extend(polygons.0.iter().cloned()),
                    _ => others += 1,
                }
            }
            match (areas.is_empty(), parts.0.as_slice()) {
                (false, _) => {
                    if others > 0 {
                        let what = format!("{others} parts of the feature are no areas");
                        remarks.push(("geometry".to_owned(), what, "The zone is made of its areas alone."));
                    }
                    Ok(Form::Area(MultiPolygon(areas)))
                }
                (true, [only]) => form(Some(only), mapping, remarks),
                _ => Err(fault("The feature is a collection without an area")),
            }
        }
        Some(_) => Err(fault("The geometry is of a kind that no file has")),
    }
}

/// A belt along a line, or the area that it runs around.
fn along(line: &LineString<f64>, mapping: &Mapping) -> Form {
    match ring(line) {
        Some(area) => Form::Area(MultiPolygon(vec![area])),
        None => Form::Corridor(Corridor { axis: line.clone(), left: mapping.depth, right: mapping.depth }),
    }
}

/// A line that ends where it begins, as an area: tracks and sketches come so.
fn ring(line: &LineString<f64>) -> Option<Polygon<f64>> {
    let closed = line.0.len() > 3 && line.0.first() == line.0.last();
    closed.then(|| Polygon::new(line.clone(), Vec::new()))
}

const fn round(centre: Point<f64>, mapping: &Mapping) -> Form {
    Form::Disc(Disc { centre, radius: mapping.radius })
}

// ---- the line of contact ----

/// The edit that measures the plan along a line of a layer: that of a feature, or the
/// longest; with a remark on those that were passed over.
///
/// # Errors
/// A layer without lines, or without the one that is wanted.
pub fn line(file: &str, layer: &Layer, feature: Option<usize>) -> Result<(Edit, Vec<Problem>), Problem> {
    let mut lines = lines_in(layer);
    if lines.is_empty() {
        let hint = "A line of contact is a LineString; take the file in as zones or as a layer.";
        return Err(Problem::error(file, "The file has no lines", hint));
    }
    let wanted = match feature {
        Some(feature) => lines.iter().position(|line| line.feature == feature).ok_or_else(|| {
            let what = format!("Feature {feature} is no line");
            Problem::error(file, what, "Choose a feature that is one.").at_feature(feature)
        })?,
        None => longest(&lines),
    };
    let line = lines.swap_remove(wanted);
    let mut remarks = Vec::new();
    if feature.is_none() && !lines.is_empty() {
        let what = format!("The file has {} lines; taken is {}, the longest", lines.len() + 1, line.name);
        remarks.push(
            Problem::warning(file, what, "Choose another if that is not the one.").at_feature(line.feature),
        );
    }
    if line.parts_left_out > 0 {
        let what = format!("The line has {} parts; taken is the longest", line.parts_left_out + 1);
        remarks.push(
            Problem::warning(file, what, "Join them in a GIS if all are wanted.").at_feature(line.feature),
        );
    }
    Ok((taken_as_line(&line, &layer.name), remarks))
}

/// The edit that measures the plan along a line, ground factor 1; other lines of the plan stay
/// in its list.
pub fn taken_as_line(line: &Line, layer: &str) -> Edit {
    Edit::AddLine(Arc::new(OwnLine {
        name: line.name.chars().take(LONGEST_NAME).collect(),
        date: line.date.clone().filter(|date| is_day(date)).unwrap_or_default(),
        source: line.source.clone().unwrap_or_else(|| layer.to_owned()),
        path: line.path.clone(),
        ground_factor: Span::flat(1.0),
    }))
}

/// Whether a date is a day as plans write it: a file may say “autumn 2024”.
fn is_day(date: &str) -> bool {
    Plan::default().with(&Edit::SetDate(date.to_owned())).is_ok()
}

fn longest(lines: &[Line]) -> usize {
    let mut best = (0, -1.0);
    for (place, line) in lines.iter().enumerate() {
        let length = crate::geodesy::length(&line.path).0;
        if length > best.1 {
            best = (place, length);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_by_every_name_they_have() {
        for role in Role::ALL {
            assert_eq!(role_named(role.name()), Some(role));
            assert_eq!(role_named(&role.title().to_uppercase()), Some(role));
            assert_eq!(role_named(role.letter()), Some(role));
        }
        assert_eq!(role_named("Стримування"), Some(Role::DeterrentSector));
        assert_eq!(role_named("Тиловий район"), Some(Role::Hub));
        assert_eq!(role_named("Deterrence"), Some(Role::DeterrentSector));
        for other in ["", "zone", "river", "Полтава", "mighty buffer"] {
            assert_eq!(role_named(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_is_a_day() {
        assert!(is_day("2024-12-01"));
        for other in ["2024", "2024-12", "2024-13-01", "autumn", "2024-12-01T08:00", "24-12-01"] {
            assert!(!is_day(other), "{other}");
        }
    }
}
