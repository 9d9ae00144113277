//! A plan as KML 2.2: zones with a style for each role, the line of contact, and the
//! figures of each zone in its description and as data.

use std::fmt::Write as _;

use geo_types::{LineString, Polygon};

use super::plain::plain;
use super::zones_geojson::figures_of;
use crate::atlas::Atlas;
use crate::brief::Annex;
use crate::force::{Figures, ZoneFigures};
use crate::plan::{Plan, Role, Zone};
use crate::scene::look::RoleInk;
use crate::scene::{Colour, Look};
use crate::units::{Span, grouped};

/// Writing to a string does not fail, so its result carries nothing.
macro_rules! put {
    ($out:expr, $($what:tt)*) => {{
        let _ = writeln!($out, $($what)*);
    }};
}

/// Writes a plan.
pub fn kml(plan: &Plan, figures: &Figures, atlas: &Atlas) -> String {
    let annex = Annex::of(plan, figures, atlas);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put!(out, "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>");
    put!(out, "<name>{}</name>", escaped(&plan.title));
    put!(out, "<description>{}</description>", escaped(&described(plan, figures)));
    styles(&mut out);
    put!(out, "<Folder>\n<name>Zones</name>");
    for (zone, sized) in std::iter::zip(&plan.zones, &figures.zones) {
        placemark(&mut out, plan, zone, sized, &annex);
    }
    put!(out, "</Folder>");
    line(&mut out, plan, atlas);
    put!(out, "</Document>\n</kml>");
    out
}

fn described(plan: &Plan, figures: &Figures) -> String {
    let mut lines = vec![plan.banner.clone()];
    if !plan.date.is_empty() {
        lines.push(format!("As of {}", plan.date));
    }
    lines.push(format!("Deployed {} (low – central – high)", three(figures.deployed.map(|people| people.0))));
    lines.push(format!(
        "Pool {} (k = {})",
        three(figures.pool.map(|people| people.0)),
        grouped(figures.k, 2)
    ));
    lines.push(format!("Cumulative {}", three(figures.cumulative.map(|people| people.0))));
    lines.push("Never add the kinds.".to_owned());
    lines.join("\n")
}

fn three(value: Span<f64>) -> String {
    [value.low, value.central, value.high].map(|value| grouped(value, 0)).join(" – ")
}

/// A style a role, and one for the line.
fn styles(out: &mut String) {
    let look = Look::light();
    for role in Role::ALL {
        put!(out, "<Style id=\"{}\">", role.name());
        inks(out, look.role(role));
    }
    put!(out, "<Style id=\"line-of-contact\">");
    put!(out, "<LineStyle><color>{}</color><width>3</width></LineStyle>\n</Style>", colour(look.map.contact));
}

/// What a style says of outline and fill.
fn inks(out: &mut String, ink: &RoleInk) {
    put!(out, "<LineStyle><color>{}</color><width>2</width></LineStyle>", colour(ink.ink));
    put!(out, "<PolyStyle><color>{}</color></PolyStyle>\n</Style>", colour(ink.wash()));
}

/// Opacity, blue, green, red: the order of KML.
fn colour(colour: Colour) -> String {
    format!("{:02x}{:02x}{:02x}{:02x}", colour.a, colour.b, colour.g, colour.r)
}

fn placemark(out: &mut String, plan: &Plan, zone: &Zone, sized: &ZoneFigures, annex: &Annex) {
    put!(out, "<Placemark{}>", id(&zone.id.0));
    put!(out, "<name>{}</name>", escaped(&zone.name));
    let need = if sized.is_sized() {
        format!("Needs {} deployed (low – central – high)", three(sized.need.map(|need| need.0)))
    } else {
        "Not sized".to_owned()
    };
    let words = [
        zone.role.title().to_owned(),
        need,
        format!(
            "{} km², {} residents",
            grouped(sized.measured.area.0, 0),
            grouped(sized.measured.people.0, 0)
        ),
        format!("Sized by {}", sized.method.id()),
        plan.banner.clone(),
        zone.note.clone(),
    ];
    let words: Vec<String> = words.into_iter().filter(|line| !line.is_empty()).collect();
    put!(out, "<description>{}</description>", escaped(&words.join("\n")));
    put!(out, "<styleUrl>#{}</styleUrl>", zone.role.name());
    if zone.colour.is_some() {
        // A style of its own stands above the one of the role.
        put!(out, "<Style>");
        inks(out, &Look::light().zone(zone.role, zone.colour));
    }
    put!(out, "<ExtendedData>");
    put!(out, "<Data name=\"id\"><value>{}</value></Data>", escaped(&zone.id.0));
    put!(out, "<Data name=\"role\"><value>{}</value></Data>", zone.role.name());
    for (name, number) in figures_of(zone, annex) {
        put!(out, "<Data name=\"{name}\"><value>{number}</value></Data>");
    }
    put!(out, "</ExtendedData>");
    match zone.shape.outline().0.as_slice() {
        [one] => polygon(out, one),
        many => {
            put!(out, "<MultiGeometry>");
            for part in many {
                polygon(out, part);
            }
            put!(out, "</MultiGeometry>");
        }
    }
    put!(out, "</Placemark>");
}

/// The id of an element, where XML takes it for one; the data below have it in any case.
fn id(id: &str) -> String {
    let mut letters = id.chars();
    let first = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_');
    let plain = letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'));
    if first && plain { format!(" id=\"{id}\"") } else { String::new() }
}

fn polygon(out: &mut String, polygon: &Polygon<f64>) {
    put!(out, "<Polygon><tessellate>1</tessellate>");
    let ring = |ring: &LineString<f64>| {
        format!("<LinearRing><coordinates>{}</coordinates></LinearRing>", places(ring))
    };
    put!(out, "<outerBoundaryIs>{}</outerBoundaryIs>", ring(polygon.exterior()));
    for hole in polygon.interiors() {
        put!(out, "<innerBoundaryIs>{}</innerBoundaryIs>", ring(hole));
    }
    put!(out, "</Polygon>");
}

/// Longitude and latitude to seven decimals, about a centimetre: a machine whose sine differs
/// in the last digit writes the same bytes.
fn places(line: &LineString<f64>) -> String {
    let place = |degrees: f64| {
        let text = format!("{degrees:.7}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    line.0.iter().map(|at| format!("{},{}", place(at.x), place(at.y))).collect::<Vec<_>>().join(" ")
}

/// The line of contact: the user's own, or the embedded one.
fn line(out: &mut String, plan: &Plan, atlas: &Atlas) {
    let embedded = atlas.contact();
    let (name, date, path) = match &plan.line {
        Some(own) => (own.name.as_str(), own.date.as_str(), &own.path),
        None => (embedded.name.as_str(), embedded.date.as_deref().unwrap_or_default(), &embedded.path),
    };
    put!(out, "<Placemark id=\"line-of-contact\">\n<name>{}</name>", escaped(name));
    let source = plan.line.as_ref().map_or_else(
        || if embedded.schematic { "Schematic, good to some kilometres".to_owned() } else { String::new() },
        |own| own.source.clone(),
    );
    let words: Vec<&str> = [date, &source].into_iter().filter(|words| !words.is_empty()).collect();
    put!(out, "<description>{}</description>", escaped(&words.join("\n")));
    put!(out, "<styleUrl>#line-of-contact</styleUrl>");
    put!(
        out,
        "<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>",
        places(path)
    );
    put!(out, "</Placemark>");
}

/// Text in XML; lines stay, other signs that steer are left out.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(plain).collect();
    let mut safe = String::new();
    for letter in lines.join("\n").chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(letter),
        }
    }
    safe
}
