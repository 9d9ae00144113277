//! The record once more as custom XML of the presentation: what an office
//! program keeps when it saves the deck, while it drops a part it does not know.

use super::package::{Kind, Links, Package};
use super::xml::HEAD;

/// The part with the record.
pub const PART: &str = "customXml/item1.xml";

/// The part that names it.
const NAME: &str = "customXml/itemProps1.xml";

/// An arbitrary constant, so that the same deck has the same bytes.
const ID: &str = "{C0FDC2D0-0005-4D0E-9A11-7B1E5C0ED0A1}";

/// The names of its elements.
const SPACE: &str = "urn:cordon:record";

/// Adds the record; the presentation names it.
pub fn record(package: &mut Package, figures: &str) {
    let mut links = Links::default();
    links.to(Kind::CustomName, NAME);
    // Quotes may stand in a text as they are, and a record has thousands.
    let text = figures.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let xml = format!("{HEAD}<record xmlns=\"{SPACE}\">{text}</record>");
    package.add(PART, Kind::Custom, xml, links);
    let name = format!(
        "{HEAD}<ds:datastoreItem ds:itemID=\"{ID}\" \
         xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">\
         <ds:schemaRefs><ds:schemaRef ds:uri=\"{SPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
    );
    package.add(NAME, Kind::CustomName, name, Links::default());
}
