//! The presentation part: size, masters, slides, fonts that come along.

use std::fmt::Write as _;

use super::custom;
use super::font;
use super::notes;
use super::package::{Kind, Links, Package};
use super::slide::slide_part;
use super::table::PLAIN;
use super::text::face;
use super::theme::Tones;
use super::xml::{HEAD, SPACES};
use crate::scene::faces;

/// Adds the presentation of so many slides, and the small parts beside it.
pub fn presentation(package: &mut Package, slides: usize, tones: &Tones, language: &str) {
    let mut links = Links::default();
    let master = links.to(Kind::Master, "ppt/slideMasters/slideMaster1.xml");
    let mut ids = String::new();
    for number in 1..=slides {
        let link = links.to(Kind::Slide, slide_part(number));
        let _ = write!(ids, "<p:sldId id=\"{}\" r:id=\"{link}\"/>", 255 + number);
    }
    let notes = links.to(Kind::NotesMaster, notes::MASTER);
    for (kind, part) in [
        (Kind::Show, "ppt/presProps.xml"),
        (Kind::View, "ppt/viewProps.xml"),
        (Kind::Theme, "ppt/theme/theme1.xml"),
        (Kind::Tables, "ppt/tableStyles.xml"),
        (Kind::Custom, custom::PART),
    ] {
        links.to(kind, part);
    }
    let fonts = fonts(package, &mut links);
    let plain = face("defRPr", language, &super::text::Face::plain(24.0, tones.ink), tones);
    let mut levels = String::new();
    for level in 1..=9 {
        let _ = write!(levels, "<a:lvl{level}pPr marL=\"0\" algn=\"l\">{plain}</a:lvl{level}pPr>");
    }
    let xml = format!(
        "{HEAD}<p:presentation {SPACES} saveSubsetFonts=\"1\" embedTrueTypeFonts=\"1\" autoCompressPictures=\"0\">\
         <p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"{notes}\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>\
         <p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>{fonts}\
         <p:defaultTextStyle><a:defPPr><a:defRPr lang=\"{language}\"/></a:defPPr>{levels}</p:defaultTextStyle></p:presentation>"
    );
    package.add_root("ppt/presentation.xml", Kind::Document, xml, links);
    let small = |element: &str| format!("{HEAD}<p:{element} {SPACES}/>");
    package.add("ppt/presProps.xml", Kind::Show, small("presentationPr"), Links::default());
    package.add("ppt/viewProps.xml", Kind::View, small("viewPr"), Links::default());
    let tables = format!(
        "{HEAD}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" def=\"{PLAIN}\">\
         <a:tblStyle styleId=\"{PLAIN}\" styleName=\"No Style, No Grid\"><a:wholeTbl>\
         <a:tcTxStyle><a:fontRef idx=\"minor\"><a:scrgbClr r=\"0\" g=\"0\" b=\"0\"/></a:fontRef><a:schemeClr val=\"tx1\"/></a:tcTxStyle>\
         <a:tcStyle><a:tcBdr><a:left><a:ln><a:noFill/></a:ln></a:left><a:right><a:ln><a:noFill/></a:ln></a:right>\
         <a:top><a:ln><a:noFill/></a:ln></a:top><a:bottom><a:ln><a:noFill/></a:ln></a:bottom>\
         <a:insideH><a:ln><a:noFill/></a:ln></a:insideH><a:insideV><a:ln><a:noFill/></a:ln></a:insideV></a:tcBdr>\
         <a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl></a:tblStyle></a:tblStyleLst>"
    );
    package.add("ppt/tableStyles.xml", Kind::Tables, tables, Links::default());
}

/// Inter in its weights, so that the deck looks the same where Inter is not
/// installed. The middle weights are families of their own.
fn fonts(package: &mut Package, links: &mut Links) -> String {
    let mut made = 0;
    let mut put = |file: usize| {
        let (_, bytes) = faces::FILES.get(file)?;
        made += 1;
        let part = format!("ppt/fonts/font{made}.fntdata");
        package.add(part.as_str(), Kind::Font, font::embedded(bytes)?, Links::default());
        Some(links.to(Kind::Font, part))
    };
    let mut list = String::new();
    for (family, styles) in [
        (
            "Inter",
            &[
                ("regular", faces::file(400, false)),
                ("bold", faces::file(700, false)),
                ("italic", faces::file(400, true)),
            ][..],
        ),
        ("Inter Medium", &[("regular", faces::file(500, false))]),
        ("Inter SemiBold", &[("regular", faces::file(600, false))]),
    ] {
        let styles: String = styles
            .iter()
            .filter_map(|(style, file)| Some(format!("<p:{style} r:id=\"{}\"/>", put(*file)?)))
            .collect();
        if !styles.is_empty() {
            let _ = write!(list, "<p:embeddedFont><p:font typeface=\"{family}\"/>{styles}</p:embeddedFont>");
        }
    }
    if list.is_empty() { list } else { format!("<p:embeddedFontLst>{list}</p:embeddedFontLst>") }
}
