//! Styles for QGIS (QML): zones by role, contingents in one wash, the line of contact.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::plan::{Plan, Role, ZoneColour};
use crate::scene::{Colour, Look};

const HEAD: &str = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.28.0\" styleCategories=\"Symbology|Labeling\" labelsEnabled=\"";

fn colour(colour: Colour) -> String {
    format!("{},{},{},{}", colour.r, colour.g, colour.b, colour.a)
}

fn options(options: &[(&str, String)]) -> String {
    let each = options
        .iter()
        .map(|(name, value)| format!("<Option name=\"{name}\" type=\"QString\" value=\"{value}\"/>"));
    format!("<Option type=\"Map\">{}</Option>", each.collect::<String>())
}

/// A symbol of one layer.
fn symbol(name: usize, kind: &str, class: &str, of: &[(&str, String)]) -> String {
    format!(
        "<symbol name=\"{name}\" type=\"{kind}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">{}</layer></symbol>",
        options(of)
    )
}

fn fill(name: usize, wash: Colour, edge: Colour, width_mm: f64, dash: &str) -> String {
    let of = [
        ("color", colour(wash)),
        ("outline_color", colour(edge)),
        ("outline_style", dash.to_owned()),
        ("outline_width", width_mm.to_string()),
        ("outline_width_unit", "MM".to_owned()),
        ("style", "solid".to_owned()),
    ];
    symbol(name, "fill", "SimpleFill", &of)
}

/// What zones are told apart by: their role, and the colour of those that have their own.
const BY_COLOUR: &str = "coalesce(&quot;role&quot; || '/' || &quot;colour&quot;, &quot;role&quot;)";

/// Zones in the inks of their roles, or in their own, named.
pub(super) fn zones(plan: &Plan) -> String {
    let look = Look::light();
    let (mut categories, mut symbols) = (String::new(), String::new());
    let own: BTreeSet<(Role, ZoneColour)> =
        plan.zones.iter().filter_map(|zone| Some((zone.role, zone.colour?))).collect();
    let by = if own.is_empty() { "role" } else { BY_COLOUR };
    let of_roles = Role::ALL.into_iter().map(|role| (role, None));
    let kinds = of_roles.chain(own.into_iter().map(|(role, colour)| (role, Some(colour))));
    for (place, (role, colour)) in kinds.enumerate() {
        let (value, label) = match colour {
            None => (role.name().to_owned(), role.title().to_owned()),
            Some(own) => {
                let label = format!("{}, {}", role.title(), own.title().to_lowercase());
                (format!("{}/{}", role.name(), own.name()), label)
            }
        };
        let _ = write!(
            categories,
            "<category value=\"{value}\" symbol=\"{place}\" label=\"{label}\" render=\"true\"/>",
        );
        let ink = look.zone(role, colour);
        symbols.push_str(&fill(place, ink.wash(), ink.ink, 0.5, "solid"));
    }
    let label = colour(look.ui.tx);
    format!(
        "{HEAD}1\"><renderer-v2 type=\"categorizedSymbol\" attr=\"{by}\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\"><categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2><labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"name\" isExpression=\"0\" fontFamily=\"Inter\" fontSize=\"9\" fontSizeUnit=\"Point\" fontWeight=\"50\" textColor=\"{label}\" namedStyle=\"Regular\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,230\"/></text-style><placement placement=\"0\" dist=\"0\"/></settings></labeling></qgis>\n"
    )
}

/// Contingents: a light wash with a dashed edge, named by their nation.
pub(super) fn footprints() -> String {
    let look = Look::light();
    let symbol = fill(0, look.ui.accent.alpha(0.12), look.ui.tx2, 0.3, "dash");
    let label = colour(look.ui.tx);
    format!(
        "{HEAD}1\"><renderer-v2 type=\"singleSymbol\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\"><symbols>{symbol}</symbols></renderer-v2><labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"nation\" isExpression=\"0\" fontFamily=\"Inter\" fontSize=\"8\" fontSizeUnit=\"Point\" fontWeight=\"50\" textColor=\"{label}\" namedStyle=\"Regular\"/><placement placement=\"0\" dist=\"0\"/></settings></labeling></qgis>\n"
    )
}

/// The line of contact, as on the map.
pub(super) fn line() -> String {
    let of = [
        ("line_color", colour(Look::light().map.contact)),
        ("line_width", "1".to_owned()),
        ("line_width_unit", "MM".to_owned()),
        ("line_style", "solid".to_owned()),
        ("joinstyle", "round".to_owned()),
        ("capstyle", "round".to_owned()),
    ];
    let symbol = symbol(0, "line", "SimpleLine", &of);
    format!(
        "{HEAD}0\"><renderer-v2 type=\"singleSymbol\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\"><symbols>{symbol}</symbols></renderer-v2></qgis>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, file};

    #[test]
    fn a_zone_of_its_own_colour_has_it_in_qgis_too() {
        let plan = file::example();
        assert!(zones(&plan).contains("attr=\"role\""), "without one, by role");
        let id = plan.zones[0].id.clone();
        let plan = plan.with(&Edit::SetColour { zone: id, colour: Some(ZoneColour::Ochre) }).unwrap();
        let qml = zones(&plan);
        let role = plan.zones[0].role;
        let value = format!("value=\"{}/ochre\" symbol=\"{}\"", role.name(), Role::ALL.len());
        assert!(qml.contains(BY_COLOUR) && qml.contains(&value), "{qml}");
        let ink = Look::light().zone(role, Some(ZoneColour::Ochre)).ink;
        assert!(qml.contains(&format!("value=\"{}\"", colour(ink))), "{qml}");
    }
}
