//! Lines a zone can lean on: the line of contact and two land borders.
//!
//! The length of such a line is a matter of resolution. A drawn line is shorter
//! than the ground, so each carries a ground factor: its published length
//! divided by the length measured on the drawing. It multiplies kilometres in
//! the arithmetic, is shown as its own term, and can be changed by the user.

use std::sync::LazyLock;

use geo_types::LineString;

use super::doctrine::Doctrine;
use super::reader;
use crate::problem::Problem;
use crate::source::{Basis, Figure};
use crate::units::{Km, Span};

/// A line of the atlas with its published lengths.
#[derive(Clone, Debug)]
pub struct NamedLine {
    /// `contact`, `border-russia` or `border-belarus`.
    pub id: String,
    /// A name for people: "Line of contact".
    pub name: String,
    /// The date of its course, as YYYY-MM-DD; none for a border.
    pub date: Option<String>,
    /// Drawn by hand from named places, good to some kilometres.
    pub schematic: bool,
    /// From the north-west to the south, or from west to east.
    pub path: LineString<f64>,
    /// Published length ÷ measured length, basis C. For the line of contact
    /// 1 040 km (August 2024) stands over its length on the drawing.
    pub ground_factor: Figure,
    /// Published lengths in km; the first is the one in the ground factor.
    pub published: Vec<Figure>,
}

/// The embedded line of contact as a GeoJSON file.
const CONTACT: (&str, &str) =
    ("line-of-contact-2024-12-01.geojson", include_str!("../../data/map/line-of-contact-2024-12-01.geojson"));

/// The course of the embedded line of contact. A plan without a line of its own lies on it:
/// what is tied to the line follows it whether or not an atlas is at hand. Read once, never changed.
pub fn contact_course() -> &'static LineString<f64> {
    static COURSE: LazyLock<LineString<f64>> = LazyLock::new(|| {
        let features = reader::features(CONTACT.0, CONTACT.1).unwrap_or_default();
        let course = features.first().and_then(|feature| feature.line().ok());
        // `Atlas::embedded` refuses a file without the line; nothing can be cut from an empty one.
        course.unwrap_or_else(|| LineString(Vec::new()))
    });
    &COURSE
}

/// The files that hold the lines.
const FILES: [(&str, &str); 2] =
    [CONTACT, ("borders.geojson", include_str!("../../data/map/borders.geojson"))];

/// Id, name and course of each line.
pub(super) fn courses() -> Result<Vec<(String, String, LineString<f64>)>, Problem> {
    let mut lines = Vec::new();
    for (file, text) in FILES {
        for feature in reader::features(file, text)? {
            lines.push((feature.text("id")?, feature.text("name")?, feature.line()?));
        }
    }
    Ok(lines)
}

/// Reads the embedded lines; `measure` gives the geodesic length of a path.
pub(super) fn embedded(
    measure: impl Fn(&LineString<f64>) -> Km,
    doctrine: &Doctrine,
) -> Result<Vec<NamedLine>, Problem> {
    let mut lines = Vec::new();
    for (file, text) in FILES {
        for feature in reader::features(file, text)? {
            let id = feature.text("id")?;
            let path = feature.line()?;
            let published: Vec<Figure> =
                doctrine.lengths_of(&id).map(|length| length.figure.clone()).collect();
            lines.push(NamedLine {
                name: feature.text("name")?,
                date: feature.text_if_any("date"),
                schematic: feature.yes("schematic")?,
                ground_factor: ground_factor(&id, published.first(), measure(&path)),
                published,
                path,
                id,
            });
        }
    }
    Ok(lines)
}

/// Published ÷ measured, case by case; 1 where nothing is published.
fn ground_factor(id: &str, published: Option<&Figure>, measured: Km) -> Figure {
    let figure = Figure {
        id: format!("{id}.ground-factor"),
        name: "ground factor".to_owned(),
        unit: "km on the ground per km drawn".to_owned(),
        value: Span::flat(1.0),
        basis: Span::flat(Basis::C),
        sources: Vec::new(),
        confidence: "medium".to_owned(),
        note: "No published length; the drawn length counts as it is.".to_owned(),
    };
    match published {
        Some(length) if measured.0 > 0.0 => Figure {
            value: length.value.map(|km| km / measured.0),
            sources: length.sources.clone(),
            note: format!(
                "Published length {} ({}) divided by the length measured on the drawn line.",
                length.id, length.name
            ),
            ..figure
        },
        _ => figure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Length on a sphere of the mean radius; within 0.4 % of the ellipsoid here.
    fn on_a_sphere(path: &LineString<f64>) -> Km {
        let edge = |edge: geo_types::Line<f64>| {
            let (a, b) = (edge.start.y.to_radians(), edge.end.y.to_radians());
            let (lat, lon) = ((b - a) / 2.0, (edge.end.x - edge.start.x).to_radians() / 2.0);
            let h = lat.sin().powi(2) + a.cos() * b.cos() * lon.sin().powi(2);
            2.0 * 6371.0088 * h.sqrt().asin()
        };
        Km(path.lines().map(edge).sum())
    }

    fn lines() -> Vec<NamedLine> {
        let doctrine = Doctrine::embedded().expect("the doctrine is readable");
        embedded(on_a_sphere, &doctrine).expect("the embedded lines are readable")
    }

    #[test]
    fn the_lines_are_the_contact_line_and_two_borders() {
        let lines = lines();
        let ids: Vec<_> = lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, ["contact", "border-russia", "border-belarus"]);
        assert_eq!(lines[0].date.as_deref(), Some("2024-12-01"));
        assert_eq!((lines[0].schematic, lines[1].schematic), (true, false));
    }

    #[test]
    fn the_ground_factor_brings_a_line_to_its_published_length() {
        for (line, low, central, high) in [
            ("contact", 1040.0, 1040.0, 1040.0),
            ("border-russia", 1974.0, 1974.0, 1974.0),
            ("border-belarus", 975.0, 1084.0, 1084.0),
        ] {
            let lines = lines();
            let found = lines.iter().find(|known| known.id == line).expect("known line");
            let ground =
                found.ground_factor.value.map(|factor| (factor * on_a_sphere(&found.path).0).round());
            assert_eq!(ground, Span::new(low, central, high), "{line}");
            assert_eq!(found.ground_factor.basis, Span::flat(Basis::C));
            assert!((1.1..1.6).contains(&found.ground_factor.value.central), "{line}");
        }
    }

    #[test]
    fn the_course_without_an_atlas_is_the_one_of_the_atlas() {
        assert_eq!(*contact_course(), lines()[0].path);
        assert!(contact_course().0.len() > 100);
    }

    #[test]
    fn a_recalled_length_is_not_shown_as_found() {
        let lines = lines();
        let belarus = &lines[2].published[0];
        assert_eq!((belarus.id.as_str(), belarus.basis), ("L13", Span::new(Basis::F, Basis::R, Basis::R)));
    }
}
